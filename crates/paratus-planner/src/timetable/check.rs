//! Whether a timetable answers its problem. Judges only what is written, by counting; shares nothing with the search.

use super::answer::{Session, Timetable};
use super::problem::{Activity, TimetableProblem};
use paratus_order::{Map, Order};
use serde::{Deserialize, Serialize};

/// A rule that a timetable breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Broken {
    /// Where, as `list[index]`.
    pub place: String,
    /// Which rule.
    pub rule: Broke,
}

/// The rules of a timetable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Broke {
    /// More of a section away at once than it can spare.
    Absence,
    /// Outside the working week, the activity's or the group's window.
    Calendar,
    /// The cost is not what the sessions and seats cost, or is below the lower bound.
    Cost,
    /// A fixed session or seat is not as it was fixed.
    Fixed,
    /// An index points nowhere, or to something that does not fit.
    Index,
    /// Someone takes a step before the one before it is over, or without it.
    Order,
    /// People of a group and step are neither seated nor unplaced, or both.
    People,
    /// A room twice at once, too small, or at another site.
    Room,
    /// More people in a session than seats, fewer than its least, or another number than it says.
    Seats,
    /// A trainer twice at once, away, at two sites in a day, or without the skill.
    Trainer,
}

/// Every rule that the timetable breaks, sorted; none when it holds.
#[must_use]
pub fn check(problem: &TimetableProblem, timetable: &Timetable) -> Vec<Broken> {
    let mut broken = Vec::new();
    let mut add = |rule: Broke, list: &str, i: usize| broken.push(Broken { place: format!("{list}[{i}]"), rule });
    sessions(problem, timetable, &mut add);
    double_booked(problem, timetable, &mut add);
    teaching(problem, timetable, &mut add);
    seats(problem, timetable, &mut add);
    order(problem, timetable, &mut add);
    fixed(problem, timetable, &mut add);
    if timetable.cost != cost(problem, timetable) || timetable.cost < timetable.lower_bound {
        add(Broke::Cost, "timetable", 0);
    }
    broken.order();
    broken.dedup();
    broken
}

type Add<'a> = dyn FnMut(Broke, &str, usize) + 'a;

fn activity(problem: &TimetableProblem, session: &Session) -> Option<Activity> {
    problem.activities.get(session.activity).cloned()
}

/// Price of sessions, of time, of moves and of seats not given.
#[must_use]
pub fn cost(problem: &TimetableProblem, timetable: &Timetable) -> u64 {
    let duration = |session: &Session| activity(problem, session).map_or(0, |a| u64::from(a.duration));
    let price = |session: &Session| activity(problem, session).map_or(0, |a| a.price);
    let mut cost: u64 = timetable.sessions.iter().map(price).sum();
    for seat in &timetable.seats {
        let Some(session) = timetable.sessions.get(seat.session) else { continue };
        let end = u64::from(session.start) + duration(session);
        cost += end * problem.prices.slot * u64::from(seat.people);
    }
    let unplaced: u64 = timetable.unplaced.iter().map(|u| u64::from(u.people)).sum();
    cost + unplaced * problem.prices.unplaced + timetable.moved * problem.prices.moved
}

