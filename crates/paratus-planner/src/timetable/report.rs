//! From the board to an answer: single rooms and trainers, counts, reasons.
#![expect(clippy::indexing_slicing, reason = "sessions, classes and bookings are indices of the same world")]

use super::answer::{Bound, Reason, Seats, Session, Timetable, Unplaced};
use super::board::Board;
use super::problem::TimetableProblem;
use super::world::{NONE, World};
use paratus_order::{Map, Order};

/// The answer; the board comes back as it was.
pub(super) fn timetable(problem: &TimetableProblem, world: &World, board: &mut Board, rounds: u32) -> Timetable {
    let mut order: Vec<u32> = (0..board.sessions.len() as u32).filter(|&s| board.sessions[s as usize].open).collect();
    order.sort_by_cached_key(|&s| {
        let held = &board.sessions[s as usize];
        let key = &world.keys[held.key as usize];
        let mut people = held.people.clone();
        people.sort_unstable();
        (held.fixed, held.start, key.site, key.activity, held.was, people)
    });
    let rooms = colour(world, board, &order, problem, Kind::Room);
    let trainers = colour(world, board, &order, problem, Kind::Trainer);
    let mut sessions = Vec::with_capacity(order.len());
    let mut seats: Map<(usize, usize, usize), u32> = Map::new();
    for (i, &s) in order.iter().enumerate() {
        let bound = bound(world, board, s);
        let held = &board.sessions[s as usize];
        let key = &world.keys[held.key as usize];
        for &b in &held.people {
            let booking = &world.bookings[b as usize];
            *seats.entry((booking.group as usize, usize::from(booking.step), i)).or_default() += 1;
        }
        sessions.push(Session {
            activity: key.activity,
            bound,
            fixed: (held.fixed != NONE).then_some(held.fixed as usize),
            room: rooms[i],
            seats: held.cap,
            site: key.site,
            start: held.start,
            taken: held.people.len() as u32,
            trainer: trainers[i],
        });
    }
    let mut unplaced: Map<(usize, usize, Reason), u32> = Map::new();
    let mut moved = 0;
    for (b, booking) in world.bookings.iter().enumerate() {
        let at = board.at[b];
        if booking.before != NONE && (at == NONE || board.sessions[at as usize].start != booking.before) {
            moved += 1;
        }
        if at == NONE {
            let reason = reason(world, board, b as u32);
            *unplaced.entry((booking.group as usize, usize::from(booking.step), reason)).or_default() += 1;
        }
    }
    Timetable {
        cost: u64::try_from(board.cost).unwrap_or(0),
        lower_bound: super::bound::lower(world, problem),
        moved,
        rounds,
        seats: seats
            .into_iter()
            .map(|((group, step, session), people)| Seats { group, step, session, people })
            .collect(),
        sessions,
        unplaced: unplaced
            .into_iter()
            .map(|((group, step, reason), people)| Unplaced { group, step, people, reason })
            .collect(),
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Room,
    Trainer,
}

/// Interval colouring: within a class as many sessions overlap as there are members, so going by start never fails.
/// Whoever held the session before keeps it where that leaves enough for the others.
fn colour(world: &World, board: &Board, order: &[u32], problem: &TimetableProblem, kind: Kind) -> Vec<Option<usize>> {
    let members = |class: u32| match kind {
        Kind::Room => world.rooms.get(class as usize).map(|c| c.rooms.as_slice()),
        Kind::Trainer => world.trainers.get(class as usize).map(|c| c.trainers.as_slice()),
    };
    let mut by_class: Map<u32, Vec<(u32, u32, usize)>> = Map::new();
    for (i, &s) in order.iter().enumerate() {
        let held = &board.sessions[s as usize];
        let class = match kind {
            Kind::Room => held.room,
            Kind::Trainer => held.trainer,
        };
        if class != NONE {
            by_class.entry(class).or_default().push((held.start, board.end(world, s), i));
        }
    }
    let old = problem.previous.as_ref().map_or(&[][..], |previous| previous.sessions.as_slice());
    let mut out = vec![None; order.len()];
    for (class, mut list) in by_class {
        let Some(members) = members(class) else { continue };
        list.order();
        let wish = |i: usize| {
            let was = old.get(board.sessions[order[i] as usize].was as usize)?;
            match kind {
                Kind::Room => was.room,
                Kind::Trainer => was.trainer,
            }
        };
        let kept = paint(&list, members, &wish);
        let painted = kept.unwrap_or_else(|| paint(&list, members, &|_| None).unwrap_or_default());
        for (&(_, _, i), member) in list.iter().zip(painted) {
            out[i] = Some(member);
        }
    }
    out
}

/// A member for each (start, end, session), in order of start; wishes are granted first. Nothing when that gets stuck.
fn paint(list: &[(u32, u32, usize)], members: &[usize], wish: &dyn Fn(usize) -> Option<usize>) -> Option<Vec<usize>> {
    let mut taken: Vec<Vec<(u32, u32)>> = vec![Vec::new(); members.len()];
    let mut out = vec![usize::MAX; list.len()];
    let free = |taken: &[(u32, u32)], from: u32, to: u32| taken.iter().all(|&(a, b)| to <= a || b <= from);
    for (n, &(from, to, i)) in list.iter().enumerate() {
        let Some(m) = wish(i).and_then(|wanted| members.iter().position(|&m| m == wanted)) else { continue };
        if free(&taken[m], from, to) {
            taken[m].push((from, to));
            out[n] = members[m];
        }
    }
    let wishes = out.iter().any(|&m| m != usize::MAX);
    let mut ends = vec![0; members.len()];
    for (n, &(from, to, _)) in list.iter().enumerate() {
        if out[n] != usize::MAX {
            continue;
        }
        // Without wishes only the last end matters, which keeps this linear.
        let m = (0..members.len()).find(|&m| if wishes { free(&taken[m], from, to) } else { ends[m] <= from })?;
        ends[m] = to;
        taken[m].push((from, to));
        out[n] = members[m];
    }
    Some(out)
}

/// What stood in the way of the session at the start before its own.
fn bound(world: &World, board: &mut Board, s: u32) -> Bound {
    let held = board.sessions[s as usize].clone();
    if held.fixed != NONE {
        return Bound::Fixed;
    }
    let key = &world.keys[held.key as usize];
    let Some(t) = (0..held.start).rev().find(|&t| key.starts[t as usize]) else { return Bound::Earliest };
    board.keep();
    let mut late = None;
    for &b in &held.people {
        let ready = board.ready(b);
        if ready > t {
            let waits = world.bookings[b as usize].step > 0 && world.bookings[b as usize].earliest <= t;
            late = Some(if waits || late == Some(Bound::Prerequisite) { Bound::Prerequisite } else { Bound::Earliest });
        }
    }
    if let Some(late) = late {
        return late;
    }
    for &b in &held.people {
        board.leave(world, b);
    }
    board.close(world, s);
    let answer = if board.room(world, held.key as usize, t, held.people.len() as u32).is_none() {
        Bound::Room
    } else if board.trainer(world, held.key as usize, t).is_none() {
        Bound::Trainer
    } else {
        let mut sections: Map<u32, i32> = Map::new();
        for &b in &held.people {
            *sections.entry(world.bookings[b as usize].section).or_default() += 1;
        }
        let over = sections.iter().any(|(&section, &n)| {
            let from = section as usize * world.slots + t as usize;
            board.spare[from..from + key.duration as usize].iter().any(|&spare| spare < n)
        });
        if over { Bound::Absence } else { Bound::Search }
    };
    board.undo(world);
    answer
}

/// What stands in the way of a seat.
fn reason(world: &World, board: &Board, b: u32) -> Reason {
    let booking = &world.bookings[b as usize];
    if booking.step > 0 && board.at[b as usize - 1] == NONE {
        return Reason::EarlierStep;
    }
    let key = &world.keys[booking.key as usize];
    if key.needs_trainer && key.trainers.is_empty() {
        return Reason::NoTrainer;
    }
    if key.cap == 0 {
        return Reason::NoRoom;
    }
    let (ready, due) = (board.ready(b), board.due(b));
    let mut open = (ready..(due + 1).saturating_sub(key.duration))
        .filter(|&t| key.starts.get(t as usize).copied().unwrap_or(false))
        .peekable();
    if open.peek().is_none() {
        return Reason::Window;
    }
    let mut worst = Reason::Absence;
    for t in open {
        if !board.can_go(world, b, t, key.duration) {
            continue;
        }
        if board.room(world, booking.key as usize, t, 1).is_none() {
            if worst == Reason::Absence {
                worst = Reason::Room;
            }
        } else if board.trainer(world, booking.key as usize, t).is_none() {
            worst = Reason::Trainer;
        } else {
            return Reason::TooFew;
        }
    }
    worst
}
