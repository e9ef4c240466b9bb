//! Who could cover for whom: how many people hold what is required.

use super::Unit;
use crate::disclosure::{Published, Publisher, SuppressedFigures};
use crate::document::at_level;
use crate::finding::describe;
use crate::fingerprint::PeopleSet;
use crate::population::NeedRows;
use crate::population::UnitIndex;
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
    pub ready: Published<u64>,
    /// People who are required to have it at this level.
    pub required: Published<u64>,
    /// Whether exactly one of several is ready, and nobody at a higher level who could cover. Only internal answers have it.
    pub single_holder: Published<bool>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

/// A row of needs: objective, level, who are required to have it, and how many of them are ready.
struct HolderRow {
    objective: usize,
    level: u8,
    required: PeopleSet,
    ready: u64,
    single: bool,
    /// Whether its count is that of the unit but for few people, and about the same people.
    is_twin: bool,
}

#[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
pub(super) fn holders_of_unit(
    assessment: &Assessment,
    unit: Unit<'_>,
    publisher: &Publisher,
) -> Option<Vec<Holders>> {
    let model = assessment.programme.model();
    let at = UnitIndex::find(model, unit)?;
    let people = assessment.board().population.set_of(at, |_| true).people;
    let holders = |row: HolderRow| {
        let compiled = &model.objectives[row.objective];
        let ready = publisher.given_if(
            !row.is_twin,
            publisher.count(row.ready, row.required, "ready"),
        );
        let required = publisher.of(people, row.required.people);
        let single_holder = publisher.internal_only(row.single);
        Holders {
            level: compiled.level_name(row.level).map(str::to_owned),
            objective: compiled.id.clone(),
            suppressed: SuppressedFigures::default()
                .with_figure("ready", &ready)
                .with_figure("required", &required)
                .with_figure("single_holder", &single_holder),
            ready,
            required,
            single_holder,
            title: compiled.title.clone(),
            track: compiled.track,
        }
    };
    Some(rows(assessment, at).into_iter().map(holders).collect())
}

#[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
fn rows(assessment: &Assessment, at: UnitIndex) -> Vec<HolderRow> {
    let model = assessment.programme.model();
    let population = &assessment.board().population;
    let chosen = at.groups(population);
    let rows = NeedRows::new(model, population, &chosen);
    let mut counts = vec![(PeopleSet::default(), 0u64); rows.needs.len()];
    for (group, _) in population
        .groups
        .iter()
        .zip(&chosen)
        .filter(|(_, chosen)| **chosen)
    {
        rows.rows_of(group.profile)
            .iter()
            .for_each(|&row| counts[row].0 += group.set());
    }
    for (person, group) in population.people().filter(|&(_, group)| chosen[group]) {
        let of_profile = rows.rows_of(population.groups[group].profile);
        let needs = assessment
            .profile(person)
            .requirements
            .iter()
            .zip(assessment.cells(person));
        for ((need, cell), &row) in needs.zip(of_profile) {
            let verdict = cell.range(model.rules.prior_weight).verdict(need.threshold);
            counts[row].1 += u64::from(verdict == Verdict::Ready);
        }
    }
    let mut list: Vec<HolderRow> = Vec::with_capacity(counts.len());
    let twins = rows.are_twins(model, population, &chosen);
    // Levels above the current one come first, so that those who could cover are known.
    let mut covering = (usize::MAX, 0);
    for (row, &(required, ready)) in counts.iter().enumerate().rev() {
        let (objective, level) = rows.needs[row];
        let above = if covering.0 == objective {
            covering.1
        } else {
            0
        };
        covering = (objective, above + ready);
        let single = required.people > 1 && ready == 1 && above == 0;
        list.push(HolderRow {
            objective,
            level,
            required,
            ready,
            single,
            is_twin: twins[row],
        });
    }
    list.reverse();
    list
}

#[expect(clippy::indexing_slicing, reason = "indices of the same assessment")]
pub(super) fn findings(assessment: &Assessment) -> Vec<Finding> {
    let model = assessment.programme.model();
    let finding = |row: &HolderRow| {
        let objective = &model.objectives[row.objective];
        describe!(
            Code::SingleHolder,
            format!("objectives[{}]", row.objective),
            OneHolder {
                people: row.required.people,
                objective: at_level(&objective.id, objective.level_name(row.level))
            }
        )
    };
    rows(assessment, UnitIndex::Organisation)
        .iter()
        .filter(|row| row.single)
        .map(finding)
        .collect()
}
