//! Every place for one person in a timetable, best first, with what each changes.
#![expect(clippy::indexing_slicing, reason = "learners, sessions and bookings are indices of the same instance")]

use super::instance::{Instance, NONE};
use super::search::Search;
use super::solve::Solver;
use serde::{Deserialize, Serialize};

/// A place that a person could have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// What the timetable would cost more (or less), unmet needs included.
    pub cost: i64,
    /// The seats that change, the person's own first.
    pub moves: Vec<Move>,
    /// Sessions that would be opened.
    pub opened: u32,
}

/// A seat that is given, taken or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// Whose.
    pub learner: usize,
    /// Which of the learner's bookings.
    pub booking: usize,
    /// The start before; nothing where there was no seat.
    pub from: Option<u32>,
    /// The start now; nothing where there is no seat.
    pub to: Option<u32>,
    /// The announced session now; nothing where it is a new one.
    pub announced: Option<usize>,
}

/// Work for one place.
const WORK: u32 = 2_000;

impl Solver {
    /// Every place for a person whose needs are not all met, best first: fewest other seats changed, then least cost, then the
    /// earliest. Nothing where all needs are met, or there is no place.
    #[must_use]
    pub fn placements(&self, learner: usize) -> Vec<Placement> {
        let Some(row) = self.instance.learners.get(learner) else { return Vec::new() };
        let mut search = self.search.clone();
        search.finish_without_repair(&self.instance);
        let mut found = Vec::new();
        let unmet = row.needs.clone().filter(|&need| !search.board.is_met(need));
        let mut wanted: Vec<u32> = unmet.flat_map(|need| self.instance.needs[need as usize].bookings.clone()).collect();
        wanted.sort_unstable();
        wanted.dedup();
        for b in wanted {
            search.collect_placements(&self.instance, b, &mut found);
        }
        found.sort_by_key(|placement: &Placement| {
            let own = placement.moves.first().and_then(|own| own.to);
            (placement.moves.len(), placement.opened, placement.cost, own, placement.moves.clone())
        });
        found.dedup();
        found
    }
}

impl Search {
    fn collect_placements(&mut self, instance: &Instance, b: u32, found: &mut Vec<Placement>) {
        self.board.commit();
        let before = (self.board.span.clone(), self.board.cost, self.open_sessions_count());
        let key = instance.bookings[b as usize].key as usize;
        if self.board.ready(instance, b) == NONE {
            self.work = WORK;
            if !self.place_suppliers(instance, b, 0) {
                self.board.undo(instance);
                return;
            }
        }
        let base = self.board.mark();
        let mut sessions = self.board.of_key[key].clone();
        sessions.sort_unstable_by_key(|&s| (self.board.sessions[s as usize].start, s));
        for s in sessions {
            let start = self.board.sessions[s as usize].start;
            if self.board.free_seats(s) > 0 {
                if self.board.fits(instance, b, start) {
                    self.board.seat(instance, b, s);
                    found.extend(self.placement(instance, b, &before));
                }
                self.board.undo_to(instance, base);
                continue;
            }
            let mut people = self.board.sessions[s as usize].people.clone();
            people.sort_unstable();
            for x in people {
                self.work = WORK;
                self.board.unseat(instance, x);
                if self.board.fits(instance, b, start) {
                    self.board.seat(instance, b, s);
                    if self.place(instance, x, 0) {
                        found.extend(self.placement(instance, b, &before));
                    }
                }
                self.board.undo_to(instance, base);
            }
        }
        for t in 0..instance.slots as u32 {
            self.work = WORK;
            if let Some(s) = self.open_at(instance, b, t)
                && self.has_minimum(instance, s)
            {
                found.extend(self.placement(instance, b, &before));
            }
            self.board.undo_to(instance, base);
        }
        self.board.undo(instance);
    }

    fn open_sessions_count(&self) -> usize {
        self.board.sessions.iter().filter(|held| held.open).count()
    }

    /// What changed since `before`; nothing where a rule is broken.
    fn placement(&self, instance: &Instance, b: u32, before: &(Vec<(u32, u32)>, i64, usize)) -> Option<Placement> {
        if !self.board.is_sound() {
            return None;
        }
        let start = |span: (u32, u32)| (span.0 != NONE).then_some(span.0);
        let change = |x: u32| {
            let (from, to) = (start(before.0[x as usize]), start(self.board.span[x as usize]));
            let at = self.board.at[x as usize];
            let announced = self.board.sessions.get(at as usize).map_or(NONE, |held| held.announced);
            (from != to).then(|| Move {
                learner: instance.bookings[x as usize].learner as usize,
                booking: (x - instance.siblings(x).start) as usize,
                from,
                to,
                announced: (announced != NONE).then_some(announced as usize),
            })
        };
        let own = change(b)?;
        let others = (0..instance.bookings.len() as u32).filter(|&x| x != b).filter_map(change);
        Some(Placement {
            cost: self.board.cost - before.1,
            moves: std::iter::once(own).chain(others).collect(),
            opened: self.open_sessions_count().saturating_sub(before.2) as u32,
        })
    }
}
