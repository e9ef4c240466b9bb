//! A lower bound that costs next to nothing.
//!
//! The cost is parted: sessions on one side, time on the other, and half the price of a seat not given on each. Sessions: as
//! few as fit. Time, the most of three per site: everybody of a section on as many tracks as may be away, the shortest
//! activities first (optimal for the sum of completion times); all sessions on the site's rooms; sessions by skill on the
//! trainers with it. Sessions on n machines, full ones first, take at least 1/n of the optimal weighted completion time on
//! one machine (most people per slot first) and (n - 1) / 2n of the sum of people times slots (Eastman, Even and Isaacs,
//! "Bounds for the optimal scheduling of n jobs on m processors", 1964).
#![expect(clippy::indexing_slicing, reason = "keys, sections and bookings are indices of the same world")]

use super::problem::TimetableProblem;
use super::world::World;
use paratus_order::{Map, Order};

/// No timetable costs less.
pub(super) fn lower(world: &World, problem: &TimetableProblem) -> u64 {
    let half = i128::from(world.price_unplaced) / 2;
    let mut total = problem
        .fixed_sessions
        .iter()
        .fold(0_i128, |sum, fixed| sum + i128::from(super::world::price(problem.activities[fixed.activity].price)));
    let fixed_seats: Map<usize, u64> = problem.fixed_sessions.iter().fold(Map::new(), |mut map, fixed| {
        let seats = fixed.seats.unwrap_or(problem.activities[fixed.activity].seats_max);
        *map.entry(fixed.activity).or_default() += u64::from(seats);
        map
    });
    for key in &world.keys {
        // Seats of fixed sessions are paid for; at which site they are does not matter for a bound.
        let paid = fixed_seats.get(&key.activity).copied().unwrap_or(0) as i128;
        let people = (key.bookings.len() as i128 - paid).max(0);
        let cap = i128::from(key.cap.max(1));
        let price = i128::from(key.price);
        let whole = people / cap * price;
        let rest = people % cap;
        // Each session is held in full, or its people are not placed.
        let all = whole + if rest > 0 { price.min(rest * half) } else { 0 };
        total += all.min(people * half);
    }
    let mut of_site = vec![Vec::new(); problem.sites];
    for b in 0..world.bookings.len() as u32 {
        of_site[problem.sections[world.bookings[b as usize].section as usize].site].push(b);
    }
    for (site, bookings) in of_site.iter().enumerate() {
        total += i128::from(world.price_slot) * time(world, problem, site, bookings, half);
    }
    u64::try_from(total.max(0)).unwrap_or(u64::MAX)
}

/// Least sum of the slots in which the site's seats end; the price of one that is not given stands for that many slots.
fn time(world: &World, problem: &TimetableProblem, site: usize, bookings: &[u32], half: i128) -> i128 {
    let slot = i128::from(world.price_slot).max(1);
    let end = |&b: &u32| {
        let booking = &world.bookings[b as usize];
        i128::from(booking.open) + i128::from(world.keys[booking.key as usize].duration)
    };
    let least = |b: &u32| end(b).min(half / slot);
    let floor: i128 = bookings.iter().map(least).sum();
    // Leaving a seat out spares its own time and what it delays. Where that could pay, only the floor is certain.
    let longest = world.keys.iter().map(|k| i128::from(k.duration)).max().unwrap_or(0);
    let work: i128 = bookings.iter().map(|b| end(b) - i128::from(world.bookings[*b as usize].open)).sum();
    if half / slot <= work + longest * (bookings.len() as i128 + 1) || !problem.fixed_sessions.is_empty() {
        return floor;
    }
    let sections = by_section(world, bookings, &end);
    let at_site = |b: &&u32| world.keys[world.bookings[**b as usize].key as usize].site == Some(site);
    let online: i128 = bookings.iter().filter(|b| !at_site(b)).map(least).sum();
    let keys: Vec<usize> = (0..world.keys.len()).filter(|&k| world.keys[k].site == Some(site)).collect();
    let rooms = problem.rooms.iter().filter(|room| room.site == site).count();
    let (in_rooms, without): (Vec<usize>, Vec<usize>) = keys.iter().partition(|&&k| world.keys[k].needs_room);
    let free: i128 = without.iter().flat_map(|&k| &world.keys[k].bookings).map(least).sum();
    let by_room = machines(world, &in_rooms, rooms) + online + free;
    let mut skills: Map<Option<u32>, Vec<usize>> = Map::new();
    for &key in &keys {
        skills.entry(problem.activities[world.keys[key].activity].skill).or_default().push(key);
    }
    let by_skill = online
        + skills
            .iter()
            .map(|(skill, keys)| {
                let Some(skill) = skill else {
                    return keys.iter().flat_map(|&k| &world.keys[k].bookings).map(least).sum();
                };
                let able =
                    |t: &&super::problem::Trainer| t.skills.contains(skill) && t.site.is_none_or(|home| home == site);
                machines(world, keys, problem.trainers.iter().filter(able).count())
            })
            .sum::<i128>();
    floor.max(sections).max(by_room).max(by_skill)
}

/// Everybody of a section, the shortest first, on as many tracks as may be away at once.
fn by_section(world: &World, bookings: &[u32], end: &dyn Fn(&u32) -> i128) -> i128 {
    let mut of: Map<u32, (Vec<i128>, i128)> = Map::new();
    for b in bookings {
        let entry = of.entry(world.bookings[*b as usize].section).or_default();
        entry.0.push(end(b) - i128::from(world.bookings[*b as usize].open));
        entry.1 += end(b);
    }
    let mut total = 0;
    for (section, (mut jobs, floor)) in of {
        jobs.order();
        let tracks = (world.most_away[section as usize] as usize).clamp(1, jobs.len());
        let mut ends = vec![0_i128; tracks];
        let mut sum = 0;
        for (i, job) in jobs.into_iter().enumerate() {
            ends[i % tracks] += job;
            sum += ends[i % tracks];
        }
        total += sum.max(floor);
    }
    total
}

/// The sessions of the keys on so many machines.
fn machines(world: &World, keys: &[usize], machines: usize) -> i128 {
    let n = machines as i128;
    if n == 0 {
        return 0;
    }
    let mut jobs: Vec<(i128, i128)> = Vec::new();
    for &key in keys {
        let k = &world.keys[key];
        let mut left = k.bookings.len() as i128;
        while left > 0 && k.cap > 0 {
            let people = left.min(i128::from(k.cap));
            jobs.push((people, i128::from(k.duration)));
            left -= people;
        }
    }
    jobs.order_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)).then(a.cmp(b)));
    let (mut clock, mut weighted, mut own) = (0, 0, 0);
    for (people, duration) in jobs {
        clock += duration;
        weighted += people * clock;
        own += people * duration;
    }
    (2 * weighted + (n - 1) * own).div_euclid(2 * n)
}
