//! The lines of a plan: who sits where, what people do alone, what is not met, what could not be kept.

use super::activity_selection::{SelectedActivities, is_taught, needs_room, teaches};
use super::answer::{
    DateReason, LostPromise, PlanReason, PlanSession, ReleaseCause, ReleasedPromise,
    SelfPacedActivity, ServedNeed, SessionStatus, UnplacedCause, UnplacedNeed, Witness,
};
use super::commitments::{Commitments, Promise};
use super::demand::{Demand, Learner, ObjectiveAtLevel};
use super::input::PlanInput;
use super::obstacles::obstacle;
use super::own_time::{OwnOptions, Seat};
use super::precedence::{Course, PhasePlan};
use super::reasons;
use super::roster::{Roster, RosterSession};
use super::schedule::TimetableInput;
use super::session_ids::SessionIds;
use super::timetable::{ReleaseReason, Session, Timetable};
use super::witness::{Openings, cause_of};
use crate::Date;
use paratus_planner::pace::Pace;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Causes that hold whatever else is planned.
const WHATEVER_IS_PLANNED: [ReleaseCause; 3] = [
    ReleaseCause::Calendar,
    ReleaseCause::Cancelled,
    ReleaseCause::Moves,
];

/// What it takes to write down what somebody does, in units of [`Pace`].
pub(super) const LINE_WORK: u64 = 5_000;
/// What it takes to try all starts of an activity for somebody who waits, or for a session.
pub(super) const REASON_WORK: u64 = 50_000;

/// What everyone does.
#[derive(Clone, Default)]
pub(super) struct Lines {
    pub(super) sessions: Vec<PlanSession>,
    /// The highest number that a session has had, by activity.
    pub(super) session_numbers: BTreeMap<String, u64>,
    pub(super) self_paced: Vec<SelfPacedActivity>,
    /// How many needs are unmet.
    pub(super) unmet: usize,
    /// How many of them no plan could meet.
    pub(super) untaught: usize,
    /// The unmet ones, each with its reason, where they are explained.
    pub(super) unplaced: Vec<UnplacedNeed>,
    pub(super) released: Vec<ReleasedPromise>,
    pub(super) promises_lost: Vec<LostPromise>,
    /// For each learner: activities taken.
    pub(super) taken: Vec<BTreeSet<usize>>,
    /// Half days that pass until the sessions of all seats are over.
    pub(super) half_days: u64,
}

/// What people do alone, by activity and days: each person with what sets the last day.
type OwnLines = BTreeMap<(usize, Date, Date), Vec<(DateReason, usize)>>;

/// What lines are made from.
pub(super) struct LineBuilder<'a, 's> {
    pub(super) setup: &'a PlanInput<'s>,
    pub(super) demand: &'a Demand,
    pub(super) chosen: &'a SelectedActivities,
    pub(super) phases: &'a PhasePlan,
    pub(super) commitments: &'a Commitments,
    pub(super) schedule: &'a TimetableInput,
    pub(super) timetable: &'a Timetable,
}

impl LineBuilder<'_, '_> {
    /// The lines of the timetable, with what people do alone, and everything filled in that is free; without the reasons of unmet needs
    /// and of dates.
    pub(super) async fn build(&self, pace: &Pace) -> Lines {
        self.lines(false, pace).await
    }

