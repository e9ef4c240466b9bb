//! Small programmes for planning, at random and by hand.

use paratus::document::Document;
use paratus::plan::{Effort, PlanOptions};
use paratus::{Assessment, EvidenceLog, Programme};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

/// A Sunday.
pub(crate) const AS_OF: &str = "2027-03-14";

/// A programme that is planned, and its evidence.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) document: Value,
    pub(crate) evidence: Value,
}

impl World {
    /// Compiled and assessed.
    pub(crate) fn assess(&self) -> (Programme, Assessment) {
        self.assess_on(AS_OF.parse().expect("a date"))
    }

    /// Compiled and assessed on a day.
    pub(crate) fn assess_on(&self, day: paratus::Date) -> (Programme, Assessment) {
        let document: Document = serde_json::from_value(self.document.clone()).expect("a document");
        let programme = Programme::compile(&document);
        let mut log = EvidenceLog::new(&programme);
        log.read_json(&self.evidence.to_string()).expect("evidence");
        let assessment = programme.assess(&log, day);
        (programme, assessment)
    }
}

/// Options that take little time.
pub(crate) fn quick() -> PlanOptions {
    PlanOptions {
        effort: Effort::Quick,
        ..PlanOptions::default()
    }
}

/// Raw numbers of one objective: track, prerequisite, whether it is a feature set.
type RawObjective = (usize, Option<usize>, bool);
/// Raw numbers of one activity: mode, what it teaches, hours, seats, cost, skill, prerequisite, online.
type RawActivity = (
    usize,
    Vec<usize>,
    u8,
    (u32, u32),
    u32,
    Option<usize>,
    Option<usize>,
    bool,
);

fn objective() -> impl Strategy<Value = RawObjective> {
    (
        0..3usize,
        proptest::option::weighted(0.4, 0..6usize),
        proptest::bool::weighted(0.3),
    )
}

fn activity() -> impl Strategy<Value = RawActivity> {
    (
        0..5usize,
        vec(0..6usize, 1..4),
        1..20u8,
        (0..4u32, 1..9u32),
        0..900u32,
        proptest::option::weighted(0.6, 0..2usize),
        proptest::option::weighted(0.3, 0..6usize),
        proptest::bool::weighted(0.15),
    )
}

