//! At least how many needs stay unmet, whatever the timetable.

use super::exact;
use super::family::{Count, Family, SharedSupply, count_equal, families, own_time};
use super::needs::{Gate, Needs};
use super::starts::PossibleStarts;
use crate::pace::Pace;
use crate::timetable::problem::TimetableProblem;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Windows of each family that are counted out.
const MOST_WINDOWS: usize = 6;
/// Groups of needs that are added up.
const MOST_GROUPS: usize = 24;

/// Needs that cannot all be met, and how many of them are left.
struct Group {
    unmet: u64,
    gates: Vec<usize>,
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
    let mut gates = OpenGates::new(problem, &needs.gates);
    let windows: Vec<(&Family, &Count)> = shared
        .iter()
        .flat_map(|(family, counts)| counts.iter().map(move |count| (family, count)))
        .collect();
    // By how much it left when it was last counted, which only becomes less, the one that is first in the list of several.
    let mut queue: BinaryHeap<(u64, Reverse<usize>)> = BinaryHeap::new();
    for (at, (family, count)) in windows.iter().enumerate() {
        pace.spend(needs.gates.len() as u64).await;
        queue.push((
            group(problem, starts, &gates, family, count).unmet,
            Reverse(at),
        ));
    }
    let (mut total, mut groups) = (0, 0);
    while let Some((unmet, Reverse(at))) = queue.pop()
        && unmet > 0
        && groups < MOST_GROUPS
        && let Some((family, count)) = windows.get(at)
    {
        pace.spend(needs.gates.len() as u64).await;
        let now = group(problem, starts, &gates, family, count);
        if now.unmet == unmet {
            total += unmet;
            groups += 1;
            gates.close(&now.gates);
        } else {
            queue.push((now.unmet, Reverse(at)));
        }
    }
    for (family, counts) in &own {
        let groups = counts
            .iter()
            .map(|count| group(problem, starts, &gates, family, count).unmet);
        total += groups.max().unwrap_or(0);
    }
    total
}

/// Needs that no group counts yet.
struct OpenGates<'a> {
    all: &'a [Gate],
    of_section: Vec<Vec<usize>>,
    is_closed: Vec<bool>,
}

impl OpenGates<'_> {
    #[expect(clippy::indexing_slicing, reason = "the problem was checked")]
    fn new<'a>(problem: &TimetableProblem, all: &'a [Gate]) -> OpenGates<'a> {
        let mut of_section = vec![Vec::new(); problem.sections.len()];
        for (at, gate) in all.iter().enumerate() {
            of_section[problem.learners[gate.learner].section].push(at);
        }
        OpenGates {
            all,
            of_section,
            is_closed: vec![false; all.len()],
        }
    }

    #[expect(clippy::indexing_slicing, reason = "groups are of these gates")]
    fn close(&mut self, gates: &[usize]) {
        gates.iter().for_each(|&gate| self.is_closed[gate] = true);
    }

    /// Those that may use what is shared.
    #[expect(clippy::indexing_slicing, reason = "indices of the same list")]
    fn of(&self, shared: &SharedSupply) -> Vec<usize> {
        // Needs are by learner.
        let from = |learner: usize| self.all.partition_point(|gate| gate.learner < learner);
        let mut open: Vec<usize> = match shared {
            SharedSupply::Section(section) => self.of_section[*section].clone(),
            SharedSupply::Learner(learner) => (from(*learner)..from(*learner + 1)).collect(),
            _ => (0..self.all.len()).collect(),
        };
        open.retain(|&gate| !self.is_closed[gate]);
        open
    }
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
#[expect(clippy::indexing_slicing, reason = "indices of the same list")]
fn group(
    problem: &TimetableProblem,
    starts: &PossibleStarts,
    open: &OpenGates<'_>,
    family: &Family,
    count: &Count,
) -> Group {
    let (mut gates, mut places) = (Vec::new(), Vec::new());
    for at in open.of(&family.shared) {
        let mut by = open.all[at].places.iter().copied();
        if let Some(place) = by.find(|&place| family.counts(starts, count, place)) {
            places.push(place);
            gates.push(at);
        }
    }
    let values = count_equal(places);
    let met = family.most_met(problem, starts, count, &values);
    Group {
        unmet: (gates.len() as u64).saturating_sub(met),
        gates,
    }
}
