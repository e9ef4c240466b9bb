//! Growth: records made in memory, part by part, to everyone's readiness; what is more than the log should hold goes to disk.

use super::columns::Columns32;
use super::generate;
use super::measure::{memory, print, processor_seconds};
use super::programme::{self, AS_OF};
use super::runs::{Run, check, take};
use paratus::evidence::Spill;
use paratus::{Date, EvidenceLog};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

/// Records that are made at once.
const PART: usize = 100_000_000;
/// Where records go; `/tmp` may be memory itself.
const FOLDER: &str = "target/bench";

/// A file without a name.
struct SpillFile(Mutex<File>);

impl Spill for SpillFile {
    fn put(&self, bytes: &[u8]) -> io::Result<u64> {
        let mut file = self
            .0
            .lock()
            .map_err(|_| io::Error::other("a writer panicked"))?;
        let at = file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        Ok(at)
    }

    fn get(&self, at: u64, bytes: &mut [u8]) {
        let mut file = self.0.lock().expect("no writer panicked");
        file.seek(SeekFrom::Start(at))
            .and_then(|_| file.read_exact(bytes))
            .expect("what was written can be read");
    }
}

/// This many records of this many people, of which the log holds `most` in memory. The check is the processor's seconds of taking and of
/// scoring, the clock's of each, and how many records were spilled.
pub(super) fn run(people: usize, records: usize, most: usize) -> Run {
    let programme = programme::compile(people)?;
    let as_of: Date = AS_OF.parse()?;
    let folder = if Path::new(FOLDER).is_dir() {
        FOLDER.into()
    } else {
        std::env::temp_dir()
    };
    let file = Arc::new(SpillFile(Mutex::new(tempfile::tempfile_in(folder)?)));
    let before = memory("VmRSS");
    let mut log = EvidenceLog::with_spill(&programme, file, most);
    let mut ids = programme::people(people);
    let (mut wall, mut cpu) = (0.0, 0.0);
    for (number, first) in (0..records).step_by(PART).enumerate() {
        let columns = Columns32::from_columns(
            generate::columns(people, PART.min(records - first), number as u64),
            ids,
            number,
        )?;
        let (clock, started) = (Instant::now(), processor_seconds());
        columns.with_columns(|columns| take(&mut log, columns))?;
        wall += clock.elapsed().as_secs_f64();
        cpu += processor_seconds() - started;
        if let Some(error) = log.spill_error() {
            return Err(format!("records cannot be spilled: {error}").into());
        }
        ids = columns.into_people();
    }
    drop(ids);
    let (clock, started, spilled) = (Instant::now(), processor_seconds(), log.spilled_records());
    let assessment = log.into_assessment(as_of);
    let (last_wall, last_cpu) = (clock.elapsed().as_secs_f64(), processor_seconds() - started);
    let sum = check(&assessment).first().copied().unwrap_or_default();
    let figures = [cpu, last_cpu, wall, last_wall, spilled as f64, sum];
    print(
        "paratus, growth",
        &[wall + last_wall],
        &[cpu + last_cpu],
        before,
        &figures,
    );
    Ok(())
}
