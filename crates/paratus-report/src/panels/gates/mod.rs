//! May the phase open? A page per gate.

mod evidence;
mod obstacle;
mod steps;

use super::cells::{act, argument, track};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use evidence::{evidence, in_points, points, subject_track};
use obstacle::obstacle;
use paratus::answers::{GatesAnswer, ReportNames};
use paratus::figure::{self, Threshold};
use paratus::rollout::{
    ConditionKind, ConditionReport, ConditionVerdict, GateReport, GateVerdict, GroupRule,
};
use paratus::{Date, Range};
use steps::step;

/// A panel for every gate; one that says so where there are none.
#[must_use]
pub fn gates(answer: &GatesAnswer, names: &ReportNames, c: &Catalogue) -> Vec<Panel> {
    if answer.gates.is_empty() {
        let (title, headline) = (c.text(Key::TitleGates), c.text(Key::GatesNone));
        return vec![Panel {
            id: "gates".to_owned(),
            title,
            headline,
            blocks: Vec::new(),
            own_page: false,
        }];
    }
    answer
        .gates
        .iter()
        .enumerate()
        .map(|(at, found)| gate(found, at, answer.as_of, names, c))
        .collect()
}

/// One gate, the `at`-th of the programme from 0.
#[must_use]
pub fn gate(
    gate: &GateReport,
    at: usize,
    as_of: Date,
    names: &ReportNames,
    c: &Catalogue,
) -> Panel {
    let met = gate
        .conditions
        .iter()
        .filter(|condition| condition.verdict == ConditionVerdict::Met)
        .count() as u64;
    let args = [
        ("gate", Arg::Author(&gate.title)),
        ("met", Arg::Count(met)),
        ("of", Arg::Count(gate.conditions.len() as u64)),
        ("date", Arg::Date(as_of)),
    ];
    let headline = match gate.verdict {
        GateVerdict::Open => c.format(Key::GateOpenHeadline, &args),
        GateVerdict::Closed => c.format(Key::GateClosedHeadline, &args),
        GateVerdict::CannotTell => c.format(Key::GateCannotTellHeadline, &args),
        _ => c.format(Key::GateSuppressedHeadline, &args),
    };
    let mut rows = Vec::new();
    gate.conditions
        .iter()
        .for_each(|condition| row(condition, 0, as_of, names, c, &mut rows));
    let mut blocks = vec![Block::Table(Table {
        caption: c.format(Key::CaptionGate, &args),
        name: c.format(Key::NameGate, &[("gate", Arg::Author(&gate.title))]),
        columns: vec![
            Column::start(c.text(Key::ColumnCondition)),
            Column::end(c.text(Key::ColumnValue)),
            Column::end(c.text(Key::ColumnNeeded)),
            Column::start(c.text(Key::ColumnVerdict)),
            Column::start(c.text(Key::ColumnEvidence)),
            Column::start(c.text(Key::ColumnOwner)),
        ],
        rows,
        matrix: false,
    })];
    match gate.rule {
        GroupRule::All => {}
        GroupRule::Any => blocks.push(Block::Note(c.text(Key::GateAny))),
        GroupRule::AtLeast => blocks.push(Block::Note(
            c.format(Key::GateAtLeast, &[("n", Arg::Count(gate.needed))]),
        )),
    }
    if let Some(decision) = &gate.r#override {
        let key = match (decision.expired, decision.differs) {
            (true, _) => Key::OverrideExpired,
            (false, Some(true)) => Key::OverrideDiffers,
            (false, Some(false)) => Key::OverrideSame,
            (false, None) => Key::OverrideBeside,
        };
        let what = argument(
            if decision.open {
                Key::VerdictOpen
            } else {
                Key::VerdictClosed
            },
            c,
        );
        let args = [
            ("by", Arg::Author(&decision.by)),
            ("reason", Arg::Author(&decision.reason)),
            ("until", Arg::Date(decision.until)),
            ("what", what),
        ];
        blocks.push(Block::Paragraph(c.format(key, &args)));
    }
    if !gate.to_open.is_empty() {
        blocks.push(Block::Heading(c.text(match gate.would_open.value() {
            Some(false) => Key::GateWouldHelp,
            // Published answers do not try it.
            _ => Key::GateToOpen,
        })));
        let steps = gate.to_open.iter().enumerate().map(|(at, found)| {
            let before = gate.to_open.get(..at).unwrap_or_default();
            (step(found, before, gate, names, c), None)
        });
        blocks.push(Block::List(steps.collect()));
    }
    if !gate.obstacles.is_empty() {
        let why: Vec<String> = gate
            .obstacles
            .iter()
            .map(|found| obstacle(found, names, c))
            .collect();
        let why = Arg::Own(c.language.clauses(&why));
        blocks.push(Block::Paragraph(
            c.format(Key::GateUnreachable, &[("why", why)]),
        ));
    }
    blocks.push(Block::SignOff {
        title: c.format(Key::SignOff, &args),
        choices: vec![c.text(Key::SignOpen), c.text(Key::SignClosed)],
        lines: [
            Key::SignReason,
            Key::SignName,
            Key::SignDate,
            Key::SignSignature,
        ]
        .map(|key| c.text(key))
        .to_vec(),
    });
    let title = c.format(Key::TitleGate, &[("gate", Arg::Author(&gate.title))]);
    Panel {
        id: format!("gate-{}", at + 1),
        title,
        headline,
        blocks,
        own_page: true,
    }
}

