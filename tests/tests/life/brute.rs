//! The best plan of a very small programme, by trying everything: fewest unmet needs, then the least money.

use crate::board::{Board, Held};
use crate::needs::{Need, Needs};
use crate::world::World;
use std::collections::BTreeSet;

/// More than this many steps are not tried.
const MOST_STEPS: u64 = 1_000_000;

struct Search<'w> {
    board: Board<'w>,
    /// Person and need, in an order in which prerequisites come first.
    todo: Vec<(usize, Need)>,
    /// Whether the person at a place of `todo` begins, and is like the one before.
    twin: Vec<bool>,
    wage: f64,
    best: (usize, f64),
    steps: u64,
}

/// The fewest unmet needs, and the least cost of sessions, seats and time with those; `None` where that is too much to try.
pub(crate) fn best(world: &World, needs: &Needs, wage: f64) -> Option<(usize, f64)> {
    let mut todo = Vec::new();
    let mut twin = Vec::new();
    for person in 0..world.people.len() {
        let mut own: Vec<Need> = needs.of[person].clone();
        own.sort_by_key(|need| depth(world, need.step.0));
        for (at, need) in own.iter().enumerate() {
            let alike = |other: usize| {
                let (one, two) = (&world.people[person], &world.people[other]);
                needs.of[person] == needs.of[other]
                    && (one.section, one.joined, one.left, one.trainer.is_none())
                        == (two.section, two.joined, two.left, two.trainer.is_none())
            };
            twin.push(at == 0 && person > 0 && alike(person - 1));
            todo.push((person, *need));
        }
    }
    let board = Board::new(world, needs);
    let mut search = Search {
        board,
        todo,
        twin,
        wage,
        best: (usize::MAX, f64::INFINITY),
        steps: 0,
    };
    search.try_all(0, 0, 0.0, 0);
    (search.steps < MOST_STEPS).then_some(search.best)
}

/// How many steps an objective is from one without prerequisites.
fn depth(world: &World, objective: usize) -> usize {
    world.objectives[objective]
        .requires
        .iter()
        .map(|step| depth(world, step.0) + 1)
        .max()
        .unwrap_or(0)
}

impl Search<'_> {
    fn try_all(&mut self, at: usize, unmet: usize, cost: f64, begun: i64) {
        self.steps += 1;
        if self.steps >= MOST_STEPS {
            return;
        }
        if unmet > self.best.0 || (unmet == self.best.0 && cost >= self.best.1 - 1e-9) {
            return;
        }
        let world = self.board.world;
        let Some(&(person, need)) = self.todo.get(at) else {
            let whole =
                |held: &Held| held.people.len() >= world.activities[held.activity].min.max(1);
            if self.board.sessions.iter().all(whole) {
                self.best = (unmet, cost);
            }
            return;
        };
        if self.board.meets(person, need) {
            return self.try_all(at + 1, unmet, cost, begun);
        }
        // Of people who are alike the first begins first.
        let first = if self.twin[at] { begun } else { i64::MIN };
        let begins = self.board.sessions_of(person).next().is_none();
        let next = |start: i64| if begins { start } else { begun };
        for session in 0..self.board.sessions.len() {
            let held = &self.board.sessions[session];
            let (start, activity) = (held.start, held.activity);
            if start >= first && self.board.fits(person, need, session) {
                self.board.seat(session, person);
                self.try_all(at + 1, unmet, cost + self.price(activity), next(start));
                self.board.unseat(session, person);
            }
        }
        for activity in (0..world.activities.len())
            .filter(|&activity| world.activities[activity].teaches(need.step))
        {
            if let Some(time) = self.board.alone_time(person, need, activity) {
                self.board.alone.insert((person, activity), time);
                self.try_all(at + 1, unmet, cost + self.price(activity), begun);
                self.board.alone.remove(&(person, activity));
            }
            let known = &world.activities[activity];
            let site = world.site_of(person).filter(|_| known.at_a_site());
            for start in world
                .starts(known)
                .into_iter()
                .filter(|&start| start >= first && !known.is_alone())
            {
                let places = world.places(known, start).expect("a start");
                if self
                    .board
                    .own_cause(person, need, activity, &places)
                    .is_some_and(|cause| cause != crate::board::Cause::FreeSeat)
                {
                    continue;
                }
                for room in self
                    .board
                    .free_rooms(activity, site, &places, known.min.max(1))
                {
                    for trainer in self.board.free_trainers(activity, site, &places) {
                        if trainer
                            .is_some_and(|trainer| world.trainers[trainer].person == Some(person))
                        {
                            continue;
                        }
                        self.board.add(Held {
                            id: String::new(),
                            activity,
                            start,
                            end: world.slots[places.end - 1] + 1,
                            places: places.clone(),
                            site: site.map(str::to_owned),
                            room,
                            trainer,
                            seats: world.capacity(activity, room),
                            people: BTreeSet::from([person]),
                            exempt: false,
                            closed: false,
                        });
                        self.try_all(
                            at + 1,
                            unmet,
                            cost + known.cost + self.price(activity),
                            next(start),
                        );
                        self.board.pop();
                    }
                }
            }
        }
        self.try_all(
            at + 1,
            unmet + 1,
            cost,
            if begins { i64::MAX } else { begun },
        );
    }

    /// What a seat costs: the price per person and the time.
    fn price(&self, activity: usize) -> f64 {
        let activity = &self.board.world.activities[activity];
        activity.cost_per_person + activity.hours * self.wage
    }
}
