//! What is published for a date tells of no few people, whatever is added to and subtracted from what.

mod algebra;
mod attack;
mod heads;
mod voices;
mod world;

use attack::{Attack, figures};
use paratus::UnitKind;
use proptest::prelude::*;
use world::{World, some_world};

/// A programme of which parts are withheld for most of the known reasons: two roles in one person, a rare level, small
/// sections beside large ones.
fn known_holes() -> World {
    World {
        min_cell: 5,
        parents: vec![None, Some(0), Some(0), None],
        objectives: vec![("people", false), ("process", true), ("technology", false), ("process", false)],
        roles: vec![vec![(0, 0, 1), (1, 0, 2), (2, 0, 1)], vec![(1, 1, 1), (3, 0, 1)], vec![(0, 0, 1), (3, 0, 1)]],
        crowds: vec![
            (1, vec![0], 12),
            (1, vec![0, 1], 2),
            (2, vec![0], 9),
            (2, vec![2], 3),
            (3, vec![2], 3),
            (3, vec![0, 2], 8),
        ],
        seed: 7,
        uses: vec![None; 4],
    }
}

#[test]
fn nothing_adds_up_to_a_few_people() {
    let world = known_holes();
    let attack = Attack::new(&world);
    assert_eq!(attack.leaks(), Vec::<String>::new());
    assert_eq!(heads::leaks(&attack), Vec::<String>::new());
    assert_eq!(voices::leaks(&world), Vec::<String>::new());
}

/// Two published figures on the same thing, of which one set of people lies within the other: those left over are none, or
/// enough.
#[test]
fn no_two_sets_differ_by_a_few_people() {
    let attack = Attack::new(&known_holes());
    let all = figures(&attack);
    for (a, first) in &all {
        for (b, second) in &all {
            let inside = first.iter().zip(second).all(|(first, second)| first <= second);
            if a.1 == b.1 && inside {
                let over: u64 = first
                    .iter()
                    .zip(second)
                    .zip(&attack.sizes)
                    .filter(|((f, s), _)| f != s)
                    .map(|(_, size)| size)
                    .sum();
                assert!(over == 0 || over >= attack.world.min_cell, "{a:?} is {b:?} but for {over} people");
            }
        }
    }
}

#[test]
fn enough_is_still_published() {
    let attack = Attack::new(&known_holes());
    let assessment = attack.assessment();
    let shown = |kind| assessment.units(kind).iter().filter(|unit| !unit.suppressed).count();
    assert_eq!((shown(UnitKind::Organisation), shown(UnitKind::Section)), (1, 4));
    let rows = assessment.gaps(paratus::Unit::Organisation).unwrap().rows;
    assert!(rows.iter().filter(|row| row.ready.is_some()).count() >= 4, "{rows:?}");
    assert!(rows.iter().filter(|row| row.gap.is_some()).count() >= 2, "{rows:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_programme_gives_anyone_away(world in some_world()) {
        let attack = Attack::new(&world);
        prop_assert_eq!(attack.leaks(), Vec::<String>::new());
        prop_assert_eq!(heads::leaks(&attack), Vec::<String>::new());
        prop_assert_eq!(voices::leaks(&world), Vec::<String>::new());
    }
}