/// All gates beside each other: the verdict, and what holds one back with its owner.
pub(super) fn overview(answer: &GatesAnswer, names: &ReportNames, c: &Catalogue) -> Option<Table> {
    let row = |gate: &GateReport| {
        let met = gate
            .conditions
            .iter()
            .filter(|condition| condition.verdict == ConditionVerdict::Met)
            .count();
        let (tint, word) = match gate.verdict {
            GateVerdict::Open => (Tint::Ready, Key::VerdictOpen),
            GateVerdict::Closed => (Tint::NotReady, Key::VerdictClosed),
            GateVerdict::CannotTell => (Tint::CannotTell, Key::VerdictCannotTell),
            _ => (Tint::Info, Key::VerdictSuppressed),
        };
        let (what, owner) = match blocking(gate) {
            None => (Cell::NotApplicable, Cell::NotApplicable),
            Some(condition) => (
                Cell::Text(name(condition, names, c)),
                match &condition.owner {
                    Some(owner) => Cell::Text(Text::author(owner)),
                    None => Cell::Text(c.text(Key::OwnerNone)),
                },
            ),
        };
        let of = format!("{met}/{}", gate.conditions.len());
        Row::new([
            Cell::Text(Text::author(&gate.title)),
            Cell::Sign(tint, c.text(word)),
            what,
            owner,
            Cell::Text(Text::own_words(c.language.left_to_right(of, true))),
        ])
    };
    let args = [("date", Arg::Date(answer.as_of))];
    (!answer.gates.is_empty()).then(|| Table {
        caption: c.format(Key::CaptionGates, &args),
        name: c.text(Key::NameGates),
        columns: vec![
            Column::start(c.text(Key::ColumnGate)),
            Column::start(c.text(Key::ColumnVerdict)),
            Column::start(c.text(Key::ColumnBlocking)),
            Column::start(c.text(Key::ColumnOwner)),
            Column::end(c.text(Key::ColumnMet)),
        ],
        rows: answer.gates.iter().map(row).collect(),
        matrix: false,
    })
}

/// The first condition that is not met, or else the first that is not known to be, of a gate that is not open.
fn blocking(gate: &GateReport) -> Option<&ConditionReport> {
    if gate.verdict == GateVerdict::Open {
        return None;
    }
    let first = |holds: &dyn Fn(ConditionVerdict) -> bool| {
        gate.conditions
            .iter()
            .find(|condition| holds(condition.verdict))
    };
    first(&|found| found == ConditionVerdict::NotMet)
        .or_else(|| first(&|found| found != ConditionVerdict::Met))
}

fn row(
    condition: &ConditionReport,
    depth: usize,
    as_of: Date,
    names: &ReportNames,
    c: &Catalogue,
    rows: &mut Vec<Row>,
) {
    let (tint, word) = match condition.verdict {
        ConditionVerdict::Met => (Tint::Ready, Key::VerdictMet),
        ConditionVerdict::NotMet => (Tint::NotReady, Key::VerdictNotMet),
        ConditionVerdict::CannotTell => (Tint::CannotTell, Key::VerdictCannotTell),
        ConditionVerdict::Suppressed => (Tint::Info, Key::VerdictSuppressed),
    };
    let value = match (condition.value.value(), condition.value.suppression()) {
        (Some(value), _) => {
            let against = condition.threshold_of_value();
            let shown =
                side(condition, c).unwrap_or_else(|| value_of(condition.kind, value, against, c));
            Cell::Text(Text::own_words(shown))
        }
        (None, Some(why)) => Cell::Suppressed(why),
        (None, None) if condition.kind == ConditionKind::Group => Cell::NotApplicable,
        (None, None) => Cell::Unknown,
    };
    let owner = match &condition.owner {
        Some(owner) => Cell::Text(Text::author(owner)),
        None if condition.kind == ConditionKind::Group => Cell::NotApplicable,
        None => Cell::Text(c.text(Key::OwnerNone)),
    };
    let cells = [
        Cell::Text(name(condition, names, c)),
        value,
        Cell::Text(needed(condition, c)),
        Cell::Sign(tint, c.text(word)),
        Cell::Text(evidence(condition, as_of, names, c)),
        owner,
    ];
    rows.push(Row::new(cells).at_depth(depth));
    condition
        .conditions
        .iter()
        .for_each(|inner| row(inner, depth + 1, as_of, names, c, rows));
}

