//! Phases by commonness: what to roll out first, and what authored phases leave for later.

mod attendance;
mod commonness;
mod explain;
mod hours_limit;
mod propose;
mod report;
#[cfg(test)]
mod tests;
mod usage;

pub use commonness::{Commonness, UseRow, commonness};
pub use explain::{ObjectivePlacement, PhaseExplanation, PhaseObjectiveExplanation};
pub use report::{ExcessHours, LateFeatureSet, PhaseObjective, PhaseReport, PhaseSection, Phases};

use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::finding::describe;
use crate::model::limits::positive;
use crate::{Code, Date, Error, ErrorKind, Programme};
use serde::{Deserialize, Serialize};

/// Options of proposed phases: their number, the hours of each, and whether phases are proposed where the programme has its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct ProposalOptions {
    /// Most hours that a person spends in one phase; without it the phases share the hours of the feature sets equally. Implies
    /// `propose`.
    ///
    /// Where an activity alone takes longer, or activities that follow each other up to one level, that person attends
    /// nothing else in the phase, and [`Phases::hours_exceeded`] says which they are.
    pub hours_per_person: Option<f64>,
    /// How many phases at most. Where left out: as many as the programme names, else 3; with `hours_per_person` as many
    /// as are needed. None is empty, so there are fewer where the objectives do not fill them. Implies `propose`.
    pub phases: Option<usize>,
    /// Whether to propose phases even where the programme has its own.
    pub propose: bool,
}

constructors! {
    r"let made = rollout::ProposalOptions::new().propose(true).phases(3);"
    ProposalOptions default { hours_per_person: optional(f64), phases: optional(usize), propose: bool }
}

impl ProposalOptions {
    /// Whether phases are proposed even where the programme has its own.
    pub(crate) fn proposes(&self) -> bool {
        self.propose || self.phases.is_some() || self.hours_per_person.is_some()
    }

    fn check(&self) -> Result<(), Error> {
        if let Some(count) = self.phases {
            positive("options.phases", count as f64)?;
        }
        if let Some(hours) = self.hours_per_person {
            positive("options.hours_per_person", hours)?;
        }
        Ok(())
    }
}

impl Programme {
    /// The phases of the roll-out with the day-to-day use they cover: the authored ones, judged by what would be more
    /// common earlier; or, where no objectives are written in any, proposed ones. For people employed on the date.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::ProposalOptions;
    ///
    /// let programme = sample::programme();
    /// let phases = programme.phases(sample::first(3), &ProposalOptions::default(), &Disclosure::internal())?;
    /// let names: Vec<&str> = phases.phases.iter().map(|phase| phase.phase.as_str()).collect();
    /// assert_eq!(names, ["filing", "docflow"]);
    /// # Ok::<(), paratus::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where the options ask for no phases, or for hours that are no positive number.
    pub fn phases(
        &self,
        as_of: Date,
        options: &ProposalOptions,
        disclosure: &Disclosure,
    ) -> Result<Phases, Error> {
        options.check()?;
        Ok(self.phases_of(as_of, options, disclosure))
    }

    pub(crate) fn phases_of(
        &self,
        as_of: Date,
        options: &ProposalOptions,
        disclosure: &Disclosure,
    ) -> Phases {
        report::phases_report(
            self.on(as_of).model(),
            as_of,
            options,
            &Publisher::publish(disclosure, self.rules()),
        )
    }

    /// Explains the place of a phase, authored or proposed, in the roll-out.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::ProposalOptions;
    ///
    /// let programme = sample::programme();
    /// let (day, options) = (sample::first(3), ProposalOptions::default());
    /// assert!(programme.explain_phase(day, &options, "docflow").is_ok());
    /// assert!(programme.explain_phase(day, &options, "nothing").is_err());
    /// ```
    ///
    /// # Errors
    /// Where there is no such phase, or the options ask for no phases, or for hours that are no positive number.
    pub fn explain_phase(
        &self,
        as_of: Date,
        options: &ProposalOptions,
        phase: &str,
    ) -> Result<PhaseExplanation, Error> {
        // No count of people is in it.
        let phases = self.phases(as_of, options, &Disclosure::internal())?;
        explain::explain_phase(self.on(as_of).model(), as_of, &phases, phase).ok_or_else(|| {
            let known = phases.phases.iter().map(|known| known.phase.as_str());
            let known: Vec<&str> = known.collect();
            let finding = describe!(
                Code::UnknownReference,
                "options.phase",
                NameUnknown {
                    kind: "phase",
                    given: phase
                }
            );
            let finding = finding.did_you_mean_one_of(phase, &known);
            Error::new(ErrorKind::Unknown, vec![finding])
        })
    }
}
