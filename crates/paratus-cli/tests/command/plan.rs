//! The command that plans: what it shows, how it fails, and calendars that a calendar can read.

use crate::common::Desk;
use insta::assert_snapshot;
use serde_json::Value;

/// A small office that can be planned.
fn desk() -> Desk {
    let desk = Desk::new();
    let people: String = (1..=9).map(|n| format!("p-{n},archive,clerk\n")).collect();
    std::fs::create_dir(desk.path("small")).unwrap();
    desk.write("small/people.csv", format!("id,section,roles\n{people}"));
    desk.write(
        "small/sessions.csv",
        "id,activity,start,seats,trainer,room,pinned,half\nkick-off,talk,2027-03-16,5,t-1,hall,true,afternoon\n",
    );
    desk.write(
        "small/paratus.toml",
        r#"
format = 1
id = "small"
title = "A small office"
as_of = 2027-03-14
[planning]
weeks = 4
max_absent = 0.6
[[objectives]]
id = "why"
track = "people"
[[objectives]]
id = "filing"
track = "process"
requires = ["why"]
[[sections]]
id = "archive"
title = "Archive; records, old"
[[roles]]
id = "clerk"
requires = [{ objective = "filing" }]
[[activities]]
id = "talk"
title = "Why we file, and what it brings to those who come after us, in a title long enough to be folded"
mode = "workshop"
teaches = [{ objective = "why" }]
hours = 3.0
cost = 300.0
seats = { min = 2, max = 5 }
trainer_skill = "people"
[[activities]]
id = "walk"
mode = "workshop"
teaches = [{ objective = "filing" }]
hours = 6.0
cost = 200.0
seats = { min = 2, max = 5 }
[[rooms]]
id = "hall"
seats = 8
[[trainers]]
id = "t-1"
skills = ["people"]
"#,
    );
    desk
}

#[test]
fn what_it_shows() {
    let desk = desk();
    assert_snapshot!("plan", desk.shown(&["plan", "small", "--effort", "quick"]));
    assert_snapshot!(
        "plan_people",
        desk.shown(&[
            "plan", "small", "--effort", "quick", "--show", "people", "--format", "csv"
        ])
    );
    assert_snapshot!(
        "plan_infeasible",
        desk.shown(&[
            "plan",
            "small",
            "--effort",
            "quick",
            "--horizon",
            "2027-03-16"
        ])
    );
    assert_snapshot!(
        "plan_what_if",
        desk.shown(&[
            "plan",
            "small",
            "--effort",
            "quick",
            "--what-if",
            "weeks=8",
            "--what-if",
            "max_absent=0.2"
        ])
    );
    let line = "plan:walk-2027-03-17-pm";
    assert!(
        desk.run(&[
            "plan",
            "small",
            "--effort",
            "quick",
            "--format",
            "json",
            "-o",
            "plan.json"
        ])
        .code
            == 0
    );
    assert_snapshot!(
        "plan_line",
        desk.shown(&["explain", "plan:kick-off", "small", "--plan", "plan.json"])
    );
    assert_snapshot!(
        "plan_line_unknown",
        desk.shown(&["explain", line, "small", "--plan", "plan.json"])
    );
    assert_snapshot!(
        "plan_past",
        desk.shown(&["plan", "small", "--horizon", "2027-03-01"])
    );
    assert_snapshot!(
        "plan_no_session",
        desk.shown(&["plan", "small", "--pin", "kick-of"])
    );
    assert_snapshot!(
        "plan_no_option",
        desk.shown(&["plan", "small", "--what-if", "week=3"])
    );
}

