//! The plan put together: costs, bound, phases, hours saved, what changed.

use super::activity_selection::{self, SelectedActivities};
use super::announcements::{Announcements, is_open};
use super::answer::{
    ChangeKind, Plan, PlanBalance, PlanBounds, PlanChange, PlanCosts, PlanPhase, PlanSavings,
    PlanSavingsItem, PlanSchema, PlanStatus, ReleaseCause, SavedReason,
};
use super::build_lines::Lines;
use super::demand::{self, Demand};
use super::earlier_lines::is_open_alone;
use super::input::PlanInput;
use super::precedence::PhasePlan;
use super::unprepared::{too_small, unprepared};
use super::{PlanSession, SelfPacedActivity};
use crate::disclosure::DisclosureNote;
use crate::document::Half;
use crate::finding::describe;
use crate::model::{HalfDays, NONE};
use crate::{Code, Date, Finding, Severity, TrackValues};
use paratus_planner::pace::Pace;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// What a plan costs, in small units.
pub(super) fn cost(
    setup: &PlanInput<'_>,
    demand: &Demand,
    chosen: &SelectedActivities,
    lines: &Lines,
) -> i64 {
    money(
        setup,
        demand,
        chosen,
        lines,
        &changes_of_seats(setup, &lines.sessions),
    )
    .total
}

/// A plan without conflicts and relaxations.
pub(super) fn build_plan(
    setup: &PlanInput<'_>,
    demand: &Demand,
    chosen: &SelectedActivities,
    phases: &PhasePlan,
    lower_bound: Option<i64>,
    lines: Lines,
) -> Plan {
    let mut changes = changes_of_seats(setup, &lines.sessions);
    let money = money(setup, demand, chosen, &lines, &changes);
    changes.extend(changes_of_own_time(setup, &lines.self_paced));
    changes.sort_by(|a, b| order(a).cmp(&order(b)));
    let status = if lines.unplaced.is_empty() {
        PlanStatus::Feasible
    } else {
        PlanStatus::Partial
    };
    let cost = activity_selection::money(money.total);
    let lower_bound = lower_bound.map(|bound| activity_selection::money(bound.min(money.total)));
    let bounds = PlanBounds {
        cost: lower_bound,
        unmet: impossible(&lines),
    };
    let findings = findings(setup, demand, phases, &lines);
    let phases = self::phases(setup, demand, phases, &lines);
    let announcements = Announcements::new(setup, lines.sessions);
    let sessions = announcements.sessions;
    Plan {
        as_of: setup.assessment.as_of,
        balance: money.balance,
        bounds,
        cancelled_sessions: announcements.cancelled,
        changes,
        conflicts: Vec::new(),
        cost,
        costs: money.costs,
        disclosure: DisclosureNote::internal(),
        earlier_self_paced: setup.earlier.self_paced.clone(),
        earlier_sessions: announcements.earlier,
        findings,
        first: sessions.iter().map(|session| session.start).min(),
        from: setup.horizon.from,
        gap: lower_bound.map_or(1.0, |bound| {
            if cost > 0.0 {
                (cost - bound) / cost
            } else {
                0.0
            }
        }),
        hours: money.hours,
        last: sessions.iter().map(|session| session.end).max(),
        lower_bound,
        people: lines.taken.iter().filter(|taken| !taken.is_empty()).count() as u64,
        phases,
        programme: setup.model.id.clone(),
        promises_lost: lines.promises_lost,
        relaxations: Vec::new(),
        released: lines.released,
        schema: PlanSchema::V1,
        self_paced: lines.self_paced,
        session_numbers: lines.session_numbers,
        sessions,
        settings: setup.settings.clone(),
        saved: hours_saved(setup, demand),
        status,
        unplaced: lines.unplaced,
        until: setup.horizon.until,
        waste_hours: money.waste_hours,
        withdrawn_sessions: announcements.withdrawn,
    }
}

