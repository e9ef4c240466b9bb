//! The folder that an import goes into.

use crate::bundle::Bundle;
use crate::diagnostics;
use crate::disk::Disk;
use crate::failure::Failure;
use crate::formatting;
use paratus::document::{Files, SheetText};
use paratus::table::TableOptions;
use std::collections::BTreeMap;
use std::path::Path;

/// The folder that an import goes into; it need not be there yet.
pub(super) struct TargetFolder<'a>(&'a Path);

impl<'a> TargetFolder<'a> {
    pub(super) fn new(folder: &'a Path) -> Result<TargetFolder<'a>, Failure> {
        if std::fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
            let message = format!("`{}` is a file, not a folder", formatting::path(folder));
            return Err(Failure::new(message));
        }
        Ok(TargetFolder(folder))
    }

    /// What is in it.
    pub(super) fn files(&self) -> TargetFiles<'a> {
        TargetFiles(self.0.is_dir().then(|| Disk::new(self.0)))
    }

    /// Says what would be written.
    pub(super) fn report_plan(&self, changed: &BTreeMap<String, String>) {
        let folder = formatting::path(self.0);
        diagnostics::eprint(&if changed.is_empty() {
            format!("`{folder}` would stay as it is\n")
        } else {
            format!(
                "would write {} in `{folder}`; nothing was written\n",
                list(changed)
            )
        });
    }

    /// Writes all changed files, or none.
    pub(super) fn write(&self, changed: &BTreeMap<String, String>) -> Result<(), Failure> {
        let folder = formatting::path(self.0);
        if changed.is_empty() {
            diagnostics::eprint(&format!("`{folder}` stays as it is\n"));
            return Ok(());
        }
        let mut bundle = Bundle::replacing(self.0)?;
        for (name, text) in changed {
            bundle.add(name, text)?;
        }
        bundle.finish()?;
        diagnostics::eprint(&format!("wrote {} in `{folder}`\n", list(changed)));
        Ok(())
    }
}

fn list(changed: &BTreeMap<String, String>) -> String {
    let names: Vec<String> = changed.keys().map(|name| format!("`{name}`")).collect();
    formatting::list(&names)
}

/// The files of the folder; none where it is not there yet.
pub(super) struct TargetFiles<'a>(Option<Disk<'a>>);

impl Files for TargetFiles<'_> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        self.0.as_ref().map_or(Ok(None), |disk| disk.read(name))
    }

    fn names(&self) -> Vec<String> {
        self.0.as_ref().map(Disk::names).unwrap_or_default()
    }

    fn sheets(&self, name: &str, options: &TableOptions) -> Vec<SheetText> {
        let disk = self.0.as_ref();
        disk.map(|disk| disk.sheets(name, options))
            .unwrap_or_default()
    }
}
