//! What do people answer, and how far can it be relied on?

use super::cells::{
    count, counted, decimal, depth_of, published_cell, share, shares_of, unit_name,
};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table, Tint};
use crate::text::Text;
use paratus::answers::{
    BarriersAnswer, ConstructAnswer, InstrumentAnswer, ReportNames, SurveyAnswer,
};
use paratus::disclosure::Suppression;
use paratus::survey::{AnswerCounts, Estimate, Reason, UnitBarriers, UnitClimate};

/// What the answers to surveys say, and what leaders did.
#[must_use]
pub fn survey(answer: &SurveyAnswer, names: &ReportNames, c: &Catalogue) -> Panel {
    let mut blocks = Vec::new();
    for found in &answer.instruments {
        blocks.push(Block::Heading(Text::author(&found.title)));
        instrument(found, answer, names, c, &mut blocks);
    }
    if !answer.instruments.is_empty() {
        blocks.push(Block::Note(c.text(Key::NoteVoices)));
    }
    if !answer.commitment.latest.is_empty() {
        blocks.push(Block::Heading(c.text(Key::VoicesActs)));
        blocks.push(Block::Table(acts(answer, c)));
    }
    let headline = headline(answer, c);
    Panel {
        id: "voices".to_owned(),
        title: c.text(Key::TitleVoices),
        headline,
        blocks,
        own_page: true,
    }
}

/// Of the first figure that is about the climate: how many agree, and whether they agree with each other.
fn headline(answer: &SurveyAnswer, c: &Catalogue) -> Text {
    let constructs = || {
        answer
            .instruments
            .iter()
            .flat_map(|found| &found.constructs)
    };
    let whole = |found: &&ConstructAnswer| {
        found
            .units
            .first()
            .is_some_and(|unit| published_counts(unit).is_some())
    };
    let first = constructs()
        .filter(whole)
        .find(|found| !found.objective)
        .or_else(|| constructs().find(whole));
    let Some((found, unit)) = first.and_then(|found| Some((found, found.units.first()?))) else {
        return c.text(if answer.instruments.is_empty() {
            Key::VoicesNone
        } else {
            Key::VoicesNothing
        });
    };
    let [agree, ..] = published_counts(unit)
        .map(|(_, shares)| shares)
        .unwrap_or_default();
    let args = [
        ("construct", Arg::Author(&found.construct)),
        ("agree", Arg::Percent(agree)),
        ("n", Arg::Count(respondents(unit).unwrap_or_default())),
    ];
    c.format(
        match unit.agreement.as_ref() {
            Some(found) if !found.agrees => Key::VoicesDivided,
            // How far they agree is suppressed where one answer could change it much.
            None if !unit.agreement.is_suppressed() => Key::VoicesDivided,
            _ => Key::VoicesHeadline,
        },
        &args,
    )
}

fn instrument(
    found: &InstrumentAnswer,
    answer: &SurveyAnswer,
    names: &ReportNames,
    c: &Catalogue,
    blocks: &mut Vec<Block>,
) {
    let args = |key: Key| {
        c.format(
            key,
            &[
                ("instrument", Arg::Author(&found.title)),
                ("date", Arg::Date(answer.as_of)),
                ("points", Arg::Count(u64::from(found.points))),
            ],
        )
    };
    let name = |construct: &ConstructAnswer| {
        let title = names
            .objectives
            .get(&construct.construct)
            .unwrap_or(&construct.construct);
        if construct.objective {
            Cell::Named(Text::author(title), Text::author(&construct.construct))
        } else {
            Cell::Text(Text::author(title))
        }
    };
    if !found.constructs.is_empty() {
        let of_all = found
            .constructs
            .iter()
            .filter_map(|construct| Some((construct, construct.units.first()?)));
        let rows = of_all
            .map(|(construct, unit)| row(name(construct), unit, c))
            .collect();
        blocks.push(Block::Table(climate(
            args(Key::CaptionVoices),
            c.format(
                Key::NameVoices,
                &[("instrument", Arg::Author(&found.title))],
            ),
            Key::ColumnConstruct,
            rows,
            c,
        )));
    }
    for construct in found
        .constructs
        .iter()
        .filter(|construct| !construct.objective)
    {
        let rows = construct.units.iter().map(|unit| {
            let everyone = unit.kind == paratus::units::UnitKind::Organisation;
            row(Cell::Text(unit_name(unit.kind, &unit.title, c)), unit, c)
                .strong(everyone)
                .at_depth(depth_of(&unit.unit, names))
        });
        let of = [
            ("instrument", Arg::Author(found.title.as_str())),
            ("construct", Arg::Author(&construct.construct)),
            ("date", Arg::Date(answer.as_of)),
        ];
        let (caption, name) = (
            c.format(Key::CaptionConstruct, &of),
            c.format(Key::NameConstruct, &of),
        );
        blocks.push(Block::Table(climate(
            caption,
            name,
            Key::ColumnSection,
            rows.collect(),
            c,
        )));
    }
    if let Some(found) = &found.barriers {
        blocks.push(Block::Table(barriers(
            found,
            args(Key::CaptionBarriers),
            names,
            c,
        )));
    }
    blocks.push(Block::Details(
        c.text(Key::VoicesReliability),
        vec![Block::Table(reliability(
            found,
            args(Key::CaptionReliability),
            c,
        ))],
    ));
}

