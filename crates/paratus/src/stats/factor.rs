//! One common factor by minimum residuals.

use super::Symmetric;

/// The least share of an item's variance that is its own: loadings stay below 1.
const LEAST_UNIQUE: f64 = 0.005;

/// Loadings of one common factor on correlations: those that leave the least squares off the diagonal (Harman and Jones,
/// 1966). `None` with fewer than three items, which do not determine a factor, or where the search does not settle.
///
/// Each loading in turn is given its best value while the others stay; the sum of squares falls with every step. It ends
/// when no loading moves by more than 1e-15.
#[expect(clippy::indexing_slicing, reason = "sizes of the same matrix")]
pub(crate) fn one_factor(correlations: &Symmetric) -> Option<Vec<f64>> {
    let n = correlations.size();
    if n < 3 {
        return None;
    }
    let most = (1.0 - LEAST_UNIQUE).sqrt();
    let mut loadings = first_axis(correlations);
    for _ in 0..100_000 {
        let mut moved = 0.0f64;
        for at in 0..n {
            let others = || (0..n).filter(|&other| other != at);
            let squares: f64 = others()
                .map(|other| loadings[other] * loadings[other])
                .sum();
            if squares <= 0.0 {
                return None;
            }
            let best: f64 = others()
                .map(|other| correlations.get(at, other) * loadings[other])
                .sum::<f64>()
                / squares;
            let best = best.clamp(-most, most);
            moved = moved.max((best - loadings[at]).abs());
            loadings[at] = best;
        }
        if moved <= 1e-15 {
            if loadings.iter().sum::<f64>() < 0.0 {
                loadings.iter_mut().for_each(|loading| *loading = -*loading);
            }
            return Some(loadings);
        }
    }
    None
}

/// Where the search begins: the direction in which the items vary most, by repeated multiplication.
#[expect(clippy::indexing_slicing, reason = "sizes of the same matrix")]
fn first_axis(correlations: &Symmetric) -> Vec<f64> {
    let n = correlations.size();
    let longest = |row: &usize| {
        (0..n)
            .map(|column| correlations.get(*row, column).abs())
            .sum::<f64>()
    };
    let start = (0..n)
        .max_by(|a, b| longest(a).total_cmp(&longest(b)))
        .unwrap_or(0);
    let mut axis: Vec<f64> = (0..n)
        .map(|column| correlations.get(start, column))
        .collect();
    for _ in 0..50 {
        let next: Vec<f64> = (0..n)
            .map(|row| {
                (0..n)
                    .map(|column| correlations.get(row, column) * axis[column])
                    .sum()
            })
            .collect();
        let length = next
            .iter()
            .map(|value: &f64| value * value)
            .sum::<f64>()
            .sqrt();
        if length <= 0.0 {
            break;
        }
        axis = next.iter().map(|value| value / length).collect();
    }
    axis.iter()
        .map(|value| value * 0.8 * (n as f64).sqrt())
        .map(|value| value.clamp(-0.9, 0.9))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_factor_is_found() {
        let wanted = [0.9, 0.7, -0.5, 0.3];
        let entry = |row: usize, column: usize| {
            if row == column {
                1.0
            } else {
                wanted[row] * wanted[column]
            }
        };
        let values = (0..16).map(|at| entry(at / 4, at % 4)).collect();
        let found = one_factor(&Symmetric::new(4, values).unwrap()).unwrap();
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 1e-12, "{found} is not {wanted}");
        }
    }

    #[test]
    fn what_determines_no_factor() {
        assert_eq!(
            one_factor(&Symmetric::new(2, vec![1.0, 0.5, 0.5, 1.0]).unwrap()),
            None
        );
        let apart = Symmetric::new(3, vec![1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0]).unwrap();
        assert!(
            one_factor(&apart)
                .is_none_or(|loadings| loadings.iter().all(|loading| loading.is_finite()))
        );
    }
}
