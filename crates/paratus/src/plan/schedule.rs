//! Sessions and seats: the question that `timetable` answers.

#![expect(
    clippy::indexing_slicing,
    reason = "activities, sections and learners are indices of the tables they come from"
)]

use super::demand::Demand;
use super::fixed::Fixed;
use super::offer::{Chosen, MANY, at_a_site, cents, is_self_paced, needs_room, seats_max};
use super::order::{Chain, PhasePlan, chain};
use super::setup::Setup;
use super::timetable::{
    Activity, FixedSeats, FixedSession, Group, Limits, Previous, Prices, Room, Seats, Section, Session,
    TimetableProblem, Trainer,
};
use crate::Date;
use crate::order::{Map, Order, Set};

/// Price of each half day until somebody's session is over, in small units: earlier is better.
const HALF_DAY: u64 = 50;
/// Price of a seat that is not given, in small units: more than any session.
const NO_SEAT: u64 = 10_000_000;

/// The question, and what its numbers stand for.
pub(super) struct Schedule {
    pub(super) problem: TimetableProblem,
    /// By class and site: what its people do, in order.
    pub(super) chains: Map<(usize, usize), Chain>,
    /// For each group of the problem: its learners, by id of the person.
    pub(super) groups: Vec<Vec<usize>>,
    /// Ids of the previous sessions of the problem.
    pub(super) previous: Vec<String>,
}

/// What makes people interchangeable in the timetable.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    section: usize,
    chain: Vec<usize>,
    earliest: u32,
    latest: Option<u32>,
    /// Seats that are decided: step and fixed session.
    fixed: Vec<(usize, usize)>,
    /// The trainer that this person is.
    trainer: Option<usize>,
    /// Where they sat in the previous plan, by step: who was told something else is not exchanged.
    told: Vec<Option<usize>>,
}

/// Asks for sessions and seats; where people stay, nobody is moved from what they were told. What was `vain` before comes last.
pub(super) fn schedule(
    setup: &Setup<'_>,
    demand: &Demand,
    chosen: &Chosen,
    phases: &PhasePlan,
    fixed: &Fixed,
    vain: &Set<usize>,
    stays: bool,
) -> Schedule {
    let model = setup.model;
    let order = |(key, chosen): (&(usize, usize), &Vec<usize>)| {
        (*key, chain(setup, phases, &demand.classes[key.0], chosen, vain, stays))
    };
    let chains: Map<(usize, usize), Chain> = chosen.of.iter().map(order).collect();
    let mut sections: Vec<usize> = (0..model.sections.len()).collect();
    sections.order_by(|&a, &b| model.sections[a].id.cmp(&model.sections[b].id));
    let mut place = vec![0; sections.len()];
    sections.iter().enumerate().for_each(|(at, &section)| place[section] = at);

    let teacher: Map<&str, usize> =
        setup.trainers.iter().enumerate().map(|(at, trainer)| (trainer.id.as_str(), at)).collect();
    let at_before: Map<&str, usize> = fixed.before.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let told =
        |person: usize, activity: usize| fixed.seat_before(person, activity).and_then(|id| at_before.get(id)).copied();
    let mut members: Map<Key, Vec<usize>> = Map::new();
    for (at, learner) in demand.learners.iter().enumerate() {
        let section = model.people.section[learner.person] as usize;
        let Some(chain) = chains.get(&(learner.class, setup.site_of(section))) else { continue };
        if chain.dated.is_empty() {
            continue;
        }
        let dated: Vec<usize> = chain.dated.iter().map(|&place| chain.all[place]).collect();
        let decided = fixed.seats_of(learner.person, &dated);
        // Time of their own behind the last session, but not in the place of a seat that stays.
        let latest = (chain.behind > 0).then(|| {
            let decided = decided.iter().filter_map(|&(_, at)| fixed.sessions.get(at)).map(|(_, held)| held);
            let decided = decided.map(|held| (held.activity, held.start));
            let told = dated.iter().filter(|_| stays).filter_map(|&activity| told(learner.person, activity));
            let told = told.filter_map(|at| fixed.before.get(at)).map(|(_, held)| (held.activity, held.start));
            let last = |(at, start): (usize, u32)| start + model.calendar.slots(setup.activities[at].hours) - 1;
            let stay = decided.chain(told).map(last).max().unwrap_or(0);
            setup.horizon.len().saturating_sub(chain.behind + 1).max(stay)
        });
        let key = Key {
            section: place[section],
            earliest: setup.horizon.first_from(learner.from).saturating_add(chain.before),
            fixed: decided,
            told: dated.iter().map(|&activity| told(learner.person, activity)).collect(),
            trainer: teacher.get(model.people.ids.name(learner.person as u32)).copied(),
            chain: dated,
            latest,
        };
        members.entry(key).or_default().push(at);
    }
    let id = |learner: usize| model.people.ids.name(demand.learners[learner].person as u32);
    for learners in members.values_mut() {
        learners.order_by(|&a, &b| id(a).cmp(id(b)));
    }
    let groups: Vec<Group> = members
        .iter()
        .map(|(key, learners)| Group {
            chain: key.chain.clone(),
            earliest: key.earliest.min(setup.horizon.len()),
            latest: key.latest,
            people: learners.len() as u32,
            section: key.section,
            trainer: key.trainer,
        })
        .collect();
    let fixed_seats = members.iter().enumerate().flat_map(|(group, (key, learners))| {
        let people = learners.len() as u32;
        key.fixed.iter().map(move |&(step, session)| FixedSeats { group, people, session, step })
    });
    let fixed_seats: Vec<FixedSeats> = fixed_seats.collect();
    let (previous, ids) = previous(setup, demand, fixed, &members, stays);
    let problem = TimetableProblem {
        activities: activities(setup, phases),
        fixed_seats,
        fixed_sessions: fixed.sessions.iter().map(|(_, session)| *session).collect(),
        limits: Limits { rounds: setup.settings.rounds },
        previous,
        prices: Prices { moved: cents(setup.settings.cost_per_move).unsigned_abs(), slot: HALF_DAY, unplaced: NO_SEAT },
        rooms: rooms(setup, &groups, &fixed.sessions, &place),
        sections: sections.iter().map(|&section| self::section(setup, section)).collect(),
        seed: 1,
        sites: setup.sites(),
        slots: setup.horizon.slots(),
        trainers: trainers(setup),
        groups,
    };
    Schedule { problem, chains, groups: members.into_values().collect(), previous: ids }
}

