//! What the search begins with: the sessions and seats that were announced, as far as they can still be kept.
//!
//! Announced and pinned things are wishes, pinned ones first. What cannot be kept is released with its reason; anyone who loses a seat is
//! placed again like anybody without one.
use super::answer::{ReleaseReason, ReleasedPromise};
use super::board::SessionSpec;
use super::ejection_chain::{LOOK_WORK, SEAT_WORK};
use super::instance::{Instance, NONE, Supplier};
use super::problem::{AnnouncedSession, TimetableProblem};
use super::search::Search;
use crate::pace::Pace;

/// Seats that are looked at to replace one that was missed.
const WORK_PER_SUPPLY: u32 = 20_000;
/// What it takes to fill a session below its minimum, or to give it up.
const MINIMUM_WORK: u64 = 10_000;

/// How what was announced is loaded where not all of it can be kept. None of the ways is best everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Loading {
    /// Whether a seat is kept by placing again what it requires and was missed; else it is given up, and the person placed again.
    pub(super) supplies: bool,
    /// Whether everybody without a seat gets a free one before sessions below their minimum are looked at.
    pub(super) fills_first: bool,
}

impl Loading {
    /// The usual way.
    pub(super) const USUAL: Loading = Loading {
        supplies: true,
        fills_first: false,
    };
    /// Held and filled: nothing is placed for the sake of a seat.
    pub(super) const PLAIN: Loading = Loading {
        supplies: false,
        fills_first: true,
    };
    /// All ways, the usual one first.
    pub(super) const ALL: [Loading; 3] = [
        Loading::USUAL,
        Loading {
            supplies: true,
            fills_first: true,
        },
        Loading::PLAIN,
    ];
}

