//! An instance as JSON: an organisation without names.

use serde::{Deserialize, Serialize};

/// Objectives in three tracks, activities that teach them, and people as counts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Instance {
    /// What may be taken; `id` is the place in the list.
    pub activities: Vec<Activity>,
    /// People of one section with one profile.
    pub groups: Vec<Group>,
    /// Figures of the whole.
    pub meta: Meta,
    /// What people need and have.
    pub profiles: Vec<Profile>,
    /// Where people work.
    pub sections: Vec<Section>,
}

/// Figures of the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Least share of an activity that must be needed, or else it is taken only where nothing else teaches something.
    pub min_useful_share: f64,
    /// Seed of the generator.
    pub seed: u64,
    /// How many people.
    pub staff: u32,
    /// Money for an hour of a person.
    pub wage_per_hour: f64,
    /// How dear an hour is that teaches nothing needed, as a multiple of the wage.
    pub waste_weight: f64,
}

/// Something that teaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Activity {
    /// Most people in a session; 0 where there are no sessions.
    pub capacity: u32,
    /// Objectives and the level up to which it teaches them.
    pub covers: Vec<(usize, u32)>,
    /// Hours of each participant.
    pub hours: f64,
    /// Place in the list.
    pub id: usize,
    /// Objectives and levels that participants must have before.
    pub prereq: Vec<(usize, u32)>,
    /// Money for each participant.
    pub seat_cost: f64,
    /// Money for each session.
    pub session_cost: f64,
    /// Hours by track: people, process, technology.
    pub track_hours: [f64; 3],
}

/// What people need and have: objectives and levels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// What they have.
    pub has: Vec<(usize, u32)>,
    /// Place in the list.
    pub id: usize,
    /// What they need.
    pub need: Vec<(usize, u32)>,
}

/// Where people work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Place in the list.
    pub id: usize,
    /// Where it is.
    pub site: usize,
    /// How many people.
    pub size: u32,
}

/// People of one section with one profile.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// How many.
    pub n: u32,
    /// Place of the profile.
    pub profile: usize,
    /// Place of the section.
    pub section: usize,
}
