//! Plans: made, judged, made again, compared.

use super::EvidenceStore;
use crate::disclosure::DisclosureNote;
use crate::document::read_table;
use crate::finding::describe;
use crate::plan::{
    Plan, PlanDiff, PlanLineExplanation, PlanOptions, PlanPlaces, Planner, Violation, WhatIf,
    WhatIfPlanner,
};
use crate::schema_id::schema_id;
use crate::{Assessment, Code, Date, Error, ErrorKind, EvidenceLog, Finding, Programme};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`VerifyAnswer`].
    VerifySchema = "paratus/verification/1"
}

schema_id! {
    /// Schema id of [`PlanLineAnswer`].
    PlanLineSchema = "paratus/plan-line/1"
}

/// Options of `explain_line`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ExplainLineOptions {
    /// Id of a session, of an activity that people do alone, or `person/objective` of a need that is not met.
    pub line: String,
    /// The plan, as `plan` answers it.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub plan: Plan,
}

/// The explanation of one line of a plan: a session, self-paced training or an unmet need.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanLineAnswer {
    /// The date of assessment of the plan.
    pub as_of: Date,
    /// For whom it is: a plan names people, so it is internal.
    pub disclosure: DisclosureNote,
    /// The line; several where people do something alone at several times.
    pub lines: Vec<PlanLineExplanation>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: PlanLineSchema,
}

impl PlanLineAnswer {
    /// Explains a line of a plan.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::PlanLineAnswer;
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let programme = assessment.programme();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// let answer = PlanLineAnswer::new(programme, &plan, &plan.sessions[0].session)?;
    /// assert_eq!(answer.lines.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the plan has no such line.
    pub fn new(programme: &Programme, plan: &Plan, line: &str) -> Result<PlanLineAnswer, Error> {
        Ok(PlanLineAnswer {
            as_of: plan.as_of,
            disclosure: DisclosureNote::internal(),
            lines: plan.explain_line(programme, line)?,
            programme: programme.id().to_owned(),
            schema: PlanLineSchema::V1,
        })
    }
}

/// Options of `verify`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VerifyOptions {
    /// The date of assessment; default: the plan's own.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The plan, as `plan` answers it.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub plan: Plan,
}

/// Options of `what_if`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WhatIfOptions {
    /// What is other in each plan, written `option=value`, several separated by commas: `weeks=8`, `max_absent=0.3`.
    pub changes: Vec<String>,
    /// The options that they have in common.
    #[serde(default)]
    pub options: PlanOptions,
}

/// Options of `places`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PlacesOptions {
    /// The options of the plan. With a previous plan the places are those in that plan as it is; else those in the plan that these
    /// options give.
    #[serde(default)]
    pub options: PlanOptions,
    /// Id of the person.
    pub person: String,
}

/// Options of `diff_plans`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DiffPlansOptions {
    /// The plan after, as `plan` answers it.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub after: Plan,
    /// The plan before, as `plan` answers it.
    #[cfg_attr(feature = "schema", schemars(with = "serde_json::Value"))]
    pub before: Plan,
}

constructors! {
    r#"let made = |plan: plan::Plan| answers::ExplainLineOptions::new(plan, "filing-1");"#
    ExplainLineOptions(plan: Plan, line: text) {}
    r"let made = |plan: plan::Plan| answers::VerifyOptions::new(plan);"
    VerifyOptions(plan: Plan) { as_of: optional(Date) }
    r#"let made = answers::WhatIfOptions::new(["weeks=8", "max_absent=0.3"]);"#
    WhatIfOptions(changes: texts) { options: PlanOptions }
    r#"let made = answers::PlacesOptions::new("p-0117");"#
    PlacesOptions(person: text) { options: PlanOptions }
    r"let made = |before: plan::Plan, after: plan::Plan| answers::DiffPlansOptions::new(before, after);"
    DiffPlansOptions(before: Plan, after: Plan) {}
}

/// The judgement of the independent verifier on a plan: the rules that it breaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VerifyAnswer {
    /// Whether it breaks no rule.
    pub holds: bool,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: VerifySchema,
    /// The rules that it breaks, and where.
    pub violations: Vec<Violation>,
}

impl VerifyAnswer {
    /// Verifies a plan against an assessment, and lists the rules that it breaks.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::VerifyAnswer;
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// assert!(VerifyAnswer::new(&assessment, &plan).holds);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(assessment: &Assessment, plan: &Plan) -> VerifyAnswer {
        let violations = plan.verify(assessment);
        VerifyAnswer {
            holds: violations.is_empty(),
            programme: assessment.programme().id().to_owned(),
            schema: VerifySchema::V1,
            violations,
        }
    }
}

