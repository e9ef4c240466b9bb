//! Problems made by hand, one for each thing that can be in the way.

use crate::{
    Activity, Bound, Broke, FixedSeats, FixedSession, Group, Reason, Room, Section, Short, Shortage, Slot,
    TimetableProblem, Trainer, check, shortages, solve,
};

/// Twelve people of one section, one activity of a day with ten seats, a room and a trainer, a week.
fn plain() -> TimetableProblem {
    TimetableProblem {
        activities: vec![Activity { duration: 2, price: 100, seats_max: 10, skill: Some(3), ..Activity::default() }],
        groups: vec![Group { chain: vec![0], people: 12, ..Group::default() }],
        rooms: vec![Room { seats: 10, site: 0 }],
        sections: vec![Section { most_away: 10, site: 0 }],
        sites: 1,
        slots: Slot::weeks(1),
        trainers: vec![Trainer { skills: vec![3], site: Some(0), ..Trainer::default() }],
        ..TimetableProblem::default()
    }
}

fn reasons(p: &TimetableProblem) -> Vec<(usize, u32, Reason)> {
    let t = solve(p).unwrap();
    assert_eq!(check(p, &t), []);
    t.unplaced.iter().map(|u| (u.step, u.people, u.reason)).collect()
}

#[test]
fn two_sessions_one_after_the_other() {
    let p = plain();
    let t = solve(&p).unwrap();
    let rows: Vec<_> = t.sessions.iter().map(|s| (s.start, s.taken, s.bound)).collect();
    assert_eq!(rows, [(0, 10, Bound::Earliest), (2, 2, Bound::Room)]);
    assert_eq!(t.cost, 2 * 100 + 10 * 2 + 2 * 4);
    assert_eq!(t.lower_bound, t.cost);
}

#[test]
fn every_obstacle_has_its_name() {
    let mut p = plain();
    p.trainers.clear();
    assert_eq!(reasons(&p), [(0, 12, Reason::NoTrainer)]);
    let mut p = plain();
    p.rooms.clear();
    assert_eq!(reasons(&p), [(0, 12, Reason::NoRoom)]);
    let mut p = plain();
    p.sections[0].most_away = 0;
    assert_eq!(reasons(&p), [(0, 12, Reason::Absence)]);
    let mut p = plain();
    p.groups[0].earliest = 9;
    assert_eq!(reasons(&p), [(0, 12, Reason::Window)]);
    let mut p = plain();
    p.slots.truncate(2);
    assert_eq!(reasons(&p), [(0, 2, Reason::Absence)]);
    p.sections[0].most_away = 12;
    assert_eq!(reasons(&p), [(0, 2, Reason::Room)]);
    p.rooms.push(Room { seats: 10, site: 0 });
    assert_eq!(reasons(&p), [(0, 2, Reason::Trainer)]);
    let mut p = plain();
    p.activities[0].seats_min = 4;
    p.groups[0].people = 3;
    assert_eq!(reasons(&p), [(0, 3, Reason::TooFew)]);
    let mut p = plain();
    p.activities.push(Activity { skill: Some(9), ..p.activities[0].clone() });
    p.groups[0].chain = vec![1, 0];
    assert_eq!(reasons(&p), [(0, 12, Reason::NoTrainer), (1, 12, Reason::EarlierStep)]);
}

#[test]
fn nobody_is_left_in_a_session_too_small() {
    let mut p = plain();
    p.activities[0].seats_min = 4;
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!(t.sessions.iter().map(|s| s.taken).collect::<Vec<_>>(), [8, 4]);
}

#[test]
fn a_step_waits_for_the_one_before() {
    let mut p = plain();
    p.groups[0].people = 5;
    p.activities.push(Activity { duration: 1, ..p.activities[0].clone() });
    p.groups[0].chain = vec![0, 1];
    p.rooms.push(Room { seats: 10, site: 0 });
    p.trainers.push(p.trainers[0].clone());
    let t = solve(&p).unwrap();
    let rows: Vec<_> = t.sessions.iter().map(|s| (s.activity, s.start, s.bound)).collect();
    assert_eq!(rows, [(0, 0, Bound::Earliest), (1, 2, Bound::Prerequisite)]);
}

#[test]
fn only_the_generalist_can_step_in() {
    // The specialist can teach skill 3 only; the generalist both. Each has a session at the same time.
    let mut p = plain();
    p.slots.truncate(2);
    p.groups[0].people = 4;
    p.activities.push(Activity { skill: Some(4), ..p.activities[0].clone() });
    p.groups.push(Group { chain: vec![1], people: 4, ..Group::default() });
    p.rooms.push(Room { seats: 10, site: 0 });
    for skills in [[vec![3, 4], vec![3]], [vec![3], vec![3, 4]]] {
        p.trainers = skills.map(|skills| Trainer { skills, site: Some(0), ..Trainer::default() }).to_vec();
        assert_eq!(reasons(&p), []);
    }
}

