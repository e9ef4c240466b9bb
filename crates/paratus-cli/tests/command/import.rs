//! Foreign tables: what is taken, what is reported, what is written.

use crate::common::Desk;
use insta::assert_snapshot;

const FRAMEWORK: [&str; 4] = ["import", "--map", "foreign/skills.toml", "foreign/jobs.csv"];
const EVIDENCE: [&str; 4] = [
    "import",
    "--map",
    "foreign/results.toml",
    "foreign/results.csv",
];

#[test]
fn a_framework_becomes_a_programme() {
    let desk = Desk::new();
    let to_folder = [FRAMEWORK.as_slice(), &["--into", "post"]].concat();
    assert_snapshot!("framework", desk.shown(&to_folder));
    assert_eq!(desk.run(&["check", "post"]).code, 0);
    let json = desk.run(&FRAMEWORK);
    assert_eq!(json.code, 1);
    let document = paratus::document::read_json("post.json", &json.out).unwrap();
    assert!(document.findings.is_empty());
    // Once more into the same folder: nothing changes.
    let before = desk.read("post/paratus.toml");
    let again = desk.run(&to_folder);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("`post` stays as it is"), "{}", again.err);
    assert_eq!(desk.read("post/paratus.toml"), before);
}

#[test]
fn a_gradebook_is_shown_before_it_is_written() {
    let desk = Desk::new();
    desk.write(
        "grades.csv",
        "Student,ID,SIS User ID,SIS Login ID,Section,Filing (7)\n    Points Possible,,,,,20\n\"A, B\",1,s-1,ab,X,18\n",
    );
    let import = [
        "import",
        "grades.csv",
        "--date",
        "2027-02-01",
        "--into",
        "new",
    ];
    let planned = desk.run(&[import.as_slice(), &["--plan"]].concat());
    assert_eq!(
        (planned.code, desk.names("").contains(&"new".to_owned())),
        (0, false),
        "{}",
        planned.err
    );
    assert!(
        planned.err.contains("is a Canvas gradebook")
            && planned.err.contains("nothing was written"),
        "{}",
        planned.err
    );
    assert_eq!(desk.run(&import).code, 0);
    assert_eq!(desk.run(&["check", "new"]).code, 0);
    let evidence = desk.read("new/evidence.csv");
    let again = desk.run(&import);
    assert!(again.err.contains("`new` stays as it is"), "{}", again.err);
    assert_eq!(desk.read("new/evidence.csv"), evidence);
    let proposed = desk.run(&["import", "grades.csv", "--propose", "map.toml"]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    assert!(
        desk.read("map.toml")
            .contains("# NEEDED: the day of the results")
    );
    let refused = desk.run(&["import", "grades.csv", "--propose", "map.toml"]);
    assert!(
        refused.code == 2 && refused.err.contains("nothing is written over"),
        "{}",
        refused.err
    );
    desk.write("package.csv", "{\"CFDocument\": {}}");
    let named = desk.run(&["import", "package.csv", "--into", "new"]);
    assert!(
        named.code == 2 && named.err.contains("a CASE package, as JSON"),
        "{}",
        named.err
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
        &[&EVIDENCE[..3], &["-"]].concat(),
        desk.read("foreign/results.csv").as_bytes(),
    );
    assert_eq!(piped.out, desk.read("new.csv"));
}

#[test]
fn a_report_is_written_over_nothing() {
    let desk = Desk::new();
    desk.write("notes.txt", "my own notes\n");
    let ran = desk.run(&[EVIDENCE.as_slice(), &["--report", "notes.txt"]].concat());
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .contains("`notes.txt` is there already, and nothing is written over"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("notes.txt"), "my own notes\n");
}

#[cfg(unix)]
#[test]
fn a_device_is_no_table() {
    let ran = Desk::new().run(&["import", "/dev/zero"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err.contains("it is a device, not a file"),
        "{}",
        ran.err
    );
}

#[test]
fn published_scores_stand_beside_those_of_their_items() {
    let desk = Desk::new();
    let scores = [
        "import",
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
        assert_snapshot!(name, desk.shown(&["import", "--map", map, table]));
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
    let ran = desk.run(&[
        "import",
        "foreign/results.csv",
        "--map",
        "office/paratus.toml",
    ]);
    let said = "this is a programme, and a map for evidence is needed";
    assert!(ran.code == 2 && ran.err.contains(said), "{}", ran.err);
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
            desk.shown(&["import", "--map", map, table, "--into", "post"])
        );
    }
    assert_eq!(desk.names(""), names, "nothing was written");
}

#[test]
fn no_second_table_is_begun_beside_one_that_is_there() {
    let desk = Desk::new();
    let rows = "person,objective,kind,value,date\np-01,why-km,quiz,0.9,2027-02-01\n";
    desk.write("new.csv", rows);
    let evidence = desk.read("office/evidence.csv");
    let import = ["import", "new.csv", "--into", "office"];
    for (name, content) in [("evidence.xlsx", "x"), ("evidence.parquet", "PAR1")] {
        desk.write(&format!("office/{name}"), content);
        let ran = desk.run(&import);
        let said = format!(
            "{name}: the folder's table `evidence` is in this file, and rows are only added to tables that are text"
        );
        assert!(ran.code == 2 && ran.err.contains(&said), "{}", ran.err);
        assert_eq!(desk.read("office/evidence.csv"), evidence);
        std::fs::remove_file(desk.path(&format!("office/{name}"))).unwrap();
    }
    // A workbook of another table is in nobody's way.
    desk.write("office/responses.xlsx", "x");
    assert_eq!(desk.run(&import).code, 0, "{}", desk.run(&import).err);
    let both = desk.names("office");
    assert!(
        both.contains(&"evidence.csv".to_owned()) && both.contains(&"responses.xlsx".to_owned())
    );
}

#[test]
fn imports_at_one_time_lose_no_rows() {
    let desk = Desk::new();
    let before = desk.read("office/evidence.csv").lines().count();
    let names: Vec<String> = (1..=4).map(|number| format!("new-{number}.csv")).collect();
    for (number, name) in names.iter().enumerate() {
        desk.write(
            name,
            format!("person,objective,kind,value,date\np-01,why-km,quiz,0.9,2027-02-1{number}\n"),
        );
    }
    let mut running = Vec::new();
    for name in &names {
        let arguments = ["import", name, "--into", "office"];
        let mut child = desk.command(&arguments).spawn().unwrap();
        drop(child.stdin.take());
        running.push(child);
    }
    for child in running {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success(), "{said}");
    }
    assert_eq!(desk.read("office/evidence.csv").lines().count(), before + 4);
    assert!(!desk.names("office").contains(&".paratus-lock".to_owned()));
}

#[test]
fn the_plan_of_an_import_is_printed_as_json() {
    let desk = Desk::new();
    let rows = "person,objective,kind,value,date\np-01,why-km,quiz,0.9,2027-02-01\np-99,why-km,quiz,0.9,2027-02-01\n";
    desk.write("new.csv", rows);
    let ran = desk.run(&[
        "import", "new.csv", "--into", "office", "--plan", "--format", "json",
    ]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let answer: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(answer["schema"], "paratus/import-plan/1");
    assert_eq!(answer["summary"]["tables"][0]["refused"], 1);
    assert!(answer["files"]["evidence.csv"].is_string());
}
