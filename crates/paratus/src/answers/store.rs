//! Evidence that grows, with what was found on reading it and the latest assessment.

use super::DateOptions;
use super::call::answer_from;
use super::source::{AnswerSource, assess};
use crate::document::{EvidenceDoc, ResponseDoc, UnknownKeys, read_list, read_table};
use crate::evidence::EvidenceColumns;
use crate::schema_id::schema_id;
use crate::survey::{Response, ResponseLog};
use crate::table::{LimitedFindings, RowCounts, TableOptions, TableReport};
use crate::{Assessment, Date, Error, EvidenceLog, Finding, Programme, Record};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

schema_id! {
    /// Schema id of [`AppendAnswer`].
    AppendSchema = "paratus/appended/1"
}

/// The answer to an append of records or survey answers: counts of those taken, refused and set aside.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AppendAnswer {
    /// What was refused, and what is odd about what was taken; the paths count from the first of what was added.
    pub findings: Vec<Finding>,
    /// How many were refused.
    pub refused: u64,
    /// Schema id of the answer.
    pub schema: AppendSchema,
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
#[derive(Clone)]
pub struct EvidenceStore {
    /// All that counts: what was given, and what surveys say.
    pub(super) log: EvidenceLog,
    /// What was given, kept apart where surveys say something: it is reported again with every answer.
    pub(super) appended: Option<EvidenceLog>,
    /// What surveys say.
    pub(super) survey_records: Vec<EvidenceDoc>,
    responses: ResponseLog,
    /// Records and answers that the programme has no place for; see [`EvidenceStore::reload`].
    pub(super) waiting: Vec<EvidenceDoc>,
    waiting_responses: Vec<ResponseDoc>,
    findings: Vec<Finding>,
    pub(super) assessment: Option<Assessment>,
}

/// What [`EvidenceStore::reload`] did: counts of records kept and waiting, and the people touched.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReloadReport {
    /// Why records and answers wait, at most [`MAX_FINDINGS_PER_CODE`](crate::table::MAX_FINDINGS_PER_CODE) of one code.
    pub findings: Vec<Finding>,
    /// How many records and answers count for the programme.
    pub kept: u64,
    /// Ids of people of whom records returned or began to wait, sorted.
    pub touched: Vec<String>,
    /// How many records and answers wait for a programme that has their people, objectives and items.
    pub waiting: u64,
}

impl EvidenceStore {
    /// A store without evidence for a programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let store = EvidenceStore::new(&sample::programme());
    /// assert!(store.log().is_empty() && store.responses().is_empty());
    /// ```
    #[must_use]
    pub fn new(programme: &Programme) -> EvidenceStore {
        EvidenceStore {
            log: EvidenceLog::new(programme),
            appended: None,
            survey_records: Vec::new(),
            responses: ResponseLog::new(programme),
            waiting: Vec::new(),
            waiting_responses: Vec::new(),
            findings: Vec::new(),
            assessment: None,
        }
    }

    /// The records, with what surveys say.
    #[must_use]
    pub fn log(&self) -> &EvidenceLog {
        &self.log
    }

    /// The log of the records that were appended, without those made from survey answers.
    #[must_use]
    pub fn appended_log(&self) -> &EvidenceLog {
        self.appended.as_ref().unwrap_or(&self.log)
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

    /// Adds records; findings have paths such as `evidence[3].value`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceStore, Record};
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let day = "2027-02-01".parse()?;
    /// let appended = store.append([
    ///     Record::new("p-00", "search", Kind::Quiz, 0.8, day),
    ///     Record::new("p-00", "serach", Kind::Quiz, 0.8, day),
    /// ]);
    /// assert_eq!((appended.taken, appended.refused, appended.findings[0].path.as_str()), (1, 1, "evidence[1].objective"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append<'r>(&mut self, records: impl IntoIterator<Item = Record<'r>>) -> AppendAnswer {
        let records: Vec<EvidenceDoc> = records.into_iter().map(EvidenceDoc::from).collect();
        self.append_with(|log| {
            let before = log.row_counts();
            let findings = log.extend(&records);
            report_since(before, log.row_counts(), findings)
        })
    }

