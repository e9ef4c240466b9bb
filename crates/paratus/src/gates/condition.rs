//! One condition held against the facts.

use super::facts::GateFacts;
use super::figures::{ActFigure, ConditionFigures};
use super::logic::ConditionNode;
use super::obstacle::GateObstacle;
use super::{ConditionKind, ConditionVerdict, holders, track_balance};
use crate::disclosure::Published;
use crate::document::{ConditionDoc, Subject};
use crate::figure::{self, Threshold};
use crate::fingerprint::PeopleSet;
use crate::formatting::thousands;
use crate::model::{Model, NONE};
use crate::population::PeopleGroup;
use crate::survey::{Agreement, ClimateFigure, Estimate, Respondents};
use crate::{Range, Track, Verdict};

/// What a condition comes to.
#[derive(Clone, Debug)]
pub(super) struct ConditionResult {
    pub(super) detail: String,
    pub(super) figures: ConditionFigures,
    pub(super) holds: ConditionVerdict,
    pub(super) kind: ConditionKind,
    pub(super) needed: Option<f64>,
    pub(super) obstacle: Option<GateObstacle>,
    pub(super) people: Published<u64>,
    pub(super) subject: String,
    pub(super) threshold: Option<f64>,
    pub(super) unit: Option<String>,
    pub(super) value: Published<Range>,
}

impl ConditionResult {
    /// Nothing can be said, and why.
    pub(super) fn unknown(
        kind: ConditionKind,
        subject: &str,
        obstacle: GateObstacle,
    ) -> ConditionResult {
        ConditionResult::of_words(kind, subject, Err(obstacle))
    }

    /// A condition of which nothing is set yet but its words, or why there are no figures for them.
    pub(super) fn of_words(
        kind: ConditionKind,
        subject: &str,
        words: Result<String, GateObstacle>,
    ) -> ConditionResult {
        let (detail, obstacle) = match words {
            Ok(detail) => (detail, None),
            Err(obstacle) => (obstacle.to_string(), Some(obstacle)),
        };
        ConditionResult {
            detail,
            figures: ConditionFigures::default(),
            holds: ConditionVerdict::CannotTell,
            kind,
            needed: None,
            obstacle,
            people: Published::suppressed_all(),
            subject: subject.to_owned(),
            threshold: None,
            unit: None,
            value: Published::suppressed_all(),
        }
    }
}

/// Whether a tree of conditions holds.
pub(super) fn holds(world: &GateFacts<'_>, node: &ConditionNode<'_>) -> ConditionVerdict {
    match node {
        ConditionNode::Leaf(condition) => judge(world, condition).holds,
        // A group of nothing would hold by itself: that is an oversight, not a decision to open.
        ConditionNode::Group { of, .. } if of.is_empty() => ConditionVerdict::CannotTell,
        ConditionNode::Group { needed, of, .. } => {
            ConditionVerdict::at_least(*needed, of.iter().map(|node| holds(world, node)))
        }
    }
}

/// The kind of a condition; `Unclear` where it names none, or more than one.
pub(super) fn kind(condition: &ConditionDoc) -> ConditionKind {
    let named = [
        (condition.acts.is_empty(), ConditionKind::Acts),
        (condition.agreement.is_none(), ConditionKind::Agreement),
        (condition.balance.is_none(), ConditionKind::Balance),
        (condition.buy_in.is_none(), ConditionKind::BuyIn),
        (condition.holders.is_none(), ConditionKind::Holders),
        (condition.phase.is_none(), ConditionKind::Phase),
        (condition.readiness.is_none(), ConditionKind::Readiness),
    ];
    let mut named = named
        .into_iter()
        .filter(|(absent, _)| !absent)
        .map(|(_, kind)| kind);
    match (named.next(), named.next()) {
        (Some(kind), None) => kind,
        _ => ConditionKind::Unclear,
    }
}

