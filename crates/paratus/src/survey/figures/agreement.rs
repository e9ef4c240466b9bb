//! Whether the people of a unit agree enough for one figure to speak for them.

use super::estimate::{Estimate, Reason};
use serde::Serialize;

/// The agreement from which people count as agreed where the rules do not say otherwise (James, Demaree and Wolf, 1984).
pub const AGREEMENT_CUT: f64 = 0.7;

/// Agreement of the people of a unit about the items of one construct.
///
/// `r_wg(j) = J (1 - q) / (J (1 - q) + q)` with q = mean variance of the J items / (A^2 - 1)/12, the variance if the A answers
/// were given at random; with one item r_wg = 1 - q (James, Demaree and Wolf, 1984).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Agreement {
    /// Whether it reaches the cut.
    pub agrees: bool,
    /// The cut: `rules.agreement_at_least`, 0.70 where the rules do not say.
    pub cut: f64,
    /// Number of items with at least two answers.
    pub items: u64,
    /// Answers are further apart than at random, where the formula leaves 0 to 1: the value was set to 0.
    pub out_of_range: bool,
    /// The agreement, in [0, 1].
    pub r_wg: Estimate,
}

impl Agreement {
    /// The same agreement held against another cut.
    #[must_use]
    pub fn with_cut(self, cut: f64) -> Agreement {
        Agreement {
            agrees: self.r_wg.value.is_some_and(|value| value >= cut),
            cut,
            ..self
        }
    }

    pub(crate) fn without(none: Estimate) -> Agreement {
        Agreement {
            agrees: false,
            cut: AGREEMENT_CUT,
            items: 0,
            out_of_range: false,
            r_wg: none,
        }
    }
}

/// Agreement of a unit: for each item the answers of its people, from 1 to `points`; people who answered at least one item
/// are `respondents`.
///
/// ```
/// let alike = paratus::survey::r_wg(&[vec![4, 4, 5, 4], vec![4, 5, 4, 4]], 5, 4);
/// assert!(alike.agrees && alike.r_wg.value > Some(0.9));
/// let apart = paratus::survey::r_wg(&[vec![1, 1, 5, 5]], 5, 4);
/// assert!(!apart.agrees && apart.out_of_range && apart.r_wg.value == Some(0.0));
/// ```
#[must_use]
pub fn r_wg(items: &[Vec<u32>], points: u32, respondents: u64) -> Agreement {
    let variances: Vec<f64> = items
        .iter()
        .filter_map(|answers| variance(answers))
        .collect();
    if points < 2 || variances.is_empty() {
        let reason = match () {
            () if items.is_empty() || points < 2 => Reason::TooFewItems,
            () if respondents == 0 => Reason::NobodyAnswered,
            () => Reason::TooFewRespondents,
        };
        return Agreement::without(Estimate::none(reason, respondents));
    }
    let j = variances.len() as f64;
    let points = f64::from(points);
    let at_random = (points * points - 1.0) / 12.0;
    let q = variances.iter().sum::<f64>() / j / at_random;
    let out_of_range = q > 1.0;
    let value = if out_of_range {
        0.0
    } else {
        j * (1.0 - q) / (j * (1.0 - q) + q)
    };
    Agreement {
        agrees: value >= AGREEMENT_CUT,
        cut: AGREEMENT_CUT,
        items: variances.len() as u64,
        out_of_range,
        r_wg: Estimate::new(value, respondents),
    }
}

/// Variance with the divisor n - 1.
fn variance(answers: &[u32]) -> Option<f64> {
    let n = answers.len() as f64;
    let sum: f64 = answers.iter().copied().map(f64::from).sum();
    let squares: f64 = answers
        .iter()
        .map(|&answer| f64::from(answer) * f64::from(answer))
        .sum();
    (answers.len() > 1).then(|| ((n * squares - sum * sum) / (n * (n - 1.0))).max(0.0))
}
