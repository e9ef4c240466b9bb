//! The arguments that verbs share: flags of every verb, which programme and evidence, forms of output.

use crate::memory::{Memory, memory};
use clap::{Args, ValueEnum, ValueHint};
use paratus::Date;
use paratus::table::{DateFormat, TableOptions};
use std::path::PathBuf;

/// Flags of every verb.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The date of assessment [default: PARATUS_AS_OF, then the programme's `as_of`]. The computer's clock is never read
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(crate) as_of: Option<Date>,
    /// Form of the output
    #[arg(long, global = true, value_name = "FORM", value_enum)]
    pub(crate) format: Option<Form>,
    /// Write the output to a file, whole or not at all; `-` is standard output
    #[arg(short, long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,
    /// How problems are shown; `plain` is for screen readers
    #[arg(
        long,
        global = true,
        value_name = "FORM",
        value_enum,
        default_value_t,
        hide_default_value = true
    )]
    pub(crate) error_format: ErrorFormat,
    /// Whether to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t,
        hide_default_value = true
    )]
    pub(crate) color: ColorChoice,
    /// Exact figures, those of small groups included; not for publication. Without it figures are published: small groups are
    /// suppressed, counts and means rounded
    #[arg(long, global = true)]
    pub(crate) internal: bool,
    /// File with the secret that decides how published counts are rounded; else PARATUS_DISCLOSURE_KEY, else one derived from the
    /// evidence
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "internal")]
    pub(crate) disclosure_key_file: Option<PathBuf>,
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
    /// Answers to surveys in place of the folder's `responses.csv`; may be given several times; `-` for standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) responses: Vec<PathBuf>,
    /// How dates in tables are written, where not YYYY-MM-DD [default: `dates` of the programme's `[input]`]
    #[arg(long, value_name = "FORM", value_enum)]
    pub(crate) dates: Option<Dates>,
    /// Memory for evidence; what does not fit goes into a temporary file, and figures stay the same [default: half of
    /// what is free]
    #[arg(long, value_name = "SIZE", value_parser = memory)]
    pub(crate) memory: Option<Memory>,
}

impl EvidenceArgs {
    /// How tables are written, as far as arguments say.
    pub(crate) fn table_options(&self) -> TableOptions {
        let options = TableOptions::default();
        let Some(dates) = self.dates else {
            return options;
        };
        options.dates(match dates {
            Dates::Iso => DateFormat::Iso,
            Dates::Excel => DateFormat::Excel,
            Dates::DayMonthYear => DateFormat::DayMonthYear,
            Dates::MonthDayYear => DateFormat::MonthDayYear,
        })
    }
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
    /// Tables for people to read, on a terminal; the default
    Table,
    /// One JSON object with a schema id
    Json,
    /// One JSON object per line and item
    Ndjson,
    /// A flat table with a header row; a text that begins like a formula has an apostrophe before it
    Csv,
    /// Markdown
    Md,
    /// A page; only `report` writes it
    Html,
    /// A workbook; only `report` writes it
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
    /// A flat table with a header row; a text that begins like a formula has an apostrophe before it
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

/// A folder to be written into.
pub(crate) fn target_folder(text: &str) -> Result<PathBuf, String> {
    if text == "-" {
        return Err("`-` is standard output, and files go into a folder; name one".to_owned());
    }
    Ok(text.into())
}

/// A date of the command line.
pub(crate) fn date(text: &str) -> Result<Date, String> {
    Date::parse(text).map_err(|error| error.to_string())
}
