//! What always holds of scores, needs and means, whatever the programme and the evidence.

mod means;
mod order;
mod phases;
mod scores;

use crate::case::{Case, cases, everything, figures, log, near};
use crate::generate::{AS_OF, case};
use crate::naive;
use paratus::document::{DateTime, EvidenceDoc, Kind, LevelRef};
use paratus::explain::State;
use paratus::explain::{gap_shares, power_mean};
use paratus::{Assessment, EvidenceLog, PersonReadiness, Programme, Record, Track, Verdict};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// Everyone with everything they need, spared feature sets left out.
fn shown(assessment: &Assessment) -> Vec<(String, f64)> {
    let mut list = Vec::new();
    for id in assessment.programme().people_ids() {
        let person = assessment.person(id).expect("a person of the programme");
        for objective in person
            .objectives()
            .iter()
            .filter(|o| o.state != State::Unused)
        {
            list.push((
                format!("{id} {}", objective.objective),
                objective.opinion.shown,
            ));
        }
        for track in Track::ALL {
            list.extend(
                person
                    .track(track)
                    .map(|range| (format!("{id} {track}"), range.low)),
            );
        }
        list.extend(
            person
                .readiness()
                .map(|range| (format!("readiness of {id}"), range.low)),
        );
    }
    list
}

/// Fails where anything shown `before` is higher than `after`, by more than a tolerance.
fn never_lower(
    before: &Assessment,
    after: &Assessment,
    tolerance: f64,
) -> Result<(), TestCaseError> {
    let (before, after) = (shown(before), shown(after));
    prop_assert_eq!(before.len(), after.len());
    for ((name, low), (_, high)) in before.iter().zip(&after) {
        prop_assert!(
            *high >= *low - tolerance,
            "{} falls from {} to {}",
            name,
            low,
            high
        );
    }
    Ok(())
}

fn everyone(assessment: &Assessment) -> Vec<PersonReadiness<'_>> {
    let ids = assessment.programme().people_ids();
    ids.map(|id| assessment.person(id).expect("a person of the programme"))
        .collect()
}

const IN_UNIT: std::ops::RangeInclusive<f64> = 0.0..=1.0;

#[expect(
    clippy::disallowed_methods,
    reason = "on purpose another implementation than the library's"
)]
fn log2(x: f64) -> f64 {
    x.log2()
}
