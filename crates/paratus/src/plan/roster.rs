//! Who is where in each half day: the sessions of a timetable and what people do alone, with what is still free.
//!
//! The timetable knows sessions alone, for groups of equal rooms and trainers. Here are the lines as they are written: rooms and trainers
//! by name, own time with its days. Free places are filled and reasons are counted on them, so that both hold of what is written.

use super::activity_selection::{begun_teach, is_self_paced, prerequisites, teaches};
use super::answer::DateReason;
use super::demand::{Demand, Learner, ObjectiveAtLevel};
use super::input::PlanInput;
use super::own_time::{OwnDays, OwnTime, PhaseDays, Seat, last_date};
use super::precedence::Course;
use super::schedule::{TimetableInput, presence, refresher_window};
use super::timetable::{self, Interval, Timetable};
use crate::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A session, with the learners of the demand who sit in it.
#[derive(Clone, Debug)]
pub(super) struct RosterSession {
    pub(super) activity: usize,
    /// Index of the announced session that it is.
    pub(super) announced: Option<usize>,
    /// The slot after its last.
    pub(super) end: u32,
    /// Ascending.
    pub(super) people: Vec<usize>,
    pub(super) pinned: bool,
    pub(super) room: Option<usize>,
    pub(super) seats: u32,
    pub(super) site: Option<usize>,
    pub(super) start: u32,
    pub(super) trainer: Option<usize>,
}

/// What one person takes.
#[derive(Clone, Debug, Default)]
struct Row {
    /// Place of the section in the timetable's list.
    section: usize,
    /// The trainer that the person is.
    trainer: Option<usize>,
    sessions: Vec<usize>,
    own: Vec<OwnTime>,
}

/// An activity with sessions, as the timetable has it.
pub(super) struct OfferedActivity {
    pub(super) starts: Vec<u32>,
    pub(super) length: u32,
    pub(super) min: u32,
}

/// Sessions and own time of everyone.
pub(super) struct Roster<'a, 's> {
    pub(super) setup: &'a PlanInput<'s>,
    pub(super) demand: &'a Demand,
    pub(super) problem: &'a timetable::TimetableProblem,
    pub(super) sessions: Vec<RosterSession>,
    /// By activity.
    pub(super) offered: Vec<OfferedActivity>,
    rows: Vec<Row>,
    /// By trainer: the learner that the trainer is.
    learner_of: Vec<Option<usize>>,
    /// By section and slot: how many are away.
    away: Vec<Vec<u32>>,
    /// By room and by trainer, and slot: whether it can be used at all, and whether it is taken.
    rooms: Vec<Vec<bool>>,
    room_taken: Vec<Vec<bool>>,
    trainers: Vec<Vec<bool>>,
    trainer_taken: Vec<Vec<bool>>,
    /// By learner who is not always there: when they are.
    presence: BTreeMap<usize, Vec<bool>>,
}

/// By slot, whether it is in any of the intervals; everywhere where there is none.
fn within(intervals: &[Interval], slots: usize) -> Vec<bool> {
    let inside = |slot: usize| {
        intervals
            .iter()
            .any(|&(from, to)| (from as usize..=to as usize).contains(&slot))
    };
    (0..slots)
        .map(|slot| intervals.is_empty() || inside(slot))
        .collect()
}

/// The last day of own time, where nothing was announced.
fn last_day(setup: &PlanInput<'_>, learner: &Learner, days: &OwnDays, own: OwnTime) -> Date {
    if own.end == days.end {
        last_date(setup, learner)
    } else {
        setup.horizon.day(2 * own.end.saturating_sub(1)).0
    }
}

