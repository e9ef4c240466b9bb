//! What people were told stays, as far as it can.

use super::make::problem;
use crate::{
    Activity, Group, Limits, Previous, Room, Section, Slot, Timetable, TimetableProblem, Trainer, Unplaced, check,
    solve,
};

fn told(p: &TimetableProblem) -> TimetableProblem {
    follows(p, solve(p).unwrap())
}

/// The problem after people were told of a timetable.
fn follows(p: &TimetableProblem, t: Timetable) -> TimetableProblem {
    TimetableProblem {
        previous: Some(Previous { seats: t.seats, sessions: t.sessions, ..Previous::default() }),
        ..p.clone()
    }
}

/// One activity of a day with ten seats, a room, a trainer and two weeks.
fn plain(people: u32) -> TimetableProblem {
    TimetableProblem {
        activities: vec![Activity { duration: 2, price: 100, seats_max: 10, skill: Some(0), ..Activity::default() }],
        groups: vec![Group { chain: vec![0], people, ..Group::default() }],
        rooms: vec![Room { seats: 10, site: 0 }],
        sections: vec![Section { most_away: 10, site: 0 }],
        sites: 1,
        slots: Slot::weeks(2),
        trainers: vec![Trainer { skills: vec![0], ..Trainer::default() }],
        ..TimetableProblem::default()
    }
}

#[test]
fn joiners_take_free_seats_and_move_nobody() {
    let mut again = told(&plain(15));
    again.groups.push(Group { people: 3, ..again.groups[0].clone() });
    let t = solve(&again).unwrap();
    assert_eq!(check(&again, &t), []);
    assert_eq!((t.moved, t.sessions.len(), t.unplaced.len()), (0, 2, 0));
    let joined: Vec<_> = t.seats.iter().filter(|s| s.group == 1).map(|s| (s.session, s.people)).collect();
    assert_eq!(joined, [(1, 3)]);
    assert_eq!(&t.seats[..2], again.previous.unwrap().seats);
}

#[test]
fn a_cancelled_session_moves_its_people_alone() {
    let mut again = told(&plain(30));
    let previous = again.previous.as_mut().unwrap();
    assert_eq!(previous.sessions.iter().map(|s| s.start).collect::<Vec<_>>(), [0, 2, 4]);
    previous.sessions.remove(0);
    previous.seats.retain(|s| s.session > 0);
    previous.seats.iter_mut().for_each(|s| s.session -= 1);
    // The trainer is away when it was to be.
    again.trainers[0].available = vec![(2, 19)];
    let t = solve(&again).unwrap();
    assert_eq!(check(&again, &t), []);
    assert_eq!(t.sessions.iter().map(|s| s.start).collect::<Vec<_>>(), [2, 4, 6]);
    assert_eq!((t.moved, t.unplaced.len()), (0, 0));
    // Without a price, moving nobody is still as good.
    again.prices.moved = 0;
    assert_eq!(solve(&again).unwrap().cost, t.cost);
}

#[test]
fn who_left_takes_nobody_along() {
    for seed in 0..80 {
        let p = problem(seed);
        let mut again = told(&p);
        for group in &mut again.groups {
            group.people = group.people.saturating_sub(1);
        }
        let t = solve(&again).unwrap();
        assert_eq!(check(&again, &t), [], "seed {seed}");
    }
}

#[test]
fn a_previous_timetable_of_another_world_is_dropped() {
    for seed in 0..40 {
        let mut p = problem(seed);
        p.previous = told(&problem(seed + 1_000)).previous;
        let t = solve(&p).unwrap();
        assert_eq!(check(&p, &t), [], "seed {seed}");
    }
}

/// The timetable that was told leaves somebody out of a step, because it was not searched for long; the next one finds them a seat where
/// others move. They are moved because that is cheaper than leaving somebody out, and nobody else loses a seat.
#[test]
fn people_move_without_a_change_only_for_somebody_left_out() {
    let hasty = |p: &TimetableProblem| solve(&TimetableProblem { limits: Limits { rounds: 0 }, ..p.clone() }).unwrap();
    let p = problem(103);
    let before = hasty(&p);
    let again = follows(&p, before.clone());
    let after = solve(&again).unwrap();
    assert_eq!(check(&again, &after), []);
    assert!(after.cost < before.cost && after.moved > 0, "{} after {}", after.cost, before.cost);
    let without = |t: &Timetable, group: usize, step: usize| -> u32 {
        let of = |u: &&Unplaced| (u.group, u.step) == (group, step);
        t.unplaced.iter().filter(of).map(|u| u.people).sum()
    };
    for (group, asked) in p.groups.iter().enumerate() {
        for step in 0..asked.chain.len() {
            assert!(without(&after, group, step) <= without(&before, group, step), "group {group}, step {step}");
        }
    }
    // Where people stay, nobody moves even for them.
    let mut stays = again.clone();
    stays.previous.as_mut().unwrap().stays = true;
    let kept = solve(&stays).unwrap();
    assert_eq!(check(&stays, &kept), []);
    assert_eq!(kept.moved, 0);
}
