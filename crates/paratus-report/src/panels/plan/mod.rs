//! When is training? The sessions of a plan, without people.

mod sessions;

use super::cells::{
    self, count, counted, hours, hours_columns, published_cell, track_tint, with_level,
};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Panel, Row, Table};
use crate::text::Text;
use paratus::answers::ReportNames;
use paratus::disclosure::Published;
use paratus::document::Mode;
use paratus::plan::{
    PlanStatus, PublishedLine, PublishedPlan, PublishedSection, PublishedSelfPacedActivity,
    PublishedUnplacedNeed, Relaxation, UnplacedCause,
};
use paratus::{Date, Track};

/// When is training?
#[must_use]
pub fn plan(plan: &PublishedPlan, names: &ReportNames, min_cell: u32, c: &Catalogue) -> Panel {
    let of_tracks = plan.hours.iter();
    let total: f64 = of_tracks.filter_map(|(_, hours)| hours.value()).sum();
    let count_of = |figure: Published<u64>| figure.value().unwrap_or_default();
    let others = count_of(plan.others) + count_of(plan.unplaced_others);
    let nothing = plan.months.is_empty() && plan.unplaced.is_empty() && others == 0;
    let exact = plan.others.value().is_none();
    let sessions = plan.months.iter().map(|line| count_of(line.sessions)).sum();
    let is_suppressed = plan.months.iter().any(|line| line.sessions.is_suppressed());
    let sessions = if sessions == 0 && is_suppressed {
        Arg::Own("[c]".to_owned())
    } else {
        Arg::Count(sessions)
    };
    let key = match (plan.status, exact) {
        _ if nothing => Key::PlanNothing,
        (PlanStatus::Feasible, true) => Key::PlanHeadline,
        (PlanStatus::Partial, true) => Key::PlanPartial,
        (PlanStatus::Infeasible, true) => Key::PlanInfeasible,
        (PlanStatus::Feasible, false) => Key::PlanPublished,
        (PlanStatus::Partial, false) => Key::PlanPublishedPartial,
        (PlanStatus::Infeasible, false) => Key::PlanPublishedInfeasible,
    };
    // What cannot be met cannot be met in any of the days that are planned.
    let (from, until) = match (plan.status, plan.first, plan.last) {
        (PlanStatus::Feasible | PlanStatus::Partial, Some(first), Some(last)) => (first, last),
        _ => (plan.from, plan.until),
    };
    let args = [
        ("sessions", sessions),
        ("from", Arg::Date(from)),
        ("until", Arg::Date(until)),
        ("hours", Arg::Hours(total)),
        ("cost", Arg::Hours(plan.cost)),
        ("gap", Arg::Own(c.language.percent(plan.gap))),
    ];
    let mut blocks = Vec::new();
    if !nothing {
        blocks.push(Block::Table(balance(plan, c)));
        let how = Block::Paragraph(c.text(if exact {
            Key::PlanDerivation
        } else {
            Key::PlanDerivationPublished
        }));
        blocks.push(Block::Details(c.text(Key::HowFiguresComeAbout), vec![how]));
        if !plan.sections.is_empty() {
            blocks.push(Block::Table(section_table(plan, names, c)));
        }
        blocks.extend(phases(plan, names, c).map(Block::Table));
        blocks.extend(calendar(plan, c).map(Block::Table));
        if !plan.months.is_empty() {
            let table = months(plan, c);
            blocks.push(Block::Details(
                table.name.clone(),
                vec![Block::Table(table)],
            ));
        }
        blocks.extend(sessions::by_phase(plan, names, c));
    }
    if !plan.self_paced.is_empty() {
        let table = self_paced(plan, c);
        blocks.push(Block::Details(
            table.name.clone(),
            vec![Block::Table(table)],
        ));
    }
    if !plan.unplaced.is_empty() {
        blocks.push(Block::Table(unplaced(plan, names, c)));
    }
    if !plan.conflicts.is_empty() {
        let said = plan.conflicts.iter();
        let said = said.map(|conflict| {
            (
                Text::own_words(c.statements(&conflict.says, &conflict.text)),
                None,
            )
        });
        let list = vec![Block::List(said.collect())];
        blocks.push(Block::Details(c.text(Key::PlanShort), list));
    }
    if !plan.relaxations.is_empty() {
        blocks.push(Block::Table(relaxations(plan, c)));
    }
    if !nothing {
        let note = if exact {
            Key::NotePlanExact
        } else {
            Key::NotePlan
        };
        let args = [
            ("min", Arg::Count(u64::from(min_cell))),
            ("others", Arg::Count(count_of(plan.others))),
            ("unplaced", Arg::Count(count_of(plan.unplaced_others))),
        ];
        blocks.push(Block::Note(c.format(note, &args)));
    }
    Panel {
        id: "plan".to_owned(),
        title: c.text(Key::TitlePlan),
        headline: c.format(key, &args),
        blocks,
        own_page: true,
    }
}

