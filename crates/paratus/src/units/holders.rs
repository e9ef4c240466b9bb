//! Who could cover for whom: how many people hold what is required.

#![expect(clippy::indexing_slicing, reason = "groups, rows and slots are indices of the same assessment")]

use super::{At, Decisions, NeedDecisions, Population, Unit};
use crate::gaps::Rows;
use crate::{Assessment, Code, Finding, Track, Verdict};
use serde::Serialize;

/// How many people of a unit are ready in an objective at the level they are required to have.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Holders {
    /// Name of the level, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// People of those required who are ready on the date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready: Option<u64>,
    /// People who are required to have it at this level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<u64>,
    /// Whether exactly one of several is ready, and by what is published nobody at a higher level who could cover.
    pub single_holder: bool,
    /// Whether the figures are withheld: they are about too few people, or others could be told from them.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

pub(super) fn of(assessment: &Assessment, unit: Unit<'_>) -> Option<Vec<Holders>> {
    let at = At::find(assessment.programme.model(), unit)?;
    Some(rows(assessment, at).into_iter().map(|(_, row)| row).collect())
}

/// Each row with the index of its objective.
fn rows(assessment: &Assessment, at: At) -> Vec<(usize, Holders)> {
    let model = assessment.programme.model();
    let population = Population::new(model, assessment.as_of);
    let decisions = Decisions::new(model, &population);
    if !at.is_in(&decisions.units) {
        return Vec::new();
    }
    let decisions = NeedDecisions::new(model, &population, &decisions);
    let chosen = at.groups(&population);
    let rows = Rows::new(model, &population, &chosen);
    let mut counts = vec![(0u64, 0u64); rows.needs.len()];
    for (person, group) in population.people().filter(|&(_, group)| chosen[group]) {
        let of_profile = rows.of(population.groups[group].profile);
        let needs = assessment.profile(person).requirements.iter().zip(assessment.cells(person));
        for ((need, cell), &row) in needs.zip(of_profile) {
            let verdict = cell.range(model.rules.prior_weight).verdict(need.threshold);
            counts[row].0 += 1;
            counts[row].1 += u64::from(verdict == Verdict::Ready);
        }
    }
    let mut list: Vec<(usize, Holders)> = Vec::with_capacity(counts.len());
    // Levels above the one at hand come first, so that those who could cover are known.
    let mut covering = (usize::MAX, 0);
    for (row, &(required, ready)) in counts.iter().enumerate().rev() {
        let (objective, level) = rows.needs[row];
        let shown = decisions.told((objective, level), at);
        let above = if covering.0 == objective { covering.1 } else { 0 };
        covering = (objective, above + if shown { ready } else { 0 });
        let compiled = &model.objectives[objective];
        let holders = Holders {
            level: compiled.level_name(level).map(str::to_owned),
            objective: compiled.id.clone(),
            ready: shown.then_some(ready),
            required: shown.then_some(required),
            single_holder: shown && required > 1 && ready == 1 && above == 0,
            suppressed: !shown,
            title: compiled.title.clone(),
            track: compiled.track,
        };
        list.push((objective, holders));
    }
    list.reverse();
    list
}

pub(super) fn findings(assessment: &Assessment) -> Vec<Finding> {
    let single = |(at, row): (usize, Holders)| {
        let required = row.required.filter(|_| row.single_holder)?;
        let level = row.level.as_ref().map(|level| format!("@{level}")).unwrap_or_default();
        let message = format!("only one of {required} people is ready in `{}{level}`", row.objective);
        Some(Finding::new(Code::SingleHolder, format!("objectives[{at}]"), message))
    };
    rows(assessment, At::Organisation).into_iter().filter_map(single).collect()
}
