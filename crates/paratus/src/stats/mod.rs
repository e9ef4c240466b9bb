//! Sums, proportions and their intervals.

mod proportion;
mod sum;

pub use proportion::Proportion;
pub(crate) use sum::{RangeSum, Sum};
