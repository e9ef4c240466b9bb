//! What bookings share and can run short of: trainers, rooms, the people whom a section can spare, a person's own time, and
//! the people for a session. For each, how much is needed and how much is there in every window of time.
use super::needs::Needs;
use super::starts::PossibleStarts;
use crate::pace::Pace;
use crate::timetable::instance::{available, within};
use crate::timetable::problem::TimetableProblem;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// First and last slots of windows that are counted, each, at most. More of them are thinned out, which proves less, never more.
const MOST_EDGES: usize = 64;
/// Sets of trainers of which all unions are counted; where there are more, single sets and all together are.
const MOST_UNITED: usize = 6;
/// What it takes to count what needs something once.
const USE_WORK: u64 = 20;
/// Parts of a unit in which shares of a session are counted, rounded down.
const PARTS: u64 = 1 << 20;

/// What is shared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SharedSupply {
    /// People of a section who may be away.
    Section(usize),
    /// One person's time.
    Learner(usize),
    /// People for the sessions of a key.
    Participants(usize),
    /// Rooms at a site with at least that many seats.
    Rooms(usize, u32),
    /// Trainers.
    Trainers(Vec<usize>),
}

/// Something shared, with the bookings that use it.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub(super) shared: SharedSupply,
    /// Keys whose sessions use it; all where it is shared by persons.
    pub(super) keys: Vec<usize>,
    measures: Vec<Measure>,
}

/// A way to count.
#[derive(Clone, Debug)]
struct Measure {
    /// Whether each person counts, not each session.
    by_person: bool,
    /// Sessions at least this long count once each; without it, every half day counts.
    block: Option<u32>,
    supply: Supply,
}

#[derive(Clone, Debug)]
enum Supply {
    /// This many times, free in these slots.
    Free(Vec<(u64, Vec<bool>)>),
    /// One for each `.0` bookings of the key that can start and end in the window.
    Gathered(u32),
}

/// What is short in a window, or only just not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) needed: u64,
    pub(super) available: u64,
    /// Sessions, or seats where persons are counted, that need it.
    pub(super) uses: u64,
    /// Whether whole sessions are counted instead of half days.
    pub(super) by_block: bool,
    measure: usize,
}

impl Count {
    pub(super) fn deficit(&self) -> u64 {
        self.needed.saturating_sub(self.available)
    }
}

/// A booking that cannot be done without, as a family counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct SupplyUse {
    key: u32,
    section: u32,
    head: u32,
    tail: u32,
}

impl Family {
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn uses(&self, starts: &PossibleStarts, place: usize) -> bool {
        let at = starts.places[place];
        match &self.shared {
            SharedSupply::Section(section) => at.section as usize == *section,
            SharedSupply::Learner(learner) => at.learner as usize == *learner,
            _ => self.keys.contains(&(at.key as usize)),
        }
    }

    /// The window in which most is missing, the shortest of them; all windows with something missing, the worst first.
    pub(super) async fn short(
        &self,
        problem: &TimetableProblem,
        starts: &PossibleStarts,
        needs: &Needs,
        pace: &Pace,
    ) -> Vec<Count> {
        let single = count_equal(self.single(starts, needs));
        let shared = count_equal(self.choices(starts, needs));
        let window = |options: &Vec<SupplyUse>| {
            let head = options.iter().map(|option| option.head).min().unwrap_or(0);
            (
                head,
                options.iter().map(|option| option.tail).max().unwrap_or(0),
            )
        };
        let windows = single
            .iter()
            .map(|(one, _)| (one.head, one.tail))
            .chain(shared.iter().map(|(options, _)| window(options)));
        let (mut heads, mut tails): (Vec<u32>, Vec<u32>) = windows.unzip();
        drop_redundant_edges(&mut heads);
        drop_redundant_edges(&mut tails);
        let mut found = Vec::new();
        let caps = self.caps(problem, starts);
        let work = (1 + single.len() + shared.len()) as u64;
        for (at, measure) in self.measures.iter().enumerate() {
            for &first in &heads {
                pace.spend(USE_WORK * work).await;
                let supply = self.supply(measure, starts, first);
                let demand = Demand {
                    measure,
                    starts,
                    problem,
                    caps: &caps,
                    first,
                };
                for (last, (needed, uses)) in
                    tails.iter().zip(demand.by_last(&single, &shared, &tails))
                {
                    let available = supply.get(*last as usize).copied().unwrap_or(0);
                    if needed > available {
                        let (last, by_block) = (*last, measure.block.is_some());
                        found.push(Count {
                            first,
                            last,
                            needed,
                            available,
                            uses,
                            by_block,
                            measure: at,
                        });
                    }
                }
            }
        }
        found.sort_by_key(|count| {
            (
                Reverse(count.deficit()),
                count.last - count.first,
                count.first,
                count.measure,
            )
        });
        found
    }

