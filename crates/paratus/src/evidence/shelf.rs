//! Records of neighbouring people together: rearranging them by person then stays within a cache.

use super::packed::{Packed, Rows};
use super::waiting::{Places, Waiting};
use super::{Away, Chunks, Held};

/// Most shelves of a log: as many streams as a processor writes to at full speed.
pub(super) const MOST_SHELVES: usize = 256;
/// Fewest people of a shelf.
const FEWEST_PEOPLE: usize = 256;

/// So few waiting records are put on their shelves one by one.
const FEW: usize = 64;

/// The records of a range of people, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    pub(super) person: Vec<u32>,
    pub(super) rows: Rows,
    /// Those that came before, outside memory.
    pub(super) away: Chunks,
}

impl Shelf {
    /// How many records there are, in memory or not.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.away.records() + self.person.len()
    }

    /// The record at a place in memory, and whose it is.
    #[inline]
    fn record(&self, at: usize) -> Option<(u32, Packed)> {
        Some((*self.person.get(at)?, self.rows.whole(at, self.rows.dense.get(at)?)))
    }

    /// Gives back memory that nothing stands in.
    fn shrink(&mut self) {
        self.person.shrink_to_fit();
        self.rows.dense.shrink_to_fit();
    }
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
    away: Option<Away>,
    /// So many records of a shelf are put away.
    full: usize,
}

impl Shelves {
    /// For so many people.
    pub(super) fn new(people: usize) -> Shelves {
        Shelves::of(people, FEWEST_PEOPLE)
    }

    fn of(people: usize, fewest: usize) -> Shelves {
        let range = people.div_ceil(MOST_SHELVES).next_power_of_two().max(fewest);
        let shelves = people.div_ceil(range).max(1);
        Shelves { shelves: vec![Shelf::default(); shelves], shift: range.trailing_zeros(), ..Shelves::one() }
    }

    /// One shelf, for few records.
    pub(super) fn one() -> Shelves {
        let shelves = vec![Shelf::default()];
        Shelves { shelves, shift: 31, len: 0, first_day: i32::MAX, away: None, full: usize::MAX }
    }

    /// For so many people and at most about `records` records in memory; the others are put away.
    #[cfg(feature = "spill")]
    pub(super) fn spilling(people: usize, away: Away, records: usize) -> Shelves {
        let mut shelves = Shelves::of(people, 1);
        // A vector that grows by doubling is then exactly as large as what it holds.
        let full = (records / shelves.shelves.len()).max(1);
        shelves.full = 1 << full.ilog2();
        shelves.away = Some(away);
        shelves
    }

    /// An empty one for so many people that puts records away where these do.
    pub(super) fn like(&self, people: usize) -> Shelves {
        match &self.away {
            Some(away) => Shelves { away: Some(away.clone()), full: self.full, ..Shelves::of(people, 1) },
            None => Shelves::new(people),
        }
    }

    /// Where records are put away, where some were.
    pub(super) fn away(&self) -> Option<&Away> {
        self.away.as_ref().filter(|_| self.shelves.iter().any(|shelf| shelf.away.records() > 0))
    }

    /// Where records would be put away.
    #[cfg(feature = "spill")]
    pub(super) fn spill(&self) -> Option<&Away> {
        self.away.as_ref()
    }

    /// Puts away what a shelf holds in memory.
    #[inline(never)]
    fn put_away(&mut self, at: usize) {
        if let (Some(away), Some(shelf)) = (&mut self.away, self.shelves.get_mut(at))
            && !away.put(shelf)
        {
            // It is not tried again: what is in memory stays there.
            self.full = usize::MAX;
        }
    }

    /// Puts away all that is in memory.
    pub(super) fn put_all_away(&mut self) {
        (0..self.shelves.len()).for_each(|at| self.put_away(at));
        self.shelves.iter_mut().for_each(Shelf::shrink);
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

    /// Adds records without expiry and source that waited; none wait any more.
    #[inline]
    pub(super) fn push_waiting(&mut self, waiting: &mut Waiting) {
        if waiting.len() < FEW {
            waiting.all().iter().for_each(|one| self.put(one.person, one.row.day, |rows| rows.push_row(one.row)));
        } else {
            self.len += waiting.len();
            self.first_day = waiting.all().iter().fold(self.first_day, |first, one| first.min(one.row.day));
            waiting.by_shelf(|at, places| self.extend(at, places));
        }
        waiting.clear();
    }

    /// Adds records of one shelf.
    #[inline]
    fn extend(&mut self, at: usize, mut places: Places<'_>) {
        while let Some(shelf) = self.shelves.get_mut(at).filter(|_| places.len() > 0) {
            let room = self.full.saturating_sub(shelf.person.len()).max(1);
            let (now, later) = places.split_at(room);
            shelf.person.extend(now.records().map(|one| one.person));
            shelf.rows.push_rows(now.records().map(|one| one.row));
            places = later;
            if Away::POSSIBLE && shelf.person.len() >= self.full {
                self.put_away(at);
            }
        }
    }

    #[inline]
    pub(super) fn push(&mut self, person: u32, record: Packed) {
        self.put(person, record.day, |rows| rows.push(record));
    }

    #[inline]
    fn put(&mut self, person: u32, day: i32, push: impl FnOnce(&mut Rows)) {
        let at = (person >> self.shift) as usize;
        if let Some(shelf) = self.shelves.get_mut(at) {
            shelf.person.push(person);
            push(&mut shelf.rows);
            self.len += 1;
            self.first_day = self.first_day.min(day);
            if Away::POSSIBLE && shelf.person.len() >= self.full {
                self.put_away(at);
            }
        }
    }

    /// Makes room for more records, spread evenly.
    #[inline]
    pub(super) fn reserve(&mut self, records: usize) {
        let each = (records / self.shelves.len() + records / self.shelves.len() / 8).min(self.full);
        for shelf in &mut self.shelves {
            shelf.person.reserve(each);
            shelf.rows.reserve(each);
        }
    }

    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark(self.shelves.iter().map(Shelf::len).collect())
    }

    /// Records added since a mark (of an empty log where it has none), shelf by shelf.
    #[inline]
    pub(super) fn since<'s>(&'s self, mark: &'s Mark) -> impl Iterator<Item = (u32, Packed)> + 's {
        self.shelves.iter().enumerate().flat_map(|(at, shelf)| {
            let first = mark.0.get(at).copied().unwrap_or(0);
            let (shelf, first) = self.in_memory(shelf, first);
            let last = shelf.person.len();
            (first..last).filter_map(move |at| shelf.record(at))
        })
    }

    /// A shelf's records from place `first` on in memory, and what that place is there.
    #[inline]
    fn in_memory<'s>(&'s self, shelf: &'s Shelf, first: usize) -> (Held<'s, Shelf>, usize) {
        let before = shelf.away.records();
        match &self.away {
            Some(away) if first < before => (Held::whole(away.whole(shelf)), first),
            _ => (Held::Here(shelf), first.saturating_sub(before)),
        }
    }
}
