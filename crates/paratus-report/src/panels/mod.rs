//! The panels: one file per question. Each reads answers and computes no figure of its own.

mod cells;
mod data;
mod disclosure;
mod findings;
mod fit;
mod gaps;
mod gates;
mod holders;
mod method;
mod needs;
mod phases;
mod plan;
mod readiness;
mod refresh;
mod sensitivity;
mod summary;
mod survey;

pub use data::data;
pub use disclosure::disclosure;
pub use findings::findings;
pub use fit::fit;
pub use gaps::gaps;
use gates::overview as all_gates;
pub use gates::{gate, gates};
pub use holders::holders;
pub use method::method;
pub use needs::needs;
pub use phases::phases;
pub use plan::plan;
pub use readiness::readiness;
pub use refresh::refresh;
pub use sensitivity::sensitivity;
pub use summary::summary;
pub use survey::survey;

use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Panel};
use crate::text::Text;
use paratus::answers::ReportAnswer;

/// Every panel of a report, in order. Where there are error findings, those and what the figures would rest on are all that
/// is shown: figures would not be what the authors meant.
#[must_use]
pub fn panels(answer: &ReportAnswer, catalogue: &Catalogue) -> Vec<Panel> {
    let c = catalogue;
    let (data, findings) = (data(answer, c), findings(&answer.findings, c));
    let mut figures = Vec::new();
    if answer.sound {
        figures.push(readiness(
            &answer.organisation,
            &answer.sections,
            &answer.roles,
            &answer.rules,
            c,
        ));
        figures.push(gaps(&answer.gaps, c));
        figures.extend(holders(&answer.holders, &answer.names, answer.as_of, c));
        figures.push(needs(&answer.needs, &answer.names, c));
        figures.extend(gates(&answer.gates, &answer.names, c));
        figures.push(fit(&answer.fit, &answer.names, c));
        figures.push(survey(&answer.survey, &answer.names, c));
        figures.push(phases(&answer.phases, &answer.names, c));
        figures.extend(
            answer
                .plan
                .as_ref()
                .map(|found| plan(found, &answer.names, answer.rules.min_cell, c)),
        );
        figures.push(refresh(&answer.refresh, &answer.names, c));
        figures.extend(
            answer
                .sensitivity
                .as_ref()
                .map(|found| sensitivity(found, c)),
        );
    }
    let summary = summary(answer, &findings, &figures, c);
    let (method, disclosure) = (method(&answer.rules, c), disclosure(&answer.disclosure, c));
    let panels = [summary, data, findings]
        .into_iter()
        .chain(figures)
        .chain([method, disclosure]);
    panels
        .map(|panel| explained(panel, u64::from(answer.rules.min_cell), c))
        .collect()
}

/// The same panel; where it prints a sign for a figure that is not there, with what the signs mean. That figures are suppressed is
/// said only where some are.
#[must_use]
pub fn explained(mut panel: Panel, min_cell: u64, c: &Catalogue) -> Panel {
    let headline = [Block::Paragraph(panel.headline.clone())];
    let has = |sign: &dyn Fn(&Block) -> bool| headline.iter().chain(&panel.blocks).any(sign);
    if has(&has_suppressed) {
        panel.blocks.push(Block::Note(
            c.format(Key::NoteSigns, &[("min", Arg::Count(min_cell))]),
        ));
    } else if has(&has_no_figure) {
        panel.blocks.push(Block::Note(c.text(Key::NoteSignsExact)));
    }
    panel
}

/// Whether a block has a cell of this kind.
fn has_cell(block: &Block, is: fn(&Cell) -> bool) -> bool {
    match block {
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(is),
        Block::Details(_, inner) => inner.iter().any(|block| has_cell(block, is)),
        _ => false,
    }
}

/// Whether a block has a suppressed figure, in a cell or in a sentence.
fn has_suppressed(block: &Block) -> bool {
    let is_said = |text: &Text| text.words.contains("[c]");
    match block {
        Block::Paragraph(text) => is_said(text),
        Block::List(lines) => lines.iter().any(|(text, _)| is_said(text)),
        Block::Facts(facts) => facts.iter().flat_map(|(_, is)| is).any(is_said),
        Block::Details(_, inner) => inner.iter().any(has_suppressed),
        _ => has_cell(block, |cell| matches!(cell, Cell::Suppressed)),
    }
}

/// Whether a block has a cell without a figure that is not suppressed.
fn has_no_figure(block: &Block) -> bool {
    has_cell(block, |cell| {
        matches!(cell, Cell::Unknown | Cell::NotApplicable)
    })
}
