//! What keeps us ready? The share ready month by month if nothing is done, and a calendar of refreshers.

use super::cells::{
    argument, count, counted, depth_of, hours, published_cell, share, track, unit_name, with_level,
};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Align, Block, Cell, Column, Lines, Panel, Row, Table};
use crate::text::Text;
use paratus::Track;
use paratus::answers::{RefreshAnswer, ReportNames};
use paratus::disclosure::{Published, Suppression};
use paratus::rollout::{MissedRefresherReason, MonthShare, Refresh, RefreshMonth, UnitForecast};
use paratus::units::UnitKind;
use std::collections::BTreeMap;

/// Forecast and calendar.
#[must_use]
pub fn refresh(answer: &RefreshAnswer, names: &ReportNames, c: &Catalogue) -> Panel {
    let found = &answer.refresh;
    let all_hours: f64 = found
        .calendar
        .iter()
        .filter_map(|month| month.hours.value())
        .sum();
    let ends = found.forecast.first();
    let ends = ends.and_then(|unit| {
        Some((
            unit.months.first()?.share.value()?,
            unit.months.last()?.share.value()?,
        ))
    });
    let headline = match ends {
        Some((now, then)) => {
            let args = [
                ("now", Arg::Percent(now)),
                ("date", Arg::Date(found.as_of)),
                ("then", Arg::Percent(then)),
                ("until", Arg::Date(found.until)),
            ];
            let hours = [("hours", Arg::Hours(all_hours))];
            let is_published = found.hours_per_month.value().is_some();
            let (outlook, refreshers) = match planned(found) {
                Some((last, most)) if is_published => {
                    let plan = [
                        ("planned", Arg::Percent(last)),
                        ("most", Arg::Percent(most)),
                    ];
                    let args: Vec<_> = args.into_iter().chain(plan).collect();
                    (
                        c.format(Key::RefreshHeadlinePlan, &args),
                        c.format(Key::RefreshHoursMore, &hours),
                    )
                }
                _ if is_published => (
                    c.format(Key::RefreshHeadline, &args),
                    c.format(Key::RefreshHours, &hours),
                ),
                _ => (
                    c.format(Key::RefreshHeadline, &args),
                    c.text(Key::RefreshHoursWithheld),
                ),
            };
            // Where nothing can be refreshed, no hours keep anything fresh.
            if is_published && all_hours <= 0.0 {
                outlook
            } else {
                Text::own_words(format!("{} {}", outlook.words, refreshers.words))
            }
        }
        None => Text::default(),
    };
    let mut blocks = Vec::new();
    if ends.is_some() {
        blocks.extend(lines(found, c).map(Block::Lines));
        blocks.push(Block::Table(forecast(found, names, c)));
        let last = found
            .forecast
            .first()
            .and_then(|unit| unit.months.last()?.planned_share.value());
        if let (Some(planned), sessions @ 1.., false) = (last, booked(found), found.with_plan) {
            let args = [
                ("sessions", Arg::Count(sessions)),
                ("then", Arg::Percent(planned)),
            ];
            blocks.push(Block::Paragraph(c.format(Key::RefreshBooked, &args)));
        }
        blocks.push(Block::Table(calendar(found, c)));
        if found.calendar.iter().any(|month| !month.rows.is_empty()) {
            let table = Block::Table(lapses_table(found, names, c));
            blocks.push(Block::Details(c.text(Key::RefreshEach), vec![table]));
        }
        if found
            .calendar
            .iter()
            .any(|month| month.others.value().is_some())
        {
            blocks.push(Block::Note(c.text(Key::RefreshWithheld)));
        }
    }
    let lapses = |left: &paratus::rollout::MissedRefresher| {
        let title = names
            .objectives
            .get(&left.objective)
            .unwrap_or(&left.objective);
        let people = left
            .people
            .value()
            .map_or_else(|| Arg::Own("[c]".to_owned()), Arg::Count);
        let reason = match left.reason {
            MissedRefresherReason::NoMonth => Key::RefreshNoMonth,
            MissedRefresherReason::Untaught => Key::CauseUntaught,
        };
        let args = [
            ("title", Arg::Author(title)),
            ("people", people),
            ("reason", argument(reason, c)),
        ];
        (c.format(Key::RefreshLapses, &args), None)
    };
    if !found.unplaced.is_empty() {
        blocks.push(Block::Heading(c.text(Key::RefreshUnplaced)));
        blocks.push(Block::List(found.unplaced.iter().map(lapses).collect()));
    }
    Panel {
        id: "refresh".to_owned(),
        title: c.text(Key::TitleRefresh),
        headline,
        blocks,
        own_page: true,
    }
}

