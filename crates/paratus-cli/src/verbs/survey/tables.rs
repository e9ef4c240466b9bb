//! The tables of `survey`.

use crate::console::{FAINT, Look};
use crate::disclosure::{self, published_cell};
use crate::formatting;
use crate::strip::strip;
use crate::table::{Align, Cell, Table};
use crate::verbs::unit_name;
use anstyle::Style;
use paratus::Programme;
use paratus::Range;
use paratus::answers::InstrumentAnswer;
use paratus::figure::{self, Threshold};
use paratus::survey::{
    Commitment, Estimate, Interval, ItemReliability, OBSERVERS_WITHIN_DAYS, Observers, Reason,
    Reliability, UnitBarriers, UnitClimate,
};
use paratus::units::UnitKind;

/// A figure with two digits, or why there is none.
fn figure(estimate: &Estimate) -> Cell {
    match estimate.value {
        Some(value) => formatting::two_decimals(value).into(),
        None => Cell::styled("[x]", FAINT),
    }
}

/// Items that are shown together, with their figures.
fn sets(written: &InstrumentAnswer) -> Vec<(String, &Reliability)> {
    let several = written
        .constructs
        .iter()
        .filter(|construct| construct.items > 1);
    let mut sets: Vec<(String, &Reliability)> = several
        .map(|construct| {
            (
                format!("{} ({} items)", construct.construct, construct.items),
                &construct.reliability,
            )
        })
        .collect();
    let all = written.reliability.items.len();
    if sets.len() != 1
        || sets
            .first()
            .is_some_and(|(_, only)| only.items.len() != all)
    {
        let name = match all {
            1 => "the only item".to_owned(),
            _ => format!("all {all} items"),
        };
        sets.push((name, &written.reliability));
    }
    sets
}

/// Reliability of the instrument and of what it measures.
pub(super) fn reliability(written: &InstrumentAnswer) -> Table {
    let mut table = Table::new([
        ("items", Align::Left),
        ("answered all", Align::Right),
        ("alpha", Align::Right),
        ("95%", Align::Left),
        ("standardised", Align::Right),
        ("lambda-2", Align::Right),
        ("lambda-6", Align::Right),
        ("omega", Align::Right),
        ("lowest item-rest r", Align::Left),
    ])
    .optional(["lambda-2", "standardised", "lambda-6"]);
    for (name, figures) in sets(written) {
        let interval = figures.alpha.interval.map(|within| interval_words(&within));
        let lowest = figures
            .items
            .iter()
            .filter_map(|item| Some((item.item_rest.value?, &item.item)));
        let lowest = match (
            figures.alpha.reason,
            lowest.min_by(|a, b| a.0.total_cmp(&b.0)),
        ) {
            (Some(reason), _) => reason.to_string(),
            (None, Some((r, item))) => format!("{r:.2} {item}"),
            (None, None) => String::new(),
        };
        table.row([
            name.into(),
            figures.complete.map_or_else(
                || Cell::styled("[c]", FAINT),
                |n| formatting::thousands(n).into(),
            ),
            figure(&figures.alpha),
            interval.unwrap_or_default().into(),
            figure(&figures.standardised_alpha),
            figure(&figures.lambda2),
            figure(&figures.lambda6),
            figure(&figures.omega),
            lowest.into(),
        ]);
    }
    table
}

/// Items that nobody answered, that may be worded the other way round, or that everybody answers alike.
pub(super) fn item_notes(written: &InstrumentAnswer) -> Vec<String> {
    let named = |wanted: fn(&ItemReliability) -> bool| {
        let items = sets(written)
            .into_iter()
            .flat_map(|(_, figures)| &figures.items);
        let mut names: Vec<String> = items
            .filter(|item| wanted(item))
            .map(|item| format!("`{}`", item.item))
            .collect();
        names.sort();
        names.dedup();
        names
    };
    let reversed = named(|item| item.maybe_reversed);
    let constant = named(|item| item.item_rest.reason == Some(Reason::NoVariance));
    let unanswered = named(|item| item.item_rest.reason == Some(Reason::NobodyAnswered));
    let asked = written.reliability.items.len();
    let mut notes = Vec::new();
    if !unanswered.is_empty() && unanswered.len() < asked {
        notes.push(format!(
            "No answers of single people to {} are known. What needs answers to all items cannot be computed.",
            formatting::list(&unanswered)
        ));
    }
    for (name, figures) in sets(written) {
        // Items that everybody answers alike are named below.
        let lambda6 = figures
            .lambda6
            .reason
            .filter(|reason| figures.alpha.value.is_some() && *reason != Reason::NoVariance);
        notes.extend(lambda6.map(|reason| format!("No lambda-6 of {name}: {reason}.")));
    }
    if !reversed.is_empty() {
        notes.push(format!(
            "Against the other items: {}. Is one worded the other way round, and not `reversed`?",
            formatting::list(&reversed)
        ));
    }
    if !constant.is_empty() {
        notes.push(format!(
            "Everybody gave the same answer to {}. Alpha counts such items with a variance of 0; figures from correlations need variance.",
            formatting::list(&constant)
        ));
    }
    notes
}

