//! Planning again in the middle of what was announced: sessions that have begun, or are held before the new plan begins.

use crate::own_time::{after, lab, people, plan, unmet, world};
use crate::world::{AS_OF, World, quick, world as any_world};
use paratus::Date;
use paratus::plan::{ChangeKind, Plan, PlanOptions, PlanSession, ReleaseCause};
use proptest::prelude::*;
use serde_json::json;

/// A course of three days that a room and a trainer are needed for, and half a day in the same room by the same trainer.
pub(crate) fn tour() -> World {
    let mut world = world(
        json!([{ "id": "tool", "track": "technology" }, { "id": "why", "track": "people" }]),
        json!([
            { "id": "tour", "mode": "course", "hours": 18.0, "cost": 100.0, "seats": { "min": 2, "max": 4 },
              "teaches": [{ "objective": "tool" }], "trainer_skill": "teach" },
            { "id": "talk", "mode": "workshop", "hours": 3.0, "cost": 10.0, "seats": { "min": 1, "max": 4 },
              "teaches": [{ "objective": "why" }], "trainer_skill": "teach" },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "tool" }, { "objective": "why" }] },
               { "id": "s", "requires": [{ "objective": "why" }] }]),
        people(4),
    );
    world.document["rooms"] = json!([{ "id": "hall", "seats": 4 }]);
    world.document["trainers"] = json!([{ "id": "t", "skills": ["teach"] }]);
    world
}

/// Plans again as of another day.
pub(crate) fn replan(world: &World, as_of: Date, options: &PlanOptions) -> Plan {
    let (_, assessment) = world.assess_on(as_of);
    let plan = assessment.plan(options).expect("a plan");
    assert_eq!(plan.verify(&assessment), []);
    let previous = options.previous.as_deref().expect("a previous plan");
    assert_eq!(plan.verify_against(previous, &assessment), []);
    plan
}

pub(crate) fn of<'p>(plan: &'p Plan, activity: &str) -> &'p PlanSession {
    let mut sessions = plan.sessions.iter();
    sessions
        .find(|session| session.activity == activity)
        .expect("a session")
}

fn ids(plan: &Plan) -> Vec<&str> {
    let earlier = plan.earlier_sessions.iter();
    earlier.map(|session| session.session.as_str()).collect()
}

#[test]
fn a_session_that_has_begun_goes_on() {
    let mut world = tour();
    let before = plan(&world, &quick());
    let tour = of(&before, "tour");
    assert_eq!(tour.end.days_since(tour.start), 2);
    let second_day = tour.start.plus_days(1);
    // Somebody new who needs the room and the trainer.
    let newcomer =
        json!({ "id": "p9", "section": "desk", "roles": ["s"], "joined": second_day.to_string() });
    world.document["people"]
        .as_array_mut()
        .expect("a list")
        .push(newcomer);
    let now = replan(&world, second_day, &after(&before));
    assert_eq!(
        (ids(&now), unmet(&now)),
        (vec![tour.session.as_str()], vec![])
    );
    assert_eq!(now.earlier_sessions[0], *tour);
    assert!(
        now.sessions
            .iter()
            .all(|one| one.activity == "talk" && (one.start, one.half) > (tour.end, tour.end_half)),
        "{:?}",
        now.sessions
    );
    assert_eq!((&now.released, &now.promises_lost), (&vec![], &vec![]));
    // Planned again on the same day, nothing changes; over, it is gone, and who has nothing to show needs it again.
    let again = replan(&world, second_day, &after(&now));
    assert_eq!(
        (&again.earlier_sessions, &again.sessions),
        (&now.earlier_sessions, &now.sessions)
    );
    let over = replan(&world, tour.end, &after(&now));
    assert_eq!(ids(&over), Vec::<&str>::new());
    assert!(over.sessions.iter().any(|one| one.activity == "tour"));
    // A session that has begun can be cancelled for the rest of it.
    let cancelled = PlanOptions {
        cancelled: vec![tour.session.clone()],
        ..after(&before)
    };
    let stopped = replan(&world, second_day, &cancelled);
    assert_eq!(ids(&stopped), Vec::<&str>::new());
    assert!(
        stopped
            .cancelled_sessions
            .iter()
            .any(|one| one.session == tour.session)
    );
    assert!(stopped.sessions.iter().any(|one| one.activity == "tour"));
}

#[test]
fn what_a_session_that_has_begun_teaches_is_ready_after_it() {
    let mut world = tour();
    world.document["activities"][1]["requires"] = json!(["tool"]);
    let before = plan(&world, &quick());
    let second_day = of(&before, "tour").start.plus_days(1);
    let now = replan(&world, second_day, &after(&before));
    assert!(of(&now, "talk").start >= of(&before, "tour").end);
    let mut unprepared = now.findings.iter();
    assert!(unprepared.all(|one| one.code != paratus::Code::Unprepared));
}

