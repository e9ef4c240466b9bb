//! What people do alone: on whole working days of their own, after what it relies on and before what relies on it.

use super::activity_selection::teaches;
use super::answer::DateReason;
use super::demand::{Demand, Learner, LearnerClass};
use super::input::PlanInput;
use super::precedence::{Course, Group, SelfStudy};
use super::schedule::{lapse_of, presence};
use super::timetable::Supplier;
use crate::Date;

/// Most lists that alternatives of own time are joined to; further alternatives are not looked at.
const MOST_LISTS: usize = 16;

/// The working days of one person in the plan, by number.
pub(super) struct OwnDays {
    pub(super) first: u32,
    /// The day after the last.
    pub(super) end: u32,
    /// By day, whether the person is there from morning to evening; `None` for always.
    there: Option<Vec<bool>>,
}

impl OwnDays {
    pub(super) fn new(setup: &PlanInput<'_>, learner: &Learner) -> OwnDays {
        let horizon = &setup.horizon;
        let last = horizon.days_until(last_date(setup, learner));
        let first = horizon.first_from(learner.from) / 2;
        let there = match presence(setup, learner.person) {
            None => Some(Vec::new()),
            Some(intervals) if intervals.is_empty() => None,
            Some(intervals) => {
                let is_there = |slot: u32| {
                    intervals
                        .iter()
                        .any(|&(from, to)| from <= slot && slot <= to)
                };
                Some(
                    (0..last)
                        .map(|day| is_there(2 * day) && is_there(2 * day + 1))
                        .collect(),
                )
            }
        };
        OwnDays {
            first,
            end: last,
            there,
        }
    }

    fn is_there(&self, day: u32) -> bool {
        self.there
            .as_ref()
            .is_none_or(|there| there.get(day as usize).copied().unwrap_or(false))
    }

    /// The day after a number of days on which the person is there, from a day on.
    fn after(&self, from: u32, count: u32) -> Option<u32> {
        let (mut day, mut left) = (from.max(self.first), count);
        while left > 0 {
            if day >= self.end {
                return None;
            }
            left -= u32::from(self.is_there(day));
            day += 1;
        }
        Some(day)
    }

    /// The last day from which on the person is there on a number of days before another day.
    pub(super) fn before(&self, end: u32, count: u32) -> Option<u32> {
        let (mut day, mut left) = (end.min(self.end), count);
        while left > 0 {
            if day <= self.first {
                return None;
            }
            day -= 1;
            left -= u32::from(self.is_there(day));
        }
        Some(day)
    }
}

/// The last day of a person in the plan.
#[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
pub(super) fn last_date(setup: &PlanInput<'_>, learner: &Learner) -> Date {
    setup.model.people.left[learner.person].min(setup.horizon.until)
}

/// The working days of the phase of an activity, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PhaseDays {
    first: u32,
    /// The day after the last.
    end: u32,
}

impl PhaseDays {
    /// Those of which both halves are among some half days: the first, and the last where one is.
    pub(super) fn new(setup: &PlanInput<'_>, (first, last): (u32, Option<u32>)) -> PhaseDays {
        PhaseDays {
            first: first.div_ceil(2),
            end: last.map_or(setup.horizon.len(), |last| last + 1) / 2,
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.first >= self.end
    }
}

/// What one person does alone, by number of the working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OwnTime {
    pub(super) activity: usize,
    pub(super) from: u32,
    /// The day after it, as early as it goes.
    pub(super) done: u32,
    /// The day by which it is over.
    pub(super) end: u32,
    /// What sets that day.
    pub(super) deadline: DateReason,
    /// Whole working days that it takes.
    pub(super) days: u32,
}

