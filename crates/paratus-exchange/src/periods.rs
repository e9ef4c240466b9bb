//! Rows of one person in `people.csv`: one for each period.

use paratus::Date;
use std::collections::HashMap;

/// What a row or a person is known by: a hash of 128 bits.
pub(crate) type Key = [u64; 2];

/// The first and the last day on which a row holds.
pub(crate) type Days = (Date, Date);

/// Whether two times have a day in common.
pub(crate) fn overlap(one: Days, other: Days) -> bool {
    one.0.max(other.0) <= one.1.min(other.1)
}

/// The rows of each person, by the key of the person.
#[derive(Default)]
pub(crate) struct Periods(HashMap<Key, Vec<(Days, Key)>>);

impl Periods {
    /// Takes note of the row `key` of a person, in place of the days it held before.
    pub(crate) fn set(&mut self, person: Key, days: Days, key: Key) {
        let rows = self.0.entry(person).or_default();
        match rows.iter_mut().find(|(_, known)| *known == key) {
            Some((known, _)) => *known = days,
            None => rows.push((days, key)),
        }
    }

    /// How many rows a person has.
    pub(crate) fn rows(&self, person: Key) -> usize {
        self.0.get(&person).map_or(0, Vec::len)
    }

    /// The row of a person that holds on some of these days; `None` for a new period. `Err` counts the rows where there are several.
    pub(crate) fn find(&self, person: Key, days: Days) -> Result<Option<Key>, usize> {
        let rows = self.0.get(&person).map_or(&[][..], Vec::as_slice);
        let mut found = rows.iter().filter(|(known, _)| overlap(*known, days));
        match (found.next(), found.count()) {
            (None, _) => Ok(None),
            (Some((_, key)), 0) => Ok(Some(*key)),
            (Some(_), more) => Err(more + 1),
        }
    }
}
