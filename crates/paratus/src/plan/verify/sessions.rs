//! Sessions: calendar, phases, seats, rooms, trainers, pins.

use super::{Case, Held, PlanRule, half_day};
use crate::Date;
use crate::document::{Half, Mode, WindowDoc};
use crate::model::Activity;
use crate::order::{Map, Set};
use crate::plan::PlanSession;

pub(super) fn check(case: &mut Case<'_>) {
    let mut ids = Set::new();
    let plan = case.plan;
    for session in &plan.sessions {
        if !ids.insert(session.session.as_str()) {
            case.add(PlanRule::Reference, &session.session, "two sessions have this id".to_owned());
        }
        if let Some(held) = resolve(case, session) {
            calendar(case, &held);
            seats(case, &held);
            room(case, &held);
            trainer(case, &held);
            case.held.push(held);
        }
    }
    twice(case, PlanRule::Room, |session| session.room.as_deref());
    twice(case, PlanRule::Trainer, |session| session.trainer.as_deref());
    travel(case);
    pinned(case);
}

/// What the ids of a session mean.
fn resolve<'a>(case: &mut Case<'a>, session: &'a PlanSession) -> Option<Held<'a>> {
    let model = case.model;
    let Some(activity) = model.activity_ids.index(&session.activity).and_then(|at| model.activities.get(at)) else {
        case.add(PlanRule::Reference, &session.session, format!("there is no activity `{}`", session.activity));
        return None;
    };
    if matches!(activity.mode, Mode::ELearning | Mode::SelfStudy) || session.mode != activity.mode {
        case.add(PlanRule::Reference, &session.session, format!("`{}` is not held in such sessions", activity.id));
    }
    if session.hours != activity.hours {
        case.add(
            PlanRule::Figures,
            &session.session,
            format!("it takes {} hours, not {}", activity.hours, session.hours),
        );
    }
    let mut people = Vec::new();
    for id in &session.people {
        match model.people.ids.index(id) {
            Some(person) => people.push(person),
            None => case.add(PlanRule::Reference, &session.session, format!("there is no person `{id}`")),
        }
    }
    let slots = slots(case, session);
    Some(Held { session, activity, slots, people })
}

/// The working half days from the beginning of a session to its end.
fn slots(case: &Case<'_>, session: &PlanSession) -> Vec<i64> {
    let (first, last) = (half_day(session.start, session.half), half_day(session.end, session.end_half));
    let works = |slot: &i64| {
        let day = i32::try_from(slot.div_euclid(2)).ok().and_then(Date::from_days);
        day.is_some_and(|day| case.model.calendar.is_working(day))
    };
    // A session longer than a year is none.
    (first..=last.min(first + 800)).filter(works).collect()
}

fn calendar(case: &mut Case<'_>, held: &Held<'_>) {
    let (plan, model, session) = (case.plan, case.model, held.session);
    let id = &session.session;
    let needed = model.calendar.slots(held.activity.hours) as usize;
    let works = [session.start, session.end].map(|day| model.calendar.is_working(day));
    if !works[0] {
        case.add(PlanRule::Calendar, id, format!("it begins on {}, a day without work", session.start));
    }
    if !works[1] && session.end != session.start {
        case.add(PlanRule::Calendar, id, format!("it ends on {}, a day without work", session.end));
    }
    // Where it stands on no working day, that is what is to be mended, not its length.
    if works == [true; 2] && held.slots.len() != needed {
        let needed = if needed == 1 { "1 half day".to_owned() } else { format!("{needed} half days") };
        case.add(PlanRule::Calendar, id, format!("it takes {needed}, not {}", held.slots.len()));
    }
    if session.start < plan.from || session.end > plan.until {
        case.add(PlanRule::Calendar, id, format!("it is not between {} and {}", plan.from, plan.until));
    }
    if session.pinned {
        return;
    }
    // 1970-01-01 was a Thursday.
    let week = |day: Date| (day.days() + 3).div_euclid(7);
    if week(session.start) != week(session.end) || (needed > 1 && session.half == Half::Afternoon) {
        let text = "a session of several half days begins in a morning and ends in the same week".to_owned();
        case.add(PlanRule::Calendar, id, text);
    }
    if let Some(phase) = model.phases.iter().find(|phase| Some(&phase.id) == session.phase.as_ref()) {
        let until = case.plan.settings.phase_until.get(&phase.id).copied().or(phase.until);
        let window = WindowDoc { from: phase.from, until };
        if !window.holds(session.start) || !window.holds(session.end) {
            case.add(PlanRule::Calendar, id, format!("it is outside the days of phase `{}`", phase.id));
        }
    }
    let authored = model.phases.iter().any(|phase| !phase.objectives.is_empty());
    let own = |phase: &&crate::document::PhaseDoc| {
        held.activity
            .teaches
            .iter()
            .filter_map(|taught| model.objectives.get(taught.0))
            .any(|o| phase.objectives.contains(&o.id))
    };
    if authored && model.phases.iter().find(own).map(|phase| &phase.id) != session.phase.as_ref() {
        case.add(PlanRule::Calendar, id, "it does not belong to the phase that it names".to_owned());
    }
}

