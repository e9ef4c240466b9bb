//! Bounds of what is known of a few people.
//!
//! A group is safe in a measure where another world, in which some people's evidence is different, publishes the same: such
//! worlds are looked for first, by changing one person or two at a time. Where none is found, bounds are computed: by
//! propagation of intervals, then by linear programming.

use super::groups::Group;
use super::linear::{self, Range};
use super::person::Measure;
use super::search::{KNOWN_WIDTH, Search, Target};
use super::system::{Figure, System};
use super::world::World;
use std::collections::BTreeSet;

/// What the attacker learns about a few people.
#[derive(Clone, Debug)]
pub(crate) struct Leak {
    pub(crate) kind: Kind,
    pub(crate) group: String,
    pub(crate) people: f64,
    pub(crate) measure: Measure,
    pub(crate) range: (f64, f64),
    /// The figures that it follows from, none of which can be left out.
    pub(crate) sources: Vec<String>,
    /// How many of them are rounded: each is so far off as rounding can bring it.
    pub(crate) ends: usize,
    pub(crate) cause: Cause,
}

/// Why something is known of a few people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Cause {
    /// Two or more figures were rounded as far as they can be. Rounding is bounded, so that happens, and rarely.
    Coincidence,
    /// Decisions are made on exact figures. One whose threshold few people lie beyond (fewer than `round_to` above it or below) is met or not,
    /// and a rounded figure says who; or the same is decided on two dates between which a few came or left. Thresholds of `round_to` people
    /// or more, that leave as many aside, close the first; the second takes the one date on which it changes.
    Decision,
    /// A rule of disclosure control is broken.
    Rule,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Nobody of the group counts.
    Excluded,
    /// Everyone of the group counts.
    Certain,
    /// Another count is known exactly.
    Exact,
    /// A mean is known within .05.
    Mean,
}

/// Everything known of the few people of a world.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) leaks: Vec<Leak>,
    pub(crate) targets: usize,
    /// Targets that no other world was found for.
    pub(crate) open: usize,
    /// Linear programmes solved.
    pub(crate) solved: usize,
}

/// Leaks of one world that are looked for, each by other figures.
const ENOUGH: usize = 8;

/// Everything that the figures give away about a few people.
pub(crate) fn attack(world: &World, system: &mut System) -> Outcome {
    let mut search = Search::new(world, system);
    search.run(world.seed);
    let open: Vec<(Group, Target)> = (0..search.targets.len())
        .filter(|&at| search.is_open(at))
        .map(|at| {
            (
                search.groups[search.targets[at].group].clone(),
                search.targets[at].clone(),
            )
        })
        .collect();
    let mut outcome = Outcome {
        targets: search.targets.len(),
        open: open.len(),
        ..Outcome::default()
    };
    if open.is_empty() {
        return outcome;
    }
    system.propagate();
    // The system under the figures of each leak.
    let mut causes: Vec<System> = Vec::new();
    for (group, target) in open {
        if outcome.leaks.len() >= ENOUGH {
            break;
        }
        let Target { measure, .. } = target;
        let variables: Vec<usize> = group
            .cells
            .iter()
            .map(|&cell| system.variables[&(cell, measure)])
            .collect();
        let known = |range: (f64, f64), people: f64| {
            let range = whole(range, measure);
            let width = range.1 - range.0;
            if measure.is_whole() {
                width < 0.5
            } else {
                width <= KNOWN_WIDTH * people
            }
        };
        let sum = sum_of(&system.bounds, &variables);
        let range = if known(sum, group.people) {
            sum
        } else {
            outcome.solved += 1;
            let truth: Option<f64> = group
                .cells
                .iter()
                .map(|&cell| system.truth(cell, measure))
                .sum();
            let is_far = |low: f64| {
                truth.is_some_and(|truth| {
                    !known((whole((low, low), measure).0, truth), group.people)
                })
            };
            match linear::range_if_near(system, &variables, sum, is_far) {
                Range::Known(low, high) => whole((low, high), measure),
                Range::Unsolved => continue,
            }
        };
        if !known(range, group.people) {
            continue;
        }
        // What is known of each of its cells alone is a target of its own.
        let is_known = |&variable: &usize| {
            let (bounds, size) = (
                system.bounds[variable],
                system.size(system.keys[variable].0),
            );
            known(bounds, size)
                || matches!(linear::range(system, &[variable], bounds), Range::Known(low, high) if known((low, high), size))
        };
        if variables.len() > 1 && variables.iter().all(is_known) {
            continue;
        }
        let known = |range| known(range, group.people);
        if causes
            .iter()
            .any(|cause| known(sum_of(&cause.bounds, &variables)))
        {
            continue;
        }
        // Which figures it takes; where it takes none, the document says it.
        let figures = sources(system, &variables, group.people, &known);
        if figures.as_ref().is_some_and(|figures| {
            figures.is_empty() || is_fact(world, system, figures, &variables, &known)
        }) {
            continue;
        }
        causes.extend(
            figures
                .as_ref()
                .map(|figures| with_figures(system, figures)),
        );
        let figures: Vec<&Figure> = figures
            .iter()
            .flatten()
            .map(|&at| &system.figures[at])
            .collect();
        outcome.leaks.push(Leak {
            kind: leak_kind(&group, range, measure),
            people: group.people,
            ends: figures.iter().filter(|figure| figure.is_rounded).count(),
            cause: cause(world, system, &figures),
            sources: figures
                .iter()
                .map(|f| format!("{} in {:.3}..{:.3}", f.source, f.low, f.high))
                .collect(),
            group: group.name,
            measure,
            range,
        });
    }
    outcome
}

