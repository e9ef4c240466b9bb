//! The `paratus` command as a library: what its verbs do, without the reading of arguments.

pub mod sample;
pub mod template;
