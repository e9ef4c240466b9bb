//! What cannot be avoided: who must take what, and the half days of trainers, rooms and sections that it takes at the least.
//!
//! An activity is forced on somebody when nothing else teaches a need of theirs, and so is what alone supplies a forced
//! activity. Sessions of forced people, as full as can be, take half days of trainers, rooms and sections.

#![expect(
    clippy::indexing_slicing,
    reason = "learners, classes and activities are indices of the tables they come from"
)]

use super::demand::{self, Demand};
use super::commitments::Commitments;
use super::activity_selection::{self, Cover};
use super::input::{Setup, Teacher};
use crate::order::{Map, Set};

/// People who must take an activity, by activity and pool; online all sites are one pool.
type Forced = Map<(usize, Option<usize>), u64>;

/// The needs of a plan, and what they force.
pub(super) struct Load {
    pub(super) demand: Demand,
    /// For each class, what it may take.
    pub(super) covers: Vec<Cover>,
    /// For each class, the activities that it cannot do without.
    pub(super) of_class: Vec<Set<usize>>,
    pub(super) forced: Forced,
}

/// Skills that the same trainers have, or some of them, with their half days.
pub(super) struct Faculty {
    pub(super) skills: Vec<usize>,
    pub(super) trainers: u64,
    /// Half days on which they are there.
    pub(super) available: u64,
    pub(super) needed: u64,
}

impl Load {
    pub(super) fn new(setup: &Setup<'_>) -> Load {
        let demand = demand::of(setup, &Commitments::new(setup));
        let covers: Vec<Cover> = demand.classes.iter().map(|class| activity_selection::cover(setup, class)).collect();
        let of_class: Vec<Set<usize>> = covers.iter().map(forced).collect();
        let mut forced = Forced::new();
        for learner in &demand.learners {
            let site = setup.site_of(setup.model.people.section[learner.person] as usize);
            for &at in &of_class[learner.class] {
                let pool = activity_selection::at_a_site(setup.activities[at]).then_some(site);
                *forced.entry((at, pool)).or_default() += 1;
            }
        }
        Load { demand, covers, of_class, forced }
    }

    /// Half days of sessions that a class needs for each of its people.
    pub(super) fn of_person(&self, setup: &Setup<'_>, class: usize) -> u64 {
        let dated = self.of_class[class].iter().filter(|&&at| !activity_selection::is_self_paced(setup.activities[at]));
        dated.map(|&at| slots(setup, at)).sum()
    }

    /// By section, half days that its people are away.
    pub(super) fn of_sections(&self, setup: &Setup<'_>) -> Map<usize, u64> {
        let mut needs: Map<usize, u64> = Map::new();
        for learner in &self.demand.learners {
            let section = setup.model.people.section[learner.person] as usize;
            *needs.entry(section).or_default() += self.of_person(setup, learner.class);
        }
        needs
    }

    /// How many people there are in each section on the first day.
    pub(super) fn staff(setup: &Setup<'_>) -> Vec<u64> {
        let people = &setup.model.people;
        let mut staff = vec![0; setup.model.sections.len()];
        for person in (0..people.len()).filter(|&person| people.employed(person, setup.horizon.from)) {
            staff[people.section[person] as usize] += 1;
        }
        staff
    }

    /// By site, half days of sessions in rooms.
    pub(super) fn of_sites(&self, setup: &Setup<'_>) -> Map<usize, u64> {
        let mut needs: Map<usize, u64> = Map::new();
        for (&(at, pool), &count) in &self.forced {
            if let Some(site) = pool {
                *needs.entry(site).or_default() += session_slots(setup, at, count);
            }
        }
        needs
    }

    /// By skill, half days of sessions that take a trainer with it.
    pub(super) fn of_skills(&self, setup: &Setup<'_>) -> Map<usize, u64> {
        let mut needs: Map<usize, u64> = Map::new();
        for (&(at, _), &count) in &self.forced {
            let activity = setup.activities[at];
            if let Some(skill) = activity.skill.filter(|_| !activity_selection::is_self_paced(activity)) {
                *needs.entry(skill).or_default() += session_slots(setup, at, count);
            }
        }
        needs
    }

    /// Skills that only the same trainers have, counted together (Hall's condition on those sets), and all skills.
    pub(super) fn faculties(&self, setup: &Setup<'_>) -> Vec<Faculty> {
        let needs = self.of_skills(setup);
        let who = |skill: usize| -> Set<usize> {
            (0..setup.trainers.len()).filter(|&at| setup.trainers[at].skills.contains(&skill)).collect()
        };
        let of: Map<usize, Set<usize>> = needs.keys().map(|&skill| (skill, who(skill))).collect();
        let all: Set<usize> = of.values().flatten().copied().collect();
        let mut seen = Set::new();
        let mut list = Vec::new();
        for trainers in of.values().chain([&all]) {
            let skills: Vec<usize> =
                of.iter().filter(|(_, by)| by.is_subset(trainers)).map(|(skill, _)| *skill).collect();
            if skills.is_empty() || !seen.insert(skills.clone()) {
                continue;
            }
            let needed = skills.iter().map(|skill| needs[skill]).sum();
            let available = trainers.iter().map(|&at| free_slots(setup, &setup.trainers[at])).sum();
            list.push(Faculty { skills, trainers: trainers.len() as u64, available, needed });
        }
        list
    }
}

/// The activities that a class cannot do without.
fn forced(cover: &Cover) -> Set<usize> {
    let only = |list: &Vec<usize>| match list.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let mut forced: Set<usize> = cover.rows.iter().filter_map(|(_, row)| only(row)).collect();
    loop {
        let more: Vec<usize> = cover
            .loose
            .iter()
            .filter(|(at, _)| forced.contains(at))
            .filter_map(|(_, by)| only(by))
            .filter(|by| !forced.contains(by))
            .collect();
        if more.is_empty() {
            return forced;
        }
        forced.extend(more);
    }
}

/// Half days of a session.
pub(super) fn slots(setup: &Setup<'_>, activity: usize) -> u64 {
    u64::from(setup.model.calendar.slots(setup.activities[activity].hours))
}

/// Half days of all sessions that so many people need of an activity.
fn session_slots(setup: &Setup<'_>, activity: usize, people: u64) -> u64 {
    let seats = u64::from(activity_selection::seats_max(setup, setup.activities[activity]).max(1));
    people.div_ceil(seats) * slots(setup, activity)
}

/// Working half days on which a trainer is there.
fn free_slots(setup: &Setup<'_>, trainer: &Teacher) -> u64 {
    let there = |slot: &u32| {
        let (day, _) = setup.horizon.day(*slot);
        trainer.available.is_empty() || trainer.available.iter().any(|window| window.holds(day))
    };
    (0..setup.horizon.len()).filter(there).count() as u64
}
