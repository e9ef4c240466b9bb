//! What would help: rules relaxed alone and together, each tried and priced by the plan that it gives.
//!
//! What is proven to be short is not tried. Trainers, rooms and absence that go together are counted from what is needed at
//! the least (see [`Load`]), for the plan as long as it is and for longer ones; how tightly they may be used is loosened until
//! everybody finds a seat. The number of trials is fixed.

use super::answer::{Plan, Relaxation, UnplacedCause};
use super::load::Load;
use super::input::Setup;
use super::suppose::{Supposed, suppose};
use super::{PlanOptions, engine, conflict};
use crate::order::{Order, Set};
use crate::{Assessment, Programme};

/// Trials where few people need something; fewer where they are many.
const TRIALS: usize = 40;
/// The longest plan that is proposed, in weeks.
const LONGEST: u32 = 208;
/// How many weeks more are tried.
const WEEKS: [u32; 17] = [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 32, 40, 52, 78, 104, 156];
/// Where only few needs are left, so many weeks more are tried one by one.
const NEAR: u32 = 3;
/// The same of plans that are a little longer, when absence, trainers and rooms are relaxed with them.
const LATER: u32 = 6;
/// Trials of more weeks that place no more than before, after which there are no others.
const IDLE: u32 = 6;
/// Few needs, as a share of those that were unmet, in percent, and at least so many.
const FEW: (usize, usize) = (5, 10);
/// How much of what there is may be used when half days are counted, in percent; the gentlest rules first.
const USED: [u64; 4] = [90, 70, 50, 35];

/// The relaxations that place more people, those that place all first, then by price.
pub(super) fn relaxations(
    programme: &Programme,
    assessment: &Assessment,
    options: &PlanOptions,
    plan: &Plan,
) -> Vec<Relaxation> {
    // What nothing can teach, and what too few people need, stays unmet however long the plan is.
    let too_few = |cause: UnplacedCause| cause == UnplacedCause::Minimum || is_hopeless(cause);
    if plan.unplaced.iter().all(|unplaced| too_few(unplaced.cause)) {
        return Vec::new();
    }
    let trials = match plan.people {
        0..=2_000 => TRIALS,
        2_001..=20_000 => TRIALS / 4,
        _ => 3,
    };
    let weeks = ((plan.until.days_since(plan.from) + 7) / 7).max(1).unsigned_abs();
    let mut search =
        Search { programme, assessment, options, plan, weeks, trials, tried: Set::new(), found: Vec::new() };
    let longest = search.longer();
    let within = search.together(None);
    search.keep(within);
    // Longer by the same factor twice is as long as that.
    let half = |more: &u32| u64::from(weeks + more).pow(2) >= u64::from(weeks) * u64::from(weeks + longest);
    let mut best: Option<Trial> = None;
    for more in (1..longest).find(half).into_iter().flat_map(|more| more..more + LATER) {
        let trial = search.together(Some(weeks + more));
        let near = trial.as_ref().is_some_and(|trial| trial.few && !trial.done);
        if trial.as_ref().is_some_and(|trial| best.as_ref().is_none_or(|best| trial.fewer(best))) {
            best = trial;
        }
        if !near {
            break;
        }
    }
    search.keep(best);
    search.alone();
    search.thoroughly();
    let mut found = search.found;
    found.order_by(|a, b| {
        b.places_all
            .cmp(&a.places_all)
            .then(a.unplaced.cmp(&b.unplaced))
            .then(a.extra_cost.total_cmp(&b.extra_cost))
            .then_with(|| a.option.cmp(&b.option))
    });
    found
}

/// Whether no rule helps.
fn is_hopeless(cause: UnplacedCause) -> bool {
    use UnplacedCause::{Circle, Prerequisite, Untaught};
    matches!(cause, Circle | Prerequisite | Untaught)
}

struct Search<'a> {
    programme: &'a Programme,
    assessment: &'a Assessment,
    options: &'a PlanOptions,
    /// The plan as it is.
    plan: &'a Plan,
    /// How long it is.
    weeks: u32,
    /// How many plans may still be tried.
    trials: usize,
    /// Options that were tried.
    tried: Set<String>,
    found: Vec<Relaxation>,
}

/// What came of a trial.
struct Trial {
    relaxation: Relaxation,
    /// Whether all are placed that can be.
    done: bool,
    /// Whether few are left.
    few: bool,
}

impl Trial {
    /// Whether it leaves fewer unmet.
    fn fewer(&self, other: &Trial) -> bool {
        self.relaxation.unplaced < other.relaxation.unplaced
    }
}

