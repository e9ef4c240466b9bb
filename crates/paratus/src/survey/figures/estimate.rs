//! Figures that come with their number of cases and their interval, or with the reason why there is none.

use crate::stats::beta_quantile;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A 95% interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Interval {
    /// Upper bound.
    pub high: f64,
    /// Lower bound.
    pub low: f64,
}

/// A figure: its value, 95% interval where one is known, and the number of respondents it rests on; or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Estimate {
    /// 95% interval, where a formula for it is known.
    pub interval: Option<Interval>,
    /// Number of respondents; absent where even that must not be published.
    pub n: Option<u64>,
    /// Why there is no value.
    pub reason: Option<Reason>,
    /// The figure; absent, never 0, where it cannot be computed or must not be published.
    pub value: Option<f64>,
}

impl Estimate {
    pub(crate) fn new(value: f64, n: u64) -> Estimate {
        let reason = if value.is_finite() {
            None
        } else {
            Some(Reason::NoVariance)
        };
        Estimate {
            interval: None,
            n: Some(n),
            reason,
            value: Some(value).filter(|value| value.is_finite()),
        }
    }

    pub(crate) fn none(reason: Reason, n: u64) -> Estimate {
        Estimate {
            interval: None,
            n: Some(n),
            reason: Some(reason),
            value: None,
        }
    }

    /// Nothing of it may be published.
    pub(crate) fn suppressed(reason: Reason) -> Estimate {
        Estimate {
            interval: None,
            n: None,
            reason: Some(reason),
            value: None,
        }
    }

    pub(crate) fn from_result(value: Result<f64, Reason>, n: u64) -> Estimate {
        value.map_or_else(
            |reason| Estimate::none(reason, n),
            |value| Estimate::new(value, n),
        )
    }

    pub(crate) fn within(mut self, interval: Interval) -> Estimate {
        let known = self.value.is_some() && interval.low.is_finite() && interval.high.is_finite();
        self.interval = known.then_some(interval);
        self
    }
}

/// The reason why a survey has no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The answers are known as counts, and it needs one person's answers to several items.
    CountsOnly,
    /// Fewer people than may be published.
    FewerThanMinCell,
    /// More people answered than work there, so no share of them is known.
    MoreRespondentsThanPeople,
    /// The people disagree too much for one figure to speak for all of them.
    NoAgreement,
    /// Respondents answered some of the items, and not two of them all.
    NoCompleteAnswers,
    /// The search for it did not settle.
    NoConvergence,
    /// No item measures it.
    NoItem,
    /// Everyone gave the same answer.
    NoVariance,
    /// Nobody answered.
    NobodyAnswered,
    /// Nobody works there.
    NobodyThere,
    /// One item is made of the others.
    Singular,
    /// Too few items.
    TooFewItems,
    /// Too few respondents.
    TooFewRespondents,
    /// More items than figures on pairs of items are computed for.
    TooManyItems,
}

names! {
    Reason (shown otherwise):
    CountsOnly = "counts_only",
    FewerThanMinCell = "fewer_than_min_cell",
    MoreRespondentsThanPeople = "more_respondents_than_people",
    NoAgreement = "no_agreement",
    NoCompleteAnswers = "no_complete_answers",
    NoConvergence = "no_convergence",
    NoItem = "no_item",
    NoVariance = "no_variance",
    NobodyAnswered = "nobody_answered",
    NobodyThere = "nobody_there",
    Singular = "singular",
    TooFewItems = "too_few_items",
    TooFewRespondents = "too_few_respondents",
    TooManyItems = "too_many_items",
}

impl std::error::Error for Reason {}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Reason::FewerThanMinCell => "fewer people than may be published",
            Reason::MoreRespondentsThanPeople => "more people answered than work there",
            Reason::NoAgreement => "people do not agree enough for one mean",
            Reason::CountsOnly => {
                "only counts of answers are known, and it needs each person's answers to several items"
            }
            Reason::NoCompleteAnswers => "fewer than two people answered all of its items",
            Reason::NoConvergence => "the search for it did not settle",
            Reason::NoItem => "no item measures it",
            Reason::NoVariance => "everyone gave the same answer",
            Reason::NobodyAnswered => "nobody answered",
            Reason::NobodyThere => "nobody works there",
            Reason::Singular => "one item is made of the others",
            Reason::TooFewItems => "too few items",
            Reason::TooFewRespondents => "too few respondents",
            Reason::TooManyItems => "too many items for figures on pairs of items",
        })
    }
}

/// The 95% interval of a share, `count` of `of`, by Jeffreys: quantiles of Beta(count + 1/2, of - count + 1/2), from 0
/// where nobody and to 1 where everybody counts (Brown, Cai and DasGupta, 2001). `None` without cases.
///
/// ```
/// use paratus::survey::jeffreys;
///
/// let interval = jeffreys(8, 10).ok_or("no cases")?;
/// assert!(interval.low < 0.8 && 0.8 < interval.high);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn jeffreys(count: u64, of: u64) -> Option<Interval> {
    if of == 0 || count > of {
        return None;
    }
    let (a, b) = (count as f64 + 0.5, (of - count) as f64 + 0.5);
    let low = if count == 0 {
        0.0
    } else {
        beta_quantile(0.025, a, b)
    };
    let high = if count == of {
        1.0
    } else {
        beta_quantile(0.975, a, b)
    };
    Some(Interval { high, low })
}
