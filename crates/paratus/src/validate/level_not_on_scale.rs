//! `LEVEL_NOT_ON_SCALE`: a level that the objective's scale does not have.

use super::{Context, context};
use crate::document::LevelRef;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports every named level that cannot be placed. Levels of a scale that does not exist or is empty are left alone:
/// the scale is reported.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    for (at, objective) in cx.document.objectives.iter().enumerate() {
        level_refs(cx, "objectives", at, &objective.requires, out);
    }
    for (at, role) in cx.document.roles.iter().enumerate() {
        for (n, requirement) in role.requires.iter().enumerate() {
            let path = || format!("roles[{at}].requires[{n}].level");
            level(
                cx,
                &requirement.objective,
                requirement.level.as_deref(),
                path,
                out,
            );
        }
    }
    for (at, activity) in cx.document.activities.iter().enumerate() {
        for (n, taught) in activity.teaches.iter().enumerate() {
            let path = || format!("activities[{at}].teaches[{n}].level");
            level(cx, &taught.objective, taught.level.as_deref(), path, out);
        }
        level_refs(cx, "activities", at, &activity.requires, out);
    }
    for (name, scale) in cx
        .document
        .scales
        .iter()
        .filter(|(_, scale)| !scale.levels.is_empty())
    {
        for described in scale
            .descriptions
            .keys()
            .filter(|key| !scale.levels.contains(key))
        {
            let path = format!("scales.{name}.descriptions.{described}");
            out.push(with_levels(
                describe!(
                    Code::LevelNotOnScale,
                    path,
                    LevelDescribedOnly {
                        scale: name,
                        level: described
                    }
                ),
                described,
                &scale.levels,
            ));
        }
    }
}

fn level_refs(
    cx: &Context<'_>,
    owner: &str,
    at: usize,
    references: &[LevelRef],
    out: &mut Vec<Finding>,
) {
    for (n, reference) in references.iter().enumerate() {
        let path = || format!("{owner}[{at}].requires[{n}]");
        level(
            cx,
            &reference.objective,
            reference.level.as_deref(),
            path,
            out,
        );
    }
}

fn level(
    cx: &Context<'_>,
    objective: &str,
    level: Option<&str>,
    path: impl FnOnce() -> String,
    out: &mut Vec<Finding>,
) {
    let Some(level) = level else { return };
    let Some(written) = cx
        .objectives
        .place(objective)
        .and_then(|at| cx.document.objectives.get(at))
    else {
        return;
    };
    let Some(name) = &written.scale else {
        let help = "leave the level out, or give the objective a `scale`";
        out.push(
            describe!(
                Code::LevelNotOnScale,
                path(),
                ObjectiveWithoutScale {
                    objective: objective,
                    level: level
                }
            )
            .help(help),
        );
        return;
    };
    let Some(scale) = cx
        .document
        .scales
        .get(name)
        .filter(|scale| !scale.levels.is_empty())
    else {
        return;
    };
    if !scale.levels.iter().any(|known| known == level) {
        out.push(with_levels(
            describe!(
                Code::LevelNotOnScale,
                path(),
                LevelUnknown {
                    scale: name,
                    objective: objective,
                    level: level
                }
            ),
            level,
            &scale.levels,
        ));
    }
}

fn with_levels(finding: Finding, given: &str, levels: &[String]) -> Finding {
    let names = || levels.iter().map(String::as_str);
    let finding = finding.did_you_mean(given, names());
    if finding.help.is_some() {
        return finding;
    }
    finding.help(format!("its levels are {}", context::list(names())))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    #[test]
    fn known_levels_are_silent() {
        let text = r#"
            scales = { skill = { levels = ["working", "expert"], descriptions = { working = "alone" } } }
            objectives = [
                { id = "a", track = "people", scale = "skill" },
                { id = "b", track = "people", requires = ["a@working"] },
                { id = "c", track = "people", scale = "lost" },
            ]
            roles = [{ id = "r", requires = [{ objective = "a", level = "expert" }, { objective = "c", level = "x" }] }]
        "#;
        assert_eq!(messages_of(check, text), Vec::<String>::new());
    }

    #[test]
    fn unknown_levels_are_found() {
        let text = r#"
            scales = { skill = { levels = ["working", "expert"], descriptions = { wrking = "alone" } } }
            objectives = [
                { id = "a", track = "people", scale = "skill" },
                { id = "b", track = "people", requires = ["a@master"] },
            ]
            roles = [{ id = "r", requires = [{ objective = "a", level = "exprt" }, { objective = "b", level = "working" }] }]
            activities = [{ id = "t", mode = "course", hours = 1, teaches = [{ objective = "a", level = "3" }] }]
        "#;
        assert_eq!(
            messages_of(check, text),
            [
                "objectives[1].requires[0]: scale `skill` of objective `a` has no level `master` | its levels are `working` and `expert`",
                "roles[0].requires[0].level: scale `skill` of objective `a` has no level `exprt` | did you mean `expert`?",
                "roles[0].requires[1].level: objective `b` has no scale, so it has no level `working` | leave the level out, or give the objective a `scale`",
                "activities[0].teaches[0].level: scale `skill` of objective `a` has no level `3` | its levels are `working` and `expert`",
                "scales.skill.descriptions.wrking: scale `skill` describes `wrking`, which is not one of its levels | did you mean `working`?",
            ]
        );
    }
}
