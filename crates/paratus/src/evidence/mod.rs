//! Evidence: an append-only columnar log, what supersedes what, masses and decay.

mod bulk;
#[cfg(test)]
mod bulk_tests;
mod careful;
mod counting;
mod decay;
mod log;
mod mass;
#[cfg(not(feature = "spill"))]
mod near;
mod packed;
mod partition;
mod plain;
mod read;
#[cfg(test)]
mod read_tests;
mod rebind;
mod rows;
mod shelf;
#[cfg(feature = "spill")]
mod spill;
#[cfg(test)]
#[cfg(feature = "spill")]
mod spill_tests;
mod waiting;
mod winners;

pub use bulk::{Coded, EvidenceColumns};
pub use log::{EvidenceLog, Outcome, Record};
pub use read::LogReader;
pub use rows::LogRows;
#[cfg(feature = "spill")]
pub use spill::Spill;

#[cfg(not(feature = "spill"))]
use near::{Away, Chunks, Far, Held};
#[cfg(feature = "spill")]
use spill::{Away, Chunks, Far, Held};

pub(crate) use counting::Counting;
pub(crate) use decay::Decay;
pub(crate) use log::{future_finding, row_findings};
pub(crate) use mass::{Units, masses};
pub(crate) use packed::{NEVER, NO_SOURCE, Packed, Row};
pub(crate) use partition::Partition;
pub(crate) use winners::Winners;
