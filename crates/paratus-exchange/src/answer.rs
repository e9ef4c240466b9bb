//! Imports as answers with a schema id, for clients that read JSON.

use crate::{
    ContactColumn, Form, ImportPlan, ImportSummary, Note, Outcome, Recognition, TableSummary,
};
use serde::Serialize;
use std::collections::BTreeMap;

/// The first rows of each outcome that were not simply added, for messages. Counts are in the [`ImportSummary`].
#[derive(Clone, Debug)]
pub struct FirstNotes {
    most: usize,
    notes: BTreeMap<Outcome, Vec<Note>>,
}

impl FirstNotes {
    /// Keeps at most this number of rows of each outcome. Rows that say what is known already are no news and are not kept.
    ///
    /// ```
    /// assert_eq!(paratus_exchange::FirstNotes::new(5).iter().count(), 0);
    /// ```
    #[must_use]
    pub fn new(most: usize) -> FirstNotes {
        FirstNotes {
            most,
            notes: BTreeMap::new(),
        }
    }

    /// Keeps a row if it is one of the first.
    ///
    /// ```
    /// use paratus_exchange::{FirstNotes, Note, Outcome};
    /// let mut first = FirstNotes::new(1);
    /// for line in 2..9 {
    ///     let reason = "no date".to_owned();
    ///     first.add(&Note { file: "a.csv".to_owned(), line, row: line, column: None, outcome: Outcome::Refused, reason });
    /// }
    /// assert_eq!(first.iter().map(|note| note.line).collect::<Vec<_>>(), [2]);
    /// ```
    pub fn add(&mut self, note: &Note) {
        let first = self.notes.entry(note.outcome).or_default();
        if first.len() < self.most && note.outcome != Outcome::Same {
            first.push(note.clone());
        }
    }

    /// The rows, by outcome.
    ///
    /// ```
    /// let first = paratus_exchange::FirstNotes::new(5);
    /// assert!(first.iter().next().is_none());
    /// ```
    pub fn iter(&self) -> impl Iterator<Item = &Note> {
        self.notes.values().flatten()
    }
}

/// The answer to an import: counts and notes of its rows.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ImportAnswer {
    /// Columns that look like contact data. The map does not name them, so nothing of them was read.
    pub contact_columns: Vec<ContactColumn>,
    /// The first rows of each outcome that were not simply added, each with its place and the reason.
    pub notes: Vec<String>,
    /// Schema id of the answer.
    pub schema: &'static str,
    /// What became of the rows of each table.
    pub tables: Vec<TableSummary>,
    /// Other columns that the map does not name, so nothing of them was read.
    pub unused_columns: Vec<ContactColumn>,
    /// What should be looked at.
    pub warnings: Vec<String>,
}

impl ImportAnswer {
    /// The answer of an import.
    ///
    /// ```
    /// use paratus_exchange::{FirstNotes, ImportAnswer, ImportSummary};
    /// let answer = ImportAnswer::new(&ImportSummary::default(), &FirstNotes::new(5));
    /// assert_eq!(answer.schema, "paratus/import/1");
    /// ```
    #[must_use]
    pub fn new(summary: &ImportSummary, notes: &FirstNotes) -> ImportAnswer {
        ImportAnswer {
            contact_columns: summary.contact_columns.clone(),
            notes: notes.iter().map(Note::to_string).collect(),
            schema: "paratus/import/1",
            tables: summary.tables.clone(),
            unused_columns: summary.unused_columns.clone(),
            warnings: summary.warnings.clone(),
        }
    }
}

/// The answer to recognising a file: its form, and what shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecognitionAnswer {
    /// What in the content shows it.
    pub because: String,
    /// The file's name; of a table in an archive, that of the archive before it.
    pub file: String,
    /// The form's name, as it can be declared.
    pub form: String,
    /// Whether a file of this form can be imported.
    pub importable: bool,
    /// Whether a map must say what its columns hold.
    pub needs_map: bool,
    /// The form in words, with its article.
    pub title: String,
}

impl RecognitionAnswer {
    /// The answer about a file.
    ///
    /// ```
    /// use paratus_exchange::{RecognitionAnswer, recognise};
    /// let found = recognise("new.csv", b"person,objective,kind,value,date\n").unwrap();
    /// let answer = RecognitionAnswer::new("new.csv", &found);
    /// assert_eq!((answer.form.as_str(), answer.importable, answer.needs_map), ("evidence", true, false));
    /// ```
    #[must_use]
    pub fn new(file: &str, found: &Recognition) -> RecognitionAnswer {
        RecognitionAnswer {
            because: found.because.clone(),
            file: file.to_owned(),
            form: found.form.name().to_owned(),
            importable: !matches!(found.form, Form::Unsupported(_)),
            needs_map: found.form == Form::Table,
            title: found.form.title(),
        }
    }
}

/// What an import would do, as an answer: nothing was written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ImportPlanAnswer {
    /// Whether every row that was meant to be imported was: nothing was refused.
    pub clean: bool,
    /// Without a folder: what the files hold, as a table of a folder or, of a framework, as a programme in JSON.
    pub content: String,
    /// Files of the folder that change, with their new content, by name.
    pub files: BTreeMap<String, String>,
    /// What the files are taken for.
    pub recognised: Vec<RecognitionAnswer>,
    /// The first rows of each outcome that were not simply added.
    pub rows: Vec<Note>,
    /// Schema id of the answer.
    pub schema: &'static str,
    /// What became of all rows.
    pub summary: ImportAnswer,
}

impl ImportPlanAnswer {
    /// The answer of an import that was worked out; `notes` holds the rows that it named.
    ///
    /// ```
    /// use paratus_exchange::{FirstNotes, ImportPlan, ImportPlanAnswer};
    /// let answer = ImportPlanAnswer::new(ImportPlan::default(), &FirstNotes::new(5));
    /// assert!(answer.clean && answer.files.is_empty());
    /// ```
    #[must_use]
    pub fn new(plan: ImportPlan, notes: &FirstNotes) -> ImportPlanAnswer {
        let recognised = plan.recognised.iter();
        ImportPlanAnswer {
            clean: plan.summary.is_clean(),
            summary: ImportAnswer::new(&plan.summary, notes),
            recognised: recognised
                .map(|one| RecognitionAnswer::new(&one.file, &one.recognition))
                .collect(),
            content: plan.content,
            files: plan.files,
            rows: notes.iter().cloned().collect(),
            schema: "paratus/import-plan/1",
        }
    }
}
