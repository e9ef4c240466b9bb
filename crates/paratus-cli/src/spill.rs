//! Evidence that is larger than memory: a temporary file takes what memory should not.

use crate::console::Context;
use crate::failure::reason;
use crate::formatting;
use crate::memory::{MIN_MEMORY, Memory};
use crate::{Exit, diagnostics};
use paratus::evidence::Spill;
use paratus::{EvidenceLog, Programme};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What a record takes in memory, counted generously: in the log, by person, and room for both to grow.
const BYTES_OF_RECORD: u64 = 64;
/// Where the system does not tell how much is free.
const USUAL: u64 = 4 << 30;

/// A log that holds what `memory` allows; without a limit, what half of the free memory does.
pub(crate) fn log(programme: &Programme, memory: Option<Memory>) -> EvidenceLog {
    let bytes = memory
        .map_or_else(|| free().unwrap_or(USUAL) / 2, |memory| memory.bytes())
        .max(MIN_MEMORY);
    let records = usize::try_from(bytes / BYTES_OF_RECORD).unwrap_or(usize::MAX);
    EvidenceLog::with_spill(programme, Arc::new(SpillFile::new(folder())), records)
}

/// Says that evidence is kept in a file, or why it could not be.
pub(crate) fn report_spill(log: &EvidenceLog, context: &Context) {
    if let Some(error) = log.spill_error() {
        let folder = formatting::path(&folder());
        let more = format!(
            "cannot keep evidence in `{folder}` ({}), so all of it is held in memory",
            reason(error)
        );
        diagnostics::note(&format!("{more}; TMPDIR names another folder"), context);
    }
    if log.spilled_records() > 0 {
        let kept = "evidence needs more memory than it may take, and waits in a temporary file (`--memory` says how much it may take)";
        diagnostics::note(kept, context);
    }
}

/// How much memory the system could give, where it tells: what is free, and no more than a container may have.
fn free() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let free = line
        .trim()
        .strip_suffix("kB")?
        .trim()
        .parse::<u64>()
        .ok()?
        .checked_mul(1 << 10)?;
    let limit = std::fs::read_to_string("/sys/fs/cgroup/memory.max")
        .ok()
        .and_then(|text| text.trim().parse().ok());
    Some(limit.map_or(free, |limit: u64| limit.min(free)))
}

/// Where temporary files go that may be large. Where TMPDIR says nothing, `/tmp` may be memory itself.
fn folder() -> PathBuf {
    let large = Path::new("/var/tmp");
    if std::env::var_os("TMPDIR").is_none() && large.is_dir() {
        large.to_path_buf()
    } else {
        std::env::temp_dir()
    }
}

/// A file without a name, made when it is first needed. It is gone when the command ends, however it ends.
struct SpillFile {
    folder: PathBuf,
    file: Mutex<Option<File>>,
}

impl SpillFile {
    fn new(folder: PathBuf) -> SpillFile {
        SpillFile {
            folder,
            file: Mutex::default(),
        }
    }

    fn read(&self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = file.as_mut().ok_or(io::ErrorKind::NotFound)?;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(bytes)
    }
}

impl Spill for SpillFile {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match &mut *file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile_in(&self.folder)?),
        };
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(at)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        if let Err(error) = self.read(at, bytes) {
            let (folder, reason) = (formatting::path(&self.folder), reason(&error));
            diagnostics::eprint(&format!(
                "error: cannot read the evidence again that was kept in `{folder}`: {reason}\n"
            ));
            std::process::exit(Exit::CouldNotRun as i32);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = SpillFile::new(folder.path().to_path_buf());
        assert!(file.read(0, &mut [0]).is_err(), "nothing was kept");
        assert_eq!(file.put(b"one").expect("room"), 0);
        assert_eq!(file.put(b"three").expect("room"), 3);
        let mut bytes = [0; 5];
        file.read(3, &mut bytes).expect("kept");
        assert_eq!(&bytes, b"three");
        assert!(
            file.read(4, &mut bytes).is_err(),
            "only four bytes are left"
        );
        assert!(
            SpillFile::new(folder.path().join("none"))
                .put(b"one")
                .is_err()
        );
    }
}
