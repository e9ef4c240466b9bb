//! Dates, by the form the map declares.

use super::day_order::CENTURY;
use super::{Test, TextCell};
use crate::western::western;
use crate::{
    error::{ExchangeError, Problem, quoted_cell},
    join::{ColumnRef, JoinedTable, Refusal},
    map::{DateForm, DateMap, Epoch},
    summary::TableSummary,
};
use paratus::{Date, document::Time, unstable::clock};

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
    /// Rows whose day could not be read, and why not of the first.
    unread: u64,
    first_unread: String,
    /// Days of cells that are dates by their own kind, and of texts.
    real: DayNumbers,
    texts: DayNumbers,
}

impl DateCell<'_> {
    /// The column that holds the date, where one does.
    pub(crate) fn heading(&self) -> Option<String> {
        self.column.map(|(_, name)| name.to_owned())
    }
}

/// How many dates have a day of the month that may be a month as well, and how many do not.
#[derive(Clone, Copy, Debug, Default)]
struct DayNumbers {
    low: u64,
    high: u64,
}

impl DayNumbers {
    fn note(&mut self, date: Date) {
        let (_, _, day) = date.ymd();
        let count = if day <= 12 {
            &mut self.low
        } else {
            &mut self.high
        };
        *count += 1;
    }
}

/// Whether a spreadsheet has probably taken the day of dates for the month: all that it made dates of have a day up to 12, and all that
/// stayed texts a day above.
pub(crate) fn are_swapped(real: &[Date], texts: &[Date]) -> bool {
    let count = |dates: &[Date]| {
        let mut numbers = DayNumbers::default();
        dates.iter().for_each(|date| numbers.note(*date));
        numbers
    };
    is_swapped(count(real), count(texts))
}

fn is_swapped(real: DayNumbers, texts: DayNumbers) -> bool {
    real.low > 1 && real.high == 0 && texts.low == 0 && texts.high > 1
}

/// What is to be done about dates of which a spreadsheet took the day for the month.
pub(crate) const SWAPPED: &str = "a spreadsheet that writes months first has probably taken the days of the dates for months: open the file that it came from again with the column as text, or, if the dates are right, write the texts as dates too";

