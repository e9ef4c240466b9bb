//! A lower bound that costs next to nothing.
#![expect(clippy::indexing_slicing, reason = "keys and bookings are indices of the same world")]

use super::problem::TimetableProblem;
use super::world::World;

/// No timetable costs less: every seat as early as its chain allows in the fewest sessions, or not given.
pub(super) fn lower(world: &World, _problem: &TimetableProblem) -> u64 {
    let mut total = 0_i64;
    for key in &world.keys {
        let seat = |&b: &u32| {
            let booking = &world.bookings[b as usize];
            world.price_unplaced.min(world.price_slot * i64::from(booking.open + key.duration))
        };
        let people: i64 = key.bookings.iter().map(seat).sum();
        total += people;
    }
    u64::try_from(total).unwrap_or(0)
}
