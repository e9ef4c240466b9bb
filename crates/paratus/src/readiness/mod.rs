//! From evidence to ranges, verdicts and explanations.

mod assessment;
mod explain;
mod flip;
mod mean;
mod opinion;
mod parts;
mod person;
mod scorer;
#[cfg(test)]
mod tests;

pub use assessment::{Appended, Assessment};
pub use explain::{Counted, ObjectiveExplanation, PersonExplanation, Shortfall, TrackExplanation};
pub use flip::{Change, Flip};
pub use mean::{gap_shares, power_mean};
pub use opinion::Opinion;
pub use person::{ObjectiveReadiness, PersonReadiness, State};

pub(crate) use flip::{Goal, changes, fewest_passes, observed, passes_for};
pub(crate) use opinion::Cell;
pub(crate) use parts::{Part, Parts};
pub(crate) use scorer::{Score, Scorer};
