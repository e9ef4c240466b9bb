//! `refresh`: what goes stale if nothing is done, and a calendar that prevents it.

use crate::args::{Format, Source, date};
use crate::console::{Context, FAINT, Look};
use crate::disclosure::{self, published_cell};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::formatting;
use crate::load::AssessedProgramme;
use crate::output::Output;
use crate::strip::steps;
use crate::table::{Align, Cell, Table, faint_paragraph, paragraph};
use clap::Args;
use paratus::answers::{RefreshOptions, refresh};
use paratus::disclosure::Published;
use paratus::document::at_level;
use paratus::rollout::RefreshLimits;
use paratus::rollout::{
    BookedRefresher, MissedRefresherReason, Refresh, RefreshMonth, UnitForecast,
};
use paratus::{Date, Programme};

pub(crate) const EXAMPLES: &str = "\
Examples:
  paratus refresh ministry                            a year ahead: share ready by month, and the refreshers due
  paratus refresh ministry --until 2027-09-30         up to a day
  paratus refresh ministry --hours 120                at most 120 hours of refreshers in any month
  paratus refresh ministry --show people --format csv -o due.csv
                                                      who is to be refreshed in what, and when; not for publication

";

/// Arguments of `refresh`.
#[derive(Debug, Args)]
pub(crate) struct RefreshArgs {
    #[command(flatten)]
    source: Source,
    /// The last day of the forecast [default: a year after the date of assessment]
    #[arg(long, value_name = "DATE", value_parser = date)]
    until: Option<Date>,
    /// Most hours of refreshers in any month, all people together [default: spread evenly]
    #[arg(long, value_name = "HOURS", allow_negative_numbers = true)]
    hours: Option<f64>,
    /// Which part to print; `csv` and `ndjson` hold one part [default there: the calendar]
    #[arg(long, value_name = "PART", value_enum)]
    show: Option<RefreshPart>,
}

/// A part of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum RefreshPart {
    /// The share ready, month by month, if nothing is done and with the sessions that are booked
    Forecast,
    /// The refreshers by month, beside the sessions that are booked
    Calendar,
    /// Refreshers by person, for those who organise them
    People,
}

const FORECAST: [&str; 10] = [
    "unit",
    "kind",
    "title",
    "suppressed",
    "people",
    "date",
    "ready",
    "share",
    "planned",
    "planned_share",
];
const CALENDAR: [&str; 6] = ["from", "to", "objective", "level", "people", "hours"];
const PEOPLE: [&str; 8] = [
    "person",
    "section",
    "objective",
    "level",
    "lapses",
    "refresh_from",
    "hours",
    "session",
];

impl RefreshArgs {
    /// Whether those who are due are named.
    pub(crate) fn names_people(&self) -> bool {
        matches!(self.show, Some(RefreshPart::People))
    }
}

