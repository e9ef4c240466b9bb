//! What changed, and what verdicts owe to the rules: answers that need the programme as written.

use crate::document::{Document, read_json, read_table};
use crate::survey::ResponseLog;
use crate::{Date, Diff, DiffSide, Error, EvidenceLog, Programme, Sensitivity};
use serde::{Deserialize, Serialize};

super::schema_id! {
    /// Schema id of [`DiffAnswer`].
    DiffSchema = "paratus/diff/1"
}
super::schema_id! {
    /// Schema id of [`SensitivityAnswer`].
    SensitivitySchema = "paratus/sensitivity/1"
}

/// Names of the operations that [`super::call()`] alone answers: they need the programme as it is written.
pub const COMPARISONS: &[&str] = &["diff", "sensitivity"];

/// Options of `diff`: what is other on the second side; what is left out is as on the first.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DiffOptions {
    /// The date of the first assessment; the programme's own where left out.
    pub as_of: Option<Date>,
    /// The evidence of the second side.
    pub evidence: Option<serde_json::Value>,
    /// The programme of the second side.
    pub programme: Option<serde_json::Value>,
    /// The answers to surveys of the second side.
    pub responses: Option<serde_json::Value>,
    /// The date of the second assessment; where left out that of the second programme, else the first.
    pub to: Option<Date>,
}

/// Who changes verdict and why. It names people: not for publication.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiffAnswer {
    /// What changed.
    pub diff: Diff,
    /// Id of the programme before.
    pub programme: String,
    /// What this is.
    pub schema: DiffSchema,
}

/// The verdicts under other rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SensitivityAnswer {
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: SensitivitySchema,
    /// The verdicts.
    pub sensitivity: Sensitivity,
}

impl DiffAnswer {
    /// The difference between two sides.
    #[must_use]
    pub fn new(before: &DiffSide<'_>, after: &DiffSide<'_>) -> DiffAnswer {
        let diff = crate::diff(before, after);
        DiffAnswer { diff, programme: before.document.id.clone(), schema: DiffSchema::V1 }
    }
}

impl SensitivityAnswer {
    /// The verdicts on the same evidence under other rules.
    #[must_use]
    pub fn new(document: &Document, evidence: &EvidenceLog, as_of: Date) -> SensitivityAnswer {
        SensitivityAnswer {
            programme: document.id.clone(),
            schema: SensitivitySchema::V1,
            sensitivity: crate::sensitivity(document, evidence, as_of),
        }
    }
}

/// The first side of a comparison.
pub(super) struct Written<'a> {
    pub(super) document: &'a Document,
    pub(super) programme: &'a Programme,
    /// Evidence as given, without what surveys say.
    pub(super) given: &'a EvidenceLog,
    pub(super) evidence: &'a EvidenceLog,
    pub(super) responses: &'a ResponseLog,
}

/// Answers one comparison.
pub(super) fn compare(first: &Written<'_>, operation: &str, options: &str) -> Result<String, Error> {
    let as_of = |given: Option<Date>| super::call::date(first.programme, given);
    if operation == "sensitivity" {
        let options: super::DateOptions = read_table("options", options)?;
        let answer = SensitivityAnswer::new(first.document, first.evidence, as_of(options.as_of)?);
        return Ok(super::text(&answer));
    }
    let options: DiffOptions = read_table("options", options)?;
    let from = as_of(options.as_of)?;
    let other = options.programme.as_ref().map(|document| read_json("options.programme", &document.to_string()));
    let other = other.transpose()?.map(|reading| reading.strict()).transpose()?;
    let programme = other.as_ref().map_or_else(|| first.programme.clone(), |reading| reading.compile());
    let mut evidence = match &options.evidence {
        Some(list) => {
            let mut log = EvidenceLog::new(&programme);
            log.read_json(&list.to_string())?;
            log
        }
        None => first.given.for_programme(&programme),
    };
    match &options.responses {
        Some(list) => {
            let mut responses = ResponseLog::new(&programme);
            responses.read_json(&list.to_string())?;
            let _ = responses.add_evidence(&mut evidence, None);
        }
        None => {
            let said = first.responses.evidence(None);
            let _ = evidence.extend(&said);
        }
    }
    let own = other.as_ref().and_then(|reading| reading.document.as_of);
    let before = DiffSide { as_of: from, document: first.document, evidence: first.evidence };
    let document = other.as_ref().map_or(first.document, |reading| &reading.document);
    let after = DiffSide { as_of: options.to.or(own).unwrap_or(from), document, evidence: &evidence };
    Ok(super::text(&DiffAnswer::new(&before, &after)))
}
