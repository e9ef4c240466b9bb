//! A table of a folder, with new rows merged into it.

use super::own_folder::OwnTable;
use super::row_check::RowCheck;
use super::row_index::RowIndex;
use super::table_kind::{DAYS, NUMBERS, TIMED, TRUTHS, TableKind};
use crate::{
    cells::listed_ids,
    error::{ExchangeError, Problem, quoted_cell},
    join::{Refusal, RowSink},
    outcome::Outcome,
    periods::{Days, Key, Periods},
};
use paratus::{
    Date,
    document::{Document, Time},
    table::{MAX_ROW_BYTES, Separator, TableLayout, TableOptions, TextEncoding},
    text::{escape_formula, unescape_formula},
    unstable::{IdKind, PreviousIds},
};
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::num::NonZeroU32;
use std::rc::Rc;

/// Where a row of the merged table comes from. A table may have millions of rows, so it is small.
#[derive(Clone, Copy)]
struct RowOrigin {
    whole: u64,
    /// The line in the folder's table, where it is in it.
    line: Option<NonZeroU32>,
    /// The number of the row in the folder's table, from 1, where it is in it.
    row: Option<NonZeroU32>,
    /// The line of the row that is imported and says so.
    imported: Option<NonZeroU32>,
}

/// The cells of a row by their columns, as they are compared.
pub(super) struct Cells<'c>(Vec<(&'static str, Cow<'c, str>)>);

impl Cells<'_> {
    /// The cell under a column; nothing where the row has none.
    pub(super) fn get(&self, column: &str) -> &str {
        let mut cells = self.0.iter();
        let found = cells.find(|(name, _)| *name == column);
        found.map_or("", |(_, cell)| cell)
    }
}

/// Whether a date is written as it is compared: `2027-03-14`.
fn is_iso(cell: &str) -> bool {
    cell.len() == 10 && cell.as_bytes().get(4) == Some(&b'-')
}

/// A line or row; beyond what fits the last that does.
fn number(line: u64) -> Option<NonZeroU32> {
    NonZeroU32::new(u32::try_from(line).unwrap_or(u32::MAX))
}

