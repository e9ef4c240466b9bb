//! The map of a roster: who is where, or which posts a section has.

use crate::{
    error::ExchangeError,
    map::{Condition, DateMap, LookupMap, MapKind, TableOptions, TextMap, default_missing, parse},
};
use serde::Deserialize;

/// A map: how a table of people or posts becomes people and sections.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RosterMap {
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
    /// The people or posts.
    pub roster: Roster,
}

/// The people or posts of a roster. Where a row's section is, exactly one of `section`, `path`, `levels` and `manager` says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
#[non_exhaustive]
pub struct Roster {
    /// A pseudonymous id; left out where rows are posts of nobody in particular, which are counted and not taken as people.
    pub id: Option<TextMap>,
    /// The ids that the person had before, separated by blanks: what the folder has under one of them is this person's, and keeps counting.
    pub previous_ids: Option<TextMap>,
    /// The section, by its name; `parent` says what it is part of.
    pub section: Option<TextMap>,
    /// The section that `section` is part of.
    pub parent: Option<TextMap>,
    /// The section with all that it is part of, highest first, in one cell.
    pub path: Option<PathColumn>,
    /// Columns with the levels of sections, highest first; empty cells end the path.
    pub levels: Vec<String>,
    /// The id of the manager: the people of a manager are a section.
    pub manager: Option<TextMap>,
    /// The roles; ids separated by blanks.
    pub roles: Vec<TextMap>,
    /// Who leads others.
    pub leader: Option<Condition>,
    /// First day of employment.
    pub joined: Option<DateMap>,
    /// Last day of employment.
    pub left: Option<DateMap>,
    /// Whether the table holds everybody, so that people of the folder who are not in it have left.
    pub complete: bool,
    /// Whether it is right that more than half of the folder's people have left by a list with everybody. Otherwise such a list is held to
    /// be short or to have other ids, and nobody leaves.
    pub most_leave: bool,
    /// The grade of a post, by which posts are counted.
    pub grade: Option<TextMap>,
    /// Heading of the column with how many posts a row is, in full-time equivalents; default: 1.
    pub fte: Option<String>,
    /// Whether the decimal mark of `fte` is a comma; full stops then separate thousands, as in `1.000,5`. With `false` commas do.
    pub decimal_comma: Option<bool>,
}

/// A column whose cells are paths of sections.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PathColumn {
    /// Heading of the column.
    pub column: String,
    /// What separates the sections (`/`).
    #[serde(default = "stroke")]
    pub separator: String,
}

fn stroke() -> String {
    "/".to_owned()
}

impl RosterMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where not
    /// exactly one key says the section.
    ///
    /// ```
    /// let text = r#"roster = { id = { column = "Staff no" }, path = { column = "Unit", separator = " > " } }"#;
    /// assert!(paratus_exchange::RosterMap::parse("map.toml", text).is_ok());
    /// ```
    pub fn parse(file: &str, text: &str) -> Result<RosterMap, ExchangeError> {
        let mut map: RosterMap = parse(MapKind::Roster, file, text)?;
        file.clone_into(&mut map.file);
        let roster = &map.roster;
        let ways = [
            roster.section.is_some(),
            roster.path.is_some(),
            !roster.levels.is_empty(),
            roster.manager.is_some(),
        ];
        let wrong = |message: &str| Err(ExchangeError::map(file, message));
        if ways.iter().filter(|&&way| way).count() != 1 {
            return wrong("`roster` needs exactly one of `section`, `path`, `levels`, `manager`");
        }
        if roster.parent.is_some() && roster.section.is_none() {
            return wrong("`roster.parent` belongs to `section`");
        }
        if roster.manager.is_some() && roster.id.is_none() {
            return wrong("`roster.manager` needs `id`: managers are named by it");
        }
        if roster.previous_ids.is_some() && roster.id.is_none() {
            return wrong("`roster.previous_ids` needs `id`: the id that is in their place");
        }
        if roster
            .path
            .as_ref()
            .is_some_and(|path| path.separator.is_empty())
        {
            return wrong("`roster.path.separator` is empty");
        }
        Ok(map)
    }
}
