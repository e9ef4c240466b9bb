//! The map of a framework: where its roles, skills and levels are.

use crate::{
    error::ExchangeError,
    map::{Condition, MapKind, OneOrMany, TableOptions, default_missing, parse},
    slug::slug,
    words::YES,
};
use paratus::Track;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A map: how a table of roles, skills and levels becomes a programme.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FrameworkMap {
    /// The map's name, for messages.
    #[serde(skip)]
    pub(crate) file: String,
    /// Id and title of the programme that is made.
    pub programme: FrameworkProgramme,
    /// How the table is read.
    #[serde(default)]
    pub table: TableOptions,
    /// Where things are.
    pub columns: FrameworkColumns,
    /// The scale; left out where the table has no levels.
    #[serde(default)]
    pub levels: FrameworkLevels,
    /// Which track each skill goes to.
    pub tracks: FrameworkTracks,
    /// Cells that mean "missing"; left out: empty, `-`, `N/A`, `#N/A`, `[c]`.
    #[serde(default = "default_missing")]
    pub missing: Vec<String>,
    /// Rows to leave out; the first condition that holds gives the reason.
    #[serde(default)]
    pub skip_where: Vec<Condition>,
    /// Which requirements are critical: without them nobody is ready in the role.
    #[serde(default)]
    pub critical: Option<Condition>,
    /// Whether the decimal mark of weights is a comma.
    #[serde(default)]
    pub decimal_comma: Option<bool>,
    /// Cells of a table with `roles` or `skills` and without levels that say that the role needs the skill, whatever their capitals;
    /// left out: `x`, `✓`, `yes` and the like.
    #[serde(default = "marks")]
    pub marks: Vec<String>,
    /// What is between the skills in the column `columns.requires` (`;`).
    #[serde(default = "semicolon")]
    pub separator: String,
    /// A second table that describes the skills.
    #[serde(default)]
    pub skills_table: Option<SkillTable>,
}

fn marks() -> Vec<String> {
    YES.iter().map(|mark| (*mark).to_owned()).collect()
}

fn none() -> OneOrMany {
    OneOrMany(Vec::new())
}

fn semicolon() -> String {
    ";".to_owned()
}

/// Id and title of the programme that is made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FrameworkProgramme {
    /// Short name.
    pub id: String,
    /// Name for people.
    #[serde(default)]
    pub title: String,
}

/// The columns of the table, by heading.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FrameworkColumns {
    /// What together tells one role from all others; of a table with a column for each role `roles` says it.
    #[serde(default = "none")]
    pub role: OneOrMany,
    /// The columns of a table with a column for each role: the headings are the roles, and each cell is a requirement, with its level or a
    /// mark.
    #[serde(default)]
    pub roles: Vec<String>,
    /// What the role's id is made of; default: `role`.
    #[serde(default)]
    pub role_id: Option<OneOrMany>,
    /// The role's title; default: the cells of `role`.
    #[serde(default)]
    pub role_title: Option<String>,
    /// The family of roles; becomes the first line of the role's description.
    #[serde(default)]
    pub role_family: Option<String>,
    /// The role's description.
    #[serde(default)]
    pub role_description: Option<String>,
    /// The skill; of a table with a column for each skill `skills` says it.
    #[serde(default)]
    pub skill: String,
    /// The same for a table with a column for each skill and a row for each role.
    #[serde(default)]
    pub skills: Vec<String>,
    /// The skill's description.
    #[serde(default)]
    pub skill_description: Option<String>,
    /// The level; left out where the table has no levels, and with `roles` or `skills`.
    #[serde(default)]
    pub level: Option<String>,
    /// The skills that come before this one, as the column of skills writes them; `@` and a level may follow each.
    #[serde(default)]
    pub requires: Option<String>,
    /// How much the requirement counts within its track, above 0; default: 1.
    #[serde(default)]
    pub weight: Option<String>,
    /// A column that says the track, see [`FrameworkTracks::values`].
    #[serde(default)]
    pub track: Option<String>,
}

impl FrameworkColumns {
    /// Whether each row has several requirements: one in the column of each role, or of each skill.
    pub(crate) fn is_wide(&self) -> bool {
        !self.roles.is_empty() || !self.skills.is_empty()
    }
}

/// The scale of levels.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FrameworkLevels {
    /// The scale's name in the programme (`level`).
    #[serde(default = "level")]
    pub scale: String,
    /// The levels as the table writes them, lowest first.
    pub order: Vec<String>,
    /// Other words for them: alias to level.
    #[serde(default)]
    pub aliases: BTreeMap<String, String>,
    /// What each level means, by level.
    #[serde(default)]
    pub descriptions: BTreeMap<String, String>,
}

fn level() -> String {
    "level".to_owned()
}

/// The track of each skill: by its name in `skills`, else by the column's value, else by the first rule that fits, else `default`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FrameworkTracks {
    /// The track of all other skills.
    pub default: Track,
    /// Tracks of skills by their whole name.
    #[serde(default)]
    pub skills: BTreeMap<String, Track>,
    /// Tracks by what the column `track` says; without it the column must say `people`, `process` or `technology`.
    #[serde(default)]
    pub values: BTreeMap<String, Track>,
    /// Tracks by words in the skill's name, in order.
    #[serde(default)]
    pub rules: Vec<TrackRule>,
}

