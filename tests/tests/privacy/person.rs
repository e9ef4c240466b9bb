//! What may be asked of one person, and what a person's evidence comes to: the method page in a few lines of its own.

use super::world::{Requirement, TRACKS, World};
use std::collections::BTreeMap;

/// States of a requirement, as files name them.
pub(crate) const STATES: [&str; 6] = [
    "ready",
    "expiring",
    "not_ready",
    "cannot_tell",
    "stale",
    "unknown",
];
pub(crate) const VERDICTS: [&str; 3] = ["ready", "not_ready", "cannot_tell"];
/// Exponents that a sensitivity analysis tries: the first of its variants.
pub(crate) const EXPONENTS: [f64; 4] = [1.0, 0.0, -1.0, -2.0];
/// All variants of a sensitivity analysis.
pub(crate) const VARIANTS: [(&str, f64); 11] = [
    ("exponent", 1.0),
    ("exponent", 0.0),
    ("exponent", -1.0),
    ("exponent", -2.0),
    ("prior_weight", 1.0),
    ("prior_weight", 2.0),
    ("prior_weight", 4.0),
    ("half_lives", 0.5),
    ("half_lives", 1.5),
    ("evidence_weights", 0.5),
    ("evidence_weights", 1.5),
];

/// A quantity that each person has, and of which figures are sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// 1 where the verdict is this one.
    Verdict(usize),
    /// The same under another rule of [`VARIANTS`].
    VerdictUnder(usize, usize),
    /// 1 where the verdict is still ready on a day of the forecast.
    ReadyOn(usize),
    /// 1 where the objective is ready, however long still.
    Held(usize),
    /// 1 where the objective is refreshed in this month of the calendar of a date: objective, date, month.
    Refreshed(usize, usize, usize),
    /// 1 where the plan of a date seats the person for the objective in a place: a listed month, [`FEW`] or [`UNPLACED`].
    Seat(usize, usize, usize),
    /// 1 where the objective is in this state.
    State(usize, usize),
    /// Lower and upper bound of the objective's range, and the part of it that was never evidenced.
    Low(usize),
    High(usize),
    Never(usize),
    /// Lower and upper bound of readiness.
    ReadyLow,
    ReadyHigh,
    /// The part of the person's gap that the objective makes up.
    Gap(usize),
    /// 1 where a track (3: all of them) reaches a threshold, in thousandths; `true`: where it still may.
    Reaches(usize, u32, bool),
    /// 1 where everything needed of a phase is ready; `true`: where it still may be.
    Phase(usize, bool),
    /// 1 where something holds of which nothing is derived: that a survey was answered, a verdict under other rules.
    Other(usize),
    /// An amount of which nothing is derived: an answer to a survey.
    Amount(usize),
}

impl Measure {
    /// Whether each person counts 0 or 1, so that sums are whole.
    pub(crate) fn is_whole(self) -> bool {
        use Measure::*;
        !matches!(
            self,
            Low(_) | High(_) | Never(_) | ReadyLow | ReadyHigh | Gap(_) | Amount(_)
        )
    }
}

/// The state of a person in an objective.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Standing {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) never: f64,
    pub(crate) state: usize,
}

/// What people with the same section and roles have in common, at a date.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Profile {
    pub(crate) needs: BTreeMap<usize, Requirement>,
    /// Of each objective its track, and its weight's share in it.
    pub(crate) shares: BTreeMap<usize, (usize, f64)>,
    /// The tracks in which something is needed.
    pub(crate) tracks: Vec<usize>,
    pub(crate) exponent: f64,
    pub(crate) threshold: f64,
}

impl PartialEq for Requirement {
    fn eq(&self, other: &Requirement) -> bool {
        (
            self.objective,
            self.level,
            self.weight,
            self.critical,
            self.threshold,
        ) == (
            other.objective,
            other.level,
            other.weight,
            other.critical,
            other.threshold,
        )
    }
}

