//! Judges one plan against everything that PLANNING.md promises of it: rules, needs, free seats, reasons, what changed.

use crate::board::{Board, Cause};
use crate::hold::{Outcome, hold};
use crate::needs::{Need, Needs};
use crate::plan::{Plan, Session, Witness};
use crate::rules::{Failure, board, coverage, failure};
use crate::step::Step;
use crate::world::{World, date, day};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan is found to be.
#[derive(Default)]
pub(crate) struct Verdict {
    pub(crate) failures: Vec<Failure>,
    /// Needs that are not met, and how many the held and filled plan leaves.
    pub(crate) unmet: usize,
    pub(crate) held_unmet: usize,
    /// Announced seats that nothing touched, and how many of them are elsewhere now.
    pub(crate) untouched: usize,
    pub(crate) moved: usize,
    /// Promises lost, by reason.
    pub(crate) lost: BTreeMap<String, usize>,
    pub(crate) free_seats: usize,
    /// Reasons that were looked at, and false ones.
    pub(crate) reasons: usize,
    pub(crate) false_reasons: usize,
}

pub(crate) fn judge(step: &Step, plan: &Value) -> Verdict {
    let plan: Plan = match serde_json::from_value(plan.clone()) {
        Ok(plan) => plan,
        Err(error) => {
            return Verdict {
                failures: vec![failure("shape", error.to_string())],
                ..Verdict::default()
            };
        }
    };
    let days = (day(&step.as_of), plan.from.days(), plan.until.days());
    let world = World::read(&step.document, &step.options, days);
    let needs = Needs::new(&world, &step.evidence, step.refreshes());
    let (board, mut found) = board(&world, &needs, &plan, step);
    found.extend(coverage(&board, &plan));
    let mut verdict = Verdict {
        unmet: plan.unplaced.len(),
        ..Verdict::default()
    };
    free_seats(&board, &mut found, &mut verdict);
    unmet_reasons(&board, &plan, &mut found, &mut verdict);
    date_reasons(&board, &plan, &mut found, &mut verdict);
    let held = hold(&world, &needs, step);
    changes(&board, &held, step, &plan, &mut found, &mut verdict);
    verdict.held_unmet = held.board.unmet_count();
    let unmet = board.unmet_count();
    // Without a plan before there is nothing to hold, and filling is only another way to seek a plan: the sums are compared.
    if step.previous.is_some() && unmet > verdict.held_unmet {
        let mut better = String::new();
        for person in 0..world.people.len() {
            for need in board
                .unmet(person)
                .into_iter()
                .filter(|&need| held.board.meets(person, need))
                .take(1)
            {
                better = format!(
                    "; for instance `{}` of `{}`",
                    world.name(need.step),
                    world.people[person].id
                );
            }
        }
        found.push(failure(
            "held and filled",
            format!(
                "{unmet} unmet, and {} where held and filled{better}",
                verdict.held_unmet
            ),
        ));
    }
    verdict.failures = found;
    verdict
}

/// No unmet need has a free seat, time to be met alone, or people enough for a session of its own.
fn free_seats(board: &Board<'_>, found: &mut Vec<Failure>, verdict: &mut Verdict) {
    let world = board.world;
    let pools = board.pools();
    let mut openings = Openings::default();
    for person in 0..world.people.len() {
        let id = &world.people[person].id;
        for need in board.unmet(person) {
            let name = world.name(need.step);
            let seat = (0..board.sessions.len()).find(|&at| board.fits(person, need, at));
            if let Some(held) = seat.map(|at| &board.sessions[at]) {
                found.push(failure(
                    "free seat",
                    format!("`{name}` of `{id}` in `{}`", held.id),
                ));
                verdict.free_seats += 1;
                continue;
            }
            for (at, activity) in world
                .activities
                .iter()
                .enumerate()
                .filter(|(_, known)| known.teaches(need.step))
            {
                if let Some((from, until)) = board.alone_time(person, need, at) {
                    let days = format!(
                        "{} to {}",
                        date((from / 2) as i32),
                        date((until / 2) as i32 - 1)
                    );
                    found.push(failure(
                        "free time",
                        format!("`{name}` of `{id}` by `{}` from {days}", activity.id),
                    ));
                    verdict.free_seats += 1;
                    break;
                }
                if activity.is_alone() || board.takes(person, at) {
                    continue;
                }
                let open = |&start: &i64| {
                    openings.cause(board, &pools, person, need, at, start) == Cause::Search
                };
                if let Some(start) = world.starts(activity).into_iter().find(open) {
                    let half = if start % 2 == 0 {
                        "morning"
                    } else {
                        "afternoon"
                    };
                    let when = format!("{} ({half})", date((start / 2) as i32));
                    found.push(failure(
                        "session not opened",
                        format!("`{name}` of `{id}`: `{}` on {when}", activity.id),
                    ));
                    verdict.free_seats += 1;
                    break;
                }
            }
        }
    }
}

