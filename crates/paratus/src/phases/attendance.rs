//! Which activities people attend to learn what they need, and how many hours of each phase that takes.

use super::usage::Usage;
use crate::model::{Level, Model};

/// Hours that are compared may differ by this much: sums of the same hours in another order.
pub(super) const EPSILON: f64 = 1e-9;

/// What everybody attends.
pub(super) struct Attendances {
    /// By profile; `None` where nobody has the profile.
    by_profile: Vec<Option<Attendance>>,
    /// By objective: hours of one person at the highest level that anybody needs.
    hours: Vec<Option<f64>>,
}

/// The activities of a programme by the objectives that they teach.
struct ActivityIndex<'m> {
    model: &'m Model,
    /// By objective: the activities that teach it.
    teachers: Vec<Vec<usize>>,
}

/// What people with one profile attend: a list of activities that teaches all they need and that activities can teach,
/// none of which can be left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Attendance {
    /// The activities, ascending, with the hours of each.
    pub(super) activities: Vec<(usize, f64)>,
    /// The needs that they teach.
    pub(super) needs: Vec<TaughtNeed>,
}

/// A need that activities teach.
#[derive(Clone, Debug)]
pub(super) struct TaughtNeed {
    pub(super) objective: usize,
    /// The activity that teaches it, what that requires, and so on: places in [`Attendance::activities`], ascending.
    pub(super) path: Vec<usize>,
    /// Those of `path` that are attended for this need and no other that it rests on.
    pub(super) own: Vec<usize>,
}

impl Attendances {
    /// What the people of `usage` attend. Activities of more than `limit` hours are taken only where nothing else teaches
    /// the same.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(super) fn new(usage: &Usage<'_>, limit: f64) -> Attendances {
        let index = ActivityIndex::new(usage.model);
        let mut by_profile = vec![None; usage.model.profiles.len()];
        for crowd in &usage.crowds {
            if by_profile[crowd.profile].is_none() {
                let needs = usage.model.profiles[crowd.profile].requirements.iter();
                let needs: Vec<(usize, Level)> =
                    needs.map(|need| (need.objective, need.level)).collect();
                by_profile[crowd.profile] = Some(index.choose(&needs, limit));
            }
        }
        let hours =
            |(objective, level): (usize, &Option<Level>)| index.hours(objective, (*level)?, limit);
        Attendances {
            by_profile,
            hours: usage.level.iter().enumerate().map(hours).collect(),
        }
    }

    /// What people with a profile attend.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(super) fn of_profile(&self, profile: usize) -> Option<&Attendance> {
        self.by_profile[profile].as_ref()
    }

    /// What people attend, once for each profile.
    pub(super) fn distinct(&self) -> impl Iterator<Item = &Attendance> {
        self.by_profile.iter().flatten()
    }

    /// Hours of one person to learn an objective at the highest level that anybody needs, whatever it rests on being
    /// known; `None` where nothing teaches it.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(super) fn hours(&self, objective: usize) -> Option<f64> {
        self.hours[objective]
    }
}

impl Attendance {
    /// The phase in which each activity is attended, given the phase of each objective: the first one with an objective
    /// that it leads to.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    pub(super) fn phases(&self, phase_of: &[Option<usize>]) -> Vec<Option<usize>> {
        let mut first = vec![None; self.activities.len()];
        for need in &self.needs {
            let Some(phase) = phase_of[need.objective] else {
                continue;
            };
            for &at in &need.path {
                first[at] = Some(first[at].map_or(phase, |held: usize| held.min(phase)));
            }
        }
        first
    }
}

