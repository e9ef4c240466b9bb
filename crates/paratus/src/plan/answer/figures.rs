//! The figures of a plan: costs, bounds, balance of the tracks, phases, what is saved.

use crate::{Date, TrackValues};
use serde::{Deserialize, Serialize};

/// Lower bounds of every plan: on unmet needs and on cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanBounds {
    /// No plan that meets the same needs costs less, in the programme's currency; `null` where planning was stopped before it was
    /// computed.
    #[serde(default)]
    pub cost: Option<f64>,
    /// At least this many needs are unmet in any plan.
    pub unmet: u64,
}

/// The parts of a plan's cost, in the programme's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanCosts {
    /// Hours of tracks beyond their share.
    pub balance: f64,
    /// Seats that were moved since the previous plan.
    pub moves: f64,
    /// Money per participant.
    pub seats: f64,
    /// Money per session.
    pub sessions: f64,
    /// Hours of the participants at their wage.
    pub time: f64,
    /// Half days that pass until people's sessions are over, at `time_per_half_day`.
    #[serde(default)]
    pub waiting: f64,
    /// Teaching that is not needed, beside its time.
    pub waste: f64,
}

/// The balance of a plan's hours over the tracks, and the price of imbalance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanBalance {
    /// Hours of each track beyond its share and the tolerance.
    pub beyond: TrackValues<f64>,
    /// What one percentage point of all hours beyond a track's share is charged with, in the programme's currency.
    pub price_per_point: f64,
    /// Each track's share of all hours.
    pub shares: TrackValues<f64>,
}

/// A phase of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanPhase {
    /// The first day of any of its sessions.
    #[serde(default)]
    pub first: Option<Date>,
    /// Hours of all participants together, by track.
    pub hours: TrackValues<f64>,
    /// The last day of any of its sessions.
    #[serde(default)]
    pub last: Option<Date>,
    /// People who need any of it, whether they are trained in this plan or were ready before.
    pub people: u64,
    /// Id of the phase.
    pub phase: String,
    /// Those of them who have been shown all of it by its last day, if everyone passes.
    pub ready: u64,
    /// How many sessions it has.
    pub sessions: u64,
}

/// Training saved by a plan because people do not need it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSavings {
    /// By cause, section and objective, in the order of the programme.
    pub items: Vec<PlanSavingsItem>,
    /// Hours of all items together, as far as they are known.
    pub person_hours: f64,
}

/// Training that is saved in a section.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSavingsItem {
    /// Why it is not needed.
    pub because: SavedReason,
    /// The level required, where the objective has a scale.
    #[serde(default)]
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many people; `null` where they, or the section, are too few to be published.
    #[serde(default)]
    pub people: Option<u64>,
    /// Hours that they would spend together; `null` where no activity teaches it, or it is suppressed.
    #[serde(default)]
    pub person_hours: Option<f64>,
    /// Id of the section.
    pub section: String,
}

/// The reason why training is saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SavedReason {
    /// They have shown it, and it lasts until the plan ends.
    Ready,
    /// Their section never uses it.
    Unused,
}

names! {
    SavedReason:
    Ready = "ready",
    Unused = "unused",
}
