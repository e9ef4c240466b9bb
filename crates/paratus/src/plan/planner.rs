//! A plan in the making that is kept: a first plan at once, better ones step by step.

use super::engine::{BestPlan, Depth, Engine, Task, TaskResult};
use super::input::PlanInput;
use super::{Plan, PlanOptions, explained, refusal};
use crate::{Assessment, Error};
use paratus_planner::pace::{Pace, Work, at_once};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Progress of planning: rounds, cost and unmet needs of the best plan so far.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
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

/// Plans step by step, so that a program can show a first plan early, report progress, and stop after any step.
///
/// The first steps take a fraction of the time and give a complete plan; all others improve it. Work is counted, and a step ends where
/// enough of it is done. When [`PlanProgress::finished`], [`Planner::plan`] is what [`Assessment::plan`](crate::Assessment::plan) gives.
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
    options: Arc<PlanOptions>,
    engine: Engine,
    /// What is under way.
    work: Option<Work<Result<Done, Error>>>,
    /// The plan in the end, explained.
    plan: Option<Plan>,
}

/// What is next.
#[expect(clippy::large_enum_variant, reason = "there is one at a time")]
enum Next {
    Task(Task),
    /// The last plan is explained.
    Explain(BestPlan),
}

/// What came of it.
enum Done {
    Task(TaskResult),
    Plan(Plan),
}

/// Work between two pauses.
const PAUSE_WORK: u64 = 3_000_000;

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
            options: Arc::new(options),
            engine,
            work: None,
            plan: None,
        })
    }

    /// Does what is next: a part of a choice with its list schedule, up to this many rounds of improvement (at least one), a part of a
    /// search for seats or of the bound. The last steps say what stands in the way where needs stay unmet, and the relaxations: they may
    /// take as long as many plans, unless [`PlanOptions::relax`] is off. However the rounds are sliced, the plan in the end is the same.
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
        if self.plan.is_none()
            && let Some(done) = self.work(rounds).go_on()
        {
            self.work = None;
            match done? {
                Done::Task(result) => self.engine.take(result),
                Done::Plan(plan) => self.plan = Some(plan),
            }
        }
        Ok(self.progress())
    }

    /// What is under way, or what is next.
    fn work(&mut self, rounds: u32) -> &mut Work<Result<Done, Error>> {
        self.work.get_or_insert_with(|| {
            let (assessment, options) = (self.assessment.clone(), self.options.clone());
            let next = if self.engine.is_done() {
                let setup = PlanInput::new(&assessment, &options);
                setup.map(|setup| Next::Explain(self.engine.best(&setup)))
            } else {
                Ok(Next::Task(self.engine.next(rounds.max(1))))
            };
            Work::new(async move {
                let pace = Pace::new(PAUSE_WORK);
                let setup = PlanInput::new(&assessment, &options)?;
                Ok(match next? {
                    Next::Task(task) => {
                        let result = task.perform(&setup, &pace).await;
                        Done::Task(result.map_err(|error| refusal(&error))?)
                    }
                    Next::Explain(best) => {
                        let plan = best.explained(&setup, &pace).await;
                        Done::Plan(Box::pin(explained(plan, &setup, &pace)).await)
                    }
                })
            })
        })
    }

    /// How far planning has come.
    #[must_use]
    pub fn progress(&self) -> PlanProgress {
        PlanProgress {
            finished: self.plan.is_some(),
            ..self.engine.progress()
        }
    }

    /// The best plan so far, with that of the search under way unless it is in the middle of a search for seats. Until the end its lower
    /// bound is 0, and it does not say what stands in the way of unmet needs. Making it changes nothing. The first steps are made if there
    /// is no plan yet.
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
        while self.progress().cost.is_none() && !self.step(1)?.finished {}
        if let Some(plan) = &self.plan {
            return Ok(plan.clone());
        }
        let setup = PlanInput::new(&self.assessment, &self.options)?;
        let best = self.engine.best(&setup);
        Ok(at_once(best.explained(&setup, &Pace::without_pauses())))
    }

    /// The assessment that the plan is made for.
    #[must_use]
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EvidenceLog, Programme};

    /// Far more people than seats.
    fn crowd(people: usize) -> Assessment {
        let people: Vec<_> = (0..people)
            .map(|at| serde_json::json!({ "id": format!("p-{at}"), "section": "archive", "roles": ["clerk"] }))
            .collect();
        let document = serde_json::json!({
            "format": 1, "id": "records", "sections": [{ "id": "archive" }], "people": people,
            "objectives": [{ "id": "file", "track": "process" }],
            "roles": [{ "id": "clerk", "requires": [{ "objective": "file" }] }],
            "rooms": [{ "id": "hall", "seats": 8 }],
            "activities": [{ "id": "walk", "mode": "workshop", "hours": 3.0, "cost": 100.0,
                             "seats": { "min": 1, "max": 8 }, "teaches": [{ "objective": "file" }] }],
        });
        let programme = Programme::from_json(&document.to_string()).unwrap();
        programme.assess(&EvidenceLog::new(&programme), "2027-03-14".parse().unwrap())
    }

    #[test]
    fn lines_and_reasons_are_written_with_pauses_and_stay_the_same() {
        let assessment = crowd(600);
        let options = PlanOptions {
            weeks: Some(1),
            effort: crate::plan::Effort::Quick,
            relax: false,
            ..PlanOptions::default()
        };
        let mut planner = Planner::new(assessment.clone(), options.clone()).unwrap();
        while !planner.engine.is_done() {
            planner.step(100).unwrap();
        }
        // Nothing but the reasons of the last plan and the conflicts are left.
        let mut steps = 1;
        while !planner.step(100).unwrap().finished {
            steps += 1;
        }
        let plan = planner.plan().unwrap();
        let written = plan.unplaced.len() as u64 * super::super::build_lines::REASON_WORK;
        assert!(steps > written / PAUSE_WORK, "{steps} steps");
        assert_eq!(plan, assessment.plan(&options).unwrap());
    }
}
