//! Whether the verdict of a condition may leave: it was decided on exact figures.

use crate::Track;
use crate::document::{ConditionDoc, Scope, Subject};
use crate::model::{Model, NONE};
use crate::population::{PeopleGroup, Population};

/// Whether the verdict of a condition depends on no group of fewer than `min_cell` people: several such verdicts together would fix
/// what is known of them. That everyone in a larger group is ready is a fact about the group.
#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
pub(crate) fn is_publishable(
    model: &Model,
    population: &Population,
    condition: &ConditionDoc,
) -> bool {
    let min_cell = u64::from(model.rules.min_cell);
    let enough = |people: u64| people == 0 || people >= min_cell;
    let count = |needs: &dyn Fn(&PeopleGroup) -> bool| -> u64 {
        population
            .groups
            .iter()
            .filter(|group| needs(group))
            .map(|group| group.people)
            .sum()
    };
    let in_track = |track: Track| count(&|group| model.profiles[group.profile].has(track));
    if let Some(subject) = condition.readiness {
        return match subject {
            Subject::People => enough(in_track(Track::People)),
            Subject::Process => enough(in_track(Track::Process)),
            Subject::Technology => enough(in_track(Track::Technology)),
            Subject::All => enough(count(&|group| {
                !model.profiles[group.profile].requirements.is_empty()
            })),
        };
    }
    if condition.balance.is_some() {
        return Track::ALL.into_iter().all(|track| enough(in_track(track)));
    }
    if let Some(phase) = &condition.phase {
        let Some(written) = model.phases.iter().find(|written| written.id == *phase) else {
            return true;
        };
        let objectives: Vec<usize> = written
            .objectives
            .iter()
            .filter_map(|id| model.objective_ids.index(id))
            .collect();
        let needs = |group: &PeopleGroup| {
            objectives
                .iter()
                .any(|&at| model.profiles[group.profile].slots[at] != NONE)
        };
        return enough(count(&needs));
    }
    if condition.holders.is_some() {
        let needed = condition.at_least.unwrap_or(1.0).max(0.0).ceil() as u64;
        // More than there are is never met, and none is always met, whatever the evidence.
        let depends = |people: u64| !enough(people) && (1..=people).contains(&needed);
        return !holders_of_units(model, population, condition)
            .into_iter()
            .any(|(_, people)| depends(people));
    }
    true
}

/// The units in which anybody needs the objective of a condition on holders, by index, with how many do. The place of the
/// organisation is `None`.
#[expect(clippy::indexing_slicing, reason = "indices of the same model")]
pub(crate) fn holders_of_units(
    model: &Model,
    population: &Population,
    condition: &ConditionDoc,
) -> Vec<(Option<usize>, u64)> {
    let id = condition.holders.as_deref().unwrap_or_default();
    let Some(objective) = model
        .objective_ids
        .index(id)
        .filter(|&at| at < model.objectives.len())
    else {
        return Vec::new();
    };
    #[derive(Clone, Copy, Default)]
    struct NeedingPeople(u64);
    impl std::ops::AddAssign<&NeedingPeople> for NeedingPeople {
        fn add_assign(&mut self, other: &NeedingPeople) {
            self.0 += other.0;
        }
    }
    let needing = |group: &PeopleGroup| match model.profiles[group.profile].slots[objective] {
        NONE => NeedingPeople(0),
        _ => NeedingPeople(group.people),
    };
    let groups: Vec<NeedingPeople> = population.groups.iter().map(needing).collect();
    let asks = |role: usize| {
        model.roles[role]
            .requires
            .iter()
            .any(|need| need.objective == objective)
    };
    let units: Vec<(Option<usize>, NeedingPeople)> =
        match condition.per.unwrap_or(Scope::Organisation) {
            Scope::Section => population
                .by_section(&groups)
                .into_iter()
                .enumerate()
                .map(|(at, sum)| (Some(at), sum))
                .collect(),
            Scope::Role => {
                let roles = population
                    .by_role(&groups)
                    .into_iter()
                    .enumerate()
                    .filter(|(role, _)| asks(*role));
                roles.map(|(at, sum)| (Some(at), sum)).collect()
            }
            Scope::Organisation => vec![(None, Population::of_all(&groups))],
        };
    units
        .into_iter()
        .map(|(at, sum)| (at, sum.0))
        .filter(|(_, people)| *people > 0)
        .collect()
}
