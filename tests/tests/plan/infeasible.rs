//! Plans that cannot meet everything: why, and the relaxations.

use crate::own_time::{people, plan, unmet, world};
use crate::world::{AS_OF, World, office, quick};
use paratus::document::{Document, TrainerDoc, read_folder};
use paratus::plan::{ConflictKind, Effort, PlanOptions, PlanStatus, Statement, UnplacedCause};
use paratus::table::TableOptions;
use paratus::{Assessment, EvidenceLog, Programme};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::Path;

/// The example ministry as it is written, and its evidence.
fn ministry() -> (Document, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry");
    let read = |path: std::path::PathBuf| {
        let name = path
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        (name, std::fs::read(&path).expect("a file"))
    };
    let files: BTreeMap<String, Vec<u8>> = folder
        .read_dir()
        .expect("the ministry")
        .map(|entry| read(entry.expect("an entry").path()))
        .collect();
    (
        read_folder(&files).expect("the ministry").document.clone(),
        files["evidence.csv"].clone(),
    )
}

fn assessed(document: &Document, evidence: &[u8]) -> Assessment {
    let programme = Programme::compile(document);
    let mut log = EvidenceLog::new(&programme);
    log.read_csv("evidence.csv", evidence, TableOptions::default());
    programme.assess(&log, AS_OF.parse().unwrap())
}

#[test]
fn a_ministry_with_one_trainer_and_two_weeks_is_reported_what_is_short_and_what_helps() {
    let (mut document, evidence) = ministry();
    let skills = [
        "facilitation",
        "leadership",
        "procedures",
        "docbase",
        "intranet",
        "dataworks",
    ];
    document.trainers = vec![TrainerDoc {
        id: "everything".to_owned(),
        title: "".into(),
        skills: skills.map(str::to_owned).to_vec(),
        site: None,
        available: Vec::new(),
    }];
    document.planning.weeks = 2;
    // Announced sessions need trainers at the same time.
    document.sessions.clear();
    // Who is left over when groups are full comes alone.
    for activity in &mut document.activities {
        activity.seats = activity
            .seats
            .map(|seats| paratus::document::SeatsDoc { min: 1, ..seats });
    }
    let assessment = assessed(&document, &evidence);
    let options = PlanOptions {
        effort: Effort::Quick,
        refresh: false,
        ..PlanOptions::default()
    };
    let plan = assessment.plan(&options).unwrap();
    assert_eq!(plan.verify(&assessment), []);
    assert_eq!(plan.status, PlanStatus::Infeasible);
    let trainers = plan
        .conflicts
        .iter()
        .find(|conflict| conflict.kind == ConflictKind::Trainers)
        .expect("the trainer");
    // Ten working days of two halves.
    assert!(
        trainers.available <= 20 && trainers.needed > trainers.available,
        "{trainers:?}"
    );
    assert!(trainers.text.contains("(1 trainer)"), "{}", trainers.text);

    // Without relaxations the same plan is made at once.
    let bare = assessment
        .plan(&PlanOptions {
            relax: false,
            ..options.clone()
        })
        .unwrap();
    let mut without = plan.clone();
    without.relaxations.clear();
    assert_eq!(bare, without);

    let cheapest = plan.relaxations.first().expect("something helps");
    assert!(cheapest.places_all, "{:?}", plan.relaxations);
    let mut relaxed = options.clone();
    relaxed.set_all(&cheapest.option).unwrap();
    let other = assessment.plan(&relaxed).unwrap();
    assert_eq!(other.verify(&assessment), []);
    assert_eq!(
        other.status,
        PlanStatus::Feasible,
        "{}: {:?}",
        cheapest.option,
        other.unplaced.first()
    );
}

