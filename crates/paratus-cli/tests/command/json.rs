//! What scripts rely on: schemas, sorted keys, the same bytes for the same input.

use crate::common::Desk;
use serde_json::Value;

/// Arguments whose output is one JSON object, and the schema that it follows.
const ANSWERS: [(&str, &[&str]); 16] = [
    ("findings", &["check", "office", "--format", "json"]),
    ("assessment", &["assess", "office", "--format", "json"]),
    (
        "units",
        &["assess", "office", "--format", "json", "--level", "section"],
    ),
    (
        "units",
        &["assess", "office", "--format", "json", "--level", "role"],
    ),
    (
        "units",
        &[
            "assess",
            "office",
            "--format",
            "json",
            "--level",
            "organisation",
        ],
    ),
    ("gaps", &["gaps", "office", "--format", "json"]),
    (
        "gaps",
        &["gaps", "office", "--format", "json", "--section", "study"],
    ),
    ("fit", &["fit", "office", "--format", "json"]),
    (
        "explanation",
        &["explain", "p-05", "office", "--format", "json"],
    ),
    (
        "explanation",
        &["explain", "p-05/filing", "office", "--format", "json"],
    ),
    (
        "unit",
        &["explain", "archive", "office", "--format", "json"],
    ),
    ("unit", &["explain", "study", "office", "--format", "json"]),
    ("codes", &["explain", "UNKNOWN_KEY", "--format", "json"]),
    ("codes", &["explain", "codes", "--format", "json"]),
    ("config", &["config", "office", "--format", "json"]),
    ("schemas", &["schema", "--format", "json"]),
];

#[test]
fn answers_follow_their_schemas() {
    let desk = Desk::new();
    desk.append("office/evidence.csv", "p-99,why-km,quiz,1,2027-01-01,,,,\n");
    for (name, arguments) in ANSWERS {
        let ran = desk.run(arguments);
        let answer: Value = serde_json::from_str(&ran.out)
            .unwrap_or_else(|error| panic!("{name}: {error}: {}", ran.err));
        desk.assert_follows(name, &answer);
        assert!(answer.get("schema").is_some(), "{name}");
        assert_eq!(
            ran.out.trim_end(),
            serde_json::to_string(&answer).unwrap(),
            "{name}: keys are sorted"
        );
    }
}

#[test]
fn what_is_said_beside_answers_follows_its_schema() {
    let desk = Desk::new();
    std::fs::remove_file(desk.path("office/feature_use.csv")).unwrap();
    desk.append("office/evidence.csv", "p-99,why-km,quiz,1,2027-01-01,,,,\n");
    let import = [
        "import",
        "--map",
        "foreign/results.toml",
        "foreign/results.csv",
        "-o",
        "new.csv",
    ];
    let runs: [&[&str]; 3] = [
        &["assess", "office", "--internal"],
        &["assess", "nowhere"],
        &import,
    ];
    let mut seen = std::collections::BTreeSet::new();
    for arguments in runs {
        let ran = desk.run(&[arguments, &["--error-format", "json"]].concat());
        for line in ran.err.lines() {
            let said: Value = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {line}"));
            let id = said["schema"].as_str().unwrap_or_default().to_owned();
            let name = id.trim_start_matches("paratus/").trim_end_matches("/1");
            desk.assert_follows(name, &said);
            seen.insert(name.to_owned());
        }
    }
    assert_eq!(
        seen.into_iter().collect::<Vec<_>>(),
        ["failure", "findings", "import", "note"]
    );
}

#[test]
fn the_schema_tells_wrong_answers() {
    let desk = Desk::new();
    let validator = desk.validator("assessment");
    let mut answer: Value =
        serde_json::from_str(&desk.run(&["assess", "office", "--format", "json"]).out).unwrap();
    assert!(validator.is_valid(&answer));
    answer["people"][0]["verdict"] = "perhaps".into();
    assert!(!validator.is_valid(&answer));
}

#[test]
fn lines_are_items_of_the_whole() {
    let desk = Desk::new();
    for (list, arguments) in [
        ("people", vec!["assess", "office"]),
        ("units", vec!["assess", "office", "--level", "section"]),
        ("findings", vec!["check", "office"]),
    ] {
        let run = |form| {
            desk.run(&[arguments.as_slice(), &["--format", form]].concat())
                .out
        };
        let whole: Value = serde_json::from_str(&run("json")).unwrap();
        // Each line says for whom it is, as the whole does once.
        let item = |line: &str| {
            let mut line: Value = serde_json::from_str(line).unwrap();
            let audience = line.as_object_mut().unwrap().remove("audience");
            assert!(audience.is_some() || list == "findings", "{line}");
            line
        };
        let lines: Vec<Value> = run("ndjson").lines().map(item).collect();
        assert_eq!(whole[list], Value::Array(lines), "{list}");
    }
}

#[test]
fn a_document_on_standard_input_gives_the_same_figures() {
    let desk = Desk::new();
    let arguments = [
        "assess",
        "-",
        "--evidence",
        "office/evidence.csv",
        "--format",
        "json",
    ];
    let document = r#"{"format": 1, "id": "tiny", "as_of": "2027-03-14", "sections": [{"id": "archive"}],
        "objectives": [{"id": "why-km", "track": "people"}],
        "roles": [{"id": "clerk", "requires": [{"objective": "why-km"}]}],
        "people": [{"id": "p-01", "section": "archive", "roles": ["clerk"]}]}"#;
    let ran = desk.run_in("", &arguments, document.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let whole: Value =
        serde_json::from_str(&desk.run(&["assess", "office", "--format", "json"]).out).unwrap();
    assert_eq!(
        answer["people"][0]["objectives"][0],
        whole["people"][0]["objectives"][0]
    );
}

#[test]
fn the_order_and_the_splitting_of_evidence_change_no_byte() {
    let desk = Desk::new();
    let text = desk.read("office/evidence.csv");
    let (header, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().collect();
    let runs: [&[&str]; 5] = [
        &["assess", "office"],
        &["assess", "office", "--format", "json"],
        &["assess", "office", "--format", "csv", "--level", "section"],
        &["gaps", "office", "--format", "json"],
        &["explain", "p-02", "office"],
    ];
    let before: Vec<String> = runs
        .iter()
        .map(|arguments| desk.run(arguments).out)
        .collect();
    let reversed: Vec<&str> = rows.iter().rev().copied().collect();
    let strided: Vec<&str> = (0..7)
        .flat_map(|start| rows.iter().skip(start).step_by(7))
        .copied()
        .collect();
    for shuffled in [reversed, strided] {
        desk.write(
            "office/evidence.csv",
            format!("{header}\n{}\n", shuffled.join("\n")),
        );
        for (arguments, before) in runs.iter().zip(&before) {
            assert_eq!(&desk.run(arguments).out, before, "{arguments:?}");
        }
    }
    let (one, two) = rows.split_at(rows.len() / 3);
    desk.write("one.csv", format!("{header}\n{}\n", one.join("\n")));
    let rest = format!("{header}\r\n{}", two.join("\r\n"));
    for (arguments, before) in runs.iter().zip(&before) {
        let shards = [
            arguments,
            ["--evidence", "one.csv", "--evidence", "-"].as_slice(),
        ]
        .concat();
        assert_eq!(
            &desk.run_in("", &shards, rest.as_bytes()).out,
            before,
            "{arguments:?}"
        );
    }
}
