//! A phase: why it comes where it does.

use super::write_answer;
use crate::console::Context;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::paragraph;
use crate::verbs::refused;
use paratus::answers::explain_phase;
use paratus::rollout::{ObjectivePlacement, PhaseExplanation};

pub(super) fn write(
    assessed: &AssessedProgramme,
    phase: &str,
    context: &Context,
) -> Result<(), Failure> {
    let answer = explain_phase(
        &assessed.loaded.programme,
        assessed.assessment.as_of(),
        phase,
    )
    .map_err(refused)?;
    let output = Output::open(context)?;
    write_answer(output, &answer, || text(&answer.why, context), context)
}

fn text(why: &PhaseExplanation, context: &Context) -> String {
    let look = &context.out;
    let mut text = format!(
        "{}\n",
        look.title(&format!(
            "{} (phase `{}`)",
            formatting::clean(&why.title),
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
            formatting::percent(before),
            formatting::percent(covered)
        ),
        _ => String::new(),
    };
    text.push_str(&paragraph(
        &format!("{place}, {kind}.{covered}"),
        "",
        look.width(),
    ));
    let list = |placed: &[ObjectivePlacement]| {
        let one = |one: &ObjectivePlacement| match &one.phase {
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
        text.push_str(&paragraph(&formatting::clean(&line), "  ", look.width()));
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
