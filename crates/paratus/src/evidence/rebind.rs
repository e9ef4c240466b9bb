//! The same evidence for another version of the programme.

use super::packed::{DATED, NEVER};
use super::{EvidenceLog, Record};
use crate::later::Spot;
use crate::{Date, Programme};

impl EvidenceLog {
    /// The same records for another programme, by the ids of people, objectives and levels. Records of what that
    /// programme does not have are refused; [`EvidenceLog::refused`] counts them.
    #[must_use]
    pub fn for_programme(&self, programme: &Programme) -> EvidenceLog {
        if self.programme().is_same(programme) {
            return self.clone();
        }
        let mut log = self.like(programme);
        let (model, names) = (self.programme().model(), self.names());
        for (person, packed) in self.packed() {
            let Some(objective) = model.objectives.get(packed.objective as usize) else { continue };
            let Some(date) = Date::from_days(packed.day) else { continue };
            let record = Record {
                level: objective.level_name(packed.level),
                // A key that goes with the day was never written: it is made again from source and day.
                key: (packed.key & DATED == 0).then(|| packed.key_text(&names)),
                expires: (packed.expires != NEVER).then(|| Date::from_days(packed.expires)).flatten(),
                source: packed.source(&names),
                ..Record::new(model.people.ids.name(person), &objective.id, packed.kind(), packed.value, date)
            };
            // What was odd about it was said when it was first read.
            let _ = log.push_at(&record, (!packed.is_said()).then_some(Spot::Nowhere));
        }
        *log.later_mut() = self.later().clone();
        log
    }
}
