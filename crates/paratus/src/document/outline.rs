//! Tracks, scales, tools, objectives, sections and roles as written.

use super::{Title, default_weight, is_default, is_false, is_one};
use crate::Track;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{collections::BTreeMap, fmt};

/// How much a track counts, and its threshold where it differs from the rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrackDoc {
    /// Weight of the track in readiness, above 0; 1 for each is equal focus.
    #[serde(default = "default_weight")]
    pub weight: f64,
    /// Threshold of the track's verdict, in [0, 1].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<f64>,
}

impl Default for TrackDoc {
    fn default() -> TrackDoc {
        TrackDoc {
            weight: 1.0,
            threshold: None,
        }
    }
}

/// A scale of competence: named levels, lowest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleDoc {
    /// The levels, lowest first.
    pub levels: Vec<String>,
    /// What each level means, by level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub descriptions: BTreeMap<String, String>,
    /// Ids that a level had before, by the id that it has now: `{ able = ["working"] }`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub previous_ids: BTreeMap<String, Vec<String>>,
}

/// A tool and its features.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ToolDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// What it can do; referred to as `tool/feature` in feature use.
    #[serde(default)]
    pub features: Vec<String>,
    /// Ids that a feature had before, by the id that it has now: `{ "case-search" = ["search"] }`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub previous_ids: BTreeMap<String, Vec<String>>,
}

/// What can be assessed and trained. With `tool` and `features` it is a feature set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ObjectiveDoc {
    /// Short name.
    pub id: String,
    /// The track it belongs to.
    pub track: Track,
    /// What a person who is ready does: "Finds a case by number"; or one for each language, `title.en`, `title.fr`,
    /// `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// More about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The tool of a feature set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tool: Option<String>,
    /// The features of a feature set, trained together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub features: Vec<String>,
    /// The scale of its levels; without one it has a single level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// Prerequisites: `objective` (at its top level) or `objective@level`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<LevelRef>,
    /// Days in which evidence loses half its weight; default: the rules' half-life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_life_days: Option<f64>,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// An objective at a level, written `objective` or `objective@level`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelRef {
    /// Id of the objective.
    pub objective: String,
    /// Name of the level; default: the top of the scale.
    pub level: Option<String>,
}

/// An objective with the level it is needed at, as files and outputs write it: `objective` or `objective@level`.
///
/// ```
/// use paratus::document::at_level;
///
/// assert_eq!(at_level("filing", Some("expert")), "filing@expert");
/// assert_eq!(at_level("filing", None), "filing");
/// ```
#[must_use]
pub fn at_level(objective: &str, level: Option<&str>) -> String {
    level.map_or_else(
        || objective.to_owned(),
        |level| format!("{objective}@{level}"),
    )
}

impl fmt::Display for LevelRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&at_level(&self.objective, self.level.as_deref()))
    }
}

impl Serialize for LevelRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LevelRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<LevelRef, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = LevelRef;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an objective, or `objective@level`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<LevelRef, E> {
                Ok(match text.split_once('@') {
                    Some((objective, level)) => LevelRef {
                        objective: objective.to_owned(),
                        level: Some(level.to_owned()),
                    },
                    None => LevelRef {
                        objective: text.to_owned(),
                        level: None,
                    },
                })
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for LevelRef {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "LevelRef".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "`objective` (at its top level) or `objective@level`" })
    }
}

/// A unit of the organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SectionDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// The section it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Where its people work, and those of its parts that name no other site. Rooms and trainers of a site serve it alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The share of its people that may be away for training at once, in [0, 1]; each of its parts has the same limit unless it has one of
    /// its own. Default: that of `planning`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_absent: Option<f64>,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// A role and what it requires.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// More about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Objectives at levels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requires: Vec<RequirementDoc>,
    /// Earlier ids. References to them mean this entry.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// An objective that a role requires.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RequirementDoc {
    /// Id of the objective.
    pub objective: String,
    /// The level required; default: the top of the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Weight within its track, above 0.
    #[serde(default = "default_weight", skip_serializing_if = "is_one")]
    pub weight: f64,
    /// A person's verdict is never better than the worst verdict of a critical requirement.
    #[serde(default, skip_serializing_if = "is_false")]
    pub critical: bool,
    /// The threshold of its verdict, in [0, 1]; default: the rules' threshold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub threshold: Option<f64>,
}
