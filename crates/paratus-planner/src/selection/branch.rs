//! Branch and bound over the number of sessions in each pool, then over covers; the lowest bound first.
use super::Limits;
use super::bnb_node::Node;
use super::component::{Component, Unit};
use super::covering::Covering;
use super::dual::{DualMean, DualValue, PackedCovers};
use super::search::{ComponentSelection, IMPROVED};
use crate::pace::Pace;
use std::collections::{BTreeMap, BTreeSet};

/// Units beyond which a part gets fewer nodes, so that the work for it does not grow faster than it does.
const LARGE_COMPONENT: usize = 2_000;

/// What came of a part.
#[derive(Clone, Debug, Default)]
pub(super) struct SolvedComponent {
    /// Inner money: nothing costs less.
    pub(super) bound: i64,
    pub(super) found: ComponentSelection,
    pub(super) nodes: u64,
}

/// How a node is divided.
#[derive(Clone, Copy, Debug)]
enum Split {
    /// The pool has at most that many seats, or more.
    Seats(usize, i64),
    /// The unit takes the cover, or another.
    Cover(usize, usize),
}

/// The cheapest choice of a part, or the cheapest found when the limits are reached.
pub(super) async fn solve(part: &Component, limits: &Limits, pace: &Pace) -> SolvedComponent {
    let root = Node::root(part);
    let mut best =
        ComponentSelection::new(part, part.units.iter().map(|unit| unit.first).collect());
    best.improve(part, &root.open, limits.moves, None);
    pace.spend(IMPROVED * part.size()).await;
    let covering = Covering::new(part);
    let step = covering.as_ref().map_or(1, |covering| covering.step);
    let mut search = Search {
        part,
        limits,
        best,
        step,
        tried: BTreeSet::new(),
        queue: BTreeMap::new(),
        ids: 0,
    };
    let nodes =
        (limits.nodes as usize * LARGE_COMPONENT / part.units.len().max(LARGE_COMPONENT)) as u64;
    let splits = |unit: &Unit| unit.people > 1 && unit.end - unit.first > 1;
    if limits.apart && part.units.iter().any(splits) {
        let rounds = limits.rounds.saturating_mul(2);
        let bound = search.relax(root, rounds, pace).await;
        let bound = bound.min(search.best.cost);
        let bound = covering.map_or(bound, |covering| covering.raise_bound(bound, &search.best));
        return SolvedComponent {
            bound,
            found: search.best,
            nodes: 0,
        };
    }
    let rounds = limits.rounds.saturating_mul(2);
    search.visit(root, rounds, 6, pace).await;
    if let (Some(covering), Some(((bound, _), _))) = (&covering, search.queue.first_key_value()) {
        let enough = covering.raise_bound(*bound, &search.best);
        let found = covering
            .improve(&search.best, enough, limits.moves, pace)
            .await;
        if found.cost < search.best.cost {
            search.best = found;
        }
    }
    let mut visited = 0;
    let mut open = None;
    while let Some(((bound, _), (node, split))) = search.queue.pop_first() {
        if visited >= nodes || bound >= search.target() {
            open = Some(bound);
            break;
        }
        for child in divide(part, node, split) {
            visited += 1;
            search.visit(child, limits.rounds, 2, pace).await;
        }
    }
    let bound = open.unwrap_or(i64::MAX).min(search.best.cost);
    let bound = covering.map_or(bound, |covering| covering.raise_bound(bound, &search.best));
    SolvedComponent {
        bound,
        found: search.best,
        nodes: visited,
    }
}

struct Search<'a> {
    part: &'a Component,
    limits: &'a Limits,
    best: ComponentSelection,
    /// Inner money: whatever is cheaper than the best is cheaper by so much.
    step: i64,
    /// Costs of what was improved already, so that nothing is improved twice.
    tried: BTreeSet<i64>,
    /// By bound, then by age.
    queue: BTreeMap<(i64, u64), (Node, Split)>,
    ids: u64,
}

