//! Lines of the previous plan that begin before this plan does and are not over yet: they go on as announced.
//!
//! People, trainers and rooms of such sessions are taken until they end, and what they teach counts as met. What people do alone counts as
//! met where it is over before the plan begins; else the days that are left of it are planned.

use super::activity_selection::{is_self_paced, teaches};
use super::demand::ObjectiveAtLevel;
use super::{PlanOptions, PlanSession, SelfPacedActivity};
use crate::Date;
use crate::model::{Absence, Absences, Activity, HalfDays, Model};
use std::collections::BTreeMap;

/// What was announced before this plan, and whom and what it takes.
#[derive(Default)]
pub(super) struct EarlierLines {
    /// As they are kept in the plan: with the people who can still take part.
    pub(super) sessions: Vec<PlanSession>,
    /// What people do alone until the plan begins, as it is kept in the plan: with those who have had the days for it.
    pub(super) self_paced: Vec<SelfPacedActivity>,
    /// Ids of sessions that are cancelled.
    pub(super) cancelled: Vec<String>,
    /// Seats of those who cannot: the session and the person.
    pub(super) lost_seats: Vec<(String, String)>,
    /// By person: what they take part in or have done, by its place in the order of the model.
    attended: BTreeMap<usize, Vec<usize>>,
    /// When people sit in them or teach them.
    pub(super) people: Absences,
    pub(super) rooms: Absences,
    pub(super) trainers: Absences,
    /// By person and activity: the last day of what they do alone, as it was announced.
    own_ends: BTreeMap<(usize, usize), Date>,
    /// By person and activity: what they have begun alone.
    begun: BTreeMap<(usize, usize), BegunAlone>,
    /// By section: when each of its people sits in one.
    away: BTreeMap<usize, Vec<HalfDays>>,
}

/// Something that a person has begun alone.
#[derive(Clone, Copy)]
pub(super) struct BegunAlone {
    pub(super) from: Date,
    /// Whole working days before the plan, since then, on which the person was there.
    pub(super) days: u32,
}

/// Whether a line begins before a plan does, and is not over on the day of assessment or when the plan begins.
pub(super) fn is_under_way((first, last): (Date, Date), (as_of, from): (Date, Date)) -> bool {
    first < from && (last >= from || last > as_of)
}

/// Whether something done alone is to come or under way.
pub(super) fn is_open_alone(line: &SelfPacedActivity, (as_of, from): (Date, Date)) -> bool {
    line.until >= from || is_under_way((line.from, line.until), (as_of, from))
}

/// On how many working days a person is there from morning to evening.
fn whole_days(model: &Model, person: usize, (first, last): (Date, Date)) -> u32 {
    let present = model.learner_presence(person, HalfDays::of_days(first, last));
    let is_whole = |day: &Date| {
        let halves = HalfDays::of_days(*day, *day);
        let covers = |there: &HalfDays| there.intersection(halves) == Some(halves);
        model.calendar.is_working(*day) && present.iter().any(covers)
    };
    let days = (first.days()..=last.days()).filter_map(Date::from_days);
    days.filter(is_whole).count() as u32
}