/// A table of a folder that takes rows.
pub(crate) struct TableMerge {
    kind: &'static TableKind,
    table: OwnTable,
    layout: TableLayout,
    delimiter: u8,
    /// Whether the table is not there yet.
    new: bool,
    /// Bytes before the heading: a byte order mark, and a line that says what separates columns.
    before: usize,
    /// The headings as they are.
    heading: Vec<String>,
    /// The column that each heading means.
    columns: Vec<Option<&'static str>>,
    /// Columns that the folder's table does not have yet.
    wider: Vec<String>,
    /// The columns of the incoming rows, and for each its place in the table.
    incoming: Rc<[String]>,
    places: Vec<usize>,
    /// The columns that rows come with, by their own names.
    brought: Vec<&'static str>,
    /// Entries of the table that are in `paratus.toml` or in the table: a heading and rows.
    entries: Option<(Vec<&'static str>, Vec<Vec<String>>)>,
    seen: RowIndex<RowOrigin>,
    /// The rows of each person.
    periods: Periods,
    /// When the latest row is of those of which the latest counts.
    latest: RowIndex<(Date, Option<Time>)>,
    /// Rows of the folder that are replaced.
    replaced: HashMap<NonZeroU32, Vec<String>>,
    /// Ids that entries of the programme had before.
    previous_ids: PreviousIds,
    /// What rows are held against before they are taken.
    check: RowCheck,
    added: csv::Writer<Vec<u8>>,
    count: u64,
}

impl TableMerge {
    /// Reads the folder's table as `input` of its programme declares it; `document` has entries that are in no table.
    pub(crate) fn open(
        kind: &'static TableKind,
        table: OwnTable,
        input: &TableOptions,
        document: Option<&Document>,
    ) -> Result<TableMerge, ExchangeError> {
        let (before, spoken) = opening(&table.text);
        let declared = input.separator.map(Separator::byte);
        let delimiter = match (spoken.or(declared), table.text.is_empty()) {
            (Some(delimiter), _) => delimiter,
            (None, true) if table.file.ends_with(".tsv") => b'\t',
            (None, true) => b',',
            (None, false) => crate::table::sniff(table.text.as_bytes(), 0),
        };
        let layout = TableLayout::new(kind.name(), delimiter, input)
            .ok_or_else(|| ExchangeError::table(kind.file, "a folder has no such table"))?;
        let crlf = table.text.contains("\r\n");
        let mut merge = TableMerge {
            kind,
            layout,
            delimiter,
            new: true,
            before,
            heading: Vec::new(),
            columns: Vec::new(),
            wider: Vec::new(),
            incoming: Rc::default(),
            places: Vec::new(),
            brought: Vec::new(),
            entries: document.and_then(|document| kind.entries(document)),
            seen: RowIndex::default(),
            periods: Periods::default(),
            latest: RowIndex::default(),
            replaced: HashMap::new(),
            previous_ids: document.map(PreviousIds::new).unwrap_or_default(),
            check: RowCheck::new(document),
            added: writer(delimiter, crlf),
            count: 0,
            table,
        };
        merge.refuse_unreadable(input)?;
        let mut start = csv::StringRecord::new();
        let (rows, _) = merge.rows(&merge.table.text);
        if reader(rows, delimiter)
            .read_record(&mut start)
            .is_ok_and(|any| any)
        {
            merge.heading = start.iter().map(|cell| cell.trim().to_owned()).collect();
            merge.columns = merge.layout.columns(&merge.heading);
            merge.new = false;
        } else if input.encoding == Some(TextEncoding::Windows1252) {
            // A mark says that the new text is UTF-8, whatever is declared.
            "\u{feff}".clone_into(&mut merge.table.text);
            merge.before = merge.table.text.len();
        }
        Ok(merge)
    }

    /// Refuses a table that the library does not read as it is meant: rows added to it would not be read either.
    fn refuse_unreadable(&self, input: &TableOptions) -> Result<(), ExchangeError> {
        let text = self.table.text.as_bytes();
        if text.is_empty() {
            return Ok(());
        }
        match super::verify::unreadable(self.kind, &self.table.file, text, input) {
            None => Ok(()),
            Some(finding) => Err(super::verify::unreadable_table(&self.table.file, &finding)),
        }
    }

    /// Reads the rows that are there.
    fn read(&mut self) -> Result<(), ExchangeError> {
        let text = std::mem::take(&mut self.table.text);
        let mut check = std::mem::take(&mut self.check);
        let read = self.read_rows(&text, &mut check);
        self.table.text = text;
        self.check = check;
        read
    }

