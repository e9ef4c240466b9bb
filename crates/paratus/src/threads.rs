//! Work on parts that do not depend on each other: one after the other, or on several threads. What comes out is in the same order.

/// Does the work on each part.
#[cfg(feature = "threads")]
pub(crate) fn map<T: Send, R: Send>(parts: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    use rayon::iter::{IntoParallelIterator, ParallelIterator};
    parts.into_par_iter().map(work).collect()
}

/// Does the work on each part.
#[cfg(not(feature = "threads"))]
#[inline]
pub(crate) fn map<T, R>(parts: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    parts.into_iter().map(work).collect()
}