    /// Bookings that someone needs without a choice.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn single(&self, starts: &PossibleStarts, needs: &Needs) -> Vec<SupplyUse> {
        let of = |place: usize| {
            let at = starts.places[place];
            let (head, tail) = starts.window(place)?;
            Some(SupplyUse {
                key: at.key,
                section: at.section,
                head,
                tail,
            })
        };
        let required = |place: &usize| needs.required[*place];
        match &self.shared {
            SharedSupply::Section(section) => needs.of_section[*section]
                .iter()
                .map(|place| *place as usize)
                .filter(required)
                .filter_map(of)
                .collect(),
            SharedSupply::Learner(learner) => starts
                .of_learner(*learner)
                .filter(required)
                .filter_map(of)
                .collect(),
            _ => {
                let seats = self.keys.iter().flat_map(|&key| &starts.keys[key].seats);
                seats
                    .map(|place| *place as usize)
                    .filter(required)
                    .filter_map(of)
                    .collect()
            }
        }
    }

    /// Needs with a choice, every option of which uses what is shared.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn choices(&self, starts: &PossibleStarts, needs: &Needs) -> Vec<Vec<SupplyUse>> {
        let mut list = Vec::new();
        let all = &needs.choices;
        let range = match &self.shared {
            SharedSupply::Section(section) => {
                all.partition_point(|choice| choice.section < *section)
                    ..all.partition_point(|choice| choice.section <= *section)
            }
            SharedSupply::Learner(learner) => {
                let section = starts
                    .of_learner(*learner)
                    .next()
                    .map_or(0, |place| starts.places[place].section as usize);
                let own = (section, *learner);
                all.partition_point(|choice| (choice.section, choice.learner) < own)
                    ..all.partition_point(|choice| (choice.section, choice.learner) <= own)
            }
            _ => 0..all.len(),
        };
        for choice in &all[range] {
            if !choice.options.iter().all(|&place| self.uses(starts, place)) {
                continue;
            }
            let options = choice.options.iter().filter_map(|&place| {
                let (head, tail) = starts.window(place)?;
                Some(SupplyUse {
                    key: starts.places[place].key,
                    section: starts.places[place].section,
                    head,
                    tail,
                })
            });
            list.push(options.collect());
        }
        list
    }

    /// Most people of a session by key: no more can be saved by all sections together.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn caps(&self, problem: &TimetableProblem, starts: &PossibleStarts) -> BTreeMap<usize, u64> {
        let cap = |&key: &usize| {
            let seats = &starts.keys[key].seats;
            let section = |place: u32| starts.places[place as usize].section;
            let spared = seats
                .chunk_by(|&a, &b| section(a) == section(b))
                .map(|of_section| {
                    let most = of_section.first().map_or(0, |&place| {
                        problem.sections[section(place) as usize].most_away
                    });
                    u64::from(most).min(of_section.len() as u64)
                });
            (
                key,
                u64::from(starts.keys[key].cap).min(spared.sum()).max(1),
            )
        };
        self.keys.iter().map(cap).collect()
    }

    /// By last slot, how much there is from a first slot on.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn supply(&self, measure: &Measure, starts: &PossibleStarts, first: u32) -> Vec<u64> {
        let mut total = vec![0_u64; starts.slots];
        match &measure.supply {
            Supply::Gathered(min) => {
                let seats = self.keys.iter().flat_map(|&key| &starts.keys[key].seats);
                for &place in seats {
                    if let Some(start) = starts.first_from(place as usize, first as usize) {
                        let end = start + starts.key_of(place as usize).duration as usize - 1;
                        total.get_mut(end).into_iter().for_each(|count| *count += 1);
                    }
                }
                let mut sum = 0;
                for count in &mut total {
                    sum += *count;
                    *count = sum / u64::from(*min);
                }
            }
            Supply::Free(list) => {
                for (times, free) in list {
                    let mut count = 0;
                    let block = measure.block.unwrap_or(1) as usize;
                    // The slot after the last block, and the end of the one that is being taken.
                    let mut next = first as usize;
                    let mut ends = vec![false; starts.slots + 1];
                    for slot in first as usize..starts.slots {
                        if slot >= next && self.may_start(measure, starts, free, slot, block) {
                            next = slot + block;
                            ends[next - 1] = true;
                        }
                        count += u64::from(ends[slot]);
                        total[slot] += count * times;
                    }
                }
            }
        }
        total
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn may_start(
        &self,
        measure: &Measure,
        starts: &PossibleStarts,
        free: &[bool],
        slot: usize,
        block: usize,
    ) -> bool {
        if measure.block.is_none() {
            return free[slot];
        }
        let long = |key: &&usize| starts.keys[**key].duration as usize >= block;
        free.get(slot..slot + block)
            .is_some_and(|free| free.iter().all(|&free| free))
            && self
                .keys
                .iter()
                .filter(long)
                .any(|&key| starts.keys[key].starts.contains(slot))
    }

    /// How much of the needs' worth can be had at most in the window of a count.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    pub(super) fn most_met(
        &self,
        problem: &TimetableProblem,
        starts: &PossibleStarts,
        count: &Count,
        values: &[(usize, u64)],
    ) -> u64 {
        let Some(measure) = self.measures.get(count.measure) else {
            return u64::MAX;
        };
        let supply = self.supply(measure, starts, count.first);
        let capacity = supply.get(count.last as usize).copied().unwrap_or(0);
        let caps = self.caps(problem, starts);
        // By key and worth, the greatest first: how many seats.
        let mut by_key: BTreeMap<(usize, Reverse<u64>), u64> = BTreeMap::new();
        let mut free_of_charge = 0;
        for &(place, value) in values {
            let key = starts.places[place].key as usize;
            match measure.cost(starts.keys[key].duration) {
                0 => free_of_charge += value,
                _ => *by_key.entry((key, Reverse(value))).or_default() += 1,
            }
        }
        // What each session, or seat, gives and takes, and how many of them there are; those of one key give less and less.
        let mut gains: Vec<(u64, u64, u64)> = Vec::new();
        let by_key: Vec<(usize, u64, u64)> = by_key
            .into_iter()
            .map(|((key, Reverse(value)), seats)| (key, value, seats))
            .collect();
        for of_key in by_key.chunk_by(|a, b| a.0 == b.0) {
            let key = of_key[0].0;
            let size = if measure.by_person {
                1
            } else {
                caps.get(&key).copied().unwrap_or(1)
            };
            let cost = measure.cost(starts.keys[key].duration);
            let (mut taken, mut gain) = (0, 0);
            for &(_, value, seats) in of_key {
                let begun = if taken == 0 {
                    0
                } else {
                    (size - taken).min(seats)
                };
                taken += begun;
                gain += begun * value;
                if begun > 0 && taken == size {
                    gains.push((gain, cost, 1));
                    (taken, gain) = (0, 0);
                }
                let left = seats - begun;
                if left >= size {
                    gains.push((size * value, cost, left / size));
                }
                if left % size > 0 {
                    (taken, gain) = (left % size, left % size * value);
                }
            }
            if taken > 0 {
                gains.push((gain, cost, 1));
            }
        }
        gains.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)).then(b.cmp(a)));
        let (mut left, mut met) = (capacity, free_of_charge);
        for (gain, cost, sessions) in gains {
            let held = sessions.min(left / cost);
            left -= held * cost;
            met += held * gain;
            if held < sessions {
                return met + gain * left / cost;
            }
        }
        met
    }

    /// Whether a count is of persons, not of sessions.
    pub(super) fn is_by_person(&self, count: &Count) -> bool {
        self.measures
            .get(count.measure)
            .is_some_and(|measure| measure.by_person)
    }

    /// Whether a booking is counted in the window of a count.
    pub(super) fn counts(&self, starts: &PossibleStarts, count: &Count, place: usize) -> bool {
        let within = |(head, tail): (u32, u32)| head >= count.first && tail <= count.last;
        let cost = self
            .measures
            .get(count.measure)
            .map_or(0, |measure| measure.cost(starts.key_of(place).duration));
        cost > 0 && self.uses(starts, place) && starts.window(place).is_some_and(within)
    }
}

