//! Records given back, and the same evidence for another version of the programme.

use super::packed::{DATED, NO_EXPIRY, NO_TIME, PackedRecord};
use super::{EvidenceLog, Record, RecordOutcome, usual_key};
use crate::document::{DateTime, EvidenceDoc, Time};
use crate::future_rows::Location;
use crate::{Date, Finding, Programme};

impl EvidenceLog {
    /// Every record that was taken, in no particular order. Records made from answers to surveys are not among them:
    /// the answers are in their own log.
    ///
    /// A key that is the source, or the kind where there is no source, is left out, and the level is named wherever the
    /// objective has a scale. A log made of these records gives the same figures, to the bit.
    ///
    /// ```
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceLog, Programme, Record};
    ///
    /// let programme = Programme::from_json(
    ///     r#"{ "format": 1, "id": "records", "sections": [{ "id": "archive" }],
    ///          "objectives": [{ "id": "file-a-record", "track": "process" }],
    ///          "roles": [{ "id": "clerk", "requires": [{ "objective": "file-a-record" }] }],
    ///          "people": [{ "id": "p-0117", "section": "archive", "roles": ["clerk"] }] }"#,
    /// )?;
    /// let mut log = EvidenceLog::new(&programme);
    /// let quiz = Record::new("p-0117", "file-a-record", Kind::Quiz, 0.8, "2027-03-01".parse()?);
    /// let _ = log.push(&quiz);
    /// assert_eq!(log.records().collect::<Vec<_>>(), [quiz]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let given = self.packed().filter(|(_, packed)| !packed.is_from_survey());
        given.filter_map(|(person, packed)| self.record_of(person, &packed))
    }

    /// The same records for another programme, by the ids of people, objectives and levels. Records of what that
    /// programme does not have are refused; [`EvidenceLog::row_counts`] counts them.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Programme;
    /// use paratus::document::PersonDoc;
    ///
    /// let log = sample::evidence(&sample::programme());
    /// let smaller = sample::document().people([PersonDoc::new("p-00", "registry").roles(["clerk"])]);
    /// let moved = log.for_programme(&Programme::compile(&smaller));
    /// assert_eq!(moved.len(), 3, "the records of everyone else are refused");
    /// ```
    #[must_use]
    pub fn for_programme(&self, programme: &Programme) -> EvidenceLog {
        if self.programme().is_same(programme) {
            return self.clone();
        }
        let mut log = self.with_same_layout(programme);
        for (person, packed) in self.packed() {
            let Some(record) = self.record_of(person, &packed) else {
                continue;
            };
            // What was odd about it was said when it was first read.
            let _ = log.push_at(
                &record,
                (!packed.is_from_survey()).then_some(Location::Nowhere),
            );
        }
        *log.later_mut() = self.later().clone();
        log
    }

    /// The given records for another programme, with those of `waiting`: records of people, objectives or levels that an
    /// earlier programme did not have. Those that this one lacks are handed back instead of refused, with the reason for
    /// each. The counts of refused records stay those of reading.
    pub(crate) fn reload(
        &self,
        programme: &Programme,
        waiting: &[EvidenceDoc],
    ) -> (EvidenceLog, Vec<(EvidenceDoc, Option<Finding>)>) {
        let mut log = self.with_same_layout(programme);
        let mut missing = Vec::new();
        for record in self.records().chain(waiting.iter().map(Record::from)) {
            match log.push_at(&record, Some(Location::Nowhere)) {
                RecordOutcome::Accepted | RecordOutcome::Warned(_) => {}
                RecordOutcome::Refused(finding) => {
                    missing.push((EvidenceDoc::from(record), Some(*finding)));
                }
                RecordOutcome::SetAside => missing.push((EvidenceDoc::from(record), None)),
            }
        }
        *log.later_mut() = self.later().clone();
        log.set_counts_of(self);
        (log, missing)
    }

    /// A record with its texts.
    fn record_of(&self, person: u32, packed: &PackedRecord) -> Option<Record<'_>> {
        let (model, names) = (self.programme().model(), self.names_ref());
        let objective = model.objectives.get(packed.objective as usize)?;
        let date = Date::from_days(packed.day)?;
        let (kind, source) = (packed.kind(), packed.source(names));
        // A key that belongs to its day was never written: it follows from source and day.
        let key = (packed.key & DATED == 0).then(|| packed.key_text(names));
        let usual = usual_key(source, kind);
        Some(Record {
            level: objective.level_name(packed.level),
            key: key.filter(|key| *key != usual || kind == crate::document::Kind::Observation),
            expires: (packed.expires != NO_EXPIRY)
                .then(|| Date::from_days(packed.expires))
                .flatten(),
            source,
            time: Time::from_seconds(packed.time).filter(|_| packed.time != NO_TIME),
            ..Record::new(
                model.people.ids.name(person),
                &objective.id,
                kind,
                packed.value,
                date,
            )
        })
    }
}

impl From<Record<'_>> for EvidenceDoc {
    fn from(record: Record<'_>) -> EvidenceDoc {
        EvidenceDoc {
            date: DateTime {
                day: record.date,
                time: record.time,
            },
            expires: record.expires,
            key: record.key.map(str::to_owned),
            kind: record.kind,
            level: record.level.map(str::to_owned),
            objective: record.objective.to_owned(),
            person: record.person.to_owned(),
            source: record.source.map(str::to_owned),
            value: record.value,
        }
    }
}