    /// The same with their reasons.
    pub(super) async fn explained(&self, pace: &Pace) -> Lines {
        self.lines(true, pace).await
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    async fn lines(&self, explains: bool, pace: &Pace) -> Lines {
        let (setup, demand) = (self.setup, self.demand);
        let mut roster = Roster::new(setup, demand, self.schedule, self.timetable);
        // By id, so that the order in which people are written decides nothing.
        let mut order: Vec<usize> = (0..demand.learners.len()).collect();
        order.sort_unstable_by_key(|&at| self.person_id(at));
        for &learner in &order {
            self.add_own_time(&mut roster, learner);
            pace.spend(LINE_WORK).await;
        }
        let may_do_alone = |learner: &usize| {
            let course = self.schedule.course(setup, &demand.learners[*learner]);
            course.is_some_and(|course| !course.alone.is_empty())
        };
        roster.leave_early_seats(order.iter().copied().filter(may_do_alone).collect());
        roster.fill(&order, pace).await;
        let mut lines = Lines::default();
        let mut alone = OwnLines::new();
        let (mut openings, mut steps) = (Openings::default(), Vec::new());
        order.retain(|&learner| !roster.unmet(learner).is_empty());
        for at in 0..demand.learners.len() {
            roster.settle_own(at);
            for &own in roster.own_time(at) {
                let (from, until) = roster.dates(at, own);
                let line = alone.entry((own.activity, from, until)).or_default();
                line.push((own.deadline, at));
            }
            lines.taken.push(roster.taken(at));
            pace.spend(LINE_WORK).await;
        }
        for &at in &order {
            let unmet = roster.unmet(at);
            let blocked = &self.chosen.covers[demand.learners[at].class].blocked;
            lines.unmet += unmet.len();
            lines.untaught += unmet
                .iter()
                .filter(|need| blocked.contains_key(need))
                .count();
            for need in unmet.into_iter().filter(|_| explains) {
                let step = self.waits_for(&roster, at, need);
                let unplaced = self.unplaced(&roster, (at, need, step), &order, &mut openings);
                if let Some(step) = step.filter(|_| unplaced.cause == UnplacedCause::EarlierStep) {
                    steps.push((lines.unplaced.len(), at, step));
                }
                lines.unplaced.push(unplaced);
                pace.spend(REASON_WORK).await;
            }
        }
        // Those who wait for a step to something else would come to it too.
        let mut openings = Openings::of_steps(steps.iter().map(|&(_, at, step)| (at, step)));
        for (place, at, step) in steps {
            if !roster.unmet(at).contains(&step) {
                let unplaced = self.unplaced(&roster, (at, step, None), &order, &mut openings);
                lines.unplaced[place].earlier_step = Some(Box::new(unplaced));
                pace.spend(REASON_WORK).await;
            }
        }
        self.add_sessions(&mut lines, &mut roster, explains, pace)
            .await;
        self.add_self_paced(&mut lines, alone);
        lines.released = self.released(&roster, &lines.sessions, explains);
        for (at, learner) in demand.learners.iter().enumerate() {
            let needs = demand.classes[learner.class].needs.iter();
            for &need in needs.filter(|need| !roster.is_met(at, **need)) {
                let lost = self.lost_promise(&roster, at, need, &lines.released);
                lines.promises_lost.extend(lost);
                pace.spend(LINE_WORK).await;
            }
        }
        lines
            .unplaced
            .sort_by(|a, b| (&a.person, &a.objective).cmp(&(&b.person, &b.objective)));
        lines
            .promises_lost
            .sort_by(|a, b| (&a.person, &a.objective).cmp(&(&b.person, &b.objective)));
        lines
    }

    /// What somebody does alone beside the seats of the timetable: each after what it requires.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn add_own_time(&self, roster: &mut Roster<'_, '_>, learner: usize) {
        let person = &self.demand.learners[learner];
        let Some(course) = self.schedule.course(self.setup, person) else {
            return;
        };
        let options = OwnOptions::new(self.setup, self.demand, person, course);
        roster.add_all_own(learner, options.done_beside(&roster.seats(learner, course)));
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn person_id(&self, learner: usize) -> &str {
        self.setup
            .model
            .people
            .ids
            .name(self.demand.learners[learner].person as u32)
    }

    fn sorted_ids(&self, learners: &[usize]) -> Vec<String> {
        let mut list: Vec<String> = learners
            .iter()
            .map(|&learner| self.person_id(learner).to_owned())
            .collect();
        list.sort_unstable();
        list
    }

    /// The activities that a learner of the demand takes with some seats, each a booking with its session: those of the sessions, and what
    /// is done alone beside them.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn taken_with(&self, at: usize, seats: &[(usize, &Session)]) -> BTreeSet<usize> {
        let learner = &self.demand.learners[at];
        let Some(course) = self.schedule.course(self.setup, learner) else {
            return BTreeSet::new();
        };
        let mut taken: BTreeSet<usize> = seats
            .iter()
            .map(|&(booking, _)| course.dated[booking].activity)
            .collect();
        let seats: Vec<Seat> = seats
            .iter()
            .map(|&(booking, session)| (booking, session.start, self.last_slot(session) + 1))
            .collect();
        taken.extend(OwnOptions::new(self.setup, self.demand, learner, course).done_beside(&seats));
        taken
    }

