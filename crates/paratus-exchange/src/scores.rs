//! Theme scores of organisations beside those computed from their published items, by a map.

use crate::cells::{DecimalMark, plain_number, share_or_number};
use crate::error::{ExchangeError, Problem, listed, quoted_cell};
use crate::join::{Refusal, report};
use crate::map::{MapKind, TableOptions, default_missing, is_missing, parse};
use crate::summary::{ImportSummary, Note, TableSummary};
use crate::table::{Shape, Table, heading_text};
use serde::Deserialize;
use std::io::Read;

/// Where the files of a survey keep their scores, year by year.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreMap {
    /// The heading of the column that names the organisation.
    pub organisation: String,
    /// Cells that mean "missing", never 0; left out: empty, `-`, `N/A`, `#N/A`, `[c]`.
    #[serde(default = "default_missing")]
    pub missing: Vec<String>,
    /// The years.
    pub years: Vec<ScoreYear>,
    #[serde(skip)]
    file: String,
}

/// One year's file.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreYear {
    /// The year.
    pub year: u32,
    /// Where its file is; the last part of the path tells which file is which year's.
    pub file: String,
    /// How its file writes a share.
    pub numbers: Numbers,
    /// How far a computed score may be from the published one, as a fraction: both are rounded.
    pub within: f64,
    /// How its file is read.
    #[serde(default)]
    pub table: TableOptions,
    /// How many organisations have every score; another number is reported.
    #[serde(default)]
    pub rows: Option<usize>,
    /// How many scores are known to be further off; another number is reported.
    #[serde(default)]
    pub outside: Option<usize>,
    /// The themes.
    pub themes: Vec<Theme>,
}

/// A theme: its published score, and the items that it is the mean of.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// The heading of the column with the published score.
    pub heading: String,
    /// The numbers of the first and of the last item; headings of items begin with B and two digits.
    pub items: [u32; 2],
    /// Numbers of items of which the rest of the share counts, because agreement means the opposite.
    #[serde(default)]
    pub reversed: Vec<u32>,
    /// How much each item counts, from the first to the last; default: all the same.
    #[serde(default)]
    pub weights: Vec<f64>,
}

/// The notation of shares in a file: fraction, per cent or points of 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// `0.71`
    Fraction,
    /// `71%`
    Percent,
    /// `71`
    Points,
}

impl Numbers {
    /// The share, as a fraction; `None` where it is not written as declared, or is none.
    ///
    /// ```
    /// use paratus_exchange::Numbers;
    /// assert_eq!(Numbers::Percent.read("71%"), Some(0.71));
    /// assert_eq!(Numbers::Percent.read("71"), None);
    /// assert_eq!(Numbers::Points.read("9999"), None);
    /// ```
    #[must_use]
    pub fn read(self, text: &str) -> Option<f64> {
        let (text, per) = match self {
            // A sheet shows fractions in percent.
            Numbers::Fraction if text.trim().ends_with('%') => {
                return share_or_number(text.trim(), DecimalMark::Undeclared)
                    .filter(|share| (0.0..=1.0).contains(share));
            }
            Numbers::Fraction => (text.trim(), 1.0),
            Numbers::Percent => (text.trim().strip_suffix('%')?.trim(), 100.0),
            Numbers::Points => (text.trim(), 100.0),
        };
        plain_number(text, DecimalMark::Undeclared)
            .or_else(|| plain_number(text, DecimalMark::Comma))
            .filter(|number| (0.0..=per).contains(number))
            .map(|number| number / per)
    }

    fn wanted(self) -> &'static str {
        match self {
            Numbers::Fraction => "a fraction from 0 to 1, such as `0.71`",
            Numbers::Percent => "a percentage from 0 to 100 with its sign, such as `71%`",
            Numbers::Points => "points from 0 to 100, such as `71`",
        }
    }
}