/// What a survey asks about one thing, and its place among [`Person::others`]: answered, score, agree, neutral, disagree, and the square
/// of the score.
pub(crate) const ASKED: [(&str, usize); 2] = [("buy-in", 0), ("o0", 6)];
/// The place of the square of the score behind that of what is asked.
pub(crate) const SQUARE: usize = 5;

/// What an answer from 1 to 5 counts as; `None`: not answered.
pub(crate) fn counted(answer: Option<u64>) -> [f64; 6] {
    let flag = |is: bool| f64::from(u8::from(is));
    match answer {
        None => [0.0; 6],
        Some(answer) => {
            let score = (answer as f64 - 1.0) / 4.0;
            [
                1.0,
                score,
                flag(answer > 3),
                flag(answer == 3),
                flag(answer < 3),
                score * score,
            ]
        }
    }
}

/// A seat in a session of few people, and one in none: beside the months of the plan that are listed.
pub(crate) const FEW: usize = 100;
pub(crate) const UNPLACED: usize = 101;
pub(crate) const UNPLACED_FEW: usize = 102;

#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) standings: BTreeMap<usize, Standing>,
    /// Answers to the items of [`ITEMS`], and what they count as, see [`Person::answered`].
    pub(crate) answers: [Option<u64>; 8],
    pub(crate) others: Vec<f64>,
    /// Verdicts under other rules.
    pub(crate) under: [usize; VARIANTS.len()],
    /// Whether the verdict is ready on each day of the forecast.
    pub(crate) ready_on: Vec<bool>,
    /// Of each date, in which month of the calendar objectives are refreshed.
    pub(crate) refreshed: [BTreeMap<usize, usize>; 2],
    /// Of each date, where the plan seats the person for objectives.
    pub(crate) seats: [BTreeMap<usize, usize>; 2],
}

/// What is known of people, without what a plan or a calendar makes of it.
impl PartialEq for Person {
    fn eq(&self, other: &Person) -> bool {
        (&self.standings, &self.answers, &self.under)
            == (&other.standings, &other.answers, &other.under)
    }
}

/// The items of the survey.
pub(crate) const ITEMS: [&str; 8] = [
    "worth", "able", "matters", "aware", "keen", "know", "can", "kept",
];
/// Barriers, by their names in files.
pub(crate) const BARRIERS: [&str; 7] = [
    "awareness",
    "desire",
    "knowledge",
    "ability",
    "reinforcement",
    "none",
    "unknown",
];
/// Places among [`Person::others`]: of the need of `o0` how many have answered both, fall short, exceed, and are equal, and those who left
/// out one of both; then both sums; then of barriers the respondents and each barrier.
pub(crate) const NEED: usize = 12;
pub(crate) const STUCK: usize = 19;

impl Person {
    /// What answers count as: by [`ASKED`], then [`NEED`], then [`STUCK`].
    pub(crate) fn answered(answers: &[Option<u64>; 8]) -> Vec<f64> {
        let flag = |is: bool| f64::from(u8::from(is));
        let [worth, able, matters, stages @ ..] = *answers;
        let both = able.zip(matters);
        let mut others = counted(worth).to_vec();
        // Of what importance is asked of too, those count who answered both.
        others.extend(counted(both.map(|(able, _)| able)));
        others.extend([
            flag(both.is_some()),
            flag(both.is_some_and(|(able, matters)| able < matters)),
            flag(both.is_some_and(|(able, matters)| able > matters)),
            flag(both.is_some_and(|(able, matters)| able == matters)),
            flag(able.is_some() != matters.is_some()),
            both.map_or(0.0, |(_, matters)| (matters as f64 - 1.0) / 4.0),
            both.map_or(0.0, |(able, _)| (able as f64 - 1.0) / 4.0),
        ]);
        // The first stage that is answered with 3 or below; unknown where an answer before it is missing.
        let first = stages
            .iter()
            .position(|answer| answer.is_none_or(|answer| answer <= 3));
        let barrier = match first {
            Some(at) if stages[at].is_none() => 6,
            Some(at) => at,
            None => 5,
        };
        let is_asked = stages.iter().any(Option::is_some);
        others.push(flag(is_asked));
        others.extend((0..BARRIERS.len()).map(|at| flag(is_asked && at == barrier)));
        others
    }
}

