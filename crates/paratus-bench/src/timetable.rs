//! Sessions and seats: timed on the activities that the selection gave.

use crate::demand::{problem, signature_of};
use crate::selection::{cpu_seconds, peak_mib};
use crate::{Activity, Instance};
use paratus::plan::selection::choose;
use paratus::plan::timetable::{
    Activity as Taught, Learner, Limits, Prices, Room, Section, Slot, Solver, TimetableProblem,
    Trainer, check,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

/// The cost of one is this many units, so that all of it is whole: 50 of money for a session, and one for each seat times the
/// share of 120 half days that passed when it ends, count as one; a seat not given as 1,000.
const ONE: f64 = 600.0;

/// One run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Rules that the timetable breaks.
    pub broken: usize,
    /// Lower bound.
    pub bound: f64,
    /// Cost in the end.
    pub cost: f64,
    /// Seconds of processor time in all; 0 where the system does not say.
    pub cpu_seconds: f64,
    /// Cost of the list schedule.
    pub first: f64,
    /// Seconds to the list schedule.
    pub first_seconds: f64,
    /// Half days.
    pub half_days: usize,
    /// Most memory that the process had, the selection included, in MiB; 0 where the system does not say.
    pub peak_mib: u64,
    /// Rounds of improvement.
    pub rounds: u32,
    /// Seats needed.
    pub seats: u64,
    /// Seconds in all.
    pub seconds: f64,
    /// Sessions in the end.
    pub sessions: usize,
    /// How many people.
    pub staff: u32,
    /// Seats not given.
    pub unplaced: u64,
}

/// The problem: chosen activities in order of their prerequisites, then the most needed first; half days of four hours; at
/// each site three rooms and two trainers for each track; at most a fifth of a section away at once.
#[must_use]
pub fn seats(instance: &Instance, half_days: usize) -> TimetableProblem {
    let selection = problem(instance);
    let chosen = choose(&selection).chosen;
    let of_group: BTreeMap<(usize, usize), &Vec<usize>> = selection
        .groups
        .iter()
        .zip(&chosen)
        .map(|(group, chosen)| ((group.signature, group.site), chosen))
        .collect();
    let signatures = signature_of(instance);
    let mut people: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for group in &instance.groups {
        *people
            .entry((group.section, signatures[group.profile]))
            .or_default() += group.n;
    }
    let takes = |section: usize, signature: usize| {
        of_group.get(&(signature, instance.sections[section].site))
    };
    let mut need: BTreeMap<usize, u64> = BTreeMap::new();
    for (&(section, signature), &n) in &people {
        for &activity in takes(section, signature).into_iter().copied().flatten() {
            *need.entry(activity).or_default() += u64::from(n);
        }
    }
    let order = order(instance, &need);
    let place: BTreeMap<usize, usize> = order
        .iter()
        .enumerate()
        .map(|(at, &activity)| (activity, at))
        .collect();
    let dated: Vec<usize> = order
        .iter()
        .copied()
        .filter(|&a| instance.activities[a].capacity > 0)
        .collect();
    let index: BTreeMap<usize, usize> = dated
        .iter()
        .enumerate()
        .map(|(at, &activity)| (activity, at))
        .collect();
    let mut chains: BTreeMap<(usize, Vec<usize>), u32> = BTreeMap::new();
    for (&(section, signature), &n) in &people {
        let mut chain: Vec<usize> = takes(section, signature)
            .into_iter()
            .copied()
            .flatten()
            .filter_map(|a| index.get(a).copied())
            .collect();
        chain.sort_unstable();
        if !chain.is_empty() {
            *chains.entry((section, chain)).or_default() += n;
        }
    }
    let sites = instance
        .sections
        .iter()
        .map(|section| section.site + 1)
        .max()
        .unwrap_or(0);
    let taught = |&id: &usize| {
        let activity = &instance.activities[id];
        Taught {
            duration: ((activity.hours / 4.0).ceil() as u32).max(1),
            price: (activity.session_cost * ONE / 50.0).round() as u64,
            rank: place[&id] as u32,
            seats_max: activity.capacity,
            skill: Some(track(activity)),
            ..Taught::default()
        }
    };
    let section = |s: &crate::Section| Section {
        most_away: (s.size / 5).max(1),
        site: s.site,
        ..Section::default()
    };
    let trainer = |site: usize, track: u32| Trainer {
        site: Some(site),
        skills: vec![track],
        ..Trainer::default()
    };
    let weeks = half_days.div_ceil(10) as u32;
    TimetableProblem {
        activities: dated.iter().map(taught).collect(),
        extra_rooms: 0,
        extra_trainers: 0,
        learners: chains
            .iter()
            .flat_map(|((section, chain), &people)| {
                (0..people).map(|_| Learner::in_order(*section, chain))
            })
            .collect(),
        prices: Prices {
            moved: 30,
            slot: 5,
            unmet: 1_000 * ONE as u64,
        },
        rooms: (0..sites)
            .flat_map(|site| {
                (0..3).map(move |_| Room {
                    seats: 1_000,
                    site,
                    ..Room::default()
                })
            })
            .collect(),
        sections: instance.sections.iter().map(section).collect(),
        sites,
        slots: Slot::weeks(weeks).into_iter().take(half_days).collect(),
        trainers: (0..sites)
            .flat_map(|site| (0..6).map(move |i| trainer(site, i / 2)))
            .collect(),
        ..TimetableProblem::default()
    }
}