pub(super) fn judge(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    match kind(condition) {
        ConditionKind::Acts => acts(world, condition),
        ConditionKind::Agreement => agreement(world, condition),
        ConditionKind::Balance => track_balance::judge(world, condition),
        ConditionKind::BuyIn => buy_in(world, condition),
        ConditionKind::Holders => holders::judge(world, condition),
        ConditionKind::Phase => phase(world, condition),
        ConditionKind::Readiness => readiness(world, condition),
        unclear => ConditionResult::unknown(unclear, "", GateObstacle::Unclear),
    }
}

/// The track of a readiness condition; `None` for all.
pub(super) fn track(subject: Subject) -> Option<Track> {
    match subject {
        Subject::People => Some(Track::People),
        Subject::Process => Some(Track::Process),
        Subject::Technology => Some(Track::Technology),
        Subject::All => None,
    }
}

/// The threshold of a readiness condition.
pub(super) fn threshold(model: &Model, condition: &ConditionDoc, track: Option<Track>) -> f64 {
    let default = track.map_or(model.rules.threshold, |track| {
        *model.rules.track_thresholds.get(track)
    });
    condition.at_least.unwrap_or(default)
}

/// The verdict of a person on a readiness condition; `None` where nothing of it is required of them. Over all tracks
/// nobody's verdict is better than the worst of their critical requirements.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn verdict_of(
    world: &GateFacts<'_>,
    person: usize,
    track: Option<Track>,
    threshold: f64,
) -> Option<Verdict> {
    let assessment = world.assessment();
    let (profile, score) = (assessment.profile(person), world.score(person));
    match track {
        Some(track) => profile
            .has(track)
            .then(|| score.tracks.get(track).verdict(threshold)),
        None => score.verdict.map(|_| {
            let critical =
                (0..profile.requirements.len()).filter(|&slot| profile.requirements[slot].critical);
            critical.fold(score.readiness.verdict(threshold), |worst, slot| {
                worst.min(world.verdict(person, slot))
            })
        }),
    }
}

/// The people a readiness condition is about.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn concerned_by_readiness(world: &GateFacts<'_>, track: Option<Track>) -> PeopleSet {
    let profiles = &world.assessment().programme.model().profiles;
    let needs = |group: &PeopleGroup| match track {
        Some(track) => profiles[group.profile].has(track),
        None => !profiles[group.profile].requirements.is_empty(),
    };
    world.ground.set(needs)
}

fn readiness(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let track = condition.readiness.and_then(track);
    let subject = track.map_or("all", Track::name);
    let model = world.assessment().programme.model();
    let threshold = threshold(model, condition, track);
    let verdicts = world
        .people()
        .filter_map(|person| verdict_of(world, person, track, threshold));
    let words = match track {
        Some(track) => format!(
            "at {} in the {track} track",
            figure::authored_number(threshold, 2)
        ),
        None => format!(
            "at {} with all that is critical",
            figure::authored_number(threshold, 2)
        ),
    };
    let of = ShareSubject {
        kind: ConditionKind::Readiness,
        subject,
        people: concerned_by_readiness(world, track),
        nobody: GateObstacle::NothingRequired { track },
        words: &words,
    };
    let judged = share(world, condition, of, verdicts);
    ConditionResult {
        threshold: Some(threshold),
        ..judged
    }
}

/// The verdict of a person on a phase: the worst of its objectives that they need; `None` where they need none.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn phase_verdict_of(
    world: &GateFacts<'_>,
    person: usize,
    objectives: &[usize],
) -> Option<Verdict> {
    let profile = world.assessment().profile(person);
    let slots = objectives
        .iter()
        .map(|&objective| profile.slots[objective])
        .filter(|&slot| slot != NONE);
    slots.map(|slot| world.verdict(person, slot as usize)).min()
}

/// The objectives written in a phase, as indices; or why there are none.
pub(super) fn objectives_of(model: &Model, phase: &str) -> Result<Vec<usize>, GateObstacle> {
    let id = || phase.to_owned();
    let Some(written) = model.phases.iter().find(|written| written.id == phase) else {
        return Err(GateObstacle::UnknownPhase { phase: id() });
    };
    let list: Vec<usize> = written
        .objectives
        .iter()
        .filter_map(|id| model.objective_ids.index(id))
        .collect();
    if list.is_empty() {
        Err(GateObstacle::PhaseWithoutObjectives { phase: id() })
    } else {
        Ok(list)
    }
}

