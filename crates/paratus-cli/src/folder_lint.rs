//! Tables of a folder that are not there, and tables that nothing reads: a misnamed one would be both, and nobody would be
//! reported.

use crate::args::EvidenceArgs;
use crate::folder::{Home, PARQUET, TABLES};
use crate::words;
use paratus::document::Document;
use std::path::{Path, PathBuf};

/// What is to be said of the tables that belong to the programme.
pub(crate) fn of_programme(home: &Home, document: &Document) -> Vec<String> {
    let Home::Folder(folder) = home else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if document.people.is_empty() {
        notes.extend(absent(folder, "people.csv", "there is nobody to be ready"));
    }
    if !document.tools.is_empty() && document.feature_use.is_empty() {
        notes.extend(absent(
            folder,
            "feature_use.csv",
            "it is unknown what sections use, and nothing is saved",
        ));
    }
    for table in ["absences.csv", "acts.csv", "sessions.csv"] {
        notes.extend(misnamed(folder, table).map(|name| did_you_mean_file(&name, table)));
    }
    notes
}

/// What is to be said of evidence and answers; a table given on the command line takes the place of the folder's.
pub(crate) fn of_evidence(home: &Home, document: &Document, args: &EvidenceArgs) -> Vec<String> {
    let Home::Folder(folder) = home else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    // Where there is nobody, that is what is to be said.
    if document.people.is_empty() {
        return notes;
    }
    if args.evidence.is_empty() {
        let [csv, parquet] = ["evidence.csv", PARQUET]
            .map(|table| std::fs::symlink_metadata(folder.join(table)).is_ok());
        match (csv, parquet) {
            (true, true) => notes.push(format!(
                "`{PARQUET}` is not read, because there is an `evidence.csv`"
            )),
            (false, true) => {}
            _ => notes.extend(absent(folder, "evidence.csv", "nobody has any evidence")),
        }
    }
    if args.responses.is_empty() && !document.instruments.is_empty() {
        notes.extend(absent(folder, "responses.csv", "no survey has any answers"));
    }
    notes
}

/// What is to be said of all other tables in the folder: nothing reads them.
pub(crate) fn unread_files(home: &Home, args: &EvidenceArgs) -> Vec<String> {
    let Home::Folder(folder) = home else {
        return Vec::new();
    };
    let given: Vec<&PathBuf> = args.evidence.iter().chain(&args.responses).collect();
    let is_given = |name: &str| {
        given
            .iter()
            .any(|path| path.file_name().is_some_and(|file| file == name))
    };
    let is_misnamed = |name: &str| {
        TABLES
            .iter()
            .any(|table| misnamed(folder, table).as_deref() == Some(name))
    };
    let mut names = unknown_files(folder);
    names.retain(|name| !is_given(name) && !is_misnamed(name));
    names
        .iter()
        .map(|name| format!("`{}` is not read", words::clean(name)))
        .collect()
}

/// A table that is not there, with what follows from it and the file that may be meant to be it.
fn absent(folder: &Path, table: &str, so: &str) -> Option<String> {
    let is_there = std::fs::symlink_metadata(folder.join(table)).is_ok();
    let note = || format!("there is no `{table}`, so {so}");
    (!is_there).then(|| match misnamed(folder, table) {
        Some(name) => format!("{}; {}", note(), did_you_mean_file(&name, table)),
        None => note(),
    })
}

fn did_you_mean_file(name: &str, table: &str) -> String {
    format!(
        "`{}` is not read; did you mean `{table}`?",
        words::clean(name)
    )
}

/// A file that nothing reads, whose name is close to that of a table that is not there.
fn misnamed(folder: &Path, table: &str) -> Option<String> {
    let is_there = std::fs::symlink_metadata(folder.join(table)).is_ok();
    let close = |name: &String| words::closest(name, TABLES) == Some(table);
    if is_there {
        None
    } else {
        unknown_files(folder).into_iter().find(close)
    }
}

/// Tables in the folder that are none of a programme's, sorted.
fn unknown_files(folder: &Path) -> Vec<String> {
    let is_table = |path: &Path| {
        path.extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("csv"))
    };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| is_table(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !TABLES.contains(&name.as_str()))
        .collect();
    names.sort();
    names
}
