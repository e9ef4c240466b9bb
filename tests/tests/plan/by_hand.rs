//! An office and a plan of it that were both written by hand: what the verifier judges does not depend on the planner.

use crate::world::{AS_OF, World, quick};
use paratus::plan::{Plan, PlanOptions};
use paratus::{Assessment, Programme};
use serde_json::{Value, json};

/// Six clerks, two keepers and a coach who leaves; absences of a person, a trainer, a room and a section.
pub(crate) fn office() -> World {
    let clerk =
        |at: usize| json!({ "id": format!("p-{at}"), "section": "archive", "roles": ["clerk"] });
    let mut people: Vec<Value> = (0..6).map(clerk).collect();
    people.extend(
        [6, 7].map(|at| json!({ "id": format!("p-{at}"), "section": "desk", "roles": ["keeper"] })),
    );
    people.push(json!({ "id": "coach", "section": "desk", "left": "2027-03-25" }));
    let document = json!({
        "format": 1, "id": "office",
        "objectives": [
            { "id": "why", "track": "people" },
            { "id": "search", "track": "technology", "requires": ["why"] },
            { "id": "keep", "track": "process" },
            { "id": "law", "track": "process" },
        ],
        "sections": [{ "id": "archive" }, { "id": "desk" }],
        "roles": [
            { "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "search" }] },
            { "id": "keeper", "requires": [{ "objective": "keep" }] },
        ],
        "activities": [
            { "id": "talk", "mode": "workshop", "hours": 3.0, "cost": 100.0, "seats": { "min": 2, "max": 4 },
              "teaches": [{ "objective": "why" }], "trainer_skill": "people" },
            { "id": "lab", "mode": "course", "hours": 7.0, "cost": 300.0, "seats": { "min": 2, "max": 4 },
              "teaches": [{ "objective": "search" }], "trainer_skill": "tools" },
            { "id": "drill", "mode": "coaching", "hours": 2.0, "seats": { "min": 1, "max": 3 },
              "teaches": [{ "objective": "keep" }] },
            { "id": "read", "mode": "self-study", "hours": 2.0, "teaches": [{ "objective": "law" }] },
        ],
        "rooms": [{ "id": "hall", "seats": 8 }, { "id": "nook", "seats": 3 }],
        "trainers": [{ "id": "t-people", "skills": ["people"] }, { "id": "coach", "skills": ["tools"] }],
        "people": people,
        "absences": [
            { "person": "p-0", "from": "2027-03-15", "until": "2027-03-19" },
            { "trainer": "t-people", "from": "2027-03-22", "until": "2027-03-22" },
            { "room": "hall", "from": "2027-03-16", "until": "2027-03-16", "half": "morning" },
            { "section": "desk", "from": "2027-03-15", "until": "2027-03-15" },
        ],
        "planning": { "weeks": 2, "max_absent": 0.5 },
        "rules": { "refresh_lead_days": 6 },
    });
    // Shown 190 days ago, it lapses on 2027-03-23, and can be refreshed from 2027-03-17 on.
    let shown = json!([{ "person": "p-6", "objective": "keep", "kind": "observation", "value": 1.0, "date": "2026-09-05" }]);
    World {
        document,
        evidence: shown,
    }
}

/// A session as it is written: id, first day, half, last half, room, trainer, people; the reason of its date and its witness.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Option<&'static str>,
    &'static [&'static str],
    &'static str,
    Value,
);

fn lines() -> Vec<Line> {
    let (hall, talker, coach) = (Some("hall"), Some("t-people"), Some("coach"));
    vec![
        (
            "talk-1",
            "2027-03-15",
            "morning",
            "morning",
            hall,
            talker,
            &["p-1", "p-2", "p-3"],
            "earliest",
            json!({ "starts": 0, "causes": {} }),
        ),
        (
            "drill-1",
            "2027-03-16",
            "morning",
            "morning",
            None,
            None,
            &["p-7"],
            "away",
            json!({ "starts": 2, "causes": { "away": 2 } }),
        ),
        (
            "lab-1",
            "2027-03-17",
            "morning",
            "afternoon",
            hall,
            coach,
            &["p-1", "p-2", "p-3"],
            "search",
            json!({ "starts": 2, "causes": { "earlier_step": 1, "search": 1 } }),
        ),
        (
            "drill-2",
            "2027-03-18",
            "afternoon",
            "afternoon",
            None,
            None,
            &["p-6"],
            "search",
            json!({ "starts": 7, "causes": { "away": 4, "search": 3 } }),
        ),
        (
            "talk-2",
            "2027-03-23",
            "morning",
            "morning",
            hall,
            talker,
            &["p-0", "p-4", "p-5"],
            "trainer",
            json!({ "starts": 12, "causes": { "away": 10, "trainer": 2 } }),
        ),
        (
            "lab-2",
            "2027-03-25",
            "morning",
            "afternoon",
            hall,
            coach,
            &["p-0", "p-4", "p-5"],
            "search",
            json!({ "starts": 8, "causes": { "away": 5, "earlier_step": 2, "search": 1 } }),
        ),
    ]
}

