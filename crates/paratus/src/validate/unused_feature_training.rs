//! `UNUSED_FEATURE_TRAINING`: an activity teaches a feature set that no section uses.

use super::Context;
use crate::finding::describe;
use crate::model::NONE;
use crate::{Code, Finding};

/// Reports feature sets that are taught although every declared use of their features is never.
///
/// Unknown is not never: a set that people need whose sections declare nothing is left alone.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    if model.feature_use.iter().all(Option::is_none) {
        return;
    }
    let used = |objective: usize| {
        let declaring =
            (0..model.sections.len()).filter(|&section| model.feature_use[section].is_some());
        declaring
            .into_iter()
            .any(|section| !model.never_uses(Some(section), objective))
            || model
                .profiles
                .iter()
                .any(|profile| profile.slots[objective] != NONE)
    };
    let idle: Vec<bool> = (0..model.objectives.len())
        .map(|objective| !model.objectives[objective].features.is_empty() && !used(objective))
        .collect();
    for (at, activity) in cx.document.activities.iter().enumerate() {
        for (n, taught) in activity.teaches.iter().enumerate() {
            let Some(objective) = model
                .objective_ids
                .index(&taught.objective)
                .filter(|&o| idle[o])
            else {
                continue;
            };
            let features = model.objectives[objective]
                .features
                .iter()
                .map(|&f| model.feature_ids.name(f as u32));

            let path = format!("activities[{at}].teaches[{n}].objective");
            out.push(
                describe!(
                    Code::UnusedFeatureTraining,
                    path,
                    TaughtNeverUsed {
                        activity: &activity.id,
                        objective: &taught.objective,
                        features: features.collect::<Vec<&str>>()
                    }
                )
                .help("leave it out of the activity, or correct the feature use"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        tools = [{ id = "t", features = ["f", "g", "h"] }]
        objectives = [
            { id = "common", track = "technology", tool = "t", features = ["f"] },
            { id = "rare", track = "technology", tool = "t", features = ["g", "h"] },
        ]
        sections = [{ id = "a" }, { id = "b" }]
        roles = [{ id = "r", requires = [{ objective = "rare" }] }]
        activities = [{ id = "x", mode = "course", hours = 1, teaches = [{ objective = "common" }, { objective = "rare" }] }]
    "#;
    const USE: &str = r#"feature_use = [{ section = "a", feature = "t/f", uses_per_month = 9 }]"#;

    #[test]
    fn unknown_is_not_never() {
        assert_eq!(messages_of(check, OUTLINE), Vec::<String>::new());
        let people = r#"people = [{ id = "p", section = "b", roles = ["r"] }]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{USE}\n{people}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn training_that_no_section_uses_is_found() {
        let people = r#"people = [{ id = "p", section = "a", roles = ["r"] }]"#;
        let expected = "activities[0].teaches[1].objective: activity `x` teaches feature set `rare`, but no section ever uses `t/g` and `t/h` | leave it out of the activity, or correct the feature use";
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{USE}\n{people}")),
            [expected]
        );
        assert_eq!(messages_of(check, &format!("{OUTLINE}{USE}")), [expected]);
    }
}
