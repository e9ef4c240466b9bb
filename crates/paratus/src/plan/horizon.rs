//! The working half days of a plan.

use super::timetable::{Interval, Slot};
use crate::Date;
use crate::document::Half;
use crate::model::limits::MOST_PLAN_DAYS;
use crate::model::{Calendar, HalfDays};

/// The working half days from one day to another, numbered from 0.
#[derive(Clone, Debug)]
pub(super) struct Horizon {
    pub(super) from: Date,
    pub(super) until: Date,
    /// Working days, in order; each has two slots.
    days: Vec<Date>,
}

impl Horizon {
    /// The working days from `from` to `until`, at most ten years.
    pub(super) fn new(calendar: &Calendar, from: Date, until: Date) -> Horizon {
        let count = until
            .days_since(from)
            .saturating_add(1)
            .clamp(0, MOST_PLAN_DAYS);
        let days = (0..count)
            .map(|day| from.plus_days(day))
            .filter(|day| calendar.is_working(*day))
            .collect();
        Horizon { from, until, days }
    }

    /// How many half days there are.
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.days.len() * 2).unwrap_or(u32::MAX)
    }

    /// The half days as the timetable has them.
    pub(super) fn slots(&self) -> Vec<Slot> {
        let slot = |day: &Date, afternoon| {
            let day = i64::from(day.days()) - i64::from(Date::MIN.days());
            // 0001-01-01 was a Monday.
            Slot {
                afternoon,
                day: day as u32,
                week: (day / 7) as u32,
            }
        };
        self.days
            .iter()
            .flat_map(|day| [slot(day, false), slot(day, true)])
            .collect()
    }

    /// Day and half of a slot; the last day for one beyond the end.
    pub(super) fn day(&self, slot: u32) -> (Date, Half) {
        let half = if slot.is_multiple_of(2) {
            Half::Morning
        } else {
            Half::Afternoon
        };
        (
            self.days
                .get(slot as usize / 2)
                .or(self.days.last())
                .copied()
                .unwrap_or(self.until),
            half,
        )
    }

    /// The slot of a working day's half.
    pub(super) fn slot(&self, day: Date, half: Half) -> Option<u32> {
        let at = self.days.binary_search(&day).ok()? as u32;
        Some(at * 2 + u32::from(half == Half::Afternoon))
    }

    /// The first slot on or after a day; [`Horizon::len`] where there is none.
    pub(super) fn first_from(&self, day: Date) -> u32 {
        self.days.partition_point(|known| *known < day) as u32 * 2
    }

    /// The last slot on or before a day.
    pub(super) fn last_until(&self, day: Date) -> Option<u32> {
        (self.days_until(day) * 2).checked_sub(1)
    }

    /// How many working days there are until a day, and with it: the number of the one after them.
    pub(super) fn days_until(&self, day: Date) -> u32 {
        self.days.partition_point(|known| *known <= day) as u32
    }

    /// First and last slot of some half days; `None` without any.
    pub(super) fn interval_of(&self, days: HalfDays) -> Option<Interval> {
        let slot = |number: i32| {
            let day = number.div_euclid(2);
            let before = self.days.partition_point(|known| known.days() < day);
            let is_day = self
                .days
                .get(before)
                .is_some_and(|known| known.days() == day);
            (
                before as u32 * 2,
                u32::from(is_day),
                number.rem_euclid(2) as u32,
            )
        };
        // Of a day without work both halves come before the next one.
        let (first, is_day, half) = slot(days.first);
        let first = first + is_day * half;
        let (last, is_day, half) = slot(days.last);
        let end = last + is_day * (half + 1);
        (first < end).then(|| (first, end - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn slots_and_days_agree() {
        // A Friday to the Tuesday of the week after next.
        let horizon = Horizon::new(&Calendar::default(), day("2027-03-19"), day("2027-03-30"));
        assert_eq!(horizon.len(), 16);
        assert_eq!(horizon.day(0), (day("2027-03-19"), Half::Morning));
        assert_eq!(horizon.day(3), (day("2027-03-22"), Half::Afternoon));
        for slot in 0..horizon.len() {
            let (day, half) = horizon.day(slot);
            assert_eq!(horizon.slot(day, half), Some(slot));
        }
        assert_eq!(
            horizon.slot(day("2027-03-20"), Half::Morning),
            None,
            "a Saturday"
        );
        assert_eq!(horizon.first_from(day("2027-03-20")), 2);
        assert_eq!(horizon.last_until(day("2027-03-21")), Some(1));
        assert_eq!(horizon.last_until(day("2027-03-18")), None);
        assert_eq!(
            horizon.interval_of(HalfDays::of_days(day("2027-03-20"), day("2027-03-22"))),
            Some((2, 3))
        );
        assert_eq!(
            horizon.interval_of(HalfDays::of_days(day("2027-03-20"), day("2027-03-21"))),
            None,
            "a weekend"
        );
        let slots = horizon.slots();
        assert!(
            slots[1].week < slots[2].week
                && slots[2].week == slots[11].week
                && slots[11].week < slots[12].week
        );
    }
}
