//! Pins that cannot hold together, in the programme's words.

use super::demand::Demand;
use super::fixed::Fixed;
use super::schedule::Schedule;
use super::setup::Setup;
use super::timetable::BadProblem;
use crate::{Code, Error, ErrorKind, Finding};

/// What the timetable refuses, with the session that it is about instead of its number.
pub(super) fn named(
    setup: &Setup<'_>,
    fixed: &Fixed,
    demand: &Demand,
    schedule: &Schedule,
    error: BadProblem,
) -> BadProblem {
    let number = |text: &str| text.split_once(']').and_then(|(number, _)| number.parse::<usize>().ok());
    let session = |at: usize| {
        let (id, held) = fixed.sessions.get(at)?;
        Some((format!("session `{id}` on {}", setup.horizon.day(held.start).0), held))
    };
    let of_session = |at: usize| {
        let (session, held) = session(at)?;
        let room = held.room.and_then(|room| setup.rooms.get(room));
        let trainer = held.trainer.and_then(|trainer| setup.trainers.get(trainer));
        let what = match (error.place.rsplit('.').next(), room, trainer) {
            (Some("room"), Some(room), _) => format!("another pinned session takes room `{}` at that time", room.id),
            (Some("room"), None, _) => "no room is free at that time".to_owned(),
            (Some("trainer"), _, Some(trainer)) => {
                format!("trainer `{}` is away, or teaches another pinned session at that time", trainer.id)
            }
            (Some("trainer"), _, None) => {
                let skill = setup.activities.get(held.activity).and_then(|activity| activity.skill);
                let skill = skill.map_or("", |skill| setup.model.skill_ids.name(skill as u32));
                format!("no trainer with the skill `{skill}` is free at that time")
            }
            _ => error.what.clone(),
        };
        Some(format!("{session}: {what}"))
    };
    let of_seat = |at: usize| {
        let seat = schedule.problem.fixed_seats.get(at)?;
        let (session, _) = session(seat.session)?;
        let learner = demand.learners.get(*schedule.groups.get(seat.group)?.first()?)?;
        let person = setup.model.people.ids.name(learner.person as u32);
        Some(format!("the seat of `{person}` in {session}: {}", error.what))
    };
    let found = if let Some(rest) = error.place.strip_prefix("fixed_sessions[") {
        number(rest).and_then(of_session)
    } else {
        error.place.strip_prefix("fixed_seats[").and_then(number).and_then(of_seat)
    };
    let mut named = error.clone();
    named.what = found.unwrap_or(named.what);
    named
}

/// The refusal of a request whose pins cannot hold together.
pub(super) fn refusal(error: &BadProblem) -> Error {
    let message = format!("the pins of the plan contradict each other: {}", error.what);
    let help = "release the session or the seat (`pinned`, or a pin of the request), or cancel one of the two sessions";
    let finding = Finding::new(Code::PinsContradict, "options.pins", message).with_help(help);
    Error::new(ErrorKind::Unknown, vec![finding])
}
