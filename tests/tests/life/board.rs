//! Who is where in which half day: sessions, seats, rooms, trainers and sections, and whether something more fits.

use crate::needs::{Need, Needs};
use crate::world::{Step, World};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) id: String,
    pub(crate) activity: usize,
    /// The half day in which it begins, counted from 1970, and the one after the last.
    pub(crate) start: i64,
    pub(crate) end: i64,
    /// Its half days as places among those of the plan.
    pub(crate) places: Range<usize>,
    pub(crate) site: Option<String>,
    pub(crate) room: Option<usize>,
    pub(crate) trainer: Option<usize>,
    pub(crate) seats: usize,
    pub(crate) people: BTreeSet<usize>,
    /// Whether it takes place with fewer than its smallest size.
    pub(crate) exempt: bool,
    /// Whether nobody new is seated in it: the request or an earlier plan pins or freezes it, not the programme.
    pub(crate) closed: bool,
}

/// Sessions and what people do alone, with what each half day holds.
#[derive(Clone)]
pub(crate) struct Board<'w> {
    pub(crate) world: &'w World,
    pub(crate) needs: &'w Needs,
    pub(crate) sessions: Vec<Held>,
    /// By person and activity: the first half day, and the one after the last, of what is done alone.
    pub(crate) alone: BTreeMap<(usize, usize), (i64, i64)>,
    /// By person: its sessions.
    seats: Vec<BTreeSet<usize>>,
    /// By section and place.
    away: Vec<Vec<u32>>,
    /// By room, trainer and place: how many sessions take it.
    rooms: Vec<Vec<u32>>,
    trainers: Vec<Vec<u32>>,
}

/// Room, trainer and people of a session that could be held.
pub(crate) type Opening = (Option<usize>, Option<usize>, Vec<usize>);

/// What stands in the way at one start, in the order in which causes are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    Away,
    EarlierStep,
    Busy,
    Absence,
    FreeSeat,
    Room,
    Trainer,
    Minimum,
    /// Nothing: a session could be opened.
    Search,
}

impl Cause {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Cause::Away => "away",
            Cause::EarlierStep => "earlier_step",
            Cause::Busy => "busy",
            Cause::Absence => "absence",
            Cause::FreeSeat => "free_seat",
            Cause::Room => "room",
            Cause::Trainer => "trainer",
            Cause::Minimum => "minimum",
            Cause::Search => "search",
        }
    }
}

