//! A node of the search: what is still open.
use super::component::Component;

/// What is still open: which covers may be taken, how many seats each pool may have, and prices that were good before.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// For each cover.
    pub(super) open: Vec<bool>,
    /// For each pool, least and most seats.
    pub(super) seats: Vec<(i64, i64)>,
    /// For each pool, inner money for a seat.
    pub(super) prices: Vec<i64>,
    /// Inner money: nothing within this node costs less.
    pub(super) bound: i64,
}

impl Node {
    /// Everything open.
    pub(super) fn root(part: &Component) -> Node {
        let mut node = Node {
            open: vec![true; part.covers.len()],
            seats: vec![(0, i64::MAX); part.pools.len()],
            prices: vec![],
            bound: i64::MIN,
        };
        node.tighten(part);
        node.prices = part
            .pools
            .iter()
            .zip(&node.seats)
            .map(|(pool, &(_, hi))| pool.cost(hi.min(pool.most)) / hi.clamp(1, pool.most))
            .collect();
        node
    }

    /// Draws the conclusions: what units must take or can take bounds the seats, and the bounds close covers. False when
    /// nothing is left.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn tighten(&mut self, part: &Component) -> bool {
        let mut must = vec![0_i64; part.pools.len()];
        let mut can = vec![0_i64; part.pools.len()];
        let mut count = vec![0_u32; part.pools.len()];
        loop {
            must.fill(0);
            can.fill(0);
            for unit in &part.units {
                let mut open = 0;
                for c in (unit.first..unit.end).filter(|&c| self.open[c]) {
                    open += 1;
                    for &p in part.pools_of(c) {
                        count[p as usize] += 1;
                    }
                }
                if open == 0 {
                    return false;
                }
                for c in (unit.first..unit.end).filter(|&c| self.open[c]) {
                    for &p in part.pools_of(c) {
                        let taken = std::mem::take(&mut count[p as usize]);
                        if taken > 0 {
                            can[p as usize] += unit.people;
                            if taken == open {
                                must[p as usize] += unit.people;
                            }
                        }
                    }
                }
            }
            for (p, (lo, hi)) in self.seats.iter_mut().enumerate() {
                *lo = (*lo).max(must[p]);
                *hi = (*hi).min(can[p]);
                if lo > hi {
                    return false;
                }
            }
            if !self.close_covers(part, &must, &can) {
                return true;
            }
        }
    }

    /// Whether a pool is in all the covers.
    fn in_all_covers(part: &Component, covers: &[usize], pool: u32) -> bool {
        covers
            .iter()
            .all(|&cover| part.pools_of(cover).contains(&pool))
    }

    /// Closes covers with which a pool would get too many seats, or too few. Says whether there were any.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    fn close_covers(&mut self, part: &Component, must: &[i64], can: &[i64]) -> bool {
        let mut closed = false;
        let mut open: Vec<usize> = Vec::new();
        for unit in &part.units {
            open.clear();
            open.extend((unit.first..unit.end).filter(|&c| self.open[c]));
            if open.len() < 2 {
                continue;
            }
            for &c in &open {
                for &pool in part.pools_of(c) {
                    let (lo, hi) = self.seats[pool as usize];
                    let too_many = must[pool as usize] + unit.people > hi
                        && !Node::in_all_covers(part, &open, pool);
                    if too_many {
                        self.open[c] = false;
                        closed = true;
                    }
                    if can[pool as usize] - unit.people < lo {
                        for &other in &open {
                            if self.open[other] && !part.pools_of(other).contains(&pool) {
                                self.open[other] = false;
                                closed = true;
                            }
                        }
                    }
                }
            }
        }
        closed
    }
}
