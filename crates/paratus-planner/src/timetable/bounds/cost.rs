//! A lower bound of the cost that takes next to no time.
//!
//! Counted are bookings without which some need is not met; each seat is given, or its need is paid for. The cost is parted: sessions on
//! one side, seats and time on the other, and half the price of an unmet need on each. Sessions: as few as fit. Time, the most of three
//! per site: everybody of a section on as many tracks as may be away, the shortest activities first (optimal for the sum of completion
//! times); all sessions on the site's rooms; sessions by skill on the trainers with it. Sessions on n machines, full ones first, take at
//! least 1/n of the optimal weighted completion time on one machine (most people per slot first) and (n - 1) / 2n of the sum of people
//! times slots (Eastman, Even and Isaacs, "Bounds for the optimal scheduling of n jobs on m processors", 1964).
use super::needs::Needs;
use super::starts::PossibleStarts;
use crate::timetable::problem::TimetableProblem;
use std::collections::BTreeMap;

/// Prices are capped as the search caps them, so that no sum overflows.
fn capped(price: u64) -> i128 {
    i128::from(price.min(1 << 40))
}

/// No timetable costs less.
#[expect(clippy::indexing_slicing, reason = "the problem was checked")]
pub(super) fn lower_bound(problem: &TimetableProblem) -> u64 {
    let starts = PossibleStarts::new(problem, false);
    let needs = Needs::new(problem, &starts);
    let unmet = capped(problem.prices.unmet);
    let half = unmet / 2;
    // Each need is counted with one booking: the one that meets it.
    let mut places: Vec<usize> = needs
        .gates
        .iter()
        .filter_map(|gate| gate.places.last().copied())
        .collect();
    places.sort_unstable();
    places.dedup();
    let mut by_key: Vec<Vec<usize>> = vec![Vec::new(); starts.keys.len()];
    let mut by_site: Vec<Vec<usize>> = vec![Vec::new(); problem.sites];
    for &place in &places {
        let at = starts.places[place];
        by_key[at.key as usize].push(place);
        by_site[problem.sections[at.section as usize].site].push(place);
    }
    let mut total = unmet * needs.hopeless.len() as i128;
    for (key, places) in starts.keys.iter().zip(&by_key) {
        let (people, cap) = (places.len() as i128, i128::from(key.cap.max(1)));
        let price = capped(problem.activities[key.activity].price);
        let rest = people % cap;
        // Each session is held in full, or its people are not placed.
        let all = people / cap * price + if rest > 0 { price.min(rest * half) } else { 0 };
        total += all.min(people * half);
    }
    let bound = Time {
        problem,
        starts: &starts,
        by_key: &by_key,
        half,
    };
    for (site, places) in by_site.iter().enumerate() {
        total += bound.of_site(site, places);
    }
    u64::try_from(total.max(0)).unwrap_or(u64::MAX)
}

/// The cost of seats and of the time until they end.
struct Time<'a> {
    problem: &'a TimetableProblem,
    starts: &'a PossibleStarts,
    by_key: &'a [Vec<usize>],
    half: i128,
}

