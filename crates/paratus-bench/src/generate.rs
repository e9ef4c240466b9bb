//! An organisation from a seed: 36 objectives (some asked for by most roles), 30 roles, 40 activities, sections of about 40
//! people with 2 to 5 roles each, 25 sections to a site. People of a role differ in what they have already.

use crate::rng::Rng;
use crate::{Activity, Group, Instance, Meta, Profile, Section};
use std::collections::BTreeMap;

const OBJECTIVES: usize = 36;
const ROLES: usize = 30;
const ACTIVITIES: usize = 40;
const SECTION: u32 = 40;
const SECTIONS_PER_SITE: usize = 25;

/// Levels by objective.
type Levels = BTreeMap<usize, u32>;

/// Objectives and levels that are needed, and that are there.
type NeedAndHas = (Vec<(usize, u32)>, Vec<(usize, u32)>);

/// The instance of that many people and that seed.
#[must_use]
pub fn generate(staff: u32, seed: u64) -> Instance {
    let mut rng = Rng::new(seed);
    // Objectives by how common they are; their track is their number modulo 3.
    let mut order: Vec<usize> = (0..OBJECTIVES).collect();
    for place in (1..OBJECTIVES).rev() {
        order.swap(place, rng.below(place + 1));
    }
    let mut weights = [0.0; OBJECTIVES];
    for (rank, &objective) in order.iter().enumerate() {
        weights[objective] = 1.0 / ((rank + 1) as f64).sqrt();
    }
    let roles: Vec<Levels> = (0..ROLES)
        .map(|_| role(&mut rng, &order, &weights))
        .collect();
    let activities = activities(&mut rng, &order);
    let held: Vec<Vec<Levels>> = roles
        .iter()
        .map(|role| {
            [0.2, 0.5, 0.7, 0.85]
                .map(|share| draw_holdings(&mut rng, role, share))
                .to_vec()
        })
        .collect();
    let sections = sections(&mut rng, staff);
    let mut profiles: BTreeMap<NeedAndHas, usize> = BTreeMap::new();
    let mut groups: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for section in &sections {
        let here: Vec<usize> = (0..rng.between(2, 5)).map(|_| rng.below(ROLES)).collect();
        for _ in 0..section.size {
            let role = here[rng.below(here.len())];
            let mut has = held[role][rng.weighted(&[3.0, 4.0, 2.0, 1.0])].clone();
            for (objective, &level) in &roles[role] {
                if rng.chance(0.05) {
                    let now = has.entry(*objective).or_default();
                    *now = if rng.chance(0.5) {
                        (*now + 1).min(level)
                    } else {
                        now.saturating_sub(1)
                    };
                }
            }
            let lacks = |(objective, level): &(&usize, &u32)| {
                has.get(objective).is_none_or(|has| has < level)
            };
            let need = roles[role]
                .iter()
                .filter(lacks)
                .map(|(objective, level)| (*objective, *level))
                .collect();
            let has = has.into_iter().filter(|(_, level)| *level > 0).collect();
            let next = profiles.len();
            let profile = *profiles.entry((need, has)).or_insert(next);
            *groups.entry((section.id, profile)).or_default() += 1;
        }
    }
    let mut list: Vec<Profile> = profiles
        .into_iter()
        .map(|((need, has), id)| Profile { has, id, need })
        .collect();
    list.sort_by_key(|profile| profile.id);
    Instance {
        activities,
        groups: groups
            .into_iter()
            .map(|((section, profile), n)| Group {
                n,
                profile,
                section,
            })
            .collect(),
        meta: Meta {
            min_useful_share: 0.34,
            seed,
            staff,
            wage_per_hour: 35.0,
            waste_weight: 1.0,
        },
        profiles: list,
        sections,
    }
}

/// What a role requires: common things at a low level, its own at any.
fn role(rng: &mut Rng, order: &[usize], weights: &[f64]) -> Levels {
    let size = rng.between(3, 8) as usize;
    let mut role = Levels::new();
    for &objective in order.iter().take(4) {
        if rng.chance(0.7) {
            role.insert(objective, if rng.chance(0.7) { 1 } else { 2 });
        }
    }
    while role.len() < size {
        let objective = rng.weighted(weights);
        let level = [1, 2, 3][rng.weighted(&[6.0, 3.0, 1.0])];
        role.entry(objective).or_insert(level);
    }
    role
}

