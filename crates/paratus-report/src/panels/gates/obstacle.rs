//! Why nothing is known of a condition, or nothing would bring it to hold, in words of the report.

use super::super::cells::track;
use crate::message::{Arg, Catalogue, Key};
use paratus::Track;
use paratus::answers::ReportNames;
use paratus::rollout::GateObstacle;
use paratus::survey::Reason;
use std::collections::BTreeMap;

/// An obstacle as a clause, without a stop.
pub(super) fn obstacle(found: &GateObstacle, names: &ReportNames, c: &Catalogue) -> String {
    use GateObstacle as O;
    let named = NamedMessages { names, c };
    match found {
        O::AnswersSuppressed { instrument } => {
            named.instrument(Key::ObstacleAnswersSuppressed, instrument, &[])
        }
        O::ConditionsConflict => c.words(Key::ObstacleConflict),
        O::EveryAnswerTooLittle { instrument } => {
            named.instrument(Key::ObstacleEveryAnswer, instrument, &[])
        }
        O::FewAnswers {
            rounded,
            instrument,
            needed,
            respondents,
        } => {
            let needed = ("needed", Arg::Count(*needed));
            match respondents {
                None => {
                    let key = if *rounded {
                        Key::ObstacleFewAnswersAbout
                    } else {
                        Key::ObstacleFewAnswers
                    };
                    named.instrument(key, instrument, &[needed])
                }
                Some(some) => {
                    let args = [needed, ("respondents", Arg::Count(*some))];
                    named.instrument(Key::ObstacleAnswered, instrument, &args)
                }
            }
        }
        O::FewConcerned => c.words(Key::ObstacleFewConcerned),
        O::FewInEachUnit => c.words(Key::ObstacleFewInUnit),
        O::FewInOneTrack => c.words(Key::ObstacleFewInTrack),
        O::FewNeedObjective { needed, objective } => {
            let needed = ("needed", Arg::Number(*needed));
            named.objective(Key::ObstacleFewNeed, objective, &[needed])
        }
        O::FewRespondents { instrument, reason } => named.instrument(
            Key::ObstacleFewRespondents,
            instrument,
            &[because(*reason, c)],
        ),
        O::NoFigure { instrument, reason } => {
            named.instrument(Key::ObstacleNoFigure, instrument, &[because(*reason, c)])
        }
        O::NobodyAnswered { instrument } => {
            named.instrument(Key::ObstacleNobodyAnswered, instrument, &[])
        }
        O::NoConditions => c.words(Key::ObstacleNoConditions),
        O::NotEnoughReady { track } => named.track(
            Key::ObstacleNotEnough,
            Key::ObstacleNotEnoughInTrack,
            *track,
        ),
        O::NothingRequired { track } => named.track(
            Key::ObstacleNothingRequired,
            Key::ObstacleNothingInTrack,
            *track,
        ),
        O::ObjectiveNotNeeded { objective } => {
            named.objective(Key::ObstacleNotNeeded, objective, &[])
        }
        O::OneTrack => c.words(Key::ObstacleOneTrack),
        O::PhaseNotNeeded { phase } => named.phase(Key::ObstaclePhaseNotNeeded, phase),
        O::PhaseOutOfReach { phase } => named.phase(Key::ObstaclePhaseOutOfReach, phase),
        O::PhaseWithoutObjectives { phase } => named.phase(Key::ObstaclePhaseEmpty, phase),
        O::SmallGroup => c.words(Key::ObstacleSmallGroup),
        O::TooManyNeeded { needed, of } => {
            let args = [("needed", Arg::Count(*needed)), ("of", Arg::Count(*of))];
            c.format(Key::ObstacleTooManyNeeded, &args).words
        }
        O::TracksUneven => c.words(Key::ObstacleTracksUneven),
        O::Unclear => c.words(Key::ObstacleUnclear),
        O::UnknownInstrument {
            instrument: subject,
        }
        | O::UnknownObjective { objective: subject }
        | O::UnknownPhase { phase: subject } => {
            let args = [("subject", Arg::Author(subject))];
            c.format(Key::ObstacleUnknown, &args).words
        }
        O::UnusableAnswers { instrument, reason } => named.instrument(
            Key::ObstacleUnusable,
            instrument,
            &[because(Some(*reason), c)],
        ),
    }
}

/// Messages with one name in them.
struct NamedMessages<'a> {
    names: &'a ReportNames,
    c: &'a Catalogue,
}

impl NamedMessages<'_> {
    fn instrument(&self, key: Key, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.with_title(key, ("instrument", id), &self.names.instruments, args)
    }

    fn objective(&self, key: Key, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.with_title(key, ("objective", id), &self.names.objectives, args)
    }

    fn phase(&self, key: Key, id: &str) -> String {
        self.with_title(key, ("phase", id), &self.names.phases, &[])
    }

    fn track(&self, of_all: Key, of_one: Key, found: Option<Track>) -> String {
        found.map_or_else(
            || self.c.words(of_all),
            |found| {
                let args = [("track", Arg::Own(track(found, self.c).words))];
                self.c.format(of_one, &args).words
            },
        )
    }

    fn with_title(
        &self,
        key: Key,
        (parameter, id): (&str, &str),
        titles: &BTreeMap<String, String>,
        args: &[(&str, Arg<'_>)],
    ) -> String {
        let title = titles.get(id).map_or(id, String::as_str);
        let mut all = vec![(parameter, Arg::Author(title))];
        all.extend_from_slice(args);
        self.c.format(key, &all).words
    }
}

/// Why a survey gives no figure, as a parameter.
fn because(reason: Option<Reason>, c: &Catalogue) -> (&'static str, Arg<'static>) {
    let key = reason.map_or(Key::ReasonNoValue, reason_key);
    ("reason", Arg::Own(c.words(key)))
}

/// [`Reason`] grows with the library; the test holds that each has a text.
const fn reason_key(reason: Reason) -> Key {
    match reason {
        Reason::FewerThanMinCell => Key::ReasonMinCell,
        Reason::MoreRespondentsThanPeople => Key::ReasonMoreRespondents,
        Reason::NoAgreement => Key::ReasonNoAgreement,
        Reason::CountsOnly => Key::ReasonCountsOnly,
        Reason::NoCompleteAnswers => Key::ReasonNoCompleteAnswers,
        Reason::NoConvergence => Key::ReasonNoConvergence,
        Reason::NoItem => Key::ReasonNoItem,
        Reason::NoVariance => Key::ReasonNoVariance,
        Reason::NobodyAnswered => Key::ReasonNobodyAnswered,
        Reason::NobodyThere => Key::ReasonNobodyThere,
        Reason::Singular => Key::ReasonSingular,
        Reason::TooFewItems => Key::ReasonTooFewItems,
        Reason::TooFewRespondents => Key::ReasonTooFewRespondents,
        Reason::TooManyItems => Key::ReasonTooManyItems,
        _ => Key::ReasonNoValue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_text() {
        for reason in Reason::ALL {
            assert_ne!(reason_key(reason), Key::ReasonNoValue, "{reason:?}");
        }
    }
}
