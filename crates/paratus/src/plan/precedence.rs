//! What comes before what: phases, and what must be over before an activity.

use super::activity_selection::{Cover, is_self_paced, requires, teaches};
use super::demand::{LearnerClass, ObjectiveAtLevel};
use super::input::PlanInput;
use super::own_time::PhaseDays;
use crate::disclosure::Disclosure;
use crate::document::WindowDoc;
use crate::phases::ProposalOptions;
use crate::{Date, Programme};
use std::collections::BTreeSet;

/// The phases of the plan. Their windows are rules; their order is a preference: where sessions of two phases could be first, the
/// earlier phase's is. What a person must have learned before is said by prerequisites alone.
pub(super) struct PhasePlan {
    /// Ids, in order.
    pub(super) ids: Vec<String>,
    /// The days on which sessions of each phase may be.
    pub(super) windows: Vec<WindowDoc>,
    /// For each objective its phase.
    pub(super) of_objective: Vec<Option<usize>>,
    /// For each activity its phase: the first one that any objective which it teaches belongs to.
    pub(super) of_activity: Vec<Option<usize>>,
}

impl PhasePlan {
    /// The authored phases, or proposed ones.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn new(programme: &Programme, setup: &PlanInput<'_>) -> PhasePlan {
        let model = setup.model;
        let found = programme.phases_of(
            setup.assessment.as_of,
            &ProposalOptions::default(),
            &Disclosure::internal(),
        );
        let mut of_objective = vec![None; model.objectives.len()];
        for (phase, report) in found.phases.iter().enumerate() {
            for objective in report
                .objectives
                .iter()
                .filter_map(|o| model.objective_ids.index(&o.objective))
            {
                of_objective[objective] = of_objective[objective].or(Some(phase));
            }
        }
        let mut of_activity: Vec<Option<usize>> = setup
            .activities
            .iter()
            .map(|activity| {
                activity
                    .teaches
                    .iter()
                    .filter_map(|taught| of_objective[taught.0])
                    .min()
            })
            .collect();
        if model.phases.iter().all(|phase| phase.objectives.is_empty()) {
            // Proposed phases follow measured use and change with it; the announced order stays.
            for (activity, phase) in announced_phases(setup) {
                if let Some(phase) = found.phases.iter().position(|known| known.phase == phase) {
                    of_activity[activity] = Some(phase);
                }
            }
        }
        let window = |phase: usize| {
            let written = model.phases.get(phase);
            let until = |phase: &crate::document::PhaseDoc| {
                setup
                    .options
                    .phase_until
                    .get(&phase.id)
                    .copied()
                    .or(phase.until)
            };
            written.map_or_else(WindowDoc::default, |phase| WindowDoc {
                from: phase.from,
                until: until(phase),
            })
        };
        PhasePlan {
            windows: (0..found.phases.len()).map(window).collect(),
            ids: found.phases.into_iter().map(|phase| phase.phase).collect(),
            of_objective,
            of_activity,
        }
    }

    /// The half days of the phase of an activity: the first, and the last where one is. A window that is over before the first working day
    /// leaves none.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn slots(&self, setup: &PlanInput<'_>, activity: usize) -> (u32, Option<u32>) {
        let horizon = &setup.horizon;
        let window = self.of_activity[activity].and_then(|phase| self.windows.get(phase));
        let window = window.copied().unwrap_or_default();
        let latest = window.until.map(|until| horizon.last_until(until));
        let earliest = window.from.map_or(0, |from| horizon.first_from(from));
        match latest {
            Some(None) => (horizon.len(), None),
            latest => (earliest, latest.flatten()),
        }
    }

    /// The last of the phases in which something is taught, where the programme says what belongs to which and all of them are over before
    /// a day.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn all_over(
        &self,
        setup: &PlanInput<'_>,
        need: ObjectiveAtLevel,
        day: Date,
    ) -> Option<usize> {
        let mut written = setup.model.phases.iter();
        if written.all(|phase| phase.objectives.is_empty()) {
            return None;
        }
        let taught = setup.activities.iter().enumerate();
        let taught = taught.filter(|(_, activity)| teaches(activity, need));
        let ends = taught.map(|(at, _)| {
            let phase = self.of_activity[at]?;
            Some((self.windows.get(phase)?.until?, phase))
        });
        // Something without an end is never over.
        let ends: Vec<(Date, usize)> = ends.collect::<Option<_>>()?;
        let (last, phase) = ends.into_iter().max()?;
        (last < day).then_some(phase)
    }

    /// Place of an activity in the order of phases; what belongs to none comes last.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn rank(&self, activity: usize) -> usize {
        self.of_activity[activity].unwrap_or(self.ids.len())
    }
}

/// The phases of the activities of the previous plan.
fn announced_phases<'a>(setup: &'a PlanInput<'_>) -> Vec<(usize, &'a str)> {
    let Some(previous) = setup.options.previous.as_deref() else {
        return Vec::new();
    };
    let sessions = previous
        .sessions
        .iter()
        .map(|session| (&session.activity, &session.phase));
    let alone = previous
        .self_paced
        .iter()
        .map(|line| (&line.activity, &line.phase));
    sessions
        .chain(alone)
        .filter_map(|(id, phase)| Some((setup.place_of_activity(id)?, phase.as_deref()?)))
        .collect()
}

