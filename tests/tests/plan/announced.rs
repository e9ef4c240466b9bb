//! What has been announced stays true: the next plans keep it, change it under a further sequence number, or withdraw it from those who had
//! it until its day is past.

use crate::earlier::{of, replan, tour};
use crate::own_time::{after, lab, people, plan};
use crate::world::{AS_OF, World, quick};
use paratus::document::Document;
use paratus::plan::{
    CalendarClock, ChangeKind, Pin, PlaceAspect, Plan, PlanDiff, PlanOptions, ReleaseCause,
    SessionChangeKind, SessionStatus, calendars,
};
use paratus::{Code, Date};
use serde_json::json;

/// The entries of a session in the calendar of a trainer, or of a person: `UID` up to the programme, sequence and status.
fn entries(world: &World, plan: &Plan, session: &str, person: Option<&str>) -> Vec<String> {
    let document: Document = serde_json::from_value(world.document.clone()).expect("a document");
    let (programme, _) = world.assess_on(plan.as_of);
    let files = calendars(plan, &programme, &document, CalendarClock::Local, person);
    let files = files.expect("calendars");
    let own = |name: &str| person.is_some() || name.starts_with("trainer");
    let texts = files.iter().filter(|(name, _)| own(name));
    let events = texts.flat_map(|(_, text)| text.split("BEGIN:VEVENT").skip(1));
    let entry = |event: &str| {
        let value = |key: &str| {
            let mut lines = event.lines();
            lines
                .find_map(|line| line.strip_prefix(key))
                .unwrap_or_default()
        };
        let uid = value("UID:").split('@').next().unwrap_or_default();
        let part = uid.strip_prefix(session)?.strip_prefix('.')?;
        Some(format!(
            "{part} {} {}",
            value("SEQUENCE:"),
            value("STATUS:")
        ))
    };
    events.filter_map(entry).collect()
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

fn difference(world: &World, before: &Plan, after: &Plan) -> PlanDiff {
    let (programme, _) = world.assess();
    programme
        .diff_plans(before, after)
        .expect("plans of one programme")
}

#[test]
fn a_lost_seat_is_withdrawn_until_its_day_is_past_and_returns_under_a_further_number() {
    let mut world = lab(people(4));
    let first = plan(&world, &quick());
    let session = first.sessions[0].clone();
    let person = session.people[0].as_str();
    let of_person =
        |world: &World, plan: &Plan| entries(world, plan, &session.session, Some(person));
    let entry = |rest: &str| vec![format!("person-{person} {rest}")];
    assert_eq!(of_person(&world, &first), entry("0 CONFIRMED"));
    let stays = world.clone();
    world.document["people"][0]["left"] = json!(AS_OF);
    let second = plan(&world, &after(&first));
    let third = plan(&world, &after(&second));
    for later in [&second, &third] {
        assert_eq!(of_person(&world, later), entry("1 CANCELLED"));
        let record = &later.withdrawn_sessions[0];
        assert_eq!(
            (record.status, record.people.as_slice(), record.sequence),
            (SessionStatus::Cancelled, &[person.to_owned()][..], 1)
        );
        assert_eq!(
            record.sections,
            Vec::<String>::new(),
            "the others of it go on"
        );
        assert_eq!(later.withdrawn_sessions.len(), 1);
    }
    assert_eq!(third.sessions, second.sessions);
    let back = plan(&stays, &after(&third));
    assert!(back.sessions[0].people.iter().any(|id| id == person));
    assert_eq!(of_person(&stays, &back), entry("2 CONFIRMED"));
    assert_eq!(back.withdrawn_sessions, []);
    let over = replan(&world, session.end.plus_days(1), &after(&third));
    assert_eq!(over.withdrawn_sessions, []);
}

#[test]
fn a_section_whose_people_move_has_the_session_no_longer() {
    let mut world = lab(people(4));
    world.document["sections"] = json!([{ "id": "desk" }, { "id": "archive" }]);
    let first = plan(&world, &quick());
    assert_eq!(first.sessions[0].sections, ["desk"]);
    for person in world.document["people"].as_array_mut().expect("people") {
        person["section"] = json!("archive");
    }
    let second = plan(&world, &after(&first));
    assert_eq!(second.sessions[0].people, first.sessions[0].people);
    assert_eq!(second.sessions[0].sections, ["archive"]);
    let record = &second.withdrawn_sessions[0];
    assert_eq!(
        (&record.people, &record.sections),
        (&vec![], &vec!["desk".to_owned()])
    );
}

#[test]
fn a_longer_or_shorter_session_is_another_version() {
    let mut world = tour();
    let first = plan(&world, &quick());
    let session = of(&first, "tour").clone();
    for (hours, change) in [(21.0, ChangeKind::Extended), (10.0, ChangeKind::Shortened)] {
        world.document["activities"][0]["hours"] = json!(hours);
        let second = plan(&world, &after(&first));
        let now = of(&second, "tour");
        assert_eq!(
            (&now.session, now.start, now.sequence),
            (&session.session, session.start, 1)
        );
        let changed: Vec<_> = second
            .changes
            .iter()
            .filter(|one| one.activity == "tour")
            .collect();
        assert_eq!(
            (changed.len(), changed[0].change, &changed[0].people),
            (1, change, &session.people)
        );
        let moved = second
            .changes
            .iter()
            .filter(|one| one.change == ChangeKind::Moved);
        let moved: usize = moved.map(|one| one.people.len()).sum();
        assert_eq!(second.costs.moves, 25.0 * moved as f64);
        let diff = difference(&world, &first, &second);
        let found = diff
            .sessions
            .iter()
            .find(|one| one.session == session.session)
            .expect("it differs");
        assert_eq!(
            (found.change, found.changed.as_slice()),
            (SessionChangeKind::Moved, &[PlaceAspect::Length][..])
        );
        assert_eq!(
            diff.seats
                .iter()
                .filter(|one| one.activity == "tour")
                .count(),
            session.people.len()
        );
    }
    // Of three days, one is cancelled, and two are left.
    let second = plan(&world, &after(&first));
    let third = plan(&world, &after(&second));
    for later in [&second, &third] {
        assert_eq!(
            entries(&world, later, &session.session, None),
            [
                "trainer-t 1 CONFIRMED",
                "trainer-t.day-2 1 CONFIRMED",
                "trainer-t.day-3 1 CANCELLED"
            ]
        );
        assert_eq!(
            entries(&world, later, &session.session, Some("p0")).len(),
            3
        );
    }
    world.document["activities"][0]["hours"] = json!(18.0);
    let back = plan(&world, &after(&third));
    assert_eq!(
        entries(&world, &back, &session.session, None),
        [
            "trainer-t 2 CONFIRMED",
            "trainer-t.day-2 2 CONFIRMED",
            "trainer-t.day-3 2 CONFIRMED"
        ]
    );
}

#[test]
fn a_session_that_has_begun_and_is_cancelled_is_a_change() {
    let world = tour();
    let first = plan(&world, &quick());
    let session = of(&first, "tour").clone();
    let options = PlanOptions {
        cancelled: vec![session.session.clone()],
        ..after(&first)
    };
    let second = replan(&world, session.start, &options);
    let change = second
        .changes
        .iter()
        .find(|one| one.before.as_ref() == Some(&session.session));
    let change = change.expect("its seats are elsewhere");
    assert_eq!(
        (change.change, &change.people),
        (ChangeKind::Moved, &session.people)
    );
    assert_eq!(
        second.costs.moves, 0.0,
        "what is cancelled moves without a price"
    );
    assert!(
        second
            .released
            .iter()
            .any(|one| one.session == session.session
                && one.person.is_none()
                && one.reason == ReleaseCause::Cancelled)
    );
    let diff = difference(&world, &first, &second);
    let found = diff
        .sessions
        .iter()
        .find(|one| one.session == session.session)
        .expect("it differs");
    assert_eq!(
        (found.change, found.people),
        (SessionChangeKind::Cancelled, 4)
    );
    assert_eq!(
        entries(&world, &second, &session.session, None)[0],
        "trainer-t 1 CANCELLED"
    );
}

#[test]
fn a_seat_lost_in_a_session_that_has_begun_is_a_change_and_a_lost_promise() {
    let mut world = tour();
    let first = plan(&world, &quick());
    let session = of(&first, "tour").clone();
    let person = session.people[0].as_str();
    world.document["absences"] =
        json!([{ "person": person, "from": session.end.to_string(), "until": "2027-12-31" }]);
    let second = replan(&world, session.start, &after(&first));
    let dropped = second
        .changes
        .iter()
        .find(|one| one.before.as_ref() == Some(&session.session));
    let dropped = dropped.expect("it is a change");
    assert_eq!(
        (dropped.change, dropped.people.as_slice()),
        (ChangeKind::Dropped, &[person.to_owned()][..])
    );
    let lost = second
        .promises_lost
        .iter()
        .find(|one| one.objective == "tool")
        .expect("it is lost");
    assert_eq!(
        (lost.person.as_str(), &lost.session, lost.reason),
        (person, &session.session, ReleaseCause::Gone)
    );
    assert_eq!(second.earlier_sessions[0].sequence, 1);
    assert_eq!(
        entries(&world, &second, &session.session, Some(person))[0],
        format!("person-{person} 1 CANCELLED")
    );
    let diff = difference(&world, &first, &second);
    let seat = diff
        .seats
        .iter()
        .find(|one| one.person == person && one.activity == "tour");
    assert!(seat.is_some_and(|seat| seat.before.is_some() && seat.after.is_none()));
}

#[test]
fn who_and_what_is_away_while_a_session_goes_on_is_said() {
    let mut world = tour();
    let first = plan(&world, &quick());
    let session = of(&first, "tour").clone();
    let away = |plan: &Plan| {
        let away = plan
            .findings
            .iter()
            .filter(|one| one.code == Code::AwayAtSession);
        away.map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    let second = replan(&world, session.start, &after(&first));
    assert_eq!(away(&second), Vec::<String>::new());
    let last = session.end.to_string();
    world.document["absences"] = json!([
        { "trainer": "t", "from": last, "until": last },
        { "room": "hall", "from": session.start.to_string(), "until": session.start.to_string() },
    ]);
    // What is past on the day of assessment, is past.
    let third = replan(&world, session.start, &after(&first));
    assert_eq!(third.earlier_sessions.len(), 1, "it goes on all the same");
    assert_eq!(
        away(&third),
        [format!(
            "trainer `t` is not available when session `{}` is held ({last})",
            session.session
        )]
    );
    let mut silent = third.clone();
    silent.findings.clear();
    let (_, assessment) = world.assess_on(session.start);
    assert_ne!(silent.verify_against(&first, &assessment), []);
    assert_eq!(third.verify_against(&first, &assessment), []);
}

#[test]
fn who_leaves_before_an_announced_session_is_named() {
    let mut world = lab(people(4));
    let first = plan(&world, &quick());
    let session = first.sessions[0].clone();
    world.document["people"][1]["left"] = json!(session.start.plus_days(-1).to_string());
    let second = plan(&world, &after(&first));
    let said = format!(
        "the seats of `p1` in session `{}` are given up: they leave before it ends on {}",
        session.session, session.end
    );
    let messages: Vec<&str> = second
        .findings
        .iter()
        .map(|one| one.message.as_str())
        .collect();
    assert!(messages.contains(&said.as_str()), "{messages:?}");
}

#[test]
fn own_time_ends_when_it_was_announced_to_end() {
    let mut world = lab(people(4));
    world.document["roles"][0]["requires"] = json!([{ "objective": "basics" }]);
    let first = plan(&world, &quick());
    let until = first.self_paced[0].until;
    let later = day(AS_OF).plus_days(3);
    let second = replan(&world, later, &after(&first));
    assert!(second.until > until, "the plan goes further");
    assert_eq!(
        (second.self_paced[0].until, second.self_paced.len()),
        (until, 1)
    );
    // A newcomer has the time of the new plan.
    let newcomer =
        json!({ "id": "p9", "section": "desk", "roles": ["r"], "joined": later.to_string() });
    world.document["people"]
        .as_array_mut()
        .expect("people")
        .push(newcomer);
    let third = replan(&world, later, &after(&first));
    let mut ends: Vec<_> = third
        .self_paced
        .iter()
        .map(|line| (line.until, line.people.len()))
        .collect();
    ends.sort_unstable();
    assert_eq!(ends, [(until, 4), (third.until, 1)]);
    let mut drifted = second.clone();
    drifted.self_paced[0].until = drifted.until;
    let (_, assessment) = world.assess_on(later);
    assert_ne!(drifted.verify_against(&first, &assessment), []);
}

#[test]
fn the_verifier_finds_what_calendars_would_not_say() {
    type Mutate = fn(&mut Plan);
    let mut world = lab(people(4));
    let first = plan(&world, &quick());
    world.document["people"][0]["left"] = json!(AS_OF);
    let second = plan(&world, &after(&first));
    let (_, assessment) = world.assess();
    let broken: [(&str, Mutate); 6] = [
        ("nothing is withdrawn", |plan| {
            plan.withdrawn_sessions.clear();
        }),
        ("the sequence stays", |plan| plan.sessions[0].sequence = 0),
        ("the number of what is withdrawn stays", |plan| {
            plan.withdrawn_sessions[0].sequence = 0;
        }),
        ("it is withdrawn from who has it", |plan| {
            let person = plan.sessions[0].people[0].clone();
            plan.withdrawn_sessions[0].people = vec![person];
        }),
        ("another day is withdrawn", |plan| {
            let record = &mut plan.withdrawn_sessions[0];
            record.start = record.start.plus_days(1);
        }),
        ("sections of nobody", |plan| {
            plan.sessions[0].sections = vec!["archive".to_owned()];
        }),
    ];
    assert_eq!(second.verify_against(&first, &assessment), []);
    for (name, mutate) in broken {
        let mut plan = second.clone();
        mutate(&mut plan);
        assert_ne!(plan.verify_against(&first, &assessment), [], "{name}");
    }
}

/// Whatever is written in an entry is announced again under a further number where it changes, also of what was cancelled.
#[test]
fn entries_change_under_a_further_number() {
    let world = lab(people(4));
    let first = plan(&world, &quick());
    let session = first.sessions[0].session.clone();
    let cancelled = PlanOptions {
        cancelled: vec![session.clone()],
        ..after(&first)
    };
    let second = plan(&world, &cancelled);
    let sequence = |plan: &Plan| {
        (
            plan.cancelled_sessions[0].sequence,
            plan.sessions[0].sequence,
        )
    };
    assert_eq!(sequence(&second), (1, 0));
    let with = |key: &str, value: serde_json::Value| {
        let mut other = world.clone();
        other.document["calendar"][key] = value;
        sequence(&plan(&other, &after(&second)))
    };
    assert_eq!(with("hours_per_day", json!(7.0)), (2, 1));
    assert_eq!(with("morning", json!("08:30")), (2, 1));
    assert_eq!(with("afternoon", json!("14:00")), (2, 1));
    assert_eq!(with("timezone", json!("Europe/Berlin")), (2, 1));
    // Holidays are days, not hours.
    assert_eq!(with("holidays", json!(["2027-12-24"])), (1, 0));
    let mut named = world.clone();
    named.document["activities"][1]["title"] = json!("In the lab");
    assert_eq!(sequence(&plan(&named, &after(&second))), (1, 1));
    // Plans that do not say their clock are taken to have had this one.
    let mut foreign = second.clone();
    foreign.settings.clock = None;
    assert_eq!(sequence(&plan(&world, &after(&foreign))), (1, 0));
    // A plan that keeps the number is refused.
    let mut other = world.clone();
    other.document["calendar"]["hours_per_day"] = json!(7.0);
    let mut silent = plan(&other, &after(&second));
    silent.sessions[0].sequence = 0;
    let found = silent.verify_against(&second, &other.assess().1);
    assert!(
        found.iter().any(|one| one.rule.name() == "identity"),
        "{found:?}"
    );
}

#[test]
fn a_person_who_is_renamed_keeps_no_entry_of_the_old_id() {
    let mut world = lab(people(4));
    let first = plan(&world, &quick());
    let session = first.sessions[0].clone();
    world.document["people"][0] =
        json!({ "id": "q0", "section": "desk", "roles": ["r"], "previous_ids": ["p0"] });
    let second = plan(&world, &after(&first));
    let third = plan(&world, &after(&second));
    assert_eq!(second.changes, []);
    for later in [&second, &third] {
        let both = ["person-p0 1 CANCELLED", "person-q0 0 CONFIRMED"];
        for id in ["p0", "q0"] {
            let mut own = entries(&world, later, &session.session, Some(id));
            own.sort_unstable();
            assert_eq!(own, both);
        }
    }
    let over = replan(&world, session.end.plus_days(1), &after(&third));
    assert_eq!(over.withdrawn_sessions, []);
}

#[test]
fn a_cancelled_entry_does_not_say_who_would_have_come() {
    let world = tour();
    let first = plan(&world, &quick());
    let session = of(&first, "tour").session.clone();
    let cancelled = PlanOptions {
        cancelled: vec![session],
        ..after(&first)
    };
    let second = plan(&world, &cancelled);
    let document: Document = serde_json::from_value(world.document.clone()).expect("a document");
    let programme = world.assess().0;
    let texts =
        calendars(&second, &programme, &document, CalendarClock::Local, None).expect("calendars");
    let events = texts
        .iter()
        .flat_map(|(_, text)| text.split("BEGIN:VEVENT").skip(1));
    let cancelled: Vec<&str> = events.filter(|event| event.contains("CANCELLED")).collect();
    assert!(!cancelled.is_empty());
    assert!(cancelled.iter().all(|event| !event.contains("DESCRIPTION")));
}

#[test]
fn a_trainer_who_is_renamed_is_the_same() {
    let mut world = tour();
    let staff = |id: &str, previous: &[&str]| json!({ "id": id, "section": "desk", "roles": [], "previous_ids": previous });
    let people = |world: &mut World, one: serde_json::Value| {
        world.document["people"] = (0..4)
            .map(|at| json!({ "id": format!("p{at}"), "section": "desk", "roles": ["r"] }))
            .chain([one])
            .collect();
    };
    people(&mut world, staff("x", &[]));
    world.document["trainers"] = json!([{ "id": "x", "skills": ["teach"] }]);
    let first = plan(&world, &quick());
    let session = of(&first, "talk").session.clone();
    people(&mut world, staff("y", &["x"]));
    world.document["trainers"] = json!([{ "id": "y", "skills": ["teach"] }]);
    let second = plan(&world, &after(&first));
    assert_eq!(second.changes, []);
    assert!(second.sessions.iter().all(|one| one.sequence == 0));
    let mut own = entries(&world, &second, &session, None);
    own.sort_unstable();
    assert_eq!(own, ["trainer-x 1 CANCELLED", "trainer-y 0 CONFIRMED"]);
    let mut own = entries(&world, &second, &session, Some("y"));
    own.sort_unstable();
    assert_eq!(own, ["trainer-x 1 CANCELLED", "trainer-y 0 CONFIRMED"]);
}

#[test]
fn the_calendar_of_a_person_has_what_they_hold() {
    // Of somebody from elsewhere as well, who is none of the staff.
    let world = tour();
    let first = plan(&world, &quick());
    let talk = of(&first, "talk").session.clone();
    assert_eq!(
        entries(&world, &first, &talk, Some("t")),
        ["trainer-t 0 CONFIRMED"]
    );
}

/// A pin that nobody can keep is said to be given up, and a seat that is lost says why.
#[test]
fn a_seat_at_another_site_says_so() {
    let mut world = lab(people(4));
    world.document["sections"] =
        json!([{ "id": "desk", "site": "a" }, { "id": "far", "site": "b" }]);
    let first = plan(&world, &quick());
    let session = of(&first, "lab").session.clone();
    let says = |world: &World, options: &PlanOptions| {
        let now = plan(world, options);
        let mut released = now.released.into_iter();
        let own =
            released.find(|one| one.session == session && one.person.as_deref() == Some("p0"));
        own.map(|one| one.reason)
    };
    world.document["people"][0]["section"] = json!("far");
    assert_eq!(says(&world, &after(&first)), Some(ReleaseCause::Site));
    let pinned = PlanOptions {
        pins: vec![Pin {
            person: Some("p0".to_owned()),
            session: session.clone(),
        }],
        ..after(&first)
    };
    assert_eq!(says(&world, &pinned), Some(ReleaseCause::Site));
}
