//! Answers that are known as counts, as percentages, or in rows about one question each.

use crate::door::{Folder, import, text};
use paratus::survey::ResponseLog;
use paratus::table::TableOptions;
use paratus::{Programme, disclosure::Disclosure};
use paratus_exchange::{ImportMap, ImportOptions, ImportPlan};

/// A map for a survey of two questions on a scale of five; `keys` come first.
fn map(keys: &str) -> String {
    format!(
        r#"{keys}
        respondent = {{ column = "Unit", slug = true }}
        section = {{ column = "Unit", slug = true }}
        date = {{ constant = "2027-03-01" }}
        missing = ["9999"]
        [[instruments]]
        id = "pulse"
        points = 5
        items = [{{ column = "Q01", id = "where", measures = "buy-in" }}, {{ column = "Q02", id = "why", measures = "buy-in" }}]
        "#
    )
}

/// Imports a table with a map into an empty folder.
fn imported(table: &str, map: &str) -> Result<(ImportPlan, Folder, Vec<String>), String> {
    let options = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..ImportOptions::default()
    };
    let mut folder = Folder::default();
    let (done, notes) = import(&mut folder, "answers.csv", table.as_bytes(), &options)?;
    Ok((done, folder, notes))
}

/// Score and respondents of each unit, exact.
fn scores(folder: &Folder) -> Vec<(String, Option<u64>, Option<f64>)> {
    let reading = paratus::document::read_folder(folder).unwrap();
    let programme = Programme::compile(&reading.document);
    let mut log = ResponseLog::new(&programme);
    let mut reader = log.reader("responses.csv", TableOptions::default());
    reader.push(text(folder, "responses.csv").as_bytes());
    assert_eq!(reader.finish().refused, 0);
    let date: paratus::Date = "2027-03-31".parse().unwrap();
    let units = log.climate("pulse", "buy-in", date, &Disclosure::internal());
    let unit = |unit: paratus::survey::UnitClimate| {
        let score = unit.score.value().and_then(|score| score.value);
        (unit.unit, unit.respondents.value(), score)
    };
    units.unwrap().into_iter().map(unit).collect()
}

#[test]
fn a_column_for_each_answer_holds_counts() {
    let keys = r#"
        question = { column = "Question" }
        answers = { columns = ["A1", "A2", "A3", "A4", "A5"], no_answer = ["DK"], form = "count", total = "N" }
    "#;
    let table = "Unit,Question,A1,A2,A3,A4,A5,DK,N\n\
        Archive,Q01,0,0,2,4,6,1,13\n\
        Archive,Q02,0,0,0,12,0,0,12\n\
        Registry,Q01,3,3,3,3,3,0,16\n\
        Registry,Q02,9999,9999,9999,9999,9999,9999,9999\n\
        Registry,Q07,1,1,1,1,1,0,5\n\
        Vault,Q01,1,9999,1,1,1,1,9\n";
    let weighted = "Unit,Question,A1,A2,A3,A4,A5,DK,N\nArchive,Q01,0,0,2,\"2,5\",6,1,13\n";
    let (_, _, notes) = imported(weighted, &map(keys)).unwrap();
    assert!(
        notes[0].contains("`2,5` is not a whole number of people; it has a decimal part"),
        "{notes:?}"
    );
    let (done, folder, notes) = imported(table, &map(keys)).unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.refused, main.set_aside),
        (30, 10, 10, 10)
    );
    let said = notes.join("\n");
    for part in [
        "line 4, column `N`: refused: the counts of the row add up to 15, not to 16",
        "line 6, column `Question`: set aside: the map has no item for `Q07`",
        "line 7, column `A2`: refused: there is no value",
    ] {
        assert!(said.contains(part), "{said}");
    }
    let rows = text(&folder, "responses.csv");
    assert!(
        rows.contains("archive,pulse,where,5,2027-03-01,archive,6\n"),
        "{rows}"
    );
    let archive = f64::midpoint((0.5 * 2.0 + 0.75 * 4.0 + 6.0) / 12.0, 0.75);
    let found = scores(&folder);
    let found = found.iter().find(|unit| unit.0 == "archive").unwrap();
    assert_eq!(found.1, Some(12));
    assert!((found.2.unwrap() - archive).abs() < 1e-12, "{found:?}");
}

