//! Rows cut ahead of being handed on: what takes them can look at several together.

use super::row::{Column, TableRow};
use super::scan::{self, RowCut};
use super::{CellFormat, MAX_ROW_BYTES};
use crate::Finding;

/// Rows that are cut together at most.
pub(crate) const BATCH_ROWS: usize = 64;

/// What takes the rows of a table.
pub(crate) trait RowSink {
    /// Rows that will come next, one after the other: each knows its place among them.
    fn ahead(&mut self, _rows: &RowBatch<'_>) {}

    /// Takes a row, or says what is wrong or odd about it.
    fn take(&mut self, row: &TableRow<'_>) -> Result<(), Finding>;
}

impl<F: FnMut(&TableRow<'_>) -> Result<(), Finding>> RowSink for F {
    fn take(&mut self, row: &TableRow<'_>) -> Result<(), Finding> {
        self(row)
    }
}

/// Where rows were cut; reused from block to block.
#[derive(Clone, Debug, Default)]
pub(super) struct RowBounds {
    /// Start and length of each row.
    rows: Vec<(usize, usize)>,
    /// Where each field ends in its row, row after row.
    ends: Vec<usize>,
}

impl RowBounds {
    /// Cuts the rows at the beginning of `input` that lie whole in it, each on a line of its own, without a quote or anything else
    /// that needs care: as nearly all are. Returns their length with their line ends; what is left must be read the careful way.
    ///
    /// `text` is how much of `input` is text, from its beginning.
    pub(super) fn cut(&mut self, input: &[u8], text: usize, delimiter: u8, width: usize) -> usize {
        let width = width.max(1);
        self.ends.resize(BATCH_ROWS * width, 0);
        self.rows.clear();
        let mut start = 0;
        for ends in self.ends.chunks_exact_mut(width) {
            let rest = input.get(start..).unwrap_or_default();
            // A row that begins with nothing or a blank may hold nothing at all.
            if !rest
                .first()
                .is_some_and(|byte| byte.is_ascii_graphic() && *byte != delimiter)
            {
                break;
            }
            let Some(RowCut {
                length,
                line_end,
                delimiters,
            }) = scan::row(rest, delimiter, ends)
            else {
                break;
            };
            if delimiters + 1 != width || length > MAX_ROW_BYTES || start + length > text {
                break;
            }
            if let Some(last) = ends.last_mut() {
                *last = length;
            }
            self.rows.push((start, length));
            start += length + line_end;
        }
        start
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

/// Rows that were cut and not yet handed on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowBatch<'a> {
    pub(super) cuts: &'a RowBounds,
    pub(super) text: &'a str,
    pub(super) fields: &'a [Option<usize>],
    pub(super) columns: &'static [Column],
    pub(super) format: &'a CellFormat,
    pub(super) line: u32,
}

impl<'a> RowBatch<'a> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.cuts.len()
    }

    /// The row at a place.
    #[inline]
    pub(crate) fn row(&self, place: usize) -> Option<TableRow<'a>> {
        let &(start, length) = self.cuts.rows.get(place)?;
        let &RowBatch {
            cuts,
            text,
            fields,
            columns,
            format,
            line,
        } = self;
        let width = cuts.ends.len() / BATCH_ROWS;
        let (text, ends) = (
            text.get(start..start + length)?,
            cuts.ends.get(place * width..(place + 1) * width)?,
        );
        let line = line.saturating_add(place as u32);
        Some(TableRow {
            text,
            ends,
            gap: 1,
            fields,
            columns,
            format,
            line,
            place: Some(place),
        })
    }
}
