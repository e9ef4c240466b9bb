//! What lapses and what is done about it, as data.

use super::due_refresher::{self, Lapse};
use super::forecast::{self, HelpedGroups, UnitForecast};
use super::seats::{self, BookedSeats};
use super::{RefreshLimits, calendar};
use crate::disclosure::{Published, Publisher, SuppressedFigures, Suppression};
use crate::fingerprint::PeopleSet;
use crate::model::Level;
use crate::population::PeopleGroup;
use crate::{Assessment, Date, Track};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What stops being ready until a day if nothing is done, and a calendar that prevents it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Refresh {
    /// The date of assessment.
    pub as_of: Date,
    /// The refreshers, month by month.
    pub calendar: Vec<RefreshMonth>,
    /// The share ready of the organisation and of every section, if nothing is done.
    pub forecast: Vec<UnitForecast>,
    /// Most hours of refreshers in any month: those that were chosen, else those of the fullest month as it is given. Suppressed
    /// where the hours of every month with refreshers are.
    pub hours_per_month: Published<f64>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// What is not refreshed in time, and why. Published: each surely of `min_cell` people or more.
    pub unplaced: Vec<MissedRefresher>,
    /// How many people have refreshers that are not placed in time beside those. What fewer than `min_cell` people need is not counted.
    /// `null` in internal answers, which list everything.
    pub unplaced_others: Published<u64>,
    /// The last day that was looked at.
    pub until: Date,
    /// Whether the forecast and the calendar count on a plan, beside the sessions that are booked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub with_plan: bool,
}

/// A month of the calendar. It holds what is to be refreshed beside the sessions that are booked already.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RefreshMonth {
    /// Seats of the sessions that are booked in it; those without a limit count none.
    pub booked_seats: u64,
    /// Sessions that are booked in it.
    pub booked_sessions: u64,
    /// Its first day.
    pub from: Date,
    /// Hours of all rows together, as they are given. Those of `others` are not among them: suppressed where there are no rows and
    /// others.
    pub hours: Published<f64>,
    /// Hours that those who join need, to learn all that is required of them.
    pub joiner_hours: f64,
    /// People who join after the day of assessment.
    pub joiners: u64,
    /// People whose last day it holds.
    pub leavers: u64,
    /// How many people have refreshers beside the rows. What fewer than `min_cell` people need is not counted. `null` in internal answers,
    /// whose rows are all.
    pub others: Published<u64>,
    /// What is refreshed, in the order of the programme. Published: each surely of `min_cell` people or more.
    pub rows: Vec<RefreshRow>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Its last day.
    pub to: Date,
}

/// An objective that is refreshed in a month.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RefreshRow {
    /// Hours of all its people together.
    pub hours: f64,
    /// The level required, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many people.
    pub people: Published<u64>,
    /// Its track.
    pub track: Track,
}

/// An objective that lapses because it cannot be refreshed in time, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MissedRefresher {
    /// Hours of all its people together; `null` where nothing teaches it.
    pub hours: Option<f64>,
    /// The level required, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// How many people.
    pub people: Published<u64>,
    /// Why.
    pub reason: MissedRefresherReason,
}

/// The reason why an objective is not refreshed in time. `Display` says it in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MissedRefresherReason {
    /// No activity teaches it.
    Untaught,
    /// No month before it lapses has room for it.
    NoMonth,
}

names! {
    MissedRefresherReason (shown otherwise):
    Untaught = "untaught",
    NoMonth = "no_month",
}

impl fmt::Display for MissedRefresherReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            MissedRefresherReason::NoMonth => "no month before has room",
            MissedRefresherReason::Untaught => "no activity teaches it",
        })
    }
}

/// Adds the seats of a plan, where there is one.
pub(super) type PlannedSeats<'a> = Option<&'a dyn Fn(&mut BookedSeats)>;

type RefreshNeed = (usize, Level);