pub(crate) fn run(args: &RefreshArgs, context: &Context) -> Result<Exit, Failure> {
    let assessed = AssessedProgramme::read(&args.source, context)?;
    let options = RefreshOptions {
        as_of: None,
        disclosure: Some(context.disclosure.audience()),
        disclosure_key: context.disclosure.key(),
        hours: args.hours,
        until: args.until,
    };
    let answer =
        refresh(&assessed.assessment, &options, &assessed.findings()).map_err(super::refused)?;
    let found = &answer.refresh;
    let people = || {
        let mut limits = RefreshLimits::new(found.until);
        if let Some(hours) = args.hours {
            limits = limits.hours_per_month(hours);
        }
        assessed
            .assessment
            .refreshers(&limits)
            .map_err(super::refused)
    };
    let programme = &assessed.loaded.programme;
    let mut output = Output::open(context)?;
    match args.show {
        Some(RefreshPart::People) => output.internal(context),
        _ => output.marked(context),
    }
    match (context.format, args.show) {
        (Format::Json, None) => output.json(&answer)?,
        (Format::Json, Some(_)) => {
            let has = "`--format json` alone, which has forecast and calendar, and ndjson, csv, table and md";
            return Err(super::no_such_form("refresh --show", context.format, has));
        }
        (Format::Ndjson, Some(RefreshPart::Forecast)) => found
            .forecast
            .iter()
            .try_for_each(|unit| output.json(unit))?,
        (Format::Ndjson, Some(RefreshPart::People)) => {
            people()?
                .iter()
                .try_for_each(|booked| output.json(booked))?;
        }
        (Format::Ndjson, _) => found
            .calendar
            .iter()
            .try_for_each(|month| output.json(month))?,
        (Format::Csv, Some(RefreshPart::Forecast)) => {
            output.csv(FORECAST, found.forecast.iter().flat_map(flat_forecast))?;
        }
        (Format::Csv, Some(RefreshPart::People)) => {
            output.csv(PEOPLE, people()?.iter().map(flat_booked))?;
        }
        (Format::Csv, _) => output.csv(CALENDAR, found.calendar.iter().flat_map(flat_month))?,
        (Format::Md | Format::Table, Some(RefreshPart::People)) => {
            let table = of_people(&people()?);
            output.text(&if context.format == Format::Md {
                table.markdown()
            } else {
                table.text(&context.out)
            });
        }
        (Format::Md, show) => {
            output.markdown_heading(1, programme.title());
            output.markdown_paragraph(&headline(found));
            if show != Some(RefreshPart::Calendar) {
                output.text(&format!(
                    "\n{}",
                    forecast(programme, found, &context.out).markdown()
                ));
            }
            if show != Some(RefreshPart::Forecast) {
                output.text(&format!("\n{}", calendar(found).markdown()));
            }
            notes(found)
                .iter()
                .for_each(|note| output.markdown_paragraph(note));
        }
        (Format::Table, show) => output.text(&text(programme, found, show, &context.out)),
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn headline(found: &Refresh) -> String {
    let Some(everyone) = found
        .forecast
        .first()
        .filter(|everyone| !everyone.months.is_empty())
    else {
        return format!(
            "From {} to {}; figures are suppressed",
            found.as_of, found.until
        );
    };
    let share = |at: Option<&paratus::rollout::MonthShare>| match at
        .map(|month| (month.share.value(), month.ready))
    {
        Some((Some(share), _)) => formatting::percent(share),
        // Shares are given of 20 people or more.
        Some((None, ready)) if ready.value().is_some() => disclosure::count(ready),
        _ => "nobody".to_owned(),
    };
    let hours: f64 = found
        .calendar
        .iter()
        .filter_map(|month| month.hours.value())
        .sum();
    let sessions: u64 = found
        .calendar
        .iter()
        .map(|month| month.booked_sessions)
        .sum();
    let planned = everyone
        .months
        .last()
        .and_then(|month| month.planned_share.value());
    let booked = match planned.filter(|_| sessions > 0) {
        Some(planned) => {
            let sessions = formatting::count(
                sessions as usize,
                "session that is booked",
                "sessions that are booked",
            );
            format!(", with the {sessions} {}", formatting::percent(planned))
        }
        None => String::new(),
    };
    let beside = if sessions > 0 { "more " } else { "" };
    // Hours are those of what is named: what few people need is counted without them.
    let unnamed = found
        .calendar
        .iter()
        .any(|month| month.others.value().is_some_and(|others| others > 0));
    let keep = match found.hours_per_month.value() {
        Some(_) => {
            let which = if unnamed { " that are named below" } else { "" };
            format!(
                "; {} {beside}hours of refreshers{which} keep what was shown fresh",
                formatting::thousands(paratus::figure::whole_number(hours))
            )
        }
        None => "; the hours of the refreshers that keep what was shown fresh are not published: few people need each"
            .to_owned(),
    };
    format!(
        "If nothing is done, {} ready on {} become {} by {}{booked}{keep}",
        share(everyone.months.first()),
        found.as_of,
        share(everyone.months.last()),
        found.until,
    )
}

fn text(programme: &Programme, found: &Refresh, show: Option<RefreshPart>, look: &Look) -> String {
    let mut text = format!(
        "{}\n{}\n",
        look.title(&formatting::clean(programme.title())),
        paragraph(&headline(found), "", look.width())
    );
    if show != Some(RefreshPart::Calendar) {
        text.push_str(&format!(
            "{}\n",
            look.title("Share ready if nothing is done, and with the sessions that are booked")
        ));
        text.push_str(&forecast(programme, found, look).text(look));
    }
    if show != Some(RefreshPart::Forecast) {
        if show.is_none() {
            text.push('\n');
        }
        let none_above = |load: f64| {
            format!(
                "Refreshers by month, none above {} hours",
                formatting::thousands(load.ceil() as u64)
            )
        };
        let title = found
            .hours_per_month
            .value()
            .map_or("Refreshers by month".to_owned(), none_above);
        text.push_str(&look.title(&title));
        text.push('\n');
        text.push_str(&calendar(found).text(look));
    }
    for note in notes(found) {
        text.push('\n');
        text.push_str(&paragraph(&note, "", look.width()));
    }
    let caption = "The forecast is about who is employed today. With sessions: each seat of the sessions that are booked goes \
                   to whom it helps most urgently, and who takes part shows what is taught. A refresher is in the last month with room before \
                   what was shown lapses. Joiners' hours are those to learn all that is required of them. [c]: suppressed, \
                   about too few people; refreshers that few people need are counted in their month, not by name and not in its hours. `--show people` says who and when.";
    text.push('\n');
    text + &faint_paragraph(caption, look)
}

fn forecast(programme: &Programme, found: &Refresh, look: &Look) -> Table {
    let mut table = Table::new([
        ("section", Align::Left),
        ("people", Align::Right),
        ("ready now", Align::Right),
        ("month by month", Align::Left),
        ("at the end", Align::Right),
        ("lost", Align::Right),
        ("with sessions", Align::Left),
        ("then", Align::Right),
    ])
    .optional(["month by month", "with sessions"]);
    for unit in &found.forecast {
        let name = super::unit_name(programme, unit.kind, &unit.unit, &unit.title);
        if unit.months.is_empty() {
            let mut row =
                ["", "[c]", "[c]", "", "[c]", "[c]", "", "[c]"].map(|c| Cell::styled(c, FAINT));
            if let Some(first) = row.first_mut() {
                *first = name.into();
            }
            table.row(row);
            continue;
        }
        let cell = |share: Published<f64>| {
            published_cell(share, |share| formatting::percent(share).into())
        };
        let share = |at: Option<&paratus::rollout::MonthShare>| {
            cell(at.map(|month| month.share).unwrap_or_default())
        };
        // Of fewer than 20 people the picture has no heights.
        let picture = |of: fn(&paratus::rollout::MonthShare) -> Published<f64>| -> Cell {
            let shares: Option<Vec<f64>> =
                unit.months.iter().map(|month| of(month).value()).collect();
            shares.map_or_else(
                || Cell::styled("", FAINT),
                |shares| steps(shares, look.ascii).into(),
            )
        };
        let ready = |at: Option<&paratus::rollout::MonthShare>| {
            at.and_then(|month| month.ready.value()).unwrap_or(0)
        };
        let (first, last) = (unit.months.first(), unit.months.last());
        table.row([
            name.into(),
            disclosure::count(unit.people).into(),
            share(first),
            picture(|month| month.share),
            share(last),
            formatting::thousands(ready(first).saturating_sub(ready(last))).into(),
            picture(|month| month.planned_share),
            cell(last.map(|month| month.planned_share).unwrap_or_default()),
        ]);
    }
    table
}

/// Objectives that a month names.
const NAMED: usize = 3;

fn calendar(found: &Refresh) -> Table {
    let mut table = Table::new([
        ("from", Align::Left),
        ("hours", Align::Right),
        ("refreshers", Align::Right),
        ("booked seats", Align::Right),
        ("join", Align::Right),
        ("their hours", Align::Right),
        ("leave", Align::Right),
        ("mostly", Align::Left),
    ])
    .optional(["booked seats", "their hours", "join", "leave"]);
    for month in &found.calendar {
        let number = |number: u64| {
            let style = if number == 0 {
                FAINT
            } else {
                anstyle::Style::new()
            };
            Cell::styled(formatting::thousands(number), style)
        };
        let mut rows: Vec<_> = month.rows.iter().collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.people.value()));
        let mut most: Vec<String> = rows
            .iter()
            .take(NAMED)
            .map(|row| {
                format!(
                    "{} {}",
                    at_level(&row.objective, row.level.as_deref()),
                    disclosure::count(row.people)
                )
            })
            .collect();
        if let Some(more) = rows.len().checked_sub(NAMED).filter(|more| *more > 0) {
            most.push(format!("{more} more"));
        }
        if let Some(others) = month.others.value().filter(|others| *others > 0) {
            most.push(format!("others {}", formatting::thousands(others)));
        }
        table.row([
            month.from.to_string().into(),
            published_cell(month.hours, |hours| {
                number(paratus::figure::whole_number(hours))
            }),
            number(
                month
                    .rows
                    .iter()
                    .map(|row| &row.people)
                    .chain([&month.others])
                    .filter_map(|count| count.value())
                    .sum(),
            ),
            number(month.booked_seats),
            number(month.joiners),
            number(paratus::figure::whole_number(month.joiner_hours)),
            number(month.leavers),
            most.join(", ").into(),
        ]);
    }
    table
}

