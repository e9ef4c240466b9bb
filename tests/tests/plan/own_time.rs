//! What people do alone, and what was announced to those who leave.

use crate::world::{World, quick};
use paratus::Code;
use paratus::plan::{Plan, PlanOptions, ReleaseCause};
use serde_json::{Value, json};

/// A programme of one section without rooms and trainers.
pub(crate) fn world(objectives: Value, activities: Value, roles: Value, people: Value) -> World {
    let document = json!({
        "format": 1, "id": "own-time", "objectives": objectives, "sections": [{ "id": "desk" }], "roles": roles,
        "activities": activities, "people": people, "planning": { "weeks": 8, "max_absent": 1.0, "cost_per_move": 25.0 },
    });
    World {
        document,
        evidence: json!([]),
    }
}

pub(crate) fn people(count: usize) -> Value {
    (0..count)
        .map(|at| json!({ "id": format!("p{at}"), "section": "desk", "roles": ["r"] }))
        .collect()
}

/// A plan that breaks no rule, judged beside the previous one where there is one.
pub(crate) fn plan(world: &World, options: &PlanOptions) -> Plan {
    let (_, assessment) = world.assess();
    let plan = assessment.plan(options).expect("a plan");
    assert_eq!(plan.verify(&assessment), []);
    if let Some(previous) = options.previous.as_deref() {
        assert_eq!(plan.verify_against(previous, &assessment), []);
    }
    plan
}

pub(crate) fn after(previous: &Plan) -> PlanOptions {
    PlanOptions {
        previous: Some(Box::new(previous.clone())),
        ..quick()
    }
}

/// What somebody does alone.
fn alone<'p>(plan: &'p Plan, person: &str) -> Vec<&'p str> {
    let own = |line: &&paratus::plan::SelfPacedActivity| line.people.iter().any(|id| id == person);
    let mut list: Vec<&str> = plan
        .self_paced
        .iter()
        .filter(own)
        .map(|line| line.activity.as_str())
        .collect();
    list.sort_unstable();
    list
}

pub(crate) fn unmet(plan: &Plan) -> Vec<(&str, &str)> {
    plan.unplaced
        .iter()
        .map(|need| (need.person.as_str(), need.objective.as_str()))
        .collect()
}

/// A lab that people read for before.
pub(crate) fn lab(people: Value) -> World {
    world(
        json!([{ "id": "basics", "track": "people" }, { "id": "tool", "track": "technology", "requires": ["basics"] }]),
        json!([
            { "id": "read", "mode": "self-study", "hours": 12.0, "teaches": [{ "objective": "basics" }] },
            { "id": "lab", "mode": "course", "hours": 3.0, "cost": 100.0, "seats": { "min": 2, "max": 4 },
              "teaches": [{ "objective": "tool" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "tool" }] }]),
        people,
    )
}

#[test]
fn who_leaves_keeps_what_was_announced_for_the_days_before() {
    let mut world = lab(people(2));
    let before = plan(&world, &quick());
    let end = before.sessions[0].end;
    world.document["people"][0]["left"] = json!(end.plus_days(1).to_string());
    let now = plan(&world, &after(&before));
    assert_eq!(now.sessions, before.sessions);
    assert_eq!(
        (alone(&now, "p0"), alone(&now, "p1")),
        (vec!["read"], vec!["read"])
    );
    assert_eq!((now.promises_lost, now.unplaced), (vec![], vec![]));
}

#[test]
fn what_was_announced_to_who_leaves_is_lost_where_its_session_is_cancelled() {
    let mut world = lab(people(2));
    let before = plan(&world, &quick());
    let session = &before.sessions[0];
    world.document["people"][0]["left"] = json!(session.end.to_string());
    let options = PlanOptions {
        cancelled: vec![session.session.clone()],
        ..after(&before)
    };
    let now = plan(&world, &options);
    // Who leaves is there for too few days: neither comes to another lab. The need of one who leaves is not listed as unmet.
    let lost: Vec<_> = now
        .promises_lost
        .iter()
        .map(|lost| (lost.person.as_str(), lost.objective.as_str()))
        .collect();
    if now.sessions.is_empty() {
        assert_eq!(lost, [("p0", "tool"), ("p1", "tool")]);
        assert!(
            now.promises_lost
                .iter()
                .all(|lost| lost.reason == ReleaseCause::Cancelled),
            "{:?}",
            now.promises_lost
        );
        assert_eq!(unmet(&now), [("p1", "tool")]);
    } else {
        assert_eq!(lost, []);
    }
}

