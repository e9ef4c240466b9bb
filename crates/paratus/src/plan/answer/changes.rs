//! What a plan keeps, gives up and changes of one that was announced.

use serde::{Deserialize, Serialize};

/// A pinned, frozen or announced seat or session that could not be kept, with the cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ReleasedPromise {
    /// Id of the person whose seat it is; `null` for the whole session.
    #[serde(default)]
    pub person: Option<String>,
    /// What prevented it.
    pub reason: ReleaseCause,
    /// Id of the session.
    pub session: String,
}

/// The cause that a pinned, frozen or announced seat or session could not be kept; of a session, where its people are meant, the one without
/// which enough of them would come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ReleaseCause {
    /// More of the section would be away at once than may be.
    Absence,
    /// The session is outside the working half days of the plan, or of its phase.
    Calendar,
    /// The session was cancelled.
    Cancelled,
    /// The person is in another session then, or teaches.
    DoubleBooked,
    /// The session has no seat left.
    Full,
    /// The person is not there then, does not need it any more, or showed it so recently that it is not due; or the activity is gone.
    Gone,
    /// Fewer people than the smallest session.
    Minimum,
    /// Moves cost nothing, so that everything is planned again.
    Moves,
    /// What it requires is not over by then.
    Order,
    /// No suitable room is free.
    Room,
    /// The person works at another site.
    Site,
    /// No trainer with the skill is free.
    Trainer,
}

names! {
    ReleaseCause:
    Absence = "absence",
    Calendar = "calendar",
    Cancelled = "cancelled",
    DoubleBooked = "double_booked",
    Full = "full",
    Gone = "gone",
    Minimum = "minimum",
    Moves = "moves",
    Order = "order",
    Room = "room",
    Site = "site",
    Trainer = "trainer",
}

/// A need that the previous plan met for somebody who still needs it, and that this plan does not meet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LostPromise {
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
    /// Why the seat could not be kept.
    pub reason: ReleaseCause,
    /// Id of the session of the previous plan that was to meet it.
    pub session: String,
}

/// A change of seats, or of what people do in their own time, since the previous plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanChange {
    /// Id of the activity.
    pub activity: String,
    /// Id of the session before, of the activity where it is done in own time; `null` where there was none.
    #[serde(default)]
    pub before: Option<String>,
    /// Whether a seat or own time was added or dropped, a seat moved or relocated, or either extended or shortened.
    pub change: ChangeKind,
    /// Id of the session now, of the activity where it is done in own time; `null` where there is none.
    #[serde(default)]
    pub now: Option<String>,
    /// Ids of the people, sorted.
    pub people: Vec<String>,
}

/// The kind of a change of seats, or of what people do in their own time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Dropped,
    /// It begins at the same time and lasts longer; of own time, its last day is later. That has no price.
    Extended,
    /// It is at another time, at another site, or in place of a session that was cancelled.
    Moved,
    /// It is at the same time, in another room, with another trainer or in another session. That has no price.
    Relocated,
    /// It begins at the same time and ends earlier; of own time, its last day is earlier. That has no price.
    Shortened,
}

names! {
    ChangeKind:
    Added = "added",
    Dropped = "dropped",
    Extended = "extended",
    Moved = "moved",
    Relocated = "relocated",
    Shortened = "shortened",
}
