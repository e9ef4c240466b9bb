//! Mass in fixed point: sums do not depend on order, shards, threads or platform.

use crate::model::Model;

/// Mass in multiples of 2^-32 equivalent trials. Sums of whole numbers are exact in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Units(pub(crate) u64);

const ONE: f64 = 4_294_967_296.0;

impl Units {
    /// The nearest multiple of 2^-32, halves upwards; `mass` is at least 0.
    #[inline]
    pub(crate) fn of(mass: f64) -> Units {
        Units((mass * ONE + 0.5) as i64 as u64)
    }

    /// The mass in equivalent trials; exact below 2^21.
    #[inline]
    pub(crate) fn mass(self) -> f64 {
        self.0 as f64 / ONE
    }

    #[inline]
    pub(crate) fn plus(self, other: Units) -> Units {
        Units(self.0.saturating_add(other.0))
    }

    #[inline]
    pub(crate) fn minus(self, other: Units) -> Units {
        Units(self.0.saturating_sub(other.0))
    }

    /// The sum with one part of it in place of another; `None` where it is or would be at its limit.
    pub(crate) fn replacing(self, old: Units, new: Units) -> Option<Units> {
        let rest = (self.0 < u64::MAX).then(|| self.0.checked_sub(old.0))??;
        rest.checked_add(new.0).filter(|&sum| sum < u64::MAX).map(Units)
    }

    pub(crate) fn times(self, count: u64) -> Units {
        Units(self.0.saturating_mul(count))
    }
}

/// Mass of a fresh record by mass index: the five kinds, then the instruments that declare one.
pub(crate) fn masses(model: &Model) -> Vec<f64> {
    model.rules.masses.iter().copied().chain(model.instrument_masses.iter().map(|(_, mass)| *mass)).collect()
}
