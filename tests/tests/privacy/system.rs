//! What is published, as linear constraints over sums that people with the same section and roles contribute.

use super::person::{Measure, Person, Profile};
use super::world::World;
use std::collections::BTreeMap;

/// People that the document cannot tell apart, with what is true of them.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) profile: Profile,
    pub(crate) people: Vec<Person>,
}

impl Cell {
    fn add_date(&mut self, date: usize, people: &[Person]) {
        for (held, person) in self.people.iter_mut().zip(people) {
            held.refreshed[date].clone_from(&person.refreshed[date]);
            held.seats[date].clone_from(&person.seats[date]);
        }
    }
}

/// A published figure: its bounds hold for a sum over cells.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) terms: Vec<((usize, Measure), f64)>,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) source: String,
    /// Whether the bounds come from rounding, and not from a decision or a limit of seats.
    pub(crate) is_rounded: bool,
    /// The date that it is about.
    pub(crate) date: usize,
}

/// Terms of one constraint: variables, each with its coefficient.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// The figure that says it; `None` where the method does.
    pub(crate) figure: Option<usize>,
    pub(crate) terms: Vec<(usize, f64)>,
    pub(crate) low: f64,
    pub(crate) high: f64,
}

#[derive(Debug)]
pub(crate) struct System {
    pub(crate) cells: Vec<Cell>,
    /// Of each date the cell of each crowd; those of whom the same holds at both dates are one.
    pub(crate) cell_of: [Vec<Option<usize>>; 2],
    pub(crate) variables: BTreeMap<(usize, Measure), usize>,
    pub(crate) keys: Vec<(usize, Measure)>,
    /// What sums of this number of people can be.
    pub(crate) bounds: Vec<(f64, f64)>,
    pub(crate) rows: Vec<Row>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) rows_of: Vec<Vec<usize>>,
    /// Of which dates a plan was read.
    pub(crate) has_plan: [bool; 2],
    /// By measure and crowds the sums that were rounded by one threshold: their terms, what was published, and where.
    pub(crate) rounded: BTreeMap<(&'static str, Vec<usize>), Vec<RoundedSum>>,
}

/// The terms of a sum, how many persons were published, and where.
pub(crate) type RoundedSum = (Vec<((usize, Measure), f64)>, f64, String);

/// Slack of comparisons: figures are decimals of few digits.
pub(crate) const SLACK: f64 = 1e-7;

impl System {
    /// The cells of a world, with what holds of its people at the dates.
    pub(crate) fn new(world: &World, people: &[Vec<Vec<Person>>]) -> System {
        let mut system = System {
            cells: Vec::new(),
            cell_of: [Vec::new(), Vec::new()],
            variables: BTreeMap::new(),
            keys: Vec::new(),
            bounds: Vec::new(),
            rows: Vec::new(),
            figures: Vec::new(),
            rows_of: Vec::new(),
            has_plan: [false; 2],
            rounded: BTreeMap::new(),
        };
        for (date, people) in people.iter().enumerate() {
            for (crowd, people) in people.iter().enumerate() {
                if world.section_of(crowd, date).is_none() {
                    system.cell_of[date].push(None);
                    continue;
                }
                let cell = Cell {
                    profile: Profile::new(world, crowd, date),
                    people: people.clone(),
                };
                let before = (date == 1).then(|| system.cell_of[0][crowd]).flatten();
                let same = before.filter(|&at| {
                    // Anyone who knows that nothing was recorded in between may take the people as unchanged.
                    let held = &system.cells[at];
                    held.profile == cell.profile && held.people == cell.people
                });
                let at = same.unwrap_or(system.cells.len());
                match same {
                    // What the plan and the calendar of the second date make of the same people.
                    Some(at) => system.cells[at].add_date(date, &cell.people),
                    None => system.cells.push(cell),
                }
                system.cell_of[date].push(Some(at));
            }
        }
        system
    }

    pub(crate) fn size(&self, cell: usize) -> f64 {
        self.cells[cell].people.len() as f64
    }

    /// What is true of a sum; `None` where it does not concern the cell.
    pub(crate) fn truth(&self, cell: usize, measure: Measure) -> Option<f64> {
        let Cell { profile, people } = &self.cells[cell];
        people
            .iter()
            .map(|person| profile.value(person, measure))
            .sum()
    }

    fn variable(&mut self, cell: usize, measure: Measure) -> usize {
        if let Some(&known) = self.variables.get(&(cell, measure)) {
            return known;
        }
        let at = self.keys.len();
        self.variables.insert((cell, measure), at);
        self.keys.push((cell, measure));
        self.bounds.push((0.0, self.size(cell)));
        self.rows_of.push(Vec::new());
        at
    }

    /// Adds a figure, but for cells that it does not concern.
    pub(crate) fn publish(&mut self, mut figure: Figure) {
        figure
            .terms
            .retain(|((cell, measure), _)| self.truth(*cell, *measure).is_some());
        if figure.terms.is_empty() {
            return;
        }
        let truth: f64 = figure
            .terms
            .iter()
            .map(|((cell, measure), by)| by * self.truth(*cell, *measure).unwrap())
            .sum();
        let holds = figure.low - SLACK <= truth && truth <= figure.high + SLACK;
        assert!(
            holds,
            "the reading of a figure is wrong: {} is {truth}, not in {} to {}",
            figure.source, figure.low, figure.high
        );
        let terms = figure
            .terms
            .iter()
            .map(|((cell, measure), by)| (self.variable(*cell, *measure), *by))
            .collect();
        self.add(terms, figure.low, figure.high, Some(self.figures.len()));
        self.figures.push(figure);
    }