fn at_a_site(activity: &Activity) -> bool {
    !activity.online && !matches!(activity.mode, Mode::ELearning | Mode::SelfStudy)
}

fn needs_room(activity: &Activity) -> bool {
    matches!(activity.mode, Mode::Workshop | Mode::Course) && !activity.online
}

fn seats(case: &mut Case<'_>, held: &Held<'_>) {
    let (id, people) = (&held.session.session, held.session.people.len());
    if people > held.session.seats as usize {
        case.add(PlanRule::Seats, id, format!("it has {} seats and {people} people", held.session.seats));
    }
    let settings = &case.plan.settings;
    let (fewest, limit) = (settings.seats_min.get(&held.activity.id), settings.seats_max.get(&held.activity.id));
    let authored = held.activity.seats.unwrap_or((1, u32::MAX));
    let (least, most) = (*fewest.unwrap_or(&authored.0), *limit.unwrap_or(&authored.1));
    if held.session.pinned {
        return;
    }
    if held.session.seats > most {
        case.add(
            PlanRule::Seats,
            id,
            format!("`{}` allows {most} seats, not {}", held.activity.id, held.session.seats),
        );
    }
    if people < (least as usize).max(1) {
        case.add(
            PlanRule::Seats,
            id,
            format!("`{}` takes {least} people at the least, not {people}", held.activity.id),
        );
    }
}

fn room(case: &mut Case<'_>, held: &Held<'_>) {
    let (model, session) = (case.model, held.session);
    let id = &session.session;
    let site = |name: &Option<String>| name.as_ref().and_then(|name| model.site_ids.index(name));
    if !needs_room(held.activity) && session.room.is_some() {
        case.add(PlanRule::Room, id, "it needs no room".to_owned());
    }
    if !at_a_site(held.activity) {
        return;
    }
    for &person in &held.people {
        let section = model.people.section.get(person).and_then(|&section| model.sections.get(section as usize));
        if section.is_some_and(|section| section.site != site(&session.site)) {
            case.add(PlanRule::Room, id, format!("`{}` works at another site", model.people.ids.name(person as u32)));
        }
    }
    match &session.room {
        _ if !needs_room(held.activity) => {}
        None if model.rooms.is_empty() => {}
        None => case.add(PlanRule::Room, id, "it has no room".to_owned()),
        Some(name) => match model.rooms.iter().find(|room| room.id == *name) {
            Some(room) if room.site != site(&session.site) => {
                case.add(PlanRule::Room, id, format!("room `{name}` is at another site"));
            }
            Some(room) if (room.seats as usize) < session.people.len() => {
                case.add(
                    PlanRule::Room,
                    id,
                    format!("room `{name}` seats {}, not {}", room.seats, session.people.len()),
                );
            }
            Some(_) => {}
            // Rooms that were supposed in addition have names of their own.
            None if name.starts_with("extra-room-") && !case.plan.settings.rooms.is_empty() => {}
            None => case.add(PlanRule::Reference, id, format!("there is no room `{name}`")),
        },
    }
}

