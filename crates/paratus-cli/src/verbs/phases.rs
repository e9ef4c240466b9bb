//! `phases`: the steps of the roll-out, and the day-to-day use they cover.

use crate::args::Format;
use crate::console::{Context, FAINT, Look};
use crate::disclosure::{self, published_cell};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::LoadedProgramme;
use crate::output::Output;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::{Args, ValueHint};
use paratus::Track;
use paratus::answers::{PhasesOptions, phases};
use paratus::rollout::{ExcessHours, PhaseObjective, PhaseReport, Phases};
use std::path::PathBuf;

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus phases ministry                       the phases of the programme, and what is common but comes late
  paratus phases ministry --propose             phases proposed by how common their use is
  paratus phases ministry --propose --count 4   four of them
  paratus phases ministry --propose --hours 6   at most six hours per person in each

";

/// Arguments of `phases`.
#[derive(Debug, Args)]
pub(crate) struct PhasesArgs {
    /// Folder of the programme, its `paratus.toml`, or its JSON (`-` for standard input) [default: the nearest
    /// `paratus.toml` here or above]
    #[arg(value_hint = ValueHint::AnyPath)]
    folder: Option<PathBuf>,
    /// Propose phases even if the programme has its own
    #[arg(long)]
    propose: bool,
    /// Propose at most N phases, none of them empty; implies --propose
    #[arg(long, value_name = "N")]
    count: Option<u32>,
    /// Propose phases of at most HOURS hours per person each, and name what alone takes more; implies --propose
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    hours: Option<f64>,
}

/// Columns of the flat table: one row for each objective of each phase.
const HEADER: [&str; 9] = [
    "phase",
    "covered",
    "track",
    "objective",
    "title",
    "common",
    "reach",
    "hours",
    "over_hours",
];