impl<'a, 's> Roster<'a, 's> {
    /// The lines of a timetable, without what people do alone.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn new(
        setup: &'a PlanInput<'s>,
        demand: &'a Demand,
        schedule: &'a TimetableInput,
        timetable: &Timetable,
    ) -> Roster<'a, 's> {
        let (problem, slots) = (&schedule.problem, schedule.problem.slots.len());
        let trainer_ids: BTreeMap<&str, usize> = setup
            .trainers
            .iter()
            .enumerate()
            .map(|(at, trainer)| (trainer.id.as_str(), at))
            .collect();
        let offered = problem.activities.iter().map(|activity| OfferedActivity {
            starts: problem.possible_starts(activity),
            length: activity.duration,
            min: activity.seats_min.max(1),
        });
        let mut roster = Roster {
            setup,
            demand,
            problem,
            sessions: Vec::with_capacity(timetable.sessions.len()),
            offered: offered.collect(),
            rows: Vec::with_capacity(demand.learners.len()),
            learner_of: vec![None; problem.trainers.len()],
            away: vec![vec![0; slots]; problem.sections.len()],
            rooms: problem
                .rooms
                .iter()
                .map(|room| within(&room.available, slots))
                .collect(),
            room_taken: vec![vec![false; slots]; problem.rooms.len()],
            trainers: problem
                .trainers
                .iter()
                .map(|trainer| within(&trainer.available, slots))
                .collect(),
            trainer_taken: vec![vec![false; slots]; problem.trainers.len()],
            presence: BTreeMap::new(),
        };
        for (at, learner) in demand.learners.iter().enumerate() {
            let id = setup.model.people.ids.name(learner.person as u32);
            let section = setup.section_places[setup.model.people.section[learner.person] as usize];
            let trainer = trainer_ids.get(id).copied();
            if let Some(trainer) = trainer {
                roster.learner_of[trainer] = Some(at);
            }
            roster.rows.push(Row {
                section,
                trainer,
                ..Row::default()
            });
            match presence(setup, learner.person) {
                Some(times) if times.is_empty() => {}
                Some(times) => roster.presence.extend([(at, within(&times, slots))]),
                None => roster.presence.extend([(at, vec![false; slots])]),
            }
        }
        for held in &timetable.sessions {
            let end = held.start + problem.activities[held.activity].duration;
            roster.open(RosterSession {
                activity: held.activity,
                announced: held.announced,
                end,
                people: Vec::new(),
                pinned: held.pinned,
                room: held.room,
                seats: held.seats,
                site: held.site,
                start: held.start,
                trainer: held.trainer,
            });
        }
        for seat in &timetable.seats {
            roster.seat(schedule.learners[seat.learner], seat.session);
        }
        roster
    }

    /// Opens a session with its people; its place.
    pub(super) fn open(&mut self, session: RosterSession) -> usize {
        let at = self.sessions.len();
        let people = session.people.clone();
        self.sessions.push(RosterSession {
            people: Vec::new(),
            ..session
        });
        self.occupy(at, true);
        people
            .into_iter()
            .for_each(|learner| self.seat(learner, at));
        at
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn occupy(&mut self, at: usize, taken: bool) {
        let held = &self.sessions[at];
        for slot in held.start as usize..held.end as usize {
            held.room
                .into_iter()
                .for_each(|room| self.room_taken[room][slot] = taken);
            held.trainer
                .into_iter()
                .for_each(|trainer| self.trainer_taken[trainer][slot] = taken);
        }
    }

    /// Takes a session off the roster, or puts it back: room, trainer and the absence of its people.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn count(&mut self, at: usize, taken: bool) {
        self.occupy(at, taken);
        let held = &self.sessions[at];
        for &learner in &held.people {
            let row = &mut self.rows[learner];
            if taken {
                row.sessions.push(at);
            } else {
                row.sessions.retain(|&own| own != at);
            }
            for away in &mut self.away[row.section][held.start as usize..held.end as usize] {
                *away = if taken {
                    *away + 1
                } else {
                    away.saturating_sub(1)
                };
            }
        }
    }

    /// Seats a learner in a session.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn seat(&mut self, learner: usize, at: usize) {
        let held = &mut self.sessions[at];
        if let Err(place) = held.people.binary_search(&learner) {
            held.people.insert(place, learner);
            let row = &mut self.rows[learner];
            row.sessions.push(at);
            for away in &mut self.away[row.section][held.start as usize..held.end as usize] {
                *away += 1;
            }
        }
    }

    /// Takes a learner out of a session.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn unseat(&mut self, learner: usize, at: usize) {
        let held = &mut self.sessions[at];
        held.people.retain(|&known| known != learner);
        let row = &mut self.rows[learner];
        row.sessions.retain(|&own| own != at);
        for away in &mut self.away[row.section][held.start as usize..held.end as usize] {
            *away = away.saturating_sub(1);
        }
    }

    /// Takes people out of seats for which what they do alone is over too late or not done, and with that out of whatever relies on those;
    /// sessions that become too small are given up.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn leave_early_seats(&mut self, mut concerned: BTreeSet<usize>) {
        while !concerned.is_empty() {
            let is_early = |&(learner, at): &(usize, usize)| {
                let held = &self.sessions[at];
                let ready = self.ready(learner, held.activity);
                ready.is_none_or(|ready| ready > held.start)
            };
            let seats = concerned.iter().flat_map(|&learner| {
                let sessions = self.rows[learner].sessions.iter();
                sessions.map(move |&at| (learner, at))
            });
            let mut out: Vec<(usize, usize)> = seats.filter(is_early).collect();
            let left: BTreeSet<usize> = out.iter().map(|&(_, at)| at).collect();
            for &(learner, at) in &out {
                self.unseat(learner, at);
            }
            for at in left {
                let held = &self.sessions[at];
                let least = self.offered[held.activity].min as usize;
                if !held.pinned && held.people.len() < least {
                    let people: Vec<usize> = held.people.clone();
                    for learner in people {
                        self.unseat(learner, at);
                        out.push((learner, at));
                    }
                    self.occupy(at, false);
                    self.sessions[at].seats = 0;
                }
            }
            concerned = out.into_iter().map(|(learner, _)| learner).collect();
            for &learner in &concerned {
                let own = std::mem::take(&mut self.rows[learner].own);
                self.add_all_own(learner, own.iter().map(|own| own.activity).collect());
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn learner(&self, learner: usize) -> &'a Learner {
        &self.demand.learners[learner]
    }

    /// The place of a learner's section in the timetable's list.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn section(&self, learner: usize) -> usize {
        self.rows[learner].section
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_trainer(&self, learner: usize) -> bool {
        self.rows[learner].trainer.is_some()
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn own_time(&self, learner: usize) -> &[OwnTime] {
        &self.rows[learner].own
    }

    /// The site at which a learner takes sessions of an activity; nothing online.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn site(&self, learner: usize, activity: usize) -> Option<usize> {
        (!self.problem.activities[activity].online)
            .then(|| self.problem.sections[self.section(learner)].site)
    }

    /// The seats of a learner, by place in their course.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn seats(&self, learner: usize, course: &Course) -> Vec<Seat> {
        let seat = |&at: &usize| {
            let held = &self.sessions[at];
            let place = course
                .dated
                .iter()
                .position(|dated| dated.activity == held.activity)?;
            Some((place, held.start, held.end))
        };
        self.rows[learner]
            .sessions
            .iter()
            .filter_map(seat)
            .collect()
    }

    /// The activities that a learner takes.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn taken(&self, learner: usize) -> BTreeSet<usize> {
        let row = &self.rows[learner];
        let own = row.own.iter().map(|own| own.activity);
        row.sessions
            .iter()
            .map(|&at| self.sessions[at].activity)
            .chain(own)
            .collect()
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn takes(&self, learner: usize, activity: usize) -> bool {
        let row = &self.rows[learner];
        row.sessions
            .iter()
            .any(|&at| self.sessions[at].activity == activity)
            || row.own.iter().any(|own| own.activity == activity)
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn teaches(&self, activity: usize, step: ObjectiveAtLevel) -> bool {
        teaches(self.setup.activities[activity], step)
    }

    /// Whether what a learner takes teaches a need.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_met(&self, learner: usize, need: ObjectiveAtLevel) -> bool {
        let row = &self.rows[learner];
        row.sessions
            .iter()
            .any(|&at| self.teaches(self.sessions[at].activity, need))
            || row.own.iter().any(|own| self.teaches(own.activity, need))
    }

    /// The needs of a learner that nothing meets; none of somebody who leaves before the plan ends, to whom nothing new is given.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn unmet(&self, learner: usize) -> Vec<ObjectiveAtLevel> {
        let known = self.learner(learner);
        let needs = &self.demand.classes[known.class].needs;
        needs
            .iter()
            .copied()
            .filter(|&need| !known.leaves && !self.is_met(learner, need))
            .collect()
    }

    /// What must be over before a learner takes an activity. What they have begun alone goes on beside what else they have begun.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn requires(&self, learner: usize, activity: usize) -> BTreeSet<ObjectiveAtLevel> {
        let class = &self.demand.classes[self.learner(learner).class];
        let mut steps = prerequisites(self.setup, class, activity);
        if class.begun.contains_key(&activity) {
            let own = || self.rows[learner].own.iter().map(|own| own.activity);
            let goes_on = || own().filter(|by| class.begun.contains_key(by));
            steps.retain(|&step| !begun_teach(self.setup, goes_on(), activity, step));
        }
        steps
    }

    /// The first step that an activity requires of a learner and that nothing they take teaches.
    pub(super) fn missing(&self, learner: usize, activity: usize) -> Option<ObjectiveAtLevel> {
        let takes = self.taken(learner);
        let is_taught = |step| {
            let mut others = takes.iter().filter(|&&by| by != activity);
            others.any(|&by| self.teaches(by, step))
        };
        let mut steps = self.requires(learner, activity).into_iter();
        steps.find(|&step| !is_taught(step))
    }

    /// The first slot after everything that an activity requires of a learner; `None` where something of it is not taught.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn ready(&self, learner: usize, activity: usize) -> Option<u32> {
        let row = &self.rows[learner];
        self.requires(learner, activity)
            .into_iter()
            .try_fold(0, |ready, step| {
                let supplies = |by: usize| by != activity && self.teaches(by, step);
                let sessions = row.sessions.iter().map(|&at| &self.sessions[at]);
                let sessions = sessions
                    .filter(|held| supplies(held.activity))
                    .map(|held| held.end);
                let own = row
                    .own
                    .iter()
                    .filter(|own| supplies(own.activity))
                    .map(|own| 2 * own.done);
                Some(sessions.chain(own).min()?.max(ready))
            })
    }

    /// The first slot in which a learner can take an activity: when they are there, and what it refreshes is due.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn release(&self, learner: usize, activity: usize) -> u32 {
        let known = self.learner(learner);
        let first = self.setup.horizon.first_from(known.from);
        let class = &self.demand.classes[known.class];
        refresher_window(
            self.setup,
            class,
            known,
            activity,
            first,
            self.offered[activity].length,
        )
        .0
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_there(&self, learner: usize, start: u32, end: u32) -> bool {
        let there = self.presence.get(&learner);
        there.is_none_or(|there| {
            there[start as usize..end as usize]
                .iter()
                .all(|&there| there)
        })
    }

    /// Whether a learner sits in a session, or teaches one, in any of some slots.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_busy(&self, learner: usize, start: u32, end: u32) -> bool {
        let row = &self.rows[learner];
        let overlaps = |&at: &usize| self.sessions[at].start < end && start < self.sessions[at].end;
        let teaches = |trainer: usize| {
            self.trainer_taken[trainer][start as usize..end as usize].contains(&true)
        };
        row.sessions.iter().any(overlaps) || row.trainer.is_some_and(teaches)
    }

    /// How many more of a section may be away in all of some slots.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn spare(&self, section: usize, start: u32, end: u32) -> u32 {
        let limit = &self.problem.sections[section];
        let away = (start..end).zip(&self.away[section][start as usize..end as usize]);
        away.map(|(slot, away)| limit.most_away_at(slot).saturating_sub(*away))
            .min()
            .unwrap_or(limit.most_away)
    }

    /// Whether a learner could take a seat in a session.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn fits(&self, learner: usize, at: usize) -> bool {
        let held = &self.sessions[at];
        (held.people.len() as u32) < held.seats
            && self.site(learner, held.activity) == held.site
            && self.is_there(learner, held.start, held.end)
            && !self.is_busy(learner, held.start, held.end)
            && self.spare(self.section(learner), held.start, held.end) > 0
            && self.release(learner, held.activity) <= held.start
            && self
                .ready(learner, held.activity)
                .is_some_and(|ready| ready <= held.start)
    }

    /// A free room for a number of people, the smallest that is large enough, else the largest of those for `least`. `Some(None)` where no
    /// room is needed.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn free_room(
        &self,
        activity: usize,
        site: Option<usize>,
        start: u32,
        (least, wanted): (u32, u32),
    ) -> Option<Option<usize>> {
        let Some(site) = site.filter(|_| !self.problem.activities[activity].roomless) else {
            return Some(None);
        };
        let end = start + self.offered[activity].length;
        let is_free = |room: &usize| {
            self.is_room_free(Some(*room), start, end)
                && self.problem.rooms[*room].site == site
                && self.problem.rooms[*room].seats >= least
        };
        let free = (0..self.problem.rooms.len()).filter(is_free);
        free.min_by_key(|&room| {
            let seats = self.problem.rooms[room].seats;
            (
                seats < wanted,
                if seats < wanted {
                    u32::MAX - seats
                } else {
                    seats
                },
            )
        })
        .map(Some)
    }

    /// Whether a room is open and free in some slots; one that is gone is not.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_room_free(&self, room: Option<usize>, start: u32, end: u32) -> bool {
        let mut slots = start as usize..end as usize;
        room.is_some_and(|room| {
            slots.all(|slot| self.rooms[room][slot] && !self.room_taken[room][slot])
        })
    }

    /// Whether a trainer is there and free in some slots; one who is gone is not.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_trainer_free(&self, trainer: Option<usize>, start: u32, end: u32) -> bool {
        let mut slots = start as usize..end as usize;
        trainer.is_some_and(|trainer| {
            slots.all(|slot| self.trainers[trainer][slot] && !self.trainer_taken[trainer][slot])
        })
    }

    /// Trainers who can hold a session at a site in some slots, those of the site and with the fewest skills first; nothing alone where
    /// none is needed.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn free_trainers(
        &self,
        activity: usize,
        site: Option<usize>,
        start: u32,
    ) -> Vec<Option<usize>> {
        let Some(skill) = self.problem.activities[activity].skill else {
            return vec![None];
        };
        let end = start + self.offered[activity].length;
        let is_free = |trainer: &usize| {
            let known = &self.problem.trainers[*trainer];
            let teaches_elsewhere = |site: usize| {
                let days = (start / 2, (end - 1) / 2);
                self.sessions.iter().any(|held| {
                    held.trainer == Some(*trainer)
                        && held.site.is_some_and(|other| other != site)
                        && held.start / 2 <= days.1
                        && days.0 <= (held.end - 1) / 2
                        && self.trainer_taken[*trainer][held.start as usize]
                })
            };
            known.skills.contains(&skill)
                && self.is_trainer_free(Some(*trainer), start, end)
                && site.is_none_or(|site| {
                    known.site.is_none_or(|own| own == site) && !teaches_elsewhere(site)
                })
                && self.learner_of[*trainer]
                    .is_none_or(|learner| !self.is_busy(learner, start, end))
        };
        let mut free: Vec<usize> = (0..self.problem.trainers.len()).filter(is_free).collect();
        free.sort_by_key(|&trainer| {
            let known = &self.problem.trainers[trainer];
            (known.site.is_none(), known.skills.len(), trainer)
        });
        free.into_iter().map(Some).collect()
    }

    /// The learner that a trainer is.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn learner_of(&self, trainer: Option<usize>) -> Option<usize> {
        trainer.and_then(|trainer| self.learner_of[trainer])
    }

    /// Lets a learner do something alone, as early as what it requires allows; whether there is time for it.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn add_own(&mut self, learner: usize, activity: usize) -> bool {
        let time = self.time_alone(learner, activity);
        self.rows[learner].own.extend(time);
        time.is_some()
    }

    /// Lets a learner do things alone, what is over first first, so that each comes after the earliest of what it requires, whatever the
    /// order in which they are given; those for which there is no time.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn add_all_own(&mut self, learner: usize, mut left: Vec<usize>) -> Vec<usize> {
        left.sort_unstable();
        loop {
            let mut times: Vec<OwnTime> = left
                .iter()
                .filter_map(|&at| self.time_alone(learner, at))
                .collect();
            let Some(first) = times.iter().map(|own| own.done).min() else {
                return left;
            };
            times.retain(|own| own.done == first);
            left.retain(|at| times.iter().all(|own| own.activity != *at));
            self.rows[learner].own.extend(times);
        }
    }

    /// When a learner can do something alone: whole working days after everything that it requires.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn time_alone(&self, learner: usize, activity: usize) -> Option<OwnTime> {
        let known = self.learner(learner);
        let begin = self.ready(learner, activity)?.div_ceil(2);
        let class = &self.demand.classes[known.class];
        let offered = &self.problem.activities[activity];
        let phase = PhaseDays::new(self.setup, (offered.earliest, offered.latest));
        OwnTime::new(
            self.setup,
            class,
            known,
            (activity, begin),
            (&OwnDays::new(self.setup, known), phase),
        )
    }

    /// Works out again when a learner does things alone: each as early as it can be, and over before what relies on it.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn settle_own(&mut self, learner: usize) {
        let before = std::mem::take(&mut self.rows[learner].own);
        if before.is_empty() {
            return;
        }
        let left = self.add_all_own(learner, before.iter().map(|own| own.activity).collect());
        let in_order = |held: &RosterSession| {
            self.ready(learner, held.activity)
                .is_some_and(|at| at <= held.start)
        };
        let ordered = self.rows[learner]
            .sessions
            .iter()
            .all(|&at| in_order(&self.sessions[at]));
        if !left.is_empty() || !ordered {
            self.rows[learner].own = before;
        }
        self.end_before_dependents(learner);
        if self.keep_announced_ends(learner) {
            // What is over sooner needs what it requires sooner.
            self.end_before_dependents(learner);
        }
    }

    /// Ends what a learner does alone when it was announced to end, where that is sooner and leaves the days it takes; whether anything is.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn keep_announced_ends(&mut self, learner: usize) -> bool {
        let setup = self.setup;
        let mut changed = false;
        let known = self.learner(learner);
        let days = OwnDays::new(setup, known);
        for own in &mut self.rows[learner].own {
            let announced = setup.announced_end(known.person, own.activity);
            let is_sooner = |end: &Date| *end < last_day(setup, known, &days, *own);
            let Some(last) = announced.filter(is_sooner) else {
                continue;
            };
            let end = setup.horizon.days_until(last);
            if own.done <= end {
                (own.end, own.deadline) = (end, DateReason::Pinned);
                changed = true;
            }
        }
        changed
    }

    /// Ends what a learner does alone before the first line that relies on it.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn end_before_dependents(&mut self, learner: usize) {
        for _ in 0..self.rows[learner].own.len() {
            let row = &self.rows[learner];
            let ends: Vec<u32> = row
                .own
                .iter()
                .map(|own| self.last_end(learner, *own))
                .collect();
            for (own, end) in self.rows[learner].own.iter_mut().zip(ends) {
                if end < own.end {
                    (own.end, own.deadline) = (end, DateReason::Prerequisite);
                }
            }
        }
    }

    /// The day by which something done alone must be over for what relies on it.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn last_end(&self, learner: usize, own: OwnTime) -> u32 {
        let row = &self.rows[learner];
        let sessions = row.sessions.iter().map(|&at| {
            let held = &self.sessions[at];
            (held.activity, held.start, held.start)
        });
        let days = OwnDays::new(self.setup, self.learner(learner));
        let alone = row.own.iter().map(|other| {
            let latest = days
                .before(other.end, other.days)
                .map_or(other.from, |latest| latest.max(other.from));
            (other.activity, 2 * latest, 2 * other.from)
        });
        let mut end = own.end;
        // What else supplies it must be over before it begins, at whichever of its days.
        for (activity, latest, begin) in sessions
            .chain(alone)
            .filter(|dependent| dependent.0 != own.activity)
        {
            for step in self.requires(learner, activity) {
                let supplies =
                    |by: usize| by != activity && by != own.activity && self.teaches(by, step);
                let by_session = row.sessions.iter().map(|&at| &self.sessions[at]);
                // Of several things done alone the first is over in time.
                let first = |other: &&OwnTime| {
                    (other.done, other.activity) < (own.done, own.activity)
                        && supplies(other.activity)
                };
                let mut others = by_session
                    .filter(|held| supplies(held.activity))
                    .map(|held| held.end)
                    .chain(row.own.iter().filter(first).map(|other| 2 * other.done));
                if self.teaches(own.activity, step) && !others.any(|over| over <= begin) {
                    end = end.min(latest / 2);
                }
            }
        }
        end.max(own.done)
    }

    /// Days of own time as dates.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn dates(&self, learner: usize, own: OwnTime) -> (Date, Date) {
        let learner = self.learner(learner);
        let days = OwnDays::new(self.setup, learner);
        let day = |number: u32| self.setup.horizon.day(2 * number).0;
        let class = &self.demand.classes[learner.class];
        let first = if class.begun.contains_key(&own.activity) {
            let begun = self.setup.begun(learner.person, own.activity);
            begun.map_or(learner.from, |begun| begun.from)
        } else if own.from == days.first {
            learner.from
        } else {
            day(own.from)
        };
        let announced = self.setup.announced_end(learner.person, own.activity);
        let announced = announced.filter(|_| own.deadline == DateReason::Pinned);
        let last = announced.unwrap_or_else(|| last_day(self.setup, learner, &days, own));
        (first, last)
    }

    /// Whether people do an activity alone.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn is_alone(&self, activity: usize) -> bool {
        is_self_paced(self.setup.activities[activity])
    }
}
