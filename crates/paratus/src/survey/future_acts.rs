//! Leadership acts that are still to come.

use crate::future_rows::{FutureCount, FutureRowsMessage, future_rows};
use crate::{Date, Finding, Programme};

/// What is said of acts in the future.
const FUTURE_ACTS: FutureRowsMessage = future_rows!("acts", ActInFuture, FutureAct, FutureActs);

/// One finding for all acts dated after a day, at the place of the first of them: they open no gate and show no commitment.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::survey::future_acts;
///
/// assert!(future_acts(&sample::programme(), sample::first(3)).is_none(), "it has no acts");
/// ```
#[must_use]
pub fn future_acts(programme: &Programme, as_of: Date) -> Option<Finding> {
    let days = programme.model().acts.iter().map(|act| act.date.days());
    programme
        .later_acts()
        .finding(FutureCount::count_after(days, as_of), as_of, &FUTURE_ACTS)
}
