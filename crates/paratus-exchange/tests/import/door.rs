//! The door: what files are, what importing them would do, and that it is done once.

use crate::common::data;
use paratus::Date;
use paratus_exchange::{
    Form, ImportFile, ImportMap, ImportOptions, ImportPlan, Outcome, plan, propose, recognise,
};
use std::collections::BTreeMap;

pub(crate) type Folder = BTreeMap<String, Vec<u8>>;

pub(crate) fn options(date: Option<&str>) -> ImportOptions<'static> {
    ImportOptions {
        date: date.map(|date| Date::parse(date).unwrap()),
        ..ImportOptions::default()
    }
}

/// Imports into the folder, and again, which must change nothing.
pub(crate) fn import(
    folder: &mut Folder,
    name: &str,
    bytes: &[u8],
    options: &ImportOptions<'_>,
) -> Result<(ImportPlan, Vec<String>), String> {
    let file = ImportFile { name, bytes };
    let mut notes = Vec::new();
    let mut side = |_: &str| -> std::io::Result<Box<dyn std::io::Read>> {
        Err(std::io::ErrorKind::NotFound.into())
    };
    let mut add = |note: &paratus_exchange::Note| {
        if note.outcome != Outcome::Same {
            notes.push(note.to_string());
        }
    };
    let before = errors_of_check(folder);
    let done = plan(&[file], options, Some(folder), &mut side, &mut add)
        .map_err(|error| error.to_string())?;
    for table in &done.summary.tables {
        assert!(table.adds_up(), "{table}");
    }
    let put = done.files.iter();
    folder.extend(put.map(|(name, text)| (name.clone(), text.clone().into_bytes())));
    for error in errors_of_check(folder) {
        assert!(before.contains(&error), "{error} is new: {notes:?}");
    }
    let again = plan(&[file], options, Some(folder), &mut side, &mut |_| ())
        .map_err(|error| error.to_string())?;
    assert!(again.files.is_empty(), "{name} again");
    for table in &again.summary.tables {
        assert!(table.adds_up(), "{table}");
        assert_eq!((table.added, table.changed), (0, 0), "{table}");
    }
    Ok((done, notes))
}

/// A folder with a programme and its people.
pub(crate) fn folder(programme: &str, people: &str) -> Folder {
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), programme.as_bytes().to_vec());
    folder.insert("people.csv".into(), people.as_bytes().to_vec());
    folder
}

pub(crate) fn with_map<'m>(map: &'m str, date: Option<&str>) -> ImportOptions<'m> {
    ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..options(date)
    }
}

