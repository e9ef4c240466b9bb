//! A problem made ready for search: keys instead of sites and activities, classes instead of single rooms and trainers.
use super::problem::{Activity, Interval, TimetableProblem};
use super::rng::mix;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// No session, no class, no slot.
pub(super) const NONE: u32 = u32::MAX;

/// What does not change during the search.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    pub(super) slots: usize,
    /// Compressed index of each slot's day.
    pub(super) day: Vec<usize>,
    /// First slot of each day, and one past the last slot.
    pub(super) first_of_day: Vec<u32>,
    pub(super) keys: Vec<CourseKey>,
    pub(super) rooms: Vec<RoomClass>,
    pub(super) trainers: Vec<TrainerClass>,
    /// People of each section who may be away, by slot.
    pub(super) spare: Vec<i32>,
    pub(super) bookings: Vec<Booking>,
    pub(super) learners: Vec<LearnerRows>,
    /// All needs.
    pub(super) needs: Vec<Need>,
    /// The needs that each booking meets, booking by booking.
    needs_met: Vec<u32>,
    /// The bookings of each section.
    pub(super) of_section: Vec<Vec<u32>>,
    /// Times in which people are there, by slot; [`Booking::presence`] points here.
    presence: Vec<Vec<bool>>,
    /// What bookings require, group by group, each with the slot after what can be done alone instead; [`NONE`]: nothing can.
    requirements: Vec<(Range<u32>, u32)>,
    suppliers: Vec<Supplier>,
    dependents: Vec<u32>,
    /// Whether anything was announced.
    pub(super) is_announced: bool,
    pub(super) price_slot: i64,
    pub(super) price_unmet: i64,
    pub(super) price_moved: i64,
}

/// A person's rows.
#[derive(Clone, Debug)]
pub(super) struct LearnerRows {
    /// The bookings.
    pub(super) bookings: Range<u32>,
    /// Its needs, in the list of all.
    pub(super) needs: Range<u32>,
}

/// A need, which any one of its bookings meets.
#[derive(Clone, Debug)]
pub(super) struct Need {
    /// The selected one first.
    pub(super) bookings: Vec<u32>,
    /// Price of not meeting it.
    pub(super) price: i64,
}

/// What is scheduled together: an activity at a site, or online.
#[derive(Clone, Debug)]
pub(super) struct CourseKey {
    pub(super) activity: usize,
    /// The site; nothing online.
    pub(super) site: Option<usize>,
    pub(super) duration: u32,
    pub(super) price: i64,
    pub(super) seat_price: i64,
    pub(super) rank: u32,
    /// Most people in a session, with the largest room of the site.
    pub(super) cap: u32,
    pub(super) min: u32,
    pub(super) needs_room: bool,
    pub(super) needs_trainer: bool,
    /// Whether a session may start in the slot.
    pub(super) starts: Vec<bool>,
    /// Whether one may be opened there: not where one was cancelled, as long as there are other starts.
    pub(super) openings: Vec<bool>,
    /// Room classes of the site, smallest first.
    pub(super) rooms: Vec<usize>,
    /// Trainer classes with the skill: of the site before travelling, fewest skills first.
    pub(super) trainers: Vec<usize>,
    /// The keys whose sessions could have a room or a trainer of this one, itself included.
    pub(super) rivals: Vec<u32>,
    /// The selected bookings that need a seat here.
    pub(super) bookings: Vec<u32>,
    /// The other bookings that could take one.
    pub(super) alternatives: Vec<u32>,
}

/// Rooms that are alike.
#[derive(Clone, Debug)]
pub(super) struct RoomClass {
    pub(super) seats: u32,
    pub(super) site: usize,
    pub(super) available: Vec<bool>,
    pub(super) rooms: Vec<usize>,
}

/// Trainers that are alike; a travelling one is a class of its own.
#[derive(Clone, Debug)]
pub(super) struct TrainerClass {
    pub(super) travels: bool,
    pub(super) available: Vec<bool>,
    pub(super) trainers: Vec<usize>,
    /// The keys that these and others can teach.
    pub(super) replaceable: Vec<u32>,
}

