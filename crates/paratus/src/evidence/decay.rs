//! Exponential forgetting: the share of evidence weight that is left after some days.

use crate::math;

/// What is left of evidence by age, for one half-life.
#[derive(Clone, Debug)]
pub(crate) struct Decay {
    half_life_days: f64,
    table: Vec<f64>,
}

/// Ages beyond this (about 55 years) are computed one by one.
const LONGEST_TABLE: usize = 20_000;

impl Decay {
    /// Ready for ages up to `oldest` days by table; others are computed with the same bits.
    pub(crate) fn new(half_life_days: f64, oldest: usize) -> Decay {
        let ages = oldest.saturating_add(1).min(LONGEST_TABLE);
        let table = (0..ages)
            .map(|age| remaining_share(age as f64, half_life_days))
            .collect();
        Decay {
            half_life_days,
            table,
        }
    }

    /// Without a table, for the score of one person at one date.
    pub(crate) fn direct(half_life_days: f64) -> Decay {
        Decay {
            half_life_days,
            table: Vec::new(),
        }
    }

    /// 2^(-age / half-life), with the age in whole days.
    #[inline]
    pub(crate) fn remaining(&self, age_days: i32) -> f64 {
        match usize::try_from(age_days)
            .ok()
            .and_then(|age| self.table.get(age))
        {
            Some(&factor) => factor,
            None => remaining_share(f64::from(age_days), self.half_life_days),
        }
    }
}

fn remaining_share(age_days: f64, half_life_days: f64) -> f64 {
    math::exp2(-age_days / half_life_days)
}

#[cfg(test)]
mod tests {
    use super::Decay;

    #[test]
    fn table_and_computed_have_the_same_bits() {
        let (table, direct) = (Decay::new(198.0, 3000), Decay::direct(198.0));
        for age in 0..=3001 {
            assert_eq!(
                table.remaining(age).to_bits(),
                direct.remaining(age).to_bits()
            );
        }
        assert_eq!(table.remaining(0), 1.0);
        assert_eq!(table.remaining(198), 0.5);
        assert_eq!(table.remaining(396), 0.25);
    }
}
