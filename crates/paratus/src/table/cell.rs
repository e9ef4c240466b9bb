//! Dates, numbers and truth values of cells: read as declared, never guessed.

use super::{CellFormat, DateFormat};
use crate::finding::describe;
use crate::formatting::shorten;
use crate::time::{Time, clock};
use crate::{Code, Date, Finding};

/// A finding about a cell of a column, which is its path too.
macro_rules! about_cell {
    ($column:expr, $value:expr, $sentence:ident $({ $($name:ident: $fact:expr),+ })?) => {
        Box::new(describe!(
            Code::BadValue,
            $column,
            $sentence { column: $column, value: shorten($value) $($(, $name: $fact)+)? }
        ))
    };
}

/// Reads a date, with or without a time of day.
pub(super) fn date(
    column: &'static str,
    text: &str,
    format: DateFormat,
) -> Result<Date, Box<Finding>> {
    if let Some(date) = Date::parse_ascii(text.as_bytes()) {
        return Ok(date);
    }
    let (day, time) = split_time(text);
    match read_date(day, format) {
        Some(date) if time.is_none_or(is_time) => Ok(date),
        Some(_) => {
            let finding = about_cell!(column, text, CellTimeUnknown);
            Err(helped(finding, "write a time as `10:22`, or leave it out"))
        }
        None => Err(refuse(column, text, day, format)),
    }
}

fn helped(mut finding: Box<Finding>, help: impl Into<String>) -> Box<Finding> {
    finding.help = Some(help.into());
    finding
}

/// The date and, where there is one, the time behind it.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let time_begins = |c: char| c == 'T' || c.is_whitespace() || c == ',';
    match text.split_once(time_begins) {
        Some((date, time)) if date.bytes().any(|b| matches!(b, b'-' | b'/' | b'.')) => {
            (date, Some(time.trim_start_matches(time_begins)))
        }
        _ => (text, None),
    }
}

/// The time of day that is written behind a date; `None` where there is none, or midnight, which programs write behind dates without a
/// time. Of a day number of Excel it is the fraction.
pub(super) fn time(text: &str, format: DateFormat) -> Option<Time> {
    let (day, time) = split_time(text);
    let Some(time) = time else {
        let is_number = format == DateFormat::Excel && excel(day).is_some();
        let fraction = day.split_once(['.', ',']).filter(|_| is_number)?.1;
        let fraction: f64 = format!("0.{fraction}").parse().ok()?;
        return after_midnight((fraction * 86_400.0).round() as u32);
    };
    after_midnight(clock(time)?.0)
}

fn after_midnight(seconds: u32) -> Option<Time> {
    Time::from_seconds(seconds).filter(|time| time.seconds() > 0)
}

/// Whether a text is a time of day, with `Z` or a distance from UTC behind it.
fn is_time(text: &str) -> bool {
    clock(text).is_some_and(|(_, rest)| is_zone(rest))
}

/// Whether this is a distance from UTC, or nothing: `Z`, `GMT+2`, `+01:00`.
fn is_zone(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    let zone = text
        .strip_prefix("utc")
        .or_else(|| text.strip_prefix("gmt"))
        .or_else(|| text.strip_prefix('z'))
        .unwrap_or(&text);
    let distance = zone.trim_start_matches(['+', '-', '\u{2212}']);
    zone.is_empty()
        || (distance.len() < zone.len()
            && distance.len() <= 5
            && distance.bytes().any(|b| b.is_ascii_digit())
            && distance.bytes().all(|b| b.is_ascii_digit() || b == b':'))
}

/// A date that is written as is declared, or as `YYYY-MM-DD`.
fn read_date(text: &str, format: DateFormat) -> Option<Date> {
    let declared = || match format {
        DateFormat::Iso => None,
        DateFormat::Excel => excel(text),
        DateFormat::DayMonthYear => day_month_year(text),
        DateFormat::MonthDayYear => month_day_year(text),
    };
    Date::parse_ascii(text.as_bytes()).or_else(declared)
}

fn day_month_year(text: &str) -> Option<Date> {
    parts(text).and_then(|[day, month, year]| ymd(year, month, day))
}

