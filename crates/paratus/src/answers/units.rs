//! Figures of sections, roles and the organisation.

use crate::disclosure::{Disclosure, DisclosureNote};
use crate::schema_id::schema_id;
use crate::units::gaps::UnitGaps;
use crate::units::{Unit, UnitKind, UnitSummary, no_unit};
use crate::{Assessment, Date, Error, Finding};
use serde::Serialize;

schema_id! {
    /// Schema id of [`UnitsAnswer`].
    UnitsSchema = "paratus/units/1"
}
schema_id! {
    /// Schema id of [`UnitAnswer`].
    UnitSchema = "paratus/unit/1"
}

/// Readiness of all units of a kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitsAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// Problems in programme and evidence that bear on the figures.
    pub findings: Vec<Finding>,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: UnitsSchema,
    /// The units, in the order of the programme.
    pub units: Vec<UnitSummary>,
}

/// A unit, its figures and what is missing in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// For whom the figures are, and how they were rounded.
    pub disclosure: DisclosureNote,
    /// What its people need, the greatest gap first.
    pub gaps: UnitGaps,
    /// Id of the programme.
    pub programme: String,
    /// Schema id of the answer.
    pub schema: UnitSchema,
    /// Its figures.
    pub unit: UnitSummary,
}

impl UnitsAnswer {
    /// The answer for all units of a kind; `findings` are those of the programme and of reading the evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::UnitsAnswer;
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::UnitKind;
    ///
    /// let answer = UnitsAnswer::new(&sample::assessment(), UnitKind::Section, &Disclosure::internal(), &[]);
    /// assert_eq!(answer.units.len(), 2);
    /// ```
    #[must_use]
    pub fn new(
        assessment: &Assessment,
        kind: UnitKind,
        disclosure: &Disclosure,
        findings: &[Finding],
    ) -> UnitsAnswer {
        UnitsAnswer {
            as_of: assessment.as_of(),
            disclosure: assessment.publisher(disclosure).note(),
            findings: super::unit_findings(assessment, disclosure, findings),
            programme: assessment.programme().id().to_owned(),
            schema: UnitsSchema::V1,
            units: assessment.units(kind, disclosure),
        }
    }
}

impl UnitAnswer {
    /// The answer for one unit.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::UnitAnswer;
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::Unit;
    ///
    /// let answer = UnitAnswer::new(&sample::assessment(), Unit::Section("archive"), &Disclosure::internal());
    /// assert!(answer.is_ok());
    /// ```
    ///
    /// # Errors
    /// Where there is no such unit.
    pub fn new(
        assessment: &Assessment,
        unit: Unit<'_>,
        disclosure: &Disclosure,
    ) -> Result<UnitAnswer, Error> {
        let (kind, id) = match unit {
            Unit::Organisation => (UnitKind::Organisation, None),
            Unit::Role(id) => (UnitKind::Role, Some(id)),
            Unit::Section(id) => (UnitKind::Section, Some(id)),
        };
        let mut units = assessment.units(kind, disclosure).into_iter();
        Ok(UnitAnswer {
            as_of: assessment.as_of(),
            disclosure: assessment.publisher(disclosure).note(),
            gaps: assessment.gaps(unit, disclosure)?,
            programme: assessment.programme().id().to_owned(),
            schema: UnitSchema::V1,
            unit: units
                .find(|summary| id.is_none_or(|id| summary.unit == id))
                .ok_or_else(|| no_unit(assessment.programme(), unit))?,
        })
    }
}
