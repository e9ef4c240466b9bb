//! Surveys: what people answered, how far that can be relied on, and what it says about them.
//!
//! A [`ResponseLog`] takes the answers of a programme; everything else is asked of it, for a [`Window`] of time:
//!
//! * [`reliability`](ResponseLog::reliability) of an instrument or of the items that measure one thing;
//! * [`climate`](ResponseLog::climate) of units (buy-in, for instance), where their people are enough and agree;
//! * [`barriers`](ResponseLog::barriers) of persons and [their distribution](ResponseLog::unit_barriers) in units;
//! * [`needs`](ResponseLog::needs), ranked from pairs of items on importance and ability;
//! * [`evidence`](ResponseLog::evidence) for objectives that items measure.
//!
//! The pure functions behind them ([`Moments`], [`icc()`], [`kappa()`], [`r_wg`], [`Need::rank`], [`composite()`]) take plain
//! numbers. A figure that cannot be computed is absent and says why; it is never 0.

mod acts;
mod agreement;
mod barriers;
mod climate;
mod composite;
mod dif;
mod estimate;
mod evidence;
mod icc;
mod kappa;
mod log;
mod moments;
mod needs;
mod observers;
mod read;
mod reliability;
mod sheet;
#[cfg(test)]
mod tests;
mod unit_needs;
mod units;

pub use acts::{Commitment, DatedAct, acts_in_future, commitment};
pub use agreement::{AGREEMENT_CUT, Agreement, r_wg};
pub use barriers::{Barrier, BarrierCounts, PersonBarrier, UnitBarriers, first_barrier};
pub use climate::{AnswerCounts, UnitClimate};
pub use composite::{composite, mean};
pub use dif::{DifRule, DifTable, Training};
pub use estimate::{Estimate, Interval, Reason, jeffreys};
pub use icc::{Icc, IccForm, icc};
pub use kappa::{Kappa, kappa, kappa_of_pairs};
pub use log::{Response, ResponseLog};
pub use moments::{Covariance, MOST_ITEMS, Missing, Moments};
pub use needs::{Need, Pair};
pub use observers::{OBSERVERS_WITHIN_DAYS, Observers};
pub use read::ResponseLogReader;
pub use reliability::{ItemReliability, Reliability};
pub use sheet::Window;
pub use unit_needs::UnitNeeds;
