//! The hard rules of a plan, held against every line of it.

use crate::board::{Board, Held};
use crate::needs::Needs;
use crate::plan::{Plan, Session};
use crate::step::Step;
use crate::world::{World, date};
use std::collections::{BTreeMap, BTreeSet};

/// What is wrong: the kind by which failures are counted and shrunk, and the instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Failure {
    pub(crate) kind: String,
    pub(crate) text: String,
}

pub(crate) fn failure(kind: &str, text: impl Into<String>) -> Failure {
    Failure {
        kind: kind.to_owned(),
        text: text.into(),
    }
}

/// Reads the lines of a plan onto a board and collects every rule that they break.
pub(crate) fn board<'w>(
    world: &'w World,
    needs: &'w Needs,
    plan: &Plan,
    step: &Step,
) -> (Board<'w>, Vec<Failure>) {
    let mut board = Board::new(world, needs);
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for session in &plan.sessions {
        if !ids.insert(session.session.as_str()) {
            found.push(failure(
                "rule reference",
                format!("two sessions are called `{}`", session.session),
            ));
        }
        if let Some(held) = read(world, session, step, &mut found) {
            board.add(held);
        }
    }
    for line in &plan.self_paced {
        let Some(activity) = world
            .activity(&line.activity)
            .filter(|&at| world.activities[at].is_alone())
        else {
            found.push(failure(
                "rule reference",
                format!("nobody does `{}` alone", line.activity),
            ));
            continue;
        };
        let time = (
            i64::from(line.from.days()) * 2,
            i64::from(line.until.days()) * 2 + 2,
        );
        if line.from > line.until || line.until < plan.from || line.until > plan.until {
            found.push(failure(
                "rule calendar",
                format!("`{}` from {} to {}", line.activity, line.from, line.until),
            ));
        }
        for id in &line.people {
            match world.person(id) {
                Some(person) if board.alone.insert((person, activity), time).is_some() => {
                    found.push(failure(
                        "rule double_booked",
                        format!("`{id}` does `{}` twice", line.activity),
                    ));
                }
                Some(person) => {
                    let (first, last) = world.activities[activity].window;
                    let outside = |day: i32| {
                        let slot = i64::from(day) * 2;
                        !(first..=last).contains(&day)
                            && world.slots.contains(&slot)
                            && world.person_is_there(person, slot)
                            && world.person_is_there(person, slot + 1)
                    };
                    if line.from >= plan.from && (line.from.days()..=line.until.days()).any(outside)
                    {
                        found.push(failure(
                            "rule calendar",
                            format!("`{}` is not in its phase", line.activity),
                        ));
                    }
                }
                None => found.push(failure("rule reference", format!("there is no `{id}`"))),
            }
        }
    }
    for at in 0..board.sessions.len() {
        places(&board, at, &mut found);
    }
    absence(&board, &mut found);
    for person in 0..world.people.len() {
        person_rules(&board, person, &mut found);
    }
    spared(&board, step, &mut found);
    figures(&board, plan, step, &mut found);
    found.extend(pinned(world, plan, step));
    (board, found)
}

/// Whether a session may be smaller than its activity's smallest: pinned by the programme, the request or an earlier plan, or frozen.
pub(crate) fn is_exempt(world: &World, step: &Step, id: &str, start_day: i32) -> bool {
    let before = step
        .previous
        .as_ref()
        .and_then(|plan| plan.sessions.iter().find(|known| known.session == id));
    world
        .sessions
        .iter()
        .any(|known| known.pinned && known.id == id)
        || step.pins().iter().any(|(session, _)| session == id)
        || before.is_some_and(|known| {
            known.pinned || step.frozen_until().is_some_and(|until| start_day <= until)
        })
}