/// A seat that a person may take.
#[derive(Clone, Debug)]
pub(super) struct Booking {
    pub(super) key: u32,
    pub(super) learner: u32,
    pub(super) section: u32,
    /// The class of the trainer that this person is.
    pub(super) teacher: u32,
    /// When the person is there; [`NONE`]: always.
    pub(super) presence: u32,
    /// First slot in which it can start.
    pub(super) release: u32,
    /// First slot after what the person does alone before.
    pub(super) prepared: u32,
    /// Slot by which it must be over, and whether it may be later where that cannot be.
    pub(super) close: u32,
    pub(super) late: bool,
    /// The same for people of a section who are asked the same.
    pub(super) group: u64,
    /// Slots of the longest chain of bookings that rely on this one.
    pub(super) tail: u32,
    /// The announced session, and its start.
    pub(super) announced: u32,
    pub(super) before: u32,
    /// Whether the announced seat is pinned.
    pub(super) pinned: bool,
    /// Whether the selection of activities wants it.
    pub(super) selected: bool,
    /// Whether no start is possible, whatever else is planned: it is never sought.
    pub(super) hopeless: bool,
    /// Price of not giving it, beside that of the needs that it meets.
    pub(super) price: i64,
    needs: Range<u32>,
    requires: Range<u32>,
    dependents: Range<u32>,
}

/// A booking that another one relies on, and the whole days between the two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Supplier {
    pub(super) booking: u32,
    pub(super) days: u32,
}

/// What a selected seat is worth beside the needs that it meets, because others rely on it: one of this many parts of a need.
pub(super) const PREREQUISITE_SHARE: i64 = 4;
/// How many times dearer an unmet need is that was announced to be met.
const PROMISE_FACTOR: i64 = 8;

