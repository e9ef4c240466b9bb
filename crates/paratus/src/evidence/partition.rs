//! The log rearranged by person: every person's records stand together.

#![expect(clippy::indexing_slicing, reason = "starts are counted from the same rows that are placed")]

use super::packed::{Packed, Row, Rows};
use super::shelf::{Mark, Shelf};
use super::{EvidenceLog, Far, Held, counting::outranks, winners::Winners};
use crate::Date;
use crate::later::Future;
use crate::model::Names;
use crate::order::Map;
use crate::threads;
use std::cmp::Ordering;
use std::sync::Arc;

/// Records by person, with those appended later beside them.
#[derive(Clone, Debug)]
pub(crate) struct Partition {
    /// For every shelf its people's records, and where each person's begin.
    shelves: Vec<Sorted>,
    /// In place of them the shelves of a log whose records are not all in memory.
    far: Option<Far>,
    shift: u32,
    appended: Map<u32, Rows>,
    /// Up to where the log was taken.
    mark: Mark,
    pub(crate) names: Arc<Names>,
    /// The earliest day of any record.
    pub(crate) first_day: i32,
}

/// A shelf's records by person, and where each person's begin.
#[derive(Clone, Debug)]
pub(super) struct Sorted {
    starts: Vec<u32>,
    rows: Rows,
}

impl Partition {
    /// A log's records by person; the order within a person is the log's.
    #[inline]
    pub(crate) fn new(log: &EvidenceLog) -> Partition {
        let shelves = log.shelves();
        let shift = shelves.shift();
        if let Some(away) = shelves.away() {
            let far = Far::new(away.clone(), shelves.shelves().to_vec(), shift);
            return Partition::of_shelves(log, Vec::new(), Some(far), shift, shelves.first_day(), log.mark());
        }
        let all = shelves.shelves().iter().enumerate().collect();
        let of = |(at, shelf): (usize, &Shelf)| sorted(shelf, at << shift, shift, Rows::default());
        let sorted = threads::map(all, of);
        Partition::of_shelves(log, sorted, None, shift, shelves.first_day(), log.mark())
    }

    /// The same; the log's own memory is used again: each shelf's records go to where those of the shelf before it were.
    pub(crate) fn take(mut log: EvidenceLog) -> Partition {
        let mut taken = log.take_shelves();
        let (shift, first_day, mark) = (taken.shift(), taken.first_day(), taken.mark());
        if let Some(away) = taken.away().cloned() {
            taken.put_all_away();
            let far = Far::new(away, taken.into_shelves(), shift);
            return Partition::of_shelves(&log, Vec::new(), Some(far), shift, first_day, mark);
        }
        let shelves = taken.into_shelves();
        let mut all = shelves.into_iter().enumerate();
        let mut groups = Vec::with_capacity(GROUPS);
        while all.len() > 0 {
            let next = all.len().div_ceil(GROUPS - groups.len().min(GROUPS - 1));
            groups.push(all.by_ref().take(next).collect());
        }
        let group = |group: Vec<(usize, Shelf)>| {
            let mut spare = Rows::default();
            let one = |(at, mut shelf): (usize, Shelf)| {
                let sorted = sorted(&shelf, at << shift, shift, std::mem::take(&mut spare));
                spare = std::mem::take(&mut shelf.rows);
                sorted
            };
            group.into_iter().map(one).collect::<Vec<Sorted>>()
        };
        let sorted = threads::map(groups, group).into_iter().flatten().collect();
        Partition::of_shelves(&log, sorted, None, shift, first_day, mark)
    }

    #[inline]
    fn of_shelves(
        log: &EvidenceLog,
        shelves: Vec<Sorted>,
        far: Option<Far>,
        shift: u32,
        first_day: i32,
        mark: Mark,
    ) -> Partition {
        Partition { first_day, shelves, far, shift, appended: Map::new(), mark, names: log.names() }
    }

    /// Up to where the log was taken.
    pub(crate) fn mark(&self) -> &Mark {
        &self.mark
    }

    /// How many neighbouring people are best looked at together, before others are.
    #[inline]
    pub(crate) fn together(&self) -> usize {
        if self.far.is_some() { 1 << self.shift } else { usize::MAX }
    }

