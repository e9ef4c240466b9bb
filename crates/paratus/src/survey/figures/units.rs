//! Sections and the organisation as units of a survey: who belongs to them.

use crate::Date;
use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::fingerprint::PeopleSet;
use crate::model::Model;
use crate::population::Population;
use crate::survey::log::ResponseLog;
use crate::units::UnitKind;

/// The organisation and all sections at a date.
pub(super) struct RespondentsByUnit<'a> {
    model: &'a Model,
    /// People employed on the date, by section with its parts; the organisation last.
    staff: Vec<PeopleSet>,
    /// What makes the figures of the survey leave.
    pub(super) publisher: Publisher,
}

/// A unit: the place of a section, or one past the last section for the organisation.
pub(super) type RespondentIndex = usize;

impl<'a> RespondentsByUnit<'a> {
    #[expect(clippy::indexing_slicing, reason = "indices of sections and the whole")]
    pub(super) fn new(
        log: &'a ResponseLog,
        as_of: Date,
        disclosure: &Disclosure,
    ) -> RespondentsByUnit<'a> {
        let model = log.model();
        let population = Population::new(log.programme().on(as_of).model(), as_of);
        let mut staff = vec![PeopleSet::default(); model.sections.len() + 1];
        for group in &population.groups {
            for at in everyone(model, Some(group.section)) {
                staff[at] += group.set();
            }
        }
        RespondentsByUnit {
            model,
            staff,
            publisher: log.publisher(disclosure),
        }
    }

    /// All units: the organisation, then the sections in the order of the programme.
    pub(super) fn places(&self) -> impl Iterator<Item = RespondentIndex> + use<> {
        let sections = self.model.sections.len();
        std::iter::once(sections).chain(0..sections)
    }

    /// How many units there are.
    pub(super) fn len(&self) -> usize {
        self.staff.len()
    }

    /// The people of a unit, of whom this many answered: pseudonyms may be more than the people who work there.
    #[expect(clippy::indexing_slicing, reason = "indices of sections and the whole")]
    pub(super) fn set(&self, unit: RespondentIndex, respondents: u64) -> PeopleSet {
        let staff = self.staff[unit];
        let few = self.publisher.is_small_group(staff.people);
        PeopleSet {
            people: if few {
                staff.people
            } else {
                staff.people.max(respondents)
            },
            ..staff
        }
    }

    /// How many work in a unit.
    #[expect(clippy::indexing_slicing, reason = "indices of sections and the whole")]
    pub(super) fn heads(&self, unit: RespondentIndex) -> u64 {
        self.staff[unit].people
    }

    /// The units that someone of a section belongs to.
    pub(super) fn of(&self, section: Option<usize>) -> impl Iterator<Item = RespondentIndex> {
        everyone(self.model, section)
    }

    pub(super) fn kind(&self, unit: RespondentIndex) -> UnitKind {
        if unit == self.model.sections.len() {
            UnitKind::Organisation
        } else {
            UnitKind::Section
        }
    }

    /// Id and title.
    pub(super) fn names(&self, unit: RespondentIndex) -> (String, String) {
        let model = self.model;
        model.sections.get(unit).map_or_else(
            || (model.id.clone(), model.title.clone()),
            |s| (s.id.clone(), s.title.clone()),
        )
    }
}

/// A section, those it is part of, and the organisation.
fn everyone(model: &Model, section: Option<usize>) -> impl Iterator<Item = RespondentIndex> {
    section
        .into_iter()
        .flat_map(|at| model.lineage(at))
        .chain([model.sections.len()])
}
