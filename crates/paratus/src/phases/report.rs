//! Phases as data: what stands in each, what it covers, what it costs, whom it touches.

#![expect(clippy::indexing_slicing, reason = "objectives, sections and crowds are indices of the same lists")]

use super::PhaseOptions;
use super::propose::propose;
use super::usage::{Coverage, Usage};
use crate::disclosure::{Published, Publisher, Suppressed};
use crate::model::{Model, NONE};
use crate::order::Order;
use crate::units::Population;
use crate::{ByTrack, Date, Track};
use serde::Serialize;

/// The phases of a roll-out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Phases {
    /// The date on which people are employed.
    pub as_of: Date,
    /// Whether the phases are those of the programme; else they are proposed.
    pub authored: bool,
    /// Feature sets that are more common than others which stand in an earlier phase; only for authored phases.
    pub earlier: Vec<Earlier>,
    /// The phases in order.
    pub phases: Vec<PhaseReport>,
    /// Ids of sections with people for whom no feature use is declared: they count neither in reach nor in use.
    pub undeclared: Vec<String>,
    /// Objectives (ids) that somebody needs and that stand in no phase.
    pub unplaced: Vec<String>,
}

/// One phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseReport {
    /// The share of day-to-day use that this phase and those before it cover; `null` where no use is declared. A feature
    /// of a section is covered where somebody there needs a feature set that has it.
    pub covered: Option<f64>,
    /// Hours of all people together, by track, at the least that activities take; what nothing teaches counts nothing.
    pub hours: ByTrack<f64>,
    /// The most hours that one person spends.
    pub most_hours: f64,
    /// What stands in it: people, process, technology; in each the most common first.
    pub objectives: Vec<PhaseObjective>,
    /// How many people need any of it.
    pub people: Published<u64>,
    /// Id of the phase; proposed ones without a name are numbered.
    pub phase: String,
    /// The sections whose people need any of it.
    pub sections: Vec<Touched>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "Suppressed::is_empty")]
    pub suppressed: Suppressed,
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
    /// Hours of one person, at the highest level that anybody needs; `null` where nothing teaches it.
    pub hours: Option<f64>,
    /// Id of the objective.
    pub objective: String,
    /// Whether it takes somebody over the hours of the phase and stands in the last one for want of room.
    pub over_hours: bool,
    /// The share of people whose section uses it; only for feature sets.
    pub reach: Option<f64>,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

/// A section that a phase touches.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Touched {
    /// How many of its people, and its parts', need any of the phase.
    pub people: Published<u64>,
    /// Id of the section.
    pub section: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "Suppressed::is_empty")]
    pub suppressed: Suppressed,
    /// Name for people.
    pub title: String,
}

/// A feature set that is more common than one in an earlier phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Earlier {
    /// How common it is.
    pub common: f64,
    /// Id of the feature set.
    pub objective: String,
    /// Id of the phase in which it stands.
    pub phase: String,
    /// The least common feature set (id) of the earliest phase that has a less common one.
    pub than: String,
    /// How common that one is.
    pub than_common: f64,
    /// Id of the phase in which that one stands.
    pub than_phase: String,
}

pub(super) fn of(model: &Model, as_of: Date, options: &PhaseOptions, publisher: &Publisher) -> Phases {
    let usage = Usage::new(model, as_of);
    let authored = !options.propose && model.phases.iter().any(|phase| !phase.objectives.is_empty());
    let count = model.objectives.len();
    let mut over_hours = vec![false; count];
    let (placed, phases) = if authored {
        let mut placed = vec![None; count];
        for (phase, written) in model.phases.iter().enumerate() {
            for objective in written.objectives.iter().filter_map(|id| model.objective_ids.index(id)) {
                if let Some(place) = placed.get_mut(objective) {
                    *place = place.or(Some(phase));
                }
            }
        }
        (placed, model.phases.len())
    } else {
        let proposal = propose(&usage, options, model.phases.len());
        over_hours = proposal.over_hours;
        (proposal.phase, proposal.phases)
    };
    let mut coverage = Coverage::new(&usage);
    let reports = (0..phases)
        .map(|phase| {
            let of_phase: Vec<usize> = (0..count).filter(|&at| placed[at] == Some(phase)).collect();
            of_phase.iter().for_each(|&objective| coverage.add(objective));
            PhaseReport { covered: coverage.share(), ..report(&usage, publisher, phase, of_phase, &over_hours) }
        })
        .collect();
    let name = |phase: usize| model.phases.get(phase).map_or_else(|| number(phase), |phase| phase.id.clone());
    Phases {
        as_of,
        authored,
        earlier: if authored { earlier(&usage, &placed, name) } else { Vec::new() },
        phases: reports,
        unplaced: (0..count)
            .filter(|&at| usage.needing[at] > 0 && placed[at].is_none())
            .map(|at| model.objectives[at].id.clone())
            .collect(),
        undeclared: usage.undeclared,
    }
}

