//! The lines of a plan: who sits where, what people do alone, what is not met, what could not be kept.

#![expect(
    clippy::indexing_slicing,
    reason = "learners, bookings and sessions are indices of the tables they come from"
)]

use super::activity_selection::{Chosen, at_a_site, is_self_paced, needs_room, requires, teaches};
use super::answer::{
    DateReason, LostPromise, PlanReason, PlanSession, ReleaseCause, ReleasedPromise, SelfPaced, ServedNeed,
    SessionStatus, StartCause, UnplacedCause, UnplacedNeed, Witness,
};
use super::commitments::{Commitments, SessionIds};
use super::demand::{Demand, Learner, Step};
use super::input::Setup;
use super::precedence::{Course, PhasePlan, own_days};
use super::reasons;
use super::schedule::Schedule;
use super::timetable::{Cause, ReleaseReason, Session, Starts, Timetable};
use crate::Date;
use crate::order::{Map, Set};

/// What everyone does.
#[derive(Clone, Default)]
pub(super) struct Lines {
    pub(super) sessions: Vec<PlanSession>,
    pub(super) self_paced: Vec<SelfPaced>,
    pub(super) unplaced: Vec<UnplacedNeed>,
    pub(super) released: Vec<ReleasedPromise>,
    pub(super) promises_lost: Vec<LostPromise>,
    /// For each learner: activities taken.
    pub(super) taken: Vec<Set<usize>>,
    /// Half days that pass until the sessions of all seats are over.
    pub(super) half_days: u64,
}

/// What lines are made from.
pub(super) struct LineBuilder<'a, 's> {
    pub(super) setup: &'a Setup<'s>,
    pub(super) demand: &'a Demand,
    pub(super) chosen: &'a Chosen,
    pub(super) phases: &'a PhasePlan,
    pub(super) commitments: &'a Commitments,
    pub(super) schedule: &'a Schedule,
    pub(super) timetable: &'a Timetable,
}

/// What one person does alone: the activity, and the first and last day.
pub(super) type OwnTime = (usize, Date, Date);

impl LineBuilder<'_, '_> {
    /// The lines of the timetable.
    pub(super) fn build(&self) -> Lines {
        let (setup, demand) = (self.setup, self.demand);
        let (ids, _) = self.session_ids();
        let mut seats: Vec<Vec<(usize, usize)>> = vec![Vec::new(); demand.learners.len()];
        for seat in &self.timetable.seats {
            seats[self.schedule.learners[seat.learner]].push((seat.booking, seat.session));
        }
        let mut unmet: Vec<Vec<(Step, usize, &Starts)>> = vec![Vec::new(); demand.learners.len()];
        for missing in &self.timetable.unmet {
            let at = self.schedule.learners[missing.learner];
            let Some(course) = self.schedule.course(setup, &demand.learners[at]) else { continue };
            unmet[at].push((course.needs[missing.need].0, missing.booking, &missing.starts));
        }
        let released = self.released();
        let mut lines = Lines::default();
        let mut in_session: Vec<Vec<usize>> = vec![Vec::new(); self.timetable.sessions.len()];
        let mut alone: Map<OwnTime, Vec<usize>> = Map::new();
        let empty = Course::default();
        for (at, learner) in demand.learners.iter().enumerate() {
            let course = self.schedule.course(setup, learner).unwrap_or(&empty);
            for &(_, session) in &seats[at] {
                in_session[session].push(at);
                lines.half_days += u64::from(self.last_slot(&self.timetable.sessions[session]) + 1);
            }
            let sat: Vec<(usize, &Session)> =
                seats[at].iter().map(|&(booking, session)| (booking, &self.timetable.sessions[session])).collect();
            let (taken, own) = self.person_lines(at, &sat);
            for own in own {
                alone.entry(own).or_default().push(at);
            }
            let missing = demand.classes[learner.class].needs.iter().copied();
            let missing = missing.filter(|need| !taken.iter().any(|&by| teaches(setup.activities[by], *need)));
            for need in missing {
                lines.promises_lost.extend(self.lost_promise(learner, need, &released));
                if !learner.leaves {
                    lines.unplaced.push(self.unplaced(learner, course, need, &unmet[at], &taken));
                }
            }
            lines.taken.push(taken);
        }
        self.add_sessions(&mut lines, &ids, &in_session);
        self.add_self_paced(&mut lines, alone);
        lines.unplaced.sort_by(|a, b| (&a.person, &a.objective).cmp(&(&b.person, &b.objective)));
        lines.released = released;
        for promise in &mut lines.promises_lost {
            promise.reason = reason_of(&lines.released, promise).unwrap_or(promise.reason);
        }
        lines.promises_lost.sort_by(|a, b| (&a.person, &a.objective).cmp(&(&b.person, &b.objective)));
        lines
    }