/// The people a condition on a phase is about.
#[expect(clippy::indexing_slicing, reason = "indices made by compile")]
pub(super) fn concerned_by_phase(world: &GateFacts<'_>, objectives: &[usize]) -> PeopleSet {
    let profiles = &world.assessment().programme.model().profiles;
    world.ground.set(|group| {
        objectives
            .iter()
            .any(|&at| profiles[group.profile].slots[at] != NONE)
    })
}

fn phase(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let id = condition.phase.as_deref().unwrap_or_default();
    let objectives = match objectives_of(world.assessment().programme.model(), id) {
        Ok(objectives) => objectives,
        Err(reason) => return ConditionResult::unknown(ConditionKind::Phase, id, reason),
    };
    let verdicts = world
        .people()
        .filter_map(|person| phase_verdict_of(world, person, &objectives));
    let of = ShareSubject {
        kind: ConditionKind::Phase,
        subject: id,
        people: concerned_by_phase(world, &objectives),
        nobody: GateObstacle::PhaseNotNeeded {
            phase: id.to_owned(),
        },
        words: "ready in all that they need of it",
    };
    share(world, condition, of, verdicts)
}

/// What a share is about.
struct ShareSubject<'a> {
    kind: ConditionKind,
    subject: &'a str,
    people: PeopleSet,
    nobody: GateObstacle,
    words: &'a str,
}

/// Counts who is ready and who may be, and holds the exact share against what is needed; what is given of it is rounded.
fn share(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
    of: ShareSubject<'_>,
    verdicts: impl Iterator<Item = Verdict>,
) -> ConditionResult {
    let needed = condition.share.unwrap_or(1.0);
    let (mut ready, mut may_be) = (0u64, 0u64);
    for verdict in verdicts {
        ready += u64::from(verdict == Verdict::Ready);
        may_be += u64::from(verdict != Verdict::NotReady);
    }
    let people = of.people.people;
    if people == 0 {
        return ConditionResult {
            needed: Some(needed),
            ..ConditionResult::unknown(of.kind, of.subject, of.nobody)
        };
    }
    let exact = Range {
        high: may_be as f64 / people as f64,
        low: ready as f64 / people as f64,
    };
    let publisher = &world.ground.publisher;
    let gives_counts = world.ground.conditions.parts(condition).gives_counts;
    let count = |count: u64, what: &str| {
        publisher.given_if(gives_counts, publisher.count(count, of.people, what))
    };
    let (shown_ready, open) = (count(ready, "ready"), count(may_be - ready, "cannot_tell"));
    let least = publisher
        .share(shown_ready, people)
        .map(|share| share.share);
    let most = publisher.share(
        shown_ready
            .zip(open)
            .map(|(ready, open)| (ready + open).min(people)),
        people,
    );
    let low = publisher.on_side(least, exact.low, needed, true);
    let high = publisher.on_side(most.map(|share| share.share), exact.high, needed, true);
    let detail = match (shown_ready.value(), open.value()) {
        (Some(ready), Some(0)) => Ok(format!(
            "{} of {} people are {}",
            thousands(ready),
            thousands(people),
            of.words
        )),
        (Some(ready), Some(open)) => Ok(format!(
            "{} of {} people are {}; not enough evidence on {}",
            thousands(ready),
            thousands(people),
            of.words,
            thousands(open)
        )),
        _ => Err(GateObstacle::FewConcerned),
    };
    let all = publisher.of(people, people);
    ConditionResult {
        figures: ConditionFigures {
            cannot_tell: open,
            people: all,
            ready: shown_ready,
            ..ConditionFigures::default()
        }
        .noted(),
        holds: ConditionVerdict::reaches(exact.low, exact.high, needed),
        needed: Some(needed),
        people: all,
        value: low.zip(high).map(|(low, high)| Range {
            high: high.max(low),
            low,
        }),
        ..ConditionResult::of_words(of.kind, of.subject, detail)
    }
}

