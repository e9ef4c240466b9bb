//! What was announced: sessions keep their ids, promised needs are kept or reported, and seats that nothing touched stay.

use super::people_facts::{ObjectiveAndLevel, VerifiedNeed};
use super::plan_facts::{half_day, teaches};
use super::plan_lines::{PlanLines, ReadSession, overlap};
use super::{PlanRule, Violations};
use crate::document::Half;
use crate::finding::{Sentence, Statement, say};
use crate::model::Model;
use crate::plan::{Plan, PlanSession, ReleaseCause, ServedNeed};
use crate::{Code, Date};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

pub(super) fn check(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    identity(board, previous, found);
    earlier(board, previous, found);
    findings(board, previous, found);
    promises(board, previous, found);
    // Where moves cost nothing, everything is planned again.
    if board.world.plan.settings.cost_per_move > 0.0 {
        own_ends(board, previous, found);
        untouched(board, previous, found);
    }
}

/// Whether a session is still to come when the plan begins.
fn is_to_come(board: &PlanLines<'_, '_>, session: &PlanSession) -> bool {
    session.start >= board.world.plan.from
}

/// Whether two versions of a session are at the same time and place with the same trainer.
fn is_same_place(a: &PlanSession, b: &PlanSession) -> bool {
    (a.start, a.half, &a.site, &a.room, &a.trainer)
        == (b.start, b.half, &b.site, &b.room, &b.trainer)
}

/// Whether two sessions have the same room or the same trainer.
fn shares_house(a: &PlanSession, b: &PlanSession) -> bool {
    a.room.is_some() && a.room == b.room || a.trainer.is_some() && a.trainer == b.trainer
}

/// Sessions by id.
type ById<'p> = BTreeMap<&'p str, &'p PlanSession>;

fn by_id<'p>(sessions: impl Iterator<Item = &'p PlanSession>) -> ById<'p> {
    sessions
        .map(|session| (session.session.as_str(), session))
        .collect()
}

/// Whether a session of the previous plan is to be held when this one is made: it is to come or has begun. Until its last day is past, it
/// can be cancelled.
fn is_open(board: &PlanLines<'_, '_>, session: &PlanSession) -> bool {
    let plan = board.world.plan;
    let is_cancelled = plan.settings.cancelled.contains(&session.session);
    is_to_come(board, session)
        || board.world.is_earlier(session)
        || is_cancelled && plan.as_of <= session.end
}

/// Whether two versions of a session are the same for all who have it in a calendar: place, time, length and participants.
fn is_same_entry(a: &PlanSession, b: &PlanSession) -> bool {
    let minutes = |session: &PlanSession| (session.hours * 60.0).round();
    let is_same_length = minutes(a) == minutes(b) && (a.end, a.end_half) == (b.end, b.end_half);
    let is_same_section = a.sections.is_empty() || a.sections == b.sections;
    is_same_place(a, b) && is_same_length && a.people == b.people && is_same_section
}

