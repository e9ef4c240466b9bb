//! Proofs that not every need can be met: what is needed at the least, beside what there is.
//!
//! Counts only what cannot be avoided (see [`Load`]); where that is more half days of trainers, rooms or sections than there
//! are, no plan exists.

#![expect(
    clippy::indexing_slicing,
    reason = "learners, classes and activities are indices of the tables they come from"
)]

use super::answer::{Conflict, ConflictKind, Plan, UnplacedCause};
use super::load::{Faculty, Load, slots};
use super::activity_selection;
use super::precedence::PhasePlan;
use super::input::Setup;
use super::reasons::people;
use crate::Programme;
use crate::order::{Map, Order, Set};

/// Everything that is proven to be short, by kind and subject.
pub(super) fn conflicts(programme: &Programme, setup: &Setup<'_>, plan: &Plan) -> Vec<Conflict> {
    let mut list = teaching(plan);
    let load = Load::new(setup);
    list.extend(participants(setup, &load));
    list.extend(short(programme, setup, &load));
    list.order_by(|a, b| (a.kind, &a.subject).cmp(&(b.kind, &b.subject)));
    list
}

/// Whether half days are proven to be short.
pub(super) fn is_short(programme: &Programme, setup: &Setup<'_>, load: &Load) -> bool {
    !short(programme, setup, load).is_empty()
}

/// Half days that are proven to be short: in somebody's time, phases, sections, of trainers and rooms.
fn short(programme: &Programme, setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    let mut list = chains(setup, load);
    list.extend(windows(programme, setup, load));
    list.extend(absence(setup, load));
    list.extend(trainers(setup, load));
    list.extend(rooms(setup, load));
    list
}

fn half_days(count: u64) -> String {
    if count == 1 { "1 half day".to_owned() } else { format!("{count} half days") }
}

/// Needs that nothing teaches.
fn teaching(plan: &Plan) -> Vec<Conflict> {
    let mut counts: Map<&str, (u64, &str)> = Map::new();
    for unplaced in &plan.unplaced {
        let structural =
            [UnplacedCause::Untaught, UnplacedCause::Prerequisite, UnplacedCause::NoTrainer, UnplacedCause::Circle];
        if structural.contains(&unplaced.cause) {
            let count = counts.entry(&unplaced.objective).or_insert((0, &unplaced.reason));
            count.0 += 1;
        }
    }
    let conflict = |(objective, (count, reason)): (&str, (u64, &str))| Conflict {
        available: 0,
        kind: ConflictKind::Teaching,
        needed: count,
        subject: objective.to_owned(),
        text: format!("{} cannot learn `{objective}`: {reason}", people(count)),
    };
    counts.into_iter().map(conflict).collect()
}

/// Somebody's sessions take longer than the plan.
fn chains(setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    let available = u64::from(setup.horizon.len());
    let mut worst: Map<usize, (u64, u64)> = Map::new();
    for learner in &load.demand.learners {
        let needed = load.of_person(setup, learner.class);
        if needed > available {
            let held = worst.entry(setup.model.people.section[learner.person] as usize).or_default();
            *held = (held.0.max(needed), held.1 + 1);
        }
    }
    let conflict = |(section, (needed, count)): (usize, (u64, u64))| {
        let section = &setup.model.sections[section].id;
        let text = format!(
            "{} of section `{section}` need up to {} of sessions each; from {} to {} there are {}",
            people(count),
            half_days(needed),
            setup.horizon.from,
            setup.horizon.until,
            half_days(available)
        );
        Conflict { available, kind: ConflictKind::Chain, needed, subject: section.clone(), text }
    };
    worst.into_iter().map(conflict).collect()
}

/// A phase's window is shorter than what must be taught in it.
fn windows(programme: &Programme, setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    let phases = PhasePlan::new(programme, setup);
    let activities: Set<usize> = load.forced.keys().map(|(at, _)| *at).collect();
    let mut list = Vec::new();
    for at in activities.into_iter().filter(|&at| !activity_selection::is_self_paced(setup.activities[at])) {
        let Some(phase) = phases.of_activity[at] else { continue };
        let window = phases.windows[phase];
        let first = window.from.map_or(0, |from| setup.horizon.first_from(from));
        let last = window
            .until
            .map_or(Some(setup.horizon.len()), |until| setup.horizon.last_until(until).map(|last| last + 1));
        let available = u64::from(last.unwrap_or(0).min(setup.horizon.len()).saturating_sub(first));
        let needed = slots(setup, at);
        if needed > available {
            let id = &setup.activities[at].id;
            let text = format!(
                "phase `{}` leaves {} of the plan for `{id}`, which takes {}",
                phases.ids[phase],
                half_days(available),
                half_days(needed)
            );
            list.push(Conflict { available, kind: ConflictKind::Chain, needed, subject: id.clone(), text });
        }
    }
    list
}

