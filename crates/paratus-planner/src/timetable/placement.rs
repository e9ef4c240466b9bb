//! Every place for one person in a timetable, with what each changes.
use super::answer::{Session, Timetable};
use super::build_timetable::{build_timetable, order_of_sessions};
use super::instance::{Instance, NONE};
use super::problem::{BadProblem, TimetableProblem};
use super::search::Search;
use super::solve::Solver;
use serde::{Deserialize, Serialize};

/// A timetable, and the places that one person could have in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placements {
    /// Every place, by booking, then by start: for each session the one that moves the fewest people and costs the least.
    pub places: Vec<Placement>,
    /// The timetable as it is.
    pub timetable: Timetable,
}

/// A place that a person could have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Sessions of the timetable in which nobody would sit any more.
    pub closed: Vec<usize>,
    /// What the timetable would cost more (or less), unmet needs included.
    pub cost: i64,
    /// The seats that change, the person's own in question first.
    pub moves: Vec<Move>,
    /// Sessions that would be opened.
    pub opened: Vec<Session>,
}

/// A seat that is given, taken or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Whose.
    pub learner: usize,
    /// Which of the learner's bookings.
    pub booking: usize,
    /// The session before, an index into those of the timetable; nothing where there was no seat.
    pub from: Option<usize>,
    /// The session now, an index into those of the timetable followed by those opened; nothing where there is no seat.
    pub to: Option<usize>,
    /// How many more of the person's section may be away during that session.
    pub spare: u32,
}

/// Work for one place: seats and starts that are looked at.
const WORK_PER_PLACE: u32 = 2_000;

/// The timetable before any place is tried.
struct Base {
    timetable: Timetable,
    /// For each session of the board its index in the timetable; [`NONE`] where it is closed.
    index_of: Vec<u32>,
    /// Session of each booking, on the board.
    at: Vec<u32>,
    cost: i64,
}

impl Solver {
    /// Loads what was announced and nothing else: no session is opened and nobody is seated who was not.
    ///
    /// # Errors
    ///
    /// When the problem makes no sense: an index that points nowhere.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub fn load(problem: &TimetableProblem) -> Result<Solver, BadProblem> {
        problem.check()?;
        let mut instance = Instance::new(problem);
        let search = Search::load_only(problem, &instance);
        // Who may be late may also choose a place that is late.
        for b in 0..instance.bookings.len() {
            if instance.bookings[b].late {
                instance.extend(b as u32);
            }
        }
        Ok(Solver::with(instance, search))
    }

    /// Every place for a person: for bookings without a seat that meet a need which is not met, a free seat, the seat of somebody who
    /// can go to another session, or a new session; for bookings with a seat, other sessions of the activity.
    #[must_use]
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    pub fn placements(&self, learner: usize) -> Placements {
        let instance = &self.instance;
        let mut search = self.search.clone();
        search.finish_without_repair(instance);
        let order = order_of_sessions(instance, &search.board);
        let mut index_of = vec![NONE; search.board.sessions.len()];
        order
            .iter()
            .enumerate()
            .for_each(|(at, &s)| index_of[s as usize] = at as u32);
        let timetable = build_timetable(instance, &search.board, search.done, &search.released);
        let base = Base {
            timetable,
            index_of,
            at: search.board.at.clone(),
            cost: search.board.cost,
        };
        let bookings = instance
            .learners
            .get(learner)
            .map_or(0..0, |row| row.bookings.clone());
        let mut places = Vec::new();
        for b in bookings {
            let useful = instance
                .needs_of(b)
                .iter()
                .any(|&need| !search.board.is_met(need));
            if search.board.at[b as usize] != NONE || useful {
                search.collect_placements(instance, &base, b, &mut places);
            }
        }
        Placements {
            places,
            timetable: base.timetable,
        }
    }
}

impl Search {
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn collect_placements(
        &mut self,
        instance: &Instance,
        base: &Base,
        b: u32,
        found: &mut Vec<Placement>,
    ) {
        self.board.commit();
        let own = self.board.at[b as usize];
        if own != NONE {
            if instance.bookings[b as usize].pinned {
                return;
            }
            self.board.unseat(instance, b);
        } else if self.board.ready(instance, b) == NONE {
            self.work = WORK_PER_PLACE;
            if !self.place_suppliers(instance, b, 0) {
                self.board.undo(instance);
                return;
            }
        }
        let mark = self.board.mark();
        let key = instance.bookings[b as usize].key as usize;
        let mut sessions = self.board.of_key[key].clone();
        sessions.sort_unstable_by_key(|&s| (self.board.sessions[s as usize].start, s));
        for s in sessions.into_iter().filter(|&s| s != own) {
            found.extend(self.place_in(instance, base, b, s));
            self.board.undo_to(instance, mark);
        }
        // Who has a seat changes it for another that there is.
        let starts = if own == NONE {
            0..instance.slots as u32
        } else {
            0..0
        };
        for t in starts {
            self.work = WORK_PER_PLACE;
            if let Some(s) = self.open_at(instance, b, t)
                && self.has_minimum(instance, s)
            {
                found.extend(self.placement(instance, base, b));
            }
            self.board.undo_to(instance, mark);
        }
        self.board.undo(instance);
    }

