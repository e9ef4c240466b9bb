//! Who needs what, from evidence: the checker's own arithmetic of the scoring rules.

use crate::world::{Step, World, day, text};
use serde_json::Value;
use std::collections::BTreeMap;

/// A record of evidence that counts.
struct Record {
    objective: usize,
    level: usize,
    weight: f64,
    value: f64,
    day: i32,
    expires: Option<i32>,
}

/// Something that a person must be taught.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Need {
    pub(crate) step: Step,
    /// The first day on which it is not shown any more, where it is shown today and lapses.
    pub(crate) lapse: Option<i32>,
    /// The first day on which that is refreshed: the rules' lead time before, and not within a month of the last time that it was shown
    /// at least by half, where that leaves time.
    pub(crate) due: i32,
}

/// What everyone needs and holds.
pub(crate) struct Needs {
    /// By person. Of those who leave before the plan ends it is what they may be taught, and nobody has to teach them.
    pub(crate) of: Vec<Vec<Need>>,
    leaves: Vec<bool>,
    records: Vec<Vec<Record>>,
    /// Required level and threshold by person and objective.
    required: Vec<BTreeMap<usize, (usize, f64)>>,
    /// By person and activity: what must be over before.
    requires: Vec<Vec<Vec<Step>>>,
}

const UNIT: f64 = (1u64 << 32) as f64;

impl Needs {
    pub(crate) fn new(world: &World, evidence: &[Value], refresh: bool) -> Needs {
        let records = records(world, evidence);
        let required: Vec<_> = (0..world.people.len())
            .map(|person| required(world, person))
            .collect();
        let mut needs = Needs {
            of: Vec::new(),
            leaves: Vec::new(),
            records,
            required,
            requires: Vec::new(),
        };
        let people = 0..world.people.len();
        needs.leaves = world
            .people
            .iter()
            .map(|person| person.left < world.until)
            .collect();
        needs.of = people
            .clone()
            .map(|person| needs.person(world, person, refresh))
            .collect();
        let all = |person: usize| {
            (0..world.activities.len())
                .map(|at| needs.required_before(world, person, at))
                .collect()
        };
        needs.requires = people.map(all).collect();
        needs
    }

    fn person(&self, world: &World, person: usize, refresh: bool) -> Vec<Need> {
        let known = &world.people[person];
        if known.joined > world.until || known.left < world.from {
            return Vec::new();
        }
        let mut list = Vec::new();
        for (&objective, &(level, threshold)) in &self.required[person] {
            let step = (objective, level);
            let ready = |day: i32| self.shown(world, person, step, day) >= threshold;
            if !ready(world.as_of) {
                list.push(Need {
                    step,
                    lapse: None,
                    due: i32::MIN,
                });
                continue;
            }
            if !refresh || ready(world.until) {
                continue;
            }
            // Whatever was shown only fades, so that the first day is found by halving.
            let (mut fresh, mut stale) = (world.as_of, world.until);
            while stale - fresh > 1 {
                let middle = fresh + (stale - fresh) / 2;
                if ready(middle) {
                    fresh = middle;
                } else {
                    stale = middle;
                }
            }
            if known.left >= stale {
                let shows = |record: &&Record| {
                    record.objective == objective
                        && record.value >= 0.5
                        && record.day <= world.as_of
                };
                let rested = self.records[person]
                    .iter()
                    .filter(shows)
                    .map(|record| record.day + 31)
                    .max();
                let rested = rested.filter(|&rested| rested < stale).unwrap_or(i32::MIN);
                let due = rested.max(stale - world.rules.refresh_lead_days);
                let teaches = |activity: &&crate::world::Activity| activity.teaches(step);
                let mut last_days = world
                    .activities
                    .iter()
                    .filter(teaches)
                    .map(|one| one.window.1);
                // What is due after its phase is not refreshed; what nothing teaches is unmet.
                let is_untaught = last_days.clone().next().is_none();
                if is_untaught || last_days.any(|last| last >= due.max(world.from)) {
                    list.push(Need {
                        step,
                        lapse: Some(stale),
                        due,
                    });
                }
            }
        }
        list
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "rounded right after, and compared with a threshold only"
    )]
    /// The lower bound of what somebody has shown of an objective at a level on a day.
    fn shown(&self, world: &World, person: usize, (objective, level): Step, day: i32) -> f64 {
        let (mut success, mut failure) = (0.0, 0.0);
        for record in self.records[person]
            .iter()
            .filter(|record| record.objective == objective)
        {
            if record.day > day || record.expires.is_some_and(|last| last < day) {
                continue;
            }
            let age = f64::from(day - record.day);
            let weight = record.weight * (-age / world.objectives[objective].half_life).exp2();
            let (whole, part) = (
                (weight * UNIT).round() / UNIT,
                (weight * record.value * UNIT).round() / UNIT,
            );
            if record.level >= level {
                success += part;
            }
            if record.level <= level {
                failure += whole - part;
            }
        }
        success / (success + failure + world.rules.prior_weight)
    }

    /// Whether a person holds what something asks for: shown at that level, or never used in the section.
    pub(crate) fn holds(&self, world: &World, person: usize, step: Step) -> bool {
        let threshold = self.required[person]
            .get(&step.0)
            .map_or(world.rules.threshold, |own| own.1);
        never_uses(world, person, step.0)
            || self.shown(world, person, step, world.as_of) >= threshold
    }

    /// Whether a person leaves before the plan ends.
    pub(crate) fn leaves(&self, person: usize) -> bool {
        self.leaves[person]
    }

    /// The need of an objective, if there is one.
    pub(crate) fn find(&self, person: usize, objective: usize) -> Option<Need> {
        self.of[person]
            .iter()
            .copied()
            .find(|need| need.step.0 == objective)
    }

    /// What must be over before a person takes an activity: what it requires, and the prerequisites of what it teaches that the person
    /// still needs; without what the person holds and what the activity teaches itself.
    pub(crate) fn requires(&self, person: usize, activity: usize) -> &[Step] {
        &self.requires[person][activity]
    }

    fn required_before(&self, world: &World, person: usize, activity: usize) -> Vec<Step> {
        let activity = &world.activities[activity];
        let taught = activity
            .teaches
            .iter()
            .filter(|taught| self.find(person, taught.0).is_some());
        let basics = taught.flat_map(|taught| world.objectives[taught.0].requires.iter().copied());
        let mut steps: Vec<Step> = basics
            .filter(|&step| !activity.teaches(step))
            .chain(activity.requires.iter().copied())
            .collect();
        steps.sort_unstable();
        steps.dedup();
        steps.retain(|&step| !self.holds(world, person, step));
        steps
    }
}

