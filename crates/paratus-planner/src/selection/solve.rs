//! All parts, one after the other, and what they come to together.

use super::balance_search::{BalanceSearch, time};
use super::branch::{self, SolvedComponent};
use super::component::{Component, Unit};
use super::cost::evaluate;
use super::prepare::{Crowd, PreparedProblem};
use super::search::ComponentSelection;
use super::track::TrackArray;
use super::tracks::PRICE_STEPS;
use super::{ActivitySelection, Effort, Limits, SelectionProblem, Status};
use crate::pace::{Pace, at_once};
use std::collections::BTreeMap;

/// Branching nodes that every part may have, if any.
const LEAST_NODES: u32 = 8;
/// Prices of tracks tried beside the best ones, in thousandths of them.
const TRIED_PER_MILLE: [i128; 2] = [990, 1_010];

/// The cheapest choice that is found within the limits, with a lower bound for every choice.
///
/// Time grows with the number of sites and is limited for each by [`Limits`]; the result is the same on
/// every platform, and does not depend on the order of groups, signatures and rows. A problem whose totals leave 64 bits
/// gets the cover that is cheapest for each group alone, and no bound but 0.
#[must_use]
pub fn choose(problem: &SelectionProblem) -> ActivitySelection {
    at_once(choose_paced(problem, &Pace::without_pauses()))
}

/// The same with pauses.
pub async fn choose_paced(problem: &SelectionProblem, pace: &Pace) -> ActivitySelection {
    let prepared = PreparedProblem::new(problem, pace).await;
    let Some(scale) = prepared.scale else {
        return finish(problem, &prepared, &BTreeMap::new(), 0);
    };
    let prices = prepared.track_prices(problem);
    pace.spend(prepared.size()).await;
    let mut effort = Effort {
        covers: prepared.ways.iter().map(|ways| ways.len() as u64).sum(),
        ..Effort::default()
    };
    let mut bound = 0_i128;
    let mut spent = TrackArray::<i64>::default();
    let mut picks = ChosenCovers::new();
    let mut left = u64::from(problem.limits.nodes);
    for (place, units) in prepared.parts.iter().enumerate() {
        let part = prepared.part(problem, units, &prices);
        // What earlier parts did not need is there for later ones.
        let nodes = left / (prepared.parts.len() - place) as u64;
        let nodes = u32::try_from(nodes)
            .unwrap_or(u32::MAX)
            .max(problem.limits.nodes.min(LEAST_NODES));
        let SolvedComponent {
            bound: least,
            found,
            nodes,
        } = branch::solve(
            &part,
            &Limits {
                nodes,
                ..problem.limits
            },
            pace,
        )
        .await;
        left = left.saturating_sub(nodes);
        bound += i128::from(least);
        effort.nodes += nodes;
        effort.sites += 1;
        effort.sites_proven += u64::from(least + part.idle >= found.cost);
        take(&mut picks, units, &part, &found);
        for (track, more) in time(&part, &found).iter() {
            let sum = spent.get_mut(track);
            *sum = sum.saturating_add(*more);
        }
    }
    if prepared
        .shares
        .is_some_and(|shares| !shares.agree(&spent, &prices, scale))
    {
        picks = settled(problem, &prepared, &prices, picks, scale, pace).await;
    }
    let bound = if prepared.complete {
        divide_up(bound, scale)
    } else {
        prepared.bound_by_rows()
    };
    let mut choice = finish(problem, &prepared, &picks, bound);
    choice.effort = effort;
    if let Some(balance) = &mut choice.balance {
        let all: i128 = choice
            .track_time
            .iter()
            .map(|(_, &time)| i128::from(time))
            .sum();
        let unit = 100 * i128::from(scale) * i128::from(PRICE_STEPS);
        balance.price_per_point =
            prices.map(|&price| i64::try_from(i128::from(price) * all / unit).unwrap_or(i64::MAX));
    }
    choice
}

/// For each site and piece, the place of its cover.
type ChosenCovers = BTreeMap<(usize, usize), usize>;

fn take(picks: &mut ChosenCovers, units: &[Crowd], part: &Component, found: &ComponentSelection) {
    for ((&(site, piece, _), unit), pick) in units.iter().zip(&part.units).zip(&found.picks) {
        picks.insert((site, piece), pick - unit.first);
    }
}

