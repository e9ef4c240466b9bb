//! What a plan takes of each section: people, hours and money, so that a budget can be asked for.

use super::Plan;
use crate::model::Model;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a plan takes of a section itself; sections below it have lines of their own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PublishedSection {
    /// Their time, their seats, and their part of the sessions they sit in, in the programme's currency.
    pub cost: f64,
    /// Hours of all of them together.
    pub hours: f64,
    /// How many of its people are trained.
    pub people: u64,
    /// Id of the section.
    pub section: String,
}

/// The sections of which somebody is trained, in the order of the programme.
pub(super) fn section_costs(plan: &Plan, model: &Model) -> Vec<PublishedSection> {
    // By person: hours and cost.
    let mut people: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
    let dated = plan.sessions.iter();
    let dated = dated.map(|session| (&session.activity, &session.people, true));
    let own_time = plan.self_paced.iter();
    let own_time = own_time.map(|line| (&line.activity, &line.people, false));
    for (activity, participants, is_dated) in dated.chain(own_time) {
        let at = model.activity_ids.index(activity);
        let Some(activity) = at.and_then(|at| model.activities.get(at)) else {
            continue;
        };
        let share = if is_dated {
            activity.cost / participants.len().max(1) as f64
        } else {
            0.0
        };
        let time = activity.hours * plan.settings.wage_per_hour;
        let participants = participants.iter();
        for person in participants.filter_map(|id| model.people.ids.index(id)) {
            let sum = people.entry(person).or_default();
            sum.0 += activity.hours;
            sum.1 += time + activity.cost_per_person + share;
        }
    }
    let mut sections: Vec<PublishedSection> = model
        .sections
        .iter()
        .map(|section| PublishedSection {
            cost: 0.0,
            hours: 0.0,
            people: 0,
            section: section.id.clone(),
        })
        .collect();
    for (&person, &(hours, cost)) in &people {
        let section = model.people.section.get(person);
        let line = section.and_then(|&at| sections.get_mut(at as usize));
        if let Some(line) = line {
            line.people += 1;
            line.hours += hours;
            line.cost += cost;
        }
    }
    sections.retain(|line| line.people > 0);
    for line in &mut sections {
        line.cost = (line.cost * 100.0).round() / 100.0;
    }
    sections
}
