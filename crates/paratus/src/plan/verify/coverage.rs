//! Needs: each is met or listed as unmet, and nothing else is listed.

use super::plan_lines::PlanLines;
use super::sessions::unknown;
use super::{PlanRule, Violations};
use crate::finding::say;
use crate::plan::PlanStatus;
use std::collections::BTreeMap;

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn check(board: &PlanLines<'_, '_>, found: &mut Violations) {
    let (world, facts) = (board.world, board.facts);
    let (plan, model) = (world.plan, world.model);
    // By person and objective: the level as it is listed.
    let mut listed: BTreeMap<(usize, usize), Option<&str>> = BTreeMap::new();
    for unplaced in &plan.unplaced {
        let person = model.people.ids.index(&unplaced.person);
        let objective = model.objective_ids.index(&unplaced.objective);
        let Some((person, objective)) = person.zip(objective) else {
            let says = match person {
                None => unknown("person", &unplaced.person),
                Some(_) => unknown("objective", &unplaced.objective),
            };
            found.add(PlanRule::Reference, &unplaced.person, says);
            continue;
        };
        if listed
            .insert((person, objective), unplaced.level.as_deref())
            .is_some()
        {
            found.add(
                PlanRule::Needs,
                &unplaced.person,
                say!(UnmetTwice {
                    objective: &unplaced.objective
                }),
            );
        }
    }
    for person in 0..model.people.len() {
        for &need in facts.needs(person) {
            let (objective, level) = need.step;
            let listed = listed.remove(&(person, objective));
            let name = model.name_of(objective, level);
            let says = match listed {
                None if board.is_met(person, need) || facts.leaves(person) => continue,
                None => say!(NeitherTaughtNorUnmet { objective: name }),
                Some(_) if board.is_met(person, need) => {
                    say!(TaughtAndUnmet { objective: name })
                }
                Some(listed) if listed != model.objectives[objective].level_name(level) => {
                    say!(UnmetAtOtherLevel { objective: name })
                }
                Some(_) => continue,
            };
            found.add(PlanRule::Needs, world.name(person), says);
        }
    }
    for &(person, objective) in listed.keys() {
        let says = say!(UnmetNotNeeded {
            objective: &model.objectives[objective].id
        });
        found.add(PlanRule::Needs, world.name(person), says);
    }
    // A plan of another tool may say nothing, which is read as partial.
    let says_more = plan.has_figures() || plan.status != PlanStatus::Partial;
    if says_more && (plan.status == PlanStatus::Feasible) != plan.unplaced.is_empty() {
        let says = say!(StatusDiffers {
            needs: plan.unplaced.len(),
            status: plan.status.name()
        });
        found.add(PlanRule::Needs, &plan.programme, says);
    }
}
