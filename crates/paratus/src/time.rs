//! Times of day.

use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Error, ErrorKind};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

/// A time of day without a zone, written `HH:MM`, or `HH:MM:SS` where it has seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    seconds: u32,
}

impl Time {
    /// The time of an hour (0..=23) and a minute (0..=59), if there is one.
    ///
    /// ```
    /// use paratus::document::Time;
    ///
    /// assert_eq!(Time::new(9, 30).map(|time| time.to_string()).as_deref(), Some("09:30"));
    /// assert_eq!(Time::new(24, 0), None);
    /// ```
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Time> {
        if hour < 24 && minute < 60 {
            Time::from_seconds(hour as u32 * 3600 + minute as u32 * 60)
        } else {
            None
        }
    }

    /// The time that is this number of seconds after midnight (0..86400), if there is one.
    ///
    /// ```
    /// use paratus::document::Time;
    ///
    /// assert_eq!(Time::from_seconds(47_705).map(|time| time.to_string()).as_deref(), Some("13:15:05"));
    /// ```
    #[must_use]
    pub const fn from_seconds(seconds: u32) -> Option<Time> {
        if seconds < 24 * 3600 {
            Some(Time { seconds })
        } else {
            None
        }
    }

    /// The time of a full hour; of none that there is, midnight.
    pub(crate) const fn from_hour(hour: u16) -> Time {
        match Time::new(hour, 0) {
            Some(time) => time,
            None => Time { seconds: 0 },
        }
    }

    /// Whole minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        (self.seconds / 60) as u16
    }

    /// Seconds since midnight.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.seconds
    }

    /// Reads `HH:MM` or `HH:MM:SS`.
    ///
    /// ```
    /// use paratus::document::Time;
    ///
    /// assert_eq!(Time::parse("13:15").map(Time::minutes), Some(795));
    /// assert_eq!(Time::parse("13:15:05").map(Time::seconds), Some(47_705));
    /// assert_eq!(Time::parse("13:60"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Time> {
        let mut parts = text.split(':').map(|part| match part.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => {
                Some(u16::from(tens - b'0') * 10 + u16::from(ones - b'0'))
            }
            _ => None,
        });
        let time = Time::new(parts.next()??, parts.next()??)?;
        let seconds = parts.next().unwrap_or(Some(0))?;
        let has_end = parts.next().is_none();
        (has_end && seconds < 60).then_some(Time {
            seconds: time.seconds + u32::from(seconds),
        })
    }
}

/// Reads what [`Time::parse`] reads.
impl FromStr for Time {
    type Err = Error;

    fn from_str(text: &str) -> Result<Time, Error> {
        Time::parse(text).ok_or_else(|| {
            let finding = describe!(
                Code::BadValue,
                "",
                ExpectedFoundText {
                    expected: "a time of day as `HH:MM`",
                    found: shorten(text)
                }
            );
            Error::new(ErrorKind::Syntax, vec![finding])
        })
    }
}

/// Signs of the half of the day behind a time, in small letters: before noon and after it.
const HALVES: [[&str; 4]; 2] = [["am", "a.m.", "a. m.", "ص"], ["pm", "p.m.", "p. m.", "م"]];

/// Reads a time of day as people and programs write it, in seconds after midnight, and gives what is behind it: `10:22`, `9:05:30.5Z`,
/// `9:05 PM`, `9:05 م`, `10h22`.
#[must_use]
pub fn clock(text: &str) -> Option<(u32, &str)> {
    let digits = |text: &'_ str| -> usize {
        let end = text.find(|c: char| !c.is_ascii_digit());
        end.unwrap_or(text.len())
    };
    let number = |digits: &str, lengths: std::ops::RangeInclusive<usize>, most: u32| {
        let number: Option<u32> = digits.parse().ok();
        number.filter(|number| lengths.contains(&digits.len()) && *number <= most)
    };
    let text = text.trim();
    let (hours, rest) = text.split_at(digits(text));
    let rest = match rest.strip_prefix(':') {
        Some(rest) => rest,
        None => rest.trim_start().strip_prefix(['h', 'H'])?.trim_start(),
    };
    let (minutes, rest) = rest.split_at(digits(rest));
    let (hours, minutes) = (number(hours, 1..=2, 24)?, number(minutes, 2..=2, 59)?);
    let (seconds, rest) = match rest.strip_prefix(':') {
        None => (0, rest),
        Some(rest) => {
            let (seconds, rest) = rest.split_at(digits(rest));
            let fraction = rest.strip_prefix('.');
            let rest = fraction.map_or(rest, |fraction| fraction.split_at(digits(fraction)).1);
            (number(seconds, 2..=2, 60)?, rest)
        }
    };
    let (half, rest) = half_of_day(rest);
    let hours = match (half, hours) {
        (Some(0), 12) => 0,
        (Some(1), 1..=11) => hours + 12,
        _ => hours,
    };
    let is_clock = !rest.starts_with(':');
    is_clock.then_some((hours * 3600 + minutes * 60 + seconds, rest))
}

/// Which half of the day a text begins with, and what is behind it.
fn half_of_day(text: &str) -> (Option<usize>, &str) {
    let text = text.trim_start();
    for (half, signs) in HALVES.iter().enumerate() {
        for sign in signs {
            let Some((first, rest)) = text.split_at_checked(sign.len()) else {
                continue;
            };
            if first.eq_ignore_ascii_case(sign) && !rest.starts_with(char::is_alphabetic) {
                return (Some(half), rest);
            }
        }
    }
    (None, text)
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (minutes, seconds) = (self.minutes(), self.seconds % 60);
        let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
        f.pad(&match seconds {
            0 => time,
            _ => format!("{time}:{seconds:02}"),
        })
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Time;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a time of day as `HH:MM`")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Time, E> {
                Time::parse(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &self))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Time {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Time".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$" })
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn clocks_are_read_as_they_are_written() {
        for (text, seconds, rest) in [
            ("10:22", 37_320, ""),
            ("9:05:30.25Z", 32_730, "Z"),
            ("9:05 p.m. GMT+2", 75_900, " GMT+2"),
            ("12:05 AM", 300, ""),
            ("12:05 pm", 43_500, ""),
            ("9:05 م", 75_900, ""),
            ("9:05 ص", 32_700, ""),
            ("10h22", 37_320, ""),
            ("8 h 05", 29_100, ""),
            ("10:22 amiable", 37_320, "amiable"),
            ("24:00", 86_400, ""),
        ] {
            assert_eq!(clock(text), Some((seconds, rest)), "{text}");
        }
        for text in [
            "",
            "10",
            "10:6",
            "25:00",
            "10:61",
            "10:22:5",
            "10:22:05:01",
            "10h",
            ":30",
            "a:30",
        ] {
            assert_eq!(clock(text), None, "{text}");
        }
    }
}
