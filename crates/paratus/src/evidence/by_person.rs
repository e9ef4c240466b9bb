//! The log rearranged by person: every person's records are together.

use super::packed::{Packed, PackedRow, PackedRows};
use super::partitions::{Partition, PartitionLengths};
use super::{
    EvidenceLog, InMemory, SpilledPartitions, latest_by_key::LatestByKey, latest_records::outranks,
};
use crate::Date;
use crate::future_rows::FutureCount;
use crate::model::Names;
use crate::threads;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Records by person, with those appended later beside them.
#[derive(Clone, Debug)]
pub(crate) struct ByPerson {
    /// For every partition its people's records, and where each person's begin.
    partitions: Vec<SortedPartition>,
    /// In place of them the partitions of a log whose records are not all in memory.
    far: Option<SpilledPartitions>,
    shift: u32,
    appended: BTreeMap<u32, PackedRows>,
    /// Up to where the log was taken.
    mark: PartitionLengths,
    pub(crate) names: Arc<Names>,
    /// The earliest day of any record.
    pub(crate) first_day: i32,
}

/// A partition's records by person, and where each person's begin.
#[derive(Clone, Debug)]
pub(super) struct SortedPartition {
    starts: Vec<u32>,
    rows: PackedRows,
}

impl ByPerson {
    /// A log's records by person; the order within a person is the log's.
    #[inline]
    pub(crate) fn new(log: &EvidenceLog) -> ByPerson {
        let partitions = log.partitions();
        let shift = partitions.shift();
        if let Some(away) = partitions.away() {
            let far = SpilledPartitions::new(away.clone(), partitions.partitions().to_vec(), shift);
            return ByPerson::of_partitions(
                log,
                Vec::new(),
                Some(far),
                shift,
                partitions.first_day(),
                log.mark(),
            );
        }
        let all = partitions.partitions().iter().enumerate().collect();
        let of = |(at, partition): (usize, &Partition)| {
            sort_by_person(partition, at << shift, shift, PackedRows::default())
        };
        let sorted = threads::map(all, of);
        ByPerson::of_partitions(log, sorted, None, shift, partitions.first_day(), log.mark())
    }

    /// The same; the log's own memory is used again: each partition's records go to where those of the partition before it were.
    pub(crate) fn from_log(mut log: EvidenceLog) -> ByPerson {
        let mut taken = log.take_partitions();
        let (shift, first_day, mark) = (taken.shift(), taken.first_day(), taken.mark());
        if let Some(away) = taken.away().cloned() {
            taken.spill_all();
            let far = SpilledPartitions::new(away, taken.into_partitions(), shift);
            return ByPerson::of_partitions(&log, Vec::new(), Some(far), shift, first_day, mark);
        }
        let partitions = taken.into_partitions();
        let mut all = partitions.into_iter().enumerate();
        let mut groups = Vec::with_capacity(SORT_GROUPS);
        while all.len() > 0 {
            let next = all
                .len()
                .div_ceil(SORT_GROUPS - groups.len().min(SORT_GROUPS - 1));
            groups.push(all.by_ref().take(next).collect());
        }
        let group = |group: Vec<(usize, Partition)>| {
            let mut spare = PackedRows::default();
            let one = |(at, mut partition): (usize, Partition)| {
                let sorted =
                    sort_by_person(&partition, at << shift, shift, std::mem::take(&mut spare));
                spare = std::mem::take(&mut partition.rows);
                sorted
            };
            group.into_iter().map(one).collect::<Vec<SortedPartition>>()
        };
        let sorted = threads::map(groups, group).into_iter().flatten().collect();
        ByPerson::of_partitions(&log, sorted, None, shift, first_day, mark)
    }

    #[inline]
    fn of_partitions(
        log: &EvidenceLog,
        partitions: Vec<SortedPartition>,
        far: Option<SpilledPartitions>,
        shift: u32,
        first_day: i32,
        mark: PartitionLengths,
    ) -> ByPerson {
        ByPerson {
            first_day,
            partitions,
            far,
            shift,
            appended: BTreeMap::new(),
            mark,
            names: log.names(),
        }
    }

    /// Up to where the log was taken.
    pub(crate) fn mark(&self) -> &PartitionLengths {
        &self.mark
    }

    /// How many neighbouring people are best looked at together, before others are.
    #[inline]
    pub(crate) fn main_records(&self) -> usize {
        if self.far.is_some() {
            1 << self.shift
        } else {
            usize::MAX
        }
    }

