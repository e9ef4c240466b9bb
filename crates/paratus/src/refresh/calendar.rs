//! The refresher calendar: what lapses is refreshed before it does, spread so that no month is overloaded.

use super::due_refresher::{Lapse, named};
use super::seats::BookedSeats;
use super::{BookedRefresher, DueRefresher};
use crate::model::Level;
use crate::{Assessment, Date};
use std::collections::BTreeMap;

/// The months from the day of assessment: the first day of each, and the day after the last.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
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

type Need = (usize, Level);

/// What lapses, each with the month in which it is refreshed.
pub(super) struct RefreshCalendar {
    /// For each lapse its month; `None` where there is no room before it lapses.
    pub(super) month: Vec<Option<usize>>,
    /// Hours of each lapse; `None` where nothing teaches it.
    pub(super) hours: Vec<Option<f64>>,
}

/// Places lapses, earliest first, each into the last month before it lapses that has room: evidence is then as fresh as
/// can be. Without a chosen load the least that keeps the months level is taken.
///
/// What fewer than `min_cell` people need is placed after everything else, into the room that is left: the months of what many need
/// are published, and must not depend on what a few have shown.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn place(
    assessment: &Assessment,
    lapses: &[Lapse],
    months: &[Date],
    load: Option<f64>,
) -> RefreshCalendar {
    let model = assessment.programme.model();
    let needs = lapses.iter().map(|lapse| {
        let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
        (requirement.objective, requirement.level)
    });
    let needs: Vec<Need> = needs.collect();
    let hours: Vec<Option<f64>> = needs
        .iter()
        .map(|&(objective, level)| model.hours_to_teach(objective, level))
        .collect();
    let mut people: BTreeMap<Need, u64> = BTreeMap::new();
    for group in &assessment.board().population.groups {
        for need in &model.profiles[group.profile].requirements {
            *people.entry((need.objective, need.level)).or_default() += group.people;
        }
    }
    let is_few = |at: usize| {
        people
            .get(&needs[at])
            .is_none_or(|people| *people < u64::from(model.rules.min_cell))
    };
    let (few, many): (Vec<usize>, Vec<usize>) = (0..lapses.len()).partition(|&at| is_few(at));
    let mut month = vec![None; lapses.len()];
    let (mut used, mut least) = (vec![0.0; months.len() - 1], 0.0);
    for part in [many, few] {
        let list: Vec<(Date, Option<f64>)> = part
            .iter()
            .map(|&at| (lapses[at].date, hours[at]))
            .collect();
        let placed = match load {
            Some(load) => fill(&list, months, &mut used, load),
            None => level(&list, months, &mut used, &mut least),
        };
        for (at, placed) in part.into_iter().zip(placed) {
            month[at] = placed;
        }
    }
    RefreshCalendar { month, hours }
}

/// Places lapses (their dates and hours) so that the months are as level as can be, beside the hours that they hold already, with `load`
/// hours in a month or more.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn level(
    lapses: &[(Date, Option<f64>)],
    months: &[Date],
    used: &mut Vec<f64>,
    load: &mut f64,
) -> Vec<Option<usize>> {
    // By the end of each month what lapses until then must have been placed: the highest such average is the least.
    let mut before = 0.0;
    for (at, held) in used.iter().enumerate() {
        before += held;
        let due = lapses.iter().filter(|(date, _)| *date <= months[at + 1]);
        *load =
            load.max((before + due.filter_map(|(_, hours)| *hours).sum::<f64>()) / (at + 1) as f64);
    }
    let longest = lapses
        .iter()
        .filter_map(|(_, hours)| *hours)
        .fold(0.0, f64::max);
    for _ in 0..64 {
        let mut with = used.clone();
        let month = fill(lapses, months, &mut with, *load);
        if month
            .iter()
            .zip(lapses)
            .all(|(month, (_, hours))| month.is_some() || hours.is_none())
        {
            *used = with;
            return month;
        }
        *load += longest / 4.0;
    }
    fill(lapses, months, used, *load)
}

/// Places lapses into months that may hold `load` hours, and adds theirs to what they hold.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
fn fill(
    lapses: &[(Date, Option<f64>)],
    months: &[Date],
    used: &mut [f64],
    load: f64,
) -> Vec<Option<usize>> {
    let put = |(date, hours): &(Date, Option<f64>)| {
        let hours = (*hours)?;
        let before = months[..months.len() - 1]
            .iter()
            .filter(|start| *start < date)
            .count();
        let month = (0..before)
            .rev()
            .find(|&month| used[month] + hours <= load + 1e-9)?;
        used[month] += hours;
        Some(month)
    };
    lapses.iter().map(put).collect()
}

/// What a session that is booked refreshes in time.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn seated(
    assessment: &Assessment,
    lapse: &Lapse,
    seats: &BookedSeats,
) -> BookedRefresher {
    let model = assessment.programme.model();
    let requirement = &assessment.profile(lapse.person).requirements[lapse.slot];
    let session = seats
        .before(lapse)
        .and_then(|gain| Some(&model.sessions[gain.session?]));
    BookedRefresher {
        due: named(assessment, *lapse),
        from: session.map(|session| session.start),
        hours: model.hours_to_teach(requirement.objective, requirement.level),
        session: session.map(|session| session.id.clone()),
    }
}

/// The calendar with people by id.
#[expect(clippy::indexing_slicing, reason = "indices of the same lists")]
pub(super) fn booked(
    assessment: &Assessment,
    lapses: &[Lapse],
    months: &[Date],
    calendar: &RefreshCalendar,
) -> Vec<BookedRefresher> {
    let rows = lapses.iter().zip(&calendar.month).zip(&calendar.hours);
    rows.map(|((lapse, month), hours)| {
        let due: DueRefresher = named(assessment, *lapse);
        BookedRefresher {
            due,
            from: month.map(|month| months[month]),
            hours: *hours,
            session: None,
        }
    })
    .collect()
}