/// Programmes of up to six objectives, eight activities and thirty people, with rooms and trainers or without.
pub(crate) fn world() -> impl Strategy<Value = World> {
    let outline = (
        vec(objective(), 1..=6),
        vec(activity(), 1..=8),
        vec(vec(0..6usize, 1..5), 1..4),
    );
    let people = vec(
        (
            0..4usize,
            0..4usize,
            proptest::option::weighted(0.1, -20..60i32),
        ),
        1..30,
    );
    let evidence = vec(
        (
            0..30usize,
            0..6usize,
            prop_oneof![Just(1.0), Just(0.0), Just(0.6)],
            -300..0i32,
            0..3usize,
        ),
        0..40,
    );
    let places = (
        vec((1..12u32, 0..3usize), 0..4),
        vec((vec(0..2usize, 1..3), 0..3usize, any::<bool>()), 0..4),
    );
    (outline, people, evidence, places, vec(0..3usize, 4)).prop_map(
        |((objectives, activities, roles), people, evidence, (rooms, trainers), sites)| {
            let count = objectives.len();
            let site = |site: usize| match site {
                0 => Value::Null,
                other => json!(format!("site-{other}")),
            };
            let objective = |(at, (track, requires, set)): (usize, &RawObjective)| {
                let track = ["people", "process", "technology"][*track];
                let requires = requires.filter(|_| at > 0).map(|to| format!("o{}", to % at));
                let mut value = json!({ "id": format!("o{at}"), "track": track,
                    "requires": requires.into_iter().collect::<Vec<_>>() });
                if *set && track == "technology" {
                    value["tool"] = json!("tool");
                    value["features"] = json!([format!("f{at}")]);
                }
                value
            };
            let activity = |(at, raw): (usize, &RawActivity)| {
                let (mode, teaches, hours, (least, most), cost, skill, requires, online) = raw;
                let mut teaches: Vec<String> = teaches.iter().map(|o| format!("o{}", o % count)).collect();
                teaches.sort();
                teaches.dedup();
                let teaches: Vec<Value> = teaches.iter().map(|o| json!({ "objective": o })).collect();
                let mode = ["workshop", "course", "e-learning", "coaching", "self-study"][*mode];
                let mut value = json!({
                    "id": format!("a{at}"), "mode": mode,
                    "teaches": teaches, "hours": f64::from(*hours) / 2.0, "cost": cost, "cost_per_person": cost % 7,
                    "seats": { "min": (*least).min(*most), "max": most }, "online": online,
                });
                if let Some(skill) = skill {
                    value["trainer_skill"] = json!(format!("skill-{skill}"));
                }
                if let Some(requires) = requires {
                    value["requires"] = json!([format!("o{}", requires % count)]);
                }
                value
            };
            let role = |(at, requires): (usize, &Vec<usize>)| {
                let mut requires: Vec<String> = requires.iter().map(|o| format!("o{}", o % count)).collect();
                requires.sort();
                requires.dedup();
                let requires: Vec<Value> = requires.iter().map(|o| json!({ "objective": o })).collect();
                json!({ "id": format!("r{at}"), "requires": requires })
            };
            let day = |offset: i32| AS_OF.parse::<paratus::Date>().unwrap().plus_days(offset).to_string();
            let person = |(at, (section, role, left)): (usize, &(usize, usize, Option<i32>))| {
                json!({ "id": format!("p{at}"), "section": format!("s{section}"),
                    "roles": [format!("r{}", role % roles.len())], "left": left.map(day) })
            };
            let document = json!({
                "format": 1, "id": "world",
                "tools": [{ "id": "tool", "features": (0..count).map(|at| format!("f{at}")).collect::<Vec<_>>() }],
                "objectives": objectives.iter().enumerate().map(objective).collect::<Vec<_>>(),
                "sections": (0..4).map(|at| json!({ "id": format!("s{at}"), "site": site(sites[at]) })).collect::<Vec<_>>(),
                "roles": roles.iter().enumerate().map(role).collect::<Vec<_>>(),
                "activities": activities.iter().enumerate().map(activity).collect::<Vec<_>>(),
                "rooms": rooms.iter().enumerate()
                    .map(|(at, (seats, at_site))| json!({ "id": format!("room{at}"), "seats": seats, "site": site(*at_site) }))
                    .collect::<Vec<_>>(),
                "trainers": trainers.iter().enumerate()
                    .map(|(at, (skills, at_site, always))| {
                        let skills: Vec<String> = skills.iter().map(|skill| format!("skill-{skill}")).collect();
                        let window = json!([{ "from": "2027-03-22", "until": "2027-04-09" }]);
                        json!({ "id": format!("t{at}"), "skills": skills, "site": site(*at_site),
                            "available": if *always { json!([]) } else { window } })
                    })
                    .collect::<Vec<_>>(),
                "people": people.iter().enumerate().map(person).collect::<Vec<_>>(),
                "feature_use": [{ "section": "s0", "feature": "tool/f0", "uses_per_month": 3.0 },
                                { "section": "s1", "feature": "tool/f0", "uses_per_month": 0.0 }],
                "planning": { "weeks": 5 },
            });
            let record = |(person, objective, value, day_offset, kind): &(usize, usize, f64, i32, usize)| {
                let kind = ["observation", "quiz", "survey"][*kind];
                json!({ "person": format!("p{}", person % people.len()), "objective": format!("o{}", objective % count),
                    "kind": kind, "value": value, "date": day(*day_offset) })
            };
            World { document, evidence: Value::Array(evidence.iter().map(record).collect()) }
        },
    )
}

/// An office by hand: fourteen clerks in two sections, three steps, two rooms, two trainers.
pub(crate) fn office() -> World {
    let people: Vec<Value> = (0..14)
        .map(|at| {
            let section = if at < 10 { "archive" } else { "desk" };
            json!({ "id": format!("p-{at:02}"), "section": section, "roles": ["clerk"] })
        })
        .collect();
    let document = json!({
        "format": 1, "id": "office",
        "tools": [{ "id": "docket", "features": ["search", "export"] }],
        "objectives": [
            { "id": "why", "track": "people" },
            { "id": "ways", "track": "process", "requires": ["why"] },
            { "id": "search", "track": "technology", "tool": "docket", "features": ["search"], "requires": ["ways"] },
            { "id": "other", "track": "process" },
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
            { "id": "read", "mode": "self-study", "hours": 2.0, "teaches": [{ "objective": "other" }] },
        ],
        "rooms": [{ "id": "hall", "seats": 8 }, { "id": "lab-room", "seats": 6 }],
        "trainers": [{ "id": "t-people", "skills": ["people"] }, { "id": "t-tools", "skills": ["tools"] }],
        "phases": [{ "id": "one", "objectives": ["why", "ways"] }, { "id": "two", "objectives": ["search", "other"] }],
        "sessions": [{ "id": "kick-off", "activity": "talk", "start": "2027-03-16", "half": "afternoon", "seats": 7,
                       "trainer": "t-people", "room": "hall", "pinned": true }],
        "people": people,
        "planning": { "weeks": 8, "max_absent": 0.6 },
    });
    World {
        document,
        evidence: json!([
            { "person": "p-00", "objective": "why", "kind": "observation", "value": 1.0, "date": "2027-03-10" },
        ]),
    }
}
