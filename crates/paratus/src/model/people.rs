//! Compiled people: columns, so that ten million fit.

#![expect(
    clippy::indexing_slicing,
    reason = "indices are made by compile and stay within the tables it built"
)]

use super::{Model, Names, Profile, profile};
use crate::order::{Map, Order};
use crate::{Date, document::PersonDoc};

/// Staff as columns; a person is an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) ids: Names,
    pub(crate) section: Vec<u32>,
    pub(crate) profile: Vec<u32>,
    pub(crate) roles: Vec<u32>,
    pub(crate) leader: Vec<bool>,
    pub(crate) joined: Vec<Date>,
    pub(crate) left: Vec<Date>,
    /// Distinct sets of roles, sorted.
    pub(crate) role_sets: Vec<Vec<u32>>,
}

impl People {
    /// How many people there are.
    pub(crate) fn len(&self) -> usize {
        self.section.len()
    }

    /// Whether the person works here on a date (from the day of joining to the day of leaving).
    #[inline]
    pub(crate) fn employed(&self, person: usize, date: Date) -> bool {
        self.joined[person] <= date && date <= self.left[person]
    }

    /// First and last day on which the person works here, since 1970-01-01; no day for an index that nobody has.
    #[inline]
    pub(crate) fn days_employed(&self, person: u32) -> (i32, i32) {
        let days = self
            .joined
            .get(person as usize)
            .zip(self.left.get(person as usize));
        days.map_or((i32::MAX, i32::MIN), |(joined, left)| {
            (joined.days(), left.days())
        })
    }

    /// Indices of the person's roles, sorted.
    pub(crate) fn roles_of(&self, person: usize) -> &[u32] {
        &self.role_sets[self.roles[person] as usize]
    }
}

/// Compiles people; those without a known section, and repeats, are left out (findings say so).
pub(crate) fn build(model: &Model, documents: &[PersonDoc]) -> (People, Vec<Profile>) {
    let mut people = People::default();
    let mut profiles: Vec<Profile> = Vec::new();
    let mut role_sets: Map<Vec<u32>, u32> = Map::new();
    let mut known: Map<(u32, Option<usize>), u32> = Map::new();
    let mut roles: Vec<u32> = Vec::new();
    for document in documents {
        let Some(section) = model.section_ids.index(&document.section) else {
            continue;
        };
        if !super::is_valid_id(&document.id) {
            continue;
        }
        let Some((_, true)) = people.ids.intern(&document.id) else {
            continue;
        };
        roles.clear();
        roles.extend(
            document
                .roles
                .iter()
                .filter_map(|role| model.role_ids.get(role)),
        );
        roles.order();
        roles.dedup();
        let set = match role_sets.get(&roles) {
            Some(&set) => set,
            None => {
                let set = role_sets.len() as u32;
                role_sets.insert(roles.clone(), set);
                people.role_sets.push(roles.clone());
                set
            }
        };
        let declared_by = model.sections[section].use_declared_by;
        let profile = *known.entry((set, declared_by)).or_insert_with(|| {
            profiles.push(profile::build(model, &roles, declared_by));
            (profiles.len() - 1) as u32
        });
        people.section.push(section as u32);
        people.profile.push(profile);
        people.roles.push(set);
        people.leader.push(document.leader);
        people.joined.push(document.joined.unwrap_or(Date::MIN));
        people.left.push(document.left.unwrap_or(Date::MAX));
    }
    (people, profiles)
}