/// What keeps new sessions from being held, by activity, site and start: the same for everybody.
#[derive(Default)]
struct Openings(BTreeMap<(usize, Option<String>, i64), Cause>);

impl Openings {
    /// The first cause that keeps a person from an activity at a start.
    fn cause(
        &mut self,
        board: &Board<'_>,
        pools: &[Vec<usize>],
        person: usize,
        need: Need,
        activity: usize,
        start: i64,
    ) -> Cause {
        let world = board.world;
        let known = &world.activities[activity];
        let places = world.places(known, start).expect("a start");
        if let Some(cause) = board.own_cause(person, need, activity, &places) {
            return cause;
        }
        let site = world.site_of(person).filter(|_| known.at_a_site());
        let key = (activity, site.map(str::to_owned), start);
        let open = |learner: Option<usize>| {
            board
                .opening(&pools[activity], activity, site, &places, learner)
                .err()
                .unwrap_or(Cause::Search)
        };
        if world.people[person].trainer.is_some() {
            return open(Some(person));
        }
        *self.0.entry(key).or_insert_with(|| open(None))
    }
}

/// The reasons of unmet needs, counted again over all starts.
fn unmet_reasons(board: &Board<'_>, plan: &Plan, found: &mut Vec<Failure>, verdict: &mut Verdict) {
    let world = board.world;
    let pools = board.pools();
    let mut openings = Openings::default();
    for unplaced in &plan.unplaced {
        let known = world
            .person(&unplaced.person)
            .zip(world.objective(&unplaced.objective));
        let Some((person, need)) = known
            .and_then(|(person, objective)| Some((person, board.needs.find(person, objective)?)))
        else {
            continue;
        };
        verdict.reasons += 1;
        let name = format!("`{}` of `{}`", world.name(need.step), unplaced.person);
        let mut wrong = |text: String| {
            found.push(failure(
                "false reason of an unmet need",
                format!("{name}: {text}"),
            ));
            verdict.false_reasons += 1;
        };
        let taught = world
            .activities
            .iter()
            .any(|activity| activity.teaches(need.step));
        let activity = unplaced
            .activity
            .as_deref()
            .and_then(|id| world.activity(id));
        let cause = unplaced.cause.as_str();
        let Some(at) = activity else {
            match cause {
                "untaught" if !taught => {}
                "untaught" => wrong("something teaches it".to_owned()),
                "circle" | "prerequisite" => {
                    if reached(board, person)
                        .iter()
                        .any(|&at| world.activities[at].teaches(need.step))
                    {
                        wrong("something teaches it whose requirements can all be met".to_owned());
                    }
                }
                _ => wrong(format!("`{cause}` of no activity")),
            }
            continue;
        };
        let known = &world.activities[at];
        if !known.teaches(need.step) {
            wrong(format!("`{}` does not teach it", known.id));
            continue;
        }
        let site = world.site_of(person).filter(|_| known.at_a_site());
        match cause {
            "untaught" => {
                wrong("something teaches it".to_owned());
                continue;
            }
            "circle" | "prerequisite" => {
                if reached(board, person).contains(&at) {
                    wrong(format!("what `{}` requires can all be met", known.id));
                }
                continue;
            }
            "no_room" => {
                let room = world
                    .rooms
                    .iter()
                    .any(|room| room.site.as_deref() == site && room.seats >= known.min.max(1));
                if room || !known.needs_room() {
                    wrong("there is a room".to_owned());
                }
                continue;
            }
            "no_trainer" => {
                // Somebody who is away at every start is no trainer of this plan.
                let there = |trainer: usize| {
                    world
                        .starts(known)
                        .into_iter()
                        .filter_map(|start| world.places(known, start))
                        .any(|places| {
                            places
                                .into_iter()
                                .all(|place| world.trainer_is_there(trainer, world.slots[place]))
                        })
                };
                let able = |at: usize| {
                    let trainer = &world.trainers[at];
                    known
                        .skill
                        .as_ref()
                        .is_some_and(|skill| trainer.skills.contains(skill))
                        && (!known.at_a_site()
                            || trainer.site.is_none()
                            || trainer.site.as_deref() == site)
                        && there(at)
                };
                if (0..world.trainers.len()).any(able) {
                    wrong("there is a trainer".to_owned());
                }
                continue;
            }
            _ => {}
        }
        if known.is_alone() {
            continue;
        }
        let starts = world.starts(known);
        let mut own = Witness {
            starts: starts.len() as u64,
            causes: BTreeMap::new(),
        };
        for &start in &starts {
            let cause = openings.cause(board, &pools, person, need, at, start);
            *own.causes.entry(cause.name().to_owned()).or_default() += 1;
        }
        if let Some(text) = compare(&own, unplaced.witness.as_ref(), cause) {
            wrong(format!("`{}`: {text}", known.id));
        }
    }
}

