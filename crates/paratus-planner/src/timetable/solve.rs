//! The search as a caller runs it: in slices, at any time with a result.

use super::answer::Timetable;
use super::bounds::cost_bound;
use super::build_timetable::build_timetable;
use super::instance::Instance;
use super::problem::{BadProblem, TimetableProblem};
use super::search::Search;

/// A search that can be run in slices, read, and stopped at any time.
#[derive(Clone, Debug)]
pub struct Solver {
    pub(super) instance: Instance,
    pub(super) search: Search,
    total: u32,
    /// Rounds that may be added while a need is unmet.
    more: u32,
    lower_bound: u64,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cost of the best timetable so far.
    pub cost: u64,
    /// Rounds done.
    pub done: u32,
    /// Rounds in all, as far as is known.
    pub total: u32,
    /// Seats that are wanted and not given so far.
    pub missing: u32,
}

impl Solver {
    /// Loads what was announced, and makes the first timetable by list scheduling.
    ///
    /// # Errors
    ///
    /// When the problem makes no sense: an index that points nowhere.
    pub fn new(problem: &TimetableProblem) -> Result<Solver, BadProblem> {
        problem.check()?;
        let instance = Instance::new(problem);
        let search = Search::new(problem, &instance);
        let limits = problem.limits;
        let lower_bound = cost_bound(problem)?;
        Ok(Solver { instance, search, total: limits.rounds, more: limits.more_rounds, lower_bound })
    }

    /// A search without rounds and without a bound.
    pub(super) fn with(instance: Instance, search: Search) -> Solver {
        Solver { instance, search, total: 0, more: 0, lower_bound: 0 }
    }

    /// Makes up to a number of further rounds, never more than the limits allow. However the rounds are sliced, the
    /// timetable in the end is the same.
    pub fn improve(&mut self, rounds: u32) -> Progress {
        let mut left = rounds;
        while left > 0 && self.search.done < self.total {
            let step = left.min(self.total - self.search.done);
            self.search.improve(&self.instance, step, self.total);
            left -= step;
            if self.search.done >= self.total {
                self.search.finish(&self.instance);
                while self.search.extend(&mut self.instance) {}
                // Somebody is left out: the search goes on, as long again each time.
                if self.search.board.missing > 0 && self.more > 0 && !self.search.is_settled(&self.instance) {
                    let more = self.total.max(1).min(self.more);
                    self.more -= more;
                    self.total = self.total.saturating_add(more);
                }
            }
        }
        self.progress()
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            cost: u64::try_from(self.search.best_cost()).unwrap_or(0),
            done: self.search.done,
            total: self.total,
            missing: u32::try_from(self.search.board.missing).unwrap_or(u32::MAX),
        }
    }

    /// The best timetable so far. The search can go on afterwards.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        let (mut best, mut instance) = (self.search.clone(), self.instance.clone());
        best.finish(&instance);
        while best.extend(&mut instance) {}
        let mut timetable = build_timetable(&instance, &mut best.board, best.done, &best.released);
        timetable.lower_bound = self.lower_bound.min(timetable.cost);
        timetable
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
