//! The selection of activities: from needs to a [`SelectionProblem`], and back.

use super::UnplacedCause;
use super::demand::{Demand, LearnerClass, ObjectiveAtLevel};
use super::engine::Depth;
use super::input::PlanInput;
use super::obstacles::can_be_held;
use super::precedence::PhasePlan;
use super::selection::{
    self, ActivitySelection, Balance, Group, Limits, Offer, SelectionProblem, Signature, TrackArray,
};
use crate::document::Mode;
use crate::model::{Activity, Model};
use crate::{Track, TrackValues};
use paratus_planner::pace::{Pace, at_once};
use std::collections::{BTreeMap, BTreeSet};

/// Small units of money in one unit of the programme's currency.
const CENTS_PER_UNIT: f64 = 100.0;
/// Small units of time in an hour.
const PARTS_PER_HOUR: f64 = 100.0;
/// Seats of a session whose activity sets no limit.
pub(super) const UNLIMITED_SEATS: u32 = 10_000;

/// What it takes to see what a class may take.
pub(super) const CLASS_WORK: u64 = 30_000;

/// Whether people do it alone, at a time of their own.
pub(super) fn is_self_paced(activity: &Activity) -> bool {
    matches!(activity.mode, Mode::ELearning | Mode::SelfStudy)
}

/// Money in small units.
pub(super) fn cents(money: f64) -> i64 {
    let cents = (money * CENTS_PER_UNIT).round();
    if cents.abs() < 4e15 {
        cents as i64
    } else {
        4_000_000_000_000_000
    }
}

/// Small units as money.
pub(super) fn money(cents: i64) -> f64 {
    cents as f64 / CENTS_PER_UNIT
}

/// Hours of a participant by track: what an activity teaches shares them equally.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn track_hours(model: &Model, activity: &Activity) -> TrackValues<f64> {
    let mut hours = TrackValues::<f64>::default();
    let share = activity.hours / activity.teaches.len().max(1) as f64;
    for &(objective, _) in &activity.teaches {
        *hours.get_mut(model.objectives[objective].track) += share;
    }
    hours
}

/// What a class may take and must cover.
#[derive(Clone, Debug, Default)]
pub(super) struct Cover {
    /// For each need that something can teach: the activities.
    pub(super) rows: Vec<(ObjectiveAtLevel, Vec<usize>)>,
    /// Needs that no activity can teach, and why.
    pub(super) blocked: BTreeMap<ObjectiveAtLevel, UnplacedCause>,
    /// Who takes the activity must take one of these too, for each requirement that is not held.
    pub(super) implies: Vec<(usize, Vec<usize>)>,
    /// The same with suppliers that may themselves wait for the activity: what no plan can do without.
    pub(super) loose: Vec<(usize, Vec<usize>)>,
    /// Needs whose activities wait for each other.
    pub(super) circles: BTreeSet<ObjectiveAtLevel>,
    /// Everything that rows and requirements name.
    pub(super) useful: BTreeSet<usize>,
    /// Objectives that are learned as somebody's requirement, beside the needs.
    pub(super) steps: BTreeSet<usize>,
}

/// Whether an activity teaches an objective up to a level.
pub(super) fn teaches(activity: &Activity, need: ObjectiveAtLevel) -> bool {
    is_taught(&activity.teaches, need)
}

/// Whether something is taught, up to its level at least.
pub(super) fn is_taught(taught: &[ObjectiveAtLevel], (objective, level): ObjectiveAtLevel) -> bool {
    taught
        .iter()
        .any(|&(taught, up_to)| taught == objective && up_to >= level)
}

/// What must be over before an activity, for a class: its [`prerequisites`], without what is taught by something that the class has begun
/// alone as well as the activity: both go on.
pub(super) fn requires(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    at: usize,
) -> BTreeSet<ObjectiveAtLevel> {
    let mut steps = prerequisites(setup, class, at);
    if class.begun.contains_key(&at) {
        let begun = || class.begun.keys().copied();
        steps.retain(|&step| !begun_teach(setup, begun(), at, step));
    }
    steps
}

