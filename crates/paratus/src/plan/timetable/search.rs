//! Improvement: take a few sessions apart, seat their people anew, keep what is better (and, at first, a little worse).
#![expect(clippy::indexing_slicing, reason = "keys, sessions and bookings are indices of the same world")]

use super::board::{Board, Held};
use super::fill::{Pool, Rule, mop_up, sweep};
use super::rng::Rng;
use super::world::{NONE, World};

/// The search of one timetable.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) board: Board,
    rng: Rng,
    /// Keys that share people, rooms or trainers, each list with its number of bookings up to and with it.
    parts: Vec<Part>,
    pub(super) done: u32,
    pinned: Vec<bool>,
    heat: i64,
}

#[derive(Clone, Debug)]
struct Part {
    keys: Vec<usize>,
    upto: usize,
    cost: i64,
    best: i64,
    /// The best sessions so far, when the board has left them.
    kept: Option<Vec<Held>>,
}

/// Shares of the seats that list scheduling tries.
const SHARES: [u32; 4] = [1_000, 950, 850, 700];

impl Search {
    pub(super) fn new(world: &World, board: Board, pinned: Vec<bool>, seed: u64) -> Search {
        let parts = parts(world);
        let mut search = Search { board, rng: Rng::new(seed), parts, done: 0, pinned, heat: 0 };
        search.board.keep();
        search.construct(world);
        search.settle(world);
        search
    }

    /// List scheduling with several rules; the best stays.
    fn construct(&mut self, world: &World) {
        for part in 0..self.parts.len() {
            let keys = self.parts[part].keys.clone();
            let mut best: Option<(i64, usize)> = None;
            for variant in 0..SHARES.len() + 2 {
                self.board.keep();
                self.schedule(world, &keys, variant);
                if best.is_none_or(|(cost, _)| self.board.cost < cost) {
                    best = Some((self.board.cost, variant));
                }
                self.board.undo(world);
            }
            if let Some((_, variant)) = best {
                self.schedule(world, &keys, variant);
            }
        }
        self.board.keep();
    }

    fn schedule(&mut self, world: &World, keys: &[usize], variant: usize) {
        let rule = SHARES.get(variant).map_or(Rule::Fewest, |&share| Rule::Share(share));
        let spend = if variant > SHARES.len() { 500 } else { 1_000 };
        let mut pools = self.pools(world, keys, spend, false);
        pools.sort_by_key(|pool| (world.keys[pool.key].rank, pool.key));
        sweep(world, &mut self.board, &mut pools, rule, 0, &mut self.rng);
        mop_up(world, &mut self.board, &mut pools);
    }

    fn settle(&mut self, world: &World) {
        for part in &mut self.parts {
            part.cost = part.keys.iter().map(|&key| key_cost(world, &self.board, key)).sum();
            part.best = part.cost;
            part.kept = None;
        }
        let cap = world.keys.iter().map(|k| i64::from(k.cap)).max().unwrap_or(1);
        self.heat = world.price_slot * cap;
    }

    /// Unseated people of the keys.
    fn pools(&mut self, world: &World, keys: &[usize], spend: u32, shuffle: bool) -> Vec<Pool> {
        let mut pools = Vec::with_capacity(keys.len());
        let salt = self.rng.bits();
        for &key in keys {
            let mut pool = Pool::new(key, if shuffle { self.rng.below(1_001) as u32 } else { spend });
            for &b in &world.keys[key].bookings {
                if self.board.at[b as usize] != NONE {
                    continue;
                }
                let booking = &world.bookings[b as usize];
                let noise = if shuffle {
                    (super::rng::mix(salt ^ (u64::from(booking.group) << 20) ^ u64::from(booking.step)) >> 60) as u32
                } else {
                    0
                };
                pool.push(world, &self.board, b, booking.later_slots * 4 + noise);
            }
            pools.push(pool);
        }
        pools
    }

    fn sessions(&self, keys: &[usize]) -> Vec<Held> {
        keys.iter()
            .flat_map(|&key| self.board.of_key[key].iter().map(|&s| self.board.sessions[s as usize].clone()))
            .collect()
    }

