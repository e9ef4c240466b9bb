//! The tables that belong to the document: people, feature use, acts, sessions and absences.

use super::source_map::TableRows;
use super::source_text::SourceText;
use crate::document::{
    AbsenceDoc, ActDoc, Document, FeatureUseDoc, Half, PersonDoc, RefusedEntries, SessionDoc, Time,
};
use crate::finding::describe;
use crate::table::{
    ABSENCES, ACTS, Column, FEATURE_USE, PEOPLE, SESSIONS, TableOptions, TableReader, TableRow,
};
use crate::{Code, Finding, Severity};

/// A table of the document: how it is called, and how its rows join the document.
pub(super) struct BulkTable {
    /// The list of the document, and the file without its ending.
    pub(super) name: &'static str,
    columns: &'static [Column],
    read: fn(&TableRow<'_>, &mut Document) -> Result<(), Finding>,
    length: fn(&Document) -> usize,
}

/// All of them.
pub(super) static BULK_TABLES: [BulkTable; 5] = [
    BulkTable {
        name: "people",
        columns: &PEOPLE,
        read: person,
        length: |document| document.people.len(),
    },
    BulkTable {
        name: "feature_use",
        columns: &FEATURE_USE,
        read: feature_use,
        length: |document| document.feature_use.len(),
    },
    BulkTable {
        name: "acts",
        columns: &ACTS,
        read: act,
        length: |document| document.acts.len(),
    },
    BulkTable {
        name: "sessions",
        columns: &SESSIONS,
        read: session,
        length: |document| document.sessions.len(),
    },
    BulkTable {
        name: "absences",
        columns: &ABSENCES,
        read: absence,
        length: |document| document.absences.len(),
    },
];

impl BulkTable {
    /// Whether the first column is the id of an entry.
    fn has_id(&self) -> bool {
        self.columns
            .first()
            .is_some_and(|column| column.name == "id")
    }

