//! `TECHNOLOGY_ONLY`: a role requires technology objectives and nothing else.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding, Track};

/// Reports roles that are shown the tools but neither why nor how work changes.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, role) in cx.model.roles.iter().enumerate() {
        let technology =
            |objective: usize| cx.model.objectives[objective].track == Track::Technology;
        if !role.requires.is_empty()
            && role
                .requires
                .iter()
                .all(|requirement| technology(requirement.objective))
        {
            out.push(
                describe!(
                    Code::TechnologyOnly,
                    format!("roles[{}].requires", cx.role_at(at)),
                    RoleOfTechnologyOnly { role: &role.id }
                )
                .help("add what its holders must know of why it matters and of the new ways"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OBJECTIVES: &str =
        r#"objectives = [{ id = "why", track = "people" }, { id = "tool", track = "technology" }]"#;

    #[test]
    fn mixed_and_empty_roles_are_silent() {
        let roles = r#"roles = [{ id = "r", requires = [{ objective = "why" }, { objective = "tool" }] }, { id = "s" }]"#;
        assert_eq!(
            messages_of(check, &format!("{OBJECTIVES}\n{roles}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn tools_alone_are_found() {
        let roles = r#"roles = [{ id = "s" }, { id = "r", requires = [{ objective = "tool" }] }]"#;
        let expected = "roles[1].requires: role `r` requires technology objectives only | add what its holders must know of why it matters and of the new ways";
        assert_eq!(
            messages_of(check, &format!("{OBJECTIVES}\n{roles}")),
            [expected]
        );
    }
}
