//! The folder that an import goes into: its files, and what they become.

use crate::bundle::Bundle;
use crate::diagnostics;
use crate::disk::Disk;
use crate::failure::Failure;
use crate::words;
use paratus::document::{Files, SheetText};
use paratus::table::TableOptions;
use std::collections::BTreeMap;
use std::path::Path;

/// Files of a folder, those that an import changes as they will be.
pub(super) struct FolderFiles<'a> {
    folder: &'a Path,
    changed: BTreeMap<String, String>,
}

impl<'a> FolderFiles<'a> {
    pub(super) fn new(folder: &'a Path) -> Result<FolderFiles<'a>, Failure> {
        if std::fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
            let message = format!("`{}` is a file, not a folder", words::path(folder));
            return Err(Failure::new(message));
        }
        Ok(FolderFiles {
            folder,
            changed: BTreeMap::new(),
        })
    }

    /// Takes files as they will be.
    pub(super) fn change(&mut self, files: Vec<(String, String)>) {
        self.changed.extend(files);
    }

    fn list(&self) -> String {
        let names: Vec<String> = self
            .changed
            .keys()
            .map(|name| format!("`{name}`"))
            .collect();
        words::list(&names)
    }

    /// Says what would be written.
    pub(super) fn report_plan(&self) {
        let folder = words::path(self.folder);
        diagnostics::eprint(&if self.changed.is_empty() {
            format!("`{folder}` would stay as it is\n")
        } else {
            format!(
                "would write {} in `{folder}`; nothing was written\n",
                self.list()
            )
        });
    }

    /// Writes all changed files, or none.
    pub(super) fn write(self) -> Result<(), Failure> {
        let folder = words::path(self.folder);
        if self.changed.is_empty() {
            diagnostics::eprint(&format!("`{folder}` stays as it is\n"));
            return Ok(());
        }
        let names = self.list();
        let mut bundle = Bundle::replacing(self.folder)?;
        for (name, text) in &self.changed {
            bundle.add(name, text)?;
        }
        bundle.finish()?;
        diagnostics::eprint(&format!("wrote {names} in `{folder}`\n"));
        Ok(())
    }
}

impl Files for FolderFiles<'_> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        match self.changed.get(name) {
            Some(text) => Ok(Some(text.clone().into_bytes())),
            None if self.folder.is_dir() => Disk::new(self.folder).read(name),
            None => Ok(None),
        }
    }

    fn names(&self) -> Vec<String> {
        Disk::new(self.folder).names()
    }

    fn sheets(&self, name: &str, options: &TableOptions) -> Vec<SheetText> {
        Disk::new(self.folder).sheets(name, options)
    }
}
