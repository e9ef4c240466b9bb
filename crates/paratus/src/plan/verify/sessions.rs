//! Sessions: what their ids mean, calendar, phases, seats, rooms, trainers, pins.

use super::plan_facts::{PlanFacts, half_day};
use super::plan_lines::{PlanLines, ReadSession, overlap};
use super::{PlanRule, Violations};
use crate::document::Half;
use crate::finding::{Statement, say};
use crate::plan::{PlanSession, SessionStatus};
use std::collections::BTreeSet;

/// The sessions that can be read and placed; what cannot is reported.
pub(super) fn read<'a>(world: &PlanFacts<'a>, found: &mut Violations) -> Vec<ReadSession<'a>> {
    let plan = world.plan;
    let mut ids = BTreeSet::new();
    let earlier = &plan.earlier_sessions;
    for session in earlier
        .iter()
        .chain(&plan.sessions)
        .chain(&plan.cancelled_sessions)
    {
        if !ids.insert(session.session.as_str()) {
            found.add(PlanRule::Reference, &session.session, say!(SessionIdTwice));
        }
    }
    for session in &plan.cancelled_sessions {
        if session.status != SessionStatus::Cancelled {
            found.add(
                PlanRule::Identity,
                &session.session,
                say!(CancelledTakesPlace),
            );
        }
    }
    for session in earlier {
        if !world.is_earlier(session) {
            found.add(PlanRule::Calendar, &session.session, say!(NotEarlier));
        }
    }
    plan.sessions
        .iter()
        .filter_map(|session| read_session(world, session, found))
        .collect()
}

/// An id that means nothing.
pub(super) fn unknown(kind: &str, given: &str) -> Statement {
    say!(NameUnknown {
        kind: kind,
        given: given
    })
}

/// What the ids of a session mean, and its half days.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn read_session<'a>(
    world: &PlanFacts<'a>,
    session: &'a PlanSession,
    found: &mut Violations,
) -> Option<ReadSession<'a>> {
    let (plan, model, id) = (world.plan, world.model, &session.session);
    let Some(activity) = model.activity_ids.index(&session.activity) else {
        found.add(
            PlanRule::Reference,
            id,
            unknown("activity", &session.activity),
        );
        return None;
    };
    let (compiled, course) = (&model.activities[activity], &world.courses[activity]);
    if course.is_alone || session.mode != compiled.mode {
        found.add(
            PlanRule::Reference,
            id,
            say!(ActivityNotInSessions {
                activity: &compiled.id
            }),
        );
        return None;
    }
    if session.status != SessionStatus::Confirmed {
        found.add(PlanRule::Identity, id, say!(TakesPlaceCancelled));
    }
    if session.hours != compiled.hours {
        found.add(
            PlanRule::Figures,
            id,
            say!(SessionHoursDiffer {
                hours: compiled.hours,
                written: session.hours
            }),
        );
    }
    let mut people = Vec::with_capacity(session.people.len());
    for person in &session.people {
        match model.people.ids.index(person) {
            Some(person) => people.push(person),
            None => found.add(PlanRule::Reference, id, unknown("person", person)),
        }
    }
    people.sort_unstable();
    for pair in people.windows(2).filter(|pair| pair[0] == pair[1]) {
        found.add(
            PlanRule::DoubleBooked,
            world.name(pair[0]),
            say!(SitsTwice { session: id }),
        );
    }
    people.dedup();
    let site = match &session.site {
        Some(name) if model.site_ids.index(name).is_none() => {
            found.add(PlanRule::Reference, id, unknown("site", name));
            None
        }
        name => name.as_ref().and_then(|name| model.site_ids.index(name)),
    };
    let room = session
        .room
        .as_ref()
        .and_then(|name| world.rooms.iter().position(|room| room.id == *name));
    if let Some(name) = session.room.as_ref().filter(|_| room.is_none()) {
        found.add(PlanRule::Reference, id, unknown("room", name));
    }
    let trainer = session
        .trainer
        .as_ref()
        .and_then(|name| world.trainers.iter().position(|one| one.id == *name));
    if let Some(name) = session.trainer.as_ref().filter(|_| trainer.is_none()) {
        found.add(PlanRule::Reference, id, unknown("trainer", name));
    }
    let (begins, ends) = (
        half_day(session.start, session.half),
        half_day(session.end, session.end_half),
    );
    if session.start < plan.from || session.end > plan.until {
        found.add(
            PlanRule::Calendar,
            id,
            say!(SessionOutsidePlan {
                from: plan.from,
                until: plan.until
            }),
        );
    }
    let Ok(first) = world.slots.binary_search(&begins) else {
        if session.start >= plan.from && session.start <= plan.until {
            found.add(
                PlanRule::Calendar,
                id,
                say!(SessionOnFreeDay {
                    date: session.start
                }),
            );
        }
        return None;
    };
    let slots = world.range(activity, first);
    let Some(&last) = world.slots.get(slots.end - 1) else {
        found.add(
            PlanRule::Calendar,
            id,
            say!(SessionEndsLate { until: plan.until }),
        );
        return None;
    };
    if ends != last {
        found.add(
            PlanRule::Calendar,
            id,
            say!(SessionEndDiffers {
                slots: course.length
            }),
        );
    }
    Some(ReadSession {
        session,
        activity,
        slots,
        site,
        room,
        trainer,
        people,
    })
}