fn section(setup: &Setup<'_>, section: usize) -> Section {
    let people = staff(setup.model, section, setup.horizon.from);
    Section { most_away: setup.most_away(section, people), site: setup.site_of(section) }
}

/// How many people work in a section on a day.
pub(super) fn staff(model: &crate::model::Model, section: usize, day: Date) -> u64 {
    let people = &model.people;
    (0..people.len()).filter(|&at| people.section[at] as usize == section && people.employed(at, day)).count() as u64
}

fn activities(setup: &Setup<'_>, phases: &PhasePlan) -> Vec<Activity> {
    let closed = closed(setup);
    let activity = |(at, activity): (usize, &&crate::model::Activity)| {
        let window = phases.of_activity[at].and_then(|phase| phases.windows.get(phase)).copied().unwrap_or_default();
        // A window that is over before the first working day leaves no slot.
        let is_over = window.until.is_some_and(|until| setup.horizon.last_until(until).is_none());
        let alone = is_self_paced(activity);
        let skill = activity.skill.filter(|_| !alone && !setup.trainers.is_empty());
        Activity {
            closed: closed.get(activity.id.as_str()).cloned().unwrap_or_default(),
            duration: if alone { own_time(setup, activity) + 1 } else { setup.model.calendar.slots(activity.hours) },
            earliest: if is_over {
                setup.horizon.len()
            } else {
                window.from.map_or(0, |from| setup.horizon.first_from(from))
            },
            latest: window.until.and_then(|until| setup.horizon.last_until(until)),
            online: !at_a_site(activity),
            price: if alone { 0 } else { cents(activity.cost).unsigned_abs() },
            rank: phases.rank(at) as u32,
            roomless: at_a_site(activity) && !needs_room(activity),
            seats_max: if alone { MANY } else { seats_max(setup, activity) },
            seats_min: if alone { 0 } else { activity.seats.map_or(0, |(least, _)| least) },
            skill: skill.map(|skill| skill as u32),
        }
    };
    setup.activities.iter().enumerate().map(activity).collect()
}

/// Half days of the whole days that people need for what they do alone. One half day more always holds so many whole days,
/// wherever it begins: so that what is done alone meets no session on its day.
pub(super) fn own_time(setup: &Setup<'_>, activity: &crate::model::Activity) -> u32 {
    setup.model.calendar.slots(activity.hours).next_multiple_of(2)
}

