//! What is missing, ranked: over a unit, and of one person.

mod person;
#[cfg(test)]
mod tests;
mod unit;

pub use person::PersonGap;
pub use unit::{Gap, UnitGaps};

use crate::disclosure::Disclosure;
use crate::units::Unit;
use crate::{Assessment, Error, PersonReadiness};

impl Assessment {
    /// The training gaps of a unit: one row per objective and level that someone in it needs, the greatest gap first.
    ///
    /// Published rows about fewer than [`min_cell`](crate::model::Rules::min_cell) people come last and have no figures; a unit of so
    /// few people has no rows.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, document::Document};
    /// # use paratus::disclosure::Disclosure;
    /// # use paratus::units::Unit;
    /// # let people: Vec<_> = (0..12).map(|n| serde_json::json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] })).collect();
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "ministry", "sections": [{ "id": "archive" }], "people": people,
    /// #     "objectives": [{ "id": "why", "track": "people" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] }],
    /// #     "activities": [{ "id": "talk", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// let gaps = assessment.gaps(Unit::Section("archive"), &Disclosure::internal()).unwrap();
    /// for gap in &gaps.rows {
    ///     println!("{}: {:?} of {:?} people know nothing of it yet", gap.title, gap.unknown.value(), gap.people.value());
    /// }
    /// # let first = &gaps.rows[0];
    /// # assert_eq!((first.unknown.value(), first.gap.value(), first.person_hours.value()), (Some(12), Some(12.0), Some(24.0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such unit.
    pub fn gaps(&self, unit: Unit<'_>, disclosure: &Disclosure) -> Result<UnitGaps, Error> {
        unit::gaps(self, unit, &self.publisher(disclosure))
            .ok_or_else(|| super::no_unit(&self.programme, unit))
    }
}

impl PersonReadiness<'_> {
    /// The training gaps of the person, the greatest first.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-01")?;
    /// let gaps = clerk.gaps();
    /// assert!(gaps.iter().any(|gap| gap.objective == "search"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gaps(&self) -> Vec<PersonGap> {
        person::gaps(*self)
    }
}
