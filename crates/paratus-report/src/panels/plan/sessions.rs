//! The sessions of a plan, a table for each phase.

use super::super::cells::count;
use super::{mode, phase_title};
use crate::message::{Arg, Catalogue, Key};
use crate::panel::{Block, Cell, Column, Row, Table};
use crate::text::Text;
use paratus::Date;
use paratus::answers::ReportNames;
use paratus::document::Half;
use paratus::plan::{PublishedPlan, PublishedSession};

/// A table of sessions for each phase, in the order of the phases; what is in none comes last.
pub(super) fn by_phase(plan: &PublishedPlan, names: &ReportNames, c: &Catalogue) -> Vec<Block> {
    let phases = plan
        .phases
        .iter()
        .map(|found| Some(found.phase.as_str()))
        .chain([None]);
    let of = |phase: Option<&str>| {
        let rows: Vec<Row> = plan
            .sessions
            .iter()
            .filter(|found| found.phase.as_deref() == phase)
            .map(|found| session(found, c))
            .collect();
        (!rows.is_empty()).then(|| {
            let table = sessions(phase, rows, names, c);
            Block::Details(table.name.clone(), vec![Block::Table(table)])
        })
    };
    phases.filter_map(of).collect()
}

fn sessions(phase: Option<&str>, rows: Vec<Row>, names: &ReportNames, c: &Catalogue) -> Table {
    let title = phase_title(phase, names, c);
    let arg = || [("phase", Arg::Author(&title.words))];
    Table {
        caption: c.format(Key::CaptionSessions, &arg()),
        name: c.format(Key::NameSessions, &arg()),
        columns: vec![
            Column::start(c.text(Key::ColumnDate)),
            Column::start(c.text(Key::ColumnActivity)),
            Column::start(c.text(Key::ColumnMode)),
            Column::start(c.text(Key::ColumnPlaceOf)).unbroken(),
            Column::end(c.text(Key::ColumnHoursEach)),
            Column::start(c.text(Key::ColumnSeats)),
            Column::start(c.text(Key::ColumnWhen)),
        ],
        rows,
        matrix: false,
    }
}

fn session(session: &PublishedSession, c: &Catalogue) -> Row {
    let place = [&session.room, &session.site]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let of = |seats: u32| ("seats", Arg::Count(u64::from(seats)));
    let taken = match session.seats {
        Some(seats) => {
            let share = session.people as f64 / f64::from(seats.max(1));
            let people = c.language.count(session.people);
            Cell::Part(
                share,
                c.format(Key::PlanSeats, &[("people", Arg::Own(people)), of(seats)])
                    .words,
            )
        }
        None => count(session.people, c),
    };
    Row::new([
        Cell::Week(session.start, week(session), date_words(session, c)),
        Cell::Named(
            Text::author(&session.title),
            Text::author(&session.activity),
        ),
        Cell::Text(mode(session.mode, c)),
        if place.is_empty() {
            Cell::NotApplicable
        } else {
            Cell::Text(Text::author(&place))
        },
        Cell::Number(session.hours, c.language.short(session.hours)),
        taken,
        Cell::Text(Text::own_words(c.clauses(&[session.because.statement()]))),
    ])
}

/// The half days of the week in which a session begins, as far as it takes them.
fn week(session: &PublishedSession) -> [bool; 14] {
    let monday = session.start.days() - weekday(session.start);
    let first = 2 * weekday(session.start) + i32::from(session.half == Half::Afternoon);
    let last = 2 * (session.end.days() - monday) + i32::from(session.end_half == Half::Afternoon);
    std::array::from_fn(|at| i32::try_from(at).is_ok_and(|at| (first..=last).contains(&at)))
}

/// 0 on Mondays. Day 0 was a Thursday.
fn weekday(date: Date) -> i32 {
    (date.days() + 3).rem_euclid(7)
}

fn date_words(session: &PublishedSession, c: &Catalogue) -> String {
    let half = |date: Date, half: Half| {
        let key = if half == Half::Morning {
            Key::HalfMorning
        } else {
            Key::HalfAfternoon
        };
        c.format(key, &[("date", Arg::Date(date))]).words
    };
    if session.start == session.end {
        return half(session.start, session.half);
    }
    format!(
        "{} – {}",
        half(session.start, session.half),
        half(session.end, session.end_half)
    )
}