fn read(world: &World, session: &Session, step: &Step, found: &mut Vec<Failure>) -> Option<Held> {
    let id = &session.session;
    let Some(at) = world
        .activity(&session.activity)
        .filter(|&at| !world.activities[at].is_alone())
    else {
        found.push(failure(
            "rule reference",
            format!("`{id}`: there are no sessions of `{}`", session.activity),
        ));
        return None;
    };
    let activity = &world.activities[at];
    let mut people = BTreeSet::new();
    for person in &session.people {
        match world.person(person) {
            Some(person) if people.insert(person) => {}
            Some(_) => found.push(failure(
                "rule double_booked",
                format!("`{person}` is twice in `{id}`"),
            )),
            None => found.push(failure(
                "rule reference",
                format!("`{id}`: there is no `{person}`"),
            )),
        }
    }
    let exempt = is_exempt(world, step, id, session.start.days());
    if session.pinned && !exempt {
        found.push(failure("rule pinned", format!("nothing pins `{id}`")));
    }
    let start = session.begins();
    let first = world.slots.binary_search(&start).ok();
    let places = world.places(activity, start).or_else(|| {
        // What is pinned may lie anywhere on working days.
        first
            .filter(|first| exempt && first + activity.length <= world.slots.len())
            .map(|first| first..first + activity.length)
    });
    let Some(places) = places else {
        found.push(failure(
            "rule calendar",
            format!(
                "`{id}` cannot begin on {} ({})",
                session.start, session.half
            ),
        ));
        return None;
    };
    if session.ends() != world.slots[places.end - 1] {
        found.push(failure(
            "rule calendar",
            format!("`{id}` ends on {} ({})", session.end, session.end_half),
        ));
    }
    if session.phase.is_some() && activity.phase.is_some() && session.phase != activity.phase {
        found.push(failure(
            "rule calendar",
            format!("`{id}` belongs to another phase"),
        ));
    }
    let room = session
        .room
        .as_deref()
        .and_then(|name| world.rooms.iter().position(|room| room.id == name));
    let trainer = session
        .trainer
        .as_deref()
        .and_then(|name| world.trainers.iter().position(|one| one.id == name));
    if session.room.is_some() != room.is_some() || session.trainer.is_some() != trainer.is_some() {
        found.push(failure(
            "rule reference",
            format!("`{id}` is in {:?} with {:?}", session.room, session.trainer),
        ));
    }
    let seats = session.seats as usize;
    let written = world
        .sessions
        .iter()
        .find(|known| known.id == *id)
        .and_then(|known| known.seats);
    let most = world.capacity(at, room);
    if seats > written.unwrap_or(most).max(most)
        || (seats < most
            && written.is_none()
            && before(step, id).is_none_or(|known| known as usize != seats))
    {
        found.push(failure(
            "rule seats",
            format!("`{id}` has {seats} seats, not {most}"),
        ));
    }
    if people.len() > seats {
        found.push(failure(
            "rule seats",
            format!("`{id}` has {seats} seats and {} people", people.len()),
        ));
    }
    if people.len() < activity.min.max(1) && !exempt {
        found.push(failure(
            "rule seats",
            format!(
                "`{id}` has {} people, fewer than {}",
                people.len(),
                activity.min
            ),
        ));
    }
    Some(Held {
        id: id.clone(),
        activity: at,
        start,
        end: world.slots[places.end - 1] + 1,
        places,
        site: session.site.clone(),
        room,
        trainer,
        seats,
        people,
        exempt,
        closed: exempt && !world.sessions.iter().any(|known| known.id == *id),
    })
}

/// The seats that an announced session had.
fn before(step: &Step, id: &str) -> Option<u32> {
    step.previous
        .as_ref()?
        .sessions
        .iter()
        .find(|known| known.session == id)
        .map(|known| known.seats)
}

