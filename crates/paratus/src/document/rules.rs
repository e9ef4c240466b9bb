//! The rules of measurement and the calendar, as written.

use super::planning::{default_afternoon, default_morning};
use crate::Date;
use crate::time::Time;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Versioned data of the measurement model. Every default is documented here and printed by `paratus config`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct RulesDoc {
    /// Days in which evidence loses half its weight (198), unless the objective sets its own.
    pub half_life_days: f64,
    /// Exponent of the mean over tracks (-1); at most 1. 1 arithmetic, 0 geometric, -1 harmonic, "-inf" the minimum.
    pub exponent: Exponent,
    /// Threshold of verdicts (0.5), in [0, 1].
    pub threshold: f64,
    /// Evidence weight of what is not known (2), in equivalent trials.
    pub prior_weight: f64,
    /// Evidence weight of a record, by kind.
    pub evidence_weights: EvidenceWeightsDoc,
    /// Fewest people of a published figure (10), at least 5.
    pub min_cell: u32,
    /// Published counts of people are rounded at random to a multiple of this (5): 1, 3 or 5. With 1 they are exact, and can be combined until they reveal single people.
    pub round_to: u32,
    /// A ready objective that will not be ready in this many days is `expiring` (60).
    pub refresh_lead_days: u32,
    /// Tolerance (0.5), in [0, 1]: a track whose share of required hours is below (1 - tolerance) times its weight's share is a finding.
    pub balance_tolerance: f64,
    /// The agreement (r_wg) from which the people of a unit count as agreed (0.7), in [0, 1]. Below it their mean is shown as divided,
    /// and a gate that needs the mean cannot tell.
    pub agreement_at_least: f64,
}

impl Default for RulesDoc {
    fn default() -> RulesDoc {
        RulesDoc {
            half_life_days: 198.0,
            exponent: Exponent(-1.0),
            threshold: 0.5,
            prior_weight: 2.0,
            evidence_weights: EvidenceWeightsDoc::default(),
            min_cell: 10,
            round_to: 5,
            refresh_lead_days: 60,
            balance_tolerance: 0.5,
            agreement_at_least: 0.7,
        }
    }
}

/// Evidence weight of one record by kind, in equivalent trials, each above 0 and at most 8.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct EvidenceWeightsDoc {
    /// Someone observed the person doing it (4).
    pub observation: f64,
    /// A test (3).
    pub quiz: f64,
    /// A certificate (3).
    pub certificate: f64,
    /// A self-report (1).
    pub survey: f64,
    /// Completed an activity (0.5).
    pub completion: f64,
}

impl Default for EvidenceWeightsDoc {
    fn default() -> EvidenceWeightsDoc {
        EvidenceWeightsDoc {
            observation: 4.0,
            quiz: 3.0,
            certificate: 3.0,
            survey: 1.0,
            completion: 0.5,
        }
    }
}

/// Exponent of a power mean, at most 1; negative infinity is the minimum and is written `-inf` (in JSON `"-inf"`).
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Exponent(pub f64);

impl Serialize for Exponent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 == f64::NEG_INFINITY {
            serializer.serialize_str("-inf")
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Exponent {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Exponent, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Exponent;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number, or `-inf`")
            }
            fn visit_f64<E: de::Error>(self, value: f64) -> Result<Exponent, E> {
                Ok(Exponent(value))
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Exponent, E> {
                Ok(Exponent(value as f64))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Exponent, E> {
                Ok(Exponent(value as f64))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exponent, E> {
                if text == "-inf" {
                    Ok(Exponent(f64::NEG_INFINITY))
                } else {
                    Err(E::invalid_value(de::Unexpected::Str(text), &self))
                }
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Exponent {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Exponent".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "anyOf": [{ "type": "number", "maximum": 1 }, { "const": "-inf" }] })
    }
}

/// Working days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CalendarDoc {
    /// Days of the week without work (Saturday and Sunday).
    pub weekend: Vec<Weekday>,
    /// Dates without work.
    pub holidays: Vec<Date>,
    /// Hours of a working day (7.5); half of them are a slot of the timetable.
    pub hours_per_day: f64,
    /// When sessions in the morning begin (09:00).
    pub morning: Time,
    /// When sessions in the afternoon begin (13:00).
    pub afternoon: Time,
    /// The time zone of the sessions, by its name in the database of time zones (`Europe/Berlin`). Calendar entries have no zone where
    /// it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
}

impl Default for CalendarDoc {
    fn default() -> CalendarDoc {
        CalendarDoc {
            weekend: vec![Weekday::Saturday, Weekday::Sunday],
            holidays: Vec::new(),
            hours_per_day: 7.5,
            morning: default_morning(),
            afternoon: default_afternoon(),
            timezone: None,
        }
    }
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

names! {
    Weekday:
    Monday = "monday",
    Tuesday = "tuesday",
    Wednesday = "wednesday",
    Thursday = "thursday",
    Friday = "friday",
    Saturday = "saturday",
    Sunday = "sunday",
}
