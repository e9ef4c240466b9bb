//! Gates: may the next phase open, on what grounds, and what would open it.

mod balance;
mod climate;
mod condition;
mod coverage;
mod figures;
mod logic;
mod open;
mod people;
mod report;
#[cfg(test)]
mod tests;
mod world;

pub use climate::{Climate, ClimateFigure};
pub use figures::{ActFigure, ConditionFigures};
pub use logic::{Holds, Rule};
pub use open::{Opening, OpeningPerson, Step, StepKind};
pub use report::{ConditionKind, ConditionReport, GateReport, GateVerdict, OverrideReport};

use crate::{Assessment, Disclosure};
use world::{Ground, World};

impl Assessment {
    /// Every authored gate, in the order of the phases: its verdict, each condition with value and detail, and the
    /// smallest set of changes found that would open it.
    ///
    /// Verdicts are decided on exact figures in every audience. A published verdict that would fix what is known of someone in
    /// a small group is suppressed, and so is that of its gate.
    #[must_use]
    pub fn gates(&self, climate: &Climate, disclosure: &Disclosure) -> Vec<GateReport> {
        let ground = Ground::new(self, climate, disclosure);
        let phases = self.programme.model().phases.iter().enumerate();
        phases.filter_map(|(at, phase)| report::of(&ground, at, phase)).collect()
    }

    /// What would open the gate of a phase, with the people by id: not for publication. `None` where there is no such
    /// phase, or it has no gate. A gate that is open needs nothing.
    #[must_use]
    pub fn opening(&self, phase: &str, climate: &Climate) -> Option<Opening> {
        let ground = Ground::new(self, climate, &Disclosure::internal());
        let gate = self.programme.model().phases.iter().find(|written| written.id == phase)?.gate.as_ref()?;
        let world = World::new(&ground);
        let found = open::smallest(&world, &logic::Node::of_gate(gate));
        Some(found.opening(&world))
    }
}
