//! How a plan comes about: a complete one at once, then better ones step by step.

use super::activity_selection::{self, SelectedActivities};
use super::build_lines::{LineBuilder, Lines};
use super::build_plan::{bound_of_served, build_plan, cost};
use super::commitments::Commitments;
use super::demand::{self, Demand};
use super::input::PlanInput;
use super::precedence::PhasePlan;
use super::schedule::{TimetableInput, limits, no_search};
use super::timetable::{self, BadProblem, Limits, Solver, Timetable};
use super::{Plan, PlanProgress, SLICE};
use crate::Programme;
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

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EngineStage {
    /// A list schedule of what is quickly selected.
    List,
    /// The best selection, and its list schedule.
    Select,
    /// Rounds of improvement.
    Improve,
    /// The best plan searched further as if it had been announced, while that makes it better.
    Settle,
    /// The least that any plan could cost.
    Bound,
    /// Nothing.
    Done,
}

/// What a timetable is made for.
#[derive(Clone)]
struct TimetableTask {
    commitments: Arc<Commitments>,
    chosen: Arc<SelectedActivities>,
    demand: Arc<Demand>,
    schedule: Arc<TimetableInput>,
}

/// A timetable, as far as it is searched.
struct TimetableRun {
    task: TimetableTask,
    solver: Solver,
}

/// A timetable with its lines, whose reasons are written when the plan is asked for: there may be millions of them.
struct BuiltLines {
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

/// A plan in the making. It borrows nothing: every step is given the same request.
///
/// 1. Activities are selected quickly and a list schedule made of them. From here on there is a plan.
/// 2. Activities are selected as well as can be, and given a list schedule. What leaves fewer needs unmet gets the rounds.
/// 3. The timetable is searched for better ones.
/// 4. While needs are unmet, the plan is planned again as if it had been announced: what that would change must not wait for the next
///    planning, because without an event a plan stays as it is.
/// 5. The lower bound.
///
/// Where a plan was announced, the first selection is the best one: it keeps what was announced, and the timetable is repaired from
/// there.
pub(super) struct Engine {
    depth: Depth,
    limits: Limits,
    /// Whether sessions were announced that are still to come, so that they are kept and repaired.
    repairs: bool,
    commitments: Arc<Commitments>,
    phases: PhasePlan,
    stage: EngineStage,
    best: Option<BuiltLines>,
    run: Option<TimetableRun>,
    /// How often the best plan was searched further as if announced.
    settled: u32,
    bound: Option<i64>,
    done: u32,
    total: u32,
}

/// Makes a plan without conflicts and relaxations; where `go_on` answers `false` the best so far is taken.
pub(super) fn plan(
    programme: &Programme,
    setup: &PlanInput<'_>,
    depth: Depth,
    go_on: &mut dyn FnMut(PlanProgress) -> bool,
) -> Result<Plan, BadProblem> {
    let mut engine = Engine::new(programme, setup, depth);
    while !engine.is_done() {
        engine.step(setup, SLICE)?;
        if !go_on(engine.progress()) {
            break;
        }
    }
    Ok(engine.plan(setup))
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
            depth,
            limits,
            repairs: setup.options.previous.is_some() && !commitments.sessions.is_empty(),
            commitments: Arc::new(commitments),
            phases: PhasePlan::new(programme, setup),
            stage: EngineStage::List,
            best: None,
            run: None,
            settled: 0,
            bound: None,
            done: 0,
            total: limits.rounds.saturating_add(limits.thorough_rounds),
        }
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

    /// Does what is next: one stage, or a number of rounds of improvement.
    pub(super) fn step(&mut self, setup: &PlanInput<'_>, rounds: u32) -> Result<(), BadProblem> {
        match self.stage {
            EngineStage::List => {
                let once = self.repairs || self.depth == Depth::Trial;
                let depth = if self.repairs {
                    Depth::Full
                } else {
                    Depth::Trial
                };
                self.start(setup, depth)?;
                self.stage = if once {
                    EngineStage::Improve
                } else {
                    EngineStage::Select
                };
            }
            EngineStage::Select => {
                self.start(setup, Depth::Full)?;
                self.stage = EngineStage::Improve;
            }
            EngineStage::Improve => self.improve(setup, rounds),
            EngineStage::Settle => self.settle(setup)?,
            EngineStage::Bound => {
                self.bound = self.lower_bound(setup);
                self.stage = EngineStage::Done;
            }
            EngineStage::Done => {}
        }
        Ok(())
    }

    /// The best plan so far: of those written down and the one that is being searched. Before the first step it is empty.
    pub(super) fn plan(&self, setup: &PlanInput<'_>) -> Plan {
        let under_way = self
            .run
            .as_ref()
            .filter(|run| self.stage == EngineStage::Improve && run.solver.progress().done > 0);
        let now = under_way
            .map(|run| self.written_so_far(setup, run))
            .filter(|now| self.is_better(now));
        let Some(BuiltLines {
            task, timetable, ..
        }) = now.as_ref().or(self.best.as_ref())
        else {
            let (demand, lines) = (Demand::default(), Lines::default());
            return build_plan(
                setup,
                &demand,
                &SelectedActivities::default(),
                &self.phases,
                None,
                lines,
            );
        };
        let lines = self.builder(setup, task, timetable).explained();
        build_plan(
            setup,
            &task.demand,
            &task.chosen,
            &self.phases,
            self.bound,
            lines,
        )
    }