    /// Opens the sessions and seats their people. Fixed sessions stand already.
    fn put(&mut self, world: &World, sessions: &[Held]) {
        for held in sessions {
            let s = if held.fixed == NONE {
                self.board.open(world, held.spec)
            } else {
                let fixed = |s: &&u32| self.board.sessions[**s as usize].fixed == held.fixed;
                match self.board.of_key[held.key as usize].iter().find(fixed) {
                    Some(&s) => s,
                    None => continue,
                }
            };
            for &b in &held.people {
                if self.board.at[b as usize] == NONE {
                    self.board.book(world, b, s);
                }
            }
        }
    }

    /// So many rounds of a search that has `total` in all.
    pub(super) fn improve(&mut self, world: &World, rounds: u32, total: u32) {
        let all = self.parts.last().map_or(0, |part| part.upto);
        if all == 0 {
            self.done = self.done.saturating_add(rounds).min(total);
            return;
        }
        for _ in 0..rounds {
            if self.done >= total {
                break;
            }
            self.done += 1;
            let pick = self.rng.below(all);
            let part = self.parts.partition_point(|part| part.upto <= pick);
            // Cooling: the heat falls as the square of what is left.
            let left = f64::from(total - self.done) / f64::from(total);
            let heat = self.heat as f64 * (left * left * HEAT_HIGH + HEAT_LOW);
            let accept = (-crate::math::ln(self.rng.unit()) * heat) as i64;
            self.round(world, part, accept);
        }
        if self.done >= total {
            self.finish(world);
        }
    }

    fn round(&mut self, world: &World, part: usize, accept: i64) {
        let before = self.board.cost;
        self.board.keep();
        let keys = self.ruin(world, part);
        let mut pools = self.pools(world, &keys, 0, true);
        let weight = |world: &World, key: usize, noise: u64| {
            let k = &world.keys[key];
            (u64::from(k.cap) * (noise + 64)) / u64::from(k.duration)
        };
        let salt = self.rng.bits();
        pools.sort_by_key(|pool| {
            let noise = super::rng::mix(salt ^ pool.key as u64) >> 57;
            (std::cmp::Reverse(weight(world, pool.key, noise)), pool.key)
        });
        sweep(world, &mut self.board, &mut pools, Rule::Fewest, 30, &mut self.rng);
        let left: usize = pools.iter().map(|p| p.waiting.len()).sum();
        if left > 0 {
            mop_up(world, &mut self.board, &mut pools);
        }
        let broken = pools.iter().any(|pool| pool.waiting.iter().any(|w| self.breaks(world, w.booking)));
        let delta = self.board.cost - before;
        if broken || delta >= accept.max(1) {
            self.board.undo(world);
            return;
        }
        let entry = &mut self.parts[part];
        let leaves_best = entry.kept.is_none() && delta > 0;
        if leaves_best {
            // Rare: take the step back to see the best, then make it again.
            let keys = entry.keys.clone();
            let after = self.sessions(&keys);
            self.board.undo(world);
            let kept = self.sessions(&keys);
            self.parts[part].kept = Some(kept);
            self.clear(world, &keys);
            self.put(world, &after);
        }
        let entry = &mut self.parts[part];
        entry.cost += delta;
        if entry.cost < entry.best {
            entry.best = entry.cost;
            entry.kept = None;
        }
        self.board.keep();
    }

    /// Whether someone without this seat has a later one.
    fn breaks(&self, world: &World, b: u32) -> bool {
        let booking = &world.bookings[b as usize];
        booking.later > 0 && self.board.at[b as usize + 1] != NONE
    }

