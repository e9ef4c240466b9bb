//! A document written as a folder reads back as the same document.

use crate::common::read_back;
use paratus::document::{Document, PersonDoc, SessionDoc};
use paratus_exchange::{FolderAsText, folder_as_text, write_folder};
use std::collections::BTreeMap;

const DOCUMENT: &str = r#"
format = 1
id = "everything"
title = "Everything \"quoted\" and \\ more"
as_of = "2027-03-14"
tracks.technology = { weight = 2.0, threshold = 0.6 }
scales.skill = { levels = ["low", "high"], descriptions = { "high up" = "x", low = "one\ntwo" } }
tools = [{ id = "docket", title = "Docket", features = ["case-search", "version-history", "retention-label", "bulk-export", "deep-archive", "audit-log", "linking"] }]
rules = { exponent = "-inf", min_cell = 12 }
calendar = { holidays = ["2027-12-24"] }
sections = [{ id = "operations" }, { id = "archive", parent = "operations" }]
instruments = [{ id = "pulse", items = [{ id = "q1", text = "A \"word\"\nor two", measures = "buy-in", reversed = true }, { id = "q2", measures = "buy-in" }] }]
phases = [{ id = "first" }, { id = "second", gate = { all = [{ readiness = "people", at_least = 0.5, share = 0.8 }, { acts = ["sponsor-named"], within_days = 90 }], override = { open = true, by = "board", reason = "why not", until = "2027-04-01" } } }]
people = [{ id = "p-1", section = "archive", roles = ["clerk", "head"], leader = true, joined = "2020-01-01" }, { id = "p-2", section = "archive" }]
feature_use = [{ section = "archive", feature = "docket/case-search", uses_per_month = 12.5 }]
acts = [{ act = "sponsor-named", actor = "p-1", date = "2027-01-01", evidence = "letter 7, \"final\"" }]
sessions = [{ id = "s1", activity = "workshop", start = "2027-05-01", pinned = true }]
absences = [{ section = "archive", from = "2027-04-01", until = "2027-04-02" }, { person = "p-2", from = "2027-05-01", until = "2027-05-09", half = "morning", note = "a, b" }]

[[objectives]]
id = "benefits"
track = "people"
title = "Explains the benefits"
description = """
Several
  lines, \"\"\"quoted\"\"\", and a \\ at the end \\"""
scale = "skill"
requires = ["other@low", "third"]

[[objectives]]
id = "basics"
track = "technology"
tool = "docket"
features = ["case-search"]
half_life_days = 90

[[roles]]
id = "clerk"
requires = [{ objective = "benefits", level = "high", weight = 2.0, critical = true }, { objective = "basics" }]

[[activities]]
id = "workshop"
mode = "workshop"
teaches = [{ objective = "benefits", level = "low" }]
hours = 3.0
seats = { min = 6, max = 14 }
"#;

#[test]
fn written_and_read_again() {
    let document: Document = toml::from_str(DOCUMENT).unwrap();
    let files = write_folder(&document);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "paratus.toml",
            "people.csv",
            "feature_use.csv",
            "acts.csv",
            "sessions.csv",
            "absences.csv"
        ]
    );
    let again = read_back(&files);
    assert_eq!(again, document);
    assert_eq!(write_folder(&again), files);
    assert_eq!(
        files[1].1,
        "id,section,roles,leader,joined\np-1,archive,clerk head,true,2020-01-01\np-2,archive,,,\n"
    );
    assert_eq!(
        files[2].1,
        "section,feature,uses_per_month\narchive,docket/case-search,12.5\n"
    );
    assert_eq!(
        files[3].1,
        "act,actor,date,evidence\nsponsor-named,p-1,2027-01-01,\"letter 7, \"\"final\"\"\"\n"
    );
    assert_eq!(
        files[4].1,
        "id,activity,start,pinned\ns1,workshop,2027-05-01,true\n"
    );
}

