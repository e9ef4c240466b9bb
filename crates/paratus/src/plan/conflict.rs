//! Proofs that not every need can be met: what is needed at the least, beside what there is.
//!
//! Counts only what cannot be avoided: an activity is forced on somebody when nothing else teaches a need of theirs, and so
//! is what alone supplies a forced activity. Sessions of forced people, as full as can be, take half days of trainers,
//! rooms and sections; where those are more than there are, no plan exists.

#![expect(
    clippy::indexing_slicing,
    reason = "learners, classes and activities are indices of the tables they come from"
)]

use super::answer::{Conflict, ConflictKind, Plan, UnplacedCause};
use super::demand::{self, Demand};
use super::fixed::Fixed;
use super::offer::{self, Cover};
use super::order::PhasePlan;
use super::setup::{Setup, Teacher};
use super::words::people;
use crate::Programme;
use crate::order::{Map, Order, Set};

/// People who must take an activity, by activity and pool; online all sites are one pool.
type Forced = Map<(usize, Option<usize>), u64>;

/// Everything that is proven to be short, by kind and subject.
pub(super) fn conflicts(programme: &Programme, setup: &Setup<'_>, plan: &Plan) -> Vec<Conflict> {
    let fixed = Fixed::new(setup);
    let demand =
        demand::of(setup, &|person| fixed.taken.get(&person).cloned().unwrap_or_default(), &demand::Avoid::new());
    let covers: Vec<Cover> = demand.classes.iter().map(|class| offer::cover(setup, class)).collect();
    let forced_of: Vec<Set<usize>> = covers.iter().map(forced).collect();
    let mut forced = Forced::new();
    for learner in &demand.learners {
        let site = setup.site_of(setup.model.people.section[learner.person] as usize);
        for &at in &forced_of[learner.class] {
            let pool = offer::at_a_site(setup.activities[at]).then_some(site);
            *forced.entry((at, pool)).or_default() += 1;
        }
    }
    let mut list = teaching(plan);
    list.extend(chains(setup, &demand, &forced_of));
    list.extend(windows(programme, setup, &forced));
    list.extend(participants(setup, &demand, &covers, &forced));
    list.extend(absence(setup, &demand, &forced_of));
    list.extend(trainers(setup, &forced));
    list.extend(rooms(setup, &forced));
    list.order_by(|a, b| (a.kind, &a.subject).cmp(&(b.kind, &b.subject)));
    list
}

/// The activities that a class cannot do without.
fn forced(cover: &Cover) -> Set<usize> {
    let only = |list: &Vec<usize>| match list.as_slice() {
        [one] => Some(*one),
        _ => None,
    };
    let mut forced: Set<usize> = cover.rows.iter().filter_map(|(_, row)| only(row)).collect();
    loop {
        let more: Vec<usize> = cover
            .loose
            .iter()
            .filter(|(at, _)| forced.contains(at))
            .filter_map(|(_, by)| only(by))
            .filter(|by| !forced.contains(by))
            .collect();
        if more.is_empty() {
            return forced;
        }
        forced.extend(more);
    }
}

fn slots(setup: &Setup<'_>, activity: usize) -> u64 {
    u64::from(setup.model.calendar.slots(setup.activities[activity].hours))
}

