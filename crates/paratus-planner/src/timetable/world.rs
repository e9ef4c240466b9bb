//! A problem made ready for search: people instead of groups, keys instead of sites and activities, classes instead of
//! single rooms and trainers.
#![expect(clippy::indexing_slicing, reason = "the problem was checked: every index points into its list")]

use super::problem::{Activity, TimetableProblem};
use paratus_order::Map;

/// No session, no class, no slot.
pub(super) const NONE: u32 = u32::MAX;

/// What does not change during the search.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) slots: usize,
    /// Compressed index of each slot's day.
    pub(super) day: Vec<usize>,
    pub(super) days: usize,
    pub(super) keys: Vec<Key>,
    pub(super) rooms: Vec<RoomClass>,
    pub(super) trainers: Vec<TrainerClass>,
    pub(super) most_away: Vec<u32>,
    pub(super) bookings: Vec<Booking>,
    /// First booking of each group; a group's bookings are person after person, step after step.
    pub(super) first_of: Vec<u32>,
    /// Whether there is a previous timetable.
    pub(super) told: bool,
    /// Whether nobody is moved from it even where somebody else finds no seat then.
    pub(super) stays: bool,
    pub(super) price_slot: i64,
    pub(super) price_unplaced: i64,
    pub(super) price_moved: i64,
}

/// What is scheduled together: an activity at a site, or online.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub(super) activity: usize,
    /// The site; nothing online.
    pub(super) site: Option<usize>,
    pub(super) duration: u32,
    pub(super) price: i64,
    pub(super) rank: u32,
    /// Most people in a session, with the largest room of the site.
    pub(super) cap: u32,
    pub(super) min: u32,
    pub(super) needs_room: bool,
    pub(super) needs_trainer: bool,
    /// Whether a session may start in the slot.
    pub(super) starts: Vec<bool>,
    /// Room classes of the site, smallest first.
    pub(super) rooms: Vec<usize>,
    /// Trainer classes with the skill: of the site before travelling, fewest skills first.
    pub(super) trainers: Vec<usize>,
    /// All bookings that need a seat here.
    pub(super) bookings: Vec<u32>,
}

/// Rooms that are alike.
#[derive(Clone, Debug)]
pub(super) struct RoomClass {
    pub(super) seats: u32,
    pub(super) rooms: Vec<usize>,
}

/// Trainers that are alike; a travelling one is a class of its own.
#[derive(Clone, Debug)]
pub(super) struct TrainerClass {
    pub(super) travels: bool,
    pub(super) available: Vec<bool>,
    pub(super) trainers: Vec<usize>,
}

/// A seat that a person needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Booking {
    pub(super) key: u32,
    pub(super) group: u32,
    pub(super) section: u32,
    pub(super) step: u16,
    /// Steps that come after this one.
    pub(super) later: u16,
    /// Slots of those steps.
    pub(super) later_slots: u32,
    /// First slot in which its people can be away.
    pub(super) earliest: u32,
    /// First slot in which it can start.
    pub(super) open: u32,
    /// Slot by which it must be over.
    pub(super) close: u32,
    /// Start in the previous timetable.
    pub(super) before: u32,
    /// The class of the trainer that this person is.
    pub(super) teacher: u32,
}

