//! What a condition was judged by, and what would bring it to hold, in words of the report.

use super::super::common::{act, track};
use super::name;
use crate::message::{Arg, Catalogue, Key};
use crate::text::Text;
use paratus::answers::ReportNames;
use paratus::rollout::{
    ActFigure, ConditionFigures, ConditionKind, ConditionReport, GateReport, GroupRule, Holds,
    OpeningStep, OpeningStepKind,
};
use paratus::{Date, Range};

/// The figures of a condition in a sentence; the library's own words where there are none.
pub(super) fn evidence(
    condition: &ConditionReport,
    as_of: Date,
    names: &ReportNames,
    c: &Catalogue,
) -> Text {
    if condition.kind == ConditionKind::Group {
        return of_group(condition, c);
    }
    let reported = condition
        .figures
        .as_ref()
        .and_then(|figures| of_figures(condition, figures, as_of, names, c));
    reported.map_or_else(
        || Text::english(&titled(&condition.detail, names)),
        Text::own_words,
    )
}

fn of_group(group: &ConditionReport, c: &Catalogue) -> Text {
    let met = group
        .conditions
        .iter()
        .filter(|condition| condition.verdict == Holds::Met)
        .count();
    let key = match group.rule {
        Some(GroupRule::Any) => Key::EvidenceGroupAny,
        Some(GroupRule::AtLeast) => Key::EvidenceGroupSome,
        _ => Key::EvidenceGroupAll,
    };
    let needed = group.needed.unwrap_or_default().max(0.0) as u64;
    let args = [
        ("met", Arg::Count(met as u64)),
        ("of", Arg::Count(group.conditions.len() as u64)),
        ("needed", Arg::Count(needed)),
    ];
    c.format(key, &args)
}

fn of_figures(
    condition: &ConditionReport,
    figures: &ConditionFigures,
    as_of: Date,
    names: &ReportNames,
    c: &Catalogue,
) -> Option<String> {
    Some(match condition.kind {
        ConditionKind::Readiness => {
            let found = subject_track(&condition.subject);
            let args = [
                ("ready", Arg::Count(figures.ready.value()?)),
                ("people", Arg::Count(figures.people.value()?)),
                ("threshold", Arg::Percent(condition.threshold?)),
                (
                    "track",
                    Arg::Own(found.map(|found| track(found, c).words).unwrap_or_default()),
                ),
            ];
            let key = if found.is_some() {
                Key::EvidenceTrack
            } else {
                Key::EvidenceAllTracks
            };
            c.format(key, &args).words + &remaining_words(figures, c)
        }
        ConditionKind::Phase => {
            let args = [
                ("ready", Arg::Count(figures.ready.value()?)),
                ("people", Arg::Count(figures.people.value()?)),
            ];
            c.format(Key::EvidencePhase, &args).words + &remaining_words(figures, c)
        }
        ConditionKind::Holders => of_coverage(condition, figures, names, c)?,
        ConditionKind::Balance => {
            let tracks = figures.tracks?;
            let means = tracks.iter().filter_map(|(found, mean)| {
                let args = [
                    ("track", Arg::Own(track(found, c).words)),
                    ("range", Arg::Own(c.language.mean_range(*mean)?)),
                ];
                Some(c.format(Key::EvidenceMean, &args).words)
            });
            let means: Vec<String> = means.collect();
            let args = [
                ("means", Arg::Own(c.language.list(&means))),
                ("shown", Arg::Own(points(figures.apart_shown.value()?, c))),
                (
                    "possible",
                    Arg::Own(points(figures.apart_possible.value()?, c)),
                ),
            ];
            c.format(Key::EvidenceBalance, &args).words
        }
        ConditionKind::BuyIn => {
            let args = [
                ("respondents", Arg::Count(figures.respondents.value()?)),
                ("people", Arg::Count(figures.people.value()?)),
                ("mean", Arg::Own(c.language.mean(figures.mean)?)),
            ];
            c.format(Key::EvidenceBuyIn, &args).words
        }
        ConditionKind::Agreement => {
            c.format(
                Key::EvidenceAgreement,
                &[("respondents", Arg::Count(figures.respondents.value()?))],
            )
            .words
        }
        ConditionKind::Acts => {
            let acts: Vec<String> = figures
                .acts
                .iter()
                .map(|found| of_act(found, as_of, c))
                .collect();
            let within = |days: u32| {
                c.format(
                    Key::EvidenceWithin,
                    &[("days", Arg::Count(u64::from(days)))],
                )
                .words
            };
            format!(
                "{}{}",
                c.language.list(&acts),
                figures.within_days.map(within).unwrap_or_default()
            )
        }
        _ => return None,
    })
}

