//! `UNTRAINED_FEATURE`: a feature is used but belongs to no feature set that is taught.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports used features that no activity teaches, with their use. Where there is no activity at all,
/// `UNTAUGHT_OBJECTIVE` says so.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    if cx.document.activities.is_empty() {
        return;
    }
    let mut taught = vec![false; model.feature_ids.len()];
    for &(objective, _) in model
        .activities
        .iter()
        .flat_map(|activity| &activity.teaches)
    {
        for &feature in &model.objectives[objective].features {
            taught[feature] = true;
        }
    }
    for (at, tool) in cx.document.tools.iter().enumerate() {
        for (n, feature) in tool.features.iter().enumerate() {
            let name = format!("{}/{feature}", tool.id);
            let Some(number) = model
                .feature_ids
                .index(&name)
                .filter(|&number| !taught[number])
            else {
                continue;
            };
            let uses = model
                .feature_use
                .iter()
                .enumerate()
                .filter_map(|(s, uses)| Some((s, uses.as_ref()?[number])));
            let (mut total, mut most) = (0.0, (0, 0.0));
            for (section, count) in uses {
                total += count;
                if count > most.1 {
                    most = (section, count);
                }
            }
            if total > 0.0 {
                let section = &model.sections[most.0].id;

                out.push(
                    describe!(
                        Code::UntrainedFeature,
                        format!("tools[{at}].features[{n}]"),
                        FeatureUntrained {
                            feature: &name,
                            uses: total,
                            section: section,
                            most: most.1
                        }
                    )
                    .help("put it into a feature set that an activity teaches"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        tools = [{ id = "t", features = ["f", "g", "h"] }]
        objectives = [{ id = "common", track = "technology", tool = "t", features = ["f"] }]
        sections = [{ id = "a" }, { id = "b" }]
        feature_use = [
            { section = "a", feature = "t/f", uses_per_month = 9 },
            { section = "a", feature = "t/g", uses_per_month = 2 },
            { section = "b", feature = "t/g", uses_per_month = 10.5 },
            { section = "b", feature = "t/h", uses_per_month = 0 },
        ]
    "#;

    #[test]
    fn taught_and_never_used_features_are_silent() {
        let taught = r#"activities = [{ id = "x", mode = "course", hours = 1, teaches = [{ objective = "common" }] }]"#;
        let out = messages_of(check, &format!("{OUTLINE}{taught}"));
        assert!(
            !out.iter()
                .any(|line| line.contains("`t/f`") || line.contains("`t/h`")),
            "{out:?}"
        );
        assert_eq!(messages_of(check, OUTLINE), Vec::<String>::new());
    }

    #[test]
    fn used_features_without_training_are_found() {
        let taught = r#"activities = [{ id = "x", mode = "course", hours = 1, teaches = [{ objective = "common" }] }]"#;
        let expected = "tools[0].features[1]: feature `t/g` is used 12.5 times a month, most by section `b` (10.5), but no activity teaches it | put it into a feature set that an activity teaches";
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{taught}")),
            [expected]
        );
    }
}
