//! Random problems.

use super::super::rng::Rng;
use super::super::{
    Activity, AnnouncedSession, Booking, Learner, Limits, Prices, Room, Section, Slot, Supplier,
    Timetable, TimetableProblem, Trainer,
};

/// A random problem of at most this many people.
pub(super) fn problem(seed: u64, most: usize) -> TimetableProblem {
    let mut rng = Rng::new(seed);
    let pick = |rng: &mut Rng, n: usize| rng.below(n.max(1));
    let weeks = 1 + pick(&mut rng, 5) as u32;
    let slots = Slot::weeks(weeks);
    let count = slots.len() as u32;
    let sites = 1 + pick(&mut rng, 2);
    let skills = 1 + pick(&mut rng, 3) as u32;
    let activities: Vec<Activity> = (0..2 + pick(&mut rng, 5))
        .map(|_| {
            let seats_max = 2 + pick(&mut rng, 8) as u32;
            let late = rng.per_mille(200);
            Activity {
                cancelled: Vec::new(),
                duration: 1 + (pick(&mut rng, 5) as u32) / 2,
                earliest: if late {
                    pick(&mut rng, count as usize) as u32
                } else {
                    0
                },
                latest: if rng.per_mille(200) {
                    Some(pick(&mut rng, count as usize) as u32)
                } else {
                    None
                },
                online: rng.per_mille(150),
                price: 100 * (1 + pick(&mut rng, 20) as u64),
                rank: pick(&mut rng, 3) as u32,
                roomless: rng.per_mille(150),
                seat_price: 0,
                seats_max,
                seats_min: 1 + pick(&mut rng, seats_max as usize) as u32 / 2,
                skill: rng
                    .per_mille(700)
                    .then(|| rng.below(skills as usize) as u32),
            }
        })
        .collect();
    let sections: Vec<Section> = (0..=pick(&mut rng, 4))
        .map(|_| Section {
            closed: if rng.per_mille(200) {
                vec![interval(&mut rng, count)]
            } else {
                Vec::new()
            },
            most_away: 1 + pick(&mut rng, 5) as u32,
            fewer_away: if rng.per_mille(200) {
                vec![(interval(&mut rng, count), 1 + pick(&mut rng, 3) as u32)]
            } else {
                Vec::new()
            },
            site: pick(&mut rng, sites),
        })
        .collect();
    let rooms = (0..sites + pick(&mut rng, 3))
        .map(|at| Room {
            available: if rng.per_mille(200) {
                vec![interval(&mut rng, count)]
            } else {
                Vec::new()
            },
            seats: 3 + pick(&mut rng, 8) as u32,
            site: at % sites,
        })
        .collect();
    let trainers: Vec<Trainer> = (0..=pick(&mut rng, 4))
        .map(|_| Trainer {
            available: if rng.per_mille(300) {
                vec![interval(&mut rng, count)]
            } else {
                Vec::new()
            },
            site: rng.per_mille(500).then(|| rng.below(sites)),
            skills: (0..skills).filter(|_| rng.per_mille(600)).collect(),
        })
        .collect();
    let mut learners: Vec<Learner> = Vec::new();
    while learners.len() < 1 + pick(&mut rng, most) {
        let learner = learner(&mut rng, &activities, sections.len(), count);
        for _ in 0..=pick(&mut rng, 6) {
            learners.push(learner.clone());
        }
    }
    for trainer in 0..trainers.len() {
        if rng.per_mille(200) {
            let at = pick(&mut rng, learners.len());
            learners[at].trainer = Some(trainer);
        }
    }
    TimetableProblem {
        activities,
        extra_rooms: 0,
        extra_trainers: 0,
        announced: Vec::new(),
        learners,
        limits: Limits {
            rounds: 60,
            ..Limits::default()
        },
        prices: Prices {
            moved: 30,
            slot: 1,
            unmet: 100_000,
        },
        rooms,
        sections,
        seed,
        sites,
        slots,
        trainers,
    }
}

fn interval(rng: &mut Rng, slots: u32) -> (u32, u32) {
    let a = rng.below(slots as usize) as u32;
    let b = rng.below(slots as usize) as u32;
    (a.min(b), a.max(b))
}

fn learner(rng: &mut Rng, activities: &[Activity], sections: usize, slots: u32) -> Learner {
    let mut bookings: Vec<Booking> = Vec::new();
    for activity in 0..activities.len() {
        if !rng.per_mille(600) {
            continue;
        }
        let mut requires: Vec<Vec<Supplier>> = Vec::new();
        for _ in 0..rng.below(2) {
            let count = bookings.len();
            if count > 0 {
                let list = (0..=rng.below(2)).map(|_| Supplier {
                    booking: rng.below(count),
                    days: if rng.per_mille(200) {
                        1 + rng.below(2) as u32
                    } else {
                        0
                    },
                });
                requires.push(list.collect());
            }
        }
        let alone = |_: &Vec<Supplier>| {
            if rng.per_mille(200) {
                Some(rng.below(slots as usize) as u32)
            } else {
                None
            }
        };
        bookings.push(Booking {
            activity,
            alone: requires.iter().map(alone).collect(),
            due: rng.per_mille(150).then(|| rng.below(slots as usize) as u32),
            late: rng.per_mille(500),
            prepared: if rng.per_mille(100) {
                rng.below(slots as usize) as u32
            } else {
                0
            },
            release: if rng.per_mille(150) {
                rng.below(slots as usize) as u32
            } else {
                0
            },
            requires,
            selected: rng.per_mille(850),
            ..Booking::default()
        });
    }
    let mut needs = Vec::new();
    let others: Vec<usize> = (0..bookings.len())
        .filter(|&at| !bookings[at].selected)
        .collect();
    for at in (0..bookings.len()).filter(|&at| bookings[at].selected) {
        let mut need = vec![at];
        need.extend(others.iter().copied().filter(|_| rng.per_mille(500)));
        // Some needs can be met alone.
        if !rng.per_mille(50) {
            needs.push(need);
        }
    }
    Learner {
        bookings,
        needs,
        present: if rng.per_mille(150) {
            vec![interval(rng, slots)]
        } else {
            Vec::new()
        },
        section: rng.below(sections),
        trainer: None,
    }
}

/// The problem with a timetable announced, of which each session is left out with a chance in 1,000.
pub(super) fn announce(
    problem: &TimetableProblem,
    timetable: &Timetable,
    cancelled: &[usize],
) -> TimetableProblem {
    let mut next = problem.clone();
    let mut place = vec![None; timetable.sessions.len()];
    next.announced.clear();
    for (i, session) in timetable.sessions.iter().enumerate() {
        if cancelled.contains(&i) {
            next.activities[session.activity]
                .cancelled
                .push(session.start);
            continue;
        }
        place[i] = Some(next.announced.len());
        next.announced.push(AnnouncedSession {
            activity: session.activity,
            pinned: session.pinned,
            room: session.room,
            seats: Some(session.seats),
            site: session.site,
            start: session.start,
            trainer: session.trainer,
        });
    }
    for learner in &mut next.learners {
        learner
            .bookings
            .iter_mut()
            .for_each(|booking| booking.announced = None);
    }
    for seat in &timetable.seats {
        let booking = &mut next.learners[seat.learner].bookings[seat.booking];
        booking.announced = place[seat.session];
        booking.selected = true;
    }
    next
}
