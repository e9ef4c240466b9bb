//! Every operation on JSON text: what the bindings call, and what the shared vectors hold.

#[cfg(feature = "diff")]
use super::diff::{self, AuthoredSide};
use super::options::{
    AssessOptions, DateOptions, ExplainOptions, GapsOptions, NoOptions, UnitsOptions,
    no_effect_beside, read_options,
};
#[cfg(feature = "rollout")]
use super::rollout::{self, GatesOptions, PhasesOptions, RefreshOptions};
use super::source::{AnswerSource, AssessedSource, date};
#[cfg(feature = "surveys")]
use super::survey::{self, NeedsOptions, SurveyOptions};
use super::{
    AssessmentAnswer, CodesAnswer, ExplanationAnswer, FindingsAnswer, FitAnswer, GapsAnswer,
    UnitAnswer, UnitsAnswer,
};
use crate::disclosure::{Audience, Disclosure};
#[cfg(feature = "plan")]
use crate::document::{UnknownKeys, read_list_with};
use crate::document::{fields, read_json, read_list, read_table};
use crate::finding::describe;
use crate::formatting::shorten;
#[cfg(feature = "plan")]
use crate::plan::{CompoundStatement, PlanReason, Statement, UnplacedCause, UnplacedNeed, Witness};
use crate::survey::ResponseLog;
use crate::units::Unit;
use crate::{Assessment, Code, Error, ErrorKind, EvidenceLog, Finding, PersonReadiness, Programme};
use serde::Serialize;

/// A request as JSON: a programme, its evidence, the answers to its surveys, and the operation's options.
#[derive(Default)]
struct Request<'a> {
    programme: Option<&'a str>,
    evidence: Option<&'a str>,
    responses: Option<&'a str>,
    options: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// The parts of a request, each in writing. What is `null` but a programme is as if it were left out.
    fn read(text: &'a str) -> Result<Request<'a>, String> {
        let mut request = Request::default();
        for (key, value) in fields(text)? {
            let part = match key.as_str() {
                "programme" => &mut request.programme,
                "evidence" => &mut request.evidence,
                "responses" => &mut request.responses,
                "options" => &mut request.options,
                _ => {
                    let keys = "`programme`, `evidence`, `responses` and `options`";
                    return Err(format!("`{}` is not one of {keys}", shorten(&key)));
                }
            };
            if part.is_some() {
                return Err(format!("`{key}` is given twice"));
            }
            *part = Some(value).filter(|value| key == "programme" || *value != "null");
        }
        Ok(request)
    }
}

/// Names of the operations, sorted.
pub const OPERATIONS: &[&str] = &[
    "assess",
    "codes",
    "diff_plans",
    "explain",
    "explain_line",
    "findings",
    "fit",
    "gaps",
    "gates",
    "needs",
    "phases",
    "places",
    "plan",
    "refresh",
    "replan",
    "survey",
    "unit",
    "units",
    "verify",
    "what_if",
];

/// Names of the operations that compare two programmes: only [`call`] answers them, from the programme as it is written.
pub const COMPARISONS: &[&str] = &["diff", "sensitivity"];

/// The feature that an operation comes with, where it is not always there.
fn feature_of(operation: &str) -> Option<&'static str> {
    match operation {
        "diff" | "sensitivity" => Some("diff").filter(|_| cfg!(not(feature = "diff"))),
        "diff_plans" | "explain_line" | "places" | "plan" | "replan" | "verify" | "what_if" => {
            Some("plan").filter(|_| cfg!(not(feature = "plan")))
        }
        "gates" | "phases" | "refresh" => {
            Some("rollout").filter(|_| cfg!(not(feature = "rollout")))
        }
        "needs" | "survey" => Some("surveys").filter(|_| cfg!(not(feature = "surveys"))),
        _ => None,
    }
}

