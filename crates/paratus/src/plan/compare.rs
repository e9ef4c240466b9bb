//! The plan under other options, side by side.

use super::{Plan, PlanOptions, PlanProgress, PlanStatus, Planner, SLICE};
use crate::disclosure::DisclosureNote;
use crate::schema_id::schema_id;
use crate::{Assessment, ByTrack, Date, Error};
use serde::Serialize;
use std::collections::VecDeque;
use std::sync::Arc;

schema_id! {
    /// Schema id of [`WhatIf`].
    WhatIfSchema = "paratus/what-if/1"
}

/// Plans under different options, the one without a change first.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct WhatIf {
    /// The date of assessment.
    pub as_of: Date,
    /// For whom it is: plans count what few people lack, so they are internal.
    pub disclosure: DisclosureNote,
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: WhatIfSchema,
    /// The plans, in the order asked for.
    pub variants: Vec<PlanVariant>,
}

/// A plan in short.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PlanVariant {
    /// What it costs, in the programme's currency.
    pub cost: f64,
    /// The share that could at most still be saved.
    pub gap: f64,
    /// Hours of all participants together, by track.
    pub hours: ByTrack<f64>,
    /// The last day of any session.
    pub last: Option<Date>,
    /// As the `lower_bound` of a plan.
    pub lower_bound: Option<f64>,
    /// What is other: `weeks=8`; empty for the plan without a change.
    pub option: String,
    /// How many people are trained.
    pub people: u64,
    /// By phase, the share of its people who have been shown all of it, if everyone passes.
    pub ready: Vec<PhaseReady>,
    /// How many sessions there are.
    pub sessions: u64,
    /// Whether everyone could be placed.
    pub status: PlanStatus,
    /// How many needs are not met.
    pub unplaced: u64,
}

/// How far a phase comes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PhaseReady {
    /// The last day of its sessions.
    pub last: Option<Date>,
    /// Id of the phase.
    pub phase: String,
    /// The share of those who need any of it; `null` where nobody does.
    pub share: Option<f64>,
}

impl PlanVariant {
    /// A plan in short.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, PlanVariant};
    ///
    /// let assessment = sample::assessment();
    /// let plan = assessment.plan(&PlanOptions::default())?;
    /// assert_eq!(PlanVariant::new("", &plan).sessions, plan.sessions.len() as u64);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(option: &str, plan: &Plan) -> PlanVariant {
        let phase = |phase: &super::PlanPhase| PhaseReady {
            last: phase.last,
            phase: phase.phase.clone(),
            share: (phase.people > 0).then(|| phase.ready as f64 / phase.people as f64),
        };
        PlanVariant {
            cost: plan.cost,
            gap: plan.gap,
            hours: plan.hours,
            last: plan.sessions.iter().map(|session| session.end).max(),
            lower_bound: plan.lower_bound,
            option: option.to_owned(),
            people: plan.people,
            ready: plan.phases.iter().map(phase).collect(),
            sessions: plan.sessions.len() as u64,
            status: plan.status,
            unplaced: plan.unplaced.len() as u64,
        }
    }
}

impl Assessment {
    /// The plan under `options`, and with each of `changes` (as [`PlanOptions::set_all`] takes them), side by side.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::PlanOptions;
    ///
    /// let assessment = sample::assessment();
    /// let changes = ["weeks=8".to_owned()];
    /// let compared = assessment.what_if(&PlanOptions::default(), &changes)?;
    /// assert_eq!(compared.variants[1].option, "weeks=8");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense.
    pub fn what_if(&self, options: &PlanOptions, changes: &[String]) -> Result<WhatIf, Error> {
        let mut planner = WhatIfPlanner::new(self, options, changes)?;
        while !planner.step(SLICE)?.finished {}
        Ok(planner.what_if())
    }
}

