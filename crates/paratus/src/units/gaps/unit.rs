//! What is missing in a unit.

use crate::disclosure::{Published, Publisher, READINESS, SuppressedFigures, uncoded};
use crate::fingerprint::PeopleSet;
use crate::model::Model;
use crate::population::NeedRows;
use crate::population::{Population, UnitIndex};
use crate::readiness::{RequirementReader, RequirementScore};
use crate::readiness::{Shortfall, State};
use crate::stats::Sum;
use crate::units::{Unit, UnitKind};
use crate::{Assessment, Date, Track};
use serde::Serialize;

/// The training gaps of a unit, the greatest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitGaps {
    /// The date of assessment.
    pub as_of: Date,
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// People of the unit.
    pub people: Published<u64>,
    /// What its people need: the greatest gap first, of equal ones what more people are not ready in, then in the order of the
    /// programme; suppressed ones last. The order is that of the figures given here. None where the unit is suppressed.
    pub rows: Vec<Gap>,
    /// The figures here that are suppressed, and why; each row has its own.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Id of the section or role; for the organisation the id of the programme.
    pub unit: String,
}

/// The gap of one objective at one level, over the people of a unit who need it at that level.
///
/// The counts from `ready` to `unknown` are by state and sum to `people`; published ones are rounded one by one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Gap {
    /// People without enough recent evidence either way.
    pub cannot_tell: Published<u64>,
    /// People who are ready and will not be within the refresh lead time.
    pub expiring: Published<u64>,
    /// How much of the unit's shortfall it makes up, in persons: each person's 1 - readiness is shared among what they
    /// need (exact Shapley values), and this is the sum. Over all rows it is people minus the sum of their readiness (low
    /// ends). Published: what is missing by `shown` as it is given, times what the objective weighs in these people's readiness.
    pub gap: Published<f64>,
    /// The part of the gap that lies with those who are not ready, per hour of teaching them; published: the whole gap per hour.
    pub gap_per_hour: Published<f64>,
    /// Hours that one person spends to be taught it; null where no activity teaches it.
    pub hours: Option<f64>,
    /// Name of the level, where the objective has a scale.
    pub level: Option<String>,
    /// People for whom even success in all that is unknown would not be enough.
    pub not_ready: Published<u64>,
    /// Id of the objective.
    pub objective: String,
    /// People who need it at this level.
    pub people: Published<u64>,
    /// Hours to teach it to everyone who is not ready.
    pub person_hours: Published<f64>,
    /// People who are ready, and will be for the refresh lead time.
    pub ready: Published<u64>,
    /// What is missing from 1, in parts: means over people.
    pub shortfall: Published<Shortfall>,
    /// What was shown, in [0, 1]: mean over people.
    pub shown: Published<f64>,
    /// People who were ready and are not any more, only because evidence aged or expired.
    pub stale: Published<u64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
    /// People without any evidence.
    pub unknown: Published<u64>,
}

impl Gap {
    /// People who are ready on the date, those included who will not be for long. The counts are rounded one by one, so the sum is
    /// held at all who need it.
    #[must_use]
    pub fn total_ready(&self) -> Published<u64> {
        self.ready
            .zip(self.expiring)
            .map(|(ready, expiring)| ready + expiring)
            .zip(self.people)
            .map(|(ready, people)| ready.min(people))
    }
}

/// Counts and sums over people who need the same.
#[derive(Clone, Copy, Debug, Default)]
struct GapTally {
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
    /// What the objective weighs in readiness, over these people: the document says it.
    weight: f64,
}

