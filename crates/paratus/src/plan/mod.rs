//! From needs to dated sessions: what training everyone takes, at what cost, and how far that is from the least possible.

pub mod choice;
