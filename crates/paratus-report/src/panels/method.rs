//! The method in plain words, the rules in force, and what the signs mean.

use super::cells::track;
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table};
use crate::text::Text;
use paratus::Track;
use paratus::answers::RulesAnswer;

/// Method and rules.
#[must_use]
pub fn method(rules: &RulesAnswer, c: &Catalogue) -> Panel {
    let args = [
        ("half_life", Arg::Number(rules.half_life_days)),
        ("prior", Arg::Number(rules.prior_weight)),
        ("threshold", Arg::Threshold(rules.threshold)),
        ("min", Arg::Count(u64::from(rules.min_cell))),
        ("lead", Arg::Count(u64::from(rules.refresh_lead_days))),
        (
            "observation",
            Arg::Number(rules.evidence_weights.observation),
        ),
        ("quiz", Arg::Number(rules.evidence_weights.quiz)),
        (
            "certificate",
            Arg::Number(rules.evidence_weights.certificate),
        ),
        ("survey", Arg::Number(rules.evidence_weights.survey)),
        ("completion", Arg::Number(rules.evidence_weights.completion)),
    ];
    let keys = [
        Key::MethodTracks,
        Key::MethodEvidence,
        Key::MethodRange,
        Key::MethodVerdict,
        Key::MethodUnits,
        Key::MethodUse,
        Key::MethodRefresh,
        Key::MethodLimits,
    ];
    let mut blocks: Vec<Block> = keys
        .map(|key| Block::Paragraph(c.format(key, &args)))
        .to_vec();
    blocks.push(Block::Table(in_force(rules, c)));
    blocks.push(Block::Note(
        c.format(Key::MethodHash, &[("hash", Arg::Author(&rules.hash))]),
    ));
    Panel {
        id: "method".to_owned(),
        title: c.text(Key::TitleMethod),
        headline: Text::default(),
        blocks,
        own_page: true,
    }
}

fn in_force(rules: &RulesAnswer, c: &Catalogue) -> Table {
    let row = |name: Text, value: f64| {
        Row::new([
            Cell::Text(name),
            Cell::Number(value, c.language.short(value)),
        ])
    };
    let evidence_weights = &rules.evidence_weights;
    let mut rows = vec![
        row(c.text(Key::RuleThreshold), rules.threshold),
        row(c.text(Key::RuleExponent), rules.exponent.0),
        row(c.text(Key::RulePrior), rules.prior_weight),
        row(c.text(Key::RuleHalfLife), rules.half_life_days),
        row(
            c.text(Key::RuleMassObservation),
            evidence_weights.observation,
        ),
        row(c.text(Key::RuleMassQuiz), evidence_weights.quiz),
        row(
            c.text(Key::RuleMassCertificate),
            evidence_weights.certificate,
        ),
        row(c.text(Key::RuleMassSurvey), evidence_weights.survey),
        row(c.text(Key::RuleMassCompletion), evidence_weights.completion),
    ];
    for found in Track::ALL {
        let args = [("track", Arg::Own(track(found, c).words))];
        rows.push(row(
            c.format(Key::RuleTrackWeight, &args),
            *rules.track_weights.get(found),
        ));
        rows.push(row(
            c.format(Key::RuleTrackThreshold, &args),
            *rules.track_thresholds.get(found),
        ));
    }
    rows.push(row(c.text(Key::RuleMinCell), f64::from(rules.min_cell)));
    rows.push(row(c.text(Key::RuleRoundTo), f64::from(rules.round_to)));
    rows.push(row(
        c.text(Key::RuleLead),
        f64::from(rules.refresh_lead_days),
    ));
    rows.push(row(c.text(Key::RuleTolerance), rules.balance_tolerance));
    rows.push(row(c.text(Key::RuleAgreement), rules.agreement_at_least));
    Table {
        caption: c.text(Key::CaptionRules),
        name: c.text(Key::NameRules),
        columns: vec![
            Column::start(c.text(Key::ColumnRule)),
            Column::end(c.text(Key::ColumnValue)),
        ],
        rows,
        matrix: false,
    }
}