/// Whether something that people have begun alone, beside an activity, teaches a step.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn begun_teach(
    setup: &PlanInput<'_>,
    mut begun: impl Iterator<Item = usize>,
    at: usize,
    step: ObjectiveAtLevel,
) -> bool {
    begun.any(|by| by != at && teaches(setup.activities[by], step))
}

/// What a class has to hold for an activity and does not: what the activity requires, and what the needs that it teaches
/// rest on. What it teaches itself it teaches in the right order.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn prerequisites(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    at: usize,
) -> BTreeSet<ObjectiveAtLevel> {
    let activity = setup.activities[at];
    let taught = activity
        .teaches
        .iter()
        .filter(|taught| class.lacks(taught.0));
    let rests = taught
        .flat_map(|taught| &setup.model.objectives[taught.0].requires)
        .copied();
    let rests = rests.filter(|&step| !teaches(activity, step));
    activity
        .requires
        .iter()
        .copied()
        .chain(rests)
        .filter(|step| !class.held.contains(step))
        .collect()
}

/// What a class may take: what teaches a need to its level, and what that requires, as long as it teaches something that
/// is needed.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn cover(setup: &PlanInput<'_>, class: &LearnerClass) -> Cover {
    let (possible, blocked) = possible(setup, class);
    let mut cover = Cover {
        blocked,
        ..Cover::default()
    };
    let depth = depths(setup, class, &possible);
    let announced = announced_depths(setup, class, &possible);
    let suppliers = |step: ObjectiveAtLevel| -> Vec<usize> {
        (0..possible.len())
            .filter(|&at| depth[at].is_some() && teaches(setup.activities[at], step))
            .collect()
    };
    for &need in class
        .needs
        .iter()
        .filter(|need| !cover.blocked.contains_key(need))
    {
        let row = suppliers(need);
        // What teaches it waits for itself, whichever way it is come to.
        if row.is_empty() {
            cover.circles.insert(need);
        } else {
            cover.rows.push((need, row));
        }
    }
    cover.blocked.extend(
        cover
            .circles
            .iter()
            .map(|need| (*need, UnplacedCause::Circle)),
    );
    let all_suppliers = |at: usize| -> BTreeSet<usize> {
        let steps = prerequisites(setup, class, at).into_iter();
        steps.flat_map(suppliers).filter(|&by| by != at).collect()
    };
    let relies_on: Vec<BTreeSet<usize>> = (0..possible.len())
        .map(|at| {
            if depth[at].is_some() {
                all_suppliers(at)
            } else {
                BTreeSet::new()
            }
        })
        .collect();
    let mut open: Vec<usize> = cover
        .rows
        .iter()
        .flat_map(|(_, row)| row)
        .copied()
        .collect();
    while let Some(at) = open.pop() {
        if !cover.useful.insert(at) {
            continue;
        }
        for step in prerequisites(setup, class, at) {
            let all: Vec<usize> = suppliers(step).into_iter().filter(|&by| by != at).collect();
            // Nothing waits in a circle: of activities that may rely on each other only what can be had in fewer steps comes before.
            // Where both were announced, the steps among the announced ones count.
            let before = |by: usize| match announced[at] {
                None => depth[by] < depth[at],
                order => announced[by].is_some() && announced[by] < order,
            };
            let comes_before = |&by: &usize| before(by) || !may_rely_on(&relies_on, by, at);
            let by: Vec<usize> = all.iter().copied().filter(comes_before).collect();
            open.extend(&by);
            cover.steps.insert(step.0);
            cover.loose.push((at, all));
            cover.implies.push((at, by));
        }
    }
    cover.implies.sort();
    cover.loose.sort();
    cover
}

/// Whether an activity may rely on another, near or far.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn may_rely_on(relies_on: &[BTreeSet<usize>], at: usize, on: usize) -> bool {
    let (mut seen, mut open) = (BTreeSet::new(), vec![at]);
    while let Some(at) = open.pop() {
        if at == on {
            return true;
        }
        if seen.insert(at) {
            open.extend(relies_on[at].iter().copied());
        }
    }
    false
}

