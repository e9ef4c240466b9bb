//! The map of a log of events: which events are uses of which features, and whose.

use crate::{
    error::ExchangeError,
    map::{Condition, DateMap, LookupMap, MapKind, TableOptions, TextMap, default_missing, parse},
};
use serde::Deserialize;

/// A map: how a log of events, or a table of counted events, becomes feature use.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EventMap {
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
    /// The events.
    pub events: Events,
}

/// The events of a log. Exactly one of `person` and `section` says whose they are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Events {
    /// The feature that is used, as `tool/feature`; with a `table` from the words of the log. An empty text is an event that is no use
    /// of a feature, which is set aside: `otherwise = ""` sets all events aside that are not in the table.
    pub feature: TextMap,
    /// Who: an id of the folder's people. The use counts for their section on that day.
    #[serde(default)]
    pub person: Option<TextMap>,
    /// The section, by its id.
    #[serde(default)]
    pub section: Option<TextMap>,
    /// When.
    pub date: DateMap,
    /// Heading of the column with how many uses a row is; default: 1.
    #[serde(default)]
    pub count: Option<String>,
    /// Whether the decimal mark of `count` is a comma; full stops then separate thousands, as in `1.000`. With `false` commas do.
    #[serde(default)]
    pub decimal_comma: Option<bool>,
    /// Whether the log holds all use of the tools in it: then features of these tools that a section with people never used are 0.
    #[serde(default)]
    pub complete: bool,
}

impl EventMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where not
    /// exactly one of `person` and `section` is there.
    ///
    /// ```
    /// let text = r#"
    ///     [events]
    ///     person = { column = "User" }
    ///     feature = { column = "Action", table = { "Record found" = "docket/search" }, otherwise = "" }
    ///     date = { column = "Time", form = "iso_time" }
    /// "#;
    /// assert!(!paratus_exchange::EventMap::parse("map.toml", text).unwrap().events.complete);
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<EventMap, ExchangeError> {
        let mut map: EventMap = parse(MapKind::Events, file, text)?;
        file.clone_into(&mut map.file);
        if map.events.person.is_some() == map.events.section.is_some() {
            let message = "`events` needs exactly one of `person` and `section`";
            return Err(ExchangeError::map(file, message));
        }
        Ok(map)
    }
}
