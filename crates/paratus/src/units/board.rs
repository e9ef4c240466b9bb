//! The figures of groups, kept from one question about units to the next. Records that are added later change them by the difference
//! that the people touched make; counts and sums are exact, so the bits are those of counting everyone anew.

#![expect(clippy::indexing_slicing, reason = "people and groups are indices of the same assessment")]

use super::decisions::{Decisions, NeedDecisions};
use super::population::Population;
use super::tally::{self, Tally};
use crate::Assessment;

/// Who is in which unit, what may be told of them, and what is known of them.
#[derive(Clone, Debug)]
pub(crate) struct Board {
    pub(super) population: Population,
    pub(super) decisions: Decisions,
    pub(super) needs: NeedDecisions,
    pub(super) groups: Vec<Tally>,
}

impl Board {
    /// Of everyone.
    pub(crate) fn new(assessment: &Assessment) -> Board {
        let model = assessment.programme.model();
        let population = Population::new(model, assessment.as_of);
        let decisions = Decisions::new(model, &population);
        let needs = NeedDecisions::new(model, &population, &decisions);
        let groups = tally::by_group(assessment, &population, &needs);
        Board { population, decisions, needs, groups }
    }

    /// Takes out what some people make up, before their figures change.
    pub(crate) fn take_out(&mut self, assessment: &Assessment, people: &[usize]) {
        self.of_each(assessment, people, Tally::subtract);
    }

    /// Puts in what they make up now.
    pub(crate) fn put_in(&mut self, assessment: &Assessment, people: &[usize]) {
        self.of_each(assessment, people, Tally::add);
    }

    fn of_each(&mut self, assessment: &Assessment, people: &[usize], change: fn(&mut Tally, &Tally)) {
        let mut seen = Vec::new();
        for &person in people {
            let Some(group) = self.population.group_of[person].map(|group| group as usize) else { continue };
            let rows = self.needs.of(self.population.groups[group].profile);
            let mut tally = Tally::default();
            tally.count(assessment, person, rows, self.needs.len(), &mut seen);
            change(&mut self.groups[group], &tally);
        }
    }
}