/// Ids are for life: never of another activity, never used again; the sequence counts the versions of a session, and all who
/// had it announced have it, or the plan says that they do not.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn identity(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (plan, model) = (board.world.plan, board.world.model);
    let before = by_id(previous.earlier_sessions.iter().chain(&previous.sessions));
    let now = by_id(plan.earlier_sessions.iter().chain(&plan.sessions));
    let was_cancelled = by_id(previous.cancelled_sessions.iter());
    let cancelled = by_id(plan.cancelled_sessions.iter());
    let authored: BTreeSet<&str> = model
        .sessions
        .iter()
        .map(|session| session.id.as_str())
        .collect();
    let mut add = |id: &str, says| found.add(PlanRule::Identity, id, says);
    for (&id, session) in &now {
        let people = session.people.iter();
        let people = people.filter_map(|id| model.people.ids.index(id));
        let sections: BTreeSet<&str> = people
            .map(|person| model.sections[board.world.section(person)].id.as_str())
            .collect();
        let is_said = !session.sections.is_empty();
        if is_said && !session.sections.iter().map(String::as_str).eq(sections) {
            add(id, say!(SectionsDiffer));
        }
        let Some(known) = before.get(id) else {
            if was_cancelled.contains_key(id) {
                add(id, say!(CancelledIdAgain));
            }
            if session.pinned && !authored.contains(id) {
                add(id, say!(PinnedUnknown));
            }
            continue;
        };
        if known.activity != session.activity {
            add(
                id,
                say!(SessionOfOtherActivity {
                    activity: &known.activity
                }),
            );
        }
        let sequence = known.sequence + u32::from(!is_same_entry(known, session));
        if session.sequence != sequence {
            add(
                id,
                say!(SequenceDiffers {
                    written: session.sequence,
                    sequence: sequence
                }),
            );
        }
    }
    for (activity, number) in &previous.session_numbers {
        if plan.session_numbers.get(activity) < Some(number) {
            add(activity, say!(NumberUsed { number: *number }));
        }
    }
    let is_new = |session: &&PlanSession| {
        let id = session.session.as_str();
        !before.contains_key(id) && !authored.contains(id)
    };
    for session in plan.sessions.iter().filter(is_new) {
        let used = previous.session_numbers.get(&session.activity);
        let number = session.session.strip_prefix(&session.activity);
        let number = number.and_then(|rest| rest.strip_prefix('-')?.parse::<u64>().ok());
        if number.is_some_and(|number| used.is_some_and(|used| number <= *used)) {
            add(&session.session, say!(NumberOfPastSession));
        }
    }
    let newly = before
        .values()
        .filter(|session| is_open(board, session))
        .map(|session| (session, session.sequence + 1));
    let carried = was_cancelled
        .values()
        .filter(|session| session.end >= plan.as_of)
        .map(|session| (session, session.sequence));
    for (session, sequence) in newly
        .chain(carried)
        .filter(|(session, _)| !now.contains_key(session.session.as_str()))
    {
        let id = session.session.as_str();
        match cancelled.get(id) {
            None => add(id, say!(AnnouncedSessionMissing)),
            Some(known) if known.sequence != sequence => {
                add(
                    id,
                    say!(SequenceDiffers {
                        written: known.sequence,
                        sequence: sequence
                    }),
                );
            }
            Some(_) => {}
        }
    }
    for id in cancelled.keys().filter(|id| {
        !before.contains_key(**id) && !was_cancelled.contains_key(**id) && !authored.contains(**id)
    }) {
        add(id, say!(CancelledUnannounced));
    }
    withdrawn(board, previous, (&before, &now, &cancelled), found);
}

/// An entry in a calendar: the session, which of its days, and whose calendar it is.
type Entry<'p> = (&'p str, u32, (&'static str, &'p str));

/// The entries of a session.
fn entries<'p>(board: &PlanLines<'_, '_>, session: &'p PlanSession) -> BTreeSet<Entry<'p>> {
    let per_day = board.world.model.calendar.hours_per_day;
    let half_days = (session.hours * 2.0 / per_day - 1e-9)
        .ceil()
        .clamp(1.0, 1000.0) as u32;
    let days = (half_days + u32::from(session.half == Half::Afternoon)).div_ceil(2);
    let people = session.people.iter().map(|id| ("person", id.as_str()));
    let sections = session.sections.iter().map(|id| ("section", id.as_str()));
    let trainer = session.trainer.iter().map(|id| ("trainer", id.as_str()));
    let holders = people.chain(sections).chain(trainer);
    holders
        .flat_map(|holder| (1..=days).map(move |day| (session.session.as_str(), day, holder)))
        .collect()
}

