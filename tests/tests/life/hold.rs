//! Held and filled: the announced plan kept as far as the rules allow after what happened, free seats filled, and sessions opened where
//! enough can come. A simple greedy: no plan may leave more unmet.

use crate::board::{Board, Held};
use crate::needs::Needs;
use crate::rules::is_exempt;
use crate::step::Step;
use crate::world::{World, list, text};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(crate) struct Outcome<'w> {
    pub(crate) board: Board<'w>,
    /// Seats (person, session) that nothing touched: they could simply stay.
    pub(crate) intact: BTreeSet<(usize, String)>,
    /// Why an announced seat could not stay, by person and activity.
    pub(crate) lost: BTreeMap<(usize, usize), &'static str>,
}

pub(crate) fn hold<'w>(world: &'w World, needs: &'w Needs, step: &Step) -> Outcome<'w> {
    let board = Board::new(world, needs);
    let mut hold = Hold {
        board,
        lost: BTreeMap::new(),
        touched: BTreeSet::new(),
        contested: Vec::new(),
    };
    hold.load(step);
    hold.settle();
    let seats = hold.kept_seats();
    let mut intact = BTreeSet::new();
    for held in hold
        .board
        .sessions
        .iter()
        .filter(|held| held.exempt || held.people.len() >= least(world, held))
    {
        if !hold.touched.contains(&held.id) {
            let contested = |person: usize| {
                let section = world.people[person].section;
                let meets = |places: &Range<usize>| {
                    places.start < held.places.end && held.places.start < places.end
                };
                hold.contested
                    .iter()
                    .any(|(known, places)| *known == section && meets(places))
            };
            let is_kept = |person: usize| seats.contains(&(person, held.id.clone()));
            let kept: Vec<usize> = held
                .people
                .iter()
                .copied()
                .filter(|&person| is_kept(person) && !contested(person))
                .collect();
            // Held only with people who are contested: which of two such sessions is held is a choice too.
            if held.exempt || kept.len() >= least(world, held) {
                intact.extend(kept.into_iter().map(|person| (person, held.id.clone())));
            }
        }
    }
    hold.fill();
    Outcome {
        board: hold.board,
        intact,
        lost: hold.lost,
    }
}

fn least(world: &World, held: &Held) -> usize {
    world.activities[held.activity].min.max(1)
}

struct Hold<'w> {
    board: Board<'w>,
    lost: BTreeMap<(usize, usize), &'static str>,
    /// Sessions that changed their room or trainer.
    touched: BTreeSet<String>,
    /// Sections and half days in which not all who were announced may be away: who stays is a choice.
    contested: Vec<(usize, Range<usize>)>,
}

