//! The solver: a timetable at once, better ones in slices.

use super::answer::Timetable;
use super::canon::Canon;
use super::problem::{BadProblem, TimetableProblem};
use super::search::Search;
use super::world::World;
use super::{report, start};

/// A search that can be run in slices, shown, and stopped at any time.
#[derive(Clone, Debug)]
pub struct Solver {
    canon: Canon,
    search: Search,
    world: World,
}

/// How far a search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Cost of the best timetable so far.
    pub cost: u64,
    /// Rounds done.
    pub done: u32,
    /// Rounds in all.
    pub total: u32,
}

impl Solver {
    /// Makes the first timetable by list scheduling.
    ///
    /// # Errors
    ///
    /// When the problem makes no sense: an index that points nowhere, fixed sessions that collide.
    pub fn new(problem: &TimetableProblem) -> Result<Solver, BadProblem> {
        Solver::made(problem, false)
    }

    /// The first timetable, of one list schedule only where that is asked in haste.
    ///
    /// # Errors
    ///
    /// As [`Solver::new`].
    pub fn made(problem: &TimetableProblem, hasty: bool) -> Result<Solver, BadProblem> {
        problem.check()?;
        let canon = Canon::new(problem);
        let mut world = World::new(&canon.problem);
        let begun = start::board(&canon, &mut world)?;
        let search = Search::new(&world, begun, problem.seed, hasty);
        Ok(Solver { canon, search, world })
    }

    /// Makes up to so many more rounds, never more than [`Limits::rounds`](super::Limits::rounds) in all. However the
    /// rounds are sliced, the timetable in the end is the same.
    pub fn improve(&mut self, rounds: u32) -> Progress {
        self.search.improve(&self.world, rounds, self.canon.problem.limits.rounds);
        self.progress()
    }

    /// So many rounds in all instead of those of the problem.
    pub fn limit(&mut self, rounds: u32) {
        self.canon.problem.limits.rounds = rounds;
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let cost = u64::try_from(self.search.best_cost()).unwrap_or(0);
        Progress { cost, done: self.search.done, total: self.canon.problem.limits.rounds }
    }

    /// The best timetable so far. The search can go on afterwards.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        let mut best = self.search.clone();
        best.finish(&self.world);
        let timetable = report::timetable(&self.canon.problem, &self.world, &mut best.board, best.done);
        self.canon.restore(timetable)
    }
}

/// The timetable after all rounds.
///
/// # Errors
///
/// When the problem makes no sense; see [`Solver::new`].
pub fn solve(problem: &TimetableProblem) -> Result<Timetable, BadProblem> {
    let mut solver = Solver::new(problem)?;
    solver.improve(problem.limits.rounds);
    Ok(solver.timetable())
}
