//! Sums that do not depend on the order of what is added.

use crate::Range;

/// A sum of values in [0, 1], held in multiples of 2^-60: exact in any order, and in parts.
/// A single value is held exactly down to 2^-8 (about .004), below that to 2^-60.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Sum(u128);

const ONE: f64 = 1_152_921_504_606_846_976.0;

impl Sum {
    pub(crate) fn add(&mut self, value: f64) {
        self.0 += u128::from((value * ONE) as u64);
    }

    pub(crate) fn plus(self, other: Sum) -> Sum {
        Sum(self.0 + other.0)
    }

    /// Without what was added before.
    pub(crate) fn minus(self, other: Sum) -> Sum {
        Sum(self.0.saturating_sub(other.0))
    }

    pub(crate) fn total(self) -> f64 {
        self.0 as f64 / ONE
    }

    /// The mean over `count`; `None` over nobody.
    pub(crate) fn mean(self, count: u64) -> Option<f64> {
        (count > 0).then(|| self.total() / count as f64)
    }
}

/// A sum of ranges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RangeSum {
    high: Sum,
    low: Sum,
}

impl RangeSum {
    pub(crate) fn add(&mut self, range: Range) {
        self.high.add(range.high);
        self.low.add(range.low);
    }

    pub(crate) fn plus(self, other: RangeSum) -> RangeSum {
        RangeSum {
            high: self.high.plus(other.high),
            low: self.low.plus(other.low),
        }
    }

    pub(crate) fn minus(self, other: RangeSum) -> RangeSum {
        RangeSum {
            high: self.high.minus(other.high),
            low: self.low.minus(other.low),
        }
    }

    /// The mean of the lower bounds and of the upper bounds.
    pub(crate) fn mean(self, count: u64) -> Option<Range> {
        Some(Range {
            high: self.high.mean(count)?,
            low: self.low.mean(count)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Sum;

    #[test]
    fn sums_are_exact_in_any_order() {
        let values: Vec<f64> = (0..1000).map(|n| f64::from(n % 97) / 97.0).collect();
        let (mut forth, mut back) = (Sum::default(), Sum::default());
        values.iter().for_each(|&value| forth.add(value));
        values.iter().rev().for_each(|&value| back.add(value));
        assert_eq!(forth, back);
        let mut tenths = Sum::default();
        (0..10).for_each(|_| tenths.add(0.4));
        assert_eq!(tenths.mean(10), Some(0.4));
        assert_eq!(Sum::default().mean(0), None);
    }
}
