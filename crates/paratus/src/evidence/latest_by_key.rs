//! Which of a person's records count, for scoring: the same choice as [`LatestRecords`](super::LatestRecords) makes, in one pass and in
//! no order. Sums do not depend on order.

use super::latest_records::outranks;
use super::packed::{PackedRow, PackedRows};
use crate::model::Names;
use std::cmp::Ordering;

/// Room for choosing; reused from person to person.
#[derive(Debug, Default)]
pub(crate) struct LatestByKey {
    /// Open addressing over the slots of records: the round in the upper half tells whether an entry is of this person, the lower
    /// half is a place in `places`.
    table: Vec<u64>,
    round: u32,
    /// The places of the records that count.
    places: Vec<u32>,
}

impl LatestByKey {
    /// The records from `from` to `to` that count on `day`.
    #[inline]
    pub(super) fn of<'r>(
        &'r mut self,
        rows: &'r PackedRows,
        (from, to): (usize, usize),
        day: i32,
        names: &Names,
        evidence_weights: &[f64],
    ) -> impl Iterator<Item = &'r PackedRow> {
        let dense = rows.dense.get(from..to).unwrap_or_default();
        self.begin(dense.len());
        let mask = self.table.len() - 1;
        let shift = 64 - self.table.len().trailing_zeros();
        let round = u64::from(self.round) << 32;
        for (at, row) in (0u32..).zip(dense) {
            if row.day > day {
                continue;
            }
            let mut probe = (row.mixed() >> shift) as usize;
            while let Some(entry) = self.table.get_mut(probe & mask) {
                if *entry >> 32 != u64::from(self.round) {
                    *entry = round | self.places.len() as u64;
                    self.places.push(at);
                    break;
                }
                let Some(place) = self.places.get_mut(*entry as u32 as usize) else {
                    break;
                };
                if dense
                    .get(*place as usize)
                    .is_some_and(|held| held.same_slot(row))
                {
                    let whole = |at: u32, row: &PackedRow| rows.expand(from + at as usize, row);
                    let held = dense.get(*place as usize).map(|held| whole(*place, held));
                    if held.is_some_and(|held| {
                        outranks(&whole(at, row), &held, names, evidence_weights) == Ordering::Less
                    }) {
                        *place = at;
                    }
                    break;
                }
                probe += 1;
            }
        }
        if rows.any_expires() {
            self.places
                .retain(|&at| rows.expires_at(from + at as usize) >= day);
        }
        self.places.iter().filter_map(|&at| dense.get(at as usize))
    }

    /// An empty table for this many records, at most half full.
    #[inline]
    fn begin(&mut self, records: usize) {
        self.places.clear();
        let needed = (records * 2).next_power_of_two().max(64);
        if self.table.len() < needed || self.round == u32::MAX {
            self.table.clear();
            self.table.resize(needed.max(self.table.len()), 0);
            self.round = 0;
        }
        self.round += 1;
    }
}
