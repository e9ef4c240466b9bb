//! What is to be kept from the attacker: sums over few people.

use super::groups::{Group, groups};
use super::person::{ASKED, Measure, SQUARE};
use super::system::System;
use super::world::World;
use std::collections::BTreeSet;
use std::rc::Rc;

/// A mean is known where it lies in an interval of this width: .05 to either side.
const KNOWN_WIDTH: f64 = 0.1;

/// A measure of a group, with the least and the most that it may be, by what has been found so far.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) group: Rc<Group>,
    pub(crate) measure: Measure,
    /// What it is the sum of.
    pub(crate) variables: Vec<usize>,
    truth: f64,
    seen: (f64, f64),
}

impl Target {
    /// Whether it is known where nothing outside of a range may be.
    pub(crate) fn is_known(&self, range: (f64, f64)) -> bool {
        self.is_known_of(range, self.group.people)
    }

    /// The same of some of its people.
    pub(crate) fn is_known_of(&self, range: (f64, f64), people: f64) -> bool {
        let (low, high) = self.whole(range);
        if self.measure.is_whole() {
            high - low < 0.5
        } else {
            high - low <= KNOWN_WIDTH * people
        }
    }

    /// How far from what is true it need not be known.
    pub(crate) fn far(&self) -> f64 {
        if self.measure.is_whole() {
            1.0
        } else {
            KNOWN_WIDTH * self.group.people * 1.001
        }
    }

    /// Whether too little has been found to say that it is not known.
    pub(crate) fn is_open(&self) -> bool {
        self.is_known(self.seen)
    }

    /// Notes what else it may be, by the difference from what is true.
    pub(crate) fn note(&mut self, by: f64) {
        let value = self.truth + by;
        self.seen = (self.seen.0.min(value), self.seen.1.max(value));
    }

    /// Whether a value alone is too far from the true one for it to be known.
    pub(crate) fn is_far(&self, value: f64) -> bool {
        !self.is_known((value.min(self.truth), self.truth))
    }

    /// Sums of counts are whole.
    pub(crate) fn whole(&self, range: (f64, f64)) -> (f64, f64) {
        if self.measure.is_whole() {
            ((range.0 - 1e-6).ceil(), (range.1 + 1e-6).floor())
        } else {
            range
        }
    }
}

/// Every measure of every group of few people that figures say something about.
pub(crate) fn targets(world: &World, system: &System) -> Vec<Target> {
    let mut of_cell = vec![BTreeSet::new(); system.cells.len()];
    for &(cell, measure) in &system.keys {
        // Squares of answers are known where the answers are.
        let is_square = ASKED
            .iter()
            .any(|(_, at)| measure == Measure::Amount(at + SQUARE));
        if !is_square && !matches!(measure, Measure::Never(_) | Measure::Gap(_)) {
            of_cell[cell].insert(measure);
        }
    }
    let mut targets = Vec::new();
    for group in groups(world, system).into_iter().map(Rc::new) {
        let common = |one: BTreeSet<Measure>, &cell: &usize| &one & &of_cell[cell];
        let first = of_cell[group.cells[0]].clone();
        for measure in group.cells.iter().fold(first, common) {
            let cells = group.cells.iter();
            let truth = cells
                .clone()
                .filter_map(|&cell| system.truth(cell, measure))
                .sum();
            targets.push(Target {
                variables: cells
                    .map(|&cell| system.variables[&(cell, measure)])
                    .collect(),
                group: Rc::clone(&group),
                measure,
                truth,
                seen: (truth, truth),
            });
        }
    }
    targets
}