impl Instance {
    pub(super) fn new(problem: &TimetableProblem) -> Instance {
        let slots = problem.slots.len();
        let (day, first_of_day) = days(problem);
        let named_room = |i: usize| {
            problem
                .announced
                .iter()
                .any(|session| session.room == Some(i))
        };
        let named_trainer = |i: usize| {
            problem
                .announced
                .iter()
                .any(|session| session.trainer == Some(i))
                || problem
                    .learners
                    .iter()
                    .any(|learner| learner.trainer == Some(i))
        };
        let single = |is_named: bool, i: usize| if is_named { i + 1 } else { 0 };
        let mut by_room: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (i, room) in problem.rooms.iter().enumerate() {
            let class = (
                room.site,
                room.seats,
                available(&room.available, slots),
                single(named_room(i), i),
            );
            by_room.entry(class).or_default().push(i);
        }
        let rooms: Vec<RoomClass> = by_room
            .into_iter()
            .map(|((site, seats, available, _), rooms)| RoomClass {
                seats,
                site,
                available,
                rooms,
            })
            .collect();
        let mut by_trainer: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (i, trainer) in problem.trainers.iter().enumerate() {
            let mut skills = trainer.skills.clone();
            skills.sort_unstable();
            skills.dedup();
            let travels = trainer.site.is_none();
            let single = single(travels || named_trainer(i), i);
            let class = (
                travels,
                skills.len(),
                trainer.site,
                skills,
                available(&trainer.available, slots),
                single,
            );
            by_trainer.entry(class).or_default().push(i);
        }
        let profiles: Vec<_> = by_trainer
            .keys()
            .map(|class| (class.2, class.3.clone()))
            .collect();
        let trainers: Vec<TrainerClass> = by_trainer
            .into_iter()
            .map(
                |((travels, _, _, _, available, _), trainers)| TrainerClass {
                    travels,
                    available,
                    trainers,
                    replaceable: Vec::new(),
                },
            )
            .collect();
        let mut instance = Instance {
            slots,
            day,
            first_of_day,
            keys: Vec::new(),
            rooms,
            trainers,
            spare: Vec::new(),
            bookings: Vec::new(),
            learners: Vec::new(),
            needs: Vec::new(),
            needs_met: Vec::new(),
            of_section: vec![Vec::new(); problem.sections.len()],
            presence: Vec::new(),
            requirements: Vec::new(),
            suppliers: Vec::new(),
            dependents: Vec::new(),
            is_announced: !problem.announced.is_empty(),
            price_slot: capped(problem.prices.slot),
            price_unmet: capped(problem.prices.unmet),
            price_moved: capped(problem.prices.moved),
        };
        for section in &problem.sections {
            let mut most = vec![section.most_away.min(1 << 30) as i32; slots];
            for &((from, to), fewer) in &section.fewer_away {
                let until = (to as usize + 1).min(slots);
                for most in most.get_mut(from as usize..until).unwrap_or_default() {
                    *most = (*most).min(fewer.min(1 << 30) as i32);
                }
            }
            let closed = within(&section.closed, slots);
            instance.spare.extend(
                closed
                    .into_iter()
                    .zip(most)
                    .map(|(is_closed, most)| if is_closed { 0 } else { most }),
            );
        }
        instance.add_keys(problem, &profiles);
        instance.add_rivals();
        instance.add_learners(problem);
        instance
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn add_keys(&mut self, problem: &TimetableProblem, profiles: &[(Option<usize>, Vec<u32>)]) {
        let place = |activity: usize, site: usize| {
            if problem.activities[activity].online {
                None
            } else {
                Some(site)
            }
        };
        let mut wanted: BTreeSet<(Option<usize>, usize)> = BTreeSet::new();
        for learner in &problem.learners {
            for booking in &learner.bookings {
                wanted.insert((
                    place(booking.activity, problem.sections[learner.section].site),
                    booking.activity,
                ));
            }
        }
        for session in &problem.announced {
            wanted.insert((session.site, session.activity));
        }
        for (site, activity) in wanted {
            let a = &problem.activities[activity];
            let at_site: Vec<usize> = match site.filter(|_| !a.roomless) {
                // A room that is never open has no seats.
                Some(site) => (0..self.rooms.len())
                    .filter(|&class| self.rooms[class].site == site && self.rooms[class].seats > 0)
                    .collect(),
                None => Vec::new(),
            };
            let largest = at_site.last().map_or(0, |&class| self.rooms[class].seats);
            let can_teach = |class: &usize| {
                let (home, skills) = &profiles[*class];
                a.skill
                    .is_some_and(|skill| skills.binary_search(&skill).is_ok())
                    && (home.is_none() || site.is_none() || *home == site)
            };
            let starts = possible_starts(problem, a);
            self.keys.push(CourseKey {
                activity,
                site,
                duration: a.duration,
                price: capped(a.price),
                seat_price: capped(a.seat_price),
                rank: a.rank,
                cap: if site.is_none() || a.roomless {
                    a.seats_max
                } else {
                    a.seats_max.min(largest)
                },
                min: a.seats_min.max(1),
                needs_room: site.is_some() && !a.roomless,
                needs_trainer: a.skill.is_some(),
                openings: openings(&starts, &a.cancelled),
                starts,
                rooms: at_site,
                trainers: (0..self.trainers.len()).filter(can_teach).collect(),
                rivals: Vec::new(),
                bookings: Vec::new(),
                alternatives: Vec::new(),
            });
        }
    }

    /// Which keys come into each other's way.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn add_rivals(&mut self) {
        let shares = |one: &[usize], other: &[usize]| one.iter().any(|at| other.contains(at));
        for at in 0..self.keys.len() {
            let key = &self.keys[at];
            let is_rival = |other: &CourseKey| {
                shares(&other.rooms, &key.rooms) || shares(&other.trainers, &key.trainers)
            };
            let rivals = (0..).zip(&self.keys);
            let rivals = rivals.filter(|(_, other)| is_rival(other));
            let rivals = rivals.map(|(other, _)| other).collect();
            if key.trainers.len() > 1 {
                for &class in &key.trainers {
                    self.trainers[class].replaceable.push(at as u32);
                }
            }
            self.keys[at].rivals = rivals;
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn add_learners(&mut self, problem: &TimetableProblem) {
        let mut presence: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
        for (at, learner) in problem.learners.iter().enumerate() {
            let first = self.bookings.len() as u32;
            let site = problem.sections[learner.section].site;
            let class = |trainer: usize| {
                self.trainers
                    .iter()
                    .position(|class| class.trainers.contains(&trainer))
            };
            let teacher = learner
                .trainer
                .and_then(class)
                .map_or(NONE, |class| class as u32);
            let present = available(&learner.present, self.slots);
            let present = if present.contains(&false) {
                let next = presence.len() as u32;
                *presence.entry(present).or_insert(next)
            } else {
                NONE
            };
            let tails = tails(problem, learner);
            let group = learner
                .bookings
                .iter()
                .fold(learner.section as u64, |sum, booking| {
                    let own = (booking.activity as u64) << 32
                        ^ u64::from(booking.release) << 16
                        ^ u64::from(booking.selected);
                    mix(sum ^ mix(own))
                });
            for (n, booking) in learner.bookings.iter().enumerate() {
                let a = &problem.activities[booking.activity];
                let key = self
                    .key(if a.online { None } else { Some(site) }, booking.activity)
                    .unwrap_or(0);
                let announced = booking.announced.map_or(NONE, |at| at as u32);
                let price = if booking.selected {
                    self.price_unmet / PREREQUISITE_SHARE
                } else {
                    0
                };
                let close = booking.due.map_or(self.slots as u32, |due| {
                    due.saturating_add(1).min(self.slots as u32)
                });
                // An announced seat may be late already.
                let stays = booking
                    .announced
                    .filter(|_| booking.late)
                    .map_or(0, |at| problem.announced[at].start + a.duration);
                let close = close.max(stays.min(self.slots as u32));
                let from = self.requirements.len() as u32;
                for (group, alone) in booking.groups() {
                    let begin = self.suppliers.len() as u32;
                    self.suppliers.extend(group.iter().map(|s| Supplier {
                        booking: first + s.booking as u32,
                        days: s.days,
                    }));
                    self.requirements
                        .push((begin..self.suppliers.len() as u32, alone.unwrap_or(NONE)));
                }
                let list = &mut self.keys[key];
                let list = if booking.selected {
                    &mut list.bookings
                } else {
                    &mut list.alternatives
                };
                list.push(self.bookings.len() as u32);
                self.of_section[learner.section].push(self.bookings.len() as u32);
                self.bookings.push(Booking {
                    key: key as u32,
                    learner: at as u32,
                    section: learner.section as u32,
                    teacher,
                    presence: present,
                    release: booking.release,
                    prepared: booking.prepared,
                    close,
                    late: booking.late,
                    group,
                    tail: tails[n],
                    announced,
                    before: booking
                        .announced
                        .map_or(NONE, |at| problem.announced[at].start),
                    pinned: booking.pinned && announced != NONE,
                    selected: booking.selected,
                    hopeless: false,
                    price,
                    needs: 0..0,
                    requires: from..self.requirements.len() as u32,
                    dependents: 0..0,
                });
            }
            let end = self.bookings.len() as u32;
            for b in first..end {
                let from = self.dependents.len() as u32;
                for other in first..end {
                    let relies = self
                        .requires(other)
                        .flatten()
                        .any(|supplier| supplier.booking == b);
                    if relies {
                        self.dependents.push(other);
                    }
                }
                self.bookings[b as usize].dependents = from..self.dependents.len() as u32;
            }
            let first_need = self.needs.len() as u32;
            for need in &learner.needs {
                let bookings: Vec<u32> = need.iter().map(|&n| first + n as u32).collect();
                let promised = bookings
                    .iter()
                    .any(|&b| self.bookings[b as usize].announced != NONE);
                let price =
                    self.price_unmet
                        .saturating_mul(if promised { PROMISE_FACTOR } else { 1 });
                self.needs.push(Need { bookings, price });
            }
            let needs = first_need..self.needs.len() as u32;
            for b in first..end {
                let from = self.needs_met.len() as u32;
                let met = needs
                    .clone()
                    .filter(|&need| self.needs[need as usize].bookings.contains(&b));
                self.needs_met.extend(met);
                self.bookings[b as usize].needs = from..self.needs_met.len() as u32;
            }
            self.learners.push(LearnerRows {
                bookings: first..end,
                needs,
            });
        }
        let mut patterns: Vec<(u32, Vec<bool>)> = presence
            .into_iter()
            .map(|(pattern, at)| (at, pattern))
            .collect();
        patterns.sort_unstable();
        self.presence = patterns.into_iter().map(|(_, pattern)| pattern).collect();
    }

    /// The key of an activity at a site (nothing: online).
    pub(super) fn key(&self, site: Option<usize>, activity: usize) -> Option<usize> {
        self.keys
            .binary_search_by(|key| (key.site, key.activity).cmp(&(site, activity)))
            .ok()
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn key_of(&self, b: u32) -> &CourseKey {
        &self.keys[self.bookings[b as usize].key as usize]
    }

    /// What a booking requires: of each group at least one supplier must be over before.
    pub(super) fn requires(&self, b: u32) -> impl Iterator<Item = &[Supplier]> {
        self.groups(b).map(|(group, _)| group)
    }

    /// The same, each group with the slot after what the person can do alone instead; [`NONE`]: nothing can be.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn groups(&self, b: u32) -> impl Iterator<Item = (&[Supplier], u32)> {
        let range = self.bookings[b as usize].requires.clone();
        let groups = &self.requirements[range.start as usize..range.end as usize];
        groups.iter().map(|(group, alone)| {
            (
                &self.suppliers[group.start as usize..group.end as usize],
                *alone,
            )
        })
    }

    /// Lets sessions be opened where one was cancelled; whether there is any such start.
    pub(super) fn reopen(&mut self) -> bool {
        let mut any = false;
        for key in &mut self.keys {
            any |= key.openings != key.starts;
            key.openings.clone_from(&key.starts);
        }
        any
    }

    /// Lets a booking be as late as the horizon allows.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn extend(&mut self, b: u32) {
        self.bookings[b as usize].close = self.slots as u32;
    }

    /// The needs that a booking meets.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn needs_of(&self, b: u32) -> &[u32] {
        let range = self.bookings[b as usize].needs.clone();
        &self.needs_met[range.start as usize..range.end as usize]
    }

