//! Filling in what is free: after the search, nobody keeps an unmet need that a free seat, time of their own or a session with enough
//! people would meet, whichever activity teaches it.

use super::activity_selection::{cents, teaches};
use super::build_lines::{LINE_WORK, REASON_WORK};
use super::demand::ObjectiveAtLevel;
use super::roster::{Roster, RosterSession};
use paratus_planner::pace::Pace;
use std::collections::BTreeMap;

/// A session that could be held.
struct Opening {
    activity: usize,
    site: Option<usize>,
    start: u32,
    room: Option<usize>,
    trainer: Option<usize>,
    seats: u32,
    people: Vec<usize>,
}

/// What could keep one more session from being held, on the side of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lack {
    Room,
    Trainer,
    Minimum,
}

/// Those who wait for an activity at a site and do not take it. A place that is given changes its own people alone.
#[derive(Default)]
struct Queue {
    /// By place in the order in which places are given: a learner, and the first slot in which they can take the activity.
    people: BTreeMap<usize, (usize, Option<u32>)>,
    /// Whether no session can be held for them, until one of them can take it sooner.
    is_hopeless: bool,
}

/// By activity and site.
type Queues = BTreeMap<(usize, Option<usize>), Queue>;

impl Roster<'_, '_> {
    /// Gives free seats, time alone and new sessions to those with unmet needs until nothing changes.
    #[expect(clippy::indexing_slicing, reason = "those who wait have a place")]
    pub(super) async fn fill(&mut self, order: &[usize], pace: &Pace) {
        let waiting = |roster: &Self, learner: &usize| !roster.unmet(*learner).is_empty();
        let mut order: Vec<usize> = order
            .iter()
            .copied()
            .filter(|learner| waiting(self, learner))
            .collect();
        while self.fill_seats(&order, pace).await {}
        order.retain(|learner| waiting(self, learner));
        let places: BTreeMap<usize, usize> = order.iter().copied().zip(0..).collect();
        let mut queues = Queues::new();
        for (&learner, &place) in &places {
            self.queue_up(&mut queues, learner, place);
            pace.spend(LINE_WORK).await;
        }
        while let Some(seated) = self.open_one(&mut queues, pace).await {
            while self.fill_seats(&seated, pace).await {}
            for learner in seated {
                self.queue_up(&mut queues, learner, places[&learner]);
            }
        }
    }

    /// Writes down for which activities a learner waits, and from when on they can take them.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn queue_up(&self, queues: &mut Queues, learner: usize, place: usize) {
        let unmet = self.unmet(learner);
        for activity in 0..self.offered.len() {
            if self.is_alone(activity) || self.offered[activity].starts.is_empty() {
                continue;
            }
            let queue = queues
                .entry((activity, self.site(learner, activity)))
                .or_default();
            if self.waits(learner, activity, &unmet) {
                let slot = self.first_slot(learner, activity);
                let before = queue.people.insert(place, (learner, slot));
                let first = |slot: Option<u32>| slot.unwrap_or(u32::MAX);
                let is_sooner = before.is_none_or(|before| first(slot) < first(before.1));
                queue.is_hopeless &= !is_sooner;
            } else {
                queue.people.remove(&place);
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    async fn fill_seats(&mut self, order: &[usize], pace: &Pace) -> bool {
        let mut sessions_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, held) in self
            .sessions
            .iter()
            .enumerate()
            .filter(|(_, held)| (held.people.len() as u32) < held.seats)
        {
            sessions_of.entry(held.activity).or_default().push(at);
        }
        let mut changed = false;
        for &learner in order {
            pace.spend(LINE_WORK).await;
            for need in self.unmet(learner) {
                if self.is_met(learner, need) {
                    continue;
                }
                for activity in self.by_cost(need) {
                    let none = Vec::new();
                    if self.takes(learner, activity) {
                        continue;
                    }
                    let sessions = sessions_of.get(&activity).unwrap_or(&none);
                    let free = sessions
                        .iter()
                        .copied()
                        .filter(|&at| self.fits(learner, at));
                    if let Some(at) = free.min_by_key(|&at| (self.sessions[at].start, at)) {
                        self.seat(learner, at);
                        changed = true;
                        break;
                    }
                    if self.is_alone(activity) && self.add_own(learner, activity) {
                        changed = true;
                        break;
                    }
                }
            }
        }
        changed
    }

    /// What teaches a need, the cheapest seat first.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn by_cost(&self, need: ObjectiveAtLevel) -> Vec<usize> {
        let activities = &self.setup.activities;
        let mut list: Vec<usize> = (0..activities.len())
            .filter(|&at| teaches(activities[at], need))
            .collect();
        let cost = |at: usize| {
            activities[at].cost_per_person
                + activities[at].hours * self.setup.settings.wage_per_hour
        };
        list.sort_by_key(|&at| (cents(cost(at)), at));
        list
    }

