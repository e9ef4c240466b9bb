//! One record of evidence, as it is written in tables and lists.

use crate::document::{EvidenceDoc, IdKind, Kind, PreviousIds, Time};
use crate::table::TableRow;
use crate::{Date, Finding};
use columns::{DATE, EXPIRES, KEY, KIND, LEVEL, OBJECTIVE, PERSON, SOURCE, VALUE};
use serde::Serialize;

/// The places of columns.
pub(super) mod columns {
    pub(crate) const PERSON: usize = 0;
    pub(crate) const OBJECTIVE: usize = 1;
    pub(crate) const KIND: usize = 2;
    pub(crate) const VALUE: usize = 3;
    pub(crate) const DATE: usize = 4;
    pub(crate) const LEVEL: usize = 5;
    pub(crate) const KEY: usize = 6;
    pub(crate) const EXPIRES: usize = 7;
    pub(crate) const SOURCE: usize = 8;
}

/// One record of evidence with borrowed texts, as it is read or built. It serialises as an [`EvidenceDoc`], which is what is read again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(into = "EvidenceDoc")]
pub struct Record<'a> {
    /// Id of the person.
    pub person: &'a str,
    /// Id of the objective.
    pub objective: &'a str,
    /// How it was obtained.
    pub kind: Kind,
    /// Degree of success, in [0, 1].
    pub value: f64,
    /// The day it happened.
    pub date: Date,
    /// The time of that day: of records of one key and day the later counts.
    pub time: Option<Time>,
    /// The level shown; the top of the scale where `None`.
    pub level: Option<&'a str>,
    /// Among records of one person, objective and key the latest counts. Where `None`: the source, else the kind; for
    /// observations source and day.
    pub key: Option<&'a str>,
    /// The last day it counts; only where the value is 1.
    pub expires: Option<Date>,
    /// Instrument, activity or observer.
    pub source: Option<&'a str>,
}

constructors! {
    r#"let made = Record::new("p-0117", "search", Kind::Quiz, 0.8, "2027-02-01".parse().unwrap()).source("portal");"#
    Record<'a>(person: plain(&'a str), objective: plain(&'a str), kind: Kind, value: f64, date: Date) {
        time: optional(Time), level: optional(&'a str), key: optional(&'a str), expires: optional(Date), source: optional(&'a str),
    }
}

impl<'a> From<&'a EvidenceDoc> for Record<'a> {
    fn from(written: &'a EvidenceDoc) -> Record<'a> {
        Record {
            person: &written.person,
            objective: &written.objective,
            kind: written.kind,
            value: written.value,
            date: written.date.day,
            time: written.date.time,
            level: written.level.as_deref(),
            key: written.key.as_deref(),
            expires: written.expires,
            source: written.source.as_deref(),
        }
    }
}

impl<'a> Record<'a> {
    /// The record by the ids that are, and whether any of its ids was another before.
    pub(super) fn renamed(&self, previous: &'a PreviousIds) -> (Record<'a>, bool) {
        let mut record = *self;
        record.person = previous.current(IdKind::Person, self.person);
        record.objective = previous.current(IdKind::Objective, self.objective);
        let level = |level| previous.current_within(IdKind::Level, record.objective, level);
        record.level = self.level.map(level);
        record.source = self.source.map(|source| previous.source(source));
        (record, record != *self)
    }

    /// The record of a row of `evidence.csv`.
    pub(super) fn from_row(row: &TableRow<'a>) -> Result<Record<'a>, Finding> {
        Ok(Record {
            person: row.required(PERSON)?,
            objective: row.required(OBJECTIVE)?,
            kind: row.word(KIND, Kind::from_name, &Kind::ALL.map(Kind::name))?,
            value: row.number(VALUE)?,
            date: row.date(DATE)?,
            time: row.time(DATE),
            level: row.optional(LEVEL),
            key: row.optional(KEY),
            expires: row.optional_date(EXPIRES)?,
            source: row.optional(SOURCE),
        })
    }
}
