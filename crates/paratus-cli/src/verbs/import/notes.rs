//! Rows that an import did not take: the first of each kind on standard error, all of them in a report.

use crate::args::ErrorFormat;
use crate::console::Context;
use crate::diagnostics;
use crate::failure::Failure;
use crate::formatting;
use crate::output::Output;
use paratus::answers::to_json;
use paratus::text::{escape_formula, printable};
use paratus_exchange::{FirstNotes, ImportAnswer, ImportSummary, Note, Outcome};
use std::path::Path;

/// Rows of each kind that are listed without a report.
const MOST: usize = 5;

/// Columns of the report.
const HEADER: [&str; 6] = ["file", "line", "row", "column", "outcome", "reason"];

/// Rows that were not taken.
pub(super) struct Notes {
    report: Option<(csv::Writer<Output>, Option<csv::Error>)>,
    first: FirstNotes,
}

impl Notes {
    pub(super) fn new(report: Option<&Path>) -> Result<Notes, Failure> {
        let report = report
            .map(|path| {
                let output = Output::file(path)?;
                super::refuse_existing(path)?;
                Ok((csv::Writer::from_writer(output), None))
            })
            .transpose()?;
        let mut notes = Notes {
            report,
            first: FirstNotes::new(MOST),
        };
        notes.record(HEADER.map(str::to_owned));
        Ok(notes)
    }

    pub(super) fn add(&mut self, note: &Note) {
        self.first.add(note);
        self.record([
            note.file.clone(),
            note.line.to_string(),
            note.row.to_string(),
            note.column.clone().unwrap_or_default(),
            note.outcome.name().to_owned(),
            note.reason.clone(),
        ]);
    }

    /// The first rows of each outcome.
    pub(super) fn first(&self) -> &FirstNotes {
        &self.first
    }

    fn record(&mut self, record: [String; 6]) {
        if let Some((writer, error)) = &mut self.report
            && error.is_none()
        {
            let safe = record
                .each_ref()
                .map(|cell| escape_formula(&printable(cell)).into_owned());
            *error = writer.write_record(safe).err();
        }
    }

    /// Puts the report in its place, and tells what became of the rows.
    pub(super) fn finish(self, summary: &ImportSummary, context: &Context) -> Result<(), Failure> {
        let Notes { report, first } = self;
        let reported = report.is_some();
        if let Some((writer, error)) = report {
            let fail = |error: &dyn std::fmt::Display| {
                Failure::new(format!("the report could not be written: {error}"))
            };
            if let Some(error) = error {
                return Err(fail(&error));
            }
            writer
                .into_inner()
                .map_err(|error| fail(&error))?
                .finish()?;
        }
        let text = match context.error_format {
            ErrorFormat::Json => to_json(&ImportAnswer::new(summary, &first)) + "\n",
            ErrorFormat::Human | ErrorFormat::Plain => text(summary, &first, reported),
        };
        diagnostics::eprint(&text);
        Ok(())
    }
}

fn text(summary: &ImportSummary, first: &FirstNotes, reported: bool) -> String {
    let mut text = String::new();
    let notes: Vec<&Note> = first.iter().collect();
    for notes in notes.chunk_by(|one, next| one.outcome == next.outcome) {
        for note in notes {
            text.push_str(&format!("{}\n", formatting::clean(&note.to_string())));
        }
        let outcome = notes.first().map_or(Outcome::Added, |note| note.outcome);
        let all: u64 = summary.tables.iter().map(|table| table.rows(outcome)).sum();
        if let Some(more) = all.checked_sub(notes.len() as u64).filter(|more| *more > 0) {
            let hint = if reported {
                ""
            } else {
                "; `--report FILE` lists all"
            };
            text.push_str(&format!(
                "… and {} more {}{hint}\n",
                formatting::thousands(more),
                outcome.name()
            ));
        }
    }
    text + &formatting::clean_lines(&summary.to_string())
}
