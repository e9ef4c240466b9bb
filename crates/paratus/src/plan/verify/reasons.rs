//! Reasons, counted again over every start; and unmet needs that a free seat would meet.

use super::people_facts::VerifiedNeed;
use super::plan_facts::{PlanFacts, day_of, teaches};
use super::plan_lines::PlanLines;
use super::{PlanRule, Violations};
use crate::finding::{Statement, say};
use crate::model::{Level, Model};
use crate::plan::{DateReason, StartCause, UnplacedCause, UnplacedNeed, Witness};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Checks every reason that is given.
pub(super) fn check(board: &mut PlanLines<'_, '_>, found: &mut Violations) {
    unmet(board, found);
    dates(board, found);
}

/// What keeps a person from an activity at a start.
enum Obstacle {
    Cause(StartCause),
    /// Nothing: a seat is free, or a session could be opened.
    None,
}

/// What keeps a new session from being opened, by activity, site and start: the same for everybody who is no trainer.
type Openings = BTreeMap<(usize, Option<usize>, usize), Option<StartCause>>;

fn unmet(board: &PlanLines<'_, '_>, found: &mut Violations) {
    let world = board.world;
    if !world.plan.unplaced.iter().any(is_given) {
        return;
    }
    let direct = pools(board);
    let with_steps = with_steps(board, direct.clone());
    let (mut openings, mut step_openings) = (Openings::new(), Openings::new());
    let free = FreeSeats::new(board);
    for unplaced in &world.plan.unplaced {
        let person = world.model.people.ids.index(&unplaced.person);
        let objective = world.model.objective_ids.index(&unplaced.objective);
        // What means nothing or is not needed is reported by the rule on needs.
        let Some((person, objective)) = person.zip(objective) else {
            continue;
        };
        let Some(need) = board.facts.need(person, objective) else {
            continue;
        };
        if !is_given(unplaced) {
            continue;
        }
        free_seat(board, person, need, &free, found);
        let waiting = (direct.as_slice(), &mut openings, &free);
        if let Some(says) = wrong_reason(board, unplaced, (person, need.step), waiting) {
            found.add(PlanRule::Reasons, &unplaced.person, says);
        }
        let waiting = (with_steps.as_slice(), &mut step_openings, &free);
        if let Some(says) = wrong_step(board, unplaced, person, waiting) {
            found.add(PlanRule::Reasons, &unplaced.person, says);
        }
    }
}

/// Whether a reason can be judged: plans of other tools may name a cause without counting the starts that it prevented.
fn is_given(unplaced: &UnplacedNeed) -> bool {
    unplaced.witness.starts > 0
        || matches!(
            unplaced.cause,
            UnplacedCause::Circle
                | UnplacedCause::EarlierStep
                | UnplacedCause::NoRoom
                | UnplacedCause::NoTrainer
                | UnplacedCause::Prerequisite
                | UnplacedCause::Untaught
        )
}

/// Sessions with free seats, by activity: of many sessions few have any.
struct FreeSeats {
    all: Vec<Vec<usize>>,
    /// Those that take further people: what the request pins or freezes may be closed to them.
    open: Vec<Vec<usize>>,
}

impl FreeSeats {
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    fn new(board: &PlanLines<'_, '_>) -> FreeSeats {
        let model = board.world.model;
        let written = model.sessions.iter().map(|session| &session.id);
        let written: BTreeSet<&String> = written.collect();
        let is_open = |at: &usize| {
            let session = board.held[*at].session;
            !session.pinned || written.contains(&session.session)
        };
        let free = |activity| {
            let sessions = board.sessions_of(activity).iter().copied();
            sessions.filter(|&at| board.has_free_seat(at)).collect()
        };
        let all: Vec<Vec<usize>> = (0..model.activities.len()).map(free).collect();
        let open = all
            .iter()
            .map(|list| list.iter().copied().filter(is_open).collect());
        FreeSeats {
            open: open.collect(),
            all,
        }
    }
}