    /// The activities that a learner of the demand takes with some seats, each a booking with its session, and what of them is done alone.
    pub(super) fn person_lines(&self, at: usize, seats: &[(usize, &Session)]) -> (Set<usize>, Vec<OwnTime>) {
        let (learner, empty) = (&self.demand.learners[at], Course::default());
        let course = self.schedule.course(self.setup, learner).unwrap_or(&empty);
        let mut taken: Set<usize> = seats.iter().map(|&(booking, _)| course.dated[booking].activity).collect();
        let mut own = self.own_time(learner, course, seats);
        taken.extend(own.iter().map(|own| own.0));
        own.extend(self.instead(learner, course, seats, &own, &mut taken));
        (taken, own)
    }

    fn person_id(&self, learner: usize) -> &str {
        self.setup.model.people.ids.name(self.demand.learners[learner].person as u32)
    }

    fn sorted_ids(&self, learners: &[usize]) -> Vec<String> {
        let mut list: Vec<String> = learners.iter().map(|&learner| self.person_id(learner).to_owned()).collect();
        list.sort_unstable();
        list
    }

    /// The last half day of a session.
    pub(super) fn last_slot(&self, session: &Session) -> u32 {
        session.start + self.setup.model.calendar.slots(self.setup.activities[session.activity].hours) - 1
    }

    /// Announced sessions keep their ids; new ones get the next number of their activity, by date. With the ids that further ones get.
    pub(super) fn session_ids(&self) -> (Vec<String>, SessionIds<'_>) {
        let mut ids = SessionIds::new(self.setup);
        let sessions = &self.timetable.sessions;
        let mut order: Vec<usize> = (0..sessions.len()).collect();
        order.sort_by_key(|&at| {
            let session = &sessions[at];
            (session.activity, session.start, session.site, session.room, session.trainer, at)
        });
        let mut list = vec![String::new(); sessions.len()];
        for at in order {
            list[at] = match self.schedule.announced(self.commitments, sessions[at].announced) {
                Some((id, _)) => id.clone(),
                None if sessions[at].taken == 0 && !sessions[at].pinned => continue,
                None => ids.next(&self.setup.activities[sessions[at].activity].id),
            };
        }
        (list, ids)
    }

    fn add_sessions(&self, lines: &mut Lines, ids: &[String], in_session: &[Vec<usize>]) {
        let setup = self.setup;
        let previous: Map<&str, &PlanSession> = setup
            .options
            .previous
            .iter()
            .flat_map(|plan| &plan.sessions)
            .map(|session| (session.session.as_str(), session))
            .collect();
        for (at, held) in self.timetable.sessions.iter().enumerate() {
            let activity = setup.activities[held.activity];
            let people = &in_session[at];
            if people.is_empty() && !held.pinned {
                continue;
            }
            let (start, half) = setup.horizon.day(held.start);
            let (end, end_half) = setup.horizon.day(self.last_slot(held));
            let needs = self.served(held.activity, people);
            let date = if held.pinned { DateReason::Pinned } else { date_reason(held.earlier.last) };
            let phase = self.phases.of_activity[held.activity].map(|phase| self.phases.ids[phase].clone());
            let mut session = PlanSession {
                activity: activity.id.clone(),
                end,
                end_half,
                half,
                hours: activity.hours,
                mode: activity.mode,
                people: self.sorted_ids(people),
                reason: PlanReason {
                    date,
                    text: reasons::session(&needs, date, phase.as_deref()),
                    needs,
                    witness: witness(&held.earlier),
                },
                phase,
                pinned: held.pinned,
                room: held.room.and_then(|room| setup.rooms.get(room)).map(|room| room.id.clone()),
                seats: held.seats,
                sequence: 0,
                session: ids[at].clone(),
                site: held
                    .site
                    .and_then(|site| setup.site_name(site))
                    .filter(|_| at_a_site(activity))
                    .map(str::to_owned),
                start,
                status: SessionStatus::Confirmed,
                title: activity.title.clone(),
                trainer: held.trainer.and_then(|trainer| setup.trainers.get(trainer)).map(|trainer| trainer.id.clone()),
            };
            if let Some(before) = previous.get(session.session.as_str()) {
                let place = |session: &PlanSession| {
                    (session.start, session.half, session.room.clone(), session.trainer.clone(), session.site.clone())
                };
                session.sequence = before.sequence + u32::from(place(before) != place(&session));
            }
            lines.sessions.push(session);
        }
        lines.sessions.sort_by(|a, b| (a.start, a.half, &a.session).cmp(&(b.start, b.half, &b.session)));
    }

