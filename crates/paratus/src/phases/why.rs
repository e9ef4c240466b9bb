//! Why a phase comes where it does: what its objectives rely on, what relies on them, and how common they are.

use super::report::{Earlier, Phases};
use super::usage::Usage;
use crate::model::Model;
use crate::{Date, Track};
use serde::Serialize;

/// Why a phase comes where it does.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseWhy {
    /// Whether it is written in the programme; else it is proposed.
    pub authored: bool,
    /// Id of the phase before it; `null` for the first.
    pub before: Option<String>,
    /// The share of day-to-day use that it and those before it cover; `null` where no use is declared.
    pub covered: Option<f64>,
    /// The share that those before it cover.
    pub covered_before: Option<f64>,
    /// What would be more common earlier, into this phase or out of it.
    pub earlier: Vec<Earlier>,
    /// What is in it, in the order of the phase.
    pub objectives: Vec<ObjectiveWhy>,
    /// Id of the phase.
    pub phase: String,
    /// Name for people.
    pub title: String,
}

/// Why an objective is in its phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectiveWhy {
    /// How common it is, in [0, 1]; only for feature sets.
    pub common: Option<f64>,
    /// Id of the objective.
    pub objective: String,
    /// Why here, in a sentence without its end.
    pub reason: String,
    /// What cannot be learned before it, and its phase.
    pub required_by: Vec<Placed>,
    /// What must be learned before it, and its phase.
    pub requires: Vec<Placed>,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

/// An objective and its phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Placed {
    /// Id of the objective.
    pub objective: String,
    /// Id of the phase; `null` where it is in none.
    pub phase: Option<String>,
}

/// Why one of `phases` comes where it does; `None` where there is no such phase.
#[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
pub(super) fn phase_why(model: &Model, as_of: Date, phases: &Phases, id: &str) -> Option<PhaseWhy> {
    let at = phases.phases.iter().position(|phase| phase.phase == id)?;
    let phase = phases.phases.get(at)?;
    let before = at.checked_sub(1).and_then(|at| phases.phases.get(at));
    let usage = Usage::new(model, as_of);
    let place = |objective: usize| {
        let id = &model.objectives[objective].id;
        phases
            .phases
            .iter()
            .position(|phase| phase.objectives.iter().any(|held| held.objective == *id))
    };
    let name = |place: usize| phases.phases.get(place).map(|phase| phase.phase.clone());
    let placed = |objective: usize| Placed {
        objective: model.objectives[objective].id.clone(),
        phase: place(objective).and_then(name),
    };
    let objectives = phase.objectives.iter().filter_map(|held| {
        let own = model.objective_ids.index(&held.objective)?;
        let requires = usage.closure(own);
        let all = 0..model.objectives.len();
        let required_by: Vec<usize> =
            all.filter(|&other| usage.needing[other] > 0 && usage.closure(other).contains(&own)).collect();
        let here: Vec<&str> = required_by
            .iter()
            .filter(|&&other| place(other) == Some(at))
            .map(|&other| model.objectives[other].id.as_str())
            .collect();
        let staff: u64 = usage.crowds.iter().map(|crowd| crowd.people).sum();
        let most = usage.needing[own] * 2 >= staff;
        Some(ObjectiveWhy {
            common: held.common,
            objective: held.objective.clone(),
            reason: match phases
                .hours_exceeded
                .iter()
                .any(|over| over.phase == id && over.objectives.contains(&held.objective))
            {
                true => {
                    "it takes somebody more than the hours of a whole phase, so that person attends nothing else here"
                        .into()
                }
                false if held.over_hours => "it needs a later phase, but no more phases are allowed".into(),
                false => {
                    let (is_set, relied_on) = (held.common.is_some(), !required_by.is_empty());
                    reason(phases.authored, is_set, &here, relied_on, most, at > 1)
                }
            },
            required_by: required_by.into_iter().map(placed).collect(),
            requires: requires.into_iter().map(placed).collect(),
            title: held.title.clone(),
            track: held.track,
        })
    });
    let objectives = objectives.collect();
    let about = |earlier: &&Earlier| earlier.phase == id || earlier.than_phase == id;
    Some(PhaseWhy {
        authored: phases.authored,
        before: before.map(|before| before.phase.clone()),
        covered: phase.covered,
        covered_before: before.map_or(phase.covered.map(|_| 0.0), |before| before.covered),
        earlier: phases.earlier.iter().filter(about).cloned().collect(),
        objectives,
        phase: phase.phase.clone(),
        title: phase.title.clone(),
    })
}

/// Why an objective is in its phase. `here` are those of the phase that rely on it; `late` is a phase after the second.
fn reason(
    authored: bool,
    is_set: bool,
    here: &[&str],
    relied_on: bool,
    most: bool,
    late: bool,
) -> String {
    let needed = here
        .iter()
        .map(|id| format!("`{id}`"))
        .collect::<Vec<_>>()
        .join(", ");
    match (authored, is_set) {
        (true, _) if here.is_empty() => "the programme has it here".to_owned(),
        (true, _) => format!("the programme has it here, with {needed}, which cannot be learned without it"),
        (false, true) if here.is_empty() => {
            "no feature set left over after the phases before covers more of the day-to-day use per hour, with what it requires"
                .to_owned()
        }
        (false, true) => format!("{needed}, of this phase, cannot be learned without it"),
        (false, false) if !here.is_empty() => {
            format!("it comes with the first that cannot be learned without it: {needed}")
        }
        (false, false) if late => "what it requires, or the hours of the phases before, leave no earlier place".to_owned(),
        (false, false) if relied_on => "people and process come before the tools that need them".to_owned(),
        (false, false) if most => "at least half of all people need it, so it comes first".to_owned(),
        (false, false) => "no tool needs it and fewer than half of all people do: it comes no later than second".to_owned(),
    }
}
