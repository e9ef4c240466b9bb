//! Civil dates as whole days: no clock, no time zone.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A day of the proleptic Gregorian calendar, written `YYYY-MM-DD`, from year 0001 to 9999.
///
/// Held as the number of days since 1970-01-01; dates compare and subtract as numbers do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(i32);

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct DateError {
    reason: String,
}

impl Date {
    /// The first day that can be written, 0001-01-01.
    pub const MIN: Date = Date(-719_162);
    /// The last day that can be written, 9999-12-31.
    pub const MAX: Date = Date(2_932_896);

    /// The date of a year, month (1..=12) and day of the month, if it exists.
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// assert_eq!(Date::from_ymd(2028, 2, 29).map(|day| day.to_string()).as_deref(), Some("2028-02-29"));
    /// assert_eq!(Date::from_ymd(2027, 2, 29), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Date> {
        if !(1..=9999).contains(&year)
            || !(1..=12).contains(&month)
            || day == 0
            || day > days_in(year, month)
        {
            return None;
        }
        // Days from civil: years start in March, so that the leap day is the last of its year.
        let y = year as u32 - u32::from(month <= 2);
        let shifted = if month > 2 { month - 3 } else { month + 9 };
        let day_of_year = (153 * shifted + 2) / 5 + day - 1;
        let days = y * 365 + y / 4 - y / 100 + y / 400 + day_of_year;
        Some(Date(days as i32 - 719_468))
    }

    /// The date `days` after 1970-01-01, if it can be written.
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// assert_eq!(Date::from_days(0), Date::from_ymd(1970, 1, 1));
    /// ```
    #[must_use]
    #[inline]
    pub fn from_days(days: i32) -> Option<Date> {
        (Date::MIN.0..=Date::MAX.0)
            .contains(&days)
            .then_some(Date(days))
    }

    /// Days since 1970-01-01; negative before it.
    #[must_use]
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Year, month (1..=12) and day of the month (1..=31).
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u32, day as u32)
    }

    /// The date `days` later (earlier where negative), held within [`Date::MIN`] and [`Date::MAX`].
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// let day: Date = "2027-12-31".parse()?;
    /// assert_eq!(day.plus_days(1).to_string(), "2028-01-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn plus_days(self, days: i32) -> Date {
        Date(self.0.saturating_add(days).clamp(Date::MIN.0, Date::MAX.0))
    }

    /// Whole days from `earlier` to this date; negative where `earlier` is later.
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// let (first, last): (Date, Date) = ("2027-03-01".parse()?, "2027-03-14".parse()?);
    /// assert_eq!(last.days_since(first), 13);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn days_since(self, earlier: Date) -> i32 {
        self.0 - earlier.0
    }

    /// Reads `YYYY-MM-DD`.
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// assert_eq!(Date::parse("2027-03-14")?.ymd(), (2027, 3, 14));
    /// assert!(Date::parse("2027-02-30").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// When the text has another form, or the day does not exist in the calendar.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        match Date::parse_ascii(text.as_bytes()) {
            Some(date) => Ok(date),
            None => Err(DateError {
                reason: explain(text),
            }),
        }
    }

    /// The same as [`Date::parse`] on bytes, without saying why it failed.
    ///
    /// ```
    /// use paratus::Date;
    ///
    /// assert_eq!(Date::parse_ascii(b"2027-03-14"), Date::from_ymd(2027, 3, 14));
    /// assert_eq!(Date::parse_ascii(b"14.3.2027"), None);
    /// ```
    #[must_use]
    #[inline]
    pub fn parse_ascii(text: &[u8]) -> Option<Date> {
        let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
            return None;
        };
        // The last byte of the number is the first of the text.
        let digits = u64::from_le_bytes([y1, y2, y3, y4, m1, m2, d1, d2]) ^ 0x3030_3030_3030_3030;
        if (digits | digits.wrapping_add(0x0606_0606_0606_0606)) & 0xf0f0_f0f0_f0f0_f0f0 != 0 {
            return None;
        }
        // Tens and ones together, two by two.
        let pairs = (digits & 0x000f_000f_000f_000f) * 10 + (digits >> 8 & 0x000f_000f_000f_000f);
        let pair = |at: u32| (pairs >> (16 * at)) as u32 & 0xff;
        Date::from_ymd((pair(0) * 100 + pair(1)) as i32, pair(2), pair(3))
    }
}