    fn add_self_paced(&self, lines: &mut Lines, alone: Map<OwnTime, Vec<usize>>) {
        for ((activity, from, until), learners) in alone {
            let compiled = self.setup.activities[activity];
            let needs = self.served(activity, &learners);
            let phase = self.phases.of_activity[activity].map(|phase| self.phases.ids[phase].clone());
            let before_more = until < self.setup.horizon.until;
            let date = if before_more { DateReason::Prerequisite } else { DateReason::Earliest };
            lines.self_paced.push(SelfPaced {
                activity: compiled.id.clone(),
                from,
                hours: compiled.hours,
                mode: compiled.mode,
                people: self.sorted_ids(&learners),
                reason: PlanReason {
                    date,
                    text: reasons::alone(&needs, until, before_more, phase.as_deref()),
                    needs,
                    witness: Witness::default(),
                },
                phase,
                title: compiled.title.clone(),
                until,
            });
        }
        lines.self_paced.sort_by(|a, b| (a.until, &a.activity, a.from).cmp(&(b.until, &b.activity, b.from)));
    }

    /// What somebody does alone, with its first and last day: after the last of what it relies on, before the first of what relies on it.
    fn own_time(&self, learner: &Learner, course: &Course, seats: &[(usize, &Session)]) -> Vec<OwnTime> {
        let session = |booking: usize| seats.iter().find(|seat| seat.0 == booking).map(|seat| seat.1);
        let over = |booking: usize| session(booking).map(|session| self.last_slot(session) / 2 + 1);
        let (first_day, end) = self.days_of(learner);
        // The first day of each and the one after its last, by number, where what it relies on is done.
        let mut days: Vec<Option<(u32, u32)>> = Vec::with_capacity(course.alone.len());
        for alone in &course.alone {
            let mut first = Some(first_day);
            for &before in &alone.after {
                first = first.zip(days[before]).map(|(day, begun)| day.max(begun.0 + course.alone[before].days));
            }
            for list in &alone.requires {
                let done = list.iter().filter_map(|by| Some(over(by.booking)? + by.days)).min();
                first = first.zip(done).map(|(day, done)| day.max(done));
            }
            days.push(first.map(|first| self.refresher_days(learner, alone.activity, first, end, alone.days)));
        }
        for (at, alone) in course.alone.iter().enumerate().rev() {
            let Some((from, mut end)) = days[at] else { continue };
            for (booking, others) in &alone.dependents {
                let Some(dependent) = session(*booking) else { continue };
                let in_time = |other: &usize| session(*other).is_some_and(|s| self.last_slot(s) < dependent.start);
                if !others.iter().any(in_time) {
                    end = end.min(dependent.start / 2);
                }
            }
            days[at] = (from + alone.days <= end).then_some((from, end));
            for &before in &alone.after {
                let latest = end.saturating_sub(alone.days);
                days[before] = days[before].map(|(from, end)| (from, end.min(latest)));
            }
        }
        let mut list = Vec::new();
        for (at, alone) in course.alone.iter().enumerate() {
            if !alone.after.iter().all(|&before| days[before].is_some()) {
                days[at] = None;
            }
            list.extend(days[at].map(|(from, end)| self.dates(learner, alone.activity, from, end)));
        }
        list
    }

    /// The first working day of a person in the plan and the one after the last, by number.
    fn days_of(&self, learner: &Learner) -> (u32, u32) {
        let horizon = &self.setup.horizon;
        let last = horizon.last_until(self.last_date(learner));
        (horizon.first_from(learner.from) / 2, last.map_or(0, |slot| slot / 2 + 1))
    }

    /// The last day of a person in the plan.
    fn last_date(&self, learner: &Learner) -> Date {
        self.setup.model.people.left[learner.person].min(self.setup.horizon.until)
    }