fn number(phase: usize) -> String {
    format!("phase-{}", phase + 1)
}

fn report(
    usage: &Usage<'_>,
    publisher: &Publisher,
    phase: usize,
    mut of_phase: Vec<usize>,
    over_hours: &[bool],
) -> PhaseReport {
    let model = usage.model;
    let mut hours = ByTrack::<f64>::default();
    let mut most_hours = 0.0f64;
    for crowd in &usage.crowds {
        let mut own = 0.0;
        for &objective in &of_phase {
            let each = usage.hours_of(crowd, objective);
            own += each;
            *hours.get_mut(model.objectives[objective].track) += each * crowd.people as f64;
        }
        most_hours = most_hours.max(own);
    }
    let (people, sections) = touched(usage, publisher, &of_phase);
    of_phase.order_by(|&a, &b| {
        let track = |at: usize| model.objectives[at].track;
        let common = |at: usize| usage.common[at].common;
        track(a).cmp(&track(b)).then(common(b).total_cmp(&common(a))).then(a.cmp(&b))
    });
    let objectives = of_phase.into_iter().map(|at| {
        let objective = &model.objectives[at];
        let figure = |value: f64| objective.is_feature_set().then_some(value);
        PhaseObjective {
            common: figure(usage.common[at].common),
            hours: usage.hours(at),
            objective: objective.id.clone(),
            over_hours: over_hours[at],
            reach: figure(usage.common[at].reach),
            title: objective.title.clone(),
            track: objective.track,
        }
    });
    let objectives = objectives.collect();
    let written = model.phases.get(phase);
    let id = written.map_or_else(|| number(phase), |phase| phase.id.clone());
    let title = written.map(|phase| phase.title.clone()).filter(|title| !title.is_empty());
    PhaseReport {
        covered: None,
        hours,
        most_hours,
        objectives,
        people,
        sections,
        suppressed: Suppressed::default().with("people", &people),
        title: title.unwrap_or_else(|| id.clone()),
        phase: id,
    }
}

/// How many people need any of some objectives: of all, and by section.
fn touched(usage: &Usage<'_>, publisher: &Publisher, objectives: &[usize]) -> (Published<u64>, Vec<Touched>) {
    /// The people of a unit, and those of them who need any.
    #[derive(Clone, Copy, Default)]
    struct Sums(u64, u64);
    impl std::ops::AddAssign<&Sums> for Sums {
        fn add_assign(&mut self, other: &Sums) {
            (self.0, self.1) = (self.0 + other.0, self.1 + other.1);
        }
    }
    let (model, population) = (usage.model, &usage.population);
    let needing = |profile: usize| objectives.iter().any(|&at| model.profiles[profile].slots[at] != NONE);
    let sums = |group: &crate::units::Group| Sums(group.people, if needing(group.profile) { group.people } else { 0 });
    let groups: Vec<Sums> = population.groups.iter().map(sums).collect();
    let sections = population.by_section(&groups).into_iter().zip(&model.sections);
    let list = sections.filter(|(sums, _)| sums.1 > 0).map(|(Sums(staff, needing), section)| {
        let people = publisher.of(staff, needing);
        Touched {
            people,
            section: section.id.clone(),
            suppressed: Suppressed::default().with("people", &people),
            title: section.title.clone(),
        }
    });
    let Sums(staff, all) = Population::of_all(&groups);
    (publisher.of(staff, all), list.collect())
}

/// What would be more common earlier, where no prerequisite holds it back.
fn earlier(usage: &Usage<'_>, placed: &[Option<usize>], name: impl Fn(usize) -> String) -> Vec<Earlier> {
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
        let held = usage.closure(set).into_iter().filter_map(|before| placed[before]).max().unwrap_or(0);
        let less = sets.iter().filter(|&&(other, other_phase)| {
            (held..phase).contains(&other_phase) && common(other) < common(set) && !usage.closure(other).contains(&set)
        });
        let than = less.min_by(|a, b| (a.1).cmp(&b.1).then(common(a.0).total_cmp(&common(b.0))).then(a.0.cmp(&b.0)));
        if let Some(&(than, than_phase)) = than {
            list.push(Earlier {
                common: common(set),
                objective: model.objectives[set].id.clone(),
                phase: name(phase),
                than: model.objectives[than].id.clone(),
                than_common: common(than),
                than_phase: name(than_phase),
            });
        }
    }
    list.order_by(|a, b| b.common.total_cmp(&a.common).then_with(|| a.objective.cmp(&b.objective)));
    list
}
