//! The order of day and month in dates that are numbers.

use super::date::numeric_in;
use paratus::Date;

/// What is taken for the century of years of two digits where nothing declares it.
pub(crate) const CENTURY: u32 = 2000;

/// A day with the day first and with the month first, as far as there is such a day.
pub(crate) type DayInBothOrders = (Option<Date>, Option<Date>);

/// A date in numbers, read in both orders.
pub(crate) fn in_both_orders(cell: &str) -> DayInBothOrders {
    let date = |month_first| numeric_in(cell, month_first, Some(CENTURY));
    (date(false), date(true))
}

/// The order of day and month in the dates of a table, with the date that shows it.
#[derive(Clone, Debug)]
pub(crate) struct DayOrder {
    pub(crate) month_first: bool,
    /// A date that fits this order alone, and where it is.
    shown_by: String,
}

impl DayOrder {
    /// What the order is called.
    pub(crate) fn name(&self) -> &'static str {
        if self.month_first {
            "month/day/year"
        } else {
            "day/month/year"
        }
    }

    /// What shows the order, as a part of a sentence.
    pub(crate) fn evidence(&self) -> String {
        format!("{} is a date as {} only", self.shown_by, self.name())
    }
}

/// The first dates that fit one order alone.
#[derive(Default)]
pub(crate) struct OrdersSeen {
    day_first: Option<DayOrder>,
    month_first: Option<DayOrder>,
}

impl OrdersSeen {
    /// Takes note of a date; `shown_by` says what it is and where, as the beginning of a sentence.
    pub(crate) fn note(&mut self, days: DayInBothOrders, shown_by: impl FnOnce() -> String) {
        let (month_first, seen) = match days {
            (Some(_), None) => (false, &mut self.day_first),
            (None, Some(_)) => (true, &mut self.month_first),
            _ => return,
        };
        seen.get_or_insert_with(|| DayOrder {
            month_first,
            shown_by: shown_by(),
        });
    }

    /// Whether all dates so far fit both orders.
    pub(crate) fn is_open(&self) -> bool {
        self.day_first.is_none() && self.month_first.is_none()
    }

    /// The order, unless dates of both were seen, or of none.
    pub(crate) fn order(self) -> Option<DayOrder> {
        match (self.day_first, self.month_first) {
            (Some(order), None) | (None, Some(order)) => Some(order),
            _ => None,
        }
    }
}
