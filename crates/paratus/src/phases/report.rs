//! Phases as data: what is in each, what it covers, what it costs, whom it touches.

use super::ProposalOptions;
use super::attendance::{Attendances, EPSILON};
use super::propose::{Proposal, propose};
use super::usage::{Coverage, Usage};
use crate::disclosure::{Published, Publisher, SuppressedFigures};
use crate::model::{Model, NONE};
use crate::population::Population;
use crate::{Date, Track, TrackValues};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The phases of a roll-out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Phases {
    /// The date on which people are employed.
    pub as_of: Date,
    /// Whether the phases are those of the programme; else they are proposed.
    pub authored: bool,
    /// Feature sets that are more common than others which are in an earlier phase; only for authored phases.
    pub earlier: Vec<LateFeatureSet>,
    /// Where a proposed phase takes somebody more hours than were asked for, because what the person attends there cannot
    /// be parted.
    pub hours_exceeded: Vec<ExcessHours>,
    /// The phases in order. A proposed phase is never empty.
    pub phases: Vec<PhaseReport>,
    /// How many phases the hours that were asked for need, where that is more than were allowed: what they hold is in the
    /// last phase, whose hours may be exceeded. Else `null`.
    pub phases_needed: Option<usize>,
    /// Ids of sections with people for whom no feature use is declared: they count neither in reach nor in use.
    pub undeclared: Vec<String>,
    /// Objectives (ids) that somebody needs and that are in no phase.
    pub unplaced: Vec<String>,
}

/// One phase of a roll-out: objectives, sections, hours and the use that it covers.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseReport {
    /// The share of day-to-day use that this phase and those before it cover; `null` where no use is declared. A feature
    /// of a section is covered where somebody there needs a feature set that has it.
    pub covered: Option<f64>,
    /// Hours of all people together, by track: those of the activities that each attends for the first time for what is in
    /// this phase, with what these activities require. The hours of an activity are shared equally among what it teaches.
    /// What nothing teaches counts nothing.
    pub hours: TrackValues<f64>,
    /// The most hours that one person spends in activities.
    pub most_hours: f64,
    /// What is in it: people, process, technology; in each the most common first.
    pub objectives: Vec<PhaseObjective>,
    /// How many people need any of it.
    pub people: Published<u64>,
    /// Id of the phase; proposed ones without a name are numbered.
    pub phase: String,
    /// The sections whose people need any of it.
    pub sections: Vec<PhaseSection>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
}

/// An objective of a phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseObjective {
    /// How common it is, in [0, 1]; only for feature sets.
    pub common: Option<f64>,
    /// Hours of one person up to the highest level that anybody needs, level by level, an activity's hours shared equally
    /// among what it teaches; `null` where nothing teaches it.
    pub hours: Option<f64>,
    /// Id of the objective.
    pub objective: String,
    /// Whether it takes somebody over the hours that were asked for: alone, or in the last phase where too few are allowed.
    pub over_hours: bool,
    /// The share of people whose section uses it; only for feature sets.
    pub reach: Option<f64>,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

/// Hours that one person spends in a proposed phase beyond those asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ExcessHours {
    /// Ids of the activities that the person attends in the phase: one that is too long, or one with what it requires.
    pub activities: Vec<String>,
    /// Hours of these activities together.
    pub hours: f64,
    /// Ids of the objectives for which the person attends them.
    pub objectives: Vec<String>,
    /// Id of the phase.
    pub phase: String,
}

/// A section whose people need something of a phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseSection {
    /// How many of its people, and its parts', need any of the phase.
    pub people: Published<u64>,
    /// Id of the section.
    pub section: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Name for people.
    pub title: String,
}

/// A feature set in a later phase than a less common one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LateFeatureSet {
    /// How common it is.
    pub common: f64,
    /// Id of the feature set.
    pub objective: String,
    /// Id of its phase.
    pub phase: String,
    /// The least common feature set (id) of the earliest phase that has a less common one.
    pub than: String,
    /// How common that one is.
    pub than_common: f64,
    /// Id of the phase of that one.
    pub than_phase: String,
}

