//! Sessions and seats: the timetable that is asked for.

use super::activity_selection::{
    SelectedActivities, at_a_site, cents, is_self_paced, needs_room, seats_max, teaches,
};
use super::answer::Effort;
use super::build_lines::LINE_WORK;
use super::commitments::Commitments;
use super::demand::{Demand, Lapse, Learner as Person, LearnerClass};
use super::input::{PlanInput, PlanTrainer};
use super::own_time::OwnOptions;
use super::precedence::{Course, PhasePlan};
use super::timetable::{
    Activity, AnnouncedSession, Booking, Interval, Learner, Limits, Prices, Room, Section,
    Supplier, TimetableProblem, Trainer,
};
use crate::model::HalfDays;
use paratus_planner::pace::Pace;
use std::collections::{BTreeMap, BTreeSet};

/// Units of price in the timetable for one of the small units of money here: so that time can be a tie-break.
const PRICE_UNITS_PER_CENT: u64 = 1_000;
/// Price of a need that is not met, in small units of money: more than any session.
const PRICE_OF_UNMET_CENTS: u64 = 10_000_000;

/// The timetable that is asked for, and what its numbers are.
pub(super) struct TimetableInput {
    pub(super) problem: TimetableProblem,
    /// By class and site: what its people may do.
    pub(super) courses: BTreeMap<(usize, usize), Course>,
    /// For each learner of the problem its place in the demand. Their bookings are the sessions of their course.
    pub(super) learners: Vec<usize>,
}

impl TimetableInput {
    /// Asks for sessions and seats.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) async fn new(
        setup: &PlanInput<'_>,
        demand: &Demand,
        chosen: &SelectedActivities,
        phases: &PhasePlan,
        commitments: &Commitments,
        limits: Limits,
        pace: &Pace,
    ) -> TimetableInput {
        let model = setup.model;
        let course = |(key, activities): (&(usize, usize), &Vec<usize>)| {
            (
                *key,
                Course::new(
                    setup,
                    &demand.classes[key.0],
                    phases,
                    (&chosen.covers[key.0], activities),
                ),
            )
        };
        let courses: BTreeMap<(usize, usize), Course> = chosen.of.iter().map(course).collect();
        // By id, so that the order in which people are written decides nothing.
        let mut order: Vec<usize> = (0..demand.learners.len()).collect();
        order.sort_unstable_by_key(|&at| model.people.ids.name(demand.learners[at].person as u32));
        let (mut learners, mut list) = (Vec::new(), Vec::new());
        for at in order {
            let person = &demand.learners[at];
            let section = model.people.section[person.person] as usize;
            let Some(course) = courses.get(&(person.class, setup.site_of(section))) else {
                continue;
            };
            if course.dated.is_empty() {
                continue;
            }
            list.push(at);
            learners.push(learner(setup, demand, commitments, person, course));
            pace.spend(LINE_WORK).await;
        }
        let problem = problem(setup, phases, commitments, learners, limits);
        TimetableInput {
            problem,
            courses,
            learners: list,
        }
    }

    /// The course of a learner of the demand.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn course(&self, setup: &PlanInput<'_>, learner: &Person) -> Option<&Course> {
        let section = setup.model.people.section[learner.person] as usize;
        self.courses.get(&(learner.class, setup.site_of(section)))
    }

    /// Which announced session a timetable's session is, if any.
    pub(super) fn announced<'c>(
        &self,
        commitments: &'c Commitments,
        announced: Option<usize>,
    ) -> Option<&'c (String, AnnouncedSession)> {
        commitments.sessions.get(announced?)
    }
}

/// The problem of some learners.
pub(super) fn problem(
    setup: &PlanInput<'_>,
    phases: &PhasePlan,
    commitments: &Commitments,
    learners: Vec<Learner>,
    limits: Limits,
) -> TimetableProblem {
    let per_half_day = cents(setup.settings.time_per_half_day).unsigned_abs();
    TimetableProblem {
        activities: activities(setup, phases),
        announced: commitments
            .sessions
            .iter()
            .map(|(_, session)| *session)
            .collect(),
        // Those of the options come last.
        extra_rooms: setup.rooms.len() - setup.model.rooms.len(),
        extra_trainers: setup.trainers.len() - setup.model.trainers.len(),
        learners,
        limits,
        prices: Prices {
            moved: cents(setup.settings.cost_per_move).unsigned_abs() * PRICE_UNITS_PER_CENT,
            slot: (per_half_day * PRICE_UNITS_PER_CENT).max(1),
            unmet: PRICE_OF_UNMET_CENTS * PRICE_UNITS_PER_CENT,
        },
        rooms: rooms(setup),
        sections: sections(setup),
        seed: 1,
        sites: setup.sites(),
        slots: setup.horizon.slots(),
        trainers: trainers(setup),
    }
}

