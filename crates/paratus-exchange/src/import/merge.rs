//! A table of a folder, with new rows merged into it.

use crate::{
    error::{ExchangeError, Problem},
    join::{Place, Refusal, RowSink},
    summary::Outcome,
};
use paratus::{
    Date,
    text::{escape_formula, unescape_formula},
};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// By which columns the rows of a table are distinguished.
pub(crate) struct TableKind {
    /// The name of its file.
    pub(crate) file: &'static str,
    pub(crate) columns: &'static [&'static str],
    /// Columns that together say which row it is.
    identity: &'static [&'static str],
    /// Columns of rows that replace each other by their dates.
    replacing: &'static [&'static str],
}

/// The tables that rows are merged into.
pub(crate) const KINDS: [TableKind; 4] = [
    TableKind {
        file: "evidence.csv",
        columns: &crate::evidence::HEADING,
        identity: &["person", "objective", "kind", "level", "key", "date"],
        replacing: &["person", "objective", "kind", "level", "key"],
    },
    TableKind {
        file: "responses.csv",
        columns: &[
            "respondent",
            "instrument",
            "item",
            "answer",
            "date",
            "section",
        ],
        identity: &["respondent", "instrument", "item", "date"],
        replacing: &[],
    },
    TableKind {
        file: "people.csv",
        columns: &["id", "section", "roles", "leader", "joined", "left"],
        identity: &["id"],
        replacing: &[],
    },
    TableKind {
        file: "feature_use.csv",
        columns: &["section", "feature", "uses_per_month", "source", "date"],
        identity: &["section", "feature"],
        replacing: &[],
    },
];

/// The kind of the table with this file, with its ending or without.
pub(crate) fn kind_of(file: &str) -> Option<&'static TableKind> {
    KINDS
        .iter()
        .find(|kind| kind.file.strip_suffix(".csv") == Some(file) || kind.file == file)
}

/// Where a row of the merged table comes from.
#[derive(Clone, Copy)]
struct Seen {
    whole: u64,
    /// The line in the folder's table.
    line: u64,
    /// The row of the folder's table; `None` for a row that is imported.
    row: Option<usize>,
    /// The line of the row that is imported and says so.
    imported: Option<u64>,
}

/// A table of a folder that takes rows.
pub(crate) struct TableMerge<'t> {
    kind: &'static TableKind,
    /// The table as it is.
    text: &'t str,
    delimiter: u8,
    heading: Vec<String>,
    /// Columns that the folder's table does not have yet.
    wider: Vec<String>,
    /// For each column of the incoming rows its place in the table.
    places: Vec<usize>,
    seen: HashMap<u128, Seen>,
    latest: HashMap<u128, Date>,
    /// Rows of the folder that are replaced.
    replaced: HashMap<usize, Vec<String>>,
    added: csv::Writer<Vec<u8>>,
    count: u64,
}

impl<'t> TableMerge<'t> {
    /// Reads the folder's table; an empty text is a table that is not there.
    pub(crate) fn open(
        kind: &'static TableKind,
        text: &'t str,
    ) -> Result<TableMerge<'t>, ExchangeError> {
        let delimiter = crate::table::sniff(text.as_bytes(), 0);
        let mut merge = TableMerge {
            kind,
            text,
            delimiter,
            heading: Vec::new(),
            wider: Vec::new(),
            places: Vec::new(),
            seen: HashMap::new(),
            latest: HashMap::new(),
            replaced: HashMap::new(),
            added: writer(if text.is_empty() { b',' } else { delimiter }),
            count: 0,
        };
        let mut reader = reader(text, delimiter);
        let mut record = csv::StringRecord::new();
        let broken = |error: &csv::Error| {
            let problem = Problem::new(kind.file, format!("the folder's table is broken: {error}"));
            ExchangeError::Table(problem.help(Some("`paratus check` says where".into())))
        };
        if !text.is_empty()
            && reader
                .read_record(&mut record)
                .map_err(|error| broken(&error))?
        {
            let plain = |cell: &str| cell.trim().to_owned();
            merge.heading = record.iter().map(plain).collect();
        }
        let mut row = 0;
        while reader
            .read_record(&mut record)
            .map_err(|error| broken(&error))?
        {
            let cell = |name: &str| {
                let at = merge.heading.iter().position(|heading| heading == name);
                let cell = at.and_then(|at| record.get(at)).unwrap_or_default();
                unescape_formula(cell.trim()).to_owned()
            };
            let line = record.position().map_or(0, csv::Position::line);
            let date = cell("date");
            if !date.is_empty() && Date::parse(&date).is_err() {
                let message = format!("the date `{date}` of the folder's table is not an ISO date");
                let help = "rows are merged into tables with dates as `2027-03-14` only";
                return Err(ExchangeError::Table(
                    Problem::new(kind.file, message)
                        .at_line(line)
                        .help(Some(help.into())),
                ));
            }
            let seen = Seen {
                whole: whole_hash(kind, &cell),
                line,
                row: Some(row),
                imported: None,
            };
            let identity = key_hash(kind.identity, &cell);
            if !kind.replacing.is_empty() {
                merge.note_latest(key_hash(kind.replacing, &cell), &date);
            }
            merge.seen.insert(identity, seen);
            row += 1;
        }
        Ok(merge)
    }

    fn note_latest(&mut self, key: u128, date: &str) {
        if let Ok(date) = Date::parse(date) {
            let latest = self.latest.entry(key).or_insert(date);
            *latest = date.max(*latest);
        }
    }

    fn cells(&self, cells: &[&str]) -> Vec<String> {
        let mut row = vec![String::new(); self.heading.len() + self.wider.len()];
        for (cell, &place) in cells.iter().zip(&self.places) {
            if let Some(to) = row.get_mut(place) {
                *to = escape_formula(cell).into_owned();
            }
        }
        row
    }

    /// The table with its new rows; `None` where nothing is new.
    pub(crate) fn finish(self) -> Option<String> {
        if self.count == 0 && self.replaced.is_empty() {
            return None;
        }
        let added = self
            .added
            .into_inner()
            .ok()
            .and_then(|bytes| String::from_utf8(bytes).ok())
            .unwrap_or_default();
        if self.replaced.is_empty() && self.wider.is_empty() && !self.text.is_empty() {
            let crlf = self.text.contains("\r\n");
            let end = match (self.text.ends_with('\n'), crlf) {
                (true, _) => "",
                (false, true) => "\r\n",
                (false, false) => "\n",
            };
            let added = if crlf {
                added.replace('\n', "\r\n")
            } else {
                added
            };
            return Some(format!("{}{end}{added}", self.text));
        }
        let mut out = writer(if self.text.is_empty() {
            b','
        } else {
            self.delimiter
        });
        let mut reader = reader(self.text, self.delimiter);
        let width = self.heading.len() + self.wider.len();
        // Writing to memory cannot fail.
        let _ = out.write_record(self.heading.iter().chain(&self.wider));
        let mut records = reader.records();
        if !self.text.is_empty() {
            records.next();
        }
        for (row, record) in records.flatten().enumerate() {
            let _ = match self.replaced.get(&row) {
                // Columns that the import does not bring stay as they are.
                Some(cells) => out.write_record(cells.iter().enumerate().map(|(at, cell)| {
                    if self.places.contains(&at) {
                        cell.as_str()
                    } else {
                        record.get(at).unwrap_or_default()
                    }
                })),
                None => out.write_record((0..width).map(|at| record.get(at).unwrap_or_default())),
            };
        }
        let before = out.into_inner().ok()?;
        Some(String::from_utf8(before).ok()? + &added)
    }
}