/// Activities that a person could come to at all: whatever they require is held, or taught by others of them.
fn reached(board: &Board<'_>, person: usize) -> BTreeSet<usize> {
    let world = board.world;
    let mut reached: BTreeSet<usize> = BTreeSet::new();
    loop {
        let useful = |at: &usize| {
            world.activities[*at]
                .teaches
                .iter()
                .any(|taught| board.needs.find(person, taught.0).is_some())
        };
        let supplied = |at: usize, step: crate::world::Step| {
            reached
                .iter()
                .any(|&by| by != at && world.activities[by].teaches(step))
        };
        let next: Vec<usize> = (0..world.activities.len())
            .filter(|at| !reached.contains(at) && useful(at))
            .filter(|&at| {
                board
                    .needs
                    .requires(person, at)
                    .iter()
                    .all(|&step| supplied(at, step))
            })
            .collect();
        if next.is_empty() {
            return reached;
        }
        reached.extend(next);
    }
}

/// In which order causes are counted; of equal counts the later is the cause.
const ORDER: [&str; 8] = [
    "away",
    "earlier_step",
    "busy",
    "absence",
    "room",
    "trainer",
    "minimum",
    "search",
];

/// What is wrong with a reason beside what was counted again. Plans without witnesses must name a cause that at least occurs.
fn compare(own: &Witness, said: Option<&Witness>, cause: &str) -> Option<String> {
    let cause = match cause {
        "too_few" => "minimum",
        other => other,
    };
    let counted = own.causes.get(cause).copied().unwrap_or(0);
    let Some(said) = said else {
        let right = if cause == "window" {
            own.starts == 0
        } else {
            counted > 0
        };
        return (!right)
            .then(|| format!("the cause is said to be `{cause}`, and is {:?}", own.causes));
    };
    let mut nonzero = said.clone();
    nonzero.causes.retain(|_, count| *count > 0);
    if nonzero != *own {
        return Some(format!(
            "{} starts {:?}, counted {} {:?}",
            said.starts, nonzero.causes, own.starts, own.causes
        ));
    }
    let place = |name: &str| ORDER.iter().position(|known| *known == name);
    let largest = own
        .causes
        .iter()
        .max_by_key(|(name, count)| (**count, place(name)));
    let expected = if own.starts == 0 {
        "window"
    } else {
        largest.map_or("window", |(name, _)| name.as_str())
    };
    (cause != expected)
        .then(|| format!("the cause is `{cause}`, not `{expected}`: {:?}", own.causes))
}

/// The reasons of dates: what stood in the way at each earlier start of the session as a whole.
fn date_reasons(board: &Board<'_>, plan: &Plan, found: &mut Vec<Failure>, verdict: &mut Verdict) {
    for session in &plan.sessions {
        let Some(at) = board
            .sessions
            .iter()
            .position(|held| held.id == session.session)
        else {
            continue;
        };
        if session.reason.date == "pinned" {
            continue;
        }
        verdict.reasons += 1;
        if let Some(text) = wrong_date(board, session, at) {
            found.push(failure(
                "false reason of a date",
                format!("`{}`: {text}", session.session),
            ));
            verdict.false_reasons += 1;
        }
    }
}