#[test]
fn nothing_is_announced_again_to_who_leaves_before_the_session() {
    let mut world = lab(people(3));
    let before = plan(&world, &quick());
    world.document["people"][0]["left"] = json!(before.sessions[0].start.plus_days(-1).to_string());
    let now = plan(&world, &after(&before));
    assert!(
        now.sessions
            .iter()
            .all(|session| !session.people.contains(&"p0".to_owned()))
    );
    assert_eq!(now.promises_lost, []);
}

#[test]
fn nothing_is_refreshed_for_who_leaves_before_it_lapses() {
    let mut world = lab(people(3));
    world.document["objectives"][0]["half_life_days"] = json!(100);
    world.document["objectives"][1]["half_life_days"] = json!(100);
    let shown = |person: usize, objective: &str| {
        json!({
            "person": format!("p{person}"), "objective": objective, "kind": "observation", "value": 1.0, "date": "2027-03-01",
        })
    };
    world.evidence = (0..3)
        .flat_map(|at| [shown(at, "basics"), shown(at, "tool")])
        .collect();
    world.document["planning"]["weeks"] = json!(30);
    let before = plan(&world, &quick());
    let session = before.sessions.first().expect("what lapses is refreshed");
    assert!(session.people.contains(&"p0".to_owned()));
    let lapse = session.start.plus_days(-40);
    world.document["people"][0]["left"] = json!(lapse.to_string());
    let now = plan(&world, &after(&before));
    assert!(
        now.sessions
            .iter()
            .all(|session| !session.people.contains(&"p0".to_owned()))
    );
    assert_eq!(alone(&now, "p0"), Vec::<&str>::new());
}

#[test]
fn self_study_stands_in_where_no_session_is_held() {
    // Nobody else comes to the workshop, which is selected because it teaches two things.
    let world = world(
        json!([
            { "id": "o0", "track": "people" }, { "id": "o1", "track": "process" },
            { "id": "o2", "track": "technology", "requires": ["o0"] }, { "id": "o3", "track": "technology", "requires": ["o0"] },
        ]),
        json!([
            { "id": "read", "mode": "e-learning", "hours": 3.5, "cost_per_person": 900.0, "teaches": [{ "objective": "o0" }] },
            { "id": "workshop", "mode": "workshop", "hours": 3.0, "cost": 100.0, "seats": { "min": 4, "max": 16 },
              "teaches": [{ "objective": "o0" }, { "objective": "o1" }] },
            { "id": "study", "mode": "self-study", "hours": 6.0, "teaches": [{ "objective": "o2" }] },
            { "id": "coach", "mode": "coaching", "hours": 2.0, "cost": 50.0, "seats": { "min": 1, "max": 1 },
              "teaches": [{ "objective": "o3" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "o1" }, { "objective": "o2" }, { "objective": "o3" }] }]),
        people(1),
    );
    let first = plan(&world, &quick());
    assert_eq!(alone(&first, "p0"), ["read", "study"]);
    assert_eq!(
        first
            .sessions
            .iter()
            .map(|session| session.activity.as_str())
            .collect::<Vec<_>>(),
        ["coach"]
    );
    assert_eq!(unmet(&first), [("p0", "o1")]);
    let again = plan(&world, &after(&first));
    assert_eq!(
        (again.sessions, again.self_paced, again.changes),
        (first.sessions, first.self_paced, vec![])
    );
}