/// No session has a free seat in which the person could be taught what is unmet.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn free_seat(
    board: &PlanLines<'_, '_>,
    person: usize,
    need: VerifiedNeed,
    free: &FreeSeats,
    found: &mut Violations,
) {
    let world = board.world;
    for (activity, compiled) in world.model.activities.iter().enumerate() {
        if !teaches(&compiled.teaches, need.step) || board.takes(person, activity) {
            continue;
        }
        for &at in &free.open[activity] {
            if board.has_seat_for(person, at) {
                let name = world.model.name_of(need.step.0, need.step.1);
                let says = say!(UnmetBesideFreeSeat {
                    objective: name,
                    session: &board.held[at].session.session
                });
                found.add(PlanRule::FreeSeat, world.name(person), says);
                return;
            }
        }
    }
}

/// What is wrong with the reason for which an earlier step of an unmet need has no place.
fn wrong_step(
    board: &PlanLines<'_, '_>,
    unplaced: &UnplacedNeed,
    person: usize,
    waiting: Waiting<'_>,
) -> Option<Statement> {
    let model = board.world.model;
    let inner = unplaced.earlier_step.as_deref()?;
    let step = step_of(model, inner);
    let name = step.map_or_else(
        || inner.objective.clone(),
        |step| model.name_of(step.0, step.1),
    );
    if unplaced.missing.as_ref() != Some(&name) {
        let objective = &unplaced.objective;
        return Some(say!(CauseStepTaught {
            objective: objective,
            missing: name
        }));
    }
    wrong_reason(board, inner, (person, step?), waiting)
}

/// The objective and level of a need that is written, where the programme has them.
fn step_of(model: &Model, written: &UnplacedNeed) -> Option<(usize, Level)> {
    let objective = model.objective_ids.index(&written.objective)?;
    let level = model.objectives.get(objective)?;
    Some((objective, level.find_level(written.level.as_deref())?))
}

/// By activity the people who wait for it, what keeps sessions for them from being opened, and the seats that are free.
type Waiting<'w> = (&'w [BTreeSet<usize>], &'w mut Openings, &'w FreeSeats);