pub(crate) fn taken(
    folder: &mut Folder,
    table: &str,
    options: &ImportOptions<'_>,
) -> (ImportPlan, Vec<String>) {
    import(folder, "list.csv", table.as_bytes(), options).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn proposed(name: &str, bytes: &[u8]) -> String {
    propose(&ImportFile { name, bytes }, &options(None)).unwrap()
}

/// The map of a table in letters.
pub(crate) fn proposed_list(table: &str) -> String {
    proposed("list.csv", table.as_bytes())
}

pub(crate) fn refused(plan: &ImportPlan) -> u64 {
    plan.summary.tables.iter().map(|table| table.refused).sum()
}

pub(crate) fn text(folder: &Folder, name: &str) -> String {
    String::from_utf8(folder.get(name).cloned().unwrap_or_default()).unwrap()
}

/// What `check` would report as errors of a folder with a programme, without the numbers of lines and entries.
pub(crate) fn errors_of_check(folder: &Folder) -> Vec<String> {
    let Ok(reading) = paratus::document::read_folder(folder) else {
        return Vec::new();
    };
    let programme = reading.compile();
    let mut found = programme.findings().to_vec();
    let declared = || programme.table_options().clone();
    if let Some(table) = folder.get("evidence.csv") {
        let mut log = paratus::EvidenceLog::new(&programme);
        found.extend(log.read_csv("evidence.csv", table, declared()).findings);
    }
    if let Some(table) = folder.get("responses.csv") {
        let mut log = paratus::survey::ResponseLog::new(&programme);
        found.extend(log.read_csv("responses.csv", table, declared()).findings);
    }
    let errors = found
        .into_iter()
        .filter(|finding| finding.severity == paratus::Severity::Error);
    let plain = |finding: paratus::Finding| {
        let text = format!("{} {}", finding.code.name(), finding.message);
        text.chars()
            .filter(|letter| !letter.is_ascii_digit())
            .collect()
    };
    errors.map(plain).collect()
}

/// The findings of the folder's programme.
fn errors(folder: &Folder) -> Vec<String> {
    let reading = paratus::document::read_folder(folder).unwrap();
    let errors = reading.findings.iter();
    errors.map(|finding| finding.to_string()).collect()
}

const CANVAS: &str = "Student,ID,SIS User ID,SIS Login ID,Section,Filing test (101),Search lab (102),Current Score\n\
    ,,,,,,,\n\
    \"    Points Possible\",,,,,20,10,(read only)\n\
    \"A, A\",1,s-1,a,Archive,18,,90\n\
    \"B, B\",2,s-2,b,Archive,EX,7,70\n\
    \"C, C\",3,s-3,c,Archive,-,10,100\n\
    \"C, C\",3,s-3,c,Archive,15,9,80\n\
    \"Student, Test\",9,,,Archive,20,10,100\n";

#[test]
fn a_canvas_gradebook_needs_no_map() {
    let mut folder = Folder::new();
    let missing = import(&mut folder, "canvas.csv", CANVAS.as_bytes(), &options(None));
    assert!(
        missing
            .unwrap_err()
            .ends_with("add the day, for instance `--date 2027-01-31`")
    );
    let (done, notes) = import(
        &mut folder,
        "canvas.csv",
        CANVAS.as_bytes(),
        &options(Some("2027-02-01")),
    )
    .unwrap();
    let main = done.summary.main();
    assert_eq!(done.recognised[0].recognition.form, Form::CanvasGradebook);
    // Six rows of two items: the maxima and the test student are set aside, and what is not graded is missing.
    assert_eq!(
        (main.read, main.added, main.refused, main.set_aside),
        (12, 4, 1, 7)
    );
    assert_eq!(
        notes
            .iter()
            .filter(|note| note.contains("refused"))
            .collect::<Vec<_>>(),
        [
            "`canvas.csv`, line 7: refused: line 6 says something else for the same person, objective, kind, level, key, date; that one counts"
        ]
    );
    assert_eq!(
        text(&folder, "evidence.csv"),
        "person,objective,kind,value,date,key\n\
         s-1,filing-test,quiz,0.9,2027-02-01,filing-test-101\n\
         s-2,search-lab,quiz,0.7,2027-02-01,search-lab-102\n\
         s-3,search-lab,quiz,1,2027-02-01,search-lab-102\n\
         s-3,filing-test,quiz,0.75,2027-02-01,filing-test-101\n"
    );
    assert_eq!(errors(&folder), Vec::<String>::new());
}

#[test]
fn a_moodle_gradebook_is_read_by_its_percentages() {
    let table = "First name;Last name;ID number;Quiz: Filing (Real);Quiz: Filing (Percentage);Course total (Real)\n\
                 A;B;e-1;8,00;80,00 %;8,00\nC;D;e-2;-;-;-\n";
    let mut folder = Folder::new();
    let (done, _) = import(
        &mut folder,
        "grades.csv",
        table.as_bytes(),
        &options(Some("2027-02-01")),
    )
    .unwrap();
    assert_eq!(done.recognised[0].recognition.form, Form::MoodleGradebook);
    assert_eq!(
        (done.summary.main().added, done.summary.main().set_aside),
        (1, 1)
    );
    assert!(text(&folder, "evidence.csv").contains("e-1,filing,quiz,0.8,2027-02-01"));
    let warnings = done.summary.warnings.join("\n");
    assert!(
        warnings.contains("`Course total (Real)` is left out"),
        "{warnings}"
    );
}

#[test]
fn points_without_a_percentage_ask_for_their_maximum() {
    let table = "First name;Last name;ID number;Quiz: Filing (Real);Quiz: Filing (Percentage);Essay (Real)\nA;B;e-1;8,00;80,00 %;6,50\n";
    let mut folder = Folder::new();
    let day = options(Some("2027-02-01"));
    let refused = import(&mut folder, "g.csv", table.as_bytes(), &day).unwrap_err();
    assert!(
        refused.contains("the most points of `Essay (Real)`"),
        "{refused}"
    );
    let file = ImportFile {
        name: "g.csv",
        bytes: table.as_bytes(),
    };
    let map = propose(&file, &day)
        .unwrap()
        .replace("# max = 10.0", "max = 10.0");
    let with_map = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: &map,
        }),
        ..day
    };
    import(&mut folder, "g.csv", table.as_bytes(), &with_map).unwrap();
    let evidence = text(&folder, "evidence.csv");
    assert!(
        evidence.contains("e-1,filing,quiz,0.8,") && evidence.contains("e-1,essay,quiz,0.65,"),
        "{evidence}"
    );
}