#[test]
fn two_weeks_for_the_ministry_as_it_is_are_relaxed_until_everybody_is_placed() {
    let (document, evidence) = ministry();
    let assessment = assessed(&document, &evidence);
    let options = PlanOptions {
        effort: Effort::Quick,
        weeks: Some(2),
        ..PlanOptions::default()
    };
    let plan = assessment.plan(&options).unwrap();
    assert_eq!(plan.status, PlanStatus::Infeasible);
    let first = plan.relaxations.first().expect("something helps");
    assert!(
        first.places_all && first.unplaced == 0,
        "{:?}",
        plan.relaxations
    );
    // What places all comes first; what does not, by what it leaves.
    let order =
        |relaxation: &paratus::plan::Relaxation| (!relaxation.places_all, relaxation.unplaced);
    assert!(
        plan.relaxations.is_sorted_by_key(order),
        "{:?}",
        plan.relaxations
    );
    let mut relaxed = PlanOptions {
        relax: false,
        ..options
    };
    relaxed.set_all(&first.option).unwrap();
    let other = assessment.plan(&relaxed).unwrap();
    assert_eq!(
        other.status,
        PlanStatus::Feasible,
        "{}: {:?}",
        first.option,
        other.unplaced.first()
    );
    assert_eq!(other.verify(&assessment), []);
}

/// Status, what is short, and the causes with their words.
type Reported = (
    PlanStatus,
    Vec<ConflictKind>,
    BTreeMap<UnplacedCause, String>,
);

fn reported(change: impl Fn(&mut serde_json::Value)) -> Reported {
    let mut world = office();
    change(&mut world.document);
    let (_, assessment) = world.assess();
    let plan = assessment
        .plan(&PlanOptions {
            refresh: false,
            ..quick()
        })
        .unwrap();
    assert_eq!(plan.verify(&assessment), []);
    let causes = plan
        .unplaced
        .iter()
        .map(|unplaced| (unplaced.cause, Statement::join(&unplaced.statements())))
        .collect();
    let kinds = plan
        .conflicts
        .iter()
        .map(|conflict| conflict.kind)
        .collect();
    (plan.status, kinds, causes)
}

#[test]
fn every_cause_is_reported_in_the_words_of_the_programme() {
    let untaught = reported(|document| {
        document["activities"]
            .as_array_mut()
            .unwrap()
            .retain(|a| a["id"] != "lab");
    });
    assert_eq!(
        (untaught.0, untaught.1),
        (PlanStatus::Infeasible, vec![ConflictKind::Teaching])
    );
    assert_eq!(
        untaught.2[&UnplacedCause::Untaught],
        "no activity teaches `search`"
    );

    let nobody = reported(|document| document["trainers"][1]["skills"] = json!(["law"]));
    assert_eq!(nobody.0, PlanStatus::Infeasible);
    let words = &nobody.2[&UnplacedCause::NoTrainer];
    assert!(
        words.contains("`tools`") && words.contains("`lab`"),
        "{words}"
    );

    let crowd = reported(|document| {
        document["activities"][2]["seats"] = json!({ "min": 15, "max": 20 });
        document["rooms"][0]["seats"] = json!(30);
    });
    assert_eq!(crowd.0, PlanStatus::Infeasible);
    assert!(
        crowd.1.contains(&ConflictKind::Participants),
        "{:?}",
        crowd.1
    );

    // Two days have four half days; everybody needs four, the lab a whole day of them.
    let short = reported(|document| document["planning"] = json!({ "until": "2027-03-15" }));
    assert_eq!(short.0, PlanStatus::Infeasible);
    // Somebody's sessions are too long for the plan: counted together, or each because of what comes before and after.
    let chain = |kind: &ConflictKind| matches!(kind, ConflictKind::Chain | ConflictKind::Order);
    assert!(short.1.iter().any(chain), "{:?}", short.1);

    let none = reported(|document| {
        document["calendar"] = json!({ "holidays": ["2027-03-15", "2027-03-16"] });
        document["planning"] = json!({ "until": "2027-03-16" });
    });
    assert_eq!(none.0, PlanStatus::Infeasible);

    let earlier = reported(|document| {
        document["activities"]
            .as_array_mut()
            .unwrap()
            .retain(|a| a["id"] != "talk");
        document["sessions"] = json!([]);
    });
    assert_eq!(earlier.0, PlanStatus::Infeasible);
    assert!(
        earlier.2.contains_key(&UnplacedCause::Untaught)
            && earlier.2.contains_key(&UnplacedCause::Prerequisite)
    );
}

