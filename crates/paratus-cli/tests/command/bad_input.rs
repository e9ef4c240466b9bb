//! Whatever is wrong with the input: a clear message with a place, no panic, nothing half-written.

use crate::common::{Desk, Ran};
use insta::assert_snapshot;

/// A run that could not be: exit code 2, nothing on standard output.
fn refused(ran: &Ran) -> &str {
    assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    &ran.err
}

#[test]
fn missing_and_wrong_places() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).unwrap();
    std::fs::create_dir(desk.path("other")).unwrap();
    desk.write("other/notes.txt", "");
    assert_snapshot!("place_none", desk.shown(&["check"]));
    assert_snapshot!("place_empty", desk.shown(&["check", "empty"]));
    assert_snapshot!("place_other", desk.shown(&["assess", "other"]));
    assert_snapshot!("place_misspelt", desk.shown(&["assess", "ofice"]));
    assert_snapshot!("place_table", desk.shown(&["assess", "office/people.csv"]));
    assert_snapshot!("place_no_date", {
        desk.edit("office/paratus.toml", "as_of = 2027-03-14\n", "");
        desk.shown(&["assess", "office"])
    });
    assert_eq!(desk.run(&["check", "office"]).code, 0);
    assert_eq!(
        desk.run(&["assess", "office", "--as-of", "2027-02-30"])
            .code,
        2
    );
}

#[test]
fn the_programme_is_found_from_within_it() {
    let desk = Desk::new();
    std::fs::create_dir_all(desk.path("office/a/b")).unwrap();
    let above = desk.run_in("office/a/b", &["assess"], b"");
    assert_eq!(
        (above.code, above.out),
        (0, desk.run(&["assess", "office"]).out)
    );
    assert_eq!(desk.run(&["assess", "office/paratus.toml"]).code, 0);
}

#[test]
fn the_date_comes_from_flag_environment_or_programme() {
    let desk = Desk::new();
    let as_of = |arguments: &[&str], variable: Option<&str>| {
        let mut command = desk.command(arguments);
        if let Some(date) = variable {
            command.env("PARATUS_AS_OF", date);
        }
        let output = command.output().unwrap();
        let out = String::from_utf8(output.stdout).unwrap();
        out.split_once("as of ")
            .map(|(_, rest)| rest[..10].to_owned())
            .unwrap_or_default()
    };
    assert_eq!(as_of(&["assess", "office"], None), "2027-03-14");
    assert_eq!(
        as_of(&["assess", "office"], Some("2027-04-01")),
        "2027-04-01"
    );
    assert_eq!(
        as_of(
            &["assess", "office", "--as-of", "2027-05-01"],
            Some("2027-04-01")
        ),
        "2027-05-01"
    );
    assert_eq!(
        as_of(&["assess", "office"], Some("")),
        "2027-03-14",
        "an empty one is none"
    );
    let output = desk
        .command(&["assess", "office"])
        .env("PARATUS_AS_OF", "14/03/2027")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("PARATUS_AS_OF: `14/03/2027` is not a date; write it as `YYYY-MM-DD`"),
        "{said}"
    );
}