/// What is wrong with the reason of an unmet need, or of a step to one.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn wrong_reason(
    board: &PlanLines<'_, '_>,
    unplaced: &UnplacedNeed,
    (person, step): (usize, (usize, Level)),
    (pools, openings, free): Waiting<'_>,
) -> Option<Statement> {
    let world = board.world;
    let model = world.model;
    let need = board.facts.need(person, step.0);
    let is_step = need.is_none_or(|need| need.step != step);
    let name = model.name_of(step.0, step.1);
    let taught_by: Vec<usize> = (0..model.activities.len())
        .filter(|&at| teaches(&model.activities[at].teaches, step))
        .collect();
    let activity = unplaced
        .activity
        .as_ref()
        .map(|id| (id, model.activity_ids.index(id)));
    if let Some((id, at)) = activity
        && at.is_none_or(|at| !taught_by.contains(&at))
    {
        return Some(say!(CauseOfOtherActivity {
            objective: name,
            activity: id
        }));
    }
    let activity = activity.and_then(|(_, at)| at);
    let at_site = |at: usize| world.site(person).filter(|_| world.courses[at].at_site);
    match unplaced.cause {
        UnplacedCause::Untaught => {
            return (!taught_by.is_empty()).then(|| say!(CauseTaught { objective: name }));
        }
        UnplacedCause::Circle | UnplacedCause::Prerequisite => {
            let reached = reachable(board, person);
            let can_be_taken = taught_by.iter().any(|at| reached.contains(at));
            return can_be_taken.then(|| say!(CauseRequirementsTaught { objective: name }));
        }
        UnplacedCause::NoRoom => {
            let fits = |at: usize| {
                let course = &world.courses[at];
                let site = world.site(person);
                !course.needs_room
                    || world
                        .rooms
                        .iter()
                        .any(|room| room.site == site && room.seats >= course.min)
            };
            let fits = activity.is_none_or(fits);
            return fits.then(|| say!(CauseRoomFits { objective: name }));
        }
        UnplacedCause::NoTrainer => {
            let able = |at: usize| {
                let (course, site) = (&world.courses[at], at_site(at));
                course.skill.is_none_or(|skill| {
                    let skilled = |trainer: &&super::plan_facts::VerifiedTrainer| {
                        trainer.skills.contains(&skill)
                    };
                    let reaches = |trainer: &super::plan_facts::VerifiedTrainer| {
                        !course.at_site || trainer.site.is_none() || trainer.site == site
                    };
                    let comes = |trainer: &&super::plan_facts::VerifiedTrainer| {
                        trainer.is_there.contains(&true)
                    };
                    world
                        .trainers
                        .iter()
                        .filter(skilled)
                        .filter(comes)
                        .any(reaches)
                })
            };
            let able = activity.is_none_or(able);
            return able.then(|| say!(CauseTrainerHasSkill { objective: name }));
        }
        _ => {}
    }
    let written = &unplaced.witness;
    let Some(at) = activity else {
        return Some(say!(CauseWithoutActivity {
            objective: name,
            cause: unplaced.cause.name()
        }));
    };
    let course = &world.courses[at];
    if course.is_alone || course.window.is_none() {
        return None;
    }
    let missing = unplaced.missing.as_deref();
    if let Some(missing) = missing.filter(|missing| !waits_for(board, person, at, missing)) {
        return Some(say!(CauseStepTaught {
            objective: name,
            missing: missing
        }));
    }
    if unplaced.cause == UnplacedCause::EarlierStep && written.starts == 0 {
        let is_met = board.ready_from(person, at).is_some();
        return is_met.then(|| say!(CauseRequirementsMet { objective: name }));
    }
    let mut counted: BTreeMap<StartCause, u32> = BTreeMap::new();
    for &start in &course.starts {
        let slots = world.range(at, start as usize);
        let is_seat_free = |held: &usize| {
            board.held[*held].slots.start == slots.start && board.has_seat_for(person, *held)
        };
        if is_step && free.all[at].iter().any(is_seat_free) {
            *counted.entry(StartCause::Search).or_default() += 1;
            continue;
        }
        match obstacle(board, person, at, &slots, pools, openings) {
            Obstacle::Cause(cause) => *counted.entry(cause).or_default() += 1,
            // A session for the sake of what comes after it may not be worth it.
            Obstacle::None if is_step => *counted.entry(StartCause::Search).or_default() += 1,
            Obstacle::None => {
                let day = day_of(world.slots[slots.start]);
                return Some(say!(CauseCouldBeTaken {
                    objective: name,
                    activity: &model.activities[at].id,
                    date: day
                }));
            }
        }
    }
    let counted = Witness {
        starts: course.starts.len() as u32,
        causes: counted,
    };
    if let Some([counted, written]) = differs(written, &counted) {
        return Some(say!(CauseCountsDiffer {
            objective: name,
            counted: counted,
            written: written
        }));
    }
    // Of equal counts the later cause is named.
    let most = counted
        .causes
        .iter()
        .max_by_key(|(cause, count)| (**count, **cause))
        .map(|(cause, _)| *cause)
        .filter(|cause| *cause != StartCause::Search);
    let expected = most.map_or(UnplacedCause::Window.name(), StartCause::name);
    let cause = unplaced.cause.name();
    (cause != expected).then(|| {
        say!(CauseDiffers {
            objective: name,
            cause: expected,
            written: cause
        })
    })
}

/// Whether an activity waits for a step, near or far, that nothing which a person takes teaches.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn waits_for(board: &PlanLines<'_, '_>, person: usize, activity: usize, missing: &str) -> bool {
    let model = board.world.model;
    let (mut seen, mut open) = (BTreeSet::from([activity]), vec![activity]);
    while let Some(at) = open.pop() {
        for step in board.requires(person, at) {
            let supplies = |by: &usize| *by != at && teaches(&model.activities[*by].teaches, step);
            let suppliers: Vec<usize> = (0..model.activities.len()).filter(supplies).collect();
            if suppliers.iter().any(|&by| board.takes(person, by)) {
                continue;
            }
            if model.name_of(step.0, step.1) == missing {
                return true;
            }
            open.extend(suppliers.into_iter().filter(|by| seen.insert(*by)));
        }
    }
    false
}

