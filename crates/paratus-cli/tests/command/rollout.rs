//! The decisions of a roll-out, on the example ministry: gates, phases, refreshers, surveys, needs, differences.

use crate::common::Desk;
use insta::assert_snapshot;
use serde_json::Value;

/// Arguments whose output is one JSON object, the schema that it follows, and the exit code.
const ANSWERS: [(&str, &[&str], i32); 9] = [
    ("gates", &["gate", "ministry"], 3),
    ("gates", &["gate", "ministry", "--phase", "first-steps"], 0),
    ("phases", &["phases", "ministry"], 0),
    ("phases", &["phases", "ministry", "--hours", "8"], 0),
    (
        "refresh",
        &["refresh", "ministry", "--until", "2027-09-30"],
        0,
    ),
    ("survey", &["survey", "ministry"], 0),
    ("needs", &["needs", "ministry", "--section", "registry"], 0),
    (
        "diff",
        &[
            "diff",
            "ministry",
            "--as-of",
            "2026-12-31",
            "--to",
            "2027-03-14",
        ],
        0,
    ),
    ("sensitivity", &["diff", "ministry", "--sensitivity"], 0),
];

#[test]
fn what_they_show() {
    let desk = Desk::with_ministry();
    assert_snapshot!("gate", desk.shown(&["gate", "ministry"]));
    assert_snapshot!("phases", desk.shown(&["phases", "ministry"]));
    assert_snapshot!(
        "phases_proposed",
        desk.shown(&["phases", "ministry", "--count", "2", "--format", "md"])
    );
    assert_snapshot!(
        "refresh",
        desk.shown(&["refresh", "ministry", "--until", "2027-09-30", "--plain"])
    );
    assert_snapshot!("survey", desk.shown(&["survey", "ministry"]));
    assert_snapshot!("needs", desk.shown(&["needs", "ministry", "--top", "5"]));
    assert_snapshot!(
        "explain_phase",
        desk.shown(&["explain", "phase:full-use", "ministry"])
    );
    assert_snapshot!(
        "explain_no_phase",
        desk.shown(&["explain", "phase:fulluse", "ministry"])
    );
    let dates = [
        "diff",
        "ministry",
        "--as-of",
        "2026-12-31",
        "--to",
        "2027-03-14",
    ];
    assert_snapshot!("diff", desk.shown(&dates));
    assert_snapshot!(
        "diff_people",
        desk.shown(&[&dates[..], &["--people", "--format", "csv"]].concat())
    );
    assert_snapshot!(
        "sensitivity",
        desk.shown(&["diff", "ministry", "--sensitivity"])
    );
}

#[test]
fn answers_follow_their_schemas_and_every_form_is_there() {
    let desk = Desk::with_ministry();
    for (name, arguments, code) in ANSWERS {
        let ran = desk.run(&[arguments, &["--format", "json"]].concat());
        assert_eq!(ran.code, code, "{arguments:?}: {}", ran.err);
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        desk.assert_follows(name, &answer);
        assert_eq!(answer["schema"], format!("paratus/{name}/1"));
        assert_eq!(
            ran.out.trim_end(),
            serde_json::to_string(&answer).unwrap(),
            "{name}: keys are sorted"
        );
        for form in ["ndjson", "csv", "md"] {
            let ran = desk.run(&[arguments, &["--format", form]].concat());
            // The lines of a comparison are people, who are in internal answers only.
            let has_lines = !ran.out.is_empty()
                || (name, form) == ("diff", "ndjson") && ran.err.contains("`--internal`");
            assert!(
                ran.code == code && has_lines,
                "{arguments:?} {form}: {}",
                ran.err
            );
            let internal = desk.run(&[arguments, &["--format", form, "--internal"]].concat());
            assert!(
                internal.code == code && !internal.out.is_empty(),
                "{arguments:?} {form}: {}",
                internal.err
            );
        }
    }
}

#[test]
fn explanations_follow_their_schemas() {
    let desk = Desk::with_ministry();
    for (name, target) in [
        ("phase-why", "phase:daily-work"),
        ("survey", "survey:pulse"),
    ] {
        let ran = desk.run(&["explain", target, "ministry", "--format", "json"]);
        assert_eq!(ran.code, 0, "{target}: {}", ran.err);
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(answer["schema"], format!("paratus/{name}/1"));
        desk.assert_follows(name, &answer);
    }
}

