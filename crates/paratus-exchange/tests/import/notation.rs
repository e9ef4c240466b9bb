//! How numbers, days, items and answers are written in tables that no known tool has made.

use crate::door::{
    self, Folder, folder, options, proposed_list as proposed, refused, taken, text, with_map,
};
use paratus_exchange::{ImportFile, no_tables, plan};

const PROGRAMME: &str = "format = 1\nid = \"office\"\nas_of = 2027-03-14\n\
    objectives = [{ id = \"filing\", track = \"process\" }, { id = \"search\", track = \"technology\" }]\n\
    sections = [{ id = \"archive\", title = \"Archive\" }, { id = \"registry\", title = \"Registry\" }]\n\
    tools = [{ id = \"docket\", features = [\"case-search\"] }]\n\
    roles = [{ id = \"clerk\", requires = [{ objective = \"filing\" }, { objective = \"search\" }] }]\n";
const PEOPLE: &str =
    "id,section,roles\ne-01,archive,clerk\ne-02,archive,clerk\ne-03,registry,clerk\n";

fn office() -> Folder {
    folder(PROGRAMME, PEOPLE)
}

#[test]
fn what_may_separate_thousands_is_asked_for() {
    let posts = "Unit,Grade,FTE\nArchive,A,\"1,234\"\nArchive,B,987\nRegistry,A,\"2,001\"\n";
    let map = proposed(posts);
    assert!(
        map.contains(
            "# NEEDED: whether the numbers of `FTE` have thousands: `1,234` may be 1234 or 1.234"
        ),
        "{map}"
    );
    let roster = "[roster]\ngrade = { column = \"Grade\" }\nfte = \"FTE\"\nsection = { column = \"Unit\" }\n";
    let total = |map: &str| {
        let file = ImportFile {
            name: "list.csv",
            bytes: posts.as_bytes(),
        };
        let mut notes = Vec::new();
        let done = plan(
            &[file],
            &with_map(map, None),
            None,
            &mut no_tables,
            &mut |note| notes.push(note.to_string()),
        );
        (refused(&done.unwrap()), notes.join("\n"))
    };
    let (lost, said) = total(roster);
    assert_eq!(lost, 2);
    assert!(
        said.contains("`1,234` is not a number of posts; declare `decimal_comma = true` if the comma is the decimal mark, `false` if it separates thousands"),
        "{said}"
    );
    assert_eq!(total(&format!("{roster}decimal_comma = false\n")).0, 0);
    // Counts of use in a German table.
    let uses = "Section;Feature;Month;Uses\narchive;docket/case-search;2027-03-01;1.234\nregistry;docket/case-search;2027-03-01;987\n";
    let map = proposed(uses);
    assert!(
        map.contains("# NEEDED: whether the numbers of `Uses`"),
        "{map}"
    );
    assert!(map.contains("feature = { column = \"Feature\" }"), "{map}");
    let map = map.replace("# decimal_comma = true", "decimal_comma = true");
    let map: Vec<&str> = map
        .lines()
        .filter(|line| !line.contains("NEEDED"))
        .collect();
    let mut there = office();
    let (done, notes) = taken(&mut there, uses, &with_map(&map.join("\n"), None));
    assert_eq!(refused(&done), 0, "{notes:?}");
    let table = text(&there, "feature_use.csv");
    // 1,234 uses on a day of a month.
    assert!(
        table.contains("archive,docket/case-search,37559.1"),
        "{table}"
    );
}

#[test]
fn numbers_that_can_be_read_in_one_way_need_no_word() {
    let table = |points: [&str; 2]| {
        let [one, other] = points;
        format!(
            "Employee;Course;Points;Maximum;Date\ne-01;filing;{one};2.000,5;2027-03-01\ne-02;filing;{other};2.000,5;2027-03-02\n"
        )
    };
    // What another column shows.
    let map = proposed(&table(["1.234", "1.500"]));
    assert!(!map.contains("NEEDED"), "{map}");
    assert!(map.contains("decimal_comma = true"), "{map}");
    // Fractions have no thousands.
    let map = proposed(
        "Employee,Course,Score,Date\ne-01,filing,0.125,2027-03-01\ne-02,filing,0.750,2027-03-02\n",
    );
    assert!(map.contains("form = \"fraction\" }"), "{map}");
    assert!(!map.contains("NEEDED"), "{map}");
    // Counts of people with thousands.
    let counted = "Unit,Question,A1,A2,Total\nArchive,I know where,\"1,204\",\"2,301\",\"3,505\"\n";
    let map = "respondent = { column = \"Unit\", slug = true }\ndate = { constant = 2027-03-01 }\nquestion = { column = \"Question\" }\n\
        answers = { columns = [\"A1\", \"A2\"], form = \"count\", total = \"Total\", decimal_comma = false }\n\
        [[instruments]]\nid = \"service\"\npoints = 2\nitems = [{ column = \"I know where\", id = \"where\" }]\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, counted, &with_map(map, None));
    assert_eq!(refused(&done), 0, "{notes:?}");
    assert!(text(&there, "responses.csv").contains(",1204"));
    let undeclared = map.replace(", decimal_comma = false", "");
    let (_, notes) = taken(&mut office(), counted, &with_map(&undeclared, None));
    assert!(
        notes[0].contains("`false` if it separates thousands"),
        "{notes:?}"
    );
}