impl Plan {
    /// Reads a plan from its JSON. Fields that this version does not know are left out.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{Plan, PlanOptions};
    ///
    /// let assessment = sample::assessment();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// assert_eq!(Plan::from_json(&plan.to_json())?, plan);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the text is not the JSON of a plan: every such problem at its place.
    pub fn from_json(text: &str) -> Result<Plan, Error> {
        read_table("plan", text)
    }

    /// The plan as JSON text on one line, as [`answer`](super::answer) writes it.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let plan = sample::assessment().plan(&PlanOptions::default())?;
    /// assert!(plan.to_json().contains(r#""schema":"paratus/plan/1""#));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        super::to_json(self)
    }
}

/// Plans training, and verifies the plan before it is returned.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers;
/// use paratus::plan::PlanOptions;
///
/// let plan = answers::plan(&sample::assessment(), &PlanOptions::default())?;
/// println!("{} sessions", plan.sessions.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where an option makes no sense; and, which would be a mistake of this library, where the plan breaks a rule.
pub fn plan(assessment: &Assessment, options: &PlanOptions) -> Result<Plan, Error> {
    plan_with(assessment, options, &mut |_| true)
}

/// Plans as [`plan`] does, and reports progress to a function that can stop the search. See [`Assessment::plan_with`].
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers;
/// use paratus::plan::PlanOptions;
///
/// // The first complete plan is enough.
/// let options = PlanOptions::default();
/// let plan = answers::plan_with(&sample::assessment(), &options, &mut |progress| progress.cost.is_none())?;
/// println!("{} sessions", plan.sessions.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`plan`].
pub fn plan_with(
    assessment: &Assessment,
    options: &PlanOptions,
    go_on: &mut dyn FnMut(crate::plan::PlanProgress) -> bool,
) -> Result<Plan, Error> {
    let plan = assessment.plan_with(options, go_on)?;
    checked(assessment, plan)
}

impl EvidenceStore {
    /// A plan in the making, with the options of `plan` as JSON text.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let mut planner = store.planner(r#"{ "as_of": "2027-03-01", "weeks": 8 }"#)?;
    /// while !planner.step(100)?.finished {}
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the options cannot be read or make no sense, or there is no date of assessment.
    pub fn planner(&mut self, options: &str) -> Result<Planner, Error> {
        let options: PlanOptions = read_table("options", options)?;
        let assessment = self.assess(options.as_of)?.clone();
        Planner::new(assessment, options)
    }

    /// Plans side by side in the making, with the options of `what_if` as JSON text.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::EvidenceStore;
    ///
    /// let mut store = EvidenceStore::new(&sample::programme());
    /// let mut planner = store.what_if_planner(r#"{ "changes": ["weeks=8"], "options": { "as_of": "2027-03-01" } }"#)?;
    /// while !planner.step(100)?.finished {}
    /// assert_eq!(planner.what_if().variants.len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the options or a change cannot be read or make no sense, or there is no date of assessment.
    pub fn what_if_planner(&mut self, options: &str) -> Result<WhatIfPlanner, Error> {
        let WhatIfOptions { changes, options } = read_table("options", options)?;
        WhatIfPlanner::new(self.assess(options.as_of)?, &options, &changes)
    }
}

impl Planner {
    /// The best plan found so far, verified before it is returned.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Planner};
    ///
    /// let mut planner = Planner::new(sample::assessment(), PlanOptions::default())?;
    /// println!("{} sessions in the first plan", planner.checked_plan()?.sessions.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Planner::plan`]; and, which would be a mistake of this library, where the plan breaks a rule.
    pub fn checked_plan(&mut self) -> Result<Plan, Error> {
        let plan = self.plan()?;
        checked(self.assessment(), plan)
    }
}

/// Reads a plan from JSON, and verifies it against the programme and the evidence up to the plan's own date.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{parse_verified_plan, to_json};
/// use paratus::plan::PlanOptions;
///
/// let programme = sample::programme();
/// let evidence = sample::evidence(&programme);
/// let assessment = programme.assess(&evidence, sample::first(3));
/// let plan = assessment.plan(&PlanOptions::default())?;
/// assert_eq!(parse_verified_plan(&programme, &evidence, &to_json(&plan))?, plan);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the text is not the JSON of a plan, or the plan breaks rules: each of them.
pub fn parse_verified_plan(
    programme: &Programme,
    evidence: &EvidenceLog,
    text: &str,
) -> Result<Plan, Error> {
    let plan = Plan::from_json(text)?;
    let assessment = programme.assess(evidence, plan.as_of);
    let help =
        "it was made for other files or changed by hand; plan again with it as the previous plan";
    without_violations(&assessment, plan, help)
}

/// Refuses a plan that breaks a rule.
fn checked(assessment: &Assessment, plan: Plan) -> Result<Plan, Error> {
    let help = "this is a mistake of the planner; please report it with the programme";
    without_violations(assessment, plan, help)
}

