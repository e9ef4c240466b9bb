//! The first row that is dated after a day: remembered for every day at once, at one comparison a row.
//!
//! The first row after a day is later than all rows before it. So it is enough to keep the rows that are later than every row before
//! them, and there are never more of those than days.

use crate::{Date, Finding};

/// The place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// On a line of a file: number of the file, and the line from 1.
    Line(u32, u32),
    /// In a list: its place, from 0.
    Entry(u32),
    /// It was given alone.
    Nowhere,
}

/// The rows later than every row before them.
#[derive(Clone, Debug)]
pub(crate) struct FutureRows {
    files: Vec<String>,
    rises: Vec<(i32, Location)>,
    top: i32,
}

impl Default for FutureRows {
    fn default() -> FutureRows {
        FutureRows {
            files: Vec::new(),
            rises: Vec::new(),
            top: i32::MIN,
        }
    }
}

/// How many rows are dated after a day, and the earliest such day.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct FutureCount {
    pub(crate) count: u64,
    pub(crate) first: Option<i32>,
}

/// What rows are, in a sentence about those that lie in the future.
pub(crate) struct FutureRowsMessage {
    /// The list of the document that has them.
    pub(crate) list: &'static str,
    /// The finding at a path: of how many rows, the first day of any, and the day that they lie behind.
    pub(crate) describe: fn(String, u64, Date, Date) -> Finding,
}

/// What rows of a list are: `future_rows!("acts", ActInFuture, FutureAct, FutureActs)`, with the sentences for one of them and for more.
macro_rules! future_rows {
    ($list:literal, $code:ident, $one:ident, $more:ident) => {
        $crate::future_rows::FutureRowsMessage {
            list: $list,
            describe: |path, rows, first, as_of| {
                let code = $crate::Code::$code;
                if rows == 1 {
                    $crate::finding::describe!(
                        code,
                        path,
                        $one {
                            first: first,
                            as_of: as_of
                        }
                    )
                } else {
                    $crate::finding::describe!(
                        code,
                        path,
                        $more {
                            rows: rows,
                            as_of: as_of,
                            first: first
                        }
                    )
                }
            },
        }
    };
}
pub(crate) use future_rows;

impl FutureRows {
    /// The number of a file, for [`Location::Line`].
    pub(crate) fn file(&mut self, name: &str) -> u32 {
        let at = self
            .files
            .iter()
            .position(|file| file == name)
            .unwrap_or_else(|| {
                self.files.push(name.to_owned());
                self.files.len() - 1
            });
        at as u32
    }

    /// Takes note of one more row.
    #[inline]
    pub(crate) fn record(&mut self, day: i32, spot: Location) {
        if day > self.top {
            self.top = day;
            self.rises.push((day, spot));
        }
    }

    /// Takes note of the rows of another, as if they had been read here.
    pub(crate) fn merge(&mut self, other: &FutureRows) {
        for &(day, spot) in &other.rises {
            if day > self.top {
                let name = |file: u32| {
                    other
                        .files
                        .get(file as usize)
                        .map(String::as_str)
                        .unwrap_or_default()
                };
                let spot = match spot {
                    Location::Line(file, line) => Location::Line(self.file(name(file)), line),
                    spot => spot,
                };
                self.record(day, spot);
            }
        }
    }

    /// The same rows of which nothing is known but the latest day: their places are not those of what is left.
    pub(crate) fn without_places(&self) -> FutureRows {
        let mut rows = FutureRows::default();
        if self.top != i32::MIN {
            rows.record(self.top, Location::Nowhere);
        }
        rows
    }

    /// The latest day of any row.
    #[inline]
    pub(crate) fn latest_day(&self) -> i32 {
        self.top
    }

    /// One finding for all rows dated after a day, at the place of the first of them where it is known.
    pub(crate) fn finding(
        &self,
        future: FutureCount,
        as_of: Date,
        reported: &FutureRowsMessage,
    ) -> Option<Finding> {
        let first = Date::from_days(future.first?)?;
        let spot = self
            .rises
            .get(self.rises.partition_point(|(day, _)| *day <= as_of.days()))
            .map(|(_, spot)| *spot);
        let spot = spot.unwrap_or(Location::Nowhere);
        let FutureRowsMessage { list, describe } = *reported;
        let path = match spot {
            Location::Entry(at) => format!("{list}[{at}].date"),
            _ => list.to_owned(),
        };
        let mut finding = describe(path, future.count, first, as_of);
        if future.count > 1 && spot != Location::Nowhere {
            finding.message.push_str("; this is the first of them");
        }
        Some(match spot {
            Location::Line(file, line) => match self.files.get(file as usize) {
                Some(file) => finding.at(file, line, None),
                None => finding,
            },
            _ => finding,
        })
    }
}

impl FutureCount {
    /// Of some days those after `as_of`.
    pub(crate) fn count_after(days: impl Iterator<Item = i32>, as_of: Date) -> FutureCount {
        let one = |day| FutureCount {
            count: 1,
            first: Some(day),
        };
        days.filter(|&day| day > as_of.days())
            .fold(FutureCount::default(), |future, day| future.and(one(day)))
    }

    /// Both together.
    pub(crate) fn and(self, more: FutureCount) -> FutureCount {
        FutureCount {
            count: self.count + more.count,
            first: self.first.into_iter().chain(more.first).min(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::log::FUTURE_RECORDS as REPORTED;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn for_every_day_the_first_row_after_it_is_known() {
        let days = [
            "2027-03-02",
            "2027-03-01",
            "2027-03-05",
            "2027-03-05",
            "2027-03-04",
            "2027-03-09",
        ];
        let mut later = FutureRows::default();
        let file = later.file("evidence.csv");
        for (line, date) in (2u32..).zip(days) {
            later.record(day(date).days(), Location::Line(file, line));
        }
        for as_of in (1..10).map(|of| day(&format!("2027-03-0{of}"))) {
            let first = days
                .iter()
                .position(|date| day(date) > as_of)
                .map(|at| at as u32 + 2);
            let future = FutureCount::count_after(days.iter().map(|date| day(date).days()), as_of);
            assert_eq!(
                later
                    .finding(future, as_of, &REPORTED)
                    .and_then(|finding| finding.line),
                first,
                "{as_of}"
            );
        }
    }

    #[test]
    fn what_was_read_elsewhere_keeps_its_file() {
        let (mut one, mut other) = (FutureRows::default(), FutureRows::default());
        let file = one.file("a.csv");
        one.record(day("2027-03-01").days(), Location::Line(file, 2));
        let file = other.file("b.csv");
        other.record(day("2027-02-01").days(), Location::Line(file, 2));
        other.record(day("2027-04-01").days(), Location::Line(file, 3));
        one.merge(&other);
        let future = FutureCount {
            count: 2,
            first: Some(day("2027-04-01").days()),
        };
        assert_eq!(
            one.finding(future, day("2027-03-14"), &REPORTED)
                .map(|finding| finding.to_string())
                .as_deref(),
            Some(
                "b.csv:3: warning[EVIDENCE_IN_FUTURE]: 2 records are dated after 2027-03-14, the earliest 2027-04-01, and were \
                 ignored; this is the first of them"
            )
        );
    }
}
