//! Small parts exactly: all timetables of a few people, slot by slot.
//!
//! What matters of everything before a slot is a state: which bookings each person has had and when they end, and until when
//! trainers and rooms are taken. Of all ways to one state only the cheapest is kept (dynamic programming over time), and
//! people, trainers and rooms that are alike are interchangeable. The number of states that are made is limited.
use super::conflict::{Conflict, ConflictKind};
use super::starts::PossibleStarts;
use crate::timetable::instance::available;
use crate::timetable::problem::{Booking, TimetableProblem};
use std::collections::BTreeMap;
use std::ops::Range;

/// People of a part that is searched, at most.
const MOST_LEARNERS: usize = 12;
/// Bookings of such a part, at most.
const MOST_BOOKINGS: usize = 60;

/// Parts that may each make as many states as one may; what they do not make is left to others.
const FULL_PARTS: u64 = 10;

/// States that may still be made: by all parts, and by one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    all: u64,
    each: u64,
}

impl Work {
    pub(super) fn new(each: u64) -> Work {
        Work {
            all: each.saturating_mul(FULL_PARTS),
            each,
        }
    }
}

/// The best timetable of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BestTimetable {
    /// The least number of needs that are not met.
    pub(super) unmet: u64,
    /// The least cost of sessions, seats and time with that number.
    pub(super) cost: u64,
}

/// People who share nothing with others that could be short, part by part.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) fn parts(problem: &TimetableProblem, starts: &PossibleStarts) -> Vec<Vec<usize>> {
    let learners = problem.learners.len();
    let (keys, sections) = (learners, learners + starts.keys.len());
    let (trainers, sites) = (
        sections + problem.sections.len(),
        sections + problem.sections.len() + problem.trainers.len(),
    );
    let mut parent: Vec<usize> = (0..sites + problem.sites).collect();
    let mut join = |a: usize, b: usize| {
        let (a, b) = (root(&mut parent, a), root(&mut parent, b));
        parent[a.max(b)] = a.min(b);
    };
    for place in &starts.places {
        join(place.learner as usize, keys + place.key as usize);
    }
    for (at, learner) in problem.learners.iter().enumerate() {
        join(at, sections + learner.section);
        learner
            .trainer
            .into_iter()
            .for_each(|trainer| join(at, trainers + trainer));
    }
    for (at, key) in starts.keys.iter().enumerate() {
        key.trainers
            .iter()
            .flatten()
            .for_each(|trainer| join(keys + at, trainers + trainer));
        key.site
            .filter(|_| key.needs_room)
            .into_iter()
            .for_each(|site| join(keys + at, sites + site));
    }
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for learner in 0..learners {
        of.entry(root(&mut parent, learner))
            .or_default()
            .push(learner);
    }
    of.into_values().collect()
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// A conflict for each small part whose needs cannot all be met.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) fn combined(problem: &TimetableProblem, work: u64) -> Vec<Conflict> {
    let starts = PossibleStarts::new(problem, false);
    let mut list = Vec::new();
    let mut work = Work::new(work);
    for learners in parts(problem, &starts) {
        let Some(best) = best(problem, &starts, &learners, &mut work).filter(|best| best.unmet > 0)
        else {
            continue;
        };
        let places = || {
            learners
                .iter()
                .flat_map(|&learner| starts.of_learner(learner))
        };
        let windows = || places().filter_map(|place| starts.window(place));
        let mut activities: Vec<usize> = places()
            .map(|place| starts.key_of(place).activity)
            .collect();
        activities.sort_unstable();
        activities.dedup();
        let needed: usize = learners
            .iter()
            .map(|&learner| problem.learners[learner].needs.len())
            .sum();
        let needed = needed as u64;
        list.push(Conflict {
            first: windows().map(|window| window.0).min().unwrap_or(0),
            last: windows().map(|window| window.1).max().unwrap_or(0),
            needed,
            available: needed - best.unmet,
            uses: needed,
            activities,
            kind: ConflictKind::Combined { learners },
        });
    }
    list
}

/// The best timetable of some people alone; nothing where the part is too large, or the work is used up.
pub(super) fn best(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    learners: &[usize],
    work: &mut Work,
) -> Option<BestTimetable> {
    let count: usize = learners
        .iter()
        .map(|&learner| starts.of_learner(learner).len())
        .sum();
    // A pinned session is exempt from its fewest people, and may seat more than others.
    let is_special = |session: &crate::timetable::problem::AnnouncedSession| {
        session.pinned || session.seats.is_some()
    };
    if learners.len() > MOST_LEARNERS
        || count > MOST_BOOKINGS
        || problem.announced.iter().any(is_special)
    {
        return None;
    }
    let given = work.each.min(work.all);
    let mut left = given;
    let best = search(&Part::new(problem, starts, learners), &mut left);
    work.all -= given - left;
    best
}