impl OwnTime {
    /// Days for an activity from a day on, within those of its phase: a refresher in its time where that is long enough, else as soon as
    /// possible. What has begun goes on after its phase where it must.
    pub(super) fn new(
        setup: &PlanInput<'_>,
        class: &LearnerClass,
        learner: &Learner,
        (activity, begin): (usize, u32),
        (own_days, phase): (&OwnDays, PhaseDays),
    ) -> Option<OwnTime> {
        let days = super::precedence::self_study_days(setup, class, activity);
        let has_begun = class.begun.contains_key(&activity);
        let mut from = begin.max(own_days.first);
        if !has_begun {
            from = from.max(phase.first);
        }
        let last = own_days.end.min(phase.end);
        let mut deadline = DateReason::Earliest;
        if last < own_days.end {
            deadline = DateReason::Phase;
        } else if last_date(setup, learner) < setup.horizon.until {
            deadline = DateReason::Away;
        }
        let mut ends = vec![(last, deadline)];
        if let Some(lapse) = lapse_of(setup, class, learner, activity) {
            let horizon = &setup.horizon;
            let release = (horizon.first_from(lapse.due) / 2).max(from);
            let due = horizon.days_until(lapse.day.plus_days(-1));
            if release + days <= due.min(own_days.end) {
                from = release;
            }
            if due < last {
                ends.insert(0, (due, DateReason::Refresh));
            }
        }
        // Where no day is left to do, the line has the first one of the plan all the same.
        let done = match days {
            0 => from + 1,
            _ => own_days.after(from, days)?,
        };
        if has_begun {
            ends.push((own_days.end, DateReason::Earliest));
        }
        let (end, deadline) = ends.into_iter().find(|(end, _)| done <= *end)?;
        Some(OwnTime {
            activity,
            from,
            done,
            end,
            deadline,
            days,
        })
    }
}

/// A seat: the place of its session in the course, its first slot and the slot after its last.
pub(super) type Seat = (usize, u32, u32);

/// One person's days and what they may do alone.
pub(super) struct OwnOptions<'a, 's> {
    setup: &'a PlanInput<'s>,
    class: &'a LearnerClass,
    learner: &'a Learner,
    course: &'a Course,
    days: OwnDays,
    /// For each activity that is done alone, the slot after it, where it relies on no session.
    free: Vec<Option<u32>>,
}

impl<'a, 's> OwnOptions<'a, 's> {
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn new(
        setup: &'a PlanInput<'s>,
        demand: &'a Demand,
        learner: &'a Learner,
        course: &'a Course,
    ) -> Self {
        let class = &demand.classes[learner.class];
        let days = OwnDays::new(setup, learner);
        let mut own = OwnOptions {
            setup,
            class,
            learner,
            course,
            days,
            free: Vec::new(),
        };
        own.free = own
            .earliest(&|_| None, &|_| true)
            .into_iter()
            .map(|time| time.map(|time| 2 * time.done))
            .collect();
        own
    }