/// Needs that no plan meets: nothing teaches them, or no room or trainer could ever do.
fn impossible(lines: &Lines) -> u64 {
    use super::UnplacedCause::{Circle, NoRoom, NoTrainer, Prerequisite, Untaught};
    let never = |unplaced: &&super::UnplacedNeed| {
        matches!(
            unplaced.cause,
            Circle | NoRoom | NoTrainer | Prerequisite | Untaught
        )
    };
    lines.unplaced.iter().filter(never).count() as u64
}

struct CostSums {
    total: i64,
    costs: PlanCosts,
    hours: TrackValues<f64>,
    balance: PlanBalance,
    waste_hours: f64,
}

/// What the lines cost.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn money(
    setup: &PlanInput<'_>,
    demand: &Demand,
    chosen: &SelectedActivities,
    lines: &Lines,
    changes: &[PlanChange],
) -> CostSums {
    // By class and activity, so that a million people are a few sums.
    let mut counts: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (learner, taken) in demand.learners.iter().zip(&lines.taken) {
        for &activity in taken {
            *counts.entry((learner.class, activity)).or_default() += 1;
        }
    }
    let (mut parts, mut each, mut waste) = (TrackValues::<i64>::default(), [0i64; 3], 0i64);
    for ((class, at), people) in counts {
        let activity = setup.activities[at];
        let steps = &chosen.covers[class].steps;
        let cost = activity_selection::person_cost(setup, activity, &demand.classes[class], steps);
        let count = i64::try_from(people).unwrap_or(i64::MAX);
        each.iter_mut()
            .zip(cost)
            .for_each(|(sum, cost)| *sum = sum.saturating_add(cost.saturating_mul(count)));
        let own = activity_selection::parts(setup.model, activity, people);
        parts = TrackValues::from_fn(|track| parts.get(track).saturating_add(*own.get(track)));
        // In millionths of an hour: whole numbers add up to the same in any order.
        let own = (activity_selection::waste_hours(activity, &demand.classes[class], steps) * 1e6)
            .round() as i64;
        waste = waste.saturating_add(own.saturating_mul(count));
    }
    let session = |session: &PlanSession| {
        let at = setup
            .activities
            .iter()
            .position(|activity| activity.id == session.activity);
        at.map_or(0, |at| activity_selection::cents(setup.activities[at].cost))
    };
    let sessions = lines
        .sessions
        .iter()
        .map(session)
        .fold(0, i64::saturating_add);
    // The price is for what the plan decides: not for cancelled sessions, nor for seats that are lost in what has begun.
    let begun = previous_sessions(setup).filter(|session| session.start < setup.horizon.from);
    let begun = begun.map(|session| &session.session);
    let given_up: BTreeSet<&String> = setup.options.cancelled.iter().chain(begun).collect();
    let is_decided = |change: &&PlanChange| {
        let before = change.before.as_ref();
        before.is_none_or(|before| !given_up.contains(before))
    };
    let moved = changes
        .iter()
        .filter(|change| change.change == ChangeKind::Moved)
        .filter(is_decided);
    let moved = moved.map(|change| change.people.len()).sum::<usize>();
    let moves = activity_selection::cents(setup.settings.cost_per_move)
        .saturating_mul(i64::try_from(moved).unwrap_or(i64::MAX));
    let target = activity_selection::balance(setup);
    let (balance, beyond) = target.map_or((0, TrackValues::default()), |target| {
        activity_selection::price_of_balance(&target, &parts)
    });
    let waste_millionths = waste;
    let [seats, time, waste] = each;
    let half_days = i64::try_from(lines.half_days).unwrap_or(i64::MAX);
    let waiting =
        activity_selection::cents(setup.settings.time_per_half_day).saturating_mul(half_days);
    let total = [seats, time, waste, sessions, moves, balance, waiting]
        .into_iter()
        .fold(0, i64::saturating_add);
    let hours = parts.map(|parts| activity_selection::hours(*parts));
    let whole: f64 = hours.iter().map(|(_, hours)| *hours).sum();
    CostSums {
        total,
        costs: PlanCosts {
            balance: activity_selection::money(balance),
            moves: activity_selection::money(moves),
            seats: activity_selection::money(seats),
            sessions: activity_selection::money(sessions),
            time: activity_selection::money(time),
            waiting: activity_selection::money(waiting),
            waste: activity_selection::money(waste),
        },
        balance: PlanBalance {
            beyond: beyond.map(|parts| activity_selection::hours(*parts)),
            price_per_point: whole * 0.01 * setup.settings.balance_per_hour,
            shares: hours.map(|hours| if whole > 0.0 { hours / whole } else { 0.0 }),
        },
        hours,
        waste_hours: waste_millionths as f64 / 1e6,
    }
}