impl Measure {
    fn cost(&self, duration: u32) -> u64 {
        match self.block {
            None => u64::from(duration),
            Some(block) => u64::from(duration >= block),
        }
    }
}

/// What a family needs from a first slot on.
struct Demand<'a> {
    measure: &'a Measure,
    starts: &'a PossibleStarts,
    problem: &'a TimetableProblem,
    caps: &'a BTreeMap<usize, u64>,
    first: u32,
}

impl Demand<'_> {
    /// For each last slot, how much is needed, and by how many sessions or seats.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn by_last(
        &self,
        single: &[(SupplyUse, u64)],
        choices: &[(Vec<SupplyUse>, u64)],
        tails: &[u32],
    ) -> Vec<(u64, u64)> {
        let counted = |(one, _): &&(SupplyUse, u64)| one.head >= self.first && self.cost(one) > 0;
        let mut of: BTreeMap<u32, BTreeMap<u32, Vec<u64>>> = BTreeMap::new();
        let mut parts = vec![0_u64; tails.len()];
        for (one, people) in single.iter().filter(counted) {
            let at = tails.partition_point(|&last| last < one.tail);
            let by_tail = of
                .entry(one.key)
                .or_default()
                .entry(one.section)
                .or_insert_with(|| vec![0; tails.len()]);
            by_tail
                .get_mut(at)
                .into_iter()
                .for_each(|count| *count += people);
            parts
                .get_mut(at)
                .into_iter()
                .for_each(|sum| *sum += self.share(one) * people);
        }
        for (options, people) in choices
            .iter()
            .filter(|(options, _)| options.iter().all(|option| option.head >= self.first))
        {
            let last = options.iter().map(|option| option.tail).max().unwrap_or(0);
            let at = tails.partition_point(|&tail| tail < last);
            let least = options
                .iter()
                .map(|option| self.share(option))
                .min()
                .unwrap_or(0);
            parts
                .get_mut(at)
                .into_iter()
                .for_each(|sum| *sum += least * people);
        }
        let mut total = vec![(0_u64, 0_u64); tails.len()];
        for (key, of_section) in of {
            let cap = self.caps.get(&(key as usize)).copied().unwrap_or(1);
            let cost = self.measure.cost(self.starts.keys[key as usize].duration);
            let mut people = vec![0_u64; tails.len()];
            let mut most = vec![0_u64; tails.len()];
            for (section, counts) in of_section {
                let away =
                    u64::from(self.problem.sections[section as usize].most_away).clamp(1, cap);
                let mut sum = 0;
                for (at, count) in counts.into_iter().enumerate() {
                    sum += count;
                    people[at] += sum;
                    most[at] = most[at].max(sum.div_ceil(away));
                }
            }
            for (at, people) in people.into_iter().enumerate() {
                let uses = if self.measure.by_person {
                    people
                } else {
                    people.div_ceil(cap).max(most[at])
                };
                total[at] = (total[at].0 + uses * cost, total[at].1 + uses);
            }
        }
        let mut sum = 0;
        for (total, part) in total.iter_mut().zip(parts) {
            sum += part;
            total.0 = total.0.max(sum.div_ceil(PARTS));
        }
        total
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn cost(&self, one: &SupplyUse) -> u64 {
        self.measure
            .cost(self.starts.keys[one.key as usize].duration)
    }

    /// The share of a session that one seat takes.
    fn share(&self, one: &SupplyUse) -> u64 {
        let cap = if self.measure.by_person {
            1
        } else {
            self.caps.get(&(one.key as usize)).copied().unwrap_or(1)
        };
        self.cost(one) * PARTS / cap
    }
}