/// Units with more respondents than people, whose response rate is therefore unknown.
pub(super) fn overfull_units(units: &[UnitClimate]) -> Vec<String> {
    let overfull = |unit: &UnitClimate| {
        let (respondents, people) = (unit.respondents.value()?, unit.people.value()?);
        (respondents > people).then(|| {
            let name = match unit.kind {
                UnitKind::Organisation => "everyone together".to_owned(),
                _ => format!("`{}`", unit.unit),
            };
            format!("{name}: {respondents} answered, but {people} work there")
        })
    };
    let found: Vec<String> = units.iter().filter_map(overfull).collect();
    if found.is_empty() {
        return Vec::new();
    }
    vec![format!(
        "The response rate is unknown where more people answered than work there ({}).",
        found.join("; ")
    )]
}

/// How far answers agree, on the side of the cut where it is.
fn agreed(value: f64, cut: f64) -> String {
    figure::decimal_beside(value, Threshold::AtLeast(cut), 2)
}

/// An interval, rounded outwards.
fn interval_words(found: &Interval) -> String {
    formatting::range(Range {
        low: found.low,
        high: found.high,
    })
}

/// What the people of a unit think. The tick of the strip is at the middle.
fn row(name: Cell, unit: &UnitClimate, look: &Look) -> [Cell; 8] {
    let bounds = unit.bounds.value();
    let score = published_cell(unit.score, |score| match score.value {
        Some(value) => formatting::two_decimals(value).into(),
        None => Cell::styled("[x]", FAINT),
    });
    let reason = unit.score.value().and_then(|score| score.reason);
    let agreement = match unit.agreement.as_ref() {
        None => Cell::styled(disclosure::sign(&unit.agreement), FAINT),
        Some(found) => match (found.r_wg.value, reason) {
            (Some(value), None) if !found.agrees => format!(
                "{}, divided (below {})",
                agreed(value, found.cut),
                formatting::threshold(found.cut)
            )
            .into(),
            (Some(value), Some(reason)) => format!("{}: {reason}", agreed(value, found.cut)).into(),
            (Some(value), None) => agreed(value, found.cut).into(),
            (None, reason) => {
                let reason = found
                    .r_wg
                    .reason
                    .or(reason)
                    .map(|reason| reason.to_string())
                    .unwrap_or_default();
                Cell::styled(reason, FAINT)
            }
        },
    };
    [
        name,
        disclosure::count(unit.respondents).into(),
        disclosure::count(unit.people).into(),
        published_cell(unit.response_rate, |rate| match rate.value {
            Some(rate) => formatting::percent(rate).into(),
            None if rate.reason == Some(Reason::NobodyThere) => Cell::styled("[z]", FAINT),
            None => Cell::styled("[x]", FAINT),
        }),
        score,
        bounds
            .map(|bounds| strip(bounds, 0.5, look.ascii))
            .unwrap_or_default()
            .into(),
        bounds.map(formatting::range).unwrap_or_default().into(),
        agreement,
    ]
}

/// What people of each unit think.
pub(super) fn climate(programme: &Programme, units: &[UnitClimate], look: &Look) -> Table {
    let mut table = columns("section");
    let name = |unit: &UnitClimate| unit_name(programme, unit.kind, &unit.unit, &unit.title).into();
    units
        .iter()
        .for_each(|unit| table.row(row(name(unit), unit, look)));
    table
}

/// What everyone says of the objectives that an instrument asks for.
pub(super) fn objectives(written: &InstrumentAnswer, look: &Look) -> Table {
    let mut table = columns("objective");
    for construct in written
        .constructs
        .iter()
        .filter(|construct| construct.objective)
    {
        let whole = construct
            .units
            .iter()
            .find(|unit| unit.kind == UnitKind::Organisation);
        whole
            .into_iter()
            .for_each(|unit| table.row(row(construct.construct.as_str().into(), unit, look)));
    }
    table
}