/// The least cost of meeting the needs that a plan meets, regardless of who takes what: everybody may take what they could take for all of their
/// needs, and people with the same ones may take different things, as some do where others find no seat.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) async fn bound_of_served(
    setup: &PlanInput<'_>,
    demand: &Demand,
    lines: &Lines,
    pace: &Pace,
) -> i64 {
    let mut served = Demand::default();
    let mut known: BTreeMap<(demand::LearnerClass, Vec<demand::ObjectiveAtLevel>), usize> =
        BTreeMap::new();
    for (learner, taken) in demand.learners.iter().zip(&lines.taken) {
        let class = demand.classes[learner.class].clone();
        let met = |need: &&demand::ObjectiveAtLevel| {
            taken
                .iter()
                .any(|&at| activity_selection::teaches(setup.activities[at], **need))
        };
        let needs: Vec<demand::ObjectiveAtLevel> =
            class.needs.iter().filter(met).copied().collect();
        if needs.is_empty() {
            continue;
        }
        let class = demand::LearnerClass {
            announced: BTreeSet::new(),
            ..class
        };
        let next = known.len();
        let class = *known.entry((class, needs)).or_insert(next);
        served.learners.push(demand::Learner {
            class,
            ..learner.clone()
        });
    }
    let mut classes: Vec<((demand::LearnerClass, Vec<demand::ObjectiveAtLevel>), usize)> =
        known.into_iter().collect();
    classes.sort_by_key(|(_, at)| *at);
    let mut covers = Vec::with_capacity(classes.len());
    for ((class, needs), _) in classes {
        let mut cover = activity_selection::cover(setup, &class);
        pace.spend(activity_selection::CLASS_WORK).await;
        cover.rows.retain(|(need, _)| needs.contains(need));
        covers.push(cover);
        served.classes.push(class);
    }
    activity_selection::bound(setup, &served, &covers, pace).await
}

/// Pinned sessions that cannot be held beside the others.
fn pins_given_up(setup: &PlanInput<'_>, lines: &Lines) -> Vec<Finding> {
    let is_pinned = |id: &String| {
        let mut written = setup.model.sessions.iter().filter(|session| session.pinned);
        written.any(|session| session.id == *id)
            || setup.options.pins.iter().any(|pin| pin.session == *id)
    };
    let finding = |released: &super::answer::ReleasedPromise| {
        let what = match released.reason {
            ReleaseCause::Room => "room",
            ReleaseCause::Trainer => "trainer",
            _ => return None,
        };
        if released.person.is_some() || !is_pinned(&released.session) {
            return None;
        }
        let finding = describe!(
            Code::PinsContradict,
            "sessions",
            PinGivenUp {
                session: &released.session,
                what: what
            }
        );
        let finding = finding.help("move it, or give it another trainer or room");
        Some(Finding {
            severity: Severity::Warning,
            ..finding
        })
    };
    lines.released.iter().filter_map(finding).collect()
}

