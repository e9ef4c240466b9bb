//! What the cells of a column are.

use super::day_order;
use super::draft::quoted;
use crate::words::{COMPLETION, DAY, EXPIRY, JOINED, LEFT, START, TIME};
use crate::{
    cells::{
        CENTURY, DayOrder, DecimalMark, SWAPPED, are_swapped, compact, in_both_orders, named_in,
        numeric_in, plain_number, without_time, year_first,
    },
    error::listed,
    map::{default_missing, is_missing},
    recognise::Peek,
    slug::is_unseen,
};
use paratus::Date;
use std::{cmp::Ordering, collections::BTreeMap, ops::RangeInclusive};

/// The cells of a column that hold something.
#[derive(Clone)]
pub(crate) struct Column<'p> {
    pub(crate) name: String,
    /// Which of several columns with this heading, where there are several.
    pub(crate) at: Option<usize>,
    pub(crate) cells: Vec<&'p str>,
    pub(crate) rows: usize,
    /// Whether dates of cells of their own kind are read whatever form is declared for texts.
    pub(crate) is_of_sheet: bool,
    /// The order of day and month that the table shows elsewhere.
    pub(crate) order: Option<DayOrder>,
    /// The decimal mark that the table shows elsewhere.
    pub(crate) mark: Option<DecimalMark>,
}

/// Most cells that are named for what they are not.
const NAMED: usize = 3;

/// The years that two digits stand for where nothing says their century, as programs commonly read them.
const SHORT_YEARS: RangeInclusive<i32> = 1970..=2069;

/// The day that a number is, as spreadsheets count days, of this century or the last.
fn spreadsheet_day(cell: &str) -> Option<Date> {
    let (days, part) = cell.split_once(['.', ',']).unwrap_or((cell, "0"));
    let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
    let days: i32 = days
        .parse()
        .ok()
        .filter(|days| is_number && (20_000..80_000).contains(days))?;
    Date::from_days(days - 25_569)
}

/// A number as results are written: `7.5`, `75 %`, `7 / 10`.
fn written(cell: &str, mark: DecimalMark) -> Option<f64> {
    let cell = match cell.split_once('/') {
        Some((points, most)) => {
            plain_number(most.trim(), mark)?;
            points
        }
        None => cell.strip_suffix(['%', '٪']).unwrap_or(cell),
    };
    plain_number(cell.trim(), mark)
}

/// Whether a cell is a day in no form.
fn is_no_day(cell: &str) -> bool {
    let numeric = |month_first| numeric_in(cell, month_first, Some(CENTURY));
    let by_year = Date::parse(without_time(cell)).ok();
    let by_year = by_year.or_else(|| year_first(cell));
    let found = by_year.or_else(|| named_in(cell, Some(CENTURY)));
    found
        .or_else(|| numeric(true))
        .or_else(|| numeric(false))
        .is_none()
}

/// Gives all columns the decimal mark that numbers of the table show for certain.
fn decide_mark(columns: &mut [Column<'_>]) {
    let shows = |mark: DecimalMark| {
        let other = match mark {
            DecimalMark::Comma => DecimalMark::Point,
            _ => DecimalMark::Comma,
        };
        columns.iter().any(|column| {
            column.most_numbers().is_some()
                && column.cells.iter().any(|cell| {
                    cell.contains(['.', ','])
                        && column.number(cell, mark).is_some()
                        && column.number(cell, other).is_none()
                })
        })
    };
    let mark = match (shows(DecimalMark::Point), shows(DecimalMark::Comma)) {
        (true, false) => Some(DecimalMark::Point),
        (false, true) => Some(DecimalMark::Comma),
        _ => None,
    };
    for column in columns {
        column.mark = mark;
    }
}

/// All columns of the rows below the headings, but for `skip` of them.
pub(crate) fn columns(peek: &Peek, skip: usize) -> Vec<Column<'_>> {
    let (headings, rows) = (peek.headings(), peek.data(skip));
    let missing = default_missing();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for (position, name) in headings.iter().enumerate() {
        let count = seen.entry(name).or_insert(0);
        *count += 1;
        let several = headings.iter().filter(|other| *other == name).count() > 1;
        let cells = rows
            .iter()
            .filter_map(|row| row.get(position))
            .map(String::as_str)
            .filter(|cell| !is_missing(cell, &missing))
            .collect();
        all.push(Column {
            name: name.clone(),
            at: several.then_some(*count),
            cells,
            rows: rows.len(),
            is_of_sheet: !peek.sheets.is_empty(),
            order: None,
            mark: None,
        });
    }
    day_order::decide(&mut all, peek);
    decide_mark(&mut all);
    all
}