    /// Bookings that rely on a booking.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn dependents(&self, b: u32) -> &[u32] {
        let range = self.bookings[b as usize].dependents.clone();
        &self.dependents[range.start as usize..range.end as usize]
    }

    /// The bookings of the person, this one included.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn siblings(&self, b: u32) -> Range<u32> {
        self.learners[self.bookings[b as usize].learner as usize]
            .bookings
            .clone()
    }

    /// Whether the person is there in all slots from `start` to before `end`.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn is_present(&self, b: u32, start: u32, end: u32) -> bool {
        match self
            .presence
            .get(self.bookings[b as usize].presence as usize)
        {
            Some(there) => there[start as usize..end as usize]
                .iter()
                .all(|&there| there),
            None => true,
        }
    }

    /// First slot in which something may start that relies on what ends before slot `end`, with whole days in between on which the person
    /// of a booking is there.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn after(&self, b: u32, end: u32, days: u32) -> u32 {
        if days == 0 || end == 0 {
            return end;
        }
        let (mut day, mut left) = (self.day[end as usize - 1] + 1, days);
        while left > 0 && day + 1 < self.first_of_day.len() {
            left -= u32::from(self.is_present_all_day(b, day));
            day += 1;
        }
        if left > 0 {
            self.slots as u32
        } else {
            self.first_of_day[day]
        }
    }

    /// Slot by which something must be over on which a start relies, with whole days in between on which the person of a booking is
    /// there.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn before(&self, b: u32, start: u32, days: u32) -> u32 {
        if days == 0 {
            return start;
        }
        let (mut day, mut left) = (self.day.get(start as usize).copied().unwrap_or(0), days);
        while left > 0 && day > 0 {
            day -= 1;
            left -= u32::from(self.is_present_all_day(b, day));
        }
        if left > 0 { 0 } else { self.first_of_day[day] }
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn is_present_all_day(&self, b: u32, day: usize) -> bool {
        self.is_present(b, self.first_of_day[day], self.first_of_day[day + 1])
    }
}