/// A person's section, by the id of sections, and the trainer that they are.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn person(setup: &PlanInput<'_>, person: usize) -> Learner {
    let id = setup.model.people.ids.name(person as u32);
    Learner {
        section: setup.section_places[setup.model.people.section[person] as usize],
        trainer: setup.trainers.iter().position(|trainer| trainer.id == id),
        ..Learner::default()
    }
}

/// No rounds of improvement.
pub(super) fn no_search() -> Limits {
    Limits {
        rounds: 0,
        ..Limits::default()
    }
}

/// How much work the search does.
pub(super) fn limits(effort: Effort) -> Limits {
    let normal = Limits {
        rounds: 2_000,
        more_rounds: 2_000,
        round_work: 50_000_000,
        gap_work: 4_000_000,
        restart_work: 800_000,
        ..no_search()
    };
    match effort {
        Effort::Quick => Limits {
            rounds: 200,
            round_work: normal.round_work / 4,
            ..no_search()
        },
        Effort::Normal => normal,
        // The same, and then one long search.
        Effort::Thorough => Limits {
            thorough_rounds: 100_000,
            round_work: 200 * normal.round_work,
            ..normal
        },
    }
}

/// What one person may do, and when.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn learner(
    setup: &PlanInput<'_>,
    demand: &Demand,
    commitments: &Commitments,
    person: &Person,
    course: &Course,
) -> Learner {
    let len = setup.horizon.len();
    let present = presence(setup, person.person);
    let first = setup.horizon.first_from(person.from);
    let class = &demand.classes[person.class];
    let own = OwnOptions::new(setup, demand, person, course);
    let mut bookings: Vec<Booking> = Vec::with_capacity(course.dated.len());
    for (place, dated) in course.dated.iter().enumerate() {
        let seat = commitments.seat(person.person, dated.activity);
        let announced = seat.map(|seat| seat.session);
        let slots = setup
            .model
            .calendar
            .slots(setup.activities[dated.activity].hours);
        let (release, due) = refresher_window(setup, class, person, dated.activity, first, slots);
        let keeps = |by: &Supplier| {
            let by = course.dated[by.booking].activity;
            commitments.seat(person.person, by).is_some()
        };
        let start = announced.map(|at| commitments.sessions[at].1.start);
        let before = Predecessor::new(course, &own, place, start, &keeps);
        bookings.push(Booking {
            activity: dated.activity,
            alone: before.alone,
            announced,
            due,
            // Better late than never.
            late: true,
            pinned: seat.is_some_and(|seat| seat.pinned),
            prepared: before.prepared.min(len),
            release: if present.is_none() { len } else { release },
            requires: before.requires,
            selected: dated.selected || announced.is_some(),
        });
    }
    // Sessions leave time for what is selected to be done alone after them.
    for at in (0..course.alone.len()).filter(|&at| course.alone[at].selected) {
        for supplier in own.suppliers(at).iter().flatten() {
            let last = own.last_slot_before(at, supplier.days).unwrap_or(0);
            let due = &mut bookings[supplier.booking].due;
            *due = Some(due.map_or(last, |due| due.min(last)));
        }
    }
    let needs = needs(setup, class, course, &own, &bookings);
    Learner {
        bookings,
        needs,
        present: present.unwrap_or_default(),
        ..self::person(setup, person.person)
    }
}

/// What must be over before a session.
#[derive(Default)]
struct Predecessor {
    requires: Vec<Vec<Supplier>>,
    /// For each list the first slot after what can be done alone instead.
    alone: Vec<Option<u32>>,
    /// The first slot after what is done alone before it in any case.
    prepared: u32,
}

