//! Records that have expired and hide one of the same key that has not.

use super::packed::PackedRecord;
use super::{EvidenceLog, LatestRecords, RecordsByPerson, evidence_weights};
use crate::finding::describe;
use crate::model::{Interner, Model};
use crate::table::LimitedFindings;
use crate::{Code, Date, Finding};
use std::collections::BTreeMap;

/// Finds them, person by person.
pub(crate) struct HiddenByExpired<'a> {
    model: &'a Model,
    names: &'a Interner,
    as_of: Date,
    weights: Vec<f64>,
    findings: LimitedFindings,
}

impl<'a> HiddenByExpired<'a> {
    fn new(model: &'a Model, names: &'a Interner, as_of: Date) -> HiddenByExpired<'a> {
        HiddenByExpired {
            model,
            names,
            as_of,
            weights: evidence_weights(model),
            findings: LimitedFindings::default(),
        }
    }

    /// Looks at all records of a person.
    fn look_at(&mut self, person: u32, records: &[PackedRecord]) {
        let day = self.as_of.days();
        let mut latest = LatestRecords::default();
        let known = records.iter().copied();
        let latest = latest.known_on(day, i32::MIN, known, self.names, &self.weights);
        let mut expired: BTreeMap<(u32, u32, i32), PackedRecord> = BTreeMap::new();
        for record in latest.iter().filter(|record| record.expires < day) {
            expired.entry(record.slot()).or_insert_with(|| *record);
        }
        let mut hidden: Vec<(&PackedRecord, PackedRecord)> = records
            .iter()
            .filter(|record| record.day <= day && record.expires >= day)
            .filter_map(|record| Some((record, *expired.get(&record.slot())?)))
            .collect();
        hidden.sort_by_key(|(record, _)| (record.objective, record.day, record.key));
        for (valid, expired) in hidden {
            let (model, names) = (self.model, self.names);
            let finding = finding(model, names, person, valid, &expired);
            self.findings.add(finding, |finding| finding);
        }
    }
}

/// Names both records, and says what to do.
fn finding(
    model: &Model,
    names: &Interner,
    person: u32,
    valid: &PackedRecord,
    expired: &PackedRecord,
) -> Finding {
    let date = |day: i32| {
        Date::from_days(day)
            .map(|date| date.to_string())
            .unwrap_or_default()
    };
    let objective = model.objectives.get(valid.objective as usize);
    let objective = objective.map_or("", |one| one.id.as_str());
    macro_rules! found {
        ($sentence:ident $(, $until:ident)?) => {
            describe!(
                Code::ExpiredHidesValid,
                "evidence",
                $sentence {
                    person: model.people.ids.name(person),
                    objective: objective,
                    expired: expired.kind().name(),
                    expired_date: date(expired.day),
                    expired_on: date(expired.expires),
                    valid: valid.kind().name(),
                    valid_date: date(valid.day),
                    key: valid.key_text(names)
                    $(, $until: $until)?
                }
            )
        };
    }
    let finding = if let Some(until) = Date::from_days(valid.expires) {
        found!(ExpiredHidesValid, until)
    } else {
        found!(ExpiredHidesLasting)
    };
    finding.help("give them keys of their own if the later one does not replace the earlier one")
}

impl EvidenceLog {
    /// Records that have expired before `as_of` and hide an earlier one of the same key that has not: a finding for each.
    ///
    /// Only the latest record of a key counts. A duplicate certificate that is valid for a few weeks therefore hides the original.
    ///
    /// ```
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceLog, Programme, Record};
    ///
    /// let programme = Programme::from_toml(r#"
    ///     format = 1
    ///     id = "records"
    ///     objectives = [{ id = "docket", track = "technology" }]
    ///     sections = [{ id = "archive" }]
    ///     roles = [{ id = "clerk", requires = [{ objective = "docket" }] }]
    ///     people = [{ id = "p-1", section = "archive", roles = ["clerk"] }]
    /// "#)?;
    /// let mut log = EvidenceLog::new(&programme);
    /// for (day, expires) in [("2026-06-01", "2028-06-01"), ("2026-12-01", "2027-01-31")] {
    ///     let expires = Some(expires.parse()?);
    ///     log.push(&Record { expires, ..Record::new("p-1", "docket", Kind::Certificate, 1.0, day.parse()?) });
    /// }
    /// assert_eq!(log.hidden_valid_records("2027-03-14".parse()?).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn hidden_valid_records(&self, as_of: Date) -> Vec<Finding> {
        let people = self.partitions.people_with_expired(as_of.days());
        if people.is_empty() {
            return Vec::new();
        }
        let mut records: BTreeMap<u32, Vec<PackedRecord>> = people
            .into_iter()
            .map(|person| (person, Vec::new()))
            .collect();
        for (person, record) in self.packed() {
            if let Some(own) = records.get_mut(&person) {
                own.push(record);
            }
        }
        let mut hides = HiddenByExpired::new(self.programme().model(), self.names_ref(), as_of);
        for (person, records) in &records {
            hides.look_at(*person, records);
        }
        hides.findings.finish(Some("evidence"))
    }
}

impl RecordsByPerson {
    /// The same as [`EvidenceLog::hidden_valid_records`].
    pub(crate) fn hidden_valid_records(&self, model: &Model, as_of: Date) -> Vec<Finding> {
        let mut hides = HiddenByExpired::new(model, &self.names, as_of);
        for person in self.people_with_expired(as_of.days()) {
            let records: Vec<PackedRecord> = self.records_of(person).collect();
            hides.look_at(person as u32, &records);
        }
        hides.findings.finish(Some("evidence"))
    }
}
