//! Gates: may the next phase open, on what grounds, and what would open it.

mod balance;
mod condition;
mod coverage;
mod logic;
mod open;
mod people;
mod report;
#[cfg(test)]
mod tests;
mod world;

pub use logic::{Holds, Rule};
pub use open::{Opening, OpeningPerson, Step, StepKind};
pub use report::{ConditionKind, ConditionReport, GateReport, GateVerdict, OverrideReport};

use crate::Assessment;
use std::collections::BTreeMap;
use world::{Ground, World};

/// What surveys say of the climate, by instrument: gates hold their conditions against it.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Climate {
    /// Agreement of the answers, in [0, 1].
    pub agreement: BTreeMap<String, ClimateFigure>,
    /// Mean buy-in, in [0, 1].
    pub buy_in: BTreeMap<String, ClimateFigure>,
}

/// One figure of a survey.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct ClimateFigure {
    /// How many could have answered; 0 stands for everyone employed on the date.
    pub people: u64,
    /// Why there is no value.
    pub reason: Option<String>,
    /// How many answered.
    pub respondents: u64,
    /// The figure, over those who answered; `None` where it cannot be computed.
    pub value: Option<f64>,
}

impl ClimateFigure {
    /// A figure over `respondents` of `people` (0: everyone employed).
    #[must_use]
    pub fn new(value: f64, respondents: u64, people: u64) -> ClimateFigure {
        ClimateFigure { people, reason: None, respondents, value: Some(value) }
    }

    /// No figure, and why.
    #[must_use]
    pub fn missing(reason: impl Into<String>, respondents: u64, people: u64) -> ClimateFigure {
        ClimateFigure { people, reason: Some(reason.into()), respondents, value: None }
    }
}

impl Climate {
    /// Adds what one instrument measured.
    #[must_use]
    pub fn with(
        mut self,
        instrument: &str,
        buy_in: Option<ClimateFigure>,
        agreement: Option<ClimateFigure>,
    ) -> Climate {
        self.buy_in.extend(buy_in.map(|figure| (instrument.to_owned(), figure)));
        self.agreement.extend(agreement.map(|figure| (instrument.to_owned(), figure)));
        self
    }
}

impl Assessment {
    /// Every authored gate, in the order of the phases: its verdict, each condition with value and detail, and the
    /// smallest set of changes found that would open it. Figures of fewer people than may be published are left out.
    #[must_use]
    pub fn gates(&self, climate: &Climate) -> Vec<GateReport> {
        let ground = Ground::new(self, climate);
        let phases = self.programme.model().phases.iter().enumerate();
        phases.filter_map(|(at, phase)| report::of(&ground, at, phase)).collect()
    }

    /// What would open the gate of a phase, with the people by id: not for publication. `None` where there is no such
    /// phase, or it has no gate. A gate that is open needs nothing.
    #[must_use]
    pub fn opening(&self, phase: &str, climate: &Climate) -> Option<Opening> {
        let ground = Ground::new(self, climate);
        let gate = self.programme.model().phases.iter().find(|written| written.id == phase)?.gate.as_ref()?;
        Some(open::smallest(&World::new(&ground), &logic::Node::of_gate(gate)))
    }
}
