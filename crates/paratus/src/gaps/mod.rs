//! What is missing, ranked: over a unit, and of one person.

mod person;
mod rows;
#[cfg(test)]
mod tests;
mod unit;

pub use person::PersonGap;
pub use unit::{Gap, UnitGaps};

pub(crate) use rows::Rows;
pub(crate) use unit::likely_gap;

use crate::{Assessment, PersonReadiness, Unit};

impl Assessment {
    /// What is missing in a unit: one row per objective and level that someone in it needs, the greatest gap first.
    /// `None` where there is no such unit.
    ///
    /// Rows about fewer than [`min_cell`](crate::Rules::min_cell) people, or from which such could be derived, come last,
    /// suppressed and without figures; a suppressed unit has no rows.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, Unit, document::Document};
    /// # let people: Vec<_> = (0..12).map(|n| serde_json::json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] })).collect();
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "ministry", "sections": [{ "id": "archive" }], "people": people,
    /// #     "objectives": [{ "id": "why", "track": "people" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "why" }] }],
    /// #     "activities": [{ "id": "talk", "mode": "workshop", "hours": 2.0, "teaches": [{ "objective": "why" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// let gaps = assessment.gaps(Unit::Section("archive")).unwrap();
    /// for gap in &gaps.rows {
    ///     println!("{}: {:?} of {:?} people know nothing of it yet", gap.title, gap.unknown, gap.people);
    /// }
    /// # let first = &gaps.rows[0];
    /// # assert_eq!((first.unknown, first.gap, first.person_hours), (Some(12), Some(12.0), Some(24.0)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gaps(&self, unit: Unit<'_>) -> Option<UnitGaps> {
        unit::gaps(self, unit)
    }
}

impl PersonReadiness<'_> {
    /// What the person needs and is not ready in, the greatest part of what is missing first.
    #[must_use]
    pub fn gaps(&self) -> Vec<PersonGap> {
        person::gaps(*self)
    }
}
