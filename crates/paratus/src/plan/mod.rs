//! Planning: from needs to dated sessions.

pub mod timetable;