fn name(condition: &ConditionReport, names: &ReportNames, c: &Catalogue) -> Text {
    let subject = condition.subject.as_str();
    if condition.kind == ConditionKind::Acts {
        let acts: Vec<String> = subject.split(", ").map(|name| act(name, c)).collect();
        return c.format(
            Key::ConditionActs,
            &[("subject", Arg::Own(acts.join(" · ")))],
        );
    }
    let title = [&names.objectives, &names.phases, &names.instruments]
        .into_iter()
        .find_map(|named| named.get(subject));
    let title = title.map_or(subject, String::as_str);
    let args = [("subject", Arg::Author(title))];
    match condition.kind {
        ConditionKind::Agreement => c.format(Key::ConditionAgreement, &args),
        ConditionKind::Balance => c.text(Key::ConditionBalance),
        ConditionKind::BuyIn => c.format(Key::ConditionBuyIn, &args),
        ConditionKind::Holders => c.format(Key::ConditionCoverage, &args),
        ConditionKind::Group => c.text(match condition.rule {
            Some(GroupRule::Any) => Key::ConditionAny,
            Some(GroupRule::AtLeast) => Key::ConditionSome,
            _ => Key::ConditionAll,
        }),
        ConditionKind::Phase => c.format(Key::ConditionPhase, &args),
        ConditionKind::Readiness => {
            let found = subject_track(subject)
                .map_or_else(|| c.words(Key::AllTracks), |found| track(found, c).words);
            c.format(Key::ConditionReadiness, &[("subject", Arg::Own(found))])
        }
        _ => c.text(Key::ConditionUnclear),
    }
}

/// A published share that lies within a point of what is needed and does not reach it: `just below 80%`.
fn side(condition: &ConditionReport, c: &Catalogue) -> Option<String> {
    let needed = condition.needed.filter(|_| condition.is_just_below())?;
    let value = ("value", Arg::Threshold(needed));
    Some(c.format(Key::JustBelow, &[value]).words)
}

/// Shares as percentages, counts as whole numbers, differences in points, an index with two digits; ranges rounded outwards.
fn value_of(
    kind: ConditionKind,
    range: Range,
    against: Option<Threshold>,
    c: &Catalogue,
) -> String {
    match kind {
        ConditionKind::Readiness | ConditionKind::Phase | ConditionKind::BuyIn => {
            c.language.percents_beside(range, against)
        }
        ConditionKind::Balance => {
            let [low, high] = [range.low, range.high].map(|end| points(end, against, c));
            in_points(between(low, high, c), range.high, c)
        }
        ConditionKind::Holders | ConditionKind::Acts | ConditionKind::Group => {
            let [low, high] = [range.low, range.high].map(|end| c.language.decimal(end, 0));
            between(low, high, c)
        }
        _ => c.language.range(range, against),
    }
}

fn between(low: String, high: String, c: &Catalogue) -> String {
    if low == high {
        low
    } else {
        c.language.left_to_right(format!("{low}–{high}"), true)
    }
}

/// An index that somebody asks for, with two digits or as many as it was written with.
fn index(needed: f64, c: &Catalogue) -> String {
    c.language.decimal(needed, figure::decimals_of(needed, 2))
}

fn needed(condition: &ConditionReport, c: &Catalogue) -> Text {
    let Some(needed) = condition.needed else {
        return Text::default();
    };
    let shown = match condition.kind {
        ConditionKind::Readiness | ConditionKind::Phase | ConditionKind::BuyIn => {
            c.language.threshold(needed)
        }
        ConditionKind::Agreement => index(needed, c),
        _ => {
            let exactly = Range {
                high: needed,
                low: needed,
            };
            value_of(condition.kind, exactly, condition.threshold_of_value(), c)
        }
    };
    let value = Arg::Own(shown);
    match (condition.kind, condition.threshold) {
        (ConditionKind::Balance, _) => c.format(Key::NeededAtMost, &[("value", value)]),
        (_, Some(threshold)) => c.format(
            Key::NeededAt,
            &[("value", value), ("threshold", Arg::Threshold(threshold))],
        ),
        _ => c.format(Key::NeededAtLeast, &[("value", value)]),
    }
}
