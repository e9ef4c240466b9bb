//! How a plan comes about: a complete one at once, then better ones step by step.

use super::activity_selection::{self, SelectedActivities};
use super::build_lines::{LineBuilder, Lines};
use super::build_plan::{bound_of_served, build_plan, changes_of_seats, cost};
use super::commitments::Commitments;
use super::demand::{self, Demand};
use super::input::PlanInput;
use super::precedence::PhasePlan;
use super::schedule::{TimetableInput, limits, no_search};
use super::timetable::{BadProblem, Limits, Solver, Timetable, hold_paced};
use super::{Plan, PlanChange, PlanProgress, SLICE};
use crate::Programme;
use paratus_planner::pace::{Pace, at_once};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How much work a plan is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Full,
    /// All of it but further starts: for relaxations, which take many plans.
    Once,
    /// A plan that is only tried: fewer steps of the selection, few rounds, no bound.
    Trial,
}

/// Rounds of a plan that is only tried.
const TRIAL_ROUNDS: u32 = 100;
/// Seats that it looks at for those who are left without one.
const TRIAL_REPAIR_WORK: u32 = 150_000;

/// How often a plan is searched further as if announced, at most.
const MOST_SETTLES: u32 = 4;
/// For more people it is not: there are too many promises to load.
const MOST_SETTLED: usize = 20_000;
/// How many half days are tried from which on everything could be as announced, at most.
const MOST_RETURNS: usize = 8;

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EngineStage {
    /// A list schedule of what is quickly selected.
    List,
    /// The best selection, and its list schedule.
    Select,
    /// Rounds of improvement.
    Improve,
    /// The best plan, with what was announced from some half day on instead of what it has then.
    Return,
    /// The best plan searched further as if it had been announced, while that makes it better.
    Settle,
    /// The least that any plan could cost.
    Bound,
    /// Nothing.
    Done,
}

/// What a timetable is made for.
#[derive(Clone)]
pub(super) struct TimetableTask {
    commitments: Arc<Commitments>,
    chosen: Arc<SelectedActivities>,
    demand: Arc<Demand>,
    schedule: Arc<TimetableInput>,
}

/// A timetable, as far as it is searched.
pub(super) struct TimetableRun {
    task: TimetableTask,
    solver: Solver,
}

/// A timetable with its lines, whose reasons are written when the plan is asked for: there may be millions of them.
pub(super) struct BuiltLines {
    task: TimetableTask,
    timetable: Timetable,
    lines: Lines,
    costs: PlanRank,
}

/// What makes a plan worse than another, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PlanRank {
    /// Needs that the previous plan met for somebody, and that are not met.
    lost: usize,
    /// Unmet needs.
    unmet: usize,
    /// Money in small units.
    money: i64,
}

/// A plan in the making. It borrows nothing, and nothing is done while it is asked: it says what is to be done next as a [`Task`], and
/// takes what came of it.
///
/// 1. Activities are selected quickly and a list schedule made of them. From here on there is a plan.
/// 2. Activities are selected as well as can be, and given a list schedule. What leaves fewer needs unmet gets the rounds.
/// 3. The timetable is searched for better ones.
/// 4. Where a plan was announced and this one is another, it is tried whether from some half day on all can be as announced after all:
///    what was given up while what it relies on had no place.
/// 5. While needs are unmet, the plan is planned again as if it had been announced: what that would change must not wait for the next
///    planning, because without an event a plan stays as it is.
/// 6. The lower bound.
///
/// Where a plan was announced, the first selection is the best one: it keeps what was announced, and the timetable is repaired from
/// there.
pub(super) struct Engine {
    request: Arc<EngineRequest>,
    stage: EngineStage,
    best: Option<Arc<BuiltLines>>,
    run: Option<TimetableRun>,
    /// How often the best plan was searched further as if announced.
    settled: u32,
    bound: Option<i64>,
    done: u32,
    total: u32,
}

/// What every stage is given beside the request itself.
struct EngineRequest {
    depth: Depth,
    limits: Limits,
    /// Whether sessions were announced that are still to come, so that they are kept and repaired.
    repairs: bool,
    commitments: Arc<Commitments>,
    phases: PhasePlan,
}

/// The best plan so far, to be written down with its reasons. It owns all that it needs but the resolved request.
pub(super) struct BestPlan {
    request: Arc<EngineRequest>,
    lines: Option<Arc<BuiltLines>>,
    bound: Option<i64>,
}

/// What is done next. It owns all that it needs but the resolved request.
pub(super) struct Task {
    request: Arc<EngineRequest>,
    work: TaskWork,
}

