//! `check`: everything that is wrong or odd, in all files, in one run.

use crate::args::{ErrorFormat, Format, Source};
use crate::console::{Context, of_severity};
use crate::diagnostics::{self, flat};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder_lint;
use crate::formatting;
use crate::load::{LoadedProgramme, short_key};
use crate::output::Output;
use crate::record_lines;
use crate::table::{Align, Cell, Table};
use clap::Args;
use paratus::answers::FindingsAnswer;
use paratus::disclosure::Audience;
use paratus::{Finding, Severity};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus check                         the programme in this folder
  paratus check ministry                the programme in another folder
  paratus check --format json           for scripts and editors
  paratus explain UNKNOWN_REFERENCE     what a code means, why it matters, and what to do about it

Exit codes: 0 no errors (warnings and notes do not count), 1 errors, 2 something could not be read.

";

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    source: Source,
}

/// What was checked.
struct CheckedProgramme {
    /// What was found, and what became of the rows of tables.
    answer: FindingsAnswer,
    files: usize,
    /// Why not everything could be checked.
    stopped: Option<Failure>,
    /// What is odd about the folder, beside its files.
    notes: Vec<String>,
}

pub(crate) fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let home = crate::folder::Home::find(args.source.folder.as_deref())?;
    let checked = check(args, context)?;
    let findings = &checked.answer.findings;
    let mut output = Output::open(context)?;
    match (context.format, context.error_format) {
        // Lines for editors and scripts have no place for a mark.
        (Format::Table, ErrorFormat::Json | ErrorFormat::Plain) => {
            output.rows_of(Audience::Internal);
        }
        _ => output.internal(context),
    }
    match (context.format, context.error_format) {
        (Format::Json, _) | (Format::Table, ErrorFormat::Json) => output.json(&checked.answer)?,
        (Format::Ndjson, _) => findings
            .iter()
            .for_each(|finding| output.text(&diagnostics::of_ndjson(finding))),
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
    checked
        .notes
        .iter()
        .for_each(|note| diagnostics::note(note, context));
    if let Some(failure) = checked.stopped {
        diagnostics::failure(&failure, context);
        return Ok(Exit::CouldNotRun);
    }
    Ok(if diagnostics::has_errors(findings) {
        Exit::Found
    } else {
        Exit::Done
    })
}

fn check(args: &CheckArgs, context: &Context) -> Result<CheckedProgramme, Failure> {
    let options = args.source.evidence.table_options();
    let loaded = match LoadedProgramme::read(args.source.folder.as_deref(), options) {
        Ok(loaded) => loaded,
        // What kept the programme from being read are findings like any others.
        Err(mut failure) if !failure.findings.is_empty() => {
            let answer = FindingsAnswer::new(std::mem::take(&mut failure.findings));
            return Ok(CheckedProgramme {
                answer,
                files: 0,
                stopped: Some(failure),
                notes: Vec::new(),
            });
        }
        Err(failure) => return Err(failure),
    };
    let mut rows = loaded.reading.places.row_counts();
    let mut findings;
    let mut files = loaded.reading.places.files().count();
    let mut stopped = None;
    match loaded.evidence(&args.source.evidence) {
        Ok(evidence) => {
            files += evidence.tables.files.len();
            let as_of = context.as_of.or(loaded.programme.as_of());
            let assessment = as_of.map(|as_of| loaded.programme.assess(&evidence.log, as_of));
            findings = loaded.all_findings(Some(&evidence), assessment.as_ref());
            record_lines::locate(&mut findings, &evidence.tables.files, loaded.home.folder());
            rows = FindingsAnswer::default()
                .rows(&evidence.log, &evidence.responses)
                .rows;
        }
        Err(mut failure) => {
            findings = loaded.all_findings(None, None);
            findings.append(&mut failure.findings);
            stopped = Some(failure);
        }
    }
    let (home, document, given) = (
        &loaded.home,
        &loaded.reading.document,
        &args.source.evidence,
    );
    let mut notes = folder_lint::of_programme(home, document);
    notes.extend(folder_lint::of_evidence(home, document, given));
    notes.extend(folder_lint::unread_files(home, given));
    findings.extend(short_key(&loaded.programme, &context.disclosure));
    let answer = FindingsAnswer {
        rows,
        ..FindingsAnswer::new(findings)
    };
    Ok(CheckedProgramme {
        answer,
        files,
        stopped,
        notes,
    })
}

fn summary(checked: &CheckedProgramme, context: &Context) -> String {
    let tally = diagnostics::tally(&checked.answer.findings);
    let worst = checked
        .answer
        .findings
        .iter()
        .map(|finding| finding.severity)
        .min();
    let style = worst.map_or(crate::console::BOLD, of_severity);
    let tally = context.out.paint(style, &tally);
    if checked.stopped.is_some() && checked.files == 0 {
        return tally;
    }
    let mut text = format!(
        "{tally} in {}",
        formatting::count(checked.files, "file", "files")
    );
    if worst.is_none_or(|worst| worst != Severity::Error) && checked.stopped.is_none() {
        text.push_str("; `paratus assess` can run");
    }
    for (list, rows) in &checked.answer.rows {
        for (count, what) in [(rows.refused, "refused"), (rows.set_aside, "set aside")] {
            if count > 0 {
                text.push_str(&format!(
                    "\n{list}: {} of {} rows {what}",
                    formatting::thousands(count),
                    formatting::thousands(rows.total())
                ));
            }
        }
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
        let place = diagnostics::place(finding).unwrap_or_else(|| finding.path.clone());
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
