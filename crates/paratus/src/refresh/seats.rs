//! Who takes the seats of the sessions that are booked, and what they would show there.
//!
//! Sessions have seats, not names. Each seat goes to whom it helps most urgently: those who are ready in what is taught
//! and stop being so first, then those who are not ready. Who takes part is taken to show it: one observed pass, on the day of
//! the session. That is what a plan is for, not what has happened: only evidence counts in an assessment.

use super::due_refresher::Lapse;
use crate::document::Kind;
use crate::evidence::{NO_EXPIRY, NO_SOURCE, NO_TIME, PackedRecord};
use crate::model::{HalfDays, Model, NONE};
use crate::{Assessment, Date};
use std::collections::{BTreeMap, BTreeSet};

/// What a seat gives to a person: a requirement, and the pass that would be shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct SeatGain {
    pub(super) slot: usize,
    pub(super) pass: PackedRecord,
    /// Index of the session that is booked; `None` of what a plan has.
    pub(super) session: Option<usize>,
}

/// What people do, by ids: the activity, its last day, who takes part.
#[cfg(feature = "plan")]
pub(crate) type PlannedLine<'a> = (&'a str, Date, &'a [String]);

/// The seats that are taken.
#[derive(Debug, Default)]
pub(super) struct BookedSeats {
    by_person: BTreeMap<usize, Vec<SeatGain>>,
}

impl BookedSeats {
    /// What the seats of a person give, by date.
    pub(super) fn gains_of(&self, person: usize) -> &[SeatGain] {
        self.by_person.get(&person).map_or(&[], Vec::as_slice)
    }

    /// What refreshes something before it lapses.
    pub(super) fn before(&self, lapse: &Lapse) -> Option<&SeatGain> {
        let mut gains = self.gains_of(lapse.person).iter();
        gains.find(|gain| gain.slot == lapse.slot && gain.pass.day < lapse.date.days())
    }

    /// Adds what people would show of activities, on the last day of each.
    #[cfg(feature = "plan")]
    pub(super) fn add_lines(
        &mut self,
        assessment: &Assessment,
        lines: &[PlannedLine<'_>],
        until: Date,
    ) {
        let model = assessment.programme.model();
        for &(activity, day, people) in lines {
            let Some(activity) = model.activity_ids.index(activity) else {
                continue;
            };
            if day <= assessment.as_of || day > until {
                continue;
            }
            let people = people.iter().filter_map(|id| model.people.ids.index(id));
            for person in people {
                let gains = taught(assessment, person, activity).map(|(slot, level)| SeatGain {
                    slot,
                    pass: pass(assessment, person, slot, level, day),
                    session: None,
                });
                self.by_person.entry(person).or_default().extend(gains);
            }
        }
    }
}

/// Indices of the sessions after the day of assessment, up to a day, by date and then as written.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn ahead(model: &Model, from: Date, until: Date) -> Vec<usize> {
    let mut list: Vec<usize> = (0..model.sessions.len())
        .filter(|&session| {
            model.sessions[session].start > from && model.sessions[session].start <= until
        })
        .collect();
    list.sort_by_key(|&session| model.sessions[session].start);
    list
}

/// Gives out the seats of all sessions up to a day; `lapses` are what lapses until then if nothing is done.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn give_out(assessment: &Assessment, lapses: &[Lapse], until: Date) -> BookedSeats {
    let model = assessment.programme.model();
    let dates: BTreeMap<(usize, usize), Date> = lapses
        .iter()
        .map(|lapse| ((lapse.person, lapse.slot), lapse.date))
        .collect();
    let mut queues: BTreeMap<usize, std::vec::IntoIter<usize>> = BTreeMap::new();
    let mut given: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut seats = BookedSeats::default();
    for session in ahead(model, assessment.as_of, until) {
        let booked = &model.sessions[session];
        let activity = booked.activity;
        let queue = queues
            .entry(activity)
            .or_insert_with(|| queue(assessment, &dates, activity).into_iter());
        let mut left = booked
            .seats
            .or(model.activities[activity].seats.map(|(_, most)| most))
            .unwrap_or(u32::MAX);
        // Who is not there on that day waits for the next session.
        let mut waiting = Vec::new();
        while left > 0 {
            let Some(person) = queue.next() else { break };
            let begins = HalfDays::of_half(booked.start, booked.half);
            if model.learner_presence(person, begins).is_empty() {
                waiting.push(person);
                continue;
            }
            let fresh: Vec<SeatGain> = taught(assessment, person, activity)
                .filter(|(slot, _)| {
                    dates.contains_key(&(person, *slot)) || !is_ready(assessment, person, *slot)
                })
                .filter(|(slot, _)| given.insert((person, *slot)))
                .map(|(slot, level)| SeatGain {
                    slot,
                    pass: pass(assessment, person, slot, level, booked.start),
                    session: Some(session),
                })
                .collect();
            if !fresh.is_empty() {
                seats.by_person.entry(person).or_default().extend(fresh);
                left -= 1;
            }
        }
        if !waiting.is_empty() {
            waiting.extend(queue.by_ref());
            *queue = waiting.into_iter();
        }
    }
    seats
}

/// Whom an activity helps, the most urgent first.
fn queue(
    assessment: &Assessment,
    dates: &BTreeMap<(usize, usize), Date>,
    activity: usize,
) -> Vec<usize> {
    let people = assessment.programme.model().people.len();
    let urgency = |person: usize| {
        taught(assessment, person, activity)
            .filter_map(|(slot, _)| match dates.get(&(person, slot)) {
                Some(date) => Some(*date),
                None => (!is_ready(assessment, person, slot)).then_some(Date::MAX),
            })
            .min()
    };
    let mut list: Vec<(Date, usize)> = (0..people)
        .filter_map(|person| urgency(person).map(|date| (date, person)))
        .collect();
    list.sort();
    list.into_iter().map(|(_, person)| person).collect()
}

/// What an activity teaches of what a person needs, high enough: the requirement, and up to which level.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn taught(
    assessment: &Assessment,
    person: usize,
    activity: usize,
) -> impl Iterator<Item = (usize, u8)> {
    let profile = assessment.profile(person);
    let activity = &assessment.programme.model().activities[activity];
    activity.teaches.iter().filter_map(|&(objective, up_to)| {
        let slot = profile.slots[objective];
        (slot != NONE && profile.requirements[slot as usize].level <= up_to)
            .then_some((slot as usize, up_to))
    })
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn is_ready(assessment: &Assessment, person: usize, slot: usize) -> bool {
    let prior = assessment.programme.model().rules.prior_weight;
    let threshold = assessment.profile(person).requirements[slot].threshold;
    assessment.cells(person)[slot]
        .range(prior)
        .verdict(threshold)
        == crate::Verdict::Ready
}

/// One observed pass on a day.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn pass(assessment: &Assessment, person: usize, slot: usize, level: u8, day: Date) -> PackedRecord {
    let observation = Kind::ALL
        .iter()
        .position(|kind| *kind == Kind::Observation)
        .unwrap_or_default();
    PackedRecord {
        value: 1.0,
        day: day.days(),
        time: NO_TIME,
        expires: NO_EXPIRY,
        objective: assessment.profile(person).requirements[slot].objective as u32,
        key: 0,
        source: NO_SOURCE,
        weight_index: observation as u16,
        kind: observation as u8,
        level,
    }
}
