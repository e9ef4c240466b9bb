//! Nobody is left over because sessions fill badly; who teaches does not learn at the same time.

use super::make::problem;
use crate::rng::Rng;
use crate::{Activity, Broke, Group, Limits, Reason, Room, Section, Slot, TimetableProblem, Trainer, check, solve};
use proptest::prelude::*;
use proptest::test_runner::Config;

/// One activity for three to four people, and a week; nothing is improved after the first timetable.
fn week(groups: Vec<Group>) -> TimetableProblem {
    TimetableProblem {
        activities: vec![Activity { seats_max: 4, seats_min: 3, price: 10, ..Activity::default() }],
        groups,
        limits: Limits { rounds: 1 },
        rooms: vec![Room { seats: 8, site: 0 }],
        sections: vec![Section { most_away: 20, site: 0 }],
        sites: 1,
        slots: Slot::weeks(1),
        ..TimetableProblem::default()
    }
}

fn group(people: u32, earliest: u32, chain: &[usize]) -> Group {
    Group { chain: chain.to_vec(), earliest, people, ..Group::default() }
}

#[test]
fn who_comes_late_is_joined_by_others() {
    // Eight could fill two sessions on Monday; the ninth comes on Thursday, and two of them must wait.
    let p = week(vec![group(8, 0, &[0]), group(1, 6, &[0])]);
    let t = solve(&p).unwrap();
    assert_eq!((check(&p, &t), t.unplaced.len()), (vec![], 0));
    let late: u32 = t.sessions.iter().filter(|session| session.start >= 6).map(|session| session.taken).sum();
    assert!((3..=4).contains(&late), "{:?}", t.sessions);
}

#[test]
fn a_whole_session_waits_where_it_has_nobody_to_spare() {
    let p = week(vec![group(3, 0, &[0]), group(1, 6, &[0])]);
    let t = solve(&p).unwrap();
    assert_eq!((check(&p, &t), t.unplaced.len()), (vec![], 0));
    assert!(t.sessions.len() == 1 && t.sessions[0].start >= 6, "{:?}", t.sessions);
}

#[test]
fn who_waits_goes_on_later_too() {
    // Those who wait for the ninth had gone on to the second step before.
    let mut p = week(vec![group(8, 0, &[0, 1]), group(1, 6, &[0, 1])]);
    p.activities.push(Activity { seats_max: 9, seats_min: 2, price: 10, ..Activity::default() });
    p.rooms[0].seats = 9;
    let t = solve(&p).unwrap();
    assert_eq!((check(&p, &t), t.unplaced.len()), (vec![], 0), "{t:?}");
}

#[test]
fn where_nothing_can_be_done_it_is_said() {
    let p = week(vec![group(2, 0, &[0])]);
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!(t.unplaced.iter().map(|u| (u.people, u.reason)).collect::<Vec<_>>(), [(2, Reason::TooFew)]);
}

/// Each teaches what the other learns, in two days.
fn each_other() -> TimetableProblem {
    let activity = |skill| Activity { duration: 2, seats_max: 4, skill: Some(skill), ..Activity::default() };
    let mut slots = Slot::weeks(1);
    slots.truncate(4);
    TimetableProblem {
        activities: vec![activity(0), activity(1)],
        groups: vec![
            Group { trainer: Some(0), ..group(1, 0, &[1]) },
            Group { trainer: Some(1), ..group(1, 0, &[0]) },
            group(2, 0, &[0]),
        ],
        rooms: vec![Room { seats: 8, site: 0 }; 3],
        sections: vec![Section { most_away: 20, site: 0 }],
        sites: 1,
        slots,
        trainers: vec![
            Trainer { skills: vec![0], ..Trainer::default() },
            Trainer { skills: vec![1], ..Trainer::default() },
        ],
        ..TimetableProblem::default()
    }
}

#[test]
fn who_teaches_does_not_learn_at_the_same_time() {
    let p = each_other();
    let t = solve(&p).unwrap();
    assert_eq!((check(&p, &t), t.unplaced.len()), (vec![], 0));
    let starts = |activity: usize| t.sessions.iter().filter(move |s| s.activity == activity).map(|s| s.start);
    assert!(starts(0).all(|one| starts(1).all(|two| one != two)), "{:?}", t.sessions);
    // Both at once is seen.
    let mut both = t.clone();
    both.sessions.iter_mut().for_each(|session| session.start = 0);
    assert!(check(&p, &both).iter().any(|broken| broken.rule == Broke::Trainer));
    // On one day one of them cannot learn.
    let mut short = each_other();
    short.slots.truncate(2);
    let t = solve(&short).unwrap();
    assert_eq!(check(&short, &t), []);
    assert!(!t.unplaced.is_empty());
}

#[test]
fn nobody_sits_in_what_they_teach() {
    let mut p = each_other();
    p.groups = vec![Group { trainer: Some(0), ..group(1, 0, &[0]) }, group(1, 0, &[0])];
    p.activities[0].seats_min = 2;
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!(t.unplaced.iter().map(|u| u.people).sum::<u32>(), 2, "one alone is too few");
}

#[test]
fn a_trainer_is_one_person_and_known() {
    let mut p = each_other();
    p.groups[0].people = 2;
    assert_eq!(solve(&p).unwrap_err().place, "groups[0].people");
    p.groups[0] = Group { trainer: Some(9), ..group(1, 0, &[1]) };
    assert_eq!(solve(&p).unwrap_err().place, "groups[0].trainer");
}

#[test]
fn coaching_is_at_a_site_and_takes_no_room() {
    // Two at each of two sites, one coach at each: nobody goes elsewhere, and no room is asked for.
    let mut p = week(vec![group(2, 0, &[0]), Group { section: 1, ..group(2, 0, &[0]) }]);
    p.activities[0] = Activity { roomless: true, seats_max: 4, seats_min: 1, skill: Some(0), ..Activity::default() };
    p.rooms.clear();
    p.sections.push(Section { most_away: 20, site: 1 });
    p.sites = 2;
    p.trainers = vec![Trainer { site: Some(0), skills: vec![0], ..Trainer::default() }];
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
    assert_eq!(
        t.unplaced.iter().map(|u| (u.group, u.people, u.reason)).collect::<Vec<_>>(),
        [(1, 2, Reason::NoTrainer)]
    );
    p.trainers.push(Trainer { site: Some(1), skills: vec![0], ..Trainer::default() });
    let t = solve(&p).unwrap();
    assert_eq!((check(&p, &t), t.unplaced.len(), t.sessions.len()), (vec![], 0, 2));
}

#[test]
fn who_was_seated_along_the_way_is_not_seated_twice() {
    let p = problem(7_869_787_817_274_438_104);
    let t = solve(&p).unwrap();
    assert_eq!(check(&p, &t), []);
}

proptest! {
    #![proptest_config(Config { cases: 200, ..Config::default() })]

    #[test]
    fn timetables_with_trainers_who_learn_hold(seed: u64) {
        let mut p = problem(seed);
        let mut rng = Rng::new(seed ^ 0x7EAC);
        for trainer in 0..p.trainers.len() {
            let like = rng.below(p.groups.len());
            p.groups.push(Group { people: 1, trainer: Some(trainer), ..p.groups[like].clone() });
        }
        for activity in &mut p.activities {
            activity.roomless = !activity.online && rng.below(3) == 0;
        }
        let t = solve(&p).unwrap();
        prop_assert_eq!(check(&p, &t), []);
    }
}
