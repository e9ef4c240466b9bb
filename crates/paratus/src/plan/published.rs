//! A plan as it may be published: nobody is named, people are counted in bands, sums are rounded.
//!
//! How many people a session seats tells how many lack what it teaches, and exact sums of hours and money would give withheld
//! counts away by subtraction. So people come in bands of the rules' `min_cell`, the first of which is withheld, and sums are
//! rounded to a step no smaller than what `min_cell` people can add to them.

use super::activity_selection::MANY;
use super::{DateReason, Plan, PlanStatus, UnplacedCause};
use crate::document::{Half, Mode};
use crate::{ByTrack, Date, Programme, Track};
use serde::Serialize;
use std::collections::BTreeMap;

/// Significant digits of rounded sums: at least one in a hundred is rounded away.
const DIGITS: i32 = 2;

/// A plan without people, for reports.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedPlan {
    /// The date of assessment.
    pub as_of: Date,
    /// What it costs, in the programme's currency, rounded to `cost_step`.
    pub cost: f64,
    /// What `cost` is a multiple of.
    pub cost_step: f64,
    /// The first day of planning.
    pub from: Date,
    /// The share of the cost that could at most still be saved, rounded up to a thousandth.
    pub gap: f64,
    /// Hours of all participants together, by track, rounded to `hours_step`.
    pub hours: ByTrack<f64>,
    /// What hours are multiples of.
    pub hours_step: f64,
    /// The phases in order.
    pub phases: Vec<PublishedPhase>,
    /// What people do in their own time.
    pub self_paced: Vec<PublishedSelfPaced>,
    /// The sessions, by start, then by id.
    pub sessions: Vec<PublishedSession>,
    /// Each track's share of all hours, rounded to a hundredth, or to what `hours_step` is of all hours where that is more.
    pub shares: ByTrack<f64>,
    /// Hours that are not taught because they are not needed, rounded to `hours_step`.
    pub spared_hours: f64,
    /// Whether everyone could be placed.
    pub status: PlanStatus,
    /// Needs that are not met, by objective and cause.
    pub unplaced: Vec<PublishedUnplaced>,
    /// The last day of planning.
    pub until: Date,
}

/// A number of people, between two bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Band {
    /// At least so many.
    pub from: u64,
    /// At most so many.
    pub to: u64,
}

/// A phase of a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedPhase {
    /// The first day of any of its sessions.
    pub first: Option<Date>,
    /// The last day of any of its sessions.
    pub last: Option<Date>,
    /// Id of the phase.
    pub phase: String,
    /// How many sessions it has.
    pub sessions: u64,
}

/// A session of a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedSession {
    /// Id of the activity.
    pub activity: String,
    /// What set its date.
    pub because: DateReason,
    /// The last day.
    pub end: Date,
    /// The half of the last day in which it ends.
    pub end_half: Half,
    /// The half of the first day in which it begins.
    pub half: Half,
    /// Hours of each participant.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// The participants; `null` where they are fewer than `min_cell`.
    pub people: Option<Band>,
    /// Id of the phase that it belongs to.
    pub phase: Option<String>,
    /// Id of the room.
    pub room: Option<String>,
    /// How many people it can take; `null` where nothing limits it.
    pub seats: Option<u32>,
    /// Where it is.
    pub site: Option<String>,
    /// The first day.
    pub start: Date,
    /// Name of the activity for people.
    pub title: String,
}

/// What people do in their own time, in a published plan.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedSelfPaced {
    /// Id of the activity.
    pub activity: String,
    /// The first day.
    pub from: Date,
    /// Hours of each person.
    pub hours: f64,
    /// How it is given.
    pub mode: Mode,
    /// The people; `null` where they are fewer than `min_cell`.
    pub people: Option<Band>,
    /// Name of the activity for people.
    pub title: String,
    /// The last day.
    pub until: Date,
}

/// Needs that a published plan does not meet.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedUnplaced {
    /// What stood in the way.
    pub cause: UnplacedCause,
    /// The level needed, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// The people; `null` where they are fewer than `min_cell`.
    pub people: Option<Band>,
}

impl PublishedPlan {
    /// What of a plan may be published under a programme's `min_cell`.
    #[must_use]
    pub fn new(plan: &Plan, programme: &Programme) -> PublishedPlan {
        let min_cell = u64::from(programme.rules().min_cell).max(1);
        let longest = plan.sessions.iter().map(|session| session.hours);
        let longest = longest.chain(plan.self_paced.iter().map(|line| line.hours)).fold(0.0, f64::max);
        let hours: f64 = plan.hours.iter().map(|(_, hours)| *hours).sum();
        let per_hour = if hours > 0.0 { plan.cost / hours } else { plan.settings.wage_per_hour };
        let least = if min_cell > 1 { min_cell as f64 * longest } else { 0.0 };
        let hours_step = step(hours, least);
        let cost_step = step(plan.cost, least * per_hour);
        let shares = &plan.balance.shares;
        let share_step = if hours > 0.0 { (hours_step / hours).clamp(0.01, 1.0) } else { 0.01 };
        PublishedPlan {
            as_of: plan.as_of,
            cost: rounded(plan.cost, cost_step),
            cost_step,
            from: plan.from,
            gap: (plan.gap * 1000.0).ceil() / 1000.0,
            hours: ByTrack::from_fn(|track: Track| rounded(*plan.hours.get(track), hours_step)),
            hours_step,
            phases: plan.phases.iter().map(PublishedPhase::new).collect(),
            self_paced: plan.self_paced.iter().map(|line| PublishedSelfPaced::new(line, min_cell)).collect(),
            sessions: plan.sessions.iter().map(|session| PublishedSession::new(session, min_cell)).collect(),
            shares: ByTrack::from_fn(|track: Track| rounded(*shares.get(track), share_step).min(1.0)),
            spared_hours: rounded(plan.spared.person_hours, hours_step),
            status: plan.status,
            unplaced: unplaced(plan, min_cell),
            until: plan.until,
        }
    }
}

