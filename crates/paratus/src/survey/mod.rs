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

#[cfg(feature = "surveys")]
mod acts;
#[cfg(feature = "surveys")]
mod agreement;
#[cfg(feature = "surveys")]
mod barriers;
#[cfg(feature = "surveys")]
mod climate;
#[cfg(feature = "surveys")]
mod composite;
#[cfg(feature = "surveys")]
mod dif;
#[cfg(feature = "surveys")]
mod estimate;
mod evidence;
mod future;
#[cfg(feature = "surveys")]
mod icc;
#[cfg(feature = "surveys")]
mod kappa;
mod log;
#[cfg(feature = "surveys")]
mod moments;
#[cfg(feature = "surveys")]
mod needs;
#[cfg(feature = "surveys")]
mod observers;
mod read;
#[cfg(feature = "surveys")]
mod reliability;
mod sheet;
#[cfg(all(test, feature = "surveys"))]
mod tests;
#[cfg(feature = "surveys")]
mod unit_needs;
#[cfg(feature = "surveys")]
mod units;

#[cfg(feature = "surveys")]
pub use acts::{Commitment, DatedAct, commitment};
#[cfg(feature = "surveys")]
pub use agreement::{AGREEMENT_CUT, Agreement, r_wg};
#[cfg(feature = "surveys")]
pub use barriers::{Barrier, BarrierCounts, PersonBarrier, UnitBarriers, first_barrier};
#[cfg(feature = "surveys")]
pub use climate::{AnswerCounts, UnitClimate};
#[cfg(feature = "surveys")]
pub use composite::{composite, mean};
#[cfg(feature = "surveys")]
pub use dif::{DifRule, DifTable, Training};
#[cfg(feature = "surveys")]
pub use estimate::{Estimate, Interval, Reason, jeffreys};
pub use future::acts_in_future;
#[cfg(feature = "surveys")]
pub use icc::{Icc, IccForm, icc};
#[cfg(feature = "surveys")]
pub use kappa::{Kappa, kappa, kappa_of_pairs};
pub use log::{Response, ResponseLog};
#[cfg(feature = "surveys")]
pub use moments::{Covariance, MOST_ITEMS, Missing, Moments};
#[cfg(feature = "surveys")]
pub use needs::{Need, Pair};
#[cfg(feature = "surveys")]
pub use observers::{OBSERVERS_WITHIN_DAYS, Observers};
pub use read::ResponseLogReader;
#[cfg(feature = "surveys")]
pub use reliability::{ItemReliability, Reliability};
pub use sheet::Window;
#[cfg(feature = "surveys")]
pub use unit_needs::UnitNeeds;
