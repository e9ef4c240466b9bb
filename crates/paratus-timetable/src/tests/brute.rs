//! Small problems, all their timetables tried.

use crate::rng::Rng;
use crate::{Activity, Group, Limits, Prices, Room, Section, Slot, TimetableProblem, Trainer, check, solve};
use std::collections::BTreeMap;

/// One site, alike rooms, alike trainers of one skill, at most six seats.
fn small(seed: u64) -> TimetableProblem {
    let mut rng = Rng::new(seed);
    let mut upto = |n: usize| rng.below(n);
    let activities: Vec<Activity> = (0..2)
        .map(|_| Activity {
            duration: 1 + upto(2) as u32,
            price: [1, 5, 40][upto(3)],
            seats_max: 1 + upto(3) as u32,
            skill: Some(0),
            ..Activity::default()
        })
        .collect();
    let sections = vec![Section { most_away: 1 + upto(2) as u32, site: 0 }; 2];
    let mut left = 6;
    let mut groups = Vec::new();
    while left > 1 {
        let chain = [vec![0], vec![1], vec![0, 1], vec![1, 0]][upto(4)].clone();
        let people = 1 + upto(2);
        left -= (people * chain.len()).min(left);
        groups.push(Group { chain, people: people as u32, section: upto(2), ..Group::default() });
    }
    TimetableProblem {
        activities,
        groups,
        limits: Limits { rounds: 1_000 },
        prices: Prices { moved: 0, slot: 1 + upto(3) as u64, unplaced: 200 },
        rooms: vec![Room { seats: 3, site: 0 }; 1 + upto(2)],
        sections,
        sites: 1,
        slots: Slot::weeks(1).into_iter().take(4).collect(),
        trainers: vec![Trainer { skills: vec![0], site: Some(0), ..Trainer::default() }; 1 + upto(2)],
        ..TimetableProblem::default()
    }
}

/// The least cost over every start of every seat of every person.
fn best(p: &TimetableProblem) -> u64 {
    let people: Vec<&Group> = p.groups.iter().flat_map(|g| std::iter::repeat_n(g, g.people as usize)).collect();
    let mut best = u64::MAX;
    walk(p, &people, &mut Vec::new(), &mut best);
    best
}

fn walk<'a>(p: &TimetableProblem, people: &[&'a Group], seats: &mut Vec<(&'a Group, usize, u32)>, best: &mut u64) {
    let Some((&group, rest)) = people.split_first() else {
        if let Some(cost) = price(p, seats) {
            *best = (*best).min(cost);
        }
        return;
    };
    steps(p, group, 0, 0, seats, &mut |seats| walk(p, rest, seats, best));
}

/// Every way in which one person takes the steps from `step` on, nothing before `from`; or misses them all.
#[expect(clippy::type_complexity, reason = "said once")]
fn steps<'a>(
    p: &TimetableProblem,
    group: &'a Group,
    step: usize,
    from: u32,
    seats: &mut Vec<(&'a Group, usize, u32)>,
    then: &mut dyn FnMut(&mut Vec<(&'a Group, usize, u32)>),
) {
    then(seats);
    let Some(&activity) = group.chain.get(step) else { return };
    let duration = p.activities[activity].duration;
    for start in from..=(p.slots.len() as u32).saturating_sub(duration) {
        if duration > 1 && p.slots[start as usize].afternoon {
            continue;
        }
        seats.push((group, activity, start));
        steps(p, group, step + 1, start + duration, seats, then);
        seats.pop();
    }
}

fn price(p: &TimetableProblem, seats: &[(&Group, usize, u32)]) -> Option<u64> {
    let wanted: usize = p.groups.iter().map(|g| g.people as usize * g.chain.len()).sum();
    let mut cost = (wanted - seats.len()) as u64 * p.prices.unplaced;
    let mut held: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    let mut away: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    let mut busy: BTreeMap<u32, usize> = BTreeMap::new();
    for &(group, activity, start) in seats {
        let end = start + p.activities[activity].duration;
        cost += p.prices.slot * u64::from(end);
        *held.entry((activity, start)).or_default() += 1;
        (start..end).for_each(|slot| *away.entry((group.section, slot)).or_default() += 1);
    }
    if away.iter().any(|(&(section, _), &n)| n > p.sections[section].most_away) {
        return None;
    }
    for (&(activity, start), &people) in &held {
        let a = &p.activities[activity];
        let sessions = people.div_ceil(a.seats_max.min(3));
        cost += u64::from(sessions) * a.price;
        (start..start + a.duration).for_each(|slot| *busy.entry(slot).or_default() += sessions as usize);
    }
    busy.values().all(|&n| n <= p.rooms.len().min(p.trainers.len())).then_some(cost)
}

#[test]
fn small_ones_equal_all_tries() {
    let mut tried = 0;
    for seed in 0..60 {
        let p = small(seed);
        let t = solve(&p).unwrap();
        assert_eq!(check(&p, &t), [], "seed {seed}");
        let least = best(&p);
        assert!(t.lower_bound <= least, "seed {seed}: the bound {} is above {least}", t.lower_bound);

        assert_eq!(t.cost, least, "seed {seed}");
        tried += 1;
    }
    assert_eq!(tried, 60);
}
