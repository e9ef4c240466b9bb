//! Records of neighbouring people together: rearranging them by person then stays within a cache.

use super::packed::{PackedRecord, PackedRows};
use super::write_buffer::{BufferSlice, WriteBuffer};
use super::{InMemory, SpillStore, SpilledChunks};
use std::collections::BTreeSet;

/// Most partitions of a log: as many streams as a processor writes to at full speed.
pub(super) const MAX_PARTITIONS: usize = 256;
/// Fewest people of a partition.
const MIN_PEOPLE: usize = 256;

/// So few waiting records are put on their partitions one by one.
const FEW_BUFFERED_RECORDS: usize = 64;

/// The records of a range of people, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Partition {
    pub(super) person: Vec<u32>,
    pub(super) rows: PackedRows,
    /// Those that came before, outside memory.
    pub(super) away: SpilledChunks,
}

impl Partition {
    /// How many records there are, in memory or not.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.away.records() + self.person.len()
    }

    /// The record at a place in memory, and whose it is.
    #[inline]
    fn record(&self, at: usize) -> Option<(u32, PackedRecord)> {
        Some((
            *self.person.get(at)?,
            self.rows.expand(at, self.rows.dense.get(at)?),
        ))
    }

    /// Gives back unused memory.
    fn shrink(&mut self) {
        self.person.shrink_to_fit();
        self.rows.dense.shrink_to_fit();
    }
}

/// How many records each partition held at some time.
#[derive(Clone, Debug, Default)]
pub(crate) struct PartitionLengths(Vec<usize>);

impl PartitionLengths {
    /// Of an empty log.
    pub(super) const NONE: PartitionLengths = PartitionLengths(Vec::new());

    /// How many records there were.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().sum()
    }
}

/// All records, by ranges of people.
#[derive(Clone, Debug)]
pub(super) struct Partitions {
    partitions: Vec<Partition>,
    shift: u32,
    len: usize,
    /// The earliest day of any record.
    first_day: i32,
    away: Option<SpillStore>,
    /// This many records of a partition are spilled.
    full: usize,
}

impl Partitions {
    /// For this many people.
    pub(super) fn new(people: usize) -> Partitions {
        Partitions::for_people(people, MIN_PEOPLE)
    }

    fn for_people(people: usize, fewest: usize) -> Partitions {
        let range = people
            .div_ceil(MAX_PARTITIONS)
            .next_power_of_two()
            .max(fewest);
        let partitions = people.div_ceil(range).max(1);
        Partitions {
            partitions: vec![Partition::default(); partitions],
            shift: range.trailing_zeros(),
            ..Partitions::single()
        }
    }

    /// One partition, for few records.
    pub(super) fn single() -> Partitions {
        let partitions = vec![Partition::default()];
        Partitions {
            partitions,
            shift: 31,
            len: 0,
            first_day: i32::MAX,
            away: None,
            full: usize::MAX,
        }
    }

    /// For this many people and at most about `records` records in memory; the others are spilled.
    #[cfg(feature = "spill")]
    pub(super) fn with_spill(people: usize, away: SpillStore, records: usize) -> Partitions {
        let mut partitions = Partitions::for_people(people, 1);
        // A vector that grows by doubling is then exactly as large as what it holds.
        let full = (records / partitions.partitions.len()).max(1);
        partitions.full = 1 << full.ilog2();
        partitions.away = Some(away);
        partitions
    }

    /// An empty one for this many people that puts records away where these do.
    pub(super) fn with_same_layout(&self, people: usize) -> Partitions {
        match &self.away {
            Some(away) => Partitions {
                away: Some(away.clone()),
                full: self.full,
                ..Partitions::for_people(people, 1)
            },
            None => Partitions::new(people),
        }
    }

    /// Where records are spilled, where some were.
    pub(super) fn away(&self) -> Option<&SpillStore> {
        self.away.as_ref().filter(|_| {
            self.partitions
                .iter()
                .any(|partition| partition.away.records() > 0)
        })
    }

    /// Where records would be spilled.
    #[cfg(feature = "spill")]
    pub(super) fn spill(&self) -> Option<&SpillStore> {
        self.away.as_ref()
    }

    /// Spills what a partition holds in memory.
    #[inline(never)]
    fn spill_partition(&mut self, at: usize) {
        if let (Some(away), Some(partition)) = (&mut self.away, self.partitions.get_mut(at))
            && !away.spill_partition(partition)
        {
            // It is not tried again: what is in memory stays there.
            self.full = usize::MAX;
        }
    }

