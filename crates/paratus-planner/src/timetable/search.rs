//! Improvement: take a few sessions apart, seat their people anew, keep what is better (and, at first, a little worse).
#![expect(clippy::indexing_slicing, reason = "keys, sessions and bookings are indices of the same world")]

use super::board::{Board, Held};
use super::comers::InVain;
use super::fill::{Pool, Rule, mop_up, sweep};
use super::parts::{Part, key_cost, parts};
use super::rng::Rng;
use super::start::Begun;
use super::world::{NONE, World};

/// The search of one timetable.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) board: Board,
    pub(super) rng: Rng,
    pub(super) parts: Vec<Part>,
    pub(super) done: u32,
    /// Bookings that must stay: decided ones, and, as long as it goes, those that people were told.
    pub(super) pinned: Vec<bool>,
    /// Of the bookings that stay, those that only were told; nothing where nobody was told or moving costs nothing.
    told: Vec<bool>,
    heat: i64,
    /// Nothing changed since the previous timetable, so nothing moves.
    frozen: bool,
    /// Whether seats were sought for the last few on the board as it is, and none found.
    sought: bool,
}

/// Heat at the beginning and in the end: a loss that is taken in one of e cases, as a multiple of one slot for everyone in
/// a usual session.
const HOT: f64 = 6.0;
const COLD: f64 = 0.03;
/// Weights of who is seated first: slots of the steps to come, a seat already taken in the next step, and chance.
const LATER: u32 = 8;
const BOOKED: u32 = 12;
const CHANCE: u64 = 16;
/// In so many of 1,000 cases a session that could be opened is passed over.
const BLINK: usize = 30;
/// In so many of 1,000 rounds more sessions than the fewest are tried.
const MORE: usize = 100;

/// Seats are sought for the last few after so many rounds, and whenever they have doubled.
const FIRST: u32 = 50;

impl Search {
    pub(super) fn new(world: &World, begun: Begun, seed: u64, hasty: bool) -> Search {
        let Begun { board, mut pinned } = begun;
        let parts = parts(world);
        let mut told = Vec::new();
        if world.told && world.price_moved > 0 {
            told = (0..pinned.len()).map(|b| !pinned[b] && as_told(world, &board, b)).collect();
            pinned.iter_mut().zip(&told).for_each(|(pinned, told)| *pinned |= told);
        }
        let rng = Rng::new(seed);
        let mut search = Search { board, rng, parts, done: 0, pinned, told, heat: 0, frozen: false, sought: false };
        search.board.keep();
        search.construct(world, hasty);
        search.settle(world);
        search.frozen = world.told && world.price_moved > 0 && search.all_as_told(world);
        search
    }

    fn settle(&mut self, world: &World) {
        for part in &mut self.parts {
            part.cost = part.keys.iter().map(|&key| key_cost(world, &self.board, key)).sum();
            part.best = part.cost;
            part.kept = None;
        }
        let mut usual: Vec<i64> = world.keys.iter().map(|k| i64::from(k.cap).min(k.bookings.len() as i64)).collect();
        usual.sort_unstable();
        self.heat = world.price_slot * usual.get(usual.len() / 2).copied().unwrap_or(1);
        if world.told {
            // Near what people were told, not anywhere.
            self.heat /= 10;
        }
    }

    /// Whether everybody sits where the previous timetable had them, and nobody else does.
    fn all_as_told(&self, world: &World) -> bool {
        (0..world.bookings.len()).all(|b| world.bookings[b].before == start(&self.board, b))
    }

