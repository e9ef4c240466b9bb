//! Phases and the gates that open them, as written.

use super::Title;
use crate::Date;
use serde::{Deserialize, Serialize};

/// A step of the roll-out. Phases follow each other in the order of the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PhaseDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// What is trained in it. Left out in every phase, the objectives are derived from feature use.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<String>,
    /// The first day of its sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day of its sessions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What must hold before it opens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gate: Option<GateDoc>,
}

/// The conditions of a phase, exactly one of `all`, `any` and `at_least` with `of`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GateDoc {
    /// Every one must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<ConditionDoc>,
    /// One must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<ConditionDoc>,
    /// This many of `of` must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<usize>,
    /// The conditions that `at_least` counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<ConditionDoc>,
    /// A decision shown beside the computed verdict; it never replaces it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub r#override: Option<OverrideDoc>,
    /// The office responsible for the conditions that name no other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// One condition; exactly one of `readiness`, `holders`, `buy_in`, `agreement`, `acts`, `balance` and `phase` names its kind,
/// or one of `all`, `any` and `of` (with `at_least`) makes it a group of conditions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConditionDoc {
    /// A group of which every one must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<ConditionDoc>,
    /// A group of which one must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<ConditionDoc>,
    /// A group of which `at_least` this many must hold.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<ConditionDoc>,
    /// Readiness of a track, or of `all`: a `share` of people at `at_least`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub readiness: Option<Subject>,
    /// People who are ready in this objective: `at_least` this many `per` unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holders: Option<String>,
    /// The unit that `holders` counts in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Scope>,
    /// Buy-in measured with this instrument, at least `at_least`, from at least `respondents` people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub buy_in: Option<String>,
    /// Agreement of the answers to this instrument, at least `at_least`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<String>,
    /// Fewest respondents for `buy_in` and `agreement`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub respondents: Option<u32>,
    /// Leadership acts that must all have happened, `within_days` where given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<String>,
    /// Acts older than this do not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// Largest difference between the means of any two tracks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<f64>,
    /// An earlier phase whose objectives a `share` of people must be ready in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// The value needed: a fraction, a number of people for `holders`, or a number of conditions for `of`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<f64>,
    /// The share of people needed, in [0, 1]; default: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
    /// The office responsible for the condition, or for all conditions of a group. It is published, so it must not be a person's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// What a readiness condition is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The people track.
    People,
    /// The process track.
    Process,
    /// The technology track.
    Technology,
    /// Readiness over all tracks.
    All,
}

names! {
    Subject:
    People = "people",
    Process = "process",
    Technology = "technology",
    All = "all",
}

/// The units that a coverage condition counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every section that has people who need the objective.
    Section,
    /// Every role that requires the objective.
    Role,
    /// The organisation as a whole.
    Organisation,
}

names! {
    Scope:
    Section = "section",
    Role = "role",
    Organisation = "organisation",
}

/// A decision to open or keep closed a gate against its computed verdict.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OverrideDoc {
    /// Open or not.
    pub open: bool,
    /// Who decided (a role or an id, not a name).
    pub by: String,
    /// Why.
    pub reason: String,
    /// The last day it holds.
    pub until: Date,
}
