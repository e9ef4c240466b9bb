//! What keeps an activity from ever being held, for all who need it: its phase, rooms, trainers, and how many may be away at once.

use super::activity_selection::{at_a_site, is_self_paced, may_be_small, needs_room};
use super::answer::UnplacedCause;
use super::input::{PlanInput, PlanRoom};
use super::own_time::PhaseDays;
use super::precedence::PhasePlan;
use super::schedule::trainers;
use super::timetable::Trainer;
use crate::model::Activity;

/// Fewest people of a session.
fn least(setup: &PlanInput<'_>, activity: &Activity) -> u32 {
    setup.seats(activity).map_or(1, |(least, _)| least.max(1))
}

/// Whether no room or no trainer could ever do for the people of a site.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn obstacle(
    setup: &PlanInput<'_>,
    trainers: &[Trainer],
    at: usize,
    site: usize,
) -> Option<UnplacedCause> {
    let activity = setup.activities[at];
    let least = least(setup, activity);
    let large_enough = |room: &PlanRoom| room.site == site && room.seats >= least;
    if needs_room(activity) && !setup.rooms.is_empty() && !setup.rooms.iter().any(large_enough) {
        return Some(UnplacedCause::NoRoom);
    }
    let skill = activity.skill.filter(|_| !trainers.is_empty())? as u32;
    let here = |trainer: &Trainer| {
        let comes = !at_a_site(activity) || trainer.site.is_none_or(|own| own == site);
        comes && trainer.skills.contains(&skill)
    };
    (!trainers.iter().any(here)).then_some(UnplacedCause::NoTrainer)
}

/// Of each activity, whether it can be held at some site, or done alone: a selection that takes what cannot leaves people without a place
/// who could have had another.
#[expect(clippy::indexing_slicing, reason = "indices of their own tables")]
pub(super) fn can_be_held(setup: &PlanInput<'_>, phases: &PhasePlan) -> Vec<bool> {
    let model = setup.model;
    let trainers = trainers(setup);
    let mut staff = vec![0; model.sections.len()];
    for (person, &section) in model.people.section.iter().enumerate() {
        let (joined, left) = (model.people.joined[person], model.people.left[person]);
        staff[section as usize] +=
            u64::from(joined <= setup.horizon.until && setup.horizon.from <= left);
    }
    // How many of all sections, and of those at each site, may be away at once.
    let mut away = vec![0_u64; setup.sites()];
    for (section, &people) in staff.iter().enumerate().filter(|(_, people)| **people > 0) {
        away[setup.site_of(section)] += u64::from(setup.most_away(section, people));
    }
    let can_be_held = |at: usize| {
        let activity = setup.activities[at];
        let slots = phases.slots(setup, at);
        let (first, last) = (slots.0, slots.1.unwrap_or(setup.horizon.len()));
        if is_self_paced(activity) {
            return !PhaseDays::new(setup, slots).is_empty();
        }
        let least = u64::from(least(setup, activity));
        let at_site = |site: usize| {
            let come = if at_a_site(activity) {
                away[site]
            } else {
                away.iter().sum()
            };
            come >= least && obstacle(setup, &trainers, at, site).is_none()
        };
        may_be_small(setup, activity)
            || first < setup.horizon.len() && first <= last && (0..away.len()).any(at_site)
    };
    (0..setup.activities.len()).map(can_be_held).collect()
}