fn openings(starts: &[bool], cancelled: &[u32]) -> Vec<bool> {
    let mut openings = starts.to_vec();
    for &start in cancelled {
        if let Some(opening) = openings.get_mut(start as usize) {
            *opening = false;
        }
    }
    openings
}

/// Prices are capped so that no sum overflows.
pub(super) fn capped(price: u64) -> i64 {
    price.min(1 << 40) as i64
}

/// For each booking the slots of the longest chain that relies on it.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn tails(problem: &TimetableProblem, learner: &super::Learner) -> Vec<u32> {
    let count = learner.bookings.len();
    let mut tails = vec![0_u32; count];
    // Once for each booking is enough where nothing waits in a circle; a circle stays bounded.
    for _ in 0..count {
        let mut changed = false;
        for booking in learner.bookings.iter().enumerate() {
            let own =
                tails[booking.0].saturating_add(problem.activities[booking.1.activity].duration);
            for supplier in booking.1.requires.iter().flatten() {
                let with_days = own.saturating_add(supplier.days.saturating_mul(2));
                if tails[supplier.booking] < with_days {
                    tails[supplier.booking] = with_days;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    tails
}

/// Each slot's day, counted; the first slot of each day, and one past the last slot.
pub(super) fn days(problem: &TimetableProblem) -> (Vec<usize>, Vec<u32>) {
    let mut day = Vec::with_capacity(problem.slots.len());
    let mut first = Vec::new();
    let mut last = None;
    for (at, slot) in problem.slots.iter().enumerate() {
        if last != Some(slot.day) {
            first.push(at as u32);
        }
        last = Some(slot.day);
        day.push(first.len() - 1);
    }
    first.push(problem.slots.len() as u32);
    (day, first)
}

/// By slot, whether it is in any of the intervals; in all of them where there is no interval.
pub(super) fn available(intervals: &[Interval], slots: usize) -> Vec<bool> {
    if intervals.is_empty() {
        vec![true; slots]
    } else {
        within(intervals, slots)
    }
}

/// By slot, whether it is in any of the intervals.
pub(super) fn within(intervals: &[Interval], slots: usize) -> Vec<bool> {
    let mut available = vec![false; slots];
    for &(from, to) in intervals {
        for slot in available
            .iter_mut()
            .take((to as usize).saturating_add(1))
            .skip(from as usize)
        {
            *slot = true;
        }
    }
    available
}

impl TimetableProblem {
    /// The slots in which a session of an activity may start, ascending: within its window and a week, and in a morning where it takes
    /// several slots.
    #[must_use]
    pub fn possible_starts(&self, activity: &Activity) -> Vec<u32> {
        let starts = possible_starts(self, activity);
        (0_u32..)
            .zip(starts)
            .filter(|(_, starts)| *starts)
            .map(|(slot, _)| slot)
            .collect()
    }
}

/// In which slots a session of the activity may start: within its window, a week, and in a morning if it takes several.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) fn possible_starts(problem: &TimetableProblem, activity: &Activity) -> Vec<bool> {
    let slots = &problem.slots;
    let fits = |start: usize| {
        let last = start + activity.duration as usize - 1;
        last < slots.len()
            && start >= activity.earliest as usize
            && activity.latest.is_none_or(|latest| last <= latest as usize)
            && slots[start].week == slots[last].week
            && (activity.duration == 1 || !slots[start].afternoon)
    };
    (0..slots.len()).map(fits).collect()
}
