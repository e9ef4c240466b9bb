//! The files of a programme's folder on disk.

use crate::failure::reason;
use crate::folder::{PARQUET, open_within, read_whole};
use crate::workbooks::Workbooks;
use paratus::document::{Files, SheetText};
use paratus::table::TableOptions;
use std::io::ErrorKind;
use std::path::Path;

/// The files of a folder on disk.
pub(crate) struct Disk<'a> {
    folder: &'a Path,
    workbooks: Workbooks,
}

impl<'a> Disk<'a> {
    pub(crate) fn new(folder: &'a Path) -> Disk<'a> {
        Disk {
            folder,
            workbooks: Workbooks::default(),
        }
    }
}

impl Files for Disk<'_> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let file = match open_within(self.folder, name) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(reason(&error)),
        };
        read_whole(file).map(Some).map_err(|error| reason(&error))
    }

    fn sheets(&self, name: &str, options: &TableOptions) -> Vec<SheetText> {
        let mut sheets = self.workbooks.sheets(self.folder, name, options);
        let parquet = self.folder.join(PARQUET);
        if name == "evidence" && std::fs::symlink_metadata(parquet).is_ok() {
            sheets.push(SheetText {
                file: PARQUET.to_owned(),
                text: Err("it is a Parquet file".to_owned()),
            });
        }
        sheets
    }

    /// What can be included: TOML files in the folder and in folders within it. Links are not followed.
    fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        let mut open = vec![(self.folder.to_owned(), String::new(), 0)];
        while let Some((folder, before, depth)) = open.pop() {
            for entry in std::fs::read_dir(folder)
                .into_iter()
                .flatten()
                .flatten()
                .take(MOST_ENTRIES)
            {
                let name = format!("{before}{}", entry.file_name().to_string_lossy());
                let path = entry.path();
                if path.extension().is_some_and(|ending| ending == "toml") {
                    names.push(name);
                } else if depth < DEEPEST && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    open.push((path, format!("{name}/"), depth + 1));
                }
            }
        }
        names.sort();
        names
    }
}

/// Entries of a folder that are looked at for "did you mean", at most.
const MOST_ENTRIES: usize = 1000;
/// Folders within folders that are looked into, at most.
const DEEPEST: usize = 2;
