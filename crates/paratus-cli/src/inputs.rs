//! Files that no output may replace: those that this run has read, and those of a programme.

use crate::failure::Failure;
use crate::folder;
use crate::words;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The files that were opened to be read, as the system names them. Reading goes through [`folder`] alone, so none is forgotten.
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

/// Refuses a file as the place of an output where that would destroy what was read, or a file of a programme. `shown` is its name in
/// the message.
pub(crate) fn refuse(path: &Path, shown: &Path) -> Result<(), Failure> {
    let Ok(whole) = path.canonicalize() else {
        return Ok(());
    };
    let why = if READ
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .contains(&whole)
    {
        "it is read by this command"
    } else if folder::is_of_programme(&whole) {
        "it is a file of a programme"
    } else {
        return Ok(());
    };
    let failure = Failure::new(format!("cannot write `{}`: {why}", words::path(shown)));
    Err(failure.with_help("name another file, or move this one away first"))
}
