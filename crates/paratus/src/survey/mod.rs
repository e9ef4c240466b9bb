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
//! numbers. Answers of a survey that is known as counts (how many people of a group gave each answer) have a `count`: see [`ResponseLog`].
//! A figure that cannot be computed is absent and says why; it is never 0.

mod counted_answers;
mod evidence;
#[cfg(feature = "surveys")]
mod figures;
mod future_acts;
#[cfg(feature = "rollout")]
pub(crate) mod gate_climate;
mod log;
mod log_reader;
mod reader;
mod rebind;
mod response_matrix;
#[cfg(all(test, feature = "surveys"))]
mod tests;

#[cfg(feature = "surveys")]
pub use figures::{
    AGREEMENT_CUT, Agreement, AnswerCounts, Barrier, BarrierCounts, Commitment, Covariance,
    DatedAct, DifRule, DifTable, Estimate, Icc, IccForm, Interval, ItemReliability, Kappa,
    MOST_ITEMS, MissingAnswers, Moments, Need, NeedPair, OBSERVERS_WITHIN_DAYS, Observers,
    PersonBarrier, Reason, Reliability, TrainingDecision, UnitBarriers, UnitClimate, UnitNeeds,
    commitment, composite, first_barrier, icc, jeffreys, kappa, kappa_of_pairs, mean, r_wg,
};
#[cfg(feature = "surveys")]
pub(crate) use figures::{Respondents, construct_subject};
pub use future_acts::future_acts;
#[cfg(feature = "rollout")]
pub(crate) use gate_climate::{Climate, ClimateFigure};
pub use log::{Response, ResponseLog};
pub use log_reader::ResponseLogReader;
pub use reader::{ResponseReader, read_responses};
pub use response_matrix::Window;
