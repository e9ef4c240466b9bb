//! `UNTAUGHT_OBJECTIVE`: a role requires an objective that no activity teaches to that level.

use super::Context;
use crate::finding::describe;
use crate::model::Level;
use crate::{Code, Finding};

/// Reports each objective that roles require, themselves or through prerequisites, at the highest level not taught.
/// Where there is no activity at all, that is one finding.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    if cx.document.activities.is_empty() {
        let count = cx.needed.iter().flatten().count();
        if count > 0 {
            out.push(
                describe!(
                    Code::UntaughtObjective,
                    "roles",
                    NothingTaught { objectives: count }
                )
                .help("add `activities`"),
            );
        }
        return;
    }
    let mut taught: Vec<Option<Level>> = vec![None; model.objectives.len()];
    for written in cx
        .document
        .activities
        .iter()
        .flat_map(|activity| &activity.teaches)
    {
        let Some(objective) = model.objective_ids.index(&written.objective) else {
            continue;
        };
        // A level that does not exist is reported; until it is corrected, it may be any.
        let level = model.objectives[objective]
            .find_level(written.level.as_deref())
            .unwrap_or(Level::MAX);
        taught[objective] = taught[objective].max(Some(level));
    }
    for (objective, &needed) in cx.needed.iter().enumerate() {
        let Some(level) = needed.filter(|_| needed > taught[objective]) else {
            continue;
        };
        let id = &model.objectives[objective].id;
        let name = model.name_of(objective, level);
        let required = cx.requirement_path(objective, level);
        let lower =
            taught[objective].and_then(|level| model.objectives[objective].level_name(level));
        let code = Code::UntaughtObjective;
        let finding = match (required, lower) {
            (Some(path), None) => describe!(code, path, RequiredUntaught { objective: &name }),
            (Some(path), Some(lower)) => describe!(
                code,
                path,
                RequiredTaughtBelow {
                    objective: &name,
                    id: id,
                    level: lower
                }
            ),
            (None, lower) => {
                let path = prerequisite(cx, objective, level);
                match lower {
                    None => describe!(code, path, PrerequisiteUntaught { objective: &name }),
                    Some(lower) => describe!(
                        code,
                        path,
                        PrerequisiteTaughtBelow {
                            objective: &name,
                            id: id,
                            level: lower
                        }
                    ),
                }
            }
        };
        let help = format!("add `{name}` to what an activity teaches");
        out.push(finding.help(help));
    }
}

/// Path of the prerequisite through which a level is needed.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn prerequisite(cx: &Context<'_>, objective: usize, level: Level) -> String {
    let asks = |by: &usize| {
        cx.needed[*by].is_some()
            && cx.model.objectives[*by]
                .requires
                .contains(&(objective, level))
    };
    match (0..cx.needed.len()).find(asks) {
        Some(by) => cx.prerequisite_path(by, objective),
        None => format!("objectives[{}]", cx.objective_at(objective)),
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const OUTLINE: &str = r#"
        scales = { skill = { levels = ["aware", "working", "expert"] } }
        objectives = [
            { id = "a", track = "people", scale = "skill", requires = ["b"] },
            { id = "b", track = "process" },
            { id = "c", track = "process" },
        ]
        roles = [
            { id = "r", requires = [{ objective = "a", level = "working" }] },
            { id = "s", requires = [{ objective = "a", level = "expert" }] },
        ]
    "#;

    #[test]
    fn what_is_taught_high_enough_is_silent() {
        let taught = r#"activities = [
            { id = "t", mode = "course", hours = 1, teaches = [{ objective = "a" }, { objective = "b" }] },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{taught}")),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_is_not_taught_high_enough_is_found_once() {
        let taught = r#"activities = [
            { id = "t", mode = "course", hours = 1, teaches = [{ objective = "a", level = "aware" }, { objective = "c" }] },
        ]"#;
        assert_eq!(
            messages_of(check, &format!("{OUTLINE}{taught}")),
            [
                "roles[1].requires[0].objective: a role requires `a@expert`, but activities teach `a` only up to `aware` | add `a@expert` to what an activity teaches",
                "objectives[0].requires[0]: a prerequisite asks for `b`, but no activity teaches it | add `b` to what an activity teaches",
            ]
        );
        assert_eq!(
            messages_of(check, OUTLINE),
            ["roles: roles require 2 objectives, and no activity teaches any | add `activities`"]
        );
    }
}