impl Hold<'_> {
    /// The announced sessions and seats that what happened leaves possible, and those that the programme pins.
    fn load(&mut self, step: &Step) {
        let world = self.board.world;
        self.load_pinned(step);
        let cancelled: BTreeSet<String> = step.cancelled().into_iter().collect();
        let Some(previous) = &step.previous else {
            return;
        };
        let mut people: Vec<(usize, Vec<usize>)> = Vec::new();
        for session in &previous.sessions {
            let Some(activity) = world.activity(&session.activity) else {
                continue;
            };
            let seated: Vec<usize> = session
                .people
                .iter()
                .filter_map(|id| world.person(id))
                .collect();
            let exempt = is_exempt(world, step, &session.session, session.start.days());
            let why = if cancelled.contains(&session.session) {
                Some("cancelled")
            } else if session.start.days() < world.from {
                Some("past")
            } else if places(world, activity, session.begins(), exempt).is_none() {
                Some("calendar")
            } else {
                None
            };
            if let Some(why) = why {
                self.lost
                    .extend(seated.iter().map(|&person| ((person, activity), why)));
                continue;
            }
            if let Some(known) = self
                .board
                .sessions
                .iter()
                .position(|known| known.id == session.session)
            {
                people.push((known, seated));
                continue;
            }
            let places = places(world, activity, session.begins(), exempt).expect("it was found");
            let named = |name: &Option<String>| name.clone().unwrap_or_default();
            let room = world
                .rooms
                .iter()
                .position(|room| room.id == named(&session.room));
            let room = room.filter(|&room| {
                places
                    .clone()
                    .all(|place| world.room_is_there(room, world.slots[place]))
                    && world.rooms[room].site == session.site
            });
            let trainer = world
                .trainers
                .iter()
                .position(|trainer| trainer.id == named(&session.trainer));
            let trainer = trainer.filter(|&trainer| {
                self.board
                    .can_teach(trainer, activity, session.site.as_deref(), &places)
            });
            let end = world.slots[places.end - 1] + 1;
            let seats = (session.seats as usize).min(world.capacity(activity, room));
            let at = self.board.add(Held {
                id: session.session.clone(),
                activity,
                start: session.begins(),
                end,
                places,
                site: session.site.clone(),
                room,
                trainer,
                seats,
                people: BTreeSet::new(),
                exempt,
                closed: exempt
                    && !world
                        .sessions
                        .iter()
                        .any(|known| known.id == session.session),
            });
            people.push((at, seated));
        }
        for (at, seated) in &people {
            for &person in seated {
                match self.keeps(*at, person) {
                    Ok(()) => self.board.seat(*at, person),
                    Err(why) => {
                        let held = &self.board.sessions[*at];
                        self.lost.insert((person, held.activity), why);
                        if why == "absence" {
                            self.contested
                                .push((world.people[person].section, held.places.clone()));
                        }
                    }
                }
            }
        }
        for (at, _) in people {
            let held = &self.board.sessions[at];
            let activity = &world.activities[held.activity];
            let needs_room =
                held.room.is_none() && activity.needs_room() && !world.rooms.is_empty();
            let needs_trainer =
                held.trainer.is_none() && activity.skill.is_some() && !world.trainers.is_empty();
            if needs_room || needs_trainer {
                self.touched.insert(held.id.clone());
                self.replace(at, needs_room, needs_trainer);
            }
        }
        for line in &previous.self_paced {
            let Some(activity) = world.activity(&line.activity) else {
                continue;
            };
            for person in line.people.iter().filter_map(|id| world.person(id)) {
                let until = i64::from(line.until.days()) * 2 + 2;
                let from = i64::from(line.from.days()) * 2;
                let taught =
                    |need: &crate::needs::Need| world.activities[activity].teaches(need.step);
                let needed = self.board.needs.of[person].iter().any(taught);
                let needed = needed && self.board.release(person, activity) < until;
                let is_past = line.until.days() < world.from;
                if needed && !is_past {
                    self.board.alone.insert((person, activity), (from, until));
                } else {
                    self.lost
                        .insert((person, activity), if needed { "past" } else { "unneeded" });
                }
            }
        }
    }

    fn load_pinned(&mut self, step: &Step) {
        let world = self.board.world;
        let announced = |id: &str| {
            step.previous
                .iter()
                .flat_map(|plan| &plan.sessions)
                .any(|known| known.session == id)
        };
        for known in world
            .sessions
            .iter()
            .filter(|known| known.pinned && !announced(&known.id))
        {
            let Some(places) = places(world, known.activity, known.start, true) else {
                continue;
            };
            let before = step
                .previous_json
                .as_ref()
                .map_or(&[][..], |plan| list(plan, "cancelled_sessions"));
            let was_cancelled = before
                .iter()
                .any(|session| text(session, "session") == Some(&known.id));
            if was_cancelled || step.cancelled().contains(&known.id) {
                continue;
            }
            let activity = &world.activities[known.activity];
            let room = known
                .room
                .as_ref()
                .and_then(|id| world.rooms.iter().position(|room| room.id == *id));
            let by_trainer = known
                .trainer
                .as_ref()
                .and_then(|id| world.trainers.iter().find(|one| one.id == *id));
            let first = world
                .sections
                .iter()
                .map(|section| section.site.clone())
                .min()
                .flatten();
            let site = room.and_then(|room| world.rooms[room].site.clone());
            let site = site
                .or(by_trainer.and_then(|trainer| trainer.site.clone()))
                .or(first);
            let site = site.filter(|_| activity.at_a_site());
            let Some(room) = self
                .board
                .free_room(known.activity, site.as_deref(), &places, 1)
            else {
                continue;
            };
            let trainers = self
                .board
                .free_trainers(known.activity, site.as_deref(), &places);
            let Some(&trainer) = trainers.first() else {
                continue;
            };
            let end = world.slots[places.end - 1] + 1;
            self.board.add(Held {
                id: known.id.clone(),
                activity: known.activity,
                start: known.start,
                end,
                places,
                site,
                room,
                trainer,
                seats: known
                    .seats
                    .unwrap_or(usize::MAX)
                    .min(world.capacity(known.activity, room)),
                people: BTreeSet::new(),
                exempt: true,
                closed: false,
            });
        }
    }

    /// Another room or trainer at the same time, or the session falls out.
    fn replace(&mut self, at: usize, room: bool, trainer: bool) {
        let world = self.board.world;
        let held = self.board.sessions[at].clone();
        let site = held.site.as_deref();
        let free_room = || {
            // For as many of its people as it goes: a smaller room seats fewer.
            let sizes = [held.people.len(), least(world, &held)];
            sizes.into_iter().find_map(|size| {
                self.board
                    .free_room(held.activity, site, &held.places, size)
            })
        };
        let new_room = if room { free_room() } else { Some(held.room) };
        let free_trainer = || {
            self.board
                .free_trainers(held.activity, site, &held.places)
                .into_iter()
                .next()
        };
        let new_trainer = if trainer {
            free_trainer()
        } else {
            Some(held.trainer)
        };
        let mut out: Vec<usize> = held.people.iter().copied().collect();
        let why = match (new_room, new_trainer) {
            (Some(room), Some(trainer)) => {
                self.board.assign(at, room, trainer);
                let seats = held.seats.min(world.capacity(held.activity, room));
                self.board.sessions[at].seats = seats;
                out.drain(..seats.min(out.len()));
                out.iter().for_each(|&person| self.board.unseat(at, person));
                "full"
            }
            (room, _) => {
                self.board.close(at);
                if room.is_none() { "room" } else { "trainer" }
            }
        };
        self.lost
            .extend(out.into_iter().map(|person| ((person, held.activity), why)));
    }

    /// Whether a person keeps a seat, or why not.
    fn keeps(&self, at: usize, person: usize) -> Result<(), &'static str> {
        let (board, world) = (&self.board, self.board.world);
        let held = &board.sessions[at];
        let activity = &world.activities[held.activity];
        let needs = board.needs.of[person].iter().filter(|need| {
            activity
                .teaches
                .iter()
                .any(|taught| taught.0 == need.step.0)
        });
        let needs: Vec<_> = needs.collect();
        if needs.is_empty() {
            return Err("unneeded");
        }
        if board.release(person, held.activity) > held.start {
            return Err("refresh");
        }
        if !board.is_there(person, &held.places) {
            return Err("gone");
        }
        if activity.at_a_site() && world.site_of(person) != held.site.as_deref() {
            return Err("site");
        }
        if board.is_busy(person, &held.places) || board.takes(person, held.activity) {
            return Err("double_booked");
        }
        if held.people.len() >= held.seats {
            return Err("full");
        }
        if !board.may_be_away(world.people[person].section, &held.places) {
            return Err("absence");
        }
        Ok(())
    }

    /// Takes people out of what they cannot attend, until nothing changes: what a seat requires must be over before.
    fn settle(&mut self) {
        loop {
            let mut out = Vec::new();
            for (at, held) in self.board.sessions.iter().enumerate() {
                for &person in &held.people {
                    if self
                        .board
                        .ready_from(person, held.activity)
                        .is_none_or(|ready| ready > held.start)
                    {
                        out.push((at, person));
                    }
                }
            }
            let late = |(&(person, activity), &time): (&(usize, usize), &(i64, i64))| {
                let ready = self.board.ready_from(person, activity);
                let is_late = ready.is_none_or(|ready| ready >= time.1);
                (is_late || !self.board.has_days(person, activity, time))
                    .then_some((person, activity))
            };
            let alone: Vec<(usize, usize)> = self.board.alone.iter().filter_map(late).collect();
            if out.is_empty() && alone.is_empty() {
                return;
            }
            for (at, person) in out {
                self.lost
                    .insert((person, self.board.sessions[at].activity), "order");
                self.board.unseat(at, person);
            }
            for key in alone {
                self.lost.insert(key, "order");
                self.board.alone.remove(&key);
            }
        }
    }

    /// Seats that stay where sessions below their minimum are given up, and then whatever relies on them.
    fn kept_seats(&self) -> BTreeSet<(usize, String)> {
        let mut rest = Hold {
            board: self.board.clone(),
            lost: BTreeMap::new(),
            touched: self.touched.clone(),
            contested: self.contested.clone(),
        };
        while rest.close_small() {
            rest.settle();
        }
        let sessions = rest.board.sessions.iter();
        sessions
            .flat_map(|held| held.people.iter().map(|&person| (person, held.id.clone())))
            .collect()
    }

    /// Gives up sessions below their minimum; whether there were any.
    fn close_small(&mut self) -> bool {
        let world = self.board.world;
        let small: Vec<usize> = (0..self.board.sessions.len())
            .filter(|&at| {
                let held = &self.board.sessions[at];
                !self.board.is_closed(at) && !held.exempt && held.people.len() < least(world, held)
            })
            .collect();
        for &at in &small {
            let held = &self.board.sessions[at];
            let activity = held.activity;
            self.lost.extend(
                held.people
                    .iter()
                    .map(|&person| ((person, activity), "minimum")),
            );
            self.board.close(at);
        }
        !small.is_empty()
    }

    /// Fills free seats, gives up sessions that stay too small, opens others, until nothing changes.
    fn fill(&mut self) {
        loop {
            while self.fill_seats() {}
            if self.close_small() {
                self.settle();
                continue;
            }
            if !self.open() {
                return;
            }
        }
    }

    fn fill_seats(&mut self) -> bool {
        let world = self.board.world;
        let mut changed = false;
        for person in 0..world.people.len() {
            for need in self.board.unmet(person) {
                if self.board.meets(person, need) {
                    continue;
                }
                if let Some(at) =
                    (0..self.board.sessions.len()).find(|&at| self.board.fits(person, need, at))
                {
                    self.board.seat(at, person);
                    changed = true;
                } else if let Some((activity, time)) =
                    (0..world.activities.len()).find_map(|activity| {
                        Some((activity, self.board.alone_time(person, need, activity)?))
                    })
                {
                    self.board.alone.insert((person, activity), time);
                    changed = true;
                }
            }
        }
        changed
    }

    fn open(&mut self) -> bool {
        let world = self.board.world;
        let pools = self.board.pools();
        for (activity, pool) in pools
            .iter()
            .enumerate()
            .filter(|(_, pool)| !pool.is_empty())
        {
            let known = &world.activities[activity];
            if known.is_alone() || pool.len() < known.min {
                continue;
            }
            let site = |person: &usize| world.site_of(*person).filter(|_| known.at_a_site());
            let sites: BTreeSet<Option<&str>> = pool.iter().map(site).collect();
            for site in sites {
                for start in world.starts(known) {
                    let places = world.places(known, start).expect("a start");
                    let Ok((room, trainer, people)) =
                        self.board.opening(pool, activity, site, &places, None)
                    else {
                        continue;
                    };
                    self.board.add(Held {
                        id: format!("opened-{}", self.board.sessions.len()),
                        activity,
                        start,
                        end: world.slots[places.end - 1] + 1,
                        places,
                        site: site.map(str::to_owned),
                        room,
                        trainer,
                        seats: world.capacity(activity, room),
                        people: people.into_iter().collect(),
                        exempt: false,
                        closed: false,
                    });
                    return true;
                }
            }
        }
        false
    }
}

/// Where a session lies; what is pinned may lie anywhere on working days.
fn places(world: &World, activity: usize, start: i64, exempt: bool) -> Option<Range<usize>> {
    let known = &world.activities[activity];
    world.places(known, start).or_else(|| {
        let first = world.slots.binary_search(&start).ok()?;
        let places = first..first + known.length;
        (exempt && places.end <= world.slots.len()).then_some(places)
    })
}
