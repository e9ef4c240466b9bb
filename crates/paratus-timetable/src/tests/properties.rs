//! What holds for every problem.

use super::make::{problem, renumbered};
use crate::{
    Bound, Previous, Prices, Reason, Room, Seats, Session, Slot, Solver, Timetable, TimetableProblem, Trainer, check,
    cost, shortages, solve,
};
use proptest::prelude::*;

/// The timetable with one more seat taken from the unplaced, as if by hand.
fn with_one_more(p: &TimetableProblem, t: &Timetable, unplaced: usize, session: usize) -> Timetable {
    let mut t = t.clone();
    let row = &mut t.unplaced[unplaced];
    let (group, step) = (row.group, row.step);
    row.people -= 1;
    t.sessions[session].taken += 1;
    match t.seats.iter_mut().find(|s| (s.group, s.step, s.session) == (group, step, session)) {
        Some(seat) => seat.people += 1,
        None => t.seats.push(Seats { group, step, session, people: 1 }),
    }
    t.cost = cost(p, &t);
    t.lower_bound = 0;
    t
}

/// Seats that stay free although someone unplaced could sit there without breaking a rule.
fn wasted(p: &TimetableProblem, t: &Timetable) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (i, unplaced) in t.unplaced.iter().enumerate() {
        for (s, session) in t.sessions.iter().enumerate() {
            let same = p.groups[unplaced.group].chain[unplaced.step] == session.activity;
            if same && session.taken < session.seats && check(p, &with_one_more(p, t, i, s)).is_empty() {
                out.push((i, s));
            }
        }
    }
    out
}

/// Seats that are needed and not given.
fn left_out(t: &Timetable) -> u32 {
    t.unplaced.iter().map(|unplaced| unplaced.people).sum()
}

