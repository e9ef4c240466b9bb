//! The bound of a plan that meets only some needs, held against every way of meeting them.

use crate::world::{World, quick, world};
use paratus::explain::State;
use paratus::plan::{PlanOptions, PlanStatus};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Few people and activities, without anything but seats and prices that decides what they take: no prerequisites, sites or rooms.
fn small(world: &World) -> World {
    let mut other = world.clone();
    let document = other.document.as_object_mut().expect("a document");
    let list = |document: &mut serde_json::Map<String, Value>, key: &str| {
        document[key].as_array().expect("a list").clone()
    };
    let people: Vec<Value> = list(document, "people").into_iter().take(4).collect();
    let mut activities: Vec<Value> = list(document, "activities").into_iter().take(4).collect();
    for activity in &mut activities {
        activity["seats"]["min"] = json!(0);
        activity["requires"] = json!([]);
    }
    let mut objectives = list(document, "objectives");
    objectives
        .iter_mut()
        .for_each(|objective| objective["requires"] = json!([]));
    let mut sections = list(document, "sections");
    sections
        .iter_mut()
        .for_each(|section| section["site"] = json!(null));
    document.insert("people".to_owned(), json!(people));
    document.insert("activities".to_owned(), json!(activities));
    document.insert("objectives".to_owned(), json!(objectives));
    document.insert("sections".to_owned(), json!(sections));
    document.insert("rooms".to_owned(), json!([]));
    let planning = json!({ "weeks": 5, "wage_per_hour": 40.0, "waste_per_hour": 0.0, "balance_per_hour": 0.0 });
    document.insert("planning".to_owned(), planning);
    let known: Vec<&Value> = people.iter().map(|person| &person["id"]).collect();
    other
        .evidence
        .as_array_mut()
        .expect("evidence")
        .retain(|record| known.contains(&&record["person"]));
    other
}

/// What it costs at least that everybody learns what is listed, regardless of who takes what and whenever.
fn least(world: &World, met: &BTreeMap<String, Vec<String>>) -> f64 {
    let activities = world.document["activities"].as_array().expect("activities");
    let teaches = |activity: &Value, objective: &str| {
        activity["teaches"]
            .as_array()
            .expect("a list")
            .iter()
            .any(|taught| taught["objective"] == objective)
    };
    let sets = |needs: &Vec<String>| -> Vec<usize> {
        let taken = |set: usize, at: usize| set >> at & 1 == 1;
        let covers = |set: &usize| {
            needs.iter().all(|need| {
                (0..activities.len()).any(|at| taken(*set, at) && teaches(&activities[at], need))
            })
        };
        (0..1 << activities.len()).filter(covers).collect()
    };
    let of: Vec<Vec<usize>> = met.values().map(sets).collect();
    let cost = |chosen: &[usize]| -> f64 {
        let each = activities.iter().enumerate().map(|(at, activity)| {
            let people = chosen.iter().filter(|set| *set >> at & 1 == 1).count() as f64;
            let number = |key: &str| activity[key].as_f64().unwrap_or(0.0);
            let alone = activity["mode"] == "e-learning" || activity["mode"] == "self-study";
            let sessions = if alone {
                0.0
            } else {
                (people / activity["seats"]["max"].as_f64().expect("seats")).ceil()
            };
            sessions * number("cost")
                + people * (number("cost_per_person") + number("hours") * 40.0)
        });
        each.sum()
    };
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for sets in of {
        ways = ways
            .iter()
            .flat_map(|way| {
                sets.iter()
                    .map(move |&set| [way.as_slice(), &[set]].concat())
            })
            .collect();
    }
    ways.iter()
        .map(|way| cost(way))
        .fold(f64::INFINITY, f64::min)
}

proptest! {
    #![proptest_config(Config { cases: 64, max_shrink_iters: 100, ..Config::default() })]

    #[test]
    fn nothing_that_meets_the_same_needs_costs_less_than_the_bound(world in world()) {
        let world = small(&world);
        let (_, assessment) = world.assess();
        let options = PlanOptions { refresh: false, relax: false, ..quick() };
        let plan = assessment.plan(&options).expect("a plan");
        let mut met: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for person in world.document["people"].as_array().expect("people") {
            let id = person["id"].as_str().expect("an id");
            let unmet = |objective: &str| plan.unplaced.iter().any(|one| one.person == id && one.objective == objective);
            let objectives = assessment.person(id).expect("a person").objectives();
            let ready = |state: State| {
                matches!(state, State::Ready | State::Expiring | State::Unused | State::NotRequired)
            };
            let trained = plan.sessions.iter().map(|s| &s.people).chain(plan.self_paced.iter().map(|s| &s.people));
            if trained.flatten().any(|one| one == id) {
                let needs = objectives.into_iter().filter(|o| !ready(o.state) && !unmet(o.objective));
                met.insert(id.to_owned(), needs.map(|o| o.objective.to_string()).collect());
            }
        }
        let least = least(&world, &met);
        prop_assert!(least <= plan.cost + 0.005, "{} is below {}", plan.cost, least);
        let bound = plan.lower_bound.expect("a bound");
        prop_assert_eq!(plan.bounds.cost, Some(bound));
        prop_assert!(bound <= least + 0.005, "the bound {} is above {}", bound, least);
    }
}

#[test]
fn people_who_need_the_same_may_take_different_things_in_the_bound_of_a_plan_that_is_not_whole() {
    let person =
        |at: usize| json!({ "id": format!("p{at}"), "section": "desk", "roles": ["clerk"] });
    let need = |id: &str| json!({ "objective": id });
    let document = json!({
        "format": 1, "id": "split", "sections": [{ "id": "desk" }],
        "objectives": [{ "id": "file", "track": "process" }, { "id": "other", "track": "process" }],
        "roles": [{ "id": "clerk", "requires": [need("file"), need("other")] }],
        "people": (0..3).map(person).collect::<Vec<_>>(),
        "activities": [
            { "id": "walk", "mode": "workshop", "hours": 1.0, "cost": 100.0, "online": true, "seats": { "min": 0, "max": 2 },
              "teaches": [need("file")] },
            { "id": "read", "mode": "e-learning", "hours": 1.0, "cost_per_person": 60.0, "teaches": [need("file")] },
        ],
        "planning": { "weeks": 4, "max_absent": 1.0, "wage_per_hour": 0.0, "balance_per_hour": 0.0 },
    });
    let (_, assessment) = World {
        document,
        evidence: json!([]),
    }
    .assess();
    let plan = assessment
        .plan(&PlanOptions {
            refresh: false,
            ..quick()
        })
        .expect("a plan");
    // All read for 180; two could walk, and one read, for 160.
    assert_eq!((plan.status, plan.cost), (PlanStatus::Infeasible, 180.0));
    let bound = plan.lower_bound.expect("a bound");
    assert!(
        (150.0..=160.0).contains(&bound) && plan.gap > 0.0,
        "{bound}"
    );
    assert_eq!(plan.bounds.unmet, 3, "nobody teaches the other objective");
}
