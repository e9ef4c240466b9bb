//! What each requirement of a person comes to, without building explanations: state, shortfall and part of the gap.

use super::explain::Shortfall;
use super::mean::gap_shares;
use super::opinion::{EvidenceSums, Opinion};
use super::person::State;
use super::scorer::Score;
use crate::evidence::{FixedPoint, LatestRecords, PackedRecord};
use crate::model::{NONE, Profile};
use crate::{Assessment, Range, Track, TrackValues, Verdict};

/// Reads person after person; keeps its room between them.
pub(crate) struct RequirementReader<'a> {
    assessment: &'a Assessment,
    now: LatestRecords,
    past: LatestRecords,
    later: Vec<EvidenceSums>,
    fresh: Vec<FixedPoint>,
    last_days: Vec<i32>,
    states: Vec<State>,
}

/// What one requirement comes to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RequirementScore {
    pub(crate) state: State,
    pub(crate) opinion: Opinion,
    /// From what was shown to what could be.
    pub(crate) range: Range,
    pub(crate) shortfall: Shortfall,
    /// Its part of the person's shortfall 1 - R.
    pub(crate) gap: f64,
}

/// Before the first record.
const NO_DAY: i32 = i32::MIN;

impl<'a> RequirementReader<'a> {
    pub(crate) fn new(assessment: &'a Assessment) -> RequirementReader<'a> {
        RequirementReader {
            assessment,
            now: LatestRecords::default(),
            past: LatestRecords::default(),
            later: Vec::new(),
            fresh: Vec::new(),
            last_days: Vec::new(),
            states: Vec::new(),
        }
    }

    /// The parts of each requirement of a person's profile.
    pub(crate) fn scores_of(&mut self, person: usize) -> Vec<RequirementScore> {
        self.read(person);
        let assessment = self.assessment;
        let prior_weight = assessment.programme.model().rules.prior_weight;
        let gaps = gaps(assessment, person);
        let cells = assessment
            .cells(person)
            .iter()
            .zip(&self.states)
            .zip(&self.fresh)
            .zip(gaps);
        cells
            .map(|(((cell, &state), &fresh), gap)| {
                let opinion = cell.opinion(prior_weight);
                RequirementScore {
                    state,
                    opinion,
                    range: cell.range(prior_weight),
                    shortfall: Shortfall::from_opinion(opinion, fresh.to_f64(), prior_weight),
                    gap,
                }
            })
            .collect()
    }

    /// The state of each requirement of a person's profile.
    pub(crate) fn states(&mut self, person: usize) -> &[State] {
        self.read(person);
        &self.states
    }

    /// Sums now and at the end of the lead time, from one look at the records, and the states that follow.
    #[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
    fn read(&mut self, person: usize) {
        let assessment = self.assessment;
        let (model, scorer) = (assessment.programme.model(), assessment.scorer());
        let profile = assessment.profile(person);
        let today = assessment.as_of.days();
        let lead = i32::try_from(model.rules.refresh_lead_days).unwrap_or(i32::MAX);
        // As `Date::plus_days` has it: not beyond the last date there is.
        let soon = assessment.as_of.plus_days(lead).days();
        let requirements = profile.requirements.len();
        reset(&mut self.later, requirements, EvidenceSums::default());
        reset(&mut self.fresh, requirements, FixedPoint::default());
        reset(&mut self.last_days, requirements, NO_DAY);
        for record in assessment
            .partition
            .records_of(person)
            .filter(|record| record.day <= today)
        {
            if let Some(slot) = slot_of(profile, &record) {
                self.last_days[slot] = self.last_days[slot].max(record.day);
            }
        }
        let records = assessment.partition.records_of(person);
        let names = &assessment.partition.names;
        for record in scorer.latest_of_each_key(records, names, &mut self.now) {
            let Some(slot) = slot_of(profile, record) else {
                continue;
            };
            let level = profile.requirements[slot].level;
            self.fresh[slot] = self.fresh[slot].plus(scorer.fresh_at(record, level));
            // What counts now and has not expired by then counts then: nothing new is known of.
            if record.expires >= soon {
                scorer.add(model, record, level, soon, &mut self.later[slot]);
            }
        }
        self.states.clear();
        for (slot, cell) in assessment.cells(person).iter().enumerate() {
            let ready =
                |cell: &EvidenceSums| verdict(assessment, profile, slot, cell) == Verdict::Ready;
            let last = self.last_days[slot];
            let state = match verdict(assessment, profile, slot, cell) {
                Verdict::Ready if ready(&self.later[slot]) => State::Ready,
                Verdict::Ready => State::Expiring,
                _ if last == NO_DAY => State::Unknown,
                // Nothing was added since the last record: only time can have undone it.
                _ if ready(&cell_on(assessment, person, slot, last, &mut self.past)) => {
                    State::Stale
                }
                Verdict::NotReady => State::NotReady,
                Verdict::CannotTell => State::CannotTell,
            };
            self.states.push(state);
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn verdict(
    assessment: &Assessment,
    profile: &Profile,
    slot: usize,
    cell: &EvidenceSums,
) -> Verdict {
    let prior_weight = assessment.programme.model().rules.prior_weight;
    cell.range(prior_weight)
        .verdict(profile.requirements[slot].threshold)
}

/// The sums of one requirement of a person on a day up to the date of assessment.
#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn cell_on(
    assessment: &Assessment,
    person: usize,
    slot: usize,
    day: i32,
    counting: &mut LatestRecords,
) -> EvidenceSums {
    let (model, scorer) = (assessment.programme.model(), assessment.scorer());
    let requirement = &assessment.profile(person).requirements[slot];
    let mine = assessment
        .partition
        .records_of(person)
        .filter(|record| record.objective as usize == requirement.objective);
    let mut cell = EvidenceSums::default();
    for record in scorer.counting_on(day, mine, &assessment.partition.names, counting) {
        scorer.add(model, record, requirement.level, day, &mut cell);
    }
    cell
}

/// The tracks of which a profile requires anything, with the lower bound and the share of each.
pub(super) fn required_tracks(
    profile: &Profile,
    score: &Score,
) -> (Vec<Track>, Vec<f64>, Vec<f64>) {
    let required: Vec<Track> = Track::ALL
        .into_iter()
        .filter(|track| profile.has(*track))
        .collect();
    let lows = required.iter().map(|track| score.tracks.get(*track).low);
    let shares = required
        .iter()
        .map(|track| *profile.track_shares.get(*track));
    let (lows, shares) = (lows.collect(), shares.collect());
    (required, lows, shares)
}

/// Each requirement's part of a person's shortfall: the Shapley value of its track, shared by w (1 - b) / (1 - P).
#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn gaps(assessment: &Assessment, person: usize) -> Vec<f64> {
    let model = assessment.programme.model();
    let (profile, score) = (assessment.profile(person), assessment.score(person));
    let (required, lows, shares) = required_tracks(profile, score);
    let mut of_tracks = TrackValues::<f64>::default();
    for (track, gap) in required
        .into_iter()
        .zip(gap_shares(&lows, &shares, model.rules.exponent))
    {
        *of_tracks.get_mut(track) = gap;
    }
    let cells = profile
        .requirements
        .iter()
        .zip(&profile.shares)
        .zip(assessment.cells(person));
    cells
        .map(|((requirement, share), cell)| {
            let track = model.objectives[requirement.objective].track;
            let shown = cell.opinion(model.rules.prior_weight).shown;
            part_of_track(
                *of_tracks.get(track),
                *share,
                shown,
                score.tracks.get(track).low,
            )
        })
        .collect()
}

/// phi w (1 - b) / (1 - P): a requirement's part of the gap that its track makes.
pub(super) fn part_of_track(gap: f64, share: f64, shown: f64, track: f64) -> f64 {
    let missing = 1.0 - track;
    if missing > 0.0 {
        gap * share * (1.0 - shown) / missing
    } else {
        0.0
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the profile's lists")]
fn slot_of(profile: &Profile, record: &PackedRecord) -> Option<usize> {
    let slot = profile.slots[record.objective as usize];
    (slot != NONE).then_some(slot as usize)
}

fn reset<T: Clone>(list: &mut Vec<T>, length: usize, value: T) {
    list.clear();
    list.resize(length, value);
}