/// With a plan: the share of everyone who is ready at the end, and the greatest of any month.
fn planned(found: &Refresh) -> Option<(f64, f64)> {
    let months = &found.forecast.first().filter(|_| found.with_plan)?.months;
    let shares = || {
        months
            .iter()
            .filter_map(|month| month.planned_share.value())
    };
    Some((shares().next_back()?, shares().fold(0.0, f64::max)))
}

/// How many sessions are booked.
fn booked(found: &Refresh) -> u64 {
    found
        .calendar
        .iter()
        .map(|month| month.booked_sessions)
        .sum()
}

/// Where everyone is going: if nothing is done, and beside it with the plan or with what is booked.
fn lines(found: &Refresh, c: &Catalogue) -> Option<Lines> {
    let everyone = found.forecast.first()?;
    if everyone
        .months
        .iter()
        .any(|month| month.share.value().is_none())
    {
        return None;
    }
    let shares = |of: fn(&MonthShare) -> Published<f64>| {
        everyone
            .months
            .iter()
            .map(|month| of(month).value())
            .collect()
    };
    let mut series = vec![(c.text(Key::LineNothing), shares(|month| month.share))];
    let beside = match (found.with_plan, booked(found)) {
        (true, _) => Some(Key::LinePlan),
        (false, 1..) => Some(Key::LineBooked),
        (false, 0) => None,
    };
    if let Some(key) = beside {
        series.push((c.text(key), shares(|month| month.planned_share)));
    }
    let args = [
        ("date", Arg::Date(found.as_of)),
        ("until", Arg::Date(found.until)),
    ];
    Some(Lines {
        caption: c.format(Key::CaptionForecastLines, &args),
        ends: [found.as_of, found.until].map(|day| Text::own_words(c.language.date(day))),
        series,
    })
}

fn forecast(found: &Refresh, names: &ReportNames, c: &Catalogue) -> Table {
    let with_booked = booked(found) > 0 || found.with_plan;
    let days = found
        .forecast
        .iter()
        .find(|unit| !unit.months.is_empty())
        .map(|unit| unit.months.as_slice());
    let days: Vec<Text> = days
        .unwrap_or_default()
        .iter()
        .map(|month| Text::own_words(month.date.to_string()))
        .collect();
    let row = |unit: &UnitForecast| {
        let everyone = unit.kind == UnitKind::Organisation;
        let mut cells = vec![
            Cell::Text(unit_name(unit.kind, &unit.title, c)),
            counted(unit.people, c),
        ];
        let wanted = if with_booked { 5 } else { 3 };
        if unit.months.is_empty() {
            let why = unit.people.suppression().unwrap_or(Suppression::Threshold);
            cells.extend((0..wanted).map(|_| Cell::Suppressed(why)));
        } else {
            let nobody = unit.people.value() == Some(0);
            let end = |month: Option<&MonthShare>, of: fn(&MonthShare) -> Published<f64>| {
                month.map_or(Cell::NotApplicable, |month| {
                    published_cell(of(month), |found| share(found, c))
                })
            };
            let steps = |of: fn(&MonthShare) -> Published<f64>| {
                let why = unit.months.iter().find_map(|month| of(month).suppression());
                if let Some(why) = why {
                    return Cell::Suppressed(why);
                }
                let steps: Vec<Option<f64>> =
                    unit.months.iter().map(|month| of(month).value()).collect();
                let word = |step: &Option<f64>| {
                    step.map_or_else(String::new, |step| c.language.percent(step))
                };
                let shown: Vec<String> = steps.iter().map(word).collect();
                if nobody {
                    Cell::NotApplicable
                } else {
                    Cell::Steps(steps, shown.join(", "))
                }
            };
            let last = unit.months.last();
            cells.push(end(unit.months.first(), |month| month.share));
            cells.extend([steps(|month| month.share), end(last, |month| month.share)]);
            if with_booked {
                cells.extend([
                    steps(|month| month.planned_share),
                    end(last, |month| month.planned_share),
                ]);
            }
        }
        Row::new(cells)
            .strong(everyone)
            .at_depth(depth_of(&unit.unit, names))
    };
    let mut columns = vec![
        Column::start(c.text(Key::ColumnSection)),
        Column::end(c.text(Key::ColumnStaff)),
        Column::end(c.text(Key::ColumnNow)),
        Column::start(c.text(Key::ColumnForecast)).with_parts(days.clone()),
        Column::end(c.text(Key::ColumnThen)),
    ];
    if with_booked {
        let (month_by_month, then) = if found.with_plan {
            (Key::ColumnForecastPlan, Key::ColumnThenPlan)
        } else {
            (Key::ColumnForecastBooked, Key::ColumnThenBooked)
        };
        columns.push(Column::start(c.text(month_by_month)).with_parts(days));
        columns.push(Column::end(c.text(then)));
    }
    let args = [
        ("date", Arg::Date(found.as_of)),
        ("until", Arg::Date(found.until)),
    ];
    Table {
        caption: c.format(Key::CaptionForecast, &args),
        name: c.text(Key::NameForecast),
        columns,
        rows: found.forecast.iter().map(row).collect(),
        matrix: false,
    }
}

