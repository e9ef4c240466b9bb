//! How a plan comes about: a complete one at once, then better ones step by step.

use super::demand::{self, Avoid, Demand};
use super::fixed::Fixed;
use super::lines::{Lines, lines};
use super::offer::{self, Chosen};
use super::order::PhasePlan;
use super::schedule::{Schedule, schedule};
use super::setup::Setup;
use super::timetable::{BadProblem, Solver};
use super::whole::{bound_of_served, cost, whole};
use super::{Plan, PlanProgress, SLICE, UnplacedCause, contradiction};
use crate::Programme;
use crate::order::{Map, Set};
use std::sync::Arc;

/// How much work a plan is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// All of it.
    Full,
    /// A plan that is only tried: fewer steps of the choice, no bound.
    Trial,
}

/// Plans that are made anew at most for people who found no seat and could learn it elsewhere: once by list scheduling alone, and
/// again after the rounds.
const PASSES: u32 = 3;
/// How many times shorter the rounds of such a plan are.
const SHORTER: u32 = 10;
/// Rounds of a plan that is only tried.
const HASTY: u32 = 100;

/// What is done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// A list schedule of what is quickly chosen, again as long as somebody left out could learn it elsewhere.
    List,
    /// The best choice, and its list schedule.
    Choose,
    /// Rounds of improvement.
    Improve,
    /// Something else for those who found no seat, and its list schedule.
    Again,
    /// The plan as it would be tried.
    Resort,
    /// How little any plan could cost.
    Bound,
    /// Nothing.
    Done,
}

/// A choice with its timetable, as far as it is searched.
struct Run {
    /// What was avoided.
    avoid: Avoid,
    chosen: Arc<Chosen>,
    demand: Arc<Demand>,
    schedule: Schedule,
    solver: Solver,
}

/// The lines of a timetable, with what they answer.
struct Written {
    chosen: Arc<Chosen>,
    demand: Arc<Demand>,
    lines: Lines,
    costs: Costs,
}

/// What makes a plan worse than another, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Costs {
    /// Unmet needs that the previous plan met: nobody loses what they were told for the sake of others.
    lost: usize,
    /// Unmet needs.
    unmet: usize,
    /// Money in small units.
    money: i64,
}

/// A plan in the making. It borrows nothing: every step is given the same request.
///
/// 1. Activities are chosen quickly and a list schedule made of them; again, at most [`PASSES`] times, where somebody found no seat
///    in what could be learned elsewhere. From here on there is a plan.
/// 2. Activities are chosen as well as can be, and given a list schedule. What leaves fewer needs unmet gets the rounds.
/// 3. Where needs are unmet after the rounds, once more something else is chosen for those people, and a shorter search made. The
///    last resort is the plan as it would be tried: so whoever a relaxation places is placed when it is applied.
/// 4. The lower bound.
///
/// Where people were told of a plan, the first choice is the best one, and nobody is moved; only where that leaves somebody out is
/// everything done once more with seats that may be moved. Of two plans the one is taken in which fewer lose what they were told, then
/// the one with fewer unmet needs, then the cheaper.
pub(super) struct Engine {
    depth: Depth,
    /// Rounds of the first search.
    rounds: u32,
    fixed: Fixed,
    phases: PhasePlan,
    stage: Stage,
    /// Whether a plan was told, and whether nobody is moved from it.
    told: bool,
    stays: bool,
    avoid: Avoid,
    /// Activities in which nobody at all found a seat.
    vain: Set<usize>,
    /// How often something else may still be chosen.
    passes: u32,
    /// The choice of a plan that was told; the same whether people stay or not.
    first: Option<(Arc<Demand>, Arc<Chosen>)>,
    best: Option<Written>,
    run: Option<Run>,
    resort: Option<Box<Engine>>,
    bound: Option<i64>,
    done: u32,
    total: u32,
}