#[test]
fn two_columns_of_one_heading_are_distinguished_by_place() {
    let table = "Who,Score,Score,Day\np-1,80,20,2027-02-01\n";
    let map = "person = { column = \"Who\" }\nkind = { constant = \"quiz\" }\nvalue = { form = \"percent\" }\ndate = { column = \"Day\" }\n\
               items = [{ column = \"Score\", objective = \"a\" }]\n";
    let with = |map: &str| {
        let mut options = options(None);
        options.map = Some(ImportMap {
            name: "map.toml",
            text: map,
        });
        import(&mut Folder::new(), "dup.csv", table.as_bytes(), &options)
    };
    let refused = with(map).unwrap_err();
    assert!(
        refused.contains("occurs twice, at 2 and 3; say which with `at`"),
        "{refused}"
    );
    let (done, _) = with(&map.replace("objective = \"a\"", "objective = \"a\", at = 2")).unwrap();
    assert!(done.files["evidence.csv"].contains("p-1,a,quiz,0.2,2027-02-01"));
}

#[test]
fn answers_are_read_as_numbers_labels_or_refused() {
    let cells = [
        "99", "-99", "-1", "0", "", "-", "N/A", "-oth-", "mostly", "Mostly", "A4", "4.0", "4.5",
        " 4 ", "[c]",
    ];
    let rows: String = (0..)
        .zip(cells)
        .map(|(at, cell)| format!("p-{at},{cell}\n"))
        .collect();
    let map = "respondent = { column = \"id\" }\ndate = { constant = 2027-02-01 }\n[[instruments]]\nid = \"pulse\"\npoints = 5\n\
               labels = [\"not at all\", \"hardly\", \"partly\", \"mostly\", \"fully\"]\nno_answer = [\"99\", \"-99\", \"-oth-\"]\n\
               items = [{ column = \"a\", id = \"a\" }]\n";
    let mut options = options(None);
    options.map = Some(ImportMap {
        name: "map.toml",
        text: map,
    });
    let (done, notes) = import(
        &mut Folder::new(),
        "s.csv",
        format!("id,a\n{rows}").as_bytes(),
        &options,
    )
    .unwrap();
    let main = done.summary.main();
    assert_eq!(
        (main.read, main.added, main.set_aside, main.refused),
        (15, 4, 7, 4)
    );
    assert!(
        done.content
            .lines()
            .skip(1)
            .all(|line| line.contains(",pulse,a,4,"))
    );
    assert!(notes.iter().any(|note| {
        note.contains("`4.5` is not an answer: answers are whole numbers from 1 to 5")
    }));
}

#[test]
fn qualtrics_has_three_headings() {
    let table = "StartDate,EndDate,Finished,ResponseId,RecipientEmail,Q1,Q2\n\
                 Start,End,Finished,Id,E-mail,I know where to file,What else?\n\
                 \"{\"\"ImportId\"\":\"\"a\"\"}\",\"{\"\"ImportId\"\":\"\"b\"\"}\",\"{\"\"ImportId\"\":\"\"c\"\"}\",\"{\"\"ImportId\"\":\"\"d\"\"}\",\"{\"\"ImportId\"\":\"\"e\"\"}\",\"{\"\"ImportId\"\":\"\"f\"\"}\",\"{\"\"ImportId\"\":\"\"g\"\"}\"\n\
                 2027-02-01 10:00:00,2027-02-01 10:01:00,1,R_1,a@example.org,Agree,Nothing\n\
                 2027-02-01 10:00:00,2027-02-01 10:01:00,0,R_2,b@example.org,Strongly agree,\n\
                 2027-02-01 10:00:00,2027-02-02 10:01:00,1,R_3,c@example.org,Disagree,\n";
    let mut folder = Folder::new();
    let (done, _) = import(&mut folder, "q.csv", table.as_bytes(), &options(None)).unwrap();
    assert_eq!(
        text(&folder, "responses.csv"),
        "respondent,instrument,item,answer,date\nR_1,q,q1,4,2027-02-01\nR_3,q,q1,2,2027-02-02\n"
    );
    assert!(text(&folder, "paratus.toml").contains("I know where to file"));
    assert!(!text(&folder, "paratus.toml").contains("example.org"));
    assert_eq!(done.summary.contact_columns.len(), 1);
    assert_eq!(errors(&folder), Vec::<String>::new());
}

