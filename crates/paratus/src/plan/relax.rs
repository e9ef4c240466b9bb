//! What would help: one rule relaxed at a time, each tried and priced by the plan that it gives.

use super::answer::{Plan, Relaxation, UnplacedCause};
use super::setup::Setup;
use super::{PlanOptions, assemble};
use crate::order::{Map, Order, Set};
use crate::{Assessment, Programme};
use std::collections::BTreeMap;

/// Rounds of improvement of a plan that is only tried.
const ROUNDS: u32 = 100;
/// Trials where few people need something; fewer where they are many.
const TRIALS: usize = 40;
/// The longest plan that is proposed, in weeks.
const LONGEST: u32 = 208;

/// One rule and how far it may be relaxed: settings, the gentlest first.
struct Ladder {
    /// What to set, as `--what-if` takes it, and in words.
    rungs: Vec<(String, String)>,
}

/// The relaxations that place more people, those that place all first, then by price.
pub(super) fn relaxations(
    programme: &Programme,
    assessment: &Assessment,
    options: &PlanOptions,
    plan: &Plan,
) -> Vec<Relaxation> {
    // What nothing can teach stays unmet however long the plan is.
    let hopeless = [UnplacedCause::Circle, UnplacedCause::Prerequisite, UnplacedCause::TooFew, UnplacedCause::Untaught];
    let floor = plan.unplaced.iter().filter(|unplaced| hopeless.contains(&unplaced.cause)).count();
    if floor == plan.unplaced.len() {
        return Vec::new();
    }
    let mut trials = match plan.people {
        0..=2_000 => TRIALS,
        2_001..=20_000 => TRIALS / 4,
        _ => 3,
    };
    let mut found = Vec::new();
    for ladder in ladders(programme, plan, options) {
        let mut best: Option<Relaxation> = None;
        for (option, text) in ladder.rungs {
            if trials == 0 {
                break;
            }
            trials -= 1;
            let Some(tried) = attempt(programme, assessment, options, &option) else { continue };
            let unplaced = tried.unplaced.len();
            let fewer = best.as_ref().map_or(plan.unplaced.len() as u64, |best| best.unplaced);
            if (unplaced as u64) < fewer {
                best = Some(Relaxation {
                    extra_cost: tried.cost - plan.cost,
                    option,
                    places_all: unplaced == 0,
                    text,
                    unplaced: unplaced as u64,
                });
            }
            if unplaced <= floor {
                break;
            }
        }
        found.extend(best);
    }
    found.order_by(|a, b| {
        b.places_all
            .cmp(&a.places_all)
            .then(a.unplaced.cmp(&b.unplaced))
            .then(a.extra_cost.total_cmp(&b.extra_cost))
            .then_with(|| a.option.cmp(&b.option))
    });
    found
}

fn attempt(programme: &Programme, assessment: &Assessment, options: &PlanOptions, option: &str) -> Option<Plan> {
    let mut tried = options.clone();
    tried.set_all(option).ok()?;
    tried.rounds = tried.rounds.min(ROUNDS);
    let setup = Setup::new(assessment, &tried).ok()?;
    assemble::plan(programme, &setup, assemble::Depth::Trial, &mut |_| true).ok()
}

fn ladders(programme: &Programme, plan: &Plan, options: &PlanOptions) -> Vec<Ladder> {
    let causes: Set<UnplacedCause> = plan.unplaced.iter().map(|unplaced| unplaced.cause).collect();
    let has = |cause: UnplacedCause| causes.contains(&cause);
    let mut list = Vec::new();
    let weeks = ((plan.until.days_since(plan.from) + 7) / 7).max(1).unsigned_abs();
    let mut rungs = Vec::new();
    for more in [1, 2, 4, 6, 8, 12, 16, 24, 32, 52, 78, 104, 156].into_iter().filter(|more| weeks + more <= LONGEST) {
        rungs.push((
            format!("weeks={}", weeks + more),
            format!("plan for {more} more {}", if more == 1 { "week" } else { "weeks" }),
        ));
    }
    list.push(Ladder { rungs });
    if has(UnplacedCause::Absence) || has(UnplacedCause::Window) || has(UnplacedCause::EarlierStep) {
        let usual = options.max_absent.unwrap_or(programme.model().planning.max_absent);
        let rungs = [0.25, 0.3, 0.4, 0.5, 0.75, 1.0].into_iter().filter(|share| *share > usual).map(|share| {
            (format!("max_absent={share}"), format!("let {} % of a section be away at once", share * 100.0))
        });
        list.push(Ladder { rungs: rungs.collect() });
    }
    let model = programme.model();
    let mut short: Map<&str, usize> = Map::new();
    let mut sites: Map<&str, usize> = Map::new();
    for unplaced in &plan.unplaced {
        let activity = unplaced.activity.as_ref().and_then(|id| model.activity_ids.index(id));
        let activity = activity.and_then(|at| model.activities.get(at));
        if let Some(skill) = activity.and_then(|activity| activity.skill) {
            *short.entry(model.skill_ids.name(skill as u32)).or_default() += 1;
        }
        let person = model.people.ids.index(&unplaced.person);
        let section = person.and_then(|person| model.people.section.get(person));
        let site = section.and_then(|&section| model.sections.get(section as usize)).and_then(|section| section.site);
        *sites.entry(site.map_or("", |site| model.site_ids.name(site as u32))).or_default() += 1;
    }
    let by_need = |counts: Map<&str, usize>| {
        let mut names: Vec<(usize, String)> =
            counts.into_iter().map(|(name, count)| (count, name.to_owned())).collect();
        names.order_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        names.into_iter().map(|(_, name)| name).collect::<Vec<String>>()
    };
    if !model.trainers.is_empty() && (has(UnplacedCause::Trainer) || has(UnplacedCause::NoTrainer)) {
        list.extend(more("trainers", "trainer", &by_need(short), &options.trainers));
    }
    if !model.rooms.is_empty() && (has(UnplacedCause::Room) || has(UnplacedCause::NoRoom)) {
        list.extend(more("rooms", "room", &by_need(sites), &options.rooms));
    }
    list
}

/// More of one kind: for each name alone, then for all of them together.
fn more(key: &str, kind: &str, names: &[String], given: &BTreeMap<String, u32>) -> Vec<Ladder> {
    let one = |name: &String, more: u32| {
        let count = given.get(name).copied().unwrap_or(0) + more;
        format!("{key}.{name}={count}")
    };
    let said = |name: &str, more: u32| {
        let kinds = if more == 1 { kind.to_owned() } else { format!("{kind}s") };
        if name.is_empty() { format!("{more} more {kinds}") } else { format!("{more} more {kinds} for `{name}`") }
    };
    let rungs = |name: &String| Ladder {
        rungs: [1, 2, 4, 8].into_iter().map(|more| (one(name, more), said(name, more))).collect(),
    };
    let mut list: Vec<Ladder> = names.iter().take(2).map(rungs).collect();
    if names.len() > 1 {
        let all = |more: u32| {
            let option: Vec<String> = names.iter().map(|name| one(name, more)).collect();
            let text: Vec<String> = names.iter().map(|name| said(name, more)).collect();
            (option.join(","), text.join(", "))
        };
        list.push(Ladder { rungs: [1, 2, 4, 8].into_iter().map(all).collect() });
    }
    list
}
