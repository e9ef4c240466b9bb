//! The map of a result table: which cells become which fields of evidence.

use crate::{
    error::{ExchangeError, Problem, not_a_kind},
    map::{
        Condition, DateMap, LookupMap, MapKind, TableOptions, TextMap, ValueForm, ValueMap,
        ValueMax, default_missing, parse,
    },
    slug::slug,
};
use paratus::document::{Document, Kind};
use serde::Deserialize;

/// A map: how a table of results becomes evidence, and on request a programme with its people.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct EvidenceMap {
    /// The map's name, for messages.
    #[serde(skip)]
    pub(crate) file: String,
    /// The line on which `objective` has a constant.
    #[serde(skip)]
    pub(super) objective_line: Option<u64>,
    /// Whether the level is in the cell in which others have the value: without it there is no result.
    #[serde(skip)]
    pub(super) has_level_for_value: bool,
    /// How the table is read.
    #[serde(default)]
    pub table: TableOptions,
    /// Cells that mean "missing", never 0; left out: empty, `-`, `N/A`, `#N/A`, `[c]`.
    #[serde(default = "default_missing")]
    pub missing: Vec<String>,
    /// Rows to leave out; the first condition that holds gives the reason.
    #[serde(default)]
    pub skip_where: Vec<Condition>,
    /// Side tables joined to each row.
    #[serde(default)]
    pub lookups: Vec<LookupMap>,
    /// Whose result it is: a pseudonymous id.
    pub person: TextMap,
    /// What it shows; of a wide table the items say it.
    #[serde(default)]
    pub objective: Option<TextMap>,
    /// How it was obtained: `observation`, `quiz`, `certificate`, `survey` or `completion`.
    pub kind: TextMap,
    /// How well it went; of a wide table without `column`, and `max` only where it is the same for all items.
    pub value: ValueMap,
    /// The columns of a wide table, which has a column for each item: each cell becomes a result.
    #[serde(default)]
    pub items: Vec<ResultItem>,
    /// When.
    pub date: DateMap,
    /// The level shown; of a wide table without `column` it is what the cell of each item says, and the value may be a constant.
    #[serde(default)]
    pub level: Option<TextMap>,
    /// Which records replace each other.
    #[serde(default)]
    pub key: Option<TextMap>,
    /// The last day it counts.
    #[serde(default)]
    pub expires: Option<DateMap>,
    /// Instrument, activity or observer.
    #[serde(default)]
    pub source: Option<TextMap>,
    /// A programme for the evidence, written as in `paratus.toml`. With it, objectives and levels that it does not have are refused.
    #[serde(default)]
    pub programme: Option<Document>,
    /// The table of the programme's people. With it, results of anybody else are refused.
    #[serde(default)]
    pub people: Option<PeopleMap>,
}

/// The line of a map on which a key has a text.
fn line_of(map: &str, key: &str, text: &str) -> Option<u64> {
    let mut lines = (1..).zip(map.lines());
    let found = lines.find(|(_, line)| line.contains(key) && line.contains(text));
    found.map(|(number, _)| number)
}

/// A column of a wide table whose cells are results.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ResultItem {
    /// Heading of the column.
    pub column: String,
    /// Which of several columns with this heading, counted from 1.
    #[serde(default)]
    pub at: Option<usize>,
    /// The objective that it shows, by id.
    pub objective: String,
    /// The most points, or the heading of the column that holds them, where `value` has none; the item is then written as points, whatever
    /// the form of the others.
    #[serde(default)]
    pub max: Option<ValueMax>,
    /// Which records replace each other; default: the heading as an id.
    #[serde(default)]
    pub key: Option<String>,
    /// When, where each item has a date of its own; default: the map's `date`.
    #[serde(default)]
    pub date: Option<DateMap>,
}

/// A map: how a table of people becomes people and sections.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct PeopleMap {
    /// The table, as the caller opens it.
    pub file: String,
    /// How it is read.
    #[serde(default)]
    pub table: TableOptions,
    /// Rows to leave out; the first condition that holds gives the reason.
    #[serde(default)]
    pub skip_where: Vec<Condition>,
    /// Side tables joined to each row.
    #[serde(default)]
    pub lookups: Vec<LookupMap>,
    /// A pseudonymous id, made as `person` of the results is.
    pub id: TextMap,
    /// The section; sections that the programme does not have are added to it.
    pub section: TextMap,
    /// The added section's title.
    #[serde(default)]
    pub section_title: Option<TextMap>,
    /// The section that an added section is part of; it is added too.
    #[serde(default)]
    pub parent: Option<TextMap>,
    /// The roles; ids separated by blanks.
    #[serde(default)]
    pub roles: Vec<TextMap>,
    /// Who leads others.
    #[serde(default)]
    pub leader: Option<Condition>,
    /// First day of employment.
    #[serde(default)]
    pub joined: Option<DateMap>,
    /// Last day of employment.
    #[serde(default)]
    pub left: Option<DateMap>,
}