/// Every entry that was announced or withdrawn before, and whose day may be to come, is of a session that is held or cancelled, or is
/// withdrawn; nothing else is withdrawn.
fn withdrawn(
    board: &PlanLines<'_, '_>,
    previous: &Plan,
    (before, now, cancelled): (&ById<'_>, &ById<'_>, &ById<'_>),
    found: &mut Violations,
) {
    let plan = board.world.plan;
    let of = |session: &PlanSession| -> Vec<(String, u32, (&'static str, String))> {
        let all = entries(board, session).into_iter();
        all.map(|(id, day, (kind, holder))| (id.to_owned(), day, (kind, holder.to_owned())))
            .collect()
    };
    let held: BTreeSet<_> = now.values().flat_map(|session| of(session)).collect();
    let announced = before.values().filter(|session| is_open(board, session));
    // Those of a session that is cancelled are in it.
    let announced = announced.filter(|session| !cancelled.contains_key(session.session.as_str()));
    let announced = announced.copied().chain(&previous.withdrawn_sessions);
    let mut expected: BTreeSet<_> = announced
        .filter(|session| session.end >= plan.as_of)
        .flat_map(of)
        .filter(|entry| !held.contains(entry))
        .collect();
    let known = expected.clone();
    for session in &plan.withdrawn_sessions {
        let id = session.session.as_str();
        let own = of(session);
        own.iter().for_each(|entry| {
            expected.remove(entry);
        });
        // A version as it was announced, or withdrawn before.
        let mut versions = previous.withdrawn_sessions.iter();
        let carried = versions.any(|one| {
            (&one.session, one.sequence) == (&session.session, session.sequence)
                && (one.start, one.half, one.end, one.end_half)
                    == (session.start, session.half, session.end, session.end_half)
        });
        let number = now.get(id).map(|held| held.sequence);
        let is_version = before.get(id).is_some_and(|one| {
            (one.start, one.half, one.end, one.end_half)
                == (session.start, session.half, session.end, session.end_half)
        });
        let is_now = is_version && number == Some(session.sequence);
        if !(carried || is_now) {
            found.add(PlanRule::Identity, id, say!(NotAsAnnounced));
        }
        if session.end < plan.as_of || !own.iter().any(|entry| known.contains(entry)) {
            found.add(PlanRule::Identity, id, say!(WithdrawnFromNobody));
        }
    }
    for (id, _, (_, holder)) in &expected {
        found.add(
            PlanRule::Identity,
            id,
            say!(WithdrawnMissing { holder: holder }),
        );
    }
}

/// What was announced before this plan begins, and is not over, takes place as announced, for those who can still take part.
fn earlier(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (plan, world) = (board.world.plan, board.world);
    let cancelled = &plan.settings.cancelled;
    let mut announced: BTreeMap<&str, &PlanSession> = BTreeMap::new();
    for session in previous.earlier_sessions.iter().chain(&previous.sessions) {
        let activity = world.model.activity_ids.index(&session.activity);
        let course = activity.and_then(|at| world.courses.get(at));
        let is_held = course.is_some_and(|course| !course.is_alone);
        if world.is_earlier(session) && is_held && !cancelled.contains(&session.session) {
            announced.insert(&session.session, session);
        }
    }
    for session in &plan.earlier_sessions {
        let id = session.session.as_str();
        let known = announced.remove(id);
        let is_same = known.is_some_and(|known| {
            is_same_place(known, session)
                && (known.end, known.end_half) == (session.end, session.end_half)
                && known.activity == session.activity
                && session.people.iter().all(|id| known.people.contains(id))
        });
        if !is_same {
            found.add(PlanRule::Identity, id, say!(NotAsAnnounced));
        }
        for name in known.iter().flat_map(|known| &known.people) {
            let person = world.model.people.ids.index(name);
            let attends = person.is_some_and(|person| world.attends(person, session));
            if attends && !session.people.contains(name) {
                found.add(PlanRule::Promises, name, say!(SeatNotKept { session: id }));
            }
        }
    }
    for line in plan.self_paced.iter().filter(|line| line.from < plan.from) {
        let is_same = |id: &String| {
            let mut same = previous.self_paced.iter();
            same.any(|known| {
                (&known.activity, known.from) == (&line.activity, line.from)
                    && known.people.contains(id)
            })
        };
        if !line.people.iter().all(is_same) {
            found.add(PlanRule::Identity, &line.activity, say!(NotAsAnnounced));
        }
    }
    for id in announced.keys() {
        found.add(PlanRule::Identity, id, say!(AnnouncedSessionMissing));
    }
}

/// What is said of trainers and rooms that are away while a session which has begun goes on, and of people who leave before an announced
/// session is over and have no seat in it any more, holds; and nothing of it is left out.
#[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
fn findings(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (world, plan, model) = (board.world, board.world.plan, board.world.model);
    let mut expected: BTreeMap<(&str, Statement), Code> = BTreeMap::new();
    for session in &plan.earlier_sessions {
        let away = [
            ("trainer", &session.trainer, world.is_trainer_away(session)),
            ("room", &session.room, world.is_room_away(session)),
        ];
        for (kind, id, _) in away.iter().filter(|(_, _, is_away)| *is_away) {
            let says = say!(AwayAtSession {
                kind: *kind,
                id: id.as_deref().unwrap_or_default(),
                session: &session.session,
                date: session.start
            });
            expected.insert((&session.session, says), Code::AwayAtSession);
        }
    }
    let now = by_id(plan.earlier_sessions.iter().chain(&plan.sessions));
    let before = by_id(previous.earlier_sessions.iter().chain(&previous.sessions));
    for session in before.values().filter(|session| is_open(board, session)) {
        let held = now.get(session.session.as_str());
        let is_lost = |id: &&String| {
            let person = model.people.ids.index(id);
            let leaves = person.is_some_and(|person| model.people.left[person] < session.end);
            leaves && held.is_none_or(|held| !held.people.contains(id))
        };
        let people: Vec<String> = session.people.iter().filter(is_lost).cloned().collect();
        if !people.is_empty() {
            let says = say!(LeaveBeforeSessionEnds {
                people: people,
                session: &session.session,
                end: session.end
            });
            expected.insert((&session.session, says), Code::LeavingLeftOut);
        }
    }
    let is_judged = |sentence: Sentence| {
        matches!(
            sentence,
            Sentence::AwayAtSession | Sentence::LeaveBeforeSessionEnds
        )
    };
    for finding in &plan.findings {
        let Some(sentence) = finding.sentence.filter(|sentence| is_judged(*sentence)) else {
            continue;
        };
        let says = Statement {
            facts: finding.facts.clone(),
            sentence,
        };
        let before = expected.len();
        expected.retain(|(_, known), code| *known != says || *code != finding.code);
        if expected.len() == before {
            let code = finding.code.name();
            found.add(
                PlanRule::Promises,
                &plan.programme,
                say!(FindingUntrue { code: code }),
            );
        }
    }
    for ((id, _), code) in expected {
        let code = code.name();
        found.add(PlanRule::Promises, id, say!(FindingMissing { code: code }));
    }
}

/// What somebody does alone ends no later than was announced, where the days until then are enough.
fn own_ends(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let world = board.world;
    for line in &previous.self_paced {
        let Some(activity) = world.model.activity_ids.index(&line.activity) else {
            continue;
        };
        let end = half_day(line.until, Half::Afternoon) + 1;
        let people = line.people.iter();
        for person in people.filter_map(|id| world.model.people.ids.index(id)) {
            let own = board.alone_of(person);
            let Some(alone) = own.iter().find(|alone| alone.activity == activity) else {
                continue;
            };
            if alone.until > end && board.done_alone(person, alone, own.len()) <= end {
                let says = say!(EndNotKept {
                    activity: &line.activity,
                    until: line.until
                });
                found.add(PlanRule::Untouched, world.name(person), says);
            }
        }
    }
}

/// A need that the previous plan met: who promised it.
struct Promise<'p> {
    need: VerifiedNeed,
    /// Sessions that taught it; none where something done alone did.
    sessions: Vec<&'p PlanSession>,
}

/// Every promised need is kept, or reported as lost for a reason that holds.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn promises(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (world, model) = (board.world, board.world.model);
    let promised = promised(board, previous);
    let mut lost: BTreeMap<(&str, &str), (&str, ReleaseCause)> = BTreeMap::new();
    for entry in &world.plan.promises_lost {
        lost.insert(
            (entry.person.as_str(), entry.objective.as_str()),
            (entry.session.as_str(), entry.reason),
        );
    }
    for (&(person, objective), promise) in &promised {
        let (name, objective) = (world.name(person), model.objectives[objective].id.as_str());
        let kept = board.is_met(person, promise.need);
        let entry = lost.remove(&(name, objective));
        let says = match entry {
            None if kept => continue,
            None => say!(PromiseMissing {
                objective: objective
            }),
            Some(_) if kept => say!(PromiseKeptAndLost {
                objective: objective
            }),
            Some((session, reason)) => {
                let known = promise
                    .sessions
                    .iter()
                    .find(|known| known.session == session);
                match known {
                    None if promise.sessions.is_empty() => continue,
                    None => say!(PromiseOfOtherSession {
                        objective: objective,
                        session: session
                    }),
                    Some(known) if holds(board, person, known, reason) => continue,
                    Some(_) => say!(PromiseLostWithoutReason {
                        objective: objective,
                        reason: reason.name(),
                        session: session
                    }),
                }
            }
        };
        found.add(PlanRule::Promises, name, says);
    }
    for (person, objective) in lost.keys() {
        let says = say!(LostWithoutPromise {
            objective: *objective
        });
        found.add(PlanRule::Promises, person, says);
    }
}

