//! Hours that are saved: feature sets that roles require and sections never use.

use crate::Date;
use crate::disclosure::{Published, Publisher, SuppressedFigures};
use crate::model::{Level, Model};
use crate::population::Population;
use serde::Serialize;
use std::collections::BTreeMap;

/// Training that is not given because the section never uses what it is about. Counts what roles require; no scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct HoursSaved {
    /// Each section with each feature set that is saved there, in the order of the programme.
    pub items: Vec<HoursSavedItem>,
    /// Hours of all items together, those of suppressed ones included. What nothing teaches counts none.
    pub person_hours: Published<f64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
}

/// A feature set that is saved in a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct HoursSavedItem {
    /// Hours that one person would spend; null where no activity teaches it.
    pub hours_per_person: Option<f64>,
    /// Name of the level that roles require, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// People whose roles require it.
    pub people: Published<u64>,
    /// Hours that they would spend together; `null` where no activity teaches it.
    pub person_hours: Published<f64>,
    /// Id of the section that declares never to use it.
    pub section: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
}

/// What is saved the people employed on a date.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn hours_saved(model: &Model, date: Date, publisher: &Publisher) -> HoursSaved {
    let population = Population::new(model, date);
    let mut asked: BTreeMap<(usize, usize, Level), u64> = BTreeMap::new();
    let mut staff = vec![0u64; model.sections.len()];
    for group in &population.groups {
        let Some(section) = model.sections[group.section].use_declared_by else {
            continue;
        };
        staff[section] += group.people;
        for spared in &model.profiles[group.profile].unused {
            *asked
                .entry((section, spared.objective, spared.level))
                .or_default() += group.people;
        }
    }
    let mut total = 0.0;
    let item = |((section, objective, level), people): ((usize, usize, Level), u64)| {
        let hours_per_person = model.hours_to_teach(objective, level);
        total += hours_per_person.unwrap_or_default() * people as f64;
        let compiled = &model.objectives[objective];
        let people = publisher.of(staff[section], people);
        let person_hours = people.and_then(|people| Some(hours_per_person? * people as f64));
        HoursSavedItem {
            hours_per_person,
            level: compiled.level_name(level).map(str::to_owned),
            objective: compiled.id.clone(),
            people,
            person_hours,
            section: model.sections[section].id.clone(),
            suppressed: SuppressedFigures::default()
                .with_figure("people", &people)
                .with_figure("person_hours", &person_hours),
        }
    };
    let items = asked.into_iter().map(item).collect();
    let everyone = population.groups.iter().map(|group| group.people).sum();
    let person_hours = publisher.of(everyone, total);
    HoursSaved {
        items,
        person_hours,
        suppressed: SuppressedFigures::default().with_figure("person_hours", &person_hours),
    }
}