#[test]
fn gates_say_it_by_their_exit_code() {
    let desk = Desk::with_ministry();
    for (phase, code) in [("first-steps", 0), ("daily-work", 4), ("full-use", 3)] {
        assert_eq!(
            desk.run(&["gate", "ministry", "--phase", phase]).code,
            code,
            "{phase}"
        );
    }
    let ran = desk.run(&["gate", "ministry", "--phase", "fist-steps"]);
    assert!(
        ran.code == 2 && ran.err.contains("did you mean `first-steps`?"),
        "{}",
        ran.err
    );
    // An office without gates holds nothing back.
    let ran = desk.run(&["gate", "office"]);
    assert!(
        ran.code == 0 && ran.out.contains("No phase has a gate"),
        "{}",
        ran.out
    );
}

#[test]
fn what_people_answer_counts_as_evidence_and_only_once() {
    let desk = Desk::with_ministry();
    let before = desk.run(&["assess", "ministry", "--format", "json"]);
    // The sample's evidence has what the self-check says already.
    let evidence = desk.read("ministry/evidence.csv");
    let rest: Vec<&str> = evidence
        .lines()
        .filter(|line| !line.contains(",survey,"))
        .collect();
    assert!(rest.len() < evidence.lines().count());
    desk.write("ministry/evidence.csv", rest.join("\n"));
    assert_eq!(
        desk.run(&["assess", "ministry", "--format", "json"]).out,
        before.out
    );
    desk.write(
        "none.csv",
        "respondent,instrument,item,answer,date,section\n",
    );
    let none = desk.run(&[
        "assess",
        "ministry",
        "--responses",
        "none.csv",
        "--format",
        "json",
    ]);
    assert!(none.code == 0 && none.out != before.out, "{}", none.err);
}

#[test]
fn answers_that_cannot_be_are_reported_with_their_place() {
    let desk = Desk::with_ministry();
    let before = desk.run(&["survey", "pulse", "ministry", "--format", "json"]);
    desk.append(
        "ministry/responses.csv",
        "p-0002,puls,worth-it,3,2027-01-01,\np-0002,pulse,worth,3,2027-01-01,\n",
    );
    desk.append(
        "ministry/responses.csv",
        "p-0002,pulse,worth-it,6,2027-01-01,\nq-1,pulse,worth-it,3,2027-01-01,attic\n",
    );
    let check = desk.run(&["check", "ministry"]);
    assert_eq!(check.code, 1);
    let place = format!(
        "responses.csv:{}",
        desk.read("ministry/responses.csv").lines().count() - 3
    );
    for reported in [
        "did you mean `pulse`?",
        "did you mean `worth-it`?",
        "outside 1 to 5",
        place.as_str(),
    ] {
        assert!(check.out.contains(reported), "{reported}: {}", check.out);
    }
    let after = desk.run(&["survey", "pulse", "ministry", "--format", "json"]);
    assert!(
        after
            .err
            .contains("answers to surveys were refused and do not count"),
        "{}",
        after.err
    );
    let figures = |text: &str| serde_json::from_str::<Value>(text).unwrap()["instruments"].clone();
    assert_eq!(figures(&after.out), figures(&before.out));
    desk.write("ministry/responses.csv", "who,what\n1,2\n");
    let ran = desk.run(&["survey", "ministry"]);
    assert!(
        ran.code == 2 && ran.err.contains("the answers cannot be read"),
        "{}",
        ran.err
    );
}