fn month_of(month: &RefreshMonth, c: &Catalogue) -> Text {
    Text::own_words(format!(
        "{} – {}",
        c.language.date(month.from),
        c.language.date(month.to)
    ))
}

fn calendar(found: &Refresh, c: &Catalogue) -> Table {
    let of_month =
        |month: &RefreshMonth| month.hours.value().unwrap_or_default() + month.joiner_hours;
    let most = found.calendar.iter().map(of_month).fold(0.0, f64::max);
    let row = |month: &RefreshMonth| {
        let load = published_cell(month.hours, |hours| {
            if most > 0.0 {
                Cell::Amount(hours, hours / most, c.language.decimal(hours, 0))
            } else {
                Cell::NotApplicable
            }
        });
        let people: u64 = month.rows.iter().filter_map(|row| row.people.value()).sum();
        let people = people + month.others.value().unwrap_or_default();
        Row::new([
            Cell::Text(month_of(month, c)),
            count(people, c),
            load,
            count(month.booked_sessions, c),
            count(month.joiners, c),
            hours(month.joiner_hours, c),
            count(month.leavers, c),
        ])
    };
    let load = found.hours_per_month.value();
    let key = if load.is_some() {
        Key::CaptionCalendar
    } else {
        Key::CaptionCalendarOpen
    };
    let load = Arg::Hours(load.unwrap_or_default().ceil());
    let args = [
        ("date", Arg::Date(found.as_of)),
        ("until", Arg::Date(found.until)),
        ("load", load),
    ];
    Table {
        caption: c.format(key, &args),
        name: c.text(Key::NameCalendar),
        columns: vec![
            Column::start(c.text(Key::ColumnMonth)),
            Column::end(c.text(Key::ColumnRefreshers)),
            Column::start(c.text(Key::ColumnHours)),
            Column::end(c.text(Key::ColumnBooked)),
            Column::end(c.text(Key::ColumnJoiners)),
            Column::end(c.text(Key::ColumnJoinerHours)),
            Column::end(c.text(Key::ColumnLeavers)),
        ],
        rows: found.calendar.iter().map(row).collect(),
        matrix: false,
    }
}

/// Objectives by months: how many people are refreshed.
fn lapses_table(found: &Refresh, names: &ReportNames, c: &Catalogue) -> Table {
    type Need<'a> = (Track, &'a str, Option<&'a String>);
    let mut needs: BTreeMap<Need<'_>, Vec<u64>> = BTreeMap::new();
    for (at, month) in found.calendar.iter().enumerate() {
        for row in &month.rows {
            let need = (row.track, row.objective.as_str(), row.level.as_ref());
            let months = needs
                .entry(need)
                .or_insert_with(|| vec![0; found.calendar.len()]);
            if let Some(people) = months.get_mut(at) {
                *people += row.people.value().unwrap_or_default();
            }
        }
    }
    let row = |((of, objective, level), months): (&Need<'_>, &Vec<u64>)| {
        let title = names
            .objectives
            .get(*objective)
            .map_or(*objective, String::as_str);
        let people = months.iter().map(|people| {
            if *people == 0 {
                Cell::Empty
            } else {
                count(*people, c)
            }
        });
        let first = [
            Cell::Named(Text::author(title), with_level(objective, *level)),
            Cell::Text(track(*of, c)),
        ];
        Row::new(first.into_iter().chain(people))
    };
    let month = |month: &RefreshMonth| Column {
        align: Align::End,
        ..Column::start(Text::own_words(c.language.month(month.from)))
    };
    let first = [
        Column::start(c.text(Key::ColumnObjective)),
        Column::start(c.text(Key::ColumnTrack)).unbroken(),
    ];
    Table {
        caption: c.text(Key::CaptionRefreshEach),
        name: c.text(Key::RefreshEach),
        columns: first
            .into_iter()
            .chain(found.calendar.iter().map(month))
            .collect(),
        rows: needs.iter().map(row).collect(),
        matrix: true,
    }
}
