//! What everyone needs and holds, counted from evidence.

use super::plan_facts::{PlanFacts, teaches};
use crate::evidence::{LatestRecords, PackedRecord};
use crate::model::{Activity, Level};
use crate::readiness::EvidenceSums;
use crate::{Date, Verdict};

/// An objective at a level.
pub(super) type ObjectiveAndLevel = (usize, Level);

/// Something that a person must be taught.
#[derive(Clone, Copy, Debug)]
pub(super) struct VerifiedNeed {
    pub(super) step: ObjectiveAndLevel,
    /// When it lapses, where it is ready today and is not before the plan ends.
    pub(super) lapse: Option<Lapse>,
}

/// A time in which something is refreshed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lapse {
    /// The first day on which it is not ready.
    pub(super) day: Date,
    /// The day from which on it may be refreshed: the rules' lead time before, and a month after it was last shown where that is earlier
    /// than the lapse.
    pub(super) due: Date,
}

/// Everyone's needs and what they hold.
pub(super) struct PeopleFacts {
    /// By person.
    needs: Vec<Vec<VerifiedNeed>>,
    /// By person: whether they leave before the plan ends, so that nobody has to train them.
    leaves: Vec<bool>,
    /// What activities and objectives require.
    steps: Vec<ObjectiveAndLevel>,
    /// By person: for each step whether it is shown, or never used in the section.
    held: Vec<Vec<bool>>,
}

impl PeopleFacts {
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn new(world: &PlanFacts<'_>) -> PeopleFacts {
        let model = world.model;
        let mut steps: Vec<ObjectiveAndLevel> = model
            .activities
            .iter()
            .flat_map(|activity| activity.requires.clone())
            .collect();
        steps.extend(
            model
                .objectives
                .iter()
                .flat_map(|objective| objective.requires.clone()),
        );
        steps.sort_unstable();
        steps.dedup();
        let people = model.people.len();
        let mut facts = PeopleFacts {
            needs: Vec::with_capacity(people),
            leaves: Vec::new(),
            held: Vec::new(),
            steps,
        };
        let mut counting = LatestRecords::default();
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
            let records = scorer.counting(
                partition.records_of(person),
                &partition.names,
                &mut counting,
            );
            let evidence = CountedEvidence {
                world,
                person,
                records,
            };
            facts.needs.push(evidence.needs());
            let held = facts
                .steps
                .iter()
                .map(|&step| evidence.holds(step))
                .collect();
            facts.held.push(held);
        }
        facts
    }

    /// What a person must be taught; of those who leave before the plan ends what they could be taught.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn needs(&self, person: usize) -> &[VerifiedNeed] {
        &self.needs[person]
    }

    /// Whether a person leaves before the plan ends.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn leaves(&self, person: usize) -> bool {
        self.leaves[person]
    }

    /// A person's need of an objective.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn need(&self, person: usize, objective: usize) -> Option<VerifiedNeed> {
        self.needs[person]
            .iter()
            .copied()
            .find(|need| need.step.0 == objective)
    }

    /// Whether an activity teaches something that a person needs, up to whichever level.
    pub(super) fn is_served(&self, person: usize, activity: &Activity) -> bool {
        let mut taught = activity.teaches.iter();
        taught.any(|taught| self.need(person, taught.0).is_some())
    }

    /// What must be over before a person takes an activity: what it requires, and the prerequisites of what it teaches that the person
    /// needs; without what it teaches itself and what the person holds.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    pub(super) fn requires(
        &self,
        world: &PlanFacts<'_>,
        person: usize,
        activity: usize,
    ) -> Vec<ObjectiveAndLevel> {
        let activity = &world.model.activities[activity];
        let needed = activity
            .teaches
            .iter()
            .filter(|taught| self.need(person, taught.0).is_some());
        let before =
            needed.flat_map(|taught| world.model.objectives[taught.0].requires.iter().copied());
        let before = before.filter(|&step| !teaches(&activity.teaches, step));
        let mut steps: Vec<ObjectiveAndLevel> =
            activity.requires.iter().copied().chain(before).collect();
        steps.sort_unstable();
        steps.dedup();
        steps.retain(|step| !self.holds(person, *step));
        steps
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn holds(&self, person: usize, step: ObjectiveAndLevel) -> bool {
        let at = self.steps.binary_search(&step);
        at.is_ok_and(|at| self.held[person].get(at).copied().unwrap_or(false))
    }
}

