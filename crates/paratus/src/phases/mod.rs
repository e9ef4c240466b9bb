//! Phases by commonness: what to roll out first, and what authored phases leave for later.

mod attendance;
mod common;
mod propose;
mod report;
#[cfg(test)]
mod tests;
mod usage;
mod why;
mod within_hours;

pub use common::{Commonness, UseRow, commonness};
pub use report::{Earlier, HoursExceeded, PhaseObjective, PhaseReport, Phases, Touched};
pub use why::{ObjectiveWhy, PhaseWhy, Placed};

use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::{Date, Programme};

/// How phases are proposed.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct PhaseOptions {
    /// Most hours that a person spends in one phase; without it the phases share the hours of the feature sets equally.
    pub hours_per_person: Option<f64>,
    /// How many phases at most. Where left out: as many as the programme names, else 3; with `hours_per_person` as many
    /// as are needed. None is empty, so there are fewer where the objectives do not fill them.
    pub phases: Option<usize>,
    /// Whether to propose phases even where the programme has its own; the other options are of proposed phases only.
    pub propose: bool,
}

impl PhaseOptions {
    /// At most `phases` proposed phases.
    #[must_use]
    pub fn with_phases(self, phases: usize) -> PhaseOptions {
        PhaseOptions {
            phases: Some(phases),
            propose: true,
            ..self
        }
    }

    /// Proposed phases of at most `hours` hours of each person.
    ///
    /// Where an activity alone takes longer, or activities that follow each other up to one level, that person attends
    /// nothing else in the phase, and [`Phases::hours_exceeded`] says which they are.
    #[must_use]
    pub fn with_hours(self, hours: f64) -> PhaseOptions {
        PhaseOptions {
            hours_per_person: Some(hours),
            propose: true,
            ..self
        }
    }

    /// Proposed phases even where there are authored ones.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::PhaseOptions;
    ///
    /// let programme = sample::programme();
    /// let phases = programme.phases(sample::first(3), &PhaseOptions::default().proposed(), &Disclosure::internal());
    /// assert!(!phases.phases.is_empty());
    /// ```
    #[must_use]
    pub fn proposed(mut self) -> PhaseOptions {
        self.propose = true;
        self
    }
}

impl Programme {
    /// The phases of the roll-out with the day-to-day use they cover: the authored ones, judged by what would be more
    /// common earlier; or, where no objectives are written in any, proposed ones. For people employed on the date.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::rollout::PhaseOptions;
    ///
    /// let programme = sample::programme();
    /// let phases = programme.phases(sample::first(3), &PhaseOptions::default(), &Disclosure::internal());
    /// let names: Vec<&str> = phases.phases.iter().map(|phase| phase.phase.as_str()).collect();
    /// assert_eq!(names, ["filing", "docflow"]);
    /// ```
    #[must_use]
    pub fn phases(&self, as_of: Date, options: &PhaseOptions, disclosure: &Disclosure) -> Phases {
        report::phases_report(
            self.on(as_of).model(),
            as_of,
            options,
            &Publisher::publish(disclosure, self.rules()),
        )
    }

    /// Why a phase, authored or proposed, comes where it does; `None` where there is no such phase.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::rollout::PhaseOptions;
    ///
    /// let programme = sample::programme();
    /// let (day, options) = (sample::first(3), PhaseOptions::default());
    /// assert!(programme.phase_why(day, &options, "docflow").is_some());
    /// assert!(programme.phase_why(day, &options, "nothing").is_none());
    /// ```
    #[must_use]
    pub fn phase_why(&self, as_of: Date, options: &PhaseOptions, phase: &str) -> Option<PhaseWhy> {
        // No count of people is in it.
        let phases = self.phases(as_of, options, &Disclosure::internal());
        why::phase_why(self.on(as_of).model(), as_of, &phases, phase)
    }
}
