//! Large seeded evidence, and the library timed on it.
//!
//! `cargo xtask bench score` runs this beside other tools on the same data; it can be run alone too.

mod columns;
mod generate;
mod grow;
mod jobs;
mod measure;
mod programme;
mod runs;

use columns::Columns32;
use paratus::Programme;
use paratus::evidence::EvidenceColumns;
use std::error::Error;
use std::path::PathBuf;

/// Seeded evidence as columns, with its programme.
pub struct Seeded {
    /// This many people, 20 objectives, one role.
    pub programme: Programme,
    columns: Columns32,
    people: usize,
    records: usize,
}

impl Seeded {
    /// This many records of this many people, in random order: always the same ones.
    ///
    /// # Errors
    /// Where the programme cannot be made; that would be an error of this crate.
    pub fn new(people: usize, records: usize) -> Result<Seeded, Box<dyn Error>> {
        let columns = Columns32::from_columns(
            generate::columns(people, records, 0),
            programme::people(people),
            0,
        )?;
        Ok(Seeded {
            programme: programme::compile(people)?,
            columns,
            people,
            records,
        })
    }

    /// The same records as a table, as `evidence.csv` has them.
    ///
    /// # Errors
    /// Where it cannot be written; that would be an error of this crate.
    pub fn table(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut table = Vec::new();
        generate::table(&generate::columns(self.people, self.records, 0), &mut table)?;
        Ok(table)
    }

    /// Hands the columns to somebody.
    pub fn with_columns<T>(&self, take: impl FnOnce(&EvidenceColumns<'_>) -> T) -> T {
        self.columns.with_columns(take)
    }
}

/// What can be asked for.
pub const HELP: &str = "\
usage: paratus-bench score generate FOLDER PEOPLE [RECORDS]   write a programme, columns (*.bin) and evidence.csv
       paratus-bench score columns FOLDER ROUNDS              columns in memory to everyone's readiness
       paratus-bench score csv FOLDER ROUNDS                  evidence.csv on disk to everyone's readiness
       paratus-bench score append FOLDER ROUNDS               one more record, one person scored again
       paratus-bench score units FOLDER ROUNDS                the same, and the figures of all sections
       paratus-bench score floor FOLDER ROUNDS                only reading the columns: the limit of the memory
       paratus-bench score columns-threads FOLDER ROUNDS      columns, with as many threads as RAYON_NUM_THREADS says
       paratus-bench score grow PEOPLE RECORDS MEMORY         records made in memory, of which the log holds this many in memory, to
                                                              everyone's readiness
       paratus-bench score job NAME                           a small job whose instructions are counted";

/// Does what the words after `score` say.
///
/// # Errors
/// Where they are not understood, or files cannot be read or written.
pub fn run(words: &[&str]) -> Result<(), Box<dyn Error>> {
    let folder = |folder: &str| PathBuf::from(folder);
    match words {
        ["generate", to, people] => generate::write(&folder(to), people.parse()?, None),
        ["generate", to, people, records] => {
            generate::write(&folder(to), people.parse()?, Some(records.parse()?))
        }
        ["columns", from, rounds] => {
            runs::columns(&folder(from), rounds.parse()?, "paratus, columns")
        }
        ["columns-threads", from, rounds] => runs::columns(
            &folder(from),
            rounds.parse()?,
            "paratus on threads, columns",
        ),
        ["csv", from, rounds] => runs::csv(&folder(from), rounds.parse()?),
        ["append", from, rounds] => runs::append(&folder(from), rounds.parse()?, 1000, false),
        ["units", from, rounds] => runs::append(&folder(from), rounds.parse()?, 20, true),
        ["floor", from, rounds] => runs::floor(&folder(from), rounds.parse()?),
        ["grow", people, records, memory] => {
            grow::run(people.parse()?, records.parse()?, memory.parse()?)
        }
        ["job", name] => jobs::run(name),
        _ => Err(HELP.into()),
    }
}
