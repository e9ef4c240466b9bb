//! What is answered.

use super::track::TrackArray;

/// Who takes what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivitySelection {
    /// How the hours lie over the tracks, where a target was given.
    pub balance: Option<BalanceResult>,
    /// For each group, in the order given: the places of its activities, ascending. Empty for a group in `unserved`.
    pub chosen: Vec<Vec<usize>>,
    /// The cost and its parts; worked out again from `chosen`, in whole numbers.
    pub cost: SelectionCost,
    /// How much work it took.
    pub effort: Effort,
    /// No choice costs less than this: proven, in whole numbers.
    pub lower_bound: i64,
    /// Sessions by pool, sorted; only pools with sessions.
    pub sessions: Vec<PoolSessions>,
    /// Pools whose sessions stay below the minimum, sorted.
    pub short: Vec<UndersizedPool>,
    /// Whether nothing cheaper exists.
    pub status: Status,
    /// Time by track, over all people.
    pub track_time: TrackArray<i64>,
    /// Groups (places in the list given) that nothing covers: a row or an implication with nothing in it.
    pub unserved: Vec<usize>,
}

impl ActivitySelection {
    /// `(cost - lower bound) / cost`: the share that could at most still be saved.
    #[must_use]
    pub fn gap(&self) -> f64 {
        if self.cost.total <= 0 {
            return 0.0;
        }
        (self.cost.total - self.lower_bound) as f64 / self.cost.total as f64
    }
}

/// A cost and what it is made of, in money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SelectionCost {
    /// For hours of tracks beyond their share.
    pub balance: i64,
    /// For seats missing to the minimum.
    pub missing: i64,
    /// For the people: seats, hours, waste.
    pub seats: i64,
    /// For the sessions.
    pub sessions: i64,
    /// All of it.
    pub total: i64,
}

/// How the hours lie over the tracks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BalanceResult {
    /// Money that a percentage point more for the track would save: 0 where it is within its share, and `Balance::price`
    /// for a hundredth of all time where it is beyond it and nothing cheaper helps.
    pub price_per_point: TrackArray<i64>,
    /// Time of each track beyond its share, rounded up.
    pub slack: TrackArray<i64>,
}

/// The sessions of one pool.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct PoolSessions {
    /// The site; `None` for a pool of all sites.
    pub site: Option<usize>,
    /// Place of the activity.
    pub activity: usize,
    /// People who take it.
    pub seats: u64,
    /// How many sessions.
    pub sessions: u64,
}

/// A pool with too few people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct UndersizedPool {
    /// The site; `None` for a pool of all sites.
    pub site: Option<usize>,
    /// Place of the activity.
    pub activity: usize,
    /// How many seats are missing to the minimum of all its sessions.
    pub missing: u64,
}

/// Whether something cheaper may exist.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// The cost equals the lower bound.
    Optimal,
    /// Something cheaper may exist, not below the lower bound.
    #[default]
    Bounded,
}

/// How much work was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Effort {
    /// Covers considered, over all signatures.
    pub covers: u64,
    /// Branching nodes.
    pub nodes: u64,
    /// Sites for which nothing cheaper exists, to within rounding.
    pub sites_proven: u64,
    /// Sites, counting connected ones as one.
    pub sites: u64,
}