    /// Unseated people of the keys.
    pub(super) fn pools(&mut self, world: &World, keys: &[usize], spend: u32, shuffle: bool) -> Vec<Pool> {
        let mut pools = Vec::with_capacity(keys.len());
        let salt = self.rng.bits();
        for &key in keys {
            let mut pool = Pool::new(key, if shuffle { self.rng.below(1_001) as u32 } else { spend });
            for &b in &world.keys[key].bookings {
                if self.board.at[b as usize] != NONE {
                    continue;
                }
                let booking = &world.bookings[b as usize];
                let mut priority = booking.later_slots.saturating_mul(LATER);
                if booking.later > 0 && self.board.at[b as usize + 1] != NONE {
                    priority = priority.saturating_add(BOOKED);
                }
                if shuffle {
                    let chance = super::rng::mix(salt ^ (u64::from(booking.group) << 20) ^ u64::from(booking.step));
                    priority = priority.saturating_add((chance % CHANCE) as u32);
                }
                pool.push(world, &self.board, b, priority);
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

    /// Opens the sessions and seats their people. Fixed sessions, and those of people who stay, stand already.
    fn put(&mut self, world: &World, sessions: &[Held]) {
        let stands = |search: &Search, held: &Held| {
            let stays = |b: &&u32| search.pinned[**b as usize] && search.board.at[**b as usize] != NONE;
            held.people.iter().find(stays).map(|&b| search.board.at[b as usize])
        };
        for held in sessions.iter().filter(|held| held.fixed == NONE && held.trainer != NONE) {
            let differs = |s: &u32| self.board.sessions[*s as usize].trainer != held.trainer;
            if let Some(s) = stands(self, held).filter(differs) {
                self.board.swap(world, s, held.trainer);
            }
        }
        for held in sessions {
            let s = if let Some(s) = stands(self, held) {
                s
            } else if held.fixed == NONE {
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
        if all == 0 || self.frozen {
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
            let heat = self.heat as f64 * (left * left * HOT + COLD);
            let accept = (-libm::log(self.rng.unit()) * heat) as i64;
            self.round(world, part, accept);
            // Early, while sessions are not packed yet: then whoever found a seat keeps it, since nothing is dearer than a seat.
            if self.board.missing > 0
                && self.done >= FIRST
                && (self.done / FIRST).is_power_of_two()
                && self.done.is_multiple_of(FIRST)
            {
                self.seek(world);
                self.account(world);
            }
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
        let rule = if self.rng.per_mille(MORE) { Rule::Share(self.rng.below(1_001) as u32) } else { Rule::Fewest };
        sweep(world, &mut self.board, &mut pools, rule, BLINK, &mut self.rng);
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
        self.sought = false;
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

    pub(super) fn take_apart(&mut self, world: &World, s: u32) {
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
                self.sought = false;
                self.parts[part].cost = self.parts[part].best;
            }
        }
        if self.board.missing > 0 {
            // What the search freed elsewhere may seat somebody.
            self.seek(world);
            if self.board.missing > 0 && !self.told.is_empty() && !world.stays {
                // Nothing else helps: who was told something may be moved.
                let told = std::mem::take(&mut self.told);
                self.pinned.iter_mut().zip(told).for_each(|(pinned, told)| *pinned &= !told);
                self.sought = false;
                self.seek(world);
            }
            self.account(world);
        }
        self.board.keep();
    }

    /// Seats for the last few, moving others on where nobody else loses one.
    pub(super) fn seek(&mut self, world: &World) {
        let keys: Vec<usize> = (0..world.keys.len()).collect();
        let mut in_vain = InVain::default();
        while self.board.missing > 0 && !self.sought {
            let before = self.board.missing;
            self.exchange(world);
            let mut pools = self.pools(world, &keys, 0, false);
            mop_up(world, &mut self.board, &mut pools);
            self.gather(world, &mut in_vain);
            self.sought = self.board.missing >= before;
        }
        self.board.keep();
    }

    /// Counts anew what the board costs, as the best where it is.
    fn account(&mut self, world: &World) {
        for part in &mut self.parts {
            part.cost = part.keys.iter().map(|&key| key_cost(world, &self.board, key)).sum();
            if part.kept.is_none() || part.cost < part.best {
                part.best = part.cost;
                part.kept = None;
            }
        }
    }

    pub(super) fn best_cost(&self) -> i64 {
        self.parts.iter().map(|part| part.best).sum()
    }
}

/// The start of somebody's session; [`NONE`] without a seat.
fn start(board: &Board, b: usize) -> u32 {
    board.sessions.get(board.at[b] as usize).map_or(NONE, |held| held.start)
}

/// Whether somebody sits where the previous timetable had them.
fn as_told(world: &World, board: &Board, b: usize) -> bool {
    board.at[b] != NONE && world.bookings[b].before == start(board, b)
}
