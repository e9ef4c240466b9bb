//! The decisions of a roll-out on the example ministry and on real data.

mod diff;
mod gates;
mod phases;
mod refresh;

use paratus::document::{Document, read_folder};
use paratus::table::TableOptions;
use paratus::{Date, EvidenceLog, Programme};
use std::collections::BTreeMap;
use std::path::Path;

/// The ministry's document and the text of its evidence.
fn ministry() -> (Document, Vec<u8>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/ministry");
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    for entry in folder.read_dir().unwrap() {
        let path = entry.unwrap().path();
        files.insert(
            path.file_name().unwrap().to_string_lossy().into_owned(),
            std::fs::read(&path).unwrap(),
        );
    }
    (
        read_folder(&files)
            .unwrap()
            .refuse_errors()
            .unwrap()
            .document,
        files.remove("evidence.csv").unwrap(),
    )
}

/// A log with all of the ministry's evidence, for a programme of its people and objectives.
fn log(programme: &Programme, evidence: &[u8]) -> EvidenceLog {
    let mut log = EvidenceLog::new(programme);
    let report = log.read_csv("evidence.csv", evidence, TableOptions::default());
    assert_eq!(report.refused, 0);
    log
}

fn day() -> Date {
    "2027-03-14".parse().unwrap()
}
