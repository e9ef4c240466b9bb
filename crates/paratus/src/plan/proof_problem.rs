//! The timetable problem of proofs: whatever could meet a need, whether selected or not.
//!
//! A plan selects activities and says what is done alone; a proof that needs cannot be met must hold for every selection. So a need that
//! people could also meet alone, or in a session that is pinned where none could be planned, is left out, and so is a requirement: both leave
//! more possible than there is, never less. People for whom an activity is left out may still sit in it, so that the smallest sessions are smaller by as many.

use super::activity_selection::{cover, is_self_paced, requires, teaches};
use super::commitments::Commitments;
use super::demand::{self, Demand, LearnerClass};
use super::input::PlanInput;
use super::own_time::PhaseDays;
use super::precedence::PhasePlan;
use super::schedule::{no_search, presence, problem, refresher_window};
use super::timetable::{AnnouncedSession, Booking, Learner, Supplier, TimetableProblem};
use crate::Programme;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be met, and what could.
pub(super) struct ProofProblem {
    pub(super) problem: TimetableProblem,
    pub(super) phases: PhasePlan,
    /// For each learner of the problem the person.
    pub(super) people: Vec<usize>,
    /// By activity: people who could sit in it beside those whose bookings are listed.
    pub(super) others: Vec<u32>,
}

/// What the people of a class could take.
#[derive(Default)]
struct Course {
    /// Activities with sessions, with what must be over before: of each list one. Nothing where something cannot be had.
    dated: Vec<(usize, Option<Vec<Vec<Supplier>>>)>,
    /// Needs that only sessions meet: places in `dated`.
    needs: Vec<Vec<usize>>,
    /// Other activities with sessions that could serve people of the class.
    others: Vec<usize>,
}

impl ProofProblem {
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn new(programme: &Programme, setup: &PlanInput<'_>) -> ProofProblem {
        let commitments = Commitments::new(setup);
        let phases = PhasePlan::new(programme, setup);
        let demand = demand::from_input(setup, &commitments, &phases);
        let mut problem = problem(setup, &phases, &commitments, Vec::new(), no_search());
        let free = free_activities(setup, &problem, &phases);
        let courses: Vec<Course> = demand
            .classes
            .iter()
            .map(|class| course(setup, class, &free))
            .collect();
        let (mut people, mut learners) = (Vec::new(), Vec::new());
        let mut others = vec![0_u32; setup.activities.len()];
        for at in by_id(setup, &demand) {
            let person = &demand.learners[at];
            let course = &courses[person.class];
            // Anyone who leaves before the plan ends need not be trained any more.
            let is_listed = !person.leaves && !course.needs.is_empty();
            let dated = course
                .dated
                .iter()
                .filter(|_| !is_listed)
                .map(|(activity, _)| *activity);
            course
                .others
                .iter()
                .copied()
                .chain(dated)
                .for_each(|activity| others[activity] += 1);
            if !is_listed {
                continue;
            }
            let class = &demand.classes[person.class];
            let present = presence(setup, person.person);
            let first = if present.is_none() {
                setup.horizon.len()
            } else {
                setup.horizon.first_from(person.from)
            };
            let booking = |(activity, requires): &(usize, Option<Vec<Vec<Supplier>>>)| {
                let slots = setup
                    .model
                    .calendar
                    .slots(setup.activities[*activity].hours);
                // A refresher may be late, so only its first day limits what is possible.
                let (release, _) = refresher_window(setup, class, person, *activity, first, slots);
                Booking {
                    activity: *activity,
                    release: if requires.is_some() {
                        release
                    } else {
                        setup.horizon.len()
                    },
                    requires: requires.clone().unwrap_or_default(),
                    ..Booking::default()
                }
            };
            people.push(person.person);
            learners.push(Learner {
                bookings: course.dated.iter().map(booking).collect(),
                needs: course.needs.clone(),
                present: present.unwrap_or_default(),
                ..super::schedule::person(setup, person.person)
            });
        }
        problem.learners = learners;
        for (activity, others) in problem.activities.iter_mut().zip(&others) {
            activity.seats_min = activity.seats_min.saturating_sub(*others);
        }
        ProofProblem {
            problem,
            phases,
            people,
            others,
        }
    }
}

/// The learners of the demand by id of the person.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn by_id(setup: &PlanInput<'_>, demand: &Demand) -> Vec<usize> {
    let mut order: Vec<usize> = (0..demand.learners.len()).collect();
    order.sort_unstable_by_key(|&at| {
        setup
            .model
            .people
            .ids
            .name(demand.learners[at].person as u32)
    });
    order
}

/// Activities that the half days of the plan do not limit: what is done alone, unless its phase has no day in the plan, and those of which a
/// session is pinned where none could be planned: outside its phase, or over a weekend.
fn free_activities(
    setup: &PlanInput<'_>,
    problem: &TimetableProblem,
    phases: &PhasePlan,
) -> BTreeSet<usize> {
    let activities = setup.activities.iter().enumerate();
    let has_days = |at: usize| !PhaseDays::new(setup, phases.slots(setup, at)).is_empty();
    let alone = activities.filter(|(at, activity)| is_self_paced(activity) && has_days(*at));
    let is_elsewhere = |session: &&AnnouncedSession| {
        let activity = problem.activities.get(session.activity);
        activity.is_some_and(|activity| !problem.possible_starts(activity).contains(&session.start))
    };
    let pinned = problem.announced.iter().filter(|session| session.pinned);
    let pinned = pinned.filter(is_elsewhere).map(|session| session.activity);
    alone.map(|(at, _)| at).chain(pinned).collect()
}

#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn course(setup: &PlanInput<'_>, class: &LearnerClass, free: &BTreeSet<usize>) -> Course {
    let mut course = Course::default();
    let is_free = |at: &usize| free.contains(at) || class.begun.contains_key(at);
    let mut place_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut place = |list: &mut Course, at: usize| {
        *place_of.entry(at).or_insert_with(|| {
            list.dated.push((at, None));
            list.dated.len() - 1
        })
    };
    let cover = cover(setup, class);
    for (_, row) in &cover.rows {
        if !row.iter().any(is_free) {
            let need = row.iter().map(|&at| place(&mut course, at)).collect();
            course.needs.push(need);
        }
    }
    let mut next = 0;
    while let Some(&(at, _)) = course.dated.get(next) {
        let mut lists = Some(Vec::new());
        for step in requires(setup, class, at) {
            let by: Vec<usize> = (0..setup.activities.len())
                .filter(|&by| by != at && teaches(setup.activities[by], step))
                .collect();
            if by.is_empty() {
                lists = None;
                break;
            }
            if !by.iter().any(is_free) {
                let list: Vec<Supplier> = by
                    .into_iter()
                    .map(|by| Supplier {
                        booking: place(&mut course, by),
                        days: 0,
                    })
                    .collect();
                if let Some(lists) = &mut lists {
                    lists.push(list.clone());
                }
            }
        }
        course.dated[next].1 = lists;
        next += 1;
    }
    let loose = cover.loose.iter().flat_map(|(_, by)| by);
    let useful: BTreeSet<usize> = cover.useful.iter().chain(loose).copied().collect();
    let is_other = |at: &usize| !is_free(at) && !place_of.contains_key(at);
    course.others = useful.into_iter().filter(is_other).collect();
    course
}