    /// Days by number as dates.
    fn dates(&self, learner: &Learner, activity: usize, from: u32, end: u32) -> OwnTime {
        let (first_day, last_day) = self.days_of(learner);
        let day = |number: u32| self.setup.horizon.day(2 * number).0;
        let first = if from == first_day { learner.from } else { day(from) };
        let last = if end == last_day { self.last_date(learner) } else { day(end.saturating_sub(1)) };
        (activity, first, last)
    }

    /// The days within which a refresher that is done alone is due, of those from one to before another; all of them where those do not
    /// suffice.
    fn refresher_days(&self, learner: &Learner, activity: usize, from: u32, end: u32, days: u32) -> (u32, u32) {
        let class = &self.demand.classes[learner.class];
        let served = class.needs.iter().filter(|need| teaches(self.setup.activities[activity], **need));
        let lapses: Option<Vec<Date>> = served.map(|need| learner.lapse(*need)).collect();
        let Some(lapse) = lapses.and_then(|lapses| lapses.into_iter().min()) else { return (from, end) };
        let horizon = &self.setup.horizon;
        let lead = i32::try_from(self.setup.model.rules.refresh_lead_days).unwrap_or(i32::MAX);
        let release = (horizon.first_from(lapse.plus_days(-lead)) / 2).max(from);
        let due = horizon.last_until(lapse.plus_days(-1)).map_or(0, |slot| slot / 2 + 1).min(end);
        if release + days <= due {
            (release, due)
        } else if from + days <= due {
            (from, due)
        } else {
            (from, end)
        }
    }

    /// What somebody can do alone for needs that no session meets: it was not selected, but nothing prevents it.
    fn instead(
        &self,
        learner: &Learner,
        course: &Course,
        seats: &[(usize, &Session)],
        own: &[OwnTime],
        taken: &mut Set<usize>,
    ) -> Vec<OwnTime> {
        let (setup, horizon) = (self.setup, &self.setup.horizon);
        let class = &self.demand.classes[learner.class];
        let mut list: Vec<OwnTime> = Vec::new();
        for (need, by) in &self.chosen.covers[learner.class].rows {
            if taken.iter().any(|&by| teaches(setup.activities[by], *need)) {
                continue;
            }
            for &at in by.iter().filter(|&&at| is_self_paced(setup.activities[at])) {
                let done = |step: Step| {
                    let seated =
                        seats.iter().filter(|seat| teaches(setup.activities[course.dated[seat.0].activity], step));
                    let seated = seated.map(|seat| self.last_slot(seat.1));
                    let alone =
                        own.iter().chain(&list).filter(|own| own.0 != at && teaches(setup.activities[own.0], step));
                    let alone = alone.filter_map(|own| horizon.last_until(own.2));
                    seated.chain(alone).min().map(|slot| slot / 2 + 1)
                };
                let steps = requires(setup, class, at);
                let done: Option<Vec<u32>> = steps.into_iter().map(done).collect();
                let Some(done) = done else { continue };
                let (first, end) = self.days_of(learner);
                let first = done.into_iter().fold(first, u32::max);
                let days = own_days(setup, at);
                let (from, end) = self.refresher_days(learner, at, first, end, days);
                if from + days <= end {
                    taken.insert(at);
                    list.push(self.dates(learner, at, from, end));
                    break;
                }
            }
        }
        list
    }

    /// The needs that an activity serves of some learners, by id of the objective.
    fn served(&self, activity: usize, learners: &[usize]) -> Vec<ServedNeed> {
        let mut counts: Map<Step, (u64, u64)> = Map::new();
        for &at in learners {
            let learner = &self.demand.learners[at];
            for &(objective, _) in &self.setup.activities[activity].teaches {
                let Some(level) = self.demand.classes[learner.class].needs(objective) else { continue };
                let count = counts.entry((objective, level)).or_default();
                count.0 += 1;
                count.1 += u64::from(learner.lapse((objective, level)).is_some());
            }
        }
        let served = |((objective, level), (people, refreshed))| {
            let compiled: &crate::Objective = &self.setup.model.objectives[objective];
            let level = compiled.level_name(level).map(str::to_owned);
            ServedNeed { level, objective: compiled.id.clone(), people, refreshed }
        };
        let mut list: Vec<ServedNeed> = counts.into_iter().map(served).collect();
        list.sort_by(|a, b| (&a.objective, &a.level).cmp(&(&b.objective, &b.level)));
        list
    }

