//! The people that the document names.

use super::system::System;
use super::world::World;
use std::collections::{BTreeMap, BTreeSet};

/// People that the document can name: fewer than may be published.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) cells: Vec<usize>,
    pub(crate) people: f64,
}

/// Groups of few people that the document names: of the organisation and of every section, itself and with its parts, those with a
/// role, without it, with the same roles, or with the same need.
pub(crate) fn groups(world: &World, system: &System) -> Vec<Group> {
    let mut found: BTreeMap<Vec<usize>, String> = BTreeMap::new();
    for (date, cells) in system.cell_of.iter().enumerate() {
        let crowds: Vec<(usize, usize)> = cells
            .iter()
            .enumerate()
            .filter_map(|(crowd, cell)| Some((crowd, (*cell)?)))
            .collect();
        let sections = world.parents.len();
        let section = |crowd: usize| world.section_of(crowd, date);
        let mut bases: Vec<(String, Vec<(usize, usize)>)> =
            vec![("all".to_owned(), crowds.clone())];
        for at in 0..sections {
            let own = crowds
                .iter()
                .copied()
                .filter(|&(crowd, _)| section(crowd) == Some(at));
            bases.push((format!("s{at} itself"), own.collect()));
            let within = crowds
                .iter()
                .copied()
                .filter(|&(crowd, _)| section(crowd).is_some_and(|own| world.is_within(own, at)));
            bases.push((format!("s{at}"), within.collect()));
        }
        for (base, crowds) in bases {
            let mut add = |what: String, keep: &dyn Fn(usize, usize) -> bool| {
                let mut cells: Vec<usize> = crowds
                    .iter()
                    .filter(|&&(crowd, cell)| keep(crowd, cell))
                    .map(|&(_, cell)| cell)
                    .collect();
                cells.sort_unstable();
                cells.dedup();
                let people: f64 = cells.iter().map(|&cell| system.size(cell)).sum();
                if people > 0.0 {
                    found
                        .entry(cells)
                        .or_insert_with(|| format!("{base}{what}, date {date}"));
                }
            };
            add(String::new(), &|_, _| true);
            for role in 0..world.roles.len() {
                add(format!(" with r{role}"), &|crowd, _| {
                    world.crowds[crowd].roles.contains(&role)
                });
                add(format!(" without r{role}"), &|crowd, _| {
                    !world.crowds[crowd].roles.contains(&role)
                });
            }
            for objective in 0..world.objectives.len() {
                for level in 0..2 {
                    let needs = |cell: usize| {
                        system.cells[cell]
                            .profile
                            .needs
                            .get(&objective)
                            .is_some_and(|need| need.level >= level)
                    };
                    add(format!(" needing o{objective} at {level}"), &|_, cell| {
                        needs(cell)
                    });
                }
            }
            let role_sets: BTreeSet<&Vec<usize>> = crowds
                .iter()
                .map(|&(crowd, _)| &world.crowds[crowd].roles)
                .collect();
            for roles in role_sets {
                add(format!(" with {roles:?}"), &|crowd, _| {
                    world.crowds[crowd].roles == *roles
                });
            }
            for &(only, _) in &crowds {
                add(format!(" crowd {only}"), &|crowd, _| crowd == only);
            }
        }
    }
    let groups = found.into_iter();
    let group = |(cells, name): (Vec<usize>, String)| Group {
        people: cells.iter().map(|&cell| system.size(cell)).sum(),
        name,
        cells,
    };
    groups
        .map(group)
        .filter(|group| group.people < world.min_cell as f64)
        .collect()
}
