//! Every operation on JSON text: what the bindings call, and what the shared vectors hold.

use super::{
    AssessmentAnswer, CodesAnswer, ExplanationAnswer, FindingsAnswer, FitAnswer, GapsAnswer, UnitAnswer, UnitsAnswer,
};
use crate::document::read_table;
use crate::finding::closest;
use crate::{Assessment, Code, Date, Error, ErrorKind, EvidenceLog, Finding, Programme, Unit, UnitKind};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Options of operations on an assessment.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AssessOptions {
    /// The date of assessment; the programme's own where left out.
    pub as_of: Option<Date>,
}

/// Options of `explain`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainOptions {
    /// The date of assessment; the programme's own where left out.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Id of the person.
    pub person: String,
}

/// Options of `units`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitsOptions {
    /// The date of assessment; the programme's own where left out.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// Sections, roles, or the organisation as a whole.
    pub kind: UnitKind,
}

/// Options of `gaps` and `unit`: one of `section` and `role`, or neither for the organisation.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct GapsOptions {
    /// The date of assessment; the programme's own where left out.
    pub as_of: Option<Date>,
    /// Id of a role.
    pub role: Option<String>,
    /// Id of a section; its subtree counts with it.
    pub section: Option<String>,
}

impl GapsOptions {
    fn unit(&self) -> Result<Unit<'_>, Error> {
        match (&self.section, &self.role) {
            (None, None) => Ok(Unit::Organisation),
            (Some(section), None) => Ok(Unit::Section(section)),
            (None, Some(role)) => Ok(Unit::Role(role)),
            (Some(_), Some(_)) => {
                let finding = Finding::new(Code::WrongType, "options.role", "give `section` or `role`, not both");
                Err(Error::new(ErrorKind::Shape, vec![finding]))
            }
        }
    }
}

/// Options of operations that have none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NoOptions {}

/// A request as JSON: a programme, its evidence, and the operation's options.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Request<'a> {
    #[serde(borrow)]
    programme: &'a RawValue,
    #[serde(borrow, default)]
    evidence: Option<&'a RawValue>,
    #[serde(borrow, default)]
    options: Option<&'a RawValue>,
}

/// Names of the operations, sorted.
pub const OPERATIONS: &[&str] = &["assess", "codes", "explain", "findings", "fit", "gaps", "unit", "units"];

/// Answers one request on JSON text: `{"programme": …, "evidence": […], "options": {…}}`.
///
/// # Errors
/// Where the request, the programme, the evidence or the options cannot be read, the operation is unknown, or there is
/// no date of assessment.
pub fn call(operation: &str, request: &str) -> Result<String, Error> {
    let request: Request<'_> = serde_json::from_str(request).map_err(|error| {
        let finding = Finding::new(Code::Unreadable, "", format!("the request cannot be read: {error}"));
        Error::new(ErrorKind::Syntax, vec![finding])
    })?;
    let programme = Programme::from_json(request.programme.get())?;
    let mut evidence = EvidenceLog::new(&programme);
    let findings = request.evidence.map_or(Ok(Vec::new()), |list| evidence.read_json(list.get()))?;
    answer(&programme, &evidence, &findings, operation, request.options.map_or("{}", RawValue::get))
}