/// The theme scores of a file, computed from its items and as published.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// The year.
    pub year: u32,
    /// How far a computed score may be from the published one.
    pub within: f64,
    /// The organisations, in the order of the file.
    pub organisations: Vec<OrganisationScores>,
    /// Headings of the themes, in the order of the map.
    pub themes: Vec<String>,
    /// What became of the rows.
    pub summary: ImportSummary,
}

/// The scores of one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationScores {
    /// Its name.
    pub organisation: String,
    /// For each theme the score from the items and the published one; `None` where one of the figures is missing.
    pub themes: Vec<Option<(f64, f64)>>,
}

impl Scores {
    /// Whether two scores are as close as both being rounded allows.
    #[must_use]
    pub fn is_close(&self, (computed, published): (f64, f64)) -> bool {
        (computed - published).abs() <= self.within + 1e-9
    }

    /// How many scores could be computed, and how many of them are further off than rounding allows.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let known = self
            .organisations
            .iter()
            .flat_map(|row| &row.themes)
            .flatten();
        known.fold((0, 0), |(all, off), &pair| {
            (all + 1, off + usize::from(!self.is_close(pair)))
        })
    }

    /// How many organisations have every score.
    #[must_use]
    pub fn complete_rows(&self) -> usize {
        self.organisations
            .iter()
            .filter(|row| row.themes.iter().all(Option::is_some))
            .count()
    }
}

impl ScoreMap {
    /// Reads a map. `file` is its name in messages.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] where the text is not TOML, lacks a key or has an unknown one.
    pub fn parse(file: &str, text: &str) -> Result<ScoreMap, ExchangeError> {
        let mut map: ScoreMap = parse(MapKind::Scores, file, text)?;
        file.clone_into(&mut map.file);
        for theme in map.years.iter().flat_map(|year| &year.themes) {
            let [first, last] = theme.items;
            let count = (u64::from(last) + 1).saturating_sub(u64::from(first));
            let wrong = if count == 0 || count > 1000 {
                Some(format!("has the items {first} to {last}"))
            } else if !theme.weights.is_empty() && theme.weights.len() as u64 != count {
                Some(format!(
                    "has {} weights for {count} items",
                    theme.weights.len()
                ))
            } else if theme
                .weights
                .iter()
                .any(|weight| !weight.is_finite() || *weight < 0.0)
                || (!theme.weights.is_empty() && theme.weights.iter().sum::<f64>() <= 0.0)
            {
                Some("has weights that are no weights".into())
            } else {
                None
            };
            if let Some(wrong) = wrong {
                let message = format!("the theme {} {wrong}", quoted_cell(&theme.heading));
                return Err(ExchangeError::map(file, message));
            }
        }
        Ok(map)
    }

    /// The year of a table, by the last part of its path.
    ///
    /// # Errors
    /// [`ExchangeError::Map`] where the map has no such file.
    pub fn year_of(&self, table: &str) -> Result<&ScoreYear, ExchangeError> {
        let last = |path: &str| {
            path.rsplit(['/', '\\'])
                .next()
                .unwrap_or_default()
                .to_lowercase()
        };
        self.years
            .iter()
            .find(|year| last(&year.file) == last(table))
            .ok_or_else(|| {
                let known = listed(self.years.iter().map(|year| year.file.as_str()));
                let problem = Problem::new(
                    &self.file,
                    format!("no year has the file {}", quoted_cell(table)),
                );
                ExchangeError::Map(problem.help(Some(format!("its files are {known}"))))
            })
    }
}

/// A theme whose columns are found.
struct ThemeColumns<'m> {
    theme: &'m Theme,
    published: usize,
    items: Vec<usize>,
}