#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum TaskWork {
    /// Activities are selected and a list schedule is made, unless the same were selected for this task.
    Start(Option<TimetableTask>, Depth),
    /// A number of rounds.
    Improve(TimetableRun, u32),
    /// The best plan as announced from some half day on, where it can be.
    Return(Arc<BuiltLines>),
    /// A search that goes on from the best plan.
    Settle(Arc<BuiltLines>),
    /// The least cost of meeting the needs that the best plan meets, regardless of who takes what.
    Bound(Arc<BuiltLines>),
    Nothing,
}

/// What came of a task.
pub(super) enum TaskResult {
    /// What was written down, the last of it of the search.
    Started(Vec<BuiltLines>, TimetableRun),
    /// The same activities are selected as before.
    SameSelection,
    /// A search that has more rounds to come.
    Improved(TimetableRun, Rounds),
    /// One that has none, written down.
    Searched(BuiltLines, Rounds),
    /// A plan with fewer changes, as announced from some half day on, if there is one.
    Returned(Option<BuiltLines>),
    /// A search from the best plan, if there is one.
    Settled(Option<TimetableRun>),
    Bounded(i64),
    Nothing,
}

/// Rounds of improvement.
pub(super) struct Rounds {
    done: u32,
    /// Those to come, as far as is known.
    left: u32,
}

/// Makes a plan without conflicts and relaxations; where `go_on` answers `false` the best so far is taken.
pub(super) async fn plan(
    programme: &Programme,
    setup: &PlanInput<'_>,
    depth: Depth,
    go_on: &mut impl FnMut(PlanProgress) -> bool,
    pace: &Pace,
) -> Result<Plan, BadProblem> {
    let mut engine = Engine::new(programme, setup, depth);
    engine.run(setup, EngineStage::Done, go_on, pace).await?;
    Ok(engine.best(setup).explained(setup, pace).await)
}

/// What a plan comes to, without its lines.
pub(super) struct PlanFigures {
    pub(super) changes: Vec<PlanChange>,
    pub(super) cost: f64,
    pub(super) unmet: u64,
    /// How many of these no plan could meet.
    pub(super) untaught: u64,
}

/// What the plan of a request comes to. Neither the bound nor the reasons are made, which take as long as the plan where most is unmet.
pub(super) async fn figures(
    programme: &Programme,
    setup: &PlanInput<'_>,
    depth: Depth,
    pace: &Pace,
) -> Result<Option<PlanFigures>, BadProblem> {
    let mut engine = Engine::new(programme, setup, depth);
    let go_on = &mut |_| true;
    engine.run(setup, EngineStage::Bound, go_on, pace).await?;
    Ok(engine.best.map(|best| PlanFigures {
        changes: changes_of_seats(setup, &best.lines.sessions),
        cost: activity_selection::money(best.costs.money),
        unmet: best.costs.unmet as u64,
        untaught: best.lines.untaught as u64,
    }))
}

impl BuiltLines {
    /// Whether it is worth to plan again as if it had been announced.
    fn is_to_settle(&self) -> bool {
        self.costs.unmet > 0 && self.task.demand.learners.len() <= MOST_SETTLED
    }
}

impl Engine {
    pub(super) fn new(programme: &Programme, setup: &PlanInput<'_>, depth: Depth) -> Engine {
        let limits = match depth {
            Depth::Full => limits(setup.settings.effort),
            Depth::Once => Limits {
                restart_work: 0,
                thorough_rounds: 0,
                ..limits(setup.settings.effort)
            },
            Depth::Trial => Limits {
                rounds: TRIAL_ROUNDS,
                repair_work: TRIAL_REPAIR_WORK,
                ..no_search()
            },
        };
        let commitments = Commitments::new(setup);
        Engine {
            request: Arc::new(EngineRequest {
                depth,
                limits,
                repairs: setup.options.previous.is_some() && !commitments.sessions.is_empty(),
                commitments: Arc::new(commitments),
                phases: PhasePlan::new(programme, setup),
            }),
            stage: EngineStage::List,
            best: None,
            run: None,
            settled: 0,
            bound: None,
            done: 0,
            total: limits.rounds.saturating_add(limits.thorough_rounds),
        }
    }

    /// Does what is next until it comes to a stage or is done; where `go_on` answers `false` it stops.
    async fn run(
        &mut self,
        setup: &PlanInput<'_>,
        until: EngineStage,
        go_on: &mut impl FnMut(PlanProgress) -> bool,
        pace: &Pace,
    ) -> Result<(), BadProblem> {
        while self.stage != until && !self.is_done() {
            let task = self.next(SLICE);
            self.take(task.perform(setup, pace).await?);
            pace.spend(0).await;
            if !go_on(self.progress()) {
                break;
            }
        }
        Ok(())
    }

