//! `PREREQUISITE_UNTAUGHT`: an activity requires something that no activity teaches.

use super::Context;
use crate::finding::describe;
use crate::{Code, Finding};

/// Reports what activities require and nobody could learn. What roles require is `UNTAUGHT_OBJECTIVE`.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    let model = cx.model;
    for (at, activity) in cx.document.activities.iter().enumerate() {
        for (n, reference) in activity.requires.iter().enumerate() {
            let Some(objective) = model.objective_ids.index(&reference.objective) else {
                continue;
            };
            let Some(compiled) = model.objectives.get(objective) else {
                continue;
            };
            let Some(level) = compiled.find_level(reference.level.as_deref()) else {
                continue;
            };
            let teaches = |other: &crate::model::Activity| {
                other.id != activity.id
                    && other
                        .teaches
                        .iter()
                        .any(|&(taught, up_to)| taught == objective && up_to >= level)
            };
            if !model.activities.iter().any(teaches) {
                let name = model.name_of(objective, level);

                let path = format!("activities[{at}].requires[{n}]");
                let help = format!("add `{name}` to what an activity teaches, or remove it here");
                out.push(
                    describe!(
                        Code::PrerequisiteUntaught,
                        path,
                        PrerequisiteUntaughtElsewhere {
                            activity: &activity.id,
                            objective: &name
                        }
                    )
                    .help(help),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    fn first(teaches: &str) -> Vec<String> {
        messages_of(
            check,
            &format!(
                r#"
                scales = {{ skill = {{ levels = ["low", "high"] }} }}
                objectives = [{{ id = "o", track = "process", scale = "skill" }}, {{ id = "p", track = "process" }}]
                activities = [
                    {{ id = "one", mode = "course", hours = 1, teaches = [{teaches}] }},
                    {{ id = "two", mode = "course", hours = 1, teaches = [{{ objective = "p" }}], requires = ["o@low"] }},
                ]
                "#
            ),
        )
    }

    #[test]
    fn what_another_activity_teaches_is_silent() {
        assert_eq!(
            first(r#"{ objective = "o", level = "high" }"#),
            Vec::<String>::new()
        );
    }

    #[test]
    fn what_none_teaches_is_found() {
        let expected = "activities[1].requires[0]: activity `two` requires `o@low`, which no other activity teaches | add `o@low` to what an activity teaches, or remove it here";
        assert_eq!(first(r#"{ objective = "p" }"#), [expected]);
    }
}