fn records(world: &World, evidence: &[Value]) -> Vec<Vec<Record>> {
    // Of one person, objective and key the latest counts; on one day the lower.
    let people: BTreeMap<&str, usize> = world
        .people
        .iter()
        .enumerate()
        .map(|(at, person)| (person.id.as_str(), at))
        .collect();
    let mut latest: BTreeMap<(usize, usize, String), (i32, Record)> = BTreeMap::new();
    for row in evidence {
        let Some(&person) = text(row, "person").and_then(|id| people.get(id)) else {
            continue;
        };
        let Some(objective) = text(row, "objective").and_then(|id| world.objective(id)) else {
            continue;
        };
        let Some(level) = world.level(objective, text(row, "level")) else {
            continue;
        };
        let (kind, date) = (
            text(row, "kind").unwrap_or_default(),
            day(text(row, "date").expect("a date")),
        );
        if date > world.as_of {
            continue;
        }
        let value = row.get("value").and_then(Value::as_f64).unwrap_or(0.0);
        let source = text(row, "source").filter(|source| !source.is_empty());
        let usual = match (kind, source) {
            ("observation", source) => format!("{}|{date}", source.unwrap_or(kind)),
            (_, source) => source.unwrap_or(kind).to_owned(),
        };
        let key = text(row, "key")
            .filter(|key| !key.is_empty())
            .map_or(usual, str::to_owned);
        let expires = text(row, "expires")
            .filter(|date| !date.is_empty())
            .map(day);
        let declared = source
            .and_then(|source| world.rules.instruments.get(source))
            .copied();
        let declared = declared.filter(|_| matches!(kind, "survey" | "quiz"));
        let weight = declared
            .or(world.rules.weights.get(kind).copied())
            .unwrap_or(0.0);
        let record = Record {
            objective,
            level,
            weight,
            value,
            day: date,
            expires,
        };
        let slot = latest.entry((person, objective, key));
        let slot = slot.or_insert_with(|| {
            (
                i32::MIN,
                Record {
                    value: 2.0,
                    ..copy(&record)
                },
            )
        });
        if date > slot.0 || (date == slot.0 && value < slot.1.value) {
            *slot = (date, record);
        }
    }
    let mut of: Vec<Vec<Record>> = world.people.iter().map(|_| Vec::new()).collect();
    for ((person, _, _), (_, record)) in latest {
        of[person].push(record);
    }
    of
}

fn copy(record: &Record) -> Record {
    Record { ..*record }
}

fn never_uses(world: &World, person: usize, objective: usize) -> bool {
    let Some(uses) = &world.sections[world.people[person].section].uses else {
        return false;
    };
    let features = world.objectives[objective]
        .features
        .as_deref()
        .unwrap_or(&[]);
    !features.is_empty()
        && features
            .iter()
            .all(|feature| uses.get(feature).is_none_or(|&uses| uses <= 0.0))
}

/// What the roles of a person require, without what the section never uses, closed under prerequisites.
fn required(world: &World, person: usize) -> BTreeMap<usize, (usize, f64)> {
    let mut required: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for role in &world.people[person].roles {
        for &((objective, level), threshold) in world.roles.get(role).map_or(&[][..], Vec::as_slice)
        {
            let own = threshold.unwrap_or(world.rules.threshold);
            let held = required.entry(objective).or_insert((level, own));
            *held = (held.0.max(level), held.1.max(own));
        }
    }
    required.retain(|&objective, _| !never_uses(world, person, objective));
    let mut open: Vec<usize> = required.keys().copied().collect();
    while let Some(objective) = open.pop() {
        for &(before, level) in &world.objectives[objective].requires {
            if never_uses(world, person, before)
                || required.get(&before).is_some_and(|held| held.0 >= level)
            {
                continue;
            }
            let held = required
                .entry(before)
                .or_insert((level, world.rules.threshold));
            held.0 = held.0.max(level);
            open.push(before);
        }
    }
    required
}