impl<'p> Column<'p> {
    /// Different cells, in order.
    pub(crate) fn words(&self) -> Vec<&'p str> {
        let mut words = self.cells.clone();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// How many different cells.
    pub(crate) fn distinct(&self) -> usize {
        self.words().len()
    }

    /// The cells as numbers, if all are, and their decimal mark.
    pub(crate) fn numbers(&self) -> Option<(Vec<f64>, DecimalMark)> {
        let (numbers, mark, others) = self.most_numbers()?;
        others.is_empty().then_some((numbers, mark))
    }

    /// The numbers where most cells are some, their decimal mark, and the other cells, each once.
    pub(crate) fn most_numbers(&self) -> Option<(Vec<f64>, DecimalMark, Vec<&str>)> {
        let with = |mark| {
            let cells = self.cells.iter();
            cells.filter_map(move |cell| self.number(cell, mark))
        };
        let (points, commas) = (
            with(DecimalMark::Point).count(),
            with(DecimalMark::Comma).count(),
        );
        let differ = with(DecimalMark::Undeclared).count() < points
            || with(DecimalMark::Point).ne(with(DecimalMark::Comma));
        let mark = match points.cmp(&commas) {
            Ordering::Equal if differ => self.mark.unwrap_or_default(),
            Ordering::Equal => DecimalMark::Undeclared,
            Ordering::Less => DecimalMark::Comma,
            _ if with(DecimalMark::Undeclared).count() < points => DecimalMark::Point,
            _ => DecimalMark::Undeclared,
        };
        let reading = match mark {
            DecimalMark::Undeclared => DecimalMark::Point,
            mark => mark,
        };
        let numbers: Vec<f64> = with(reading).collect();
        let mut others: Vec<&str> = self.cells.clone();
        others.retain(|cell| self.number(cell, reading).is_none());
        others.sort_unstable();
        others.dedup();
        (!numbers.is_empty() && numbers.len() * 2 >= self.cells.len())
            .then_some((numbers, mark, others))
    }

    /// What a person must say of numbers of which nothing shows whether a mark in them is the decimal mark or separates thousands.
    pub(crate) fn unclear_mark(&self) -> Option<String> {
        let (_, mark, _) = self.most_numbers()?;
        if mark != DecimalMark::Undeclared && mark != DecimalMark::Point {
            return None;
        }
        let is_unclear = |cell: &&&str| {
            let as_point = self.number(cell, DecimalMark::Point);
            let as_comma = self.number(cell, DecimalMark::Comma);
            as_point.is_some() && as_comma.is_some() && as_point != as_comma
        };
        let unclear = self.cells.iter().filter(is_unclear).count();
        let first = self.cells.iter().find(is_unclear)?;
        let all = self.cells.iter().filter(|cell| cell.contains(['.', ',']));
        (self.mark.is_none() && unclear == all.count()).then(|| {
            format!(
                "whether the numbers of {} have thousands: {} may be {} or {}; say `decimal_comma = true` or `false`",
                quoted(&self.name),
                quoted(first),
                self.number(first, DecimalMark::Point).unwrap_or_default(),
                self.number(first, DecimalMark::Comma).unwrap_or_default()
            )
        })
    }

    /// Whether the heading says that the cells are days.
    fn is_called_day(&self) -> bool {
        let of_days = [DAY, COMPLETION, EXPIRY, START, JOINED, LEFT];
        of_days.iter().any(|words| self.is_called(words))
    }