impl EarlierLines {
    /// Reads them from the previous plan.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn new(
        model: &Model,
        options: &PlanOptions,
        (as_of, from): (Date, Date),
    ) -> EarlierLines {
        let mut earlier = EarlierLines::default();
        let (mut people, mut rooms, mut trainers) = (Vec::new(), Vec::new(), Vec::new());
        let busy = |subject: usize, days: HalfDays| Absence {
            subject,
            days,
            half: None,
        };
        for session in options
            .previous
            .iter()
            .flat_map(|plan| plan.every_session())
        {
            if session.start < from
                && session.end >= as_of
                && options.cancelled.contains(&session.session)
            {
                earlier.cancelled.push(session.session.clone());
                continue;
            }
            if !is_under_way((session.start, session.end), (as_of, from)) {
                continue;
            }
            let activity = model.activity_ids.index(&session.activity);
            let Some(activity) = activity.filter(|&at| !is_self_paced(&model.activities[at]))
            else {
                let seats = session.people.iter();
                let seats = seats.map(|id| (session.session.clone(), id.clone()));
                earlier.lost_seats.extend(seats);
                continue;
            };
            let days = HalfDays {
                first: HalfDays::number(session.start, session.half),
                last: HalfDays::number(session.end, session.end_half),
            };
            // What is past has been attended or not, who was away is not known.
            let to_come = HalfDays {
                first: days
                    .first
                    .max(HalfDays::of_days(as_of, as_of).last.saturating_add(1)),
                ..days
            };
            let mut kept = Vec::new();
            for id in &session.people {
                let person = model.people.ids.index(id);
                let there = person.filter(|&person| {
                    model.people.employed(person, session.start)
                        && (to_come.first > to_come.last
                            || model.learner_presence(person, to_come) == [to_come])
                });
                let Some(person) = there else {
                    let seat = (session.session.clone(), id.clone());
                    earlier.lost_seats.push(seat);
                    continue;
                };
                earlier.attended.entry(person).or_default().push(activity);
                people.push(busy(person, days));
                trainers.extend(model.trainer_of(person).map(|trainer| busy(trainer, days)));
                let section = model.people.section[person] as usize;
                earlier.away.entry(section).or_default().push(days);
                kept.push(id.clone());
            }
            let trainer = session.trainer.as_deref();
            if let Some(trainer) = trainer.and_then(|id| model.trainer_ids.index(id)) {
                trainers.push(busy(trainer, days));
                people.extend(model.person_of(trainer).map(|person| busy(person, days)));
            }
            let room = session.room.as_deref();
            let room = room.and_then(|id| model.room_ids.index(id));
            rooms.extend(room.map(|room| busy(room, days)));
            let mut session = session.clone();
            let count = kept.len() as u64;
            for need in &mut session.reason.needs {
                need.people = need.people.min(count);
                need.refreshed = need.refreshed.min(need.people);
            }
            earlier.sessions.push(PlanSession {
                people: kept,
                ..session
            });
        }
        earlier.read_alone(model, options, (as_of, from));
        earlier.people = people.into();
        earlier.rooms = rooms.into();
        earlier.trainers = trainers.into();
        earlier
    }

    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn read_alone(&mut self, model: &Model, options: &PlanOptions, (as_of, from): (Date, Date)) {
        let lines = options.previous.iter();
        for line in lines.flat_map(|plan| plan.every_self_paced()) {
            let activity = model.activity_ids.index(&line.activity);
            let Some(activity) = activity.filter(|&at| is_self_paced(&model.activities[at])) else {
                continue;
            };
            let is_begun = is_under_way((line.from, line.until), (as_of, from));
            let all = model
                .calendar
                .slots(model.activities[activity].hours)
                .div_ceil(2);
            let mut done = Vec::new();
            for id in &line.people {
                let Some(person) = model.people.ids.index(id) else {
                    continue;
                };
                self.own_ends.insert((person, activity), line.until);
                if !is_begun {
                    continue;
                }
                let last = line.until.min(from.plus_days(-1));
                let days = whole_days(model, person, (line.from, last));
                if line.until < from && days >= all {
                    self.attended.entry(person).or_default().push(activity);
                    done.push(id.clone());
                    continue;
                }
                let days = whole_days(model, person, (line.from, from.plus_days(-1)));
                let begun = BegunAlone {
                    from: line.from,
                    days,
                };
                self.begun.insert((person, activity), begun);
            }
            if !done.is_empty() {
                self.self_paced.push(SelfPacedActivity {
                    people: done,
                    ..line.clone()
                });
            }
        }
    }

    /// What a person has begun alone, by its place in the order of the model.
    pub(super) fn begun(&self, person: usize, activity: usize) -> Option<BegunAlone> {
        self.begun.get(&(person, activity)).copied()
    }

    /// The last day of what a person does alone as it was announced; the activity by its place in the order of the model.
    pub(super) fn own_end(&self, person: usize, activity: usize) -> Option<Date> {
        self.own_ends.get(&(person, activity)).copied()
    }

    /// Whether a person learns something before the plan begins.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(super) fn teach(
        &self,
        activities: &[Activity],
        person: usize,
        need: ObjectiveAtLevel,
    ) -> bool {
        let attended = self.attended.get(&person).map_or(&[][..], Vec::as_slice);
        attended.iter().any(|&at| teaches(&activities[at], need))
    }

    /// When people of a section sit in them, once for each of them.
    pub(super) fn away(&self, section: usize) -> &[HalfDays] {
        self.away.get(&section).map_or(&[], Vec::as_slice)
    }
}