    /// How far it has come.
    pub(super) fn progress(&self) -> PlanProgress {
        let best = self.best.as_ref().map(|best| best.costs);
        PlanProgress {
            cost: best.map(|costs| activity_selection::money(costs.money)),
            done: self.done,
            finished: self.is_done(),
            total: self.total,
            unmet: best.map(|costs| costs.unmet as u64),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.stage == EngineStage::Done
    }

    /// What is to be done next: one stage, or a number of rounds of improvement.
    pub(super) fn next(&mut self, rounds: u32) -> Task {
        let work = match self.stage {
            EngineStage::List => {
                let depth = if self.request.repairs {
                    Depth::Full
                } else {
                    Depth::Trial
                };
                TaskWork::Start(None, depth)
            }
            EngineStage::Select => {
                let task = self.run.as_ref().map(|run| run.task.clone());
                TaskWork::Start(task, Depth::Full)
            }
            EngineStage::Improve => match self.run.take() {
                Some(run) => TaskWork::Improve(run, rounds),
                None => TaskWork::Nothing,
            },
            EngineStage::Return => match &self.best {
                Some(best) => TaskWork::Return(best.clone()),
                None => TaskWork::Nothing,
            },
            EngineStage::Settle => match &self.best {
                Some(best) if best.is_to_settle() => TaskWork::Settle(best.clone()),
                _ => TaskWork::Nothing,
            },
            EngineStage::Bound => match &self.best {
                Some(best) => TaskWork::Bound(best.clone()),
                None => TaskWork::Nothing,
            },
            EngineStage::Done => TaskWork::Nothing,
        };
        Task {
            request: self.request.clone(),
            work,
        }
    }

    /// Takes what came of the task that was next.
    pub(super) fn take(&mut self, result: TaskResult) {
        let depth = self.request.depth;
        let last = match self.stage {
            EngineStage::Bound | EngineStage::Done => EngineStage::Done,
            _ => EngineStage::Bound,
        };
        self.stage = match result {
            TaskResult::Started(mut written, run) => {
                let search = written.pop();
                written.into_iter().for_each(|held| self.consider(held));
                if let Some(search) = search {
                    // The list schedule of a better selection may cost more at first.
                    if self.request.repairs
                        || self
                            .best
                            .as_ref()
                            .is_none_or(|best| search.costs.unmet <= best.costs.unmet)
                    {
                        self.run = Some(run);
                    }
                    self.consider(search);
                }
                let once = self.request.repairs || depth == Depth::Trial;
                if self.stage == EngineStage::List && !once {
                    EngineStage::Select
                } else {
                    EngineStage::Improve
                }
            }
            TaskResult::SameSelection => EngineStage::Improve,
            TaskResult::Improved(run, rounds) => {
                self.count(rounds);
                self.run = Some(run);
                EngineStage::Improve
            }
            TaskResult::Searched(written, rounds) => {
                self.count(rounds);
                let is_better = self.is_better(&written);
                self.consider(written);
                match depth {
                    Depth::Trial => EngineStage::Done,
                    Depth::Full | Depth::Once if self.settled == 0 && self.request.repairs => {
                        EngineStage::Return
                    }
                    Depth::Full | Depth::Once
                        if self.settled == 0 || is_better && self.settled < MOST_SETTLES =>
                    {
                        self.settled += 1;
                        EngineStage::Settle
                    }
                    Depth::Full | Depth::Once => EngineStage::Bound,
                }
            }
            TaskResult::Returned(returned) => {
                if let Some(returned) = returned {
                    self.best = Some(Arc::new(returned));
                }
                self.settled += 1;
                EngineStage::Settle
            }
            TaskResult::Settled(Some(run)) => {
                self.run = Some(run);
                EngineStage::Improve
            }
            TaskResult::Bounded(bound) => {
                self.bound = Some(bound);
                last
            }
            TaskResult::Settled(None) | TaskResult::Nothing => last,
        };
    }

    fn count(&mut self, Rounds { done, left }: Rounds) {
        self.done = self.done.saturating_add(done);
        self.total = self.done.saturating_add(left);
    }

    /// The best plan so far: of those written down and the one that is being searched, unless rounds of it are under way. Before the first
    /// step it is empty.
    pub(super) fn best(&self, setup: &PlanInput<'_>) -> BestPlan {
        let request = self.request.clone();
        let under_way = self
            .run
            .as_ref()
            .filter(|run| self.stage == EngineStage::Improve && run.solver.progress().done > 0);
        let now = under_way
            .map(|run| at_once(request.written_so_far(setup, run, &Pace::without_pauses())))
            .filter(|now| self.is_better(now));
        BestPlan {
            request,
            lines: now.map(Arc::new).or_else(|| self.best.clone()),
            bound: self.bound,
        }
    }

    fn is_better(&self, written: &BuiltLines) -> bool {
        self.best
            .as_ref()
            .is_none_or(|best| written.costs < best.costs)
    }

    /// Keeps a plan where it is better than the best.
    fn consider(&mut self, written: BuiltLines) {
        if self.is_better(&written) {
            self.best = Some(Arc::new(written));
        }
    }
}

impl BestPlan {
    /// The plan, with what is behind its dates and its unmet needs.
    pub(super) async fn explained(&self, setup: &PlanInput<'_>, pace: &Pace) -> Plan {
        let request = &*self.request;
        let Some(BuiltLines {
            task, timetable, ..
        }) = self.lines.as_deref()
        else {
            let (demand, lines) = (Demand::default(), Lines::default());
            return build_plan(
                setup,
                &demand,
                &SelectedActivities::default(),
                &request.phases,
                None,
                lines,
            );
        };
        let lines = request.builder(setup, task, timetable);
        let lines = lines.explained(pace).await;
        build_plan(
            setup,
            &task.demand,
            &task.chosen,
            &request.phases,
            self.bound,
            lines,
        )
    }
}

impl Task {
    /// Does it, with pauses.
    pub(super) async fn perform(
        self,
        setup: &PlanInput<'_>,
        pace: &Pace,
    ) -> Result<TaskResult, BadProblem> {
        let request = &*self.request;
        match self.work {
            TaskWork::Start(before, depth) => request.start(setup, before, depth, pace).await,
            TaskWork::Improve(run, rounds) => Ok(request.improve(setup, run, rounds, pace).await),
            TaskWork::Return(best) => request.return_to_announced(setup, &best, pace).await,
            TaskWork::Settle(best) => request.settle(setup, &best, pace).await,
            TaskWork::Bound(best) => {
                let (demand, lines) = (&best.task.demand, &best.lines);
                let bound = bound_of_served(setup, demand, lines, pace).await;
                Ok(TaskResult::Bounded(bound))
            }
            TaskWork::Nothing => Ok(TaskResult::Nothing),
        }
    }
}

impl EngineRequest {
    /// Selects activities and makes a list schedule.
    async fn start(
        &self,
        setup: &PlanInput<'_>,
        before: Option<TimetableTask>,
        depth: Depth,
        pace: &Pace,
    ) -> Result<TaskResult, BadProblem> {
        let (demand, selected) = if let Some(before) = before {
            (before.demand, Some(before.chosen))
        } else {
            let demand = demand::from_input(setup, &self.commitments, &self.phases);
            (Arc::new(demand), None)
        };
        let phases = &self.phases;
        let chosen = activity_selection::choose_paced(setup, &demand, phases, depth, pace).await;
        if selected.is_some_and(|selected| selected.of == chosen.of) {
            return Ok(TaskResult::SameSelection);
        }
        let commitments = self.commitments.clone();
        let task = self
            .task(setup, commitments, demand, chosen, self.limits, pace)
            .await;
        let mut written = Vec::new();
        if setup.options.previous.is_some() {
            // Held and filled: the floor that no other plan falls below.
            for held in hold_paced(&task.schedule.problem, pace).await? {
                written.push(self.written(setup, &task, held, pace).await);
            }
        }
        let solver = Solver::new_paced(&task.schedule.problem, pace).await?;
        let run = TimetableRun { task, solver };
        written.push(self.written_so_far(setup, &run, pace).await);
        Ok(TaskResult::Started(written, run))
    }

