//! An order of everything that does not depend on how the caller numbered it, so that renaming or reordering the input
//! does not change what is found.
//!
//! Every activity, section, site, room, trainer and group gets a colour from its own numbers, refined by the colours of
//! what it touches (colour refinement after Weisfeiler and Leman). Only what is alike in all of that keeps the caller's
//! order.
#![expect(clippy::indexing_slicing, reason = "the problem was checked: every index points into its list")]

use super::answer::{Session, Timetable};
use super::problem::{FixedSeats, FixedSession, Group, Previous, Room, Section, TimetableProblem, Trainer};
use super::rng::mix;
use paratus_order::{Map, Order};

/// Passes of refinement: enough for a colour to cross from a trainer over skill, activity, group and section to a room.
const PASSES: usize = 6;

/// A problem in canonical order, with the caller's index of each thing in it.
#[derive(Clone, Debug)]
pub(super) struct Canon {
    pub(super) problem: TimetableProblem,
    activities: Vec<usize>,
    groups: Vec<usize>,
    rooms: Vec<usize>,
    sites: Vec<usize>,
    trainers: Vec<usize>,
    fixed: Vec<usize>,
}

#[derive(Default)]
struct Colours {
    activities: Vec<u64>,
    groups: Vec<u64>,
    rooms: Vec<u64>,
    sections: Vec<u64>,
    sites: Vec<u64>,
    skills: Map<u32, u64>,
    trainers: Vec<u64>,
    fixed: Vec<u64>,
}

/// Folds numbers in their order.
fn fold(numbers: &[u64]) -> u64 {
    numbers.iter().fold(0x5441_424C_4543_4F4C, |hash, &n| mix(hash.rotate_left(23) ^ mix(n.wrapping_add(0x9E37))))
}

fn option(value: Option<u64>) -> u64 {
    value.map_or(u64::MAX, |value| value)
}

fn own(problem: &TimetableProblem) -> Colours {
    let mut colours = Colours { sites: vec![1; problem.sites], ..Colours::default() };
    for a in &problem.activities {
        let latest = option(a.latest.map(u64::from));
        let flags = u64::from(a.online) + 2 * u64::from(a.skill.is_some()) + 4 * u64::from(a.roomless);
        let numbers = [a.duration, a.earliest, a.rank, a.seats_max, a.seats_min].map(u64::from);
        let closed: u64 = a.closed.iter().fold(0, |sum, &slot| sum.wrapping_add(fold(&[u64::from(slot)])));
        colours.activities.push(fold(&[fold(&numbers), latest, flags, a.price, closed]));
        if let Some(skill) = a.skill {
            colours.skills.insert(skill, 2);
        }
    }
    let group = |g: &Group| fold(&[u64::from(g.people), u64::from(g.earliest), option(g.latest.map(u64::from))]);
    colours.groups = problem.groups.iter().map(group).collect();
    colours.rooms = problem.rooms.iter().map(|r| fold(&[u64::from(r.seats)])).collect();
    colours.sections = problem.sections.iter().map(|s| fold(&[u64::from(s.most_away)])).collect();
    for t in &problem.trainers {
        let mut available: Vec<u64> = t.available.iter().map(|&(a, b)| fold(&[u64::from(a), u64::from(b)])).collect();
        available.order();
        colours.trainers.push(fold(&[fold(&available), u64::from(t.site.is_some())]));
        t.skills.iter().for_each(|&skill| {
            colours.skills.insert(skill, 2);
        });
    }
    let fixed = |s: &FixedSession| fold(&[u64::from(s.start), option(s.seats.map(u64::from))]);
    colours.fixed = problem.fixed_sessions.iter().map(fixed).collect();
    colours
}

