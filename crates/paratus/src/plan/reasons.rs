//! A plan's reasons in words.

#![expect(
    clippy::indexing_slicing,
    reason = "activities and sections are indices of the model"
)]

use super::activity_selection::teaches;
use super::answer::{DateReason, ServedNeed, StartCause, UnplacedCause, Witness};
use super::demand::ObjectiveAtLevel;
use super::input::{PlanInput, PlanTrainer};
use super::schedule::trainer_intervals;
use crate::Date;
use crate::finding::{Statement, say};
use std::collections::BTreeSet;

/// `1 person`, `2 people`.
pub(super) fn people(count: u64) -> String {
    if count == 1 {
        "1 person".to_owned()
    } else {
        format!("{count} people")
    }
}

/// `objective` or `objective@level`.
pub(super) fn at_level(objective: &str, level: Option<&str>) -> String {
    match level {
        Some(level) => format!("{objective}@{level}"),
        None => objective.to_owned(),
    }
}

fn needs(list: &[ServedNeed]) -> String {
    let one = |need: &ServedNeed| {
        let name = format!("`{}`", at_level(&need.objective, need.level.as_deref()));
        let count = people(need.people);
        if need.refreshed == 0 {
            format!("{name} for {count}")
        } else if need.refreshed == need.people {
            format!("{name} for {count} in whom it goes stale")
        } else {
            format!(
                "{name} for {count}, {} of them in whom it goes stale",
                need.refreshed
            )
        }
    };
    let said: Vec<String> = list.iter().map(one).collect();
    match said.as_slice() {
        [] => "nobody sits in it".to_owned(),
        list => list.join("; "),
    }
}

/// Why a session takes place, and on this date.
pub(super) fn session(list: &[ServedNeed], date: DateReason, phase: Option<&str>) -> String {
    let phase = phase
        .map(|phase| format!(" (phase `{phase}`)"))
        .unwrap_or_default();
    format!("{}{phase}; {}", needs(list), date_words(date))
}

/// What set a date, in words.
pub(super) fn date_words(date: DateReason) -> &'static str {
    match date {
        DateReason::Absence => "before it, too many of a section would be away at once",
        DateReason::Away => "before it, some of its people are not there",
        DateReason::Busy => "before it, some of its people are in another session",
        DateReason::Earliest => "as early as calendar and phase allow",
        DateReason::Minimum => "before it, fewer people than the smallest session could come",
        DateReason::Pinned => "pinned to this date",
        DateReason::Prerequisite => {
            "before it, some of its people have not finished what it requires"
        }
        DateReason::Room => "before it, every suitable room is taken",
        DateReason::Search => "it could be earlier, but the whole would cost more",
        DateReason::Trainer => "before it, every trainer with the skill is taken or away",
    }
}

/// Why people do something alone, and by when.
pub(super) fn self_study_reason(
    list: &[ServedNeed],
    until: Date,
    before_more: bool,
    phase: Option<&str>,
) -> String {
    let phase = phase
        .map(|phase| format!(" (phase `{phase}`)"))
        .unwrap_or_default();
    let by = if before_more {
        format!("by {until}, before what relies on it")
    } else {
        format!("by {until}")
    };
    format!("{}{phase}; {by}", needs(list))
}

/// What a need rests on, near or far, that is not held and that no activity teaches.
pub(super) fn missing(
    setup: &PlanInput<'_>,
    held: &BTreeSet<ObjectiveAtLevel>,
    need: ObjectiveAtLevel,
) -> Option<String> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![need]);
    while let Some(step) = open.pop() {
        if held.contains(&step) || !seen.insert(step) {
            continue;
        }
        let mut any = false;
        for activity in setup
            .activities
            .iter()
            .filter(|activity| teaches(activity, step))
        {
            any = true;
            open.extend(&activity.requires);
        }
        if !any {
            return Some(setup.model.name_of(step.0, step.1));
        }
        open.extend(&setup.model.objectives[step.0].requires);
    }
    None
}

