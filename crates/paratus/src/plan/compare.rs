//! The plan under other options, side by side.

use super::{Plan, PlanOptions, PlanStatus};
use crate::disclosure::DisclosureNote;
use crate::schema_id::schema_id;
use crate::{Assessment, ByTrack, Date, Error};
use serde::Serialize;

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
        // What would help is not part of the answer.
        let options = PlanOptions {
            relax: false,
            ..options.clone()
        };
        let mut variants = vec![PlanVariant::new("", &self.plan(&options)?)];
        for change in changes {
            let mut other = options.clone();
            other.set_all(change)?;
            variants.push(PlanVariant::new(change, &self.plan(&other)?));
        }
        Ok(WhatIf {
            as_of: self.as_of(),
            disclosure: DisclosureNote::internal(),
            programme: self.programme.id().to_owned(),
            schema: WhatIfSchema::V1,
            variants,
        })
    }
}
