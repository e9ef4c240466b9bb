//! `NO_FEATURE_USE`: a section has people but no declared feature use, its own or an ancestor's.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports sections whose people are asked to learn feature sets although nobody knows what the section uses.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    let asks = |profile: &crate::model::Profile| {
        profile
            .requirements
            .iter()
            .any(|r| model.objectives[r.objective].is_feature_set())
    };
    let asks: Vec<bool> = model.profiles.iter().map(asks).collect();
    let mut asked = vec![false; model.sections.len()];
    for person in 0..model.people.len() {
        let section = model.people.section[person] as usize;
        if model.sections[section].use_declared_by.is_none()
            && asks[model.people.profile[person] as usize]
        {
            asked[section] = true;
        }
    }
    let mut rows = Rows::new(out, Code::NoFeatureUse, "sections");
    for (section, _) in asked.iter().enumerate().filter(|(_, asked)| **asked) {
        rows.push(|| {
            let id = &model.sections[section].id;
            // No head count: findings are in every answer, and the section may be too small to be published.

            describe!(
                Code::NoFeatureUse,
                format!("sections[{}].id", cx.section_at(section)),
                UseUndeclared { section: id }
            )
            .help("declare its use, or that of a section above it; write 0 for never")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        tools = [{ id = "t", features = ["f"] }]
        objectives = [
            { id = "search", track = "technology", tool = "t", features = ["f"] },
            { id = "why", track = "people" },
        ]
        sections = [{ id = "top" }, { id = "a", parent = "top" }, { id = "b" }]
        roles = [{ id = "user", requires = [{ objective = "search" }] }, { id = "head", requires = [{ objective = "why" }] }]
        feature_use = [{ section = "top", feature = "t/f", uses_per_month = 0 }]
    "#;

    #[test]
    fn inherited_use_and_people_without_feature_sets_are_silent() {
        let people = r#"people = [
            { id = "p", section = "a", roles = ["user"] },
            { id = "q", section = "b", roles = ["head"] },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{people}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn unknown_use_is_found_once_per_section() {
        let people = r#"people = [
            { id = "p", section = "b", roles = ["user"] },
            { id = "q", section = "b", roles = ["user", "head"] },
        ]"#;
        let expected = "sections[2].id: section `b` declares no feature use, so its people are asked to learn every feature set of their roles | declare its use, or that of a section above it; write 0 for never";
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{people}")),
            [expected]
        );
    }
}
