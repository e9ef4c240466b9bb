//! The headings of a table that is no text, and its rows as if it were one.

use super::header;
use super::row::{Column, TableRow};
use super::{CellFormat, TableOptions};
use crate::Finding;

/// Which heading is which column.
#[derive(Clone, Debug)]
pub(crate) struct ColumnHeadings {
    columns: &'static [Column],
    fields: Vec<Option<usize>>,
    format: CellFormat,
}

impl ColumnHeadings {
    /// The headings of a table with these columns, and what is wrong or odd about them.
    pub(crate) fn new(
        headings: &[&str],
        columns: &'static [Column],
        options: &TableOptions,
    ) -> (ColumnHeadings, Vec<Finding>) {
        let names = headings.iter().map(|name| name.trim().to_owned()).collect();
        let header = header::of_names(names, b',', columns, options);
        (
            ColumnHeadings {
                columns,
                fields: header.fields,
                format: CellFormat::new(options, b','),
            },
            header
                .findings
                .into_iter()
                .map(|(_, finding)| finding)
                .collect(),
        )
    }

    /// The heading of a column.
    pub(crate) fn heading(&self, column: &str) -> Option<usize> {
        let place = self.columns.iter().position(|known| known.name == column)?;
        self.fields.get(place).copied().flatten()
    }

    /// Hands on the cells of a row, given in the order of the headings.
    pub(crate) fn row<T>(&self, cells: &[String], take: impl FnOnce(&TableRow<'_>) -> T) -> T {
        let text = cells.concat();
        let ends: Vec<usize> = cells
            .iter()
            .scan(0, |end, cell| {
                *end += cell.len();
                Some(*end)
            })
            .collect();
        take(&TableRow {
            text: &text,
            ends: &ends,
            gap: 0,
            fields: &self.fields,
            columns: self.columns,
            format: &self.format,
            line: 0,
            place: None,
        })
    }
}