#[test]
fn own_days_are_those_on_which_somebody_is_there() {
    let mut world = lab(people(2));
    // Two days of reading, and only Friday and the next Monday to do it before the last possible lab.
    world.document["absences"] = json!([
        { "person": "p0", "from": "2027-03-15", "until": "2027-03-18" },
        { "person": "p1", "from": "2027-03-15", "until": "2027-03-18", "half": "afternoon" },
    ]);
    let plan = plan(&world, &quick());
    assert_eq!(unmet(&plan), []);
    assert_eq!(plan.sessions[0].start.to_string(), "2027-03-23");
}

#[test]
fn announced_own_time_ends_only_on_days_on_which_the_person_is_there() {
    let mut world = lab(people(2));
    let before = plan(&world, &quick());
    let lab = &before.sessions[0];
    // The section is away for as long as the days for reading were announced, and is back for the lab.
    world.document["absences"] = json!([
        { "section": "desk", "from": before.from.to_string(), "until": lab.start.plus_days(-1).to_string() },
    ]);
    let now = plan(&world, &after(&before));
    assert_eq!(unmet(&now), []);
    assert_eq!(now.sessions.len(), 1);
    assert!(now.sessions[0].start > lab.start);
    // It is the same session.
    assert_eq!(
        (&now.sessions[0].session, now.sessions[0].sequence),
        (&lab.session, lab.sequence + 1)
    );
    assert_eq!(now.cancelled_sessions, []);
}

#[test]
fn a_session_that_is_cancelled_by_request_is_another_when_it_takes_place_later() {
    let world = lab(people(2));
    let before = plan(&world, &quick());
    let lab = &before.sessions[0];
    let options = PlanOptions {
        cancelled: vec![lab.session.clone()],
        ..after(&before)
    };
    let now = plan(&world, &options);
    assert!(
        now.sessions
            .iter()
            .all(|session| session.session != lab.session)
    );
    let cancelled: Vec<&str> = now
        .cancelled_sessions
        .iter()
        .map(|session| session.session.as_str())
        .collect();
    assert_eq!(cancelled, [&lab.session]);
}

/// A phase ends before what was shown in it is due to be refreshed.
#[test]
fn what_is_due_after_its_phase_is_not_refreshed() {
    let mut world = lab(people(4));
    world.document["rules"] = json!({ "refresh_lead_days": 10 });
    world.document["phases"] = json!([
        { "id": "one", "objectives": ["basics"], "until": "2027-03-26" }, { "id": "two", "objectives": ["tool"] },
    ]);
    let shown = |expires: &str| {
        let record = |at: usize| {
            json!({ "person": format!("p{at}"), "objective": "basics", "kind": "certificate", "value": 1.0,
                    "date": "2027-01-14", "expires": expires })
        };
        (0..4).map(record).collect::<Value>()
    };
    world.document["roles"][0]["requires"] =
        json!([{ "objective": "basics" }, { "objective": "tool" }]);
    let found = |plan: &Plan| -> Vec<String> {
        let mut list = plan.findings.iter();
        let one = list.find(|finding| finding.code == Code::RefreshAfterPhase);
        one.map(ToString::to_string).into_iter().collect()
    };
    // Due on 26 March, the last day of the phase: the day is too short for what takes two.
    world.evidence = shown("2027-04-04");
    let now = plan(&world, &quick());
    assert_eq!((found(&now), unmet(&now).len()), (vec![], 4));
    // Due a day later.
    world.evidence = shown("2027-04-05");
    let now = plan(&world, &quick());
    assert_eq!(unmet(&now), []);
    let said = found(&now);
    assert!(
        said[0]
            .contains("4 people are to refresh `basics` only after phase `one` ends on 2027-03-26"),
        "{said:?}"
    );
    // A phase that is longer, or without end, refreshes it.
    for until in [json!("2027-04-09"), Value::Null] {
        world.document["phases"][0]["until"] = until;
        let now = plan(&world, &quick());
        assert_eq!((found(&now), unmet(&now)), (vec![], vec![]));
        assert_eq!(alone(&now, "p0"), ["read"]);
    }
}

