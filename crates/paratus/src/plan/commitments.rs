//! What is decided before planning: the announced plan, pinned sessions and seats, cancelled sessions.

use super::activity_selection::{at_a_site, is_self_paced, needs_room};
use super::announcements::is_open;
use super::answer::{ReleaseCause, ReleasedPromise, ServedNeed};
use super::build_lines::Lines;
use super::demand::ObjectiveAtLevel;
use super::earlier_lines::is_open_alone;
use super::input::PlanInput;
use super::timetable::AnnouncedSession;
use super::{Pin, PlanSession, SelfPacedActivity};
use crate::Date;
use crate::document::Half;
use crate::model::Session;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Announced and pinned sessions and seats.
#[derive(Default)]
pub(super) struct Commitments {
    /// Announced sessions on half days of the plan, with their ids.
    pub(super) sessions: Vec<(String, AnnouncedSession)>,
    /// Those that the plan which is searched further does not hold, by id.
    given_up: BTreeMap<String, AnnouncedSession>,
    /// Announced seats in sessions, by person and activity.
    seats: BTreeMap<usize, BTreeMap<usize, AnnouncedSeat>>,
    /// By person: what the previous plan has for them and is still to come, sessions first.
    promises: BTreeMap<usize, Vec<Promise>>,
    /// By person: the activities that they are expected to take, promised or already in the plan that is searched further.
    expected: BTreeMap<usize, BTreeSet<usize>>,
    /// What cannot be kept whatever else is planned.
    pub(super) released: Vec<ReleasedPromise>,
}

/// A session or a line of what is done alone that was announced to somebody, is still to come, and in which they are still employed:
/// what it teaches of their needs is promised.
#[derive(Clone, Debug)]
pub(super) struct Promise {
    /// What it teaches, up to which level.
    pub(super) teaches: Arc<[ObjectiveAtLevel]>,
    /// Id of the session; of the activity where it is done alone.
    pub(super) id: String,
}

/// Somebody's announced seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AnnouncedSeat {
    /// Place in [`Commitments::sessions`].
    pub(super) session: usize,
    /// Whether the seat is pinned or frozen.
    pub(super) pinned: bool,
}

/// A session, from the programme or from the previous plan.
#[derive(Clone, Copy)]
struct SessionSource<'a> {
    id: &'a str,
    activity: usize,
    start: Date,
    half: Half,
    pinned: bool,
    seats: Option<u32>,
    room: Option<&'a str>,
    trainer: Option<&'a str>,
    site: Option<&'a str>,
}

impl<'a> SessionSource<'a> {
    /// A session that the programme or the request pins.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    fn pinned(setup: &PlanInput<'_>, session: &'a Session) -> SessionSource<'a> {
        SessionSource {
            id: &session.id,
            activity: setup.place_of[session.activity],
            start: session.start,
            half: session.half,
            pinned: true,
            seats: session.seats,
            room: session.room.as_deref(),
            trainer: session.trainer.as_deref(),
            site: None,
        }
    }

    /// A session of a plan.
    fn planned(activity: usize, session: &'a PlanSession) -> SessionSource<'a> {
        SessionSource {
            id: &session.session,
            activity,
            start: session.start,
            half: session.half,
            pinned: session.pinned,
            // Plans of other tools may leave the number out.
            seats: Some(session.seats.max(session.people.len() as u32)),
            room: session.room.as_deref(),
            trainer: session.trainer.as_deref(),
            site: session.site.as_deref(),
        }
    }
}

impl Commitments {
    /// Collects the sessions and pins of the programme, of the request and of the previous plan.
    pub(super) fn new(setup: &PlanInput<'_>) -> Commitments {
        let mut commitments = Commitments::default();
        let mut pins: BTreeMap<&str, Vec<&Pin>> = BTreeMap::new();
        for pin in &setup.options.pins {
            pins.entry(&pin.session).or_default().push(pin);
        }
        commitments.add_sessions_of_programme(setup, &pins);
        commitments.add_previous_plan(setup, &pins);
        for (session, person) in &setup.earlier.lost_seats {
            commitments.release(session, Some(person), ReleaseCause::Gone);
        }
        for session in &setup.earlier.cancelled {
            commitments.release(session, None, ReleaseCause::Cancelled);
        }
        commitments.release_lost_pins(setup);
        commitments.add_promises(setup);
        commitments
    }