#[test]
fn broken_documents() {
    let desk = Desk::new();
    let whole = desk.read("office/paratus.toml");
    for (name, contents) in [
        ("syntax", format!("{whole}\nx = = 1\n").into_bytes()),
        ("unclosed", format!("{whole}\ntitle = \"").into_bytes()),
        ("utf8", [whole.as_bytes(), b"\n# \xff\n"].concat()),
        ("nothing", Vec::new()),
        ("binary", vec![0; 4096]),
    ] {
        desk.write("office/paratus.toml", contents);
        let ran = desk.run(&["check", "office"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.out);
        assert!(
            ran.out.contains("office/paratus.toml:") || name == "nothing",
            "{name}: {}",
            ran.out
        );
        assert!(
            refused(&desk.run(&["assess", "office"])).contains("the programme cannot be read"),
            "{name}"
        );
    }
    desk.write("office/paratus.toml", format!("{whole}\nx = = 1\n"));
    assert_snapshot!("broken_toml", desk.shown(&["assess", "office"]));
    desk.write(
        "office/paratus.toml",
        whole.replace("objective = \"why-km\"", "objective = \"why\""),
    );
    assert_snapshot!("unsound", desk.shown(&["assess", "office"]));
    assert_snapshot!(
        "unsound_json",
        desk.shown(&["assess", "office", "--error-format", "json"])
    );
    desk.write("bad.json", "{\"format\": 1, \"id\": 3}");
    assert_snapshot!("bad_json", desk.shown(&["check", "bad.json"]));
}

#[test]
fn broken_evidence() {
    let desk = Desk::new();
    let header = "person,objective,kind,value,date\n";
    let row = "p-01,why-km,quiz,1,2027-01-01\n";
    let cases: [(&str, Vec<u8>, i32, i32); 9] = [
        ("empty", Vec::new(), 1, 2),
        ("header only", header.into(), 0, 0),
        ("no such columns", b"a,b\n1,2\n".to_vec(), 1, 2),
        (
            "too few columns",
            format!("{header}{row}p-02,why-km\n").into(),
            1,
            0,
        ),
        (
            "not UTF-8",
            [
                header.as_bytes(),
                row.as_bytes(),
                b"p-\xff,why-km,quiz,1,2027-01-01\n",
            ]
            .concat(),
            1,
            0,
        ),
        ("UTF-16", b"\xff\xfep\0e\0r\0".to_vec(), 1, 2),
        (
            "no such date",
            format!("{header}p-01,why-km,quiz,1,2027-02-30\n").into(),
            1,
            2,
        ),
        (
            "a number beyond",
            format!("{header}{row}p-01,why-km,quiz,85,2027-02-03\n").into(),
            1,
            0,
        ),
        ("zeros", vec![0; 100_000], 1, 2),
    ];
    for (name, contents, check, assess) in cases {
        desk.write("office/evidence.csv", contents);
        let ran = desk.run(&["check", "office"]);
        assert_eq!(ran.code, check, "{name}: {}", ran.out);
        assert!(
            check == 0 || ran.out.contains("office/evidence.csv:"),
            "{name}: {}",
            ran.out
        );
        let ran = desk.run(&["assess", "office"]);
        assert_eq!(ran.code, assess, "{name}: {}", ran.err);
        assert!(
            assess == 0 || refused(&ran).contains("the evidence cannot be read"),
            "{name}"
        );
    }
    // The forms that spreadsheets write.
    desk.write(
        "office/evidence.csv",
        "\u{feff}person;objective;kind;value;date\r\np-01;why-km;quiz;0,8;14.03.2027\r\n",
    );
    assert_eq!(
        desk.run(&["check", "office", "--dates", "day-month-year"])
            .code,
        0
    );
    let ran = desk.run(&["check", "office"]);
    assert!(
        ran.code == 1 && ran.out.contains("dates = \"day-month-year\""),
        "{}",
        ran.out
    );
    // Slips in ids, in capitals too, and a table without its header row.
    desk.write(
        "office/evidence.csv",
        format!("{header}P-01,why-km,quiz,1,2027-01-01\np-02,Why-KM,quiz,1,2027-01-01\nP2,why-km,quiz,1,2027-01-01\n"),
    );
    let ran = desk.run(&["check", "office"]);
    for help in [
        "did you mean `p-01`?",
        "did you mean `why-km`?",
        "did you mean `p-02`?",
    ] {
        assert!(ran.out.contains(help), "{}", ran.out);
    }
    desk.write("office/evidence.csv", row);
    let ran = desk.run(&["check", "office"]);
    assert!(
        ran.out
            .contains("the header row is missing: the first row looks like data"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains(
            "put a header row above it, with at least `person,objective,kind,value,date`"
        )
    );
}

#[test]
fn a_misspelt_include_says_which_file_is_meant() {
    let desk = Desk::with_ministry();
    desk.edit("ministry/paratus.toml", "\"roles.toml\"", "\"role.toml\"");
    let ran = desk.run(&["check", "ministry"]);
    assert!(
        ran.code == 2 && ran.out.contains("there is no file `role.toml`"),
        "{}",
        ran.out
    );
    assert!(
        ran.out.contains("did you mean `roles.toml`?"),
        "{}",
        ran.out
    );
}

#[test]
fn one_refused_entry_is_one_error() {
    let desk = Desk::with_ministry();
    desk.edit(
        "ministry/objectives.toml",
        "track = \"people\"",
        "track = \"peopel\"",
    );
    let ran = desk.run(&["check", "ministry", "--format", "json"]);
    assert_eq!(
        (ran.code, ran.out.matches("\"severity\":\"error\"").count()),
        (1, 1),
        "{}",
        ran.out
    );
}

#[test]
fn a_very_long_line() {
    let desk = Desk::new();
    let mut evidence = desk.read("office/evidence.csv").into_bytes();
    evidence.resize(evidence.len() + (8 << 20), b'x');
    evidence.extend_from_slice(b"\np-01,why-km,quiz,1,2027-01-01,,,,\n");
    desk.write("office/evidence.csv", evidence);
    let ran = desk.run(&["check", "office"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("ROW_TOO_LONG") && ran.out.len() < 4000,
        "{}",
        ran.out.len()
    );
}

#[test]
fn folders_in_place_of_files() {
    let desk = Desk::new();
    std::fs::remove_file(desk.path("office/evidence.csv")).unwrap();
    std::fs::create_dir(desk.path("office/evidence.csv")).unwrap();
    assert_snapshot!("evidence_is_a_folder", desk.shown(&["assess", "office"]));
    std::fs::remove_file(desk.path("office/people.csv")).unwrap();
    std::fs::create_dir(desk.path("office/people.csv")).unwrap();
    assert_snapshot!("people_is_a_folder", desk.shown(&["check", "office"]));
    let ran = desk.run(&["assess", "office", "--evidence", "nowhere.csv"]);
    assert!(refused(&ran).contains("people.csv"));
}

#[test]
fn missing_and_misnamed_tables_are_reported_once() {
    let gone = |names: &[&str]| {
        let desk = Desk::new();
        names
            .iter()
            .for_each(|name| std::fs::remove_file(desk.path(name)).unwrap());
        desk
    };
    let times = |ran: &Ran, text: &str| ran.err.matches(text).count();
    let misnamed = "there is no `evidence.csv`, so nobody has any evidence; `evidance.csv` is not read; did you mean \
                    `evidence.csv`?";
    let desk = gone(&["office/feature_use.csv"]);
    std::fs::rename(
        desk.path("office/evidence.csv"),
        desk.path("office/evidance.csv"),
    )
    .unwrap();
    let used =
        "there is no `feature_use.csv`, so it is unknown what sections use, and nothing is saved";
    for verb in ["assess", "gaps", "needs", "gate", "refresh", "check"] {
        let ran = desk.run(&[verb, "office"]);
        assert_eq!(
            (times(&ran, misnamed), times(&ran, used)),
            (1, 1),
            "{verb}: {}",
            ran.err
        );
    }
    // These compute from no evidence.
    for verb in ["fit", "phases"] {
        let ran = desk.run(&[verb, "office"]);
        assert_eq!(
            (times(&ran, misnamed), times(&ran, used)),
            (0, 1),
            "{verb}: {}",
            ran.err
        );
    }
    // Evidence that is named takes the place of the folder's.
    let ran = desk.run(&["assess", "office", "--evidence", "office/evidance.csv"]);
    assert_eq!(times(&ran, "evidence.csv"), 0, "{}", ran.err);
    // For scripts a line of JSON.
    let ran = desk.run(&["assess", "office", "--error-format", "json"]);
    let line = format!("{{\"message\":\"{misnamed}\",\"schema\":\"paratus/note/1\"}}");
    assert!(
        ran.err.lines().any(|written| written == line),
        "{}",
        ran.err
    );
    // Only `check` speaks of tables that are like none of a programme's.
    desk.write("office/badges.csv", "a\n1\n");
    assert_eq!(times(&desk.run(&["assess", "office"]), "badges"), 0);
    assert_eq!(
        times(&desk.run(&["check", "office"]), "`badges.csv` is not read"),
        1
    );

    let desk = gone(&["office/people.csv", "office/evidence.csv"]);
    let ran = desk.run(&["assess", "office"]);
    assert_eq!(
        times(
            &ran,
            "there is no `people.csv`, so there is nobody to be ready"
        ),
        1,
        "{}",
        ran.err
    );
    assert_eq!(
        times(&ran, "evidence.csv"),
        0,
        "nobody could have any: {}",
        ran.err
    );

    let desk = Desk::with_ministry();
    std::fs::rename(
        desk.path("ministry/responses.csv"),
        desk.path("ministry/response.csv"),
    )
    .unwrap();
    let answers =
        "there is no `responses.csv`, so no survey has any answers; `response.csv` is not read";
    let ran = desk.run(&["survey", "ministry"]);
    assert_eq!(times(&ran, answers), 1, "{}", ran.err);
}

#[test]
fn outputs_appear_whole_or_not_at_all() {
    let desk = Desk::new();
    assert_snapshot!(
        "output_no_folder",
        desk.shown(&["assess", "office", "-o", "none/out.txt"])
    );
    assert_snapshot!(
        "output_is_a_folder",
        desk.shown(&["assess", "office", "-o", "office"])
    );
    let whole = desk.run(&["assess", "office", "--format", "json"]).out;
    let ran = desk.run(&["assess", "office", "--format", "json", "-o", "out.json"]);
    assert_eq!(
        (ran.code, ran.out.as_str(), desk.read("out.json")),
        (0, "", whole.clone())
    );
    assert_eq!(
        desk.run(&["assess", "office", "--format", "json", "-o", "-"])
            .out,
        whole
    );
    // A run that fails leaves the earlier output as it was, and nothing beside it.
    refused(&desk.run(&[
        "assess",
        "office",
        "--evidence",
        "none.csv",
        "-o",
        "out.json",
    ]));
    assert_eq!(desk.read("out.json"), whole);
    assert!(
        desk.names("").iter().all(|name| !name.starts_with('.')),
        "{:?}",
        desk.names("")
    );
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let desk = Desk::new();
    let mut child = desk.command(&["completions", "bash"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).as_ref()
        ),
        (Some(0), "")
    );
}

#[test]
fn texts_from_files_cannot_steer_the_terminal() {
    let desk = Desk::new();
    desk.append(
        "office/evidence.csv",
        "p-\u{1b}[2J,why-km,quiz,1,2027-01-01,,,,\n",
    );
    desk.edit(
        "office/paratus.toml",
        "The records office",
        "The \\u001b[31m office",
    );
    for arguments in [["check", "office"], ["assess", "office"]] {
        let ran = desk.run(&arguments);
        assert!(
            !ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'),
            "{}{}",
            ran.out,
            ran.err
        );
    }
}

#[test]
fn colour_only_where_it_is_wanted() {
    let desk = Desk::new();
    assert!(!desk.run(&["assess", "office"]).out.contains('\u{1b}'));
    let coloured = desk.run(&["assess", "office", "--color", "always"]).out;
    assert!(coloured.contains('\u{1b}'));
    assert_eq!(
        anstream::adapter::strip_str(&coloured).to_string(),
        desk.run(&["assess", "office"]).out
    );
}

#[test]
fn arguments_that_cannot_be_read_are_reported_as_json_where_json_is_asked_for() {
    let desk = Desk::new();
    for arguments in [
        &["assess", "--error-format", "json", "--as-off", "2027-01-01"][..],
        &["--error-format=json", "asess"],
    ] {
        let ran = desk.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        let reported: serde_json::Value = serde_json::from_str(&ran.err).expect("JSON");
        assert_eq!(reported["schema"], "paratus/failure/1");
        assert!(
            reported["message"]
                .as_str()
                .is_some_and(|text| text.contains("as")),
            "{reported}"
        );
        assert!(
            reported["help"]
                .as_str()
                .is_some_and(|text| text.contains("--help")),
            "{reported}"
        );
    }
}
