//! Counts of verdicts together, as differences and sensitivity have them.

use super::VerdictCounts;
use crate::disclosure::{Published, Publisher};
use crate::fingerprint::PeopleSet;

impl Publisher {
    /// How many of those of whom something is required have which verdict. Of whom nothing is required the document says.
    pub(crate) fn verdicts(
        &self,
        counts: VerdictCounts,
        required: PeopleSet,
    ) -> Published<VerdictCounts> {
        let count = |count: u64, measure: &str| self.count(count, required, measure);
        if required.people == 0 {
            return self.of(counts.people(), counts);
        }
        count(counts.ready, "ready")
            .zip(count(counts.not_ready, "not_ready"))
            .zip(count(counts.cannot_tell, "cannot_tell"))
            .map(|((ready, not_ready), cannot_tell)| VerdictCounts {
                cannot_tell,
                not_ready,
                ready,
                ..counts
            })
    }
}