/// Plans side by side in the making, step by step, so that a program can say how far it has come, and stop.
///
/// ```
/// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
/// use paratus::plan::{PlanOptions, WhatIfPlanner};
///
/// let (assessment, options, changes) = (sample::assessment(), PlanOptions::default(), ["weeks=8".to_owned()]);
/// let mut planner = WhatIfPlanner::new(&assessment, &options, &changes)?;
/// while !planner.step(100)?.finished {
///     println!("{} of 2 plans", planner.what_if().variants.len());
/// }
/// assert_eq!(planner.what_if(), assessment.what_if(&options, &changes)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct WhatIfPlanner {
    /// What is answered, with the plans that are finished.
    compared: WhatIf,
    /// The plans that are not, the one under way first, each with its change.
    waiting: VecDeque<(String, Planner)>,
    /// Rounds of those that are finished.
    done: u32,
}

impl WhatIfPlanner {
    /// Resolves a request; no plan is made yet.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, WhatIfPlanner};
    ///
    /// let planner = WhatIfPlanner::new(&sample::assessment(), &PlanOptions::default(), &[])?;
    /// assert!(planner.what_if().variants.is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option or a change makes no sense.
    pub fn new(
        assessment: &Assessment,
        options: &PlanOptions,
        changes: &[String],
    ) -> Result<WhatIfPlanner, Error> {
        // Relaxations are not part of the answer.
        let options = PlanOptions {
            relax: false,
            ..options.clone()
        };
        let (shared, mut waiting) = (Arc::new(assessment.clone()), VecDeque::new());
        for change in std::iter::once("").chain(changes.iter().map(String::as_str)) {
            let mut changed = options.clone();
            if !waiting.is_empty() {
                changed.set_all(change)?;
            }
            waiting.push_back((change.to_owned(), Planner::new(shared.clone(), changed)?));
        }
        Ok(WhatIfPlanner {
            compared: WhatIf {
                as_of: assessment.as_of(),
                disclosure: DisclosureNote::internal(),
                programme: assessment.programme().id().to_owned(),
                schema: WhatIfSchema::V1,
                variants: Vec::new(),
            },
            waiting,
            done: 0,
        })
    }

    /// Does what is next in the plan under way, as [`Planner::step`] does.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, WhatIfPlanner};
    ///
    /// let mut planner = WhatIfPlanner::new(&sample::assessment(), &PlanOptions::default(), &[])?;
    /// while !planner.step(100)?.finished {}
    /// assert_eq!(planner.what_if().variants.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where an option makes no sense.
    pub fn step(&mut self, rounds: u32) -> Result<PlanProgress, Error> {
        if let Some((change, planner)) = self.waiting.front_mut() {
            let progress = planner.step(rounds)?;
            if progress.finished {
                let variant = PlanVariant::new(change, &planner.plan()?);
                self.compared.variants.push(variant);
                self.done = self.done.saturating_add(progress.done);
                self.waiting.pop_front();
            }
        }
        Ok(self.progress())
    }

    /// How far it has come: rounds of all plans, cost and unmet needs of the one under way.
    #[must_use]
    pub fn progress(&self) -> PlanProgress {
        let now = self.waiting.front().map(|(_, planner)| planner.progress());
        let left = self.waiting.iter().map(|(_, planner)| planner.progress());
        PlanProgress {
            cost: now.and_then(|now| now.cost),
            done: self.done.saturating_add(now.map_or(0, |now| now.done)),
            finished: now.is_none(),
            total: left.fold(self.done, |total, plan| total.saturating_add(plan.total)),
            unmet: now.and_then(|now| now.unmet),
        }
    }

    /// The plans that are finished, side by side.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::plan::{PlanOptions, WhatIfPlanner};
    ///
    /// let mut planner = WhatIfPlanner::new(&sample::assessment(), &PlanOptions::default(), &["weeks=8".to_owned()])?;
    /// while planner.what_if().variants.is_empty() {
    ///     planner.step(100)?;
    /// }
    /// assert_eq!(planner.what_if().variants[0].option, "");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn what_if(&self) -> WhatIf {
        self.compared.clone()
    }
}
