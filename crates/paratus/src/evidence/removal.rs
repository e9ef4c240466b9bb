//! Records taken away again: imported by mistake, withdrawn by their system, or of a person who asks for it.

use super::EvidenceLog;
use super::packed::{DATED, PackedRecord};

/// Which given records are meant: those that every part fits which is named.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PackedSelection {
    /// Number of the person.
    pub(crate) person: Option<u32>,
    /// Number of the objective.
    pub(crate) objective: Option<u32>,
    /// Number of the text of the key.
    pub(crate) key: Option<u32>,
}

impl PackedSelection {
    /// Records made from answers to surveys are never meant: they go with their answers.
    fn fits(&self, person: u32, record: &PackedRecord) -> bool {
        !record.is_from_survey()
            && self.person.is_none_or(|number| number == person)
            && self
                .objective
                .is_none_or(|number| number == record.objective)
            && self.key.is_none_or(|number| number == record.key & !DATED)
    }
}

impl EvidenceLog {
    /// The number of the text of a key, where any record has it.
    pub(crate) fn key_number(&self, key: &str) -> Option<u32> {
        self.names_ref().get(key)
    }

    /// The log without some records, and the people whose records they were, in the order of the programme. What was counted on
    /// reading stays.
    pub(crate) fn without(&self, selection: &PackedSelection) -> (EvidenceLog, Vec<u32>) {
        let mut kept = self.with_same_layout(self.programme());
        *kept.names_mut() = self.names();
        kept.set_all_counts_of(self);
        let mut touched = Vec::new();
        for (person, record) in self.packed() {
            if selection.fits(person, &record) {
                touched.push(person);
            } else {
                kept.add(person, record);
            }
        }
        *kept.later_mut() = self.later().without_places();
        touched.sort_unstable();
        touched.dedup();
        (kept, touched)
    }
}
