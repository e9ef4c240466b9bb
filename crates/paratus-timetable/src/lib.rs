//! Sessions and seats: when each activity is given, where, by whom, and which people sit in it.
//!
//! It is `paratus::plan::timetable`, in a crate of its own so that it can be compiled for speed where the rest is compiled small. It knows
//! nothing of programmes. A [`TimetableProblem`] is numbers: half-day slots, activities with seats and a
//! price, groups of interchangeable people with an ordered chain of activities, sections that can spare only so many
//! people at once, rooms and trainers. A [`Timetable`] answers it with dated sessions, seats as counts per group and
//! step, and the people who could not be placed with the reason. [`check()`] judges a timetable independently of how it came
//! about.
//!
//! ```
//! use paratus_timetable::{Activity, Group, Room, Section, Slot, TimetableProblem, Trainer, check, solve};
//!
//! let problem = TimetableProblem {
//!     slots: Slot::weeks(2),
//!     sites: 1,
//!     activities: vec![Activity { duration: 2, seats_max: 10, price: 500, skill: Some(0), ..Activity::default() }],
//!     sections: vec![Section { site: 0, most_away: 8 }],
//!     groups: vec![Group { section: 0, chain: vec![0], people: 14, ..Group::default() }],
//!     rooms: vec![Room { site: 0, seats: 12 }],
//!     trainers: vec![Trainer { skills: vec![0], ..Trainer::default() }],
//!     ..TimetableProblem::default()
//! };
//! let timetable = solve(&problem)?;
//! assert_eq!(check(&problem, &timetable), []);
//! assert_eq!(timetable.sessions.len(), 2);
//! assert!(timetable.unplaced.is_empty());
//! # Ok::<(), paratus_timetable::BadProblem>(())
//! ```
//!
//! How: list scheduling (the earliest slot that fills to a share of the seats, the best of several shares kept), then
//! rounds that free a few (site, activity) keys and seat their people anew, kept by simulated annealing with a generator of
//! its own; whoever has no seat then is given one by moving others on, so that a session fills. Never a clock: [`Limits::rounds`] decides how long it runs, so the same problem gives the same timetable
//! everywhere. All arithmetic is on integers.

#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)
)]

mod answer;
mod board;
mod bound;
mod canon;
mod check;
mod comers;
mod construct;
mod exchange;
mod fill;
mod gather;
mod parts;
mod problem;
mod report;
mod resources;
mod rng;
mod ruin;
mod search;
mod shortage;
mod solve;
mod sound;
mod start;
mod world;

pub use answer::{Bound, Reason, Seats, Session, Timetable, Unplaced};
pub use check::{Broke, Broken, check, cost};
pub use problem::{
    Activity, BadProblem, FixedSeats, FixedSession, Group, Limits, Previous, Prices, Room, Section, Slot,
    TimetableProblem, Trainer,
};
pub use shortage::{Short, Shortage, shortages};
pub use solve::{Progress, Solver, solve};

#[cfg(test)]
mod tests;