    /// Takes sessions apart; gives the keys they belong to.
    fn ruin(&mut self, world: &World, part: usize) -> Vec<usize> {
        let keys = &self.parts[part].keys;
        let n = keys.len();
        let mut chosen: Vec<usize> = Vec::new();
        let slots = world.slots;
        let (from, to, wanted);
        if self.rng.per_mille(500) {
            let count = 1 + self.rng.below(4);
            for _ in 0..count {
                let key = keys[self.rng.below(n)];
                if !chosen.contains(&key) {
                    chosen.push(key);
                }
            }
            if self.rng.per_mille(500) {
                (from, to) = (0, slots as u32);
            } else {
                let width = 5 + self.rng.below(slots / 2 + 1);
                let start = self.rng.below(slots);
                (from, to) = (start as u32, (start + width) as u32);
            }
            wanted = usize::MAX;
        } else {
            chosen.clone_from(keys);
            let width = 2 + self.rng.below(12);
            let start = self.rng.below(slots);
            (from, to) = (start as u32, (start + width) as u32);
            wanted = 2 + self.rng.below(7);
        }
        let mut apart: Vec<u32> = Vec::new();
        for &key in &chosen {
            for &s in &self.board.of_key[key] {
                let start = self.board.sessions[s as usize].start;
                if (from..to).contains(&start) {
                    apart.push(s);
                }
            }
        }
        while apart.len() > wanted {
            let i = self.rng.below(apart.len());
            apart.swap_remove(i);
        }
        let mut touched: Vec<usize> = apart.iter().map(|&s| self.board.sessions[s as usize].key as usize).collect();
        touched.sort_unstable();
        touched.dedup();
        for s in apart {
            self.take_apart(world, s);
        }
        touched
    }

    fn take_apart(&mut self, world: &World, s: u32) {
        let people = self.board.sessions[s as usize].people.clone();
        for b in people {
            if !self.pinned[b as usize] {
                self.board.leave(world, b);
            }
        }
        let held = &self.board.sessions[s as usize];
        if held.fixed == NONE && held.people.is_empty() {
            self.board.close(world, s);
        }
    }

    fn clear(&mut self, world: &World, keys: &[usize]) {
        for &key in keys {
            for s in self.board.of_key[key].clone() {
                self.take_apart(world, s);
            }
        }
    }

    /// Goes back to the best of each part.
    pub(super) fn finish(&mut self, world: &World) {
        for part in 0..self.parts.len() {
            if let Some(kept) = self.parts[part].kept.take() {
                let keys = self.parts[part].keys.clone();
                self.clear(world, &keys);
                self.put(world, &kept);
                self.parts[part].cost = self.parts[part].best;
            }
        }
        self.board.keep();
    }

    pub(super) fn best_cost(&self) -> i64 {
        self.parts.iter().map(|part| part.best).sum()
    }
}

const HEAT_HIGH: f64 = 1.0;
const HEAT_LOW: f64 = 0.02;

fn key_cost(world: &World, board: &Board, key: usize) -> i64 {
    let sessions = board.of_key[key].len() as i64 * world.keys[key].price;
    let seat = |&b: &u32| {
        let booking = &world.bookings[b as usize];
        let at = board.at[b as usize];
        let moved = booking.before != NONE && (at == NONE || board.sessions[at as usize].start != booking.before);
        let price =
            if at == NONE { world.price_unplaced } else { world.price_slot * i64::from(board.end(world, at)) };
        price + if moved { world.price_moved } else { 0 }
    };
    sessions + world.keys[key].bookings.iter().map(seat).sum::<i64>()
}

/// Keys that share people, rooms or trainers belong to one part.
fn parts(world: &World) -> Vec<Part> {
    let mut root: Vec<usize> = (0..world.keys.len()).collect();
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    };
    let mut of_room = vec![NONE; world.rooms.len()];
    let mut of_trainer = vec![NONE; world.trainers.len()];
    let mut of_section = vec![NONE; world.most_away.len()];
    let mut link = |first: &mut u32, key: usize| {
        if *first == NONE {
            *first = key as u32;
        } else {
            join(*first as usize, key);
        }
    };
    for (k, key) in world.keys.iter().enumerate() {
        key.rooms.iter().for_each(|&r| link(&mut of_room[r], k));
        key.trainers.iter().for_each(|&t| link(&mut of_trainer[t], k));
    }
    for booking in &world.bookings {
        link(&mut of_section[booking.section as usize], booking.key as usize);
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![usize::MAX; world.keys.len()];
    for k in 0..world.keys.len() {
        let r = find(&mut root, k);
        if part_of[r] == usize::MAX {
            part_of[r] = parts.len();
            parts.push(Part { keys: Vec::new(), upto: 0, cost: 0, best: 0, kept: None });
        }
        part_of[k] = part_of[r];
        parts[part_of[k]].keys.push(k);
    }
    let mut upto = 0;
    for part in &mut parts {
        upto += part.keys.iter().map(|&k| world.keys[k].bookings.len()).sum::<usize>();
        part.upto = upto;
    }
    parts
}
