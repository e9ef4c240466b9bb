//! The price of an hour of each track beyond its share.

use super::problem::Balance;
use super::track::{Track, TrackArray};

/// Prices of tracks are whole multiples of a unit of inner money over this.
pub(super) const PRICE_STEPS: i64 = 1 << 10;

/// The shares of the tracks, as whole numbers: a track may have `limit / whole` of all time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    limit: TrackArray<i128>,
    /// Money for a unit of time beyond the share.
    pub(super) price: i64,
    whole: i128,
}

impl Shares {
    pub(super) fn new(balance: &Balance) -> Shares {
        let sum: i128 = balance
            .weights
            .iter()
            .map(|(_, &weight)| i128::from(weight))
            .sum();
        let (sum, equal) = if sum == 0 { (3, true) } else { (sum, false) };
        let limit = balance.weights.map(|&weight| {
            let weight = if equal { 1 } else { i128::from(weight) };
            weight * 1_000_000 + i128::from(balance.tolerance) * sum
        });
        Shares {
            limit,
            price: balance.price.max(0),
            whole: sum * 1_000_000,
        }
    }

    /// Time of a track beyond its share, times `whole`; negative below.
    pub(super) fn beyond(&self, time: &TrackArray<i64>, track: Track) -> i128 {
        let all: i128 = time.iter().map(|(_, &time)| i128::from(time)).sum();
        i128::from(*time.get(track)) * self.whole - self.limit.get(track) * all
    }

    /// Time of each track beyond its share, rounded up.
    pub(super) fn slack(&self, time: &TrackArray<i64>) -> TrackArray<i64> {
        TrackArray::from_fn(|track| divide_up(self.beyond(time, track).max(0), self.whole))
    }

    /// Money for the time beyond the shares, rounded up.
    pub(super) fn cost(&self, time: &TrackArray<i64>) -> i64 {
        let beyond: i128 = Track::ALL
            .into_iter()
            .map(|track| self.beyond(time, track).max(0))
            .sum();
        divide_up(beyond.saturating_mul(i128::from(self.price)), self.whole)
    }

    /// Whether the tracks' prices charge for `time` just what it costs: nothing for a track within its share, the full price
    /// for one beyond it.
    pub(super) fn agree(
        &self,
        time: &TrackArray<i64>,
        prices: &TrackArray<i64>,
        scale: i64,
    ) -> bool {
        let full = i128::from(self.price) * i128::from(scale) * i128::from(PRICE_STEPS);
        Track::ALL
            .into_iter()
            .all(|track| match self.beyond(time, track).signum() {
                1 => i128::from(*prices.get(track)) == full,
                -1 => *prices.get(track) == 0,
                _ => true,
            })
    }

    /// Inner money of `time` at the tracks' prices (inner money over [`PRICE_STEPS`]), rounded down; negative where it helps.
    pub(super) fn value(&self, time: &TrackArray<i64>, prices: &TrackArray<i64>) -> i64 {
        let sum: i128 = prices
            .iter()
            .map(|(track, &price)| i128::from(price) * self.beyond(time, track))
            .sum();
        i64::try_from(sum.div_euclid(self.whole * i128::from(PRICE_STEPS))).unwrap_or(i64::MAX)
    }

    /// What a unit of time of each track adds to the time beyond each share, as a fraction.
    pub(super) fn rates(&self, time: &TrackArray<i64>) -> TrackArray<f64> {
        TrackArray::from_fn(|track| self.beyond(time, track) as f64 / self.whole as f64)
    }
}

fn divide_up(value: i128, by: i128) -> i64 {
    i64::try_from((value + by - 1) / by).unwrap_or(i64::MAX)
}

/// Something that may be taken: how many people decide, and their covers as money each and time beyond the shares.
pub(super) struct Votes {
    pub(super) people: f64,
    pub(super) covers: Vec<(f64, TrackArray<f64>)>,
}

/// Prices of tracks at which the relaxation without whole sessions is dearest, in money for a unit of time: between nothing
/// and `most`. Found one track at a time, by bisection; any prices give a valid bound.
pub(super) fn prices(votes: &[Votes], most: f64) -> TrackArray<f64> {
    let mut prices = TrackArray::<f64>::default();
    for _ in 0..4 {
        let before = prices;
        for track in Track::ALL {
            let beyond = |price: f64, prices: &TrackArray<f64>| {
                let mut prices = *prices;
                *prices.get_mut(track) = price;
                votes
                    .iter()
                    .map(|votes| votes.people * votes.beyond(&prices, track))
                    .sum::<f64>()
            };
            let (mut lo, mut hi) = (0.0, most);
            if beyond(0.0, &prices) <= 0.0 {
                hi = 0.0;
            } else if beyond(most, &prices) >= 0.0 {
                lo = most;
            }
            for _ in 0..24 {
                if lo >= hi {
                    break;
                }
                let middle = 0.5 * (lo + hi);
                if beyond(middle, &prices) > 0.0 {
                    lo = middle;
                } else {
                    hi = middle;
                }
            }
            // What bisection leaves of nothing is nothing.
            *prices.get_mut(track) = if hi < most * 1e-6 { 0.0 } else { hi };
        }
        if prices == before {
            break;
        }
    }
    prices
}

impl Votes {
    /// What the cheapest cover adds to the time of a track beyond its share.
    fn beyond(&self, prices: &TrackArray<f64>, track: Track) -> f64 {
        let mut best = (f64::INFINITY, 0.0);
        for (money, rates) in &self.covers {
            let cost = money
                + prices
                    .iter()
                    .map(|(track, price)| price * rates.get(track))
                    .sum::<f64>();
            if cost < best.0 {
                best = (cost, *rates.get(track));
            }
        }
        best.1
    }
}
