//! Balance: no track has run ahead of the others.
//!
//! Compared are the track means of all who need something in them, twice: as if nothing unknown were success (what was
//! shown), and as if all of it were. The condition holds if it holds in both cases.

use super::condition::{self, ConditionResult};
use super::facts::GateFacts;
use super::figures::ConditionFigures;
use super::obstacle::GateObstacle;
use super::{ConditionKind, ConditionVerdict};
use crate::disclosure::{Published, READINESS, Suppression};
use crate::document::ConditionDoc;
use crate::figure::{self, Threshold};
use crate::readiness::EvidenceSums;
use crate::stats::RangeSum;
use crate::{Range, Track, TrackValues};
use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

/// The mean of each track over the people who need something in it.
fn means(world: &GateFacts<'_>) -> TrackValues<Option<Range>> {
    let assessment = world.assessment();
    let mut sums = TrackValues::<(u64, RangeSum)>::default();
    for person in world.people() {
        let (profile, score) = (assessment.profile(person), world.score(person));
        for track in Track::ALL.into_iter().filter(|track| profile.has(*track)) {
            let (count, sum) = sums.get_mut(track);
            *count += 1;
            sum.add(*score.tracks.get(track));
        }
    }
    sums.map(|(count, sum)| sum.mean(*count))
}

/// The means of the tracks that anybody needs something in.
fn needed_means(means: &TrackValues<Option<Range>>) -> Vec<Range> {
    means.iter().filter_map(|(_, mean)| *mean).collect()
}

/// The largest difference of the lower bounds and of the upper bounds; `None` where fewer than two tracks are needed.
fn differences(held: &[Range]) -> Option<(f64, f64)> {
    let spread = |end: fn(&Range) -> f64| {
        let (least, most) = held
            .iter()
            .map(end)
            .fold((1.0f64, 0.0f64), |(a, b), x| (a.min(x), b.max(x)));
        most - least
    };
    (held.len() > 1).then(|| (spread(|range| range.low), spread(|range| range.high)))
}

pub(super) fn judge(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let most = condition.balance.unwrap_or_default();
    let means = means(world);
    let needed = Some(most);
    let Some((shown, possible)) = differences(&needed_means(&means)) else {
        return ConditionResult {
            needed,
            ..ConditionResult::unknown(ConditionKind::Balance, "tracks", GateObstacle::OneTrack)
        };
    };
    let holds = match (shown <= most, possible <= most) {
        (true, true) => ConditionVerdict::Met,
        (false, false) => ConditionVerdict::NotMet,
        _ => ConditionVerdict::CannotTell,
    };
    let publisher = &world.ground.publisher;
    let tracks = TrackValues::from_fn(|track| match means.get(track) {
        Some(mean) => {
            let needing = condition::concerned_by_readiness(world, Some(track));
            publisher.range(Some(*mean), needing, READINESS)
        }
        None => Published::suppressed_all(),
    });
    // What is given of the difference is that of the means as they are given.
    let given: Vec<Range> = tracks.iter().filter_map(|(_, mean)| mean.value()).collect();
    let all = given.len() == needed_means(&means).len();
    let apart = |end: fn((f64, f64)) -> f64, exact: f64| match differences(&given).filter(|_| all) {
        Some(apart) => publisher.on_side(publisher.of(0, end(apart)), exact, most, false),
        None => Published::suppressed(Suppression::Threshold),
    };
    let (apart_shown, apart_possible) = (
        apart(|apart| apart.0, shown),
        apart(|apart| apart.1, possible),
    );
    let parts: Vec<String> = tracks
        .iter()
        .filter_map(|(track, mean)| Some(format!("{track} {}", mean.mean_text(None)?)))
        .collect();
    let beside = |apart: f64| figure::decimal_beside(apart, Threshold::AtMost(most), 2);
    let detail = match (apart_shown.value(), apart_possible.value()) {
        (Some(shown), Some(possible)) => Ok(format!(
            "means {}: {} apart in what was shown, {} in what could be",
            parts.join(", "),
            beside(shown),
            beside(possible)
        )),
        _ => Err(GateObstacle::FewInOneTrack),
    };
    let people = condition::concerned_by_readiness(world, None).people;
    ConditionResult {
        figures: ConditionFigures {
            apart_possible,
            apart_shown,
            tracks: Some(tracks),
            ..ConditionFigures::default()
        }
        .noted(),
        holds,
        needed,
        people: publisher.of(people, people),
        value: apart_shown
            .zip(apart_possible)
            .map(|(shown, possible)| Range {
                high: shown.max(possible),
                low: shown.min(possible),
            }),
        ..ConditionResult::of_words(ConditionKind::Balance, "tracks", detail)
    }
}

