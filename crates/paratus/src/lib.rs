//! Readiness for knowledge management: who must be trained on what, how ready everyone is at a date, and why.
//!
//! A [`Programme`] says what an organisation asks of its people: objectives in three tracks (know why, follow the new
//! process, master the technology), roles that require them, sections that use some features of some tools and never
//! others. An [`EvidenceLog`] holds what was seen: observations, quizzes, certificates, self-reports, completions.
//! [`Programme::assess`] turns both into an [`Assessment`] as of a date, a pure function.
//!
//! ```
//! use paratus::document::Kind;
//! use paratus::evidence::RecordOutcome;
//! use paratus::{EvidenceLog, Programme, Record, Verdict};
//!
//! let programme = Programme::from_json(
//!     r#"{ "format": 1, "id": "records",
//!          "objectives": [{ "id": "file-a-record", "track": "process" }],
//!          "sections": [{ "id": "archive" }],
//!          "roles": [{ "id": "clerk", "requires": [{ "objective": "file-a-record" }] }],
//!          "people": [{ "id": "p-0117", "section": "archive", "roles": ["clerk"] }] }"#,
//! )?;
//! let mut evidence = EvidenceLog::new(&programme);
//! let passed = Record::new("p-0117", "file-a-record", Kind::Observation, 1.0, "2027-03-01".parse()?);
//! assert_eq!(evidence.push(&passed), RecordOutcome::Accepted);
//!
//! let assessment = programme.assess(&evidence, "2027-03-14".parse()?);
//! let clerk = assessment.person("p-0117")?;
//! assert_eq!(clerk.verdict(), Some(Verdict::Ready));
//! println!("{}", clerk.explain());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How a figure comes about
//!
//! The model is subjective logic with exponential forgetting (A. Jøsang, *Subjective Logic*, 2016). A record of value x
//! and evidence weight m (in equivalent trials, by kind) that is `age` days old adds m 2^(-age/h) x to the success S of its
//! objective and the rest to the failure F, h being the half-life. With the prior weight W = 2, S / (S + F + W) was
//! *shown*, F / (S + F + W) *failed*, and the rest is *unknown*. An objective's [`Range`] runs from what was shown to what
//! is possible if all that is unknown were success. Tracks are weighted means of objectives; readiness is the harmonic
//! mean of tracks, so that no track makes up for another ([`power_mean`](explain::power_mean)). A [`Verdict`] is `ready` when the lower bound
//! reaches the threshold, `not_ready` when the upper bound does not, else `cannot_tell`.
//!
//! # What holds everywhere
//!
//! * Pure: no clock, no input or output, no global state (but the pool of feature `threads`), no `unsafe`, no panic. Everything public is `Send + Sync`.
//! * The same bits on every platform, in any order of records, split any way ([`EvidenceLog::merge`]), appended or read
//!   at once ([`Assessment::append`]).
//! * Problems in content are [`Finding`]s with a stable [`Code`] and a place; only input that cannot be read is an
//!   [`Error`].
//! * Figures of units ([`Assessment::units`], [`Assessment::gaps`]) reveal nothing about a group smaller than the rules' minimum.
//!
//! # Where to look
//!
//! [`guide`] explains one thing at a time, with code that is run. [`document`] reads programmes from folders, TOML and JSON; [`table`] streams bulk facts; [`answers`] gives every
//! operation as typed data and as JSON text, which is what the command and the bindings call; [`text`] makes what others wrote safe to show.
//!
//! # Features
//!
//! Without any: documents in JSON, all findings, evidence of all kinds (answers to surveys are some), readiness of people and units,
//! explanations, gaps and fit. That is the small WebAssembly module, `paratus/core` of the npm package. A feature adds, and changes no
//! figure:
//!
//! * `surveys` (default): reliability, agreement, climate and barriers of surveys, and [`answers::needs`].
//! * `rollout` (default, with `surveys`): phases, gates and refreshers.
//! * `diff` (default): [`compare`].
//! * `plan` (default, with `rollout`): [`plan`], the planner.
//! * `report` (default, with `diff` and `plan`): [`answers::ReportAnswer`].
//! * `toml` (default): programmes written in TOML. Without it documents are JSON.
//! * `schema`: JSON Schemas of documents, options and answers.
//! * `spill`: [`EvidenceLog::with_spill`], for evidence that is larger than memory.
//! * `threads`: people are scored on several threads; the bits are the same.
//!
//! Operations keep their names in [`answers`]: one that was left out is refused with a message that names its feature.
//!
//! # What it does not do
//!
//! It stores nothing, sends nothing, and names nobody: people are pseudonymous ids. It takes no decision about a person;
//! it says what the evidence supports, and what it does not.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]
#![cfg_attr(
    not(feature = "report"),
    allow(
        dead_code,
        unused_imports,
        reason = "rooms that are left out use parts of those that stay"
    )
)]