fn refine(problem: &TimetableProblem, old: &Colours) -> Colours {
    let mut new = Colours {
        activities: old.activities.clone(),
        groups: old.groups.clone(),
        rooms: old.rooms.clone(),
        sections: old.sections.clone(),
        sites: old.sites.clone(),
        skills: old.skills.clone(),
        trainers: old.trainers.clone(),
        fixed: old.fixed.clone(),
    };
    let add = |to: &mut u64, numbers: &[u64]| *to = to.wrapping_add(fold(numbers));
    for (i, a) in problem.activities.iter().enumerate() {
        if let Some(skill) = a.skill {
            add(&mut new.activities[i], &[1, old.skills[&skill]]);
            new.skills.entry(skill).and_modify(|c| add(c, &[2, old.activities[i]]));
        }
    }
    for (i, s) in problem.sections.iter().enumerate() {
        add(&mut new.sections[i], &[3, old.sites[s.site]]);
        add(&mut new.sites[s.site], &[4, old.sections[i]]);
    }
    for (i, r) in problem.rooms.iter().enumerate() {
        add(&mut new.rooms[i], &[5, old.sites[r.site]]);
        add(&mut new.sites[r.site], &[6, old.rooms[i]]);
    }
    for (i, t) in problem.trainers.iter().enumerate() {
        for skill in &t.skills {
            add(&mut new.trainers[i], &[7, old.skills[skill]]);
            new.skills.entry(*skill).and_modify(|c| add(c, &[8, old.trainers[i]]));
        }
        if let Some(site) = t.site {
            add(&mut new.trainers[i], &[9, old.sites[site]]);
            add(&mut new.sites[site], &[10, old.trainers[i]]);
        }
    }
    for (i, g) in problem.groups.iter().enumerate() {
        let chain: Vec<u64> = g.chain.iter().map(|&a| old.activities[a]).collect();
        add(&mut new.groups[i], &[11, fold(&chain), old.sections[g.section]]);
        add(&mut new.sections[g.section], &[12, old.groups[i]]);
        if let Some(trainer) = g.trainer {
            add(&mut new.groups[i], &[22, old.trainers[trainer]]);
            add(&mut new.trainers[trainer], &[23, old.groups[i]]);
        }
        for (step, &a) in g.chain.iter().enumerate() {
            add(&mut new.activities[a], &[13, step as u64, old.groups[i]]);
        }
    }
    for (i, s) in problem.fixed_sessions.iter().enumerate() {
        let site = option(s.site.map(|site| old.sites[site]));
        let room = option(s.room.map(|room| old.rooms[room]));
        let trainer = option(s.trainer.map(|trainer| old.trainers[trainer]));
        add(&mut new.fixed[i], &[14, old.activities[s.activity], site, room, trainer]);
        add(&mut new.activities[s.activity], &[15, old.fixed[i]]);
        s.site.into_iter().for_each(|site| add(&mut new.sites[site], &[16, old.fixed[i]]));
        s.room.into_iter().for_each(|room| add(&mut new.rooms[room], &[17, old.fixed[i]]));
        s.trainer.into_iter().for_each(|trainer| add(&mut new.trainers[trainer], &[18, old.fixed[i]]));
    }
    for s in &problem.fixed_seats {
        let (people, step) = (u64::from(s.people), s.step as u64);
        add(&mut new.groups[s.group], &[19, people, step, old.fixed[s.session]]);
        add(&mut new.fixed[s.session], &[20, people, step, old.groups[s.group]]);
    }
    for s in problem.previous.iter().flat_map(|previous| &previous.seats) {
        let sessions = problem.previous.as_ref().map_or(&[][..], |previous| previous.sessions.as_slice());
        if let (Some(group), Some(session)) = (new.groups.get_mut(s.group), sessions.get(s.session)) {
            add(group, &[21, u64::from(s.people), s.step as u64, u64::from(session.start)]);
        }
    }
    new
}

/// Indices in order of colour.
fn sorted(colours: &[u64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..colours.len()).collect();
    order.order_by_key(|&i| (colours[i], i));
    order
}

/// Where each index went.
fn inverse(order: &[usize]) -> Vec<usize> {
    let mut to = vec![0; order.len()];
    order.iter().enumerate().for_each(|(at, &i)| to[i] = at);
    to
}

