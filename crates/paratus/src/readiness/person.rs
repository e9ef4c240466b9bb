//! One person's readiness: range, verdict, tracks, and every objective with its state.

use super::opinion::{EvidenceSums, Opinion};
use super::requirements::RequirementReader;
use super::{Assessment, PersonExplanation, explain};
use crate::model::Requirement;
use crate::{Date, Range, Track, Verdict};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A person as of the date of an assessment.
#[derive(Clone, Copy)]
pub struct PersonReadiness<'a> {
    pub(crate) assessment: &'a Assessment,
    pub(crate) person: usize,
}

/// The state of a person's objective, from not required to ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The roles do not require it.
    NotRequired,
    /// A role requires it, but the section never uses it: saved.
    Unused,
    /// There is no evidence.
    Unknown,
    /// Even if all that is unknown were success, it would not be enough.
    NotReady,
    /// There is not enough recent evidence either way.
    CannotTell,
    /// It was ready and is not any more, only because evidence aged or expired.
    Stale,
    /// It is ready, and will not be within the refresh lead time unless something is done.
    Expiring,
    /// What was shown reaches the threshold.
    Ready,
}

names! {
    State (shown otherwise):
    NotRequired = "not_required",
    Unused = "unused",
    Unknown = "unknown",
    NotReady = "not_ready",
    CannotTell = "cannot_tell",
    Stale = "stale",
    Expiring = "expiring",
    Ready = "ready",
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.name().replace('_', " "))
    }
}

/// A required objective of a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ObjectiveReadiness<'a> {
    /// Id of the objective.
    pub objective: &'a str,
    /// Index of the objective in the programme.
    pub index: usize,
    /// Name of the level required, where the objective has a scale.
    pub level: Option<&'a str>,
    /// Its track.
    pub track: Track,
    /// Its share of the track, in (0, 1]; 0 where unused.
    pub share: f64,
    /// Whether it caps the person's verdict.
    pub critical: bool,
    /// Whether it is required only as a prerequisite of something else.
    pub prerequisite: bool,
    /// What the evidence says.
    pub opinion: Opinion,
    /// The threshold of its verdict.
    pub threshold: f64,
    /// The verdict; for an unused objective what it would be.
    pub verdict: Verdict,
    /// The state of the person in it.
    pub state: State,
}

impl<'a> PersonReadiness<'a> {
    /// The person's id.
    #[must_use]
    pub fn id(&self) -> &'a str {
        self.assessment
            .programme
            .model()
            .people
            .ids
            .name(self.person as u32)
    }

    /// Id of the person's section.
    #[must_use]
    pub fn section(&self) -> &'a str {
        let model = self.assessment.programme.model();
        let section = model
            .people
            .section
            .get(self.person)
            .and_then(|&section| model.sections.get(section as usize));
        section.map_or("", |section| &section.id)
    }

    /// Ids of the person's roles, in the order of the programme.
    pub fn roles(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let model = self.assessment.programme.model();
        model
            .people
            .roles_of(self.person)
            .iter()
            .map(|&role| model.role_ids.name(role))
    }

    /// Whether the person works here on the date of assessment.
    #[must_use]
    pub fn is_employed(&self) -> bool {
        self.assessment
            .programme
            .model()
            .people
            .employed(self.person, self.assessment.as_of)
    }

    /// The first day of employment, where one is given.
    #[must_use]
    pub fn joined(&self) -> Option<Date> {
        let joined = self
            .assessment
            .programme
            .model()
            .people
            .joined
            .get(self.person)
            .copied();
        joined.filter(|joined| *joined != Date::MIN)
    }

    /// The last day of employment, where one is given.
    #[must_use]
    pub fn left(&self) -> Option<Date> {
        let left = self
            .assessment
            .programme
            .model()
            .people
            .left
            .get(self.person)
            .copied();
        left.filter(|left| *left != Date::MAX)
    }

    /// Readiness over all tracks; `None` where nothing is required of the person.
    #[must_use]
    pub fn readiness(&self) -> Option<Range> {
        let score = self.assessment.score(self.person);
        score.verdict.map(|_| score.readiness)
    }

    /// The verdict; `None` where nothing is required of the person.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.assessment.score(self.person).verdict
    }

    /// Readiness in one track; `None` where nothing is required in it.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::Track;
    ///
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// let process = clerk.track(Track::Process).ok_or("nothing is required in it")?;
    /// assert!(process.low > 0.5 && process.high <= 1.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn track(&self, track: Track) -> Option<Range> {
        let has = self.assessment.profile(self.person).has(track);
        has.then(|| *self.assessment.score(self.person).tracks.get(track))
    }

    /// Every required objective with its state, in the order of the programme.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// for objective in clerk.objectives() {
    ///     println!("{} {}", objective.objective, objective.state);
    /// }
    /// assert_eq!(clerk.objectives().len(), 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn objectives(&self) -> Vec<ObjectiveReadiness<'a>> {
        let profile = self.assessment.profile(self.person);
        let cells = self.assessment.cells(self.person);
        let states = self.states();
        let required = profile
            .requirements
            .iter()
            .zip(cells)
            .zip(&profile.shares)
            .zip(states);
        let mut list: Vec<ObjectiveReadiness<'a>> = required
            .map(|(((requirement, cell), share), state)| {
                self.objective(requirement, *cell, *share, state)
            })
            .collect();
        let nothing = EvidenceSums::default();
        list.extend(
            profile
                .unused
                .iter()
                .map(|spared| self.objective(spared, nothing, 0.0, State::Unused)),
        );
        list.sort_by_key(|objective| objective.index);
        list
    }

    fn objective(
        &self,
        requirement: &'a Requirement,
        cell: EvidenceSums,
        share: f64,
        state: State,
    ) -> ObjectiveReadiness<'a> {
        let model = self.assessment.programme.model();
        let compiled = model.objectives.get(requirement.objective);
        let opinion = cell.opinion(model.rules.prior_weight);
        ObjectiveReadiness {
            objective: compiled.map_or("", |objective| &objective.id),
            index: requirement.objective,
            level: compiled.and_then(|objective| objective.level_name(requirement.level)),
            track: compiled.map_or(Track::People, |objective| objective.track),
            share,
            critical: requirement.critical,
            prerequisite: requirement.prerequisite,
            opinion,
            threshold: requirement.threshold,
            verdict: cell
                .range(model.rules.prior_weight)
                .verdict(requirement.threshold),
            state,
        }
    }

    /// The state of each requirement of the profile.
    pub(crate) fn states(&self) -> Vec<State> {
        RequirementReader::new(self.assessment)
            .states(self.person)
            .to_vec()
    }

    /// Explains the person's readiness: the evidence behind every figure, what is missing, and the smallest change that would flip the verdict.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-01")?;
    /// let why = clerk.explain();
    /// println!("{why}");
    /// assert_eq!(why.person, "p-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explain(&self) -> PersonExplanation {
        explain::person(*self)
    }
}
