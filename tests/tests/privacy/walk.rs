//! Other values that the constraints allow, found by walking away from the true ones.
//!
//! What is true meets every constraint, so the simplex method can begin there, and few steps show that a sum is not known; most sums
//! never need a programme of their own. A constraint is looked at where a step runs into it. What is found meets all constraints, so
//! every sum that differs there is not known.

use super::system::{Part, SLACK, System};
use super::target::Target;
use super::world::Random;

/// Steps of one walk at most.
const STEPS: usize = 120;
/// Rates below this are errors of rounding.
const TINY: f64 = 1e-9;
/// Less than this is taken for no gain.
const LITTLE: f64 = 1e-7;
/// How far values may be beyond their bounds, as in a programme.
const SOUND: f64 = 1e-6;

/// What quantities are in truth, and their bounds. Quantities are the variables of a system, and behind them the sums of its rows.
struct Start<'a> {
    system: &'a System,
    values: Vec<f64>,
    bounds: Vec<(f64, f64)>,
    /// Of each variable the sums that it is part of, with its coefficient.
    sums: Vec<Vec<(usize, f64)>>,
}

/// Where a walk is.
struct Walk<'a> {
    start: &'a Start<'a>,
    values: Vec<f64>,
    /// Whether the walk has run into the bound of a sum and decides on it, in place of a variable.
    is_held: Vec<bool>,
    /// Variables that follow from what is decided on, and by how much they change with it.
    follow: Vec<(usize, Linear)>,
    /// The place of each variable among them.
    place: Vec<usize>,
    rates: Sparse,
}

/// A linear function of quantities that are decided on.
type Linear = Vec<(usize, f64)>;

const NONE: usize = usize::MAX;

/// Numbers by quantity, most of them zero.
struct Sparse {
    of: Vec<f64>,
    is_touched: Vec<bool>,
    touched: Vec<usize>,
}

impl Sparse {
    fn new(count: usize) -> Sparse {
        Sparse {
            of: vec![0.0; count],
            is_touched: vec![false; count],
            touched: Vec::new(),
        }
    }

    fn add(&mut self, at: usize, by: f64) {
        if !std::mem::replace(&mut self.is_touched[at], true) {
            self.touched.push(at);
        }
        self.of[at] += by;
    }

    fn clear(&mut self) {
        for at in self.touched.drain(..) {
            self.of[at] = 0.0;
            self.is_touched[at] = false;
        }
    }

    /// What is not zero, and clears.
    fn take(&mut self) -> Linear {
        let of = &self.of;
        let all = self.touched.iter().map(|&at| (at, of[at]));
        let taken = all.filter(|(_, by)| by.abs() > TINY).collect();
        self.clear();
        taken
    }
}

impl Start<'_> {
    fn new<'a>(part: &Part<'a>) -> Start<'a> {
        let system = part.system;
        let truth = |&(cell, measure)| system.truth(cell, measure).unwrap_or_default();
        let mut values: Vec<f64> = system.keys.iter().map(truth).collect();
        let mut sums = vec![Vec::new(); values.len()];
        let mut bounds = part.bounds.clone();
        for row in &system.rows {
            let sum = values.len();
            row.terms
                .iter()
                .for_each(|&(at, by)| sums[at].push((sum, by)));
            values.push(row.terms.iter().map(|&(at, by)| by * values[at]).sum());
            bounds.push((row.low, row.high));
        }
        let around = |(bounds, value): (&mut (f64, f64), &f64)| {
            *bounds = (bounds.0.min(*value), bounds.1.max(*value));
        };
        bounds.iter_mut().zip(&values).for_each(around);
        Start {
            system,
            values,
            bounds,
            sums,
        }
    }
}

/// Widens what has been found of targets, by walks that move each of them.
pub(crate) fn widen(part: &Part<'_>, targets: &mut [Target], seed: u64) {
    let start = Start::new(part);
    let mut targets_of = vec![Vec::new(); part.bounds.len()];
    for (at, target) in targets.iter().enumerate() {
        target
            .variables
            .iter()
            .for_each(|&variable| targets_of[variable].push(at));
    }
    let mut random = Random::new(seed);
    let (mut rates, mut moved) = (Sparse::new(start.values.len()), Sparse::new(targets.len()));
    // Those beside each other move together, so that one of them is enough.
    for at in random.shuffled(targets.len()) {
        let first = if random.chance(0.5) { 1.0 } else { -1.0 };
        for sign in [first, -first] {
            let target = &targets[at];
            if !target.is_open() {
                break;
            }
            let mut walk = Walk::new(&start, rates);
            let objective: Linear = target.variables.iter().map(|&at| (at, sign)).collect();
            walk.go(&objective, target.far());
            if walk.is_sound() {
                let changes = walk.values.iter().zip(&start.values).zip(&targets_of);
                for ((value, truth), of) in changes.filter(|((value, truth), _)| value != truth) {
                    of.iter()
                        .for_each(|&target| moved.add(target, value - truth));
                }
                moved
                    .take()
                    .into_iter()
                    .for_each(|(target, by)| targets[target].note(by));
            }
            rates = walk.rates;
        }
    }
}

