//! What can be searched apart from the rest.
#![expect(clippy::indexing_slicing, reason = "keys, classes and bookings are indices of the same world")]

use super::board::{Board, Held};
use super::world::{NONE, World};

/// Keys that share people, rooms or trainers.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) keys: Vec<usize>,
    /// Number of bookings in all parts up to and with this one.
    pub(super) upto: usize,
    pub(super) cost: i64,
    pub(super) best: i64,
    /// The best sessions so far, when the board has left them.
    pub(super) kept: Option<Vec<Held>>,
}

/// What the sessions and seats of a key cost.
pub(super) fn key_cost(world: &World, board: &Board, key: usize) -> i64 {
    let sessions = board.of_key[key].len() as i64 * world.keys[key].price;
    let seat = |&b: &u32| {
        let booking = &world.bookings[b as usize];
        let at = board.at[b as usize];
        let moved = booking.before != NONE && (at == NONE || board.sessions[at as usize].start != booking.before);
        let price = if at == NONE { world.price_unplaced } else { world.price_slot * i64::from(board.end(world, at)) };
        price + if moved { world.price_moved } else { 0 }
    };
    sessions + world.keys[key].bookings.iter().map(seat).sum::<i64>()
}

/// Keys that share people, rooms or trainers belong to one part.
pub(super) fn parts(world: &World) -> Vec<Part> {
    let mut root: Vec<usize> = (0..world.keys.len()).collect();
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
    let mut of_room = vec![NONE; world.rooms.len()];
    let mut of_trainer = vec![NONE; world.trainers.len()];
    let mut of_section = vec![NONE; world.most_away.len()];
    let mut link = |first: &mut u32, key: usize| {
        if *first == NONE {
            *first = key as u32;
        } else {
            join(*first as usize, key);
        }
    };
    for (k, key) in world.keys.iter().enumerate() {
        key.rooms.iter().for_each(|&r| link(&mut of_room[r], k));
        key.trainers.iter().for_each(|&t| link(&mut of_trainer[t], k));
    }
    for booking in &world.bookings {
        link(&mut of_section[booking.section as usize], booking.key as usize);
        if booking.teacher != NONE {
            link(&mut of_trainer[booking.teacher as usize], booking.key as usize);
        }
    }
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of = vec![usize::MAX; world.keys.len()];
    for k in 0..world.keys.len() {
        let r = find(&mut root, k);
        if part_of[r] == usize::MAX {
            part_of[r] = parts.len();
            parts.push(Part { keys: Vec::new(), upto: 0, cost: 0, best: 0, kept: None });
        }
        part_of[k] = part_of[r];
        parts[part_of[k]].keys.push(k);
    }
    let mut upto = 0;
    for part in &mut parts {
        upto += part.keys.iter().map(|&k| world.keys[k].bookings.len()).sum::<usize>();
        part.upto = upto;
    }
    parts
}
