//! Phases in which nobody spends more than some hours: each objective in the first phase that has room for it.

use super::attendance::{Attendance, Attendances, EPSILON};
use super::propose::independent;
use super::usage::Usage;

/// The phase of each objective that somebody needs. `order` are the feature sets, the most used first.
///
/// Each feature set goes to the first phase in which it and what it rests on, as far as that has no phase yet, take nobody
/// over the limit; so what is less common takes only the hours that what is more common leaves. Prerequisites are in the
/// phase of the set, no later than in the second where the hours allow it. What alone takes somebody over the limit goes to
/// a phase in which that person attends nothing else.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn within_hours(
    usage: &Usage<'_>,
    attendances: &Attendances,
    order: &[usize],
    limit: f64,
) -> Vec<Option<usize>> {
    let mut schedule = PhaseSchedule::new(usage, attendances, limit);
    // What at least half of all people need comes first, unless it needs a tool: it would bring rare tools before common
    // ones. The rest takes the hours that the tools leave.
    let rests_on_tools = |at| {
        usage
            .closure(at)
            .iter()
            .any(|&before| usage.model.objectives[before].is_feature_set())
    };
    let (first, rest): (Vec<_>, Vec<_>) = independent(usage, order)
        .into_iter()
        .partition(|&(at, most)| most && !rests_on_tools(at));
    first
        .into_iter()
        .for_each(|(objective, _)| schedule.place(objective, 0));
    order.iter().for_each(|&set| schedule.place(set, 0));
    rest.into_iter()
        .for_each(|(objective, most)| schedule.place(objective, usize::from(!most)));
    schedule.phase
}

/// Objectives with their phases, and when everybody attends what.
struct PhaseSchedule<'a, 'm> {
    usage: &'a Usage<'m>,
    limit: f64,
    people: Vec<&'a Attendance>,
    /// By objective: who needs it (a place in `people`) and the place of the need in theirs.
    learners: Vec<Vec<(usize, usize)>>,
    /// By place in `people` and in their activities: the phase of attendance.
    attended: Vec<Vec<Option<usize>>>,
    phase: Vec<Option<usize>>,
    phases: usize,
}

/// One change of `attended`: who, which activity, and what was there before.
type PhaseChange = (usize, usize, Option<usize>);

impl<'a, 'm> PhaseSchedule<'a, 'm> {
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn new(
        usage: &'a Usage<'m>,
        attendances: &'a Attendances,
        limit: f64,
    ) -> PhaseSchedule<'a, 'm> {
        let people: Vec<&Attendance> = attendances.distinct().collect();
        let mut learners = vec![Vec::new(); usage.model.objectives.len()];
        for (who, attendance) in people.iter().enumerate() {
            for (place, need) in attendance.needs.iter().enumerate() {
                learners[need.objective].push((who, place));
            }
        }
        let attended = people
            .iter()
            .map(|attendance| vec![None; attendance.activities.len()])
            .collect();
        let phase = vec![None; usage.model.objectives.len()];
        PhaseSchedule {
            usage,
            limit,
            people,
            learners,
            attended,
            phase,
            phases: 0,
        }
    }