/// How many answered.
fn respondents(unit: &UnitClimate) -> Option<u64> {
    unit.respondents.value()
}

/// Counts and shares of answers, where there are any and they may be published.
fn published_counts(unit: &UnitClimate) -> Option<(AnswerCounts, [f64; 3])> {
    let counts = unit.answers.value().filter(|counts| counts.given > 0)?;
    Some((
        counts,
        shares_of(
            [counts.agree, counts.neutral, counts.disagree],
            counts.given,
        ),
    ))
}

fn row(first: Cell, unit: &UnitClimate, c: &Catalogue) -> Row {
    let missing = |why: Option<Suppression>| why.map_or(Cell::Unknown, Cell::Suppressed);
    let answers = match published_counts(unit) {
        Some((_, [agree, neutral, disagree])) => {
            let parts = [agree, neutral, disagree];
            let shown = parts.map(|part| c.language.percent(part)).join(" / ");
            let tints = [Tint::Agree, Tint::Neutral, Tint::Disagree];
            let parts = tints.into_iter().zip(parts).collect();
            let net = ((agree - disagree) * 100.0).round();
            let written = if net > 0.0 {
                c.language
                    .left_to_right(format!("+{}", c.language.decimal(net, 0)), true)
            } else {
                c.language.decimal(net, 0)
            };
            [
                Cell::Bar(parts, shown),
                share(agree, c),
                share(neutral, c),
                share(disagree, c),
                Cell::Number(net, written),
            ]
        }
        None => [(); 5].map(|()| missing(unit.answers.suppression())),
    };
    let agrees = unit.agreement.as_ref().is_some_and(|found| found.agrees);
    let agreement = match unit.agreement.as_ref().and_then(|found| found.r_wg.value) {
        Some(value) => {
            let (tint, key) = if agrees {
                (Tint::Ready, Key::VerdictAgreed)
            } else {
                (Tint::NotReady, Key::VerdictDivided)
            };
            let word = c.format(key, &[("value", Arg::Own(c.language.decimal(value, 2)))]);
            Cell::Sign(tint, word)
        }
        None => missing(unit.agreement.suppression()),
    };
    let score = match (
        unit.score.value().and_then(|score| score.value),
        unit.bounds.value(),
    ) {
        (Some(_), Some(bounds)) => Cell::Range {
            range: bounds,
            threshold: None,
            verdict: None,
            shown: c.language.percents(bounds),
        },
        _ => missing(unit.score.suppression().or(unit.bounds.suppression())),
    };
    let [bar, agree, neutral, disagree, net] = answers;
    let first_cells = [first, published_cell(unit.respondents, |n| count(n, c))];
    let rate = published_cell(unit.response_rate, |rate| match (rate.value, rate.reason) {
        (Some(rate), _) => share(rate, c),
        (None, Some(Reason::NobodyThere)) => Cell::NotApplicable,
        (None, _) => Cell::Unknown,
    });
    Row::new(
        first_cells
            .into_iter()
            .chain([rate, bar, agree, neutral, disagree, net, score, agreement]),
    )
}

fn climate(caption: Text, name: Text, first: Key, rows: Vec<Row>, c: &Catalogue) -> Table {
    let parts = [Key::ColumnAgree, Key::ColumnNeutral, Key::ColumnDisagree].map(|key| c.text(key));
    Table {
        caption,
        name,
        columns: vec![
            Column::start(c.text(first)),
            Column::end(c.text(Key::ColumnAnswered)),
            Column::end(c.text(Key::ColumnRate)),
            Column::start(c.text(Key::ColumnAnswers)).with_parts(parts),
            Column::end(c.text(Key::ColumnAgree)).tinted(Tint::Agree),
            Column::end(c.text(Key::ColumnNeutral)).tinted(Tint::Neutral),
            Column::end(c.text(Key::ColumnDisagree)).tinted(Tint::Disagree),
            Column::end(c.text(Key::ColumnNet)),
            Column::start(c.text(Key::ColumnScoreBounds)),
            Column::start(c.text(Key::ColumnAgreement)),
        ],
        rows,
        matrix: false,
    }
}