    fn read_rows(&mut self, text: &str, check: &mut RowCheck) -> Result<(), ExchangeError> {
        let (rows, lines) = self.rows(text);
        let mut reader = reader(rows, self.delimiter);
        let mut record = csv::StringRecord::new();
        let file = self.table.file.clone();
        let broken = |error: &csv::Error| {
            let problem = Problem::new(&file, format!("the folder's table is broken: {error}"));
            ExchangeError::Table(problem.help(Some("`paratus check` says where".into())))
        };
        let mut next = |record: &mut csv::StringRecord| {
            reader.read_record(record).map_err(|error| broken(&error))
        };
        if !next(&mut record)? {
            return Ok(());
        }
        let ends = |end: u8| rows.bytes().filter(|byte| *byte == end).count();
        let lines_there = ends(b'\n').max(ends(b'\r'));
        self.seen.reserve(lines_there);
        if !self.kind.replacing.is_empty() {
            self.latest.reserve(lines_there);
        }
        let mut row = 0;
        while next(&mut record)? {
            let at = |name: &str| self.columns.iter().position(|column| *column == Some(name));
            let written = |name: &str| {
                let cell = at(name).and_then(|at| record.get(at)).unwrap_or_default();
                unescape_formula(cell.trim()).trim()
            };
            let cells = self.all_compared(&written);
            row += 1;
            let line = record.position().map_or(0, csv::Position::line) + lines;
            let date = written("date");
            let day = self.layout.date(date);
            if !date.is_empty() && day.is_none() {
                let message = format!(
                    "`{date}` in the folder's table is no date as the folder declares dates"
                );
                let help = "correct the cell, or say in `input.dates` of `paratus.toml` how dates are written";
                return Err(ExchangeError::Table(
                    Problem::new(&self.table.file, message)
                        .at_line(line)
                        .help(Some(help.into())),
                ));
            }
            let seen = RowOrigin {
                whole: whole_hash(&self.brought, &cells),
                line: number(line),
                row: number(row),
                imported: None,
            };
            let identity = self.key(&cells);
            let period = self.period(&cells);
            let key = key_hash(self.kind.replacing, &cells);
            check.note_row(self.kind, &cells);
            if let Some((person, days)) = period {
                self.periods.set(person, days, identity);
            }
            if let (Some(day), false) = (day, self.kind.replacing.is_empty()) {
                self.latest.push(key, (day, self.layout.time(date)));
            }
            self.seen.push(identity, seen);
        }
        self.seen.sort(|_, later| later);
        self.latest.sort(Ord::max);
        Ok(())
    }

    /// Takes note of the entries that are in `paratus.toml`, so that no row repeats one.
    fn note_entries(&mut self) {
        let Some((heading, rows)) = self.entries.take() else {
            return;
        };
        for row in rows {
            let written = |name: &str| {
                let at = heading.iter().position(|column| *column == name);
                at.and_then(|at| row.get(at)).map_or("", String::as_str)
            };
            let cells = self.all_compared(&written);
            let seen = RowOrigin {
                whole: whole_hash(&self.brought, &cells),
                line: None,
                row: None,
                imported: None,
            };
            let identity = self.key(&cells);
            let period = self.period(&cells);
            let day = self.layout.date(cells.get("date"));
            let key = key_hash(self.kind.replacing, &cells);
            if let Some((person, days)) = period {
                self.periods.set(person, days, identity);
            }
            if let (Some(day), false) = (day, self.kind.replacing.is_empty()) {
                self.latest.insert(key, (day, None));
            }
            self.seen.insert(identity, seen);
        }
    }

    /// The rows of the table with their heading, and the lines before them.
    fn rows<'t>(&self, text: &'t str) -> (&'t str, u64) {
        let (before, rows) = text.split_at_checked(self.before).unwrap_or(("", text));
        (rows, before.matches('\n').count() as u64)
    }

