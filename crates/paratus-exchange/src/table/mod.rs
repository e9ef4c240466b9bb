//! Tables as text: delimiter and line ends from content, headings, rows with their places.

mod text;

use crate::source::{self, Extent, MergedRange, NUMBER_MARK};
use crate::{
    contact::looks_like_contact,
    error::{ExchangeError, Problem, TextProblem, did_you_mean, listed, quoted_cell},
    map::TableOptions,
};
use paratus::text::unescape_formula;
use std::{cell::Cell, collections::BTreeSet, io::Read, rc::Rc};
pub(crate) use text::utf16;
use text::{DetectedText, Text};

/// A cell without surrounding blanks; a byte order mark in the middle of a file is one.
fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}

/// A cell without what says of what kind it is.
pub(crate) fn shown(cell: &str) -> &str {
    unescape_formula(cell.strip_prefix(NUMBER_MARK).unwrap_or(cell)).trim()
}

/// Whether a cell of a workbook is a number with a decimal part.
pub(crate) fn is_number(cell: &str) -> bool {
    cell.starts_with(NUMBER_MARK)
}

/// The rows of a table as they are, before anything is known of them.
pub(crate) struct RawTable<'r> {
    file: String,
    reader: csv::Reader<Text<'r>>,
    record: csv::StringRecord,
    since_row: Rc<Cell<u64>>,
    sheets: Vec<String>,
}

impl<'r> RawTable<'r> {
    /// Opens a table of which no more than the first rows are needed.
    pub(crate) fn open(
        file: &str,
        inner: Box<dyn Read + 'r>,
        options: &TableOptions,
        rows: u32,
    ) -> Result<RawTable<'r>, ExchangeError> {
        let extent = Extent {
            flat: false,
            rows: Some(rows),
        };
        let opened = open_rows(file, inner, options, extent)?;
        let mut raw = RawTable {
            file: file.to_owned(),
            reader: opened.reader,
            record: csv::StringRecord::new(),
            since_row: opened.since_row,
            sheets: opened.sheets,
        };
        if opened.spoken {
            raw.next()?;
        }
        Ok(raw)
    }

    /// The next row; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<&csv::StringRecord>, ExchangeError> {
        self.since_row.set(0);
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(true) => Ok(Some(&self.record)),
            Ok(false) => Ok(None),
            Err(error) => Err(match error.into_kind() {
                csv::ErrorKind::Io(error) => unreadable(&self.file, Some(line), error),
                other => ExchangeError::table(&self.file, format!("{other:?}")),
            }),
        }
    }

    /// Names of the sheets, where the file is a workbook.
    pub(crate) fn sheets(&self) -> &[String] {
        &self.sheets
    }
}

/// A table whose rows can be read.
struct OpenedTable<'r> {
    reader: csv::Reader<Text<'r>>,
    since_row: Rc<Cell<u64>>,
    found: DetectedText,
    delimiter: u8,
    /// Whether the first row says what the delimiter is.
    spoken: bool,
    /// Rows above the heading of which the first cell alone holds something.
    titles: usize,
    sheet: Option<String>,
    sheets: Vec<String>,
    merged: Vec<MergedRange>,
}

fn open_rows<'r>(
    file: &str,
    inner: Box<dyn Read + 'r>,
    options: &TableOptions,
    extent: Extent,
) -> Result<OpenedTable<'r>, ExchangeError> {
    let source = source::rows(file, inner, options.sheet.as_deref(), extent)?;
    let declared = options
        .encoding
        .map(|declared| declared.0)
        .filter(|_| source.sheet.is_none());
    let text = Text::new(source.text, declared).map_err(|error| unreadable(file, None, error))?;
    if text.head().is_empty() {
        return Err(ExchangeError::table(file, "the table is empty"));
    }
    let spoken = spoken_delimiter(text.head());
    let delimiter = match (&source.sheet, options.delimiter) {
        (Some(_), _) => b',',
        (None, Some(declared)) => declared.0,
        (None, None) => spoken.unwrap_or_else(|| sniff(text.head(), options.skip_before)),
    };
    // What is counted is not found; and of a heading of several rows the first may have a single cell.
    let titles = if options.skip_before == 0 && options.heading_rows <= 1 {
        titles_above(text.head(), delimiter, spoken.is_some())
    } else {
        0
    };
    let (since_row, found) = (text.since_row(), text.found());
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text);
    Ok(OpenedTable {
        reader,
        since_row,
        found,
        delimiter,
        spoken: spoken.is_some(),
        titles,
        sheet: source.sheet,
        sheets: source.sheets,
        merged: source.merged,
    })
}

