//! What may be published: no figure of fewer than `min_cell` people, nor one from which it could be derived.
//!
//! Sections with the organisation are nested. What can be derived from published ones by adding and subtracting is made
//! of their *remainders*: each one's people minus those of the published units directly inside it. So when every
//! remainder is empty or has at least `min_cell` people, everything that can be derived has too. Where one is too small,
//! the smallest unit inside that mends it is hidden as well.
//!
//! Roles cut across sections. A role is published only if no combination of it with roles published before it (larger
//! ones first), each added or subtracted, and with any published sections and the organisation, leaves a few people over.
//! With seven roles or fewer all such combinations are tried; with more, those of up to three or two roles and the sum of
//! all of them.
//!
//! Some figures are sums of others: readiness of what each need makes up of the gap, a track of what was shown. Where a
//! part of such a sum is withheld, it must not follow from the whole and the other parts. It does not where everything
//! that can be derived from the published wholes is about enough people of whom a part stays unknown: [`covers`].
//!
//! The decision looks at all units at once, whichever were asked for: asking twice reveals nothing.

#![expect(clippy::indexing_slicing, reason = "sections, roles and groups are indices of the same population")]

use super::population::Population;
use crate::order::{Map, Order};

/// Which units may be published.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Published {
    pub(crate) organisation: bool,
    pub(crate) sections: Vec<bool>,
    pub(crate) roles: Vec<bool>,
}

impl Published {
    /// Every unit of a population.
    pub(crate) fn everything(population: &Population) -> Published {
        Published {
            organisation: true,
            sections: vec![true; population.parents.len()],
            roles: vec![true; population.roles],
        }
    }
}

impl Published {
    /// No unit of a population.
    pub(crate) fn nothing(population: &Population) -> Published {
        Published {
            organisation: false,
            sections: vec![false; population.parents.len()],
            roles: vec![false; population.roles],
        }
    }
}

/// Nobody, or enough.
fn good(people: u64, min_cell: u64) -> bool {
    people == 0 || people >= min_cell
}

/// Which of the `allowed` units may publish a figure on the people of `weights` (how many of each group it is about).
pub(crate) fn publish(population: &Population, weights: &[u64], min_cell: u64, allowed: &Published) -> Published {
    let mut published = publish_sections(population, weights, min_cell, allowed);
    published.roles = publish_roles(population, weights, min_cell, allowed, &published);
    published
}

/// The same for sections and the organisation alone: they do not depend on roles, which are left unpublished.
pub(crate) fn publish_sections(
    population: &Population,
    weights: &[u64],
    min_cell: u64,
    allowed: &Published,
) -> Published {
    let root = population.parents.len();
    let parent = |at: usize| if at == root { None } else { Some(population.parents[at].unwrap_or(root)) };
    let order = || population.parts_first.iter().copied().chain([root]);
    let mut people = vec![0u64; root + 1];
    for (group, weight) in population.groups.iter().zip(weights) {
        people[group.section] += weight;
    }
    let mut parts = vec![Vec::new(); root + 1];
    for at in order() {
        if let Some(parent) = parent(at) {
            people[parent] += people[at];
            parts[parent].push(at);
        }
    }
    let mut shown: Vec<bool> = allowed.sections.iter().copied().chain([allowed.organisation]).collect();
    let mut remainder = vec![0u64; root + 1];
    // The published units directly inside each one: parts, or what is published inside hidden parts.
    let mut inside: Vec<Vec<usize>> = vec![Vec::new(); root + 1];
    for at in order() {
        shown[at] &= good(people[at], min_cell);
        let mut within = Vec::new();
        for &part in &parts[at] {
            if shown[part] && people[part] > 0 {
                within.push(part);
            } else {
                within.append(&mut inside[part]);
            }
        }
        let mut left = people[at] - within.iter().map(|&part| people[part]).sum::<u64>();
        while shown[at] && !good(left, min_cell) {
            // Hiding a unit adds its remainder, which is empty or large enough. The smallest that mends it; else the
            // smallest, so that those inside it come up.
            let smallest =
                within.iter().enumerate().min_by_key(|&(_, &part)| (remainder[part] == 0, people[part], part));
            let Some((place, &part)) = smallest else { break };
            within.swap_remove(place);
            shown[part] = false;
            left += remainder[part];
            within.append(&mut inside[part]);
        }
        shown[at] &= good(left, min_cell);
        remainder[at] = left;
        inside[at] = within;
    }
    let organisation = shown.pop().unwrap_or_default();
    Published { organisation, sections: shown, roles: vec![false; population.roles] }
}

/// People that published sections cannot tell apart: those of one remainder, by roles.
struct Cells {
    /// For each remainder that is published, and for everyone outside all published units.
    remainders: Vec<Remainder>,
}

struct Remainder {
    /// Whether a published figure is about exactly these people, so that it can be added or subtracted.
    known: bool,
    /// Distinct sets of roles, with how many people have them, and how many of these count.
    groups: Vec<(Vec<usize>, u64, u64)>,
}

