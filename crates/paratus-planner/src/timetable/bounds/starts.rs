//! In which slots each booking could start, by what is certain: the calendar, windows, presence, trainers and rooms that are
//! there at all, what must be over before, and whether enough people could come at the same time.
use crate::timetable::instance::{available, days, possible_starts, within};
use crate::timetable::problem::{Interval, TimetableProblem};
use std::collections::BTreeMap;
use std::ops::Range;

/// Passes over all bookings at most. Each only removes starts that are impossible, so stopping early proves less, never more.
const MOST_PASSES: usize = 6;

/// A set of slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SlotSet {
    words: Vec<u64>,
}

impl SlotSet {
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn new(slots: usize, contains: impl Fn(usize) -> bool) -> SlotSet {
        let mut words = vec![0; slots.div_ceil(64)];
        (0..slots)
            .filter(|&slot| contains(slot))
            .for_each(|slot| words[slot / 64] |= 1 << (slot % 64));
        SlotSet { words }
    }

    pub(super) fn contains(&self, slot: usize) -> bool {
        self.words
            .get(slot / 64)
            .is_some_and(|word| word >> (slot % 64) & 1 == 1)
    }
}

/// What is held together: an activity at a site, or online.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) activity: usize,
    /// The site; nothing online.
    pub(super) site: Option<usize>,
    pub(super) duration: u32,
    /// Fewest people of a session that is not pinned, at least one.
    pub(super) min: u32,
    /// Most people of any session.
    pub(super) cap: u32,
    pub(super) needs_room: bool,
    /// The trainers who can teach it there; nothing where none is needed.
    pub(super) trainers: Option<Vec<usize>>,
    /// Whether a pinned session exists: it is exempt from the fewest people.
    pub(super) is_pinned: bool,
    /// Most people who could come to one start, where that is less than `min`.
    pub(super) most_together: u32,
    /// Its seats.
    pub(super) seats: Vec<u32>,
    /// Starts by calendar, trainers and rooms, without regard to people.
    pub(super) starts: SlotSet,
    missing: Option<MissingCause>,
}

/// Why a booking has no possible start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MissingCause {
    /// The activity's window and the calendar leave none.
    Calendar,
    /// No trainer with the skill is there for as long as a session takes.
    Trainer,
    /// No room that is large enough is there for as long as a session takes.
    Room,
    /// The person is not there, or the section closed, at all of them.
    Away,
    /// What it requires, or what relies on it, leaves none.
    Order,
    /// Fewer people than the smallest session could come to any.
    Participants,
}

/// A booking.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) learner: u32,
    pub(super) booking: u32,
    pub(super) key: u32,
    pub(super) section: u32,
    pub(super) missing: Option<MissingCause>,
}

/// The possible starts of all bookings.
#[derive(Clone, Debug)]
pub(in crate::timetable) struct PossibleStarts {
    pub(super) slots: usize,
    pub(super) keys: Vec<Key>,
    /// Bookings, learner by learner.
    pub(super) places: Vec<Place>,
    /// For each learner the first of its places, and one past the last.
    first_of: Vec<u32>,
    day: Vec<usize>,
    first_of_day: Vec<u32>,
    words: usize,
    bits: Vec<u64>,
}

impl PossibleStarts {
    /// Where `all_met`, it is supposed that every need is met: then what a needed seat requires must be over in time for it.
    pub(in crate::timetable) fn new(problem: &TimetableProblem, all_met: bool) -> PossibleStarts {
        let slots = problem.slots.len();
        let (day, first_of_day) = days(problem);
        let mut starts = PossibleStarts {
            slots,
            keys: Vec::new(),
            places: Vec::new(),
            first_of: Vec::with_capacity(problem.learners.len() + 1),
            day,
            first_of_day,
            words: slots.div_ceil(64),
            bits: Vec::new(),
        };
        starts.add_places(problem);
        starts.fill(problem);
        for _ in 0..MOST_PASSES {
            let mut changed = false;
            for learner in 0..problem.learners.len() {
                changed |= starts.order(problem, learner, all_met);
            }
            for key in 0..starts.keys.len() {
                changed |= starts.collect_starts(problem, key);
            }
            if !changed {
                break;
            }
        }
        starts
    }