#[test]
fn requests_that_make_no_sense_are_refused_with_all_that_is_wrong() {
    let (_, assessment) = office().assess();
    let refused = |change: &str| {
        let mut options = quick();
        options
            .set_all(change)
            .and_then(|()| assessment.plan(&options).map(|_| ()))
            .unwrap_err()
            .to_string()
    };
    for (change, expected) in [
        (
            "until=2027-03-01",
            "options.until: planning would end on 2027-03-01, not after 2027-03-14, the date of assessment (name a later day as `until`, or assess as of an earlier one)",
        ),
        (
            "from=2026-01-01",
            "options.from: planning would begin on 2026-01-01, before 2027-03-14, the date of assessment (begin on that day or later, or assess as of an earlier one)",
        ),
        (
            "max_absent=30",
            "options.max_absent: `max_absent` is 30, but must be in [0, 1] (write a fraction: 0.3 for 30%)",
        ),
        (
            "wage_per_hour=-1",
            "options.wage_per_hour: `wage_per_hour` is -1, but must be from 0 to 1,000,000,000,000",
        ),
        (
            "trainers.tool=1",
            "options.trainers.tool: there is no trainer skill `tool` (did you mean `tools`?)",
        ),
        (
            "rooms.hill=1",
            "options.rooms.hill: there is no site `hill`",
        ),
        (
            "week=3",
            "week: `week` is not an option of planning (did you mean `weeks`?)",
        ),
        (
            "weeks=many",
            "weeks: `weeks` takes a whole number of 1 or more, not `many`",
        ),
        (
            "weeks",
            "weeks: `weeks` is not written as `option=value` (for instance `weeks=8`)",
        ),
    ] {
        assert!(refused(change).starts_with(expected), "{}", refused(change));
    }
}

/// Courses of three hours, and two of them; everybody of one section needs all.
fn small(
    people: usize,
    change: impl Fn(&mut serde_json::Value),
) -> (Programme, paratus::Assessment) {
    let person = |at: usize| json!({ "id": format!("s{at:02}"), "section": "s", "roles": ["r"] });
    let course = |id: &str, objective: &str, seats: u32| {
        json!({ "id": id, "mode": "course", "teaches": [{ "objective": objective }], "hours": 3.0, "cost": 100.0,
            "seats": { "min": 1, "max": seats }, "trainer_skill": if id == "a1" { "alpha" } else { "beta" } })
    };
    let mut document = json!({
        "format": 1, "id": "small", "planning": { "weeks": 8, "max_absent": 0.5 }, "sections": [{ "id": "s" }],
        "objectives": [{ "id": "o1", "track": "people" }, { "id": "o2", "track": "process" }],
        "activities": [course("a1", "o1", 4), course("a2", "o2", 10)],
        "roles": [{ "id": "r", "requires": [{ "objective": "o1" }, { "objective": "o2" }] }],
        "people": (0..people).map(person).collect::<Vec<_>>(),
        "trainers": [{ "id": "t1", "skills": ["alpha"] }, { "id": "t2", "skills": ["beta"] }],
    });
    change(&mut document);
    World {
        document,
        evidence: json!([]),
    }
    .assess()
}

/// The plan, checked.
fn planned(assessment: &paratus::Assessment, options: &PlanOptions) -> paratus::plan::Plan {
    let plan = assessment.plan(options).unwrap();
    assert_eq!(plan.verify(assessment), []);
    plan
}