/// Trainers and rooms that are not there for all that is to come of sessions which have begun: those go on all the same.
fn away_at_earlier_sessions(setup: &PlanInput<'_>) -> Vec<Finding> {
    let (model, as_of) = (setup.model, setup.assessment.as_of);
    let mut list = Vec::new();
    for session in &setup.earlier.sessions {
        let begin = HalfDays::number(session.start, session.half);
        let now = HalfDays::of_days(as_of, as_of).last.saturating_add(1);
        let to_come = HalfDays {
            first: begin.max(now),
            last: HalfDays::number(session.end, session.end_half),
        };
        let works = |half: &i32| {
            let day = Date::from_days(half.div_euclid(2));
            day.is_some_and(|day| model.calendar.is_working(day))
        };
        let first_away = |present: &[HalfDays]| {
            let mut halves = (to_come.first..=to_come.last).filter(works);
            let away = halves.find(|half| !present.iter().any(|days| days.contains(*half)));
            Date::from_days(away?.div_euclid(2))
        };
        let trainer = session.trainer.as_ref();
        let trainer = trainer.and_then(|id| model.trainer_ids.index(id));
        let room = session.room.as_ref();
        let room = room.and_then(|id| model.room_ids.index(id));
        let trainer = trainer.map(|trainer| model.trainer_presence(trainer, to_come));
        let room = room.map(|room| model.room_presence(room, to_come));
        for (kind, id, present) in [
            ("trainer", &session.trainer, trainer),
            ("room", &session.room, room),
        ] {
            let (Some(id), Some(present)) = (id, present) else {
                continue;
            };
            if let Some(date) = first_away(&present) {
                let finding = describe!(
                    Code::AwayAtSession,
                    "earlier_sessions",
                    AwayAtSession {
                        kind: kind,
                        id: id,
                        session: &session.session,
                        date: date
                    }
                );
                let help = format!("find another {kind}, or cancel the session");
                list.push(finding.help(help));
            }
        }
    }
    list
}

/// Announced seats of people who leave before the session is over, and have it no longer.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
fn seats_of_leavers(setup: &PlanInput<'_>, sessions: &[PlanSession]) -> Vec<Finding> {
    let people = &setup.model.people;
    let mut list = Vec::new();
    for session in previous_sessions(setup).filter(|session| is_open(setup, session)) {
        let held = || sessions.iter().chain(&setup.earlier.sessions);
        let now = held().find(|known| known.session == session.session);
        let leaves = |id: &&str| {
            let person = people.ids.index(id);
            let leaves = person.is_some_and(|person| people.left[person] < session.end);
            leaves && now.is_none_or(|now| !now.people.iter().any(|known| known == id))
        };
        let leavers = session.people.iter().map(String::as_str);
        let leavers: Vec<&str> = leavers.filter(leaves).collect();
        if !leavers.is_empty() {
            list.push(describe!(
                Code::LeavingLeftOut,
                "people",
                LeaveBeforeSessionEnds {
                    people: leavers,
                    session: &session.session,
                    end: session.end
                }
            ));
        }
    }
    list
}

