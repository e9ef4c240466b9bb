//! Phases from measured use: the most common first, prerequisites closed, people and process before or with the tools.

#![expect(clippy::indexing_slicing, reason = "objectives, crowds and phases are indices of the same lists")]

use super::PhaseOptions;
use super::usage::{Coverage, Usage};
use crate::order::Order;

/// In which phase each objective stands.
pub(super) struct Proposal {
    /// By objective; `None` where nobody needs it.
    pub(super) phase: Vec<Option<usize>>,
    /// Objectives that fit no phase within the hours and stand in the last one.
    pub(super) over_hours: Vec<bool>,
    pub(super) phases: usize,
}

/// Phases where neither their number nor hours are given.
const USUAL: usize = 3;
/// Most phases where only hours are given.
const MOST: usize = 24;
/// More than this are not proposed, whatever is asked for: every phase has its loads.
const BOUND: usize = 1000;

pub(super) fn propose(usage: &Usage<'_>, options: &PhaseOptions, written: usize) -> Proposal {
    let hours = options.hours_per_person.filter(|hours| *hours > 0.0);
    let usual = if written > 0 {
        written
    } else if hours.is_some() {
        MOST
    } else {
        USUAL
    };
    let phases = options.phases.unwrap_or(usual).clamp(1, BOUND.max(written));
    let count = usage.model.objectives.len();
    let order = by_use(usage);
    let mut proposal = Proposal { phase: vec![None; count], over_hours: vec![false; count], phases };
    let mut loads = vec![vec![0.0; usage.crowds.len()]; phases];
    let latest = phases.min(2) - 1;
    let is_set = |objective: usize| usage.model.objectives[objective].is_feature_set();

    // What no feature set relies on: early for what most need, and in no case later than the second phase.
    let mut relied_on = vec![false; count];
    order.iter().flat_map(|&set| usage.closure(set)).for_each(|at| relied_on[at] = true);
    let staff: u64 = usage.crowds.iter().map(|crowd| crowd.people).sum();
    for objective in (0..count).filter(|&at| usage.needing[at] > 0 && !is_set(at) && !relied_on[at]) {
        let phase = if usage.needing[objective] * 2 >= staff { 0 } else { latest };
        place(usage, &mut proposal, &mut loads, objective, phase);
    }

    let whole: f64 = order.iter().map(|&set| usage.hours(set).unwrap_or(1.0)).sum();
    let (mut spent, mut last) = (0.0, 0);
    for (at, &set) in order.iter().enumerate() {
        let closure = usage.closure(set);
        let first = closure.iter().filter_map(|&before| proposal.phase[before].filter(|_| is_set(before))).max();
        let first = first.unwrap_or(0);
        let own = usage.hours(set).unwrap_or(1.0);
        let phase = match hours {
            // Equal parts of the hours, never skipping a phase.
            None => {
                let middle = if whole > 0.0 { (spent + own / 2.0) * phases as f64 / whole } else { 0.0 };
                let phase = (middle as usize).min(phases - 1).min(if at == 0 { 0 } else { last + 1 }).max(last);
                phase.max(first)
            }
            Some(limit) => {
                let fits = |phase: &usize| fits(usage, &proposal, &loads, set, &closure, *phase, limit);
                (first..phases).find(fits).unwrap_or_else(|| {
                    proposal.over_hours[set] = true;
                    phases - 1
                })
            }
        };
        (spent, last) = (spent + own, phase);
        for &before in closure.iter().filter(|&&before| !is_set(before)) {
            place(usage, &mut proposal, &mut loads, before, phase.min(latest));
        }
        place(usage, &mut proposal, &mut loads, set, phase);
    }
    pull_prerequisites(usage, &mut proposal);
    proposal.phases = proposal.phase.iter().flatten().max().map_or(0, |last| last + 1).max(written.min(phases));
    proposal
}

/// Puts an objective into a phase, or into the earlier one where it stands already.
fn place(usage: &Usage<'_>, proposal: &mut Proposal, loads: &mut [Vec<f64>], objective: usize, phase: usize) {
    if proposal.phase[objective].is_some_and(|held| held <= phase) {
        return;
    }
    for (at, crowd) in usage.crowds.iter().enumerate() {
        let hours = usage.hours_of(crowd, objective);
        if let Some(held) = proposal.phase[objective] {
            loads[held][at] -= hours;
        }
        loads[phase][at] += hours;
    }
    proposal.phase[objective] = Some(phase);
}

/// Whether a set, with what must come before it, keeps everyone who needs it within the hours of a phase.
fn fits(
    usage: &Usage<'_>,
    proposal: &Proposal,
    loads: &[Vec<f64>],
    set: usize,
    closure: &[usize],
    phase: usize,
    limit: f64,
) -> bool {
    usage.crowds.iter().enumerate().filter(|(_, crowd)| usage.needs(crowd, set)).all(|(at, crowd)| {
        let new = closure.iter().filter(|&&before| proposal.phase[before].is_none() && phase < 2);
        let before: f64 = new.map(|&before| usage.hours_of(crowd, before)).sum();
        loads[phase][at] + before + usage.hours_of(crowd, set) <= limit + 1e-9
    })
}

/// Feature sets that anybody needs, by the use that each covers per hour together with the sets it requires; equals by
/// commonness, then in the order of the programme. Prerequisites stand before what requires them.
fn by_use(usage: &Usage<'_>) -> Vec<usize> {
    let model = usage.model;
    let is_set = |at: &usize| model.objectives[*at].is_feature_set();
    let mut left: Vec<usize> = (0..model.objectives.len()).filter(|at| is_set(at) && usage.needing[*at] > 0).collect();
    let mut coverage = Coverage::new(usage);
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let bundle = |set: usize| {
            let mut sets: Vec<usize> = usage.closure(set).into_iter().filter(|at| left.contains(at)).collect();
            sets.push(set);
            sets
        };
        let worth = |set: usize| {
            let sets = bundle(set);
            let hours: f64 = sets.iter().map(|&at| usage.hours(at).unwrap_or(1.0)).sum();
            coverage.gain(&sets) / hours.max(1e-9)
        };
        let ranked = left.iter().map(|&set| (worth(set), usage.common[set].common, set));
        let best = ranked.max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)));
        let Some((_, _, best)) = best else { break };
        let mut sets = bundle(best);
        // Whatever requires more stands later.
        sets.order_by_key(|&at| (usage.closure(at).len(), at));
        for set in sets {
            coverage.add(set);
            left.retain(|&at| at != set);
            order.push(set);
        }
    }
    order
}

/// No objective stands before its prerequisites: they are pulled forward.
fn pull_prerequisites(usage: &Usage<'_>, proposal: &mut Proposal) {
    for objective in 0..proposal.phase.len() {
        let Some(phase) = proposal.phase[objective] else { continue };
        for before in usage.closure(objective) {
            if proposal.phase[before].is_none_or(|held| held > phase) {
                proposal.phase[before] = Some(phase);
            }
        }
    }
}
