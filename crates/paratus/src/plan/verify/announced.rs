//! What was announced: ids and versions of sessions, what is withdrawn or goes on, and when own time ends.

use super::plan_facts::half_day;
use super::plan_lines::PlanLines;
use super::{PlanRule, Violations};
use crate::Code;
use crate::document::Half;
use crate::finding::{Sentence, Statement, say};
use crate::plan::{Plan, PlanSession, SelfPacedActivity};
use std::collections::{BTreeMap, BTreeSet};

/// Whether a session is still to come when the plan begins.
pub(super) fn is_to_come(board: &PlanLines<'_, '_>, session: &PlanSession) -> bool {
    session.start >= board.world.plan.from
}

/// Whether two versions of a session are at the same time and place with the same trainer.
pub(super) fn is_same_place(a: &PlanSession, b: &PlanSession) -> bool {
    (a.start, a.half, &a.site, &a.room, &a.trainer)
        == (b.start, b.half, &b.site, &b.room, &b.trainer)
}

/// Whether two sessions have the same room or the same trainer.
pub(super) fn shares_house(a: &PlanSession, b: &PlanSession) -> bool {
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
pub(super) fn is_open(board: &PlanLines<'_, '_>, session: &PlanSession) -> bool {
    let plan = board.world.plan;
    let is_cancelled = plan.settings.cancelled.contains(&session.session);
    is_to_come(board, session)
        || board.world.is_earlier(session)
        || is_cancelled && plan.as_of <= session.end
}

/// Whether two plans enter sessions in calendars by the same clock, as far as the one before says it.
fn is_same_clock(before: &Plan, now: &Plan) -> bool {
    before.settings.clock.is_none() || before.settings.clock == now.settings.clock
}

/// Whether two versions of a session are the same for all who have it in a calendar: title, place, time, length and participants.
fn is_same_entry(a: &PlanSession, b: &PlanSession) -> bool {
    let minutes = |session: &PlanSession| (session.hours * 60.0).round();
    let is_same_length = minutes(a) == minutes(b) && (a.end, a.end_half) == (b.end, b.end_half);
    let is_same_section = a.sections.is_empty() || a.sections == b.sections;
    let is_same_title = a.title.is_empty() || a.title == b.title;
    is_same_place(a, b)
        && is_same_length
        && a.people == b.people
        && is_same_section
        && is_same_title
}

/// Ids are for life: never of another activity, never used again; the sequence counts the versions of a session, and all who
/// had it announced have it, or the plan says that they do not.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn identity(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
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
        let is_same = is_same_clock(previous, plan) && is_same_entry(known, session);
        let sequence = known.sequence + u32::from(!is_same);
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
    let other_clock = u32::from(!is_same_clock(previous, plan));
    let newly = before
        .values()
        .filter(|session| is_open(board, session))
        .map(|session| (session, session.sequence + 1));
    let carried = was_cancelled
        .values()
        .filter(|session| session.end >= plan.as_of)
        .map(|session| (session, session.sequence + other_clock));
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
        let is_version = |one: &PlanSession| {
            (one.start, one.half, one.end, one.end_half)
                == (session.start, session.half, session.end, session.end_half)
        };
        let mut versions = previous.withdrawn_sessions.iter();
        let other_clock = u32::from(!is_same_clock(previous, plan));
        let carried = versions.any(|one| {
            (&one.session, one.sequence + other_clock) == (&session.session, session.sequence)
                && is_version(one)
        });
        let number = now.get(id).map(|held| held.sequence);
        let is_now =
            before.get(id).is_some_and(|one| is_version(one)) && number == Some(session.sequence);
        if !(carried || is_now) {
            found.add(PlanRule::Identity, id, say!(NotAsAnnounced));
        }
        if !own.iter().any(|entry| known.contains(entry)) {
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
pub(super) fn earlier(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
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
    own_time_before(board, previous, found);
    for line in plan.self_paced.iter().filter(|line| line.from < plan.from) {
        let is_same = |id: &String| {
            let mut same = previous.every_self_paced();
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

/// What people do alone until this plan begins is as it was announced, for those who have had the days for it.
fn own_time_before(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (plan, world) = (board.world.plan, board.world);
    // By activity, person and days.
    let people_of = |line: &SelfPacedActivity| {
        let activity = world.model.activity_ids.index(&line.activity);
        let days = (line.from, line.until);
        let people = line.people.iter();
        let people = people.filter_map(|id| world.model.people.ids.index(id));
        let people: Vec<_> = people.map(|person| (activity, person, days)).collect();
        people
    };
    let mut expected = BTreeSet::new();
    for line in previous.every_self_paced() {
        let is_done = |(activity, person, _): &(Option<usize>, usize, _)| {
            activity.is_some_and(|activity| world.is_done_before(*person, activity, line))
        };
        expected.extend(people_of(line).into_iter().filter(is_done));
    }
    for line in &plan.earlier_self_paced {
        let known = people_of(line);
        let is_same = |one: &_| expected.remove(one);
        if known.len() < line.people.len() || !known.iter().all(is_same) {
            found.add(PlanRule::Identity, &line.activity, say!(NotAsAnnounced));
        }
    }
    for (activity, person, _) in expected {
        let activity = activity.and_then(|at| world.model.activities.get(at));
        let says = say!(SeatNotKept {
            session: activity.map_or("", |activity| activity.id.as_str())
        });
        found.add(PlanRule::Promises, world.name(person), says);
    }
}

/// What is said of trainers and rooms that are away while a session which has begun goes on, and of people who leave before an announced
/// session is over and have no seat in it any more, holds; and nothing of it is left out.
#[expect(clippy::indexing_slicing, reason = "indices of the model's tables")]
pub(super) fn findings(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let (world, plan, model) = (board.world, board.world.plan, board.world.model);
    let mut expected: BTreeMap<(&str, Statement), Code> = BTreeMap::new();
    for session in &plan.earlier_sessions {
        let away = [
            ("trainer", &session.trainer, world.trainer_away_on(session)),
            ("room", &session.room, world.room_closed_on(session)),
        ];
        let away = away.into_iter();
        for (kind, id, date) in away.filter_map(|(kind, id, date)| Some((kind, id, date?))) {
            let says = say!(AwayAtSession {
                kind: kind,
                id: id.as_deref().unwrap_or_default(),
                session: &session.session,
                date: date
            });
            expected.insert((&session.session, says), Code::AwayAtSession);
        }
        let activity = model.activity_ids.index(&session.activity);
        let least = activity.map_or(0, |at| world.courses[at].min);
        let people = session.people.len();
        if session.start > plan.as_of && !session.pinned && people < least {
            let says = say!(EarlierSessionSmall {
                session: &session.session,
                date: session.start,
                people: people,
                least: least
            });
            expected.insert((&session.session, says), Code::SessionTooSmall);
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
            Sentence::AwayAtSession
                | Sentence::EarlierSessionSmall
                | Sentence::LeaveBeforeSessionEnds
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
pub(super) fn own_ends(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
    let world = board.world;
    for line in previous.every_self_paced() {
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
            if alone.until > end
                && board.release(person, activity) < end
                && board.done_alone(person, alone, own.len()) <= end
            {
                let says = say!(EndNotKept {
                    activity: &line.activity,
                    until: line.until
                });
                found.add(PlanRule::Untouched, world.name(person), says);
            }
        }
    }
}