impl RowSink for TableMerge<'_> {
    fn heading(&mut self, columns: &[&str]) -> Result<(), ExchangeError> {
        if self.heading.is_empty() {
            self.heading = columns.iter().map(|&name| name.to_owned()).collect();
        }
        self.places.clear();
        for &name in columns {
            let all = self.heading.iter().chain(&self.wider);
            let place = all.clone().position(|heading| heading == name);
            self.places.push(place.unwrap_or_else(|| {
                self.wider.push(name.to_owned());
                self.heading.len() + self.wider.len() - 1
            }));
        }
        Ok(())
    }

    fn row(&mut self, cells: &[&str], place: Place) -> Result<Result<(), Refusal>, ExchangeError> {
        let row = self.cells(cells);
        let cell = |name: &str| {
            let mut all = self.heading.iter().chain(&self.wider);
            let at = all.position(|heading| heading == name);
            let cell = at.and_then(|at| row.get(at)).map_or("", String::as_str);
            unescape_formula(cell).to_owned()
        };
        let whole = whole_hash(self.kind, &cell);
        let identity = key_hash(self.kind.identity, &cell);
        let with = |outcome, reason: String| {
            Ok(Err(Refusal {
                column: None,
                outcome,
                reason,
            }))
        };
        let file = self.kind.file;
        if let Some(seen) = self.seen.get_mut(&identity) {
            let of = |imported: bool| {
                if imported {
                    String::new()
                } else {
                    format!(" of `{file}`")
                }
            };
            let (line, imported) = match seen.imported {
                Some(line) => (line, true),
                None => (seen.line, false),
            };
            if seen.whole == whole {
                seen.imported.get_or_insert(place.line);
                return with(
                    Outcome::Same,
                    format!("the same as line {line}{}", of(imported)),
                );
            }
            let (None, Some(at)) = (seen.imported, seen.row) else {
                let reason = format!(
                    "line {line} says something else for the same {}; that one counts",
                    self.kind.identity.join(", ")
                );
                return with(Outcome::Refused, reason);
            };
            let reason = format!("takes the place of line {line}{}", of(false));
            seen.whole = whole;
            seen.imported = Some(place.line);
            self.replaced.insert(at, row);
            return with(Outcome::Changed, reason);
        }
        let superseded = if self.kind.replacing.is_empty() {
            None
        } else {
            let latest = self.latest.get(&key_hash(self.kind.replacing, &cell));
            let date = Date::parse(&cell("date")).ok();
            latest
                .filter(|latest| date.is_some_and(|date| date < **latest))
                .copied()
        };
        let seen = Seen {
            whole,
            line: 0,
            row: None,
            imported: Some(place.line),
        };
        self.seen.insert(identity, seen);
        self.count += 1;
        // Writing to memory cannot fail.
        let _ = self.added.write_record(&row);
        match superseded {
            Some(latest) => with(
                Outcome::Superseded,
                format!("`{file}` has a record of {latest} of the same key, which counts"),
            ),
            None => Ok(Ok(())),
        }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.strip_prefix('\u{feff}').unwrap_or(text).as_bytes())
}

fn writer(delimiter: u8) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new())
}

fn whole_hash(kind: &TableKind, cell: &dyn Fn(&str) -> String) -> u64 {
    let mut hasher = DefaultHasher::new();
    kind.columns
        .iter()
        .for_each(|name| value(&cell(name)).hash(&mut hasher));
    hasher.finish()
}

/// A cell to compare: numbers by what they are, however they are written.
fn value(cell: &str) -> String {
    cell.parse::<f64>()
        .map_or_else(|_| cell.to_owned(), |number| number.to_string())
}

fn key_hash(columns: &[&str], cell: &dyn Fn(&str) -> String) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        seed.hash(&mut hasher);
        columns.iter().for_each(|name| cell(name).hash(&mut hasher));
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}