pub(crate) fn run(args: &PhasesArgs, context: &Context) -> Result<Exit, Failure> {
    let loaded = LoadedProgramme::load_programme(args.folder.as_deref(), context)?;
    let options = PhasesOptions {
        as_of: None,
        disclosure: Some(context.disclosure.audience()),
        disclosure_key: context.disclosure.key(),
        count: args.count,
        hours: args.hours,
        propose: args.propose,
    };
    let answer =
        phases(&loaded.programme, loaded.as_of(context)?, &options).map_err(super::refused)?;
    let found = &answer.phases;
    let mut output = Output::open(context)?;
    output.marked(context);
    match context.format {
        Format::Json => output.json(&answer)?,
        Format::Ndjson => found
            .phases
            .iter()
            .try_for_each(|phase| output.json(phase))?,
        Format::Csv => {
            let rows = |phase| move |objective| flat(phase, objective);
            output.csv(
                HEADER,
                found
                    .phases
                    .iter()
                    .flat_map(|phase| phase.objectives.iter().map(rows(phase))),
            )?;
        }
        Format::Md => {
            output.markdown_heading(1, loaded.programme.title());
            output.markdown_paragraph(&headline(found));
            output.line("");
            output.text(&overview(found).markdown());
            for phase in &found.phases {
                output.line("");
                output.markdown_heading(2, &phase.title);
                output.line("");
                output.text(&objectives(phase).markdown());
            }
            notes(found, args.hours)
                .iter()
                .for_each(|note| output.markdown_paragraph(note));
        }
        Format::Table => {
            let title = loaded.programme.title();
            output.text(&text(title, found, args.hours, &context.out));
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn headline(found: &Phases) -> String {
    let count = formatting::count(found.phases.len(), "phase", "phases");
    if found.authored {
        format!("{count} as the programme has them, as of {}", found.as_of)
    } else {
        format!(
            "{count} proposed, the most common features first, as of {}",
            found.as_of
        )
    }
}

fn text(title: &str, found: &Phases, hours: Option<f64>, look: &Look) -> String {
    let mut text = format!(
        "{}\n{}\n\n",
        look.title(&formatting::clean(title)),
        headline(found)
    );
    text.push_str(&overview(found).text(look));
    for phase in &found.phases {
        text.push_str(&format!(
            "\n{}\n",
            look.title(&formatting::clean(&phase.title))
        ));
        text.push_str(&objectives(phase).text(look));
        let touched: Vec<String> = phase
            .sections
            .iter()
            .map(|section| match section.people.value() {
                Some(people) => format!(
                    "{} {}",
                    formatting::clean(&section.title),
                    formatting::thousands(people)
                ),
                None => format!("{} [c]", formatting::clean(&section.title)),
            })
            .collect();
        if !touched.is_empty() {
            text.push_str(&paragraph(
                &format!("People touched: {}.", touched.join(", ")),
                "  ",
                look.width(),
            ));
        }
    }
    for note in notes(found, hours) {
        text.push('\n');
        text.push_str(&paragraph(&note, "", look.width()));
    }
    text.push('\n');
    let caption = "Use covered: the share of the day-to-day uses of all features that this phase and those before it train \
                   for. Common: how often a feature set is used, by how many, from 0 to 1. Reach: the share of people whose \
                   section uses it.";
    let signs = [
        (
            "[c]",
            "suppressed, about too few people; hours cover everyone",
        ),
        ("[x]", "no activity teaches it"),
    ];
    let mut caption = vec![caption.to_owned()];
    caption.extend(disclosure::signs(&text, &signs));
    text + &faint_paragraph(&caption.join(" "), look)
}

/// Sentences below the tables. `hours` are those that were asked for.
fn notes(found: &Phases, hours: Option<f64>) -> Vec<String> {
    let mut notes: Vec<String> = found
        .earlier
        .iter()
        .map(|earlier| {
            format!(
                "{} ({:.2} common, in {}) is more common than {} ({:.2}), which comes in {} already.",
                earlier.objective, earlier.common, earlier.phase, earlier.than, earlier.than_common, earlier.than_phase
            )
        })
        .collect();
    if let Some(limit) = hours {
        notes.extend(
            found
                .hours_exceeded
                .iter()
                .map(|over| exceeded(over, limit)),
        );
        if let Some(needed) = found.phases_needed {
            let (last, allowed) = (
                found.phases.last().map_or("", |phase| &phase.phase),
                found.phases.len(),
            );
            notes.push(format!(
                "{last} holds more than {limit} hours for some: {needed} phases of at most {limit} hours are needed, and \
                 --count allows {allowed}. Allow {needed} phases, or more hours."
            ));
        }
        let late: Vec<String> = (found
            .phases
            .iter()
            .skip(2)
            .flat_map(|phase| &phase.objectives))
        .filter(|objective| objective.track != Track::Technology)
        .map(|objective| objective.objective.clone())
        .collect();
        if !late.is_empty() {
            let list = formatting::list(&late);
            notes.push(format!(
                "Later than in the second phase, for want of hours or prerequisites: {list}."
            ));
        }
    }
    if found.authored && found.earlier.is_empty() {
        notes.push(
            "No feature set is more common than one that comes in an earlier phase.".to_owned(),
        );
    }
    if !found.unplaced.is_empty() {
        notes.push(format!(
            "Needed, and in no phase: {}.",
            formatting::list(&found.unplaced)
        ));
    }
    if !found.undeclared.is_empty() {
        let sections = formatting::list(&found.undeclared);
        notes.push(format!(
            "No feature use is declared for {sections}: it counts neither in reach nor in use."
        ));
    }
    notes
}

/// Why a phase takes somebody more hours than were asked for.
fn exceeded(over: &ExcessHours, limit: f64) -> String {
    let ExcessHours {
        activities,
        hours,
        objectives,
        phase,
        ..
    } = over;
    let (list, objectives) = (formatting::list(activities), formatting::list(objectives));
    match activities.as_slice() {
        [_] => format!(
            "{phase} exceeds {limit} hours: {list} alone takes one person {hours:.1} hours ({objectives})."
        ),
        _ => format!(
            "{phase} exceeds {limit} hours: {objectives} takes one person {hours:.1} hours, one activity after the other: \
             {list}."
        ),
    }
}

fn overview(found: &Phases) -> Table {
    let mut table = Table::new([
        ("phase", Align::Left),
        ("objectives", Align::Right),
        ("people", Align::Right),
        ("use covered", Align::Right),
        ("hours: people", Align::Right),
        ("process", Align::Right),
        ("technology", Align::Right),
        ("most of one person", Align::Right),
    ]);
    for phase in &found.phases {
        let hours = |track: Track| {
            Cell::from(formatting::thousands(paratus::figure::whole_number(
                *phase.hours.get(track),
            )))
        };
        table.row([
            phase.phase.clone().into(),
            phase.objectives.len().to_string().into(),
            published_cell(phase.people, |people| formatting::thousands(people).into()),
            phase.covered.map_or_else(
                || Cell::styled("[x]", FAINT),
                |covered| formatting::percent(covered).into(),
            ),
            hours(Track::People),
            hours(Track::Process),
            hours(Track::Technology),
            format!("{:.1}", phase.most_hours).into(),
        ]);
    }
    table
}

fn objectives(phase: &PhaseReport) -> Table {
    let mut table = Table::new([
        ("  track", Align::Left),
        ("common", Align::Right),
        ("reach", Align::Right),
        ("hours", Align::Right),
        ("objective", Align::Left),
    ]);
    for objective in &phase.objectives {
        let over = if objective.over_hours {
            " (over the hours of the phase)"
        } else {
            ""
        };
        table.row([
            format!("  {}", objective.track.name()).into(),
            objective
                .common
                .map(|common| format!("{common:.2}"))
                .unwrap_or_default()
                .into(),
            objective
                .reach
                .map(formatting::percent)
                .unwrap_or_default()
                .into(),
            objective.hours.map_or_else(
                || Cell::styled("[x]", FAINT),
                |hours| format!("{hours:.1}").into(),
            ),
            format!(
                "{}: {}{over}",
                objective.objective,
                formatting::clean(&objective.title)
            )
            .into(),
        ]);
    }
    table
}

fn flat(phase: &PhaseReport, objective: &PhaseObjective) -> [String; 9] {
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    [
        phase.phase.clone(),
        number(phase.covered),
        objective.track.name().to_owned(),
        objective.objective.clone(),
        objective.title.clone(),
        number(objective.common),
        number(objective.reach),
        number(objective.hours),
        objective.over_hours.to_string(),
    ]
}