/// All timetables of a part; nothing where more states would be made than are left.
fn search(part: &Part<'_>, left: &mut u64) -> Option<BestTimetable> {
    let (problem, starts) = (part.problem, part.starts);
    let mut states: BTreeMap<State, u64> = BTreeMap::new();
    states.insert(part.start(), 0);
    let mut before = None;
    for slot in 0..starts.slots {
        let can_start = |place: usize| starts.has(place, slot);
        if !part
            .people
            .iter()
            .any(|person| person.places.clone().any(can_start))
        {
            continue;
        }
        let mut next: BTreeMap<State, u64> = BTreeMap::new();
        for (mut state, cost) in states {
            part.advance(&mut state, before, slot);
            let mut step = Step {
                part,
                slot,
                next: &mut next,
                left: &mut *left,
            };
            step.open(&mut state, cost, 0, (0, 0))?;
        }
        states = next;
        before = Some(slot);
    }
    let best = states
        .into_iter()
        .map(|(state, cost)| (part.unmet(&state), cost))
        .min()?;
    let unpaid =
        u64::from(u32::try_from(best.0).unwrap_or(u32::MAX)).saturating_mul(problem.prices.unmet);
    Some(BestTimetable {
        unmet: best.0,
        cost: best.1.saturating_add(unpaid),
    })
}

/// For each booking of each person 0, or [`DONE`], or its end and 2; then for each trainer until when they teach, where they
/// are today, and where the running session is; then for each room until when it is taken.
type State = Vec<u32>;

/// A booking that is over and holds nothing back any more.
const DONE: u32 = 1;

/// A person of the part.
struct Person {
    learner: usize,
    section: usize,
    /// Bookings of the problem.
    places: Range<usize>,
    /// Where they are in a state.
    at: usize,
    /// The number of the trainer that the person is.
    trainer: Option<usize>,
    /// For each booking the needs that it can help to meet.
    helps: Vec<Vec<usize>>,
}

/// The people, and what they use.
struct Part<'a> {
    problem: &'a TimetableProblem,
    starts: &'a PossibleStarts,
    people: Vec<Person>,
    keys: Vec<usize>,
    trainers: Vec<usize>,
    rooms: Vec<usize>,
    /// Ranges of the state that are alike, each of the same length.
    alike: Vec<Vec<Range<usize>>>,
    /// By room, when it is free.
    free_rooms: Vec<Vec<bool>>,
    free_trainers: Vec<Vec<bool>>,
    first_trainer: usize,
    first_room: usize,
    len: usize,
}

