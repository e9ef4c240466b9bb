//! A programme's folder gives its own files and no others, and no output takes the place of what was read.
#![cfg(unix)]

use crate::common::{Desk, Ran};
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::{Duration, Instant};

/// What lies outside the folder and must never be shown.
const SECRET: &str = "SECRET-OF-SOMEONE-ELSE";

/// Long enough for any run here on a busy machine; a command that waits for ever is killed and fails the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// An office in several files, each of which can be replaced.
fn office() -> Desk {
    let desk = Desk::new();
    desk.edit(
        "office/paratus.toml",
        "format = 1\n",
        "format = 1\ninclude = [\"parts/more.toml\"]\n",
    );
    fs::create_dir(desk.path("office/parts")).unwrap();
    desk.write(
        "office/parts/more.toml",
        "[[instruments]]\nid = \"pulse\"\nitems = [{ id = \"q1\", measures = \"buy-in\" }]\n",
    );
    desk.write(
        "office/responses.csv",
        "respondent,instrument,item,answer,date\np-01,pulse,q1,3,2027-03-01\n",
    );
    desk.write(
        "office/sessions.csv",
        "id,activity,start\ns-1,morning,2027-04-05\n",
    );
    desk.write(
        "outside.txt",
        format!("{SECRET},{SECRET}\n{SECRET} = {SECRET}\n"),
    );
    desk
}

/// Every file that the office is read from.
const FILES: [&str; 8] = [
    "paratus.toml",
    "parts/more.toml",
    "people.csv",
    "feature_use.csv",
    "acts.csv",
    "sessions.csv",
    "evidence.csv",
    "responses.csv",
];

