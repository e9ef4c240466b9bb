//! The measurement itself: a person's records to cells, cells to tracks, tracks to readiness.

use super::mean::{WeightedSum, power_mean};
use super::opinion::EvidenceSums;
use crate::evidence::{
    Decay, FixedPoint, LatestByKey, LatestRecords, PackedRecord, PackedRow, RecordsByPerson,
    evidence_weights,
};
use crate::model::{Interner, Level, Model, NONE, Profile};
use crate::{Date, Range, Track, TrackValues, Verdict};

/// Factors of decay that are kept ready for all half-lives together (32 MiB).
const MAX_DECAY_FACTORS: usize = 4 << 20;

/// Everything that is the same for all people at one date.
#[derive(Clone, Debug)]
pub(crate) struct Scorer {
    day: i32,
    decay: Vec<Decay>,
    /// The decay of each objective.
    decay_of: Vec<u32>,
    evidence_weights: Vec<f64>,
    prior_weight: f64,
}

/// The figures of one person.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) tracks: TrackValues<Range>,
    pub(crate) readiness: Range,
    /// `None` where nothing is required of the person.
    pub(crate) verdict: Option<Verdict>,
}

impl Scorer {
    /// For many people: decay by table, for records no older than `first_day`.
    pub(crate) fn new(model: &Model, date: Date, first_day: i32) -> Scorer {
        let oldest = usize::try_from(date.days().saturating_sub(first_day)).unwrap_or(0);
        // Where half-lives are very many, old records are computed one by one: to the same bits, in bounded memory.
        let oldest = oldest.min(MAX_DECAY_FACTORS / model.half_lives.len().max(1));
        Scorer::with_decay(model, date, |half_life| Decay::new(half_life, oldest))
    }

    /// For one person at one date: the same bits without tables.
    pub(crate) fn direct(model: &Model, date: Date) -> Scorer {
        Scorer::with_decay(model, date, Decay::direct)
    }

    fn with_decay(model: &Model, date: Date, decay: impl Fn(f64) -> Decay) -> Scorer {
        Scorer {
            day: date.days(),
            decay: model
                .half_lives
                .iter()
                .map(|&half_life| decay(half_life))
                .collect(),
            decay_of: model
                .objectives
                .iter()
                .map(|objective| objective.decay as u32)
                .collect(),
            evidence_weights: evidence_weights(model),
            prior_weight: model.rules.prior_weight,
        }
    }

