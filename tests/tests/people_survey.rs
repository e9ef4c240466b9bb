//! The UK Civil Service People Survey: theme scores of whole organisations from their published items.
//!
//! The data lie outside the repository: in the folder that `PARATUS_DATA` names, or in `../shared/data` beside the
//! workspace. Without them nothing is tested, and a line says so.

use paratus::survey::{composite, mean};
use serde::Deserialize;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Map {
    years: Vec<Year>,
}

#[derive(Deserialize)]
struct Year {
    year: u32,
    file: String,
    numbers: Numbers,
    within: f64,
    rows: usize,
    outside: usize,
    themes: Vec<Theme>,
}

#[derive(Deserialize)]
struct Theme {
    heading: String,
    items: [u32; 2],
}

/// How a file writes a share.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Numbers {
    Fraction,
    Percent,
    Points,
}

impl Numbers {
    /// The share, as a fraction. What is not written as declared is missing: a dash, a blank, a note.
    fn read(self, text: &str) -> Option<f64> {
        match self {
            Numbers::Fraction => text.trim().parse().ok(),
            Numbers::Percent => text.trim().strip_suffix('%')?.trim().parse().ok().map(|points: f64| points / 100.0),
            Numbers::Points => text.trim().parse().ok().map(|points: f64| points / 100.0),
        }
    }
}

fn data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("PARATUS_DATA").map_or(beside, PathBuf::from).join("uk-civil-service-people-survey");
    if !folder.is_dir() {
        println!("the People Survey is not at hand (set PARATUS_DATA); nothing was tested");
        return None;
    }
    Some(folder)
}

fn map() -> Vec<Year> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/people_survey.toml");
    let text = std::fs::read_to_string(path).expect("the map is part of the repository");
    toml::from_str::<Map>(&text).expect("the map is well formed").years
}

/// The rows of a file, its headings first, without a byte order mark. Bytes that are not UTF-8 occur in texts only.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).expect("a file of the data");
    let text = String::from_utf8_lossy(&bytes);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let row = |row: Result<csv::StringRecord, csv::Error>| row.expect("a row").iter().map(str::to_owned).collect();
    reader.records().map(row).collect()
}

/// For each theme of each row its score from the items and as published.
fn scores(year: &Year, rows: &[Vec<String>]) -> Vec<Vec<Option<(f64, f64)>>> {
    let headings = &rows[0];
    let column = |wanted: &dyn Fn(&str) -> bool| headings.iter().position(|heading| wanted(heading));
    let item = |number: u32| {
        let name = format!("B{number:02}");
        column(&|heading| heading.starts_with(&name)).unwrap_or_else(|| panic!("{}: no item {name}", year.year))
    };
    let themes: Vec<(usize, Vec<usize>)> = year
        .themes
        .iter()
        .map(|theme| {
            let published = column(&|heading| heading == theme.heading)
                .unwrap_or_else(|| panic!("{}: no column `{}`", year.year, theme.heading));
            (published, (theme.items[0]..=theme.items[1]).map(item).collect())
        })
        .collect();
    let score = |row: &Vec<String>| {
        let value = |at: &usize| row.get(*at).and_then(|text| year.numbers.read(text));
        themes
            .iter()
            .map(|(published, items)| {
                let items: Vec<Option<f64>> = items.iter().map(value).collect();
                // Where an item was not published its theme cannot be checked.
                if items.iter().any(Option::is_none) { None } else { mean(&items).zip(value(published)) }
            })
            .collect()
    };
    rows[1..].iter().map(score).collect()
}

#[test]
fn theme_scores_as_published() {
    let Some(folder) = data() else { return };
    for year in map() {
        let scores = scores(&year, &rows(&folder.join(&year.file)));
        let whole: Vec<_> = scores.iter().filter(|row| row.iter().all(Option::is_some)).collect();
        assert_eq!(whole.len(), year.rows, "{}: rows with every theme", year.year);
        let errors: Vec<f64> =
            scores.iter().flatten().flatten().map(|(ours, published)| (ours - published).abs()).collect();
        let outside = errors.iter().filter(|error| **error > year.within + 1e-9).count();
        let largest = errors.iter().copied().fold(0.0, f64::max);
        println!("{}: {} scores, {outside} outside {}, largest {largest:.4}", year.year, errors.len(), year.within);
        assert_eq!(outside, year.outside, "{}: scores further off than {}", year.year, year.within);
    }
}

#[test]
fn the_years_that_are_promised() {
    let Some(folder) = data() else { return };
    let promised = [(2011, 98, 0.008), (2019, 111, 0.01)];
    for (number, count, within) in promised {
        let year = map().into_iter().find(|year| year.year == number).expect("the year is in the map");
        let scores = scores(&year, &rows(&folder.join(&year.file)));
        assert_eq!((scores.len(), year.themes.len()), (count, 9));
        let close = |row: &Vec<Option<(f64, f64)>>| {
            row.iter().all(|score| score.is_some_and(|(ours, published)| (ours - published).abs() <= within + 1e-9))
        };
        assert_eq!(scores.iter().filter(|row| close(row)).count(), count, "{number}");
        // The index over themes weighs each theme the same, however many items it has.
        let themes = |row: &Vec<Option<(f64, f64)>>| -> Vec<Vec<Option<f64>>> {
            row.iter().map(|score| vec![score.map(|(ours, _)| ours)]).collect()
        };
        for row in &scores {
            let published: Vec<Option<f64>> = row.iter().map(|score| score.map(|(_, published)| published)).collect();
            let (ours, published) = (composite(&themes(row)).expect("a score"), mean(&published).expect("a score"));
            assert!((ours - published).abs() <= within, "{number}: {ours} is not {published}");
        }
    }
}
