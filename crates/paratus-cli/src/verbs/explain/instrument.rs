//! An instrument: what people answered, what is asked, and how to read the figures.

use crate::args::Format;
use crate::console::Context;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::table::paragraph;
use crate::verbs;
use paratus::answers::SurveyOptions;

/// Writes the answer of `survey` for one instrument; for people with what its items measure.
pub(super) fn write(
    assessed: &AssessedProgramme,
    id: &str,
    context: &Context,
) -> Result<(), Failure> {
    let options = SurveyOptions {
        instrument: Some(id.to_owned()),
        ..verbs::survey::asked(context)
    };
    let answer = verbs::survey::answer_of(assessed, &options)?;
    let mut output = Output::open(context)?;
    verbs::survey::write(&mut output, assessed, &answer, context)?;
    let written = assessed
        .loaded
        .reading
        .document
        .instruments
        .iter()
        .find(|written| written.id == id);
    if let (Format::Table, Some(written)) = (context.format, written) {
        let mut lines = Vec::new();
        for item in &written.items {
            let reversed = if item.reversed {
                ", reversed: the higher the answer, the less of it"
            } else {
                ""
            };
            lines.push(format!(
                "`{}` asks for {}{reversed}",
                item.id,
                formatting::clean(&item.measures)
            ));
        }
        let points = f64::from(written.points.saturating_sub(1));
        let text = format!(
            "{}. An answer c of 1 to {} scores (c - 1)/{points}; one person's score is the mean over their items, and never \
             depends on what others answered.",
            lines.join("; "),
            written.points
        );
        output.line(&format!("\n{}", context.out.title("How it is scored")));
        output.text(&paragraph(&text, "", context.out.width()));
    }
    output.finish()
}
