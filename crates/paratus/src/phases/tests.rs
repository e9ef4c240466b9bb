use crate::disclosure::Disclosure;
use crate::document::Document;
use crate::phases::{Phases, ProposalOptions};
use crate::{Date, Programme};
use serde_json::{Value, json};

fn day() -> Date {
    "2027-03-14".parse().unwrap()
}

/// Twenty clerks in two sections. The archive finds and files; finance finds, and exports now and then.
fn programme(phases: Value) -> Programme {
    let people: Vec<Value> = (0..20)
        .map(|n| json!({ "id": format!("p{n}"), "section": if n < 12 { "archive" } else { "finance" }, "roles": ["clerk"] }))
        .collect();
    let set = |id: &str, requires: Value| json!({ "id": id, "track": "technology", "tool": "docket", "features": [id], "requires": requires });
    let uses = |section: &str, feature: &str, uses: f64| json!({ "section": section, "feature": format!("docket/{feature}"), "uses_per_month": uses });
    let teach = |id: &str, hours: f64| json!({ "id": format!("{id}-course"), "mode": "course", "hours": hours, "teaches": [{ "objective": id }] });
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": { "min_cell": 5 },
        "tools": [{ "id": "docket", "features": ["export", "find", "keep", "label"] }],
        "objectives": [{ "id": "why", "track": "people" }, { "id": "ways", "track": "process", "requires": ["why"] },
            set("export", json!(["keep"])), set("find", json!([])), set("keep", json!(["ways"])), set("label", json!([])),
            { "id": "talk", "track": "people" }],
        "sections": [{ "id": "archive" }, { "id": "finance" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "export" }, { "objective": "find" },
            { "objective": "keep" }, { "objective": "label" }, { "objective": "talk" }] }],
        "activities": [teach("why", 1.0), teach("ways", 1.0), teach("export", 4.0), teach("find", 2.0),
            teach("keep", 2.0), teach("label", 2.0), teach("talk", 1.0)],
        "feature_use": [uses("archive", "find", 60.0), uses("archive", "keep", 30.0), uses("archive", "label", 0.0),
            uses("finance", "find", 20.0), uses("finance", "keep", 10.0), uses("finance", "export", 40.0),
            uses("finance", "label", 2.0)],
        "phases": phases, "people": people,
    }))
    .unwrap();
    Programme::compile(&document)
}

fn ids(phases: &Phases) -> Vec<Vec<&str>> {
    let list = |phase: &crate::phases::PhaseReport| phase.objectives.len();
    assert!(
        phases
            .phases
            .iter()
            .all(|phase| list(phase) > 0 || phases.authored)
    );
    phases
        .phases
        .iter()
        .map(|phase| {
            phase
                .objectives
                .iter()
                .map(|o| o.objective.as_str())
                .collect()
        })
        .collect()
}

#[test]
fn commonness_and_cover_by_hand() {
    let phases = programme(json!([]))
        .phases(
            day(),
            &ProposalOptions::default().phases(3),
            &Disclosure::default(),
        )
        .unwrap();
    assert!(!phases.authored);
    // Use per hour: find 80/2; then keep 40/2 before export with keep 80/6, which without keep is 40/4; label 2/2.
    // Of ten hours, thirds: find at 1 of 10, keep at 3 of 10, export at 6 of 10, label at 9 of 10.
    assert_eq!(
        ids(&phases),
        [
            vec!["why", "talk", "ways", "find", "keep"],
            vec!["export"],
            vec!["label"]
        ]
    );
    let covered: Vec<f64> = phases
        .phases
        .iter()
        .map(|phase| phase.covered.unwrap())
        .collect();
    for (covered, expected) in covered.iter().zip([120.0 / 162.0, 160.0 / 162.0, 1.0]) {
        assert!((covered - expected).abs() < 1e-12);
    }
    // Finance: find is half of its most used, export. Reach 1, frequency (12 x 1 + 8 x .5) / 20 = .8.
    let find = &phases.phases[0].objectives[3];
    assert_eq!((find.reach, find.hours), (Some(1.0), Some(2.0)));
    assert!((find.common.unwrap() - 0.8f64.sqrt()).abs() < 1e-12);
    let export = &phases.phases[1].objectives[0];
    assert!((export.common.unwrap() - 0.4).abs() < 1e-12);
    let first = &phases.phases[0];
    assert_eq!((first.people.value(), first.most_hours), (Some(20), 7.0));
    assert_eq!(
        (
            first.hours.people,
            first.hours.process,
            first.hours.technology
        ),
        (40.0, 20.0, 80.0)
    );
    let second: Vec<_> = phases.phases[1]
        .sections
        .iter()
        .map(|at| (at.section.as_str(), at.people.value()))
        .collect();
    assert_eq!(second, [("finance", Some(8))]);
}

