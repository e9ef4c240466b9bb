//! Times of day.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

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