#[test]
fn what_cannot_be_asked_is_refused_with_help() {
    let desk = Desk::with_ministry();
    for (arguments, reported) in [
        (
            &["refresh", "ministry", "--until", "2027-03-14"][..],
            "must lie after the date of assessment",
        ),
        (
            &["refresh", "ministry", "--hours", "0"],
            "`hours` is 0, but must be above 0",
        ),
        (&["phases", "ministry", "--hours", "-1"], "-1"),
        (
            &["phases", "ministry", "--count", "0"],
            "`count` is 0, but must be above 0",
        ),
        (&["survey", "puls", "ministry"], "did you mean `pulse`?"),
        (
            &["survey", "--since", "2028-01-01", "pulse", "ministry"],
            "lies after the last",
        ),
        (
            &["needs", "ministry", "--instrument", "pulse"],
            "asks for the importance and ability of nothing",
        ),
        (
            &["needs", "ministry", "--section", "registri"],
            "did you mean `registry`?",
        ),
        (&["diff", "ministry"], "there is nothing to compare with"),
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(reported), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn differences_end_with_one_only_where_asked_and_worse() {
    let desk = Desk::with_ministry();
    let later = ["diff", "ministry", "--to", "2028-03-14"];
    assert_eq!(desk.run(&later).code, 0);
    assert_eq!(
        desk.run(&[&later[..], &["--fail-on", "worse"]].concat())
            .code,
        1
    );
    let same = desk.run(&[
        "diff",
        "ministry",
        "ministry",
        "--fail-on",
        "worse",
        "--format",
        "csv",
    ]);
    assert_eq!(
        (same.code, same.out.as_str()),
        (0, "person,before,after,causes,audience\n")
    );
}

#[test]
fn a_figure_that_a_survey_has_not_says_its_own_reason() {
    let desk = Desk::new();
    desk.append(
        "office/paratus.toml",
        "\n[[sections]]\nid = \"vacant\"\n\n[[instruments]]\nid = \"pulse\"\nitems = [\n  \
         { id = \"a\", measures = \"buy-in\", text = \"A\" },\n  { id = \"b\", measures = \"buy-in\", text = \"B\" },\n  \
         { id = \"same\", measures = \"buy-in\", text = \"C\" },\n]\n",
    );
    let mut rows = String::from("respondent,instrument,item,answer,date,section\n");
    for person in 1..=20 {
        for (item, answer) in [("a", 1 + person % 5), ("b", 1 + person % 4), ("same", 4)] {
            rows.push_str(&format!(
                "r-{person:02},pulse,{item},{answer},2027-03-01,\n"
            ));
        }
    }
    desk.write("office/responses.csv", rows);
    let shown = desk.run(&["survey", "office", "--internal"]).out;
    // One item is alike, not all answers: it is named, and its reason is not that of the rest.
    assert!(
        shown.contains("Everybody gave the same answer to `same`."),
        "{shown}"
    );
    assert!(!shown.contains("everyone gave the same answer"), "{shown}");
    // A rate of nobody does not apply; it is not unknown.
    let vacant = shown
        .lines()
        .find(|line| line.starts_with("vacant"))
        .unwrap();
    assert!(
        vacant.contains("[z]") && !vacant.contains("[x]"),
        "{vacant}"
    );
}

#[test]
fn surveyed_needs_are_ranked_where_an_instrument_asks() {
    let desk = Desk::new();
    desk.append(
        "office/paratus.toml",
        "\n[[instruments]]\nid = \"task-needs\"\nitems = [\n  { id = \"a\", measures = \"filing\", text = \"I can\" },\n  \
         { id = \"b\", measures = \"filing\", aspect = \"importance\", text = \"It matters\" },\n  \
         { id = \"c\", measures = \"why-km\", text = \"I can\" },\n  \
         { id = \"d\", measures = \"why-km\", aspect = \"importance\", text = \"It matters\" },\n]\n",
    );
    let mut rows = String::from("respondent,instrument,item,answer,date,section\n");
    for person in 1..=20 {
        for (item, answer) in [("a", 2 + person % 2), ("b", 5), ("c", 4), ("d", 4)] {
            rows.push_str(&format!(
                "p-{person:02},task-needs,{item},{answer},2027-03-01,\n"
            ));
        }
    }
    desk.write("office/responses.csv", rows);
    assert_snapshot!("needs_surveyed", desk.shown(&["needs", "office"]));
    let ran = desk.run(&["needs", "office", "--method", "rdm", "--format", "csv"]);
    assert!(ran.code == 0 && !ran.out.contains("\ngap,"), "{}", ran.out);
}

#[test]
fn needs_are_ranked_in_the_ways_that_were_asked_for() {
    let desk = Desk::with_ministry();
    for (methods, surveys, gaps) in [
        (&["borich"][..], true, false),
        (&["rdm"], true, false),
        (&["dif"], true, false),
        (&["gap"], false, true),
        (&["borich", "gap", "rdm"], true, true),
    ] {
        let asked = methods.join(",");
        let ran = desk.run(&["needs", "ministry", "--method", &asked, "--format", "json"]);
        assert_eq!(ran.code, 0, "{asked}: {}", ran.err);
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        assert_eq!(answer["methods"], serde_json::json!(methods));
        assert_eq!(
            (
                !answer["surveys"].as_array().unwrap().is_empty(),
                !answer["gaps"].is_null()
            ),
            (surveys, gaps)
        );
        let csv = desk
            .run(&["needs", "ministry", "--method", &asked, "--format", "csv"])
            .out;
        assert_eq!(
            (csv.contains("self-check"), csv.contains("\ngap,")),
            (surveys, gaps),
            "{csv}"
        );
    }
    let ran = desk.run(&["needs", "ministry", "--method", "boric"]);
    assert!(ran.code == 2 && ran.err.contains("borich"), "{}", ran.err);
    // The two ways do not agree on what comes first in the ministry; in the registry two needs share a place.
    let all: Value =
        serde_json::from_str(&desk.run(&["needs", "ministry", "--format", "json"]).out).unwrap();
    let needs = all["surveys"][0]["needs"]["needs"].as_array().unwrap();
    let first = |rank: &str| {
        needs.iter().find(|need| need[rank] == 1).unwrap()["measures"]
            .as_str()
            .unwrap()
    };
    assert_ne!(first("borich_rank"), first("rds_rank"));
    assert!(
        needs.iter().any(|need| need["disagree"] == true)
            && needs.iter().any(|need| need["disagree"] == false)
    );
    let trained: Vec<&str> = needs
        .iter()
        .filter_map(|need| need["training"].as_str())
        .collect();
    assert_eq!(
        trained.len(),
        3,
        "difficulty and frequency are asked of three"
    );
    let registry = [
        "needs",
        "ministry",
        "--section",
        "registry",
        "--method",
        "rdm",
        "--internal",
        "--format",
        "json",
    ];
    let registry = desk.run(&registry).out;
    let registry: Value = serde_json::from_str(&registry).unwrap();
    let needs = registry["surveys"][0]["needs"]["needs"].as_array().unwrap();
    assert!(needs.iter().any(|need| need["rds_ties"] == 1), "{registry}");
}

#[test]
fn a_decision_stands_beside_the_verdict_and_changes_no_exit_code() {
    let desk = Desk::with_ministry();
    let phases = desk.read("ministry/phases.toml");
    let decision = |until: &str| {
        format!(
            "\n[phases.gate.override]\nopen = true\nby = \"p-0005\"\nreason = \"The old system is switched off.\"\nuntil = {until}\n"
        )
    };
    desk.write(
        "ministry/phases.toml",
        phases.clone() + &decision("2027-05-31"),
    );
    let ran = desk.run(&["gate", "ministry", "--phase", "full-use"]);
    assert_eq!(ran.code, 3, "{}", ran.out);
    let reported = "Decided otherwise by p-0005: open until 2027-05-31, because: The old system is switched off.";
    assert!(ran.out.contains(reported), "{}", ran.out);
    // Run out: said of the gate, and by `check` with its place.
    desk.write(
        "ministry/phases.toml",
        phases.clone() + &decision("2027-03-13"),
    );
    let ran = desk.run(&["gate", "ministry", "--phase", "full-use"]);
    assert!(
        ran.code == 3 && ran.out.contains("ran out on 2027-03-13"),
        "{}",
        ran.out
    );
    let check = desk.run(&["check", "ministry"]);
    assert!(
        check.code == 0 && check.out.contains("OVERRIDE_EXPIRED"),
        "{}",
        check.out
    );
    // Assessed later, a decision that held has run out too; two of them are one too many.
    desk.write(
        "ministry/phases.toml",
        phases.clone() + &decision("2027-05-31"),
    );
    let later = desk.run(&[
        "gate",
        "ministry",
        "--as-of",
        "2027-06-01",
        "--format",
        "json",
    ]);
    let later: Value = serde_json::from_str(&later.out).unwrap();
    let codes: Vec<&str> = later["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|f| f["code"].as_str())
        .collect();
    assert_eq!(
        codes
            .iter()
            .filter(|code| **code == "OVERRIDE_EXPIRED")
            .count(),
        1,
        "{codes:?}"
    );
    desk.write(
        "ministry/phases.toml",
        phases + &decision("2027-05-31") + &decision("2027-06-30"),
    );
    let ran = desk.run(&["gate", "ministry"]);
    assert!(
        ran.code == 2 && ran.err.contains("phases.toml"),
        "{}",
        ran.err
    );
    println!("{}", ran.err);
}

#[test]
fn observers_are_held_against_each_other() {
    let desk = Desk::with_ministry();
    let answer: Value =
        serde_json::from_str(&desk.run(&["survey", "ministry", "--format", "json"]).out).unwrap();
    let observers = &answer["observers"];
    assert!(
        observers["kappa"]["n"].as_u64() > Some(10) && observers["reason"].is_null(),
        "{observers}"
    );
    assert_eq!(observers["icc"]["form"], "ICC1");
    let pulse: Value = serde_json::from_str(
        &desk
            .run(&["survey", "pulse", "ministry", "--format", "json"])
            .out,
    )
    .unwrap();
    assert!(pulse["observers"].is_null());
}
