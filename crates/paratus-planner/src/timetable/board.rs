//! The timetable while it is being made. Every change is written into a journal and can be taken back; counters say at any time
//! whether a rule is broken, so a transaction is kept only where all of them are zero.
use super::instance::{Instance, NONE};

/// Who sits where.
#[derive(Clone, Debug)]
pub(super) struct Board {
    /// Session of each booking.
    pub(super) at: Vec<u32>,
    /// First slot and end of each booking's session; ([`NONE`], 0) without a seat.
    pub(super) span: Vec<(u32, u32)>,
    /// Whether a booking has a seat before what it requires is over.
    is_early: Vec<bool>,
    /// How many seats meet each need.
    met_by: Vec<u16>,
    /// Whether a selected booking is no longer wanted, because others meet its needs.
    pub(super) is_excused: Vec<bool>,
    pub(super) sessions: Vec<BoardSession>,
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
    /// Site and number of slots of travelling trainers, by class and day.
    travels: Vec<(u32, u32)>,
    /// By trainer class and slot: whether a trainer who is also taught sits in a session.
    learns: Vec<i32>,
    pub(super) cost: i64,
    /// Wanted bookings without a seat.
    pub(super) missing: usize,
    /// Needs that no seat meets.
    pub(super) unmet: usize,
    /// Sessions below their minimum.
    undersized: usize,
    /// Bookings that begin before what they require is over.
    early: usize,
    days: usize,
    /// By booking, whether what can be done alone before it is done where no session is in time.
    is_after_own_time: Vec<bool>,
    journal: Vec<Operation>,
}

/// A session on the board.
#[derive(Clone, Debug)]
pub(super) struct BoardSession {
    pub(super) spec: SessionSpec,
    pub(super) people: Vec<u32>,
    pub(super) open: bool,
}

impl std::ops::Deref for BoardSession {
    type Target = SessionSpec;

    fn deref(&self) -> &SessionSpec {
        &self.spec
    }
}

/// What a session is, but for its people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SessionSpec {
    pub(super) key: u32,
    pub(super) start: u32,
    /// Room class.
    pub(super) room: u32,
    /// Trainer class.
    pub(super) trainer: u32,
    pub(super) cap: u32,
    /// Index of the announced session.
    pub(super) announced: u32,
    /// Whether it takes place as it is, whatever its number of people.
    pub(super) pinned: bool,
}

/// What a transaction touched, each list in ascending order.
#[derive(Debug, Default)]
pub(super) struct ChangedKeys {
    /// Bookings that were given or lost a seat.
    pub(super) bookings: Vec<u32>,
    /// Sessions that were opened or closed.
    pub(super) sessions: Vec<u32>,
    /// Sessions that another trainer got.
    pub(super) trainers: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
enum Operation {
    Open(u32),
    Close(u32, SessionSpec),
    Seat(u32),
    Unseat(u32, u32),
    Trainer(u32, u32),
    Excuse(u32),
}

impl Board {
    pub(super) fn new(instance: &Instance) -> Board {
        let n = instance.slots;
        let days = instance.first_of_day.len();
        let by_slot = |available: &[bool], count: usize| -> Vec<i32> {
            available
                .iter()
                .map(|&yes| if yes { count as i32 } else { 0 })
                .collect()
        };
        let rooms = instance
            .rooms
            .iter()
            .flat_map(|class| by_slot(&class.available, class.rooms.len()));
        let trainers = instance
            .trainers
            .iter()
            .flat_map(|class| by_slot(&class.available, class.trainers.len()));
        let count = instance.bookings.len();
        let mut board = Board {
            at: vec![NONE; count],
            span: vec![(NONE, 0); count],
            is_early: vec![false; count],
            met_by: vec![0; instance.needs.len()],
            is_excused: vec![false; count],
            sessions: Vec::new(),
            closed: Vec::new(),
            of_key: vec![Vec::new(); instance.keys.len()],
            spare: instance.spare.clone(),
            room_free: rooms.collect(),
            trainer_free: trainers.collect(),
            travels: vec![(NONE, 0); instance.trainers.len() * days],
            learns: vec![0; instance.trainers.len() * n],
            cost: instance.needs.iter().map(|need| need.price).sum(),
            missing: instance
                .bookings
                .iter()
                .filter(|booking| booking.selected)
                .count(),
            unmet: instance.needs.len(),
            undersized: 0,
            early: 0,
            days,
            is_after_own_time: vec![false; count],
            journal: Vec::new(),
        };
        for b in 0..count as u32 {
            board.cost += board.unseated_price(instance, b);
        }
        board
    }

