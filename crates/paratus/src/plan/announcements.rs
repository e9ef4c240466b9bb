//! What has been announced and what of it holds: how often each session was changed, and what does not hold any more for whom.
//!
//! A calendar entry is announced for a session to each of its people, to their sections and to its trainer, for each of its days. An entry
//! that is announced once is true, or is said to be cancelled, until its day is past; and each change of it raises its sequence number.

use super::earlier_lines::is_under_way;
use super::input::PlanInput;
use super::{Plan, PlanSession, SessionStatus};
use crate::Date;
use crate::document::Half;
use crate::model::Model;
use std::collections::{BTreeMap, BTreeSet};

/// The dated lines of a plan, with all that was announced before it and does not hold any more.
pub(super) struct Announcements {
    /// Sessions that do not take place any more.
    pub(super) cancelled: Vec<PlanSession>,
    /// Sessions that begin before the plan does and are not over.
    pub(super) earlier: Vec<PlanSession>,
    pub(super) sessions: Vec<PlanSession>,
    /// Sessions as they were announced to those who have them no longer.
    pub(super) withdrawn: Vec<PlanSession>,
}

impl Announcements {
    /// Numbers the versions of the sessions of a plan, and collects what the previous plan announced or withdrew and this one does not
    /// hold.
    pub(super) fn new(setup: &PlanInput<'_>, mut sessions: Vec<PlanSession>) -> Announcements {
        let mut earlier = setup.earlier.sessions.clone();
        let previous = setup.options.previous.as_deref();
        let announced: BTreeMap<&str, &PlanSession> = previous
            .into_iter()
            .flat_map(Plan::every_session)
            .map(|session| (session.session.as_str(), session))
            .collect();
        for session in sessions.iter_mut().chain(&mut earlier) {
            session.sections = sections_of(setup.model, &session.people);
            if let Some(before) = announced.get(session.session.as_str()) {
                let is_changed = has_other_clock(setup) || is_changed(before, session);
                session.sequence = before.sequence + u32::from(is_changed);
            }
        }
        let now: BTreeMap<&str, &PlanSession> = sessions
            .iter()
            .chain(&earlier)
            .map(|session| (session.session.as_str(), session))
            .collect();
        let cancelled = cancelled_sessions(setup, &announced, &now);
        let withdrawn = withdrawn_sessions(setup, &announced, &now);
        Announcements {
            cancelled,
            earlier,
            sessions,
            withdrawn,
        }
    }
}

/// Sections of people, by id.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn sections_of(model: &Model, people: &[String]) -> Vec<String> {
    let people = people.iter().filter_map(|id| model.people.ids.index(id));
    let sections: BTreeSet<&str> = people
        .map(|person| {
            model.sections[model.people.section[person] as usize]
                .id
                .as_str()
        })
        .collect();
    sections.into_iter().map(str::to_owned).collect()
}

/// When a session is held, to the minute.
fn time(session: &PlanSession) -> (Date, Half, Date, Half, u32) {
    let minutes = (session.hours * 60.0).round() as u32;
    (
        session.start,
        session.half,
        session.end,
        session.end_half,
        minutes,
    )
}

/// Whether all entries are at other times than were announced: a half day is longer or begins at another time, or in another time zone.
fn has_other_clock(setup: &PlanInput<'_>) -> bool {
    let previous = setup.options.previous.as_deref();
    let clock = previous.and_then(|plan| plan.settings.clock.as_ref());
    clock.is_some_and(|clock| Some(clock) != setup.settings.clock.as_ref())
}

/// A version of a session that was cancelled or withdrawn before, by the clock of the plan.
fn by_clock(setup: &PlanInput<'_>, session: &PlanSession) -> PlanSession {
    PlanSession {
        sequence: session.sequence + u32::from(has_other_clock(setup)),
        ..session.clone()
    }
}

/// Whether an entry of a session is another than was announced: in title, time, length, place, trainer, or for whom it is.
fn is_changed(before: &PlanSession, now: &PlanSession) -> bool {
    // Plans of other tools do not say the sections and the title.
    let sections = !before.sections.is_empty() && before.sections != now.sections;
    let title = !before.title.is_empty() && before.title != now.title;
    time(before) != time(now)
        || (&before.room, &before.trainer, &before.site) != (&now.room, &now.trainer, &now.site)
        || before.people != now.people
        || sections
        || title
}