#[test]
fn what_is_known_and_not_supported_is_named() {
    for (name, bytes, said) in [
        ("a.csv", "{\"CFDocument\": {}}", "a CASE package, as JSON"),
        (
            "a.csv",
            "[{\"actor\":1,\"verb\":2,\"object\":3}]",
            "xAPI statements, as JSON",
        ),
        (
            "a.csv",
            "<html><body>Log in</body></html>",
            "a web page, perhaps the log-in page",
        ),
    ] {
        let error = import(&mut Folder::new(), name, bytes.as_bytes(), &options(None)).unwrap_err();
        assert!(
            error.contains(said) && error.contains("cannot be imported yet"),
            "{error}"
        );
    }
}

#[test]
fn a_proposed_map_imports_the_table_it_was_proposed_for() {
    let tables = [
        ("canvas.csv", CANVAS.to_owned()),
        ("wide.csv", "Staff list of 2027\n\nEmployee;E-mail;Filing;Search;Day\ne-1;a@example.org;80;20,5;14.02.2027\ne-2;b@example.org;-;70;15.02.2027\n".to_owned()),
        ("long.tsv", "Person\tCourse\tGrade\tCompleted on\np-1\tFiling\t70\t2027-01-05 10:00\n".to_owned()),
    ];
    for (name, table) in tables {
        let mut options = options(Some("2027-02-01"));
        let file = ImportFile {
            name,
            bytes: table.as_bytes(),
        };
        let map = propose(&file, &options).unwrap();
        assert!(
            !map.contains("NEEDED") && !map.contains("example.org"),
            "{map}"
        );
        options.map = Some(ImportMap {
            name: "map.toml",
            text: &map,
        });
        let (done, notes) = import(&mut Folder::new(), name, table.as_bytes(), &options)
            .unwrap_or_else(|error| panic!("{error}\n{map}"));
        assert!(done.summary.main().added > 0, "{notes:?}\n{map}");
    }
}

#[test]
fn rows_merge_into_a_folder_in_any_order() {
    let heading = "person,objective,kind,value,date\n";
    let rows = [
        "p-1,a,quiz,0.5,2027-01-01\n",
        "p-2,a,quiz,1,2027-02-01\n",
        "p-1,a,quiz,0.75,2027-03-01\n",
    ];
    let mut folder = Folder::new();
    folder.insert(
        "evidence.csv".into(),
        format!("{heading}{}", rows[2]).into_bytes(),
    );
    let (done, _) = import(
        &mut folder,
        "new.csv",
        format!("{heading}{}{}", rows[1], rows[0]).as_bytes(),
        &options(None),
    )
    .unwrap();
    let main = done.summary.main();
    assert_eq!((main.added, main.superseded), (1, 1));
    let changed = format!("{heading}p-1,a,quiz,0.9,2027-01-01\n");
    let (done, notes) = import(&mut folder, "new.csv", changed.as_bytes(), &options(None)).unwrap();
    assert_eq!(done.summary.main().changed, 1);
    assert_eq!(
        notes,
        ["`new.csv`, line 2: changed: takes the place of line 4 of `evidence.csv`"]
    );
    assert_eq!(
        text(&folder, "evidence.csv"),
        format!("{heading}{}{}p-1,a,quiz,0.9,2027-01-01\n", rows[2], rows[1])
    );
}