#[test]
fn a_session_whose_people_miss_the_step_before_says_so() {
    let mut world = lab(people(3));
    world.document["activities"][0] = json!({
        "id": "talk", "mode": "workshop", "hours": 3.0, "seats": { "min": 2, "max": 9 },
        "teaches": [{ "objective": "basics" }],
    });
    // A whole day, so that it is after that of the talk.
    world.document["activities"][1]["hours"] = json!(6.0);
    let before = plan(&world, &quick());
    let held = of(&before, "lab");
    // Nothing shows that anybody came to the talk.
    let options = PlanOptions {
        from: Some(held.start),
        ..after(&before)
    };
    let now = replan(&world, held.start, &options);
    let released = now.released.iter();
    let released: Vec<_> = released
        .filter(|one| one.session == held.session)
        .map(|one| (one.person.as_deref(), one.reason))
        .collect();
    assert_eq!(released, [(None, ReleaseCause::Order)]);
    assert_eq!(unmet(&now), []);
}

/// Why the whole of a session was given up.
fn cause(plan: &Plan, session: &PlanSession) -> Option<ReleaseCause> {
    let mut released = plan.released.iter();
    let whole = released.find(|one| one.session == session.session && one.person.is_none());
    whole.map(|one| one.reason)
}

#[test]
fn a_session_that_few_need_any_more_says_so() {
    let mut world = lab(people(3));
    let before = plan(&world, &quick());
    let held = of(&before, "lab").clone();
    let show = |people: usize| {
        let shown = (0..people).map(|at| {
            json!({ "person": format!("p{at}"), "objective": "tool", "kind": "certificate", "value": 1.0, "date": AS_OF })
        });
        shown.collect::<serde_json::Value>()
    };
    world.evidence = show(2);
    let now = plan(&world, &after(&before));
    assert_eq!(cause(&now, &held), Some(ReleaseCause::Gone));
    world.evidence = show(3);
    assert_eq!(
        cause(&plan(&world, &after(&before)), &held),
        Some(ReleaseCause::Gone)
    );
    // One who does not need it and one who is away: neither alone would be enough.
    world.document["activities"][1]["seats"]["min"] = json!(3);
    world.document["people"] = people(4);
    world.evidence = json!([]);
    let before = plan(&world, &quick());
    let held = of(&before, "lab").clone();
    assert_eq!(held.people.len(), 4);
    world.evidence = show(1);
    world.document["absences"] =
        json!([{ "person": "p1", "from": held.start.to_string(), "until": held.end.to_string() }]);
    let now = plan(&world, &after(&before));
    assert_ne!(cause(&now, &held), Some(ReleaseCause::Order));
}

#[test]
fn a_session_before_which_nobody_has_read_says_so() {
    let world = lab(people(3));
    let before = plan(&world, &quick());
    let held = of(&before, "lab").clone();
    let read = before.self_paced[0].clone();
    // Its days are past, and nothing shows that anybody read.
    let options = PlanOptions {
        from: Some(read.until.plus_days(1)),
        ..after(&before)
    };
    let now = replan(&world, read.until, &options);
    assert_eq!(cause(&now, &held), Some(ReleaseCause::Order));
    assert_eq!(unmet(&now), []);
}

#[test]
fn who_falls_ill_in_the_middle_of_a_session_is_released() {
    let mut world = tour();
    let before = plan(&world, &quick());
    let tour = of(&before, "tour").clone();
    let person = tour.people[0].as_str();
    world.document["absences"] =
        json!([{ "person": person, "from": tour.end.to_string(), "until": tour.end.to_string() }]);
    let now = replan(&world, tour.start, &after(&before));
    let earlier = &now.earlier_sessions[0];
    assert_eq!(earlier.session, tour.session);
    assert!(!earlier.people.iter().any(|id| id == person));
    assert!(now.released.iter().any(|one| one.session == tour.session
        && one.person.as_deref() == Some(person)
        && one.reason == ReleaseCause::Gone));
}

#[test]
fn what_is_announced_before_a_plan_that_begins_later_takes_place() {
    let world = lab(people(4));
    let before = plan(&world, &quick());
    let end = before
        .sessions
        .iter()
        .map(|one| one.end)
        .max()
        .expect("a session");
    let options = PlanOptions {
        from: Some(end.plus_days(7)),
        ..after(&before)
    };
    let now = plan(&world, &options);
    assert_eq!(
        (&now.earlier_sessions, &now.sessions),
        (&before.sessions, &vec![])
    );
    assert_eq!((unmet(&now), now.released.len()), (vec![], 0));
}

