//! `GATE_NOT_PUBLISHABLE`: a verdict depends on groups of fewer people than may be published.

use super::{Context, context};
use crate::disclosure::is_publishable;
use crate::finding::describe;
use crate::population::Population;
use crate::{Code, Finding};

/// Reports conditions whose verdict is suppressed in published answers, for people employed on the date of the programme, or where
/// it has none on the last day on which anybody joins.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.document.phases.iter().all(|phase| phase.gate.is_none()) {
        return;
    }
    let population = Population::new(cx.model, context::date(cx));
    let min_cell = cx.model.rules.min_cell;
    for (_, path, condition) in cx.conditions() {
        if !is_publishable(cx.model, &population, condition) {
            let help = "ask for another number or share, hold it against larger units, or read the gate with `--internal`";
            out.push(
                describe!(
                    Code::GateNotPublishable,
                    path,
                    VerdictOfFew { people: min_cell }
                )
                .with_help(help),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    /// Twelve people in `archive`, two of them in its part `attic`, with one gate.
    fn found(condition: &str) -> usize {
        let people: Vec<String> = (0..12)
            .map(|n| {
                let section = if n < 2 { "attic" } else { "archive" };
                format!("{{ id = \"p{n}\", section = \"{section}\", roles = [\"clerk\"] }}")
            })
            .collect();
        let document = format!(
            "objectives = [{{ id = \"why\", track = \"people\" }}, {{ id = \"rare\", track = \"process\" }}]
            sections = [{{ id = \"archive\" }}, {{ id = \"attic\", parent = \"archive\" }}]
            roles = [{{ id = \"clerk\", requires = [{{ objective = \"why\" }}] }}]
            phases = [{{ id = \"one\", objectives = [\"why\"] }}, {{ id = \"two\", gate = {{ all = [{condition}] }} }}]
            people = [{}]",
            people.join(", ")
        );
        messages_of(check, &document).len()
    }

    #[test]
    fn holders_of_a_section_of_two_are_found() {
        // Both of two, or none of two: the verdict fixes both. Three of two is impossible whatever the evidence.
        for (at_least, expected) in [(1, 1), (2, 1), (3, 0)] {
            let condition =
                format!("{{ holders = \"why\", per = \"section\", at_least = {at_least} }}");
            assert_eq!(found(&condition), expected, "{condition}");
        }
    }

    #[test]
    fn facts_about_whole_groups_are_silent() {
        for silent in [
            "{ readiness = \"people\", share = 1.0 }",
            "{ holders = \"why\", at_least = 12 }",
            "{ phase = \"one\", share = 1.0 }",
            "{ readiness = \"process\", share = 0.5 }",
            "{ balance = 0.2 }",
            "{ acts = [\"sponsor-named\"] }",
        ] {
            assert_eq!(found(silent), 0, "{silent}");
        }
    }
}