    /// Pins of sessions that do not take place any more: cancelled ones, and those before the plan begins.
    fn release_lost_pins(&mut self, setup: &PlanInput<'_>) {
        let previous = setup.options.previous.iter();
        let cancelled = previous.flat_map(|plan| &plan.cancelled_sessions);
        let cancelled: BTreeSet<&str> = cancelled.map(|known| known.session.as_str()).collect();
        for pin in &setup.options.pins {
            let id = &pin.session;
            let mut earlier = setup.earlier.sessions.iter();
            let is_known = earlier.any(|known| known.session == *id)
                || self.sessions.iter().any(|(known, _)| known == id)
                || self.released.iter().any(|one| one.session == *id);
            if !is_known {
                let reason = if cancelled.contains(id.as_str()) {
                    ReleaseCause::Cancelled
                } else {
                    ReleaseCause::Calendar
                };
                self.release(id, pin.person.as_deref(), reason);
            }
        }
    }

    /// Pinned sessions of the programme that the previous plan does not have.
    fn add_sessions_of_programme(
        &mut self,
        setup: &PlanInput<'_>,
        pins: &BTreeMap<&str, Vec<&Pin>>,
    ) {
        let previous = setup.options.previous.as_deref();
        let sessions = previous.map_or(&[][..], |plan| plan.sessions.as_slice());
        let planned: BTreeSet<&str> = sessions.iter().map(|one| one.session.as_str()).collect();
        let cancelled = previous.map_or(&[][..], |plan| plan.cancelled_sessions.as_slice());
        let cancelled: BTreeSet<&str> = cancelled.iter().map(|one| one.session.as_str()).collect();
        for session in &setup.model.sessions {
            let id = session.id.as_str();
            let named = pins.get(id).map_or(&[][..], Vec::as_slice);
            let is_pinned = session.pinned || !named.is_empty();
            if !is_pinned || session.start < setup.horizon.from || planned.contains(id) {
                continue;
            }
            if cancelled.contains(id) {
                self.release(id, None, ReleaseCause::Cancelled);
                continue;
            }
            let source = SessionSource::pinned(setup, session);
            if let Some(at) = self.add(setup, &source) {
                for person in named.iter().filter_map(|pin| pin.person.as_deref()) {
                    self.add_seat(setup, at, source.activity, person, true);
                }
            }
        }
    }

    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    fn add_previous_plan(&mut self, setup: &PlanInput<'_>, pins: &BTreeMap<&str, Vec<&Pin>>) {
        let Some(previous) = setup.options.previous.as_deref() else {
            return;
        };
        let of_programme = setup.model.sessions.iter();
        let of_programme: BTreeMap<&str, &Session> = of_programme
            .filter(|session| session.pinned && session.start >= setup.horizon.from)
            .map(|session| (session.id.as_str(), session))
            .collect();
        for session in &previous.sessions {
            let activity = setup.place_of_activity(&session.activity);
            if session.start < setup.horizon.from {
                continue;
            }
            let Some(activity) = activity.filter(|&at| !is_self_paced(setup.activities[at])) else {
                self.release(&session.session, None, ReleaseCause::Gone);
                continue;
            };
            let named = pins
                .get(session.session.as_str())
                .map_or(&[][..], Vec::as_slice);
            let frozen = setup
                .options
                .frozen_until
                .is_some_and(|until| session.start <= until);
            let written = of_programme.get(session.session.as_str()).copied();
            let pinned = frozen || session.pinned || !named.is_empty() || written.is_some();
            // Where moves cost nothing, everything is planned again.
            if !pinned && setup.settings.cost_per_move <= 0.0 {
                continue;
            }
            let whole = frozen || named.iter().any(|pin| pin.person.is_none());
            let planned = SessionSource {
                pinned,
                ..SessionSource::planned(activity, session)
            };
            // What the programme pins goes before what was planned under the same id.
            let source = written.map_or(planned, |written| {
                let written = SessionSource::pinned(setup, written);
                SessionSource {
                    seats: written.seats.or(planned.seats),
                    room: written.room.or(planned.room),
                    trainer: written.trainer.or(planned.trainer),
                    site: planned.site,
                    ..written
                }
            });
            let Some(at) = self.add(setup, &source) else {
                continue;
            };
            for person in session
                .people
                .iter()
                .filter(|_| source.activity == activity)
            {
                self.add_seat(setup, at, activity, person, whole);
            }
            for person in named.iter().filter_map(|pin| pin.person.as_deref()) {
                self.add_seat(setup, at, source.activity, person, true);
            }
        }
    }

