//! Small symmetric matrices.

/// A symmetric matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Symmetric {
    size: usize,
    values: Vec<f64>,
}

impl Symmetric {
    /// A matrix of `size` rows and columns. `None` where the values are not `size` times `size`, or one is not finite.
    pub(crate) fn new(size: usize, values: Vec<f64>) -> Option<Symmetric> {
        let fits = size.checked_mul(size) == Some(values.len())
            && values.iter().all(|value| value.is_finite());
        fits.then_some(Symmetric { size, values })
    }

    pub(crate) fn size(&self) -> usize {
        self.size
    }

    #[expect(clippy::indexing_slicing, reason = "the size was checked")]
    pub(crate) fn get(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    /// Sum of all values.
    pub(crate) fn sum(&self) -> f64 {
        self.values.iter().sum()
    }

    /// Sum of the diagonal.
    pub(crate) fn trace(&self) -> f64 {
        (0..self.size).map(|at| self.get(at, at)).sum()
    }

    /// Sum of a row.
    #[expect(clippy::indexing_slicing, reason = "the size was checked")]
    pub(crate) fn row_sum(&self, row: usize) -> f64 {
        self.values[row * self.size..(row + 1) * self.size]
            .iter()
            .sum()
    }

    /// The matrix without one row and its column.
    pub(crate) fn without(&self, left_out: usize) -> Symmetric {
        let kept: Vec<usize> = (0..self.size).filter(|&at| at != left_out).collect();
        let values = kept
            .iter()
            .flat_map(|&row| kept.iter().map(move |&column| self.get(row, column)))
            .collect();
        Symmetric {
            size: kept.len(),
            values,
        }
    }

    /// Covariances as correlations; `None` where a variance is not above 0.
    pub(crate) fn correlations(&self) -> Option<Symmetric> {
        if (0..self.size).any(|at| self.get(at, at) <= 0.0) {
            return None;
        }
        let scale = |at: usize| self.get(at, at).sqrt();
        let entry = |row: usize, column: usize| {
            if row == column {
                1.0
            } else {
                self.get(row, column) / (scale(row) * scale(column))
            }
        };
        let values = (0..self.size)
            .flat_map(|row| (0..self.size).map(move |column| entry(row, column)))
            .collect();
        Some(Symmetric {
            size: self.size,
            values,
        })
    }

    /// The diagonal of the inverse, by elimination with the pivots of Cholesky; `None` where the matrix is not positive
    /// definite.
    #[expect(clippy::indexing_slicing, reason = "the size was checked")]
    pub(crate) fn inverse_diagonal(&self) -> Option<Vec<f64>> {
        let n = self.size;
        // L of the matrix L L'.
        let mut lower = vec![0.0f64; n * n];
        for row in 0..n {
            for column in 0..=row {
                let dot: f64 = (0..column)
                    .map(|at| lower[row * n + at] * lower[column * n + at])
                    .sum();
                let rest = self.get(row, column) - dot;
                if row == column {
                    if rest <= 1e-12 * self.get(row, row) {
                        return None;
                    }
                    lower[row * n + row] = rest.sqrt();
                } else {
                    lower[row * n + column] = rest / lower[column * n + column];
                }
            }
        }
        // Each column of the inverse of L; the inverse's diagonal is the sum of squares down that column.
        let diagonal = |column: usize| {
            let mut solved = vec![0.0f64; n];
            for row in column..n {
                let dot: f64 = (column..row)
                    .map(|at| lower[row * n + at] * solved[at])
                    .sum();
                let unit = if row == column { 1.0 } else { 0.0 };
                solved[row] = (unit - dot) / lower[row * n + row];
            }
            solved.iter().map(|value| value * value).sum()
        };
        Some((0..n).map(diagonal).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Symmetric;

    #[test]
    fn the_inverse_of_three_by_three() {
        let matrix = Symmetric::new(3, vec![4.0, 2.0, 0.0, 2.0, 5.0, 1.0, 0.0, 1.0, 3.0]).unwrap();
        // Determinant 44; minors 14, 12, 16.
        let expected = [14.0 / 44.0, 12.0 / 44.0, 16.0 / 44.0];
        for (value, expected) in matrix.inverse_diagonal().unwrap().iter().zip(expected) {
            assert!((value - expected).abs() < 1e-15);
        }
        assert_eq!(
            (matrix.sum(), matrix.trace(), matrix.row_sum(1)),
            (18.0, 12.0, 8.0)
        );
        assert_eq!(
            matrix.without(1),
            Symmetric::new(2, vec![4.0, 0.0, 0.0, 3.0]).unwrap()
        );
    }

    #[test]
    fn what_has_no_inverse() {
        assert_eq!(
            Symmetric::new(2, vec![1.0, 1.0, 1.0, 1.0])
                .unwrap()
                .inverse_diagonal(),
            None
        );
        assert_eq!(
            Symmetric::new(2, vec![0.0; 4]).unwrap().correlations(),
            None
        );
        assert_eq!(Symmetric::new(2, vec![1.0; 3]), None);
        assert_eq!(Symmetric::new(1, vec![f64::NAN]), None);
    }
}
