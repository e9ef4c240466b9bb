//! The choice of activities on instances of a size at which nothing can be tried out: made from a seed, and where they are at
//! hand (`PARATUS_SHARED`), the published ones with the best costs and bounds that other solvers have reached.

use paratus::plan::selection::{ActivitySelection, Limits, SelectionProblem, Status, choose};
use paratus_bench::{Instance, generate, problem};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Money of the instances is in ten-thousandths.
const MONEY: f64 = 10_000.0;

/// Holds the choice against the problem: all rows and requirements kept, and the cost that of the formula.
fn check(problem: &SelectionProblem, choice: &ActivitySelection) {
    let mut cost = 0;
    let mut seats: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    let mut time = [0_i64; 3];
    for (group, taken) in problem.groups.iter().zip(&choice.chosen) {
        let signature = &problem.signatures[group.signature];
        let has_one = |of: &Vec<usize>| of.iter().any(|activity| taken.contains(activity));
        assert!(signature.rows.iter().all(has_one));
        for (_, suppliers) in signature
            .implies
            .iter()
            .filter(|(activity, _)| taken.contains(activity))
        {
            assert!(has_one(suppliers));
        }
        let costs: BTreeMap<usize, i64> = signature.cost.iter().copied().collect();
        for activity in taken {
            cost += i64::from(group.people) * costs[activity];
            *seats.entry((group.site, *activity)).or_default() += i64::from(group.people);
            for (time, hours) in time
                .iter_mut()
                .zip(problem.activities[*activity].track_time.0)
            {
                *time += i64::from(group.people) * i64::from(hours);
            }
        }
    }
    for ((_, activity), seats) in seats {
        let offer = &problem.activities[activity];
        cost += offer
            .seats_max
            .map_or(0, |most| (seats + i64::from(most) - 1) / i64::from(most))
            * offer.session_cost;
    }
    if let Some(balance) = problem.balance {
        // A third and the tolerance, of all time.
        let all: i64 = time.iter().sum();
        let limit = all * (1_000_000 + 3 * i64::from(balance.tolerance));
        let beyond: i64 = time
            .iter()
            .map(|time| (time * 3_000_000 - limit).max(0))
            .sum();
        cost += (beyond * balance.price + 2_999_999) / 3_000_000;
    }
    assert_eq!(choice.cost.total, cost);
    assert!(choice.lower_bound <= choice.cost.total);
    assert_eq!(choice.unserved, Vec::<usize>::new());
}

#[test]
fn a_thousand_people_are_proven_optimal() {
    let problem = problem(&generate(1_000, 5));
    let choice = choose(&problem);
    check(&problem, &choice);
    assert_eq!(choice.status, Status::Optimal);
    // Without branching the bound is lower and the cost higher, and the truth between them.
    let hasty = choose(&SelectionProblem {
        limits: Limits {
            nodes: 0,
            rounds: 5,
            moves: 1,
            ..Limits::default()
        },
        ..problem
    });
    assert!(hasty.lower_bound <= choice.cost.total && choice.cost.total <= hasty.cost.total);
}

#[test]
fn more_seats_and_cheaper_sessions_never_cost_more() {
    let problem = problem(&generate(400, 3));
    let before = choose(&problem);
    assert_eq!(before.status, Status::Optimal);
    let mut roomier = problem.clone();
    let mut cheaper = problem;
    for offer in &mut roomier.activities {
        offer.seats_max = offer.seats_max.map(|seats| seats + 2);
    }
    for offer in &mut cheaper.activities {
        offer.session_cost = offer.session_cost * 9 / 10;
    }
    for after in [choose(&roomier), choose(&cheaper)] {
        assert_eq!(after.status, Status::Optimal);
        assert!(after.cost.total <= before.cost.total);
    }
}

/// The published instance, where it is available.
fn published(name: &str) -> Option<SelectionProblem> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let folder = std::env::var_os("PARATUS_SHARED").map_or(beside, PathBuf::from);
    let Ok(text) = std::fs::read(folder.join("planning").join(name)) else {
        println!("{name} is not available (set PARATUS_SHARED)");
        return None;
    };
    let instance: Instance = serde_json::from_slice(&text).expect("an instance");
    Some(problem(&instance))
}

#[test]
fn published_instances_reach_the_best_known_costs() {
    // Best known cost, and the share (in millionths) by which ours may lie above it.
    let known = [
        ("s60.json", 72_653.499, 1.0),
        ("s500.json", 655_717.715_4, 1.0),
        ("s2000.json", 2_834_822.150_8, 1.0),
        ("s20000.json", 27_659_340.589, 0.0),
    ];
    for (name, best, above) in known {
        let Some(problem) = published(name) else {
            continue;
        };
        let choice = choose(&problem);
        check(&problem, &choice);
        let (cost, bound) = (
            choice.cost.total as f64 / MONEY,
            choice.lower_bound as f64 / MONEY,
        );
        assert!(
            cost <= best * (1.0 + above / 1e6),
            "{name}: {cost} where {best} is known"
        );
        assert!(
            bound <= best * (1.0 + 1e-9),
            "{name}: no bound lies above a known cost, {bound} does"
        );
        // Of twenty sites a few are left with less than that.
        assert!(choice.gap() < 1e-6, "{name}");
    }
}
