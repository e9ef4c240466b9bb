//! The tables of a folder as people have them: workbooks, separators, encodings, dates, ids that changed.

use crate::common::Desk;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

const OUTLINE: &str = r#"format = 1
id = "diwan"
title = "ديوان السجلات"
as_of = 2027-03-14

[[objectives]]
id = "why-km"
track = "people"

[[objectives]]
id = "file-a-record"
track = "process"

[[objectives]]
id = "search"
track = "technology"

[[sections]]
id = "المحفوظات"
title = "قسم المحفوظات"

[[sections]]
id = "registry"

[[roles]]
id = "clerk"
requires = [{ objective = "why-km" }, { objective = "file-a-record" }, { objective = "search" }]

[[activities]]
id = "day"
mode = "workshop"
teaches = [{ objective = "why-km" }, { objective = "file-a-record" }, { objective = "search" }]
hours = 6.0
"#;

fn folder() -> Desk {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("diwan")).unwrap();
    desk.write("diwan/paratus.toml", OUTLINE);
    desk
}

/// A sheet with these texts; what begins with `=` is a formula, what is `date:` a date, and digits are numbers.
fn fill(sheet: &mut Worksheet, rows: &[&[&str]]) {
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells) {
            if let Some(date) = cell.strip_prefix("date:") {
                let date = ExcelDateTime::parse_from_str(date).unwrap();
                sheet.write_with_format(row, column, &date, &day).unwrap();
            } else if cell.starts_with('=') {
                sheet.write_formula(row, column, *cell).unwrap();
            } else if let Ok(number) = cell.parse::<f64>() {
                sheet.write(row, column, number).unwrap();
            } else if !cell.is_empty() {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
}

fn workbook(desk: &Desk, file: &str, sheets: &[(&str, &[&[&str]])]) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        fill(book.add_worksheet().set_name(*name).unwrap(), rows);
    }
    book.save(desk.path(file)).unwrap();
}

const PEOPLE: &[&[&str]] = &[
    &["Person Id", "Section", "Roles", "Leader", "Joined", "Left"],
    &["p-101", "المحفوظات", "clerk", "yes", "date:2020-09-01", ""],
    &["p-102", "registry", "clerk", "", "01/09/2026", "31/12/2027"],
];

/// What a newcomer drops into the folder: a workbook of people, the rest from a spreadsheet of another country.
fn newcomer() -> Desk {
    let desk = folder();
    workbook(&desk, "diwan/people.xlsx", &[("Staff list", PEOPLE)]);
    desk.write(
        "diwan/acts.csv",
        "\u{feff}Act;Actor;Date;Evidence\r\nsponsor-named;p-101;12.2.2027;تعميم 12\r\n",
    );
    desk.write(
        "diwan/evidence.csv",
        "\u{feff}Person Id;Objective;Kind;Value;Date\r\np-101;why-km;quiz;0,85;14/02/2027 10:22\r\np-102;search;quiz;1;1/3/2027\r\n",
    );
    desk
}