/// Sessions of the previous plan that were to be held and are not any more, with a further sequence number, and those that
/// it keeps as cancelled.
fn cancelled_sessions(
    setup: &PlanInput<'_>,
    announced: &BTreeMap<&str, &PlanSession>,
    now: &BTreeMap<&str, &PlanSession>,
) -> Vec<PlanSession> {
    let dropped = announced
        .values()
        .filter(|session| is_open(setup, session) && !now.contains_key(session.session.as_str()));
    let dropped = dropped.map(|session| PlanSession {
        sequence: session.sequence + 1,
        status: SessionStatus::Cancelled,
        ..(*session).clone()
    });
    let previous = setup.options.previous.iter();
    let kept = previous.flat_map(|plan| plan.cancelled_sessions.iter());
    let kept = kept.map(|session| by_clock(setup, session));
    in_order(setup, kept.chain(dropped))
}

/// Sessions as they were announced, each with those of its people, sections and trainer who have it no longer; whole where it has fewer
/// days now.
fn withdrawn_sessions(
    setup: &PlanInput<'_>,
    announced: &BTreeMap<&str, &PlanSession>,
    now: &BTreeMap<&str, &PlanSession>,
) -> Vec<PlanSession> {
    let still = |session: &PlanSession| {
        let Some(held) = now.get(session.session.as_str()) else {
            return Some(session.clone());
        };
        let mut rest = session.clone();
        if days(setup.model, session) <= days(setup.model, held) {
            rest.people.retain(|id| !held.people.contains(id));
            rest.sections.retain(|id| !held.sections.contains(id));
            rest.trainer = rest.trainer.filter(|id| held.trainer.as_ref() != Some(id));
        }
        let is_empty = rest.people.is_empty() && rest.sections.is_empty() && rest.trainer.is_none();
        (!is_empty).then_some(rest)
    };
    let newly = announced.values().filter_map(|session| {
        let held = now.get(session.session.as_str())?;
        Some(PlanSession {
            sequence: held.sequence,
            status: SessionStatus::Cancelled,
            ..still(session)?
        })
    });
    let previous = setup.options.previous.iter();
    let kept = previous.flat_map(|plan| plan.withdrawn_sessions.iter().filter_map(still));
    let kept = kept.map(|session| by_clock(setup, &session));
    in_order(setup, kept.chain(newly))
}

/// Whether a session of the previous plan is to come or under way; until its last day is past, it can be cancelled.
pub(super) fn is_open(setup: &PlanInput<'_>, session: &PlanSession) -> bool {
    let (as_of, from) = (setup.assessment.as_of, setup.horizon.from);
    session.start >= from
        || is_under_way((session.start, session.end), (as_of, from))
        || session.end >= as_of && setup.options.cancelled.contains(&session.session)
}

/// Whether a person, a section or the trainer of a session is one of another too.
fn has_holder_of(one: &PlanSession, other: &PlanSession) -> bool {
    let any = |list: &[String], of: &[String]| list.iter().any(|id| of.contains(id));
    any(&one.people, &other.people)
        || any(&one.sections, &other.sections)
        || one.trainer.is_some() && one.trainer == other.trainer
}

/// On how many days a session is held: by its hours, whichever of its days people work on now.
fn days(model: &Model, session: &PlanSession) -> u32 {
    let half_days =
        model.calendar.slots(session.hours) + u32::from(session.half == Half::Afternoon);
    half_days.div_ceil(2)
}

/// Those whose last day is not past, by start; and later versions of these, so that the older are not what was announced last.
fn in_order(
    setup: &PlanInput<'_>,
    sessions: impl Iterator<Item = PlanSession>,
) -> Vec<PlanSession> {
    let as_of = setup.assessment.as_of;
    let mut list: Vec<PlanSession> = sessions.collect();
    let is_open = |session: &PlanSession| session.end >= as_of;
    let is_followed = |session: &PlanSession| {
        list.iter().any(|older| {
            older.session == session.session
                && older.sequence < session.sequence
                && is_open(older)
                && has_holder_of(older, session)
        })
    };
    let kept: Vec<bool> = list
        .iter()
        .map(|session| is_open(session) || is_followed(session))
        .collect();
    let mut kept = kept.into_iter();
    list.retain(|_| kept.next().unwrap_or(false));
    list.sort_by(|a, b| {
        (a.start, a.half, &a.session, a.sequence).cmp(&(b.start, b.half, &b.session, b.sequence))
    });
    list
}