#[test]
fn years_of_two_digits_of_two_centuries_are_asked_for() {
    let table = "Employee,Case,Score,Date\ne-01,filing,80%,14/02/99\ne-02,filing,70%,28/06/05\n";
    let last = proposed(&table.replace("05\n", "98\n"));
    assert!(last.contains("form = \"dmy\", century = 1900"), "{last}");
    let map = proposed(table);
    assert!(
        map.contains("which century each day of `Date` is of: that of `14/02/99`"),
        "{map}"
    );
}

#[test]
fn days_are_read_as_offices_write_them() {
    for (days, form) in [
        (["20270314", "20270301"], "form = \"iso\""),
        (
            ["14-MAR-27", "01-MAR-27"],
            "form = \"month_name\", century = 2000",
        ),
        (
            ["14.03.2027 um 10:22 Uhr", "01.03.2027 um 9:05 Uhr"],
            "form = \"dmy\"",
        ),
        (
            ["14/03/2027 à 10h22", "01/03/2027 à 9h05"],
            "form = \"dmy\"",
        ),
    ] {
        let [one, other] = days;
        let table = format!(
            "Employee;Course;Score %;Completed on\ne-01;filing;80%;{one}\ne-02;filing;70%;{other}\n"
        );
        let map = proposed(&table);
        assert!(
            map.contains(&format!("date = {{ column = \"Completed on\", {form} }}")),
            "{map}"
        );
        let mut there = office();
        let (done, notes) = taken(&mut there, &table, &with_map(&map, None));
        assert_eq!(done.summary.main().added, 2, "{notes:?}");
        let evidence = text(&there, "evidence.csv");
        assert!(
            evidence.contains("2027-03-14") && evidence.contains("2027-03-01"),
            "{evidence}"
        );
    }
    // A number that is an id is no day.
    let table =
        "Employee;Case;Score %;Date\ne-01;20270314;80%;2027-03-01\ne-02;20270315;70%;2027-03-02\n";
    assert!(proposed(table).contains("date = { column = \"Date\", form = \"iso\" }"));
}

#[test]
fn headings_say_the_most_points_in_many_ways() {
    let table = "Employee;Date;Filing (max. 20 points);Search [10 pts];Total\ne-01;2027-03-01;18;7,5;25,5\ne-02;2027-03-01;12;8;20\nAverage;;15;7,75;22,75\n";
    let map = proposed(table);
    for line in [
        "objective = \"filing\"\nmax = 20.0",
        "objective = \"search\"\nmax = 10.0",
        "column `Total` is left out: a total of the others",
    ] {
        assert!(map.contains(line), "{line}: {map}");
    }
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (4, 0),
        "{notes:?}"
    );
    assert!(text(&there, "evidence.csv").contains("e-01,search,quiz,0.75"));
    let map = proposed(
        "Employee;Date;Total quality;Social media;Total score\ne-01;2027-03-01;80%;75%;77%\n",
    );
    assert!(
        map.contains("column = \"Total quality\"") && map.contains("column = \"Social media\""),
        "{map}"
    );
    assert!(!map.contains("column = \"Total score\""), "{map}");
    // A number in brackets may be anything.
    let map = proposed("Employee;Date;Filing (102);Search (103)\ne-01;2027-03-01;80%;75%\n");
    assert!(
        map.contains("objective = \"filing-102\"") && !map.contains("max ="),
        "{map}"
    );
}