    /// A shelf's records by person.
    #[inline]
    fn shelf(&self, at: usize) -> Held<'_, Sorted> {
        match &self.far {
            Some(far) => far.sorted(at),
            None => Held::Here(&self.shelves[at]),
        }
    }

    /// The person's records but for those appended: the shelf that they are of, and where they stand in it.
    #[inline]
    fn range(&self, person: usize) -> (Held<'_, Sorted>, (usize, usize)) {
        let shelf = self.shelf(person >> self.shift);
        let within = person & ((1 << self.shift) - 1);
        let range = (shelf.starts[within] as usize, shelf.starts[within + 1] as usize);
        (shelf, range)
    }

    /// All records of a person.
    #[inline]
    pub(crate) fn of(&self, person: usize) -> impl Iterator<Item = Packed> + Clone + '_ {
        let (shelf, (from, to)) = self.range(person);
        (from..to)
            .filter_map(move |at| Some(shelf.rows.whole(at, shelf.rows.dense.get(at)?)))
            .chain(self.appended.get(&(person as u32)).into_iter().flat_map(|rows| rows.iter(0, rows.len())))
    }

    /// The records dated after `as_of`, without those that were made from answers to surveys.
    #[inline]
    pub(crate) fn future(&self, as_of: Date) -> Future {
        let shelves = self.far.as_ref().map_or(self.shelves.len(), Far::shelves);
        let of_shelf = |at: usize| {
            let shelf = self.shelf(at);
            let later = shelf.rows.dense.iter().filter(|row| row.day > as_of.days());
            Future::of(later.filter(|row| !row.is_said()).map(|row| row.day), as_of)
        };
        (0..shelves).fold(Future::default(), |all, at| all.and(of_shelf(at)))
    }

    /// Hands on the records of a person that count on `day`, in no order.
    #[inline]
    pub(crate) fn counting(
        &self,
        person: usize,
        day: i32,
        masses: &[f64],
        winners: &mut Winners,
        take: impl FnMut(&Row),
    ) {
        let (shelf, range) = self.range(person);
        if !self.appended.contains_key(&(person as u32)) {
            return winners.of(&shelf.rows, range, day, &self.names, masses).for_each(take);
        }
        let mut joined = Rows::default();
        self.of(person).for_each(|record| joined.push(record));
        winners.of(&joined, (0, joined.len()), day, &self.names, masses).for_each(take);
    }

    /// Of the records of one slot of a person the one that counts on `day`.
    pub(crate) fn winner(&self, person: usize, slot: (u32, u32, i32), day: i32, masses: &[f64]) -> Option<Packed> {
        let first = |a: &Packed, b: &Packed| outranks(a, b, &self.names, masses) == Ordering::Less;
        let (shelf, range) = self.range(person);
        let winner = shelf.rows.winner(range, slot, day, first, None);
        let winner = match self.appended.get(&(person as u32)) {
            Some(rows) => rows.winner((0, rows.len()), slot, day, first, winner),
            None => winner,
        };
        winner.filter(|record| record.expires >= day)
    }

    /// Adds records of another log that goes on with this partition's names.
    pub(crate) fn append(&mut self, records: impl Iterator<Item = (u32, Packed)>) {
        for (person, record) in records {
            self.appended.entry(person).or_default().push(record);
            self.first_day = self.first_day.min(record.day);
        }
    }

    /// Takes what a log has gained since it was partitioned.
    pub(crate) fn catch_up(&mut self, log: &EvidenceLog) {
        let mark = std::mem::replace(&mut self.mark, log.mark());
        self.append(log.since(&mark));
        // The log's names go on where these end. Holding its own would make every record that it takes next copy all of them.
        let names = Arc::make_mut(&mut self.names);
        for number in names.len()..log.names_ref().len() {
            names.intern(log.names_ref().name(number as u32));
        }
    }
}

/// Parts of the shelves that are sorted one after the other, and different ones on several threads.
const GROUPS: usize = 16;

/// Counting sort of a shelf by person, into memory that `room` holds already.
#[inline]
pub(super) fn sorted(shelf: &Shelf, first_person: usize, shift: u32, room: Rows) -> Sorted {
    let last = shelf.person.iter().max().map_or(0, |&last| last as usize - first_person);
    let people = if shift < 31 { 1 << shift } else { last + 1 };
    let mut starts = vec![0u32; people + 1];
    for &person in &shelf.person {
        starts[person as usize - first_person + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut rows = room.with_room_for(&shelf.rows);
    for (row, &person) in shelf.rows.dense.iter().zip(&shelf.person) {
        let place = &mut next[person as usize - first_person];
        rows.place(*place as usize, row);
        *place += 1;
    }
    if shelf.rows.has_rare() {
        next.clone_from(&starts);
        for (from, &person) in shelf.person.iter().enumerate() {
            let place = &mut next[person as usize - first_person];
            rows.place_rare(*place as usize, &shelf.rows, from);
            *place += 1;
        }
    }
    Sorted { starts, rows }
}
