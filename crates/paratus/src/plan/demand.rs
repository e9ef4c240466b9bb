//! Who needs what: everyone's unmet needs, and people with the same ones counted together.

#![expect(
    clippy::indexing_slicing,
    reason = "people, profiles, slots and checks are indices of the tables they come from"
)]

use super::setup::Setup;
use crate::evidence::Counting;
use crate::model::{Level, NONE};
use crate::order::{Map, Order, Set};
use crate::readiness::Cell;
use crate::refresh;
use crate::{Date, Verdict};
use std::collections::BTreeMap;

/// An objective at a level.
pub(super) type Step = (usize, Level);

/// A person with something to learn.
#[derive(Clone, Debug)]
pub(super) struct Learner {
    /// Index of the person.
    pub(super) person: usize,
    /// Index into [`Demand::classes`].
    pub(super) class: usize,
    /// The first day on which they can come.
    pub(super) from: Date,
    /// Slots of the profile that are needed only because they go stale.
    pub(super) refreshed: Vec<u32>,
}

/// People who need the same and hold the same of what activities require.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Class {
    /// Needs, by objective.
    pub(super) needs: Vec<Step>,
    /// Of the checks, those that are held, or waived because the section never uses the objective.
    pub(super) held: Set<Step>,
    /// Activities of the previous plan, where there is one: what has sessions in the order of their dates, then the others.
    pub(super) before: Vec<usize>,
    /// Activities in which no seat was found: something else is to be taken.
    pub(super) avoid: Set<usize>,
}

impl Class {
    /// The level needed of an objective.
    pub(super) fn needs(&self, objective: usize) -> Option<Level> {
        self.needs.iter().find(|need| need.0 == objective).map(|need| need.1)
    }
}

/// Everyone's needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Demand {
    /// In the order of the programme.
    pub(super) learners: Vec<Learner>,
    pub(super) classes: Vec<Class>,
    /// People and objectives that are required and shown to the end of the plan, by section.
    pub(super) shown: Map<(usize, usize, Level), u64>,
    /// People who would need something and are left out because they leave before the plan ends.
    pub(super) leaving: u64,
}

/// By person, activities to avoid.
pub(super) type Avoid = Map<usize, Set<usize>>;

/// Works out everyone's needs. `before` gives the activities that the previous plan has for a person.
pub(super) fn of(setup: &Setup<'_>, before: &dyn Fn(usize) -> Vec<usize>, avoid: &Avoid) -> Demand {
    let (model, assessment) = (setup.model, setup.assessment);
    let checks = checks(setup);
    let stale = stale(setup);
    let mut demand = Demand::default();
    let mut known: Map<Class, usize> = Map::new();
    let mut counting = Counting::default();
    for person in 0..model.people.len() {
        let (joined, left) = (model.people.joined[person], model.people.left[person]);
        if joined > setup.horizon.until || left < setup.horizon.from {
            continue;
        }
        let profile = assessment.profile(person);
        let section = model.people.section[person] as usize;
        let cells = assessment.cells(person);
        let (mut needs, mut refreshed) = (Vec::new(), Vec::new());
        for (slot, (requirement, cell)) in profile.requirements.iter().zip(cells).enumerate() {
            let need = (requirement.objective, requirement.level);
            if !is_ready(setup, *cell, requirement.threshold) {
                needs.push(need);
            } else if stale.contains_key(&(person, slot)) {
                needs.push(need);
                refreshed.push(slot as u32);
            } else if left >= setup.horizon.until {
                *demand.shown.entry((section, need.0, need.1)).or_default() += 1;
            }
        }
        if needs.is_empty() {
            continue;
        }
        if left < setup.horizon.until {
            demand.leaving += 1;
            continue;
        }
        needs.sort_unstable();
        let only_stale = refreshed.len() == needs.len();
        let held = held(setup, person, &checks, &mut counting);
        let mut before = before(person);
        let mut known_before = Set::new();
        before.retain(|at| known_before.insert(*at));
        let avoid = avoid.get(&person).cloned().unwrap_or_default();
        let class = Class { needs, held, before, avoid };
        let next = known.len();
        let class = *known.entry(class).or_insert(next);
        // Who only refreshes comes in the month that keeps it fresh and spreads the load.
        let months = refreshed.iter().filter_map(|slot| stale.get(&(person, *slot as usize)).copied());
        let month = if only_stale { months.min() } else { None };
        let from = joined.max(setup.horizon.from).max(month.unwrap_or(Date::MIN));
        demand.learners.push(Learner { person, class, from, refreshed });
    }
    let mut classes: Vec<(Class, usize)> = known.into_iter().collect();
    classes.order_by_key(|(_, at)| *at);
    demand.classes = classes.into_iter().map(|(class, _)| class).collect();
    demand
}

fn is_ready(setup: &Setup<'_>, cell: Cell, threshold: f64) -> bool {
    cell.range(setup.model.rules.prior_weight).verdict(threshold) == Verdict::Ready
}

/// Whatever must be held before something else: of activities, and of objectives.
fn checks(setup: &Setup<'_>) -> Vec<Step> {
    let activities = setup.model.activities.iter().flat_map(|activity| &activity.requires);
    let objectives = setup.model.objectives.iter().flat_map(|objective| &objective.requires);
    activities.chain(objectives).copied().collect::<Set<Step>>().into_iter().collect()
}

/// Which of the checks a person passes.
fn held(setup: &Setup<'_>, person: usize, checks: &[Step], counting: &mut Counting) -> Set<Step> {
    let (model, assessment) = (setup.model, setup.assessment);
    let profile = assessment.profile(person);
    let declared_by = model.sections[model.people.section[person] as usize].use_declared_by;
    let scorer = assessment.scorer();
    let mut sums: BTreeMap<Step, Cell> = BTreeMap::new();
    for &(objective, level) in checks {
        if !model.never_uses(declared_by, objective) {
            sums.insert((objective, level), Cell::default());
        }
    }
    let records = scorer.counting(assessment.partition.of(person), &assessment.partition.names, counting);
    for record in records {
        let objective = record.objective as usize;
        for (&(_, level), cell) in sums.range_mut((objective, 0)..=(objective, Level::MAX)) {
            scorer.add(model, record, level, assessment.as_of.days(), cell);
        }
    }
    let threshold = |objective: usize| match profile.slots[objective] {
        NONE => model.rules.threshold,
        slot => profile.requirements[slot as usize].threshold,
    };
    let waived = |step: &Step| !sums.contains_key(step);
    checks.iter().filter(|step| waived(step) || is_ready(setup, sums[*step], threshold(step.0))).copied().collect()
}

/// What is ready now and will not be before the plan ends, with the first day of the month in which it is refreshed.
fn stale(setup: &Setup<'_>) -> Map<(usize, usize), Date> {
    if !setup.settings.refresh {
        return Map::new();
    }
    refresh::months_of_lapses(setup.assessment, setup.horizon.until).into_iter().collect()
}