impl Time<'_> {
    fn slot(&self) -> i128 {
        capped(self.problem.prices.slot)
    }

    fn duration(&self, place: usize) -> i128 {
        i128::from(self.starts.key_of(place).duration)
    }

    /// The earliest end of a seat.
    fn end(&self, place: usize) -> i128 {
        self.starts.first_from(place, 0).unwrap_or(0) as i128 + self.duration(place)
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn seat(&self, place: usize) -> i128 {
        capped(self.problem.activities[self.starts.key_of(place).activity].seat_price)
    }

    /// What a seat costs at least, given or not.
    fn cheapest_seat(&self, place: usize) -> i128 {
        (self.seat(place) + self.slot() * self.end(place)).min(self.half)
    }

    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn of_site(&self, site: usize, places: &[usize]) -> i128 {
        let floor: i128 = places.iter().map(|&place| self.cheapest_seat(place)).sum();
        // Leaving a seat out spares its own cost and what it delays. Where that could pay, only the floor is certain.
        let work: i128 = places.iter().map(|&place| self.duration(place)).sum();
        let longest = self
            .starts
            .keys
            .iter()
            .map(|key| i128::from(key.duration))
            .max()
            .unwrap_or(0);
        let dearest = places
            .iter()
            .map(|&place| self.seat(place))
            .max()
            .unwrap_or(0);
        let spared = self.slot() * (work + longest * (places.len() as i128 + 1)) + dearest;
        let is_pinned = self.problem.announced.iter().any(|session| session.pinned);
        if self.half <= spared || is_pinned {
            return floor;
        }
        let seats: i128 = places.iter().map(|&place| self.seat(place)).sum();
        let at_site = |place: usize| self.starts.key_of(place).site == Some(site);
        let ends = |places: &mut dyn Iterator<Item = usize>| {
            places.map(|place| self.end(place)).sum::<i128>()
        };
        let online = ends(&mut places.iter().copied().filter(|&place| !at_site(place)));
        let keys: Vec<usize> = (0..self.starts.keys.len())
            .filter(|&key| self.starts.keys[key].site == Some(site))
            .collect();
        let rooms = self
            .problem
            .rooms
            .iter()
            .filter(|room| room.site == site)
            .count();
        let (in_rooms, without): (Vec<usize>, Vec<usize>) = keys
            .iter()
            .partition(|&&key| self.starts.keys[key].needs_room);
        let free = ends(
            &mut without
                .iter()
                .flat_map(|&key| self.by_key[key].iter().copied()),
        );
        let by_room = self.machines(&in_rooms, rooms) + online + free;
        let mut skills: BTreeMap<Option<&Vec<usize>>, Vec<usize>> = BTreeMap::new();
        for &key in &keys {
            skills
                .entry(self.starts.keys[key].trainers.as_ref())
                .or_default()
                .push(key);
        }
        let of_trainers = |(trainers, keys): (Option<&Vec<usize>>, Vec<usize>)| match trainers {
            None => ends(
                &mut keys
                    .iter()
                    .flat_map(|&key| self.by_key[key].iter().copied()),
            ),
            Some(trainers) => self.machines(&keys, trainers.len()),
        };
        let by_skill = online + skills.into_iter().map(of_trainers).sum::<i128>();
        let most = self.by_section(places).max(by_room).max(by_skill);
        floor.max(seats + self.slot() * most)
    }

    /// Everybody of a section, the shortest first, on as many tracks as may be away at once.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn by_section(&self, places: &[usize]) -> i128 {
        let mut of: BTreeMap<u32, (Vec<i128>, i128)> = BTreeMap::new();
        for &place in places {
            let entry = of.entry(self.starts.places[place].section).or_default();
            entry.0.push(self.duration(place));
            entry.1 += self.end(place);
        }
        let mut total = 0;
        for (section, (mut jobs, floor)) in of {
            jobs.sort_unstable();
            let tracks =
                (self.problem.sections[section as usize].most_away as usize).clamp(1, jobs.len());
            let mut ends = vec![0_i128; tracks];
            let mut sum = 0;
            for (i, job) in jobs.into_iter().enumerate() {
                ends[i % tracks] += job;
                sum += ends[i % tracks];
            }
            total += sum.max(floor);
        }
        total
    }

    /// The sessions of the keys on a number of machines.
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn machines(&self, keys: &[usize], machines: usize) -> i128 {
        let n = machines as i128;
        if n == 0 {
            return 0;
        }
        let mut jobs: Vec<(i128, i128)> = Vec::new();
        for &key in keys {
            let mut left = self.by_key[key].len() as i128;
            let key = &self.starts.keys[key];
            while left > 0 {
                let people = left.min(i128::from(key.cap.max(1)));
                jobs.push((people, i128::from(key.duration)));
                left -= people;
            }
        }
        jobs.sort_by(|a, b| (b.0 * a.1).cmp(&(a.0 * b.1)).then(a.cmp(b)));
        let (mut clock, mut weighted, mut own) = (0, 0, 0);
        for (people, duration) in jobs {
            clock += duration;
            weighted += people * clock;
            own += people * duration;
        }
        (2 * weighted + (n - 1) * own).div_euclid(2 * n)
    }
}
