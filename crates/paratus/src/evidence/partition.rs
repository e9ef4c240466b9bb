//! The log rearranged by person: one pass, then every person's records stand together.

#![expect(clippy::indexing_slicing, reason = "starts are counted from the same rows that are placed")]

use super::{EvidenceLog, counting::Packed};
use crate::model::Names;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records by person, with those appended later beside them.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    starts: Vec<usize>,
    records: Vec<Packed>,
    appended: BTreeMap<u32, Vec<Packed>>,
    /// How many records there are.
    len: usize,
    pub(crate) names: Arc<Names>,
    /// The earliest day of any record.
    pub(crate) first_day: i32,
}

impl Partition {
    /// Counting sort of a log over `people` people; the order within a person is the log's.
    #[inline]
    pub(crate) fn new(log: &EvidenceLog, people: usize) -> Partition {
        let mut starts = vec![0usize; people + 1];
        for &person in log.persons() {
            starts[person as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let nothing =
            Packed { value: 0.0, day: 0, expires: 0, objective: 0, key: 0, source: 0, mass: 0, kind: 0, level: 0 };
        let mut records = vec![nothing; log.len()];
        let mut first_day = i32::MAX;
        for (person, record) in log.packed() {
            first_day = first_day.min(record.day);
            let place = &mut next[person as usize];
            records[*place] = record;
            *place += 1;
        }
        Partition { starts, records, appended: BTreeMap::new(), len: log.len(), names: log.names(), first_day }
    }

    /// How many records there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// All records of a person.
    #[inline]
    pub(crate) fn of(&self, person: usize) -> impl Iterator<Item = Packed> + '_ {
        let base = &self.records[self.starts[person]..self.starts[person + 1]];
        let appended = self.appended.get(&(person as u32)).map(Vec::as_slice).unwrap_or_default();
        base.iter().chain(appended).copied()
    }

    /// Adds the records from row `first` on of a log that shares this partition's names; returns the people touched, sorted.
    pub(crate) fn append(&mut self, log: &EvidenceLog, first: usize) -> Vec<usize> {
        let mut touched = Vec::new();
        for (person, record) in log.packed_since(first) {
            self.appended.entry(person).or_default().push(record);
            self.first_day = self.first_day.min(record.day);
            touched.push(person as usize);
        }
        self.len += touched.len();
        touched.sort_unstable();
        touched.dedup();
        self.names = log.names();
        touched
    }
}