/// Room, trainer and site of a session.
fn places(board: &Board<'_>, at: usize, found: &mut Vec<Failure>) {
    let (world, held) = (board.world, &board.sessions[at]);
    let activity = &world.activities[held.activity];
    let mut add =
        |kind: &str, text: String| found.push(failure(kind, format!("`{}`: {text}", held.id)));
    match held.room.map(|room| (room, &world.rooms[room])) {
        Some((at, room)) => {
            if !activity.needs_room() {
                add("rule room", "needs no room".to_owned());
            }
            if room.site != held.site || room.seats < held.people.len() {
                add(
                    "rule room",
                    format!("`{}` is elsewhere or too small", room.id),
                );
            }
            if held
                .places
                .clone()
                .any(|place| !world.room_is_there(at, world.slots[place]))
            {
                add("rule room", format!("`{}` is closed", room.id));
            }
        }
        None if activity.needs_room() && !world.rooms.is_empty() => {
            add("rule room", "has no room".to_owned());
        }
        None => {}
    }
    match held.trainer {
        Some(trainer) => {
            // Its own half days do not count against it.
            let mut without = board.clone();
            without.assign(at, held.room, None);
            if !without.can_teach(trainer, held.activity, held.site.as_deref(), &held.places) {
                add(
                    "rule trainer",
                    format!(
                        "`{}` is taken, away, elsewhere, or lacks the skill",
                        world.trainers[trainer].id
                    ),
                );
            }
        }
        None if activity.skill.is_some() && !world.trainers.is_empty() => {
            add("rule trainer", "has no trainer".to_owned());
        }
        None => {}
    }
    for other in board.sessions.iter().skip(at + 1) {
        let overlaps = held.places.start < other.places.end && other.places.start < held.places.end;
        if overlaps && held.room.is_some() && held.room == other.room {
            add("rule room", format!("shares its room with `{}`", other.id));
        }
    }
    if activity.at_a_site() {
        for &person in &held.people {
            if world.site_of(person) != held.site.as_deref() {
                add(
                    "rule room",
                    format!("`{}` works at another site", world.people[person].id),
                );
            }
        }
    }
}

/// No section misses more people than it may, in any half day.
fn absence(board: &Board<'_>, found: &mut Vec<Failure>) {
    for (at, section) in board.world.sections.iter().enumerate() {
        let excess = board.excess(at, &(0..board.world.slots.len()));
        if excess > 0 {
            let text = format!("`{}`: {excess} more are away than may be", section.id);
            found.push(failure("rule absence", text));
        }
    }
}

/// A person is there, in one place at a time, after what everything requires, and for something needed.
fn person_rules(board: &Board<'_>, person: usize, found: &mut Vec<Failure>) {
    let world = board.world;
    let id = &world.people[person].id;
    let held: Vec<_> = board.sessions_of(person).collect();
    let lines = held
        .iter()
        .map(|held| (held.activity, held.start, held.end, held.id.as_str()));
    let alone: Vec<_> = board.alone_of(person).collect();
    let alone = alone.iter().map(|&(activity, (from, until))| {
        (
            activity,
            from,
            until,
            world.activities[activity].id.as_str(),
        )
    });
    let all: Vec<_> = lines.chain(alone).collect();
    for (at, session) in held.iter().enumerate() {
        if !board.is_there(person, &session.places) {
            found.push(failure(
                "rule employment",
                format!("`{id}` is not there for `{}`", session.id),
            ));
        }
        for other in held.iter().skip(at + 1) {
            let overlaps =
                session.places.start < other.places.end && other.places.start < session.places.end;
            if overlaps || session.activity == other.activity {
                found.push(failure(
                    "rule double_booked",
                    format!("`{id}`: `{}` and `{}`", session.id, other.id),
                ));
            }
        }
        if let Some(trainer) = world.people[person].trainer {
            let teaches = board
                .sessions
                .iter()
                .filter(|other| other.trainer == Some(trainer));
            for other in teaches {
                if session.places.start < other.places.end
                    && other.places.start < session.places.end
                {
                    found.push(failure(
                        "rule double_booked",
                        format!("`{id}` teaches `{}` and sits in `{}`", other.id, session.id),
                    ));
                }
            }
        }
    }
    for &(activity, start, end, line) in &all {
        match board.ready_from(person, activity) {
            Some(ready) if ready <= start => {}
            // Of two things done alone in the same days one can be done first.
            Some(ready) if world.activities[activity].is_alone() && ready <= end => {}
            _ => {
                let steps: Vec<String> = board
                    .needs
                    .requires(person, activity)
                    .iter()
                    .map(|&step| world.name(step))
                    .collect();
                found.push(failure(
                    "rule order",
                    format!("`{id}`: `{line}` before {}", steps.join(", ")),
                ));
            }
        }
        let needs = || {
            board.needs.of[person].iter().filter(|need| {
                world.activities[activity]
                    .teaches
                    .iter()
                    .any(|taught| taught.0 == need.step.0)
            })
        };
        if needs().count() == 0 {
            found.push(failure(
                "rule unneeded",
                format!("`{id}` needs nothing of `{line}`"),
            ));
        } else {
            let release = board.release(person, activity);
            // What is done alone can be done on its last day.
            let last = if world.activities[activity].is_alone() {
                end - 1
            } else {
                start
            };
            if last < release {
                let text = format!("`{id}`: `{line}` before {}", date((release / 2) as i32));
                found.push(failure("rule refresh", text));
            }
        }
    }
}

