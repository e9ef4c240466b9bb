//! Paratus: readiness for knowledge management.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)
)]

pub mod answers;
mod date;
pub mod document;
mod error;
mod evidence;
mod finding;
mod fit;
mod gaps;
mod math;
mod model;
mod programme;
mod range;
mod readiness;
mod stats;
pub mod table;
mod track;
mod units;
mod validate;

pub use date::{Date, DateError};
pub use error::{Error, ErrorKind};
pub use evidence::{EvidenceLog, LogReader, Outcome, Record};
pub use finding::{Code, Finding, Severity};
pub use fit::{FeatureFit, Fit, FitCell, FitTotals, Spared, SparedItem};
pub use gaps::{Gap, PersonGap, UnitGaps};
pub use model::{Act, Activity, Objective, Profile, Requirement, Role, Rules, Section};
pub use programme::Programme;
pub use range::{Range, Verdict};
pub use readiness::{
    Appended, Assessment, Change, Counted, Flip, ObjectiveExplanation, ObjectiveReadiness, Opinion, PersonExplanation,
    PersonReadiness, Shortfall, State, TrackExplanation, gap_shares, power_mean,
};
pub use stats::Proportion;
pub use track::{ByTrack, Track};
pub use units::{Holders, Unit, UnitKind, UnitSummary};
