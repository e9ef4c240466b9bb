//! `MISSING_KEY`, in decisions beside gates: who decided, and why, must be said.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports decisions without a decider or a reason: keys that are there and blank.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, phase) in cx.document.phases.iter().enumerate() {
        let Some(decision) = phase
            .gate
            .as_ref()
            .and_then(|gate| gate.r#override.as_ref())
        else {
            continue;
        };
        for (key, value, help) in [
            (
                "by",
                &decision.by,
                "name the id or the office that answers for the decision",
            ),
            (
                "reason",
                &decision.reason,
                "say why the decision goes beside the facts",
            ),
        ] {
            if value.trim().is_empty() {
                let path = format!("phases[{at}].gate.override.{key}");
                out.push(
                    describe!(
                        Code::MissingKey,
                        path,
                        DecisionKeyBlank {
                            phase: &phase.id,
                            key: key
                        }
                    )
                    .help(help),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn blank_deciders_and_reasons_are_found() {
        let gate = |by: &str, reason: &str| {
            messages_of(
                check,
                &format!(
                    "phases = [{{ id = \"two\", gate = {{ all = [{{ balance = 0.1 }}], override = {{ open = true, by = \
                     \"{by}\", reason = \"{reason}\", until = \"2027-04-01\" }} }} }}]"
                ),
            )
        };
        assert_eq!(gate("p-0005", "the building closes"), Vec::<String>::new());
        assert_eq!(
            gate("", " "),
            [
                "phases[0].gate.override.by: the decision beside the gate of `two` has a blank `by` | name the id or the office \
                 that answers for the decision",
                "phases[0].gate.override.reason: the decision beside the gate of `two` has a blank `reason` | say why the \
                 decision goes beside the facts",
            ]
        );
    }
}
