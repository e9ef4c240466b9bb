//! Which activities does everyone take? The least cost of covering all needs, with a proof of how far it may be from it.
//!
//! It knows nothing of programmes: activities, signatures and groups are numbers. A **signature** is what a person
//! still has to cover and what may cover it; a **group** is a number of people of one signature at one site, who all take
//! the same. Costs and hours are whole numbers of a unit that the caller picks, so every total is exact.
//!
//! ```text
//! minimise   sum over groups and their activities of  people x cost
//!          + sum over pools (site, activity) of       sessions x session_cost + missing seats x missing_seat
//!          + sum over tracks of                       balance.price x hours beyond the track's share, rounded up
//! with       one activity of every row taken; an activity's suppliers taken with it;
//!            sessions = seats taken / seats_max, rounded up; missing seats = sessions x seats_min - seats taken, or 0
//! ```
//!
//! Only covers without anything superfluous are considered: no one is ever given training for the sake of balance.
//!
//! ```
//! use paratus_planner::selection::{SelectionProblem, Group, Limits, Offer, Signature, choose};
//!
//! let offer = |session_cost, seats_max| Offer { session_cost, seats_max, ..Offer::default() };
//! let problem = SelectionProblem {
//!     // A course of 20 seats for 1,000 a session, and an e-learning without sessions.
//!     activities: vec![offer(1_000, Some(20)), offer(0, None)],
//!     // Either will do: 10 a seat, or 80 each.
//!     signatures: vec![Signature { rows: vec![vec![0, 1]], implies: vec![], cost: vec![(0, 10), (1, 80)] }],
//!     groups: vec![Group { signature: 0, site: 0, people: 12 }, Group { signature: 0, site: 1, people: 19 }],
//!     ..SelectionProblem::default()
//! };
//! let choice = choose(&problem);
//! assert_eq!(choice.chosen, [vec![1], vec![0]]);
//! assert_eq!((choice.cost.total, choice.lower_bound), (12 * 80 + 1_000 + 19 * 10, 2_150));
//! ```

mod balance_search;
mod bnb_node;
mod branch;
mod component;
mod cost;
mod covering;
mod covers;
mod decompose;
mod dual;
mod prepare;
mod problem;
mod reduce;
mod result;
mod search;
mod signature_split;
mod solve;
mod track;
mod tracks;

pub use problem::{Balance, Group, Limits, Offer, SelectionProblem, Signature};
pub use reduce::{ReducedSignatures, reduce};
pub use result::{
    ActivitySelection, BalanceResult, Effort, PoolSessions, SelectionCost, Status, UndersizedPool,
};
pub use solve::{choose, choose_paced};
pub use track::TrackArray;

#[cfg(test)]
mod tests;
