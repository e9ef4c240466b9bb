//! The map of acts, sessions or absences.

use crate::{
    error::ExchangeError,
    map::{Condition, DateMap, LookupMap, MapKind, TableOptions, TextMap, default_missing, parse},
};
use serde::Deserialize;

/// A map: how a table becomes acts, sessions or absences. Exactly one of the three is there.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FactMap {
    /// The map's name, for messages.
    #[serde(skip)]
    pub(crate) file: String,
    /// How the table is read.
    #[serde(default)]
    pub table: TableOptions,
    /// Cells that mean "missing"; left out: empty, `-`, `N/A`, `#N/A`, `[c]`.
    #[serde(default = "default_missing")]
    pub missing: Vec<String>,
    /// Rows to leave out; the first condition that holds gives the reason.
    #[serde(default)]
    pub skip_where: Vec<Condition>,
    /// Side tables joined to each row.
    #[serde(default)]
    pub lookups: Vec<LookupMap>,
    /// What leaders did.
    #[serde(default)]
    pub acts: Option<ActColumns>,
    /// Activities at dates.
    #[serde(default)]
    pub sessions: Option<SessionColumns>,
    /// Who or what is away.
    #[serde(default)]
    pub absences: Option<AbsenceColumns>,
}

/// Where a table of what leaders did has its facts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ActColumns {
    /// What was done: `sponsor-named`, `message-sent`, `time-released`, `training-attended`, `tool-used`, or a word of the programme's own.
    pub act: TextMap,
    /// Who did it: an id of the programme's people.
    pub actor: TextMap,
    /// When.
    pub date: DateMap,
    /// Where it can be seen: a document's reference.
    #[serde(default)]
    pub evidence: Option<TextMap>,
}

/// Where a table of sessions has its facts.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SessionColumns {
    /// The session's id, which it keeps when it is moved; left out, it is made of the activity and the day, and a session that is moved is
    /// another.
    #[serde(default)]
    pub id: Option<TextMap>,
    /// The activity, by its id.
    pub activity: TextMap,
    /// The day it begins; a time of day behind it gives its half of the day.
    pub start: DateMap,
    /// Heading of the column with the time at which it begins, where that is not behind the day.
    #[serde(default)]
    pub time: Option<String>,
    /// The half of the day in which it begins: `morning` or `afternoon`.
    #[serde(default)]
    pub half: Option<TextMap>,
    /// Heading of the column with the number of seats.
    #[serde(default)]
    pub seats: Option<String>,
    /// Who holds it.
    #[serde(default)]
    pub trainer: Option<TextMap>,
    /// Where.
    #[serde(default)]
    pub room: Option<TextMap>,
    /// Which sessions planning must leave where they are.
    #[serde(default)]
    pub pinned: Option<Condition>,
}

/// Where a table of absences has its facts. Exactly one of `person`, `trainer`, `room` and `section` says who or what is away.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct AbsenceColumns {
    /// A person, by id.
    #[serde(default)]
    pub person: Option<TextMap>,
    /// A trainer, by id.
    #[serde(default)]
    pub trainer: Option<TextMap>,
    /// A room, by id.
    #[serde(default)]
    pub room: Option<TextMap>,
    /// A section, by id.
    #[serde(default)]
    pub section: Option<TextMap>,
    /// The first day.
    pub from: DateMap,
    /// The last day, not the day after it; of absences of one day the column of the first day.
    pub until: DateMap,
    /// Only this half of each day: `morning` or `afternoon`.
    #[serde(default)]
    pub half: Option<TextMap>,
    /// A remark for people. Never the reason of a person's absence.
    #[serde(default)]
    pub note: Option<TextMap>,
}

impl FactMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where it is not of
    /// exactly one table.
    ///
    /// ```
    /// let text = r#"
    ///     [absences]
    ///     person = { column = "Staff no" }
    ///     from = { column = "First day", form = "dmy" }
    ///     until = { column = "Last day", form = "dmy" }
    /// "#;
    /// assert_eq!(paratus_exchange::FactMap::parse("map.toml", text).unwrap().table_name(), "absences");
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<FactMap, ExchangeError> {
        let mut map: FactMap = parse(MapKind::Facts, file, text)?;
        file.clone_into(&mut map.file);
        let wrong = |message: &str| Err(ExchangeError::map(file, message));
        let tables = [
            map.acts.is_some(),
            map.sessions.is_some(),
            map.absences.is_some(),
        ];
        if tables.iter().filter(|&&there| there).count() != 1 {
            return wrong("a map is of one of `acts`, `sessions` and `absences`");
        }
        if let Some(absences) = &map.absences {
            let AbsenceColumns {
                person,
                trainer,
                room,
                section,
                ..
            } = absences;
            let whose = [person, trainer, room, section];
            if whose.iter().filter(|one| one.is_some()).count() != 1 {
                return wrong(
                    "`absences` needs exactly one of `person`, `trainer`, `room`, `section`",
                );
            }
        }
        if let Some(sessions) = &map.sessions
            && sessions.time.is_some()
            && sessions.half.is_some()
        {
            return wrong("`sessions.time` and `sessions.half` exclude each other");
        }
        Ok(map)
    }

    /// The table of a folder that it is of: `acts`, `sessions` or `absences`.
    #[must_use]
    pub fn table_name(&self) -> &'static str {
        match (&self.acts, &self.sessions) {
            (Some(_), _) => "acts",
            (None, Some(_)) => "sessions",
            (None, None) => "absences",
        }
    }
}
