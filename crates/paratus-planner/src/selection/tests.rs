//! The choice held against trying everything, and against what must not matter.

use super::track::Track;
use super::*;
use crate::pace::{Pace, Work};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The cost by the formula of the room's documentation, written without the room's own parts; `None` where a row or a
/// requirement is not kept.
fn cost(problem: &SelectionProblem, chosen: &[Vec<usize>]) -> Option<i64> {
    let mut total = 0;
    let mut seats: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut time = [0_i64; 3];
    for (group, taken) in problem.groups.iter().zip(chosen) {
        let signature = &problem.signatures[group.signature];
        let has_one = |of: &Vec<usize>| of.iter().any(|activity| taken.contains(activity));
        if !signature.rows.iter().all(has_one) {
            return None;
        }
        if !signature
            .implies
            .iter()
            .filter(|(a, _)| taken.contains(a))
            .all(|(_, suppliers)| has_one(suppliers))
        {
            return None;
        }
        for &activity in taken {
            let people = i64::from(group.people);
            total += people
                * signature
                    .cost
                    .iter()
                    .filter(|(a, _)| *a == activity)
                    .map(|(_, cost)| cost)
                    .sum::<i64>();
            let offer = &problem.activities[activity];
            let site = if offer.pooled { usize::MAX } else { group.site };
            *seats.entry((site, activity)).or_default() += people;
            for (at, track) in Track::ALL.into_iter().enumerate() {
                time[at] += people * i64::from(*offer.track_time.get(track));
            }
        }
    }
    for ((_, activity), seats) in seats {
        let offer = &problem.activities[activity];
        let Some(most) = offer.seats_max.map(i64::from) else {
            continue;
        };
        let sessions = (seats + most - 1) / most;
        total += sessions * offer.session_cost;
        total += problem.missing_seat * (sessions * i64::from(offer.seats_min) - seats).max(0);
    }
    if let Some(balance) = &problem.balance {
        let all: i64 = time.iter().sum();
        let weights: i64 = balance
            .weights
            .iter()
            .map(|(_, &weight)| i64::from(weight))
            .sum();
        // In millionths of a unit of time for each weight.
        let beyond = |at: usize, track: Track| {
            let share = i64::from(*balance.weights.get(track)) * 1_000_000
                + i64::from(balance.tolerance) * weights;
            (time[at] * 1_000_000 * weights - share * all).max(0)
        };
        let beyond: i64 = Track::ALL
            .into_iter()
            .enumerate()
            .map(|(at, track)| beyond(at, track))
            .sum();
        let whole = 1_000_000 * weights;
        total += (beyond * balance.price + whole - 1) / whole;
    }
    Some(total)
}

/// The least cost of all choices; groups of one site and signature take the same. No group takes anything superfluous.
fn by_trying(problem: &SelectionProblem) -> Option<i64> {
    let mut units: Vec<(usize, usize)> = problem
        .groups
        .iter()
        .map(|group| (group.site, group.signature))
        .collect();
    units.sort_unstable();
    units.dedup();
    let keeps = |signature: usize, set: u32| {
        let wants = &problem.signatures[signature];
        let has_one = |of: &Vec<usize>| of.iter().any(|a| set >> a & 1 == 1);
        wants.rows.iter().all(has_one)
            && wants
                .implies
                .iter()
                .filter(|(a, _)| set >> a & 1 == 1)
                .all(|(_, suppliers)| has_one(suppliers))
    };
    let all = 1_u32 << problem.activities.len();
    let covers: Vec<Vec<u32>> = units
        .iter()
        .map(|&(_, signature)| {
            let kept: Vec<u32> = (0..all).filter(|&set| keeps(signature, set)).collect();
            kept.iter()
                .copied()
                .filter(|&set| !kept.iter().any(|&less| less != set && less & set == less))
                .collect()
        })
        .collect();
    if covers.iter().any(Vec::is_empty) {
        return None;
    }
    let mut at = vec![0; units.len()];
    let mut least: Option<i64> = None;
    loop {
        let chosen: Vec<Vec<usize>> = problem
            .groups
            .iter()
            .map(|group| {
                let unit = units
                    .binary_search(&(group.site, group.signature))
                    .expect("a unit of its own");
                let set = covers[unit][at[unit]];
                (0..problem.activities.len())
                    .filter(|a| set >> a & 1 == 1)
                    .collect()
            })
            .collect();
        let this = cost(problem, &chosen).expect("covers keep all rows");
        least = Some(least.map_or(this, |least| least.min(this)));
        let Some(next) = (0..units.len()).find(|&unit| at[unit] + 1 < covers[unit].len()) else {
            return least;
        };
        at[..next].fill(0);
        at[next] += 1;
    }
}

