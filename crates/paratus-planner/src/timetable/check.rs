//! Whether a timetable answers its problem. Judges only what is written, by counting; shares nothing with the search.

use super::answer::{Session, Timetable};
use super::problem::{Activity, Interval, TimetableProblem};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A rule that a timetable breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BrokenRule {
    /// Where, as `list[index]`.
    pub place: String,
    /// Which rule.
    pub rule: TimetableRule,
}

/// The rules of a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TimetableRule {
    /// More of a section away at once than it can spare.
    Absence,
    /// Outside the working week, the activity's or the booking's window, or while the person is away.
    Calendar,
    /// Somebody in two sessions at once, or learning while teaching.
    DoubleBooked,
    /// A need that a free seat would meet.
    FreeSeat,
    /// An index points nowhere, or to something that does not fit.
    Index,
    /// A need is neither met nor listed as unmet, or both.
    Needs,
    /// Somebody takes a seat before what it requires is over, or without it.
    Order,
    /// A pinned session is elsewhere, and not released.
    Pinned,
    /// A room twice at once, away, too small, or at another site.
    Room,
    /// More people in a session than seats, fewer than its minimum, or another number than it says.
    Seats,
    /// A trainer twice at once, away, at two sites in a day, or without the skill.
    Trainer,
}

/// Every rule that the timetable breaks, sorted; none when it holds.
#[must_use]
pub fn check(problem: &TimetableProblem, timetable: &Timetable) -> Vec<BrokenRule> {
    let mut broken = BTreeSet::new();
    let mut add = |rule: TimetableRule, list: &str, i: usize| {
        broken.insert(BrokenRule {
            place: format!("{list}[{i}]"),
            rule,
        });
    };
    sessions(problem, timetable, &mut add);
    occupied(problem, timetable, &mut add);
    seats(problem, timetable, &mut add);
    order(problem, timetable, &mut add);
    needs(problem, timetable, &mut add);
    free_seats(problem, timetable, &mut add);
    pinned(problem, timetable, &mut add);
    broken.into_iter().collect()
}

type ReportBroken<'a> = dyn FnMut(TimetableRule, &str, usize) + 'a;

fn activity<'a>(problem: &'a TimetableProblem, session: &Session) -> Option<&'a Activity> {
    problem.activities.get(session.activity)
}

fn end(problem: &TimetableProblem, session: &Session) -> u32 {
    session
        .start
        .saturating_add(activity(problem, session).map_or(0, |a| a.duration))
}

fn holds(intervals: &[Interval], from: u32, end: u32) -> bool {
    intervals.is_empty()
        || (from..end).all(|slot| intervals.iter().any(|&(a, b)| a <= slot && slot <= b))
}

fn sessions(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let mut taken = vec![0_u32; timetable.sessions.len()];
    for seat in &timetable.seats {
        if let Some(n) = taken.get_mut(seat.session) {
            *n += 1;
        }
    }
    for (i, (session, taken)) in timetable.sessions.iter().zip(taken).enumerate() {
        let Some(a) = activity(problem, session) else {
            add(TimetableRule::Index, "sessions", i);
            continue;
        };
        let end = end(problem, session);
        let span = problem.slots.get(session.start as usize..end as usize);
        let (Some(span), true) = (span, a.online == session.site.is_none()) else {
            add(TimetableRule::Index, "sessions", i);
            continue;
        };
        let one_week = span
            .windows(2)
            .all(|pair| matches!(pair, [x, y] if x.week == y.week));
        let morning = a.duration == 1 || span.first().is_some_and(|slot| !slot.afternoon);
        let window = session.start >= a.earliest && a.latest.is_none_or(|latest| end <= latest + 1);
        if !(session.pinned || one_week && morning && window) {
            add(TimetableRule::Calendar, "sessions", i);
        }
        let bounds =
            session.pinned || (taken >= a.seats_min.max(1) && session.seats <= a.seats_max);
        if taken > session.seats || taken != session.taken || !bounds {
            add(TimetableRule::Seats, "sessions", i);
        }
        let room = session.room.map(|room| problem.rooms.get(room));
        let right = match room {
            None => a.online || a.roomless,
            Some(None) => false,
            Some(Some(room)) => {
                !a.online
                    && !a.roomless
                    && Some(room.site) == session.site
                    && room.seats >= session.seats
                    && holds(&room.available, session.start, end)
            }
        };
        if !right {
            add(TimetableRule::Room, "sessions", i);
        }
        let trainer = session.trainer.map(|trainer| problem.trainers.get(trainer));
        let right = match (trainer, a.skill) {
            (None, skill) => skill.is_none(),
            (Some(None), _) => false,
            (Some(Some(t)), skill) => {
                let there = t.site.is_none() || session.site.is_none() || t.site == session.site;
                let able = skill.is_none_or(|skill| t.skills.contains(&skill));
                there && able && holds(&t.available, session.start, end)
            }
        };
        if !right {
            add(TimetableRule::Trainer, "sessions", i);
        }
    }
}