#[test]
fn a_score_below_a_group_is_of_the_group() {
    let table = "Employee;Date;Filing;;Search;\n;;Score;Max;Score;Max\ne-01;2027-03-01;18;20;7;10\ne-02;2027-03-01;12;20;8;10\n";
    let map = proposed(table);
    for line in [
        "objective = \"filing\"\nmax = \"Filing / Max\"",
        "objective = \"search\"\nmax = \"Search / Max\"",
    ] {
        assert!(map.contains(line), "{line}: {map}");
    }
    assert!(
        !map.contains("objective = \"score\"") && !map.contains("search-max"),
        "{map}"
    );
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(done.summary.main().added, 4, "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(evidence.contains("e-01,search,quiz,0.7,"), "{evidence}");
    // The same in one row of headings; what has no most points of its own must be said.
    let table = "Employee,Date,Filing score,Filing max,Search score,Search max,Index\ne-01,2027-03-01,18,20,7,10,3\ne-02,2027-03-01,12,20,8,10,5\n";
    let map = proposed(table);
    assert!(
        map.contains("objective = \"search-score\"\nmax = \"Search max\""),
        "{map}"
    );
    assert!(
        map.contains("# NEEDED: the most points of `Index`"),
        "{map}"
    );
}

#[test]
fn ends_of_a_scale_with_words_and_numbers_between_them_are_one_scale() {
    let table = "Timestamp,I know where a record belongs,I know why records are kept\n\
        2027/03/14 10:22:05 AM GMT+1,5 = like the back of my hand,1 = no idea\n\
        2027/03/14 10:25:05 AM GMT+1,4,3\n2027/03/14 10:27:05 AM GMT+1,3,2\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (6, 0),
        "{notes:?}"
    );
    let answers = text(&there, "responses.csv");
    for row in [
        ",i-know-where-a-record-belongs,5,",
        ",i-know-why-records-are-kept,1,",
    ] {
        assert!(answers.contains(row), "{answers}");
    }
    assert_eq!(
        text(&there, "paratus.toml")
            .matches("[[instruments]]")
            .count(),
        1
    );
}

#[test]
fn a_question_answered_with_words_and_one_with_numbers_are_one_instrument() {
    let table = "Timestamp,I know where a record belongs,I know why records are kept\n\
        2027/03/14 10:22:05 AM GMT+1,5 = fully,1 = not at all\n2027/03/14 10:25:05 AM GMT+1,4 = mostly,3\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &options(None));
    assert_eq!(
        (done.summary.main().added, refused(&done)),
        (4, 0),
        "{notes:?}"
    );
    assert_eq!(
        text(&there, "paratus.toml")
            .matches("[[instruments]]")
            .count(),
        1
    );
}

#[test]
fn answers_with_a_row_each_are_a_survey() {
    let table = "Respondent;Date;Question;Answer\nr1;2027-03-14;I know where;Agree\nr1;2027-03-14;I know why;Strongly agree\n\
        r2;2027-03-14;I know where;Disagree\nr2;2027-03-14;I know why;Neutral\nr2;2027-03-14;Remarks;none, thanks\n";
    let map = proposed(table);
    assert!(!map.contains("NEEDED"), "{map}");
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(
        (done.summary.main().added, done.summary.main().set_aside),
        (4, 1),
        "{notes:?}"
    );
    let answers = text(&there, "responses.csv");
    assert!(
        answers.contains("r1,list,i-know-why,5,2027-03-14"),
        "{answers}"
    );
}

#[test]
fn a_survey_of_no_known_tool_has_respondents_and_days() {
    let table = "ResponseId;EndDate;Q1;Q2\nr1;14.03.2027 10:22;stimme zu;stimme voll zu\nr2;14.03.2027 11:22;teils/teils;stimme nicht zu\nr3;15.03.2027 11:22;keine Angabe;stimme zu\n";
    let map = proposed(table);
    for line in [
        "respondent = { column = \"ResponseId\" }",
        "date = { column = \"EndDate\", form = \"dmy\" }",
    ] {
        assert!(map.contains(line), "{line}: {map}");
    }
    assert!(!map.contains("NEEDED"), "{map}");
}

#[test]
fn days_of_other_calendars_and_of_no_day_are_refused() {
    for (day, year) in [
        ("1448/09/05", "1448"),
        ("۱۴۰۵/۱۲/۲۳", "1405"),
        ("2570-03-14", "2570"),
        ("1899-12-30", "1899"),
        ("0001-01-01", "1"),
    ] {
        let table = format!(
            "Employee;Course;Score %;Date\ne-01;filing;80%;{day}\ne-02;filing;70%;2027-03-01\n"
        );
        let map = "person = { column = \"Employee\" }\ndate = { column = \"Date\", form = \"iso_time\" }\nkind = { constant = \"quiz\" }\n\
            objective = { column = \"Course\" }\nvalue = { column = \"Score %\", form = \"percent\" }\n";
        let (done, notes) = taken(&mut office(), &table, &with_map(map, None));
        assert_eq!((done.summary.main().added, refused(&done)), (1, 1), "{day}");
        assert!(
            notes[0].contains(&format!(
                "is in the year {year}: years are read from 1900 to 2200"
            )),
            "{notes:?}"
        );
    }
    // Personnel systems write it where there is no last day.
    let list = "Staff ID;Unit;Job;Joined;Left\ne-09;Archive;Clerk;01.02.2026;31.12.9999\n";
    let (done, notes) = taken(&mut office(), list, &with_map(&proposed(list), None));
    assert_eq!(refused(&done), 0, "{notes:?}");
}

