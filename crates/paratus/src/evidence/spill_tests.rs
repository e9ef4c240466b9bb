//! A log that puts records away must give what one in memory gives.

use super::*;
use crate::document::{Kind, Time};
use crate::units::UnitKind;
use crate::{Assessment, Date, Programme};
use proptest::prelude::*;
use std::io;
use std::sync::{Arc, Mutex};

const PEOPLE: usize = 30;

fn programme() -> Programme {
    let people: Vec<String> = (0..PEOPLE)
        .map(|at| {
            format!(
                r#"{{"id": "p-{at}", "section": "s{}", "roles": ["r"]}}"#,
                at % 2
            )
        })
        .collect();
    Programme::from_json(&format!(
        r#"{{"format": 1, "id": "t", "as_of": "2027-03-14",
            "scales": {{"steps": {{"levels": ["aware", "working", "expert"]}}}},
            "objectives": [
              {{"id": "plain", "title": "Plain", "track": "people"}},
              {{"id": "scaled", "title": "Scaled", "track": "process", "scale": "steps"}}],
            "sections": [{{"id": "s0", "title": "S"}}, {{"id": "s1", "title": "S"}}],
            "roles": [{{"id": "r", "title": "R", "requires": [{{"objective": "plain"}}, {{"objective": "scaled", "level": "working"}}]}}],
            "people": [{}]}}"#,
        people.join(", ")
    ))
    .unwrap()
}

/// Bytes in memory, as a file would hold them; it is full after some.
#[derive(Default)]
pub(super) struct KeptBytes {
    bytes: Mutex<Vec<u8>>,
    room: Option<usize>,
}

impl Spill for KeptBytes {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut all = self.bytes.lock().unwrap();
        if self.room.is_some_and(|room| all.len() + bytes.len() > room) {
            return Err(io::Error::new(io::ErrorKind::StorageFull, "no space left"));
        }
        let at = all.len();
        all.extend_from_slice(bytes);
        Ok(at as u64)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        let at = at as usize;
        bytes.copy_from_slice(&self.bytes.lock().unwrap()[at..at + bytes.len()]);
    }
}

/// A record as numbers: person, objective, kind, value, day, level, key, expiry, source.
type DrawnRecord = (usize, u8, u8, u8, i32, u8, u8, u8, u8);

fn drawn() -> impl Strategy<Value = Vec<DrawnRecord>> {
    let one = (
        0..PEOPLE,
        0u8..2,
        0u8..5,
        0u8..5,
        0i32..900,
        0u8..4,
        0u8..4,
        0u8..8,
        0u8..5,
    );
    proptest::collection::vec(one, 0..400)
}

fn push(log: &mut EvidenceLog, records: &[DrawnRecord]) {
    let today: Date = "2027-03-14".parse().unwrap();
    for &(person, objective, kind, value, age, level, key, expires, source) in records {
        let person = format!("p-{person}");
        // Some are in the future, and some expire before they are assessed.
        let date = today.plus_days(20 - age);
        let (key, source) = (format!("key-{key}"), format!("source-{source}"));
        let mut record = Record::new(
            &person,
            ["plain", "scaled"][usize::from(objective)],
            Kind::ALL[usize::from(kind)],
            1.0,
            date,
        );
        record.value = f64::from(value) / 4.0;
        record.time = Time::new(u16::from(value) * 5, 0).filter(|_| age % 3 == 0);
        record.level = (objective == 1)
            .then(|| {
                ["aware", "working", "expert"]
                    .get(usize::from(level))
                    .copied()
            })
            .flatten();
        record.key = (key != "key-0").then_some(&*key);
        record.expires =
            (expires < 2 && record.value == 1.0).then(|| date.plus_days(300 * i32::from(expires)));
        record.source = (source != "source-0").then_some(&*source);
        assert!(
            !matches!(log.push(&record), RecordOutcome::Refused(_)),
            "{record:?}"
        );
    }
}

fn everything(assessment: &Assessment) -> String {
    let mut text = format!("{:?}\n", assessment.findings());
    for (at, person) in assessment.people().enumerate() {
        text += &format!("{:?}\n{:?}\n", person.readiness(), person.objectives());
        if at % 7 == 0 {
            text += &format!("{}\n", person.explain());
        }
    }
    text + &format!(
        "{:?}",
        [UnitKind::Organisation, UnitKind::Section]
            .map(|kind| assessment.units(kind, &crate::disclosure::Disclosure::internal()))
    )
}

