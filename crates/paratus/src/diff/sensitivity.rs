//! How much the verdicts owe to the rules: the same evidence under others.

use super::VerdictCounts;
use crate::disclosure::Disclosure;
use crate::disclosure::{Published, Publisher, SuppressedFigures};
use crate::document::{Document, Exponent};
use crate::fingerprint::PeopleSet;
use crate::{Assessment, Date, EvidenceLog, Programme, Verdict};
use serde::Serialize;

/// The verdicts under other rules.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Sensitivity {
    /// The date of assessment.
    pub as_of: Date,
    /// The verdicts under the rules of the programme.
    pub counts: Published<VerdictCounts>,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// The verdicts under each other rule, one changed at a time.
    pub variants: Vec<Variant>,
}

/// The verdicts with one rule changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Variant {
    /// How many people have another verdict. Only internal answers have it: what changes is the difference of the counts.
    pub changed: Published<u64>,
    /// The verdicts. Of another exponent they are suppressed where fewer than `min_cell` people need something in several tracks: it
    /// matters to them alone.
    pub counts: Published<VerdictCounts>,
    /// By how many places a person moves on average when people are ordered by the lower bound of readiness (equals share
    /// their places); `null` where nothing is required of anybody. Only internal answers have it: it is about those who change, and
    /// where only a few can, 0 says that none of them does.
    pub mean_rank_change: Published<f64>,
    /// The rule that is changed: `exponent`, `prior_weight`, `half_lives` or `evidence_weights`.
    pub rule: String,
    /// The figures here that are suppressed, and why.
    #[serde(skip_serializing_if = "SuppressedFigures::is_empty")]
    pub suppressed: SuppressedFigures,
    /// Its value; for half-lives and evidence weights what all of them are multiplied by.
    pub value: f64,
}

/// The verdicts under exponents 1, 0, -1 and -2, prior weights 1, 2 and 4, and all half-lives and all evidence weights halved and
/// half as great again. Values that the programme has already are among them.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::compare::sensitivity;
/// use paratus::disclosure::Disclosure;
///
/// let evidence = sample::evidence(&sample::programme());
/// let found = sensitivity(&sample::document(), &evidence, sample::first(3), &Disclosure::internal());
/// for variant in &found.variants {
///     println!("{} {}: {:?} verdicts change", variant.rule, variant.value, variant.changed.value());
/// }
/// assert_eq!(found.variants.len(), 11);
/// ```
#[must_use]
pub fn sensitivity(
    document: &Document,
    evidence: &EvidenceLog,
    as_of: Date,
    disclosure: &Disclosure,
) -> Sensitivity {
    let base = outcome(document, evidence, as_of);
    let publisher = base.assessment.publisher(disclosure);
    let counts = base.counts(&publisher);
    let variants = [1.0, 0.0, -1.0, -2.0]
        .map(|exponent| ("exponent", exponent))
        .into_iter()
        .chain([1.0, 2.0, 4.0].map(|weight| ("prior_weight", weight)))
        .chain([0.5, 1.5].map(|factor| ("half_lives", factor)))
        .chain([0.5, 1.5].map(|factor| ("evidence_weights", factor)));
    Sensitivity {
        as_of,
        suppressed: SuppressedFigures::default().with_figure("counts", &counts),
        counts,
        variants: variants
            .map(|(rule, value)| {
                let mut other = document.clone();
                change(&mut other, rule, value);
                let other = outcome(&other, evidence, as_of);
                let changed = base
                    .verdicts
                    .iter()
                    .zip(&other.verdicts)
                    .filter(|(a, b)| a != b)
                    .count() as u64;
                // An exponent matters to those alone who need something in several tracks: where they are few, and the exponent is not the
                // programme's own, the counts would reveal them.
                let is_own = document.rules.exponent == Exponent(value);
                let is_apart =
                    rule != "exponent" || is_own || !publisher.is_small_group(base.several_tracks);
                let (changed, counts) = (
                    publisher.internal_only(changed),
                    publisher.given_if(is_apart, other.counts(&publisher)),
                );
                let mean_rank_change = rank_change(&base.lows, &other.lows)
                    .map_or(Published::suppressed_all(), |moved| {
                        publisher.internal_only(moved)
                    });
                let suppressed = SuppressedFigures::default()
                    .with_figure("changed", &changed)
                    .with_figure("counts", &counts)
                    .with_figure("mean_rank_change", &mean_rank_change);
                Variant {
                    changed,
                    counts,
                    mean_rank_change,
                    rule: rule.to_owned(),
                    suppressed,
                    value,
                }
            })
            .collect(),
    }
}