/// What people are newly given to do alone teaches something that no seat of theirs does, or something relies on it.
fn spared(board: &Board<'_>, step: &Step, found: &mut Vec<Failure>) {
    let world = board.world;
    let announced = |person: &str, activity: &str| {
        let mut lines = step.previous.iter().flat_map(|plan| &plan.self_paced);
        lines.any(|line| line.activity == activity && line.people.iter().any(|id| id == person))
    };
    for &(person, at) in board.alone.keys() {
        let (known, id) = (&world.activities[at], &world.people[person].id);
        let seats: Vec<usize> = board
            .sessions_of(person)
            .map(|held| held.activity)
            .collect();
        let others = board.alone_of(person).map(|(activity, _)| activity);
        let others: Vec<usize> = others.chain(seats.iter().copied()).collect();
        let needs = &board.needs.of[person];
        let serves = needs.iter().any(|need| {
            let seated = seats
                .iter()
                .any(|&by| world.activities[by].teaches(need.step));
            known.teaches(need.step) && !seated
        });
        let supplies = others.iter().filter(|&&other| other != at).any(|&other| {
            let steps = board.needs.requires(person, other);
            steps.iter().any(|&step| known.teaches(step))
        });
        if !serves && !supplies && !announced(id, &known.id) {
            let text = format!(
                "`{id}` does `{}` alone, and seats teach all of it",
                known.id
            );
            found.push(failure("rule spared", text));
        }
    }
}

/// The cost of the plan is that of its lines.
fn figures(board: &Board<'_>, plan: &Plan, step: &Step, found: &mut Vec<Failure>) {
    let planning = &step.document["planning"];
    let wage = planning
        .get("wage_per_hour")
        .and_then(serde_json::Value::as_f64)
        .unwrap_or(40.0);
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    let mut lines = 1;
    let mut add = |activity: usize, people: usize, session: bool| {
        let activity = &board.world.activities[activity];
        let people = people as f64;
        *sums.entry("sessions").or_default() += if session { activity.cost } else { 0.0 };
        *sums.entry("seats").or_default() += activity.cost_per_person * people;
        *sums.entry("time").or_default() += activity.hours * wage * people;
        lines += 1;
    };
    board
        .sessions
        .iter()
        .for_each(|held| add(held.activity, held.people.len(), true));
    board
        .alone
        .keys()
        .for_each(|&(_, activity)| add(activity, 1, false));
    let off = |said: f64, sum: f64| (said - sum).abs() > 0.02 * f64::from(lines);
    for (name, sum) in sums {
        let said = plan.costs.get(name).copied().unwrap_or(0.0);
        if off(said, sum) {
            found.push(failure(
                "rule figures",
                format!("costs.{name} is {said}, the lines add up to {sum}"),
            ));
        }
    }
    let whole: f64 = plan.costs.values().sum();
    if off(plan.cost, whole) {
        found.push(failure(
            "rule figures",
            format!("the cost is {}, its parts are {whole}", plan.cost),
        ));
    }
}

