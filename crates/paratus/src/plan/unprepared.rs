//! Sessions that go on although something is missing: people who will not be ready on that day in what it requires, or too few people.

use super::PlanSession;
use super::activity_selection::teaches;
use super::build_lines::Lines;
use super::demand::{ObjectiveAtLevel, ready_on};
use super::input::PlanInput;
use crate::Date;
use crate::evidence::LatestRecords;
use crate::finding::describe;
use crate::{Code, Finding};
use std::collections::{BTreeMap, BTreeSet};

/// People who will not be ready in something that their session requires: what is known today has gone stale by then, or what was to teach
/// it fell out of a session before the plan.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn unprepared(setup: &PlanInput<'_>, lines: &Lines) -> Vec<Finding> {
    let (model, earlier) = (setup.model, &setup.earlier);
    let sessions: Vec<&PlanSession> = earlier.sessions.iter().chain(&lines.sessions).collect();
    let of_sessions = sessions
        .iter()
        .map(|session| (&session.activity, &session.people, session.end));
    let alone = earlier.self_paced.iter().chain(&lines.self_paced);
    let alone = alone.map(|line| (&line.activity, &line.people, line.until));
    // By person: what they are taught, with its last day.
    let mut taught: BTreeMap<&str, Vec<(usize, Date)>> = BTreeMap::new();
    for (activity, people, last) in of_sessions.chain(alone) {
        if let Some(activity) = setup.place_of_activity(activity) {
            for person in people {
                taught.entry(person).or_default().push((activity, last));
            }
        }
    }
    let mut missing: BTreeMap<(usize, ObjectiveAtLevel), BTreeSet<&str>> = BTreeMap::new();
    let mut counting = LatestRecords::default();
    for (at, session) in sessions.iter().enumerate() {
        let activity = setup.place_of_activity(&session.activity);
        let is_to_come = session.start > setup.assessment.as_of;
        let Some(activity) = activity.filter(|_| is_to_come) else {
            continue;
        };
        let requires = &setup.activities[activity].requires;
        for id in session.people.iter().filter(|_| !requires.is_empty()) {
            let Some(person) = model.people.ids.index(id) else {
                continue;
            };
            let is_taught = |step: &ObjectiveAtLevel| {
                let mut before = taught.get(id.as_str()).into_iter().flatten();
                before.any(|(by, last)| {
                    let by_other = *by != activity && *last <= session.start;
                    by_other && teaches(setup.activities[*by], *step)
                })
            };
            let ready = ready_on(setup, person, requires, session.start, &mut counting);
            for step in requires {
                if !ready.contains(step) && !is_taught(step) {
                    missing.entry((at, *step)).or_default().insert(id);
                }
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
