//! `CRITICAL_UNUSED`: a critical requirement lies in a feature set that the section never uses.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::BTreeSet;

/// Reports each critical requirement of a role once for each section whose declared use rules it out.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (group, profile, section) in cx.declared_profiles() {
        for unused in profile
            .unused
            .iter()
            .filter(|requirement| requirement.critical)
        {
            for &role in group.roles {
                let role = role as usize;
                if model.roles[role]
                    .requires
                    .iter()
                    .any(|r| r.objective == unused.objective && r.critical)
                {
                    found.insert((role, unused.objective, section));
                }
            }
        }
    }
    // No head count: findings are in every answer, and the section may be too small to be published.
    for (role, objective, section) in found {
        let (role_id, id) = (&model.roles[role].id, &model.objectives[objective].id);
        let written = cx.document.roles.get(cx.role_at(role));
        let at = written.and_then(|w| {
            w.requires
                .iter()
                .position(|r| r.critical && r.objective == *id)
        });
        let path = format!(
            "roles[{}].requires[{}].critical",
            cx.role_at(role),
            at.unwrap_or_default()
        );

        out.push(
            describe!(
                Code::CriticalUnused,
                path,
                CriticalNeverUsed {
                    objective: id,
                    role: role_id,
                    section: &model.sections[section].id
                }
            )
            .help("correct the feature use, or give these people another role"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        tools = [{ id = "t", features = ["f", "g"] }]
        objectives = [{ id = "export", track = "technology", tool = "t", features = ["g"] }]
        sections = [{ id = "top" }, { id = "a", parent = "top" }, { id = "b", parent = "top" }, { id = "c" }]
        feature_use = [
            { section = "top", feature = "t/f", uses_per_month = 5 },
            { section = "c", feature = "t/g", uses_per_month = 5 },
        ]
        people = [
            { id = "p", section = "a", roles = ["user"] },
            { id = "q", section = "b", roles = ["user"] },
            { id = "r", section = "c", roles = ["user"] },
        ]
    "#;

    #[test]
    fn what_is_used_or_not_critical_is_silent() {
        let roles = r#"roles = [{ id = "user", requires = [{ objective = "export" }] }]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{roles}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn one_finding_for_a_role_and_the_section_that_declares() {
        let roles =
            r#"roles = [{ id = "user", requires = [{ objective = "export", critical = true }] }]"#;
        let expected = "roles[0].requires[0].critical: `export` is critical for role `user`, but section `top` never uses any of its features | correct the feature use, or give these people another role";
        assert_eq!(messages_of(check, &format!("{OUTLINE}{roles}")), [expected]);
    }
}
