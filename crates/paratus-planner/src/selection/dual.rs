//! The bound: sessions and seats are decided apart, at a price for each seat that makes them agree as far as can be.
//!
//! At prices `u`, every unit takes its cheapest cover as if a seat cost `u`, and every pool offers the number of seats that
//! is best for it at `u`, within what its units can take at all. The sum of both is below the cost of every choice, whatever
//! the prices; it is worked out in whole numbers. The prices are found by the volume algorithm (F. Barahona, R. Anbil,
//! *The volume algorithm: producing primal solutions with a subgradient method*, Math. Program. 87, 2000).
use super::bnb_node::Node;
use super::component::Component;
use crate::pace::Pace;

/// Rounds without a rise worth the name after which it ends.
const STALLED_ROUNDS: u32 = 24;

/// One evaluation.
#[derive(Clone, Debug, Default)]
pub(super) struct DualValue {
    /// Inner money: no choice of the node costs less.
    pub(super) bound: i64,
    /// For each unit, its cheapest cover.
    pub(super) picks: Vec<usize>,
    /// For each pool, the seats that the picks take.
    pub(super) taken: Vec<i64>,
    /// For each pool, the seats that it would best offer, and what that costs less what it earns.
    pub(super) offered: Vec<(i64, i64)>,
}

/// Mean of the evaluations: an approximate solution of the relaxation.
#[derive(Clone, Debug, Default)]
pub(super) struct DualMean {
    /// For each cover, the share of its unit.
    pub(super) shares: Vec<f64>,
    /// For each pool, the seats taken.
    pub(super) taken: Vec<f64>,
    /// For each pool, the seats offered.
    offered: Vec<f64>,
    /// For each pool, inner money for the seats offered.
    pub(super) cost: Vec<f64>,
}

/// The covers that are open, packed.
pub(super) struct PackedCovers {
    /// For each unit: the end of its covers in `covers`.
    ends: Vec<u32>,
    covers: Vec<PackedCover>,
    /// The pools of all covers, one cover after the other.
    pools: Vec<u32>,
}

/// An open cover.
struct PackedCover {
    base: i64,
    /// Place of the cover.
    place: u32,
    /// The end of its pools in `Packed::pools`; they begin where those of the cover before end.
    end: u32,
}

impl PackedCovers {
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn new(part: &Component, open: &[bool]) -> PackedCovers {
        let mut packed = PackedCovers {
            ends: vec![],
            covers: vec![],
            pools: vec![],
        };
        for unit in &part.units {
            for c in (unit.first..unit.end).filter(|&c| open[c]) {
                packed.pools.extend_from_slice(part.pools_of(c));
                let end = packed.pools.len() as u32;
                packed.covers.push(PackedCover {
                    base: part.covers[c].base,
                    place: c as u32,
                    end,
                });
            }
            packed.ends.push(packed.covers.len() as u32);
        }
        packed
    }

