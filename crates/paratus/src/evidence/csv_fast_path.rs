//! Rows of a table with which nothing is wrong or odd, as nearly all are: what they mean is found for many at once, and without
//! hashing what came a moment ago.

use super::interpretation::{Fields, TextNumbers, interpret};
use super::log::{EvidenceLog, number};
use super::packed::{NO_EXPIRY, NO_SOURCE, PackedRecord};
use super::record::columns::{DATE, EXPIRES, KEY, KIND, LEVEL, OBJECTIVE, PERSON, SOURCE, VALUE};
use super::weight::declared_weight;
use crate::Date;
use crate::document::Kind;
use crate::model::{NOT_HELD, TOGETHER};
use crate::table::{BATCH_ROWS, RowBatch, TableRow};
use std::sync::Arc;

const _: () = assert!(BATCH_ROWS == TOGETHER);

/// What is known of the rows that come next, and what texts of the rows before meant.
pub(super) struct FastPath {
    /// The numbers of the people of the rows that were cut together, and the days of employment.
    people: [u32; TOGETHER],
    employed: [(i32, i32); TOGETHER],
    objectives: RecentIds,
    /// Of keys, sources and kinds.
    names: RecentIds,
}

impl Default for FastPath {
    fn default() -> FastPath {
        let (people, employed) = ([NOT_HELD; TOGETHER], [(i32::MAX, i32::MIN); TOGETHER]);
        FastPath {
            people,
            employed,
            objectives: RecentIds::new(6),
            names: RecentIds::new(9),
        }
    }
}

impl FastPath {
    /// Looks up the people of rows that come next: many slow reads of memory at once instead of one after the other.
    pub(super) fn look_up(&mut self, log: &EvidenceLog, rows: &RowBatch<'_>) {
        let people = &log.programme().model().people;
        let mut ids = [&b""[..]; TOGETHER];
        for (id, row) in ids
            .iter_mut()
            .zip((0..rows.len()).filter_map(|place| rows.row(place)))
        {
            *id = row.get(PERSON).as_bytes();
        }
        self.people = people
            .ids
            .get_each(ids.get(..rows.len()).unwrap_or_default());
        for (employed, &person) in self.employed.iter_mut().zip(&self.people).take(rows.len()) {
            *employed = people.days_employed(person);
        }
    }

    /// Person and record of a row, as [`EvidenceLog::push`] has them; `None` where anything may be wrong or odd.
    #[inline]
    pub(super) fn record(
        &mut self,
        log: &mut EvidenceLog,
        row: &TableRow<'_>,
    ) -> Option<(u32, PackedRecord)> {
        let person = *self.people.get(row.place?)?;
        if person == NOT_HELD {
            return None;
        }
        let model = log.programme().model();
        let find = |id: &str| model.objective_ids.get(id);
        let objective = self.objectives.number(row.get(OBJECTIVE), find)?;
        let compiled = model.objectives.get(objective as usize)?;
        let (date, time) = row.plain_date_time(DATE)?;
        let fields = Fields {
            objective,
            level: match row.get(LEVEL) {
                "" => compiled.highest_level(),
                name if model.refused.is_empty() => compiled.find_level(Some(name))?,
                _ => return None,
            },
            kind: Kind::from_name(row.get(KIND))?,
            value: row.plain_number(VALUE)?,
            day: date.days(),
            time,
            expires: match row.get(EXPIRES) {
                "" => NO_EXPIRY,
                date => Date::parse_ascii(date.as_bytes())?.days(),
            },
        };
        let source = row.get(SOURCE);
        if !source.is_empty() && model.previous_ids.may_rename_sources() {
            return None;
        }
        let employed = *self.employed.get(row.place?)?;
        if fields
            .oddity(employed, || source == row.get(PERSON))
            .is_some()
        {
            return None;
        }
        let mut texts = RowTexts {
            recent: &mut self.names,
            log,
            source,
            key: row.get(KEY),
        };
        Some((person, interpret(fields, &mut texts).ok()?))
    }
}

/// The texts of a row; most came a moment ago.
struct RowTexts<'a> {
    recent: &'a mut RecentIds,
    log: &'a mut EvidenceLog,
    source: &'a str,
    key: &'a str,
}