/// Half days of all sessions that so many people need of an activity.
fn session_slots(setup: &Setup<'_>, activity: usize, people: u64) -> u64 {
    let seats = u64::from(offer::seats_max(setup, setup.activities[activity]).max(1));
    people.div_ceil(seats) * slots(setup, activity)
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
fn chains(setup: &Setup<'_>, demand: &Demand, forced: &[Set<usize>]) -> Vec<Conflict> {
    let available = u64::from(setup.horizon.len());
    let mut worst: Map<usize, (u64, u64)> = Map::new();
    for learner in &demand.learners {
        let dated = forced[learner.class].iter().filter(|&&at| !offer::is_self_paced(setup.activities[at]));
        let needed: u64 = dated.map(|&at| slots(setup, at)).sum();
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
fn windows(programme: &Programme, setup: &Setup<'_>, forced: &Forced) -> Vec<Conflict> {
    let phases = PhasePlan::new(programme, setup);
    let activities: Set<usize> = forced.keys().map(|(at, _)| *at).collect();
    let mut list = Vec::new();
    for at in activities.into_iter().filter(|&at| !offer::is_self_paced(setup.activities[at])) {
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
fn participants(setup: &Setup<'_>, demand: &Demand, covers: &[Cover], forced: &Forced) -> Vec<Conflict> {
    let mut list = Vec::new();
    for &(at, pool) in forced.keys() {
        let activity = setup.activities[at];
        let Some((least, _)) = activity.seats.filter(|_| !offer::is_self_paced(activity)) else { continue };
        let could = demand.learners.iter().filter(|learner| {
            let site = setup.site_of(setup.model.people.section[learner.person] as usize);
            pool.is_none_or(|pool| pool == site) && covers[learner.class].useful.contains(&at)
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
fn absence(setup: &Setup<'_>, demand: &Demand, forced: &[Set<usize>]) -> Vec<Conflict> {
    let mut needs: Map<usize, u64> = Map::new();
    for learner in &demand.learners {
        let dated = forced[learner.class].iter().filter(|&&at| !offer::is_self_paced(setup.activities[at]));
        let section = setup.model.people.section[learner.person] as usize;
        *needs.entry(section).or_default() += dated.map(|&at| slots(setup, at)).sum::<u64>();
    }
    let mut list = Vec::new();
    for (section, needed) in needs {
        let staff = super::schedule::staff(setup.model, section, setup.horizon.from);
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

/// More half days of sessions than trainers with the skills have. Skills that only the same trainers have are counted
/// together (Hall's condition on those sets).
fn trainers(setup: &Setup<'_>, forced: &Forced) -> Vec<Conflict> {
    if setup.trainers.is_empty() {
        return Vec::new();
    }
    let mut needs: Map<usize, u64> = Map::new();
    for (&(at, _), &count) in forced {
        let activity = setup.activities[at];
        if let Some(skill) = activity.skill.filter(|_| !offer::is_self_paced(activity)) {
            *needs.entry(skill).or_default() += session_slots(setup, at, count);
        }
    }
    let who = |skill: usize| -> Set<usize> {
        (0..setup.trainers.len()).filter(|&at| setup.trainers[at].skills.contains(&skill)).collect()
    };
    let of: Map<usize, Set<usize>> = needs.keys().map(|&skill| (skill, who(skill))).collect();
    let all: Set<usize> = of.values().flatten().copied().collect();
    let mut seen = Set::new();
    let mut list = Vec::new();
    for trainers in of.values().chain([&all]) {
        let skills: Vec<usize> = of.iter().filter(|(_, by)| by.is_subset(trainers)).map(|(skill, _)| *skill).collect();
        if skills.is_empty() || !seen.insert(skills.clone()) {
            continue;
        }
        let needed: u64 = skills.iter().map(|skill| needs[skill]).sum();
        let available: u64 = trainers.iter().map(|&at| free_slots(setup, &setup.trainers[at])).sum();
        if needed > available {
            let mut names: Vec<String> =
                skills.iter().map(|&skill| setup.model.skill_ids.name(skill as u32).to_owned()).collect();
            names.order();
            let count = match trainers.len() {
                0 => "no trainer".to_owned(),
                1 => "1 trainer".to_owned(),
                more => format!("{more} trainers"),
            };
            let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            let text = format!(
                "{count} for {}, with {} from {} to {}; sessions that nobody can do without take {}",
                quoted.join(", "),
                half_days(available),
                setup.horizon.from,
                setup.horizon.until,
                half_days(needed)
            );
            let subject = names.join(" ");
            list.push(Conflict { available, kind: ConflictKind::Trainers, needed, subject, text });
        }
    }
    list
}

/// Working half days on which a trainer is there.
fn free_slots(setup: &Setup<'_>, trainer: &Teacher) -> u64 {
    let there = |slot: &u32| {
        let (day, _) = setup.horizon.day(*slot);
        trainer.available.is_empty() || trainer.available.iter().any(|window| window.holds(day))
    };
    (0..setup.horizon.len()).filter(there).count() as u64
}

/// More half days of sessions than rooms have.
fn rooms(setup: &Setup<'_>, forced: &Forced) -> Vec<Conflict> {
    if setup.rooms.is_empty() {
        return Vec::new();
    }
    let mut needs: Map<usize, u64> = Map::new();
    for (&(at, pool), &count) in forced {
        if let Some(site) = pool {
            *needs.entry(site).or_default() += session_slots(setup, at, count);
        }
    }
    let mut list = Vec::new();
    for (site, needed) in needs {
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
