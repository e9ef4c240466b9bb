//! `HORIZON_IN_PAST`: the programme plans for days that are over.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports a last day of planning that is not after the programme's own date of assessment.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let (Some(as_of), Some(until)) = (cx.document.as_of, cx.document.planning.until) else {
        return;
    };
    if until <= as_of {
        let help = "write a later `until`, or leave it out and write `weeks`";
        out.push(
            describe!(
                Code::HorizonInPast,
                "planning.until",
                HorizonPast {
                    until: until,
                    as_of: as_of
                }
            )
            .help(help),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn a_day_to_come_is_silent() {
        assert_eq!(
            messages_of(
                check,
                "as_of = \"2027-03-14\"\nplanning = { until = \"2027-03-15\" }"
            ),
            Vec::<String>::new()
        );
        assert_eq!(
            messages_of(check, "planning = { until = \"2027-03-15\" }"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_day_that_is_over_is_found() {
        let expected = "planning.until: planning ends on 2027-03-14, and the date of assessment is 2027-03-14 | write a later `until`, or leave it out and write `weeks`";
        assert_eq!(
            messages_of(
                check,
                "as_of = \"2027-03-14\"\nplanning = { until = \"2027-03-14\" }"
            ),
            [expected]
        );
    }
}
