//! The search as a caller runs it: in slices, at any time with a result.

use super::answer::Timetable;
use super::bounds::{PossibleStarts, cost_bound, unmet_bound_paced};
use super::build_timetable::build_timetable;
use super::initial_state::Loading;
use super::instance::Instance;
use super::problem::{BadProblem, Limits, TARGET_GAP, TimetableProblem};
use super::search::Search;
use crate::pace::{Pace, at_once};

/// A search that can be run in slices, read, and stopped at any time.
#[derive(Clone, Debug)]
pub struct Solver {
    pub(super) instance: Instance,
    pub(super) search: Search,
    rounds: Rounds,
    lower_bound: u64,
    least_unmet: LeastUnmet,
    /// What is needed to start again; `None` where the search starts once.
    again: Option<Box<Restarts>>,
}

/// Starts after the first one: where a search ends depends on chance, and small problems can be searched several times.
#[derive(Clone, Debug)]
struct Restarts {
    problem: TimetableProblem,
    /// The starts to come, the next one last.
    to_come: Vec<Start>,
    /// The best of the starts before, with its instance.
    best: Option<(Instance, Search)>,
    /// Rounds of the starts before.
    done: u32,
}

/// A start after the first one.
#[derive(Clone, Copy, Debug)]
struct Start {
    limits: Limits,
    seed: u64,
    /// Whether rooms and trainers that are only supposed are left out.
    is_without_extras: bool,
}

impl Restarts {
    /// The starts that the limits allow for a problem; `None` where there is but one, and for repairs, which keep what was announced.
    fn new(problem: &TimetableProblem, instance: &Instance) -> Option<Box<Restarts>> {
        let (limits, seed) = (problem.limits, problem.seed);
        let bookings = instance.bookings.len().max(1) as u64;
        let work = bookings * u64::from(limits.rounds.max(1));
        let count = if instance.is_announced {
            0
        } else {
            (limits.restart_work / work).min(MOST_RESTARTS)
        };
        let again = Limits {
            thorough_rounds: 0,
            restart_work: 0,
            gap_work: 0,
            repair_work: limits.repair_work / RESTART_REPAIR_SHARE,
            ..limits
        };
        let start = |limits: Limits, at: u64| Start {
            limits,
            seed: seed.wrapping_add(at),
            is_without_extras: false,
        };
        let mut starts: Vec<Start> = (1..=count).map(|at| start(again, at)).collect();
        if limits.thorough_rounds > 0 {
            let thorough = Limits {
                rounds: limits.thorough_rounds,
                more_rounds: limits.thorough_rounds / 2,
                repair_work: limits.repair_work,
                ..again
            };
            starts.push(start(thorough, count + 1));
        }
        if count > 0 && problem.extra_rooms + problem.extra_trainers > 0 {
            // The same search without them: so that more never makes it worse.
            let same = std::iter::once(start(limits, 0)).chain(starts.clone());
            let without = |start| Start {
                is_without_extras: true,
                ..start
            };
            starts.extend(same.map(without).collect::<Vec<_>>());
        }
        starts.reverse();
        let again = Restarts {
            problem: problem.clone(),
            to_come: starts,
            best: None,
            done: 0,
        };
        (!again.to_come.is_empty()).then(|| Box::new(again))
    }

    /// What a start searches.
    fn problem_of(&self, start: Start) -> TimetableProblem {
        let mut problem = self.problem.clone();
        (problem.limits, problem.seed) = (start.limits, start.seed);
        if start.is_without_extras {
            let left = |count: usize, extra: usize| count.saturating_sub(extra);
            let (rooms, trainers) = (problem.rooms.len(), problem.trainers.len());
            problem.rooms.truncate(left(rooms, problem.extra_rooms));
            let trainers = left(trainers, problem.extra_trainers);
            problem.trainers.truncate(trainers);
        }
        problem
    }
}

/// The bound on unmet needs, counted when it is first asked for.
#[derive(Clone, Debug)]
enum LeastUnmet {
    Unknown(Box<TimetableProblem>),
    Known(u64),
}

/// What a round takes for each booking, more or less.
const ROUND_WORK: u64 = 50;
/// Rounds that are counted together.
const ROUNDS_AT_ONCE: u32 = 4;
/// Rounds between two looks at whether the search may end.
const CHECK_ROUNDS: u32 = 2_000;
/// Most starts after the first one.
const MOST_RESTARTS: u64 = 8;
/// A further start looks at one of this many parts of the seats that the first one looks at for those whom it left without one: where
/// that is hopeless, it is hopeless in each.
const RESTART_REPAIR_SHARE: u32 = 4;
/// Rounds that every problem gets, if any.
const LEAST_ROUNDS: u32 = 20;
/// Most rounds that are added to come nearer to the bound.
const MOST_POLISH: u32 = 20_000;
/// States of the exhaustive search of small parts for the bound on unmet needs.
const UNMET_BOUND_WORK: u64 = 3_000;