fn trainer(case: &mut Case<'_>, held: &Held<'_>) {
    let (model, session) = (case.model, held.session);
    let id = &session.session;
    let Some(skill) = held.activity.skill.filter(|_| !model.trainers.is_empty()) else {
        if session.trainer.is_some() {
            case.add(PlanRule::Trainer, id, "it needs no trainer of the programme".to_owned());
        }
        return;
    };
    let Some(name) = &session.trainer else {
        case.add(PlanRule::Trainer, id, "it has no trainer".to_owned());
        return;
    };
    let Some(trainer) = model.trainers.iter().find(|trainer| trainer.id == *name) else {
        let supposed = case.plan.settings.trainers.keys().any(|skill| name.starts_with(&format!("extra-{skill}-")));
        if !supposed {
            case.add(PlanRule::Reference, id, format!("there is no trainer `{name}`"));
        }
        return;
    };
    if !trainer.skills.contains(&skill) {
        let skill = model.skill_ids.name(skill as u32);
        case.add(PlanRule::Trainer, id, format!("trainer `{name}` does not have the skill `{skill}`"));
    }
    let days = held.slots.iter().filter_map(|slot| Date::from_days(i32::try_from(slot.div_euclid(2)).ok()?));
    if days.into_iter().any(|day| !trainer.is_available(day)) {
        case.add(PlanRule::Trainer, id, format!("trainer `{name}` is away"));
    }
    let site = session.site.as_ref().and_then(|name| model.site_ids.index(name));
    if at_a_site(held.activity) && !session.pinned && trainer.site.is_some_and(|own| Some(own) != site) {
        case.add(PlanRule::Trainer, id, format!("trainer `{name}` works at another site"));
    }
}

/// Nothing is in two sessions at once.
fn twice(case: &mut Case<'_>, rule: PlanRule, of: impl Fn(&PlanSession) -> Option<&str>) {
    let mut taken: Map<(String, i64), String> = Map::new();
    let mut found = Vec::new();
    for held in &case.held {
        let Some(name) = of(held.session) else { continue };
        for &slot in &held.slots {
            if let Some(other) = taken.insert((name.to_owned(), slot), held.session.session.clone()) {
                found.push((held.session.session.clone(), format!("`{name}` is taken by `{other}` then")));
            }
        }
    }
    found.into_iter().for_each(|(id, text)| case.add(rule, &id, text));
}

/// Who travels teaches at one site a day.
fn travel(case: &mut Case<'_>) {
    let mut at: Map<(String, i64), Option<String>> = Map::new();
    let mut found = Vec::new();
    for held in case.held.iter().filter(|held| at_a_site(held.activity) && !held.session.pinned) {
        let Some(name) = &held.session.trainer else { continue };
        for slot in &held.slots {
            let there = at.entry((name.clone(), slot.div_euclid(2))).or_insert_with(|| held.session.site.clone());
            if *there != held.session.site {
                found.push((held.session.session.clone(), format!("trainer `{name}` is at another site that day")));
            }
        }
    }
    found.into_iter().for_each(|(id, text)| case.add(PlanRule::Trainer, &id, text));
}

/// The pinned sessions of the programme take place as they are written.
fn pinned(case: &mut Case<'_>) {
    let mut found = Vec::new();
    for session in case.model.sessions.iter().filter(|session| session.pinned) {
        let within = session.start >= case.plan.from && session.start <= case.plan.until;
        if !within
            || !case.model.calendar.is_working(session.start)
            || case.plan.settings.cancelled.contains(&session.id)
            || !can_be_taught(case, session.activity, session.start)
        {
            continue;
        }
        let planned = case.plan.sessions.iter().find(|planned| planned.session == session.id);
        if planned.is_none_or(|planned| (planned.start, planned.half) != (session.start, session.half)) {
            let text = format!("it is pinned to {} ({}), and is not there", session.start, session.half);
            found.push((session.id.clone(), text));
        }
    }
    found.into_iter().for_each(|(id, text)| case.add(PlanRule::Pinned, &id, text));
}

/// Whether a trainer with the skill of an activity is there on a day; always where none is declared, or some are supposed in addition.
fn can_be_taught(case: &Case<'_>, activity: usize, day: Date) -> bool {
    let activity = case.model.activities.get(activity).filter(|activity| {
        !matches!(activity.mode, Mode::ELearning | Mode::SelfStudy) && !case.model.trainers.is_empty()
    });
    let Some(skill) = activity.and_then(|activity| activity.skill) else { return true };
    case.plan.settings.trainers.get(case.model.skill_ids.name(skill as u32)).is_some_and(|more| *more > 0)
        || case.model.trainers.iter().any(|trainer| trainer.skills.contains(&skill) && trainer.is_available(day))
}
