//! Who could come to a session of a key, whenever it is held; and who was found no seat.
#![expect(clippy::indexing_slicing, reason = "keys, sessions and bookings are indices of the same world")]

use super::board::{Board, Times};
use super::world::{NONE, World};
use paratus_order::Map;

/// People of a key who may be given another seat. It holds as long as only seats of this key change: when somebody can come depends
/// on the steps before and after, which are of other keys, because nobody takes an activity twice. So it is made once for all the
/// times that are tried.
pub(super) struct Comers {
    /// Those without a seat, in the order of the key.
    waiting: Vec<Comer>,
    /// Those with one, in the order of the key.
    seated: Vec<Comer>,
}

#[derive(Clone, Copy)]
struct Comer {
    booking: u32,
    /// First and last slot in which it can start.
    from: u32,
    upto: u32,
    /// In this slot and later ones it is not over before the step after.
    late: u32,
}

impl Comer {
    fn can(&self, t: u32) -> bool {
        self.from <= t && t <= self.upto
    }
}

impl Comers {
    pub(super) fn new(world: &World, board: &Board, key: usize, pinned: &[bool]) -> Comers {
        let k = &world.keys[key];
        let (mut waiting, mut seated) = (Vec::new(), Vec::with_capacity(k.bookings.len()));
        for &booking in &k.bookings {
            let Times { ready: from, due, close } = board.times[booking as usize];
            if from == NONE || from.saturating_add(k.duration) > close || pinned[booking as usize] {
                continue;
            }
            let late = (due + 1).saturating_sub(k.duration);
            let comer = Comer { booking, from, upto: close - k.duration, late };
            if board.at[booking as usize] == NONE { waiting.push(comer) } else { seated.push(comer) }
        }
        Comers { waiting, seated }
    }

    /// Whether so many could come to a session that starts at `t`.
    pub(super) fn enough(&self, t: u32, people: u32) -> bool {
        people == 0
            || self.waiting.iter().chain(&self.seated).filter(|comer| comer.can(t)).nth(people as usize - 1).is_some()
    }

    /// Those without a seat who could come at `t`.
    pub(super) fn waiting(&self, t: u32) -> impl Iterator<Item = u32> {
        self.waiting.iter().filter(move |comer| comer.can(t)).map(|comer| comer.booking)
    }

    /// Those with a seat who could come at `t`: where that is in time for the step after, or only where it is not.
    pub(super) fn seated(&self, t: u32, late: bool) -> impl Iterator<Item = u32> {
        let comes = move |comer: &&Comer| comer.can(t) && (t >= comer.late) == late;
        self.seated.iter().filter(comes).map(|comer| comer.booking)
    }
}

/// Bookings for which a seat was sought on the board as it is and none found, with what was tried for it: the steps there could have
/// been, and those that were made.
#[derive(Default)]
pub(super) struct InVain(Map<u32, (u32, u32)>);

impl InVain {
    /// The board has changed.
    pub(super) fn clear(&mut self) {
        self.0 = Map::new();
    }

    pub(super) fn note(&mut self, booking: u32, given: u32, made: u32) {
        self.0.insert(booking, (given, made));
    }

    /// How many of so many steps would be made once more, in vain; nothing where that is not known.
    pub(super) fn steps(&self, booking: u32, given: u32) -> Option<u32> {
        let &(before, made) = self.0.get(&booking)?;
        // Where all steps were made, more of them might have helped.
        (made < before || given <= before).then(|| made.min(given))
    }
}
