//! Composite indices of whole units: the mean of items, then of themes.

/// The plain mean of what is there; `None` where nothing is, or something is not a number.
///
/// ```
/// use paratus::survey::mean;
///
/// assert_eq!(mean(&[Some(1.0), None, Some(3.0)]), Some(2.0));
/// assert_eq!(mean(&[None]), None);
/// ```
#[must_use]
pub fn mean(values: &[Option<f64>]) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values.iter().flatten() {
        sum += value;
        count += 1.0;
    }
    Some(sum / count).filter(|mean: &f64| mean.is_finite())
}

/// A composite index of a unit: the mean over themes of the mean over each theme's items, so that a theme with many items
/// counts no more than one with few. Every theme must have a score: `None` where one has none.
///
/// ```
/// let themes = [vec![Some(0.9), Some(0.7)], vec![Some(0.4), None]];
/// assert!((paratus::survey::composite(&themes).unwrap() - 0.6).abs() < 1e-12);
/// ```
#[must_use]
pub fn composite(themes: &[Vec<Option<f64>>]) -> Option<f64> {
    let scores: Vec<Option<f64>> = themes.iter().map(|items| mean(items)).collect();
    if scores.iter().any(Option::is_none) {
        None
    } else {
        mean(&scores)
    }
}