#[test]
fn a_phase_too_short_for_its_trainer_is_proven_and_another_trainer_offered() {
    let (_, assessment) = small(48, |document| {
        let phases = json!([{ "id": "one", "objectives": ["o1"], "until": "2027-03-21" }, { "id": "two", "objectives": ["o2"] }]);
        document["phases"] = phases;
    });
    let options = PlanOptions {
        effort: Effort::Quick,
        ..PlanOptions::default()
    };
    let plan = planned(&assessment, &options);
    assert_eq!(plan.status, PlanStatus::Infeasible);
    // Ten half days of four seats for 48 people.
    assert_eq!((plan.unplaced.len(), plan.bounds.unmet), (8, 8));
    let [conflict] = plan.conflicts.as_slice() else {
        panic!("{:?}", plan.conflicts)
    };
    assert_eq!(
        (conflict.kind, conflict.subject.as_str()),
        (ConflictKind::Trainers, "alpha")
    );
    assert_eq!(
        (conflict.needed, conflict.available, conflict.uses),
        (12, 10, 12)
    );
    assert_eq!(
        (conflict.from.to_string(), conflict.until.to_string()),
        ("2027-03-15".into(), "2027-03-19".into())
    );
    assert_eq!(
        conflict.to_string(),
        "12 sessions of `a1` need a trainer with `alpha` from 2027-03-15 to 2027-03-19 (1 trainer); 12 half days are needed, and there are 10; the days are those of phase `one`"
    );
    let offered = |option: &str| {
        let found = plan
            .relaxations
            .iter()
            .find(|relaxation| relaxation.option == option);
        let found = found.unwrap_or_else(|| panic!("{option}: {:?}", plan.relaxations));
        // What is offered is what comes of it.
        let mut relaxed = PlanOptions {
            relax: false,
            ..options.clone()
        };
        relaxed.set_all(option).unwrap();
        let other = planned(&assessment, &relaxed);
        assert_eq!(
            (other.status, found.places_all, found.unplaced),
            (PlanStatus::Feasible, true, 0)
        );
        assert!(
            (other.cost - plan.cost - found.extra_cost).abs() < 1e-9,
            "{option}"
        );
    };
    offered("trainers.alpha=1");
    offered("phase_until.one=2027-03-28");
    offered("seats_max.a1=5");
    assert!(
        plan.relaxations
            .iter()
            .all(|relaxation| !relaxation.option.contains("weeks")),
        "{:?}",
        plan.relaxations
    );
}

#[test]
fn only_what_too_few_people_share_stays_unmet() {
    let (_, assessment) = small(2, |document| {
        document["activities"][0]["seats"] = json!({ "min": 3, "max": 8 });
        document["planning"]["max_absent"] = json!(1.0);
    });
    let plan = planned(&assessment, &PlanOptions::default());
    assert_eq!(plan.status, PlanStatus::Infeasible);
    assert_eq!(plan.bounds.unmet, 2);
    assert!(
        plan.unplaced.len() == 2
            && plan
                .unplaced
                .iter()
                .all(|unplaced| unplaced.objective == "o1")
    );
    let [conflict] = plan.conflicts.as_slice() else {
        panic!("{:?}", plan.conflicts)
    };
    assert_eq!(
        (conflict.kind, conflict.needed, conflict.available),
        (ConflictKind::Participants, 3, 2)
    );
    assert_eq!(
        conflict.text,
        "a session of `a1` takes 3 people or more, and 2 can come together"
    );
    let smaller = plan.relaxations.first().expect("a smaller session");
    assert_eq!(
        (smaller.option.as_str(), smaller.places_all),
        ("seats_min.a1=2", true)
    );
}