/// How many steps away each activity is: one more than the nearest suppliers of all that it requires; `None` where it
/// cannot be come to.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn depths(setup: &PlanInput<'_>, class: &LearnerClass, possible: &[bool]) -> Vec<Option<u32>> {
    let mut depth: Vec<Option<u32>> = vec![None; possible.len()];
    for round in 0..=u32::try_from(possible.len()).unwrap_or(u32::MAX) {
        let ready = |at: &usize| {
            let has = |step: &ObjectiveAtLevel| {
                (0..possible.len()).any(|by| {
                    by != *at && depth[by].is_some() && teaches(setup.activities[by], *step)
                })
            };
            possible[*at]
                && depth[*at].is_none()
                && prerequisites(setup, class, *at).iter().all(has)
        };
        let next: Vec<usize> = (0..possible.len()).filter(ready).collect();
        if next.is_empty() {
            break;
        }
        next.into_iter().for_each(|at| depth[at] = Some(round));
    }
    depth
}

/// The same among the activities that were announced to people.
fn announced_depths(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    possible: &[bool],
) -> Vec<Option<u32>> {
    let stays = |at: usize| class.announced.contains(&at);
    let possible: Vec<bool> = possible
        .iter()
        .enumerate()
        .map(|(at, &possible)| possible && stays(at))
        .collect();
    depths(setup, class, &possible)
}

/// The activities that a class can take, and the needs that none of them teaches. What requires something that cannot be learned cannot be taken; what rests on such a prerequisite cannot be taught.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn possible(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
) -> (Vec<bool>, BTreeMap<ObjectiveAtLevel, UnplacedCause>) {
    let activities = setup.activities.iter().enumerate();
    let may_take = |(at, activity): (usize, &&Activity)| {
        class.is_served_by(activity) || class.keeps(at, activity)
    };
    let mut possible: Vec<bool> = activities.map(may_take).collect();
    let mut blocked: BTreeMap<ObjectiveAtLevel, UnplacedCause> = BTreeMap::new();
    loop {
        let mut changed = false;
        for at in 0..possible.len() {
            let missing = |step: &ObjectiveAtLevel| {
                let supplies =
                    |by: usize| by != at && possible[by] && teaches(setup.activities[by], *step);
                !class.held.contains(step) && !(0..possible.len()).any(supplies)
            };
            if possible[at] && setup.activities[at].requires.iter().any(missing) {
                possible[at] = false;
                changed = true;
            }
        }
        for need in &class.needs {
            if blocked.contains_key(need) {
                continue;
            }
            let rests_on = |step: &&ObjectiveAtLevel| {
                !class.held.contains(step) && blocked.keys().any(|bad| bad.0 == step.0)
            };
            let taught = setup
                .activities
                .iter()
                .any(|activity| teaches(activity, *need));
            let can =
                (0..possible.len()).any(|at| possible[at] && teaches(setup.activities[at], *need));
            let cause = if !taught {
                UnplacedCause::Untaught
            } else if !can
                || setup.model.objectives[need.0]
                    .requires
                    .iter()
                    .any(|step| rests_on(&step))
            {
                UnplacedCause::Prerequisite
            } else {
                continue;
            };
            blocked.insert(*need, cause);
            changed = true;
        }
        if !changed {
            return (possible, blocked);
        }
    }
}

/// Hours of what an activity teaches that a class neither needs nor learns as a requirement.
pub(super) fn waste_hours(
    activity: &Activity,
    class: &LearnerClass,
    steps: &BTreeSet<usize>,
) -> f64 {
    let share = activity.hours / activity.teaches.len().max(1) as f64;
    let useful = |objective: usize| class.needs(objective).is_some() || steps.contains(&objective);
    activity
        .teaches
        .iter()
        .filter(|taught| !useful(taught.0))
        .map(|_| share)
        .sum()
}

/// What the activities cost one participant of a class, in small units: seat, time and waste.
pub(super) fn person_cost(
    setup: &PlanInput<'_>,
    activity: &Activity,
    class: &LearnerClass,
    steps: &BTreeSet<usize>,
) -> [i64; 3] {
    let waste = waste_hours(activity, class, steps) * setup.settings.waste_per_hour;
    [
        cents(activity.cost_per_person),
        cents(activity.hours * setup.settings.wage_per_hour),
        cents(waste),
    ]
}

