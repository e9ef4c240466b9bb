//! `PHASE_WINDOWS_CONTRADICT`: the days of a phase end before those of an earlier one begin.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports phases that would be over before one that comes earlier.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut latest: Option<(crate::Date, &str)> = None;
    for (at, phase) in cx.document.phases.iter().enumerate() {
        if let (Some(until), Some((from, earlier))) = (phase.until, latest)
            && until < from
        {
            let help = "move one of the two, or change the order of the phases";
            out.push(
                describe!(
                    Code::PhaseWindowsContradict,
                    format!("phases[{at}].until"),
                    PhaseBeforeEarlier {
                        phase: &phase.id,
                        until: until,
                        earlier: earlier,
                        from: from
                    }
                )
                .help(help),
            );
        }
        if let Some(from) = phase
            .from
            .filter(|from| latest.is_none_or(|(held, _)| held < *from))
        {
            latest = Some((from, &phase.id));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn windows_in_order_may_overlap() {
        let text = r#"phases = [
            { id = "one", from = "2027-01-01", until = "2027-06-30" },
            { id = "two", from = "2027-03-01", until = "2027-03-31" },
            { id = "three" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn an_end_before_an_earlier_beginning_is_found() {
        let text = r#"phases = [{ id = "one", from = "2027-05-01" }, { id = "two" }, { id = "three", until = "2027-04-30" }]"#;
        let expected = "phases[2].until: phase `three` ends on 2027-04-30, before phase `one` begins on 2027-05-01 | move one of the two, or change the order of the phases";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
