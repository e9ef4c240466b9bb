//! `OVERRIDE_CONFLICT`: two decisions beside gates contradict each other.

use super::Context;
use crate::document::OverrideDoc;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports phases that are decided open while an earlier one is decided closed. Decisions that have run out on the
/// programme's date contradict nothing.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let in_force = |decision: &&OverrideDoc| {
        cx.document
            .as_of
            .is_none_or(|as_of| decision.until >= as_of)
    };
    let mut closed: Vec<(&str, &OverrideDoc)> = Vec::new();
    for (at, phase) in cx.document.phases.iter().enumerate() {
        let written = phase
            .gate
            .as_ref()
            .and_then(|gate| gate.r#override.as_ref());
        let Some(decision) = written.filter(in_force) else {
            continue;
        };
        if !decision.open {
            closed.push((&phase.id, decision));
            continue;
        }
        // The first that is closed is the one that the rest wait for.
        if let Some((earlier, held)) = closed.first() {
            let until = decision.until.min(held.until);

            let help = format!("open `{earlier}` too, or keep `{}` closed", phase.id);
            out.push(
                describe!(
                    Code::OverrideConflict,
                    format!("phases[{at}].gate.override.open"),
                    DecisionsContradict {
                        phase: &phase.id,
                        earlier: *earlier,
                        until: until
                    }
                )
                .help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn phases(decisions: [(&str, bool, &str); 2]) -> Vec<String> {
        let phase = |(id, open, until): (&str, bool, &str)| {
            format!(
                "{{ id = \"{id}\", gate = {{ all = [{{ balance = 0.1 }}], override = {{ open = {open}, by = \"p\", \
                 reason = \"r\", until = \"{until}\" }} }} }}"
            )
        };
        messages_of(
            check,
            &format!(
                "as_of = \"2027-03-14\"\nphases = [{}, {}]",
                phase(decisions[0]),
                phase(decisions[1])
            ),
        )
    }

    #[test]
    fn decisions_that_go_together_are_silent() {
        let (soon, late) = ("2027-04-01", "2027-06-01");
        for pair in [
            [("one", true, soon), ("two", true, late)],
            [("one", true, soon), ("two", false, late)],
            [("one", false, soon), ("two", false, late)],
            [("one", false, "2027-03-13"), ("two", true, late)],
            [("one", false, late), ("two", true, "2027-03-13")],
        ] {
            assert_eq!(phases(pair), Vec::<String>::new(), "{pair:?}");
        }
    }

    #[test]
    fn a_phase_held_open_behind_a_closed_one_is_found() {
        let expected = "phases[1].gate.override.open: phase `two` is decided open while the earlier `one` is decided closed, \
                        until 2027-04-01 | open `one` too, or keep `two` closed";
        assert_eq!(
            phases([("one", false, "2027-06-01"), ("two", true, "2027-04-01")]),
            [expected]
        );
        assert_eq!(
            phases([("one", false, "2027-03-14"), ("two", true, "2027-04-01")]).len(),
            1
        );
    }
}