impl Search<'_> {
    /// More weeks; how many place most.
    fn longer(&mut self) -> u32 {
        let mut best: Option<Trial> = None;
        let kept = self.trials / 2;
        let (mut longest, mut idle) = (0, 0);
        // With more weeks there are more half days; that there is more to refresh hardly counts.
        let short = |more: &u32| self.is_short(&Supposed { weeks: Some(self.weeks + more), ..Supposed::default() });
        let first = WEEKS.partition_point(short);
        'weeks: for (&more, next) in WEEKS.iter().zip(WEEKS.iter().skip(1).chain([&u32::MAX])).skip(first) {
            for more in (more..*next).take(NEAR as usize) {
                if self.weeks + more > LONGEST || self.trials <= kept || idle >= IDLE {
                    break 'weeks;
                }
                let supposed = Supposed { weeks: Some(self.weeks + more), ..Supposed::default() };
                let Some(trial) = self.attempt(&supposed) else { break };
                let (all, few) = (trial.done, trial.few);
                idle += 1;
                if best.as_ref().is_none_or(|best| trial.fewer(best)) {
                    best = Some(trial);
                    (longest, idle) = (more, 0);
                }
                if all {
                    break 'weeks;
                }
                if !few {
                    break;
                }
            }
        }
        self.keep(best);
        longest
    }

    /// Absence, trainers and rooms together, as the half days are counted, in a plan of so many weeks, or as long as it is.
    fn together(&mut self, weeks: Option<u32>) -> Option<Trial> {
        let longer = Supposed { weeks, ..Supposed::default() };
        let (options, load) = self.load(&longer)?;
        let mut best: Option<Trial> = None;
        for used in USED {
            let Ok(setup) = Setup::new(self.assessment, &options) else { break };
            let Some(supposed) = suppose(&setup, &load, used) else { break };
            let Some(trial) = self.attempt(&Supposed { weeks, ..supposed }) else { continue };
            let before = best.as_ref().map_or(u64::MAX, |best| best.relaxation.unplaced);
            let (now, all, few) = (trial.relaxation.unplaced, trial.done, trial.few);
            if best.as_ref().is_none_or(|best| trial.fewer(best)) {
                best = Some(trial);
            }
            // Where others than these rules are short, more of them hardly help.
            if all || !few && now > before / 2 {
                break;
            }
        }
        best
    }

    /// Each kind of rule alone.
    fn alone(&mut self) {
        let Some((options, load)) = self.load(&Supposed::default()) else { return };
        let Ok(setup) = Setup::new(self.assessment, &options) else { return };
        let [_, used, ..] = USED;
        let Some(Supposed { max_absent, rooms, trainers, .. }) = suppose(&setup, &load, used) else { return };
        let usual = Supposed::default;
        for supposed in
            [Supposed { max_absent, ..usual() }, Supposed { rooms, ..usual() }, Supposed { trainers, ..usual() }]
        {
            let trial = self.trial(&supposed);
            self.keep(trial);
        }
    }

    /// Where nothing tried places everybody, and something only leaves a few: the plan that is made when that is applied, which is
    /// searched for longer than a trial is.
    fn thoroughly(&mut self) {
        let done = |found: &Relaxation| found.places_all;
        let few = |found: &&Relaxation| found.unplaced as usize <= self.few();
        if self.found.iter().any(done) {
            return;
        }
        let best = self.found.iter().filter(few).min_by_key(|found| found.unplaced).map(|found| found.option.clone());
        let Some(option) = best else { return };
        let Some(plan) = self.plan_under(&option, engine::Depth::Full) else { return };
        let extra_cost = plan.cost - self.plan.cost;
        for found in self.found.iter_mut().filter(|found| found.option == option) {
            found.extra_cost = extra_cost;
            found.places_all = plan.unplaced.is_empty();
            found.unplaced = plan.unplaced.len() as u64;
        }
    }

    /// Few needs, beside those that the plan leaves unmet.
    fn few(&self) -> usize {
        (self.plan.unplaced.len() * FEW.0 / 100).max(FEW.1)
    }

    /// The plan under other options.
    fn plan_under(&self, option: &str, depth: engine::Depth) -> Option<Plan> {
        let mut options = self.options.clone();
        options.set_all(option).ok()?;
        let setup = Setup::new(self.assessment, &options).ok()?;
        engine::plan(self.programme, &setup, depth, &mut |_| true).ok()
    }

    /// Keeps what leaves fewer unmet.
    fn keep(&mut self, trial: Option<Trial>) {
        let fewer = |trial: &Trial| (trial.relaxation.unplaced as usize) < self.plan.unplaced.len();
        self.found.extend(trial.filter(fewer).map(|trial| trial.relaxation));
    }

    fn load(&self, supposed: &Supposed) -> Option<(PlanOptions, Load)> {
        let mut options = self.options.clone();
        if let Some(weeks) = supposed.weeks {
            options.set("weeks", &weeks.to_string()).ok()?;
        }
        let load = Load::new(&Setup::new(self.assessment, &options).ok()?);
        Some((options, load))
    }

    /// The plan under other rules, where it is not proven that something is short.
    fn attempt(&mut self, supposed: &Supposed) -> Option<Trial> {
        if self.is_short(supposed) { None } else { self.trial(supposed) }
    }

    /// Whether half days are proven to be short under other rules.
    fn is_short(&self, supposed: &Supposed) -> bool {
        let mut options = self.options.clone();
        let set = options.set_all(&supposed.option(self.options));
        let setup = Setup::new(self.assessment, &options);
        let short = |setup: &Setup<'_>| conflict::is_short(self.programme, setup, &Load::new(setup));
        set.is_err() || setup.is_ok_and(|setup| short(&setup))
    }

    /// The plan under other rules.
    fn trial(&mut self, supposed: &Supposed) -> Option<Trial> {
        let option = supposed.option(self.options);
        if option.is_empty() || self.trials == 0 || !self.tried.insert(option.clone()) {
            return None;
        }
        self.trials -= 1;
        let plan = self.plan_under(&option, engine::Depth::Trial)?;
        let relaxation = Relaxation {
            extra_cost: plan.cost - self.plan.cost,
            option,
            places_all: plan.unplaced.is_empty(),
            text: supposed.words(self.weeks),
            unplaced: plan.unplaced.len() as u64,
        };
        let few = plan.unplaced.len() <= self.few();
        Some(Trial { relaxation, few, done: plan.unplaced.iter().all(|unplaced| is_hopeless(unplaced.cause)) })
    }
}
