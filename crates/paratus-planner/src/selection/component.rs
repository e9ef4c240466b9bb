//! One part of the problem that shares no sessions with any other: the units of a site, their covers, its pools.
//!
//! Money inside a part is **inner money**: the caller's times a power of two, so that prices of seats and hours are fine enough.
use super::track::TrackArray;

/// A pool of sessions: an activity at a site, or at all sites.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pool {
    /// Inner money for a seat missing to the minimum.
    pub(super) missing: i64,
    /// Most people in a session, at least 1.
    pub(super) most: i64,
    /// Fewest people in a session.
    pub(super) least: i64,
    /// Inner money for a session.
    pub(super) session: i64,
}

impl Pool {
    /// How many sessions for that many seats.
    pub(super) fn sessions(&self, seats: i64) -> i64 {
        // Division of 32 bits takes a fraction of the time, and this is the innermost one.
        match (u32::try_from(seats), u32::try_from(self.most)) {
            (Ok(seats), Ok(most)) if most > 0 => i64::from(seats.div_ceil(most)),
            _ => (seats + self.most - 1) / self.most.max(1),
        }
    }

    /// Inner money of that many seats.
    pub(super) fn cost(&self, seats: i64) -> i64 {
        let sessions = self.sessions(seats);
        sessions * self.session + (sessions * self.least - seats).max(0) * self.missing
    }

    /// The least of `cost(d) - price x d` for `lo <= d <= hi`, and a `d` that has it. Between two full sessions the value
    /// falls with every seat, and over full sessions it is linear: only the ends can be least.
    pub(super) fn least_of(&self, price: i64, lo: i64, hi: i64) -> (i64, i64) {
        let value = |seats: i64| (self.cost(seats) - price * seats, seats);
        let mut best = value(hi);
        let full = hi - hi % self.most.max(1);
        if lo < hi {
            best = best.min(value((self.sessions(lo.max(1)) * self.most).min(hi)));
            if lo <= full {
                best = best.min(value(full));
            }
            if lo == 0 {
                best = best.min((0, 0));
            }
        }
        best
    }
}

/// People of one signature at one site, who all take the same cover.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    pub(super) people: i64,
    /// Its covers are `first..end` of the part.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A way to cover a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cover {
    /// Inner money for each person, with the tracks' prices, rounded down.
    pub(super) base: i64,
    /// Its pools are `first..end` of `Component::taken`.
    pub(super) first: u32,
    pub(super) end: u32,
    pub(super) time: TrackArray<i64>,
}

/// Units, covers and pools that share no sessions with any others.
#[derive(Clone, Debug, Default)]
pub(super) struct Component {
    /// No unit is without a cover.
    pub(super) units: Vec<Unit>,
    /// The covers of all units, one unit after the other.
    pub(super) covers: Vec<Cover>,
    /// The pools of all covers, one cover after the other.
    pub(super) taken: Vec<u32>,
    pub(super) pools: Vec<Pool>,
    /// Inner money that is not worth a search: all parts together leave less than a unit of money.
    pub(super) idle: i64,
    /// Inner money: no sensible price of a seat is higher.
    pub(super) dearest: i64,
}

impl Component {
    /// What it takes to look at all of it once.
    pub(super) fn size(&self) -> u64 {
        (self.units.len() + self.covers.len() + self.taken.len() + self.pools.len()) as u64
    }

    /// The pools that a cover takes seats in, ascending.
    #[expect(clippy::indexing_slicing, reason = "places in lists of the same part")]
    pub(super) fn pools_of(&self, cover: usize) -> &[u32] {
        let cover = &self.covers[cover];
        &self.taken[cover.first as usize..cover.end as usize]
    }
}
