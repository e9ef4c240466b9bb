//! `PREREQUISITE_UNUSED`: a prerequisite lies in a feature set that the section never uses.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::BTreeSet;

/// Reports each prerequisite that is not asked for, once for each section whose declared use rules it out.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    let mut found: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    for (_, profile, section) in cx.declared_profiles() {
        for &(objective, prerequisite) in &profile.dropped_prerequisites {
            found.insert((objective, prerequisite, section));
        }
    }
    // No head count: findings are in every answer, and the section may be too small to be published.
    for (objective, prerequisite, section) in found {
        out.push(
            describe!(
                Code::PrerequisiteUnused,
                cx.prerequisite_path(objective, prerequisite),
                PrerequisiteNeverUsed {
                    objective: &model.objectives[objective].id,
                    prerequisite: &model.objectives[prerequisite].id,
                    section: &model.sections[section].id
                }
            )
            .help("correct the feature use, or remove the prerequisite"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        tools = [{ id = "t", features = ["f", "g"] }]
        objectives = [
            { id = "search", track = "technology", tool = "t", features = ["f"] },
            { id = "export", track = "technology", tool = "t", features = ["g"], requires = ["search"] },
        ]
        sections = [{ id = "a" }]
        roles = [{ id = "user", requires = [{ objective = "export" }] }]
        people = [{ id = "p", section = "a", roles = ["user"] }]
    "#;

    #[test]
    fn a_prerequisite_in_use_is_silent() {
        let uses = r#"feature_use = [
            { section = "a", feature = "t/f", uses_per_month = 1 },
            { section = "a", feature = "t/g", uses_per_month = 1 },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{uses}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn a_prerequisite_never_used_is_found() {
        let uses = r#"feature_use = [{ section = "a", feature = "t/g", uses_per_month = 1 }]"#;
        let expected = "objectives[1].requires[0]: `export` requires `search`, but section `a` never uses any of its features | correct the feature use, or remove the prerequisite";
        assert_eq!(messages_of(check, &format!("{OUTLINE}{uses}")), [expected]);
    }
}
