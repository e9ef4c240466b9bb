//! Bulk facts as CSV: read in one pass, in pieces of any size, with every refused row named by line and column.

mod cell;
mod columnar;
mod columns;
mod encoding;
mod finding_limit;
mod header;
mod layout;
mod options;
pub(crate) mod position;
mod reader;
mod row;
mod row_batch;
mod row_counts;
mod scan;
#[cfg(test)]
mod tests;

pub use layout::TableLayout;
pub use options::{DateFormat, DecimalMark, MergedCells, Separator, TableOptions, TextEncoding};
pub use row_counts::RowCounts;
pub(crate) use row_counts::without_total;

pub(crate) use columnar::ColumnHeadings;
pub(crate) use columns::{ABSENCES, ACTS, EVIDENCE, FEATURE_USE, PEOPLE, RESPONSES, SESSIONS};
pub(crate) use encoding::{TextDecoder, as_windows_1252};
pub(crate) use finding_limit::{LimitedFindings, without_numbers};
pub(crate) use options::CellFormat;
pub(crate) use position::field_place;
pub(crate) use reader::TableReader;
pub(crate) use row::{Column, TableRow};
pub(crate) use row_batch::{BATCH_ROWS, RowBatch, RowSink};

use crate::Finding;
use serde::Serialize;

/// Bytes that one row may have; a longer one is refused.
pub const MAX_ROW_BYTES: usize = 1 << 20;

/// Findings listed of one code; the rest are counted in one `MORE_FINDINGS`.
pub const MAX_FINDINGS_PER_CODE: usize = 1000;

/// The report on a table that was read: rows taken and refused, and findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
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
