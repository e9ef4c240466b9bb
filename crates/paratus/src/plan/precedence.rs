//! What comes before what: phases, and what must be over before an activity.

#![expect(clippy::indexing_slicing, reason = "activities and phases are indices of the tables they come from")]

use super::activity_selection::{Cover, is_self_paced, requires, teaches};
use super::demand::{Class, Step};
use super::input::Setup;
use super::timetable::Supplier;
use crate::document::WindowDoc;
use crate::order::{Map, Set};
use crate::{Disclosure, PhaseOptions, Programme};

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
    pub(super) fn new(programme: &Programme, setup: &Setup<'_>) -> PhasePlan {
        let model = setup.model;
        let found = programme.phases(setup.assessment.as_of, &PhaseOptions::default(), &Disclosure::internal());
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
            // Proposed phases follow measured use and change with it; the announced order stays.
            for (activity, phase) in announced_phases(setup) {
                if let Some(phase) = found.phases.iter().position(|known| known.phase == phase) {
                    of_activity[activity] = Some(phase);
                }
            }
        }
        let window = |phase: usize| {
            let written = model.phases.get(phase);
            let until =
                |phase: &crate::document::PhaseDoc| setup.options.phase_until.get(&phase.id).copied().or(phase.until);
            written.map_or_else(WindowDoc::default, |phase| WindowDoc { from: phase.from, until: until(phase) })
        };
        PhasePlan {
            windows: (0..found.phases.len()).map(window).collect(),
            ids: found.phases.into_iter().map(|phase| phase.phase).collect(),
            of_objective,
            of_activity,
        }
    }

    /// Place of an activity in the order of phases; what belongs to none comes last.
    pub(super) fn rank(&self, activity: usize) -> usize {
        self.of_activity[activity].unwrap_or(self.ids.len())
    }
}

/// The phases of the activities of the previous plan.
fn announced_phases<'a>(setup: &Setup<'a>) -> Vec<(usize, &'a str)> {
    let Some(previous) = setup.options.previous.as_deref() else { return Vec::new() };
    let sessions = previous.sessions.iter().map(|session| (&session.activity, &session.phase));
    let alone = previous.self_paced.iter().map(|line| (&line.activity, &line.phase));
    let place = |id: &String| setup.model.activity_ids.index(id).map(|at| setup.place_of[at]);
    sessions.chain(alone).filter_map(|(id, phase)| Some((place(id)?, phase.as_deref()?))).collect()
}

/// What people of one class at one site may do: sessions, with what must be over before each, and what they do alone.
///
/// Only sessions are in the timetable. What people do alone is left out of it: what relies on it requires what it requires, with its
/// whole working days in between.
#[derive(Clone, Debug, Default)]
pub(super) struct Course {
    /// What people do alone, each after what it relies on.
    pub(super) alone: Vec<Alone>,
    /// Activities with sessions: those selected, then alternatives.
    pub(super) dated: Vec<Dated>,
    /// What is to be met by sessions: a need, or what a need that is learned alone relies on, with places in `dated`, those selected
    /// first.
    pub(super) needs: Vec<(Step, Vec<usize>)>,
}

/// An activity with sessions.
#[derive(Clone, Debug)]
pub(super) struct Dated {
    pub(super) activity: usize,
    /// Whole working days of their own time that people need after it.
    pub(super) days_after: u32,
    /// Places in [`Course::alone`] of what it relies on and no session does as well.
    pub(super) alone_before: Vec<usize>,
    /// Of each list one must be over before.
    pub(super) requires: Vec<Vec<Supplier>>,
    /// Whether it is selected; else it is an alternative.
    pub(super) selected: bool,
}

/// An activity that people do alone.
#[derive(Clone, Debug)]
pub(super) struct Alone {
    pub(super) activity: usize,
    /// Whole working days that it takes.
    pub(super) days: u32,
    /// Places in [`Course::alone`] of what it relies on.
    pub(super) after: Vec<usize>,
    /// Sessions that rely on it: places in [`Course::dated`], each with the places of other sessions that would do as well.
    pub(super) dependents: Vec<(usize, Vec<usize>)>,
    /// Sessions that it relies on: of each list one must be over before. The days are those between the session and its first day.
    pub(super) requires: Vec<Vec<Supplier>>,
}

/// Whole working days of what people do alone.
pub(super) fn own_days(setup: &Setup<'_>, activity: usize) -> u32 {
    setup.model.calendar.slots(setup.activities[activity].hours).div_ceil(2)
}

