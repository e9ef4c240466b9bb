//! `FEATURE_SET_INCOMPLETE`: a feature set is not in the technology track, or lacks its tool or features.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding, Track};

/// Reports objectives with only a part of a feature set.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, objective) in cx.document.objectives.iter().enumerate() {
        let (id, track) = (&objective.id, objective.track);
        let path = |key: &str| format!("objectives[{at}].{key}");
        let code = Code::FeatureSetIncomplete;
        out.push(
            match (objective.tool.as_deref(), objective.features.is_empty()) {
                (None, true) => continue,
                (_, _) if track != Track::Technology => describe!(
                    code,
                    path("track"),
                    FeatureSetOffTrack {
                        objective: id,
                        track: track
                    }
                )
                .help("write `track = \"technology\"`, or remove `tool` and `features`"),
                (Some(tool), true) => describe!(
                    code,
                    path("tool"),
                    ToolWithoutFeatures {
                        objective: id,
                        tool: tool
                    }
                )
                .help("add `features`"),
                (None, false) => describe!(
                    code,
                    path("features"),
                    FeaturesWithoutTool { objective: id }
                )
                .help("add `tool`"),
                (Some(_), false) => continue,
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn whole_feature_sets_and_plain_objectives_are_silent() {
        let text = r#"objectives = [
            { id = "a", track = "technology", tool = "t", features = ["f"] },
            { id = "b", track = "technology" },
            { id = "c", track = "process" },
        ]"#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn parts_are_found() {
        let text = r#"objectives = [
            { id = "a", track = "technology", tool = "t" },
            { id = "b", track = "technology", features = ["f"] },
            { id = "c", track = "process", tool = "t", features = ["f"] },
        ]"#;
        assert_eq!(
            messages_of(check, text),
            [
                "objectives[0].tool: objective `a` names tool `t` but none of its features | add `features`",
                "objectives[1].features: objective `b` lists features but names no tool | add `tool`",
                "objectives[2].track: objective `c` is a feature set, but in the process track | write `track = \"technology\"`, or remove `tool` and `features`",
            ]
        );
    }
}