#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn phases_report(
    model: &Model,
    as_of: Date,
    options: &ProposalOptions,
    publisher: &Publisher,
) -> Phases {
    let usage = Usage::new(model, as_of);
    let authored = !options.proposes()
        && model
            .phases
            .iter()
            .any(|phase| !phase.objectives.is_empty());
    let limit = options
        .hours_per_person
        .filter(|hours| *hours > 0.0 && !authored)
        .unwrap_or(f64::INFINITY);
    let attendances = Attendances::new(&usage, limit);
    let proposal = if authored {
        as_authored(model)
    } else {
        propose(&usage, &attendances, options, model.phases.len())
    };
    let phases = proposal.allowed;
    // Names of the programme's phases would mislead where there are more.
    let named = if phases > model.phases.len() {
        &[]
    } else {
        model.phases.as_slice()
    };
    let id = |phase: usize| {
        named
            .get(phase)
            .map_or_else(|| number(phase), |phase| phase.id.clone())
    };
    let last = phases.saturating_sub(1);
    let (hours_exceeded, mut over_hours) =
        exceeded(&usage, &attendances, &proposal.phase, limit, |phase| {
            id(phase.min(last))
        });
    let is_moved = |phase: &Option<usize>| phase.is_some_and(|phase| phase > last);
    over_hours
        .iter_mut()
        .zip(&proposal.phase)
        .for_each(|(over, phase)| *over |= is_moved(phase));
    let placed: Vec<Option<usize>> = proposal
        .phase
        .iter()
        .map(|phase| phase.map(|phase| phase.min(last)))
        .collect();
    let hours = hours(&usage, &attendances, &placed, phases);
    let mut coverage = Coverage::new(&usage);
    let report = |(phase, (hours, most_hours)): (usize, (TrackValues<f64>, f64))| {
        let of_phase: Vec<usize> = (0..placed.len())
            .filter(|&at| placed[at] == Some(phase))
            .collect();
        of_phase
            .iter()
            .for_each(|&objective| coverage.add(objective));
        let (people, sections) = touched(&usage, publisher, &of_phase);
        let title = named
            .get(phase)
            .map(|phase| phase.title.to_string())
            .filter(|title| !title.is_empty());
        PhaseReport {
            covered: coverage.share(),
            hours,
            most_hours,
            objectives: objectives(&usage, &attendances, of_phase, &over_hours),
            people,
            phase: id(phase),
            sections,
            suppressed: SuppressedFigures::default().with_figure("people", &people),
            title: title.unwrap_or_else(|| id(phase)),
        }
    };
    let phases = hours.into_iter().enumerate().map(report).collect();
    let all = 0..model.objectives.len();
    let unplaced = all.filter(|&at| usage.needing[at] > 0 && placed[at].is_none());
    Phases {
        as_of,
        authored,
        earlier: if authored {
            earlier(&usage, &placed, id)
        } else {
            Vec::new()
        },
        hours_exceeded,
        phases,
        phases_needed: Some(proposal.phases).filter(|&needed| needed > proposal.allowed),
        unplaced: unplaced.map(|at| model.objectives[at].id.clone()).collect(),
        undeclared: usage.undeclared,
    }
}

/// The phases of the programme.
fn as_authored(model: &Model) -> Proposal {
    let mut placed = vec![None; model.objectives.len()];
    for (phase, written) in model.phases.iter().enumerate() {
        for objective in written
            .objectives
            .iter()
            .filter_map(|id| model.objective_ids.index(id))
        {
            if let Some(place) = placed.get_mut(objective) {
                *place = place.or(Some(phase));
            }
        }
    }
    Proposal {
        phase: placed,
        allowed: model.phases.len(),
        phases: model.phases.len(),
    }
}

/// By phase: the hours of everybody by track, and the most hours of one person.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn hours(
    usage: &Usage<'_>,
    attendances: &Attendances,
    placed: &[Option<usize>],
    phases: usize,
) -> Vec<(TrackValues<f64>, f64)> {
    let mut list = vec![(TrackValues::<f64>::default(), 0.0f64); phases];
    for crowd in &usage.crowds {
        let Some(attendance) = attendances.of_profile(crowd.profile) else {
            continue;
        };
        let mut own = vec![0.0; phases];
        for (&(activity, hours), phase) in
            attendance.activities.iter().zip(attendance.phases(placed))
        {
            let Some(phase) = phase else { continue };
            own[phase] += hours;
            let taught = &usage.model.activities[activity].teaches;
            for &(objective, _) in taught {
                let track = usage.model.objectives[objective].track;
                *list[phase].0.get_mut(track) += hours / taught.len() as f64 * crowd.people as f64;
            }
        }
        list.iter_mut()
            .zip(own)
            .for_each(|((_, most), own)| *most = most.max(own));
    }
    list
}

/// Where one person spends more hours than the limit, and which objectives lead to that: by phase and objectives, the
/// person with the most hours.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn exceeded(
    usage: &Usage<'_>,
    attendances: &Attendances,
    placed: &[Option<usize>],
    limit: f64,
    id: impl Fn(usize) -> String,
) -> (Vec<ExcessHours>, Vec<bool>) {
    let model = usage.model;
    let mut over = vec![false; placed.len()];
    let mut found: BTreeMap<(usize, Vec<usize>), ExcessHours> = BTreeMap::new();
    for attendance in attendances.distinct() {
        let attended = attendance.phases(placed);
        for phase in attended
            .iter()
            .copied()
            .flatten()
            .collect::<BTreeSet<usize>>()
        {
            let here: Vec<usize> = (0..attended.len())
                .filter(|&at| attended[at] == Some(phase))
                .collect();
            let hours: f64 = here.iter().map(|&at| attendance.activities[at].1).sum();
            if hours <= limit + EPSILON {
                continue;
            }
            let objectives = attendance
                .needs
                .iter()
                .filter(|need| need.own.iter().any(|at| here.contains(at)));
            let objectives: Vec<usize> = objectives.map(|need| need.objective).collect();
            objectives
                .iter()
                .filter(|&&at| placed[at] == Some(phase))
                .for_each(|&at| over[at] = true);
            let new = ExcessHours {
                activities: here
                    .iter()
                    .map(|&at| model.activities[attendance.activities[at].0].id.clone())
                    .collect(),
                hours,
                objectives: objectives
                    .iter()
                    .map(|&at| model.objectives[at].id.clone())
                    .collect(),
                phase: id(phase),
            };
            let held = found
                .entry((phase, objectives))
                .or_insert_with(|| new.clone());
            if held.hours < new.hours {
                *held = new;
            }
        }
    }
    (found.into_values().collect(), over)
}