/// Activity, needs served and people of a line.
type Line<'p> = (&'p str, &'p [ServedNeed], Vec<&'p String>);

/// A need that a plan names, where the programme has it.
fn served_step(model: &Model, need: &ServedNeed) -> Option<ObjectiveAndLevel> {
    let objective = model.objective_ids.index(&need.objective)?;
    let level = model
        .objectives
        .get(objective)?
        .level(need.level.as_deref())?;
    Some((objective, level))
}

/// Needs that the previous plan met by what is still to come, by person and objective; of those who leave before the plan ends only by
/// what comes before they do.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn promised<'p>(
    board: &PlanLines<'_, '_>,
    previous: &'p Plan,
) -> BTreeMap<(usize, usize), Promise<'p>> {
    let (world, model) = (board.world, board.world.model);
    let mut promised: BTreeMap<(usize, usize), Promise<'p>> = BTreeMap::new();
    let mut add = |(id, served, people): Line<'p>, last: Date, session: Option<&'p PlanSession>| {
        let taught = match model.activity_ids.index(id) {
            Some(activity) => model.activities[activity].teaches.clone(),
            // An activity that is gone was to meet what the plan says.
            None => served
                .iter()
                .filter_map(|need| served_step(model, need))
                .collect(),
        };
        let people = people.into_iter();
        let people = people.filter_map(|id| model.people.ids.index(id));
        for person in people.filter(|&person| last <= model.people.left[person]) {
            let is_taught = |need: &&VerifiedNeed| teaches(&taught, need.step);
            for &need in board.facts.needs(person).iter().filter(is_taught) {
                let promise = promised.entry((person, need.step.0));
                let promise = promise.or_insert_with(|| Promise {
                    need,
                    sessions: Vec::new(),
                });
                promise.sessions.extend(session);
            }
        }
    };
    let goes_on = |session: &PlanSession, id: &String| {
        let mut earlier = world.plan.earlier_sessions.iter();
        let known = earlier.find(|known| known.session == session.session);
        known.is_some_and(|known| known.people.contains(id))
    };
    let announced = previous.earlier_sessions.iter().chain(&previous.sessions);
    for session in announced.filter(|session| is_open(board, session)) {
        let people = session.people.iter().filter(|id| !goes_on(session, id));
        let line = (
            session.activity.as_str(),
            session.reason.needs.as_slice(),
            people.collect(),
        );
        add(line, session.end, Some(session));
    }
    for line in previous
        .self_paced
        .iter()
        .filter(|line| line.until >= world.plan.from)
    {
        let until = line.until;
        let line = (
            line.activity.as_str(),
            line.reason.needs.as_slice(),
            line.people.iter().collect(),
        );
        add(line, until, None);
    }
    promised
}