    /// Whether every session has its minimum, and everybody has been taught what their seats require.
    pub(super) fn has_no_violation(&self) -> bool {
        self.undersized == 0 && self.early == 0
    }

    /// Ends the transaction: what was done stays.
    pub(super) fn commit(&mut self) {
        self.journal.clear();
    }

    /// How far the journal has come.
    pub(super) fn mark(&self) -> usize {
        self.journal.len()
    }

    /// Takes back everything since the last [`Board::commit`].
    pub(super) fn undo(&mut self, instance: &Instance) {
        self.undo_to(instance, 0);
    }

    /// Takes back everything since a mark.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn undo_to(&mut self, instance: &Instance, mark: usize) {
        while self.journal.len() > mark {
            let Some(op) = self.journal.pop() else { return };
            match op {
                Operation::Open(s) => self.do_close(instance, s),
                Operation::Close(s, spec) => {
                    self.sessions[s as usize].spec = spec;
                    self.do_open(instance, s);
                }
                Operation::Seat(b) => {
                    self.do_unseat(instance, b);
                }
                Operation::Unseat(b, s) => self.do_seat(instance, b, s),
                Operation::Trainer(s, class) => self.do_change_trainer(instance, s, class),
                Operation::Excuse(b) => self.do_excuse(instance, b),
            }
        }
    }

    /// What was changed since the last [`Board::commit`].
    pub(super) fn changed(&self) -> ChangedKeys {
        let mut changed = ChangedKeys::default();
        for op in &self.journal {
            match *op {
                Operation::Open(s) | Operation::Close(s, _) => changed.sessions.push(s),
                Operation::Seat(b) | Operation::Unseat(b, _) => changed.bookings.push(b),
                Operation::Trainer(s, _) => changed.trainers.push(s),
                Operation::Excuse(_) => {}
            }
        }
        for list in [
            &mut changed.bookings,
            &mut changed.sessions,
            &mut changed.trainers,
        ] {
            list.sort_unstable();
            list.dedup();
        }
        changed
    }

