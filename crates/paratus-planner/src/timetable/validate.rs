//! Whether a problem makes sense.

use super::problem::{BadProblem, Interval, Learner, TimetableProblem};

impl BadProblem {
    pub(super) fn new(place: String, what: impl Into<String>) -> BadProblem {
        BadProblem {
            place,
            what: what.into(),
        }
    }
}

/// More slots or bookings than this are a mistake.
const MAX_LIST_LENGTH: usize = 1 << 24;

fn refuse<T>(place: String, what: &str) -> Result<T, BadProblem> {
    Err(BadProblem::new(place, what))
}

/// What it takes to prepare a booking.
const BOOKING_WORK: u64 = 500;

impl TimetableProblem {
    /// What it takes to prepare every booking once.
    pub(super) fn size(&self) -> u64 {
        let bookings = self.learners.iter().map(|learner| learner.bookings.len());
        BOOKING_WORK * bookings.map(|bookings| 1 + bookings as u64).sum::<u64>()
    }

    /// Whether every index points into its list and every number can be worked with.
    ///
    /// # Errors
    ///
    /// The first thing that makes no sense.
    pub fn check(&self) -> Result<(), BadProblem> {
        if self.slots.len() > 1 << 16 {
            return refuse("slots".into(), "more than 65,536");
        }
        for (i, pair) in self.slots.windows(2).enumerate() {
            if let [a, b] = pair
                && (a.week, a.day, a.afternoon) >= (b.week, b.day, b.afternoon)
            {
                return refuse(format!("slots[{}]", i + 1), "not after the slot before");
            }
        }
        for (i, activity) in self.activities.iter().enumerate() {
            if !(1..=1 << 16).contains(&activity.duration) {
                return refuse(
                    format!("activities[{i}].duration"),
                    "must be from 1 to 65,536",
                );
            }
        }
        let intervals = |place: String, list: &[Interval]| {
            if list.iter().any(|&(from, to)| from > to) {
                refuse(place, "ends before it begins")
            } else {
                Ok(())
            }
        };
        for (i, section) in self.sections.iter().enumerate() {
            if section.site >= self.sites {
                return refuse(format!("sections[{i}].site"), "no such site");
            }
            intervals(format!("sections[{i}].closed"), &section.closed)?;
        }
        for (i, room) in self.rooms.iter().enumerate() {
            if room.site >= self.sites {
                return refuse(format!("rooms[{i}].site"), "no such site");
            }
            intervals(format!("rooms[{i}].available"), &room.available)?;
        }
        for (i, trainer) in self.trainers.iter().enumerate() {
            if trainer.site.is_some_and(|site| site >= self.sites) {
                return refuse(format!("trainers[{i}].site"), "no such site");
            }
            intervals(format!("trainers[{i}].available"), &trainer.available)?;
        }
        let mut count = 0_usize;
        for (i, learner) in self.learners.iter().enumerate() {
            intervals(format!("learners[{i}].present"), &learner.present)?;
            self.check_learner(i, learner)?;
            count = count.saturating_add(learner.bookings.len());
            if count > MAX_LIST_LENGTH {
                return refuse(
                    format!("learners[{i}].bookings"),
                    "more than 16,777,216 bookings in all",
                );
            }
        }
        self.check_announced()
    }

    fn check_learner(&self, i: usize, learner: &Learner) -> Result<(), BadProblem> {
        if learner.section >= self.sections.len() {
            return refuse(format!("learners[{i}].section"), "no such section");
        }
        if learner
            .trainer
            .is_some_and(|trainer| trainer >= self.trainers.len())
        {
            return refuse(format!("learners[{i}].trainer"), "no such trainer");
        }
        for (n, booking) in learner.bookings.iter().enumerate() {
            let place = |field: &str| format!("learners[{i}].bookings[{n}].{field}");
            if booking.activity >= self.activities.len() {
                return refuse(place("activity"), "no such activity");
            }
            let same = |other: &super::Booking| other.activity == booking.activity;
            if learner.bookings.iter().take(n).any(same) {
                return refuse(place("activity"), "the same activity twice");
            }
            if booking
                .announced
                .is_some_and(|at| at >= self.announced.len())
            {
                return refuse(place("announced"), "no such session");
            }
            let wrong = |supplier: &super::Supplier| {
                supplier.booking >= learner.bookings.len() || supplier.booking == n
            };
            if booking
                .requires
                .iter()
                .any(|list| list.is_empty() || list.iter().any(wrong))
            {
                return refuse(place("requires"), "names no booking of the learner");
            }
        }
        let wrong = |need: &Vec<usize>| {
            need.is_empty() || need.iter().any(|&at| at >= learner.bookings.len())
        };
        match learner.needs.iter().position(wrong) {
            Some(n) => refuse(
                format!("learners[{i}].needs[{n}]"),
                "names no booking of the learner",
            ),
            None => Ok(()),
        }
    }

    fn check_announced(&self) -> Result<(), BadProblem> {
        for (i, session) in self.announced.iter().enumerate() {
            let place = |field: &str| format!("announced[{i}].{field}");
            let Some(activity) = self.activities.get(session.activity) else {
                return refuse(place("activity"), "no such activity");
            };
            match session.site {
                Some(site) if site >= self.sites => return refuse(place("site"), "no such site"),
                Some(_) if activity.online => {
                    return refuse(place("site"), "the activity is online");
                }
                None if !activity.online => return refuse(place("site"), "missing"),
                _ => {}
            }
            if session.room.is_some_and(|room| room >= self.rooms.len()) {
                return refuse(place("room"), "no such room");
            }
            if session
                .trainer
                .is_some_and(|trainer| trainer >= self.trainers.len())
            {
                return refuse(place("trainer"), "no such trainer");
            }
        }
        Ok(())
    }
}
