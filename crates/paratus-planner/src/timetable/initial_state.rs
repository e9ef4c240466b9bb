//! What stands before the search begins: fixed sessions and seats, then what people were told before.
#![expect(clippy::indexing_slicing, reason = "the problem was checked: every index points into its list")]

use super::board::{Board, Spec};
use super::canon::Canon;
use super::problem::{BadProblem, TimetableProblem};
use super::world::{NONE, World};
use paratus_order::Order;

/// What the search begins with.
pub(super) struct Begun {
    pub(super) board: Board,
    /// Bookings that must stay.
    pub(super) pinned: Vec<bool>,
}

/// A board with everything that is decided, and which bookings are.
pub(super) fn board(canon: &Canon, world: &mut World) -> Result<Begun, BadProblem> {
    let problem = &canon.problem;
    let mut pinned = vec![false; world.bookings.len()];
    // Who sits where is settled before the board is made, because it says what a booking costs.
    let mut taken = vec![NONE; world.bookings.len()];
    let mut seats: Vec<(usize, usize, u32, u32, usize)> = Vec::new();
    for (i, fixed) in problem.fixed_seats.iter().enumerate() {
        let start = problem.fixed_sessions[fixed.session].start;
        seats.push((fixed.group, fixed.step, start, fixed.people, i));
    }
    let fixed = hand_out(problem, world, &mut taken, seats).map_err(|i| {
        BadProblem::new(format!("fixed_seats[{i}].people"), "more than the people of the group who can sit there")
    })?;
    let mut before = Vec::new();
    if let Some(previous) = &problem.previous {
        let mut seats = Vec::new();
        for (i, seat) in previous.seats.iter().enumerate() {
            if let Some(session) = previous.sessions.get(seat.session) {
                let fits =
                    problem.groups.get(seat.group).is_some_and(|g| g.chain.get(seat.step) == Some(&session.activity));
                if fits {
                    seats.push((seat.group, seat.step, session.start, seat.people, i));
                }
            }
        }
        before = hand_out(problem, world, &mut vec![NONE; world.bookings.len()], seats).unwrap_or_default();
        for &(b, i) in &before {
            let start = previous.seats.get(i).and_then(|seat| previous.sessions.get(seat.session)).map(|s| s.start);
            world.bookings[b as usize].before = start.unwrap_or(NONE);
        }
    }
    let mut board = Board::new(world);
    let opened = open_fixed(canon, world, &mut board)?;
    for (b, i) in fixed {
        let seat = &problem.fixed_seats[i];
        let s = opened[seat.session];
        let held = &board.sessions[s as usize];
        let place = format!("fixed_seats[{i}]");
        if held.people.len() as u32 >= held.cap {
            return Err(BadProblem::new(place, "more people than the session has seats"));
        }
        let (start, end) = (held.start, board.end(world, s));
        let early = world.bookings[b as usize].step > 0 && {
            let at = board.at[b as usize - 1];
            at != NONE && board.end(world, at) > start
        };
        if early || end > board.due(b) {
            return Err(BadProblem::new(place, "the step before is not over, or the step after has begun"));
        }
        if !board.can_go(world, b, start, end - start) {
            return Err(BadProblem::new(
                place,
                "more people of the section away than it can spare, or one of them teaches then",
            ));
        }
        board.book(world, b, s);
        pinned[b as usize] = true;
    }
    if let Some(previous) = &problem.previous {
        let sessions = open_previous(problem, previous, world, &mut board, &opened);
        // First steps first, so that nobody goes on who misses one.
        for (b, i) in before {
            let Some(s) = previous.seats.get(i).and_then(|seat| sessions.get(seat.session).copied().flatten()) else {
                continue;
            };
            let start = board.sessions[s as usize].start;
            squeeze(world, &mut board, b, start);
            let held = &board.sessions[s as usize];
            let (start, end) = (held.start, board.end(world, s));
            let ok = board.at[b as usize] == NONE
                && held.key == world.bookings[b as usize].key
                && (held.people.len() as u32) < held.cap
                && board.ready(b) <= start
                && end <= board.due(b)
                && board.can_go(world, b, start, end - start);
            if ok {
                board.book(world, b, s);
            }
        }
        drop_small(world, &mut board);
    }
    Ok(Begun { board, pinned })
}

