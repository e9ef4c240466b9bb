//! People of one group stand in for each other.
#![expect(clippy::indexing_slicing, reason = "sessions and bookings are indices of the same world")]

use super::search::Search;
use super::world::{NONE, World};

impl Search {
    /// Whoever has no seat takes over what is left of the chain of somebody in the group who was free earlier, so that the
    /// one without a seat is one who could use an early one.
    pub(super) fn exchange(&mut self, world: &World) {
        for b in 0..world.bookings.len() as u32 {
            let booking = world.bookings[b as usize];
            let open = (b..=b + u32::from(booking.later)).all(|x| self.board.at[x as usize] == NONE);
            if !open || booking.before != NONE {
                continue;
            }
            let mut lacking = b;
            loop {
                let ready = self.board.ready(lacking);
                if ready == NONE {
                    break;
                }
                let chain = u32::from(booking.step + booking.later) + 1;
                let first = world.first_of[booking.group as usize];
                let last = world.first_of.get(booking.group as usize + 1).map_or(world.bookings.len() as u32, |&f| f);
                let other = (first + u32::from(booking.step)..last)
                    .step_by(chain as usize)
                    .filter(|&a| {
                        let at = self.board.at[a as usize];
                        at != NONE
                            && self.board.sessions[at as usize].start >= ready
                            && self.board.ready(a) < ready
                            && (a..=a + u32::from(booking.later))
                                .all(|x| !self.pinned[x as usize] && world.bookings[x as usize].before == NONE)
                    })
                    .min_by_key(|&a| (self.board.ready(a), a));
                let Some(other) = other else { break };
                for later in 0..=u32::from(booking.later) {
                    let at = self.board.at[(other + later) as usize];
                    if at != NONE {
                        self.board.leave(world, other + later);
                        self.board.book(world, lacking + later, at);
                    }
                }
                lacking = other;
            }
        }
    }
}
