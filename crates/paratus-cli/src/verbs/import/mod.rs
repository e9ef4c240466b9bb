//! `import`: other people's tables turned into a programme or into evidence.

mod notes;

use crate::bundle::Bundle;
use crate::console::Context;
use crate::diagnostics;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder;
use crate::output::Output;
use crate::progress::Progress;
use crate::words;
use clap::{Args, Subcommand, ValueHint};
use notes::Notes;
pub(crate) use notes::Summary;
use paratus::document::Document;
use paratus_exchange::{
    EvidenceMap, ExchangeError, FrameworkMap, ImportSummary, ScoreMap, write_folder,
};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus import framework --map skills.toml roles.csv -o ministry    roles and skills become a programme
  paratus import evidence --map results.toml results.csv -o new.csv   results become evidence
  paratus import evidence --map results.toml results.csv -o folder    with the people, if the map has them
  paratus import scores --map survey.toml survey.csv -o scores.csv    published scores beside those their items make

A map is a TOML file that says which column is what. It is data: nothing is guessed.

Exit codes: 0 everything was taken or set aside as the map says, 1 rows were refused or contradict each other,
2 could not run.

";

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    #[command(subcommand)]
    what: What,
}

/// What a table is turned into.
#[derive(Debug, Subcommand)]
enum What {
    /// A table of roles, skills and levels into a programme
    Framework(TableArgs),
    /// A table of results into evidence
    Evidence(TableArgs),
    /// A table of scores of organisations, each beside the one that its items make
    Scores(TableArgs),
}

/// Arguments of all.
#[derive(Debug, Args)]
struct TableArgs {
    /// The map: which column is what (TOML)
    #[arg(long, value_name = "MAP", value_hint = ValueHint::FilePath)]
    map: PathBuf,
    /// The table, `-` for standard input; then side tables that the map names, where they do not lie beside it
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Write every row that is not taken to this table, with its place and the reason
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
}

pub(crate) fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.what {
        What::Framework(table) => framework(table, context),
        What::Evidence(table) => evidence(table, context),
        What::Scores(table) => scores(table, context),
    }
}

fn framework(args: &TableArgs, context: &Context) -> Result<Exit, Failure> {
    let (name, text) = map_text(args)?;
    let map = FrameworkMap::parse(&name, &text).map_err(|error| stopped(&error))?;
    let (table, mut input) = open_table(args)?;
    let mut notes = Notes::new(args.report.as_deref())?;
    let mut side = |wanted: &str| side_table(args, wanted);
    let result = paratus_exchange::framework(&map, &table, &mut input, &mut side, &mut |note| {
        notes.add(note)
    });
    let (document, summary) = result.map_err(|error| stopped(&error))?;
    drop(input);
    match &context.output {
        Some(folder) => write_programme(folder, &document)?,
        None => {
            let mut output = Output::open(context)?;
            output.json(&document)?;
            output.finish()?;
        }
    }
    conclude(&summary, notes, context)
}

/// Columns of the table of scores; `close` says whether the two are as close as rounding allows.
const SCORES: [&str; 6] = [
    "year",
    "organisation",
    "theme",
    "computed",
    "published",
    "close",
];

