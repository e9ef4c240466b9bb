//! A plan as data: what takes place when, for whom, why, and what it costs. It names people: not for publication.

mod changes;
mod conflict;
mod figures;
mod need;
mod session;
mod settings;

pub use changes::{ChangeKind, LostPromise, PlanChange, ReleaseCause, ReleasedPromise};
pub use conflict::{Conflict, ConflictKind, ConflictUnit, Relaxation};
pub use figures::{
    PlanBalance, PlanBounds, PlanCosts, PlanPhase, PlanSavings, PlanSavingsItem, SavedReason,
};
pub use need::{ServedNeed, StartCause, UnplacedCause, UnplacedNeed, Witness};
pub use session::{DateReason, PlanReason, PlanSession, SelfPacedActivity, SessionStatus};
pub use settings::{Effort, PlanClock, PlanSettings};

use crate::disclosure::DisclosureNote;
use crate::schema_id::schema_id;
use crate::{Date, Finding, TrackValues};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

schema_id! {
    /// Schema id of [`Plan`].
    PlanSchema = "paratus/plan/1"
}

/// A training plan: who is trained on what, when and where. Made by [`Assessment::plan`](crate::Assessment::plan).
///
/// A plan that is read, to be verified, repaired or compared, needs its programme, its dates and its sessions; whatever follows from
/// them may be left out, so that plans of other tools and of other versions go in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Plan {
    /// The date of assessment.
    pub as_of: Date,
    /// How the hours lie over the tracks, and what it would cost to even them out.
    #[serde(default)]
    pub balance: PlanBalance,
    /// What no plan can do better.
    #[serde(default)]
    pub bounds: PlanBounds,
    /// Sessions that were announced and are cancelled, with who was invited; kept until their last day is past.
    #[serde(default)]
    pub cancelled_sessions: Vec<PlanSession>,
    /// What changed since the previous plan, where one was given.
    #[serde(default)]
    pub changes: Vec<PlanChange>,
    /// What cannot be done together; only where the plan is infeasible.
    #[serde(default)]
    pub conflicts: Vec<Conflict>,
    /// What it costs, in the programme's currency, hours of staff included.
    #[serde(default)]
    pub cost: f64,
    /// What the cost is made of.
    #[serde(default)]
    pub costs: PlanCosts,
    /// For whom it is: a plan names people, so it is internal.
    #[serde(default)]
    pub disclosure: DisclosureNote,
    /// What the previous plan has people do in their own time between the date of assessment and the first day of this one: it is done by
    /// then, and what it teaches counts as met. Not among `self_paced`, nor in any figure.
    #[serde(default)]
    pub earlier_self_paced: Vec<SelfPacedActivity>,
    /// Sessions of the previous plan that begin before this one and are not over: they take place as announced, and what they teach counts as
    /// met. Not among `sessions`, nor in any figure.
    #[serde(default)]
    pub earlier_sessions: Vec<PlanSession>,
    /// What is odd about the request.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// The first day of the first session; `null` without sessions.
    #[serde(default)]
    pub first: Option<Date>,
    /// The first day of planning.
    pub from: Date,
    /// `(cost - lower_bound) / cost`: the share that could at most still be saved. 1 where no lower bound is known.
    #[serde(default)]
    pub gap: f64,
    /// Hours of all participants together, by track.
    #[serde(default)]
    pub hours: TrackValues<f64>,
    /// The last day of the last session; `null` without sessions.
    #[serde(default)]
    pub last: Option<Date>,
    /// The least that activities which meet the same needs can cost, whatever their dates; the same as `bounds.cost`. `null` where
    /// planning was stopped before it was computed.
    #[serde(default)]
    pub lower_bound: Option<f64>,
    /// How many people are trained.
    #[serde(default)]
    pub people: u64,
    /// The phases in order.
    #[serde(default)]
    pub phases: Vec<PlanPhase>,
    /// Id of the programme.
    pub programme: String,
    /// Needs that the previous plan met for somebody who still needs them, and that this plan does not meet.
    #[serde(default)]
    pub promises_lost: Vec<LostPromise>,
    /// Relaxations: changes that would meet more needs, the best first; only if somebody could not be placed.
    #[serde(default)]
    pub relaxations: Vec<Relaxation>,
    /// Pinned, frozen and announced sessions and seats that could not be kept.
    #[serde(default)]
    pub released: Vec<ReleasedPromise>,
    /// What is not taught because it is not needed.
    #[serde(default)]
    pub saved: PlanSavings,
    /// Schema id of the answer.
    pub schema: PlanSchema,
    /// What people do in their own time: e-learning and self-study.
    #[serde(default)]
    pub self_paced: Vec<SelfPacedActivity>,
    /// The highest number that a session of an activity has had, by activity, in this plan and in those before: numbers never come again.
    #[serde(default)]
    pub session_numbers: BTreeMap<String, u64>,
    /// The sessions, by start, then by id.
    pub sessions: Vec<PlanSession>,
    /// The limits and prices that held.
    #[serde(default)]
    pub settings: PlanSettings,
    /// Whether everyone could be placed.
    #[serde(default)]
    pub status: PlanStatus,
    /// Who could not be placed, and why, by person and objective.
    #[serde(default)]
    pub unplaced: Vec<UnplacedNeed>,
    /// The last day of planning.
    pub until: Date,
    /// Hours in which people are taught what they do not need, because an activity teaches it beside what they need. What they need and are
    /// taught twice is not counted.
    #[serde(default)]
    pub waste_hours: f64,
    /// Sessions as they were announced to people, sections and trainers who do not have them any more, or not on each of their days: each
    /// names those alone. Kept until their last day is past, so that calendars cancel the entries.
    #[serde(default)]
    pub withdrawn_sessions: Vec<PlanSession>,
}

/// Whether everyone could be placed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PlanStatus {
    /// Every need is met.
    Feasible,
    /// It is proven that not every need can be met: see the conflicts.
    Infeasible,
    /// Some needs are not met, and it is not known whether they could be.
    #[default]
    Partial,
}

names! {
    PlanStatus:
    Feasible = "feasible",
    Infeasible = "infeasible",
    Partial = "partial",
}

impl Plan {
    /// Its sessions, after those that were announced before it.
    pub(crate) fn every_session(&self) -> impl Iterator<Item = &PlanSession> {
        self.earlier_sessions.iter().chain(&self.sessions)
    }

    /// What people do in their own time, after what was announced before it.
    pub(crate) fn every_self_paced(&self) -> impl Iterator<Item = &SelfPacedActivity> {
        self.earlier_self_paced.iter().chain(&self.self_paced)
    }

    /// Whether it says any figure: plans of other tools may have sessions alone.
    pub(crate) fn has_figures(&self) -> bool {
        self.people > 0
            || !self.phases.is_empty()
            || self.cost != 0.0
            || self.costs != PlanCosts::default()
            || self.hours != TrackValues::default()
    }
}
