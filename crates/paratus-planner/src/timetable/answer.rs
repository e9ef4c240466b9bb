//! What comes out: sessions, seats, and who could not be placed.

use serde::{Deserialize, Serialize};

/// Dated sessions with seats.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Timetable {
    /// Price of all sessions, of the time that passes, of moved seats and of unmet needs.
    pub cost: u64,
    /// No timetable of these bookings costs less than this.
    pub lower_bound: u64,
    /// What was announced or pinned and could not be kept.
    pub released: Vec<Released>,
    /// Rounds of improvement that were made.
    pub rounds: u32,
    /// Who sits where, by learner and booking.
    pub seats: Vec<Seat>,
    /// The sessions, by start, site, activity, room and trainer.
    pub sessions: Vec<Session>,
    /// Needs that no seat meets, by learner and need.
    pub unmet: Vec<Unmet>,
}

/// One session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// What is taught.
    pub activity: usize,
    /// Which of the announced sessions it is.
    #[serde(default)]
    pub announced: Option<usize>,
    /// Whether it was pinned.
    pub pinned: bool,
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

/// Somebody's seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// Whose.
    pub learner: usize,
    /// Which of the learner's bookings.
    pub booking: usize,
    /// In which session.
    pub session: usize,
}

/// A need that is not met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmet {
    /// Whose.
    pub learner: usize,
    /// Which of the learner's needs.
    pub need: usize,
    /// The booking that was to meet it.
    pub booking: usize,
}

/// Something announced or pinned that could not be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Released {
    /// Which of the announced sessions.
    pub session: usize,
    /// Whose seat in it; default: the whole session.
    #[serde(default)]
    pub learner: Option<usize>,
    /// What prevented it.
    pub reason: ReleaseReason,
}

/// Why something announced or pinned was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ReleaseReason {
    /// More of the section would be away than may be.
    Absence,
    /// The session is outside the working half days, or the activity's window.
    Calendar,
    /// The person is in another session then, or teaches.
    DoubleBooked,
    /// The session has no seat left.
    Full,
    /// The person is not there then.
    Gone,
    /// Fewer people than the smallest session.
    Minimum,
    /// What it requires is not over by then.
    Order,
    /// No suitable room is free.
    Room,
    /// No trainer with the skill is free.
    Trainer,
}
