//! Answers for every client: the one layer that the command and all bindings call.
//!
//! Every answer is plain data that carries its schema id, for instance `"schema": "paratus/assessment/1"`. Fields are in
//! alphabetical order, so that the keys of the JSON are sorted; lists have a stable order; the same input gives the same
//! bytes. Fields are only ever added.

mod assessment;
mod call;
#[cfg(feature = "diff")]
mod diff;
mod error;
mod explanation;
mod findings;
mod gaps;
mod options;
#[cfg(feature = "plan")]
mod planning;
mod removal;
#[cfg(feature = "report")]
mod report;
#[cfg(feature = "rollout")]
mod rollout;
mod source;
pub(crate) mod store;
#[cfg(feature = "surveys")]
mod survey;
#[cfg(test)]
mod tests;
mod units;

pub use assessment::{AssessmentAnswer, ObjectiveAnswer, PersonAnswer};
#[cfg(feature = "plan")]
pub use call::parse_statements;
pub use call::{
    COMPARISONS, OPERATIONS, answer, answer_with, call, explain, parse_findings, parse_string_list,
    to_json,
};
#[cfg(feature = "diff")]
pub use diff::{CompareOptions, DiffAnswer, DiffOptions, SensitivityAnswer, diff, sensitivity};
pub use error::ErrorAnswer;
pub use explanation::ExplanationAnswer;
pub use findings::{CodeAnswer, CodesAnswer, FindingsAnswer};
pub use gaps::{FitAnswer, GapsAnswer};
pub(crate) use options::ForAudience;
pub use options::{
    AssessOptions, DateOptions, ExplainOptions, GapsOptions, NoOptions, UnitsOptions, disclosure_of,
};
#[cfg(feature = "plan")]
pub use planning::{
    DiffPlansOptions, ExplainLineOptions, PlacesOptions, PlanLineAnswer, VerifyAnswer,
    VerifyOptions, WhatIfOptions, diff_plans, parse_verified_plan, places, plan, plan_with, replan,
    what_if,
};
pub use removal::{RecordSelection, RemovalAnswer};
#[cfg(feature = "report")]
pub use report::{
    EvidenceWeightsAnswer, FindingGroup, ReportAnswer, ReportData, ReportInput, ReportNames,
    ReportRows, RulesAnswer, SectionHolders,
};
#[cfg(feature = "rollout")]
pub use rollout::{
    GatesAnswer, GatesOptions, PhaseExplanationAnswer, PhasesAnswer, PhasesOptions, RefreshAnswer,
    RefreshOptions, explain_phase, gates, phases, refresh,
};
pub use source::assess;
pub(crate) use store::EvidenceStore;
pub use store::{AppendAnswer, ReloadReport};
#[cfg(feature = "surveys")]
pub use survey::{
    BarriersAnswer, ConstructAnswer, InstrumentAnswer, Method, NeedsAnswer, NeedsOptions,
    NoSurveyedNeeds, SurveyAnswer, SurveyOptions, SurveyedNeeds, needs, survey,
};
pub use units::{UnitAnswer, UnitsAnswer};

use crate::disclosure::Disclosure;
use crate::survey::{ResponseLog, future_acts};
use crate::{Assessment, Date, Finding, Programme};

/// Findings of the programme and of reading, with those of the assessment, in their published order.
fn all_findings(assessment: &Assessment, findings: &[Finding]) -> Vec<Finding> {
    let acts = future_acts(assessment.programme(), assessment.as_of());
    FindingsAnswer::new(
        findings
            .iter()
            .chain(assessment.findings())
            .cloned()
            .chain(assessment.hidden_valid_records())
            .chain(acts)
            .collect(),
    )
    .findings
}

/// What does not count on a day: answers to surveys and leadership acts dated after it, and answers that were refused. Of evidence the
/// assessment says so.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::answers::uncounted_rows;
///
/// let programme = sample::programme();
/// let responses = sample::responses(&programme);
/// assert_eq!(uncounted_rows(&programme, &responses, sample::first(1)).len(), 1, "all answers are of February");
/// ```
#[must_use]
pub fn uncounted_rows(programme: &Programme, responses: &ResponseLog, as_of: Date) -> Vec<Finding> {
    let later = responses
        .future_responses(as_of)
        .into_iter()
        .chain(future_acts(programme, as_of));
    later.chain(responses.row_findings()).collect()
}

/// The findings that an answer about units carries: [`all_findings`], for an audience.
fn unit_findings(
    assessment: &Assessment,
    disclosure: &Disclosure,
    findings: &[Finding],
) -> Vec<Finding> {
    let findings = assessment
        .publisher(disclosure)
        .findings(all_findings(assessment, findings));
    FindingsAnswer::new(findings).findings
}

/// Findings with those of answers and acts that do not count; exact repeats are dropped where findings are sorted.
fn with_uncounted_rows(findings: &[Finding], responses: &ResponseLog, as_of: Date) -> Vec<Finding> {
    findings
        .iter()
        .cloned()
        .chain(uncounted_rows(responses.programme(), responses, as_of))
        .collect()
}
