//! Improvement: take a few sessions apart, seat their people again, keep what is better (and, at first, a little worse):
//! ruin and recreate with simulated annealing.
use super::answer::ReleasedPromise;
use super::board::{Board, BoardSession};
use super::ejection_chain::LOOK_WORK;
use super::initial_state::Loading;
use super::instance::{Instance, NONE};
use super::list_schedule::{OpeningRule, UnseatedLearners, schedule_forward, seat_remaining};
use super::parts::{IndependentPart, key_cost, parts};
use super::problem::TimetableProblem;
use super::rng::Rng;
use crate::pace::{Pace, at_once};

/// The search of one timetable.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub(super) board: Board,
    pub(super) rng: Rng,
    pub(super) parts: Vec<IndependentPart>,
    pub(super) done: u32,
    /// Bookings whose seats were announced: the search leaves them where they are.
    pub(super) is_kept: Vec<bool>,
    /// What was announced and could not be kept.
    pub(super) released: Vec<ReleasedPromise>,
    /// Temperature: a usual difference of costs.
    heat: i64,
    /// Work that may still be done for people without a seat, in this call.
    pub(super) work: u32,
    /// Work that one repair may do, with those that follow it because more is allowed.
    pub(super) repair_work: u32,
    /// What is left of it.
    pub(super) repair_left: u32,
    /// Whether sessions may be opened where one was cancelled.
    pub(super) may_reopen: bool,
    /// Whether what can be done alone replaces seats that are not found.
    pub(super) does_alone: bool,
    /// Bookings whose suppliers are being placed.
    pub(super) placing: Vec<u32>,
    /// Whether what was announced could be loaded in another way.
    pub(super) has_choice: bool,
    /// Whether the board is as it was when seats were last sought without success for people without one.
    is_exhausted: bool,
}

/// Temperature at the beginning and in the end: a loss that is taken in one of e cases, as a multiple of one slot for everyone in
/// a usual session.
const START_TEMPERATURE: f64 = 6.0;
const END_TEMPERATURE: f64 = 0.03;
/// Weights of who is seated first: slots of the bookings that rely on this one, one of them already seated, and chance.
const TAIL_WEIGHT: u32 = 8;
const SEATED_WEIGHT: u32 = 12;
const CHANCE: u64 = 16;
/// In how many of 1,000 cases a session that could be opened is passed over.
const SKIPPED_PER_MILLE: usize = 30;
/// In how many of 1,000 rounds more sessions than the fewest are tried.
const LOOSE_PER_MILLE: usize = 100;
/// Seats are sought for the last few after this many rounds, and whenever they have doubled.
const FIRST_REPAIR_ROUND: u32 = 50;
/// Where seats are sought again because more is allowed, at least one of this many parts of the work of a repair is done.
const REPAIR_AGAIN_SHARE: u32 = 4;

impl Search {
    /// Loads what was announced, in the way that leaves the least cost, and makes the first timetable.
    pub(super) async fn new(
        problem: &TimetableProblem,
        instance: &Instance,
        pace: &Pace,
    ) -> Search {
        let mut search = Search::held(problem, instance, Loading::USUAL, pace).await;
        search.construct(instance, pace).await;
        if search.has_choice {
            for loading in Loading::ALL.into_iter().skip(1) {
                let mut other = Search::held(problem, instance, loading, pace).await;
                other.construct(instance, pace).await;
                if other.board.cost < search.board.cost {
                    search = other;
                }
            }
        }
        search.account(instance, true);
        search.set_heat(instance);
        search
    }

    /// Loads what was announced, ready for moves.
    pub(super) fn load_only(problem: &TimetableProblem, instance: &Instance) -> Search {
        let pace = Pace::without_pauses();
        let mut search = at_once(Search::held(problem, instance, Loading::USUAL, &pace));
        search.account(instance, true);
        search.set_heat(instance);
        search
    }