fn scores(args: &TableArgs, context: &Context) -> Result<Exit, Failure> {
    let (name, text) = map_text(args)?;
    let map = ScoreMap::parse(&name, &text).map_err(|error| stopped(&error))?;
    let (table, mut input) = open_table(args)?;
    let found =
        paratus_exchange::scores(&map, &table, &mut input).map_err(|error| stopped(&error))?;
    drop(input);
    let mut output = Output::open(context)?;
    let rows = found.organisations.iter().flat_map(|row| {
        found.themes.iter().zip(&row.themes).map(|(theme, score)| {
            let cell = |number: Option<f64>| {
                number
                    .map(|number| format!("{number:.4}"))
                    .unwrap_or_default()
            };
            let close = score
                .map(|pair| found.is_close(pair).to_string())
                .unwrap_or_default();
            let (computed, published) = (score.map(|pair| pair.0), score.map(|pair| pair.1));
            [
                found.year.to_string(),
                row.organisation.clone(),
                theme.clone(),
                cell(computed),
                cell(published),
                close,
            ]
        })
    });
    output.csv(SCORES, rows)?;
    output.finish()?;
    let (count, outside) = found.counts();
    let text = format!(
        "{}: {} of {}; {} further than {} from what is published",
        found.year,
        words::count(count, "score", "scores"),
        words::count(found.organisations.len(), "organisation", "organisations"),
        words::thousands(outside as u64),
        found.within
    );
    diagnostics::remark(&text, context);
    Ok(if outside == 0 {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn evidence(args: &TableArgs, context: &Context) -> Result<Exit, Failure> {
    let (name, text) = map_text(args)?;
    let map = EvidenceMap::parse(&name, &text).map_err(|error| stopped(&error))?;
    let (table, mut input) = open_table(args)?;
    let mut notes = Notes::new(args.report.as_deref())?;
    let mut side = |wanted: &str| side_table(args, wanted);
    let mut import = |out: &mut dyn Write| {
        let result =
            paratus_exchange::evidence(&map, &table, &mut input, &mut side, out, &mut |note| {
                notes.add(note)
            });
        result.map_err(|error| stopped(&error))
    };
    let summary = match context.output.as_deref().filter(|path| is_folder(path)) {
        Some(folder) => {
            let mut bundle = Bundle::new(folder)?;
            let mut file = BufWriter::new(bundle.create("evidence.csv")?);
            let (document, summary) = import(&mut file)?;
            file.flush()
                .map_err(|error| Failure::io("write", &folder.join("evidence.csv"), &error))?;
            for (name, contents) in document.iter().flat_map(write_folder) {
                bundle.add(&name, &contents)?;
            }
            let names = bundle.finish()?;
            report_files(folder, &names);
            summary
        }
        None => {
            let mut output = Output::open(context)?;
            let (document, summary) = import(&mut output)?;
            output.finish()?;
            if document.is_some() {
                let remark =
                    "the map also makes a programme; to have it written, name a folder with `-o`";
                diagnostics::remark(remark, context);
            }
            summary
        }
    };
    conclude(&summary, notes, context)
}

/// Whether an output is meant to be a folder: it is one, or has no ending.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || (!path.exists() && path.extension().is_none())
}

fn write_programme(folder: &Path, document: &Document) -> Result<(), Failure> {
    let mut bundle = Bundle::new(folder)?;
    write_folder(document)
        .iter()
        .try_for_each(|(name, contents)| bundle.add(name, contents))?;
    report_files(folder, &bundle.finish()?);
    Ok(())
}

fn report_files(folder: &Path, names: &[String]) {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    diagnostics::eprint(&format!(
        "wrote {} into `{}`\n",
        words::list(&names),
        words::path(folder)
    ));
}

/// Tells what became of the rows.
fn conclude(summary: &ImportSummary, notes: Notes, context: &Context) -> Result<Exit, Failure> {
    notes.finish(summary, context)?;
    Ok(if summary.is_clean() {
        Exit::Done
    } else {
        Exit::Found
    })
}

fn map_text(args: &TableArgs) -> Result<(String, String), Failure> {
    let name = words::path(&args.map);
    let bytes = folder::read(&args.map).map_err(|error| Failure::io("read", &args.map, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => {
            Err(Failure::new(format!("`{name}` is not valid UTF-8")).with_help("save it as UTF-8"))
        }
    }
}

/// The table itself: its name in messages, and its bytes with a progress bar.
fn open_table(args: &TableArgs) -> Result<(String, Box<dyn Read>), Failure> {
    let Some(path) = args.files.first() else {
        return Err(Failure::new("no table is named"));
    };
    if path.as_os_str() == "-" {
        return Ok(("standard input".to_owned(), Box::new(io::stdin().lock())));
    }
    let name = words::path(path);
    let file = folder::open(path).map_err(|error| Failure::io("read", path, &error))?;
    let length = file
        .metadata()
        .ok()
        .filter(std::fs::Metadata::is_file)
        .map(|metadata| metadata.len());
    let progress = Progress::reading(&name, length);
    Ok((name, Box::new(Watched { file, progress })))
}

/// A side table that the map names: one of the files given, or beside the table.
fn side_table(args: &TableArgs, wanted: &str) -> io::Result<Box<dyn Read>> {
    if let Some(given) = args
        .files
        .iter()
        .skip(1)
        .find(|file| file.ends_with(wanted))
    {
        return Ok(Box::new(folder::open(given)?));
    }
    let beside = args
        .files
        .first()
        .and_then(|first| first.parent())
        .unwrap_or(Path::new(""));
    Ok(Box::new(folder::open_within(beside, wanted)?))
}

/// A file whose reading is shown.
struct Watched {
    file: File,
    progress: Progress,
}

impl Read for Watched {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(bytes)?;
        self.progress.add(length);
        Ok(length)
    }
}

/// Why an import could not run.
fn stopped(error: &ExchangeError) -> Failure {
    match error {
        ExchangeError::Map(problem) | ExchangeError::Table(problem) => {
            let mut place = problem.file.clone();
            for number in [problem.line, problem.column].into_iter().flatten() {
                place.push_str(&format!(":{number}"));
            }
            let failure = Failure::new(format!("{place}: {}", problem.message));
            problem
                .help
                .iter()
                .fold(failure, |failure, help| failure.with_help(help.clone()))
        }
        ExchangeError::Io { file, source } => {
            let failure = Failure::io("use", Path::new(file), source);
            let missing = source.kind() == io::ErrorKind::NotFound;
            if missing {
                failure.with_help("side tables lie beside the table, or are named after it")
            } else {
                failure
            }
        }
        other => Failure::new(other.to_string()),
    }
}
