//! Coverage: enough people who are ready in an objective, in every unit.

#![expect(clippy::indexing_slicing, reason = "groups, sections and roles are indices of the same population")]

use super::condition::Judged;
use super::figures::ConditionFigures;
use super::world::World;
use super::{ConditionKind, Holds};
use crate::document::{ConditionDoc, Scope};
use crate::model::NONE;
use crate::order::Order;
use crate::units::At;
use crate::words::thousands;
use crate::{Range, Verdict};

/// Whose holders are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    /// A unit that may be told of.
    Named(At),
    /// The people of a unit who sit in no smaller one that may be told of.
    Together,
    /// A unit that may not be told of.
    Withheld,
}

/// The holders of an objective in a unit.
#[derive(Clone, Debug)]
pub(super) struct UnitCover {
    who: Who,
    /// People who need it: their indices and the place of the requirement in their profile.
    pub(super) needing: Vec<(usize, usize)>,
    ready: u64,
    may_be: u64,
}

impl UnitCover {
    fn holds(&self, needed: f64) -> Holds {
        match self.who {
            Who::Withheld => Holds::CannotTell,
            _ => Holds::reaches(self.ready as f64, self.may_be as f64, needed),
        }
    }

    /// How many more must become ready; `None` where nothing may be told.
    pub(super) fn short(&self, needed: f64) -> Option<u64> {
        (self.who != Who::Withheld).then(|| (needed - self.ready as f64).max(0.0).ceil() as u64)
    }
}

/// How many people must be ready in each unit.
pub(super) fn needed(condition: &ConditionDoc) -> f64 {
    condition.at_least.unwrap_or(1.0)
}

/// The units of a condition in which anybody needs the objective, in the order of the programme; or why there are none.
///
/// Only what is published anyway decides. Sections that may not be told of count as one unit with those beside them: all
/// who sit in the smallest unit around them that may be told of, and in no smaller one. Where there is none around them,
/// and of roles that may not be told of, it cannot be told.
pub(super) fn units(world: &World<'_>, condition: &ConditionDoc) -> Result<Vec<UnitCover>, String> {
    let model = world.assessment().programme.model();
    let id = condition.coverage.as_deref().unwrap_or_default();
    let Some(objective) = model.objective_ids.index(id).filter(|&at| at < model.objectives.len()) else {
        return Err(format!("`{id}` is not an objective of the programme"));
    };
    let population = &world.ground.population;
    let told = |at: At| match world.ground.needs.told_at_all_levels(objective, at) {
        true => Who::Named(at),
        false => Who::Withheld,
    };
    let mut units: Vec<(Who, Vec<bool>)> = Vec::new();
    match condition.per.unwrap_or(Scope::Organisation) {
        Scope::Section => {
            let sections = (0..model.sections.len()).map(At::Section);
            units.extend(sections.map(|at| (told(at), at.groups(population))).filter(|(who, _)| *who != Who::Withheld));
            units.extend(together(
                world,
                &|section| told(At::Section(section)) != Who::Withheld,
                told(At::Organisation),
            ));
        }
        Scope::Role => {
            let asks = |role: &usize| model.roles[*role].requires.iter().any(|need| need.objective == objective);
            units.extend((0..model.roles.len()).filter(asks).map(At::Role).map(|at| (told(at), at.groups(population))));
        }
        Scope::Organisation => units.push((told(At::Organisation), At::Organisation.groups(population))),
    }
    let slot_of = |group: usize| model.profiles[population.groups[group].profile].slots[objective];
    let people: Vec<(usize, usize, usize)> = population
        .people()
        .filter(|&(_, group)| slot_of(group) != NONE)
        .map(|(person, group)| (person, group, slot_of(group) as usize))
        .collect();
    let mut list = Vec::new();
    for (who, groups) in units {
        let needing = people.iter().filter(|(_, group, _)| groups[*group]).map(|&(person, _, slot)| (person, slot));
        let mut unit = UnitCover { who, needing: needing.collect(), ready: 0, may_be: 0 };
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

/// The groups of people in sections that may not be told of, by the smallest told unit around them.
fn together(world: &World<'_>, told: &dyn Fn(usize) -> bool, organisation: Who) -> Vec<(Who, Vec<bool>)> {
    let model = world.assessment().programme.model();
    let population = &world.ground.population;
    let whole = model.sections.len();
    let around = |section: usize| model.lineage(section).find(|&at| told(at)).unwrap_or(whole);
    let holders: Vec<usize> = population.groups.iter().map(|group| around(group.section)).collect();
    let mut mixed: Vec<usize> =
        population.groups.iter().filter(|group| !told(group.section)).map(|group| around(group.section)).collect();
    mixed.order();
    mixed.dedup();
    let unit = |holder: usize| {
        let who = if holder == whole && organisation == Who::Withheld { Who::Withheld } else { Who::Together };
        (who, holders.iter().map(|&held| held == holder).collect())
    };
    mixed.into_iter().map(unit).collect()
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
    let told = units.iter().filter(|unit| unit.who != Who::Withheld);
    let worst = told.min_by_key(|unit| (unit.holds(needed), unit.ready, unit.may_be));
    let named = worst.and_then(|unit| if let Who::Named(at) = unit.who { Some((at, unit)) } else { None });
    let model = world.assessment().programme.model();
    let mut detail = match worst {
        Some(unit) => {
            let who = named.map_or_else(
                || "the sections too small to be told about, taken together".to_owned(),
                |(at, _)| format!("`{}`", at.names(model).0),
            );
            let (ready, of) = (thousands(unit.ready), thousands(unit.needing.len() as u64));
            let open = unit.may_be - unit.ready;
            let open =
                if open > 0 { format!(", of {} more it cannot be told", thousands(open)) } else { String::new() };
            format!(
                "{enough} of {} have enough; worst off is {who}: {ready} of {of} people are ready{open}",
                of_units(units.len())
            )
        }
        None => "too few people are concerned to be told about".to_owned(),
    };
    let withheld = units.iter().filter(|unit| unit.who == Who::Withheld).count();
    if withheld > 0 && worst.is_some() {
        detail.push_str(&format!("; {} may not be told about", of_units(withheld)));
    }
    let of_worst = worst.map(|unit| ConditionFigures::of_people(unit.ready, unit.may_be, unit.needing.len() as u64));
    Judged {
        figures: of_worst.map_or_else(ConditionFigures::default, |of_worst| ConditionFigures {
            units: Some(units.len() as u64),
            units_enough: Some(enough as u64),
            units_withheld: Some(withheld as u64),
            ..of_worst
        }),
        holds,
        needed: Some(needed),
        people: named.map(|(_, unit)| unit.needing.len() as u64),
        unit: named.map(|(at, _)| at.names(model).0.to_owned()),
        value: named.map(|(_, unit)| Range { high: unit.may_be as f64, low: unit.ready as f64 }),
        ..Judged::unknown(ConditionKind::Coverage, id, detail)
    }
}

fn of_units(count: usize) -> String {
    if count == 1 { "1 unit".to_owned() } else { format!("{count} units") }
}
