//! Archives: what they hold, and that they do not expand without bound.

use crate::error::{ExchangeError, Problem, quoted_cell};
use std::{
    collections::HashSet,
    io::{self, Cursor, Read},
};
use zip::ZipArchive;

/// Files of an archive, at most.
const MOST_FILES: usize = 10_000;
/// Bytes below which the ratio of expansion does not matter.
const SMALL: u64 = 16 << 20;

/// How far an archive may expand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of all files together.
    pub(crate) expanded: u64,
    /// Times the size of the archive; above that it is made to exhaust memory.
    pub(crate) ratio: u64,
}

impl Limits {
    /// Bytes that what is packed may expand to.
    pub(crate) fn bytes(self, packed: usize) -> u64 {
        let by_ratio = (packed as u64).saturating_mul(self.ratio).max(SMALL);
        self.expanded.min(by_ratio)
    }
}

/// Names of the files in an archive; `None` where bytes are no archive.
pub(crate) fn names(bytes: &[u8]) -> Option<Vec<String>> {
    if !bytes.starts_with(b"PK\x03\x04") {
        return None;
    }
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    Some(
        archive
            .file_names()
            .take(MOST_FILES)
            .flatten()
            .map(|name| name.into_owned())
            .collect(),
    )
}

/// The refusal of what expands to more than the limit.
pub(crate) fn too_much(file: &str, bytes: usize, limit: u64) -> ExchangeError {
    let message = format!(
        "{} kB that expand to more than {} MiB",
        bytes.div_ceil(1000),
        limit >> 20
    );
    let help = "such a file is refused before it is read; save what is needed of it as CSV";
    ExchangeError::Table(Problem::new(file, message).help(Some(help.into())))
}

/// What is read of an archive of tables that needs a password.
fn encrypted(file: &str, name: &str) -> ExchangeError {
    let message = format!("{} in it is encrypted", quoted_cell(name));
    let help = "unpack the archive with its password, and import what it holds";
    ExchangeError::Table(Problem::new(file, message).help(Some(help.into())))
}

/// The name that two files of an archive have. Readers take the last of them, and the first would be lost.
fn repeated_name(bytes: &[u8], directory: u64) -> Option<String> {
    let number = |at: usize| {
        let two = bytes.get(at..at.checked_add(2)?)?;
        two.try_into().ok().map(u16::from_le_bytes).map(usize::from)
    };
    let mut at = usize::try_from(directory).ok()?;
    let mut seen = HashSet::new();
    while bytes.get(at..)?.starts_with(b"PK\x01\x02") {
        let (name, extra, remark) = (number(at + 28)?, number(at + 30)?, number(at + 32)?);
        let written = bytes.get(at + 46..at + 46 + name)?;
        if !seen.insert(written) {
            return Some(String::from_utf8_lossy(written).into_owned());
        }
        at += 46 + name + extra + remark;
    }
    None
}

fn unreadable(file: &str, error: &dyn std::fmt::Display) -> ExchangeError {
    let problem = Problem::new(file, format!("the archive cannot be read: {error}"));
    ExchangeError::Table(problem.help(Some("was it cut short? Copy it again".into())))
}

/// Refuses an archive that expands too far: first by the sizes in its directory, then by counting while it is inflated. `look` sees
/// what is inflated, part by part.
pub(crate) fn check(
    file: &str,
    bytes: &[u8],
    limits: Limits,
    look: &mut dyn FnMut(&str, &[u8]),
) -> Result<(), ExchangeError> {
    let mut part = vec![0; 1 << 16];
    each(file, bytes, limits, &|_| true, &mut |name, input| {
        loop {
            match input.read(&mut part)? {
                0 => return Ok(()),
                read => look(name, part.get(..read).unwrap_or_default()),
            }
        }
    })
}

/// The files of an archive that `wanted` picks by their names, with their contents.
pub(crate) fn read(
    file: &str,
    bytes: &[u8],
    limits: Limits,
    wanted: &dyn Fn(&str) -> bool,
) -> Result<Vec<(String, Vec<u8>)>, ExchangeError> {
    let mut all = Vec::new();
    each(file, bytes, limits, wanted, &mut |name, input| {
        let mut contents = Vec::new();
        input.read_to_end(&mut contents)?;
        all.push((name.to_owned(), contents));
        Ok(())
    })?;
    all.sort();
    Ok(all)
}

fn each(
    file: &str,
    bytes: &[u8],
    limits: Limits,
    wanted: &dyn Fn(&str) -> bool,
    take: &mut dyn FnMut(&str, &mut dyn Read) -> io::Result<()>,
) -> Result<(), ExchangeError> {
    let limit = limits.bytes(bytes.len());
    let mut archive =
        ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(file, &error))?;
    if archive.len() > MOST_FILES {
        let message = format!("an archive of more than {MOST_FILES} files");
        return Err(ExchangeError::table(file, message));
    }
    if let Some(name) = repeated_name(bytes, archive.central_directory_start()) {
        let message = format!(
            "the archive holds two files of the name {}",
            quoted_cell(&name)
        );
        let help = "unpack it, give each its own name, and import them";
        return Err(ExchangeError::Table(
            Problem::new(file, message).help(Some(help.into())),
        ));
    }
    let mut declared: u64 = 0;
    for at in 0..archive.len() {
        let entry = archive
            .by_index_raw(at)
            .map_err(|error| unreadable(file, &error))?;
        declared = declared.saturating_add(entry.size());
        if entry.encrypted() {
            return Err(encrypted(file, &entry.name().unwrap_or_default()));
        }
    }
    if declared > limit {
        return Err(too_much(file, bytes.len(), limit));
    }
    let mut left = limit;
    for at in 0..archive.len() {
        let entry = archive
            .by_index(at)
            .map_err(|error| unreadable(file, &error))?;
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(error) => return Err(unreadable(file, &error)),
        };
        if entry.is_dir() || !wanted(&name) {
            continue;
        }
        let mut counted = CountingReader {
            inner: entry.take(left.saturating_add(1)),
            read: 0,
        };
        take(&name, &mut counted).map_err(|error| unreadable(file, &error))?;
        if counted.read > left {
            return Err(too_much(file, bytes.len(), limit));
        }
        left -= counted.read;
    }
    Ok(())
}

struct CountingReader<R> {
    inner: R,
    read: u64,
}

impl<R: Read> Read for CountingReader<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(out)?;
        self.read += length as u64;
        Ok(length)
    }
}