    /// Adds records from a JSON list.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let appended = store.append_json(
    ///     r#"[{ "person": "p-00", "objective": "search", "kind": "quiz", "value": 1, "date": "2027-02-01" }]"#,
    /// )?;
    /// assert_eq!(appended.taken, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is not JSON, or a record has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn append_json(&mut self, text: &str) -> Result<AppendAnswer, Error> {
        self.append_json_with(text, UnknownKeys::Refuse)
    }

    /// Appends records as [`EvidenceStore::append_json`] does; `unknown_keys` says what becomes of keys that are unknown.
    ///
    /// ```
    /// use paratus::document::UnknownKeys;
    /// use paratus::{EvidenceStore, Programme};
    ///
    /// let programme = Programme::from_json(
    ///     r#"{ "format": 1, "id": "records", "sections": [{ "id": "archive" }],
    ///          "objectives": [{ "id": "file-a-record", "track": "process" }],
    ///          "roles": [{ "id": "clerk", "requires": [{ "objective": "file-a-record" }] }],
    ///          "people": [{ "id": "p-1", "section": "archive", "roles": ["clerk"] }] }"#,
    /// )?;
    /// let text = r#"[{ "person": "p-1", "objective": "file-a-record", "kind": "quiz", "value": 1, "date": "2027-03-01", "note": "seen" }]"#;
    /// let mut store = EvidenceStore::new(&programme);
    /// assert!(store.append_json(text).is_err());
    /// let appended = store.append_json_with(text, UnknownKeys::RefuseRecord)?;
    /// assert_eq!((appended.taken, appended.refused), (0, 1));
    /// assert_eq!(appended.findings[0].path, "evidence[0].note");
    /// assert_eq!(store.append_json_with(text, UnknownKeys::Ignore)?.taken, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`EvidenceStore::append_json`].
    pub fn append_json_with(
        &mut self,
        text: &str,
        unknown_keys: UnknownKeys,
    ) -> Result<AppendAnswer, Error> {
        let mut error = None;
        let appended = self.append_with(|log| {
            let before = log.row_counts();
            match log.read_json_with(text, unknown_keys) {
                Ok(findings) => report_since(before, log.row_counts(), findings),
                Err(refused) => {
                    error = Some(refused);
                    TableReport::default()
                }
            }
        });
        error.map_or(Ok(appended), Err)
    }

    /// Adds the rows of a CSV table, which findings call `file`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    /// use paratus::table::TableOptions;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let table = "person,objective,kind,value,date\np-00,search,quiz,1,2027-02-01\n";
    /// assert_eq!(store.append_csv("evidence.csv", table.as_bytes(), TableOptions::default()).taken, 1);
    /// ```
    pub fn append_csv(&mut self, file: &str, bytes: &[u8], options: TableOptions) -> AppendAnswer {
        self.append_with(|log| log.read_csv(file, bytes, options))
    }

    /// Adds answers to surveys; what they say about objectives counts as evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    /// use paratus::survey::Response;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let appended = store.append_responses([Response::new("p-00", "pulse", "q1", 4, "2027-02-01".parse()?)]);
    /// assert_eq!(appended.taken, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn append_responses<'r>(
        &mut self,
        responses: impl IntoIterator<Item = Response<'r>>,
    ) -> AppendAnswer {
        let responses: Vec<ResponseDoc> = responses.into_iter().map(ResponseDoc::from).collect();
        self.append_response_list(&responses)
    }

    /// Adds answers as documents have them.
    fn append_response_list(&mut self, responses: &[ResponseDoc]) -> AppendAnswer {
        self.append_responses_with(|log| {
            let before = log.row_counts();
            let findings = log.extend(responses);
            report_since(before, log.row_counts(), findings)
        })
    }

    /// Adds answers to surveys from a JSON list; what they say about objectives counts as evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let appended = store.append_responses_json(
    ///     r#"[{ "respondent": "p-00", "instrument": "pulse", "item": "q1", "answer": 4, "date": "2027-02-01" }]"#,
    /// )?;
    /// assert_eq!(appended.taken, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is not JSON, or an answer has unknown keys, wrong types or lacks keys; nothing is added then.
    pub fn append_responses_json(&mut self, text: &str) -> Result<AppendAnswer, Error> {
        let responses: Vec<ResponseDoc> = read_list("responses", text)?;
        Ok(self.append_response_list(&responses))
    }

    /// Adds the rows of a CSV table of answers, which findings call `file`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    /// use paratus::table::TableOptions;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let table = "respondent,instrument,item,answer,date\np-00,pulse,q1,4,2027-02-01\n";
    /// assert_eq!(store.append_responses_csv("responses.csv", table.as_bytes(), TableOptions::default()).taken, 1);
    /// ```
    pub fn append_responses_csv(
        &mut self,
        file: &str,
        bytes: &[u8],
        options: TableOptions,
    ) -> AppendAnswer {
        self.append_responses_with(|log| log.read_csv(file, bytes, options))
    }

    fn append_responses_with(
        &mut self,
        read: impl FnOnce(&mut ResponseLog) -> TableReport,
    ) -> AppendAnswer {
        let report = read(&mut self.responses);
        let (taken, touched) = (report.rows, self.refresh_surveys());
        self.appended(report, taken, touched)
    }

    /// Takes in what surveys say now instead of what they said before. Ids of the people about whom they say something else.
    fn refresh_surveys(&mut self) -> Vec<String> {
        let before = std::mem::replace(&mut self.survey_records, self.responses.evidence(None));
        let touched = {
            let (before, now) = (by_person(&before), by_person(&self.survey_records));
            let changed = |id: &&str| before.get(*id) != now.get(*id);
            self.log
                .programme()
                .people_ids()
                .filter(changed)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        if !touched.is_empty() {
            let given = self.appended.get_or_insert_with(|| self.log.clone());
            self.log = given.clone();
            // What is odd about an answer was said when it was read.
            let _ = self.log.extend_survey_records(&self.survey_records);
            self.assessment = None;
        }
        touched
    }

    /// Adds records given as columns.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    /// use paratus::evidence::{TextColumn, EvidenceColumns};
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let day = [sample::first(2).days()];
    /// let appended = store.append_columns(&EvidenceColumns {
    ///     person: TextColumn { codes: &[0], texts: &["p-00"] },
    ///     objective: TextColumn { codes: &[0], texts: &["search"] },
    ///     kind: TextColumn { codes: &[0], texts: &["quiz"] },
    ///     value: &[1.0],
    ///     day: &day,
    ///     ..EvidenceColumns::default()
    /// })?;
    /// assert_eq!(appended.taken, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the columns have different lengths; nothing is added then.
    #[inline]
    pub fn append_columns(&mut self, columns: &EvidenceColumns<'_>) -> Result<AppendAnswer, Error> {
        let mut error = None;
        let appended = self.append_with(|log| match log.push_columns(columns) {
            Ok(report) => report,
            Err(refused) => {
                error = Some(refused);
                TableReport::default()
            }
        });
        error.map_or(Ok(appended), Err)
    }

    fn append_with(&mut self, read: impl FnOnce(&mut EvidenceLog) -> TableReport) -> AppendAnswer {
        let (before, mark) = (self.log.len(), self.log.mark());
        let report = match &mut self.appended {
            None => read(&mut self.log),
            Some(given) => {
                let mut apart = EvidenceLog::new(given.programme());
                let report = read(&mut apart);
                // The same programme: both take it.
                let _ = given.merge(&apart).and_then(|()| self.log.merge(&apart));
                report
            }
        };
        let (taken, touched) = (
            (self.log.len() - before) as u64,
            self.log.people_since(&mark),
        );
        self.appended(report, taken, touched)
    }

    /// Keeps what was odd about records, and tells it with what became of them.
    fn appended(
        &mut self,
        mut report: TableReport,
        taken: u64,
        touched: Vec<String>,
    ) -> AppendAnswer {
        self.findings.extend(report.findings.iter().cloned());
        crate::finding::sort(&mut report.findings);
        AppendAnswer {
            findings: report.findings,
            refused: report.refused,
            schema: AppendSchema::V1,
            set_aside: report.set_aside,
            taken,
            touched,
        }
    }

    /// Adds all records and answers of another store of the same programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let programme = sample::programme();
    /// let (mut store, other) = (EvidenceStore::new(&programme), EvidenceStore::new(&programme));
    /// store.merge(&other)?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the other store is of another programme, or of this one compiled again; nothing is added then.
    pub fn merge(&mut self, other: &EvidenceStore) -> Result<(), Error> {
        if let Some(given) = &mut self.appended {
            given.merge(other.appended_log())?;
        }
        self.log.merge(other.appended_log())?;
        self.responses.merge(&other.responses)?;
        self.waiting.extend(other.waiting.iter().cloned());
        self.waiting_responses
            .extend(other.waiting_responses.iter().cloned());
        self.findings.extend(other.findings.iter().cloned());
        self.refresh_surveys();
        Ok(())
    }

    /// Replaces the programme, and loses nothing: records and answers whose people, objectives, levels or items the new
    /// programme does not have wait in the store, and return with a programme that has them again.
    ///
    /// ```
    /// use paratus::document::Kind;
    /// use paratus::{EvidenceStore, Programme};
    ///
    /// let programme = |people: &str| {
    ///     Programme::from_json(&format!(
    ///         r#"{{ "format": 1, "id": "records", "sections": [{{ "id": "archive" }}],
    ///              "objectives": [{{ "id": "file-a-record", "track": "process" }}],
    ///              "roles": [{{ "id": "clerk", "requires": [{{ "objective": "file-a-record" }}] }}],
    ///              "people": [{people}] }}"#
    ///     ))
    /// };
    /// let (full, empty) = (programme(r#"{ "id": "p-1", "section": "archive", "roles": ["clerk"] }"#)?, programme("")?);
    /// let mut store = EvidenceStore::new(&full);
    /// store.append_json(r#"[{ "person": "p-1", "objective": "file-a-record", "kind": "quiz", "value": 1, "date": "2027-03-01" }]"#)?;
    ///
    /// let gone = store.reload(&empty);
    /// assert_eq!((gone.kept, gone.waiting), (0, 1));
    /// let back = store.reload(&full);
    /// assert_eq!((back.kept, back.waiting), (1, 0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reload(&mut self, programme: &Programme) -> ReloadReport {
        let (log, missing) = self.appended_log().reload(programme, &self.waiting);
        let (responses, missing_responses) =
            self.responses.reload(programme, &self.waiting_responses);
        let mut touched: BTreeSet<String> = BTreeSet::new();
        let mut findings = LimitedFindings::default();
        let mut waiting = Vec::new();
        for (record, finding) in missing {
            if let Some(mut finding) = finding {
                finding.path = format!("waiting_records[{}].{}", waiting.len(), finding.path);
                findings.add(finding, |finding| finding);
            }
            waiting.push(record);
        }
        let mut waiting_responses = Vec::new();
        for (response, finding) in missing_responses {
            if let Some(mut finding) = finding {
                let at = waiting_responses.len();
                finding.path = format!("waiting_responses[{at}].{}", finding.path);
                findings.add(finding, |finding| finding);
            }
            waiting_responses.push(response);
        }
        let people = |list: &[EvidenceDoc]| -> BTreeMap<String, usize> {
            list.iter().fold(BTreeMap::new(), |mut counts, record| {
                *counts.entry(record.person.clone()).or_default() += 1;
                counts
            })
        };
        let (before, after) = (people(&self.waiting), people(&waiting));
        touched.extend(
            before
                .iter()
                .filter(|(id, count)| after.get(*id) != Some(count))
                .map(|(id, _)| id.clone()),
        );
        touched.extend(
            after
                .iter()
                .filter(|(id, count)| before.get(*id) != Some(count))
                .map(|(id, _)| id.clone()),
        );
        let reloaded = ReloadReport {
            findings: findings.finish(Some("evidence")),
            kept: (log.len() + responses.len()) as u64,
            touched: touched.into_iter().collect(),
            waiting: (waiting.len() + waiting_responses.len()) as u64,
        };
        *self = EvidenceStore {
            log,
            appended: None,
            survey_records: Vec::new(),
            responses,
            waiting,
            waiting_responses,
            findings: std::mem::take(&mut self.findings),
            assessment: None,
        };
        self.refresh_surveys();
        reloaded
    }

    /// Records that wait for a programme that has their people and objectives.
    #[must_use]
    pub fn waiting_records(&self) -> &[EvidenceDoc] {
        &self.waiting
    }

    /// Answers to surveys that wait for a programme that asks them.
    #[must_use]
    pub fn waiting_responses(&self) -> &[ResponseDoc] {
        &self.waiting_responses
    }

    /// The assessment as of a date, or of the programme's own.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// assert_eq!(store.assess(Some(sample::first(3)))?.people().count(), 36);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where neither is given: there is no clock.
    #[inline]
    pub fn assess(&mut self, as_of: Option<Date>) -> Result<&Assessment, Error> {
        kept(&mut self.assessment, &self.log, as_of)
    }

    /// The same as [`EvidenceStore::assess`] with the options of an operation as JSON text: `{"as_of": "2027-03-14"}`.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// assert_eq!(store.assess_json(r#"{ "as_of": "2027-03-01" }"#)?.people().count(), 36);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let gates = store.answer("gates", r#"{ "as_of": "2027-03-01" }"#)?;
    /// assert!(gates.contains("paratus/gates/1"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the options cannot be read, the operation is unknown, or there is no date of assessment.
    pub fn answer(&mut self, operation: &str, options: &str) -> Result<String, Error> {
        answer_from(self, operation, options)
    }
}

impl AnswerSource for EvidenceStore {
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
        Ok((
            kept(&mut self.assessment, &self.log, as_of)?,
            &self.responses,
        ))
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
fn by_person(records: &[EvidenceDoc]) -> BTreeMap<&str, Vec<&EvidenceDoc>> {
    let mut people: BTreeMap<&str, Vec<&EvidenceDoc>> = BTreeMap::new();
    for record in records {
        people.entry(&record.person).or_default().push(record);
    }
    people
}

/// The assessment that was kept, brought up to the log; or another.
#[inline]
fn kept<'a>(
    held: &'a mut Option<Assessment>,
    log: &EvidenceLog,
    as_of: Option<Date>,
) -> Result<&'a Assessment, Error> {
    let programme = log.programme();
    let same = held
        .take()
        .filter(|kept| Some(kept.as_of()) == as_of.or(programme.as_of()));
    let kept = match same {
        Some(mut kept) => {
            kept.catch_up(log);
            kept
        }
        None => assess(programme, log, as_of)?,
    };
    Ok(held.insert(kept))
}