/// Rooms, trainers and people are in one place at a time.
fn occupied(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let mut rooms = BTreeSet::new();
    let mut trainers = BTreeSet::new();
    let mut days: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    for (i, session) in timetable.sessions.iter().enumerate() {
        for slot in session.start..end(problem, session) {
            if session.room.is_some_and(|room| !rooms.insert((room, slot))) {
                add(TimetableRule::Room, "sessions", i);
            }
            let Some(trainer) = session.trainer else {
                continue;
            };
            if !trainers.insert((trainer, slot)) {
                add(TimetableRule::Trainer, "sessions", i);
            }
            let travels = problem
                .trainers
                .get(trainer)
                .is_some_and(|t| t.site.is_none());
            if let (true, Some(site), Some(slot)) =
                (travels, session.site, problem.slots.get(slot as usize))
                && *days.entry((trainer, slot.day)).or_insert(site) != site
            {
                add(TimetableRule::Trainer, "sessions", i);
            }
        }
    }
    let mut people = BTreeSet::new();
    for seat in &timetable.seats {
        let Some(session) = timetable.sessions.get(seat.session) else {
            continue;
        };
        let teaches = problem
            .learners
            .get(seat.learner)
            .and_then(|learner| learner.trainer);
        for slot in session.start..end(problem, session) {
            let busy = teaches.is_some_and(|trainer| trainers.contains(&(trainer, slot)));
            if busy || !people.insert((seat.learner, slot)) {
                add(TimetableRule::DoubleBooked, "learners", seat.learner);
            }
        }
    }
}

fn seats(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let mut away: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for (i, seat) in timetable.seats.iter().enumerate() {
        let learner = problem.learners.get(seat.learner);
        let booking = learner.and_then(|learner| learner.bookings.get(seat.booking));
        let session = timetable.sessions.get(seat.session);
        let (Some(learner), Some(booking), Some(session)) = (learner, booking, session) else {
            add(TimetableRule::Index, "seats", i);
            continue;
        };
        let section = problem.sections.get(learner.section);
        let here = session.site.is_none() || session.site == section.map(|section| section.site);
        if booking.activity != session.activity
            || !here
            || !known.insert((seat.learner, seat.booking))
        {
            add(TimetableRule::Index, "seats", i);
        }
        let end = end(problem, session);
        let in_time = booking.late || booking.due.is_none_or(|due| end <= due + 1);
        let window =
            session.start >= booking.release && session.start >= booking.prepared && in_time;
        if !window || !holds(&learner.present, session.start, end) {
            add(TimetableRule::Calendar, "seats", i);
        }
        for slot in session.start..end {
            *away.entry((learner.section, slot)).or_default() += 1;
        }
    }
    for (&(section, slot), &n) in &away {
        let right = problem.sections.get(section).is_some_and(|section| {
            n <= section.most_away_at(slot)
                && !section
                    .closed
                    .iter()
                    .any(|&(from, to)| from <= slot && slot <= to)
        });
        if !right {
            add(TimetableRule::Absence, "sections", section);
        }
    }
}

type Spans = BTreeMap<(usize, usize), (u32, u32)>;

fn spans(problem: &TimetableProblem, timetable: &Timetable) -> Spans {
    let span = |seat: &super::Seat| {
        let session = timetable.sessions.get(seat.session)?;
        Some((
            (seat.learner, seat.booking),
            (session.start, end(problem, session)),
        ))
    };
    timetable.seats.iter().filter_map(span).collect()
}

/// First slot after an end and whole working days on which somebody is there.
fn after(problem: &TimetableProblem, present: &[Interval], end: u32, days: u32) -> u32 {
    let Some(last) = end
        .checked_sub(1)
        .and_then(|last| problem.slots.get(last as usize))
        .filter(|_| days > 0)
    else {
        return end;
    };
    let mut at = end as usize;
    let mut left = days;
    while let Some(day) = problem.slots.get(at).map(|slot| slot.day) {
        if left == 0 && day != last.day {
            return at as u32;
        }
        let len = problem
            .slots
            .iter()
            .skip(at)
            .take_while(|slot| slot.day == day)
            .count();
        if day != last.day && holds(present, at as u32, (at + len) as u32) {
            left = left.saturating_sub(1);
        }
        at += len;
    }
    problem.slots.len() as u32
}