fn change(document: &mut Document, rule: &str, value: f64) {
    let rules = &mut document.rules;
    match rule {
        "exponent" => rules.exponent = Exponent(value),
        "prior_weight" => rules.prior_weight = value,
        "half_lives" => {
            rules.half_life_days *= value;
            document
                .objectives
                .iter_mut()
                .filter_map(|o| o.half_life_days.as_mut())
                .for_each(|half| *half *= value);
        }
        _ => {
            let evidence_weights = &mut rules.evidence_weights;
            let prior = rules.prior_weight;
            for mass in [
                &mut evidence_weights.certificate,
                &mut evidence_weights.completion,
                &mut evidence_weights.observation,
                &mut evidence_weights.quiz,
                &mut evidence_weights.survey,
            ] {
                *mass = (*mass * value).min(8.0);
            }
            for instrument in &mut document.instruments {
                let known = instrument
                    .reliability
                    .filter(|r| (0.0..1.0).contains(r))
                    .map(|r| prior * r / (1.0 - r));
                instrument.evidence_weight = instrument
                    .evidence_weight
                    .or(known)
                    .map(|mass| (mass.min(8.0) * value).min(8.0));
            }
        }
    }
}

/// Everyone employed, in the order of the programme.
struct SensitivityOutcome {
    verdicts: Vec<Option<Verdict>>,
    /// Lower bounds of those of whom something is required.
    lows: Vec<f64>,
    assessment: Assessment,
    /// Those of whom something is required.
    required: PeopleSet,
    /// Those who need something in more than one track.
    several_tracks: u64,
}

impl SensitivityOutcome {
    fn counts(&self, publisher: &Publisher) -> Published<VerdictCounts> {
        publisher.verdicts(
            VerdictCounts::count_verdicts(self.verdicts.iter().copied()),
            self.required,
        )
    }
}

fn outcome(document: &Document, evidence: &EvidenceLog, as_of: Date) -> SensitivityOutcome {
    let programme = Programme::compile(document);
    let assessment = programme.assess(&evidence.for_programme(&programme), as_of);
    let verdicts: Vec<Option<Verdict>> =
        assessment.people().map(|person| person.verdict()).collect();
    let required = assessment
        .people()
        .filter(|person| person.verdict().is_some());
    let staff = &assessment.board().staff;
    SensitivityOutcome {
        several_tracks: staff.iter().map(|staff| staff.several_tracks).sum(),
        lows: assessment
            .people()
            .filter_map(|person| person.readiness().map(|range| range.low))
            .collect(),
        required: required
            .map(|person| crate::fingerprint::person(person.id()))
            .sum(),
        verdicts,
        assessment,
    }
}

/// The mean difference of places.
fn rank_change(before: &[f64], after: &[f64]) -> Option<f64> {
    let (before, after) = (ranks(before), ranks(after));
    let moved: f64 = before.iter().zip(&after).map(|(a, b)| (a - b).abs()).sum();
    (!before.is_empty()).then(|| moved / before.len() as f64)
}

/// Places from 1, the highest first; equals share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<(f64, usize)> = values.iter().copied().zip(0..).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut places = vec![0.0; values.len()];
    let mut first = 1.0;
    for equals in order.chunk_by(|a, b| a.0 == b.0) {
        let shared = first + (equals.len() as f64 - 1.0) / 2.0;
        for (_, at) in equals {
            if let Some(place) = places.get_mut(*at) {
                *place = shared;
            }
        }
        first += equals.len() as f64;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::{rank_change, ranks};

    #[test]
    fn equals_share_their_places() {
        assert_eq!(ranks(&[0.5, 0.9, 0.5, 0.1]), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(
            rank_change(&[0.5, 0.9, 0.5, 0.1], &[0.9, 0.5, 0.1, 0.2]),
            Some((1.5 + 1.0 + 1.5 + 1.0) / 4.0)
        );
    }
}