/// Hours by track as one bar.
fn balance(plan: &PublishedPlan, c: &Catalogue) -> Table {
    let parts = Track::ALL.map(|found| (found, *plan.shares.get(found)));
    let suppressed = parts.iter().find(|(_, part)| part.is_suppressed());
    let bar = if let Some((_, part)) = suppressed {
        published_cell(*part, |_| Cell::NotApplicable)
    } else {
        let known =
            parts.map(|(found, part)| (track_tint(found), part.value().unwrap_or_default()));
        let shown = known.map(|(_, part)| c.language.percent(part));
        Cell::Bar(known.to_vec(), shown.join(" / "))
    };
    let of_tracks = Track::ALL
        .map(|found| published_cell(*plan.hours.get(found), |of_track| hours(of_track, c)));
    let rest = [bar, hours(plan.saved_hours, c)];
    let cells = [Cell::Text(c.text(Key::PlanHours))]
        .into_iter()
        .chain(of_tracks)
        .chain(rest);
    let rest = [Column::end(c.text(Key::ColumnHoursSaved))];
    let args = horizon(plan);
    Table {
        caption: c.format(Key::CaptionPlanHours, &args),
        name: c.text(Key::TitlePlan),
        columns: [Column::start(c.text(Key::PlanAll))]
            .into_iter()
            .chain(hours_columns(c))
            .chain(rest)
            .collect(),
        rows: vec![Row::new(cells).strong(true)],
        matrix: false,
    }
}

/// What it takes of each section: hours and money, each beside the greatest of them.
fn section_table(plan: &PublishedPlan, names: &ReportNames, c: &Catalogue) -> Table {
    let most = |of: fn(&PublishedSection) -> f64| plan.sections.iter().map(of).fold(0.0, f64::max);
    let most = (most(|line| line.hours), most(|line| line.cost));
    let amount = |number: f64, most: f64| {
        let share = if most > 0.0 { number / most } else { 0.0 };
        Cell::Amount(number, share, c.language.decimal(number, 0))
    };
    let row = |line: &PublishedSection| {
        let title = names.sections.get(&line.section).unwrap_or(&line.section);
        Row::new([
            Cell::Text(Text::author(title)),
            count(line.people, c),
            amount(line.hours, most.0),
            amount(line.cost, most.1),
        ])
    };
    let sum = |of: fn(&PublishedSection) -> f64| plan.sections.iter().map(of).sum();
    let number = |number: f64| Cell::Number(number, c.language.decimal(number, 0));
    let all = Row::new([
        Cell::Text(c.text(Key::PlanAll)),
        count(plan.sections.iter().map(|line| line.people).sum(), c),
        number(sum(|line| line.hours)),
        number(sum(|line| line.cost)),
    ]);
    let args = horizon(plan);
    Table {
        caption: c.format(Key::CaptionPlanSections, &args),
        name: c.text(Key::NamePlanSections),
        columns: vec![
            Column::start(c.text(Key::ColumnSection)),
            Column::end(c.text(Key::ColumnPeople)),
            Column::end(c.text(Key::ColumnHoursAll)),
            Column::end(c.text(Key::ColumnCost)),
        ],
        rows: plan
            .sections
            .iter()
            .map(row)
            .chain([all.strong(true)])
            .collect(),
        matrix: false,
    }
}

/// The phases in time, with all of it below; nothing where no session belongs to one.
fn phases(plan: &PublishedPlan, names: &ReportNames, c: &Catalogue) -> Option<Table> {
    let of_phases: Vec<_> = plan
        .phases
        .iter()
        .filter(|found| found.sessions > 0)
        .collect();
    let first = of_phases.iter().filter_map(|found| found.first).min()?;
    let last = of_phases.iter().filter_map(|found| found.last).max()?;
    let days = f64::from((last.days() - first.days()).max(1));
    let place = |date: Date| f64::from(date.days() - first.days()) / days;
    let written = |date: Date| (date, c.language.date(date));
    let span = |from: Option<Date>, until: Option<Date>, phase: Option<&str>| {
        let (Some(from), Some(until)) = (from, until) else {
            return Cell::NotApplicable;
        };
        let own = plan
            .sessions
            .iter()
            .filter(|session| phase.is_none() || session.phase.as_deref() == phase);
        let mut moments: Vec<f64> = own.map(|session| place(session.start)).collect();
        moments.dedup();
        Cell::Span {
            from: written(from),
            until: written(until),
            ends: [place(from), place(until)],
            moments,
        }
    };
    let mut rows: Vec<Row> = of_phases
        .iter()
        .map(|found| {
            let phase = Some(found.phase.as_str());
            Row::new([
                Cell::Text(phase_title(phase, names, c)),
                span(found.first, found.last, phase),
                count(found.sessions, c),
            ])
        })
        .collect();
    let sessions = plan.phases.iter().map(|found| found.sessions).sum();
    let all = [
        Cell::Text(c.text(Key::PlanAll)),
        span(Some(first), Some(last), None),
        count(sessions, c),
    ];
    rows.push(Row::new(all).strong(true));
    let args = horizon(plan);
    Some(Table {
        caption: c.format(Key::CaptionPlanPhases, &args),
        name: c.text(Key::NamePlanPhases),
        columns: vec![
            Column::start(c.text(Key::ColumnPhase)),
            Column::start(c.text(Key::ColumnDays)),
            Column::end(c.text(Key::ColumnSessions)),
        ],
        rows,
        matrix: false,
    })
}

