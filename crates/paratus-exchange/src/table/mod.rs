//! Tables as text: delimiter and line ends from content, headings, rows with their places.

mod headings;
mod opening;
mod text;
mod totals;

use crate::source::{self, Extent, MergedRange, NUMBER_MARK};
use crate::{
    contact::looks_like_contact,
    error::{ExchangeError, Problem, TextProblem, did_you_mean, listed, quoted_cell},
    map::TableOptions,
    outcome::Outcome,
    slug::same_heading,
};
pub(crate) use headings::{PART_OF_HEADING, heading_text, joined_headings};
use opening::{Titles, spoken_delimiter, titles_above};
pub(crate) use opening::{are_titles, sniff};
use paratus::text::unescape_formula;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    io::Read,
    rc::Rc,
};
pub(crate) use text::utf16;
use text::{DetectedText, LastRows, Text};
pub(crate) use totals::begins_as_totals;

/// A cell without surrounding blanks; a byte order mark in the middle of a file is one.
fn trimmed(cell: &str) -> &str {
    cell.trim_matches(|character: char| character.is_whitespace() || character == '\u{feff}')
}

/// A cell without what says of what kind it is.
pub(crate) fn shown(cell: &str) -> &str {
    as_text(unescape_formula(cell.strip_prefix(NUMBER_MARK).unwrap_or(cell)).trim()).trim()
}

/// The text in a cell that was written as `="0012"`, so that spreadsheets take it for no number.
fn as_text(cell: &str) -> &str {
    let inner = cell
        .strip_prefix("=\"")
        .and_then(|cell| cell.strip_suffix('"'));
    inner.filter(|text| !text.contains('"')).unwrap_or(cell)
}

/// Whether a cell of a workbook is a number with a decimal part or in percent.
pub(crate) fn is_number(cell: &str) -> bool {
    cell.starts_with(NUMBER_MARK)
}

/// The rows of a table as they are, before anything is known of them.
pub(crate) struct RawTable<'r> {
    file: String,
    reader: csv::Reader<Text<'r>>,
    record: csv::StringRecord,
    last_rows: Rc<LastRows>,
    sheets: Vec<String>,
    sheet: Option<String>,
    merged: Vec<MergedRange>,
    found: DetectedText,
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
            last_rows: opened.last_rows,
            sheets: opened.sheets,
            sheet: opened.sheet,
            merged: opened.merged,
            found: opened.found,
        };
        if opened.spoken {
            raw.next()?;
        }
        Ok(raw)
    }

    /// The next row; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<&csv::StringRecord>, ExchangeError> {
        let line = self.reader.position().line();
        self.last_rows.begin(self.reader.position().byte());
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

    /// The sheet that is read, where the file is a workbook.
    pub(crate) fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// What the text turned out to be, where it is not UTF-8.
    pub(crate) fn found(&self) -> Option<String> {
        self.found.borrow().clone()
    }

    /// Cells that are joined.
    pub(crate) fn merged(&self) -> &[MergedRange] {
        &self.merged
    }
}

/// A table whose rows can be read.
struct OpenedTable<'r> {
    reader: csv::Reader<Text<'r>>,
    last_rows: Rc<LastRows>,
    ended: Rc<Cell<Option<u8>>>,
    found: DetectedText,
    delimiter: u8,
    /// Whether the first row says what the delimiter is.
    spoken: bool,
    titles: Titles,
    sheet: Option<String>,
    sheets: Vec<String>,
    merged: Vec<MergedRange>,
    from_1904: bool,
}

fn open_rows<'r>(
    file: &str,
    inner: Box<dyn Read + 'r>,
    options: &TableOptions,
    extent: Extent,
) -> Result<OpenedTable<'r>, ExchangeError> {
    let source = source::rows(file, inner, options, extent)?;
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
        Titles::default()
    };
    let (last_rows, ended, found) = (text.last_rows(), text.ended(), text.found());
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text);
    Ok(OpenedTable {
        reader,
        last_rows,
        ended,
        found,
        delimiter,
        spoken: spoken.is_some(),
        titles,
        sheet: source.sheet,
        sheets: source.sheets,
        merged: source.merged,
        from_1904: source.from_1904,
    })
}