#[test]
fn an_archive_of_tables_is_an_archive() {
    let found = recognise("x.zip", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    assert!(found.is_ok());
}

#[test]
fn real_exports_are_imported_without_a_map() {
    let mut seen = 0;
    for (name, form) in [
        ("moodle-quiz-report", Form::MoodleQuiz),
        ("qualtrics-export", Form::Qualtrics),
        ("surveymonkey-exports", Form::SurveyMonkey),
    ] {
        let Some(folder) = data(name) else { continue };
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .unwrap()
            .flatten()
            .map(|entry| entry.path())
            .collect();
        files.sort();
        for path in files
            .iter()
            .filter(|path| path.extension().is_some_and(|ending| ending == "csv"))
        {
            let bytes = std::fs::read(path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            let found = recognise(name, &bytes).unwrap();
            assert_eq!(found.form, form, "{name}");
            let mut folder = Folder::new();
            let done = import(&mut folder, name, &bytes, &options(Some("2021-01-01")));
            let (done, notes) = done.unwrap_or_else(|error| panic!("{name}: {error}"));
            let main = done.summary.main();
            println!("{main}\n{}", done.summary);
            assert_eq!(
                main.refused,
                0,
                "{name}: {:?}",
                notes
                    .iter()
                    .filter(|note| note.contains("refused"))
                    .take(3)
                    .collect::<Vec<_>>()
            );
            assert!(main.read > 0);
            seen += 1;
        }
    }
    println!("{seen} files");
}

const ORGANOGRAM: &str = "roster = { section = { column = \"Unit\" }, grade = { column = \"Grade\" }, fte = \"Number of Posts in FTE\" }";

#[test]
fn organograms_of_posts_have_their_published_sums() {
    let Some(folder) = data("uk-organograms") else {
        return;
    };
    for (name, rows, units, fte) in [
        (
            "ministry_of_defence-2011-03-31-junior.csv",
            11_421,
            7,
            258_763.05,
        ),
        (
            "ministry_of_defence-2011-09-30-junior.csv",
            12_714,
            8,
            239_434.83,
        ),
        (
            "the_national_archives-2011-03-31-junior.csv",
            214,
            35,
            571.03,
        ),
        ("hm_treasury-2011-03-31-junior.csv", 0, 0, 0.0),
    ] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let mut options = options(None);
        options.map = Some(ImportMap {
            name: "map.toml",
            text: ORGANOGRAM,
        });
        let file = ImportFile {
            name,
            bytes: &bytes,
        };
        let done = plan(
            &[file],
            &options,
            None,
            &mut paratus_exchange::no_tables,
            &mut |note| panic!("{note}"),
        )
        .unwrap();
        let main = done.summary.main();
        let mut posts = csv::Reader::from_reader(done.content.as_bytes());
        let posts: Vec<csv::StringRecord> = posts.records().flatten().collect();
        let mut sections: Vec<&str> = posts.iter().map(|post| &post[1]).collect();
        sections.dedup();
        let sum: f64 = posts
            .iter()
            .map(|post| post[4].parse::<f64>().unwrap())
            .sum();
        assert_eq!(
            (main.read, main.added, sections.len()),
            (rows, rows, units),
            "{name}"
        );
        assert!((sum - fte).abs() < 0.005, "{name}: {sum}");
    }
}

/// A roster of made-up people: id, path and role of each.
fn staff(rows: impl Iterator<Item = (u32, u32)>) -> String {
    let row = |(person, unit): (u32, u32)| {
        format!(
            "s-{person},Region {} > Office {unit},x@example.org\n",
            unit % 7
        )
    };
    let rows: String = rows.map(row).collect();
    format!("Staff no,Unit,E-mail\n{rows}")
}

#[test]
fn two_rosters_show_who_joins_moves_and_leaves() {
    let map = "roster = { id = { column = \"Staff no\" }, path = { column = \"Unit\", separator = \">\" }, complete = true }";
    let with = |date| {
        let mut options = options(Some(date));
        options.map = Some(ImportMap {
            name: "map.toml",
            text: map,
        });
        options
    };
    let mut folder = Folder::new();
    let before = staff((0..5_000).map(|person| (person, person % 50)));
    let (done, _) = import(
        &mut folder,
        "staff.csv",
        before.as_bytes(),
        &with("2027-03-31"),
    )
    .unwrap();
    assert_eq!(
        (
            done.summary.main().added,
            done.summary.contact_columns.len()
        ),
        (5_000, 1)
    );
    assert!(!text(&folder, "people.csv").contains("example.org"));
    // The rows in another order; 20 have left, 30 are new, 40 are elsewhere.
    let after = staff((20..5_030).rev().map(|person| {
        (
            person,
            if person < 60 {
                49 - person % 49
            } else {
                person % 50
            },
        )
    }));
    let moved = (20..60)
        .filter(|person| 49 - person % 49 != person % 50)
        .count() as u64;
    let (done, notes) = import(
        &mut folder,
        "staff.csv",
        after.as_bytes(),
        &with("2027-09-30"),
    )
    .unwrap();
    let main = done.summary.main();
    assert_eq!((main.read, main.added, main.changed), (5_010, 30, moved));
    let said = format!("compared with the folder: 30 joined, {moved} moved, 20 left");
    assert!(
        done.summary.warnings.contains(&said),
        "{:?}",
        done.summary.warnings
    );
    assert!(
        notes
            .iter()
            .any(|note| note.contains("changed: moves from `region-")),
        "{:?}",
        notes.first()
    );
    let people = text(&folder, "people.csv");
    assert_eq!(
        people
            .lines()
            .filter(|line| line.ends_with(",2027-09-29"))
            .count() as u64,
        20 + moved,
    );
    assert_eq!(
        people
            .lines()
            .filter(|line| line.contains(",2027-09-30"))
            .count() as u64,
        30 + moved,
    );
    assert_eq!(people.lines().count() as u64, 5_031 + moved);
}

#[test]
fn sections_come_from_levels_and_from_managers_in_any_order() {
    let with = |map: &'static str, table: &str| {
        let mut options = options(Some("2027-03-31"));
        options.map = Some(ImportMap {
            name: "map.toml",
            text: map,
        });
        let mut folder = Folder::new();
        let (done, notes) = import(&mut folder, "staff.csv", table.as_bytes(), &options).unwrap();
        (
            text(&folder, "people.csv"),
            text(&folder, "paratus.toml"),
            done,
            notes,
        )
    };
    let (people, programme, ..) = with(
        "roster = { id = { column = \"id\" }, levels = [\"L1\", \"L2\"] }",
        "id,L1,L2\na,Records,Archive\nb,Records,\n",
    );
    assert!(
        people.contains("a,records-archive,") && people.contains("b,records,"),
        "{people}"
    );
    assert!(programme.contains("parent = \"records\""), "{programme}");
    let (people, programme, ..) = with(
        "roster = { id = { column = \"id\" }, manager = { column = \"boss\" } }",
        "id,boss\nworker,middle\nmiddle,head\nhead,\n",
    );
    assert!(
        people.contains("worker,team-middle,") && people.contains("middle,team-head,,true"),
        "{people}"
    );
    assert!(programme.contains("parent = \"team-head\""), "{programme}");
    let (.., done, notes) = with(
        "roster = { id = { column = \"id\" }, section = { column = \"team\" }, parent = { column = \"of\" } }",
        "id,team,of\na,Archive,Records\nb,Archive,Finance\nc,Records,\n",
    );
    assert_eq!(done.summary.main().refused, 1);
    assert!(
        notes.iter().any(|note| note.contains("line 3")
            && note.contains("line 2 says that `Archive` is part of `records`")),
        "{notes:?}"
    );
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn table() -> impl Strategy<Value = Vec<String>> {
        let cell = prop_oneof![
            3 => Just("p-1".to_owned()), 3 => Just("p-2".to_owned()), 1 => Just(String::new()), 1 => Just("\"".to_owned()),
            2 => Just("-".to_owned()), 3 => (0..120_u32).prop_map(|score| score.to_string()), 1 => Just("7 / 10".to_owned()),
            1 => Just("2027-02-30".to_owned()), 3 => Just("2027-02-01".to_owned()), 1 => "[ -~é]{0,6}",
        ];
        let row = prop::collection::vec(cell, 3..6).prop_map(|cells| cells.join(","));
        prop::collection::vec(row, 0..30)
    }

    proptest! {
        #[test]
        fn summaries_add_up_and_again_is_nothing(rows in table(), wide in any::<bool>()) {
            let map = if wide {
                "person = { column = \"a\" }\nkind = { constant = \"quiz\" }\ndate = { column = \"d\" }\nvalue = { form = \"percent\" }\n\
                 items = [{ column = \"b\", objective = \"x\" }, { column = \"c\", objective = \"y\" }]"
            } else {
                "person = { column = \"a\" }\nkind = { constant = \"quiz\" }\ndate = { column = \"d\" }\nobjective = { constant = \"o\" }\n\
                 value = { column = \"b\", form = \"percent\" }"
            };
            let mut options = options(None);
            options.map = Some(ImportMap { name: "map.toml", text: map });
            let table = format!("a,b,c,d\n{}\n", rows.join("\n"));
            // What cannot be read at all is an error; everything else adds up, and comes again as the same: `import` asserts it.
            let _ = import(&mut Folder::new(), "t.csv", table.as_bytes(), &options);
        }

        #[test]
        fn bytes_of_any_kind_are_named_or_read(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0..6_usize) {
            let heads: [&[u8]; 6] = [b"", b"PK\x03\x04", b"{\"a\":", b"<?xml", b"\xd0\xcf\x11\xe0", b"\xff\xfea\0"];
            let bytes = [heads[head], &bytes].concat();
            let file = ImportFile { name: "any.bin", bytes: &bytes };
            let _ = recognise(file.name, file.bytes);
            let _ = propose(&file, &options(None));
            let _ = import(&mut Folder::new(), "any.bin", &bytes, &options(Some("2027-02-01")));
        }

        #[test]
        fn the_order_of_rows_decides_no_section(seed in any::<u64>()) {
            let mut rows: Vec<(u32, u32)> = (0..40).map(|person| (person, person % 9)).collect();
            let straight = staff(rows.clone().into_iter());
            rows.sort_by_key(|(person, _)| u64::from(*person).wrapping_mul(seed | 1) % 1013);
            let mixed = staff(rows.into_iter());
            let map = "roster = { id = { column = \"Staff no\" }, path = { column = \"Unit\", separator = \">\" } }";
            let of = |table: &str| {
                let mut options = options(None);
                options.map = Some(ImportMap { name: "map.toml", text: map });
                let mut folder = Folder::new();
                import(&mut folder, "staff.csv", table.as_bytes(), &options).unwrap();
                let mut people: Vec<String> = text(&folder, "people.csv").lines().map(str::to_owned).collect();
                people.sort();
                (people, text(&folder, "paratus.toml"))
            };
            prop_assert_eq!(of(&straight), of(&mixed));
        }
    }
}

