//! What one person needs and is not ready in.

use crate::readiness::RequirementReader;
use crate::readiness::{Shortfall, State};
use crate::{PersonReadiness, Range, Track};
use serde::Serialize;

/// Something a person needs and is not ready in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PersonGap {
    /// Whether it caps the person's verdict.
    pub critical: bool,
    /// Its part of the person's shortfall 1 - readiness (low end), in [0, 1]: exact Shapley value.
    pub gap: f64,
    /// That part per hour of being taught; null where nothing teaches it.
    pub gap_per_hour: Option<f64>,
    /// Hours that the person spends to be taught it; null where no activity teaches it.
    pub hours: Option<f64>,
    /// Name of the level, where the objective has a scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Range of the objective.
    pub readiness: Range,
    /// What is missing from 1, in parts.
    pub shortfall: Shortfall,
    /// The state of the person in it.
    pub state: State,
    /// Name for people.
    pub title: String,
    /// Its track.
    pub track: Track,
}

#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn gaps(view: PersonReadiness<'_>) -> Vec<PersonGap> {
    let assessment = view.assessment;
    let model = assessment.programme.model();
    let profile = assessment.profile(view.person);
    let parts = RequirementReader::new(assessment).scores_of(view.person);
    let mut rows: Vec<PersonGap> = profile
        .requirements
        .iter()
        .zip(parts)
        .filter(|(_, part)| !matches!(part.state, State::Ready | State::Expiring))
        .map(|(need, part)| {
            let compiled = &model.objectives[need.objective];
            let hours = model.hours_to_teach(need.objective, need.level);
            PersonGap {
                critical: need.critical,
                gap: part.gap,
                gap_per_hour: hours
                    .filter(|hours| *hours > 0.0)
                    .map(|hours| part.gap / hours),
                hours,
                level: compiled.level_name(need.level).map(str::to_owned),
                objective: compiled.id.clone(),
                readiness: part.range,
                shortfall: part.shortfall,
                state: part.state,
                title: compiled.title.clone(),
                track: compiled.track,
            }
        })
        .collect();
    rows.sort_by(|a, b| b.gap.total_cmp(&a.gap));
    rows
}
