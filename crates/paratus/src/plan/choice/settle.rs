//! The last passes, over all parts at once: with the true cost of imbalance instead of a price for each track.
#![expect(clippy::indexing_slicing, reason = "covers, units and pools are places in lists of the same part")]

use super::part::Part;
use super::search::Found;
use super::tracks::Shares;
use crate::track::{ByTrack, Track};

/// Time of all units.
pub(super) fn time(parts: &[(Part, Found)]) -> ByTrack<i64> {
    let mut time = ByTrack::default();
    for (part, found) in parts {
        for (unit, &pick) in part.units.iter().zip(&found.picks) {
            add(&mut time, &part.covers[pick].time, unit.people);
        }
    }
    time
}

/// Moves units to covers with which the whole costs less, in the order of the parts, until nothing pays or `passes` are
/// over. The parts' covers must be priced without the tracks.
pub(super) fn settle(parts: &mut [(Part, Found)], shares: &Shares, scale: i64, passes: u32) {
    let mut now = time(parts);
    for _ in 0..passes {
        let mut moved = false;
        for (part, found) in parts.iter_mut() {
            for (u, unit) in part.units.iter().enumerate() {
                let from = found.picks[u];
                let balance = shares.cost(&now);
                let with = |c: usize| {
                    let mut time = now;
                    add(&mut time, &part.covers[from].time, -unit.people);
                    add(&mut time, &part.covers[c].time, unit.people);
                    time
                };
                let others = (unit.first..unit.end).filter(|&c| c != from);
                let best = others
                    .map(|c| {
                        let more = found.change(part, u, c);
                        (more.saturating_add((shares.cost(&with(c)) - balance).saturating_mul(scale)), c, more)
                    })
                    .min();
                if let Some((_, c, more)) = best.filter(|&(all, ..)| all < 0) {
                    now = with(c);
                    found.apply(part, u, c, more);
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
}

fn add(time: &mut ByTrack<i64>, more: &ByTrack<i64>, people: i64) {
    for track in Track::ALL {
        let sum = time.get_mut(track);
        *sum = sum.saturating_add(more.get(track) * people);
    }
}
