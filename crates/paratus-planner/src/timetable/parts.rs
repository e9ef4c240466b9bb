//! What can be searched apart from the rest.
use super::board::{Board, BoardSession};
use super::instance::{Instance, NONE};

/// Keys that share people, rooms or trainers.
#[derive(Clone, Debug)]
pub(super) struct IndependentPart {
    pub(super) keys: Vec<usize>,
    /// Number of bookings in all parts up to and with this one.
    pub(super) upto: usize,
    pub(super) cost: i64,
    pub(super) best: i64,
    /// The best sessions so far, when the board has left them.
    pub(super) kept: Option<Vec<BoardSession>>,
}

/// What the sessions and seats of a key cost.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn key_cost(instance: &Instance, board: &Board, key: usize) -> i64 {
    let sessions = board.of_key[key].len() as i64 * instance.keys[key].price;
    let seats = board.of_key[key]
        .iter()
        .flat_map(|&s| &board.sessions[s as usize].people);
    let seated: i64 = seats.map(|&b| board.booking_price(instance, b)).sum();
    let missing = instance.keys[key]
        .bookings
        .iter()
        .filter(|&&b| board.at[b as usize] == NONE);
    sessions
        + seated
        + missing
            .map(|&b| board.booking_price(instance, b))
            .sum::<i64>()
}

/// Keys that share people, rooms or trainers belong to one part.
#[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
pub(super) fn parts(instance: &Instance) -> Vec<IndependentPart> {
    let mut root: Vec<usize> = (0..instance.keys.len()).collect();
    #[expect(clippy::indexing_slicing, reason = "indices of the same instance")]
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&mut root, a), find(&mut root, b));
        root[a.max(b)] = a.min(b);
    };
    let mut of_room = vec![NONE; instance.rooms.len()];
    let mut of_trainer = vec![NONE; instance.trainers.len()];
    let sections = instance
        .bookings
        .iter()
        .map(|booking| booking.section as usize + 1)
        .max()
        .unwrap_or(0);
    let mut of_section = vec![NONE; sections];
    let mut link = |first: &mut u32, key: usize| {
        if *first == NONE {
            *first = key as u32;
        } else {
            join(*first as usize, key);
        }
    };
    for (k, key) in instance.keys.iter().enumerate() {
        key.rooms.iter().for_each(|&r| link(&mut of_room[r], k));
        key.trainers
            .iter()
            .for_each(|&t| link(&mut of_trainer[t], k));
    }
    for booking in &instance.bookings {
        link(
            &mut of_section[booking.section as usize],
            booking.key as usize,
        );
        if booking.teacher != NONE {
            link(
                &mut of_trainer[booking.teacher as usize],
                booking.key as usize,
            );
        }
    }
    let mut parts: Vec<IndependentPart> = Vec::new();
    let mut part_of = vec![usize::MAX; instance.keys.len()];
    for k in 0..instance.keys.len() {
        let r = find(&mut root, k);
        if part_of[r] == usize::MAX {
            part_of[r] = parts.len();
            parts.push(IndependentPart {
                keys: Vec::new(),
                upto: 0,
                cost: 0,
                best: 0,
                kept: None,
            });
        }
        part_of[k] = part_of[r];
        parts[part_of[k]].keys.push(k);
    }
    let mut upto = 0;
    for part in &mut parts {
        upto += part
            .keys
            .iter()
            .map(|&k| instance.keys[k].bookings.len())
            .sum::<usize>();
        part.upto = upto;
    }
    parts
}