/// Each once, with how often it is there: many people use the same in the same window.
pub(super) fn count_equal<T: Ord>(mut list: Vec<T>) -> Vec<(T, u64)> {
    list.sort_unstable();
    let mut counted: Vec<(T, u64)> = Vec::new();
    for one in list {
        match counted.last_mut() {
            Some((known, count)) if *known == one => *count += 1,
            _ => counted.push((one, 1)),
        }
    }
    counted
}

/// Sorted, without doubles, and no more than may be.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn drop_redundant_edges(edges: &mut Vec<u32>) {
    edges.sort_unstable();
    edges.dedup();
    let count = edges.len();
    if count > MOST_EDGES {
        *edges = (0..MOST_EDGES)
            .map(|at| edges[at * (count - 1) / (MOST_EDGES - 1)])
            .collect();
    }
}

/// Everything that is shared.
pub(super) fn families(problem: &TimetableProblem, starts: &PossibleStarts) -> Vec<Family> {
    let mut list = Vec::new();
    sections(problem, starts, &mut list);
    rooms(problem, starts, &mut list);
    trainers(problem, starts, &mut list);
    for (at, key) in starts.keys.iter().enumerate() {
        if key.min > 1 && !key.is_pinned {
            let measure = Measure {
                by_person: false,
                block: Some(1),
                supply: Supply::Gathered(key.min),
            };
            list.push(Family {
                shared: SharedSupply::Participants(at),
                keys: vec![at],
                measures: vec![measure],
            });
        }
    }
    list
}

