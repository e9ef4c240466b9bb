//! `NO_TRAINER_FOR_SKILL`: an activity asks for a skill that no trainer has.

use super::Context;
use crate::document::Mode;
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::BTreeSet;

/// Reports activities whose trainer nobody could be; where no trainer is declared, trainers set no limit.
pub(crate) fn check(cx: &Context<'_>, out: &mut Vec<Finding>) {
    if cx.document.trainers.is_empty() {
        return;
    }
    let skills: BTreeSet<&str> = cx
        .document
        .trainers
        .iter()
        .flat_map(|trainer| &trainer.skills)
        .map(String::as_str)
        .collect();
    for (at, activity) in cx.document.activities.iter().enumerate() {
        let alone = matches!(activity.mode, Mode::ELearning | Mode::SelfStudy);
        let Some(skill) = activity
            .trainer_skill
            .as_deref()
            .filter(|skill| !alone && !skill.is_empty())
        else {
            continue;
        };
        if !skills.contains(skill) {
            let finding = describe!(
                Code::NoTrainerForSkill,
                format!("activities[{at}].trainer_skill"),
                SkillOfNobody {
                    activity: &activity.id,
                    skill: skill
                }
            );
            let finding = finding.did_you_mean(skill, skills.iter().copied());
            let helped = finding.help.is_some();
            out.push(if helped {
                finding
            } else {
                finding.help("give a trainer the skill")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::validate::messages_of;

    const ACTIVITIES: &str = r#"activities = [
        { id = "a", mode = "course", hours = 2, teaches = [], trainer_skill = "tools" },
        { id = "b", mode = "e-learning", hours = 2, teaches = [], trainer_skill = "nobody" },
        { id = "c", mode = "course", hours = 2, teaches = [] },
    ]"#;

    #[test]
    fn skills_that_somebody_has_are_silent_and_so_is_nobody_at_all() {
        let trainers = r#"trainers = [{ id = "t", skills = ["tools"] }]"#;
        assert_eq!(
            messages_of(check, &format!("{ACTIVITIES}\n{trainers}")),
            Vec::<String>::new()
        );
        assert_eq!(messages_of(check, ACTIVITIES), Vec::<String>::new());
    }

    #[test]
    fn a_skill_that_nobody_has_is_found() {
        let trainers = r#"trainers = [{ id = "t", skills = ["tool", "law"] }]"#;
        let expected = "activities[0].trainer_skill: activity `a` needs the skill `tools`, which no trainer has | did you mean `tool`?";
        assert_eq!(
            messages_of(check, &format!("{ACTIVITIES}\n{trainers}")),
            [expected]
        );
    }
}
