//! Evidence weight in fixed point: sums do not depend on order, shards, threads or platform.

use crate::document::Kind;
use crate::model::Model;

/// Evidence weight in multiples of 2^-32 equivalent trials. Sums of whole numbers are exact in any order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FixedPoint(pub(crate) u64);

const UNITS_PER_TRIAL: f64 = 4_294_967_296.0;

impl FixedPoint {
    /// The nearest multiple of 2^-32, halves upwards; `evidence_weight` is at least 0.
    #[inline]
    pub(crate) fn from_f64(weight: f64) -> FixedPoint {
        FixedPoint((weight * UNITS_PER_TRIAL + 0.5) as i64 as u64)
    }

    /// The evidence weight in equivalent trials; exact below 2^21.
    #[inline]
    pub(crate) fn to_f64(self) -> f64 {
        self.0 as f64 / UNITS_PER_TRIAL
    }

    #[inline]
    pub(crate) fn plus(self, other: FixedPoint) -> FixedPoint {
        FixedPoint(self.0.saturating_add(other.0))
    }

    #[inline]
    pub(crate) fn minus(self, other: FixedPoint) -> FixedPoint {
        FixedPoint(self.0.saturating_sub(other.0))
    }

    /// The sum with one part of it in place of another; `None` where it is or would be at its limit.
    pub(crate) fn replacing(self, old: FixedPoint, new: FixedPoint) -> Option<FixedPoint> {
        let rest = (self.0 < u64::MAX).then(|| self.0.checked_sub(old.0))??;
        rest.checked_add(new.0)
            .filter(|&sum| sum < u64::MAX)
            .map(FixedPoint)
    }

    pub(crate) fn times(self, count: u64) -> FixedPoint {
        FixedPoint(self.0.saturating_mul(count))
    }
}

/// Mass of a fresh record by evidence weight index: the five kinds, then the instruments that declare one.
pub(crate) fn evidence_weights(model: &Model) -> Vec<f64> {
    model
        .rules
        .evidence_weights
        .iter()
        .copied()
        .chain(model.instrument_weights.iter().map(|(_, weight)| *weight))
        .collect()
}

/// The index of the evidence weight that an instrument declares, behind those of the kinds.
pub(super) fn declared_weight(model: &Model, instrument: &str) -> Option<u16> {
    let mut instruments = model.instrument_weights.iter();
    let at = instruments.position(|(declares, _)| declares == instrument)?;
    u16::try_from(at + Kind::ALL.len()).ok()
}
