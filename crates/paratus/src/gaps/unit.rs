//! What is missing in a unit.

#![expect(clippy::indexing_slicing, reason = "groups, rows and slots are indices of the same assessment")]

use super::Rows;
use crate::model::Model;
use crate::order::Order;
use crate::readiness::{Part, Parts};
use crate::stats::Sum;
use crate::units::{At, Decisions, NeedDecisions, Population};
use crate::{Assessment, Date, Shortfall, State, Track, Unit, UnitKind};
use serde::Serialize;

/// What is missing in a unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitGaps {
    /// The date of assessment.
    pub as_of: Date,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// What its people need: the greatest gap first, equal ones in the order of the programme, suppressed ones last. A row
    /// whose gap is withheld stands where it would with the mean gap, in the other rows of its track, of those who are not
    /// ready.
    pub rows: Vec<Gap>,
    /// Whether all figures are withheld: the unit has too few people, or others could be told from it.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Id of the section or role; for the organisation the id of the programme.
    pub unit: String,
}

/// What is missing of one objective at one level, over the people of a unit who need it at that level.
///
/// The counts from `ready` to `unknown` are by state and sum to `people`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Gap {
    /// People whose evidence does not decide.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cannot_tell: Option<u64>,
    /// People who are ready and will not be within the refresh lead time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiring: Option<u64>,
    /// How much of the unit's shortfall it makes up, in persons: each person's 1 - readiness is shared among what they
    /// need (exact Shapley values), and this is the sum. Over all rows, none withheld, it is people minus the sum of
    /// their readiness (low ends); where rows are suppressed it is left out of some others, so that it does not tell of
    /// them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap: Option<f64>,
    /// The part of the gap that lies with those who are not ready, per hour of teaching them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_per_hour: Option<f64>,
    /// Hours that one person spends to be taught it; null where no activity teaches it.
    pub hours: Option<f64>,
    /// Name of the level, where the objective has a scale.
    pub level: Option<String>,
    /// People for whom even success in all that is unknown would not be enough.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_ready: Option<u64>,
    /// Id of the objective.
    pub objective: String,
    /// People who need it at this level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub people: Option<u64>,
    /// Hours to teach it to everyone who is not ready.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_hours: Option<f64>,
    /// People who are ready, and will be for the refresh lead time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<u64>,
    /// What is missing from 1, in parts: means over people. Left out of some rows, as the gap is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Shortfall>,
    /// What was shown, in [0, 1]: mean over people. Left out of some rows, as the gap is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<f64>,
    /// People who were ready and are not any more, only because evidence aged or expired.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stale: Option<u64>,
    /// Whether the figures are withheld: they are about too few people, or others could be told from them.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
    /// People without any evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown: Option<u64>,
}

/// Counts and sums over people who need the same.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    people: u64,
    ready: u64,
    expiring: u64,
    not_ready: u64,
    cannot_tell: u64,
    stale: u64,
    unknown: u64,
    shown: Sum,
    failed: Sum,
    aged: Sum,
    never: Sum,
    gap: Sum,
    open_gap: Sum,
}

impl Tally {
    fn add(&mut self, part: &Part) {
        self.people += 1;
        let is_ready = matches!(part.state, State::Ready | State::Expiring);
        match part.state {
            State::Ready => self.ready += 1,
            State::Expiring => self.expiring += 1,
            State::NotReady => self.not_ready += 1,
            State::CannotTell => self.cannot_tell += 1,
            State::Stale => self.stale += 1,
            State::Unknown | State::NotRequired | State::Unused => self.unknown += 1,
        }
        self.shown.add(part.opinion.shown);
        self.failed.add(part.shortfall.failed);
        self.aged.add(part.shortfall.stale);
        self.never.add(part.shortfall.never_evidenced);
        self.gap.add(part.gap);
        if !is_ready {
            self.open_gap.add(part.gap);
        }
    }
}

pub(super) fn gaps(assessment: &Assessment, unit: Unit<'_>) -> Option<UnitGaps> {
    let model = assessment.programme.model();
    let at = At::find(model, unit)?;
    let population = Population::new(model, assessment.as_of);
    let decisions = Decisions::new(model, &population);
    let (id, title) = at.names(model);
    let suppressed = !at.is_in(&decisions.units);
    let rows = if suppressed { Vec::new() } else { rows(assessment, &population, &decisions, at) };
    let (title, unit) = (title.to_owned(), id.to_owned());
    Some(UnitGaps { as_of: assessment.as_of, kind: at.kind(), rows, suppressed, title, unit })
}

