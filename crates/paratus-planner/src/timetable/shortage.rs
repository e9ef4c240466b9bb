//! Cheap truths: what is needed at the least beside what there is. Where more is needed, not everybody can be placed,
//! however long the search.
#![expect(clippy::indexing_slicing, reason = "the problem was checked: every index points into its list")]

use super::problem::{BadProblem, TimetableProblem};
use super::world::{World, starts};
use paratus_order::{Map, Order};
use serde::{Deserialize, Serialize};

/// Something that is short for certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shortage {
    /// What is short.
    pub kind: Short,
    /// How much there is.
    pub available: u64,
    /// How much is needed at the least.
    pub needed: u64,
}

/// What can be short, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Short {
    /// Slots in which one more of the section may be away, beside the slots its people need.
    Absence {
        /// The section.
        section: usize,
    },
    /// Slots between the group's earliest and latest, beside those of its chain.
    Chain {
        /// The group.
        group: usize,
    },
    /// People who need the activity (at the site), beside the fewest of a session.
    People {
        /// The activity.
        activity: usize,
        /// The site; nothing online.
        site: Option<usize>,
    },
    /// Slots of the site's rooms, beside those of its sessions.
    Rooms {
        /// The site.
        site: usize,
    },
    /// Times at which a session of the activity can start: within its window, a week, a morning if it takes several slots.
    Starts {
        /// The activity.
        activity: usize,
    },
    /// Slots of the trainers with the skill, beside those of the sessions that need them. Without a site: all sites and
    /// online together.
    Trainers {
        /// The skill.
        skill: u32,
        /// The site.
        site: Option<usize>,
    },
}

/// Everything that is short for certain, sorted by kind and place.
///
/// # Errors
///
/// When the problem makes no sense.
pub fn shortages(problem: &TimetableProblem) -> Result<Vec<Shortage>, BadProblem> {
    problem.check()?;
    let world = World::new(problem);
    let mut found = Vec::new();
    let mut need = |kind: Short, needed: u64, available: u64| {
        if needed > available {
            found.push(Shortage { kind, available, needed });
        }
    };
    let slots = problem.slots.len() as u64;
    let mut of_section = vec![0_u64; problem.sections.len()];
    for (g, group) in problem.groups.iter().enumerate() {
        let chain: u64 = group.chain.iter().map(|&a| u64::from(problem.activities[a].duration)).sum();
        of_section[group.section] += chain * u64::from(group.people);
        let until = group.latest.map_or(slots, |latest| (u64::from(latest) + 1).min(slots));
        if group.people > 0 && !group.chain.is_empty() {
            need(Short::Chain { group: g }, chain, until.saturating_sub(u64::from(group.earliest)));
        }
    }
    for (section, &needed) in of_section.iter().enumerate() {
        need(Short::Absence { section }, needed, slots * u64::from(problem.sections[section].most_away));
    }
    let mut of_rooms: Map<usize, u64> = Map::new();
    let mut of_skill: Map<(u32, Option<usize>), u64> = Map::new();
    for key in world.keys.iter().filter(|key| !key.bookings.is_empty()) {
        let people = key.bookings.len() as u64;
        let a = &problem.activities[key.activity];
        need(Short::People { activity: key.activity, site: key.site }, u64::from(key.min), people);
        if !starts(problem, a).contains(&true) {
            need(Short::Starts { activity: key.activity }, 1, 0);
        }
        let most = if key.cap > 0 { key.cap } else { a.seats_max.max(1) };
        let sessions = people.div_ceil(u64::from(most)) * u64::from(key.duration);
        if let Some(site) = key.site.filter(|_| key.needs_room) {
            *of_rooms.entry(site).or_default() += sessions;
        }
        if let Some(skill) = a.skill {
            *of_skill.entry((skill, None)).or_default() += sessions;
            if key.site.is_some() {
                *of_skill.entry((skill, key.site)).or_default() += sessions;
            }
        }
    }
    for (site, needed) in of_rooms {
        let rooms = problem.rooms.iter().filter(|room| room.site == site && room.seats > 0).count();
        need(Short::Rooms { site }, needed, rooms as u64 * slots);
    }
    for ((skill, site), needed) in of_skill {
        let able = |t: &&super::problem::Trainer| {
            t.skills.contains(&skill) && (site.is_none() || t.site.is_none() || t.site == site)
        };
        let there: u64 = problem.trainers.iter().filter(able).map(|t| hours(t, problem.slots.len())).sum();
        need(Short::Trainers { skill, site }, needed, there);
    }
    found.order();
    Ok(found)
}

/// Slots in which a trainer can teach.
fn hours(trainer: &super::problem::Trainer, slots: usize) -> u64 {
    super::world::available(trainer, slots).iter().filter(|&&yes| yes).count() as u64
}
