//! Dates, numbers and truth values of cells: read as declared, never guessed.

use super::DateFormat;
use crate::Date;
use crate::words::shorten;

/// Reads a date; the error is a sentence and a help.
pub(super) fn date(text: &str, format: DateFormat) -> Result<Date, (String, Option<String>)> {
    if let Some(date) = Date::parse_ascii(text.as_bytes()) {
        return Ok(date);
    }
    let declared = match format {
        DateFormat::Iso => None,
        DateFormat::Excel => excel(text),
        DateFormat::DayMonthYear => {
            parts(text).and_then(|[day, month, year]| ymd(year, month, day))
        }
        DateFormat::MonthDayYear => {
            parts(text).and_then(|[month, day, year]| ymd(year, month, day))
        }
    };
    declared.ok_or_else(|| refuse(text, format))
}

fn ymd(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::from_ymd(i32::try_from(year).ok()?, month, day)
}

/// Days since 1899-12-30. Excel has a 29 February 1900 (its day 60) that never was, so days before it are one off.
fn excel(text: &str) -> Option<Date> {
    let whole = text.split_once('.').map_or(Some(text), |(whole, rest)| {
        (!rest.is_empty() && rest.bytes().all(|digit| digit == b'0')).then_some(whole)
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
    let separator = text
        .chars()
        .find(|c| !c.is_ascii_digit())
        .filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut numbers = text.split(separator);
    let (first, second, third) = (numbers.next()?, numbers.next()?, numbers.next()?);
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    if numbers.next().is_some() || third.len() != 4 {
        return None;
    }
    Some([digits(first, 2)?, digits(second, 2)?, digits(third, 4)?])
}

fn refuse(text: &str, format: DateFormat) -> (String, Option<String>) {
    let shown = shorten(text);
    if format == DateFormat::Iso {
        if let Some(date) = excel(text) {
            return (
                format!("`{shown}` is not a date; write it as `YYYY-MM-DD`"),
                Some(format!(
                    "if dates are numbers of Excel (this one is {date}), declare the format `excel`"
                )),
            );
        }
        if parts(text).is_some() {
            return (
                format!("`{shown}` may be day/month or month/day; write it as `YYYY-MM-DD`"),
                Some("or declare the format: `day-month-year` or `month-day-year`".to_owned()),
            );
        }
        let why = Date::parse(text)
            .err()
            .map_or_else(String::new, |error| error.to_string());
        return (why, None);
    }
    let form = match format {
        DateFormat::Excel => "a day number of Excel",
        DateFormat::DayMonthYear => "day/month/year",
        DateFormat::MonthDayYear => "month/day/year",
        DateFormat::Iso => "`YYYY-MM-DD`",
    };
    (
        format!("`{shown}` is not a date in the calendar, as {form} or as `YYYY-MM-DD`"),
        None,
    )
}

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
pub(super) fn number(text: &str, comma: bool) -> Result<f64, (String, Option<String>)> {
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
    let shown = shorten(text);
    Err(if text.is_empty() {
        ("a number is missing".to_owned(), None)
    } else if text.contains('%') {
        (
            format!("`{shown}` is a percentage; write a fraction, as 0.85 for 85%"),
            None,
        )
    } else if text.contains(',') && !comma {
        (
            format!("`{shown}` is not a number"),
            Some("write a decimal point, not a comma".to_owned()),
        )
    } else {
        (format!("`{shown}` is not a number"), None)
    })
}

/// Reads a whole number of at least 0.
pub(super) fn whole_number(text: &str) -> Result<u32, (String, Option<String>)> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    match text.parse() {
        Ok(value) if digits => Ok(value),
        _ => Err((
            format!("`{}` is not a whole number of at least 0", shorten(text)),
            None,
        )),
    }
}

/// Reads a truth value; empty is false.
pub(super) fn boolean(text: &str) -> Result<bool, (String, Option<String>)> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&["true", "yes", "1"]) {
        Ok(true)
    } else if is(&["false", "no", "0", ""]) {
        Ok(false)
    } else {
        Err((
            format!("`{}` is neither `true` nor `false`", shorten(text)),
            None,
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn describe_date(text: &str, format: DateFormat) -> String {
        match date(text, format) {
            Ok(date) => date.to_string(),
            Err((message, help)) => format!("{message}; {}", help.unwrap_or_default()),
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
        assert!(describe_date("45292.5", DateFormat::Excel).contains("not a date"));
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
        assert!(describe_date("14/03/2027", DateFormat::MonthDayYear).contains("not a date"));
        assert!(describe_date("14/03-2027", DateFormat::DayMonthYear).contains("not a date"));
        assert!(describe_date("14/03/27", DateFormat::DayMonthYear).contains("not a date"));
        assert!(describe_date("45292", DateFormat::Iso).contains("this one is 2024-01-01"));
        assert!(describe_date("14/03/2027", DateFormat::Iso).contains("`day-month-year`"));
        assert!(describe_date("2027-02-30", DateFormat::Iso).contains("not in the calendar"));
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
        assert!(number("85%", false).is_err_and(|(message, _)| message.contains("fraction")));
        assert_eq!(whole_number("12"), Ok(12));
        assert!(
            whole_number("+1").is_err()
                && whole_number("").is_err()
                && whole_number("4294967296").is_err()
        );
        assert_eq!(
            (boolean("Yes"), boolean(""), boolean("0")),
            (Ok(true), Ok(false), Ok(false))
        );
        assert!(boolean("maybe").is_err());
    }
}