/// Sessions that the programme pins take place where they are written, where that can be.
fn pinned(world: &World, plan: &Plan, step: &Step) -> Vec<Failure> {
    let mut found = Vec::new();
    for known in world
        .sessions
        .iter()
        .filter(|known| known.pinned && !step.cancelled().contains(&known.id))
    {
        let activity = &world.activities[known.activity];
        let Ok(first) = world.slots.binary_search(&known.start) else {
            continue;
        };
        let slots = world.slots.get(first..first + activity.length);
        let able = |trainer: usize| {
            activity
                .skill
                .as_ref()
                .is_some_and(|skill| world.trainers[trainer].skills.contains(skill))
                && slots.is_some_and(|slots| {
                    slots
                        .iter()
                        .all(|&slot| world.trainer_is_there(trainer, slot))
                })
        };
        let taught = activity.skill.is_none()
            || world.trainers.is_empty()
            || (0..world.trainers.len()).any(able);
        let open = |room: usize| {
            slots.is_some_and(|slots| slots.iter().all(|&slot| world.room_is_there(room, slot)))
        };
        let housed =
            !activity.needs_room() || world.rooms.is_empty() || (0..world.rooms.len()).any(open);
        let released = plan
            .released
            .iter()
            .any(|gone| gone.session == known.id && gone.person.is_none());
        let planned = plan
            .sessions
            .iter()
            .find(|session| session.session == known.id);
        if taught
            && housed
            && !released
            && planned.is_none_or(|session| session.begins() != known.start)
        {
            found.push(failure(
                "rule pinned",
                format!("`{}` is not where the programme pins it", known.id),
            ));
        }
    }
    found
}

/// Whether the needs of everyone are met or listed, and nothing is listed that is met or not needed.
pub(crate) fn coverage(board: &Board<'_>, plan: &Plan) -> Vec<Failure> {
    let world = board.world;
    let mut found = Vec::new();
    let mut listed: BTreeSet<(usize, usize)> = BTreeSet::new();
    for need in &plan.unplaced {
        let known = world
            .person(&need.person)
            .zip(world.objective(&need.objective));
        let Some((person, objective)) = known else {
            found.push(failure(
                "needs",
                format!("there is no `{}` of `{}`", need.objective, need.person),
            ));
            continue;
        };
        let own = board.needs.find(person, objective);
        let level = world.level(objective, need.level.as_deref());
        if own.is_none_or(|own| Some(own.step.1) != level) {
            found.push(failure(
                "needs",
                format!(
                    "`{}` of `{}` is listed as unmet and not needed",
                    need.objective, need.person
                ),
            ));
        } else if own.is_some_and(|own| board.meets(person, own)) {
            found.push(failure(
                "needs",
                format!(
                    "`{}` of `{}` is listed as unmet and met",
                    need.objective, need.person
                ),
            ));
        }
        listed.insert((person, objective));
    }
    for person in 0..world.people.len() {
        for need in board.unmet(person) {
            if !listed.contains(&(person, need.step.0)) {
                let text = format!(
                    "`{}` of `{}` is neither met nor listed",
                    world.name(need.step),
                    world.people[person].id
                );
                found.push(failure("needs", text));
            }
        }
    }
    if (plan.status == "feasible") != plan.unplaced.is_empty() {
        found.push(failure(
            "needs",
            format!(
                "{} unmet, and the plan is {}",
                plan.unplaced.len(),
                plan.status
            ),
        ));
    }
    found
}
