//! Units: sections, roles and the organisation, without telling on anyone.

mod board;
mod decisions;
mod holders;
mod population;
mod privacy;
mod summary;
mod tally;
#[cfg(test)]
mod tests;

pub use holders::Holders;
pub use summary::UnitSummary;

pub(crate) use board::Board;
pub(crate) use decisions::{Decisions, NeedDecisions};
pub(crate) use population::{Group, Population};
pub(crate) use privacy::{Published, covers, publish_sections};
pub(crate) use summary::At;

use crate::{Assessment, Finding};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What people are taken together by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum UnitKind {
    /// Everyone.
    Organisation,
    /// Everyone who has a role, perhaps among others.
    Role,
    /// Everyone in a section and its parts.
    Section,
}

impl UnitKind {
    /// The name used in files: `organisation`, `role` or `section`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            UnitKind::Organisation => "organisation",
            UnitKind::Role => "role",
            UnitKind::Section => "section",
        }
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// One unit, by id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit<'a> {
    /// Everyone.
    Organisation,
    /// Everyone who has the role of this id.
    Role(&'a str),
    /// Everyone in the section of this id and its parts.
    Section(&'a str),
}

impl Assessment {
    /// The figures of all units of a kind, over people employed on the date, in the order of the programme.
    ///
    /// No figure of fewer than [`min_cell`](crate::Rules::min_cell) people leaves, nor one from which it could be derived
    /// by adding and subtracting published units: such units have `suppressed` set and no figures. Units without people
    /// are published as empty. The decision is the same whichever kind is asked for.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, UnitKind, document::Document};
    /// # let people: Vec<_> = (0..12).map(|n| serde_json::json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] })).collect();
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "ministry", "sections": [{ "id": "archive" }], "people": people,
    /// #     "objectives": [{ "id": "why", "track": "people" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// for unit in assessment.units(UnitKind::Section) {
    ///     println!("{}: {:?} of {:?} ready", unit.title, unit.ready, unit.people);
    ///     # assert_eq!((unit.ready, unit.people, unit.cannot_tell), (Some(0), Some(12), Some(12)));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn units(&self, kind: UnitKind) -> Vec<UnitSummary> {
        summary::all(self, kind)
    }

    /// For each objective and level that someone in a unit is required to have: how many are, and how many of them are
    /// ready and could cover for each other. In the order of the programme. `None` where there is no such unit; no rows
    /// where the unit is suppressed.
    #[must_use]
    pub fn holders(&self, unit: Unit<'_>) -> Option<Vec<Holders>> {
        holders::of(self, unit)
    }

    /// A finding for each objective that several people of the organisation are required to have and only one is ready in.
    #[must_use]
    pub fn single_holders(&self) -> Vec<Finding> {
        holders::findings(self)
    }
}
