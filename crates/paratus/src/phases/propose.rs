//! Phases from measured use: the most common first, prerequisites closed, people and process before or with the tools.

use super::ProposalOptions;
use super::attendance::Attendances;
use super::hours_limit::within_hours;
use super::usage::{Coverage, Usage};

/// The phase of each objective.
pub(super) struct Proposal {
    /// By objective; `None` where nobody needs it or it is in no phase.
    pub(super) phase: Vec<Option<usize>>,
    /// How many phases are allowed; what is in later ones belongs to the last of them.
    pub(super) allowed: usize,
    /// How many phases there are.
    pub(super) phases: usize,
}

/// Phases where neither their number nor hours are given.
const DEFAULT_PHASES: usize = 3;
/// More than this are not proposed, whatever is asked for.
const MOST_PHASES: usize = 1000;

/// Proposes phases, none of them empty. `authored` is how many the programme names.
pub(super) fn propose(
    usage: &Usage<'_>,
    attendances: &Attendances,
    options: &ProposalOptions,
    authored: usize,
) -> Proposal {
    let order = by_use(usage, attendances);
    let most = options.phases.map(|phases| phases.clamp(1, MOST_PHASES));
    let mut phase = if let Some(limit) = options.hours_per_person.filter(|hours| *hours > 0.0) {
        within_hours(usage, attendances, &order, limit)
    } else {
        let usual = if authored > 0 {
            authored
        } else {
            DEFAULT_PHASES
        };
        by_equal_parts(usage, attendances, &order, most.unwrap_or(usual))
    };
    let phases = close_gaps(&mut phase);
    Proposal {
        phase,
        allowed: most.unwrap_or(phases).min(phases),
        phases,
    }
}

/// Objectives that are no feature sets, that somebody needs and that no feature set relies on, with whether at least half
/// of all people need them.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn independent(usage: &Usage<'_>, order: &[usize]) -> Vec<(usize, bool)> {
    let mut relied_on = vec![false; usage.model.objectives.len()];
    order
        .iter()
        .flat_map(|&set| usage.closure(set))
        .for_each(|at| relied_on[at] = true);
    let staff: u64 = usage.crowds.iter().map(|crowd| crowd.people).sum();
    let all = 0..relied_on.len();
    let list = all.filter(|&at| {
        usage.needing[at] > 0 && !usage.model.objectives[at].is_feature_set() && !relied_on[at]
    });
    list.map(|at| (at, usage.needing[at] * 2 >= staff))
        .collect()
}

/// Feature sets in order of use, in phases of about equal hours: each phase has one as long as there are enough. People
/// and process no later than the second phase, and with what they require.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn by_equal_parts(
    usage: &Usage<'_>,
    attendances: &Attendances,
    order: &[usize],
    phases: usize,
) -> Vec<Option<usize>> {
    let latest = phases.min(2) - 1;
    let mut placed = vec![None; usage.model.objectives.len()];
    for (objective, most) in independent(usage, order) {
        place(&mut placed, objective, if most { 0 } else { latest });
    }
    let hours = |set: usize| attendances.hours(set).unwrap_or(1.0);
    let whole: f64 = order.iter().map(|&set| hours(set)).sum();
    let (mut spent, mut last) = (0.0, None);
    for (at, &set) in order.iter().enumerate() {
        let middle = if whole > 0.0 {
            (spent + hours(set) / 2.0) * phases as f64 / whole
        } else {
            0.0
        };
        // As many phases are left as there are sets for them.
        let lowest = (phases + at).saturating_sub(order.len());
        let next = last.map_or(0, |last: usize| last + 1).min(phases - 1);
        let phase = (middle as usize).max(lowest).clamp(last.unwrap_or(0), next);
        (spent, last) = (spent + hours(set), Some(phase));
        for before in usage.closure(set) {
            if !usage.model.objectives[before].is_feature_set() {
                place(&mut placed, before, phase.min(latest));
            }
        }
        place(&mut placed, set, phase);
    }
    // No objective comes before its prerequisites: they are pulled forward.
    for objective in 0..placed.len() {
        let Some(phase) = placed[objective] else {
            continue;
        };
        usage
            .closure(objective)
            .into_iter()
            .for_each(|before| place(&mut placed, before, phase));
    }
    placed
}

/// Puts an objective into a phase, unless it is in an earlier one.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn place(placed: &mut [Option<usize>], objective: usize, phase: usize) {
    placed[objective] = Some(placed[objective].map_or(phase, |held| held.min(phase)));
}

/// Numbers the phases that have objectives without gaps, and returns how many there are.
fn close_gaps(placed: &mut [Option<usize>]) -> usize {
    let mut used: Vec<usize> = placed.iter().copied().flatten().collect();
    used.sort_unstable();
    used.dedup();
    for phase in placed.iter_mut().flatten() {
        *phase = used.partition_point(|held| held < phase);
    }
    used.len()
}

/// Feature sets that anybody needs, by the use that each covers per hour together with the sets it requires; equals by
/// commonness, then in the order of the programme. Prerequisites come before what requires them.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn by_use(usage: &Usage<'_>, attendances: &Attendances) -> Vec<usize> {
    let model = usage.model;
    let is_set = |at: &usize| model.objectives[*at].is_feature_set();
    let mut left: Vec<usize> = (0..model.objectives.len())
        .filter(|at| is_set(at) && usage.needing[*at] > 0)
        .collect();
    let mut coverage = Coverage::new(usage);
    let mut order: Vec<usize> = Vec::new();
    while !left.is_empty() {
        let bundle = |set: usize| {
            let mut sets: Vec<usize> = usage
                .closure(set)
                .into_iter()
                .filter(|at| left.contains(at))
                .collect();
            sets.push(set);
            sets
        };
        let worth = |set: usize| {
            let sets = bundle(set);
            let hours: f64 = sets
                .iter()
                .map(|&at| attendances.hours(at).unwrap_or(1.0))
                .sum();
            coverage.gain(&sets) / hours.max(1e-9)
        };
        let ranked = left
            .iter()
            .map(|&set| (worth(set), usage.common[set].common, set));
        let best = ranked.max_by(|a, b| {
            a.0.total_cmp(&b.0)
                .then(a.1.total_cmp(&b.1))
                .then(b.2.cmp(&a.2))
        });
        let Some((_, _, best)) = best else { break };
        let mut sets = bundle(best);
        // Whatever requires more comes later.
        sets.sort_by_key(|&at| (usage.closure(at).len(), at));
        for set in sets {
            coverage.add(set);
            left.retain(|&at| at != set);
            order.push(set);
        }
    }
    order
}
