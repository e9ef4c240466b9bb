//! Foreign tables: what is taken, what is reported, what is written.

use crate::common::Desk;
use insta::assert_snapshot;

const FRAMEWORK: [&str; 5] = [
    "import",
    "framework",
    "--map",
    "foreign/skills.toml",
    "foreign/jobs.csv",
];
const EVIDENCE: [&str; 5] = [
    "import",
    "evidence",
    "--map",
    "foreign/results.toml",
    "foreign/results.csv",
];

#[test]
fn a_framework_becomes_a_programme() {
    let desk = Desk::new();
    let to_folder = [FRAMEWORK.as_slice(), &["-o", "post"]].concat();
    assert_snapshot!("framework", desk.shown(&to_folder));
    assert_eq!(desk.run(&["check", "post"]).code, 0);
    let json = desk.run(&FRAMEWORK);
    assert_eq!(json.code, 1);
    let document = paratus::document::read_json("post.json", &json.out).unwrap();
    assert!(document.findings.is_empty());
    // Once more into the same folder: nothing is written over.
    let again = desk.run(&to_folder);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(
        again.err.contains("`paratus.toml` is in `post` already"),
        "{}",
        again.err
    );
}

#[test]
fn results_become_evidence() {
    let desk = Desk::new();
    assert_snapshot!("evidence", desk.shown(&EVIDENCE));
    assert_snapshot!(
        "evidence_json",
        desk.run(&[EVIDENCE.as_slice(), &["--error-format", "json"]].concat())
            .err
    );
    let ran = desk.run(
        &[
            EVIDENCE.as_slice(),
            &["-o", "new.csv", "--report", "rows.csv"],
        ]
        .concat(),
    );
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_snapshot!("evidence_report", desk.read("rows.csv"));
    assert_eq!(
        desk.run(&["assess", "office", "--evidence", "new.csv"])
            .code,
        0
    );
    let piped = desk.run_in(
        "",
        &[&EVIDENCE[..4], &["-"]].concat(),
        desk.read("foreign/results.csv").as_bytes(),
    );
    assert_eq!(piped.out, desk.read("new.csv"));
}

#[test]
fn published_scores_stand_beside_those_of_their_items() {
    let desk = Desk::new();
    let scores = [
        "import",
        "scores",
        "--map",
        "foreign/scores.toml",
        "foreign/pulse-2026.csv",
    ];
    assert_snapshot!("scores", desk.shown(&scores));
    let ran = desk.run(&[scores.as_slice(), &["-o", "scores.csv"]].concat());
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (1, ""),
        "one published score is not that of its items"
    );
    assert_eq!(desk.read("scores.csv"), desk.run(&scores).out);
    desk.write("pulse-2025.csv", desk.read("foreign/pulse-2026.csv"));
    desk.write(
        "office/pulse-2026.csv",
        desk.read("foreign/pulse-2026.csv")
            .replace("Means (B03)", "Means"),
    );
    for (name, map, table) in [
        ("scores_other_year", "foreign/scores.toml", "pulse-2025.csv"),
        (
            "scores_bad_column",
            "foreign/scores.toml",
            "office/pulse-2026.csv",
        ),
        (
            "scores_bad_map",
            "foreign/skills.toml",
            "foreign/pulse-2026.csv",
        ),
    ] {
        assert_snapshot!(name, desk.shown(&["import", "scores", "--map", map, table]));
    }
}

#[test]
fn maps_and_tables_that_cannot_be_used() {
    let desk = Desk::new();
    let names = desk.names("");
    desk.write(
        "foreign/bad.toml",
        desk.read("foreign/skills.toml")
            .replace("role =", "rolle ="),
    );
    for (kind, map, said) in [
        (
            "evidence",
            "foreign/skills.toml",
            "this is a map for a framework, and a map for evidence is needed",
        ),
        (
            "framework",
            "foreign/results.toml",
            "this is a map for evidence, and a map for a framework is needed",
        ),
        (
            "evidence",
            "office/paratus.toml",
            "this is a programme, and a map for evidence is needed",
        ),
    ] {
        let ran = desk.run(&[
            "import",
            kind,
            "--map",
            map,
            "foreign/results.csv",
            "-o",
            "out",
        ]);
        assert!(
            ran.code == 2 && ran.err.contains(said),
            "{map}: {}",
            ran.err
        );
    }
    desk.write(
        "foreign/columns.toml",
        desk.read("foreign/skills.toml")
            .replace("\"Skill\"", "\"Skil\""),
    );
    for (name, map, table) in [
        ("import_bad_map", "foreign/bad.toml", "foreign/jobs.csv"),
        (
            "import_bad_column",
            "foreign/columns.toml",
            "foreign/jobs.csv",
        ),
        ("import_no_map", "foreign/none.toml", "foreign/jobs.csv"),
        ("import_no_table", "foreign/skills.toml", "foreign/none.csv"),
        ("import_folder", "foreign/skills.toml", "office"),
    ] {
        assert_snapshot!(
            name,
            desk.shown(&["import", "framework", "--map", map, table, "-o", "post"])
        );
    }
    assert_eq!(desk.names(""), names, "nothing was written");
}
