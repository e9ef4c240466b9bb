//! Proportions and their intervals.

use serde::Serialize;

/// A share of a number of people, with its Wilson 95% interval: what the share could be in general if these people were
/// a sample. Of a whole organisation the share is what it is; the interval then says how much it owes to small numbers.
///
/// Source: E. B. Wilson (1927), *Probable inference, the law of succession, and statistical inference*, JASA 22:209.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Proportion {
    /// Upper end of the interval, in [0, 1].
    pub high: f64,
    /// Lower end of the interval, in [0, 1].
    pub low: f64,
    /// The share, in [0, 1].
    pub share: f64,
}

/// The 97.5% point of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

impl Proportion {
    /// `count` of `of`; `None` of nobody, or where `count` is greater.
    ///
    /// ```
    /// use paratus::units::Proportion;
    ///
    /// let found = Proportion::wilson(8, 10).ok_or("nobody")?;
    /// assert!(found.low < found.share && found.share < found.high);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn wilson(count: u64, of: u64) -> Option<Proportion> {
        if of == 0 || count > of {
            return None;
        }
        let (k, n) = (count as f64, of as f64);
        let middle = k + Z * Z / 2.0;
        let half = Z * (k * (n - k) / n + Z * Z / 4.0).sqrt();
        let low = if count == 0 {
            0.0
        } else {
            (middle - half) / (n + Z * Z)
        };
        let high = if count == of {
            1.0
        } else {
            (middle + half) / (n + Z * Z)
        };
        Some(Proportion {
            high: high.min(1.0),
            low: low.max(0.0),
            share: k / n,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Proportion;

    #[test]
    fn wilson_as_published() {
        // Newcombe (1998), Stat Med 17:857, Table I.
        let published = [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ];
        for (count, of, low, high) in published {
            let interval = Proportion::wilson(count, of).unwrap();
            assert!(
                (interval.low - low).abs() <= 5e-5 && (interval.high - high).abs() <= 5e-5,
                "{interval:?}"
            );
        }
    }

    #[test]
    fn wilson_to_the_last_digits() {
        let computed_elsewhere = [
            (81, 263, 0.2552885198782742, 0.36620957698280004),
            (20, 20, 0.8388748419471804, 1.0),
            (23, 60, 0.27088272374082023, 0.5098240417590008),
            (0, 1, 0.0, 0.7934506856227627),
            (1, 1, 0.2065493143772374, 1.0),
            (7, 10, 0.39677814746114537, 0.8922087325936989),
        ];
        for (count, of, low, high) in computed_elsewhere {
            let interval = Proportion::wilson(count, of).unwrap();
            assert!(
                (interval.low - low).abs() < 1e-14 && (interval.high - high).abs() < 1e-14,
                "{interval:?}"
            );
            assert!(interval.low <= interval.share && interval.share <= interval.high);
        }
        assert_eq!(Proportion::wilson(0, 0), None);
        assert_eq!(Proportion::wilson(2, 1), None);
    }
}
