//! Activities that teach objectives, as written.

use super::{LevelRef, Title, is_false, is_zero};
use serde::{Deserialize, Serialize};

/// A workshop, course, e-learning, coaching or self-study.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActivityDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// How it is given.
    pub mode: Mode,
    /// What it teaches, up to which level.
    pub teaches: Vec<TeachesDoc>,
    /// Hours of each participant.
    pub hours: f64,
    /// Smallest and largest group; without it the number is unlimited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<SeatsDoc>,
    /// Money per session, in the programme's currency.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cost: f64,
    /// Money per participant.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub cost_per_person: f64,
    /// The skill that its trainer needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer_skill: Option<String>,
    /// Whether a workshop, course or coaching is held over the network: it needs no room, and people of all sites meet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub online: bool,
    /// What participants must hold before: `objective` or `objective@level`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<LevelRef>,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// How an activity is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A group works on a topic together.
    Workshop,
    /// A trainer teaches a group.
    Course,
    /// Each alone, on a screen, at a time of their own.
    ELearning,
    /// One trainer with one person or very few.
    Coaching,
    /// Reading and trying, alone.
    SelfStudy,
}

names! {
    Mode:
    Workshop = "workshop",
    Course = "course",
    ELearning = "e-learning",
    Coaching = "coaching",
    SelfStudy = "self-study",
}

/// An objective that an activity teaches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TeachesDoc {
    /// Id of the objective.
    pub objective: String,
    /// Up to this level; default: the top of the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
}

/// Size of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SeatsDoc {
    /// Fewest participants for which a session takes place.
    #[serde(default)]
    pub min: u32,
    /// Most participants.
    pub max: u32,
}
