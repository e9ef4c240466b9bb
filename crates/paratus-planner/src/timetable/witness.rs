//! Why a need is unmet, or a session not earlier: every possible start, counted by what prevents it.
#![expect(clippy::indexing_slicing, reason = "sessions, classes and bookings are indices of the same instance")]

use super::answer::{Cause, Starts};
use super::board::Board;
use super::instance::{Instance, NONE};
use std::collections::BTreeMap;

/// Counts causes, start by start.
#[derive(Default)]
struct Count {
    starts: Starts,
    by_cause: BTreeMap<Cause, u32>,
}

impl Count {
    fn add(&mut self, cause: Cause) {
        self.starts.possible += 1;
        self.starts.last = Some(cause);
        *self.by_cause.entry(cause).or_default() += 1;
    }

    fn finish(mut self) -> Starts {
        self.starts.prevented = self.by_cause.into_iter().collect();
        self.starts
    }
}

impl Board {
    /// What prevents a seat for a booking, at every possible start of its activity.
    pub(super) fn explain_missing(&self, instance: &Instance, b: u32) -> Starts {
        let at = instance.bookings[b as usize].key as usize;
        let key = &instance.keys[at];
        let mut count = Count::default();
        for t in (0..instance.slots as u32).filter(|&t| key.starts[t as usize]) {
            count.add(self.explain_start(instance, at, b, t));
        }
        count.finish()
    }

    fn explain_start(&self, instance: &Instance, at: usize, b: u32, t: u32) -> Cause {
        let key = &instance.keys[at];
        let booking = &instance.bookings[b as usize];
        let end = t + key.duration;
        let ready = self.ready(instance, b);
        if t < booking.release || end > booking.close || !instance.is_present(b, t, end) {
            Cause::Away
        } else if ready == NONE || ready > t {
            Cause::EarlierStep
        } else if end > self.due(instance, b) || !self.is_idle(instance, b, t, end) {
            Cause::Busy
        } else if !self.is_spared(instance, b, t, end) {
            Cause::Absence
        } else if self.find_room(instance, at, t, key.min).is_none_or(|room| room.1 < key.min) {
            Cause::Room
        } else if let Some(trainer) = self.find_trainer_except(instance, at, t, booking.teacher) {
            if self.could_come(instance, at, t, trainer) < key.min { Cause::Minimum } else { Cause::Search }
        } else {
            Cause::Trainer
        }
    }

    /// How many people without a seat could come to a session of a trainer at a start, together.
    fn could_come(&self, instance: &Instance, at: usize, t: u32, trainer: u32) -> u32 {
        let key = &instance.keys[at];
        let mut by_section: BTreeMap<u32, u32> = BTreeMap::new();
        for &b in &key.bookings {
            let teaches = trainer != NONE && instance.bookings[b as usize].teacher == trainer;
            if !teaches && self.is_missing(instance, b) && self.fits(instance, b, t) {
                *by_section.entry(instance.bookings[b as usize].section).or_default() += 1;
            }
        }
        let spare = |section: u32| {
            let from = section as usize * instance.slots + t as usize;
            let spare = &self.spare[from..from + key.duration as usize];
            spare.iter().copied().min().unwrap_or(0).max(0) as u32
        };
        by_section.into_iter().map(|(section, count)| count.min(spare(section))).sum()
    }

    /// What prevents a session from being held at each earlier start with the same people. The board comes back as it was.
    pub(super) fn explain_date(&mut self, instance: &Instance, s: u32) -> Starts {
        let held = self.sessions[s as usize].clone();
        let at = held.key as usize;
        let mut count = Count::default();
        if held.pinned || held.people.is_empty() {
            return count.finish();
        }
        self.commit();
        for &b in &held.people {
            self.unseat(instance, b);
        }
        self.close(instance, s);
        let mut sections: BTreeMap<u32, i32> = BTreeMap::new();
        for &b in &held.people {
            *sections.entry(instance.bookings[b as usize].section).or_default() += 1;
        }
        for t in (0..held.start).filter(|&t| instance.keys[at].starts[t as usize]) {
            count.add(self.explain_earlier(instance, at, &held.people, &sections, t));
        }
        self.undo(instance);
        count.finish()
    }

    fn explain_earlier(
        &self,
        instance: &Instance,
        at: usize,
        people: &[u32],
        sections: &BTreeMap<u32, i32>,
        t: u32,
    ) -> Cause {
        let key = &instance.keys[at];
        let end = t + key.duration;
        let is_away = |&b: &u32| t < instance.bookings[b as usize].release || !instance.is_present(b, t, end);
        let is_over = |&(&section, &count): &(&u32, &i32)| {
            let from = section as usize * instance.slots + t as usize;
            self.spare[from..from + key.duration as usize].iter().any(|&spare| spare < count)
        };
        if people.iter().any(is_away) {
            Cause::Away
        } else if people.iter().any(|&b| self.ready(instance, b) == NONE || self.ready(instance, b) > t) {
            Cause::EarlierStep
        } else if people.iter().any(|&b| !self.is_idle(instance, b, t, end)) {
            Cause::Busy
        } else if sections.iter().any(|section| is_over(&section)) {
            Cause::Absence
        } else if self.find_room(instance, at, t, people.len() as u32).is_none_or(|room| room.1 < people.len() as u32) {
            Cause::Room
        } else if self.find_trainer(instance, at, t).is_none() {
            Cause::Trainer
        } else {
            Cause::Search
        }
    }
}
