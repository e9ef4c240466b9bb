//! What people need, as a list of objectives at levels.

use super::Population;
use crate::Track;
use crate::model::{Level, Model};
use std::collections::BTreeMap;

/// The objectives and levels that the people of some groups need, in the order of the programme.
#[derive(Clone, Debug)]
pub(crate) struct NeedRows {
    /// Index of the objective, and the level.
    pub(crate) needs: Vec<(usize, Level)>,
    /// For each profile that someone has, the row of each requirement.
    of_profile: Vec<Vec<usize>>,
}

impl NeedRows {
    /// The rows of the groups that are `chosen`.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn new(model: &Model, population: &Population, chosen: &[bool]) -> NeedRows {
        let mut held = vec![false; model.profiles.len()];
        for (group, _) in population
            .groups
            .iter()
            .zip(chosen)
            .filter(|(_, chosen)| **chosen)
        {
            held[group.profile] = true;
        }
        let profiles = || model.profiles.iter().zip(&held);
        let mut needs: Vec<(usize, Level)> = profiles()
            .filter(|(_, held)| **held)
            .flat_map(|(profile, _)| {
                profile
                    .requirements
                    .iter()
                    .map(|need| (need.objective, need.level))
            })
            .collect();
        needs.sort_unstable();
        needs.dedup();
        let row_of = |need: (usize, Level)| needs.binary_search(&need).unwrap_or_else(|at| at);
        let of_profile = profiles()
            .map(|(profile, held)| match held {
                true => profile
                    .requirements
                    .iter()
                    .map(|need| row_of((need.objective, need.level)))
                    .collect(),
                false => Vec::new(),
            })
            .collect();
        NeedRows { needs, of_profile }
    }

    /// Whether each row is about the same people as the readiness of the unit, or as a track of it, and differs from that only in what fewer
    /// than `min_cell` of them need besides: beside it the row would reveal these few.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn are_twins(
        &self,
        model: &Model,
        population: &Population,
        chosen: &[bool],
    ) -> Vec<bool> {
        // People of whom something is required, in all and in each track, and those who need several things there.
        let mut sums: BTreeMap<Option<Track>, (u64, u64)> = BTreeMap::new();
        let mut people = vec![0; self.needs.len()];
        let groups = population.groups.iter().zip(chosen);
        for (group, _) in groups.filter(|(_, chosen)| **chosen) {
            let mut counts: BTreeMap<Option<Track>, u64> = BTreeMap::new();
            for need in &model.profiles[group.profile].requirements {
                *counts.entry(None).or_default() += 1;
                *counts
                    .entry(Some(model.objectives[need.objective].track))
                    .or_default() += 1;
            }
            for (of, needs) in counts {
                let sum = sums.entry(of).or_default();
                sum.0 += group.people;
                sum.1 += if needs > 1 { group.people } else { 0 };
            }
            for &row in self.rows_of(group.profile) {
                people[row] += group.people;
            }
        }
        let is_few = |people: u64| (1..u64::from(model.rules.min_cell)).contains(&people);
        let is_twin = |((objective, _), people): (&(usize, Level), &u64)| {
            [None, Some(model.objectives[*objective].track)]
                .iter()
                .any(|of| {
                    let (needing, several) = sums.get(of).copied().unwrap_or_default();
                    needing == *people && is_few(several)
                })
        };
        self.needs.iter().zip(&people).map(is_twin).collect()
    }

    /// The row of each requirement of a profile that someone has.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn rows_of(&self, profile: usize) -> &[usize] {
        &self.of_profile[profile]
    }
}