/// What people do alone between two seats that they were told of was no seat: it is given a time before the later one.
fn squeeze(world: &World, board: &mut Board, b: u32, before: u32) {
    let Some(alone) = b.checked_sub(1).filter(|_| world.bookings[b as usize].step > 0) else { return };
    let booking = &world.bookings[alone as usize];
    let key = &world.keys[booking.key as usize];
    let free = key.site.is_none() && !key.needs_trainer && key.min <= 1;
    if board.at[alone as usize] != NONE || booking.before != NONE || !free {
        return;
    }
    squeeze(world, board, alone, before.saturating_sub(key.duration));
    let ready = board.ready(alone);
    let times = ready..before.saturating_sub(key.duration).saturating_add(1);
    let fits = |t: &u32| key.starts[*t as usize] && board.can_go(world, alone, *t, key.duration);
    let Some(t) = times.into_iter().take(world.slots).find(fits) else { return };
    let open = board.of_key[booking.key as usize].iter().copied().find(|&s| {
        let held = &board.sessions[s as usize];
        held.start == t && (held.people.len() as u32) < held.cap
    });
    let spec =
        Spec { key: booking.key, start: t, room: NONE, trainer: NONE, cap: key.cap.max(1), fixed: NONE, was: NONE };
    let s = open.unwrap_or_else(|| board.open(world, spec));
    board.book(world, alone, s);
}

/// Counts to people: whoever was free first goes first. Gives bookings with the index of their row, step by step; or the
/// row that asks for more people than there are.
fn hand_out(
    problem: &TimetableProblem,
    world: &World,
    taken: &mut [u32],
    mut rows: Vec<(usize, usize, u32, u32, usize)>,
) -> Result<Vec<(u32, usize)>, usize> {
    rows.order();
    let mut out = Vec::new();
    let mut failed = None;
    let mut at = 0;
    while at < rows.len() {
        let (group, step) = (rows[at].0, rows[at].1);
        let until = at + rows[at..].iter().take_while(|r| (r.0, r.1) == (group, step)).count();
        let chain = problem.groups[group].chain.len() as u32;
        let first = world.first_of[group] + step as u32;
        let mut people: Vec<u32> = (0..problem.groups[group].people).map(|p| first + p * chain).collect();
        // Whoever ends the step before first; those of whom nothing is known last.
        people.sort_by_key(|&b| if step == 0 { 0 } else { taken[b as usize - 1] });
        let mut free = people.into_iter();
        for &(_, _, start, count, row) in &rows[at..until] {
            for _ in 0..count {
                match free.next() {
                    Some(b) => {
                        taken[b as usize] = start;
                        out.push((b, row));
                    }
                    None => failed = failed.or(Some(row)),
                }
            }
        }
        at = until;
    }
    out.order_by_key(|&(b, row)| (world.bookings[b as usize].step, b, row));
    match failed {
        // The previous timetable may name people who left; the others keep their seats.
        Some(row) if out.is_empty() => Err(row),
        Some(row) if problem.previous.is_none() => Err(row),
        _ => Ok(out),
    }
}

fn open_fixed(canon: &Canon, world: &World, board: &mut Board) -> Result<Vec<u32>, BadProblem> {
    let problem = &canon.problem;
    let mut opened = vec![NONE; problem.fixed_sessions.len()];
    // Those with a room or trainer of their own first, so that the others choose among the rest.
    let mut order: Vec<usize> = (0..opened.len()).collect();
    order.order_by_key(|&i| {
        let s = &problem.fixed_sessions[i];
        (s.trainer.is_none(), s.room.is_none(), canon.fixed_session(i))
    });
    for i in order {
        let fixed = &problem.fixed_sessions[i];
        let place = |field: &str| format!("fixed_sessions[{}].{field}", canon.fixed_session(i));
        let activity = &problem.activities[fixed.activity];
        let site = if activity.online { None } else { fixed.site };
        let key = world.key(site, fixed.activity).ok_or_else(|| BadProblem::new(place("activity"), "unknown"))?;
        let duration = activity.duration;
        let class_free = |free: &[i32], class: usize| {
            let from = class * world.slots + fixed.start as usize;
            free[from..from + duration as usize].iter().all(|&free| free > 0)
        };
        let want = fixed.seats.unwrap_or(activity.seats_max);
        let (room, cap) = match fixed.room.filter(|_| site.is_some()) {
            Some(room) => {
                let class = world.rooms.iter().position(|class| class.rooms.contains(&room)).unwrap_or(0);
                if !class_free(&board.room_free, class) {
                    return Err(BadProblem::new(place("room"), "taken by another fixed session at the same time"));
                }
                (class as u32, want.min(world.rooms[class].seats))
            }
            None => {
                let found = board.room(world, key, fixed.start, want);
                let (room, _) = found.ok_or_else(|| BadProblem::new(place("room"), "no room is free at that time"))?;
                (room, if room == NONE { want } else { want.min(world.rooms[room as usize].seats) })
            }
        };
        let trainer = match fixed.trainer {
            Some(trainer) => {
                let class = world.trainers.iter().position(|class| class.trainers.contains(&trainer)).unwrap_or(0);
                if !class_free(&board.trainer_free, class) {
                    return Err(BadProblem::new(place("trainer"), "away, or teaching another fixed session then"));
                }
                class as u32
            }
            None => board
                .trainer_by_exchange(world, key, fixed.start)
                .ok_or_else(|| BadProblem::new(place("trainer"), "no trainer with the skill is free at that time"))?,
        };
        let held = Spec { key: key as u32, start: fixed.start, room, trainer, cap, fixed: i as u32, was: NONE };
        opened[i] = board.open(world, held);
    }
    Ok(opened)
}

