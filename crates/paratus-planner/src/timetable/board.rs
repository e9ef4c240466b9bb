//! The timetable while it is being made: every step can be taken back.
#![expect(clippy::indexing_slicing, reason = "sessions, bookings and classes are indices of the same world")]

use super::world::{NONE, World};

/// Where everybody stands.
#[derive(Clone, Debug)]
pub(super) struct Board {
    /// Session of each booking.
    pub(super) at: Vec<u32>,
    /// For each booking, when it can be.
    pub(super) times: Vec<Times>,
    pub(super) sessions: Vec<Held>,
    /// Closed places in `sessions`.
    closed: Vec<u32>,
    /// Open sessions of each key.
    pub(super) of_key: Vec<Vec<u32>>,
    /// People of each section who may still go, by slot.
    pub(super) spare: Vec<i32>,
    /// Free rooms of each class, by slot.
    pub(super) room_free: Vec<i32>,
    /// Free trainers of each class, by slot.
    pub(super) trainer_free: Vec<i32>,
    /// Site and number of sessions of travelling trainers, by class and day.
    pub(super) travels: Vec<(u32, u32)>,
    pub(super) cost: i64,
    /// Bookings without a seat.
    pub(super) missing: usize,
    journal: Vec<Op>,
    /// By trainer class and slot: whether a trainer who is also taught sits in a session.
    pub(super) learns: Vec<i32>,
}

/// When a booking can be.
#[derive(Clone, Copy, Debug)]
pub(super) struct Times {
    /// First slot in which it can start, after the step before; [`NONE`] as long as that has no seat.
    pub(super) ready: u32,
    /// Slot by which it must be over, before the step after.
    pub(super) due: u32,
    /// The same if the step after had no seat.
    pub(super) close: u32,
}

/// A session on the board.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) spec: Spec,
    pub(super) people: Vec<u32>,
    pub(super) open: bool,
}

impl std::ops::Deref for Held {
    type Target = Spec;

    fn deref(&self) -> &Spec {
        &self.spec
    }
}

/// What a session is, but for its people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spec {
    pub(super) key: u32,
    pub(super) start: u32,
    /// Room class.
    pub(super) room: u32,
    /// Trainer class.
    pub(super) trainer: u32,
    pub(super) cap: u32,
    /// Index of the fixed session.
    pub(super) fixed: u32,
    /// Index in the previous timetable.
    pub(super) was: u32,
}

#[derive(Clone, Copy, Debug)]
enum Op {
    Open(u32),
    Close(u32, Spec),
    Book(u32),
    Leave(u32, u32),
    Swap(u32, u32),
}

impl Board {
    pub(super) fn new(world: &World) -> Board {
        let n = world.slots;
        let mut spare = Vec::with_capacity(world.most_away.len() * n);
        for &most in &world.most_away {
            spare.extend(std::iter::repeat_n(most.min(1 << 30) as i32, n));
        }
        let mut room_free = Vec::with_capacity(world.rooms.len() * n);
        for class in &world.rooms {
            room_free.extend(std::iter::repeat_n(class.rooms.len() as i32, n));
        }
        let mut trainer_free = Vec::with_capacity(world.trainers.len() * n);
        for class in &world.trainers {
            trainer_free.extend(class.available.iter().map(|&yes| if yes { class.trainers.len() as i32 } else { 0 }));
        }
        let missed =
            |b: &super::world::Booking| world.price_unplaced + if b.before == NONE { 0 } else { world.price_moved };
        let times = |b: &super::world::Booking| Times {
            ready: if b.step == 0 { b.open } else { NONE },
            due: b.close,
            close: b.close,
        };
        Board {
            at: vec![NONE; world.bookings.len()],
            times: world.bookings.iter().map(times).collect(),
            sessions: Vec::new(),
            closed: Vec::new(),
            of_key: vec![Vec::new(); world.keys.len()],
            spare,
            room_free,
            trainer_free,
            travels: vec![(NONE, 0); world.trainers.len() * world.days],
            cost: world.bookings.iter().map(missed).sum(),
            missing: world.bookings.len(),
            journal: Vec::new(),
            learns: vec![0; world.trainers.len() * n],
        }
    }

