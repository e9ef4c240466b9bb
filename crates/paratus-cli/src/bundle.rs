//! Several files of a folder, written all or none, and over others only where that is asked for.

use crate::failure::Failure;
use crate::formatting;
use std::fs::File;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Files on their way into a folder. Until [`Bundle::finish`] nothing of them is to be seen.
pub(crate) struct Bundle {
    folder: PathBuf,
    stage: TempDir,
    names: Vec<String>,
    /// Whether files that are there are replaced.
    replaces: bool,
}

impl Bundle {
    /// A bundle whose files take the place of those that are there.
    pub(crate) fn replacing(folder: &Path) -> Result<Bundle, Failure> {
        Ok(Bundle {
            replaces: true,
            ..Bundle::new(folder)?
        })
    }

    /// A bundle for a folder, which is made if it is not there.
    pub(crate) fn new(folder: &Path) -> Result<Bundle, Failure> {
        if std::fs::metadata(folder).is_ok_and(|metadata| !metadata.is_dir()) {
            return Err(Failure::new(format!(
                "`{}` is a file, not a folder",
                formatting::path(folder)
            )));
        }
        // Staged where the files will be moved to, so that moving is renaming.
        let beside = folder
            .ancestors()
            .find(|folder| folder.is_dir())
            .unwrap_or(Path::new("."));
        let stage = tempfile::Builder::new()
            .prefix(".paratus-")
            .tempdir_in(beside);
        let stage = stage.map_err(|error| Failure::io("write into", folder, &error))?;
        Ok(Bundle {
            folder: folder.to_owned(),
            stage,
            names: Vec::new(),
            replaces: false,
        })
    }

    /// A file to be written.
    pub(crate) fn create(&mut self, name: &str) -> Result<File, Failure> {
        let file = File::create(self.stage.path().join(name));
        let file = file.map_err(|error| Failure::io("write", &self.folder.join(name), &error))?;
        self.names.push(name.to_owned());
        Ok(file)
    }

    /// A file with its contents.
    pub(crate) fn add(&mut self, name: &str, contents: &str) -> Result<(), Failure> {
        use std::io::Write;
        let mut file = self.create(name)?;
        file.write_all(contents.as_bytes())
            .map_err(|error| Failure::io("write", &self.folder.join(name), &error))
    }

    /// Refuses if any of the files is there already.
    fn refuse_existing(&self) -> Result<(), Failure> {
        let exists = |name: &&String| std::fs::symlink_metadata(self.folder.join(name)).is_ok();
        let existing: Vec<String> = self
            .names
            .iter()
            .filter(exists)
            .map(|name| format!("`{name}`"))
            .collect();
        if existing.is_empty() {
            return Ok(());
        }
        let there = if existing.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {there} in `{}` already, and nothing is written over",
            formatting::list(&existing),
            formatting::path(&self.folder)
        );
        Err(Failure::new(message)
            .with_help("name another folder, or move these files away; nothing was written"))
    }

    /// Puts all files in their place; if one cannot be, none is. Returns their names.
    pub(crate) fn finish(self) -> Result<Vec<String>, Failure> {
        if !self.replaces {
            self.refuse_existing()?;
        }
        let made = !self.folder.is_dir();
        std::fs::create_dir_all(&self.folder)
            .map_err(|error| Failure::io("make the folder", &self.folder, &error))?;
        for (at, name) in self.names.iter().enumerate() {
            let target = self.folder.join(name);
            let before = |name: &str| self.stage.path().join(format!("before-{name}"));
            let kept = match std::fs::rename(&target, before(name)) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
                _ => Ok(()),
            };
            let moved = kept.and_then(|()| std::fs::rename(self.stage.path().join(name), &target));
            if let Err(error) = moved {
                for moved in self.names.iter().take(at + 1) {
                    // What cannot be taken back is reported by the failure itself.
                    let _ = std::fs::remove_file(self.folder.join(moved));
                    let _ = std::fs::rename(before(moved), self.folder.join(moved));
                }
                if made {
                    let _ = std::fs::remove_dir(&self.folder);
                }
                return Err(Failure::io("write", &target, &error));
            }
        }
        Ok(self.names)
    }
}