impl World {
    pub(super) fn new(problem: &TimetableProblem) -> World {
        let slots = problem.slots.len();
        let (day, days) = days(problem);
        let named = |pick: &dyn Fn(usize) -> bool, i: usize| if pick(i) { i + 1 } else { 0 };
        // Rooms and trainers that a fixed session names must not be exchanged with their like.
        let fixed_room = |i: usize| problem.fixed_sessions.iter().any(|s| s.room == Some(i));
        // So must those who are taught themselves.
        let fixed_trainer = |i: usize| {
            problem.fixed_sessions.iter().any(|s| s.trainer == Some(i))
                || problem.groups.iter().any(|g| g.trainer == Some(i))
        };
        let mut by_room: Map<(usize, u32, usize), Vec<usize>> = Map::new();
        for (i, room) in problem.rooms.iter().enumerate() {
            by_room.entry((room.site, room.seats, named(&fixed_room, i))).or_default().push(i);
        }
        let mut by_trainer: Map<_, Vec<usize>> = Map::new();
        for (i, trainer) in problem.trainers.iter().enumerate() {
            let mut skills = trainer.skills.clone();
            skills.sort_unstable();
            skills.dedup();
            let alone = if trainer.site.is_none() { i + 1 } else { named(&fixed_trainer, i) };
            let travels = trainer.site.is_none();
            by_trainer
                .entry((travels, skills.len(), trainer.site, skills, available(trainer, slots), alone))
                .or_default()
                .push(i);
        }
        let room_sites: Vec<usize> = by_room.keys().map(|key| key.0).collect();
        let rooms: Vec<RoomClass> =
            by_room.into_iter().map(|((_, seats, _), rooms)| RoomClass { seats, rooms }).collect();
        let trainer_keys: Vec<_> = by_trainer.keys().map(|k| (k.2, k.3.clone())).collect();
        let trainers: Vec<TrainerClass> = by_trainer
            .into_iter()
            .map(|((travels, _, _, _, available, _), trainers)| TrainerClass { travels, available, trainers })
            .collect();

        let mut index: Map<(Option<usize>, usize), usize> = Map::new();
        let place = |activity: usize, site: usize| if problem.activities[activity].online { None } else { Some(site) };
        for group in &problem.groups {
            for &activity in &group.chain {
                index.insert((place(activity, problem.sections[group.section].site), activity), 0);
            }
        }
        for session in &problem.fixed_sessions {
            index.insert((session.site.and_then(|site| place(session.activity, site)), session.activity), 0);
        }
        let mut keys = Vec::new();
        for (i, ((site, activity), slot)) in index.iter_mut().enumerate() {
            *slot = i;
            let a = &problem.activities[*activity];
            let at_site: Vec<usize> = match site.filter(|_| !a.roomless) {
                Some(site) => (0..rooms.len()).filter(|&r| room_sites[r] == site).collect(),
                None => Vec::new(),
            };
            let largest = at_site.last().map_or(0, |&r| rooms[r].seats);
            let can = |c: &usize| {
                let (home, skills) = &trainer_keys[*c];
                a.skill.is_some_and(|skill| skills.binary_search(&skill).is_ok())
                    && (home.is_none() || site.is_none() || home == site)
            };
            keys.push(Key {
                activity: *activity,
                site: *site,
                duration: a.duration,
                price: price(a.price),
                rank: a.rank,
                cap: if site.is_none() || a.roomless { a.seats_max } else { a.seats_max.min(largest) },
                min: a.seats_min.max(1),
                needs_room: site.is_some() && !a.roomless,
                needs_trainer: a.skill.is_some(),
                starts: starts(problem, a),
                rooms: at_site,
                trainers: (0..trainers.len()).filter(can).collect(),
                bookings: Vec::new(),
            });
        }

        let mut bookings = Vec::new();
        let mut first_of = Vec::with_capacity(problem.groups.len());
        for (g, group) in problem.groups.iter().enumerate() {
            first_of.push(bookings.len() as u32);
            let site = problem.sections[group.section].site;
            let class = |trainer: usize| trainers.iter().position(|class| class.trainers.contains(&trainer));
            let teacher = group.trainer.and_then(class).map_or(NONE, |class| class as u32);
            let durations: Vec<u32> = group.chain.iter().map(|&a| problem.activities[a].duration).collect();
            let close = group.latest.map_or(slots as u32, |last| last.saturating_add(1).min(slots as u32));
            for _ in 0..group.people {
                for (step, &activity) in group.chain.iter().enumerate() {
                    let key = index[&(place(activity, site), activity)];
                    keys[key].bookings.push(bookings.len() as u32);
                    bookings.push(Booking {
                        key: key as u32,
                        group: g as u32,
                        section: group.section as u32,
                        step: step as u16,
                        later: (group.chain.len() - step - 1) as u16,
                        later_slots: durations[step + 1..].iter().sum(),
                        earliest: group.earliest,
                        open: group.earliest.saturating_add(durations[..step].iter().sum()),
                        close,
                        before: NONE,
                        teacher,
                    });
                }
            }
        }
        let most_away = problem.sections.iter().map(|s| s.most_away).collect();
        World {
            slots,
            day,
            days,
            keys,
            rooms,
            trainers,
            most_away,
            bookings,
            first_of,
            told: problem.previous.is_some(),
            stays: problem.previous.as_ref().is_some_and(|previous| previous.stays),
            price_slot: price(problem.prices.slot),
            price_unplaced: price(problem.prices.unplaced),
            price_moved: price(problem.prices.moved),
        }
    }

    /// The key of an activity at a site (nothing: online).
    pub(super) fn key(&self, site: Option<usize>, activity: usize) -> Option<usize> {
        self.keys.binary_search_by(|key| (key.site, key.activity).cmp(&(site, activity))).ok()
    }
}

/// Prices are capped so that no sum overflows.
pub(super) fn price(price: u64) -> i64 {
    price.min(1 << 40) as i64
}

fn days(problem: &TimetableProblem) -> (Vec<usize>, usize) {
    let mut day = Vec::with_capacity(problem.slots.len());
    let mut days = 0;
    let mut last = None;
    for slot in &problem.slots {
        if last.is_some_and(|d| d != slot.day) {
            days += 1;
        }
        last = Some(slot.day);
        day.push(days);
    }
    (day, days + 1)
}

pub(super) fn available(trainer: &super::problem::Trainer, slots: usize) -> Vec<bool> {
    let mut available = vec![trainer.available.is_empty(); slots];
    for &(from, to) in &trainer.available {
        for slot in available.iter_mut().take((to as usize).saturating_add(1)).skip(from as usize) {
            *slot = true;
        }
    }
    available
}

/// In which slots a session of the activity may start: within its window, a week, and in a morning if it takes several.
pub(super) fn starts(problem: &TimetableProblem, activity: &Activity) -> Vec<bool> {
    let slots = &problem.slots;
    let fits = |start: usize| {
        let last = start + activity.duration as usize - 1;
        last < slots.len()
            && start >= activity.earliest as usize
            && !activity.closed.contains(&(start as u32))
            && activity.latest.is_none_or(|latest| last <= latest as usize)
            && slots[start].week == slots[last].week
            && (activity.duration == 1 || !slots[start].afternoon)
    };
    (0..slots.len()).map(fits).collect()
}