/// Whether a reason for losing a seat in an announced session holds.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn holds(
    board: &PlanLines<'_, '_>,
    person: usize,
    session: &PlanSession,
    reason: ReleaseCause,
) -> bool {
    let (world, plan) = (board.world, board.world.plan);
    let id = &session.session;
    let is_cancelled = plan.settings.cancelled.contains(id)
        || plan
            .cancelled_sessions
            .iter()
            .any(|cancelled| cancelled.session == *id);
    match reason {
        ReleaseCause::Cancelled => return is_cancelled,
        ReleaseCause::Moves => return plan.settings.cost_per_move <= 0.0,
        _ => {}
    }
    let activity = world
        .model
        .activity_ids
        .index(&session.activity)
        .filter(|&at| !world.courses[at].is_alone);
    let Some(activity) = activity else {
        return reason == ReleaseCause::Gone;
    };
    // Of what has begun, those who can still come stay.
    if !is_to_come(board, session) {
        return reason == ReleaseCause::Gone && !world.attends(person, session);
    }
    let Some(slots) = slots_now(board, session, activity) else {
        return reason == ReleaseCause::Calendar;
    };
    let (from, _) = world.time(&slots);
    let own = board
        .held
        .iter()
        .position(|held| held.session.session == *id && held.slots == slots);
    let others = || {
        board
            .held
            .iter()
            .filter(|held| held.session.session != *id && overlap(&held.slots, &slots))
    };
    match reason {
        ReleaseCause::Absence => {
            !world.is_there(person, &slots)
                || board.free_absences(world.section(person), &slots) == 0
        }
        ReleaseCause::DoubleBooked => board.is_busy(person, &slots, own),
        ReleaseCause::Order => board
            .ready_from(person, activity)
            .is_none_or(|ready| ready > from),
        ReleaseCause::Gone => {
            let is_at = |name: &String| {
                let site = world.model.site_ids.index(name);
                site == world.site(person)
            };
            let is_elsewhere =
                world.courses[activity].at_site && !session.site.as_ref().is_none_or(is_at);
            !world.is_there(person, &slots)
                || is_elsewhere
                || board.release(person, activity) > from
        }
        ReleaseCause::Full => own.is_some_and(|at| {
            let held = &board.held[at];
            let room = held.room.map_or(usize::MAX, |room| world.rooms[room].seats);
            held.people.len() >= room.min(held.session.seats as usize)
        }),
        ReleaseCause::Room => {
            !has_room(board, session, activity, &slots)
                || others()
                    .any(|held| held.session.room.is_some() && held.session.room == session.room)
        }
        ReleaseCause::Trainer => {
            !has_trainer(board, session, activity, &slots)
                || others().any(|held| {
                    held.session.trainer.is_some() && held.session.trainer == session.trainer
                })
        }
        ReleaseCause::Minimum => own.is_none(),
        ReleaseCause::Calendar | ReleaseCause::Cancelled | ReleaseCause::Moves => false,
    }
}