impl Profile {
    pub(crate) fn new(world: &World, crowd: usize, date: usize) -> Profile {
        let needs = world.needs(crowd, date);
        let track = |objective: usize| world.objectives[objective].track;
        let tracks: Vec<usize> = (0..TRACKS.len())
            .filter(|&at| needs.keys().any(|&objective| track(objective) == at))
            .collect();
        let whole = |at: usize| -> f64 {
            needs
                .iter()
                .filter(|(objective, _)| track(**objective) == at)
                .map(|(_, need)| need.weight)
                .sum()
        };
        let shares = needs.iter().map(|(&objective, need)| {
            let track = track(objective);
            (objective, (track, need.weight / whole(track)))
        });
        Profile {
            shares: shares.collect(),
            tracks,
            exponent: world.exponent,
            threshold: world.threshold,
            needs,
        }
    }

    fn track(&self, person: &Person, track: usize, end: fn(&Standing) -> f64) -> f64 {
        let of = self.shares.iter().filter(|(_, (at, _))| *at == track);
        of.map(|(objective, (_, share))| share * end(&person.standings[objective]))
            .sum()
    }

    /// Readiness from one end of the ranges.
    fn readiness(&self, person: &Person, exponent: f64, end: fn(&Standing) -> f64) -> f64 {
        let means: Vec<f64> = self
            .tracks
            .iter()
            .map(|&track| self.track(person, track, end))
            .collect();
        power_mean(&means, exponent)
    }

    fn critical(&self) -> impl Iterator<Item = &usize> {
        self.needs
            .iter()
            .filter(|(_, need)| need.critical)
            .map(|(objective, _)| objective)
    }

    /// The verdict, by its place in [`VERDICTS`].
    pub(crate) fn verdict(&self, person: &Person, exponent: f64, threshold: f64) -> usize {
        let of = |low: f64, high: f64, threshold: f64| match (
            reaches(low, threshold),
            reaches(high, threshold),
        ) {
            (true, _) => 0,
            (false, false) => 1,
            _ => 2,
        };
        // Worst first: not ready, cannot tell, ready.
        let rank = |verdict: usize| [2, 0, 1][verdict];
        let own = of(
            self.readiness(person, exponent, |standing| standing.low),
            self.readiness(person, exponent, |standing| standing.high),
            threshold,
        );
        self.critical()
            .map(|objective| self.need_verdict(person, *objective))
            .fold(own, |worst, verdict| {
                if rank(verdict) < rank(worst) {
                    verdict
                } else {
                    worst
                }
            })
    }

    fn need_verdict(&self, person: &Person, objective: usize) -> usize {
        let (standing, threshold) = (
            &person.standings[&objective],
            self.needs[&objective].threshold,
        );
        match (
            reaches(standing.low, threshold),
            reaches(standing.high, threshold),
        ) {
            (true, _) => 0,
            (false, false) => 1,
            _ => 2,
        }
    }