    /// A cell to compare: dates, numbers, truth values and lists by what they are, however they are written.
    fn value<'c>(&self, column: &str, cell: &'c str) -> Cow<'c, str> {
        let number = |number: f64| number.to_string();
        let found = match column {
            name if DAYS.contains(&name) && !is_iso(cell) => {
                let time = self.layout.time(cell).filter(|_| TIMED.contains(&name));
                let date = self.layout.date(cell);
                date.map(|date| match time {
                    Some(time) => format!("{date}T{time}"),
                    None => date.to_string(),
                })
            }
            name if NUMBERS.contains(&name) => self.layout.number(cell).map(number),
            name if TRUTHS.contains(&name) => {
                self.layout.truth(cell).map(|truth| truth.to_string())
            }
            "half" => Some(cell.to_lowercase()),
            "roles" | "previous_ids" => {
                let mut ids: Vec<&str> = listed_ids(cell).collect();
                ids.sort_unstable();
                Some(ids.join(" "))
            }
            _ => None,
        };
        found.map_or(Cow::Borrowed(cell), Cow::Owned)
    }

    /// A cell of a row to compare: with the ids that are in place of those that were. `written` gives the cells of the row.
    fn compared<'c>(&self, column: &str, written: &dyn Fn(&str) -> &'c str) -> Cow<'c, str> {
        let cell = self.value(column, written(column));
        if self.previous_ids.is_empty() {
            return cell;
        }
        let kind = match column {
            "person" | "respondent" | "actor" => IdKind::Person,
            "id" if self.kind.has_periods() => IdKind::Person,
            "objective" => IdKind::Objective,
            "section" => IdKind::Section,
            "instrument" => IdKind::Instrument,
            "feature" => IdKind::Feature,
            "activity" => IdKind::Activity,
            "item" => {
                let owner = self
                    .previous_ids
                    .current(IdKind::Instrument, written("instrument"));
                let is = self.previous_ids.current_within(IdKind::Item, owner, &cell);
                return Cow::Owned(is.to_owned());
            }
            "level" => {
                let owner = self
                    .previous_ids
                    .current(IdKind::Objective, written("objective"));
                let is = self
                    .previous_ids
                    .current_within(IdKind::Level, owner, &cell);
                return Cow::Owned(is.to_owned());
            }
            "roles" => {
                let ids = listed_ids(&cell).map(|id| self.previous_ids.current(IdKind::Role, id));
                let mut ids: Vec<&str> = ids.collect();
                ids.sort_unstable();
                return Cow::Owned(ids.join(" "));
            }
            _ => return cell,
        };
        match self.previous_ids.current(kind, &cell) {
            is if is == cell => cell,
            is => Cow::Owned(is.to_owned()),
        }
    }

    /// All cells of a row to compare.
    fn all_compared<'c>(&self, written: &dyn Fn(&str) -> &'c str) -> Cells<'c> {
        let columns = self.kind.columns.iter();
        Cells(
            columns
                .map(|name| (*name, self.compared(name, written)))
                .collect(),
        )
    }

    /// What a row is known by. Rows of one person are distinguished by their first days.
    fn key(&self, cells: &Cells<'_>) -> Key {
        if self.kind.has_periods() {
            return key_hash(&["id", "joined"], cells);
        }
        match self.kind.identity_where {
            Some((column, filled)) if !cells.get(filled).is_empty() => {
                key_hash(&[self.kind.identity, &[column]].concat(), cells)
            }
            _ => key_hash(self.kind.identity, cells),
        }
    }

    /// The days on which a row of a person holds.
    fn days(&self, cells: &Cells<'_>) -> Days {
        let day = |name: &str| self.layout.date(cells.get(name));
        (
            day("joined").unwrap_or(Date::MIN),
            day("left").unwrap_or(Date::MAX),
        )
    }

    /// Of a row of a person who it is and the days on which it holds.
    fn period(&self, cells: &Cells<'_>) -> Option<(Key, Days)> {
        let person = || (key_hash(self.kind.identity, cells), self.days(cells));
        self.kind.has_periods().then(person)
    }

    /// The row that an incoming row is about: the one that is known by the same, and of a person the one of the same days.
    fn row_of(&self, cells: &Cells<'_>, period: Option<(Key, Days)>) -> Result<Key, Refusal> {
        let Some((person, days)) = period else {
            return Ok(self.key(cells));
        };
        match self.periods.find(person, days) {
            Ok(found) => Ok(found.unwrap_or_else(|| self.key(cells))),
            Err(rows) => Err(Refusal {
                column: None,
                outcome: Outcome::Refused,
                reason: format!(
                    "`{}` has {rows} rows of this person for these days; say with `joined` and `left` which period is meant",
                    self.table.file
                ),
            }),
        }
    }

    fn cells(&self, cells: &[&str]) -> Vec<String> {
        let mut row = vec![String::new(); self.heading.len() + self.wider.len()];
        let cells = self.incoming.iter().zip(cells).zip(&self.places);
        for ((name, cell), &place) in cells {
            // A person's own row has the id that is, or the ids that were would be nobody's.
            let cell = match name.as_str() {
                "id" if self.kind.has_periods() => self.previous_ids.current(IdKind::Person, cell),
                _ => cell,
            };
            if let Some(to) = row.get_mut(place) {
                *to = escape_formula(cell).into_owned();
            }
        }
        row
    }

    /// The name of the file and the table with its new rows; `None` where nothing is new.
    pub(crate) fn finish(mut self) -> Option<(String, String)> {
        if self.count == 0 && self.replaced.is_empty() {
            return None;
        }
        // Of a table with millions of rows the text is enough to have in memory.
        self.seen = RowIndex::default();
        self.latest = RowIndex::default();
        if self.new {
            let mut text = written(self.added)?;
            text.insert_str(0, &self.table.text);
            return Some((self.table.file, text));
        }
        let text = &self.table.text;
        let crlf = text.contains("\r\n");
        let (rows, _) = self.rows(text);
        let before = text.get(..self.before).unwrap_or_default();
        if self.replaced.is_empty() && self.wider.is_empty() {
            let end = match (text.ends_with('\n'), crlf) {
                (true, _) => "",
                (false, true) => "\r\n",
                (false, false) => "\n",
            };
            let text = format!("{text}{end}{}", written(self.added)?);
            return Some((self.table.file, text));
        }
        let mut out = writer(self.delimiter, crlf);
        let width = self.heading.len() + self.wider.len();
        // Writing to memory cannot fail.
        let _ = out.write_record(self.heading.iter().chain(&self.wider));
        let mut reader = reader(rows, self.delimiter);
        let mut records = reader.records();
        records.next();
        for (row, record) in (1..).zip(records.flatten()) {
            // Cells behind those of the heading are nobody's to take away.
            let cells = (0..width.max(record.len())).map(|at| record.get(at).unwrap_or_default());
            let _ = match number(row).and_then(|row| self.replaced.get(&row)) {
                // Columns that the import does not bring stay as they are.
                Some(new) => out.write_record(cells.enumerate().map(|(at, cell)| {
                    let new = new.get(at).filter(|_| self.places.contains(&at));
                    new.map_or(cell, String::as_str)
                })),
                None => out.write_record(cells),
            };
        }
        let text = format!("{before}{}{}", written(out)?, written(self.added)?);
        Some((self.table.file, text))
    }
}