/// By activity the times of sessions that were cancelled: another of the same is not held then.
fn closed<'a>(setup: &'a Setup<'_>) -> Map<&'a str, Vec<u32>> {
    let mut closed: Map<&str, Vec<u32>> = Map::new();
    let previous = setup.options.previous.iter().flat_map(|plan| &plan.sessions);
    let planned = previous.map(|session| (&session.session, session.activity.as_str(), session.start, session.half));
    let written = setup.model.sessions.iter().filter_map(|session| {
        let activity = setup.model.activities.get(session.activity)?;
        Some((&session.id, activity.id.as_str(), session.start, session.half))
    });
    for (id, activity, start, half) in planned.chain(written) {
        if setup.options.cancelled.contains(id)
            && let Some(slot) = setup.horizon.slot(start, half)
        {
            closed.entry(activity).or_default().push(slot);
        }
    }
    closed
}

/// The rooms; where none is declared, so many at each site that they set no limit.
fn rooms(setup: &Setup<'_>, groups: &[Group], fixed: &[(String, FixedSession)], place: &[usize]) -> Vec<Room> {
    if !setup.rooms.is_empty() {
        return setup.rooms.iter().map(|room| Room { seats: room.seats, site: room.site }).collect();
    }
    let mut section_of = vec![0; place.len()];
    place.iter().enumerate().for_each(|(section, &at)| section_of[at] = section);
    let mut people: Map<(usize, usize), u32> = Map::new();
    for group in groups {
        let site = setup.site_of(section_of[group.section]);
        for &activity in group.chain.iter().filter(|&&activity| needs_room(setup.activities[activity])) {
            *people.entry((site, activity)).or_default() += group.people;
        }
    }
    let mut count: Map<usize, u32> = Map::new();
    for ((site, activity), people) in people {
        let seats = seats_max(setup, setup.activities[activity]);
        *count.entry(site).or_default() += people.div_ceil(seats.max(1)) + 1;
    }
    for (_, session) in fixed {
        *count.entry(session.site.unwrap_or(0)).or_default() += 1;
    }
    let rooms = count.into_iter().flat_map(|(site, count)| (0..count).map(move |_| Room { seats: MANY, site }));
    rooms.collect()
}

fn trainers(setup: &Setup<'_>) -> Vec<Trainer> {
    let trainer = |trainer: &super::setup::Teacher| {
        let slots = |window: &crate::document::WindowDoc| {
            let first = window.from.map_or(0, |from| setup.horizon.first_from(from));
            let last = window
                .until
                .map_or(Some(setup.horizon.len().saturating_sub(1)), |until| setup.horizon.last_until(until));
            last.filter(|last| first <= *last).map(|last| (first, last))
        };
        let available: Vec<(u32, u32)> = trainer.available.iter().filter_map(slots).collect();
        // Somebody whose days all lie elsewhere is never there: nothing is left to teach.
        let away = available.is_empty() && !trainer.available.is_empty();
        let skills = if away { Vec::new() } else { trainer.skills.iter().map(|&skill| skill as u32).collect() };
        Trainer { available, site: trainer.site, skills }
    };
    setup.trainers.iter().map(trainer).collect()
}

/// What people were told before, as far as it can still hold.
fn previous(
    setup: &Setup<'_>,
    demand: &Demand,
    fixed: &Fixed,
    members: &Map<Key, Vec<usize>>,
    stays: bool,
) -> (Option<Previous>, Vec<String>) {
    if setup.options.previous.is_none() {
        return (None, Vec::new());
    }
    let sessions: Vec<(String, Session)> = fixed.before.clone();
    let at: Map<&str, usize> = sessions.iter().enumerate().map(|(at, (id, _))| (id.as_str(), at)).collect();
    let mut seats: Map<(usize, usize, usize), u32> = Map::new();
    for (group, (key, learners)) in members.iter().enumerate() {
        for &learner in learners {
            for (step, &activity) in key.chain.iter().enumerate() {
                let held = fixed.seat_before(demand.learners[learner].person, activity);
                if let Some(&session) = held.and_then(|id| at.get(id)) {
                    *seats.entry((group, step, session)).or_default() += 1;
                }
            }
        }
    }
    let seats = seats.into_iter().map(|((group, step, session), people)| Seats { group, step, session, people });
    let previous =
        Previous { seats: seats.collect(), sessions: sessions.iter().map(|(_, session)| *session).collect(), stays };
    (Some(previous), sessions.into_iter().map(|(id, _)| id).collect())
}
