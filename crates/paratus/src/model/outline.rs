//! Compiled tracks, objectives, tools, sections and roles.

use crate::document::Kind;
use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Date, Error, Finding, Track, TrackValues};

/// A level of an objective's scale: 0 is the lowest.
pub(crate) type Level = u8;

/// The rules of measurement, each value within what it can be.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Rules {
    /// Days in which evidence loses half its evidence weight, where the objective does not say.
    pub half_life_days: f64,
    /// Exponent of the mean over tracks, at most 1.
    pub exponent: f64,
    /// Threshold of verdicts.
    pub threshold: f64,
    /// Evidence weight of what is not known, in equivalent trials.
    pub prior_weight: f64,
    /// Evidence weight of evidence by kind, in the order of [`Kind::ALL`].
    pub evidence_weights: [f64; 5],
    /// Fewest people of a published figure.
    pub min_cell: u32,
    /// Published counts of people are multiples of it: 1, 3 or 5.
    pub round_to: u32,
    /// Days before the end of being ready in which an objective is `expiring`.
    pub refresh_lead_days: u32,
    /// Tolerance of the balance of hours over tracks.
    pub balance_tolerance: f64,
    /// The agreement (r_wg) from which the people of a unit count as agreed.
    pub agreement_at_least: f64,
    /// Weight of each track.
    pub track_weights: TrackValues<f64>,
    /// Threshold of each track's verdict.
    pub track_thresholds: TrackValues<f64>,
}

impl Rules {
    /// Evidence weight of one fresh record of a kind, in equivalent trials.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// use paratus::document::Kind;
    ///
    /// let programme = sample::programme();
    /// assert_eq!(programme.rules().evidence_weight(Kind::Observation), 4.0);
    /// ```
    #[must_use]
    pub const fn evidence_weight(&self, kind: Kind) -> f64 {
        let [certificate, completion, observation, quiz, survey] = self.evidence_weights;
        match kind {
            Kind::Certificate => certificate,
            Kind::Completion => completion,
            Kind::Observation => observation,
            Kind::Quiz => quiz,
            Kind::Survey => survey,
        }
    }
}

/// What can be assessed and trained.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Objective {
    /// Short name.
    pub id: String,
    /// Name for people; the id where none is written.
    pub title: String,
    /// The track it belongs to.
    pub track: Track,
    /// Names of its levels, lowest first; a single empty name without a scale.
    pub levels: Vec<String>,
    /// Whether it has a scale, so that levels are worth naming.
    pub has_scale: bool,
    /// Prerequisites: index of the objective and level.
    pub requires: Vec<(usize, Level)>,
    /// Days in which evidence loses half its evidence weight.
    pub half_life_days: f64,
    /// Which table of decay serves it.
    pub(crate) decay: usize,
    /// Indices of the features of a feature set; empty where it is none.
    pub features: Vec<usize>,
    /// Index of the tool of a feature set.
    pub tool: Option<usize>,
}

impl Objective {
    /// The level of that name; the top one without a name.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// let programme = sample::programme();
    /// let filing = &programme.objectives()[1];
    /// assert_eq!(filing.level(None)?, 0);
    /// assert!(filing.level(Some("expert")).is_err(), "it has no scale");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where the scale has no such level, with its levels.
    pub fn level(&self, name: Option<&str>) -> Result<Level, Error> {
        self.find_level(name)
            .ok_or_else(|| Error::unknown(self.no_such_level(name.unwrap_or_default())))
    }

    /// The finding on a level that the scale does not have.
    pub(crate) fn no_such_level(&self, name: &str) -> Finding {
        let (code, level) = (Code::LevelNotOnScale, shorten(name));
        let objective = &self.id;
        if !self.has_scale {
            return describe!(
                code,
                "level",
                RecordWithoutScale {
                    objective: objective,
                    level: level
                }
            );
        }
        let finding = describe!(
            code,
            "level",
            LevelNotOfObjective {
                level: level,
                objective: objective
            }
        );
        let levels: Vec<String> = self
            .levels
            .iter()
            .map(|level| format!("`{level}`"))
            .collect();
        finding.help(format!(
            "its levels are {}, lowest first",
            levels.join(", ")
        ))
    }

