//! Seats for people without one: a free seat, a new session, else somebody is moved on to make room, who is then placed the same way
//! (an ejection chain, of bounded depth and counted work). Each attempt is a transaction: it is kept only where no rule is broken and
//! the whole costs less, else everything is as it was.
use super::board::SessionSpec;
use super::instance::{Instance, NONE};
use super::search::Search;
use crate::pace::Pace;

/// Seats that are looked at for one person: one of this many parts of those for all.
const PERSON_SHARE: u32 = 50;
/// How many people may be moved, one for the sake of the other.
const DEPTH: u32 = 3;
/// How many colleagues are tried whose absence keeps somebody from going.
const COLLEAGUES: usize = 12;
/// What it takes to look at a seat.
pub(super) const SEAT_WORK: u64 = 1_500;
/// What it takes to see whether somebody lacks one, and to try the seats that are free.
pub(super) const LOOK_WORK: u64 = 100;

/// Sessions that are looked at, and left, for a unit of work.
const LOOKS_PER_WORK: usize = 256;

impl Search {
    /// Places everybody who can be placed, those first who have waited longest in their order.
    pub(super) async fn place_missing(&mut self, instance: &Instance, pace: &Pace) {
        loop {
            let before = (self.board.unmet, self.board.missing);
            for b in 0..instance.bookings.len() as u32 {
                if !self.board.is_useful(instance, b) || self.repair_left == 0 {
                    continue;
                }
                self.work = (self.repair_work / PERSON_SHARE).min(self.repair_left);
                let given = self.work;
                self.place_one(instance, b, pace).await;
                let spent = (given - self.work).max(1);
                self.repair_left = self.repair_left.saturating_sub(spent);
            }
            let now = (self.board.unmet, self.board.missing);
            if now == (0, 0) || now >= before || self.repair_left == 0 {
                return;
            }
        }
    }

    /// One transaction: a seat for a booking, or for another that meets the same needs.
    async fn place_one(&mut self, instance: &Instance, b: u32, pace: &Pace) {
        self.board.commit();
        pace.spend(SEAT_WORK).await;
        // What meets no need of a session's is done alone only where there is no seat.
        if !instance.needs_of(b).is_empty() && self.allow_missing(instance, b) {
            self.board.commit();
            return;
        }
        let cost = self.board.cost;
        for depth in [0, 1, DEPTH] {
            for is_alternative in [false, true] {
                let before = self.work;
                let is_placed = if is_alternative {
                    self.place_alternative(instance, b, depth)
                } else {
                    self.place(instance, b, depth)
                };
                if is_placed && self.board.has_no_violation() && self.board.cost < cost {
                    self.board.commit();
                    return;
                }
                self.board.undo(instance);
                let looked_at = u64::from(before.saturating_sub(self.work));
                pace.spend(SEAT_WORK * looked_at).await;
            }
        }
        self.allow_missing(instance, b);
        self.board.commit();
    }

