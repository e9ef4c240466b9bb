//! Section by feature: used or not, taught or not.

#![expect(clippy::indexing_slicing, reason = "sections, features and profiles are indices made by compile")]

use super::told;
use crate::Date;
use crate::model::{Level, Model, Requirement};
use crate::order::{Map, Order, Set};
use crate::units::{At, Decisions, NeedDecisions, Population};
use serde::{Deserialize, Serialize};

/// Whether a section uses a feature, and whether its people are taught it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeatureFit {
    /// It is used, and people are taught it.
    UsedAndTaught,
    /// It is used, and nobody is taught it: a misfit.
    UsedNotTaught,
    /// It is never used, and roles ask for it: training is spared where all of a feature set is never used.
    TaughtNotUsed,
    /// It is neither used nor taught.
    Neither,
}

/// One section and one feature.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FitCell {
    /// The feature, as `tool/feature`.
    pub feature: String,
    /// What is the case.
    pub fit: FeatureFit,
    /// People whose roles require a feature set with it that some activity teaches, before anything is spared; `null`
    /// where they are, or the section is, too few to be told about.
    pub people: Option<u64>,
    /// Id of the section that declares the use.
    pub section: String,
    /// Whether training on it is spared there: roles ask for it, and every feature set with it is never used.
    pub spared: bool,
    /// Declared or measured use; 0 is never.
    pub uses_per_month: f64,
}

/// How many cells there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FitTotals {
    /// Neither used nor taught.
    pub neither: u64,
    /// Taught and never used.
    pub taught_not_used: u64,
    /// Used and taught.
    pub used_and_taught: u64,
    /// Used and not taught.
    pub used_not_taught: u64,
}

impl FitTotals {
    pub(super) fn of(cells: &[FitCell]) -> FitTotals {
        let mut totals = FitTotals::default();
        for cell in cells {
            match cell.fit {
                FeatureFit::UsedAndTaught => totals.used_and_taught += 1,
                FeatureFit::UsedNotTaught => totals.used_not_taught += 1,
                FeatureFit::TaughtNotUsed => totals.taught_not_used += 1,
                FeatureFit::Neither => totals.neither += 1,
            }
        }
        totals
    }
}

/// How many people of a section are to be taught a feature.
#[derive(Clone, Copy, Default)]
struct Taught {
    people: u64,
    /// Whether some are taught it still, after sparing.
    asked: bool,
}

/// Cells of every section that declares use and has people, and the ids of sections with people but without use.
pub(super) fn all(model: &Model, date: Date) -> (Vec<FitCell>, Vec<String>) {
    let population = Population::new(model, date);
    let features = model.feature_ids.len();
    let taught_by: Vec<(Vec<usize>, Vec<usize>)> = model
        .profiles
        .iter()
        .map(|profile| (taught(model, &profile.requirements), taught(model, &profile.unused)))
        .collect();
    let mut sections: Vec<Option<Vec<Taught>>> = vec![None; model.sections.len()];
    let mut undeclared = vec![false; model.sections.len()];
    for group in &population.groups {
        let Some(declared_by) = model.sections[group.section].use_declared_by else {
            undeclared[group.section] = true;
            continue;
        };
        let section = sections[declared_by].get_or_insert_with(|| vec![Taught::default(); features]);
        let (asked, unused) = &taught_by[group.profile];
        asked.iter().for_each(|&feature| section[feature].asked = true);
        let mut both: Vec<usize> = asked.iter().chain(unused).copied().collect();
        both.order();
        both.dedup();
        both.into_iter().for_each(|feature| section[feature].people += group.people);
    }
    let told = told::sections(model, &population);
    let withheld = withheld(model, &population);
    let mut cells = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let (Some(section), Some(uses)) = (section, &model.feature_use[at]) else { continue };
        for (feature, (taught, &uses_per_month)) in section.iter().zip(uses).enumerate() {
            cells.push(FitCell {
                feature: model.feature_ids.name(feature as u32).to_owned(),
                fit: match (uses_per_month > 0.0, taught.people > 0) {
                    (true, true) => FeatureFit::UsedAndTaught,
                    (true, false) => FeatureFit::UsedNotTaught,
                    (false, true) => FeatureFit::TaughtNotUsed,
                    (false, false) => FeatureFit::Neither,
                },
                people: told.count(at, taught.people).filter(|_| !withheld.contains(&(at, feature))),
                section: model.sections[at].id.clone(),
                spared: taught.people > 0 && !taught.asked,
                uses_per_month,
            });
        }
    }
    let undeclared = model.sections.iter().zip(undeclared).filter(|(_, undeclared)| *undeclared);
    (cells, undeclared.map(|(section, _)| section.id.clone()).collect())
}

/// Sections and features that may not be told of, because too few people are asked for one of the levels, or because gaps do not
/// tell who needs it: what is spared, and what is needed, is told by level too, and a few would be left over. What is needed in a
/// section that declares its own use is needed in those around it.
fn withheld(model: &Model, population: &Population) -> Set<(usize, usize)> {
    let mut asked: Map<(usize, usize, Level, bool), u64> = Map::new();
    for group in &population.groups {
        let Some(section) = model.sections[group.section].use_declared_by else { continue };
        let profile = &model.profiles[group.profile];
        for (needs, needed) in [(&profile.requirements, true), (&profile.unused, false)] {
            for need in needs {
                *asked.entry((section, need.objective, need.level, needed)).or_default() += group.people;
            }
        }
    }
    let needs = NeedDecisions::new(model, population, &Decisions::new(model, population));
    let enough = u64::from(model.rules.min_cell);
    let mut few = Set::new();
    for ((section, objective, _, needed), people) in asked {
        if people >= enough && (!needed || needs.told_at_all_levels(objective, At::Section(section))) {
            continue;
        }
        let around = std::iter::successors(Some(section), |&at| model.sections[at].parent);
        let sections = around.take(if needed { model.sections.len() } else { 1 });
        for at in sections {
            for &feature in &model.objectives[objective].features {
                few.insert((at, feature));
            }
        }
    }
    few
}

/// The features of those requirements that some activity teaches, sorted and distinct.
fn taught(model: &Model, requirements: &[Requirement]) -> Vec<usize> {
    let mut features: Vec<usize> = requirements
        .iter()
        .filter(|need| model.hours_to_teach(need.objective, need.level).is_some())
        .flat_map(|need| model.objectives[need.objective].features.iter().copied())
        .collect();
    features.order();
    features.dedup();
    features
}