    /// The slot after the session's last.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn end(&self, instance: &Instance, s: u32) -> u32 {
        let held = &self.sessions[s as usize];
        held.start + instance.keys[held.key as usize].duration
    }

    /// Free seats of a session.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn free_seats(&self, s: u32) -> u32 {
        let held = &self.sessions[s as usize];
        held.cap.saturating_sub(held.people.len() as u32)
    }

    /// Whether a selected booking still has no seat and needs one.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_missing(&self, instance: &Instance, b: u32) -> bool {
        self.at[b as usize] == NONE
            && instance.bookings[b as usize].selected
            && !self.is_excused[b as usize]
    }

    /// Whether a booking without a seat would meet something that is not met.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_useful(&self, instance: &Instance, b: u32) -> bool {
        let unmet = || instance.needs_of(b).iter().any(|&need| !self.is_met(need));
        self.is_missing(instance, b)
            || self.at[b as usize] == NONE && !instance.bookings[b as usize].selected && unmet()
    }

    /// Whether the person is in no other session then, and does not teach.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_idle(&self, instance: &Instance, b: u32, start: u32, end: u32) -> bool {
        let siblings = instance.siblings(b);
        let spans = &self.span[siblings.start as usize..siblings.end as usize];
        let own = (b - siblings.start) as usize;
        let free = spans
            .iter()
            .enumerate()
            .all(|(at, &(from, to))| at == own || to <= start || end <= from);
        let teacher = instance.bookings[b as usize].teacher;
        free && (teacher == NONE || !self.teaches(instance, teacher, start, end))
    }

    /// Whether one more of the booking's section can be away.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_spared(&self, instance: &Instance, b: u32, start: u32, end: u32) -> bool {
        let from = instance.bookings[b as usize].section as usize * instance.slots;
        self.spare[from + start as usize..from + end as usize]
            .iter()
            .all(|&spare| spare > 0)
    }

    /// Whether the person can go from `start`: is there, is in no other session, and one more of the section can be away.
    pub(super) fn can_go(&self, instance: &Instance, b: u32, start: u32, duration: u32) -> bool {
        let end = start + duration;
        self.is_spared(instance, b, start, end)
            && self.is_idle(instance, b, start, end)
            && instance.is_present(b, start, end)
    }

    /// Whether the booking fits a session of its key at a start: in its window, in order, and the person can go.
    pub(super) fn fits(&self, instance: &Instance, b: u32, start: u32) -> bool {
        let duration = instance.key_of(b).duration;
        self.can_go(instance, b, start, duration)
            && self.ready(instance, b) <= start
            && start + duration <= self.due(instance, b)
    }

    /// Whether the only trainer of a class teaches at some time.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn teaches(&self, instance: &Instance, class: u32, start: u32, end: u32) -> bool {
        let there = &instance.trainers[class as usize].available;
        (start as usize..end as usize)
            .any(|t| there[t] && self.trainer_free[class as usize * instance.slots + t] <= 0)
    }

    /// Whether one trainer of the class is free, not learning, and not at another site that day.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_trainer_free(
        &self,
        instance: &Instance,
        class: usize,
        site: Option<usize>,
        start: u32,
        duration: u32,
    ) -> bool {
        let from = class * instance.slots + start as usize;
        let range = from..from + duration as usize;
        if !self.trainer_free[range.clone()]
            .iter()
            .all(|&free| free > 0)
        {
            return false;
        }
        if self.learns[range].iter().any(|&learns| learns > 0) {
            return false;
        }
        let Some(site) = site.filter(|_| instance.trainers[class].travels) else {
            return true;
        };
        (start..start + duration).all(|t| {
            let (there, n) = self.travels[class * self.days + instance.day[t as usize]];
            n == 0 || there == site as u32
        })
    }

    /// Opens a session; the caller has found the room and the trainer free.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn open(&mut self, instance: &Instance, spec: SessionSpec) -> u32 {
        let s = if let Some(&s) = self.closed.last() {
            s
        } else {
            self.closed.push(self.sessions.len() as u32);
            self.sessions.push(BoardSession {
                spec,
                people: Vec::new(),
                open: false,
            });
            self.sessions.len() as u32 - 1
        };
        self.sessions[s as usize].spec = spec;
        self.do_open(instance, s);
        self.journal.push(Operation::Open(s));
        s
    }

    /// Closes a session that nobody sits in.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn close(&mut self, instance: &Instance, s: u32) {
        let spec = self.sessions[s as usize].spec;
        self.do_close(instance, s);
        self.journal.push(Operation::Close(s, spec));
    }

    /// Gives a booking a seat.
    pub(super) fn seat(&mut self, instance: &Instance, b: u32, s: u32) {
        self.do_seat(instance, b, s);
        self.journal.push(Operation::Seat(b));
    }

    /// Takes a booking's seat back.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn unseat(&mut self, instance: &Instance, b: u32) {
        let s = self.do_unseat(instance, b);
        self.journal.push(Operation::Unseat(b, s));
        if !instance.bookings[b as usize].selected {
            // What it replaced is wanted again.
            for other in instance
                .siblings(b)
                .filter(|&other| self.is_excused[other as usize])
                .collect::<Vec<u32>>()
            {
                self.allow_missing(instance, other);
            }
        }
    }

    /// Gives a session to another trainer class.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn change_trainer(&mut self, instance: &Instance, s: u32, class: u32) {
        let old = self.sessions[s as usize].trainer;
        self.do_change_trainer(instance, s, class);
        self.journal.push(Operation::Trainer(s, old));
    }

    /// Excuses a selected booking without a seat, or wants it again.
    pub(super) fn allow_missing(&mut self, instance: &Instance, b: u32) {
        self.do_excuse(instance, b);
        self.journal.push(Operation::Excuse(b));
    }

    /// Unseats a booking and closes its session where nobody is left.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn remove(&mut self, instance: &Instance, b: u32) {
        let s = self.at[b as usize];
        self.unseat(instance, b);
        let held = &self.sessions[s as usize];
        if held.people.is_empty() && !held.pinned {
            self.close(instance, s);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_excuse(&mut self, instance: &Instance, b: u32) {
        self.cost -= self.unseated_price(instance, b);
        let excused = &mut self.is_excused[b as usize];
        *excused = !*excused;
        if *excused {
            self.missing -= 1;
        } else {
            self.missing += 1;
        }
        self.cost += self.unseated_price(instance, b);
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_change_trainer(&mut self, instance: &Instance, s: u32, class: u32) {
        self.occupy_trainer(instance, s, 1);
        self.sessions[s as usize].spec.trainer = class;
        self.occupy_trainer(instance, s, -1);
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn is_undersized(&self, instance: &Instance, s: u32) -> bool {
        let held = &self.sessions[s as usize];
        !held.pinned && (held.people.len() as u32) < instance.keys[held.key as usize].min
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_open(&mut self, instance: &Instance, s: u32) {
        let last = self.closed.pop();
        debug_assert_eq!(
            last,
            Some(s),
            "sessions are closed and opened in reverse order"
        );
        self.occupy(instance, s, -1);
        let held = &mut self.sessions[s as usize];
        held.open = true;
        self.cost += instance.keys[held.key as usize].price;
        self.of_key[held.key as usize].push(s);
        self.undersized += usize::from(self.is_undersized(instance, s));
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_close(&mut self, instance: &Instance, s: u32) {
        self.undersized -= usize::from(self.is_undersized(instance, s));
        self.occupy(instance, s, 1);
        let held = &mut self.sessions[s as usize];
        held.open = false;
        self.cost -= instance.keys[held.key as usize].price;
        let list = &mut self.of_key[held.key as usize];
        if let Some(i) = list.iter().rposition(|&x| x == s) {
            list.swap_remove(i);
        }
        self.closed.push(s);
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn occupy(&mut self, instance: &Instance, s: u32, by: i32) {
        let held = &self.sessions[s as usize];
        let (room, start) = (held.room, held.start as usize);
        let duration = instance.keys[held.key as usize].duration as usize;
        if room != NONE {
            let from = room as usize * instance.slots + start;
            for free in &mut self.room_free[from..from + duration] {
                *free += by;
            }
        }
        self.occupy_trainer(instance, s, by);
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn occupy_trainer(&mut self, instance: &Instance, s: u32, by: i32) {
        let held = &self.sessions[s as usize];
        if held.trainer == NONE {
            return;
        }
        let (class, start) = (held.trainer as usize, held.start as usize);
        let key = &instance.keys[held.key as usize];
        let duration = key.duration as usize;
        let from = class * instance.slots + start;
        for free in &mut self.trainer_free[from..from + duration] {
            *free += by;
        }
        let Some(site) = key.site.filter(|_| instance.trainers[class].travels) else {
            return;
        };
        for t in start..start + duration {
            let (there, n) = &mut self.travels[class * self.days + instance.day[t]];
            *there = site as u32;
            *n = if by < 0 { *n + 1 } else { n.saturating_sub(1) };
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_seat(&mut self, instance: &Instance, b: u32, s: u32) {
        debug_assert_eq!(
            self.sessions[s as usize].key, instance.bookings[b as usize].key,
            "of the activity, at the person's site"
        );
        self.cost -= self.unseated_price(instance, b);
        self.missing -= usize::from(self.is_missing(instance, b));
        self.undersized -= usize::from(self.is_undersized(instance, s));
        self.at[b as usize] = s;
        self.sessions[s as usize].people.push(b);
        self.undersized += usize::from(self.is_undersized(instance, s));
        self.span[b as usize] = (self.sessions[s as usize].start, self.end(instance, s));
        self.occupy_people(instance, b, s, -1);
        self.cost += self.seat_price(instance, b);
        for &need in instance.needs_of(b) {
            let met_by = &mut self.met_by[need as usize];
            *met_by += 1;
            if *met_by == 1 {
                self.unmet -= 1;
                self.cost -= instance.needs[need as usize].price;
            }
        }
        self.retime(instance, b);
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn do_unseat(&mut self, instance: &Instance, b: u32) -> u32 {
        self.cost -= self.seat_price(instance, b);
        for &need in instance.needs_of(b) {
            let met_by = &mut self.met_by[need as usize];
            *met_by -= 1;
            if *met_by == 0 {
                self.unmet += 1;
                self.cost += instance.needs[need as usize].price;
            }
        }
        let s = self.at[b as usize];
        self.undersized -= usize::from(self.is_undersized(instance, s));
        let people = &mut self.sessions[s as usize].people;
        if let Some(i) = people.iter().rposition(|&x| x == b) {
            people.swap_remove(i);
        }
        self.undersized += usize::from(self.is_undersized(instance, s));
        self.occupy_people(instance, b, s, 1);
        self.at[b as usize] = NONE;
        self.span[b as usize] = (NONE, 0);
        self.missing += usize::from(self.is_missing(instance, b));
        self.cost += self.unseated_price(instance, b);
        self.retime(instance, b);
        s
    }

    /// Notes which bookings begin before what they require is over, after a change of this one.
    fn retime(&mut self, instance: &Instance, b: u32) {
        self.note_early(instance, b);
        for &dependent in instance.dependents(b) {
            self.note_early(instance, dependent);
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn note_early(&mut self, instance: &Instance, b: u32) {
        let start = self.span[b as usize].0;
        let is_early = start != NONE && self.ready(instance, b) > start;
        let known = &mut self.is_early[b as usize];
        if *known != is_early {
            *known = is_early;
            if is_early {
                self.early += 1;
            } else {
                self.early -= 1;
            }
        }
    }

    /// Says whether what can be done alone before a booking is done where no session is in time. This is in no journal.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn wait_for_own_time(&mut self, instance: &Instance, b: u32, waits: bool) {
        self.is_after_own_time[b as usize] = waits;
        self.note_early(instance, b);
    }

    /// First slot in which the booking can start, after what it requires; [`NONE`] as long as some of that has no seat.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn ready(&self, instance: &Instance, b: u32) -> u32 {
        let booking = &instance.bookings[b as usize];
        let mut ready = booking.release.max(booking.prepared);
        for (group, alone) in instance.groups(b) {
            let mut over = NONE;
            for supplier in group {
                let (start, end) = self.span[supplier.booking as usize];
                if start != NONE {
                    over = over.min(instance.after(b, end, supplier.days));
                }
            }
            if self.is_after_own_time[b as usize] {
                over = over.min(alone);
            }
            if over == NONE {
                return NONE;
            }
            ready = ready.max(over);
        }
        ready
    }

    /// Slot by which the booking must be over, before what relies on it.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn due(&self, instance: &Instance, b: u32) -> u32 {
        let mut due = instance.bookings[b as usize].close;
        for &dependent in instance.dependents(b) {
            let start = self.span[dependent as usize].0;
            if start == NONE {
                continue;
            }
            for (group, alone) in instance.groups(dependent) {
                let Some(own) = group.iter().find(|supplier| supplier.booking == b) else {
                    continue;
                };
                if self.is_after_own_time[dependent as usize] && alone <= start {
                    continue;
                }
                let supplied = |supplier: &super::instance::Supplier| {
                    let (from, end) = self.span[supplier.booking as usize];
                    supplier.booking != b
                        && from != NONE
                        && instance.after(b, end, supplier.days) <= start
                };
                if !group.iter().any(supplied) {
                    due = due.min(instance.before(b, start, own.days));
                }
            }
        }
        due
    }

    /// What a booking costs as it is, seated or not, with the unmet needs of which it is the first.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn booking_price(&self, instance: &Instance, b: u32) -> i64 {
        let first = |need: &&u32| instance.needs[**need as usize].bookings.first() == Some(&b);
        let unmet = instance
            .needs_of(b)
            .iter()
            .filter(first)
            .filter(|need| !self.is_met(**need));
        let unmet: i64 = unmet.map(|&need| instance.needs[need as usize].price).sum();
        let own = if self.at[b as usize] == NONE {
            self.unseated_price(instance, b)
        } else {
            self.seat_price(instance, b)
        };
        own + unmet
    }

    /// Whether any seat meets a need.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn is_met(&self, need: u32) -> bool {
        self.met_by[need as usize] > 0
    }

    /// Whether what can be done alone before a booking is done where no session is in time.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub(super) fn waits_for_own_time(&self, b: u32) -> bool {
        self.is_after_own_time[b as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn unseated_price(&self, instance: &Instance, b: u32) -> i64 {
        if self.is_excused[b as usize] {
            0
        } else {
            instance.bookings[b as usize].price
        }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn seat_price(&self, instance: &Instance, b: u32) -> i64 {
        let booking = &instance.bookings[b as usize];
        let key = &instance.keys[booking.key as usize];
        let (start, end) = self.span[b as usize];
        let moved = booking.before != NONE && booking.before != start;
        key.seat_price
            + instance.price_slot * i64::from(end)
            + if moved { instance.price_moved } else { 0 }
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn occupy_people(&mut self, instance: &Instance, b: u32, s: u32, by: i32) {
        let booking = &instance.bookings[b as usize];
        let (start, end) = (
            self.sessions[s as usize].start as usize,
            self.end(instance, s) as usize,
        );
        let from = booking.section as usize * instance.slots;
        for spare in &mut self.spare[from + start..from + end] {
            *spare += by;
        }
        if booking.teacher != NONE {
            let from = booking.teacher as usize * instance.slots;
            for learns in &mut self.learns[from + start..from + end] {
                *learns -= by;
            }
        }
    }
}
