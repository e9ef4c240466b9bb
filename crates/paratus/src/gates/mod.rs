//! Gates: may the next phase open, on what grounds, and what would open it.

mod condition;
mod facts;
mod figures;
mod holders;
mod logic;
mod missing_steps;
mod obstacle;
mod opening;
mod people;
mod report;
#[cfg(test)]
mod tests;
mod track_balance;

pub use figures::{ActFigure, ConditionFigures};
pub use logic::{ConditionVerdict, GroupRule};
pub use obstacle::GateObstacle;
pub use opening::{Opening, OpeningPerson, OpeningStep, OpeningStepKind};
pub use report::{ConditionKind, ConditionReport, GateReport, GateVerdict, OverrideReport};

use crate::disclosure::Disclosure;
use crate::finding::describe;
use crate::survey::Climate;
use crate::{Assessment, Code, Error, ErrorKind, Programme};
use facts::{FixedFacts, GateFacts};

impl Assessment {
    /// Every authored gate, in the order of the phases: its verdict, each condition with value and detail, and what would open
    /// it. Internal answers have the smallest set of changes found, which was tried on exact figures; published ones say of each
    /// condition that does not hold what its published figures leave to be done.
    ///
    /// Verdicts are decided on exact figures in every audience. A published verdict that would fix what is known of someone in
    /// a small group is suppressed, and so is that of its gate.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::{Climate, GateVerdict};
    ///
    /// let assessment = sample::assessment();
    /// let gates = assessment.gates(&Climate::default(), &Disclosure::internal());
    /// assert_eq!((gates[0].phase.as_str(), gates[0].verdict), ("docflow", GateVerdict::Open));
    /// ```
    #[must_use]
    pub fn gates(&self, climate: &Climate, disclosure: &Disclosure) -> Vec<GateReport> {
        let ground = FixedFacts::new(self, climate, disclosure);
        let phases = self.programme.model().phases.iter().enumerate();
        phases
            .filter_map(|(at, phase)| report::gate_report(&ground, at, phase))
            .collect()
    }

    /// What would open the gate of a phase, with the people by id: not for publication. A gate that is open needs nothing.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::Climate;
    ///
    /// let assessment = sample::assessment();
    /// let opening = assessment.opening("docflow", &Climate::default())?;
    /// assert!(opening.steps.is_empty(), "the gate is open");
    /// assert!(assessment.opening("filing", &Climate::default()).is_err(), "it has no gate");
    /// # Ok::<(), paratus::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such phase, or it has no gate.
    pub fn opening(&self, phase: &str, climate: &Climate) -> Result<Opening, Error> {
        let ground = FixedFacts::new(self, climate, &Disclosure::internal());
        let phases = &self.programme.model().phases;
        let gate = phases
            .iter()
            .find(|written| written.id == phase)
            .and_then(|written| written.gate.as_ref())
            .ok_or_else(|| no_gate(&self.programme, phase))?;
        let world = GateFacts::new(&ground);
        Ok(opening::smallest(
            &world,
            &logic::ConditionNode::of_gate(gate),
        ))
    }
}

/// There is no such phase, or it has no gate.
pub(crate) fn no_gate(programme: &Programme, phase: &str) -> Error {
    let phases = programme.model().phases.iter();
    let known: Vec<&str> = phases
        .filter(|written| written.gate.is_some())
        .map(|written| written.id.as_str())
        .collect();
    let finding = describe!(
        Code::UnknownReference,
        "options.phase",
        NoGateOfPhase { phase: phase }
    );
    let finding = finding.did_you_mean_one_of(phase, &known);
    Error::new(ErrorKind::Unknown, vec![finding])
}