/// A table being read, row by row.
pub(crate) struct Table<'r> {
    pub(crate) file: String,
    pub(crate) header: Vec<String>,
    used: BTreeSet<usize>,
    reader: csv::Reader<Text<'r>>,
    record: csv::StringRecord,
    since_row: Rc<Cell<u64>>,
    row: u64,
    found: DetectedText,
    delimiter: u8,
    /// The sheet of a workbook, where it is one.
    sheet: Option<String>,
    /// Columns whose empty cells mean the same as above, with what is above.
    fill_down: Vec<(usize, String)>,
}

/// Whether the row just read has the columns of the heading.
pub(crate) enum Shape {
    /// It has.
    Fits,
    /// It has not, and why that is so.
    Ragged(String),
}

impl<'r> Table<'r> {
    /// Reads the heading.
    pub(crate) fn open(
        file: &str,
        inner: Box<dyn Read + 'r>,
        options: &TableOptions,
    ) -> Result<Table<'r>, ExchangeError> {
        let opened = open_rows(file, inner, options, Extent::default())?;
        let mut table = Table {
            file: file.to_owned(),
            header: Vec::new(),
            used: BTreeSet::new(),
            reader: opened.reader,
            record: csv::StringRecord::new(),
            since_row: opened.since_row,
            row: 0,
            found: opened.found,
            delimiter: opened.delimiter,
            sheet: opened.sheet,
            fill_down: Vec::new(),
        };
        if opened.spoken {
            table.read()?;
        }
        for _ in 0..options.skip_before {
            table.read()?;
        }
        // Blank rows above the heading say nothing.
        let mut titles = opened.titles;
        let mut any = table.read()?;
        while any && (table.is_blank() || titles > 0) {
            titles -= usize::from(!table.is_blank());
            any = table.read()?;
        }
        if !any {
            return Err(ExchangeError::table(file, "the table has no heading"));
        }
        let first = table.row;
        table.header = table.read_heading(options.heading_rows, &opened.merged)?;
        for column in &options.fill_down {
            let position = table.column(column, None, "table.fill_down")?;
            table.fill_down.push((position, String::new()));
        }
        let heading = table.row;
        for _ in 0..options.skip_after {
            table.read()?;
        }
        table.refuse_merged(&opened.merged, first, heading)?;
        Ok(table)
    }

    /// The names of the columns, from the row just read and those after it that belong to the heading.
    fn read_heading(
        &mut self,
        rows: usize,
        merged: &[MergedRange],
    ) -> Result<Vec<String>, ExchangeError> {
        let mut heading: Vec<(u64, Vec<String>)> = Vec::new();
        for row in 1..=rows.max(1) {
            if row > 1 && !self.read()? {
                let message = "the heading has fewer rows than `heading_rows` says";
                return Err(ExchangeError::table(&self.file, message));
            }
            heading.push((self.row, self.record.iter().map(heading_text).collect()));
        }
        let width = heading
            .iter()
            .map(|(_, cells)| cells.len())
            .max()
            .unwrap_or(0);
        let last = self.row;
        let mut names = vec![String::new(); width];
        for (row, cells) in heading {
            let joined = |column: u64| {
                merged.iter().any(|region| {
                    let rows = u64::from(region.first.0) + 1..=u64::from(region.last.0) + 1;
                    let columns = u64::from(region.first.1) + 1..=u64::from(region.last.1);
                    rows.contains(&row) && columns.contains(&column)
                })
            };
            let mut cells = cells.into_iter();
            let mut left = String::new();
            for (column, name) in (0..).zip(&mut names) {
                let mut cell = cells.next().unwrap_or_default();
                let covers = joined(column) || (self.sheet.is_none() && row < last);
                if cell.is_empty() && rows > 1 && covers {
                    cell.clone_from(&left);
                }
                if !name.is_empty() && !cell.is_empty() {
                    name.push_str(" / ");
                }
                name.push_str(&cell);
                left = cell;
            }
        }
        Ok(names)
    }

    /// Refuses cells that are joined below the heading (rows `first` to `heading`), unless the map says that their value holds for all the rows.
    fn refuse_merged(
        &self,
        merged: &[MergedRange],
        first: u64,
        heading: u64,
    ) -> Result<(), ExchangeError> {
        let open = merged.iter().find(|region| {
            let filled = self
                .fill_down
                .iter()
                .any(|(column, _)| *column as u64 == u64::from(region.first.1));
            let one_column = region.first.1 == region.last.1;
            u64::from(region.last.0) + 1 > self.row.max(heading) && !(filled && one_column)
        });
        let Some(region) = open else {
            return Ok(());
        };
        let column = self
            .header
            .get(region.first.1 as usize)
            .map_or("", String::as_str);
        let help = if column.is_empty() {
            "cells without a heading are read by no map: split the cells, or take them out of the table".into()
        } else if u64::from(region.first.0) < heading {
            let rows = u64::from(region.last.0) + 2 - first;
            format!(
                "the heading has several rows: write `table = {{ heading_rows = {rows} }}` in the map, and call columns by all of them, as `Tests / Filing`"
            )
        } else if region.first.1 == region.last.1 {
            format!(
                "where the value holds for all these rows, write `table = {{ fill_down = [\"{column}\"] }}` in the map; else split the cells"
            )
        } else {
            "split the cells, and write a value into each".into()
        };
        let message = format!(
            "the cells {} are joined to one, so all but one of them are empty",
            region.name()
        );
        Err(ExchangeError::Table(
            Problem::new(&self.file, message).help(Some(help)),
        ))
    }

    /// What the text turned out to be, where that was neither declared nor UTF-8.
    pub(crate) fn found(&self) -> Option<String> {
        self.found.borrow().clone()
    }

    /// What separates columns; of a sheet a comma.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| trimmed(cell).is_empty())
    }

    fn read(&mut self) -> Result<bool, ExchangeError> {
        self.since_row.set(0);
        let line = self.reader.position().line();
        match self.reader.read_record(&mut self.record) {
            Ok(true) => {
                self.row += 1;
                Ok(true)
            }
            Ok(false) => Ok(false),
            Err(error) => Err(self.failure(line, error)),
        }
    }

    fn failure(&self, line: u64, error: csv::Error) -> ExchangeError {
        match error.into_kind() {
            csv::ErrorKind::Io(error) => unreadable(&self.file, Some(line), error),
            csv::ErrorKind::Utf8 { err, .. } => {
                let column = self
                    .header
                    .get(err.field())
                    .map(|name| format!(" in column `{name}`"))
                    .unwrap_or_default();
                ExchangeError::Table(
                    Problem::new(&self.file, format!("the text is not UTF-8{column}")).at_line(line).help(Some(
                        "save it as UTF-8, or declare for instance `encoding = \"windows-1252\"` in the map's `table`"
                            .into(),
                    )),
                )
            }
            other => {
                ExchangeError::Table(Problem::new(&self.file, format!("{other:?}")).at_line(line))
            }
        }
    }

    /// Reads the next row; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Shape>, ExchangeError> {
        loop {
            if !self.read()? {
                return Ok(None);
            }
            if !self.is_blank() {
                break;
            }
        }
        for (column, above) in &mut self.fill_down {
            match self.record.get(*column).map(trimmed) {
                None | Some("") => {}
                Some(cell) => cell.clone_into(above),
            }
        }
        let (found, expected) = (self.record.len(), self.header.len());
        // Of a sheet the cells that are empty to the end of a row are not kept.
        let short = self.sheet.is_some() && found < expected;
        if found == expected
            || short
            || (found > expected
                && self
                    .record
                    .iter()
                    .skip(expected)
                    .all(|cell| trimmed(cell).is_empty()))
        {
            return Ok(Some(Shape::Fits));
        }
        let open = if self.record.iter().any(|cell| cell.contains('\n')) {
            "; is a quote not closed?"
        } else {
            ""
        };
        Ok(Some(Shape::Ragged(format!(
            "{found} columns, but the heading has {expected}{open}"
        ))))
    }

    /// A cell of the row just read, without surrounding blanks and without the apostrophe that keeps a formula from being computed.
    pub(crate) fn cell(&self, column: usize) -> &str {
        shown(self.raw(column))
    }

    /// A cell of the row just read, with the mark of a cell that is a number.
    pub(crate) fn raw(&self, column: usize) -> &str {
        let cell = trimmed(self.record.get(column).unwrap_or_default());
        let filled = self.fill_down.iter().find(|(filled, _)| *filled == column);
        match filled {
            Some((_, above)) if cell.is_empty() => above,
            _ => cell,
        }
    }

    /// Whether this is a sheet of a workbook, whose dates and numbers are cells of their own kind.
    pub(crate) fn is_sheet(&self) -> bool {
        self.sheet.is_some()
    }

    /// All cells of the row just read.
    pub(crate) fn cells(&self) -> &csv::StringRecord {
        &self.record
    }

    /// The row just read as a spreadsheet numbers it.
    pub(crate) fn row(&self) -> u64 {
        self.row
    }

    /// The line on which the row just read begins.
    pub(crate) fn line(&self) -> u64 {
        if self.sheet.is_some() {
            return self.row;
        }
        // Counted back from its end, because blank lines before a row are skipped together with it; but never before them, which
        // counting gives where the last quote is not closed.
        let inside: usize = self
            .record
            .iter()
            .map(|cell| cell.bytes().filter(|&byte| byte == b'\n').count())
            .sum();
        let skipped_from = self.record.position().map_or(1, csv::Position::line);
        self.reader
            .position()
            .line()
            .saturating_sub(inside as u64 + 1)
            .max(skipped_from)
    }

    /// The position of a column that the map names under `key`; where several have this heading, the one that `at` counts to.
    pub(crate) fn column(
        &mut self,
        name: &str,
        at: Option<usize>,
        key: &str,
    ) -> Result<usize, ExchangeError> {
        let found: Vec<usize> = self
            .header
            .iter()
            .enumerate()
            .filter(|(_, heading)| *heading == name)
            .map(|(position, _)| position)
            .collect();
        let Some(&first) = found.first() else {
            let help = did_you_mean(name, self.header.iter().map(String::as_str));
            let all = listed(self.header.iter().map(String::as_str));
            let help = Some(help.map_or_else(
                || format!("the columns are {all}"),
                |near| format!("{near} The columns are {all}"),
            ));
            let message = format!(
                "there is no column {}, which the map names in `{key}`",
                quoted_cell(name)
            );
            return Err(ExchangeError::Table(
                Problem::new(&self.file, message).help(help),
            ));
        };
        let position = match (at, found.get(1)) {
            (None, None) => first,
            (None, Some(second)) => {
                let message = format!(
                    "column {} occurs twice, at {} and {}",
                    quoted_cell(name),
                    first + 1,
                    second + 1
                );
                return Err(ExchangeError::Table(
                    Problem::new(&self.file, message)
                        .help(Some("say which with `at`, or rename one".into())),
                ));
            }
            (Some(at), _) => {
                if let Some(&position) = at.checked_sub(1).and_then(|at| found.get(at)) {
                    position
                } else {
                    let message = format!(
                        "`{key}` names column {} number {at}, but there are {}",
                        quoted_cell(name),
                        found.len()
                    );
                    return Err(ExchangeError::table(&self.file, message));
                }
            }
        };
        self.used.insert(position);
        Ok(position)
    }

    /// Headings of the columns that the map does not name and that are no contact data.
    pub(crate) fn unused_columns(&self) -> impl Iterator<Item = ContactColumn> {
        let unused = |(position, heading): &(usize, &String)| {
            !self.used.contains(position) && !heading.is_empty() && !looks_like_contact(heading)
        };
        let columns = self.header.iter().enumerate();
        columns.filter(unused).map(|(_, heading)| ContactColumn {
            file: self.file.clone(),
            column: heading.clone(),
        })
    }

    /// Columns that look like contact data and that the map does not name.
    pub(crate) fn contact_columns(&self) -> impl Iterator<Item = ContactColumn> {
        self.header
            .iter()
            .enumerate()
            .filter(|(position, heading)| {
                !self.used.contains(position) && looks_like_contact(heading)
            })
            .map(|(_, heading)| ContactColumn {
                file: self.file.clone(),
                column: heading.clone(),
            })
    }
}

