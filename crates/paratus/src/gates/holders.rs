//! Holders: enough people who are ready in an objective, in every unit.

use super::condition::ConditionResult;
use super::facts::GateFacts;
use super::figures::ConditionFigures;
use super::obstacle::GateObstacle;
use super::{ConditionKind, ConditionVerdict};
use crate::disclosure::{Published, Suppression, holders_of_units};
use crate::document::{ConditionDoc, Scope};
use crate::fingerprint::PeopleSet;
use crate::formatting::thousands;
use crate::model::NONE;
use crate::population::UnitIndex;
use crate::{Range, Verdict};

/// The holders of an objective in a unit.
#[derive(Clone, Debug)]
pub(super) struct UnitCover {
    pub(super) unit: UnitIndex,
    /// People who need it: their indices and the place of the requirement in their profile.
    pub(super) needing: Vec<(usize, usize)>,
    people: PeopleSet,
    /// Whether its counts may leave beside others of the same people.
    gives_counts: bool,
    ready: u64,
    may_be: u64,
}

impl UnitCover {
    fn holds(&self, needed: f64) -> ConditionVerdict {
        ConditionVerdict::reaches(self.ready as f64, self.may_be as f64, needed)
    }

    /// How many more must become ready.
    pub(super) fn short(&self, needed: f64) -> u64 {
        (needed - self.ready as f64).max(0.0).ceil() as u64
    }

    /// How many are ready, and of how many more it is not known, as they are given.
    pub(super) fn publish_counts(&self, world: &GateFacts<'_>) -> (Published<u64>, Published<u64>) {
        let publisher = &world.ground.publisher;
        let count = |count: u64, what: &str| {
            publisher.given_if(self.gives_counts, publisher.count(count, self.people, what))
        };
        (
            count(self.ready, "ready"),
            count(self.may_be - self.ready, "cannot_tell"),
        )
    }
}

/// How many people must be ready in each unit.
pub(super) fn needed(condition: &ConditionDoc) -> f64 {
    condition.at_least.unwrap_or(1.0)
}

/// The units of a condition in which anybody needs the objective, in the order of the programme; or why there are none.
#[expect(clippy::indexing_slicing, reason = "indices of the same population")]
pub(super) fn units(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
) -> Result<Vec<UnitCover>, GateObstacle> {
    let model = world.assessment().programme.model();
    let id = condition.holders.as_deref().unwrap_or_default();
    let Some(objective) = model
        .objective_ids
        .index(id)
        .filter(|&at| at < model.objectives.len())
    else {
        return Err(GateObstacle::UnknownObjective {
            objective: id.to_owned(),
        });
    };
    let population = world.ground.population;
    let slot_of = |group: usize| model.profiles[population.groups[group].profile].slots[objective];
    let people: Vec<(usize, usize, usize)> = population
        .people()
        .filter(|&(_, group)| slot_of(group) != NONE)
        .map(|(person, group)| (person, group, slot_of(group) as usize))
        .collect();
    let place = |at: Option<usize>| match (condition.per.unwrap_or(Scope::Organisation), at) {
        (Scope::Section, Some(at)) => UnitIndex::Section(at),
        (Scope::Role, Some(at)) => UnitIndex::Role(at),
        _ => UnitIndex::Organisation,
    };
    let gives_counts = world.ground.conditions.parts(condition).gives_counts;
    let cover = |at: Option<usize>| {
        let unit = place(at);
        let groups = unit.groups(population);
        let needing = people
            .iter()
            .filter(|(_, group, _)| groups[*group])
            .map(|&(person, _, slot)| (person, slot));
        let needing: Vec<(usize, usize)> = needing.collect();
        let needs = |group: usize| groups[group] && slot_of(group) != NONE;
        let set = (0..population.groups.len())
            .filter(|&group| needs(group))
            .map(|group| population.groups[group].set());
        let mut cover = UnitCover {
            unit,
            people: set.sum(),
            gives_counts,
            needing,
            ready: 0,
            may_be: 0,
        };
        for &(person, slot) in &cover.needing {
            let verdict = world.verdict(person, slot);
            cover.ready += u64::from(verdict == Verdict::Ready);
            cover.may_be += u64::from(verdict != Verdict::NotReady);
        }
        cover
    };
    let list: Vec<UnitCover> = holders_of_units(model, population, condition)
        .into_iter()
        .map(|(at, _)| cover(at))
        .collect();
    if list.is_empty() {
        Err(GateObstacle::ObjectiveNotNeeded {
            objective: id.to_owned(),
        })
    } else {
        Ok(list)
    }
}

