//! Every operation on JSON text: what the bindings call, and what the shared vectors hold.

use super::{
    AssessmentAnswer, CodesAnswer, ExplanationAnswer, FindingsAnswer, FitAnswer, GapsAnswer, UnitAnswer, UnitsAnswer,
};
use crate::document::read_table;
use crate::{
    Assessment, Code, Date, Error, ErrorKind, EvidenceLog, Finding, PersonReadiness, Programme, Unit, UnitKind,
};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// Options of operations on an assessment.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct AssessOptions {
    /// The date of assessment; the programme's own where left out.
    pub as_of: Option<Date>,
    /// Ids of the people to answer for, employed or not, in this order; everyone employed where left out.
    pub people: Option<Vec<String>>,
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

/// Options of what needs a date and nothing else.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct DateOptions {
    /// The date of assessment; the programme's own where left out.
    pub as_of: Option<Date>,
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
    answer_from(&mut Given { programme, evidence, findings, assessment: None }, operation, options)
}

/// What operations are answered from.
pub(super) trait Source {
    /// The programme.
    fn programme(&self) -> &Programme;
    /// All findings: of the programme, and of reading the evidence.
    fn findings(&self) -> Vec<Finding>;
    /// The assessment as of a date, or of the programme's own.
    fn assessment(&mut self, as_of: Option<Date>) -> Result<&Assessment, Error>;
}

/// A programme and evidence, assessed once.
struct Given<'a> {
    programme: &'a Programme,
    evidence: &'a EvidenceLog,
    findings: &'a [Finding],
    assessment: Option<Assessment>,
}

impl Source for Given<'_> {
    fn programme(&self) -> &Programme {
        self.programme
    }

    fn findings(&self) -> Vec<Finding> {
        self.programme.findings().iter().chain(self.findings).cloned().collect()
    }

    fn assessment(&mut self, as_of: Option<Date>) -> Result<&Assessment, Error> {
        Ok(self.assessment.insert(assess(self.programme, self.evidence, as_of)?))
    }
}

/// Answers one operation.
pub(super) fn answer_from(source: &mut impl Source, operation: &str, options: &str) -> Result<String, Error> {
    match operation {
        "findings" => {
            let NoOptions {} = read_table("options", options)?;
            Ok(text(&FindingsAnswer::new(source.findings())))
        }
        "codes" => {
            let NoOptions {} = read_table("options", options)?;
            Ok(text(&CodesAnswer::all()))
        }
        "assess" => {
            let AssessOptions { as_of, people } = read_table("options", options)?;
            let findings = source.findings();
            let assessment = source.assessment(as_of)?;
            Ok(text(&match people {
                None => AssessmentAnswer::new(assessment, &findings),
                Some(people) => AssessmentAnswer::of(assessment, &findings, &named(assessment, &people)?),
            }))
        }
        "explain" => {
            let ExplainOptions { as_of, person } = read_table("options", options)?;
            Ok(text(&explain(source.assessment(as_of)?, &person)?))
        }
        "units" => {
            let UnitsOptions { as_of, kind } = read_table("options", options)?;
            let findings = source.findings();
            Ok(text(&UnitsAnswer::new(source.assessment(as_of)?, kind, &findings)))
        }
        "unit" => {
            let options: GapsOptions = read_table("options", options)?;
            let (assessment, unit) = (source.assessment(options.as_of)?, options.unit()?);
            let answer = UnitAnswer::new(assessment, unit);
            Ok(text(&answer.ok_or_else(|| no_unit(assessment.programme(), unit))?))
        }
        "gaps" => {
            let options: GapsOptions = read_table("options", options)?;
            let findings = source.findings();
            let (assessment, unit) = (source.assessment(options.as_of)?, options.unit()?);
            let answer = GapsAnswer::new(assessment, unit, &findings);
            Ok(text(&answer.ok_or_else(|| no_unit(assessment.programme(), unit))?))
        }
        "fit" => {
            let DateOptions { as_of } = read_table("options", options)?;
            let programme = source.programme();
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
    let found = assessment.person(person).ok_or_else(|| nobody(assessment, "person", person));
    found.map(|found| ExplanationAnswer::new(&found)).map_err(|finding| Error::new(ErrorKind::Unknown, vec![finding]))
}

/// The people of these ids, or everyone who is not there.
fn named<'a>(assessment: &'a Assessment, ids: &[String]) -> Result<Vec<PersonReadiness<'a>>, Error> {
    let (mut people, mut missing) = (Vec::with_capacity(ids.len()), Vec::new());
    for (at, id) in ids.iter().enumerate() {
        match assessment.person(id) {
            Some(person) => people.push(person),
            None => missing.push(nobody(assessment, &format!("options.people[{at}]"), id)),
        }
    }
    if missing.is_empty() { Ok(people) } else { Err(Error::new(ErrorKind::Unknown, missing)) }
}

/// The finding about someone who is not in the programme.
fn nobody(assessment: &Assessment, path: &str, person: &str) -> Finding {
    let finding = Finding::new(Code::UnknownReference, path, format!("`{person}` is not a person of the programme"));
    finding.did_you_mean(person, assessment.programme().people_ids())
}

/// An answer as JSON text on one line.
pub fn text<T: Serialize>(answer: &T) -> String {
    // Answers are structs of numbers, texts and lists: they cannot fail to be written.
    serde_json::to_string(answer).unwrap_or_default()
}
