//! Records of neighbouring people together: rearranging them by person then stays within a cache.

use super::packed::{Packed, Row, Rows};

/// Most shelves of a log: as many streams as a processor writes to at full speed.
const MOST_SHELVES: usize = 256;
/// Fewest people of a shelf.
const FEWEST_PEOPLE: usize = 256;

/// The records of a range of people, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    pub(super) person: Vec<u32>,
    pub(super) rows: Rows,
}

/// How many records each shelf held at some time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Mark(Vec<usize>);

impl Mark {
    /// Of an empty log.
    pub(super) const NONE: Mark = Mark(Vec::new());

    /// How many records there were.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().sum()
    }
}

/// All records, by ranges of people.
#[derive(Clone, Debug)]
pub(super) struct Shelves {
    shelves: Vec<Shelf>,
    shift: u32,
    len: usize,
    /// The earliest day of any record.
    first_day: i32,
}

impl Shelves {
    /// For so many people.
    pub(super) fn new(people: usize) -> Shelves {
        let range = people.div_ceil(MOST_SHELVES).next_power_of_two().max(FEWEST_PEOPLE);
        let shelves = people.div_ceil(range).max(1);
        let shelves = vec![Shelf::default(); shelves];
        Shelves { shelves, shift: range.trailing_zeros(), len: 0, first_day: i32::MAX }
    }

    /// One shelf, for few records.
    pub(super) fn one() -> Shelves {
        Shelves { shelves: vec![Shelf::default()], shift: 31, len: 0, first_day: i32::MAX }
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The earliest day of any record.
    pub(super) fn first_day(&self) -> i32 {
        self.first_day
    }

    /// The number of people of a shelf, as a power of two.
    pub(super) fn shift(&self) -> u32 {
        self.shift
    }

    pub(super) fn shelves(&self) -> &[Shelf] {
        &self.shelves
    }

    pub(super) fn into_shelves(self) -> Vec<Shelf> {
        self.shelves
    }

    #[inline]
    pub(super) fn push(&mut self, person: u32, record: Packed) {
        self.put(person, record.day, |rows| rows.push(record));
    }

    /// Adds a record without expiry and source.
    #[inline]
    pub(super) fn push_row(&mut self, person: u32, row: Row) {
        self.put(person, row.day, |rows| rows.push_row(row));
    }

    #[inline]
    fn put(&mut self, person: u32, day: i32, push: impl FnOnce(&mut Rows)) {
        if let Some(shelf) = self.shelves.get_mut((person >> self.shift) as usize) {
            shelf.person.push(person);
            push(&mut shelf.rows);
            self.len += 1;
            self.first_day = self.first_day.min(day);
        }
    }

    /// Makes room for more records, spread evenly.
    #[inline]
    pub(super) fn reserve(&mut self, records: usize) {
        let each = records / self.shelves.len() + records / self.shelves.len() / 8;
        for shelf in &mut self.shelves {
            shelf.person.reserve(each);
            shelf.rows.reserve(each);
        }
    }

    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark(self.shelves.iter().map(|shelf| shelf.person.len()).collect())
    }

    /// Records added since a mark (of an empty log where it has none), shelf by shelf.
    #[inline]
    pub(super) fn since<'s>(&'s self, mark: &'s Mark) -> impl Iterator<Item = (u32, Packed)> + 's {
        self.shelves.iter().enumerate().flat_map(|(at, shelf)| {
            let first = mark.0.get(at).copied().unwrap_or(0);
            let persons = shelf.person.get(first..).unwrap_or_default().iter().copied();
            persons.zip(shelf.rows.iter(first, shelf.rows.len()))
        })
    }
}