#[macro_use]
mod enum_names;
#[macro_use]
mod setters;

pub mod answers;
mod bisection;
mod date;
mod debug;
#[cfg(feature = "diff")]
mod diff;
pub mod disclosure;
pub mod document;
mod error;
pub mod evidence;
pub mod figure;
mod finding;
mod fingerprint;
mod formatting;
mod future_rows;
#[cfg(feature = "rollout")]
mod gates;
pub mod guide;
mod lookalike;
mod math;
pub mod model;
#[cfg(feature = "rollout")]
mod phases;
#[cfg(feature = "plan")]
pub mod plan;
mod population;
mod programme;
mod range;
mod readiness;
#[cfg(feature = "rollout")]
mod refresh;
mod schema_id;
mod stats;
pub mod survey;
pub mod table;
pub mod text;
mod threads;
mod time;
mod track;
pub mod units;
mod validate;

pub use answers::store::EvidenceStore;
pub use date::{Date, DateError};
pub use error::{Error, ErrorKind};
pub use evidence::log::EvidenceLog;
pub use evidence::record::Record;
pub use finding::{Code, Fact, Finding, Sentence, Severity};
pub use programme::Programme;
pub use range::{Range, Verdict};
pub use readiness::{AppendReport, Assessment, PersonReadiness};
pub use track::{Track, TrackValues};

/// What changed between two assessments, and how much the verdicts depend on the rules.
#[cfg(feature = "diff")]
pub mod compare {
    pub use crate::diff::{
        CauseCounts, Diff, DiffSide, Sensitivity, StaffChange, Variant, VerdictCause,
        VerdictChange, VerdictCounts, VerdictStep, diff, sensitivity,
    };
}

/// Why figures are what they are, and the means that they are made of.
pub mod explain {
    pub use crate::readiness::{
        CountedRecord, EvidenceChange, ObjectiveExplanation, ObjectiveReadiness, Opinion,
        PersonExplanation, Shortfall, SmallestChange, State, TrackExplanation, UncountedReason,
        UncountedRecord, gap_shares, power_mean,
    };
}

/// The decisions of a roll-out: phases, the gates between them, and refreshers.
#[cfg(feature = "rollout")]
pub mod rollout {
    pub use crate::gates::{
        ActFigure, ConditionFigures, ConditionKind, ConditionReport, ConditionVerdict,
        GateObstacle, GateReport, GateVerdict, GroupRule, Opening, OpeningPerson, OpeningStep,
        OpeningStepKind, OverrideReport,
    };
    pub use crate::phases::{
        Commonness, ExcessHours, LateFeatureSet, ObjectivePlacement, PhaseExplanation,
        PhaseObjective, PhaseObjectiveExplanation, PhaseReport, PhaseSection, Phases,
        ProposalOptions, UseRow, commonness,
    };
    pub use crate::refresh::{
        BookedRefresher, DueRefresher, MissedRefresher, MissedRefresherReason, MonthShare, Refresh,
        RefreshLimits, RefreshMonth, RefreshRow, UnitForecast,
    };
    pub use crate::survey::gate_climate::{Climate, ClimateFigure};
}

/// What the command and the bindings share; it may change in any release.
#[doc(hidden)]
pub mod unstable {
    pub use crate::document::previous_ids::{IdKind, PreviousIds};
    pub use crate::finding::{are_one_person, key_of_person, person_meant, probably_meant};
    pub use crate::formatting::thousands;
    pub use crate::table::position::quotes_are_closed;
    pub use crate::time::clock;
}

/// The examples of the README, held by the documentation tests.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;

/// The examples of the book's page on Rust.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/rust.md")]
struct RustPage;
