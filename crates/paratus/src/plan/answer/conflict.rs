//! Why not everything can be met, and the relaxations.

use crate::Date;
use crate::finding::{Statement, known};
use serde::{Deserialize, Serialize};

/// A proof that not every need can be met: what is needed in a window of time, and how much of it there is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Conflict {
    /// Ids of the activities that need it, sorted.
    #[serde(default)]
    pub activities: Vec<String>,
    /// How much of it there is at most, in `unit`.
    pub available: u64,
    /// The first day of the window in which it is short.
    #[serde(default = "unknown_day")]
    pub from: Date,
    /// What is short.
    pub kind: ConflictKind,
    /// How much of it is needed at least, in `unit`.
    pub needed: u64,
    /// The phase whose window it is; `null` where there is none.
    #[serde(default)]
    pub phase: Option<String>,
    /// `text` as statements, its clauses: what is needed, what there is, and the phase.
    #[serde(default, deserialize_with = "known")]
    pub says: Vec<Statement>,
    /// The site at which it is short, of people for a session or of rooms; `null` where there is but one, or it is short at all of them.
    #[serde(default)]
    pub site: Option<String>,
    /// Id of the section, skill, site, activity or objective; several skills with spaces between.
    pub subject: String,
    /// All of it in words.
    pub text: String,
    /// What `needed` and `available` count.
    #[serde(default)]
    pub unit: ConflictUnit,
    /// The last day of that window.
    #[serde(default = "unknown_day")]
    pub until: Date,
    /// Sessions that need it; people or seats where those are counted.
    #[serde(default)]
    pub uses: u64,
}

/// The day of a conflict in a plan that does not say it.
fn unknown_day() -> Date {
    Date::MIN
}

impl std::fmt::Display for Conflict {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// The unit in which a conflict counts what is needed and what is available.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ConflictUnit {
    /// Half days.
    #[default]
    HalfDays,
    /// Unmet needs.
    Needs,
    /// People.
    People,
    /// Half days of single seats.
    SeatHalfDays,
    /// Sessions.
    Sessions,
    /// Half days on which a session can begin.
    Starts,
}

names! {
    ConflictUnit:
    HalfDays = "half_days",
    Needs = "needs",
    People = "people",
    SeatHalfDays = "seat_half_days",
    Sessions = "sessions",
    Starts = "starts",
}

/// The kind of a conflict: which resource is short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ConflictKind {
    /// Half days on which people of a section may be away.
    Absence,
    /// People of a section who are there when a session could be held.
    Away,
    /// Half days on which a session of an activity could begin.
    Calendar,
    /// Half days in which somebody could take all that is needed.
    Chain,
    /// Needs of a few people, which cannot all be met together: every timetable of them was looked at.
    Combined,
    /// Time before and after an activity for what it requires, and for what requires it.
    Order,
    /// People for the smallest session of an activity.
    Participants,
    /// Half days of rooms at a site.
    Rooms,
    /// An activity that teaches an objective.
    Teaching,
    /// Half days of trainers with a skill.
    Trainers,
}

names! {
    ConflictKind:
    Absence = "absence",
    Away = "away",
    Calendar = "calendar",
    Chain = "chain",
    Combined = "combined",
    Order = "order",
    Participants = "participants",
    Rooms = "rooms",
    Teaching = "teaching",
    Trainers = "trainers",
}

/// A change that would let more people be placed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Relaxation {
    /// What the plan would cost less what it costs now, in the programme's currency. Seats that change are counted at the price that the
    /// request has for a move.
    pub extra_cost: f64,
    /// The options to set, as `--what-if` takes them: `max_absent=0.3`, `weeks=8`, `trainers.facilitation=2`, `seats_min.lab=3`,
    /// `cost_per_move=0`.
    pub option: String,
    /// Whether everyone could be placed then.
    pub places_all: bool,
    /// `text` as statements, one for each rule that is relaxed.
    #[serde(default, deserialize_with = "known")]
    pub says: Vec<Statement>,
    /// What to do, in words.
    pub text: String,
    /// How many needs would be left unmet.
    pub unplaced: u64,
}
