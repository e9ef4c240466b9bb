//! Statistical disclosure control: the only way from a figure about people to an answer.
//!
//! A figure of a unit leaves the library as a [`Published`] value, and only this module makes one. It decides whether the
//! figure is given, how it is rounded, and why it is suppressed. Nothing else in the library knows these rules.
//!
//! * **Threshold.** Nothing is given about fewer than [`min_cell`](crate::model::Rules::min_cell) people.
//! * **Counts** of people are rounded at random to a neighbouring multiple of [`round_to`](crate::model::Rules::round_to), as
//!   Statistics Canada and Stats NZ do: up with the probability of the remainder, so that the result is unbiased, and never above
//!   the largest multiple that the unit holds. A keyed hash of the set of people, the measure and the true count decides.
//! * **Means** of n people are sums rounded at random to whole persons (from 100 people on to one in a hundred of them), divided by n,
//!   and coded below 10% and above 90%. A keyed hash of the set of people and the measure is the threshold above which a remainder is
//!   rounded up: it stays where the mean fades, so that a series of figures does not average out to the exact one. Sums of parts and wholes so lie on one grid: what is left of a whole is never known to less
//!   than a person. (Nearest steps of ceil(100 / n) per cent, another grid for every n, gave one in ten such rests away.)
//! * **Shares, ranks, hours and texts** are computed from published figures; shares in units of [`FEWEST_FOR_SHARES`] people or more.
//! * **Decisions** of gates are made on exact figures, and a published value of a condition is on the side that its verdict says. Means and
//!   agreement have no verdict: they may be rounded past a threshold.
//! * **Differences.** Of two figures or decisions that, by the document, can differ in 1 to `min_cell` - 1 people alone, one is given.
//!
//! An [`internal`](Disclosure::internal) answer has exact figures: it is for those who may see the figures of single people anyway.

mod audience;
mod decisions;
mod published;
mod publisher;
#[cfg(test)]
mod tests;

pub use audience::{Audience, Disclosure, DisclosureKey, DisclosureNote, KeyOrigin};
pub use published::{Published, SuppressedFigures, Suppression};

pub(crate) use decisions::{PublishableConditions, holders_of_units};
pub(crate) use publisher::{Publisher, is_countable, is_personal, uncoded};

/// The measure of means of what people have shown, and of what they may have: in all, in a track or in an objective. They have one name,
/// because they are the same figures where all need one thing.
pub(crate) const READINESS: &str = "readiness";

/// Fewest people of a unit of whom shares are given.
pub const FEWEST_FOR_SHARES: u64 = 20;
