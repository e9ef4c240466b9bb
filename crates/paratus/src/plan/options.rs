//! What is asked of a plan beside the programme.

use super::{Effort, Plan};
use crate::finding::describe;
use crate::{Code, Date, Error, ErrorKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Options of planning: dates, limits, prices, pins and effort. What is left out is as the programme has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct PlanOptions {
    /// The date of assessment; default: the programme's own.
    pub as_of: Option<Date>,
    /// Price of an hour by which a track is off its share of the hours.
    pub balance_per_hour: Option<f64>,
    /// Ids of sessions that do not take place although the previous plan or the programme has them.
    pub cancelled: Vec<String>,
    /// Price of moving a seat of the previous plan.
    pub cost_per_move: Option<f64>,
    /// How much work the search does.
    pub effort: Effort,
    /// The first day on which a session may be; by default the day after the date of assessment.
    pub from: Option<Date>,
    /// Sessions of the previous plan that begin up to this day stay as they are, and are pinned from then on.
    pub frozen_until: Option<Date>,
    /// The share of any section that may be away at once, in [0, 1]; overrides what sections say.
    pub max_absent: Option<f64>,
    /// Last days of phases that planning assumes in place of the programme's own, by phase id.
    pub phase_until: BTreeMap<String, Date>,
    /// Pins: sessions and seats that planning must not move.
    pub pins: Vec<Pin>,
    /// The announced plan: planning repairs it, and keeps whatever nothing prevents.
    #[cfg_attr(feature = "schema", schemars(with = "Option<serde_json::Value>"))]
    pub previous: Option<Box<Plan>>,
    /// Whether what goes stale before the plan ends is refreshed (true).
    pub refresh: bool,
    /// Whether relaxations are searched where somebody cannot be placed (true): changes of the options that would place more people. Each
    /// is tried with a plan of its own; above 20,000 people none is.
    /// The search takes as long as many plans.
    pub relax: bool,
    /// Numbers of rooms that planning assumes beside those of the programme, by site (`""` where the programme names none); each is as
    /// large as the largest room there.
    pub rooms: BTreeMap<String, u32>,
    /// Most people of a session that planning assumes in place of the programme's number, by activity id; no more than the largest room
    /// seats.
    pub seats_max: BTreeMap<String, u32>,
    /// Fewest people of a session that planning assumes in place of the programme's number, by activity id.
    pub seats_min: BTreeMap<String, u32>,
    /// Price of each half day that passes until a seat's session is over (0). Without one, earlier is preferred among plans of the same
    /// cost.
    pub time_per_half_day: Option<f64>,
    /// Numbers of trainers that planning assumes beside those of the programme, by skill; they travel, and are always there.
    pub trainers: BTreeMap<String, u32>,
    /// The last day on which a session may be.
    pub until: Option<Date>,
    /// Price of an hour of a participant.
    pub wage_per_hour: Option<f64>,
    /// Price of an hour of teaching that somebody does not need.
    pub waste_per_hour: Option<f64>,
    /// How many weeks are planned where no last day is given.
    pub weeks: Option<u32>,
}

/// A pin: a session, or one person's seat in it, that planning must not move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Id of a person whose seat in the session stays; default: everyone's.
    #[serde(default)]
    pub person: Option<String>,
    /// Id of a session of the previous plan or of the programme.
    pub session: String,
}

impl Default for PlanOptions {
    fn default() -> PlanOptions {
        PlanOptions {
            as_of: None,
            balance_per_hour: None,
            cancelled: Vec::new(),
            cost_per_move: None,
            effort: Effort::default(),
            from: None,
            frozen_until: None,
            max_absent: None,
            phase_until: BTreeMap::new(),
            pins: Vec::new(),
            previous: None,
            refresh: true,
            relax: true,
            rooms: BTreeMap::new(),
            seats_max: BTreeMap::new(),
            seats_min: BTreeMap::new(),
            time_per_half_day: None,
            trainers: BTreeMap::new(),
            until: None,
            wage_per_hour: None,
            waste_per_hour: None,
            weeks: None,
        }
    }
}

constructors! {
    r#"let made = plan::PlanOptions::new().weeks(12).effort(plan::Effort::Quick).rooms([("north", 1)]);"#
    PlanOptions default {
        as_of: optional(Date), balance_per_hour: optional(f64), cancelled: texts, cost_per_move: optional(f64), effort: Effort,
        from: optional(Date), frozen_until: optional(Date), max_absent: optional(f64), phase_until: map(Date), pins: list(Pin),
        previous: optional_box(Plan), refresh: bool, relax: bool, rooms: map(u32), seats_max: map(u32), seats_min: map(u32),
        time_per_half_day: optional(f64), trainers: map(u32), until: optional(Date), wage_per_hour: optional(f64),
        waste_per_hour: optional(f64), weeks: optional(u32),
    }
    r#"let made = plan::Pin::new("s-1").person("p-0117");"#
    Pin(session: text) { person: optional_text }
}

/// What [`PlanOptions::set`] takes.
const OPTION_KEYS: [&str; 16] = [
    "balance_per_hour",
    "cost_per_move",
    "effort",
    "from",
    "max_absent",
    "phase_until.PHASE",
    "refresh",
    "rooms.SITE",
    "seats_max.ACTIVITY",
    "seats_min.ACTIVITY",
    "time_per_half_day",
    "trainers.SKILL",
    "until",
    "wage_per_hour",
    "waste_per_hour",
    "weeks",
];

