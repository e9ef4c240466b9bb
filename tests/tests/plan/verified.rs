//! Plans by hand are accepted where they hold, and every rule finds what breaks it.

use crate::by_hand::{add_up, plan, read, session, take, without_p_5};
use paratus::plan::PlanRule;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Something done to the plan by hand, and the rule that it breaks.
type Mutation = (&'static str, PlanRule, fn(&mut Value));

fn move_to(plan: &mut Value, id: &str, day: &str) {
    let session = session(plan, id);
    (session["start"], session["end"]) = (json!(day), json!(day));
    silence(session);
}

/// Takes the reason of a session away.
fn silence(session: &mut Value) {
    session["reason"] = json!({ "date": "search", "needs": [], "text": "" });
}

const MUTATIONS: &[Mutation] = &[
    ("too many away", PlanRule::Absence, |plan| {
        session(plan, "talk-1")["people"] = json!(["p-1", "p-2", "p-3", "p-4"]);
        session(plan, "talk-2")["people"] = json!(["p-0", "p-5"]);
    }),
    (
        "one of two away, and one may be",
        PlanRule::Absence,
        |plan| {
            session(plan, "drill-1")["people"] = json!(["p-6", "p-7"]);
            take(plan, "drill-2");
        },
    ),
    ("a Saturday", PlanRule::Calendar, |plan| {
        move_to(plan, "talk-2", "2027-03-20");
    }),
    ("after the plan", PlanRule::Calendar, |plan| {
        move_to(plan, "drill-1", "2027-03-30");
    }),
    ("half as long", PlanRule::Calendar, |plan| {
        session(plan, "lab-1")["end_half"] = json!("morning");
    }),
    ("an absent person", PlanRule::Presence, |plan| {
        session(plan, "talk-1")["people"] = json!(["p-0", "p-2", "p-3"]);
        session(plan, "talk-2")["people"] = json!(["p-1", "p-4", "p-5"]);
    }),
    ("a section that sends nobody", PlanRule::Presence, |plan| {
        move_to(plan, "drill-1", "2027-03-15");
    }),
    ("the same twice", PlanRule::DoubleBooked, |plan| {
        session(plan, "talk-2")["people"] = json!(["p-0", "p-1", "p-4", "p-5"]);
    }),
    ("twice in one session", PlanRule::DoubleBooked, |plan| {
        session(plan, "talk-2")["people"] = json!(["p-0", "p-4", "p-5", "p-5"]);
    }),
    (
        "a trainer who sits in what they teach",
        PlanRule::DoubleBooked,
        |plan| {
            session(plan, "lab-1")["people"] = json!(["coach", "p-1", "p-2", "p-3"]);
        },
    ),
    ("a need forgotten", PlanRule::Needs, |plan| {
        session(plan, "lab-2")["people"] = json!(["p-0", "p-4"]);
    }),
    ("a refresher forgotten", PlanRule::Needs, |plan| {
        drop(take(plan, "drill-2"));
    }),
    ("a met need listed", PlanRule::Needs, |plan| {
        plan["unplaced"] =
            json!([{ "person": "p-1", "objective": "why", "cause": "window", "reason": "" }]);
        plan["status"] = json!("partial");
    }),
    ("an unneeded one listed", PlanRule::Needs, |plan| {
        plan["unplaced"] =
            json!([{ "person": "p-1", "objective": "keep", "cause": "window", "reason": "" }]);
        plan["status"] = json!("partial");
    }),
    (
        "an unmet need in a feasible plan",
        PlanRule::Needs,
        |plan| {
            without_p_5(plan);
            plan["status"] = json!("feasible");
        },
    ),
    ("the lab before the talk", PlanRule::Order, |plan| {
        silence(session(plan, "lab-1"));
        move_to(plan, "talk-1", "2027-03-18");
    }),
    ("the lab while the talk is on", PlanRule::Order, |plan| {
        move_to(plan, "talk-1", "2027-03-17");
    }),
    ("refreshed before it is due", PlanRule::Refresh, |plan| {
        move_to(plan, "drill-2", "2027-03-16");
    }),
    ("a closed room", PlanRule::Room, |plan| {
        move_to(plan, "talk-1", "2027-03-16");
    }),
    ("a room too small", PlanRule::Room, |plan| {
        session(plan, "talk-1")["room"] = json!("nook");
        session(plan, "talk-1")["people"] = json!(["p-1", "p-2", "p-3", "p-4"]);
    }),
    ("no room", PlanRule::Room, |plan| {
        session(plan, "talk-1")["room"] = Value::Null;
    }),
    ("one room twice", PlanRule::Room, |plan| {
        move_to(plan, "talk-2", "2027-03-25");
    }),
    ("fewer than the smallest", PlanRule::Seats, |plan| {
        session(plan, "talk-2")["people"] = json!(["p-0"]);
    }),
    ("more than seats", PlanRule::Seats, |plan| {
        session(plan, "talk-2")["seats"] = json!(2);
    }),
    (
        "more seats than the activity has",
        PlanRule::Seats,
        |plan| session(plan, "talk-2")["seats"] = json!(5),
    ),
    ("an absent trainer", PlanRule::Trainer, |plan| {
        move_to(plan, "talk-2", "2027-03-22");
    }),
    ("a trainer who has left", PlanRule::Trainer, |plan| {
        move_to(plan, "lab-2", "2027-03-26");
    }),
    ("a trainer without the skill", PlanRule::Trainer, |plan| {
        session(plan, "lab-2")["trainer"] = json!("t-people");
    }),
    ("one trainer twice", PlanRule::Trainer, |plan| {
        move_to(plan, "lab-2", "2027-03-17");
        session(plan, "lab-2")["room"] = json!("nook");
    }),
    ("something that is not needed", PlanRule::Unneeded, |plan| {
        session(plan, "drill-2")["people"] = json!(["p-1", "p-6"]);
    }),
    (
        "self-study that is not needed",
        PlanRule::Unneeded,
        |plan| {
            plan["self_paced"] = json!([{ "activity": "read", "from": "2027-03-15", "until": "2027-03-19", "hours": 2.0,
            "mode": "self-study", "people": ["p-3"], "phase": null, "title": "read",
            "reason": { "date": "earliest", "needs": [], "text": "" } }]);
        },
    ),
    (
        "self-study of somebody absent",
        PlanRule::Presence,
        |plan| {
            plan["self_paced"] = json!([{ "activity": "read", "from": "2027-03-15", "until": "2027-03-19", "hours": 2.0,
            "mode": "self-study", "people": ["p-0"], "phase": null, "title": "read",
            "reason": { "date": "earliest", "needs": [], "text": "" } }]);
        },
    ),
    ("an id twice", PlanRule::Reference, |plan| {
        session(plan, "talk-2")["session"] = json!("talk-1");
    }),
    ("nobody of that name", PlanRule::Reference, |plan| {
        session(plan, "talk-2")["people"] = json!(["p-0", "p-4", "p-5", "p-9"]);
    }),
    ("no such site", PlanRule::Reference, |plan| {
        session(plan, "talk-2")["site"] = json!("moon");
    }),
    ("no such trainer", PlanRule::Reference, |plan| {
        session(plan, "talk-2")["trainer"] = json!("extra-people-1");
    }),
    ("no such need", PlanRule::Reference, |plan| {
        plan["unplaced"] =
            json!([{ "person": "p-1", "objective": "fly", "cause": "window", "reason": "" }]);
    }),
    (
        "a cancelled session that takes place",
        PlanRule::Identity,
        |plan| session(plan, "talk-2")["status"] = json!("cancelled"),
    ),
    (
        "a cancelled session that takes place",
        PlanRule::Identity,
        |plan| {
            let mut session = session(plan, "talk-2").clone();
            session["session"] = json!("talk-3");
            plan["cancelled_sessions"] = json!([session]);
        },
    ),
    ("a cost that is not", PlanRule::Figures, |plan| {
        plan["cost"] = json!(1.0);
    }),
    ("hours that are not", PlanRule::Figures, |plan| {
        plan["hours"]["people"] = json!(1.0);
    }),
    ("people that are not", PlanRule::Figures, |plan| {
        plan["people"] = json!(99);
    }),
    ("a last day without sessions", PlanRule::Figures, |plan| {
        plan["last"] = json!("2027-03-28");
    }),
    ("a phase that has nothing", PlanRule::Figures, |plan| {
        let hours = json!({ "people": 0.0, "process": 0.0, "technology": 0.0 });
        plan["phases"] =
            json!([{ "phase": "one", "people": 0, "ready": 0, "sessions": 2, "hours": hours }]);
    }),
    ("a bound above the cost", PlanRule::Figures, |plan| {
        plan["bounds"] = json!({ "cost": 1e9, "unmet": 0 });
    }),
    ("a bound above what is unmet", PlanRule::Figures, |plan| {
        plan["bounds"] = json!({ "cost": 0.0, "unmet": 1 });
    }),
    ("a wrong count of starts", PlanRule::Reasons, |plan| {
        session(plan, "talk-2")["reason"]["witness"]["starts"] = json!(11);
    }),
    ("a wrong cause of starts", PlanRule::Reasons, |plan| {
        session(plan, "talk-2")["reason"]["witness"]["causes"] = json!({ "away": 10, "room": 2 });
    }),
    ("a wrong reason of a date", PlanRule::Reasons, |plan| {
        session(plan, "talk-2")["reason"]["date"] = json!("away");
    }),
    (
        "as early as can be, and is not",
        PlanRule::Reasons,
        |plan| {
            session(plan, "lab-2")["reason"]["date"] = json!("earliest");
            session(plan, "lab-2")["reason"]["witness"] = json!({ "starts": 0, "causes": {} });
        },
    ),
    (
        "a wrong cause of an unmet need",
        PlanRule::Reasons,
        |plan| {
            without_p_5(plan);
            plan["unplaced"][0]["cause"] = json!("trainer");
        },
    ),
    (
        "a wrong count of an unmet need",
        PlanRule::Reasons,
        |plan| {
            without_p_5(plan);
            plan["unplaced"][0]["witness"]["causes"] = json!({ "earlier_step": 8, "trainer": 2 });
        },
    ),
    ("something teaches it", PlanRule::Reasons, |plan| {
        without_p_5(plan);
        plan["unplaced"][0] =
            json!({ "person": "p-5", "objective": "search", "cause": "untaught", "reason": "no" });
    }),
    ("no circle", PlanRule::Reasons, |plan| {
        without_p_5(plan);
        plan["unplaced"][0]["cause"] = json!("circle");
    }),
    ("a large room", PlanRule::Reasons, |plan| {
        without_p_5(plan);
        plan["unplaced"][0]["cause"] = json!("no_room");
    }),
    ("a skilled trainer", PlanRule::Reasons, |plan| {
        without_p_5(plan);
        plan["unplaced"][0]["cause"] = json!("no_trainer");
    }),
    ("another activity", PlanRule::Reasons, |plan| {
        without_p_5(plan);
        plan["unplaced"][0]["activity"] = json!("talk");
    }),
    ("a session could be opened", PlanRule::Reasons, |plan| {
        // Two who are left out are as many as the smallest session takes.
        without_p_5(plan);
        take(plan, "lab-2");
        let unmet = |person: &str| {
            json!({ "person": person, "objective": "search", "activity": "lab", "cause": "earlier_step", "reason": "no",
                "witness": { "starts": 10, "causes": { "earlier_step": 7, "minimum": 2, "trainer": 1 } } })
        };
        plan["unplaced"] = json!([unmet("p-0"), unmet("p-4"), unmet("p-5")]);
    }),
    ("a free seat", PlanRule::FreeSeat, |plan| {
        without_p_5(plan);
        session(plan, "lab-2")["seats"] = json!(3);
    }),
];

fn rules(assessment: &paratus::Assessment, plan: &Value) -> BTreeSet<PlanRule> {
    read(plan)
        .verify(assessment)
        .into_iter()
        .map(|violation| violation.rule)
        .collect()
}

#[test]
fn a_plan_by_hand_is_accepted() {
    let (_, assessment, plan) = plan();
    assert_eq!(read(&plan).verify(&assessment), []);
    let mut partial = plan.clone();
    without_p_5(&mut partial);
    assert_eq!(read(&partial).verify(&assessment), []);
    // Nobody has to give reasons, phases or bounds, and any order that the programme allows will do.
    let mut plain = partial;
    plain["sessions"]
        .as_array_mut()
        .expect("sessions")
        .iter_mut()
        .for_each(silence);
    plain["unplaced"][0] =
        json!({ "person": "p-5", "objective": "search", "cause": "window", "reason": "" });
    plain["sessions"]
        .as_array_mut()
        .expect("sessions")
        .reverse();
    assert_eq!(read(&plain).verify(&assessment), []);
    // Those of the desk first, the two groups of the archive in turn.
    let mut other = plan;
    for (id, day) in [
        ("talk-1", "2027-03-17"),
        ("lab-1", "2027-03-19"),
        ("drill-1", "2027-03-22"),
        ("drill-2", "2027-03-19"),
    ] {
        move_to(&mut other, id, day);
    }
    other["sessions"]
        .as_array_mut()
        .expect("sessions")
        .iter_mut()
        .for_each(silence);
    add_up(&mut other);
    assert_eq!(read(&other).verify(&assessment), []);
}

#[test]
fn every_rule_finds_what_breaks_it() {
    let (_, assessment, plan) = plan();
    for (name, rule, mutate) in MUTATIONS {
        let mut broken = plan.clone();
        mutate(&mut broken);
        assert_ne!(broken, plan, "{name}");
        let found = rules(&assessment, &broken);
        assert!(
            found.contains(rule),
            "{name}: {rule:?} is not among {found:?}"
        );
        // It is found as well where the figures agree with the lines.
        if *rule != PlanRule::Figures {
            add_up(&mut broken);
            let found = rules(&assessment, &broken);
            assert!(
                found.contains(rule),
                "{name}: {rule:?} is not among {found:?}"
            );
        }
    }
}

#[test]
fn somebody_whom_the_programme_does_not_have_is_found_and_so_is_somebody_new() {
    let (_, before, plan) = plan();
    let mut world = crate::by_hand::office();
    world.document["people"]
        .as_array_mut()
        .expect("people")
        .push(json!({ "id": "new", "section": "archive", "roles": ["clerk"] }));
    let (_, after) = world.assess();
    let mut joined = plan.clone();
    session(&mut joined, "talk-2")["people"] = json!(["new", "p-0", "p-4", "p-5"]);
    assert!(rules(&before, &joined).contains(&PlanRule::Reference));
    assert!(!rules(&after, &plan).is_empty());
    assert_eq!(rules(&before, &plan), BTreeSet::new());
}

/// The plan after the second lab was cancelled: nobody else can teach it later.
fn cancelled(plan: &Value) -> Value {
    let mut plan = plan.clone();
    let mut lab = take(&mut plan, "lab-2");
    (lab["status"], lab["sequence"], lab["people"]) = (json!("cancelled"), json!(1), json!([]));
    plan["settings"]["cancelled"] = json!(["lab-2"]);
    plan["cancelled_sessions"] = json!([lab]);
    plan["status"] = json!("partial");
    let unmet = |person: &str| json!({ "person": person, "objective": "search", "cause": "window", "reason": "" });
    let lost = |person: &str| json!({ "person": person, "objective": "search", "session": "lab-2", "reason": "cancelled" });
    plan["unplaced"] = json!(["p-0", "p-4", "p-5"].map(unmet));
    plan["promises_lost"] = json!(["p-0", "p-4", "p-5"].map(lost));
    add_up(&mut plan);
    plan
}

/// Something done to the plan after a cancellation, and the rule of planning again that it breaks.
const LATER: &[Mutation] = &[
    (
        "the cancelled session forgotten",
        PlanRule::Identity,
        |plan| plan["cancelled_sessions"] = json!([]),
    ),
    ("its sequence stays", PlanRule::Identity, |plan| {
        plan["cancelled_sessions"][0]["sequence"] = json!(0);
    }),
    (
        "a session that nobody announced is cancelled",
        PlanRule::Identity,
        |plan| {
            plan["cancelled_sessions"][0]["session"] = json!("lab-9");
        },
    ),
    (
        "another activity under an old id",
        PlanRule::Identity,
        |plan| {
            let [one, two] = ["drill-1", "talk-2"].map(|id| session(plan, id)["session"].clone());
            (
                session(plan, "talk-2")["session"],
                session(plan, "drill-1")["session"],
            ) = (one, two);
        },
    ),
    ("a lost promise forgotten", PlanRule::Promises, |plan| {
        plan["promises_lost"] = json!([]);
    }),
    ("a false reason for losing it", PlanRule::Promises, |plan| {
        plan["promises_lost"][0]["reason"] = json!("trainer");
    }),
    ("a promise that is kept", PlanRule::Promises, |plan| {
        let lost = json!({ "person": "p-1", "objective": "search", "session": "lab-1", "reason": "trainer" });
        plan["promises_lost"]
            .as_array_mut()
            .expect("a list")
            .push(lost);
    }),
    ("a promise that nobody made", PlanRule::Promises, |plan| {
        let lost = json!({ "person": "p-1", "objective": "keep", "session": "lab-2", "reason": "cancelled" });
        plan["promises_lost"]
            .as_array_mut()
            .expect("a list")
            .push(lost);
    }),
    ("a session moved", PlanRule::Untouched, |plan| {
        move_to(plan, "lab-1", "2027-03-18");
        session(plan, "lab-1")["sequence"] = json!(1);
    }),
    (
        "a session moved under its old sequence",
        PlanRule::Identity,
        |plan| move_to(plan, "lab-1", "2027-03-18"),
    ),
    ("another room", PlanRule::Untouched, |plan| {
        session(plan, "talk-2")["room"] = json!("nook");
        session(plan, "talk-2")["sequence"] = json!(1);
    }),
    ("a seat moved", PlanRule::Untouched, |plan| {
        session(plan, "talk-1")["people"] = json!(["p-1", "p-2"]);
        session(plan, "lab-1")["people"] = json!(["p-1", "p-2"]);
        session(plan, "talk-2")["people"] = json!(["p-0", "p-3", "p-4", "p-5"]);
    }),
];

#[test]
fn planning_again_keeps_what_was_announced_or_says_why_not() {
    let (_, assessment, plan) = plan();
    let previous = read(&plan);
    let rules = |plan: &Value| -> BTreeSet<PlanRule> {
        let found = read(plan).verify_against(&previous, &assessment);
        found.into_iter().map(|violation| violation.rule).collect()
    };
    assert_eq!(previous.verify_against(&previous, &assessment), []);
    let after = cancelled(&plan);
    let mut plain = after.clone();
    plain["sessions"]
        .as_array_mut()
        .expect("sessions")
        .iter_mut()
        .for_each(silence);
    assert_eq!(read(&plain).verify_against(&previous, &assessment), []);
    for (name, rule, mutate) in LATER {
        let mut broken = plain.clone();
        mutate(&mut broken);
        assert_ne!(broken, plain, "{name}");
        let found = rules(&broken);
        assert!(
            found.contains(rule),
            "{name}: {rule:?} is not among {found:?}"
        );
    }
    // What was cancelled is carried on until its day is past, and its id is never used again.
    let second = read(&plain);
    let mut same = plain.clone();
    same["promises_lost"] = json!([]);
    assert_eq!(read(&same).verify_against(&second, &assessment), []);
    let mut third = plain.clone();
    third["cancelled_sessions"] = json!([]);
    let mut lab = session(&mut plan.clone(), "lab-2").clone();
    silence(&mut lab);
    third["sessions"]
        .as_array_mut()
        .expect("sessions")
        .push(lab);
    (third["unplaced"], third["promises_lost"], third["status"]) =
        (json!([]), json!([]), json!("feasible"));
    let found: BTreeSet<PlanRule> = read(&third)
        .verify_against(&second, &assessment)
        .into_iter()
        .map(|violation| violation.rule)
        .collect();
    assert!(found.contains(&PlanRule::Identity), "{found:?}");
    let mut foreign = previous.clone();
    foreign.programme = "other".to_owned();
    let found = previous.verify_against(&foreign, &assessment);
    assert_eq!(
        found
            .iter()
            .map(|violation| violation.rule)
            .collect::<Vec<_>>(),
        [PlanRule::Reference]
    );
}

#[test]
fn every_rule_is_tried() {
    let tried: BTreeSet<&str> = MUTATIONS
        .iter()
        .chain(LATER)
        .map(|mutation| mutation.1.name())
        .collect();
    let text = include_str!("../../../bindings/schema/verification.schema.json");
    let schema: Value = serde_json::from_str(text).expect("a schema");
    let mut all = BTreeSet::new();
    names(&schema, &mut all);
    // The programme by hand has no pinned session; another test breaks that rule.
    assert!(all.contains("pinned") && all.contains("untouched"));
    let missing: Vec<&&str> = all
        .iter()
        .filter(|name| **name != "pinned" && !tried.contains(**name))
        .collect();
    assert!(missing.is_empty(), "nothing is tried against {missing:?}");
}

/// The names of rules in the schema of violations.
fn names<'a>(schema: &'a Value, all: &mut BTreeSet<&'a str>) {
    let rule = &schema["$defs"]["PlanRule"];
    for entry in rule["oneOf"].as_array().into_iter().flatten() {
        all.extend(entry["const"].as_str());
    }
    for name in rule["enum"].as_array().into_iter().flatten() {
        all.extend(name.as_str());
    }
}
