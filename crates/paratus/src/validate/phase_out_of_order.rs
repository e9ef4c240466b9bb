//! `PHASE_OUT_OF_ORDER`: a prerequisite belongs to a later phase than what needs it.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};
use hashbrown::HashMap;

/// Reports prerequisites that are rolled out after what needs them.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let mut places: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, phase) in cx.document.phases.iter().enumerate() {
        for (n, objective) in phase.objectives.iter().enumerate() {
            places.entry(objective).or_insert((at, n));
        }
    }
    let phase = |at: usize| {
        cx.document
            .phases
            .get(at)
            .map_or("", |phase| phase.id.as_str())
    };
    for objective in &cx.document.objectives {
        let Some(&(here, _)) = places.get(objective.id.as_str()) else {
            continue;
        };
        for reference in &objective.requires {
            let Some(&(there, n)) = places
                .get(reference.objective.as_str())
                .filter(|place| place.0 > here)
            else {
                continue;
            };

            let help = format!(
                "move `{}` to phase `{}` or before it",
                reference.objective,
                phase(here)
            );
            let path = format!("phases[{there}].objectives[{n}]");
            out.push(
                describe!(
                    Code::PhaseOutOfOrder,
                    path,
                    PrerequisiteLater {
                        objective: &objective.id,
                        phase: phase(here),
                        prerequisite: &reference.objective,
                        later: phase(there)
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

    const OBJECTIVES: &str = r#"objectives = [{ id = "a", track = "people" }, { id = "b", track = "people", requires = ["a"] }]"#;

    #[test]
    fn same_or_earlier_phase_is_silent() {
        for phases in [
            r#"phases = [{ id = "one", objectives = ["b", "a"] }]"#,
            r#"phases = [{ id = "one", objectives = ["a"] }, { id = "two", objectives = ["b"] }]"#,
            r#"phases = [{ id = "one", objectives = ["b"] }]"#,
        ] {
            assert_eq!(
                messages_of(check, &format!("{OBJECTIVES}\n{phases}")),
                Vec::<String>::new()
            );
        }
    }

    #[test]
    fn a_later_prerequisite_is_found() {
        let phases =
            r#"phases = [{ id = "one", objectives = ["b"] }, { id = "two", objectives = ["a"] }]"#;
        let expected = "phases[1].objectives[0]: `b` in phase `one` requires `a`, which comes only in phase `two` | move `a` to phase `one` or before it";
        assert_eq!(
            messages_of(check, &format!("{OBJECTIVES}\n{phases}")),
            [expected]
        );
    }
}
