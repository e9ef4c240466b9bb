//! Needs that the previous plan met: kept, or reported as lost for a reason that holds.

use super::announced::{is_open, is_to_come};
use super::people_facts::{ObjectiveAndLevel, VerifiedNeed};
use super::plan_facts::{half_day, teaches};
use super::plan_lines::{PlanLines, overlap};
use super::{PlanRule, Violations};
use crate::Date;
use crate::finding::say;
use crate::model::Model;
use crate::plan::{Plan, PlanSession, ReleaseCause, ServedNeed};
use std::collections::BTreeMap;
use std::ops::Range;

/// A need that the previous plan met: who promised it.
struct Promise<'p> {
    need: VerifiedNeed,
    /// Sessions that taught it; none where something done alone did.
    sessions: Vec<&'p PlanSession>,
}

/// Every promised need is kept, or reported as lost for a reason that holds.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn promises(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (world, model) = (board.world, board.world.model);
    let promised = promised(board, previous);
    let mut lost: BTreeMap<(&str, &str), (&str, ReleaseCause)> = BTreeMap::new();
    for entry in &world.plan.promises_lost {
        lost.insert(
            (entry.person.as_str(), entry.objective.as_str()),
            (entry.session.as_str(), entry.reason),
        );
    }
    for (&(person, objective), promise) in &promised {
        let (name, objective) = (world.name(person), model.objectives[objective].id.as_str());
        let kept = board.is_met(person, promise.need);
        let entry = lost.remove(&(name, objective));
        let says = match entry {
            None if kept => continue,
            None => say!(PromiseMissing {
                objective: objective
            }),
            Some(_) if kept => say!(PromiseKeptAndLost {
                objective: objective
            }),
            Some((session, reason)) => {
                let known = promise
                    .sessions
                    .iter()
                    .find(|known| known.session == session);
                match known {
                    None if promise.sessions.is_empty() => continue,
                    None => say!(PromiseOfOtherSession {
                        objective: objective,
                        session: session
                    }),
                    Some(known) if holds(board, person, known, reason) => continue,
                    Some(_) => say!(PromiseLostWithoutReason {
                        objective: objective,
                        reason: reason.name(),
                        session: session
                    }),
                }
            }
        };
        found.add(PlanRule::Promises, name, says);
    }
    for (person, objective) in lost.keys() {
        let says = say!(LostWithoutPromise {
            objective: *objective
        });
        found.add(PlanRule::Promises, person, says);
    }
}

/// Activity, needs served and people of a line.
type Line<'p> = (&'p str, &'p [ServedNeed], Vec<&'p String>);

/// A need that a plan names, where the programme has it.
fn served_step(model: &Model, need: &ServedNeed) -> Option<ObjectiveAndLevel> {
    let objective = model.objective_ids.index(&need.objective)?;
    let level = model
        .objectives
        .get(objective)?
        .find_level(need.level.as_deref())?;
    Some((objective, level))
}

/// Needs that the previous plan met by what is still to come, by person and objective; of those who leave before the plan ends only by
/// what comes before they do.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn promised<'p>(
    board: &PlanLines<'_, '_>,
    previous: &'p Plan,
) -> BTreeMap<(usize, usize), Promise<'p>> {
    let (world, model) = (board.world, board.world.model);
    let mut promised: BTreeMap<(usize, usize), Promise<'p>> = BTreeMap::new();
    let mut add = |(id, served, people): Line<'p>, last: Date, session: Option<&'p PlanSession>| {
        let taught = match model.activity_ids.index(id) {
            Some(activity) => model.activities[activity].teaches.clone(),
            // An activity that is gone was to meet what the plan says.
            None => served
                .iter()
                .filter_map(|need| served_step(model, need))
                .collect(),
        };
        let people = people.into_iter();
        let people = people.filter_map(|id| model.people.ids.index(id));
        for person in people.filter(|&person| last <= model.people.left[person]) {
            let is_taught = |need: &&VerifiedNeed| teaches(&taught, need.step);
            for &need in board.facts.needs(person).iter().filter(is_taught) {
                let promise = promised.entry((person, need.step.0));
                let promise = promise.or_insert_with(|| Promise {
                    need,
                    sessions: Vec::new(),
                });
                promise.sessions.extend(session);
            }
        }
    };
    let announced = previous.earlier_sessions.iter().chain(&previous.sessions);
    for session in announced.filter(|session| is_open(board, session)) {
        let mut earlier = world.plan.earlier_sessions.iter();
        let known = earlier.find(|known| known.session == session.session);
        let go_on = known.map_or(&[][..], |known| &known.people);
        let people = session.people.iter().filter(|id| !go_on.contains(id));
        let line = (
            session.activity.as_str(),
            session.reason.needs.as_slice(),
            people.collect(),
        );
        add(line, session.end, Some(session));
    }
    let alone = previous.every_self_paced();
    for line in alone.filter(|line| world.is_own_time_open(line)) {
        let (until, activity) = (line.until, model.activity_ids.index(&line.activity));
        // Who is done with it has learned it.
        let is_to_do = |id: &&String| {
            let person = model.people.ids.index(id);
            let done = person.zip(activity);
            done.is_none_or(|(person, activity)| !world.is_done_before(person, activity, line))
        };
        let line = (
            line.activity.as_str(),
            line.reason.needs.as_slice(),
            line.people.iter().filter(is_to_do).collect(),
        );
        add(line, until, None);
    }
    promised
}

