//! What is kept beside the seats is what the seats say.

use super::make::problem;
use crate::canon::Canon;
use crate::comers::{Comers, InVain};
use crate::search::Search;
use crate::start;
use crate::world::{NONE, World};
use proptest::prelude::*;

proptest! {
    #[test]
    fn when_somebody_can_come_follows_from_the_steps_before_and_after(seed in any::<u64>(), rounds in 0u32..60) {
        let problem = problem(seed);
        let canon = Canon::new(&problem);
        let mut world = World::new(&canon.problem);
        let begun = start::board(&canon, &mut world).unwrap();
        let mut search = Search::new(&world, begun, seed, false);
        search.improve(&world, rounds, 60);
        let board = &search.board;
        let start = |b: usize| board.sessions[board.at[b] as usize].start;
        let times: Vec<(u32, u32)> = world.bookings.iter().enumerate().map(|(b, booking)| {
            let duration = |b: usize| world.keys[world.bookings[b].key as usize].duration;
            let ready = match booking.step {
                0 => booking.open,
                _ if board.at[b - 1] == NONE => NONE,
                _ => booking.open.max(start(b - 1) + duration(b - 1)),
            };
            (ready, if booking.later > 0 && board.at[b + 1] != NONE { start(b + 1) } else { booking.close })
        }).collect();
        for (b, &expected) in times.iter().enumerate() {
            prop_assert_eq!((board.ready(b as u32), board.due(b as u32)), expected, "booking {}", b);
        }
        for (key, k) in world.keys.iter().enumerate() {
            let comers = Comers::new(&world, board, key, &search.pinned);
            for t in 0..world.slots as u32 {
                let come = |b: &&u32| {
                    let ready = times[**b as usize].0;
                    ready != NONE && ready <= t && t + k.duration <= world.bookings[**b as usize].close
                };
                let (waiting, seated): (Vec<u32>, Vec<u32>) =
                    k.bookings.iter().filter(come).partition(|&&b| board.at[b as usize] == NONE);
                let (late, early): (Vec<u32>, Vec<u32>) =
                    seated.iter().partition(|&&b| t + k.duration > times[b as usize].1);
                let all = (waiting.len() + seated.len()) as u32;
                prop_assert!(comers.enough(t, all) && !comers.enough(t, all + 1));
                prop_assert_eq!(comers.waiting(t).collect::<Vec<_>>(), waiting);
                prop_assert_eq!(comers.seated(t, false).collect::<Vec<_>>(), early);
                prop_assert_eq!(comers.seated(t, true).collect::<Vec<_>>(), late);
            }
        }
    }
}

#[test]
fn what_was_sought_in_vain_counts_as_if_it_were_sought_again() {
    let mut in_vain = InVain::default();
    in_vain.note(3, 100, 40);
    in_vain.note(4, 100, 100);
    assert_eq!(in_vain.steps(3, 5_000), Some(40), "all that there was to try");
    assert_eq!(in_vain.steps(3, 10), Some(10), "fewer steps come less far");
    assert_eq!(in_vain.steps(4, 100), Some(100));
    assert_eq!(in_vain.steps(4, 101), None, "one more step might find a seat");
    assert_eq!(in_vain.steps(5, 100), None);
    in_vain.clear();
    assert_eq!(in_vain.steps(3, 100), None);
}
