//! What is certain of every timetable of a problem, by counting: what is short, and how many needs stay unmet.

mod conflict;
mod cost;
mod exact;
mod family;
mod needs;
mod starts;
#[cfg(test)]
mod tests;
mod unmet;

pub use conflict::{Conflict, ConflictKind};
pub(super) use starts::PossibleStarts;

use super::problem::{BadProblem, TimetableProblem};
use crate::pace::{Pace, at_once};

/// States that the exhaustive search of one small part may make, where nothing else is asked for: about a tenth of a second.
pub const USUAL_WORK: u64 = 30_000;

/// Everything that is proven to be short if every need is to be met, by kind and subject; nothing where no proof is found.
///
/// The proofs rely on `problem` alone: each need must list every booking that could meet it, and each requirement every
/// supplier. Announced sessions are wishes and prove nothing.
///
/// Counted are bookings that somebody cannot do without, in every window between an earliest start and a latest end;
/// sessions are as full as can be. Where counting proves nothing, small parts (a dozen people) are searched exhaustively,
/// with at most `work` states each ([`USUAL_WORK`]), and ten times as many in all.
///
/// # Errors
///
/// When the problem makes no sense.
///
/// # Examples
///
/// ```
/// use paratus_planner::timetable::{Activity, ConflictKind, Learner, Section, Slot, TimetableProblem, Trainer, conflicts};
///
/// // Twelve people need a course of four in the first week; its only trainer has two half days.
/// let problem = TimetableProblem {
///     activities: vec![Activity { seats_max: 4, skill: Some(0), online: true, ..Activity::default() }],
///     learners: vec![Learner::in_order(0, &[0]); 12],
///     sections: vec![Section { most_away: 12, ..Section::default() }],
///     sites: 1,
///     slots: Slot::weeks(1),
///     trainers: vec![Trainer { available: vec![(0, 1)], skills: vec![0], site: None }],
///     ..TimetableProblem::default()
/// };
/// let conflicts = conflicts(&problem, 1_000)?;
/// assert!(matches!(conflicts[0].kind, ConflictKind::Trainers { .. }));
/// assert_eq!((conflicts[0].needed, conflicts[0].available), (3, 2));
/// # Ok::<(), paratus_planner::timetable::BadProblem>(())
/// ```
pub fn conflicts(problem: &TimetableProblem, work: u64) -> Result<Vec<Conflict>, BadProblem> {
    at_once(conflicts_paced(problem, work, &Pace::without_pauses()))
}

/// The same with pauses.
///
/// # Errors
///
/// When the problem makes no sense.
pub async fn conflicts_paced(
    problem: &TimetableProblem,
    work: u64,
    pace: &Pace,
) -> Result<Vec<Conflict>, BadProblem> {
    problem.check()?;
    Ok(conflict::conflicts(problem, work, pace).await)
}

/// At least this many needs stay unmet in every timetable.
///
/// Exact for parts of up to a dozen people that can be searched with at most `work` states each; for others counted by
/// windows of trainers, rooms, sections, people's own time and smallest sessions.
///
/// # Errors
///
/// When the problem makes no sense.
pub fn unmet_bound(problem: &TimetableProblem, work: u64) -> Result<u64, BadProblem> {
    at_once(unmet_bound_paced(problem, work, &Pace::without_pauses()))
}

/// The same with pauses.
///
/// # Errors
///
/// When the problem makes no sense.
pub async fn unmet_bound_paced(
    problem: &TimetableProblem,
    work: u64,
    pace: &Pace,
) -> Result<u64, BadProblem> {
    problem.check()?;
    Ok(unmet::unmet(problem, work, pace).await)
}

/// No timetable costs less, in the unit of [`super::Timetable::cost`].
///
/// # Errors
///
/// When the problem makes no sense.
pub fn cost_bound(problem: &TimetableProblem) -> Result<u64, BadProblem> {
    problem.check()?;
    Ok(cost::lower_bound(problem))
}

/// The best that can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Optimum {
    /// The least number of unmet needs.
    pub unmet: u64,
    /// The least cost of a timetable with that number, in the unit of [`super::Timetable::cost`].
    pub cost: u64,
}

/// The exact optimum of a small problem: parts of up to a dozen people, with at most `work` states each. Nothing where a part is
/// larger, or anything was announced.
///
/// # Errors
///
/// When the problem makes no sense.
pub fn optimum(problem: &TimetableProblem, work: u64) -> Result<Option<Optimum>, BadProblem> {
    problem.check()?;
    if !problem.announced.is_empty() {
        return Ok(None);
    }
    let starts = starts::PossibleStarts::new(problem, false);
    let mut sum = Optimum { unmet: 0, cost: 0 };
    let mut work = exact::Work::new(work);
    for part in exact::parts(problem, &starts) {
        let Some(best) = exact::best(problem, &starts, &part, &mut work) else {
            return Ok(None);
        };
        sum = Optimum {
            unmet: sum.unmet + best.unmet,
            cost: sum.cost.saturating_add(best.cost),
        };
    }
    Ok(Some(sum))
}
