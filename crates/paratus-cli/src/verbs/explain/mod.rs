//! `explain`: why a figure is what it is, and what would change it.

mod code;
mod gate;
mod instrument;
mod line;
mod objective;
mod person;
mod phase;
mod target;
mod unit;

use crate::args::{Format, Source};
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::folder::Home;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::verbs::no_such_form;
use clap::{Args, ValueHint};
use paratus::Code;
use serde::Serialize;
use std::path::{Path, PathBuf};
use target::Target;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus explain p-0117 ministry                  a person: evidence, what is missing, what would change it
  paratus explain p-0117/docbase-basics ministry   one objective of a person
  paratus explain archive ministry                 a section or a role: figures and reasons
  paratus explain docbase-basics ministry          an objective: who needs it, and how ready they are
  paratus explain analyst/docbase-basics ministry  a requirement of a role, or what a section lacks of an objective
  paratus explain gate:daily-work ministry         a gate: conditions, values, and what would open it
  paratus explain phase:daily-work ministry        a phase: why it comes after the one before
  paratus explain pulse ministry                   an instrument: what people answered, and how to read it
  paratus explain plan:docbase-course-1 ministry --plan plan.json
                                                   a line of a plan: a session, what people do alone, or an unmet need
  paratus explain UNKNOWN_REFERENCE                the code of a finding
  paratus explain codes                            all codes

";

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// A person, a section, a role, or one of them with `/objective`; an objective; an instrument (`survey:ID`); a phase, for
    /// its gate (`gate:PHASE`) or its place (`phase:PHASE`); `plan:LINE` for a session of a plan; the code of a finding, or `codes`
    #[arg(value_name = "WHAT")]
    what: String,
    /// The plan of the line, as `paratus plan --format json` wrote it [default: a plan made now]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    plan: Option<PathBuf>,
    #[command(flatten)]
    source: Source,
}

pub(crate) fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let what = args.what.as_str();
    let is_code = what == "codes" || Code::from_name(&what.replace('-', "_")).is_some();
    if is_code && args.plan.is_some() {
        return Err(no_line(what));
    }
    if let Some(code) = Code::from_name(&what.replace('-', "_")) {
        code::write(code, context)?;
        return Ok(Exit::Done);
    }
    if what == "codes" {
        code::write_all(context)?;
        return Ok(Exit::Done);
    }
    let looks_like_a_code =
        what.contains('_') && what.chars().all(|c| c.is_ascii_uppercase() || c == '_');
    if looks_like_a_code {
        let failure = Failure::new(format!(
            "no finding has the code `{}`",
            formatting::clean(what)
        ))
        .with_help("`paratus explain codes` lists all");
        return Err(failure.did_you_mean(what, Code::ALL.iter().map(|code| code.name())));
    }
    let (what, source) = in_order(args)?;
    let assessed = AssessedProgramme::read(&source, context)?;
    if let Some(line) = what.strip_prefix("plan:") {
        line::write(&assessed, line, args.plan.as_deref(), context)?;
        return Ok(Exit::Done);
    }
    if args.plan.is_some() {
        return Err(no_line(&what));
    }
    match Target::find(&assessed, &what)? {
        Target::Person(person, objective) => person::write(&person, objective, context)?,
        Target::Unit(unit) => unit::write(&assessed, unit, context)?,
        Target::Objective(unit, objective) => {
            objective::write(&assessed, unit, objective, context)?;
        }
        Target::Gate(phase) => gate::write(&assessed, phase, context)?,
        Target::Instrument(id) => instrument::write(&assessed, id, context)?,
        Target::Phase(phase) => phase::write(&assessed, phase, context)?,
    }
    Ok(Exit::Done)
}

/// The failure of a plan that is given for what is none of its lines.
fn no_line(what: &str) -> Failure {
    let what = formatting::clean(what);
    let failure = Failure::new(format!("`{what}` is not a line of a plan"));
    failure.with_help("write `plan:` before the id of a session")
}

/// What is to be explained, and of which programme: anyone who names the folder first is understood.
fn in_order(args: &ExplainArgs) -> Result<(String, Source), Failure> {
    let (what, source) = (&args.what, &args.source);
    match source.folder.as_deref().and_then(Path::to_str) {
        Some(folder) if !Home::is_one(folder) && Home::is_one(what) => Ok((
            folder.to_owned(),
            Source {
                folder: Some(what.into()),
                ..source.clone()
            },
        )),
        None if Home::is_one(what) && Home::find(None).is_err() => {
            let what = formatting::clean(what);
            let failure = Failure::new(format!(
                "`{what}` is a programme, and it is not said what of it to explain"
            ));
            Err(failure.with_help(format!(
                "`paratus explain PERSON {what}` explains a person; or name a section, a role, an objective or a phase"
            )))
        }
        _ => Ok((what.clone(), source.clone())),
    }
}

/// Writes an answer as JSON, or what `text` says of it; `explain` has no other forms.
fn write_answer(
    mut output: Output,
    answer: &impl Serialize,
    text: impl FnOnce() -> String,
    context: &Context,
) -> Result<(), Failure> {
    match context.format {
        Format::Json | Format::Ndjson => output.json(answer)?,
        Format::Csv | Format::Md => {
            return Err(no_such_form("explain", context.format, "table and json"));
        }
        Format::Table => output.text(&text()),
    }
    output.finish()
}