/// Who takes what.
#[derive(Clone, Default)]
pub(super) struct SelectedActivities {
    /// By class and site: the activities, ascending.
    pub(super) of: BTreeMap<(usize, usize), Vec<usize>>,
    /// What each class may take.
    pub(super) covers: Vec<Cover>,
}

/// Selects activities for everyone.
pub(super) fn choose(
    setup: &PlanInput<'_>,
    demand: &Demand,
    phases: &PhasePlan,
    depth: Depth,
) -> SelectedActivities {
    let pace = Pace::without_pauses();
    at_once(choose_paced(setup, demand, phases, depth, &pace))
}

/// The same with pauses.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) async fn choose_paced(
    setup: &PlanInput<'_>,
    demand: &Demand,
    phases: &PhasePlan,
    depth: Depth,
    pace: &Pace,
) -> SelectedActivities {
    let limits = match depth {
        Depth::Full | Depth::Once => Limits::default(),
        Depth::Trial => Limits {
            moves: 5,
            nodes: 0,
            rounds: 20,
            ..Limits::default()
        },
    };
    let mut covers: Vec<Cover> = Vec::with_capacity(demand.classes.len());
    for class in &demand.classes {
        covers.push(cover(setup, class));
        pace.spend(CLASS_WORK).await;
    }
    let moves = demand
        .classes
        .iter()
        .any(|class| !class.announced.is_empty());
    let (groups, choice) = solve(
        setup,
        demand,
        &covers,
        limits,
        SelectionRequest {
            moves,
            able: can_be_held(setup, phases),
            loose: false,
        },
        pace,
    )
    .await;
    // What was announced stays selected as long as it serves anything, whether others would do as well or not.
    let with_announced = |((class, site), mut chosen): ((usize, usize), Vec<usize>)| {
        let announced = demand.classes[class].announced.iter().copied();
        chosen.extend(announced.filter(|at| covers[class].useful.contains(at)));
        chosen.sort_unstable();
        chosen.dedup();
        ((class, site), chosen)
    };
    let of = groups
        .into_iter()
        .zip(choice.chosen)
        .map(with_announced)
        .collect();
    SelectedActivities { of, covers }
}

/// What a choice is asked for.
#[derive(Clone, Debug, Default)]
struct SelectionRequest {
    /// Whether what was announced is kept.
    moves: bool,
    /// Of each activity, whether it can be held at all; nothing where that is not asked.
    able: Vec<bool>,
    /// Whether suppliers may wait for each other, and pinned sessions take place with few people: that is below every plan.
    loose: bool,
}

/// No choice of what the covers ask for costs less, in small units, regardless of who takes what.
pub(super) async fn bound(
    setup: &PlanInput<'_>,
    demand: &Demand,
    covers: &[Cover],
    pace: &Pace,
) -> i64 {
    let limits = Limits {
        apart: true,
        ..Limits::default()
    };
    solve(
        setup,
        demand,
        covers,
        limits,
        SelectionRequest {
            loose: true,
            ..SelectionRequest::default()
        },
        pace,
    )
    .await
    .1
    .lower_bound
}

/// The choice for each class and site.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
async fn solve(
    setup: &PlanInput<'_>,
    demand: &Demand,
    covers: &[Cover],
    limits: Limits,
    asked: SelectionRequest,
    pace: &Pace,
) -> (Vec<(usize, usize)>, ActivitySelection) {
    let mut people: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for learner in &demand.learners {
        let section = setup.model.people.section[learner.person] as usize;
        *people
            .entry((learner.class, setup.site_of(section)))
            .or_default() += 1;
    }
    let of = demand.classes.iter().zip(covers);
    let profiles: Vec<Signature> = of
        .map(|(class, cover)| signature(setup, class, cover, &asked))
        .collect();
    pace.spend(CLASS_WORK * profiles.len() as u64).await;
    let reduced = selection::reduce(&profiles);
    let group = |(&(class, site), &people): (&(usize, usize), &u32)| Group {
        people,
        signature: reduced.signature_of[class],
        site,
    };
    let problem = SelectionProblem {
        activities: offers(setup, &asked),
        balance: balance(setup),
        groups: people.iter().map(group).collect(),
        limits,
        missing_seat: missing_seat(setup),
        signatures: reduced.signatures,
    };
    let choice = selection::choose_paced(&problem, pace).await;
    (people.keys().copied().collect(), choice)
}