/// The grade of a French report of a quiz is out of the points in its heading, on the day on which the quiz was completed.
#[test]
fn a_french_quiz_report_says_its_points() {
    let report = "Nom,Prénom,Adresse de courriel,État,Commencé le,Terminé,Temps utilisé,\"Note/20,00\"\n\
        Fassi,Ahmed,a@x.org,Terminé,\"11 mars 2027, 23:50\",\"12 mars 2027, 00:20\",30 min,\"14,50\"\n\
        Alaoui,Mariam,m@x.org,Terminé,\"3 févr. 2027, 15:00\",\"3 févr. 2027, 15:20\",20 min,\"9,00\"\n\
        Moyenne globale,,,,,,,\"11,75\"\n";
    let mut folder = Folder::new();
    let (done, notes) = import(
        &mut folder,
        "classement.csv",
        report.as_bytes(),
        &options(None),
    )
    .unwrap();
    assert_eq!(done.recognised[0].recognition.form, Form::MoodleQuiz);
    let main = done.summary.main();
    assert_eq!((main.added, main.set_aside), (2, 1), "{notes:?}");
    let rows = text(&folder, "evidence.csv");
    assert!(rows.contains(",quiz,0.725,2027-03-12T00:20,"), "{rows}");
    assert!(rows.contains(",quiz,0.45,2027-02-03T15:20,"), "{rows}");
}

