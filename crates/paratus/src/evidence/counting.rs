//! Which of a person's records count: the latest of each key, not expired, not in the future.

use crate::document::Kind;
use crate::model::Names;
use std::cmp::Ordering;

/// A record of one person with everything scoring needs, in 36 bytes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Packed {
    /// Degree of success, in [0, 1].
    pub(crate) value: f64,
    /// Days since 1970-01-01.
    pub(crate) day: i32,
    /// The last day on which it counts, or [`NEVER`].
    pub(crate) expires: i32,
    pub(crate) objective: u32,
    /// Number of the key's text; with [`DATED`] the day belongs to the key.
    pub(crate) key: u32,
    /// Number of the source's text, or [`NO_SOURCE`].
    pub(crate) source: u32,
    /// Index into the masses: a kind, or an instrument that declares its own.
    pub(crate) mass: u16,
    /// Place in `Kind::ALL`, which is in the order of names.
    pub(crate) kind: u8,
    pub(crate) level: u8,
}

pub(crate) const NEVER: i32 = i32::MAX;
pub(crate) const NO_SOURCE: u32 = u32::MAX;
/// The day belongs to the key: only records of the same day supersede each other.
pub(crate) const DATED: u32 = 1 << 31;

impl Packed {
    fn day_of_key(&self) -> i32 {
        if self.key & DATED == 0 { 0 } else { self.day }
    }

    /// Objective and key in one number; it sorts as the first parts of [`Packed::slot`] do.
    fn group(&self) -> u64 {
        u64::from(self.objective) << 32 | u64::from(self.key)
    }

    fn slot(&self) -> (u32, u32, i32) {
        (self.objective, self.key, self.day_of_key())
    }

    pub(crate) fn kind(&self) -> Kind {
        Kind::ALL.get(usize::from(self.kind)).copied().unwrap_or(Kind::Survey)
    }

    pub(crate) fn key_text<'a>(&self, names: &'a Names) -> &'a str {
        names.name(self.key & !DATED)
    }

    pub(crate) fn source<'a>(&self, names: &'a Names) -> Option<&'a str> {
        (self.source != NO_SOURCE).then(|| names.name(self.source))
    }
}

/// Room for choosing the records that count; reused from person to person.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    /// As they came.
    known: Vec<Packed>,
    /// Objective and key of each, with its place: few bytes to sort, and two of one objective and key are rare.
    order: Vec<(u64, u32)>,
    records: Vec<Packed>,
    /// Room for sorting.
    spare: Vec<(u64, u32)>,
}

impl Counting {
    /// The records that count on `day`, ordered by objective.
    ///
    /// Among records of one objective and key up to `day` the latest counts; on the same day the lower value, then the
    /// lower level, the kind by name, the lesser mass, the earlier expiry, the source by name. If the one that counts
    /// has expired, none of its key does: otherwise an older record would come back to life, and a score could rise by
    /// waiting.
    pub(crate) fn on(
        &mut self,
        day: i32,
        records: impl Iterator<Item = Packed>,
        names: &Names,
        masses: &[f64],
    ) -> &[Packed] {
        self.known_on(day, day, records, names, masses)
    }

    /// The same with expiry as of another day.
    pub(crate) fn known_on(
        &mut self,
        day: i32,
        expiry: i32,
        records: impl Iterator<Item = Packed>,
        names: &Names,
        masses: &[f64],
    ) -> &[Packed] {
        self.known.clear();
        self.order.clear();
        self.records.clear();
        for record in records.filter(|record| record.day <= day) {
            self.order.push((record.group(), self.known.len() as u32));
            self.known.push(record);
        }
        by_group(&mut self.order, &mut self.spare);
        let mass = |record: &Packed| masses.get(usize::from(record.mass)).copied().unwrap_or_default();
        let first_that_counts = |a: &Packed, b: &Packed| {
            a.slot().cmp(&b.slot()).then_with(|| b.day.cmp(&a.day)).then_with(|| {
                a.value
                    .total_cmp(&b.value)
                    .then_with(|| (a.level, a.kind).cmp(&(b.level, b.kind)))
                    .then_with(|| mass(a).total_cmp(&mass(b)))
                    .then_with(|| a.expires.cmp(&b.expires))
                    .then_with(|| {
                        if a.source == b.source { Ordering::Equal } else { a.source(names).cmp(&b.source(names)) }
                    })
            })
        };
        let mut doubles = false;
        for group in self.order.chunk_by(|a, b| a.0 == b.0) {
            let start = self.records.len();
            self.records.extend(group.iter().filter_map(|(_, at)| self.known.get(*at as usize)));
            if group.len() > 1 {
                doubles = true;
                self.records.get_mut(start..).unwrap_or_default().sort_unstable_by(first_that_counts);
            }
        }
        if doubles {
            self.records.dedup_by(|later, kept| later.slot() == kept.slot());
        }
        self.records.retain(|record| record.expires >= expiry);
        &self.records
    }
}

/// Runs that are sorted by insertion, before they are merged.
const RUN: usize = 8;

/// Sorts by group, the first of equals first. A sort of the standard library would be compiled where the library is, for size in
/// WebAssembly; this one goes with what calls it.
#[inline]
fn by_group(order: &mut Vec<(u64, u32)>, spare: &mut Vec<(u64, u32)>) {
    for run in order.chunks_mut(RUN) {
        for end in 1..run.len() {
            let mut at = end;
            while at > 0 && run.get(at - 1).map(|one| one.0) > run.get(at).map(|one| one.0) {
                run.swap(at - 1, at);
                at -= 1;
            }
        }
    }
    let mut length = RUN;
    while length < order.len() {
        spare.clear();
        for pair in order.chunks(2 * length) {
            let (mut left, mut right) = pair.split_at(length.min(pair.len()));
            while let (Some((first, rest)), Some((other, others))) = (left.split_first(), right.split_first()) {
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
