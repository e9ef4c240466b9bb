//! Bulk data of the npm package `paratus`: typed arrays to evidence, and everyone's figures to typed arrays.
//!
//! A crate of its own because it is compiled for speed. The functions of the library on this way are `#[inline]`, so they are compiled
//! here with it; all else of the package is compiled for size.

mod columns;
mod scores;

pub use columns::RawColumns;
pub use scores::RawScores;
