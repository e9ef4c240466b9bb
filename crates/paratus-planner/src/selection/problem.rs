//! What is asked.

use super::track::TrackArray;

/// Groups of people, what they must cover, and what is on offer.
///
/// Money is in one small unit of the caller's choice (a cent, say), time in another (a minute). Totals must stay below
/// 2^62 of either; larger ones saturate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionProblem {
    /// What can be taken; everything else refers to a place in this list.
    pub activities: Vec<Offer>,
    /// The soft target for hours by track; `None` leaves it to the needs.
    pub balance: Option<Balance>,
    /// The people. Groups of the same signature and site are decided together: all of them take the same.
    pub groups: Vec<Group>,
    /// How much work may be done.
    pub limits: Limits,
    /// Price of each seat by which a session stays below its `seats_min`, in money. Set it above what a session costs and
    /// a session below its minimum is held only where nothing else covers a need; those are in [`ActivitySelection::short`].
    ///
    /// [`ActivitySelection::short`]: super::ActivitySelection::short
    pub missing_seat: i64,
    /// What people have to cover; see [`reduce`](super::reduce()) for making few out of many.
    pub signatures: Vec<Signature>,
}

/// An activity on offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Offer {
    /// Whether the sessions of all sites are one pool (held remotely) instead of one pool for each site.
    pub pooled: bool,
    /// Most people in a session; `None` where there are no sessions (e-learning, self-study), and then no session cost.
    pub seats_max: Option<u32>,
    /// Fewest people for whom a session is held.
    pub seats_min: u32,
    /// Money for each session.
    pub session_cost: i64,
    /// Time of each participant, by track.
    pub track_time: TrackArray<u32>,
}

/// What people have to cover, and what may cover it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Signature {
    /// Money for each person who takes the activity: the seat, the hours at their wage, the waste. For every activity
    /// that `rows` or `implies` name, sorted by activity; what is not listed costs nothing.
    pub cost: Vec<(usize, i64)>,
    /// Who takes the activity must also take one of these. An empty list: the activity cannot be taken.
    pub implies: Vec<(usize, Vec<usize>)>,
    /// Of each row, one activity at least must be taken. An empty row cannot be covered.
    pub rows: Vec<Vec<usize>>,
}

/// People who have the same to cover, at one site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// How many.
    pub people: u32,
    /// Place in [`SelectionProblem::signatures`].
    pub signature: usize,
    /// Where they are trained: any number.
    pub site: usize,
}

/// A soft target for the hours of each track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Money for each unit of time that a track has beyond its share.
    pub price: i64,
    /// How far a track's part of all hours may be above its weight, in millionths.
    pub tolerance: u32,
    /// The tracks' parts, of their sum.
    pub weights: TrackArray<u32>,
}

/// How much work may be done. There is no clock: the same limits always give the same plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The bound holds also for choices in which people of one group take different things. It is not raised by branching then.
    pub apart: bool,
    /// A site is left when at most this share of its cost could still be saved, in millionths.
    pub gap: u32,
    /// Passes of local search over the groups of a site.
    pub moves: u32,
    /// Branching nodes for all sites together, but 8 for each at least; fewer where sites are joined to one of more than
    /// 2,000 groups. With 0 there is no branching.
    pub nodes: u32,
    /// Rounds of the bound for each node; twice as many before the first.
    pub rounds: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            apart: false,
            gap: 0,
            moves: 20,
            nodes: 400,
            rounds: 60,
        }
    }
}
