//! Why nothing is known of a condition, or nothing that can be counted would bring it to hold.

use crate::Track;
use crate::survey::Reason;
use serde::Serialize;
use std::fmt;

/// Why nothing is known of a condition, or why no change of the facts brings it to hold. `Display` says it in English.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the parameters are named by what they are")]
pub enum GateObstacle {
    /// Enough answered for figures, and too few for published ones.
    AnswersSuppressed { instrument: String },
    /// The conditions work against each other.
    ConditionsConflict,
    /// Even if everyone answered, it would not be enough.
    EveryAnswerTooLittle { instrument: String },
    /// Fewer answered than the condition asks for; `respondents` where the number may be published. `rounded`: the number needed is
    /// published as a rounded one.
    FewAnswers {
        instrument: String,
        needed: u64,
        respondents: Option<u64>,
        rounded: bool,
    },
    /// Too few people are concerned for published figures.
    FewConcerned,
    /// Buy-in is not known, and too few answer to change that.
    FewRespondents {
        instrument: String,
        reason: Option<Reason>,
    },
    /// Each unit has too few people for published figures.
    FewInEachUnit,
    /// Too few people need something in one of the tracks for published figures.
    FewInOneTrack,
    /// Some units have fewer people who need an objective than must hold it.
    FewNeedObjective { needed: f64, objective: String },
    /// The answers to an instrument give no figure.
    NoFigure {
        instrument: String,
        reason: Option<Reason>,
    },
    /// Nobody has answered an instrument.
    NobodyAnswered { instrument: String },
    /// A group has no conditions.
    NoConditions,
    /// Nothing is required of anybody, in a track or at all.
    NothingRequired { track: Option<Track> },
    /// Not enough people can become ready, in a track or at all.
    NotEnoughReady { track: Option<Track> },
    /// Nobody needs an objective.
    ObjectiveNotNeeded { objective: String },
    /// Fewer than two tracks are needed, so there is nothing to compare.
    OneTrack,
    /// Nobody needs anything of a phase.
    PhaseNotNeeded { phase: String },
    /// Not enough people can complete a phase.
    PhaseOutOfReach { phase: String },
    /// No objectives are written in a phase.
    PhaseWithoutObjectives { phase: String },
    /// The verdict depends on a small group, and only internal answers have it.
    SmallGroup,
    /// A group asks for more conditions than it has.
    TooManyNeeded { needed: u64, of: u64 },
    /// The tracks cannot be evened out.
    TracksUneven,
    /// The condition names no kind, or more than one.
    Unclear,
    /// The programme has no such instrument.
    UnknownInstrument { instrument: String },
    /// The programme has no such objective.
    UnknownObjective { objective: String },
    /// The programme has no such phase.
    UnknownPhase { phase: String },
    /// The answers give no buy-in, and further answers do not change that.
    UnusableAnswers { instrument: String, reason: Reason },
}

impl fmt::Display for GateObstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use GateObstacle as O;
        match self {
            O::ConditionsConflict => f.write_str("its conditions work against each other"),
            O::FewConcerned => f.write_str("too few people are concerned"),
            O::FewInEachUnit => f.write_str("each unit has too few people for figures"),
            O::FewInOneTrack => f.write_str("too few people need something in one of the tracks"),
            O::FewNeedObjective { needed, objective } => {
                write!(
                    f,
                    "some units have fewer than {needed} people who need `{objective}`"
                )
            }
            O::NoConditions => f.write_str("it has no conditions"),
            O::NothingRequired { track: Some(track) } => {
                write!(f, "nobody needs anything in the {track} track")
            }
            O::NothingRequired { track: None } => f.write_str("nothing is required of anybody"),
            O::NotEnoughReady { track } => {
                let subject = track.map_or("all", Track::name);
                write!(f, "not enough people can become ready in `{subject}`")
            }
            O::ObjectiveNotNeeded { objective } => write!(f, "nobody needs `{objective}`"),
            O::OneTrack => f.write_str(
                "people need something in fewer than two tracks, so there is nothing to compare",
            ),
            O::PhaseNotNeeded { phase } => {
                write!(f, "nobody needs anything of the phase `{phase}`")
            }
            O::PhaseOutOfReach { phase } => {
                write!(f, "not enough people can complete the phase `{phase}`")
            }
            O::PhaseWithoutObjectives { phase } => {
                write!(f, "no objectives are written in the phase `{phase}`")
            }
            O::SmallGroup => {
                f.write_str("its verdict depends on a small group; internal answers have it")
            }
            O::TooManyNeeded { needed, of } => {
                write!(f, "{needed} of {of} conditions can never hold")
            }
            O::TracksUneven => f.write_str("the tracks cannot be evened out"),
            O::Unclear => f.write_str("the condition names no kind, or more than one"),
            O::UnknownObjective { objective } => {
                write!(f, "`{objective}` is not an objective of the programme")
            }
            O::UnknownPhase { phase } => write!(f, "`{phase}` is not a phase of the programme"),
            survey => survey.fmt_survey(f),
        }
    }
}

impl GateObstacle {
    /// Of those about an instrument.
    fn fmt_survey(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use GateObstacle as O;
        match self {
            O::AnswersSuppressed { instrument } => write!(f, "too few answered `{instrument}`"),
            O::EveryAnswerTooLittle { instrument } => write!(
                f,
                "even if everyone answered `{instrument}`, it would not be enough"
            ),
            O::FewAnswers {
                instrument,
                rounded: false,
                needed,
                respondents: None,
            } => write!(f, "too few answered `{instrument}`: at least {needed} must"),
            O::FewAnswers {
                instrument,
                rounded: true,
                needed,
                respondents: None,
            } => write!(
                f,
                "too few answered `{instrument}`: about {needed} or more must"
            ),
            O::FewAnswers {
                instrument,
                needed,
                respondents: Some(some),
                rounded: _,
            } => write!(
                f,
                "{} answered `{instrument}`, and at least {needed} must",
                crate::formatting::thousands(*some)
            ),
            O::FewRespondents { instrument, reason } => {
                let reason =
                    reason.map_or_else(|| "there is no value".to_owned(), |why| why.to_string());
                write!(
                    f,
                    "the buy-in of `{instrument}` is not known ({reason}), and too few answer it"
                )
            }
            O::NoFigure {
                instrument,
                reason: Some(reason),
            } => write!(f, "`{instrument}`: {reason}"),
            O::NoFigure {
                instrument,
                reason: None,
            } => write!(f, "the answers to `{instrument}` give no value"),
            O::NobodyAnswered { instrument } => write!(f, "nobody has answered `{instrument}`"),
            O::UnknownInstrument { instrument } => {
                write!(f, "`{instrument}` is not an instrument of the programme")
            }
            O::UnusableAnswers { instrument, reason } => write!(
                f,
                "`{instrument}` gives no buy-in ({reason}), and what it will be once that is corrected is not known"
            ),
            _ => Ok(()),
        }
    }
}