fn columns(first: &'static str) -> Table {
    Table::new([
        (first, Align::Left),
        ("answered", Align::Right),
        ("of", Align::Right),
        ("rate", Align::Right),
        ("score", Align::Right),
        ("if all answered", Align::Left),
        ("range", Align::Left),
        ("agreement", Align::Left),
    ])
    .optional(["if all answered"])
}

/// How many people are stuck where.
pub(super) fn barriers(programme: &Programme, units: &[UnitBarriers]) -> Table {
    let mut table = Table::new([
        ("section", Align::Left),
        ("answered stages", Align::Right),
        ("of", Align::Right),
        ("awareness", Align::Right),
        ("desire", Align::Right),
        ("knowledge", Align::Right),
        ("ability", Align::Right),
        ("reinforcement", Align::Right),
        ("none", Align::Right),
        ("unknown", Align::Right),
    ]);
    for unit in units {
        let name = unit_name(programme, unit.kind, &unit.unit, &unit.title).into();
        let Some(counts) = unit.counts.value() else {
            let sign = disclosure::sign(&unit.counts);
            let [a, b, c, d, e, f, g] = [(); 7].map(|()| Cell::styled(sign, FAINT));
            let people = disclosure::count(unit.people).into();
            let respondents = disclosure::count(unit.respondents).into();
            table.row([name, respondents, people, a, b, c, d, e, f, g]);
            continue;
        };
        let count = |count: u64| {
            Cell::styled(
                formatting::thousands(count),
                if count == 0 { FAINT } else { Style::new() },
            )
        };
        table.row([
            name,
            published_cell(unit.respondents, count),
            published_cell(unit.people, count),
            count(counts.awareness),
            count(counts.desire),
            count(counts.knowledge),
            count(counts.ability),
            count(counts.reinforcement),
            count(counts.none),
            count(counts.unknown),
        ]);
    }
    table
}

/// The latest act of each name.
pub(super) fn commitment(done: &Commitment) -> Table {
    let mut table = Table::new([
        ("act", Align::Left),
        ("last on", Align::Left),
        ("days before", Align::Right),
        ("times", Align::Right),
        ("by", Align::Left),
        ("evidence", Align::Left),
    ]);
    for act in &done.latest {
        let times = done
            .acts
            .iter()
            .filter(|other| other.act == act.act)
            .count();
        table.row([
            formatting::clean(&act.act).into(),
            act.date.to_string().into(),
            formatting::thousands(u64::try_from(act.age_days).unwrap_or(0)).into(),
            formatting::thousands(times as u64).into(),
            act.actor.as_str().into(),
            formatting::clean(&act.evidence).into(),
        ]);
    }
    table
}

/// How far observers agree, in a sentence.
pub(super) fn observers(found: &Observers) -> String {
    if found.kappa.is_suppressed() {
        return "Suppressed: too few people were seen by two observers.".to_owned();
    }
    let Some((kappa, pairs)) = found
        .kappa
        .value()
        .zip(found.kappa.value().and_then(|one| one.n))
    else {
        return no_pairs();
    };
    if kappa.reason == Some(Reason::NobodyAnswered) {
        return no_pairs();
    }
    let agreement = found.agreement.value().map_or_else(String::new, |share| {
        format!(": {} agree", formatting::percent(share))
    });
    let within = |interval: Option<Interval>| match interval {
        Some(at) => format!(" (95% {})", interval_words(&at)),
        None => String::new(),
    };
    let beyond_chance = match (kappa.value, kappa.reason) {
        (Some(value), _) => format!(
            "weighted kappa {}{}",
            formatting::two_decimals(value),
            within(kappa.interval)
        ),
        (None, Some(Reason::NoVariance)) => {
            "kappa cannot be computed, because everybody was given the same value".to_owned()
        }
        (None, Some(reason)) => format!("kappa cannot be computed: {reason}"),
        (None, None) => "kappa cannot be computed".to_owned(),
    };
    let icc = found.icc.as_ref().map_or_else(String::new, |icc| {
        format!(
            "; intraclass correlation ICC(1,1) {:.2}{}",
            icc.value,
            within(icc.interval)
        )
    });
    format!(
        "{} within {OBSERVERS_WITHIN_DAYS} days{agreement}; {beyond_chance}{icc}.",
        formatting::count(
            pairs as usize,
            "pair of observations by two observers",
            "pairs of observations by two observers"
        ),
    )
}

/// What is said where there is nothing to compare.
fn no_pairs() -> String {
    format!("No figure: nobody was observed by two observers within {OBSERVERS_WITHIN_DAYS} days.")
}
