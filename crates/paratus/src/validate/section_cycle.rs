//! `SECTION_CYCLE`: sections that are parents of each other.

use super::Context;
use crate::finding::describe;
use crate::model::graph;
use crate::{Code, Finding};

/// Reports every circle of parents, whole.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let index = &cx.sections;
    let written = |number: usize| {
        index
            .first
            .get(number)
            .and_then(|&at| cx.document.sections.get(at))
    };
    let parent = |number: usize| {
        written(number)
            .and_then(|section| section.parent.as_deref())
            .and_then(|parent| index.names.index(parent))
            .into_iter()
            .collect()
    };
    for cycle in graph::cycles(index.first.len(), parent) {
        let [start, ..] = cycle.as_slice() else {
            continue;
        };
        let name = |&number: &usize| written(number).map_or("", |section| section.id.as_str());
        let chain: Vec<&str> = cycle.iter().chain([start]).map(name).collect();
        let at = index.first.get(*start).copied().unwrap_or_default();
        let path = format!("sections[{at}].parent");
        let finding = if cycle.len() == 1 {
            describe!(
                Code::SectionCycle,
                path,
                OwnParent {
                    section: name(start)
                }
            )
        } else {
            describe!(
                Code::SectionCycle,
                path,
                SectionsInCircle { sections: chain }
            )
        };
        out.push(finding.help("correct or remove one of these parents"));
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn a_tree_is_silent() {
        let text =
            r#"sections = [{ id = "a" }, { id = "b", parent = "a" }, { id = "c", parent = "b" }]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn a_circle_is_reported_whole() {
        let text = r#"sections = [
            { id = "below", parent = "b" },
            { id = "a", parent = "b" },
            { id = "b", parent = "a" },
            { id = "c", parent = "c" },
        ]"#;
        assert_eq!(
            messages_of(check, text),
            [
                "sections[1].parent: sections are parents of each other: `a` -> `b` -> `a` | correct or remove one of these parents",
                "sections[3].parent: section `c` is its own parent | correct or remove one of these parents",
            ]
        );
    }
}
