//! What changed between two assessments and why, and how much the verdicts owe to the rules.

mod attribute;
mod report;
mod sensitivity;
#[cfg(test)]
mod tests;
mod verdicts;

pub use report::{
    CauseCounts, Diff, StaffChange, VerdictCause, VerdictChange, VerdictCounts, VerdictStep,
};
pub use sensitivity::{Sensitivity, Variant, sensitivity};

use crate::disclosure::Disclosure;
use crate::document::Document;
use crate::{Date, EvidenceLog};

/// One side of a comparison: a programme as written, its evidence and the date of assessment.
#[derive(Clone, Copy, Debug)]
pub struct DiffSide<'a> {
    /// The date of assessment.
    pub as_of: Date,
    /// The programme as written.
    pub document: &'a Document,
    /// Its evidence, read for this programme or for the other one.
    pub evidence: &'a EvidenceLog,
}

/// Who changes verdict from one assessment to another, and why.
///
/// Two dates, two programmes, two rule sets, two logs: whatever differs is exchanged one after the other, in the order of
/// [`VerdictCause::ALL`]; who changes verdict at a step does so because of it. The counts of all steps add up to the whole
/// difference. Where causes work only together, the later one is named; ageing may better a verdict, as old failures fade. People who are there on one side only are listed
/// apart. A published difference has the counts of both sides and after each step, and no lists of people: what changed is the
/// difference of published counts.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::compare::{DiffSide, diff};
/// use paratus::disclosure::Disclosure;
///
/// let (document, evidence) = (sample::document(), sample::evidence(&sample::programme()));
/// let side = |month| DiffSide { as_of: sample::first(month), document: &document, evidence: &evidence };
/// let difference = diff(&side(3), &side(9), &Disclosure::internal());
/// for change in &difference.changes {
///     println!("{}: {:?} -> {:?}", change.person, change.before, change.after);
/// }
/// ```
#[must_use]
pub fn diff(before: &DiffSide<'_>, after: &DiffSide<'_>, disclosure: &Disclosure) -> Diff {
    report::of(before, after, disclosure)
}
