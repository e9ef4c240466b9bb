//! The tables of a folder that rows are merged into.

use crate::folder::{
    ABSENCE_COLUMNS, ACT_COLUMNS, PEOPLE_COLUMNS, SESSION_COLUMNS, USE_COLUMNS, absence_rows,
    act_rows, feature_use_rows, people_rows, session_rows,
};
use paratus::document::Document;

/// Columns that hold days.
pub(super) const DAYS: [&str; 7] = [
    "date", "expires", "joined", "left", "start", "from", "until",
];

/// Columns that hold days of which the time counts too.
pub(super) const TIMED: [&str; 4] = ["date", "start", "from", "until"];

/// Columns that hold numbers.
pub(super) const NUMBERS: [&str; 5] = ["value", "uses_per_month", "answer", "count", "seats"];

/// Columns that say whether something is so.
pub(super) const TRUTHS: [&str; 2] = ["leader", "pinned"];

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
            "feature_use" => Some((USE_COLUMNS.to_vec(), feature_use_rows(document))),
            "acts" => Some((ACT_COLUMNS.to_vec(), act_rows(document))),
            "sessions" => Some((SESSION_COLUMNS.to_vec(), session_rows(document))),
            "absences" => Some((ABSENCE_COLUMNS.to_vec(), absence_rows(document))),
            _ => None,
        }
    }
}

/// The tables that rows are merged into.
pub(crate) const KINDS: [TableKind; 7] = [
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
        columns: &USE_COLUMNS,
        identity: &["section", "feature"],
        identity_where: None,
        replacing: &["section", "feature"],
        latest_counts: true,
        needed: &["section", "feature", "uses_per_month"],
        ids: &["section", "feature"],
    },
    TableKind {
        file: "acts.csv",
        columns: &ACT_COLUMNS,
        // Of one day there may be several messages, each with evidence of its own.
        identity: &ACT_COLUMNS,
        identity_where: None,
        replacing: &[],
        latest_counts: false,
        needed: &["act", "actor", "date"],
        ids: &["act", "actor"],
    },
    TableKind {
        file: "sessions.csv",
        columns: &SESSION_COLUMNS,
        identity: &["id"],
        identity_where: None,
        replacing: &[],
        latest_counts: false,
        needed: &["id", "activity", "start"],
        ids: &["id", "activity", "trainer", "room"],
    },
    TableKind {
        file: "absences.csv",
        columns: &ABSENCE_COLUMNS,
        identity: &["person", "trainer", "room", "section", "from", "half"],
        identity_where: None,
        replacing: &[],
        latest_counts: false,
        needed: &["from", "until"],
        ids: &["person", "trainer", "room", "section"],
    },
];

/// The kind of the table with this file, with its ending or without.
pub(crate) fn kind_of(file: &str) -> Option<&'static TableKind> {
    KINDS
        .iter()
        .find(|kind| kind.name() == file || kind.file == file)
}