/// Answers one request on JSON text: `{"programme": …, "evidence": […], "responses": […], "options": {…}}`.
///
/// What people answered about objectives counts as evidence too.
///
/// ```
/// use paratus::answers::call;
///
/// let answer = call(
///     "assess",
///     r#"{ "programme": { "format": 1, "id": "records", "as_of": "2027-03-01" }, "evidence": [], "options": {} }"#,
/// )?;
/// assert!(answer.contains(r#""schema":"paratus/assessment/1""#));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the request, the programme, the evidence, the responses or the options cannot be read, the operation is unknown,
/// or left out of this build, or there is no date of assessment.
pub fn call(operation: &str, request: &str) -> Result<String, Error> {
    let unreadable = |reason: String| {
        let finding = describe!(Code::Unreadable, "", RequestUnreadable { detail: reason });
        Error::new(ErrorKind::Syntax, vec![finding])
    };
    if !OPERATIONS.contains(&operation) && !COMPARISONS.contains(&operation) {
        return Err(unanswered(operation));
    }
    let request = Request::read(request).map_err(unreadable)?;
    let programme = request
        .programme
        .ok_or_else(|| unreadable("`programme` is missing".to_owned()))?;
    let reading = read_json("paratus.json", programme)?.refuse_errors()?;
    let programme = reading.compile();
    let mut appended = EvidenceLog::new(&programme);
    let mut findings = request
        .evidence
        .map_or(Ok(Vec::new()), |list| appended.read_json(list))?;
    let mut responses = ResponseLog::new(&programme);
    findings.extend(
        request
            .responses
            .map_or(Ok(Vec::new()), |list| responses.read_json(list))?,
    );
    let options = request.options.unwrap_or("{}");
    let compared = cfg!(feature = "diff") && COMPARISONS.contains(&operation);
    let mut evidence = if compared {
        appended.clone()
    } else {
        std::mem::replace(&mut appended, EvidenceLog::new(&programme))
    };
    // What is odd about an answer was said when it was read.
    let _ = responses.add_evidence(&mut evidence, None);
    #[cfg(feature = "diff")]
    if compared {
        let document = &reading.document;
        let first = AuthoredSide {
            document,
            programme: &programme,
            appended: &appended,
            evidence: &evidence,
            responses: &responses,
            findings: &findings,
        };
        return diff::compare(&first, operation, options);
    }
    answer_with(
        &programme, &evidence, &responses, &findings, operation, options,
    )
}

/// Answers one operation on a programme and its evidence, with options and answer as JSON text. `findings` are those of
/// reading the evidence.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::answer;
///
/// let programme = sample::programme();
/// let evidence = sample::evidence(&programme);
/// let units = answer(&programme, &evidence, &[], "units", r#"{ "as_of": "2027-03-01", "kind": "section" }"#)?;
/// assert!(units.contains("paratus/units/1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    answer_with(
        programme,
        evidence,
        &ResponseLog::new(programme),
        findings,
        operation,
        options,
    )
}

/// Answers one operation as [`answer`] does, with the answers to the programme's surveys. They count as evidence only where it was added before
/// ([`ResponseLog::add_evidence`]).
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::answer_with;
///
/// let programme = sample::programme();
/// let (evidence, responses) = (sample::evidence(&programme), sample::responses(&programme));
/// let answer = answer_with(&programme, &evidence, &responses, &[], "survey", r#"{ "as_of": "2027-03-01" }"#)?;
/// assert!(answer.contains("paratus/survey/1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`answer`].
pub fn answer_with(
    programme: &Programme,
    evidence: &EvidenceLog,
    responses: &ResponseLog,
    findings: &[Finding],
    operation: &str,
    options: &str,
) -> Result<String, Error> {
    answer_from(
        &mut AssessedSource {
            programme,
            evidence,
            responses,
            findings,
            assessment: None,
        },
        operation,
        options,
    )
}