impl<'a> Part<'a> {
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn new(
        problem: &'a TimetableProblem,
        starts: &'a PossibleStarts,
        learners: &[usize],
    ) -> Part<'a> {
        let mut at = 0;
        let mut people = Vec::new();
        let mut keys: Vec<usize> = Vec::new();
        for &learner in learners {
            let places = starts.of_learner(learner);
            keys.extend(
                places
                    .clone()
                    .map(|place| starts.places[place].key as usize),
            );
            let length = places.len();
            let person = &problem.learners[learner];
            let helps = helps(person);
            people.push(Person {
                learner,
                section: person.section,
                places,
                at,
                trainer: person.trainer,
                helps,
            });
            at += length;
        }
        keys.sort_unstable();
        keys.dedup();
        let able = |t: &usize| {
            keys.iter().any(|&key| {
                starts.keys[key]
                    .trainers
                    .iter()
                    .flatten()
                    .any(|able| able == t)
            })
        };
        let trainers: Vec<usize> = (0..problem.trainers.len()).filter(able).collect();
        let used = |room: &usize| {
            keys.iter().any(|&key| {
                starts.keys[key].needs_room
                    && starts.keys[key].site == Some(problem.rooms[*room].site)
            })
        };
        // More rooms, or trainers, of one kind than bookings are never all taken.
        let rooms: Vec<usize> = (0..problem.rooms.len()).filter(used).collect();
        let rooms = first_of_each_kind(rooms, at, |&room| {
            (
                problem.rooms[room].site,
                problem.rooms[room].seats,
                problem.rooms[room].available.clone(),
            )
        });
        for person in &mut people {
            person.trainer = person
                .trainer
                .and_then(|trainer| trainers.iter().position(|&own| own == trainer));
        }
        let (first_trainer, first_room) = (at, at + 3 * trainers.len());
        let len = first_room + rooms.len();
        let people_alike = alike(people.iter().map(|person| {
            let learner = &problem.learners[person.learner];
            let own = learner.trainer.map(|_| person.learner);
            let booking = |b: &'a Booking| {
                let due = b.due.filter(|_| !b.late);
                (b.activity, b.release, due, &b.requires)
            };
            let bookings: Vec<_> = learner.bookings.iter().map(booking).collect();
            let (present, needs) = (&learner.present, &learner.needs);
            let kind = (learner.section, present, needs, bookings, own);
            (kind, person.at..person.at + person.places.len())
        }));
        let trainers_alike = alike(trainers.iter().enumerate().map(|(n, &t)| {
            let mut own = people.iter().filter(|person| person.trainer == Some(n));
            let at = first_trainer + 3 * n;
            ((&problem.trainers[t], own.next().map(|_| t)), at..at + 3)
        }));
        let rooms_alike = alike(rooms.iter().enumerate().map(|(n, &room)| {
            let at = first_room + n;
            (&problem.rooms[room], at..at + 1)
        }));
        let slots = starts.slots;
        let free_rooms = rooms
            .iter()
            .map(|&room| available(&problem.rooms[room].available, slots))
            .collect();
        let free_trainers = trainers
            .iter()
            .map(|&t| available(&problem.trainers[t].available, slots))
            .collect();
        let alike = [people_alike, trainers_alike, rooms_alike].concat();
        Part {
            problem,
            starts,
            people,
            keys,
            trainers,
            rooms,
            alike,
            free_rooms,
            free_trainers,
            first_trainer,
            first_room,
            len,
        }
    }

    fn start(&self) -> State {
        vec![0; self.len]
    }

    /// Forgets what is over at a slot; `before` is the last slot at which anything could start.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn advance(&self, state: &mut State, before: Option<usize>, slot: usize) {
        let day = |slot: usize| self.problem.slots[slot].day;
        let is_new_day = before.is_none_or(|before| day(before) != day(slot));
        for person in &self.people {
            let bookings = &self.problem.learners[person.learner].bookings;
            for own in 0..person.places.len() {
                let at = person.at + own;
                let Some(end) = state[at].checked_sub(2) else {
                    continue;
                };
                let waits = |booking: &Booking| {
                    booking.requires.iter().flatten().any(|supplier| {
                        supplier.booking == own
                            && self.starts.after(end, supplier.days) as usize > slot
                    })
                };
                if end as usize <= slot && !bookings.iter().any(waits) {
                    state[at] = DONE;
                }
            }
        }
        for at in (self.first_trainer..self.first_room).step_by(3) {
            let end = state[at] as usize;
            if is_new_day {
                let is_today = end > slot || end > 0 && day(end - 1) == day(slot);
                state[at + 1] = if is_today { state[at + 2] } else { 0 };
            }
            if end <= slot {
                (state[at], state[at + 2]) = (0, 0);
            }
        }
        for room in &mut state[self.first_room..self.len] {
            if *room as usize <= slot {
                *room = 0;
            }
        }
        self.sort(state);
    }

    /// Brings what is alike into one order.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn sort(&self, state: &mut State) {
        for ranges in &self.alike {
            let mut rows: Vec<Vec<u32>> = ranges
                .iter()
                .map(|range| state[range.clone()].to_vec())
                .collect();
            rows.sort_unstable();
            for (range, row) in ranges.iter().zip(rows) {
                state[range.clone()].copy_from_slice(&row);
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn unmet(&self, state: &State) -> u64 {
        let of = |person: &Person| {
            let is_met =
                |need: &&Vec<usize>| need.iter().any(|&booking| state[person.at + booking] > 0);
            let needs = &self.problem.learners[person.learner].needs;
            (needs.len() - needs.iter().filter(is_met).count()) as u64
        };
        self.people.iter().map(of).sum()
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn is_teaching(&self, state: &State, trainer: usize, slot: usize) -> bool {
        state[self.first_trainer + 3 * trainer] as usize > slot
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn is_learning(&self, state: &State, person: &Person, slot: usize) -> bool {
        state[person.at..person.at + person.places.len()]
            .iter()
            .any(|&end| end as usize > slot + 2)
    }

    /// The booking with which a person can come to a session of a key at a slot.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn booking(&self, state: &State, person: &Person, key: usize, slot: usize) -> Option<usize> {
        let place = person
            .places
            .clone()
            .find(|&place| self.starts.places[place].key as usize == key)?;
        let booking = place - person.places.start;
        let bookings = &self.problem.learners[person.learner].bookings;
        let is_over = |supplier: &crate::timetable::problem::Supplier| match state
            [person.at + supplier.booking]
        {
            0 => false,
            DONE => true,
            end => self.starts.after(end - 2, supplier.days) as usize <= slot,
        };
        // A seat that helps nobody is worth taking only where a session lacks people.
        let needs = &self.problem.learners[person.learner].needs;
        let is_open = |need: &usize| {
            needs[*need]
                .iter()
                .all(|&booking| state[person.at + booking] == 0)
        };
        if self.starts.keys[key].min <= 1 && !person.helps[booking].iter().any(is_open) {
            return None;
        }
        let can_come = state[person.at + booking] == 0
            && self.starts.has(place, slot)
            && !self.is_learning(state, person, slot)
            && person
                .trainer
                .is_none_or(|trainer| !self.is_teaching(state, trainer, slot))
            && bookings[booking]
                .session_groups()
                .all(|group| group.iter().any(is_over));
        can_come.then_some(booking)
    }
}

/// For each booking the needs that it, or what requires it, can meet.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn helps(learner: &crate::timetable::problem::Learner) -> Vec<Vec<usize>> {
    let mut helps = vec![Vec::new(); learner.bookings.len()];
    for (n, need) in learner.needs.iter().enumerate() {
        let mut reached = need.clone();
        let mut at = 0;
        while let Some(&booking) = reached.get(at) {
            if !helps[booking].contains(&n) {
                helps[booking].push(n);
                reached.extend(
                    learner.bookings[booking]
                        .requires
                        .iter()
                        .flatten()
                        .map(|supplier| supplier.booking),
                );
            }
            at += 1;
        }
    }
    helps
}

/// At most this many of each kind.
fn first_of_each_kind<K: Ord>(
    list: Vec<usize>,
    most: usize,
    kind: impl Fn(&usize) -> K,
) -> Vec<usize> {
    let mut count: BTreeMap<K, usize> = BTreeMap::new();
    list.into_iter()
        .filter(|at| {
            let count = count.entry(kind(at)).or_default();
            *count += 1;
            *count <= most
        })
        .collect()
}

/// The ranges of one kind, where there are several.
fn alike<K: PartialEq>(ranges: impl Iterator<Item = (K, Range<usize>)>) -> Vec<Vec<Range<usize>>> {
    let mut kinds: Vec<(K, Vec<Range<usize>>)> = Vec::new();
    for (kind, range) in ranges {
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, list)) => list.push(range),
            None => kinds.push((kind, vec![range])),
        }
    }
    let lists = kinds.into_iter().map(|(_, list)| list);
    lists.filter(|list| list.len() > 1).collect()
}