#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn refresh_report(
    assessment: &Assessment,
    limits: &RefreshLimits,
    publisher: &Publisher,
    plan: PlannedSeats<'_>,
) -> Refresh {
    let model = assessment.programme.model();
    let (as_of, until) = (assessment.as_of, limits.until);
    let population = &assessment.board().population;
    let everyone: PeopleSet = population.groups.iter().map(PeopleGroup::set).sum();
    let lapses = due_refresher::lapses(assessment, until);
    let mut seats = seats::give_out(assessment, &lapses, until);
    let with_plan = plan.is_some();
    if let Some(add) = plan {
        add(&mut seats);
    }
    // What a booked session refreshes in time needs no other refresher.
    let helped = HelpedGroups::new(assessment, population, until, with_plan);
    let lapses: Vec<Lapse> = lapses
        .into_iter()
        .filter(|lapse| seats.before(lapse).is_none())
        .collect();
    let months = calendar::months(as_of, until);
    let placed = calendar::place(assessment, &lapses, &months, limits.hours_per_month);
    let mut rows: Vec<BTreeMap<RefreshNeed, Vec<usize>>> = vec![BTreeMap::new(); months.len() - 1];
    let mut left: BTreeMap<(RefreshNeed, bool), Vec<usize>> = BTreeMap::new();
    for ((lapse, month), hours) in lapses.iter().zip(&placed.month).zip(&placed.hours) {
        let need = need(assessment, lapse);
        let refreshed = match month {
            Some(month) => rows[*month].entry(need).or_default(),
            None => left.entry((need, hours.is_some())).or_default(),
        };
        refreshed.push(lapse.person);
    }
    let level = |need: RefreshNeed| {
        model.objectives[need.0]
            .level_name(need.1)
            .map(str::to_owned)
    };
    // The people who need it: a count of those of them who are to be refreshed is rounded among them.
    let needing = |need: RefreshNeed| -> PeopleSet {
        let needs = |group: &&PeopleGroup| {
            let profile = &model.profiles[group.profile];
            let slot = profile.slots[need.0] as usize;
            profile
                .requirements
                .get(slot)
                .is_some_and(|found| found.objective == need.0 && found.level == need.1)
        };
        population
            .groups
            .iter()
            .filter(needs)
            .map(PeopleGroup::set)
            .sum()
    };
    // Lines about enough people, and those who are in others. What fewer than `min_cell` people need is not among these either: by the
    // document they alone could be meant.
    let lines = |counts: Vec<((RefreshNeed, bool), Vec<usize>)>| {
        let (mut lines, mut few) = (Vec::new(), BTreeSet::new());
        for ((need, taught), refreshed) in counts {
            let of = needing(need);
            let Some(people) = publisher.line(refreshed.len() as u64, of, "refreshed") else {
                if !publisher.is_small_group(of.people) {
                    few.extend(refreshed);
                }
                continue;
            };
            let hours = model.hours_to_teach(need.0, need.1);
            lines.push((
                need,
                taught,
                people,
                hours
                    .zip(people.value())
                    .map(|(hours, people)| hours * people as f64),
            ));
        }
        (lines, few)
    };
    let others = |few: BTreeSet<usize>| {
        if publisher.is_internal() {
            Published::suppressed_all()
        } else {
            publisher.count(few.len() as u64, everyone, "other refreshers")
        }
    };
    let turnover = joiners_and_leavers(assessment, &months);
    let booked = booked(assessment, &months, until);
    let calendar: Vec<RefreshMonth> = rows
        .into_iter()
        .enumerate()
        .map(|(month, rows)| {
            let (rows, few) = lines(
                rows.into_iter()
                    .map(|(need, people)| ((need, true), people))
                    .collect(),
            );
            let row =
                |(need, _, people, hours): (RefreshNeed, bool, Published<u64>, Option<f64>)| {
                    RefreshRow {
                        hours: hours.unwrap_or_default(),
                        level: level(need),
                        objective: model.objectives[need.0].id.clone(),
                        people,
                        track: model.objectives[need.0].track,
                    }
                };
            let rows: Vec<RefreshRow> = rows.into_iter().map(row).collect();
            let (joiners, joiner_hours, leavers) = turnover[month];
            let others = others(few);
            let hours = if rows.is_empty() && others.value().is_some_and(|others| others > 0) {
                Published::suppressed(Suppression::Threshold)
            } else {
                // The sum of nothing is -0.
                publisher.of(0, rows.iter().map(|row| row.hours).sum::<f64>() + 0.0)
            };
            RefreshMonth {
                from: months[month],
                booked_seats: booked[month].1,
                booked_sessions: booked[month].0,
                hours,
                joiner_hours,
                joiners,
                leavers,
                suppressed: SuppressedFigures::default()
                    .with_figure("hours", &hours)
                    .with_figure("others", &others),
                others,
                rows,
                to: months[month + 1].plus_days(-1),
            }
        })
        .collect();
    let (left, few) = lines(left.into_iter().collect());
    let unplaced = left
        .into_iter()
        .map(|(need, taught, people, hours)| MissedRefresher {
            hours: hours.filter(|_| taught),
            level: level(need),
            objective: model.objectives[need.0].id.clone(),
            people,
            reason: if taught {
                MissedRefresherReason::NoMonth
            } else {
                MissedRefresherReason::Untaught
            },
        });
    let is_named = calendar.iter().any(|month| !month.rows.is_empty());
    let hours_per_month = match limits.hours_per_month {
        Some(chosen) => publisher.of(0, chosen),
        None if !is_named && calendar.iter().any(|month| month.hours.is_suppressed()) => {
            Published::suppressed(Suppression::Threshold)
        }
        None => publisher.of(
            0,
            calendar
                .iter()
                .filter_map(|month| month.hours.value())
                .fold(0.0, f64::max),
        ),
    };
    let unplaced_others = others(few);
    Refresh {
        as_of,
        forecast: forecast::forecast(
            assessment, population, publisher, &months, &seats, &helped, until,
        ),
        suppressed: SuppressedFigures::default()
            .with_figure("hours_per_month", &hours_per_month)
            .with_figure("unplaced_others", &unplaced_others),
        hours_per_month,
        unplaced: unplaced.collect(),
        unplaced_others,
        until,
        calendar,
        with_plan,
    }
}