/// One person's own time, where it could be short.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) fn own_time(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    needs: &Needs,
    learner: usize,
) -> Option<Family> {
    let places: Vec<usize> = starts
        .of_learner(learner)
        .filter(|&place| needs.required[place])
        .collect();
    let work: u32 = places
        .iter()
        .map(|&place| starts.key_of(place).duration + 1)
        .sum();
    let is_tight = |&place: &usize| {
        starts
            .window(place)
            .is_some_and(|(head, tail)| tail - head < 2 * work)
    };
    let person = &problem.learners[learner];
    let closed = &problem.sections[person.section].closed;
    if person.present.is_empty() && closed.is_empty() && !places.iter().any(is_tight) {
        return None;
    }
    let closed = within(closed, starts.slots);
    let there = available(&person.present, starts.slots);
    let free: Vec<bool> = there
        .iter()
        .zip(&closed)
        .map(|(there, closed)| *there && !closed)
        .collect();
    let mut keys: Vec<usize> = starts
        .of_learner(learner)
        .map(|place| starts.places[place].key as usize)
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let measures = measures(starts, &keys, true, vec![(1, free)]);
    Some(Family {
        shared: SharedSupply::Learner(learner),
        keys,
        measures,
    })
}

/// Half days, and blocks of each length that sessions have.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn measures(
    starts: &PossibleStarts,
    keys: &[usize],
    by_person: bool,
    free: Vec<(u64, Vec<bool>)>,
) -> Vec<Measure> {
    let usable = usable(starts, keys);
    let mask = |(times, free): (u64, Vec<bool>)| {
        (
            times,
            free.iter()
                .zip(&usable)
                .map(|(free, usable)| *free && *usable)
                .collect::<Vec<bool>>(),
        )
    };
    let free: Vec<(u64, Vec<bool>)> = free.into_iter().map(mask).collect();
    let mut blocks: Vec<u32> = keys
        .iter()
        .map(|&key| starts.keys[key].duration)
        .filter(|&d| d > 1)
        .collect();
    blocks.sort_unstable();
    blocks.dedup();
    let all = std::iter::once(None).chain(blocks.into_iter().map(Some));
    all.map(|block| Measure {
        by_person,
        block,
        supply: Supply::Free(free.clone()),
    })
    .collect()
}

/// By slot, whether a session of any of the keys could run.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn usable(starts: &PossibleStarts, keys: &[usize]) -> Vec<bool> {
    let mut usable = vec![false; starts.slots];
    for &key in keys {
        let key = &starts.keys[key];
        let mut until = 0;
        for (slot, usable) in usable.iter_mut().enumerate() {
            if key.starts.contains(slot) {
                until = slot + key.duration as usize;
            }
            *usable |= slot < until;
        }
    }
    usable
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn sections(problem: &TimetableProblem, starts: &PossibleStarts, list: &mut Vec<Family>) {
    let mut keys: Vec<Vec<usize>> = vec![Vec::new(); problem.sections.len()];
    for (at, key) in starts.keys.iter().enumerate() {
        let sections = key
            .seats
            .iter()
            .map(|&place| starts.places[place as usize].section as usize);
        for section in sections {
            if keys[section].last() != Some(&at) {
                keys[section].push(at);
            }
        }
    }
    for (at, (section, keys)) in problem.sections.iter().zip(keys).enumerate() {
        let free: Vec<bool> = within(&section.closed, starts.slots)
            .into_iter()
            .map(|closed| !closed)
            .collect();
        let measures = measures(
            starts,
            &keys,
            true,
            vec![(u64::from(section.most_away), free)],
        );
        list.push(Family {
            shared: SharedSupply::Section(at),
            keys,
            measures,
        });
    }
}

