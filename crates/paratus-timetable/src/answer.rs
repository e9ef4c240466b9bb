//! What is answered.

use serde::{Deserialize, Serialize};

/// Dated sessions with seats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// Price of all sessions, of the time that passes, of moved bookings and of seats not given.
    pub cost: u64,
    /// No timetable costs less than this.
    pub lower_bound: u64,
    /// Bookings of the previous timetable that are now at another time, or gone.
    pub moved: u64,
    /// Rounds of improvement that were made.
    pub rounds: u32,
    /// Who sits where, by group, step and session; at most one row for each.
    pub seats: Vec<Seats>,
    /// The sessions: fixed ones first in the problem's order, then by start, site and activity.
    pub sessions: Vec<Session>,
    /// Who could not be placed, by group and step.
    pub unplaced: Vec<Unplaced>,
}

/// One session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// What is taught.
    pub activity: usize,
    /// What set its date.
    pub bound: Bound,
    /// Which of the problem's fixed sessions it is.
    #[serde(default)]
    pub fixed: Option<usize>,
    /// The room; none online.
    #[serde(default)]
    pub room: Option<usize>,
    /// How many people it can take.
    pub seats: u32,
    /// Where; nothing when it is online.
    #[serde(default)]
    pub site: Option<usize>,
    /// Its first slot.
    pub start: u32,
    /// How many people it takes.
    pub taken: u32,
    /// The trainer; none where none is needed.
    #[serde(default)]
    pub trainer: Option<usize>,
}

/// People of a group who take a step of their chain in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seats {
    /// Whose.
    pub group: usize,
    /// Which step of the group's chain.
    pub step: usize,
    /// In which session.
    pub session: usize,
    /// How many of them.
    pub people: u32,
}

/// People of a group who do not get a step of their chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unplaced {
    /// Whose.
    pub group: usize,
    /// Which step of the group's chain.
    pub step: usize,
    /// How many of them.
    pub people: u32,
    /// What stood in the way.
    pub reason: Reason,
}

/// What set the date of a session: why it could not be held, with the same people, at the start before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bound {
    /// Too many of a section would have been away.
    Absence,
    /// It starts as early as the activity and its people may, or as the calendar allows.
    Earliest,
    /// It was fixed by the caller.
    Fixed,
    /// Some of its people were still in, or before, the step before.
    Prerequisite,
    /// Every room was taken.
    Room,
    /// Nothing stood in the way of these people; the search put it here for the good of the whole.
    Search,
    /// Every trainer with the skill was taken or away.
    Trainer,
}

/// What stood in the way of a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Too many of the section would be away at every time that is left.
    Absence,
    /// They miss an earlier step.
    EarlierStep,
    /// No room at the site.
    NoRoom,
    /// No trainer with the skill who teaches at the site.
    NoTrainer,
    /// Every room is taken at every time that is left.
    Room,
    /// Fewer people than the activity's smallest session.
    TooFew,
    /// Every trainer with the skill is taken or away at every time that is left.
    Trainer,
    /// The time that is open to these people and this activity, after the steps before, is too short.
    Window,
}