/// The first day of the month after.
fn next_month(month: Date) -> Option<Date> {
    let (year, number, _) = month.ymd();
    match number {
        12 => Date::from_ymd(year + 1, 1, 1),
        _ => Date::from_ymd(year, number + 1, 1),
    }
}

/// Most months that a calendar has side by side.
const MOST_MONTHS: usize = 18;

/// Sessions by activity and month, as a calendar; nothing where there are none, or too many months.
fn calendar(plan: &PublishedPlan, c: &Catalogue) -> Option<Table> {
    let given = |line: &PublishedLine| line.sessions.value().unwrap_or_default();
    let held = || plan.months.iter().filter(|line| given(line) > 0);
    let first = held().map(|line| line.month).min()?;
    let last = held().map(|line| line.month).max()?;
    let months: Vec<Date> = std::iter::successors(Some(first), |month| {
        next_month(*month).filter(|next| *next <= last)
    })
    .take(MOST_MONTHS + 1)
    .collect();
    if months.len() > MOST_MONTHS {
        return None;
    }
    let mut activities: Vec<(&str, &str)> = Vec::new();
    for line in held() {
        if !activities.iter().any(|(id, _)| *id == line.activity) {
            activities.push((&line.activity, &line.title));
        }
    }
    let sum = |activity: &str, month: Option<Date>| -> u64 {
        held()
            .filter(|line| line.activity == activity && month.is_none_or(|at| at == line.month))
            .map(given)
            .sum()
    };
    let rows = activities.iter().map(|(id, title)| {
        let name = Cell::Named(Text::author(title), Text::author(id));
        let of_months = months.iter().map(|month| count(sum(id, Some(*month)), c));
        Row::new(
            [name]
                .into_iter()
                .chain(of_months)
                .chain([count(sum(id, None), c)]),
        )
    });
    let of_month = |month: &Date| Column::end(Text::own_words(c.language.month(*month)));
    let args = horizon(plan);
    Some(Table {
        caption: c.format(Key::CaptionPlanCalendar, &args),
        name: c.text(Key::NamePlanCalendar),
        rows: rows.collect(),
        columns: [Column::start(c.text(Key::ColumnActivity))]
            .into_iter()
            .chain(months.iter().map(of_month))
            .chain([Column::end(c.text(Key::ColumnSessions))])
            .collect(),
        matrix: false,
    })
}

/// The days of a plan, as captions name them.
fn horizon(plan: &PublishedPlan) -> [(&'static str, Arg<'static>); 2] {
    [
        ("from", Arg::Date(plan.from)),
        ("until", Arg::Date(plan.until)),
    ]
}

fn self_paced(plan: &PublishedPlan, c: &Catalogue) -> Table {
    let day = |date: Date| cells::date(date, c);
    let row = |line: &PublishedSelfPacedActivity| {
        Row::new([
            Cell::Named(Text::author(&line.title), Text::author(&line.activity)),
            Cell::Text(mode(line.mode, c)),
            day(line.from),
            day(line.until),
            Cell::Number(line.hours, c.language.short(line.hours)),
            count(line.people, c),
        ])
    };
    Table {
        caption: c.format(Key::CaptionSelfPaced, &horizon(plan)),
        name: c.text(Key::NameSelfPaced),
        columns: vec![
            Column::start(c.text(Key::ColumnActivity)),
            Column::start(c.text(Key::ColumnMode)),
            Column::start(c.text(Key::ColumnFrom)),
            Column::start(c.text(Key::ColumnTo)),
            Column::end(c.text(Key::ColumnHoursEach)),
            Column::end(c.text(Key::ColumnPeople)),
        ],
        rows: plan.self_paced.iter().map(row).collect(),
        matrix: false,
    }
}

