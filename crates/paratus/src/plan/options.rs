//! What is asked of a plan beside the programme.

use super::Plan;
use crate::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Options of planning. What is left out is as the programme has it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PlanOptions {
    /// The date of assessment; the programme's own where left out.
    pub as_of: Option<Date>,
    /// Price of an hour by which a track is off its share of the hours.
    pub balance_per_hour: Option<f64>,
    /// Ids of sessions that do not take place although the previous plan or the programme has them.
    pub cancelled: Vec<String>,
    /// Price of moving a seat of the previous plan.
    pub cost_per_move: Option<f64>,
    /// The first day on which a session may be; the day after the date of assessment where nothing is said.
    pub from: Option<Date>,
    /// Sessions of the previous plan that begin up to this day stay as they are.
    pub frozen_until: Option<Date>,
    /// The share of any section that may be away at once, in [0, 1]; overrides what sections say.
    pub max_absent: Option<f64>,
    /// Sessions and seats that stay where they are.
    pub pins: Vec<Pin>,
    /// The plan that people were told of: as little as possible is changed.
    pub previous: Option<Box<Plan>>,
    /// Whether what goes stale before the plan ends is refreshed (true).
    pub refresh: bool,
    /// Rounds of improvement of the timetable (2000); more take longer and find cheaper plans.
    pub rounds: u32,
    /// Rooms to suppose in addition, by site (`""` where the programme names none); as large as the largest there.
    pub rooms: BTreeMap<String, u32>,
    /// Trainers to suppose in addition, by skill; they travel, and are always there.
    pub trainers: BTreeMap<String, u32>,
    /// The last day.
    pub until: Option<Date>,
    /// Price of an hour of a participant.
    pub wage_per_hour: Option<f64>,
    /// Price of an hour of teaching that somebody does not need.
    pub waste_per_hour: Option<f64>,
    /// How many weeks are planned where no last day is given.
    pub weeks: Option<u32>,
}

/// What stays where it is: a session, or one person's seat in it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Id of a person whose seat in the session stays; everyone's where left out.
    #[serde(default)]
    pub person: Option<String>,
    /// Id of a session of the previous plan or of the programme.
    pub session: String,
}

/// Rounds of improvement where nothing is said.
const ROUNDS: u32 = 2000;

impl Default for PlanOptions {
    fn default() -> PlanOptions {
        PlanOptions {
            as_of: None,
            balance_per_hour: None,
            cancelled: Vec::new(),
            cost_per_move: None,
            from: None,
            frozen_until: None,
            max_absent: None,
            pins: Vec::new(),
            previous: None,
            refresh: true,
            rounds: ROUNDS,
            rooms: BTreeMap::new(),
            trainers: BTreeMap::new(),
            until: None,
            wage_per_hour: None,
            waste_per_hour: None,
            weeks: None,
        }
    }
}