fn month_day_year(text: &str) -> Option<Date> {
    parts(text).and_then(|[month, day, year]| ymd(year, month, day))
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd(i32::try_from(year).ok()?, month, day)
}

/// Days since 1899-12-30, and a time of day as their fraction. Excel has a 29 February 1900 (its day 60) that never was, so days before
/// it are one off.
fn excel(text: &str) -> Option<Date> {
    let whole = text
        .split_once(['.', ','])
        .map_or(Some(text), |(whole, rest)| {
            (!rest.is_empty() && rest.bytes().all(|digit| digit.is_ascii_digit())).then_some(whole)
        })?;
    if whole.is_empty() || whole.len() > 7 || !whole.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let serial: i32 = whole.parse().ok()?;
    let shift = match serial {
        1..=59 => 1,
        61.. => 0,
        _ => return None,
    };
    Date::from_days(serial + shift - 25_569)
}

/// Three numbers between equal separators, the last of four digits.
fn parts(text: &str) -> Option<[u32; 3]> {
    let [first, second, third] = pieces(text)?;
    let number = |part: &str, most: usize| (part.len() <= most).then(|| part.parse().ok())?;
    if third.len() != 4 {
        return None;
    }
    Some([number(first, 2)?, number(second, 2)?, number(third, 4)?])
}

/// Three groups of digits between equal separators.
fn pieces(text: &str) -> Option<[&str; 3]> {
    let separator = text
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut numbers = text.split(separator);
    let all = [numbers.next()?, numbers.next()?, numbers.next()?];
    let digits = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (numbers.next().is_none() && all.iter().all(digits)).then_some(all)
}

/// How `paratus.toml` says that dates are written so.
fn declare(form: &str) -> String {
    format!("declare `input = {{ dates = \"{form}\" }}` in `paratus.toml`")
}

const DAY_MONTH: &str = "day/month/year";
const MONTH_DAY: &str = "month/day/year";

/// What a declaration is called in sentences.
const fn described(format: DateFormat) -> &'static str {
    match format {
        DateFormat::Iso => "`YYYY-MM-DD`",
        DateFormat::Excel => "a day number of Excel",
        DateFormat::DayMonthYear => DAY_MONTH,
        DateFormat::MonthDayYear => MONTH_DAY,
    }
}

/// Why a text is no date: each cause has its own sentence.
fn refuse(column: &'static str, text: &str, day: &str, format: DateFormat) -> Box<Finding> {
    let orders = (day_month_year(day), month_day_year(day));
    if let Some([first, second, last]) = pieces(day) {
        if last.len() == 2 && first.len() <= 2 {
            let finding = about_cell!(column, text, CellYearOfTwoDigits);
            return helped(finding, "write years with four digits");
        }
        if first.len() == 4
            && let (Ok(year), Ok(month), Ok(of_month)) =
                (first.parse(), second.parse(), last.parse())
            && let Some(date) = ymd(year, month, of_month)
        {
            let help = format!("write it with hyphens and two digits for month and day: `{date}`");
            return helped(about_cell!(column, text, CellDateForm), help);
        }
    }
    if format == DateFormat::Iso {
        return not_declared(column, text, day, orders);
    }
    let declared = described(format);
    let of_other_order = |other: &str, date: Date| {
        let finding = about_cell!(
            column,
            text,
            CellDateOfOtherOrder {
                declared: declared,
                other: other,
                date: date
            }
        );
        helped(finding, "correct the cell, or the declaration of `dates`")
    };
    match (format, orders, excel(day)) {
        (DateFormat::DayMonthYear, (None, Some(date)), _) => of_other_order(MONTH_DAY, date),
        (DateFormat::MonthDayYear, (Some(date), None), _) => of_other_order(DAY_MONTH, date),
        (DateFormat::DayMonthYear | DateFormat::MonthDayYear, _, Some(date)) => {
            let finding = about_cell!(
                column,
                text,
                CellDayNumber {
                    date: date,
                    declared: declared
                }
            );
            helped(
                finding,
                "format the column as a date before it is saved, or write the cell as `YYYY-MM-DD`",
            )
        }
        _ => about_cell!(column, text, CellNotInCalendar { declared: declared }),
    }
}