/// All ways to go on at a slot.
struct Step<'a, 'b> {
    part: &'a Part<'a>,
    slot: usize,
    next: &'b mut BTreeMap<State, u64>,
    left: &'b mut u64,
}

impl Step<'_, '_> {
    /// Opens sessions of a key and those after it; trainers and rooms of one key are taken in order.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn open(
        &mut self,
        state: &mut State,
        cost: u64,
        key: usize,
        from: (usize, usize),
    ) -> Option<()> {
        let part = self.part;
        let Some(&number) = part.keys.get(key) else {
            *self.left = self.left.checked_sub(1)?;
            let mut sorted = state.clone();
            part.sort(&mut sorted);
            let least = self.next.entry(sorted).or_insert(cost);
            *least = cost.min(*least);
            return Some(());
        };
        self.open(state, cost, key + 1, (0, 0))?;
        let k = &part.starts.keys[number];
        if !k.starts.contains(self.slot) {
            return Some(());
        }
        let comers: Vec<(usize, usize)> = part
            .people
            .iter()
            .enumerate()
            .filter_map(|(at, person)| Some((at, part.booking(state, person, number, self.slot)?)))
            .collect();
        if comers.len() < k.min as usize {
            return Some(());
        }
        let end = self.slot as u32 + k.duration;
        let trainers: Vec<Option<usize>> = match &k.trainers {
            None => vec![None],
            Some(able) => (from.0..part.trainers.len())
                .filter(|&t| able.contains(&part.trainers[t]))
                .map(Some)
                .collect(),
        };
        for trainer in trainers {
            if trainer.is_some_and(|trainer| !self.can_teach(state, trainer, k.site, end)) {
                continue;
            }
            let rooms: Vec<Option<usize>> = if k.needs_room {
                let first = if trainer.is_none() { from.1 } else { 0 };
                (first..part.rooms.len())
                    .filter(|&room| self.is_free(state, room, k.site, k.min, end))
                    .map(Some)
                    .collect()
            } else {
                vec![None]
            };
            for room in rooms {
                let most = room.map_or(k.cap, |room| {
                    k.cap.min(part.problem.rooms[part.rooms[room]].seats)
                });
                let mut changed = state.clone();
                if let Some(trainer) = trainer {
                    let at = part.first_trainer + 3 * trainer;
                    let site = k.site.map_or(0, |site| site as u32 + 1);
                    changed[at] = end;
                    changed[at + 2] = site;
                    changed[at + 1] = if site > 0 { site } else { changed[at + 1] };
                }
                if let Some(room) = room {
                    changed[part.first_room + room] = end;
                }
                let then = NextStep {
                    key,
                    end,
                    min: k.min as usize,
                    most: most as usize,
                    from: (
                        trainer.map_or(0, |trainer| trainer + 1),
                        room.map_or(0, |room| room + 1),
                    ),
                };
                let activity = &part.problem.activities[k.activity];
                let cost = cost.saturating_add(activity.price);
                self.seat(&mut changed, cost, &comers, 0, trainer, &then)?;
            }
        }
        Some(())
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn can_teach(&self, state: &State, trainer: usize, site: Option<usize>, end: u32) -> bool {
        let part = self.part;
        let at = part.first_trainer + 3 * trainer;
        let stays = part.problem.trainers[part.trainers[trainer]].site.is_some();
        let is_elsewhere =
            |site: usize| !stays && state[at + 1] != 0 && state[at + 1] != site as u32 + 1;
        let learns = |person: &Person| {
            person.trainer == Some(trainer) && part.is_learning(state, person, self.slot)
        };
        state[at] as usize <= self.slot
            && part.free_trainers[trainer][self.slot..end as usize]
                .iter()
                .all(|&free| free)
            && !site.is_some_and(is_elsewhere)
            && !part.people.iter().any(learns)
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn is_free(&self, state: &State, room: usize, site: Option<usize>, min: u32, end: u32) -> bool {
        let part = self.part;
        let own = &part.problem.rooms[part.rooms[room]];
        Some(own.site) == site
            && own.seats >= min
            && state[part.first_room + room] as usize <= self.slot
            && part.free_rooms[room][self.slot..end as usize]
                .iter()
                .all(|&free| free)
    }

    /// Chooses who of those that could come does, from one of them on.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn seat(
        &mut self,
        state: &mut State,
        cost: u64,
        comers: &[(usize, usize)],
        taken: usize,
        trainer: Option<usize>,
        then: &NextStep,
    ) -> Option<()> {
        let part = self.part;
        if taken + comers.len() < then.min {
            return Some(());
        }
        let Some((&(at, booking), rest)) = comers.split_first() else {
            *self.left = self.left.checked_sub(1)?;
            return self.open(state, cost, then.key, then.from);
        };
        let person = &part.people[at];
        let section = &part.problem.sections[person.section];
        let others = || {
            let own = |other: &&Person| other.section == person.section;
            part.people.iter().filter(own)
        };
        let may_go = |slot: usize| {
            let away = others().filter(|other| part.is_learning(state, other, slot));
            away.count() < section.most_away_at(slot as u32) as usize
        };
        let is_free = (self.slot..then.end as usize).all(may_go)
            && (person.trainer.is_none() || person.trainer != trainer);
        if taken < then.most && is_free {
            let held = state[person.at + booking];
            state[person.at + booking] = then.end + 2;
            let seat = part.problem.activities
                [part.problem.learners[person.learner].bookings[booking].activity]
                .seat_price;
            let time = u64::from(then.end).saturating_mul(part.problem.prices.slot);
            let own = cost.saturating_add(seat).saturating_add(time);
            self.seat(state, own, rest, taken + 1, trainer, then)?;
            state[person.at + booking] = held;
        }
        // Who is the same as one who was left out is left out too.
        let row = |at: usize| {
            let person = &part.people[at];
            person.at..person.at + person.places.len()
        };
        let own = row(at);
        let is_same = |other: &&(usize, usize)| {
            let other = row(other.0);
            state[other.clone()] == state[own.clone()]
                && part
                    .alike
                    .iter()
                    .any(|list| list.contains(&own) && list.contains(&other))
        };
        let skipped = rest.iter().take_while(is_same).count();
        self.seat(state, cost, &rest[skipped..], taken, trainer, then)
    }
}

/// What follows once the people of a session are chosen.
struct NextStep {
    key: usize,
    end: u32,
    min: usize,
    most: usize,
    from: (usize, usize),
}
