//! Dates, by the form the map declares.

use super::{Test, TextCell};
use crate::{
    error::{ExchangeError, quoted_cell},
    join::{ColumnRef, Joined, Refusal},
    map::{DateForm, DateMap, Epoch},
};
use paratus::Date;

enum Zero<'m> {
    Constant(Date),
    Text(TextCell<'m>, String),
}

/// A date whose columns are found.
pub(crate) struct DateCell<'m> {
    map: &'m DateMap,
    column: Option<(ColumnRef, &'m str)>,
    epoch: Option<Zero<'m>>,
    instead: Vec<(Vec<Test<'m>>, DateCell<'m>)>,
}

impl<'m> DateCell<'m> {
    pub(crate) fn new(
        map: &'m DateMap,
        key: &str,
        rows: &mut Joined<'m, '_>,
    ) -> Result<DateCell<'m>, ExchangeError> {
        let wrong = |rows: &Joined<'_, '_>, message: &str| {
            Err(ExchangeError::map(
                rows.map_file,
                format!("`{key}` {message}"),
            ))
        };
        if map.column.is_some() == map.constant.is_some() {
            return wrong(rows, "needs exactly one of `column` and `constant`");
        }
        if (map.form == DateForm::Days) != map.epoch.is_some() {
            return wrong(rows, "needs `epoch` with `form = \"days\"`, and only then");
        }
        let column = match &map.column {
            Some(name) => Some((rows.column(name, key)?, name.as_str())),
            None => None,
        };
        let epoch = match &map.epoch {
            None => None,
            Some(Epoch::Constant(date)) => Some(Zero::Constant(*date)),
            Some(Epoch::Text(text)) => Some(Zero::Text(
                TextCell::new(text, &format!("{key}.epoch"), rows)?,
                String::new(),
            )),
        };
        let mut instead = Vec::new();
        for other in &map.instead {
            let tests = Test::read_cells(&other.when, &format!("{key}.instead.when"), rows)?;
            instead.push((
                tests,
                DateCell::new(&other.date, &format!("{key}.instead.date"), rows)?,
            ));
        }
        Ok(DateCell {
            map,
            column,
            epoch,
            instead,
        })
    }

    /// The date of the row just read.
    pub(crate) fn read(&mut self, rows: &Joined<'_, '_>) -> Result<Date, Refusal> {
        for (tests, other) in &mut self.instead {
            if tests.iter().all(|test| test.holds(rows)) {
                return other.read(rows);
            }
        }
        let (date, name) = match (self.map.constant, self.column) {
            (Some(constant), _) => (constant, "date"),
            (None, Some((column, name))) => {
                let cell = rows.cell(column).ok_or_else(|| Refusal::missing(name))?;
                (self.date(cell, name, rows)?, name)
            }
            (None, None) => return Err(Refusal::missing("date")),
        };
        date.days()
            .checked_add(self.map.plus_days)
            .and_then(Date::from_days)
            .ok_or_else(|| Refusal::new(name, "the date is not between the years 1 and 9999"))
    }

    /// The date of the row just read, where there is one.
    pub(crate) fn optional(&mut self, rows: &Joined<'_, '_>) -> Result<Option<Date>, Refusal> {
        match self.read(rows) {
            Ok(date) => Ok(Some(date)),
            Err(refusal) if refusal.outcome == crate::Outcome::Missing => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }

    fn date(&mut self, cell: &str, name: &str, rows: &Joined<'_, '_>) -> Result<Date, Refusal> {
        let refuse =
            |wanted: &str| Refusal::new(name, format!("{} is not {wanted}", quoted_cell(cell)));
        match self.map.form {
            DateForm::Iso => {
                Date::parse(cell).map_err(|error| Refusal::new(name, error.to_string()))
            }
            DateForm::IsoTime => {
                let day = cell.split_once(['T', ' ']).map_or(cell, |(day, _)| day);
                Date::parse(day).map_err(|error| Refusal::new(name, error.to_string()))
            }
            DateForm::Dmy => {
                numeric(cell, false).ok_or_else(|| refuse("a day of the form day/month/year"))
            }
            DateForm::Mdy => {
                numeric(cell, true).ok_or_else(|| refuse("a day of the form month/day/year"))
            }
            DateForm::Spreadsheet => {
                // Counted from 1899-12-30 since the first of March 1900; before that spreadsheets disagree.
                let days = cell
                    .split_once('.')
                    .map_or(cell, |(days, _)| days)
                    .parse::<i32>()
                    .ok()
                    .filter(|&days| days >= 61);
                days.and_then(|days| Date::from_days(days - 25_569))
                    .ok_or_else(|| refuse("a day as spreadsheets count them"))
            }
            DateForm::Days => {
                let days: i32 = cell.parse().map_err(|_| refuse("a whole number of days"))?;
                let zero = match &mut self.epoch {
                    Some(Zero::Constant(date)) => *date,
                    Some(Zero::Text(text, buffer)) => {
                        buffer.clear();
                        text.need(rows, buffer)?;
                        Date::parse(buffer)
                            .map_err(|error| Refusal::new(&text.label, format!("day 0: {error}")))?
                    }
                    None => return Err(Refusal::missing(name)),
                };
                zero.days()
                    .checked_add(days)
                    .and_then(Date::from_days)
                    .ok_or_else(|| refuse("a possible number of days"))
            }
        }
    }
}

fn numeric(cell: &str, month_first: bool) -> Option<Date> {
    let mut parts = cell.split(['/', '.', '-']);
    let mut number = || {
        parts
            .next()
            .filter(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))?
            .parse::<u32>()
            .ok()
    };
    let (first, second, year) = (number()?, number()?, number()?);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let (day, month) = if month_first {
        (second, first)
    } else {
        (first, second)
    };
    Date::from_ymd(i32::try_from(year).ok()?, month, day)
}
