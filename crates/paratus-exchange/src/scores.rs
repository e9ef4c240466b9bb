//! Theme scores of organisations beside those computed from their published items, by a map.

use crate::error::{ExchangeError, Problem, listed, quoted_cell};
use crate::map::{MapKind, parse};
use paratus::survey::mean;
use serde::Deserialize;
use std::io::Read;

/// Where the files of a survey keep their scores, year by year.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScoreMap {
    /// The heading of the column that names the organisation.
    pub organisation: String,
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
    /// Organisations with every score.
    pub rows: usize,
    /// Scores that are known to be further off.
    pub outside: usize,
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
}

/// How a file writes a share.
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
    /// The share, as a fraction. What is not written as declared is missing: a dash, a blank, a note.
    #[must_use]
    pub fn read(self, text: &str) -> Option<f64> {
        let (text, per) = match self {
            Numbers::Fraction => (text.trim(), 1.0),
            Numbers::Percent => (text.trim().strip_suffix('%')?.trim(), 100.0),
            Numbers::Points => (text.trim(), 100.0),
        };
        text.parse()
            .ok()
            .filter(|number: &f64| number.is_finite())
            .map(|number| number / per)
    }
}

/// What became of a file.
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

/// Computes the theme scores of a table from its items, beside those that it publishes. Bytes that are not UTF-8 are replaced: they
/// occur in names.
///
/// # Errors
/// Where the table cannot be read, the map has no year for it, or a column that the map names is missing.
pub fn scores(map: &ScoreMap, table: &str, input: &mut dyn Read) -> Result<Scores, ExchangeError> {
    let year = map.year_of(table)?;
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| ExchangeError::io(table, error))?;
    let text = String::from_utf8_lossy(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let unreadable = |error: csv::Error| ExchangeError::table(table, error.to_string());
    let headings = reader.headers().map_err(unreadable)?.clone();
    let column = |what: String, wanted: &dyn Fn(&str) -> bool| {
        headings.iter().position(wanted).ok_or_else(|| {
            let help = format!("its columns are {}", listed(headings.iter()));
            ExchangeError::Table(
                Problem::new(table, format!("there is no column {what}"))
                    .at_line(1)
                    .help(Some(help)),
            )
        })
    };
    let organisation = column(quoted_cell(&map.organisation), &|heading| {
        heading.trim() == map.organisation
    })?;
    let mut themes = Vec::new();
    for theme in &year.themes {
        let published = column(quoted_cell(&theme.heading), &|heading| {
            heading == theme.heading
        })?;
        let [first, last] = theme.items;
        let item = |number: u32| {
            let name = format!("B{number:02}");
            column(format!("that begins with `{name}`"), &|heading| {
                heading.starts_with(&name)
            })
        };
        themes.push((
            published,
            (first..=last)
                .map(item)
                .collect::<Result<Vec<usize>, _>>()?,
        ));
    }
    let mut organisations = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let value = |at: usize| record.get(at).and_then(|text| year.numbers.read(text));
        let score = |(published, items): &(usize, Vec<usize>)| {
            let items: Vec<Option<f64>> = items.iter().map(|&at| value(at)).collect();
            // Where an item was not published its theme cannot be computed.
            if items.iter().any(Option::is_none) {
                None
            } else {
                mean(&items).zip(value(*published))
            }
        };
        organisations.push(OrganisationScores {
            organisation: record
                .get(organisation)
                .unwrap_or_default()
                .trim()
                .to_owned(),
            themes: themes.iter().map(score).collect(),
        });
    }
    let headings = year
        .themes
        .iter()
        .map(|theme| theme.heading.clone())
        .collect();
    Ok(Scores {
        year: year.year,
        within: year.within,
        organisations,
        themes: headings,
    })
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
        let found = scores(&map, "folder/ALL.csv", &mut csv.as_bytes()).unwrap();
        assert_eq!((found.counts(), found.complete_rows()), ((2, 1), 2));
        assert_eq!(found.organisations[2].themes, [None]);
    }

    #[test]
    fn what_is_missing_is_named() {
        let map = ScoreMap::parse("map.toml", MAP).unwrap();
        let said = |table: &str, csv: &str| {
            scores(&map, table, &mut csv.as_bytes())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            said("b.csv", ""),
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
