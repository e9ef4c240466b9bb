//! Records taken out of a store again.

use super::EvidenceStore;
use crate::document::{EvidenceDoc, IdKind, read_table};
use crate::evidence::{PackedSelection, usual_key};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::schema_id::schema_id;
use crate::{Code, Error, ErrorKind, Finding};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`RemovalAnswer`].
    RemovalSchema = "paratus/removed/1"
}

/// A selection of evidence records by person, objective and key: those that fit every part that is named, at least one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct RecordSelection {
    /// The key. Of a record without one it is the source; without a source, the name of the kind.
    pub key: Option<String>,
    /// Id of the objective.
    pub objective: Option<String>,
    /// Id of the person.
    pub person: Option<String>,
}

/// The answer to a removal of evidence: how many records were removed, and whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RemovalAnswer {
    /// How many records were removed.
    pub removed: u64,
    /// Schema id of the answer.
    pub schema: RemovalSchema,
    /// Ids of the people whose records they were: those of the programme in its order, then those of whom only records were removed that wait for another.
    pub touched: Vec<String>,
}

constructors! {
    r#"let made = answers::RecordSelection::new().key("attempt-7");"#
    RecordSelection default { key: optional_text, objective: optional_text, person: optional_text }
}

impl RecordSelection {
    /// Whether a record that waits for another programme is meant.
    fn fits(&self, record: &EvidenceDoc) -> bool {
        let usual = usual_key(record.source.as_deref(), record.kind);
        let fits =
            |part: &Option<String>, text: &str| part.as_deref().is_none_or(|wanted| wanted == text);
        fits(&self.person, &record.person)
            && fits(&self.objective, &record.objective)
            && fits(&self.key, record.key.as_deref().unwrap_or(usual))
    }
}

impl EvidenceStore {
    /// Removes records: what was imported by mistake, what its system has withdrawn, or all of a person. Earlier records that they
    /// superseded under another key count as before. Answers to surveys stay, and so do the findings of reading.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::RecordSelection;
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceStore, Record};
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let mut quiz = Record::new("p-00", "search", Kind::Quiz, 0.8, "2027-02-01".parse()?);
    /// quiz.key = Some("attempt-7");
    /// store.append([quiz]);
    /// let removed = store.remove(&RecordSelection::default().key("attempt-7"))?;
    /// assert_eq!((removed.removed, removed.touched, store.log().len()), (1, vec!["p-00".to_owned()], 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where no part is named, or the programme has no such person or objective.
    pub fn remove(&mut self, records: &RecordSelection) -> Result<RemovalAnswer, Error> {
        let waited = self.waiting.len();
        let is_waiting = self.waiting.iter().any(|record| records.fits(record));
        let before = self.appended_log().len();
        let mut touched = Vec::new();
        if let Some(selection) = self.selection(records, !is_waiting)? {
            let (rest, people) = self.appended_log().without(&selection);
            let ids = &rest.programme().model().people.ids;
            touched.extend(people.iter().map(|person| ids.name(*person).to_owned()));
            if !touched.is_empty() {
                self.replace_appended(rest);
            }
        }
        self.waiting.retain(|record| {
            let goes = records.fits(record);
            if goes && !touched.contains(&record.person) {
                touched.push(record.person.clone());
            }
            !goes
        });
        let removed = before - self.appended_log().len() + waited - self.waiting.len();
        Ok(RemovalAnswer {
            removed: removed as u64,
            schema: RemovalSchema::V1,
            touched,
        })
    }

    /// Removes records as [`EvidenceStore::remove`] does; the selection is JSON text: `{"key": "attempt-7"}`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// assert_eq!(store.remove_json(r#"{ "key": "attempt-7" }"#)?.removed, 0);
    /// assert!(store.remove_json("{}").is_err(), "all records are not removed by leaving everything out");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`EvidenceStore::remove`], and where the selection cannot be read.
    pub fn remove_json(&mut self, records: &str) -> Result<RemovalAnswer, Error> {
        self.remove(&read_table("records", records)?)
    }

    /// The same records by numbers; nothing where no record of this programme can be meant. Ids that are in neither the programme nor
    /// a record that waits are refused where `strict`.
    fn selection(
        &self,
        records: &RecordSelection,
        strict: bool,
    ) -> Result<Option<PackedSelection>, Error> {
        let RecordSelection {
            key,
            objective,
            person,
        } = records;
        if (key, objective, person) == (&None, &None, &None) {
            let finding = describe!(Code::MissingKey, "records", NoRecordsNamed)
                .help("name them by `key`, `person` or `objective`");
            return Err(Error::new(ErrorKind::Shape, vec![finding]));
        }
        let model = self.log.programme().model();
        let (mut selection, mut unknown) = (PackedSelection::default(), Vec::new());
        if let Some(id) = person.as_deref() {
            let id = model.previous_ids.current(IdKind::Person, id);
            selection.person = model.people.ids.get(id);
            if selection.person.is_none() {
                let finding = no_such("person", id);
                unknown.push(finding.did_you_mean(id, self.log.programme().people_ids()));
            }
        }
        if let Some(id) = objective.as_deref() {
            let id = model.previous_ids.current(IdKind::Objective, id);
            let place = model.objectives.iter().position(|one| one.id == id);
            selection.objective = place.and_then(|place| u32::try_from(place).ok());
            if selection.objective.is_none() {
                let known = model.objectives.iter().map(|one| one.id.as_str());
                unknown.push(no_such("objective", id).did_you_mean(id, known));
            }
        }
        if !unknown.is_empty() {
            return if strict {
                Err(Error::new(ErrorKind::Unknown, unknown))
            } else {
                Ok(None)
            };
        }
        if let Some(key) = key {
            selection.key = self.appended_log().key_number(key);
            if selection.key.is_none() {
                return Ok(None);
            }
        }
        Ok(Some(selection))
    }

    /// Takes other records in place of those that were given.
    fn replace_appended(&mut self, appended: crate::EvidenceLog) {
        self.assessment = None;
        if self.appended.is_none() {
            self.log = appended;
            return;
        }
        self.log = appended.clone();
        // What is odd about an answer was said when it was read.
        let _ = self.log.extend_survey_records(&self.survey_records);
        self.appended = Some(appended);
    }
}

fn no_such(what: &'static str, id: &str) -> Finding {
    describe!(
        Code::UnknownReference,
        format!("records.{what}"),
        NameUnknown {
            kind: what,
            given: shorten(id)
        }
    )
}
