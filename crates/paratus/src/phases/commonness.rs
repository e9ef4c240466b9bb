//! How common something is: how many use it, and how much of their use it is.

use serde::{Deserialize, Serialize};

/// What one group of people uses, for instance a section, an occupation, or a single person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UseRow {
    /// Uses of each item in the same time; anything that is not above 0 is never.
    pub uses: Vec<f64>,
    /// How much the group counts: its head count.
    pub weight: f64,
}

impl UseRow {
    /// A group of `weight` people.
    ///
    /// ```
    /// use paratus::rollout::UseRow;
    ///
    /// let section = UseRow::new(24.0, vec![400.0, 0.0]);
    /// assert_eq!(section.uses.len(), 2);
    /// ```
    #[must_use]
    pub fn new(weight: f64, uses: Vec<f64>) -> UseRow {
        UseRow { uses, weight }
    }
}

/// How common one item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Commonness {
    /// The geometric mean of reach and frequency, in [0, 1].
    pub common: f64,
    /// The mean over all of its uses as a share of the uses of what each group uses most, in [0, 1].
    pub frequency: f64,
    /// The share of all (by weight) who ever use it, in [0, 1].
    pub reach: f64,
    /// `common` as a share of the most common item's, in [0, 1].
    pub relative: f64,
}

/// How common each of `items` items is: sqrt(reach x mean normalised frequency).
///
/// Within a row uses are divided by those of the row's most used item, so that busy groups do not drown the others. Rows
/// of no weight do not count.
///
/// ```
/// use paratus::rollout::{UseRow, commonness};
/// let common = commonness(&[UseRow::new(1.0, vec![40.0, 10.0]), UseRow::new(1.0, vec![3.0, 0.0])], 2);
/// assert_eq!((common[0].reach, common[0].frequency, common[0].common), (1.0, 1.0, 1.0));
/// assert_eq!((common[1].reach, common[1].frequency, common[1].common), (0.5, 0.125, 0.25));
/// ```
#[must_use]
pub fn commonness(rows: &[UseRow], items: usize) -> Vec<Commonness> {
    let mut list = vec![Commonness::default(); items];
    let counts = |row: &&UseRow| row.weight.is_finite() && row.weight > 0.0;
    let whole: f64 = rows.iter().filter(counts).map(|row| row.weight).sum();
    if whole <= 0.0 {
        return list;
    }
    let used = |uses: f64| uses.is_finite() && uses > 0.0;
    for row in rows.iter().filter(counts) {
        let most = row
            .uses
            .iter()
            .copied()
            .filter(|&uses| used(uses))
            .fold(0.0, f64::max);
        for (item, &uses) in list
            .iter_mut()
            .zip(&row.uses)
            .filter(|(_, uses)| used(**uses))
        {
            item.reach += row.weight;
            item.frequency += row.weight * (uses / most);
        }
    }
    for item in &mut list {
        item.reach = (item.reach / whole).min(1.0);
        item.frequency = (item.frequency / whole).min(1.0);
        item.common = (item.reach * item.frequency).sqrt();
    }
    let greatest = list.iter().map(|item| item.common).fold(0.0, f64::max);
    for item in list.iter_mut().filter(|_| greatest > 0.0) {
        item.relative = item.common / greatest;
    }
    list
}