impl<'m> DateCell<'m> {
    pub(crate) fn new(
        map: &'m DateMap,
        key: &str,
        rows: &mut JoinedTable<'m, '_>,
    ) -> Result<DateCell<'m>, ExchangeError> {
        let wrong = |rows: &JoinedTable<'_, '_>, message: &str| {
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
            Some(name) => Some((rows.column_at(name, map.at, key)?, name.as_str())),
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
            unread: 0,
            first_unread: String::new(),
            real: DayNumbers::default(),
            texts: DayNumbers::default(),
        })
    }

    /// The date of the row just read, which must be there.
    pub(crate) fn read(&mut self, rows: &JoinedTable<'_, '_>) -> Result<Date, Refusal> {
        let name = self.column.map_or("date", |(_, name)| name);
        let found = self.optional(rows);
        let found = found.and_then(|date| date.ok_or_else(|| Refusal::missing(name)));
        self.counted(found)
    }

    fn counted<T>(&mut self, found: Result<T, Refusal>) -> Result<T, Refusal> {
        if let Err(refusal) = &found {
            if self.unread == 0 {
                let name = self.column.map_or("date", |(_, name)| name);
                self.first_unread = format!("column {}: {}", quoted_cell(name), refusal.reason);
            }
            self.unread += 1;
        }
        found
    }

    /// Refuses a table in which no row has a day that can be read, or a spreadsheet took days for months: that is one mistake, and said
    /// once.
    pub(crate) fn refuse_all<'c>(
        cells: impl Iterator<Item = &'c DateCell<'m>>,
        counts: &TableSummary,
    ) -> Result<(), ExchangeError>
    where
        'm: 'c,
    {
        let (mut unread, mut first) = (0, "");
        for cell in cells {
            if cell.map.form == DateForm::Dmy && is_swapped(cell.real, cell.texts) {
                let message = format!(
                    "in column {} all {} cells that are dates have a day up to 12, and all {} that are texts a day above 12",
                    quoted_cell(cell.column.map_or("date", |(_, name)| name)),
                    cell.real.low,
                    cell.texts.high
                );
                return Err(ExchangeError::Table(
                    Problem::new(&counts.file, message).help(Some(SWAPPED.into())),
                ));
            }
            unread += cell.unread;
            if first.is_empty() {
                first = &cell.first_unread;
            }
        }
        if !no_day_at_all(counts, unread) {
            return Ok(());
        }
        let message = format!("none of the {unread} rows has a day that can be read; {first}");
        let help = "correct the column of the date in the map, or the form in which its days are written; where the table has no days, give one for all rows (`date = { constant = \"2027-01-31\" }`)";
        Err(ExchangeError::Table(
            Problem::new(&counts.file, message).help(Some(help.into())),
        ))
    }

    /// The date of the row just read, of a cell that the map may leave out.
    pub(crate) fn date_of(
        cell: &mut Option<DateCell<'_>>,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<Option<Date>, Refusal> {
        cell.as_mut().map_or(Ok(None), |cell| {
            let found = cell.optional(rows);
            cell.counted(found)
        })
    }

    /// The date of the row just read, where there is one.
    pub(crate) fn optional(&mut self, rows: &JoinedTable<'_, '_>) -> Result<Option<Date>, Refusal> {
        for (tests, other) in &mut self.instead {
            if tests.iter().all(|test| test.holds(rows)) {
                return other.optional(rows);
            }
        }
        let (date, name) = match (self.map.constant, self.column) {
            (Some(constant), _) => (constant, "date"),
            (None, Some((column, name))) => match rows.cell(column) {
                Some(cell) => {
                    let real = self.date_cell(column, cell, rows);
                    let date = match real {
                        Some(date) => date,
                        None => self.date(cell, name, rows)?,
                    };
                    let year = date.ymd().0;
                    if !YEARS.contains(&year) && date.ymd() != NO_END {
                        let reason = format!(
                            "{} is in the year {year}: years are read from {} to {}; write days of another calendar as days of the Gregorian one",
                            quoted_cell(cell),
                            YEARS.start(),
                            YEARS.end()
                        );
                        return Err(Refusal::new(name, reason));
                    }
                    let kind = if real.is_some() {
                        &mut self.real
                    } else {
                        &mut self.texts
                    };
                    kind.note(date);
                    (date, name)
                }
                None => return Ok(None),
            },
            (None, None) => return Ok(None),
        };
        date.days()
            .checked_add(self.map.plus_days)
            .and_then(Date::from_days)
            .map(Some)
            .ok_or_else(|| Refusal::new(name, "the date is not between the years 1 and 9999"))
    }

    /// The date of a cell of a workbook that is one, or the number of one: it is the same however texts are written.
    fn date_cell(&self, column: ColumnRef, cell: &str, rows: &JoinedTable<'_, '_>) -> Option<Date> {
        if self.map.form == DateForm::Days {
            return None;
        }
        let zero = rows.day_zero(column)?;
        match days_of(cell) {
            Some((days, _)) => Date::from_days(zero + days),
            None => Date::parse(without_time(cell)).ok(),
        }
    }

    /// The time of day of the row just read; `None` where its date has none, or midnight, which programs write behind dates without one.
    pub(crate) fn time(&self, rows: &JoinedTable<'_, '_>) -> Option<Time> {
        for (tests, other) in &self.instead {
            if tests.iter().all(|test| test.holds(rows)) {
                return other.time(rows);
            }
        }
        let (column, _) = self.column.filter(|_| self.map.constant.is_none())?;
        let cell = rows.cell(column)?;
        let seconds = match self.map.form {
            _ if self.date_cell(column, cell, rows).is_some() => match days_of(cell) {
                Some((_, part)) => (part * 86_400.0).round() as u32,
                None => second_in(cell)?,
            },
            DateForm::Iso | DateForm::Days => return None,
            DateForm::Spreadsheet => {
                let (_, part) = cell.split_once(['.', ','])?;
                let part: f64 = format!("0.{part}").parse().ok()?;
                (part * 86_400.0).round() as u32
            }
            _ => second_in(cell)?,
        };
        Time::from_seconds(seconds).filter(|time| time.seconds() > 0)
    }

    fn date(
        &mut self,
        cell: &str,
        name: &str,
        rows: &JoinedTable<'_, '_>,
    ) -> Result<Date, Refusal> {
        let refuse =
            |wanted: &str| Refusal::new(name, format!("{} is not {wanted}", quoted_cell(cell)));
        match self.map.form {
            DateForm::Iso => Date::parse(cell)
                .or_else(|error| compact(cell).ok_or(error))
                .map_err(|error| Refusal::new(name, error.to_string() + other_form(cell))),
            DateForm::IsoTime => {
                let day = cell.split_once(['T', ' ']).map_or(cell, |(day, _)| day);
                Date::parse(day)
                    .or_else(|error| year_first(cell).or_else(|| compact(cell)).ok_or(error))
                    .map_err(|error| Refusal::new(name, error.to_string() + other_form(cell)))
            }
            DateForm::Dmy => {
                let date = numeric_in(cell, false, self.map.century)
                    .or_else(|| named_in(cell, self.map.century));
                date.ok_or_else(|| refuse(short_year(cell, "day/month/year")))
            }
            DateForm::Mdy => {
                let date = numeric_in(cell, true, self.map.century)
                    .or_else(|| named_in(cell, self.map.century));
                date.ok_or_else(|| refuse(short_year(cell, "month/day/year")))
            }
            DateForm::MonthName => named_in(cell, self.map.century).ok_or_else(|| {
                refuse(if named_in(cell, Some(CENTURY)).is_some() {
                    SHORT_YEAR
                } else {
                    "a day with the month's name"
                })
            }),
            DateForm::Spreadsheet => {
                // Counted from 1899-12-30 since the first of March 1900; before that spreadsheets disagree.
                let days = cell
                    .split_once(['.', ','])
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

/// Whether rows are refused for their days alone, and no other row is taken. One row alone is as well refused by itself.
pub(crate) fn no_day_at_all(counts: &TableSummary, unread: u64) -> bool {
    unread > 1 && counts.refused == unread && counts.refused + counts.set_aside == counts.read
}

/// Days that a workbook counts, of this century and the one before: numbers beyond them are no days that people write.
const DAYS: std::ops::Range<f64> = 10_000.0..80_000.0;

/// Years of days in tables. Days of other calendars are outside, and days that programs write where there is none.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The last day of what has no end, as personnel systems write it.
const NO_END: (i32, u32, u32) = (9999, 12, 31);

/// The number of a day as workbooks keep it, and the part of the day.
fn days_of(cell: &str) -> Option<(i32, f64)> {
    let is_number = cell
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let days: f64 = cell
        .parse()
        .ok()
        .filter(|days| is_number && DAYS.contains(days))?;
    Some((days.trunc() as i32, days.fract()))
}

/// What to declare for a date that is not an ISO date.
fn other_form(cell: &str) -> &'static str {
    if Date::parse(without_time(cell)).is_ok() || year_first(cell).is_some() {
        "; declare `form = \"iso_time\"`"
    } else if numeric(cell, false).or(numeric(cell, true)).is_some() {
        "; declare `form = \"dmy\"` or `form = \"mdy\"`"
    } else if named_in(cell, Some(CENTURY)).is_some() {
        "; declare `form = \"month_name\"`"
    } else {
        ""
    }
}

/// What a date with a year of two digits is not.
const SHORT_YEAR: &str = "a day with a year of four digits; declare `century = 2000` if years of two digits are of this century";

/// What a date in numbers is not: of this form, or one with a year that names its century.
fn short_year(cell: &str, form: &'static str) -> &'static str {
    let last = without_time(cell).trim_end_matches([',', '.']);
    let mut parts = last.split(['/', '.', '-']);
    let first = parts.next().unwrap_or_default();
    let year = parts.next_back().unwrap_or_default();
    match (year.len(), form) {
        (2, _) if first.len() < 4 => SHORT_YEAR,
        (_, "day/month/year") => "a day of the form day/month/year",
        _ => "a day of the form month/day/year",
    }
}

/// The time of day in a cell that holds no day: `10:22`, `9h`, `.375` of a day as spreadsheets count.
pub(crate) fn time_in(cell: &str) -> Option<Time> {
    let part = || {
        let part: f64 = western(cell).replace(',', ".").parse().ok()?;
        (0.0..1.0)
            .contains(&part)
            .then(|| (part * 86_400.0).round() as u32)
    };
    Time::from_seconds(second_in(cell).or_else(part)?)
}

/// The time of day that is written in a cell, in seconds since midnight: `10:22`, `9:05:30 PM`, `T09:05:30.25Z`.
fn second_in(cell: &str) -> Option<u32> {
    let cell = western(cell);
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut marks = cell.match_indices([':', 'h', 'H']);
    marks.find_map(|(at, _)| {
        let before = cell.get(..at)?.trim_end();
        let hour = before.trim_end_matches(is_digit);
        Some(clock(cell.get(hour.len()..)?)?.0)
    })
}

/// Words between a date and its time of day.
const AT: [&str; 6] = ["um ", "à ", "at ", "a las ", "الساعة ", "- "];

/// A date without the time of day after it.
pub(crate) fn without_time(cell: &str) -> &str {
    let Some((day, time)) = cell.split_once([' ', 'T']) else {
        return cell;
    };
    let time = time.trim_start();
    let time = AT
        .iter()
        .find_map(|word| time.strip_prefix(word))
        .unwrap_or(time);
    if time.starts_with(|letter: char| letter.is_numeric()) {
        day
    } else {
        cell
    }
}

/// A day in eight digits, the year first.
pub(crate) fn compact(cell: &str) -> Option<Date> {
    let cell = western(without_time(cell));
    let number: u32 = cell.parse().ok().filter(|_| cell.len() == 8)?;
    let year = i32::try_from(number / 10_000).ok();
    let year = year.filter(|year| YEARS.contains(year))?;
    Date::from_ymd(year, number / 100 % 100, number % 100)
}

/// A date in numbers with the year first, with a time of day or without: `2027/03/14 10:22:05 AM GMT+1`.
pub(crate) fn year_first(cell: &str) -> Option<Date> {
    let cell = western(without_time(cell));
    let mut parts = cell.split(['/', '.', '-']);
    let mut number = |length: usize| {
        let part = parts.next().filter(|part| {
            (1..=length).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
        })?;
        part.parse::<u32>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    Date::from_ymd(i32::try_from(year).ok()?, month, day)
}

/// A date in numbers, with a time of day or without.
pub(crate) fn numeric(cell: &str, month_first: bool) -> Option<Date> {
    numeric_in(cell, month_first, None)
}

/// The same where `century` is added to years of two digits.
pub(crate) fn numeric_in(cell: &str, month_first: bool, century: Option<u32>) -> Option<Date> {
    let cell = western(without_time(cell));
    let cell = cell.strip_suffix([',', '.']).unwrap_or(&cell);
    let mut parts = cell.split(['/', '.', '-']);
    let mut number = || {
        parts
            .next()
            .filter(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))?
            .parse::<u32>()
            .ok()
    };
    let (first, second, mut year) = (number()?, number()?, number()?);
    let digits = cell.rsplit(['/', '.', '-']).next().map_or(0, str::len);
    if let (2, Some(century)) = (digits, century) {
        year += century;
    }
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

/// Names of months in English, French, Arabic (of Egypt and of the Levant), German and Spanish, in small letters.
const MONTHS: [&[&str]; 12] = [
    &[
        "january",
        "janvier",
        "يناير",
        "كانون الثاني",
        "januar",
        "jänner",
        "enero",
    ],
    &[
        "february",
        "février",
        "fevrier",
        "فبراير",
        "شباط",
        "februar",
        "febrero",
    ],
    &["march", "mars", "مارس", "آذار", "märz", "maerz", "marzo"],
    &[
        "april",
        "avril",
        "أبريل",
        "ابريل",
        "إبريل",
        "نيسان",
        "abril",
    ],
    &["may", "mai", "مايو", "أيار", "mayo"],
    &["june", "juin", "يونيو", "حزيران", "juni", "junio"],
    &["july", "juillet", "يوليو", "تموز", "juli", "julio"],
    &["august", "août", "aout", "أغسطس", "آب", "agosto"],
    &[
        "september",
        "septembre",
        "سبتمبر",
        "أيلول",
        "septiembre",
        "setiembre",
    ],
    &[
        "october",
        "octobre",
        "أكتوبر",
        "اكتوبر",
        "تشرين الأول",
        "oktober",
        "octubre",
    ],
    &[
        "november",
        "novembre",
        "نوفمبر",
        "تشرين الثاني",
        "noviembre",
    ],
    &[
        "december",
        "décembre",
        "decembre",
        "ديسمبر",
        "كانون الأول",
        "dezember",
        "diciembre",
    ],
];

/// The month that a word names, from 1: by its whole name, or by first letters that no other month has.
fn month_of(word: &str) -> Option<u32> {
    let begins =
        |name: &&str| *name == word || (word.chars().count() >= 3 && name.starts_with(word));
    let mut found = (1u32..)
        .zip(MONTHS)
        .filter(|(_, names)| names.iter().any(begins));
    let (month, _) = found.next()?;
    found.next().is_none().then_some(month)
}

/// A date with the month's name or its first letters: `2 June 2021 8:28 AM`, `Jun 2, 2021`, `02-Jun-2021`, `1er juin 2021`, `2 يونيو 2021`.
pub(crate) fn named(cell: &str) -> Option<Date> {
    named_in(cell, None)
}

/// The same where `century` is added to years of two digits.
pub(crate) fn named_in(cell: &str, century: Option<u32>) -> Option<Date> {
    let cell = western(cell).to_lowercase();
    let mut words: Vec<&str> = cell
        .split([' ', ',', '-', '/', '.', '،', '\u{a0}', '\u{202f}'])
        .filter(|word| !word.is_empty() && !matches!(*word, "de" | "del"))
        .collect();
    // Of months of two words the second tells them apart.
    let joined = words
        .windows(2)
        .position(|pair| month_of(&pair.join(" ")).is_some());
    let of_two = joined.and_then(|at| Some((at, words.get(at..at + 2)?.join(" "))));
    if let Some((at, name)) = &of_two {
        words.remove(at + 1);
        if let Some(word) = words.get_mut(*at) {
            *word = name;
        }
    }
    // Days of the week, `le`.
    let is_date = |word: &str| {
        word.starts_with(|first: char| first.is_ascii_digit()) || month_of(word).is_some()
    };
    let mut words = words.into_iter().skip_while(|word| !is_date(word));
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let (month, day) = match (month_of(first), month_of(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let of_century = century.filter(|_| year.len() == 2).unwrap_or_default();
    let year: u32 = year.parse().ok()?;
    let year = i32::try_from(year.checked_add(of_century)?).ok();
    let year = year.filter(|year| (1000..=9999).contains(year))?;
    Date::from_ymd(year, month, day.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_times_and_names() {
        let day = Date::from_ymd(2027, 3, 14);
        assert_eq!(numeric("14/03/2027 10:22", false), day);
        assert_eq!(numeric("3/14/2027 10:22:05 PM", true), day);
        assert_eq!(numeric("14/03/2027", true), None);
        for text in [
            "14 March 2027 8:28 AM",
            "Mar 14, 2027",
            "14-Mar-2027",
            "Sunday, 14 March 2027, 8:28 AM",
            "March 14th, 2027",
        ] {
            assert_eq!(named(text), day, "{text}");
        }
        assert_eq!(named("14 Ma 2027"), None);
        assert_eq!(named("14-MAR-27"), None);
        for text in ["14-MAR-27", "14 Mar 27", "Mar 14, 27 10:22"] {
            assert_eq!(named_in(text, Some(2000)), day, "{text}");
        }
        for text in [
            "14.03.2027 um 10:22 Uhr",
            "14/03/2027 à 10h22",
            "14/03/2027 - 10:22",
        ] {
            assert_eq!(numeric(text, false), day, "{text}");
        }
        assert_eq!(compact("20270314"), day);
        for text in ["20271301", "2027031", "12345678"] {
            assert_eq!(compact(text), None, "{text}");
        }
        for text in [
            "14 mars 2027",
            "dimanche 14 mars 2027",
            "le 14 mars 2027",
            "14\u{a0}mars\u{a0}2027",
            "14 مارس 2027",
            "١٤ آذار ٢٠٢٧",
        ] {
            assert_eq!(named(text), day, "{text}");
        }
        assert_eq!(named("1er août 2027"), Date::from_ymd(2027, 8, 1));
        assert_eq!(named("15 déc. 2026"), Date::from_ymd(2026, 12, 15));
        assert_eq!(named("3 juil 2027"), Date::from_ymd(2027, 7, 3));
        assert_eq!(named("3 jui 2027"), None, "June or July");
        assert_eq!(named("2 تشرين الثاني 2027"), Date::from_ymd(2027, 11, 2));
        assert_eq!(named("2 كانون الأول 2027"), Date::from_ymd(2027, 12, 2));
        assert_eq!(numeric("١٤/٠٣/٢٠٢٧", false), day);
        let dmy = |cell| short_year(cell, "day/month/year");
        assert!(dmy("14/3/27").starts_with("a day with a year of four digits"));
        assert_eq!(numeric_in("3/14/27 10:22:05", true, Some(2000)), day);
        assert_eq!(numeric_in("3/14/2027", true, Some(2000)), day);
        for cell in ["2027/03/14 10:22:05 AM GMT+1", "2027/3/14", "2027-03-14"] {
            assert_eq!(year_first(cell), day, "{cell}");
        }
        assert_eq!(year_first("14/03/2027"), None);
        assert_eq!(dmy("2027/03/16"), "a day of the form day/month/year");
    }

    #[test]
    fn times_of_day() {
        for (cell, hour, minute, second) in [
            ("14/03/2027 10:22", 10, 22, 0),
            ("3/14/2027 9:05:30 PM", 21, 5, 30),
            ("3/14/2027 12:05 AM", 0, 5, 0),
            ("2027-03-14T09:05:30.25Z", 9, 5, 30),
            ("14/03/2027 10h22", 10, 22, 0),
            ("le dimanche 14 mars 2027 à 8 h 05", 8, 5, 0),
            ("Sunday, 14 March 2027, 8:28 PM", 20, 28, 0),
            ("١٤/٠٣/٢٠٢٧ ١٠:٢٢", 10, 22, 0),
            ("١٤/٠٣/٢٠٢٧ ٠٩:٠٥:٣٠ م", 21, 5, 30),
        ] {
            let wanted = Some(hour * 3600 + minute * 60 + second);
            assert_eq!(second_in(cell), wanted, "{cell}");
        }
        for cell in ["14/03/2027", "14 march 2027", "a:b", "10:6", "99:00"] {
            assert_eq!(second_in(cell), None, "{cell}");
        }
    }
}