/// The same condition as it is given where its verdict may not leave.
pub(super) fn publishable(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
    judged: ConditionResult,
) -> ConditionResult {
    let ground = world.ground;
    let parts = ground.conditions.parts(condition);
    // Where larger units decide, what the small ones have shown does not matter.
    let is_of_many = parts.is_of_many
        || (judged.kind == ConditionKind::Holders
            && holders::fails_in_large_units(world, condition));
    let may = is_of_many && parts.is_apart;
    match ground.publisher.decision(judged.holds, may).suppression() {
        None => judged,
        Some(why) => ConditionResult {
            holds: ConditionVerdict::Suppressed,
            needed: judged.needed,
            threshold: judged.threshold,
            value: Published::suppressed(why),
            ..ConditionResult::unknown(judged.kind, &judged.subject, GateObstacle::SmallGroup)
        },
    }
}

/// Fewest respondents of a climate condition: never fewer than may be published.
pub(super) fn fewest_respondents(world: &GateFacts<'_>, condition: &ConditionDoc) -> u64 {
    u64::from(
        condition
            .respondents
            .unwrap_or(0)
            .max(world.assessment().programme.rules().min_cell),
    )
}

/// Whether too few answered. Published, the same threshold holds as for every figure of these answers, which nobody can count by.
pub(super) fn is_few(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
    instrument: &str,
    figure: &ClimateFigure,
) -> bool {
    let about = buy_in_subject(instrument);
    let who = respondents_of(world, figure, &about);
    figure.respondents < fewest_respondents(world, condition)
        || world.ground.survey.is_few_of_respondents(who)
}

/// The value that a climate condition needs.
pub(super) fn climate_needed(world: &GateFacts<'_>, condition: &ConditionDoc) -> f64 {
    let default = if condition.agreement.is_some() {
        0.7
    } else {
        world.assessment().programme.rules().threshold
    };
    condition.at_least.unwrap_or(default)
}

/// Those who answered about the climate, of everyone employed.
pub(super) fn respondents_of<'a>(
    world: &GateFacts<'_>,
    figure: &ClimateFigure,
    about: &'a str,
) -> Respondents<'a> {
    let of = world.ground.set(|_| true);
    Respondents {
        count: figure.respondents,
        of: PeopleSet {
            people: of.people.max(figure.respondents),
            ..of
        },
        about,
    }
}

/// What the answers to an instrument about buy-in are called where they are counted.
pub(super) fn buy_in_subject(instrument: &str) -> String {
    crate::survey::construct_subject(instrument, "buy-in")
}

/// The value over those who answered, or why the condition is not known.
fn measured(
    world: &GateFacts<'_>,
    condition: &ConditionDoc,
    instrument: &str,
    figure: Option<ClimateFigure>,
) -> Result<(f64, ClimateFigure), GateObstacle> {
    let id = || instrument.to_owned();
    if !world.has_instrument(instrument) {
        return Err(GateObstacle::UnknownInstrument { instrument: id() });
    }
    let fewest = fewest_respondents(world, condition);
    let few = |figure: &ClimateFigure| {
        !world.ground.publisher.is_internal() && is_few(world, condition, instrument, figure)
    };
    let Some(figure) =
        figure.filter(|figure| figure.respondents > 0 || figure.reason.is_some() || few(figure))
    else {
        return Err(GateObstacle::NobodyAnswered { instrument: id() });
    };
    let no_figure = || GateObstacle::NoFigure {
        instrument: id(),
        reason: figure.reason,
    };
    if figure.respondents == 0 && figure.reason.is_some() && !few(&figure) {
        return Err(no_figure());
    }
    if is_few(world, condition, instrument, &figure) {
        let (survey, about) = (&world.ground.survey, buy_in_subject(instrument));
        let who = respondents_of(world, &figure, &about);
        let shown = survey.respondents(who).value();
        let min_cell = u64::from(world.assessment().programme.rules().min_cell);
        let is_given = figure.respondents >= min_cell && !survey.is_few_of_respondents(who);
        return Err(GateObstacle::FewAnswers {
            rounded: !is_given && !survey.is_internal(),
            instrument: id(),
            needed: fewest,
            respondents: shown.filter(|_| is_given),
        });
    }
    match figure.value.filter(|value| (0.0..=1.0).contains(value)) {
        Some(value) => Ok((value, figure)),
        None => Err(no_figure()),
    }
}

