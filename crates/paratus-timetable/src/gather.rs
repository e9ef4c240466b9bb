//! Seats for the last few: where no session fills by itself, others come along from fuller ones.
#![expect(clippy::indexing_slicing, reason = "keys, sessions and bookings are indices of the same world")]

use super::board::Spec;
use super::comers::{Comers, InVain};
use super::search::Search;
use super::world::{NONE, World};

/// Steps on the board that are tried for one person, and for all.
const TRIES: u32 = 5_000;
const TRIES_IN_ALL: u32 = 50_000;
/// The same where more than one seat in `FEW` is missing: then these are not the last few, and what is short is something else.
const TRIES_OF_MANY: u32 = 2_000;
const FEW: usize = 10;
/// How many people may be moved on, one for the sake of the other.
const DEPTH: u32 = 2;

impl Search {
    /// For everyone whose step before is over: a seat in place of somebody who can go at another time, or a session of
    /// their own with people of other sessions. Kept where fewer seats are missing afterwards.
    /// What was sought `in_vain` on the same board is not sought again.
    pub(super) fn gather(&mut self, world: &World, in_vain: &mut InVain) {
        if self.board.mark() > 0 {
            in_vain.clear();
        }
        self.board.keep();
        let few = self.board.missing.saturating_mul(FEW) <= world.bookings.len();
        let mut all = if few { TRIES_IN_ALL } else { TRIES_OF_MANY };
        loop {
            let before = self.board.missing;
            for b in 0..world.bookings.len() as u32 {
                if all == 0 {
                    return;
                }
                if self.board.at[b as usize] != NONE || self.board.ready(b) == NONE {
                    continue;
                }
                let (missing, mark) = (self.board.missing, self.board.mark());
                let mut tries = TRIES.min(all);
                let given = tries;
                if let Some(made) = in_vain.steps(b, given) {
                    all -= made;
                    continue;
                }
                let seated = self.seat_one(world, b, DEPTH, &mut tries);
                all -= given - tries;
                if !seated || self.board.missing >= missing {
                    self.board.undo_to(world, mark);
                    in_vain.note(b, given, given - tries);
                    continue;
                }
                self.go_on(world, b, &mut tries);
                self.board.keep();
                in_vain.clear();
            }
            if self.board.missing >= before {
                return;
            }
        }
    }

    /// The steps that come after a booking, as far as seats are found.
    fn go_on(&mut self, world: &World, b: u32, tries: &mut u32) {
        for later in b + 1..=b + u32::from(world.bookings[b as usize].later) {
            if self.board.at[later as usize] != NONE {
                continue;
            }
            let (missing, mark) = (self.board.missing, self.board.mark());
            if !self.seat_one(world, later, DEPTH, tries) || self.board.missing >= missing {
                self.board.undo_to(world, mark);
                return;
            }
        }
    }

    /// Finds a seat for a booking whose step before is over. What is done stays on the board also where it fails.
    fn seat_one(&mut self, world: &World, b: u32, depth: u32, tries: &mut u32) -> bool {
        if self.board.at[b as usize] != NONE {
            // Somebody's new session had room for this one too.
            return true;
        }
        let booking = world.bookings[b as usize];
        let (key, ready) = (booking.key as usize, self.board.ready(b));
        let duration = world.keys[key].duration;
        if ready == NONE {
            return false;
        }
        let free = |&s: &u32| {
            let (start, free) = self.room_in(s);
            (free && start >= ready && self.fits(world, b, start, duration)).then_some((start, s))
        };
        if let Some((_, s)) = self.board.of_key[key].iter().filter_map(free).min() {
            self.board.book(world, b, s);
            return true;
        }
        let mut comers = None;
        for t in ready..(world.slots as u32).min(self.board.due(b)) {
            if *tries == 0 {
                return false;
            }
            if !world.keys[key].starts[t as usize] || !self.fits(world, b, t, duration) {
                continue;
            }
            *tries -= 1;
            let mark = self.board.mark();
            // Whatever fails is taken back, so who could come stays the same.
            let comers = comers.get_or_insert_with(|| Comers::new(world, &self.board, key, &self.pinned));
            if self.own_session(world, (b, t), comers, depth, tries) {
                return true;
            }
            self.board.undo_to(world, mark);
        }
        if depth == 0 || *tries == 0 {
            return false;
        }
        let mut sessions: Vec<u32> = self.board.of_key[key].clone();
        sessions.sort_unstable_by_key(|&s| (self.board.sessions[s as usize].start, s));
        sessions.iter().any(|&s| self.in_place_of(world, b, s, depth, tries))
    }

    fn room_in(&self, s: u32) -> (u32, bool) {
        let held = &self.board.sessions[s as usize];
        (held.start, (held.people.len() as u32) < held.cap)
    }

    fn fits(&self, world: &World, b: u32, start: u32, duration: u32) -> bool {
        start + duration <= self.board.due(b) && self.board.can_go(world, b, start, duration)
    }

    /// Takes the seat of somebody in a session who can go at another time.
    fn in_place_of(&mut self, world: &World, b: u32, s: u32, depth: u32, tries: &mut u32) -> bool {
        let key = world.bookings[b as usize].key as usize;
        let duration = world.keys[key].duration;
        let (start, free) = self.room_in(s);
        if !self.board.sessions[s as usize].open || start < self.board.ready(b) {
            return false;
        }
        let mut people = self.board.sessions[s as usize].people.clone();
        people.sort_unstable();
        for other in people {
            let same = world.bookings[other as usize].section == world.bookings[b as usize].section;
            if *tries == 0 {
                return false;
            }
            // Where there is a free seat, the section is what is in the way.
            if self.pinned[other as usize] || (free && !same) {
                continue;
            }
            *tries -= 1;
            let mark = self.board.mark();
            self.board.leave(world, other);
            if self.fits(world, b, start, duration) {
                self.board.book(world, b, s);
                if self.seat_one(world, other, depth - 1, tries) {
                    return true;
                }
            }
            self.board.undo_to(world, mark);
        }
        false
    }