    /// Opens one session for those who wait, with as many as can come; its people, where there is any.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    async fn open_one(&mut self, queues: &mut Queues, pace: &Pace) -> Option<Vec<usize>> {
        for (&(activity, site), queue) in queues.iter_mut().filter(|(_, queue)| !queue.is_hopeless)
        {
            pace.spend(REASON_WORK).await;
            if let Some(opening) = self.best_opening(activity, site, queue) {
                let end = opening.start + self.offered[activity].length;
                let people = opening.people.clone();
                self.open(RosterSession {
                    activity: opening.activity,
                    announced: None,
                    end,
                    people: opening.people,
                    pinned: false,
                    room: opening.room,
                    seats: opening.seats,
                    site: opening.site,
                    start: opening.start,
                    trainer: opening.trainer,
                });
                return Some(people);
            }
            queue.is_hopeless = true;
        }
        None
    }

    /// Those who wait for something that an activity teaches and do not take it.
    pub(super) fn pool(&self, activity: usize, order: &[usize]) -> Vec<usize> {
        let waits = |learner: &usize| self.waits(*learner, activity, &self.unmet(*learner));
        order.iter().copied().filter(waits).collect()
    }

    /// Whether somebody with unmet needs waits for something that an activity teaches and does not take it.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn waits(&self, learner: usize, activity: usize, unmet: &[ObjectiveAtLevel]) -> bool {
        let compiled = self.setup.activities[activity];
        unmet.iter().any(|&need| teaches(compiled, need)) && !self.takes(learner, activity)
    }

    /// The start with most people, the earliest of several; where a session was cancelled only if there is no other.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn best_opening(&self, activity: usize, site: Option<usize>, queue: &Queue) -> Option<Opening> {
        let offered = &self.offered[activity];
        let ready = queue.people.values();
        let ready: Vec<(usize, u32)> = ready
            .filter_map(|&(learner, slot)| Some((learner, slot?)))
            .collect();
        let most = (self.problem.activities[activity].seats_max as usize).min(ready.len());
        if (ready.len() as u32) < offered.min {
            return None;
        }
        let cancelled = &self.problem.activities[activity].cancelled;
        let mut best: Option<Opening> = None;
        for again in [false, true] {
            for &start in offered
                .starts
                .iter()
                .filter(|start| cancelled.contains(start) == again)
            {
                let Ok(opening) = self.opening(activity, site, start, &ready, None) else {
                    continue;
                };
                if best
                    .as_ref()
                    .is_none_or(|best| best.people.len() < opening.people.len())
                {
                    let is_full = opening.people.len() >= most;
                    best = Some(opening);
                    if is_full {
                        return best;
                    }
                }
            }
            if best.is_some() {
                return best;
            }
        }
        None
    }

    /// Those of a pool who are at a site and have all that an activity requires, each with the first slot in which they can take it.
    pub(super) fn ready_pool(
        &self,
        activity: usize,
        site: Option<usize>,
        pool: &[usize],
    ) -> Vec<(usize, u32)> {
        let at_site = pool
            .iter()
            .filter(|&&learner| self.site(learner, activity) == site);
        let ready =
            at_site.filter_map(|&learner| Some((learner, self.first_slot(learner, activity)?)));
        ready.collect()
    }

    /// The first slot in which a learner can take an activity; `None` where something that it requires is not taught.
    fn first_slot(&self, learner: usize, activity: usize) -> Option<u32> {
        let ready = self.ready(learner, activity)?;
        Some(ready.max(self.release(learner, activity)))
    }

    /// What keeps a session from being held at a start for people of a pool, where `learner` must not be its trainer.
    pub(super) fn lack(
        &self,
        activity: usize,
        site: Option<usize>,
        start: u32,
        ready: &[(usize, u32)],
        learner: Option<usize>,
    ) -> Option<Lack> {
        self.opening(activity, site, start, ready, learner).err()
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn opening(
        &self,
        activity: usize,
        site: Option<usize>,
        start: u32,
        ready: &[(usize, u32)],
        learner: Option<usize>,
    ) -> Result<Opening, Lack> {
        let (most, least) = (
            self.problem.activities[activity].seats_max,
            self.offered[activity].min,
        );
        let size = |room: Option<usize>| {
            room.map_or(most, |room| self.problem.rooms[room].seats.min(most))
        };
        let Some(largest) = self.free_room(activity, site, start, (least, u32::MAX)) else {
            return Err(Lack::Room);
        };
        let mut trainers = self.free_trainers(activity, site, start);
        trainers.retain(|&trainer| learner.is_none() || self.learner_of(trainer) != learner);
        if trainers.is_empty() {
            return Err(Lack::Trainer);
        }
        for trainer in trainers {
            let people = self.come(
                activity,
                start,
                ready,
                (self.learner_of(trainer), size(largest)),
            );
            if people.len() as u32 >= least {
                let wanted = people.len() as u32;
                let room = self
                    .free_room(activity, site, start, (least, wanted.max(least)))
                    .flatten();
                return Ok(Opening {
                    activity,
                    site,
                    start,
                    room,
                    trainer,
                    seats: size(room),
                    people,
                });
            }
        }
        Err(Lack::Minimum)
    }

    /// Who of a pool can come at a start, as many as there are seats and their sections can spare.
    #[expect(clippy::indexing_slicing, reason = "indices of the roster's tables")]
    fn come(
        &self,
        activity: usize,
        start: u32,
        ready: &[(usize, u32)],
        (teacher, seats): (Option<usize>, u32),
    ) -> Vec<usize> {
        let end = start + self.offered[activity].length;
        let mut spare: BTreeMap<usize, u32> = BTreeMap::new();
        let mut come = Vec::new();
        for &(learner, ready) in ready {
            if come.len() as u32 >= seats {
                break;
            }
            if ready > start || Some(learner) == teacher {
                continue;
            }
            let section = self.section(learner);
            let left = spare
                .entry(section)
                .or_insert_with(|| self.spare(section, start, end));
            if *left > 0 && self.is_there(learner, start, end) && !self.is_busy(learner, start, end)
            {
                *left -= 1;
                come.push(learner);
            }
        }
        come
    }
}