/// Runs a command that must come to an end, with little memory.
fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    let mut child = desk.command(arguments).spawn().unwrap();
    drop(child.stdin.take());
    let begun = Instant::now();
    // Its output is short: it fits into the pipes.
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("paratus {arguments:?} did not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code().expect("it was not killed"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Ways in which a file can be something else, with what is said of each.
const WAYS: [(&str, &str); 6] = [
    (
        "link",
        "it leads out of the folder, and only files inside it are read",
    ),
    (
        "device",
        "it leads out of the folder, and only files inside it are read",
    ),
    (
        "above",
        "it leads out of the folder, and only files inside it are read",
    ),
    ("pipe", "it is a device or a pipe, not a file"),
    ("folder", "it is a folder, not a file"),
    ("dangling", "it is a link to a file that is not there"),
];

fn replace(desk: &Desk, file: &str, way: &str) {
    let path = desk.path("office").join(file);
    fs::remove_file(&path).unwrap();
    match way {
        "link" => symlink(desk.path("outside.txt"), &path).unwrap(),
        "device" => symlink("/dev/zero", &path).unwrap(),
        "above" => {
            let up = if file.contains('/') {
                "../../outside.txt"
            } else {
                "../outside.txt"
            };
            symlink(up, &path).unwrap();
        }
        "pipe" => assert!(
            Command::new("mkfifo")
                .arg(&path)
                .status()
                .unwrap()
                .success()
        ),
        "folder" => fs::create_dir(&path).unwrap(),
        _ => symlink(desk.path("office/nothing.csv"), &path).unwrap(),
    }
}

#[test]
fn what_is_no_file_of_the_folder_is_refused_and_not_shown() {
    for file in FILES {
        for (way, why) in WAYS {
            let desk = office();
            assert_eq!(desk.run(&["check", "office"]).code, 0);
            replace(&desk, file, way);
            for arguments in [
                &["check", "office"][..],
                &["assess", "office"],
                &["check", "office", "--format", "json"],
            ] {
                // A root that leads nowhere, or is a folder, makes no programme.
                let no_root = file == "paratus.toml" && way == "dangling";
                let ran = run(&desk, arguments);
                let shown = format!("{file} as {way}, {arguments:?}: {}{}", ran.out, ran.err);
                assert_eq!(ran.code, 2, "{shown}");
                assert!(
                    !ran.out.contains(SECRET) && !ran.err.contains(SECRET),
                    "{shown}"
                );
                assert!(
                    no_root || ran.out.contains(why) || ran.err.contains(why),
                    "{shown}"
                );
                assert!(
                    no_root || ran.out.contains(file) || ran.err.contains(file),
                    "{shown}"
                );
            }
        }
    }
}

#[test]
fn links_that_stay_inside_and_a_link_to_the_folder_are_fine() {
    let desk = office();
    fs::create_dir(desk.path("office/data")).unwrap();
    for file in ["people.csv", "evidence.csv"] {
        fs::rename(
            desk.path("office").join(file),
            desk.path("office/data").join(file),
        )
        .unwrap();
    }
    symlink("data/people.csv", desk.path("office/people.csv")).unwrap();
    symlink(
        desk.path("office/data/evidence.csv"),
        desk.path("office/evidence.csv"),
    )
    .unwrap();
    symlink(desk.path("office"), desk.path("door")).unwrap();
    let plain = desk.run(&["assess", "office"]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert_eq!(desk.run(&["assess", "door"]).out, plain.out);
    assert_eq!(desk.run(&["assess", "door/"]).out, plain.out);
    assert_eq!(desk.run_in("office", &["assess"], b"").out, plain.out);
}

#[test]
fn side_tables_that_a_map_names_lie_beside_the_table() {
    let desk = office();
    let map = |file: &str| {
        format!(
            "[[lookups]]\nname = \"test\"\nfile = \"{file}\"\nby = \"code\"\n[person]\ncolumn = \"who\"\n[objective]\ncolumn = \
             \"test.objective\"\n[kind]\nconstant = \"quiz\"\n[value]\ncolumn = \"value\"\nform = \"fraction\"\n[date]\nconstant = \
             2027-02-01\n"
        )
    };
    fs::create_dir(desk.path("in")).unwrap();
    desk.write("in/results.csv", "who,code,value\np-01,x,1\n");
    desk.write("in/tests.csv", "code,objective\nx,why-km\n");
    symlink(desk.path("outside.txt"), desk.path("in/link.csv")).unwrap();
    symlink("/dev/zero", desk.path("in/endless.csv")).unwrap();
    assert!(
        Command::new("mkfifo")
            .arg(desk.path("in/pipe.csv"))
            .status()
            .unwrap()
            .success()
    );
    for (file, code) in [
        ("tests.csv", 0),
        ("../outside.txt", 2),
        ("link.csv", 2),
        ("endless.csv", 2),
        ("pipe.csv", 2),
    ] {
        desk.write("map.toml", map(file));
        let ran = run(&desk, &["import", "--map", "map.toml", "in/results.csv"]);
        assert_eq!(ran.code, code, "{file}: {}{}", ran.out, ran.err);
        assert!(
            !ran.out.contains(SECRET) && !ran.err.contains(SECRET),
            "{file}: {}",
            ran.err
        );
    }
    // A side table that is named on the command line may lie anywhere.
    desk.write("map.toml", map("tests.csv"));
    fs::rename(desk.path("in/tests.csv"), desk.path("tests.csv")).unwrap();
    let ran = run(
        &desk,
        &["import", "--map", "map.toml", "in/results.csv", "tests.csv"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
}

#[test]
fn what_is_named_on_the_command_line_may_lie_anywhere_and_be_a_pipe() {
    let desk = office();
    fs::rename(desk.path("office/evidence.csv"), desk.path("evidence.csv")).unwrap();
    let named = desk.run(&["assess", "office", "--evidence", "evidence.csv"]);
    assert_eq!(named.code, 0, "{}", named.err);
    let text = fs::read(desk.path("evidence.csv")).unwrap();
    let piped = desk.run_in("", &["assess", "office", "--evidence", "/dev/stdin"], &text);
    assert_eq!((piped.code, piped.out), (0, named.out), "{}", piped.err);
}

#[test]
fn no_output_replaces_what_was_read_or_a_file_of_the_programme() {
    let desk = office();
    fs::copy(desk.path("office/evidence.csv"), desk.path("other.csv")).unwrap();
    symlink(desk.path("office/evidence.csv"), desk.path("link.csv")).unwrap();
    let plan = desk.run(&[
        "plan",
        "office",
        "--effort",
        "quick",
        "--format",
        "json",
        "-o",
        "plan.json",
    ]);
    assert!([0, 5].contains(&plan.code), "{}", plan.err);
    let before: Vec<Vec<u8>> = FILES
        .iter()
        .map(|file| fs::read(desk.path("office").join(file)).unwrap())
        .collect();
    let (other, made) = (
        fs::read(desk.path("other.csv")).unwrap(),
        fs::read(desk.path("plan.json")).unwrap(),
    );
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut refuse = |words: &str, target: &str| {
        commands.push(
            words
                .split(' ')
                .map(str::to_owned)
                .chain(["-o".to_owned(), target.to_owned()])
                .collect(),
        );
    };
    for file in FILES {
        for verb in [
            "check office",
            "assess office",
            "report office --format md",
            "fit office",
            "config office",
            "gaps office --format csv",
            "schema document",
        ] {
            refuse(verb, &format!("office/{file}"));
        }
    }
    refuse("assess office", "link.csv");
    refuse("assess office", "office/parts/../people.csv");
    refuse("assess office --evidence other.csv", "other.csv");
    refuse("assess office --evidence other.csv", "./other.csv");
    refuse(
        "plan office --effort quick --format json --previous plan.json",
        "plan.json",
    );
    refuse(
        "import foreign/results.csv --map foreign/results.toml",
        "foreign/results.csv",
    );
    refuse(
        "import foreign/results.csv --map foreign/results.toml",
        "foreign/results.toml",
    );
    refuse(
        "import foreign/results.csv --map foreign/results.toml",
        "office/evidence.csv",
    );
    let report =
        "import foreign/results.csv --map foreign/results.toml --report foreign/results.csv";
    refuse(report, "new.csv");
    let foreign: Vec<Vec<u8>> = desk
        .names("foreign")
        .iter()
        .map(|file| fs::read(desk.path("foreign").join(file)).unwrap())
        .collect();
    for command in &commands {
        let ran = desk.run(&command.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(
            (ran.code, ran.out.as_str()),
            (2, ""),
            "{command:?}: {}",
            ran.err
        );
        assert!(
            ran.err.contains("cannot write `"),
            "{command:?}: {}",
            ran.err
        );
        assert!(
            ran.err.contains("it is read by this command")
                || ran.err.contains("it is a file of a programme"),
            "{}",
            ran.err
        );
    }
    for (file, bytes) in FILES.iter().zip(&before) {
        assert_eq!(
            &fs::read(desk.path("office").join(file)).unwrap(),
            bytes,
            "{file}"
        );
    }
    assert_eq!(fs::read(desk.path("other.csv")).unwrap(), other);
    assert_eq!(fs::read(desk.path("plan.json")).unwrap(), made);
    for (file, bytes) in desk.names("foreign").iter().zip(&foreign) {
        assert_eq!(
            &fs::read(desk.path("foreign").join(file)).unwrap(),
            bytes,
            "{file}"
        );
    }
    // Nothing is left behind, and a file that is nobody's may be written again and again.
    assert!(
        !desk
            .names("office")
            .iter()
            .any(|name| name.starts_with(".paratus-"))
    );
    for _ in 0..2 {
        assert_eq!(
            desk.run(&["assess", "office", "-o", "office/result.txt"])
                .code,
            0
        );
        assert_eq!(
            desk.run(&["report", "office", "-o", "office/site/"]).code,
            0
        );
    }
}

/// What an argument names, or standard input, is read as a whole, and may never end.
#[test]
fn endless_input_is_refused() {
    let desk = office();
    let ran = run(&desk, &["plan", "office", "--previous", "/dev/zero"]);
    let endless = fs::File::open("/dev/zero").unwrap();
    let check = desk.command(&["check", "-"]).stdin(endless).output();
    let check = check.unwrap();
    let heard = String::from_utf8(check.stderr).unwrap();
    let device = (ran.code, ran.err, "it is a device, not a file");
    let code = check.status.code().unwrap();
    let piped = (code, heard, "it has more than 1 GiB, or never ends");
    for (code, heard, why) in [device, piped] {
        assert!(code == 2 && heard.contains(why), "{code}: {heard}");
    }
}