/// Makes a plan without conflicts and relaxations; where `go_on` answers `false` the best so far is taken.
pub(super) fn plan(
    programme: &Programme,
    setup: &Setup<'_>,
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
    pub(super) fn new(programme: &Programme, setup: &Setup<'_>, depth: Depth) -> Engine {
        let told = setup.options.previous.is_some();
        let engine = |depth: Depth, rounds: u32, resort: Option<Box<Engine>>| Engine {
            depth,
            rounds,
            fixed: Fixed::new(setup),
            phases: PhasePlan::new(programme, setup),
            stage: Stage::List,
            told,
            stays: told,
            avoid: Avoid::new(),
            vain: Set::new(),
            passes: PASSES,
            first: None,
            best: None,
            run: None,
            resort,
            bound: None,
            done: 0,
            total: rounds,
        };
        let rounds = setup.settings.rounds;
        let tried = engine(Depth::Trial, rounds.min(HASTY), None);
        match depth {
            Depth::Trial => tried,
            Depth::Full => engine(Depth::Full, rounds, Some(Box::new(tried))),
        }
    }

    /// How far it has come.
    pub(super) fn progress(&self) -> PlanProgress {
        let best = self.best.as_ref().map(|best| best.costs);
        PlanProgress {
            cost: best.map(|costs| offer::money(costs.money)),
            done: self.done,
            finished: self.is_done(),
            total: self.total,
            unmet: best.map(|costs| costs.unmet as u64),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.stage == Stage::Done
    }

    /// Does what is next: one stage, or so many rounds of improvement.
    pub(super) fn step(&mut self, setup: &Setup<'_>, rounds: u32) -> Result<(), BadProblem> {
        match self.stage {
            Stage::List => self.list(setup)?,
            Stage::Choose => self.choose(setup)?,
            Stage::Improve => self.improve(setup, rounds),
            Stage::Again => self.again(setup)?,
            Stage::Resort => self.resort(setup, rounds)?,
            Stage::Bound => {
                self.bound = Some(self.lower_bound(setup));
                self.stage = Stage::Done;
            }
            Stage::Done => {}
        }
        Ok(())
    }

    /// The best plan so far: of those written down and the one that is being searched. Before the first step it is empty.
    pub(super) fn plan(&self, setup: &Setup<'_>) -> Plan {
        let under_way = self.run.as_ref().filter(|run| self.stage == Stage::Improve && run.solver.progress().done > 0);
        let now = under_way.map(|run| self.written(setup, run));
        let now = now.filter(|now| self.is_better(now));
        let Some(Written { chosen, demand, lines, .. }) = now.as_ref().or(self.best.as_ref()) else {
            let (demand, lines) = (Demand::default(), Lines::default());
            return whole(setup, &demand, &Chosen::default(), &self.phases, &self.fixed, 0, lines);
        };
        whole(setup, demand, chosen, &self.phases, &self.fixed, self.bound.unwrap_or(0), lines.clone())
    }

    fn list(&mut self, setup: &Setup<'_>) -> Result<(), BadProblem> {
        let quick = !self.told || self.depth == Depth::Trial || !self.avoid.is_empty();
        let Some(run) = self.another_run(setup, if quick { Depth::Trial } else { Depth::Full })? else {
            self.stage = Stage::Resort;
            return Ok(());
        };
        let written = self.written(setup, &run);
        let more = self.another(setup, &written);
        if self.consider(written) || self.run.is_none() {
            self.run = Some(run);
        }
        if !more {
            self.stage = if self.depth == Depth::Full && !self.told { Stage::Choose } else { Stage::Improve };
            self.passes = PASSES;
        }
        Ok(())
    }

    fn choose(&mut self, setup: &Setup<'_>) -> Result<(), BadProblem> {
        self.avoid = self.run.as_ref().map(|run| run.avoid.clone()).unwrap_or_default();
        self.stage = Stage::Improve;
        let Some(run) = self.another_run(setup, Depth::Full)? else { return Ok(()) };
        let written = self.written(setup, &run);
        // The list schedule of a better choice may cost more and still give way to less.
        if self.best.as_ref().is_none_or(|best| written.costs.unmet <= best.costs.unmet) {
            self.run = Some(run);
        }
        self.consider(written);
        Ok(())
    }

    fn improve(&mut self, setup: &Setup<'_>, rounds: u32) {
        let Some(run) = self.run.as_mut() else {
            self.stage = Stage::Bound;
            return;
        };
        let before = run.solver.progress().done;
        let progress = run.solver.improve(rounds);
        self.done += progress.done - before;
        if progress.done < progress.total {
            return;
        }
        let Some(run) = self.run.take() else { return };
        let written = self.written(setup, &run);
        self.avoid.clone_from(&run.avoid);
        let more = self.depth == Depth::Full && self.another(setup, &written);
        self.consider(written);
        if self.is_complete() {
            self.stage = Stage::Bound;
        } else if more {
            self.stage = Stage::Again;
        } else if self.stays {
            (self.stays, self.stage, self.passes) = (false, Stage::List, PASSES);
            self.avoid = Avoid::new();
            self.total = self.done + self.rounds;
        } else {
            self.stage = Stage::Resort;
        }
    }

    fn again(&mut self, setup: &Setup<'_>) -> Result<(), BadProblem> {
        let Some(mut run) = self.another_run(setup, Depth::Trial)? else {
            self.stage = Stage::Resort;
            return Ok(());
        };
        let rounds = self.rounds / SHORTER;
        run.solver.limit(rounds);
        self.total = self.done + rounds;
        self.run = Some(run);
        self.stage = Stage::Improve;
        Ok(())
    }

    fn resort(&mut self, setup: &Setup<'_>, rounds: u32) -> Result<(), BadProblem> {
        let Some(tried) = self.resort.as_mut().filter(|tried| !tried.is_done()) else {
            if let Some(best) = self.resort.take().and_then(|tried| tried.best) {
                self.consider(best);
            }
            self.stage = Stage::Bound;
            return Ok(());
        };
        let before = tried.done;
        tried.step(setup, rounds)?;
        self.done += tried.done - before;
        self.total = self.done + tried.total - tried.done;
        Ok(())
    }

    /// The same as [`Engine::make`]; nothing where there is a plan already, and pins contradict the order of another choice.
    fn another_run(&mut self, setup: &Setup<'_>, depth: Depth) -> Result<Option<Run>, BadProblem> {
        match self.make(setup, depth) {
            Err(_) if self.best.is_some() => Ok(None),
            made => made.map(Some),
        }
    }

    /// Chooses activities but for those avoided, and makes a list schedule.
    fn make(&mut self, setup: &Setup<'_>, depth: Depth) -> Result<Run, BadProblem> {
        let known = self.first.clone().filter(|_| depth == Depth::Full && self.avoid.is_empty());
        let (demand, chosen) = known.unwrap_or_else(|| {
            let before = |person: usize| self.fixed.taken.get(&person).cloned().unwrap_or_default();
            let demand = demand::of(setup, &before, &self.avoid);
            let chosen = offer::choose(setup, &demand, depth);
            (Arc::new(demand), Arc::new(chosen))
        });
        if depth == Depth::Full && self.avoid.is_empty() {
            self.first = Some((demand.clone(), chosen.clone()));
        }
        let mut schedule = schedule(setup, &demand, &chosen, &self.phases, &self.fixed, &self.vain, self.stays);
        schedule.problem.limits.rounds = self.rounds;
        let solver = Solver::made(&schedule.problem, self.depth == Depth::Trial);
        let solver = solver.map_err(|error| contradiction::named(setup, &self.fixed, &demand, &schedule, error))?;
        Ok(Run { avoid: self.avoid.clone(), chosen, demand, schedule, solver })
    }

    /// The lines of the best timetable so far.
    fn written(&self, setup: &Setup<'_>, run: &Run) -> Written {
        let Run { chosen, demand, schedule, solver, .. } = run;
        let told = |person: usize, activity: usize| self.fixed.seat_before(person, activity).map(str::to_owned);
        let ids: Vec<String> = self.fixed.sessions.iter().map(|(id, _)| id.clone()).collect();
        let lines = lines(setup, demand, chosen, &self.phases, schedule, &solver.timetable(), &ids, &told);
        let costs = Costs {
            lost: lost(setup, demand, &lines),
            unmet: lines.unplaced.len(),
            money: cost(setup, demand, chosen, &lines),
        };
        Written { chosen: chosen.clone(), demand: demand.clone(), lines, costs }
    }

    fn is_better(&self, written: &Written) -> bool {
        self.best.as_ref().is_none_or(|best| written.costs < best.costs)
    }

    fn is_complete(&self) -> bool {
        self.best.as_ref().is_some_and(|best| best.costs.unmet == 0)
    }

    /// Keeps a plan where it is better than the best; says whether it is.
    fn consider(&mut self, written: Written) -> bool {
        let better = self.is_better(&written);
        if better {
            self.best = Some(written);
        }
        better
    }

    /// Notes the activities in which people found no seat, where something else teaches the same, and those in which nobody found one;
    /// whether there are any and something else may still be tried.
    fn another(&mut self, setup: &Setup<'_>, written: &Written) -> bool {
        if self.passes == 0 || written.costs.unmet == 0 {
            return false;
        }
        self.passes -= 1;
        let elsewhere = elsewhere(setup, &written.demand, &written.lines, &mut self.avoid);
        let known = self.vain.len();
        self.vain.extend(in_vain(setup, &written.lines));
        elsewhere || self.vain.len() > known
    }

    /// How little it costs at least to meet the needs that the best plan meets. Where everybody has what the first choice gave them, those
    /// with the same needs at one site have the same, and the bound is about such plans; else about any.
    fn lower_bound(&self, setup: &Setup<'_>) -> i64 {
        let Some(best) = self.best.as_ref().filter(|_| self.depth == Depth::Full) else { return 0 };
        let alike = best.costs.unmet == 0 && best.demand.classes.iter().all(|class| class.avoid.is_empty());
        let Some((demand, chosen)) = self.first.as_ref().filter(|_| alike && !self.told) else {
            return bound_of_served(setup, &best.demand, &best.lines);
        };
        let small = |at: &&crate::model::Activity| offer::may_be_small(setup, at);
        let known = chosen.bound.filter(|_| !setup.activities.iter().any(small));
        known.unwrap_or_else(|| offer::bound(setup, demand, &chosen.covers, false))
    }
}

/// Unmet needs that the activities of the previous plan met.
fn lost(setup: &Setup<'_>, demand: &Demand, lines: &Lines) -> usize {
    let of = |(learner, taken): (&demand::Learner, &Map<usize, crate::Date>)| {
        let Some(class) = demand.classes.get(learner.class).filter(|class| !class.before.is_empty()) else { return 0 };
        let teaches = |at: &usize, need: demand::Step| {
            setup.activities.get(*at).is_some_and(|activity| offer::teaches(activity, need))
        };
        let lost = |need: &&demand::Step| {
            class.before.iter().any(|at| teaches(at, **need)) && !taken.keys().any(|at| teaches(at, **need))
        };
        class.needs.iter().filter(lost).count()
    };
    demand.learners.iter().zip(&lines.taken).map(of).sum()
}

/// The activities in which nobody found a seat, for want of something that those behind them in the order may have.
fn in_vain(setup: &Setup<'_>, lines: &Lines) -> Set<usize> {
    let place = |id: &String| setup.activities.iter().position(|known| known.id == *id);
    let vain = |cause: UnplacedCause| {
        use UnplacedCause::{NoRoom, NoTrainer, TooFew, Window};
        matches!(cause, NoRoom | NoTrainer | TooFew | Window)
    };
    let wanted = lines.unplaced.iter().filter(|unplaced| vain(unplaced.cause)).filter_map(|one| one.activity.as_ref());
    let seated: Set<usize> = lines.taken.iter().flat_map(Map::keys).copied().collect();
    wanted.filter_map(place).filter(|at| !seated.contains(at)).collect()
}

/// Whether somebody who found no seat could learn it elsewhere: then that is avoided.
fn elsewhere(setup: &Setup<'_>, demand: &Demand, lines: &Lines, avoid: &mut Avoid) -> bool {
    let learner_of: Map<&str, &demand::Learner> =
        demand.learners.iter().map(|learner| (setup.model.people.ids.name(learner.person as u32), learner)).collect();
    let mut any = false;
    for unplaced in lines.unplaced.iter().filter(|unplaced| unplaced.cause != UnplacedCause::EarlierStep) {
        let at = unplaced.activity.as_ref().and_then(|id| setup.activities.iter().position(|known| known.id == *id));
        let learner = learner_of.get(unplaced.person.as_str());
        let class = learner.and_then(|learner| demand.classes.get(learner.class));
        let (Some(at), Some(learner), Some(class)) = (at, learner, class) else { continue };
        let mut class = class.clone();
        let before = offer::cover(setup, &class).blocked.len();
        if class.avoid.insert(at) && offer::cover(setup, &class).blocked.len() == before {
            any |= avoid.entry(learner.person).or_default().insert(at);
        }
    }
    any
}