impl Predecessor {
    /// What must be over before the seat at a place of a course. A seat that was announced for a start before own time is over relies on
    /// the announced seats that teach the same.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn new(
        course: &Course,
        own: &OwnOptions<'_, '_>,
        place: usize,
        start: Option<u32>,
        is_announced: &dyn Fn(&Supplier) -> bool,
    ) -> Predecessor {
        let mut before = Predecessor::default();
        let mut lists: Vec<(Vec<Supplier>, Option<u32>)> = Vec::new();
        for group in &course.dated[place].groups {
            let direct: Vec<Supplier> = group
                .dated
                .iter()
                .map(|&booking| Supplier { booking, days: 0 })
                .collect();
            match own.alone_instead(group) {
                Some((slot, selected))
                    if (selected || direct.is_empty())
                        && !(start.is_some_and(|start| start < slot)
                            && direct.iter().any(is_announced)) =>
                {
                    before.prepared = before.prepared.max(slot);
                }
                Some((slot, _)) => lists.push((direct, Some(slot))),
                None => {
                    let mut alone = group.alone.clone();
                    alone.sort_by_key(|&by| (!course.alone[by].selected, by));
                    let later = own.suppliers_of_any(&alone, &mut Vec::new());
                    let soonest = alone.iter().filter_map(|&by| own.soonest(by)).min();
                    if direct.is_empty() {
                        before.prepared = before.prepared.max(soonest.unwrap_or(0));
                    } else if alone.iter().any(|&by| own.waits(by)) {
                        // Beside the sessions that it relies on, what is done alone may wait for something else.
                        lists.push((direct.clone(), soonest));
                    }
                    let others = later.into_iter().map(|list| {
                        let list = list.into_iter().filter(|by| by.booking != place);
                        (
                            direct
                                .iter()
                                .copied()
                                .chain(list)
                                .collect::<Vec<Supplier>>(),
                            None,
                        )
                    });
                    let count = lists.len();
                    lists.extend(others);
                    if lists.len() == count {
                        lists.push((direct, None));
                    }
                }
            }
        }
        lists.retain(|(list, _)| !list.is_empty());
        lists.sort_by_key(|(list, alone)| {
            (
                list.iter()
                    .map(|supplier| (supplier.booking, supplier.days))
                    .collect::<Vec<_>>(),
                *alone,
            )
        });
        lists.dedup();
        (before.requires, before.alone) = lists.into_iter().unzip();
        before
    }
}

/// What is to be met by sessions: each need, or what something that meets it alone relies on, with the bookings of which one does. A need
/// that can be met alone before any session is none.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn needs(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    course: &Course,
    own: &OwnOptions<'_, '_>,
    bookings: &[Booking],
) -> Vec<Vec<usize>> {
    let mut list = Vec::new();
    for &need in class.needs.iter().filter(|need| !own.is_met_alone(**need)) {
        let direct: Vec<usize> = (0..bookings.len())
            .filter(|&at| teaches(setup.activities[bookings[at].activity], need))
            .collect();
        let by = (0..course.alone.len())
            .filter(|&at| teaches(setup.activities[course.alone[at].activity], need));
        let by = by.min_by_key(|&at| (!course.alone[at].selected, at));
        let mut groups: Vec<Vec<usize>> = by
            .map(|by| own.suppliers(by))
            .unwrap_or_default()
            .into_iter()
            .map(|group| {
                direct
                    .iter()
                    .copied()
                    .chain(group.into_iter().map(|by| by.booking))
                    .collect()
            })
            .collect();
        if groups.is_empty() {
            groups.push(direct);
        }
        for mut group in groups {
            group.sort_by_key(|&at| (bookings[at].announced.is_none(), !bookings[at].selected));
            let mut known = BTreeSet::new();
            group.retain(|&at| known.insert(at));
            if !group.is_empty() {
                list.push(group);
            }
        }
    }
    list
}

/// When the first of what an activity only keeps fresh is not ready any more; `None` where it also teaches a person something that is not
/// ready.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn lapse_of(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    person: &Person,
    activity: usize,
) -> Option<Lapse> {
    let served = class
        .needs
        .iter()
        .filter(|need| teaches(setup.activities[activity], **need));
    let lapses: Option<Vec<Lapse>> = served.map(|need| person.lapse(*need)).collect();
    lapses?.into_iter().min()
}

/// First and last slot of a session that keeps fresh what an activity teaches a person: not before it is due, and before it lapses. As
/// soon as possible where that time is past or too short. What also teaches something that is not ready has no such window, only the day
/// by which it refreshes in time.
pub(super) fn refresher_window(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    person: &Person,
    activity: usize,
    first: u32,
    slots: u32,
) -> (u32, Option<u32>) {
    let Some(lapse) = lapse_of(setup, class, person, activity) else {
        return (first, None);
    };
    let release = setup.horizon.first_from(lapse.due).max(first);
    match setup.horizon.last_until(lapse.day.plus_days(-1)) {
        Some(due) if release + slots <= due + 1 => (release, Some(due)),
        Some(due) if first + slots <= due + 1 => (first, Some(due)),
        _ => (first, None),
    }
}

