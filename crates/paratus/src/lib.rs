//! Paratus: readiness for knowledge management.
#![cfg_attr(
    not(test),
    deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::unreachable)
)]

mod date;
pub mod document;
mod finding;
mod math;
mod model;
mod programme;
mod range;
mod track;
mod validate;

pub use date::{Date, DateError};
pub use finding::{Code, Finding, Severity};
pub use model::{Act, Activity, Objective, Profile, Requirement, Role, Rules, Section};
pub use programme::Programme;
pub use range::{Range, Verdict};
pub use track::{ByTrack, Track};
