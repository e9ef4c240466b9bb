//! The arguments of the command. Help starts with examples.

use crate::verbs;
use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};
use paratus::Date;
use std::path::PathBuf;

/// Examples first, then usage, then everything else.
const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading}\n  {usage}\n\n{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  paratus init ministry --people 400          a programme to start from, with made-up staff
  paratus check ministry                      everything that is wrong or odd in it
  paratus assess ministry                     readiness by section, and what is missing most
  paratus explain p-0117 ministry             why one person is where they are, and what helps
  paratus assess --format json | jq .people   from within the folder, for scripts

";

/// Readiness for knowledge management: who must be trained on what, how ready everyone is, and why.
#[derive(Debug, Parser)]
#[command(name = "paratus", version, before_help = EXAMPLES, help_template = TEMPLATE, max_term_width = 100)]
#[command(propagate_version = true, subcommand_required = true, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done; 1 errors, refused rows or misfits were found; 2 could not run; \
    of `gate` also 3 closed, 4 cannot tell; of `plan` also 5 proven infeasible.")]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

/// What the command can do.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Write a programme to start from
    #[command(before_help = verbs::init::EXAMPLES, help_template = TEMPLATE)]
    Init(verbs::init::InitArgs),
    /// List everything that is wrong or odd, in all files, in one run
    #[command(before_help = verbs::check::EXAMPLES, help_template = TEMPLATE)]
    Check(verbs::check::CheckArgs),
    /// Show how ready everyone is as of a date
    #[command(before_help = verbs::assess::EXAMPLES, help_template = TEMPLATE)]
    Assess(verbs::assess::AssessArgs),
    /// Rank what is missing
    #[command(before_help = verbs::gaps::EXAMPLES, help_template = TEMPLATE)]
    Gaps(verbs::gaps::GapsArgs),
    /// Rank what people need most: by surveys, and by what raises readiness most per hour
    #[command(before_help = verbs::needs::EXAMPLES, help_template = TEMPLATE)]
    Needs(verbs::needs::NeedsArgs),
    /// Compare what sections use with what they are taught
    #[command(before_help = verbs::fit::EXAMPLES, help_template = TEMPLATE)]
    Fit(verbs::fit::FitArgs),
    /// Show the phases of the roll-out and the day-to-day use they cover, or propose some
    #[command(before_help = verbs::phases::EXAMPLES, help_template = TEMPLATE)]
    Phases(verbs::phases::PhasesArgs),
    /// Say whether the next phase may open, on what grounds, and what would open it
    #[command(before_help = verbs::gate::EXAMPLES, help_template = TEMPLATE)]
    Gate(verbs::gate::GateArgs),
    /// Show what goes stale if nothing is done, and a calendar that prevents it
    #[command(before_help = verbs::refresh::EXAMPLES, help_template = TEMPLATE)]
    Refresh(verbs::refresh::RefreshArgs),
    /// Plan who is trained on what, when and where, at the least cost, and say how near to it
    #[command(before_help = verbs::plan::EXAMPLES, help_template = TEMPLATE)]
    Plan(verbs::plan::PlanArgs),
    /// Show what surveys say, and how far that can be relied on
    #[command(before_help = verbs::survey::EXAMPLES, help_template = TEMPLATE)]
    Survey(verbs::survey::SurveyArgs),
    /// Show who changes verdict between two dates, programmes or bodies of evidence, and why
    #[command(before_help = verbs::diff::EXAMPLES, help_template = TEMPLATE)]
    Diff(verbs::diff::DiffArgs),
    /// Write all of it as a page, a workbook, Markdown or JSON
    #[command(before_help = verbs::report::EXAMPLES, help_template = TEMPLATE)]
    Report(verbs::report::ReportArgs),
    /// Say why: a person, a section, a role, an objective, or the code of a finding
    #[command(before_help = verbs::explain::EXAMPLES, help_template = TEMPLATE)]
    Explain(verbs::explain::ExplainArgs),
    /// Turn other people's tables into a programme or into evidence
    #[command(before_help = verbs::import::EXAMPLES, help_template = TEMPLATE)]
    Import(verbs::import::ImportArgs),
    /// Print the JSON Schema of a document or an answer
    #[command(before_help = verbs::schema::EXAMPLES, help_template = TEMPLATE)]
    Schema(verbs::schema::SchemaArgs),
    /// Print the rules in force, what each means, and where it comes from
    #[command(before_help = verbs::config::EXAMPLES, help_template = TEMPLATE)]
    Config(verbs::config::ConfigArgs),
    /// Print a completion script for a shell
    #[command(before_help = verbs::completions::EXAMPLES, help_template = TEMPLATE)]
    Completions(verbs::completions::CompletionsArgs),
    /// Print a manual page, or write one for each command
    #[command(before_help = verbs::man::EXAMPLES, help_template = TEMPLATE)]
    Man(verbs::man::ManArgs),
}

