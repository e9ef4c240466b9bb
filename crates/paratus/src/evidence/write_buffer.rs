//! Records that wait until they are many, to be put on their partitions one partition after the other.

use super::packed::PackedRow;
use super::partitions::MAX_PARTITIONS;

/// This many records wait. A processor that writes to hundreds of places in turn waits for each; written a few at a time to one place,
/// they come to it together. All that wait fit its nearer caches.
const BUFFER_RECORDS: usize = 2048;

const _: () = assert!(BUFFER_RECORDS.is_power_of_two() && MAX_PARTITIONS == 1 << u8::BITS);

/// A record without expiry and source, and whose it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct BufferedRecord {
    pub(super) row: PackedRow,
    pub(super) person: u32,
}

/// Records that wait, in the order in which they came.
#[derive(Debug)]
pub(super) struct WriteBuffer {
    waits: Box<[BufferedRecord; BUFFER_RECORDS]>,
    len: usize,
    /// The number of people of a partition, as a power of two.
    shift: u32,
    /// How many records of each partition wait.
    counts: [u16; MAX_PARTITIONS],
    /// The places of the records of each partition: by partition, and within it in the order in which they came.
    order: Box<[u16; BUFFER_RECORDS]>,
}

impl WriteBuffer {
    /// For partitions of 2^`shift` people.
    pub(super) fn new(shift: u32) -> WriteBuffer {
        let (waits, order) = (
            Box::new([BufferedRecord::default(); BUFFER_RECORDS]),
            Box::new([0; BUFFER_RECORDS]),
        );
        WriteBuffer {
            waits,
            len: 0,
            shift,
            counts: [0; MAX_PARTITIONS],
            order,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The records in the order in which they came.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "cut to the length of the list")]
    pub(super) fn all(&self) -> &[BufferedRecord] {
        &self.waits[..self.len.min(BUFFER_RECORDS)]
    }

    /// Adds a record; whether no more may be added.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "cut to the length of the list")]
    pub(super) fn push(&mut self, person: u32, row: PackedRow) -> bool {
        self.waits[self.len % BUFFER_RECORDS] = BufferedRecord { row, person };
        self.counts[partition_of(person, self.shift)] += 1;
        self.len += 1;
        self.len >= BUFFER_RECORDS
    }

    /// None wait any more.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.counts = [0; MAX_PARTITIONS];
    }

    /// Hands on the records of each partition that has some: its place, and the places of its records.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "cut to the length of the list")]
    pub(super) fn by_partition(&mut self, mut take: impl FnMut(usize, BufferSlice<'_>)) {
        // Where the records of each partition begin; and where they end, when all are placed.
        let mut places = self.counts;
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for (at, waits) in (0u16..).zip(&self.waits[..self.len.min(BUFFER_RECORDS)]) {
            let place = &mut places[partition_of(waits.person, self.shift)];
            self.order[usize::from(*place) % BUFFER_RECORDS] = at;
            *place += 1;
        }
        let mut first = 0;
        for (partition, &end) in places.iter().enumerate() {
            if first < end {
                take(
                    partition,
                    BufferSlice {
                        waits: &self.waits,
                        order: &self.order[usize::from(first)..usize::from(end)],
                    },
                );
            }
            first = end;
        }
    }
}

/// The partition of a person; there are no more than a byte tells.
#[inline]
fn partition_of(person: u32, shift: u32) -> usize {
    usize::from((person >> shift) as u8)
}

/// The places of the records of one partition.
#[derive(Clone, Copy)]
pub(super) struct BufferSlice<'w> {
    waits: &'w [BufferedRecord; BUFFER_RECORDS],
    order: &'w [u16],
}

impl<'w> BufferSlice<'w> {
    pub(super) fn len(self) -> usize {
        self.order.len()
    }

    /// The first this many, and the others.
    pub(super) fn split_at(self, count: usize) -> (BufferSlice<'w>, BufferSlice<'w>) {
        let (first, others) = self.order.split_at(count.min(self.order.len()));
        (
            BufferSlice {
                order: first,
                ..self
            },
            BufferSlice {
                order: others,
                ..self
            },
        )
    }

    /// The records, in the order in which they came.
    #[inline]
    #[expect(clippy::indexing_slicing, reason = "cut to the length of the list")]
    pub(super) fn records(self) -> impl ExactSizeIterator<Item = &'w BufferedRecord> {
        self.order
            .iter()
            .map(|&at| &self.waits[usize::from(at) % BUFFER_RECORDS])
    }
}
