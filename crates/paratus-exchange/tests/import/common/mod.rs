//! Opening fixtures and real data, and running imports over them.

#![allow(dead_code, reason = "each test file uses a part")]

use paratus::document::{Document, read_folder};
use paratus_exchange::{EvidenceMap, FrameworkMap, ImportSummary, evidence, framework};
use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read},
    path::{Path, PathBuf},
};

/// What an import gave: the result, its counts, and a line for each row that was not taken.
pub(crate) struct Outcome<T> {
    pub(crate) result: T,
    pub(crate) summary: ImportSummary,
    pub(crate) notes: Vec<String>,
}

/// A folder of real data; `None`, with a line that says so, where it is not there.
pub(crate) fn data(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = std::env::var_os("PARATUS_DATA")
        .map_or_else(|| root.join("../shared/data"), PathBuf::from)
        .join(name);
    if !folder.is_dir() {
        println!("skipped: there is no folder `{name}` in the data; set PARATUS_DATA");
        return None;
    }
    Some(folder)
}

/// The text of one of the repository's maps.
pub(crate) fn repository_map(name: &str) -> String {
    std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../docs/maps")
            .join(name),
    )
    .unwrap()
}

pub(crate) fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn open(folder: &Path, name: &str) -> io::Result<Box<dyn Read>> {
    Ok(Box::new(BufReader::new(File::open(folder.join(name))?)))
}

pub(crate) fn import_framework(
    folder: &Path,
    map: &str,
    file: &str,
) -> Result<Outcome<Document>, String> {
    let map = FrameworkMap::parse("map.toml", map).map_err(|error| error.to_string())?;
    let mut notes = Vec::new();
    let mut reader = open(folder, file).map_err(|error| error.to_string())?;
    let done = framework(
        &map,
        file,
        &mut reader,
        &mut |name: &str| open(folder, name),
        &mut |note| notes.push(note.to_string()),
    );
    done.map(|(result, summary)| Outcome {
        result,
        summary,
        notes,
    })
    .map_err(|error| error.to_string())
}

pub(crate) fn import_evidence(
    folder: &Path,
    map: &str,
    file: &str,
) -> Result<Outcome<(String, Option<Document>)>, String> {
    let mut reader = open(folder, file).map_err(|error| error.to_string())?;
    import_evidence_from(folder, map, file, &mut reader)
}

pub(crate) fn import_evidence_from(
    folder: &Path,
    map: &str,
    file: &str,
    reader: &mut dyn Read,
) -> Result<Outcome<(String, Option<Document>)>, String> {
    let map = EvidenceMap::parse("map.toml", map).map_err(|error| error.to_string())?;
    let mut notes = Vec::new();
    let mut out = Vec::new();
    let done = evidence(
        &map,
        file,
        reader,
        &mut |name: &str| open(folder, name),
        &mut out,
        &mut |note| notes.push(note.to_string()),
    );
    let (document, summary) = done.map_err(|error| error.to_string())?;
    Ok(Outcome {
        result: (String::from_utf8(out).unwrap(), document),
        summary,
        notes,
    })
}

/// The document that the files of a folder hold, which the library must read without a finding.
pub(crate) fn read_back(files: &[(String, String)]) -> Document {
    let files: BTreeMap<String, Vec<u8>> = files
        .iter()
        .map(|(name, text)| (name.clone(), text.clone().into_bytes()))
        .collect();
    let reading = read_folder(&files).unwrap();
    assert_eq!(reading.findings, []);
    reading.document
}
