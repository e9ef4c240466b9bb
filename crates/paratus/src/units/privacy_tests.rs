use super::super::population::{Group, Population, parts_first};
use super::*;

const MIN: u64 = 5;

fn population(parents: &[Option<usize>], roles: usize, groups: &[(usize, &[usize], u64)]) -> Population {
    let group = |&(section, roles, people): &(usize, &[usize], u64)| Group {
        section,
        roles: roles.to_vec(),
        profile: 0,
        people,
    };
    Population {
        parents: parents.to_vec(),
        parts_first: parts_first(parents),
        roles,
        groups: groups.iter().map(group).collect(),
        group_of: Vec::new(),
    }
}

fn published(population: &Population) -> Published {
    publish(population, &population.weights(|_| true), MIN, &Published::everything(population))
}

#[test]
fn the_smallest_sister_hides_with_a_small_section() {
    // 3 + 9 + 7 + 20 under one roof: hiding only the 3 would leave them to be had by subtraction.
    let sections = [None, Some(0), Some(0), Some(0), Some(0)];
    let people = population(&sections, 0, &[(1, &[], 3), (2, &[], 9), (3, &[], 7), (4, &[], 20)]);
    let published = published(&people);
    assert!(published.organisation);
    assert_eq!(published.sections, [true, false, true, false, true]);
}

#[test]
fn a_chain_of_equal_sections_hides_together() {
    // 0 has 2 people of its own; 1 is 2 and nothing else, so hiding 1 alone would not help.
    let people = population(&[None, Some(0), Some(1)], 0, &[(0, &[], 2), (2, &[], 30)]);
    assert_eq!(published(&people).sections, [true, false, false]);
}

#[test]
fn empty_units_are_published_and_help_nobody() {
    let people = population(&[None, Some(0), Some(0)], 1, &[(0, &[], 2), (2, &[], 30)]);
    let published = published(&people);
    assert_eq!(published.sections, [true, true, false]);
    assert_eq!(published.roles, [true]);
}

#[test]
fn a_small_organisation_publishes_nothing() {
    let published = published(&population(&[None], 1, &[(0, &[0], 4)]));
    assert_eq!(published, Published { organisation: false, sections: vec![false], roles: vec![false] });
}

#[test]
fn roles_that_leave_a_few_over_are_hidden() {
    // Role 0 is everyone but three; role 1 is everyone.
    let people = population(&[None], 2, &[(0, &[0, 1], 20), (0, &[1], 3)]);
    assert_eq!(published(&people).roles, [false, true]);
    // Two roles that share two people, and are the whole together: their sum minus the whole is the two.
    let people = population(&[None], 2, &[(0, &[0], 20), (0, &[1], 10), (0, &[0, 1], 2)]);
    assert_eq!(published(&people).roles, [true, false]);
    // Three roles that part the organisation but for two people: any two of them are harmless.
    let people = population(&[None], 3, &[(0, &[0], 20), (0, &[1], 10), (0, &[2], 11), (0, &[], 2)]);
    assert_eq!(published(&people).roles, [true, false, true]);
    // A role that is two sections and one more person.
    let people = population(&[None, None, None], 1, &[(0, &[0], 9), (1, &[0], 9), (2, &[0], 1), (2, &[], 9)]);
    assert_eq!(published(&people).roles, [false]);
}

/// A small generator, so that failures can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn some_population(dice: &mut Dice) -> Population {
    let sections = 1 + dice.below(5) as usize;
    let parents: Vec<Option<usize>> = (0..sections)
        .map(|at| if at == 0 || dice.below(4) == 0 { None } else { Some(dice.below(at as u64) as usize) })
        .collect();
    let roles = dice.below(4) as usize;
    let most = [4, 8, 25][dice.below(3) as usize];
    let groups: Vec<(usize, Vec<usize>, u64)> = (0..1 + dice.below(9))
        .map(|_| {
            let held = (0..roles).filter(|_| dice.below(2) == 0).collect();
            (dice.below(sections as u64) as usize, held, dice.below(most))
        })
        .collect();
    let groups: Vec<(usize, &[usize], u64)> = groups.iter().map(|(at, held, n)| (*at, held.as_slice(), *n)).collect();
    population(&parents, roles, &groups)
}