#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn need(assessment: &Assessment, lapse: &Lapse) -> RefreshNeed {
    let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
    (requirement.objective, requirement.level)
}

/// Sessions that are booked and their seats, by month.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn booked(assessment: &Assessment, months: &[Date], until: Date) -> Vec<(u64, u64)> {
    let model = assessment.programme.model();
    let mut list = vec![(0, 0); months.len() - 1];
    for session in seats::ahead(model, assessment.as_of, until) {
        let session = &model.sessions[session];
        let most = model.activities[session.activity]
            .seats
            .map(|(_, most)| most);
        if let Some(month) = month_of(months, session.start) {
            list[month].0 += 1;
            list[month].1 += u64::from(session.seats.or(most).unwrap_or_default());
        }
    }
    list
}

/// The month that a day lies in.
fn month_of(months: &[Date], day: Date) -> Option<usize> {
    let month = months
        .iter()
        .filter(|start| **start <= day)
        .count()
        .checked_sub(1)?;
    (month + 1 < months.len()).then_some(month)
}

/// Joiners, the hours they need, and leavers, by month.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn joiners_and_leavers(assessment: &Assessment, months: &[Date]) -> Vec<(u64, f64, u64)> {
    let model = assessment.programme.model();
    let mut list = vec![(0, 0.0, 0); months.len() - 1];
    for person in 0..model.people.len() {
        let (joined, left) = (model.people.joined[person], model.people.left[person]);
        if let Some(month) = month_of(months, joined).filter(|_| joined > assessment.as_of) {
            let needs = &assessment.profile(person).requirements;
            let hours = needs
                .iter()
                .filter_map(|need| model.hours_to_teach(need.objective, need.level));
            list[month].0 += 1;
            list[month].1 += hours.sum::<f64>();
        }
        if let Some(month) = month_of(months, left) {
            list[month].2 += 1;
        }
    }
    list
}
