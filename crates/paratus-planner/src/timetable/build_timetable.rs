//! From the board to an answer: single rooms and trainers, and seats.
use super::answer::{ReleasedPromise, Seat, Session, Timetable, UnmetNeed};
use super::board::Board;
use super::instance::{Instance, NONE};
use std::collections::BTreeMap;

/// The timetable that a board holds.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn build_timetable(
    instance: &Instance,
    board: &Board,
    rounds: u32,
    released: &[ReleasedPromise],
) -> Timetable {
    let order = order_of_sessions(instance, board);
    let rooms = colour(instance, board, &order, StartKind::Room);
    let trainers = colour(instance, board, &order, StartKind::Trainer);
    let mut sessions = Vec::with_capacity(order.len());
    let mut seats = Vec::new();
    for (i, &s) in order.iter().enumerate() {
        let held = &board.sessions[s as usize];
        let key = &instance.keys[held.key as usize];
        for &b in &held.people {
            let learner = instance.bookings[b as usize].learner;
            let booking = (b - instance.siblings(b).start) as usize;
            seats.push(Seat {
                learner: learner as usize,
                booking,
                session: i,
            });
        }
        sessions.push(Session {
            activity: key.activity,
            announced: (held.announced != NONE).then_some(held.announced as usize),
            pinned: held.pinned,
            room: rooms[i],
            seats: held.cap,
            site: key.site,
            start: held.start,
            taken: held.people.len() as u32,
            trainer: trainers[i],
        });
    }
    seats.sort_unstable();
    let mut unmet = Vec::new();
    for (at, learner) in instance.learners.iter().enumerate() {
        for need in learner.needs.clone().filter(|&need| !board.is_met(need)) {
            // The selected booking, else the first.
            let by = &instance.needs[need as usize].bookings;
            let selected = by
                .iter()
                .copied()
                .find(|&b| instance.bookings[b as usize].selected);
            let Some(b) = selected.or(by.first().copied()) else {
                continue;
            };
            let booking = (b - learner.bookings.start) as usize;
            let need = (need - learner.needs.start) as usize;
            unmet.push(UnmetNeed {
                learner: at,
                need,
                booking,
            });
        }
    }
    Timetable {
        cost: u64::try_from(board.cost).unwrap_or(0),
        lower_bound: 0,
        released: released
            .iter()
            .map(|known| release(instance, board, known))
            .collect(),
        rounds,
        seats,
        sessions,
        unmet,
    }
}

/// What was released, with the reason that holds in the end: somebody without a seat in the activity may have been prepared since.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
fn release(instance: &Instance, board: &Board, known: &ReleasedPromise) -> ReleasedPromise {
    let announced = known.session as u32;
    let reason = || {
        let learner = &instance.learners[known.learner?];
        let mut bookings = learner.bookings.clone();
        let b = bookings.find(|&b| instance.bookings[b as usize].announced == announced)?;
        let is_held = |s: &u32| {
            board.sessions[*s as usize].open && board.sessions[*s as usize].announced == announced
        };
        let s = (0..board.sessions.len() as u32).find(is_held)?;
        (board.at[b as usize] == NONE).then(|| board.release_reason(instance, b, s))
    };
    ReleasedPromise {
        reason: reason().unwrap_or(known.reason),
        ..*known
    }
}

/// Open sessions in the order in which the timetable lists them.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn order_of_sessions(instance: &Instance, board: &Board) -> Vec<u32> {
    let mut order: Vec<u32> = (0..board.sessions.len() as u32)
        .filter(|&s| board.sessions[s as usize].open)
        .collect();
    order.sort_by_cached_key(|&s| {
        let held = &board.sessions[s as usize];
        let key = &instance.keys[held.key as usize];
        let mut people = held.people.clone();
        people.sort_unstable();
        (held.start, key.site, key.activity, held.announced, people)
    });
    order
}

#[derive(Clone, Copy)]
enum StartKind {
    Room,
    Trainer,
}

/// Interval colouring: within a class as many sessions overlap as there are members, so going by start never fails. Rooms and
/// trainers that were announced are classes of their own, so they never change here.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
fn colour(
    instance: &Instance,
    board: &Board,
    order: &[u32],
    kind: StartKind,
) -> Vec<Option<usize>> {
    let members = |class: u32| match kind {
        StartKind::Room => instance
            .rooms
            .get(class as usize)
            .map(|c| c.rooms.as_slice()),
        StartKind::Trainer => instance
            .trainers
            .get(class as usize)
            .map(|c| c.trainers.as_slice()),
    };
    let mut by_class: BTreeMap<u32, Vec<(u32, u32, usize)>> = BTreeMap::new();
    for (i, &s) in order.iter().enumerate() {
        let held = &board.sessions[s as usize];
        let class = match kind {
            StartKind::Room => held.room,
            StartKind::Trainer => held.trainer,
        };
        if class != NONE {
            by_class
                .entry(class)
                .or_default()
                .push((held.start, board.end(instance, s), i));
        }
    }
    let mut out = vec![None; order.len()];
    for (class, mut list) in by_class {
        let Some(members) = members(class) else {
            continue;
        };
        list.sort_unstable();
        let mut ends = vec![0; members.len()];
        for (from, to, i) in list {
            if let Some(m) = ends.iter().position(|&end| end <= from) {
                ends[m] = to;
                out[i] = Some(members[m]);
            }
        }
    }
    out
}
