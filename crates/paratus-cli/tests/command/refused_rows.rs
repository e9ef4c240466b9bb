//! Rows that do not count are counted and said, whichever verb is asked; a cause is said once.

use crate::common::Desk;
use serde_json::Value;

/// An office with 400 rows of evidence, two of which cannot be read.
fn office() -> Desk {
    let desk = Desk::new();
    let mut evidence = "person,objective,kind,value,date\n".to_owned();
    for at in 0..398 {
        evidence += &format!(
            "p-{:02},why-km,quiz,0.5,2027-01-{:02}\n",
            1 + at % 20,
            1 + at / 20
        );
    }
    evidence += "p-01,why-km,quiz,64%,2027-02-01\np-01,why-km,exam,1,2027-02-01\n";
    desk.write("office/evidence.csv", evidence);
    desk
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn counts(taken: u64, refused: u64, set_aside: u64) -> Value {
    serde_json::json!({ "refused": refused, "set_aside": set_aside, "taken": taken })
}

/// Findings by severity, as `check` lists them.
fn listed(desk: &Desk, severity: &str) -> usize {
    let check = json(&desk.run(&["check", "office", "--format", "json"]).out);
    check["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == severity)
        .count()
}

#[test]
fn refused_rows_are_counted_by_every_verb_and_form() {
    let desk = office();
    let check = desk.run(&["check", "office", "--format", "json"]);
    assert_eq!(check.code, 1);
    assert_eq!(json(&check.out)["rows"]["evidence"], counts(398, 2, 0));
    assert_eq!(json(&check.out)["rows"]["people"]["refused"], 0);
    assert!(
        desk.run(&["check", "office"])
            .out
            .contains("evidence: 2 of 400 rows refused")
    );

    // Published: rows that count to the nearest hundred; refused ones as they are.
    let report = desk.run(&["report", "office", "--format", "json"]);
    assert_eq!(
        json(&report.out)["data"]["evidence"],
        counts(400, 2, 0),
        "{}",
        report.err
    );
    for (language, none) in [
        ("en", "none refused"),
        ("fr", "aucun refusé"),
        ("ar", "لم يُرفض"),
    ] {
        for format in ["md", "html"] {
            let said = |desk: &Desk| {
                desk.run(&["report", "office", "--format", format, "--lang", language])
                    .out
                    .matches(none)
                    .count()
            };
            // Of answers to surveys none was refused.
            assert_eq!(said(&desk), 1, "{language} {format}");
        }
    }
    assert!(
        desk.run(&["report", "office", "--format", "md"])
            .out
            .contains("2 rows were refused and do not count")
    );

    for verb in ["assess", "gaps", "gate", "needs", "survey", "refresh"] {
        let ran = desk.run(&[verb, "office", "--format", "json"]);
        assert!([0, 3, 4].contains(&ran.code), "{verb}: {}", ran.err);
        let answer = json(&ran.out);
        let findings = answer["findings"].as_array().cloned().unwrap_or_default();
        // How many rows there are in all is given to the nearest hundred where it is published.
        let said = if answer["disclosure"]["audience"] == "internal" {
            "2 of 400 records of evidence were refused and do not count"
        } else {
            "2 records of evidence were refused and do not count"
        };
        assert!(ran.err.contains(said), "{verb}: {}", ran.err);
        assert!(
            findings
                .iter()
                .any(|finding| finding["code"] == "ROWS_REFUSED" && finding["message"] == said),
            "{verb}: {findings:?}"
        );
    }
}

#[test]
fn notes_count_what_check_lists() {
    let desk = office();
    desk.append("office/evidence.csv", "p-02,why-km,quiz,1,2028-01-01\n");
    let (errors, warnings, notes) = (
        listed(&desk, "error"),
        listed(&desk, "warning"),
        listed(&desk, "info"),
    );
    let count = |number: usize, word: &str| {
        format!("{number} {word}{}", if number == 1 { "" } else { "s" })
    };
    let mut parts = vec![count(errors, "error"), count(warnings, "warning")];
    if notes > 0 {
        parts.push(count(notes, "note"));
    }
    let last = parts.pop().unwrap();
    let note = format!(
        "note: {} and {last}; `paratus check` lists all",
        parts.join(", ")
    );
    assert!(errors == 2 && warnings >= 2, "{note}");
    for verb in ["assess", "gaps", "plan", "report"] {
        let ran = desk.run(&[verb, "office", "--format", "json", "--internal"]);
        assert!(ran.err.contains(&note), "{verb}: {note}: {}", ran.err);
        // The record in the future is one person's: beside a published answer it is not counted. The first and the third name people.
        let ran = desk.run(&[verb, "office", "--format", "json"]);
        let is_counted = ran.err.contains(&note);
        assert_eq!(
            is_counted,
            ["assess", "plan"].contains(&verb),
            "{verb}: {}",
            ran.err
        );
        assert!(ran.err.contains("`paratus check` lists all"), "{verb}");
    }
}

#[test]
fn a_table_of_which_every_row_is_refused_is_no_evidence() {
    let desk = Desk::new();
    let mut evidence = "person,objective,kind,value,date\n".to_owned();
    (0..400)
        .for_each(|at| evidence += &format!("p-{:02},why-km,quiz,0.5,14/03/2027\n", 1 + at % 20));
    desk.write("office/evidence.csv", evidence);
    let ran = desk.run(&["assess", "office"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .contains("the evidence cannot be read: 400 rows, and every one was refused"),
        "{}",
        ran.err
    );
    assert!(
        ran.err.contains("dates = \"day-month-year\""),
        "{}",
        ran.err
    );
    // One cause is one finding, with the number of rows and the first of them, in every form.
    let check = desk.run(&["check", "office"]);
    assert_eq!(
        check.out.matches("error[BAD_VALUE]").count(),
        1,
        "{}",
        check.out
    );
    let said = "399 more rows have this too, on lines 3, 4, 5, 6, 7, …";
    let words = check.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(said), "{}", check.out);
    let flat = desk.run(&["check", "office", "--format", "csv"]).out;
    assert_eq!(flat.matches("error,BAD_VALUE").count(), 1, "{flat}");
    let json = desk.run(&["check", "office", "--format", "json"]).out;
    assert!(
        json.contains("\"count\": 400") || json.contains("\"count\":400"),
        "{json}"
    );
    assert_eq!(
        desk.run(&["assess", "office", "--dates", "day-month-year"])
            .code,
        0
    );
}

#[test]
fn a_renamed_section_is_one_error_and_what_waits_for_it_is_counted() {
    let desk = Desk::with_ministry();
    desk.edit(
        "ministry/sections.toml",
        "id = \"knowledge-office\"",
        "id = \"km-office\"",
    );
    let check = desk.run(&["check", "ministry", "--format", "json"]);
    let answer = json(&check.out);
    let errors: Vec<&Value> = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["severity"] == "error")
        .collect();
    let messages: Vec<&str> = errors
        .iter()
        .filter_map(|finding| finding["message"].as_str())
        .collect();
    assert_eq!(
        messages,
        [
            "there is no section `knowledge-office`, which 12 people and 32 rows of feature use name; this is the first"
        ]
    );
    let rows = &answer["rows"]["evidence"];
    assert_eq!(
        (rows["refused"].as_u64(), rows["set_aside"].as_u64()),
        (Some(0), Some(557))
    );
    let waiting = answer["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "ROWS_SET_ASIDE");
    assert_eq!(waiting.count(), 2, "of evidence and of answers");
}