/// Answers one operation.
pub(super) fn answer_from(
    source: &mut dyn AnswerSource,
    operation: &str,
    options: &str,
) -> Result<String, Error> {
    #[cfg(feature = "plan")]
    if let Some(answer) = super::planning::answer(source, operation, options) {
        return answer;
    }
    match operation {
        "findings" => {
            let NoOptions {} = read_table("options", options)?;
            let mut findings = source.findings(None);
            if let Some(as_of) = source.programme().as_of() {
                findings.extend(source.log().conflicting_records(as_of));
                findings.extend(source.assessment(None)?.single_holders());
            }
            let answer = FindingsAnswer::new(findings);
            Ok(to_json(&answer.rows(source.log(), source.responses())))
        }
        "codes" => {
            let NoOptions {} = read_table("options", options)?;
            Ok(to_json(&CodesAnswer::all()))
        }
        "assess" => {
            let AssessOptions { as_of, people } = read_table("options", options)?;
            let findings = source.findings(as_of);
            let assessment = source.assessment(as_of)?;
            Ok(to_json(&match people {
                None => AssessmentAnswer::new(assessment, &findings),
                Some(people) => {
                    AssessmentAnswer::build(assessment, &findings, &named(assessment, &people)?)
                }
            }))
        }
        "explain" => explained(source, read_options(options)?),
        "units" => {
            let options: UnitsOptions = read_options(options)?;
            let findings = source.findings(options.as_of);
            let assessment = source.assessment(options.as_of)?;
            Ok(to_json(&UnitsAnswer::new(
                assessment,
                options.kind,
                &Disclosure::from(&options),
                &findings,
            )))
        }
        "unit" => {
            let options: GapsOptions = read_options(options)?;
            unit(
                source.assessment(options.as_of)?,
                options.unit()?,
                &Disclosure::from(&options),
            )
        }
        "gaps" => {
            let options: GapsOptions = read_options(options)?;
            let findings = source.findings(options.as_of);
            let (assessment, unit) = (source.assessment(options.as_of)?, options.unit()?);
            let disclosure = Disclosure::from(&options);
            Ok(to_json(&GapsAnswer::new(
                assessment,
                unit,
                &disclosure,
                &findings,
            )?))
        }
        "fit" => {
            let options: DateOptions = read_options(options)?;
            let programme = source.programme();
            Ok(to_json(&FitAnswer::new(
                programme,
                date(programme, options.as_of)?,
                &Disclosure::from(&options),
            )))
        }
        #[cfg(feature = "rollout")]
        "gates" => gates(source, &read_options(options)?),
        #[cfg(feature = "rollout")]
        "phases" => {
            let options: PhasesOptions = read_options(options)?;
            let programme = source.programme();
            Ok(to_json(&rollout::phases(
                programme,
                date(programme, options.as_of)?,
                &options,
            )?))
        }
        #[cfg(feature = "rollout")]
        "refresh" => {
            let options: RefreshOptions = read_options(options)?;
            let findings = source.findings(options.as_of);
            Ok(to_json(&rollout::refresh(
                source.assessment(options.as_of)?,
                &options,
                &findings,
            )?))
        }
        #[cfg(feature = "surveys")]
        "survey" => survey(source, &read_options(options)?),
        #[cfg(feature = "surveys")]
        "needs" => {
            let options: NeedsOptions = read_options(options)?;
            let findings = source.findings(options.as_of);
            let (assessment, responses) = source.both(options.as_of)?;
            Ok(to_json(&survey::needs(
                assessment, responses, &options, &findings,
            )?))
        }
        _ => Err(unanswered(operation)),
    }
}

/// The error of an operation that cannot be answered: it needs a feature or a whole request, or there is none.
fn unanswered(operation: &str) -> Error {
    if let Some(feature) = feature_of(operation) {
        return left_out(operation, feature);
    }
    let is_comparison = COMPARISONS.contains(&operation);
    let (code, path) = (Code::UnknownReference, "operation");
    let finding = if is_comparison {
        describe!(
            code,
            path,
            OperationOfWritten {
                operation: operation
            }
        )
        .help("send it with the whole request")
    } else {
        describe!(
            code,
            path,
            OperationUnknown {
                operation: operation
            }
        )
        .did_you_mean(operation, OPERATIONS.iter().copied())
    };
    Error::new(ErrorKind::Unknown, vec![finding])
}

/// What is asked for needs a feature that this build does not have.
fn left_out(what: &str, feature: &str) -> Error {
    let finding = describe!(
        Code::UnknownReference,
        "operation",
        LeftOutOfBuild { operation: what }
    );
    let finding = finding.help(format!("build the library with its feature `{feature}`"));
    Error::new(ErrorKind::Unknown, vec![finding])
}

