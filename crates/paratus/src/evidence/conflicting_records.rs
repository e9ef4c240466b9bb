//! Different records of one key on the same day, of which one counts.

use super::packed::{NO_EXPIRY, NO_TIME, PackedRecord};
use super::{EvidenceLog, LatestRecords, evidence_weights};
use crate::finding::describe;
use crate::table::LimitedFindings;
use crate::{Code, Date, Finding};
use std::collections::BTreeMap;

/// A person, and the slot of a record.
type PersonSlot = (u32, (u32, u32, i32));

/// A number that records of one person, key and day share; others have it by chance only.
fn mixed(person: u32, record: &PackedRecord) -> u64 {
    let (objective, key, _) = record.slot();
    let parts = [person, objective, key, record.day.cast_unsigned()];
    parts.into_iter().fold(0, |hash: u64, part| {
        (hash.rotate_left(5) ^ u64::from(part)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

impl EvidenceLog {
    /// Different records of one person, objective and key on the same day, where no later record of the key counts instead: a finding
    /// for each.
    ///
    /// Where both have a time the later counts, and nothing is in doubt. Without times the record with the lower value counts, whatever the
    /// order of rows, so a correction that was entered on the day itself does not. Records that are the same in everything are no conflict.
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
    /// for value in [0.2, 1.0] {
    ///     log.push(&Record::new("p-1", "docket", Kind::Quiz, value, "2027-03-01".parse()?));
    /// }
    /// assert_eq!(log.conflicting_records("2027-03-14".parse()?).len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn conflicting_records(&self, as_of: Date) -> Vec<Finding> {
        let day = as_of.days();
        let known = || {
            let records = self.packed();
            records.filter(|(_, record)| record.day <= day && !record.is_from_survey())
        };
        let mut all: Vec<u64> = known()
            .map(|(person, record)| mixed(person, &record))
            .collect();
        all.sort_unstable();
        let mut repeated: Vec<u64> = all
            .windows(2)
            .filter_map(|two| (two.first() == two.last()).then(|| two.first().copied())?)
            .collect();
        repeated.dedup();
        if repeated.is_empty() {
            return Vec::new();
        }
        let is_repeated =
            |person, record: &PackedRecord| repeated.binary_search(&mixed(person, record)).is_ok();
        let mut keys: BTreeMap<PersonSlot, Vec<PackedRecord>> = BTreeMap::new();
        for (person, record) in known().filter(|(person, record)| is_repeated(*person, record)) {
            keys.entry((person, record.slot())).or_default();
        }
        for (person, record) in known() {
            if let Some(records) = keys.get_mut(&(person, record.slot())) {
                records.push(record);
            }
        }
        let weights = evidence_weights(self.programme().model());
        let mut findings = LimitedFindings::default();
        for ((person, _), records) in &keys {
            let mut latest = LatestRecords::default();
            let own = records.iter().copied();
            let latest = latest.known_on(day, i32::MIN, own, self.names_ref(), &weights);
            let Some(counts) = latest.first() else {
                continue;
            };
            // Times that are known say which was the last.
            let other = records.iter().find(|record| {
                let in_doubt = record.time == counts.time || record.time == NO_TIME;
                let same = PackedRecord {
                    time: counts.time,
                    ..**record
                };
                record.day == counts.day && in_doubt && same != *counts
            });
            if let Some(other) = other {
                findings.add(self.conflict(*person, counts, other), |finding| finding);
            }
        }
        findings.finish(Some("evidence"))
    }

    /// Names both records, and says which counts.
    fn conflict(&self, person: u32, counts: &PackedRecord, other: &PackedRecord) -> Finding {
        let model = self.programme().model();
        let objective = model.objectives.get(counts.objective as usize);
        let date = Date::from_days(counts.day).unwrap_or(Date::MIN);
        let (kind, key) = (counts.kind().name(), counts.key_text(self.names_ref()));
        let (person, id) = (
            model.people.ids.name(person),
            objective.map_or("", |one| one.id.as_str()),
        );
        let finding = if counts.value != other.value || counts.kind() != other.kind() {
            describe!(
                Code::ConflictingRecords,
                "evidence",
                RecordsConflict {
                    person: person,
                    objective: id,
                    counts: kind,
                    value: counts.value,
                    other: other.kind().name(),
                    other_value: other.value,
                    key: key,
                    date: date,
                }
            )
        } else {
            let level = objective.and_then(|one| one.level_name(counts.level));
            let expires = Date::from_days(counts.expires).filter(|_| counts.expires != NO_EXPIRY);
            let (column, text) = if counts.level != other.level {
                ("level", level.unwrap_or_default().to_owned())
            } else if counts.expires != other.expires {
                (
                    "expires",
                    expires.map_or(String::new(), |day| day.to_string()),
                )
            } else {
                let source = counts.source(self.names_ref());
                ("source", source.unwrap_or("-").to_owned())
            };
            describe!(
                Code::ConflictingRecords,
                "evidence",
                RecordsDiffer {
                    person: person,
                    objective: id,
                    counts: kind,
                    value: counts.value,
                    key: key,
                    date: date,
                    column: column,
                    text: text,
                }
            )
        };
        finding.help(
            "remove the one that is wrong, write the time behind the date (`2027-03-14T15:30`), or give them keys of their own",
        )
    }
}