#[test]
fn the_answer_follows_its_schema_and_is_planned_again_from_its_file() {
    let desk = desk();
    let ran = desk.run(&[
        "plan",
        "small",
        "--effort",
        "quick",
        "--format",
        "json",
        "-o",
        "plan.json",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let plan: Value = serde_json::from_str(&desk.read("plan.json")).unwrap();
    desk.assert_follows("plan", &plan);
    let again = desk.run(&[
        "plan",
        "small",
        "--effort",
        "quick",
        "--previous",
        "plan.json",
        "--format",
        "json",
    ]);
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (again["sessions"].clone(), again["changes"].clone()),
        (plan["sessions"].clone(), serde_json::json!([]))
    );
    for form in ["ndjson", "csv", "md"] {
        let ran = desk.run(&["plan", "small", "--effort", "quick", "--format", form]);
        assert!(
            ran.code == 0 && ran.out.contains("kick-off") | ran.out.contains("talk"),
            "{form}: {}",
            ran.err
        );
    }
    // What is wrong is said in the words of the command line.
    for (arguments, reported) in [
        (["--horizon", "-3"], "or give a number of weeks"),
        (
            ["--horizon", "2027-03-14"],
            "name a later day as `--horizon`",
        ),
        (["--max-absent", "x"], "a number from 0 to 1"),
        (["--max-absent", "30%"], "write a fraction: 0.3 for 30%"),
        (
            ["--max-absent", "30"],
            "`--max-absent` is 30, but must be in [0, 1]",
        ),
        (
            ["--pin", "some-other-name"],
            "sessions are those of the programme and of the previous plan",
        ),
        (["--what-if", "weeks=0"], "a whole number of 1 or more"),
    ] {
        let ran = desk.run(&[&["plan", "small"], &arguments[..]].concat());
        assert!(ran.code == 2 && ran.err.contains(reported), "{}", ran.err);
    }
    desk.write("bad.json", "{\"schema\": \"paratus/plan/1\"}");
    let bad = desk.run(&["plan", "small", "--previous", "bad.json"]);
    assert!(
        bad.code == 2 && bad.err.contains("is not a plan"),
        "{}",
        bad.err
    );
}

#[test]
fn a_ministry_with_one_trainer_and_two_weeks_is_infeasible_until_the_cheapest_relaxation() {
    let desk = Desk::with_ministry();
    desk.write(
        "ministry/planning.toml",
        r#"
[planning]
weeks = 2
max_absent = 0.2
wage_per_hour = 40.0
[[rooms]]
id = "room-1"
seats = 18
[[rooms]]
id = "room-2"
seats = 18
[[trainers]]
id = "everything"
skills = ["facilitation", "leadership", "procedures", "docbase", "intranet", "dataworks"]
"#,
    );
    // Announced sessions need more trainers at once than there are.
    desk.write(
        "ministry/sessions.csv",
        "id,activity,start,seats,trainer,room,pinned\n",
    );
    let arguments = [
        "plan",
        "ministry",
        "--no-refresh",
        "--effort",
        "quick",
        "--format",
        "json",
    ];
    let ran = desk.run(&arguments);
    assert_eq!(ran.code, 5, "{}", ran.err);
    let plan: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(plan["status"], "infeasible");
    let short = plan["conflicts"]
        .as_array()
        .unwrap()
        .iter()
        .find(|conflict| conflict["kind"] == "trainers");
    let short = short.expect("the trainer is what is short");
    assert_eq!(short["available"], 20, "ten working days of two halves");
    assert!(
        short["text"]
            .as_str()
            .unwrap()
            .contains("(1 trainer); 187 half days are needed, and there are 20"),
        "{short}"
    );
    let cheapest = &plan["relaxations"][0];
    assert_eq!(cheapest["places_all"], true, "{cheapest}");
    let option = cheapest["option"].as_str().unwrap();
    // Said and done: two weeks as they are, and with it.
    let ran = desk.run(&[&arguments[..], &["--what-if", option]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let compared: Value = serde_json::from_str(&ran.out).unwrap();
    let status = |at: usize| {
        compared["variants"][at]["status"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        (status(0), status(1)),
        ("infeasible".to_owned(), "feasible".to_owned()),
        "{option}"
    );
    // Replanning always yields a plan: the same needs are unmet, and the exit code is that of a plan.
    desk.write("previous.json", serde_json::to_string(&plan).unwrap());
    let ran = desk.run(&[&arguments[..], &["--previous", "previous.json"]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let again: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(again["status"], "infeasible");
    assert_eq!(
        again["unplaced"].as_array().map(Vec::len),
        plan["unplaced"].as_array().map(Vec::len)
    );
}

/// A strict reader of what RFC 5545 asks for: the properties of each event, by name.
fn events(text: &str) -> Vec<Vec<(String, String)>> {
    assert!(
        text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']),
        "lines end in CRLF"
    );
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end().split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        match line.strip_prefix(' ') {
            Some(rest) => lines
                .last_mut()
                .expect("a line to fold into")
                .push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    assert_eq!(
        (lines[0].as_str(), lines[1].as_str()),
        ("BEGIN:VCALENDAR", "VERSION:2.0")
    );
    assert!(
        lines[2].starts_with("PRODID:") && lines.last().is_some_and(|last| last == "END:VCALENDAR")
    );
    let (mut found, mut open): (Vec<Vec<(String, String)>>, bool) = (Vec::new(), false);
    for line in &lines {
        let (name, value) = line.split_once(':').expect("a name and a value");
        match (name, value) {
            ("BEGIN", "VEVENT") => {
                assert!(!std::mem::replace(&mut open, true));
                found.push(Vec::new());
            }
            ("END", "VEVENT") => assert!(std::mem::replace(&mut open, false)),
            _ if open => found
                .last_mut()
                .expect("an event")
                .push((name.to_owned(), unescape(value))),
            _ => {}
        }
    }
    assert!(!open);
    found
}

fn unescape(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next().expect("something is escaped") {
                'n' | 'N' => text.push('\n'),
                plain @ ('\\' | ';' | ',') => text.push(plain),
                other => panic!("`\\{other}` is no escape"),
            },
            ';' | ',' => panic!("`{letter}` is not escaped in {value}"),
            plain => text.push(plain),
        }
    }
    text
}

#[test]
fn the_calendar_of_one_person_has_their_sessions_alone() {
    let desk = desk();
    let run = |person: &str| {
        let of = ["--ics", "own", "--ics-of", person, "--format", "json"];
        desk.run(&[["plan", "small", "--effort", "quick"].as_slice(), &of].concat())
    };
    let plan: Value = serde_json::from_str(&run("p-1").out).unwrap();
    assert_eq!(desk.names("own"), ["person-p-1.ics"]);
    let sessions = plan["sessions"].as_array().unwrap();
    let seated = sessions.iter().filter(|session| {
        let people = session["people"].as_array().unwrap();
        people.iter().any(|person| person == "p-1")
    });
    let own = events(&desk.read("own/person-p-1.ics"));
    assert_eq!(own.len(), seated.count());
    let ran = run("p-99");
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("`p-99` is not a person of the programme"),
        "{}",
        ran.err
    );
}

#[test]
fn calendars_are_read_as_they_were_meant() {
    let desk = desk();
    let ran = desk.run(&[
        "plan",
        "small",
        "--effort",
        "quick",
        "--ics",
        "calendars",
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let plan: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        desk.names("calendars"),
        ["section-archive.ics", "trainer-t-1.ics"]
    );
    let section = events(&desk.read("calendars/section-archive.ics"));
    let trainer = events(&desk.read("calendars/trainer-t-1.ics"));
    let sessions = plan["sessions"].as_array().unwrap();
    assert_eq!(section.len(), sessions.len());
    assert_eq!(
        trainer.len(),
        sessions
            .iter()
            .filter(|session| session["activity"] == "talk")
            .count()
    );
    let mut ids = std::collections::BTreeSet::new();
    for event in section.iter().chain(&trainer) {
        let get = |name: &str| {
            event
                .iter()
                .find(|(known, _)| known == name)
                .map_or("", |(_, value)| value.as_str())
        };
        assert!(ids.insert(get("UID").to_owned()), "{}", get("UID"));
        assert_eq!(get("DTSTAMP"), "20270314T000000Z");
        assert!(
            get("DTSTART") < get("DTEND") && get("DTSTART").len() == 15,
            "{event:?}"
        );
        let id = get("UID").split('.').next().unwrap();
        let session = sessions
            .iter()
            .find(|session| session["session"] == id)
            .expect("a session of the plan");
        assert_eq!(get("SUMMARY"), session["title"]);
        assert!(get("DTSTART").starts_with(&session["start"].as_str().unwrap().replace('-', "")));
        let hour = if session["half"] == "morning" {
            "T090000"
        } else {
            "T130000"
        };
        assert!(get("DTSTART").ends_with(hour));
        assert_eq!(get("LOCATION"), "hall");
    }
    assert!(
        section[0].iter().any(|(name, value)| name == "DESCRIPTION"
            && value.ends_with("people of Archive; records, old"))
    );
}

/// The office with its plan in `plan.json`, and afterwards somebody who joins.
fn desk_with_plan() -> Desk {
    let desk = desk();
    assert_eq!(
        desk.run(&[
            "plan",
            "small",
            "--effort",
            "quick",
            "--format",
            "json",
            "-o",
            "plan.json"
        ])
        .code,
        0
    );
    desk.append("small/people.csv", "p-10,archive,clerk\n");
    desk
}

#[test]
fn places_for_one_person() {
    let desk = desk_with_plan();
    assert_snapshot!(
        "plan_seat",
        desk.shown(&["plan", "small", "--previous", "plan.json", "--seat", "p-10"])
    );
    assert_snapshot!(
        "plan_seat_others",
        desk.shown(&["plan", "small", "--previous", "plan.json", "--seat", "p-1"])
    );
    assert_snapshot!(
        "plan_seat_csv",
        desk.shown(&[
            "plan",
            "small",
            "--previous",
            "plan.json",
            "--seat",
            "p-10",
            "--format",
            "csv"
        ])
    );
    assert_snapshot!(
        "plan_seat_nobody",
        desk.shown(&["plan", "small", "--seat", "p-l"])
    );
    // Without a previous plan the joiner is in the plan that is made.
    let ran = desk.run(&[
        "plan", "small", "--effort", "quick", "--seat", "p-10", "--format", "json",
    ]);
    let found: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(found["schema"], "paratus/places/1");
    assert_eq!(found["unmet"].as_array().unwrap().len(), 0);
}

#[test]
fn a_place_is_taken_by_a_pin() {
    let desk = desk_with_plan();
    let words = [
        "plan",
        "small",
        "--previous",
        "plan.json",
        "--seat",
        "p-10",
        "--format",
        "json",
    ];
    let found: Value = serde_json::from_str(&desk.run(&words).out).unwrap();
    let place = found["places"]
        .as_array()
        .unwrap()
        .iter()
        .find(|place| place["kind"] == "free_seat")
        .unwrap();
    let session = place["seats"][0]["session"].as_str().unwrap();
    let pin = format!("{session}=p-10");
    let words = [
        "plan",
        "small",
        "--previous",
        "plan.json",
        "--pin",
        &pin,
        "--format",
        "json",
    ];
    let plan: Value = serde_json::from_str(&desk.run(&words).out).unwrap();
    let held = plan["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|held| held["session"] == session)
        .unwrap();
    assert!(
        held["people"]
            .as_array()
            .unwrap()
            .iter()
            .any(|person| person == "p-10"),
        "{held}"
    );
}

#[test]
fn two_plans_are_compared() {
    let desk = desk_with_plan();
    desk.write("old.json", desk.read("plan.json"));
    let words = [
        "plan",
        "small",
        "--previous",
        "plan.json",
        "--cancel",
        "walk-1",
        "--horizon",
        "1",
        "--format",
        "json",
        "-o",
        "new.json",
    ];
    assert!([0, 5].contains(&desk.run(&words).code));
    assert_snapshot!(
        "diff_plans",
        desk.shown(&["diff", "small", "--plan", "old.json", "new.json"])
    );
    assert_snapshot!(
        "diff_plans_people",
        desk.shown(&[
            "diff", "small", "--plan", "old.json", "new.json", "--people"
        ])
    );
    // Two days are too few for everybody.
    let short = [
        "plan",
        "small",
        "--horizon",
        "2027-03-16",
        "--format",
        "json",
        "-o",
        "short.json",
    ];
    assert_eq!(desk.run(&short).code, 5);
    let worse = [
        "diff",
        "small",
        "--plan",
        "old.json",
        "short.json",
        "--fail-on",
        "worse",
    ];
    let worse = desk.run(&[&worse[..], &["--format", "csv"]].concat());
    let same = desk.run(&[
        "diff",
        "small",
        "--plan",
        "old.json",
        "old.json",
        "--fail-on",
        "worse",
        "--format",
        "json",
    ]);
    assert_eq!((worse.code, same.code), (1, 0), "{}", worse.out);
    assert_snapshot!("diff_plans_csv", worse.out);
    let same: Value = serde_json::from_str(&same.out).unwrap();
    for list in [
        "newly_met",
        "newly_unmet",
        "no_longer_needed",
        "seats",
        "sessions",
    ] {
        assert_eq!(same[list].as_array().unwrap().len(), 0, "{list}");
    }
    assert_snapshot!(
        "diff_plans_one",
        desk.shown(&["diff", "small", "--plan", "old.json"])
    );
    assert_snapshot!(
        "diff_plans_missing",
        desk.shown(&["diff", "small", "--plan", "old.json", "nwe.json"])
    );
    desk.write(
        "other.json",
        desk.read("old.json")
            .replacen("\"programme\":\"small\"", "\"programme\":\"large\"", 1),
    );
    assert_snapshot!(
        "diff_plans_other",
        desk.shown(&["diff", "small", "--plan", "old.json", "other.json"])
    );
    desk.write("bad.json", "{\"schema\": 1}");
    let bad = desk.run(&["diff", "small", "--plan", "bad.json", "old.json"]);
    assert_eq!(bad.code, 2);
    assert!(bad.err.contains("`bad.json` is not a plan"), "{}", bad.err);
}
