//! What a person needs: roles minus what the section never uses, closed under prerequisites.
//!
//! People with the same roles whose sections share their declared feature use need the same, so profiles are made once.

#![expect(clippy::indexing_slicing, reason = "indices are made by compile and stay within the tables it built")]

use super::{Model, Requirement};
use crate::{ByTrack, Track};
use std::collections::BTreeMap;

/// What everyone with certain roles in a section of certain feature use needs.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Profile {
    /// The requirements that count, in the order of the objectives: `trainable(i)` of the model.
    pub requirements: Vec<Requirement>,
    /// Feature sets that a role requires and the section never uses: spared.
    pub unused: Vec<Requirement>,
    /// Prerequisites that are not asked for because the section never uses them: (objective, prerequisite).
    pub dropped_prerequisites: Vec<(usize, usize)>,
    /// Share of each requirement in its track; sums to 1 over a track.
    pub(crate) shares: Vec<f64>,
    /// Share of each track in readiness; 0 for a track without requirements.
    pub(crate) track_shares: ByTrack<f64>,
    /// Place of each objective in `requirements`, or `NONE`.
    pub(crate) slots: Vec<u32>,
}

/// No requirement on that objective.
pub(crate) const NONE: u32 = u32::MAX;

impl Profile {
    /// Whether anything is required in a track.
    #[must_use]
    pub fn has(&self, track: Track) -> bool {
        *self.track_shares.get(track) > 0.0
    }
}

/// The profile of roles (sorted, distinct) where feature use is declared by `declared_by`.
pub(crate) fn build(model: &Model, roles: &[u32], declared_by: Option<usize>) -> Profile {
    let mut required: BTreeMap<usize, Requirement> = BTreeMap::new();
    for role in roles {
        for requirement in &model.roles[*role as usize].requires {
            merge(&mut required, requirement.clone());
        }
    }
    let (unused, mut kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
        required.into_iter().partition(|(objective, _)| model.never_uses(declared_by, *objective));

    let mut dropped = Vec::new();
    let mut open: Vec<usize> = kept.keys().copied().collect();
    while let Some(objective) = open.pop() {
        for &(prerequisite, level) in &model.objectives[objective].requires {
            if model.never_uses(declared_by, prerequisite) {
                dropped.push((objective, prerequisite));
                continue;
            }
            let known = kept.get(&prerequisite).map(|held| held.level);
            if known.is_some_and(|held| held >= level) {
                continue;
            }
            let threshold = model.rules.threshold;
            merge(
                &mut kept,
                Requirement {
                    objective: prerequisite,
                    level,
                    weight: 1.0,
                    critical: false,
                    threshold,
                    prerequisite: true,
                },
            );
            open.push(prerequisite);
        }
    }
    dropped.sort_unstable();
    dropped.dedup();
    finish(model, kept.into_values().collect(), unused.into_values().collect(), dropped)
}

/// Keeps one requirement per objective: the highest level, the greatest weight and threshold, critical if any is.
/// One that a role states outweighs one that is only a prerequisite.
pub(crate) fn merge(into: &mut BTreeMap<usize, Requirement>, new: Requirement) {
    match into.get_mut(&new.objective) {
        None => {
            into.insert(new.objective, new);
        }
        Some(held) => {
            held.level = held.level.max(new.level);
            if new.prerequisite {
                return;
            }
            held.weight = held.weight.max(new.weight);
            held.threshold = held.threshold.max(new.threshold);
            held.critical |= new.critical;
            held.prerequisite &= new.prerequisite;
        }
    }
}

fn finish(
    model: &Model,
    requirements: Vec<Requirement>,
    unused: Vec<Requirement>,
    dropped: Vec<(usize, usize)>,
) -> Profile {
    let track_of = |requirement: &Requirement| model.objectives[requirement.objective].track;
    let mut totals = ByTrack::<f64>::default();
    for requirement in &requirements {
        *totals.get_mut(track_of(requirement)) += requirement.weight;
    }
    let shares = requirements.iter().map(|r| r.weight / totals.get(track_of(r))).collect();
    let held = |track: Track| *totals.get(track) > 0.0;
    let whole: f64 = Track::ALL.into_iter().filter(|t| held(*t)).map(|t| *model.rules.track_weights.get(t)).sum();
    let track_shares =
        ByTrack::from_fn(|track| if held(track) { model.rules.track_weights.get(track) / whole } else { 0.0 });
    let mut slots = vec![NONE; model.objectives.len()];
    for (slot, requirement) in requirements.iter().enumerate() {
        slots[requirement.objective] = slot as u32;
    }
    Profile { requirements, unused, dropped_prerequisites: dropped, shares, track_shares, slots }
}
