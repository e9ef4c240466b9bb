//! Places for one person: each, carried out by hand as it says, breaks no rule of the verifier and costs what it says.

use crate::world::{World, office, quick, world};
use paratus::plan::{ChangeKind, Pin, PlaceKind, Plan, PlanOptions, PlanPlace, PlanRule};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};

/// What a moved seat costs here.
const PER_MOVE: f64 = 7.0;

fn options() -> PlanOptions {
    PlanOptions {
        balance_per_hour: Some(0.0),
        cost_per_move: Some(PER_MOVE),
        relax: false,
        waste_per_hour: Some(0.0),
        ..quick()
    }
}

fn after(plan: &Plan) -> PlanOptions {
    PlanOptions {
        previous: Some(Box::new(plan.clone())),
        ..options()
    }
}

/// Whether a place changes what somebody does alone.
fn changes_own_time(place: &PlanPlace) -> bool {
    place
        .changes
        .iter()
        .any(|change| change.before.is_none() && change.now.is_none())
}

/// The plan with a place taken, by hand.
fn taken(plan: &Plan, person: &str, place: &PlanPlace) -> Plan {
    let mut next = plan.clone();
    for seat in place.seats.iter().filter(|seat| seat.opened) {
        let mut session = serde_json::to_value(&plan.sessions[0]).expect("JSON");
        for (key, value) in [
            ("activity", json!(seat.activity)),
            ("end", json!(seat.end)),
            ("end_half", json!(seat.end_half)),
            ("half", json!(seat.half)),
            ("people", json!([])),
            ("pinned", json!(false)),
            ("phase", Value::Null),
            ("room", json!(seat.room)),
            ("seats", json!(seat.seats)),
            ("session", json!(seat.session)),
            ("site", json!(seat.site)),
            ("start", json!(seat.start)),
            ("title", json!(seat.title)),
            ("trainer", json!(seat.trainer)),
        ] {
            session[key] = value;
        }
        next.sessions
            .push(serde_json::from_value(session).expect("a session"));
    }
    for change in &place.changes {
        for session in &mut next.sessions {
            if change.before.as_deref() == Some(&session.session) {
                let count = session.people.len();
                session
                    .people
                    .retain(|other| !change.people.contains(other));
                assert_eq!(
                    count - session.people.len(),
                    change.people.len(),
                    "{change:?}"
                );
            }
            if change.now.as_deref() == Some(&session.session) {
                session.people.extend(change.people.iter().cloned());
                session.people.sort_unstable();
            }
        }
    }
    next.sessions
        .retain(|session| !place.closed.contains(&session.session));
    next.sessions
        .sort_by(|a, b| (a.start, a.half, &a.session).cmp(&(b.start, b.half, &b.session)));
    for seat in &place.seats {
        let held = next
            .sessions
            .iter()
            .find(|held| held.session == seat.session)
            .expect("it is held");
        assert_eq!(held.people.len() as u32, seat.taken, "{seat:?}");
        assert!(held.people.iter().any(|other| other == person), "{seat:?}");
    }
    next
}

/// Sessions, seats and time, from the document.
fn money(world: &World, plan: &Plan) -> f64 {
    let number = |activity: &str, key: &str| {
        let list = world.document["activities"].as_array().unwrap();
        let found = list.iter().find(|known| known["id"] == activity).unwrap();
        found[key].as_f64().unwrap_or(0.0)
    };
    let each = |session: &paratus::plan::PlanSession| {
        let (activity, people) = (session.activity.as_str(), session.people.len() as f64);
        let person =
            number(activity, "cost_per_person") + session.hours * plan.settings.wage_per_hour;
        number(activity, "cost") + person * people
    };
    plan.sessions.iter().map(each).sum()
}

/// Seats that are at another time than before.
fn moved(place: &PlanPlace, plan: &Plan, next: &Plan) -> usize {
    let time = |plan: &Plan, id: &str| {
        let held = plan
            .sessions
            .iter()
            .find(|held| held.session == id)
            .unwrap();
        (held.start, held.half, held.site.clone())
    };
    let differs = |change: &&paratus::plan::PlanChange| {
        let (before, now) = (
            change.before.as_deref().unwrap(),
            change.now.as_deref().unwrap(),
        );
        time(plan, before) != time(next, now)
    };
    let moves = place
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved);
    moves
        .filter(differs)
        .map(|change| change.people.len())
        .sum()
}

