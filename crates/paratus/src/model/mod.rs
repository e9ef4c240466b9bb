//! The compiled programme: resolved, indexed, immutable.

mod compile;
pub(crate) mod graph;
mod interner;
pub(crate) mod limits;
mod outline;
mod people;
pub(crate) mod periods;
mod presence;
mod profile;
mod resources;
mod translations;

pub use outline::{Act, Activity, Objective, Requirement, Role, Rules, Section};
pub use profile::Profile;

pub(crate) use compile::{compile, or_id, rules};
pub(crate) use interner::{Interner, NOT_HELD, TOGETHER};
pub(crate) use outline::Level;
pub(crate) use people::People;
pub(crate) use presence::{Absence, Absences, HalfDays, Presence};
pub(crate) use profile::NONE;
pub(crate) use resources::{Calendar, Room, Session, Trainer};
pub(crate) use translations::Translations;

use crate::Date;
use crate::document::{
    InstrumentDoc, PersonDoc, PhaseDoc, PlanningDoc, PreviousIds, RefusedEntries, at_level,
};
use crate::table::TableOptions;

/// Everything that was written, with names turned into indices. What could not be resolved is left out: findings say so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) title: String,
    /// Titles that are in several languages.
    pub(crate) translations: Translations,
    pub(crate) as_of: Option<Date>,
    /// How tables are written.
    pub(crate) tables: TableOptions,
    pub(crate) rules: Rules,
    /// Distinct half-lives, in days; objectives point here.
    pub(crate) half_lives: Vec<f64>,
    pub(crate) objectives: Vec<Objective>,
    pub(crate) objective_ids: Interner,
    pub(crate) tools: Vec<String>,
    pub(crate) tool_ids: Interner,
    /// `tool/feature`.
    pub(crate) feature_ids: Interner,
    pub(crate) sections: Vec<Section>,
    pub(crate) section_ids: Interner,
    /// Uses per month by section and feature, for sections that declare any.
    pub(crate) feature_use: Vec<Option<Vec<f64>>>,
    pub(crate) roles: Vec<Role>,
    pub(crate) role_ids: Interner,
    pub(crate) activities: Vec<Activity>,
    pub(crate) activity_ids: Interner,
    pub(crate) phases: Vec<PhaseDoc>,
    pub(crate) instruments: Vec<InstrumentDoc>,
    /// Declared evidence weights by instrument name; an index here + 5 is a evidence weight index of the evidence.
    pub(crate) instrument_weights: Vec<(String, f64)>,
    pub(crate) acts: Vec<Act>,
    pub(crate) calendar: Calendar,
    pub(crate) planning: PlanningDoc,
    pub(crate) rooms: Vec<Room>,
    pub(crate) room_ids: Interner,
    pub(crate) trainers: Vec<Trainer>,
    pub(crate) trainer_ids: Interner,
    pub(crate) sessions: Vec<Session>,
    /// When people, trainers, rooms and sections are there.
    pub(crate) presence: Presence,
    /// Places where sections, rooms and trainers are.
    pub(crate) site_ids: Interner,
    /// Skills that trainers have or activities ask for.
    pub(crate) skill_ids: Interner,
    pub(crate) people: People,
    pub(crate) profiles: Vec<Profile>,
    /// Ids that entries had before.
    pub(crate) previous_ids: PreviousIds,
    /// Entries that were refused when the document was read.
    pub(crate) refused: RefusedEntries,
}

impl Default for Rules {
    fn default() -> Rules {
        compile::rules(
            &crate::document::RulesDoc::default(),
            &crate::TrackValues::default(),
        )
    }
}

impl Model {
    /// Whether an objective is a feature set none of whose features is used where `declared_by` declares the use.
    /// Without any declared use nothing is never used: unknown is not never.
    pub(crate) fn never_uses(&self, declared_by: Option<usize>, objective: usize) -> bool {
        let Some(uses) = declared_by.and_then(|section| self.feature_use.get(section)?.as_ref())
        else {
            return false;
        };
        self.objectives.get(objective).is_some_and(|objective| {
            objective.is_feature_set()
                && !objective.features.is_empty()
                && objective
                    .features
                    .iter()
                    .all(|&feature| uses.get(feature).is_none_or(|&n| n <= 0.0))
        })
    }

    /// Hours that a person spends to be taught an objective up to a level: the least over the activities that teach it,
    /// an activity's hours shared equally among what it teaches. `None` where nothing teaches it.
    pub(crate) fn hours_to_teach(&self, objective: usize, level: Level) -> Option<f64> {
        self.activities
            .iter()
            .filter(|activity| {
                activity
                    .teaches
                    .iter()
                    .any(|&(taught, up_to)| taught == objective && up_to >= level)
            })
            .map(|activity| activity.hours / activity.teaches.len() as f64)
            .min_by(f64::total_cmp)
    }

    /// The same programme with every person as their row that holds on a date has them; `rows` are those of the document.
    pub(crate) fn on(&self, rows: &[PersonDoc], date: Date) -> Model {
        let (people, profiles) = people::build(self, rows, Some(date));
        Model {
            people,
            profiles,
            ..self.clone()
        }
    }

    /// The section and its ancestors, nearest first.
    pub(crate) fn lineage(&self, section: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(section), |&at| {
            self.sections.get(at).and_then(|section| section.parent)
        })
    }

    /// `objective` or `objective@level`, as people write it.
    pub(crate) fn name_of(&self, objective: usize, level: Level) -> String {
        self.objectives
            .get(objective)
            .map_or_else(String::new, |objective| {
                at_level(&objective.id, objective.level_name(level))
            })
    }
}

/// Whether a text can be an id: letters, digits, `-`, `_`, `.` and `:`.
pub(crate) fn is_valid_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}
