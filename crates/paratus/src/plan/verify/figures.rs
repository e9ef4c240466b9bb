//! Figures: hours, costs, phases and bounds are what the lines add up to.

use super::plan_lines::PlanLines;
use super::{PlanRule, Violations};
use crate::finding::say;
use crate::{Date, TrackValues};
use std::collections::{BTreeMap, BTreeSet};

/// What the lines of a phase add up to.
#[derive(Default)]
struct PhaseSums {
    hours: TrackValues<f64>,
    sessions: u64,
    first: Option<Date>,
    last: Option<Date>,
}

#[expect(clippy::indexing_slicing, reason = "indices of the world's tables")]
pub(super) fn check(board: &PlanLines<'_, '_>, found: &mut Violations) {
    let world = board.world;
    if !world.plan.has_figures() {
        return;
    }
    let (plan, model) = (world.plan, world.model);
    let mut whole = TrackValues::<f64>::default();
    let (mut sessions, mut seats, mut time) = (0.0, 0.0, 0.0);
    let mut phases: BTreeMap<&str, PhaseSums> = BTreeMap::new();
    let mut people: BTreeSet<&str> = BTreeSet::new();
    let mut places = 0;
    let dated = plan.sessions.iter().map(|line| {
        (
            &line.activity,
            &line.people,
            &line.phase,
            Some((line.start, line.end)),
        )
    });
    let alone = plan
        .self_paced
        .iter()
        .map(|line| (&line.activity, &line.people, &line.phase, None));
    for (id, own, phase, days) in dated.chain(alone) {
        let Some(activity) = model
            .activity_ids
            .index(id)
            .and_then(|at| model.activities.get(at))
        else {
            continue;
        };
        let count = own.len() as f64;
        people.extend(own.iter().map(String::as_str));
        places += own.len();
        let share = activity.hours / activity.teaches.len().max(1) as f64 * count;
        let mut hours = TrackValues::<f64>::default();
        for taught in &activity.teaches {
            *hours.get_mut(model.objectives[taught.0].track) += share;
        }
        whole = TrackValues::from_fn(|track| whole.get(track) + hours.get(track));
        sessions += if days.is_some() { activity.cost } else { 0.0 };
        seats += activity.cost_per_person * count;
        time += activity.hours * plan.settings.wage_per_hour * count;
        if let Some(phase) = phase {
            let sums = phases.entry(phase.as_str()).or_default();
            sums.hours = TrackValues::from_fn(|track| sums.hours.get(track) + hours.get(track));
            if let Some((first, last)) = days {
                sums.sessions += 1;
                sums.first = Some(sums.first.map_or(first, |known| known.min(first)));
                sums.last = sums.last.max(Some(last));
            }
        }
    }
    // Each line is rounded to cents and to hundredths of an hour.
    let slack = 0.01 * (places + plan.sessions.len() + 1) as f64;
    let mut compare = |name: &str, written: f64, counted: f64| {
        let off = (written - counted).abs();
        if off.is_nan() || off > slack {
            found.add(
                PlanRule::Figures,
                name,
                say!(FigureDiffers {
                    written: written,
                    counted: counted
                }),
            );
        }
    };
    for (track, counted) in whole.iter() {
        compare(track.name(), *plan.hours.get(track), *counted);
    }
    let costs = &plan.costs;
    compare("costs.sessions", costs.sessions, sessions);
    compare("costs.seats", costs.seats, seats);
    compare("costs.time", costs.time, time);
    compare(
        "costs.waste",
        costs.waste,
        plan.waste_hours * plan.settings.waste_per_hour,
    );
    let parts = costs.balance
        + costs.moves
        + costs.seats
        + costs.sessions
        + costs.time
        + costs.waiting
        + costs.waste;
    compare("cost", plan.cost, parts);
    let mut phases_differ = Vec::new();
    for phase in &plan.phases {
        let sums = phases.remove(phase.phase.as_str()).unwrap_or_default();
        for (track, counted) in sums.hours.iter() {
            compare(
                &format!("{}.{}", phase.phase, track.name()),
                *phase.hours.get(track),
                *counted,
            );
        }
        if (phase.sessions, phase.first, phase.last) != (sums.sessions, sums.first, sums.last) {
            phases_differ.push(&phase.phase);
        }
    }
    for phase in phases_differ {
        found.add(PlanRule::Figures, phase, say!(PhaseFiguresDiffer));
    }
    let days = plan.sessions.iter().map(|session| session.start).min();
    let said = plan.first.is_some() || plan.last.is_some();
    if said
        && (plan.first, plan.last) != (days, plan.sessions.iter().map(|session| session.end).max())
    {
        found.add(PlanRule::Figures, "first", say!(PlanDaysDiffer));
    }
    if plan.people != people.len() as u64 {
        found.add(
            PlanRule::Figures,
            "people",
            say!(PeopleDiffer {
                written: plan.people,
                people: people.len()
            }),
        );
    }
    bounds(board, found);
}

fn bounds(board: &PlanLines<'_, '_>, found: &mut Violations) {
    let plan = board.world.plan;
    let bound = plan.lower_bound;
    let gap = bound.map_or(1.0, |bound| {
        if plan.cost > 0.0 {
            (plan.cost - bound) / plan.cost
        } else {
            0.0
        }
    });
    if !(bound.unwrap_or(0.0) <= plan.cost + 1e-6 && (plan.gap - gap).abs() < 1e-9) {
        let bound = bound.map_or_else(|| "-".to_owned(), |bound| bound.to_string());
        let says = say!(GapDiffers {
            cost: plan.cost,
            bound: bound,
            gap: plan.gap
        });
        found.add(PlanRule::Figures, "gap", says);
    }
    let bounds = &plan.bounds;
    let cost = bounds.cost.unwrap_or(0.0);
    if cost > plan.cost + 1e-6 || bounds.unmet > plan.unplaced.len() as u64 {
        let says = say!(BelowBounds {
            cost: plan.cost,
            unmet: plan.unplaced.len(),
            cost_bound: cost,
            unmet_bound: bounds.unmet
        });
        found.add(PlanRule::Figures, "bounds", says);
    }
}