impl Search<'_> {
    /// Inner money: what is bounded by this is not worth a search. It leaves less than a unit of money, or what the limits allow.
    fn target(&self) -> i64 {
        let gap = i128::from(self.best.cost.max(0)) * i128::from(self.limits.gap) / 1_000_000;
        let gap = i64::try_from(gap).unwrap_or(0).max(self.part.idle);
        self.best.cost.saturating_sub(gap).min(self.limit())
    }

    /// Inner money: nothing that is bounded by this is cheaper than the best.
    fn limit(&self) -> i64 {
        self.best.cost.saturating_sub(self.step - 1)
    }

    /// The bound of a node with everything open: each person takes what is cheapest at the prices, so it holds also where people of a
    /// unit take different covers. What is closed or divided takes whole units.
    async fn relax(&mut self, mut node: Node, rounds: u32, pace: &Pace) -> i64 {
        let (value, mean) = PackedCovers::new(self.part, &node.open)
            .ascend(self.part, &mut node, rounds, self.limit(), pace)
            .await;
        self.try_picks(&node, &value, &mean, pace).await;
        node.bound
    }

    /// Bounds a node, draws the conclusions, in turn while that helps; queues it where something is left to decide.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    async fn visit(&mut self, mut node: Node, rounds: u32, turns: u32, pace: &Pace) {
        let part = self.part;
        let mut split = None;
        if !node.tighten(part) {
            return;
        }
        for turn in 1..=turns {
            let packed = PackedCovers::new(part, &node.open);
            let before = node.bound;
            let (value, mean) = packed
                .ascend(part, &mut node, rounds, self.limit(), pace)
                .await;
            if node.bound >= self.limit() {
                return;
            }
            self.try_picks(&node, &value, &mean, pace).await;
            let closed = packed.close(part, &mut node, &value, self.limit());
            if node.bound >= self.limit() || !node.tighten(part) {
                return;
            }
            split = choose(part, &node, &mean);
            let slow =
                turn > 1 && node.bound.saturating_sub(before) < (self.best.cost - node.bound) / 20;
            if !closed || slow || split.is_none() {
                break;
            }
        }
        if let Some(split) = split {
            self.ids += 1;
            self.queue.insert((node.bound, self.ids), (node, split));
        } else {
            let open = |unit: &Unit| {
                (unit.first..unit.end)
                    .find(|&c| node.open[c])
                    .unwrap_or(unit.first)
            };
            let found = ComponentSelection::new(part, part.units.iter().map(open).collect());
            if found.cost < self.best.cost {
                self.best = found;
            }
        }
    }

    /// Improves the cheapest covers at the node's prices, and the most frequent ones of its relaxation.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    async fn try_picks(&mut self, node: &Node, value: &DualValue, mean: &DualMean, pace: &Pace) {
        let frequent = |unit: &Unit| {
            let mut best = (-1.0, unit.first);
            for c in (unit.first..unit.end).filter(|&c| node.open[c]) {
                if mean.shares[c] > best.0 {
                    best = (mean.shares[c], c);
                }
            }
            best.1
        };
        let frequent: Vec<usize> = self.part.units.iter().map(frequent).collect();
        for picks in [value.picks.clone(), frequent] {
            let mut found = ComponentSelection::new(self.part, picks);
            found.improve(self.part, &node.open, self.limits.moves, None);
            pace.spend(IMPROVED * self.part.size()).await;
            if !self.tried.insert(found.cost) {
                continue;
            }
            let near = self.best.cost.saturating_add(self.best.cost >> 10);
            if found.cost < near && self.part.units.len() <= 2 * LARGE_COMPONENT {
                found
                    .close_sessions(self.part, &node.open, self.limits.moves, pace)
                    .await;
            }
            if found.cost < self.best.cost {
                self.best = found;
            }
        }
    }
}

/// Where to divide: the pool whose seats the relaxation pays least for, or where all pools are settled, the unit that it
/// divides most.
#[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
fn choose(part: &Component, node: &Node, mean: &DualMean) -> Option<Split> {
    let mut best: Option<(f64, Split)> = None;
    for (p, pool) in part.pools.iter().enumerate() {
        let (lo, hi) = node.seats[p];
        if lo >= hi || pool.sessions(lo) == pool.sessions(hi) && pool.cost(lo) == pool.cost(hi) {
            continue;
        }
        let seats = (mean.taken[p].ceil() as i64).clamp(lo, hi);
        let paid_less = pool.cost(seats) as f64 - mean.cost[p];
        if best.is_none_or(|(most, _)| paid_less > most) {
            let full = mean.taken[p].max(0.0) as i64 / pool.most.max(1) * pool.most;
            let end = if pool.sessions(lo) == pool.sessions(hi) {
                seats - 1
            } else {
                full
            };
            best = Some((paid_less, Split::Seats(p, end.clamp(lo, hi - 1))));
        }
    }
    if best.is_none() {
        for (u, unit) in part.units.iter().enumerate() {
            let mut top = (-1.0, unit.first);
            let mut open = 0;
            for c in (unit.first..unit.end).filter(|&c| node.open[c]) {
                open += 1;
                if mean.shares[c] > top.0 {
                    top = (mean.shares[c], c);
                }
            }
            let divided = (1.0 - top.0) * unit.people as f64;
            if open > 1 && best.is_none_or(|(most, _)| divided > most) {
                best = Some((divided, Split::Cover(u, top.1)));
            }
        }
    }
    best.map(|(_, split)| split)
}

/// The two sides of a split.
#[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
fn divide(part: &Component, node: Node, split: Split) -> [Node; 2] {
    let mut one = node.clone();
    let mut other = node;
    match split {
        Split::Seats(pool, seats) => {
            one.seats[pool].1 = seats;
            other.seats[pool].0 = seats + 1;
        }
        Split::Cover(unit, cover) => {
            for c in part.units[unit].first..part.units[unit].end {
                one.open[c] &= c == cover;
            }
            other.open[cover] = false;
        }
    }
    [one, other]
}