/// Sessions of the previous timetable that can still be held as they were.
fn open_previous(
    problem: &TimetableProblem,
    previous: &super::problem::Previous,
    world: &World,
    board: &mut Board,
    opened: &[u32],
) -> Vec<Option<u32>> {
    let mut sessions = Vec::with_capacity(previous.sessions.len());
    let mut used = vec![false; opened.len()];
    for (i, old) in previous.sessions.iter().enumerate() {
        let same = problem.fixed_sessions.iter().enumerate().position(|(f, fixed)| {
            !used[f]
                && (fixed.activity, fixed.site, fixed.start) == (old.activity, old.site, old.start)
                && fixed.room.is_none_or(|room| old.room == Some(room))
                && fixed.trainer.is_none_or(|trainer| old.trainer == Some(trainer))
        });
        if let Some(f) = same {
            used[f] = true;
            sessions.push(Some(opened[f]));
            continue;
        }
        sessions.push(reopen(problem, (i, old), world, board));
    }
    sessions
}

fn reopen(
    problem: &TimetableProblem,
    (was, old): (usize, &super::answer::Session),
    world: &World,
    board: &mut Board,
) -> Option<u32> {
    let activity = problem.activities.get(old.activity)?;
    let key = world.key(if activity.online { None } else { old.site }, old.activity)?;
    if !*world.keys[key].starts.get(old.start as usize)? {
        return None;
    }
    let class_of = |i: Option<usize>, of: &dyn Fn(usize) -> bool, n: usize| i.and_then(|_| (0..n).find(|&c| of(c)));
    let free = |free: &[i32], class: usize| {
        let from = class * world.slots + old.start as usize;
        free[from..from + activity.duration as usize].iter().all(|&free| free > 0)
    };
    let its_room =
        class_of(old.room, &|c| old.room.is_some_and(|r| world.rooms[c].rooms.contains(&r)), world.rooms.len())
            .filter(|&class| world.keys[key].rooms.contains(&class) && free(&board.room_free, class));
    let (room, cap) = match its_room {
        Some(class) => (class as u32, world.rooms[class].seats.min(world.keys[key].cap)),
        None => board.room(world, key, old.start, old.taken)?,
    };
    let its_trainer = class_of(
        old.trainer,
        &|c| old.trainer.is_some_and(|t| world.trainers[c].trainers.contains(&t)),
        world.trainers.len(),
    )
    .filter(|class| world.keys[key].trainers.contains(class))
    .filter(|&class| board.trainer_open(world, class, world.keys[key].site, old.start, activity.duration));
    let trainer = match its_trainer {
        Some(class) => class as u32,
        None => board.trainer(world, key, old.start)?,
    };
    let held = Spec { key: key as u32, start: old.start, room, trainer, cap, fixed: NONE, was: was as u32 };
    Some(board.open(world, held))
}

/// Sessions of the previous timetable that would now be too small are not held.
fn drop_small(world: &World, board: &mut Board) {
    for key in 0..world.keys.len() {
        for s in board.of_key[key].clone() {
            let held = &board.sessions[s as usize];
            if held.fixed != NONE || held.people.len() as u32 >= world.keys[key].min {
                continue;
            }
            for b in held.people.clone() {
                // Who loses a step loses the steps after it; they are placed anew.
                for later in (0..=u32::from(world.bookings[b as usize].later)).rev() {
                    if board.at[(b + later) as usize] != NONE {
                        board.leave(world, b + later);
                    }
                }
            }
            board.close(world, s);
        }
    }
    // Somebody who lost a step may have been the last in another session.
    for key in 0..world.keys.len() {
        for s in board.of_key[key].clone() {
            if board.sessions[s as usize].fixed == NONE && board.sessions[s as usize].people.is_empty() {
                board.close(world, s);
            }
        }
    }
}
