//! The sessions of a plan, what is done in own time, and why they take place when they do.

use super::{ServedNeed, Witness};
use crate::Date;
use crate::document::{Half, Mode};
use serde::{Deserialize, Serialize};

/// Whether a session takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// It was announced and does not take place.
    Cancelled,
    /// It takes place.
    #[default]
    Confirmed,
}

names! {
    SessionStatus:
    Cancelled = "cancelled",
    Confirmed = "confirmed",
}

/// A session with the people who take part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSession {
    /// Id of the activity.
    pub activity: String,
    /// The last day.
    pub end: Date,
    /// The half of the last day in which it ends.
    pub end_half: Half,
    /// The half of the first day in which it begins.
    pub half: Half,
    /// Hours of each participant.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// Ids of the participants, sorted.
    pub people: Vec<String>,
    /// Id of the phase that it belongs to; `null` where what it teaches is in none.
    #[serde(default)]
    pub phase: Option<String>,
    /// Whether it stays where it is whatever else changes.
    #[serde(default)]
    pub pinned: bool,
    /// Why it takes place, and on this date.
    #[serde(default)]
    pub reason: PlanReason,
    /// Id of the room; `null` where none is needed or declared.
    #[serde(default)]
    pub room: Option<String>,
    /// How many people it can take.
    #[serde(default)]
    pub seats: u32,
    /// Ids of the sections of the participants on the date of assessment, sorted.
    #[serde(default)]
    pub sections: Vec<String>,
    /// How often its time, length, room, trainer, site or participants changed, or it was cancelled, since it was first announced.
    #[serde(default)]
    pub sequence: u32,
    /// Id of the session, for life: its activity and a running number that is never used again.
    pub session: String,
    /// Where it is; `null` online, and where the programme names no sites.
    #[serde(default)]
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// Whether it takes place.
    #[serde(default)]
    pub status: SessionStatus,
    /// Name of the activity for people.
    #[serde(default)]
    pub title: String,
    /// Id of the trainer; `null` where none is needed or declared.
    #[serde(default)]
    pub trainer: Option<String>,
}

/// A self-paced activity with the people who do it in their own time, and by when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SelfPacedActivity {
    /// Id of the activity.
    pub activity: String,
    /// The first day: what it requires is over.
    pub from: Date,
    /// Hours of each person.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// Ids of the people, sorted.
    pub people: Vec<String>,
    /// Id of the phase that it belongs to.
    #[serde(default)]
    pub phase: Option<String>,
    /// Why they do it, and why by then.
    #[serde(default)]
    pub reason: PlanReason,
    /// Name of the activity for people.
    #[serde(default)]
    pub title: String,
    /// The last day: what relies on it comes next.
    pub until: Date,
}

/// The reason of a line of a plan: the needs it serves, and what set its date.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanReason {
    /// What set the date.
    pub date: DateReason,
    /// The needs that it serves, in the order of the programme.
    pub needs: Vec<ServedNeed>,
    /// Every earlier possible start, by what prevented it; of what people do alone nothing is counted.
    #[serde(default)]
    pub witness: Witness,
}

/// The reason of a line's date: what prevented the latest earlier start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateReason {
    /// Before it too many of a section would have been away at once.
    Absence,
    /// Before it some of its people were not there; of own time, after it.
    Away,
    /// Before it some of its people were in another session.
    Busy,
    /// There is no earlier start that calendar and phase allow; of own time, the plan ends then.
    Earliest,
    /// Before it too few people could come.
    Minimum,
    /// Of own time: its phase ends then.
    Phase,
    /// It was fixed; of own time, announced.
    Pinned,
    /// Before it some of its people had not finished what it requires; of own time, something relies on it after it.
    Prerequisite,
    /// Of own time: what it refreshes lapses after it.
    Refresh,
    /// Before it every room was taken.
    Room,
    /// It could be earlier; the plan as a whole would be no better.
    #[default]
    Search,
    /// Before it every trainer with the skill was taken or away.
    Trainer,
}

names! {
    DateReason:
    Absence = "absence",
    Away = "away",
    Busy = "busy",
    Earliest = "earliest",
    Minimum = "minimum",
    Phase = "phase",
    Pinned = "pinned",
    Prerequisite = "prerequisite",
    Refresh = "refresh",
    Room = "room",
    Search = "search",
    Trainer = "trainer",
}
