//! What the evidence says of one objective: shown, failed, unknown (Josang's subjective logic).

use crate::evidence::FixedPoint;
use crate::model::Level;
use crate::{Range, math};
use serde::{Deserialize, Serialize};

/// What the evidence says of one objective at one level. The three parts are in [0, 1] and sum to 1.
///
/// Source: A. Jøsang, *Subjective Logic* (2016), binomial opinions, with base rate 0.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Opinion {
    /// Share of what is known and speaks against: F / (N + W).
    pub failed: f64,
    /// Share of what is known and speaks for: S / (N + W).
    pub shown: f64,
    /// Share that is not known: W / (N + W).
    pub unknown: f64,
}

impl Opinion {
    /// The opinion from the evidence weight of success and of failure, in equivalent trials, and the prior weight W.
    ///
    /// ```
    /// use paratus::explain::Opinion;
    ///
    /// // Four successes of weight 1, and the prior weight 2.
    /// let opinion = Opinion::from_evidence(4.0, 0.0, 2.0);
    /// assert_eq!((opinion.shown, opinion.failed), (4.0 / 6.0, 0.0));
    /// ```
    #[must_use]
    pub fn from_evidence(success: f64, failure: f64, prior_weight: f64) -> Opinion {
        let whole = success + failure + prior_weight;
        Opinion {
            failed: failure / whole,
            shown: success / whole,
            unknown: prior_weight / whole,
        }
    }

    /// After how many days, without new evidence or expiry, what is shown falls to `threshold`:
    /// h log2((S / tau - N) / W), from what was shown b(D) = S / (N + W 2^(D/h)). Not positive where it is below
    /// already; `None` where it never falls so low.
    ///
    /// ```
    /// use paratus::explain::Opinion;
    ///
    /// let opinion = Opinion::from_evidence(4.0, 0.0, 2.0);
    /// let days = opinion.days_until(0.5, 198.0).ok_or("it never falls so low")?;
    /// assert!((days - 198.0).abs() < 1e-9, "half of the evidence weight is left: 2 / (2 + 2)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn days_until(self, threshold: f64, half_life_days: f64) -> Option<f64> {
        if threshold <= 0.0 || self.shown <= 0.0 {
            return None;
        }
        let known = self.shown + self.failed;
        let ratio = (self.shown / threshold - known) / self.unknown;
        Some(if ratio <= 0.0 {
            f64::NEG_INFINITY
        } else {
            half_life_days * math::log2(ratio)
        })
    }
}

/// Sums of one objective at one level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct EvidenceSums {
    pub(crate) success: FixedPoint,
    pub(crate) failure: FixedPoint,
}

impl EvidenceSums {
    /// Adds the evidence weight of a record of one level, `success` of which is success, to the sums at another: success counts for every
    /// level up to the record's, failure for every level from it.
    #[inline]
    pub(crate) fn add(&mut self, weight: FixedPoint, success: FixedPoint, of: Level, at: Level) {
        if of >= at {
            self.success = self.success.plus(success);
        }
        if of <= at {
            self.failure = self.failure.plus(weight.minus(success));
        }
    }

    /// The sums with one part of them in place of another; `None` where a sum is at its limit, so that what it is of is not known.
    pub(crate) fn replacing(self, old: EvidenceSums, new: EvidenceSums) -> Option<EvidenceSums> {
        let success = self.success.replacing(old.success, new.success)?;
        Some(EvidenceSums {
            success,
            failure: self.failure.replacing(old.failure, new.failure)?,
        })
    }

    pub(crate) fn opinion(self, prior_weight: f64) -> Opinion {
        Opinion::from_evidence(self.success.to_f64(), self.failure.to_f64(), prior_weight)
    }

    /// From what was shown to what could be: S / (N + W) to (S + W) / (N + W), each from one division, so that a score
    /// that ties with a threshold reaches it.
    pub(crate) fn range(self, prior_weight: f64) -> Range {
        let (success, failure) = (self.success.to_f64(), self.failure.to_f64());
        let whole = success + failure + prior_weight;
        Range {
            high: (success + prior_weight) / whole,
            low: success / whole,
        }
    }

    /// The cell after `count` more records of full success, each of `evidence_weight`.
    pub(crate) fn with_successes(self, weight: FixedPoint, count: u64) -> EvidenceSums {
        EvidenceSums {
            success: self.success.plus(weight.times(count)),
            failure: self.failure,
        }
    }

    /// By how much one more success of `evidence_weight` would raise what is shown: m (N - S + W) / ((N + W) (N + m + W)).
    pub(crate) fn worth_of_success(self, weight: f64, prior_weight: f64) -> f64 {
        let (failure, n) = (
            self.failure.to_f64(),
            self.success.to_f64() + self.failure.to_f64(),
        );
        let whole = (n + prior_weight) * (n + weight + prior_weight);
        if whole.is_normal() {
            weight * (failure + prior_weight) / whole
        } else {
            // A prior so large or so small that the product is no number.
            (failure + prior_weight) / (n + prior_weight) * (weight / (n + weight + prior_weight))
        }
    }
}