#[test]
fn a_travelling_trainer_is_at_one_site_a_day() {
    let mut p = plain();
    p.sites = 2;
    p.activities[0].duration = 1;
    p.groups = vec![
        Group { chain: vec![0], people: 4, section: 0, ..Group::default() },
        Group { chain: vec![0], people: 4, section: 1, ..Group::default() },
    ];
    p.sections = vec![Section { most_away: 9, site: 0 }, Section { most_away: 9, site: 1 }];
    p.rooms = vec![Room { seats: 9, site: 0 }, Room { seats: 9, site: 1 }];
    p.trainers[0].site = None;
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!(t.sessions.iter().map(|s| s.start).collect::<Vec<_>>(), [0, 2], "the next day, not the same afternoon");
    p.activities[0].online = true;
    let t = solve(&p).unwrap();
    assert_eq!(t.sessions.len(), 1, "online, people of both sites sit together");
}

#[test]
fn fixed_sessions_and_seats_stay() {
    let mut p = plain();
    p.fixed_sessions =
        vec![FixedSession { activity: 0, site: Some(0), start: 5, seats: Some(6), ..FixedSession::default() }];
    p.fixed_seats = vec![FixedSeats { group: 0, people: 3, session: 0, step: 0 }];
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!((t.sessions[0].fixed, t.sessions[0].start, t.sessions[0].bound), (Some(0), 5, Bound::Fixed));
    assert!(t.sessions[0].taken >= 3);
    assert!(t.unplaced.is_empty());
}

#[test]
fn fixed_sessions_that_collide_are_named() {
    let fixed = FixedSession { activity: 0, room: Some(0), site: Some(0), ..FixedSession::default() };
    let mut p = plain();
    p.fixed_sessions = vec![fixed, FixedSession { start: 1, ..fixed }];
    let bad = solve(&p).unwrap_err();
    assert_eq!(bad.to_string(), "fixed_sessions[1].room: taken by another fixed session at the same time");
    p.fixed_sessions.pop();
    p.fixed_seats = vec![FixedSeats { group: 0, people: 13, session: 0, step: 0 }];
    let bad = solve(&p).unwrap_err();
    assert_eq!(bad.place, "fixed_seats[0].people");
    p.fixed_seats[0].people = 11;
    assert_eq!(solve(&p).unwrap_err().to_string(), "fixed_seats[0]: more people than the session has seats");
}

#[test]
fn indices_that_point_nowhere_are_named() {
    let mut p = plain();
    p.groups[0].chain = vec![0, 7];
    assert_eq!(solve(&p).unwrap_err().to_string(), "groups[0].chain[1]: no such activity");
    let mut p = plain();
    p.rooms[0].site = 1;
    assert_eq!(solve(&p).unwrap_err().to_string(), "rooms[0].site: no such site");
    let mut p = plain();
    p.activities[0].duration = 0;
    assert_eq!(solve(&p).unwrap_err().to_string(), "activities[0].duration: must be at least 1");
}

#[test]
fn nothing_asked_nothing_answered() {
    let t = solve(&TimetableProblem::default()).unwrap();
    assert_eq!((t.cost, t.sessions.len(), t.unplaced.len()), (0, 0, 0));
    let mut p = plain();
    p.slots.clear();
    assert_eq!(reasons(&p), [(0, 12, Reason::Window)]);
}

#[test]
fn what_is_short_is_counted() {
    let mut p = plain();
    p.groups[0].people = 60;
    p.sections[0].most_away = 11;
    assert_eq!(
        shortages(&p).unwrap(),
        [
            Shortage { kind: Short::Absence { section: 0 }, available: 110, needed: 120 },
            Shortage { kind: Short::Rooms { site: 0 }, available: 10, needed: 12 },
            Shortage { kind: Short::Trainers { skill: 3, site: None }, available: 10, needed: 12 },
            Shortage { kind: Short::Trainers { skill: 3, site: Some(0) }, available: 10, needed: 12 },
        ]
    );
    p.groups[0].people = 20;
    assert_eq!(shortages(&p).unwrap(), []);
}

#[test]
fn the_check_sees_what_is_wrong() {
    let p = plain();
    let t = solve(&p).unwrap();
    let broken = |change: &dyn Fn(&mut crate::Timetable)| {
        let mut t = t.clone();
        change(&mut t);
        check(&p, &t).into_iter().map(|b| b.rule).collect::<Vec<_>>()
    };
    assert!(broken(&|t| t.sessions[1].start = 0).contains(&Broke::Room));
    assert!(broken(&|t| t.sessions[1].start = 0).contains(&Broke::Trainer));
    assert!(broken(&|t| t.sessions[1].start = 0).contains(&Broke::Absence));
    assert_eq!(broken(&|t| t.sessions[1].start = 3), [Broke::Calendar, Broke::Cost]);
    assert_eq!(broken(&|t| t.cost += 1), [Broke::Cost]);
    assert!(broken(&|t| t.seats[0].people += 1).contains(&Broke::Seats));
    assert!(broken(&|t| t.seats[0].people += 1).contains(&Broke::People));
    assert!(broken(&|t| t.sessions[0].trainer = None).contains(&Broke::Trainer));
    assert!(broken(&|t| t.sessions[0].room = Some(4)).contains(&Broke::Room));
}
