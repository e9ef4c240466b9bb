//! From the problem to parts that share no sessions, in an order that depends on content alone.

use super::component::{Component, Cover, Pool, Unit};
use super::covers::covers;
use super::decompose::decompose;
use super::signature_split::split_signature;
use super::track::{Track, TrackArray};
use super::tracks::{PRICE_STEPS, Shares, Votes, prices};
use super::{Offer, SelectionProblem, Signature, reduce};
use crate::pace::Pace;
use std::collections::BTreeMap;
use std::ops::Range;

/// A cover of a piece of a signature.
#[derive(Clone, Debug)]
pub(super) struct PieceCover {
    /// Ascending.
    pub(super) activities: Vec<usize>,
    pub(super) money: i64,
    pub(super) time: TrackArray<i64>,
}

/// People of one piece of a signature at one site: site, piece, how many. Pieces of different signatures are different.
pub(super) type Crowd = (usize, usize, i64);

/// What it takes to find a cover or to price one.
const COVER_WORK: u64 = 100;

/// The problem, merged and sorted.
pub(super) struct PreparedProblem {
    /// For each group, the pieces of its signature; `None` where one of them has no cover.
    pub(super) pieces_of: Vec<Option<Range<usize>>>,
    /// For each piece, its covers.
    pub(super) ways: Vec<Vec<PieceCover>>,
    /// Whether all covers are known.
    pub(super) complete: bool,
    /// Money that a person of the piece costs at least, by the dearest row alone.
    pub(super) floor: Vec<i64>,
    /// The units of each part.
    pub(super) parts: Vec<Vec<Crowd>>,
    pub(super) shares: Option<Shares>,
    /// Inner money for a unit of money; `None` where the totals are beyond 64 bits.
    pub(super) scale: Option<i64>,
}

impl PreparedProblem {
    /// What it takes to look at every cover of everybody once.
    pub(super) fn size(&self) -> u64 {
        let units = self.parts.iter().flatten();
        let covers = units.map(|&(_, piece, _)| self.ways.get(piece).map_or(0, Vec::len) as u64);
        COVER_WORK * covers.sum::<u64>()
    }

    pub(super) async fn new(problem: &SelectionProblem, pace: &Pace) -> PreparedProblem {
        let reduced = reduce(&problem.signatures);
        let mut complete = true;
        let mut ways: Vec<Vec<PieceCover>> = Vec::new();
        let mut least = Vec::new();
        let mut ranges: Vec<Option<Range<usize>>> = Vec::new();
        for signature in &reduced.signatures {
            let first = ways.len();
            for piece in split_signature(signature) {
                let covers = covers(&piece);
                pace.spend(COVER_WORK * covers.sets.len() as u64).await;
                complete &= covers.complete;
                ways.push(
                    covers
                        .sets
                        .into_iter()
                        .filter_map(|set| piece_cover(problem, &piece, set))
                        .collect(),
                );
                least.push(floor(&piece));
            }
            let served = ways.iter().skip(first).all(|ways| !ways.is_empty());
            ranges.push(served.then_some(first..ways.len()));
        }
        let mut merged: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        let mut pieces_of = Vec::new();
        for group in &problem.groups {
            let signature = reduced.signature_of.get(group.signature);
            let range = signature.and_then(|&signature| ranges.get(signature).cloned().flatten());
            for piece in range
                .clone()
                .into_iter()
                .flatten()
                .filter(|_| group.people > 0)
            {
                *merged.entry((group.site, piece)).or_default() += i64::from(group.people);
            }
            pieces_of.push(range);
        }
        let shares = problem.balance.as_ref().map(Shares::new);
        let parts = decompose(problem, &ways, merged);
        let mut prepared = PreparedProblem {
            pieces_of,
            ways,
            complete,
            floor: least,
            parts,
            shares,
            scale: None,
        };
        prepared.scale = prepared.scale(problem);
        prepared
    }

