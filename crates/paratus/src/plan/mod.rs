//! From needs to dated sessions: what training everyone takes, when, at what cost, and how far that is from the least
//! possible.
//!
//! ```text
//! demand ──> activity_selection ──> precedence, schedule ──> timetable ──> build_lines, build_plan ──> verify
//! who needs    who may take what,     what must be over       when, where,   who sits where,             is it
//! what         and who takes what     before, as numbers      by whom        and why                     true?
//! ```
//!
//! [`selection`] and [`timetable`] (of the crate `paratus-planner`) know numbers only. `verify` shares no code with what makes the plan.
//!
//! With a previous plan, planning is repair: everything announced is loaded, what an event makes impossible is released with its
//! cause, and only then free seats are filled and new sessions opened.

mod activity_selection;
mod announcements;
mod answer;
mod build_lines;
mod build_plan;
mod calendars;
mod commitments;
mod compare;
mod conflict;
mod demand;
mod earlier_lines;
mod engine;
mod explain_line;
mod fill;
mod find_places;
mod forecast;
mod horizon;
mod input;
mod obstacles;
mod options;
mod own_time;
mod places;
mod plan_diff;
mod planner;
mod precedence;
mod previous_plan;
mod proof_problem;
mod published_plan;
mod reasons;
mod relax;
mod roster;
mod schedule;
mod section_costs;
mod session_ids;
#[cfg(test)]
mod tests;
mod unprepared;
mod verify;
mod witness;

pub use answer::{
    ChangeKind, Conflict, ConflictKind, ConflictUnit, DateReason, Effort, LostPromise, Plan,
    PlanBalance, PlanBounds, PlanChange, PlanClock, PlanCosts, PlanPhase, PlanReason, PlanSavings,
    PlanSavingsItem, PlanSchema, PlanSession, PlanSettings, PlanStatus, Relaxation, ReleaseCause,
    ReleasedPromise, SavedReason, SelfPacedActivity, ServedNeed, SessionStatus, StartCause,
    UnplacedCause, UnplacedNeed, Witness,
};
pub use calendars::{
    CalendarClock, CalendarFrame, CalendarZone, UtcOffsets, calendars, write_calendars,
};
pub use compare::{PhaseReadiness, PlanVariant, WhatIf, WhatIfPlanner};
pub use explain_line::{PlanLineExplanation, PlanLineKind};
pub use options::{Pin, PlanOptions};
#[doc(inline)]
pub use paratus_planner::{selection, timetable};
pub use places::{PlaceKind, PlaceNeed, PlaceSeat, PlacesSchema, PlanPlace, PlanPlaces};
pub use plan_diff::{
    AbsenceChange, AbsencePeak, NeedChange, PlaceAspect, PlanDiff, PlanDiffSchema, PlanFigures,
    SeatChange, SessionChange, SessionChangeKind, SessionPlace,
};
pub use planner::{PlanProgress, Planner};
pub use published_plan::{
    PublishedLine, PublishedPhase, PublishedPlan, PublishedSelfPacedActivity, PublishedSession,
    PublishedUnplacedNeed,
};
pub use section_costs::PublishedSection;
pub use verify::{PlanRule, Violation};

use crate::finding::describe;
pub use crate::finding::{CompoundStatement, Statement};
use crate::{Assessment, Code, Error, ErrorKind};
use input::PlanInput;
use paratus_planner::pace::{Pace, at_once};
use proof_problem::ProofProblem;

/// Rounds of improvement between two reports of progress.
const SLICE: u32 = 100;

impl Assessment {
    /// Who is trained on what, when and where: for everyone who works here, what they need and have not shown, and what
    /// goes stale before the plan ends. The same input gives the same plan.
    ///
    /// A plan that leaves needs unmet says whose and why; where it is proven that they cannot all be met, it says what
    /// stands in the way, and the price of each relaxation.
    ///
    /// ```
    /// # use paratus::{EvidenceLog, Programme, document::Document};
    /// # use paratus::plan::{PlanOptions, PlanStatus};
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
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// assert_eq!(plan.status, PlanStatus::Feasible);
    /// assert_eq!(plan.sessions[0].activity, "walk");
    /// assert!(plan.verify(&assessment).is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense, or names what is not there.
    pub fn plan(&self, options: &PlanOptions) -> Result<Plan, Error> {
        self.plan_with(options, &mut |_| true)
    }

    /// Plans as [`Assessment::plan`] does, and reports progress to `go_on`; where that answers `false`, the best plan so far is returned.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let mut rounds = 0;
    /// let plan = assessment.plan_with(&PlanOptions::default(), &mut |progress| {
    ///     rounds = progress.done;
    ///     progress.done < 200
    /// })?;
    /// println!("{} sessions after {rounds} rounds", plan.sessions.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`Assessment::plan`].
    pub fn plan_with(
        &self,
        options: &PlanOptions,
        go_on: &mut dyn FnMut(PlanProgress) -> bool,
    ) -> Result<Plan, Error> {
        let setup = PlanInput::new(self, options)?;
        let mut stopped = false;
        let mut report = |progress: PlanProgress| {
            let on = go_on(progress);
            stopped |= !on;
            on
        };
        let (depth, pace) = (engine::Depth::Full, Pace::without_pauses());
        let plan = at_once(engine::plan(
            &self.programme,
            &setup,
            depth,
            &mut report,
            &pace,
        ));
        let plan = plan.map_err(|error| refusal(&error))?;
        Ok(if stopped {
            plan
        } else {
            at_once(explained(plan, &setup, &pace))
        })
    }
}

/// A timetable that cannot be asked for: a number of it names nothing. Nothing that a programme or a request says leads here.
fn refusal(error: &timetable::BadProblem) -> Error {
    let finding = describe!(
        Code::ValueOutOfRange,
        "options",
        TimetableRefused {
            place: &error.place,
            detail: &error.what
        }
    );
    Error::new(ErrorKind::Refused, vec![finding])
}

/// A plan with what makes it impossible to complete where it leaves needs unmet, how many needs no plan can meet, and what would make it
/// possible.
async fn explained(mut plan: Plan, setup: &PlanInput<'_>, pace: &Pace) -> Plan {
    if plan.status == PlanStatus::Feasible {
        return plan;
    }
    let programme = &setup.assessment.programme;
    let proof = ProofProblem::new(programme, setup);
    plan.conflicts = conflict::conflicts(setup, &proof, &plan, pace).await;
    // What is proven to be short leaves one need unmet at least.
    let is_short = u64::from(!plan.conflicts.is_empty());
    let least = conflict::unmet_bound(&proof, &plan, pace).await;
    plan.bounds.unmet = least.max(is_short);
    if !plan.conflicts.is_empty() {
        plan.status = PlanStatus::Infeasible;
    }
    if setup.options.relax {
        plan.relaxations =
            relax::relaxations(programme, setup.assessment, &setup.options, &plan, pace).await;
    }
    plan
}