    /// Forgets how things came about: what was done stays.
    pub(super) fn keep(&mut self) {
        self.journal.clear();
    }

    /// How far the journal has come.
    pub(super) fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Takes back everything since the last [`Board::keep`].
    pub(super) fn undo(&mut self, world: &World) {
        self.undo_to(world, 0);
    }

    /// Takes back everything since a mark.
    pub(super) fn undo_to(&mut self, world: &World, mark: usize) {
        while self.journal.len() > mark {
            let Some(op) = self.journal.pop() else { return };
            match op {
                Op::Open(s) => self.do_close(world, s),
                Op::Close(s, spec) => {
                    self.sessions[s as usize].spec = spec;
                    self.do_open(world, s);
                }
                Op::Book(b) => {
                    self.do_leave(world, b);
                }
                Op::Leave(b, s) => self.do_book(world, b, s),
                Op::Swap(s, class) => self.do_swap(world, s, class),
            }
        }
    }

    /// First slot in which the booking can start, after the step before; [`NONE`] as long as that has no seat.
    pub(super) fn ready(&self, b: u32) -> u32 {
        self.times[b as usize].ready
    }

    /// Slot by which the booking must be over, before the step after.
    pub(super) fn due(&self, b: u32) -> u32 {
        self.times[b as usize].due
    }

    /// The slot after the session's last.
    pub(super) fn end(&self, world: &World, s: u32) -> u32 {
        let held = &self.sessions[s as usize];
        held.start + world.keys[held.key as usize].duration
    }

    /// Whether one more of the booking's section can be away, and does not teach then.
    pub(super) fn can_go(&self, world: &World, b: u32, start: u32, duration: u32) -> bool {
        let booking = &world.bookings[b as usize];
        let from = booking.section as usize * world.slots + start as usize;
        let spared = self.spare[from..from + duration as usize].iter().all(|&spare| spare > 0);
        spared && (booking.teacher == NONE || !self.teaches(world, booking.teacher, start, duration))
    }

    /// Whether the only trainer of a class teaches at some time of so many slots.
    fn teaches(&self, world: &World, class: u32, start: u32, duration: u32) -> bool {
        let there = &world.trainers[class as usize].available;
        (start as usize..(start + duration) as usize)
            .any(|t| there[t] && self.trainer_free[class as usize * world.slots + t] <= 0)
    }

    /// Opens a session; the caller has found the room and the trainer free.
    pub(super) fn open(&mut self, world: &World, spec: Spec) -> u32 {
        let s = match self.closed.last() {
            Some(&s) => s,
            None => {
                self.closed.push(self.sessions.len() as u32);
                self.sessions.push(Held { spec, people: Vec::new(), open: false });
                self.sessions.len() as u32 - 1
            }
        };
        self.sessions[s as usize].spec = spec;
        self.do_open(world, s);
        self.journal.push(Op::Open(s));
        s
    }

    /// Closes a session that nobody sits in.
    pub(super) fn close(&mut self, world: &World, s: u32) {
        let spec = self.sessions[s as usize].spec;
        self.do_close(world, s);
        self.journal.push(Op::Close(s, spec));
    }

    /// Gives a booking a seat.
    pub(super) fn book(&mut self, world: &World, b: u32, s: u32) {
        self.do_book(world, b, s);
        self.journal.push(Op::Book(b));
    }

    /// Takes a booking's seat back.
    pub(super) fn leave(&mut self, world: &World, b: u32) {
        let s = self.do_leave(world, b);
        self.journal.push(Op::Leave(b, s));
    }

    /// Gives a session to another trainer class.
    pub(super) fn swap(&mut self, world: &World, s: u32, class: u32) {
        let old = self.sessions[s as usize].trainer;
        self.do_swap(world, s, class);
        self.journal.push(Op::Swap(s, old));
    }

    fn do_swap(&mut self, world: &World, s: u32, class: u32) {
        self.teach(world, s, 1);
        self.sessions[s as usize].spec.trainer = class;
        self.teach(world, s, -1);
    }

