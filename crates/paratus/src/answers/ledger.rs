//! Evidence that grows, with what was found on reading it and the latest assessment.

use super::DateOptions;
use super::call::answer_from;
use super::source::{Source, assess};
use crate::document::{EvidenceDoc, ResponseDoc, read_list, read_table};
use crate::order::Map;
use crate::survey::ResponseLog;
use crate::table::{RowCounts, TableOptions, TableReport};
use crate::{Assessment, Date, Error, EvidenceColumns, EvidenceLog, Finding, Programme};
use serde::Serialize;

super::schema_id! {
    /// Schema id of [`AppendedAnswer`].
    AppendedSchema = "paratus/appended/1"
}

/// What became of records, or of answers to surveys, that were added.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppendedAnswer {
    /// What was refused, and what is odd about what was taken; the paths count from the first of what was added.
    pub findings: Vec<Finding>,
    /// How many were refused.
    pub refused: u64,
    /// What this is.
    pub schema: AppendedSchema,
    /// How many refer to an entry of the programme that was refused.
    pub set_aside: u64,
    /// How many were taken.
    pub taken: u64,
    /// Ids of the people whose figures may have changed, in the order of the programme.
    pub touched: Vec<String>,
}

/// Evidence that grows while questions are asked: what bindings keep behind a handle.
///
/// The latest assessment is kept. Another question as of the same date does not compute it again; after records were added, only the
/// people they touch are. The answers are the same, byte for byte, as from all the evidence at once.
#[derive(Clone, Debug)]
pub struct Ledger {
    /// All that counts: what was given, and what surveys say.
    log: EvidenceLog,
    /// What was given, kept apart where surveys say something: it is told anew with every answer.
    given: Option<EvidenceLog>,
    /// What surveys say.
    said: Vec<EvidenceDoc>,
    responses: ResponseLog,
    findings: Vec<Finding>,
    assessment: Option<Assessment>,
}

impl Ledger {
    /// No evidence yet.
    #[must_use]
    pub fn new(programme: &Programme) -> Ledger {
        Ledger {
            log: EvidenceLog::new(programme),
            given: None,
            said: Vec::new(),
            responses: ResponseLog::new(programme),
            findings: Vec::new(),
            assessment: None,
        }
    }

    /// The records, with what surveys say.
    #[must_use]
    pub fn log(&self) -> &EvidenceLog {
        &self.log
    }

    /// The records as they were given, without what surveys say.
    #[must_use]
    pub fn given(&self) -> &EvidenceLog {
        self.given.as_ref().unwrap_or(&self.log)
    }

    /// The answers to surveys.
    #[must_use]
    pub fn responses(&self) -> &ResponseLog {
        &self.responses
    }

