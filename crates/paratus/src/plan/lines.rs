//! From counts to lines: who sits where, what they do alone, what is not met.

#![expect(
    clippy::indexing_slicing,
    reason = "learners, groups, steps and sessions are indices of the tables they come from"
)]

use super::answer::{
    DateReason, PlanReason, PlanSession, SelfPaced, ServedNeed, SessionStatus, UnplacedCause, UnplacedNeed,
};
use super::demand::{Class, Demand, Step};
use super::offer::{Chosen, at_a_site, is_self_paced, teaches};
use super::order::{Chain, PhasePlan};
use super::roster::{Roster, roster};
use super::schedule::{Schedule, own_time};
use super::setup::Setup;
use super::timetable::{Bound, Reason, Timetable};
use super::words;
use crate::Date;
use crate::document::Half;
use crate::order::{Map, Order, Set};

/// What everyone does.
#[derive(Clone, Default)]
pub(super) struct Lines {
    pub(super) sessions: Vec<PlanSession>,
    pub(super) self_paced: Vec<SelfPaced>,
    pub(super) unplaced: Vec<UnplacedNeed>,
    /// For each learner: activities taken, ascending, and the last day of each.
    pub(super) taken: Vec<Map<usize, Date>>,
}

/// Where a learner is in the timetable.
#[derive(Clone, Copy)]
struct Seat {
    group: usize,
    member: usize,
}

