//! Errors, as plain data.

use crate::schema_id::schema_id;
use crate::{Error, Finding};
use serde::{Deserialize, Serialize};

schema_id! {
    /// Schema id of [`ErrorAnswer`].
    ErrorSchema = "paratus/error/1"
}

/// The answer to a request that failed: what is wrong, with its findings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorAnswer {
    /// What kept the input from being read: `SYNTAX`, `SHAPE`, `CONTENT`, `FORMAT`, `MISSING_FILE`, `UNREADABLE`, `TOO_LARGE`, `NO_DATE` or
    /// `UNKNOWN`. More may be added.
    pub code: String,
    /// Every problem, worst first.
    pub findings: Vec<Finding>,
    /// The first problem with its place, and how many more there are.
    pub message: String,
    /// Schema id of the answer.
    pub schema: ErrorSchema,
}

impl From<&Error> for ErrorAnswer {
    fn from(error: &Error) -> ErrorAnswer {
        ErrorAnswer {
            code: error.kind().name().to_owned(),
            findings: error.findings().to_vec(),
            message: error.to_string(),
            schema: ErrorSchema::V1,
        }
    }
}