fn cause(world: &World, system: &System, figures: &[&Figure]) -> Cause {
    let decisions: Vec<&&Figure> = figures.iter().filter(|figure| !figure.is_rounded).collect();
    let says_of_few = |figure: &&Figure| {
        let is_count =
            |&((_, measure), by): &((usize, Measure), f64)| measure.is_whole() && by == 1.0;
        let cells: BTreeSet<usize> = figure.terms.iter().map(|((cell, _), _)| *cell).collect();
        let people: f64 = cells.into_iter().map(|cell| system.size(cell)).sum();
        let step = world.round_to as f64;
        let is_few = figure.high < step || figure.low > people - step;
        is_few && figure.terms.iter().all(is_count)
    };
    let rounded = figures.len() - decisions.len();
    let of_two_dates = (0..2).all(|date| decisions.iter().any(|figure| figure.date == date));
    match rounded {
        0 | 1 if of_two_dates => Cause::Decision,
        0 => Cause::Rule,
        1 if decisions.iter().any(|figure| says_of_few(figure)) => Cause::Decision,
        1 => Cause::Rule,
        _ => Cause::Coincidence,
    }
}

/// Sums of counts are whole.
fn whole(range: (f64, f64), measure: Measure) -> (f64, f64) {
    if measure.is_whole() {
        ((range.0 - 1e-6).ceil(), (range.1 + 1e-6).floor())
    } else {
        range
    }
}

fn sum_of(bounds: &[(f64, f64)], variables: &[usize]) -> (f64, f64) {
    variables.iter().fold((0.0, 0.0), |sum, &at| {
        (sum.0 + bounds[at].0, sum.1 + bounds[at].1)
    })
}

fn leak_kind(group: &Group, range: (f64, f64), measure: Measure) -> Kind {
    match (measure.is_whole(), range) {
        (true, (_, most)) if most < 0.5 => Kind::Excluded,
        (true, (least, _)) if least > group.people - 0.5 => Kind::Certain,
        (true, _) => Kind::Exact,
        (false, _) => Kind::Mean,
    }
}

/// The system with some of its figures alone.
fn with_figures(system: &System, figures: &[usize]) -> System {
    let mut wide = system.clone();
    narrow(&mut wide, system, figures);
    wide
}

/// Bounds under some figures alone.
fn narrow(wide: &mut System, system: &System, figures: &[usize]) {
    let used: BTreeSet<usize> = figures.iter().copied().collect();
    wide.bounds = system
        .keys
        .iter()
        .map(|(cell, _)| (0.0, system.size(*cell)))
        .collect();
    for (row, held) in wide.rows.iter_mut().zip(&system.rows) {
        let is_open = row.figure.is_some_and(|figure| !used.contains(&figure));
        (row.low, row.high) = if is_open {
            (f64::NEG_INFINITY, f64::INFINITY)
        } else {
            (held.low, held.high)
        };
    }
    wide.propagate();
}

