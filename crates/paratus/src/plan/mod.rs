//! From needs to dated sessions: what training everyone takes, when, at what cost, and how far that is from the least
//! possible.

pub mod choice;
pub mod timetable;