/// Checks every place of everybody; gives how many there are of each kind.
fn check(world: &World, plan: &Plan) -> [usize; 3] {
    let (programme, assessment) = world.assess();
    let mut kinds = [0; 3];
    for person in programme.people_ids() {
        let found = assessment.places(person, &after(plan)).expect("places");
        let of_person = plan.unplaced.iter().filter(|unmet| unmet.person == person);
        let unmet: Vec<_> = of_person
            .map(|unmet| (&unmet.objective, &unmet.level))
            .collect();
        let theirs: Vec<_> = found
            .unmet
            .iter()
            .map(|need| (&need.objective, &need.level))
            .collect();
        assert_eq!(theirs, unmet, "{person}");
        for place in &found.places {
            kinds[match place.kind {
                PlaceKind::FreeSeat => 0,
                PlaceKind::NewSession => 1,
                _ => 2,
            }] += 1;
            assert_eq!(
                place.needs.is_empty(),
                place.seats.iter().any(|seat| seat.before.is_some()),
                "{place:?}"
            );
            if changes_own_time(place) {
                continue;
            }
            let next = taken(plan, person, place);
            // What the plan says of itself was not written again, and which needs are left is not asked here.
            let own = [
                PlanRule::Figures,
                PlanRule::FreeSeat,
                PlanRule::Needs,
                PlanRule::Reasons,
                PlanRule::Calendar,
                PlanRule::Identity,
            ];
            let mut broken = next.verify(&assessment);
            // Days of what people do alone before a session follow it; by hand they stay.
            let does_alone = |person: &String| {
                plan.self_paced
                    .iter()
                    .any(|line| line.people.contains(person))
            };
            broken.retain(|violation| {
                let stale = violation.rule == PlanRule::Order && does_alone(&violation.subject);
                !own.contains(&violation.rule) && !stale
            });
            assert_eq!(broken, [], "{person}: {place:?}");
            let cost = money(world, &next) - money(world, plan)
                + PER_MOVE * moved(place, plan, &next) as f64;
            assert!(
                (cost - place.cost).abs() < 0.02,
                "{person}: {cost} instead of {}: {place:?}",
                place.cost
            );
        }
    }
    kinds
}

#[test]
fn the_office_has_other_seats_for_its_people() {
    let world = office();
    let (_, assessment) = world.assess();
    let plan = assessment.plan(&options()).expect("a plan");
    let [free, new, exchanged] = check(&world, &plan);
    assert!(
        free + exchanged > 0 && new == 0,
        "{free} free, {new} new, {exchanged} exchanged"
    );
}

#[test]
fn a_joiner_finds_free_seats_and_what_comes_before_them() {
    let mut world = office();
    let (_, assessment) = world.assess();
    let plan = assessment.plan(&options()).expect("a plan");
    let joiner = json!({ "id": "p-14", "section": "desk", "roles": ["clerk"] });
    world.document["people"]
        .as_array_mut()
        .unwrap()
        .push(joiner);
    let (_, assessment) = world.assess();
    let found = assessment.places("p-14", &after(&plan)).expect("places");
    let unmet: Vec<&str> = found
        .unmet
        .iter()
        .map(|need| need.objective.as_str())
        .collect();
    assert_eq!(unmet, ["search", "ways", "why"]);
    let place = &found.places[0];
    assert!(
        !place.needs.is_empty()
            && place
                .changes
                .iter()
                .all(|change| change.change == ChangeKind::Added)
    );
    // Taken by a pin, it is in the plan, and nobody else is elsewhere.
    let pins = place.seats.iter().map(|seat| Pin {
        person: Some("p-14".to_owned()),
        session: seat.session.clone(),
    });
    let options = PlanOptions {
        pins: pins.collect(),
        ..after(&plan)
    };
    let next = assessment.plan(&options).expect("a plan");
    assert_eq!(next.verify(&assessment), []);
    for seat in &place.seats {
        let held = next
            .sessions
            .iter()
            .find(|held| held.session == seat.session)
            .expect("it is held");
        assert!(held.people.iter().any(|person| person == "p-14"));
    }
    assert!(
        next.changes.iter().all(|change| change.people == ["p-14"]),
        "{:?}",
        next.changes
    );
    // As good as the first: those before come with it.
    assert!(
        found
            .places
            .windows(2)
            .all(|pair| pair[0].needs.len() >= pair[1].needs.len())
    );
}

#[test]
fn without_a_previous_plan_the_places_are_those_in_the_plan_that_is_made() {
    let (_, assessment) = office().assess();
    let plan = assessment.plan(&options()).expect("a plan");
    for person in ["p-00", "p-05", "p-13"] {
        let made = assessment.places(person, &options()).expect("places");
        assert_eq!(
            made,
            assessment.places(person, &after(&plan)).expect("places"),
            "{person}"
        );
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, max_shrink_iters: 100, ..Config::default() })]

    #[test]
    fn every_place_can_be_taken(world in world()) {
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&options()).expect("a plan");
        check(&world, &plan);
    }
}
