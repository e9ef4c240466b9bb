//! The checker finds what is wrong: a plan that holds is spoiled in one way at a time.

use crate::generate::AS_OF;
use crate::judge::judge;
use crate::step::Step;
use serde_json::{Value, json};

/// Ten people of two sections, three steps that rely on each other, two rooms and two trainers.
fn office() -> Step {
    let person = |at: usize| {
        let section = if at < 6 { "archive" } else { "desk" };
        json!({ "id": format!("p{at}"), "section": section, "roles": ["clerk"] })
    };
    let document = json!({
        "format": 1, "id": "office", "as_of": AS_OF,
        "objectives": [
            { "id": "why", "track": "people", "half_life_days": 3000 },
            { "id": "ways", "track": "process", "half_life_days": 3000, "requires": ["why"] },
            { "id": "search", "track": "technology", "half_life_days": 3000, "requires": ["ways"] },
        ],
        "sections": [{ "id": "archive" }, { "id": "desk" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "ways" }, { "objective": "search" }] }],
        "activities": [
            { "id": "talk", "mode": "workshop", "hours": 3.0, "cost": 300.0, "seats": { "min": 3, "max": 7 },
              "teaches": [{ "objective": "why" }], "trainer_skill": "people" },
            { "id": "walk", "mode": "workshop", "hours": 2.0, "cost": 200.0, "seats": { "min": 2, "max": 7 },
              "teaches": [{ "objective": "ways" }], "trainer_skill": "people", "requires": ["why"] },
            { "id": "lab", "mode": "course", "hours": 7.0, "cost": 500.0, "seats": { "min": 2, "max": 5 },
              "teaches": [{ "objective": "search" }], "trainer_skill": "tools" },
        ],
        "rooms": [{ "id": "hall", "seats": 8 }, { "id": "cell", "seats": 2 }],
        "trainers": [{ "id": "t-people", "skills": ["people"] }, { "id": "t-tools", "skills": ["tools"] }],
        "people": (0..10).map(person).collect::<Vec<_>>(),
        "planning": { "weeks": 6, "max_absent": 0.6 },
    });
    Step::first(document, Vec::new(), AS_OF)
}

/// Kinds of failure of a plan beside reasons, which depend on the whole.
fn kinds(step: &Step, plan: &Value) -> Vec<String> {
    let mut kinds: Vec<String> = judge(step, plan)
        .failures
        .into_iter()
        .map(|failure| failure.kind)
        .collect();
    kinds.retain(|kind| !kind.starts_with("false reason"));
    kinds.sort();
    kinds.dedup();
    kinds
}

fn session(plan: &mut Value, activity: &str) -> usize {
    plan["sessions"]
        .as_array()
        .expect("sessions")
        .iter()
        .position(|known| known["activity"] == activity)
        .expect("a session")
}

type Spoil = fn(&mut Step, &mut Value);