fn without_violations(assessment: &Assessment, plan: Plan, help: &str) -> Result<Plan, Error> {
    let violations = plan.verify(assessment);
    if violations.is_empty() {
        return Ok(plan);
    }
    let findings = violations.into_iter().flat_map(|violation| {
        let Violation { says, subject, .. } = violation;
        let finding = move |says| {
            let mut finding = Finding::of_statement(Code::PlanRefused, subject.clone(), says);
            finding.message = format!("`{subject}`: {}", finding.message);
            finding
        };
        says.into_iter()
            .map(finding)
            .map(|finding| finding.help(help))
    });
    Err(Error::new(ErrorKind::Refused, findings.collect()))
}

/// Plans again with as few changes of the previous plan as possible, and verifies the plan before it is returned.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers;
/// use paratus::plan::PlanOptions;
///
/// let assessment = sample::assessment();
/// let plan = answers::plan(&assessment, &PlanOptions::default())?;
/// let options = PlanOptions { previous: Some(Box::new(plan.clone())), ..PlanOptions::default() };
/// assert_eq!(answers::replan(&assessment, &options)?.sessions, plan.sessions);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`plan`], and where no previous plan is given.
pub fn replan(assessment: &Assessment, options: &PlanOptions) -> Result<Plan, Error> {
    if options.previous.is_none() {
        let finding = describe!(
            Code::MissingKey,
            "options.previous",
            KeyMissing {
                key: "previous",
                owner: "the options"
            }
        )
        .help("give the plan that is to be changed, or ask for `plan`");
        return Err(Error::new(ErrorKind::Shape, vec![finding]));
    }
    plan(assessment, options)
}

/// Plans under several sets of options, side by side.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{WhatIfOptions, what_if};
///
/// let options: WhatIfOptions = serde_json::from_str(r#"{ "changes": ["weeks=8"] }"#)?;
/// assert_eq!(what_if(&sample::assessment(), &options)?.variants.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`plan`], and where a change cannot be read.
pub fn what_if(assessment: &Assessment, options: &WhatIfOptions) -> Result<WhatIf, Error> {
    assessment.what_if(&options.options, &options.changes)
}

/// Every session in which one person could have a seat, with what each changes in the plan.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{PlacesOptions, places};
/// use paratus::plan::PlanOptions;
///
/// let options = PlacesOptions { options: PlanOptions::default(), person: "p-00".to_owned() };
/// println!("{} places", places(&sample::assessment(), &options)?.places.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`Assessment::places`].
pub fn places(assessment: &Assessment, options: &PlacesOptions) -> Result<PlanPlaces, Error> {
    assessment.places(&options.person, &options.options)
}

/// The differences between two plans: needs, costs, seats and sessions.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::{DiffPlansOptions, diff_plans};
/// use paratus::plan::PlanOptions;
///
/// let assessment = sample::assessment();
/// let plan = assessment.plan(&PlanOptions::default())?;
/// let options = DiffPlansOptions { before: plan.clone(), after: plan };
/// assert!(!diff_plans(assessment.programme(), &options)?.is_worse());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As for [`Programme::diff_plans`].
pub fn diff_plans(programme: &Programme, options: &DiffPlansOptions) -> Result<PlanDiff, Error> {
    programme.diff_plans(&options.before, &options.after)
}

/// The answer's text of one of the operations on plans; `None` where it is another.
pub(super) fn answer(
    source: &mut dyn super::source::AnswerSource,
    operation: &str,
    options: &str,
) -> Option<Result<String, Error>> {
    Some(match operation {
        "plan" | "replan" => read_table("options", options).and_then(|options: PlanOptions| {
            let assessment = source.assessment(options.as_of)?;
            let made = if operation == "plan" {
                plan(assessment, &options)
            } else {
                replan(assessment, &options)
            };
            Ok(made?.to_json())
        }),
        "verify" => read_table("options", options).and_then(|options: VerifyOptions| {
            let assessment = source.assessment(options.as_of.or(Some(options.plan.as_of)))?;
            Ok(super::to_json(&VerifyAnswer::new(
                assessment,
                &options.plan,
            )))
        }),
        "explain_line" => read_table("options", options).and_then(|options: ExplainLineOptions| {
            Ok(super::to_json(&PlanLineAnswer::new(
                source.programme(),
                &options.plan,
                &options.line,
            )?))
        }),
        "places" => read_table("options", options).and_then(|options: PlacesOptions| {
            let assessment = source.assessment(options.options.as_of)?;
            Ok(super::to_json(&places(assessment, &options)?))
        }),
        "diff_plans" => read_table("options", options).and_then(|options: DiffPlansOptions| {
            Ok(super::to_json(&diff_plans(source.programme(), &options)?))
        }),
        "what_if" => read_table("options", options).and_then(|options: WhatIfOptions| {
            let assessment = source.assessment(options.options.as_of)?;
            Ok(super::to_json(&what_if(assessment, &options)?))
        }),
        _ => return None,
    })
}