    /// The loss that is taken at the beginning: the time of a middling session.
    fn set_heat(&mut self, instance: &Instance) {
        let mut usual: Vec<i64> = instance
            .keys
            .iter()
            .map(|k| i64::from(k.cap).min(k.bookings.len() as i64))
            .collect();
        usual.sort_unstable();
        self.heat = instance.price_slot * usual.get(usual.len() / 2).copied().unwrap_or(1);
    }

    /// What was announced, as far as it can be kept, and nothing else.
    pub(super) async fn held(
        problem: &TimetableProblem,
        instance: &Instance,
        loading: Loading,
        pace: &Pace,
    ) -> Search {
        let mut search = Search {
            board: Board::new(instance),
            rng: Rng::new(problem.seed),
            parts: parts(instance),
            done: 0,
            is_kept: vec![false; instance.bookings.len()],
            released: Vec::new(),
            heat: 0,
            work: 0,
            repair_work: problem.limits.repair_work,
            repair_left: 0,
            may_reopen: false,
            does_alone: false,
            placing: Vec::new(),
            has_choice: false,
            is_exhausted: false,
        };
        search.load(problem, instance, loading, pace).await;
        search
    }

    /// Whether nothing is left that the search may move, and nobody is without a seat.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_settled(&self, instance: &Instance) -> bool {
        self.board.missing == 0
            && (0..instance.bookings.len()).all(|b| self.is_kept[b] || self.board.at[b] == NONE)
    }

    /// People of the keys without a seat.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn pools(
        &mut self,
        instance: &Instance,
        keys: &[usize],
        spend: u32,
        shuffle: bool,
    ) -> Vec<UnseatedLearners> {
        let mut pools = Vec::with_capacity(keys.len());
        let salt = self.rng.bits();
        for &key in keys {
            let mut pool = UnseatedLearners::new(
                key,
                if shuffle {
                    self.rng.below(1_001) as u32
                } else {
                    spend
                },
            );
            for &b in &instance.keys[key].bookings {
                if !self.board.is_missing(instance, b) {
                    continue;
                }
                let booking = &instance.bookings[b as usize];
                let mut priority = booking.tail.saturating_mul(TAIL_WEIGHT);
                if instance
                    .dependents(b)
                    .iter()
                    .any(|&later| self.board.at[later as usize] != NONE)
                {
                    priority = priority.saturating_add(SEATED_WEIGHT);
                }
                if shuffle {
                    // People of a section who are asked the same have the same chance, so that they go together.
                    let chance = super::rng::mix(salt ^ booking.group ^ u64::from(booking.key));
                    priority = priority.saturating_add((chance % CHANCE) as u32);
                }
                pool.push(instance, &self.board, b, priority);
            }
            pools.push(pool);
        }
        pools
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn sessions(&self, keys: &[usize]) -> Vec<BoardSession> {
        keys.iter()
            .flat_map(|&key| {
                self.board.of_key[key]
                    .iter()
                    .map(|&s| self.board.sessions[s as usize].clone())
            })
            .collect()
    }

    /// Opens the sessions and seats their people. Sessions of people who stay are there already.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn restore(&mut self, instance: &Instance, sessions: &[BoardSession]) {
        let find = |search: &Search, held: &BoardSession| {
            let same = |s: &&u32| {
                held.announced != NONE
                    && search.board.sessions[**s as usize].announced == held.announced
            };
            search.board.of_key[held.key as usize]
                .iter()
                .find(same)
                .copied()
        };
        for held in sessions.iter().filter(|held| held.trainer != NONE) {
            let differs = |s: &u32| self.board.sessions[*s as usize].trainer != held.trainer;
            if let Some(s) = find(self, held).filter(differs) {
                self.board.change_trainer(instance, s, held.trainer);
            }
        }
        for held in sessions {
            let s = match find(self, held) {
                Some(s) => s,
                None => self.board.open(instance, held.spec),
            };
            for &b in &held.people {
                if self.board.at[b as usize] == NONE {
                    self.board.seat(instance, b, s);
                }
            }
        }
    }

    /// A number of rounds of a search that has `total` in all.
    pub(super) async fn improve(
        &mut self,
        instance: &Instance,
        rounds: u32,
        total: u32,
        pace: &Pace,
    ) {
        let all = self.parts.last().map_or(0, |part| part.upto);
        if all == 0 || self.is_settled(instance) {
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
            // Cooling: the temperature falls as the square of what is left.
            let left = f64::from(total - self.done) / f64::from(total);
            let heat = self.heat as f64 * (left * left * START_TEMPERATURE + END_TEMPERATURE);
            let accept = (-libm::log(self.rng.unit()) * heat) as i64;
            self.round(instance, part, accept);
            // Early, while sessions are not packed yet: then everybody who found a seat keeps it, since nothing is dearer.
            if self.board.missing > 0
                && self.done >= FIRST_REPAIR_ROUND
                && (self.done / FIRST_REPAIR_ROUND).is_power_of_two()
                && self.done.is_multiple_of(FIRST_REPAIR_ROUND)
            {
                self.repair(instance, pace).await;
                self.account(instance, false);
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn round(&mut self, instance: &Instance, part: usize, accept: i64) {
        let before = self.board.cost;
        self.board.commit();
        let keys = self.ruin(instance, part);
        let mut pools = self.pools(instance, &keys, 0, true);
        let weight = |instance: &Instance, key: usize, noise: u64| {
            let k = &instance.keys[key];
            (u64::from(k.cap) * (noise + 64)) / u64::from(k.duration)
        };
        let salt = self.rng.bits();
        pools.sort_by_key(|pool| {
            let noise = super::rng::mix(salt ^ pool.key as u64) >> 57;
            (
                std::cmp::Reverse(weight(instance, pool.key, noise)),
                pool.key,
            )
        });
        let rule = if self.rng.per_mille(LOOSE_PER_MILLE) {
            OpeningRule::Share(self.rng.below(1_001) as u32)
        } else {
            OpeningRule::Fewest
        };
        schedule_forward(
            instance,
            &mut self.board,
            &mut pools,
            rule,
            SKIPPED_PER_MILLE,
            &mut self.rng,
        );
        let left: usize = pools.iter().map(|p| p.waiting.len()).sum();
        if left > 0 {
            seat_remaining(instance, &mut self.board, &mut pools);
        }
        let delta = self.board.cost - before;
        if !self.board.has_no_violation() || delta >= accept.max(1) {
            self.board.undo(instance);
            return;
        }
        self.is_exhausted = false;
        let entry = &mut self.parts[part];
        let leaves_best = entry.kept.is_none() && delta > 0;
        if leaves_best {
            // Rare: take the step back to see the best, then make it again.
            let keys = entry.keys.clone();
            let after = self.sessions(&keys);
            self.board.undo(instance);
            let kept = self.sessions(&keys);
            self.parts[part].kept = Some(kept);
            self.clear(instance, &keys);
            self.restore(instance, &after);
        }
        let entry = &mut self.parts[part];
        entry.cost += delta;
        if entry.cost < entry.best {
            entry.best = entry.cost;
            entry.kept = None;
        }
        self.board.commit();
    }

    /// Unseats everybody of a session who may be moved, and closes it where nobody is left.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn take_apart(&mut self, instance: &Instance, s: u32) {
        let people = self.board.sessions[s as usize].people.clone();
        for b in people {
            if !self.is_kept[b as usize] {
                self.board.unseat(instance, b);
            }
        }
        let held = &self.board.sessions[s as usize];
        if !held.pinned && held.people.is_empty() {
            self.board.close(instance, s);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn clear(&mut self, instance: &Instance, keys: &[usize]) {
        for &key in keys {
            for s in self.board.of_key[key].clone() {
                self.take_apart(instance, s);
            }
        }
    }

    /// Goes back to the best of each part, and seats everybody who can still be seated.
    pub(super) async fn finish(&mut self, instance: &Instance, pace: &Pace) {
        self.finish_without_repair(instance);
        self.repair(instance, pace).await;
        self.return_to_announced(instance);
        self.account(instance, true);
        self.board.commit();
    }

    /// Goes back to the best of each part.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn finish_without_repair(&mut self, instance: &Instance) {
        for part in 0..self.parts.len() {
            if let Some(kept) = self.parts[part].kept.take() {
                let keys = self.parts[part].keys.clone();
                self.clear(instance, &keys);
                self.restore(instance, &kept);
                self.is_exhausted = false;
                self.parts[part].cost = self.parts[part].best;
            }
        }
        self.board.commit();
    }

    /// Seats for people without one: free seats and new sessions first, then by moving others on.
    pub(super) async fn repair(&mut self, instance: &Instance, pace: &Pace) {
        self.repair_left = self.repair_work;
        if !self.is_exhausted {
            self.seek_seats(instance, pace).await;
        }
    }

    async fn seek_seats(&mut self, instance: &Instance, pace: &Pace) {
        if self.board.missing == 0 && self.board.unmet == 0 {
            return;
        }
        let keys: Vec<usize> = (0..instance.keys.len()).collect();
        let mut pools = self.pools(instance, &keys, 0, false);
        seat_remaining(instance, &mut self.board, &mut pools);
        self.board.commit();
        pace.spend(LOOK_WORK * instance.bookings.len() as u64).await;
        self.place_missing(instance, pace).await;
        self.board.commit();
        self.is_exhausted = true;
    }

    /// Lets everybody without a seat be late who may be, then sessions be opened where one was cancelled, then what can be done alone stand
    /// in for seats, and seeks seats again; whether anything was let.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) async fn extend(&mut self, instance: &mut Instance, pace: &Pace) -> bool {
        let slots = instance.slots as u32;
        let extends = |b: &u32| {
            let booking = &instance.bookings[*b as usize];
            booking.late && booking.close < slots && self.board.is_useful(instance, *b)
        };
        let late: Vec<u32> = (0..instance.bookings.len() as u32)
            .filter(extends)
            .collect();
        late.iter().for_each(|&b| instance.extend(b));
        if !late.is_empty() {
            self.repair_again(instance, pace).await;
        }
        let opens = late.is_empty() && self.board.unmet > 0 && instance.reopen();
        if opens {
            self.repair_again(instance, pace).await;
        }
        if opens || !late.is_empty() {
            return true;
        }
        let does_alone = (self.board.missing > 0 || self.board.unmet > 0) && !self.does_alone;
        if does_alone {
            self.does_alone = true;
            (0..instance.bookings.len() as u32)
                .for_each(|b| self.board.wait_for_own_time(instance, b, true));
            self.repair_again(instance, pace).await;
        }
        does_alone
    }

    /// Seeks seats again where more is allowed than before, with the work that is left or a part of all.
    async fn repair_again(&mut self, instance: &Instance, pace: &Pace) {
        let least = self.repair_work / REPAIR_AGAIN_SHARE;
        self.repair_left = self.repair_left.max(least);
        self.seek_seats(instance, pace).await;
        self.account(instance, true);
        self.board.commit();
    }

    /// Counts again what the board costs; as the best where it is, or where that is asked.
    pub(super) fn account(&mut self, instance: &Instance, as_best: bool) {
        for part in &mut self.parts {
            part.cost = part
                .keys
                .iter()
                .map(|&key| key_cost(instance, &self.board, key))
                .sum();
            if as_best || part.kept.is_none() || part.cost < part.best {
                part.best = part.cost;
                part.kept = None;
            }
        }
    }

    pub(super) fn best_cost(&self) -> i64 {
        self.parts.iter().map(|part| part.best).sum()
    }
}