fn is_supplied(
    problem: &TimetableProblem,
    spans: &Spans,
    learner: usize,
    booking: usize,
    start: u32,
) -> bool {
    let Some(person) = problem.learners.get(learner) else {
        return false;
    };
    let Some(booking) = person.bookings.get(booking) else {
        return false;
    };
    booking.groups().all(|(group, alone)| {
        let span = |supplier: &super::Supplier| spans.get(&(learner, supplier.booking));
        let is_over = |supplier: &super::Supplier| {
            span(supplier).is_some_and(|&(_, end)| {
                after(problem, &person.present, end, supplier.days) <= start
            })
        };
        alone.is_some_and(|from| from <= start) || group.iter().any(is_over)
    })
}

fn order(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let spans = spans(problem, timetable);
    for (&(learner, booking), &(start, _)) in &spans {
        if !is_supplied(problem, &spans, learner, booking, start) {
            add(TimetableRule::Order, "learners", learner);
        }
    }
}

fn needs(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let spans = spans(problem, timetable);
    let unmet: BTreeSet<(usize, usize)> = timetable
        .unmet
        .iter()
        .map(|unmet| (unmet.learner, unmet.need))
        .collect();
    for (at, learner) in problem.learners.iter().enumerate() {
        for (n, need) in learner.needs.iter().enumerate() {
            let met = need
                .iter()
                .any(|&booking| spans.contains_key(&(at, booking)));
            if met == unmet.contains(&(at, n)) {
                add(TimetableRule::Needs, "learners", at);
            }
        }
    }
}

/// Nobody with an unmet need could take a free seat that would meet it.
fn free_seats(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    let spans = spans(problem, timetable);
    let mut away: BTreeMap<(usize, u32), u32> = BTreeMap::new();
    for (&(learner, _), &(start, end)) in &spans {
        let section = problem
            .learners
            .get(learner)
            .map_or(0, |learner| learner.section);
        (start..end).for_each(|slot| *away.entry((section, slot)).or_default() += 1);
    }
    let mut teaching = BTreeSet::new();
    for session in &timetable.sessions {
        teaching.extend((session.start..end(problem, session)).map(|slot| (session.trainer, slot)));
    }
    for unmet in &timetable.unmet {
        let Some(learner) = problem.learners.get(unmet.learner) else {
            continue;
        };
        let Some(section) = problem.sections.get(learner.section) else {
            continue;
        };
        for &booking in learner.needs.get(unmet.need).into_iter().flatten() {
            let Some(row) = learner.bookings.get(booking) else {
                continue;
            };
            for session in timetable
                .sessions
                .iter()
                .filter(|s| s.activity == row.activity && s.taken < s.seats)
            {
                let end = end(problem, session);
                let here = session.site.is_none_or(|site| site == section.site);
                let in_time = row.late || row.due.is_none_or(|due| end <= due + 1);
                let window =
                    session.start >= row.release && session.start >= row.prepared && in_time;
                let idle = spans
                    .range((unmet.learner, 0)..=(unmet.learner, usize::MAX))
                    .all(|(_, span)| span.1 <= session.start || end <= span.0);
                let teaches = learner.trainer.is_some()
                    && (session.start..end).any(|slot| teaching.contains(&(learner.trainer, slot)));
                let spared = (session.start..end).all(|slot| {
                    let closed = section
                        .closed
                        .iter()
                        .any(|&(from, to)| from <= slot && slot <= to);
                    !closed
                        && away.get(&(learner.section, slot)).copied().unwrap_or(0)
                            < section.most_away_at(slot)
                });
                if here
                    && window
                    && idle
                    && !teaches
                    && spared
                    && holds(&learner.present, session.start, end)
                    && is_supplied(problem, &spans, unmet.learner, booking, session.start)
                {
                    add(TimetableRule::FreeSeat, "learners", unmet.learner);
                }
            }
        }
    }
}

fn pinned(problem: &TimetableProblem, timetable: &Timetable, add: &mut ReportBroken<'_>) {
    for (i, wanted) in problem
        .announced
        .iter()
        .enumerate()
        .filter(|(_, session)| session.pinned)
    {
        let released = timetable
            .released
            .iter()
            .any(|released| released.session == i && released.learner.is_none());
        let held = timetable.sessions.iter().any(|session| {
            session.announced == Some(i)
                && (session.activity, session.site, session.start)
                    == (wanted.activity, wanted.site, wanted.start)
        });
        if released == held {
            add(TimetableRule::Pinned, "announced", i);
        }
    }
}