    /// Spills all that is in memory.
    pub(super) fn spill_all(&mut self) {
        (0..self.partitions.len()).for_each(|at| self.spill_partition(at));
        self.partitions.iter_mut().for_each(Partition::shrink);
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The earliest day of any record.
    pub(super) fn first_day(&self) -> i32 {
        self.first_day
    }

    /// The number of people of a partition, as a power of two.
    pub(super) fn shift(&self) -> u32 {
        self.shift
    }

    pub(super) fn partitions(&self) -> &[Partition] {
        &self.partitions
    }

    pub(super) fn into_partitions(self) -> Vec<Partition> {
        self.partitions
    }

    /// Adds records without expiry and source that waited; none wait any more.
    #[inline]
    pub(super) fn push_buffered(&mut self, waiting: &mut WriteBuffer) {
        if waiting.len() < FEW_BUFFERED_RECORDS {
            waiting.all().iter().for_each(|one| {
                self.push_record(one.person, one.row.day, |rows| rows.push_row(one.row));
            });
        } else {
            self.len += waiting.len();
            self.first_day = waiting
                .all()
                .iter()
                .fold(self.first_day, |first, one| first.min(one.row.day));
            waiting.by_partition(|at, places| self.extend(at, places));
        }
        waiting.clear();
    }

    /// Adds records of one partition.
    #[inline]
    fn extend(&mut self, at: usize, mut places: BufferSlice<'_>) {
        while let Some(partition) = self.partitions.get_mut(at).filter(|_| places.len() > 0) {
            let room = self.full.saturating_sub(partition.person.len()).max(1);
            let (now, later) = places.split_at(room);
            partition.person.extend(now.records().map(|one| one.person));
            partition.rows.push_rows(now.records().map(|one| one.row));
            places = later;
            if SpillStore::POSSIBLE && partition.person.len() >= self.full {
                self.spill_partition(at);
            }
        }
    }

    #[inline]
    pub(super) fn push(&mut self, person: u32, record: PackedRecord) {
        self.push_record(person, record.day, |rows| rows.push(record));
    }

    #[inline]
    fn push_record(&mut self, person: u32, day: i32, push: impl FnOnce(&mut PackedRows)) {
        let at = (person >> self.shift) as usize;
        if let Some(partition) = self.partitions.get_mut(at) {
            partition.person.push(person);
            push(&mut partition.rows);
            self.len += 1;
            self.first_day = self.first_day.min(day);
            if SpillStore::POSSIBLE && partition.person.len() >= self.full {
                self.spill_partition(at);
            }
        }
    }

    /// Makes room for more records, spread evenly.
    #[inline]
    pub(super) fn reserve(&mut self, records: usize) {
        let each =
            (records / self.partitions.len() + records / self.partitions.len() / 8).min(self.full);
        for partition in &mut self.partitions {
            partition.person.reserve(each);
            partition.rows.reserve(each);
        }
    }

    #[inline]
    pub(super) fn mark(&self) -> PartitionLengths {
        PartitionLengths(self.partitions.iter().map(Partition::len).collect())
    }

    /// Records added since a mark (of an empty log where it has none), partition by partition.
    #[inline]
    pub(super) fn since<'s>(
        &'s self,
        mark: &'s PartitionLengths,
    ) -> impl Iterator<Item = (u32, PackedRecord)> + 's {
        self.partitions
            .iter()
            .enumerate()
            .flat_map(|(at, partition)| {
                let first = mark.0.get(at).copied().unwrap_or(0);
                let (partition, first) = self.in_memory(partition, first);
                let last = partition.person.len();
                (first..last).filter_map(move |at| partition.record(at))
            })
    }

    /// The people who have a record that expires before `day`. Most logs have none, and then few records are looked at.
    pub(super) fn people_with_expired(&self, day: i32) -> BTreeSet<u32> {
        let mut people = BTreeSet::new();
        for partition in &self.partitions {
            let (partition, _) = self.in_memory(partition, 0);
            let expired = partition.rows.expired(day);
            people.extend(expired.filter_map(|at| partition.person.get(at)));
        }
        people
    }

    /// A partition's records from place `first` on in memory, and what that place is there.
    #[inline]
    fn in_memory<'s>(
        &'s self,
        partition: &'s Partition,
        first: usize,
    ) -> (InMemory<'s, Partition>, usize) {
        let before = partition.away.records();
        match &self.away {
            Some(away) if first < before => (InMemory::loaded(away.restore(partition)), first),
            _ => (InMemory::Here(partition), first.saturating_sub(before)),
        }
    }
}