    /// The largest power of two up to 2^20 with which no sum over a part can leave 64 bits.
    fn scale(&self, problem: &SelectionProblem) -> Option<i64> {
        let dearest = i128::from(self.dearest(problem));
        let price = self
            .shares
            .as_ref()
            .map_or(0, |shares| i128::from(shares.price));
        let worst = self.parts.iter().map(|units| {
            let of = |&(_, piece, people): &Crowd| {
                let ways = self.ways.get(piece).into_iter().flatten();
                let dear = ways.map(|way| {
                    let time: i128 = way.time.iter().map(|(_, &time)| i128::from(time)).sum();
                    i128::from(way.money).abs()
                        + (1 + 2 * price) * time
                        + (1 + way.activities.len() as i128) * dearest
                });
                i128::from(people) * dear.max().unwrap_or(0)
            };
            units.iter().map(of).sum::<i128>()
        });
        let worst = worst.max().unwrap_or(0).max(1);
        (0..=20)
            .rev()
            .map(|power| 1_i64 << power)
            .find(|&scale| worst.saturating_mul(i128::from(scale)) < 1 << 61)
    }

    /// Money: no sensible price of a seat is higher, for it would be cheaper to hold a session for one person.
    fn dearest(&self, problem: &SelectionProblem) -> i64 {
        let session = |offer: &Offer| {
            let missing = problem
                .missing_seat
                .max(0)
                .saturating_mul(i64::from(offer.seats_min));
            offer.session_cost.max(0).saturating_add(missing)
        };
        let sessions = problem.activities.iter().map(session).max().unwrap_or(0);
        let covers = self
            .ways
            .iter()
            .flatten()
            .map(|way| way.money)
            .max()
            .unwrap_or(0);
        let time = self
            .ways
            .iter()
            .flatten()
            .map(|way| {
                way.time
                    .iter()
                    .fold(0, |sum: i64, (_, &time)| sum.saturating_add(time))
            })
            .max();
        let price = self.shares.as_ref().map_or(0, |shares| shares.price);
        let balance = price.saturating_mul(time.unwrap_or(0));
        sessions
            .saturating_add(covers.max(0))
            .saturating_add(balance)
            .saturating_mul(2)
    }

    /// Money that every choice costs at least: what the dearest row of each piece costs. For when not all covers are known.
    pub(super) fn bound_by_rows(&self) -> i64 {
        let floor = |piece: usize| self.floor.get(piece).copied().unwrap_or(0);
        let units = self.parts.iter().flatten();
        units.fold(0, |sum: i64, &(_, piece, people)| {
            sum.saturating_add(people.saturating_mul(floor(piece)))
        })
    }

    /// Prices of the tracks, inner money over [`PRICE_STEPS`] for a unit of time.
    pub(super) fn track_prices(&self, problem: &SelectionProblem) -> TrackArray<i64> {
        let Some(shares) = &self.shares else {
            return TrackArray::default();
        };
        let mut people: BTreeMap<usize, i64> = BTreeMap::new();
        for &(_, piece, count) in self.parts.iter().flatten() {
            *people.entry(piece).or_default() += count;
        }
        let seat = |activity: &usize| match problem.activities.get(*activity) {
            Some(offer) => offer
                .seats_max
                .map_or(0.0, |seats| offer.session_cost as f64 / f64::from(seats)),
            None => 0.0,
        };
        let votes: Vec<Votes> = people
            .iter()
            .filter_map(|(&piece, &count)| {
                let covers = self.ways.get(piece)?.iter();
                let covers = covers.map(|way| {
                    (
                        way.money as f64 + way.activities.iter().map(seat).sum::<f64>(),
                        shares.rates(&way.time),
                    )
                });
                Some(Votes {
                    people: count as f64,
                    covers: covers.collect(),
                })
            })
            .collect();
        let unit = (self.scale.unwrap_or(1) * PRICE_STEPS) as f64;
        prices(&votes, shares.price as f64).map(|price| (price * unit) as i64)
    }

