//! What a choice costs, computed from the problem and the activities chosen, in whole numbers.

use super::track::{Track, TrackArray};
use super::tracks::Shares;
use super::{ActivitySelection, BalanceResult, PoolSessions, SelectionProblem, UndersizedPool};
use std::collections::BTreeMap;

/// Fills in everything that follows from `chosen`: sessions, cost, time, what is short.
pub(super) fn evaluate(problem: &SelectionProblem, chosen: Vec<Vec<usize>>) -> ActivitySelection {
    let mut choice = ActivitySelection {
        chosen,
        ..ActivitySelection::default()
    };
    let mut seats: BTreeMap<(Option<usize>, usize), u64> = BTreeMap::new();
    for (group, activities) in problem.groups.iter().zip(&choice.chosen) {
        let costs = problem
            .signatures
            .get(group.signature)
            .map_or(&[][..], |signature| &signature.cost);
        let costs: BTreeMap<usize, i64> = costs.iter().copied().collect();
        for &activity in activities {
            let Some(offer) = problem.activities.get(activity) else {
                continue;
            };
            let people = i64::from(group.people);
            let money = costs
                .get(&activity)
                .copied()
                .unwrap_or(0)
                .saturating_mul(people);
            choice.cost.seats = choice.cost.seats.saturating_add(money);
            for track in Track::ALL {
                let time = i64::from(*offer.track_time.get(track)).saturating_mul(people);
                let sum = choice.track_time.get_mut(track);
                *sum = sum.saturating_add(time);
            }
            if offer.seats_max.is_some() {
                let site = if offer.pooled { None } else { Some(group.site) };
                *seats.entry((site, activity)).or_default() += u64::from(group.people);
            }
        }
    }
    for ((site, activity), seats) in seats {
        let Some(offer) = problem.activities.get(activity).filter(|_| seats > 0) else {
            continue;
        };
        let most = u64::from(offer.seats_max.unwrap_or(1).max(1));
        let sessions = seats.div_ceil(most);
        choice.sessions.push(PoolSessions {
            site,
            activity,
            seats,
            sessions,
        });
        let money = offer.session_cost.max(0).saturating_mul(sessions as i64);
        choice.cost.sessions = choice.cost.sessions.saturating_add(money);
        let missing = (sessions * u64::from(offer.seats_min).min(most)).saturating_sub(seats);
        if missing > 0 {
            choice.short.push(UndersizedPool {
                site,
                activity,
                missing,
            });
            let money = problem.missing_seat.max(0).saturating_mul(missing as i64);
            choice.cost.missing = choice.cost.missing.saturating_add(money);
        }
    }
    if let Some(balance) = &problem.balance {
        let shares = Shares::new(balance);
        choice.cost.balance = shares.cost(&choice.track_time);
        choice.balance = Some(BalanceResult {
            price_per_point: TrackArray::default(),
            slack: shares.slack(&choice.track_time),
        });
    }
    let parts = [
        choice.cost.balance,
        choice.cost.missing,
        choice.cost.seats,
        choice.cost.sessions,
    ];
    choice.cost.total = parts
        .iter()
        .fold(0, |sum: i64, &part| sum.saturating_add(part));
    choice
}