    /// The same promises, with the lines of a plan as what was announced, so that the plan is searched further. Where a half day is given,
    /// what was announced from then on goes before the lines: it is tried whether it can be kept beside the rest of the plan.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    pub(super) fn with_lines(
        &self,
        setup: &PlanInput<'_>,
        lines: &Lines,
        announced_from: Option<u32>,
    ) -> Commitments {
        let mut next = Commitments {
            promises: self.promises.clone(),
            expected: self.expected.clone(),
            ..Commitments::default()
        };
        let returned = next.take_sessions(self, announced_from);
        let stays = |one: &&ReleasedPromise| {
            !returned.contains_key(one.session.as_str()) || self.released.contains(one)
        };
        next.released = lines.released.iter().filter(stays).cloned().collect();
        for session in &lines.sessions {
            let Some(activity) = setup.place_of_activity(&session.activity) else {
                continue;
            };
            let source = SessionSource::planned(activity, session);
            let known = returned.get(session.session.as_str()).copied();
            let Some(at) = known.or_else(|| next.add(setup, &source)) else {
                continue;
            };
            for id in &session.people {
                let person = setup.model.people.ids.index(id);
                let is_returned = |person| next.seat(person, activity).is_some();
                if person.is_some_and(is_returned) {
                    continue;
                }
                let own = person.and_then(|person| self.seat(person, activity));
                let same = |seat: &AnnouncedSeat| self.sessions[seat.session].0 == session.session;
                next.add_seat(
                    setup,
                    at,
                    activity,
                    id,
                    own.filter(same).is_some_and(|seat| seat.pinned),
                );
            }
        }
        let held: BTreeSet<&String> = next.sessions.iter().map(|(id, _)| id).collect();
        let announced = self.sessions.iter().map(|(id, session)| (id, session));
        let given_up = announced.chain(&self.given_up);
        let given_up = given_up.filter(|(id, _)| !held.contains(id));
        next.given_up = given_up
            .map(|(id, session)| (id.clone(), *session))
            .collect();
        let sessions = lines
            .sessions
            .iter()
            .map(|session| (&session.activity, &session.people));
        for (activity, people) in sessions.chain(
            lines
                .self_paced
                .iter()
                .map(|line| (&line.activity, &line.people)),
        ) {
            for person in people
                .iter()
                .filter_map(|id| setup.model.people.ids.index(id))
            {
                next.expected
                    .entry(person)
                    .or_default()
                    .extend(setup.place_of_activity(activity));
            }
        }
        next
    }

    /// Takes the announced sessions from a half day on with their seats; their places by id.
    fn take_sessions<'c>(
        &mut self,
        announced: &'c Commitments,
        from: Option<u32>,
    ) -> BTreeMap<&'c str, usize> {
        let mut taken = BTreeMap::new();
        let mut place_of = BTreeMap::new();
        let is_after = |session: &AnnouncedSession| from.is_some_and(|from| session.start >= from);
        for (at, (id, session)) in announced.sessions.iter().enumerate() {
            if is_after(session) {
                taken.insert(id.as_str(), self.sessions.len());
                place_of.insert(at, self.sessions.len());
                self.sessions.push((id.clone(), *session));
            }
        }
        for (person, activity, seat) in announced.seats() {
            if let Some(&session) = place_of.get(&seat.session) {
                let seat = AnnouncedSeat { session, ..seat };
                self.seats.entry(person).or_default().insert(activity, seat);
            }
        }
        taken
    }

    /// The announced seats that a plan has otherwise than they were announced: not at all, or in a session at another time, in another room or
    /// with another trainer. Start, person and activity.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    pub(super) fn changed_seats(
        &self,
        setup: &PlanInput<'_>,
        lines: &Lines,
    ) -> BTreeSet<(u32, usize, usize)> {
        let of_lines = lines.sessions.iter();
        let planned: BTreeMap<&str, &PlanSession> = of_lines
            .map(|session| (session.session.as_str(), session))
            .collect();
        let is_same = |held: &&PlanSession, session: &AnnouncedSession| {
            let room = session.room.map(|room| setup.rooms[room].id.as_str());
            let trainer = session.trainer.map(|at| setup.trainers[at].id.as_str());
            setup.horizon.slot(held.start, held.half) == Some(session.start)
                && (room.is_none() || held.room.as_deref() == room)
                && (trainer.is_none() || held.trainer.as_deref() == trainer)
        };
        let same: Vec<Option<&PlanSession>> = self
            .sessions
            .iter()
            .map(|(id, session)| {
                planned
                    .get(id.as_str())
                    .copied()
                    .filter(|held| is_same(held, session))
            })
            .collect();
        let changed = self.seats().filter(|(person, _, seat)| {
            let person = setup.model.people.ids.name(*person as u32);
            let held = same[seat.session];
            held.is_none_or(|held| {
                held.people
                    .binary_search_by(|one| one.as_str().cmp(person))
                    .is_err()
            })
        });
        let changed = changed.map(|(person, activity, seat)| {
            let start = self.sessions[seat.session].1.start;
            (start, person, activity)
        });
        changed.collect()
    }

    /// Whatever was announced to somebody for a time that is to come and in which they are employed, whether it can be kept or not.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    fn add_promises(&mut self, setup: &PlanInput<'_>) {
        let Some(previous) = setup.options.previous.as_deref() else {
            return;
        };
        let (as_of, from) = (setup.assessment.as_of, setup.horizon.from);
        let sessions = previous
            .every_session()
            .filter(|session| is_open(setup, session));
        let sessions = sessions.map(|session| {
            // Who goes on with a session that has begun is taught by it.
            let mut earlier = setup.earlier.sessions.iter();
            let goes_on = earlier.find(|known| known.session == session.session);
            let taught = goes_on.map_or(&[][..], |known| &known.people);
            let people = session.people.iter();
            let people: Vec<&String> = people.filter(|id| !taught.contains(id)).collect();
            let line = (&session.activity, &session.reason.needs, people);
            (line, &session.session, session.end)
        });
        let alone = previous.every_self_paced();
        let alone = alone.filter(|line| is_open_alone(line, (as_of, from)));
        let alone = alone.map(|line| {
            // Who is done with it has learned it.
            let mut earlier = setup.earlier.self_paced.iter();
            let same = |known: &&SelfPacedActivity| {
                (&known.activity, known.from, known.until)
                    == (&line.activity, line.from, line.until)
            };
            let done = earlier.find(same).map_or(&[][..], |known| &known.people);
            let people = line.people.iter().filter(|id| !done.contains(id));
            let people: Vec<&String> = people.collect();
            let line_of = (&line.activity, &line.reason.needs, people);
            (line_of, &line.activity, line.until)
        });
        for ((activity, served, people), id, last) in sessions.chain(alone) {
            let activity = setup.place_of_activity(activity);
            let teaches: Arc<[ObjectiveAtLevel]> = match activity {
                Some(activity) => setup.activities[activity].teaches.iter().copied().collect(),
                // An activity that is gone was to meet what the plan says.
                None => served
                    .iter()
                    .filter_map(|need| of_programme(setup, need))
                    .collect(),
            };
            let people = people
                .into_iter()
                .filter_map(|id| setup.model.people.ids.index(id));
            for person in people.filter(|&person| setup.model.people.left[person] >= last) {
                let promise = Promise {
                    teaches: teaches.clone(),
                    id: id.clone(),
                };
                self.expected.entry(person).or_default().extend(activity);
                self.promises.entry(person).or_default().push(promise);
            }
        }
    }

    /// Adds a session that can be asked for, and releases others.
    fn add(&mut self, setup: &PlanInput<'_>, source: &SessionSource<'_>) -> Option<usize> {
        if setup.options.cancelled.iter().any(|id| id == source.id) {
            self.release(source.id, None, ReleaseCause::Cancelled);
            return None;
        }
        let Some(start) = setup.horizon.slot(source.start, source.half) else {
            self.release(source.id, None, ReleaseCause::Calendar);
            return None;
        };
        let session = AnnouncedSession {
            activity: source.activity,
            pinned: source.pinned,
            room: room(setup, source),
            seats: source.seats,
            site: site(setup, source),
            start,
            trainer: trainer(setup, source),
        };
        self.sessions.push((source.id.to_owned(), session));
        Some(self.sessions.len() - 1)
    }

    /// Adds a seat; one of somebody who is not employed then is released.
    #[expect(clippy::indexing_slicing, reason = "numbered by the model")]
    fn add_seat(
        &mut self,
        setup: &PlanInput<'_>,
        at: usize,
        activity: usize,
        id: &str,
        pinned: bool,
    ) {
        let (session, announced) = &self.sessions[at];
        let last =
            announced.start + setup.model.calendar.slots(setup.activities[activity].hours) - 1;
        let days = [announced.start, last].map(|slot| setup.horizon.day(slot).0);
        let there = |person: &usize| {
            days.iter()
                .all(|day| setup.model.people.employed(*person, *day))
        };
        if let Some(person) = setup.model.people.ids.index(id).filter(there) {
            let own = self.seats.entry(person).or_default();
            // A pin to another session of the activity goes before the announced seat, but not before another pin.
            let known = own.get(&activity).filter(|seat| seat.pinned);
            match known {
                Some(known) if pinned && known.session != at => {
                    let session = session.clone();
                    self.release(&session, Some(id), ReleaseCause::DoubleBooked);
                }
                Some(_) => {}
                None => {
                    let session = at;
                    own.insert(activity, AnnouncedSeat { session, pinned });
                }
            }
        } else {
            let session = session.clone();
            self.release(&session, Some(id), ReleaseCause::Gone);
        }
    }

    fn release(&mut self, session: &str, person: Option<&str>, reason: ReleaseCause) {
        let (person, session) = (person.map(str::to_owned), session.to_owned());
        self.released.push(ReleasedPromise {
            person,
            reason,
            session,
        });
    }

    /// The announced seat of a person in an activity.
    pub(super) fn seat(&self, person: usize, activity: usize) -> Option<AnnouncedSeat> {
        self.seats.get(&person)?.get(&activity).copied()
    }

    /// An announced session by its id, with its place in [`Commitments::sessions`] where it is to be held.
    pub(super) fn session(&self, id: &str) -> Option<(Option<usize>, &AnnouncedSession)> {
        let mut held = (0..).zip(&self.sessions);
        let held = held.find(|(_, (known, _))| known == id);
        let held = held.map(|(at, (_, session))| (Some(at), session));
        held.or_else(|| Some((None, self.given_up.get(id)?)))
    }

    /// All announced seats: person, activity and seat.
    pub(super) fn seats(&self) -> impl Iterator<Item = (usize, usize, AnnouncedSeat)> {
        let of_person = |(&person, own): (&usize, &BTreeMap<usize, AnnouncedSeat>)| {
            own.iter()
                .map(move |(&activity, &seat)| (person, activity, seat))
                .collect::<Vec<_>>()
        };
        self.seats.iter().flat_map(of_person)
    }

    /// The activities that a person is expected to take.
    pub(super) fn expected(&self, person: usize) -> BTreeSet<usize> {
        self.expected.get(&person).cloned().unwrap_or_default()
    }

    /// What was announced to a person and is still to come.
    pub(super) fn promises(&self, person: usize) -> &[Promise] {
        self.promises.get(&person).map_or(&[], Vec::as_slice)
    }
}

