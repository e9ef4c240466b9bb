//! `UNREQUIRED_OBJECTIVE`: no role requires an objective, itself or as a prerequisite.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports objectives on which nobody's readiness depends, once there are roles.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.document.roles.is_empty() {
        return;
    }
    // From the references as written: one to a level that does not exist is still one to the objective.
    let index = &cx.objectives;
    let mut needed = vec![false; index.first.len()];
    let mut open: Vec<&str> = cx
        .document
        .roles
        .iter()
        .flat_map(|role| &role.requires)
        .map(|r| r.objective.as_str())
        .collect();
    while let Some(id) = open.pop() {
        let Some(number) = index.names.index(id) else {
            continue;
        };
        if let Some(seen) = needed.get_mut(number).filter(|seen| !**seen) {
            *seen = true;
            let written = index
                .first
                .get(number)
                .and_then(|&at| cx.document.objectives.get(at));
            open.extend(
                written
                    .into_iter()
                    .flat_map(|o| &o.requires)
                    .map(|reference| reference.objective.as_str()),
            );
        }
    }
    for (number, at) in index.first.iter().enumerate() {
        if needed.get(number) == Some(&false) {
            let path = format!("objectives[{at}].id");

            out.push(
                describe!(
                    Code::UnrequiredObjective,
                    path,
                    RequiredByNobody {
                        objective: index.names.name(number as u32)
                    }
                )
                .help("add it to the roles it is for, or remove it"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn prerequisites_of_what_is_required_are_silent() {
        let text = r#"
            objectives = [{ id = "a", track = "people", requires = ["b@x"] }, { id = "b", track = "people" }]
            roles = [{ id = "r", requires = [{ objective = "a", level = "x" }] }]
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn what_nobody_needs_is_found() {
        let text = r#"
            objectives = [{ id = "a", track = "people", requires = ["b"] }, { id = "b", track = "people" }]
            roles = [{ id = "r", requires = [{ objective = "b" }] }]
        "#;
        let expected = "objectives[0].id: no role requires objective `a` | add it to the roles it is for, or remove it";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
