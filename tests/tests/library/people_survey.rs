//! The UK Civil Service People Survey: theme scores of whole organisations from their published items.
//!
//! The data lie outside the repository: in the folder that `PARATUS_DATA` names, or in `../shared/data` beside the
//! workspace. Without them nothing is tested, and a line says so.

use paratus::survey::{composite, mean};
use paratus_exchange::{ScoreMap, ScoreYear, Scores, scores};
use std::fs::File;
use std::path::{Path, PathBuf};

fn data() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data");
    let folder = std::env::var_os("PARATUS_DATA")
        .map_or(beside, PathBuf::from)
        .join("uk-civil-service-people-survey");
    if !folder.is_dir() {
        println!("the People Survey is not available (set PARATUS_DATA); nothing was tested");
        return None;
    }
    Some(folder)
}

/// The map of the repository, and every year of it with its scores.
fn all(folder: &Path) -> Vec<(ScoreYear, Scores)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/maps/uk-people-survey.toml");
    let text = std::fs::read_to_string(path).expect("the map is part of the repository");
    let map = ScoreMap::parse("uk-people-survey.toml", &text).expect("the map is well formed");
    let read = |year: &ScoreYear| {
        let mut file = File::open(folder.join(&year.file)).expect("a file of the data");
        let mut refused = Vec::new();
        let found = scores(&map, &year.file, &mut file, &mut |note| {
            refused.push(note.to_string());
        })
        .expect("scores");
        assert_eq!(refused, Vec::<String>::new(), "{}", year.file);
        found
    };
    map.years
        .iter()
        .map(|year| (year.clone(), read(year)))
        .collect()
}

#[test]
fn theme_scores_as_published() {
    let Some(folder) = data() else { return };
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guides/uk-people-survey.md");
    let guide = std::fs::read_to_string(guide).expect("the guide");
    for (year, found) in all(&folder) {
        assert_eq!(
            Some(found.complete_rows()),
            year.rows,
            "{}: rows with every theme",
            year.year
        );
        let (count, outside) = found.counts();
        assert_eq!(
            Some(outside),
            year.outside,
            "{}: scores further off than {}",
            year.year,
            year.within
        );
        let pairs = found
            .organisations
            .iter()
            .flat_map(|row| &row.themes)
            .flatten();
        let largest = pairs
            .map(|(ours, published)| (ours - published).abs())
            .fold(0.0, f64::max);
        let row = format!(
            "| {} | {} | {} | {outside} | {largest:.4} |",
            year.year,
            found.organisations.len(),
            count
        );
        assert!(guide.contains(&row), "the guide lacks this row: {row}");
    }
}

#[test]
fn the_years_that_are_promised() {
    let Some(folder) = data() else { return };
    let all = all(&folder);
    for (number, count, within) in [(2011, 98, 0.008), (2019, 111, 0.01)] {
        let (_, found) = all
            .iter()
            .find(|(year, _)| year.year == number)
            .expect("the year is in the map");
        assert_eq!((found.organisations.len(), found.themes.len()), (count, 9));
        let close = |score: &Option<(f64, f64)>| {
            score.is_some_and(|(ours, theirs)| (ours - theirs).abs() <= within + 1e-9)
        };
        assert_eq!(
            found
                .organisations
                .iter()
                .filter(|row| row.themes.iter().all(close))
                .count(),
            count,
            "{number}"
        );
        // The index over themes weighs each theme the same, however many items it has.
        for row in &found.organisations {
            let ours: Vec<Vec<Option<f64>>> = row
                .themes
                .iter()
                .map(|score| vec![score.map(|(ours, _)| ours)])
                .collect();
            let published: Vec<Option<f64>> = row
                .themes
                .iter()
                .map(|score| score.map(|(_, published)| published))
                .collect();
            let (ours, published) = (
                composite(&ours).expect("a score"),
                mean(&published).expect("a score"),
            );
            assert!(
                (ours - published).abs() <= within,
                "{number}: {ours} is not {published}"
            );
        }
    }
}
