//! Records that wait until they are many, to be put on their shelves one shelf after the other.

use super::packed::Row;
use super::shelf::MOST_SHELVES;

/// So many records wait. A processor that writes to hundreds of places in turn waits for each; written a few at a time to one place,
/// they come to it together. All that wait fit its nearer caches.
pub(super) const WAITING: usize = 2048;

/// Records without expiry and source that wait, in the order in which they came.
#[derive(Debug)]
pub(super) struct Waiting {
    pub(super) person: Vec<u32>,
    pub(super) rows: Vec<Row>,
    /// Where the records of each shelf stand: by shelf, and within it in the order in which they came.
    order: Vec<u16>,
}

impl Waiting {
    pub(super) fn new() -> Waiting {
        let (person, rows) = (Vec::with_capacity(WAITING), Vec::with_capacity(WAITING));
        Waiting { person, rows, order: Vec::with_capacity(WAITING) }
    }

    /// Adds a record; whether no more should be added.
    #[inline]
    pub(super) fn push(&mut self, person: u32, row: Row) -> bool {
        self.person.push(person);
        self.rows.push(row);
        self.person.len() >= WAITING
    }

    /// The records in the order in which they came. None wait afterwards.
    #[inline]
    pub(super) fn one_by_one(&mut self) -> impl Iterator<Item = (u32, Row)> + '_ {
        self.person.drain(..).zip(self.rows.drain(..))
    }

    /// Hands on the records of each shelf: its place, and where its records stand. None wait afterwards.
    #[inline]
    pub(super) fn by_shelf(&mut self, shift: u32, mut take: impl FnMut(usize, &[u32], &[Row], &[u16])) {
        let mut ends = [0u16; MOST_SHELVES];
        let shelf_of = |person: u32| (person >> shift) as usize;
        for &person in &self.person {
            if let Some(end) = ends.get_mut(shelf_of(person)) {
                *end += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            // Where the shelf begins, until its records are placed.
            sum += std::mem::replace(end, sum);
        }
        self.order.clear();
        self.order.resize(usize::from(sum), 0);
        for (at, &person) in (0u16..).zip(&self.person) {
            let Some(end) = ends.get_mut(shelf_of(person)) else { continue };
            if let Some(place) = self.order.get_mut(usize::from(*end)) {
                *place = at;
            }
            *end += 1;
        }
        let mut first = 0;
        for (shelf, &end) in ends.iter().enumerate() {
            let order = self.order.get(usize::from(first)..usize::from(end)).unwrap_or_default();
            if !order.is_empty() {
                take(shelf, &self.person, &self.rows, order);
            }
            first = end;
        }
        self.person.clear();
        self.rows.clear();
    }
}