#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn findings(
    setup: &PlanInput<'_>,
    demand: &Demand,
    phases: &PhasePlan,
    lines: &Lines,
) -> Vec<Finding> {
    let mut list = pins_given_up(setup, lines);
    let instructed =
        |activity: &&crate::model::Activity| !activity_selection::is_self_paced(activity);
    if setup.trainers.is_empty()
        && setup
            .activities
            .iter()
            .any(|at| at.skill.is_some() && instructed(at))
    {
        let finding = describe!(Code::NoTrainers, "trainers", NoTrainerDeclared);
        list.push(finding.help("add `trainers` with their skills"));
    }
    if setup.rooms.is_empty()
        && setup
            .activities
            .iter()
            .any(|activity| activity_selection::needs_room(activity))
    {
        let finding = describe!(Code::NoRooms, "rooms", NoRoomDeclared);
        list.push(finding.help("add `rooms` with their seats"));
    }
    if demand.leaving > 0 {
        list.push(describe!(
            Code::LeavingLeftOut,
            "people",
            LeaveBeforePlanEnds {
                people: demand.leaving,
                until: setup.horizon.until
            }
        ));
    }
    for (&(objective, phase), &people) in &demand.due_after_phase {
        let finding = describe!(
            Code::RefreshAfterPhase,
            "phases",
            RefreshAfterPhase {
                people: people,
                objective: &setup.model.objectives[objective].id,
                phase: &phases.ids[phase],
                until: phases.windows[phase].until.unwrap_or(Date::MAX)
            }
        );
        list.push(finding.help("let the phase end later, or leave out its `until`"));
    }
    list.extend(away_at_earlier_sessions(setup));
    list.extend(unprepared(setup, lines));
    list.extend(too_small(setup));
    list.extend(seats_of_leavers(setup, &lines.sessions));
    if setup.horizon.len() == 0 {
        let (from, until) = (setup.horizon.from, setup.horizon.until);
        let finding = describe!(
            Code::NoWorkingDays,
            "calendar",
            NoWorkingDay {
                from: from,
                until: until
            }
        );
        list.push(finding.help("plan for longer, or correct the calendar"));
    }
    crate::finding::sort(&mut list);
    list
}