/// For each published unit, which groups are in it.
fn members(population: &Population, published: &Published) -> Vec<Vec<bool>> {
    let groups = &population.groups;
    let mut units: Vec<Vec<bool>> = Vec::new();
    if published.organisation {
        units.push(vec![true; groups.len()]);
    }
    for section in (0..population.parents.len()).filter(|&at| published.sections[at]) {
        let within = population.within(section);
        units.push(groups.iter().map(|group| within[group.section]).collect());
    }
    for role in (0..population.roles).filter(|&at| published.roles[at]) {
        units.push(groups.iter().map(|group| group.roles.contains(&role)).collect());
    }
    units
}

/// The fewest people, but at least one, that units added to and subtracted from each other are about.
fn fewest(groups: &[Group], units: &[Vec<bool>], sums: &mut Vec<i32>) -> u64 {
    let Some((unit, rest)) = units.split_first() else {
        let left: u64 =
            groups.iter().zip(sums.iter()).filter(|(_, sum)| **sum != 0).map(|(group, _)| group.people).sum();
        return if left == 0 { u64::MAX } else { left };
    };
    let mut least = u64::MAX;
    for factor in [0, 1, -1] {
        let add =
            |sums: &mut Vec<i32>, n: i32| sums.iter_mut().zip(unit).for_each(|(sum, has)| *sum += n * i32::from(*has));
        add(sums, factor);
        least = least.min(fewest(groups, rest, sums));
        add(sums, -factor);
    }
    least
}

#[test]
fn no_sum_or_difference_of_published_units_is_about_a_few_people() {
    let mut dice = Dice(7);
    let (mut shown, mut hidden) = (0, 0);
    for round in 0..1500 {
        let population = some_population(&mut dice);
        let published = published(&population);
        let units = members(&population, &published);
        let least = fewest(&population.groups, &units, &mut vec![0; population.groups.len()]);
        assert!(least >= MIN, "round {round}: {least} people are left: {population:?} {published:?}");
        shown += units.len();
        hidden += published.sections.iter().chain(&published.roles).filter(|shown| !**shown).count();
    }
    assert!(shown > 2000 && hidden > 1000, "{shown} shown, {hidden} hidden");
}

#[test]
fn figures_on_some_of_the_people_are_safe_too() {
    let mut dice = Dice(11);
    for _ in 0..1000 {
        let population = some_population(&mut dice);
        let base = published(&population);
        let asked: Vec<bool> = population.groups.iter().map(|_| dice.below(3) > 0).collect();
        let weights: Vec<u64> =
            population.groups.iter().zip(&asked).map(|(group, asked)| if *asked { group.people } else { 0 }).collect();
        let some = publish(&population, &weights, MIN, &base);
        assert!(some.sections.iter().zip(&base.sections).all(|(some, base)| !some || *base));
        let groups: Vec<Group> =
            population.groups.iter().zip(&weights).map(|(group, &people)| Group { people, ..group.clone() }).collect();
        let least = fewest(&groups, &members(&population, &some), &mut vec![0; groups.len()]);
        assert!(least >= MIN);
    }
}

#[test]
fn wide_and_deep_trees_are_decided_quickly() {
    let deep: Vec<Option<usize>> = (0..20_000usize).map(|at| at.checked_sub(1)).collect();
    let groups: Vec<(usize, &[usize], u64)> = (0..20_000).map(|at| (at, [].as_slice(), 1 + at as u64 % 9)).collect();
    let of_deep = published(&population(&deep, 0, &groups));
    assert!(of_deep.sections[0] && of_deep.sections.iter().filter(|shown| **shown).count() > 5_000);
    let wide: Vec<Option<usize>> = (0..5_000usize).map(|at| (at > 0).then_some(0)).collect();
    let of_wide = published(&population(&wide, 0, &groups[..5_000]));
    assert!(of_wide.sections[0]);
}
