//! From an instance to the problem of activity selection: what each profile must cover, and what each activity costs it.

use crate::{Activity, Instance, Profile};
use paratus::plan::selection::{
    Balance, Group, Offer, SelectionProblem, Signature, TrackArray, reduce,
};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// Money is in ten-thousandths.
pub(crate) const MONEY: f64 = 10_000.0;
/// Time is in thousandths of an hour.
const TIME: f64 = 1_000.0;

/// The problem of an instance: a third of all hours for each track, 5 points of tolerance, 20 for each hour beyond.
#[must_use]
pub fn problem(instance: &Instance) -> SelectionProblem {
    let profiles: Vec<Signature> = instance
        .profiles
        .iter()
        .map(|profile| Demand::new(instance, profile).signature())
        .collect();
    let reduced = reduce(&profiles);
    let mut people: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for group in &instance.groups {
        *people
            .entry((
                instance.sections[group.section].site,
                reduced.signature_of[group.profile],
            ))
            .or_default() += group.n;
    }
    let time = |hours: f64| (hours * TIME).round() as u32;
    let offer = |activity: &Activity| Offer {
        pooled: false,
        seats_max: (activity.capacity > 0).then_some(activity.capacity),
        seats_min: 0,
        session_cost: (activity.session_cost * MONEY).round() as i64,
        track_time: TrackArray(activity.track_hours.map(time)),
    };
    SelectionProblem {
        activities: instance.activities.iter().map(offer).collect(),
        balance: Some(Balance {
            price: (20.0 * MONEY / TIME) as i64,
            tolerance: 50_000,
            weights: TrackArray([1; 3]),
        }),
        groups: people
            .into_iter()
            .map(|((site, signature), people)| Group {
                people,
                signature,
                site,
            })
            .collect(),
        signatures: reduced.signatures,
        ..SelectionProblem::default()
    }
}

/// The signature of each profile, as [`problem`] numbers them.
pub(crate) fn signature_of(instance: &Instance) -> Vec<usize> {
    let profiles: Vec<Signature> = instance
        .profiles
        .iter()
        .map(|profile| Demand::new(instance, profile).signature())
        .collect();
    reduce(&profiles).signature_of
}

/// What one profile may take.
struct Demand<'a> {
    instance: &'a Instance,
    profile: &'a Profile,
    /// Activity and the hours of it that teach nothing asked for.
    waste: BTreeMap<usize, f64>,
}

impl<'a> Demand<'a> {
    fn new(instance: &'a Instance, profile: &'a Profile) -> Demand<'a> {
        let mut demand = Demand {
            instance,
            profile,
            waste: BTreeMap::new(),
        };
        demand.admit();
        demand
    }

    /// Activities that teach something asked for, and enough of it. What an admitted activity presupposes is asked for, too.
    fn admit(&mut self) {
        let mut asked: BTreeMap<usize, u32> = self.profile.need.iter().copied().collect();
        let mut before = usize::MAX;
        while before != self.waste.len() {
            before = self.waste.len();
            for activity in &self.instance.activities {
                let teaches = activity.covers.iter().any(|(objective, level)| {
                    asked.get(objective).is_some_and(|asked| asked <= level)
                });
                if !teaches || self.waste.contains_key(&activity.id) {
                    continue;
                }
                let useful: u32 = activity
                    .covers
                    .iter()
                    .map(|(objective, level)| {
                        asked.get(objective).map_or(0, |asked| *asked.min(level))
                    })
                    .sum();
                let share = f64::from(useful) / total(activity);
                if share < self.instance.meta.min_useful_share
                    && self.serves(activity)
                    && !self.only_way(activity)
                {
                    continue;
                }
                self.waste
                    .insert(activity.id, activity.hours * (1.0 - share));
                for &(objective, level) in &activity.prereq {
                    if self.has(objective) < level
                        && asked.get(&objective).is_none_or(|&asked| asked < level)
                    {
                        asked.insert(objective, level);
                    }
                }
            }
        }
    }

    fn has(&self, objective: usize) -> u32 {
        self.profile
            .has
            .iter()
            .find(|(of, _)| *of == objective)
            .map_or(0, |(_, level)| *level)
    }

    /// Whether it teaches a need of the profile itself.
    fn serves(&self, activity: &Activity) -> bool {
        self.profile
            .need
            .iter()
            .any(|&(objective, level)| teaches(activity, objective, level))
    }

    /// Whether no other activity teaches one of the needs that it teaches.
    fn only_way(&self, activity: &Activity) -> bool {
        self.profile.need.iter().any(|&(objective, level)| {
            teaches(activity, objective, level)
                && self
                    .instance
                    .activities
                    .iter()
                    .filter(|other| teaches(other, objective, level))
                    .count()
                    == 1
        })
    }

    /// Rows, requirements, costs.
    fn signature(mut self) -> Signature {
        let mut rows = Vec::new();
        for &(objective, level) in &self.profile.need {
            let teaching = |activity: &&Activity| teaches(activity, objective, level);
            let all = self.instance.activities.iter().filter(teaching);
            let mut row: Vec<usize> = all
                .clone()
                .map(|activity| activity.id)
                .filter(|id| self.waste.contains_key(id))
                .collect();
            if row.is_empty() {
                // Better wasteful than not at all.
                row = all.clone().map(|activity| activity.id).collect();
                for activity in all {
                    let waste = activity.hours * (1.0 - f64::from(level) / total(activity));
                    self.waste.entry(activity.id).or_insert(waste);
                }
            }
            rows.push(row);
        }
        let instance = self.instance;
        let mut implies = Vec::new();
        let mut todo: Vec<usize> = self.waste.keys().copied().collect();
        while let Some(id) = todo.pop() {
            for &(objective, level) in &instance.activities[id].prereq {
                if self.has(objective) >= level {
                    continue;
                }
                let all = instance.activities.iter();
                let suppliers: Vec<&Activity> = all
                    .filter(|other| other.id != id && teaches(other, objective, level))
                    .collect();
                for supplier in &suppliers {
                    if let Entry::Vacant(free) = self.waste.entry(supplier.id) {
                        free.insert(supplier.hours * (1.0 - f64::from(level) / total(supplier)));
                        todo.push(supplier.id);
                    }
                }
                implies.push((id, suppliers.iter().map(|supplier| supplier.id).collect()));
            }
        }
        let meta = &self.instance.meta;
        let cost = |(&id, waste): (&usize, &f64)| {
            let activity = &self.instance.activities[id];
            let hours = activity.hours + meta.waste_weight * waste;
            (
                id,
                ((activity.seat_cost + hours * meta.wage_per_hour) * MONEY).round() as i64,
            )
        };
        Signature {
            cost: self.waste.iter().map(cost).collect(),
            implies,
            rows,
        }
    }
}

fn teaches(activity: &Activity, objective: usize, level: u32) -> bool {
    activity
        .covers
        .iter()
        .any(|&(of, up_to)| of == objective && up_to >= level)
}

/// Levels that an activity teaches, over all objectives.
fn total(activity: &Activity) -> f64 {
    activity
        .covers
        .iter()
        .map(|&(_, level)| f64::from(level))
        .sum()
}