#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn rooms(problem: &TimetableProblem, starts: &PossibleStarts, list: &mut Vec<Family>) {
    for site in 0..problem.sites {
        let in_rooms =
            |key: &usize| starts.keys[*key].needs_room && starts.keys[*key].site == Some(site);
        let keys: Vec<usize> = (0..starts.keys.len()).filter(in_rooms).collect();
        // Rooms at least as large as the smallest session of some key that smaller rooms could not hold.
        let smallest = |key: &usize| {
            if starts.keys[*key].is_pinned {
                1
            } else {
                starts.keys[*key].min
            }
        };
        let mut sizes: Vec<u32> = keys.iter().map(smallest).collect();
        sizes.sort_unstable();
        sizes.dedup();
        for size in sizes {
            let keys: Vec<usize> = keys
                .iter()
                .copied()
                .filter(|key| smallest(key) >= size)
                .collect();
            let rooms = || {
                problem
                    .rooms
                    .iter()
                    .filter(|room| room.site == site && room.seats >= size)
            };
            let free =
                merge_equal(rooms().map(|room| (1, available(&room.available, starts.slots))));
            let mut measures = measures(starts, &keys, false, free);
            let largest = keys
                .iter()
                .map(|&key| starts.keys[key].cap)
                .max()
                .unwrap_or(0);
            let seats = rooms().map(|room| {
                (
                    u64::from(room.seats.min(largest)),
                    available(&room.available, starts.slots),
                )
            });
            // Announced sessions may seat more than their room.
            if problem.announced.is_empty() {
                measures.push(Measure {
                    by_person: true,
                    block: None,
                    supply: Supply::Free(merge_equal(seats)),
                });
            }
            list.push(Family {
                shared: SharedSupply::Rooms(site, size),
                keys,
                measures,
            });
        }
    }
}

/// Availabilities that are the same together.
fn merge_equal(list: impl Iterator<Item = (u64, Vec<bool>)>) -> Vec<(u64, Vec<bool>)> {
    let mut together: BTreeMap<Vec<bool>, u64> = BTreeMap::new();
    for (count, free) in list {
        *together.entry(free).or_default() += count;
    }
    together
        .into_iter()
        .map(|(free, count)| (count, free))
        .collect()
}

/// Sets of trainers and the keys that only they can teach.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
fn trainers(problem: &TimetableProblem, starts: &PossibleStarts, list: &mut Vec<Family>) {
    let mut sets: Vec<Vec<usize>> = starts
        .keys
        .iter()
        .filter_map(|key| key.trainers.clone())
        .filter(|set| !set.is_empty())
        .collect();
    sets.sort_unstable();
    sets.dedup();
    let union = |chosen: &mut dyn Iterator<Item = &Vec<usize>>| {
        let mut union: Vec<usize> = chosen.flatten().copied().collect();
        union.sort_unstable();
        union.dedup();
        union
    };
    let mut all = sets.clone();
    if sets.len() <= MOST_UNITED {
        for chosen in 1..1_usize << sets.len() {
            all.push(union(
                &mut sets
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| chosen >> at & 1 == 1)
                    .map(|(_, set)| set),
            ));
        }
    } else {
        all.push(union(&mut sets.iter()));
    }
    all.sort_unstable();
    all.dedup();
    for set in all {
        let taught = |key: &usize| {
            let trainers = starts.keys[*key].trainers.as_ref();
            trainers.is_some_and(|trainers| {
                trainers
                    .iter()
                    .all(|trainer| set.binary_search(trainer).is_ok())
            })
        };
        let keys: Vec<usize> = (0..starts.keys.len()).filter(taught).collect();
        if keys.is_empty() {
            continue;
        }
        let free = set
            .iter()
            .map(|&t| (1, available(&problem.trainers[t].available, starts.slots)));
        let measures = measures(starts, &keys, false, merge_equal(free));
        list.push(Family {
            shared: SharedSupply::Trainers(set),
            keys,
            measures,
        });
    }
}