#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn hours_saved(setup: &PlanInput<'_>, demand: &Demand) -> PlanSavings {
    let model = setup.model;
    let mut items: Vec<PlanSavingsItem> = Vec::new();
    for (&(section, objective, level), &people) in &demand.shown {
        let hours = model.hours_to_teach(objective, level);
        let objective = &model.objectives[objective];
        items.push(PlanSavingsItem {
            because: SavedReason::Ready,
            level: objective.level_name(level).map(str::to_owned),
            objective: objective.id.clone(),
            people: Some(people),
            person_hours: hours.map(|hours| hours * people as f64),
            section: model.sections[section].id.clone(),
        });
    }
    for item in crate::units::fit::hours_saved(model, setup.horizon.from).items {
        items.push(PlanSavingsItem {
            because: SavedReason::Unused,
            level: item.level,
            objective: item.objective,
            people: item.people.value(),
            person_hours: item.person_hours.value(),
            section: item.section,
        });
    }
    items.sort_by(|a, b| {
        (a.because, &a.section, &a.objective, &a.level).cmp(&(
            b.because,
            &b.section,
            &b.objective,
            &b.level,
        ))
    });
    // An empty sum is -0.
    let person_hours = items
        .iter()
        .filter_map(|item| item.person_hours)
        .sum::<f64>()
        + 0.0;
    PlanSavings {
        items,
        person_hours,
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn phases(
    setup: &PlanInput<'_>,
    demand: &Demand,
    phases: &PhasePlan,
    lines: &Lines,
) -> Vec<PlanPhase> {
    let model = setup.model;
    let mut list: Vec<PlanPhase> = phases
        .ids
        .iter()
        .map(|id| {
            let own = |phase: &Option<String>| phase.as_deref() == Some(id);
            let sessions = lines.sessions.iter().filter(|session| own(&session.phase));
            let alone = lines.self_paced.iter().filter(|line| own(&line.phase));
            let mut hours = TrackValues::<f64>::default();
            let mut add = |activity: &str, people: usize| {
                if let Some(activity) = setup.activities.iter().find(|known| known.id == activity) {
                    let each = activity_selection::track_hours(model, activity);
                    hours = TrackValues::from_fn(|track| {
                        hours.get(track) + each.get(track) * people as f64
                    });
                }
            };
            sessions
                .clone()
                .for_each(|session| add(&session.activity, session.people.len()));
            alone.for_each(|line| add(&line.activity, line.people.len()));
            PlanPhase {
                first: sessions.clone().map(|session| session.start).min(),
                hours,
                last: sessions.clone().map(|session| session.end).max(),
                people: 0,
                phase: id.clone(),
                ready: 0,
                sessions: sessions.count() as u64,
            }
        })
        .collect();
    let learner_of: BTreeMap<usize, usize> = demand
        .learners
        .iter()
        .enumerate()
        .map(|(at, learner)| (learner.person, at))
        .collect();
    for person in
        (0..model.people.len()).filter(|&person| model.people.employed(person, setup.horizon.from))
    {
        let slots = &setup.assessment.profile(person).slots;
        for (phase, report) in list.iter_mut().enumerate() {
            let of_phase = |objective: &usize| {
                phases.of_objective[*objective] == Some(phase) && slots[*objective] != NONE
            };
            let mut own = (0..slots.len()).filter(of_phase).peekable();
            if own.peek().is_none() {
                continue;
            }
            report.people += 1;
            let met = |objective: usize| match learner_of.get(&person) {
                None => true,
                Some(&at) => demand.classes[demand.learners[at].class]
                    .needs(objective)
                    .is_none_or(|level| {
                        lines.taken[at].iter().any(|&by| {
                            activity_selection::teaches(setup.activities[by], (objective, level))
                        })
                    }),
            };
            report.ready += u64::from(own.all(met));
        }
    }
    list
}

/// The sessions of the previous plan, with those that were announced before it.
fn previous_sessions<'s>(setup: &'s PlanInput<'_>) -> impl Iterator<Item = &'s PlanSession> {
    let previous = setup.options.previous.as_deref();
    previous.into_iter().flat_map(Plan::every_session)
}

/// What became of a seat that is in another session, or in one that was changed; none where everything is as it was.
fn change_of(setup: &PlanInput<'_>, old: &PlanSession, new: &PlanSession) -> Option<ChangeKind> {
    fn start(session: &PlanSession) -> (Date, Half, &Option<String>) {
        (session.start, session.half, &session.site)
    }
    fn end(session: &PlanSession) -> (i64, Date, Half) {
        let minutes = (session.hours * 60.0).round() as i64;
        (minutes, session.end, session.end_half)
    }
    fn place(session: &PlanSession) -> (&str, &Option<String>, &Option<String>) {
        (&session.session, &session.room, &session.trainer)
    }
    if start(old) != start(new) || setup.options.cancelled.contains(&old.session) {
        return Some(ChangeKind::Moved);
    }
    match end(new).cmp(&end(old)) {
        Ordering::Greater => Some(ChangeKind::Extended),
        Ordering::Less => Some(ChangeKind::Shortened),
        Ordering::Equal => (place(old) != place(new)).then_some(ChangeKind::Relocated),
    }
}

/// What orders changes.
fn order(change: &PlanChange) -> (ChangeKind, &str, Option<&str>, Option<&str>) {
    let (before, now) = (change.before.as_deref(), change.now.as_deref());
    (change.change, &change.activity, before, now)
}

/// What people do alone that they were not to do before the plan, or not any more, or until another day than was announced.
fn changes_of_own_time(setup: &PlanInput<'_>, now: &[SelfPacedActivity]) -> Vec<PlanChange> {
    /// Last days by activity and person.
    type Ends<'a> = BTreeMap<(&'a str, &'a str), Date>;
    fn ends<'a>(lines: impl Iterator<Item = &'a SelfPacedActivity>) -> Ends<'a> {
        let of_line = |line: &'a SelfPacedActivity| {
            let people = line.people.iter();
            people.map(|person| ((line.activity.as_str(), person.as_str()), line.until))
        };
        lines.flat_map(of_line).collect()
    }
    let Some(previous) = setup.options.previous.as_deref() else {
        return Vec::new();
    };
    let (as_of, from) = (setup.assessment.as_of, setup.horizon.from);
    let open = previous.every_self_paced();
    let before = ends(open.filter(|line| is_open_alone(line, (as_of, from))));
    let now = ends(setup.earlier.self_paced.iter().chain(now));
    let mut found: BTreeMap<(ChangeKind, &str), Vec<String>> = BTreeMap::new();
    let keys: BTreeSet<(&str, &str)> = before.keys().chain(now.keys()).copied().collect();
    for (activity, person) in keys {
        let key = (activity, person);
        let change = match (before.get(&key), now.get(&key)) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Dropped,
            (Some(before), Some(now)) if now > before => ChangeKind::Extended,
            (Some(before), Some(now)) if now < before => ChangeKind::Shortened,
            _ => continue,
        };
        let people = found.entry((change, activity)).or_default();
        people.push(person.to_owned());
    }
    let change = |((change, activity), people): ((ChangeKind, &str), Vec<String>)| {
        let id = |is_there: bool| is_there.then(|| activity.to_owned());
        PlanChange {
            activity: activity.to_owned(),
            before: id(change != ChangeKind::Added),
            change,
            now: id(change != ChangeKind::Dropped),
            people,
        }
    };
    found.into_iter().map(change).collect()
}

