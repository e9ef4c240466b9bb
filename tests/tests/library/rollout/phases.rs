//! Commonness against published figures, and the phases of the ministry.

use crate::rollout::{day, ministry};
use paratus::Programme;
use paratus::disclosure::Disclosure;
use paratus::rollout::{ProposalOptions, UseRow, commonness};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder of real data; `None`, with a line that says so, where it is not there.
fn data(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folder = std::env::var_os("PARATUS_DATA")
        .map_or_else(|| root.join("../shared/data"), PathBuf::from)
        .join(name);
    if !folder.is_dir() {
        println!("skipped: there is no folder `{name}` in the data; set PARATUS_DATA");
        return None;
    }
    Some(folder)
}

/// The rows of a table of which no cell that matters is quoted, by the columns asked for.
fn columns(path: &Path, separator: char, wanted: &[&str]) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let header: Vec<&str> = lines.next().unwrap().split(separator).collect();
    let places: Vec<usize> = wanted
        .iter()
        .map(|name| header.iter().position(|h| h == name).unwrap())
        .collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(separator).collect();
            places
                .iter()
                .map(|&at| cells.get(at).copied().unwrap_or_default().to_owned())
                .collect()
        })
        .collect()
}

#[test]
fn published_importance_of_commands_is_reproduced() {
    let Some(folder) = data("nu-command-usage") else {
        return;
    };
    let published = columns(
        &folder.join("aggregated-submissions.csv"),
        ',',
        &["name", "users_count", "importance"],
    );
    let known: BTreeMap<&str, usize> = published
        .iter()
        .enumerate()
        .map(|(at, row)| (row[0].as_str(), at))
        .collect();
    let mut files: Vec<PathBuf> = folder
        .join("stats_submissions")
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let rows: Vec<UseRow> = files
        .iter()
        .map(|path| {
            let mut uses = vec![0.0; published.len()];
            for row in columns(path, ',', &["name", "freq"]) {
                if let (Some(&at), Ok(times)) = (known.get(row[0].as_str()), row[1].parse::<f64>())
                {
                    uses[at] += times;
                }
            }
            UseRow::new(1.0, uses)
        })
        .collect();
    assert_eq!((rows.len(), published.len()), (16, 1279));
    let common = commonness(&rows, published.len());
    let mut furthest = 0.0f64;
    for (row, common) in published.iter().zip(&common) {
        let importance: f64 = row[2].parse().unwrap_or(0.0);
        furthest = furthest.max((common.relative - importance).abs());
        let users: f64 = row[1].parse().unwrap_or(0.0);
        assert!((common.reach - users / 16.0).abs() < 1e-12, "{}", row[0]);
    }
    println!(
        "furthest from the published importance of {} commands: {furthest:.5}",
        published.len()
    );
    assert!(furthest <= 0.005 + 1e-12);
}

#[test]
fn tools_over_occupations() {
    let Some(folder) = data("onet-txt") else {
        return;
    };
    let rows = columns(
        &folder.join("Technology Skills.txt"),
        '\t',
        &["O*NET-SOC Code", "Example"],
    );
    let tools = [
        "Microsoft Excel",
        "Microsoft Word",
        "Microsoft Outlook",
        "Microsoft PowerPoint",
    ];
    let mut occupations: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for row in &rows {
        let uses = occupations
            .entry(&row[0])
            .or_insert_with(|| vec![0.0; tools.len()]);
        if let Some(at) = tools.iter().position(|tool| *tool == row[1]) {
            uses[at] = 1.0;
        }
    }
    assert_eq!(occupations.len(), 923);
    let uses: Vec<UseRow> = occupations
        .into_values()
        .map(|uses| UseRow::new(1.0, uses))
        .collect();
    let common = commonness(&uses, tools.len());
    for (common, of) in common.iter().zip([859.0, 784.0, 634.0, 629.0]) {
        assert!((common.reach - of / 923.0).abs() < 1e-12);
        // Used or not used: frequency is reach, and so is their mean.
        assert!((common.common - of / 923.0).abs() < 1e-12);
    }
}

#[test]
fn the_phases_of_the_ministry() {
    let (document, _) = ministry();
    let programme = Programme::compile(&document);
    let authored = programme
        .phases(day(), &ProposalOptions::default(), &Disclosure::default())
        .unwrap();
    assert!(authored.authored && authored.unplaced.is_empty());
    assert_eq!(authored.undeclared, ["private-office"]);
    let proposed = programme
        .phases(
            day(),
            &ProposalOptions::default().propose(true),
            &Disclosure::default(),
        )
        .unwrap();
    assert_eq!(proposed.phases.len(), 3);
    for phases in [&authored, &proposed] {
        let covered: Vec<f64> = phases
            .phases
            .iter()
            .map(|phase| phase.covered.unwrap())
            .collect();
        assert!(
            covered.windows(2).all(|pair| pair[0] <= pair[1]) && covered[0] > 0.0,
            "{covered:?}"
        );
    }
    let last = |phases: &paratus::rollout::Phases| phases.phases.last().unwrap().covered.unwrap();
    assert!(
        (last(&authored) - last(&proposed)).abs() < 1e-9,
        "the same objectives cover the same use"
    );
    // Nothing is before its prerequisites, and what people must know comes by the second phase.
    let place: BTreeMap<&str, usize> = proposed
        .phases
        .iter()
        .enumerate()
        .flat_map(|(at, phase)| {
            phase
                .objectives
                .iter()
                .map(move |objective| (objective.objective.as_str(), at))
        })
        .collect();
    for objective in programme.objectives() {
        let Some(&at) = place.get(objective.id.as_str()) else {
            continue;
        };
        assert!(objective.is_feature_set() || at < 2, "{}", objective.id);
        for &(before, _) in &objective.requires {
            let before = &programme.objectives()[before].id;
            assert!(
                place.get(before.as_str()).is_none_or(|&place| place <= at),
                "{before} before {}",
                objective.id
            );
        }
    }
}