    /// The places of a learner.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn of_learner(&self, learner: usize) -> Range<usize> {
        self.first_of[learner] as usize..self.first_of[learner + 1] as usize
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn key_of(&self, place: usize) -> &Key {
        &self.keys[self.places[place].key as usize]
    }

    pub(in crate::timetable) fn is_possible(&self, place: usize) -> bool {
        self.row(place).iter().any(|word| *word != 0)
    }

    pub(super) fn has(&self, place: usize, start: usize) -> bool {
        self.row(place)
            .get(start / 64)
            .is_some_and(|word| word >> (start % 64) & 1 == 1)
    }

    /// The earliest start at or after a slot.
    pub(super) fn first_from(&self, place: usize, from: usize) -> Option<usize> {
        let row = self.row(place);
        let mut at = from / 64;
        let mut word = row.get(at)? & (u64::MAX << (from % 64));
        loop {
            if word != 0 {
                return Some(at * 64 + word.trailing_zeros() as usize);
            }
            at += 1;
            word = *row.get(at)?;
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn last(&self, place: usize) -> Option<usize> {
        let row = self.row(place);
        let at = row.iter().rposition(|word| *word != 0)?;
        Some(at * 64 + 63 - row[at].leading_zeros() as usize)
    }

    /// First and last slot that a seat could occupy.
    pub(super) fn window(&self, place: usize) -> Option<(u32, u32)> {
        let (first, last) = (self.first_from(place, 0)?, self.last(place)?);
        Some((first as u32, last as u32 + self.key_of(place).duration - 1))
    }

    /// Whether all of these bookings of one learner lack a start, and why: the cause of the first.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn missing(
        &self,
        mut options: impl Iterator<Item = usize>,
    ) -> Option<(usize, MissingCause)> {
        let first = options.next()?;
        let missing = self.places[first]
            .missing
            .filter(|_| !self.is_possible(first))?;
        options
            .all(|place| !self.is_possible(place))
            .then_some((first, missing))
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn row(&self, place: usize) -> &[u64] {
        &self.bits[place * self.words..(place + 1) * self.words]
    }

    /// Keeps some starts; whether any was removed.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn keep(&mut self, place: usize, mask: impl Fn(usize) -> u64, cause: MissingCause) -> bool {
        let mut changed = false;
        let row = &mut self.bits[place * self.words..(place + 1) * self.words];
        for (at, word) in row.iter_mut().enumerate() {
            let kept = *word & mask(at);
            changed |= kept != *word;
            *word = kept;
        }
        if changed && row.iter().all(|word| *word == 0) {
            self.places[place].missing = Some(cause);
        }
        changed
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn add_places(&mut self, problem: &TimetableProblem) {
        let mut index: BTreeMap<(Option<usize>, usize), usize> = BTreeMap::new();
        for (at, learner) in problem.learners.iter().enumerate() {
            self.first_of.push(self.places.len() as u32);
            for (n, booking) in learner.bookings.iter().enumerate() {
                let online = problem.activities[booking.activity].online;
                let site = if online {
                    None
                } else {
                    Some(problem.sections[learner.section].site)
                };
                let key = *index.entry((site, booking.activity)).or_insert_with(|| {
                    self.keys.push(key(problem, site, booking.activity));
                    self.keys.len() - 1
                });
                self.keys[key].seats.push(self.places.len() as u32);
                let missing = self.keys[key].missing;
                let (learner, section) = (at as u32, learner.section as u32);
                self.places.push(Place {
                    learner,
                    booking: n as u32,
                    key: key as u32,
                    section,
                    missing,
                });
            }
        }
        self.first_of.push(self.places.len() as u32);
        for key in &mut self.keys {
            key.seats
                .sort_by_key(|&place| (self.places[place as usize].section, place));
        }
    }

    /// The starts by calendar, resources and presence.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn fill(&mut self, problem: &TimetableProblem) {
        self.bits = vec![0; self.places.len() * self.words];
        let mut present: BTreeMap<(&[Interval], usize, u32), SlotSet> = BTreeMap::new();
        for place in 0..self.places.len() {
            let Place {
                learner,
                booking,
                section,
                ..
            } = self.places[place];
            let learner = &problem.learners[learner as usize];
            let booking = &learner.bookings[booking as usize];
            let key = self.key_of(place);
            let duration = key.duration;
            let there = present
                .entry((learner.present.as_slice(), section as usize, duration))
                .or_insert_with(|| presence(problem, &learner.present, section as usize, duration));
            let (from, until) = (
                booking.release as usize,
                booking
                    .due
                    .filter(|_| !booking.late)
                    .map(|due| due as usize + 1),
            );
            let until = until.map_or(self.slots, |until| {
                (until + 1).saturating_sub(duration as usize)
            });
            let row: Vec<u64> = (0..self.words)
                .map(|at| {
                    key.starts.words[at]
                        & there.words[at]
                        & from_slot(at, from)
                        & !from_slot(at, until)
                })
                .collect();
            if row.iter().all(|word| *word == 0) && self.places[place].missing.is_none() {
                self.places[place].missing = Some(MissingCause::Away);
            }
            self.bits[place * self.words..(place + 1) * self.words].copy_from_slice(&row);
        }
    }

    /// What a learner's bookings leave each other.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn order(&mut self, problem: &TimetableProblem, learner: usize, all_met: bool) -> bool {
        let places = self.of_learner(learner);
        let bookings = &problem.learners[learner].bookings;
        if bookings
            .iter()
            .all(|booking| booking.session_groups().next().is_none())
        {
            return false;
        }
        let mut any = false;
        for _ in 0..4 * (bookings.len() + 1) {
            let mut changed = false;
            for (n, booking) in bookings.iter().enumerate() {
                for group in booking.session_groups() {
                    let earliest = |supplier: &crate::timetable::problem::Supplier| {
                        let place = places.start + supplier.booking;
                        let first = self.first_from(place, 0)?;
                        Some(self.after(first as u32 + self.key_of(place).duration, supplier.days))
                    };
                    let from = group
                        .iter()
                        .filter_map(earliest)
                        .min()
                        .map_or(self.slots, |from| from as usize);
                    changed |= self.keep(
                        places.start + n,
                        |at| from_slot(at, from),
                        MissingCause::Order,
                    );
                }
            }
            if all_met {
                for place in self.required(problem, learner) {
                    changed |= self.tighten_due(problem, place, places.start);
                }
            }
            any |= changed;
            if !changed {
                break;
            }
        }
        any
    }

