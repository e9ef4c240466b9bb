//! A plan's reasons in words.

#![expect(clippy::indexing_slicing, reason = "activities and sections are indices of the model")]

use super::answer::{DateReason, ServedNeed, UnplacedCause, UnplacedNeed};
use super::demand::Step;
use super::offer::teaches;
use super::setup::Setup;
use crate::Date;
use crate::order::Set;

/// `1 person`, `2 people`.
pub(super) fn people(count: u64) -> String {
    if count == 1 { "1 person".to_owned() } else { format!("{count} people") }
}

fn needs(list: &[ServedNeed]) -> String {
    let one = |need: &ServedNeed| {
        let name = match &need.level {
            Some(level) => format!("`{}@{level}`", need.objective),
            None => format!("`{}`", need.objective),
        };
        let count = people(need.people);
        if need.refreshed == 0 {
            format!("{name} for {count}")
        } else if need.refreshed == need.people {
            format!("{name} for {count} in whom it goes stale")
        } else {
            format!("{name} for {count}, {} of them in whom it goes stale", need.refreshed)
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
    let phase = phase.map(|phase| format!(" (phase `{phase}`)")).unwrap_or_default();
    format!("{}{phase}; {}", needs(list), date_words(date))
}

/// What set a date, in words.
pub(super) fn date_words(date: DateReason) -> &'static str {
    match date {
        DateReason::Absence => "earlier, too many of a section would be away at once",
        DateReason::Away => "earlier, some of its people are not there",
        DateReason::Busy => "earlier, some of its people are in another session or teach",
        DateReason::Earliest => "as early as calendar, phase and people allow",
        DateReason::Minimum => "earlier, fewer people could come than the smallest session takes",
        DateReason::Pinned => "pinned to this date",
        DateReason::Prerequisite => "right after what it requires",
        DateReason::Room => "earlier, every room is taken",
        DateReason::Search => "earlier, the whole would cost more",
        DateReason::Trainer => "earlier, every trainer with the skill is taken or away",
    }
}

/// Why people do something alone, and by when.
pub(super) fn alone(list: &[ServedNeed], until: Date, before_more: bool, phase: Option<&str>) -> String {
    let phase = phase.map(|phase| format!(" (phase `{phase}`)")).unwrap_or_default();
    let by = if before_more { format!("by {until}, before what relies on it") } else { format!("by {until}") };
    format!("{}{phase}; {by}", needs(list))
}

/// What a need rests on, near or far, that is not held and that no activity teaches.
fn missing(setup: &Setup<'_>, held: &Set<Step>, need: Step) -> Option<Step> {
    let (mut seen, mut open) = (Set::new(), vec![need]);
    while let Some(step) = open.pop() {
        if held.contains(&step) || !seen.insert(step) {
            continue;
        }
        let mut any = false;
        for activity in setup.activities.iter().filter(|activity| teaches(activity, step)) {
            any = true;
            open.extend(&activity.requires);
        }
        if !any {
            return Some(step);
        }
        open.extend(&setup.model.objectives[step.0].requires);
    }
    None
}

/// A need that is not met.
pub(super) fn unplaced(
    setup: &Setup<'_>,
    person: &str,
    section: usize,
    (objective, level): Step,
    cause: UnplacedCause,
    activity: Option<usize>,
    held: &Set<Step>,
) -> UnplacedNeed {
    let model = setup.model;
    let compiled = activity.map(|at| setup.activities[at]);
    let name = compiled.map_or_else(String::new, |activity| format!("`{}`", activity.id));
    let section = &model.sections[section].id;
    let skill = compiled.and_then(|activity| activity.skill).map(|skill| model.skill_ids.name(skill as u32));
    let skill = skill.unwrap_or_default();
    let need = model.name_of(objective, level);
    let reason = match cause {
        UnplacedCause::Absence => {
            format!("at every time left for {name} too many of section `{section}` would be away at once")
        }
        UnplacedCause::Away => format!("at every time left for {name} the person is not there"),
        UnplacedCause::Busy => format!("at every time left for {name} the person is in another session or teaches"),
        UnplacedCause::Circle => format!("{name} requires what in turn requires it"),
        UnplacedCause::EarlierStep => format!("there is no seat in what comes before {name}"),
        UnplacedCause::NoRoom => format!("no room at the site of section `{section}` can hold {name}"),
        UnplacedCause::NoTrainer => format!("no trainer there has the skill `{skill}` for {name}"),
        UnplacedCause::Prerequisite => match missing(setup, held, (objective, level)) {
            Some((objective, level)) => {
                let root = model.name_of(objective, level);
                format!("what teaches `{need}` rests on `{root}`, which no activity teaches")
            }
            None => format!("what teaches `{need}` requires something that cannot be had"),
        },
        UnplacedCause::Room => format!("every room is taken at every time left for {name}"),
        UnplacedCause::Minimum | UnplacedCause::TooFew => format!("too few people are left for a session of {name}"),
        UnplacedCause::Trainer => {
            format!("every trainer with the skill `{skill}` is taken or away at every time left for {name}")
        }
        UnplacedCause::Untaught => format!("no activity teaches `{need}`"),
        UnplacedCause::Window => format!("the time that is left for {name} is too short"),
    };
    let objective = &model.objectives[objective];
    UnplacedNeed {
        activity: compiled.map(|activity| activity.id.clone()),
        cause,
        level: objective.level_name(level).map(str::to_owned),
        objective: objective.id.clone(),
        person: person.to_owned(),
        reason,
        witness: None,
    }
}