fn rows(assessment: &Assessment, population: &Population, decisions: &Decisions, at: At) -> Vec<Gap> {
    let model = assessment.programme.model();
    let chosen = at.groups(population);
    let rows = Rows::new(model, population, &chosen);
    let mut tallies = vec![Tally::default(); rows.needs.len()];
    let mut parts = Parts::new(assessment);
    for (person, group) in population.people().filter(|&(_, group)| chosen[group]) {
        let of_profile = rows.of(population.groups[group].profile);
        for (part, &row) in parts.of(person).iter().zip(of_profile) {
            tallies[row].add(part);
        }
    }
    let decisions = NeedDecisions::new(model, population, decisions);
    let mut list: Vec<(Option<Sum>, Gap)> = tallies
        .iter()
        .zip(&rows.needs)
        .map(|(tally, &need)| {
            let may = May { gap: decisions.gap(need), shown: decisions.shown(need), told: decisions.told(need, at) };
            (Some(tally.gap).filter(|_| may.told && may.gap), gap(model, need, tally, may))
        })
        .collect();
    let likely: Vec<Option<Sum>> = list.iter().map(|(known, row)| known.or_else(|| likely(&list, row))).collect();
    list.iter_mut().zip(likely).for_each(|((known, _), likely)| *known = likely);
    list.order_by(|(a, _), (b, _)| b.cmp(a));
    list.into_iter().map(|(_, gap)| gap).collect()
}

/// People of a row who are not ready.
fn open(row: &Gap) -> Option<u64> {
    Some(row.people? - row.ready? - row.expiring?)
}

/// What a row whose gap is withheld is taken to stand for, for each of those who are not ready: made of published figures
/// alone, so that its place among the others tells nothing.
pub(crate) fn likely_gap<'a>(rows: impl Iterator<Item = &'a Gap> + Clone, row: &Gap) -> f64 {
    let mean = |same: &dyn Fn(&Gap) -> bool| {
        let told = rows.clone().filter(|other| same(other)).filter_map(|other| Some((other.gap?, open(other)?)));
        let (gap, open) = told.fold((0.0, 0), |sum, (gap, open)| (sum.0 + gap, sum.1 + open));
        (open > 0).then(|| gap / open as f64)
    };
    mean(&|other| other.track == row.track).or_else(|| mean(&|_| true)).unwrap_or_default()
}

fn likely(list: &[(Option<Sum>, Gap)], row: &Gap) -> Option<Sum> {
    let each = likely_gap(list.iter().map(|(_, other)| other), row);
    let mut sum = Sum::default();
    (0..open(row)?).for_each(|_| sum.add(each));
    Some(sum)
}

/// What may leave of a row.
#[derive(Clone, Copy)]
struct May {
    gap: bool,
    shown: bool,
    told: bool,
}

fn gap(model: &Model, (objective, level): (usize, u8), tally: &Tally, may: May) -> Gap {
    let compiled = &model.objectives[objective];
    let shown = may.told;
    let hours = model.hours_to_teach(objective, level);
    let to_teach = tally.people - tally.ready - tally.expiring;
    let person_hours = hours.map(|hours| hours * to_teach as f64).filter(|_| shown);
    let figure = |value: u64| shown.then_some(value);
    let mean = |sum: Sum| sum.mean(tally.people).unwrap_or_default();
    Gap {
        cannot_tell: figure(tally.cannot_tell),
        expiring: figure(tally.expiring),
        gap: (shown && may.gap).then(|| tally.gap.total()),
        gap_per_hour: person_hours.filter(|hours| may.gap && *hours > 0.0).map(|hours| tally.open_gap.total() / hours),
        hours,
        level: compiled.level_name(level).map(str::to_owned),
        not_ready: figure(tally.not_ready),
        objective: compiled.id.clone(),
        people: figure(tally.people),
        person_hours,
        ready: figure(tally.ready),
        shortfall: (shown && may.shown).then(|| Shortfall {
            failed: mean(tally.failed),
            never_evidenced: mean(tally.never),
            stale: mean(tally.aged),
        }),
        shown: (shown && may.shown).then(|| mean(tally.shown)),
        stale: figure(tally.stale),
        suppressed: !shown,
        title: compiled.title.clone(),
        track: compiled.track,
        unknown: figure(tally.unknown),
    }
}