/// A table whose points are not known is not taken for one of percentages.
#[test]
fn points_of_a_heading_are_proposed_and_others_asked_for() {
    let proposed = |heading: &str, cell: &str| {
        let table = format!(
            "Employee;Course;{heading};Date\ne-1;Filing;{cell};2027-02-01\ne-2;Filing;9;2027-02-14\n"
        );
        let bytes = table.as_bytes();
        propose(
            &ImportFile {
                name: "results.csv",
                bytes,
            },
            &options(None),
        )
        .unwrap()
    };
    let map = proposed("Score/20", "14");
    assert!(map.contains("form = \"points\", max = 20.0"), "{map}");
    assert!(!map.contains("NEEDED"), "{map}");
    let map = proposed("Score", "14");
    assert!(map.contains("NEEDED: the most points of `Score`"), "{map}");
    for cell in ["14%", "80"] {
        let map = proposed("Score", cell);
        assert!(map.contains("form = \"percent\""), "{map}");
        assert!(!map.contains("NEEDED"), "{map}");
    }
    let wide = "Employee;Note/20,00;Date\ne-1;14,5;2027-02-01\n";
    let file = ImportFile {
        name: "wide.csv",
        bytes: wide.as_bytes(),
    };
    let map = propose(&file, &options(None)).unwrap();
    assert!(
        map.contains("max = 20.0") && map.contains("form = \"points\""),
        "{map}"
    );
}

