//! `plan`: who is trained on what, when and where, at what cost, and how near that is to the least.

mod compare;
mod files;
mod flat_tables;
mod places;
mod tables;

use crate::args::{Format, Source, date, target_folder};
use crate::console::Context;
use crate::diagnostics;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::progress::Progress;
use clap::{Args, ValueHint};
pub(crate) use files::previous;
use paratus::answers::{PlacesOptions, WhatIfOptions, plan_with, what_if};
use paratus::plan::{Effort, Pin, Plan, PlanOptions, PlanStatus};
use paratus::{Date, Error};
use std::path::{Path, PathBuf};
pub(crate) use tables::{amount, half_of_day};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus plan ministry                               sessions with dates, rooms and trainers, and why each takes place
  paratus plan ministry --format json -o plan.json    the whole plan, with the people of every session
  paratus plan ministry --show people --format csv    who goes where, one row for each seat
  paratus plan ministry --horizon 12 --max-absent 0.1 within 12 weeks, at most one in ten away
  paratus plan ministry --what-if weeks=12 --what-if max_absent=0.3
                                                      plans side by side
  paratus plan ministry --previous plan.json --cancel docbase-course-1
                                                      plan again, changing as little as possible
  paratus plan ministry --previous plan.json --seat p-0002
                                                      every place for one person in that plan, best first
  paratus plan ministry --ics calendars               one calendar file for each section and trainer

";

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    #[command(flatten)]
    source: Source,
    /// The first day of planning [default: the programme's, or the day after the date of assessment]
    #[arg(long, value_name = "DATE", value_parser = date)]
    from: Option<Date>,
    /// How long to plan: a number of weeks, or the last day [default: the programme's, or 26 weeks]
    #[arg(long, value_name = "WEEKS|DATE", value_parser = horizon, allow_negative_numbers = true)]
    horizon: Option<Horizon>,
    /// The share of any section that may be away at once, 0 to 1 [default: the sections', or 0.2]
    #[arg(long, value_name = "SHARE", value_parser = share, allow_negative_numbers = true)]
    max_absent: Option<f64>,
    /// How long to search: longer finds cheaper plans [default: normal]
    #[arg(long, value_name = "EFFORT", value_enum)]
    effort: Option<EffortArg>,
    /// Do not plan what goes stale before the plan ends; `refresh` shows it
    #[arg(long)]
    no_refresh: bool,
    /// The announced plan, as `--format json` wrote it. It is changed as little as possible
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    previous: Option<PathBuf>,
    /// Keep a session, or one person's seat in it, unchanged; may be given several times
    #[arg(long, value_name = "SESSION[=PERSON]")]
    pin: Vec<String>,
    /// Cancel a session of the previous plan or of the programme; may be given several times
    #[arg(long, value_name = "SESSION")]
    cancel: Vec<String>,
    /// Keep every session of the previous plan that begins up to this day
    #[arg(long, value_name = "DATE", value_parser = date, requires = "previous")]
    frozen_until: Option<Date>,
    /// Compare with the plan under another option (`weeks=12`, `trainers.procedures=1`); may be given several times
    #[arg(long, value_name = "OPTION=VALUE", conflicts_with_all = ["ics", "show"])]
    what_if: Vec<String>,
    /// Show every place for one person, best first, with what each changes: in the plan of `--previous`, else in the plan that is made
    #[arg(long, value_name = "PERSON", conflicts_with_all = ["ics", "show", "what_if"])]
    seat: Option<String>,
    /// Write one calendar file (iCalendar) for each section and trainer into this folder
    #[arg(long, value_name = "DIR", value_parser = target_folder, value_hint = ValueHint::DirPath)]
    ics: Option<PathBuf>,
    /// With `--ics`: write the calendar of this person or trainer in place of those of sections and trainers
    #[arg(long, value_name = "PERSON", requires = "ics")]
    ics_of: Option<String>,
    /// Which part `csv` and `ndjson` hold [default: the sessions]
    #[arg(long, value_name = "PART", value_enum)]
    show: Option<PlanPart>,
}

/// How much work the search does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum EffortArg {
    /// A complete plan, hardly improved
    Quick,
    /// Search longer while needs are unmet or much could be saved
    Normal,
    /// Search many times as long
    Thorough,
}

impl From<EffortArg> for Effort {
    fn from(effort: EffortArg) -> Effort {
        match effort {
            EffortArg::Quick => Effort::Quick,
            EffortArg::Normal => Effort::Normal,
            EffortArg::Thorough => Effort::Thorough,
        }
    }
}

/// A part of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum PlanPart {
    /// The sessions, and what people do alone
    Sessions,
    /// Who goes where: one row for each seat
    People,
    /// Whose needs are not met, and why
    Unplaced,
    /// Training that is saved, and why
    Saved,
    /// What changed since the previous plan
    Changes,
}

/// How long to plan.
#[derive(Clone, Copy, Debug)]
enum Horizon {
    /// This many weeks.
    Weeks(u32),
    /// Until a day.
    Until(Date),
}

fn share(text: &str) -> Result<f64, String> {
    let percent = text
        .strip_suffix('%')
        .and_then(|percent| percent.trim_end().parse::<f64>().ok());
    match (text.parse::<f64>(), percent) {
        (Ok(share), _) => Ok(share),
        (_, Some(percent)) => Err(format!(
            "write a fraction: {} for {percent}%",
            (percent * 1e10).round() / 1e12
        )),
        _ => Err("a share is a number from 0 to 1: 0.3 for 30%".to_owned()),
    }
}

