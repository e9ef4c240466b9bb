//! Relaxations: which rules, given up a little, would let more needs be met; each tried, and priced by the plan that it gives.
//!
//! For every rule that a conflict or a reason names, the mildest value is sought that lets all be placed: doubling, then halving the
//! interval. Where no rule is enough alone, pairs are tried, then all of them. Values under which counting still proves something short
//! are not planned. What is found is planned in full, as the request would be with that option, so its cost is true.
//!
//! Work is counted: the number of plans, by the number of people ([`trials`]), and for each [`PROOFS`] counts of what is short. Above
//! [`MOST_PEOPLE`] nothing is tried: each trial would take as long as the plan.

use super::answer::{ChangeKind, Conflict, ConflictKind, Plan, Relaxation, UnplacedCause};
use super::engine::PlanFigures;
use super::input::PlanInput;
use super::precedence::PhasePlan;
use super::proof_problem::ProofProblem;
use super::{PlanOptions, conflict, engine};
use crate::document::Mode;
use crate::finding::{Statement, say};
use crate::{Assessment, Date, Programme};
use paratus_planner::pace::Pace;
use std::collections::BTreeMap;

/// Rules that are tried, those that most unmet needs name first.
const MAX_RULES: usize = 8;
/// The most trainers or rooms that are proposed in addition.
const MAX_ADDED: u32 = 12;
/// The most weeks by which a plan or a phase is made longer.
const MAX_ADDED_WEEKS: u32 = 52;
/// A plan that is quickly made leaves few where it leaves no more than this, and this part of what is unmet now.
const FEW_UNMET: u64 = 5;
const FEW_SHARE: u64 = 10;
/// People up to whose number every trial is a plan in full.
const FEW_PEOPLE: u64 = 20;

/// Above this number of people no milder value is sought for a rule that does not place all, and a rule that leaves few is enough.
const MANY_PEOPLE: u64 = 2_000;
/// Above this number of people no relaxations are sought.
const MOST_PEOPLE: u64 = 20_000;

/// How often it may be counted whether something is short, for each plan that may be tried.
const PROOFS: u32 = 4;

/// How many plans may be tried, and how many found relaxations are planned in full.
fn trials(people: u64) -> (u32, usize) {
    match people {
        0..=20 => (80, 8),
        21..=300 => (16, 3),
        301..=2_000 => (16, 2),
        2_001..=MOST_PEOPLE => (4, 1),
        _ => (0, 0),
    }
}

/// A rule that can be relaxed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum RelaxableRule {
    /// The smallest size of sessions of an activity.
    SeatsMin(String),
    /// The share of a section that may be away.
    Absence,
    /// Seats of a session of an activity.
    SeatsMax(String),
    /// The last day of a phase.
    Phase(String),
    /// How long the plan is.
    Weeks,
    /// Trainers with a skill.
    Trainers(String),
    /// Rooms at a site.
    Rooms(String),
    /// Announced seats: nobody is moved to make room for somebody else.
    Moves,
}

/// Rules, each with the number of steps by which it is relaxed.
type RelaxationLevels = Vec<(RelaxableRule, u32)>;

