//! What do the verdicts owe to the rules?

use super::cells::{count, counted, decimal, published_cell, verdict_bar, verdict_words};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::SensitivityAnswer;
use paratus::compare::{Variant, VerdictCounts};
use paratus::disclosure::{Published, Suppression};

/// The verdicts under other rules.
#[must_use]
pub fn sensitivity(answer: &SensitivityAnswer, c: &Catalogue) -> Panel {
    let found = &answer.sensitivity;
    let exact = found
        .variants
        .iter()
        .any(|variant| variant.changed.value().is_some());
    // Of published counts what changes is their difference.
    let changed = |variant: &Variant| match variant.changed.value() {
        Some(changed) => Some(changed),
        None => Some(moved(found.counts.as_ref()?, variant.counts.as_ref()?)),
    };
    let worst = found
        .variants
        .iter()
        .filter_map(|variant| Some((variant, changed(variant)?)));
    let headline = match worst.max_by_key(|(_, changed)| *changed) {
        Some((_, 0)) => c.text(if exact {
            Key::SensitivityNone
        } else {
            Key::SensitivityLittle
        }),
        Some((variant, changed)) => {
            let args = [
                ("changed", Arg::Count(changed)),
                ("rule", Arg::Own(rule(variant, true, c).words)),
            ];
            c.format(
                if exact {
                    Key::SensitivityHeadline
                } else {
                    Key::SensitivityAbout
                },
                &args,
            )
        }
        None => c.text(Key::SensitivityWithheld),
    };
    let counts = |counts: &Published<VerdictCounts>| {
        if let Some(n) = counts.as_ref() {
            [
                count(n.ready, c),
                count(n.cannot_tell, c),
                count(n.not_ready, c),
                verdict_bar([n.ready, n.cannot_tell, n.not_ready], None, c),
            ]
        } else {
            let why = counts.suppression().unwrap_or(Suppression::Threshold);
            [(); 4].map(|()| Cell::Suppressed(why))
        }
    };
    let base = [Cell::Text(c.text(Key::SensitivityBase))]
        .into_iter()
        .chain(counts(&found.counts));
    let base = Row::new(base.chain([Cell::NotApplicable, Cell::NotApplicable])).strong(true);
    let row = |variant: &Variant| {
        let cells = [Cell::Text(rule(variant, false, c))]
            .into_iter()
            .chain(counts(&variant.counts));
        let rank = published_cell(variant.mean_rank_change, |rank| decimal(rank, 1, c));
        Row::new(cells.chain([counted(variant.changed, c), rank]))
    };
    let table = Table {
        caption: c.format(Key::CaptionSensitivity, &[("date", Arg::Date(found.as_of))]),
        name: c.text(Key::TitleSensitivity),
        columns: vec![
            Column::start(c.text(Key::ColumnRule)),
            Column::end(c.text(Key::PeopleReady)).tinted(Tint::Ready),
            Column::end(c.text(Key::PeopleCannotTell)).tinted(Tint::CannotTell),
            Column::end(c.text(Key::PeopleNotReady)).tinted(Tint::NotReady),
            Column::start(c.text(Key::ColumnVerdicts)).with_parts(verdict_words(c)),
            Column::end(c.text(Key::ColumnChanged)),
            Column::end(c.text(Key::ColumnRankChange)),
        ],
        rows: [base]
            .into_iter()
            .chain(found.variants.iter().map(row))
            .collect(),
        matrix: false,
    };
    let (id, title) = ("sensitivity".to_owned(), c.text(Key::TitleSensitivity));
    Panel {
        id,
        title,
        headline,
        blocks: vec![Block::Table(table)],
        own_page: false,
    }
}

/// By how much the counts of verdicts differ: at least this many people moved.
fn moved(base: &VerdictCounts, other: &VerdictCounts) -> u64 {
    let pairs = [
        (base.ready, other.ready),
        (base.cannot_tell, other.cannot_tell),
        (base.not_ready, other.not_ready),
    ];
    pairs
        .into_iter()
        .map(|(before, after)| after.saturating_sub(before))
        .sum()
}

/// A rule with its other value: as a name in the table, or as what would be, in a sentence.
fn rule(variant: &Variant, would_be: bool, c: &Catalogue) -> Text {
    let key = match (variant.rule.as_str(), would_be) {
        ("exponent", false) => Key::RuleExponentIs,
        ("exponent", true) => Key::IfExponent,
        ("prior_weight", false) => Key::RulePriorIs,
        ("prior_weight", true) => Key::IfPrior,
        ("half_lives", false) => Key::RuleHalfLivesTimes,
        ("half_lives", true) => Key::IfHalfLives,
        ("evidence_weights", false) => Key::RuleMassesTimes,
        ("evidence_weights", true) => Key::IfMasses,
        (other, _) => return Text::author(&format!("{other} {}", variant.value)),
    };
    c.format(key, &[("value", Arg::Number(variant.value))])
}