fn sessions(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    let mut taken = vec![0_u64; timetable.sessions.len()];
    for seat in &timetable.seats {
        if let Some(n) = taken.get_mut(seat.session) {
            *n += u64::from(seat.people);
        }
    }
    for (i, (session, taken)) in timetable.sessions.iter().zip(taken).enumerate() {
        let Some(a) = activity(problem, session) else {
            add(Broke::Index, "sessions", i);
            continue;
        };
        let fixed = session.fixed.is_some();
        let span = problem.slots.get(session.start as usize..(session.start + a.duration) as usize);
        let (Some(span), true) = (span, a.online == session.site.is_none()) else {
            add(Broke::Index, "sessions", i);
            continue;
        };
        let one_week = span.windows(2).all(|pair| matches!(pair, [x, y] if x.week == y.week));
        let morning = a.duration == 1 || span.first().is_some_and(|slot| !slot.afternoon);
        let last = session.start + a.duration - 1;
        let window = session.start >= a.earliest && a.latest.is_none_or(|latest| last <= latest);
        let closed = a.closed.contains(&session.start);
        if !(fixed || one_week && morning && window && !closed) {
            add(Broke::Calendar, "sessions", i);
        }
        let least = u64::from(a.seats_min.max(1));
        let bounds = fixed || (taken >= least && session.seats <= a.seats_max);
        if taken > u64::from(session.seats) || taken != u64::from(session.taken) || !bounds {
            add(Broke::Seats, "sessions", i);
        }
        let room = session.room.map(|room| problem.rooms.get(room));
        let right = match room {
            None => a.online || a.roomless,
            Some(None) => false,
            Some(Some(room)) => {
                !a.online && !a.roomless && Some(room.site) == session.site && room.seats >= session.seats
            }
        };
        if !right {
            add(Broke::Room, "sessions", i);
        }
        let trainer = session.trainer.map(|trainer| problem.trainers.get(trainer));
        let right = match (trainer, a.skill) {
            (None, skill) => skill.is_none(),
            (Some(None), _) => false,
            (Some(Some(t)), skill) => {
                let there = t.site.is_none() || session.site.is_none() || t.site == session.site || fixed;
                let able = skill.is_none_or(|skill| t.skills.contains(&skill));
                let here = |slot: u32| t.available.iter().any(|&(from, to)| (from..=to).contains(&slot));
                there && able && (t.available.is_empty() || (session.start..=last).all(here))
            }
        };
        if !right {
            add(Broke::Trainer, "sessions", i);
        }
    }
}

fn double_booked(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    let mut rooms = Map::new();
    let mut trainers = Map::new();
    let mut days: Map<(usize, u32), usize> = Map::new();
    for (i, session) in timetable.sessions.iter().enumerate() {
        let duration = activity(problem, session).map_or(0, |a| a.duration);
        for slot in session.start..session.start.saturating_add(duration) {
            if session.room.is_some_and(|room| rooms.insert((room, slot), i).is_some()) {
                add(Broke::Room, "sessions", i);
            }
            let Some(trainer) = session.trainer else { continue };
            if trainers.insert((trainer, slot), i).is_some() {
                add(Broke::Trainer, "sessions", i);
            }
            let travels = problem.trainers.get(trainer).is_some_and(|t| t.site.is_none());
            if let (true, Some(site), Some(slot)) = (travels, session.site, problem.slots.get(slot as usize)) {
                let there = *days.entry((trainer, slot.day)).or_insert(site);
                if there != site && session.fixed.is_none() {
                    add(Broke::Trainer, "sessions", i);
                }
            }
        }
    }
}

/// Who teaches does not learn at the same time.
fn teaching(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    let span = |session: &Session| {
        let duration = activity(problem, session).map_or(0, |a| a.duration);
        (session.start, session.start.saturating_add(duration))
    };
    for seat in &timetable.seats {
        let trainer = problem.groups.get(seat.group).and_then(|group| group.trainer);
        let (Some(trainer), Some(session)) = (trainer, timetable.sessions.get(seat.session)) else { continue };
        let (from, to) = span(session);
        let teaches = |other: &Session| {
            let (begins, ends) = span(other);
            other.trainer == Some(trainer) && begins < to && from < ends
        };
        if timetable.sessions.iter().any(teaches) {
            add(Broke::Trainer, "groups", seat.group);
        }
    }
}

