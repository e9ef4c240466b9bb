//! A plan as the checker reads it, from its JSON. What older plans lack is left empty.

use crate::world::half_day;
use paratus::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Plan {
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) cost: f64,
    pub(crate) costs: BTreeMap<String, f64>,
    pub(crate) status: String,
    pub(crate) sessions: Vec<Session>,
    #[serde(default)]
    pub(crate) self_paced: Vec<Alone>,
    #[serde(default)]
    pub(crate) unplaced: Vec<Unplaced>,
    #[serde(default)]
    pub(crate) changes: Vec<serde_json::Value>,
    /// Pins, frozen and announced sessions and seats that were given up.
    #[serde(default)]
    pub(crate) released: Vec<Released>,
}

#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Released {
    pub(crate) session: String,
    #[serde(default)]
    pub(crate) person: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Session {
    pub(crate) session: String,
    pub(crate) activity: String,
    pub(crate) start: Date,
    pub(crate) half: String,
    pub(crate) end: Date,
    pub(crate) end_half: String,
    pub(crate) people: Vec<String>,
    pub(crate) seats: u32,
    pub(crate) pinned: bool,
    #[serde(default)]
    pub(crate) phase: Option<String>,
    #[serde(default)]
    pub(crate) room: Option<String>,
    #[serde(default)]
    pub(crate) site: Option<String>,
    #[serde(default)]
    pub(crate) trainer: Option<String>,
    pub(crate) reason: Reason,
}

impl Session {
    pub(crate) fn begins(&self) -> i64 {
        half_day(self.start.days(), Some(&self.half))
    }

    pub(crate) fn ends(&self) -> i64 {
        half_day(self.end.days(), Some(&self.end_half))
    }

    /// Where and when it is: what people arrange their lives around.
    pub(crate) fn place(&self) -> (i64, &str, Option<&str>, Option<&str>, Option<&str>) {
        (
            self.begins(),
            &self.activity,
            self.site.as_deref(),
            self.room.as_deref(),
            self.trainer.as_deref(),
        )
    }
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Reason {
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) witness: Option<Witness>,
}

/// How many starts there were, and what stood in the way of how many of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Witness {
    pub(crate) starts: u64,
    #[serde(default)]
    pub(crate) causes: BTreeMap<String, u64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Alone {
    pub(crate) activity: String,
    pub(crate) from: Date,
    pub(crate) until: Date,
    pub(crate) people: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
pub(crate) struct Unplaced {
    pub(crate) person: String,
    pub(crate) objective: String,
    #[serde(default)]
    pub(crate) level: Option<String>,
    #[serde(default)]
    pub(crate) activity: Option<String>,
    pub(crate) cause: String,
    #[serde(default)]
    pub(crate) witness: Option<Witness>,
}