/// The half days of an announced session, where it can still be held then and takes as long as was announced.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn slots_of(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
) -> Option<Range<usize>> {
    let slots = slots_now(board, session, activity)?;
    let last = board.world.slots[slots.end - 1];
    (last == half_day(session.end, session.end_half)).then_some(slots)
}

/// The half days that an announced session takes now, where it can still begin when it was to begin, or is pinned and does.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn slots_now(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
) -> Option<Range<usize>> {
    let world = board.world;
    let first = world
        .slots
        .binary_search(&half_day(session.start, session.half))
        .ok()?;
    let slots = world.range(activity, first);
    world.slots.get(slots.end - 1)?;
    let mut held = board.held.iter();
    let starts = session.pinned
        || held.any(|held| held.session.session == session.session && held.slots == slots)
        || world.courses[activity]
            .starts
            .binary_search(&(first as u32))
            .is_ok();
    starts.then_some(slots)
}

/// Whether the room of an announced session can still hold it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn has_room(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
    slots: &Range<usize>,
) -> bool {
    let world = board.world;
    if !world.courses[activity].needs_room || world.rooms.is_empty() {
        return session.room.is_none();
    }
    let site = session
        .site
        .as_ref()
        .and_then(|name| world.model.site_ids.index(name));
    let room = world
        .rooms
        .iter()
        .find(|room| session.room.as_ref() == Some(&room.id));
    room.is_some_and(|room| {
        room.site == site
            && room.seats >= session.people.len()
            && slots.clone().all(|slot| room.is_open[slot])
    })
}

/// Whether the trainer of an announced session can still hold it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn has_trainer(
    board: &PlanLines<'_, '_>,
    session: &PlanSession,
    activity: usize,
    slots: &Range<usize>,
) -> bool {
    let world = board.world;
    let course = &world.courses[activity];
    let Some(skill) = course.skill else {
        return session.trainer.is_none();
    };
    let site = session
        .site
        .as_ref()
        .and_then(|name| world.model.site_ids.index(name));
    let trainer = world
        .trainers
        .iter()
        .find(|trainer| session.trainer.as_ref() == Some(&trainer.id));
    trainer.is_some_and(|trainer| {
        trainer.skills.contains(&skill)
            && (!course.at_site || trainer.site.is_none() || trainer.site == site)
            && slots.clone().all(|slot| trainer.is_there[slot])
    })
}

/// An announced seat.
#[derive(Clone)]
struct PromisedSeat {
    session: usize,
    person: usize,
    activity: usize,
    slots: Range<usize>,
    /// Whether the person leaves before the plan ends: the seat counts, and need not stay.
    leaves: bool,
}

/// Seats about which everything still holds as it was announced are where they were.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn untouched(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let world = board.world;
    let mut seats = valid_seats(board, previous);
    let changed = changed_sessions(board, previous);
    seats.retain(|seat| {
        let session = &previous.sessions[seat.session];
        !changed.iter().any(|held| {
            overlap(&held.slots, &seat.slots)
                && (shares_house(held.session, session) || held.people.contains(&seat.person))
        })
    });
    loop {
        let count = seats.len();
        retain_whole_sessions(board, previous, &mut seats);
        retain_within_limits(board, &changed, &mut seats);
        retain_in_order(board, previous, &mut seats);
        if seats.len() == count {
            break;
        }
    }
    let now: BTreeMap<&str, &PlanSession> = world
        .plan
        .sessions
        .iter()
        .map(|session| (session.session.as_str(), session))
        .collect();
    for seat in seats.iter().filter(|seat| !seat.leaves) {
        let (session, name) = (&previous.sessions[seat.session], world.name(seat.person));
        let stays = now.get(session.session.as_str()).is_some_and(|known| {
            is_same_place(known, session) && known.people.iter().any(|person| person == name)
        });
        if !stays {
            let says = say!(SeatNotKept {
                session: &session.session
            });
            found.add(PlanRule::Untouched, name, says);
        }
    }
}

