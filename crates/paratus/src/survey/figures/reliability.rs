//! How far the items of an instrument say the same thing.

use super::estimate::{Estimate, Interval, Reason};
use super::moments::{Covariance, MissingAnswers, Moments};
use crate::stats::{Symmetric, f_quantile, one_factor};
use serde::Serialize;

/// Reliability of a set of items. Each figure has its number of respondents, and alpha its interval; none is a gate.
///
/// Reversed items count as reversed. Alpha and the item-rest correlations are those of the answers as given; what says
/// "from correlations" gives each item the same weight.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Reliability {
    /// Cronbach's alpha, k/(k-1) (1 - sum of variances / variance of the sum) (Cronbach, 1951), with the interval of Feldt,
    /// Woodruff and Salih (1987): 1 - (1 - alpha) F with n - 1 and (n - 1)(k - 1) degrees of freedom.
    pub alpha: Estimate,
    /// Respondents who answered every item.
    pub complete: Option<u64>,
    /// The fewest respondents to both items of a pair: how thin pairwise figures can be.
    pub fewest_of_a_pair: Option<u64>,
    /// Each item.
    pub items: Vec<ItemReliability>,
    /// Guttman's lambda 2 from correlations (Guttman, 1945).
    pub lambda2: Estimate,
    /// Guttman's lambda 6 from correlations: 1 - sum of (1 - squared multiple correlation) / sum of correlations.
    pub lambda6: Estimate,
    /// Mean correlation of two items.
    pub mean_correlation: Estimate,
    /// What was done with respondents who left items out.
    pub missing: MissingAnswers,
    /// Omega of one common factor from correlations: (sum of loadings)^2 / ((sum of loadings)^2 + sum of what each item has
    /// of its own) (McDonald, 1999). The loadings are those of minimum residuals, found by a search that ends when none
    /// moves by more than 1e-15; three items are needed.
    pub omega: Estimate,
    /// Respondents who answered at least one item.
    pub respondents: Option<u64>,
    /// Alpha from correlations: k r / (1 + (k-1) r) with their mean r.
    pub standardised_alpha: Estimate,
}

/// The reliability figures of one item among the others.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ItemReliability {
    /// Alpha of the other items.
    pub alpha_if_dropped: Estimate,
    /// Id of the item; empty where there is none.
    pub item: String,
    /// Correlation of the item with the sum of the others.
    pub item_rest: Estimate,
    /// Loading on the one common factor.
    pub loading: Option<f64>,
    /// The item-rest correlation is below 0: the item may be worded the other way round without being declared `reversed`.
    pub maybe_reversed: bool,
}

impl Moments {
    /// Reliability of the items.
    ///
    /// ```
    /// use paratus::survey::{MissingAnswers, Moments};
    ///
    /// let mut sums = Moments::new(2);
    /// for (first, second) in [(1.0, 2.0), (3.0, 3.0), (5.0, 4.0)] {
    ///     sums.push(&[Some(first), Some(second)])?;
    /// }
    /// let alpha = sums.reliability(MissingAnswers::Complete).alpha;
    /// assert_eq!(alpha.n, Some(3));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reliability(&self, missing: MissingAnswers) -> Reliability {
        let mut reliability = match self.covariance(missing) {
            Ok(covariance) => covariance.reliability(),
            Err(reason) => {
                let n = if missing == MissingAnswers::Complete {
                    self.complete_respondents()
                } else {
                    self.respondents()
                };
                let mut without = Reliability::without(self.items(), Estimate::none(reason, n));
                for (at, item) in without.items.iter_mut().enumerate() {
                    if self.answered(at) == 0 {
                        item.item_rest = Estimate::none(Reason::NobodyAnswered, 0);
                    }
                }
                without
            }
        };
        reliability.missing = missing;
        reliability.complete = Some(self.complete_respondents());
        reliability.respondents = Some(self.respondents());
        reliability.fewest_of_a_pair = Some(self.fewest_of_a_pair());
        reliability
    }
}