    /// The records that count on the scorer's date.
    pub(crate) fn counting<'a>(
        &self,
        records: impl Iterator<Item = PackedRecord>,
        names: &Interner,
        counting: &'a mut LatestRecords,
    ) -> &'a [PackedRecord] {
        self.counting_on(self.day, records, names, counting)
    }

    /// The latest record of each key on the scorer's date, expired or not.
    pub(crate) fn latest_of_each_key<'a>(
        &self,
        records: impl Iterator<Item = PackedRecord>,
        names: &Interner,
        latest: &'a mut LatestRecords,
    ) -> &'a [PackedRecord] {
        latest.known_on(self.day, i32::MIN, records, names, &self.evidence_weights)
    }

    /// The records that count on another day.
    pub(crate) fn counting_on<'a>(
        &self,
        day: i32,
        records: impl Iterator<Item = PackedRecord>,
        names: &Interner,
        counting: &'a mut LatestRecords,
    ) -> &'a [PackedRecord] {
        counting.latest_on(day, records, names, &self.evidence_weights)
    }

    /// Evidence weight left of a record today, and its part that is success.
    pub(crate) fn weight(&self, model: &Model, record: &PackedRecord) -> (FixedPoint, FixedPoint) {
        self.weight_on(model, record, self.day)
    }

    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    fn weight_on(
        &self,
        model: &Model,
        record: &PackedRecord,
        day: i32,
    ) -> (FixedPoint, FixedPoint) {
        let decay = &self.decay[model.objectives[record.objective as usize].decay];
        let mass = self.evidence_weights[usize::from(record.weight_index)]
            * decay.remaining(day - record.day);
        (
            FixedPoint::from_f64(mass),
            FixedPoint::from_f64(mass * record.value),
        )
    }

    /// Adds what a record is worth on a day to the sums of its objective at a level.
    /// Success at a level counts for every level up to it, failure for every level from it.
    #[inline]
    pub(crate) fn add(
        &self,
        model: &Model,
        record: &PackedRecord,
        level: Level,
        day: i32,
        cell: &mut EvidenceSums,
    ) {
        let (mass, success) = self.weight_on(model, record, day);
        cell.add(mass, success, record.level, level);
    }

    /// The evidence weight that a record would add to its objective at a level if it were new; in fixed point, as sums must not
    /// depend on the order of records.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn fresh_at(&self, record: &PackedRecord, level: Level) -> FixedPoint {
        let mass = self.evidence_weights[usize::from(record.weight_index)];
        let (mass, success) = (
            FixedPoint::from_f64(mass),
            FixedPoint::from_f64(mass * record.value),
        );
        let shown = if record.level >= level {
            success
        } else {
            FixedPoint::default()
        };
        let failed = if record.level <= level {
            mass.minus(success)
        } else {
            FixedPoint::default()
        };
        shown.plus(failed)
    }

    /// Sums for each requirement of a person's profile on the scorer's date: the same as [`Scorer::cells`] of the records that
    /// count, for many people fast. `cells` has one entry per requirement.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn sum(
        &self,
        partition: &RecordsByPerson,
        person: usize,
        profile: &Profile,
        winners: &mut LatestByKey,
        cells: &mut [EvidenceSums],
    ) {
        cells.fill(EvidenceSums::default());
        partition.counting(
            person,
            self.day,
            &self.evidence_weights,
            winners,
            |row: &PackedRow| {
                let slot = profile.slots[row.objective as usize];
                if slot == NONE {
                    return;
                }
                let decay = &self.decay[self.decay_of[row.objective as usize] as usize];
                let mass = self.evidence_weights[usize::from(row.weight_index)]
                    * decay.remaining(self.day - row.day);
                let (mass, success) = (
                    FixedPoint::from_f64(mass),
                    FixedPoint::from_f64(mass * row.value),
                );
                cells[slot as usize].add(
                    mass,
                    success,
                    row.level,
                    profile.requirements[slot as usize].level,
                );
            },
        );
    }

    /// What the records of one slot of a person add to the sums of a requirement, and which requirement it is; `None` where nothing is
    /// required of their objective.
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn part(
        &self,
        model: &Model,
        partition: &RecordsByPerson,
        person: usize,
        profile: &Profile,
        slot: (u32, u32, i32),
    ) -> Option<(usize, EvidenceSums)> {
        let requirement = profile.slots[slot.0 as usize];
        if requirement == NONE {
            return None;
        }
        let mut cell = EvidenceSums::default();
        if let Some(record) = partition.winner(person, slot, self.day, &self.evidence_weights) {
            self.add(
                model,
                &record,
                profile.requirements[requirement as usize].level,
                self.day,
                &mut cell,
            );
        }
        Some((requirement as usize, cell))
    }

    /// Sums for each requirement of a profile; `cells` has one entry per requirement.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn cells(
        &self,
        model: &Model,
        profile: &Profile,
        counting: &[PackedRecord],
        cells: &mut [EvidenceSums],
    ) {
        cells.fill(EvidenceSums::default());
        for record in counting {
            let slot = profile.slots[record.objective as usize];
            if slot == NONE {
                continue;
            }
            let required = profile.requirements[slot as usize].level;
            self.add(model, record, required, self.day, &mut cells[slot as usize]);
        }
    }

    /// Tracks, readiness and verdict from cells.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "indices made by compile")]
    pub(crate) fn score(&self, model: &Model, profile: &Profile, cells: &[EvidenceSums]) -> Score {
        let rules = &model.rules;
        let mut ends = TrackValues::<(WeightedSum, WeightedSum)>::default();
        let mut cap = Verdict::Ready;
        for ((requirement, share), cell) in
            profile.requirements.iter().zip(&profile.shares).zip(cells)
        {
            let range = cell.range(self.prior_weight);
            let (low, high) = ends.get_mut(model.objectives[requirement.objective].track);
            *low = low.add_weighted(*share, range.low);
            *high = high.add_weighted(*share, range.high);
            if requirement.critical {
                cap = cap.min(range.verdict(requirement.threshold));
            }
        }
        let tracks = ends.map(|(low, high)| Range {
            high: high.value().max(low.value()),
            low: low.value(),
        });
        let readiness = readiness(&tracks, profile, rules.exponent);
        let verdict =
            (!profile.requirements.is_empty()).then(|| readiness.verdict(rules.threshold).min(cap));
        Score {
            tracks,
            readiness,
            verdict,
        }
    }
}

/// The mean over tracks, of the lower bounds and of the upper bounds.
pub(crate) fn readiness(tracks: &TrackValues<Range>, profile: &Profile, exponent: f64) -> Range {
    let weights = Track::ALL.map(|track| *profile.track_shares.get(track));
    let mean = |end: fn(&Range) -> f64| {
        power_mean(
            &Track::ALL.map(|track| end(tracks.get(track))),
            &weights,
            exponent,
        )
    };
    let low = mean(|range| range.low);
    Range {
        high: mean(|range| range.high).max(low),
        low,
    }
}