/// What people of one class at one site may do: sessions, and what they do alone, each with what must be over before.
///
/// Only sessions are in the timetable: what people do alone is between them, on days of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    /// What people may do alone: what is selected, then alternatives.
    pub(super) alone: Vec<SelfStudy>,
    /// Activities with sessions: those selected, then alternatives.
    pub(super) dated: Vec<TaughtActivity>,
}

/// An activity with sessions.
#[derive(Clone, Debug)]
pub(super) struct TaughtActivity {
    pub(super) activity: usize,
    /// Of each one must be over before.
    pub(super) groups: Vec<Group>,
    /// Whether it is selected; else it is an alternative.
    pub(super) selected: bool,
}

/// An activity that people do alone.
#[derive(Clone, Debug)]
pub(super) struct SelfStudy {
    pub(super) activity: usize,
    /// Whole working days that it takes.
    pub(super) days: u32,
    /// The days of its phase.
    pub(super) phase: PhaseDays,
    /// Of each one must be over before.
    pub(super) groups: Vec<Group>,
    /// Whether it is selected; else it is done where no session teaches what it does.
    pub(super) selected: bool,
}

/// Whatever teaches one thing that is required, by activity.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Places in [`Course::dated`].
    pub(super) dated: Vec<usize>,
    /// Places in [`Course::alone`].
    pub(super) alone: Vec<usize>,
}

/// Whole working days of what people do alone, or what is left of them: none where they have had all, and the last day is to come.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn self_study_days(setup: &PlanInput<'_>, class: &LearnerClass, activity: usize) -> u32 {
    let hours = setup.activities[activity].hours;
    let all = setup.model.calendar.slots(hours).div_ceil(2);
    let passed = class.begun.get(&activity).copied().unwrap_or(0);
    all.saturating_sub(passed)
}

impl Course {
    /// Puts what is selected, and everything that may take its place, in order.
    #[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
    pub(super) fn new(
        setup: &PlanInput<'_>,
        class: &LearnerClass,
        phases: &PhasePlan,
        (cover, chosen): (&Cover, &[usize]),
    ) -> Course {
        let possible = possible(setup, class, cover, chosen);
        let is_alone = |at: &usize| is_self_paced(setup.activities[*at]);
        let dated: Vec<usize> = possible
            .iter()
            .copied()
            .filter(|at| !is_alone(at))
            .collect();
        let alone: Vec<usize> = possible.iter().copied().filter(is_alone).collect();
        let groups = |at: usize| -> Vec<Group> {
            let group = |step: ObjectiveAtLevel| {
                let by = |list: &[usize]| -> Vec<usize> {
                    let mut by: Vec<usize> = (0..list.len())
                        .filter(|&by| list[by] != at && teaches(setup.activities[list[by]], step))
                        .collect();
                    by.sort_unstable_by_key(|&by| list[by]);
                    by
                };
                Group {
                    dated: by(&dated),
                    alone: by(&alone),
                }
            };
            requires(setup, class, at).into_iter().map(group).collect()
        };
        let selected = |at: usize| chosen.contains(&at);
        Course {
            alone: alone
                .iter()
                .map(|&activity| SelfStudy {
                    activity,
                    days: self_study_days(setup, class, activity),
                    phase: PhaseDays::new(setup, phases.slots(setup, activity)),
                    groups: groups(activity),
                    selected: selected(activity),
                })
                .collect(),
            dated: dated
                .iter()
                .map(|&activity| TaughtActivity {
                    activity,
                    groups: groups(activity),
                    selected: selected(activity),
                })
                .collect(),
        }
    }
}

/// What is selected, and what may take its place, as far as everything that it requires can be had from others of them: an announced
/// activity may rely on something that is no longer taught.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
fn possible(
    setup: &PlanInput<'_>,
    class: &LearnerClass,
    cover: &Cover,
    chosen: &[usize],
) -> Vec<usize> {
    let loose = cover
        .loose
        .iter()
        .flat_map(|(_, by)| by)
        .filter(|at| !is_self_paced(setup.activities[**at]));
    let others: BTreeSet<usize> = cover
        .useful
        .iter()
        .chain(loose)
        .copied()
        .filter(|at| !chosen.contains(at))
        .collect();
    let all: Vec<usize> = chosen.iter().copied().chain(others).collect();
    let steps: Vec<BTreeSet<ObjectiveAtLevel>> =
        all.iter().map(|&at| requires(setup, class, at)).collect();
    let mut is_had = vec![false; all.len()];
    loop {
        let has = |at: usize, step: ObjectiveAtLevel| {
            (0..all.len())
                .any(|by| by != at && is_had[by] && teaches(setup.activities[all[by]], step))
        };
        let next: Vec<usize> = (0..all.len())
            .filter(|&at| !is_had[at] && steps[at].iter().all(|&step| has(at, step)))
            .collect();
        if next.is_empty() {
            return (0..all.len())
                .filter(|&at| is_had[at])
                .map(|at| all[at])
                .collect();
        }
        next.into_iter().for_each(|at| is_had[at] = true);
    }
}
