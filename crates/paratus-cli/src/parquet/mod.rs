//! Parquet: reported from CSV, read where the command was built with it, and refused with a word on what to do where it was not.

#[cfg(feature = "parquet")]
mod batch;
#[cfg(feature = "parquet")]
mod column;
#[cfg(feature = "parquet")]
mod read;

#[cfg(feature = "parquet")]
pub(crate) use read::read;

use crate::failure::Failure;
use std::path::Path;

/// How a Parquet file begins and ends. One whose footer is encrypted begins with `PARE`, as a heading `PARENT` does: it is reported by its name.
const MAGIC: &[u8] = b"PAR1";

/// Whether these are the first bytes of a Parquet file.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Whether a file is Parquet, by its first bytes or its name.
pub(crate) fn is_parquet(path: &Path, first: &[u8]) -> bool {
    begins(first)
        || path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("parquet"))
}

/// A command that was built without it.
#[cfg(not(feature = "parquet"))]
pub(crate) fn absent(name: &str) -> Failure {
    let message = format!("`{name}` is a Parquet file, and this command was built without Parquet");
    let how = "cargo install --path crates/paratus-cli --features parquet";
    Failure::new(message).with_help(format!("build it with `{how}`, or write the table as CSV"))
}

/// Parquet that comes through a pipe: what it holds is said at its end, so it cannot be read as it comes.
pub(crate) fn piped(name: &str) -> Failure {
    let message = format!("`{name}` is Parquet, which cannot be read from a pipe");
    Failure::new(message).with_help("write it to a file and name that, or send CSV")
}