    /// Reads the table into the document; its rows come behind what the document has already.
    pub(super) fn read(
        &self,
        source: &SourceText,
        file: usize,
        options: &TableOptions,
        document: &mut Document,
        refused: &mut RefusedEntries,
        findings: &mut Vec<Finding>,
    ) -> TableRows {
        let mut rows = TableRows {
            key: self.name,
            file,
            before: (self.length)(document),
            lines: Vec::new(),
            refused: 0,
            sheet: source.sheet,
            delimiter: b',',
            fields: Vec::new(),
        };
        let mut reader = TableReader::new(&source.name, self.columns, source.options(options));
        let mut sink = |row: &TableRow<'_>| {
            let read = (self.read)(row, document);
            match &read {
                Ok(()) => rows.lines.push(row.line),
                Err(finding)
                    if finding.severity == Severity::Error
                        && self.has_id()
                        && !row.get(0).is_empty() =>
                {
                    refused.add(self.name, row.get(0));
                }
                Err(_) => {}
            }
            read
        };
        reader.push(&source.bytes, &mut sink);
        reader.end(&mut sink);
        if reader.is_stopped() {
            refused.add_all(self.name);
        }
        if let Some((delimiter, fields)) = reader.layout() {
            rows.delimiter = delimiter;
            let named = self.columns.iter().zip(fields);
            rows.fields = named
                .filter_map(|(column, field)| Some((column.name, (*field)?)))
                .collect();
        }
        let report = reader.finish(&mut |_: &TableRow<'_>| Ok(()));
        rows.refused = report.refused;
        findings.extend(report.findings);
        rows
    }
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// The ids of one cell, between blanks, commas or semicolons.
fn ids(cell: &str) -> Vec<String> {
    cell.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

fn person(row: &TableRow<'_>, document: &mut Document) -> Result<(), Finding> {
    document.people.push(PersonDoc {
        id: row.required(0)?.to_owned(),
        section: row.required(1)?.to_owned(),
        roles: ids(row.get(2)),
        leader: row.truth(3)?,
        joined: row.optional_date(4)?,
        left: row.optional_date(5)?,
        previous_ids: ids(row.get(6)),
    });
    Ok(())
}

fn feature_use(row: &TableRow<'_>, document: &mut Document) -> Result<(), Finding> {
    document.feature_use.push(FeatureUseDoc {
        section: row.required(0)?.to_owned(),
        feature: row.required(1)?.to_owned(),
        uses_per_month: row.number(2)?,
        source: owned(row.optional(3)),
        date: row.optional_date(4)?,
    });
    Ok(())
}

fn act(row: &TableRow<'_>, document: &mut Document) -> Result<(), Finding> {
    document.acts.push(ActDoc {
        act: row.required(0)?.to_owned(),
        actor: row.required(1)?.to_owned(),
        date: row.date(2)?,
        evidence: row.get(3).to_owned(),
    });
    Ok(())
}

fn session(row: &TableRow<'_>, document: &mut Document) -> Result<(), Finding> {
    let seats = match row.optional(3) {
        Some(_) => Some(row.whole_number(3)?),
        None => None,
    };
    let start = row.date(2)?;
    let half = half_of_session(row, document)?;
    document.sessions.push(SessionDoc {
        id: row.required(0)?.to_owned(),
        activity: row.required(1)?.to_owned(),
        start,
        seats,
        trainer: owned(row.optional(4)),
        room: owned(row.optional(5)),
        pinned: row.truth(6)?,
        half,
    });
    Ok(())
}

fn absence(row: &TableRow<'_>, document: &mut Document) -> Result<(), Finding> {
    let (from, until) = (row.date(4)?, row.date(5)?);
    let half = half_of_absence(row, document, from == until)?;
    document.absences.push(AbsenceDoc {
        person: owned(row.optional(0)),
        trainer: owned(row.optional(1)),
        room: owned(row.optional(2)),
        section: owned(row.optional(3)),
        from,
        until,
        half,
        note: row.get(7).to_owned(),
    });
    Ok(())
}

/// The half of the day in which a session begins: as written, else by the time behind its day.
fn half_of_session(row: &TableRow<'_>, document: &Document) -> Result<Option<Half>, Finding> {
    let written = half(row, 7)?;
    let by_time = row
        .time(2)
        .map(|time| half_at(time, document, Half::Afternoon));
    match (written, by_time) {
        (Some(written), Some(by_time)) if written != by_time => Err(describe!(
            Code::BadValue,
            row.name(7),
            CellHalfContradicts {
                column: row.name(7),
                half: written.name()
            }
        )
        .help("keep one of the two: the time behind the day, or the half of the day")),
        (written, by_time) => Ok(written.or(by_time)),
    }
}

/// The half of each day of an absence: as written, else by the times behind its first and its last day. Times that leave part of several
/// days are refused, because a row is for whole days or for one half of each.
fn half_of_absence(
    row: &TableRow<'_>,
    document: &Document,
    one_day: bool,
) -> Result<Option<Half>, Finding> {
    let written = half(row, 6)?;
    let first = row
        .time(4)
        .map(|time| half_at(time, document, Half::Afternoon));
    let last = row
        .time(5)
        .map(|time| half_at(time, document, Half::Morning));
    let whole = first.is_none_or(|first| first == Half::Morning)
        && last.is_none_or(|last| last == Half::Afternoon);
    if whole || (written.is_some() && written == first && written == last) {
        return Ok(written);
    }
    if one_day && written.is_none() {
        return Ok(first.filter(|first| *first == Half::Afternoon).or(last));
    }
    let column = row.name(if last == Some(Half::Morning) { 5 } else { 4 });
    let finding = describe!(
        Code::BadValue,
        column,
        CellTimeLeavesHalf { column: column }
    );
    Err(finding
        .help("write a row for the whole days, and one with `half` for the day that is half"))
}

/// The half of the day at a time. At the time when afternoons begin it is `at_noon` that begins or has ended.
fn half_at(time: Time, document: &Document, at_noon: Half) -> Half {
    match time.cmp(&document.calendar.afternoon) {
        std::cmp::Ordering::Less => Half::Morning,
        std::cmp::Ordering::Equal => at_noon,
        std::cmp::Ordering::Greater => Half::Afternoon,
    }
}

/// The half of a day in a column, where one is written.
fn half(row: &TableRow<'_>, column: usize) -> Result<Option<Half>, Finding> {
    row.optional(column)
        .map(|_| row.word(column, Half::from_name, &Half::ALL.map(Half::name)))
        .transpose()
}
