//! What is missing, and whether training fits use.

use crate::{Assessment, Date, Finding, Fit, Programme, Unit, UnitGaps};
use serde::Serialize;

super::schema_id! {
    /// Schema id of [`GapsAnswer`].
    GapsSchema = "paratus/gaps/1"
}
super::schema_id! {
    /// Schema id of [`FitAnswer`].
    FitSchema = "paratus/fit/1"
}

/// What is missing in a unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GapsAnswer {
    /// Problems in programme and evidence that bear on the figures.
    pub findings: Vec<Finding>,
    /// The unit, and what its people need.
    pub gaps: UnitGaps,
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: GapsSchema,
}

/// What sections use beside what they are taught.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FitAnswer {
    /// Sections and features, and what is spared.
    pub fit: Fit,
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: FitSchema,
}

impl GapsAnswer {
    /// The answer for one unit; `None` where there is no such unit. `findings` are those of the programme and of
    /// reading the evidence.
    #[must_use]
    pub fn new(assessment: &Assessment, unit: Unit<'_>, findings: &[Finding]) -> Option<GapsAnswer> {
        Some(GapsAnswer {
            findings: super::all_findings(assessment, findings),
            gaps: assessment.gaps(unit)?,
            programme: assessment.programme().id().to_owned(),
            schema: GapsSchema::V1,
        })
    }
}

impl FitAnswer {
    /// The answer as of a date, which decides who is employed.
    #[must_use]
    pub fn new(programme: &Programme, as_of: Date) -> FitAnswer {
        FitAnswer { fit: programme.fit(as_of), programme: programme.id().to_owned(), schema: FitSchema::V1 }
    }
}