/// Answers one operation on a programme and its evidence, with options and answer as JSON text. `findings` are those of
/// reading the evidence.
///
/// # Errors
/// Where the options cannot be read, the operation is unknown, or there is no date of assessment.
pub fn answer(
    programme: &Programme,
    evidence: &EvidenceLog,
    findings: &[Finding],
    operation: &str,
    options: &str,
) -> Result<String, Error> {
    let all = || programme.findings().iter().chain(findings).cloned().collect::<Vec<Finding>>();
    match operation {
        "findings" => {
            let NoOptions {} = read_table("options", options)?;
            Ok(text(&FindingsAnswer::new(all())))
        }
        "codes" => {
            let NoOptions {} = read_table("options", options)?;
            Ok(text(&CodesAnswer::all()))
        }
        "assess" => {
            let AssessOptions { as_of } = read_table("options", options)?;
            Ok(text(&AssessmentAnswer::new(&assess(programme, evidence, as_of)?, &all())))
        }
        "explain" => {
            let ExplainOptions { as_of, person } = read_table("options", options)?;
            let assessment = assess(programme, evidence, as_of)?;
            Ok(text(&explain(&assessment, &person)?))
        }
        "units" => {
            let UnitsOptions { as_of, kind } = read_table("options", options)?;
            Ok(text(&UnitsAnswer::new(&assess(programme, evidence, as_of)?, kind, &all())))
        }
        "unit" => {
            let options: GapsOptions = read_table("options", options)?;
            let (assessment, unit) = (assess(programme, evidence, options.as_of)?, options.unit()?);
            Ok(text(&UnitAnswer::new(&assessment, unit).ok_or_else(|| no_unit(programme, unit))?))
        }
        "gaps" => {
            let options: GapsOptions = read_table("options", options)?;
            let (assessment, unit) = (assess(programme, evidence, options.as_of)?, options.unit()?);
            Ok(text(&GapsAnswer::new(&assessment, unit, &all()).ok_or_else(|| no_unit(programme, unit))?))
        }
        "fit" => {
            let AssessOptions { as_of } = read_table("options", options)?;
            Ok(text(&FitAnswer::new(programme, date(programme, as_of)?)))
        }
        _ => {
            let message = format!("`{operation}` is not an operation");
            let finding = Finding::new(Code::UnknownReference, "operation", message);
            let finding = finding.did_you_mean(operation, OPERATIONS.iter().copied());
            Err(Error::new(ErrorKind::Unknown, vec![finding]))
        }
    }
}

/// The assessment as of a date, or of the programme's own.
///
/// # Errors
/// Where neither is given: there is no clock.
pub fn assess(programme: &Programme, evidence: &EvidenceLog, as_of: Option<Date>) -> Result<Assessment, Error> {
    Ok(programme.assess(evidence, date(programme, as_of)?))
}

/// The date given, or the programme's own.
fn date(programme: &Programme, as_of: Option<Date>) -> Result<Date, Error> {
    as_of.or(programme.as_of()).ok_or_else(|| {
        let finding = Finding::new(Code::NoDate, "as_of", "there is no date of assessment, and there is no clock")
            .with_help("give one as `YYYY-MM-DD`, or write `as_of` into the programme");
        Error::new(ErrorKind::NoDate, vec![finding])
    })
}

/// There is no such unit.
fn no_unit(programme: &Programme, unit: Unit<'_>) -> Error {
    let finding = match unit {
        Unit::Organisation => Finding::new(Code::UnknownReference, "options", "there is no organisation"),
        Unit::Section(id) => {
            Finding::new(Code::UnknownReference, "options.section", format!("there is no section `{id}`"))
                .did_you_mean(id, programme.sections().iter().map(|section| section.id.as_str()))
        }
        Unit::Role(id) => Finding::new(Code::UnknownReference, "options.role", format!("there is no role `{id}`"))
            .did_you_mean(id, programme.roles().iter().map(|role| role.id.as_str())),
    };
    Error::new(ErrorKind::Unknown, vec![finding])
}

/// The explanation of one person.
///
/// # Errors
/// Where the programme has no such person.
pub fn explain(assessment: &Assessment, person: &str) -> Result<ExplanationAnswer, Error> {
    let Some(found) = assessment.person(person) else {
        let finding =
            Finding::new(Code::UnknownReference, "person", format!("`{person}` is not a person of the programme"));
        let finding = match closest(person, assessment.programme().people_ids()) {
            Some(name) => finding.with_help(format!("did you mean `{name}`?")),
            None => finding,
        };
        return Err(Error::new(ErrorKind::Unknown, vec![finding]));
    };
    Ok(ExplanationAnswer::new(&found))
}

/// An answer as JSON text on one line.
pub fn text<T: Serialize>(answer: &T) -> String {
    // Answers are structs of numbers, texts and lists: they cannot fail to be written.
    serde_json::to_string(answer).unwrap_or_default()
}
