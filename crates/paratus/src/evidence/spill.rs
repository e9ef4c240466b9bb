//! Records that are more than memory should hold: put away shelf by shelf, and got again when their people's turn comes.

use super::EvidenceLog;
use super::packed::Rows;
use super::partition::{self, Sorted};
use super::shelf::{Shelf, Shelves};
use crate::Programme;
use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// Where a log puts records that are more than memory should hold: a file, say. The bytes are numbers only; no id and no text is
/// among them. They can be read by the same build of the library alone, and are of no use once the log and what was made of it are
/// gone.
///
/// ```
/// use paratus::Spill;
/// use std::fs::File;
/// use std::io::{self, Read, Seek, SeekFrom, Write};
/// use std::sync::Mutex;
///
/// struct SpillFile(Mutex<File>);
///
/// impl Spill for SpillFile {
///     fn put(&self, bytes: &[u8]) -> io::Result<u64> {
///         let mut file = self.0.lock().map_err(|_| io::Error::other("a writer panicked"))?;
///         let at = file.seek(SeekFrom::End(0))?;
///         file.write_all(bytes)?;
///         Ok(at)
///     }
///
///     fn get(&self, at: u64, bytes: &mut [u8]) {
///         let mut file = self.0.lock().expect("no writer panicked");
///         file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(bytes)).expect("what was written can be read");
///     }
/// }
/// ```
pub trait Spill: Send + Sync {
    /// Keeps some bytes; answers where they begin.
    ///
    /// # Errors
    /// Where they cannot be kept. The log then holds these records, and all that come, in memory, and
    /// [`EvidenceLog::spill_error`] tells why.
    fn put(&self, bytes: &[u8]) -> io::Result<u64>;

    /// Fills `bytes` with what was kept from `at` on.
    ///
    /// Without them every figure would be wrong, so there is no way to say that they cannot be read: where they cannot, this must not
    /// return. It panics, or ends the process, as the system does where memory that was mapped from a file cannot be read.
    fn get(&self, at: u64, bytes: &mut [u8]);
}

impl EvidenceLog {
    /// An empty log for a programme that holds about `records` records in memory, at 28 bytes each, and puts the others away. Figures
    /// are the same. Whoever goes through all people in the order of the programme gets each record once; looking at one person gets the
    /// records of their neighbours too, about a 256th of all.
    #[must_use]
    pub fn spilling(programme: &Programme, spill: Arc<dyn Spill>, records: usize) -> EvidenceLog {
        let shelves = Shelves::spilling(programme.people(), Away::new(spill), records);
        EvidenceLog::on(programme, shelves)
    }

    /// How many records were put away ([`EvidenceLog::spilling`]).
    #[must_use]
    pub fn spilled(&self) -> usize {
        self.shelves.shelves().iter().map(|shelf| shelf.away.records()).sum()
    }

    /// Puts away the records that are still in memory too, where any were put away: there is room then for the figures.
    pub fn spill_rest(&mut self) {
        if self.shelves.away().is_some() {
            self.shelves.put_all_away();
        }
    }

    /// Why records could not be put away; since then all that come are held in memory, and none is lost.
    #[must_use]
    pub fn spill_error(&self) -> Option<&std::io::Error> {
        self.shelves.spill()?.error()
    }
}

/// Where records are put away.
#[derive(Clone)]
pub(super) struct Away {
    spill: Arc<dyn Spill>,
    error: Option<Arc<io::Error>>,
}

/// Records of a shelf that were put away, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunks(Vec<Chunk>);

/// Records that were put away together.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    at: u64,
    records: usize,
    /// How many entries the columns have that few records fill.
    rare: [usize; 2],
}

/// Bytes of a person's number.
const PERSON: usize = size_of::<u32>();

impl Away {
    /// Whether there can be records outside memory.
    pub(super) const POSSIBLE: bool = true;

    pub(super) fn new(spill: Arc<dyn Spill>) -> Away {
        Away { spill, error: None }
    }

    /// Why records could not be put away.
    pub(super) fn error(&self) -> Option<&io::Error> {
        self.error.as_deref()
    }

