//! Who is to show what, so that a condition on people holds: those who need the fewest observed passes.

use super::facts::GateFacts;
use super::obstacle::GateObstacle;
use super::{condition, holders};
use crate::document::ConditionDoc;
use crate::readiness::{PassGoal, fewest_passes, passes_for};
use crate::{Track, Verdict};

/// Gives passes to those who need the fewest, people who were asked already first, until `short` more are ready.
fn cheapest(world: &mut GateFacts<'_>, candidates: Vec<(usize, Vec<u64>)>, short: u64) -> bool {
    let mut ranked: Vec<(bool, u64, usize, Vec<u64>)> = candidates
        .into_iter()
        .map(|(person, passes)| {
            (
                !world.changed.contains_key(&person),
                passes.iter().sum(),
                person,
                passes,
            )
        })
        .collect();
    ranked.sort();
    let enough = ranked.len() as u64 >= short;
    for (_, _, person, passes) in ranked.into_iter().take(short as usize) {
        world.give(person, &passes);
    }
    enough
}

/// The fewest of `people` that make up a share.
fn of_share(people: u64, share: f64) -> u64 {
    let whole = people as f64;
    let about = ((share * whole).max(0.0).ceil() as u64).min(people);
    // The condition divides: ask what it will say.
    let reaches = |count: u64| count as f64 / whole >= share;
    if about > 0 && reaches(about - 1) {
        about - 1
    } else if reaches(about) {
        about
    } else {
        about + 1
    }
}

pub(super) fn readiness(
    world: &mut GateFacts<'_>,
    condition: &ConditionDoc,
    track: Option<Track>,
) -> Result<(), GateObstacle> {
    let assessment = world.assessment();
    let threshold = condition::threshold(assessment.programme.model(), condition, track);
    let goal = track.map_or(PassGoal::All(threshold), |track| {
        PassGoal::Track(track, threshold)
    });
    let stands: Vec<(usize, Verdict)> = world
        .people()
        .filter_map(|person| {
            condition::verdict_of(world, person, track, threshold).map(|verdict| (person, verdict))
        })
        .collect();
    let ready = stands
        .iter()
        .filter(|(_, verdict)| *verdict == Verdict::Ready)
        .count() as u64;
    let short = of_share(stands.len() as u64, condition.share.unwrap_or(1.0)).saturating_sub(ready);
    let candidates = stands
        .iter()
        .filter(|(_, verdict)| *verdict != Verdict::Ready)
        .filter_map(|&(person, _)| {
            Some((
                person,
                fewest_passes(assessment, person, world.cells(person), goal)?,
            ))
        })
        .collect();
    if !stands.is_empty() && cheapest(world, candidates, short) {
        Ok(())
    } else {
        Err(GateObstacle::NotEnoughReady { track })
    }
}

pub(super) fn phase(
    world: &mut GateFacts<'_>,
    condition: &ConditionDoc,
) -> Result<(), GateObstacle> {
    let assessment = world.assessment();
    let id = condition.phase.as_deref().unwrap_or_default();
    let objectives = condition::objectives_of(assessment.programme.model(), id)?;
    let (mut people, mut ready, mut candidates) = (0, 0, Vec::new());
    for person in world.people() {
        let Some(verdict) = condition::phase_verdict_of(world, person, &objectives) else {
            continue;
        };
        people += 1;
        ready += u64::from(verdict == Verdict::Ready);
        if verdict != Verdict::Ready {
            let profile = assessment.profile(person);
            let wanted = |objective: usize| objectives.contains(&objective);
            let passes: Option<Vec<u64>> = profile
                .requirements
                .iter()
                .zip(world.cells(person))
                .map(|(need, cell)| {
                    if wanted(need.objective) {
                        passes_for(assessment, *cell, need.threshold)
                    } else {
                        Some(0)
                    }
                })
                .collect();
            candidates.extend(passes.map(|passes| (person, passes)));
        }
    }
    let short = of_share(people, condition.share.unwrap_or(1.0)).saturating_sub(ready);
    if people > 0 && cheapest(world, candidates, short) {
        Ok(())
    } else {
        Err(GateObstacle::PhaseOutOfReach {
            phase: id.to_owned(),
        })
    }
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn cover(
    world: &mut GateFacts<'_>,
    condition: &ConditionDoc,
) -> Result<(), GateObstacle> {
    let assessment = world.assessment();
    let id = condition.holders.as_deref().unwrap_or_default();
    let needed = holders::needed(condition);
    let count = holders::units(world, condition)?.len();
    let mut order: Vec<usize> = (0..count).collect();
    let mut enough = true;
    for round in 0..count {
        // Small units first: anyone who becomes ready there counts in the larger ones too.
        let units = holders::units(world, condition)?;
        if round == 0 {
            order.sort_by_key(|&at| (units[at].needing.len(), at));
        }
        let unit = &units[order[round]];
        let short = unit.short(needed);
        let candidates: Vec<(usize, Vec<u64>)> = unit
            .needing
            .iter()
            .filter(|&&(person, slot)| short > 0 && world.verdict(person, slot) != Verdict::Ready)
            .filter_map(|&(person, slot)| {
                let profile = assessment.profile(person);
                let threshold = profile.requirements[slot].threshold;
                let mut passes = vec![0; profile.requirements.len()];
                passes[slot] = passes_for(assessment, world.cells(person)[slot], threshold)?;
                Some((person, passes))
            })
            .collect();
        enough &= cheapest(world, candidates, short);
    }
    if enough {
        Ok(())
    } else {
        Err(GateObstacle::FewNeedObjective {
            needed,
            objective: id.to_owned(),
        })
    }
}
