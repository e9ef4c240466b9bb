//! Planning again after the programme changed: ids, people who come and go, sessions that are cancelled or pinned.

use crate::own_time::{after, lab, people, plan, unmet, world};
use crate::world::quick;
use paratus::plan::{ChangeKind, Pin, PlanOptions, ReleaseCause};
use serde_json::{Value, json};

/// The people with first or last days.
fn with(people: Value, key: &str, day: &str, from: usize) -> Value {
    let mut people = people;
    for person in people.as_array_mut().expect("a list").iter_mut().skip(from) {
        person[key] = json!(day);
    }
    people
}

#[test]
fn as_many_may_be_away_as_work_there_that_day() {
    let talk = |people: Value| {
        let mut world = world(
            json!([{ "id": "why", "track": "people" }]),
            json!([{ "id": "talk", "mode": "workshop", "hours": 3.0, "cost": 100.0, "seats": { "min": 5, "max": 12 },
                     "teaches": [{ "objective": "why" }] }]),
            json!([{ "id": "r", "requires": [{ "objective": "why" }] }]),
            people,
        );
        world.document["planning"]["max_absent"] = json!(0.5);
        world
    };
    // A section of which everybody begins a week after the plan does is not one of nobody.
    let all = plan(&talk(with(people(10), "joined", "2027-03-22", 0)), &quick());
    assert_eq!((unmet(&all), all.sessions.len()), (vec![], 2));
    // After half of them left, half of those who stay may be away: five cannot come together.
    let few = plan(&talk(with(people(10), "left", "2027-03-15", 5)), &quick());
    let late = few
        .sessions
        .iter()
        .filter(|one| one.start.to_string().as_str() > "2027-03-15");
    assert!(
        late.into_iter().all(|one| one.people.len() <= 2),
        "{:?}",
        few.sessions
    );
}

#[test]
fn a_plan_is_kept_when_people_and_activities_get_other_ids() {
    let mut world = lab(people(4));
    let before = plan(&world, &quick());
    let text = world
        .document
        .to_string()
        .replace("\"p3\"", "\"q3\"")
        .replace("\"lab\"", "\"practice\"");
    world.document = serde_json::from_str(&text).expect("JSON");
    world.document["people"][3]["previous_ids"] = json!(["p3"]);
    world.document["activities"][1]["previous_ids"] = json!(["lab"]);
    let pins = vec![Pin {
        session: before.sessions[0].session.clone(),
        person: Some("p3".to_owned()),
    }];
    for options in [
        after(&before),
        PlanOptions {
            pins,
            ..after(&before)
        },
    ] {
        let now = plan(&world, &options);
        let place = |at: &paratus::plan::PlanSession| {
            (at.session.clone(), at.start, at.half, at.people.len())
        };
        let places =
            |plan: &paratus::plan::Plan| plan.sessions.iter().map(place).collect::<Vec<_>>();
        assert_eq!(places(&now), places(&before));
        assert!(now.sessions.iter().all(|one| one.activity == "practice"));
        assert_eq!(
            (now.changes, now.released, now.promises_lost),
            (vec![], vec![], vec![])
        );
    }
}

#[test]
fn a_cancelled_session_that_takes_place_as_another_is_a_change() {
    let world = lab(people(4));
    let before = plan(&world, &quick());
    let cancelled = before.sessions[0].session.clone();
    let options = PlanOptions {
        cancelled: vec![cancelled.clone()],
        ..after(&before)
    };
    let now = plan(&world, &options);
    let moved: usize = now
        .changes
        .iter()
        .filter(|one| one.change == ChangeKind::Moved && one.before.as_ref() == Some(&cancelled))
        .map(|one| one.people.len())
        .sum();
    let placed = before.sessions[0].people.iter();
    let placed = placed.filter(|id| now.sessions.iter().any(|one| one.people.contains(id)));
    assert_eq!(moved, placed.count());
}

#[test]
fn pins_that_cannot_be_kept_are_released() {
    let world = lab(people(4));
    let before = plan(&world, &quick());
    let id = before.sessions[0].session.clone();
    let pin = |session: &str| Pin {
        session: session.to_owned(),
        person: Some("p0".to_owned()),
    };
    let cancelled = plan(
        &world,
        &PlanOptions {
            cancelled: vec![id.clone()],
            ..after(&before)
        },
    );
    let again = plan(
        &world,
        &PlanOptions {
            pins: vec![pin(&id)],
            ..after(&cancelled)
        },
    );
    let reasons: Vec<_> = again
        .released
        .iter()
        .map(|one| (one.session.as_str(), one.reason))
        .collect();
    assert_eq!(reasons, [(id.as_str(), ReleaseCause::Cancelled)]);
}

#[test]
fn who_has_no_seat_any_more_in_a_session_that_the_programme_makes_smaller_is_released() {
    let mut world = lab(people(4));
    let before = plan(&world, &quick());
    let full = before.sessions.iter().max_by_key(|one| one.people.len());
    let full = full.expect("a session");
    assert!(full.people.len() > 2);
    world.document["sessions"] = json!([{
        "id": full.session, "activity": "lab", "start": full.start.to_string(), "half": full.half, "pinned": true, "seats": 2,
    }]);
    let now = plan(&world, &after(&before));
    let same = now.sessions.iter().find(|one| one.session == full.session);
    assert_eq!(same.expect("it is held").people.len(), 2);
    let released = now
        .released
        .iter()
        .filter(|one| one.reason == ReleaseCause::Full);
    assert_eq!(released.count(), full.people.len() - 2);
    assert_eq!(unmet(&now), []);
}

#[test]
fn what_an_activity_that_is_gone_was_to_teach_is_a_lost_promise() {
    let mut world = lab(people(4));
    let before = plan(&world, &quick());
    let seats: usize = before.sessions.iter().map(|one| one.people.len()).sum();
    world.document["activities"]
        .as_array_mut()
        .expect("a list")
        .truncate(1);
    let now = plan(&world, &after(&before));
    assert_eq!((now.promises_lost.len(), unmet(&now).len()), (seats, seats));
    assert!(
        now.promises_lost
            .iter()
            .all(|one| one.reason == ReleaseCause::Gone)
    );
}