    /// Puts away what a shelf holds in memory; whether that could be done.
    pub(super) fn put(&mut self, shelf: &mut Shelf) -> bool {
        let records = shelf.person.len();
        if records == 0 || self.error.is_some() {
            return self.error.is_none();
        }
        let mut bytes = Vec::with_capacity(records * (PERSON + Rows::BYTES_OF_ROW));
        bytes.resize(records * PERSON, 0);
        for (place, person) in bytes.as_chunks_mut().0.iter_mut().zip(&shelf.person) {
            *place = person.to_le_bytes();
        }
        let rare = shelf.rows.write(&mut bytes);
        match self.spill.put(&bytes) {
            Ok(at) => {
                shelf.away.0.push(Chunk { at, records, rare });
                shelf.person.clear();
                shelf.rows.clear();
                true
            }
            Err(error) => {
                self.error = Some(Arc::new(error));
                false
            }
        }
    }

    /// All records of a shelf, in memory.
    pub(super) fn whole(&self, shelf: &Shelf) -> Shelf {
        let mut whole = Shelf::default();
        let records = shelf.len();
        whole.person.reserve_exact(records);
        whole.rows.reserve(records);
        let mut bytes = Vec::new();
        for chunk in &shelf.away.0 {
            let length = chunk.records * PERSON + Rows::bytes(chunk.records, chunk.rare);
            bytes.resize(length, 0);
            self.spill.get(chunk.at, &mut bytes);
            let (people, rows) = bytes.split_at(chunk.records * PERSON);
            whole.person.extend(people.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes)));
            whole.rows.read(rows, chunk.records, chunk.rare);
        }
        whole.person.extend_from_slice(&shelf.person);
        whole.rows.append(&shelf.rows);
        whole
    }
}

impl fmt::Debug for Away {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Away").field("error", &self.error).finish_non_exhaustive()
    }
}

impl Chunks {
    /// How many records were put away.
    pub(super) fn records(&self) -> usize {
        self.0.iter().map(|chunk| chunk.records).sum()
    }
}

/// Something in memory: it stays there, or was got and goes when nobody looks at it any more.
#[derive(Debug)]
pub(super) enum Held<'a, T> {
    Here(&'a T),
    Got(Arc<T>),
}

impl<T> Held<'_, T> {
    /// What was got.
    pub(super) fn whole(got: T) -> Self {
        Held::Got(Arc::new(got))
    }
}

impl<T> Clone for Held<'_, T> {
    fn clone(&self) -> Self {
        match self {
            Held::Here(here) => Held::Here(here),
            Held::Got(got) => Held::Got(Arc::clone(got)),
        }
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            Held::Here(here) => here,
            Held::Got(got) => got,
        }
    }
}

/// Shelves of a partition whose records are not all in memory. They are sorted by person when they are got.
#[derive(Clone, Debug)]
pub(super) struct Far(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    away: Away,
    shelves: Vec<Shelf>,
    shift: u32,
    /// Those looked at last.
    got: Mutex<VecDeque<(usize, Arc<Sorted>)>>,
}

/// Shelves that stay in memory: whoever goes through all people in their order needs one after the other.
const KEPT: usize = 4;

impl Far {
    pub(super) fn new(away: Away, shelves: Vec<Shelf>, shift: u32) -> Far {
        Far(Arc::new(Shared { away, shelves, shift, got: Mutex::default() }))
    }

    pub(super) fn shelves(&self) -> usize {
        self.0.shelves.len()
    }

    /// A shelf's records by person.
    pub(super) fn sorted(&self, at: usize) -> Held<'_, Sorted> {
        // What is kept is right whoever panicked while it was locked.
        let mut got = self.0.got.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sorted)) = got.iter().find(|(place, _)| *place == at) {
            return Held::Got(Arc::clone(sorted));
        }
        got.truncate(KEPT - 1);
        let whole = self.0.shelves.get(at).map(|shelf| self.0.away.whole(shelf)).unwrap_or_default();
        let sorted = partition::sorted(&whole, at << self.0.shift, self.0.shift, Rows::default());
        let sorted = Arc::new(sorted);
        got.push_front((at, Arc::clone(&sorted)));
        Held::Got(sorted)
    }
}
