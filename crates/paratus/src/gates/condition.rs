//! One condition held against the facts.

#![expect(clippy::indexing_slicing, reason = "people, profiles and slots are indices made by compile")]

use super::figures::{ActFigure, ConditionFigures};
use super::logic::Node;
use super::world::World;
use super::{ClimateFigure, ConditionKind, Holds, balance, coverage};
use crate::document::{ConditionDoc, Subject};
use crate::model::{Model, NONE};
use crate::units::At;
use crate::words::thousands;
use crate::{Range, Track, Verdict};

/// What a condition comes to.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) detail: String,
    pub(super) figures: ConditionFigures,
    pub(super) holds: Holds,
    pub(super) kind: ConditionKind,
    pub(super) needed: Option<f64>,
    pub(super) people: Option<u64>,
    pub(super) subject: String,
    pub(super) threshold: Option<f64>,
    pub(super) unit: Option<String>,
    pub(super) value: Option<Range>,
}

impl Judged {
    /// Nothing can be said, and why.
    pub(super) fn unknown(kind: ConditionKind, subject: &str, detail: impl Into<String>) -> Judged {
        Judged {
            detail: detail.into(),
            figures: ConditionFigures::default(),
            holds: Holds::CannotTell,
            kind,
            needed: None,
            people: None,
            subject: subject.to_owned(),
            threshold: None,
            unit: None,
            value: None,
        }
    }
}

/// Whether a tree of conditions holds.
pub(super) fn holds(world: &World<'_>, node: &Node<'_>) -> Holds {
    match node {
        Node::Leaf(condition) => judge(world, condition).holds,
        // A group of nothing would hold by itself: that is an oversight, not a decision to open.
        Node::Group { of, .. } if of.is_empty() => Holds::CannotTell,
        Node::Group { needed, of, .. } => Holds::at_least(*needed, of.iter().map(|node| holds(world, node))),
    }
}

/// The kind of a condition; `Unclear` where it names none, or more than one.
pub(super) fn kind(condition: &ConditionDoc) -> ConditionKind {
    let named = [
        (condition.acts.is_empty(), ConditionKind::Acts),
        (condition.agreement.is_none(), ConditionKind::Agreement),
        (condition.balance.is_none(), ConditionKind::Balance),
        (condition.buy_in.is_none(), ConditionKind::BuyIn),
        (condition.coverage.is_none(), ConditionKind::Coverage),
        (condition.phase.is_none(), ConditionKind::Phase),
        (condition.readiness.is_none(), ConditionKind::Readiness),
    ];
    let mut named = named.into_iter().filter(|(absent, _)| !absent).map(|(_, kind)| kind);
    match (named.next(), named.next()) {
        (Some(kind), None) => kind,
        _ => ConditionKind::Unclear,
    }
}

pub(super) fn judge(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    match kind(condition) {
        ConditionKind::Acts => acts(world, condition),
        ConditionKind::Agreement => agreement(world, condition),
        ConditionKind::Balance => balance::judge(world, condition),
        ConditionKind::BuyIn => buy_in(world, condition),
        ConditionKind::Coverage => coverage::judge(world, condition),
        ConditionKind::Phase => phase(world, condition),
        ConditionKind::Readiness => readiness(world, condition),
        unclear => Judged::unknown(unclear, "", "the condition names no kind, or more than one"),
    }
}

/// Whether a share of those who need something in a track, or anything, may be told: only where their mean may.
fn may_tell(world: &World<'_>, track: Option<Track>) -> bool {
    let decisions = &world.ground.decisions;
    track.map_or(decisions.units.organisation, |track| decisions.tracks.get(track).organisation)
}