/// What is counted and what is written, where they differ; counts of 0 may be left out.
fn differs(written: &Witness, counted: &Witness) -> Option<[Vec<String>; 2]> {
    let mut kept = written.clone();
    kept.causes.retain(|_, count| *count > 0);
    (kept != *counted).then(|| [counts(counted), counts(&kept)])
}

/// The counts by their names, as they are in a plan.
fn counts(witness: &Witness) -> Vec<String> {
    let causes = witness.causes.iter();
    let causes = causes.map(|(cause, count)| format!("{}: {count}", cause.name()));
    [format!("starts: {}", witness.starts)]
        .into_iter()
        .chain(causes)
        .collect()
}

/// Activities that a person could come to at all: whatever they require is held, or taught by others that they could come to before.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn reachable(board: &PlanLines<'_, '_>, person: usize) -> BTreeSet<usize> {
    let world = board.world;
    let activities = &world.model.activities;
    let serves = |at: &usize| board.facts.is_served(person, &activities[*at]);
    let mut open: Vec<(usize, Vec<(usize, Level)>)> = (0..activities.len())
        .filter(serves)
        .map(|at| (at, board.facts.requires(world, person, at)))
        .collect();
    let mut reached = BTreeSet::new();
    loop {
        let supplied = |step: &(usize, Level), at: usize| {
            reached
                .iter()
                .any(|&by: &usize| by != at && teaches(&activities[by].teaches, *step))
        };
        let next: Vec<usize> = open
            .iter()
            .filter(|(at, steps)| steps.iter().all(|step| supplied(step, *at)))
            .map(|(at, _)| *at)
            .collect();
        if next.is_empty() {
            return reached;
        }
        open.retain(|(at, _)| !next.contains(at));
        reached.extend(next);
    }
}

/// By activity: people with a need that it teaches and that nothing meets.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn pools(board: &PlanLines<'_, '_>) -> Vec<BTreeSet<usize>> {
    let activities = &board.world.model.activities;
    let mut pools = vec![BTreeSet::new(); activities.len()];
    for person in 0..board.world.model.people.len() {
        if board.facts.leaves(person) {
            continue;
        }
        let unmet: Vec<VerifiedNeed> = board
            .facts
            .needs(person)
            .iter()
            .copied()
            .filter(|&need| !board.is_met(person, need))
            .collect();
        for (at, activity) in activities.iter().enumerate() {
            if unmet
                .iter()
                .any(|need| teaches(&activity.teaches, need.step))
                && !board.takes(person, at)
            {
                pools[at].insert(person);
            }
        }
    }
    pools
}

/// The same with those who wait for an activity as a step to something else, as the plan says it.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn with_steps(board: &PlanLines<'_, '_>, mut pools: Vec<BTreeSet<usize>>) -> Vec<BTreeSet<usize>> {
    let model = board.world.model;
    for unplaced in &board.world.plan.unplaced {
        let person = model.people.ids.index(&unplaced.person);
        let inner = unplaced.earlier_step.as_deref();
        let step = inner.and_then(|inner| step_of(model, inner));
        let Some((person, step)) = person.zip(step) else {
            continue;
        };
        for (at, activity) in model.activities.iter().enumerate() {
            if teaches(&activity.teaches, step) && !board.takes(person, at) {
                pools[at].insert(person);
            }
        }
    }
    pools
}