fn unreadable(file: &str, line: Option<u64>, error: std::io::Error) -> ExchangeError {
    match error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<TextProblem>())
    {
        Some(text) => {
            let problem = Problem::new(file, text.message.clone()).help(text.help.clone());
            ExchangeError::Table(Problem { line, ..problem })
        }
        None => ExchangeError::io(file, error),
    }
}

/// A heading without line breaks, doubled blanks and what protects it from being a formula.
pub(crate) fn heading_text(heading: &str) -> String {
    shown(heading)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The delimiter that a first line `sep=;` declares, as some spreadsheets write it.
fn spoken_delimiter(head: &[u8]) -> Option<u8> {
    match head.get(..6)? {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            delimiter,
            b'\n',
        ] => Some(*delimiter),
        _ => None,
    }
}

/// Rows of which the first cell alone holds something, before the first row that has others; none where no row has.
fn titles_above(head: &[u8], delimiter: u8, spoken: bool) -> usize {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head);
    let rows = reader.byte_records().flatten().skip(usize::from(spoken));
    let mut titles = 0;
    for row in rows.take(ROWS_ABOVE) {
        let mut filled = row.iter().map(|cell| !cell.trim_ascii().is_empty());
        match (filled.next(), filled.filter(|is_filled| *is_filled).count()) {
            (Some(false) | None, 0) => {}
            (Some(true), 0) => titles += 1,
            _ => return titles,
        }
    }
    0
}

/// Rows in which the heading is looked for.
const ROWS_ABOVE: usize = 30;

/// The delimiter that occurs most often, outside quotes, in the heading.
pub(crate) fn sniff(head: &[u8], skip_rows: usize) -> u8 {
    let candidates = [b',', b';', b'\t', b'|'];
    let mut counts = [0_u32; 4];
    let mut quoted = false;
    let mut row = 0;
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => {
                row += 1;
                // A title above the heading has no delimiter.
                if row > skip_rows && counts.iter().any(|&count| count > 0) {
                    break;
                }
            }
            _ if quoted || row < skip_rows => {}
            _ => {
                for (candidate, count) in candidates.iter().zip(&mut counts) {
                    *count += u32::from(*candidate == byte);
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    candidates
        .into_iter()
        .zip(counts)
        .find(|&(_, count)| count == most && count > 0)
        .map_or(b',', |(candidate, _)| candidate)
}

/// A column with contact data, which an import leaves out.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactColumn {
    /// The column's heading.
    pub column: String,
    /// The table's name.
    pub file: String,
}

#[cfg(test)]
mod tests;