impl Course {
    /// Puts what is selected, and everything that may take its place, in order.
    pub(super) fn new(setup: &Setup<'_>, class: &Class, cover: &Cover, chosen: &[usize]) -> Course {
        let dated = |at: &usize| !is_self_paced(setup.activities[*at]);
        let chosen = &possible(setup, class, cover, chosen);
        let alternatives = alternatives(setup, class, cover, chosen);
        let places = chosen.iter().copied().filter(dated).chain(alternatives).enumerate();
        let place_of: Map<usize, usize> = places.map(|(place, at)| (at, place)).collect();
        let mut course = Course::default();
        let mut maker = Maker { setup, class, cover, chosen, place_of: &place_of, alone: Vec::new() };
        for &at in chosen.iter().filter(|&&at| is_self_paced(setup.activities[at])) {
            maker.place(at);
        }
        let mut dated: Vec<(usize, Dated)> = Vec::new();
        for (&activity, &place) in &place_of {
            let (requires, alone_before) = maker.before(activity);
            let selected = chosen.contains(&activity);
            dated.push((place, Dated { activity, alone_before, days_after: 0, requires, selected }));
        }
        dated.sort_unstable_by_key(|(place, _)| *place);
        course.dated = dated.into_iter().map(|(_, dated)| dated).collect();
        course.alone = maker.alone;
        for place in 0..course.alone.len() {
            course.alone[place].dependents = course.dependents(setup, class, course.alone[place].activity);
            let relied_on = course.alone.iter().any(|other| other.after.contains(&place))
                || course.alone[place].dependents.iter().any(|(dated, _)| course.dated[*dated].selected);
            if relied_on {
                // What comes after leaves time for it already.
                continue;
            }
            let days = course.alone[place].days;
            for supplier in course.alone[place].requires.iter().flatten() {
                let after = &mut course.dated[supplier.booking].days_after;
                *after = (*after).max(supplier.days + days);
            }
        }
        course.needs = course.needs(setup, class);
        course
    }

    /// Sessions that rely on something done alone, each with others that would do as well.
    fn dependents(&self, setup: &Setup<'_>, class: &Class, alone: usize) -> Vec<(usize, Vec<usize>)> {
        let mut list = Vec::new();
        for (place, dated) in self.dated.iter().enumerate() {
            for step in requires(setup, class, dated.activity) {
                if teaches(setup.activities[alone], step) {
                    let others = (0..self.dated.len()).filter(|&other| other != place);
                    let teaches = |other: &usize| teaches(setup.activities[self.dated[*other].activity], step);
                    list.push((place, others.filter(teaches).collect()));
                }
            }
        }
        list
    }

    /// What is to be met by sessions.
    fn needs(&self, setup: &Setup<'_>, class: &Class) -> Vec<(Step, Vec<usize>)> {
        let mut list = Vec::new();
        for &need in &class.needs {
            if let Some(alone) = self.alone.iter().find(|alone| teaches(setup.activities[alone.activity], need)) {
                for suppliers in &alone.requires {
                    list.push((need, suppliers.iter().map(|supplier| supplier.booking).collect()));
                }
                continue;
            }
            let by: Vec<usize> = (0..self.dated.len())
                .filter(|&place| teaches(setup.activities[self.dated[place].activity], need))
                .collect();
            if !by.is_empty() {
                list.push((need, by));
            }
        }
        list
    }
}

/// What is selected and can be had: an announced activity may rely on something that is no longer taught.
fn possible(setup: &Setup<'_>, class: &Class, cover: &Cover, chosen: &[usize]) -> Vec<usize> {
    let mut chosen = chosen.to_vec();
    loop {
        let others = alternatives(setup, class, cover, &chosen);
        let is_had = |at: usize, step: Step| {
            let dated = chosen.iter().chain(&others).copied().filter(|&by| !is_self_paced(setup.activities[by]));
            dated.into_iter().any(|by| by != at && teaches(setup.activities[by], step))
                || alone_supplier(setup, class, cover, &chosen, at, step).is_some()
        };
        let had = |at: &usize| requires(setup, class, *at).into_iter().all(|step| is_had(*at, step));
        let kept: Vec<usize> = chosen.iter().copied().filter(had).collect();
        if kept.len() == chosen.len() {
            return chosen;
        }
        chosen = kept;
    }
}