/// The same where nothing is declared.
fn not_declared(
    column: &'static str,
    text: &str,
    day: &str,
    orders: (Option<Date>, Option<Date>),
) -> Box<Finding> {
    if let Some(date) = excel(day) {
        let help = format!(
            "if dates are day numbers of Excel (this one is {date}), {}",
            declare("excel")
        );
        return helped(about_cell!(column, text, CellNumberNoDate), help);
    }
    let help = match orders {
        (Some(_), Some(_)) => EITHER_ORDER,
        (Some(_), None) => DAY_FIRST,
        (None, Some(_)) => MONTH_FIRST,
        (None, None) => {
            let finding = match pieces(day) {
                Some(_) => about_cell!(column, text, CellDayOfNoMonth),
                None => about_cell!(column, text, CellNotADate),
            };
            return helped(
                finding,
                "dates are written as `YYYY-MM-DD`, or as `input.dates` of `paratus.toml` declares",
            );
        }
    };
    helped(about_cell!(column, text, CellOrderUndeclared), help)
}

/// Help with dates whose order is not declared: by what the cells show, one order fits or both do.
pub(super) const DAY_FIRST: &str = "day before month fits: declare `input = { dates = \"day-month-year\" }` in `paratus.toml`, or write `YYYY-MM-DD`";
/// The same.
pub(super) const MONTH_FIRST: &str = "month before day fits: declare `input = { dates = \"month-day-year\" }` in `paratus.toml`, or write `YYYY-MM-DD`";
/// The same.
pub(super) const EITHER_ORDER: &str = "declare `input = { dates = \"day-month-year\" }` or `input = { dates = \"month-day-year\" }` in `paratus.toml`, or write `YYYY-MM-DD`";

/// A number of at most 15 digits with or without a point: its digits and the power of ten are exact, so one division rounds once,
/// as the general way does (Clinger, 1990).
#[inline]
pub(super) fn short_decimal(text: &str) -> Option<f64> {
    const POWERS: [f64; 16] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ];
    let mut digits = 0u64;
    let mut behind = None;
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                digits = digits.wrapping_mul(10).wrapping_add(u64::from(byte - b'0'));
                behind = behind.map(|count| count + 1);
            }
            b'.' if behind.is_none() => behind = Some(0usize),
            _ => return None,
        }
    }
    let count = text.len() - usize::from(behind.is_some());
    let power = *POWERS.get(behind.unwrap_or(0))?;
    (1..=15).contains(&count).then(|| digits as f64 / power)
}

/// Reads a finite decimal number; `comma` allows a decimal comma, as tables with `;` have it.
pub(super) fn number(column: &'static str, text: &str, comma: bool) -> Result<f64, Box<Finding>> {
    if let Some(value) = short_decimal(text) {
        return Ok(value);
    }
    let plain = |text: &str| {
        let allowed = text
            .bytes()
            .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        if !allowed {
            return None;
        }
        text.parse::<f64>().ok().filter(|value| value.is_finite())
    };
    if let Some(value) = plain(text) {
        return Ok(value);
    }
    if comma && text.len() <= 40 && !text.contains('.') && text.matches(',').count() == 1 {
        let mut digits = [0u8; 40];
        for (to, from) in digits.iter_mut().zip(text.bytes()) {
            *to = if from == b',' { b'.' } else { from };
        }
        let text = digits
            .get(..text.len())
            .and_then(|digits| std::str::from_utf8(digits).ok());
        if let Some(value) = text.and_then(plain) {
            return Ok(value);
        }
    }
    Err(not_a_number(column, text))
}

/// Why a text is no number: each cause has its own sentence.
#[cold]
fn not_a_number(column: &'static str, text: &str) -> Box<Finding> {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let are_digits = |(one, other): (&str, &str)| digits(one.trim()) && digits(other.trim());
    if text.contains('%') {
        about_cell!(column, text, CellPercentage)
    } else if text.split_once('/').is_some_and(are_digits) {
        about_cell!(column, text, CellPointsOfMost)
    } else if text
        .split_once(',')
        .is_some_and(|(whole, rest)| digits(whole) && digits(rest))
    {
        helped(
            about_cell!(column, text, CellDecimalComma),
            "declare `input = { decimal = \",\" }` in `paratus.toml`, or write a point",
        )
    } else if text.bytes().any(|b| b.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | ',' | '\'' | '\u{2019}')
        })
    {
        helped(
            about_cell!(column, text, CellNumberMarks),
            "write it without marks between thousands, with one decimal mark",
        )
    } else {
        about_cell!(column, text, CellNotANumber)
    }
}

