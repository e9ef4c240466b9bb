//! In which order everyone learns: phases, then what rests on what.

#![expect(clippy::indexing_slicing, reason = "activities and phases are indices of the tables they come from")]

use super::demand::Class;
use super::offer::{is_self_paced, requires, teaches};
use super::setup::Setup;
use crate::document::WindowDoc;
use crate::order::Set;
use crate::{PhaseOptions, Programme};

/// The phases of the plan.
pub(super) struct PhasePlan {
    /// Ids, in order.
    pub(super) ids: Vec<String>,
    /// The days on which sessions of each phase may be.
    pub(super) windows: Vec<WindowDoc>,
    /// For each objective its phase.
    pub(super) of_objective: Vec<Option<usize>>,
    /// For each activity its phase: the first one in which anything that it teaches stands.
    pub(super) of_activity: Vec<Option<usize>>,
}

impl PhasePlan {
    /// The authored phases, or proposed ones.
    pub(super) fn new(programme: &Programme, setup: &Setup<'_>) -> PhasePlan {
        let model = setup.model;
        let found = programme.phases(setup.assessment.as_of, &PhaseOptions::default(), &crate::Disclosure::internal());
        let mut of_objective = vec![None; model.objectives.len()];
        for (phase, report) in found.phases.iter().enumerate() {
            for objective in report.objectives.iter().filter_map(|o| model.objective_ids.index(&o.objective)) {
                of_objective[objective] = of_objective[objective].or(Some(phase));
            }
        }
        let mut of_activity: Vec<Option<usize>> = setup
            .activities
            .iter()
            .map(|activity| activity.teaches.iter().filter_map(|taught| of_objective[taught.0]).min())
            .collect();
        if model.phases.iter().all(|phase| phase.objectives.is_empty()) {
            // Proposed phases follow measured use and change with it; the order that people were told stays.
            for (activity, phase) in told(setup) {
                if let Some(phase) = found.phases.iter().position(|known| known.phase == phase) {
                    of_activity[activity] = Some(phase);
                }
            }
        }
        let window = |phase: usize| {
            let written = model.phases.get(phase);
            written.map_or_else(WindowDoc::default, |phase| WindowDoc { from: phase.from, until: phase.until })
        };
        PhasePlan {
            windows: (0..found.phases.len()).map(window).collect(),
            ids: found.phases.into_iter().map(|phase| phase.phase).collect(),
            of_objective,
            of_activity,
        }
    }

    /// Place of an activity in the order of phases; what stands in none comes last.
    pub(super) fn rank(&self, activity: usize) -> usize {
        self.of_activity[activity].unwrap_or(self.ids.len())
    }
}

/// The phases of the activities of the previous plan.
fn told<'a>(setup: &Setup<'a>) -> Vec<(usize, &'a str)> {
    let Some(previous) = setup.options.previous.as_deref() else { return Vec::new() };
    let sessions = previous.sessions.iter().map(|session| (&session.activity, &session.phase));
    let alone = previous.self_paced.iter().map(|line| (&line.activity, &line.phase));
    let place = |id: &String| setup.activities.iter().position(|activity| activity.id == *id);
    sessions.chain(alone).filter_map(|(id, phase)| Some((place(id)?, phase.as_deref()?))).collect()
}

/// What people with the same activities do, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Chain {
    /// Everything in an order that respects what rests on what.
    pub(super) all: Vec<usize>,
    /// For each of `all`, places in `all` of what it waits for.
    pub(super) after: Vec<Vec<usize>>,
    /// Of `all`, what is dated: sessions, and what is done alone between two of them.
    pub(super) dated: Vec<usize>,
    /// Activities that wait for each other in a circle: they are not taken.
    pub(super) circle: Vec<usize>,
    /// Half days of their own time that people need before their first session: whole days.
    pub(super) before: u32,
    /// Half days of their own time after the last: whole days.
    pub(super) behind: u32,
}