    /// A timetable to be made for a demand.
    async fn task(
        &self,
        setup: &PlanInput<'_>,
        commitments: Arc<Commitments>,
        demand: Arc<Demand>,
        chosen: SelectedActivities,
        limits: Limits,
        pace: &Pace,
    ) -> TimetableTask {
        let phases = &self.phases;
        let schedule =
            TimetableInput::new(setup, &demand, &chosen, phases, &commitments, limits, pace);
        let schedule = Arc::new(schedule.await);
        TimetableTask {
            commitments,
            chosen: Arc::new(chosen),
            demand,
            schedule,
        }
    }

    async fn improve(
        &self,
        setup: &PlanInput<'_>,
        mut run: TimetableRun,
        rounds: u32,
        pace: &Pace,
    ) -> TaskResult {
        let before = run.solver.progress().done;
        let progress = run.solver.improve_paced(rounds, pace).await;
        let rounds = Rounds {
            done: progress.done - before,
            left: progress.total - progress.done,
        };
        if rounds.left > 0 {
            TaskResult::Improved(run, rounds)
        } else {
            let written = self.written_so_far(setup, &run, pace).await;
            TaskResult::Searched(written, rounds)
        }
    }

    /// The best plan with what was announced from some half day on, of which fewest seats change that were announced. Seats that can be
    /// kept are not changed to save money.
    async fn return_to_announced(
        &self,
        setup: &PlanInput<'_>,
        best: &BuiltLines,
        pace: &Pace,
    ) -> Result<TaskResult, BadProblem> {
        let rank = |plan: &BuiltLines, changed: usize| {
            let PlanRank { lost, unmet, money } = plan.costs;
            (lost, unmet, changed, money)
        };
        let before = self.commitments.changed_seats(setup, &best.lines);
        let mut least = rank(best, before.len());
        let starts: BTreeSet<u32> = before.iter().map(|(start, ..)| *start).collect();
        let step = starts.len().div_ceil(MOST_RETURNS).max(1);
        let mut returned = None;
        for start in starts.into_iter().step_by(step) {
            let from_lines = self.commitments.with_lines(setup, &best.lines, Some(start));
            let run = self.search_from(setup, from_lines, pace).await?;
            let written = self.written_so_far(setup, &run, pace).await;
            let changed = self.commitments.changed_seats(setup, &written.lines);
            let now = rank(&written, changed.len());
            // No other seat changes for it.
            if now < least && changed.is_subset(&before) {
                (least, returned) = (now, Some(written));
            }
        }
        Ok(TaskResult::Returned(returned))
    }

