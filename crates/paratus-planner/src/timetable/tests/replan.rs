//! Random problems solved, announced, disturbed and solved again: no rule is ever broken, and what nothing touches stays.

use super::super::{
    Activity, Booking, Learner, Limits, Prices, ReleaseReason, ReleasedPromise, Seat, Section,
    Slot, Supplier, Timetable, TimetableProblem, check, solve,
};
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
        (
            (seat.learner, session.activity),
            (session.start, session.site, session.room, session.trainer),
        )
    };
    timetable.seats.iter().map(place).collect()
}

fn seeds() -> std::ops::Range<u64> {
    let first = std::env::var("PARATUS_SOAK_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok())
        .unwrap_or(1);
    let count = std::env::var("PARATUS_SOAK_WORLDS")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(150);
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
        assert!(
            second.released.is_empty(),
            "seed {seed}: {:?}",
            second.released
        );
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
            let touched: Vec<usize> = first
                .seats
                .iter()
                .filter(|seat| seat.session == cancelled)
                .map(|seat| seat.learner)
                .collect();
            // A session that falls below its minimum because somebody touched can no longer come is not held.
            let too_small = |session: usize| {
                let announced = session - usize::from(session > cancelled);
                let lost = |reason: ReleaseReason| ReleasedPromise {
                    session: announced,
                    learner: None,
                    reason,
                };
                // Where they share what keeps them out, that is the reason.
                let reasons = [ReleaseReason::Minimum, ReleaseReason::Order];
                let is_lost = |reason| second.released.contains(&lost(reason));
                reasons.into_iter().any(is_lost)
                    && first
                        .seats
                        .iter()
                        .any(|seat| seat.session == session && touched.contains(&seat.learner))
            };
            for (seat, place) in before {
                let own = |s: &&Seat| (s.learner, first.sessions[s.session].activity) == seat;
                let session = first
                    .seats
                    .iter()
                    .find(own)
                    .expect("everybody listed has a seat")
                    .session;
                if !touched.contains(&seat.0) && !too_small(session) {
                    assert_eq!(
                        after.get(&seat),
                        Some(&place),
                        "seed {seed}, without session {cancelled}: {seat:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn with_more_rooms_and_trainers_nothing_is_worse() {
    for seed in seeds().take(40) {
        let mut problem = problem(seed, 25);
        problem.limits.restart_work = 100_000;
        let without = solve(&problem).expect("a problem that makes sense");
        let rooms = problem.rooms.first().cloned();
        let trainers = problem.trainers.first().cloned();
        (problem.extra_rooms, problem.extra_trainers) = (
            usize::from(rooms.is_some()),
            usize::from(trainers.is_some()),
        );
        problem.rooms.extend(rooms);
        problem.trainers.extend(trainers);
        let with = solve(&problem).expect("a problem that makes sense");
        assert_sound(seed, "with more", &problem, &with);
        let rank = |timetable: &Timetable| (timetable.unmet.len(), timetable.cost);
        assert!(
            rank(&with) <= rank(&without),
            "seed {seed}: {:?} after {:?}",
            rank(&with),
            rank(&without)
        );
    }
}

/// One person: a course for which somebody else would have to come, and a lab that requires it or reading.
fn reading() -> TimetableProblem {
    let slots = (0..10)
        .map(|at| Slot {
            afternoon: at % 2 == 1,
            day: at / 2,
            week: 0,
        })
        .collect();
    let activity = |seats_min: u32| Activity {
        cancelled: Vec::new(),
        duration: 1,
        earliest: 0,
        latest: None,
        online: true,
        price: 100,
        rank: 0,
        roomless: false,
        seat_price: 1,
        seats_max: 4,
        seats_min,
        skill: None,
    };
    let course = Booking {
        activity: 0,
        ..Booking::default()
    };
    let lab = Booking {
        activity: 1,
        alone: vec![Some(4)],
        requires: vec![vec![Supplier {
            booking: 0,
            days: 0,
        }]],
        ..Booking::default()
    };
    TimetableProblem {
        activities: vec![activity(2), activity(1)],
        extra_rooms: 0,
        extra_trainers: 0,
        announced: Vec::new(),
        learners: vec![Learner {
            bookings: vec![course, lab],
            needs: vec![vec![1]],
            ..Learner::default()
        }],
        limits: Limits {
            rounds: 50,
            ..Limits::default()
        },
        prices: Prices {
            moved: 10,
            slot: 1,
            unmet: 1_000,
        },
        rooms: Vec::new(),
        sections: vec![Section {
            closed: Vec::new(),
            most_away: 1,
            fewer_away: Vec::new(),
            site: 0,
        }],
        seed: 1,
        sites: 1,
        slots,
        trainers: Vec::new(),
    }
}

#[test]
fn what_is_done_alone_stands_in_for_a_session_that_is_not_held() {
    let problem = reading();
    let timetable = solve(&problem).expect("a problem that makes sense");
    assert_sound(0, "reading", &problem, &timetable);
    assert_eq!(timetable.unmet, vec![]);
    let starts: Vec<(usize, u32)> = timetable
        .sessions
        .iter()
        .map(|held| (held.activity, held.start))
        .collect();
    assert_eq!(starts, [(1, 4)]);
    // Announced, it stays, and still for what is done alone.
    let again = announce(&problem, &timetable, &[]);
    let second = solve(&again).expect("a problem that makes sense");
    assert_eq!(
        (places(&second), second.released),
        (places(&timetable), vec![])
    );
}

#[test]
fn own_days_between_sessions_are_those_on_which_the_person_is_there() {
    let mut problem = reading();
    problem.activities[0].seats_min = 1;
    let learner = &mut problem.learners[0];
    // Away in the afternoon of the second day: the day between the two is the third.
    learner.present = vec![(0, 2), (4, 9)];
    learner.bookings[1].alone = Vec::new();
    learner.bookings[1].requires[0][0].days = 1;
    let timetable = solve(&problem).expect("a problem that makes sense");
    assert_sound(0, "away", &problem, &timetable);
    let starts: Vec<(usize, u32)> = timetable
        .sessions
        .iter()
        .map(|held| (held.activity, held.start))
        .collect();
    assert_eq!(starts, [(0, 0), (1, 6)]);
}