/// Reads a whole number of at least 0.
pub(super) fn whole_number(column: &'static str, text: &str) -> Result<u32, Box<Finding>> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(value) if digits => Ok(value),
        _ => Err(about_cell!(column, text, CellNotAWholeNumber)),
    }
}

/// Words for true and for false that every programme has; nothing is false too.
const TRUE: [&str; 3] = ["true", "yes", "1"];
const FALSE: [&str; 4] = ["false", "no", "0", ""];

/// Reads a truth value; empty is false.
pub(super) fn boolean(
    column: &'static str,
    text: &str,
    format: &CellFormat,
) -> Result<bool, Box<Finding>> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    let declared = |words: &[String]| !words.is_empty() && words.contains(&text.to_lowercase());
    if is(&TRUE) || declared(&format.true_words) {
        return Ok(true);
    }
    if is(&FALSE) || declared(&format.false_words) {
        return Ok(false);
    }
    let list = |known: &[&str], declared: &[String]| {
        let known = known.iter().copied().filter(|word| !word.is_empty());
        let all = known.chain(declared.iter().map(String::as_str));
        all.map(|word| format!("`{word}`"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let help = format!(
        "true is {}; false is {} or an empty cell; declare other words in `paratus.toml`, as in `input = {{ true = [\"ja\"] }}`",
        list(&TRUE, &format.true_words),
        list(&FALSE, &format.false_words)
    );
    Err(helped(
        about_cell!(column, text, CellNeitherTrueNorFalse),
        help,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe_date(text: &str, format: DateFormat) -> String {
        match date("date", text, format) {
            Ok(date) => date.to_string(),
            Err(finding) => {
                let help = finding.help.unwrap_or_default();
                format!("{}; {help}", finding.message)
            }
        }
    }

    #[test]
    fn dates_are_read_as_declared() {
        assert_eq!(describe_date("2027-03-14", DateFormat::Iso), "2027-03-14");
        assert_eq!(describe_date("2027-03-14", DateFormat::Excel), "2027-03-14");
        assert_eq!(describe_date("45292", DateFormat::Excel), "2024-01-01");
        assert_eq!(describe_date("45292.0", DateFormat::Excel), "2024-01-01");
        assert_eq!(describe_date("1", DateFormat::Excel), "1900-01-01");
        assert_eq!(describe_date("61", DateFormat::Excel), "1900-03-01");
        assert!(describe_date("60", DateFormat::Excel).contains("not a date"));
        assert_eq!(describe_date("45292.5", DateFormat::Excel), "2024-01-01");
        assert_eq!(describe_date("45292,25", DateFormat::Excel), "2024-01-01");
        assert_eq!(
            describe_date("14/03/2027", DateFormat::DayMonthYear),
            "2027-03-14"
        );
        assert_eq!(
            describe_date("4.3.2027", DateFormat::DayMonthYear),
            "2027-03-04"
        );
        assert_eq!(
            describe_date("3/14/2027", DateFormat::MonthDayYear),
            "2027-03-14"
        );
        assert!(
            describe_date("14/03/2027", DateFormat::MonthDayYear)
                .contains("as day/month/year it is `2027-03-14`")
        );
        assert!(describe_date("14/03-2027", DateFormat::DayMonthYear).contains("not a date"));
        assert!(describe_date("14/03/27", DateFormat::DayMonthYear).contains("year of two digits"));
        assert!(describe_date("45292", DateFormat::Iso).contains("this one is 2024-01-01"));
        assert!(describe_date("14/03/2027", DateFormat::Iso).contains("\"day-month-year\""));
        assert!(describe_date("2027-02-30", DateFormat::Iso).contains("not in the calendar"));
    }

    #[test]
    fn a_time_behind_a_date_is_read_and_what_is_none_is_named() {
        for (text, format) in [
            ("2027-03-14 10:22:05", DateFormat::Iso),
            ("2027-03-14T02:00:00Z", DateFormat::Iso),
            ("2027-03-14T02:00:00.123+01:00", DateFormat::Iso),
            ("14/03/2027 10:22", DateFormat::DayMonthYear),
            ("14.3.2027, 10:22", DateFormat::DayMonthYear),
            ("3/14/2027 9:05", DateFormat::MonthDayYear),
            ("3/14/2027 9:05 PM", DateFormat::MonthDayYear),
            ("3/14/2027 9:05:59 a.m. GMT+2", DateFormat::MonthDayYear),
            ("46460.4321", DateFormat::Excel),
        ] {
            assert_eq!(describe_date(text, format), "2027-03-14", "{text}");
        }
        for text in [
            "2027-03-14 25:00",
            "2027-03-14 noon",
            "2027-03-14 10:22 x",
            "2027-03-14 10",
        ] {
            assert!(
                describe_date(text, DateFormat::Iso).contains("not a time of day"),
                "{text}"
            );
        }
        let undeclared = describe_date("14/03/2027 10:22", DateFormat::Iso);
        assert!(undeclared.contains("day-month-year") && !undeclared.contains("month-day-year"));
        assert!(describe_date("3/14/2027 9:05", DateFormat::Iso).contains("month-day-year"));
        assert!(describe_date("2027/03/14", DateFormat::DayMonthYear).contains("`2027-03-14`"));
        assert!(describe_date("46460", DateFormat::DayMonthYear).contains("day number of Excel"));
    }

    #[test]
    fn short_numbers_have_the_bits_of_the_general_way() {
        for text in [
            "0",
            "1",
            "0.5",
            ".5",
            "5.",
            "007",
            "0.85",
            "0.1",
            "123456789.123456",
            "999999999999999",
            "0.33333333333333",
        ] {
            assert_eq!(super::short_decimal(text), text.parse().ok(), "{text}");
        }
        for text in [
            "",
            ".",
            "1e3",
            "-1",
            "1.2.3",
            "1234567890123456",
            "0.333333333333333",
            "\u{661}",
        ] {
            assert_eq!(super::short_decimal(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_finite_decimals() {
        let number = |text: &str, comma: bool| super::number("value", text, comma);
        let whole_number = |text: &str| super::whole_number("seats", text);
        assert_eq!(number("0.5", false), Ok(0.5));
        assert_eq!(number("-1e-1", false), Ok(-0.1));
        assert_eq!(number("0,5", true), Ok(0.5));
        assert!(number("0,5", false).is_err());
        assert!(number("1.000,5", true).is_err());
        for bad in [
            "", "NaN", "inf", "1e999", "0x1", "85%", "three", "1 2", ".", "-",
        ] {
            assert!(number(bad, true).is_err(), "{bad}");
        }
        assert!(number("85%", false).is_err_and(|finding| finding.message.contains("fraction")));
        assert_eq!(whole_number("12"), Ok(12));
        assert!(
            whole_number("+1").is_err()
                && whole_number("").is_err()
                && whole_number("4294967296").is_err()
        );
        let plain = CellFormat::default();
        let truth = |text: &str| boolean("pinned", text, &plain);
        assert_eq!(
            (truth("Yes"), truth(""), truth("0")),
            (Ok(true), Ok(false), Ok(false))
        );
        assert!(truth("maybe").is_err());
        let options = crate::table::TableOptions {
            true_words: vec!["Ja".to_owned(), "نعم".to_owned()],
            false_words: vec!["NEIN".to_owned()],
            ..Default::default()
        };
        let declared = CellFormat::new(&options, b';');
        for (text, is) in [
            ("ja", true),
            ("JA", true),
            ("نعم", true),
            ("nein", false),
            ("yes", true),
        ] {
            assert_eq!(boolean("pinned", text, &declared), Ok(is), "{text}");
        }
        assert!(
            boolean("pinned", "oui", &declared)
                .is_err_and(|finding| finding.help.is_some_and(|help| help.contains("`ja`")))
        );
    }
}
