//! Small numerics: sums, proportions, distributions, symmetric matrices, one common factor.

mod distribution;
mod factor;
mod proportion;
mod sum;
mod symmetric;

pub use proportion::Proportion;

pub(crate) use distribution::{beta_quantile, f_above, f_quantile, normal_quantile};
pub(crate) use factor::one_factor;
pub(crate) use sum::{RangeSum, Sum};
pub(crate) use symmetric::Symmetric;