/// As told before, but without a price on moving.
fn from(p: &TimetableProblem, t: &Timetable) -> TimetableProblem {
    TimetableProblem {
        previous: Some(Previous { seats: t.seats.clone(), sessions: t.sessions.clone(), ..Previous::default() }),
        prices: Prices { moved: 0, ..p.prices },
        ..p.clone()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_timetable_holds(seed: u64) {
        let p = problem(seed);
        let t = solve(&p).unwrap();
        prop_assert_eq!(check(&p, &t), []);
        prop_assert!(t.lower_bound <= t.cost);
    }

    #[test]
    fn nobody_is_unplaced_beside_a_seat(seed: u64) {
        let p = problem(seed);
        prop_assert_eq!(wasted(&p, &solve(&p).unwrap()), []);
        let first = Solver::new(&p).unwrap().timetable();
        prop_assert_eq!(check(&p, &first), []);
        prop_assert_eq!(wasted(&p, &first), []);
    }

    #[test]
    fn what_is_short_leaves_someone_out(seed: u64) {
        let p = problem(seed);
        if !shortages(&p).unwrap().is_empty() {
            prop_assert!(!solve(&p).unwrap().unplaced.is_empty());
        }
    }

    #[test]
    fn slices_do_not_matter(seed: u64, slice in 1_u32..40) {
        let p = problem(seed);
        let mut solver = Solver::new(&p).unwrap();
        let mut last = solver.progress().cost;
        while solver.progress().done < solver.progress().total {
            let progress = solver.improve(slice);
            prop_assert!(progress.cost <= last);
            prop_assert!(solver.timetable().cost <= progress.cost);
            last = progress.cost;
        }
        prop_assert_eq!(solver.timetable(), solve(&p).unwrap());
    }

    #[test]
    fn names_and_order_do_not_matter(seed: u64, other: u64) {
        let p = problem(seed);
        let q = renumbered(&p, other);
        let (t, u) = (solve(&p).unwrap(), solve(&q).unwrap());
        prop_assert_eq!(check(&q, &u), []);
        prop_assert_eq!((t.cost, t.lower_bound), (u.cost, u.lower_bound));
        prop_assert_eq!(t.sessions.len(), u.sessions.len());
    }

    #[test]
    fn more_never_costs_more(seed: u64, what in 0_usize..6) {
        let p = problem(seed);
        let t = solve(&p).unwrap();
        let mut more = from(&p, &t);
        match what {
            0 => more.rooms.push(Room { seats: 6, site: 0 }),
            1 => more.trainers.push(Trainer { available: Vec::new(), site: None, skills: vec![0, 1, 2] }),
            2 => more.sections.iter_mut().for_each(|s| s.most_away += 1),
            3 => {
                let week = p.slots.last().map_or(0, |slot| slot.week) + 1;
                more.slots.extend(Slot::weeks(1).into_iter().map(|s| Slot { day: s.day + 7 * week, week, ..s }));
            }
            4 => more.groups.iter_mut().for_each(|g| g.latest = None),
            _ => {}
        }
        let u = solve(&more).unwrap();
        prop_assert_eq!(check(&more, &u), []);
        prop_assert!(u.cost <= t.cost, "{} after {}", u.cost, t.cost);
    }

    #[test]
    fn without_a_change_nothing_moves(seed: u64) {
        let p = problem(seed);
        let t = solve(&p).unwrap();
        let again = TimetableProblem { prices: p.prices, ..from(&p, &t) };
        let u = solve(&again).unwrap();
        prop_assert_eq!(check(&again, &u), []);
        if left_out(&u) < left_out(&t) {
            // Who has no seat is looked for again, and somebody may be moved for them, but only where that is worth it.
            prop_assert!(u.cost < t.cost, "{} after {}", u.cost, t.cost);
            return Ok(());
        }
        prop_assert_eq!(u.moved, 0);
        // What set a date is told of the people who happen to be counted there, so it may be another of several reasons.
        let plain = |t: &Timetable| t.sessions.iter().map(|s| Session { bound: Bound::Search, ..*s }).collect::<Vec<_>>();
        prop_assert_eq!(plain(&u), plain(&t));
        prop_assert_eq!(&u.seats, &t.seats);
    }

    #[test]
    fn a_cancelled_session_moves_its_own_people(seed: u64, which: usize) {
        let p = problem(seed);
        let t = solve(&p).unwrap();
        if t.sessions.is_empty() {
            return Ok(());
        }
        let gone = which % t.sessions.len();
        let mut again = TimetableProblem { prices: Prices { moved: 10_000, ..p.prices }, ..from(&p, &t) };
        let previous = again.previous.as_mut().unwrap();
        previous.sessions.remove(gone);
        previous.seats.retain(|s| s.session != gone);
        previous.seats.iter_mut().for_each(|s| s.session -= usize::from(s.session > gone));
        let u = solve(&again).unwrap();
        prop_assert_eq!(check(&again, &u), []);
        // At worst only its people, and those steps of theirs that come after, are left out.
        let sat = |s: &&Seats| s.session == gone;
        let steps = |s: &Seats| u64::from(s.people) * p.groups[s.group].chain.len() as u64;
        let lost: u64 = t.seats.iter().filter(sat).map(steps).sum();
        prop_assert!(u.cost <= t.cost + lost * (p.prices.unplaced + 10_000));
    }

    #[test]
    fn reasons_are_true(seed: u64) {
        let p = problem(seed);
        let t = solve(&p).unwrap();
        for unplaced in &t.unplaced {
            let group = &p.groups[unplaced.group];
            let a = &p.activities[group.chain[unplaced.step]];
            let site = p.sections[group.section].site;
            match unplaced.reason {
                Reason::NoRoom => prop_assert!(!a.online && p.rooms.iter().all(|r| r.site != site)),
                Reason::NoTrainer => {
                    let able = |t: &Trainer| {
                        a.skill.is_some_and(|s| t.skills.contains(&s)) && (a.online || t.site.is_none_or(|x| x == site))
                    };
                    prop_assert!(!p.trainers.iter().any(able));
                }
                Reason::EarlierStep => prop_assert!(unplaced.step > 0),
                _ => {}
            }
        }
    }
}