#[test]
fn a_session_waits_for_a_refresher_that_teaches_what_it_requires() {
    let mut world = world(
        json!([
            { "id": "o0", "track": "people" }, { "id": "o1", "track": "process" },
            { "id": "o4", "track": "process", "half_life_days": 150 },
        ]),
        json!([
            { "id": "study", "mode": "self-study", "hours": 2.0, "teaches": [{ "objective": "o0" }, { "objective": "o4" }] },
            { "id": "course", "mode": "course", "hours": 3.0, "cost": 100.0, "seats": { "min": 1, "max": 7 },
              "requires": ["o0"], "teaches": [{ "objective": "o1" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "o1" }, { "objective": "o4" }] }]),
        people(1),
    );
    world.document["planning"]["weeks"] = json!(20);
    world.evidence = json!([{ "person": "p0", "objective": "o4", "kind": "observation", "value": 1.0, "date": "2026-11-02" }]);
    let plan = plan(&world, &quick());
    assert_eq!((unmet(&plan), alone(&plan, "p0")), (vec![], vec!["study"]));
}

#[test]
fn of_two_self_studies_that_teach_a_thing_one_comes_before() {
    let world = world(
        json!([
            { "id": "o1", "track": "process" }, { "id": "o6", "track": "people" },
            { "id": "o2", "track": "technology", "requires": ["o1"] },
        ]),
        json!([
            { "id": "first", "mode": "e-learning", "hours": 1.5, "teaches": [{ "objective": "o1" }] },
            { "id": "second", "mode": "e-learning", "hours": 2.0, "requires": ["o1"],
              "teaches": [{ "objective": "o1" }, { "objective": "o6" }] },
            { "id": "workshop", "mode": "workshop", "hours": 8.0, "cost": 250.0, "seats": { "min": 1, "max": 5 },
              "teaches": [{ "objective": "o2" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "o2" }, { "objective": "o6" }] }]),
        people(1),
    );
    let plan = plan(&world, &quick());
    assert_eq!(
        (unmet(&plan), alone(&plan, "p0")),
        (vec![], vec!["first", "second"])
    );
    assert_eq!(
        plan.sessions[0].start.to_string(),
        "2027-03-16",
        "the day after the first"
    );
}

#[test]
fn a_pinned_session_that_was_cancelled_stays_cancelled() {
    let mut world = lab(people(2));
    world.document["sessions"] = json!([{ "id": "fixed", "activity": "lab", "start": "2027-03-23", "half": "morning", "pinned": true }]);
    let first = plan(&world, &quick());
    assert!(
        first
            .sessions
            .iter()
            .any(|session| session.session == "fixed")
    );
    let second = plan(
        &world,
        &PlanOptions {
            cancelled: vec!["fixed".to_owned()],
            ..after(&first)
        },
    );
    let third = plan(&world, &after(&second));
    assert!(
        third
            .sessions
            .iter()
            .all(|session| session.session != "fixed")
    );
    assert_eq!(third.sessions, second.sessions);
}

/// Life 28: self-study that was not done in time is done later, and the seat that teaches the same is over in time.
#[test]
fn a_seat_relies_on_an_announced_seat_before_own_time_is_over() {
    let world = world(
        json!([
            { "id": "why", "track": "people" }, { "id": "gain", "track": "process", "requires": ["why"] },
            { "id": "more", "track": "technology" },
        ]),
        json!([
            { "id": "online", "mode": "e-learning", "hours": 6.0, "teaches": [{ "objective": "why" }] },
            { "id": "workshop", "mode": "workshop", "hours": 3.0, "cost": 100.0, "seats": { "min": 1, "max": 4 },
              "teaches": [{ "objective": "why" }, { "objective": "more" }] },
            { "id": "course", "mode": "course", "hours": 3.0, "cost": 100.0, "seats": { "min": 1, "max": 4 },
              "requires": ["why"], "teaches": [{ "objective": "gain" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "why" }, { "objective": "gain" }, { "objective": "more" }] }]),
        people(2),
    );
    let first = plan(&world, &quick());
    let days: Vec<String> = first
        .sessions
        .iter()
        .map(|session| session.start.to_string())
        .collect();
    assert_eq!(
        days,
        ["2027-03-15", "2027-03-15"],
        "no time to study before"
    );
    let mut announced = serde_json::to_value(&first).expect("a plan as JSON");
    announced["self_paced"] = json!([{
        "activity": "online", "from": first.from, "until": first.until, "hours": 6.0, "mode": "e-learning", "title": "",
        "people": ["p0", "p1"], "phase": null, "reason": first.sessions[0].reason,
    }]);
    let announced: Plan = serde_json::from_value(announced).expect("a plan");
    let now = plan(&world, &after(&announced));
    let seats = |plan: &Plan| -> Vec<(String, Vec<String>)> {
        plan.sessions
            .iter()
            .map(|session| (session.session.clone(), session.people.clone()))
            .collect()
    };
    assert_eq!(seats(&now), seats(&first));
}

