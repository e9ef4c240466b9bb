//! People: there, in one place at a time, after what everything requires, for something that they need; and never too many away.

use super::plan_facts::{PlanFacts, teaches};
use super::plan_lines::{PlanLines, VerifiedSelfStudy, overlap};
use super::sessions::unknown;
use super::{PlanRule, Violations};
use crate::finding::say;
use std::collections::BTreeMap;

/// What people do alone, by person; what cannot be read is reported.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn read_alone<'a>(
    world: &PlanFacts<'a>,
    found: &mut Violations,
) -> BTreeMap<usize, Vec<VerifiedSelfStudy<'a>>> {
    let (plan, model) = (world.plan, world.model);
    let mut alone: BTreeMap<usize, Vec<VerifiedSelfStudy<'a>>> = BTreeMap::new();
    for line in &plan.self_paced {
        let Some(activity) = model.activity_ids.index(&line.activity) else {
            found.add(
                PlanRule::Reference,
                &line.activity,
                unknown("activity", &line.activity),
            );
            continue;
        };
        if !world.courses[activity].is_alone {
            found.add(PlanRule::Reference, &line.activity, say!(NotDoneAlone));
        }
        if line.from > line.until || line.until < plan.from || line.until > plan.until {
            let says = say!(NoTimeOfPlan {
                from: line.from,
                until: line.until
            });
            found.add(PlanRule::Calendar, &line.activity, says);
        }
        for id in &line.people {
            match model.people.ids.index(id) {
                Some(person) => alone
                    .entry(person)
                    .or_default()
                    .push(VerifiedSelfStudy::new(line, activity)),
                None => found.add(PlanRule::Reference, &line.activity, unknown("person", id)),
            }
        }
    }
    alone
}

