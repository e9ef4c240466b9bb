//! The figures that are made of answers: of items, of units, of people, and of what leaders did. Each is absent with its reason
//! where it cannot be computed.

mod acts;
pub(super) mod agreement;
mod barriers;
mod climate;
mod composite;
mod dif;
mod estimate;
mod icc;
mod kappa;
mod moments;
mod needs;
mod observers;
mod publisher;
mod reliability;
mod unit_needs;
mod units;

pub use acts::{Commitment, DatedAct, commitment};
pub use agreement::{AGREEMENT_CUT, Agreement, r_wg};
pub use barriers::{Barrier, BarrierCounts, PersonBarrier, UnitBarriers, first_barrier};
pub(crate) use climate::construct_subject;
pub use climate::{AnswerCounts, UnitClimate};
pub use composite::{composite, mean};
pub use dif::{DifRule, DifTable, TrainingDecision};
pub use estimate::{Estimate, Interval, Reason, jeffreys};
pub use icc::{Icc, IccForm, icc};
pub use kappa::{Kappa, kappa, kappa_of_pairs};
pub use moments::{Covariance, MOST_ITEMS, MissingAnswers, Moments};
pub use needs::{Need, NeedPair};
pub use observers::{OBSERVERS_WITHIN_DAYS, Observers};
pub(crate) use publisher::Respondents;
pub use reliability::{ItemReliability, Reliability};
pub use unit_needs::UnitNeeds;
