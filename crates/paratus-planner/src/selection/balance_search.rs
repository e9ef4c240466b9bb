//! The last passes, over all parts at once: with the true cost of imbalance instead of a price for each track.
use super::component::Component;
use super::search::ComponentSelection;
use super::track::{Track, TrackArray};
use super::tracks::Shares;

/// Steps after which a way ends: a step looks at all that are left.
const LONGEST: usize = 1_000;

/// Time of the units of a part.
#[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
pub(super) fn time(part: &Component, found: &ComponentSelection) -> TrackArray<i64> {
    let mut time = TrackArray::default();
    for (unit, &pick) in part.units.iter().zip(&found.picks) {
        add(&mut time, &part.covers[pick].time, unit.people);
    }
    time
}

/// The parts, priced without the tracks, and what imbalance costs.
pub(super) struct BalanceSearch<'a> {
    pub(super) parts: &'a [Component],
    pub(super) shares: &'a Shares,
    pub(super) scale: i64,
    /// Most passes over all units.
    pub(super) passes: u32,
}

impl BalanceSearch<'_> {
    /// Moves units to covers with which the whole costs less, in the order of the parts, until nothing pays or the passes
    /// are over; returns the inner money of the whole.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn improve(&self, founds: &mut [ComponentSelection]) -> i128 {
        let mut now = self.time(founds);
        for _ in 0..self.passes {
            let mut moved = false;
            for (part, found) in self.parts.iter().zip(&mut *founds) {
                for (u, unit) in part.units.iter().enumerate() {
                    let others = (unit.first..unit.end).filter(|&c| c != found.picks[u]);
                    let best = others
                        .map(|c| (self.change(part, found, &now, u, c), c))
                        .min();
                    if let Some((_, c)) = best.filter(|&(more, _)| more < 0) {
                        self.apply(part, found, &mut now, u, c);
                        moved = true;
                    }
                }
            }
            if !moved {
                break;
            }
        }
        let parts: i128 = founds.iter().map(|found| i128::from(found.cost)).sum();
        parts + i128::from(self.shares.cost(&now)) * i128::from(self.scale)
    }

    /// Changes what is found into `ends`, part by part, the unit that costs least first; of each part the cheapest point of
    /// the way stays.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn walk(&self, founds: &mut [ComponentSelection], ends: &[ComponentSelection]) {
        let mut now = self.time(founds);
        for ((part, found), end) in self.parts.iter().zip(founds).zip(ends) {
            let mut differ: Vec<usize> = (0..part.units.len())
                .filter(|&u| found.picks[u] != end.picks[u])
                .collect();
            differ.truncate(LONGEST);
            let mut on_way = found.clone();
            let mut then = now;
            let (mut more, mut least) = (0, 0);
            while let Some(step) = (0..differ.len())
                .map(|at| {
                    (
                        self.change(part, &on_way, &then, differ[at], end.picks[differ[at]]),
                        at,
                    )
                })
                .min()
            {
                let u = differ.remove(step.1);
                self.apply(part, &mut on_way, &mut then, u, end.picks[u]);
                more += step.0;
                if more < least {
                    least = more;
                    *found = on_way.clone();
                    now = then;
                }
            }
        }
    }

    fn time(&self, founds: &[ComponentSelection]) -> TrackArray<i64> {
        let mut sum = TrackArray::default();
        for (part, found) in self.parts.iter().zip(founds) {
            add(&mut sum, &time(part, found), 1);
        }
        sum
    }

    /// Inner money that the whole costs more when the unit changes its cover.
    fn change(
        &self,
        part: &Component,
        found: &ComponentSelection,
        now: &TrackArray<i64>,
        unit: usize,
        to: usize,
    ) -> i128 {
        let balance = self.shares.cost(&after(part, found, now, unit, to)) - self.shares.cost(now);
        i128::from(found.change(part, unit, to)) + i128::from(balance) * i128::from(self.scale)
    }

    fn apply(
        &self,
        part: &Component,
        found: &mut ComponentSelection,
        now: &mut TrackArray<i64>,
        unit: usize,
        to: usize,
    ) {
        *now = after(part, found, now, unit, to);
        let more = found.change(part, unit, to);
        found.apply(part, unit, to, more);
    }
}

/// The time of the whole after the unit changed its cover.
#[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
fn after(
    part: &Component,
    found: &ComponentSelection,
    now: &TrackArray<i64>,
    unit: usize,
    to: usize,
) -> TrackArray<i64> {
    let people = part.units[unit].people;
    let mut time = *now;
    add(&mut time, &part.covers[found.picks[unit]].time, -people);
    add(&mut time, &part.covers[to].time, people);
    time
}

fn add(time: &mut TrackArray<i64>, more: &TrackArray<i64>, people: i64) {
    for track in Track::ALL {
        let sum = time.get_mut(track);
        *sum = sum.saturating_add(more.get(track) * people);
    }
}
