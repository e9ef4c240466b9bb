//! Bulk facts as written: people, feature use, acts, sessions, absences, evidence and responses.

use super::{Half, Time, is_false};
use crate::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// A member of staff, known by a pseudonymous id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PersonDoc {
    /// Pseudonymous id; never a name.
    pub id: String,
    /// Id of the section.
    pub section: String,
    /// Ids of the roles.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Whether the person leads others.
    #[serde(default, skip_serializing_if = "is_false")]
    pub leader: bool,
    /// First day of employment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<Date>,
    /// Last day of employment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Date>,
    /// Ids that the person had before: what is recorded under them counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub previous_ids: Vec<String>,
}

/// How often a section uses a feature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeatureUseDoc {
    /// Id of the section.
    pub section: String,
    /// `tool/feature`.
    pub feature: String,
    /// Uses per month by the whole section; 0 is never.
    pub uses_per_month: f64,
    /// Where the figure comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// When it was measured or declared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
}

/// Something a leader did, with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ActDoc {
    /// What was done: `sponsor-named`, `message-sent`, `time-released`, `training-attended`, `tool-used`, or a word of the programme's own.
    pub act: String,
    /// Id of the person who did it.
    pub actor: String,
    /// When.
    pub date: Date,
    /// Where it can be seen: a document's reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

/// An activity at a date.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SessionDoc {
    /// Short name.
    pub id: String,
    /// Id of the activity.
    pub activity: String,
    /// The day it begins.
    pub start: Date,
    /// Seats; default: the activity's largest group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<u32>,
    /// Who holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer: Option<String>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Whether planning must leave it where it is.
    #[serde(default, skip_serializing_if = "is_false")]
    pub pinned: bool,
    /// The half of the day in which it begins; default: the morning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half: Option<Half>,
}

/// Days on which a person, a trainer, a room or a section is not available. Exactly one of the four is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AbsenceDoc {
    /// Id of a person, who then neither learns nor teaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Id of a trainer, who then holds no session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer: Option<String>,
    /// Id of a room, in which there is then no session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// Id of a section, which then sends nobody to a session; the sections below it neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The first day of the absence.
    pub from: Date,
    /// The last day of the absence.
    pub until: Date,
    /// Only this half of each day; default: whole days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half: Option<Half>,
    /// A remark for people. Never the reason of a person's absence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// How evidence was obtained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    // In the order of their names: the last tie-break between records of one key.
    /// A certificate was earned.
    Certificate,
    /// The person was there to the end.
    Completion,
    /// Someone watched the person do it.
    Observation,
    /// A test was taken.
    Quiz,
    /// The person said so (self-report).
    Survey,
}

names! {
    Kind:
    Certificate = "certificate",
    Completion = "completion",
    Observation = "observation",
    Quiz = "quiz",
    Survey = "survey",
}

/// A record of evidence as JSON has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceDoc {
    /// Id of the person.
    pub person: String,
    /// Id of the objective.
    pub objective: String,
    /// How it was obtained.
    pub kind: Kind,
    /// Degree of success, in [0, 1].
    pub value: f64,
    /// The day it happened, or day and time (`2027-03-14T15:30`): of records of one key and day the later counts.
    pub date: DateTime,
    /// The level shown; the top of the scale where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Among records of one person, objective and key the latest counts. Where left out: the source, else the kind; for observations source and day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The last day it counts; only where the value is 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// Instrument, activity or observer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// A day, with a time where one is known: `2027-03-14`, `2027-03-14T15:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DateTime {
    /// The day.
    pub day: Date,
    /// The time of that day.
    pub time: Option<Time>,
}

impl From<Date> for DateTime {
    fn from(day: Date) -> DateTime {
        DateTime { day, time: None }
    }
}

impl Serialize for DateTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.time {
            None => serializer.collect_str(&self.day),
            Some(time) => serializer.collect_str(&format_args!("{}T{time}", self.day)),
        }
    }
}

impl<'de> Deserialize<'de> for DateTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = DateTime;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as `YYYY-MM-DD`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<DateTime, E> {
                let (day, time) = match text.split_once('T') {
                    Some((day, time)) => (day, Time::parse(time).map(Some)),
                    None => (text, Some(None)),
                };
                let day = Date::parse(day).map_err(E::custom)?;
                let time =
                    time.ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))?;
                Ok(DateTime { day, time })
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for DateTime {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DateTime".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": r"^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?$",
        })
    }
}

/// One answer to one item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResponseDoc {
    /// Pseudonymous id of the respondent.
    pub respondent: String,
    /// Id of the instrument.
    pub instrument: String,
    /// Id of the item.
    pub item: String,
    /// The answer, from 1 to the instrument's points.
    pub answer: u32,
    /// When it was given.
    pub date: Date,
    /// The respondent's section, where it is all that is known of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// How many people of the group that `respondent` names gave this answer, where a survey is known as counts. Left out:
    /// the answer of one respondent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}