    fn add(&mut self, terms: Vec<(usize, f64)>, low: f64, high: f64, figure: Option<usize>) {
        let mut merged: BTreeMap<usize, f64> = BTreeMap::new();
        terms
            .into_iter()
            .for_each(|(at, by)| *merged.entry(at).or_default() += by);
        merged.retain(|_, by| *by != 0.0);
        if merged.is_empty() {
            return;
        }
        merged
            .keys()
            .for_each(|&at| self.rows_of[at].push(self.rows.len()));
        self.rows.push(Row {
            figure,
            terms: merged.into_iter().collect(),
            low,
            high,
        });
    }

    pub(super) fn relate(&mut self, cell: usize, terms: &[(Measure, f64)], low: f64, high: f64) {
        // The attacker's knowledge of the method must be right.
        let truth: f64 = terms
            .iter()
            .map(|&(measure, by)| by * self.truth(cell, measure).unwrap_or_default())
            .sum();
        let slack = 1e-6 * (1.0 + self.size(cell));
        assert!(
            low - slack <= truth && truth <= high + slack,
            "{terms:?} of {cell} is {truth}, not in {low} to {high}"
        );
        let terms = terms
            .iter()
            .map(|&(measure, by)| (self.variable(cell, measure), by))
            .collect();
        self.add(terms, low, high, None);
    }
}

/// What some of the constraints say: bounds of all variables.
pub(crate) struct Part<'a> {
    pub(crate) system: &'a System,
    pub(crate) bounds: Vec<(f64, f64)>,
    is_used: Vec<bool>,
}

impl<'a> Part<'a> {
    /// All constraints together.
    pub(crate) fn whole(system: &'a System) -> Part<'a> {
        let mut part = Part {
            system,
            bounds: system.bounds.clone(),
            is_used: vec![true; system.rows.len()],
        };
        part.propagate();
        part
    }

    /// Some figures alone with what the method says, and what is known of some variables.
    pub(crate) fn of(
        system: &'a System,
        figures: &[usize],
        known: &[(usize, f64)],
        variables: &[usize],
    ) -> Part<'a> {
        // What the method says is about one cell each time.
        let mut is_near = vec![false; system.cells.len()];
        let of_figures = figures.iter().flat_map(|&at| &system.figures[at].terms);
        of_figures.for_each(|((cell, _), _)| is_near[*cell] = true);
        let others = known.iter().map(|(at, _)| at).chain(variables);
        others.for_each(|&at| is_near[system.keys[at].0] = true);
        let mut is_figure = vec![false; system.figures.len()];
        figures.iter().for_each(|&at| is_figure[at] = true);
        let is_used = |row: &Row| match row.figure {
            Some(figure) => is_figure[figure],
            None => row
                .terms
                .first()
                .is_some_and(|(at, _)| is_near[system.keys[*at].0]),
        };
        let mut part = Part {
            system,
            bounds: system.bounds.clone(),
            is_used: system.rows.iter().map(is_used).collect(),
        };
        known
            .iter()
            .for_each(|&(at, sum)| part.bounds[at] = (sum, sum));
        part.propagate();
        part
    }

    /// The constraints on a variable.
    pub(crate) fn rows_of(&self, variable: usize) -> impl Iterator<Item = usize> {
        let rows = self.system.rows_of[variable].iter().copied();
        rows.filter(|&row| self.is_used[row])
    }

    /// Bounds of a sum of variables, each by itself.
    pub(crate) fn sum(&self, variables: &[usize]) -> (f64, f64) {
        variables.iter().fold((0.0, 0.0), |sum, &at| {
            (sum.0 + self.bounds[at].0, sum.1 + self.bounds[at].1)
        })
    }

    /// Narrows the bounds of all variables by each row in turn, until little changes.
    fn propagate(&mut self) {
        let system = self.system;
        let used = (0..system.rows.len()).filter(|&row| self.is_used[row]);
        let mut open: std::collections::VecDeque<usize> = used.collect();
        let mut waiting = self.is_used.clone();
        let mut budget = 60 * open.len();
        let mut changed = Vec::new();
        while let Some(at) = open.pop_front() {
            waiting[at] = false;
            if budget == 0 {
                break;
            }
            budget -= 1;
            let Row {
                terms, low, high, ..
            } = &system.rows[at];
            let end = |by: f64, (low, high): (f64, f64)| {
                if by > 0.0 {
                    (by * low, by * high)
                } else {
                    (by * high, by * low)
                }
            };
            let (least, most) = terms.iter().fold((0.0, 0.0), |sum, &(variable, by)| {
                let (a, b) = end(by, self.bounds[variable]);
                (sum.0 + a, sum.1 + b)
            });
            for &(variable, by) in terms {
                let (a, b) = end(by, self.bounds[variable]);
                // What is left for this term when the others are at their other end.
                let (from, to) = ((low - (most - b)) / by, (high - (least - a)) / by);
                let (from, to) = if by > 0.0 { (from, to) } else { (to, from) };
                let (mut from, mut to) = (from - SLACK, to + SLACK);
                if system.keys[variable].1.is_whole() {
                    (from, to) = ((from - 1e-6).ceil(), (to + 1e-6).floor());
                }
                let held = self.bounds[variable];
                let new = (held.0.max(from), held.1.min(to));
                if new.0 > held.0 + 1e-4 || new.1 < held.1 - 1e-4 {
                    changed.push((variable, new));
                }
            }
            for (variable, new) in changed.drain(..) {
                self.bounds[variable] = new;
                for &row in &system.rows_of[variable] {
                    if self.is_used[row] && !std::mem::replace(&mut waiting[row], true) {
                        open.push_back(row);
                    }
                }
            }
        }
    }
}
