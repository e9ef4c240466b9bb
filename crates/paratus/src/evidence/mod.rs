//! Evidence: an append-only columnar log, what supersedes what, masses and decay.

mod bulk;
#[cfg(test)]
mod bulk_tests;
mod columns;
mod counting;
mod decay;
mod log;
mod mass;
mod partition;
mod read;
mod rebind;

pub use bulk::{Coded, EvidenceColumns};
pub use log::{EvidenceLog, Outcome, Record};
pub use read::LogReader;

pub(crate) use counting::{Counting, NEVER, NO_SOURCE, Packed};
pub(crate) use decay::Decay;
pub(crate) use mass::{Units, masses};
pub(crate) use partition::Partition;
