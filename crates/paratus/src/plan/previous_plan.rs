//! A plan that was made before, as a later one reads it: by the ids that are now, and by the day on which the later one begins.

use super::{Pin, Plan, PlanOptions, PlanSession, SessionStatus};
use crate::document::{IdKind, PreviousIds};
use crate::finding::describe;
use crate::model::Model;
use crate::{Code, Date, Finding};
use std::borrow::Cow;

/// A plan whose people, trainers among them, and activities are named by the ids that are. What was announced to people by ids that they had
/// before is withdrawn from these, since the entries of a person's calendar are of an id.
pub(super) fn by_current_ids<'p>(plan: &'p Plan, ids: &PreviousIds) -> Cow<'p, Plan> {
    let mut found = Cow::Borrowed(plan);
    if ids.is_empty() || !has_renamed(plan, ids) {
        return found;
    }
    let renamed = |session: &PlanSession| {
        let people = session.people.iter();
        let people = people.filter(|id| ids.changed(IdKind::Person, id).is_some());
        let people: Vec<String> = people.cloned().collect();
        let trainer = session.trainer.clone();
        let trainer = trainer.filter(|id| ids.changed(IdKind::Person, id).is_some());
        (!people.is_empty() || trainer.is_some()).then(|| PlanSession {
            people,
            sections: Vec::new(),
            sequence: session.sequence + 1,
            status: SessionStatus::Cancelled,
            trainer,
            ..session.clone()
        })
    };
    let withdrawn: Vec<PlanSession> = plan.every_session().filter_map(renamed).collect();
    let plan = found.to_mut();
    plan.withdrawn_sessions.extend(withdrawn);
    let not_held = plan.cancelled_sessions.iter_mut();
    for session in not_held.chain(&mut plan.withdrawn_sessions) {
        ids.rename(IdKind::Activity, &mut session.activity);
    }
    let sessions = plan.sessions.iter_mut().chain(&mut plan.earlier_sessions);
    for trainer in sessions.filter_map(|session| session.trainer.as_mut()) {
        ids.rename(IdKind::Person, trainer);
    }
    let sessions = plan.sessions.iter_mut().chain(&mut plan.earlier_sessions);
    let sessions = sessions.map(|session| (&mut session.activity, &mut session.people));
    let alone = plan.self_paced.iter_mut();
    let alone = alone.chain(&mut plan.earlier_self_paced);
    let alone = alone.map(|line| (&mut line.activity, &mut line.people));
    for (activity, people) in sessions.chain(alone) {
        if let Some(now) = ids.changed(IdKind::Activity, activity) {
            now.clone_into(activity);
        }
        for person in people.iter_mut() {
            if let Some(now) = ids.changed(IdKind::Person, person) {
                now.clone_into(person);
            }
        }
        people.sort_unstable();
    }
    found
}

/// Options whose previous plan and pins name people and activities by the ids that are.
pub(super) fn options_by_current_ids<'o>(
    options: &'o PlanOptions,
    ids: &PreviousIds,
) -> Cow<'o, PlanOptions> {
    let mut found = Cow::Borrowed(options);
    if ids.is_empty() {
        return found;
    }
    if let Some(previous) = options.previous.as_deref()
        && let Cow::Owned(renamed) = by_current_ids(previous, ids)
    {
        found.to_mut().previous = Some(Box::new(renamed));
    }
    let now = |pin: &Pin| {
        Some(
            ids.changed(IdKind::Person, pin.person.as_deref()?)?
                .to_owned(),
        )
    };
    if options.pins.iter().any(|pin| now(pin).is_some()) {
        for pin in &mut found.to_mut().pins {
            pin.person = now(pin).or(pin.person.take());
        }
    }
    found
}

/// Sessions and own time that began before a plan did are to come again for one that begins earlier.
pub(super) fn seen_from(plan: Cow<'_, Plan>, from: Date) -> Cow<'_, Plan> {
    let starts = plan.earlier_sessions.iter().map(|session| session.start);
    let own_ends = plan.earlier_self_paced.iter().map(|line| line.until);
    if starts.chain(own_ends).all(|day| day < from) {
        return plan;
    }
    let mut plan = plan.into_owned();
    let all = std::mem::take(&mut plan.earlier_self_paced).into_iter();
    let (earlier, to_come): (Vec<_>, Vec<_>) = all.partition(|line| line.until < from);
    plan.earlier_self_paced = earlier;
    plan.self_paced.extend(to_come);
    let all = std::mem::take(&mut plan.earlier_sessions).into_iter();
    let (earlier, to_come): (Vec<PlanSession>, Vec<PlanSession>) =
        all.partition(|session| session.start < from);
    plan.earlier_sessions = earlier;
    plan.sessions.extend(to_come);
    plan.sessions
        .sort_by(|a, b| (a.start, a.half, &a.session).cmp(&(b.start, b.half, &b.session)));
    Cow::Owned(plan)
}

/// Says where a plan is one of another programme.
pub(super) fn other_programme(plan: &Plan, model: &Model, path: &str) -> Option<Finding> {
    (plan.programme != model.id).then(|| {
        describe!(
            Code::UnknownReference,
            path,
            PlanOfOtherProgramme {
                other: &plan.programme,
                programme: &model.id
            }
        )
    })
}

fn has_renamed(plan: &Plan, ids: &PreviousIds) -> bool {
    let sessions = plan.every_session();
    let sessions = sessions.map(|session| (&session.activity, &session.people));
    let alone = plan.every_self_paced();
    let alone = alone.map(|line| (&line.activity, &line.people));
    let held = sessions.chain(alone).any(|(activity, people)| {
        ids.changed(IdKind::Activity, activity).is_some()
            || people
                .iter()
                .any(|id| ids.changed(IdKind::Person, id).is_some())
    });
    let mut trainers = plan.every_session().filter_map(|one| one.trainer.as_ref());
    let held = held || trainers.any(|id| ids.changed(IdKind::Person, id).is_some());
    let mut others = plan
        .cancelled_sessions
        .iter()
        .chain(&plan.withdrawn_sessions);
    held || others.any(|one| ids.changed(IdKind::Activity, &one.activity).is_some())
}