    /// Selects activities and makes a list schedule; it is searched further where it leaves no more needs unmet than the one before.
    fn start(&mut self, setup: &PlanInput<'_>, depth: Depth) -> Result<(), BadProblem> {
        let demand = match &self.run {
            Some(run) => run.task.demand.clone(),
            None => Arc::new(demand::from_input(setup, &self.commitments)),
        };
        let chosen = Arc::new(activity_selection::choose(setup, &demand, depth));
        let schedule = TimetableInput::new(
            setup,
            &demand,
            &chosen,
            &self.phases,
            &self.commitments,
            self.limits,
        );
        let task = TimetableTask {
            commitments: self.commitments.clone(),
            chosen,
            demand,
            schedule: Arc::new(schedule),
        };
        if self.repairs {
            // Held and filled: the floor that no other plan falls below.
            for held in timetable::hold(&task.schedule.problem)? {
                let written = self.written(setup, &task, held);
                self.consider(written);
            }
        }
        let solver = Solver::new(&task.schedule.problem)?;
        let run = TimetableRun { task, solver };
        let written = self.written_so_far(setup, &run);
        // The list schedule of a better selection may cost more at first.
        if self.repairs
            || self
                .best
                .as_ref()
                .is_none_or(|best| written.costs.unmet <= best.costs.unmet)
        {
            self.run = Some(run);
        }
        self.consider(written);
        Ok(())
    }

    fn improve(&mut self, setup: &PlanInput<'_>, rounds: u32) {
        let Some(run) = self.run.as_mut() else {
            self.stage = EngineStage::Bound;
            return;
        };
        let before = run.solver.progress().done;
        let progress = run.solver.improve(rounds);
        self.done += progress.done - before;
        self.total = self.done + progress.total - progress.done;
        if progress.done < progress.total {
            return;
        }
        let Some(run) = self.run.take() else { return };
        let written = self.written_so_far(setup, &run);
        let is_better = self.is_better(&written);
        self.consider(written);
        self.stage = match self.depth {
            Depth::Trial => EngineStage::Done,
            Depth::Full | Depth::Once
                if self.settled == 0 || is_better && self.settled < MOST_SETTLES =>
            {
                EngineStage::Settle
            }
            Depth::Full | Depth::Once => EngineStage::Bound,
        };
    }

    /// Goes on from the lines of the best plan, where needs are unmet, as from an announced plan. It is sought who else can be placed, not
    /// what could be saved.
    fn settle(&mut self, setup: &PlanInput<'_>) -> Result<(), BadProblem> {
        self.stage = EngineStage::Bound;
        self.settled += 1;
        let Some(best) = self.best.as_ref().filter(|best| best.costs.unmet > 0) else {
            return Ok(());
        };
        let commitments = Arc::new(self.commitments.with_lines(setup, &best.lines));
        let demand = Arc::new(demand::from_input(setup, &commitments));
        let chosen = Arc::new(activity_selection::choose(setup, &demand, self.depth));
        let schedule = TimetableInput::new(
            setup,
            &demand,
            &chosen,
            &self.phases,
            &commitments,
            Limits {
                gap_work: 0,
                ..self.limits
            },
        );
        let solver = Solver::new(&schedule.problem)?;
        // The lines hold, so that nothing of them is given up.
        if solver.timetable().released.is_empty() {
            let task = TimetableTask {
                commitments,
                chosen,
                demand,
                schedule: Arc::new(schedule),
            };
            self.run = Some(TimetableRun { task, solver });
            self.stage = EngineStage::Improve;
        }
        Ok(())
    }

    /// The lines of the best timetable so far.
    fn written_so_far(&self, setup: &PlanInput<'_>, run: &TimetableRun) -> BuiltLines {
        self.written(setup, &run.task, run.solver.timetable())
    }

    /// The lines of a timetable.
    fn written(
        &self,
        setup: &PlanInput<'_>,
        task: &TimetableTask,
        timetable: Timetable,
    ) -> BuiltLines {
        let lines = self.builder(setup, task, &timetable).build();
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

    fn is_better(&self, written: &BuiltLines) -> bool {
        self.best
            .as_ref()
            .is_none_or(|best| written.costs < best.costs)
    }

    /// Keeps a plan where it is better than the best.
    fn consider(&mut self, written: BuiltLines) {
        if self.is_better(&written) {
            self.best = Some(written);
        }
    }

    /// The least cost of meeting the needs that the best plan meets, regardless of who takes what.
    fn lower_bound(&self, setup: &PlanInput<'_>) -> Option<i64> {
        self.best
            .as_ref()
            .map(|best| bound_of_served(setup, &best.task.demand, &best.lines))
    }
}