    /// A seat in a session: a free one, else that of the person who can go elsewhere at the lowest cost. Where the section is at its limit, that is
    /// a colleague.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn place_in(&mut self, instance: &Instance, base: &Base, b: u32, s: u32) -> Option<Placement> {
        let start = self.board.sessions[s as usize].start;
        let is_full = self.board.free_seats(s) == 0;
        if !is_full && self.board.fits(instance, b, start) {
            self.board.seat(instance, b, s);
            self.close_left(instance, base, b);
            return self.placement(instance, base, b);
        }
        if !is_full
            && self
                .board
                .is_spared(instance, b, start, self.board.end(instance, s))
        {
            return None;
        }
        let mark = self.board.mark();
        let mut people = self.board.sessions[s as usize].people.clone();
        people.sort_unstable();
        people.retain(|&x| !instance.bookings[x as usize].pinned);
        let mut best: Option<Placement> = None;
        for x in people {
            self.board.unseat(instance, x);
            if self.board.fits(instance, b, start) {
                self.board.seat(instance, b, s);
                let moved = self.take_free_seat(instance, x);
                self.close_left(instance, base, b);
                if moved
                    && let Some(place) = self.placement(instance, base, b)
                    && best.as_ref().is_none_or(|best| rank(&place) < rank(best))
                {
                    best = Some(place);
                }
            }
            self.board.undo_to(instance, mark);
        }
        best
    }

    /// Closes the session that a booking left, where nobody sits in it any more.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn close_left(&mut self, instance: &Instance, base: &Base, b: u32) {
        let left = base.at[b as usize];
        let is_empty = |s: usize| {
            let held = &self.board.sessions[s];
            held.open && !held.pinned && held.people.is_empty()
        };
        if left != NONE && is_empty(left as usize) {
            self.board.close(instance, left);
        }
    }

    /// What changed since the last commit; nothing where a rule is broken, or another session would get another trainer.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn placement(&self, instance: &Instance, base: &Base, b: u32) -> Option<Placement> {
        let changed = self.board.changed();
        if !self.board.has_no_violation() || !changed.trainers.is_empty() {
            return None;
        }
        let count = base.timetable.sessions.len();
        let index = |s: u32| {
            base.index_of
                .get(s as usize)
                .copied()
                .filter(|&at| at != NONE)
                .map(|at| at as usize)
        };
        let closed = changed.sessions.iter().filter_map(|&s| index(s)).collect();
        let mut opened: Vec<u32> = changed.sessions.clone();
        opened.retain(|&s| self.board.sessions[s as usize].open);
        opened.sort_unstable_by_key(|&s| (self.board.sessions[s as usize].start, s));
        let change = |x: u32| {
            let (before, now) = (base.at[x as usize], self.board.at[x as usize]);
            let new = opened
                .iter()
                .position(|&s| s == now)
                .map(|place| count + place);
            let (from, to) = (index(before), new.or_else(|| index(now)));
            (from != to).then(|| Move {
                learner: instance.bookings[x as usize].learner as usize,
                booking: (x - instance.siblings(x).start) as usize,
                from,
                to,
                spare: if now == NONE {
                    0
                } else {
                    self.spare(instance, x)
                },
            })
        };
        let own = change(b)?;
        let others = changed
            .bookings
            .iter()
            .filter(|&&x| x != b)
            .filter_map(|&x| change(x));
        let moves = std::iter::once(own).chain(others).collect();
        let opened: Option<Vec<Session>> = opened
            .iter()
            .map(|&s| self.opened_session(instance, &base.timetable, s))
            .collect();
        Some(Placement {
            closed,
            cost: self.board.cost - base.cost,
            moves,
            opened: opened?,
        })
    }

    /// How many more of a person's section may be away during the session of a booking.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn spare(&self, instance: &Instance, x: u32) -> u32 {
        let (start, end) = self.board.span[x as usize];
        let from = instance.bookings[x as usize].section as usize * instance.slots;
        let during = &self.board.spare[from + start as usize..from + end as usize];
        during
            .iter()
            .min()
            .map_or(0, |&spare| u32::try_from(spare).unwrap_or(0))
    }

    /// A new session, with a room and a trainer that no session of the timetable has then; nothing where all are taken.
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn opened_session(
        &self,
        instance: &Instance,
        timetable: &Timetable,
        s: u32,
    ) -> Option<Session> {
        let held = &self.board.sessions[s as usize];
        let key = &instance.keys[held.key as usize];
        let end = self.board.end(instance, s);
        let overlaps = |other: &&Session| {
            let duration = instance
                .key(other.site, other.activity)
                .map_or(0, |at| instance.keys[at].duration);
            other.start < end && held.start < other.start + duration
        };
        let during: Vec<&Session> = timetable.sessions.iter().filter(overlaps).collect();
        let free = |members: &[usize], taken: fn(&Session) -> Option<usize>| {
            members
                .iter()
                .copied()
                .find(|member| during.iter().all(|other| taken(other) != Some(*member)))
        };
        let room = match instance.rooms.get(held.room as usize) {
            Some(class) => Some(free(&class.rooms, |other| other.room)?),
            None => None,
        };
        let trainer = match instance.trainers.get(held.trainer as usize) {
            Some(class) => Some(free(&class.trainers, |other| other.trainer)?),
            None => None,
        };
        Some(Session {
            activity: key.activity,
            announced: None,
            pinned: false,
            room,
            seats: held.cap,
            site: key.site,
            start: held.start,
            taken: held.people.len() as u32,
            trainer,
        })
    }
}

/// Fewest other people moved first, then least cost.
fn rank(place: &Placement) -> (usize, i64) {
    (
        place
            .moves
            .iter()
            .filter(|other| other.from.is_some())
            .count(),
        place.cost,
    )
}