impl<'w> Board<'w> {
    pub(crate) fn new(world: &'w World, needs: &'w Needs) -> Board<'w> {
        let row = vec![0; world.slots.len()];
        Board {
            world,
            needs,
            sessions: Vec::new(),
            alone: BTreeMap::new(),
            seats: vec![BTreeSet::new(); world.people.len()],
            away: vec![row.clone(); world.sections.len()],
            rooms: vec![row.clone(); world.rooms.len()],
            trainers: vec![row; world.trainers.len()],
        }
    }

    /// Adds a session with its people; its place.
    pub(crate) fn add(&mut self, session: Held) -> usize {
        let at = self.sessions.len();
        let people = session.people.clone();
        for place in session.places.clone() {
            if let Some(room) = session.room {
                self.rooms[room][place] += 1;
            }
            if let Some(trainer) = session.trainer {
                self.trainers[trainer][place] += 1;
            }
        }
        self.sessions.push(Held {
            people: BTreeSet::new(),
            ..session
        });
        people.into_iter().for_each(|person| self.seat(at, person));
        at
    }

    pub(crate) fn seat(&mut self, at: usize, person: usize) {
        let session = &mut self.sessions[at];
        if session.people.insert(person) {
            self.seats[person].insert(at);
            let section = self.world.people[person].section;
            session
                .places
                .clone()
                .for_each(|place| self.away[section][place] += 1);
        }
    }

    pub(crate) fn unseat(&mut self, at: usize, person: usize) {
        let session = &mut self.sessions[at];
        if session.people.remove(&person) {
            self.seats[person].remove(&at);
            let section = self.world.people[person].section;
            session
                .places
                .clone()
                .for_each(|place| self.away[section][place] -= 1);
        }
    }

    /// Empties a session and gives its room and trainer back.
    pub(crate) fn close(&mut self, at: usize) {
        for person in self.sessions[at].people.clone() {
            self.unseat(at, person);
        }
        self.assign(at, None, None);
        self.sessions[at].places = 0..0;
    }

    pub(crate) fn is_closed(&self, at: usize) -> bool {
        self.sessions[at].places.is_empty()
    }

    /// Takes the last session off the board.
    pub(crate) fn pop(&mut self) {
        let last = self.sessions.len() - 1;
        self.close(last);
        self.sessions.pop();
    }

    /// Gives a session another room and trainer.
    pub(crate) fn assign(&mut self, at: usize, room: Option<usize>, trainer: Option<usize>) {
        let session = &mut self.sessions[at];
        for place in session.places.clone() {
            if let Some(room) = session.room {
                self.rooms[room][place] -= 1;
            }
            if let Some(trainer) = session.trainer {
                self.trainers[trainer][place] -= 1;
            }
            if let Some(room) = room {
                self.rooms[room][place] += 1;
            }
            if let Some(trainer) = trainer {
                self.trainers[trainer][place] += 1;
            }
        }
        (session.room, session.trainer) = (room, trainer);
    }

    pub(crate) fn sessions_of(&self, person: usize) -> impl Iterator<Item = &Held> {
        self.seats[person].iter().map(|&at| &self.sessions[at])
    }

    /// Activities that a person does alone.
    pub(crate) fn alone_of(&self, person: usize) -> impl Iterator<Item = (usize, (i64, i64))> + '_ {
        self.alone
            .range((person, 0)..=(person, usize::MAX))
            .map(|(&(_, activity), &time)| (activity, time))
    }

    pub(crate) fn takes(&self, person: usize, activity: usize) -> bool {
        self.alone.contains_key(&(person, activity))
            || self
                .sessions_of(person)
                .any(|held| held.activity == activity)
    }

    /// Whether what a person takes teaches a need.
    pub(crate) fn meets(&self, person: usize, need: Need) -> bool {
        let teaches = |activity: usize| self.world.activities[activity].teaches(need.step);
        self.sessions_of(person).any(|held| teaches(held.activity))
            || self.alone_of(person).any(|(activity, _)| teaches(activity))
    }

    /// The first half day in which a person can take an activity: where it teaches only what is shown today, the lead time before the
    /// first of it lapses. Where that leaves too little time before it lapses there is no such day: better late than never.
    pub(crate) fn release(&self, person: usize, activity: usize) -> i64 {
        let world = self.world;
        let known = &world.activities[activity];
        let (mut first, mut due) = (i32::MAX, i32::MAX);
        for need in self.needs.of[person]
            .iter()
            .filter(|need| known.teaches(need.step))
        {
            let Some(lapse) = need.lapse else {
                return i64::MIN;
            };
            (first, due) = (first, due).min((lapse, need.due));
        }
        if first == i32::MAX {
            return i64::MIN;
        }
        let due = due.max(world.people[person].joined);
        let days = [due, first].map(|day| {
            world
                .slots
                .partition_point(|&slot| slot < i64::from(day) * 2)
        });
        if days[0] + known.length <= days[1] {
            i64::from(due) * 2
        } else {
            i64::MIN
        }
    }

    /// The needs of a person that nothing meets; none of somebody who leaves before the plan ends.
    pub(crate) fn unmet(&self, person: usize) -> Vec<Need> {
        let own: &[Need] = if self.needs.leaves(person) {
            &[]
        } else {
            &self.needs.of[person]
        };
        own.iter()
            .copied()
            .filter(|&need| !self.meets(person, need))
            .collect()
    }

    pub(crate) fn unmet_count(&self) -> usize {
        (0..self.world.people.len())
            .map(|person| self.unmet(person).len())
            .sum()
    }

    /// When what a step is taught by is over, at the earliest; `None` where nothing teaches it.
    fn over(&self, person: usize, step: Step, except: Option<usize>) -> Option<i64> {
        let teaches = |activity: usize| {
            Some(activity) != except && self.world.activities[activity].teaches(step)
        };
        let seats = self
            .sessions_of(person)
            .filter(|held| teaches(held.activity))
            .map(|held| held.end);
        let alone = self
            .alone_of(person)
            .filter(|(activity, _)| teaches(*activity));
        let depth = self.alone_of(person).count();
        let alone = alone.map(|(activity, time)| self.done_alone(person, activity, time, depth));
        seats.chain(alone).min()
    }

    /// What must be over before a person takes an activity; of what the person has begun alone nothing waits for the rest.
    fn requires(&self, person: usize, activity: usize) -> Vec<Step> {
        let is_begun = |at: usize| {
            let time = self.alone.get(&(person, at));
            time.is_some_and(|time| time.0 < 2 * i64::from(self.world.from))
        };
        let goes_on = |step: Step| {
            let supplies = |&(by, _): &(usize, (i64, i64))| {
                by != activity && is_begun(by) && self.world.activities[by].teaches(step)
            };
            is_begun(activity) && self.alone_of(person).any(|own| supplies(&own))
        };
        let steps = self.needs.requires(person, activity).iter().copied();
        steps.filter(|&step| !goes_on(step)).collect()
    }

    /// The first half day on which something done alone can be over: its whole days from its first one on, and after what it requires; never where it
    /// waits for itself. Its line may give more time than that.
    fn done_alone(
        &self,
        person: usize,
        activity: usize,
        (from, until): (i64, i64),
        depth: usize,
    ) -> i64 {
        let slots = &self.world.slots;
        let place = |half_day: i64| slots.partition_point(|&slot| slot < half_day);
        let mut first = place(from);
        if depth == 0 {
            return i64::MAX;
        }
        for step in self.requires(person, activity) {
            let supplies = |by: usize| by != activity && self.world.activities[by].teaches(step);
            let seats = self
                .sessions_of(person)
                .filter(|held| supplies(held.activity))
                .map(|held| held.end);
            let own = self.alone_of(person).filter(|(other, _)| supplies(*other));
            let own = own.map(|(other, time)| self.done_alone(person, other, time, depth - 1));
            let over = seats.chain(own).min();
            if over == Some(i64::MAX) {
                return i64::MAX;
            }
            first = first.max(over.map_or(0, place));
        }
        // Days on which the person is there from morning to evening; what was begun before the plan has had those until then.
        let is_there = |place: usize| self.world.person_is_there(person, slots[place]);
        let all = self.world.activities[activity].length.div_ceil(2);
        let before = (from.div_euclid(2)..i64::from(self.world.from)).filter(|&day| {
            let halves = [2 * day, 2 * day + 1];
            self.world.calendar.works(day as i32)
                && halves
                    .iter()
                    .all(|&slot| self.world.person_is_there(person, slot))
        });
        let days = all.saturating_sub(before.take(all).count());
        // Where none is left it is over with the first day of the plan.
        if days == 0 {
            let day = slots.get(first | 1);
            return day.map_or(i64::MAX, |&slot| (slot + 1).min(until));
        }
        let whole = (first.next_multiple_of(2)..slots.len().saturating_sub(1)).step_by(2);
        let last = whole
            .filter(|&place| is_there(place) && is_there(place + 1))
            .nth(days - 1);
        last.map_or(i64::MAX, |place| (slots[place + 1] + 1).min(until))
    }

    /// Whether a person has the days that something done alone takes, or that are left of it.
    pub(crate) fn has_days(&self, person: usize, activity: usize, time: (i64, i64)) -> bool {
        let depth = self.alone_of(person).count();
        self.done_alone(person, activity, time, depth) < i64::MAX
    }

    /// The first half day in which everything is over that an activity requires of a person; `None` where something is not taught.
    pub(crate) fn ready_from(&self, person: usize, activity: usize) -> Option<i64> {
        let mut steps = self.requires(person, activity).into_iter();
        steps.try_fold(i64::MIN, |latest, step| {
            Some(latest.max(self.over(person, step, Some(activity))?))
        })
    }

    /// Whether a person is there in all half days of a session.
    pub(crate) fn is_there(&self, person: usize, places: &Range<usize>) -> bool {
        self.world.slots[places.clone()]
            .iter()
            .all(|&slot| self.world.person_is_there(person, slot))
    }

    /// Whether a person sits elsewhere, or teaches, in any half day of a session.
    pub(crate) fn is_busy(&self, person: usize, places: &Range<usize>) -> bool {
        let overlaps =
            |held: &Held| held.places.start < places.end && places.start < held.places.end;
        let teaches = self.world.people[person].trainer;
        self.sessions_of(person).any(overlaps)
            || teaches.is_some_and(|trainer| {
                self.trainers[trainer][places.clone()]
                    .iter()
                    .any(|&taken| taken > 0)
            })
    }

    /// Whether one more of a section may be away in all half days of a session.
    pub(crate) fn may_be_away(&self, section: usize, places: &Range<usize>) -> bool {
        self.spares(section, 1, places)
    }

    /// Whether this many more of a section may be away in all half days of a session.
    pub(crate) fn spares(&self, section: usize, count: usize, places: &Range<usize>) -> bool {
        places.clone().all(|place| {
            self.away[section][place] as usize + count <= self.world.most_away(section, place)
        })
    }

    /// By how many more than allowed a section is away at the worst place of a range.
    pub(crate) fn excess(&self, section: usize, places: &Range<usize>) -> u32 {
        places
            .clone()
            .map(|place| {
                let most = self.world.most_away(section, place) as u32;
                self.away[section][place].saturating_sub(most)
            })
            .max()
            .unwrap_or(0)
    }

    /// Whether a person can take a seat in a session, for a need.
    pub(crate) fn fits(&self, person: usize, need: Need, at: usize) -> bool {
        let held = &self.sessions[at];
        let activity = &self.world.activities[held.activity];
        !held.places.is_empty()
            && !held.closed
            && activity.teaches(need.step)
            && held.people.len() < held.seats
            && (!activity.at_a_site() || held.site.as_deref() == self.world.site_of(person))
            && self.release(person, held.activity) <= held.start
            && !self.takes(person, held.activity)
            && self.is_there(person, &held.places)
            && !self.is_busy(person, &held.places)
            && self.may_be_away(self.world.people[person].section, &held.places)
            && self
                .ready_from(person, held.activity)
                .is_some_and(|ready| ready <= held.start)
    }

    /// A free room at a site for this many, the largest; `Some(None)` where none is needed.
    pub(crate) fn free_room(
        &self,
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
        people: usize,
    ) -> Option<Option<usize>> {
        // The largest leaves most seats for those who come later.
        let free = self.free_rooms(activity, site, places, people);
        free.into_iter()
            .rev()
            .max_by_key(|room| room.map(|room| self.world.rooms[room].seats))
    }

    /// Every free room at a site for this many; `None` for the one that is not needed.
    pub(crate) fn free_rooms(
        &self,
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
        people: usize,
    ) -> Vec<Option<usize>> {
        let world = self.world;
        if !world.activities[activity].needs_room() || world.rooms.is_empty() {
            return vec![None];
        }
        let free = |room: &usize| {
            world.rooms[*room].site.as_deref() == site
                && world.rooms[*room].seats >= people
                && places.clone().all(|place| {
                    self.rooms[*room][place] == 0 && world.room_is_there(*room, world.slots[place])
                })
        };
        (0..world.rooms.len()).filter(free).map(Some).collect()
    }

    /// Whether a trainer can hold a session; `own` is one whose places do not count because it is being moved.
    pub(crate) fn can_teach(
        &self,
        trainer: usize,
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
    ) -> bool {
        let world = self.world;
        let known = &world.trainers[trainer];
        let at_a_site = world.activities[activity].at_a_site();
        let skilled = world.activities[activity]
            .skill
            .as_ref()
            .is_some_and(|skill| known.skills.contains(skill));
        // Who travels is at one site a day.
        let days: BTreeSet<i64> = places
            .clone()
            .map(|place| world.slots[place].div_euclid(2))
            .collect();
        let elsewhere = |held: &Held| {
            held.trainer == Some(trainer)
                && world.activities[held.activity].at_a_site()
                && held.site.as_deref() != site
                && held
                    .places
                    .clone()
                    .any(|place| days.contains(&world.slots[place].div_euclid(2)))
        };
        skilled
            && places.clone().all(|place| {
                self.trainers[trainer][place] == 0
                    && world.trainer_is_there(trainer, world.slots[place])
            })
            && !(at_a_site && known.site.is_some() && known.site.as_deref() != site)
            && !(at_a_site && self.sessions.iter().any(elsewhere))
            && known.person.is_none_or(|person| {
                !self
                    .sessions_of(person)
                    .any(|held| held.places.start < places.end && places.start < held.places.end)
            })
    }

    /// Trainers who are free, `None` for the one that is not needed.
    pub(crate) fn free_trainers(
        &self,
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
    ) -> Vec<Option<usize>> {
        let world = self.world;
        if world.activities[activity].skill.is_none() || world.trainers.is_empty() {
            return vec![None];
        }
        (0..world.trainers.len())
            .filter(|&trainer| self.can_teach(trainer, activity, site, places))
            .map(Some)
            .collect()
    }

    /// The person that a trainer is.
    fn person_of(&self, trainer: Option<usize>) -> Option<usize> {
        trainer.and_then(|trainer| self.world.trainers[trainer].person)
    }

    /// By activity: people with a need that it teaches and that nothing meets.
    pub(crate) fn pools(&self) -> Vec<Vec<usize>> {
        let mut pools = vec![Vec::new(); self.world.activities.len()];
        for person in 0..self.world.people.len() {
            let unmet = self.unmet(person);
            for (at, pool) in pools.iter_mut().enumerate() {
                let activity = &self.world.activities[at];
                if unmet.iter().any(|need| activity.teaches(need.step)) && !self.takes(person, at) {
                    pool.push(person);
                }
            }
        }
        pools
    }

    /// Who of a pool could come to a new session for something that nothing meets yet, as many as sections can spare.
    pub(crate) fn candidates(
        &self,
        pool: &[usize],
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
    ) -> Vec<usize> {
        let world = self.world;
        let start = world.slots[places.start];
        let mut spare: BTreeMap<usize, usize> = BTreeMap::new();
        let mut come = Vec::new();
        for &person in pool {
            if world.activities[activity].at_a_site() && world.site_of(person) != site {
                continue;
            }
            let serves = |need: &Need| world.activities[activity].teaches(need.step);
            if !self.needs.of[person]
                .iter()
                .any(|need| serves(need) && !self.meets(person, *need))
                || self.release(person, activity) > start
                || !self.is_there(person, places)
                || self.is_busy(person, places)
                || self
                    .ready_from(person, activity)
                    .is_none_or(|ready| ready > start)
            {
                continue;
            }
            let section = world.people[person].section;
            let left = spare.entry(section).or_insert_with(|| {
                let free = places.clone().map(|place| {
                    let away = self.away[section][place] as usize;
                    world.most_away(section, place).saturating_sub(away)
                });
                free.min().unwrap_or(0)
            });
            if *left > 0 {
                *left -= 1;
                come.push(person);
            }
        }
        come
    }

    /// When a person can do an activity alone for a need: whole days after all that it requires, as early as it goes.
    pub(crate) fn alone_time(
        &self,
        person: usize,
        need: Need,
        activity: usize,
    ) -> Option<(i64, i64)> {
        let world = self.world;
        let known = &world.activities[activity];
        if !known.is_alone() || !known.teaches(need.step) || self.takes(person, activity) {
            return None;
        }
        let ready = self.ready_from(person, activity)?;
        let (first, last) = known.window;
        let release = self.release(person, activity);
        let days = world.slots.iter().step_by(2).filter(|&&slot| {
            let day = slot.div_euclid(2) as i32;
            slot >= ready.max(release)
                && (first..=last).contains(&day)
                && world.person_is_there(person, slot)
                && world.person_is_there(person, slot + 1)
        });
        let days: Vec<i64> = days.copied().collect();
        let length = known.length.div_ceil(2);
        let last = *days.get(length - 1)?;
        Some((days[0], last + 2))
    }

    /// The first cause on the person's side that keeps them from an activity that begins in a half day; or that a seat is free.
    pub(crate) fn own_cause(
        &self,
        person: usize,
        need: Need,
        activity: usize,
        places: &Range<usize>,
    ) -> Option<Cause> {
        let world = self.world;
        let start = world.slots[places.start];
        if !self.is_there(person, places) || self.release(person, activity) > start {
            return Some(Cause::Away);
        }
        if self
            .ready_from(person, activity)
            .is_none_or(|ready| ready > start)
        {
            return Some(Cause::EarlierStep);
        }
        if self.is_busy(person, places) {
            return Some(Cause::Busy);
        }
        if !self.may_be_away(world.people[person].section, places) {
            return Some(Cause::Absence);
        }
        let same = |at: &usize| {
            self.sessions[*at].activity == activity && self.sessions[*at].start == start
        };
        let free = (0..self.sessions.len())
            .filter(same)
            .any(|at| self.fits(person, need, at));
        free.then_some(Cause::FreeSeat)
    }

    /// Trainer and people of a new session for those of a pool, `learner` not being its trainer; or what keeps it from being held.
    pub(crate) fn opening(
        &self,
        pool: &[usize],
        activity: usize,
        site: Option<&str>,
        places: &Range<usize>,
        learner: Option<usize>,
    ) -> Result<Opening, Cause> {
        let world = self.world;
        let least = world.activities[activity].min.max(1);
        let Some(room) = self.free_room(activity, site, places, least) else {
            return Err(Cause::Room);
        };
        let mut trainers = self.free_trainers(activity, site, places);
        trainers.retain(|&trainer| learner.is_none() || self.person_of(trainer) != learner);
        if trainers.is_empty() {
            return Err(Cause::Trainer);
        }
        for trainer in trainers {
            let teacher = self.person_of(trainer);
            let others: Vec<usize> = pool
                .iter()
                .copied()
                .filter(|&person| Some(person) != teacher)
                .collect();
            let mut come = self.candidates(&others, activity, site, places);
            come.truncate(world.capacity(activity, room));
            if come.len() >= least {
                return Ok((room, trainer, come));
            }
        }
        Err(Cause::Minimum)
    }
}