const SPOILED: [(&str, Spoil); 16] = [
    ("rule seats", |_, plan| {
        let at = session(plan, "lab");
        plan["sessions"][at]["seats"] = json!(9);
    }),
    ("rule seats", |_, plan| {
        let at = session(plan, "talk");
        let people = plan["sessions"][at]["people"]
            .as_array_mut()
            .expect("people");
        people.truncate(2);
    }),
    ("rule double_booked", |_, plan| {
        let at = session(plan, "talk");
        let first = plan["sessions"][at]["people"][0].clone();
        plan["sessions"][at]["people"]
            .as_array_mut()
            .expect("people")
            .push(first);
    }),
    ("rule calendar", |_, plan| {
        let at = session(plan, "talk");
        (plan["sessions"][at]["start"], plan["sessions"][at]["end"]) =
            (json!("2027-03-20"), json!("2027-03-20"));
    }),
    ("rule calendar", |_, plan| {
        let at = session(plan, "lab");
        plan["sessions"][at]["half"] = json!("afternoon");
    }),
    ("rule trainer", |_, plan| {
        let at = session(plan, "talk");
        plan["sessions"][at]["trainer"] = json!("t-tools");
    }),
    ("rule trainer", |step, _| {
        step.document["trainers"][0]["available"] = json!([{ "from": "2027-06-01" }]);
    }),
    ("rule room", |_, plan| {
        let at = session(plan, "talk");
        plan["sessions"][at]["room"] = json!("cell");
    }),
    ("rule order", |_, plan| {
        let at = session(plan, "walk");
        (plan["sessions"][at]["start"], plan["sessions"][at]["end"]) =
            (json!("2027-03-15"), json!("2027-03-15"));
        (
            plan["sessions"][at]["half"],
            plan["sessions"][at]["end_half"],
        ) = (json!("morning"), json!("morning"));
    }),
    ("rule absence", |step, _| {
        step.document["planning"]["max_absent"] = json!(0.1);
    }),
    ("rule employment", |step, _| {
        step.document["people"][0]["joined"] = json!("2027-03-17");
    }),
    ("rule unneeded", |step, _| {
        let shown = |objective: &str| json!({ "person": "p0", "objective": objective, "kind": "observation", "value": 1.0, "date": "2027-03-10" });
        step.evidence = vec![shown("why")];
    }),
    ("rule figures", |_, plan| {
        plan["costs"]["sessions"] = json!(1.0);
    }),
    ("rule pinned", |_, plan| {
        plan["sessions"][0]["pinned"] = json!(true);
    }),
    ("needs", |_, plan| {
        let at = session(plan, "lab");
        plan["sessions"][at]["people"]
            .as_array_mut()
            .expect("people")
            .remove(0);
    }),
    ("free seat", |_, plan| {
        let at = session(plan, "lab");
        let person = plan["sessions"][at]["people"]
            .as_array_mut()
            .expect("people")
            .remove(0);
        plan["unplaced"] = json!([{ "person": person, "objective": "search", "activity": "lab", "cause": "window" }]);
        plan["status"] = json!("partial");
    }),
];

#[test]
fn what_is_wrong_is_found() {
    let step = office();
    let plan = step.run().expect("a plan");
    assert_eq!(kinds(&step, &plan), Vec::<String>::new());
    for (at, (kind, spoil)) in SPOILED.into_iter().enumerate() {
        let (mut step, mut plan) = (step.clone(), plan.clone());
        spoil(&mut step, &mut plan);
        let kinds = kinds(&step, &plan);
        assert!(
            kinds.iter().any(|known| known == kind),
            "{at}: {kind} is not among {kinds:?}"
        );
    }
}

#[test]
fn what_changed_without_need_is_found() {
    let mut step = office();
    let plan = step.run().expect("a plan");
    step.set_previous(plan.clone());
    assert_eq!(kinds(&step, &plan), Vec::<String>::new());
    // The last laboratory is half a week later.
    let mut moved = plan.clone();
    let last = moved["sessions"]
        .as_array()
        .expect("sessions")
        .iter()
        .rposition(|known| known["activity"] == "lab")
        .expect("a lab");
    (
        moved["sessions"][last]["start"],
        moved["sessions"][last]["end"],
    ) = (json!("2027-04-15"), json!("2027-04-15"));
    assert_eq!(kinds(&step, &moved), ["untouched seat moved"]);
    // It is given up.
    let mut lost = plan;
    let gone = lost["sessions"]
        .as_array_mut()
        .expect("sessions")
        .remove(last);
    let unmet = |person: &Value| json!({ "person": person, "objective": "search", "activity": "lab", "cause": "trainer" });
    lost["unplaced"] = gone["people"]
        .as_array()
        .expect("people")
        .iter()
        .map(unmet)
        .collect();
    lost["status"] = json!("partial");
    let cost = gone["people"].as_array().expect("people").len() as f64 * 7.0 * 40.0;
    for (key, less) in [("sessions", 500.0), ("time", cost)] {
        lost["costs"][key] = json!(lost["costs"][key].as_f64().expect("a cost") - less);
    }
    lost["cost"] = json!(lost["cost"].as_f64().expect("a cost") - 500.0 - cost);
    let kinds = kinds(&step, &lost);
    for kind in [
        "held and filled",
        "promise lost",
        "session not opened",
        "untouched seat moved",
    ] {
        assert!(
            kinds.iter().any(|known| known == kind),
            "{kind} is not among {kinds:?}"
        );
    }
}
