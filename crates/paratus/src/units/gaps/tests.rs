use crate::disclosure::{Disclosure, Suppression};
use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::readiness::State;
use crate::units::Unit;
use crate::{Date, EvidenceLog, Programme, Record, Verdict};
use serde_json::{Value, json};

fn day() -> Date {
    "2027-03-14".parse().unwrap()
}

/// Twelve clerks in one section; two of them are also trainers, who need a higher level.
fn programme() -> Programme {
    let roles = |n: usize| {
        if n < 2 {
            vec!["clerk", "trainer"]
        } else {
            vec!["clerk"]
        }
    };
    let people: Vec<Value> = (0..12)
        .map(|n| json!({ "id": format!("p{n}"), "section": "archive", "roles": roles(n) }))
        .collect();
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "ministry", "rules": { "min_cell": 5 },
        "scales": { "skill": { "levels": ["working", "expert"] } },
        "objectives": [{ "id": "why", "track": "people" }, { "id": "file", "track": "process", "scale": "skill" },
            { "id": "sort", "track": "process", "half_life_days": 30.0 }],
        "sections": [{ "id": "archive" }],
        "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }, { "objective": "file", "level": "working" },
                { "objective": "sort", "weight": 3.0 }] },
            { "id": "trainer", "requires": [{ "objective": "file", "level": "expert" }] }],
        "activities": [{ "id": "talk", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }] },
            { "id": "drill", "mode": "course", "hours": 6.0,
              "teaches": [{ "objective": "file", "level": "working" }, { "objective": "sort" }] }],
        "people": people,
    }))
    .unwrap();
    Programme::compile(&document)
}

fn close(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-12, "{a} {b}");
}

#[test]
fn gaps_of_a_unit_by_hand() {
    let programme = programme();
    let mut log = EvidenceLog::new(&programme);
    for person in ["p2", "p3", "p4"] {
        assert_eq!(
            log.push(&Record::new(person, "why", Kind::Observation, 1.0, day())),
            RecordOutcome::Accepted
        );
    }
    let assessment = programme.assess(&log, day());
    let gaps = assessment
        .gaps(Unit::Organisation, &Disclosure::internal())
        .unwrap();
    let order: Vec<_> = gaps
        .rows
        .iter()
        .map(|row| (row.objective.as_str(), row.level.as_deref()))
        .collect();
    // Twelve need `sort`; ten `file` at working, two as experts.
    assert_eq!(
        order,
        [
            ("sort", None),
            ("why", None),
            ("file", Some("working")),
            ("file", Some("expert"))
        ]
    );
    // With the harmonic mean one empty track leaves nothing. Where both are empty each makes half of the gap; where
    // people is at 2/3 (M = 1/(.75 + .5) = .8 without process), people makes (1 - .8) / 2 = .1, process .9.
    let why = &gaps.rows[1];
    close(why.gap.value().unwrap(), 9.0 * 0.5 + 3.0 * 0.1);
    assert_eq!(
        (
            why.people.value(),
            why.ready.value(),
            why.unknown.value(),
            why.expiring.value()
        ),
        (Some(12), Some(3), Some(9), Some(0))
    );
    close(why.shown.value().unwrap(), 3.0 * (2.0 / 3.0) / 12.0);
    close(
        why.shortfall.value().unwrap().never_evidenced,
        (9.0 + 3.0 / 3.0) / 12.0,
    );
    assert_eq!(
        (why.hours, why.person_hours.value()),
        (Some(2.0), Some(18.0))
    );
    close(why.gap_per_hour.value().unwrap(), 9.0 * 0.5 / 18.0);
    let sort = &gaps.rows[0];
    close(sort.gap.value().unwrap(), 0.75 * (9.0 * 0.5 + 3.0 * 0.9));
    assert_eq!(sort.hours, Some(3.0));
    // Published, the two experts come last and have no figures but their number, which the staff list gives.
    let published = assessment
        .gaps(Unit::Organisation, &Disclosure::published("office"))
        .unwrap();
    let expert = published.rows.last().unwrap();
    assert_eq!(
        (
            expert.level.as_deref(),
            expert.people.value(),
            expert.gap.value()
        ),
        (Some("expert"), Some(2), None)
    );
    assert_eq!(expert.suppressed.get("ready"), Some(Suppression::Threshold));
    let file = published
        .rows
        .iter()
        .find(|row| row.level.as_deref() == Some("working"))
        .unwrap();
    // Ten of ten without evidence: a multiple stays, a mean of 0 is below 10%.
    assert_eq!(
        (
            file.unknown.value(),
            file.shown.value(),
            file.people.value()
        ),
        (Some(10), Some(0.0), Some(10))
    );
    assert_eq!(
        serde_json::to_value(&gaps).unwrap().to_string(),
        serde_json::to_string(&gaps).unwrap()
    );
    let of_role = assessment
        .gaps(Unit::Role("trainer"), &Disclosure::default())
        .unwrap();
    assert!(of_role.people.is_suppressed() && of_role.rows.is_empty());
    assert_eq!(
        assessment
            .gaps(Unit::Section("cellar"), &Disclosure::default())
            .map_err(|error| error.kind()),
        Err(crate::ErrorKind::Unknown)
    );
}