/// The relaxations that leave fewer needs unmet: those that place all first, then by what is left, then the cheapest.
pub(super) async fn relaxations(
    programme: &Programme,
    assessment: &Assessment,
    options: &PlanOptions,
    plan: &Plan,
    pace: &Pace,
) -> Vec<Relaxation> {
    let Ok(setup) = PlanInput::new(assessment, options) else {
        return Vec::new();
    };
    let (left, most_found) = trials(plan.people);
    if left == 0 {
        return Vec::new();
    }
    let weeks = ((plan.until.days_since(plan.from) + 7) / 7)
        .max(1)
        .unsigned_abs();
    let mut search = RelaxationSearch {
        programme,
        assessment,
        options,
        setup: &setup,
        plan,
        weeks,
        left,
        proofs: left * PROOFS,
        phases: PhasePlan::new(programme, &setup),
        base: plan.unplaced.len() as u64,
        tried: BTreeMap::new(),
        found: Vec::new(),
        pace,
    };
    if plan.people > FEW_PEOPLE
        && let Some(quick) = search.figures_under("", engine::Depth::Trial).await
    {
        search.base = search.base.max(quick.unmet);
    }
    let rules = search.rules(plan);
    for rule in &rules {
        search.relax(std::slice::from_ref(rule)).await;
        if search.has_many() && search.is_done() {
            break;
        }
    }
    if !search.is_done() {
        search.relax_behind(&rules).await;
    }
    if !search.is_done() {
        let useful: Vec<RelaxableRule> = rules
            .iter()
            .filter(|&rule| {
                search
                    .found
                    .iter()
                    .any(|f| f.0.iter().any(|l| l.0 == *rule))
            })
            .cloned()
            .collect();
        let tried = if useful.len() > 1 { &useful } else { &rules };
        'pairs: for (at, first) in tried.iter().enumerate() {
            for second in tried.iter().skip(at + 1) {
                if search.relax(&[first.clone(), second.clone()]).await {
                    break 'pairs;
                }
            }
        }
    }
    if !search.is_done() && rules.len() > 2 {
        search.relax(&rules).await;
    }
    search.offer(most_found).await
}

/// What came of a trial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TrialOutcome {
    unplaced: u64,
    /// Whether all are placed that anything teaches.
    is_done: bool,
}

struct RelaxationSearch<'a> {
    programme: &'a Programme,
    assessment: &'a Assessment,
    options: &'a PlanOptions,
    setup: &'a PlanInput<'a>,
    /// The plan as it is.
    plan: &'a Plan,
    /// How long it is.
    weeks: u32,
    /// How many plans may still be tried.
    left: u32,
    /// How often it may still be counted whether something is short.
    proofs: u32,
    phases: PhasePlan,
    /// What the plan leaves unmet, made as the trials are.
    base: u64,
    /// Options that were tried.
    tried: BTreeMap<String, Option<TrialOutcome>>,
    found: Vec<(RelaxationLevels, TrialOutcome)>,
    pace: &'a Pace,
}

