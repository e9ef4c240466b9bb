//! What holds of every plan.

use crate::world::{World, office, quick, world};
use paratus::explain::State;
use paratus::plan::{Plan, PlanOptions, PlanStatus};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;
use std::collections::BTreeMap;

/// The lists of a document and of its evidence in reverse. Objectives stay: where no phases are written, those of equal use come in
/// the order in which they are written.
fn reversed(world: &World) -> World {
    let mut other = world.clone();
    let document = other
        .document
        .as_object_mut()
        .expect("a document")
        .iter_mut();
    let lists = document
        .filter(|(key, _)| *key != "objectives")
        .map(|(_, list)| list);
    for list in lists.chain([&mut other.evidence]) {
        if let Value::Array(list) = list {
            list.reverse();
        }
    }
    other
}

/// What a plan gives each person: ids of activities.
fn activities_by_person(plan: &Plan) -> BTreeMap<&str, Vec<&str>> {
    let mut given: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let sessions = plan
        .sessions
        .iter()
        .map(|session| (&session.activity, &session.people));
    for (activity, people) in sessions.chain(
        plan.self_paced
            .iter()
            .map(|line| (&line.activity, &line.people)),
    ) {
        people
            .iter()
            .for_each(|person| given.entry(person).or_default().push(activity));
    }
    given
}

proptest! {
    #![proptest_config(Config { cases: 96, max_shrink_iters: 200, ..Config::default() })]

    #[test]
    fn every_plan_holds(world in world()) {
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&quick()).expect("a plan");
        prop_assert_eq!(plan.verify(&assessment), vec![]);
        prop_assert!(plan.lower_bound.is_some_and(|bound| bound <= plan.cost) && (0.0..=1.0).contains(&plan.gap));
        prop_assert_eq!(plan.status == PlanStatus::Infeasible, !plan.conflicts.is_empty());
        let text = plan.to_json();
        prop_assert_eq!(Plan::from_json(&text).expect("a plan"), plan, "what is written is read");
    }

    #[test]
    fn nobody_is_trained_on_what_they_do_not_need(world in world()) {
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&PlanOptions { refresh: false, ..quick() }).expect("a plan");
        let teaches: BTreeMap<&str, Vec<&str>> = world.document["activities"].as_array().unwrap().iter()
            .map(|activity| {
                let taught = activity["teaches"].as_array().unwrap().iter();
                (activity["id"].as_str().unwrap(), taught.map(|taught| taught["objective"].as_str().unwrap()).collect())
            })
            .collect();
        for (person, activities) in activities_by_person(&plan) {
            let objectives = assessment.person(person).expect("a person").objectives();
            for activity in activities {
                let needed = |id: &str| objectives.iter().any(|o| o.objective == id
                    && !matches!(o.state, State::Ready | State::Expiring | State::Unused | State::NotRequired));
                prop_assert!(teaches[activity].iter().any(|id| needed(id)), "{} sits in {}", person, activity);
            }
        }
    }

    #[test]
    fn the_order_of_the_input_decides_nothing(world in world()) {
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&quick()).expect("a plan");
        let (_, again) = reversed(&world).assess();
        prop_assert_eq!(again.plan(&quick()).expect("a plan"), plan);
    }

    #[test]
    fn who_can_be_placed_is_placed_where_nothing_is_short(world in world()) {
        let mut world = world;
        for key in ["rooms", "trainers"] {
            world.document[key] = Value::Array(Vec::new());
        }
        for activity in world.document["activities"].as_array_mut().unwrap() {
            activity["seats"] = serde_json::json!({ "min": 0, "max": 30 });
        }
        world.document["planning"] = serde_json::json!({ "weeks": 52, "max_absent": 1.0 });
        let (_, assessment) = world.assess();
        let plan = assessment.plan(&PlanOptions { refresh: false, ..quick() }).expect("a plan");
        let only = ["untaught", "prerequisite", "circle"];
        for unplaced in &plan.unplaced {
            prop_assert!(only.contains(&unplaced.cause.name()), "{:?}", unplaced);
        }
    }
}

#[test]
fn the_bound_knows_nothing_of_dates() {
    // Weeks and trainers set when; what must be learned, and at what least cost, they do not change.
    let (_, assessment) = office().assess();
    let plan = |change: &str| {
        let mut options = PlanOptions {
            refresh: false,
            ..quick()
        };
        options.set_all(change).expect("an option");
        assessment.plan(&options).expect("a plan")
    };
    let plans = [
        "weeks=8",
        "weeks=20",
        "trainers.people=3",
        "max_absent=1",
        "rooms.=2",
    ]
    .map(plan);
    for other in &plans {
        assert_eq!(other.status, PlanStatus::Feasible, "{:?}", other.unplaced);
        assert_eq!(other.lower_bound, plans[0].lower_bound);
        assert!(other.lower_bound.is_some_and(|bound| other.cost >= bound));
    }
}

#[test]
fn the_office_is_planned_as_a_person_would() {
    let (_, assessment) = office().assess();
    let plan = assessment
        .plan(&PlanOptions {
            refresh: false,
            ..PlanOptions::default()
        })
        .expect("a plan");
    // One has shown why: thirteen talk in two sessions, fourteen walk in two, and sit in the lab in three of five.
    let count = |activity: &str| {
        let own: Vec<_> = plan
            .sessions
            .iter()
            .filter(|session| session.activity == activity)
            .collect();
        (
            own.len(),
            own.iter()
                .map(|session| session.people.len())
                .sum::<usize>(),
        )
    };
    assert_eq!(
        (count("talk"), count("walk"), count("lab")),
        ((2, 13), (2, 14), (3, 14))
    );
    assert!(
        plan.self_paced.is_empty(),
        "nobody needs what is read alone"
    );
    let hours = 13.0 * 3.0 + 14.0 * 2.0 + 14.0 * 7.0;
    assert_eq!(plan.costs.time, hours * 40.0);
    assert_eq!(plan.costs.sessions, 2.0 * 300.0 + 2.0 * 200.0 + 3.0 * 500.0);
    assert_eq!(
        (plan.hours.people, plan.hours.process, plan.hours.technology),
        (39.0, 28.0, 98.0)
    );
    assert_eq!(plan.gap, 0.0, "no fewer sessions could hold them");
    let kick_off = plan
        .sessions
        .iter()
        .find(|session| session.session == "kick-off")
        .expect("the pinned session");
    assert!(kick_off.pinned && !kick_off.people.contains(&"p-00".to_owned()));
    let spared: Vec<_> = plan
        .saved
        .items
        .iter()
        .map(|item| (item.objective.as_str(), item.people))
        .collect();
    assert_eq!(
        (spared, plan.saved.person_hours),
        (vec![("why", Some(1))], 3.0)
    );
}