/// The problem made ready, with what has no possible start marked. What was announced may break rules, so nothing is marked beside it.
async fn prepare(problem: &TimetableProblem, pace: &Pace) -> Instance {
    let mut instance = Instance::new(problem);
    pace.spend(problem.size()).await;
    if !instance.is_announced {
        let starts = PossibleStarts::new(problem, false);
        for (place, booking) in instance.bookings.iter_mut().enumerate() {
            booking.hopeless = !starts.is_possible(place);
        }
        pace.spend(problem.size()).await;
    }
    instance
}

/// Rounds of a search.
#[derive(Clone, Copy, Debug, Default)]
struct Rounds {
    total: u32,
    /// Those that may be added while more needs are unmet than must be.
    more: u32,
    /// Those that may be added while the cost is further from the bound than it should be.
    polish: u32,
}

impl Rounds {
    /// Those that the limits allow for a problem.
    fn new(limits: Limits, instance: &Instance) -> Rounds {
        let bookings = instance.bookings.len().max(1) as u64;
        let of = |work: u64| u32::try_from(work / bookings).unwrap_or(u32::MAX);
        let most = of(limits.round_work).max(LEAST_ROUNDS);
        // Where even the usual rounds are too many none are added.
        let more = if most < limits.rounds { 0 } else { most };
        Rounds {
            total: limits.rounds.min(most),
            more: limits.more_rounds.min(more),
            polish: of(limits.gap_work).min(MOST_POLISH),
        }
    }
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
        at_once(Solver::new_paced(problem, &Pace::without_pauses()))
    }

    /// The same with pauses.
    ///
    /// # Errors
    ///
    /// As for [`Solver::new`].
    pub async fn new_paced(problem: &TimetableProblem, pace: &Pace) -> Result<Solver, BadProblem> {
        problem.check()?;
        let instance = prepare(problem, pace).await;
        let search = Search::new(problem, &instance, pace).await;
        let limits = problem.limits;
        let lower_bound = cost_bound(problem)?;
        pace.spend(problem.size()).await;
        let rounds = Rounds::new(limits, &instance);
        // Without rounds to add nobody asks for the bound.
        let least_unmet = match rounds.more {
            0 => LeastUnmet::Known(0),
            _ => LeastUnmet::Unknown(Box::new(problem.clone())),
        };
        Ok(Solver {
            again: Restarts::new(problem, &instance),
            instance,
            search,
            rounds,
            lower_bound,
            least_unmet,
        })
    }

    /// A search without rounds and without a bound.
    pub(super) fn with(instance: Instance, search: Search) -> Solver {
        Solver {
            instance,
            search,
            rounds: Rounds::default(),
            lower_bound: 0,
            least_unmet: LeastUnmet::Known(0),
            again: None,
        }
    }

    /// Makes up to a number of further rounds, never more than the limits allow. However the rounds are sliced, the
    /// timetable in the end is the same.
    pub fn improve(&mut self, rounds: u32) -> Progress {
        at_once(self.improve_paced(rounds, &Pace::without_pauses()))
    }

    /// The same with pauses where seats are sought and where it is started again. Between rounds it does not pause but ends, so that it can
    /// be read.
    pub async fn improve_paced(&mut self, rounds: u32, pace: &Pace) -> Progress {
        let round = ROUND_WORK * self.instance.bookings.len() as u64;
        let mut left = rounds;
        while left > 0 && self.search.done < self.rounds.total {
            let check = self.search.done - self.search.done % CHECK_ROUNDS + CHECK_ROUNDS;
            let most = left.min(ROUNDS_AT_ONCE);
            let step = most.min(self.rounds.total.min(check) - self.search.done);
            let total = self.rounds.total;
            self.search.improve(&self.instance, step, total, pace).await;
            left -= step;
            if self.search.done == check && self.is_near_bound() {
                self.rounds.total = check;
            }
            if self.search.done >= self.rounds.total {
                self.search.finish(&self.instance, pace).await;
                while self.search.extend(&mut self.instance, pace).await {}
                self.rounds.total = self
                    .rounds
                    .total
                    .saturating_add(self.further_rounds(pace).await);
                if self.search.done >= self.rounds.total {
                    self.start_again(pace).await;
                }
            }
            if pace.count(round * u64::from(step)) {
                break;
            }
        }
        self.progress()
    }

    /// Whether no start could come nearer to the bounds.
    async fn is_done(&mut self, pace: &Pace) -> bool {
        let least = self.least_unmet(pace).await;
        let leaves_out = self.best().1.board.unmet as u64 > least;
        !leaves_out && self.is_near_bound()
    }

    /// Puts the search away where it is the best so far, and starts another one, if one is to come and could be better.
    async fn start_again(&mut self, pace: &Pace) {
        if self.again.is_none() {
            return;
        }
        let is_done = self.is_done(pace).await;
        let Some(again) = self.again.as_mut() else {
            return;
        };
        if is_done {
            again.to_come.clear();
        }
        let Some(start) = again.to_come.pop() else {
            return;
        };
        again.done = again.done.saturating_add(self.search.done);
        let problem = again.problem_of(start);
        let instance = prepare(&problem, pace).await;
        let search = Search::new(&problem, &instance, pace).await;
        self.rounds = Rounds::new(start.limits, &instance);
        let (instance, search) = (
            std::mem::replace(&mut self.instance, instance),
            std::mem::replace(&mut self.search, search),
        );
        if again
            .best
            .as_ref()
            .is_none_or(|(_, best)| search.best_cost() < best.best_cost())
        {
            again.best = Some((instance, search));
        }
    }

    /// The best search so far, with its instance.
    fn best(&self) -> (&Instance, &Search) {
        let before = self.again.as_ref().and_then(|again| again.best.as_ref());
        match before {
            Some((instance, best)) if best.best_cost() <= self.search.best_cost() => {
                (instance, best)
            }
            _ => (&self.instance, &self.search),
        }
    }

    /// Rounds to add: as long again while somebody is left out who could be placed, or while much could still be saved; none else.
    async fn further_rounds(&mut self, pace: &Pace) -> u32 {
        if self.search.is_settled(&self.instance) {
            return 0;
        }
        let total = self.rounds.total.max(1);
        if self.rounds.more > 0
            && self.search.board.missing > 0
            && self.search.board.unmet as u64 > self.least_unmet(pace).await
        {
            let more = total.min(self.rounds.more);
            self.rounds.more -= more;
            return more;
        }
        // Where somebody is left out, the bound is of other needs than those that are met, and cannot be come near to.
        let is_complete = self.search.board.unmet == 0 && self.search.board.missing == 0;
        if self.rounds.polish > 0 && is_complete && !self.is_near_bound() {
            let more = total.min(self.rounds.polish);
            self.rounds.polish -= more;
            return more;
        }
        0
    }

    /// Whether next to nothing could be saved.
    fn is_near_bound(&self) -> bool {
        let cost = i128::from(self.best().1.best_cost());
        (cost - i128::from(self.lower_bound)) * 10_000 <= cost * i128::from(TARGET_GAP)
    }

    /// At least this many needs are unmet in any timetable.
    async fn least_unmet(&mut self, pace: &Pace) -> u64 {
        if let LeastUnmet::Unknown(problem) = &self.least_unmet {
            let least = unmet_bound_paced(problem, UNMET_BOUND_WORK, pace).await;
            self.least_unmet = LeastUnmet::Known(least.unwrap_or(0));
        }
        match self.least_unmet {
            LeastUnmet::Known(least) => least,
            LeastUnmet::Unknown(_) => 0,
        }
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let before = self.again.as_ref().map_or(0, |again| again.done);
        let to_come = self
            .again
            .iter()
            .flat_map(|again| &again.to_come)
            .map(|start| start.limits.rounds);
        let to_come = to_come.fold(0, u32::saturating_add);
        let best = self.best().1;
        Progress {
            cost: u64::try_from(best.best_cost()).unwrap_or(0),
            done: before.saturating_add(self.search.done),
            total: before
                .saturating_add(self.rounds.total)
                .saturating_add(to_come),
            missing: u32::try_from(best.board.missing).unwrap_or(u32::MAX),
        }
    }

    /// Whether all that was announced is kept so far.
    #[must_use]
    pub fn keeps_all(&self) -> bool {
        self.best().1.released.is_empty()
    }

    /// The best timetable so far. The search can go on afterwards.
    #[must_use]
    pub fn timetable(&self) -> Timetable {
        at_once(self.timetable_paced(&Pace::without_pauses()))
    }

    /// The same with pauses.
    pub async fn timetable_paced(&self, pace: &Pace) -> Timetable {
        let (instance, best) = self.best();
        let (mut instance, mut best) = (instance.clone(), best.clone());
        best.finish(&instance, pace).await;
        while best.extend(&mut instance, pace).await {}
        let mut timetable = build_timetable(&instance, &best.board, best.done, &best.released);
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

/// What was announced, as far as it can be kept, and nothing else. Where that is a choice there are two timetables, the second without seats
/// that are kept by placing again what they require.
///
/// # Errors
///
/// When the problem makes no sense; see [`Solver::new`].
pub fn hold(problem: &TimetableProblem) -> Result<Vec<Timetable>, BadProblem> {
    at_once(hold_paced(problem, &Pace::without_pauses()))
}

/// The same with pauses.
///
/// # Errors
///
/// When the problem makes no sense; see [`Solver::new`].
pub async fn hold_paced(
    problem: &TimetableProblem,
    pace: &Pace,
) -> Result<Vec<Timetable>, BadProblem> {
    problem.check()?;
    let instance = Instance::new(problem);
    pace.spend(problem.size()).await;
    let usual = Search::held(problem, &instance, Loading::USUAL, pace).await;
    let mut held = vec![build_timetable(&instance, &usual.board, 0, &usual.released)];
    if usual.has_choice {
        let plain = Search::held(problem, &instance, Loading::PLAIN, pace).await;
        held.push(build_timetable(&instance, &plain.board, 0, &plain.released));
    }
    Ok(held)
}
