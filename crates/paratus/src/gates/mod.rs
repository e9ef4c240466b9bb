//! Gates: may the next phase open, on what grounds, and what would open it.

mod condition;
mod facts;
mod figures;
mod holders;
mod logic;
mod obstacle;
mod opening;
mod people;
mod report;
#[cfg(test)]
mod tests;
mod track_balance;

pub use figures::{ActFigure, ConditionFigures};
pub use logic::{GroupRule, Holds};
pub use obstacle::GateObstacle;
pub use opening::{Opening, OpeningPerson, OpeningStep, OpeningStepKind};
pub use report::{ConditionKind, ConditionReport, GateReport, GateVerdict, OverrideReport};

use crate::Assessment;
use crate::disclosure::Disclosure;
use crate::survey::Climate;
use facts::{FixedFacts, GateFacts};

impl Assessment {
    /// Every authored gate, in the order of the phases: its verdict, each condition with value and detail, and the
    /// smallest set of changes found that would open it.
    ///
    /// Verdicts are decided on exact figures in every audience. A published verdict that would fix what is known of someone in
    /// a small group is suppressed, and so is that of its gate.
    #[must_use]
    pub fn gates(&self, climate: &Climate, disclosure: &Disclosure) -> Vec<GateReport> {
        let ground = FixedFacts::new(self, climate, disclosure);
        let phases = self.programme.model().phases.iter().enumerate();
        phases
            .filter_map(|(at, phase)| report::gate_report(&ground, at, phase))
            .collect()
    }

    /// What would open the gate of a phase, with the people by id: not for publication. `None` where there is no such
    /// phase, or it has no gate. A gate that is open needs nothing.
    #[must_use]
    pub fn opening(&self, phase: &str, climate: &Climate) -> Option<Opening> {
        let ground = FixedFacts::new(self, climate, &Disclosure::internal());
        let gate = self
            .programme
            .model()
            .phases
            .iter()
            .find(|written| written.id == phase)?
            .gate
            .as_ref()?;
        let world = GateFacts::new(&ground);
        let found = opening::smallest(&world, &logic::ConditionNode::of_gate(gate));
        Some(found.opening(&world))
    }
}