    /// Seats in other activities that meet needs of a booking; where they meet all, it is no longer wanted.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn place_alternative(&mut self, instance: &Instance, b: u32, depth: u32) -> bool {
        let mut any = false;
        for &need in instance.needs_of(b) {
            if self.board.is_met(need) {
                continue;
            }
            let by = &instance.needs[need as usize].bookings;
            any |= by
                .iter()
                .filter(|&&by| by != b)
                .any(|&by| self.try_place(instance, by, depth));
        }
        self.allow_missing(instance, b) || any
    }

    /// Excuses a selected booking whose needs others meet; whether it could be.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn allow_missing(&mut self, instance: &Instance, b: u32) -> bool {
        if !self.board.is_missing(instance, b) {
            return false;
        }
        let seated = |by: u32| self.board.at[by as usize] != NONE;
        // What meets no need here is wanted for what can be done alone instead.
        let needs = instance.needs_of(b);
        let met = (!needs.is_empty() || self.does_alone)
            && needs.iter().all(|&need| self.board.is_met(need));
        let supplied = instance.dependents(b).iter().all(|&later| {
            let wanted = seated(later) || self.board.is_missing(instance, later);
            !wanted
                || instance
                    .groups(later)
                    .filter(|(group, _)| group.iter().any(|s| s.booking == b))
                    .all(|(group, alone)| {
                        self.is_done_alone(later, alone)
                            || group.iter().any(|by| seated(by.booking))
                    })
        });
        if met && supplied {
            self.board.allow_missing(instance, b);
        }
        met && supplied
    }

    /// Excuses what an alternative replaces, of the same person.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn allow_replaced(&mut self, instance: &Instance, b: u32) {
        if instance.bookings[b as usize].selected {
            return;
        }
        for other in instance.siblings(b) {
            if self.board.is_missing(instance, other) {
                self.allow_missing(instance, other);
            }
        }
    }

    /// The same as [`Search::place`], and as it was where that fails.
    pub(super) fn try_place(&mut self, instance: &Instance, b: u32, depth: u32) -> bool {
        let mark = self.board.mark();
        let placed = self.place(instance, b, depth);
        if !placed {
            self.board.undo_to(instance, mark);
        }
        placed
    }

    /// A seat for a booking. Where it fails, the caller takes back what was done.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn place(&mut self, instance: &Instance, b: u32, depth: u32) -> bool {
        if self.board.at[b as usize] != NONE {
            return true;
        }
        if instance.bookings[b as usize].hopeless
            || self.board.ready(instance, b) == NONE && !self.place_suppliers(instance, b, depth)
        {
            return false;
        }
        // A session that was opened for people moved on may seat this one too.
        if self.board.at[b as usize] != NONE {
            return true;
        }
        let (ready, due) = (self.board.ready(instance, b), self.board.due(instance, b));
        let key = &instance.keys[instance.bookings[b as usize].key as usize];
        if ready == NONE || ready.saturating_add(key.duration) > due {
            return false;
        }
        let window = ready..=due - key.duration;
        if self.take_free_seat(instance, b) || self.open_for_missing(instance, b, window.clone()) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        self.take_seat_of_other(instance, b, window.clone(), depth)
            || self.open_with_others(instance, b, window.clone())
            || self.open_in_place_of(instance, b, window)
    }

    pub(super) fn place_suppliers(&mut self, instance: &Instance, b: u32, depth: u32) -> bool {
        // Alternatives may rely on each other in a circle.
        if self.placing.contains(&b) {
            return false;
        }
        self.placing.push(b);
        let placed = self.place_each_supplier(instance, b, depth);
        self.placing.pop();
        placed
    }

    /// Whether something can be done alone before a booking, and is.
    fn is_done_alone(&self, b: u32, alone: u32) -> bool {
        alone != NONE && self.board.waits_for_own_time(b)
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn place_each_supplier(&mut self, instance: &Instance, b: u32, depth: u32) -> bool {
        let groups: Vec<Vec<u32>> = instance
            .groups(b)
            .filter(|(_, alone)| !self.is_done_alone(b, *alone))
            .map(|(group, _)| group.iter().map(|supplier| supplier.booking).collect())
            .collect();
        groups.into_iter().all(|group| {
            group.iter().any(|&by| self.board.at[by as usize] != NONE)
                || group.iter().any(|&by| self.try_place(instance, by, depth))
        })
    }

    /// The earliest free seat.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn take_free_seat(&mut self, instance: &Instance, b: u32) -> bool {
        let key = instance.bookings[b as usize].key as usize;
        let mut best: Option<(bool, u32, u32)> = None;
        for &s in &self.board.of_key[key] {
            self.work = self.work.saturating_sub(1);
            let start = self.board.sessions[s as usize].start;
            // Sessions below their minimum first: what was announced to their people depends on it.
            let place = (self.has_minimum(instance, s), start, s);
            let is_better = best.is_none_or(|best| place < best);
            if is_better && self.board.free_seats(s) > 0 && self.board.fits(instance, b, start) {
                best = Some(place);
            }
        }
        if let Some((.., s)) = best {
            self.board.seat(instance, b, s);
        }
        best.is_some()
    }

    /// A session of its own, with others who have no seat.
    fn open_for_missing(
        &mut self,
        instance: &Instance,
        b: u32,
        window: std::ops::RangeInclusive<u32>,
    ) -> bool {
        self.open_if(instance, b, window, |chain, s| {
            chain.has_minimum(instance, s)
        })
    }

    /// A session of its own at the first start of a window at which it is as it must be; else everything is as before.
    fn open_if(
        &mut self,
        instance: &Instance,
        b: u32,
        window: std::ops::RangeInclusive<u32>,
        is_held: impl Fn(&mut Self, u32) -> bool,
    ) -> bool {
        for t in window {
            if self.work == 0 {
                return false;
            }
            let mark = self.board.mark();
            if let Some(s) = self.open_at(instance, b, t)
                && is_held(self, s)
            {
                return true;
            }
            self.board.undo_to(instance, mark);
        }
        false
    }

    /// Opens a session at a start with a booking and everybody of its key without a seat who can come.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn open_at(&mut self, instance: &Instance, b: u32, t: u32) -> Option<u32> {
        let at = instance.bookings[b as usize].key as usize;
        let key = &instance.keys[at];
        self.work = self.work.saturating_sub(1);
        let opens = key.openings[t as usize] || self.may_reopen && key.starts[t as usize];
        if key.cap == 0 || !opens || !self.board.fits(instance, b, t) {
            return None;
        }
        let (room, cap) = self.board.find_room(instance, at, t, key.cap)?;
        let taught = instance.bookings[b as usize].teacher;
        // Not a trainer who is to be taught.
        let serves = |class| class != taught;
        let trainer = match self.board.find_trainer_where(instance, at, t, serves) {
            Some(trainer) => trainer,
            None => self
                .board
                .find_trainer_by_exchange(instance, at, t)
                .filter(|&trainer| trainer != taught)?,
        };
        let spec = SessionSpec {
            key: at as u32,
            start: t,
            room,
            trainer,
            cap,
            announced: NONE,
            pinned: false,
        };
        let s = self.board.open(instance, spec);
        if !self.board.fits(instance, b, t) {
            return None;
        }
        self.board.seat(instance, b, s);
        for &other in key.bookings.iter().chain(&key.alternatives) {
            if self.board.free_seats(s) == 0 {
                break;
            }
            if self.board.is_useful(instance, other) {
                self.work = self.work.saturating_sub(1);
                if self.board.fits(instance, other, t) {
                    self.board.seat(instance, other, s);
                    self.allow_replaced(instance, other);
                }
            }
        }
        Some(s)
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn has_minimum(&self, instance: &Instance, s: u32) -> bool {
        let held = &self.board.sessions[s as usize];
        held.pinned || held.people.len() as u32 >= instance.keys[held.key as usize].min
    }

    /// A seat in a session of others: whatever keeps the person from it is moved on, seats of their own, of a colleague, or of somebody
    /// in the session.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn take_seat_of_other(
        &mut self,
        instance: &Instance,
        b: u32,
        window: std::ops::RangeInclusive<u32>,
        depth: u32,
    ) -> bool {
        let key = instance.bookings[b as usize].key as usize;
        let mut sessions: Vec<u32> = self.board.of_key[key].clone();
        sessions.retain(|&s| window.contains(&self.board.sessions[s as usize].start));
        sessions.sort_unstable_by_key(|&s| (self.board.sessions[s as usize].start, s));
        for s in sessions {
            if self.work == 0 {
                return false;
            }
            let start = self.board.sessions[s as usize].start;
            let end = start + instance.keys[key].duration;
            self.work = self.work.saturating_sub(1);
            if !instance.is_present(b, start, end) {
                continue;
            }
            let mark = self.board.mark();
            if let Some(own) = self.unseat_own(instance, b, start, end) {
                for colleague in self.colleagues(instance, b, start, end) {
                    let inner = self.board.mark();
                    let mut moved = own.clone();
                    if colleague != NONE {
                        self.board.remove(instance, colleague);
                        moved.push(colleague);
                    }
                    if self.seat_in(instance, b, s, &moved, depth) {
                        return true;
                    }
                    self.board.undo_to(instance, inner);
                }
            }
            self.board.undo_to(instance, mark);
        }
        false
    }

    /// Unseats a person's own bookings at a time; nothing where one must stay.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn unseat_own(
        &mut self,
        instance: &Instance,
        b: u32,
        start: u32,
        end: u32,
    ) -> Option<Vec<u32>> {
        let overlaps = |other: &u32| {
            let (from, to) = self.board.span[*other as usize];
            *other != b && from != NONE && from < end && start < to
        };
        let own: Vec<u32> = instance.siblings(b).filter(overlaps).collect();
        if own.iter().any(|&other| self.is_kept[other as usize]) {
            return None;
        }
        for &other in &own {
            self.board.remove(instance, other);
        }
        Some(own)
    }

    /// Seats of the same section at a time, of which one must be given up so that one more can go; [`NONE`] alone where none must.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn colleagues(&mut self, instance: &Instance, b: u32, start: u32, end: u32) -> Vec<u32> {
        if self.board.is_spared(instance, b, start, end) {
            return vec![NONE];
        }
        let section = instance.bookings[b as usize].section;
        let learner = instance.bookings[b as usize].learner;
        let mut list = Vec::new();
        for &other in &instance.of_section[section as usize] {
            let (from, to) = self.board.span[other as usize];
            let booking = &instance.bookings[other as usize];
            if from != NONE
                && from < end
                && start < to
                && booking.learner != learner
                && !self.is_kept[other as usize]
            {
                list.push(other);
                if list.len() >= COLLEAGUES {
                    break;
                }
            }
        }
        self.work = self.work.saturating_sub(list.len() as u32);
        list
    }

    /// Seats a booking in a session, in somebody's place where it is full, and places everybody again who was moved.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn seat_in(&mut self, instance: &Instance, b: u32, s: u32, moved: &[u32], depth: u32) -> bool {
        let held = &self.board.sessions[s as usize];
        if !held.open {
            return false;
        }
        let start = held.start;
        let full = self.board.free_seats(s) == 0;
        let in_place_of: Vec<u32> = if full {
            let mut people = held.people.clone();
            people.sort_unstable();
            people.retain(|&x| !self.is_kept[x as usize]);
            people
        } else {
            vec![NONE]
        };
        for x in in_place_of {
            if self.work == 0 {
                return false;
            }
            self.work -= 1;
            let mark = self.board.mark();
            if x != NONE {
                self.board.unseat(instance, x);
            }
            if self.board.fits(instance, b, start) {
                self.board.seat(instance, b, s);
                let mut again = moved.to_vec();
                again.extend(Some(x).filter(|&x| x != NONE));
                if again.iter().all(|&x| self.place(instance, x, depth - 1))
                    && self.board.has_no_violation()
                {
                    return true;
                }
            }
            self.board.undo_to(instance, mark);
        }
        false
    }

    /// A session of its own with people of other sessions of the activity, which can spare them or are not held then.
    fn open_with_others(
        &mut self,
        instance: &Instance,
        b: u32,
        window: std::ops::RangeInclusive<u32>,
    ) -> bool {
        self.open_if(instance, b, window, |chain, s| {
            chain.gather_from_others(instance, s) || chain.merge_into(instance, s)
        })
    }

    /// Moves people of larger sessions into a session until it has its minimum.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn gather_from_others(&mut self, instance: &Instance, s: u32) -> bool {
        let key = self.board.sessions[s as usize].key as usize;
        for other in self.board.of_key[key].clone() {
            if other == s {
                continue;
            }
            let mut people = self.board.sessions[other as usize].people.clone();
            people.sort_unstable();
            for x in people {
                if self.has_minimum(instance, s) {
                    return true;
                }
                let held = &self.board.sessions[other as usize];
                let spares = held.pinned || held.people.len() as u32 > instance.keys[key].min;
                if !spares || self.work == 0 {
                    break;
                }
                self.move_to(instance, x, s);
            }
        }
        self.has_minimum(instance, s)
    }

    /// Moves all people of another session over, so that it is not held.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn merge_into(&mut self, instance: &Instance, s: u32) -> bool {
        let key = self.board.sessions[s as usize].key as usize;
        let mut others = self.board.of_key[key].clone();
        others.sort_unstable_by_key(|&o| (self.board.sessions[o as usize].people.len(), o));
        for other in others {
            let held = &self.board.sessions[other as usize];
            if other == s || held.pinned || held.people.len() as u32 > self.board.free_seats(s) {
                continue;
            }
            let mut people = held.people.clone();
            people.sort_unstable();
            let mark = self.board.mark();
            if people.iter().all(|&x| self.move_to(instance, x, s)) {
                self.board.close(instance, other);
                if self.has_minimum(instance, s) {
                    return true;
                }
            }
            self.board.undo_to(instance, mark);
        }
        false
    }

    /// Moves somebody into a session, or leaves everything as it is.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn move_to(&mut self, instance: &Instance, x: u32, s: u32) -> bool {
        self.work = self.work.saturating_sub(1);
        if self.is_kept[x as usize] {
            return false;
        }
        let start = self.board.sessions[s as usize].start;
        let mark = self.board.mark();
        self.board.unseat(instance, x);
        if self.board.free_seats(s) > 0 && self.board.fits(instance, x, start) {
            self.board.seat(instance, x, s);
            return true;
        }
        self.board.undo_to(instance, mark);
        false
    }

    /// A session at a start whose room or trainer another session has: that one is held at another time, with the same people.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn open_in_place_of(
        &mut self,
        instance: &Instance,
        b: u32,
        window: std::ops::RangeInclusive<u32>,
    ) -> bool {
        let at = instance.bookings[b as usize].key as usize;
        let key = &instance.keys[at];
        for t in window {
            if self.work == 0 {
                return false;
            }
            if !key.openings[t as usize] || !self.board.fits(instance, b, t) {
                continue;
            }
            let free = self.board.find_room(instance, at, t, 1).is_some()
                && self.board.find_trainer(instance, at, t).is_some();
            if free {
                continue;
            }
            for blocking in self.blocking(instance, at, t) {
                let mark = self.board.mark();
                let (spec, people) = self.close_session(instance, blocking);
                if let Some(s) = self.open_at(instance, b, t)
                    && (self.gather_from_others(instance, s) || self.merge_into(instance, s))
                    && self.hold_elsewhere(instance, spec, &people)
                {
                    return true;
                }
                self.board.undo_to(instance, mark);
            }
        }
        false
    }

    /// Sessions that hold a room or a trainer of a key at a time and may be moved.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn blocking(&mut self, instance: &Instance, at: usize, t: u32) -> Vec<u32> {
        let key = &instance.keys[at];
        let end = t + key.duration;
        let mut list = Vec::new();
        let mut looked_at = 0;
        for &rival in &key.rivals {
            looked_at += self.board.of_key[rival as usize].len();
            for &s in &self.board.of_key[rival as usize] {
                let held = &self.board.sessions[s as usize];
                let overlaps = held.start < end && t < self.board.end(instance, s);
                let holds = || {
                    key.rooms.contains(&(held.room as usize))
                        || key.trainers.contains(&(held.trainer as usize))
                };
                let is_free = || {
                    held.announced == NONE && held.people.iter().all(|&x| !self.is_kept[x as usize])
                };
                if overlaps && holds() && is_free() {
                    list.push(s);
                }
            }
        }
        let work = list.len() + looked_at / LOOKS_PER_WORK;
        self.work = self.work.saturating_sub(work as u32);
        list.sort_unstable();
        list
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn close_session(&mut self, instance: &Instance, s: u32) -> (SessionSpec, Vec<u32>) {
        let (spec, mut people) = (
            self.board.sessions[s as usize].spec,
            self.board.sessions[s as usize].people.clone(),
        );
        people.sort_unstable();
        for &x in &people {
            self.board.unseat(instance, x);
        }
        self.board.close(instance, s);
        (spec, people)
    }

    /// Holds a session that was closed at another time, with all of its people who have no other seat by now.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn hold_elsewhere(&mut self, instance: &Instance, spec: SessionSpec, people: &[u32]) -> bool {
        let key = &instance.keys[spec.key as usize];
        let people: Vec<u32> = people
            .iter()
            .copied()
            .filter(|&x| self.board.at[x as usize] == NONE)
            .collect();
        if people.is_empty() {
            return true;
        }
        let ready = people
            .iter()
            .map(|&x| self.board.ready(instance, x))
            .max()
            .unwrap_or(0);
        if ready == NONE {
            return false;
        }
        for t in ready..instance.slots as u32 {
            if !key.openings[t as usize] || t == spec.start {
                continue;
            }
            if self.work == 0 {
                return false;
            }
            self.work = self.work.saturating_sub(1 + people.len() as u32 / 4);
            if !people.iter().all(|&x| self.board.fits(instance, x, t)) {
                continue;
            }
            let Some((room, cap)) =
                self.board
                    .find_room(instance, spec.key as usize, t, people.len() as u32)
            else {
                continue;
            };
            if cap < people.len() as u32 {
                continue;
            }
            let mark = self.board.mark();
            if let Some(trainer) =
                self.board
                    .find_trainer_by_exchange(instance, spec.key as usize, t)
            {
                let s = self.board.open(
                    instance,
                    SessionSpec {
                        start: t,
                        room,
                        trainer,
                        cap,
                        ..spec
                    },
                );
                let seated = people.iter().all(|&x| {
                    let fits = self.board.fits(instance, x, t);
                    if fits {
                        self.board.seat(instance, x, s);
                    }
                    fits
                });
                if seated {
                    return true;
                }
            }
            self.board.undo_to(instance, mark);
        }
        false
    }
}
