//! Records that are more than memory should hold: spilled partition by partition, and got again when their people's turn comes.

use super::EvidenceLog;
use super::by_person::{self, SortedPartition};
use super::packed::PackedRows;
use super::partitions::{Partition, Partitions};
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
/// use paratus::evidence::Spill;
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
    /// are the same. Anyone who goes through all people in the order of the programme gets each record once; looking at one person gets the
    /// records of their neighbours too, about a 256th of all.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// # use paratus::evidence::Spill;
    /// # use std::sync::{Arc, Mutex};
    /// # struct Kept(Mutex<Vec<u8>>);
    /// # impl Spill for Kept {
    /// #     fn put(&self, bytes: &[u8]) -> std::io::Result<u64> {
    /// #         let mut kept = self.0.lock().expect("no writer panicked");
    /// #         let at = kept.len() as u64;
    /// #         kept.extend_from_slice(bytes);
    /// #         Ok(at)
    /// #     }
    /// #     fn get(&self, at: u64, bytes: &mut [u8]) {
    /// #         let kept = self.0.lock().expect("no writer panicked");
    /// #         bytes.copy_from_slice(&kept[at as usize..at as usize + bytes.len()]);
    /// #     }
    /// # }
    /// use paratus::EvidenceLog;
    ///
    /// let log = EvidenceLog::with_spill(&sample::programme(), Arc::new(Kept(Mutex::default())), 1_000_000);
    /// assert_eq!(log.spilled_records(), 0);
    /// ```
    #[must_use]
    pub fn with_spill(programme: &Programme, spill: Arc<dyn Spill>, records: usize) -> EvidenceLog {
        let partitions =
            Partitions::with_spill(programme.people(), SpillStore::new(spill), records);
        EvidenceLog::with_partitions(programme, partitions)
    }

    /// How many records were spilled ([`EvidenceLog::with_spill`]).
    #[must_use]
    pub fn spilled_records(&self) -> usize {
        self.partitions
            .partitions()
            .iter()
            .map(|partition| partition.away.records())
            .sum()
    }

    /// Spills the records that are still in memory too, where any were spilled: there is room then for the figures.
    ///
    /// ```
    /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/guide/sample.rs")); }
    /// # use paratus::evidence::Spill;
    /// # use std::sync::{Arc, Mutex};
    /// # struct Kept(Mutex<Vec<u8>>);
    /// # impl Spill for Kept {
    /// #     fn put(&self, bytes: &[u8]) -> std::io::Result<u64> {
    /// #         let mut kept = self.0.lock().expect("no writer panicked");
    /// #         let at = kept.len() as u64;
    /// #         kept.extend_from_slice(bytes);
    /// #         Ok(at)
    /// #     }
    /// #     fn get(&self, at: u64, bytes: &mut [u8]) {
    /// #         let kept = self.0.lock().expect("no writer panicked");
    /// #         bytes.copy_from_slice(&kept[at as usize..at as usize + bytes.len()]);
    /// #     }
    /// # }
    /// use paratus::EvidenceLog;
    ///
    /// let mut log = EvidenceLog::with_spill(&sample::programme(), Arc::new(Kept(Mutex::default())), 1_000_000);
    /// log.spill_rest();
    /// assert!(log.is_empty() && log.spill_error().is_none());
    /// ```
    pub fn spill_rest(&mut self) {
        if self.partitions.away().is_some() {
            self.partitions.spill_all();
        }
    }

    /// Why records could not be spilled; since then all that come are held in memory, and none is lost.
    #[must_use]
    pub fn spill_error(&self) -> Option<&std::io::Error> {
        self.partitions.spill()?.error()
    }
}

/// Where records are spilled.
#[derive(Clone)]
pub(super) struct SpillStore {
    spill: Arc<dyn Spill>,
    error: Option<Arc<io::Error>>,
}

/// Records of a partition that were spilled, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct SpilledChunks(Vec<SpilledChunk>);

/// Records that were spilled together.
#[derive(Clone, Copy, Debug)]
struct SpilledChunk {
    at: u64,
    records: usize,
    /// How many entries the columns have that few records fill.
    rare: [usize; 3],
}

/// Bytes of a person's number.
const PERSON_BYTES: usize = size_of::<u32>();

impl SpillStore {
    /// Whether there can be records outside memory.
    pub(super) const POSSIBLE: bool = true;

    pub(super) fn new(spill: Arc<dyn Spill>) -> SpillStore {
        SpillStore { spill, error: None }
    }

    /// Why records could not be spilled.
    pub(super) fn error(&self) -> Option<&io::Error> {
        self.error.as_deref()
    }

