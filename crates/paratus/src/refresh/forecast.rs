//! The share of people ready, month by month: if nothing is done, and if the sessions that are booked take place.

#![expect(clippy::indexing_slicing, reason = "groups, sections and months are indices of the same lists")]

use super::due::Later;
use super::seats::Seats;
use crate::units::{At, Decisions, Population};
use crate::{Assessment, Date, UnitKind, Verdict};
use serde::Serialize;

/// The forecast of a section with its parts, or of the organisation. It is about the people employed on the day of
/// assessment, so that months can be compared; a suppressed unit has no figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct UnitForecast {
    /// What kind of unit it is.
    pub kind: UnitKind,
    /// The first day of each month, and the last day of all.
    pub months: Vec<MonthShare>,
    /// People of whom something is required; `null` where withheld.
    pub people: Option<u64>,
    /// Whether the figures are withheld.
    pub suppressed: bool,
    /// Name for people.
    pub title: String,
    /// Id of the section; for the organisation the id of the programme.
    pub unit: String,
}

/// How many are ready on a day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MonthShare {
    /// The day.
    pub date: Date,
    /// People whose verdict is ready if the sessions that are booked take place: each seat goes to whom it helps most
    /// urgently, and who takes part shows what is taught.
    pub planned: u64,
    /// Their share; `null` where nothing is required of anybody.
    pub planned_share: Option<f64>,
    /// People whose verdict is ready.
    pub ready: u64,
    /// Their share of those of whom something is required; `null` where nothing is required of anybody.
    pub share: Option<f64>,
}

/// The organisation, then every section in the order of the programme.
pub(super) fn of(
    assessment: &Assessment,
    population: &Population,
    decisions: &Decisions,
    months: &[Date],
    seats: &Seats,
    until: Date,
) -> Vec<UnitForecast> {
    let model = assessment.programme.model();
    let mut days = months[..months.len() - 1].to_vec();
    if days.last() != Some(&until) {
        days.push(until);
    }
    let mut required = vec![0u64; population.groups.len()];
    let mut ready = vec![vec![0u64; days.len()]; population.groups.len()];
    let mut planned = ready.clone();
    let mut later = Later::new(assessment);
    for (person, group) in population.people() {
        let Some(verdict) = assessment.score(person).verdict else { continue };
        required[group] += 1;
        if verdict == Verdict::Ready {
            later.person(person);
            let lapse = later.verdict_lapse(until);
            for (count, day) in ready[group].iter_mut().zip(&days) {
                *count += u64::from(lapse.is_none_or(|lapse| *day < lapse));
            }
            if seats.of(person).is_empty() {
                for (count, day) in planned[group].iter_mut().zip(&days) {
                    *count += u64::from(lapse.is_none_or(|lapse| *day < lapse));
                }
            }
        }
        if !seats.of(person).is_empty() {
            later.person(person);
            later.plan(seats.of(person));
            for (count, day) in planned[group].iter_mut().zip(&days) {
                *count += u64::from(later.ready_on(*day));
            }
        }
    }
    let units = std::iter::once(At::Organisation).chain((0..model.sections.len()).map(At::Section));
    units
        .map(|at| {
            let inside = at.groups(population);
            let sum =
                |of: &dyn Fn(usize) -> u64| -> u64 { (0..inside.len()).filter(|&group| inside[group]).map(of).sum() };
            let shown = at.is_in(&decisions.units);
            let people = sum(&|group| required[group]);
            let month = |(at, date): (usize, &Date)| {
                let (ready, planned) = (sum(&|group| ready[group][at]), sum(&|group| planned[group][at]));
                let share = |of: u64| (people > 0).then(|| of as f64 / people as f64);
                MonthShare { date: *date, planned, planned_share: share(planned), ready, share: share(ready) }
            };
            let (id, title) = at.names(model);
            UnitForecast {
                kind: at.kind(),
                months: if shown { days.iter().enumerate().map(month).collect() } else { Vec::new() },
                people: shown.then_some(people),
                suppressed: !shown,
                title: title.to_owned(),
                unit: id.to_owned(),
            }
        })
        .collect()
}