/// The first cause that keeps a person from an activity in some half days.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn obstacle(
    board: &PlanLines<'_, '_>,
    person: usize,
    activity: usize,
    slots: &Range<usize>,
    pools: &[BTreeSet<usize>],
    openings: &mut Openings,
) -> Obstacle {
    let world = board.world;
    let from = world.time(slots).0;
    if !world.is_there(person, slots) || board.release(person, activity) > from {
        return Obstacle::Cause(StartCause::Away);
    }
    if board
        .ready_from(person, activity)
        .is_none_or(|ready| ready > from)
    {
        return Obstacle::Cause(StartCause::EarlierStep);
    }
    if board.is_busy(person, slots, None) {
        return Obstacle::Cause(StartCause::Busy);
    }
    if board.free_absences(world.section(person), slots) == 0 {
        return Obstacle::Cause(StartCause::Absence);
    }
    let site = world
        .site(person)
        .filter(|_| world.courses[activity].at_site);
    let cause = if world.trainer_of.contains_key(&person) {
        opening(board, activity, site, slots, &pools[activity], &[person])
    } else {
        *openings
            .entry((activity, site, slots.start))
            .or_insert_with(|| opening(board, activity, site, slots, &pools[activity], &[]))
    };
    cause.map_or(Obstacle::None, Obstacle::Cause)
}

/// What keeps a new session of an activity from being opened in some half days.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn opening(
    board: &PlanLines<'_, '_>,
    activity: usize,
    site: Option<usize>,
    slots: &Range<usize>,
    pool: &BTreeSet<usize>,
    learners: &[usize],
) -> Option<StartCause> {
    let course = &board.world.courses[activity];
    if !board.has_room(activity, site, slots, course.min) {
        return Some(StartCause::Room);
    }
    let trainers = board.free_trainers(activity, site, slots, learners);
    if trainers.is_empty() {
        return Some(StartCause::Trainer);
    }
    // Anyone who teaches it does not sit in it.
    let teaches =
        |trainer: &Option<usize>| trainer.and_then(|trainer| board.world.trainers[trainer].person);
    let enough = trainers
        .iter()
        .any(|trainer| could_come(board, activity, site, slots, (pool, teaches(trainer))));
    (!enough).then_some(StartCause::Minimum)
}

/// Whether as many people as the smallest session takes could come to a new session, for something that nothing meets.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn could_come(
    board: &PlanLines<'_, '_>,
    activity: usize,
    site: Option<usize>,
    slots: &Range<usize>,
    (pool, teacher): (&BTreeSet<usize>, Option<usize>),
) -> bool {
    let world = board.world;
    let from = world.time(slots).0;
    let min = world.courses[activity].min;
    let mut spare: BTreeMap<usize, u32> = BTreeMap::new();
    let mut count = 0;
    for &person in pool.iter().filter(|&&person| Some(person) != teacher) {
        let comes = (!world.courses[activity].at_site || world.site(person) == site)
            && board.release(person, activity) <= from
            && world.is_there(person, slots)
            && !board.is_busy(person, slots, None)
            && board
                .ready_from(person, activity)
                .is_some_and(|ready| ready <= from);
        let section = world.section(person);
        let left = spare
            .entry(section)
            .or_insert_with(|| board.free_absences(section, slots));
        if comes && *left > 0 {
            *left -= 1;
            count += 1;
            if count >= min {
                return true;
            }
        }
    }
    false
}

/// What stood in the way of holding each session earlier, with the same people.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn dates(board: &mut PlanLines<'_, '_>, found: &mut Violations) {
    for at in 0..board.held.len() {
        let session = board.held[at].session;
        let written = &session.reason.witness;
        // Without counts only that it is as early as can be can be judged.
        let is_given = written.starts > 0 || session.reason.date == DateReason::Earliest;
        if session.pinned || !is_given {
            continue;
        }
        if board.world.courses[board.held[at].activity]
            .window
            .is_none()
        {
            continue;
        }
        board.count(at, false);
        let (counted, latest) = earlier_starts(board, at);
        board.count(at, true);
        let expected = latest.map_or(DateReason::Earliest.name(), |cause| match cause {
            StartCause::EarlierStep => DateReason::Prerequisite.name(),
            other => other.name(),
        });
        let name = session.reason.date.name();
        let says = match differs(written, &counted) {
            Some([counted, written]) => say!(DateCountsDiffer {
                counted: counted,
                written: written
            }),
            None if name != expected => say!(DateReasonDiffers {
                reason: expected,
                written: name
            }),
            None => continue,
        };
        found.add(PlanRule::Reasons, &session.session, says);
    }
}