    /// What a person contributes to a sum; `None` where the measure does not concern these people.
    pub(crate) fn value(&self, person: &Person, measure: Measure) -> Option<f64> {
        let flag = |is: bool| Some(f64::from(u8::from(is)));
        if self.needs.is_empty() && !matches!(measure, Measure::Other(_) | Measure::Amount(_)) {
            return None;
        }
        match measure {
            Measure::Verdict(verdict) => {
                flag(self.verdict(person, self.exponent, self.threshold) == verdict)
            }
            Measure::VerdictUnder(at, verdict) => flag(person.under[at] == verdict),
            Measure::ReadyOn(day) => flag(*person.ready_on.get(day)?),
            Measure::Held(objective) => flag(person.standings.get(&objective)?.state < 2),
            Measure::Refreshed(objective, date, month) => {
                person.standings.get(&objective)?;
                flag(person.refreshed[date].get(&objective) == Some(&month))
            }
            Measure::Seat(objective, date, place) => {
                person.standings.get(&objective)?;
                flag(person.seats[date].get(&objective) == Some(&place))
            }
            Measure::State(objective, state) => {
                flag(person.standings.get(&objective)?.state == state)
            }
            Measure::Low(objective) => Some(person.standings.get(&objective)?.low),
            Measure::High(objective) => Some(person.standings.get(&objective)?.high),
            Measure::Never(objective) => Some(person.standings.get(&objective)?.never),
            Measure::ReadyLow => {
                Some(self.readiness(person, self.exponent, |standing| standing.low))
            }
            Measure::ReadyHigh => {
                Some(self.readiness(person, self.exponent, |standing| standing.high))
            }
            Measure::Gap(objective) => self.gap(person, objective),
            Measure::Reaches(3, thousandths, may) => {
                let verdict = self.verdict(person, self.exponent, f64::from(thousandths) / 1000.0);
                flag(if may { verdict != 1 } else { verdict == 0 })
            }
            Measure::Reaches(track, thousandths, may) => {
                if !self.tracks.contains(&track) {
                    return None;
                }
                let end = |standing: &Standing| standing.low;
                let mean = self.track(
                    person,
                    track,
                    if may { |standing| standing.high } else { end },
                );
                flag(reaches(mean, f64::from(thousandths) / 1000.0))
            }
            Measure::Phase(parity, may) => {
                let of: Vec<&usize> = self
                    .needs
                    .keys()
                    .filter(|objective| *objective % 2 == parity)
                    .collect();
                if of.is_empty() {
                    return None;
                }
                flag(of.into_iter().all(|&objective| {
                    let verdict = self.need_verdict(person, objective);
                    if may { verdict != 1 } else { verdict == 0 }
                }))
            }
            Measure::Other(at) | Measure::Amount(at) => person.others.get(at).copied(),
        }
    }

    /// Exact Shapley value of the objective's track, shared in it by what is missing.
    fn gap(&self, person: &Person, objective: usize) -> Option<f64> {
        let (track, share) = *self.shares.get(&objective)?;
        let low = |standing: &Standing| standing.low;
        let means: Vec<f64> = self
            .tracks
            .iter()
            .map(|&at| self.track(person, at, low))
            .collect();
        let place = self.tracks.iter().position(|&at| at == track)?;
        let missing = 1.0 - means[place];
        if missing <= 0.0 {
            return Some(0.0);
        }
        let others: Vec<usize> = (0..means.len()).filter(|&at| at != place).collect();
        let with = |set: usize, own: bool| {
            let values: Vec<f64> = (0..means.len())
                .map(|at| {
                    let lowered = if at == place {
                        own
                    } else {
                        set >> others.iter().position(|&o| o == at).unwrap() & 1 == 1
                    };
                    if lowered { means[at] } else { 1.0 }
                })
                .collect();
            power_mean(&values, self.exponent)
        };
        let factorial = |n: usize| (1..=n).product::<usize>() as f64;
        let count = means.len();
        let value: f64 = (0..1usize << others.len())
            .map(|set| {
                let size = set.count_ones() as usize;
                let weight = factorial(size) * factorial(count - size - 1) / factorial(count);
                weight * (with(set, false) - with(set, true))
            })
            .sum();
        Some(value * share * (1.0 - person.standings[&objective].low) / missing)
    }
}

/// Whether a value reaches a threshold, but for the last bits of sums.
pub(crate) fn reaches(value: f64, threshold: f64) -> bool {
    value >= threshold - 1e-12
}

/// The mean of equal weights with an exponent of at most 1.
fn power_mean(values: &[f64], exponent: f64) -> f64 {
    let weight = 1.0 / values.len() as f64;
    let least = values.iter().copied().fold(1.0, f64::min);
    match exponent {
        e if e == f64::NEG_INFINITY || (e <= 0.0 && least <= 0.0) => least,
        0.0 => values
            .iter()
            .map(|value| value.ln() * weight)
            .sum::<f64>()
            .exp(),
        e => values
            .iter()
            .map(|value| value.powf(e) * weight)
            .sum::<f64>()
            .powf(1.0 / e),
    }
}
