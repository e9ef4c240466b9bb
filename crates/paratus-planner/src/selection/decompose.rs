//! Parts of the problem: sites, joined where they share sessions.

use super::SelectionProblem;
use super::prepare::{Crowd, PieceCover};
use std::collections::BTreeMap;
use std::collections::BTreeSet;

/// A part that grows: the activities whose sessions it shares, and its units.
type GrowingComponent = (BTreeSet<usize>, Vec<Crowd>);

/// Sites, joined where they share a pool, sorted by what is in them.
pub(super) fn decompose(
    problem: &SelectionProblem,
    ways: &[Vec<PieceCover>],
    merged: BTreeMap<(usize, usize), i64>,
) -> Vec<Vec<Crowd>> {
    let mut sites: BTreeMap<usize, Vec<Crowd>> = BTreeMap::new();
    for ((site, piece), people) in merged {
        sites.entry(site).or_default().push((site, piece, people));
    }
    let content = |units: &Vec<Crowd>| {
        units
            .iter()
            .map(|&(_, piece, people)| (piece, people))
            .collect::<Vec<_>>()
    };
    let mut sites: Vec<Vec<Crowd>> = sites.into_values().collect();
    sites.sort_by_cached_key(content);
    let shared = |&activity: &usize| {
        problem
            .activities
            .get(activity)
            .is_some_and(|offer| offer.pooled && offer.seats_max.is_some())
    };
    let mut parts: Vec<GrowingComponent> = Vec::new();
    for units in sites {
        let pieces = units.iter().filter_map(|&(_, piece, _)| ways.get(piece));
        let activities = pieces
            .flatten()
            .flat_map(|way| way.activities.iter().copied());
        let mut joined: GrowingComponent = (activities.filter(shared).collect(), units);
        if !joined.0.is_empty() {
            let (touching, apart): (Vec<GrowingComponent>, _) = parts
                .into_iter()
                .partition(|part| !part.0.is_disjoint(&joined.0));
            parts = apart;
            // Those before come first, so that a part is in the order of its sites.
            for (activities, units) in touching.into_iter().rev() {
                joined.0.extend(activities);
                joined.1.splice(0..0, units);
            }
        }
        parts.push(joined);
    }
    parts.into_iter().map(|(_, units)| units).collect()
}