/// Holds every rule of people against everybody who has a seat or does something alone.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn check(board: &PlanLines<'_, '_>, found: &mut Violations) {
    for section in 0..board.world.model.sections.len() {
        if let Some((away, most)) = board.excess(section) {
            let says = say!(MoreAwayThanAllowed {
                away: away,
                most: most
            });
            let id = &board.world.model.sections[section].id;
            found.add(PlanRule::Absence, id, says);
        }
    }
    for person in 0..board.world.model.people.len() {
        if board.seats_of(person).is_empty() && board.alone_of(person).is_empty() {
            continue;
        }
        presence(board, person, found);
        double_booked(board, person, found);
        order(board, person, found);
        needed(board, person, found);
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn presence(board: &PlanLines<'_, '_>, person: usize, found: &mut Violations) {
    let world = board.world;
    for held in board.seats_of(person).iter().map(|&at| &board.held[at]) {
        if !world.is_there(person, &held.slots) {
            let says = say!(NotThereAtSession {
                session: &held.session.session
            });
            found.add(PlanRule::Presence, world.name(person), says);
        }
    }
    for alone in board.alone_of(person) {
        // Whole days, on which the person is there from morning to evening.
        let needed = world.days_alone(person, alone.activity, alone.from);
        let days = world.whole_days(person, alone.from, alone.until);
        if !world.is_in_phase(person, alone.activity, (alone.from, alone.until)) {
            let says = say!(OwnTimeOutsidePhase {
                activity: &alone.line.activity,
                from: alone.line.from,
                until: alone.line.until
            });
            found.add(PlanRule::Calendar, world.name(person), says);
        }
        if days.take(needed).count() < needed {
            let says = say!(NotThereToLearn {
                activity: &alone.line.activity,
                from: alone.line.from,
                until: alone.line.until
            });
            found.add(PlanRule::Presence, world.name(person), says);
        }
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn double_booked(board: &PlanLines<'_, '_>, person: usize, found: &mut Violations) {
    let world = board.world;
    let mut add = |says| found.add(PlanRule::DoubleBooked, world.name(person), says);
    let seats = board.seats_of(person);
    for (nth, &at) in seats.iter().enumerate() {
        let held = &board.held[at];
        for other in seats.iter().skip(nth + 1).map(|&other| &board.held[other]) {
            let (one, two) = (&held.session.session, &other.session.session);
            if held.activity == other.activity {
                add(say!(SessionsOfOneActivity {
                    first: one,
                    second: two
                }));
            } else if overlap(&held.slots, &other.slots) {
                add(say!(SessionsOverlap {
                    first: one,
                    second: two
                }));
            }
        }
        let teaches = world
            .trainer_of
            .get(&person)
            .map_or(&[][..], |&trainer| board.taught_by(trainer));
        for other in teaches.iter().map(|&other| &board.held[other]) {
            if overlap(&held.slots, &other.slots) {
                add(say!(TeachesAndSits {
                    teaches: &other.session.session,
                    sits: &held.session.session
                }));
            }
        }
    }
    let alone = board.alone_of(person);
    for (nth, line) in alone.iter().enumerate() {
        let again = alone
            .iter()
            .skip(nth + 1)
            .any(|other| other.activity == line.activity);
        if again
            || seats
                .iter()
                .any(|&at| board.held[at].activity == line.activity)
        {
            add(say!(TakesTwice {
                activity: &line.line.activity
            }));
        }
    }
}

/// Whatever an activity requires is held, or taught by something that is over before, in whichever order the rest is.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn order(board: &PlanLines<'_, '_>, person: usize, found: &mut Violations) {
    let world = board.world;
    let activities = &world.model.activities;
    let sessions: Vec<(usize, i64, i64, bool)> = board
        .seats_of(person)
        .iter()
        .map(|&at| {
            let (from, until) = world.time(&board.held[at].slots);
            (board.held[at].activity, from, until, false)
        })
        .chain(
            board
                .alone_of(person)
                .iter()
                .map(|alone| (alone.activity, alone.from, alone.until, true)),
        )
        .collect();
    for &(activity, from, until, alone) in &sessions {
        let waits_for_itself = alone && board.ready_from(person, activity) == Some(i64::MAX);
        for step in board.requires(person, activity) {
            let supplies = |&(by, begins, ends, by_alone): &(usize, i64, i64, bool)| {
                // Of two things that are done alone in the same days one can be done first.
                let before = if alone && by_alone {
                    begins <= from && ends <= until
                } else {
                    ends <= from
                };
                by != activity && before && teaches(&activities[by].teaches, step)
            };
            if waits_for_itself || !sessions.iter().any(supplies) {
                let name = world.model.name_of(step.0, step.1);
                let says = say!(BeforeWhatItRequires {
                    activity: &activities[activity].id,
                    objective: name
                });
                found.add(PlanRule::Order, world.name(person), says);
            }
        }
    }
}

/// Everything that somebody takes teaches something that they need; what only refreshes comes in its time.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn needed(board: &PlanLines<'_, '_>, person: usize, found: &mut Violations) {
    let (world, needs) = (board.world, board.facts.needs(person));
    let mut judge = |activity: usize, at: i64| {
        let release = board.release(person, activity);
        let activity = &world.model.activities[activity];
        let own = || {
            needs.iter().filter(|need| {
                activity
                    .teaches
                    .iter()
                    .any(|taught| taught.0 == need.step.0)
            })
        };
        if own().next().is_none() {
            let says = say!(NeedsNothingOf {
                activity: &activity.id
            });
            found.add(PlanRule::Unneeded, world.name(person), says);
        } else if at < release {
            let says = say!(RefreshesEarly {
                activity: &activity.id
            });
            found.add(PlanRule::Refresh, world.name(person), says);
        }
    };
    for held in board.seats_of(person).iter().map(|&at| &board.held[at]) {
        judge(held.activity, world.time(&held.slots).0);
    }
    for alone in board.alone_of(person) {
        judge(alone.activity, alone.until - 1);
    }
}
