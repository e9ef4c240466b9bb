//! The folders of the checkout.

use crate::Result;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The checkout that the chores are done in.
#[derive(Debug, Clone)]
pub(crate) struct Checkout {
    root: PathBuf,
}

impl Checkout {
    /// The checkout around the folder that cargo started us for, or around the current folder.
    pub(crate) fn find() -> Result<Self> {
        let start = match env::var_os("CARGO_MANIFEST_DIR") {
            Some(folder) => PathBuf::from(folder),
            None => env::current_dir()
                .map_err(|error| format!("there is no current folder: {error}"))?,
        };
        let root = start
            .ancestors()
            .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file());
        let root = root.ok_or_else(|| format!("`{}` is not inside a checkout", start.display()))?;
        Ok(Self {
            root: root.to_owned(),
        })
    }

    /// The top folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// The folder for everything built.
    pub(crate) fn target(&self) -> PathBuf {
        env::var_os("CARGO_TARGET_DIR")
            .map_or_else(|| self.root.join("target"), |folder| self.root.join(folder))
    }

    /// A path as it is written in messages: from the top folder on, with `/` between the parts.
    pub(crate) fn relative(&self, path: &Path) -> String {
        let inside = path.strip_prefix(&self.root).unwrap_or(path);
        inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect::<Vec<_>>()
            .join("/")
    }

    /// Every file of this name in the checkout, sorted; built and installed files are left out.
    pub(crate) fn files_named(&self, name: &str) -> Result<Vec<PathBuf>> {
        let mut found = files_below(&self.root, &|folder| {
            folder.starts_with('.')
                || folder.starts_with("target")
                || matches!(folder, "node_modules" | "pkg" | "dist")
        })?;
        found.retain(|path| path.file_name().is_some_and(|file| file == name));
        Ok(found)
    }
}

/// Every file below `folder`, sorted, without the folders that `skip` names. A folder that is not there has no files.
pub(crate) fn files_below(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop().filter(|folder| folder.is_dir()) {
        let entries = fs::read_dir(&folder).map_err(|error| unreadable(&folder, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| unreadable(&folder, &error))?;
            let path = entry.path();
            if !path.is_dir() {
                files.push(path);
            } else if !skip(&entry.file_name().to_string_lossy()) {
                folders.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a file.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

/// An empty folder at `path`, whatever was there before.
pub(crate) fn fresh_folder(path: &Path) -> Result {
    if path.exists() {
        fs::remove_dir_all(path)
            .map_err(|error| format!("cannot empty `{}`: {error}", path.display()))?;
    }
    fs::create_dir_all(path).map_err(|error| format!("cannot make `{}`: {error}", path.display()))
}

/// The message for a path that cannot be read.
fn unreadable(path: &Path, error: &std::io::Error) -> String {
    format!("cannot read `{}`: {error}", path.display())
}