/// Writes the lines of a timetable.
#[expect(clippy::too_many_arguments, reason = "what lines are made from")]
pub(super) fn lines(
    setup: &Setup<'_>,
    demand: &Demand,
    chosen: &Chosen,
    phases: &PhasePlan,
    schedule: &Schedule,
    timetable: &Timetable,
    fixed: &[String],
    told: &dyn Fn(usize, usize) -> Option<String>,
) -> Lines {
    let problem = &schedule.problem;
    let person_id = |learner: usize| setup.model.people.ids.name(demand.learners[learner].person as u32);
    let ids = session_ids(setup, timetable, fixed);
    let prefers = |group: usize, member: usize, session: usize| {
        let learner = &demand.learners[schedule.groups[group][member]];
        let held = &timetable.sessions[session];
        told(learner.person, held.activity).is_some_and(|id| {
            ids[session] == id
                || schedule
                    .previous
                    .iter()
                    .zip(problem.previous.iter().flat_map(|p| &p.sessions))
                    .any(|(known, before)| *known == id && before.start == held.start && before.site == held.site)
        })
    };
    let names = roster(problem, timetable, &prefers);
    let mut seat_of: Vec<Option<Seat>> = vec![None; demand.learners.len()];
    for (group, learners) in schedule.groups.iter().enumerate() {
        for (member, &learner) in learners.iter().enumerate() {
            seat_of[learner] = Some(Seat { group, member });
        }
    }
    let why = reasons(timetable);
    let mut lines = Lines::default();
    let mut in_session: Vec<Vec<usize>> = vec![Vec::new(); timetable.sessions.len()];
    let mut alone: Map<(usize, Date, Date), Vec<usize>> = Map::new();
    for (at, learner) in demand.learners.iter().enumerate() {
        let section = setup.model.people.section[learner.person] as usize;
        let class = &demand.classes[learner.class];
        let empty = Chain::default();
        let chain = schedule.chains.get(&(learner.class, setup.site_of(section))).unwrap_or(&empty);
        let diary = diary(setup, schedule, timetable, &names, chain, seat_of[at], learner.from);
        for (activity, entry) in &diary {
            match *entry {
                Entry::Session(session) => in_session[session].push(at),
                Entry::Alone(from, until) => alone.entry((*activity, from, until)).or_default().push(at),
            }
        }
        let taken: Map<usize, Date> =
            diary.iter().map(|(activity, entry)| (*activity, entry.end(setup, timetable))).collect();
        let missing = missing(setup, class, &taken);
        for need in missing {
            let (cause, activity) =
                cause(setup, chosen, schedule, chain, &taken, learner.class, need, seat_of[at], &why);
            lines.unplaced.push(words::unplaced(setup, person_id(at), section, need, cause, activity, &class.held));
        }
        lines.taken.push(taken);
    }
    let needs = |activity: usize, learners: &[usize]| served(setup, demand, chosen, activity, learners);
    let sorted = |learners: &[usize]| {
        let mut list: Vec<String> = learners.iter().map(|&learner| person_id(learner).to_owned()).collect();
        list.order();
        list
    };
    for (at, held) in timetable.sessions.iter().enumerate() {
        let activity = setup.activities[held.activity];
        let people = &in_session[at];
        let pinned = held.fixed.is_some();
        if people.is_empty() && !pinned {
            continue;
        }
        if is_self_paced(activity) {
            let (from, _) = setup.horizon.day(held.start.next_multiple_of(2));
            let (until, _) = setup.horizon.day(last_slot(setup, held.start, held.activity));
            for &learner in people {
                alone.entry((held.activity, from, until)).or_default().push(learner);
            }
            continue;
        }
        let (start, half) = setup.horizon.day(held.start);
        let (end, end_half) = setup.horizon.day(last_slot(setup, held.start, held.activity));
        let needs = needs(held.activity, people);
        let date = date_reason(held.bound);
        let phase = phases.of_activity[held.activity].map(|phase| phases.ids[phase].clone());
        lines.sessions.push(PlanSession {
            activity: activity.id.clone(),
            end,
            end_half,
            half,
            hours: activity.hours,
            mode: activity.mode,
            people: sorted(people),
            reason: PlanReason { date, text: words::session(&needs, date, phase.as_deref()), needs, witness: None },
            phase,
            pinned,
            room: held.room.and_then(|room| setup.rooms.get(room)).map(|room| room.id.clone()),
            seats: held.seats,
            sequence: 0,
            session: ids[at].clone(),
            site: held.site.and_then(|site| setup.site_name(site)).filter(|_| at_a_site(activity)).map(str::to_owned),
            start,
            status: SessionStatus::Confirmed,
            title: activity.title.clone(),
            trainer: held.trainer.and_then(|trainer| setup.trainers.get(trainer)).map(|trainer| trainer.id.clone()),
        });
    }
    lines.sessions.order_by(|a, b| (a.start, a.half, &a.session).cmp(&(b.start, b.half, &b.session)));
    for ((activity, from, until), learners) in alone {
        let compiled = setup.activities[activity];
        let needs = needs(activity, &learners);
        let phase = phases.of_activity[activity].map(|phase| phases.ids[phase].clone());
        let date = if until < setup.horizon.until { DateReason::Prerequisite } else { DateReason::Earliest };
        lines.self_paced.push(SelfPaced {
            activity: compiled.id.clone(),
            from,
            hours: compiled.hours,
            mode: compiled.mode,
            people: sorted(&learners),
            reason: PlanReason {
                date,
                text: words::alone(&needs, until, until < setup.horizon.until, phase.as_deref()),
                needs,
                witness: None,
            },
            phase,
            title: compiled.title.clone(),
            until,
        });
    }
    lines.self_paced.order_by(|a, b| (a.until, &a.activity, a.from).cmp(&(b.until, &b.activity, b.from)));
    lines.unplaced.order_by(|a, b| (&a.person, &a.objective).cmp(&(&b.person, &b.objective)));
    lines
}

/// What somebody does, by activity.
#[derive(Clone, Copy)]
enum Entry {
    /// In a session of the timetable.
    Session(usize),
    /// Alone, between two days.
    Alone(Date, Date),
}

impl Entry {
    fn end(self, setup: &Setup<'_>, timetable: &Timetable) -> Date {
        match self {
            Entry::Alone(_, until) => until,
            Entry::Session(at) => {
                let held = &timetable.sessions[at];
                setup.horizon.day(last_slot(setup, held.start, held.activity)).0
            }
        }
    }
}

/// The last half day of what begins at a half day; of what is done alone, of its whole days.
fn last_slot(setup: &Setup<'_>, start: u32, activity: usize) -> u32 {
    let activity = setup.activities[activity];
    if is_self_paced(activity) {
        start.next_multiple_of(2) + own_time(setup, activity) - 1
    } else {
        start + setup.model.calendar.slots(activity.hours) - 1
    }
}