    /// A new session for `b` at `t` with everybody who waits, and people of other sessions as far as they are needed.
    fn own_session(&mut self, world: &World, (b, t): (u32, u32), comers: &Comers, depth: u32, tries: &mut u32) -> bool {
        let key = world.bookings[b as usize].key as usize;
        let k = &world.keys[key];
        if k.needs_trainer && k.trainers.is_empty() {
            return false;
        }
        let Some((room, cap)) = self.board.room(world, key, t, k.min.max(2)) else { return false };
        if cap < k.min.max(1) {
            return false;
        }
        let enough = |search: &Search, s: u32| search.board.sessions[s as usize].people.len() as u32 >= k.min;
        // Cheap first: whether enough people could come at all.
        if !comers.enough(t, k.min) {
            return false;
        }
        let Some(trainer) = self.board.trainer_by_exchange(world, key, t) else { return false };
        let spec = Spec { key: key as u32, start: t, room, trainer, cap, fixed: NONE, was: NONE };
        let s = self.board.open(world, spec);
        if !self.fits(world, b, t, k.duration) {
            return false;
        }
        self.board.book(world, b, s);
        for x in comers.waiting(t) {
            let full = self.board.sessions[s as usize].people.len() as u32 >= cap;
            if full {
                break;
            }
            if self.board.at[x as usize] == NONE && self.fits(world, x, t, k.duration) {
                self.board.book(world, x, s);
            }
        }
        let mut put_off: Vec<u32> = Vec::new();
        for late in [false, true] {
            if late && depth == 0 {
                break;
            }
            for x in comers.seated(t, late) {
                if enough(self, s) {
                    break;
                }
                let from = &self.board.sessions[self.board.at[x as usize] as usize];
                let spared = from.people.len() as u32 > k.min && from.fixed == NONE;
                if spared && self.moves(world, x, s) && late {
                    put_off.push(x);
                }
            }
        }
        if !enough(self, s) && !self.dissolve(world, s) {
            return false;
        }
        put_off.iter().all(|&x| self.put_off(world, x, depth, tries))
    }

    /// Moves somebody into a session, or leaves everything as it is.
    fn moves(&mut self, world: &World, x: u32, s: u32) -> bool {
        let (from, start) = (self.board.at[x as usize], self.board.sessions[s as usize].start);
        let duration = world.keys[world.bookings[x as usize].key as usize].duration;
        self.board.leave(world, x);
        let can = self.board.can_go(world, x, start, duration);
        self.board.book(world, x, if can { s } else { from });
        can
    }

    /// Moves all people of another session over, so that it is not held.
    fn dissolve(&mut self, world: &World, s: u32) -> bool {
        let (key, start) = (self.board.sessions[s as usize].key as usize, self.board.sessions[s as usize].start);
        let k = &world.keys[key];
        let mut others: Vec<u32> = self.board.of_key[key].iter().copied().filter(|&o| o != s).collect();
        others.sort_unstable_by_key(|&o| (self.board.sessions[o as usize].people.len(), o));
        for o in others {
            let held = &self.board.sessions[o as usize];
            let here = self.board.sessions[s as usize].people.len() as u32;
            let all = here + held.people.len() as u32;
            let can = |&x: &u32| {
                let ready = self.board.ready(x);
                !self.pinned[x as usize] && ready != NONE && ready <= start && start + k.duration <= self.board.due(x)
            };
            let wanted = held.fixed == NONE && all <= self.board.sessions[s as usize].cap && all >= k.min;
            if !wanted || !held.people.iter().all(can) {
                continue;
            }
            let mut people = held.people.clone();
            people.sort_unstable();
            let mark = self.board.mark();
            if people.iter().all(|&x| self.moves(world, x, s)) {
                self.board.close(world, o);
                return true;
            }
            self.board.undo_to(world, mark);
        }
        false
    }

    /// Gives the steps after a booking new seats where they are no longer in time.
    fn put_off(&mut self, world: &World, x: u32, depth: u32, tries: &mut u32) -> bool {
        let last = x + u32::from(world.bookings[x as usize].later);
        let (mut end, mut first) = (self.board.end(world, self.board.at[x as usize]), last + 1);
        for later in x + 1..=last {
            let at = self.board.at[later as usize];
            if at == NONE || self.board.sessions[at as usize].start >= end {
                break;
            }
            end += world.keys[world.bookings[later as usize].key as usize].duration;
            first = first.min(later);
        }
        let lost: Vec<u32> = (first..=last).filter(|&later| self.board.at[later as usize] != NONE).collect();
        for &later in lost.iter().rev() {
            if self.pinned[later as usize] {
                return false;
            }
            let s = self.board.at[later as usize];
            self.board.leave(world, later);
            let held = &self.board.sessions[s as usize];
            let (people, min) = (held.people.len() as u32, world.keys[held.key as usize].min);
            if held.fixed == NONE && people == 0 {
                self.board.close(world, s);
            } else if held.fixed == NONE && people < min {
                return false;
            }
        }
        lost.iter().all(|&later| self.seat_one(world, later, depth - 1, tries))
    }
}
