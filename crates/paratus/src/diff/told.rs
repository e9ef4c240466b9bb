//! Whether the counts of a difference may leave: those who are there on both sides are one more set of people beside units.

#![expect(clippy::indexing_slicing, reason = "groups and profiles are indices of the same programme")]

use crate::Assessment;
use crate::units::{At, Decisions, Population, covers};

/// Whether the verdicts of those who stay may be told beside the figures of units: whatever can be derived from those is about
/// nobody or enough of those who stay, and of those who do not.
pub(super) fn may_tell(assessment: &Assessment, stays: impl Fn(&str) -> bool) -> bool {
    let model = assessment.programme.model();
    let population = Population::new(model, assessment.as_of);
    let units = Decisions::new(model, &population).units;
    let min_cell = u64::from(model.rules.min_cell);
    let is_required = |group: usize| !model.profiles[population.groups[group].profile].requirements.is_empty();
    let required = population.weights(|group| !model.profiles[group.profile].requirements.is_empty());
    let (mut here, mut gone) = (vec![0u64; population.groups.len()], vec![0u64; population.groups.len()]);
    for (person, group) in population.people().filter(|(_, group)| is_required(*group)) {
        let counts = if stays(model.people.ids.name(person as u32)) { &mut here } else { &mut gone };
        counts[group] += 1;
    }
    let enough = |counts: &[u64]| {
        let people: u64 = counts.iter().sum();
        people == 0 || people >= min_cell && covers(&population, &required, counts, min_cell, &units)
    };
    At::Organisation.is_in(&units) && enough(&here) && enough(&gone)
}
