//! `assess`: how ready everyone is as of a date.

mod people;
mod units;

use crate::args::{Format, Source};
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::AssessedProgramme;
use clap::{Args, ValueEnum};
use paratus::units::UnitKind;

pub(crate) use units::{caption, reasons, sentence, verdicts};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus assess ministry                        by section, and what is missing most
  paratus assess ministry --level role           by role
  paratus assess ministry --level person         everyone
  paratus assess ministry --as-of 2027-06-30     at another date: evidence ages
  paratus assess --format json | jq .people      everyone with every objective, for scripts
  paratus assess --evidence new.csv --evidence - with evidence from elsewhere

Exit codes: 0 assessed, 2 could not run. Verdicts, gaps, misfits and refused rows do not change it: what is refused is
reported on standard error, and `paratus check` exits with 1 for it.

";

/// Arguments of `assess`.
#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    #[command(flatten)]
    source: Source,
    /// How people are grouped [default: `section` in tables, `person` in json, ndjson and csv]
    #[arg(long, value_enum)]
    level: Option<Level>,
}

/// What people are taken together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Level {
    /// Each person
    Person,
    /// Everyone who has a role, perhaps among others
    Role,
    /// Everyone in a section and its parts
    Section,
    /// Everyone
    Organisation,
}

impl AssessArgs {
    fn level(&self, context: &Context) -> Level {
        self.level.unwrap_or(match context.format {
            Format::Table | Format::Md => Level::Section,
            Format::Json | Format::Ndjson | Format::Csv => Level::Person,
        })
    }

    /// Whether each person has a line.
    pub(crate) fn names_people(&self, context: &Context) -> bool {
        self.level(context) == Level::Person
    }
}

pub(crate) fn run(args: &AssessArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    match args.level(context) {
        Level::Person => people::write(&assessed, context)?,
        Level::Role => units::write(&assessed, UnitKind::Role, context)?,
        Level::Section => units::write(&assessed, UnitKind::Section, context)?,
        Level::Organisation => units::write(&assessed, UnitKind::Organisation, context)?,
    }
    Ok(Exit::Done)
}