    fn do_open(&mut self, world: &World, s: u32) {
        let last = self.closed.pop();
        debug_assert_eq!(last, Some(s), "sessions are closed and opened in reverse order");
        self.occupy(world, s, -1);
        let held = &mut self.sessions[s as usize];
        held.open = true;
        self.cost += world.keys[held.key as usize].price;
        self.of_key[held.key as usize].push(s);
    }

    fn do_close(&mut self, world: &World, s: u32) {
        self.occupy(world, s, 1);
        let held = &mut self.sessions[s as usize];
        held.open = false;
        self.cost -= world.keys[held.key as usize].price;
        let list = &mut self.of_key[held.key as usize];
        if let Some(i) = list.iter().rposition(|&x| x == s) {
            list.swap_remove(i);
        }
        self.closed.push(s);
    }

    fn occupy(&mut self, world: &World, s: u32, by: i32) {
        let held = &self.sessions[s as usize];
        let (room, start) = (held.room, held.start as usize);
        let duration = world.keys[held.key as usize].duration as usize;
        if room != NONE {
            let from = room as usize * world.slots + start;
            for free in &mut self.room_free[from..from + duration] {
                *free += by;
            }
        }
        self.teach(world, s, by);
    }

    fn teach(&mut self, world: &World, s: u32, by: i32) {
        let held = &self.sessions[s as usize];
        if held.trainer == NONE {
            return;
        }
        let (class, start) = (held.trainer as usize, held.start as usize);
        let key = &world.keys[held.key as usize];
        let duration = key.duration as usize;
        let from = class * world.slots + start;
        for free in &mut self.trainer_free[from..from + duration] {
            *free += by;
        }
        let Some(site) = key.site.filter(|_| world.trainers[class].travels) else { return };
        for t in start..start + duration {
            let (there, n) = &mut self.travels[class * world.days + world.day[t]];
            *there = site as u32;
            *n = if by < 0 { *n + 1 } else { n.saturating_sub(1) };
        }
    }

    fn do_book(&mut self, world: &World, b: u32, s: u32) {
        let booking = &world.bookings[b as usize];
        self.at[b as usize] = s;
        self.sessions[s as usize].people.push(b);
        if booking.step > 0 {
            self.times[b as usize - 1].due = self.sessions[s as usize].start;
        }
        if booking.later > 0 {
            self.times[b as usize + 1].ready = self.end(world, s).max(world.bookings[b as usize + 1].open);
        }
        self.away(world, b, s, -1);
        self.missing -= 1;
        self.cost += self.seat_price(world, b, s) - world.price_unplaced;
        if booking.before != NONE {
            self.cost -= world.price_moved;
        }
    }

    fn do_leave(&mut self, world: &World, b: u32) -> u32 {
        let s = std::mem::replace(&mut self.at[b as usize], NONE);
        let people = &mut self.sessions[s as usize].people;
        if let Some(i) = people.iter().rposition(|&x| x == b) {
            people.swap_remove(i);
        }
        let booking = &world.bookings[b as usize];
        if booking.step > 0 {
            let before = &mut self.times[b as usize - 1];
            before.due = before.close;
        }
        if booking.later > 0 {
            self.times[b as usize + 1].ready = NONE;
        }
        self.away(world, b, s, 1);
        self.missing += 1;
        self.cost -= self.seat_price(world, b, s) - world.price_unplaced;
        if booking.before != NONE {
            self.cost += world.price_moved;
        }
        s
    }

    fn seat_price(&self, world: &World, b: u32, s: u32) -> i64 {
        let before = world.bookings[b as usize].before;
        let moved = before != NONE && before != self.sessions[s as usize].start;
        world.price_slot * i64::from(self.end(world, s)) + if moved { world.price_moved } else { 0 }
    }

    fn away(&mut self, world: &World, b: u32, s: u32, by: i32) {
        let held = &self.sessions[s as usize];
        let from = world.bookings[b as usize].section as usize * world.slots + held.start as usize;
        let duration = world.keys[held.key as usize].duration as usize;
        for spare in &mut self.spare[from..from + duration] {
            *spare += by;
        }
        let teacher = world.bookings[b as usize].teacher;
        if teacher != NONE {
            let from = teacher as usize * world.slots + self.sessions[s as usize].start as usize;
            for learns in &mut self.learns[from..from + duration] {
                *learns -= by;
            }
        }
    }
}