impl<'m> ActivityIndex<'m> {
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn new(model: &'m Model) -> ActivityIndex<'m> {
        let mut teachers = vec![Vec::new(); model.objectives.len()];
        for (at, activity) in model.activities.iter().enumerate() {
            activity
                .teaches
                .iter()
                .for_each(|&(objective, _)| teachers[objective].push(at));
        }
        ActivityIndex { model, teachers }
    }

    /// Hours of one person to learn an objective up to a level, whatever it rests on being known: those of the activities
    /// that teach it, level by level, each shared equally among what it teaches. `None` where nothing teaches it.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn hours(&self, objective: usize, level: Level, limit: f64) -> Option<f64> {
        let attendance = self.choose(&[(objective, level)], limit);
        let path = &attendance.needs.first()?.path;
        let teaches = |at: usize| {
            let taught = &self.model.activities[attendance.activities[at].0].teaches;
            taught
                .iter()
                .any(|&(other, _)| other == objective)
                .then_some(taught.len())
        };
        Some(
            path.iter()
                .filter_map(|&at| Some(attendance.activities[at].1 / teaches(at)? as f64))
                .sum(),
        )
    }

    /// A list of activities that teaches `needs` in few hours. All that could serve are taken, then those that can be
    /// left out are, the longest first: by their hours, by their hours for each need that they teach, and by their hours
    /// with those of what they require. The list of the fewest hours is the answer.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn choose(&self, needs: &[(usize, Level)], limit: f64) -> Attendance {
        let useful = self.useful(needs);
        let (_, held) = self.attend(&useful);
        let goals: Vec<(usize, Level)> = needs
            .iter()
            .copied()
            .filter(|&(at, level)| held[at] >= Some(level))
            .collect();
        let hours = |at: usize| self.model.activities[at].hours;
        let for_each = |at: usize| {
            let served = goals
                .iter()
                .filter(|&&(objective, level)| self.teaches(at, objective, level));
            hours(at) / served.count().max(1) as f64
        };
        let chains = self.chains(&useful);
        let lists = [
            self.shorten(&useful, &goals, limit, hours),
            self.shorten(&useful, &goals, limit, for_each),
            self.shorten(&useful, &goals, limit, |at| chains[at]),
        ];
        let whole = |list: &[usize]| -> f64 { list.iter().map(|&at| hours(at)).sum() };
        let over = |list: &[usize]| list.iter().filter(|&&at| hours(at) > limit).count();
        let shortest = lists
            .into_iter()
            .min_by(|a, b| over(a).cmp(&over(b)).then(whole(a).total_cmp(&whole(b))))
            .unwrap_or_default();
        self.paths(&shortest, &goals)
    }

    /// By activity: its hours with those of the shortest way to what it requires, infinite where there is none.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn chains(&self, useful: &[usize]) -> Vec<f64> {
        let mut chains = vec![f64::INFINITY; self.model.activities.len()];
        loop {
            let mut is_shorter = false;
            for &at in useful {
                let way = |&(objective, level): &(usize, Level)| {
                    let by = self.teachers[objective]
                        .iter()
                        .filter(|&&by| self.teaches(by, objective, level));
                    // What nothing teaches is required of nobody.
                    by.map(|&by| chains[by])
                        .min_by(f64::total_cmp)
                        .unwrap_or(0.0)
                };
                let activity = &self.model.activities[at];
                let chain = activity.hours + activity.requires.iter().map(way).sum::<f64>();
                if chain < chains[at] {
                    (chains[at], is_shorter) = (chain, true);
                }
            }
            if !is_shorter {
                return chains;
            }
        }
    }

    /// What teaches some needs to their levels, what that requires, and so on; ascending.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn useful(&self, needs: &[(usize, Level)]) -> Vec<usize> {
        let mut found = vec![false; self.model.activities.len()];
        let mut open = needs.to_vec();
        while let Some((objective, level)) = open.pop() {
            for &at in &self.teachers[objective] {
                if !found[at] && self.teaches(at, objective, level) {
                    found[at] = true;
                    open.extend_from_slice(&self.model.activities[at].requires);
                }
            }
        }
        (0..found.len()).filter(|&at| found[at]).collect()
    }

    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn teaches(&self, activity: usize, objective: usize, level: Level) -> bool {
        self.model.activities[activity]
            .teaches
            .iter()
            .any(|&(taught, up_to)| taught == objective && up_to >= level)
    }

    /// What can be attended of some activities, in an order in which each comes after what it requires, and the levels
    /// that are held then. What no activity of the programme teaches is required of nobody.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn attend(&self, activities: &[usize]) -> (Vec<usize>, Vec<Option<Level>>) {
        let mut held = vec![None; self.model.objectives.len()];
        let (mut order, mut open) = (Vec::new(), activities.to_vec());
        loop {
            let before = open.len();
            open.retain(|&at| {
                let activity = &self.model.activities[at];
                let is_met = |&(objective, level): &(usize, Level)| {
                    held[objective] >= Some(level)
                        || !self.teachers[objective]
                            .iter()
                            .any(|&by| self.teaches(by, objective, level))
                };
                let ready = activity.requires.iter().all(is_met);
                if ready {
                    order.push(at);
                    activity
                        .teaches
                        .iter()
                        .for_each(|&(taught, level)| held[taught] = held[taught].max(Some(level)));
                }
                !ready
            });
            if open.len() == before {
                return (order, held);
            }
        }
    }

    /// Leaves out what can be left out, the longest first, what is over the limit before everything else.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn shorten(
        &self,
        useful: &[usize],
        goals: &[(usize, Level)],
        limit: f64,
        length: impl Fn(usize) -> f64,
    ) -> Vec<usize> {
        let over = |at: usize| self.model.activities[at].hours > limit;
        let mut longest = useful.to_vec();
        longest.sort_by(|&a, &b| {
            over(b)
                .cmp(&over(a))
                .then(length(b).total_cmp(&length(a)))
                .then(b.cmp(&a))
        });
        let mut list = useful.to_vec();
        for at in longest {
            let without: Vec<usize> = list.iter().copied().filter(|&other| other != at).collect();
            let (_, held) = self.attend(&without);
            if goals
                .iter()
                .all(|&(objective, level)| held[objective] >= Some(level))
            {
                list = without;
            }
        }
        list
    }

    /// The list with what leads to each goal.
    #[expect(clippy::indexing_slicing, reason = "indices of the same programme")]
    fn paths(&self, list: &[usize], goals: &[(usize, Level)]) -> Attendance {
        let (order, _) = self.attend(list);
        let supplier = |known: &[usize], objective, level| {
            known
                .iter()
                .position(|&at| self.teaches(at, objective, level))
        };
        // By place in `order`; each comes after what it requires.
        let mut paths: Vec<Vec<usize>> = Vec::new();
        for (place, &at) in order.iter().enumerate() {
            let required = self.model.activities[at].requires.iter();
            let before = required
                .filter_map(|&(objective, level)| supplier(&order[..place], objective, level));
            let mut path: Vec<usize> = before.flat_map(|before| paths[before].clone()).collect();
            path.extend(list.iter().position(|&listed| listed == at));
            path.sort_unstable();
            path.dedup();
            paths.push(path);
        }
        let listed = |place: usize| list.iter().position(|&listed| listed == order[place]);
        let need = |&(objective, level): &(usize, Level)| {
            let supplier_of_need = supplier(&order, objective, level)?;
            let mut own = Vec::new();
            let mut open = vec![supplier_of_need];
            while let Some(place) = open.pop() {
                own.extend(listed(place));
                let required = self.model.activities[order[place]].requires.iter();
                let is_need = |&&(at, step): &&(usize, Level)| {
                    at != objective
                        && goals
                            .iter()
                            .any(|&(goal, level)| goal == at && level >= step)
                };
                let others = required.filter(|step| !is_need(step));
                open.extend(others.filter_map(|&(at, step)| supplier(&order[..place], at, step)));
            }
            own.sort_unstable();
            own.dedup();
            Some(TaughtNeed {
                objective,
                path: paths[supplier_of_need].clone(),
                own,
            })
        };
        Attendance {
            activities: list
                .iter()
                .map(|&at| (at, self.model.activities[at].hours))
                .collect(),
            needs: goals.iter().filter_map(need).collect(),
        }
    }
}
