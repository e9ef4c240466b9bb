//! A section, a role or the organisation: its figures, and what is missing most.

use super::write_answer;
use crate::console::Context;
use crate::disclosure;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::strip::strip;
use crate::table::paragraph;
use crate::verbs::assess::{caption, reasons, verdicts};
use paratus::Range;
use paratus::answers::UnitAnswer;
use paratus::disclosure::Published;
use paratus::units::{Unit, UnitSummary};

/// Reasons that are listed.
const REASONS: usize = 8;

pub(super) fn write(
    assessed: &AssessedProgramme,
    unit: Unit<'_>,
    context: &Context,
) -> Result<(), Failure> {
    let answer = UnitAnswer::new(&assessed.assessment, unit, &assessed.disclosure)
        .map_err(crate::verbs::refused)?;
    let mut output = Output::open(context)?;
    output.marked(context);
    write_answer(
        output,
        &answer,
        || text(assessed, unit, &answer.unit, context),
        context,
    )
}

fn text(
    assessed: &AssessedProgramme,
    unit: Unit<'_>,
    found: &UnitSummary,
    context: &Context,
) -> String {
    let look = &context.out;
    let rules = assessed.loaded.programme.rules();
    let as_of = assessed.assessment.as_of();
    let head = format!(
        "{} ({} `{}`) as of {as_of}",
        formatting::clean(&found.title),
        found.kind,
        found.unit
    );
    let mut text = format!("{}\n", look.title(&head));
    if found.is_suppressed() {
        let why = format!(
            "Its figures are suppressed: they are about fewer than {} people.",
            rules.min_cell
        );
        return text + &paragraph(&why, "", look.width());
    }
    let people = found.people.value().unwrap_or(0) as usize;
    if people == 0 {
        return text + "Nobody works there on that date.\n";
    }
    let line = format!(
        "{}: {}.",
        formatting::count(people, "person", "people"),
        verdicts(found)
    );
    text.push_str(&paragraph(&line, "", look.width()));
    if found.coverage.value().is_some() {
        let line = format!(
            "There is evidence for {} of all that they need.",
            disclosure::percent(found.coverage)
        );
        text.push_str(&paragraph(&line, "", look.width()));
    }
    text.push('\n');
    let mut row = |name: &str, mean: Published<Range>| match mean.value() {
        Some(range) => {
            let strip = strip(range, rules.threshold, look.ascii);
            text.push_str(&format!(
                "  {name:<11} {:<12}  {strip}\n",
                disclosure::range(mean, rules.threshold)
            ));
        }
        None => text.push_str(&format!("  {name:<11} {}\n", disclosure::sign(&mean))),
    };
    row("readiness", found.readiness);
    found
        .tracks
        .iter()
        .for_each(|(track, mean)| row(track.name(), *mean));
    if let (Some(mean), Some(of_tracks)) =
        (found.readiness.value(), found.power_mean_of_tracks.value())
        && of_tracks.low - mean.low >= 0.05
    {
        let note = format!(
            "Together they would show {:.2} rather than {:.2}: skills of different tracks sit in different people.",
            formatting::round_down(of_tracks.low),
            formatting::round_down(mean.low)
        );
        text.push('\n');
        text.push_str(&paragraph(&note, "", look.width()));
    }
    text.push('\n');
    let caption = caption(&text, assessed, true, look);
    text.push_str(&caption);
    let reasons = reasons(assessed, unit, REASONS, look);
    if !reasons.is_empty() {
        text.push_str(&format!(
            "\n{}\n{reasons}",
            look.title("What is missing most")
        ));
    }
    text
}