/// The answer to `explain`, in the form of what is explained.
fn explained(source: &mut dyn AnswerSource, options: ExplainOptions) -> Result<String, Error> {
    let of_audience = Disclosure::from(&options);
    let ExplainOptions {
        as_of,
        gate,
        instrument,
        person,
        phase,
        role,
        section,
        ..
    } = options;
    match (person, section, role, gate, instrument, phase) {
        (Some(_), None, None, None, None, None)
            if options.disclosure == Some(Audience::Published) =>
        {
            let help = "leave it out, or write `internal`: an explanation names the person";
            Err(no_effect_beside("disclosure", "person", help))
        }
        (Some(person), None, None, None, None, None) => {
            let explained = explain(source.assessment(as_of)?, &person);
            Ok(to_json(
                &explained.map_err(|error| in_options(error, "options.person"))?,
            ))
        }
        (None, section, role, None, None, None) if section.is_some() || role.is_some() => {
            let of = super::options::unit(section.as_deref(), role.as_deref())?;
            unit(source.assessment(as_of)?, of, &of_audience)
        }
        #[cfg(feature = "rollout")]
        (None, None, None, phase @ Some(_), None, None) => {
            let (disclosure, disclosure_key) = (options.disclosure, options.disclosure_key);
            gates(
                source,
                &GatesOptions {
                    as_of,
                    disclosure,
                    disclosure_key,
                    phase,
                },
            )
        }
        #[cfg(feature = "surveys")]
        (None, None, None, None, instrument @ Some(_), None) => {
            let (disclosure, disclosure_key) = (options.disclosure, options.disclosure_key);
            let options = SurveyOptions {
                as_of,
                disclosure,
                disclosure_key,
                instrument,
                since: None,
            };
            survey(source, &options)
        }
        #[cfg(feature = "rollout")]
        (None, None, None, None, None, Some(phase)) => {
            let programme = source.programme();
            Ok(to_json(&rollout::explain_phase(
                programme,
                date(programme, as_of)?,
                &phase,
            )?))
        }
        #[cfg(not(feature = "rollout"))]
        (None, None, None, gate, None, phase) if gate.is_some() != phase.is_some() => {
            Err(left_out("explain", "rollout"))
        }
        #[cfg(not(feature = "surveys"))]
        (None, None, None, None, Some(_), None) => Err(left_out("explain", "surveys")),
        _ => {
            let keys = vec!["person", "section", "role", "gate", "instrument", "phase"];
            let finding = describe!(Code::MissingKey, "options", NothingToExplain { keys: keys });
            Err(Error::new(ErrorKind::Shape, vec![finding]))
        }
    }
}

/// One unit's readiness.
fn unit(assessment: &Assessment, unit: Unit<'_>, disclosure: &Disclosure) -> Result<String, Error> {
    Ok(to_json(&UnitAnswer::new(assessment, unit, disclosure)?))
}

/// The gates of the phases.
#[cfg(feature = "rollout")]
fn gates(source: &mut dyn AnswerSource, options: &GatesOptions) -> Result<String, Error> {
    let findings = source.findings(options.as_of);
    let (assessment, responses) = source.both(options.as_of)?;
    Ok(to_json(&rollout::gates(
        assessment, responses, options, &findings,
    )?))
}

/// What surveys say.
#[cfg(feature = "surveys")]
fn survey(source: &mut dyn AnswerSource, options: &SurveyOptions) -> Result<String, Error> {
    let findings = source.findings(options.as_of);
    let (assessment, responses) = source.both(options.as_of)?;
    let answer = survey::survey(responses, assessment.as_of(), options, &findings)?;
    Ok(to_json(&answer.observers(assessment, options)))
}

/// The explanation of one person.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::explain;
///
/// let assessment = sample::assessment();
/// assert!(explain(&assessment, "p-00").is_ok());
/// let error = explain(&assessment, "q-00").err().ok_or("there is none")?;
/// println!("{error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the programme has no such person.
pub fn explain(assessment: &Assessment, person: &str) -> Result<ExplanationAnswer, Error> {
    assessment
        .person(person)
        .map(|found| ExplanationAnswer::new(&found))
}

/// An error about what an option names.
fn in_options(error: Error, path: &str) -> Error {
    let (kind, mut findings) = (error.kind(), error.into_findings());
    for finding in &mut findings {
        path.clone_into(&mut finding.path);
    }
    Error::new(kind, findings)
}