/// The records of a person that count on the day of assessment.
struct CountedEvidence<'w, 'r> {
    world: &'w PlanFacts<'w>,
    person: usize,
    records: &'r [PackedRecord],
}

impl CountedEvidence<'_, '_> {
    /// Whether what was shown of an objective at a level reaches a threshold on a day.
    fn is_ready(&self, (objective, level): ObjectiveAndLevel, threshold: f64, day: i32) -> bool {
        let (model, scorer) = (self.world.model, self.world.assessment.scorer());
        let mut cell = EvidenceSums::default();
        for record in self
            .records
            .iter()
            .filter(|record| record.objective as usize == objective && record.expires >= day)
        {
            scorer.add(model, record, level, day, &mut cell);
        }
        cell.range(model.rules.prior_weight).verdict(threshold) == Verdict::Ready
    }

    /// What is required of the person and not ready, or ready and lapsing before the plan ends.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn needs(&self) -> Vec<VerifiedNeed> {
        let world = self.world;
        let (as_of, until) = (world.plan.as_of.days(), world.plan.until.days());
        let mut needs = Vec::new();
        for requirement in &world.assessment.profile(self.person).requirements {
            let step = (requirement.objective, requirement.level);
            let ready = |day: i32| self.is_ready(step, requirement.threshold, day);
            let is_taught = world.is_taught_earlier(self.person, step);
            if !ready(as_of) {
                needs.extend((!is_taught).then_some(VerifiedNeed { step, lapse: None }));
                continue;
            }
            if is_taught || !world.plan.settings.refresh || until <= as_of || ready(until) {
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
            let lapse = Date::from_days(lapsed).unwrap_or(Date::MAX);
            let lapse = self.refreshed(step.0, lapse);
            if world.model.people.left[self.person] >= lapse.day
                && !world.is_never_taught_from(step, lapse.due)
            {
                needs.push(VerifiedNeed {
                    step,
                    lapse: Some(lapse),
                });
            }
        }
        needs.sort_by_key(|need| need.step);
        needs
    }

    /// When something that lapses on a day is refreshed.
    fn refreshed(&self, objective: usize, day: Date) -> Lapse {
        let lead = i32::try_from(self.world.model.rules.refresh_lead_days).unwrap_or(i32::MAX);
        let mut due = day.plus_days(lead.saturating_neg());
        let shows =
            |record: &&PackedRecord| record.objective as usize == objective && record.value >= 0.5;
        if let Some(last) = self
            .records
            .iter()
            .filter(shows)
            .map(|record| record.day)
            .max()
        {
            let rested = last.saturating_add(31);
            if rested < day.days() {
                due = due.max(Date::from_days(rested).unwrap_or(due));
            }
        }
        Lapse { day, due }
    }

    /// Whether the person has shown an objective at a level; what the section never uses is not asked for.
    #[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
    fn holds(&self, step: ObjectiveAndLevel) -> bool {
        let world = self.world;
        let declared_by = world.model.sections[world.section(self.person)].use_declared_by;
        if world.model.never_uses(declared_by, step.0) || world.is_taught_earlier(self.person, step)
        {
            return true;
        }
        let profile = world.assessment.profile(self.person);
        let own = profile
            .requirements
            .iter()
            .find(|requirement| requirement.objective == step.0);
        let threshold = own.map_or(world.model.rules.threshold, |requirement| {
            requirement.threshold
        });
        self.is_ready(step, threshold, world.plan.as_of.days())
    }
}
