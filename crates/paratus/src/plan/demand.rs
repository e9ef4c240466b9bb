//! Who needs what: everyone's unmet needs, and people with the same ones counted together.

use super::activity_selection::{begun_teach, prerequisites, teaches};
use super::commitments::Commitments;
use super::input::PlanInput;
use super::precedence::PhasePlan;
use crate::evidence::{LatestRecords, PackedRecord};
use crate::model::{Activity, Level, NONE};
use crate::readiness::EvidenceSums;
use crate::refresh;
use crate::{Date, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// An objective at a level.
pub(super) type ObjectiveAtLevel = (usize, Level);

/// A person with something to learn.
#[derive(Clone, Debug)]
pub(super) struct Learner {
    /// Index of the person.
    pub(super) person: usize,
    /// Index into [`Demand::classes`].
    pub(super) class: usize,
    /// The first day on which they can come.
    pub(super) from: Date,
    /// Whether they leave before the plan ends: then only what was announced to them is planned.
    pub(super) leaves: bool,
    /// Needs that are shown today and go stale.
    pub(super) refreshed: Vec<(ObjectiveAtLevel, Lapse)>,
}

impl Learner {
    /// When a need goes stale; `None` where it is not ready today.
    pub(super) fn lapse(&self, need: ObjectiveAtLevel) -> Option<Lapse> {
        self.refreshed
            .iter()
            .find(|(refreshed, _)| *refreshed == need)
            .map(|(_, lapse)| *lapse)
    }
}

/// When something that is shown today is to be refreshed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lapse {
    /// The first day on which it is not ready any more.
    pub(super) day: Date,
    /// The first day on which it may be refreshed.
    pub(super) due: Date,
}

impl Lapse {
    /// What lapses on a day is due the lead time of the rules before, and not within a month of the day on which it was last shown, as long
    /// as that leaves time.
    fn new(setup: &PlanInput<'_>, day: Date, last_shown: Option<Date>) -> Lapse {
        let lead = i32::try_from(setup.model.rules.refresh_lead_days).unwrap_or(i32::MAX);
        let due = day.plus_days(lead.saturating_neg());
        let rested = last_shown
            .map(|shown| shown.plus_days(REST_DAYS))
            .filter(|rested| *rested < day);
        Lapse {
            day,
            due: rested.map_or(due, |rested| rested.max(due)),
        }
    }
}

/// Days after somebody has shown something in which it is not refreshed, where it can be later.
const REST_DAYS: i32 = 31;

/// People who need the same and hold the same of what activities require.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LearnerClass {
    /// Needs, by objective.
    pub(super) needs: Vec<ObjectiveAtLevel>,
    /// Objectives that people who leave need as well, and that are not planned for them. What teaches them still comes after what they rest on.
    pub(super) left_out: BTreeSet<usize>,
    /// Of the checks, those that are held, taught by a session that was announced before, or waived because the section never uses the objective.
    pub(super) held: BTreeSet<ObjectiveAtLevel>,
    /// Activities that were announced to them and are still to come.
    pub(super) announced: BTreeSet<usize>,
    /// What they have begun alone, with the working days that they have had for it.
    pub(super) begun: BTreeMap<usize, u32>,
}

impl LearnerClass {
    /// Whether an activity teaches something that is needed, up to whichever level.
    pub(super) fn is_served_by(&self, activity: &Activity) -> bool {
        let mut taught = activity.teaches.iter();
        taught.any(|taught| self.needs(taught.0).is_some())
    }

    /// Whether an activity, by its place, was announced to people who leave, and is a step to what they still need.
    pub(super) fn keeps(&self, at: usize, activity: &Activity) -> bool {
        let mut taught = activity.teaches.iter();
        self.announced.contains(&at) && taught.any(|taught| self.left_out.contains(&taught.0))
    }

    /// Whether something is still to be learned of an objective, also where it is not planned.
    pub(super) fn lacks(&self, objective: usize) -> bool {
        self.needs(objective).is_some() || self.left_out.contains(&objective)
    }

    /// The level needed of an objective.
    pub(super) fn needs(&self, objective: usize) -> Option<Level> {
        self.needs
            .iter()
            .find(|need| need.0 == objective)
            .map(|need| need.1)
    }
}