impl GapTally {
    fn add(&mut self, part: &RequirementScore) {
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

pub(super) fn gaps(
    assessment: &Assessment,
    unit: Unit<'_>,
    publisher: &Publisher,
) -> Option<UnitGaps> {
    let model = assessment.programme.model();
    let at = UnitIndex::find(model, unit)?;
    let population = &assessment.board().population;
    let (id, title) = at.names(model);
    let count = population.set_of(at, |_| true).people;
    let people = publisher.of(count, count);
    let rows = if people.is_suppressed() {
        Vec::new()
    } else {
        rows(assessment, population, publisher, at, count)
    };
    Some(UnitGaps {
        as_of: assessment.as_of,
        kind: at.kind(),
        people,
        rows,
        suppressed: SuppressedFigures::default().with_figure("people", &people),
        title: title.to_owned(),
        unit: id.to_owned(),
    })
}

#[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
fn rows(
    assessment: &Assessment,
    population: &Population,
    publisher: &Publisher,
    at: UnitIndex,
    people: u64,
) -> Vec<Gap> {
    let model = assessment.programme.model();
    let chosen = at.groups(population);
    let rows = NeedRows::new(model, population, &chosen);
    let mut tallies = vec![(PeopleSet::default(), GapTally::default()); rows.needs.len()];
    for (group, _) in population
        .groups
        .iter()
        .zip(&chosen)
        .filter(|(_, chosen)| **chosen)
    {
        let profile = &model.profiles[group.profile];
        let needs = profile.requirements.iter().zip(&profile.shares);
        for ((need, share), &row) in needs.zip(rows.rows_of(group.profile)) {
            let track = model.objectives[need.objective].track;
            tallies[row].0 += group.set();
            tallies[row].1.weight += share * profile.track_shares.get(track) * group.people as f64;
        }
    }
    let mut parts = RequirementReader::new(assessment);
    for (person, group) in population.people().filter(|&(_, group)| chosen[group]) {
        let of_profile = rows.rows_of(population.groups[group].profile);
        for (part, &row) in parts.scores_of(person).iter().zip(of_profile) {
            tallies[row].1.add(part);
        }
    }
    let twins = rows.are_twins(model, population, &chosen);
    let row = |(((set, tally), &need), is_twin): ((&(PeopleSet, GapTally), _), bool)| {
        gap(model, publisher, need, (*set, is_twin), tally, people)
    };
    let list = tallies.iter().zip(&rows.needs).zip(twins);
    let mut list: Vec<Gap> = list.map(row).collect();
    list.sort_by(|a, b| {
        rank(b)
            .0
            .total_cmp(&rank(a).0)
            .then(rank(b).1.cmp(&rank(a).1))
    });
    list
}

/// What rows are ranked by: the gap, and how many are not ready.
fn rank(row: &Gap) -> (f64, u64) {
    let open = row
        .people
        .value()
        .zip(row.ready.value())
        .zip(row.expiring.value());
    let open = open.map_or(0, |((people, ready), expiring)| {
        people.saturating_sub(ready + expiring)
    });
    (row.gap.value().unwrap_or(-1.0), open)
}

/// A row about the people of a set, in a unit of `people`. Beside its twin, figures of the unit about the same people, it is not given.
#[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
fn gap(
    model: &Model,
    publisher: &Publisher,
    (objective, level): (usize, u8),
    (set, is_twin): (PeopleSet, bool),
    tally: &GapTally,
    people: u64,
) -> Gap {
    let compiled = &model.objectives[objective];
    let level_name = compiled.level_name(level);
    let hours = model.hours_to_teach(objective, level);
    let count = |count: u64, state: State| {
        publisher.given_if(!is_twin, publisher.count(count, set, state.name()))
    };
    let mean = |sum: Sum, measure: &str| {
        let mean = publisher.mean(sum.mean(set.people), set, measure);
        publisher.given_if(!is_twin, mean)
    };
    let (ready, expiring) = (
        count(tally.ready, State::Ready),
        count(tally.expiring, State::Expiring),
    );
    let open = ready
        .zip(expiring)
        .map(|(ready, expiring)| set.people.saturating_sub(ready + expiring));
    let person_hours = open.and_then(|open| Some(hours? * open as f64));
    let shown = mean(tally.shown, READINESS);
    // A sum of parts of people, in shares that the document says, lies on a grid of its own, on which a rest of nobody would be known.
    // So it is made from what was shown as it is given.
    let (gap, open_gap) = if publisher.is_internal() {
        (
            publisher.of(set.people, tally.gap.total()),
            publisher.of(set.people, tally.open_gap.total()),
        )
    } else {
        let gap = shown.map(|shown| tally.weight * (1.0 - uncoded(shown)));
        (gap, gap)
    };
    let shortfall = mean(tally.failed, "failed")
        .zip(mean(tally.never, "never evidenced"))
        .zip(mean(tally.aged, "stale"));
    let row = Gap {
        cannot_tell: count(tally.cannot_tell, State::CannotTell),
        expiring,
        gap,
        gap_per_hour: open_gap
            .zip(person_hours)
            .and_then(|(gap, hours)| (hours > 0.0).then(|| gap / hours)),
        hours,
        level: level_name.map(str::to_owned),
        not_ready: count(tally.not_ready, State::NotReady),
        objective: compiled.id.clone(),
        people: publisher.of(people, set.people),
        person_hours,
        ready,
        shortfall: shortfall.map(|((failed, never_evidenced), stale)| Shortfall {
            failed,
            never_evidenced,
            stale,
        }),
        shown,
        stale: count(tally.stale, State::Stale),
        suppressed: SuppressedFigures::default(),
        title: compiled.title.clone(),
        track: compiled.track,
        unknown: count(tally.unknown, State::Unknown),
    };
    let suppressed = SuppressedFigures::default()
        .with_figure("cannot_tell", &row.cannot_tell)
        .with_figure("expiring", &row.expiring)
        .with_figure("gap", &row.gap)
        .with_figure("gap_per_hour", &row.gap_per_hour)
        .with_figure("not_ready", &row.not_ready)
        .with_figure("people", &row.people)
        .with_figure("person_hours", &row.person_hours)
        .with_figure("ready", &row.ready)
        .with_figure("shortfall", &row.shortfall)
        .with_figure("shown", &row.shown)
        .with_figure("stale", &row.stale)
        .with_figure("unknown", &row.unknown);
    Gap { suppressed, ..row }
}