impl Covariance {
    /// Reliability of the items.
    ///
    /// ```
    /// use paratus::survey::Covariance;
    ///
    /// // Two items that correlate by a half: alpha is 2 r / (1 + r).
    /// let items = Covariance::new(2, vec![1.0, 0.5, 0.5, 1.0], 40).ok_or("not a matrix")?;
    /// let alpha = items.reliability().alpha.value.ok_or("no alpha")?;
    /// assert!((alpha - 2.0 / 3.0).abs() < 1e-9);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn reliability(&self) -> Reliability {
        let (matrix, n) = (&self.matrix, self.n);
        let items = matrix.size();
        let figure = |value: Result<f64, Reason>| Estimate::from_result(value, n);
        let correlations = matrix.correlations().ok_or(Reason::NoVariance);
        let from_correlations = |figure: fn(&Symmetric) -> Result<f64, Reason>| match &correlations
        {
            Ok(correlations) => Estimate::from_result(figure(correlations), n),
            Err(reason) => Estimate::none(*reason, n),
        };
        let loadings = correlations.as_ref().ok().and_then(one_factor);
        let omega = match (&correlations, &loadings) {
            (Err(reason), _) => Err(*reason),
            (Ok(_), _) if items < 3 => Err(Reason::TooFewItems),
            (Ok(_), None) => Err(Reason::NoConvergence),
            (Ok(_), Some(loadings)) => Ok(omega(loadings)),
        };
        let item = |at: usize| {
            let item_rest = figure(item_rest(matrix, at));
            ItemReliability {
                alpha_if_dropped: figure(alpha(&matrix.without(at))),
                item: String::new(),
                item_rest,
                loading: loadings
                    .as_ref()
                    .and_then(|loadings| loadings.get(at).copied()),
                maybe_reversed: item_rest.value.is_some_and(|r| r < 0.0),
            }
        };
        let alpha = figure(alpha(matrix));
        Reliability {
            alpha: alpha
                .value
                .and_then(|value| feldt(value, n, items))
                .map_or(alpha, |interval| alpha.within(interval)),
            items: (0..items).map(item).collect(),
            lambda2: from_correlations(lambda2),
            lambda6: from_correlations(lambda6),
            mean_correlation: from_correlations(mean_correlation),
            omega: figure(omega),
            standardised_alpha: from_correlations(self::alpha),
            ..Reliability::without(0, Estimate::none(Reason::NobodyAnswered, n))
        }
    }
}

impl Reliability {
    /// No figures, for a reason.
    pub(crate) fn without(items: usize, none: Estimate) -> Reliability {
        let item = ItemReliability {
            alpha_if_dropped: none,
            item: String::new(),
            item_rest: none,
            loading: None,
            maybe_reversed: false,
        };
        Reliability {
            alpha: none,
            complete: None,
            fewest_of_a_pair: None,
            items: vec![item; items],
            lambda2: none,
            lambda6: none,
            mean_correlation: none,
            missing: MissingAnswers::default(),
            omega: none,
            respondents: None,
            standardised_alpha: none,
        }
    }
}

/// Number of items, if they are at least two.
fn several(matrix: &Symmetric) -> Result<f64, Reason> {
    if matrix.size() < 2 {
        Err(Reason::TooFewItems)
    } else {
        Ok(matrix.size() as f64)
    }
}

/// Sum of all covariances, the variance of the sum of the items, if it is above 0.
fn total(matrix: &Symmetric) -> Result<f64, Reason> {
    Some(matrix.sum())
        .filter(|total| *total > 0.0)
        .ok_or(Reason::NoVariance)
}

fn alpha(matrix: &Symmetric) -> Result<f64, Reason> {
    let k = several(matrix)?;
    Ok(k / (k - 1.0) * (1.0 - matrix.trace() / total(matrix)?))
}

fn lambda2(matrix: &Symmetric) -> Result<f64, Reason> {
    let k = several(matrix)?;
    let total = total(matrix)?;
    let places = (0..matrix.size()).flat_map(|row| (0..row).map(move |column| (row, column)));
    let squares: f64 = places
        .map(|(row, column)| matrix.get(row, column) * matrix.get(row, column))
        .sum();
    let off_diagonal = matrix.sum() - matrix.trace();
    Ok((off_diagonal + (k / (k - 1.0) * 2.0 * squares).sqrt()) / total)
}

/// Of correlations: the squared multiple correlation of an item is 1 - 1 / its diagonal entry of the inverse.
fn lambda6(matrix: &Symmetric) -> Result<f64, Reason> {
    several(matrix)?;
    let total = total(matrix)?;
    let inverse = matrix.inverse_diagonal().ok_or(Reason::Singular)?;
    Ok(1.0 - inverse.iter().map(|diagonal| 1.0 / diagonal).sum::<f64>() / total)
}

fn mean_correlation(matrix: &Symmetric) -> Result<f64, Reason> {
    let k = several(matrix)?;
    Ok((matrix.sum() - matrix.trace()) / (k * (k - 1.0)))
}

fn item_rest(matrix: &Symmetric, at: usize) -> Result<f64, Reason> {
    several(matrix)?;
    let variance = matrix.get(at, at);
    let with_rest = matrix.row_sum(at) - variance;
    let rest = matrix.without(at).sum();
    if variance <= 0.0 || rest <= 0.0 {
        return Err(Reason::NoVariance);
    }
    Ok(with_rest / (variance.sqrt() * rest.sqrt()))
}

fn omega(loadings: &[f64]) -> f64 {
    let sum: f64 = loadings.iter().sum();
    let own: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
    sum * sum / (sum * sum + own)
}

/// Feldt's interval of alpha.
pub(super) fn feldt(alpha: f64, n: u64, items: usize) -> Option<Interval> {
    let d1 = n.checked_sub(1).filter(|d1| *d1 > 0)? as f64;
    let d2 = d1 * (items as f64 - 1.0);
    let end = |p: f64| 1.0 - (1.0 - alpha) * f_quantile(p, d1, d2);
    (d2 > 0.0).then(|| Interval {
        high: end(0.025),
        low: end(0.975),
    })
}
