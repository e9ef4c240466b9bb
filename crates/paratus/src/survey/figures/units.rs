//! Sections and the organisation as units of a survey: who belongs to them.

#![expect(clippy::indexing_slicing, reason = "sections are indices of the model; the organisation comes after them")]

use crate::disclosure::{PeopleSet, Publisher};
use crate::model::Model;
use crate::survey::log::ResponseLog;
use crate::units::{Population, UnitKind};
use crate::{Date, Disclosure};

/// The organisation and all sections at a date.
pub(super) struct Units<'a> {
    model: &'a Model,
    /// People employed on the date, by section with its parts; the organisation last.
    staff: Vec<PeopleSet>,
    /// What makes the figures of the survey leave.
    pub(super) publisher: Publisher,
}

/// A unit: the place of a section, or one past the last section for the organisation.
pub(super) type Place = usize;

impl<'a> Units<'a> {
    pub(super) fn new(log: &'a ResponseLog, as_of: Date, disclosure: &Disclosure) -> Units<'a> {
        let model = log.model();
        let population = Population::new(model, as_of);
        let mut staff = vec![PeopleSet::default(); model.sections.len() + 1];
        for group in &population.groups {
            for at in whole(model, Some(group.section)) {
                staff[at] += group.set();
            }
        }
        Units { model, staff, publisher: log.publisher(disclosure) }
    }

    /// All units: the organisation, then the sections in the order of the programme.
    pub(super) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        let sections = self.model.sections.len();
        std::iter::once(sections).chain(0..sections)
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.staff.len()
    }

    /// The people of a unit, of whom so many answered: pseudonyms may be more than the people who work there.
    pub(super) fn set(&self, unit: Place, respondents: u64) -> PeopleSet {
        let staff = self.staff[unit];
        let few = self.publisher.is_few(staff.people);
        PeopleSet { people: if few { staff.people } else { staff.people.max(respondents) }, ..staff }
    }

    /// How many work in a unit.
    pub(super) fn heads(&self, unit: Place) -> u64 {
        self.staff[unit].people
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
}

/// A section, those it is part of, and the organisation.
fn whole(model: &Model, section: Option<usize>) -> impl Iterator<Item = Place> {
    section.into_iter().flat_map(|at| model.lineage(at)).chain([model.sections.len()])
}
