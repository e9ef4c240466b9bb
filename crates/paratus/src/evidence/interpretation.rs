//! What a record means: the rules that every way of reading evidence shares. The ways differ in how they look ids up.

use super::packed::{DATED, NO_EXPIRY, NO_SOURCE, PackedRecord};
use crate::document::Kind;

/// A record whose objective and level were looked up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fields {
    pub(super) objective: u32,
    pub(super) level: u8,
    pub(super) kind: Kind,
    pub(super) value: f64,
    /// Days since 1970-01-01.
    pub(super) day: i32,
    /// The time of that day, as [`PackedRecord`] has it.
    pub(super) time: u32,
    /// The last day on which it counts, or [`NO_EXPIRY`].
    pub(super) expires: i32,
}

/// The numbers of a record's texts; they are numbered in the order in which they are asked for.
///
/// Each is `None` where no number is left, or where the way of reading leaves the record to another.
pub(super) trait TextNumbers {
    /// The source, or [`NO_SOURCE`].
    fn source(&mut self) -> Option<u32>;
    /// The key, where one is written.
    fn key(&mut self) -> Option<Option<u32>>;
    /// The name of the kind.
    fn kind_name(&mut self, kind: Kind) -> Option<u32>;
    /// The index of the evidence weight that the source declares, where it is an instrument that does.
    fn declared_weight(&self) -> Option<u16>;
}

/// Why a record is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The value is no number from 0 to 1.
    ValueOutOfRange,
    /// Only full success can expire.
    ExpiryOnPartial,
    /// It expires before its date.
    DatesReversed,
    /// A text has no number.
    NoNumber,
}

/// What is odd about a record that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// The observer is the person who was observed.
    SelfObserved,
    /// The person did not work here on the date.
    OutsideEmployment,
}

impl Fields {
    /// What is wrong with the record's own values.
    #[inline(always)]
    pub(super) fn check(&self) -> Result<(), Refusal> {
        if !(0.0..=1.0).contains(&self.value) {
            return Err(Refusal::ValueOutOfRange);
        }
        if self.expires != NO_EXPIRY {
            if self.value < 1.0 {
                return Err(Refusal::ExpiryOnPartial);
            }
            if self.expires < self.day {
                return Err(Refusal::DatesReversed);
            }
        }
        Ok(())
    }

    /// What is odd about the record: `employed` are the person's first and last day, and `is_own_source` is whether the source is
    /// the person.
    #[inline(always)]
    pub(super) fn oddity(
        &self,
        employed: (i32, i32),
        is_own_source: impl FnOnce() -> bool,
    ) -> Option<Oddity> {
        if self.kind == Kind::Observation && is_own_source() {
            return Some(Oddity::SelfObserved);
        }
        (self.day < employed.0 || employed.1 < self.day).then_some(Oddity::OutsideEmployment)
    }
}

/// The key of a record without one, the day of an observation aside.
pub(crate) fn usual_key(source: Option<&str>, kind: Kind) -> &str {
    source.unwrap_or(kind.name())
}

/// The record as logs hold it.
///
/// Its key is what is written, else the source, else the name of the kind; to a key that is not written, the day of an observation
/// belongs. Its evidence weight is that of the kind; surveys and quizzes have that of their instrument, where it declares one.
#[inline(always)]
pub(super) fn interpret(
    fields: Fields,
    texts: &mut impl TextNumbers,
) -> Result<PackedRecord, Refusal> {
    fields.check()?;
    let Fields {
        objective,
        level,
        kind,
        value,
        day,
        time,
        expires,
    } = fields;
    let source = texts.source().ok_or(Refusal::NoNumber)?;
    let key = if let Some(key) = texts.key().ok_or(Refusal::NoNumber)? {
        key
    } else {
        let implied = if source == NO_SOURCE {
            texts.kind_name(kind).ok_or(Refusal::NoNumber)?
        } else {
            source
        };
        implied | if kind == Kind::Observation { DATED } else { 0 }
    };
    let declared = match kind {
        Kind::Survey | Kind::Quiz => texts.declared_weight(),
        _ => None,
    };
    Ok(PackedRecord {
        value,
        day,
        time,
        expires,
        objective,
        key,
        source,
        weight_index: declared.unwrap_or(kind as u16),
        kind: kind as u8,
        level,
    })
}
