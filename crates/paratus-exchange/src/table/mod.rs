//! Tables as text: delimiter and line ends from content, headings, rows with their places.

mod text;

use crate::source::{self, Extent, MergedRange, NUMBER_MARK};
use crate::{
    contact::looks_like_contact,
    error::{ExchangeError, Problem, TextProblem, did_you_mean, listed, quoted_cell},
    map::TableOptions,
    outcome::Outcome,
    slug::same_heading,
};
use paratus::text::unescape_formula;
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    io::Read,
    rc::Rc,
};
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

/// Whether a cell of a workbook is a number with a decimal part or in percent.
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
            since_row: opened.since_row,
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
    since_row: Rc<Cell<u64>>,
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
        Titles::default()
    };
    let (since_row, ended, found) = (text.since_row(), text.ended(), text.found());
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text);
    Ok(OpenedTable {
        reader,
        since_row,
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
    since_row: Rc<Cell<u64>>,
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
    totals: Vec<(u64, String)>,
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
}

/// How rows of totals begin, in small letters.
const TOTALS: [&str; 16] = [
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sub-total",
    "sum",
    "average",
    "overall average",
    "moyenne",
    "المتوسط",
    "total général",
    "sous-total",
    "somme",
    "المجموع",
    "الإجمالي",
    "المجموع الكلي",
];

/// Rows of totals that are named, at most.
const MOST_TOTALS: usize = 5;

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
            totals: Vec::new(),
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
            })));
        }
        if self.repeats_heading() {
            return Ok(Some(Shape::Ragged(Unfit {
                outcome: Outcome::SetAside,
                reason: "the row repeats the heading".into(),
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
        let open = if self.record.iter().any(|cell| cell.contains('\n')) {
            "; is a quote not closed?"
        } else {
            ""
        };
        Ok(Some(Shape::Ragged(Unfit {
            outcome: Outcome::Refused,
            reason: format!("{found} columns, but the heading has {expected}{open}"),
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

    /// Notes the row just read where it begins as a row of totals does.
    fn look_for_totals(&mut self) {
        let first = self.record.iter().map(shown).find(|cell| !cell.is_empty());
        let Some(first) =
            first.filter(|first| first.len() <= 60 && self.totals.len() <= MOST_TOTALS)
        else {
            return;
        };
        let text = first.trim_end_matches([':', '.']).to_lowercase();
        let is_part = |name: &&str| {
            name.starts_with("sub-") || name.starts_with("sous-") || **name == *"subtotal"
        };
        let begins = |name: &&str| {
            text.strip_prefix(*name)
                .is_some_and(|rest| rest.starts_with(' '))
        };
        let is_total = TOTALS
            .iter()
            .any(|name| text == *name || (is_part(name) && begins(name)));
        if is_total {
            let first = first.to_owned();
            self.totals.push((self.line(), first));
        }
    }

    /// What is to be said of rows above the heading.
    pub(crate) fn titles(&self) -> Option<String> {
        let (heading, _) = self.heading;
        self.titles.are_wide.then(|| {
            format!("row {heading} is taken for the heading, and what is above it for titles; `skip_before` in `table` of a map says it otherwise")
        })
    }

    /// What is to be said of rows that may be totals.
    pub(crate) fn totals(&self) -> Option<String> {
        let (_, first) = self.totals.first()?;
        let lines: Vec<String> = self
            .totals
            .iter()
            .take(MOST_TOTALS)
            .map(|(line, _)| line.to_string())
            .collect();
        let (noun, verb) = if lines.len() == 1 {
            ("line", "begins")
        } else {
            ("lines", "begin")
        };
        let more = if self.totals.len() > MOST_TOTALS {
            " and others"
        } else {
            ""
        };
        Some(format!(
            "{noun} {}{more} {verb} as rows of totals do ({}); where they are totals, leave them out with `skip_where`",
            lines.join(", "),
            quoted_cell(first)
        ))
    }

    /// Notes that the row just read is refused for the empty cell of a column.
    pub(crate) fn note_empty(&self, name: &str) {
        let position = self.header.iter().position(|heading| heading == name);
        let is_total = self
            .totals
            .last()
            .is_some_and(|(line, _)| *line == self.line());
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

/// The names of columns whose heading has several rows, each with its number: what is in all of them, as `Tests / Filing`. A cell of a
/// row above the last holds for the columns to its right: of a sheet those that it is joined with, of a text those whose cells are empty.
pub(crate) fn joined_headings(
    rows: &[(u64, Vec<String>)],
    merged: &[MergedRange],
    is_sheet: bool,
) -> Vec<String> {
    let widths = rows.iter().map(|(_, cells)| cells.len());
    let mut names = vec![String::new(); widths.max().unwrap_or(0)];
    for (at, (row, cells)) in rows.iter().enumerate() {
        let joined = |column: u64| {
            merged.iter().any(|region| {
                let rows = u64::from(region.first.0) + 1..=u64::from(region.last.0) + 1;
                let columns = u64::from(region.first.1) + 1..=u64::from(region.last.1);
                rows.contains(row) && columns.contains(&column)
            })
        };
        let mut cells = cells.iter();
        let mut left = "";
        for (column, name) in (0..).zip(&mut names) {
            let mut cell = cells.next().map_or("", String::as_str);
            let covers = joined(column) || (!is_sheet && at + 1 < rows.len());
            if cell.is_empty() && rows.len() > 1 && covers {
                cell = left;
            }
            if !name.is_empty() && !cell.is_empty() {
                name.push_str(PART_OF_HEADING);
            }
            name.push_str(cell);
            left = cell;
        }
    }
    names
}

/// What is between the rows of a heading in the name of a column.
pub(crate) const PART_OF_HEADING: &str = " / ";

/// A heading without line breaks, doubled blanks, what protects it from being a formula, and characters that nobody sees.
pub(crate) fn heading_text(heading: &str) -> String {
    let seen: String = heading
        .chars()
        .filter(|letter| !is_unseen(*letter))
        .collect();
    shown(&seen)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether a character is never seen: it is of no width, or says where a word may be cut or in which direction it is written.
fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
    )
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

/// Rows above the heading: those of which the first cell alone holds something, before the first row that has others (none where no row
/// has); and those above a blank row, where the row below it has more cells than each of them.
fn titles_above(head: &[u8], delimiter: u8, spoken: bool) -> Titles {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(head);
    let rows = reader.byte_records().flatten().skip(usize::from(spoken));
    let mut above: Vec<usize> = Vec::new();
    let (mut titles, mut after_blank) = (None, false);
    for row in rows.take(ROWS_ABOVE) {
        let is_filled = |cell: &[u8]| !cell.trim_ascii().is_empty();
        let width = row.iter().filter(|cell| is_filled(cell)).count();
        let is_title = width == 1 && row.get(0).is_some_and(is_filled);
        if width == 0 {
            after_blank = true;
            continue;
        }
        if after_blank && are_titles(&above, width) {
            return Titles {
                rows: above.len(),
                are_wide: above.iter().any(|&width| width > 1),
            };
        }
        if !is_title {
            titles.get_or_insert(above.len());
        }
        above.push(width);
        after_blank = false;
    }
    Titles {
        rows: titles.unwrap_or(0),
        are_wide: false,
    }
}

/// Rows above the heading.
#[derive(Clone, Copy, Default)]
struct Titles {
    /// How many are not blank.
    rows: usize,
    /// Whether one has more than one cell, so that it might be the heading.
    are_wide: bool,
}

/// Whether the rows above a blank one are titles, by the number of cells in each and in the row below the blank one.
pub(crate) fn are_titles(above: &[usize], below: usize) -> bool {
    !above.is_empty()
        && above.len() <= MOST_WIDE_TITLES
        && above.iter().all(|&width| width <= 2 && width < below)
}

/// Titles above a blank row, at most, where they have more than one cell.
const MOST_WIDE_TITLES: usize = 3;

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