/// Whether what is known is a fact about a whole unit: one of the figures is about a unit of enough people, the figures together say
/// that everyone of this unit counts in one measure, or nobody, and what is known follows from this fact alone.
///
/// Such a fact is what publishing is for ("everyone in the archive is ready", a gate that asks for all and is met): it is true of
/// each of its people, and no rule that lets it be said can keep it from being true of them. What takes two such facts together, or
/// one about people who are no published unit, is a leak.
fn is_fact(
    world: &World,
    system: &System,
    figures: &[usize],
    variables: &[usize],
    known: &dyn Fn((f64, f64)) -> bool,
) -> bool {
    let wide = with_figures(system, figures);
    let units: BTreeSet<Vec<usize>> = figures
        .iter()
        .map(|&at| {
            let cells = system.figures[at].terms.iter().map(|((cell, _), _)| *cell);
            let cells: BTreeSet<usize> = cells.collect();
            cells.into_iter().collect()
        })
        .collect();
    let measures_of = |&at: &usize| -> BTreeSet<Measure> {
        let measures = system.figures[at]
            .terms
            .iter()
            .map(|((_, measure), _)| *measure);
        measures.filter(|measure| measure.is_whole()).collect()
    };
    // A fact is about one measure, or about all that a figure adds up: nobody holds it, neither for long nor for a while.
    let of_target = variables
        .iter()
        .map(|&at| system.keys[at].1)
        .filter(|measure| measure.is_whole());
    let mut facts: BTreeSet<BTreeSet<Measure>> =
        of_target.map(|measure| [measure].into()).collect();
    for of_figure in figures.iter().map(measures_of) {
        facts.extend(of_figure.iter().map(|&measure| BTreeSet::from([measure])));
        facts.insert(of_figure);
    }
    let pinned = |cell: usize, measure: Measure, is_all: bool| {
        let variable = *system.variables.get(&(cell, measure))?;
        let size = system.size(cell);
        let holds = |(low, high): (f64, f64)| if is_all { low > size - 0.5 } else { high < 0.5 };
        let bounds = wide.bounds[variable];
        let is_pinned = holds(bounds)
            || matches!(linear::range(&wide, &[variable], bounds), Range::Known(low, high) if holds((low, high)));
        is_pinned.then_some((variable, if is_all { size } else { 0.0 }))
    };
    let follows = |fact: &[(usize, f64)]| {
        let mut alone = with_figures(system, &[]);
        fact.iter()
            .for_each(|&(variable, sum)| alone.bounds[variable] = (sum, sum));
        alone.propagate();
        let sum = sum_of(&alone.bounds, variables);
        known(sum)
            || matches!(linear::range(&alone, variables, sum), Range::Known(low, high) if known((low, high)))
    };
    units.iter().any(|unit| {
        facts.iter().any(|measures| {
            let measured = |&cell: &usize| {
                measures
                    .iter()
                    .map(move |&measure| (cell, measure))
                    .filter(|&(cell, measure)| system.truth(cell, measure).is_some())
            };
            let concerned: Vec<(usize, Measure)> = unit.iter().flat_map(measured).collect();
            let cells: BTreeSet<usize> = concerned.iter().map(|(cell, _)| *cell).collect();
            let people: f64 = cells.into_iter().map(|cell| system.size(cell)).sum();
            people >= world.min_cell as f64
                && [false, true].into_iter().any(|is_all| {
                    let fact: Option<Vec<(usize, f64)>> = concerned
                        .iter()
                        .map(|&(cell, measure)| pinned(cell, measure, is_all))
                        .collect();
                    fact.is_some_and(|fact| follows(&fact))
                })
        })
    })
}

/// Figures that are enough to know a sum, none of which can be left out; `None` where they could not be found.
fn sources(
    system: &System,
    variables: &[usize],
    people: f64,
    known: &dyn Fn((f64, f64)) -> bool,
) -> Option<Vec<usize>> {
    let mut wide = system.clone();
    let is_known = |wide: &mut System, figures: &[usize]| {
        narrow(wide, system, figures);
        known(sum_of(&wide.bounds, variables))
            || {
                let rows: Vec<usize> = linear::nearest(wide, variables);
                matches!(linear::range_under(wide, &rows, variables, (0.0, people)), Range::Known(low, high) if known((low, high)))
            }
    };
    let mut figures: Vec<usize> = (0..system.figures.len()).collect();
    if !is_known(&mut wide, &figures) {
        return None;
    }
    if is_known(&mut wide, &[]) {
        return Some(Vec::new());
    }
    let mut step = figures.len().div_ceil(2);
    while step > 0 {
        let mut at = 0;
        while at < figures.len() {
            let end = (at + step).min(figures.len());
            let rest: Vec<usize> = figures[..at]
                .iter()
                .chain(&figures[end..])
                .copied()
                .collect();
            if is_known(&mut wide, &rest) {
                figures = rest;
            } else {
                at = end;
            }
        }
        step /= 2;
    }
    Some(figures)
}