impl Canon {
    /// Sorts a problem that was checked.
    pub(super) fn new(problem: &TimetableProblem) -> Canon {
        let colours = (0..PASSES).fold(own(problem), |colours, _| refine(problem, &colours));
        let activities = sorted(&colours.activities);
        let groups = sorted(&colours.groups);
        let rooms = sorted(&colours.rooms);
        let sections = sorted(&colours.sections);
        let sites = sorted(&colours.sites);
        let trainers = sorted(&colours.trainers);
        let fixed = sorted(&colours.fixed);
        let mut skills: Vec<(u64, u32)> = colours.skills.iter().map(|(&skill, &colour)| (colour, skill)).collect();
        skills.order();
        let skill: Map<u32, u32> = skills.iter().enumerate().map(|(i, &(_, skill))| (skill, i as u32)).collect();
        let (to_activity, to_group, to_room) = (inverse(&activities), inverse(&groups), inverse(&rooms));
        let (to_section, to_site) = (inverse(&sections), inverse(&sites));
        let (to_trainer, to_fixed) = (inverse(&trainers), inverse(&fixed));

        let mut new = TimetableProblem {
            limits: problem.limits,
            prices: problem.prices,
            seed: problem.seed,
            sites: problem.sites,
            slots: problem.slots.clone(),
            ..TimetableProblem::default()
        };
        for &i in &activities {
            let mut activity = problem.activities[i].clone();
            activity.skill = activity.skill.map(|s| skill[&s]);
            new.activities.push(activity);
        }
        for &i in &groups {
            let mut group = problem.groups[i].clone();
            group.chain.iter_mut().for_each(|a| *a = to_activity[*a]);
            group.section = to_section[group.section];
            group.trainer = group.trainer.map(|trainer| to_trainer[trainer]);
            new.groups.push(group);
        }
        new.rooms.extend(rooms.iter().map(|&i| Room { site: to_site[problem.rooms[i].site], ..problem.rooms[i] }));
        let section = |&i: &usize| Section { site: to_site[problem.sections[i].site], ..problem.sections[i] };
        new.sections = sections.iter().map(section).collect();
        for &i in &trainers {
            let t = &problem.trainers[i];
            let mut known: Vec<u32> = t.skills.iter().map(|s| skill[s]).collect();
            known.order();
            new.trainers.push(Trainer {
                available: t.available.clone(),
                site: t.site.map(|site| to_site[site]),
                skills: known,
            });
        }
        let fix = |&i: &usize| {
            let s = &problem.fixed_sessions[i];
            FixedSession {
                activity: to_activity[s.activity],
                room: s.room.map(|room| to_room[room]),
                site: s.site.map(|site| to_site[site]),
                trainer: s.trainer.map(|trainer| to_trainer[trainer]),
                ..*s
            }
        };
        new.fixed_sessions = fixed.iter().map(fix).collect();
        let seat = |s: &FixedSeats| FixedSeats { group: to_group[s.group], session: to_fixed[s.session], ..*s };
        new.fixed_seats = problem.fixed_seats.iter().map(seat).collect();
        new.previous = problem.previous.as_ref().map(|previous| {
            let get = |to: &[usize], i: usize| to.get(i).copied().unwrap_or(usize::MAX);
            let session = |s: &Session| Session {
                activity: get(&to_activity, s.activity),
                room: s.room.map(|room| get(&to_room, room)),
                site: s.site.map(|site| get(&to_site, site)),
                trainer: s.trainer.map(|trainer| get(&to_trainer, trainer)),
                ..*s
            };
            let seats = previous.seats.iter().map(|s| super::Seats { group: get(&to_group, s.group), ..*s }).collect();
            Previous { seats, sessions: previous.sessions.iter().map(session).collect(), stays: previous.stays }
        });
        Canon { problem: new, activities, groups, rooms, sites, trainers, fixed }
    }

    /// The caller's index of a fixed session.
    pub(super) fn fixed_session(&self, i: usize) -> usize {
        self.fixed.get(i).copied().unwrap_or(i)
    }

    /// A timetable in the caller's numbers and order.
    pub(super) fn restore(&self, mut timetable: Timetable) -> Timetable {
        for session in &mut timetable.sessions {
            session.activity = self.activities[session.activity];
            session.fixed = session.fixed.map(|i| self.fixed[i]);
            session.room = session.room.map(|i| self.rooms[i]);
            session.site = session.site.map(|i| self.sites[i]);
            session.trainer = session.trainer.map(|i| self.trainers[i]);
        }
        let mut order: Vec<usize> = (0..timetable.sessions.len()).collect();
        order.order_by_key(|&i| {
            let s = &timetable.sessions[i];
            (s.fixed.is_none(), s.fixed, s.start, s.site, s.activity, i)
        });
        let to = inverse(&order);
        timetable.sessions = order.iter().map(|&i| timetable.sessions[i]).collect();
        for seat in &mut timetable.seats {
            seat.group = self.groups[seat.group];
            seat.session = to[seat.session];
        }
        timetable.seats.sort_unstable();
        for unplaced in &mut timetable.unplaced {
            unplaced.group = self.groups[unplaced.group];
        }
        timetable.unplaced.sort_unstable();
        timetable
    }
}