#[test]
fn one_day_of_a_trainer_is_one_session_of_a_whole_day() {
    // The second half of the day could begin another half day, but not another whole day.
    let (_, assessment) = small(2, |document| {
        document["planning"] = json!({ "weeks": 1, "max_absent": 1.0 });
        document["activities"][0]["hours"] = json!(6.0);
        document["activities"][0]["seats"] = json!({ "min": 1, "max": 1 });
        document["trainers"][0]["available"] =
            json!([{ "from": "2027-03-15", "until": "2027-03-15" }]);
    });
    let plan = planned(&assessment, &PlanOptions::default());
    assert_eq!(plan.status, PlanStatus::Infeasible);
    assert_eq!((plan.unplaced.len(), plan.bounds.unmet), (1, 1));
    assert_eq!(plan.unplaced[0].objective, "o1");
    assert!(
        plan.conflicts
            .iter()
            .any(|conflict| conflict.kind == ConflictKind::Trainers),
        "{:?}",
        plan.conflicts
    );
}

#[test]
fn no_more_absence_than_is_needed_is_offered() {
    // One week: ten half days, two sessions each: three people, of whom one may be away.
    let (_, assessment) = small(6, |document| {
        document["planning"] = json!({ "until": "2027-03-16", "max_absent": 0.17 });
        document["activities"][0]["seats"]["max"] = json!(10);
    });
    let plan = planned(&assessment, &PlanOptions::default());
    assert_eq!(plan.status, PlanStatus::Infeasible);
    assert!(
        plan.conflicts
            .iter()
            .any(|conflict| conflict.kind == ConflictKind::Absence),
        "{:?}",
        plan.conflicts
    );
    // Twelve seats in four half days: three people at once, half of the section.
    let absence = plan
        .relaxations
        .iter()
        .find(|relaxation| relaxation.option.starts_with("max_absent"));
    assert_eq!(
        absence.map(|found| (found.option.as_str(), found.places_all)),
        Some(("max_absent=0.5", true))
    );
}

#[test]
fn what_could_also_be_learned_alone_is_not_proven_to_be_short() {
    let (_, assessment) = small(48, |document| {
        document["phases"] = json!([{ "id": "one", "objectives": ["o1"], "until": "2027-03-21" }]);
        let reading = json!({ "id": "reading", "mode": "self-study", "teaches": [{ "objective": "o1" }], "hours": 30.0, "cost": 0.0 });
        document["activities"].as_array_mut().unwrap().push(reading);
    });
    let plan = planned(
        &assessment,
        &PlanOptions {
            relax: false,
            ..PlanOptions::default()
        },
    );
    assert_eq!(
        (plan.conflicts.len(), plan.bounds.unmet),
        (0, 0),
        "{:?}",
        plan.conflicts
    );
}

/// Four people of whom half may be away, and a workshop of some hours with a trainer on some days.
fn talk(hours: f64, trainer: &serde_json::Value) -> World {
    let mut world = world(
        json!([{ "id": "why", "track": "people" }]),
        json!([{ "id": "talk", "mode": "workshop", "hours": hours, "cost": 300.0, "seats": { "min": 2, "max": 6 },
                 "teaches": [{ "objective": "why" }], "trainer_skill": "people" }]),
        json!([{ "id": "r", "requires": [{ "objective": "why" }] }]),
        people(4),
    );
    world.document["planning"] = json!({ "weeks": 4, "max_absent": 0.5 });
    world.document["rooms"] = json!([{ "id": "hall", "seats": 8 }]);
    world.document["trainers"] = json!([trainer]);
    world
}

#[test]
fn what_is_proven_counts_sessions_pinned_where_none_could_be_planned() {
    // Over a weekend, as the trainer is there from Friday to Monday, and longer than a week.
    let days = json!({ "id": "t", "skills": ["people"], "available": [{ "from": "2027-03-19", "until": "2027-03-22" }] });
    let always = json!({ "id": "t", "skills": ["people"] });
    for (hours, trainer, start) in [(12.0, days, "2027-03-19"), (40.0, always, "2027-03-22")] {
        let mut world = talk(hours, &trainer);
        world.document["sessions"] = json!([{ "id": "s", "activity": "talk", "start": start, "pinned": true, "trainer": "t" }]);
        let plan = plan(&world, &quick());
        assert_eq!((plan.sessions[0].people.len(), unmet(&plan).len()), (2, 2));
        assert!(plan.bounds.unmet <= 2);
    }
}