impl Search {
    /// Loads what was announced; what breaks a rule is released.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) async fn load(
        &mut self,
        problem: &TimetableProblem,
        instance: &Instance,
        loading: Loading,
        pace: &Pace,
    ) {
        if !instance.is_announced {
            return;
        }
        let sessions = self.open_sessions(problem, instance);
        let mut seats: Vec<u32> = (0..instance.bookings.len() as u32)
            .filter(|&b| instance.bookings[b as usize].announced != NONE)
            .collect();
        for &b in &seats {
            if was_after_own_time(problem, instance, b) {
                self.board.wait_for_own_time(instance, b, true);
            }
        }
        // Pinned seats first; then those of sessions that cannot spare anybody: where not all of a section can be away at once, it is others
        // who lose their seats.
        let slack = slack_of_sessions(problem, instance, &seats);
        seats.sort_unstable_by_key(|&b| {
            let booking = &instance.bookings[b as usize];
            let slack = slack[booking.announced as usize];
            (!booking.pinned, slack, booking.before, booking.learner, b)
        });
        // A seat may rely on one that comes later: those wait for the next round.
        let mut waiting = seats.clone();
        loop {
            let count = waiting.len();
            waiting.retain(|&b| !self.seat_as_announced(instance, &sessions, b));
            pace.spend(LOOK_WORK * count as u64).await;
            if waiting.is_empty() || waiting.len() == count {
                break;
            }
        }
        self.board.commit();
        for b in waiting.into_iter().filter(|_| loading.supplies) {
            self.seat_with_suppliers(instance, &sessions, b);
            self.has_choice |= self.board.at[b as usize] != NONE;
            let done = 1 + WORK_PER_SUPPLY.saturating_sub(self.work);
            pace.spend(SEAT_WORK * u64::from(done)).await;
        }
        self.has_choice |= !self.board.has_no_violation();
        if loading.fills_first {
            self.fill_free_seats(instance, pace).await;
        }
        self.keep_minimums(instance, pace).await;
        for b in seats {
            self.is_kept[b as usize] = self.board.at[b as usize] != NONE
                && self.session_of(instance, &sessions, b) == Some(self.board.at[b as usize]);
            if !self.is_kept[b as usize] {
                self.release_seat(instance, &sessions, b);
            }
        }
        // What others meet already is not wanted.
        for b in 0..instance.bookings.len() as u32 {
            if self.board.is_missing(instance, b) {
                self.allow_missing(instance, b);
            }
        }
        self.board.commit();
    }

    /// Gives everybody the announced seat back that was given up because something that it requires had no seat, where that has one in time
    /// by now.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn return_to_announced(&mut self, instance: &Instance) {
        if !instance.is_announced {
            return;
        }
        let mut sessions = Vec::new();
        for (s, session) in (0..).zip(&self.board.sessions) {
            if session.open && session.announced != NONE {
                let place = session.announced as usize;
                sessions.resize(sessions.len().max(place + 1), NONE);
                sessions[place] = s;
            }
        }
        let given_up = (0..instance.bookings.len() as u32).filter_map(|b| {
            let is_elsewhere = !self.is_kept[b as usize] && self.board.at[b as usize] != NONE;
            let s = self.session_of(instance, &sessions, b)?;
            is_elsewhere.then_some((self.board.sessions[s as usize].start, b, s))
        });
        let mut given_up: Vec<(u32, u32, u32)> = given_up.collect();
        given_up.sort_unstable();
        for (_, b, s) in given_up {
            self.board.commit();
            if !self.give_back(instance, b, s) {
                self.board.undo(instance);
                continue;
            }
            self.is_kept[b as usize] = true;
            let booking = &instance.bookings[b as usize];
            let own = (booking.announced as usize, Some(booking.learner as usize));
            self.released
                .retain(|released| (released.session, released.learner) != own);
        }
        self.board.commit();
    }

    /// Moves somebody to the session that was announced; where it is full, or their section is at its limit, somebody who was not
    /// announced there goes elsewhere. Whether that breaks no rule; else it is to be undone.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn give_back(&mut self, instance: &Instance, b: u32, s: u32) -> bool {
        let start = self.board.sessions[s as usize].start;
        let left = self.board.at[b as usize];
        self.board.unseat(instance, b);
        let is_free = self.board.free_seats(s) > 0 && self.board.fits(instance, b, start);
        if is_free {
            self.board.seat(instance, b, s);
        }
        let is_back = is_free || self.take_seat_of_newcomer(instance, b, s);
        let held = &self.board.sessions[left as usize];
        if held.people.is_empty() && !held.pinned {
            self.board.close(instance, left);
        }
        is_back && self.board.has_no_violation()
    }

    /// The seat of somebody who was not announced in the session, and finds a free one elsewhere; whether there is one.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn take_seat_of_newcomer(&mut self, instance: &Instance, b: u32, s: u32) -> bool {
        let start = self.board.sessions[s as usize].start;
        let mut newcomers = self.board.sessions[s as usize].people.clone();
        newcomers.retain(|&x| !self.is_kept[x as usize]);
        newcomers.sort_unstable();
        newcomers.into_iter().any(|x| {
            let mark = self.board.mark();
            self.board.unseat(instance, x);
            if self.board.fits(instance, b, start) {
                self.board.seat(instance, b, s);
                if self.take_free_seat(instance, x) {
                    return true;
                }
            }
            self.board.undo_to(instance, mark);
            false
        })
    }

    /// Opens the announced sessions, pinned ones first; gives the place of each on the board.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn open_sessions(&mut self, problem: &TimetableProblem, instance: &Instance) -> Vec<u32> {
        let mut opened = vec![NONE; problem.announced.len()];
        let mut order: Vec<usize> = (0..opened.len()).collect();
        // With a room and a trainer of their own first, so that the others choose among the rest.
        order.sort_unstable_by_key(|&i| {
            let session = &problem.announced[i];
            (
                !session.pinned,
                session.trainer.is_none(),
                session.room.is_none(),
                i,
            )
        });
        // Those whose own room and trainer are free go before those that need another.
        for strict in [true, false] {
            for &i in &order {
                if opened[i] != NONE {
                    continue;
                }
                match self.find_place(problem, instance, i, strict) {
                    Ok(spec) => opened[i] = self.board.open(instance, spec),
                    Err(reason) if !strict => {
                        self.released.push(ReleasedPromise {
                            session: i,
                            learner: None,
                            reason,
                        });
                    }
                    Err(_) => {}
                }
            }
        }
        opened
    }

    /// Where an announced session can be held; in its own room with its own trainer where that is asked.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn find_place(
        &mut self,
        problem: &TimetableProblem,
        instance: &Instance,
        i: usize,
        strict: bool,
    ) -> Result<SessionSpec, ReleaseReason> {
        let session: &AnnouncedSession = &problem.announced[i];
        let at = instance
            .key(session.site, session.activity)
            .ok_or(ReleaseReason::Calendar)?;
        let key = &instance.keys[at];
        let inside = session.start.saturating_add(key.duration) as usize <= instance.slots;
        let starts = instance.keys[at]
            .starts
            .get(session.start as usize)
            .copied()
            .unwrap_or(false);
        if !inside || !(starts || session.pinned) {
            return Err(ReleaseReason::Calendar);
        }
        let taken = problem
            .learners
            .iter()
            .flat_map(|learner| &learner.bookings);
        let taken = taken.filter(|booking| booking.announced == Some(i)).count() as u32;
        let own_room = session.room.and_then(|room| {
            instance
                .rooms
                .iter()
                .position(|class| class.rooms.contains(&room))
                .filter(|class| {
                    key.rooms.contains(class)
                        && self
                            .board
                            .is_room_free(instance, *class, session.start, key.duration)
                })
        });
        let (room, cap) = match own_room {
            Some(class) => (class as u32, instance.rooms[class].seats.min(key.cap)),
            None if strict && key.needs_room && (session.room.is_some() || !session.pinned) => {
                return Err(ReleaseReason::Room);
            }
            None => self
                .board
                .find_room(instance, at, session.start, taken)
                .ok_or(ReleaseReason::Room)?,
        };
        let own_trainer = session.trainer.and_then(|trainer| {
            instance
                .trainers
                .iter()
                .position(|class| class.trainers.contains(&trainer))
                .filter(|class| {
                    key.trainers.contains(class)
                        && self.board.is_trainer_free(
                            instance,
                            *class,
                            key.site,
                            session.start,
                            key.duration,
                        )
                })
        });
        let trainer = match own_trainer {
            Some(class) => class as u32,
            None if strict
                && key.needs_trainer
                && (session.trainer.is_some() || !session.pinned) =>
            {
                return Err(ReleaseReason::Trainer);
            }
            None => self
                .find_substitute(problem, instance, at, session.start)
                .ok_or(ReleaseReason::Trainer)?,
        };
        // A pinned session keeps its seats, as far as the room has them, whatever the activity allows by now.
        let cap = match session.seats {
            Some(seats) if session.pinned => {
                let room = instance.rooms.get(room as usize);
                room.map_or(seats, |class| seats.min(class.seats))
            }
            Some(seats) => cap.min(seats),
            None => cap,
        };
        let announced = i as u32;
        Ok(SessionSpec {
            key: at as u32,
            start: session.start,
            room,
            trainer,
            cap,
            announced,
            pinned: session.pinned,
        })
    }

    /// A free trainer without an announced seat at that time, who would lose it; [`NONE`] where none is needed.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn find_substitute(
        &self,
        problem: &TimetableProblem,
        instance: &Instance,
        at: usize,
        start: u32,
    ) -> Option<u32> {
        let key = &instance.keys[at];
        let is_seated = |class: u32| {
            let mut bookings = (0..).zip(&instance.bookings);
            bookings.any(|(b, booking)| {
                let seat = problem.announced.get(booking.announced as usize);
                booking.teacher == class
                    && seat.is_some_and(|seat| {
                        let end = seat.start + instance.key_of(b).duration;
                        seat.start < start + key.duration && start < end
                    })
            })
        };
        self.board
            .find_trainer_where(instance, at, start, |class| !is_seated(class))
    }

    /// Gives a booking its announced seat; whether it has one.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn seat_as_announced(&mut self, instance: &Instance, sessions: &[u32], b: u32) -> bool {
        let Some(s) = self.session_of(instance, sessions, b) else {
            return false;
        };
        let start = self.board.sessions[s as usize].start;
        let fits = self.board.free_seats(s) > 0 && self.board.fits(instance, b, start);
        if fits {
            self.board.seat(instance, b, s);
            self.is_kept[b as usize] = true;
        }
        fits
    }

    /// The announced session of a booking, where it is held and the person can sit in it: who has moved to another site cannot.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn session_of(&self, instance: &Instance, sessions: &[u32], b: u32) -> Option<u32> {
        let booking = &instance.bookings[b as usize];
        let s = *sessions.get(booking.announced as usize)?;
        (s != NONE && self.board.sessions[s as usize].key == booking.key).then_some(s)
    }

    /// Gives a booking its announced seat where what it requires was missed and can still be taken before.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn seat_with_suppliers(&mut self, instance: &Instance, sessions: &[u32], b: u32) {
        let Some(s) = self.session_of(instance, sessions, b) else {
            return;
        };
        let start = self.board.sessions[s as usize].start;
        let end = self.board.end(instance, s);
        let booking = &instance.bookings[b as usize];
        let in_window = start >= booking.release && end <= self.board.due(instance, b);
        if self.board.at[b as usize] != NONE
            || !in_window
            || self.board.free_seats(s) == 0
            || !self.board.can_go(instance, b, start, end - start)
        {
            return;
        }
        self.board.commit();
        // Seated too early: so what it requires knows by when it must be over.
        self.board.seat(instance, b, s);
        self.is_kept[b as usize] = true;
        self.work = WORK_PER_SUPPLY;
        let groups: Vec<Vec<u32>> = instance
            .requires(b)
            .map(|group| group.iter().map(|supplier| supplier.booking).collect())
            .collect();
        let mut alone: Vec<u32> = Vec::new();
        for group in &groups {
            let is_seated = |search: &Search| {
                let mut group = group.iter();
                group.any(|&by| search.board.at[by as usize] != NONE)
            };
            // Elsewhere where that is in time, else where a session was cancelled, else after what can be done alone: so that what relies
            // on it is kept.
            for (may_reopen, is_alone) in [(false, false), (true, false), (true, true)] {
                if is_seated(self) {
                    break;
                }
                if is_alone {
                    let before = alone.len();
                    let waits = |by: &u32| !self.board.waits_for_own_time(*by);
                    alone.extend(group.iter().copied().filter(waits));
                    for &by in &alone[before..] {
                        self.board.wait_for_own_time(instance, by, true);
                    }
                }
                self.may_reopen = may_reopen;
                let _ = group.iter().any(|&by| {
                    [0, 1]
                        .iter()
                        .any(|&depth| self.try_place(instance, by, depth))
                });
            }
            self.may_reopen = false;
        }
        let is_ready = |search: &Search| {
            let ready = search.board.ready(instance, b);
            ready != NONE && ready <= start
        };
        if !is_ready(self) {
            // Alone where no session of what it requires is in time.
            self.board.wait_for_own_time(instance, b, true);
            if !is_ready(self) {
                self.board.undo(instance);
                self.board.wait_for_own_time(instance, b, false);
                self.is_kept[b as usize] = false;
            }
        }
        for by in alone {
            if self.board.at[by as usize] == NONE {
                self.board.wait_for_own_time(instance, by, false);
            }
        }
        self.board.commit();
    }

    /// Sessions below their minimum are filled with people without a seat, else their people go to other sessions of the activity;
    /// where that fails they are not held. To a fixed point: somebody who loses a seat may lose what relied on it.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    async fn keep_minimums(&mut self, instance: &Instance, pace: &Pace) {
        while !self.board.has_no_violation() {
            pace.spend(MINIMUM_WORK).await;
            let small = self.smallest(instance);
            if let Some(s) = small {
                self.work = WORK_PER_SUPPLY;
                let mark = self.board.mark();
                if self.fill(instance, s) || self.gather_from_others(instance, s) {
                    continue;
                }
                self.board.undo_to(instance, mark);
                if self.rehouse(instance, s) {
                    continue;
                }
            }
            let Some(s) = small else { return };
            let mut people = self.board.sessions[s as usize].people.clone();
            people.sort_unstable();
            for b in people {
                self.unseat_with_dependents(instance, b);
            }
            let held = &self.board.sessions[s as usize];
            if held.open && held.people.is_empty() {
                if held.announced != NONE {
                    self.released.push(ReleasedPromise {
                        session: held.announced as usize,
                        learner: None,
                        reason: ReleaseReason::Minimum,
                    });
                }
                self.board.close(instance, s);
            }
        }
    }

    /// Gives everybody without a seat the earliest free one, until nothing changes.
    async fn fill_free_seats(&mut self, instance: &Instance, pace: &Pace) {
        loop {
            pace.spend(LOOK_WORK * instance.bookings.len() as u64).await;
            let mut changed = false;
            for b in 0..instance.bookings.len() as u32 {
                if self.board.is_useful(instance, b) && self.take_free_seat(instance, b) {
                    self.allow_replaced(instance, b);
                    changed = true;
                }
            }
            if !changed {
                return;
            }
        }
    }

    /// The session furthest below its minimum.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn smallest(&self, instance: &Instance) -> Option<u32> {
        let lacking = |s: &u32| {
            let held = &self.board.sessions[*s as usize];
            instance.keys[held.key as usize]
                .min
                .saturating_sub(held.people.len() as u32)
        };
        let open = (0..self.board.sessions.len() as u32).filter(|&s| {
            let held = &self.board.sessions[s as usize];
            held.open && !held.pinned && lacking(&s) > 0
        });
        open.max_by_key(|s| (lacking(s), std::cmp::Reverse(*s)))
    }

    /// People without a seat for a session below its minimum; whether there are enough.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn fill(&mut self, instance: &Instance, s: u32) -> bool {
        let (key, start) = (
            self.board.sessions[s as usize].key as usize,
            self.board.sessions[s as usize].start,
        );
        let mark = self.board.mark();
        for &b in instance.keys[key]
            .bookings
            .iter()
            .chain(&instance.keys[key].alternatives)
        {
            if self.board.sessions[s as usize].people.len() as u32 >= instance.keys[key].min
                || self.board.free_seats(s) == 0
            {
                break;
            }
            if self.board.is_useful(instance, b) && self.board.fits(instance, b, start) {
                self.board.seat(instance, b, s);
            }
        }
        let filled = self.board.sessions[s as usize].people.len() as u32 >= instance.keys[key].min;
        if !filled {
            self.board.undo_to(instance, mark);
        }
        filled
    }

    /// Seats in other sessions of the activity for all people of a session, which is then not held.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn rehouse(&mut self, instance: &Instance, s: u32) -> bool {
        let mark = self.board.mark();
        let key = self.board.sessions[s as usize].key as usize;
        let mut people = self.board.sessions[s as usize].people.clone();
        people.sort_unstable();
        for b in people {
            self.board.unseat(instance, b);
            let mut others: Vec<u32> = self.board.of_key[key]
                .iter()
                .copied()
                .filter(|&other| other != s)
                .collect();
            others
                .sort_unstable_by_key(|&other| (self.board.sessions[other as usize].start, other));
            let fits = |other: &u32| {
                let start = self.board.sessions[*other as usize].start;
                self.board.free_seats(*other) > 0 && self.board.fits(instance, b, start)
            };
            let Some(other) = others.into_iter().find(fits) else {
                self.board.undo_to(instance, mark);
                return false;
            };
            self.board.seat(instance, b, other);
        }
        let announced = self.board.sessions[s as usize].announced;
        if announced != NONE {
            self.released.push(ReleasedPromise {
                session: announced as usize,
                learner: None,
                reason: ReleaseReason::Minimum,
            });
        }
        self.board.close(instance, s);
        true
    }

    /// Unseats a booking and whatever no longer has what it requires.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn unseat_with_dependents(&mut self, instance: &Instance, b: u32) {
        if self.board.at[b as usize] == NONE {
            return;
        }
        self.board.unseat(instance, b);
        for &later in instance.dependents(b) {
            let (start, _) = self.board.span[later as usize];
            if start != NONE && self.board.ready(instance, later) > start {
                self.unseat_with_dependents(instance, later);
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn release_seat(&mut self, instance: &Instance, sessions: &[u32], b: u32) {
        let booking = &instance.bookings[b as usize];
        let session = booking.announced as usize;
        if self
            .released
            .iter()
            .any(|released| released.session == session && released.learner.is_none())
        {
            return;
        }
        let Some(s) = self
            .session_of(instance, sessions, b)
            .filter(|&s| self.board.sessions[s as usize].open)
        else {
            return;
        };
        let reason = self.board.release_reason(instance, b, s);
        self.released.push(ReleasedPromise {
            session,
            learner: Some(booking.learner as usize),
            reason,
        });
    }
}

/// Whether something that an announced seat requires was done alone: no announced seat supplies it in time.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn was_after_own_time(problem: &TimetableProblem, instance: &Instance, b: u32) -> bool {
    let announced = |b: u32| {
        let at = instance.bookings[b as usize].announced;
        problem.announced.get(at as usize)
    };
    let Some(start) = announced(b).map(|session| session.start) else {
        return false;
    };
    let is_over = |supplier: &Supplier| {
        announced(supplier.booking).is_some_and(|session| {
            let end = session.start + instance.key_of(supplier.booking).duration;
            instance.after(b, end, supplier.days) <= start
        })
    };
    instance
        .groups(b)
        .any(|(group, alone)| alone <= start && !group.iter().any(is_over))
}