/// Holds every rule of single sessions against every session.
pub(super) fn check(board: &PlanLines<'_, '_>, found: &mut Violations) {
    for at in 0..board.held.len() {
        calendar(board, at, found);
        seats(board, at, found);
        room(board, at, found);
        trainer(board, at, found);
    }
    pinned(board.world, found);
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn calendar(board: &PlanLines<'_, '_>, at: usize, found: &mut Violations) {
    let (world, held) = (board.world, &board.held[at]);
    let (session, course) = (held.session, &world.courses[held.activity]);
    if session.pinned {
        return;
    }
    let starts = &course.starts;
    if starts.binary_search(&(held.slots.start as u32)).is_err() {
        let whole = course.length > 1 && session.half == Half::Afternoon;
        let says = match &session.phase {
            _ if whole => say!(LongSessionInAfternoon),
            Some(phase) => say!(SessionOutsidePhase { phase: phase }),
            None => say!(SessionOutsideWeek),
        };
        found.add(PlanRule::Calendar, &session.session, says);
    }
    let authored = world
        .model
        .phases
        .iter()
        .any(|phase| !phase.objectives.is_empty());
    if authored && world.authored_phase(held.activity) != session.phase.as_deref() {
        found.add(
            PlanRule::Calendar,
            &session.session,
            say!(SessionOfOtherPhase),
        );
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn seats(board: &PlanLines<'_, '_>, at: usize, found: &mut Violations) {
    let (world, held) = (board.world, &board.held[at]);
    let (session, course) = (held.session, &world.courses[held.activity]);
    let (id, people) = (&session.session, session.people.len());
    if people > session.seats as usize {
        found.add(
            PlanRule::Seats,
            id,
            say!(MorePeopleThanSeats {
                seats: session.seats,
                people: people
            }),
        );
    }
    if session.pinned {
        return;
    }
    if session.seats > course.max {
        let says = say!(MoreSeatsThanAllowed {
            activity: &session.activity,
            most: course.max,
            seats: session.seats
        });
        found.add(PlanRule::Seats, id, says);
    }
    if people < course.min {
        let says = say!(FewerPeopleThanLeast {
            activity: &session.activity,
            least: course.min,
            people: people
        });
        found.add(PlanRule::Seats, id, says);
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn room(board: &PlanLines<'_, '_>, at: usize, found: &mut Violations) {
    let (world, held) = (board.world, &board.held[at]);
    let (session, course) = (held.session, &world.courses[held.activity]);
    let id = &session.session;
    if course.at_site {
        for &person in held
            .people
            .iter()
            .filter(|person| world.site(**person) != held.site)
        {
            found.add(
                PlanRule::Room,
                id,
                say!(ParticipantElsewhere {
                    person: world.name(person)
                }),
            );
        }
    }
    if !course.needs_room {
        if session.room.is_some() {
            found.add(PlanRule::Room, id, say!(RoomNotNeeded));
        }
        return;
    }
    let Some(at_room) = held.room else {
        if session.room.is_none() && !world.rooms.is_empty() {
            found.add(PlanRule::Room, id, say!(SessionWithoutRoom));
        }
        return;
    };
    let known = &world.rooms[at_room];
    if known.site != held.site {
        found.add(PlanRule::Room, id, say!(RoomElsewhere { room: &known.id }));
    }
    if known.seats < session.people.len() {
        found.add(
            PlanRule::Room,
            id,
            say!(RoomTooSmallFor {
                room: &known.id,
                seats: known.seats,
                people: session.people.len()
            }),
        );
    }
    if held.slots.clone().any(|slot| !known.is_open[slot]) {
        found.add(
            PlanRule::Room,
            id,
            say!(RoomNotAvailable { room: &known.id }),
        );
    }
    let shares =
        |other: &&ReadSession<'_>| other.room == held.room && overlap(&other.slots, &held.slots);
    if board.is_room_shared(at) {
        for other in board.held.iter().skip(at + 1).filter(shares) {
            let says = say!(RoomTaken {
                room: &known.id,
                session: &other.session.session
            });
            found.add(PlanRule::Room, id, says);
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn trainer(board: &PlanLines<'_, '_>, at: usize, found: &mut Violations) {
    let (world, held) = (board.world, &board.held[at]);
    let (session, course) = (held.session, &world.courses[held.activity]);
    let id = &session.session;
    let Some(skill) = course.skill else {
        if session.trainer.is_some() {
            found.add(PlanRule::Trainer, id, say!(TrainerNotNeeded));
        }
        return;
    };
    let Some(trainer) = held.trainer else {
        if session.trainer.is_none() {
            found.add(PlanRule::Trainer, id, say!(SessionWithoutTrainer));
        }
        return;
    };
    let known = &world.trainers[trainer];
    if !known.skills.contains(&skill) {
        let skill = world.model.skill_ids.name(skill as u32);
        found.add(
            PlanRule::Trainer,
            id,
            say!(TrainerWithoutSkill {
                trainer: &known.id,
                skill: skill
            }),
        );
    }
    if held.slots.clone().any(|slot| !known.is_there[slot]) {
        found.add(
            PlanRule::Trainer,
            id,
            say!(TrainerNotAvailable { trainer: &known.id }),
        );
    }
    if course.at_site && known.site.is_some() && known.site != held.site {
        found.add(
            PlanRule::Trainer,
            id,
            say!(TrainerElsewhere { trainer: &known.id }),
        );
    }
    if course.at_site && board.is_double_booked(trainer, held.site, &held.slots, Some(at)) {
        found.add(
            PlanRule::Trainer,
            id,
            say!(TrainerElsewhereThatDay { trainer: &known.id }),
        );
    }
    for &other in board.taught_by(trainer).iter().filter(|other| **other > at) {
        if overlap(&board.held[other].slots, &held.slots) {
            let says = say!(TrainerTaken {
                trainer: &known.id,
                session: &board.held[other].session.session
            });
            found.add(PlanRule::Trainer, id, says);
        }
    }
}

/// The pinned sessions of the programme take place as they are written, or are released.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn pinned(world: &PlanFacts<'_>, found: &mut Violations) {
    let plan = world.plan;
    for session in world.model.sessions.iter().filter(|session| session.pinned) {
        let released = |id: &str| {
            plan.released
                .iter()
                .any(|released| released.session == id && released.person.is_none())
        };
        let planned = plan
            .sessions
            .iter()
            .find(|planned| planned.session == session.id);
        let begins = half_day(session.start, session.half);
        let (course, first) = (
            &world.courses[session.activity],
            world.slots.binary_search(&begins),
        );
        let Ok(first) = first else { continue };
        let slots = world.range(session.activity, first);
        if slots.end > world.slots.len()
            || plan.settings.cancelled.contains(&session.id)
            || released(&session.id)
        {
            continue;
        }
        // Where no trainer with the skill is there it is left out, and a finding says so.
        let there = |trainer: &super::plan_facts::VerifiedTrainer| {
            course
                .skill
                .is_none_or(|skill| trainer.skills.contains(&skill))
                && slots.clone().all(|slot| trainer.is_there[slot])
        };
        if course.is_alone || course.skill.is_some() && !world.trainers.iter().any(there) {
            continue;
        }
        if planned
            .is_none_or(|planned| (planned.start, planned.half) != (session.start, session.half))
        {
            let says = say!(PinnedMissing {
                date: session.start,
                half: session.half.name()
            });
            found.add(PlanRule::Pinned, &session.id, says);
        }
    }
}
