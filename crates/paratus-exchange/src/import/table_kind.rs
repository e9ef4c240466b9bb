//! The tables of a folder that rows are merged into.

use crate::folder::{PEOPLE_COLUMNS, feature_use_rows, people_rows};
use paratus::document::Document;

/// Columns that hold days.
pub(super) const DAYS: [&str; 4] = ["date", "expires", "joined", "left"];

/// By which columns the rows of a table are distinguished.
pub(crate) struct TableKind {
    /// The name of its file.
    pub(crate) file: &'static str,
    /// Its columns, each by its own name.
    pub(crate) columns: &'static [&'static str],
    /// Columns that together say which row it is.
    pub(super) identity: &'static [&'static str],
    /// A column that belongs to the identity of rows in which another is filled: each answer of a group has a count of its own.
    pub(super) identity_where: Option<(&'static str, &'static str)>,
    /// Columns of rows that replace each other by their dates.
    pub(super) replacing: &'static [&'static str],
    /// Whether of rows that replace each other the table keeps the latest alone.
    pub(super) latest_counts: bool,
    /// Columns that must hold something.
    pub(super) needed: &'static [&'static str],
    /// Columns that hold ids.
    pub(super) ids: &'static [&'static str],
}

impl TableKind {
    /// The name of the table.
    pub(crate) fn name(&self) -> &'static str {
        self.file.strip_suffix(".csv").unwrap_or(self.file)
    }

    /// Whether one id has a row for each period.
    pub(super) fn has_periods(&self) -> bool {
        self.name() == "people"
    }

    /// The entries of this table that a programme has, as a heading and rows; `None` for a table that is no part of the programme.
    pub(super) fn entries(
        &self,
        document: &Document,
    ) -> Option<(Vec<&'static str>, Vec<Vec<String>>)> {
        match self.name() {
            "people" => Some(people_rows(document, true)),
            "feature_use" => Some(feature_use_rows(document)),
            _ => None,
        }
    }
}

/// The tables that rows are merged into.
pub(crate) const KINDS: [TableKind; 4] = [
    TableKind {
        file: "evidence.csv",
        columns: &crate::evidence::HEADING,
        identity: &["person", "objective", "kind", "level", "key", "date"],
        identity_where: None,
        replacing: &["person", "objective", "kind", "level", "key"],
        latest_counts: false,
        needed: &["person", "objective", "kind", "value", "date"],
        ids: &["person", "objective"],
    },
    TableKind {
        file: "responses.csv",
        columns: &crate::responses::HEADING,
        identity: &["respondent", "instrument", "item", "date"],
        identity_where: Some(("answer", "count")),
        replacing: &[],
        latest_counts: false,
        needed: &["respondent", "instrument", "item", "answer", "date"],
        ids: &["instrument", "item"],
    },
    TableKind {
        file: "people.csv",
        columns: &PEOPLE_COLUMNS,
        identity: &["id"],
        identity_where: None,
        replacing: &[],
        latest_counts: false,
        needed: &["id", "section"],
        ids: &["id", "section", "roles"],
    },
    TableKind {
        file: "feature_use.csv",
        columns: &["section", "feature", "uses_per_month", "source", "date"],
        identity: &["section", "feature"],
        identity_where: None,
        replacing: &["section", "feature"],
        latest_counts: true,
        needed: &["section", "feature", "uses_per_month"],
        ids: &["section", "feature"],
    },
];

/// The kind of the table with this file, with its ending or without.
pub(crate) fn kind_of(file: &str) -> Option<&'static TableKind> {
    KINDS
        .iter()
        .find(|kind| kind.name() == file || kind.file == file)
}