    /// A need that is not met, with the activity that was to meet it and what prevented each start.
    fn unplaced(
        &self,
        learner: &Learner,
        course: &Course,
        need: Step,
        unmet: &[(Step, usize, &Starts)],
        taken: &Set<usize>,
    ) -> UnplacedNeed {
        let setup = self.setup;
        let blocked = self.chosen.covers[learner.class].blocked.get(&need).copied();
        let alone = course.alone.iter().find(|alone| teaches(setup.activities[alone.activity], need));
        let found = unmet.iter().find(|(step, _, _)| *step == need);
        let (cause, activity, witness) = if let Some(cause) = blocked {
            let by = setup.activities.iter().position(|activity| teaches(activity, need));
            (cause, by, Witness::default())
        } else if let Some(alone) = alone {
            let seated = |list: &Vec<super::timetable::Supplier>| {
                list.iter().any(|by| taken.contains(&course.dated[by.booking].activity))
            };
            let all = alone.requires.iter().all(seated);
            let cause = if all { UnplacedCause::Window } else { UnplacedCause::EarlierStep };
            (cause, Some(alone.activity), Witness::default())
        } else if let Some((_, booking, starts)) = found {
            let activity = course.dated[*booking].activity;
            let section = setup.model.people.section[learner.person] as usize;
            let impossible = self.impossible(activity, setup.site_of(section));
            (impossible.unwrap_or_else(|| cause_of(starts)), Some(activity), self::witness(starts))
        } else {
            let dated = course.dated.iter().find(|dated| teaches(setup.activities[dated.activity], need));
            (UnplacedCause::Window, dated.map(|dated| dated.activity), Witness::default())
        };
        let person = setup.model.people.ids.name(learner.person as u32);
        let section = setup.model.people.section[learner.person] as usize;
        let held = &self.demand.classes[learner.class].held;
        let compiled = &setup.model.objectives[need.0];
        UnplacedNeed {
            activity: activity.map(|at| setup.activities[at].id.clone()),
            cause,
            level: compiled.level_name(need.1).map(str::to_owned),
            objective: compiled.id.clone(),
            person: person.to_owned(),
            reason: reasons::unplaced(setup, section, need, cause, activity, held, &witness),
            witness,
        }
    }

    /// Whether no room or no trainer could ever do.
    fn impossible(&self, at: usize, site: usize) -> Option<UnplacedCause> {
        let (setup, activity) = (self.setup, self.setup.activities[at]);
        let least = self.setup.seats(activity).map_or(1, |(least, _)| least.max(1));
        let large_enough = |room: &super::input::Place| room.site == site && room.seats >= least;
        if needs_room(activity) && !setup.rooms.is_empty() && !setup.rooms.iter().any(large_enough) {
            return Some(UnplacedCause::NoRoom);
        }
        let problem = &self.schedule.problem;
        let skill = problem.activities[at].skill?;
        let here = |trainer: &super::timetable::Trainer| {
            trainer.skills.contains(&skill) && (activity.online || trainer.site.is_none_or(|own| own == site))
        };
        (!problem.trainers.iter().any(here)).then_some(UnplacedCause::NoTrainer)
    }

    /// What the previous plan promised for a need that is not met now; the reason is filled in where it is released.
    fn lost_promise(
        &self,
        learner: &Learner,
        (objective, level): Step,
        released: &[ReleasedPromise],
    ) -> Option<LostPromise> {
        let setup = self.setup;
        let previous = setup.options.previous.as_deref()?;
        let person = setup.model.people.ids.name(learner.person as u32);
        let promises = |session: &&PlanSession| {
            let to_come = session.start >= setup.horizon.from || setup.options.cancelled.contains(&session.session);
            to_come
                && session.end > setup.assessment.as_of
                && self.teaches_by_id(&session.activity, (objective, level))
                && session.people.iter().any(|id| id == person)
        };
        let alone = |line: &&SelfPaced| {
            line.until >= setup.horizon.from
                && self.teaches_by_id(&line.activity, (objective, level))
                && line.people.iter().any(|id| id == person)
        };
        let session = previous.sessions.iter().find(promises).map(|session| &session.session);
        let session = session.or_else(|| previous.self_paced.iter().find(alone).map(|line| &line.activity))?;
        // The seat's own reason, else that of its session; what nothing released relies on something that was.
        let of_seat = released.iter().find(|one| one.session == *session && one.person.as_deref() == Some(person));
        let of_session = || released.iter().find(|one| one.session == *session && one.person.is_none());
        let otherwise = if learner.leaves { ReleaseCause::Gone } else { ReleaseCause::Order };
        let compiled = &setup.model.objectives[objective];
        Some(LostPromise {
            level: compiled.level_name(level).map(str::to_owned),
            objective: compiled.id.clone(),
            person: person.to_owned(),
            reason: of_seat.or_else(of_session).map_or(otherwise, |one| one.reason),
            session: session.clone(),
        })
    }

