//! Why a need is unmet, or a session not earlier: every possible start, counted by what prevents it, on the lines as they are written.

use super::answer::{DateReason, StartCause, UnplacedCause, Witness};
use super::demand::ObjectiveAtLevel;
use super::fill::Lack;
use super::roster::Roster;
use std::collections::{BTreeMap, BTreeSet};

/// What keeps new sessions from being held, by activity, site and start: the same for everybody who is no trainer.
#[derive(Default)]
pub(super) struct Openings {
    lacks: BTreeMap<(usize, Option<usize>, u32), Option<Lack>>,
    pools: Pools,
    /// Learners who wait for a step to something that they need, besides those who need it itself.
    steps: BTreeSet<(usize, ObjectiveAtLevel)>,
}

impl Openings {
    /// Sessions to which those come too who wait for a step.
    pub(super) fn of_steps(steps: impl Iterator<Item = (usize, ObjectiveAtLevel)>) -> Openings {
        Openings {
            steps: steps.collect(),
            ..Openings::default()
        }
    }

    /// Whether they are for steps. Those are not always worth a seat that is free.
    fn is_of_steps(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Who waits for an activity, in the order of learners that is given.
    fn pool(&self, roster: &Roster<'_, '_>, activity: usize, order: &[usize]) -> Vec<usize> {
        let mut pool = roster.pool(activity, order);
        let waits = |(learner, step): &(usize, ObjectiveAtLevel)| {
            let is_taught = roster.teaches(activity, *step) && !roster.takes(*learner, activity);
            is_taught.then_some(*learner)
        };
        let steps: BTreeSet<usize> = self.steps.iter().filter_map(waits).collect();
        if !steps.is_empty() {
            let direct: BTreeSet<usize> = pool.iter().copied().collect();
            let order = order.iter().copied();
            pool = order
                .filter(|learner| direct.contains(learner) || steps.contains(learner))
                .collect();
        }
        pool
    }
}

/// By activity and site: who waits for it, each with the first slot in which they can take it.
type Pools = BTreeMap<(usize, Option<usize>), Vec<(usize, u32)>>;

fn count(witness: &mut Witness, cause: StartCause) {
    witness.starts += 1;
    *witness.causes.entry(cause).or_default() += 1;
}

impl Roster<'_, '_> {
    /// What prevents a learner from taking an activity, at every possible start. `order` is everybody who may wait for it.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    pub(super) fn explain_missing(
        &self,
        learner: usize,
        activity: usize,
        order: &[usize],
        openings: &mut Openings,
    ) -> Witness {
        let length = self.offered[activity].length;
        let (ready, release) = (
            self.ready(learner, activity),
            self.release(learner, activity),
        );
        let (section, site) = (self.section(learner), self.site(learner, activity));
        let mut witness = Witness::default();
        for &start in &self.offered[activity].starts {
            let end = start + length;
            let cause = if start < release || !self.is_there(learner, start, end) {
                StartCause::Away
            } else if ready.is_none_or(|ready| ready > start) {
                StartCause::EarlierStep
            } else if self.is_busy(learner, start, end) {
                StartCause::Busy
            } else if self.spare(section, start, end) == 0 {
                StartCause::Absence
            } else if openings.is_of_steps() && self.has_free_seat(learner, activity, start) {
                StartCause::Search
            } else {
                match self.lack_at(learner, (activity, site, start), order, openings) {
                    Some(Lack::Room) => StartCause::Room,
                    Some(Lack::Trainer) => StartCause::Trainer,
                    Some(Lack::Minimum) => StartCause::Minimum,
                    None => StartCause::Search,
                }
            };
            count(&mut witness, cause);
        }
        witness
    }

    /// Whether a session at a start has a free seat that a learner can take.
    fn has_free_seat(&self, learner: usize, activity: usize, start: u32) -> bool {
        let mut sessions = (0..).zip(&self.sessions);
        sessions.any(|(at, held)| {
            held.activity == activity && held.start == start && self.fits(learner, at)
        })
    }