fn horizon(text: &str) -> Result<Horizon, String> {
    if let Ok(weeks) = text.parse::<u32>() {
        return if weeks > 0 {
            Ok(Horizon::Weeks(weeks))
        } else {
            Err("0 weeks leave no day to plan".to_owned())
        };
    }
    date(text)
        .map(Horizon::Until)
        .map_err(|error| format!("{error}; or give a number of weeks"))
}

pub(crate) fn run(args: &PlanArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let options = options(args)?;
    if !args.what_if.is_empty() {
        let options = WhatIfOptions {
            changes: args.what_if.clone(),
            options,
        };
        let found = what_if(&assessed.assessment, &options).map_err(super::refused)?;
        return compare::show(&assessed.loaded.programme, &found, context);
    }
    if let Some(person) = &args.seat {
        let options = PlacesOptions {
            options,
            person: person.clone(),
        };
        let found = paratus::answers::places(&assessed.assessment, &options).map_err(refused)?;
        return places::show(&assessed.loaded.programme, &found, context);
    }
    let plan = make(&assessed, &options)?;
    diagnostics::messages(&plan.findings, "`--format json` lists each", context);
    if let Some(folder) = &args.ics {
        files::write_calendars(&assessed, &plan, args.ics_of.as_deref(), folder, context)?;
    }
    show(args, &assessed, &plan, context)?;
    // Replanning always yields a plan: what cannot be met any more is in it, and stops no script that runs every week.
    let proven = plan.status == PlanStatus::Infeasible && options.previous.is_none();
    Ok(if proven { Exit::Infeasible } else { Exit::Done })
}

/// Plans, showing how far it has come.
fn make(assessed: &AssessedProgramme, options: &PlanOptions) -> Result<Plan, Failure> {
    let bar = Progress::rounds("planning");
    let plan = plan_with(&assessed.assessment, options, &mut |progress| {
        bar.set_progress(u64::from(progress.done), u64::from(progress.total));
        true
    });
    drop(bar);
    plan.map_err(refused)
}

/// Options of the library, and the flags that set them.
const FLAGS: [(&str, &str); 4] = [
    ("`from`", "`--from`"),
    ("`max_absent`", "`--max-absent`"),
    ("`until`", "`--horizon`"),
    ("`weeks`", "`--horizon`"),
];

/// The refusal of a plan, in the words of the command line.
fn refused(error: Error) -> Failure {
    let mut failure = super::refused(error);
    for (option, flag) in FLAGS {
        failure.message = failure.message.replace(option, flag);
        failure.help = failure.help.map(|help| help.replace(option, flag));
    }
    failure
}

/// The plan of a file, where it holds; without a file one is made.
pub(crate) fn given_or_made(
    assessed: &AssessedProgramme,
    path: Option<&Path>,
) -> Result<Plan, Failure> {
    path.map_or_else(
        || make(assessed, &PlanOptions::default()),
        |path| files::read_valid_plan(assessed, path),
    )
}

fn options(args: &PlanArgs) -> Result<PlanOptions, Failure> {
    let pins = args.pin.iter().map(|pin| match pin.split_once('=') {
        Some((session, person)) => Pin {
            person: Some(person.to_owned()),
            session: session.to_owned(),
        },
        None => Pin {
            person: None,
            session: pin.clone(),
        },
    });
    let usual = PlanOptions::default();
    let (weeks, until) = match args.horizon {
        Some(Horizon::Weeks(weeks)) => (Some(weeks), None),
        Some(Horizon::Until(until)) => (None, Some(until)),
        None => (None, None),
    };
    Ok(PlanOptions {
        cancelled: args.cancel.clone(),
        effort: args.effort.map_or(usual.effort, Effort::from),
        from: args.from,
        frozen_until: args.frozen_until,
        max_absent: args.max_absent,
        pins: pins.collect(),
        previous: args
            .previous
            .as_deref()
            .map(previous)
            .transpose()?
            .map(Box::new),
        refresh: !args.no_refresh,
        until,
        weeks,
        ..usual
    })
}

fn show(
    args: &PlanArgs,
    assessed: &AssessedProgramme,
    plan: &Plan,
    context: &Context,
) -> Result<(), Failure> {
    let programme = &assessed.loaded.programme;
    let mut output = Output::open(context)?;
    output.internal(context);
    match (context.format, args.show) {
        (Format::Json, None) => output.json(plan)?,
        (Format::Json, Some(_)) => {
            let has = "`--format json` alone, which has all parts, and ndjson, csv, table and md";
            return Err(super::no_such_form("plan --show", context.format, has));
        }
        (Format::Ndjson, part) => {
            flat_tables::lines(&mut output, plan, part.unwrap_or(PlanPart::Sessions))?;
        }
        (Format::Csv, part) => {
            flat_tables::table(&mut output, plan, part.unwrap_or(PlanPart::Sessions))?;
        }
        (Format::Md, part) => {
            output.markdown_heading(1, programme.title());
            output.markdown_paragraph(&tables::headline(plan));
            output.text(&tables::markdown(plan, part));
        }
        (Format::Table, part) => output.text(&tables::text(programme, plan, part, &context.out)),
    }
    output.finish()
}
