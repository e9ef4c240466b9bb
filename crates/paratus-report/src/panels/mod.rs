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
pub use disclosure::{disclosure, exact_counts};
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
use crate::panel::{Block, Cell, Panel, Tint};
use crate::text::{Text, TextOrigin};
use paratus::answers::ReportAnswer;
use paratus::disclosure::Suppression;
use paratus::figure;
use std::collections::BTreeSet;

/// Every panel of a report, in order. Where there are error findings, those and what the figures would rest on are all that
/// is shown: figures would not be what the authors meant.
#[must_use]
pub fn panels(answer: &ReportAnswer, catalogue: &Catalogue) -> Vec<Panel> {
    let c = catalogue;
    let data = data(answer, c);
    let findings = findings(&answer.findings, answer.disclosure.is_internal(), c);
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
        .chain([method]);
    panels
        .map(|panel| explained(panel, u64::from(answer.rules.min_cell), c))
        // This one says what suppression is.
        .chain([disclosure])
        .collect()
}

/// The same panel with what its signs mean, of those that it prints.
#[must_use]
pub fn explained(mut panel: Panel, min_cell: u64, c: &Catalogue) -> Panel {
    let mut signs = Signs::default();
    signs.read_text(&panel.headline);
    panel.blocks.iter().for_each(|block| signs.read(block));
    let words = signs.words(min_cell, c);
    if !words.is_empty() {
        panel
            .blocks
            .push(Block::Note(Text::own_words(words.join(" "))));
    }
    panel
}

/// The signs of a panel for figures that are not there, and whether rows of parts do not add up.
#[derive(Default)]
struct Signs {
    suppressed: BTreeSet<Suppression>,
    unknown: bool,
    not_applicable: bool,
    uneven: bool,
}

impl Signs {
    fn read(&mut self, block: &Block) {
        match block {
            Block::Heading(text) | Block::Paragraph(text) | Block::Note(text) => {
                self.read_text(text);
            }
            Block::List(lines) => lines.iter().for_each(|(text, _)| self.read_text(text)),
            Block::Facts(facts) => {
                let texts = facts.iter().flat_map(|(_, is)| is);
                texts.for_each(|text| self.read_text(text));
            }
            Block::Details(_, inner) => inner.iter().for_each(|block| self.read(block)),
            Block::Table(table) => {
                self.read_text(&table.caption);
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.for_each(|cell| self.read_cell(cell));
            }
            Block::Figures(_) | Block::Lines(_) | Block::SignOff { .. } => {}
        }
    }

    /// A sentence names a suppressed figure by its sign: it is about too few people.
    fn read_text(&mut self, text: &Text) {
        if text.voice == TextOrigin::Own && text.words.contains("[c]") {
            self.suppressed.insert(Suppression::Threshold);
        }
    }

    fn read_cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Suppressed(why) => {
                self.suppressed.insert(*why);
            }
            Cell::Unknown => self.unknown = true,
            Cell::NotApplicable => self.not_applicable = true,
            Cell::Bar(parts, _) => {
                let whole = |(_, part): &(Tint, f64)| figure::percent(*part, None).number;
                let all: f64 = parts.iter().map(whole).sum();
                self.uneven |= all > 0.0 && figure::round(all, 0) != 100.0;
            }
            Cell::Text(text) | Cell::Named(text, _) => self.read_text(text),
            _ => {}
        }
    }

    fn words(&self, min_cell: u64, c: &Catalogue) -> Vec<String> {
        let mut words = Vec::new();
        if !self.suppressed.is_empty() {
            let min = [("min", Arg::Count(min_cell))];
            let causes: Vec<String> = self
                .suppressed
                .iter()
                .map(|why| c.format(cause(*why), &min).words)
                .collect();
            let causes = [("causes", Arg::Own(c.language.list(&causes)))];
            words.push(c.format(Key::SignSuppressed, &causes).words);
        }
        let others = [
            (self.unknown, Key::SignUnknown),
            (self.not_applicable, Key::SignNotApplicable),
            (self.uneven, Key::NoteUneven),
        ];
        let others = others.into_iter().filter(|(is_there, _)| *is_there);
        words.extend(others.map(|(_, key)| c.words(key)));
        words
    }
}

/// Why a figure is suppressed.
fn cause(why: Suppression) -> Key {
    match why {
        Suppression::ShareThreshold => Key::SuppressedShare,
        Suppression::Verdict => Key::SuppressedVerdict,
        Suppression::InternalOnly => Key::SuppressedInternal,
        _ => Key::SuppressedFew,
    }
}