    /// Whether the heading has one of these words.
    pub(super) fn is_called(&self, words: &[&str]) -> bool {
        let heading = self.name.to_lowercase();
        let mut parts = heading.split(|letter: char| !letter.is_alphanumeric());
        parts.any(|part| words.contains(&part)) || words.contains(&heading.trim())
    }

    /// The number in a cell; those of a sheet have decimal points.
    pub(crate) fn number(&self, cell: &str, mark: DecimalMark) -> Option<f64> {
        written(cell, mark.of_cell(self.is_of_sheet && !cell.contains(',')))
    }

    /// Whether the cells say out of how many points they are, as `7 / 10` does.
    pub(crate) fn is_out_of(&self) -> bool {
        self.cells.iter().any(|cell| cell.contains('/'))
    }

    /// The cells that are days in any form, and the others; nobody's days where most cells are none.
    pub(super) fn days(&self) -> (Vec<&'p str>, Vec<&'p str>) {
        let is_day = |cell: &&str| !is_no_day(cell);
        let (days, others): (Vec<&'p str>, Vec<&'p str>) =
            self.cells.iter().copied().partition(is_day);
        if days.len() > others.len() {
            (days, others)
        } else {
            (Vec::new(), Vec::new())
        }
    }

    /// How the dates are written, as the keys of a map, if all days have one form and no other, with the evidence.
    pub(crate) fn dates(&self) -> Option<(String, String)> {
        let all = |fits: &dyn Fn(&str) -> Option<Date>| {
            let mut cells = self.cells.iter();
            !self.cells.is_empty() && cells.all(|cell| fits(cell).is_some())
        };
        if self.is_called_day() && all(&spreadsheet_day) {
            let count = self.cells.len();
            let evidence = format!("{count} of {count} are days as spreadsheets count them");
            return Some(("form = \"spreadsheet\"".to_owned(), evidence));
        }
        if self.is_called_day() && all(&compact) {
            let count = self.cells.len();
            let evidence = format!("{count} of {count} are days in eight digits, the year first");
            return Some(("form = \"iso\"".to_owned(), evidence));
        }
        let (days, others) = self.days();
        let (form, evidence) = self.form_of(&days)?;
        Some((form, evidence + &no_days(others)))
    }

    /// How days are written, as the keys of a map, and what supports it.
    fn form_of(&self, days: &[&str]) -> Option<(String, String)> {
        let fit = |fits: &dyn Fn(&str) -> Option<Date>| {
            days.iter().filter(|cell| fits(cell).is_some()).count()
        };
        let (count, cells) = (days.len(), self.cells.len());
        let all = |fits: &dyn Fn(&str) -> Option<Date>| count > 0 && fit(fits) == count;
        let form = |name: &str| format!("form = \"{name}\"");
        if all(&|cell| Date::parse(cell).ok()) {
            return Some((form("iso"), format!("{count} of {cells} are ISO dates")));
        }
        if all(&|cell| {
            Date::parse(without_time(cell))
                .ok()
                .or_else(|| year_first(cell))
        }) {
            return Some((
                form("iso_time"),
                format!("{count} of {cells} are dates with the year first, and a time"),
            ));
        }
        for century in [None, Some(CENTURY), Some(CENTURY - 100)] {
            let is_of = |day: &Date| century.is_none() || SHORT_YEARS.contains(&day.ymd().0);
            let by_name = |cell: &str| named_in(cell, century).filter(is_of);
            if all(&by_name) {
                let evidence = format!("{count} of {cells} name the month");
                let of_century = century.map_or_else(String::new, |of| format!(", century = {of}"));
                return Some((form("month_name") + &of_century, evidence));
            }
            let by_name = |cell: &str| by_name(cell).or_else(|| self.own_date(cell));
            let numeric =
                |cell: &str, month_first| numeric_in(cell, month_first, century).filter(is_of);
            let day_first = fit(&|cell| numeric(cell, false).or_else(|| by_name(cell)));
            let month_first = fit(&|cell| numeric(cell, true).or_else(|| by_name(cell)));
            let evidence = orders(day_first, month_first, cells);
            let evidence = if self.is_swapped() {
                format!("{evidence}; but {SWAPPED}")
            } else {
                evidence
            };
            let of_century = century.map_or_else(String::new, |of| format!(", century = {of}"));
            match (day_first == count, month_first == count) {
                (true, false) if count > 0 => return Some((form("dmy") + &of_century, evidence)),
                (false, true) if count > 0 => return Some((form("mdy") + &of_century, evidence)),
                (true, true) if count > 0 => {
                    let order = self.order.as_ref()?;
                    let name = if order.month_first { "mdy" } else { "dmy" };
                    let evidence = format!("{evidence}; {}", order.evidence());
                    return Some((form(name) + &of_century, evidence));
                }
                _ => {}
            }
        }
        None
    }