impl PlanOptions {
    /// Sets one option from its name and its value in writing: `weeks` to `8`, `trainers.facilitation` to `2`.
    ///
    /// ```
    /// use paratus::plan::PlanOptions;
    ///
    /// let mut options = PlanOptions::default();
    /// options.set("weeks", "8")?;
    /// assert_eq!(options.weeks, Some(8));
    /// assert!(options.set("week", "8").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Where there is no such option, or it does not take the value.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), Error> {
        let number = || {
            value
                .parse::<f64>()
                .ok()
                .filter(|number| number.is_finite())
        };
        let whole = || value.parse::<u32>().ok();
        let done = match key {
            "balance_per_hour" => number().map(|number| self.balance_per_hour = Some(number)),
            "cost_per_move" => number().map(|number| self.cost_per_move = Some(number)),
            "max_absent" => number().map(|number| self.max_absent = Some(number)),
            "wage_per_hour" => number().map(|number| self.wage_per_hour = Some(number)),
            "waste_per_hour" => number().map(|number| self.waste_per_hour = Some(number)),
            "effort" => Effort::ALL
                .into_iter()
                .find(|effort| effort.name() == value)
                .map(|effort| self.effort = effort),
            "time_per_half_day" => number().map(|number| self.time_per_half_day = Some(number)),
            "weeks" => whole()
                .filter(|weeks| *weeks > 0)
                .map(|weeks| (self.weeks, self.until) = (Some(weeks), None)),
            "refresh" => value.parse().ok().map(|refresh| self.refresh = refresh),
            "from" => Date::parse(value).ok().map(|from| self.from = Some(from)),
            "until" => Date::parse(value)
                .ok()
                .map(|until| (self.until, self.weeks) = (Some(until), None)),
            _ => match key.split_once('.') {
                Some(("rooms", site)) => whole().map(|count| {
                    let _ = self.rooms.insert(site.to_owned(), count);
                }),
                Some(("phase_until", phase)) => Date::parse(value).ok().map(|until| {
                    let _ = self.phase_until.insert(phase.to_owned(), until);
                }),
                Some(("seats_max", activity)) => whole().filter(|seats| *seats > 0).map(|seats| {
                    let _ = self.seats_max.insert(activity.to_owned(), seats);
                }),
                Some(("seats_min", activity)) => whole().filter(|seats| *seats > 0).map(|seats| {
                    let _ = self.seats_min.insert(activity.to_owned(), seats);
                }),
                Some(("trainers", skill)) => whole().map(|count| {
                    let _ = self.trainers.insert(skill.to_owned(), count);
                }),
                _ => {
                    let finding = describe!(Code::UnknownKey, key, OptionUnknown { key: key });
                    let finding = finding.did_you_mean(key, OPTION_KEYS);
                    let help = format!("the options are {}", OPTION_KEYS.join(", "));
                    let finding = if finding.help.is_none() {
                        finding.help(help)
                    } else {
                        finding
                    };
                    return Err(Error::new(ErrorKind::Unknown, vec![finding]));
                }
            },
        };
        done.ok_or_else(|| {
            let what = match key {
                "from" | "until" => "a date as `YYYY-MM-DD`",
                "refresh" => "`true` or `false`",
                "weeks" => "a whole number of 1 or more",
                "effort" => "`quick`, `normal` or `thorough`",
                _ if key.starts_with("phase_until.") => "a date as `YYYY-MM-DD`",
                _ if key.starts_with("seats_") => "a whole number of 1 or more",
                _ if key.contains('.') => "a whole number",
                _ => "a number",
            };
            let finding = describe!(
                Code::WrongType,
                key,
                OptionOfOtherType {
                    key: key,
                    expected: what,
                    value: value
                }
            );
            Error::new(ErrorKind::Unknown, vec![finding])
        })
    }

    /// Sets options written as `option=value`, separated by commas: `weeks=8,max_absent=0.3`.
    ///
    /// ```
    /// use paratus::plan::PlanOptions;
    ///
    /// let mut options = PlanOptions::default();
    /// options.set_all("weeks=8,max_absent=0.3")?;
    /// assert_eq!(options.weeks, Some(8));
    /// assert!(options.set_all("weeks=8,weeks=9").is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As for [`PlanOptions::set`], where there is no `=`, and where an option is given twice.
    pub fn set_all(&mut self, text: &str) -> Result<(), Error> {
        let mut given = BTreeSet::new();
        for part in text.split(',') {
            let Some((key, value)) = part.split_once('=') else {
                let finding = describe!(Code::WrongType, part, OptionForm { option: part })
                    .help("for instance `weeks=8`");
                return Err(Error::new(ErrorKind::Unknown, vec![finding]));
            };
            let key = key.trim();
            let again = !given.insert(key);
            if again || (given.contains("until") && given.contains("weeks")) {
                let finding = if again {
                    describe!(Code::DuplicateKey, key, OptionTwice { key: key })
                } else {
                    describe!(Code::DuplicateKey, key, EndGivenTwice)
                };
                let finding = finding.help("leave one of them out");
                return Err(Error::new(ErrorKind::Unknown, vec![finding]));
            }
            self.set(key, value.trim())?;
        }
        Ok(())
    }
}
