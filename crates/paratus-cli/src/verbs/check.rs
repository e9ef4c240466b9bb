//! `check`: everything that is wrong or odd, in all files, in one run.

use crate::args::{ErrorFormat, Format, Source};
use crate::console::{Context, of_severity};
use crate::diagnostics::{self, Findings, flat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::Loaded;
use crate::output::Output;
use crate::table::{Align, Cell, Table};
use crate::words;
use clap::Args;
use paratus::answers::FindingsAnswer;
use paratus::{Finding, Severity};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus check                         the programme in this folder
  paratus check ministry                the programme in another folder
  paratus check --format json           for scripts and editors
  paratus explain UNKNOWN_REFERENCE     what a code means, why it matters, and what mends it

Exit codes: 0 no errors (warnings and remarks do not count), 1 errors, 2 something could not be read.

";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    source: Source,
}

/// What was checked.
struct Checked {
    findings: Vec<Finding>,
    files: usize,
    /// Why not everything could be checked.
    stopped: Option<Failure>,
    /// What is odd about the folder, beside its files.
    notes: Vec<String>,
}

/// The tables of a programme's folder.
const TABLES: [&str; 6] =
    ["acts.csv", "evidence.csv", "feature_use.csv", "people.csv", "responses.csv", "sessions.csv"];

pub(crate) fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let home = crate::folder::Home::find(args.source.folder.as_deref())?;
    let checked = check(args, context)?;
    let findings = &checked.findings;
    let mut output = Output::open(context)?;
    match (context.format, context.error_format) {
        (Format::Json, _) | (Format::Table, ErrorFormat::Json) => output.json(&Findings::new(findings))?,
        (Format::Ndjson, _) => findings.iter().for_each(|finding| output.text(&diagnostics::of_ndjson(finding))),
        (Format::Csv, _) => output.csv(flat::HEADER, findings.iter().map(flat::row))?,
        (Format::Md, _) => output.text(&markdown(findings)),
        (Format::Table, form) => {
            let folder = Some(home.folder());
            let mut text = match form {
                ErrorFormat::Plain => diagnostics::plain(findings, folder),
                _ => diagnostics::human(findings, folder, &context.out),
            };
            if !text.is_empty() {
                text.push('\n');
            }
            output.text(&text);
            output.line(&summary(&checked, context));
        }
    }
    output.finish()?;
    checked.notes.iter().for_each(|note| diagnostics::remark(note, context));
    if let Some(failure) = checked.stopped {
        diagnostics::failure(&failure, context);
        return Ok(Exit::CouldNotRun);
    }
    Ok(if diagnostics::has_errors(findings) { Exit::Found } else { Exit::Done })
}

fn check(args: &CheckArgs, context: &Context) -> Result<Checked, Failure> {
    let loaded = match Loaded::read(args.source.folder.as_deref()) {
        Ok(loaded) => loaded,
        // What kept the programme from being read are findings like any others.
        Err(mut failure) if !failure.findings.is_empty() => {
            let findings = FindingsAnswer::new(std::mem::take(&mut failure.findings)).findings;
            return Ok(Checked { findings, files: 0, stopped: Some(failure), notes: Vec::new() });
        }
        Err(failure) => return Err(failure),
    };
    let mut findings = loaded.findings.clone();
    let mut files = loaded.reading.places.files().count();
    let mut stopped = None;
    match loaded.evidence(&args.source.evidence) {
        Ok(evidence) => {
            files += evidence.tables.files.len();
            findings.extend(evidence.tables.findings);
            if let Some(as_of) = context.as_of.or(loaded.programme.as_of()) {
                let assessment = loaded.programme.assess(&evidence.log, as_of);
                findings.extend_from_slice(assessment.findings());
                findings.extend(loaded.placed(assessment.single_holders()));
            }
        }
        Err(failure) => stopped = Some(failure),
    }
    let notes = match &loaded.home {
        crate::folder::Home::Folder(folder) => {
            tables_amiss(folder, loaded.reading.document.people.is_empty(), &args.source.evidence.evidence)
        }
        _ => Vec::new(),
    };
    Ok(Checked { findings: FindingsAnswer::new(findings).findings, files, stopped, notes })
}

/// Tables that are not there, and tables that nothing reads: a misnamed one would be both, and nobody would be told.
fn tables_amiss(folder: &Path, nobody: bool, evidence: &[PathBuf]) -> Vec<String> {
    let mut notes = Vec::new();
    if nobody && !folder.join("people.csv").exists() {
        notes.push("there is no `people.csv`, so there is nobody to be ready".to_owned());
    }
    if !nobody && evidence.is_empty() && !folder.join("evidence.csv").exists() {
        notes.push("there is no `evidence.csv`, so nobody has any evidence".to_owned());
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let named = |path: &Path| evidence.iter().any(|one| one.file_name() == path.file_name());
    let mut unread: Vec<String> = entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")))
        .filter(|entry| !named(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !TABLES.contains(&name.as_str()))
        .collect();
    unread.sort();
    for name in unread {
        let meant = words::closest(&name, TABLES).map(|table| format!("; did you mean `{table}`?")).unwrap_or_default();
        notes.push(format!("`{}` is not read{meant}", words::clean(&name)));
    }
    notes
}

fn summary(checked: &Checked, context: &Context) -> String {
    let tally = diagnostics::tally(&checked.findings);
    let worst = checked.findings.iter().map(|finding| finding.severity).min();
    let style = worst.map(of_severity).unwrap_or(crate::console::BOLD);
    let tally = context.out.paint(style, &tally);
    if checked.stopped.is_some() && checked.files == 0 {
        return tally;
    }
    let mut text = format!("{tally} in {}", words::count(checked.files, "file", "files"));
    if worst.is_none_or(|worst| worst != Severity::Error) && checked.stopped.is_none() {
        text.push_str("; nothing stands in the way of `paratus assess`");
    }
    text
}

fn markdown(findings: &[Finding]) -> String {
    let mut table = Table::new([
        ("severity", Align::Left),
        ("code", Align::Left),
        ("place", Align::Left),
        ("message", Align::Left),
        ("help", Align::Left),
    ]);
    for finding in findings {
        let place = match (&finding.file, finding.line) {
            (Some(file), Some(line)) => format!("{file}:{line}"),
            (Some(file), None) => file.clone(),
            (None, _) => finding.path.clone(),
        };
        let cells = [
            finding.severity.name().to_owned(),
            finding.code.name().to_owned(),
            place,
            finding.message.clone(),
            finding.help.clone().unwrap_or_default(),
        ];
        table.row(cells.map(Cell::from));
    }
    table.markdown()
}