/// Mode, hours, seats and cost of an activity.
fn course(activity: &str) -> (&'static str, f64, u32, f64) {
    match activity {
        "talk" => ("workshop", 3.0, 4, 100.0),
        "lab" => ("course", 7.0, 4, 300.0),
        "drill" => ("coaching", 2.0, 3, 0.0),
        other => panic!("there are no sessions of `{other}`"),
    }
}

/// The plan of the office in which everybody is placed, with its reasons counted by hand.
pub(crate) fn plan() -> (Programme, Assessment, Value) {
    let (programme, assessment) = office().assess();
    let options = PlanOptions {
        weeks: Some(2),
        relax: false,
        ..quick()
    };
    // What is no line of the plan (settings and what is saved) is taken from any plan.
    let mut plan = serde_json::to_value(assessment.plan(&options).expect("a plan")).expect("JSON");
    let sessions: Vec<Value> = lines()
        .into_iter()
        .map(|(id, start, half, end_half, room, trainer, people, date, witness)| {
            let activity = id.split_once('-').expect("activity and number").0;
            let (mode, hours, seats, _) = course(activity);
            json!({
                "activity": activity, "start": start, "half": half, "end": start, "end_half": end_half, "hours": hours,
                "mode": mode, "people": people, "phase": null, "pinned": false, "room": room, "seats": seats, "sequence": 0,
                "session": id, "site": null, "status": "confirmed", "title": activity, "trainer": trainer,
                "reason": { "date": date, "needs": [], "witness": witness },
            })
        })
        .collect();
    plan["sessions"] = json!(sessions);
    for empty in [
        "phases",
        "self_paced",
        "unplaced",
        "conflicts",
        "relaxations",
        "changes",
        "cancelled_sessions",
        "released",
        "promises_lost",
    ] {
        plan[empty] = json!([]);
    }
    (plan["status"], plan["bounds"]) = (json!("feasible"), json!({ "cost": null, "unmet": 0 }));
    (plan["from"], plan["until"], plan["as_of"]) =
        (json!("2027-03-15"), json!("2027-03-28"), json!(AS_OF));
    add_up(&mut plan);
    (programme, assessment, plan)
}

/// Brings the figures up to the lines.
pub(crate) fn add_up(plan: &mut Value) {
    let (mut fixed, mut hours, mut people) = (0.0, [0.0; 3], std::collections::BTreeSet::new());
    for session in plan["sessions"].as_array().expect("sessions") {
        let activity = session["activity"].as_str().expect("an activity");
        let (_, each, _, cost) = course(activity);
        let own = session["people"].as_array().expect("people");
        fixed += cost;
        hours[["talk", "drill", "lab"]
            .iter()
            .position(|known| *known == activity)
            .expect("a track")] += each * own.len() as f64;
        people.extend(own.iter().map(Value::to_string));
    }
    let time = hours.iter().sum::<f64>() * 40.0;
    let days = |key: &str| -> Vec<String> {
        let mut days: Vec<String> = plan["sessions"]
            .as_array()
            .expect("sessions")
            .iter()
            .map(|session| session[key].as_str().expect("a day").to_owned())
            .collect();
        days.sort();
        days
    };
    let (first, last) = (days("start").first().cloned(), days("end").last().cloned());
    (plan["first"], plan["last"]) = (json!(first), json!(last));
    plan["hours"] = json!({ "people": hours[0], "process": hours[1], "technology": hours[2] });
    plan["costs"] = json!({ "balance": 0.0, "moves": 0.0, "seats": 0.0, "sessions": fixed, "time": time, "waiting": 0.0, "waste": 0.0 });
    (plan["cost"], plan["lower_bound"]) = (json!(fixed + time), json!(fixed + time));
    (plan["gap"], plan["waste_hours"], plan["people"]) =
        (json!(0.0), json!(0.0), json!(people.len()));
}

/// Reads a plan.
pub(crate) fn read(plan: &Value) -> Plan {
    Plan::from_json(&plan.to_string()).expect("a plan")
}

/// A session of a plan.
pub(crate) fn session<'a>(plan: &'a mut Value, id: &str) -> &'a mut Value {
    let sessions = plan["sessions"].as_array_mut().expect("sessions");
    sessions
        .iter_mut()
        .find(|session| session["session"] == id)
        .expect("a session")
}

/// Takes a session out of a plan.
pub(crate) fn take(plan: &mut Value, id: &str) -> Value {
    let sessions = plan["sessions"].as_array_mut().expect("sessions");
    let at = sessions
        .iter()
        .position(|session| session["session"] == id)
        .expect("a session");
    sessions.remove(at)
}

/// The plan in which a clerk finds no seat in the second lab: why is counted by hand.
pub(crate) fn without_p_5(plan: &mut Value) {
    session(plan, "lab-2")["people"] = json!(["p-0", "p-4"]);
    session(plan, "lab-2")["seats"] = json!(2);
    plan["status"] = json!("partial");
    plan["unplaced"] = json!([{
        "person": "p-5", "objective": "search", "level": null, "activity": "lab", "cause": "earlier_step",
        "witness": { "starts": 10, "causes": { "earlier_step": 7, "minimum": 1, "trainer": 2 } },
    }]);
    add_up(plan);
}