    /// A partition's records by person.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "counted from the same rows")]
    fn partition(&self, at: usize) -> InMemory<'_, SortedPartition> {
        match &self.far {
            Some(far) => far.sorted(at),
            None => InMemory::Here(&self.partitions[at]),
        }
    }

    /// The person's records but for those appended: the partition that they are of, and where they are in it.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "counted from the same rows")]
    fn range(&self, person: usize) -> (InMemory<'_, SortedPartition>, (usize, usize)) {
        let partition = self.partition(person >> self.shift);
        let within = person & ((1 << self.shift) - 1);
        let range = (
            partition.starts[within] as usize,
            partition.starts[within + 1] as usize,
        );
        (partition, range)
    }

    /// All records of a person.
    #[inline]
    pub(crate) fn records_of(&self, person: usize) -> impl Iterator<Item = Packed> + Clone + '_ {
        let (partition, (from, to)) = self.range(person);
        (from..to)
            .filter_map(move |at| Some(partition.rows.expand(at, partition.rows.dense.get(at)?)))
            .chain(
                self.appended
                    .get(&(person as u32))
                    .into_iter()
                    .flat_map(|rows| rows.iter(0, rows.len())),
            )
    }

    /// The people who have a record that expires before `day`, in order.
    pub(super) fn people_with_expired(&self, day: i32) -> Vec<usize> {
        let mut people = Vec::new();
        for at in 0..self.partition_count() {
            let partition = self.partition(at);
            for row in partition.rows.expired(day) {
                let within = partition
                    .starts
                    .partition_point(|start| *start as usize <= row);
                people.push((at << self.shift) + within.saturating_sub(1));
            }
        }
        let appended = self.appended.iter();
        let expired = appended.filter(|(_, rows)| rows.expired(day).next().is_some());
        people.extend(expired.map(|(person, _)| *person as usize));
        people.sort_unstable();
        people.dedup();
        people
    }

    /// How many partitions there are, in memory or spilled.
    fn partition_count(&self) -> usize {
        self.far
            .as_ref()
            .map_or(self.partitions.len(), SpilledPartitions::partitions)
    }

    /// The records dated after `as_of`, without those that were made from answers to surveys.
    #[inline]
    pub(crate) fn future(&self, as_of: Date) -> FutureCount {
        let of_shelf = |at: usize| {
            let partition = self.partition(at);
            let later = partition
                .rows
                .dense
                .iter()
                .filter(|row| row.day > as_of.days());
            FutureCount::count_after(
                later.filter(|row| !row.is_from_survey()).map(|row| row.day),
                as_of,
            )
        };
        (0..self.partition_count()).fold(FutureCount::default(), |all, at| all.and(of_shelf(at)))
    }

    /// Hands on the records of a person that count on `day`, in no order.
    #[inline]
    pub(crate) fn counting(
        &self,
        person: usize,
        day: i32,
        evidence_weights: &[f64],
        winners: &mut LatestByKey,
        take: impl FnMut(&PackedRow),
    ) {
        let (partition, range) = self.range(person);
        if !self.appended.contains_key(&(person as u32)) {
            return winners
                .of(&partition.rows, range, day, &self.names, evidence_weights)
                .for_each(take);
        }
        let mut joined = PackedRows::default();
        self.records_of(person)
            .for_each(|record| joined.push(record));
        winners
            .of(
                &joined,
                (0, joined.len()),
                day,
                &self.names,
                evidence_weights,
            )
            .for_each(take);
    }

    /// Of the records of one slot of a person the one that counts on `day`.
    pub(crate) fn winner(
        &self,
        person: usize,
        slot: (u32, u32, i32),
        day: i32,
        evidence_weights: &[f64],
    ) -> Option<Packed> {
        let first = |a: &Packed, b: &Packed| {
            outranks(a, b, &self.names, evidence_weights) == Ordering::Less
        };
        let (partition, range) = self.range(person);
        let winner = partition.rows.winner(range, slot, day, first, None);
        let winner = match self.appended.get(&(person as u32)) {
            Some(rows) => rows.winner((0, rows.len()), slot, day, first, winner),
            None => winner,
        };
        winner.filter(|record| record.expires >= day)
    }

    /// Adds records of another log that goes on with this partition's names.
    pub(crate) fn append(&mut self, records: impl Iterator<Item = (u32, Packed)>) {
        for (person, record) in records {
            self.appended.entry(person).or_default().push(record);
            self.first_day = self.first_day.min(record.day);
        }
    }

    /// Takes what a log has gained since it was partitioned.
    pub(crate) fn catch_up(&mut self, log: &EvidenceLog) {
        let mark = std::mem::replace(&mut self.mark, log.mark());
        self.append(log.since(&mark));
        // The log's names go on where these end. Holding its own would make every record that it takes next copy all of them.
        let names = Arc::make_mut(&mut self.names);
        for number in names.len()..log.names_ref().len() {
            names.intern(log.names_ref().name(number as u32));
        }
    }
}

/// Parts of the partitions that are sorted one after the other, and different ones on several threads.
const SORT_GROUPS: usize = 16;

/// Counting sort of a partition by person, into memory that `room` holds already.
#[inline]
#[expect(clippy::indexing_slicing, reason = "counted from the same rows")]
pub(super) fn sort_by_person(
    partition: &Partition,
    first_person: usize,
    shift: u32,
    room: PackedRows,
) -> SortedPartition {
    let last = partition
        .person
        .iter()
        .max()
        .map_or(0, |&last| last as usize - first_person);
    let people = if shift < 31 { 1 << shift } else { last + 1 };
    let mut starts = vec![0u32; people + 1];
    for &person in &partition.person {
        starts[person as usize - first_person + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut rows = room.with_room_for(&partition.rows);
    for (row, &person) in partition.rows.dense.iter().zip(&partition.person) {
        let place = &mut next[person as usize - first_person];
        rows.place(*place as usize, row);
        *place += 1;
    }
    if partition.rows.has_sparse() {
        next.clone_from(&starts);
        for (from, &person) in partition.person.iter().enumerate() {
            let place = &mut next[person as usize - first_person];
            rows.place_sparse(*place as usize, &partition.rows, from);
            *place += 1;
        }
    }
    SortedPartition { starts, rows }
}