/// Reading belongs to a phase that ends on a day, the lab to one without end.
fn phased(until: &str) -> World {
    let mut world = lab(people(3));
    world.document["phases"] = json!([
        { "id": "one", "objectives": ["basics"], "until": until }, { "id": "two", "objectives": ["tool"] },
    ]);
    world
}

fn says(line: &paratus::plan::SelfPacedActivity) -> String {
    paratus::plan::Statement::join(&line.statements())
}

#[test]
fn own_time_is_in_the_days_of_its_phase() {
    let mut world = phased("2027-03-19");
    // Nothing relies on it, so that only its phase ends it.
    world.document["roles"][0]["requires"] = json!([{ "objective": "basics" }]);
    let first = plan(&world, &quick());
    let line = &first.self_paced[0];
    assert_eq!(line.until.to_string(), "2027-03-19");
    assert!(
        says(line).ends_with("by 2027-03-19, the end of its phase"),
        "{}",
        says(line)
    );

    // Nobody begins after the phase.
    world.document["people"] = people(4);
    let now = plan(
        &world,
        &PlanOptions {
            from: Some("2027-03-22".parse().expect("a date")),
            ..after(&first)
        },
    );
    assert_eq!(unmet(&now), [("p3", "basics")]);
    assert_eq!(now.status, paratus::plan::PlanStatus::Infeasible);
    assert_eq!(
        now.conflicts[0].text,
        "phase `one` of `read` ends on 2027-03-19, before the plan begins"
    );
    assert_eq!(now.bounds.unmet, 1);
}

#[test]
fn what_was_begun_alone_goes_on_after_a_phase_that_was_made_shorter() {
    let mut world = phased("2027-04-30");
    let first = plan(&world, &quick());
    world.document["phases"][0]["until"] = json!("2027-03-15");
    let now = plan(
        &world,
        &PlanOptions {
            from: Some("2027-03-16".parse().expect("a date")),
            ..after(&first)
        },
    );
    assert_eq!(unmet(&now), []);
    assert!(now.self_paced.iter().all(|line| line.from == first.from));
}

#[test]
fn own_time_outside_its_phase_breaks_a_rule() {
    let world = phased("2027-04-30");
    let (_, assessment) = world.assess();
    let mut plan = plan(&world, &quick());
    for line in &mut plan.self_paced {
        line.until = "2027-05-04".parse().expect("a date");
    }
    let found = plan.verify(&assessment);
    assert!(
        found
            .iter()
            .any(|one| one.text.contains("not within the days of its phase")),
        "{found:?}"
    );
}

#[test]
fn an_unmet_need_names_the_step_that_it_waits_for() {
    let mut world = lab(people(3));
    world.document["activities"][0] = json!({
        "id": "talk", "mode": "workshop", "hours": 3.0, "seats": { "min": 5, "max": 9 }, "teaches": [{ "objective": "basics" }],
    });
    let now = plan(&world, &quick());
    let tool = now.unplaced.iter().find(|need| need.objective == "tool");
    let says = paratus::plan::Statement::join(&tool.expect("unmet").statements());
    assert_eq!(
        says,
        "`lab` comes after `basics`, in which no place was found"
    );
}
