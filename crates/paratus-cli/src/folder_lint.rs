//! Tables of a folder that are not there, and tables that nothing reads: a misnamed one would be both, and nobody would be
//! reported.

use crate::args::EvidenceArgs;
use crate::folder::{Home, PARQUET, TEXT_ENDINGS};
use crate::{formatting, workbooks};
use paratus::document::Document;
use paratus_exchange::TABLE_NAMES;
use std::path::{Path, PathBuf};

/// What is to be said of the tables that belong to the programme.
pub(crate) fn of_programme(home: &Home, document: &Document) -> Vec<String> {
    let Home::Folder(folder) = home else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    if document.people.is_empty() {
        notes.extend(absent(folder, "people", "there is nobody to be ready"));
    }
    if !document.tools.is_empty() && document.feature_use.is_empty() {
        notes.extend(absent(
            folder,
            "feature_use",
            "it is unknown what sections use, and nothing is saved",
        ));
    }
    for table in ["absences", "acts", "sessions"] {
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
        let parquet = std::fs::symlink_metadata(folder.join(PARQUET)).is_ok();
        if !parquet {
            notes.extend(absent(folder, "evidence", "nobody has any evidence"));
        }
    }
    if args.responses.is_empty() && !document.instruments.is_empty() {
        notes.extend(absent(folder, "responses", "no survey has any answers"));
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
        TABLE_NAMES
            .iter()
            .any(|table| misnamed(folder, table).as_deref() == Some(name))
    };
    let mut names = unknown_files(folder);
    names.retain(|name| !is_given(name) && !is_misnamed(name));
    names
        .iter()
        .map(|name| format!("`{}` is not read", formatting::clean(name)))
        .collect()
}

/// A table that is not there, with what follows from it and the file that may be meant to be it.
fn absent(folder: &Path, table: &str, so: &str) -> Option<String> {
    let note = || format!("there is no `{table}.csv`, so {so}");
    form_of(folder, table)
        .is_none()
        .then(|| match misnamed(folder, table) {
            Some(name) => format!("{}; {}", note(), did_you_mean_file(&name, table)),
            None => note(),
        })
}

fn did_you_mean_file(name: &str, table: &str) -> String {
    let ending = name.rsplit_once('.').map_or("csv", |(_, ending)| ending);
    format!(
        "`{}` is not read; did you mean `{table}.{ending}`?",
        formatting::clean(name)
    )
}

/// The file that holds a table, in whichever form it is there.
fn form_of(folder: &Path, table: &str) -> Option<String> {
    let is_there = |file: &String| std::fs::symlink_metadata(folder.join(file)).is_ok();
    let text = TEXT_ENDINGS.map(|ending| format!("{table}.{ending}"));
    text.into_iter()
        .find(is_there)
        .or_else(|| workbooks::holding(folder, table))
}

/// A file that nothing reads, whose name is close to that of a table that is not there.
fn misnamed(folder: &Path, table: &str) -> Option<String> {
    let stem = |name: &str| {
        name.rsplit_once('.')
            .map_or(name, |(stem, _)| stem)
            .to_owned()
    };
    let close = |name: &String| formatting::closest(&stem(name), TABLE_NAMES) == Some(table);
    if form_of(folder, table).is_some() {
        None
    } else {
        unknown_files(folder).into_iter().find(close)
    }
}

/// Tables in the folder that are none of a programme's, sorted.
fn unknown_files(folder: &Path) -> Vec<String> {
    let is_text = |name: &String| {
        let parts = name.rsplit_once('.');
        parts.is_some_and(|(stem, ending)| {
            let is_text = TEXT_ENDINGS
                .iter()
                .any(|known| ending.eq_ignore_ascii_case(known));
            let is_read = TEXT_ENDINGS.contains(&ending) && TABLE_NAMES.contains(&stem);
            is_text && !is_read
        })
    };
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(is_text)
        .chain(workbooks::without_tables(folder))
        .collect();
    names.sort();
    names
}