#[test]
fn own_time_before_a_plan_that_begins_later_is_done_by_then() {
    let world = lab(people(4));
    let before = plan(&world, &quick());
    let read = before.self_paced[0].clone();
    let from = of(&before, "lab").start;
    assert!(read.until < from, "reading comes before the lab");
    let options = PlanOptions {
        from: Some(from),
        ..after(&before)
    };
    let now = plan(&world, &options);
    assert_eq!(
        (&now.earlier_self_paced, &now.self_paced),
        (&vec![read.clone()], &vec![])
    );
    let place = |plan: &Plan| {
        let lab = of(plan, "lab");
        (lab.session.clone(), lab.start, lab.people.clone())
    };
    assert_eq!(place(&now), place(&before));
    assert_eq!((now.changes.len(), now.released.len()), (0, 0));
    // Planned from the earlier day again, it is as it was.
    let again = plan(&world, &after(&now));
    assert_eq!(
        (&again.earlier_self_paced, &again.self_paced),
        (&vec![], &before.self_paced)
    );
    // Without it, or with somebody else in it, it is not the plan that was announced.
    let mut lost = now.clone();
    lost.earlier_self_paced.clear();
    let (_, assessment) = world.assess();
    let rules = |plan: &Plan| {
        let found = plan.verify_against(&before, &assessment);
        let rules = found.iter().map(|one| one.rule.name());
        rules.collect::<std::collections::BTreeSet<_>>()
    };
    assert!(rules(&lost).contains("promises"), "{:?}", rules(&lost));
    let mut drifted = now.clone();
    drifted.earlier_self_paced[0].from = drifted.earlier_self_paced[0].from.plus_days(-1);
    assert!(rules(&drifted).contains("identity"));
}

#[test]
fn own_time_that_somebody_had_no_days_for_goes_on() {
    let mut world = lab(people(4));
    let before = plan(&world, &quick());
    let read = before.self_paced[0].clone();
    let from = of(&before, "lab").start;
    world.document["absences"] = json!([
        { "person": "p0", "from": read.from.to_string(), "until": read.until.to_string() },
        { "person": "p1", "from": read.from.to_string(), "until": read.until.to_string() },
    ]);
    let options = PlanOptions {
        from: Some(from),
        ..after(&before)
    };
    let now = plan(&world, &options);
    assert_eq!(now.earlier_self_paced[0].people, ["p2", "p3"]);
    assert_eq!(now.self_paced[0].people, ["p0", "p1"]);
    let later = now.changes.iter().find(|one| one.activity == "read");
    assert_eq!(
        later.map(|one| (one.change, one.people.clone())),
        Some((ChangeKind::Extended, vec!["p0".to_owned(), "p1".to_owned()]))
    );
    assert_eq!(unmet(&now), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Where only the first day of planning is another, what was announced stays.
    #[test]
    fn a_later_first_day_alone_changes_nothing(world in any_world(), later in 1..20) {
        let assessment = world.assess().1;
        let before = assessment.plan(&quick()).expect("a plan");
        let day: Date = AS_OF.parse().expect("a date");
        let options = PlanOptions { from: Some(day.plus_days(later)), until: Some(before.until), ..after(&before) };
        let now = replan(&world, day, &options);
        let lost = now.changes.iter().filter(|one| one.change != ChangeKind::Added);
        prop_assert_eq!(lost.collect::<Vec<_>>(), Vec::<&paratus::plan::PlanChange>::new());
        prop_assert_eq!((now.released.len(), now.promises_lost.len()), (0, 0));
    }

    /// Whatever day it is, and whenever the plan begins: each announced seat that is to come is in the plan, or said to be lost.
    #[test]
    fn no_announced_seat_vanishes(world in any_world(), passed in 0..25, later in 0..15) {
        let assessment = world.assess().1;
        let before = assessment.plan(&quick()).expect("a plan");
        let day: Date = AS_OF.parse().expect("a date");
        let as_of = day.plus_days(passed);
        let from = (later > 7).then(|| as_of.plus_days(later));
        let now = replan(&world, as_of, &PlanOptions { from, ..after(&before) });
        for session in before.sessions.iter().filter(|session| session.end > as_of) {
            for person in &session.people {
                let has_seat = now.earlier_sessions.iter().chain(&now.sessions)
                    .any(|one| one.activity == session.activity && one.people.contains(person));
                let is_lost = now.released.iter()
                    .any(|one| one.session == session.session && one.person.as_ref().is_none_or(|id| id == person))
                    || now.changes.iter().any(|one| one.before.as_ref() == Some(&session.session) && one.people.contains(person));
                prop_assert!(has_seat || is_lost, "{person} in {}", session.session);
            }
        }
    }
}
