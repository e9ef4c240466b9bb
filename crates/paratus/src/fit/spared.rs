//! Hours that are spared: feature sets that roles require and sections never use.

#![expect(clippy::indexing_slicing, reason = "sections, objectives and profiles are indices made by compile")]

use super::told;
use crate::Date;
use crate::model::{Level, Model};
use crate::order::{Map, Order};
use crate::units::Population;
use serde::Serialize;

/// Training that is not given because the section never uses what it is about. Counts what roles require; no scores.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Spared {
    /// Each section with each feature set that is spared there, in the order of the programme.
    pub items: Vec<SparedItem>,
    /// Hours of all items together, as far as they are known; without those that are withheld where these are about too
    /// few people.
    pub person_hours: f64,
}

/// A feature set that is spared in a section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SparedItem {
    /// Hours that one person would spend; null where no activity teaches it.
    pub hours_per_person: Option<f64>,
    /// Name of the level that roles require, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// People whose roles require it; null where they are, or the section is, too few to be told about.
    pub people: Option<u64>,
    /// Hours that they would spend together; null where no activity teaches it, or withheld.
    pub person_hours: Option<f64>,
    /// Id of the section that declares never to use it.
    pub section: String,
}

/// What is spared the people employed on a date.
pub(super) fn of(model: &Model, date: Date) -> Spared {
    let population = Population::new(model, date);
    let mut asked: Map<(usize, usize, Level), Vec<usize>> = Map::new();
    for (at, group) in population.groups.iter().enumerate() {
        let Some(section) = model.sections[group.section].use_declared_by else { continue };
        for spared in &model.profiles[group.profile].unused {
            asked.entry((section, spared.objective, spared.level)).or_default().push(at);
        }
    }
    let told = told::sections(model, &population);
    let mut spared = Spared::default();
    let people_of = |groups: &[usize]| groups.iter().map(|&at| population.groups[at].people).sum::<u64>();
    let (mut withheld_hours, mut withheld_from, mut withheld_in) = (0.0, Vec::new(), Vec::new());
    for ((section, objective, level), groups) in asked {
        let people = people_of(&groups);
        let hours_per_person = model.hours_to_teach(objective, level);
        let known = told.count(section, people);
        let hours = hours_per_person.map(|hours| hours * people as f64);
        match (known, hours) {
            (Some(_), hours) => spared.person_hours += hours.unwrap_or_default(),
            (None, Some(hours)) => {
                withheld_hours += hours;
                withheld_from.extend(groups);
                withheld_in.push(section);
            }
            (None, None) => {}
        }
        let compiled = &model.objectives[objective];
        spared.items.push(SparedItem {
            hours_per_person,
            level: compiled.level_name(level).map(str::to_owned),
            objective: compiled.id.clone(),
            people: known,
            person_hours: hours.filter(|_| known.is_some()),
            section: model.sections[section].id.clone(),
        });
    }
    // Who is spared several things is one person all the same.
    withheld_from.order();
    withheld_from.dedup();
    withheld_in.dedup();
    if withheld_in.len() > 1 && people_of(&withheld_from) >= u64::from(model.rules.min_cell) {
        spared.person_hours += withheld_hours;
    }
    spared
}