#[test]
fn a_rule_behind_another_is_found() {
    let mut world = talk(6.0, &json!({ "id": "t", "skills": ["people"] }));
    world.document["activities"][0]["seats"]["min"] = json!(3);
    world.document["absences"] =
        json!([{ "section": "desk", "from": "2027-03-15", "until": "2027-04-30" }]);
    let plan = plan(&world, &quick());
    let offered: Vec<(&str, u64)> = plan
        .relaxations
        .iter()
        .map(|one| (one.option.as_str(), one.unplaced))
        .collect();
    assert!(
        offered.contains(&("max_absent=1,weeks=8", 0)),
        "{offered:?}"
    );
    assert!(
        offered.contains(&("seats_min.talk=2,weeks=8", 0)),
        "{offered:?}"
    );
    assert!(plan.bounds.unmet >= 1 && plan.status == PlanStatus::Infeasible);
}

/// What is said of one need is about that need.
#[test]
fn a_need_is_explained_by_what_helps_it() {
    let mut world = crate::own_time::world(
        json!([{ "id": "tool", "track": "technology" }, { "id": "why", "track": "people" }]),
        json!([
            { "id": "lab", "mode": "course", "hours": 3.0, "seats": { "min": 5, "max": 9 }, "teaches": [{ "objective": "tool" }] },
            { "id": "talk", "mode": "workshop", "hours": 3.0, "seats": { "min": 6, "max": 9 }, "teaches": [{ "objective": "why" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "tool" }, { "objective": "why" }] }]),
        crate::own_time::people(4),
    );
    let says = |world: &World, line: &str| {
        let (programme, assessment) = world.assess();
        let plan = assessment.plan(&quick()).expect("a plan");
        let lines = plan.explain_line(&programme, line).expect("a line");
        let reasons = lines[0].reasons.iter();
        reasons
            .map(|one| one.text.clone())
            .collect::<Vec<_>>()
            .join("\n")
    };
    let (tool, why) = (says(&world, "p0/tool"), says(&world, "p0/why"));
    assert!(
        tool.contains("seats_min.lab=4") && !tool.contains("talk"),
        "{tool}"
    );
    assert!(
        why.contains("seats_min.talk=4") && !why.contains("lab"),
        "{why}"
    );
    // Two that only together meet it are offered together.
    world.document["activities"][1]["requires"] = json!(["tool"]);
    let why = says(&world, "p0/why");
    assert!(
        why.contains("seats_min.lab=4") && why.contains("seats_min.talk=4"),
        "{why}"
    );
}

/// What an activity requires may be a lower level of what it teaches.
#[test]
fn a_session_is_explained_by_the_level_that_it_requires() {
    let mut world = crate::own_time::world(
        json!([{ "id": "tool", "track": "technology", "scale": "skill" }]),
        json!([
            { "id": "first", "mode": "course", "hours": 3.0, "seats": { "min": 1, "max": 9 },
              "teaches": [{ "objective": "tool", "level": "basic" }] },
            { "id": "more", "mode": "course", "hours": 3.0, "seats": { "min": 1, "max": 9 }, "requires": ["tool@basic"],
              "teaches": [{ "objective": "tool", "level": "expert" }] },
        ]),
        json!([{ "id": "r", "requires": [{ "objective": "tool", "level": "expert" }] }]),
        crate::own_time::people(3),
    );
    world.document["scales"] = json!({ "skill": { "levels": ["basic", "expert"] } });
    let (programme, assessment) = world.assess();
    let plan = assessment.plan(&quick()).expect("a plan");
    let session = plan.sessions.iter().find(|one| one.activity == "more");
    let line = &session.expect("a session").session;
    let lines = plan.explain_line(&programme, line).expect("a line");
    let reasons = lines[0].reasons.iter().map(|one| one.text.as_str());
    let all = reasons.collect::<Vec<_>>().join("\n");
    assert!(all.contains("tool@basic"), "{all}");
}