/// The cheapest by the true cost of imbalance that lies on the ways between what was found and what is found at prices of the
/// tracks a little lower and higher.
async fn settled(
    problem: &SelectionProblem,
    prepared: &PreparedProblem,
    prices: &TrackArray<i64>,
    picks: ChosenCovers,
    scale: i64,
    pace: &Pace,
) -> ChosenCovers {
    let Some(shares) = &prepared.shares else {
        return picks;
    };
    let hasty = Limits {
        nodes: 0,
        ..problem.limits
    };
    let mut ends = vec![picks];
    for per_mille in TRIED_PER_MILLE {
        let prices = prices
            .map(|price| i64::try_from(i128::from(*price) * per_mille / 1_000).unwrap_or(i64::MAX));
        let mut picks = ChosenCovers::new();
        for units in &prepared.parts {
            let part = prepared.part(problem, units, &prices);
            let solved = branch::solve(&part, &hasty, pace).await;
            take(&mut picks, units, &part, &solved.found);
        }
        ends.push(picks);
    }
    let plain: Vec<Component> = prepared
        .parts
        .iter()
        .map(|units| prepared.part(problem, units, &TrackArray::default()))
        .collect();
    let found = |picks: &ChosenCovers| {
        let with_picks = |(units, part): (&Vec<Crowd>, &Component)| {
            let pick = |(&(site, piece, _), unit): (&Crowd, &Unit)| {
                unit.first + picks.get(&(site, piece)).copied().unwrap_or(0)
            };
            ComponentSelection::new(part, units.iter().zip(&part.units).map(pick).collect())
        };
        prepared
            .parts
            .iter()
            .zip(&plain)
            .map(with_picks)
            .collect::<Vec<ComponentSelection>>()
    };
    let ends: Vec<Vec<ComponentSelection>> = ends.iter().map(found).collect();
    let settle = BalanceSearch {
        parts: &plain,
        shares,
        scale,
        passes: problem.limits.moves,
    };
    let mut best: Option<(i128, Vec<ComponentSelection>)> = None;
    for from in &ends {
        for to in &ends {
            let mut founds = from.clone();
            settle.walk(&mut founds, to);
            pace.spend(prepared.size()).await;
            let cost = settle.improve(&mut founds);
            pace.spend(prepared.size()).await;
            if best.as_ref().is_none_or(|best| cost < best.0) {
                best = Some((cost, founds));
            }
        }
    }
    let mut picks = ChosenCovers::new();
    for ((units, part), found) in prepared
        .parts
        .iter()
        .zip(&plain)
        .zip(best.iter().flat_map(|best| &best.1))
    {
        take(&mut picks, units, part, found);
    }
    picks
}

/// The account of the picks, with the bound. Groups without a pick take the cover that is cheapest for them alone.
fn finish(
    problem: &SelectionProblem,
    prepared: &PreparedProblem,
    picks: &ChosenCovers,
    bound: i64,
) -> ActivitySelection {
    let mut unserved = Vec::new();
    let mut chosen = Vec::with_capacity(problem.groups.len());
    for (place, (group, pieces)) in problem.groups.iter().zip(&prepared.pieces_of).enumerate() {
        let mut taken: Vec<usize> = Vec::new();
        for piece in pieces.clone().into_iter().flatten() {
            let ways = prepared.ways.get(piece).map_or(&[][..], Vec::as_slice);
            let way = picks
                .get(&(group.site, piece))
                .and_then(|&pick| ways.get(pick));
            let way = way.or_else(|| ways.iter().min_by_key(|way| way.money));
            taken.extend(way.iter().flat_map(|way| &way.activities));
        }
        taken.sort_unstable();
        chosen.push(taken);
        if pieces.is_none() {
            unserved.push(place);
        }
    }
    let mut choice = evaluate(problem, chosen);
    choice.unserved = unserved;
    choice.lower_bound = bound.min(choice.cost.total);
    choice.status = if choice.lower_bound == choice.cost.total {
        Status::Optimal
    } else {
        Status::Bounded
    };
    choice
}

/// A sum of inner money as money, rounded up: totals are whole.
fn divide_up(inner: i128, scale: i64) -> i64 {
    let scale = i128::from(scale);
    i64::try_from((inner + scale - 1).div_euclid(scale)).unwrap_or(0)
}
