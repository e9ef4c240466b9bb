//! The smallest change that flips a person's verdict.
//!
//! Who is not ready becomes ready by the fewest observed passes; who is ready stops being so, without new evidence, on a
//! certain day.

use super::Assessment;
use super::mean::{WeightedSum, power_mean};
use super::opinion::EvidenceSums;
use crate::document::Kind;
use crate::evidence::FixedPoint;
use crate::model::Profile;
use crate::{Date, Track, Verdict, bisection};
use serde::Serialize;

/// The smallest change that flips a verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SmallestChange {
    /// New evidence that would do it, all dated on the day of assessment, each with a key of its own. The fewest records
    /// that reach the other verdict; empty where time alone does it.
    pub changes: Vec<EvidenceChange>,
    /// The first day on which the verdict is another one if nothing is done; only for who is ready.
    pub date: Option<Date>,
    /// The verdict now.
    pub from: Verdict,
    /// The verdict after the change.
    pub to: Verdict,
}

/// New evidence on one objective that would change a verdict, together with others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EvidenceChange {
    /// How many records of full success.
    pub count: u64,
    /// Their kind.
    pub kind: Kind,
    /// Their level, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
}

/// The smallest flip of a person's verdict; `None` where nothing is required or no practicable number of
/// passes is enough (see [`MAX_PASSES`]).
pub(super) fn smallest_change(assessment: &Assessment, person: usize) -> Option<SmallestChange> {
    match assessment.score(person).verdict? {
        Verdict::Ready => by_time(assessment, person),
        from => by_passes(assessment, person, from),
    }
}

/// The first day, up to a century ahead, on which the verdict is not ready any more.
fn by_time(assessment: &Assessment, person: usize) -> Option<SmallestChange> {
    let verdict = |date: Date| assessment.person_on(person, date).1.verdict;
    let date = first_day(assessment.as_of, |date| {
        verdict(date) != Some(Verdict::Ready)
    })?;
    Some(SmallestChange {
        changes: Vec::new(),
        date: Some(date),
        from: Verdict::Ready,
        to: verdict(date)?,
    })
}

/// The first day after `from`, up to a century ahead, on which something that never stops being true begins to be true.
pub(crate) fn first_day(from: Date, is_true: impl Fn(Date) -> bool) -> Option<Date> {
    let last = from.plus_days(36_525).days_since(from);
    bisection::first_true(1, last, |days| is_true(from.plus_days(days)))
        .map(|days| from.plus_days(days))
}

/// The fewest observed passes that make the verdict ready.
///
/// What k passes show of an objective grows concavely in k, so within a track the best use of n passes is to give each
/// to the objective where it raises the track most; over at most three tracks all splits of n are tried. Critical
/// requirements get first what they need by themselves.
fn by_passes(assessment: &Assessment, person: usize, from: Verdict) -> Option<SmallestChange> {
    let profile = assessment.profile(person);
    let goal = PassGoal::All(assessment.programme.model().rules.threshold);
    let counts = fewest_passes(assessment, person, assessment.cells(person), goal)?;
    Some(SmallestChange {
        changes: changes(assessment, profile, &counts),
        date: None,
        from,
        to: Verdict::Ready,
    })
}

/// What passes are to bring about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PassGoal {
    /// Readiness over all tracks at a threshold, and every critical requirement ready.
    All(f64),
    /// Readiness in one track at a threshold.
    Track(Track, f64),
}

/// The fewest observed passes, by requirement, that bring a person from `cells` to a goal; `None` where no number that
/// could be asked for does.
pub(crate) fn fewest_passes(
    assessment: &Assessment,
    person: usize,
    cells: &[EvidenceSums],
    goal: PassGoal,
) -> Option<Vec<u64>> {
    let model = assessment.programme.model();
    let profile = assessment.profile(person);
    let weight = observed(assessment);
    let reaches = |counts: &[u64]| {
        let cells: Vec<EvidenceSums> = cells
            .iter()
            .zip(counts)
            .map(|(cell, &count)| cell.with_successes(weight, count))
            .collect();
        let score = assessment.scorer().score(model, profile, &cells);
        match goal {
            PassGoal::Track(track, threshold) => score.tracks.get(track).low >= threshold,
            PassGoal::All(threshold) => {
                score.readiness.low >= threshold && criticals_ready(assessment, profile, &cells)
            }
        }
    };
    // The ladders add in another order than the score does: the result is held against the score itself, and a hair
    // more is asked for where rounding decides.
    [0.0, 1e-9]
        .into_iter()
        .filter_map(|hair| add_passes(assessment, person, cells, goal, hair))
        .find(|counts| reaches(counts))
}

/// The evidence weight of one observed pass.
pub(crate) fn observed(assessment: &Assessment) -> FixedPoint {
    FixedPoint::from_f64(
        assessment
            .programme
            .model()
            .rules
            .evidence_weight(Kind::Observation),
    )
}

/// How many observed passes make one requirement ready by themselves.
pub(crate) fn passes_for(
    assessment: &Assessment,
    cell: EvidenceSums,
    threshold: f64,
) -> Option<u64> {
    let (weight, prior) = (
        observed(assessment),
        assessment.programme.model().rules.prior_weight,
    );
    let ready = |count: &u64| {
        cell.with_successes(weight, *count)
            .range(prior)
            .verdict(threshold)
            == Verdict::Ready
    };
    (0..=MAX_PASSES).find(ready)
}