/// Fewer people could come than the smallest session takes.
fn participants(setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    let mut list = Vec::new();
    for &(at, pool) in load.forced.keys() {
        let activity = setup.activities[at];
        let Some((least, _)) = activity.seats.filter(|_| !activity_selection::is_self_paced(activity)) else { continue };
        let could = load.demand.learners.iter().filter(|learner| {
            let site = setup.site_of(setup.model.people.section[learner.person] as usize);
            pool.is_none_or(|pool| pool == site) && load.covers[learner.class].useful.contains(&at)
        });
        let available = could.count() as u64;
        if available < u64::from(least) {
            let place =
                pool.and_then(|pool| setup.site_name(pool)).map(|site| format!(" at `{site}`")).unwrap_or_default();
            let id = &activity.id;
            let text =
                format!("a session of `{id}` takes {least} people at the least; {} need it{place}", people(available));
            let needed = u64::from(least);
            list.push(Conflict { available, kind: ConflictKind::Participants, needed, subject: id.clone(), text });
        }
    }
    list
}

/// More half days of a section's people than may be away.
fn absence(setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    let mut list = Vec::new();
    let staff = Load::staff(setup);
    for (section, needed) in load.of_sections(setup) {
        let staff = staff[section];
        let most = u64::from(setup.most_away(section, staff));
        let available = most * u64::from(setup.horizon.len());
        if needed > available {
            let id = &setup.model.sections[section].id;
            let text = format!(
                "section `{id}`: {}, {most} away at most at once: from {} to {} they can spare {}, and need {}",
                people(staff),
                setup.horizon.from,
                setup.horizon.until,
                half_days(available),
                half_days(needed)
            );
            list.push(Conflict { available, kind: ConflictKind::Absence, needed, subject: id.clone(), text });
        }
    }
    list
}

/// More half days of sessions than trainers with the skills have.
fn trainers(setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    if setup.trainers.is_empty() {
        return Vec::new();
    }
    let mut list = Vec::new();
    for Faculty { skills, trainers, available, needed } in load.faculties(setup) {
        if needed > available {
            let mut names: Vec<String> =
                skills.iter().map(|&skill| setup.model.skill_ids.name(skill as u32).to_owned()).collect();
            names.order();
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let quoted = quoted.join(", ");
            let taken = format!("sessions that nobody can do without take {}", half_days(needed));
            let count = match trainers {
                1 => "1 trainer".to_owned(),
                more => format!("{more} trainers"),
            };
            let text = if trainers == 0 {
                format!("no trainer has a skill of {quoted}; {taken}")
            } else {
                let (from, until) = (setup.horizon.from, setup.horizon.until);
                format!("{count} for {quoted}, with {} from {from} to {until}; {taken}", half_days(available))
            };
            let subject = names.join(" ");
            list.push(Conflict { available, kind: ConflictKind::Trainers, needed, subject, text });
        }
    }
    list
}

/// More half days of sessions than rooms have.
fn rooms(setup: &Setup<'_>, load: &Load) -> Vec<Conflict> {
    if setup.rooms.is_empty() {
        return Vec::new();
    }
    let mut list = Vec::new();
    for (site, needed) in load.of_sites(setup) {
        let count = setup.rooms.iter().filter(|room| room.site == site).count() as u64;
        let available = count * u64::from(setup.horizon.len());
        if needed > available {
            let name = setup.site_name(site).unwrap_or_default();
            let place = if name.is_empty() { String::new() } else { format!(" at `{name}`") };
            let rooms = if count == 1 { "1 room".to_owned() } else { format!("{count} rooms") };
            let text = format!(
                "{rooms}{place}, with {} from {} to {}; sessions that nobody can do without take {}",
                half_days(available),
                setup.horizon.from,
                setup.horizon.until,
                half_days(needed)
            );
            list.push(Conflict { available, kind: ConflictKind::Rooms, needed, subject: name.to_owned(), text });
        }
    }
    list
}