    fn teaches_by_id(&self, activity: &str, step: Step) -> bool {
        let at = self.setup.model.activity_ids.index(activity).map(|at| self.setup.place_of[at]);
        at.is_some_and(|at| teaches(self.setup.activities[at], step))
    }

    /// Everything pinned or announced that could not be kept.
    fn released(&self) -> Vec<ReleasedPromise> {
        let mut list = self.commitments.released.clone();
        let place: Map<usize, usize> =
            self.demand.learners.iter().enumerate().map(|(at, learner)| (learner.person, at)).collect();
        for (person, activity, seat) in self.commitments.seats().filter(|(_, _, seat)| seat.pinned) {
            let learner = place.get(&person).map(|&at| &self.demand.learners[at]);
            let course = learner.and_then(|learner| self.schedule.course(self.setup, learner));
            if !course.is_some_and(|course| course.dated.iter().any(|dated| dated.activity == activity)) {
                list.push(ReleasedPromise {
                    person: Some(self.setup.model.people.ids.name(person as u32).to_owned()),
                    reason: ReleaseCause::Gone,
                    session: self.commitments.sessions[seat.session].0.clone(),
                });
            }
        }
        list.extend(self.timetable.released.iter().map(|released| ReleasedPromise {
            person: released.learner.map(|at| self.person_id(self.schedule.learners[at]).to_owned()),
            reason: release_cause(released.reason),
            session: self.commitments.sessions[released.session].0.clone(),
        }));
        list.sort_by(|a, b| (&a.session, &a.person, a.reason).cmp(&(&b.session, &b.person, b.reason)));
        list.dedup();
        list
    }
}

/// Why a promised seat, or its session, was released.
fn reason_of(released: &[ReleasedPromise], promise: &LostPromise) -> Option<ReleaseCause> {
    let of_session = || released.iter().filter(|released| released.session == promise.session);
    let own = of_session().find(|released| released.person.as_deref() == Some(promise.person.as_str()));
    own.or_else(|| of_session().find(|released| released.person.is_none())).map(|released| released.reason)
}

fn release_cause(reason: ReleaseReason) -> ReleaseCause {
    match reason {
        ReleaseReason::Absence => ReleaseCause::Absence,
        ReleaseReason::DoubleBooked => ReleaseCause::DoubleBooked,
        ReleaseReason::Full => ReleaseCause::Full,
        ReleaseReason::Gone => ReleaseCause::Gone,
        ReleaseReason::Minimum => ReleaseCause::Minimum,
        ReleaseReason::Order => ReleaseCause::Order,
        ReleaseReason::Room => ReleaseCause::Room,
        ReleaseReason::Trainer => ReleaseCause::Trainer,
        // `Calendar`, and what may be told apart later.
        _ => ReleaseCause::Calendar,
    }
}

fn start_cause(cause: Cause) -> StartCause {
    match cause {
        Cause::Absence => StartCause::Absence,
        Cause::Away => StartCause::Away,
        Cause::Busy => StartCause::Busy,
        Cause::EarlierStep => StartCause::EarlierStep,
        Cause::Minimum => StartCause::Minimum,
        Cause::Room => StartCause::Room,
        Cause::Trainer => StartCause::Trainer,
        // `Search`, and what may be told apart later.
        _ => StartCause::Search,
    }
}

fn witness(starts: &Starts) -> Witness {
    let counted = starts.prevented.iter().filter(|(_, count)| *count > 0);
    Witness { causes: counted.map(|&(cause, count)| (start_cause(cause), count)).collect(), starts: starts.possible }
}

/// What prevented most of the starts; of several the last in order.
fn cause_of(starts: &Starts) -> UnplacedCause {
    let witness = witness(starts);
    match witness.causes.iter().max_by_key(|(cause, count)| (**count, **cause)).map(|(cause, _)| *cause) {
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

fn date_reason(last: Option<Cause>) -> DateReason {
    let Some(cause) = last else { return DateReason::Earliest };
    match start_cause(cause) {
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
