//! Instances of planning: made from a seed, read and written as JSON, and turned into what the planner's stages ask for.

pub mod choice;
mod demand;
mod generate;
mod instance;
mod rng;
pub mod timetable;

pub use demand::problem;
pub use generate::generate;
pub use instance::{Activity, Group, Instance, Meta, Profile, Section};
