//! `UNPHASED_OBJECTIVE`: a role requires an objective that is in no phase although phases are authored.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};
use hashbrown::HashSet;

/// Reports objectives that roles require, themselves or through prerequisites, and that are never rolled out.
/// Where no phase lists objectives, phases are derived and there is nothing to report.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let phased: HashSet<&str> = cx
        .document
        .phases
        .iter()
        .flat_map(|p| &p.objectives)
        .map(String::as_str)
        .collect();
    if phased.is_empty() {
        return;
    }
    for (at, objective) in cx.model.objectives.iter().enumerate() {
        if cx.needed.get(at).is_some_and(Option::is_some) && !phased.contains(objective.id.as_str())
        {
            let path = format!("objectives[{}].id", cx.objective_at(at));
            let (code, id) = (Code::UnphasedObjective, &objective.id);
            let finding = if let Some(Some(_)) = cx.required.get(at) {
                describe!(code, path, RequiredInNoPhase { objective: id })
            } else {
                describe!(code, path, PrerequisiteInNoPhase { objective: id })
            };
            out.push(finding.help("add it to a phase"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        objectives = [
            { id = "a", track = "people" },
            { id = "b", track = "people", requires = ["a"] },
            { id = "c", track = "people" },
        ]
        roles = [{ id = "r", requires = [{ objective = "b" }] }]
    "#;

    #[test]
    fn derived_phases_and_whole_phases_are_silent() {
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}phases = [{{ id = \"one\" }}]")),
            Vec::<String>::new()
        );
        let phases = r#"phases = [{ id = "one", objectives = ["a", "b"] }]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{phases}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_never_rolled_out_is_found() {
        let phases = r#"phases = [{ id = "one", objectives = ["c"] }]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{phases}")),
            [
                "objectives[0].id: objective `a` is a prerequisite of what is required but is in no phase | add it to a phase",
                "objectives[1].id: objective `b` is required but is in no phase | add it to a phase",
            ]
        );
    }
}
