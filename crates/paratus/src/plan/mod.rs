//! From needs to dated sessions: what training everyone takes, when, at what cost, and how far that is from the least
//! possible.
//!
//! ```text
//! demand ──> offer ──> choice ──> order ──> schedule ──> timetable ──> roster, lines ──> answer ──> verify
//! who needs   who may   who takes  in which   as numbers   when, where,   who sits where,   the plan   is it
//! what        take what what       order                   by whom        and why                      true?
//! ```
//!
//! [`choice`] and [`timetable`] (the crate `paratus-timetable`) know numbers only. `verify` shares no code with what makes the plan.

mod answer;
mod assemble;
mod calendars;
pub mod choice;
mod compare;
mod conflict;
mod contradiction;
mod demand;
mod fixed;
mod horizon;
mod line;
mod lines;
mod load;
mod offer;
mod options;
mod order;
mod planner;
mod published;
mod relax;
mod roster;
mod schedule;
mod setup;
mod suppose;
#[cfg(test)]
mod tests;
mod verify;
mod whole;
mod words;

pub use answer::{
    ChangeKind, Conflict, ConflictKind, DateReason, Plan, PlanBalance, PlanChange, PlanCosts, PlanPhase, PlanReason,
    PlanSchema, PlanSession, PlanSettings, PlanSpared, PlanSparedItem, PlanStatus, Relaxation, SelfPaced, ServedNeed,
    SparedBecause, UnplacedCause, UnplacedNeed,
};
pub use calendars::{CalendarFrame, calendars, write_calendars};
pub use compare::{PhaseReady, PlanVariant, WhatIf};
pub use line::{PlanLineExplanation, PlanLineKind};
pub use options::{Pin, PlanOptions};
#[doc(inline)]
pub use paratus_timetable as timetable;
pub use planner::{PlanProgress, Planner};
pub use published::{
    PublishedLine, PublishedPhase, PublishedPlan, PublishedSelfPaced, PublishedSession, PublishedUnplaced,
};
pub use verify::{PlanRule, Violation};

use crate::{Assessment, Error, Programme};
use setup::Setup;

/// Rounds of improvement between two reports of progress.
const SLICE: u32 = 100;

impl Programme {
    /// Who is trained on what, when and where: for everyone who works here, what they need and have not shown, and what
    /// goes stale before the plan ends. The same input gives the same plan.
    ///
    /// A plan that leaves needs unmet says whose and why; where it is proven that they cannot all be met, it says what
    /// stands in the way and what would help at what price.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, PlanOptions, PlanStatus, Programme, document::Document};
    /// # let document: Document = serde_json::from_value(serde_json::json!({
    /// #     "format": 1, "id": "records", "sections": [{ "id": "archive" }],
    /// #     "objectives": [{ "id": "file", "track": "process" }],
    /// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "file" }] }],
    /// #     "people": [{ "id": "p1", "section": "archive", "roles": ["clerk"] },
    /// #                { "id": "p2", "section": "archive", "roles": ["clerk"] }],
    /// #     "activities": [{ "id": "walk", "mode": "workshop", "hours": 3.0, "cost": 100.0,
    /// #                      "seats": { "min": 1, "max": 8 }, "teaches": [{ "objective": "file" }] }],
    /// # }))?;
    /// let programme = Programme::compile(&document);
    /// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
    /// let plan = programme.plan(&assessment, &PlanOptions::default())?;
    /// assert_eq!(plan.status, PlanStatus::Feasible);
    /// assert_eq!(plan.sessions[0].activity, "walk");
    /// assert!(plan.verify(&programme, &assessment).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense, or names what is not there.
    pub fn plan(&self, assessment: &Assessment, options: &PlanOptions) -> Result<Plan, Error> {
        self.plan_with(assessment, options, &mut |_| true)
    }

    /// The same, telling how far it has come; where `go_on` answers `false` the best plan so far is taken.
    ///
    /// # Errors
    /// As for [`Programme::plan`].
    pub fn plan_with(
        &self,
        assessment: &Assessment,
        options: &PlanOptions,
        go_on: &mut dyn FnMut(PlanProgress) -> bool,
    ) -> Result<Plan, Error> {
        let setup = Setup::new(assessment, options)?;
        let mut stopped = false;
        let mut listen = |progress: PlanProgress| {
            let on = go_on(progress);
            stopped |= !on;
            on
        };
        let plan = assemble::plan(self, &setup, assemble::Depth::Full, &mut listen);
        let mut plan = plan.map_err(|error| contradiction::refusal(&error))?;
        if !stopped {
            explain(&mut plan, &setup);
        }
        Ok(plan)
    }
}

/// What stands in the way of a plan that leaves needs unmet, and what would help.
fn explain(plan: &mut Plan, setup: &Setup<'_>) {
    if plan.status == PlanStatus::Feasible {
        return;
    }
    let programme = &setup.assessment.programme;
    plan.conflicts = conflict::conflicts(programme, setup, plan);
    if !plan.conflicts.is_empty() {
        plan.status = PlanStatus::Infeasible;
    }
    if setup.options.relax {
        plan.relaxations = relax::relaxations(programme, setup.assessment, setup.options, plan);
    }
}
