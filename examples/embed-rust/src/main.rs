//! Paratus inside another program: reads a programme's folder, assesses everyone, and explains one person.
//!
//! Run with `cargo run --package embed-rust -- examples/ministry p-0117`.

use paratus::document::{Files, read_folder};
use paratus::table::TableOptions;
use paratus::{Date, EvidenceLog};
use std::path::{Path, PathBuf};
use std::{env, error, fs, io};

/// The library does no input or output: a host says where files come from.
struct Folder(PathBuf);

impl Files for Folder {
    fn read(&self, name: &str) -> Result<Option<Vec<u8>>, String> {
        match fs::read(self.0.join(name)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.to_string()),
        }
    }
}

fn main() -> Result<(), Box<dyn error::Error>> {
    let mut arguments = env::args().skip(1);
    let folder = arguments
        .next()
        .unwrap_or_else(|| "examples/ministry".to_owned());
    let person = arguments.next().unwrap_or_else(|| "p-0117".to_owned());

    let programme = read_folder(&Folder(PathBuf::from(&folder)))?
        .refuse_errors()?
        .compile();
    for finding in programme.findings() {
        println!("{finding}");
    }
    let as_of: Date = programme.as_of().ok_or("the programme names no date")?;

    let mut evidence = EvidenceLog::new(&programme);
    let table = fs::read(Path::new(&folder).join("evidence.csv"))?;
    let report = evidence.read_csv("evidence.csv", &table, TableOptions::default());
    println!(
        "{} records of evidence, {} refused",
        report.rows, report.refused
    );

    let assessment = programme.assess(&evidence, as_of);
    println!("{}", assessment.person(&person)?.explain());
    Ok(())
}