/// Times sessions and seats for an instance.
///
/// # Panics
///
/// When the problem makes no sense, which it always does.
#[must_use]
pub fn time(instance: &Instance, half_days: usize, rounds: u32) -> (Row, TimetableProblem) {
    let problem = TimetableProblem {
        limits: Limits {
            rounds,
            ..Limits::default()
        },
        ..seats(instance, half_days)
    };
    let started = (Instant::now(), cpu_seconds());
    let mut solver = Solver::new(&problem).expect("every index was made here");
    let first_seconds = started.0.elapsed().as_secs_f64();
    let first = solver.progress().cost as f64 / ONE;
    solver.improve(rounds);
    let timetable = solver.timetable();
    let row = Row {
        broken: check(&problem, &timetable).len(),
        bound: timetable.lower_bound as f64 / ONE,
        cost: timetable.cost as f64 / ONE,
        cpu_seconds: cpu_seconds() - started.1,
        first,
        first_seconds,
        half_days,
        peak_mib: peak_mib(),
        rounds,
        seats: problem
            .learners
            .iter()
            .map(|learner| learner.bookings.len() as u64)
            .sum(),
        seconds: started.0.elapsed().as_secs_f64(),
        sessions: timetable.sessions.len(),
        staff: instance.meta.staff,
        unplaced: timetable.unmet.len() as u64,
    };
    (row, problem)
}

/// Activities in order: what supplies a prerequisite first, then what most people take.
fn order(instance: &Instance, need: &BTreeMap<usize, u64>) -> Vec<usize> {
    let supplies = |&by: &usize, of: &(usize, u32)| {
        instance.activities[by]
            .covers
            .iter()
            .any(|(objective, level)| *objective == of.0 && *level >= of.1)
    };
    let mut left: BTreeSet<usize> = need.keys().copied().collect();
    let mut order = Vec::with_capacity(left.len());
    while !left.is_empty() {
        let ready = |activity: &&usize| {
            let before = &instance.activities[**activity].prereq;
            !left
                .iter()
                .any(|by| by != *activity && before.iter().any(|of| supplies(by, of)))
        };
        let most = |activity: &&usize| (need[*activity], std::cmp::Reverse(**activity));
        let next = left
            .iter()
            .filter(ready)
            .max_by_key(most)
            .or_else(|| left.iter().max_by_key(most))
            .copied();
        let Some(next) = next else { break };
        left.remove(&next);
        order.push(next);
    }
    order
}

/// The track of most hours, the first of several.
fn track(activity: &Activity) -> u32 {
    let hours = activity.track_hours;
    (1..3).fold(0, |best, track| {
        if hours[track] > hours[best] {
            track
        } else {
            best
        }
    }) as u32
}
