//! What changed, and how much the verdicts depend on the rules: answers that need the programme as written.

use super::EvidenceStore;
use super::FindingsAnswer;
use super::options::read_options;
use super::source::{AnswerSource, AssessedSource};
use crate::diff::{Diff, DiffSide, Sensitivity};
use crate::disclosure::Publisher;
use crate::disclosure::{Audience, Disclosure, DisclosureKey, DisclosureNote};
use crate::document::{Document, fields, read_json, read_table};
use crate::schema_id::schema_id;
use crate::survey::ResponseLog;
use crate::{Date, Error, EvidenceLog, Finding, Programme};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`DiffAnswer`].
    DiffSchema = "paratus/diff/1"
}
schema_id! {
    /// Schema id of [`SensitivityAnswer`].
    SensitivitySchema = "paratus/sensitivity/1"
}

/// Options of `diff`: what is other on the second side; what is left out is as on the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DiffOptions {
    /// The date of the first assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// The evidence of the second side.
    pub evidence: Option<serde_json::Value>,
    /// The programme of the second side.
    pub programme: Option<serde_json::Value>,
    /// The answers to surveys of the second side.
    pub responses: Option<serde_json::Value>,
    /// The date of the second assessment; where left out that of the second programme, else the first.
    pub to: Option<Date>,
}

constructors! {
    r#"let made = answers::DiffOptions::new().to("2027-09-01".parse().unwrap());"#
    DiffOptions default {
        as_of: optional(Date), evidence: optional(serde_json::Value), programme: optional(serde_json::Value),
        responses: optional(serde_json::Value), to: optional(Date),
    }
    r#"let made = answers::CompareOptions::new().to("2027-09-01".parse().unwrap());"#
    CompareOptions default { as_of: optional(Date), to: optional(Date) }
}

disclosure_setters!(DiffOptions, CompareOptions);

/// The difference between two assessments: who changes verdict and why. An internal one names people.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffAnswer {
    /// What changed.
    pub diff: Diff,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Findings of both sides, and what is to be known about the rounding.
    pub findings: Vec<Finding>,
    /// Id of the programme before.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: DiffSchema,
}

/// The verdicts under other rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SensitivityAnswer {
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Findings, and what is to be known about the rounding.
    pub findings: Vec<Finding>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: SensitivitySchema,
    /// The verdicts.
    pub sensitivity: Sensitivity,
}

impl DiffAnswer {
    /// The difference between two sides. `findings` are those of the programmes and of reading the evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::DiffAnswer;
    /// use paratus::compare::DiffSide;
    /// use paratus::disclosure::Disclosure;
    ///
    /// let (document, evidence) = (sample::document(), sample::evidence(&sample::programme()));
    /// let side = |month| DiffSide { as_of: sample::first(month), document: &document, evidence: &evidence };
    /// assert_eq!(DiffAnswer::new(&side(3), &side(9), &Disclosure::internal(), &[]).programme, "records");
    /// ```
    #[must_use]
    pub fn new(
        before: &DiffSide<'_>,
        after: &DiffSide<'_>,
        disclosure: &Disclosure,
        findings: &[Finding],
    ) -> DiffAnswer {
        let diff = crate::diff::diff(before, after, disclosure);
        let rules = crate::model::rules(&after.document.rules, &after.document.tracks);
        let publisher = Publisher::publish(disclosure, &rules);
        DiffAnswer {
            diff,
            disclosure: publisher.note(),
            findings: FindingsAnswer::new(publisher.findings(findings.to_vec())).findings,
            programme: before.document.id.clone(),
            schema: DiffSchema::V1,
        }
    }
}

impl SensitivityAnswer {
    /// The verdicts on the same evidence under other rules. `findings` are those of the programme and of reading the evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::SensitivityAnswer;
    /// use paratus::disclosure::Disclosure;
    ///
    /// let evidence = sample::evidence(&sample::programme());
    /// let answer = SensitivityAnswer::new(&sample::document(), &evidence, sample::first(3), &Disclosure::internal(), &[]);
    /// assert_eq!(answer.sensitivity.variants.len(), 11);
    /// ```
    #[must_use]
    pub fn new(
        document: &Document,
        evidence: &EvidenceLog,
        as_of: Date,
        disclosure: &Disclosure,
        findings: &[Finding],
    ) -> SensitivityAnswer {
        let rules = crate::model::rules(&document.rules, &document.tracks);
        let publisher = Publisher::publish(disclosure, &rules);
        SensitivityAnswer {
            disclosure: publisher.note(),
            findings: FindingsAnswer::new(publisher.findings(findings.to_vec())).findings,
            programme: document.id.clone(),
            schema: SensitivitySchema::V1,
            sensitivity: crate::diff::sensitivity(document, evidence, as_of, disclosure),
        }
    }
}

