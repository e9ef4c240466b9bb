//! From paths such as `roles[2].requires[0].objective` to file, line and column, and to the line itself.

use super::source_text::SourceText;
use super::spanned_value::{SpannedValue, ValueBody, index_of};
use crate::Finding;
use crate::table::{RowCounts, field_place};
use std::collections::BTreeMap;

/// Knows where each value of a document was written.
#[derive(Clone, Debug)]
pub struct SourceMap {
    pub(super) sources: Vec<SourceText>,
    pub(super) root: SpannedValue,
    pub(super) tables: Vec<TableRows>,
}

/// The rows of a list of the document that came from a table.
#[derive(Clone, Debug)]
pub(super) struct TableRows {
    /// The list: `people`.
    pub(super) key: &'static str,
    /// Index of the file.
    pub(super) file: usize,
    /// Entries of the list that came before the table's.
    pub(super) before: usize,
    /// The line on which each row begins.
    pub(super) lines: Vec<u32>,
    /// How many rows were refused.
    pub(super) refused: u64,
    /// Whether they are on a sheet of a workbook: rows have a place then, and cells have none.
    pub(super) sheet: bool,
    pub(super) delimiter: u8,
    /// Columns and the field of each.
    pub(super) fields: Vec<(&'static str, usize)>,
}

impl SourceMap {
    /// Fills in file, line and column of findings that have a path but no place: those of the value at the path, or of
    /// the nearest value around it that is known. What has no place keeps its path.
    ///
    /// ```
    /// use paratus::document::read_json;
    /// use paratus::{Code, Finding, Sentence};
    ///
    /// let reading = read_json("paratus.json", r#"{ "format": 1, "id": "records" }"#)?;
    /// let mut findings = [Finding::new(Code::BadId, "id", Sentence::IdEmpty, [("kind", "programme".into())])];
    /// reading.places.place(&mut findings);
    /// assert_eq!(findings[0].file.as_deref(), Some("paratus.json"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn place(&self, findings: &mut [Finding]) {
        for finding in findings {
            if finding.file.is_none()
                && let Some((file, line, column)) = self.find(&finding.path)
            {
                finding.file = Some(file.to_owned());
                finding.line = Some(line);
                finding.column = column;
            }
        }
    }

    /// File, line and column (both from 1) of the value at a path.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let reading = read_json("paratus.json", r#"{ "format": 1, "id": "records" }"#)?;
    /// assert_eq!(reading.places.find("id"), Some(("paratus.json", 1, Some(22))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn find(&self, path: &str) -> Option<(&str, u32, Option<u32>)> {
        if path.is_empty() {
            return None;
        }
        if let Some(place) = self
            .tables
            .iter()
            .find_map(|rows| self.find_row(rows, path))
        {
            return Some(place);
        }
        let (file, line, column) = self.root.find(path)?.resolve(&self.sources)?;
        Some((file, line, Some(column)))
    }

    /// File, line and column of the value at a path in a part of the document.
    pub(super) fn find_in(&self, part: &SpannedValue, path: &str) -> Option<(&str, u32, u32)> {
        part.find(path)?.resolve(&self.sources)
    }

    fn find_row(&self, rows: &TableRows, path: &str) -> Option<(&str, u32, Option<u32>)> {
        let (index, rest) = index_of(path.strip_prefix(rows.key)?)?;
        let line = *rows.lines.get(index.checked_sub(rows.before)?)?;
        let source = self.sources.get(rows.file)?;
        let name = rest.strip_prefix('.').unwrap_or_default();
        let name = name.split(['[', '.']).next().unwrap_or_default();
        let field = rows.fields.iter().find(|(column, _)| *column == name);
        let place = field
            .filter(|_| !rows.sheet)
            .and_then(|(_, field)| field_place(source.starting_at(line), rows.delimiter, *field));
        Some(match place {
            Some((lines, column)) => (&source.name, line.saturating_add(lines), Some(column)),
            None => (&source.name, line, (!rows.sheet).then_some(1)),
        })
    }

    /// A line (from 1) of a file that was read, without its end, to be shown with a finding.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let reading = read_json("paratus.json", "{ \"format\": 1,\n  \"id\": \"records\" }")?;
    /// assert_eq!(reading.places.excerpt("paratus.json", 1), Some("{ \"format\": 1,"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn excerpt(&self, file: &str, line: u32) -> Option<&str> {
        self.sources
            .iter()
            .find(|source| source.name == file)?
            .line(line)
    }

    /// What became of the rows of each table, by the list that they belong to: `people`.
    ///
    /// ```
    /// use paratus::document::read_json;
    ///
    /// let reading = read_json("paratus.json", r#"{ "format": 1, "id": "records" }"#)?;
    /// assert!(reading.places.row_counts().is_empty(), "there was no table");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn row_counts(&self) -> BTreeMap<String, RowCounts> {
        let mut counts = BTreeMap::new();
        for rows in &self.tables {
            let taken = rows.lines.len() as u64;
            counts.insert(
                rows.key.to_owned(),
                RowCounts {
                    missing: 0,
                    renamed: 0,
                    refused: rows.refused,
                    set_aside: 0,
                    taken,
                },
            );
        }
        counts
    }

    /// Names of the files that were read, in the order of reading.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(|source| source.name.as_str())
    }

    /// Forgets the values of the tree: only their places are needed from here on.
    pub(super) fn drop_values(&mut self) {
        forget(&mut self.root);
    }
}

fn forget(node: &mut SpannedValue) {
    match &mut node.body {
        ValueBody::List(list) => list.iter_mut().for_each(forget),
        ValueBody::Table(table) => table.values_mut().for_each(forget),
        body => *body = ValueBody::Null,
    }
}
