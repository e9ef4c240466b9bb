//! A programme exactly as people write it: the types of the files and of the canonical JSON.

mod activity;
mod constructors;
mod facts;
mod instrument;
mod outline;
mod phase;
mod planning;
pub(crate) mod previous_ids;
mod read;
mod refused_entries;
mod rules;
mod title;

pub use crate::time::Time;
pub use activity::{ActivityDoc, Mode, SeatsDoc, TeachesDoc};
pub use facts::{
    AbsenceDoc, ActDoc, DateTime, EvidenceDoc, FeatureUseDoc, Kind, PersonDoc, ResponseDoc,
    SessionDoc,
};
pub use instrument::{Aspect, InstrumentDoc, ItemDoc};
pub use outline::{
    LevelRef, ObjectiveDoc, RequirementDoc, RoleDoc, ScaleDoc, SectionDoc, ToolDoc, TrackDoc,
    at_level,
};
pub use phase::{ConditionDoc, GateDoc, OverrideDoc, PhaseDoc, Scope, Subject};
pub use planning::{Half, PlanningDoc, RoomDoc, TrainerDoc, WindowDoc};
pub(crate) use previous_ids::{IdKind, PreviousIds, resolve as resolve_previous_ids};
#[cfg(feature = "toml")]
pub use read::read_toml;
pub use read::{
    Files, Reading, SheetText, SourceMap, UnknownKeys, WORKBOOK_ENDINGS, read_folder,
    read_folder_with, read_json, read_value,
};
pub(crate) use read::{ReadList, fields, read_list, read_list_with, read_table};
pub(crate) use refused_entries::{HOURS, RefusedEntries, RefusedIds, TRACKS};
pub use rules::{CalendarDoc, EvidenceWeightsDoc, Exponent, RulesDoc, Weekday};
pub use title::Title;

use crate::table::TableOptions;
use crate::{Date, TrackValues};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version of the file format that this library reads and writes.
pub const FORMAT: u32 = 1;

/// A whole programme: what `paratus.toml` and the tables beside it hold, and the canonical JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Version of the format: 1.
    pub format: u32,
    /// Short name of the programme.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// The date of assessment, unless another one is given. The computer's clock is never read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// How the tables of the programme are written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub input: TableOptions,
    /// Weights and thresholds of the three tracks.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracks: TrackValues<TrackDoc>,
    /// Scales of levels, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scales: BTreeMap<String, ScaleDoc>,
    /// Tools and their features.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<ToolDoc>,
    /// What can be assessed and trained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<ObjectiveDoc>,
    /// Units of the organisation, a tree.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<SectionDoc>,
    /// Roles and what they require.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleDoc>,
    /// Workshops, courses and the like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<ActivityDoc>,
    /// Steps of the roll-out, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phases: Vec<PhaseDoc>,
    /// Surveys and tests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instruments: Vec<InstrumentDoc>,
    /// Evidence weights, half-life, exponent, thresholds, privacy: data, never code.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: RulesDoc,
    /// Working days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: CalendarDoc,
    /// Limits and prices of planning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub planning: PlanningDoc,
    /// Rooms for sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<RoomDoc>,
    /// Who can hold sessions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trainers: Vec<TrainerDoc>,
    /// Staff (`people.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonDoc>,
    /// Which section uses which feature how often (`feature_use.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feature_use: Vec<FeatureUseDoc>,
    /// Leadership acts (`acts.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub acts: Vec<ActDoc>,
    /// Dated sessions (`sessions.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<SessionDoc>,
    /// When people, trainers, rooms and sections are not available (`absences.csv`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absences: Vec<AbsenceDoc>,
}

impl Document {
    /// The document as its canonical JSON, on one line: what [`read_json`] reads.
    ///
    /// ```
    /// use paratus::document::{Document, read_json};
    ///
    /// let document = Document::new("records").title("Records office");
    /// assert_eq!(read_json("records.json", &document.to_json())?.document, document);
    /// # Ok::<(), paratus::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        // A document holds numbers, texts and lists: it cannot fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn is_false(value: &bool) -> bool {
    !*value
}

fn default_weight() -> f64 {
    1.0
}

fn is_one(value: &f64) -> bool {
    *value == 1.0
}

fn is_zero(value: &f64) -> bool {
    *value == 0.0
}
