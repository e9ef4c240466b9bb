//! Files that this run has read, which no output may replace.

use std::collections::BTreeSet;
use std::io::{self, StdinLock};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// The files that were opened to be read, as the system names them. Reading goes through `folder` alone, so none is forgotten.
static READ: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Whether standard input is read.
static STANDARD: AtomicBool = AtomicBool::new(false);

/// Begins a run: nothing has been read.
pub(crate) fn begin() {
    STANDARD.store(false, Ordering::Relaxed);
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

/// Standard input, which is read once.
pub(crate) fn standard() -> io::Result<StdinLock<'static>> {
    if STANDARD.swap(true, Ordering::Relaxed) {
        return Err(io::Error::other(
            "standard input is read once, and two things were to be read from it",
        ));
    }
    Ok(io::stdin().lock())
}

/// Whether a file, as the system names it, was opened to be read.
pub(crate) fn was_read(path: &Path) -> bool {
    READ.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .contains(path)
}
