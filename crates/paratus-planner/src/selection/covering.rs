//! Local search for parts in which one session has room for everybody: which sessions are held is a set-covering problem.
//!
//! Sessions are closed and opened one at a time; anyone left without one weighs more from step to step, so that the search
//! does not come back to where it was (C. Gao, T. Weise, J. Li, *Weighting-based local search heuristic algorithms for the set
//! covering problem*, IEEE CEC 2014). Nothing is drawn by lot, and steps are counted.
use super::component::Component;
use super::search::ComponentSelection;
use crate::pace::Pace;
use std::cmp::{Ordering, Reverse};

/// Steps for each pass that the limits allow.
const STEPS: u64 = 2_000;

/// A part as a set-covering problem.
pub(super) struct Covering<'a> {
    part: &'a Component,
    /// For each unit, the pools of its covers, in their order.
    pools: Vec<Vec<u32>>,
    /// For each pool, the units that it can serve.
    units: Vec<Vec<u32>>,
    /// Inner money: the costs of any two choices differ by a multiple of it.
    pub(super) step: i64,
}

impl<'a> Covering<'a> {
    /// The part, where every cover is a seat in one pool, all covers of a unit cost the same but for their sessions, and one
    /// session of a pool has room for all and asks for no more than the smallest unit.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn new(part: &'a Component) -> Option<Covering<'a>> {
        let mut units = vec![Vec::new(); part.pools.len()];
        let mut pools = Vec::with_capacity(part.units.len());
        let (mut most, mut least) = (vec![0_i64; part.pools.len()], i64::MAX);
        for (u, unit) in part.units.iter().enumerate() {
            let mut own = Vec::with_capacity(unit.end - unit.first);
            for c in unit.first..unit.end {
                let &[pool] = part.pools_of(c) else {
                    return None;
                };
                if part.covers[c].base != part.covers[unit.first].base {
                    return None;
                }
                own.push(pool);
                units[pool as usize].push(u as u32);
                most[pool as usize] += unit.people;
            }
            least = least.min(unit.people);
            pools.push(own);
        }
        let free = part
            .pools
            .iter()
            .zip(most)
            .all(|(pool, most)| most <= pool.most && pool.least <= least);
        let step = part
            .pools
            .iter()
            .fold(0, |step, pool| divisor(step, pool.session));
        (free && step > 0).then_some(Covering {
            part,
            pools,
            units,
            step,
        })
    }

    /// A bound on the cost as far up as the cost moves in steps from what was found.
    pub(super) fn raise_bound(&self, bound: i64, found: &ComponentSelection) -> i64 {
        let below = found.cost.saturating_sub(bound).max(0);
        found.cost - below / self.step * self.step
    }

    /// Looks for a cheaper choice than `found` until its cost is `enough` or the passes are over.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) async fn improve(
        &self,
        found: &ComponentSelection,
        enough: i64,
        passes: u32,
        pace: &Pace,
    ) -> ComponentSelection {
        let mut search = CoveringSearch::new(self, found);
        let mut best = search.open.clone();
        let mut least = search.cost;
        let fixed = found.cost - search.cost;
        for now in 1..=STEPS * u64::from(passes) {
            pace.spend(self.part.pools.len() as u64).await;
            while search.bare.is_empty() {
                least = search.cost;
                best.clone_from(&search.open);
                if fixed + least <= enough {
                    break;
                }
                let Some(pool) = search.to_close() else { break };
                search.close(pool, now);
            }
            if fixed + least <= enough {
                break;
            }
            if let Some(pool) = search.to_close() {
                search.close(pool, now);
            }
            search.barred.clear();
            let heaviest = |unit: &&u32| (search.weight[**unit as usize], Reverse(**unit));
            let Some(&unit) = search.bare.iter().max_by_key(heaviest) else {
                continue;
            };
            if let Some(pool) = search.to_open(unit)
                && search.cost + self.part.pools[pool as usize].session < least
            {
                search.open(pool, now);
                search.barred.push(pool);
            }
            search.weigh();
        }
        let pick = |(unit, pools): (&super::component::Unit, &Vec<u32>)| {
            unit.first
                + pools
                    .iter()
                    .position(|&pool| best[pool as usize])
                    .unwrap_or(0)
        };
        ComponentSelection::new(
            self.part,
            self.part.units.iter().zip(&self.pools).map(pick).collect(),
        )
    }
}

