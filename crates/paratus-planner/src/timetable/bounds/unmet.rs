//! At least how many needs stay unmet, whatever the timetable.

use super::exact;
use super::family::{Count, Family, SharedSupply, families, own_time};
use super::needs::{Gate, Needs};
use super::starts::PossibleStarts;
use crate::pace::Pace;
use crate::timetable::problem::TimetableProblem;
use std::collections::BTreeMap;

/// Windows of each family that are counted out.
const MOST_WINDOWS: usize = 6;
/// Groups of needs that are added up.
const MOST_GROUPS: usize = 24;

/// Needs that cannot all be met, and how many of them are left.
#[derive(Default)]
struct Group {
    unmet: u64,
    gates: Vec<usize>,
}

impl Group {
    fn worse(self, other: Group) -> Group {
        if other.unmet > self.unmet {
            other
        } else {
            self
        }
    }
}

/// At least this many needs are unmet in any timetable.
///
/// Small parts are searched exactly, with `work` states at most each. Of the rest a need is counted in one place: with what
/// it cannot do without, in one family and window. Groups of needs that share nothing are added up, the one that leaves most
/// first.
pub(super) async fn unmet(problem: &TimetableProblem, work: u64, pace: &Pace) -> u64 {
    let starts = PossibleStarts::new(problem, false);
    pace.spend(problem.size()).await;
    let mut needs = Needs::new(problem, &starts);
    pace.spend(problem.size()).await;
    let mut total = 0;
    let mut is_decided = vec![false; problem.learners.len()];
    let mut work = exact::Work::new(work);
    for part in exact::parts(problem, &starts) {
        if let Some(best) = exact::best(problem, &starts, &part, &mut work) {
            total += best.unmet;
            part.iter()
                .filter_map(|&learner| is_decided.get_mut(learner).map(|known| *known = true))
                .count();
        }
    }
    let is_open = |learner: usize| is_decided.get(learner) == Some(&false);
    pace.spend(problem.size()).await;
    needs.gates.retain(|gate| is_open(gate.learner));
    total += needs
        .hopeless
        .iter()
        .filter(|need| is_open(need.learner))
        .count() as u64;
    if needs.gates.is_empty() {
        return total;
    }
    total + counted(problem, &starts, &needs, &is_decided, pace).await
}

/// At least this many needs that could be met one by one cannot all be met together.
async fn counted(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    needs: &Needs,
    is_decided: &[bool],
    pace: &Pace,
) -> u64 {
    let mut shared: Vec<(Family, Vec<Count>)> = Vec::new();
    for family in families(problem, starts) {
        let counts = worst(&family, problem, starts, needs, pace).await;
        if !counts.is_empty() {
            shared.push((family, counts));
        }
    }
    let mut own: Vec<(Family, Vec<Count>)> = Vec::new();
    for learner in (0_usize..).zip(is_decided).filter(|(_, known)| !**known) {
        let Some(family) = own_time(problem, starts, needs, learner.0) else {
            continue;
        };
        let counts = worst(&family, problem, starts, needs, pace).await;
        if !counts.is_empty() {
            own.push((family, counts));
        }
    }
    let mut used = vec![false; needs.gates.len()];
    let mut total = 0;
    for _ in 0..MOST_GROUPS {
        let groups: usize = shared.iter().map(|(_, counts)| counts.len()).sum();
        pace.spend((groups * needs.gates.len()) as u64).await;
        let mut best = Group::default();
        shared.retain(|(family, counts)| {
            let groups = counts
                .iter()
                .map(|count| group(problem, starts, &needs.gates, family, count, &used));
            let group = groups.fold(Group::default(), Group::worse);
            let is_worth = group.unmet > 0;
            best = std::mem::take(&mut best).worse(group);
            is_worth
        });
        if best.unmet == 0 {
            break;
        }
        total += best.unmet;
        best.gates
            .iter()
            .filter_map(|&gate| used.get_mut(gate).map(|used| *used = true))
            .count();
    }
    for (family, counts) in own {
        let groups = counts
            .iter()
            .map(|count| group(problem, starts, &needs.gates, &family, count, &used));
        total += groups.fold(Group::default(), Group::worse).unmet;
    }
    total
}

/// The windows of a family in which most is missing.
async fn worst(
    family: &Family,
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    needs: &Needs,
    pace: &Pace,
) -> Vec<Count> {
    let mut counts = family.short(problem, starts, needs, pace).await;
    counts.truncate(MOST_WINDOWS);
    counts
}

/// The needs that a family counts in a window, and how many of them are left.
fn group(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    all: &[Gate],
    family: &Family,
    count: &Count,
    used: &[bool],
) -> Group {
    let mut values: BTreeMap<usize, u64> = BTreeMap::new();
    let mut gates = Vec::new();
    // Needs are by learner.
    let range = match family.shared {
        SharedSupply::Learner(learner) => {
            all.partition_point(|gate| gate.learner < learner)
                ..all.partition_point(|gate| gate.learner <= learner)
        }
        _ => 0..all.len(),
    };
    for (at, gate) in all.iter().enumerate().take(range.end).skip(range.start) {
        if used.get(at) == Some(&true) {
            continue;
        }
        if let Some(&place) = gate
            .places
            .iter()
            .find(|&&place| family.counts(starts, count, place))
        {
            *values.entry(place).or_default() += 1;
            gates.push(at);
        }
    }
    let met = family.most_met(problem, starts, count, &values);
    Group {
        unmet: (gates.len() as u64).saturating_sub(met),
        gates,
    }
}