fn of_coverage(
    condition: &ConditionReport,
    figures: &ConditionFigures,
    names: &ReportNames,
    c: &Catalogue,
) -> Option<String> {
    let unit = condition.unit.as_ref().map(|unit| unit_title(unit, names));
    let args = [
        ("enough", Arg::Count(figures.units_enough?)),
        ("units", Arg::Count(figures.units?)),
        ("unit", Arg::Author(unit?)),
        ("ready", Arg::Count(figures.ready.value()?)),
        ("people", Arg::Count(figures.people.value()?)),
    ];
    // Of one unit there is no worst.
    let alone = figures.units == Some(1);
    let words = c
        .format(
            if alone {
                Key::EvidenceCoverageOne
            } else {
                Key::EvidenceCoverage
            },
            &args,
        )
        .words;
    Some(words + &remaining_words(figures, c))
}

fn of_act(found: &ActFigure, as_of: Date, c: &Catalogue) -> String {
    let what = ("act", Arg::Own(act(&found.act, c)));
    match found.date {
        None => c.format(Key::EvidenceActNever, &[what]),
        Some(date) if found.counts => {
            c.format(Key::EvidenceActOn, &[what, ("date", Arg::Date(date))])
        }
        Some(date) => {
            let days = u64::try_from(as_of.days_since(date)).unwrap_or_default();
            c.format(
                Key::EvidenceActOld,
                &[what, ("date", Arg::Date(date)), ("days", Arg::Count(days))],
            )
        }
    }
    .words
}

/// `; 12 more: not enough evidence`, where there are any.
fn remaining_words(figures: &ConditionFigures, c: &Catalogue) -> String {
    let some = figures.cannot_tell.value().filter(|count| *count > 0);
    some.map(|count| {
        c.format(Key::EvidenceMore, &[("n", Arg::Count(count))])
            .words
    })
    .unwrap_or_default()
}

/// A difference of two shares in points of a hundred, rounded up: never less than it is.
pub(super) fn points(difference: f64, c: &Catalogue) -> String {
    c.language
        .decimal((difference * 100.0 - 1e-9).ceil().max(0.0), 0)
}

/// The track that a condition on readiness is about; `None` for all.
pub(super) fn subject_track(subject: &str) -> Option<paratus::Track> {
    paratus::Track::ALL
        .into_iter()
        .find(|found| found.name() == subject)
}

fn unit_title<'a>(unit: &'a str, names: &'a ReportNames) -> &'a str {
    names
        .sections
        .get(unit)
        .or_else(|| names.roles.get(unit))
        .map_or(unit, String::as_str)
}

/// Words of the library with titles where it has ids.
fn titled(words: &str, names: &ReportNames) -> String {
    let named = [
        &names.objectives,
        &names.phases,
        &names.instruments,
        &names.sections,
        &names.roles,
    ];
    let title = |id: &str| {
        named
            .into_iter()
            .find_map(|names| names.get(id))
            .map(|title| format!("“{title}”"))
    };
    let parts: Vec<&str> = words.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return words.to_owned();
    }
    let part = |(at, part): (usize, &&str)| match at % 2 {
        0 => (*part).to_owned(),
        _ => title(part).unwrap_or_else(|| format!("`{part}`")),
    };
    parts.iter().enumerate().map(part).collect()
}

/// A change in words; where it brings a condition to hold, by the name that the condition has in the table. `before` are the
/// changes that stand before it.
pub(super) fn step(
    step: &OpeningStep,
    before: &[OpeningStep],
    gate: &GateReport,
    names: &ReportNames,
    c: &Catalogue,
) -> Text {
    of_step(step, before, gate, names, c).map_or_else(
        || Text::english(&titled(&step.detail, names)),
        Text::own_words,
    )
}

