//! What is known of a score: from what was shown to what could be, and the verdict that follows.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A score with its uncertainty: `low` was shown, `high` is possible if all that is unknown were success.
/// Both in [0, 1], `low <= high`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Range {
    // Fields of answers are in alphabetical order: the keys of the JSON are sorted.
    /// What could be, in [0, 1].
    pub high: f64,
    /// What was shown, in [0, 1].
    pub low: f64,
}

impl Range {
    /// Nothing is known.
    pub const UNKNOWN: Range = Range {
        high: 1.0,
        low: 0.0,
    };

    /// The verdict against a threshold: ready when the low end reaches it, not ready when even the high end does not.
    ///
    /// ```
    /// use paratus::{Range, Verdict};
    ///
    /// let range = Range { low: 0.4, high: 0.9 };
    /// assert_eq!(range.verdict(0.5), Verdict::CannotTell);
    /// assert_eq!(range.verdict(0.3), Verdict::Ready);
    /// assert_eq!(range.verdict(0.95), Verdict::NotReady);
    /// ```
    #[must_use]
    pub fn verdict(self, threshold: f64) -> Verdict {
        if self.low >= threshold {
            Verdict::Ready
        } else if self.high < threshold {
            Verdict::NotReady
        } else {
            Verdict::CannotTell
        }
    }
}

/// What can be said against a threshold. Ordered from worst to best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Even if all that is unknown were success, the threshold would not be reached.
    NotReady,
    /// There is not enough recent evidence either way.
    CannotTell,
    /// What was shown reaches the threshold.
    Ready,
}

names! {
    Verdict (shown otherwise):
    NotReady = "not_ready",
    CannotTell = "cannot_tell",
    Ready = "ready",
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Verdict::Ready => "ready",
            Verdict::NotReady => "not ready",
            Verdict::CannotTell => "cannot tell",
        })
    }
}