fn wrong_date(board: &Board<'_>, session: &Session, at: usize) -> Option<String> {
    let world = board.world;
    let held = &board.sessions[at];
    let activity = &world.activities[held.activity];
    let mut without = board.clone();
    let people: Vec<usize> = held.people.iter().copied().collect();
    without.close(at);
    let mut own = Witness::default();
    let mut last = "earliest";
    for start in world
        .starts(activity)
        .into_iter()
        .filter(|&start| start < held.start)
    {
        let places = world.places(activity, start).expect("a start");
        own.starts += 1;
        let late = |person: &usize| {
            without
                .ready_from(*person, held.activity)
                .is_none_or(|ready| ready > start)
        };
        let mut sections: BTreeMap<usize, usize> = BTreeMap::new();
        people
            .iter()
            .for_each(|&person| *sections.entry(world.people[person].section).or_default() += 1);
        // Who sits in it does not teach it.
        let able = |trainer: &Option<usize>| {
            let person = trainer.and_then(|trainer| world.trainers[trainer].person);
            person.is_none_or(|person| !people.contains(&person))
        };
        let early = |person: &usize| board.release(*person, held.activity) > start;
        last = if people
            .iter()
            .any(|&person| !without.is_there(person, &places))
            || people.iter().any(early)
        {
            "away"
        } else if people.iter().any(late) {
            "earlier_step"
        } else if people
            .iter()
            .any(|&person| without.is_busy(person, &places))
        {
            "busy"
        } else if sections
            .iter()
            .any(|(&section, &count)| !without.spares(section, count, &places))
        {
            "absence"
        } else if without
            .free_room(
                held.activity,
                held.site.as_deref(),
                &places,
                people.len().max(1),
            )
            .is_none()
        {
            "room"
        } else if !without
            .free_trainers(held.activity, held.site.as_deref(), &places)
            .iter()
            .any(able)
        {
            "trainer"
        } else {
            "search"
        };
        *own.causes.entry(last.to_owned()).or_default() += 1;
    }
    let date = session.reason.date.as_str();
    let date = if date == "prerequisite" {
        "earlier_step"
    } else {
        date
    };
    if let Some(said) = &session.reason.witness {
        let mut nonzero = said.clone();
        nonzero.causes.retain(|_, count| *count > 0);
        if nonzero != own {
            return Some(format!(
                "{} starts {:?}, counted {} {:?}",
                said.starts, nonzero.causes, own.starts, own.causes
            ));
        }
        return (date != last).then(|| format!("the reason is `{date}`, not `{last}`"));
    }
    let occurs = if date == "earliest" {
        own.starts == 0
    } else {
        own.causes.contains_key(date)
    };
    (!occurs).then(|| {
        format!(
            "the reason is said to be `{date}`, and before it is {:?}",
            own.causes
        )
    })
}

