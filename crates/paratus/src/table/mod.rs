//! Bulk facts as CSV: read in one pass, in pieces of any size, with every refused row named by line and column.

mod cell;
mod columnar;
mod finding_limit;
mod header;
mod position;
mod reader;
mod row;
mod row_batch;
mod row_counts;
mod scan;
#[cfg(test)]
mod tests;

pub use row_counts::RowCounts;

pub(crate) use columnar::ColumnHeadings;
pub(crate) use finding_limit::LimitedFindings;
pub(crate) use position::field_place;
pub(crate) use reader::TableReader;
pub(crate) use row::{Column, TableRow};
pub(crate) use row_batch::{BATCH_ROWS, RowBatch, RowSink};

use crate::Finding;

/// Bytes that one row may have; a longer one is refused.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// Findings listed of one code; the rest are counted in one `MORE_FINDINGS`.
pub const MAX_FINDINGS_PER_CODE: usize = 1000;

/// How the cells of a table are written, where that is not as MODEL.md has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableOptions {
    /// How dates are written.
    pub dates: DateFormat,
}

impl TableOptions {
    /// The same options with dates written as `dates`.
    #[must_use]
    pub fn with_dates(mut self, dates: DateFormat) -> TableOptions {
        self.dates = dates;
        self
    }
}

/// How the dates of a table are written. `YYYY-MM-DD` is read whatever is declared; nothing else is ever guessed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateFormat {
    /// `2027-03-14` only.
    #[default]
    Iso,
    /// Whole days as Excel counts them for Windows: 46460 is 2027-03-14.
    Excel,
    /// `14/03/2027`, `14.3.2027` or `14-03-2027`.
    DayMonthYear,
    /// `03/14/2027`, `3/14/2027`.
    MonthDayYear,
}

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Rows that were read and accepted.
    pub rows: u64,
    /// Rows that were refused; each has a finding.
    pub refused: u64,
    /// Rows that refer to an entry of the programme that was refused; the finding is that entry's.
    pub set_aside: u64,
    /// All findings, each at file, line and column, at most [`MAX_FINDINGS_PER_CODE`] of one code; in the order of the file.
    pub findings: Vec<Finding>,
}