/// What changed since the previous plan of all seats that are to come or under way.
pub(super) fn changes_of_seats(setup: &PlanInput<'_>, sessions: &[PlanSession]) -> Vec<PlanChange> {
    /// Seats by person and activity.
    type Seats<'a, S> = BTreeMap<(&'a str, &'a str), S>;
    /// What became of a seat, its activity, and the sessions before and now.
    type Seat<'a> = (ChangeKind, &'a str, Option<&'a str>, Option<&'a str>);
    fn seats(session: &PlanSession) -> impl Iterator<Item = ((&str, &str), &PlanSession)> {
        let people = session.people.iter();
        people.map(move |person| ((person.as_str(), session.activity.as_str()), session))
    }
    if setup.options.previous.is_none() {
        return Vec::new();
    }
    let goes_on = |session: &PlanSession, person: &str| {
        let mut earlier = setup.earlier.sessions.iter();
        let known = earlier.find(|known| known.session == session.session);
        known.is_some_and(|known| known.people.iter().any(|id| id == person))
    };
    let mut before: Seats<'_, Vec<&PlanSession>> = BTreeMap::new();
    for session in previous_sessions(setup).filter(|session| is_open(setup, session)) {
        let is_to_come = session.start >= setup.horizon.from;
        for (key, session) in seats(session).filter(|(key, one)| !goes_on(one, key.0)) {
            let known = before.entry(key).or_default();
            // The seat to come is the one that is kept, moved or dropped.
            let place = if is_to_come { 0 } else { known.len() };
            known.insert(place, session);
        }
    }
    let now: Seats<'_, &PlanSession> = sessions.iter().flat_map(seats).collect();
    let mut list: Vec<(Seat<'_>, &str)> = Vec::new();
    for (&(person, activity), known) in &before {
        let mut new = now.get(&(person, activity)).copied();
        for old in known {
            let id = Some(old.session.as_str());
            match new.take() {
                None => list.push(((ChangeKind::Dropped, activity, id, None), person)),
                Some(new) => {
                    let change = change_of(setup, old, new);
                    let seat = |change| (change, activity, id, Some(new.session.as_str()));
                    list.extend(change.map(|change| (seat(change), person)));
                }
            }
        }
    }
    for (&(person, activity), new) in &now {
        if !before.contains_key(&(person, activity)) {
            let id = Some(new.session.as_str());
            list.push(((ChangeKind::Added, activity, None, id), person));
        }
    }
    let mut found: BTreeMap<Seat<'_>, Vec<String>> = BTreeMap::new();
    for (change, person) in list {
        found.entry(change).or_default().push(person.to_owned());
    }
    let change = |((change, activity, before, now), people): (Seat<'_>, Vec<String>)| PlanChange {
        activity: activity.to_owned(),
        before: before.map(str::to_owned),
        change,
        now: now.map(str::to_owned),
        people,
    };
    found.into_iter().map(change).collect()
}