    /// The last half day of a session.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn last_slot(&self, session: &Session) -> u32 {
        session.start
            + self
                .setup
                .model
                .calendar
                .slots(self.setup.activities[session.activity].hours)
            - 1
    }

    /// Announced sessions keep their ids, also where they move; new ones get the next number of their activity, by date. With the ids that
    /// further ones get.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn session_ids(&self, sessions: &[RosterSession]) -> (Vec<String>, SessionIds<'_>) {
        let mut ids = SessionIds::new(self.setup, self.commitments);
        let mut order: Vec<usize> = (0..sessions.len()).collect();
        order.sort_by_key(|&at| {
            let session = &sessions[at];
            (
                session.activity,
                session.start,
                session.site,
                session.room,
                session.trainer,
                at,
            )
        });
        let moved = self.moved_sessions(sessions);
        let mut list = vec![String::new(); sessions.len()];
        for at in order {
            let announced = self
                .schedule
                .announced(self.commitments, sessions[at].announced)
                .map(|(id, _)| id.as_str());
            list[at] = match announced.or(moved.get(&at).copied()) {
                Some(id) => id.to_owned(),
                None if sessions[at].people.is_empty() && !sessions[at].pinned => continue,
                None => ids.next(&self.setup.activities[sessions[at].activity].id),
            };
        }
        (list, ids)
    }

    /// The ids of announced sessions that moved, by the place of the new session: one of the same activity and site, to which at least half of
    /// the people come. What the request cancels does not move.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn moved_sessions(&self, sessions: &[RosterSession]) -> BTreeMap<usize, &str> {
        let setup = self.setup;
        let Some(previous) = setup.options.previous.as_deref() else {
            return BTreeMap::new();
        };
        let authored = setup.model.sessions.iter().map(|session| &session.id);
        let is_held = |session: &&RosterSession| session.pinned || !session.people.is_empty();
        let announced = sessions.iter().filter(is_held).filter_map(|session| {
            let (id, _) = self
                .schedule
                .announced(self.commitments, session.announced)?;
            Some(id)
        });
        let known: BTreeSet<&String> = authored.chain(announced).collect();
        let mut was_in: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (at, session) in previous.sessions.iter().enumerate() {
            if session.start >= setup.horizon.from
                && !setup.options.cancelled.contains(&session.session)
                && !known.contains(&session.session)
            {
                let people = session.people.iter();
                was_in.extend(people.map(|person| ((&*session.activity, &**person), at)));
            }
        }
        let mut pairs = Vec::new();
        for (at, session) in sessions.iter().enumerate() {
            if session.announced.is_some() || was_in.is_empty() {
                continue;
            }
            let activity = setup.activities[session.activity];
            let site = setup.shown_site(activity, session.site);
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for &person in &session.people {
                if let Some(&before) = was_in.get(&(&*activity.id, self.person_id(person))) {
                    *shared.entry(before).or_default() += 1;
                }
            }
            let same = shared.into_iter().filter(|&(before, people)| {
                let before = &previous.sessions[before];
                before.site == site && 2 * people >= before.people.len()
            });
            pairs.extend(same.map(|(before, people)| (Reverse(people), before, at)));
        }
        pairs.sort_unstable();
        let (mut taken, mut moved) = (BTreeSet::new(), BTreeMap::new());
        for (_, before, at) in pairs {
            if !moved.contains_key(&at) && taken.insert(before) {
                moved.insert(at, &*previous.sessions[before].session);
            }
        }
        moved
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    async fn add_sessions(
        &self,
        lines: &mut Lines,
        roster: &mut Roster<'_, '_>,
        explains: bool,
        pace: &Pace,
    ) {
        let setup = self.setup;
        let (ids, next_ids) = self.session_ids(&roster.sessions);
        lines.session_numbers = next_ids.highest();
        for (at, id) in ids.into_iter().enumerate() {
            // What was given up takes no room and no trainer.
            if roster.sessions[at].people.is_empty() && !roster.sessions[at].pinned {
                continue;
            }
            let (witness, date) = if roster.sessions[at].pinned {
                (Witness::default(), DateReason::Pinned)
            } else if explains {
                pace.spend(REASON_WORK).await;
                roster.explain_date(at)
            } else {
                (Witness::default(), DateReason::Search)
            };
            let held = &roster.sessions[at];
            let activity = setup.activities[held.activity];
            let people = &held.people;
            lines.half_days += u64::from(held.end) * people.len() as u64;
            let (start, half) = setup.horizon.day(held.start);
            let (end, end_half) = setup.horizon.day(held.end - 1);
            let needs = self.served(held.activity, people);
            let phase =
                self.phases.of_activity[held.activity].map(|phase| self.phases.ids[phase].clone());
            let session = PlanSession {
                activity: activity.id.clone(),
                end,
                end_half,
                half,
                hours: activity.hours,
                mode: activity.mode,
                people: self.sorted_ids(people),
                reason: PlanReason {
                    date,
                    needs,
                    witness,
                },
                phase,
                pinned: held.pinned,
                room: setup.room_id(held.room),
                seats: held.seats,
                sections: Vec::new(),
                sequence: 0,
                session: id,
                site: setup.shown_site(activity, held.site),
                start,
                status: SessionStatus::Confirmed,
                title: activity.title.clone(),
                trainer: setup.trainer_id(held.trainer),
            };
            lines.sessions.push(session);
        }
        lines
            .sessions
            .sort_by(|a, b| (a.start, a.half, &a.session).cmp(&(b.start, b.half, &b.session)));
    }

    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn add_self_paced(&self, lines: &mut Lines, alone: OwnLines) {
        for ((activity, from, until), learners) in alone {
            let date = learners.iter().map(|(deadline, _)| *deadline).min();
            let learners: Vec<usize> = learners.into_iter().map(|(_, learner)| learner).collect();
            let compiled = self.setup.activities[activity];
            let needs = self.served(activity, &learners);
            let phase =
                self.phases.of_activity[activity].map(|phase| self.phases.ids[phase].clone());
            lines.self_paced.push(SelfPacedActivity {
                activity: compiled.id.clone(),
                from,
                hours: compiled.hours,
                mode: compiled.mode,
                people: self.sorted_ids(&learners),
                reason: PlanReason {
                    date: date.unwrap_or_default(),
                    needs,
                    witness: Witness::default(),
                },
                phase,
                title: compiled.title.clone(),
                until,
            });
        }
        lines.self_paced.sort_by(|a, b| {
            (a.until, &a.activity, a.from, &a.people).cmp(&(
                b.until,
                &b.activity,
                b.from,
                &b.people,
            ))
        });
    }

    /// The needs that an activity serves of some learners, by id of the objective.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn served(&self, activity: usize, learners: &[usize]) -> Vec<ServedNeed> {
        let mut counts: BTreeMap<ObjectiveAtLevel, (u64, u64)> = BTreeMap::new();
        for &at in learners {
            let learner = &self.demand.learners[at];
            for &(objective, _) in &self.setup.activities[activity].teaches {
                let Some(level) = self.demand.classes[learner.class].needs(objective) else {
                    continue;
                };
                let count = counts.entry((objective, level)).or_default();
                count.0 += 1;
                count.1 += u64::from(learner.lapse((objective, level)).is_some());
            }
        }
        let served = |((objective, level), (people, refreshed))| {
            let compiled: &crate::model::Objective = &self.setup.model.objectives[objective];
            let level = compiled.level_name(level).map(str::to_owned);
            ServedNeed {
                level,
                objective: compiled.id.clone(),
                people,
                refreshed,
            }
        };
        let mut list: Vec<ServedNeed> = counts.into_iter().map(served).collect();
        list.sort_by(|a, b| (&a.objective, &a.level).cmp(&(&b.objective, &b.level)));
        list
    }

    /// A need of a learner that is not met, with the activity that was to meet it, what prevents each start, and the step that it waits for.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn unplaced(
        &self,
        roster: &Roster<'_, '_>,
        (at, need, step): (usize, ObjectiveAtLevel, Option<ObjectiveAtLevel>),
        order: &[usize],
        openings: &mut Openings,
    ) -> UnplacedNeed {
        let (setup, learner) = (self.setup, &self.demand.learners[at]);
        let section = setup.model.people.section[learner.person] as usize;
        let blocked = self.chosen.covers[learner.class]
            .blocked
            .get(&need)
            .copied();
        let activity = self.activity_for(learner, need);
        let (cause, witness) = match (blocked, activity) {
            (Some(cause), _) => (cause, Witness::default()),
            (None, None) => (UnplacedCause::Window, Witness::default()),
            (None, Some(activity)) if roster.is_alone(activity) => {
                let is_ready = roster.ready(at, activity).is_some();
                (
                    if is_ready {
                        UnplacedCause::Window
                    } else {
                        UnplacedCause::EarlierStep
                    },
                    Witness::default(),
                )
            }
            (None, Some(activity)) => {
                let witness = roster.explain_missing(at, activity, order, openings);
                let trainers = &self.schedule.problem.trainers;
                let impossible = obstacle(setup, trainers, activity, setup.site_of(section));
                (impossible.unwrap_or_else(|| cause_of(&witness)), witness)
            }
        };
        let person = setup.model.people.ids.name(learner.person as u32);
        let held = &self.demand.classes[learner.class].held;
        let compiled = &setup.model.objectives[need.0];
        let missing = match cause {
            UnplacedCause::Prerequisite => reasons::missing(setup, held, need),
            UnplacedCause::EarlierStep => step.map(|step| setup.model.name_of(step.0, step.1)),
            UnplacedCause::NoTrainer => activity.and_then(|at| {
                let skill = setup.activities[at].skill?;
                Some(setup.model.skill_ids.name(skill as u32).to_owned())
            }),
            _ => None,
        };
        UnplacedNeed {
            activity: activity.map(|at| setup.activities[at].id.clone()),
            cause,
            earlier_step: None,
            level: compiled.level_name(need.1).map(str::to_owned),
            objective: compiled.id.clone(),
            person: person.to_owned(),
            missing,
            witness,
        }
    }

    /// The step that a need of a learner waits for, near or far, and that nothing teaches them.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn waits_for(
        &self,
        roster: &Roster<'_, '_>,
        at: usize,
        need: ObjectiveAtLevel,
    ) -> Option<ObjectiveAtLevel> {
        let learner = &self.demand.learners[at];
        let mut activity = self.activity_for(learner, need)?;
        let (mut seen, mut missing) = (BTreeSet::from([activity]), None);
        while let Some(step) = roster.missing(at, activity) {
            missing = Some(step);
            match self.activity_for(learner, step) {
                Some(next) if seen.insert(next) => activity = next,
                _ => break,
            }
        }
        missing
    }

    /// The activity that was to meet a need: what was selected, else what could take its place, else the first that teaches it.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn activity_for(&self, learner: &Learner, need: ObjectiveAtLevel) -> Option<usize> {
        let serves = |at: &usize| teaches(self.setup.activities[*at], need);
        let empty = Course::default();
        let course = self.schedule.course(self.setup, learner).unwrap_or(&empty);
        let mut alone = course
            .alone
            .iter()
            .filter(|alone| alone.selected)
            .map(|alone| alone.activity);
        let mut dated = course.dated.iter().map(|dated| dated.activity);
        alone
            .find(serves)
            .or_else(|| dated.find(serves))
            .or_else(|| (0..self.setup.activities.len()).find(serves))
    }

    /// The promise of a need that is not met now, with the reason for which its session is not held, else that of the seat, as long as it
    /// holds beside what is planned now; what relies on something released has none of its own.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn lost_promise(
        &self,
        roster: &Roster<'_, '_>,
        at: usize,
        need: ObjectiveAtLevel,
        released: &[ReleasedPromise],
    ) -> Option<LostPromise> {
        let (setup, learner) = (self.setup, &self.demand.learners[at]);
        let person = setup.model.people.ids.name(learner.person as u32);
        let promises = self.commitments.promises(learner.person);
        // What teaches it to no higher level than others: the others may only rely on it.
        let level_of = |promise: &Promise| {
            let mut taught = promise.teaches.iter();
            taught
                .find(|taught| taught.0 == need.0)
                .map(|taught| taught.1)
        };
        let serves = |promise: &&Promise| is_taught(&promise.teaches, need);
        let lowest = promises.iter().filter(serves).map(level_of).min();
        let promises: Vec<&str> = promises
            .iter()
            .filter(serves)
            .filter(|promise| Some(level_of(promise)) == lowest)
            .map(|promise| promise.id.as_str())
            .collect();
        let reason_of = |id: &&str| {
            let of_session = || released.iter().filter(|one| one.session == **id);
            let of_seat = || of_session().find(|one| one.person.as_deref() == Some(person));
            of_session()
                .find(|one| one.person.is_none())
                .or_else(of_seat)
                .map(|one| one.reason)
        };
        let with_reason = promises.iter().find_map(|id| Some((*id, reason_of(id)?)));
        // Of what is done alone: whether what it requires is over, so that the days are missing.
        let is_ready = |id: &&str| {
            let activity = setup.place_of_activity(id);
            let alone = activity.filter(|&activity| roster.is_alone(activity));
            alone.is_some_and(|activity| roster.ready(at, activity).is_some())
        };
        let without = if setup.settings.cost_per_move <= 0.0 {
            ReleaseCause::Moves
        } else if promises.first().is_some_and(is_ready) {
            ReleaseCause::Gone
        } else {
            ReleaseCause::Order
        };
        let (session, reason) = with_reason.or_else(|| Some((*promises.first()?, without)))?;
        let reason = if WHATEVER_IS_PLANNED.contains(&reason) {
            reason
        } else {
            let now = self.causes_now(roster, at, session);
            let still = now.contains(&reason) || now.is_empty();
            if still { reason } else { now[0] }
        };
        let compiled = &setup.model.objectives[need.0];
        Some(LostPromise {
            level: compiled.level_name(need.1).map(str::to_owned),
            objective: compiled.id.clone(),
            person: person.to_owned(),
            reason,
            session: session.to_owned(),
        })
    }

    /// What keeps a learner out of an announced session beside what is planned now.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn causes_now(&self, roster: &Roster<'_, '_>, at: usize, id: &str) -> Vec<ReleaseCause> {
        let Some((place, session)) = self.commitments.session(id) else {
            return Vec::new();
        };
        let (activity, start) = (session.activity, session.start);
        let end = start + roster.offered[activity].length;
        if end > self.setup.horizon.len() {
            return vec![ReleaseCause::Calendar];
        }
        let mut sessions = roster.sessions.iter();
        let held = sessions.find(|held| {
            let is_held = held.pinned || !held.people.is_empty();
            place.is_some() && held.announced == place && held.start == start && is_held
        });
        let is_there = roster.is_there(at, start, end);
        let is_elsewhere = held.is_some_and(|held| roster.site(at, activity) != held.site);
        let late = roster.ready(at, activity).is_none_or(|ready| ready > start);
        let known = self.setup.activities[activity];
        let in_room = needs_room(known) && !self.setup.rooms.is_empty();
        let taught = known.skill.is_some() && !self.setup.trainers.is_empty();
        let causes = [
            (
                ReleaseCause::Gone,
                !is_there || roster.release(at, activity) > start,
            ),
            (ReleaseCause::Site, is_elsewhere),
            (ReleaseCause::DoubleBooked, roster.is_busy(at, start, end)),
            (ReleaseCause::Order, late),
            (
                ReleaseCause::Full,
                held.is_some_and(|held| held.people.len() as u32 >= held.seats),
            ),
            (
                ReleaseCause::Absence,
                !is_there || roster.spare(roster.section(at), start, end) == 0,
            ),
            (
                ReleaseCause::Room,
                held.is_none() && in_room && !roster.is_room_free(session.room, start, end),
            ),
            (
                ReleaseCause::Trainer,
                held.is_none() && taught && !roster.is_trainer_free(session.trainer, start, end),
            ),
            (ReleaseCause::Minimum, held.is_none()),
        ];
        let holds = causes.into_iter().filter(|(_, holds)| *holds);
        holds.map(|(cause, _)| cause).collect()
    }

    /// Why an announced session has too few people: the one thing without which enough of those who were announced in it would come, where
    /// there is one.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn why_small(
        &self,
        roster: &Roster<'_, '_>,
        learner_of: &BTreeMap<usize, usize>,
        id: &str,
    ) -> ReleaseCause {
        let setup = self.setup;
        let mut announced = setup
            .options
            .previous
            .iter()
            .flat_map(|plan| &plan.sessions);
        let Some(session) = announced.find(|session| session.session == id) else {
            return ReleaseCause::Minimum;
        };
        let Some(activity) = setup.place_of_activity(&session.activity) else {
            return ReleaseCause::Gone;
        };
        let mut causes: BTreeMap<ReleaseCause, u32> = BTreeMap::new();
        let mut able = 0;
        for person in &session.people {
            let learner = setup.model.people.ids.index(person);
            let learner = learner.and_then(|person| learner_of.get(&person).copied());
            let cause = match learner.filter(|&at| self.may_take(at, activity)) {
                None => Some(ReleaseCause::Gone),
                Some(at) => self.kept_out(roster, at, activity, id),
            };
            match cause {
                Some(cause) => *causes.entry(cause).or_default() += 1,
                None => able += 1,
            }
        }
        let least = roster.offered[activity].min;
        let mut alone = causes
            .into_iter()
            .filter(|(_, people)| able + people >= least);
        match (alone.next(), alone.next()) {
            (Some((cause, _)), None) => cause,
            _ => ReleaseCause::Minimum,
        }
    }

    /// What keeps a learner out of an announced session, also where a seat is free.
    fn kept_out(
        &self,
        roster: &Roster<'_, '_>,
        at: usize,
        activity: usize,
        id: &str,
    ) -> Option<ReleaseCause> {
        let is_moved = roster.taken(at).contains(&activity);
        let mut causes = self.causes_now(roster, at, id).into_iter();
        causes.find(|cause| match cause {
            ReleaseCause::Absence
            | ReleaseCause::Gone
            | ReleaseCause::Order
            | ReleaseCause::Site => true,
            ReleaseCause::DoubleBooked => !is_moved,
            _ => false,
        })
    }

    /// Announced and pinned seats that somebody does not have, who could use them: each with what keeps them out. What is said already of a
    /// seat or its session is not said again.
    fn lost_seats(
        &self,
        roster: &Roster<'_, '_>,
        learner_of: &BTreeMap<usize, usize>,
        sessions: &[PlanSession],
        said: &[ReleasedPromise],
    ) -> Vec<ReleasedPromise> {
        let options = &self.setup.options;
        let now: BTreeMap<&str, &PlanSession> = sessions
            .iter()
            .map(|session| (session.session.as_str(), session))
            .collect();
        let said: BTreeSet<(&str, Option<&str>)> = said
            .iter()
            .map(|known| (known.session.as_str(), known.person.as_deref()))
            .collect();
        let announced = options.previous.iter().flat_map(|plan| &plan.sessions);
        let announced = announced.filter(|session| session.start >= self.setup.horizon.from);
        let announced = announced.flat_map(|session| {
            let people = session.people.iter();
            people.map(|person| (session.session.as_str(), person.as_str()))
        });
        let pinned = options.pins.iter();
        let pinned = pinned.filter_map(|pin| Some((pin.session.as_str(), pin.person.as_deref()?)));
        let seats: BTreeSet<(&str, &str)> = announced.chain(pinned).collect();
        let mut list = Vec::new();
        for (id, person) in seats {
            let held = now.get(id);
            let has_seat = held.is_some_and(|held| held.people.iter().any(|one| one == person));
            if has_seat || said.contains(&(id, None)) || said.contains(&(id, Some(person))) {
                continue;
            }
            let activity = self.commitments.session(id);
            let at = self.setup.model.people.ids.index(person);
            let at = at.and_then(|person| learner_of.get(&person).copied());
            let Some((at, activity)) = at.zip(activity.map(|(_, session)| session.activity)) else {
                continue;
            };
            if !self.may_take(at, activity) {
                continue;
            }
            let mut pins = options.pins.iter();
            let is_pinned = pins.any(|pin| {
                pin.session == id && pin.person.as_ref().is_none_or(|one| one == person)
            });
            let cause = self.kept_out(roster, at, activity, id).or_else(|| {
                let causes = self.causes_now(roster, at, id);
                causes.first().copied().filter(|_| is_pinned)
            });
            list.extend(cause.map(|reason| ReleasedPromise {
                person: Some(person.to_owned()),
                reason,
                session: id.to_owned(),
            }));
        }
        list
    }

    /// Whether a session of an activity is among what a learner may take.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn may_take(&self, at: usize, activity: usize) -> bool {
        let course = self.schedule.course(self.setup, &self.demand.learners[at]);
        course.is_some_and(|course| course.dated.iter().any(|dated| dated.activity == activity))
    }

    /// Everything pinned or announced that could not be kept. A session that lost people and is held at its time with others is kept.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn released(
        &self,
        roster: &Roster<'_, '_>,
        sessions: &[PlanSession],
        explains: bool,
    ) -> Vec<ReleasedPromise> {
        let mut list = self.commitments.released.clone();
        let place: BTreeMap<usize, usize> = self
            .demand
            .learners
            .iter()
            .enumerate()
            .map(|(at, learner)| (learner.person, at))
            .collect();
        for (person, activity, seat) in self.commitments.seats().filter(|(_, _, seat)| seat.pinned)
        {
            let learner = place.get(&person);
            if !learner.is_some_and(|&at| self.may_take(at, activity)) {
                list.push(ReleasedPromise {
                    person: Some(self.setup.model.people.ids.name(person as u32).to_owned()),
                    reason: ReleaseCause::Gone,
                    session: self.commitments.sessions[seat.session].0.clone(),
                });
            }
        }
        list.extend(self.timetable.released.iter().map(|released| {
            let session = self.commitments.sessions[released.session].0.clone();
            let reason = match (released.reason, released.learner) {
                (ReleaseReason::Minimum, None) => self.why_small(roster, &place, &session),
                (reason, _) => release_cause(reason),
            };
            ReleasedPromise {
                person: released
                    .learner
                    .map(|at| self.person_id(self.schedule.learners[at]).to_owned()),
                reason,
                session,
            }
        }));
        // Only the plan that is given says it: a plan that is searched further may give a seat back.
        if explains {
            list.extend(self.lost_seats(roster, &place, sessions, &list));
        }
        list.sort_by(|a, b| {
            (&a.session, &a.person, a.reason).cmp(&(&b.session, &b.person, b.reason))
        });
        list.dedup();
        let previous = self.setup.options.previous.as_deref();
        let before = previous.map_or(&[][..], |plan| plan.sessions.as_slice());
        let time_in = |sessions: &[PlanSession], id: &str| {
            let known = sessions.iter().find(|one| one.session == id);
            known.map(|one| (one.start, one.half))
        };
        let is_held = |id: &str| {
            let now = time_in(sessions, id);
            now.is_some() && now == time_in(before, id)
        };
        list.retain(|one| {
            let of_people = [
                ReleaseCause::Absence,
                ReleaseCause::DoubleBooked,
                ReleaseCause::Gone,
                ReleaseCause::Minimum,
                ReleaseCause::Order,
                ReleaseCause::Site,
            ];
            let is_small = one.person.is_none() && of_people.contains(&one.reason);
            !(is_small && is_held(&one.session))
        });
        list
    }
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
        // `Calendar`, and what may be distinguished later.
        _ => ReleaseCause::Calendar,
    }
}
