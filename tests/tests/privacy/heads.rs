//! What phases, fit and differences publish, as equations over who needs what and who is ready.
//!
//! Of phases: how many people each touches, in all and by section. Of fit: how many are taught a feature and spared one, by the
//! section that declares its use, beside the rows of gaps, which count who needs what is used. Of differences: the verdicts
//! of those who are there on both sides, beside the verdicts of units on the first.

use super::algebra::{few, minus, number, times};
use super::attack::{Attack, Unknown, day, figures, need, rows};
use super::world::World;
use paratus::{DiffSide, PhaseOptions, Programme, UnitKind, diff};
use serde_json::json;
use std::collections::BTreeMap;

/// Equations over sums of crowds: each a name and its terms.
struct System<'a> {
    world: &'a World,
    columns: BTreeMap<(usize, String), usize>,
    terms: Vec<Vec<(usize, u64)>>,
    names: Vec<String>,
}

impl<'a> System<'a> {
    fn new(world: &'a World) -> System<'a> {
        System { world, columns: BTreeMap::new(), terms: Vec::new(), names: Vec::new() }
    }

    /// A published sum over crowds, of one kind of thing.
    fn tell(&mut self, name: String, parts: impl IntoIterator<Item = (usize, String)>) {
        let mut terms = Vec::new();
        for part in parts {
            let next = self.columns.len();
            terms.push((*self.columns.entry(part).or_insert(next), 1));
        }
        self.terms.push(terms);
        self.names.push(name);
    }

    fn leak(&self) -> Option<String> {
        let mut crowd_of = vec![0; self.columns.len()];
        self.columns.iter().for_each(|((crowd, _), &column)| crowd_of[column] = *crowd);
        let row = |terms: &Vec<(usize, u64)>| {
            let mut row = vec![0; self.columns.len()];
            terms.iter().for_each(|&(at, value)| row[at] = minus(row[at], times(value, number(-1))));
            row
        };
        let equations: Vec<Vec<u64>> = self.terms.iter().map(row).collect();
        let sizes: Vec<u64> = self.world.crowds.iter().map(|crowd| crowd.2).collect();
        let crowds = few(&equations, &crowd_of, &sizes, self.world.min_cell)?;
        let who: Vec<_> = crowds.iter().map(|&crowd| &self.world.crowds[crowd]).collect();
        Some(format!("{} tell of {who:?}", self.names.join(", ")))
    }
}

/// What the head counts of phases and fit, and differences of two dates, let anyone compute about a few people.
pub(crate) fn leaks(attack: &Attack) -> Vec<String> {
    let world = &attack.world;
    let programme = Programme::compile(&world.document());
    let mut leaks = Vec::new();
    leaks.extend(phases(world, &programme));
    leaks.extend(fit(attack, &programme));
    leaks.extend(differences(attack));
    leaks
}

fn crowds(world: &World, inside: impl Fn(usize) -> bool) -> Vec<usize> {
    (0..world.crowds.len()).filter(|&crowd| inside(crowd)).collect()
}

fn phases(world: &World, programme: &Programme) -> Vec<String> {
    let found = programme.phases(day(), &PhaseOptions::default());
    let mut leaks = Vec::new();
    for phase in &found.phases {
        let of_phase: Vec<usize> = phase.objectives.iter().map(|one| one.objective[1..].parse().unwrap()).collect();
        let touched = |crowd: usize| world.needs(crowd).keys().any(|objective| of_phase.contains(objective));
        let mut system = System::new(world);
        let mut tell = |name: &str, people: Option<u64>, inside: Vec<usize>| {
            if let Some(people) = people {
                let count: u64 = inside.iter().map(|&crowd| world.crowds[crowd].2).sum();
                assert_eq!(people, count, "{} touches {name}", phase.phase);
                system.tell(
                    format!("{} in {name}", phase.phase),
                    inside.into_iter().map(|at| (at, "touched".to_owned())),
                );
            }
        };
        tell("all", phase.people, crowds(world, touched));
        for section in &phase.sections {
            let at: usize = section.section[1..].parse().unwrap();
            let inside = |crowd: usize| touched(crowd) && world.within(world.crowds[crowd].0, at);
            tell(&section.section, section.people, crowds(world, inside));
        }
        leaks.extend(system.leak());
    }
    leaks
}

fn fit(attack: &Attack, programme: &Programme) -> Vec<String> {
    let world = &attack.world;
    let found = programme.fit(day());
    let mut system = System::new(world);
    let kind = |what: &str, objective: usize| format!("{what} o{objective}");
    // Whoever needs what is used is counted by gaps too.
    let assessment = attack.assessment();
    for (unit, id, inside) in attack.units() {
        for row in rows(&assessment, unit, &id).iter().filter(|row| row.people.is_some()) {
            let (need, objective) = (need(row), need(row).0);
            let needing =
                crowds(world, |at| inside[at] && world.needs(at).get(&objective).map(|n| n.0) == Some(need.1));
            system.tell(format!("{objective} of {id}"), needing.into_iter().map(|at| (at, kind("needs", objective))));
        }
    }
    let declared = |crowd: usize, section: &str| world.declared_by(world.crowds[crowd].0) == section[1..].parse().ok();
    let asks = |crowd: usize, objective: usize| world.asked(crowd).contains_key(&objective);
    for cell in found.cells.iter().filter(|cell| cell.people.is_some()) {
        let objective: usize = cell.feature[3..].parse().unwrap();
        let inside = crowds(world, |crowd| declared(crowd, &cell.section) && asks(crowd, objective));
        let what = if cell.uses_per_month > 0.0 { "needs" } else { "spared" };
        let count: u64 = inside.iter().map(|&crowd| world.crowds[crowd].2).sum();
        assert_eq!(cell.people, Some(count), "{cell:?}");
        system.tell(format!("{cell:?}"), inside.into_iter().map(|at| (at, kind(what, objective))));
    }
    let spared = |section: &str, objective: usize, level: Option<&str>| {
        let level = level.map(|level| super::world::LEVELS.iter().position(|known| *known == level).unwrap());
        crowds(world, |crowd| {
            declared(crowd, section)
                && world.asked(crowd).get(&objective).is_some_and(|asked| level.is_none_or(|level| asked.0 == level))
        })
    };
    let (mut all, mut told) = (Vec::new(), 0.0);
    for item in &found.spared.items {
        let objective: usize = item.objective[1..].parse().unwrap();
        let inside = spared(&item.section, objective, item.level.as_deref());
        let parts: Vec<_> = inside.into_iter().map(|at| (at, kind("spared", objective))).collect();
        if item.people.is_some() || item.person_hours.is_some() {
            told += item.person_hours.unwrap_or_default();
            system.tell(format!("{item:?}"), parts.clone());
        }
        all.push((parts, item.people.is_some()));
    }
    // The hours of all together are more than those of the items that are told: they tell of the others together.
    if found.spared.person_hours > told + 1e-9 {
        let withheld = all.iter().filter(|(_, told)| !told).flat_map(|(parts, _)| parts.clone());
        system.tell("hours spared".to_owned(), withheld);
    }
    system.leak().into_iter().collect()
}

/// Somebody leaves between two dates: those of one crowd, and who is there on both is counted apart.
fn differences(attack: &Attack) -> Vec<String> {
    let world = &attack.world;
    let units: Vec<_> = figures(attack).into_iter().filter(|((_, unknown), _)| *unknown == Unknown::Verdict).collect();
    let mut leaks = Vec::new();
    for gone in 0..world.crowds.len().min(3) {
        let mut document = serde_json::to_value(world.document()).unwrap();
        let before: u64 = world.crowds[..gone].iter().map(|crowd| crowd.2).sum();
        for person in before..before + world.crowds[gone].2 {
            document["people"][person as usize]["left"] = json!(day().plus_days(5));
        }
        let document = serde_json::from_value(document).unwrap();
        let programme = Programme::compile(&document);
        let evidence = world.evidence(&programme);
        let side = |as_of| DiffSide { as_of, document: &document, evidence: &evidence };
        let found = diff(&side(day()), &side(day().plus_days(40)));
        if !found.publishable {
            continue;
        }
        let mut system = System::new(world);
        let required = |at: &usize| !world.needs(*at).is_empty();
        let mut tell = |name: String, inside: Vec<usize>| {
            system.tell(name, inside.into_iter().map(|at| (at, "verdict".to_owned())));
        };
        tell(format!("stay without {gone}"), crowds(world, |at| at != gone && required(&at)));
        for ((name, _), inside) in &units {
            tell(name.clone(), crowds(world, |at| inside[at]));
        }
        leaks.extend(system.leak());
    }
    leaks
}

/// Three of forty need anything: what a difference of two dates counts would be about them.
#[test]
fn a_difference_about_a_few_is_not_published() {
    let world = World {
        min_cell: 5,
        parents: vec![None],
        objectives: vec![("people", false)],
        roles: vec![vec![(0, 0, 1)]],
        crowds: vec![(0, vec![0], 3), (0, vec![], 37)],
        seed: 1,
        uses: vec![None],
    };
    let (document, programme) = (world.document(), Programme::compile(&world.document()));
    let evidence = world.evidence(&programme);
    let side = |as_of| DiffSide { as_of, document: &document, evidence: &evidence };
    assert!(!diff(&side(day()), &side(day().plus_days(40))).publishable);
    let of_all = World { crowds: vec![(0, vec![0], 40)], ..world };
    let (document, programme) = (of_all.document(), Programme::compile(&of_all.document()));
    let evidence = of_all.evidence(&programme);
    let side = |as_of| DiffSide { as_of, document: &document, evidence: &evidence };
    assert!(diff(&side(day()), &side(day().plus_days(40))).publishable);
    assert!(programme.assess(&evidence, day()).units(UnitKind::Organisation).iter().all(|unit| !unit.suppressed));
}

/// Four people in two small sections are each spared several things: that makes no more people of them.
#[test]
fn people_who_are_spared_much_are_counted_once() {
    let world = World {
        min_cell: 5,
        parents: vec![None, None, None],
        objectives: vec![("technology", false), ("technology", false), ("technology", false), ("people", false)],
        roles: vec![vec![(0, 0, 1), (1, 0, 1), (2, 0, 1), (3, 0, 1)]],
        crowds: vec![(0, vec![0], 30), (1, vec![0], 2), (2, vec![0], 2)],
        seed: 1,
        uses: vec![Some(u32::MAX), Some(0), Some(0)],
    };
    let found = Programme::compile(&world.document()).fit(day());
    assert_eq!(found.spared.items.len(), 6);
    assert_eq!(found.spared.person_hours, 0.0);
}
