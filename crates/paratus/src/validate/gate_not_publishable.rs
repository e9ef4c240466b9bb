//! `GATE_NOT_PUBLISHABLE`: a verdict depends on groups of fewer people than may be published.

use super::{Context, context};
use crate::disclosure::PublishableConditions;
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
    let gates = cx
        .document
        .phases
        .iter()
        .filter_map(|phase| phase.gate.as_ref());
    let conditions = PublishableConditions::new(cx.model, &population, gates);
    for (_, path, condition) in cx.conditions() {
        let parts = conditions.parts(condition);
        let finding = if !parts.is_of_many {
            let help = "ask for another number or share, hold it against larger units, or read the gate with `--internal`";
            describe!(
                Code::GateNotPublishable,
                path,
                VerdictOfFew { people: min_cell }
            )
            .help(help)
        } else if !parts.is_apart {
            let help = "leave one of the two out, ask the same people for the same, or read the gate with `--internal`";
            describe!(
                Code::GateNotPublishable,
                path,
                VerdictsApartInFew { people: min_cell }
            )
            .help(help)
        } else {
            continue;
        };
        out.push(finding);
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

    /// Conditions of one gate on 24 people, one of whom needs a second objective; the first of the two is given.
    #[test]
    fn of_conditions_that_differ_in_one_person_the_second_is_found() {
        let found = |conditions: &str| {
            let people: Vec<String> = (0..24)
                .map(|n| {
                    let role = if n < 1 { "head" } else { "clerk" };
                    format!("{{ id = \"p{n}\", section = \"a\", roles = [\"{role}\"] }}")
                })
                .collect();
            let document = format!(
                "rules = {{ threshold = 0.5 }}
                objectives = [{{ id = \"why\", track = \"people\" }}, {{ id = \"file\", track = \"process\" }}]
                sections = [{{ id = \"a\" }}]
                roles = [{{ id = \"clerk\", requires = [{{ objective = \"why\" }}] }},
                    {{ id = \"head\", requires = [{{ objective = \"why\" }}, {{ objective = \"file\" }}] }}]
                phases = [{{ id = \"one\", gate = {{ all = [{conditions}] }} }}]
                people = [{}]",
                people.join(", ")
            );
            messages_of(check, &document).len()
        };
        let people = "{ readiness = \"people\", at_least = 0.5, share = 0.5 }";
        let all = "{ readiness = \"all\", at_least = 0.5, share = 0.5 }";
        assert_eq!(found(people) + found(all), 0);
        assert_eq!(found(&format!("{people}, {all}")), 1);
        // The same of the same people, and a share that one person cannot make a difference to.
        assert_eq!(found(&format!("{people}, {people}")), 0);
        assert_eq!(
            found(&format!(
                "{people}, {}",
                all.replace("share = 0.5", "share = 0.8")
            )),
            0
        );
    }
}