/// A table being read, row by row.
pub(crate) struct Table<'r> {
    pub(crate) file: String,
    pub(crate) header: Vec<String>,
    used: BTreeSet<usize>,
    reader: csv::Reader<Text<'r>>,
    record: csv::StringRecord,
    last_rows: Rc<LastRows>,
    /// The last byte of the text that is no blank, once all of it was read.
    ended: Rc<Cell<Option<u8>>>,
    row: u64,
    found: DetectedText,
    delimiter: u8,
    /// The sheet of a workbook, where it is one.
    sheet: Option<String>,
    /// All sheets of the workbook.
    sheets: Vec<String>,
    /// Whether the days of the workbook are counted from 1904.
    from_1904: bool,
    /// Columns whose empty cells mean the same as above, with what is above.
    fill_down: Vec<(usize, String)>,
    /// Whether a row above held something, by column.
    filled_above: Vec<bool>,
    /// Rows that were refused because a cell is empty below one that is not, by heading.
    below_groups: RefCell<BTreeMap<String, u64>>,
    /// Cells that are joined; none once the first row is read.
    merged: Vec<MergedRange>,
    /// The first and the last row of the heading.
    heading: (u64, u64),
    titles: Titles,
    /// Rows that begin as rows of totals do: their lines, and how they begin.
    totals: RefCell<Vec<(u64, String)>>,
}

/// Whether the row just read has the columns of the heading.
pub(crate) enum Shape {
    /// It has.
    Fits,
    /// It is no row of the table, and why.
    Ragged(Unfit),
}