fn barriers(found: &BarriersAnswer, caption: Text, names: &ReportNames, c: &Catalogue) -> Table {
    let keys = [
        (Tint::Stage(0), Key::BarrierAwareness),
        (Tint::Stage(1), Key::BarrierDesire),
        (Tint::Stage(2), Key::BarrierKnowledge),
        (Tint::Stage(3), Key::BarrierAbility),
        (Tint::Stage(4), Key::BarrierReinforcement),
        (Tint::NoBarrier, Key::BarrierNone),
        (Tint::UnknownBarrier, Key::BarrierUnknown),
    ];
    let row = |unit: &UnitBarriers| {
        let name = Cell::Text(unit_name(unit.kind, &unit.title, c));
        let everyone = unit.kind == paratus::units::UnitKind::Organisation;
        let depth = depth_of(&unit.unit, names);
        let Some(n) = unit.counts.as_ref() else {
            let why = unit.counts.suppression();
            let sign = why.map_or(Cell::NotApplicable, Cell::Suppressed);
            let first = [name, counted(unit.respondents, c)];
            return Row::new(first.into_iter().chain([(); 8].map(|()| sign.clone())))
                .at_depth(depth);
        };
        let counts = [
            n.awareness,
            n.desire,
            n.knowledge,
            n.ability,
            n.reinforcement,
            n.none,
            n.unknown,
        ];
        let respondents = unit.respondents.value().unwrap_or_default();
        let shares = shares_of(counts, respondents);
        let bar = if counts.iter().sum::<u64>() == 0 {
            Cell::NotApplicable
        } else {
            let shown = shares.map(|share| c.language.percent(share)).join(" / ");
            Cell::Bar(
                keys.iter()
                    .zip(shares)
                    .map(|((tint, _), share)| (*tint, share))
                    .collect(),
                shown,
            )
        };
        let counts = counts.map(|n| count(n, c));
        Row::new(
            [name, counted(unit.respondents, c), bar]
                .into_iter()
                .chain(counts),
        )
        .strong(everyone)
        .at_depth(depth)
    };
    let counted = keys.map(|(tint, key)| Column::end(c.text(key)).tinted(tint));
    let bar =
        Column::start(c.text(Key::ColumnBarriers)).with_parts(keys.map(|(_, key)| c.text(key)));
    let first = [
        Column::start(c.text(Key::ColumnSection)),
        Column::end(c.text(Key::ColumnAnsweredStages)),
        bar,
    ];
    Table {
        caption,
        name: c.text(Key::NameBarriers),
        columns: first.into_iter().chain(counted).collect(),
        rows: found.units.iter().map(row).collect(),
        matrix: false,
    }
}

fn reliability(found: &InstrumentAnswer, caption: Text, c: &Catalogue) -> Table {
    let figure = |estimate: &Estimate| match (estimate.value, estimate.n) {
        (Some(value), _) => decimal(value, 2, c),
        (None, None) => Cell::Suppressed(Suppression::Threshold),
        (None, Some(_)) => Cell::Unknown,
    };
    let row = |name: Text, of: &paratus::survey::Reliability| {
        let interval = of.alpha.interval.map_or(Cell::Empty, |interval| {
            let range = paratus::Range {
                low: interval.low,
                high: interval.high,
            };
            Cell::Text(Text::own_words(c.language.range(range, None)))
        });
        Row::new([
            Cell::Text(name),
            count(of.items.len() as u64, c),
            of.complete
                .map_or(Cell::Suppressed(Suppression::Threshold), |complete| {
                    count(complete, c)
                }),
            figure(&of.alpha),
            interval,
            figure(&of.omega),
        ])
    };
    let each = found
        .constructs
        .iter()
        .filter(|construct| construct.items > 1);
    let rows =
        each.map(|construct| row(Text::author(&construct.construct), &construct.reliability));
    let all = row(c.text(Key::AllItems), &found.reliability).strong(true);
    Table {
        caption,
        name: c.format(
            Key::NameReliability,
            &[("instrument", Arg::Author(&found.title))],
        ),
        columns: vec![
            Column::start(c.text(Key::ColumnConstruct)),
            Column::end(c.text(Key::ColumnItems)),
            Column::end(c.text(Key::ColumnComplete)),
            Column::end(c.text(Key::ColumnAlpha)),
            Column::end(c.text(Key::ColumnInterval)),
            Column::end(c.text(Key::ColumnOmega)),
        ],
        rows: [all].into_iter().chain(rows).collect(),
        matrix: false,
    }
}

fn acts(answer: &SurveyAnswer, c: &Catalogue) -> Table {
    let row = |act: &paratus::survey::DatedAct| {
        let times = answer
            .commitment
            .acts
            .iter()
            .filter(|other| other.act == act.act)
            .count() as u64;
        Row::new([
            Cell::Text(Text::own_words(super::cells::act(&act.act, c))),
            super::cells::date(act.date, c),
            count(u64::try_from(act.age_days).unwrap_or_default(), c),
            count(times, c),
            Cell::Text(Text::author(&act.evidence)),
        ])
    };
    Table {
        caption: c.format(Key::CaptionActs, &[("date", Arg::Date(answer.as_of))]),
        name: c.text(Key::VoicesActs),
        columns: vec![
            Column::start(c.text(Key::ColumnAct)),
            Column::start(c.text(Key::ColumnLast)),
            Column::end(c.text(Key::ColumnDaysAgo)),
            Column::end(c.text(Key::ColumnTimes)),
            Column::start(c.text(Key::ColumnEvidence)),
        ],
        rows: answer.commitment.latest.iter().map(row).collect(),
        matrix: false,
    }
}
