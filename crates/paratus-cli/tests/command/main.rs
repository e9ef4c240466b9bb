//! The command, run as its users run it.

mod bad_input;
mod common;
mod disclosure;
#[path = "../../../paratus-report/tests/rendering/english.rs"]
mod english;
mod folder_files;
mod hostile;
mod import;
mod json;
mod memory;
mod parquet;
mod plan;
mod plan_bad;
mod readme;
mod refused_rows;
mod report;
mod rollout;
mod standard_streams;
mod tables;
mod verbs;
