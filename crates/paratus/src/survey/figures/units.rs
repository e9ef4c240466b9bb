//! Sections and the organisation as units of a survey: who belongs to them, and what may be published of them.

#![expect(clippy::indexing_slicing, reason = "sections are indices of the model; the organisation comes after them")]

use super::estimate::Reason;
use crate::Date;
use crate::model::Model;
use crate::survey::log::ResponseLog;
use crate::survey::sheet::SheetRow;
use crate::units::{Decisions, Group, Population, Published, UnitKind, publish_sections};

/// The organisation and all sections at a date.
pub(super) struct Units<'a> {
    model: &'a Model,
    population: Population,
    allowed: Published,
    /// People employed on the date, by section with its parts; the organisation last.
    pub(super) heads: Vec<u64>,
}

/// A unit: the place of a section, or one past the last section for the organisation.
pub(super) type Place = usize;

impl<'a> Units<'a> {
    pub(super) fn new(log: &'a ResponseLog, as_of: Date) -> Units<'a> {
        let model = log.model();
        let population = Population::new(model, as_of);
        let allowed = Decisions::new(model, &population).units;
        let mut heads = vec![0; model.sections.len() + 1];
        for group in &population.groups {
            for at in whole(model, Some(group.section)) {
                heads[at] += group.people;
            }
        }
        Units { model, population, allowed, heads }
    }

    /// All units: the organisation, then the sections in the order of the programme.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let sections = self.model.sections.len();
        std::iter::once(sections).chain(0..sections)
    }

    /// The units that someone of a section belongs to.
    pub(super) fn of(&self, section: Option<usize>) -> impl Iterator<Item = Place> {
        whole(self.model, section)
    }

    pub(super) fn kind(&self, unit: Place) -> UnitKind {
        if unit == self.model.sections.len() { UnitKind::Organisation } else { UnitKind::Section }
    }

    /// Id and title.
    pub(super) fn names(&self, unit: Place) -> (String, String) {
        let model = self.model;
        model
            .sections
            .get(unit)
            .map_or_else(|| (model.id.clone(), model.title.clone()), |s| (s.id.clone(), s.title.clone()))
    }

    /// For each unit why a figure about these respondents must not be published of it, if so: the unit itself may not be,
    /// or they are too few, or the figure would give away others.
    pub(super) fn withheld<'r>(&self, respondents: impl Iterator<Item = &'r SheetRow<'r>>) -> Vec<Option<Reason>> {
        let root = self.model.sections.len();
        let mut people = vec![0u64; root + 1];
        let mut direct = vec![0u64; root + 1];
        for row in respondents {
            direct[row.section.unwrap_or(root)] += 1;
            whole(self.model, row.section).for_each(|at| people[at] += 1);
        }
        let group = |(section, &people): (usize, &u64)| Group { section, roles: Vec::new(), profile: 0, people };
        let answering = Population {
            parents: self.population.parents.clone(),
            parts_first: self.population.parts_first.clone(),
            roles: 0,
            groups: direct.iter().enumerate().map(group).collect(),
            group_of: Vec::new(),
        };
        let min_cell = u64::from(self.model.rules.min_cell);
        let published = publish_sections(&answering, &direct, min_cell, &self.allowed);
        let withheld = |at: usize| {
            let shown = published.sections.get(at).copied().unwrap_or(published.organisation);
            let few = |people: u64| people > 0 && people < min_cell;
            match shown {
                true => None,
                false if few(people[at]) || few(self.heads[at]) => Some(Reason::FewerThanMinCell),
                false => Some(Reason::Complementary),
            }
        };
        (0..=root).map(withheld).collect()
    }
}

/// A section, those it is part of, and the organisation.
fn whole(model: &Model, section: Option<usize>) -> impl Iterator<Item = Place> {
    section.into_iter().flat_map(|at| model.lineage(at)).chain([model.sections.len()])
}