/// What is not refreshed in time, by reason.
fn notes(found: &Refresh) -> Vec<String> {
    let mut reasons: Vec<MissedRefresherReason> =
        found.unplaced.iter().map(|left| left.reason).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let of = |reason: MissedRefresherReason| {
        let left = found.unplaced.iter().filter(|left| left.reason == reason);
        let list: Vec<String> = left
            .map(|left| {
                let people = disclosure::count(left.people);
                format!(
                    "{} {people}",
                    at_level(&left.objective, left.level.as_deref())
                )
            })
            .collect();
        format!(
            "Not refreshed in time, because {reason}: {}.",
            list.join(", ")
        )
    };
    let others = found.unplaced_others.value().filter(|others| *others > 0);
    let others = others.map(|others| {
        format!("Not refreshed in time either, of what few people need: about {others}.")
    });
    reasons.into_iter().map(of).chain(others).collect()
}

fn of_people(booked: &[BookedRefresher]) -> Table {
    let mut table = Table::new([
        ("person", Align::Left),
        ("section", Align::Left),
        ("lapses", Align::Left),
        ("refresh from", Align::Left),
        ("hours", Align::Right),
        ("session", Align::Left),
        ("objective", Align::Left),
    ])
    .optional(["session"]);
    for booked in booked {
        let [
            person,
            section,
            objective,
            level,
            lapses,
            from,
            hours,
            session,
        ] = flat_booked(booked);
        let level = if level.is_empty() { None } else { Some(level) };
        let from = if from.is_empty() {
            Cell::styled("[x]", FAINT)
        } else {
            from.into()
        };
        let objective = at_level(&objective, level.as_deref());
        table.row([
            person.into(),
            section.into(),
            lapses.into(),
            from,
            hours.into(),
            session.into(),
            objective.into(),
        ]);
    }
    table
}