fn number(phase: usize) -> String {
    format!("phase-{}", phase + 1)
}

/// The objectives of a phase: by track, in each the most common first.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn objectives(
    usage: &Usage<'_>,
    attendances: &Attendances,
    mut of_phase: Vec<usize>,
    over_hours: &[bool],
) -> Vec<PhaseObjective> {
    let model = usage.model;
    of_phase.sort_by(|&a, &b| {
        let track = |at: usize| model.objectives[at].track;
        let common = |at: usize| usage.common[at].common;
        track(a)
            .cmp(&track(b))
            .then(common(b).total_cmp(&common(a)))
            .then(a.cmp(&b))
    });
    let objective = |at: usize| {
        let objective = &model.objectives[at];
        let figure = |value: f64| objective.is_feature_set().then_some(value);
        PhaseObjective {
            common: figure(usage.common[at].common),
            hours: attendances.hours(at),
            objective: objective.id.clone(),
            over_hours: over_hours[at],
            reach: figure(usage.common[at].reach),
            title: objective.title.clone(),
            track: objective.track,
        }
    };
    of_phase.into_iter().map(objective).collect()
}

/// How many people need any of some objectives: of all, and by section.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn touched(
    usage: &Usage<'_>,
    publisher: &Publisher,
    objectives: &[usize],
) -> (Published<u64>, Vec<PhaseSection>) {
    /// The people of a unit, and those of them who need any.
    #[derive(Clone, Copy, Default)]
    struct PhaseSums(u64, u64);
    impl std::ops::AddAssign<&PhaseSums> for PhaseSums {
        fn add_assign(&mut self, other: &PhaseSums) {
            (self.0, self.1) = (self.0 + other.0, self.1 + other.1);
        }
    }
    let (model, population) = (usage.model, &usage.population);
    let needing = |profile: usize| {
        objectives
            .iter()
            .any(|&at| model.profiles[profile].slots[at] != NONE)
    };
    let sums = |group: &crate::population::PeopleGroup| {
        PhaseSums(
            group.people,
            if needing(group.profile) {
                group.people
            } else {
                0
            },
        )
    };
    let groups: Vec<PhaseSums> = population.groups.iter().map(sums).collect();
    let sections = population
        .by_section(&groups)
        .into_iter()
        .zip(&model.sections);
    let list =
        sections
            .filter(|(sums, _)| sums.1 > 0)
            .map(|(PhaseSums(staff, needing), section)| {
                let people = publisher.of(staff, needing);
                PhaseSection {
                    people,
                    section: section.id.clone(),
                    suppressed: SuppressedFigures::default().with_figure("people", &people),
                    title: section.title.clone(),
                }
            });
    let PhaseSums(staff, all) = Population::of_all(&groups);
    (publisher.of(staff, all), list.collect())
}

/// What would be more common earlier, where no prerequisite holds it back.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn earlier(
    usage: &Usage<'_>,
    placed: &[Option<usize>],
    name: impl Fn(usize) -> String,
) -> Vec<LateFeatureSet> {
    let model = usage.model;
    let sets: Vec<(usize, usize)> = placed
        .iter()
        .enumerate()
        .filter_map(|(at, phase)| phase.map(|phase| (at, phase)))
        .filter(|&(at, _)| model.objectives[at].is_feature_set() && usage.needing[at] > 0)
        .collect();
    let common = |at: usize| usage.common[at].common;
    let mut list = Vec::new();
    for &(set, phase) in &sets {
        // It can come no earlier than the last of what it requires.
        let held = usage
            .closure(set)
            .into_iter()
            .filter_map(|before| placed[before])
            .max()
            .unwrap_or(0);
        let less = sets.iter().filter(|&&(other, other_phase)| {
            (held..phase).contains(&other_phase)
                && common(other) < common(set)
                && !usage.closure(other).contains(&set)
        });
        let than = less.min_by(|a, b| {
            (a.1)
                .cmp(&b.1)
                .then(common(a.0).total_cmp(&common(b.0)))
                .then(a.0.cmp(&b.0))
        });
        if let Some(&(than, than_phase)) = than {
            list.push(LateFeatureSet {
                common: common(set),
                objective: model.objectives[set].id.clone(),
                phase: name(phase),
                than: model.objectives[than].id.clone(),
                than_common: common(than),
                than_phase: name(than_phase),
            });
        }
    }
    list.sort_by(|a, b| {
        b.common
            .total_cmp(&a.common)
            .then_with(|| a.objective.cmp(&b.objective))
    });
    list
}
