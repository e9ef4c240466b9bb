//! Cohen's kappa: how far two judges agree beyond chance.

use super::estimate::{Estimate, Interval, Reason};
use crate::stats::normal_quantile;
use serde::Serialize;

/// Agreement of two judges beyond chance.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Kappa {
    /// Cohen's kappa (1960): every disagreement counts the same. The interval is that of Fleiss, Cohen and Everitt (1969).
    pub unweighted: Estimate,
    /// Weighted kappa (Cohen, 1968): a disagreement counts for its weight, or for the square of its distance.
    pub weighted: Estimate,
}

/// Kappa of a table of counts (rows the first judge, columns the second, row by row).
///
/// `disagreement` gives the weight of each cell, 0 where judges agree; without it the square of the distance between row
/// and column.
///
/// ```
/// use paratus::survey::kappa;
///
/// let found = kappa(&[20.0, 5.0, 10.0, 15.0], 2, None)?;
/// assert!(found.unweighted.value.is_some_and(|value| (value - 0.4).abs() < 1e-9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where the table is empty or not square, holds what is not a count, or the weights are not of its size or all zero.
pub fn kappa(
    counts: &[f64],
    categories: usize,
    disagreement: Option<&[f64]>,
) -> Result<Kappa, Reason> {
    let size = categories.checked_mul(categories).unwrap_or(0);
    let sound =
        |values: &[f64]| values.len() == size && values.iter().all(|v| v.is_finite() && *v >= 0.0);
    // The size is that of the table before anything is made of it.
    if size < 4 || !sound(counts) || !disagreement.is_none_or(sound) {
        return Err(Reason::TooFewItems);
    }
    let squared: Vec<f64> = (0..categories)
        .flat_map(|row| (0..categories).map(move |column| row.abs_diff(column) as f64))
        .map(|distance| distance * distance)
        .collect();
    let weights = disagreement.unwrap_or(&squared);
    let n: f64 = counts.iter().sum();
    if n <= 0.0 {
        return Err(Reason::NobodyAnswered);
    }
    let heaviest = weights.iter().copied().fold(0.0, f64::max);
    if heaviest <= 0.0 {
        return Err(Reason::NoVariance);
    }
    let shares: Vec<f64> = counts.iter().map(|count| count / n).collect();
    let agreeing: Vec<f64> = (0..size)
        .map(|at| {
            if at / categories == at % categories {
                1.0
            } else {
                0.0
            }
        })
        .collect();
    let near: Vec<f64> = weights
        .iter()
        .map(|weight| 1.0 - weight / heaviest)
        .collect();
    let of = |weights: &[f64]| beyond_chance(&shares, categories, weights, n);
    Ok(Kappa {
        unweighted: of(&agreeing),
        weighted: of(&near),
    })
}

/// Kappa of pairs of ratings, one pair for each thing that both judged; the distance is that of the ratings.
///
/// ```
/// use paratus::survey::kappa_of_pairs;
///
/// let found = kappa_of_pairs(&[(1, 1), (2, 2), (3, 3)])?;
/// assert!(found.unweighted.value.is_some_and(|value| (value - 1.0).abs() < 1e-9));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Without pairs, where all ratings are the same, and with more than [`super::MOST_ITEMS`] different ones.
#[expect(clippy::indexing_slicing, reason = "the size was checked")]
pub fn kappa_of_pairs(pairs: &[(u32, u32)]) -> Result<Kappa, Reason> {
    if pairs.is_empty() {
        return Err(Reason::NobodyAnswered);
    }
    let mut ratings: Vec<u32> = pairs
        .iter()
        .flat_map(|&(first, second)| [first, second])
        .collect();
    ratings.sort_unstable();
    ratings.dedup();
    if ratings.len() < 2 {
        return Err(Reason::NoVariance);
    }
    let size = ratings.len();
    if size > super::MOST_ITEMS {
        return Err(Reason::TooManyItems);
    }
    let mut counts = vec![0.0; size * size];
    for (first, second) in pairs {
        if let (Ok(row), Ok(column)) = (ratings.binary_search(first), ratings.binary_search(second))
        {
            counts[row * size + column] += 1.0;
        }
    }
    let squared = |a: u32, b: u32| f64::from(a.abs_diff(b)) * f64::from(a.abs_diff(b));
    let weights: Vec<f64> = ratings
        .iter()
        .flat_map(|&a| ratings.iter().map(move |&b| squared(a, b)))
        .collect();
    kappa(&counts, size, Some(&weights))
}

/// (observed - expected) / (1 - expected), each a sum of shares times how near their ratings are.
#[expect(clippy::indexing_slicing, reason = "the size was checked")]
fn beyond_chance(shares: &[f64], size: usize, near: &[f64], n: f64) -> Estimate {
    let row = |at: usize| shares[at * size..(at + 1) * size].iter().sum::<f64>();
    let rows: Vec<f64> = (0..size).map(row).collect();
    let columns: Vec<f64> = (0..size)
        .map(|at| (0..size).map(|row| shares[row * size + at]).sum())
        .collect();
    let observed: f64 = shares
        .iter()
        .zip(near)
        .map(|(share, near)| share * near)
        .sum();
    let expected: f64 = (0..size * size)
        .map(|at| rows[at / size] * columns[at % size] * near[at])
        .sum();
    let cases = n as u64;
    if expected >= 1.0 {
        return Estimate::none(Reason::NoVariance, cases);
    }
    let value = (observed - expected) / (1.0 - expected);
    // Mean nearness of each row's and each column's rating to what the other judge says.
    let of_row: Vec<f64> = (0..size)
        .map(|at| (0..size).map(|j| columns[j] * near[at * size + j]).sum())
        .collect();
    let of_column: Vec<f64> = (0..size)
        .map(|at| (0..size).map(|i| rows[i] * near[i * size + at]).sum())
        .collect();
    let spread: f64 = (0..size * size)
        .map(|at| {
            let left = near[at] - (of_row[at / size] + of_column[at % size]) * (1.0 - value);
            shares[at] * left * left
        })
        .sum();
    let centre = value - expected * (1.0 - value);
    let variance = (spread - centre * centre) / (n * (1.0 - expected) * (1.0 - expected));
    let reach = normal_quantile(0.975) * variance.max(0.0).sqrt();
    Estimate::new(value, cases).within(Interval {
        high: (value + reach).min(1.0),
        low: (value - reach).max(-1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_that_is_not_the_tables_is_refused_before_anything_is_made_of_it() {
        for categories in [0, 1, 2, 1 << 20, 1 << 31, usize::MAX] {
            assert_eq!(
                kappa(&[1.0], categories, None),
                Err(Reason::TooFewItems),
                "{categories}"
            );
            assert_eq!(
                kappa(&[1.0], categories, Some(&[1.0])),
                Err(Reason::TooFewItems),
                "{categories}"
            );
        }
    }
}
