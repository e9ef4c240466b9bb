//! `import`: other people's tables turned into a programme or into evidence.

mod notes;
mod target_folder;

use crate::args::{Format, target_folder};
use crate::console::Context;
use crate::diagnostics;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder;
use crate::formatting;
use crate::output::Output;
use clap::{Args, ValueHint};
use notes::Notes;
use paratus::Date;
use paratus::document::Files;
use paratus_exchange::{
    ExchangeError, Form, ImportFile, ImportMap, ImportOptions, ImportPlanAnswer, ImportSummary,
    RecognisedFile, ScoreMap, plan, propose,
};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use target_folder::TargetFolder;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus import grades.csv --into office --plan             what a gradebook would add; nothing is written
  paratus import grades.csv --into office                    adds it; a second time changes nothing
  paratus import results.xlsx --propose map.toml             a map of an unknown table, to correct
  paratus import results.xlsx --map map.toml --into office   adds the table, read by its map
  paratus import answers.csv form.xlsx --into office         answers to a survey with its XLSForm or .lss
  paratus import jobs.csv --map skills.toml --into ministry  roles and skills become a programme
  paratus import survey.csv --map scores.toml                published scores beside those computed from their items

The kind of a file is recognised from its content: gradebooks and quiz reports of Moodle and Canvas, answers from Qualtrics,
SurveyMonkey, LimeSurvey, KoboToolbox, ODK, Google and Microsoft Forms, and the tables of a programme's own folder need
no map. Text in any common encoding, workbooks (XLSX, XLS, ODS) and archives of tables are read.

Exit codes: 0 everything was taken or set aside as the map says, 1 rows were lost, each named, 2 could not run.

";

/// Arguments of `import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The tables, `-` for standard input; also side tables of the map that are in another folder
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    files: Vec<PathBuf>,
    /// Merge the rows into the tables of this programme's folder; a folder without a programme gets one
    #[arg(long, value_name = "FOLDER", value_parser = target_folder, value_hint = ValueHint::DirPath)]
    into: Option<PathBuf>,
    /// The kind of the files, if their content is recognised wrongly
    #[arg(long = "as", value_name = "FORM", value_parser = form)]
    form: Option<Form>,
    /// The map of the columns (TOML); known forms need none
    #[arg(long, value_name = "MAP", value_hint = ValueHint::FilePath)]
    map: Option<PathBuf>,
    /// Say what would be added, changed and lost, and write nothing
    #[arg(long)]
    plan: bool,
    /// Write a map with a guess for each column, to correct and to use with `--map`; `-` is standard output
    #[arg(long, value_name = "MAP", value_hint = ValueHint::FilePath, conflicts_with_all = ["map", "into", "plan"])]
    propose: Option<PathBuf>,
    /// The date of results and answers in tables without dates
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Option<Date>,
    /// The questions of the survey: an XLSForm, a LimeSurvey structure (.lss), or a list of items with their texts
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    questions: Option<PathBuf>,
    /// Write a table of the rows that were changed, set aside or refused, with place and reason
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
}

fn day(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}

fn form(text: &str) -> Result<Form, String> {
    let named = Form::NAMED.into_iter().find(|form| form.name() == text);
    named.ok_or_else(|| {
        let all: Vec<String> = Form::NAMED
            .iter()
            .map(|form| format!("`{}`", form.name()))
            .collect();
        format!(
            "there is no form `{text}`; the forms are {}",
            formatting::list(&all)
        )
    })
}

pub(crate) fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    if let Some(path) = &args.propose {
        return propose_map(args, path, context);
    }
    let map = args.map.as_deref().map(map_text).transpose()?;
    let writes_rows = args.into.is_none() && !args.plan || context.format == Format::Json;
    if let (Some("-"), None, true) = (
        args.report.as_deref().and_then(Path::to_str),
        &context.output,
        writes_rows,
    ) {
        let failure = Failure::new("`--report -` cannot be: standard output holds the import");
        return Err(
            failure.with_help("name a file for the report, or one for the import with `-o`")
        );
    }
    if let Some((name, text)) = &map
        && (ImportMap { name, text }).compares_scores()
    {
        return scores(args, name, text, context);
    }
    import(args, map.as_ref(), context)
}

/// A file that is a table: its name in messages and its content.
type Source = (String, Vec<u8>);

fn file_of((name, bytes): &Source) -> ImportFile<'_> {
    ImportFile { name, bytes }
}

/// The tables among the files: all but side tables that the map names.
fn sources(args: &ImportArgs, map: Option<&(String, String)>) -> Result<Vec<Source>, Failure> {
    let mut all = Vec::new();
    for (at, path) in args.files.iter().enumerate() {
        let is_side = at > 0
            && map.is_some_and(|(_, text)| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                text.contains(&format!("\"{name}\""))
            });
        if !is_side {
            all.push(read(path)?);
        }
    }
    Ok(all)
}

/// How often an import is worked out where others change the folder meanwhile.
const TRIES: u32 = 10;

