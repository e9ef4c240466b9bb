//! Rows of one key and day that say different things: the time of day says which of them is the last.

use super::merge::{Cells, key_hash, whole_hash};
use super::table_kind::TableKind;
use crate::{
    error::ExchangeError,
    join::{Place, Refusal, RowSink},
    periods::Key,
};
use std::{borrow::Cow, collections::HashMap, num::NonZeroU32};

/// A table none of whose first rows has a time of day has none.
const ROWS_WITHOUT_TIME: u64 = 2000;

/// Of rows that have the same identity and say different things the latest time of day.
#[derive(Default)]
pub(super) struct LatestTimes(HashMap<Key, NonZeroU32>);

impl LatestTimes {
    /// Whether a row comes before another of its identity that says something else.
    pub(super) fn is_before(&self, identity: Key, place: Place) -> bool {
        let latest = self.0.get(&identity);
        latest.is_some_and(|latest| place.second.is_some_and(|second| second < *latest))
    }
}

/// Looks through the rows of a table for such times before they are merged.
pub(super) struct TimesOfDay {
    kind: &'static TableKind,
    heading: Vec<String>,
    /// Rows so far, until one has a time.
    without: u64,
    seen: HashMap<Key, (u64, NonZeroU32)>,
    latest: LatestTimes,
}

impl TimesOfDay {
    pub(super) fn new(kind: &'static TableKind) -> TimesOfDay {
        TimesOfDay {
            kind,
            heading: Vec::new(),
            without: 0,
            seen: HashMap::new(),
            latest: LatestTimes::default(),
        }
    }

    pub(super) fn finish(self) -> LatestTimes {
        self.latest
    }
}

impl RowSink for TimesOfDay {
    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        self.heading = columns.iter().map(|&name| name.to_owned()).collect();
        Ok(())
    }

    fn row(&mut self, cells: &[&str], place: Place) -> Result<Result<(), Refusal>, ExchangeError> {
        let Some(second) = place.second else {
            self.without += 1;
            if self.seen.is_empty() && self.without > ROWS_WITHOUT_TIME {
                return Err(ExchangeError::table("", "no row has a time of day"));
            }
            return Ok(Ok(()));
        };
        let cell = |name: &str| {
            let at = self.heading.iter().position(|heading| heading == name);
            Cow::Borrowed(at.and_then(|at| cells.get(at)).copied().unwrap_or_default())
        };
        let cell: &Cells<'_> = &cell;
        let key = key_hash(self.kind.identity, cell);
        let whole = whole_hash(self.kind.columns, cell);
        let (other, latest) = self.seen.entry(key).or_insert((whole, second));
        let differs = *other != whole && *latest != second;
        if second > *latest {
            (*other, *latest) = (whole, second);
        }
        if differs || self.latest.0.contains_key(&key) {
            self.latest.0.insert(key, *latest);
        }
        Ok(Ok(()))
    }
}
