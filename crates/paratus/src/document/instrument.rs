//! Surveys and tests, as written.

use super::{Title, is_default, is_false};
use serde::{Deserialize, Serialize};

/// A survey or test whose answers run from 1 to `points`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InstrumentDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// Number of answers of the scale, at least 2: answer c scores (c - 1) / (points - 1).
    #[serde(default = "default_points")]
    pub points: u32,
    /// Words for the answers, lowest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// Evidence weight of its evidence in equivalent trials, at most 8; the evidence weight of `survey` where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence_weight: Option<f64>,
    /// Known reliability in [0, 1): the evidence weight is then 2 r / (1 - r), at most 8.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reliability: Option<f64>,
    /// Ids that it had before: what names them means it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
    /// The questions.
    pub items: Vec<ItemDoc>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemDoc {
    /// Short name.
    pub id: String,
    /// The question itself.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What it measures: an objective's id, or a climate construct such as `buy-in`, or a barrier stage.
    pub measures: String,
    /// What is asked about it; `ability`, how well the respondent does it, where left out. Items of the same `measures`, one
    /// asking for `ability` and one for `importance`, rank needs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aspect: Aspect,
    /// Whether agreement means the opposite.
    #[serde(default, skip_serializing_if = "is_false")]
    pub reversed: bool,
    /// Ids that it had before: what names them means it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// What an item asks about the thing it measures.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Aspect {
    /// How well the respondent does it, or how far they agree: what scores and evidence are made of.
    #[default]
    Ability,
    /// How hard it is.
    Difficulty,
    /// How often it is done.
    Frequency,
    /// How much it matters for the respondent's work.
    Importance,
}

names! {
    Aspect:
    Ability = "ability",
    Difficulty = "difficulty",
    Frequency = "frequency",
    Importance = "importance",
}

fn default_points() -> u32 {
    5
}
