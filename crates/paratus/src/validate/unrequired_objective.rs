//! `UNREQUIRED_OBJECTIVE`: no role requires an objective, itself or as a prerequisite.

use super::Context;
use crate::{Code, Finding};

/// Reports objectives on which nobody's readiness depends, once there are roles.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.model.roles.is_empty() {
        return;
    }
    for (objective, compiled) in cx.model.objectives.iter().enumerate() {
        if cx.needed.get(objective).is_some_and(Option::is_none) {
            let path = format!("objectives[{}].id", cx.objective_at(objective));
            let message = format!("no role requires objective `{}`", compiled.id);
            out.push(
                Finding::new(Code::UnrequiredObjective, path, message)
                    .with_help("add it to the roles it is for, or remove it"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::said;

    #[test]
    fn prerequisites_of_what_is_required_are_silent() {
        let text = r#"
            objectives = [{ id = "a", track = "people", requires = ["b"] }, { id = "b", track = "people" }]
            roles = [{ id = "r", requires = [{ objective = "a" }] }]
        "#;
        assert_eq!(said(check, text), Vec::<String>::new());
    }

    #[test]
    fn what_nobody_needs_is_found() {
        let text = r#"
            objectives = [{ id = "a", track = "people", requires = ["b"] }, { id = "b", track = "people" }]
            roles = [{ id = "r", requires = [{ objective = "b" }] }]
        "#;
        let expected = "objectives[0].id: no role requires objective `a` | add it to the roles it is for, or remove it";
        assert_eq!(said(check, text), [expected]);
    }
}
