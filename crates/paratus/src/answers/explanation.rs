//! Why a person's figures are what they are.

use crate::PersonReadiness;
use crate::disclosure::DisclosureNote;
use crate::readiness::PersonExplanation;
use crate::schema_id::schema_id;
use serde::Serialize;

schema_id! {
    /// Schema id of [`ExplanationAnswer`].
    ExplanationSchema = "paratus/explanation/1"
}

/// The explanation of one person's readiness: evidence behind each figure, what is missing, and the smallest change.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExplanationAnswer {
    /// Internal: it is about one person.
    pub disclosure: DisclosureNote,
    /// The explanation.
    pub explanation: PersonExplanation,
    /// Schema id of the answer.
    pub schema: ExplanationSchema,
}

impl ExplanationAnswer {
    /// Explains the readiness of one person.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::ExplanationAnswer;
    ///
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// assert_eq!(ExplanationAnswer::new(&clerk).explanation.person, "p-00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(person: &PersonReadiness<'_>) -> ExplanationAnswer {
        ExplanationAnswer {
            disclosure: DisclosureNote::internal(),
            explanation: person.explain(),
            schema: ExplanationSchema::V1,
        }
    }
}