impl Band {
    /// The band of a number of people; `None` in the first one, which is withheld.
    fn of(people: usize, seats: Option<u32>, min_cell: u64) -> Option<Band> {
        let people = people as u64;
        let from = people - people % min_cell;
        let to = (from + min_cell - 1).min(seats.map_or(u64::MAX, u64::from)).max(people);
        (people >= min_cell).then_some(Band { from, to })
    }
}

impl PublishedPhase {
    fn new(phase: &super::PlanPhase) -> PublishedPhase {
        PublishedPhase { first: phase.first, last: phase.last, phase: phase.phase.clone(), sessions: phase.sessions }
    }
}

impl PublishedSession {
    fn new(session: &super::PlanSession, min_cell: u64) -> PublishedSession {
        PublishedSession {
            activity: session.activity.clone(),
            because: session.reason.date,
            end: session.end,
            end_half: session.end_half,
            half: session.half,
            hours: session.hours,
            mode: session.mode,
            people: Band::of(session.people.len(), Some(session.seats), min_cell),
            phase: session.phase.clone(),
            room: session.room.clone(),
            seats: (session.seats < MANY).then_some(session.seats),
            site: session.site.clone(),
            start: session.start,
            title: session.title.clone(),
        }
    }
}

impl PublishedSelfPaced {
    fn new(line: &super::SelfPaced, min_cell: u64) -> PublishedSelfPaced {
        PublishedSelfPaced {
            activity: line.activity.clone(),
            from: line.from,
            hours: line.hours,
            mode: line.mode,
            people: Band::of(line.people.len(), None, min_cell),
            title: line.title.clone(),
            until: line.until,
        }
    }
}

fn unplaced(plan: &Plan, min_cell: u64) -> Vec<PublishedUnplaced> {
    let mut people: BTreeMap<(&str, Option<&str>, UnplacedCause), usize> = BTreeMap::new();
    for need in &plan.unplaced {
        *people.entry((&need.objective, need.level.as_deref(), need.cause)).or_default() += 1;
    }
    let told = |((objective, level, cause), people): ((&str, Option<&str>, UnplacedCause), usize)| PublishedUnplaced {
        cause,
        level: level.map(str::to_owned),
        objective: objective.to_owned(),
        people: Band::of(people, None, min_cell),
    };
    people.into_iter().map(told).collect()
}

/// The smallest of 1, 2, 5, 10, 20, … that leaves so many digits of a sum and is not less than `least`.
fn step(sum: f64, least: f64) -> f64 {
    let mut step = 1.0;
    let digits = (0..DIGITS).fold(1.0, |whole, _| whole * 10.0);
    for factor in [2.0, 2.5, 2.0].into_iter().cycle().take(60) {
        if step >= least && step * digits > sum {
            break;
        }
        step *= factor;
    }
    step
}

fn rounded(sum: f64, step: f64) -> f64 {
    // By the inverse where it is the rounder number: 35 / 100 is 0.35, and 35 * 0.01 is not.
    let per = 1.0 / step;
    if step < 1.0 { (sum * per).round() / per } else { (sum / step).round() * step }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_hold_their_number_and_hide_it() {
        for people in 0..40_usize {
            let Some(band) = Band::of(people, None, 5) else {
                assert!(people < 5);
                continue;
            };
            assert!((band.from..=band.to).contains(&(people as u64)), "{people} in {band:?}");
            assert_eq!((band.from % 5, band.to - band.from), (0, 4));
        }
        assert_eq!(Band::of(12, Some(12), 5), Some(Band { from: 10, to: 12 }));
        // More people than seats is a fault of the plan, and the band still holds them.
        assert_eq!(Band::of(13, Some(12), 5), Some(Band { from: 10, to: 13 }));
        assert_eq!(Band::of(3, None, 1), Some(Band { from: 3, to: 3 }));
        assert_eq!(Band::of(0, None, 1), None);
    }

    #[test]
    fn sums_are_rounded_to_more_than_the_withheld_can_add() {
        assert_eq!(step(12_345.0, 60.0), 200.0);
        assert_eq!(step(99.0, 0.0), 1.0);
        assert_eq!(step(99.0, 30.0), 50.0);
        assert_eq!(step(0.0, 0.0), 1.0);
        for (sum, least) in [(12_345.0, 60.0), (4.5e9, 10.0), (31.0, 25.0)] {
            let step = step(sum, least);
            assert!(step >= least, "{sum}");
            assert!((rounded(sum, step) - sum).abs() <= step / 2.0, "{sum}");
        }
        assert_eq!(rounded(0.347, 0.01), 0.35);
    }
}
