//! In place of records outside memory, where the feature `spill` is left out: there are none, and the compiler knows it.

use super::by_person::SortedPartition;
use super::partitions::Partition;
use std::ops::Deref;

#[derive(Clone, Debug)]
enum Never {}

/// Nowhere.
#[derive(Clone, Debug)]
pub(super) struct SpillStore(Never);

/// No partition.
pub(super) struct NoPartition(Never);

impl SpillStore {
    /// Whether there can be records outside memory.
    pub(super) const POSSIBLE: bool = false;

    pub(super) fn spill_partition(&mut self, _: &mut Partition) -> bool {
        match self.0 {}
    }

    pub(super) fn restore(&self, _: &Partition) -> NoPartition {
        match self.0 {}
    }
}

/// No records of a partition.
#[derive(Clone, Debug, Default)]
pub(super) struct SpilledChunks;

impl SpilledChunks {
    /// None.
    #[inline]
    pub(super) fn records(&self) -> usize {
        0
    }
}

/// Something in memory.
#[derive(Debug)]
pub(super) enum InMemory<'a, T> {
    Here(&'a T),
}

impl<T> InMemory<'_, T> {
    pub(super) fn loaded(got: NoPartition) -> Self {
        match got.0 {}
    }
}

impl<T> Clone for InMemory<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        let InMemory::Here(here) = self;
        InMemory::Here(here)
    }
}

impl<T> Deref for InMemory<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        let InMemory::Here(here) = self;
        here
    }
}

/// No partitions.
#[derive(Clone, Debug)]
pub(super) struct SpilledPartitions(Never);

impl SpilledPartitions {
    pub(super) fn new(away: SpillStore, _: Vec<Partition>, _: u32) -> SpilledPartitions {
        match away.0 {}
    }

    pub(super) fn partitions(&self) -> usize {
        match self.0 {}
    }

    pub(super) fn sorted(&self, _: usize) -> InMemory<'_, SortedPartition> {
        match self.0 {}
    }
}