#[test]
fn gaps_of_all_people_make_up_what_is_missing() {
    let programme = programme();
    let assessment = programme.assess(&some_evidence(&programme, 3), day());
    for person in assessment.people() {
        let of_rows: f64 = crate::readiness::RequirementReader::new(&assessment)
            .scores_of(person.person)
            .iter()
            .map(|part| part.gap)
            .sum();
        close(of_rows, 1.0 - person.readiness().unwrap().low);
    }
}

#[test]
fn gaps_of_a_person_are_those_of_the_explanation() {
    let programme = programme();
    for seed in 0..20 {
        let assessment = programme.assess(&some_evidence(&programme, seed), day());
        for person in assessment.people() {
            let explanation = person.explain();
            let gaps = person.gaps();
            assert!(gaps.is_sorted_by(|a, b| a.gap >= b.gap));
            let open = explanation
                .objectives
                .iter()
                .filter(|o| o.verdict != Verdict::Ready)
                .count();
            assert_eq!(gaps.len(), open);
            for gap in gaps {
                let same = explanation
                    .objectives
                    .iter()
                    .find(|o| o.objective == gap.objective)
                    .unwrap();
                assert_eq!(gap.gap.to_bits(), same.gap.to_bits());
                assert_eq!(
                    (gap.state, gap.readiness, gap.shortfall),
                    (same.state, same.readiness, same.shortfall)
                );
            }
        }
    }
}

#[test]
fn states_are_what_assessing_on_other_days_says() {
    let programme = programme();
    let lead = i32::try_from(programme.rules().refresh_lead_days).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let records = some_records(seed);
        let known: Vec<_> = records
            .iter()
            .filter(|record| record.3 <= day())
            .copied()
            .collect();
        let on = |date: Date| programme.assess(&log_of(&programme, &known), date);
        let assessment = programme.assess(&log_of(&programme, &records), day());
        for (number, person) in assessment.people().enumerate() {
            for objective in person.objectives() {
                let verdict = |date: Date| {
                    let other = on(date);
                    let objectives = other.person(person.id()).unwrap().objectives();
                    objectives
                        .into_iter()
                        .find(|o| o.index == objective.index)
                        .unwrap()
                        .verdict
                };
                let mine = |r: &&(usize, &str, f64, Date, Option<Date>)| {
                    r.0 == number && r.1 == objective.objective
                };
                let last = known.iter().filter(mine).map(|record| record.3).max();
                let expected = match (verdict(day()), last) {
                    (Verdict::Ready, _) if verdict(day().plus_days(lead)) == Verdict::Ready => {
                        State::Ready
                    }
                    (Verdict::Ready, _) => State::Expiring,
                    (_, None) => State::Unknown,
                    (_, Some(last)) if verdict(last) == Verdict::Ready => State::Stale,
                    (Verdict::NotReady, _) => State::NotReady,
                    (Verdict::CannotTell, _) => State::CannotTell,
                };
                assert_eq!(
                    objective.state,
                    expected,
                    "seed {seed}: {} {}",
                    person.id(),
                    objective.objective
                );
                seen.insert(expected);
            }
        }
    }
    assert_eq!(seen.len(), 6, "{seen:?}");
}

type Row = (usize, &'static str, f64, Date, Option<Date>);

fn some_records(seed: u64) -> Vec<Row> {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(99);
    let mut below = move |bound: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    (0..30)
        .map(|_| {
            let date = day().plus_days(20 - below(400) as i32);
            let value = [0.0, 1.0, 1.0, 1.0, 0.6][below(5) as usize];
            let expires =
                (value == 1.0 && below(3) == 0).then(|| date.plus_days(below(300) as i32));
            (
                below(12) as usize,
                ["why", "file", "sort"][below(3) as usize],
                value,
                date,
                expires,
            )
        })
        .collect()
}

fn log_of(programme: &Programme, records: &[Row]) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    for &(person, objective, value, date, expires) in records {
        let person = format!("p{person}");
        let record = Record {
            expires,
            ..Record::new(&person, objective, Kind::Observation, value, date)
        };
        assert!(!matches!(log.push(&record), RecordOutcome::Refused(_)));
    }
    log
}

fn some_evidence(programme: &Programme, seed: u64) -> EvidenceLog {
    log_of(programme, &some_records(seed))
}
