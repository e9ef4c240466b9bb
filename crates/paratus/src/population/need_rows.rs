//! What people need, as a list of objectives at levels.

use super::Population;
use crate::model::{Level, Model};

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

    /// The row of each requirement of a profile that someone has.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn rows_of(&self, profile: usize) -> &[usize] {
        &self.of_profile[profile]
    }
}