#[test]
fn sheets_with_the_same_headings_are_one_table() {
    let book = |sheets: &[(&str, &str)]| {
        let mut book = rust_xlsxwriter::Workbook::new();
        for (name, person) in sheets {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).unwrap();
            let rows = [
                ["Employee", "Course", "Score", "Date"],
                [person, "filing", "80%", "2027-03-01"],
            ];
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
        book.save_to_buffer().unwrap()
    };
    let bytes = book(&[("January", "e-01"), ("February", "e-02")]);
    let map = door::proposed("results.xlsx", &bytes);
    let mut there = office();
    let (done, notes) =
        door::import(&mut there, "results.xlsx", &bytes, &with_map(&map, None)).unwrap();
    assert_eq!(refused(&done), 0, "{notes:?}");
    let evidence = text(&there, "evidence.csv");
    assert!(
        evidence.contains("e-01,") && evidence.contains("e-02,"),
        "{evidence}"
    );
    assert_eq!(done.summary.warnings, Vec::<String>::new());
    // A sheet that the map names is read alone, and the other one is named.
    let alone = format!("table = {{ sheet = \"February\" }}\n{map}");
    let (done, _) = door::import(
        &mut office(),
        "results.xlsx",
        &bytes,
        &with_map(&alone, None),
    )
    .unwrap();
    assert_eq!(done.summary.main().added, 1);
    assert!(done.summary.warnings[0].contains("not read: the sheet `January`"));
    // Who is in the second sheet has not left by the first.
    let everybody = "[roster]\nid = { column = \"Employee\" }\nsection = { column = \"Course\", slug = true }\ncomplete = true\n";
    let complete = with_map(everybody, Some("2027-03-14"));
    let error = door::import(&mut office(), "results.xlsx", &bytes, &complete).unwrap_err();
    assert!(error.contains("one of them is `complete`"), "{error}");
}

#[test]
fn words_say_how_it_went_and_texts_stay_texts() {
    let table = "Employee;Course;Result;Minutes;Date\n=\"e-01\";filing;bestanden;45;2027-03-01\n=\"e-02\";filing;nicht bestanden;60;2027-03-02\n";
    let map = proposed(table);
    assert!(
        map.contains("# value = { column = \"Result\", table = { \"bestanden\" = 1.0, \"nicht bestanden\" = 0.0 } }"),
        "{map}"
    );
    let map: Vec<&str> = map
        .lines()
        .filter(|line| !line.contains("NEEDED"))
        .collect();
    let map = map.join("\n").replace("# value = ", "value = ");
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &with_map(&map, None));
    assert_eq!(done.summary.main().added, 2, "{notes:?}");
    assert!(text(&there, "evidence.csv").contains("\ne-01,filing,quiz,1,2027-03-01"));
    // A number that nothing calls a result is asked for.
    let map = proposed(
        "Employee;Course;Minutes;Date\ne-01;filing;45;2027-03-01\ne-02;filing;60;2027-03-02\n",
    );
    assert!(
        map.contains("# NEEDED: whether `Minutes` holds the results"),
        "{map}"
    );
}

#[test]
fn commas_in_questions_separate_no_columns() {
    let table = "Zeitstempel;Ich weiß, wo ein Vorgang liegt;Ich weiß, warum wir Akten führen\n\
        14.03.2027 10:22:05;trifft voll und ganz zu;trifft eher zu\n14.03.2027 11:05:00;teils/teils;k. A.\n";
    let mut there = office();
    let (done, notes) = taken(&mut there, table, &options(None));
    assert_eq!(
        (done.summary.main().added, done.summary.main().set_aside),
        (3, 1),
        "{notes:?}"
    );
}

#[test]
fn numbers_of_people_are_ids_and_numbers_of_units_no_results() {
    for heading in ["Pers.-Nr.", "Staff no", "N° agent", "رقم الموظف"] {
        let list = format!("{heading};Name;Department;Job\n0007;A;11;Clerk\n0008;B;12;Clerk\n");
        let map = proposed(&list);
        assert!(
            map.contains(&format!("id = {{ column = \"{heading}\" }}")),
            "{map}"
        );
        let marks = format!(
            "{heading};Department;Date;Filing;Search\n0007;11;2027-03-01;80%;70%\n0008;12;2027-03-01;60%;90%\n"
        );
        let map = proposed(&marks);
        assert!(
            map.contains(&format!("person = {{ column = \"{heading}\" }}")),
            "{map}"
        );
        assert!(!map.contains("objective = \"department\""), "{map}");
        assert!(map.contains("column `Department` is left out"), "{map}");
    }
}
