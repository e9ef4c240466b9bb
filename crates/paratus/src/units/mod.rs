//! Units: sections, roles and the organisation.

pub(crate) mod fit;
pub(crate) mod gaps;
mod holders;
mod summary;
#[cfg(test)]
mod tests;

pub use crate::population::{Unit, UnitKind};
pub use crate::stats::Proportion;
pub use fit::{FeatureFit, Fit, FitCell, FitTotals, HoursSaved, HoursSavedItem};
pub use gaps::{Gap, PersonGap, UnitGaps};
pub use holders::Holders;
pub use summary::{UnitSummary, WeakestTrack};

use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::finding::describe;
use crate::{Assessment, Code, Error, ErrorKind, Finding, Programme};

impl Assessment {
    /// The figures of all units of a kind, over people employed on the date, in the order of the programme.
    ///
    /// What is given of them, and how it is rounded, depends on whom they are [disclosed](Disclosure) to.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, document::Document};
    /// # use paratus::disclosure::Disclosure;
    /// # use paratus::units::UnitKind;
    /// # let people: Vec<_> = (0..12).map(|n| serde_json::json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] })).collect();
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "ministry", "sections": [{ "id": "archive" }], "people": people,
    /// #     "objectives": [{ "id": "why", "track": "people" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// for unit in assessment.units(UnitKind::Section, &Disclosure::published("the key of the office")) {
    ///     println!("{}: {:?} of {:?} ready", unit.title, unit.ready.value(), unit.people.value());
    ///     // Twelve people are exact: the staff list says so. How many are ready is rounded to a multiple of 5.
    ///     # assert_eq!((unit.ready.value(), unit.people.value(), unit.cannot_tell.value()), (Some(0), Some(12), Some(10)));
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn units(&self, kind: UnitKind, disclosure: &Disclosure) -> Vec<UnitSummary> {
        summary::all_units(self, kind, &self.publisher(disclosure))
    }

    /// What makes the figures of this assessment leave.
    pub(crate) fn publisher(&self, disclosure: &Disclosure) -> Publisher {
        Publisher::new(disclosure, self.programme.rules(), || {
            self.board().evidence(self)
        })
    }

    /// For each objective and level that someone in a unit is required to have: how many are, and how many of them are
    /// ready and could cover for each other. In the order of the programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::disclosure::Disclosure;
    /// use paratus::units::Unit;
    ///
    /// let assessment = sample::assessment();
    /// let holders = assessment.holders(Unit::Section("registry"), &Disclosure::internal())?;
    /// assert_eq!(holders[0].objective, "why");
    /// # Ok::<(), paratus::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such unit.
    pub fn holders(&self, unit: Unit<'_>, disclosure: &Disclosure) -> Result<Vec<Holders>, Error> {
        holders::holders_of_unit(self, unit, &self.publisher(disclosure))
            .ok_or_else(|| no_unit(&self.programme, unit))
    }

    /// A finding for each objective that several people of the organisation are required to have and only one is ready in.
    /// They are about single people: internal.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// assert!(assessment.single_holders().is_empty(), "several people can do everything that anybody can do");
    /// ```
    #[must_use]
    pub fn single_holders(&self) -> Vec<Finding> {
        holders::findings(self)
    }
}

/// There is no such unit.
pub(crate) fn no_unit(programme: &Programme, unit: Unit<'_>) -> Error {
    let sections = || programme.sections().iter().map(|one| one.id.as_str());
    let roles = || programme.roles().iter().map(|one| one.id.as_str());
    let (kind, given, known): (_, _, Vec<&str>) = match unit {
        Unit::Organisation => {
            let finding = describe!(
                Code::UnknownReference,
                "options",
                NameMissing { kind: "section" }
            );
            return Error::new(ErrorKind::Unknown, vec![finding]);
        }
        Unit::Section(id) => ("section", id, sections().collect()),
        Unit::Role(id) => ("role", id, roles().collect()),
    };
    let finding = describe!(
        Code::UnknownReference,
        format!("options.{kind}"),
        NameUnknown {
            kind: kind,
            given: given
        }
    );
    let finding = finding.did_you_mean_one_of(given, &known);
    Error::new(ErrorKind::Unknown, vec![finding])
}
