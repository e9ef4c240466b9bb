//! Seats about which everything still holds as it was announced: they are where they were.

use super::announced::{is_same_place, is_to_come, shares_house};
use super::people_facts::ObjectiveAndLevel;
use super::plan_facts::{half_day, teaches};
use super::plan_lines::{PlanLines, ReadSession, overlap};
use super::promises::{has_room, has_trainer, site_of, slots_of};
use super::{PlanRule, Violations};
use crate::document::Half;
use crate::finding::say;
use crate::plan::{Plan, PlanSession};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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
pub(super) fn untouched(board: &PlanLines<'_, '_>, previous: &Plan, found: &mut Violations) {
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
        let site = site_of(board, session);
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
    let to_come = previous.self_paced.iter();
    for line in to_come.filter(|line| line.until >= world.plan.from) {
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
                && board.release(person, activity) < over
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