impl Cells {
    /// Of the people `of` those of `counted` count: a few of the others may be left over, none of these.
    fn new(population: &Population, of: &[u64], counted: &[u64], published: &Published) -> Cells {
        let root = population.parents.len();
        let mut holder = vec![root; root];
        for &at in population.parts_first.iter().rev() {
            let above = population.parents[at].map_or(root, |parent| holder[parent]);
            holder[at] = if published.sections[at] { at } else { above };
        }
        let mut cells: Map<usize, Map<&[usize], (u64, u64)>> = Map::new();
        for ((group, &people), &counted) in population.groups.iter().zip(of).zip(counted).filter(|((_, n), _)| **n > 0)
        {
            let held = cells.entry(holder[group.section]).or_default().entry(&group.roles).or_default();
            *held = (held.0 + people, held.1 + counted);
        }
        let remainder = |(at, groups): (usize, Map<&[usize], (u64, u64)>)| Remainder {
            known: at != root || published.organisation,
            groups: groups.into_iter().map(|(roles, (people, counted))| (roles.to_vec(), people, counted)).collect(),
        };
        Cells { remainders: cells.into_iter().map(remainder).collect() }
    }

    fn groups(&self) -> usize {
        self.remainders.iter().map(|remainder| remainder.groups.len()).sum()
    }

    /// Whether a combination of roles (`factors`, by role) is about nobody or about enough people who count, whatever
    /// published sections and the organisation are added and subtracted: in every remainder one value can be brought to
    /// zero.
    fn good(&self, factors: &[i64], min_cell: u64) -> bool {
        let (mut left, mut others) = (0, 0);
        let mut by_value: Vec<(i64, u64, u64)> = Vec::new();
        for remainder in &self.remainders {
            by_value.clear();
            let mut whole = (0, 0);
            for (roles, people, counted) in &remainder.groups {
                let value = roles.iter().map(|&role| factors[role]).sum();
                match by_value.iter_mut().find(|(known, _, _)| *known == value) {
                    Some(held) => *held = (value, held.1 + counted, held.2 + people),
                    None => by_value.push((value, *counted, *people)),
                }
                whole = (whole.0 + counted, whole.1 + people);
            }
            let nothing = by_value.iter().filter(|(value, _, _)| remainder.known || *value == 0);
            let most = nothing.map(|&(_, counted, people)| (counted, people)).max().unwrap_or_default();
            left += whole.0 - most.0;
            others += whole.1 - most.1;
            if left >= min_cell {
                return true;
            }
        }
        others == 0
    }
}

fn publish_roles(
    population: &Population,
    weights: &[u64],
    min_cell: u64,
    allowed: &Published,
    published: &Published,
) -> Vec<bool> {
    let mut people = vec![0u64; population.roles];
    for (group, weight) in population.groups.iter().zip(weights) {
        group.roles.iter().for_each(|&role| people[role] += weight);
    }
    let mut shown: Vec<bool> = (0..population.roles).map(|role| allowed.roles[role] && people[role] == 0).collect();
    let mut candidates: Vec<usize> =
        (0..population.roles).filter(|&role| allowed.roles[role] && people[role] >= min_cell).collect();
    candidates.order_by_key(|&role| (std::cmp::Reverse(people[role]), role));
    let cells = Cells::new(population, weights, weights, published);
    let mut accepted: Vec<usize> = Vec::new();
    for role in candidates {
        if safe(&cells, &accepted, role, population.roles, min_cell) {
            accepted.push(role);
            shown[role] = true;
        }
    }
    shown
}

/// Whether no combination of a role with those accepted before leaves a few people over.
fn safe(cells: &Cells, accepted: &[usize], role: usize, roles: usize, min_cell: u64) -> bool {
    let mut factors = vec![0i64; roles];
    factors[role] = 1;
    let deepest = match accepted.len() {
        0..=6 => accepted.len(),
        many if many * many * cells.groups() <= 1_000_000 => 2,
        _ => 1,
    };
    if !combinations(cells, accepted, &mut factors, deepest, min_cell) {
        return false;
    }
    accepted.iter().for_each(|&role| factors[role] = 1);
    cells.good(&factors, min_cell)
}

/// Tries `factors` as they are, and with up to `more` of the `others` added or subtracted.
fn combinations(cells: &Cells, others: &[usize], factors: &mut [i64], more: usize, min_cell: u64) -> bool {
    if !cells.good(factors, min_cell) {
        return false;
    }
    if more == 0 {
        return true;
    }
    others.iter().enumerate().all(|(at, &other)| {
        [1, -1].into_iter().all(|factor| {
            factors[other] = factor;
            let fine = combinations(cells, &others[at + 1..], factors, more - 1, min_cell);
            factors[other] = 0;
            fine
        })
    })
}

/// Whether everything that can be derived from published figures on the people `of` (how many of each group) is about at
/// least `min_cell` of the `opaque` ones among them, or about nobody.
pub(crate) fn covers(
    population: &Population,
    of: &[u64],
    opaque: &[u64],
    min_cell: u64,
    published: &Published,
) -> bool {
    let cells = Cells::new(population, of, opaque, published);
    if !cells
        .remainders
        .iter()
        .all(|cell| !cell.known || cell.groups.iter().map(|group| group.2).sum::<u64>() >= min_cell)
    {
        return false;
    }
    let mut people = vec![0u64; population.roles];
    for (group, weight) in population.groups.iter().zip(of) {
        group.roles.iter().for_each(|&role| people[role] += weight);
    }
    let mut roles: Vec<usize> =
        (0..population.roles).filter(|&role| published.roles[role] && people[role] > 0).collect();
    roles.order_by_key(|&role| (std::cmp::Reverse(people[role]), role));
    let safe = |at: usize| safe(&cells, &roles[..at], roles[at], population.roles, min_cell);
    (0..roles.len()).all(safe)
}

#[cfg(test)]
#[path = "privacy_tests.rs"]
mod tests;
