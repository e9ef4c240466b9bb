//! Sessions that go on although something is missing: people who will not be ready on that day in what it requires, or too few people.

use super::activity_selection::teaches;
use super::build_lines::Lines;
use super::demand::{ObjectiveAtLevel, ready_on};
use super::input::PlanInput;
use super::{PlanSession, SelfPacedActivity};
use crate::Date;
use crate::evidence::LatestRecords;
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::{BTreeMap, BTreeSet};

/// People who will not be ready in something that their session requires: what is known today has gone stale by then, or what was to teach
/// it fell out of a session before the plan.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn unprepared(setup: &PlanInput<'_>, lines: &Lines) -> Vec<Finding> {
    let model = setup.model;
    let is_to_come = |session: &&PlanSession| session.start > setup.assessment.as_of;
    let sessions: Vec<&PlanSession> = setup
        .earlier
        .sessions
        .iter()
        .chain(&lines.sessions)
        .filter(is_to_come)
        .collect();
    let alone: Vec<&SelfPacedActivity> = setup
        .earlier
        .self_paced
        .iter()
        .chain(&lines.self_paced)
        .collect();
    // By person: what they are taught, with its last day, and the sessions that require something.
    let mut taught: BTreeMap<&str, Vec<(usize, Date)>> = BTreeMap::new();
    let mut seats: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, session) in sessions.iter().enumerate() {
        let Some(activity) = setup.place_of_activity(&session.activity) else {
            continue;
        };
        for person in &session.people {
            let own = taught.entry(person).or_default();
            own.push((activity, session.end));
            if !setup.activities[activity].requires.is_empty() {
                seats.entry(person).or_default().push((at, activity));
            }
        }
    }
    for line in alone {
        let Some(activity) = setup.place_of_activity(&line.activity) else {
            continue;
        };
        for person in &line.people {
            let own = taught.entry(person).or_default();
            own.push((activity, line.until));
        }
    }
    let mut missing: BTreeMap<(usize, ObjectiveAtLevel), BTreeSet<&str>> = BTreeMap::new();
    let mut counting = LatestRecords::default();
    for (id, own) in seats {
        let Some(person) = model.people.ids.index(id) else {
            continue;
        };
        for (at, activity) in own {
            let start = sessions[at].start;
            let is_taught = |step: &&ObjectiveAtLevel| {
                let mut before = taught.get(id).into_iter().flatten();
                before.any(|(by, end)| {
                    *by != activity && *end <= start && teaches(setup.activities[*by], **step)
                })
            };
            let requires = &setup.activities[activity].requires;
            let ready = ready_on(setup, person, requires, start, &mut counting);
            let open = requires.iter().filter(|step| !ready.contains(step));
            for step in open.filter(|step| !is_taught(step)) {
                missing.entry((at, *step)).or_default().insert(id);
            }
        }
    }
    let finding = |((at, step), people): ((usize, ObjectiveAtLevel), BTreeSet<&str>)| {
        let finding = describe!(
            Code::Unprepared,
            "sessions",
            UnpreparedOnDay {
                people: people.into_iter().collect::<Vec<_>>(),
                step: model.name_of(step.0, step.1),
                session: &sessions[at].session,
                date: sessions[at].start
            }
        );
        finding.help("teach it to them before, or give them a later session")
    };
    missing.into_iter().map(finding).collect()
}

/// Sessions that begin before the plan does, with fewer people than their activity takes.
pub(super) fn too_small(setup: &PlanInput<'_>) -> Vec<Finding> {
    let finding = |session: &PlanSession| {
        let activity = setup.place_of_activity(&session.activity)?;
        let (least, _) = setup.seats(setup.activities.get(activity)?)?;
        let people = session.people.len() as u32;
        if session.start <= setup.assessment.as_of || session.pinned || people >= least {
            return None;
        }
        let finding = describe!(
            Code::SessionTooSmall,
            "earlier_sessions",
            EarlierSessionSmall {
                session: &session.session,
                date: session.start,
                people: people,
                least: least
            }
        );
        Some(finding.help("cancel it, or plan from that day on, so that its people can be moved"))
    };
    setup.earlier.sessions.iter().filter_map(finding).collect()
}
