//! What a person needs: roles minus what the section never uses, closed under prerequisites.
//!
//! People with the same roles whose sections share their declared feature use need the same, so profiles are made once.

use super::{Model, Requirement};
use crate::{Track, TrackValues};
use std::collections::BTreeMap;

/// What everyone with certain roles in a section of certain feature use needs.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Profile {
    /// The requirements that count, in the order of the objectives: `trainable(i)` of the model.
    pub requirements: Vec<Requirement>,
    /// Feature sets that a role requires and the section never uses: saved.
    pub unused: Vec<Requirement>,
    /// Prerequisites that are not asked for because the section never uses them: (objective, prerequisite).
    pub dropped_prerequisites: Vec<(usize, usize)>,
    /// Share of each requirement in its track; sums to 1 over a track.
    pub(crate) shares: Vec<f64>,
    /// Share of each track in readiness; 0 for a track without requirements.
    pub(crate) track_shares: TrackValues<f64>,
    /// Place of each objective in `requirements`, or `NONE`.
    pub(crate) slots: Vec<u32>,
}

/// No requirement on that objective.
pub(crate) const NONE: u32 = u32::MAX;

impl Profile {
    /// Whether anything is required in a track.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Track;
    ///
    /// let programme = sample::programme();
    /// let archivist = programme.needs_of("p-30")?;
    /// assert!(archivist.has(Track::Technology) && !archivist.has(Track::Process));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn has(&self, track: Track) -> bool {
        *self.track_shares.get(track) > 0.0
    }
}

/// The profile of roles (sorted, distinct) where feature use is declared by `declared_by`.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn build(model: &Model, roles: &[u32], declared_by: Option<usize>) -> Profile {
    let mut required: BTreeMap<usize, Requirement> = BTreeMap::new();
    for role in roles {
        for requirement in &model.roles[*role as usize].requires {
            merge(&mut required, requirement.clone());
        }
    }
    let (unused, mut kept): (BTreeMap<_, _>, BTreeMap<_, _>) = required
        .into_iter()
        .partition(|(objective, _)| model.never_uses(declared_by, *objective));

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
    finish(
        model,
        kept.into_values().collect(),
        unused.into_values().collect(),
        dropped,
    )
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

/// Each weight's share of their sum, above 0; only the proportions matter, however large or small the weights.
fn shares_of(weights: &[f64]) -> Vec<f64> {
    let whole: f64 = weights.iter().sum();
    if whole.is_finite() {
        return weights
            .iter()
            .map(|weight| (weight / whole).max(f64::MIN_POSITIVE))
            .collect();
    }
    let scaled: Vec<f64> = weights
        .iter()
        .map(|weight| (weight / f64::MAX).max(f64::MIN_POSITIVE))
        .collect();
    let whole: f64 = scaled.iter().sum();
    scaled
        .iter()
        .map(|weight| (weight / whole).max(f64::MIN_POSITIVE))
        .collect()
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn finish(
    model: &Model,
    requirements: Vec<Requirement>,
    unused: Vec<Requirement>,
    dropped: Vec<(usize, usize)>,
) -> Profile {
    let track_of = |requirement: &Requirement| model.objectives[requirement.objective].track;
    let mut weights = TrackValues::<Vec<f64>>::default();
    for requirement in &requirements {
        weights
            .get_mut(track_of(requirement))
            .push(requirement.weight);
    }
    let mut within = weights.map(|weights| shares_of(weights).into_iter());
    let shares = requirements
        .iter()
        .filter_map(|r| within.get_mut(track_of(r)).next())
        .collect();
    let held: Vec<Track> = Track::ALL
        .into_iter()
        .filter(|track| !weights.get(*track).is_empty())
        .collect();
    let of_held: Vec<f64> = held
        .iter()
        .map(|track| *model.rules.track_weights.get(*track))
        .collect();
    let mut track_shares = TrackValues::<f64>::default();
    held.into_iter()
        .zip(shares_of(&of_held))
        .for_each(|(track, share)| *track_shares.get_mut(track) = share);
    let mut slots = vec![NONE; model.objectives.len()];
    for (slot, requirement) in requirements.iter().enumerate() {
        slots[requirement.objective] = slot as u32;
    }
    Profile {
        requirements,
        unused,
        dropped_prerequisites: dropped,
        shares,
        track_shares,
        slots,
    }
}
