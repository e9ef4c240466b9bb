//! Power means over tracks, and how a shortfall is shared among them.

use crate::math;

/// The weighted power mean of `values` (each in [0, 1]) with exponent `p`: (sum v x^p)^(1/p).
///
/// `p` = 1 is the arithmetic mean, 0 the geometric, -1 the harmonic, negative infinity the minimum. Entries of weight 0
/// are left out and the weights of the others scaled to sum to 1; without any entry the mean is 0. With `p <= 0` a value
/// of 0 gives 0: no track makes up for another. Where a value is not a number nothing was shown: 0.
/// Source: Hardy, Littlewood and Polya, *Inequalities*, chapter 2.
///
/// ```
/// use paratus::explain::power_mean;
///
/// assert_eq!(power_mean(&[0.5, 1.0], &[1.0, 1.0], 1.0), 0.75);
/// assert!((power_mean(&[0.5, 1.0], &[1.0, 1.0], -1.0) - 2.0 / 3.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn power_mean(values: &[f64], weights: &[f64], p: f64) -> f64 {
    let pairs = || {
        values
            .iter()
            .copied()
            .zip(weights.iter().copied())
            .filter(|&(_, weight)| weight > 0.0)
    };
    let whole: f64 = pairs().map(|(_, weight)| weight).sum();
    if whole <= 0.0 || pairs().any(|(value, _)| value.is_nan()) {
        return 0.0;
    }
    if !whole.is_finite() {
        // Weights so large that their sum is beyond all numbers: only their proportions matter.
        let heaviest = pairs()
            .map(|(_, weight)| weight)
            .fold(0.0, f64::max)
            .min(f64::MAX);
        let weights: Vec<f64> = weights
            .iter()
            .map(|weight| weight.min(f64::MAX) / heaviest)
            .collect();
        return power_mean(values, &weights, p);
    }
    let least = pairs()
        .map(|(value, _)| value)
        .fold(f64::INFINITY, f64::min);
    let greatest = pairs().map(|(value, _)| value).fold(0.0, f64::max);
    let mean = if p == f64::NEG_INFINITY {
        least
    } else if p == f64::INFINITY {
        greatest
    } else if p <= 0.0 && least <= 0.0 {
        0.0
    } else if p == -1.0 {
        1.0 / pairs()
            .map(|(value, weight)| weight / whole / value)
            .sum::<f64>()
    } else if p == 1.0 {
        pairs().map(|(value, weight)| weight / whole * value).sum()
    } else if p == 0.0 {
        math::exp(
            pairs()
                .map(|(value, weight)| weight / whole * math::ln(value))
                .sum(),
        )
    } else if greatest <= 0.0 {
        0.0
    } else {
        // Relative to one of the ends, so that no power overflows; by way of e^x - 1 and ln(1 + x), which keep their
        // digits where the exponent is next to 0.
        let end = if p > 0.0 { greatest } else { least };
        let rise = |value: f64| math::exp_m1(p * math::ln(value / end));
        let sum: f64 = pairs()
            .map(|(value, weight)| weight / whole * rise(value))
            .sum();
        // Where the entry at the end weighs next to nothing the sum is next to -1, and what it lacks of it is all that counts.
        let log = if sum > -0.999 {
            math::ln_1p(sum)
        } else {
            let power = |value: f64| math::exp(p * math::ln(value / end));
            math::ln(
                pairs()
                    .map(|(value, weight)| weight / whole * power(value))
                    .sum(),
            )
        };
        end * math::exp(log / p)
    };
    // A mean lies between its values; rounding must not push it out.
    mean.clamp(least, greatest)
}

/// A sum of values by shares that make 1, built value by value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WeightedSum {
    sum: f64,
    least: f64,
    greatest: f64,
}

impl Default for WeightedSum {
    fn default() -> WeightedSum {
        WeightedSum {
            sum: 0.0,
            least: f64::INFINITY,
            greatest: 0.0,
        }
    }
}

impl WeightedSum {
    #[inline]
    pub(crate) fn add_weighted(self, share: f64, value: f64) -> WeightedSum {
        WeightedSum {
            sum: self.sum + share * value,
            least: self.least.min(value),
            greatest: self.greatest.max(value),
        }
    }

    /// The sum; 0 of nothing. It lies between its values, rounding or not: where all of them reach a threshold, so does it.
    #[inline]
    pub(crate) fn value(self) -> f64 {
        if self.least > self.greatest {
            0.0
        } else {
            self.sum.clamp(self.least, self.greatest)
        }
    }
}

/// How the shortfall 1 - M is shared: the exact Shapley value of each entry, from the baseline where all are 1.
///
/// Each part is at least 0 and together they make 1 - M. Entries of weight 0 get 0. Meant for a handful of entries: the
/// cost is 2^n means. More than 16 are not shared out: the list is empty.
/// Source: Shapley (1953), A value for n-person games.
///
/// ```
/// use paratus::explain::gap_shares;
///
/// // The lower track has the larger share of what is missing.
/// let shares = gap_shares(&[0.2, 0.8], &[1.0, 1.0], -1.0);
/// assert!(shares[0] > shares[1]);
/// ```
#[must_use]
pub fn gap_shares(values: &[f64], weights: &[f64], p: f64) -> Vec<f64> {
    let n = values.len();
    if n > 16 {
        return Vec::new();
    }
    let mean_of = |present: usize| {
        let mixed: Vec<f64> = values
            .iter()
            .enumerate()
            .map(|(at, value)| if present >> at & 1 == 1 { *value } else { 1.0 })
            .collect();
        power_mean(&mixed, weights, p)
    };
    let means: Vec<f64> = (0..1usize << n).map(mean_of).collect();
    let mean = |set: usize| means.get(set).copied().unwrap_or_default();
    let factorial = |k: u32| (1..=k).map(f64::from).product::<f64>();
    (0..values.len())
        .map(|at| {
            let bit = 1usize << at;
            (0..1usize << n)
                .filter(|set| set & bit == 0)
                .map(|set| {
                    let before = set.count_ones();
                    let orders =
                        factorial(before) * factorial(n as u32 - before - 1) / factorial(n as u32);
                    orders * (mean(set) - mean(set | bit))
                })
                .sum::<f64>()
                .max(0.0)
        })
        .collect()
}