    /// A part, at prices of the tracks.
    pub(super) fn part(
        &self,
        problem: &SelectionProblem,
        units: &[Crowd],
        prices: &TrackArray<i64>,
    ) -> Component {
        let scale = self.scale.unwrap_or(1);
        let dearest = self.dearest(problem).saturating_mul(scale);
        let idle = scale / (64 * self.parts.len().max(1) as i64);
        let mut part = Component {
            idle,
            dearest,
            ..Component::default()
        };
        let mut places: BTreeMap<(Option<usize>, usize), u32> = BTreeMap::new();
        for &(site, piece, _) in units {
            for &activity in self
                .ways
                .get(piece)
                .into_iter()
                .flatten()
                .flat_map(|way| &way.activities)
            {
                places.extend(pool(problem, site, activity).map(|key| (key, 0)));
            }
        }
        for (place, (&(_, activity), at)) in places.iter_mut().enumerate() {
            *at = place as u32;
            if let Some(offer) = problem.activities.get(activity) {
                part.pools.push(Pool {
                    missing: problem.missing_seat.max(0) * scale,
                    most: offer.seats_max.map_or(1, i64::from),
                    least: i64::from(offer.seats_min).min(offer.seats_max.map_or(1, i64::from)),
                    session: offer.session_cost.max(0) * scale,
                });
            }
        }
        for &(site, piece, people) in units {
            let first = part.covers.len();
            for way in self.ways.get(piece).into_iter().flatten() {
                let from = part.taken.len() as u32;
                let keys = way
                    .activities
                    .iter()
                    .filter_map(|&activity| pool(problem, site, activity));
                part.taken
                    .extend(keys.filter_map(|key| places.get(&key).copied()));
                let to = part.taken.len() as u32;
                if let Some(taken) = part.taken.get_mut(from as usize..) {
                    taken.sort_unstable();
                }
                let beyond = self
                    .shares
                    .as_ref()
                    .map_or(0, |shares| shares.value(&way.time, prices));
                let base = way.money * scale + beyond;
                part.covers.push(Cover {
                    base,
                    first: from,
                    end: to,
                    time: way.time,
                });
            }
            part.units.push(Unit {
                people,
                first,
                end: part.covers.len(),
            });
        }
        part
    }
}

/// The pool in which the activity takes a seat; none where it has no sessions.
fn pool(
    problem: &SelectionProblem,
    site: usize,
    activity: usize,
) -> Option<(Option<usize>, usize)> {
    let offer = problem.activities.get(activity)?;
    offer.seats_max?;
    Some((if offer.pooled { None } else { Some(site) }, activity))
}

/// A cover with its cost and time; `None` where it holds something that cannot be taken.
fn piece_cover(
    problem: &SelectionProblem,
    signature: &Signature,
    activities: Vec<usize>,
) -> Option<PieceCover> {
    let mut time = TrackArray::<i64>::default();
    let mut money = 0_i64;
    for &activity in &activities {
        let offer = problem.activities.get(activity)?;
        if offer.seats_max == Some(0) {
            return None;
        }
        for track in Track::ALL {
            *time.get_mut(track) += i64::from(*offer.track_time.get(track));
        }
        if let Ok(at) = signature
            .cost
            .binary_search_by_key(&activity, |&(activity, _)| activity)
        {
            money = money.saturating_add(signature.cost.get(at)?.1);
        }
    }
    Some(PieceCover {
        activities,
        money,
        time,
    })
}

/// The least that the dearest row costs.
fn floor(signature: &Signature) -> i64 {
    let cost = |activity: &usize| {
        let at = signature
            .cost
            .binary_search_by_key(activity, |&(activity, _)| activity)
            .ok();
        at.and_then(|at| signature.cost.get(at))
            .map_or(0, |&(_, cost)| cost)
    };
    signature
        .rows
        .iter()
        .filter_map(|row| row.iter().map(cost).min())
        .max()
        .unwrap_or(0)
        .max(0)
}
