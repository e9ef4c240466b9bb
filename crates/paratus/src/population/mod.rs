//! Who is counted: the people employed on a date, grouped by section and roles.

mod need_rows;
mod unit;

pub use unit::{Unit, UnitKind};

pub(crate) use need_rows::NeedRows;
pub(crate) use unit::UnitIndex;

use crate::Date;
use crate::fingerprint::{self, PeopleSet};
use crate::model::Model;
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// People of one section with the same roles: they need the same, and belong to the same units.
#[derive(Clone, Debug)]
pub(crate) struct PeopleGroup {
    /// Index of the section they sit in.
    pub(crate) section: usize,
    /// Indices of their roles.
    pub(crate) roles: Vec<usize>,
    /// Index of what they need.
    pub(crate) profile: usize,
    /// How many they are.
    pub(crate) people: u64,
    /// Who they are, as a number.
    pub(crate) fingerprint: u128,
}

impl PeopleGroup {
    /// Its people as a set.
    pub(crate) fn set(&self) -> PeopleSet {
        PeopleSet {
            people: self.people,
            fingerprint: self.fingerprint,
        }
    }
}

/// The units of the organisation and who is in them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Population {
    /// The section that each section is part of.
    pub(crate) parents: Vec<Option<usize>>,
    /// Every section, its parts before it.
    pub(crate) parts_first: Vec<usize>,
    /// How many roles there are.
    pub(crate) roles: usize,
    pub(crate) groups: Vec<PeopleGroup>,
    /// The group of each person; `None` where they do not work here on the date.
    pub(crate) group_of: Vec<Option<u32>>,
}

impl Population {
    /// Everyone employed on a date.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn new(model: &Model, date: Date) -> Population {
        let people = &model.people;
        let parents: Vec<Option<usize>> = model
            .sections
            .iter()
            .map(|section| section.parent)
            .collect();
        let mut population = Population {
            parts_first: parts_first(&parents),
            parents,
            roles: model.roles.len(),
            groups: Vec::new(),
            group_of: Vec::with_capacity(people.len()),
        };
        let mut known: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for person in 0..people.len() {
            let employed = people.employed(person, date);
            population.group_of.push(employed.then(|| {
                let groups = &mut population.groups;
                let group = *known
                    .entry((people.section[person], people.roles[person]))
                    .or_insert_with(|| {
                        groups.push(PeopleGroup {
                            section: people.section[person] as usize,
                            roles: people
                                .roles_of(person)
                                .iter()
                                .map(|&role| role as usize)
                                .collect(),
                            profile: people.profile[person] as usize,
                            people: 0,
                            fingerprint: 0,
                        });
                        (groups.len() - 1) as u32
                    });
                let set = groups[group as usize].set()
                    + fingerprint::person(people.ids.name(person as u32));
                (
                    groups[group as usize].people,
                    groups[group as usize].fingerprint,
                ) = (set.people, set.fingerprint);
                group
            }));
        }
        population
    }

    /// The people of a unit that `counts` admits.
    pub(crate) fn set_of(
        &self,
        unit: UnitIndex,
        counts: impl Fn(&PeopleGroup) -> bool,
    ) -> PeopleSet {
        let groups = self
            .groups
            .iter()
            .zip(unit.groups(self))
            .filter(|(_, inside)| *inside);
        groups
            .map(|(group, _)| group)
            .filter(|group| counts(group))
            .map(PeopleGroup::set)
            .sum()
    }

    /// What the groups of each section and its parts add up to.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn by_section<T: Clone + Default + for<'a> AddAssign<&'a T>>(
        &self,
        groups: &[T],
    ) -> Vec<T> {
        let mut sums = vec![T::default(); self.parents.len()];
        for (group, part) in self.groups.iter().zip(groups) {
            sums[group.section] += part;
        }
        for &section in &self.parts_first {
            if let Some(parent) = self.parents[section] {
                let part = sums[section].clone();
                sums[parent] += &part;
            }
        }
        sums
    }

    /// What the groups of each role add up to.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn by_role<T: Clone + Default + for<'a> AddAssign<&'a T>>(
        &self,
        groups: &[T],
    ) -> Vec<T> {
        let mut sums = vec![T::default(); self.roles];
        for (group, part) in self.groups.iter().zip(groups) {
            group.roles.iter().for_each(|&role| sums[role] += part);
        }
        sums
    }

    /// What all groups add up to.
    pub(crate) fn of_all<T: Default + for<'a> AddAssign<&'a T>>(groups: &[T]) -> T {
        let mut sum = T::default();
        groups.iter().for_each(|part| sum += part);
        sum
    }

    /// Each employed person with their group.
    pub(crate) fn people(&self) -> impl Iterator<Item = (usize, usize)> {
        self.group_of
            .iter()
            .enumerate()
            .filter_map(|(person, group)| group.map(|group| (person, group as usize)))
    }

    /// Whether each section is `section` or part of it.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn within(&self, section: usize) -> Vec<bool> {
        let mut within = vec![false; self.parents.len()];
        for &at in self.parts_first.iter().rev() {
            within[at] = at == section || self.parents[at].is_some_and(|parent| within[parent]);
        }
        within
    }
}

/// An order in which every section comes after its parts; among equals the first of the programme last.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn parts_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut parts = vec![0usize; parents.len()];
    parents
        .iter()
        .flatten()
        .for_each(|&parent| parts[parent] += 1);
    let mut free: Vec<usize> = (0..parents.len()).filter(|&at| parts[at] == 0).collect();
    let mut order = Vec::with_capacity(parents.len());
    while let Some(at) = free.pop() {
        order.push(at);
        if let Some(parent) = parents[at] {
            parts[parent] -= 1;
            if parts[parent] == 0 {
                free.push(parent);
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::parts_first;

    #[test]
    fn parts_come_before_their_whole() {
        let parents = [Some(2), Some(2), None, Some(1), Some(4)];
        let order = parts_first(&parents[..4]);
        let place = |section| order.iter().position(|&at| at == section).unwrap();
        assert_eq!(order.len(), 4);
        assert!(place(3) < place(1) && place(1) < place(2) && place(0) < place(2));
    }
}
