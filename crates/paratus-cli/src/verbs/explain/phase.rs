//! A phase: why it comes where it does.

use crate::args::Format;
use crate::console::Context;
use crate::failure::Failure;
use crate::load::Assessed;
use crate::output::Output;
use crate::table::paragraph;
use crate::verbs::{no_such_form, refused};
use crate::words;
use paratus::answers::phase_why;
use paratus::rollout::{PhaseWhy, Placed};

pub(super) fn write(assessed: &Assessed, phase: &str, context: &Context) -> Result<(), Failure> {
    let answer = phase_why(
        &assessed.loaded.programme,
        assessed.assessment.as_of(),
        phase,
    )
    .map_err(refused)?;
    let mut output = Output::open(context)?;
    match context.format {
        Format::Json | Format::Ndjson => output.json(&answer)?,
        Format::Csv | Format::Md => {
            return Err(no_such_form("explain", context.format, "table and json"));
        }
        Format::Table => output.text(&text(&answer.why, context)),
    }
    output.finish()
}

fn text(why: &PhaseWhy, context: &Context) -> String {
    let look = &context.out;
    let mut text = format!(
        "{}\n",
        look.title(&format!(
            "{} (phase `{}`)",
            words::clean(&why.title),
            why.phase
        ))
    );
    let place = match &why.before {
        Some(before) => format!("It comes after `{before}`"),
        None => "It comes first".to_owned(),
    };
    let kind = if why.authored {
        "as the programme has it"
    } else {
        "as proposed, the most common features first"
    };
    let covered = match (why.covered_before, why.covered) {
        (Some(before), Some(covered)) => format!(
            " It takes the share of day-to-day use that is trained for from {} to {}.",
            words::percent(before),
            words::percent(covered)
        ),
        _ => String::new(),
    };
    text.push_str(&paragraph(
        &format!("{place}, {kind}.{covered}"),
        "",
        look.width(),
    ));
    let list = |placed: &[Placed]| {
        let one = |one: &Placed| match &one.phase {
            Some(phase) if *phase != why.phase => format!("{} (in {phase})", one.objective),
            Some(_) => format!("{} (here)", one.objective),
            None => format!("{} (in no phase)", one.objective),
        };
        placed.iter().map(one).collect::<Vec<_>>().join(", ")
    };
    for objective in &why.objectives {
        let common = objective
            .common
            .map(|common| format!(", {common:.2} common"))
            .unwrap_or_default();
        text.push_str(&format!(
            "\n{} ({}{common})\n",
            look.title(&objective.objective),
            objective.track
        ));
        let mut line = format!("Why here: {}.", objective.reason);
        if !objective.requires.is_empty() {
            line.push_str(&format!(" Before it: {}.", list(&objective.requires)));
        }
        if !objective.required_by.is_empty() {
            line.push_str(&format!(" After it: {}.", list(&objective.required_by)));
        }
        text.push_str(&paragraph(&words::clean(&line), "  ", look.width()));
    }
    for earlier in &why.earlier {
        let line = format!(
            "{} ({:.2} common, in {}) is more common than {} ({:.2}), which comes in {} already.",
            earlier.objective,
            earlier.common,
            earlier.phase,
            earlier.than,
            earlier.than_common,
            earlier.than_phase
        );
        text.push('\n');
        text.push_str(&paragraph(&line, "", look.width()));
    }
    text
}