/// The dates of a comparison of two stores.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct CompareOptions {
    /// The date of the first assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// For whom the answer is: `published` (rounded, small groups suppressed) where left out, or `internal` (exact).
    pub disclosure: Option<Audience>,
    /// The secret that decides how published counts are rounded; default: derived from the evidence. No answer repeats it.
    #[serde(skip_serializing)]
    pub disclosure_key: Option<DisclosureKey>,
    /// The date of the second assessment; where left out that of the second programme, else the first.
    pub to: Option<Date>,
}

/// Answers `diff` on two stores, with options and answer as JSON text. A second store that is left out has the evidence of the first.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::{EvidenceStore, answers};
///
/// let (document, programme) = (sample::document(), sample::programme());
/// let store = EvidenceStore::new(&programme);
/// let dates = r#"{ "as_of": "2027-03-01", "to": "2027-09-01" }"#;
/// let answer = answers::diff((&document, &store), (&document, &programme, None), dates)?;
/// assert!(answer.contains("paratus/diff/1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the options cannot be read, or there is no date of assessment.
pub fn diff(
    before: (&Document, &EvidenceStore),
    after: (&Document, &Programme, Option<&EvidenceStore>),
    options: &str,
) -> Result<String, Error> {
    let options: CompareOptions = read_options(options)?;
    let (disclosure, CompareOptions { as_of, to, .. }) = (Disclosure::from(&options), options);
    let (document, store) = before;
    let (other, programme, theirs) = after;
    let as_of = super::source::date(store.log().programme(), as_of)?;
    let log = theirs.map_or_else(
        || store.log().for_programme(programme),
        |theirs| theirs.log().clone(),
    );
    let same = store.log().programme().is_same(programme);
    let own = programme.as_of().filter(|_| !same);
    let before = DiffSide {
        as_of,
        document,
        evidence: store.log(),
    };
    let after = DiffSide {
        as_of: to.or(own).unwrap_or(as_of),
        document: other,
        evidence: &log,
    };
    let mut findings = AnswerSource::findings(store, Some(as_of));
    if !same {
        findings.extend(of_other_programme(programme));
    }
    if let Some(theirs) = theirs {
        let read = theirs.evidence_findings(Some(after.as_of));
        findings.extend(of_other_evidence(read));
    }
    Ok(super::to_json(&DiffAnswer::new(
        &before,
        &after,
        &disclosure,
        &findings,
    )))
}

/// Findings of a second programme, marked so that they differ from those of the first.
fn of_other_programme(programme: &Programme) -> impl Iterator<Item = Finding> {
    programme.findings().iter().cloned().map(|mut finding| {
        finding.file = Some("options.programme".to_owned());
        finding
    })
}

/// Findings of evidence and answers of a second side, marked so that they differ from those of the first.
fn of_other_evidence(findings: Vec<Finding>) -> impl Iterator<Item = Finding> {
    findings.into_iter().map(|mut finding| {
        if finding.file.is_none() && !finding.path.is_empty() {
            finding.path.insert_str(0, "options.");
        }
        finding
    })
}

/// Answers `sensitivity` on a store, with options and answer as JSON text.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::{EvidenceStore, answers};
///
/// let store = EvidenceStore::new(&sample::programme());
/// let answer = answers::sensitivity(&sample::document(), &store, r#"{ "as_of": "2027-03-01" }"#)?;
/// assert!(answer.contains("paratus/sensitivity/1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the options cannot be read, or there is no date of assessment.
pub fn sensitivity(
    document: &Document,
    store: &EvidenceStore,
    options: &str,
) -> Result<String, Error> {
    let options: super::DateOptions = read_options(options)?;
    let as_of = super::source::date(store.log().programme(), options.as_of)?;
    Ok(super::to_json(&SensitivityAnswer::new(
        document,
        store.log(),
        as_of,
        &Disclosure::from(&options),
        &AnswerSource::findings(store, Some(as_of)),
    )))
}

/// The first side of a comparison.
pub(super) struct AuthoredSide<'a> {
    pub(super) document: &'a Document,
    pub(super) programme: &'a Programme,
    /// Evidence as given, without what surveys say.
    pub(super) appended: &'a EvidenceLog,
    pub(super) evidence: &'a EvidenceLog,
    pub(super) responses: &'a ResponseLog,
    /// What was found on reading both.
    pub(super) findings: &'a [Finding],
}

