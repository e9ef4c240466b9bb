//! The first rows of a table, before anything is known of it.

use crate::cells::{DayOrder, DecimalMark, named, numeric, plain_number, year_first};
use crate::checked_book::CheckedBook;
use crate::error::ExchangeError;
use crate::map::TableOptions;
use crate::source::MergedRange;
use crate::table::{RawTable, are_titles, begins_as_totals, heading_text, joined_headings, shown};
use std::io::Cursor;

/// What is read of a workbook; another file has no parts.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct BookPart<'s> {
    /// The sheet, where it has several tables.
    pub(crate) sheet: Option<&'s str>,
    /// What was seen of it while its size was checked.
    pub(crate) checked: Option<CheckedBook>,
}

impl BookPart<'_> {
    /// How the part is read as a table.
    pub(crate) fn options(self) -> TableOptions {
        let mut options = TableOptions::default();
        self.declare(&mut options);
        options
    }

    /// Declares the part in the options of a map, which may name a sheet itself.
    pub(crate) fn declare(self, options: &mut TableOptions) {
        options.checked = self.checked;
        if options.sheet.is_none() {
            options.sheet = self.sheet.map(str::to_owned);
        }
    }
}

/// Rows that are looked at.
const ROWS: u32 = 500;

/// The first rows of a table.
#[derive(Clone)]
pub(crate) struct Peek {
    pub(crate) file: String,
    /// Cells without surrounding blanks. Blank rows are left out.
    pub(crate) rows: Vec<Vec<String>>,
    /// For each row how many rows of the table are above it.
    pub(crate) above: Vec<usize>,
    /// The row that is the heading.
    pub(crate) heading: usize,
    /// Whether the row above it names groups of columns, and belongs to the heading.
    pub(crate) is_grouped: bool,
    /// Cells that are joined.
    merged: Vec<MergedRange>,
    /// Names of the sheets, where the file is a workbook.
    pub(crate) sheets: Vec<String>,
    /// Which of the sheets it is.
    pub(crate) sheet: Option<String>,
    /// What the text turned out to be, where it is not UTF-8.
    pub(crate) encoding: Option<String>,
    /// Whether these are all rows.
    pub(crate) whole: bool,
    /// Rows that were taken out.
    pub(crate) set_aside: Vec<SetAsideRow>,
    /// The order of day and month that a row below shows.
    pub(crate) order_below: Option<DayOrder>,
}

/// A row that is no data: the cell by which it is known, the heading above it, and what it is.
#[derive(Clone, PartialEq)]
pub(crate) struct SetAsideRow {
    pub(crate) heading: String,
    pub(crate) cell: String,
    pub(crate) is: &'static str,
}

