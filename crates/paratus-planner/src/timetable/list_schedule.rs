//! List scheduling: from slot to slot, open the session that fills, and seat people who can go.
use super::board::{Board, SessionSpec};
use super::instance::{Instance, NONE, PREREQUISITE_SHARE};
use super::rng::Rng;

/// People without a seat in one key, the first to be seated first.
#[derive(Clone, Debug)]
pub(super) struct UnseatedLearners {
    pub(super) key: usize,
    pub(super) waiting: Vec<UnseatedLearner>,
    /// How much of the emptiness that the number of sessions leaves may be spent on one session, in 1,000.
    pub(super) spend: u32,
    /// Whether trainers are among them.
    has_trainers: bool,
    /// Open sessions with free seats, by start; those before `next` are past.
    open: Vec<u32>,
    next: usize,
    free: u32,
}

/// Someone without a seat.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnseatedLearner {
    pub(super) booking: u32,
    pub(super) ready: u32,
    pub(super) due: u32,
    pub(super) section: u32,
    pub(super) priority: u32,
}

/// When a session is worth opening.
#[derive(Clone, Copy, Debug)]
pub(super) enum OpeningRule {
    /// When it fills to this many in 1,000 of its seats.
    Share(u32),
    /// When the people who are left still fit into the fewest sessions, less each pool's `spend`.
    Fewest,
}

impl UnseatedLearners {
    pub(super) fn new(key: usize, spend: u32) -> UnseatedLearners {
        UnseatedLearners {
            key,
            waiting: Vec::new(),
            spend,
            has_trainers: false,
            open: Vec::new(),
            next: 0,
            free: 0,
        }
    }

    /// Adds someone, with a priority (higher goes first).
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn push(&mut self, instance: &Instance, board: &Board, booking: u32, priority: u32) {
        let section = instance.bookings[booking as usize].section;
        self.has_trainers |= instance.bookings[booking as usize].teacher != NONE;
        self.waiting.push(UnseatedLearner {
            booking,
            ready: NONE,
            due: board.due(instance, booking),
            section,
            priority,
        });
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn prepare(&mut self, instance: &Instance, board: &Board) {
        self.waiting
            .sort_unstable_by_key(|w| (std::cmp::Reverse(w.priority), w.booking));
        for waiting in &mut self.waiting {
            waiting.ready = board.ready(instance, waiting.booking);
        }
        self.open.clear();
        self.next = 0;
        self.free = 0;
        for &s in &board.of_key[self.key] {
            let held = &board.sessions[s as usize];
            let free = held.cap.saturating_sub(held.people.len() as u32);
            if free > 0 {
                self.open.push(s);
                self.free += free;
            }
        }
        self.open
            .sort_unstable_by_key(|&s| (board.sessions[s as usize].start, s));
    }

    /// Seats everybody who can go in an open session; gives their number.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn seat(&mut self, instance: &Instance, board: &mut Board, s: u32) -> u32 {
        let (start, cap, taken) = {
            let held = &board.sessions[s as usize];
            (held.start, held.cap, held.people.len() as u32)
        };
        let duration = instance.keys[self.key].duration;
        let mut left = cap.saturating_sub(taken);
        let before = left;
        if left == 0 {
            return 0;
        }
        self.waiting.retain_mut(|waiting| {
            if left == 0 || !waiting.can_attend(instance, board, start, duration) {
                return true;
            }
            board.seat(instance, waiting.booking, s);
            left -= 1;
            false
        });
        before - left
    }

    /// How many could go in a session at this start, at most `most`: sections are counted down and up again.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn attendees_at(
        &mut self,
        instance: &Instance,
        board: &mut Board,
        start: u32,
        most: u32,
        taken: &mut Vec<u32>,
    ) -> u32 {
        taken.clear();
        let duration = instance.keys[self.key].duration as usize;
        for waiting in &mut self.waiting {
            if taken.len() as u32 >= most {
                break;
            }
            if waiting.can_attend(instance, board, start, duration as u32) {
                let from = waiting.section as usize * instance.slots + start as usize;
                for spare in &mut board.spare[from..from + duration] {
                    *spare -= 1;
                }
                taken.push(waiting.section);
            }
        }
        for &section in taken.iter() {
            let from = section as usize * instance.slots + start as usize;
            for spare in &mut board.spare[from..from + duration] {
                *spare += 1;
            }
        }
        taken.len() as u32
    }

    /// How many of those who wait are the trainer: they cannot sit in what they teach.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn taught(&self, instance: &Instance, trainer: u32) -> u32 {
        if !self.has_trainers || trainer == NONE {
            return 0;
        }
        let own = |w: &&UnseatedLearner| instance.bookings[w.booking as usize].teacher == trainer;
        self.waiting.iter().filter(own).count() as u32
    }

    /// Fewest people for whom a session of `cap` seats is opened now; nothing when none is wanted.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn seats_to_open(&self, instance: &Instance, rule: OpeningRule, cap: u32) -> Option<u32> {
        let key = &instance.keys[self.key];
        let all = (self.waiting.len() as u32).saturating_sub(self.free);
        if all == 0 {
            return None;
        }
        let full = cap.min(all);
        let least = match rule {
            OpeningRule::Share(share) => (full * share).div_ceil(1_000),
            OpeningRule::Fewest => {
                let sessions = all.div_ceil(key.cap.max(1));
                let floor = all.saturating_sub((sessions - 1) * key.cap).min(full);
                full - (full - floor) * self.spend / 1_000
            }
        };
        Some(least.max(key.min))
    }
}

