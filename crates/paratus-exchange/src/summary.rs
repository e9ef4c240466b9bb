//! What an import did with every row.

use std::fmt;

/// Why a row was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Says the same as an earlier row.
    Duplicate,
    /// Says something else than an earlier row about the same thing.
    Conflict,
    /// Cannot be understood, or refers to what does not exist.
    Refused,
    /// A cell that is needed holds a marker for "missing".
    Missing,
    /// The map says to leave such rows out.
    SetAside,
}

impl Outcome {
    /// The word used in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Duplicate => "duplicate",
            Outcome::Conflict => "conflict",
            Outcome::Refused => "refused",
            Outcome::Missing => "missing",
            Outcome::SetAside => "set aside",
        }
    }
}

/// A row that was not taken, with its place and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The table's name as the caller or the map gave it.
    pub file: String,
    /// The line on which the row begins, from 1; rows may span lines.
    pub line: u64,
    /// The row as a spreadsheet numbers it, from 1, heading included.
    pub row: u64,
    /// The heading of the column that decided, where one did.
    pub column: Option<String>,
    /// What became of the row.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`, line {}", self.file, self.line)?;
        if self.row != self.line {
            write!(f, " (row {})", self.row)?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column `{column}`")?;
        }
        write!(f, ": {}: {}", self.outcome.name(), self.reason)
    }
}

/// Counts of one table. `read` is the sum of all others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableSummary {
    /// The table's name as the caller or the map gave it.
    pub file: String,
    /// Rows read, without the heading.
    pub read: u64,
    /// Rows that are in the result.
    pub taken: u64,
    /// Rows that say the same as an earlier one.
    pub duplicate: u64,
    /// Rows that contradict an earlier one.
    pub conflict: u64,
    /// Rows that could not be understood.
    pub refused: u64,
    /// Rows without a value where one is needed.
    pub missing: u64,
    /// Rows that the map leaves out.
    pub set_aside: u64,
}

impl TableSummary {
    pub(crate) fn new(file: &str) -> TableSummary {
        TableSummary {
            file: file.to_owned(),
            ..TableSummary::default()
        }
    }

    pub(crate) fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Duplicate => self.duplicate += 1,
            Outcome::Conflict => self.conflict += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::Missing => self.missing += 1,
            Outcome::SetAside => self.set_aside += 1,
        }
    }
}

impl fmt::Display for TableSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "`{}`: {} rows read, {} taken",
            self.file, self.read, self.taken
        )?;
        let others = [
            (self.duplicate, "duplicate"),
            (self.conflict, "in conflict"),
            (self.refused, "refused"),
            (self.missing, "missing"),
            (self.set_aside, "set aside"),
        ];
        others
            .iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, word)| write!(f, ", {count} {word}"))
    }
}

/// A column that looks like contact data and was not carried along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactColumn {
    /// The table's name.
    pub file: String,
    /// The column's heading.
    pub column: String,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The table that was imported, then the side tables in the order they were read.
    pub tables: Vec<TableSummary>,
    /// Columns that look like names, e-mail or network addresses or telephone numbers. The map does not name them, so nothing of them was read.
    pub contact_columns: Vec<ContactColumn>,
    /// What the map's author should look at: names in the map that the tables do not have, ids that had to be distinguished.
    pub warnings: Vec<String>,
}

impl ImportSummary {
    /// Counts of the table that was imported.
    #[must_use]
    pub fn main(&self) -> &TableSummary {
        static NONE: TableSummary = TableSummary {
            file: String::new(),
            read: 0,
            taken: 0,
            duplicate: 0,
            conflict: 0,
            refused: 0,
            missing: 0,
            set_aside: 0,
        };
        self.tables.first().unwrap_or(&NONE)
    }

    /// Whether every row that was meant to be imported was: nothing refused, nothing contradictory.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.tables
            .iter()
            .all(|table| table.refused == 0 && table.conflict == 0)
    }
}

impl fmt::Display for ImportSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tables
            .iter()
            .try_for_each(|table| writeln!(f, "{table}"))?;
        for contact in &self.contact_columns {
            writeln!(
                f,
                "`{}`: column `{}` looks like contact data and was not carried along",
                contact.file, contact.column
            )?;
        }
        self.warnings
            .iter()
            .try_for_each(|warning| writeln!(f, "{warning}"))
    }
}
