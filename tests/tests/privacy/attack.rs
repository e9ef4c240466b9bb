//! Bounds of what is known of a few people.
//!
//! A group is safe in a measure where it may be something else, and all that is published and that the method says holds all the
//! same: such values are looked for first. Where none are found, bounds are computed: by propagation of intervals, then by linear
//! programming.

use super::linear::{self, Range};
use super::person::Measure;
use super::system::{Figure, Part, System};
use super::target::{Target, targets};
use super::walk;
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
    /// Decisions are made on exact figures. One whose threshold few people lie beyond (fewer than `round_to` above it or below), or which is
    /// no multiple of `round_to`, so that an end of a rounded figure meets it, is met or not, and a rounded figure says who; or it is decided
    /// on one of two dates between which a few came or left, beside a decision or one rounded figure of the other. Thresholds that are
    /// multiples of `round_to`, that leave as many aside, close the first; the second takes the one date on which it changes, and of a
    /// rounded figure that it is as far off as rounding can bring it.
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
    /// Targets of which no other value was found.
    pub(crate) open: usize,
    /// Linear programmes solved.
    pub(crate) solved: usize,
}

/// Leaks of one world that are looked for, each by other figures.
const ENOUGH: usize = 8;

/// Everything that the figures give away about a few people.
pub(crate) fn attack(world: &World, system: &System) -> Outcome {
    let whole = Part::whole(system);
    let mut targets = targets(world, system);
    walk::widen(&whole, &mut targets, world.seed);
    let mut outcome = Outcome {
        targets: targets.len(),
        ..Outcome::default()
    };
    targets.retain(Target::is_open);
    outcome.open = targets.len();
    // What the figures of each leak say, and each fact about a whole unit.
    let mut causes: Vec<Part<'_>> = Vec::new();
    for target in targets {
        if outcome.leaks.len() >= ENOUGH {
            break;
        }
        let variables = &target.variables;
        let known = |range| target.is_known(range);
        let sum = whole.sum(variables);
        let range = if known(sum) {
            sum
        } else {
            outcome.solved += 1;
            match linear::range_if_near(&whole, variables, |low| target.is_far(low)) {
                Range::Known(low, high) => target.whole((low, high)),
                Range::Unsolved => continue,
            }
        };
        if !known(range) {
            continue;
        }
        // What is known of each of its cells alone is a target of its own.
        let is_known = |&variable: &usize| {
            let bounds = whole.bounds[variable];
            let people = system.size(system.keys[variable].0);
            let known = |range| target.is_known_of(range, people);
            known(bounds)
                || matches!(linear::range(&whole, &[variable]), Range::Known(low, high) if known((low, high)))
        };
        if variables.len() > 1 && variables.iter().all(is_known) {
            continue;
        }
        if causes.iter().any(|cause| known(cause.sum(variables))) {
            continue;
        }
        // Which figures it takes; where it takes none, the document says it.
        let figures = sources(&whole, variables, &known);
        if let Some(figures) = &figures {
            if figures.is_empty() {
                continue;
            }
            if let Some(fact) = fact(world, system, figures, variables, &known) {
                causes.push(fact);
                continue;
            }
            causes.push(Part::of(system, figures, &[], variables));
        }
        let figures: Vec<&Figure> = figures
            .iter()
            .flatten()
            .map(|&at| &system.figures[at])
            .collect();
        outcome.leaks.push(Leak {
            kind: leak_kind(&target, range),
            people: target.group.people,
            ends: figures.iter().filter(|figure| figure.is_rounded).count(),
            cause: cause(world, system, &figures),
            sources: figures
                .iter()
                .map(|f| format!("{} in {:.3}..{:.3}", f.source, f.low, f.high))
                .collect(),
            group: target.group.name.clone(),
            measure: target.measure,
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
        let is_met = figure.low > 0.0;
        let threshold = if is_met {
            figure.low
        } else {
            figure.high + 1.0
        };
        let is_between = threshold % step != 0.0;
        (is_few || is_between) && figure.terms.iter().all(is_count)
    };
    let rounded = figures.len() - decisions.len();
    let of_two_dates = (0..2).all(|date| figures.iter().any(|figure| figure.date == date));
    match rounded {
        0 | 1 if of_two_dates && !decisions.is_empty() => Cause::Decision,
        0 => Cause::Rule,
        1 if decisions.iter().any(|figure| says_of_few(figure)) => Cause::Decision,
        1 => Cause::Rule,
        _ => Cause::Coincidence,
    }
}

fn leak_kind(target: &Target, range: (f64, f64)) -> Kind {
    match (target.measure.is_whole(), range) {
        (true, (_, most)) if most < 0.5 => Kind::Excluded,
        (true, (least, _)) if least > target.group.people - 0.5 => Kind::Certain,
        (true, _) => Kind::Exact,
        (false, _) => Kind::Mean,
    }
}

/// The fact about a whole unit that is known, if it is one: one of the figures is about a unit of enough people, the figures together say
/// that everyone of this unit counts in one measure, or nobody, and what is known follows from this fact alone.
///
/// Such a fact is what publishing is for ("everyone in the archive is ready", a gate that asks for all and is met): it is true of
/// each of its people, and no rule that lets it be said can keep it from being true of them. What takes two such facts together, or
/// one about people who are no published unit, is a leak.
fn fact<'a>(
    world: &World,
    system: &'a System,
    figures: &[usize],
    variables: &[usize],
    known: &dyn Fn((f64, f64)) -> bool,
) -> Option<Part<'a>> {
    let wide = Part::of(system, figures, &[], variables);
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
            || matches!(linear::range(&wide, &[variable]), Range::Known(low, high) if holds((low, high)));
        is_pinned.then_some((variable, if is_all { size } else { 0.0 }))
    };
    let follows = |fact: &[(usize, f64)]| {
        let alone = Part::of(system, &[], fact, variables);
        let is_known = known(alone.sum(variables))
            || matches!(linear::range(&alone, variables), Range::Known(low, high) if known((low, high)));
        is_known.then_some(alone)
    };
    units.iter().find_map(|unit| {
        facts.iter().find_map(|measures| {
            let measured = |&cell: &usize| {
                measures
                    .iter()
                    .map(move |&measure| (cell, measure))
                    .filter(|&(cell, measure)| system.truth(cell, measure).is_some())
            };
            let concerned: Vec<(usize, Measure)> = unit.iter().flat_map(measured).collect();
            let cells: BTreeSet<usize> = concerned.iter().map(|(cell, _)| *cell).collect();
            let people: f64 = cells.into_iter().map(|cell| system.size(cell)).sum();
            if people < world.min_cell as f64 {
                return None;
            }
            [false, true].into_iter().find_map(|is_all| {
                let fact: Option<Vec<(usize, f64)>> = concerned
                    .iter()
                    .map(|&(cell, measure)| pinned(cell, measure, is_all))
                    .collect();
                follows(&fact?)
            })
        })
    })
}

/// Figures that are enough to know a sum, none of which can be left out; `None` where they could not be found.
fn sources(
    whole: &Part<'_>,
    variables: &[usize],
    known: &dyn Fn((f64, f64)) -> bool,
) -> Option<Vec<usize>> {
    let system = whole.system;
    let is_known = |figures: &[usize]| {
        let part = Part::of(system, figures, &[], variables);
        known(part.sum(variables))
            || matches!(linear::range(&part, variables), Range::Known(low, high) if known((low, high)))
    };
    // Those nearby first.
    let rows = linear::nearest(whole, variables).into_iter();
    let near = rows.filter_map(|row| system.rows[row].figure).collect();
    let all = (0..system.figures.len()).collect();
    let mut figures: Vec<usize> = [near, all]
        .into_iter()
        .find(|figures: &Vec<usize>| is_known(figures))?;
    if is_known(&[]) {
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
            if is_known(&rest) {
                figures = rest;
            } else {
                at = end;
            }
        }
        step /= 2;
    }
    Some(figures)
}