/// Computes the theme scores of a table from its items, beside those that it publishes. Each cell that is not written as the map
/// declares goes to `note`, and its theme has no score.
///
/// # Errors
/// Where the table cannot be read, the map has no year for it, or a column that the map names is missing.
pub fn scores(
    map: &ScoreMap,
    table: &str,
    input: &mut dyn Read,
    note: &mut dyn FnMut(&Note),
) -> Result<Scores, ExchangeError> {
    let year = map.year_of(table)?;
    let mut rows = Table::open(table, Box::new(input), &year.table)?;
    let organisation = rows.column(&heading_text(&map.organisation), None, "organisation")?;
    let mut themes = Vec::new();
    for theme in &year.themes {
        let published = rows.column(&heading_text(&theme.heading), None, "themes.heading")?;
        let [first, last] = theme.items;
        let items = (first..=last)
            .map(|number| item_column(&mut rows, number))
            .collect::<Result<Vec<usize>, _>>()?;
        themes.push(ThemeColumns {
            theme,
            published,
            items,
        });
    }
    let mut organisations = Vec::new();
    let mut counts = TableSummary::new(table);
    while let Some(shape) = rows.next()? {
        counts.read += 1;
        if let Shape::Ragged(reason) = shape {
            report(&rows, Refusal::ragged(reason), &mut counts, note);
            continue;
        }
        let mut refused = None;
        let scores =
            themes.iter().map(
                |theme| match score(theme, year.numbers, &map.missing, &rows) {
                    Ok(pair) => pair,
                    Err(refusal) => {
                        refused.get_or_insert(refusal);
                        None
                    }
                },
            );
        organisations.push(OrganisationScores {
            themes: scores.collect(),
            organisation: rows.cell(organisation).to_owned(),
        });
        match refused {
            None => counts.added += 1,
            Some(refusal) => report(&rows, refusal, &mut counts, note),
        }
    }
    let headings = year.themes.iter().map(|theme| theme.heading.clone());
    let mut found = Scores {
        year: year.year,
        within: year.within,
        organisations,
        themes: headings.collect(),
        summary: ImportSummary::default(),
    };
    found.summary.note_table(&rows, counts);
    found.summary.unused_columns.clear();
    let (_, outside) = found.counts();
    for (what, expected, there) in [
        (
            "organisations with every score",
            year.rows,
            found.complete_rows(),
        ),
        ("scores further off", year.outside, outside),
    ] {
        if let Some(expected) = expected.filter(|expected| *expected != there) {
            let warning = format!("`{table}`: {what}: {there}; the map expects {expected}");
            found.summary.warnings.push(warning);
        }
    }
    Ok(found)
}

/// The column whose heading begins with the item's number: `B01`, but not `B010`.
fn item_column(rows: &mut Table<'_>, number: u32) -> Result<usize, ExchangeError> {
    let name = format!("B{number:02}");
    let begins = |heading: &&String| {
        let rest = heading.strip_prefix(name.as_str());
        rest.is_some_and(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()))
    };
    let Some(heading) = rows.header.iter().find(begins).cloned() else {
        let help = format!(
            "its columns are {}",
            listed(rows.header.iter().map(String::as_str))
        );
        let message = format!("there is no column that begins with `{name}`");
        return Err(ExchangeError::Table(
            Problem::new(&rows.file, message)
                .at_line(1)
                .help(Some(help)),
        ));
    };
    rows.column(&heading, None, "themes.items")
}

