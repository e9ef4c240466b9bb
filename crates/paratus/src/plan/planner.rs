//! A plan in the making that is kept: a first plan at once, better ones step by step.

use super::engine::{Depth, Engine};
use super::input::PlanInput;
use super::{Plan, PlanOptions, explain, refusal};
use crate::{Assessment, Error};
use serde::Serialize;
use std::sync::Arc;

/// How far planning has come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlanProgress {
    /// What the best plan costs that was written down so far, in the programme's currency; nothing before the first. A search that is
    /// under way shows only when it ends.
    pub cost: Option<f64>,
    /// Rounds of improvement done.
    pub done: u32,
    /// Whether nothing is left to do.
    pub finished: bool,
    /// Rounds in all. More come where a search leaves somebody out.
    pub total: u32,
    /// Needs that this plan leaves unmet.
    pub unmet: Option<u64>,
}

/// A plan in the making, step by step, so that a program can show a first plan early, say how far it has come, and stop.
///
/// The first step, or the first few where somebody finds no seat at once, takes a fraction of the time and gives a complete plan; all
/// others improve it. When [`PlanProgress::finished`], [`Planner::plan`] is what [`Assessment::plan`](crate::Assessment::plan) gives.
///
/// ```
/// # use paratus::{EvidenceLog, Programme, document::Document};
/// # use paratus::plan::{PlanOptions, Planner};
/// # let document: Document = serde_json::from_value(serde_json::json!({
/// #     "format": 1, "id": "records", "sections": [{ "id": "archive" }],
/// #     "objectives": [{ "id": "file", "track": "process" }],
/// #     "roles": [{ "id": "clerk", "requires": [{ "objective": "file" }] }],
/// #     "people": [{ "id": "p1", "section": "archive", "roles": ["clerk"] }],
/// #     "activities": [{ "id": "walk", "mode": "workshop", "hours": 3.0, "cost": 100.0,
/// #                      "seats": { "min": 1, "max": 8 }, "teaches": [{ "objective": "file" }] }],
/// # }))?;
/// let programme = Programme::compile(&document);
/// let assessment = programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse()?);
/// let options = PlanOptions::default();
/// let mut planner = Planner::new(assessment.clone(), options.clone())?;
/// planner.step(100)?;
/// let first = planner.plan()?;
/// assert_eq!(first.sessions.len(), 1);
/// while !planner.step(100)?.finished {}
/// assert_eq!(planner.plan()?, assessment.plan(&options)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Planner {
    assessment: Arc<Assessment>,
    options: PlanOptions,
    engine: Engine,
    /// The plan in the end, explained.
    plan: Option<Plan>,
}

impl Planner {
    /// Resolves a request; no plan is made yet.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Planner};
    ///
    /// let planner = Planner::new(sample::assessment(), PlanOptions::default())?;
    /// assert!(!planner.progress().finished);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense, or names what is not there.
    pub fn new(
        assessment: impl Into<Arc<Assessment>>,
        options: PlanOptions,
    ) -> Result<Planner, Error> {
        let assessment = assessment.into();
        let setup = PlanInput::new(&assessment, &options)?;
        let engine = Engine::new(&assessment.programme, &setup, Depth::Full);
        drop(setup);
        Ok(Planner {
            assessment,
            options,
            engine,
            plan: None,
        })
    }

    /// Does what is next: a choice with its list schedule, up to this many rounds of improvement (at least one), or the bound. The last
    /// step says what stands in the way where needs stay unmet, and the relaxations: they may take as long as many plans, unless
    /// [`PlanOptions::relax`] is off. However the rounds are sliced, the plan in the end is the same.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Planner};
    ///
    /// let mut planner = Planner::new(sample::assessment(), PlanOptions::default())?;
    /// while !planner.step(100)?.finished {}
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense.
    pub fn step(&mut self, rounds: u32) -> Result<PlanProgress, Error> {
        if self.plan.is_none() {
            let setup = PlanInput::new(&self.assessment, &self.options)?;
            self.engine
                .step(&setup, rounds.max(1))
                .map_err(|error| refusal(&error))?;
            if self.engine.is_done() {
                let mut plan = self.engine.plan(&setup);
                explain(&mut plan, &setup);
                self.plan = Some(plan);
            }
        }
        Ok(self.progress())
    }

    /// How far it has come.
    #[must_use]
    pub fn progress(&self) -> PlanProgress {
        self.engine.progress()
    }

    /// The best plan so far, the search under way included. Until the end its lower bound is 0, and it does not say what stands in
    /// the way of unmet needs. Making it changes nothing. The first step is made if none was.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, Planner};
    ///
    /// let mut planner = Planner::new(sample::assessment(), PlanOptions::default())?;
    /// println!("{} sessions in the first plan", planner.plan()?.sessions.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense.
    pub fn plan(&mut self) -> Result<Plan, Error> {
        if self.progress().cost.is_none() {
            self.step(1)?;
        }
        if let Some(plan) = &self.plan {
            return Ok(plan.clone());
        }
        Ok(self
            .engine
            .plan(&PlanInput::new(&self.assessment, &self.options)?))
    }

    /// What it is planned for.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }
}