impl RelaxationSearch<'_> {
    /// Whether anything was found that places all, or of many people nearly all.
    fn is_done(&self) -> bool {
        let is_enough =
            |outcome: TrialOutcome| outcome.is_done || self.has_many() && self.leaves_few(outcome);
        self.found.iter().any(|found| is_enough(found.1))
    }

    fn has_many(&self) -> bool {
        self.plan.people > MANY_PEOPLE
    }

    fn leaves_few(&self, outcome: TrialOutcome) -> bool {
        let few = self.base / FEW_SHARE + FEW_UNMET;
        outcome.unplaced <= few && outcome.unplaced < self.base
    }

    /// Rules behind the one that helps most, or where none does behind the first one, each together with it: what prevents more in the plan
    /// that it gives.
    async fn relax_behind(&mut self, known: &[RelaxableRule]) {
        let best = self.found.iter().min_by_key(|found| found.1.unplaced);
        let first = || Some(vec![(known.first()?.clone(), self.most(known.first()?))]);
        let Some(levels) = best.map(|found| found.0.clone()).or_else(first) else {
            return;
        };
        let depth = if self.plan.people <= FEW_PEOPLE {
            engine::Depth::Once
        } else {
            engine::Depth::Trial
        };
        let option = self.option(&levels);
        let Some(mut plan) = self.plan_under(&option, depth).await else {
            return;
        };
        plan.conflicts = self.conflicts_under(&option, &plan).await;
        let rules = self.rules(&plan);
        for rule in rules.into_iter().filter(|rule| !known.contains(rule)) {
            let first = levels.iter().map(|level| level.0.clone());
            let both: Vec<RelaxableRule> = first.chain([rule]).collect();
            self.relax(&both).await;
        }
    }

    /// The rules that conflicts and reasons of a plan name, by how many needs they stand against.
    fn rules(&self, plan: &Plan) -> Vec<RelaxableRule> {
        let mut weight: BTreeMap<RelaxableRule, u64> = BTreeMap::new();
        for conflict in &plan.conflicts {
            let deficit = conflict.needed.saturating_sub(conflict.available).max(1);
            for rule in self.of_conflict(conflict) {
                // What is proven comes before what the search did not find.
                *weight.entry(rule).or_default() += deficit + 1_000_000;
            }
        }
        for unplaced in &plan.unplaced {
            let section = self
                .assessment
                .programme
                .model()
                .people
                .ids
                .index(&unplaced.person);
            for rule in self.of_cause(unplaced.cause, unplaced.activity.as_deref(), section) {
                *weight.entry(rule).or_default() += 1;
            }
        }
        let mut rules: Vec<(u64, RelaxableRule)> = weight
            .iter()
            .filter(|(rule, _)| self.most(rule) > 0)
            .map(|(rule, weight)| (*weight, rule.clone()))
            .collect();
        rules.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        rules.truncate(MAX_RULES);
        let holds = self.options.previous.is_some() && self.setup.settings.cost_per_move > 0.0;
        let moves = holds.then_some(RelaxableRule::Moves);
        moves
            .into_iter()
            .chain(rules.into_iter().map(|(_, rule)| rule))
            .collect()
    }

    fn of_conflict(&self, conflict: &Conflict) -> Vec<RelaxableRule> {
        let ids = || conflict.activities.iter();
        let mut rules: Vec<RelaxableRule> = match conflict.kind {
            ConflictKind::Teaching => return Vec::new(),
            ConflictKind::Absence => vec![RelaxableRule::Absence],
            ConflictKind::Away
            | ConflictKind::Calendar
            | ConflictKind::Chain
            | ConflictKind::Order => Vec::new(),
            ConflictKind::Participants => ids()
                .cloned()
                .map(RelaxableRule::SeatsMin)
                .chain([RelaxableRule::Absence])
                .collect(),
            ConflictKind::Rooms => {
                let size = ids().cloned().flat_map(|id| {
                    [
                        RelaxableRule::SeatsMax(id.clone()),
                        RelaxableRule::SeatsMin(id),
                    ]
                });
                [RelaxableRule::Rooms(conflict.subject.clone())]
                    .into_iter()
                    .chain(size)
                    .collect()
            }
            ConflictKind::Trainers => {
                let skills = conflict
                    .subject
                    .split(' ')
                    .map(|skill| RelaxableRule::Trainers(skill.to_owned()));
                skills
                    .chain(ids().cloned().map(RelaxableRule::SeatsMax))
                    .collect()
            }
            ConflictKind::Combined => {
                let of = |id: &String| {
                    self.activity(id)
                        .map(|activity| self.resources(activity))
                        .unwrap_or_default()
                };
                ids().flat_map(of).chain([RelaxableRule::Absence]).collect()
            }
        };
        rules.extend(self.time(ids().map(String::as_str)));
        rules
    }

    fn of_cause(
        &self,
        cause: UnplacedCause,
        activity: Option<&str>,
        person: Option<usize>,
    ) -> Vec<RelaxableRule> {
        let Some(at) = activity.and_then(|id| self.activity(id)) else {
            return Vec::new();
        };
        let id = || at.id.clone();
        let mut rules = match cause {
            UnplacedCause::Circle | UnplacedCause::Prerequisite | UnplacedCause::Untaught => {
                return Vec::new();
            }
            UnplacedCause::NoTrainer | UnplacedCause::Trainer => {
                let skill = at
                    .skill
                    .map(|skill| self.setup.model.skill_ids.name(skill as u32).to_owned());
                skill
                    .map(RelaxableRule::Trainers)
                    .into_iter()
                    .chain([RelaxableRule::SeatsMax(id())])
                    .collect()
            }
            UnplacedCause::NoRoom => vec![RelaxableRule::SeatsMin(id())],
            UnplacedCause::Room => {
                let sections = &self.setup.model.people.section;
                let site = person
                    .and_then(|person| sections.get(person))
                    .map(|&at| self.setup.site_of(at as usize));
                let site = site
                    .and_then(|site| self.setup.site_name(site))
                    .unwrap_or_default()
                    .to_owned();
                vec![
                    RelaxableRule::Rooms(site),
                    RelaxableRule::SeatsMax(id()),
                    RelaxableRule::SeatsMin(id()),
                ]
            }
            UnplacedCause::Absence => vec![RelaxableRule::Absence],
            UnplacedCause::Minimum => vec![RelaxableRule::SeatsMin(id()), RelaxableRule::Absence],
            _ => Vec::new(),
        };
        rules.extend(self.time(activity.into_iter()));
        rules
    }

    /// More time: for the plan, and for the phases of activities.
    fn time<'s>(&self, activities: impl Iterator<Item = &'s str>) -> Vec<RelaxableRule> {
        let phases = &self.phases;
        let of = |id: &str| {
            let at = self
                .setup
                .activities
                .iter()
                .position(|activity| activity.id == id)?;
            let phase = (*phases.of_activity.get(at)?)?;
            phases.windows.get(phase)?.until?;
            phases.ids.get(phase).cloned().map(RelaxableRule::Phase)
        };
        let mut rules: Vec<RelaxableRule> = activities.filter_map(of).collect();
        rules.push(RelaxableRule::Weeks);
        rules
    }

    fn activity(&self, id: &str) -> Option<&crate::model::Activity> {
        self.setup
            .activities
            .iter()
            .copied()
            .find(|activity| activity.id == id)
    }

    fn resources(&self, activity: &crate::model::Activity) -> Vec<RelaxableRule> {
        let skill = activity
            .skill
            .map(|skill| self.setup.model.skill_ids.name(skill as u32).to_owned());
        let id = || activity.id.clone();
        let mut rules: Vec<RelaxableRule> =
            skill.map(RelaxableRule::Trainers).into_iter().collect();
        rules.extend([RelaxableRule::SeatsMin(id()), RelaxableRule::SeatsMax(id())]);
        if activity.mode != Mode::ELearning && !self.setup.rooms.is_empty() {
            let sites = self
                .setup
                .rooms
                .iter()
                .map(|room| self.setup.site_name(room.site).unwrap_or_default());
            rules.extend(sites.map(|site| RelaxableRule::Rooms(site.to_owned())));
        }
        rules
    }

    /// By how many steps a rule can be relaxed.
    fn most(&self, rule: &RelaxableRule) -> u32 {
        let seats = |id: &String| {
            self.activity(id)
                .and_then(|activity| self.setup.seats(activity))
        };
        match rule {
            RelaxableRule::Absence => 100_u32.saturating_sub(self.percent()),
            RelaxableRule::Phase(phase) => match self.phase_end(phase) {
                Some(until) if until < self.plan.until => {
                    (self.plan.until.days_since(until).unsigned_abs().div_ceil(7))
                        .min(MAX_ADDED_WEEKS)
                }
                _ => 0,
            },
            RelaxableRule::Rooms(_) if self.setup.rooms.is_empty() => 0,
            RelaxableRule::Trainers(_) if self.setup.trainers.is_empty() => 0,
            RelaxableRule::Rooms(_) | RelaxableRule::Trainers(_) => MAX_ADDED,
            RelaxableRule::SeatsMax(id) => seats(id).map_or(0, |(_, most)| most),
            RelaxableRule::SeatsMin(id) => {
                seats(id).map_or(0, |(least, _)| least.saturating_sub(1))
            }
            RelaxableRule::Weeks => MAX_ADDED_WEEKS,
            RelaxableRule::Moves => 1,
        }
    }

    /// The share of any section that may be away now, in percent, rounded down.
    fn percent(&self) -> u32 {
        let model = self.setup.model;
        let own = model
            .sections
            .iter()
            .map(|section| section.max_absent)
            .fold(0.0, f64::max);
        let share = self.setup.settings.max_absent.unwrap_or(own);
        (share * 100.0 + 1e-9).clamp(0.0, 100.0) as u32
    }

    fn phase_end(&self, phase: &str) -> Option<Date> {
        let given = self.options.phase_until.get(phase).copied();
        given.or_else(|| {
            self.setup
                .model
                .phases
                .iter()
                .find(|known| known.id == phase)?
                .until
        })
    }

    /// As `--what-if` takes it.
    fn option(&self, levels: &RelaxationLevels) -> String {
        let one = |(rule, step): &(RelaxableRule, u32)| {
            let given = |known: Option<&u32>| known.copied().unwrap_or(0).saturating_add(*step);
            let seats = |id: &String| {
                self.activity(id)
                    .and_then(|activity| self.setup.seats(activity))
                    .unwrap_or((1, 1))
            };
            match rule {
                RelaxableRule::Absence => {
                    format!("max_absent={}", f64::from(self.percent() + step) / 100.0)
                }
                RelaxableRule::Phase(phase) => {
                    let until = self.phase_end(phase).unwrap_or(self.plan.until);
                    format!("phase_until.{phase}={}", until.plus_days(7 * *step as i32))
                }
                RelaxableRule::Rooms(site) => {
                    format!("rooms.{site}={}", given(self.options.rooms.get(site)))
                }
                RelaxableRule::SeatsMax(id) => {
                    format!("seats_max.{id}={}", seats(id).1.saturating_add(*step))
                }
                RelaxableRule::SeatsMin(id) => format!(
                    "seats_min.{id}={}",
                    seats(id).0.saturating_sub(*step).max(1)
                ),
                RelaxableRule::Trainers(skill) => format!(
                    "trainers.{skill}={}",
                    given(self.options.trainers.get(skill))
                ),
                RelaxableRule::Weeks => format!("weeks={}", self.weeks + step),
                RelaxableRule::Moves => "cost_per_move=0".to_owned(),
            }
        };
        let mut parts: Vec<String> = levels.iter().map(one).collect();
        parts.sort();
        parts.join(",")
    }

    /// What to do, a statement for each rule; `moved` is how many seats change.
    fn statements(&self, levels: &RelaxationLevels, moved: usize) -> Vec<Statement> {
        let one = |(rule, step): &(RelaxableRule, u32)| {
            let seats = |id: &String| {
                self.activity(id)
                    .and_then(|activity| self.setup.seats(activity))
                    .unwrap_or((1, 1))
            };
            match rule {
                RelaxableRule::Absence => say!(LetMoreBeAway {
                    percent: self.percent() + step
                }),
                RelaxableRule::Phase(phase) => {
                    let until = self.phase_end(phase).unwrap_or(self.plan.until);
                    say!(LetPhaseEndLater {
                        phase: phase,
                        until: until.plus_days(7 * *step as i32)
                    })
                }
                RelaxableRule::Rooms(site) if site.is_empty() => say!(AddRooms { rooms: *step }),
                RelaxableRule::Rooms(site) => say!(AddRoomsAt {
                    rooms: *step,
                    site: site
                }),
                RelaxableRule::SeatsMax(id) => say!(HoldLargerSessions {
                    people: seats(id).1.saturating_add(*step),
                    activity: id
                }),
                RelaxableRule::SeatsMin(id) => say!(HoldSmallerSessions {
                    activity: id,
                    people: seats(id).0.saturating_sub(*step).max(1)
                }),
                RelaxableRule::Trainers(skill) => say!(AddTrainers {
                    trainers: *step,
                    skill: skill
                }),
                RelaxableRule::Weeks => say!(PlanLonger { weeks: *step }),
                RelaxableRule::Moves => say!(MoveSeats { seats: moved }),
            }
        };
        levels.iter().map(one).collect()
    }

    /// The mildest relaxation of some rules together that places all; else, of rules that help at all, the mildest that leaves as few
    /// unmet as the strongest. Whether all are placed.
    async fn relax(&mut self, rules: &[RelaxableRule]) -> bool {
        let at = |search: &Self, step: u32| -> RelaxationLevels {
            rules
                .iter()
                .map(|rule| (rule.clone(), step.min(search.most(rule))))
                .collect()
        };
        let strongest = rules.iter().map(|rule| self.most(rule)).max().unwrap_or(0);
        let (mut step, mut weaker) = (1, 0);
        let mut best: Option<(RelaxationLevels, TrialOutcome)> = None;
        loop {
            let levels = at(self, step);
            // Where something is proven short, only the strongest value tells how many needs could be met.
            let is_last = step >= strongest;
            if let Some(outcome) = self.attempt(&levels, is_last).await
                && best
                    .as_ref()
                    .is_none_or(|(_, best)| outcome.unplaced < best.unplaced)
            {
                best = Some((levels, outcome));
            }
            if is_last || best.as_ref().is_some_and(|(_, best)| best.is_done) {
                break;
            }
            weaker = step;
            step = (step * 2).min(strongest);
        }
        let Some((mut levels, outcome)) = best else {
            return false;
        };
        if outcome.unplaced >= self.base {
            return false;
        }
        let alone = rules.len() == 1 && outcome.is_done;
        // Each milder value would be a plan more, and the plans of many people take long.
        let seeks_milder = outcome.is_done || !self.has_many();
        let milder = if seeks_milder { levels.len() } else { 0 };
        for rule in 0..milder {
            let Some(&(_, high)) = levels.get(rule) else {
                continue;
            };
            let mut low = if alone { weaker } else { 0 };
            let mut high = high;
            while high > low + 1 {
                let middle = low.midpoint(high);
                if self.holds(&levels, rule, middle, outcome).await {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            // A rule that need not be relaxed at all is left out of a pair.
            if levels.len() > 1 && high == 1 && self.holds(&levels, rule, 0, outcome).await {
                high = 0;
            }
            levels
                .iter_mut()
                .skip(rule)
                .take(1)
                .for_each(|level| level.1 = high);
        }
        levels.retain(|level| level.1 > 0);
        self.found.push((levels, outcome));
        outcome.is_done
    }

    /// Whether a rule relaxed by this many steps leaves no more unmet.
    async fn holds(
        &mut self,
        levels: &RelaxationLevels,
        rule: usize,
        step: u32,
        wanted: TrialOutcome,
    ) -> bool {
        let mut levels = levels.clone();
        levels
            .iter_mut()
            .skip(rule)
            .take(1)
            .for_each(|level| level.1 = step);
        levels.retain(|level| level.1 > 0);
        self.attempt(&levels, !wanted.is_done)
            .await
            .is_some_and(|outcome| outcome.unplaced <= wanted.unplaced)
    }

    /// What a plan leaves unmet under other rules; nothing where it is not tried.
    async fn attempt(
        &mut self,
        levels: &RelaxationLevels,
        even_if_short: bool,
    ) -> Option<TrialOutcome> {
        let option = self.option(levels);
        if let Some(known) = self.tried.get(&option) {
            return *known;
        }
        if levels.is_empty() || self.left == 0 {
            return None;
        }
        self.proofs = self.proofs.saturating_sub(1);
        let is_short = self.proofs == 0 || self.is_short(&option).await;
        if is_short && !even_if_short {
            return None;
        }
        self.left -= 1;
        let outcome = self.outcome(&option, is_short).await;
        let _ = self.tried.insert(option, outcome);
        outcome
    }

    /// What a plan leaves unmet: one that is quickly made, and where that leaves few and no proof says that some must be left, one in
    /// full.
    async fn outcome(&self, option: &str, is_short: bool) -> Option<TrialOutcome> {
        let at_depth = async |depth| {
            let figures = self.figures_under(option, depth).await?;
            Some(TrialOutcome {
                unplaced: figures.unmet,
                is_done: figures.unmet == figures.untaught,
            })
        };
        if self.plan.people <= FEW_PEOPLE {
            return at_depth(engine::Depth::Once).await;
        }
        let quick = at_depth(engine::Depth::Trial).await?;
        if !self.has_many() && !quick.is_done && !is_short && self.leaves_few(quick) {
            at_depth(engine::Depth::Once).await
        } else {
            Some(quick)
        }
    }

    /// The request under other rules; nothing where it makes no sense.
    fn options_under(&self, option: &str) -> Option<PlanOptions> {
        let mut options = self.options.clone();
        (option.is_empty() || options.set_all(option).is_ok()).then_some(options)
    }

    /// Whether something is proven to be short under other rules.
    async fn is_short(&self, option: &str) -> bool {
        let Some(options) = self.options_under(option) else {
            return true;
        };
        let Ok(setup) = PlanInput::new(self.assessment, &options) else {
            return false;
        };
        let proof = ProofProblem::new(self.programme, &setup);
        conflict::is_short(&proof, self.pace).await
    }

    /// What is proven to be short under other rules.
    async fn conflicts_under(&self, option: &str, plan: &Plan) -> Vec<Conflict> {
        let Some(options) = self.options_under(option) else {
            return Vec::new();
        };
        let Ok(setup) = PlanInput::new(self.assessment, &options) else {
            return Vec::new();
        };
        let proof = ProofProblem::new(self.programme, &setup);
        conflict::conflicts(&setup, &proof, plan, self.pace).await
    }

    /// The plan under other rules.
    async fn plan_under(&self, option: &str, depth: engine::Depth) -> Option<Plan> {
        let options = self.options_under(option)?;
        let setup = PlanInput::new(self.assessment, &options).ok()?;
        engine::plan(self.programme, &setup, depth, &mut |_| true, self.pace)
            .await
            .ok()
    }

    /// What the plan under other rules comes to.
    async fn figures_under(&self, option: &str, depth: engine::Depth) -> Option<PlanFigures> {
        let options = self.options_under(option)?;
        let setup = PlanInput::new(self.assessment, &options).ok()?;
        let figures = engine::figures(self.programme, &setup, depth, self.pace);
        figures.await.ok().flatten()
    }

    /// How many seats change that no event takes away.
    fn moved(&self, plan: &PlanFigures) -> usize {
        let is_cancelled = |id: &String| self.options.cancelled.contains(id);
        let moved = plan.changes.iter().filter(|change| {
            change.change == ChangeKind::Moved && !change.before.as_ref().is_some_and(is_cancelled)
        });
        moved.map(|change| change.people.len()).sum()
    }

    /// What was found, planned in full.
    async fn offer(&mut self, most: usize) -> Vec<Relaxation> {
        let mut found = std::mem::take(&mut self.found);
        found.sort_by(|a, b| {
            let steps = |levels: &RelaxationLevels| {
                (
                    levels.len(),
                    levels.iter().map(|level| level.1).sum::<u32>(),
                )
            };
            (a.1.unplaced, steps(&a.0)).cmp(&(b.1.unplaced, steps(&b.0)))
        });
        found.truncate(most);
        let mut list = Vec::new();
        for (levels, _) in found {
            let option = self.option(&levels);
            let Some(plan) = self.figures_under(&option, engine::Depth::Full).await else {
                continue;
            };
            if plan.unmet < self.plan.unplaced.len() as u64 {
                let moves = levels.iter().any(|level| level.0 == RelaxableRule::Moves);
                let moved = if moves { self.moved(&plan) } else { 0 };
                // What a plan without a price of moves leaves out.
                let of_moves = self.setup.settings.cost_per_move * moved as f64;
                let says = self.statements(&levels, moved);
                list.push(Relaxation {
                    // Costs are in cents; their difference is too.
                    extra_cost: ((plan.cost + of_moves - self.plan.cost) * 100.0).round() / 100.0,
                    places_all: plan.unmet == 0,
                    text: Statement::join(&says),
                    says,
                    unplaced: plan.unmet,
                    option,
                });
            }
        }
        list.sort_by(|a, b| {
            b.places_all
                .cmp(&a.places_all)
                .then(a.unplaced.cmp(&b.unplaced))
                .then(a.extra_cost.total_cmp(&b.extra_cost))
                .then_with(|| a.option.cmp(&b.option))
        });
        list.dedup_by(|a, b| a.option == b.option);
        list
    }
}
