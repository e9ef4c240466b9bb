//! What do the verdicts owe to the rules?

use super::common::{count, counted, decimal, verdict_bar, verdict_words};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::SensitivityAnswer;
use paratus::{Variant, VerdictCounts};

/// The verdicts under other rules.
#[must_use]
pub fn sensitivity(answer: &SensitivityAnswer, c: &Catalogue) -> Panel {
    let found = &answer.sensitivity;
    let worst = found.variants.iter().filter(|variant| variant.changed.is_some()).max_by_key(|variant| variant.changed);
    let headline = match worst.and_then(|variant| Some((variant, variant.changed?))) {
        Some((_, 0)) => c.text(Key::SensitivityNone),
        Some((variant, changed)) => {
            let args = [("changed", Arg::Count(changed)), ("rule", Arg::Own(rule(variant, true, c).words))];
            c.with(Key::SensitivityHeadline, &args)
        }
        None => c.text(Key::SensitivityWithheld),
    };
    let counts = |counts: Option<&VerdictCounts>| match counts {
        Some(n) => [
            count(n.ready, c),
            count(n.cannot_tell, c),
            count(n.not_ready, c),
            verdict_bar(n.ready, n.cannot_tell, n.not_ready, c),
        ],
        None => [(); 4].map(|()| Cell::Withheld),
    };
    let base = [Cell::Text(c.text(Key::SensitivityBase))].into_iter().chain(counts(found.counts.as_ref()));
    let base = Row::new(base.chain([Cell::NotApplicable, Cell::NotApplicable])).strong(true);
    let row = |variant: &Variant| {
        let cells = [Cell::Text(rule(variant, false, c))].into_iter().chain(counts(variant.counts.as_ref()));
        let rank = match (variant.mean_rank_change, variant.changed) {
            (Some(rank), _) => decimal(rank, 1, c),
            (None, None) => Cell::Withheld,
            (None, Some(_)) => Cell::NotApplicable,
        };
        Row::new(cells.chain([counted(variant.changed, c), rank]))
    };
    let table = Table {
        caption: c.with(Key::CaptionSensitivity, &[("date", Arg::Date(found.as_of))]),
        name: c.text(Key::TitleSensitivity),
        columns: vec![
            Column::start(c.text(Key::ColumnRule)),
            Column::end(c.text(Key::VerdictReady)).tinted(Tint::Ready),
            Column::end(c.text(Key::VerdictCannotTell)).tinted(Tint::CannotTell),
            Column::end(c.text(Key::VerdictNotReady)).tinted(Tint::NotReady),
            Column::start(c.text(Key::ColumnVerdicts)).of(verdict_words(c)),
            Column::end(c.text(Key::ColumnChanged)),
            Column::end(c.text(Key::ColumnRankChange)),
        ],
        rows: [base].into_iter().chain(found.variants.iter().map(row)).collect(),
        matrix: false,
    };
    let (id, title) = ("sensitivity".to_owned(), c.text(Key::TitleSensitivity));
    Panel { id, title, headline, blocks: vec![Block::Table(table)], own_page: false }
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
        ("masses", false) => Key::RuleMassesTimes,
        ("masses", true) => Key::IfMasses,
        (other, _) => return Text::author(&format!("{other} {}", variant.value)),
    };
    c.with(key, &[("value", Arg::Number(variant.value))])
}