/// The times in which a person is there; empty for always, `None` for never.
pub(super) fn presence(setup: &PlanInput<'_>, person: usize) -> Option<Vec<Interval>> {
    let within = whole_days(setup);
    let present = setup.model.learner_presence(person, within);
    let present = setup.earlier.people.without(person, present);
    if present == [within] {
        return Some(Vec::new());
    }
    let there: Vec<Interval> = present
        .iter()
        .filter_map(|days| setup.horizon.interval_of(*days))
        .collect();
    (!there.is_empty()).then_some(there)
}

/// The half days of the horizon.
fn whole_days(setup: &PlanInput<'_>) -> HalfDays {
    HalfDays::of_days(setup.horizon.from, setup.horizon.until)
}

/// The sections by id. When one sends nobody is in the presence of its people.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn sections(setup: &PlanInput<'_>) -> Vec<Section> {
    let model = setup.model;
    let mut order: Vec<usize> = (0..model.sections.len()).collect();
    order.sort_unstable_by_key(|&section| setup.section_places[section]);
    let staff = StaffByDay::new(setup);
    let section = |&section: &usize| {
        let days = staff.of(section);
        let limits: Vec<(u32, u32)> = days
            .into_iter()
            .map(|(slot, people)| (slot, setup.most_away(section, people)))
            .collect();
        let limits = without_earlier(setup, section, limits);
        let most_away = limits.iter().map(|(_, most)| *most).max().unwrap_or(1);
        let ends = limits.iter().skip(1).map(|(slot, _)| slot - 1);
        let fewer = limits.iter().zip(ends.chain([setup.horizon.len()]));
        Section {
            closed: Vec::new(),
            most_away,
            fewer_away: fewer
                .filter(|((_, most), _)| *most < most_away)
                .map(|(&(from, most), to)| ((from, to), most))
                .collect(),
            site: setup.site_of(section),
        }
    };
    order.iter().map(section).collect()
}

/// Limits of a section, from the first slots of the stretches in which they hold, less its people in sessions that were announced before.
fn without_earlier(
    setup: &PlanInput<'_>,
    section: usize,
    mut limits: Vec<(u32, u32)>,
) -> Vec<(u32, u32)> {
    let of_horizon = |days: &HalfDays| setup.horizon.interval_of(*days);
    for (first, last) in setup.earlier.away(section).iter().filter_map(of_horizon) {
        for edge in [first, last + 1] {
            let at = limits.partition_point(|(from, _)| *from < edge);
            if limits.get(at).is_none_or(|(from, _)| *from > edge) {
                let before = at.checked_sub(1).and_then(|before| limits.get(before));
                let limit = before.map_or(0, |(_, limit)| *limit);
                limits.insert(at, (edge, limit));
            }
        }
        for (from, limit) in &mut limits {
            if (first..=last).contains(from) {
                *limit = limit.saturating_sub(1);
            }
        }
    }
    limits
}

/// How many people work in each section, from the first slots of days on which that changes.
struct StaffByDay(BTreeMap<(usize, u32), i64>);

impl StaffByDay {
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    fn new(setup: &PlanInput<'_>) -> StaffByDay {
        let people = &setup.model.people;
        let mut changes: BTreeMap<(usize, u32), i64> = BTreeMap::new();
        for person in 0..people.len() {
            let section = people.section[person] as usize;
            let (joined, left) = (people.joined[person], people.left[person]);
            if left < setup.horizon.from || setup.horizon.until < joined {
                continue;
            }
            let first = setup.horizon.first_from(joined);
            *changes.entry((section, first)).or_default() += 1;
            if left < setup.horizon.until {
                let after = setup.horizon.first_from(left.plus_days(1));
                *changes.entry((section, after)).or_default() -= 1;
            }
        }
        StaffByDay(changes)
    }

    /// The first slot of each stretch and the people there, beginning with slot 0.
    fn of(&self, section: usize) -> Vec<(u32, u64)> {
        let mut days = vec![(0, 0)];
        let mut people = 0;
        for (&(_, slot), change) in self.0.range((section, 0)..=(section, u32::MAX)) {
            people += change;
            let there = u64::try_from(people).unwrap_or(0);
            match days.last_mut() {
                Some(last) if last.0 == slot => last.1 = there,
                _ => days.push((slot, there)),
            }
        }
        days
    }
}