    /// For each unit, its covers, and where their pools begin.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn units(&self) -> impl Iterator<Item = (&[PackedCover], usize)> {
        let mut first = 0;
        self.ends.iter().map(move |&end| {
            let from = first;
            first = end as usize;
            let pools = from
                .checked_sub(1)
                .map_or(0, |before| self.covers[before].end as usize);
            (&self.covers[from..first], pools)
        })
    }

    /// The bound at `prices`, and what attains it.
    ///
    /// Prices of covers are added up without looking for overflow: no sum over a part leaves 64 bits at any price up to
    /// [`Component::dearest`] (`PreparedProblem::scale` sees to it), and this is the innermost loop.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn evaluate(
        &self,
        part: &Component,
        seats: &[(i64, i64)],
        prices: &[i64],
        value: &mut DualValue,
    ) {
        value.bound = 0;
        value.picks.clear();
        value.taken.clear();
        value.taken.resize(part.pools.len(), 0);
        for (unit, (covers, mut from)) in part.units.iter().zip(self.units()) {
            let (mut best, mut pick, mut taken) = (i64::MAX, unit.first, 0..0);
            for cover in covers {
                let pools = from..cover.end as usize;
                from = pools.end;
                let price = price(cover.base, &self.pools[pools.clone()], prices);
                if price < best {
                    (best, pick, taken) = (price, cover.place as usize, pools);
                }
            }
            value.bound = value.bound.wrapping_add(best.wrapping_mul(unit.people));
            for &pool in &self.pools[taken] {
                value.taken[pool as usize] += unit.people;
            }
            value.picks.push(pick);
        }
        value.offered.clear();
        for ((pool, &(lo, hi)), &price) in part.pools.iter().zip(seats).zip(prices) {
            let (cost, offered) = pool.least_of(price, lo, hi);
            value.bound += cost;
            value.offered.push((offered, cost));
        }
    }

    /// Raises the node's bound by changing its prices, until `rounds` are over or the bound reaches `target`.
    pub(super) async fn ascend(
        &self,
        part: &Component,
        node: &mut Node,
        rounds: u32,
        target: i64,
        pace: &Pace,
    ) -> (DualValue, DualMean) {
        let mut value = DualValue::default();
        self.evaluate(part, &node.seats, &node.prices, &mut value);
        let mut best = value.clone();
        let mut mean = DualMean::from_value(part, &value);
        let mut factor = 0.7_f64;
        let mut idle = 0;
        let mut prices = node.prices.clone();
        let (mut mark, mut since) = (best.bound, 0);
        for _ in 0..rounds {
            if best.bound >= target || since >= STALLED_ROUNDS {
                break;
            }
            let norm: f64 = mean.gap().map(|gap| gap * gap).sum();
            if norm < 1e-6 {
                break;
            }
            let step = factor * (target - best.bound) as f64 / norm;
            for ((price, gap), old) in prices.iter_mut().zip(mean.gap()).zip(&node.prices) {
                *price = (*old as f64 + step * gap).clamp(0.0, part.dearest as f64) as i64;
            }
            self.evaluate(part, &node.seats, &prices, &mut value);
            let agrees = mean.add(part, &value);
            pace.spend(part.size()).await;
            since += 1;
            if value.bound > best.bound {
                if value.bound - mark > (target - mark) / 200 {
                    (mark, since) = (value.bound, 0);
                }
                node.prices.copy_from_slice(&prices);
                std::mem::swap(&mut best, &mut value);
                if agrees {
                    factor = (factor * 1.2).min(1.6);
                }
                idle = 0;
            } else {
                idle += 1;
                if idle >= 5 {
                    factor = (factor * 0.7).max(0.002);
                    idle = 0;
                }
            }
        }
        node.bound = node.bound.max(best.bound);
        (best, mean)
    }

    /// Closes what cannot be part of anything below `target`, given an evaluation at the node's prices. Says whether something was closed.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn close(
        &self,
        part: &Component,
        node: &mut Node,
        value: &DualValue,
        target: i64,
    ) -> bool {
        let room = target - value.bound;
        let mut closed = false;
        let mut price_of = Vec::new();
        for (unit, (covers, mut from)) in part.units.iter().zip(self.units()) {
            if covers.len() < 2 {
                continue;
            }
            price_of.clear();
            for cover in covers {
                price_of.push(price(
                    cover.base,
                    &self.pools[from..cover.end as usize],
                    &node.prices,
                ));
                from = cover.end as usize;
            }
            let least = price_of.iter().copied().min().unwrap_or_default();
            for (cover, price) in covers.iter().zip(&price_of) {
                if (price - least) * unit.people >= room {
                    node.open[cover.place as usize] = false;
                    closed = true;
                }
            }
        }
        for (p, pool) in part.pools.iter().enumerate() {
            let (lo, hi) = &mut node.seats[p];
            let price = node.prices[p];
            let worse =
                |lo: i64, hi: i64| pool.least_of(price, lo, hi).0 - value.offered[p].1 >= room;
            while *lo < *hi {
                let end = (pool.sessions(*lo) * pool.most).max(*lo);
                if end < *hi && worse(*lo, end) {
                    *lo = end + 1;
                    closed = true;
                } else {
                    break;
                }
            }
            while *lo < *hi {
                let start = (pool.sessions(*hi) - 1) * pool.most + 1;
                if start > *lo && worse(start, *hi) {
                    *hi = start - 1;
                    closed = true;
                } else {
                    break;
                }
            }
        }
        closed
    }
}

/// Inner money for each person of a cover.
#[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
fn price(base: i64, pools: &[u32], prices: &[i64]) -> i64 {
    pools
        .iter()
        .fold(base, |sum, &pool| sum.wrapping_add(prices[pool as usize]))
}

impl DualMean {
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn from_value(part: &Component, value: &DualValue) -> DualMean {
        let mut mean = DualMean {
            shares: vec![0.0; part.covers.len()],
            taken: value.taken.iter().map(|&seats| seats as f64).collect(),
            offered: value
                .offered
                .iter()
                .map(|&(seats, _)| seats as f64)
                .collect(),
            cost: part
                .pools
                .iter()
                .zip(&value.offered)
                .map(|(pool, &(seats, _))| pool.cost(seats) as f64)
                .collect(),
        };
        for &pick in &value.picks {
            mean.shares[pick] = 1.0;
        }
        mean
    }

    /// Seats taken less seats offered.
    fn gap(&self) -> impl Iterator<Item = f64> {
        self.taken
            .iter()
            .zip(&self.offered)
            .map(|(taken, offered)| taken - offered)
    }

    /// Takes an evaluation in, with the weight that brings seats taken and offered closest. Says whether it points the same way.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn add(&mut self, part: &Component, value: &DualValue) -> bool {
        let (mut square, mut along, mut product) = (0.0, 0.0, 0.0);
        for ((old, taken), offered) in self.gap().zip(&value.taken).zip(&value.offered) {
            let new = (taken - offered.0) as f64;
            square += (new - old) * (new - old);
            along += old * (old - new);
            product += old * new;
        }
        let weight = if square > 0.0 {
            (along / square).clamp(0.01, 0.15)
        } else {
            0.1
        };
        for share in &mut self.shares {
            *share *= 1.0 - weight;
        }
        for &pick in &value.picks {
            self.shares[pick] += weight;
        }
        for p in 0..part.pools.len() {
            let seats = value.offered[p].0;
            self.taken[p] += weight * (value.taken[p] as f64 - self.taken[p]);
            self.offered[p] += weight * (seats as f64 - self.offered[p]);
            self.cost[p] += weight * (part.pools[p].cost(seats) as f64 - self.cost[p]);
        }
        product > 0.0
    }
}
