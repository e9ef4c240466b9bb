//! `USE_WITHOUT_PEOPLE`: a section declares feature use that nobody has.

use super::{Context, Rows};
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports sections whose declared use counts nowhere, at the first row of each.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    let mut has_people = vec![false; model.sections.len()];
    let known = |id: &str| model.people.ids.get(id).is_some();
    for person in cx.document.people.iter().filter(|person| known(&person.id)) {
        let declared_by = model
            .section_ids
            .index(&person.section)
            .and_then(|section| model.sections.get(section))
            .and_then(|one| one.use_declared_by);
        if let Some(has) = declared_by.and_then(|section| has_people.get_mut(section)) {
            *has = true;
        }
    }
    let mut rows = Rows::new(out, Code::UseWithoutPeople, "feature_use");
    for (at, row) in cx.document.feature_use.iter().enumerate() {
        let Some(section) = model.section_ids.index(&row.section) else {
            continue;
        };
        let declares = model.feature_use.get(section).is_some_and(Option::is_some);
        // Each section once.
        let Some(has) = has_people.get_mut(section) else {
            continue;
        };
        if declares && !std::mem::replace(has, true) {
            rows.push(|| {
                let path = format!("feature_use[{at}].section");
                describe!(
                    Code::UseWithoutPeople,
                    path,
                    UseOfNobody {
                        section: &row.section
                    }
                )
                .help("add its people, or declare the use for the section where they are")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn use_that_nobody_has_is_found_once_per_section() {
        let text = r#"
            tools = [{ id = "t", features = ["f", "g"] }]
            sections = [{ id = "top" }, { id = "a", parent = "top" }, { id = "b" }]
            roles = [{ id = "user" }]
            people = [{ id = "p", section = "a", roles = ["user"] }]
            feature_use = [
                { section = "top", feature = "t/f", uses_per_month = 1 },
                { section = "b", feature = "t/f", uses_per_month = 1 },
                { section = "b", feature = "t/g", uses_per_month = 1 },
            ]
        "#;
        let expected = "feature_use[1].section: section `b` declares feature use and has no people, nor has a section that takes its use from it | add its people, or declare the use for the section where they are";
        assert_eq!(messages_of(check, text), [expected]);
    }
}