/// The track of skills with one of these words in their names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TrackRule {
    /// The track.
    pub track: Track,
    /// Words, or beginnings of words; capitals make no difference.
    pub words: Vec<String>,
}

/// A table that describes each skill, and what each level of it means.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SkillTable {
    /// The table, as the caller opens it.
    pub file: String,
    /// How it is read.
    #[serde(default)]
    pub table: TableOptions,
    /// The column of the skill, written as in the main table.
    pub skill: String,
    /// The column of its description.
    #[serde(default)]
    pub description: Option<String>,
    /// The columns that say what its levels mean, by level.
    #[serde(default)]
    pub levels: BTreeMap<String, String>,
}

impl FrameworkMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where levels are
    /// empty, repeated or unknown.
    pub fn parse(file: &str, text: &str) -> Result<FrameworkMap, ExchangeError> {
        let mut map: FrameworkMap = parse(MapKind::Framework, file, text)?;
        file.clone_into(&mut map.file);
        let mut ids: Vec<String> = Vec::new();
        for level in &map.levels.order {
            let id = slug(level);
            if id.is_empty() || ids.contains(&id) {
                return Err(ExchangeError::map(
                    file,
                    format!("`levels.order` has `{level}` twice, or it makes no id"),
                ));
            }
            ids.push(id);
        }
        let columns = &map.columns;
        let wrong = |message: &str| Err(ExchangeError::map(file, message));
        if columns.role.0.is_empty() == columns.roles.is_empty() {
            return wrong("`columns` needs exactly one of `role` and `roles`");
        }
        if columns.skill.is_empty() == columns.skills.is_empty() {
            return wrong("`columns` needs exactly one of `skill` and `skills`");
        }
        if columns.is_wide() {
            if !columns.roles.is_empty() && !columns.skills.is_empty() {
                return wrong("`columns.roles` and `columns.skills` exclude each other");
            }
            if columns.level.is_some() || columns.weight.is_some() {
                return wrong(
                    "with `columns.roles` or `columns.skills` each cell is a requirement, so there is no column of a level or a weight",
                );
            }
        }
        match (&map.columns.level, ids.is_empty()) {
            _ if map.columns.is_wide() => {}
            (Some(_), true) => {
                let message = "`columns.level` is given, but `levels.order` is empty: list the levels, lowest first";
                return Err(ExchangeError::map(file, message));
            }
            (None, false) => {
                let message =
                    "`levels.order` is given, but `columns.level` does not say where the level is";
                return Err(ExchangeError::map(file, message));
            }
            _ => {}
        }
        if map.separator.is_empty() {
            return Err(ExchangeError::map(file, "`separator` is empty"));
        }
        let described = map.levels.descriptions.keys();
        let by_table = map
            .skills_table
            .iter()
            .flat_map(|table| table.levels.keys());
        for name in map.levels.aliases.values().chain(described).chain(by_table) {
            if !ids.contains(&slug(name)) {
                let help =
                    crate::error::did_you_mean(name, map.levels.order.iter().map(String::as_str));
                let problem =
                    crate::Problem::new(file, format!("`{name}` is not one of `levels.order`"))
                        .help(help);
                return Err(ExchangeError::Map(problem));
            }
        }
        Ok(map)
    }

    /// Whether requirements have levels.
    pub(crate) fn has_levels(&self) -> bool {
        !self.levels.order.is_empty()
    }

    /// The position on the scale of a level as the table writes it.
    pub(crate) fn level(&self, cell: &str) -> Option<usize> {
        let name = self.levels.aliases.get(cell).map_or(cell, String::as_str);
        let id = slug(name);
        self.levels.order.iter().position(|level| slug(level) == id)
    }
}

impl FrameworkTracks {
    /// The track of a skill, by its name and what the column says.
    pub(crate) fn track_of(&self, skill: &str, column: Option<&str>) -> Result<Track, String> {
        if let Some(track) = self.skills.get(skill) {
            return Ok(*track);
        }
        if let Some(said) = column {
            let own = Track::ALL
                .into_iter()
                .find(|track| track.name().eq_ignore_ascii_case(said));
            return self.values.get(said).copied().or(own).ok_or_else(|| {
                let known = self
                    .values
                    .keys()
                    .map(String::as_str)
                    .chain(Track::ALL.map(Track::name));
                let near = crate::error::did_you_mean(said, known)
                    .map(|near| format!("; {near}"))
                    .unwrap_or_default();
                format!(
                    "{} is not a track, nor in the map's `tracks.values`{near}",
                    crate::error::quoted_cell(said)
                )
            });
        }
        let name = skill.to_lowercase();
        let fits = |rule: &&TrackRule| {
            rule.words
                .iter()
                .any(|word| has_word(&name, &word.to_lowercase()))
        };
        Ok(self
            .rules
            .iter()
            .find(fits)
            .map_or(self.default, |rule| rule.track))
    }
}

/// Whether a word of `name` begins with `word`.
fn has_word(name: &str, word: &str) -> bool {
    !word.is_empty()
        && name.match_indices(word).any(|(at, _)| {
            let before = name.get(..at).and_then(|before| before.chars().next_back());
            before.is_none_or(|letter| !letter.is_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_at_their_beginning() {
        assert!(has_word("stakeholder relationship management", "relation"));
        assert!(has_word("it infrastructure", "it"));
        assert!(!has_word("quality", "it"));
    }
}
