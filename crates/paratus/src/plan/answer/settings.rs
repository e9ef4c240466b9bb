//! What a plan was made under.

use crate::Date;
use crate::document::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much work the search for a plan does. Counted, never timed: the same effort gives the same plan everywhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Effort {
    /// A complete plan with little improvement.
    Quick,
    /// 2,000 rounds of improvement, and more while needs are unmet that some plan might meet, or much could be saved.
    #[default]
    Normal,
    /// Many times as much.
    Thorough,
}

names! {
    Effort:
    Quick = "quick",
    Normal = "normal",
    Thorough = "thorough",
}

/// The clock by which sessions are entered in calendars: where it changes, so does every entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanClock {
    /// When sessions in the afternoon begin.
    pub afternoon: Time,
    /// Hours of a working day.
    pub hours_per_day: f64,
    /// When sessions in the morning begin.
    pub morning: Time,
    /// The time zone, by its name in the database of time zones; `null` for local times.
    #[serde(default)]
    pub timezone: Option<String>,
}

/// The limits and prices that held; where a plan of another tool says none, nothing was limited or priced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanSettings {
    /// Price of an hour by which a track is off its share.
    #[serde(default)]
    pub balance_per_hour: f64,
    /// Ids of sessions that were cancelled.
    #[serde(default)]
    pub cancelled: Vec<String>,
    /// The clock by which sessions are entered in calendars; `null` in plans of other tools.
    #[serde(default)]
    pub clock: Option<PlanClock>,
    /// Price of moving a seat.
    #[serde(default)]
    pub cost_per_move: f64,
    /// How much work the search did.
    #[serde(default)]
    pub effort: Effort,
    /// The share of every section that may be away, where the request set one for all.
    #[serde(default)]
    pub max_absent: Option<f64>,
    /// Last days that were supposed for phases, by phase.
    #[serde(default)]
    pub phase_until: BTreeMap<String, Date>,
    /// Whether what goes stale before the plan ends is refreshed.
    #[serde(default = "yes")]
    pub refresh: bool,
    /// Rooms that were supposed in addition, by site (`""` where the programme names none).
    #[serde(default)]
    pub rooms: BTreeMap<String, u32>,
    /// Most people of a session that were supposed, by activity.
    #[serde(default)]
    pub seats_max: BTreeMap<String, u32>,
    /// Fewest people of a session that were supposed, by activity.
    #[serde(default)]
    pub seats_min: BTreeMap<String, u32>,
    /// Price of each half day that passes until a seat's session is over; without one, earlier is preferred among plans of the same cost.
    #[serde(default)]
    pub time_per_half_day: f64,
    /// Trainers that were supposed in addition, by skill.
    #[serde(default)]
    pub trainers: BTreeMap<String, u32>,
    /// Price of an hour of a participant.
    #[serde(default)]
    pub wage_per_hour: f64,
    /// Price of an hour of teaching that is not needed.
    #[serde(default)]
    pub waste_per_hour: f64,
}

fn yes() -> bool {
    true
}

impl Default for PlanSettings {
    fn default() -> PlanSettings {
        PlanSettings {
            balance_per_hour: 0.0,
            cancelled: Vec::new(),
            clock: None,
            cost_per_move: 0.0,
            effort: Effort::default(),
            max_absent: None,
            phase_until: BTreeMap::new(),
            refresh: yes(),
            rooms: BTreeMap::new(),
            seats_max: BTreeMap::new(),
            seats_min: BTreeMap::new(),
            time_per_half_day: 0.0,
            trainers: BTreeMap::new(),
            wage_per_hour: 0.0,
            waste_per_hour: 0.0,
        }
    }
}
