//! Random problems solved, announced, disturbed and solved again: no rule is ever broken, and what nothing touches stays.

use super::super::{ReleaseReason, Released, Seat, Timetable, TimetableProblem, check, solve};
use super::make::{announce, problem};
use std::collections::BTreeMap;

fn assert_sound(seed: u64, what: &str, problem: &TimetableProblem, timetable: &Timetable) {
    let broken = check(problem, timetable);
    assert!(broken.is_empty(), "seed {seed}, {what}: {broken:?}");
}

/// Start, site, room and trainer of a seat.
type Place = (u32, Option<usize>, Option<usize>, Option<usize>);

/// Where everybody sits, by person and activity.
fn places(timetable: &Timetable) -> BTreeMap<(usize, usize), Place> {
    let place = |seat: &Seat| {
        let session = &timetable.sessions[seat.session];
        ((seat.learner, session.activity), (session.start, session.site, session.room, session.trainer))
    };
    timetable.seats.iter().map(place).collect()
}

fn seeds() -> std::ops::Range<u64> {
    let first = std::env::var("PARATUS_SOAK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let count = std::env::var("PARATUS_SOAK_WORLDS").ok().and_then(|count| count.parse().ok()).unwrap_or(150);
    first..first + count
}

#[test]
fn random_problems_break_no_rule() {
    for seed in seeds() {
        let problem = problem(seed, 40);
        let timetable = solve(&problem).expect("a problem that makes sense");
        assert_sound(seed, "first", &problem, &timetable);
    }
}

#[test]
fn without_a_change_nothing_moves() {
    for seed in seeds() {
        let problem = problem(seed, 40);
        let first = solve(&problem).expect("a problem that makes sense");
        let again = announce(&problem, &first, &[]);
        let second = solve(&again).expect("a problem that makes sense");
        assert_sound(seed, "again", &again, &second);
        assert_eq!(places(&first), places(&second), "seed {seed}");
        assert!(second.released.is_empty(), "seed {seed}: {:?}", second.released);
    }
}

#[test]
fn a_cancelled_session_moves_nobody_else() {
    for seed in seeds() {
        let problem = problem(seed, 40);
        let first = solve(&problem).expect("a problem that makes sense");
        for cancelled in 0..first.sessions.len().min(6) {
            let again = announce(&problem, &first, &[cancelled]);
            let second = solve(&again).expect("a problem that makes sense");
            assert_sound(seed, "cancelled", &again, &second);
            let (before, after) = (places(&first), places(&second));
            let touched: Vec<usize> =
                first.seats.iter().filter(|seat| seat.session == cancelled).map(|seat| seat.learner).collect();
            // A session that falls below its minimum because somebody touched can no longer come is not held.
            let too_small = |session: usize| {
                let announced = session - usize::from(session > cancelled);
                let lost = Released { session: announced, learner: None, reason: ReleaseReason::Minimum };
                second.released.contains(&lost)
                    && first.seats.iter().any(|seat| seat.session == session && touched.contains(&seat.learner))
            };
            for (seat, place) in before {
                let own = |s: &&Seat| (s.learner, first.sessions[s.session].activity) == seat;
                let session = first.seats.iter().find(own).expect("everybody listed has a seat").session;
                if !touched.contains(&seat.0) && !too_small(session) {
                    assert_eq!(after.get(&seat), Some(&place), "seed {seed}, without session {cancelled}: {seat:?}");
                }
            }
        }
    }
}