impl<'a> Walk<'a> {
    fn new(start: &'a Start<'a>, rates: Sparse) -> Walk<'a> {
        Walk {
            start,
            values: start.values.clone(),
            is_held: vec![false; start.values.len()],
            follow: Vec::new(),
            place: vec![NONE; start.sums.len()],
            rates,
        }
    }

    /// Steps until the objective is far from what it is in truth, or as great as it can be, or enough are made.
    fn go(&mut self, objective: &Linear, far: f64) {
        for _ in 0..STEPS {
            let by = |&(at, by): &(usize, f64)| by * (self.values[at] - self.start.values[at]);
            if objective.iter().map(by).sum::<f64>() >= far {
                return;
            }
            let Some((entering, sign)) = self.entering(objective) else {
                return;
            };
            self.step(entering, sign);
        }
    }

    /// The quantity whose change moves the objective most, and in which direction.
    fn entering(&mut self, objective: &Linear) -> Option<(usize, f64)> {
        let rates = self.reduce(objective);
        let can_move = |&(at, rate): &(usize, f64)| {
            let ((low, high), value) = (self.start.bounds[at], self.values[at]);
            rate.abs() > LITTLE
                && if rate > 0.0 {
                    value < high - SLACK
                } else {
                    value > low + SLACK
                }
        };
        let best = rates
            .into_iter()
            .filter(can_move)
            .max_by(|one, other| one.1.abs().total_cmp(&other.1.abs()))?;
        Some((best.0, best.1.signum()))
    }

    /// A function of variables in terms of what is decided on.
    fn reduce(&mut self, terms: &[(usize, f64)]) -> Linear {
        for &(at, by) in terms {
            match self.follow.get(self.place[at]) {
                None => self.rates.add(at, by),
                Some((_, of)) => of
                    .iter()
                    .for_each(|&(of, rate)| self.rates.add(of, by * rate)),
            }
        }
        self.rates.take()
    }

    /// Changes one quantity as far as bounds allow; what stops it is decided on from now on.
    fn step(&mut self, entering: usize, sign: f64) {
        let count = self.place.len();
        let mut moved: Linear = Vec::new();
        if entering < count {
            moved.push((entering, sign));
        }
        for (at, of) in &self.follow {
            if let Some((_, by)) = of.iter().find(|(at, _)| *at == entering) {
                moved.push((*at, by * sign));
            }
        }
        for (at, rate) in &moved {
            for (sum, by) in &self.start.sums[*at] {
                if !self.is_held[*sum] {
                    self.rates.add(*sum, by * rate);
                }
            }
        }
        moved.extend(self.rates.take());
        if entering >= count {
            moved.push((entering, sign));
        }
        let mut least = (f64::INFINITY, entering, 0.0);
        for &(at, rate) in moved.iter().filter(|(_, rate)| rate.abs() > TINY) {
            let ((low, high), value) = (self.start.bounds[at], self.values[at]);
            let room = ((if rate > 0.0 {
                high - value
            } else {
                value - low
            }) / rate.abs())
            .max(0.0);
            if room < least.0 - 1e-9 || (room < least.0 + 1e-9 && rate.abs() > least.2) {
                least = (room.min(least.0), at, rate.abs());
            }
        }
        let (length, stop, _) = least;
        for (at, rate) in moved {
            self.values[at] += rate * length;
        }
        if stop != entering {
            self.exchange(entering, stop);
        }
    }

    /// What stopped a step takes the place of what entered.
    fn exchange(&mut self, entering: usize, stop: usize) {
        let count = self.place.len();
        let mut row = if stop < count {
            self.remove(stop)
        } else {
            self.is_held[stop] = true;
            let system = self.start.system;
            self.reduce(&system.rows[stop - count].terms)
        };
        let at = row.iter().position(|(at, _)| *at == entering).unwrap();
        let (_, by) = row.swap_remove(at);
        row.iter_mut().for_each(|(_, rate)| *rate /= -by);
        row.push((stop, 1.0 / by));
        for (_, of) in &mut self.follow {
            if let Some(at) = of.iter().position(|(at, _)| *at == entering) {
                let (_, by) = of.swap_remove(at);
                of.iter().for_each(|&(at, rate)| self.rates.add(at, rate));
                row.iter()
                    .for_each(|&(at, rate)| self.rates.add(at, by * rate));
                *of = self.rates.take();
            }
        }
        if entering < count {
            self.place[entering] = self.follow.len();
            self.follow.push((entering, row));
        } else {
            self.is_held[entering] = false;
        }
    }

    fn remove(&mut self, variable: usize) -> Linear {
        let place = std::mem::replace(&mut self.place[variable], NONE);
        let (_, row) = self.follow.swap_remove(place);
        if let Some((other, _)) = self.follow.get(place) {
            self.place[*other] = place;
        }
        row
    }

    /// Whether all bounds hold of the values, whatever errors of rounding have added up to.
    fn is_sound(&self) -> bool {
        let holds = |at: usize, value: f64| {
            let (low, high) = self.start.bounds[at];
            low - SOUND <= value && value <= high + SOUND
        };
        let (variables, rows) = (self.place.len(), &self.start.system.rows);
        (0..variables).all(|at| holds(at, self.values[at]))
            && rows.iter().enumerate().all(|(at, row)| {
                let terms = row.terms.iter();
                let sum: f64 = terms.map(|&(at, by)| by * self.values[at]).sum();
                holds(variables + at, sum)
            })
    }
}