fn flat_forecast(unit: &UnitForecast) -> Vec<[String; 10]> {
    let row = |[date, ready, share, planned, planned_share]: [String; 5]| {
        let people = disclosure::flat(unit.people);
        let (kind, title) = (unit.kind.name().to_owned(), unit.title.clone());
        let suppressed = unit.months.is_empty().to_string();
        [
            unit.unit.clone(),
            kind,
            title,
            suppressed,
            people,
            date,
            ready,
            share,
            planned,
            planned_share,
        ]
    };
    if unit.months.is_empty() {
        return vec![row(Default::default())];
    }
    let share = disclosure::flat::<f64>;
    let of = |at: &paratus::rollout::MonthShare| {
        row([
            at.date.to_string(),
            disclosure::flat(at.ready),
            share(at.share),
            disclosure::flat(at.planned),
            share(at.planned_share),
        ])
    };
    unit.months.iter().map(of).collect()
}

fn flat_month(month: &RefreshMonth) -> Vec<[String; 6]> {
    let row = |row: &paratus::rollout::RefreshRow| {
        [
            month.from.to_string(),
            month.to.to_string(),
            row.objective.clone(),
            row.level.clone().unwrap_or_default(),
            disclosure::flat(row.people),
            row.hours.to_string(),
        ]
    };
    month.rows.iter().map(row).collect()
}

fn flat_booked(booked: &BookedRefresher) -> [String; 8] {
    let due = &booked.due;
    [
        due.person.clone(),
        due.section.clone(),
        due.objective.clone(),
        due.level.clone().unwrap_or_default(),
        due.date.to_string(),
        booked.from.map(|from| from.to_string()).unwrap_or_default(),
        booked
            .hours
            .map(|hours| hours.to_string())
            .unwrap_or_default(),
        booked.session.clone().unwrap_or_default(),
    ]
}
