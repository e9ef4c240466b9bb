//! Paratus
mod date;
pub mod document;
mod finding;
mod math;
mod range;
mod track;
pub use date::{Date, DateError};
pub use finding::{Code, Finding, Severity};
pub use range::{Range, Verdict};
pub use track::{ByTrack, Track};