#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn signature(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    cover: &Cover,
    asked: &SelectionRequest,
) -> Signature {
    let (moves, loose) = (asked.moves, asked.loose);
    // Something else for what the previous plan covers is a change.
    let covered_before = |activity: &Activity| {
        let by_announced = |objective: usize| {
            class.announced.iter().any(|&at| {
                setup.activities[at]
                    .teaches
                    .iter()
                    .any(|taught| taught.0 == objective)
            })
        };
        activity.teaches.iter().any(|taught| by_announced(taught.0))
    };
    let cost = |&at: &usize| {
        let activity = setup.activities[at];
        let change = moves && !class.announced.contains(&at) && covered_before(activity);
        let change = if change {
            cents(setup.settings.cost_per_move)
        } else {
            0
        };
        (
            at,
            person_cost(setup, activity, class, &cover.steps)
                .iter()
                .sum::<i64>()
                + change,
        )
    };
    // What was announced to somebody stays, as far as it still serves.
    let kept = |row: &Vec<usize>| -> Vec<usize> {
        let announced: Vec<usize> = row
            .iter()
            .copied()
            .filter(|at| class.announced.contains(at))
            .collect();
        if moves && !announced.is_empty() {
            return announced;
        }
        // Of what can be held, where anything can.
        let able = |at: &usize| asked.able.get(*at).is_none_or(|able| *able);
        let possible: Vec<usize> = row.iter().copied().filter(able).collect();
        if possible.is_empty() {
            row.clone()
        } else {
            possible
        }
    };
    let implies = if loose { &cover.loose } else { &cover.implies };
    let mut useful = cover.useful.clone();
    if loose {
        useful.extend(cover.loose.iter().flat_map(|(_, by)| by.iter().copied()));
    }
    Signature {
        cost: useful.iter().map(cost).collect(),
        implies: implies.iter().map(|(at, by)| (*at, kept(by))).collect(),
        rows: cover.rows.iter().map(|(_, row)| kept(row)).collect(),
    }
}

/// Most people of a session: the activity's limit, and where rooms are declared the largest of them.
pub(super) fn seats_max(setup: &PlanInput<'_>, activity: &Activity) -> u32 {
    let own = setup
        .seats(activity)
        .map_or(UNLIMITED_SEATS, |(_, most)| most.max(1));
    let largest = setup.rooms.iter().map(|room| room.seats).max();
    if needs_room(activity) {
        own.min(largest.unwrap_or(own).max(1))
    } else {
        own
    }
}

/// Whether sessions of an activity need a room: workshops and courses that are not online.
pub(super) fn needs_room(activity: &Activity) -> bool {
    !activity.online && matches!(activity.mode, Mode::Workshop | Mode::Course)
}

/// Whether sessions of an activity are for the people of one site: all but those online.
pub(super) fn at_a_site(activity: &Activity) -> bool {
    !activity.online && !is_self_paced(activity)
}

fn offers(setup: &PlanInput<'_>, asked: &SelectionRequest) -> Vec<Offer> {
    let offer = |activity: &&Activity| {
        let alone = is_self_paced(activity);
        let small = asked.loose && may_be_small(setup, activity);
        Offer {
            pooled: !at_a_site(activity),
            seats_max: (!alone).then(|| seats_max(setup, activity)),
            seats_min: if alone || small {
                0
            } else {
                setup.seats(activity).map_or(0, |(least, _)| least)
            },
            session_cost: if alone { 0 } else { cents(activity.cost) },
            track_time: per_track(&track_hours(setup.model, activity).map(|hours| time(*hours))),
        }
    };
    setup.activities.iter().map(offer).collect()
}

