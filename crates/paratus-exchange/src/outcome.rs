//! What became of a row.

use serde::Serialize;

/// The outcome of importing a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Outcome {
    /// It is new.
    Added,
    /// It takes the place of one that the folder has.
    Changed,
    /// It says the same as one that the folder or an earlier row has.
    Same,
    /// The folder has a later record of the same key, which counts. This one is kept beside it.
    Superseded,
    /// It cannot be understood, contradicts another row, or refers to what does not exist. It is lost.
    Refused,
    /// The map says to leave such rows out, or holds the cell to be missing.
    SetAside,
}

impl Outcome {
    /// The word used in messages.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Outcome::Added => "added",
            Outcome::Changed => "changed",
            Outcome::Same => "same",
            Outcome::Superseded => "superseded",
            Outcome::Refused => "refused",
            Outcome::SetAside => "set aside",
        }
    }
}
