//! Rows of one key and day that say different things: the time of day says which of them is the last.

use super::merge::{Cells, key_hash, whole_hash};
use super::table_kind::{TableKind, kind_of};
use crate::{
    EvidenceMap, ImportFile, OpenTable,
    error::ExchangeError,
    evidence::results,
    join::{Place, Refusal, RowSink},
    periods::Key,
};
use std::{borrow::Cow, collections::HashMap, io::Cursor, num::NonZeroU32};

/// A table none of whose first rows has a time of day has none.
const ROWS_WITHOUT_TIME: u64 = 2000;

/// The latest time of day of an identity, and what rows of earlier times say.
struct LatestRow {
    second: NonZeroU32,
    /// Which of the tables has it.
    table: usize,
    earlier: Vec<u64>,
}

/// Of rows that have the same identity and say different things the latest time of day.
#[derive(Default)]
pub(super) struct LatestTimes(HashMap<Key, LatestRow>);

impl LatestTimes {
    /// Where a row comes before another of its identity that says something else: which of the tables has that one.
    pub(super) fn later(&self, identity: Key, place: Place) -> Option<usize> {
        let latest = self.0.get(&identity)?;
        (place.second? < latest.second).then_some(latest.table)
    }

    /// Whether what is said of an identity is known to be of an earlier time than the latest.
    pub(super) fn is_earlier(&self, identity: Key, whole: u64) -> bool {
        let latest = self.0.get(&identity);
        latest.is_some_and(|latest| latest.earlier.contains(&whole))
    }
}

/// Looks through the rows of all tables of an import for such times before any is merged.
#[derive(Default)]
pub(super) struct TimesOfDay {
    kind: Option<&'static TableKind>,
    /// Which of the tables is read.
    table: usize,
    heading: Vec<String>,
    /// Rows of the table so far, until one has a time; none once one has.
    without: Option<u64>,
    seen: HashMap<Key, (u64, NonZeroU32, usize)>,
    latest: LatestTimes,
}

impl TimesOfDay {
    /// Takes note of the times of a table of results. What is wrong with it is said when its rows are merged.
    pub(super) fn note_table(
        &mut self,
        table: usize,
        map: &EvidenceMap,
        file: &ImportFile<'_>,
        open: &mut OpenTable<'_>,
    ) {
        self.kind = kind_of("evidence");
        self.table = table;
        let mut reader = Cursor::new(file.bytes);
        let _ = results(map, None, file.name, &mut reader, open, self, &mut |_| ());
    }

    pub(super) fn finish(self) -> LatestTimes {
        self.latest
    }
}

impl RowSink for TimesOfDay {
    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        self.heading = columns.iter().map(|&name| name.to_owned()).collect();
        self.without = Some(0);
        Ok(())
    }

    fn row(&mut self, cells: &[&str], place: Place) -> Result<Result<(), Refusal>, ExchangeError> {
        let (Some(second), Some(kind)) = (place.second, self.kind) else {
            if let Some(rows) = &mut self.without {
                *rows += 1;
                if *rows > ROWS_WITHOUT_TIME {
                    return Err(ExchangeError::table("", "no row has a time of day"));
                }
            }
            return Ok(Ok(()));
        };
        self.without = None;
        let cell = |name: &str| {
            let at = self.heading.iter().position(|heading| heading == name);
            Cow::Borrowed(at.and_then(|at| cells.get(at)).copied().unwrap_or_default())
        };
        let cell: &Cells<'_> = &cell;
        let key = key_hash(kind.identity, cell);
        let columns: Vec<&str> = self.heading.iter().map(String::as_str).collect();
        let whole = whole_hash(&columns, cell);
        let new = (whole, second, self.table);
        let known = *self.seen.entry(key).or_insert(new);
        let is_later = second > known.1;
        if is_later {
            self.seen.insert(key, new);
        }
        let is_several = known.0 != whole && known.1 != second;
        if is_several || self.latest.0.contains_key(&key) {
            let (before, after) = if is_later { (known, new) } else { (new, known) };
            let of_key = self.latest.0.entry(key).or_insert(LatestRow {
                second: after.1,
                table: after.2,
                earlier: Vec::new(),
            });
            (of_key.second, of_key.table) = (after.1, after.2);
            if before.1 < after.1 && !of_key.earlier.contains(&before.0) {
                of_key.earlier.push(before.0);
            }
        }
        Ok(Ok(()))
    }
}