fn subset(most: usize) -> impl Strategy<Value = Vec<usize>> {
    proptest::collection::btree_set(0_usize..5, 1..=most).prop_map(|set| set.into_iter().collect())
}

fn offer() -> impl Strategy<Value = Offer> {
    let seats = prop_oneof![1 => Just(None), 4 => (1_u32..12).prop_map(Some)];
    (
        seats,
        0_i64..200,
        0_u32..4,
        prop::bool::weighted(0.2),
        [0_u32..5, 0_u32..5, 0_u32..5],
    )
        .prop_map(|(seats_max, session_cost, seats_min, pooled, time)| Offer {
            pooled,
            seats_max,
            seats_min: seats_min.min(seats_max.unwrap_or(0)),
            session_cost,
            track_time: TrackArray(time),
        })
}

fn signature() -> impl Strategy<Value = Signature> {
    let rows = proptest::collection::vec(subset(3), 1..4);
    let implies = proptest::collection::vec((0_usize..5, subset(2)), 0..2);
    (rows, implies, proptest::array::uniform5(0_i64..60)).prop_map(|(rows, implies, cost)| {
        Signature {
            cost: cost.into_iter().enumerate().collect(),
            implies,
            rows,
        }
    })
}

fn tiny(balanced: bool) -> impl Strategy<Value = SelectionProblem> {
    let groups = proptest::collection::vec((0_usize..3, 0_usize..2, 1_u32..15), 1..6);
    let balance = (0_i64..30, 0_u32..200_000, [0_u32..3, 0_u32..3, 1_u32..3]).prop_map(
        |(price, tolerance, weights)| Balance {
            price,
            tolerance,
            weights: TrackArray(weights),
        },
    );
    let activities = proptest::collection::vec(offer(), 5);
    let signatures = proptest::collection::vec(signature(), 3);
    (
        activities,
        signatures,
        groups,
        balance,
        prop_oneof![Just(0_i64), Just(400_i64)],
    )
        .prop_map(
            move |(activities, signatures, groups, balance, missing_seat)| SelectionProblem {
                activities,
                balance: balanced.then_some(balance),
                groups: groups
                    .into_iter()
                    .map(|(signature, site, people)| Group {
                        people,
                        signature,
                        site,
                    })
                    .collect(),
                missing_seat,
                signatures,
                ..SelectionProblem::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn small_ones_are_solved_as_by_trying_everything(problem in tiny(false)) {
        let choice = choose(&problem);
        prop_assert_eq!(Some(choice.cost.total), cost(&problem, &choice.chosen));
        prop_assert_eq!(Some(choice.cost.total), by_trying(&problem));
        prop_assert_eq!(choice.lower_bound, choice.cost.total);
        prop_assert_eq!(choice.status, Status::Optimal);
    }

    #[test]
    fn pauses_change_nothing(problem in tiny(true)) {
        let once = choose(&problem);
        let mut work = Work::new(async move { choose_paced(&problem, &Pace::new(1)).await });
        let again = loop {
            if let Some(choice) = work.go_on() {
                break choice;
            }
        };
        prop_assert_eq!(once, again);
    }

    #[test]
    fn with_balance_the_least_lies_between_the_bound_and_what_is_found(problem in tiny(true)) {
        let choice = choose(&problem);
        let least = by_trying(&problem).expect("every row has an activity");
        prop_assert_eq!(Some(choice.cost.total), cost(&problem, &choice.chosen));
        prop_assert!(choice.lower_bound <= least, "bound {} of {least}", choice.lower_bound);
        prop_assert!(least <= choice.cost.total);
        prop_assert_eq!(choice.status == Status::Optimal, choice.lower_bound == choice.cost.total);
    }

    #[test]
    fn whatever_the_limits_the_bound_holds(problem in tiny(true), nodes in 0_u32..3, rounds in 0_u32..4, moves in 0_u32..2) {
        let problem = SelectionProblem { limits: Limits { apart: false, gap: 0, moves, nodes, rounds }, ..problem };
        let choice = choose(&problem);
        let least = by_trying(&problem).expect("every row has an activity");
        prop_assert!(choice.lower_bound <= least && least <= choice.cost.total);
        prop_assert_eq!(Some(choice.cost.total), cost(&problem, &choice.chosen));
    }

    #[test]
    fn order_and_way_of_writing_change_nothing(problem in tiny(true), turn in 0_usize..6) {
        let choice = choose(&problem);
        let mut other = problem.clone();
        other.groups.rotate_left(turn % problem.groups.len());
        // Signatures in another order, one of them twice; rows turned and written twice.
        let mut signatures = vec![problem.signatures[turn % 3].clone()];
        signatures.extend(problem.signatures.iter().rev().cloned());
        for group in &mut other.groups {
            group.signature = if group.signature == turn % 3 && group.people % 2 == 0 { 0 } else { 3 - group.signature };
        }
        for signature in &mut signatures {
            let first = signature.rows[0].clone();
            signature.rows.reverse();
            signature.rows.push(first);
            signature.implies.reverse();
        }
        other.signatures = signatures;
        let again = choose(&other);
        prop_assert_eq!(again.cost, choice.cost);
        prop_assert_eq!(again.lower_bound, choice.lower_bound);
        prop_assert_eq!(again.sessions, choice.sessions);
        let mut chosen = choice.chosen.clone();
        chosen.rotate_left(turn % problem.groups.len());
        prop_assert_eq!(again.chosen, chosen);
    }
}

/// Set covering: one person for each column to pay for. With sessions of unlimited size for which the first seat pays all,
/// every row is a group of its own, and the cost is that of the columns used.
fn set_covering(costs: &[i64], rows: &[&[usize]]) -> SelectionProblem {
    SelectionProblem {
        activities: costs
            .iter()
            .map(|&session_cost| Offer {
                session_cost,
                seats_max: Some(1_000),
                ..Offer::default()
            })
            .collect(),
        signatures: rows
            .iter()
            .map(|row| Signature {
                rows: vec![row.to_vec()],
                ..Signature::default()
            })
            .collect(),
        groups: (0..rows.len())
            .map(|signature| Group {
                people: 1,
                signature,
                site: 0,
            })
            .collect(),
        ..SelectionProblem::default()
    }
}

/// The least cost of a set of columns that has one of each row, by trying all sets.
fn set_covering_by_trying(costs: &[i64], rows: &[&[usize]]) -> i64 {
    let covers = |set: u32| {
        rows.iter()
            .all(|row| row.iter().any(|column| set >> column & 1 == 1))
    };
    let cost = |set: u32| {
        costs
            .iter()
            .enumerate()
            .filter(|(column, _)| set >> column & 1 == 1)
            .map(|(_, cost)| cost)
            .sum()
    };
    (0..1_u32 << costs.len())
        .filter(|&set| covers(set))
        .map(cost)
        .min()
        .expect("all columns together cover all rows")
}

#[test]
fn set_covering_is_solved() {
    // The lines of the Fano plane: 7 points, 7 lines of 3; the relaxation says 7/3, whole columns need 3.
    let fano: [&[usize]; 7] = [
        &[0, 1, 2],
        &[0, 3, 4],
        &[0, 5, 6],
        &[1, 3, 5],
        &[1, 4, 6],
        &[2, 3, 6],
        &[2, 4, 5],
    ];
    // Triples of a system of 9 points: 12 lines, each point on 4; the fewest points that meet all lines are 5.
    let affine: [&[usize]; 12] = [
        &[0, 1, 2],
        &[3, 4, 5],
        &[6, 7, 8],
        &[0, 3, 6],
        &[1, 4, 7],
        &[2, 5, 8],
        &[0, 4, 8],
        &[1, 5, 6],
        &[2, 3, 7],
        &[0, 5, 7],
        &[1, 3, 8],
        &[2, 4, 6],
    ];
    // An odd ring: neighbours share a row.
    let ring: Vec<Vec<usize>> = (0..11).map(|at| vec![at, (at + 1) % 11]).collect();
    let ring: Vec<&[usize]> = ring.iter().map(Vec::as_slice).collect();
    let costs = [7, 3, 9, 4, 6, 2, 8, 5, 3, 9, 4];
    for (costs, rows, known) in [
        (&[1; 7][..], &fano[..], Some(3)),
        (&costs[..7], &fano[..], None),
        (&[1; 9][..], &affine[..], Some(5)),
        (&costs[..9], &affine[..], None),
        (&[1; 11][..], &ring[..], Some(6)),
        (&costs[..], &ring[..], None),
    ] {
        let least = set_covering_by_trying(costs, rows);
        assert_eq!(known.unwrap_or(least), least);
        let choice = choose(&set_covering(costs, rows));
        assert_eq!(
            (choice.cost.total, choice.lower_bound, choice.status),
            (least, least, Status::Optimal)
        );
    }
}

#[test]
fn a_session_below_its_minimum_is_held_only_where_nothing_else_helps() {
    let course = |least| Offer {
        seats_max: Some(10),
        seats_min: least,
        session_cost: 50,
        ..Offer::default()
    };
    let mut problem = SelectionProblem {
        activities: vec![course(6), course(6)],
        signatures: vec![
            Signature {
                rows: vec![vec![0, 1]],
                cost: vec![(1, 5)],
                ..Signature::default()
            },
            Signature {
                rows: vec![vec![1]],
                ..Signature::default()
            },
        ],
        groups: vec![
            Group {
                people: 4,
                signature: 0,
                site: 3,
            },
            Group {
                people: 3,
                signature: 1,
                site: 3,
            },
        ],
        missing_seat: 1_000,
        ..SelectionProblem::default()
    };
    let choice = choose(&problem);
    assert_eq!(
        (choice.chosen.clone(), choice.short.len()),
        (vec![vec![1], vec![1]], 0),
        "merged into one session of 7"
    );
    problem.groups[0].people = 1;
    let choice = choose(&problem);
    assert_eq!(
        choice.short,
        [UndersizedPool {
            site: Some(3),
            activity: 1,
            missing: 2
        }],
        "1 and 3 are 2 short of 6"
    );
    assert_eq!(choice.cost.total, 50 + 5 + 2 * 1_000);
}

#[test]
fn people_who_need_much_are_no_harder() {
    // Twelve times two rows of one middle and two ends: the middle for 7, or both ends for 4 each.
    let rows = (0..12)
        .flat_map(|at| [vec![3 * at, 3 * at + 1], vec![3 * at + 1, 3 * at + 2]])
        .collect();
    let cost = (0..36)
        .map(|activity| (activity, if activity % 3 == 1 { 7 } else { 4 }))
        .collect();
    let problem = SelectionProblem {
        activities: vec![Offer::default(); 36],
        signatures: vec![Signature {
            cost,
            implies: vec![],
            rows,
        }],
        groups: vec![Group {
            people: 3,
            signature: 0,
            site: 0,
        }],
        ..SelectionProblem::default()
    };
    let choice = choose(&problem);
    assert_eq!(
        choice.chosen,
        [(0..12).map(|at| 3 * at + 1).collect::<Vec<_>>()]
    );
    assert_eq!(
        (choice.cost.total, choice.lower_bound),
        (3 * 12 * 7, 3 * 12 * 7)
    );
}

#[test]
fn too_many_covers_end_with_a_plan_and_a_bound() {
    // A ring of 60 rows of 3 has far too many covers to know them all; 20 of 60 columns are needed.
    let problem = SelectionProblem {
        activities: vec![
            Offer {
                session_cost: 10,
                seats_max: Some(4),
                ..Offer::default()
            };
            60
        ],
        signatures: vec![Signature {
            cost: (0..60).map(|activity| (activity, 5)).collect(),
            implies: vec![],
            rows: (0..60)
                .map(|at| vec![at, (at + 1) % 60, (at + 2) % 60])
                .collect(),
        }],
        groups: vec![Group {
            people: 4,
            signature: 0,
            site: 0,
        }],
        ..SelectionProblem::default()
    };
    let choice = choose(&problem);
    let least = 20 * (4 * 5 + 10);
    assert_eq!(Some(choice.cost.total), cost(&problem, &choice.chosen));
    assert!(0 < choice.lower_bound && choice.lower_bound <= least && least <= choice.cost.total);
    assert_eq!(choice.status, Status::Bounded);
}

#[test]
fn nothing_to_cover_and_nothing_that_covers() {
    assert_eq!(
        choose(&SelectionProblem::default()),
        ActivitySelection {
            status: Status::Optimal,
            ..ActivitySelection::default()
        }
    );
    let problem = SelectionProblem {
        activities: vec![Offer {
            seats_max: Some(0),
            ..Offer::default()
        }],
        signatures: vec![
            Signature {
                rows: vec![vec![]],
                ..Signature::default()
            },
            Signature {
                rows: vec![vec![0]],
                ..Signature::default()
            },
            Signature {
                rows: vec![vec![7]],
                ..Signature::default()
            },
            Signature::default(),
        ],
        groups: (0..6)
            .map(|signature| Group {
                people: 2,
                signature,
                site: 0,
            })
            .collect(),
        ..SelectionProblem::default()
    };
    let choice = choose(&problem);
    assert_eq!(
        choice.unserved,
        [0, 1, 2, 4, 5],
        "no activity, no seats, no such activity, no such signature"
    );
    assert_eq!(choice.chosen, vec![Vec::<usize>::new(); 6]);
}

#[test]
fn totals_beyond_64_bits_are_no_panic() {
    let problem = SelectionProblem {
        activities: vec![
            Offer {
                session_cost: i64::MAX,
                seats_max: Some(1),
                ..Offer::default()
            },
            Offer::default(),
        ],
        signatures: vec![Signature {
            rows: vec![vec![0, 1]],
            cost: vec![(1, i64::MAX / 2)],
            ..Signature::default()
        }],
        groups: vec![
            Group {
                people: u32::MAX,
                signature: 0,
                site: 0
            };
            3
        ],
        balance: Some(Balance {
            price: i64::MAX,
            tolerance: u32::MAX,
            weights: TrackArray::default(),
        }),
        missing_seat: i64::MAX,
        ..SelectionProblem::default()
    };
    let choice = choose(&problem);
    assert_eq!(choice.lower_bound, 0);
    assert_eq!(choice.status, Status::Bounded);
}
