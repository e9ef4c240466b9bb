//! The right staff on the right tools: what each section uses, beside what its people are taught.

mod cells;
mod hours_saved;
#[cfg(test)]
mod tests;

pub use cells::{FeatureFit, FitCell, FitTotals};
pub use hours_saved::{HoursSaved, HoursSavedItem};

use crate::disclosure::Disclosure;
use crate::disclosure::Publisher;
use crate::{Date, Programme};
use serde::Serialize;

/// The fit of training to feature use, as of a date. Holds no scores of anyone: it is about what roles require, which the programme says. Published
/// head counts of sections of few people are suppressed all the same; totals cover everything.
///
/// A section here is one that declares feature use, with everyone for whom that declaration holds: its own people and
/// those of its parts that declare none themselves. Sections with nobody employed are left out.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Fit {
    /// The date on which people are employed.
    pub as_of: Date,
    /// Every section that declares feature use with every feature, in the order of the programme.
    pub cells: Vec<FitCell>,
    /// What is not taught because it is never used.
    pub saved: HoursSaved,
    /// How many cells there are of each kind.
    pub totals: FitTotals,
    /// Ids of sections with people for whom no feature use is declared, in their own section or above it. Nothing can be
    /// saved there: unknown is not never.
    pub undeclared: Vec<String>,
}

impl Fit {
    /// Whether any section uses a feature that none of its people is taught.
    #[must_use]
    pub fn has_misfit(&self) -> bool {
        self.totals.used_not_taught > 0
    }
}

impl Programme {
    /// Which features each section uses and is taught, and the hours that are saved because a section never uses a set
    /// of features that its roles require.
    ///
    /// ```
    /// # use paratus::{Programme, document::Document};
    /// # use paratus::disclosure::Disclosure;
    /// # use paratus::units::FeatureFit;
    /// # let clerk = |n| serde_json::json!({ "id": format!("p{n}"), "section": "archive", "roles": ["clerk"] });
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "ministry", "sections": [{ "id": "archive" }],
    /// #     "tools": [{ "id": "docket", "features": ["search", "export"] }],
    /// #     "objectives": [{ "id": "export", "track": "technology", "tool": "docket", "features": ["export"] }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "export" }] }],
    /// #     "people": (0..12).map(clerk).collect::<Vec<_>>(),
    /// #     "activities": [{ "id": "course", "mode": "course", "hours": 3.0, "teaches": [{ "objective": "export" }] }],
    /// #     "feature_use": [{ "section": "archive", "feature": "docket/search", "uses_per_month": 40.0 }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let fit = programme.fit("2027-03-14".parse()?, &Disclosure::default());
    /// assert_eq!(fit.cells[0].fit, FeatureFit::UsedNotTaught);
    /// assert_eq!(fit.cells[1].fit, FeatureFit::TaughtNotUsed);
    /// assert_eq!(fit.saved.person_hours.value(), Some(36.0));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fit(&self, as_of: Date, disclosure: &Disclosure) -> Fit {
        let programme = self.on(as_of);
        let model = programme.model();
        let publisher = Publisher::publish(disclosure, &model.rules);
        let (cells, undeclared) = cells::all_cells(model, as_of, &publisher);
        let totals = FitTotals::count_cells(&cells);
        Fit {
            as_of,
            cells,
            saved: hours_saved::hours_saved(model, as_of, &publisher),
            totals,
            undeclared,
        }
    }
}

/// What is saved the people employed on a date because their section never uses it.
pub(crate) fn hours_saved(model: &crate::model::Model, date: Date) -> HoursSaved {
    hours_saved::hours_saved(
        model,
        date,
        &Publisher::publish(&Disclosure::internal(), &model.rules),
    )
}
