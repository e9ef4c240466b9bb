//! Units: sections, roles and the organisation.

use super::Population;
use crate::model::Model;
use serde::{Deserialize, Serialize};

/// The kind of a unit: section, role or the whole organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Everyone.
    Organisation,
    /// Everyone who has a role, perhaps among others.
    Role,
    /// Everyone in a section and its parts.
    Section,
}

names! {
    UnitKind:
    Organisation = "organisation",
    Role = "role",
    Section = "section",
}

/// One unit, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// Everyone.
    Organisation,
    /// Everyone who has the role of this id.
    Role(&'a str),
    /// Everyone in the section of this id and its parts.
    Section(&'a str),
}

/// A unit by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitIndex {
    Organisation,
    Role(usize),
    Section(usize),
}

impl UnitIndex {
    /// The unit of that name.
    pub(crate) fn find(model: &Model, unit: Unit<'_>) -> Option<UnitIndex> {
        match unit {
            Unit::Organisation => Some(UnitIndex::Organisation),
            Unit::Role(id) => model
                .role_ids
                .index(id)
                .filter(|&at| at < model.roles.len())
                .map(UnitIndex::Role),
            Unit::Section(id) => model
                .section_ids
                .index(id)
                .filter(|&at| at < model.sections.len())
                .map(UnitIndex::Section),
        }
    }

    pub(crate) fn kind(self) -> UnitKind {
        match self {
            UnitIndex::Organisation => UnitKind::Organisation,
            UnitIndex::Role(_) => UnitKind::Role,
            UnitIndex::Section(_) => UnitKind::Section,
        }
    }

    /// Id and title.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn names(self, model: &Model) -> (&str, &str) {
        match self {
            UnitIndex::Organisation => (&model.id, &model.title),
            UnitIndex::Role(role) => (&model.roles[role].id, &model.roles[role].title),
            UnitIndex::Section(section) => {
                (&model.sections[section].id, &model.sections[section].title)
            }
        }
    }

    /// Which groups belong to the unit.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(crate) fn groups(self, population: &Population) -> Vec<bool> {
        match self {
            UnitIndex::Organisation => vec![true; population.groups.len()],
            UnitIndex::Role(role) => population
                .groups
                .iter()
                .map(|group| group.roles.contains(&role))
                .collect(),
            UnitIndex::Section(section) => {
                let within = population.within(section);
                population
                    .groups
                    .iter()
                    .map(|group| within[group.section])
                    .collect()
            }
        }
    }
}
