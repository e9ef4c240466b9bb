//! What is decided before planning: pinned sessions and seats, and the plan that people were told of.

#![expect(clippy::indexing_slicing, reason = "activities are numbered by the model")]

use super::offer::{at_a_site, is_self_paced, needs_room};
use super::setup::{Setup, Teacher};
use super::timetable::{Bound, FixedSession, Session};
use super::{Pin, PlanSession};
use crate::document::{Half, WindowDoc};
use crate::order::{Map, Set};
use crate::{Code, Date, Finding};

/// Pinned sessions and seats, and the previous plan.
#[derive(Default)]
pub(super) struct Fixed {
    /// Pinned sessions with their ids.
    pub(super) sessions: Vec<(String, FixedSession)>,
    /// Seats of pinned sessions that are decided: person and activity to the place in `sessions`.
    seats: Map<(usize, usize), usize>,
    /// Sessions of the previous plan that can still take place.
    pub(super) before: Vec<(String, Session)>,
    /// Where somebody sat in the previous plan: person and activity to the session's id.
    told: Map<(usize, usize), String>,
    /// Activities that somebody had in the previous plan, dated or not.
    pub(super) taken: Map<usize, Vec<usize>>,
    /// Pins that cannot be kept.
    pub(super) findings: Vec<Finding>,
}

/// What can be said of a session, wherever it comes from.
struct Known<'a> {
    id: &'a str,
    activity: usize,
    start: Date,
    half: Half,
    seats: Option<u32>,
    room: Option<&'a str>,
    trainer: Option<&'a str>,
    site: Option<&'a str>,
}

impl Fixed {
    /// Gathers the pins of the programme, of the request and of the previous plan.
    pub(super) fn new(setup: &Setup<'_>) -> Fixed {
        let mut fixed = Fixed::default();
        let cancelled: Set<&str> = setup.options.cancelled.iter().map(String::as_str).collect();
        let pins: Map<&str, Vec<&Pin>> = setup.options.pins.iter().fold(Map::new(), |mut map, pin| {
            map.entry(pin.session.as_str()).or_insert_with(Vec::new).push(pin);
            map
        });
        let previous = setup.options.previous.as_deref();
        let sessions: &[PlanSession] = previous.map_or(&[], |plan| &plan.sessions);
        for session in &setup.model.sessions {
            let wanted = session.pinned || pins.contains_key(session.id.as_str());
            let planned = sessions.iter().any(|known| known.session == session.id);
            if !wanted || cancelled.contains(session.id.as_str()) || session.start < setup.horizon.from || planned {
                continue;
            }
            let known = Known {
                id: &session.id,
                activity: setup.place_of[session.activity],
                start: session.start,
                half: session.half,
                seats: session.seats,
                room: session.room.as_deref(),
                trainer: session.trainer.as_deref(),
                site: None,
            };
            if let Some(at) = fixed.pin(setup, &known) {
                let people =
                    pins.get(session.id.as_str()).into_iter().flatten().filter_map(|pin| pin.person.as_deref());
                fixed.seat(setup, at, known.activity, people);
            }
        }
        for session in sessions {
            let Some(activity) = setup.model.activity_ids.index(&session.activity) else { continue };
            let activity = setup.place_of[activity];
            for person in session.people.iter().filter_map(|id| setup.model.people.ids.index(id)) {
                fixed.taken.entry(person).or_default().push(activity);
                fixed.told.insert((person, activity), session.session.clone());
            }
            if cancelled.contains(session.session.as_str()) || session.start < setup.horizon.from {
                continue;
            }
            let known = Known {
                id: &session.session,
                activity,
                start: session.start,
                half: session.half,
                seats: Some(session.seats),
                room: session.room.as_deref(),
                trainer: session.trainer.as_deref(),
                site: session.site.as_deref(),
            };
            let frozen = setup.options.frozen_until.is_some_and(|until| session.start <= until);
            let pinned = pins.get(session.session.as_str());
            let whole = frozen || pinned.is_some_and(|pins| pins.iter().any(|pin| pin.person.is_none()));
            if (frozen || session.pinned || pinned.is_some())
                && let Some(at) = fixed.pin(setup, &known)
            {
                let named = pinned.into_iter().flatten().filter_map(|pin| pin.person.as_deref());
                let all = session.people.iter().map(String::as_str).filter(|_| whole);
                fixed.seat(setup, at, activity, named.chain(all));
            }
            if let Some(session) = told(setup, &known, session.people.len()) {
                fixed.before.push((known.id.to_owned(), session));
            }
        }
        for line in previous.map_or(&[][..], |plan| &plan.self_paced) {
            let Some(activity) = setup.model.activity_ids.index(&line.activity) else { continue };
            for person in line.people.iter().filter_map(|id| setup.model.people.ids.index(id)) {
                fixed.taken.entry(person).or_default().push(setup.place_of[activity]);
            }
        }
        fixed
    }

