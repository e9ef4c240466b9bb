//! Section by feature: used or not, taught or not.

use crate::Date;
use crate::disclosure::{Published, Publisher, SuppressedFigures};
use crate::model::{Model, Requirement};
use crate::population::Population;
use serde::{Deserialize, Serialize};

/// The fit of training to use in one section and one feature: used, taught, both or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FeatureFit {
    /// It is used, and people are taught it.
    UsedAndTaught,
    /// It is used, and nobody is taught it: a misfit.
    UsedNotTaught,
    /// It is never used, and roles ask for it: training is saved where all of a feature set is never used.
    TaughtNotUsed,
    /// It is neither used nor taught.
    Neither,
}

names! {
    FeatureFit:
    UsedAndTaught = "used_and_taught",
    UsedNotTaught = "used_not_taught",
    TaughtNotUsed = "taught_not_used",
    Neither = "neither",
}

/// The fit of one feature in one section.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FitCell {
    /// The feature, as `tool/feature`.
    pub feature: String,
    /// What is the case.
    pub fit: FeatureFit,
    /// People whose roles require a feature set with it that some activity teaches, before anything is saved.
    pub people: Published<u64>,
    /// Whether training on it is saved there: roles ask for it, and every feature set with it is never used.
    pub saved: bool,
    /// Id of the section that declares the use.
    pub section: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Declared or measured use; 0 is never.
    pub uses_per_month: f64,
}

/// How many pairs of section and feature have which fit.
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
    pub(super) fn count_cells(cells: &[FitCell]) -> FitTotals {
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

/// Who is to be taught a feature in a section.
#[derive(Clone, Copy, Default)]
struct TaughtFeature {
    people: u64,
    /// Whether some are taught it still, after sparing.
    asked: bool,
}

/// Cells of every section that declares use and has people, and the ids of sections with people but without use.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn all_cells(
    model: &Model,
    date: Date,
    publisher: &Publisher,
) -> (Vec<FitCell>, Vec<String>) {
    let population = Population::new(model, date);
    let features = model.feature_ids.len();
    let taught_by: Vec<(Vec<usize>, Vec<usize>)> = model
        .profiles
        .iter()
        .map(|profile| {
            (
                taught(model, &profile.requirements),
                taught(model, &profile.unused),
            )
        })
        .collect();
    let mut sections: Vec<Option<Vec<TaughtFeature>>> = vec![None; model.sections.len()];
    let mut staff = vec![0u64; model.sections.len()];
    let mut undeclared = vec![false; model.sections.len()];
    for group in &population.groups {
        let Some(declared_by) = model.sections[group.section].use_declared_by else {
            undeclared[group.section] = true;
            continue;
        };
        staff[declared_by] += group.people;
        let section =
            sections[declared_by].get_or_insert_with(|| vec![TaughtFeature::default(); features]);
        let (asked, unused) = &taught_by[group.profile];
        asked
            .iter()
            .for_each(|&feature| section[feature].asked = true);
        let mut both: Vec<usize> = asked.iter().chain(unused).copied().collect();
        both.sort_unstable();
        both.dedup();
        both.into_iter()
            .for_each(|feature| section[feature].people += group.people);
    }
    let mut cells = Vec::new();
    for (at, section) in sections.iter().enumerate() {
        let (Some(section), Some(uses)) = (section, &model.feature_use[at]) else {
            continue;
        };
        for (feature, (taught, &uses_per_month)) in section.iter().zip(uses).enumerate() {
            let people = publisher.of(staff[at], taught.people);
            cells.push(FitCell {
                feature: model.feature_ids.name(feature as u32).to_owned(),
                fit: match (uses_per_month > 0.0, taught.people > 0) {
                    (true, true) => FeatureFit::UsedAndTaught,
                    (true, false) => FeatureFit::UsedNotTaught,
                    (false, true) => FeatureFit::TaughtNotUsed,
                    (false, false) => FeatureFit::Neither,
                },
                people,
                section: model.sections[at].id.clone(),
                saved: taught.people > 0 && !taught.asked,
                suppressed: SuppressedFigures::default().with_figure("people", &people),
                uses_per_month,
            });
        }
    }
    let undeclared = model
        .sections
        .iter()
        .zip(undeclared)
        .filter(|(_, undeclared)| *undeclared);
    (
        cells,
        undeclared.map(|(section, _)| section.id.clone()).collect(),
    )
}

/// The features of those requirements that some activity teaches, sorted and distinct.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn taught(model: &Model, requirements: &[Requirement]) -> Vec<usize> {
    let mut features: Vec<usize> = requirements
        .iter()
        .filter(|need| model.hours_to_teach(need.objective, need.level).is_some())
        .flat_map(|need| model.objectives[need.objective].features.iter().copied())
        .collect();
    features.sort_unstable();
    features.dedup();
    features
}
