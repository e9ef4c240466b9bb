//! Coverage: enough people who are ready in an objective, in every unit.

#![expect(clippy::indexing_slicing, reason = "groups, sections and roles are indices of the same population")]

use super::condition::Judged;
use super::world::World;
use super::{ConditionKind, Holds};
use crate::document::{ConditionDoc, Scope};
use crate::model::NONE;
use crate::units::At;
use crate::words::thousands;
use crate::{Range, Verdict};

/// The holders of an objective in a unit.
#[derive(Clone, Debug)]
pub(super) struct UnitCover {
    at: At,
    /// People who need it: their indices and the place of the requirement in their profile.
    pub(super) needing: Vec<(usize, usize)>,
    ready: u64,
    may_be: u64,
}

impl UnitCover {
    fn holds(&self, needed: f64) -> Holds {
        Holds::reaches(self.ready as f64, self.may_be as f64, needed)
    }

    /// How many more must become ready.
    pub(super) fn short(&self, needed: f64) -> u64 {
        (needed - self.ready as f64).max(0.0).ceil() as u64
    }
}

/// How many people must be ready in each unit.
pub(super) fn needed(condition: &ConditionDoc) -> f64 {
    condition.at_least.unwrap_or(1.0)
}

/// The units of a condition in which anybody needs the objective, in the order of the programme; or why there are none.
pub(super) fn units(world: &World<'_>, condition: &ConditionDoc) -> Result<Vec<UnitCover>, String> {
    let model = world.assessment().programme.model();
    let id = condition.coverage.as_deref().unwrap_or_default();
    let Some(objective) = model.objective_ids.index(id).filter(|&at| at < model.objectives.len()) else {
        return Err(format!("`{id}` is not an objective of the programme"));
    };
    let all: Vec<At> = match condition.per.unwrap_or(Scope::Organisation) {
        Scope::Section => (0..model.sections.len()).map(At::Section).collect(),
        Scope::Role => {
            let asks = |role: &usize| model.roles[*role].requires.iter().any(|need| need.objective == objective);
            (0..model.roles.len()).filter(asks).map(At::Role).collect()
        }
        Scope::Organisation => vec![At::Organisation],
    };
    let population = &world.ground.population;
    let slot_of = |group: usize| model.profiles[population.groups[group].profile].slots[objective];
    let people: Vec<(usize, usize, usize)> = population
        .people()
        .filter(|&(_, group)| slot_of(group) != NONE)
        .map(|(person, group)| (person, group, slot_of(group) as usize))
        .collect();
    let mut list = Vec::new();
    for at in all {
        let groups = at.groups(population);
        let needing = people.iter().filter(|(_, group, _)| groups[*group]).map(|&(person, _, slot)| (person, slot));
        let mut unit = UnitCover { at, needing: needing.collect(), ready: 0, may_be: 0 };
        for &(person, slot) in &unit.needing {
            let verdict = world.verdict(person, slot);
            unit.ready += u64::from(verdict == Verdict::Ready);
            unit.may_be += u64::from(verdict != Verdict::NotReady);
        }
        if !unit.needing.is_empty() {
            list.push(unit);
        }
    }
    if list.is_empty() { Err(format!("nobody needs `{id}`")) } else { Ok(list) }
}

pub(super) fn judge(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let id = condition.coverage.as_deref().unwrap_or_default();
    let needed = needed(condition);
    let units = match units(world, condition) {
        Ok(units) => units,
        Err(reason) => {
            return Judged { needed: Some(needed), ..Judged::unknown(ConditionKind::Coverage, id, reason) };
        }
    };
    let holds = units.iter().map(|unit| unit.holds(needed)).min().unwrap_or(Holds::CannotTell);
    let enough = units.iter().filter(|unit| unit.holds(needed) == Holds::Met).count();
    let worst = units.iter().min_by_key(|unit| (unit.holds(needed), unit.ready, unit.may_be));
    let named = worst.filter(|unit| may_publish(world, unit, condition));
    let model = world.assessment().programme.model();
    let detail = match named {
        Some(unit) => {
            let (id, _) = unit.at.names(model);
            let (ready, of) = (thousands(unit.ready), thousands(unit.needing.len() as u64));
            let open = unit.may_be - unit.ready;
            let open =
                if open > 0 { format!(", of {} more it cannot be told", thousands(open)) } else { String::new() };
            format!(
                "{enough} of {} have enough; worst off is `{id}`: {ready} of {of} people are ready{open}",
                of_units(units.len())
            )
        }
        None => "the unit that is worst off has too few people to be named".to_owned(),
    };
    Judged {
        holds,
        needed: Some(needed),
        people: named.map(|unit| unit.needing.len() as u64),
        unit: named.map(|unit| unit.at.names(model).0.to_owned()),
        value: named.map(|unit| Range { high: unit.may_be as f64, low: unit.ready as f64 }),
        ..Judged::unknown(ConditionKind::Coverage, id, detail)
    }
}

/// Whether every unit that falls short is large enough to be told.
pub(super) fn may_count(world: &World<'_>, condition: &ConditionDoc) -> bool {
    let short = |unit: &&UnitCover| unit.holds(needed(condition)) != Holds::Met;
    units(world, condition)
        .is_ok_and(|units| units.iter().filter(short).all(|unit| may_publish(world, unit, condition)))
}

fn of_units(count: usize) -> String {
    if count == 1 { "1 unit".to_owned() } else { format!("{count} units") }
}

/// Whether figures about the people of a unit who need the objective may leave.
fn may_publish(world: &World<'_>, unit: &UnitCover, condition: &ConditionDoc) -> bool {
    let model = world.assessment().programme.model();
    let ground = world.ground;
    let objective = condition.coverage.as_deref().and_then(|id| model.objective_ids.index(id));
    let weights = ground
        .population
        .weights(|group| objective.is_some_and(|objective| model.profiles[group.profile].slots[objective] != NONE));
    let min_cell = u64::from(model.rules.min_cell);
    let allowed = &ground.decisions.units;
    unit.at.is_in(allowed) && unit.at.may_publish(&ground.population, &weights, min_cell, allowed)
}