/// Whether a share of those who need any of some objectives may be told. Where a person needs just one of them, they stand
/// in it as they do in its row: so either enough people need several, or nobody does and all rows are told.
fn may_tell_of_phase(world: &World<'_>, objectives: &[usize]) -> bool {
    let ground = world.ground;
    let model = world.assessment().programme.model();
    let needed = |group: &crate::units::Group| {
        let slots = &model.profiles[group.profile].slots;
        objectives.iter().filter(|&&objective| slots[objective] != NONE).count()
    };
    let people = |wanted: &dyn Fn(usize) -> bool| -> u64 {
        ground.population.groups.iter().filter(|group| wanted(needed(group))).map(|group| group.people).sum()
    };
    let min_cell = u64::from(model.rules.min_cell);
    let (any, several) = (people(&|count| count > 0), people(&|count| count > 1));
    let rows = || objectives.iter().all(|&objective| ground.needs.told_at_all_levels(objective, At::Organisation));
    let told = several >= min_cell || (several == 0 && rows());
    ground.decisions.units.organisation && any >= min_cell && told
}

/// Whether enough people are concerned for a condition to be judged. Where not, it cannot be told, and nothing opens it.
pub(super) fn may_judge(world: &World<'_>, condition: &ConditionDoc) -> bool {
    match kind(condition) {
        ConditionKind::Readiness => may_tell(world, condition.readiness.and_then(track)),
        ConditionKind::Phase => {
            let id = condition.phase.as_deref().unwrap_or_default();
            objectives_of(world.assessment().programme.model(), id)
                .map_or(true, |objectives| may_tell_of_phase(world, &objectives))
        }
        ConditionKind::Balance => balance::may_judge(world),
        _ => true,
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
    let default = track.map_or(model.rules.threshold, |track| *model.rules.track_thresholds.get(track));
    condition.at_least.unwrap_or(default)
}

/// Where a person stands with a readiness condition; `None` where nothing of it is required of them. Over all tracks
/// nobody stands better than with the worst of their critical requirements.
pub(super) fn stands(world: &World<'_>, person: usize, track: Option<Track>, threshold: f64) -> Option<Verdict> {
    let assessment = world.assessment();
    let (profile, score) = (assessment.profile(person), world.score(person));
    match track {
        Some(track) => profile.has(track).then(|| score.tracks.get(track).verdict(threshold)),
        None => score.verdict.map(|_| {
            let critical = (0..profile.requirements.len()).filter(|&slot| profile.requirements[slot].critical);
            critical.fold(score.readiness.verdict(threshold), |worst, slot| worst.min(world.verdict(person, slot)))
        }),
    }
}

fn readiness(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let track = condition.readiness.and_then(track);
    let subject = track.map_or("all", Track::name);
    let threshold = threshold(world.assessment().programme.model(), condition, track);
    let verdicts = world.people().filter_map(|person| stands(world, person, track, threshold));
    let nobody = match track {
        Some(track) => format!("nobody needs anything in the {track} track"),
        None => "nothing is required of anybody".to_owned(),
    };
    let words = match track {
        Some(track) => format!("at {threshold:.2} in the {track} track"),
        None => format!("at {threshold:.2} with all that is critical"),
    };
    let told = may_tell(world, track);
    let judged = share(ConditionKind::Readiness, subject, verdicts, condition.share, (&nobody, &words), told);
    Judged { threshold: Some(threshold), ..judged }
}

/// Where a person stands with a phase: with the worst of its objectives that they need; `None` where they need none.
pub(super) fn stands_in_phase(world: &World<'_>, person: usize, objectives: &[usize]) -> Option<Verdict> {
    let profile = world.assessment().profile(person);
    let slots = objectives.iter().map(|&objective| profile.slots[objective]).filter(|&slot| slot != NONE);
    slots.map(|slot| world.verdict(person, slot as usize)).min()
}

/// The objectives written in a phase, as indices; or why there are none.
pub(super) fn objectives_of(model: &Model, phase: &str) -> Result<Vec<usize>, String> {
    let Some(written) = model.phases.iter().find(|written| written.id == phase) else {
        return Err(format!("`{phase}` is not a phase of the programme"));
    };
    let list: Vec<usize> = written.objectives.iter().filter_map(|id| model.objective_ids.index(id)).collect();
    if list.is_empty() { Err(format!("no objectives are written in the phase `{phase}`")) } else { Ok(list) }
}

fn phase(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let id = condition.phase.as_deref().unwrap_or_default();
    let objectives = match objectives_of(world.assessment().programme.model(), id) {
        Ok(objectives) => objectives,
        Err(reason) => return Judged::unknown(ConditionKind::Phase, id, reason),
    };
    let verdicts = world.people().filter_map(|person| stands_in_phase(world, person, &objectives));
    let nobody = format!("nobody needs anything of the phase `{id}`");
    let words = "in all that they need of it";
    let told = may_tell_of_phase(world, &objectives);
    share(ConditionKind::Phase, id, verdicts, condition.share, (&nobody, words), told)
}

/// Counts who is ready and who may be, and holds the share against what is needed; where it may not be told, nothing is
/// known of it.
fn share(
    kind: ConditionKind,
    subject: &str,
    verdicts: impl Iterator<Item = Verdict>,
    needed: Option<f64>,
    (nobody, words): (&str, &str),
    told: bool,
) -> Judged {
    let needed = needed.unwrap_or(1.0);
    let (mut people, mut ready, mut may_be) = (0u64, 0u64, 0u64);
    for verdict in verdicts {
        people += 1;
        ready += u64::from(verdict == Verdict::Ready);
        may_be += u64::from(verdict != Verdict::NotReady);
    }
    if people == 0 {
        return Judged { needed: Some(needed), ..Judged::unknown(kind, subject, nobody) };
    }
    let value = Range { high: may_be as f64 / people as f64, low: ready as f64 / people as f64 };
    if !told {
        let detail = "too few people are concerned to be told about, or others could be told from them";
        return Judged { needed: Some(needed), ..Judged::unknown(kind, subject, detail) };
    }
    let open = may_be - ready;
    let open = if open > 0 { format!("; of {} more it cannot be told", thousands(open)) } else { String::new() };
    let (count, all) = (thousands(ready), thousands(people));
    Judged {
        figures: ConditionFigures::of_people(ready, may_be, people),
        holds: Holds::reaches(value.low, value.high, needed),
        needed: Some(needed),
        people: Some(people),
        value: Some(value),
        ..Judged::unknown(kind, subject, format!("{count} of {all} people are {words}{open}"))
    }
}

/// Fewest respondents of a climate condition: never fewer than may be published.
pub(super) fn fewest_respondents(world: &World<'_>, condition: &ConditionDoc) -> u64 {
    u64::from(condition.respondents.unwrap_or(0).max(world.assessment().programme.rules().min_cell))
}

/// The value that a climate condition needs.
pub(super) fn climate_needed(world: &World<'_>, condition: &ConditionDoc) -> f64 {
    let default = if condition.agreement.is_some() { 0.7 } else { world.assessment().programme.rules().threshold };
    condition.at_least.unwrap_or(default)
}

/// The value over those who answered, or why the condition cannot be told.
fn measured(
    world: &World<'_>,
    condition: &ConditionDoc,
    instrument: &str,
    figure: Option<ClimateFigure>,
) -> Result<(f64, ClimateFigure), String> {
    let known = world.assessment().programme.model().instruments.iter().any(|written| written.id == instrument);
    if !known {
        return Err(format!("`{instrument}` is not an instrument of the programme"));
    }
    let Some(figure) = figure.filter(|figure| figure.respondents > 0 || figure.reason.is_some()) else {
        return Err(format!("nobody has answered `{instrument}`"));
    };
    if let (0, Some(reason)) = (figure.respondents, &figure.reason) {
        return Err(format!("`{instrument}`: {reason}"));
    }
    let fewest = fewest_respondents(world, condition);
    if figure.respondents < fewest {
        return Err(match figure.respondents {
            few if few < u64::from(world.assessment().programme.rules().min_cell) => {
                format!("too few answered `{instrument}`: at least {fewest} must")
            }
            some => format!("{} answered `{instrument}`, and at least {fewest} must", thousands(some)),
        });
    }
    match figure.value.filter(|value| (0.0..=1.0).contains(value)) {
        Some(value) => Ok((value, figure)),
        None => Err(match figure.reason {
            Some(reason) => format!("`{instrument}`: {reason}"),
            None => format!("the answers to `{instrument}` give no value"),
        }),
    }
}

fn buy_in(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let instrument = condition.buy_in.as_deref().unwrap_or_default();
    let needed = climate_needed(world, condition);
    let (mean, figure) = match measured(world, condition, instrument, world.buy_in(instrument)) {
        Ok(measured) => measured,
        Err(reason) => {
            let unknown = Judged::unknown(ConditionKind::BuyIn, instrument, reason);
            return Judged { needed: Some(needed), ..unknown };
        }
    };
    // Those who did not answer may think anything: they bound the value and are never guessed.
    let answered = figure.respondents as f64 / figure.people as f64;
    let shown = answered * mean;
    let value = Range { high: (shown + 1.0 - answered).min(1.0), low: shown };
    let detail = format!(
        "mean {mean:.2} of {} who answered, of {}; the others may think anything",
        figure.respondents, figure.people
    );
    Judged {
        figures: ConditionFigures {
            mean: Some(mean),
            people: Some(figure.people),
            respondents: Some(figure.respondents),
            ..ConditionFigures::default()
        },
        holds: Holds::reaches(value.low, value.high, needed),
        needed: Some(needed),
        people: Some(figure.people),
        value: Some(value),
        ..Judged::unknown(ConditionKind::BuyIn, instrument, detail)
    }
}

fn agreement(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let instrument = condition.agreement.as_deref().unwrap_or_default();
    let needed = climate_needed(world, condition);
    match measured(world, condition, instrument, world.agreement(instrument)) {
        Ok((value, figure)) => Judged {
            figures: ConditionFigures { respondents: Some(figure.respondents), ..ConditionFigures::default() },
            holds: Holds::reaches(value, value, needed),
            needed: Some(needed),
            people: Some(figure.respondents),
            value: Some(Range { high: value, low: value }),
            ..Judged::unknown(
                ConditionKind::Agreement,
                instrument,
                format!("{value:.2} among the {} who answered", thousands(figure.respondents)),
            )
        },
        Err(reason) => Judged { needed: Some(needed), ..Judged::unknown(ConditionKind::Agreement, instrument, reason) },
    }
}

/// The acts of a condition that have not happened on or before the date, within its days.
pub(super) fn missing_acts<'c>(world: &World<'_>, condition: &'c ConditionDoc) -> Vec<&'c str> {
    let assessment = world.assessment();
    let as_of = assessment.as_of;
    let counts =
        |days: i32| days >= 0 && condition.within_days.is_none_or(|within| i64::from(days) <= i64::from(within));
    let happened = |act: &str| {
        let recorded = assessment.programme.model().acts.iter();
        recorded.filter(|done| done.act == act).any(|done| counts(as_of.days_since(done.date)))
    };
    let names = condition.acts.iter().map(String::as_str);
    names.filter(|act| !world.done.contains(*act) && !happened(act)).collect()
}

fn acts(world: &World<'_>, condition: &ConditionDoc) -> Judged {
    let assessment = world.assessment();
    let missing = missing_acts(world, condition);
    let last = |act: &str| {
        let recorded = assessment.programme.model().acts.iter().filter(|done| done.act == act);
        recorded.map(|done| done.date).filter(|date| *date <= assessment.as_of).max()
    };
    let parts: Vec<String> = condition
        .acts
        .iter()
        .map(|act| match last(act) {
            Some(date) if missing.contains(&act.as_str()) => {
                format!("`{act}` last on {date}, {} days before", assessment.as_of.days_since(date))
            }
            Some(date) => format!("`{act}` on {date}"),
            None => format!("`{act}` is not recorded, so it counts as not done"),
        })
        .collect();
    let done = (condition.acts.len() - missing.len()) as f64;
    let within = condition.within_days.map(|days| format!(" (within {days} days)")).unwrap_or_default();
    let figure = |act: &String| ActFigure::new(act, !missing.contains(&act.as_str()), last(act));
    Judged {
        figures: ConditionFigures {
            acts: condition.acts.iter().map(figure).collect(),
            within_days: condition.within_days,
            ..ConditionFigures::default()
        },
        holds: if missing.is_empty() { Holds::Met } else { Holds::NotMet },
        needed: Some(condition.acts.len() as f64),
        value: Some(Range { high: done, low: done }),
        ..Judged::unknown(ConditionKind::Acts, &condition.acts.join(", "), format!("{}{within}", parts.join("; ")))
    }
}
