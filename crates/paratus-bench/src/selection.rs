//! The activity selection: timed, and written out for other solvers.

use crate::Instance;
use crate::demand::{MONEY, problem};
use paratus::plan::selection::{ActivitySelection, Limits, SelectionProblem, choose};
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// One run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Lower bound, in the instance's money.
    pub bound: f64,
    /// Cost, in the instance's money.
    pub cost: f64,
    /// Seconds of processor time of the selection; 0 where the system does not say. On a busy machine `seconds` are more.
    pub cpu_seconds: f64,
    /// Groups of people: one for each signature and site.
    pub groups: usize,
    /// Branching nodes.
    pub nodes: u64,
    /// Most memory that the process had, in MiB; 0 where the system does not say.
    pub peak_mib: u64,
    /// Seconds from the profiles to the problem: demand and reduction.
    pub prepare_seconds: f64,
    /// Seconds of the selection.
    pub seconds: f64,
    /// Signatures.
    pub signatures: usize,
    /// Sites.
    pub sites: u64,
    /// Sites for which nothing cheaper exists.
    pub sites_proven: u64,
    /// How many people.
    pub staff: u32,
}

/// Times the selection for an instance; the problem is returned, too.
#[must_use]
pub fn time(instance: &Instance, limits: Limits) -> (Row, SelectionProblem, ActivitySelection) {
    let started = Instant::now();
    let problem = SelectionProblem {
        limits,
        ..problem(instance)
    };
    let prepare_seconds = started.elapsed().as_secs_f64();
    let started = (Instant::now(), cpu_seconds());
    let selection = choose(&problem);
    let seconds = started.0.elapsed().as_secs_f64();
    let row = Row {
        bound: selection.lower_bound as f64 / MONEY,
        cost: selection.cost.total as f64 / MONEY,
        cpu_seconds: cpu_seconds() - started.1,
        groups: problem.groups.len(),
        nodes: selection.effort.nodes,
        peak_mib: peak_mib(),
        prepare_seconds,
        seconds,
        signatures: problem.signatures.len(),
        sites: selection.effort.sites,
        sites_proven: selection.effort.sites_proven,
        staff: instance.meta.staff,
    };
    (row, problem, selection)
}

/// Processor time of this process, which has one thread, as Linux says it.
pub(crate) fn cpu_seconds() -> f64 {
    let times = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = times
        .split_whitespace()
        .next()
        .and_then(|word| word.parse::<f64>().ok());
    nanoseconds.unwrap_or(0.0) / 1e9
}

/// The most memory this process had, as Linux says it.
pub(crate) fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kib.unwrap_or(0) / 1024
}

/// The problem as JSON, in whole units: what the scripts for other solvers read.
#[must_use]
pub fn to_json(problem: &SelectionProblem) -> serde_json::Value {
    let activities: Vec<_> = problem
        .activities
        .iter()
        .map(|offer| {
            let time = offer.track_time.0;
            serde_json::json!({ "seats_max": offer.seats_max, "session_cost": offer.session_cost, "track_time": time })
        })
        .collect();
    let signatures: Vec<_> = problem
        .signatures
        .iter()
        .map(|signature| serde_json::json!({ "cost": signature.cost, "implies": signature.implies, "rows": signature.rows }))
        .collect();
    let groups: Vec<_> = problem
        .groups
        .iter()
        .map(|group| (group.site, group.signature, group.people))
        .collect();
    let balance = problem.balance.map(|balance| {
        let weights = balance.weights.0;
        serde_json::json!({ "price": balance.price, "tolerance": balance.tolerance, "weights": weights })
    });
    serde_json::json!({
        "activities": activities,
        "balance": balance,
        "groups": groups,
        "money": MONEY,
        "signatures": signatures,
    })
}
