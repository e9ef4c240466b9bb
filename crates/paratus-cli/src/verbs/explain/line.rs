//! A line of a plan: what it serves, what set its date, what it costs, and how little would end it.

use super::write_answer;
use crate::console::Context;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::progress::Progress;
use crate::table::paragraph;
use crate::verbs;
use paratus::answers::{PlanLineAnswer, plan_with};
use paratus::plan::{PlanLineKind, PlanOptions};
use std::path::Path;

/// Writes the answer of `explain_line`.
pub(super) fn write(
    assessed: &AssessedProgramme,
    line: &str,
    plan: Option<&Path>,
    context: &Context,
) -> Result<(), Failure> {
    let plan = if let Some(path) = plan {
        verbs::plan::previous(path)?
    } else {
        let options = PlanOptions::default();
        let bar = Progress::rounds("planning");
        let plan = plan_with(&assessed.assessment, &options, &mut |progress| {
            bar.set_progress(u64::from(progress.done), u64::from(progress.total));
            true
        });
        plan.map_err(verbs::refused)?
    };
    let answer =
        PlanLineAnswer::new(&assessed.loaded.programme, &plan, line).map_err(verbs::refused)?;
    let mut output = Output::open(context)?;
    output.internal(context);
    write_answer(output, &answer, || text(&answer, context), context)
}

fn text(answer: &PlanLineAnswer, context: &Context) -> String {
    let look = &context.out;
    let mut text = String::new();
    for line in &answer.lines {
        let when = match (line.kind, line.start, line.end) {
            (PlanLineKind::Session, Some(start), Some(end)) if start != end => {
                format!(", {start} to {end}")
            }
            (PlanLineKind::Session, Some(start), _) => format!(", {start}"),
            (PlanLineKind::Alone, Some(start), Some(end)) => format!(", between {start} and {end}"),
            _ => String::new(),
        };
        let head = format!(
            "{}: {}{when}, {}",
            formatting::clean(&line.line),
            formatting::clean(&line.title),
            formatting::count(line.people as usize, "person", "people")
        );
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&paragraph(&look.title(&head), "", look.width()));
        for reason in &line.reasons {
            let sentence = format!(
                "{}.",
                formatting::capitalised(&formatting::clean(&reason.text))
            );
            text.push_str(&paragraph(&sentence, "  ", look.width()));
        }
    }
    text
}