/// The people of these ids, or everyone who is not there.
fn named<'a>(
    assessment: &'a Assessment,
    ids: &[String],
) -> Result<Vec<PersonReadiness<'a>>, Error> {
    let (mut people, mut missing) = (Vec::with_capacity(ids.len()), Vec::new());
    for (at, id) in ids.iter().enumerate() {
        match assessment.person(id) {
            Ok(person) => people.push(person),
            Err(error) => {
                let error = in_options(error, &format!("options.people[{at}]"));
                missing.extend(error.into_findings());
            }
        }
    }
    if missing.is_empty() {
        Ok(people)
    } else {
        Err(Error::new(ErrorKind::Unknown, missing))
    }
}

/// A JSON list of texts: how bindings pass many names.
///
/// ```
/// use paratus::answers::parse_string_list;
///
/// assert_eq!(parse_string_list(r#"["p-00", "p-01"]"#)?, ["p-00", "p-01"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is no JSON list of texts.
pub fn parse_string_list(list: &str) -> Result<Vec<String>, Error> {
    read_list("texts", list)
}

/// Findings from a JSON list of them, as answers have it: how bindings pass them back to be said in another language.
///
/// ```
/// use paratus::Programme;
/// use paratus::answers::{parse_findings, to_json};
///
/// let error = Programme::from_json("{").unwrap_err();
/// assert_eq!(parse_findings(&to_json(&error.findings()))?, error.findings());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is no JSON list of findings.
pub fn parse_findings(list: &str) -> Result<Vec<Finding>, Error> {
    read_list("findings", list)
}

/// What is said of a plan, from a JSON list of conflicts, relaxations, violations, sessions, lines of what people do alone or unmet
/// needs: how bindings pass them back to be said in another language.
///
/// ```
/// use paratus::answers::parse_statements;
///
/// let json = r#"[{ "says": [{ "sentence": "plan-longer", "facts": { "weeks": 2 } }], "text": "plan for 2 more weeks" }]"#;
/// let stated = parse_statements(json)?;
/// assert_eq!(stated[0].says[0].to_string(), stated[0].text);
/// let unmet = parse_statements(r#"[{ "person": "p-1", "objective": "file", "cause": "untaught" }]"#)?;
/// assert_eq!(unmet[0].text, "no activity teaches `file`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is no JSON list of such objects.
#[cfg(feature = "plan")]
pub fn parse_statements(list: &str) -> Result<Vec<CompoundStatement>, Error> {
    // Lines have other keys too, which say nothing of why.
    let list = read_list_with::<StatementSource>("statements", list, UnknownKeys::Ignore)?;
    Ok(list
        .entries
        .into_iter()
        .map(|(_, part)| part.stated())
        .collect())
}

/// What a part of a plan has of what it says: statements, or the facts of a line that statements are made of.
#[cfg(feature = "plan")]
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct StatementSource {
    activity: Option<String>,
    cause: Option<UnplacedCause>,
    level: Option<String>,
    missing: Option<String>,
    objective: Option<String>,
    reason: Option<PlanReason>,
    #[serde(deserialize_with = "crate::finding::known")]
    says: Vec<Statement>,
    text: String,
    until: Option<crate::Date>,
    witness: Witness,
}

#[cfg(feature = "plan")]
impl StatementSource {
    fn stated(self) -> CompoundStatement {
        match (self.cause, self.objective, self.reason, self.until) {
            (Some(cause), Some(objective), ..) => {
                let need = UnplacedNeed {
                    earlier_step: None,
                    activity: self.activity,
                    cause,
                    level: self.level,
                    missing: self.missing,
                    objective,
                    person: String::new(),
                    witness: self.witness,
                };
                need.statements().into()
            }
            (_, _, Some(reason), Some(until)) => reason.of_own_time(until).into(),
            (_, _, Some(reason), None) => reason.of_session().into(),
            _ => CompoundStatement {
                says: self.says,
                text: self.text,
            },
        }
    }
}

/// An answer as JSON text on one line.
///
/// ```
/// use paratus::answers::{CodesAnswer, to_json};
///
/// assert!(to_json(&CodesAnswer::all()).starts_with(r#"{"codes":["#));
/// ```
pub fn to_json<T: Serialize>(answer: &T) -> String {
    // Answers are structs of numbers, texts and lists: they cannot fail to be written.
    serde_json::to_string(answer).unwrap_or_default()
}