/// A need that a plan names, where the programme has it.
fn of_programme(setup: &PlanInput<'_>, need: &ServedNeed) -> Option<ObjectiveAtLevel> {
    let objective = setup.model.objective_ids.index(&need.objective)?;
    let level = setup
        .model
        .objectives
        .get(objective)?
        .find_level(need.level.as_deref())?;
    Some((objective, level))
}

#[expect(clippy::indexing_slicing, reason = "numbered by the model")]
fn room(setup: &PlanInput<'_>, source: &SessionSource<'_>) -> Option<usize> {
    let room = setup
        .rooms
        .iter()
        .position(|room| Some(room.id.as_str()) == source.room);
    room.filter(|_| needs_room(setup.activities[source.activity]))
}

/// The trainer; somebody without the skill is a mistake that a finding reports, and another is chosen.
#[expect(clippy::indexing_slicing, reason = "numbered by the model")]
fn trainer(setup: &PlanInput<'_>, source: &SessionSource<'_>) -> Option<usize> {
    let skill = setup.activities[source.activity].skill?;
    let able = |trainer: &super::input::PlanTrainer| trainer.skills.contains(&skill);
    setup
        .trainers
        .iter()
        .position(|trainer| Some(trainer.id.as_str()) == source.trainer && able(trainer))
}

/// Where a session is: at its own site, its room's, its trainer's, or the first.
#[expect(clippy::indexing_slicing, reason = "numbered by the model")]
fn site(setup: &PlanInput<'_>, source: &SessionSource<'_>) -> Option<usize> {
    if !at_a_site(setup.activities[source.activity]) {
        return None;
    }
    let own = source
        .site
        .and_then(|name| (1..setup.sites()).find(|&site| setup.site_name(site) == Some(name)));
    let by_room = room(setup, source)
        .and_then(|room| setup.rooms.get(room))
        .map(|room| room.site);
    let by_trainer = trainer(setup, source).and_then(|trainer| setup.trainers.get(trainer)?.site);
    let first = (0..setup.model.sections.len())
        .map(|section| setup.site_of(section))
        .min();
    own.or(by_room).or(by_trainer).or(first).or(Some(0))
}
