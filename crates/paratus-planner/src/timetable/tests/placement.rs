//! Places for one person: each of them, carried out as it says, breaks no rule and costs what it says.

use super::super::{
    Placement, Seat, Solver, Timetable, TimetableProblem, TimetableRule, check, solve,
};
use super::make::{announce, problem};

/// A random problem whose timetable is announced, with one session cancelled, so that people are without a seat.
fn with_a_session_cancelled(seed: u64, most: usize) -> TimetableProblem {
    let problem = problem(seed, most);
    let first = solve(&problem).expect("a problem that makes sense");
    let cancelled: Vec<usize> = (0..first.sessions.len().min(1)).collect();
    announce(&problem, &first, &cancelled)
}

/// The timetable with a place taken.
fn taken(timetable: &Timetable, place: &Placement) -> Timetable {
    let mut next = timetable.clone();
    next.sessions.extend(place.opened.iter().cloned());
    for change in &place.moves {
        let own = |seat: &Seat| (seat.learner, seat.booking) == (change.learner, change.booking);
        let before = next
            .seats
            .iter()
            .find(|seat| own(seat))
            .map(|seat| seat.session);
        assert_eq!(before, change.from, "{change:?}");
        next.seats.retain(|seat| !own(seat));
        let (learner, booking) = (change.learner, change.booking);
        next.seats.extend(change.to.map(|session| Seat {
            learner,
            booking,
            session,
        }));
    }
    for &session in &place.closed {
        assert!(
            next.seats.iter().all(|seat| seat.session != session),
            "{place:?}"
        );
    }
    let kept: Vec<usize> = (0..next.sessions.len())
        .filter(|session| !place.closed.contains(session))
        .collect();
    next.sessions = kept
        .iter()
        .map(|&session| next.sessions[session].clone())
        .collect();
    for seat in &mut next.seats {
        seat.session = kept
            .binary_search(&seat.session)
            .expect("nobody sits in a closed session");
    }
    next.seats.sort_unstable();
    for (at, session) in next.sessions.iter_mut().enumerate() {
        session.taken = next.seats.iter().filter(|seat| seat.session == at).count() as u32;
    }
    next
}

/// The same problem, in which nobody does alone what a seat of theirs supplies: such a place would make the seat useless.
fn with_seats_that_supply(problem: &TimetableProblem, timetable: &Timetable) -> TimetableProblem {
    let mut problem = problem.clone();
    for (at, learner) in problem.learners.iter_mut().enumerate() {
        let has_seat = |booking: usize| {
            let own = |seat: &Seat| (seat.learner, seat.booking) == (at, booking);
            timetable.seats.iter().any(own)
        };
        for booking in &mut learner.bookings {
            for (group, alone) in booking.requires.iter().zip(&mut booking.alone) {
                if group.iter().any(|supplier| has_seat(supplier.booking)) {
                    *alone = None;
                }
            }
        }
    }
    problem
}

fn broken(problem: &TimetableProblem, timetable: &Timetable) -> Vec<TimetableRule> {
    // Which needs are met, and which free seats are left, changes with every place.
    let mut rules: Vec<TimetableRule> = check(problem, timetable)
        .into_iter()
        .map(|broken| broken.rule)
        .collect();
    rules.retain(|rule| !matches!(rule, TimetableRule::FreeSeat | TimetableRule::Needs));
    rules
}

#[test]
fn what_was_announced_is_loaded_as_it_is() {
    for seed in 1..80 {
        let problem = problem(seed, 40);
        let first = solve(&problem).expect("a problem that makes sense");
        let again = announce(&problem, &first, &[]);
        let loaded = Solver::load(&again)
            .expect("a problem that makes sense")
            .placements(0)
            .timetable;
        assert_eq!(loaded.sessions.len(), first.sessions.len(), "seed {seed}");
        let seats = |timetable: &Timetable| -> Vec<(usize, usize)> {
            timetable
                .seats
                .iter()
                .map(|seat| (seat.learner, seat.booking))
                .collect()
        };
        assert_eq!(seats(&loaded), seats(&first), "seed {seed}");
    }
}

#[test]
fn every_place_can_be_taken() {
    let (mut free, mut swapped, mut new) = (0, 0, 0);
    for seed in 1..80 {
        let again = with_a_session_cancelled(seed, 40);
        let solver = Solver::load(&again).expect("a problem that makes sense");
        for learner in 0..again.learners.len() {
            let found = solver.placements(learner);
            for place in &found.places {
                let own = place.moves[0];
                assert_eq!(own.learner, learner, "seed {seed}");
                let next = taken(&found.timetable, place);
                assert_eq!(broken(&again, &next), [], "seed {seed}: {place:?}");
                let others = place
                    .moves
                    .iter()
                    .skip(1)
                    .filter(|other| other.from.is_some())
                    .count();
                match (place.opened.is_empty(), others) {
                    (false, _) => new += 1,
                    (true, 0) => free += 1,
                    (true, _) => swapped += 1,
                }
            }
        }
    }
    assert!(
        free > 100 && swapped > 100 && new > 100,
        "{free} free, {swapped} swapped, {new} new"
    );
}

#[test]
fn every_free_seat_is_found() {
    for seed in 1..80 {
        let again = with_a_session_cancelled(seed, 30);
        let solver = Solver::load(&again).expect("a problem that makes sense");
        for learner in 0..again.learners.len() {
            let found = solver.placements(learner);
            let timetable = &found.timetable;
            assert_eq!(broken(&again, timetable), [], "seed {seed}");
            let seated = with_seats_that_supply(&again, timetable);
            // Tried one by one: anyone who sits in a session of the activity tries every other.
            for seat in timetable
                .seats
                .iter()
                .filter(|seat| seat.learner == learner)
            {
                let booking = &again.learners[learner].bookings[seat.booking];
                if booking.pinned {
                    continue;
                }
                for (at, session) in timetable.sessions.iter().enumerate() {
                    if at == seat.session
                        || session.activity != booking.activity
                        || session.taken >= session.seats
                    {
                        continue;
                    }
                    let mut next = timetable.clone();
                    let own = next
                        .seats
                        .iter_mut()
                        .find(|own| *own == seat)
                        .expect("it is there");
                    own.session = at;
                    next.sessions[at].taken += 1;
                    next.sessions[seat.session].taken -= 1;
                    let site = again.sections[again.learners[learner].section].site;
                    if session.site.is_some_and(|own| own != site)
                        || !broken(&seated, &next).is_empty()
                    {
                        continue;
                    }
                    let is_found = |place: &Placement| {
                        let own = place.moves[0];
                        place.moves.len() == 1 && own.booking == seat.booking && own.to == Some(at)
                    };
                    assert!(
                        found.places.iter().any(is_found),
                        "seed {seed}: learner {learner} in session {at}"
                    );
                }
            }
        }
    }
}