/// Where untouched seats went, and which promises were lost.
fn changes(
    board: &Board<'_>,
    held: &Outcome<'_>,
    step: &Step,
    plan: &Plan,
    found: &mut Vec<Failure>,
    verdict: &mut Verdict,
) {
    let Some(previous) = &step.previous else {
        return;
    };
    let world = board.world;
    let now: BTreeMap<&str, &Session> = plan
        .sessions
        .iter()
        .map(|session| (session.session.as_str(), session))
        .collect();
    for session in &previous.sessions {
        let named = |id: &Option<String>| id.as_ref().is_some_and(|id| step.names(id));
        if named(&session.room) || named(&session.trainer) || step.names(&session.session) {
            continue;
        }
        for id in &session.people {
            let Some(person) = world.person(id).filter(|_| !step.names(id)) else {
                continue;
            };
            let section = &world.sections[world.people[person].section].id;
            if step.names(section)
                || board.needs.leaves(person)
                || !held.intact.contains(&(person, session.session.clone()))
            {
                continue;
            }
            verdict.untouched += 1;
            let same = now
                .get(session.session.as_str())
                .filter(|known| known.place() == session.place() && known.people.contains(id));
            if same.is_none() {
                verdict.moved += 1;
                let to = plan
                    .sessions
                    .iter()
                    .find(|known| known.activity == session.activity && known.people.contains(id));
                let to = to.map_or("nowhere", |known| known.session.as_str());
                found.push(failure(
                    "untouched seat moved",
                    format!("`{id}` from `{}` to {to}", session.session),
                ));
            }
        }
    }
    // A promise: a need of today that the announced plan meets by something still to come, while the person is employed.
    let mut promised: BTreeSet<(usize, usize, usize)> = BTreeSet::new();
    let seats = previous
        .sessions
        .iter()
        .filter(|session| session.start.days() >= world.from);
    let lines = seats.map(|session| (&session.activity, &session.people, session.end.days()));
    let alone = previous
        .self_paced
        .iter()
        .filter(|line| line.until.days() >= world.from);
    for (activity, people, last) in
        lines.chain(alone.map(|line| (&line.activity, &line.people, line.until.days())))
    {
        let Some(activity) = world.activity(activity) else {
            continue;
        };
        for person in people
            .iter()
            .filter_map(|id| world.person(id))
            .filter(|&at| world.people[at].left >= last)
        {
            let met = board.needs.of[person]
                .iter()
                .filter(|need| world.activities[activity].teaches(need.step));
            promised.extend(met.map(|need| (person, need.step.0, activity)));
        }
    }
    let kept_by = |board: &Board<'_>, (person, objective, _): &(usize, usize, usize)| {
        let need = board.needs.find(*person, *objective).expect("it is needed");
        board.meets(*person, need)
    };
    let held_lost = promised
        .iter()
        .filter(|&promise| !kept_by(&held.board, promise))
        .count();
    let lost: Vec<_> = promised
        .iter()
        .filter(|&promise| !kept_by(board, promise))
        .collect();
    for &&(person, objective, activity) in &lost {
        let need = board.needs.find(person, objective).expect("it is needed");
        let id = &world.people[person].id;
        let why = held.lost.get(&(person, activity)).copied();
        let why = why.or(step.names(id).then_some("person"));
        // Held and filled keeps this one and loses as many of other people or more.
        let why = why.or((lost.len() <= held_lost).then_some("other promises"));
        *verdict
            .lost
            .entry(why.unwrap_or("none").to_owned())
            .or_default() += 1;
        if why.is_none() {
            found.push(failure(
                "promise lost",
                format!(
                    "`{}` of `{id}`, announced by `{}`",
                    world.name(need.step),
                    world.activities[activity].id
                ),
            ));
        }
    }
}

/// Whether two plans say the same about who does what when.
pub(crate) fn same(before: &Value, after: &Value) -> Option<String> {
    let read = |plan: &Value| serde_json::from_value::<Plan>(plan.clone()).expect("a plan");
    let (mut before, mut after) = (read(before), read(after));
    let differs = |text: &str| Some(text.to_owned());
    for plan in [&mut before, &mut after] {
        plan.unplaced
            .iter_mut()
            .for_each(|need| need.witness = None);
    }
    if !after.changes.is_empty() {
        return differs(&format!("{} changes", after.changes.len()));
    }
    let known: BTreeMap<&str, &Session> = before
        .sessions
        .iter()
        .map(|session| (session.session.as_str(), session))
        .collect();
    for session in &after.sessions {
        match known.get(session.session.as_str()) {
            None => return differs(&format!("`{}` is new", session.session)),
            Some(before)
                if before.place() != session.place() || before.people != session.people =>
            {
                return differs(&format!("`{}` is not what it was", session.session));
            }
            Some(_) => {}
        }
    }
    if before.sessions.len() != after.sessions.len() {
        return differs("sessions are missing");
    }
    if before.self_paced != after.self_paced {
        return differs("what is done alone is not what it was");
    }
    let unmet = |plan: &Plan| -> BTreeSet<(String, String)> {
        plan.unplaced
            .iter()
            .map(|need| (need.person.clone(), need.objective.clone()))
            .collect()
    };
    (unmet(&before) != unmet(&after)).then(|| "other needs are unmet".to_owned())
}
