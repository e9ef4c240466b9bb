//! The first timetable: list schedules by several rules, and seats for the last few.
#![expect(clippy::indexing_slicing, reason = "parts, keys and bookings are indices of the same world")]

use super::fill::{Rule, mop_up, sweep};
use super::rng::Rng;
use super::search::Search;
use super::world::{NONE, World};
use paratus_order::Order;

/// Shares of the seats that list scheduling tries.
const SHARES: [u32; 4] = [1_000, 950, 850, 700];
/// Rules of list scheduling: the shares, and the fewest sessions with all or half of what may stay empty.
const RULES: usize = SHARES.len() + 2;
/// Where all of them leave somebody out, but no more than one seat in so many, more list schedules are tried, with chance in who goes
/// first.
const FEW: usize = 20;
const SHUFFLED: usize = 18;
/// In so many of them, seats are sought for the last few.
const STARTS: usize = 8;

/// What came of a list schedule of a part.
struct Listed {
    cost: i64,
    variant: usize,
    /// The generator before it.
    rng: Rng,
    left_out: bool,
}

impl Search {
    /// List scheduling with several rules; the best stays. Where that leaves a few people out, seats are sought for them in several of
    /// the best list schedules: which of these has seats for the last few shows only then.
    pub(super) fn construct(&mut self, world: &World, hasty: bool) {
        let begun = self.clone();
        let mut tried: Vec<Vec<Listed>> = Vec::with_capacity(self.parts.len());
        for part in 0..self.parts.len() {
            let keys = self.parts[part].keys.clone();
            let mut listed: Vec<Listed> = (0..RULES).map(|variant| self.list(world, &keys, variant)).collect();
            listed.order_by_key(|listed| (listed.cost, listed.variant));
            if let Some(best) = listed.first() {
                self.schedule(world, &keys, best.variant);
            }
            tried.push(listed);
        }
        self.board.keep();
        let few = self.board.missing.saturating_mul(FEW) <= world.bookings.len();
        if self.board.missing == 0 || hasty || !few {
            self.seek(world);
            return;
        }
        let mut scratch = begun.clone();
        for (part, listed) in tried.iter_mut().enumerate().filter(|(_, listed)| listed.iter().all(|one| one.left_out)) {
            let keys = scratch.parts[part].keys.clone();
            for variant in RULES..RULES + SHUFFLED {
                scratch.rng = Rng::new(variant as u64);
                listed.push(scratch.list(world, &keys, variant));
            }
            listed.order_by_key(|listed| (listed.cost, listed.variant));
        }
        let mut best: Option<Search> = None;
        for start in 0..STARTS {
            let mut other = begun.clone();
            for (part, listed) in tried.iter().enumerate() {
                let keys = other.parts[part].keys.clone();
                let another = listed.get(start).filter(|_| listed.first().is_some_and(|best| best.left_out));
                let Some(listed) = another.or(listed.first()) else { continue };
                other.rng = listed.rng.clone();
                other.schedule(world, &keys, listed.variant);
            }
            other.seek(world);
            if best.as_ref().is_none_or(|best| other.board.cost < best.board.cost) {
                best = Some(other);
            }
            if best.as_ref().is_some_and(|best| best.board.missing == 0) {
                break;
            }
        }
        if let Some(best) = best {
            *self = best;
        }
    }

    /// A list schedule that is tried and taken back.
    fn list(&mut self, world: &World, keys: &[usize], variant: usize) -> Listed {
        self.board.keep();
        let rng = self.rng.clone();
        self.schedule(world, keys, variant);
        let mut bookings = keys.iter().flat_map(|&key| &world.keys[key].bookings);
        let left_out = bookings.any(|&b| self.board.at[b as usize] == NONE);
        let listed = Listed { cost: self.board.cost, variant, rng, left_out };
        self.board.undo(world);
        listed
    }

    fn schedule(&mut self, world: &World, keys: &[usize], variant: usize) {
        let shuffled = variant >= RULES;
        let rule = SHARES.get(variant % RULES).map_or(Rule::Fewest, |&share| Rule::Share(share));
        let spend = if variant == SHARES.len() { 1_000 } else { 500 };
        let mut pools = self.pools(world, keys, spend, shuffled);
        pools.sort_by_key(|pool| (world.keys[pool.key].rank, pool.key));
        sweep(world, &mut self.board, &mut pools, rule, 0, &mut self.rng);
        mop_up(world, &mut self.board, &mut pools);
    }
}