/// The earlier starts of a session that is taken out of the board, by cause, and the cause at the latest of them.
#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
fn earlier_starts(board: &PlanLines<'_, '_>, at: usize) -> (Witness, Option<StartCause>) {
    let (world, held) = (board.world, &board.held[at]);
    let people = &held.people;
    let group = SessionGroup::new(board, at);
    let mut counted: BTreeMap<StartCause, u32> = BTreeMap::new();
    let (mut starts, mut latest) = (0, None);
    let earlier = world.courses[held.activity]
        .starts
        .iter()
        .map(|&start| start as usize);
    for start in earlier.take_while(|&start| start < held.slots.start) {
        let slots = world.range(held.activity, start);
        let from = world.time(&slots).0;
        let cause = if group.is_away(world, &slots, from) {
            StartCause::Away
        } else if group.ready.is_none_or(|ready| ready > from) {
            StartCause::EarlierStep
        } else if slots.clone().any(|slot| group.busy.contains(&slot)) {
            StartCause::Busy
        } else if group
            .sections
            .iter()
            .any(|(&section, &count)| board.free_absences(section, &slots) < count)
        {
            StartCause::Absence
        } else if !board.has_room(held.activity, held.site, &slots, people.len().max(1)) {
            StartCause::Room
        } else if board
            .free_trainers(held.activity, held.site, &slots, people)
            .is_empty()
        {
            StartCause::Trainer
        } else {
            StartCause::Search
        };
        *counted.entry(cause).or_default() += 1;
        starts += 1;
        latest = Some(cause);
    }
    (
        Witness {
            starts,
            causes: counted,
        },
        latest,
    )
}

/// The people of a session as a whole.
struct SessionGroup {
    /// When what it requires is over for everybody.
    ready: Option<i64>,
    /// People who are not there all the time.
    sometimes_away: Vec<usize>,
    /// The first half day in which everybody can take what it refreshes.
    release: i64,
    /// Half days in which somebody sits elsewhere or teaches.
    busy: BTreeSet<usize>,
    /// How many come from each section.
    sections: BTreeMap<usize, u32>,
}

impl SessionGroup {
    #[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
    fn new(board: &PlanLines<'_, '_>, at: usize) -> SessionGroup {
        let (world, held) = (board.world, &board.held[at]);
        let mut group = SessionGroup {
            ready: Some(i64::MIN),
            sometimes_away: Vec::new(),
            release: i64::MIN,
            busy: BTreeSet::new(),
            sections: BTreeMap::new(),
        };
        for &person in &held.people {
            let ready = board.ready_from(person, held.activity);
            group.ready = group
                .ready
                .zip(ready)
                .map(|(known, ready)| known.max(ready));
            if !world.is_always_there(person) {
                group.sometimes_away.push(person);
            }
            group.release = group.release.max(board.release(person, held.activity));
            for &other in board.seats_of(person).iter().filter(|other| **other != at) {
                group.busy.extend(board.held[other].slots.clone());
            }
            if let Some(&trainer) = world.trainer_of.get(&person) {
                for &other in board
                    .taught_by(trainer)
                    .iter()
                    .filter(|other| **other != at)
                {
                    group.busy.extend(board.held[other].slots.clone());
                }
            }
            *group.sections.entry(world.section(person)).or_default() += 1;
        }
        group
    }

    /// Whether somebody is not there in some half days, or it would refresh too early.
    fn is_away(&self, world: &PlanFacts<'_>, slots: &Range<usize>, from: i64) -> bool {
        self.release > from
            || self
                .sometimes_away
                .iter()
                .any(|&person| !world.is_there(person, slots))
    }
}
