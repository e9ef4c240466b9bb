//! Least and greatest values of sums under linear constraints.

use super::system::{Part, SLACK};
use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

pub(crate) enum Range {
    Known(f64, f64),
    Unsolved,
}

/// Constraints of one programme at most: those nearest to the sum. Leaving out others only widens the range.
const ROWS: usize = 200;

/// The range of a sum of variables.
pub(crate) fn range(part: &Part<'_>, variables: &[usize]) -> Range {
    range_if_near(part, variables, |_| false)
}

/// The same, unless `is_far` says that the least value alone is too far from the truth for the sum to be known.
pub(crate) fn range_if_near(
    part: &Part<'_>,
    variables: &[usize],
    is_far: impl Fn(f64) -> bool,
) -> Range {
    let held = part.sum(variables);
    let rows = nearest(part, variables);
    let bound = |direction| solve(part, &rows, variables, direction);
    let Some(low) = bound(OptimizationDirection::Minimize).filter(|&low| !is_far(low)) else {
        return Range::Unsolved;
    };
    match bound(OptimizationDirection::Maximize) {
        Some(high) => Range::Known(low.max(held.0), high.min(held.1)),
        None => Range::Unsolved,
    }
}

/// The constraints nearest to the variables.
pub(crate) fn nearest(part: &Part<'_>, variables: &[usize]) -> Vec<usize> {
    let mut rows = BTreeSet::new();
    let mut seen: BTreeSet<usize> = variables.iter().copied().collect();
    let mut open: VecDeque<usize> = variables.iter().copied().collect();
    while let Some(variable) = open.pop_front() {
        for row in part.rows_of(variable) {
            if rows.len() >= ROWS {
                return rows.into_iter().collect();
            }
            if rows.insert(row) {
                open.extend(
                    part.system.rows[row]
                        .terms
                        .iter()
                        .map(|(at, _)| *at)
                        .filter(|at| seen.insert(*at)),
                );
            }
        }
    }
    rows.into_iter().collect()
}

fn solve(
    part: &Part<'_>,
    rows: &[usize],
    sum: &[usize],
    direction: OptimizationDirection,
) -> Option<f64> {
    let Part { system, bounds, .. } = part;
    let mut problem = Problem::new(direction);
    let mut columns: BTreeMap<usize, microlp::Variable> = BTreeMap::new();
    let used = rows
        .iter()
        .flat_map(|&row| system.rows[row].terms.iter().map(|(at, _)| *at))
        .chain(sum.iter().copied());
    for at in used.collect::<BTreeSet<usize>>() {
        let by = sum.iter().filter(|other| **other == at).count() as f64;
        let (low, high) = bounds[at];
        columns.insert(at, problem.add_var(by, (low.min(high), high.max(low))));
    }
    for &row in rows {
        let row = &system.rows[row];
        let scale = row.terms.iter().map(|(_, by)| by.abs()).fold(0.0, f64::max);
        let terms: Vec<(microlp::Variable, f64)> = row
            .terms
            .iter()
            // What weighs less than the slack of the figures cannot matter; its greatest value widens the row.
            .filter(|(_, by)| by.abs() / scale >= TINY)
            .map(|(at, by)| (columns[at], by / scale))
            .collect();
        let left_out: f64 = row
            .terms
            .iter()
            .filter(|(_, by)| by.abs() / scale < TINY)
            .map(|(at, by)| by.abs() / scale * bounds[*at].1)
            .sum();
        let slack = SLACK + left_out;
        let (low, high) = (row.low / scale - slack, row.high / scale + slack);
        if low.is_finite() && low == high {
            problem.add_constraint(&terms, ComparisonOp::Eq, low);
            continue;
        }
        if low.is_finite() {
            problem.add_constraint(&terms, ComparisonOp::Ge, low);
        }
        if high.is_finite() {
            problem.add_constraint(&terms, ComparisonOp::Le, high);
        }
    }
    match problem.solve() {
        Ok(outcome) => outcome
            .into_solution()
            .ok()
            .map(|solution| solution.objective()),
        Err(Error::Infeasible) => panic!("the figures contradict each other"),
        Err(_) => None,
    }
}

/// Coefficients below this are left out, their greatest effect counted as slack.
const TINY: f64 = 1e-5;