fn unplaced(plan: &PublishedPlan, names: &ReportNames, c: &Catalogue) -> Table {
    let row = |need: &PublishedUnplacedNeed| {
        let title = names
            .objectives
            .get(&need.objective)
            .unwrap_or(&need.objective);
        Row::new([
            Cell::Named(
                Text::author(title),
                with_level(&need.objective, need.level.as_ref()),
            ),
            counted(need.people, c),
            Cell::Text(cause(need.cause, c)),
        ])
    };
    Table {
        caption: c.format(Key::CaptionUnplaced, &[("date", Arg::Date(plan.as_of))]),
        name: c.text(Key::NameUnplaced),
        columns: vec![
            Column::start(c.text(Key::ColumnObjective)),
            Column::end(c.text(Key::ColumnPeople)),
            Column::start(c.text(Key::ColumnWhyNot)),
        ],
        rows: plan.unplaced.iter().map(row).collect(),
        matrix: false,
    }
}

/// What would let more needs be met, the best first.
fn relaxations(plan: &PublishedPlan, c: &Catalogue) -> Table {
    let row = |relaxation: &Relaxation| {
        let extra = relaxation.extra_cost;
        Row::new([
            Cell::Named(
                Text::own_words(c.statements(&relaxation.says, &relaxation.text)),
                Text::author(&relaxation.option),
            ),
            count(relaxation.unplaced, c),
            Cell::Number(extra, c.language.decimal(extra, 0)),
        ])
    };
    Table {
        caption: c.format(Key::CaptionRelaxations, &[("date", Arg::Date(plan.as_of))]),
        name: c.text(Key::NameRelaxations),
        columns: vec![
            Column::start(c.text(Key::ColumnChange)),
            Column::end(c.text(Key::ColumnLeftUnmet)),
            Column::end(c.text(Key::ColumnExtraCost)),
        ],
        rows: plan.relaxations.iter().map(row).collect(),
        matrix: false,
    }
}

fn phase_title(phase: Option<&str>, names: &ReportNames, c: &Catalogue) -> Text {
    phase.map_or_else(
        || c.text(Key::PlanNoPhase),
        |id| Text::author(names.phases.get(id).map_or(id, String::as_str)),
    )
}

/// Sessions and people by month and activity.
fn months(plan: &PublishedPlan, c: &Catalogue) -> Table {
    let row = |line: &PublishedLine| {
        let sessions = match line.sessions.value() {
            Some(0) => Cell::NotApplicable,
            _ => counted(line.sessions, c),
        };
        Row::new([
            Cell::Date(line.month, c.language.month(line.month)),
            Cell::Named(Text::author(&line.title), Text::author(&line.activity)),
            Cell::Text(mode(line.mode, c)),
            sessions,
            Cell::Number(line.hours, c.language.short(line.hours)),
            counted(line.people, c),
            published_cell(line.person_hours, |all| hours(all, c)),
        ])
    };
    Table {
        caption: c.format(Key::CaptionPlanMonths, &horizon(plan)),
        name: c.text(Key::NamePlanMonths),
        columns: vec![
            Column::start(c.text(Key::ColumnPlanMonth)),
            Column::start(c.text(Key::ColumnActivity)),
            Column::start(c.text(Key::ColumnMode)),
            Column::end(c.text(Key::ColumnSessions)),
            Column::end(c.text(Key::ColumnHoursEach)),
            Column::end(c.text(Key::ColumnPeople)),
            Column::end(c.text(Key::ColumnHoursAll)),
        ],
        rows: plan.months.iter().map(row).collect(),
        matrix: false,
    }
}

fn mode(mode: Mode, c: &Catalogue) -> Text {
    c.text(match mode {
        Mode::Workshop => Key::ModeWorkshop,
        Mode::Course => Key::ModeCourse,
        Mode::ELearning => Key::ModeELearning,
        Mode::Coaching => Key::ModeCoaching,
        Mode::SelfStudy => Key::ModeSelfStudy,
    })
}

fn cause(cause: UnplacedCause, c: &Catalogue) -> Text {
    c.text(match cause {
        UnplacedCause::Absence => Key::CauseAbsence,
        UnplacedCause::Away => Key::CauseAway,
        UnplacedCause::Busy => Key::CauseBusy,
        UnplacedCause::Circle => Key::CauseCircle,
        UnplacedCause::EarlierStep => Key::CauseEarlierStep,
        UnplacedCause::Minimum => Key::CauseMinimum,
        UnplacedCause::NoRoom => Key::CauseNoRoom,
        UnplacedCause::NoTrainer => Key::CauseNoTrainer,
        UnplacedCause::Prerequisite => Key::CausePrerequisite,
        UnplacedCause::Room => Key::CauseRoom,
        UnplacedCause::Trainer => Key::CauseTrainer,
        UnplacedCause::Untaught => Key::CauseUntaught,
        UnplacedCause::Window => Key::CauseWindow,
    })
}
