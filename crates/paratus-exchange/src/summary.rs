//! What an import did with every row.

use crate::error::listed;
use crate::outcome::Outcome;
use crate::table::{ContactColumn, Table};
use paratus::{text::printable, unstable::thousands};
use serde::Serialize;
use std::fmt;

/// A row that was not taken, or changed something, with its place and the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Note {
    /// The heading of the column that decided, where one did.
    pub column: Option<String>,
    /// The table's name as the caller or the map gave it.
    pub file: String,
    /// The line on which the row begins, from 1; rows may span lines. 0 where the note is not about a row.
    pub line: u64,
    /// What became of the row.
    pub outcome: Outcome,
    /// Why.
    pub reason: String,
    /// The row as a spreadsheet numbers it, from 1, heading included.
    pub row: u64,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}`", printable(&self.file))?;
        if self.line > 0 {
            write!(f, ", line {}", self.line)?;
        }
        if self.row != self.line {
            write!(f, " (row {})", self.row)?;
        }
        if let Some(column) = self.column.as_ref().filter(|name| !name.is_empty()) {
            write!(f, ", column `{column}`")?;
        }
        write!(f, ": {}: {}", self.outcome.name(), self.reason)
    }
}

/// Counts of one table. `read` is the sum of all others but `renamed`, whose rows are counted among them.
///
/// A row is what becomes one row of the result: of a wide table, with a column for each item, each cell of an item counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TableSummary {
    /// Rows that are new.
    pub added: u64,
    /// Rows that took the place of one that the folder had.
    pub changed: u64,
    /// The table's name as the caller or the map gave it.
    pub file: String,
    /// Rows read, without the heading.
    pub read: u64,
    /// Rows that were lost.
    pub refused: u64,
    /// Rows under an id that had to be made different from another's; counted above as well.
    pub renamed: u64,
    /// Rows that say the same as one that the folder or an earlier row has.
    pub same: u64,
    /// Rows that the map leaves out, and cells that it holds to be missing.
    pub set_aside: u64,
    /// Rows of which a later record of the same key counts.
    pub superseded: u64,
}

/// A row of a table that became a part of an entry of the programme.
pub(crate) struct EntryRow {
    /// The number of the entry in its list, from 0.
    pub(crate) entry: usize,
    pub(crate) line: u64,
    pub(crate) row: u64,
    /// The heading of the column that says it, where one does.
    pub(crate) column: Option<String>,
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
            Outcome::Added => self.added += 1,
            Outcome::Changed => self.changed += 1,
            Outcome::Same => self.same += 1,
            Outcome::Superseded => self.superseded += 1,
            Outcome::Refused => self.refused += 1,
            Outcome::SetAside => self.set_aside += 1,
        }
    }

    /// Rows with this outcome.
    #[must_use]
    pub fn rows(&self, outcome: Outcome) -> u64 {
        match outcome {
            Outcome::Added => self.added,
            Outcome::Changed => self.changed,
            Outcome::Same => self.same,
            Outcome::Superseded => self.superseded,
            Outcome::Refused => self.refused,
            Outcome::SetAside => self.set_aside,
        }
    }

    /// Whether every row that was read is counted once.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let counted = self.added + self.changed + self.same + self.superseded;
        self.read == counted + self.refused + self.set_aside
    }
}

impl fmt::Display for TableSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = match (self.file == "paratus.toml", self.read) {
            (true, 1) => "entry",
            (true, _) => "entries",
            (false, 1) => "row",
            (false, _) => "rows",
        };
        let (read, added) = (thousands(self.read), thousands(self.added));
        write!(
            f,
            "`{}`: {read} {rows} read, {added} added",
            printable(&self.file)
        )?;
        let others = [
            (self.changed, "changed"),
            (self.same, "same"),
            (self.superseded, "superseded"),
            (self.refused, "refused"),
            (self.set_aside, "set aside"),
            (self.renamed, "renamed"),
        ];
        others
            .iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, word)| write!(f, ", {} {word}", thousands(*count)))
    }
}

/// The counts of an import, by table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// The table that was imported, then the side tables in the order they were read.
    pub tables: Vec<TableSummary>,
    /// Columns that look like names, e-mail or network addresses or telephone numbers. The map does not name them, so nothing of them was read.
    pub contact_columns: Vec<ContactColumn>,
    /// Other columns that the map does not name, so nothing of them was read.
    pub unused_columns: Vec<ContactColumn>,
    /// What should be looked at: how the text was read, names in the map that the tables do not have, ids that had to be distinguished.
    pub warnings: Vec<String>,
}

impl ImportSummary {
    /// Takes what a table that was read to its end has to say.
    pub(crate) fn note_table(&mut self, table: &Table<'_>, counts: TableSummary) {
        self.contact_columns.extend(table.contact_columns());
        self.unused_columns.extend(table.unused_columns());
        if let Some(found) = table.found() {
            self.warnings.push(format!("`{}`: {found}", table.file));
        }
        for group in table.groups(counts.read) {
            self.warnings.push(format!("`{}`: {group}", table.file));
        }
        if let Some(titles) = table.titles() {
            self.warnings.push(format!("`{}`: {titles}", table.file));
        }
        if let Some(totals) = table.totals() {
            self.warnings.push(format!("`{}`: {totals}", table.file));
        }
        self.tables.push(counts);
    }

    /// Adds what another import did.
    pub fn add(&mut self, other: ImportSummary) {
        self.tables.extend(other.tables);
        self.contact_columns.extend(other.contact_columns);
        self.unused_columns.extend(other.unused_columns);
        self.warnings.extend(other.warnings);
    }

    /// Counts of the table that was imported.
    #[must_use]
    pub fn main(&self) -> &TableSummary {
        static NONE: TableSummary = TableSummary {
            file: String::new(),
            read: 0,
            added: 0,
            changed: 0,
            same: 0,
            superseded: 0,
            refused: 0,
            set_aside: 0,
            renamed: 0,
        };
        self.tables.first().unwrap_or(&NONE)
    }

    /// Whether every row that was meant to be imported was: nothing refused.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.tables.iter().all(|table| table.refused == 0)
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
        for group in self
            .unused_columns
            .chunk_by(|one, next| one.file == next.file)
        {
            let file = group.first().map_or("", |column| column.file.as_str());
            let columns = listed(group.iter().map(|column| column.column.as_str()));
            writeln!(f, "`{file}`: not used: {columns}")?;
        }
        self.warnings
            .iter()
            .try_for_each(|warning| writeln!(f, "{warning}"))
    }
}
