//! A gate: its conditions with values and grounds, and what would open it.

use crate::args::Format;
use crate::console::Context;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::paragraph;
use crate::verbs;
use paratus::answers::{GatesOptions, gates};

/// Writes the answer of `gate` for one phase; for people with where the gate is written and how to read it.
pub(super) fn write(
    assessed: &AssessedProgramme,
    phase: &str,
    context: &Context,
) -> Result<(), Failure> {
    let loaded = &assessed.loaded;
    let phases = &loaded.reading.document.phases;
    let at = phases
        .iter()
        .position(|written| written.id == phase)
        .unwrap_or_default();
    if phases.get(at).is_none_or(|written| written.gate.is_none()) {
        let failure = Failure::new(format!(
            "phase `{phase}` has no gate, so nothing holds it back"
        ));
        return Err(failure.with_help("`paratus phases` shows what is in it"));
    }
    let options = GatesOptions {
        phase: Some(phase.to_owned()),
        ..verbs::gate::asked(context)
    };
    let answer = gates(
        &assessed.assessment,
        &assessed.evidence.responses,
        &options,
        &assessed.findings(),
    )
    .map_err(verbs::refused)?;
    let mut output = Output::open(context)?;
    verbs::gate::write(&mut output, assessed, &answer, context)?;
    if context.format == Format::Table {
        let place = loaded.reading.places.find(&format!("phases[{at}].gate"));
        let written = place
            .map(|(file, line, _)| {
                let place = format!("{file}:{line}");
                format!("The gate is written at {}. ", formatting::clean(&place))
            })
            .unwrap_or_default();
        let tried = if context.disclosure.is_internal() {
            "What would open it was tried on the facts, the smallest change first."
        } else {
            "What would open it is what each condition lacks by its published figures; --internal tries it on the facts."
        };
        let text = format!(
            "{written}A value is a range where evidence leaves it open: a condition is met when its lower bound reaches what is \
             needed, not met when its upper bound does not, and is not known in between. {tried}"
        );
        output.line("");
        output.text(&paragraph(&text, "", context.out.width()));
    }
    output.finish()
}