/// Everything that one person gets of their chain.
fn diary(
    setup: &Setup<'_>,
    schedule: &Schedule,
    timetable: &Timetable,
    names: &Roster,
    chain: &Chain,
    seat: Option<Seat>,
    from: Date,
) -> Vec<(usize, Entry)> {
    let mut entry: Vec<Option<Entry>> = vec![None; chain.all.len()];
    if let Some(seat) = seat {
        for (step, &place) in chain.dated.iter().enumerate() {
            entry[place] = names[seat.group][seat.member][step].map(Entry::Session);
        }
    }
    let start = |place: usize, entry: &[Option<Entry>]| match entry[place] {
        Some(Entry::Session(at)) => Some(timetable.sessions[at].start),
        _ => None,
    };
    for place in 0..chain.all.len() {
        if chain.dated.contains(&place) || !chain.after[place].iter().all(|&before| entry[before].is_some()) {
            continue;
        }
        // From the end of what comes before to the beginning of what comes next.
        let mut first = from.max(setup.horizon.from);
        for &before in &chain.after[place] {
            match entry[before] {
                Some(Entry::Session(at)) => {
                    let held = &timetable.sessions[at];
                    let last = last_slot(setup, held.start, held.activity);
                    first = first.max(setup.horizon.day_after(last).unwrap_or(Date::MAX));
                }
                Some(Entry::Alone(earlier, _)) => first = first.max(earlier),
                None => {}
            }
        }
        let mut behind: Vec<usize> = vec![place];
        let mut next: Option<u32> = None;
        let mut seen = Set::new();
        while let Some(at) = behind.pop() {
            for later in (0..chain.all.len()).filter(|&later| chain.after[later].contains(&at)) {
                match start(later, &entry) {
                    Some(start) => next = Some(next.map_or(start, |next| next.min(start))),
                    None if seen.insert(later) => behind.push(later),
                    None => {}
                }
            }
        }
        let until = match next {
            Some(next) => setup.horizon.day_before(next).unwrap_or(Date::MIN),
            None => setup.horizon.until,
        };
        // Whole days of it, as the timetable was asked to leave.
        let days = own_time(setup, setup.activities[chain.all[place]]);
        let end = setup.horizon.last_until(until).map_or(0, |last| last + 1);
        if first <= until && setup.horizon.first_from(first).saturating_add(days) <= end {
            entry[place] = Some(Entry::Alone(first, until));
        }
    }
    let _ = schedule;
    let taken = chain.all.iter().zip(entry);
    taken.filter_map(|(&activity, entry)| entry.map(|entry| (activity, entry))).collect()
}

/// The needs of a class that nothing taken teaches.
fn missing(setup: &Setup<'_>, class: &Class, taken: &Map<usize, Date>) -> Vec<Step> {
    let met = |need: &Step| taken.keys().any(|&at| teaches(setup.activities[at], *need));
    class.needs.iter().filter(|need| !met(need)).copied().collect()
}

type Why = Map<(usize, usize), Reason>;

/// The first reason of each group and step.
fn reasons(timetable: &Timetable) -> Why {
    let mut why = Why::new();
    for unplaced in &timetable.unplaced {
        let held = why.entry((unplaced.group, unplaced.step)).or_insert(unplaced.reason);
        if *held == Reason::EarlierStep {
            *held = unplaced.reason;
        }
    }
    why
}

/// Why a need is not met, and by which activity it was to be.
#[expect(clippy::too_many_arguments, reason = "what a need depends on")]
fn cause(
    setup: &Setup<'_>,
    chosen: &Chosen,
    schedule: &Schedule,
    chain: &Chain,
    taken: &Map<usize, Date>,
    class: usize,
    need: Step,
    seat: Option<Seat>,
    why: &Why,
) -> (UnplacedCause, Option<usize>) {
    if let Some(cause) = chosen.covers[class].blocked.get(&need) {
        let by = setup.activities.iter().position(|activity| teaches(activity, need));
        return (*cause, by);
    }
    if let Some(&activity) = chain.circle.iter().find(|&&at| teaches(setup.activities[at], need)) {
        return (UnplacedCause::Circle, Some(activity));
    }
    let Some(activity) = chain.all.iter().copied().find(|&at| teaches(setup.activities[at], need)) else {
        return (UnplacedCause::Window, None);
    };
    // The first step that was missed is what stands in the way.
    let first = chain.dated.iter().position(|&place| !taken.contains_key(&chain.all[place]));
    let own = chain.dated.iter().position(|&place| chain.all[place] == activity);
    let Some((seat, first)) = seat.zip(first) else { return (UnplacedCause::Window, Some(activity)) };
    let _ = schedule;
    let reason = why.get(&(seat.group, first)).copied().unwrap_or(Reason::Window);
    let cause = match reason {
        _ if own.is_some_and(|own| own > first) => UnplacedCause::EarlierStep,
        Reason::Absence => UnplacedCause::Absence,
        Reason::EarlierStep => UnplacedCause::EarlierStep,
        Reason::NoRoom => UnplacedCause::NoRoom,
        Reason::NoTrainer => UnplacedCause::NoTrainer,
        Reason::Room => UnplacedCause::Room,
        Reason::TooFew => UnplacedCause::TooFew,
        Reason::Trainer => UnplacedCause::Trainer,
        // `Window`, and what may be told apart later.
        _ => UnplacedCause::Window,
    };
    (cause, Some(activity))
}

