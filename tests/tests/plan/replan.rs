//! Planning again changes as little as possible.

use crate::world::{World, office, quick};
use paratus::{ChangeKind, Pin, Plan, PlanOptions, PlanStatus};
use serde_json::json;

fn options() -> PlanOptions {
    PlanOptions { refresh: false, ..quick() }
}

fn plan(world: &World, options: &PlanOptions) -> Plan {
    let (programme, assessment) = world.assess();
    let plan = programme.plan(&assessment, options).expect("a plan");
    assert_eq!(plan.verify(&programme, &assessment), []);
    assert_eq!(plan.status, PlanStatus::Feasible, "{:?}", plan.unplaced);
    plan
}

fn again(previous: &Plan) -> PlanOptions {
    PlanOptions { previous: Some(Box::new(previous.clone())), cost_per_move: Some(1000.0), ..options() }
}

#[test]
fn nothing_new_changes_nothing() {
    let before = plan(&office(), &options());
    let after = plan(&office(), &again(&before));
    assert_eq!(after.changes, []);
    assert_eq!(after.sessions, before.sessions);
}

#[test]
fn a_cancelled_session_moves_its_own_people() {
    let before = plan(&office(), &options());
    let lab = before.sessions.iter().find(|session| session.activity == "lab").expect("a lab");
    let after = plan(&office(), &PlanOptions { cancelled: vec![lab.session.clone()], ..again(&before) });
    let moved: Vec<&String> = after
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved)
        .flat_map(|change| &change.people)
        .collect();
    assert!(lab.people.iter().all(|person| moved.contains(&person)), "{:?}", after.changes);
    assert!(moved.len() <= 2 * lab.people.len(), "{:?}", after.changes);
}

#[test]
fn somebody_new_joins_what_there_is() {
    let before = plan(&office(), &options());
    let mut world = office();
    let newcomer = json!({ "id": "p-14", "section": "desk", "roles": ["clerk"] });
    world.document["people"].as_array_mut().unwrap().push(newcomer);
    let after = plan(&world, &again(&before));
    assert!(after.changes.iter().any(|change| change.change == ChangeKind::Added && change.people == ["p-14"]));
    // What is moved is charged.
    let moved: usize = after
        .changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved)
        .map(|change| change.people.len())
        .sum();
    assert_eq!(after.costs.moves, 1000.0 * moved as f64);
}

#[test]
fn what_was_shown_meanwhile_is_not_taught() {
    let before = plan(&office(), &options());
    let mut world = office();
    let shown =
        json!({ "person": "p-05", "objective": "search", "kind": "observation", "value": 1.0, "date": "2027-03-14" });
    world.evidence.as_array_mut().unwrap().push(shown);
    let after = plan(&world, &again(&before));
    let dropped: Vec<_> = after.changes.iter().filter(|change| change.change == ChangeKind::Dropped).collect();
    assert_eq!(dropped.iter().flat_map(|change| &change.people).collect::<Vec<_>>(), ["p-05"]);
}

#[test]
fn pins_stay() {
    let before = plan(&office(), &options());
    let lab = before.sessions.iter().rfind(|session| session.activity == "lab").expect("a lab");
    let pins = vec![Pin { person: None, session: lab.session.clone() }];
    let mut world = office();
    world.document["planning"]["max_absent"] = json!(0.5);
    let after = plan(&world, &PlanOptions { pins, ..again(&before) });
    let kept = after.sessions.iter().find(|session| session.session == lab.session).expect("the pinned session");
    assert!(kept.pinned);
    assert_eq!((kept.start, kept.half), (lab.start, lab.half));
    assert!(lab.people.iter().all(|person| kept.people.contains(person)), "{:?}", kept.people);
}
