//! Needs: met or listed as unmet, nothing beside them; and figures that add up.

use super::{Case, PlanRule};
use crate::model::Level;
use crate::{ByTrack, Verdict};
use std::collections::{BTreeMap, BTreeSet};

/// A person's needs: what is required and not shown, and what goes stale.
type Needs = BTreeMap<usize, BTreeMap<usize, Level>>;

pub(super) fn check(case: &mut Case<'_>) {
    let needs = needs(case);
    let given = given(case);
    coverage(case, &needs, &given);
    unneeded(case, &needs, &given);
    figures(case);
}

/// Whether an objective is one that a person still needs as of the assessment, or that goes stale.
pub(super) fn is_open(case: &Case<'_>, person: usize, objective: usize) -> bool {
    let profile = case.assessment.profile(person);
    let rows = profile.requirements.iter().zip(case.assessment.cells(person));
    let Some((requirement, cell)) = rows.into_iter().find(|(requirement, _)| requirement.objective == objective) else {
        return false;
    };
    let ready = cell.range(case.model.rules.prior_weight).verdict(requirement.threshold) == Verdict::Ready;
    !ready || case.plan.settings.refresh && goes_stale(case, person, objective)
}

fn goes_stale(case: &Case<'_>, person: usize, objective: usize) -> bool {
    let ids = (case.model.people.ids.name(person as u32), case.model.objectives.get(objective));
    let (person, Some(objective)) = ids else { return false };
    case.stale.contains(&(person.to_owned(), objective.id.clone()))
}

/// Everyone's needs, of those who work here until the plan ends.
fn needs(case: &Case<'_>) -> Needs {
    let (plan, model) = (case.plan, case.model);
    let people = &model.people;
    let mut needs = Needs::new();
    for person in 0..people.len() {
        let (Some(&joined), Some(&left)) = (people.joined.get(person), people.left.get(person)) else { continue };
        if joined > plan.until || left < plan.until {
            continue;
        }
        for requirement in &case.assessment.profile(person).requirements {
            if is_open(case, person, requirement.objective) {
                needs.entry(person).or_default().insert(requirement.objective, requirement.level);
            }
        }
    }
    needs
}

/// What each person takes: indices of activities.
fn given(case: &Case<'_>) -> BTreeMap<usize, BTreeSet<usize>> {
    let model = case.model;
    let mut given: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let sessions = case.plan.sessions.iter().map(|session| (&session.activity, &session.people));
    let alone = case.plan.self_paced.iter().map(|line| (&line.activity, &line.people));
    for (activity, people) in sessions.chain(alone) {
        let Some(activity) = model.activity_ids.index(activity) else { continue };
        for person in people.iter().filter_map(|id| model.people.ids.index(id)) {
            given.entry(person).or_default().insert(activity);
        }
    }
    given
}

fn coverage(case: &mut Case<'_>, needs: &Needs, given: &BTreeMap<usize, BTreeSet<usize>>) {
    let model = case.model;
    let listed: BTreeSet<(&str, &str)> =
        case.plan.unplaced.iter().map(|unplaced| (unplaced.person.as_str(), unplaced.objective.as_str())).collect();
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let none = BTreeSet::new();
    for (&person, own) in needs {
        let name = model.people.ids.name(person as u32);
        let taken = given.get(&person).unwrap_or(&none);
        for (&objective, &level) in own {
            let Some(compiled) = model.objectives.get(objective) else { continue };
            known.insert((name, compiled.id.as_str()));
            let met = taken
                .iter()
                .filter_map(|&at| model.activities.get(at))
                .any(|activity| activity.teaches.iter().any(|&(taught, up_to)| taught == objective && up_to >= level));
            let listed = listed.contains(&(name, compiled.id.as_str()));
            let need = model.name_of(objective, level);
            match (met, listed) {
                (false, false) => {
                    found.push((name.to_owned(), format!("`{need}` is neither taught nor listed as unmet")))
                }
                (true, true) => found.push((name.to_owned(), format!("`{need}` is taught and listed as unmet"))),
                _ => {}
            }
        }
    }
    for (person, objective) in listed.difference(&known) {
        found.push(((*person).to_owned(), format!("`{objective}` is listed as unmet and not needed")));
    }
    let feasible = case.plan.status == crate::PlanStatus::Feasible;
    if feasible != case.plan.unplaced.is_empty() {
        found.push((case.plan.programme.clone(), format!("the plan is not {}", case.plan.status.name())));
    }
    found.into_iter().for_each(|(id, text)| case.add(PlanRule::Needs, &id, text));
}