/// The needs that an activity serves of some learners, by id of the objective.
fn served(setup: &Setup<'_>, demand: &Demand, chosen: &Chosen, activity: usize, learners: &[usize]) -> Vec<ServedNeed> {
    let mut counts: Map<Step, (u64, u64)> = Map::new();
    let _ = chosen;
    for &at in learners {
        let learner = &demand.learners[at];
        let profile = setup.assessment.profile(learner.person);
        for &(objective, _) in &setup.activities[activity].teaches {
            let Some(level) = demand.classes[learner.class].needs(objective) else { continue };
            let count = counts.entry((objective, level)).or_default();
            count.0 += 1;
            let stale =
                learner.refreshed.iter().any(|&slot| profile.requirements[slot as usize].objective == objective);
            count.1 += u64::from(stale);
        }
    }
    let mut list: Vec<ServedNeed> = counts
        .into_iter()
        .map(|((objective, level), (people, refreshed))| {
            let compiled = &setup.model.objectives[objective];
            let level = compiled.level_name(level).map(str::to_owned);
            ServedNeed { level, objective: compiled.id.clone(), people, refreshed }
        })
        .collect();
    list.order_by(|a, b| (&a.objective, &a.level).cmp(&(&b.objective, &b.level)));
    list
}

fn date_reason(bound: Bound) -> DateReason {
    match bound {
        Bound::Absence => DateReason::Absence,
        Bound::Earliest => DateReason::Earliest,
        Bound::Fixed => DateReason::Pinned,
        Bound::Prerequisite => DateReason::Prerequisite,
        Bound::Room => DateReason::Room,
        Bound::Trainer => DateReason::Trainer,
        // `Search`, and what may be told apart later.
        _ => DateReason::Search,
    }
}

/// Ids of sessions: activity, date and half, and the site where there are several; a number where that is not enough.
fn session_ids(setup: &Setup<'_>, timetable: &Timetable, fixed: &[String]) -> Vec<String> {
    let base = |at: usize| {
        let held = &timetable.sessions[at];
        let (day, half) = setup.horizon.day(held.start);
        let half = if half == Half::Morning { "am" } else { "pm" };
        let site = held.site.and_then(|site| setup.site_name(site)).map(|site| format!("-{site}")).unwrap_or_default();
        format!("{}-{day}-{half}{site}", setup.activities[held.activity].id)
    };
    let mut taken: Set<String> = fixed.iter().cloned().collect();
    let mut order: Vec<usize> = (0..timetable.sessions.len()).collect();
    order.order_by_key(|&at| {
        let held = &timetable.sessions[at];
        (held.activity, held.start, held.site, held.room, held.trainer, at)
    });
    let mut ids = vec![String::new(); timetable.sessions.len()];
    for at in order {
        let own = timetable.sessions[at].fixed.and_then(|at| fixed.get(at)).cloned();
        ids[at] = own.unwrap_or_else(|| {
            let base = base(at);
            let first = Some(base.clone()).filter(|id| !taken.contains(id));
            let numbered = || (2u32..).map(|n| format!("{base}-{n}")).find(|id| !taken.contains(id));
            first.or_else(numbered).unwrap_or(base.clone())
        });
        taken.insert(ids[at].clone());
    }
    ids
}
