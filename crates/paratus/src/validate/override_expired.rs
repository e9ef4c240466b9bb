//! `OVERRIDE_EXPIRED`: a decision beside a gate's verdict has run out.

use super::Context;
use crate::document::OverrideDoc;
use crate::finding::describe;
use crate::{Code, Date, Finding};

/// Reports decisions whose last day is before the programme's date. Assessed on another date, the gate itself says so.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let Some(as_of) = cx.document.as_of else {
        return;
    };
    for (at, phase) in cx.document.phases.iter().enumerate() {
        let decision = phase
            .gate
            .as_ref()
            .and_then(|gate| gate.r#override.as_ref());
        out.extend(decision.and_then(|decision| finding(at, &phase.id, decision, as_of)));
    }
}

/// The finding about the decision of a phase on a date.
pub(crate) fn finding(
    at: usize,
    phase: &str,
    decision: &OverrideDoc,
    as_of: Date,
) -> Option<Finding> {
    let days = as_of.days_since(decision.until);
    (days > 0).then(|| {
        let path = format!("phases[{at}].gate.override.until");
        let days = u64::from(days.unsigned_abs());
        let help = "remove it, or have it decided again with a later `until`";
        let (by, until) = (&decision.by, decision.until);
        if decision.open {
            describe!(
                Code::OverrideExpired,
                path,
                OpenDecisionExpired {
                    by: by,
                    phase: phase,
                    until: until,
                    days: days,
                    as_of: as_of
                }
            )
        } else {
            describe!(
                Code::OverrideExpired,
                path,
                ClosedDecisionExpired {
                    by: by,
                    phase: phase,
                    until: until,
                    days: days,
                    as_of: as_of
                }
            )
        }
        .help(help)
    })
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn until(day: &str) -> Vec<String> {
        messages_of(
            check,
            &format!(
                "as_of = \"2027-03-14\"\nphases = [{{ id = \"two\", gate = {{ all = [{{ balance = 0.1 }}], override = \
                 {{ open = true, by = \"p-0005\", reason = \"the building closes\", until = \"{day}\" }} }} }}]"
            ),
        )
    }

    #[test]
    fn the_last_day_still_holds() {
        assert_eq!(until("2027-03-14"), Vec::<String>::new());
    }

    #[test]
    fn the_day_after_it_is_found() {
        let expected = "phases[0].gate.override.until: the decision of `p-0005` to hold `two` open ran out on 2027-03-13, \
                        1 day before 2027-03-14 | remove it, or have it decided again with a later `until`";
        assert_eq!(until("2027-03-13"), [expected]);
    }
}
