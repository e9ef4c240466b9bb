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