impl<'a> AuthoredSide<'a> {
    /// The programme with all that counts.
    fn source(&self) -> AssessedSource<'a> {
        AssessedSource {
            programme: self.programme,
            evidence: self.evidence,
            responses: self.responses,
            findings: self.findings,
            assessment: None,
        }
    }
}

/// Answers one comparison.
pub(super) fn compare(
    first: &AuthoredSide<'_>,
    operation: &str,
    options: &str,
) -> Result<String, Error> {
    let as_of = |given: Option<Date>| super::source::date(first.programme, given);
    if operation == "sensitivity" {
        let options: super::DateOptions = read_options(options)?;
        let day = as_of(options.as_of)?;
        let answer = SensitivityAnswer::new(
            first.document,
            first.evidence,
            day,
            &Disclosure::from(&options),
            &first.source().findings(Some(day)),
        );
        return Ok(super::to_json(&answer));
    }
    let parts = DiffParts::read(options)?;
    let from = as_of(parts.dates.as_of)?;
    let other = parts
        .programme
        .map(|document| read_json("options.programme", document));
    let other = other
        .transpose()?
        .map(|reading| reading.refuse_errors())
        .transpose()?;
    let programme = other
        .as_ref()
        .map_or_else(|| first.programme.clone(), |reading| reading.compile());
    let mut read = Vec::new();
    let mut evidence = match parts.evidence {
        Some(list) => {
            let mut log = EvidenceLog::new(&programme);
            read.extend(log.read_json(list)?);
            log
        }
        None => first.appended.for_programme(&programme),
    };
    let mut responses = ResponseLog::new(&programme);
    if let Some(list) = parts.responses {
        read.extend(responses.read_json(list)?);
        let _ = responses.add_evidence(&mut evidence, None);
    } else {
        let survey_records = first.responses.evidence(None);
        let _ = evidence.extend_survey_records(&survey_records);
    }
    let own = other.as_ref().and_then(|reading| reading.document.as_of);
    let before = DiffSide {
        as_of: from,
        document: first.document,
        evidence: first.evidence,
    };
    let document = other
        .as_ref()
        .map_or(first.document, |reading| &reading.document);
    let after = DiffSide {
        as_of: parts.dates.to.or(own).unwrap_or(from),
        document,
        evidence: &evidence,
    };
    let mut findings = first.source().findings(Some(from));
    if other.is_some() {
        findings.extend(of_other_programme(&programme));
    }
    if parts.evidence.is_some() || parts.responses.is_some() {
        let second = AssessedSource {
            programme: &programme,
            evidence: &evidence,
            responses: &responses,
            findings: &read,
            assessment: None,
        };
        findings.extend(of_other_evidence(
            second.evidence_findings(Some(after.as_of)),
        ));
    }
    Ok(super::to_json(&DiffAnswer::new(
        &before,
        &after,
        &Disclosure::from(&parts.dates),
        &findings,
    )))
}

/// The parts of [`DiffOptions`], the large ones in writing: they are read as what they are, not as values first.
#[derive(Default)]
struct DiffParts<'a> {
    dates: CompareOptions,
    evidence: Option<&'a str>,
    programme: Option<&'a str>,
    responses: Option<&'a str>,
}

impl<'a> DiffParts<'a> {
    fn read(options: &'a str) -> Result<DiffParts<'a>, Error> {
        // What is no table at all is said by the reader of tables.
        let Ok(fields) = fields(options) else {
            return read_table("options", options).map(DiffParts::from_options);
        };
        let mut parts = DiffParts::default();
        let mut rest = String::new();
        for (key, value) in fields {
            let part = match key.as_str() {
                "evidence" => &mut parts.evidence,
                "programme" => &mut parts.programme,
                "responses" => &mut parts.responses,
                _ => {
                    rest.push(if rest.is_empty() { '{' } else { ',' });
                    rest.push_str(&super::to_json(&key));
                    rest.push(':');
                    rest.push_str(value);
                    continue;
                }
            };
            *part = Some(value).filter(|value| *value != "null");
        }
        rest.push_str(if rest.is_empty() { "{}" } else { "}" });
        parts.dates = read_options(&rest)?;
        Ok(parts)
    }

    fn from_options(dates: CompareOptions) -> DiffParts<'a> {
        DiffParts {
            dates,
            ..DiffParts::default()
        }
    }
}
