//! Large seeded evidence, and the library timed on it.
//!
//! `cargo xtask bench score` runs this beside other tools on the same data; it can be run alone too.

mod columns;
mod generate;
mod measure;
mod programme;
mod runs;

use std::error::Error;
use std::path::PathBuf;

/// What can be asked for.
pub const HELP: &str = "\
usage: paratus-bench score generate FOLDER PEOPLE [RECORDS]   write a programme, columns (*.bin) and evidence.csv
       paratus-bench score columns FOLDER ROUNDS              columns in memory to everyone's readiness
       paratus-bench score csv FOLDER ROUNDS                  evidence.csv on disk to everyone's readiness
       paratus-bench score append FOLDER ROUNDS               one more record, one person scored again
       paratus-bench score floor FOLDER ROUNDS                only reading the columns: the limit of the memory";

/// Does what the words after `score` say.
///
/// # Errors
/// Where they are not understood, or files cannot be read or written.
pub fn run(words: &[&str]) -> Result<(), Box<dyn Error>> {
    let folder = |folder: &str| PathBuf::from(folder);
    match words {
        ["generate", to, people] => generate::write(&folder(to), people.parse()?, None),
        ["generate", to, people, records] => generate::write(&folder(to), people.parse()?, Some(records.parse()?)),
        ["columns", from, rounds] => runs::columns(&folder(from), rounds.parse()?),
        ["csv", from, rounds] => runs::csv(&folder(from), rounds.parse()?),
        ["append", from, rounds] => runs::append(&folder(from), rounds.parse()?),
        ["floor", from, rounds] => runs::floor(&folder(from), rounds.parse()?),
        _ => Err(HELP.into()),
    }
}
