//! The needs that a plan meets and those that it leaves unmet, with their reasons.

use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;

/// Possible starts, counted by what prevented each of them: the evidence for a reason.
///
/// A possible start is a half day at which the calendar, the plan and the phase allow a session of the activity. Each is counted once,
/// under the first cause that applies, in the order of [`StartCause`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Witness {
    /// How many starts each cause prevented; causes that prevented none are left out.
    #[serde(serialize_with = "by_name")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<StartCause, u32>"))]
    pub causes: BTreeMap<StartCause, u32>,
    /// How many possible starts there are.
    pub starts: u32,
}

/// Writes counts with their keys in alphabetical order, as everywhere else.
fn by_name<S: Serializer>(
    causes: &BTreeMap<StartCause, u32>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut named: BTreeMap<&str, u32> = BTreeMap::new();
    named.extend(causes.iter().map(|(cause, count)| (cause.name(), *count)));
    serializer.collect_map(named)
}

/// The cause that prevents a seat or a session at a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum StartCause {
    /// Somebody is not there: not employed, absent, or it is before the time in which a refresher is due.
    Away,
    /// What it requires is not over by then, as the lines of the plan are written: what is done alone is over after its whole working
    /// days, counted from its first one.
    EarlierStep,
    /// Somebody is in another session, or teaches.
    Busy,
    /// Too many of a section would be away.
    Absence,
    /// No suitable room is free.
    Room,
    /// No trainer with the skill is free.
    Trainer,
    /// Fewer people than the smallest session could come: of those with an unmet need that it teaches, without its trainer, as many as
    /// their sections can spare together.
    Minimum,
    /// Nothing prevented it: the plan as a whole would be no better.
    Search,
}

names! {
    StartCause:
    Away = "away",
    EarlierStep = "earlier_step",
    Busy = "busy",
    Absence = "absence",
    Room = "room",
    Trainer = "trainer",
    Minimum = "minimum",
    Search = "search",
}

/// A need that a line serves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ServedNeed {
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many of its people need it.
    pub people: u64,
    /// How many of them are ready in it today and would not be before the plan ends.
    pub refreshed: u64,
}

/// A need that is not met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnplacedNeed {
    /// Id of the activity that would meet it; `null` where none does.
    #[serde(default)]
    pub activity: Option<String>,
    /// What stood in the way.
    pub cause: UnplacedCause,
    /// Why the earlier step that is `missing` has no place either, where it is no unmet need of the person by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earlier_step: Option<Box<UnplacedNeed>>,
    /// The level needed, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// What is not provided, where that is the cause: the prerequisite, as `objective` or `objective@level`, that no activity teaches, or
    /// none that the person has a place in; the skill of trainers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Id of the person.
    pub person: String,
    /// Every possible start of the activity, by what prevented it.
    #[serde(default)]
    pub witness: Witness,
}

/// The cause of an unmet need: what prevented most of the possible starts, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnplacedCause {
    /// Too many of the section would be away.
    Absence,
    /// The person is not there, or it is outside the time in which the refresher is due.
    Away,
    /// The person is in another session, or teaches.
    Busy,
    /// What teaches it requires something that in turn requires it.
    Circle,
    /// What it requires is not over by then.
    EarlierStep,
    /// Fewer people than the smallest session could come.
    #[serde(alias = "too_few")]
    Minimum,
    /// No room is large enough.
    NoRoom,
    /// No trainer has the skill.
    NoTrainer,
    /// What teaches it requires something outside the person's needs.
    Prerequisite,
    /// Every suitable room is taken.
    Room,
    /// Every trainer with the skill is taken or away.
    Trainer,
    /// No activity teaches it.
    Untaught,
    /// No start is possible: the time is too short.
    Window,
}

names! {
    UnplacedCause:
    Absence = "absence",
    Away = "away",
    Busy = "busy",
    Circle = "circle",
    EarlierStep = "earlier_step",
    Minimum = "minimum",
    NoRoom = "no_room",
    NoTrainer = "no_trainer",
    Prerequisite = "prerequisite",
    Room = "room",
    Trainer = "trainer",
    Untaught = "untaught",
    Window = "window",
}
