//! Sessions and seats: when each activity is given, where, by whom, and who sits in it.

mod answer;
mod bounds;
mod problem;
mod solve;
mod validate;

pub use answer::{Cause, ReleaseReason, Released, Seat, Session, Starts, Timetable, Unmet};
pub use bounds::{Conflict, ConflictKind, Optimum, USUAL_WORK, conflicts, optimum, unmet_bound};
pub use problem::{
    Activity, AnnouncedSession, BadProblem, Booking, Interval, Learner, Limits, Prices, Room, Section, Slot, Supplier,
    TimetableProblem, Trainer,
};
pub use solve::{Progress, Solver, solve};