struct CoveringSearch<'a> {
    of: &'a Covering<'a>,
    /// Which pools are open.
    open: Vec<bool>,
    /// What the open ones cost.
    cost: i64,
    /// For each unit, how many open pools serve it.
    served: Vec<u32>,
    /// For each unit, how much it weighs.
    weight: Vec<i64>,
    /// For each pool, the weight of those that it alone serves, or would serve.
    gain: Vec<i64>,
    /// For each pool, when it was opened or closed last.
    since: Vec<u64>,
    /// Whether something near the pool has changed since it was closed.
    ready: Vec<bool>,
    /// Units that no open pool serves.
    bare: Vec<u32>,
    /// Pools that were opened just now.
    barred: Vec<u32>,
}

impl<'a> CoveringSearch<'a> {
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn new(of: &'a Covering<'a>, found: &ComponentSelection) -> CoveringSearch<'a> {
        let pools = of.units.len();
        let mut search = CoveringSearch {
            of,
            open: vec![false; pools],
            cost: 0,
            served: vec![0; of.pools.len()],
            weight: vec![1; of.pools.len()],
            gain: of.units.iter().map(|units| units.len() as i64).collect(),
            since: vec![0; pools],
            ready: vec![true; pools],
            bare: (0..of.pools.len() as u32).collect(),
            barred: Vec::new(),
        };
        for pool in (0..pools).filter(|&pool| found.taken[pool] > 0) {
            search.open(pool as u32, 0);
        }
        search
    }

    /// Which of two pools gives less for its cost.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn rate(&self, a: u32, b: u32) -> Ordering {
        let [(gain, cost), (other, price)] = [a, b].map(|pool| {
            (
                i128::from(self.gain[pool as usize]),
                i128::from(self.of.part.pools[pool as usize].session),
            )
        });
        (gain * price).cmp(&(other * cost))
    }

    /// Which of two pools has been as it is for longer.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn compare_age(&self, a: u32, b: u32) -> Ordering {
        self.since[a as usize]
            .cmp(&self.since[b as usize])
            .then(a.cmp(&b))
    }

    /// The open pool that is missed least.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn to_close(&self) -> Option<u32> {
        let open = (0..self.open.len() as u32)
            .filter(|&pool| self.open[pool as usize] && !self.barred.contains(&pool));
        open.min_by(|&a, &b| self.rate(a, b).then(self.compare_age(a, b)))
    }

    /// The best pool for a unit that none serves.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn to_open(&self, unit: u32) -> Option<u32> {
        let pools = self.of.pools[unit as usize]
            .iter()
            .copied()
            .filter(|&pool| self.ready[pool as usize]);
        pools.max_by(|&a, &b| self.rate(a, b).then(self.compare_age(b, a)))
    }

    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn open(&mut self, pool: u32, now: u64) {
        let of = self.of;
        self.open[pool as usize] = true;
        self.since[pool as usize] = now;
        self.cost += of.part.pools[pool as usize].session;
        for &unit in &of.units[pool as usize] {
            let weight = self.weight[unit as usize];
            self.served[unit as usize] += 1;
            let served = self.served[unit as usize];
            if served == 1 {
                self.bare.retain(|&bare| bare != unit);
            }
            for &other in of.pools[unit as usize]
                .iter()
                .filter(|&&other| other != pool)
            {
                self.ready[other as usize] = true;
                // It was the only one, or it might have been.
                if served == 1 || served == 2 && self.open[other as usize] {
                    self.gain[other as usize] -= weight;
                }
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn close(&mut self, pool: u32, now: u64) {
        let of = self.of;
        self.open[pool as usize] = false;
        self.since[pool as usize] = now;
        self.ready[pool as usize] = false;
        self.cost -= of.part.pools[pool as usize].session;
        for &unit in &of.units[pool as usize] {
            let weight = self.weight[unit as usize];
            self.served[unit as usize] -= 1;
            let served = self.served[unit as usize];
            if served == 0 {
                self.bare.push(unit);
            }
            for &other in of.pools[unit as usize]
                .iter()
                .filter(|&&other| other != pool)
            {
                self.ready[other as usize] = true;
                if served == 0 || served == 1 && self.open[other as usize] {
                    self.gain[other as usize] += weight;
                }
            }
        }
    }

    /// Anyone who is not served weighs more.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn weigh(&mut self) {
        for &unit in &self.bare {
            self.weight[unit as usize] += 1;
            for &pool in &self.of.pools[unit as usize] {
                self.gain[pool as usize] += 1;
            }
        }
    }
}

/// The greatest common divisor.
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a } else { divisor(b, a % b) }
}