    /// Keeps a session where it is.
    fn pin(&mut self, setup: &Setup<'_>, known: &Known<'_>) -> Option<usize> {
        let Some(start) = setup.horizon.slot(known.start, known.half) else {
            let after = known.start > setup.horizon.until;
            let why = if after { "after the plan ends" } else { "on a day without work" };
            let message = format!("session `{}` is pinned to {}, {why}, and was left out", known.id, known.start);
            self.findings.push(Finding::new(Code::SessionOutsideCalendar, "sessions", message));
            return None;
        };
        if let Some(skill) = nobody(setup, known) {
            let message = format!(
                "session `{}` is pinned to {}, when no trainer with the skill `{skill}` is there, and was left out",
                known.id, known.start
            );
            let finding = Finding::new(Code::NoTrainerForSkill, "sessions", message);
            self.findings.push(finding.with_help("give a trainer the skill, or move the session"));
            return None;
        }
        let session = FixedSession {
            activity: known.activity,
            room: room(setup, known),
            seats: known.seats,
            site: site(setup, known),
            start,
            trainer: trainer(setup, known),
        };
        self.sessions.push((known.id.to_owned(), session));
        Some(self.sessions.len() - 1)
    }

    /// Keeps people's seats in a pinned session.
    fn seat<'p>(&mut self, setup: &Setup<'_>, at: usize, activity: usize, people: impl Iterator<Item = &'p str>) {
        for person in people.filter_map(|id| setup.model.people.ids.index(id)) {
            self.seats.insert((person, activity), at);
        }
    }

    /// The steps of a person's chain whose seats are decided, with the pinned session.
    pub(super) fn seats_of(&self, person: usize, chain: &[usize]) -> Vec<(usize, usize)> {
        let seat = |(step, activity): (usize, &usize)| self.seats.get(&(person, *activity)).map(|&at| (step, at));
        chain.iter().enumerate().filter_map(seat).collect()
    }

    /// The session in which somebody sat in the previous plan.
    pub(super) fn seat_before(&self, person: usize, activity: usize) -> Option<&str> {
        self.told.get(&(person, activity)).map(String::as_str)
    }
}

fn room(setup: &Setup<'_>, known: &Known<'_>) -> Option<usize> {
    setup
        .rooms
        .iter()
        .position(|room| Some(room.id.as_str()) == known.room)
        .filter(|_| needs_room(setup.activities[known.activity]))
}

fn trainer(setup: &Setup<'_>, known: &Known<'_>) -> Option<usize> {
    let skill = setup.activities[known.activity].skill?;
    // Somebody without the skill is a slip that a rule reports; another is chosen.
    setup
        .trainers
        .iter()
        .position(|trainer| Some(trainer.id.as_str()) == known.trainer && trainer.skills.contains(&skill))
}

/// The skill of a session that no trainer has who is there on its day.
fn nobody<'a>(setup: &'a Setup<'_>, known: &Known<'_>) -> Option<&'a str> {
    let activity = setup.activities[known.activity];
    let skill = activity.skill.filter(|_| !is_self_paced(activity) && !setup.trainers.is_empty())?;
    let there = |available: &[WindowDoc]| available.is_empty() || available.iter().any(|day| day.holds(known.start));
    let able = |trainer: &Teacher| trainer.skills.contains(&skill) && there(&trainer.available);
    (!setup.trainers.iter().any(able)).then(|| setup.model.skill_ids.name(skill as u32))
}

/// Where a session is: at its own site, its room's, its trainer's, or the first.
fn site(setup: &Setup<'_>, known: &Known<'_>) -> Option<usize> {
    if !at_a_site(setup.activities[known.activity]) {
        return None;
    }
    let own = known.site.and_then(|name| (1..setup.sites()).find(|&site| setup.site_name(site) == Some(name)));
    let by_room = room(setup, known).and_then(|room| setup.rooms.get(room)).map(|room| room.site);
    let by_trainer = trainer(setup, known).and_then(|trainer| setup.trainers.get(trainer)?.site);
    let first = (0..setup.model.sections.len()).map(|section| setup.site_of(section)).min();
    own.or(by_room).or(by_trainer).or(first).or(Some(0))
}

/// A session of the previous plan as the timetable has it.
fn told(setup: &Setup<'_>, known: &Known<'_>, people: usize) -> Option<Session> {
    Some(Session {
        activity: known.activity,
        bound: Bound::Earliest,
        fixed: None,
        room: room(setup, known),
        seats: known.seats.unwrap_or(1),
        site: site(setup, known),
        start: setup.horizon.slot(known.start, known.half)?,
        taken: people as u32,
        trainer: trainer(setup, known),
    })
}
