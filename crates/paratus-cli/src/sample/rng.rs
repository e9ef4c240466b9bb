//! A small seeded generator: the same seed gives the same numbers everywhere.

/// A counter whose steps are scrambled by a 64-bit mixing function (the construction known as `SplitMix64`).
pub(crate) struct Rng {
    state: u64,
}

/// What numbers are drawn for.
#[derive(Clone, Copy)]
pub(crate) enum Purpose {
    Person,
    FeatureUse,
    Session,
    Evidence,
    Voice,
    Act,
}

/// An odd step near 2^64 divided by the golden ratio: it visits every state before any repeats.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Rng {
    /// The generator of one purpose and one index (person, section, activity) under a seed. They are independent, so that
    /// what is drawn for one does not depend on how much was drawn for another.
    pub(crate) fn new(seed: u64, purpose: Purpose, index: usize) -> Rng {
        let stream = (index as u64).wrapping_mul(8).wrapping_add(purpose as u64);
        Rng {
            state: mix(seed ^ STEP).wrapping_add(mix(stream.wrapping_mul(STEP))),
        }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(STEP);
        mix(self.state)
    }

    /// A number in [0, 1).
    pub(crate) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number in [0, 1) that is rarely near the ends: the mean of three.
    pub(crate) fn normal(&mut self) -> f64 {
        (self.unit() + self.unit() + self.unit()) / 3.0
    }

    /// True with that probability.
    pub(crate) fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A whole number from `low` to `high`, both included; `low` where `high` is less.
    pub(crate) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = i64::from(high) - i64::from(low) + 1;
        if span <= 1 {
            low
        } else {
            low + (self.unit() * span as f64) as i32
        }
    }

    /// An index below `len` (0 where `len` is 0).
    pub(crate) fn below(&mut self, len: usize) -> usize {
        (self.unit() * len as f64) as usize
    }

    /// The index of one of `weights`, in proportion to them; 0 where there are none.
    pub(crate) fn weighted(&mut self, weights: impl Iterator<Item = u32> + Clone) -> usize {
        let total: u32 = weights.clone().sum();
        let mut rest = self.unit() * f64::from(total);
        let mut last = 0;
        for (index, weight) in weights.enumerate() {
            last = index;
            rest -= f64::from(weight);
            if rest < 0.0 {
                break;
            }
        }
        last
    }
}

fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::{Purpose, Rng};

    #[test]
    fn the_same_seed_purpose_and_index_give_the_same_numbers() {
        let draw = |seed, purpose, index| {
            let mut rng = Rng::new(seed, purpose, index);
            [rng.next(), rng.next(), rng.next()]
        };
        assert_eq!(draw(1, Purpose::Act, 2), draw(1, Purpose::Act, 2));
        assert_ne!(draw(1, Purpose::Act, 2), draw(1, Purpose::Act, 3));
        assert_ne!(draw(1, Purpose::Act, 2), draw(1, Purpose::Voice, 2));
        assert_ne!(draw(1, Purpose::Act, 2), draw(2, Purpose::Act, 2));
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut rng = Rng::new(7, Purpose::Person, 0);
        let mut seen = [0_u32; 3];
        for _ in 0..3000 {
            assert!((0.0..1.0).contains(&rng.unit()));
            assert!((-3..=4).contains(&rng.between(-3, 4)));
            assert!(rng.below(5) < 5);
            seen[rng.weighted([1, 0, 2].into_iter())] += 1;
        }
        assert_eq!(seen[1], 0);
        assert!(seen[2] > seen[0]);
        assert_eq!(rng.between(9, 2), 9);
        assert_eq!(rng.weighted(std::iter::empty()), 0);
    }
}
