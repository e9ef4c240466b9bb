//! The folder that an import goes into.

use crate::bundle::Bundle;
use crate::diagnostics;
use crate::disk::Disk;
use crate::failure::Failure;
use crate::formatting;
use paratus::document::{Files, SheetText};
use paratus::table::TableOptions;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

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
        TargetFiles {
            disk: self.0.is_dir().then(|| Disk::new(self.0)),
            read: RefCell::default(),
        }
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

    /// Says what was written.
    pub(super) fn report_written(&self, changed: &BTreeMap<String, String>) {
        let folder = formatting::path(self.0);
        diagnostics::eprint(&if changed.is_empty() {
            format!("`{folder}` stays as it is\n")
        } else {
            format!("wrote {} in `{folder}`\n", list(changed))
        });
    }

    /// Writes all changed files, or none: none where a file that they were worked out from is no longer as it was read, which is returned
    /// as a failure.
    pub(super) fn write(
        &self,
        changed: &BTreeMap<String, String>,
        files: &TargetFiles<'_>,
    ) -> Result<Option<Failure>, Failure> {
        if changed.is_empty() {
            return Ok(None);
        }
        let mut bundle = Bundle::replacing(self.0)?;
        for (name, text) in changed {
            bundle.add(name, text)?;
        }
        let _lock = Lock::take(self.0)?;
        if let Some(changed) = files.changed(self.0) {
            return Ok(Some(changed));
        }
        bundle.finish()?;
        Ok(None)
    }
}

fn list(changed: &BTreeMap<String, String>) -> String {
    let names: Vec<String> = changed.keys().map(|name| format!("`{name}`")).collect();
    formatting::list(&names)
}

/// Keeps two imports from writing into one folder at the same time. It is held while files are moved into their place.
struct Lock(PathBuf);

/// How often, and after how many milliseconds, it is tried again.
const LOCK_TRIES: u32 = 100;
const LOCK_PAUSE_MILLISECONDS: u64 = 50;

impl Lock {
    fn take(folder: &Path) -> Result<Lock, Failure> {
        let beside = folder.ancestors().find(|folder| folder.is_dir());
        let path = beside.unwrap_or(Path::new(".")).join(".paratus-lock");
        for _ in 0..LOCK_TRIES {
            match File::create_new(&path) {
                Ok(_) => return Ok(Lock(path)),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                    std::thread::sleep(Duration::from_millis(LOCK_PAUSE_MILLISECONDS));
                }
                Err(error) => return Err(Failure::io("write", &path, &error)),
            }
        }
        let path = formatting::path(&path);
        let message = format!("another import is writing into this folder: `{path}` is there");
        let help = "import again when it has ended; if none is running, remove the file";
        Err(Failure::new(message).with_help(help))
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // What is left behind is named by the next import.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The files of the folder; none where it is not there yet.
pub(super) struct TargetFiles<'a> {
    disk: Option<Disk<'a>>,
    /// What was read, by name: a number made of the bytes; `None` where there was no such file.
    read: RefCell<BTreeMap<String, Option<u64>>>,
}

fn number_of(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

impl TargetFiles<'_> {
    /// Why nothing may be written: somebody has changed a file since it was read.
    fn changed(&self, folder: &Path) -> Option<Failure> {
        let now = Disk::new(folder);
        let read = self.read.borrow();
        let is_changed = |(name, before): &(&String, &Option<u64>)| {
            let read = now.read(name).ok().flatten();
            read.as_deref().map(number_of) != **before
        };
        let (name, _) = read.iter().find(is_changed)?;
        let message = format!(
            "`{}` was changed while the import was worked out; nothing was written",
            formatting::path(&folder.join(name))
        );
        Some(Failure::new(message).with_help("import again"))
    }
}

impl Files for TargetFiles<'_> {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        let disk = self.disk.as_ref();
        let bytes = disk.map_or(Ok(None), |disk| disk.read(name))?;
        let number = bytes.as_deref().map(number_of);
        let mut read = self.read.borrow_mut();
        // What was read first is what everything else was worked out from.
        read.entry(name.to_owned()).or_insert(number);
        Ok(bytes)
    }

    fn names(&self) -> Vec<String> {
        self.disk.as_ref().map(Disk::names).unwrap_or_default()
    }

    fn sheets(&self, name: &str, options: &TableOptions) -> Vec<SheetText> {
        let disk = self.disk.as_ref();
        disk.map(|disk| disk.sheets(name, options))
            .unwrap_or_default()
    }
}