/// By how many seats each announced session is above its minimum, or below it.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn slack_of_sessions(problem: &TimetableProblem, instance: &Instance, seats: &[u32]) -> Vec<u64> {
    let mut taken = vec![0i64; problem.announced.len()];
    for &b in seats {
        taken[instance.bookings[b as usize].announced as usize] += 1;
    }
    let least = |session: &AnnouncedSession| {
        let key = instance.key(session.site, session.activity);
        key.map_or(0, |key| i64::from(instance.keys[key].min))
    };
    taken
        .iter()
        .zip(&problem.announced)
        .map(|(taken, session)| (taken - least(session)).unsigned_abs())
        .collect()
}

impl super::board::Board {
    /// What keeps a booking from a seat in a session.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn release_reason(&self, instance: &Instance, b: u32, s: u32) -> ReleaseReason {
        let booking = &instance.bookings[b as usize];
        let (start, end) = (self.sessions[s as usize].start, self.end(instance, s));
        let (ready, due) = (self.ready(instance, b), self.due(instance, b));
        if !instance.is_present(b, start, end) || start < booking.release || end > booking.close {
            ReleaseReason::Gone
        } else if ready == NONE || ready > start || end > due {
            ReleaseReason::Order
        } else if !self.is_idle(instance, b, start, end) {
            ReleaseReason::DoubleBooked
        } else if !self.is_spared(instance, b, start, end) {
            ReleaseReason::Absence
        } else {
            ReleaseReason::Full
        }
    }
}
