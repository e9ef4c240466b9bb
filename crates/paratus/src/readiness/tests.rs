use crate::document::{Document, Kind};
use crate::evidence::RecordOutcome;
use crate::{Date, EvidenceLog, Programme, Record, Verdict};
use serde_json::json;

fn programme() -> Programme {
    let document: Document = serde_json::from_value(serde_json::json!({
        "format": 1, "id": "t",
        "scales": { "skill": { "levels": ["low", "high"] } },
        "objectives": [
            { "id": "why", "track": "people" },
            { "id": "file", "track": "process" },
            { "id": "find", "track": "technology", "scale": "skill" }
        ],
        "sections": [{ "id": "a" }],
        "roles": [{ "id": "clerk", "requires": [
            { "objective": "why" }, { "objective": "file" }, { "objective": "find", "level": "low", "critical": true } ] }],
        "people": [{ "id": "p1", "section": "a", "roles": ["clerk"] }]
    }))
    .unwrap();
    Programme::compile(&document)
}

#[test]
fn a_person_from_nothing_to_ready_and_back() {
    let programme = programme();
    let day: Date = "2027-03-14".parse().unwrap();
    let mut assessment = programme.assess(&EvidenceLog::new(&programme), day);
    let person = assessment.person("p1").unwrap();
    assert_eq!(person.verdict(), Some(Verdict::CannotTell));
    let flip = person.explain().smallest_change.unwrap();
    assert_eq!(flip.changes.iter().map(|c| c.count).sum::<u64>(), 3);
    let records: Vec<_> = ["why", "file", "find"]
        .map(|o| Record::new("p1", o, Kind::Observation, 1.0, day))
        .into();
    assert_eq!(assessment.append(records).taken, 3);
    let person = assessment.person("p1").unwrap();
    assert_eq!(person.verdict(), Some(Verdict::Ready));
    println!("{}", person.explain());
    let flip = person.explain().smallest_change.unwrap();
    let until = flip.date.unwrap();
    assert_eq!(until, day.plus_days(199));
    let mut log = EvidenceLog::new(&programme);
    for objective in ["why", "file", "find"] {
        assert_eq!(
            log.push(&Record::new("p1", objective, Kind::Observation, 1.0, day)),
            RecordOutcome::Accepted
        );
    }
    let on = |date| programme.assess(&log, date).person("p1").unwrap().verdict();
    assert_eq!(on(until.plus_days(-1)), Some(Verdict::Ready));
    assert_eq!(on(until), Some(Verdict::CannotTell));
}

#[test]
fn evidence_read_for_another_compilation_still_counts() {
    let (first, second) = (programme(), programme());
    let day: Date = "2027-03-14".parse().unwrap();
    let mut log = EvidenceLog::new(&first);
    for objective in ["why", "file", "find"] {
        assert_eq!(
            log.push(&Record::new("p1", objective, Kind::Observation, 1.0, day)),
            RecordOutcome::Accepted
        );
    }
    assert_eq!(
        second.assess(&log, day).person("p1").unwrap().verdict(),
        Some(Verdict::Ready)
    );
}

#[test]
fn very_many_half_lives_give_the_same_bits_in_bounded_memory() {
    // With 1,000 half-lives the tables reach back 4,194 days; older records are computed one by one.
    let count = 1000;
    let objectives: Vec<_> = (0..count)
        .map(|n| json!({ "id": format!("o{n}"), "track": "people", "half_life_days": 3000 + n }))
        .collect();
    let requires: Vec<_> = (0..count)
        .map(|n| json!({ "objective": format!("o{n}") }))
        .collect();
    let document: Document = serde_json::from_value(json!({
        "format": 1, "id": "test", "objectives": objectives, "sections": [{ "id": "a" }],
        "roles": [{ "id": "r", "requires": requires }], "people": [{ "id": "p", "section": "a", "roles": ["r"] }],
    }))
    .unwrap();
    let programme = Programme::compile(&document);
    let day: Date = "2027-03-14".parse().unwrap();
    let mut log = EvidenceLog::new(&programme);
    for n in 0..count {
        let id = format!("o{n}");
        let record = Record::new("p", &id, Kind::Observation, 1.0, day.plus_days(-4000 - n));
        assert_eq!(log.push(&record), RecordOutcome::Accepted);
    }
    let assessment = programme.assess(&log, day);
    let (cells, _) = assessment.person_on(0, day);
    assert_eq!(assessment.cells(0), cells.as_slice());
    for (n, cell) in cells.iter().enumerate() {
        let left = crate::math::exp2(-(4000.0 + n as f64) / (3000.0 + n as f64));
        assert!((cell.success.to_f64() - 4.0 * left).abs() < 1e-9);
    }
}