fn buy_in(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let instrument = condition.buy_in.as_deref().unwrap_or_default();
    let needed = climate_needed(world, condition);
    let (mean, figure) = match measured(world, condition, instrument, world.buy_in(instrument)) {
        Ok(measured) => measured,
        Err(reason) => {
            let unknown = ConditionResult::unknown(ConditionKind::BuyIn, instrument, reason);
            return ConditionResult {
                needed: Some(needed),
                ..unknown
            };
        }
    };
    // Those who did not answer may think anything: they bound the value and are never guessed.
    let bounds = |mean: f64, answered: f64| Range {
        high: (answered * mean + 1.0 - answered).min(1.0),
        low: answered * mean,
    };
    let exact = bounds(mean, figure.respondents as f64 / figure.people as f64);
    let (survey, about) = (&world.ground.survey, buy_in_subject(instrument));
    let who = respondents_of(world, &figure, &about);
    let (respondents, people) = (
        survey.respondents(who),
        survey.of(figure.people, figure.people),
    );
    let shown_mean = survey
        .mean_of_answers(who, Estimate::new(mean, figure.respondents))
        .and_then(|mean| mean.value);
    let rate = survey
        .rate(respondents, people, false)
        .and_then(|rate| rate.value);
    let shown = shown_mean.zip(rate).map(|(mean, rate)| bounds(mean, rate));
    let low = survey.on_side(shown.map(|range| range.low), exact.low, needed, true);
    let high = survey.on_side(shown.map(|range| range.high), exact.high, needed, true);
    let detail = match (shown_mean.value(), respondents.value()) {
        (Some(mean), Some(respondents)) => Ok(format!(
            "mean {} of {} who answered, of {}; the others may think anything",
            super::figures::mean_in_words(mean, needed, survey.is_internal()),
            thousands(respondents),
            thousands(figure.people)
        )),
        _ => Err(GateObstacle::AnswersSuppressed {
            instrument: instrument.to_owned(),
        }),
    };
    ConditionResult {
        figures: ConditionFigures {
            mean: shown_mean,
            people,
            respondents,
            ..ConditionFigures::default()
        }
        .noted(),
        holds: ConditionVerdict::reaches(exact.low, exact.high, needed),
        needed: Some(needed),
        people,
        value: low.zip(high).map(|(low, high)| Range {
            high: high.max(low),
            low,
        }),
        ..ConditionResult::of_words(ConditionKind::BuyIn, instrument, detail)
    }
}

/// The agreement as the answers on the survey give it: one figure has one value. Where it is not known of how many items it is, nobody
/// can say how far one answer changes it.
fn agreement_of_survey(
    world: &GateFacts<'_>,
    instrument: &str,
    who: Respondents<'_>,
    figure: &ClimateFigure,
    value: f64,
) -> Published<f64> {
    let instruments = &world.assessment().programme.model().instruments;
    let survey = &world.ground.survey;
    match instruments.iter().find(|known| known.id == instrument) {
        Some(known) if figure.items > 0 => {
            let exact = Agreement::of_items(figure.items, value, figure.respondents);
            let shown = survey.agreement(who, exact, known.points);
            shown.and_then(|found| found.r_wg.value)
        }
        _ => survey.internal_only(value),
    }
}