/// What someone of the role has who has about that share of it.
fn draw_holdings(rng: &mut Rng, role: &Levels, share: f64) -> Levels {
    role.iter()
        .map(|(&objective, &level)| {
            (
                objective,
                (0..level).take_while(|_| rng.chance(share)).count() as u32,
            )
        })
        .collect()
}

/// Courses that teach every objective to the top, then e-learning, workshops and coaching for part of it.
fn activities(rng: &mut Rng, order: &[usize]) -> Vec<Activity> {
    let track = |track: usize| -> Vec<usize> {
        order
            .iter()
            .copied()
            .filter(|objective| objective % 3 == track)
            .collect()
    };
    let tracks = [track(0), track(1), track(2)];
    let mut list = Vec::new();
    for of_track in &tracks {
        let mut left = &of_track[..];
        while !left.is_empty() {
            let (now, later) = left.split_at((rng.between(3, 5) as usize).min(left.len()));
            add(
                rng,
                &mut list,
                "course",
                now.iter().map(|&objective| (objective, 3)).collect(),
            );
            left = later;
        }
    }
    while list.len() < ACTIVITIES {
        let mode = [
            "e-learning",
            "e-learning",
            "workshop",
            "workshop",
            "coaching",
        ][rng.below(5)];
        let at = rng.below(3);
        let of_track = &tracks[at];
        let size = rng.between(1, if mode == "coaching" { 2 } else { 4 }) as usize;
        let common: Vec<f64> = (0..of_track.len())
            .map(|rank| 1.0 / ((rank + 1) as f64).sqrt())
            .collect();
        let start = rng.weighted(&common);
        let mut covers = Levels::new();
        for step in 0..size {
            let level = match mode {
                "e-learning" => rng.between(1, 2),
                "workshop" => 2,
                _ => 3,
            };
            covers.insert(of_track[(start + step) % of_track.len()], level);
        }
        if mode == "workshop" && rng.chance(0.25) {
            let beside = &tracks[(at + 1) % 3];
            covers.insert(beside[rng.below(beside.len())], 2);
        }
        add(rng, &mut list, mode, covers);
    }
    for activity in list.iter_mut().filter(|activity| activity.capacity >= 12) {
        let first = activity
            .covers
            .iter()
            .map(|(objective, _)| order.iter().position(|of| of == objective))
            .min()
            .flatten();
        let of_track = activity.covers[0].0 % 3;
        let commoner: Vec<usize> = order
            .iter()
            .take(first.unwrap_or(0))
            .copied()
            .filter(|objective| objective % 3 == of_track)
            .collect();
        if rng.chance(0.45) && !commoner.is_empty() {
            activity
                .prereq
                .push((commoner[rng.below(commoner.len())], 1));
        }
    }
    list
}

fn add(rng: &mut Rng, list: &mut Vec<Activity>, mode: &str, covers: Levels) {
    let levels: u32 = covers.values().sum();
    let half_days = |most: u32, share: f64| {
        f64::from(4 * ((f64::from(levels) * share).round() as u32).clamp(1, most))
    };
    let (hours, capacity, per_hour, fixed, seat_cost) = match mode {
        "course" => (half_days(4, 0.25), rng.between(20, 30), 112.5, 300.0, 40.0),
        "workshop" => (half_days(2, 0.25), rng.between(12, 20), 87.5, 250.0, 30.0),
        "coaching" => (half_days(2, 0.2), rng.between(4, 8), 37.5, 60.0, 20.0),
        _ => (
            (0.8 * f64::from(levels)).round().max(1.0),
            0,
            0.0,
            0.0,
            15.0,
        ),
    };
    let mut track_hours = [0.0; 3];
    for (objective, &level) in &covers {
        track_hours[objective % 3] += hours * f64::from(level) / f64::from(levels);
    }
    list.push(Activity {
        capacity,
        covers: covers.into_iter().collect(),
        hours,
        id: list.len(),
        prereq: Vec::new(),
        seat_cost,
        session_cost: per_hour * hours + fixed,
        track_hours: track_hours.map(|hours| (hours * 1_000.0).round() / 1_000.0),
    });
}

/// Sections of 27 to 53 people.
fn sections(rng: &mut Rng, staff: u32) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut left = staff;
    while left > 0 {
        let id = sections.len();
        let size = rng.between(SECTION * 2 / 3, SECTION * 4 / 3).min(left);
        left -= size;
        sections.push(Section {
            id,
            site: id / SECTIONS_PER_SITE,
            size,
        });
    }
    sections
}
