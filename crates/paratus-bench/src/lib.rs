//! Instances of planning: made from a seed, read and written as JSON, and turned into what the planner's stages ask for; large
//! seeded evidence, and scoring timed on it.

mod demand;
mod generate;
mod instance;
mod rng;
pub mod score;
pub mod selection;
pub mod timetable;

pub use demand::problem;
pub use generate::generate;
pub use instance::{Activity, Group, Instance, Meta, Profile, Section};
