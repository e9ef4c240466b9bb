//! Compiled people: columns, so that ten million fit.

use super::{Interner, Model, Profile, periods, profile};
use crate::{Date, document::PersonDoc};
use std::collections::BTreeMap;

/// Staff as columns; a person is an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct People {
    pub(crate) ids: Interner,
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
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
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
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn roles_of(&self, person: usize) -> &[u32] {
        &self.role_sets[self.roles[person] as usize]
    }
}

/// Compiles people; those without a known section are left out (findings say so). A person with several rows has one for each period:
/// the row that holds on `day` counts, see [`periods::on`].
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn build(
    model: &Model,
    documents: &[PersonDoc],
    day: Option<Date>,
) -> (People, Vec<Profile>) {
    let mut people = People::default();
    let mut rows: Vec<&PersonDoc> = Vec::with_capacity(documents.len());
    let mut periods: BTreeMap<usize, Vec<&PersonDoc>> = BTreeMap::new();
    for document in documents {
        if model.section_ids.index(&document.section).is_none() || !super::is_valid_id(&document.id)
        {
            continue;
        }
        match people.ids.intern(&document.id) {
            Some((_, true)) => rows.push(document),
            Some((person, false)) => {
                let person = person as usize;
                let first = rows[person];
                let of_person = periods.get_mut(&person);
                match of_person {
                    Some(of_person) => of_person.push(document),
                    None => {
                        periods.insert(person, vec![first, document]);
                    }
                }
            }
            None => {}
        }
    }
    let mut compiled = CompiledPeople {
        people,
        profiles: Vec::new(),
        role_sets: BTreeMap::new(),
        known: BTreeMap::new(),
    };
    for (person, row) in rows.into_iter().enumerate() {
        let (row, (joined, left)) = match periods.get(&person) {
            Some(rows) => periods::on(row, rows, day, model.as_of),
            None => (row, periods::days(row)),
        };
        compiled.add(model, row, joined, left);
    }
    (compiled.people, compiled.profiles)
}

/// People as they are compiled.
struct CompiledPeople {
    people: People,
    profiles: Vec<Profile>,
    role_sets: BTreeMap<Vec<u32>, u32>,
    /// Profiles by roles and by the section that declares the use.
    known: BTreeMap<(u32, Option<usize>), u32>,
}

impl CompiledPeople {
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn add(&mut self, model: &Model, row: &PersonDoc, joined: Date, left: Date) {
        let Some(section) = model.section_ids.index(&row.section) else {
            return;
        };
        let mut roles: Vec<u32> = row
            .roles
            .iter()
            .filter_map(|role| model.role_ids.get(role))
            .collect();
        roles.sort_unstable();
        roles.dedup();
        let people = &mut self.people;
        let set = if let Some(&set) = self.role_sets.get(&roles) {
            set
        } else {
            let set = self.role_sets.len() as u32;
            self.role_sets.insert(roles.clone(), set);
            people.role_sets.push(roles.clone());
            set
        };
        let declared_by = model.sections[section].use_declared_by;
        let profiles = &mut self.profiles;
        let profile = *self.known.entry((set, declared_by)).or_insert_with(|| {
            profiles.push(profile::build(model, &roles, declared_by));
            (profiles.len() - 1) as u32
        });
        people.section.push(section as u32);
        people.profile.push(profile);
        people.roles.push(set);
        people.leader.push(row.leader);
        people.joined.push(joined);
        people.left.push(left);
    }
}
