//! What planning needs beside the programme: rooms, trainers, half days, prices and limits. All of it may be left out.

use super::Title;
use crate::Date;
use crate::time::Time;
use serde::{Deserialize, Serialize};

/// A room for sessions. Where no room is declared, rooms set no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoomDoc {
    /// Short name.
    pub id: String,
    /// Name for people, or one for each language: `title.en`, `title.fr`, `title.ar`.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// How many participants it holds.
    pub seats: u32,
    /// Where it is: the site of the sections that use it. Left out, it is for sections that name no site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
}

/// Somebody who can hold sessions. Where no trainer is declared, trainers set no limit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrainerDoc {
    /// Short name; of a member of staff the id of the person. Never a name.
    pub id: String,
    /// Name for people: of a post or a company, not of a person.
    #[serde(default, skip_serializing_if = "Title::is_empty")]
    pub title: Title,
    /// The skills that activities ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// The site where the trainer works; left out, the trainer travels.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<String>,
    /// The days on which sessions are possible; left out, every working day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub available: Vec<WindowDoc>,
}

/// Days from one to another, both included; a side that is left out is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WindowDoc {
    /// The first day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl WindowDoc {
    /// Whether a day lies in the window.
    ///
    /// ```
    /// use paratus::document::WindowDoc;
    ///
    /// let spring = WindowDoc::default().from("2027-03-01".parse()?).until("2027-05-31".parse()?);
    /// assert!(spring.holds("2027-05-31".parse()?) && !spring.holds("2027-06-01".parse()?));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// Limits and prices of planning. Every default is documented here and printed by `paratus config`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PlanningDoc {
    /// The first day on which a session may be; default: the day after the date of assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day; default: `weeks` after the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// How many weeks are planned (26) where no last day is given.
    pub weeks: u32,
    /// The share of those who work in a section on a day that may be away for training at once (0.2), in [0, 1]; one person may always go.
    pub max_absent: f64,
    /// What an hour of a participant costs, in the programme's currency (40).
    pub wage_per_hour: f64,
    /// What an hour of teaching that somebody does not need costs beside the time, in the programme's currency (10).
    pub waste_per_hour: f64,
    /// Price of each hour by which a track deviates from its share of hours beyond the rules' tolerance, in the programme's currency (1). Nothing is ever taught for the sake of balance alone.
    pub balance_per_hour: f64,
    /// What it costs to move somebody's seat when planning again, in the programme's currency (25). With 0, everything is planned again except what is pinned.
    pub cost_per_move: f64,
}

impl Default for PlanningDoc {
    fn default() -> PlanningDoc {
        PlanningDoc {
            from: None,
            until: None,
            weeks: 26,
            max_absent: 0.2,
            wage_per_hour: 40.0,
            waste_per_hour: 10.0,
            balance_per_hour: 1.0,
            cost_per_move: 25.0,
        }
    }
}

/// Half of a working day: the slots in which sessions are planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// From the calendar's `morning` on.
    Morning,
    /// From the calendar's `afternoon` on.
    Afternoon,
}

names! {
    Half:
    Morning = "morning",
    Afternoon = "afternoon",
}

/// The beginning of a calendar's morning.
pub(super) fn default_morning() -> Time {
    Time::from_hour(9)
}

/// The beginning of a calendar's afternoon.
pub(super) fn default_afternoon() -> Time {
    Time::from_hour(13)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_written_and_nothing_else_is() {
        for text in ["00:00", "09:05", "23:59", "09:00:01"] {
            assert_eq!(
                Time::parse(text).map(|time| time.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "24:00", "12:60", "9:00", "09.00", "09:00:60", "09:00:1", "", "ab:cd", "０9:00",
        ] {
            assert_eq!(Time::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_window_holds_its_ends() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let window = WindowDoc {
            from: Some(day("2027-03-01")),
            until: Some(day("2027-03-02")),
        };
        assert!(window.holds(day("2027-03-01")) && window.holds(day("2027-03-02")));
        assert!(!window.holds(day("2027-02-28")) && !window.holds(day("2027-03-03")));
        assert!(WindowDoc::default().holds(Date::MAX));
    }
}
