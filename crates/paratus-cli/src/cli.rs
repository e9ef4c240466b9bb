//! The command as a whole: its verbs, and which of them runs. Help starts with examples.

use crate::args::Global;
use crate::console::Context;
use crate::{Exit, Failure, verbs};
use clap::{Parser, Subcommand};

/// Examples first, then usage, then everything else.
const TEMPLATE: &str =
    "{about-with-newline}\n{before-help}{usage-heading}\n  {usage}\n\n{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  paratus init ministry --people 400          a programme to start from, with made-up staff
  paratus check ministry                      every error and oddity in it
  paratus assess ministry                     readiness by section, and what is missing most
  paratus explain p-0117 ministry             why a person has this verdict, and what would change it
  paratus assess --format json | jq .people   from within the folder, for scripts

";

/// Readiness for knowledge management: who must be trained on what, how ready everyone is, and why.
#[derive(Debug, Parser)]
#[command(name = "paratus", version, before_help = EXAMPLES, help_template = TEMPLATE, max_term_width = 100)]
#[command(
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true
)]
#[command(
    after_help = "Exit codes: 0 done; 1 errors, refused rows or misfits were found; 2 could not run; \
    of `gate` also 3 closed, 4 cannot tell; of a first `plan` also 5 proven infeasible."
)]
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
    /// List every error and oddity of all files in one run
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
    /// Show whether the next phase may open, why, and what would open it
    #[command(before_help = verbs::gate::EXAMPLES, help_template = TEMPLATE)]
    Gate(verbs::gate::GateArgs),
    /// Show what goes stale if nothing is done, and a calendar that prevents it
    #[command(before_help = verbs::refresh::EXAMPLES, help_template = TEMPLATE)]
    Refresh(verbs::refresh::RefreshArgs),
    /// Plan who is trained on what, when and where, at the lowest cost that is found, with a bound on it
    #[command(before_help = verbs::plan::EXAMPLES, help_template = TEMPLATE)]
    Plan(verbs::plan::PlanArgs),
    /// Show what surveys say, and how reliable it is
    #[command(before_help = verbs::survey::EXAMPLES, help_template = TEMPLATE)]
    Survey(verbs::survey::SurveyArgs),
    /// Show who changes verdict between two dates, programmes or sets of evidence, and why
    #[command(before_help = verbs::diff::EXAMPLES, help_template = TEMPLATE)]
    Diff(verbs::diff::DiffArgs),
    /// Write everything as a page, a workbook, Markdown or JSON
    #[command(before_help = verbs::report::EXAMPLES, help_template = TEMPLATE)]
    Report(verbs::report::ReportArgs),
    /// Say why: a person, a section, a role, an objective, or the code of a finding
    #[command(before_help = verbs::explain::EXAMPLES, help_template = TEMPLATE)]
    Explain(verbs::explain::ExplainArgs),
    /// Turn tables of other systems into a programme or evidence
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

impl Verb {
    /// Whether the output is about single people whatever the flags say for whom it is, as far as the arguments show it: `explain` knows
    /// it when it has read the programme, and nobody else is to be in its notes.
    pub(crate) fn names_people(&self, context: &Context) -> bool {
        match self {
            Verb::Plan(_) => true,
            Verb::Assess(args) => args.names_people(context),
            Verb::Diff(args) => args.names_people(),
            Verb::Refresh(args) => args.names_people(),
            _ => false,
        }
    }

    /// Does what the verb says.
    pub(crate) fn run(&self, context: &Context) -> Result<Exit, Failure> {
        match self {
            Verb::Init(args) => verbs::init::run(args, context),
            Verb::Check(args) => verbs::check::run(args, context),
            Verb::Assess(args) => verbs::assess::run(args, context),
            Verb::Gaps(args) => verbs::gaps::run(args, context),
            Verb::Needs(args) => verbs::needs::run(args, context),
            Verb::Fit(args) => verbs::fit::run(args, context),
            Verb::Phases(args) => verbs::phases::run(args, context),
            Verb::Gate(args) => verbs::gate::run(args, context),
            Verb::Refresh(args) => verbs::refresh::run(args, context),
            Verb::Plan(args) => verbs::plan::run(args, context),
            Verb::Survey(args) => verbs::survey::run(args, context),
            Verb::Diff(args) => verbs::diff::run(args, context),
            Verb::Report(args) => verbs::report::run(args, context),
            Verb::Explain(args) => verbs::explain::run(args, context),
            Verb::Import(args) => verbs::import::run(args, context),
            Verb::Schema(args) => verbs::schema::run(args, context),
            Verb::Config(args) => verbs::config::run(args, context),
            Verb::Completions(args) => verbs::completions::run(args, context),
            Verb::Man(args) => verbs::man::run(args, context),
        }
    }
}