    /// The same, where there is one.
    pub(crate) fn find_level(&self, name: Option<&str>) -> Option<Level> {
        match name {
            None => Some(self.highest_level()),
            Some(name) if self.has_scale => self
                .levels
                .iter()
                .position(|level| level == name)
                .and_then(|at| Level::try_from(at).ok()),
            Some(_) => None,
        }
    }

    /// The highest level.
    #[must_use]
    pub fn highest_level(&self) -> Level {
        Level::try_from(self.levels.len().saturating_sub(1)).unwrap_or(Level::MAX)
    }

    /// The name of a level, where the objective has a scale.
    ///
    /// ```
    /// use paratus::Programme;
    /// use paratus::document::{Document, ObjectiveDoc, ScaleDoc};
    /// use paratus::Track;
    ///
    /// let scale = ScaleDoc::new(["aware", "able"]);
    /// let document = Document::new("records")
    ///     .scales([("steps", scale)])
    ///     .objectives([ObjectiveDoc::new("filing", Track::Process).scale("steps")]);
    /// let programme = Programme::compile(&document);
    /// assert_eq!(programme.objectives()[0].level_name(1), Some("able"));
    /// ```
    #[must_use]
    pub fn level_name(&self, level: Level) -> Option<&str> {
        if self.has_scale {
            self.levels.get(usize::from(level)).map(String::as_str)
        } else {
            None
        }
    }

    /// Whether it is one tool and some of its features, trained together.
    #[must_use]
    pub fn is_feature_set(&self) -> bool {
        self.tool.is_some()
    }
}

/// A unit of the organisation.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Section {
    /// Short name.
    pub id: String,
    /// Name for people; the id where none is written.
    pub title: String,
    /// Index of the section it is part of.
    pub parent: Option<usize>,
    /// Index of the section whose declared feature use holds here: itself or the nearest ancestor that declares any.
    pub use_declared_by: Option<usize>,
    /// Number of the place where its people work, if any is named.
    pub(crate) site: Option<usize>,
    /// The share of its people that may be away for training at once.
    pub max_absent: f64,
}

/// A role and what it requires.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Role {
    /// Short name.
    pub id: String,
    /// Name for people; the id where none is written.
    pub title: String,
    /// What it requires, one entry per objective.
    pub requires: Vec<Requirement>,
}

/// An objective that is required at a level.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Requirement {
    /// Index of the objective.
    pub objective: usize,
    /// The level required.
    pub level: Level,
    /// How much it counts within its track.
    pub weight: f64,
    /// Whether it caps the person's verdict.
    pub critical: bool,
    /// Threshold of its verdict.
    pub threshold: f64,
    /// Whether it is required only as a prerequisite of something else.
    pub prerequisite: bool,
}

/// An activity that teaches objectives.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Activity {
    /// Short name.
    pub id: String,
    /// Name for people; the id where none is written.
    pub title: String,
    /// How it is given.
    pub mode: crate::document::Mode,
    /// Index of each objective taught, and up to which level.
    pub teaches: Vec<(usize, Level)>,
    /// Hours of each participant.
    pub hours: f64,
    /// Fewest and most participants of a session, where limited.
    pub seats: Option<(u32, u32)>,
    /// Money per session.
    pub cost: f64,
    /// Money per participant.
    pub cost_per_person: f64,
    /// Number of the skill that its trainer needs.
    pub(crate) skill: Option<usize>,
    /// Whether it is held over the network.
    pub online: bool,
    /// What participants must hold before: index of the objective, and level.
    pub requires: Vec<(usize, Level)>,
}

/// A leadership act.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Act {
    /// What was done.
    pub act: String,
    /// Who did it.
    pub actor: String,
    /// When.
    pub date: Date,
    /// Where it can be seen.
    pub evidence: String,
}
