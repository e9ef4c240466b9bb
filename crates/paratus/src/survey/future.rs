//! Leadership acts that are still to come.

use crate::later::{Future, Told};
use crate::{Code, Date, Finding, Programme};

/// What is said of acts in the future.
const TOLD: Told = Told {
    code: Code::ActInFuture,
    list: "acts",
    one: "leadership act",
    many: "leadership acts",
    so: ["does not count yet", "do not count yet"],
};

/// One finding for all acts dated after a day, at the place of the first of them: they open no gate and show no commitment.
#[must_use]
pub fn acts_in_future(programme: &Programme, as_of: Date) -> Option<Finding> {
    let days = programme.model().acts.iter().map(|act| act.date.days());
    programme.later_acts().finding(Future::of(days, as_of), as_of, &TOLD)
}