/// Bytes before the heading of a table, and the delimiter that a first line `sep=;` declares.
fn opening(text: &str) -> (usize, Option<u8>) {
    let rows = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - rows.len();
    let line = rows.lines().next().unwrap_or_default();
    let Some((_, [delimiter])) = line
        .split_at_checked(4)
        .filter(|(word, _)| word.eq_ignore_ascii_case("sep="))
        .map(|(word, rest)| (word, rest.as_bytes()))
    else {
        return (mark, None);
    };
    let end = rows.find('\n').map_or(rows.len(), |end| end + 1);
    (mark + end, Some(*delimiter))
}

fn written(writer: csv::Writer<Vec<u8>>) -> Option<String> {
    String::from_utf8(writer.into_inner().ok()?).ok()
}

impl RowSink for TableMerge {
    fn bring(&mut self, wanted: &Document) {
        self.check.bring(wanted);
    }

    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        let known = |name: &&&str| self.kind.columns.contains(*name);
        let own = |name: &&str| {
            let mut all = self.kind.columns.iter();
            all.find(|own| *own == name).copied()
        };
        self.brought = columns.iter().filter(known).filter_map(own).collect();
        if self.heading.is_empty() {
            self.heading = columns.iter().map(|&name| name.to_owned()).collect();
            self.columns = self.layout.columns(&self.heading);
        }
        for &name in columns {
            let there = self.columns.iter().position(|column| *column == Some(name));
            self.places.push(there.unwrap_or_else(|| {
                self.wider.push(name.to_owned());
                self.heading.len() + self.wider.len() - 1
            }));
        }
        if self.new {
            // Writing to memory cannot fail.
            let _ = self.added.write_record(&self.heading);
        }
        self.incoming = columns.iter().map(|&name| name.to_owned()).collect();
        self.read()?;
        self.note_entries();
        Ok(())
    }

    fn row(&mut self, cells: &[&str], line: u64) -> Result<Result<(), Refusal>, ExchangeError> {
        let incoming = Rc::clone(&self.incoming);
        let mut check = std::mem::take(&mut self.check);
        let written = |name: &str| {
            let at = incoming.iter().position(|heading| heading == name);
            at.and_then(|at| cells.get(at)).copied().unwrap_or_default()
        };
        let done = self.take(cells, &written, line, &mut check);
        self.check = check;
        Ok(done)
    }
}