#[inline]
fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Says what is wrong with a text that is not a date.
fn explain(text: &str) -> String {
    let shown: String = text.chars().take(40).collect();
    let numbers: Vec<&str> = text.split('-').collect();
    if let [y, m, d] = numbers.as_slice()
        && (y.len(), m.len(), d.len()) == (4, 2, 2)
        && numbers
            .iter()
            .all(|part| part.bytes().all(|b| b.is_ascii_digit()))
    {
        // If day and month changed places, the remedy is the form.
        let form = if m > &"12" {
            "; dates are written as `YYYY-MM-DD`: year, month, day"
        } else {
            ""
        };
        return format!("`{shown}` is not in the calendar{form}");
    }
    if text.contains('T') || text.contains(':') {
        return format!("`{shown}` has a time; write the date alone, as `YYYY-MM-DD`");
    }
    format!("`{shown}` is not a date; write it as `YYYY-MM-DD`")
}

impl FromStr for Date {
    type Err = DateError;
    fn from_str(text: &str) -> Result<Date, DateError> {
        Date::parse(text)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        f.pad(&format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date as `YYYY-MM-DD`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                Date::parse(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Date {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_eight_centuries_round_trips() {
        let first = Date::from_ymd(1600, 1, 1).map_or(0, Date::days);
        let last = Date::from_ymd(2400, 12, 31).map_or(0, Date::days);
        assert_eq!(last - first, 800 * 365 + 194 + 366 - 1);
        for days in first..=last {
            let date = Date(days);
            let (y, m, d) = date.ymd();
            assert_eq!(Date::from_ymd(y, m, d), Some(date));
            assert_eq!(Date::parse(&date.to_string()), Ok(date));
        }
    }

    #[test]
    fn the_ends_and_the_epoch() {
        assert_eq!(Date::from_ymd(1970, 1, 1).map(Date::days), Some(0));
        assert_eq!(Date::from_ymd(1, 1, 1), Some(Date::MIN));
        assert_eq!(Date::from_ymd(9999, 12, 31), Some(Date::MAX));
        assert_eq!(Date::MAX.plus_days(1), Date::MAX);
    }

    #[test]
    fn every_byte_in_every_place_is_a_digit_or_refused() {
        for at in 0..10 {
            for byte in 0..=255 {
                let mut text = *b"2011-11-11";
                text[at] = byte;
                let read = |part: &[u8]| {
                    std::str::from_utf8(part)
                        .ok()
                        .filter(|part| !part.contains('+'))?
                        .parse()
                        .ok()
                };
                let plain = (|| {
                    Date::from_ymd(
                        read(&text[..4])? as i32,
                        read(&text[5..7])?,
                        read(&text[8..])?,
                    )
                })();
                let plain = plain.filter(|_| (text[4], text[7]) == (b'-', b'-'));
                assert_eq!(Date::parse_ascii(&text), plain, "{text:?}");
            }
        }
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        let reason = |text: &str| {
            Date::parse(text)
                .err()
                .map(|e| e.to_string())
                .unwrap_or_default()
        };
        assert_eq!(reason("2027-02-29"), "`2027-02-29` is not in the calendar");
        assert_eq!(
            reason("2027-14-03"),
            "`2027-14-03` is not in the calendar; dates are written as `YYYY-MM-DD`: year, month, day"
        );
        assert_eq!(
            reason("14/03/2027"),
            "`14/03/2027` is not a date; write it as `YYYY-MM-DD`"
        );
        assert_eq!(
            reason("2027-03-14T10:00"),
            "`2027-03-14T10:00` has a time; write the date alone, as `YYYY-MM-DD`"
        );
        assert_eq!(reason(""), "`` is not a date; write it as `YYYY-MM-DD`");
    }
}
