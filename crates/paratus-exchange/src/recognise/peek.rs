//! The first rows of a table, before anything is known of it.

use crate::error::ExchangeError;
use crate::map::TableOptions;
use crate::table::{RawTable, are_titles, heading_text};
use std::io::Cursor;

/// Rows that are looked at.
const ROWS: u32 = 500;

/// The first rows of a table.
pub(crate) struct Peek {
    pub(crate) file: String,
    /// Cells without surrounding blanks. Blank rows are left out.
    pub(crate) rows: Vec<Vec<String>>,
    /// For each row how many rows of the table are above it.
    pub(crate) above: Vec<usize>,
    /// The row that is the heading.
    pub(crate) heading: usize,
    /// Names of the sheets, where the file is a workbook.
    pub(crate) sheets: Vec<String>,
    /// Whether these are all rows.
    pub(crate) whole: bool,
}

impl Peek {
    pub(crate) fn open(
        file: &str,
        bytes: &[u8],
        sheet: Option<&str>,
    ) -> Result<Peek, ExchangeError> {
        let options = TableOptions {
            sheet: sheet.map(str::to_owned),
            ..TableOptions::default()
        };
        let mut table = RawTable::open(file, Box::new(Cursor::new(bytes)), &options, 4 * ROWS)?;
        let (mut rows, mut above, mut count, mut whole) = (Vec::new(), Vec::new(), 0, false);
        while rows.len() < ROWS as usize {
            let Some(cells) = table.next()? else {
                whole = true;
                break;
            };
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(cells.iter().map(|cell| cell.trim().to_owned()).collect());
                above.push(count);
            }
            count += 1;
        }
        if rows.is_empty() {
            return Err(ExchangeError::table(file, "the table is empty"));
        }
        Ok(Peek {
            file: file.to_owned(),
            heading: heading_row(&rows, &above),
            rows,
            above,
            sheets: table.sheets().to_vec(),
            whole,
        })
    }

    /// The headings, as a map names them.
    pub(crate) fn headings(&self) -> Vec<String> {
        let row = self.rows.get(self.heading);
        row.map(|row| row.iter().map(|cell| heading_text(cell)).collect())
            .unwrap_or_default()
    }

    /// The rows below the heading and `skip` more.
    pub(crate) fn data(&self, skip: usize) -> &[Vec<String>] {
        self.rows.get(self.heading + 1 + skip..).unwrap_or_default()
    }

    /// Rows of the table above the heading that are not blank: what a map's `skip_before` must be.
    pub(crate) fn skip_before(&self) -> usize {
        if self.heading == 0 {
            return 0;
        }
        self.above.get(self.heading).copied().unwrap_or(0)
    }
}

/// The first row that has most of the columns: what is above it are titles. `above` counts the rows above each, blank ones too.
fn heading_row(rows: &[Vec<String>], above: &[usize]) -> usize {
    let filled = |row: &Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count();
    let widths: Vec<usize> = rows.iter().take(30).map(filled).collect();
    let mut gaps = above
        .windows(2)
        .map(|pair| matches!(pair, [one, next] if next - one > 1));
    let below_a_gap = gaps.position(|is_gap| is_gap).map(|before| before + 1);
    if let Some(at) = below_a_gap
        && let (Some(titles), Some(width)) = (widths.get(..at), widths.get(at))
        && are_titles(titles, *width)
    {
        return at;
    }
    let widest = widths.iter().copied().max().unwrap_or(0);
    widths
        .iter()
        .take(15)
        .position(|count| count * 2 > widest || (*count > 2 && count * 3 > widest))
        .unwrap_or(0)
}