/// A table in which no row has a day that can be read has one mistake, which is said once, with what to do.
#[test]
fn a_table_without_any_day_is_refused_as_a_whole() {
    let programme = b"format = 1\nid = \"post\"\nobjectives = [{ id = \"filing\", track = \"process\" }]\nsections = [{ id = \"desk\" }]\n\
        roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }] }]\n";
    let mut folder = Folder::new();
    folder.insert("paratus.toml".into(), programme.to_vec());
    folder.insert(
        "people.csv".into(),
        b"id,section,roles\np-1,desk,clerk\np-2,desk,clerk\n".to_vec(),
    );
    let before = folder.clone();
    let map = "person = { column = \"Who\" }\nkind = { constant = \"quiz\" }\nobjective = { constant = \"filing\" }\n\
        value = { column = \"Score\", form = \"percent\" }\ndate = { column = \"Day\", form = \"iso\" }\n";
    let roster = "roster = { id = { column = \"Who\" }, section = { column = \"Unit\" }, joined = { column = \"Day\", form = \"mdy\" } }";
    let answers = "respondent = { column = \"Who\" }\ndate = { column = \"Day\", form = \"iso\" }\n[[instruments]]\nid = \"pulse\"\npoints = 5\nitems = [{ column = \"Q\", id = \"q\" }]\n";
    let cases = [
        (map, "Who,Score,Day\np-1,80,14/03/2027\np-2,60,\n"),
        (
            roster,
            "Who,Unit,Day\np-1,desk,14/03/2027\np-2,desk,15/03/2027\n",
        ),
        (answers, "Who,Q,Day\np-1,5,14.3.2027\np-2,4,15.3.2027\n"),
        (
            "",
            "person,objective,kind,value,date\np-1,filing,quiz,0.5,14/03/2027\np-2,filing,quiz,1,15/03/2027\n",
        ),
        (
            "",
            "id,section,roles,joined\np-1,desk,clerk,14/03/2027\np-2,desk,clerk,15/03/2027\n",
        ),
    ];
    for (map, table) in cases {
        let with = ImportOptions {
            map: (!map.is_empty()).then_some(ImportMap {
                name: "map.toml",
                text: map,
            }),
            ..options(None)
        };
        let error = import(&mut folder, "table.csv", table.as_bytes(), &with).unwrap_err();
        assert!(
            error.contains("none of the 2 rows has a day that can be read") && error.contains("14"),
            "{error}"
        );
        assert_eq!(folder, before);
    }
    // One row with a day is enough for the others to be refused by themselves.
    let some = "Who,Score,Day\np-1,80,14/03/2027\np-2,60,2027-03-14\n";
    let with = ImportOptions {
        map: Some(ImportMap {
            name: "map.toml",
            text: map,
        }),
        ..options(None)
    };
    let (done, _) = import(&mut folder, "table.csv", some.as_bytes(), &with).unwrap();
    let main = done.summary.main();
    assert_eq!((main.added, main.refused), (1, 1));
}