fn agreement(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let instrument = condition.agreement.as_deref().unwrap_or_default();
    let needed = climate_needed(world, condition);
    match measured(world, condition, instrument, world.agreement(instrument)) {
        Ok((value, figure)) => {
            let (survey, about) = (&world.ground.survey, buy_in_subject(instrument));
            let who = respondents_of(world, &figure, &about);
            let respondents = survey.respondents(who);
            let shown = agreement_of_survey(world, instrument, who, &figure, value);
            let shown = survey.on_side(shown, value, needed, true);
            let detail = match (shown.value(), respondents.value()) {
                (Some(value), Some(some)) => {
                    let value = figure::decimal_beside(value, Threshold::AtLeast(needed), 2);
                    format!("{value} among the {} who answered", thousands(some))
                }
                (_, Some(some)) => format!("{} answered", thousands(some)),
                (_, None) => "how many answered is not published".to_owned(),
            };
            ConditionResult {
                figures: ConditionFigures {
                    respondents,
                    ..ConditionFigures::default()
                }
                .noted(),
                holds: ConditionVerdict::reaches(value, value, needed),
                needed: Some(needed),
                people: respondents,
                value: shown.map(|value| Range {
                    high: value,
                    low: value,
                }),
                ..ConditionResult::of_words(ConditionKind::Agreement, instrument, Ok(detail))
            }
        }
        Err(reason) => ConditionResult {
            needed: Some(needed),
            ..ConditionResult::unknown(ConditionKind::Agreement, instrument, reason)
        },
    }
}

/// The acts of a condition that have not happened on or before the date, within its days.
pub(super) fn missing_acts<'c>(world: &GateFacts<'_>, condition: &'c ConditionDoc) -> Vec<&'c str> {
    let assessment = world.assessment();
    let as_of = assessment.as_of;
    let counts = |days: i32| {
        days >= 0
            && condition
                .within_days
                .is_none_or(|within| i64::from(days) <= i64::from(within))
    };
    let happened = |act: &str| {
        let recorded = assessment.programme.model().acts.iter();
        recorded
            .filter(|done| done.act == act)
            .any(|done| counts(as_of.days_since(done.date)))
    };
    let names = condition.acts.iter().map(String::as_str);
    names
        .filter(|act| !world.done.contains(*act) && !happened(act))
        .collect()
}

fn acts(world: &GateFacts<'_>, condition: &ConditionDoc) -> ConditionResult {
    let assessment = world.assessment();
    let missing = missing_acts(world, condition);
    let last = |act: &str| {
        let recorded = assessment
            .programme
            .model()
            .acts
            .iter()
            .filter(|done| done.act == act);
        recorded
            .map(|done| done.date)
            .filter(|date| *date <= assessment.as_of)
            .max()
    };
    let parts: Vec<String> = condition
        .acts
        .iter()
        .map(|act| match last(act) {
            Some(date) if missing.contains(&act.as_str()) => {
                format!(
                    "`{act}` last on {date}, {} days before",
                    assessment.as_of.days_since(date)
                )
            }
            Some(date) => format!("`{act}` on {date}"),
            None => format!("`{act}` is not recorded, so it counts as not done"),
        })
        .collect();
    let done = (condition.acts.len() - missing.len()) as f64;
    let within = condition
        .within_days
        .map(|days| format!(" (within {days} days)"))
        .unwrap_or_default();
    let figure = |act: &String| ActFigure::new(act, !missing.contains(&act.as_str()), last(act));
    ConditionResult {
        figures: ConditionFigures {
            acts: condition.acts.iter().map(figure).collect(),
            within_days: condition.within_days,
            ..ConditionFigures::default()
        },
        holds: if missing.is_empty() {
            ConditionVerdict::Met
        } else {
            ConditionVerdict::NotMet
        },
        needed: Some(condition.acts.len() as f64),
        value: world.ground.publisher.of(
            0,
            Range {
                high: done,
                low: done,
            },
        ),
        ..ConditionResult::of_words(
            ConditionKind::Acts,
            &condition.acts.join(", "),
            Ok(format!("{}{within}", parts.join("; "))),
        )
    }
}