    /// What was found on reading the evidence.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Adds records from a JSON list.
    ///
    /// # Errors
    /// Where the text is not JSON, or a record has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn append_json(&mut self, text: &str) -> Result<AppendedAnswer, Error> {
        let records: Vec<EvidenceDoc> = read_list("evidence", text)?;
        Ok(self.append(|log| {
            let before = log.row_counts();
            let findings = log.extend(&records);
            report_since(before, log.row_counts(), findings)
        }))
    }

    /// Adds the rows of a CSV table, which findings call `file`.
    pub fn append_csv(&mut self, file: &str, bytes: &[u8], options: TableOptions) -> AppendedAnswer {
        self.append(|log| log.read_csv(file, bytes, options))
    }

    /// Adds answers to surveys from a JSON list; what they say about objectives counts as evidence.
    ///
    /// # Errors
    /// Where the text is not JSON, or an answer has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn append_responses_json(&mut self, text: &str) -> Result<AppendedAnswer, Error> {
        let responses: Vec<ResponseDoc> = read_list("responses", text)?;
        Ok(self.append_responses(|log| {
            let before = log.row_counts();
            let findings = log.extend(&responses);
            report_since(before, log.row_counts(), findings)
        }))
    }

    /// Adds the rows of a CSV table of answers, which findings call `file`.
    pub fn append_responses_csv(&mut self, file: &str, bytes: &[u8], options: TableOptions) -> AppendedAnswer {
        self.append_responses(|log| log.read_csv(file, bytes, options))
    }

    fn append_responses(&mut self, read: impl FnOnce(&mut ResponseLog) -> TableReport) -> AppendedAnswer {
        let report = read(&mut self.responses);
        let (taken, touched) = (report.rows, self.listen());
        self.appended(report, taken, touched)
    }

    /// Takes in what surveys say now instead of what they said before. Ids of the people about whom they say something else.
    fn listen(&mut self) -> Vec<String> {
        let before = std::mem::replace(&mut self.said, self.responses.evidence(None));
        let touched = {
            let (before, now) = (by_person(&before), by_person(&self.said));
            let changed = |id: &&str| before.get(*id) != now.get(*id);
            self.log.programme().people_ids().filter(changed).map(str::to_owned).collect::<Vec<_>>()
        };
        if !touched.is_empty() {
            let given = self.given.get_or_insert_with(|| self.log.clone());
            self.log = given.clone();
            // What is odd about an answer was said when it was read.
            let _ = self.log.extend_said(&self.said);
            self.assessment = None;
        }
        touched
    }

    /// Adds records given as columns.
    ///
    /// # Errors
    /// Where the columns have different lengths; nothing is added then.
    #[inline]
    pub fn append_columns(&mut self, columns: &EvidenceColumns<'_>) -> Result<AppendedAnswer, Error> {
        let mut error = None;
        let appended = self.append(|log| match log.push_columns(columns) {
            Ok(report) => report,
            Err(refused) => {
                error = Some(refused);
                TableReport::default()
            }
        });
        error.map_or(Ok(appended), Err)
    }

    fn append(&mut self, read: impl FnOnce(&mut EvidenceLog) -> TableReport) -> AppendedAnswer {
        let (before, mark) = (self.log.len(), self.log.mark());
        let report = match &mut self.given {
            None => read(&mut self.log),
            Some(given) => {
                let mut apart = EvidenceLog::new(given.programme());
                let report = read(&mut apart);
                // The same programme: both take it.
                let _ = given.merge(&apart) && self.log.merge(&apart);
                report
            }
        };
        let (taken, touched) = ((self.log.len() - before) as u64, self.log.people_since(&mark));
        self.appended(report, taken, touched)
    }

    /// Keeps what was odd about records, and tells it with what became of them.
    fn appended(&mut self, mut report: TableReport, taken: u64, touched: Vec<String>) -> AppendedAnswer {
        self.findings.extend(report.findings.iter().cloned());
        crate::finding::sort(&mut report.findings);
        AppendedAnswer {
            findings: report.findings,
            refused: report.refused,
            schema: AppendedSchema::V1,
            set_aside: report.set_aside,
            taken,
            touched,
        }
    }

    /// Adds all records of another ledger of the same programme. `false`, and nothing added, where the programme is another.
    pub fn merge(&mut self, other: &Ledger) -> bool {
        let merged = match &mut self.given {
            Some(given) => given.merge(other.given()) && self.log.merge(other.given()),
            None => self.log.merge(other.given()),
        };
        let merged = merged && self.responses.merge(&other.responses);
        if merged {
            self.findings.extend(other.findings.iter().cloned());
            self.listen();
        }
        merged
    }

    /// The assessment as of a date, or of the programme's own.
    ///
    /// # Errors
    /// Where neither is given: there is no clock.
    #[inline]
    pub fn assess(&mut self, as_of: Option<Date>) -> Result<&Assessment, Error> {
        kept(&mut self.assessment, &self.log, as_of)
    }

    /// The same as [`Ledger::assess`] with the options of an operation as JSON text: `{"as_of": "2027-03-14"}`.
    ///
    /// # Errors
    /// Where the options cannot be read, or there is no date.
    #[inline]
    pub fn assess_json(&mut self, options: &str) -> Result<&Assessment, Error> {
        let DateOptions { as_of, .. } = read_table("options", options)?;
        self.assess(as_of)
    }

    /// Answers one operation, with options and answer as JSON text. See [`super::answer`].
    ///
    /// # Errors
    /// Where the options cannot be read, the operation is unknown, or there is no date of assessment.
    pub fn answer(&mut self, operation: &str, options: &str) -> Result<String, Error> {
        answer_from(self, operation, options)
    }
}

impl Source for Ledger {
    fn programme(&self) -> &Programme {
        self.log.programme()
    }

    fn log(&self) -> &EvidenceLog {
        &self.log
    }

    fn responses(&self) -> &ResponseLog {
        &self.responses
    }

    fn read(&self) -> &[Finding] {
        &self.findings
    }

    fn both(&mut self, as_of: Option<Date>) -> Result<(&Assessment, &ResponseLog), Error> {
        Ok((kept(&mut self.assessment, &self.log, as_of)?, &self.responses))
    }
}

/// What became of entries, by the counts before and after.
fn report_since(before: RowCounts, now: RowCounts, findings: Vec<Finding>) -> TableReport {
    TableReport {
        rows: now.taken - before.taken,
        refused: now.refused - before.refused,
        set_aside: now.set_aside - before.set_aside,
        findings,
    }
}

/// What is said about each person.
fn by_person(said: &[EvidenceDoc]) -> Map<&str, Vec<&EvidenceDoc>> {
    let mut people: Map<&str, Vec<&EvidenceDoc>> = Map::new();
    for record in said {
        people.entry(&record.person).or_default().push(record);
    }
    people
}

/// The assessment that was kept, brought up to the log; or another.
#[inline]
fn kept<'a>(held: &'a mut Option<Assessment>, log: &EvidenceLog, as_of: Option<Date>) -> Result<&'a Assessment, Error> {
    let programme = log.programme();
    let same = held.take().filter(|kept| Some(kept.as_of()) == as_of.or(programme.as_of()));
    let kept = match same {
        Some(mut kept) => {
            kept.catch_up(log);
            kept
        }
        None => assess(programme, log, as_of)?,
    };
    Ok(held.insert(kept))
}
