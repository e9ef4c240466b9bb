//! Why a person's figures are what they are.

use crate::{PersonExplanation, PersonReadiness};
use serde::Serialize;

super::schema_id! {
    /// Schema id of [`ExplanationAnswer`].
    ExplanationSchema = "paratus/explanation/1"
}

/// Why a person's readiness is what it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplanationAnswer {
    /// The explanation.
    pub explanation: PersonExplanation,
    /// What this is.
    pub schema: ExplanationSchema,
}

impl ExplanationAnswer {
    /// The answer for one person.
    #[must_use]
    pub fn new(person: &PersonReadiness<'_>) -> ExplanationAnswer {
        ExplanationAnswer { explanation: person.explain(), schema: ExplanationSchema::V1 }
    }
}