impl Peek {
    pub(crate) fn open(
        file: &str,
        bytes: &[u8],
        book: BookPart<'_>,
    ) -> Result<Peek, ExchangeError> {
        let options = book.options();
        let mut table = RawTable::open(file, Box::new(Cursor::new(bytes)), &options, 4 * ROWS)?;
        let (mut rows, mut above, mut count, mut whole) = (Vec::new(), Vec::new(), 0, false);
        while rows.len() < ROWS as usize {
            let Some(cells) = table.next()? else {
                whole = true;
                break;
            };
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                rows.push(cells.iter().map(|cell| shown(cell).to_owned()).collect());
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
            is_grouped: false,
            merged: table.merged().to_vec(),
            rows,
            above,
            sheets: table.sheets().to_vec(),
            sheet: table.sheet().map(str::to_owned),
            encoding: table.found(),
            whole,
            set_aside: Vec::new(),
            order_below: None,
        })
    }

    /// The headings, as a map names them.
    pub(crate) fn headings(&self) -> Vec<String> {
        let rows = self.rows.iter().zip(&self.above);
        let of_heading = rows.take(self.heading + 1).skip(self.first_of_heading());
        let texts = |row: &Vec<String>| row.iter().map(|cell| heading_text(cell)).collect();
        let heading: Vec<(u64, Vec<String>)> = of_heading
            .map(|(row, above)| (*above as u64 + 1, texts(row)))
            .collect();
        joined_headings(&heading, &self.merged, !self.sheets.is_empty())
    }

    fn first_of_heading(&self) -> usize {
        self.heading - usize::from(self.is_grouped && self.heading > 0)
    }

    /// The same rows with a heading of two, where the table seems to have one: groups of columns, and below each its columns.
    pub(crate) fn grouped(&self) -> Option<Peek> {
        let below = [self.heading, self.heading + 1];
        let heading = below.into_iter().find(|at| self.are_groups_above(*at))?;
        Some(Peek {
            heading,
            is_grouped: true,
            ..self.clone()
        })
    }

    /// Whether the row above this one names groups of its columns.
    fn are_groups_above(&self, at: usize) -> bool {
        let Some(group) = at.checked_sub(1) else {
            return false;
        };
        let (Some(groups), Some(names), Some(data)) = (
            self.rows.get(group),
            self.rows.get(at),
            self.rows.get(at + 1..),
        ) else {
            return false;
        };
        let line = |at: usize| self.above.get(at).copied().unwrap_or_default();
        let are_words = names.iter().all(|name| !is_value(name));
        if data.is_empty() || line(at) != line(group) + 1 || !are_words {
            return false;
        }
        let width = groups.len().max(names.len());
        let has =
            |row: &[String], column: usize| row.get(column).is_some_and(|cell| !cell.is_empty());
        let spans = self.spans(groups, line(group), width);
        let of_columns = spans.iter().filter(|columns| {
            (columns.start..columns.end)
                .filter(|column| has(names, *column))
                .count()
                > 1
        });
        let of_columns: Vec<_> = of_columns.collect();
        let Some(first) = of_columns.first() else {
            return false;
        };
        let is_alone = |column: usize| has(groups, column) && !has(names, column);
        // One cell over the columns from the first on is a title.
        let is_title = of_columns.len() == 1 && first.start == 0 && !(0..width).any(is_alone);
        let are_named = (0..width).all(|column| {
            let is_filled = data.iter().any(|row| has(row, column));
            !is_filled || has(names, column) || has(groups, column)
        });
        // Without joined cells the values below show that the second row is none of the data.
        let has_values = |column: usize| {
            let cells = data.iter().filter_map(|row| row.get(column));
            let cells: Vec<&String> = cells.filter(|cell| !cell.is_empty()).collect();
            let values = cells.iter().filter(|cell| is_value(cell)).count();
            has(names, column) && values > 0 && values * 2 >= cells.len()
        };
        let mut columns = of_columns.iter().flat_map(|columns| (*columns).clone());
        let is_clear = !self.sheets.is_empty() || columns.any(has_values);
        !is_title && are_named && is_clear
    }

    /// The columns that each cell of a row of groups holds for.
    fn spans(&self, groups: &[String], line: usize, width: usize) -> Vec<std::ops::Range<usize>> {
        if !self.sheets.is_empty() {
            let of_row = |region: &&MergedRange| {
                region.first.0 as usize == line && region.last.0 as usize == line
            };
            let regions = self.merged.iter().filter(of_row);
            let columns =
                |region: &MergedRange| region.first.1 as usize..region.last.1 as usize + 1;
            return regions.map(columns).collect();
        }
        let filled = groups
            .iter()
            .enumerate()
            .filter(|(_, cell)| !cell.is_empty());
        let starts: Vec<usize> = filled.map(|(column, _)| column).collect();
        let ends = starts.iter().skip(1).copied().chain([width]);
        starts
            .iter()
            .zip(ends)
            .map(|(start, end)| *start..end)
            .collect()
    }

    /// Headings of columns with cells that are joined over several rows below the heading.
    pub(crate) fn joined_below(&self) -> Vec<String> {
        let heading = self.above.get(self.heading).copied().unwrap_or_default();
        let joined = self.merged.iter().filter(|region| {
            region.first.1 == region.last.1
                && region.first.0 < region.last.0
                && region.first.0 as usize > heading
        });
        let columns: std::collections::BTreeSet<usize> =
            joined.map(|region| region.first.1 as usize).collect();
        let headings = self.headings();
        let named = columns.into_iter().filter_map(|at| headings.get(at));
        named.filter(|name| !name.is_empty()).cloned().collect()
    }

    /// The same without rows of totals, and without the notes at the end.
    pub(crate) fn without_totals(&self) -> Peek {
        let headings = self.headings();
        let named = headings
            .iter()
            .filter(|heading| !heading.is_empty())
            .count();
        let mut peek = self.clone();
        let mut at_end = self.whole;
        for at in (self.heading + 1..self.rows.len()).rev() {
            let row = self.rows.get(at).map_or(&[][..], Vec::as_slice);
            let mut filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            let (Some((column, first)), rest) = (filled.next(), filled.count()) else {
                continue;
            };
            let is_note = at_end && rest == 0 && column == 0 && named > 2 && first.contains(' ');
            let is = match (begins_as_totals(first), is_note) {
                (true, _) => "a row of totals",
                (_, true) => "a note under the table",
                _ => {
                    at_end = false;
                    continue;
                }
            };
            let heading = headings.get(column).filter(|heading| !heading.is_empty());
            let Some(heading) = heading else { continue };
            if headings.iter().filter(|other| *other == heading).count() > 1 {
                continue;
            }
            let found = SetAsideRow {
                heading: heading.clone(),
                cell: first.clone(),
                is,
            };
            if !peek.set_aside.contains(&found) {
                peek.set_aside.push(found);
            }
            peek.rows.remove(at);
            peek.above.remove(at);
        }
        peek.set_aside.reverse();
        peek
    }

    /// The rows below the heading and `skip` more.
    pub(crate) fn data(&self, skip: usize) -> &[Vec<String>] {
        self.rows.get(self.heading + 1 + skip..).unwrap_or_default()
    }

    /// Rows of the table above the heading that are not blank: what a map's `skip_before` must be.
    pub(crate) fn skip_before(&self) -> usize {
        match self.first_of_heading() {
            0 => 0,
            first => self.above.get(first).copied().unwrap_or(0),
        }
    }
}

/// Whether a cell is a number or a date, which no heading is.
fn is_value(cell: &str) -> bool {
    let number = cell.strip_suffix('%').unwrap_or(cell).trim();
    let is_date = || {
        year_first(cell)
            .or_else(|| numeric(cell, false))
            .or_else(|| numeric(cell, true))
            .or_else(|| named(cell))
            .is_some()
    };
    [DecimalMark::Point, DecimalMark::Comma]
        .into_iter()
        .any(|mark| plain_number(number, mark).is_some())
        || is_date()
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