    /// What alone supplies a needed booking must be over before its last start.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn tighten_due(&mut self, problem: &TimetableProblem, place: usize, first: usize) -> bool {
        let Place {
            learner, booking, ..
        } = self.places[place];
        let Some(last) = self.last(place) else {
            return false;
        };
        let mut changed = false;
        for group in problem.learners[learner as usize].bookings[booking as usize].session_groups()
        {
            let mut options = group
                .iter()
                .filter(|supplier| self.is_possible(first + supplier.booking));
            if let (Some(only), None) = (options.next(), options.next()) {
                let supplier = first + only.booking;
                let end = self.before(last as u32, only.days) as usize;
                let until = (end + 1).saturating_sub(self.key_of(supplier).duration as usize);
                changed |= self.keep(supplier, |at| !from_slot(at, until), MissingCause::Order);
            }
        }
        changed
    }

    /// The bookings that a learner cannot do without if every need is met.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn required(&self, problem: &TimetableProblem, learner: usize) -> Vec<usize> {
        let mut required = Vec::new();
        for need in &problem.learners[learner].needs {
            required.extend(self.required_for(problem, learner, need));
        }
        required.sort_unstable();
        required.dedup();
        required
    }

    /// The bookings that a need cannot do without, what is required before what requires it; nothing where there is a choice.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn required_for(
        &self,
        problem: &TimetableProblem,
        learner: usize,
        need: &[usize],
    ) -> Vec<usize> {
        let first = self.of_learner(learner).start;
        let only = |options: &mut dyn Iterator<Item = usize>| {
            let mut possible = options
                .map(|booking| first + booking)
                .filter(|&place| self.is_possible(place));
            possible.next().filter(|_| possible.next().is_none())
        };
        let mut required: Vec<usize> = only(&mut need.iter().copied()).into_iter().collect();
        let mut at = 0;
        while let Some(&place) = required.get(at) {
            for group in problem.learners[learner].bookings[place - first].session_groups() {
                if let Some(more) = only(&mut group.iter().map(|supplier| supplier.booking))
                    && !required.contains(&more)
                {
                    required.push(more);
                }
            }
            at += 1;
        }
        required.reverse();
        required
    }

    /// Starts to which fewer people than the smallest session could come are none.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn collect_starts(&mut self, problem: &TimetableProblem, key: usize) -> bool {
        let min = self.keys[key].min;
        if min <= 1 || self.keys[key].is_pinned {
            return false;
        }
        let seats = std::mem::take(&mut self.keys[key].seats);
        let mut together = vec![0_u32; self.slots];
        let mut few = SlotSet::new(self.slots, |_| true);
        for of_section in seats
            .chunk_by(|&a, &b| self.places[a as usize].section == self.places[b as usize].section)
        {
            let most = of_section.first().map_or(0, |&place| {
                problem.sections[self.places[place as usize].section as usize].most_away
            });
            let mut count: BTreeMap<usize, u32> = BTreeMap::new();
            for &place in of_section {
                for at in 0..self.words {
                    let mut word = self.row(place as usize)[at] & few.words[at];
                    while word != 0 {
                        let slot = at * 64 + word.trailing_zeros() as usize;
                        word &= word - 1;
                        let count = count.entry(slot).or_default();
                        if *count < most {
                            *count += 1;
                            together[slot] += 1;
                            if together[slot] >= min {
                                few.words[at] &= !(1 << (slot % 64));
                            }
                        }
                    }
                }
            }
            if few.words.iter().all(|word| *word == 0) {
                break;
            }
        }
        let mut changed = false;
        for &place in &seats {
            changed |= self.keep(
                place as usize,
                |at| !few.words[at],
                MissingCause::Participants,
            );
        }
        // Once they are few, their starts are gone: what counts is how many there were.
        let most = together.into_iter().max().filter(|most| *most > 0);
        self.keys[key].most_together = most.unwrap_or(u32::MAX).min(self.keys[key].most_together);
        self.keys[key].seats = seats;
        changed
    }

    /// First slot in which something may start that relies on what ends before slot `end`, with whole days in between.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn after(&self, end: u32, days: u32) -> u32 {
        if days == 0 || end == 0 {
            return end;
        }
        let day = self.day[end as usize - 1]
            .saturating_add(1)
            .saturating_add(days as usize);
        self.first_of_day
            .get(day)
            .copied()
            .unwrap_or(self.slots as u32)
    }

    /// Slot by which something must be over on which a start relies, with whole days in between.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn before(&self, start: u32, days: u32) -> u32 {
        if days == 0 {
            return start;
        }
        let day = self.day.get(start as usize).copied().unwrap_or(0);
        day.checked_sub(days as usize)
            .map_or(0, |day| self.first_of_day[day])
    }
}

