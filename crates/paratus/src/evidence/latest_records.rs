//! Which of a person's records count: the latest of each key, not expired, not in the future.

use super::packed::PackedRecord;
use crate::model::Interner;
use std::cmp::Ordering;

/// Room for choosing the records that count; reused from person to person.
#[derive(Debug, Default)]
pub(crate) struct LatestRecords {
    /// As they came.
    known: Vec<PackedRecord>,
    /// Objective and key of each, with its place: few bytes to sort, and two of one objective and key are rare.
    order: Vec<(u64, u32)>,
    records: Vec<PackedRecord>,
    /// Room for sorting.
    spare: Vec<(u64, u32)>,
}

impl LatestRecords {
    /// The records that count on `day`, ordered by objective.
    ///
    /// Among records of one objective and key up to `day` the latest counts, by day and time; at the same time the lower value, then the
    /// lower level, the kind by name, the lesser evidence weight, the earlier expiry, the source by name. If the one that counts
    /// has expired, none of its key does: otherwise an older record would come back to life, and a score could rise by
    /// waiting.
    pub(crate) fn latest_on(
        &mut self,
        day: i32,
        records: impl Iterator<Item = PackedRecord>,
        names: &Interner,
        evidence_weights: &[f64],
    ) -> &[PackedRecord] {
        self.known_on(day, day, records, names, evidence_weights)
    }

    /// The same with expiry as of another day.
    pub(crate) fn known_on(
        &mut self,
        day: i32,
        expiry: i32,
        records: impl Iterator<Item = PackedRecord>,
        names: &Interner,
        evidence_weights: &[f64],
    ) -> &[PackedRecord] {
        self.known.clear();
        self.order.clear();
        self.records.clear();
        for record in records.filter(|record| record.day <= day) {
            self.order.push((record.group(), self.known.len() as u32));
            self.known.push(record);
        }
        by_group(&mut self.order, &mut self.spare);
        let first_that_counts = |a: &PackedRecord, b: &PackedRecord| {
            a.slot()
                .cmp(&b.slot())
                .then_with(|| outranks(a, b, names, evidence_weights))
        };
        let mut doubles = false;
        for group in self.order.chunk_by(|a, b| a.0 == b.0) {
            let start = self.records.len();
            self.records.extend(
                group
                    .iter()
                    .filter_map(|(_, at)| self.known.get(*at as usize)),
            );
            if group.len() > 1 {
                doubles = true;
                self.records
                    .get_mut(start..)
                    .unwrap_or_default()
                    .sort_unstable_by(first_that_counts);
            }
        }
        if doubles {
            self.records
                .dedup_by(|later, kept| later.slot() == kept.slot());
        }
        self.records.retain(|record| record.expires >= expiry);
        &self.records
    }
}

/// Which of two records of one key counts: `Less` where the first does. The latest by day and time; at the same time the lower value, then
/// the lower level, the kind by name, the lesser evidence weight, the earlier expiry, the source by name.
pub(super) fn outranks(
    a: &PackedRecord,
    b: &PackedRecord,
    names: &Interner,
    evidence_weights: &[f64],
) -> Ordering {
    let weight = |record: &PackedRecord| {
        evidence_weights
            .get(usize::from(record.weight_index))
            .copied()
            .unwrap_or_default()
    };
    (b.day, b.time).cmp(&(a.day, a.time)).then_with(|| {
        a.value
            .total_cmp(&b.value)
            .then_with(|| (a.level, a.kind()).cmp(&(b.level, b.kind())))
            .then_with(|| weight(a).total_cmp(&weight(b)))
            .then_with(|| a.expires.cmp(&b.expires))
            .then_with(|| {
                if a.source == b.source {
                    Ordering::Equal
                } else {
                    a.source(names).cmp(&b.source(names))
                }
            })
    })
}

/// Runs that are sorted by insertion, before they are merged.
const INSERTION_RUN: usize = 8;

/// Sorts by group, the first of equals first. A sort of the standard library would be compiled where the library is, for size in
/// WebAssembly; this one goes with what calls it.
#[inline]
fn by_group(order: &mut Vec<(u64, u32)>, spare: &mut Vec<(u64, u32)>) {
    for run in order.chunks_mut(INSERTION_RUN) {
        for end in 1..run.len() {
            let mut at = end;
            while at > 0 && run.get(at - 1).map(|one| one.0) > run.get(at).map(|one| one.0) {
                run.swap(at - 1, at);
                at -= 1;
            }
        }
    }
    let mut length = INSERTION_RUN;
    while length < order.len() {
        spare.clear();
        for pair in order.chunks(2 * length) {
            let (mut left, mut right) = pair.split_at(length.min(pair.len()));
            while let (Some((first, rest)), Some((other, others))) =
                (left.split_first(), right.split_first())
            {
                if first.0 <= other.0 {
                    spare.push(*first);
                    left = rest;
                } else {
                    spare.push(*other);
                    right = others;
                }
            }
            spare.extend_from_slice(left);
            spare.extend_from_slice(right);
        }
        std::mem::swap(order, spare);
        length *= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn groups_are_sorted_as_by_the_standard_library(groups in proptest::collection::vec(0u64..40, 0..200)) {
            let mut ours: Vec<(u64, u32)> = groups.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            by_group(&mut ours, &mut Vec::new());
            theirs.sort_by_key(|(group, _)| *group);
            prop_assert_eq!(ours, theirs);
        }
    }
}