/// The score from the items and the published one; `None` where a figure is missing.
fn score(
    columns: &ThemeColumns<'_>,
    numbers: Numbers,
    missing: &[String],
    rows: &Table<'_>,
) -> Result<Option<(f64, f64)>, Refusal> {
    let value = |column: usize| -> Result<Option<f64>, Refusal> {
        let cell = rows.cell(column);
        if is_missing(cell, missing) {
            return Ok(None);
        }
        let heading = rows.header.get(column).map_or("", String::as_str);
        let reason = || format!("{} is not {}", quoted_cell(cell), numbers.wanted());
        let share = numbers
            .read(cell)
            .ok_or_else(|| Refusal::new(heading, reason()))?;
        Ok(Some(share))
    };
    let published = value(columns.published)?;
    let (mut sum, mut weights) = (0.0, 0.0);
    let [first, _] = columns.theme.items;
    for (at, &column) in columns.items.iter().enumerate() {
        // Where an item was not published its theme cannot be computed.
        let Some(share) = value(column)? else {
            return Ok(None);
        };
        let number = u32::try_from(at).ok().and_then(|at| first.checked_add(at));
        let reversed = number.is_some_and(|number| columns.theme.reversed.contains(&number));
        let share = if reversed { 1.0 - share } else { share };
        let weight = columns.theme.weights.get(at).copied().unwrap_or(1.0);
        sum += share * weight;
        weights += weight;
    }
    Ok(published.map(|published| (sum / weights, published)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAP: &str = "organisation = \"Body\"\n[[years]]\nyear = 2020\nfile = \"x/all.csv\"\nnumbers = \"percent\"\nwithin = 0.01\n\
                       rows = 1\noutside = 0\nthemes = [{ heading = \"Work\", items = [1, 2] }]\n";

    #[test]
    fn a_score_is_the_mean_of_its_items() {
        let map = ScoreMap::parse("map.toml", MAP).unwrap();
        let csv =
            "Body,Work,B01 one,B02 two\nArchive,61%,60%,62%\nTreasury,70%,60%,62%\nMint,-,60%,-\n";
        let found = scores(&map, "folder/ALL.csv", &mut csv.as_bytes(), &mut |_| ()).unwrap();
        assert_eq!((found.counts(), found.complete_rows()), ((2, 1), 2));
        assert_eq!(found.organisations[2].themes, [None]);
    }

    #[test]
    fn what_is_not_written_as_declared_is_refused_with_its_place() {
        let map = ScoreMap::parse("map.toml", MAP).unwrap();
        let csv = "Body\tWork\tB01 one\tB02 two\tB010 other\nArchive\t61%\t60\t62%\t1%\nMint\t9999%\t60%\t62%\t1%\n";
        let mut notes = Vec::new();
        let found = scores(&map, "all.csv", &mut csv.as_bytes(), &mut |note| {
            notes.push(note.to_string());
        })
        .unwrap();
        assert_eq!((found.summary.main().refused, found.counts()), (2, (0, 0)));
        assert_eq!(
            notes,
            [
                "`all.csv`, line 2, column `B01 one`: refused: `60` is not a percentage from 0 to 100 with its sign, such as `71%`",
                "`all.csv`, line 3, column `Work`: refused: `9999%` is not a percentage from 0 to 100 with its sign, such as `71%`",
            ]
        );
        assert!(
            found
                .summary
                .warnings
                .iter()
                .any(|text| text.contains("organisations with every score: 0"))
        );
    }

    #[test]
    fn items_count_by_weight_and_direction() {
        let text = MAP.replace(
            "items = [1, 2]",
            "items = [1, 2], reversed = [2], weights = [3, 1]",
        );
        let map = ScoreMap::parse("map.toml", &text).unwrap();
        let csv = "Body,Work,B01 one,B02 two\nArchive,61%,60%,62%\n";
        let found = scores(&map, "all.csv", &mut csv.as_bytes(), &mut |_| ()).unwrap();
        let (computed, _) = found.organisations[0].themes[0].unwrap();
        assert!((computed - (3.0 * 0.6 + 0.38) / 4.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_missing_is_named() {
        let map = ScoreMap::parse("map.toml", MAP).unwrap();
        let said = |table: &str, csv: &str| {
            scores(&map, table, &mut csv.as_bytes(), &mut |_| ())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            said("b.csv", "x"),
            "`map.toml`: no year has the file `b.csv`; its files are `x/all.csv`"
        );
        assert_eq!(
            said("all.csv", "Body,Work,B01 one\n"),
            "`all.csv`, line 1: there is no column that begins with `B02`; its columns are `Body`, `Work`, `B01 one`"
        );
        let error = ScoreMap::parse("map.toml", "organisation = 1\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("`map.toml`, line 1, column 16: invalid type"),
            "{error}"
        );
    }
}