impl RowTexts<'_> {
    /// The number of a text, which is interned when it is first used.
    #[inline]
    fn number(&mut self, text: &str) -> Option<u32> {
        let names = self.log.names_mut();
        self.recent
            .number(text, |text| number(Arc::make_mut(names), text))
    }
}

impl TextNumbers for RowTexts<'_> {
    #[inline(always)]
    fn source(&mut self) -> Option<u32> {
        match self.source {
            "" => Some(NO_SOURCE),
            source => self.number(source),
        }
    }

    #[inline(always)]
    fn key(&mut self) -> Option<Option<u32>> {
        match self.key {
            "" => Some(None),
            key => self.number(key).map(Some),
        }
    }

    #[inline(always)]
    fn kind_name(&mut self, kind: Kind) -> Option<u32> {
        self.number(kind.name())
    }

    #[inline(always)]
    fn declared_weight(&self) -> Option<u16> {
        match self.source {
            "" => None,
            source => declared_weight(self.log.programme().model(), source),
        }
    }
}

/// The numbers of short texts that came lately, found by comparing eight bytes at a time. Each text has one place, where it puts out
/// the one before.
struct RecentIds {
    entries: Vec<RecentId>,
    shift: u32,
}

#[derive(Clone, Copy, Default)]
struct RecentId {
    head: u64,
    tail: u64,
    /// 0 where nothing is: no text is empty.
    length: usize,
    number: u32,
}

impl RecentIds {
    /// With 2^`power` places.
    fn new(power: u32) -> RecentIds {
        RecentIds {
            entries: vec![RecentId::default(); 1 << power],
            shift: 64 - power,
        }
    }

    /// The number of a text, looked up by `find` if it is not among those that came lately.
    #[inline]
    fn number(&mut self, text: &str, find: impl FnOnce(&str) -> Option<u32>) -> Option<u32> {
        let length = text.len();
        let Some((head, tail)) = first_and_last_bytes(text.as_bytes()) else {
            return find(text);
        };
        let mixed = (head ^ tail.rotate_left(29))
            .wrapping_add(length as u64)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let entry = self.entries.get_mut((mixed >> self.shift) as usize)?;
        if (entry.head, entry.tail, entry.length) != (head, tail, length) {
            *entry = RecentId {
                head,
                tail,
                length,
                number: find(text)?,
            };
        }
        Some(entry.number)
    }
}

/// The first and the last eight bytes, or four: with the length they are all of a text of one to sixteen bytes.
#[inline]
fn first_and_last_bytes(text: &[u8]) -> Option<(u64, u64)> {
    match text {
        [only] => Some((u64::from(*only), 0)),
        [first, last] => Some((u64::from(*first), u64::from(*last))),
        [first, middle, last] => Some((
            u64::from(*first) | u64::from(*middle) << 8,
            u64::from(*last),
        )),
        _ if text.len() < 8 => {
            let (first, last) = (text.first_chunk()?, text.last_chunk()?);
            Some((
                u64::from(u32::from_le_bytes(*first)),
                u64::from(u32::from_le_bytes(*last)),
            ))
        }
        _ if text.len() <= 16 => Some((
            u64::from_le_bytes(*text.first_chunk()?),
            u64::from_le_bytes(*text.last_chunk()?),
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn every_text_has_its_own_number(
            texts in proptest::collection::vec("[ab\u{0}é]{0,9}|a{0,20}|[0-9a-f]{14,18}", 1..400),
        ) {
            let (mut recent, mut numbers) = (RecentIds::new(4), HashMap::new());
            for text in &texts {
                let next = numbers.len() as u32;
                let expected = *numbers.entry(text.clone()).or_insert(next);
                prop_assert_eq!(recent.number(text, |text| numbers.get(text).copied()), Some(expected));
            }
        }

        #[test]
        fn ends_and_length_are_the_whole_text(a in "[ab]{0,17}", b in "[ab]{0,17}") {
            if let (Some(ends_of_a), Some(ends_of_b)) = (first_and_last_bytes(a.as_bytes()), first_and_last_bytes(b.as_bytes())) {
                prop_assert_eq!((a.len(), ends_of_a) == (b.len(), ends_of_b), a == b);
            }
        }
    }
}
