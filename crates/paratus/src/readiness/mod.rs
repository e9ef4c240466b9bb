//! From evidence to ranges, verdicts and explanations.

mod assessment;
mod explain;
mod group_tallies;
mod mean;
mod opinion;
mod person;
mod requirements;
mod scorer;
mod smallest_change;
mod tally;
#[cfg(test)]
mod tests;

pub use assessment::{AppendReport, Assessment};
pub use explain::{
    CountedRecord, ObjectiveExplanation, PersonExplanation, Shortfall, TrackExplanation,
    UncountedReason, UncountedRecord,
};
pub use mean::{gap_shares, power_mean};
pub use opinion::Opinion;
pub use person::{ObjectiveReadiness, PersonReadiness, State};
pub use smallest_change::{EvidenceChange, SmallestChange};

pub(crate) use group_tallies::GroupTallies;
pub(crate) use opinion::EvidenceSums;
pub(crate) use requirements::{RequirementReader, RequirementScore};
pub(crate) use scorer::{Score, Scorer};
pub(crate) use smallest_change::{PassGoal, changes, fewest_passes, observed, passes_for};
pub(crate) use tally::{Staff, Tally};