    /// Spills what a partition holds in memory; whether that could be done.
    pub(super) fn spill_partition(&mut self, partition: &mut Partition) -> bool {
        let records = partition.person.len();
        if records == 0 || self.error.is_some() {
            return self.error.is_none();
        }
        let mut bytes = Vec::with_capacity(records * (PERSON_BYTES + PackedRows::BYTES_OF_ROW));
        bytes.resize(records * PERSON_BYTES, 0);
        for (place, person) in bytes.as_chunks_mut().0.iter_mut().zip(&partition.person) {
            *place = person.to_le_bytes();
        }
        let rare = partition.rows.write(&mut bytes);
        match self.spill.put(&bytes) {
            Ok(at) => {
                partition.away.0.push(SpilledChunk { at, records, rare });
                partition.person.clear();
                partition.rows.clear();
                true
            }
            Err(error) => {
                self.error = Some(Arc::new(error));
                false
            }
        }
    }

    /// All records of a partition, in memory.
    pub(super) fn restore(&self, partition: &Partition) -> Partition {
        let mut whole = Partition::default();
        let records = partition.len();
        whole.person.reserve_exact(records);
        whole.rows.reserve(records);
        let mut bytes = Vec::new();
        for chunk in &partition.away.0 {
            let length =
                chunk.records * PERSON_BYTES + PackedRows::bytes(chunk.records, chunk.rare);
            bytes.resize(length, 0);
            self.spill.get(chunk.at, &mut bytes);
            let (people, rows) = bytes.split_at(chunk.records * PERSON_BYTES);
            whole.person.extend(
                people
                    .as_chunks()
                    .0
                    .iter()
                    .map(|bytes| u32::from_le_bytes(*bytes)),
            );
            whole.rows.read(rows, chunk.records, chunk.rare);
        }
        whole.person.extend_from_slice(&partition.person);
        whole.rows.append(&partition.rows);
        whole
    }
}

impl fmt::Debug for SpillStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Away")
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

impl SpilledChunks {
    /// How many records were spilled.
    pub(super) fn records(&self) -> usize {
        self.0.iter().map(|chunk| chunk.records).sum()
    }
}

/// Something in memory: it stays there, or was got and goes when nobody looks at it any more.
#[derive(Debug)]
pub(super) enum InMemory<'a, T> {
    Here(&'a T),
    Got(Arc<T>),
}

impl<T> InMemory<'_, T> {
    /// What was got.
    pub(super) fn loaded(got: T) -> Self {
        InMemory::Got(Arc::new(got))
    }
}

impl<T> Clone for InMemory<'_, T> {
    fn clone(&self) -> Self {
        match self {
            InMemory::Here(here) => InMemory::Here(here),
            InMemory::Got(got) => InMemory::Got(Arc::clone(got)),
        }
    }
}

impl<T> Deref for InMemory<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        match self {
            InMemory::Here(here) => here,
            InMemory::Got(got) => got,
        }
    }
}

/// Partitions of a partition whose records are not all in memory. They are sorted by person when they are got.
#[derive(Clone, Debug)]
pub(super) struct SpilledPartitions(Arc<SpillState>);

#[derive(Debug)]
struct SpillState {
    away: SpillStore,
    partitions: Vec<Partition>,
    shift: u32,
    /// Those looked at last.
    got: Mutex<VecDeque<(usize, Arc<SortedPartition>)>>,
}

/// Partitions that stay in memory: anyone who goes through all people in their order needs one after the other.
const PARTITIONS_IN_MEMORY: usize = 4;

impl SpilledPartitions {
    pub(super) fn new(
        away: SpillStore,
        partitions: Vec<Partition>,
        shift: u32,
    ) -> SpilledPartitions {
        SpilledPartitions(Arc::new(SpillState {
            away,
            partitions,
            shift,
            got: Mutex::default(),
        }))
    }

    pub(super) fn partitions(&self) -> usize {
        self.0.partitions.len()
    }

    /// A partition's records by person.
    pub(super) fn sorted(&self, at: usize) -> InMemory<'_, SortedPartition> {
        // What is kept is right anyone who panicked while it was locked.
        let mut got = self.0.got.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sorted)) = got.iter().find(|(place, _)| *place == at) {
            return InMemory::Got(Arc::clone(sorted));
        }
        got.truncate(PARTITIONS_IN_MEMORY - 1);
        let whole = self
            .0
            .partitions
            .get(at)
            .map(|partition| self.0.away.restore(partition))
            .unwrap_or_default();
        let sorted = by_person::sort_by_person(
            &whole,
            at << self.0.shift,
            self.0.shift,
            PackedRows::default(),
        );
        let sorted = Arc::new(sorted);
        got.push_front((at, Arc::clone(&sorted)));
        InMemory::Got(sorted)
    }
}