impl EvidenceMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] with line and column where the text is not TOML, lacks a key or has an unknown one, and where `people`
    /// is given without `programme` or beside people in it.
    pub fn parse(file: &str, text: &str) -> Result<EvidenceMap, ExchangeError> {
        let mut map: EvidenceMap = parse(MapKind::Evidence, file, text)?;
        file.clone_into(&mut map.file);
        map.check_items()?;
        let objective = map.objective.as_ref();
        if let Some(constant) = objective.and_then(|objective| objective.constant.as_deref()) {
            map.objective_line = line_of(text, "objective", constant);
        }
        if let (Some(kind), None) = (&map.kind.constant, &map.kind.table)
            && kind.parse::<Kind>().is_err()
        {
            let mut problem = Problem::new(file, format!("`kind`: {}", not_a_kind(kind)));
            problem.line = line_of(text, "kind", kind);
            return Err(ExchangeError::Map(problem));
        }
        match (&map.people, &map.programme) {
            (Some(_), None) => Err(ExchangeError::map(
                file,
                "`people` needs a `programme` for the people to be in",
            )),
            (Some(_), Some(programme)) if !programme.people.is_empty() => Err(ExchangeError::map(
                file,
                "the people are both in `programme` and in the table of `people`",
            )),
            _ => Ok(map),
        }
    }

    fn check_items(&self) -> Result<(), ExchangeError> {
        let wrong = |message: &str| Err(ExchangeError::map(&self.file, message));
        match (&self.objective, self.items.is_empty()) {
            (None, true) => wrong("the key `objective` is needed, or `items` for a wide table"),
            (Some(_), false) => wrong("`objective` and `items` exclude each other"),
            (None, false) if self.value.column.is_some() => {
                wrong("with `items` the value has no `column` of its own")
            }
            (None, false) if self.value.constant.is_some() && !self.has_levels_in_cells() => wrong(
                "with `items` the value has no `constant`, unless the cells of the items are levels: `level = { slug = true }`",
            ),
            (None, false) if self.value.constant.is_none() && self.has_levels_in_cells() => wrong(
                "where the cells of the items are levels, the value of each is a `constant`: `value = { constant = 1.0 }`",
            ),
            _ => Ok(()),
        }
    }

    /// Whether the cells of the items of a wide table say which level was shown.
    pub(super) fn has_levels_in_cells(&self) -> bool {
        let is_own = |level: &TextMap| {
            level.column.is_some() || level.constant.is_some() || level.template.is_some()
        };
        let level = self.level.as_ref();
        !self.items.is_empty() && level.is_some_and(|level| !is_own(level))
    }

    /// The map for each item of a wide table; of any other table the map itself.
    pub(crate) fn per_item(&self) -> Vec<EvidenceMap> {
        if self.items.is_empty() {
            return vec![self.clone()];
        }
        let constant = |text: String| TextMap {
            constant: Some(text),
            ..TextMap::default()
        };
        let one = |item: &ResultItem| {
            let name = match item.at {
                Some(at) if at > 1 => format!("{} {at}", item.column),
                _ => item.column.clone(),
            };
            let key = item.key.clone().unwrap_or_else(|| slug(&name));
            let of_cell = self.has_levels_in_cells();
            let level = self.level.as_ref().map(|level| TextMap {
                column: level
                    .column
                    .clone()
                    .or_else(|| of_cell.then(|| item.column.clone())),
                at: level.at.or(item.at.filter(|_| of_cell)),
                ..level.clone()
            });
            EvidenceMap {
                level,
                has_level_for_value: of_cell,
                objective: Some(constant(item.objective.clone())),
                value: ValueMap {
                    column: (!of_cell).then(|| item.column.clone()),
                    at: item.at,
                    max: item.max.clone().or_else(|| self.value.max.clone()),
                    form: match item.max {
                        Some(_) => Some(ValueForm::Points),
                        None => self.value.form,
                    },
                    ..self.value.clone()
                },
                date: item.date.clone().unwrap_or_else(|| self.date.clone()),
                key: self
                    .key
                    .clone()
                    .or((!key.is_empty()).then(|| constant(key))),
                items: Vec::new(),
                programme: None,
                people: None,
                ..self.clone()
            }
        };
        self.items.iter().map(one).collect()
    }
}