fn same(far: &Assessment, near: &Assessment) -> Result<(), TestCaseError> {
    let (far, near) = (everything(far), everything(near));
    let differ = far
        .lines()
        .zip(near.lines())
        .find(|(far, near)| far != near);
    prop_assert!(far == near, "{differ:?}");
    Ok(())
}

/// All records by person, and of each person in the order in which they came.
pub(super) fn by_person(log: &EvidenceLog) -> Vec<(u32, PackedRecord)> {
    let mut all: Vec<(u32, PackedRecord)> = log.packed().collect();
    all.sort_by_key(|(person, _)| *person);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn records_put_away_give_the_same_figures(
        records in drawn(), more in drawn(), most in 1usize..600, room in proptest::option::of(0usize..8_000)
    ) {
        let programme = programme();
        let as_of: Date = "2027-03-14".parse().unwrap();
        let kept = Arc::new(KeptBytes { room, ..KeptBytes::default() });
        let mut near = EvidenceLog::new(&programme);
        let mut far = EvidenceLog::with_spill(&programme, kept.clone(), most);
        push(&mut near, &records);
        push(&mut far, &records);
        prop_assert_eq!(far.len(), near.len());
        prop_assert_eq!(far.spilled_records() > 0, !kept.bytes.lock().unwrap().is_empty());
        // One partition holds at least a record, and there are at most 256.
        prop_assert!(far.spill_error().is_some() || far.len() - far.spilled_records() <= most.max(PEOPLE));
        prop_assert!(room.is_some() || far.spill_error().is_none());
        prop_assert!(by_person(&far) == by_person(&near));
        let (mut assessed, mut reported) = (programme.assess(&far, as_of), programme.assess(&near, as_of));
        same(&assessed, &reported)?;
        same(&far.clone().into_assessment(as_of), &reported)?;

        far.spill_rest();
        prop_assert!(far.spilled_records() == 0 || far.spill_error().is_some() || far.spilled_records() == far.len());
        prop_assert!(by_person(&far) == by_person(&near));

        // What comes later, by the log and by the assessment.
        let mark = (far.mark(), near.mark());
        push(&mut far, &more);
        push(&mut near, &more);
        prop_assert_eq!(far.people_since(&mark.0), near.people_since(&mark.1));
        prop_assert!(by_person(&far) == by_person(&near));
        assessed.catch_up(&far);
        reported.catch_up(&near);
        same(&assessed, &reported)?;
        same(&programme.assess(&far, as_of), &reported)?;

        // Merged with others, either way, and for another compilation.
        let mut merged = EvidenceLog::with_spill(&programme, Arc::new(KeptBytes::default()), most);
        push(&mut merged, &more);
        let (mut first, mut other) = (EvidenceLog::new(&programme), EvidenceLog::new(&programme));
        push(&mut first, &more);
        for (log, more) in [(&mut merged, &far), (&mut first, &near), (&mut other, &far)] {
            prop_assert_eq!(log.merge(more), Ok(()));
        }
        same(&merged.into_assessment(as_of), &programme.assess(&first, as_of))?;
        same(&other.into_assessment(as_of), &reported)?;
        same(&self::programme().assess(&far, as_of), &reported)?;
    }
}

#[test]
fn a_log_that_cannot_put_away_keeps_all_in_memory_and_says_why() {
    let programme = programme();
    let mut log = EvidenceLog::with_spill(
        &programme,
        Arc::new(KeptBytes {
            room: Some(100),
            ..KeptBytes::default()
        }),
        30,
    );
    let records: Vec<DrawnRecord> = (0..300)
        .map(|at| (at % PEOPLE, 0, 1, 4, at as i32, 0, 1, 7, 0))
        .collect();
    push(&mut log, &records);
    assert_eq!(
        (log.len(), log.spilled_records()),
        (300, 3),
        "100 bytes hold three records of 28"
    );
    assert_eq!(
        log.spill_error().map(|error| error.kind()),
        Some(io::ErrorKind::StorageFull)
    );
}