/// The slots of a word at or after one.
fn from_slot(word: usize, from: usize) -> u64 {
    match from.checked_sub(word * 64) {
        None => u64::MAX,
        Some(shift) if shift < 64 => u64::MAX << shift,
        Some(_) => 0,
    }
}

/// Starts from which as many slots on end are free.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn lasting(free: &[bool], duration: u32) -> Vec<bool> {
    let mut run = 0_u32;
    let mut starts = vec![false; free.len()];
    for (slot, &free) in free.iter().enumerate().rev() {
        run = if free { run + 1 } else { 0 };
        starts[slot] = run >= duration;
    }
    starts
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn presence(
    problem: &TimetableProblem,
    present: &[Interval],
    section: usize,
    duration: u32,
) -> SlotSet {
    let slots = problem.slots.len();
    let section = &problem.sections[section];
    let closed = within(&section.closed, slots);
    let there = available(present, slots);
    let free: Vec<bool> = there
        .iter()
        .zip(&closed)
        .map(|(there, closed)| *there && !closed && section.most_away > 0)
        .collect();
    let starts = lasting(&free, duration);
    SlotSet::new(slots, |slot| starts[slot])
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn key(problem: &TimetableProblem, site: Option<usize>, activity: usize) -> Key {
    let a = &problem.activities[activity];
    let slots = problem.slots.len();
    let announced = || {
        problem
            .announced
            .iter()
            .filter(|session| session.activity == activity && session.site == site)
    };
    let is_pinned = announced().any(|session| session.pinned);
    let min = a.seats_min.max(1);
    let needs_room = !a.online && !a.roomless;
    let calendar = possible_starts(problem, &problem.activities[activity]);
    let any = |free: &mut dyn Iterator<Item = Vec<bool>>| {
        let mut starts = vec![false; slots];
        for free in free {
            for (start, lasting) in starts.iter_mut().zip(lasting(&free, a.duration)) {
                *start |= lasting;
            }
        }
        starts
    };
    let trainers = a.skill.map(|skill| {
        let able = |t: &usize| {
            let trainer = &problem.trainers[*t];
            trainer.skills.contains(&skill)
                && (trainer.site.is_none() || site.is_none() || trainer.site == site)
        };
        (0..problem.trainers.len())
            .filter(able)
            .collect::<Vec<usize>>()
    });
    let fewest = if is_pinned { 1 } else { min };
    let rooms = || {
        problem
            .rooms
            .iter()
            .filter(|room| Some(room.site) == site && room.seats >= fewest)
    };
    let taught = match &trainers {
        Some(trainers) => any(&mut trainers
            .iter()
            .map(|&t| available(&problem.trainers[t].available, slots))),
        None => vec![true; slots],
    };
    let housed = if needs_room {
        any(&mut rooms().map(|room| available(&room.available, slots)))
    } else {
        vec![true; slots]
    };
    let largest = if needs_room {
        rooms().map(|room| room.seats).max().unwrap_or(0)
    } else {
        u32::MAX
    };
    let with_trainer = SlotSet::new(slots, |slot| calendar[slot] && taught[slot]);
    let starts = SlotSet::new(slots, |slot| with_trainer.contains(slot) && housed[slot]);
    let none = |set: &SlotSet| set.words.iter().all(|word| *word == 0);
    let promised = announced()
        .filter_map(|session| session.seats)
        .max()
        .unwrap_or(0);
    let cap = a.seats_max.min(largest).max(promised);
    let starts = if cap < fewest {
        SlotSet::new(slots, |_| false)
    } else {
        starts
    };
    let missing = if !calendar.contains(&true) {
        Some(MissingCause::Calendar)
    } else if none(&with_trainer) {
        Some(MissingCause::Trainer)
    } else {
        none(&starts).then_some(MissingCause::Room)
    };
    Key {
        activity,
        site,
        duration: a.duration,
        min,
        cap,
        needs_room,
        trainers,
        is_pinned,
        most_together: u32::MAX,
        seats: Vec::new(),
        starts,
        missing,
    }
}
