//! `survey` as a flat table: one row for each figure.

use paratus::Range;
use paratus::answers::{InstrumentAnswer, SurveyAnswer};
use paratus::disclosure::Suppression;
use paratus::survey::{Estimate, Interval, Reliability};

pub(super) const HEADER: [&str; 9] = [
    "instrument",
    "about",
    "unit",
    "figure",
    "value",
    "low",
    "high",
    "n",
    "reason",
];

type Row = [String; 9];

pub(super) fn rows(answer: &SurveyAnswer) -> Vec<Row> {
    let mut rows = Vec::new();
    answer
        .instruments
        .iter()
        .for_each(|written| of_instrument(written, &mut rows));
    for act in &answer.commitment.acts {
        let value = act.date.to_string();
        rows.push(row(
            ["", "act", &act.actor, &act.act],
            value,
            None,
            None,
            None,
        ));
    }
    rows
}

fn of_instrument(written: &InstrumentAnswer, rows: &mut Vec<Row>) {
    let id = written.instrument.as_str();
    reliability(id, "", &written.reliability, rows);
    for construct in &written.constructs {
        let about = construct.construct.as_str();
        reliability(id, about, &construct.reliability, rows);
        for unit in &construct.units {
            let name = unit.unit.as_str();
            let bounds = unit
                .bounds
                .value()
                .map(|Range { low, high, .. }| Interval { high, low });
            let score = unit.score.value().map(|mut score| {
                score.interval = bounds;
                score
            });
            let agreement = unit.agreement.as_ref().map(|agreement| agreement.r_wg);
            rows.push(figure_row(
                [id, about, name, "score"],
                score,
                unit.score.why(),
            ));
            rows.push(figure_row(
                [id, about, name, "agreement"],
                agreement,
                unit.agreement.why(),
            ));
            rows.push(figure_row(
                [id, about, name, "response_rate"],
                unit.response_rate.value(),
                unit.response_rate.why(),
            ));
        }
    }
    for unit in written.barriers.iter().flat_map(|barriers| &barriers.units) {
        let reason = unit.counts.why().map(|why| why.to_string());
        let Some(counts) = unit.counts.value() else {
            rows.push(row(
                [id, "barriers", &unit.unit, ""],
                String::new(),
                None,
                None,
                reason,
            ));
            continue;
        };
        for (stage, count) in [
            ("awareness", counts.awareness),
            ("desire", counts.desire),
            ("knowledge", counts.knowledge),
            ("ability", counts.ability),
            ("reinforcement", counts.reinforcement),
            ("none", counts.none),
            ("unknown", counts.unknown),
        ] {
            rows.push(row(
                [id, "barriers", &unit.unit, stage],
                count.to_string(),
                None,
                unit.respondents.value(),
                None,
            ));
        }
    }
}

fn reliability(id: &str, about: &str, figures: &Reliability, rows: &mut Vec<Row>) {
    for (name, figure) in [
        ("alpha", &figures.alpha),
        ("standardised_alpha", &figures.standardised_alpha),
        ("lambda2", &figures.lambda2),
        ("lambda6", &figures.lambda6),
        ("omega", &figures.omega),
        ("mean_correlation", &figures.mean_correlation),
    ] {
        rows.push(estimate([id, about, "", name], figure));
    }
    for item in &figures.items {
        rows.push(estimate(
            [id, about, &item.item, "item_rest"],
            &item.item_rest,
        ));
        rows.push(estimate(
            [id, about, &item.item, "alpha_if_dropped"],
            &item.alpha_if_dropped,
        ));
    }
}

/// An estimate, or why it is suppressed.
fn figure_row(names: [&str; 4], figure: Option<Estimate>, why: Option<Suppression>) -> Row {
    match figure {
        Some(figure) => estimate(names, &figure),
        None => row(
            names,
            String::new(),
            None,
            None,
            why.map(|why| why.to_string()),
        ),
    }
}

fn estimate(names: [&str; 4], figure: &Estimate) -> Row {
    let value = figure
        .value
        .map(|value| value.to_string())
        .unwrap_or_default();
    row(
        names,
        value,
        figure.interval,
        figure.n,
        figure.reason.map(|reason| reason.to_string()),
    )
}

fn row(
    names: [&str; 4],
    value: String,
    within: Option<Interval>,
    n: Option<u64>,
    reason: Option<String>,
) -> Row {
    let [instrument, about, unit, figure] = names.map(str::to_owned);
    let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
    let (low, high) = (
        end(within.map(|within| within.low)),
        end(within.map(|within| within.high)),
    );
    let n = n.map(|n| n.to_string()).unwrap_or_default();
    [
        instrument,
        about,
        unit,
        figure,
        value,
        low,
        high,
        n,
        reason.unwrap_or_default(),
    ]
}