fn import(
    args: &ImportArgs,
    map: Option<&(String, String)>,
    context: &Context,
) -> Result<Exit, Failure> {
    let sources = sources(args, map)?;
    let files: Vec<ImportFile<'_>> = sources.iter().map(file_of).collect();
    let questions = args.questions.as_deref().map(read).transpose()?;
    let folder = args.into.as_deref().map(TargetFolder::new).transpose()?;
    let options = ImportOptions {
        form: args.form,
        map: map.map(|(name, text)| ImportMap { name, text }),
        date: args.date,
        questions: questions.as_ref().map(file_of),
    };
    let mut tries = 0;
    let (done, notes) = loop {
        let disk = folder.as_ref().map(TargetFolder::files);
        let mut notes = Notes::new(args.report.as_deref())?;
        let done = plan(
            &files,
            &options,
            disk.as_ref().map(|disk| disk as &dyn Files),
            &mut |wanted| side_table(args, wanted),
            &mut |note| notes.add(note),
        )
        .map_err(|error| stopped(&error))?;
        let changed = match (&folder, &disk) {
            (Some(folder), Some(disk)) if !args.plan => folder.write(&done.files, disk)?,
            _ => None,
        };
        // What another import has written in the meantime is read, and the import worked out again.
        let Some(changed) = changed else {
            break (done, notes);
        };
        tries += 1;
        if tries == TRIES {
            return Err(changed);
        }
    };
    if map.is_none() {
        for RecognisedFile { file, recognition } in &done.recognised {
            diagnostics::note(&format!("`{file}` is {recognition}"), context);
        }
    }
    match &folder {
        None if args.plan || context.format == Format::Json => {}
        None => {
            let mut output = Output::open(context)?;
            output.text(&done.content);
            output.finish()?;
        }
        Some(folder) if args.plan => folder.report_plan(&done.files),
        Some(folder) => folder.report_written(&done.files),
    }
    if context.format == Format::Json {
        let mut output = Output::open(context)?;
        output.json(&ImportPlanAnswer::new(done.clone(), notes.first()))?;
        output.finish()?;
    }
    conclude(&done.summary, notes, context)
}

/// Refuses to write over a file.
fn refuse_existing(path: &Path) -> Result<(), Failure> {
    if folder::is_standard(path) || !path.is_file() {
        return Ok(());
    }
    let message = format!(
        "`{}` is there already, and nothing is written over",
        formatting::path(path)
    );
    Err(Failure::new(message).with_help("name another file, or move it away"))
}

fn propose_map(args: &ImportArgs, path: &Path, context: &Context) -> Result<Exit, Failure> {
    let [table] = args.files.as_slice() else {
        return Err(Failure::new("a map is proposed for one table at a time"));
    };
    refuse_existing(path)?;
    let source = read(table)?;
    let questions = args.questions.as_deref().map(read).transpose()?;
    let options = ImportOptions {
        form: args.form,
        map: None,
        date: args.date,
        questions: questions.as_ref().map(file_of),
    };
    let text = propose(&file_of(&source), &options).map_err(|error| stopped(&error))?;
    let needed = text.matches("# NEEDED: ").count();
    let mut output = Output::file(path)?;
    output.text(&text);
    output.finish()?;
    let open = match needed {
        0 => "read it, correct what is wrong, then import with `--map`".to_owned(),
        _ => format!(
            "{} to complete, marked `NEEDED`; then import with `--map`",
            formatting::count(needed, "place is left", "places are left")
        ),
    };
    let wrote = if folder::is_standard(path) {
        open
    } else {
        format!("wrote `{}`: {open}", formatting::path(path))
    };
    diagnostics::note(&wrote, context);
    Ok(Exit::Done)
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

fn scores(args: &ImportArgs, name: &str, text: &str, context: &Context) -> Result<Exit, Failure> {
    let map = ScoreMap::parse(name, text).map_err(|error| stopped(&error))?;
    let [table] = args.files.as_slice() else {
        return Err(Failure::new(
            "the scores of one table at a time are compared",
        ));
    };
    let (table, bytes) = read(table)?;
    let mut notes = Notes::new(args.report.as_deref())?;
    let found = paratus_exchange::scores(&map, &table, &mut bytes.as_slice(), &mut |note| {
        notes.add(note);
    })
    .map_err(|error| stopped(&error))?;
    let mut output = Output::open(context)?;
    let rows = found.organisations.iter().flat_map(|row| {
        found.themes.iter().zip(&row.themes).map(|(theme, score)| {
            let cell =
                |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
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
        formatting::count(count, "score", "scores"),
        formatting::count(found.organisations.len(), "organisation", "organisations"),
        formatting::thousands(outside as u64),
        found.within
    );
    diagnostics::note(&text, context);
    let lost = conclude(&found.summary, notes, context)?;
    Ok(if outside == 0 { lost } else { Exit::Found })
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

fn map_text(path: &Path) -> Result<(String, String), Failure> {
    let name = formatting::path(path);
    let bytes = folder::read(path).map_err(|error| Failure::io("read", path, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok((name, text)),
        Err(_) => {
            Err(Failure::new(format!("`{name}` is not valid UTF-8")).with_help("save it as UTF-8"))
        }
    }
}

/// A whole file that an argument names.
fn read(path: &Path) -> Result<Source, Failure> {
    let bytes = folder::read(path).map_err(|error| Failure::io("read", path, &error))?;
    let path = if folder::is_standard(path) {
        "standard input".to_owned()
    } else {
        formatting::path(path)
    };
    Ok((path, bytes))
}

/// A side table that the map names: one of the files given, or beside the table.
fn side_table(args: &ImportArgs, wanted: &str) -> io::Result<Box<dyn Read>> {
    let mut others = args.files.iter().skip(1);
    if let Some(given) = others.find(|file| file.ends_with(wanted)) {
        return Ok(Box::new(folder::open(given)?));
    }
    let beside = args.files.first().and_then(|first| first.parent());
    Ok(Box::new(folder::open_within(
        beside.unwrap_or(Path::new("")),
        wanted,
    )?))
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