fn seats(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    let mut placed: Map<(usize, usize), u64> = Map::new();
    let mut away: Map<(usize, u32), u64> = Map::new();
    let mut rows = std::collections::BTreeSet::new();
    for (i, seat) in timetable.seats.iter().enumerate() {
        let group = problem.groups.get(seat.group);
        let session = timetable.sessions.get(seat.session);
        let (Some(group), Some(session)) = (group, session) else {
            add(Broke::Index, "seats", i);
            continue;
        };
        let section = problem.sections.get(group.section);
        let here = session.site.is_none() || session.site == section.map(|section| section.site);
        if group.chain.get(seat.step) != Some(&session.activity)
            || !here
            || seat.people == 0
            || !rows.insert((seat.group, seat.step, seat.session))
        {
            add(Broke::Index, "seats", i);
        }
        *placed.entry((seat.group, seat.step)).or_default() += u64::from(seat.people);
        let end = session.start + activity(problem, session).map_or(0, |a| a.duration);
        let window = session.start >= group.earliest && group.latest.is_none_or(|latest| end <= latest + 1);
        if !window && session.fixed.is_none() {
            add(Broke::Calendar, "seats", i);
        }
        for slot in session.start..end {
            *away.entry((group.section, slot)).or_default() += u64::from(seat.people);
        }
    }
    for (&(section, _), &n) in &away {
        if problem.sections.get(section).is_none_or(|s| n > u64::from(s.most_away)) {
            add(Broke::Absence, "sections", section);
        }
    }
    for (i, unplaced) in timetable.unplaced.iter().enumerate() {
        if problem.groups.get(unplaced.group).is_none_or(|g| unplaced.step >= g.chain.len()) {
            add(Broke::Index, "unplaced", i);
        }
        *placed.entry((unplaced.group, unplaced.step)).or_default() += u64::from(unplaced.people);
    }
    for (g, group) in problem.groups.iter().enumerate() {
        for step in 0..group.chain.len() {
            if placed.get(&(g, step)).copied().unwrap_or(0) != u64::from(group.people) {
                add(Broke::People, "groups", g);
            }
        }
    }
}

/// By every date at most as many have begun a step as have ended the one before: then whoever ends first can go on first,
/// and nobody is in two places. Fixed seats may go without the step before.
fn order(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    /// Start, end, people, and whether the session is fixed.
    type Row = (u32, u32, i64, bool);
    let mut by: Map<(usize, usize), Vec<Row>> = Map::new();
    for seat in &timetable.seats {
        let Some(session) = timetable.sessions.get(seat.session) else { continue };
        let end = session.start + activity(problem, session).map_or(0, |a| a.duration);
        let row = (session.start, end, i64::from(seat.people), session.fixed.is_some());
        by.entry((seat.group, seat.step)).or_default().push(row);
    }
    for (&(group, step), rows) in &by {
        let Some(before) = step.checked_sub(1) else { continue };
        let none = Vec::new();
        let earlier = by.get(&(group, before)).unwrap_or(&none);
        for &(start, ..) in rows {
            let begun: i64 = rows.iter().filter(|row| row.0 <= start).map(|row| row.2).sum();
            let ended: i64 = earlier.iter().filter(|row| row.1 <= start).map(|row| row.2).sum();
            let pinned: i64 = rows.iter().filter(|row| row.3).map(|row| row.2).sum();
            let missing: i64 = i64::from(problem.groups.get(group).map_or(0, |g| g.people))
                - earlier.iter().map(|row| row.2).sum::<i64>();
            if begun > ended + pinned.min(missing) {
                add(Broke::Order, "groups", group);
            }
        }
    }
}

fn fixed(problem: &TimetableProblem, timetable: &Timetable, add: &mut Add<'_>) {
    for (i, wanted) in problem.fixed_sessions.iter().enumerate() {
        let held: Vec<&Session> = timetable.sessions.iter().filter(|s| s.fixed == Some(i)).collect();
        let right = match held.as_slice() {
            [s] => {
                (s.activity, s.site, s.start) == (wanted.activity, wanted.site, wanted.start)
                    && wanted.room.is_none_or(|room| s.room == Some(room))
                    && wanted.trainer.is_none_or(|trainer| s.trainer == Some(trainer))
                    && wanted.seats.is_none_or(|seats| s.seats <= seats)
            }
            _ => false,
        };
        if !right {
            add(Broke::Fixed, "fixed_sessions", i);
        }
    }
    let mut wanted: Map<(usize, usize, usize), u64> = Map::new();
    for seat in &problem.fixed_seats {
        *wanted.entry((seat.group, seat.step, seat.session)).or_default() += u64::from(seat.people);
    }
    for seat in &timetable.seats {
        let held = timetable.sessions.get(seat.session).and_then(|session| session.fixed);
        if let Some(n) = held.and_then(|held| wanted.get_mut(&(seat.group, seat.step, held))) {
            *n = n.saturating_sub(u64::from(seat.people));
        }
    }
    for (i, seat) in problem.fixed_seats.iter().enumerate() {
        if wanted.get(&(seat.group, seat.step, seat.session)).is_some_and(|&n| n > 0) {
            add(Broke::Fixed, "fixed_seats", i);
        }
    }
}
