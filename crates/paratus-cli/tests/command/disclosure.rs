//! For whom an output is: what a published one gives of small sections, and the key that its counts are rounded by.

use crate::common::Desk;
use serde_json::Value;

/// Sections of the example ministry, and how many of them have all three counts.
fn sections(arguments: &[&str]) -> (usize, usize) {
    let desk = Desk::with_ministry();
    let flags = [
        &[
            "assess", "ministry", "--level", "section", "--format", "json",
        ],
        arguments,
    ]
    .concat();
    let ran = desk.run(&flags);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    let units = answer["units"].as_array().unwrap();
    let sections: Vec<&Value> = units
        .iter()
        .filter(|unit| unit["kind"] == "section")
        .collect();
    let is_whole = |unit: &&&Value| {
        ["ready", "not_ready", "cannot_tell"]
            .iter()
            .all(|count| unit[*count].is_u64())
    };
    (sections.len(), sections.iter().filter(is_whole).count())
}

#[test]
fn every_section_of_ten_people_can_be_read_and_internally_all() {
    assert_eq!(sections(&[]), (16, 15));
    assert_eq!(sections(&["--internal"]), (16, 16));
}

#[test]
fn a_disclosure_key_is_there_or_refused_and_never_printed() {
    let desk = Desk::new();
    let secret = "c0rrect-horse-battery";
    desk.write("key", format!("{secret}\n"));
    desk.write("empty", "");
    desk.write("blank", " \n\t\n");
    desk.write("table", format!("{secret}\n").repeat(10_000));
    let with = |file: &str| {
        desk.run(&[
            "assess",
            "office",
            "--level",
            "section",
            "--disclosure-key-file",
            file,
        ])
    };
    for (file, why) in [
        ("none", "there is no such file"),
        ("empty", "is empty"),
        ("blank", "is empty"),
        ("office", "it is a folder"),
        ("table", "is longer than 65,536 bytes"),
        ("/dev/zero", "it is a device, not a file"),
    ] {
        if file.starts_with('/') && !std::path::Path::new(file).exists() {
            continue;
        }
        let ran = with(file);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        let message = &ran.err;
        assert!(
            message.contains("DISCLOSURE_KEY_MISSING") && message.contains(why),
            "{file}: {message}"
        );
        assert!(!message.contains(secret), "{message}");
    }
    let of_file = with("key");
    let of_variable = desk
        .command(&["assess", "office", "--level", "section"])
        .env("PARATUS_DISCLOSURE_KEY", secret)
        .output()
        .unwrap();
    assert_eq!(of_file.code, 0, "{}", of_file.err);
    assert_eq!(of_file.out.as_bytes(), of_variable.stdout);
    for verb in [
        "assess", "gaps", "needs", "report", "config", "gate", "plan", "check",
    ] {
        for form in ["json", "md"] {
            let output = desk
                .command(&[verb, "office", "--format", form])
                .env("PARATUS_DISCLOSURE_KEY", secret)
                .output()
                .unwrap();
            for text in [output.stdout, output.stderr] {
                assert!(
                    !String::from_utf8_lossy(&text).contains(secret),
                    "{verb} {form}"
                );
            }
        }
    }
}

/// Runs that publish.
const PUBLISHED: [&[&str]; 15] = [
    &["assess", "office"],
    &[
        "assess",
        "office",
        "--level",
        "organisation",
        "--format",
        "json",
    ],
    &["gaps", "office"],
    &["gaps", "office", "--format", "json"],
    &["needs", "office"],
    &["fit", "office"],
    &["phases", "office"],
    &["gate", "office"],
    &["refresh", "office"],
    &["survey", "office"],
    &["diff", "office", "--sensitivity"],
    &["diff", "office", "--to", "2027-06-01"],
    &["report", "office"],
    &["report", "office", "--format", "md"],
    &["explain", "office", "records"],
];

/// What a run says beside a published answer is as safe to hand on as the answer.
#[test]
fn published_runs_quote_no_rows_and_no_people() {
    let desk = Desk::new();
    desk.append("office/evidence.csv", "p-02,why-km,quiz,none,2027-01-05\n");
    desk.append("office/evidence.csv", "p-02,why-km,quiz,1,2028-01-01\n");
    desk.append("office/evidence.csv", "nobody,why-km,quiz,1,2027-01-05\n");
    for arguments in PUBLISHED {
        for form in ["human", "plain", "json"] {
            let ran = desk.run(&[arguments, &["--error-format", form]].concat());
            for quoted in [
                "p-02",
                "nobody",
                "`none`",
                "evidence.csv:",
                "of 402",
                "of 403",
            ] {
                assert!(
                    !ran.err.contains(quoted),
                    "{arguments:?} {form}: {quoted}: {}",
                    ran.err
                );
            }
        }
    }
    // Beside an answer that names people, or has exact figures, the rows are shown.
    let exact: [&[&str]; 3] = [
        &["gaps", "office", "--internal"],
        &["assess", "office", "--level", "person"],
        &["plan", "office", "--effort", "quick"],
    ];
    for arguments in exact {
        let ran = desk.run(arguments);
        assert!(
            ran.err.contains("evidence.csv:"),
            "{arguments:?}: {}",
            ran.err
        );
    }
}

#[test]
fn a_short_key_is_said_beside_every_published_answer_and_by_check() {
    let desk = Desk::new();
    desk.write("short", "Summer2027");
    desk.write("long", "3q2+7wABAgMEBQYHCAkKCwwNDg8");
    let short = "the disclosure key has fewer than 16 characters";
    let run = |arguments: &[&str], key: &str| {
        desk.run(&[arguments, &["--disclosure-key-file", key]].concat())
    };
    for arguments in PUBLISHED {
        let said = |key| run(arguments, key).err.matches(short).count();
        assert_eq!((said("short"), said("long")), (1, 0), "{arguments:?}");
    }
    // No published answer is made.
    let plan = run(&["plan", "office", "--effort", "quick"], "short");
    assert!(!plan.err.contains(short), "{}", plan.err);
    for (key, lines) in [("short", 1), ("long", 0)] {
        let check = run(&["check", "office", "--format", "csv"], key);
        assert_eq!(check.out.matches("DISCLOSURE_KEY_SHORT").count(), lines);
    }
    let check = desk
        .command(&["check", "office"])
        .env("PARATUS_DISCLOSURE_KEY", "Summer2027")
        .output()
        .unwrap();
    let out = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(out.contains(short) && !out.contains("Summer2027"), "{out}");
}
