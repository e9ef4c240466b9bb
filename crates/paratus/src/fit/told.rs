//! Of which sections head counts may leave.

#![expect(clippy::indexing_slicing, reason = "sections are indices of the model")]

use crate::model::Model;
use crate::units::{At, Decisions, Population};

/// The sections of which head counts may leave: here a section is all for whom its declared use holds.
pub(super) struct Told {
    sections: Vec<bool>,
    min_cell: u64,
}

impl Told {
    /// A head count of a section, where it may leave.
    pub(super) fn count(&self, section: usize, people: u64) -> Option<u64> {
        Some(people).filter(|&people| self.sections[section] && (people == 0 || people >= self.min_cell))
    }
}

/// All for whom the use of a section holds are the section less those inside it that declare their own: a difference of
/// units, and so of enough people where all of them may be published.
pub(super) fn sections(model: &Model, population: &Population) -> Told {
    let units = Decisions::new(model, population).units;
    let own: Vec<bool> = (0..model.sections.len()).map(|at| At::Section(at).is_in(&units)).collect();
    let mut told = own.clone();
    for (at, section) in model.sections.iter().enumerate() {
        let declares = section.use_declared_by == Some(at);
        let around = section.parent.and_then(|parent| model.sections[parent].use_declared_by);
        if let (true, false, Some(around)) = (declares, own[at], around) {
            told[around] = false;
        }
    }
    Told { sections: told, min_cell: u64::from(model.rules.min_cell) }
}
