//! Evidence that does not fit into the memory allowed gives the same figures.

use crate::common::Desk;
use std::fmt::Write as _;

/// More records than 16 MiB hold.
const RECORDS: usize = 300_000;

/// An office with much evidence, in no order.
fn desk() -> Desk {
    let desk = Desk::new();
    let mut table = "person,objective,kind,value,date,level,key,expires,source\n".to_owned();
    for at in 0..RECORDS {
        let (person, day) = (at * 7919 % 26 + 1, at % 28 + 1);
        let objective = ["why-km", "filing", "searching"]
            .get(at % 3)
            .copied()
            .unwrap_or("why-km");
        let key = at / 78 % 50;
        let line = writeln!(
            table,
            "p-{person:02},{objective},quiz,0.{},2027-01-{day:02},,key-{key},,",
            at % 10
        );
        line.expect("a text takes everything");
    }
    desk.write("much.csv", table);
    desk
}

#[test]
fn evidence_larger_than_its_memory_gives_the_same_figures() {
    let desk = desk();
    for verb in ["assess", "gaps"] {
        let all = desk.run(&[verb, "office", "--evidence", "much.csv", "--format", "json"]);
        let put_away = desk.run(&[
            verb,
            "office",
            "--evidence",
            "much.csv",
            "--format",
            "json",
            "--memory",
            "16M",
        ]);
        assert_eq!(
            (all.code, put_away.code),
            (0, 0),
            "{} {}",
            all.err,
            put_away.err
        );
        assert!(all.out == put_away.out, "{verb}");
        assert!(!all.err.contains("temporary"), "{}", all.err);
        assert!(
            put_away
                .err
                .contains("evidence needs more memory than it may take"),
            "{}",
            put_away.err
        );
    }
}

#[test]
fn an_amount_that_is_none_is_refused_with_how_to_write_it() {
    let desk = Desk::new();
    let wrong = desk.run(&["assess", "office", "--memory", "much"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.err.contains("write an amount such as 512M or 4G"),
        "{}",
        wrong.err
    );
}

#[test]
fn where_nothing_can_be_kept_all_evidence_stays_in_memory() {
    let desk = desk();
    let arguments = [
        "assess",
        "office",
        "--evidence",
        "much.csv",
        "--format",
        "json",
    ];
    let all = desk.run(&arguments);
    let mut command = desk.command(&arguments);
    let ran = command
        .args(["--memory", "16M"])
        .env("TMPDIR", desk.path("none"))
        .output()
        .expect("it starts");
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{err}");
    assert_eq!(String::from_utf8_lossy(&ran.stdout), all.out);
    assert!(
        err.contains("so all of it is held in memory; TMPDIR names another folder"),
        "{err}"
    );
}