/// Whether a reason for losing a seat in an announced session holds.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn holds(
    board: &PlanLines<'_, '_>,
    person: usize,
    session: &PlanSession,
    reason: ReleaseCause,
) -> bool {
    let (world, plan) = (board.world, board.world.plan);
    let id = &session.session;
    let is_cancelled = plan.settings.cancelled.contains(id)
        || plan
            .cancelled_sessions
            .iter()
            .any(|cancelled| cancelled.session == *id);
    match reason {
        ReleaseCause::Cancelled => return is_cancelled,
        ReleaseCause::Moves => return plan.settings.cost_per_move <= 0.0,
        _ => {}
    }
    let activity = world
        .model
        .activity_ids
        .index(&session.activity)
        .filter(|&at| !world.courses[at].is_alone);
    let Some(activity) = activity else {
        return reason == ReleaseCause::Gone;
    };
    // Of what has begun, those who can still come stay.
    if !is_to_come(board, session) {
        return reason == ReleaseCause::Gone && !world.attends(person, session);
    }
    let Some(slots) = slots_then(board, session, activity) else {
        return reason == ReleaseCause::Calendar;
    };
    // What the request froze may have begun outside its phase, and be lost for another reason.
    if reason == ReleaseCause::Calendar {
        return !can_begin(board, session, activity, &slots);
    }
    let (from, _) = world.time(&slots);
    let own = board
        .held
        .iter()
        .position(|held| held.session.session == *id && held.slots == slots);
    let others = || {
        board
            .held
            .iter()
            .filter(|held| held.session.session != *id && overlap(&held.slots, &slots))
    };
    match reason {
        ReleaseCause::Absence => {
            !world.is_there(person, &slots)
                || board.free_absences(world.section(person), &slots) == 0
        }
        ReleaseCause::DoubleBooked => board.is_busy(person, &slots, own),
        ReleaseCause::Order => board
            .ready_from(person, activity)
            .is_none_or(|ready| ready > from),
        ReleaseCause::Gone => {
            !world.is_there(person, &slots) || board.release(person, activity) > from
        }
        ReleaseCause::Site => {
            let is_at = |name: &String| {
                let site = world.model.site_ids.index(name);
                site == world.site(person)
            };
            world.courses[activity].at_site && !session.site.as_ref().is_none_or(is_at)
        }
        ReleaseCause::Full => own.is_some_and(|at| {
            let held = &board.held[at];
            let room = held.room.map_or(usize::MAX, |room| world.rooms[room].seats);
            held.people.len() >= room.min(held.session.seats as usize)
        }),
        ReleaseCause::Room => {
            !has_room(board, session, activity, &slots)
                || others()
                    .any(|held| held.session.room.is_some() && held.session.room == session.room)
        }
        ReleaseCause::Trainer => {
            !has_trainer(board, session, activity, &slots)
                || others().any(|held| {
                    held.session.trainer.is_some() && held.session.trainer == session.trainer
                })
        }
        ReleaseCause::Minimum => own.is_none(),
        ReleaseCause::Calendar | ReleaseCause::Cancelled | ReleaseCause::Moves => false,
    }
}

/// The half days of an announced session, where it can still be held then and takes as long as was announced.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn slots_of(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
) -> Option<Range<usize>> {
    let slots = slots_then(board, session, activity)
        .filter(|slots| can_begin(board, session, activity, slots))?;
    let last = board.world.slots[slots.end - 1];
    (last == half_day(session.end, session.end_half)).then_some(slots)
}

/// The site of an announced session, where the programme has it.
pub(super) fn site_of(board: &PlanLines<'_, '_>, session: &PlanSession) -> Option<usize> {
    let site = session.site.as_ref()?;
    board.world.model.site_ids.index(site)
}

/// The half days of the plan that an announced session takes from its start on.
fn slots_then(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
) -> Option<Range<usize>> {
    let world = board.world;
    let first = world
        .slots
        .binary_search(&half_day(session.start, session.half))
        .ok()?;
    let slots = world.range(activity, first);
    world.slots.get(slots.end - 1)?;
    Some(slots)
}

/// Whether a session can begin where it was to begin, or is pinned and does.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn can_begin(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
    slots: &Range<usize>,
) -> bool {
    let mut held = board.held.iter();
    session.pinned
        || held.any(|held| held.session.session == session.session && held.slots == *slots)
        || board.world.courses[activity]
            .starts
            .binary_search(&(slots.start as u32))
            .is_ok()
}

/// Whether the room of an announced session can still hold it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn has_room(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
    slots: &Range<usize>,
) -> bool {
    let world = board.world;
    if !world.courses[activity].needs_room || world.rooms.is_empty() {
        return session.room.is_none();
    }
    let site = site_of(board, session);
    let room = world
        .rooms
        .iter()
        .find(|room| session.room.as_ref() == Some(&room.id));
    room.is_some_and(|room| {
        room.site == site
            && room.seats >= session.people.len()
            && slots.clone().all(|slot| room.is_open[slot])
    })
}

/// Whether the trainer of an announced session can still hold it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn has_trainer(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
    slots: &Range<usize>,
) -> bool {
    let world = board.world;
    let course = &world.courses[activity];
    let Some(skill) = course.skill else {
        return session.trainer.is_none();
    };
    let site = site_of(board, session);
    let trainer = world
        .trainers
        .iter()
        .find(|trainer| session.trainer.as_ref() == Some(&trainer.id));
    trainer.is_some_and(|trainer| {
        trainer.skills.contains(&skill)
            && (!course.at_site || trainer.site.is_none() || trainer.site == site)
            && slots.clone().all(|slot| trainer.is_there[slot])
    })
}
