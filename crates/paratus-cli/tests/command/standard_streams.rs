//! `-` is standard input where something is read and standard output where something is written, and never a file of that name.

use crate::common::Desk;
use std::fs;

const RESULTS: &str = "Employee;Course;Score %;Date\ne-01;filing;80%;2027-02-01\n";
const MAP: &str = "person = { column = \"Employee\" }\nobjective = { column = \"Course\" }\nkind = { constant = \"quiz\" }\n\
    value = { column = \"Score %\", form = \"percent\" }\ndate = { column = \"Date\", form = \"iso\" }\n";

#[test]
fn a_dash_is_standard_output() {
    let desk = Desk::new();
    desk.write("results.csv", RESULTS);
    desk.write("map.toml", MAP);
    let proposed = desk.run(&["import", "results.csv", "--propose", "-"]);
    assert_eq!(proposed.code, 0, "{}", proposed.err);
    assert!(
        proposed.out.contains("person = { column = \"Employee\" }"),
        "{}",
        proposed.out
    );
    // A file that is called so is not looked at.
    desk.write("-", "mine");
    let again = desk.run(&["import", "results.csv", "--propose", "-"]);
    assert_eq!((again.code, again.out), (0, proposed.out));
    let into = [
        "import",
        "results.csv",
        "--map",
        "map.toml",
        "--into",
        "new",
    ];
    let reported = desk.run(&[into.as_slice(), &["--report", "-"]].concat());
    assert!(
        reported
            .out
            .starts_with("file,line,row,column,outcome,reason"),
        "{}",
        reported.out
    );
    // Two things do not share it.
    let both = desk.run(&[
        "import",
        "results.csv",
        "--map",
        "map.toml",
        "--report",
        "-",
    ]);
    assert_eq!(both.code, 2);
    assert!(both.err.contains("`--report -` cannot be"), "{}", both.err);
    assert_eq!(desk.read("-"), "mine");
    fs::remove_file(desk.path("-")).unwrap();
}

#[test]
fn a_dash_is_standard_input() {
    let desk = Desk::new();
    desk.write("results.csv", RESULTS);
    desk.write("map.toml", MAP);
    let by_map = ["import", "results.csv", "--map", "-"];
    let ran = desk.run_in("", &by_map, MAP.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(
        ran.out.contains("e-01,filing,quiz,0.8,2027-02-01"),
        "{}",
        ran.out
    );
    let by_table = ["import", "-", "--map", "map.toml"];
    assert_eq!(desk.run_in("", &by_table, RESULTS.as_bytes()).out, ran.out);
    // The plan of a report, and a key.
    let plan = desk.run(&["plan", "office", "--format", "json"]);
    let shown = desk.run_in(
        "",
        &["plan", "office", "--previous", "-"],
        plan.out.as_bytes(),
    );
    assert_eq!(shown.code, plan.code, "{}", shown.err);
    let key = ["gaps", "office", "--disclosure-key-file", "-"];
    assert_eq!(desk.run_in("", &key, b"secret").code, 0);
    // It is read once.
    for twice in [
        ["import", "-", "--map", "-"].as_slice(),
        &["assess", "office", "--evidence", "-", "--responses", "-"],
        &["gaps", "-", "--disclosure-key-file", "-"],
    ] {
        let ran = desk.run_in("", twice, MAP.as_bytes());
        assert_eq!(ran.code, 2, "{twice:?}");
        assert!(
            ran.err.contains("standard input is read once"),
            "{twice:?}: {}",
            ran.err
        );
    }
}

#[test]
fn a_dash_is_no_folder() {
    let desk = Desk::new();
    desk.write("results.csv", RESULTS);
    for arguments in [
        ["init", "-"].as_slice(),
        &["import", "results.csv", "--into", "-"],
        &["plan", "office", "--ics", "-"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(
            ran.err
                .contains("`-` is standard output, and files go into a folder"),
            "{arguments:?}: {}",
            ran.err
        );
        assert!(!desk.path("-").exists(), "{arguments:?}");
    }
}