/// Activities with sessions that may take the place of selected ones: they teach a need, or what such an activity requires, and all that
/// they require can be had.
fn alternatives(setup: &Setup<'_>, class: &Class, cover: &Cover, chosen: &[usize]) -> Vec<usize> {
    let loose = cover.loose.iter().flat_map(|(_, by)| by);
    let mut list: Vec<usize> = cover
        .useful
        .iter()
        .chain(loose)
        .copied()
        .filter(|at| !chosen.contains(at) && !is_self_paced(setup.activities[*at]))
        .collect::<Set<usize>>()
        .into_iter()
        .collect();
    loop {
        let all = list.clone();
        list.retain(|&at| {
            let by_session = |step: Step| {
                let dated = chosen.iter().chain(&all).filter(|&&by| !is_self_paced(setup.activities[by]));
                dated.copied().any(|by| by != at && teaches(setup.activities[by], step))
            };
            let had =
                |step: &Step| by_session(*step) || alone_supplier(setup, class, cover, chosen, at, *step).is_some();
            requires(setup, class, at).iter().all(had)
        });
        if list.len() == all.len() {
            return list;
        }
    }
}

/// The selected activity that is done alone and teaches a step before an activity.
fn alone_supplier(
    setup: &Setup<'_>,
    class: &Class,
    cover: &Cover,
    chosen: &[usize],
    at: usize,
    step: Step,
) -> Option<usize> {
    let supplies = |by: &usize| {
        let activity = setup.activities[*by];
        *by != at && is_self_paced(activity) && teaches(activity, step)
    };
    let mut implied = cover.implies.iter().filter(|(of, _)| *of == at).flat_map(|(_, by)| by).copied();
    // What requires nothing itself comes before anything.
    let mut free = chosen.iter().copied().filter(|&by| requires(setup, class, by).is_empty());
    implied.find(|by| chosen.contains(by) && supplies(by)).or_else(|| free.find(supplies))
}

/// Makes a [`Course`].
struct Maker<'a, 's> {
    setup: &'a Setup<'s>,
    class: &'a Class,
    cover: &'a Cover,
    chosen: &'a [usize],
    /// Places of activities with sessions.
    place_of: &'a Map<usize, usize>,
    alone: Vec<Alone>,
}

impl Maker<'_, '_> {
    /// What must be over before an activity: sessions, with whole working days in between, and what is done alone.
    fn before(&mut self, at: usize) -> (Vec<Vec<Supplier>>, Vec<usize>) {
        let (mut lists, mut own_time) = (Vec::new(), Vec::new());
        for step in requires(self.setup, self.class, at) {
            let teaches = |by: &usize| *by != at && teaches(self.setup.activities[*by], step);
            let suppliers = self.place_of.iter().filter(|(by, _)| teaches(by));
            let dated: Vec<Supplier> = suppliers.map(|(_, &booking)| Supplier { booking, days: 0 }).collect();
            let selected = self.chosen.iter().any(|by| teaches(by) && self.place_of.contains_key(by));
            let Some(by) = self.alone_supplier(at, step) else {
                lists.push(dated);
                continue;
            };
            let place = self.place(by);
            let alone = &self.alone[place];
            // A selected session does as well; what needs no session before it is done in any case.
            let sessions = if selected && !alone.requires.is_empty() { dated } else { Vec::new() };
            if sessions.is_empty() {
                own_time.push(place);
            }
            for list in &alone.requires {
                let later = list.iter().map(|supplier| Supplier { days: supplier.days + alone.days, ..*supplier });
                let own = self.place_of.get(&at).copied();
                let list: Vec<Supplier> =
                    sessions.iter().copied().chain(later).filter(|by| Some(by.booking) != own).collect();
                if !list.is_empty() {
                    lists.push(list);
                }
            }
        }
        lists.sort_by_key(|list| list.iter().map(|supplier| (supplier.booking, supplier.days)).collect::<Vec<_>>());
        lists.dedup();
        own_time.sort_unstable();
        own_time.dedup();
        (lists, own_time)
    }

    fn alone_supplier(&self, at: usize, step: Step) -> Option<usize> {
        alone_supplier(self.setup, self.class, self.cover, self.chosen, at, step)
    }

    /// The place of something done alone; it is added after what it relies on.
    fn place(&mut self, at: usize) -> usize {
        if let Some(known) = self.alone.iter().position(|known| known.activity == at) {
            return known;
        }
        let (before, _) = self.before(at);
        let steps = requires(self.setup, self.class, at);
        let suppliers: Set<usize> = steps.into_iter().filter_map(|step| self.alone_supplier(at, step)).collect();
        let after: Vec<usize> = suppliers.into_iter().map(|by| self.place(by)).collect();
        let days = own_days(self.setup, at);
        self.alone.push(Alone { activity: at, days, after, dependents: Vec::new(), requires: before });
        self.alone.len() - 1
    }
}
