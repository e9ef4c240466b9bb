//! Planning again in the middle of what was announced: sessions that have begun, or are held before the new plan begins.

use crate::own_time::{after, lab, people, plan, unmet, world};
use crate::world::{AS_OF, World, quick, world as any_world};
use paratus::Date;
use paratus::plan::{Plan, PlanOptions, PlanSession, ReleaseCause};
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

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
