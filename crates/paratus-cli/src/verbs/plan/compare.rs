//! Plans side by side.

use super::tables::amount;
use crate::args::Format;
use crate::console::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::output::Output;
use crate::table::{Align, Table};
use paratus::figure;
use paratus::plan::{PlanVariant, WhatIf};
use paratus::{Programme, Track};

const HEADER: [&str; 12] = [
    "option",
    "status",
    "cost",
    "lower_bound",
    "gap",
    "sessions",
    "people",
    "unplaced",
    "hours_people",
    "hours_process",
    "hours_technology",
    "last",
];

/// Shows plans under different options.
pub(super) fn show(
    programme: &Programme,
    found: &WhatIf,
    context: &Context,
) -> Result<Exit, Failure> {
    let mut output = Output::open(context)?;
    output.internal(context);
    match context.format {
        Format::Json => output.json(found)?,
        Format::Ndjson => found
            .variants
            .iter()
            .try_for_each(|variant| output.json(variant))?,
        Format::Csv => output.csv(HEADER, found.variants.iter().map(flat))?,
        Format::Md => {
            output.markdown_heading(1, programme.title());
            output.line("");
            output.text(&table(found).markdown());
        }
        Format::Table => {
            let title = context.out.title(&formatting::clean(programme.title()));
            output.text(&format!("{title}\n{}", table(found).text(&context.out)));
        }
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn table(found: &WhatIf) -> Table {
    let mut table = Table::new([
        ("option", Align::Left),
        ("status", Align::Left),
        ("cost", Align::Right),
        ("gap", Align::Right),
        ("sessions", Align::Right),
        ("not met", Align::Right),
        ("hours: people", Align::Right),
        ("process", Align::Right),
        ("technology", Align::Right),
        ("last day", Align::Left),
        ("ready by phase", Align::Left),
    ]);
    for variant in &found.variants {
        let hours = |track: Track| amount(*variant.hours.get(track));
        let ready: Vec<String> = variant
            .ready
            .iter()
            .filter_map(|phase| {
                Some(format!(
                    "{} {}",
                    phase.phase,
                    formatting::percent(phase.share?)
                ))
            })
            .collect();
        let option = if variant.option.is_empty() {
            "as it is"
        } else {
            &variant.option
        };
        table.row([
            option.into(),
            variant.status.name().into(),
            amount(variant.cost).into(),
            formatting::percent(figure::upper_share(variant.gap)).into(),
            formatting::thousands(variant.sessions).into(),
            formatting::thousands(variant.unplaced).into(),
            hours(Track::People).into(),
            hours(Track::Process).into(),
            hours(Track::Technology).into(),
            variant
                .last
                .map_or_else(|| "-".to_owned(), |last| last.to_string())
                .into(),
            ready.join(", ").into(),
        ]);
    }
    table
}

fn flat(variant: &PlanVariant) -> [String; 12] {
    let hours = |track: Track| variant.hours.get(track).to_string();
    [
        variant.option.clone(),
        variant.status.name().to_owned(),
        variant.cost.to_string(),
        variant
            .lower_bound
            .map(|bound| bound.to_string())
            .unwrap_or_default(),
        variant.gap.to_string(),
        variant.sessions.to_string(),
        variant.people.to_string(),
        variant.unplaced.to_string(),
        hours(Track::People),
        hours(Track::Process),
        hours(Track::Technology),
        variant
            .last
            .map(|last| last.to_string())
            .unwrap_or_default(),
    ]
}
