//! Sessions and seats: when each activity is given, where, by whom, and who sits in it.
//!
//! A [`TimetableProblem`] is numbers: half-day slots, activities with seats and a price, people with bookings and what each booking
//! requires, sections that can spare only this many people at once, rooms and trainers, and what was announced before. A [`Timetable`]
//! answers it with dated sessions, seats, and the needs that stay unmet with the reason. [`check()`] judges a timetable independently of
//! how it came about.
//!
//! ```
//! use paratus_planner::timetable::{Activity, Learner, Room, Section, Slot, TimetableProblem, Trainer, check, solve};
//!
//! let problem = TimetableProblem {
//!     slots: Slot::weeks(2),
//!     sites: 1,
//!     activities: vec![Activity { duration: 2, seats_max: 10, price: 500, skill: Some(0), ..Activity::default() }],
//!     sections: vec![Section { site: 0, most_away: 8, ..Section::default() }],
//!     learners: vec![Learner::in_order(0, &[0]); 14],
//!     rooms: vec![Room { site: 0, seats: 12, ..Room::default() }],
//!     trainers: vec![Trainer { skills: vec![0], ..Trainer::default() }],
//!     ..TimetableProblem::default()
//! };
//! let timetable = solve(&problem)?;
//! assert_eq!(check(&problem, &timetable), []);
//! assert_eq!(timetable.sessions.len(), 2);
//! assert!(timetable.unmet.is_empty());
//! # Ok::<(), paratus_planner::timetable::BadProblem>(())
//! ```
//!
//! How: what was announced is loaded first ([`AnnouncedSession`]); then list scheduling (the earliest slot that fills to a share of the
//! seats, the best of several shares kept), rounds of ruin and recreate with simulated annealing, and ejection chains for anyone who has no
//! seat. All of them change one board through one journal, whose transactions are kept only where no rule is broken. Work is counted,
//! never timed, so the same problem gives the same timetable everywhere. All arithmetic is on integers.

mod answer;
mod board;
mod bounds;
mod build_timetable;
mod check;
mod construct;
mod ejection_chain;
mod initial_state;
mod instance;
mod list_schedule;
mod parts;
mod placement;
mod problem;
mod resources;
mod rng;
mod ruin;
mod search;
mod solve;
mod validate;

pub use answer::{ReleaseReason, ReleasedPromise, Seat, Session, Timetable, UnmetNeed};
pub use bounds::{
    Conflict, ConflictKind, Optimum, USUAL_WORK, conflicts, conflicts_paced, cost_bound, optimum,
    unmet_bound, unmet_bound_paced,
};
pub use check::{BrokenRule, TimetableRule, check};
pub use placement::{Move, Placement, Placements};
pub use problem::{
    Activity, AnnouncedSession, BadProblem, Booking, Interval, Learner, Limits, Prices, Room,
    Section, Slot, Supplier, TARGET_GAP, TimetableProblem, Trainer,
};
pub use solve::{Progress, Solver, hold, hold_paced, solve};

#[cfg(test)]
mod tests;
