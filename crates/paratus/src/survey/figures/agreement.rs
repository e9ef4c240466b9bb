//! Whether the people of a unit agree enough for one figure to speak for them.

use super::estimate::{Estimate, Reason};
use crate::survey::counted_answers::AnswerDistribution;
use serde::Serialize;

/// The agreement from which people count as agreed where the rules do not say otherwise (James, Demaree and Wolf, 1984).
pub const AGREEMENT_CUT: f64 = 0.7;

/// A published figure that is not linear in people has steps of a fifth of its width, or finer.
pub(super) const FEWEST_PARTS: f64 = 5.0;

/// Agreement of the people of a unit about the items of one construct.
///
/// `r_wg(j) = J (1 - q) / (J (1 - q) + q)` with q = mean variance of the J items / (A^2 - 1)/12, the variance if the A answers
/// were given at random; with one item r_wg = 1 - q (James, Demaree and Wolf, 1984).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Agreement {
    /// Whether it reaches the cut; published, whether the agreement as it is given does.
    pub agrees: bool,
    /// The cut: `rules.agreement_at_least`, 0.70 where the rules do not say.
    pub cut: f64,
    /// Number of items with at least two answers.
    pub items: u64,
    /// Answers are further apart than at random, where the formula leaves 0 to 1: the value was set to 0.
    pub out_of_range: bool,
    /// The agreement, in [0, 1]. Published, the whole is suppressed where one answer could change it much.
    pub r_wg: Estimate,
}

impl Agreement {
    /// The same agreement held against another cut.
    #[must_use]
    pub fn cut(self, cut: f64) -> Agreement {
        Agreement {
            agrees: self.r_wg.value.is_some_and(|value| value >= cut),
            cut,
            ..self
        }
    }

    /// The same agreement where its disagreement is rounded to steps that no one answer can reach beyond, for `respondents` people or more:
    /// without a value where that is too coarse to say anything.
    pub(crate) fn rounded(
        self,
        points: u32,
        respondents: u64,
        round: impl FnOnce(f64, f64) -> f64,
    ) -> Agreement {
        let Some(value) = self.r_wg.value else {
            return self;
        };
        let parts = respondents as f64 / weight_of_answer(points);
        if parts < FEWEST_PARTS {
            return Agreement {
                out_of_range: false,
                r_wg: Estimate {
                    reason: Some(Reason::TooFewRespondents),
                    value: None,
                    ..self.r_wg
                },
                ..self
            };
        }
        let items = self.items as f64;
        let q = round(agreement_of(value, items), parts);
        let shown = if q >= 1.0 {
            0.0
        } else {
            agreement_of(q, items)
        };
        Agreement {
            out_of_range: q > 1.0,
            r_wg: Estimate {
                value: Some(shown),
                ..self.r_wg
            },
            ..self
        }
    }

    /// Agreement about `items` items with this value.
    #[cfg(feature = "rollout")]
    pub(crate) fn of_items(items: u64, value: f64, respondents: u64) -> Agreement {
        Agreement {
            items,
            ..Agreement::without(Estimate::new(value, respondents))
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
    let items: Vec<AnswerDistribution> = items
        .iter()
        .map(|answers| answers.iter().copied().collect())
        .collect();
    agreement(&items, points, respondents)
}

/// The same where it is known how many gave each answer to an item.
pub(in crate::survey) fn agreement(
    items: &[AnswerDistribution],
    points: u32,
    respondents: u64,
) -> Agreement {
    let Some((q, varied)) = disagreement(items, points) else {
        let reason = match () {
            () if items.is_empty() || points < 2 => Reason::TooFewItems,
            () if respondents == 0 => Reason::NobodyAnswered,
            () => Reason::TooFewRespondents,
        };
        return Agreement::without(Estimate::none(reason, respondents));
    };
    let out_of_range = q > 1.0;
    let value = if out_of_range {
        0.0
    } else {
        agreement_of(q, varied as f64)
    };
    Agreement {
        agrees: value >= AGREEMENT_CUT,
        cut: AGREEMENT_CUT,
        items: varied as u64,
        out_of_range,
        r_wg: Estimate::new(value, respondents),
    }
}

/// The disagreement q: the mean variance of the items with at least two answers, over the variance of answers at random. With how many
/// items they are.
pub(in crate::survey) fn disagreement(
    items: &[AnswerDistribution],
    points: u32,
) -> Option<(f64, usize)> {
    let variances: Vec<f64> = items
        .iter()
        .filter_map(AnswerDistribution::variance)
        .collect();
    let points = f64::from(points);
    let at_random = (points * points - 1.0) / 12.0;
    let mean = variances.iter().sum::<f64>() / variances.len() as f64;
    (points >= 2.0 && !variances.is_empty()).then(|| (mean / at_random, variances.len()))
}

/// The agreement of `items` items that follows from their disagreement q in [0, 1], and the other way round: the formula is its own inverse.
fn agreement_of(disagreement: f64, items: f64) -> f64 {
    let agreed = items * (1.0 - disagreement);
    agreed / (agreed + disagreement)
}

/// How many times 1 / n one of n answers from 1 to `points` can change the disagreement q: the square of the whole scale, over the
/// variance of answers at random.
pub(in crate::survey) fn weight_of_answer(points: u32) -> f64 {
    let points = f64::from(points);
    12.0 * (points - 1.0) / (points + 1.0)
}
