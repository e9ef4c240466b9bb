//! The figures of groups, kept from one question about units to the next. Records that are added later change them by the
//! difference that the people touched make; counts and sums are exact, so the bits are those of counting everyone again.

use super::tally::{Staff, Tally};
use crate::Assessment;
use crate::fingerprint;
use crate::population::Population;
use std::sync::OnceLock;

/// Who is in which unit, and what is known of them.
#[derive(Clone, Debug)]
pub(crate) struct GroupTallies {
    pub(crate) population: Population,
    /// What is required of each group.
    pub(crate) staff: Vec<Staff>,
    /// What is known of each group.
    pub(crate) groups: Vec<Tally>,
    /// All that is known, as a number that a disclosure key is derived from, where that was asked for.
    evidence: OnceLock<u128>,
}

impl GroupTallies {
    /// Of everyone.
    pub(crate) fn new(assessment: &Assessment) -> GroupTallies {
        let model = assessment.programme.model();
        let population = Population::new(model, assessment.as_of);
        let staff = population
            .groups
            .iter()
            .map(|group| Staff::new(model, group))
            .collect();
        let groups = vec![Tally::default(); population.groups.len()];
        let mut board = GroupTallies {
            population,
            staff,
            groups,
            evidence: OnceLock::new(),
        };
        let everyone: Vec<usize> = (0..model.people.len()).collect();
        board.add_people(assessment, &everyone);
        board
    }

    /// Takes out what some people make up, before their figures change.
    pub(crate) fn remove_people(&mut self, assessment: &Assessment, people: &[usize]) {
        self.count(assessment, people, Tally::subtract);
        if let Some(evidence) = self.evidence.get_mut() {
            *evidence = evidence.wrapping_sub(known(assessment, people.iter().copied()));
        }
    }

    /// Puts in what they make up now.
    pub(crate) fn add_people(&mut self, assessment: &Assessment, people: &[usize]) {
        self.count(assessment, people, |sum, part| *sum += part);
        if let Some(evidence) = self.evidence.get_mut() {
            *evidence = evidence.wrapping_add(known(assessment, people.iter().copied()));
        }
    }

    /// All that is known, as a number that a disclosure key is derived from: every record is looked at once.
    pub(crate) fn evidence(&self, assessment: &Assessment) -> u128 {
        let people = 0..assessment.programme.model().people.len();
        *self.evidence.get_or_init(|| known(assessment, people))
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
    fn count(&mut self, assessment: &Assessment, people: &[usize], change: fn(&mut Tally, &Tally)) {
        let mut seen = Vec::new();
        for &person in people {
            let Some(group) = self.population.group_of[person] else {
                continue;
            };
            let mut tally = Tally::default();
            tally.count(assessment, person, &mut seen);
            change(&mut self.groups[group as usize], &tally);
        }
    }
}

/// The records of some people as a number. It does not depend on their order, nor on the date of assessment.
fn known(assessment: &Assessment, people: impl IntoIterator<Item = usize>) -> u128 {
    let ids = &assessment.programme.model().people.ids;
    let mut sum = 0u128;
    for person in people {
        let mut records = assessment.partition.records_of(person).peekable();
        if records.peek().is_none() {
            continue;
        }
        let id = fingerprint::person(ids.name(person as u32)).fingerprint;
        for record in records {
            let day = (u64::from(record.day as u32) << 32) | u64::from(record.expires as u32);
            let what = (u64::from(record.objective) << 32)
                | (u64::from(record.kind) << 8)
                | u64::from(record.level);
            let what = what ^ u64::from(record.time) << 16;
            sum = sum.wrapping_add(fingerprint::record(id, [record.value.to_bits(), day, what]));
        }
    }
    sum
}