fn criticals_ready(assessment: &Assessment, profile: &Profile, cells: &[EvidenceSums]) -> bool {
    let prior = assessment.programme.model().rules.prior_weight;
    profile
        .requirements
        .iter()
        .zip(cells)
        .filter(|(requirement, _)| requirement.critical)
        .all(|(requirement, cell)| {
            cell.range(prior).verdict(requirement.threshold) == Verdict::Ready
        })
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn add_passes(
    assessment: &Assessment,
    person: usize,
    cells: &[EvidenceSums],
    goal: PassGoal,
    hair: f64,
) -> Option<Vec<u64>> {
    let rules = &assessment.programme.model().rules;
    let profile = assessment.profile(person);
    let mut counts = vec![0u64; profile.requirements.len()];
    let (tracks, threshold): (Vec<Track>, f64) = match goal {
        PassGoal::All(threshold) => {
            for (count, (requirement, cell)) in counts
                .iter_mut()
                .zip(profile.requirements.iter().zip(cells))
            {
                if requirement.critical {
                    *count = passes_for(assessment, *cell, requirement.threshold)?;
                }
            }
            (
                Track::ALL
                    .into_iter()
                    .filter(|track| profile.has(*track))
                    .collect(),
                threshold,
            )
        }
        PassGoal::Track(track, threshold) => (vec![track], threshold),
    };
    let ladders: Vec<PassLadder> = tracks
        .iter()
        .map(|&track| PassLadder::new(assessment, profile, cells, track, &counts))
        .collect();
    let shares: Vec<f64> = tracks
        .iter()
        .map(|track| *profile.track_shares.get(*track))
        .collect();
    let reached = |steps: &[usize]| {
        let values: Vec<f64> = ladders
            .iter()
            .zip(steps)
            .map(|(ladder, &step)| ladder.heights[step])
            .collect();
        power_mean(&values, &shares, rules.exponent) >= threshold + hair
    };
    let steps = fewest_steps(&ladders, reached)?;
    for (ladder, &step) in ladders.iter().zip(&steps) {
        for &slot in &ladder.order[..step] {
            counts[slot] += 1;
        }
    }
    Some(counts)
}

/// More passes than this on one objective, or 32 per objective in a track, are no practical advice.
const MAX_PASSES: u64 = 64;

/// How high a track comes with 0, 1, 2, … passes, each given where it raises the track most.
struct PassLadder {
    heights: Vec<f64>,
    order: Vec<usize>,
}

impl PassLadder {
    #[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
    fn new(
        assessment: &Assessment,
        profile: &Profile,
        cells: &[EvidenceSums],
        track: Track,
        least: &[u64],
    ) -> PassLadder {
        let model = assessment.programme.model();
        let weight = observed(assessment);
        let prior = model.rules.prior_weight;
        let in_track =
            |slot: &usize| model.objectives[profile.requirements[*slot].objective].track == track;
        let slots: Vec<usize> = (0..profile.requirements.len()).filter(in_track).collect();
        let mut cells: Vec<EvidenceSums> = slots
            .iter()
            .map(|&slot| cells[slot].with_successes(weight, least[slot]))
            .collect();
        let height = |cells: &[EvidenceSums]| {
            let parts = cells.iter().zip(&slots);
            let add = |sum: WeightedSum, (cell, &slot): (&EvidenceSums, &usize)| {
                sum.add_weighted(profile.shares[slot], cell.opinion(prior).shown)
            };
            parts.fold(WeightedSum::default(), add).value()
        };
        let mut ladder = PassLadder {
            heights: vec![height(&cells)],
            order: Vec::new(),
        };
        for _ in 0..slots.len() * 32 {
            let gain = |at: &usize| {
                profile.shares[slots[*at]] * cells[*at].worth_of_success(weight.to_f64(), prior)
            };
            let best = (0..slots.len())
                .rev()
                .max_by(|a, b| gain(a).total_cmp(&gain(b)));
            let Some(best) = best else { break };
            cells[best] = cells[best].with_successes(weight, 1);
            ladder.order.push(slots[best]);
            ladder.heights.push(height(&cells));
        }
        ladder
    }
}

/// Steps on each ladder with the smallest sum for which `reached` holds; `reached` is monotone in every step.
fn fewest_steps(ladders: &[PassLadder], reached: impl Fn(&[usize]) -> bool) -> Option<Vec<usize>> {
    let top = |at: usize| ladders.get(at).map_or(0, |ladder| ladder.order.len());
    let tops: Vec<usize> = (0..ladders.len()).map(top).collect();
    if !reached(&tops) {
        return None;
    }
    let mut best: Option<Vec<usize>> = None;
    for first in 0..=top(0) {
        for second in 0..=top(1) {
            let spent = first + second;
            if best.as_ref().is_some_and(|best| spent >= best.iter().sum()) {
                break;
            }
            let steps = |third: i32| -> Vec<usize> {
                [first, second, third as usize]
                    .into_iter()
                    .take(ladders.len())
                    .collect()
            };
            let Some(third) =
                bisection::first_true(0, top(2) as i32, |third| reached(&steps(third)))
            else {
                continue;
            };
            let found = steps(third);
            if best
                .as_ref()
                .is_none_or(|best| found.iter().sum::<usize>() < best.iter().sum())
            {
                best = Some(found);
            }
        }
    }
    best
}

/// The passes as changes, in the order of the programme.
#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
pub(crate) fn changes(
    assessment: &Assessment,
    profile: &Profile,
    counts: &[u64],
) -> Vec<EvidenceChange> {
    let objectives = assessment.programme.objectives();
    let changed = profile
        .requirements
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0);
    changed
        .map(|(requirement, &count)| {
            let objective = &objectives[requirement.objective];
            EvidenceChange {
                count,
                kind: Kind::Observation,
                level: objective.level_name(requirement.level).map(str::to_owned),
                objective: objective.id.clone(),
            }
        })
        .collect()
}
