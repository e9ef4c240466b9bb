//! What a condition was judged by, in words of the report.

use super::super::cells::{act, track};
use super::obstacle::obstacle;
use crate::message::{Arg, Catalogue, Key};
use crate::text::Text;
use paratus::Date;
use paratus::answers::ReportNames;
use paratus::disclosure::Published;
use paratus::figure::{self, Threshold};
use paratus::rollout::{
    ActFigure, ConditionFigures, ConditionKind, ConditionReport, ConditionVerdict, GroupRule,
};

/// The figures of a condition in a sentence; why there are none, where there are none.
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
    let why = || {
        let found = condition.obstacle.as_ref()?;
        Some(obstacle(found, names, c))
    };
    Text::own_words(reported.or_else(why).unwrap_or_default())
}

fn of_group(group: &ConditionReport, c: &Catalogue) -> Text {
    let met = group
        .conditions
        .iter()
        .filter(|condition| condition.verdict == ConditionVerdict::Met)
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
                ("threshold", Arg::Threshold(condition.threshold?)),
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
                    ("range", Arg::Own(c.language.mean_range(*mean, None)?)),
                ];
                Some(c.format(Key::EvidenceMean, &args).words)
            });
            let means: Vec<String> = means.collect();
            let apart = |figure: Published<f64>| {
                let most = figure.value()?;
                let value = points(most, condition.threshold_of_value(), c);
                Some(Arg::Own(in_points(value, most, c)))
            };
            let args = [
                ("means", Arg::Own(c.language.list(&means))),
                ("shown", apart(figures.apart_shown)?),
                ("possible", apart(figures.apart_possible)?),
            ];
            c.format(Key::EvidenceBalance, &args).words
        }
        ConditionKind::BuyIn => {
            let args = [
                ("respondents", Arg::Count(figures.respondents.value()?)),
                ("people", Arg::Count(figures.people.value()?)),
                (
                    "mean",
                    Arg::Own(
                        c.language
                            .mean_beside(figures.mean, condition.threshold_of_value())?,
                    ),
                ),
            ];
            c.format(Key::EvidenceBuyIn, &args).words
        }
        ConditionKind::Agreement => match figures.respondents.value() {
            Some(respondents) => {
                let args = [("respondents", Arg::Count(respondents))];
                c.format(Key::EvidenceAgreement, &args).words
            }
            None => c.words(Key::EvidenceAgreementFew),
        },
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
    let enough = figures.units_enough?.value();
    let args = [
        ("enough", Arg::Count(enough.unwrap_or_default())),
        ("units", Arg::Count(figures.units?)),
        ("unit", Arg::Author(unit?)),
        ("ready", Arg::Count(figures.ready.value()?)),
        ("people", Arg::Count(figures.people.value()?)),
    ];
    // Of one unit there is no worst.
    let alone = figures.units == Some(1);
    let words = c
        .format(
            match (alone, enough) {
                (true, _) => Key::EvidenceCoverageOne,
                (false, Some(_)) => Key::EvidenceCoverage,
                (false, None) => Key::EvidenceCoverageWorst,
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

/// `; not enough evidence on 12`, where there are any.
fn remaining_words(figures: &ConditionFigures, c: &Catalogue) -> String {
    let some = figures.cannot_tell.value().filter(|count| *count > 0);
    some.map(|count| {
        c.format(Key::EvidenceMore, &[("n", Arg::Count(count))])
            .words
    })
    .unwrap_or_default()
}

/// A difference of two shares in points of a hundred, on its side of what is needed.
pub(super) fn points(difference: f64, against: Option<Threshold>, c: &Catalogue) -> String {
    let found = figure::percent(difference, against);
    let sign = found.beyond.map_or_else(String::new, |at| at.sign().into());
    sign + &c.language.decimal(found.number, found.decimals)
}

/// The same, or a range of it up to `most`, with the unit.
pub(super) fn in_points(value: String, most: f64, c: &Catalogue) -> String {
    let most = figure::percent(most, None).number;
    // A part of a point takes the plural.
    let n = if most.fract() == 0.0 {
        figure::whole_number(most)
    } else {
        2
    };
    let args = [("value", Arg::Own(value)), ("n", Arg::Count(n))];
    c.format(Key::Points, &args).words
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
