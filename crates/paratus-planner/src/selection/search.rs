//! Local search: units change their cover while that pays, and sessions are closed on trial.
use super::component::Component;
use crate::pace::Pace;

/// Looks at a part that an improvement takes, more or less.
pub(super) const IMPROVED: u64 = 4;

/// A choice for every unit of a part, with what it costs.
#[derive(Clone, Debug, Default)]
pub(super) struct ComponentSelection {
    /// Inner money, with the tracks' prices.
    pub(super) cost: i64,
    /// For each unit, its cover.
    pub(super) picks: Vec<usize>,
    /// For each pool, the seats taken.
    pub(super) taken: Vec<i64>,
}

impl ComponentSelection {
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn new(part: &Component, picks: Vec<usize>) -> ComponentSelection {
        let mut taken = vec![0; part.pools.len()];
        let mut cost = 0;
        for (unit, &pick) in part.units.iter().zip(&picks) {
            cost += part.covers[pick].base * unit.people;
            for &pool in part.pools_of(pick) {
                taken[pool as usize] += unit.people;
            }
        }
        cost += part
            .pools
            .iter()
            .zip(&taken)
            .map(|(pool, &seats)| pool.cost(seats))
            .sum::<i64>();
        ComponentSelection { cost, picks, taken }
    }

    /// What it would cost more if the unit changed to `to`.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn change(&self, part: &Component, unit: usize, to: usize) -> i64 {
        let people = part.units[unit].people;
        let from = self.picks[unit];
        let mut more = (part.covers[to].base - part.covers[from].base) * people;
        // Both lists ascend: what is in both does not change.
        let (mut old, mut new) = (
            part.pools_of(from).iter().peekable(),
            part.pools_of(to).iter().peekable(),
        );
        loop {
            let (pool, seats) = match (old.peek(), new.peek()) {
                (None, None) => break,
                (Some(a), Some(b)) if a == b => {
                    old.next();
                    new.next();
                    continue;
                }
                (Some(&&a), b) if b.is_none_or(|&&b| a < b) => {
                    old.next();
                    (a as usize, -people)
                }
                (_, Some(&&b)) => {
                    new.next();
                    (b as usize, people)
                }
                (Some(_), None) => break,
            };
            let pool_of = &part.pools[pool];
            more += pool_of.cost(self.taken[pool] + seats) - pool_of.cost(self.taken[pool]);
        }
        more
    }

    /// Changes the unit's cover; `more` is what [`ComponentSelection::change`] said.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn apply(&mut self, part: &Component, unit: usize, to: usize, more: i64) {
        let people = part.units[unit].people;
        for &pool in part.pools_of(self.picks[unit]) {
            self.taken[pool as usize] -= people;
        }
        for &pool in part.pools_of(to) {
            self.taken[pool as usize] += people;
        }
        self.picks[unit] = to;
        self.cost += more;
    }

    /// Each unit in turn to its best cover, until nothing pays or `passes` are over. The pool `shut` takes nobody new.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn improve(
        &mut self,
        part: &Component,
        open: &[bool],
        passes: u32,
        shut: Option<usize>,
    ) {
        for _ in 0..passes {
            let mut moved = false;
            for (u, unit) in part.units.iter().enumerate() {
                let enters = |c: usize| {
                    let in_shut =
                        |c| shut.is_some_and(|pool| part.pools_of(c).contains(&(pool as u32)));
                    in_shut(c) && !in_shut(self.picks[u])
                };
                let others =
                    (unit.first..unit.end).filter(|&c| open[c] && c != self.picks[u] && !enters(c));
                let best = others.map(|c| (self.change(part, u, c), c)).min();
                if let Some((more, c)) = best.filter(|&(more, _)| more < 0) {
                    self.apply(part, u, c, more);
                    moved = true;
                }
            }
            if !moved {
                break;
            }
        }
    }

    /// Tries for each pool to do with one session less, moving units where that costs least for each seat, and improves
    /// from there. Keeps what is cheaper.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) async fn close_sessions(
        &mut self,
        part: &Component,
        open: &[bool],
        passes: u32,
        pace: &Pace,
    ) {
        let mut p = 0;
        while p < part.pools.len() {
            if self.taken[p] > 0 {
                pace.spend(IMPROVED * part.size()).await;
                let mut trial = self.clone();
                let target = (part.pools[p].sessions(self.taken[p]) - 1) * part.pools[p].most;
                if trial.empty_to(part, open, p, target) {
                    trial.improve(part, open, passes, Some(p));
                    trial.improve(part, open, passes, None);
                    if trial.cost < self.cost {
                        *self = trial;
                        continue;
                    }
                }
            }
            p += 1;
        }
    }

    /// Moves units out of a pool until it has at most `target` seats. False when that cannot be.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn empty_to(&mut self, part: &Component, open: &[bool], p: usize, target: i64) -> bool {
        while self.taken[p] > target {
            let over = self.taken[p] - target;
            let mut best: Option<(f64, usize, usize, i64)> = None;
            for (u, unit) in part.units.iter().enumerate() {
                if !part.pools_of(self.picks[u]).contains(&(p as u32)) {
                    continue;
                }
                for c in (unit.first..unit.end)
                    .filter(|&c| open[c] && !part.pools_of(c).contains(&(p as u32)))
                {
                    let more = self.change(part, u, c);
                    let rate = more as f64 / unit.people.min(over) as f64;
                    if best.is_none_or(|best| rate < best.0) {
                        best = Some((rate, u, c, more));
                    }
                }
            }
            let Some((_, u, c, more)) = best else {
                return false;
            };
            self.apply(part, u, c, more);
        }
        true
    }
}