    /// When each activity can be done at the earliest, where sessions are over as given, the day after each, and some of what can be done
    /// alone is done.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    fn earliest(
        &self,
        over: &dyn Fn(usize) -> Option<u32>,
        is_done: &dyn Fn(usize) -> bool,
    ) -> Vec<Option<OwnTime>> {
        let alone = &self.course.alone;
        let mut times: Vec<Option<OwnTime>> = vec![None; alone.len()];
        // Nothing waits in a circle, so that each round settles one more at least.
        for _ in 0..alone.len() {
            let mut changed = false;
            for at in 0..alone.len() {
                let begin = alone[at]
                    .groups
                    .iter()
                    .try_fold(self.days.first, |latest, group| {
                        let sessions = group.dated.iter().filter_map(|&by| over(by));
                        let others = group.alone.iter().filter(|by| is_done(**by));
                        let others = others.filter_map(|&by| Some(times[by]?.done));
                        Some(latest.max(sessions.chain(others).min()?))
                    });
                let time = begin.and_then(|begin| self.place(&alone[at], begin));
                if let Some(time) =
                    time.filter(|time| times[at].is_none_or(|known| time.done < known.done))
                {
                    times[at] = Some(time);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
        }
        times
    }

    fn place(&self, alone: &SelfStudy, begin: u32) -> Option<OwnTime> {
        OwnTime::new(
            self.setup,
            self.class,
            self.learner,
            (alone.activity, begin),
            (&self.days, alone.phase),
        )
    }

    /// The slot after what can be done alone for a group before any session, and whether the selection wants it.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn alone_instead(&self, group: &Group) -> Option<(u32, bool)> {
        let done = |selected: bool| {
            let by = group
                .alone
                .iter()
                .filter(move |&&by| self.course.alone[by].selected == selected);
            by.filter_map(|&by| self.free[by])
                .min()
                .map(|done| (done, selected))
        };
        done(true).or_else(|| done(false))
    }

    /// Whether something that teaches a need can be done alone, and relies on no session.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn is_met_alone(&self, need: super::demand::ObjectiveAtLevel) -> bool {
        let mut alone = self.course.alone.iter().zip(&self.free);
        alone.any(|(alone, free)| {
            free.is_some() && teaches(self.setup.activities[alone.activity], need)
        })
    }

    /// The sessions that something done alone relies on, and whole days from each until it is done: of each list one.
    pub(super) fn suppliers(&self, alone: usize) -> Vec<Vec<Supplier>> {
        self.suppliers_of(alone, &mut Vec::new())
    }

    /// The same for several things done alone of which one is enough: of each list of each one.
    pub(super) fn suppliers_of_any(
        &self,
        alone: &[usize],
        open: &mut Vec<usize>,
    ) -> Vec<Vec<Supplier>> {
        let mut all: Vec<Vec<Supplier>> = Vec::new();
        for &by in alone {
            if open.contains(&by) {
                continue;
            }
            let lists = self.suppliers_of(by, open);
            if all.is_empty() || lists.is_empty() || all.len() * lists.len() > MOST_LISTS {
                if all.is_empty() {
                    all = lists;
                }
                continue;
            }
            let both = |one: &Vec<Supplier>| {
                let joined = lists.iter().map(|other| [&one[..], other].concat());
                joined.collect::<Vec<_>>()
            };
            all = all.iter().flat_map(both).collect();
        }
        all
    }

    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    fn suppliers_of(&self, at: usize, open: &mut Vec<usize>) -> Vec<Vec<Supplier>> {
        let alone = &self.course.alone[at];
        open.push(at);
        let mut lists = Vec::new();
        for group in alone
            .groups
            .iter()
            .filter(|group| self.alone_instead(group).is_none())
        {
            let direct: Vec<Supplier> = group
                .dated
                .iter()
                .map(|&booking| Supplier {
                    booking,
                    days: alone.days,
                })
                .collect();
            let others = self.suppliers_of_any(&group.alone, open);
            let later = |by: &Supplier| Supplier {
                booking: by.booking,
                days: by.days + alone.days,
            };
            lists.extend(others.iter().map(|list| {
                direct
                    .iter()
                    .copied()
                    .chain(list.iter().map(later))
                    .collect()
            }));
            if others.is_empty() {
                lists.push(direct);
            }
        }
        open.pop();
        lists.retain(|list: &Vec<Supplier>| !list.is_empty());
        lists
    }

    /// The slot before which nothing that relies on an activity can begin, whenever sessions are.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn soonest(&self, alone: usize) -> Option<u32> {
        self.earliest(&|_| Some(self.days.first), &|_| true)[alone].map(|time| 2 * time.done)
    }

    /// Whether something done alone is over later than its days alone allow, whenever sessions are: it waits for other own time, its phase
    /// or the day from which it refreshes.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn waits(&self, alone: usize) -> bool {
        let at_once = self
            .days
            .after(self.days.first, self.course.alone[alone].days);
        at_once.is_none_or(|done| self.soonest(alone).is_none_or(|soonest| 2 * done < soonest))
    }

    /// The last slot of a session after which a number of days is left for something done alone.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn last_slot_before(&self, alone: usize, days: u32) -> Option<u32> {
        let end = self.days.end.min(self.course.alone[alone].phase.end);
        (2 * self.days.before(end, days)?).checked_sub(1)
    }

    /// What is done alone beside some seats: whatever is selected and can be done, and what else meets a need or is required and not taught
    /// in time by anything seated. What seats teach as well is not done, unless it was announced or something relies on it.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    pub(super) fn done_beside(&self, seats: &[Seat]) -> Vec<usize> {
        let alone = &self.course.alone;
        if alone.is_empty() {
            return Vec::new();
        }
        let over = |booking: usize| seat(seats, booking).map(|seat| seat.2.div_ceil(2));
        let times = self.earliest(&over, &|_| true);
        let mut done: Vec<bool> = (0..alone.len())
            .map(|at| alone[at].selected && times[at].is_some())
            .collect();
        for held in seats {
            for group in &self.course.dated[held.0].groups {
                let is_over = |by: &usize| seat(seats, *by).is_some_and(|other| other.2 <= held.1);
                if !group.dated.iter().any(is_over)
                    && let Some(by) = supplier(group, &times, &done, held.1 / 2)
                {
                    done[by] = true;
                }
            }
        }
        for &need in &self.class.needs {
            let teaches = |at: usize| teaches(self.setup.activities[at], need);
            let is_taught = seats
                .iter()
                .any(|held| teaches(self.course.dated[held.0].activity))
                || (0..alone.len()).any(|at| done[at] && teaches(alone[at].activity));
            let mut able =
                (0..alone.len()).filter(|&at| times[at].is_some() && teaches(alone[at].activity));
            if let Some(at) = able.next().filter(|_| !is_taught) {
                done[at] = true;
            }
        }
        // What relies on something comes after it.
        let mut order: Vec<(usize, OwnTime)> = times
            .iter()
            .enumerate()
            .filter_map(|(at, time)| Some((at, (*time)?)))
            .collect();
        order.sort_by_key(|&(at, time)| (std::cmp::Reverse(time.done), at));
        for (at, time) in order {
            if !done[at] {
                continue;
            }
            for group in &alone[at].groups {
                let is_over = |by: &usize| over(*by).is_some_and(|over| over <= time.from);
                if !group.dated.iter().any(is_over)
                    && let Some(by) = supplier(group, &times, &done, time.from)
                {
                    done[by] = true;
                }
            }
        }
        for at in (0..alone.len()).rev() {
            let is_announced = self.class.announced.contains(&alone[at].activity);
            if done[at] && !is_announced {
                done[at] = false;
                done[at] = self.lacks(at, seats, &done);
            }
        }
        (0..alone.len())
            .filter(|&at| done[at])
            .map(|at| alone[at].activity)
            .collect()
    }

    /// Whether a need, a seat or what else is done alone lacks something where it is not done alone. What is done alone can wait for seats.
    #[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
    fn lacks(&self, at: usize, seats: &[Seat], done: &[bool]) -> bool {
        let (alone, dated) = (&self.course.alone, &self.course.dated);
        let teaches = |activity: usize, need| teaches(self.setup.activities[activity], need);
        let over = |booking: usize| seat(seats, booking).map(|seat| seat.2.div_ceil(2));
        let (others, all) = (|by: usize| done[by], |by: usize| done[by] || by == at);
        let times = |is_done: &dyn Fn(usize) -> bool| -> Vec<Option<OwnTime>> {
            let times = self.earliest(&over, is_done).into_iter().zip(0..);
            times
                .map(|(time, by)| time.filter(|_| is_done(by)))
                .collect()
        };
        let (without, with) = (times(&others), times(&all));
        let is_met = |need| {
            seats
                .iter()
                .any(|held| teaches(dated[held.0].activity, need))
                || (0..alone.len()).any(|by| others(by) && teaches(alone[by].activity, need))
        };
        let is_supplied = |group: &Group, slot: u32, times: &[Option<OwnTime>]| {
            let is_over = |by: &usize| seat(seats, *by).is_some_and(|other| other.2 <= slot);
            let in_time = |by: &usize| times[*by].is_some_and(|time| 2 * time.done <= slot);
            group.dated.iter().any(is_over) || group.alone.iter().any(in_time)
        };
        let mut needs = self.class.needs.iter();
        needs.any(|&need| teaches(alone[at].activity, need) && !is_met(need))
            || seats.iter().any(|held| {
                let mut groups = dated[held.0].groups.iter();
                groups.any(|group| {
                    is_supplied(group, held.1, &with) && !is_supplied(group, held.1, &without)
                })
            })
            || (0..alone.len()).any(|by| others(by) && with[by].is_some() && without[by].is_none())
    }
}

fn seat(seats: &[Seat], booking: usize) -> Option<&Seat> {
    seats.iter().find(|seat| seat.0 == booking)
}

/// Which activity of a group is done alone by a day: one that is done in any case, else the earliest.
#[expect(clippy::indexing_slicing, reason = "places in lists of one course")]
fn supplier(group: &Group, times: &[Option<OwnTime>], done: &[bool], by: u32) -> Option<usize> {
    let in_time = |at: &&usize| times[**at].is_some_and(|time| time.done <= by);
    let able = group.alone.iter().filter(in_time);
    able.min_by_key(|&&at| (!done[at], times[at].map(|time| time.done), at))
        .copied()
}