#[test]
fn a_newcomers_folder_needs_one_line() {
    let desk = newcomer();
    let ran = desk.run(&["check", "diwan"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    // Each cause once, with the line that helps against all of them.
    assert_eq!(
        ran.out.matches("dates = \"day-month-year\"").count(),
        3,
        "{}",
        ran.out
    );
    desk.edit(
        "diwan/paratus.toml",
        "id = \"diwan\"\n",
        "id = \"diwan\"\ninput = { dates = \"day-month-year\" }\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let odd = |severity: &str| ran.out.contains(&format!("{severity}["));
    assert!(!odd("error") && !odd("warning"), "{}", ran.out);
    let ran = desk.run(&["assess", "diwan", "--internal", "--format", "json"]);
    assert!(
        ran.code == 0 && ran.out.contains("\"people\""),
        "{}",
        ran.err
    );
    // The same line holds for verbs that read no evidence, and the flag does for those that do.
    assert_eq!(desk.run(&["phases", "diwan"]).code, 0);
    desk.edit("diwan/paratus.toml", "day-month-year", "month-day-year");
    assert_eq!(desk.run(&["check", "diwan"]).code, 1);
    assert_eq!(
        desk.run(&["check", "diwan", "--dates", "day-month-year"])
            .code,
        0
    );
}

#[test]
fn one_workbook_may_hold_all_tables() {
    let desk = folder();
    let evidence: &[&[&str]] = &[
        &["person", "objective", "kind", "value", "date"],
        &["p-101", "why-km", "quiz", "0.5", "date:2027-02-14"],
        &[],
        &["p-103", "search", "quiz", "1", "date:2027-02-14"],
    ];
    workbook(
        &desk,
        "diwan/our data.xlsx",
        &[
            ("People", &PEOPLE[..2]),
            ("notes", &[&["x"]]),
            ("evidence", evidence),
        ],
    );
    let ran = desk.run(&["check", "diwan", "--format", "json"]);
    // Rows are numbered as the sheet numbers them, blank ones too.
    assert!(
        ran.out.contains("p-103") && ran.out.contains("\"line\":4"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("our data.xlsx, sheet evidence"),
        "{}",
        ran.out
    );
    let given = desk.run(&["check", "diwan", "--evidence", "diwan/our data.xlsx"]);
    assert!(
        given.code == 1 && given.out.contains("`p-103`"),
        "{}{}",
        given.out,
        given.err
    );
}

#[test]
fn nothing_is_passed_over_and_no_table_is_there_twice() {
    let desk = newcomer();
    desk.write(
        "diwan/people.csv",
        "id,section,roles\np-101,registry,clerk\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code != 0 && ran.out.contains("error[TABLE_TWICE]"),
        "{}",
        ran.out
    );
    assert!(
        ran.out
            .contains("`people.csv` and `people.xlsx` are both here"),
        "{}",
        ran.out
    );

    let desk = newcomer();
    workbook(&desk, "diwan/evidence.xlsx", &[("x", PEOPLE)]);
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code != 0 && ran.out.contains("error[TABLE_TWICE]"),
        "{}{}",
        ran.out,
        ran.err
    );

    // A workbook without a table, and one that is none.
    let desk = newcomer();
    workbook(&desk, "diwan/budget.xlsx", &[("2027", PEOPLE)]);
    desk.write("diwan/acts.xlsx", "no workbook");
    std::fs::remove_file(desk.path("diwan/acts.csv")).unwrap();
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 2 && ran.out.contains("`acts.xlsx` cannot be read"),
        "{}",
        ran.out
    );
    std::fs::remove_file(desk.path("diwan/acts.xlsx")).unwrap();
    let ran = desk.run(&["check", "diwan"]);
    assert!(ran.err.contains("`budget.xlsx` is not read"), "{}", ran.err);
}

#[test]
fn merged_cells_are_refused_until_it_is_said_what_they_mean() {
    let desk = folder();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(
        sheet,
        &[
            &["id", "section", "roles"],
            &["p-1", "", "clerk"],
            &["p-2", "", "clerk"],
        ],
    );
    sheet
        .merge_range(1, 1, 2, 1, "registry", &Format::new())
        .unwrap();
    book.save(desk.path("diwan/people.xlsx")).unwrap();
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 2 && ran.out.contains("B2:B3") && ran.out.contains("fill = "),
        "{}",
        ran.out
    );
    desk.edit(
        "diwan/paratus.toml",
        "id = \"diwan\"\n",
        "id = \"diwan\"\ninput = { fill = \"down\" }\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 0 && !ran.out.contains("UNKNOWN_REFERENCE"),
        "{}{}",
        ran.out,
        ran.err
    );
}

#[test]
fn encodings_are_recognised_or_named() {
    let people = "id,section,roles\np-1,registry,clerk\np-2,Zürich,clerk\n";
    let outline = OUTLINE.replace("المحفوظات", "Zürich");
    let utf16: Vec<u8> = people.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(utf16.clone()).collect();
    let western: Vec<u8> = people.chars().map(|c| c as u8).collect();
    let desk = folder();
    desk.write("diwan/paratus.toml", &outline);
    for bytes in [people.as_bytes(), &utf16, &marked] {
        desk.write("diwan/people.csv", bytes);
        let ran = desk.run(&["check", "diwan"]);
        assert!(ran.code == 0, "{}{}", ran.out, ran.err);
    }
    desk.write("diwan/people.csv", &western);
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 1 && ran.out.contains("as Windows-1252 it reads `Zürich`"),
        "{}",
        ran.out
    );
    desk.write(
        "diwan/paratus.toml",
        format!("{outline}\n[input]\nencoding = \"windows-1252\"\n"),
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(ran.code == 0, "{}{}", ran.out, ran.err);
}

#[test]
fn characters_that_are_not_seen_are_named() {
    let desk = folder();
    desk.write(
        "diwan/people.csv",
        "id,section,roles\np-101,registry,clerk\n",
    );
    desk.write(
        "diwan/evidence.csv",
        "\u{200b}person,objective,kind,value,date\np-101,search,quiz,1,2027-02-01\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 0,
        "a heading is what it looks like: {}",
        ran.out
    );
    let rows = [
        ("p-101\u{a0}", "search", None),
        ("p-\u{200b}101", "search", Some("U+200B")),
        ("p\u{2011}101", "search", Some("U+2011")),
        ("p-101", "s\u{435}arch", Some("U+0435")),
        ("ｐ-101", "search", Some("U+FF50")),
    ];
    for (person, objective, named) in rows {
        desk.write(
            "diwan/evidence.csv",
            format!("person,objective,kind,value,date\n{person},{objective},quiz,1,2027-02-01\n"),
        );
        let ran = desk.run(&["check", "diwan"]);
        match named {
            None => assert!(ran.code == 0, "{}", ran.out),
            Some(code) => assert!(
                ran.code == 1 && ran.out.contains(code),
                "{code}: {}",
                ran.out
            ),
        }
    }
}

#[test]
fn zeros_that_a_spreadsheet_dropped_are_named() {
    let desk = folder();
    desk.write(
        "diwan/people.csv",
        "id,section,roles\n00204,registry,clerk\n",
    );
    for id in ["204", "204.0"] {
        desk.write(
            "diwan/evidence.csv",
            format!("person,objective,kind,value,date\n{id},search,quiz,1,2027-02-01\n"),
        );
        let out = desk.run(&["check", "diwan"]).out;
        let words = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("did you mean `00204`? A spreadsheet"),
            "{id}: {out}"
        );
    }
}

#[test]
fn what_names_a_previous_id_counts() {
    let desk = folder();
    desk.write(
        "diwan/people.csv",
        "id,section,roles,previous_ids\np-101,registry,clerk,p-9 p-10\n",
    );
    desk.write(
        "diwan/evidence.csv",
        "person,objective,kind,value,date\np-9,find,quiz,1,2027-02-01\np-101,search,quiz,1,2027-02-02\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(ran.code == 1 && ran.out.contains("`find`"), "{}", ran.out);
    desk.edit(
        "diwan/paratus.toml",
        "id = \"search\"\n",
        "id = \"search\"\nprevious_ids = [\"find\"]\n",
    );
    let ran = desk.run(&["check", "diwan"]);
    assert!(
        ran.code == 0 && ran.out.contains("note[PREVIOUS_ID]"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("1 of 2 records of evidence names"),
        "{}",
        ran.out
    );
    let ran = desk.run(&["explain", "p-101/search", "diwan", "--format", "json"]);
    assert!(ran.code == 0, "{}", ran.err);
}
