//! The refresher calendar: what lapses is refreshed before it does, spread so that no month is overloaded.

#![expect(
    clippy::indexing_slicing,
    reason = "months, people and slots are indices of the same lists"
)]

use super::due::{Lapse, named};
use super::seats::BookedSeats;
use super::{BookedRefresher, Due};
use crate::{Assessment, Date};

/// The months from the day of assessment: the first day of each, and the day after the last.
pub(super) fn months(from: Date, until: Date) -> Vec<Date> {
    let mut list = vec![from];
    let mut count = 1;
    while list.len() < 1200 {
        let next = plus_months(from, count);
        count += 1;
        if next > until || next <= list[list.len() - 1] {
            break;
        }
        list.push(next);
    }
    list.push(until.plus_days(1));
    list
}

/// The same day some months later, or the last of a shorter month.
fn plus_months(date: Date, months: u32) -> Date {
    let (year, month, day) = date.ymd();
    let count = month - 1 + months;
    let (year, month) = (year + (count / 12) as i32, count % 12 + 1);
    (0..4)
        .find_map(|less| Date::from_ymd(year, month, day.saturating_sub(less)))
        .unwrap_or(Date::MAX)
}

/// What lapses, each with the month in which it is refreshed.
pub(super) struct RefreshCalendar {
    /// For each lapse its month; `None` where there is no room before it lapses.
    pub(super) month: Vec<Option<usize>>,
    /// Hours of each lapse; `None` where nothing teaches it.
    pub(super) hours: Vec<Option<f64>>,
}

/// Places lapses, earliest first, each into the last month before it lapses that has room: evidence is then as fresh as
/// can be. Without a chosen load the least that keeps the months level is taken.
pub(super) fn place(
    assessment: &Assessment,
    lapses: &[Lapse],
    months: &[Date],
    load: Option<f64>,
) -> RefreshCalendar {
    let model = assessment.programme.model();
    let hours: Vec<Option<f64>> = lapses
        .iter()
        .map(|lapse| {
            let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
            model.hours_to_teach(requirement.objective, requirement.level)
        })
        .collect();
    let month = match load {
        Some(load) => fill(lapses, &hours, months, load),
        None => level(lapses, &hours, months),
    };
    RefreshCalendar { month, hours }
}

/// Places lapses so that the months are as level as can be.
fn level(lapses: &[Lapse], hours: &[Option<f64>], months: &[Date]) -> Vec<Option<usize>> {
    // By the end of each month what lapses until then must have been placed: the highest such average is the least.
    let starts = &months[..months.len() - 1];
    let mut least = 0.0f64;
    for (at, _) in starts.iter().enumerate() {
        let until = months[at + 1];
        let due = lapses
            .iter()
            .zip(hours)
            .filter(|(lapse, _)| lapse.date <= until);
        least = least.max(due.filter_map(|(_, hours)| *hours).sum::<f64>() / (at + 1) as f64);
    }
    let longest = hours.iter().flatten().copied().fold(0.0, f64::max);
    let mut load = least;
    for _ in 0..64 {
        let month = fill(lapses, hours, months, load);
        if month
            .iter()
            .zip(hours)
            .all(|(month, hours)| month.is_some() || hours.is_none())
        {
            return month;
        }
        load += longest / 4.0;
    }
    fill(lapses, hours, months, load)
}

/// Places lapses into months that may hold `load`.
fn fill(lapses: &[Lapse], hours: &[Option<f64>], months: &[Date], load: f64) -> Vec<Option<usize>> {
    let mut used = vec![0.0; months.len() - 1];
    let put = |(lapse, hours): (&Lapse, &Option<f64>)| {
        let hours = (*hours)?;
        let before = months[..months.len() - 1]
            .iter()
            .filter(|start| **start < lapse.date)
            .count();
        let month = (0..before)
            .rev()
            .find(|&month| used[month] + hours <= load + 1e-9)?;
        used[month] += hours;
        Some(month)
    };
    lapses.iter().zip(hours).map(put).collect()
}

/// What a session that is booked refreshes in time.
pub(super) fn seated(
    assessment: &Assessment,
    lapse: &Lapse,
    seats: &BookedSeats,
) -> BookedRefresher {
    let model = assessment.programme.model();
    let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
    let session = seats.before(lapse).map(|session| &model.sessions[session]);
    BookedRefresher {
        due: named(assessment, *lapse),
        from: session.map(|session| session.start),
        hours: model.hours_to_teach(requirement.objective, requirement.level),
        session: session.map(|session| session.id.clone()),
    }
}

/// The calendar with people by id.
pub(super) fn booked(
    assessment: &Assessment,
    lapses: &[Lapse],
    months: &[Date],
    calendar: &RefreshCalendar,
) -> Vec<BookedRefresher> {
    let rows = lapses.iter().zip(&calendar.month).zip(&calendar.hours);
    rows.map(|((lapse, month), hours)| {
        let due: Due = named(assessment, *lapse);
        BookedRefresher {
            due,
            from: month.map(|month| months[month]),
            hours: *hours,
            session: None,
        }
    })
    .collect()
}
