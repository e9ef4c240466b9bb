//! Files that this run has read, which no output may replace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The files that were opened to be read, as the system names them. Reading goes through `folder` alone, so none is forgotten.
static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Begins a run: nothing has been read.
pub(crate) fn begin() {
    READ.lock().unwrap_or_else(PoisonError::into_inner).clear();
}

/// Notes a file that is read.
pub(crate) fn note(path: &Path) {
    if let Ok(path) = path.canonicalize() {
        READ.lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(path);
    }
}

/// Whether a file, as the system names it, was opened to be read.
pub(crate) fn was_read(path: &Path) -> bool {
    READ.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .contains(path)
}
