//! Counts become names: who is free first, sits first.

#![expect(clippy::indexing_slicing, reason = "groups, steps and sessions are indices of the timetable's lists")]

use super::timetable::{FixedSeats, Seats, Timetable, TimetableProblem};
use crate::order::{Map, Order};

/// For each group: for each of its people, by step, the session they sit in.
pub(super) type Roster = Vec<Vec<Vec<Option<usize>>>>;

/// Names for the seats of a timetable. Who misses a step does not go on to the next. `prefers` says whether a member of a
/// group sat in a session before; wishes are met as far as nobody loses a seat by it.
pub(super) fn roster(
    problem: &TimetableProblem,
    timetable: &Timetable,
    prefers: &dyn Fn(usize, usize, usize) -> bool,
) -> Roster {
    let mut of_group: Vec<Vec<Seats>> = vec![Vec::new(); problem.groups.len()];
    for seats in &timetable.seats {
        of_group[seats.group].push(*seats);
    }
    let seated = |group: usize, wish: bool| {
        let wishes = |member: usize, session: usize| wish && prefers(group, member, session);
        group_roster(problem, timetable, group, &of_group[group], &wishes)
    };
    (0..problem.groups.len())
        .map(|group| {
            let plain = seated(group, false);
            if problem.previous.is_none() {
                return plain;
            }
            let wished = seated(group, true);
            if count(&wished) < count(&plain) { plain } else { wished }
        })
        .collect()
}

fn count(roster: &[Vec<Option<usize>>]) -> usize {
    roster.iter().flatten().flatten().count()
}

fn group_roster(
    problem: &TimetableProblem,
    timetable: &Timetable,
    group: usize,
    seats: &[Seats],
    wishes: &dyn Fn(usize, usize) -> bool,
) -> Vec<Vec<Option<usize>>> {
    let steps = problem.groups[group].chain.len();
    let people = problem.groups[group].people as usize;
    let mut roster = vec![vec![None; steps]; people];
    // When each is free for the next step; `None` once a step is missed.
    let mut free: Vec<Option<u32>> = vec![Some(0); people];
    #[expect(clippy::needless_range_loop, reason = "a step is a column of the roster, not a row")]
    for step in 0..steps {
        let mut sessions: Map<(u32, usize), u32> = Map::new();
        for seats in seats.iter().filter(|seats| seats.step == step) {
            *sessions.entry((timetable.sessions[seats.session].start, seats.session)).or_default() += seats.people;
        }
        let mut next: Vec<Option<u32>> = vec![None; people];
        for ((start, session), count) in sessions {
            // Who was pinned to a session sits there, whatever they missed before.
            let pinned = timetable.sessions[session].fixed.is_some_and(|fixed| {
                let here = |seats: &FixedSeats| (seats.group, seats.step, seats.session) == (group, step, fixed);
                problem.fixed_seats.iter().any(here)
            });
            let able = |member: usize| pinned || free[member].is_some_and(|free| free <= start);
            let mut able: Vec<usize> =
                (0..people).filter(|&member| roster[member][step].is_none() && able(member)).collect();
            able.order_by_key(|&member| (!wishes(member, session), free[member], member));
            let end = start + problem.activities[timetable.sessions[session].activity].duration;
            for &member in able.iter().take(count as usize) {
                roster[member][step] = Some(session);
                next[member] = Some(end);
            }
        }
        free = next;
    }
    roster
}
