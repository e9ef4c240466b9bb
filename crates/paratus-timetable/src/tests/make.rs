//! Problems made at random, small enough that everything gets scarce.

use crate::rng::Rng;
use crate::{Activity, Group, Limits, Prices, Room, Section, Slot, TimetableProblem, Trainer};

/// A problem in which rooms, trainers, absence and windows all bite somewhere.
pub(super) fn problem(seed: u64) -> TimetableProblem {
    let mut rng = Rng::new(seed);
    let mut upto = |n: usize| rng.below(n);
    let sites = 1 + upto(3);
    let weeks = 1 + upto(3) as u32;
    let mut slots = Slot::weeks(weeks);
    if upto(3) == 0 {
        // A holiday.
        let day = slots[upto(slots.len())].day;
        slots.retain(|slot| slot.day != day);
    }
    let skills = 1 + upto(3) as u32;
    let activities: Vec<Activity> = (0..1 + upto(5))
        .map(|_| Activity {
            closed: Vec::new(),
            duration: [1, 1, 2, 2, 4][upto(5)],
            earliest: if upto(4) == 0 { upto(6) as u32 } else { 0 },
            latest: (upto(6) == 0).then(|| 4 + upto(slots.len()) as u32),
            online: upto(5) == 0,
            price: [0, 40, 300, 900][upto(4)],
            rank: upto(3) as u32,
            roomless: false,
            seats_max: 2 + upto(9) as u32,
            seats_min: [0, 0, 2, 3][upto(4)],
            skill: (upto(5) > 0).then(|| upto(skills as usize) as u32),
        })
        .collect();
    let sections: Vec<Section> =
        (0..1 + upto(5)).map(|_| Section { most_away: 1 + upto(5) as u32, site: upto(sites) }).collect();
    let groups = (0..1 + upto(14))
        .map(|_| {
            let mut chain: Vec<usize> = (0..activities.len()).collect();
            for i in (1..chain.len()).rev() {
                chain.swap(i, upto(i + 1));
            }
            chain.truncate(1 + upto(3));
            Group {
                chain,
                earliest: if upto(5) == 0 { upto(5) as u32 } else { 0 },
                latest: (upto(5) == 0).then(|| 5 + upto(slots.len()) as u32),
                people: upto(7) as u32,
                section: upto(sections.len()),
                trainer: None,
            }
        })
        .collect();
    let rooms = (0..1 + upto(5)).map(|_| Room { seats: 3 + upto(9) as u32, site: upto(sites) }).collect();
    let trainers = (0..1 + upto(6))
        .map(|_| {
            let from = upto(slots.len()) as u32;
            Trainer {
                available: if upto(3) == 0 { vec![(from, from + upto(8) as u32)] } else { Vec::new() },
                site: (upto(4) > 0).then(|| upto(sites)),
                skills: (0..skills).filter(|_| upto(2) == 0).collect(),
            }
        })
        .collect();
    TimetableProblem {
        activities,
        groups,
        limits: Limits { rounds: 60 },
        prices: Prices { moved: 20, slot: 1 + upto(5) as u64, unplaced: 1_000_000 },
        rooms,
        sections,
        seed: 7,
        sites,
        slots,
        trainers,
        ..TimetableProblem::default()
    }
}

/// Any order of so many things.
fn shuffled(n: usize, rng: &mut Rng) -> Vec<usize> {
    let mut order: Vec<usize> = (0..n).collect();
    for i in (1..n).rev() {
        order.swap(i, rng.below(i + 1));
    }
    order
}

fn inverse(order: &[usize]) -> Vec<usize> {
    let mut to = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &i)| to[i] = at);
    to
}

/// The same problem with everything numbered and ordered otherwise.
pub(super) fn renumbered(p: &TimetableProblem, seed: u64) -> TimetableProblem {
    let mut rng = Rng::new(seed);
    let activities = shuffled(p.activities.len(), &mut rng);
    let sections = shuffled(p.sections.len(), &mut rng);
    let sites = inverse(&shuffled(p.sites, &mut rng));
    let skills = shuffled(8, &mut rng);
    let (to_activity, to_section) = (inverse(&activities), inverse(&sections));
    let mut new = p.clone();
    new.activities = activities.iter().map(|&i| p.activities[i].clone()).collect();
    new.activities.iter_mut().for_each(|a| a.skill = a.skill.map(|s| skills[s as usize] as u32));
    new.sections = sections.iter().map(|&i| p.sections[i]).collect();
    new.sections.iter_mut().for_each(|s| s.site = sites[s.site]);
    new.groups = shuffled(p.groups.len(), &mut rng).into_iter().map(|i| p.groups[i].clone()).collect();
    for group in &mut new.groups {
        group.section = to_section[group.section];
        group.chain.iter_mut().for_each(|a| *a = to_activity[*a]);
    }
    new.rooms = shuffled(p.rooms.len(), &mut rng).into_iter().map(|i| p.rooms[i]).collect();
    new.rooms.iter_mut().for_each(|r| r.site = sites[r.site]);
    new.trainers = shuffled(p.trainers.len(), &mut rng).into_iter().map(|i| p.trainers[i].clone()).collect();
    for trainer in &mut new.trainers {
        trainer.site = trainer.site.map(|site| sites[site]);
        trainer.skills = trainer.skills.iter().rev().map(|&s| skills[s as usize] as u32).collect();
    }
    new
}
