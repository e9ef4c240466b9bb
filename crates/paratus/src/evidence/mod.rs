//! Evidence: an append-only columnar log, what supersedes what, evidence weights and decay.

mod bulk;
#[cfg(test)]
mod bulk_tests;
mod by_person;
mod conflicting_records;
mod csv_fast_path;
mod decay;
mod hidden_by_expired;
mod interpretation;
mod latest_by_key;
mod latest_records;
pub(crate) mod log;
mod log_reader;
#[cfg(not(feature = "spill"))]
mod no_spill;
mod packed;
mod partitions;
#[cfg(test)]
mod read_tests;
mod reader;
mod rebind;
pub(crate) mod record;
mod removal;
mod rows;
#[cfg(feature = "spill")]
mod spill;
#[cfg(test)]
#[cfg(feature = "spill")]
mod spill_tests;
mod validate;
mod weight;
mod write_buffer;

pub use bulk::{EvidenceColumns, TextColumn};
pub use log::RecordOutcome;
pub use log_reader::LogReader;
pub use reader::{EvidenceReader, read_evidence};
pub use rows::LogRows;
#[cfg(feature = "spill")]
pub use spill::Spill;

#[cfg(not(feature = "spill"))]
use no_spill::{InMemory, SpillStore, SpilledChunks, SpilledPartitions};
#[cfg(feature = "spill")]
use spill::{InMemory, SpillStore, SpilledChunks, SpilledPartitions};

pub(crate) use by_person::RecordsByPerson;
pub(crate) use decay::Decay;
pub(crate) use interpretation::usual_key;
pub(crate) use latest_by_key::LatestByKey;
pub(crate) use latest_records::LatestRecords;
pub(crate) use log::{EvidenceLog, future_finding, row_findings};
pub(crate) use packed::{NO_EXPIRY, NO_SOURCE, NO_TIME, PackedRecord, PackedRow};
pub(crate) use record::Record;
pub(crate) use removal::PackedSelection;
pub(crate) use weight::{FixedPoint, evidence_weights};