/// What an activity waits for, for a class: each a list of chosen activities of which one must be over.
fn waits(setup: &Setup<'_>, class: &Class, chosen: &[usize], at: usize) -> Vec<Vec<usize>> {
    requires(setup, class, at)
        .into_iter()
        .map(|step| chosen.iter().copied().filter(|&by| by != at && teaches(setup.activities[by], step)).collect())
        .filter(|suppliers: &Vec<usize>| !suppliers.is_empty())
        .collect()
}

/// Orders what a class has chosen: the earliest phase first, nothing before one of each of its suppliers. Where people `stay`, what they
/// were told of comes before anything new that it does not wait for: who finds no seat in something new keeps those seats. What is
/// `vain` comes last, so that nobody waits in vain for it.
pub(super) fn chain(
    setup: &Setup<'_>,
    phases: &PhasePlan,
    class: &Class,
    chosen: &[usize],
    vain: &Set<usize>,
    stay: bool,
) -> Chain {
    let waits: Vec<Vec<Vec<usize>>> = chosen.iter().map(|&at| waits(setup, class, chosen, at)).collect();
    let mut chain = Chain::default();
    let mut left: Vec<usize> = (0..chosen.len()).collect();
    loop {
        let done = |at: &usize| chain.all.contains(at);
        let ready = left.iter().filter(|&&place| waits[place].iter().all(|suppliers| suppliers.iter().any(done)));
        // Done alone comes first: it holds nobody up.
        let key = |place: usize| {
            let (at, alone) = (chosen[place], is_self_paced(setup.activities[chosen[place]]));
            let told = class.before.iter().position(|&known| stay && known == at);
            let in_vain = told.is_none() && vain.contains(&at);
            let order = told.filter(|_| !alone).unwrap_or(0);
            (in_vain, stay && told.is_none(), order, phases.rank(at), !alone, at)
        };
        let Some(&next) = ready.min_by_key(|&&place| key(place)) else { break };
        let place_of = |at: usize| chain.all.iter().position(|&known| known == at);
        let first = |suppliers: &Vec<usize>| suppliers.iter().filter_map(|&by| place_of(by)).min();
        let mut after: Vec<usize> = waits[next].iter().filter_map(first).collect();
        after.sort_unstable();
        after.dedup();
        chain.after.push(after);
        chain.all.push(chosen[next]);
        left.retain(|&place| place != next);
    }
    chain.circle = left.into_iter().map(|place| chosen[place]).collect();
    date(setup, &mut chain);
    chain
}

/// Decides what is dated. What people do alone before their first session, or after the last, is not.
fn date(setup: &Setup<'_>, chain: &mut Chain) {
    let count = chain.all.len();
    let alone: Vec<bool> = chain.all.iter().map(|&at| is_self_paced(setup.activities[at])).collect();
    // Whether a session comes somewhere before, or somewhere behind.
    let (mut before, mut behind) = (vec![false; count], vec![false; count]);
    for place in 0..count {
        before[place] = chain.after[place].iter().any(|&earlier| !alone[earlier] || before[earlier]);
    }
    for place in (0..count).rev() {
        for &earlier in &chain.after[place] {
            behind[earlier] |= !alone[place] || behind[place];
        }
    }
    let slots = |place: usize| setup.model.calendar.slots(setup.activities[chain.all[place]].hours);
    chain.dated = (0..count).filter(|&place| !alone[place] || (before[place] && behind[place])).collect();
    // Whole days, so that what is done alone never meets a session on its day.
    let own = |wanted: &dyn Fn(usize) -> bool| -> u32 {
        let half_days: u32 = (0..count).filter(|&place| alone[place] && wanted(place)).map(slots).sum();
        half_days.next_multiple_of(2)
    };
    (chain.before, chain.behind) =
        (own(&|place| !before[place] && behind[place]), own(&|place| before[place] && !behind[place]));
}