/// Everyone's needs.
#[derive(Clone, Debug, Default)]
pub(super) struct Demand {
    /// In the order of the programme.
    pub(super) learners: Vec<Learner>,
    pub(super) classes: Vec<LearnerClass>,
    /// People and objectives that are required and shown to the end of the plan, by section.
    pub(super) shown: BTreeMap<(usize, usize, Level), u64>,
    /// People who leave before the plan ends and are left out with needs for which nothing was announced to them.
    pub(super) leaving: u64,
    /// People who show something today that is due only after all phases in which it is taught: by objective and the last of these phases.
    pub(super) due_after_phase: BTreeMap<(usize, usize), u64>,
}

/// Works out everyone's needs. Those who leave before the plan ends keep what was announced to them, and get nothing new.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn from_input(
    setup: &PlanInput<'_>,
    commitments: &Commitments,
    phases: &PhasePlan,
) -> Demand {
    let (model, assessment) = (setup.model, setup.assessment);
    let checks = checks(setup);
    let stale = lapse_dates(setup);
    let mut demand = Demand::default();
    let mut known: BTreeMap<LearnerClass, usize> = BTreeMap::new();
    let mut counting = LatestRecords::default();
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
            let ready = is_ready(setup, *cell, requirement.threshold);
            if (!ready || stale.contains_key(&(person, slot)))
                && setup.earlier.teach(&model.activities, person, need)
            {
                continue;
            }
            if !ready {
                needs.push(need);
            } else if let Some(lapse) = stale.get(&(person, slot)).filter(|lapse| **lapse <= left) {
                let shown = last_shown(setup, person, need.0, &mut counting);
                let lapse = Lapse::new(setup, *lapse, shown);
                let due = lapse.due.max(setup.horizon.from);
                if let Some(phase) = phases.all_over(setup, need, due) {
                    let people = demand.due_after_phase.entry((need.0, phase));
                    *people.or_default() += 1;
                    continue;
                }
                needs.push(need);
                refreshed.push((need, lapse));
            } else if left >= setup.horizon.until {
                *demand.shown.entry((section, need.0, need.1)).or_default() += 1;
            }
        }
        let announced = commitments.expected(person);
        let leaves = left < setup.horizon.until;
        let mut left_out = BTreeSet::new();
        if leaves {
            let promised = |need: &ObjectiveAtLevel| {
                announced
                    .iter()
                    .any(|&at| teaches(setup.activities[at], *need))
            };
            let (kept, others): (Vec<_>, Vec<_>) = needs.into_iter().partition(promised);
            demand.leaving += u64::from(!others.is_empty());
            left_out.extend(others.into_iter().map(|(objective, _)| objective));
            needs = kept;
        }
        if needs.is_empty() {
            continue;
        }
        needs.sort_unstable();
        let held = objectives_held(setup, person, &checks, &mut counting);
        let mut class = LearnerClass {
            needs,
            left_out,
            held,
            announced,
            begun: BTreeMap::new(),
        };
        class.begun = begun(setup, person, &class, &refreshed);
        let next = known.len();
        let class = *known.entry(class).or_insert(next);
        demand.learners.push(Learner {
            person,
            class,
            from: joined.max(setup.horizon.from),
            leaves,
            refreshed,
        });
    }
    let mut classes: Vec<(LearnerClass, usize)> = known.into_iter().collect();
    classes.sort_by_key(|(_, at)| *at);
    demand.classes = classes.into_iter().map(|(class, _)| class).collect();
    demand
}

/// What a person has begun alone, goes on in the plan and still serves a need before its announced end, where what it requires is over or
/// has begun as well; with the working days that they have had for it.
fn begun(
    setup: &PlanInput<'_>,
    person: usize,
    class: &LearnerClass,
    refreshed: &[(ObjectiveAtLevel, Lapse)],
) -> BTreeMap<usize, u32> {
    // What was shown meanwhile is due again only later.
    let is_due = |activity: usize| {
        let end = setup.announced_end(person, activity);
        let is_late = |need: ObjectiveAtLevel| {
            let mut known = refreshed.iter();
            let lapse = known.find(|(other, _)| *other == need);
            lapse.is_some_and(|(_, lapse)| end.is_some_and(|end| lapse.due > end))
        };
        let taught = setup.activities.get(activity).into_iter();
        let mut taught = taught.flat_map(|known| &known.teaches);
        taught.any(|taught| {
            let level = class.needs(taught.0);
            level.is_some_and(|level| !is_late((taught.0, level)))
        })
    };
    let mut begun = BTreeMap::new();
    loop {
        let goes_on = |&activity: &usize| {
            !begun.contains_key(&activity)
                && prerequisites(setup, class, activity)
                    .into_iter()
                    .all(|step| begun_teach(setup, begun.keys().copied(), activity, step))
        };
        let useful = setup.activities.iter().enumerate();
        let useful = useful.filter(|(at, activity)| {
            class.announced.contains(at) && class.is_served_by(activity) && is_due(*at)
        });
        let next: Vec<(usize, u32)> = useful
            .filter_map(|(at, _)| Some((at, setup.begun(person, at)?.days)))
            .filter(|(at, _)| goes_on(at))
            .collect();
        if next.is_empty() {
            return begun;
        }
        begun.extend(next);
    }
}

