//! Pauses change nothing.

use super::super::{Solver, Timetable, TimetableProblem, hold, hold_paced, solve};
use super::make::{announce, problem};
use crate::pace::{Pace, Work};

/// What comes of work with many pauses, and how many there were.
fn with_pauses<T>(mut work: Work<T>) -> (T, usize) {
    let mut pauses = 0;
    loop {
        match work.go_on() {
            Some(result) => return (result, pauses),
            None => pauses += 1,
        }
    }
}

fn solve_with_pauses(problem: TimetableProblem) -> (Timetable, usize) {
    with_pauses(Work::new(async move {
        let pace = Pace::new(10);
        let solver = Solver::new_paced(&problem, &pace).await;
        let mut solver = solver.expect("a problem that makes sense");
        loop {
            let progress = solver.improve_paced(100, &pace).await;
            if progress.done >= progress.total {
                return solver.timetable();
            }
        }
    }))
}

#[test]
fn a_timetable_is_the_same_however_often_the_search_pauses() {
    let mut paused = 0;
    for seed in 1..=40 {
        let problem = problem(seed, 40);
        let first = solve(&problem).expect("a problem that makes sense");
        let (again, pauses) = solve_with_pauses(problem.clone());
        assert_eq!(first, again, "seed {seed}");
        paused += pauses;

        let next = announce(&problem, &first, &[0]);
        let held = hold(&next).expect("a problem that makes sense");
        let problem = next.clone();
        let (same, _) = with_pauses(Work::new(async move {
            hold_paced(&problem, &Pace::new(10))
                .await
                .expect("as before")
        }));
        assert_eq!(held, same, "seed {seed}, announced");
        let repaired = solve(&next).expect("a problem that makes sense");
        assert_eq!(repaired, solve_with_pauses(next).0, "seed {seed}, repaired");
    }
    assert!(paused > 400, "{paused} pauses");
}