#[test]
fn hours_of_a_person_limit_a_phase() {
    let phases = programme(json!([]))
        .phases(
            day(),
            &ProposalOptions::default().hours_per_person(5.0),
            &Disclosure::default(),
        )
        .unwrap();
    // talk 1 and find 2 leave 2; keep needs 2 and before it why and ways.
    assert_eq!(
        ids(&phases),
        [
            vec!["talk", "find", "label"],
            vec!["why", "ways", "keep"],
            vec!["export"]
        ]
    );
    assert!(phases.phases.iter().all(|phase| phase.most_hours <= 5.0));
    let tight = programme(json!([]))
        .phases(
            day(),
            &ProposalOptions::default().hours_per_person(3.0).phases(4),
            &Disclosure::default(),
        )
        .unwrap();
    let over: Vec<_> = tight
        .phases
        .iter()
        .flat_map(|phase| &phase.objectives)
        .filter(|o| o.over_hours)
        .collect();
    assert_eq!(
        over.iter()
            .map(|o| o.objective.as_str())
            .collect::<Vec<_>>(),
        ["export", "label"]
    );
    // Export takes four hours alone; label has room in none of the first four phases.
    let exceeded: Vec<_> = tight
        .hours_exceeded
        .iter()
        .map(|over| (&over.activities[..], over.hours))
        .collect();
    assert_eq!(exceeded, [(&["export-course".to_owned()][..], 4.0)]);
    assert_eq!(
        (tight.hours_exceeded[0].phase.as_str(), tight.phases_needed),
        ("phase-4", Some(5))
    );
    let enough = programme(json!([]))
        .phases(
            day(),
            &ProposalOptions::default().hours_per_person(3.0),
            &Disclosure::internal(),
        )
        .unwrap();
    assert_eq!((enough.phases.len(), enough.phases_needed), (5, None));
    let most: Vec<f64> = enough.phases.iter().map(|phase| phase.most_hours).collect();
    assert_eq!(most, [3.0, 2.0, 2.0, 4.0, 2.0]);
}

#[test]
fn no_proposed_phase_is_empty() {
    // Four feature sets fill no more than four phases, however many are asked for.
    for count in 1..9 {
        let phases = programme(json!([]))
            .phases(
                day(),
                &ProposalOptions::default().phases(count),
                &Disclosure::internal(),
            )
            .unwrap();
        assert_eq!(phases.phases.len(), count.min(4));
        assert!(
            phases
                .phases
                .iter()
                .all(|phase| !phase.objectives.is_empty())
        );
    }
    // More phases than the programme names have numbers; as many or fewer have the names.
    let named = programme(json!([{ "id": "one" }, { "id": "two" }, { "id": "three" }]));
    let ids = |count| -> Vec<String> {
        let phases = named
            .phases(
                day(),
                &ProposalOptions::default().phases(count),
                &Disclosure::internal(),
            )
            .unwrap();
        phases.phases.into_iter().map(|phase| phase.phase).collect()
    };
    assert_eq!(
        (ids(2), ids(4)),
        (
            vec!["one".into(), "two".into()],
            (1..=4).map(|n| format!("phase-{n}")).collect()
        )
    );
}