    /// Places an objective and what it rests on: in the wanted phase, else in the nearest earlier one that its
    /// prerequisites allow, else in the first later one.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn place(&mut self, objective: usize, wanted: usize) {
        if self.phase[objective].is_some() {
            return;
        }
        let bundle = self.bundle(objective);
        let first = self.first_phase(objective);
        let wanted = wanted.max(first);
        // There each objective of the bundle can have a phase of its own.
        let end = self.phases.max(wanted) + bundle.len();
        for phase in (first..=wanted).rev().chain(wanted + 1..=end) {
            if self.try_bundle(&bundle, phase, false) || self.try_bundle(&bundle, phase, true) {
                self.phases = self.phases.max(phase + 1);
                return;
            }
        }
    }

    /// Places all of a bundle, its last objective in `phase`, or changes nothing. What the last one rests on comes as late
    /// as the hours allow, or as early.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn try_bundle(&mut self, bundle: &[usize], phase: usize, early: bool) -> bool {
        let Some((&last, before)) = bundle.split_last() else {
            return true;
        };
        let mut changes: Vec<PhaseChange> = Vec::new();
        let mut is_placed = true;
        for &at in before {
            let first = self.first_phase(at);
            let is_set = self.usage.model.objectives[at].is_feature_set();
            let wanted = if is_set {
                phase
            } else {
                phase.min(1).max(first)
            };
            let found = if early {
                (first..=phase).find(|&phase| self.fits(at, phase))
            } else {
                (first..=wanted)
                    .rev()
                    .chain(wanted + 1..=phase)
                    .find(|&phase| self.fits(at, phase))
            };
            is_placed = found.is_some();
            let Some(found) = found else { break };
            self.assign_phase(at, found, &mut changes);
        }
        if is_placed && self.first_phase(last) <= phase && self.fits(last, phase) {
            self.assign_phase(last, phase, &mut changes);
            return true;
        }
        bundle.iter().for_each(|&at| self.phase[at] = None);
        for (who, activity, held) in changes.into_iter().rev() {
            self.attended[who][activity] = held;
        }
        false
    }

    /// The first phase that the prerequisites of an objective allow.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn first_phase(&self, objective: usize) -> usize {
        self.usage
            .closure(objective)
            .into_iter()
            .filter_map(|before| self.phase[before])
            .max()
            .unwrap_or(0)
    }

    /// Whether everybody who needs an objective has the hours for it in a phase. Where it takes more than the hours of a
    /// whole phase, nothing else may be there.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn fits(&self, objective: usize, phase: usize) -> bool {
        self.learners[objective].iter().all(|&(who, need)| {
            let (activities, attended) = (&self.people[who].activities, &self.attended[who]);
            let path = self.people[who].needs[need].path.iter();
            let is_new = |at: &&usize| attended[**at].is_none_or(|held| held > phase);
            let new: f64 = path.filter(is_new).map(|&at| activities[at].1).sum();
            let there = activities
                .iter()
                .zip(attended)
                .filter(|(_, held)| **held == Some(phase));
            let spent: f64 = there.map(|((_, hours), _)| hours).sum();
            new <= 0.0
                || spent + new <= self.limit + EPSILON
                || (spent <= 0.0 && new > self.limit + EPSILON)
        })
    }

    /// Puts an objective into a phase, and everybody who needs it into the activities that lead to it.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn assign_phase(&mut self, objective: usize, phase: usize, changes: &mut Vec<PhaseChange>) {
        self.phase[objective] = Some(phase);
        for &(who, need) in &self.learners[objective] {
            for &at in &self.people[who].needs[need].path {
                let held = self.attended[who][at];
                if held.is_none_or(|held| held > phase) {
                    changes.push((who, at, held));
                    self.attended[who][at] = Some(phase);
                }
            }
        }
    }

    /// The objective after its prerequisites and after what the activities that teach it require, as far as somebody needs
    /// those and they have no phase yet.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn bundle(&self, objective: usize) -> Vec<usize> {
        let mut bundle: Vec<usize> = Vec::new();
        let mut seen = vec![false; self.phase.len()];
        // Each objective is visited twice: before and after what it rests on.
        let mut open = vec![(objective, false)];
        while let Some((at, is_after)) = open.pop() {
            if is_after {
                // Prerequisites first, whatever circle the requirements of activities make.
                let mut closure = self.usage.closure(at);
                closure.sort_by_key(|&before| (self.usage.closure(before).len(), before));
                closure.push(at);
                closure.retain(|at| self.phase[*at].is_none() && !bundle.contains(at));
                bundle.extend(closure);
            } else if !std::mem::replace(&mut seen[at], true) {
                open.push((at, true));
                open.extend(
                    self.required_by_activities(at)
                        .into_iter()
                        .map(|before| (before, false)),
                );
            }
        }
        // What activities require may in turn have the objective as a prerequisite, and then comes after it.
        bundle.retain(|&at| at != objective && !self.usage.closure(at).contains(&objective));
        bundle.push(objective);
        bundle
    }

    /// What the activities on the way to an objective require, without the objective itself.
    #[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
    fn required_by_activities(&self, objective: usize) -> Vec<usize> {
        let model = self.usage.model;
        let mut required: Vec<usize> = Vec::new();
        for &(who, need) in &self.learners[objective] {
            let attendance = self.people[who];
            let path = attendance.needs[need]
                .path
                .iter()
                .map(|&at| attendance.activities[at].0);
            for &(before, _) in path.flat_map(|at| &model.activities[at].requires) {
                let is_open = self.usage.needing[before] > 0 && self.phase[before].is_none();
                if is_open && before != objective && !required.contains(&before) {
                    required.push(before);
                }
            }
        }
        required.sort_unstable();
        required
    }
}
