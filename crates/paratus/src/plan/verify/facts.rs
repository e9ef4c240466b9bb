//! What everyone needs and holds, counted from evidence.

#![expect(clippy::indexing_slicing, reason = "indices are those of the model's tables and of the lists made here")]

use super::world::{World, half_day, teaches};
use crate::Verdict;
use crate::document::Half;
use crate::evidence::{Counting, Packed};
use crate::model::Level;
use crate::readiness::Cell;

/// An objective at a level.
pub(super) type Step = (usize, Level);

/// Something that a person must be taught.
#[derive(Clone, Copy, Debug)]
pub(super) struct Need {
    pub(super) step: Step,
    /// Where it is ready today and lapses before the plan ends: the first half day in which it can be refreshed, and the one after
    /// the last.
    pub(super) refresh: Option<(i64, i64)>,
}

impl Need {
    /// Whether a session from one half day to before another meets it in its time.
    pub(super) fn is_met_by(&self, from: i64, until: i64) -> bool {
        self.refresh.is_none_or(|(first, end)| first <= from && until <= end)
    }

    /// Whether something done alone on any of some days can meet it in its time.
    pub(super) fn can_be_met_within(&self, from: i64, until: i64) -> bool {
        self.refresh.is_none_or(|(first, end)| first < until && from < end)
    }
}

/// Everyone's needs and what they hold.
pub(super) struct Facts {
    /// By person.
    needs: Vec<Vec<Need>>,
    /// By person: whether they leave before the plan ends, so that nobody has to train them.
    leaves: Vec<bool>,
    /// What activities and objectives require.
    steps: Vec<Step>,
    /// By person: for each step whether it is shown, or never used in the section.
    held: Vec<Vec<bool>>,
}

impl Facts {
    pub(super) fn new(world: &World<'_>) -> Facts {
        let model = world.model;
        let mut steps: Vec<Step> = model.activities.iter().flat_map(|activity| activity.requires.clone()).collect();
        steps.extend(model.objectives.iter().flat_map(|objective| objective.requires.clone()));
        steps.sort_unstable();
        steps.dedup();
        let people = model.people.len();
        let mut facts = Facts { needs: Vec::with_capacity(people), leaves: Vec::new(), held: Vec::new(), steps };
        let mut counting = Counting::default();
        for person in 0..people {
            let (joined, left) = (model.people.joined[person], model.people.left[person]);
            facts.leaves.push(left < world.plan.until);
            if joined > world.plan.until || left < world.plan.from {
                facts.needs.push(Vec::new());
                facts.held.push(Vec::new());
                continue;
            }
            let partition = &world.assessment.partition;
            let scorer = world.assessment.scorer();
            let records = scorer.counting(partition.of(person), &partition.names, &mut counting);
            let evidence = Evidence { world, person, records };
            facts.needs.push(evidence.needs());
            let held = facts.steps.iter().map(|&step| evidence.holds(step)).collect();
            facts.held.push(held);
        }
        facts
    }

    /// What a person must be taught; of those who leave before the plan ends what they could be taught.
    pub(super) fn needs(&self, person: usize) -> &[Need] {
        &self.needs[person]
    }

    /// Whether a person leaves before the plan ends.
    pub(super) fn leaves(&self, person: usize) -> bool {
        self.leaves[person]
    }

    /// A person's need of an objective.
    pub(super) fn need(&self, person: usize, objective: usize) -> Option<Need> {
        self.needs[person].iter().copied().find(|need| need.step.0 == objective)
    }

    /// What must be over before a person takes an activity: what it requires, and the prerequisites of what it teaches that the person
    /// needs; without what it teaches itself and what the person holds.
    pub(super) fn requires(&self, world: &World<'_>, person: usize, activity: usize) -> Vec<Step> {
        let activity = &world.model.activities[activity];
        let needed = activity.teaches.iter().filter(|taught| self.need(person, taught.0).is_some());
        let before = needed.flat_map(|taught| world.model.objectives[taught.0].requires.iter().copied());
        let before = before.filter(|&step| !teaches(&activity.teaches, step));
        let mut steps: Vec<Step> = activity.requires.iter().copied().chain(before).collect();
        steps.sort_unstable();
        steps.dedup();
        steps.retain(|step| !self.holds(person, *step));
        steps
    }

    fn holds(&self, person: usize, step: Step) -> bool {
        let at = self.steps.binary_search(&step);
        at.is_ok_and(|at| self.held[person].get(at).copied().unwrap_or(false))
    }
}

/// The records of a person that count on the day of assessment.
struct Evidence<'w, 'r> {
    world: &'w World<'w>,
    person: usize,
    records: &'r [Packed],
}

impl Evidence<'_, '_> {
    /// Whether what was shown of an objective at a level reaches a threshold on a day.
    fn is_ready(&self, (objective, level): Step, threshold: f64, day: i32) -> bool {
        let (model, scorer) = (self.world.model, self.world.assessment.scorer());
        let mut cell = Cell::default();
        for record in
            self.records.iter().filter(|record| record.objective as usize == objective && record.expires >= day)
        {
            scorer.add(model, record, level, day, &mut cell);
        }
        cell.range(model.rules.prior_weight).verdict(threshold) == Verdict::Ready
    }

    /// What is required of the person and not ready, or ready and lapsing before the plan ends.
    fn needs(&self) -> Vec<Need> {
        let world = self.world;
        let (as_of, until) = (world.plan.as_of.days(), world.plan.until.days());
        let lead = i32::try_from(world.model.rules.refresh_lead_days).unwrap_or(i32::MAX);
        let mut needs = Vec::new();
        for requirement in &world.assessment.profile(self.person).requirements {
            let step = (requirement.objective, requirement.level);
            let ready = |day: i32| self.is_ready(step, requirement.threshold, day);
            if !ready(as_of) {
                needs.push(Need { step, refresh: None });
                continue;
            }
            if !world.plan.settings.refresh || until <= as_of || ready(until) {
                continue;
            }
            // What was shown only fades, S / (N + W 2^(D/h)), and expires: the first day without it is found by halving.
            let (mut fresh, mut lapsed) = (as_of, until);
            while lapsed - fresh > 1 {
                let middle = fresh + (lapsed - fresh) / 2;
                if ready(middle) {
                    fresh = middle;
                } else {
                    lapsed = middle;
                }
            }
            let day = |days: i32| crate::Date::from_days(days).unwrap_or(crate::Date::MIN);
            let first = half_day(day(lapsed.saturating_sub(lead)), Half::Morning);
            let end = half_day(day(lapsed), Half::Afternoon) + 1;
            let people = &world.model.people;
            if people.left[self.person] >= day(lapsed) {
                // What has lapsed when they can first come is needed like anything else.
                let is_past = day(lapsed) < world.plan.from.max(people.joined[self.person]);
                needs.push(Need { step, refresh: (!is_past).then_some((first, end)) });
            }
        }
        needs.sort_by_key(|need| need.step);
        needs
    }

    /// Whether the person has shown an objective at a level; what the section never uses is not asked for.
    fn holds(&self, step: Step) -> bool {
        let world = self.world;
        let declared_by = world.model.sections[world.section(self.person)].use_declared_by;
        if world.model.never_uses(declared_by, step.0) {
            return true;
        }
        let profile = world.assessment.profile(self.person);
        let own = profile.requirements.iter().find(|requirement| requirement.objective == step.0);
        let threshold = own.map_or(world.model.rules.threshold, |requirement| requirement.threshold);
        self.is_ready(step, threshold, world.plan.as_of.days())
    }
}