/// Sessions that are pinned and were not announced so, or begin when they were to begin and take other half days than was announced: they
/// go before what was.
fn changed_sessions<'b>(board: &'b PlanLines<'_, '_>, previous: &Plan) -> Vec<&'b ReadSession<'b>> {
    let is_changed = |held: &&ReadSession<'_>| {
        let mut announced = previous.sessions.iter();
        let known = announced.find(|known| known.session == held.session.session);
        let begins = known.is_some_and(|known| {
            (known.start, known.half) == (held.session.start, held.session.half)
        });
        let slots = known.and_then(|known| slots_of(board, known, held.activity));
        let is_longer = slots.as_ref() != Some(&held.slots);
        let is_moved = is_longer || known.is_none_or(|known| !is_same_place(known, held.session));
        held.session.pinned && is_moved || begins && is_longer
    };
    board.held.iter().filter(is_changed).collect()
}

/// The seats that the programme gives a session that it pins.
fn seats_written(board: &PlanLines<'_, '_>, id: &str) -> usize {
    let mut written = board.world.model.sessions.iter();
    let written = written.find(|session| session.pinned && session.id == id);
    let seats = written.and_then(|session| session.seats);
    seats.map_or(usize::MAX, |seats| seats as usize)
}

/// Announced seats that hold by themselves: session, room, trainer, person and need.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn valid_seats(board: &PlanLines<'_, '_>, previous: &Plan) -> Vec<PromisedSeat> {
    let (world, model) = (board.world, board.world.model);
    let mut seats = Vec::new();
    for (at, session) in previous
        .sessions
        .iter()
        .enumerate()
        .filter(|(_, session)| is_to_come(board, session))
    {
        let activity = model
            .activity_ids
            .index(&session.activity)
            .filter(|&activity| {
                let course = &world.courses[activity];
                !course.is_alone && (session.pinned || session.seats <= course.max)
            });
        let Some(activity) =
            activity.filter(|_| !world.plan.settings.cancelled.contains(&session.session))
        else {
            continue;
        };
        let Some(slots) = slots_of(board, session, activity) else {
            continue;
        };
        if !has_room(board, session, activity, &slots)
            || !has_trainer(board, session, activity, &slots)
            || session.people.len() > session.seats as usize
            || session.people.len() > seats_written(board, &session.session)
        {
            continue;
        }
        let site = session
            .site
            .as_ref()
            .and_then(|name| model.site_ids.index(name));
        let from = world.time(&slots).0;
        for person in session
            .people
            .iter()
            .filter_map(|id| model.people.ids.index(id))
        {
            if world.is_there(person, &slots)
                && (!world.courses[activity].at_site || world.site(person) == site)
                && board.release(person, activity) <= from
                && board.facts.is_served(person, &model.activities[activity])
            {
                let leaves = board.facts.leaves(person);
                seats.push(PromisedSeat {
                    session: at,
                    person,
                    activity,
                    slots: slots.clone(),
                    leaves,
                });
            }
        }
    }
    seats
}

/// Leaves out sessions that have become too small, and those that clash in a room or a trainer.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn retain_whole_sessions(
    board: &PlanLines<'_, '_>,
    previous: &Plan,
    seats: &mut Vec<PromisedSeat>,
) {
    let mut sessions: BTreeMap<usize, (usize, Range<usize>, usize)> = BTreeMap::new();
    for seat in seats.iter() {
        sessions
            .entry(seat.session)
            .or_insert_with(|| (0, seat.slots.clone(), seat.activity))
            .0 += 1;
    }
    let mut broken: BTreeSet<usize> = BTreeSet::new();
    for (&at, (people, slots, activity)) in &sessions {
        let session = &previous.sessions[at];
        let clashes = |(&other, (_, others, _)): (&usize, &(usize, Range<usize>, usize))| {
            other != at
                && shares_house(&previous.sessions[other], session)
                && overlap(others, slots)
        };
        let small = !session.pinned && *people < board.world.courses[*activity].min;
        if small || sessions.iter().any(clashes) {
            broken.insert(at);
        }
    }
    seats.retain(|seat| !broken.contains(&seat.session));
}

/// Leaves out all seats of a section in half days in which too many of it would be away.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn retain_within_limits(
    board: &PlanLines<'_, '_>,
    changed: &[&ReadSession<'_>],
    seats: &mut Vec<PromisedSeat>,
) {
    let world = board.world;
    let mut away: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    let fixed = changed
        .iter()
        .flat_map(|held| held.people.iter().map(|&person| (person, &held.slots)));
    for (person, slots) in fixed.chain(seats.iter().map(|seat| (seat.person, &seat.slots))) {
        let section = world.section(person);
        slots
            .clone()
            .for_each(|slot| *away.entry((section, slot)).or_default() += 1);
    }
    seats.retain(|seat| {
        let section = world.section(seat.person);
        seat.slots.clone().all(|slot| {
            away.get(&(section, slot))
                .is_none_or(|&count| count <= world.most_away[section][slot])
        })
    });
}