#[test]
fn the_outline_is_readable() {
    let document: Document = toml::from_str(DOCUMENT).unwrap();
    let text = &write_folder(&document)[0].1;
    for expected in [
        "format = 1\nid = \"everything\"\n",
        "\nas_of = 2027-03-14\n",
        "\nholidays = [2027-12-24]\n",
        "\n[tracks.technology]\nweight = 2.0\nthreshold = 0.6\n",
        "\n[scales.skill.descriptions]\n\"high up\" = \"x\"\n",
        "\n[[roles]]\nid = \"clerk\"\nrequires = [\n  { objective = \"benefits\", level = \"high\", weight = 2.0, critical = true },\n  { objective = \"basics\" },\n]\n",
        "seats = { min = 6, max = 14 }\n",
        "description = \"\"\"\nSeveral\n  lines",
    ] {
        assert!(text.contains(expected), "{expected}\n---\n{text}");
    }
}

#[test]
fn bulk_facts_have_all_columns_that_any_row_needs() {
    let mut document: Document = toml::from_str("format = 1\nid = \"x\"").unwrap();
    let person = PersonDoc {
        id: "a".into(),
        section: "s".into(),
        roles: vec![],
        leader: false,
        joined: None,
        left: None,
        previous_ids: Vec::new(),
    };
    document.people = vec![
        person.clone(),
        PersonDoc {
            left: Some("2027-01-01".parse().unwrap()),
            ..person
        },
    ];
    document.sessions = vec![SessionDoc {
        id: "one".into(),
        activity: "a".into(),
        start: "2027-01-01".parse().unwrap(),
        seats: Some(4),
        trainer: None,
        room: Some("Room; \"B\"".into()),
        pinned: false,
        half: None,
    }];
    let files = write_folder(&document);
    assert_eq!(
        files[1].1,
        "id,section,roles,left\na,s,,\na,s,,2027-01-01\n"
    );
    assert_eq!(
        files[2].1,
        "id,activity,start,seats,room\none,a,2027-01-01,4,\"Room; \"\"B\"\"\"\n"
    );
}

/// A workbook whose sheets have these names, each with a table of people.
fn workbook(sheets: &[&str]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (column, heading) in (0..).zip(["id", "section", "roles"]) {
            sheet.write(0, column, heading).unwrap();
            sheet.write(1, column, *name).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn tables_in_workbooks_of_a_folder_become_text() {
    let folder = |files: &[(&str, Vec<u8>)]| -> BTreeMap<String, Vec<u8>> {
        let named = |(name, bytes): &(&str, Vec<u8>)| ((*name).to_owned(), bytes.clone());
        files.iter().map(named).collect()
    };
    let root = ("paratus.toml", b"format = 1\nid = \"office\"\n".to_vec());
    let own = folder(&[
        root.clone(),
        ("people.xlsx", workbook(&["Notes", "People"])),
    ]);
    let found = folder_as_text(&own).unwrap();
    assert_eq!(found.workbooks, ["people.xlsx"]);
    assert_eq!(
        found.tables["people.csv"],
        "id,section,roles\nPeople,People,People\n"
    );
    // A sheet of any name where none is the table's, and sheets of a workbook of any name.
    let first = folder(&[("people.xlsx", workbook(&["Sheet1"]))]);
    assert!(folder_as_text(&first).unwrap().tables["people.csv"].contains("Sheet1"));
    let office = folder(&[("office.xlsx", workbook(&["Acts", "Feature use", "Notes"]))]);
    let names: Vec<String> = folder_as_text(&office)
        .unwrap()
        .tables
        .into_keys()
        .collect();
    assert_eq!(names, ["acts.csv", "feature_use.csv"]);
    let other = folder(&[("notes.xlsx", workbook(&["Notes"]))]);
    assert_eq!(folder_as_text(&other).unwrap(), FolderAsText::default());
    let twice = folder(&[
        ("people.csv", Vec::new()),
        ("people.xlsx", workbook(&["People"])),
    ]);
    let said = folder_as_text(&twice).unwrap_err().to_string();
    assert!(said.contains("`people.csv` is in the folder too"), "{said}");
    // Two sheets are named like one table: neither is taken without a word.
    let sheets = folder(&[("office.xlsx", workbook(&["Feature use", "feature-use"]))]);
    let said = folder_as_text(&sheets).unwrap_err().to_string();
    let place = "`office.xlsx, sheet Feature use` is in the folder too";
    assert!(said.contains(place), "{said}");
}
