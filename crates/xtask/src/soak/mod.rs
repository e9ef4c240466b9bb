//! Tests with new seeds: what can be run so, how, and what came of it.

mod build;
mod report;
mod run;
mod target;

pub(crate) use build::build;
pub(crate) use report::Report;
pub(crate) use run::{Failure, run_target};
pub(crate) use target::{Seeds, Target, targets};