/// Why a row is none of the table.
#[derive(Clone, Debug)]
pub(crate) struct Unfit {
    pub(crate) outcome: Outcome,
    pub(crate) reason: String,
    /// Whether the first cell alone holds something, as notes under a table do.
    pub(crate) is_note: bool,
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
            last_rows: opened.last_rows,
            ended: opened.ended,
            row: 0,
            found: opened.found,
            delimiter: opened.delimiter,
            sheet: opened.sheet,
            sheets: opened.sheets,
            from_1904: opened.from_1904,
            fill_down: Vec::new(),
            filled_above: Vec::new(),
            below_groups: RefCell::default(),
            merged: opened.merged,
            heading: (0, 0),
            titles: opened.titles,
            totals: RefCell::default(),
        };
        if opened.spoken {
            table.read()?;
        }
        for _ in 0..options.skip_before {
            table.read()?;
        }
        // Blank rows above the heading say nothing.
        let mut titles = opened.titles.rows;
        let mut any = table.read()?;
        while any && (table.is_blank() || titles > 0) {
            titles -= usize::from(!table.is_blank());
            any = table.read()?;
        }
        if !any {
            return Err(ExchangeError::table(file, "the table has no heading"));
        }
        let first = table.row;
        table.header = table.read_heading(options.heading_rows)?;
        table.filled_above = vec![false; table.header.len()];
        for column in &options.fill_down {
            let position = table.column(column, None, "table.fill_down")?;
            table.fill_down.push((position, String::new()));
        }
        table.heading = (first, table.row);
        for _ in 0..options.skip_after {
            table.read()?;
        }
        Ok(table)
    }

    /// The names of the columns, from the row just read and those after it that belong to the heading.
    fn read_heading(&mut self, rows: usize) -> Result<Vec<String>, ExchangeError> {
        let mut heading: Vec<(u64, Vec<String>)> = Vec::new();
        for row in 1..=rows.max(1) {
            if row > 1 && !self.read()? {
                let message = "the heading has fewer rows than `heading_rows` says";
                return Err(ExchangeError::table(&self.file, message));
            }
            heading.push((self.row, self.record.iter().map(heading_text).collect()));
        }
        Ok(joined_headings(
            &heading,
            &self.merged,
            self.sheet.is_some(),
        ))
    }

    /// Refuses cells that are joined below the heading where the map reads one that is empty for that, unless the map says that their value
    /// holds for all the rows.
    fn refuse_merged(&self, merged: &[MergedRange]) -> Result<(), ExchangeError> {
        let (_, heading) = self.heading;
        let open = merged.iter().find(|region| {
            let [left, right] = [region.first.1, region.last.1].map(|column| column as usize);
            let filled = self.fill_down.iter().any(|(column, _)| *column == left);
            // Of one row the first cell has the value.
            let from = if region.first.0 == region.last.0 {
                left + 1
            } else {
                left
            };
            let is_used = self.used.range(from..=right.max(from)).next().is_some();
            u64::from(region.last.0) + 1 > heading && is_used && !(filled && left == right)
        });
        open.map_or(Ok(()), |region| Err(self.joined(region)))
    }

    /// The refusal of joined cells.
    fn joined(&self, region: &MergedRange) -> ExchangeError {
        let (first, heading) = self.heading;
        let column = self
            .header
            .get(region.first.1 as usize)
            .map_or("", String::as_str);
        let help = if column.is_empty() {
            "cells without a heading are read by no map: split the cells, or take them out of the table".into()
        } else if u64::from(region.first.0) < heading {
            let rows = (u64::from(region.last.0) + 2).saturating_sub(first).max(2);
            format!(
                "the heading has several rows: write `table = {{ heading_rows = {rows} }}` in the map, and call columns by all of them, as `Tests / Filing`"
            )
        } else if region.first.1 == region.last.1 {
            format!(
                "where the value holds for all these rows, write `table = {{ fill_down = [\"{column}\"] }}` in the map; else split the cells"
            )
        } else {
            let above = u64::from(region.last.0) + 1;
            format!(
                "split the cells, and write a value into each; where they are a title above the heading, write `table = {{ skip_before = {above} }}` in the map"
            )
        };
        let message = format!(
            "the cells {} are joined to one, so all but one of them are empty",
            region.name()
        );
        ExchangeError::Table(Problem::new(&self.file, message).help(Some(help)))
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
        let line = self.reader.position().line();
        self.last_rows.begin(self.reader.position().byte());
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
        // By now the columns that are read are known.
        let merged = std::mem::take(&mut self.merged);
        self.refuse_merged(&merged)?;
        for (is_filled, cell) in self.filled_above.iter_mut().zip(&self.record) {
            *is_filled |= self.row > self.heading.1 && !trimmed(cell).is_empty();
        }
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
        if self.is_open() {
            return Ok(Some(Shape::Ragged(Unfit {
                outcome: Outcome::Refused,
                reason: "a quote is not closed, so that the row goes on to the end of the table"
                    .into(),
                is_note: false,
            })));
        }
        if let Some(reason) = self.swallowed() {
            return Ok(Some(Shape::Ragged(Unfit {
                outcome: Outcome::Refused,
                reason,
                is_note: false,
            })));
        }
        if self.repeats_heading() {
            return Ok(Some(Shape::Ragged(Unfit {
                outcome: Outcome::SetAside,
                reason: "the row repeats the heading".into(),
                is_note: false,
            })));
        }
        self.look_for_totals();
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
        let is_open = self.record.iter().any(|cell| cell.contains('\n'));
        let filled = self.record.iter().map(|cell| !trimmed(cell).is_empty());
        let is_note = found < expected && !is_open && filled.skip(1).all(|is_filled| !is_filled);
        let reason = match (is_open, is_note) {
            (true, _) => {
                format!("{found} columns, but the heading has {expected}; is a quote not closed?")
            }
            (_, true) => format!("one cell, but the heading has {expected} columns"),
            _ => format!("{found} columns, but the heading has {expected}"),
        };
        Ok(Some(Shape::Ragged(Unfit {
            outcome: Outcome::Refused,
            reason,
            is_note,
        })))
    }

    /// Whether the row just read is the heading once more, as tables printed on several pages have it.
    fn repeats_heading(&self) -> bool {
        let named = self.header.iter().filter(|name| !name.is_empty()).count();
        let cells = self.record.iter().chain(std::iter::repeat(""));
        named > 1
            && self
                .header
                .iter()
                .zip(cells)
                .all(|(name, cell)| same_heading(name, &heading_text(cell)))
    }

    /// Whether the last cell of the row just read begins with a quote that nothing closes: it has all lines to the end.
    fn is_open(&self) -> bool {
        let last = self.record.iter().next_back();
        let is_at_end = self.ended.get().is_some_and(|last| last != b'"');
        is_at_end && last.is_some_and(|cell| cell.contains('\n'))
    }

    /// Why the row just read may have others in it: a quote left open takes in rows until the next one, which is then where none can close.
    fn swallowed(&self) -> Option<String> {
        let ends = |cell: &str| cell.bytes().filter(|&byte| byte == b'\n').count();
        let lines: usize = self.record.iter().map(ends).sum();
        let end = self.reader.position().byte();
        if lines == 0 || self.last_rows.quotes_are_closed(end, self.delimiter) {
            return None;
        }
        let lines = if lines == 1 {
            "1 line".to_owned()
        } else {
            format!("{lines} lines")
        };
        Some(format!(
            "a quote in this row is closed in the middle of a cell {lines} further on; is a quote opened in it and never closed?"
        ))
    }

    /// What is to be said of rows above the heading.
    pub(crate) fn titles(&self) -> Option<String> {
        let (heading, _) = self.heading;
        self.titles.are_wide.then(|| {
            format!("row {heading} is taken for the heading, and what is above it for titles; `skip_before` in `table` of a map says it otherwise")
        })
    }

    /// Notes that the row just read is refused for the empty cell of a column.
    pub(crate) fn note_empty(&self, name: &str) {
        let position = self.header.iter().position(|heading| heading == name);
        let is_total = self.is_of_totals();
        let is_below = |at| self.filled_above.get(at) == Some(&true) && self.cell(at).is_empty();
        if !is_total && position.is_some_and(is_below) {
            *self
                .below_groups
                .borrow_mut()
                .entry(name.to_owned())
                .or_default() += 1;
        }
    }

    /// What is to be said of columns of which a third of the rows or more are refused as empty: they may be grouped.
    pub(crate) fn groups(&self, rows: u64) -> Vec<String> {
        let counts = self.below_groups.borrow();
        let grouped = counts
            .iter()
            .filter(|(_, count)| **count > 1 && **count * 3 >= rows);
        grouped
            .map(|(name, count)| {
                format!(
                    "column {}: empty in {count} of the refused rows; where the value above holds for all rows of its group, write `table = {{ fill_down = [\"{name}\"] }}` in the map",
                    quoted_cell(name)
                )
            })
            .collect()
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

    /// Which day is day 0 of the days that a workbook's numbers count, in days from 1970; `None` where this is no sheet of one.
    pub(crate) fn day_zero(&self) -> Option<i32> {
        self.sheet.as_ref()?;
        Some(if self.from_1904 { -24_107 } else { -25_569 })
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
        let wanted = heading_text(name);
        let found: Vec<usize> = self
            .header
            .iter()
            .enumerate()
            .filter(|(_, heading)| **heading == wanted)
            .map(|(position, _)| position)
            .collect();
        let Some(&first) = found.first() else {
            let (from, to) = self.heading;
            let in_heading =
                |region: &&MergedRange| (from..=to).contains(&(u64::from(region.first.0) + 1));
            let of_heading = self.merged.iter().filter(in_heading);
            if let Some(region) = of_heading.max_by_key(|region| region.last.0) {
                return Err(self.joined(region));
            }
            let help = did_you_mean(name, self.header.iter().map(String::as_str));
            let all = listed(self.header.iter().map(String::as_str));
            let of = self.where_headings_are();
            let help = Some(help.map_or_else(
                || format!("the columns{of} are {all}"),
                |near| format!("{near} The columns{of} are {all}"),
            ));
            let help = help.map(|help| help + &self.elsewhere());
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

    /// The sheet and the row of the heading, as part of a sentence, where there is a choice.
    fn where_headings_are(&self) -> String {
        let sheet = self.sheet.as_ref().filter(|_| self.sheets.len() > 1);
        let sheet = sheet.map_or_else(String::new, |sheet| {
            format!(" of sheet {}", quoted_cell(sheet))
        });
        match self.row {
            0 | 1 => sheet,
            row => format!("{sheet} in row {row}"),
        }
    }

    /// Where else a heading may be: on another sheet, or further down.
    fn elsewhere(&self) -> String {
        let others = self
            .sheets
            .iter()
            .filter(|other| Some(*other) != self.sheet.as_ref());
        let others = listed(others.map(String::as_str));
        let mut text = String::new();
        if !others.is_empty() {
            text = format!(
                "; the other sheets are {others}: name the one with the table (`table = {{ sheet = \"…\" }}` in the map)"
            );
        }
        if self.header.iter().any(String::is_empty) {
            text += "; if the heading is further down, say how many rows are above it (`table = { skip_before = 3 }`)";
        }
        text
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