impl TableMerge {
    /// Takes a row: `written` gives its cells by the names of their columns.
    fn take<'c>(
        &mut self,
        cells: &[&str],
        written: &dyn Fn(&str) -> &'c str,
        line: u64,
        check: &mut RowCheck,
    ) -> Result<(), Refusal> {
        let with = |outcome, reason: String| {
            Err(Refusal {
                column: None,
                outcome,
                reason,
            })
        };
        let compared = self.all_compared(written);
        let whole = whole_hash(&self.brought, &compared);
        let before = self.before_renaming(&compared)?;
        let known = before.as_ref().unwrap_or(&compared);
        let period = self.period(known);
        let identity = self.row_of(known, period)?;
        let seen = self.seen.get(&identity).copied();
        let there = seen.map(|seen| match (seen.imported, seen.line) {
            (Some(line), _) => format!("line {line}"),
            (None, Some(line)) => format!("line {line} of `{}`", self.table.file),
            (None, None) => "an entry of `paratus.toml`".to_owned(),
        });
        // What is not from a table has no line.
        let line = number(line).unwrap_or(NonZeroU32::MIN);
        if let (Some(seen), Some(there)) = (&seen, &there)
            && seen.whole == whole
        {
            if let Some(seen) = self.seen.get_mut(&identity) {
                seen.imported.get_or_insert(line);
            }
            return with(Outcome::Same, format!("the same as {there}"));
        }
        check.check(self.kind, &compared, &self.layout, &self.previous_ids)?;
        let superseded = self.superseded(&compared);
        let row = self.cells(cells);
        if row.iter().map(String::len).sum::<usize>() > MAX_ROW_BYTES {
            let reason =
                "the row is longer than 1 MiB, which is the most that a folder's table takes";
            return with(Outcome::Refused, reason.into());
        }
        let file = &self.table.file;
        if let (Some(seen), Some(there)) = (seen, there) {
            if let (None, Some((day, _)), true) =
                (seen.imported, superseded, self.kind.latest_counts)
            {
                let reason = format!("{there} is of {day}, which is later and counts");
                return with(Outcome::Superseded, reason);
            }
            let (None, Some(at)) = (seen.imported, seen.row) else {
                let reason = format!(
                    "{there} says something else for the same {}; that one counts",
                    self.kind.identity.join(", ")
                );
                return with(Outcome::Refused, reason);
            };
            if let Some(seen) = self.seen.get_mut(&identity) {
                seen.whole = whole;
                seen.imported = Some(line);
            }
            self.replaced.insert(at, row);
            if let Some((person, days)) = period {
                self.periods.set(person, days, identity);
            }
            let was = before.map_or(String::new(), |before| {
                format!(", where the id is `{}` until now", before.get("id"))
            });
            return with(Outcome::Changed, format!("takes the place of {there}{was}"));
        }
        let seen = RowOrigin {
            whole,
            line: None,
            row: None,
            imported: Some(line),
        };
        self.seen.insert(identity, seen);
        if let Some((person, days)) = period {
            self.periods.set(person, days, identity);
        }
        self.count += 1;
        // Writing to memory cannot fail.
        let _ = self.added.write_record(&row);
        match superseded {
            Some((day, time)) => {
                let time = time.map_or(String::new(), |time| format!(", {time}"));
                with(
                    Outcome::Superseded,
                    format!("`{file}` has a record of {day}{time} of the same key, which counts"),
                )
            }
            None => Ok(()),
        }
    }

    /// The row of somebody who has another id now than in the folder, with the id that the folder has: one of the previous ids of the row.
    fn before_renaming<'c>(&self, cells: &Cells<'c>) -> Result<Option<Cells<'c>>, Refusal> {
        let rows = |id: &str| {
            let person = Cells(vec![("id", Cow::Borrowed(id))]);
            self.periods.rows(key_hash(self.kind.identity, &person))
        };
        if !self.kind.has_periods() || rows(cells.get("id")) > 0 {
            return Ok(None);
        }
        let mut previous = listed_ids(cells.get("previous_ids"));
        let Some(was) = previous.find(|was| rows(was) > 0) else {
            return Ok(None);
        };
        let count = rows(was);
        if count > 1 {
            let reason = format!(
                "`{}` has {count} rows of {}; give all of them the new id there first",
                self.table.file,
                quoted_cell(was)
            );
            return Err(Refusal::new("previous_ids", reason));
        }
        let cells = cells.0.iter().map(|(name, cell)| {
            let cell = match *name {
                "id" => Cow::Owned(was.to_owned()),
                _ => cell.clone(),
            };
            (*name, cell)
        });
        Ok(Some(Cells(cells.collect())))
    }

    /// When the later row of the folder is that counts instead of this one, where there is one.
    fn superseded(&self, cells: &Cells<'_>) -> Option<(Date, Option<Time>)> {
        if self.kind.replacing.is_empty() || self.latest.is_empty() {
            return None;
        }
        let latest = self.latest.get(&key_hash(self.kind.replacing, cells))?;
        let when = cells.get("date");
        let when = (self.layout.date(when)?, self.layout.time(when));
        (when < *latest).then_some(*latest)
    }

    /// Whether a row could be taken as it is, so that of several rows that belong together none is taken alone.
    pub(crate) fn refusal(&mut self, cells: &[&str]) -> Option<Refusal> {
        let incoming = Rc::clone(&self.incoming);
        let mut check = std::mem::take(&mut self.check);
        let written = |name: &str| {
            let at = incoming.iter().position(|heading| heading == name);
            at.and_then(|at| cells.get(at)).copied().unwrap_or_default()
        };
        let cells = self.all_compared(&written);
        let found = check
            .check(self.kind, &cells, &self.layout, &self.previous_ids)
            .err();
        self.check = check;
        found
    }
}

fn reader(rows: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(rows.as_bytes())
}

fn writer(delimiter: u8, crlf: bool) -> csv::Writer<Vec<u8>> {
    let end = if crlf {
        csv::Terminator::CRLF
    } else {
        csv::Terminator::Any(b'\n')
    };
    csv::WriterBuilder::new()
        .flexible(true)
        .delimiter(delimiter)
        .terminator(end)
        .from_writer(Vec::new())
}

pub(super) fn whole_hash(columns: &[&str], cells: &Cells<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    columns
        .iter()
        .for_each(|name| cells.get(name).hash(&mut hasher));
    hasher.finish()
}

pub(super) fn key_hash(columns: &[&str], cells: &Cells<'_>) -> Key {
    let mut hashers = [DefaultHasher::new(), DefaultHasher::new()];
    1_u8.hash(&mut hashers[1]);
    for name in columns {
        let cell = cells.get(name);
        hashers.iter_mut().for_each(|hasher| cell.hash(hasher));
    }
    hashers.map(|hasher| hasher.finish())
}