fn activities(setup: &PlanInput<'_>, phases: &PhasePlan) -> Vec<Activity> {
    let activity = |(at, activity): (usize, &&crate::model::Activity)| {
        let (earliest, latest) = phases.slots(setup, at);
        let alone = is_self_paced(activity);
        let person = activity.cost_per_person + activity.hours * setup.settings.wage_per_hour;
        Activity {
            cancelled: cancelled_starts(setup, activity),
            duration: setup.model.calendar.slots(activity.hours),
            earliest,
            latest,
            online: !at_a_site(activity),
            price: if alone {
                0
            } else {
                cents(activity.cost).unsigned_abs() * PRICE_UNITS_PER_CENT
            },
            rank: phases.rank(at) as u32,
            roomless: at_a_site(activity) && (setup.rooms.is_empty() || !needs_room(activity)),
            seat_price: cents(person).unsigned_abs() * PRICE_UNITS_PER_CENT,
            seats_max: seats_max(setup, activity),
            seats_min: setup.seats(activity).map_or(0, |(least, _)| least),
            skill: activity
                .skill
                .filter(|_| !alone && !setup.trainers.is_empty())
                .map(|skill| skill as u32),
        }
    };
    setup.activities.iter().enumerate().map(activity).collect()
}

/// Half days on which a session of an activity was to begin that is cancelled now.
fn cancelled_starts(setup: &PlanInput<'_>, activity: &crate::model::Activity) -> Vec<u32> {
    let planned = setup
        .options
        .previous
        .iter()
        .flat_map(|plan| plan.sessions.iter().chain(&plan.cancelled_sessions));
    let planned = planned.filter(|session| session.activity == activity.id);
    let planned = planned.map(|session| {
        (
            &session.session,
            session.start,
            session.half,
            session.status,
        )
    });
    let of_programme = setup.model.sessions.iter().filter(|session| {
        setup
            .model
            .activities
            .get(session.activity)
            .is_some_and(|own| own.id == activity.id)
    });
    let of_programme = of_programme.map(|session| {
        (
            &session.id,
            session.start,
            session.half,
            super::answer::SessionStatus::Confirmed,
        )
    });
    planned
        .chain(of_programme)
        .filter(|(id, _, _, status)| {
            *status == super::answer::SessionStatus::Cancelled
                || setup.options.cancelled.contains(id)
        })
        .filter_map(|(_, start, half, _)| setup.horizon.slot(start, half))
        .collect()
}

fn rooms(setup: &PlanInput<'_>) -> Vec<Room> {
    let within = whole_days(setup);
    let room = |room: &super::input::PlanRoom| {
        let own = setup.model.room_ids.index(&room.id);
        let open = own.map_or_else(
            || vec![within],
            |at| {
                let open = setup.model.room_presence(at, within);
                setup.earlier.rooms.without(at, open)
            },
        );
        let available: Vec<Interval> = open
            .iter()
            .filter_map(|days| setup.horizon.interval_of(*days))
            .collect();
        // A room that is never open holds nobody.
        let seats = if available.is_empty() { 0 } else { room.seats };
        Room {
            available: if open == [within] {
                Vec::new()
            } else {
                available
            },
            seats,
            site: room.site,
        }
    };
    setup.rooms.iter().map(room).collect()
}

/// When a trainer is there.
pub(super) fn trainer_intervals(setup: &PlanInput<'_>, trainer: &PlanTrainer) -> Vec<Interval> {
    let own = setup.model.trainer_ids.index(&trainer.id);
    let there = own.map_or_else(
        || vec![whole_days(setup)],
        |at| {
            let there = setup.model.trainer_presence(at, whole_days(setup));
            setup.earlier.trainers.without(at, there)
        },
    );
    there
        .iter()
        .filter_map(|days| setup.horizon.interval_of(*days))
        .collect()
}

pub(super) fn trainers(setup: &PlanInput<'_>) -> Vec<Trainer> {
    let trainer = |trainer: &PlanTrainer| {
        let available = trainer_intervals(setup, trainer);
        // Who is never there has nothing to teach.
        let skills = if available.is_empty() {
            &[][..]
        } else {
            &trainer.skills
        };
        Trainer {
            available,
            site: trainer.site,
            skills: skills.iter().map(|&skill| skill as u32).collect(),
        }
    };
    setup.trainers.iter().map(trainer).collect()
}