/// Everything that somebody takes teaches something that they need.
fn unneeded(case: &mut Case<'_>, needs: &Needs, given: &BTreeMap<usize, BTreeSet<usize>>) {
    let model = case.model;
    let mut found = Vec::new();
    let nothing = BTreeMap::new();
    for (&person, taken) in given {
        let own = needs.get(&person).unwrap_or(&nothing);
        for activity in taken.iter().filter_map(|&at| model.activities.get(at)) {
            if !activity.teaches.iter().any(|taught| own.contains_key(&taught.0)) {
                let name = model.people.ids.name(person as u32).to_owned();
                found.push((name, format!("needs nothing of what `{}` teaches", activity.id)));
            }
        }
    }
    found.into_iter().for_each(|(id, text)| case.add(PlanRule::Unneeded, &id, text));
}

/// Hours by track, cost of sessions, bound and gap.
fn figures(case: &mut Case<'_>) {
    let (plan, model) = (case.plan, case.model);
    let mut hours = ByTrack::<f64>::default();
    let (mut sessions, mut seats, mut time) = (0.0, 0.0, 0.0);
    let alone = plan.self_paced.iter().map(|line| (&line.activity, line.people.len(), false));
    let dated = plan.sessions.iter().map(|session| (&session.activity, session.people.len(), true));
    for (id, people, dated) in dated.chain(alone) {
        let Some(activity) = model.activity_ids.index(id).and_then(|at| model.activities.get(at)) else { continue };
        for &(objective, _) in &activity.teaches {
            if let Some(objective) = model.objectives.get(objective) {
                *hours.get_mut(objective.track) += activity.hours / activity.teaches.len() as f64 * people as f64;
            }
        }
        sessions += if dated { activity.cost } else { 0.0 };
        seats += activity.cost_per_person * people as f64;
        time += activity.hours * plan.settings.wage_per_hour * people as f64;
    }
    let costs = &plan.costs;
    let whole = costs.balance + costs.moves + costs.seats + costs.sessions + costs.time + costs.waiting + costs.waste;
    // Each line is rounded to cents and hundredths of an hour.
    let lines: usize = plan.sessions.iter().map(|session| session.people.len()).sum::<usize>()
        + plan.self_paced.iter().map(|line| line.people.len()).sum::<usize>();
    let slack = 0.01 * (lines + plan.sessions.len() + 1) as f64;
    let mut check = |name: &str, said: f64, found: f64| {
        let off = (said - found).abs();
        if off.is_nan() || off > slack {
            case.found.push(super::Violation {
                rule: PlanRule::Figures,
                subject: name.to_owned(),
                text: format!("it says {said}, and the lines add up to {found}"),
            });
        }
    };
    for (track, found) in hours.iter() {
        check(track.name(), *plan.hours.get(track), *found);
    }
    check("costs.sessions", costs.sessions, sessions);
    check("costs.seats", costs.seats, seats);
    check("costs.time", costs.time, time);
    check("cost", plan.cost, whole);
    let bound = plan.lower_bound;
    let gap = bound.map_or(1.0, |bound| if plan.cost > 0.0 { (plan.cost - bound) / plan.cost } else { 0.0 });
    if !(bound.unwrap_or(0.0) <= plan.cost + 1e-6 && (plan.gap - gap).abs() < 1e-9) {
        let bound = bound.map_or_else(|| "none".to_owned(), |bound| bound.to_string());
        let text = format!("cost {}, bound {bound} and gap {} do not fit", plan.cost, plan.gap);
        case.add(PlanRule::Figures, "gap", text);
    }
}