    fn lack_at(
        &self,
        learner: usize,
        key: (usize, Option<usize>, u32),
        order: &[usize],
        openings: &mut Openings,
    ) -> Option<Lack> {
        let (activity, site, start) = key;
        if !openings.pools.contains_key(&(activity, site)) {
            let waiting = openings.pool(self, activity, order);
            let pool = self.ready_pool(activity, site, &waiting);
            openings.pools.insert((activity, site), pool);
        }
        let pool = openings.pools.get(&(activity, site))?;
        if self.is_trainer(learner) {
            return self.lack(activity, site, start, pool, Some(learner));
        }
        *openings
            .lacks
            .entry(key)
            .or_insert_with(|| self.lack(activity, site, start, pool, None))
    }

    /// What prevents a session from being held at each earlier start with the same people, and what set its date.
    pub(super) fn explain_date(&mut self, at: usize) -> (Witness, DateReason) {
        self.count(at, false);
        let (witness, last) = self.earlier_starts(at);
        self.count(at, true);
        (witness, last.map_or(DateReason::Earliest, date_reason))
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn earlier_starts(&self, at: usize) -> (Witness, Option<StartCause>) {
        let held = &self.sessions[at];
        let (activity, length) = (held.activity, self.offered[held.activity].length);
        let mut sections: BTreeMap<usize, u32> = BTreeMap::new();
        let (mut release, mut ready) = (0, Some(0));
        for &learner in &held.people {
            *sections.entry(self.section(learner)).or_default() += 1;
            release = release.max(self.release(learner, activity));
            ready = ready
                .zip(self.ready(learner, activity))
                .map(|(one, other): (u32, u32)| one.max(other));
        }
        let people = (held.people.len() as u32).max(1);
        let able = |trainer: &Option<usize>| {
            self.learner_of(*trainer)
                .is_none_or(|learner| held.people.binary_search(&learner).is_err())
        };
        let (mut witness, mut last) = (Witness::default(), None);
        for &start in self.offered[activity]
            .starts
            .iter()
            .take_while(|start| **start < held.start)
        {
            let end = start + length;
            let cause = if start < release
                || held
                    .people
                    .iter()
                    .any(|&learner| !self.is_there(learner, start, end))
            {
                StartCause::Away
            } else if ready.is_none_or(|ready| ready > start) {
                StartCause::EarlierStep
            } else if held
                .people
                .iter()
                .any(|&learner| self.is_busy(learner, start, end))
            {
                StartCause::Busy
            } else if sections
                .iter()
                .any(|(&section, &count)| self.spare(section, start, end) < count)
            {
                StartCause::Absence
            } else if self
                .free_room(activity, held.site, start, (people, people))
                .is_none()
            {
                StartCause::Room
            } else if !self
                .free_trainers(activity, held.site, start)
                .iter()
                .any(able)
            {
                StartCause::Trainer
            } else {
                StartCause::Search
            };
            count(&mut witness, cause);
            last = Some(cause);
        }
        (witness, last)
    }
}

/// What prevented most of the starts; of several the last in order.
pub(super) fn cause_of(witness: &Witness) -> UnplacedCause {
    match witness
        .causes
        .iter()
        .max_by_key(|(cause, count)| (**count, **cause))
        .map(|(cause, _)| *cause)
    {
        None | Some(StartCause::Search) => UnplacedCause::Window,
        Some(StartCause::Absence) => UnplacedCause::Absence,
        Some(StartCause::Away) => UnplacedCause::Away,
        Some(StartCause::Busy) => UnplacedCause::Busy,
        Some(StartCause::EarlierStep) => UnplacedCause::EarlierStep,
        Some(StartCause::Minimum) => UnplacedCause::Minimum,
        Some(StartCause::Room) => UnplacedCause::Room,
        Some(StartCause::Trainer) => UnplacedCause::Trainer,
    }
}

fn date_reason(cause: StartCause) -> DateReason {
    match cause {
        StartCause::Absence => DateReason::Absence,
        StartCause::Away => DateReason::Away,
        StartCause::Busy => DateReason::Busy,
        StartCause::EarlierStep => DateReason::Prerequisite,
        StartCause::Minimum => DateReason::Minimum,
        StartCause::Room => DateReason::Room,
        StartCause::Search => DateReason::Search,
        StartCause::Trainer => DateReason::Trainer,
    }
}