/// An observed pass that could be asked for, by what it would add to a track's mean.
struct PassOffer {
    gain: f64,
    person: usize,
    slot: usize,
}

impl Ord for PassOffer {
    fn cmp(&self, other: &PassOffer) -> Ordering {
        let key = |offer: &PassOffer| Reverse((offer.person, offer.slot));
        self.gain
            .total_cmp(&other.gain)
            .then_with(|| key(self).cmp(&key(other)))
    }
}
impl PartialOrd for PassOffer {
    fn partial_cmp(&self, other: &PassOffer) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for PassOffer {
    fn eq(&self, other: &PassOffer) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for PassOffer {}

/// Which end of the ranges a pass is to raise.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RangeEnd {
    Low,
    High,
}

/// Gives observed passes in the track that lags, each where it raises the mean most, until the condition holds; says
/// whether it does.
pub(super) fn even_out(world: &mut GateFacts<'_>, condition: &ConditionDoc) -> bool {
    let most = condition.balance.unwrap_or_default();
    let people: Vec<usize> = world.people().collect();
    let budget = people.len().saturating_mul(200);
    let mut offers: Vec<((Track, RangeEnd), BinaryHeap<PassOffer>)> = Vec::new();
    let mut now = means(world);
    for _ in 0..budget {
        let Some((shown, possible)) = differences(&needed_means(&now)) else {
            return false;
        };
        let end = match (shown <= most, possible <= most) {
            (true, true) => return judge(world, condition).holds == ConditionVerdict::Met,
            (false, _) => RangeEnd::Low,
            (true, false) => RangeEnd::High,
        };
        let height = |range: &Range| {
            if end == RangeEnd::Low {
                range.low
            } else {
                range.high
            }
        };
        let lagging = now
            .iter()
            .filter_map(|(track, mean)| mean.map(|mean| (track, height(&mean))));
        let Some((track, _)) = lagging.min_by(|a, b| a.1.total_cmp(&b.1)) else {
            return false;
        };
        let place = offers
            .iter()
            .position(|(key, _)| *key == (track, end))
            .unwrap_or_else(|| {
                offers.push(((track, end), all_offers(world, &people, track, end)));
                offers.len() - 1
            });
        let Some((_, heap)) = offers.get_mut(place) else {
            return false;
        };
        for _ in 0..=(people.len() / 2_000) {
            if !take_best(world, heap, end) {
                return false;
            }
        }
        now = means(world);
    }
    false
}

fn all_offers(
    world: &GateFacts<'_>,
    people: &[usize],
    track: Track,
    end: RangeEnd,
) -> BinaryHeap<PassOffer> {
    let assessment = world.assessment();
    let model = assessment.programme.model();
    let mut heap = BinaryHeap::new();
    for &person in people {
        let requirements = &assessment.profile(person).requirements;
        for (slot, requirement) in requirements.iter().enumerate() {
            if model
                .objectives
                .get(requirement.objective)
                .is_some_and(|objective| objective.track == track)
            {
                heap.push(PassOffer {
                    gain: gain(world, person, slot, end),
                    person,
                    slot,
                });
            }
        }
    }
    heap
}

/// What one more pass would add to the person's track.
fn gain(world: &GateFacts<'_>, person: usize, slot: usize, end: RangeEnd) -> f64 {
    let assessment = world.assessment();
    let rules = &assessment.programme.model().rules;
    let weight = crate::readiness::observed(assessment);
    let share = assessment
        .profile(person)
        .shares
        .get(slot)
        .copied()
        .unwrap_or_default();
    let range = |cell: &EvidenceSums| cell.range(rules.prior_weight);
    let height = |range: Range| {
        if end == RangeEnd::Low {
            range.low
        } else {
            range.high
        }
    };
    world.cells(person).get(slot).map_or(0.0, |cell| {
        share * (height(range(&cell.with_successes(weight, 1))) - height(range(cell)))
    })
}

/// Takes the offer that adds most, and offers the next pass on the same requirement.
fn take_best(world: &mut GateFacts<'_>, heap: &mut BinaryHeap<PassOffer>, end: RangeEnd) -> bool {
    while let Some(offer) = heap.pop() {
        let PassOffer {
            gain: promised,
            person,
            slot,
        } = offer;
        let now = gain(world, person, slot, end);
        if now < promised {
            // Passes for the other end have changed it meanwhile.
            heap.push(PassOffer {
                gain: now,
                person,
                slot,
            });
            continue;
        }
        if now <= 1e-12 {
            return false;
        }
        let mut passes = vec![0; world.cells(person).len()];
        if let Some(count) = passes.get_mut(slot) {
            *count = 1;
        }
        world.give(person, &passes);
        heap.push(PassOffer {
            gain: gain(world, person, slot, end),
            person,
            slot,
        });
        return true;
    }
    false
}