/// What was announced to be done alone and still serves a need, by person: the activity, and the half day after it. Enough days must be
/// left on which the person is there; what is past has shown what it could.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn lines_done_alone(
    board: &PlanLines<'_, '_>,
    previous: &Plan,
) -> BTreeMap<usize, Vec<(usize, i64)>> {
    let (world, model) = (board.world, board.world.model);
    let mut alone: BTreeMap<usize, Vec<(usize, i64)>> = BTreeMap::new();
    for line in &previous.self_paced {
        let activity = model.activity_ids.index(&line.activity);
        let Some(activity) = activity.filter(|&at| world.courses[at].is_alone) else {
            continue;
        };
        let over = half_day(line.until, Half::Afternoon) + 1;
        for person in line
            .people
            .iter()
            .filter_map(|id| model.people.ids.index(id))
        {
            let from = half_day(line.from, Half::Morning);
            let needed = world.days_alone(person, activity, from);
            if board.facts.is_served(person, &model.activities[activity])
                && world.is_in_phase(person, activity, (from, over))
                && world.whole_days(person, from, over).take(needed).count() == needed
            {
                alone.entry(person).or_default().push((activity, over));
            }
        }
    }
    alone
}

/// Leaves out what is done alone and relies on something that is not over before it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn retain_supplied(
    board: &PlanLines<'_, '_>,
    person: usize,
    seats: &[PromisedSeat],
    lines: &mut Vec<(usize, i64)>,
) {
    let (world, model) = (board.world, board.world.model);
    loop {
        let all = lines.clone();
        lines.retain(|&(activity, end)| {
            let supplies = |by: usize, step: ObjectiveAndLevel| {
                by != activity && teaches(&model.activities[by].teaches, step)
            };
            board
                .facts
                .requires(world, person, activity)
                .into_iter()
                .all(|step| {
                    seats.iter().any(|seat| {
                        supplies(seat.activity, step) && world.time(&seat.slots).1 < end
                    }) || all
                        .iter()
                        .any(|&(by, over)| supplies(by, step) && over <= end)
                })
        });
        if lines.len() == all.len() {
            return;
        }
    }
}

/// Leaves out seats before which something that they require is not over, and those of people who would be in two places.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn retain_in_order(board: &PlanLines<'_, '_>, previous: &Plan, seats: &mut Vec<PromisedSeat>) {
    let (world, model) = (board.world, board.world.model);
    let mut of_person: BTreeMap<usize, Vec<PromisedSeat>> = BTreeMap::new();
    for seat in seats.iter() {
        of_person.entry(seat.person).or_default().push(seat.clone());
    }
    let mut alone = lines_done_alone(board, previous);
    for (&person, lines) in &mut alone {
        let own = of_person.get(&person).map_or(&[][..], Vec::as_slice);
        retain_supplied(board, person, own, lines);
    }
    let teaching = |person: usize, slots: &Range<usize>| {
        world.trainer_of.get(&person).is_some_and(|&trainer| {
            let id = &world.trainers[trainer].id;
            seats.iter().any(|seat| {
                previous.sessions[seat.session].trainer.as_ref() == Some(id)
                    && overlap(&seat.slots, slots)
            })
        })
    };
    let keep: Vec<bool> = seats
        .iter()
        .map(|seat| {
            let own = of_person.get(&seat.person).map_or(&[][..], Vec::as_slice);
            let from = world.time(&seat.slots).0;
            let supplied = board
                .facts
                .requires(world, seat.person, seat.activity)
                .into_iter()
                .all(|step| {
                    let supplies = |by: usize, over: i64| {
                        by != seat.activity
                            && over <= from
                            && teaches(&model.activities[by].teaches, step)
                    };
                    own.iter()
                        .any(|other| supplies(other.activity, world.time(&other.slots).1))
                        || alone
                            .get(&seat.person)
                            .is_some_and(|lines| lines.iter().any(|&(by, over)| supplies(by, over)))
                });
            let alone_there = own
                .iter()
                .filter(|other| overlap(&other.slots, &seat.slots))
                .count()
                == 1;
            let once = own
                .iter()
                .filter(|other| other.activity == seat.activity)
                .count()
                == 1;
            supplied && alone_there && once && !teaching(seat.person, &seat.slots)
        })
        .collect();
    let mut keep = keep.into_iter();
    seats.retain(|_| keep.next().unwrap_or(false));
}
