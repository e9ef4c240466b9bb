use crate::document::{Document, Kind};
use crate::{Date, EvidenceLog, Outcome, Programme, Record, Verdict};

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
    let flip = person.explain().flip.unwrap();
    assert_eq!(flip.changes.iter().map(|c| c.count).sum::<u64>(), 3);
    let records: Vec<_> = ["why", "file", "find"].map(|o| Record::new("p1", o, Kind::Observation, 1.0, day)).into();
    assert_eq!(assessment.append(records).taken, 3);
    let person = assessment.person("p1").unwrap();
    assert_eq!(person.verdict(), Some(Verdict::Ready));
    println!("{}", person.explain());
    let flip = person.explain().flip.unwrap();
    let until = flip.date.unwrap();
    assert_eq!(until, day.plus_days(199));
    let mut log = EvidenceLog::new(&programme);
    for objective in ["why", "file", "find"] {
        assert_eq!(log.push(&Record::new("p1", objective, Kind::Observation, 1.0, day)), Outcome::Taken);
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
        assert_eq!(log.push(&Record::new("p1", objective, Kind::Observation, 1.0, day)), Outcome::Taken);
    }
    assert_eq!(second.assess(&log, day).person("p1").unwrap().verdict(), Some(Verdict::Ready));
}