/// One clerk. Filing has three levels, each taught by an activity that requires the one before; one activity teaches two
/// objectives of different phases.
#[test]
fn hours_are_those_of_the_activities_that_people_attend() {
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "m", "scales": { "steps": { "levels": ["aware", "working", "expert"] } },
        "objectives": [{ "id": "why", "track": "people" }, { "id": "filing", "track": "process", "scale": "steps", "requires": ["why"] }],
        "sections": [{ "id": "a" }], "roles": [{ "id": "r", "requires": [{ "objective": "filing", "level": "expert" }] }],
        "activities": [
            { "id": "day-one", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }, { "objective": "filing", "level": "aware" }] },
            { "id": "course", "mode": "course", "hours": 3.0, "teaches": [{ "objective": "filing", "level": "working" }], "requires": ["filing@aware"] },
            { "id": "clinic", "mode": "coaching", "hours": 4.0, "teaches": [{ "objective": "filing", "level": "expert" }], "requires": ["filing@working"] }],
        "phases": [{ "id": "one", "objectives": ["why"] }, { "id": "two", "objectives": ["filing"] }],
        "people": [{ "id": "p", "section": "a", "roles": ["r"] }],
    }))
    .unwrap();
    let programme = Programme::compile(&document);
    let authored = programme
        .phases(day(), &ProposalOptions::default(), &Disclosure::internal())
        .unwrap();
    // Day one is attended in the first phase, for both.
    let most = |phases: &Phases| {
        phases
            .phases
            .iter()
            .map(|phase| phase.most_hours)
            .collect::<Vec<_>>()
    };
    assert_eq!(most(&authored), [2.0, 7.0]);
    assert_eq!(
        (
            authored.phases[0].hours.people,
            authored.phases[0].hours.process
        ),
        (1.0, 1.0)
    );
    // Filing takes half of day one, the course and the clinic.
    assert_eq!(authored.phases[1].objectives[0].hours, Some(8.0));
    let limited = programme
        .phases(
            day(),
            &ProposalOptions::default().hours_per_person(5.0),
            &Disclosure::internal(),
        )
        .unwrap();
    assert_eq!(most(&limited), [2.0, 7.0]);
    assert_eq!(limited.hours_exceeded[0].activities, ["course", "clinic"]);
    assert_eq!(
        (
            limited.hours_exceeded[0].hours,
            &limited.hours_exceeded[0].objectives[..]
        ),
        (7.0, &["filing".to_owned()][..])
    );
}

#[test]
fn authored_phases_are_kept_and_judged() {
    let written = json!([{ "id": "one", "objectives": ["why", "label"] }, { "id": "two", "objectives": ["ways", "keep"] },
        { "id": "three", "objectives": ["find", "export"] }]);
    let programme = programme(written);
    let phases = programme
        .phases(day(), &ProposalOptions::default(), &Disclosure::default())
        .unwrap();
    assert!(phases.authored);
    assert_eq!(phases.unplaced, ["talk"]);
    assert_eq!(
        ids(&phases),
        [
            vec!["why", "label"],
            vec!["ways", "keep"],
            vec!["find", "export"]
        ]
    );
    let earlier: Vec<_> = phases
        .earlier
        .iter()
        .map(|e| (e.objective.as_str(), e.than.as_str()))
        .collect();
    // Keep cannot come before ways, nor export before keep.
    assert_eq!(earlier, [("find", "label")]);
    assert!(
        !programme
            .phases(
                day(),
                &ProposalOptions::default().propose(true),
                &Disclosure::default()
            )
            .unwrap()
            .authored
    );
}

#[test]
fn without_declared_use_nothing_is_claimed() {
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "m", "objectives": [{ "id": "why", "track": "people" }], "sections": [{ "id": "a" }],
        "roles": [{ "id": "r", "requires": [{ "objective": "why" }] }],
        "people": [{ "id": "p", "section": "a", "roles": ["r"] }],
    }))
    .unwrap();
    let phases = Programme::compile(&document)
        .phases(day(), &ProposalOptions::default(), &Disclosure::default())
        .unwrap();
    assert_eq!((phases.undeclared.len(), phases.phases.len()), (1, 1));
    assert_eq!(
        (phases.phases[0].covered, phases.phases[0].people.value()),
        (None, None)
    );
}