/// Whether some unit of enough people lacks holders, whatever is still unknown.
pub(super) fn fails_in_large_units(world: &GateFacts<'_>, condition: &ConditionDoc) -> bool {
    let units = units(world, condition).unwrap_or_default();
    let mut large = units
        .iter()
        .filter(|unit| !world.ground.publisher.is_small_group(unit.people.people));
    large.any(|unit| unit.holds(needed(condition)) == ConditionVerdict::NotMet)
}

pub(super) fn judge(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let id = condition.holders.as_deref().unwrap_or_default();
    let needed = needed(condition);
    let units = match units(world, condition) {
        Ok(units) => units,
        Err(reason) => {
            return ConditionResult {
                needed: Some(needed),
                ..ConditionResult::unknown(ConditionKind::Holders, id, reason)
            };
        }
    };
    let holds = units
        .iter()
        .map(|unit| unit.holds(needed))
        .min()
        .unwrap_or(ConditionVerdict::CannotTell);
    // How many have enough is given of units of enough people.
    let publisher = &world.ground.publisher;
    let large: Vec<&UnitCover> = units
        .iter()
        .filter(|unit| !publisher.is_small_group(unit.people.people))
        .collect();
    let enough = large
        .iter()
        .filter(|unit| unit.holds(needed) == ConditionVerdict::Met)
        .count() as u64;
    let gives_units = world.ground.conditions.parts(condition).gives_units;
    let enough = publisher.decision(enough, gives_units);
    let model = world.assessment().programme.model();
    // The worst off of those whose figures are given, by these figures.
    let given = units.iter().filter_map(|unit| {
        let (ready, open) = unit.publish_counts(world);
        Some((ready.value()?, open.value()?, unit))
    });
    let worst = given.min_by_key(|(ready, open, _)| (*ready, *open));
    let count = if large.len() == 1 {
        "1 unit".to_owned()
    } else {
        format!("{} units", large.len())
    };
    let count = if large.len() < units.len() {
        format!("{count} of {} people or more", model.rules.min_cell)
    } else {
        count
    };
    let detail = match worst {
        Some((ready, open, unit)) => {
            let open = if open > 0 {
                format!("; not enough evidence on {}", thousands(open))
            } else {
                String::new()
            };
            let units = match enough.value() {
                Some(enough) => format!("{enough} of {count} have enough; worst off is"),
                None => format!("worst off of {count} is"),
            };
            Ok(format!(
                "{units} `{}`: {} of {} people are ready{open}",
                unit.unit.names(model).0,
                thousands(ready),
                thousands(unit.people.people)
            ))
        }
        None => Err(GateObstacle::FewInEachUnit),
    };
    let figures = worst.map_or_else(ConditionFigures::default, |(_, _, unit)| {
        let (ready, cannot_tell) = unit.publish_counts(world);
        let people = publisher.of(unit.people.people, unit.people.people);
        ConditionFigures {
            cannot_tell,
            people,
            ready,
            ..ConditionFigures::default()
        }
    });
    let value = worst.map_or(Published::suppressed_all(), |(_, _, unit)| {
        let (ready, open) = unit.publish_counts(world);
        ready.zip(open).map(|(ready, open)| Range {
            high: (ready + open).min(unit.people.people) as f64,
            low: ready as f64,
        })
    });
    // The unit that decides may be suppressed, or rounded beyond what is needed: no value contradicts the verdict.
    let value = match value.value() {
        Some(Range { low, high }) if ConditionVerdict::reaches(low, high, needed) != holds => {
            Published::suppressed(Suppression::Threshold)
        }
        _ => value,
    };
    ConditionResult {
        people: figures.people,
        figures: ConditionFigures {
            units: Some(large.len() as u64),
            units_enough: Some(enough),
            ..figures
        }
        .noted(),
        holds,
        needed: Some(needed),
        unit: worst.map(|(_, _, unit)| unit.unit.names(model).0.to_owned()),
        value,
        ..ConditionResult::of_words(ConditionKind::Holders, id, detail)
    }
}