fn of_step(
    step: &OpeningStep,
    before: &[OpeningStep],
    gate: &GateReport,
    names: &ReportNames,
    c: &Catalogue,
) -> Option<String> {
    let instrument = || {
        (
            "instrument",
            Arg::Author(
                names
                    .instruments
                    .get(&step.subject)
                    .unwrap_or(&step.subject),
            ),
        )
    };
    let exactly = |value: f64| Range {
        high: value,
        low: value,
    };
    // The words of a published step say that its counts are rounded.
    let rounded =
        step.people.is_rounded() || step.passes.is_suppressed() || step.value.is_suppressed();
    if rounded && step.kind != OpeningStepKind::People {
        return None;
    }
    Some(match step.kind {
        OpeningStepKind::People if rounded => {
            let condition = find(&gate.conditions, &|condition| is_for(condition, step))?;
            let who = match step.people.value() {
                Some(0) | None => c.words(Key::StepFewPeople),
                Some(people) => {
                    c.format(Key::StepAboutPeople, &[("people", Arg::Count(people))])
                        .words
                }
            };
            let condition = Arg::Own(name(condition, names, c).words);
            let passes = Arg::Own(c.words(Key::StepPassesSome));
            c.format(
                Key::GateStep,
                &[
                    ("condition", condition),
                    ("passes", passes),
                    ("who", Arg::Own(who)),
                ],
            )
            .words
        }
        OpeningStepKind::People => {
            let condition = find(&gate.conditions, &|condition| is_for(condition, step))?;
            let more = before
                .iter()
                .any(|step| step.kind == OpeningStepKind::People && step.people.value() != Some(0));
            let who = match (step.people.value()?, more) {
                (0, _) => c.words(Key::StepListed),
                (people, true) => {
                    c.format(Key::StepMorePeople, &[("people", Arg::Count(people))])
                        .words
                }
                (people, false) => {
                    c.format(Key::StepPeople, &[("people", Arg::Count(people))])
                        .words
                }
            };
            let passes = match step.passes.value() {
                Some(passes) => {
                    c.format(Key::StepPasses, &[("passes", Arg::Count(passes))])
                        .words
                }
                None => c.words(Key::StepPassesSome),
            };
            let condition = Arg::Own(name(condition, names, c).words);
            let args = [
                ("condition", condition),
                ("passes", Arg::Own(passes)),
                ("who", Arg::Own(who)),
            ];
            c.format(Key::GateStep, &args).words
        }
        OpeningStepKind::Act => {
            let asks = |condition: &ConditionReport| {
                condition
                    .figures
                    .iter()
                    .flat_map(|figures| &figures.acts)
                    .any(|found| found.act == step.subject && !found.counts)
            };
            let condition = find(&gate.conditions, &asks);
            let days = condition.and_then(|condition| condition.figures.as_ref()?.within_days);
            let counts = |days: u32| {
                c.format(Key::StepActCounts, &[("days", Arg::Count(u64::from(days)))])
                    .words
            };
            let words = c
                .format(Key::StepAct, &[("act", Arg::Own(act(&step.subject, c)))])
                .words;
            words + &days.map(counts).unwrap_or_default()
        }
        OpeningStepKind::Respondents => {
            let key = if step.value.value().is_some() {
                Key::StepAnswersFull
            } else {
                Key::StepAnswers
            };
            c.format(
                key,
                &[instrument(), ("people", Arg::Count(step.people.value()?))],
            )
            .words
        }
        OpeningStepKind::Agreement => {
            let value = Arg::Own(super::index(exactly(step.value.value()?), c));
            c.format(Key::StepAgreement, &[instrument(), ("value", value)])
                .words
        }
        OpeningStepKind::BuyIn => {
            c.format(
                Key::StepBuyIn,
                &[instrument(), ("value", Arg::Percent(step.value.value()?))],
            )
            .words
        }
    })
}

/// Whether a change in what people have shown is for a condition.
fn is_for(condition: &ConditionReport, step: &OpeningStep) -> bool {
    match condition.kind {
        ConditionKind::Balance => step.subject == "balance",
        ConditionKind::Readiness | ConditionKind::Holders | ConditionKind::Phase => {
            condition.subject == step.subject
        }
        _ => false,
    }
}

fn find<'a>(
    conditions: &'a [ConditionReport],
    wanted: &dyn Fn(&ConditionReport) -> bool,
) -> Option<&'a ConditionReport> {
    conditions.iter().find_map(|condition| {
        if wanted(condition) {
            Some(condition)
        } else {
            find(&condition.conditions, wanted)
        }
    })
}