/// The last day on which a person showed an objective at least by half, whatever kind of evidence says so.
fn last_shown(
    setup: &PlanInput<'_>,
    person: usize,
    objective: usize,
    counting: &mut LatestRecords,
) -> Option<Date> {
    let assessment = setup.assessment;
    let partition = &assessment.partition;
    let records =
        assessment
            .scorer()
            .counting(partition.records_of(person), &partition.names, counting);
    let shows =
        |record: &&PackedRecord| record.objective as usize == objective && record.value >= 0.5;
    records
        .iter()
        .filter(shows)
        .map(|record| record.day)
        .max()
        .and_then(Date::from_days)
}

fn is_ready(setup: &PlanInput<'_>, cell: EvidenceSums, threshold: f64) -> bool {
    cell.range(setup.model.rules.prior_weight)
        .verdict(threshold)
        == Verdict::Ready
}

/// Whatever must be held before something else: of activities, and of objectives.
fn checks(setup: &PlanInput<'_>) -> Vec<ObjectiveAtLevel> {
    let activities = setup
        .model
        .activities
        .iter()
        .flat_map(|activity| &activity.requires);
    let objectives = setup
        .model
        .objectives
        .iter()
        .flat_map(|objective| &objective.requires);
    activities
        .chain(objectives)
        .copied()
        .collect::<BTreeSet<ObjectiveAtLevel>>()
        .into_iter()
        .collect()
}

/// Which of the checks a person passes.
fn objectives_held(
    setup: &PlanInput<'_>,
    person: usize,
    checks: &[ObjectiveAtLevel],
    counting: &mut LatestRecords,
) -> BTreeSet<ObjectiveAtLevel> {
    let today = setup.assessment.as_of;
    let mut held = ready_on(setup, person, checks, today, counting);
    let activities = &setup.model.activities;
    let is_taught = |step: &&ObjectiveAtLevel| setup.earlier.teach(activities, person, **step);
    held.extend(checks.iter().filter(is_taught));
    held
}

/// In which of some steps a person is ready on a day by what is known today, or need not be because their section never uses them.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn ready_on(
    setup: &PlanInput<'_>,
    person: usize,
    steps: &[ObjectiveAtLevel],
    day: Date,
    counting: &mut LatestRecords,
) -> BTreeSet<ObjectiveAtLevel> {
    let (model, assessment) = (setup.model, setup.assessment);
    let profile = assessment.profile(person);
    let declared_by = model.sections[model.people.section[person] as usize].use_declared_by;
    let scorer = assessment.scorer();
    let mut sums: BTreeMap<ObjectiveAtLevel, EvidenceSums> = BTreeMap::new();
    for &(objective, level) in steps {
        if !model.never_uses(declared_by, objective) {
            sums.insert((objective, level), EvidenceSums::default());
        }
    }
    let records = scorer.counting(
        assessment.partition.records_of(person),
        &assessment.partition.names,
        counting,
    );
    for record in records.iter().filter(|record| record.expires >= day.days()) {
        let objective = record.objective as usize;
        for (&(_, level), cell) in sums.range_mut((objective, 0)..=(objective, Level::MAX)) {
            scorer.add(model, record, level, day.days(), cell);
        }
    }
    let threshold = |objective: usize| match profile.slots[objective] {
        NONE => model.rules.threshold,
        slot => profile.requirements[slot as usize].threshold,
    };
    let is_ready = |step: &&ObjectiveAtLevel| {
        let cell = sums.get(step);
        cell.is_none_or(|cell| is_ready(setup, *cell, threshold(step.0)))
    };
    steps.iter().filter(is_ready).copied().collect()
}

/// What is ready now and will not be before the plan ends, by person and slot of their profile, with the first day on which it is not.
fn lapse_dates(setup: &PlanInput<'_>) -> BTreeMap<(usize, usize), Date> {
    if !setup.settings.refresh {
        return BTreeMap::new();
    }
    refresh::lapses_until(setup.assessment, setup.horizon.until)
        .into_iter()
        .collect()
}