    /// Goes on from the lines of the best plan, where needs are unmet, as from an announced plan. It is sought who else can be placed, not
    /// what could be saved.
    async fn settle(
        &self,
        setup: &PlanInput<'_>,
        best: &BuiltLines,
        pace: &Pace,
    ) -> Result<TaskResult, BadProblem> {
        let lines = self.commitments.with_lines(setup, &best.lines, None);
        let run = self.search_from(setup, lines, pace).await?;
        // The lines hold, so that nothing of them is given up.
        let holds =
            run.solver.keeps_all() || run.solver.timetable_paced(pace).await.released.is_empty();
        Ok(TaskResult::Settled(holds.then_some(run)))
    }

    /// A search that begins with what a plan has, as if it had been announced.
    async fn search_from(
        &self,
        setup: &PlanInput<'_>,
        commitments: Commitments,
        pace: &Pace,
    ) -> Result<TimetableRun, BadProblem> {
        let commitments = Arc::new(commitments);
        let demand = Arc::new(demand::from_input(setup, &commitments, &self.phases));
        let limits = Limits {
            gap_work: 0,
            ..self.limits
        };
        let (phases, depth) = (&self.phases, self.depth);
        let chosen = activity_selection::choose_paced(setup, &demand, phases, depth, pace).await;
        let task = self
            .task(setup, commitments, demand, chosen, limits, pace)
            .await;
        let solver = Solver::new_paced(&task.schedule.problem, pace).await?;
        Ok(TimetableRun { task, solver })
    }

    /// The lines of the best timetable so far.
    async fn written_so_far(
        &self,
        setup: &PlanInput<'_>,
        run: &TimetableRun,
        pace: &Pace,
    ) -> BuiltLines {
        let timetable = run.solver.timetable_paced(pace).await;
        self.written(setup, &run.task, timetable, pace).await
    }

    /// The lines of a timetable.
    async fn written(
        &self,
        setup: &PlanInput<'_>,
        task: &TimetableTask,
        timetable: Timetable,
        pace: &Pace,
    ) -> BuiltLines {
        let lines = self.builder(setup, task, &timetable).build(pace).await;
        let costs = PlanRank {
            lost: lines.promises_lost.len(),
            unmet: lines.unmet,
            money: cost(setup, &task.demand, &task.chosen, &lines),
        };
        BuiltLines {
            task: task.clone(),
            timetable,
            lines,
            costs,
        }
    }

    fn builder<'a, 's>(
        &'a self,
        setup: &'a PlanInput<'s>,
        task: &'a TimetableTask,
        timetable: &'a Timetable,
    ) -> LineBuilder<'a, 's> {
        LineBuilder {
            setup,
            demand: &task.demand,
            chosen: &task.chosen,
            phases: &self.phases,
            commitments: &task.commitments,
            schedule: &task.schedule,
            timetable,
        }
    }
}