/// Counted starts: `of 12 possible half days 7 have no trainer, 5 have no room`.
fn starts(witness: &Witness, section: &str) -> String {
    let cause = |(cause, count): (&StartCause, &u32)| {
        let words = match cause {
            StartCause::Absence => format!("too many of section `{section}` would be away"),
            StartCause::Away => "the person is not there, or it is not due".to_owned(),
            StartCause::Busy => "the person is in another session, or teaches".to_owned(),
            StartCause::EarlierStep => "what it requires is not over".to_owned(),
            StartCause::Minimum => "fewer people than the smallest session could come".to_owned(),
            StartCause::Room => "no suitable room is free".to_owned(),
            StartCause::Search => "another session was preferred".to_owned(),
            StartCause::Trainer => "no trainer with the skill is free".to_owned(),
        };
        format!("at {count} {words}")
    };
    let causes: Vec<String> = witness.causes.iter().map(cause).collect();
    let half_days = if witness.starts == 1 {
        "half day"
    } else {
        "half days"
    };
    format!(
        "of {} possible {half_days} for a session, {}",
        witness.starts,
        causes.join(", ")
    )
}

/// Why nobody teaches what asks for one of these skills: nobody has it, or those who have it do not come.
pub(super) fn no_trainer(setup: &PlanInput<'_>, skills: &[usize]) -> Statement {
    let mut names: Vec<&str> = skills
        .iter()
        .map(|&skill| setup.model.skill_ids.name(skill as u32))
        .collect();
    names.sort_unstable();
    let has_skill =
        |trainer: &&PlanTrainer| trainer.skills.iter().any(|skill| skills.contains(skill));
    let mut skilled = setup.trainers.iter().filter(has_skill).peekable();
    if skilled.peek().is_none() {
        say!(TrainersWithoutSkill { skills: names })
    } else if skilled.all(|trainer| trainer_intervals(setup, trainer).is_empty()) {
        say!(TrainersAway { skills: names })
    } else {
        say!(TrainersElsewhere { skills: names })
    }
}

/// Why a need is not met, in words.
pub(super) fn unplaced(
    setup: &PlanInput<'_>,
    section: usize,
    (objective, level): ObjectiveAtLevel,
    cause: UnplacedCause,
    activity: Option<usize>,
    missing: Option<&str>,
    witness: &Witness,
) -> String {
    let model = setup.model;
    let compiled = activity.map(|at| setup.activities[at]);
    let name = compiled.map_or_else(String::new, |activity| format!("`{}`", activity.id));
    let section = &model.sections[section].id;
    let need = model.name_of(objective, level);
    match cause {
        UnplacedCause::Circle => format!("{name} requires what in turn requires it"),
        UnplacedCause::NoRoom => {
            format!("no room at the site of section `{section}` can hold {name}")
        }
        UnplacedCause::NoTrainer => {
            let skill = compiled.and_then(|activity| activity.skill);
            format!("{name}: {}", no_trainer(setup, skill.as_slice()))
        }
        UnplacedCause::Prerequisite => match missing {
            Some(root) => {
                format!("what teaches `{need}` rests on `{root}`, which no activity teaches")
            }
            None => format!("what teaches `{need}` requires something that cannot be had"),
        },
        UnplacedCause::Untaught => format!("no activity teaches `{need}`"),
        UnplacedCause::Window => format!("no time is left for {name}"),
        UnplacedCause::EarlierStep if witness.starts == 0 => {
            format!("what {name} requires is not met")
        }
        UnplacedCause::Absence
        | UnplacedCause::Away
        | UnplacedCause::Busy
        | UnplacedCause::EarlierStep
        | UnplacedCause::Minimum
        | UnplacedCause::Room
        | UnplacedCause::Trainer => format!("{name}: {}", starts(witness, section)),
    }
}