impl UnseatedLearner {
    fn can_attend(
        &mut self,
        instance: &Instance,
        board: &Board,
        start: u32,
        duration: u32,
    ) -> bool {
        if self.ready == NONE {
            self.ready = board.ready(instance, self.booking);
        }
        self.ready <= start
            && start + duration <= self.due
            && board.can_go(instance, self.booking, start, duration)
    }
}

/// From slot to slot, pools in their order: seats in open sessions first, then new sessions by the rule. `blink` in 1,000
/// chances are passed over.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn schedule_forward(
    instance: &Instance,
    board: &mut Board,
    pools: &mut [UnseatedLearners],
    rule: OpeningRule,
    blink: usize,
    rng: &mut Rng,
) {
    let mut scratch = Vec::new();
    for pool in pools.iter_mut() {
        pool.prepare(instance, board);
    }
    for t in 0..instance.slots as u32 {
        let mut idle = true;
        for pool in pools.iter_mut() {
            while let Some(&s) = pool
                .open
                .get(pool.next)
                .filter(|&&s| board.sessions[s as usize].start <= t)
            {
                let held = &board.sessions[s as usize];
                pool.free -= held.cap.saturating_sub(held.people.len() as u32);
                pool.next += 1;
                if !pool.waiting.is_empty() {
                    pool.seat(instance, board, s);
                }
            }
            idle &= pool.waiting.is_empty();
            if pool.waiting.is_empty() || !instance.keys[pool.key].openings[t as usize] {
                continue;
            }
            if blink > 0 && rng.per_mille(blink) {
                continue;
            }
            while open_one(instance, board, pool, t, rule, &mut scratch) {}
        }
        if idle {
            break;
        }
    }
}

/// Opens and fills one session of the pool at the slot where the rule wants it.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
fn open_one(
    instance: &Instance,
    board: &mut Board,
    pool: &mut UnseatedLearners,
    t: u32,
    rule: OpeningRule,
    scratch: &mut Vec<u32>,
) -> bool {
    let key = pool.key;
    let waiting = pool.waiting.len() as u32;
    // Too few for a session of their own, wherever it were.
    if waiting == 0 || waiting < instance.keys[key].min {
        return false;
    }
    let want = waiting.min(instance.keys[key].cap);
    let Some((room, cap)) = board.find_room(instance, key, t, want) else {
        return false;
    };
    if cap == 0 || (instance.keys[key].trainers.is_empty() && instance.keys[key].needs_trainer) {
        return false;
    }
    let Some(least) = pool.seats_to_open(instance, rule, cap) else {
        return false;
    };
    let Some(trainer) = board.find_trainer(instance, key, t) else {
        return false;
    };
    let mut most = pool
        .attendees_at(instance, board, t, cap, scratch)
        .saturating_sub(pool.taught(instance, trainer));
    // Nobody is left behind in a number too small for a session of their own.
    let behind = (waiting - most).saturating_sub(pool.free);
    let min = instance.keys[key].min;
    if behind > 0 && behind < min {
        most = most.saturating_sub(min - behind);
    }
    if most < least {
        return false;
    }
    let spec = SessionSpec {
        key: key as u32,
        start: t,
        room,
        trainer,
        cap: most,
        announced: NONE,
        pinned: false,
    };
    let s = board.open(instance, spec);
    pool.seat(instance, board, s);
    board.sessions[s as usize].spec.cap = cap;
    true
}

/// Seats for anyone left: free ones first, then the sessions that take most people, as long as they are worth their
/// price.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn seat_remaining(
    instance: &Instance,
    board: &mut Board,
    pools: &mut [UnseatedLearners],
) {
    let mut scratch = Vec::new();
    loop {
        let mut progress = false;
        for pool in pools.iter_mut() {
            pool.prepare(instance, board);
            if pool.waiting.is_empty() {
                continue;
            }
            for i in 0..pool.open.len() {
                progress |= pool.seat(instance, board, pool.open[i]) > 0;
            }
            while !pool.waiting.is_empty() && open_best_session(instance, board, pool, &mut scratch)
            {
                progress = true;
            }
        }
        if !progress {
            return;
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
fn open_best_session(
    instance: &Instance,
    board: &mut Board,
    pool: &mut UnseatedLearners,
    scratch: &mut Vec<u32>,
) -> bool {
    let key = &instance.keys[pool.key];
    let want = (pool.waiting.len() as u32).min(key.cap);
    if want < key.min {
        return false;
    }
    let mut best: Option<(u32, u32)> = None;
    for t in (0..instance.slots as u32).filter(|&t| key.openings[t as usize]) {
        let Some((_, cap)) = board.find_room(instance, pool.key, t, want) else {
            continue;
        };
        if cap <= best.map_or(0, |b| b.0) {
            continue;
        }
        let people = pool.attendees_at(instance, board, t, cap, scratch);
        if people > best.map_or(0, |b| b.0)
            && board
                .find_trainer_by_exchange(instance, pool.key, t)
                .is_some()
        {
            best = Some((people, t));
            if people >= want {
                break;
            }
        }
    }
    let Some((people, t)) = best.filter(|b| b.0 >= key.min) else {
        return false;
    };
    let gain = instance.price_unmet / PREREQUISITE_SHARE
        - instance.price_slot * i64::from(t + key.duration);
    if i64::from(people) * gain <= key.price {
        return false;
    }
    let (Some((room, cap)), Some(trainer)) = (
        board.find_room(instance, pool.key, t, want),
        board.find_trainer_by_exchange(instance, pool.key, t),
    ) else {
        return false;
    };
    if people.saturating_sub(pool.taught(instance, trainer)) < key.min {
        return false;
    }
    let spec = SessionSpec {
        key: pool.key as u32,
        start: t,
        room,
        trainer,
        cap,
        announced: NONE,
        pinned: false,
    };
    let s = board.open(instance, spec);
    pool.seat(instance, board, s) > 0
}
