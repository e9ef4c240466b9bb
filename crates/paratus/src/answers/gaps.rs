//! What is missing, and whether training fits use.

use crate::disclosure::Publisher;
use crate::disclosure::{Disclosure, DisclosureNote};
use crate::schema_id::schema_id;
use crate::units::Unit;
use crate::units::fit::Fit;
use crate::units::gaps::UnitGaps;
use crate::{Assessment, Date, Error, Finding, Programme};
use serde::Serialize;

schema_id! {
    /// Schema id of [`GapsAnswer`].
    GapsSchema = "paratus/gaps/1"
}
schema_id! {
    /// Schema id of [`FitAnswer`].
    FitSchema = "paratus/fit/1"
}

/// The training gaps of a unit: objectives by what its people lack.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GapsAnswer {
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme and evidence that bear on the figures.
    pub findings: Vec<Finding>,
    /// The unit, and what its people need.
    pub gaps: UnitGaps,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: GapsSchema,
}

/// The fit of training to use: for each section and feature whether it is used, taught, both or neither.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FitAnswer {
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Sections and features, and what is saved.
    pub fit: Fit,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: FitSchema,
}

impl GapsAnswer {
    /// The answer for one unit. `findings` are those of the programme and of
    /// reading the evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::GapsAnswer;
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::Unit;
    ///
    /// let inside = Disclosure::internal();
    /// assert!(GapsAnswer::new(&sample::assessment(), Unit::Role("clerk"), &inside, &[]).is_ok());
    /// assert!(GapsAnswer::new(&sample::assessment(), Unit::Role("pilot"), &inside, &[]).is_err());
    /// ```
    ///
    /// # Errors
    /// Where there is no such unit.
    pub fn new(
        assessment: &Assessment,
        unit: Unit<'_>,
        disclosure: &Disclosure,
        findings: &[Finding],
    ) -> Result<GapsAnswer, Error> {
        Ok(GapsAnswer {
            disclosure: assessment.publisher(disclosure).note(),
            findings: super::unit_findings(assessment, disclosure, findings),
            gaps: assessment.gaps(unit, disclosure)?,
            programme: assessment.programme().id().to_owned(),
            schema: GapsSchema::V1,
        })
    }
}

impl FitAnswer {
    /// The answer as of a date, which decides who is employed.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::FitAnswer;
    /// use paratus::disclosure::Disclosure;
    ///
    /// let answer = FitAnswer::new(&sample::programme(), sample::first(3), &Disclosure::internal());
    /// assert_eq!(answer.programme, "records");
    /// ```
    #[must_use]
    pub fn new(programme: &Programme, as_of: Date, disclosure: &Disclosure) -> FitAnswer {
        FitAnswer {
            disclosure: Publisher::publish(disclosure, programme.rules()).note(),
            fit: programme.fit(as_of, disclosure),
            programme: programme.id().to_owned(),
            schema: FitSchema::V1,
        }
    }
}
