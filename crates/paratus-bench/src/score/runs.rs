//! What is timed.

use super::columns::Columns32;
use super::measure::rounds;
use super::programme::{self, AS_OF, OBJECTIVES, PER_SECTION};
use paratus::disclosure::Disclosure;
use paratus::document::Kind;
use paratus::evidence::EvidenceColumns;
use paratus::table::TableOptions;
use paratus::units::UnitKind;
use paratus::{Assessment, Date, EvidenceLog, Programme, Record, Verdict};
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

pub(super) type Run = Result<(), Box<dyn Error>>;

fn people(folder: &Path) -> Result<usize, Box<dyn Error>> {
    Ok(fs::read_to_string(folder.join("people"))?.trim().parse()?)
}

/// Sum of readiness, the best section's mean, the share that is ready: other tools must find the same.
pub(super) fn check(assessment: &Assessment) -> Vec<f64> {
    let (mut sum, mut best, mut section, mut ready, mut people) = (0.0, 0.0_f64, 0.0, 0.0, 0usize);
    for person in assessment.people() {
        let low = person.readiness().map_or(0.0, |range| range.low);
        sum += low;
        section += low;
        ready += f64::from(u8::from(person.verdict() == Some(Verdict::Ready)));
        people += 1;
        if people.is_multiple_of(PER_SECTION) {
            best = best.max(section / PER_SECTION as f64);
            section = 0.0;
        }
    }
    vec![sum, best, ready / people.max(1) as f64]
}

/// Columns in memory to everyone's readiness.
pub(super) fn columns(folder: &Path, times: usize, name: &str) -> Run {
    let people = people(folder)?;
    let (programme, columns) = (
        programme::compile(people)?,
        Columns32::read(folder, people)?,
    );
    columns.with_columns(|columns| {
        rounds(name, times, || {
            Ok(check(
                &taken(&programme, columns)?.into_assessment(AS_OF.parse()?),
            ))
        })
    })
}

/// A log that has taken the columns.
pub(super) fn taken(
    programme: &Programme,
    columns: &EvidenceColumns<'_>,
) -> Result<EvidenceLog, Box<dyn Error>> {
    let mut log = EvidenceLog::new(programme);
    take(&mut log, columns)?;
    Ok(log)
}

/// Adds the columns to a log; an error where any record is refused.
pub(super) fn take(log: &mut EvidenceLog, columns: &EvidenceColumns<'_>) -> Run {
    let report = log.push_columns(columns)?;
    if report.refused > 0 {
        return Err("records were refused".into());
    }
    Ok(())
}

/// A table on disk to everyone's readiness, as a stream.
pub(super) fn csv(folder: &Path, times: usize) -> Run {
    let programme = programme::compile(people(folder)?)?;
    let as_of: Date = AS_OF.parse()?;
    let mut block = vec![0; 1 << 18];
    rounds("paratus, CSV", times, || {
        let mut log = EvidenceLog::new(&programme);
        let mut file = File::open(folder.join("evidence.csv"))?;
        let mut reader = log
            .reader("evidence.csv", TableOptions::default())
            .expected_bytes(file.metadata()?.len());
        loop {
            let length = file.read(&mut block)?;
            if length == 0 {
                break;
            }
            reader.push(&block[..length]);
        }
        let report = reader.finish();
        if report.refused > 0 {
            return Err("rows were refused".into());
        }
        Ok(check(&log.into_assessment(as_of)))
    })
}

/// One more record and its person scored again, this many times; with `units` also the figures of all sections after each.
pub(super) fn append(folder: &Path, times: usize, records: usize, units: bool) -> Run {
    let people = people(folder)?;
    let (programme, columns) = (
        programme::compile(people)?,
        Columns32::read(folder, people)?,
    );
    let as_of: Date = AS_OF.parse()?;
    let log = columns.with_columns(|columns| taken(&programme, columns))?;
    let mut assessment = log.into_assessment(as_of);
    let sections = if units {
        assessment
            .units(UnitKind::Section, &Disclosure::default())
            .len()
    } else {
        0
    };
    let mut number = 0;
    let name = if units {
        "paratus, one record more and all sections again"
    } else {
        "paratus, one record more and its person scored again"
    };
    rounds(name, times, || {
        for _ in 0..records {
            number += 1;
            let (person, objective) = (
                programme::person(number * 7919 % people),
                programme::objective(number % OBJECTIVES),
            );
            let key = programme::key(1_000_000 + number);
            let mut record = Record::new(&person, &objective, Kind::Quiz, 0.75, as_of);
            record.key = Some(&key);
            let appended = assessment.append([record]);
            if appended.taken != 1
                || units
                    && assessment
                        .units(UnitKind::Section, &Disclosure::default())
                        .len()
                        != sections
            {
                return Err("the record was not taken".into());
            }
        }
        Ok(vec![number as f64])
    })
}

/// Only reading the columns.
pub(super) fn floor(folder: &Path, times: usize) -> Run {
    let columns = Columns32::read(folder, people(folder)?)?;
    rounds("reading the columns", times, || Ok(vec![columns.sum()]))
}
