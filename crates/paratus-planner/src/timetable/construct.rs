//! The first timetable: list schedules by several rules, and seats for the last few.
use super::instance::Instance;
use super::list_schedule::{OpeningRule, schedule_forward, seat_remaining};
use super::rng::Rng;
use super::search::Search;
use crate::pace::Pace;

/// Shares of the seats that list scheduling tries.
const SEAT_SHARES_PER_MILLE: [u32; 4] = [1_000, 950, 850, 700];
/// Rules of list scheduling: the shares, and the fewest sessions with all or half of what may stay empty.
const RULES: usize = SEAT_SHARES_PER_MILLE.len() + 2;
/// Where all of them leave somebody out, but no more than one seat in this many, more list schedules are tried, with chance in who
/// goes first.
const FEW_UNSEATED_SHARE: usize = 20;
const SHUFFLED_SCHEDULES: usize = 18;
/// In this many of them, seats are sought for the last few.
const REPAIRED_SCHEDULES: usize = 8;

/// What it takes to seat somebody in a list schedule.
const LIST_WORK: u64 = 1_000;

/// What it takes to seat the people of keys, once.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
fn work_of(instance: &Instance, keys: &[usize]) -> u64 {
    let bookings = keys.iter().map(|&key| instance.keys[key].bookings.len());
    LIST_WORK * bookings.map(|bookings| bookings as u64).sum::<u64>()
}

/// What came of a list schedule of a part.
struct ListScheduleResult {
    cost: i64,
    variant: usize,
    /// The generator before it.
    rng: Rng,
    leaves_out: bool,
}

impl Search {
    /// List scheduling with several rules; the best is kept. Where that leaves a few people out, seats are sought for them in several
    /// of the best list schedules: which of these has seats for the last few shows only then.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) async fn construct(&mut self, instance: &Instance, pace: &Pace) {
        let initial = self.clone();
        let mut tried: Vec<Vec<ListScheduleResult>> = Vec::with_capacity(self.parts.len());
        for part in 0..self.parts.len() {
            let keys = self.parts[part].keys.clone();
            let mut listed: Vec<ListScheduleResult> = Vec::with_capacity(RULES);
            for variant in 0..RULES {
                listed.push(self.list(instance, &keys, variant));
                pace.spend(work_of(instance, &keys)).await;
            }
            listed.sort_by_key(|listed| (listed.cost, listed.variant));
            if let Some(best) = listed.first() {
                self.schedule(instance, &keys, best.variant);
                pace.spend(work_of(instance, &keys)).await;
            }
            tried.push(listed);
        }
        self.board.commit();
        let few = self.board.missing.saturating_mul(FEW_UNSEATED_SHARE) <= instance.bookings.len();
        if self.board.missing == 0 || !few || instance.is_announced {
            self.repair(instance, pace).await;
            return;
        }
        let mut scratch = initial.clone();
        for (part, listed) in tried
            .iter_mut()
            .enumerate()
            .filter(|(_, list)| list.iter().all(|one| one.leaves_out))
        {
            let keys = scratch.parts[part].keys.clone();
            for variant in RULES..RULES + SHUFFLED_SCHEDULES {
                scratch.rng = Rng::new(variant as u64);
                listed.push(scratch.list(instance, &keys, variant));
                pace.spend(work_of(instance, &keys)).await;
            }
            listed.sort_by_key(|listed| (listed.cost, listed.variant));
        }
        let mut best: Option<Search> = None;
        for start in 0..REPAIRED_SCHEDULES {
            let mut other = initial.clone();
            for (part, listed) in tried.iter().enumerate() {
                let keys = other.parts[part].keys.clone();
                let another = listed
                    .get(start)
                    .filter(|_| listed.first().is_some_and(|best| best.leaves_out));
                let Some(listed) = another.or(listed.first()) else {
                    continue;
                };
                other.rng = listed.rng.clone();
                other.schedule(instance, &keys, listed.variant);
                pace.spend(work_of(instance, &keys)).await;
            }
            other.repair(instance, pace).await;
            if best
                .as_ref()
                .is_none_or(|best| other.board.cost < best.board.cost)
            {
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
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn list(&mut self, instance: &Instance, keys: &[usize], variant: usize) -> ListScheduleResult {
        self.board.commit();
        let rng = self.rng.clone();
        self.schedule(instance, keys, variant);
        let mut bookings = keys.iter().flat_map(|&key| &instance.keys[key].bookings);
        let leaves_out = bookings.any(|&b| self.board.is_missing(instance, b));
        let listed = ListScheduleResult {
            cost: self.board.cost,
            variant,
            rng,
            leaves_out,
        };
        self.board.undo(instance);
        listed
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn schedule(&mut self, instance: &Instance, keys: &[usize], variant: usize) {
        let shuffled = variant >= RULES;
        let rule = SEAT_SHARES_PER_MILLE
            .get(variant % RULES)
            .map_or(OpeningRule::Fewest, |&share| OpeningRule::Share(share));
        let spend = if variant == SEAT_SHARES_PER_MILLE.len() {
            1_000
        } else {
            500
        };
        let mut pools = self.pools(instance, keys, spend, shuffled);
        pools.sort_by_key(|pool| (instance.keys[pool.key].rank, pool.key));
        schedule_forward(
            instance,
            &mut self.board,
            &mut pools,
            rule,
            0,
            &mut self.rng,
        );
        seat_remaining(instance, &mut self.board, &mut pools);
    }
}