/// Flags of every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The date of assessment; else PARATUS_AS_OF, else the programme's `as_of`. There is no clock
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// Form of the output
    #[arg(long, global = true, value_name = "FORM", value_enum)]
    pub(crate) format: Option<Form>,
    /// Write the output to a file, whole or not at all; `-` is standard output
    #[arg(short, long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// How problems are shown; `plain` is for screen readers
    #[arg(long, global = true, value_name = "FORM", value_enum, default_value_t, hide_default_value = true)]
    pub(crate) error_format: ErrorFormat,
    /// Colour; `auto` honours NO_COLOR and pipes
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, hide_default_value = true)]
    pub(crate) color: ColorChoice,
    /// Use ASCII only
    #[arg(long, global = true)]
    pub(crate) plain: bool,
}

/// Which programme, and which evidence.
#[derive(Clone, Debug, Args)]
pub(crate) struct Source {
    /// Folder of the programme, its `paratus.toml`, or its JSON (`-` for standard input) [default: the nearest
    /// `paratus.toml` here or above]
    #[arg(value_hint = ValueHint::AnyPath)]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) evidence: EvidenceArgs,
}

/// Which evidence.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct EvidenceArgs {
    /// Evidence in place of the folder's `evidence.csv`; may be given several times; `-` for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) evidence: Vec<PathBuf>,
    /// Answers to surveys in place of the folder's `responses.csv`; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) responses: Vec<PathBuf>,
    /// How dates in evidence and answers are written, where not YYYY-MM-DD
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) dates: Option<Dates>,
}

/// How dates are written in a table. Nothing is ever guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Dates {
    /// 2027-03-14
    Iso,
    /// 46460: days as spreadsheets count them
    Excel,
    /// 14/03/2027, 14.3.2027, 14-03-2027
    DayMonthYear,
    /// 03/14/2027
    MonthDayYear,
}

/// Form of the output, as the flag names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people, on a terminal; what verbs do where nothing is said
    Table,
    /// One JSON object with a schema id
    Json,
    /// One JSON object per line and item
    Ndjson,
    /// A flat table with a header row
    Csv,
    /// Markdown
    Md,
    /// A page; of `report` alone
    Html,
    /// A workbook; of `report` alone
    Xlsx,
}

impl Form {
    /// The form, where verbs other than `report` have it.
    pub(crate) const fn format(self) -> Option<Format> {
        match self {
            Form::Table => Some(Format::Table),
            Form::Json => Some(Format::Json),
            Form::Ndjson => Some(Format::Ndjson),
            Form::Csv => Some(Format::Csv),
            Form::Md => Some(Format::Md),
            Form::Html | Form::Xlsx => None,
        }
    }

    /// The name of the flag's value.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Form::Html => "html",
            Form::Xlsx => "xlsx",
            Form::Table => Format::Table.name(),
            Form::Json => Format::Json.name(),
            Form::Ndjson => Format::Ndjson.name(),
            Form::Csv => Format::Csv.name(),
            Form::Md => Format::Md.name(),
        }
    }
}

/// Form of the output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// For people, on a terminal
    #[default]
    Table,
    /// One JSON object with a schema id
    Json,
    /// One JSON object per line and item
    Ndjson,
    /// A flat table with a header row
    Csv,
    /// A Markdown table
    Md,
}

impl Format {
    /// The name of the flag's value.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Format::Table => "table",
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Md => "md",
        }
    }
}

/// How problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// With the line they are in
    #[default]
    Human,
    /// One fact per line, for screen readers
    Plain,
    /// JSON
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A date of the command line.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}
