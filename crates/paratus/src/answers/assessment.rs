//! Everyone's readiness, person by person.

use crate::disclosure::DisclosureNote;
use crate::readiness::State;
use crate::schema_id::schema_id;
use crate::{Assessment, ByTrack, Date, Finding, PersonReadiness, Range, Track, Verdict};
use serde::Serialize;

schema_id! {
    /// Schema id of [`AssessmentAnswer`].
    AssessmentSchema = "paratus/assessment/1"
}

/// Everyone's readiness as of a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssessmentAnswer {
    /// The date of assessment.
    pub as_of: Date,
    /// Internal: it has the figures of single people.
    pub disclosure: DisclosureNote,
    /// Problems in programme and evidence that bear on the figures.
    pub findings: Vec<Finding>,
    /// Everyone employed on the date, in the order of the programme; or those asked about.
    pub people: Vec<PersonAnswer>,
    /// Id of the programme.
    pub programme: String,
    /// What this is.
    pub schema: AssessmentSchema,
}

/// One person's readiness.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PersonAnswer {
    /// Every objective that the roles require, in the order of the programme.
    pub objectives: Vec<ObjectiveAnswer>,
    /// Id of the person.
    pub person: String,
    /// Readiness over all tracks; `null` where nothing is required.
    pub readiness: Option<Range>,
    /// Ids of the roles.
    pub roles: Vec<String>,
    /// Id of the section.
    pub section: String,
    /// Readiness by track; `null` where nothing is required in it.
    pub tracks: ByTrack<Option<Range>>,
    /// The verdict; `null` where nothing is required.
    pub verdict: Option<Verdict>,
}

/// The state of a person in an objective.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ObjectiveAnswer {
    /// Whether it caps the person's verdict.
    pub critical: bool,
    /// Share of what is known and speaks against; shown + failed + unknown = 1.
    pub failed: f64,
    /// The level required; `null` where the objective has no scale.
    pub level: Option<String>,
    /// Id of the objective.
    pub objective: String,
    /// Share of what is known and speaks for.
    pub shown: f64,
    /// The state of the person in it.
    pub state: State,
    /// The threshold of its verdict.
    pub threshold: f64,
    /// Its track.
    pub track: Track,
    /// Share that is not known.
    pub unknown: f64,
}

impl AssessmentAnswer {
    /// The answer from an assessment; `findings` are those of the programme and of reading the evidence.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::{AssessmentAnswer, to_json};
    ///
    /// let answer = AssessmentAnswer::new(&sample::assessment(), &[]);
    /// assert!(to_json(&answer).contains(r#""schema":"paratus/assessment/1""#));
    /// ```
    #[must_use]
    pub fn new(assessment: &Assessment, findings: &[Finding]) -> AssessmentAnswer {
        AssessmentAnswer::build(
            assessment,
            findings,
            &assessment.people().collect::<Vec<_>>(),
        )
    }

    /// The answer for some of the people.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::AssessmentAnswer;
    ///
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// assert_eq!(AssessmentAnswer::build(&assessment, &[], &[clerk]).people.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn build(
        assessment: &Assessment,
        findings: &[Finding],
        people: &[PersonReadiness<'_>],
    ) -> AssessmentAnswer {
        AssessmentAnswer {
            as_of: assessment.as_of(),
            disclosure: DisclosureNote::internal(),
            findings: super::all_findings(assessment, findings),
            people: people.iter().map(PersonAnswer::new).collect(),
            programme: assessment.programme().id().to_owned(),
            schema: AssessmentSchema::V1,
        }
    }
}

impl PersonAnswer {
    /// The answer for one person.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::answers::PersonAnswer;
    ///
    /// let assessment = sample::assessment();
    /// let clerk = assessment.person("p-00")?;
    /// assert_eq!(PersonAnswer::new(&clerk).section, "registry");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn new(person: &PersonReadiness<'_>) -> PersonAnswer {
        let objectives = person
            .objectives()
            .into_iter()
            .map(|objective| ObjectiveAnswer {
                critical: objective.critical,
                failed: objective.opinion.failed,
                level: objective.level.map(str::to_owned),
                objective: objective.objective.to_owned(),
                shown: objective.opinion.shown,
                state: objective.state,
                threshold: objective.threshold,
                track: objective.track,
                unknown: objective.opinion.unknown,
            });
        PersonAnswer {
            objectives: objectives.collect(),
            person: person.id().to_owned(),
            readiness: person.readiness(),
            roles: person.roles().map(str::to_owned).collect(),
            section: person.section().to_owned(),
            tracks: ByTrack::from_fn(|track| person.track(track)),
            verdict: person.verdict(),
        }
    }
}