/// Whether a session of it may take place with fewer people than others need: a pinned one does.
pub(super) fn may_be_small(setup: &PlanInput<'_>, activity: &Activity) -> bool {
    let pinned = |id: &String| {
        setup.options.pins.iter().any(|pin| pin.session == *id)
            || setup.options.frozen_until.is_some()
    };
    let mut written = setup
        .model
        .sessions
        .iter()
        .filter(|session| session.pinned || pinned(&session.id));
    let mut announced = setup
        .options
        .previous
        .iter()
        .flat_map(|plan| &plan.sessions);
    written.any(|session| {
        setup
            .model
            .activities
            .get(session.activity)
            .is_some_and(|own| own.id == activity.id)
    }) || announced.any(|session| {
        session.activity == activity.id && (session.pinned || pinned(&session.session))
    })
}

/// Values by track as the planner has them.
fn per_track<T: Copy + Default>(values: &TrackValues<T>) -> TrackArray<T> {
    TrackArray([values.people, values.process, values.technology])
}

fn time(hours: f64) -> u32 {
    let parts = (hours * PARTS_PER_HOUR).round();
    if parts < 1e6 { parts as u32 } else { 1_000_000 }
}

/// A session below its minimum costs more than any that is held.
fn missing_seat(setup: &PlanInput<'_>) -> i64 {
    let dearest = setup
        .model
        .activities
        .iter()
        .map(|activity| cents(activity.cost))
        .max()
        .unwrap_or(0);
    let hours = setup
        .model
        .activities
        .iter()
        .map(|activity| activity.hours)
        .fold(0.0, f64::max);
    dearest * 2 + cents(hours * setup.settings.wage_per_hour) * 4 + cents(1000.0)
}

/// The soft target for the hours of each track; `None` where it has no price.
pub(super) fn balance(setup: &PlanInput<'_>) -> Option<Balance> {
    let price = (setup.settings.balance_per_hour * CENTS_PER_UNIT / PARTS_PER_HOUR).round();
    let weights = &setup.model.rules.track_weights;
    let whole: f64 = weights.iter().map(|(_, weight)| *weight).sum();
    if price < 1.0 || !whole.is_finite() {
        return None;
    }
    let share = |track: Track| weights.get(track) / whole;
    let least = Track::ALL.into_iter().map(share).fold(1.0, f64::min);
    // A track that falls short by the tolerance of its share leaves half of that to each of the others.
    let tolerance = setup.model.rules.balance_tolerance * least / 2.0;
    Some(Balance {
        price: price.min(1e9) as i64,
        tolerance: (tolerance * 1e6).round() as u32,
        weights: per_track(&TrackValues::from_fn(|track| {
            (share(track) * 1e6).round() as u32
        })),
    })
}

/// What the balance of hours over the tracks costs in small units, and each track's parts of time beyond its share.
pub(super) fn price_of_balance(
    balance: &Balance,
    time: &TrackValues<i64>,
) -> (i64, TrackValues<i64>) {
    let whole: i128 = time.iter().map(|(_, time)| i128::from(*time)).sum();
    let TrackArray([people, process, technology]) =
        balance.weights.map(|weight| i128::from(*weight));
    let (of_track, weights) = (
        TrackValues {
            people,
            process,
            technology,
        },
        people + process + technology,
    );
    let beyond = TrackValues::from_fn(|track| {
        // time - whole (weight / weights + tolerance), rounded up.
        let million = 1_000_000i128;
        let share =
            whole * (of_track.get(track) * million + i128::from(balance.tolerance) * weights);
        let over = i128::from(*time.get(track)) * weights * million - share;
        let unit = (weights * million).max(1);
        i64::try_from((over + unit - 1).div_euclid(unit).max(0)).unwrap_or(i64::MAX)
    });
    let cost = beyond
        .iter()
        .map(|(_, beyond)| beyond.saturating_mul(balance.price))
        .fold(0, i64::saturating_add);
    (cost, beyond)
}

/// Hours of this many parts.
pub(super) fn hours(parts: i64) -> f64 {
    parts as f64 / PARTS_PER_HOUR
}

/// Parts of this many people's time in an activity, by track.
pub(super) fn parts(model: &Model, activity: &Activity, people: u64) -> TrackValues<i64> {
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    track_hours(model, activity).map(|hours| i64::from(time(*hours)).saturating_mul(people))
}
