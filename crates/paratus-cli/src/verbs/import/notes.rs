//! Rows that an import did not take: the first of each kind on standard error, all of them in a report.

use crate::args::ErrorFormat;
use crate::console::Context;
use crate::diagnostics;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;
use paratus::text::{escape_formula, printable};
use paratus_exchange::{ImportSummary, Note, Outcome};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Rows of each kind that are listed without a report.
const MOST: usize = 5;

/// Columns of the report.
const HEADER: [&str; 6] = ["file", "line", "row", "column", "outcome", "reason"];

/// Rows that were not taken.
pub(super) struct Notes {
    report: Option<(csv::Writer<Output>, Option<csv::Error>)>,
    first: BTreeMap<Outcome, Vec<String>>,
}

/// What became of the rows of a table, as JSON.
#[derive(Serialize, JsonSchema)]
struct Table<'a> {
    added: u64,
    changed: u64,
    file: &'a str,
    read: u64,
    refused: u64,
    renamed: u64,
    same: u64,
    set_aside: u64,
    superseded: u64,
}

/// What became of all rows, as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Summary<'a> {
    notes: Vec<&'a str>,
    schema: &'static str,
    tables: Vec<Table<'a>>,
    warnings: &'a [String],
}

impl Notes {
    pub(super) fn new(report: Option<&Path>) -> Result<Notes, Failure> {
        let report = report
            .map(|path| Ok((csv::Writer::from_writer(Output::file(path)?), None)))
            .transpose()?;
        let mut notes = Notes {
            report,
            first: BTreeMap::new(),
        };
        notes.record(HEADER.map(str::to_owned));
        Ok(notes)
    }

    pub(super) fn add(&mut self, note: &Note) {
        let first = self.first.entry(note.outcome).or_default();
        // Rows that say what is known already are no news; the report has them.
        if first.len() < MOST && note.outcome != Outcome::Same {
            first.push(note.to_string());
        }
        self.record([
            note.file.clone(),
            note.line.to_string(),
            note.row.to_string(),
            note.column.clone().unwrap_or_default(),
            note.outcome.name().to_owned(),
            note.reason.clone(),
        ]);
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
            ErrorFormat::Json => json(summary, &first),
            ErrorFormat::Human | ErrorFormat::Plain => text(summary, &first, reported),
        };
        diagnostics::eprint(&text);
        Ok(())
    }
}

fn json(summary: &ImportSummary, first: &BTreeMap<Outcome, Vec<String>>) -> String {
    let tables = summary.tables.iter().map(|table| Table {
        added: table.added,
        changed: table.changed,
        file: &table.file,
        read: table.read,
        refused: table.refused,
        renamed: table.renamed,
        same: table.same,
        set_aside: table.set_aside,
        superseded: table.superseded,
    });
    let summary = Summary {
        notes: first.values().flatten().map(String::as_str).collect(),
        schema: "paratus/import/1",
        tables: tables.collect(),
        warnings: &summary.warnings,
    };
    serde_json::to_string(&summary).map_or_else(|error| format!("{error}\n"), |json| json + "\n")
}

fn text(summary: &ImportSummary, first: &BTreeMap<Outcome, Vec<String>>, reported: bool) -> String {
    let mut text = String::new();
    for (outcome, notes) in first.iter().filter(|(_, notes)| !notes.is_empty()) {
        notes
            .iter()
            .for_each(|note| text.push_str(&format!("{}\n", words::clean(note))));
        let all: u64 = summary
            .tables
            .iter()
            .map(|table| table.rows(*outcome))
            .sum();
        if let Some(more) = all.checked_sub(notes.len() as u64).filter(|more| *more > 0) {
            let hint = if reported {
                ""
            } else {
                "; `--report FILE` lists all"
            };
            text.push_str(&format!(
                "… and {} more {}{hint}\n",
                words::thousands(more),
                outcome.name()
            ));
        }
    }
    text + &words::clean_lines(&summary.to_string())
}
