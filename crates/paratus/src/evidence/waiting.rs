//! Records that wait until they are many, to be put on their shelves one shelf after the other.

#![expect(
    clippy::indexing_slicing,
    reason = "places are cut to the length of what they are in, which spares asking each time"
)]

use super::packed::Row;
use super::shelf::MOST_SHELVES;

/// So many records wait. A processor that writes to hundreds of places in turn waits for each; written a few at a time to one place,
/// they come to it together. All that wait fit its nearer caches.
const MOST: usize = 2048;

const _: () = assert!(MOST.is_power_of_two() && MOST_SHELVES == 1 << u8::BITS);

/// A record without expiry and source, and whose it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Waits {
    pub(super) row: Row,
    pub(super) person: u32,
}

/// Records that wait, in the order in which they came.
#[derive(Debug)]
pub(super) struct Waiting {
    waits: Box<[Waits; MOST]>,
    len: usize,
    /// The number of people of a shelf, as a power of two.
    shift: u32,
    /// How many records of each shelf wait.
    counts: [u16; MOST_SHELVES],
    /// Where the records of each shelf stand: by shelf, and within it in the order in which they came.
    order: Box<[u16; MOST]>,
}

impl Waiting {
    /// For shelves of 2^`shift` people.
    pub(super) fn new(shift: u32) -> Waiting {
        let (waits, order) = (Box::new([Waits::default(); MOST]), Box::new([0; MOST]));
        Waiting { waits, len: 0, shift, counts: [0; MOST_SHELVES], order }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The records in the order in which they came.
    #[inline]
    pub(super) fn all(&self) -> &[Waits] {
        &self.waits[..self.len.min(MOST)]
    }

    /// Adds a record; whether no more may be added.
    #[inline]
    pub(super) fn push(&mut self, person: u32, row: Row) -> bool {
        self.waits[self.len % MOST] = Waits { row, person };
        self.counts[shelf(person, self.shift)] += 1;
        self.len += 1;
        self.len >= MOST
    }

    /// None wait any more.
    #[inline]
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.counts = [0; MOST_SHELVES];
    }

    /// Hands on the records of each shelf that has some: its place, and where its records stand.
    #[inline]
    pub(super) fn by_shelf(&mut self, mut take: impl FnMut(usize, Places<'_>)) {
        // Where the records of each shelf begin; and where they end, when all are placed.
        let mut places = self.counts;
        let mut sum = 0;
        for place in &mut places {
            sum += std::mem::replace(place, sum);
        }
        for (at, waits) in (0u16..).zip(&self.waits[..self.len.min(MOST)]) {
            let place = &mut places[shelf(waits.person, self.shift)];
            self.order[usize::from(*place) % MOST] = at;
            *place += 1;
        }
        let mut first = 0;
        for (shelf, &end) in places.iter().enumerate() {
            if first < end {
                take(shelf, Places { waits: &self.waits, order: &self.order[usize::from(first)..usize::from(end)] });
            }
            first = end;
        }
    }
}

/// The shelf of a person; there are no more than a byte tells.
#[inline]
fn shelf(person: u32, shift: u32) -> usize {
    usize::from((person >> shift) as u8)
}

/// Where the records of one shelf stand.
#[derive(Clone, Copy)]
pub(super) struct Places<'w> {
    waits: &'w [Waits; MOST],
    order: &'w [u16],
}

impl<'w> Places<'w> {
    pub(super) fn len(self) -> usize {
        self.order.len()
    }

    /// The first so many, and the others.
    pub(super) fn split_at(self, count: usize) -> (Places<'w>, Places<'w>) {
        let (first, others) = self.order.split_at(count.min(self.order.len()));
        (Places { order: first, ..self }, Places { order: others, ..self })
    }

    /// The records, in the order in which they came.
    #[inline]
    pub(super) fn records(self) -> impl ExactSizeIterator<Item = &'w Waits> {
        self.order.iter().map(|&at| &self.waits[usize::from(at) % MOST])
    }
}