#[test]
fn percentages_become_people_of_a_total() {
    let keys = r#"
        question = { column = "Question" }
        answers = { columns = ["A1", "A2", "A3", "A4", "A5"], form = "percent", total = "N", decimal_comma = true }
    "#;
    let table = "Unit;Question;A1;A2;A3;A4;A5;N\n\
        Archive;Q01;0;0;10,5%;39,5;50;38\n\
        Archive;Q02;0;0;10;20;50;38\n\
        Archive;Q02;0;0;10;40;50,5;thirty\n";
    let (done, folder, notes) = imported(table, &map(keys)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (5, 10)
    );
    let said = notes.join("\n");
    assert!(
        said.contains("the percentages of the row add up to 80, not to 100"),
        "{said}"
    );
    assert!(
        said.contains("`thirty` is not a whole number of people"),
        "{said}"
    );
    let rows = text(&folder, "responses.csv");
    let counts: Vec<&str> = rows
        .lines()
        .skip(1)
        .filter_map(|row| row.rsplit(',').next())
        .collect();
    assert_eq!(counts, ["0", "0", "4", "15", "19"]);
}

#[test]
fn a_row_about_one_answer_may_have_a_count() {
    let keys = "question = { column = \"Question\" }\nanswer = \"Answer\"\n";
    let table = "Unit,Question,Answer,People\nArchive,Q01,4,7\nArchive,Q01,5,5\nRegistry,Q02,2,3\n";
    let (done, folder, _) = imported(
        table,
        &map(&format!("{keys}count = {{ column = \"People\" }}")),
    )
    .unwrap();
    assert_eq!(done.summary.main().added, 3);
    assert!(
        text(&folder, "responses.csv").contains("archive,pulse,where,4,2027-03-01,archive,7\n")
    );
    // Without `count` a row is the answer of one respondent, so one of two answers is refused.
    let (done, folder, _) = imported(table, &map(keys)).unwrap();
    assert_eq!(
        (done.summary.main().added, done.summary.main().refused),
        (2, 1)
    );
    assert!(!text(&folder, "responses.csv").contains("count"));
}

#[test]
fn a_wide_row_may_stand_for_several_people() {
    let keys = "count = { column = \"Weight\" }\n";
    let table = "Unit,Q01,Q02,Weight\nArchive,4,5,3\nRegistry,2,-,2\nVault,5,5,1.37\nAttic,5,5,\n";
    let (done, folder, notes) = imported(table, &map(keys).replace("9999", "-")).unwrap();
    let main = done.summary.main();
    assert_eq!((main.added, main.set_aside, main.refused), (3, 1, 4));
    assert!(
        notes
            .join("\n")
            .contains("`1.37` is not a whole number of people; it looks like a weight")
    );
    let found = scores(&folder);
    assert_eq!(found[0].1, Some(5), "{found:?}");
}

#[test]
fn keys_that_contradict_each_other_are_refused() {
    let cases = [
        (
            "question = { column = \"Question\" }",
            "`question` needs exactly one of",
        ),
        ("answer = \"Answer\"", "need `question`"),
        (
            "question = { column = \"Question\" }\nanswers = { columns = [\"A1\", \"A2\"], form = \"count\" }",
            "name one for each point",
        ),
        (
            "question = { column = \"Question\" }\nanswers = { columns = [\"A1\", \"A2\", \"A3\", \"A4\", \"A5\"], form = \"percent\" }",
            "`answers.total` is needed",
        ),
        (
            "count = { column = \"N\" }\nquestion = { column = \"Question\" }\nanswers = { columns = [\"A1\", \"A2\", \"A3\", \"A4\", \"A5\"], form = \"count\" }",
            "keep one",
        ),
    ];
    for (keys, part) in cases {
        let said = imported("Unit,Question,Answer\n", &map(keys)).unwrap_err();
        assert!(said.contains(part), "{keys}: {said}");
    }
}