    /// Whether most cells are days, whether or not it is certain how they are written.
    pub(crate) fn has_days(&self) -> bool {
        self.dates().is_some() || self.unclear_days().is_some()
    }

    /// Whether any cell is a day.
    pub(super) fn has_some_day(&self) -> bool {
        self.cells.iter().any(|cell| !is_no_day(cell))
    }

    /// The order of day and month that more of the cells fit, as the keys of a map.
    pub(crate) fn likely_form(&self) -> &'static str {
        let fits = |month_first| {
            let fit = |cell: &&&str| numeric_in(cell, month_first, Some(CENTURY)).is_some();
            self.cells.iter().filter(fit).count()
        };
        if fits(true) > fits(false) {
            "form = \"mdy\""
        } else {
            "form = \"dmy\""
        }
    }

    /// What a person must say of days whose form is not certain; `None` where most cells are no days, or all have one form.
    pub(crate) fn unclear_days(&self) -> Option<String> {
        if self.is_unix_time() {
            let first = self.cells.first().copied().unwrap_or_default();
            return Some(format!(
                "how the days of {} are to be read: {} counts seconds since 1970 (Unix time); write days into the table, as the formula `=A2/86400+25569` has them in a spreadsheet",
                quoted(&self.name),
                quoted(first)
            ));
        }
        let (days, no_day) = self.days();
        if days.is_empty() && self.is_called_date() && self.dates().is_none() {
            return self.no_days_at_all();
        }
        if days.is_empty() || self.form_of(&days).is_some() {
            return None;
        }
        let odd = no_days(no_day);
        let name = quoted(&self.name);
        let fits = |month_first| {
            let fit = |cell: &&&str| numeric_in(cell, month_first, Some(CENTURY)).is_some();
            days.iter().filter(fit).count()
        };
        let (day_first, month_first) = (fits(false), fits(true));
        let is_of_last = |cell: &&&str| {
            let short =
                |century| numeric_in(cell, false, century).or(numeric_in(cell, true, century));
            let days = [None, Some(CENTURY)].map(short);
            matches!(days, [None, Some(day)] if !SHORT_YEARS.contains(&day.ymd().0))
        };
        if let Some(first) = days.iter().find(is_of_last) {
            return Some(format!(
                "which century each day of {name} is of: that of {} is the last one by its two digits, others are of this one; write years of four digits{odd}",
                quoted(first)
            ));
        }
        if self.fits_both_orders() {
            return Some(format!(
                "whether the dates of {name} are day/month or month/day: both fit all of them{odd}"
            ));
        }
        let evidence = orders(day_first, month_first, self.cells.len());
        Some(format!(
            "how the days of {name} are written: they have several forms ({evidence}); what has another form than the map says is refused{odd}"
        ))
    }

    /// Whether the cells are seconds since 1970, or thousandths of them, as programs count time.
    fn is_unix_time(&self) -> bool {
        let is_second = |cell: &&str| {
            let number: Option<u64> = cell.parse().ok();
            matches!(
                number,
                Some(1_000_000_000..4_000_000_000 | 1_000_000_000_000..4_000_000_000_000)
            )
        };
        let is_called = self.is_called_day() || self.is_called(TIME);
        is_called && !self.cells.is_empty() && self.cells.iter().all(is_second)
    }

    /// Whether no form of days fits the cells.
    pub(super) fn is_unread(&self) -> bool {
        self.dates().is_none() && self.days().0.is_empty()
    }

    /// Whether the heading says that the cells are dates, and nothing else: neither how many days nor which of the week.
    fn is_called_date(&self) -> bool {
        let counted = ["day", "days", "jour", "tag", "día", "اليوم"];
        let mut dates = DAY.to_vec();
        dates.retain(|word| !counted.contains(word));
        self.is_called(&dates)
    }

    /// What a person must say of a column that is called a date and of which most cells are no days.
    fn no_days_at_all(&self) -> Option<String> {
        let mut cells = self.words();
        cells.retain(|cell| is_no_day(cell));
        let first = cells.first()?;
        let odd = first.chars().find(|letter| is_unseen(*letter));
        let odd = odd.map_or_else(String::new, |odd| {
            format!(
                "; before or in it is the character U+{:04X}, which is not seen",
                odd as u32
            )
        });
        let are = if cells.len() == 1 {
            "is no day"
        } else {
            "are no days"
        };
        Some(format!(
            "how the days of {} are to be read: {} {are}{odd}; write them into the table as `2027-01-31`",
            quoted(&self.name),
            listed(cells.iter().copied().take(NAMED)),
        ))
    }

    /// Whether all dates in numbers are days in both orders of day and month, and there are some.
    pub(super) fn fits_both_orders(&self) -> bool {
        let (days, _) = self.days();
        let other =
            |cell: &str| named_in(cell, Some(CENTURY)).is_some() || self.own_date(cell).is_some();
        let both = |cell: &&str| matches!(in_both_orders(cell), (Some(_), Some(_)));
        days.iter().any(both) && days.iter().all(|cell| both(cell) || other(cell))
    }

    /// In which order the days are read that fit both, and what of the table shows it; `None` where they fit one order alone.
    pub(super) fn order_from_elsewhere(&self) -> Option<String> {
        let order = self.order.as_ref().filter(|_| self.fits_both_orders())?;
        Some(format!(
            "the days of {} are read as {}, because {}",
            quoted(&self.name),
            order.name(),
            order.evidence()
        ))
    }

    /// The date of a cell of a sheet that is one by its own kind.
    fn own_date(&self, cell: &str) -> Option<Date> {
        let of_sheet = Some(cell).filter(|_| self.is_of_sheet);
        of_sheet.and_then(|cell| Date::parse(without_time(cell)).ok())
    }

    /// Whether a spreadsheet has probably taken the days of dates for months.
    fn is_swapped(&self) -> bool {
        let (mut real, mut texts) = (Vec::new(), Vec::new());
        for cell in &self.cells {
            match self.own_date(cell) {
                Some(date) => real.push(date),
                None => texts.extend(numeric_in(cell, false, Some(CENTURY))),
            }
        }
        are_swapped(&real, &texts)
    }

    /// What the cells hold, in numbers.
    pub(crate) fn evidence(&self) -> String {
        let filled = format!(
            "{} of {} rows, {} different",
            self.cells.len(),
            self.rows,
            self.distinct()
        );
        match self.numbers() {
            Some((numbers, _)) => {
                let low = numbers.iter().copied().fold(f64::INFINITY, f64::min);
                let high = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
                format!("{filled}, numbers from {low} to {high}")
            }
            None => filled,
        }
    }
}

/// How many cells are dates in each order of day and month.
fn orders(day_first: usize, month_first: usize, cells: usize) -> String {
    format!("as day/month/year {day_first} of {cells} are dates, as month/day/year {month_first}")
}

/// Names cells that are no days among days, as the end of a sentence.
fn no_days(mut cells: Vec<&str>) -> String {
    cells.sort_unstable();
    cells.dedup();
    let are = match cells.len() {
        0 => return String::new(),
        1 => "is no day",
        _ => "are no days",
    };
    let named = listed(cells.into_iter().take(NAMED));
    format!("; {named} {are}, and such rows are refused")
}
