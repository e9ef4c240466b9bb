//! One record in memory: whole, and in the form that logs and partitions hold.

use crate::document::Kind;
use crate::model::Names;

/// A record of one person with everything scoring needs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Packed {
    /// Degree of success, in [0, 1].
    pub(crate) value: f64,
    /// Days since 1970-01-01.
    pub(crate) day: i32,
    /// Seconds of the day, or [`NO_TIME`], which is before all others.
    pub(crate) time: u32,
    /// The last day on which it counts, or [`NO_EXPIRY`].
    pub(crate) expires: i32,
    pub(crate) objective: u32,
    /// Number of the key's text; with [`DATED`] the day belongs to the key.
    pub(crate) key: u32,
    /// Number of the source's text, or [`NO_SOURCE`].
    pub(crate) source: u32,
    /// Index into the evidence weights: a kind, or an instrument that declares its own.
    pub(crate) weight_index: u16,
    /// Place in `Kind::ALL`, which is in the order of names; with [`FROM_SURVEY`] the record was made from answers to a survey.
    pub(crate) kind: u8,
    pub(crate) level: u8,
}

/// The record was made from answers to a survey, and findings about it name their place.
pub(super) const FROM_SURVEY: u8 = 1 << 6;

pub(crate) const NO_EXPIRY: i32 = i32::MAX;
pub(crate) const NO_SOURCE: u32 = u32::MAX;
/// Midnight, which programs write behind dates without a time.
pub(crate) const NO_TIME: u32 = 0;
/// The day belongs to the key: only records of the same day supersede each other.
pub(crate) const DATED: u32 = 1 << 31;

impl Packed {
    fn day_of_key(&self) -> i32 {
        if self.key & DATED == 0 { 0 } else { self.day }
    }

    /// Objective and key in one number; it sorts as the first parts of [`Packed::slot`] do.
    pub(super) fn group(&self) -> u64 {
        u64::from(self.objective) << 32 | u64::from(self.key)
    }

    pub(crate) fn slot(&self) -> (u32, u32, i32) {
        (self.objective, self.key, self.day_of_key())
    }

    pub(crate) fn kind(&self) -> Kind {
        Kind::ALL
            .get(usize::from(self.kind & !FROM_SURVEY))
            .copied()
            .unwrap_or(Kind::Survey)
    }

    /// Whether it was made from answers to a survey.
    pub(crate) fn is_from_survey(&self) -> bool {
        self.kind & FROM_SURVEY != 0
    }

    pub(crate) fn key_text<'a>(&self, names: &'a Names) -> &'a str {
        names.name(self.key & !DATED)
    }

    pub(crate) fn source<'a>(&self, names: &'a Names) -> Option<&'a str> {
        (self.source != NO_SOURCE).then(|| names.name(self.source))
    }
}

/// What every record has, in 24 bytes: expiry, source and time are kept apart, in columns that take no memory until they are used.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PackedRow {
    pub(crate) value: f64,
    pub(crate) day: i32,
    pub(crate) objective: u32,
    pub(super) key: u32,
    pub(crate) weight_index: u16,
    /// Place in `Kind::ALL`; with [`KEY_IS_SOURCE`] the key's text is that of the source; [`FROM_SURVEY`] as above.
    kind: u8,
    pub(crate) level: u8,
}

/// The source needs no column: it is what the key was made of.
const KEY_IS_SOURCE: u8 = 1 << 7;

impl PackedRow {
    /// Of a record with neither expiry, source nor time.
    #[inline]
    pub(super) fn without_sparse(record: &Packed) -> PackedRow {
        let Packed {
            value,
            day,
            objective,
            key,
            weight_index,
            kind,
            level,
            ..
        } = *record;
        PackedRow {
            value,
            day,
            objective,
            key,
            weight_index,
            kind,
            level,
        }
    }

    /// Whether it was made from answers to a survey.
    #[inline]
    pub(super) fn is_from_survey(&self) -> bool {
        self.kind & FROM_SURVEY != 0
    }

    /// Whether two records of one person supersede each other: same objective, same key, same day where it belongs to the key.
    #[inline]
    pub(super) fn same_slot(&self, other: &PackedRow) -> bool {
        self.objective == other.objective
            && self.key == other.key
            && (self.key & DATED == 0 || self.day == other.day)
    }

    /// A number that records of one slot share and others rarely do.
    #[inline]
    pub(super) fn mixed(&self) -> u64 {
        let day = if self.key & DATED == 0 {
            0
        } else {
            self.day as u32
        };
        let packed = (u64::from(self.objective) << 32 | u64::from(self.key)) ^ u64::from(day) << 20;
        packed.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}

#[cfg(feature = "spill")]
impl PackedRow {
    fn to_bytes(self) -> [u8; PackedRows::BYTES_OF_ROW] {
        let words = [self.day as u32, self.objective, self.key, self.rest()];
        let mut bytes = [0; PackedRows::BYTES_OF_ROW];
        let (value, others) = bytes.split_at_mut(size_of::<f64>());
        value.copy_from_slice(&self.value.to_le_bytes());
        others
            .as_chunks_mut()
            .0
            .iter_mut()
            .zip(words)
            .for_each(|(place, word)| *place = word.to_le_bytes());
        bytes
    }

    fn of_bytes(bytes: &[u8; PackedRows::BYTES_OF_ROW]) -> PackedRow {
        let [a, b, c, d, e, f, g, h, rest @ ..] = *bytes;
        let mut words = [0; 4];
        words
            .iter_mut()
            .zip(rest.as_chunks().0)
            .for_each(|(word, bytes)| *word = u32::from_le_bytes(*bytes));
        let [day, objective, key, rest] = words;
        let [weight, other_mass, kind, level] = rest.to_le_bytes();
        let value = f64::from_le_bytes([a, b, c, d, e, f, g, h]);
        PackedRow {
            value,
            day: day as i32,
            objective,
            key,
            weight_index: u16::from_le_bytes([weight, other_mass]),
            kind,
            level,
        }
    }

    /// Evidence weight, kind and level.
    fn rest(self) -> u32 {
        let [weight, other_mass] = self.weight_index.to_le_bytes();
        u32::from_le_bytes([weight, other_mass, self.kind, self.level])
    }
}

/// Records without a text or a hash for any of them.
#[derive(Clone, Debug, Default)]
pub(super) struct PackedRows {
    pub(super) dense: Vec<PackedRow>,
    expires: Vec<i32>,
    source: Vec<u32>,
    time: Vec<u32>,
}

impl PackedRows {
    pub(super) fn len(&self) -> usize {
        self.dense.len()
    }

    #[inline]
    pub(super) fn reserve(&mut self, rows: usize) {
        self.dense.reserve(rows);
    }

    #[inline]
    pub(super) fn push(&mut self, record: Packed) {
        let at = self.dense.len();
        let (row, source) = split(&record);
        self.dense.push(row);
        if record.expires != NO_EXPIRY || source != NO_SOURCE || record.time != NO_TIME {
            self.push_rare(at, record, source);
        }
    }

    /// Adds a record without expiry, source and time.
    #[inline]
    pub(super) fn push_row(&mut self, row: PackedRow) {
        self.dense.push(row);
    }

    /// Adds records without expiry, source and time.
    #[inline]
    pub(super) fn push_rows(&mut self, rows: impl Iterator<Item = PackedRow>) {
        self.dense.extend(rows);
    }

    /// Apart, so that the usual way is short enough for the loops that take it.
    #[inline(never)]
    fn push_rare(&mut self, at: usize, record: Packed, source: u32) {
        push_sparse(&mut self.expires, at, NO_EXPIRY, record.expires);
        push_sparse(&mut self.source, at, NO_SOURCE, source);
        push_sparse(&mut self.time, at, NO_TIME, record.time);
    }

    /// Memory for as many records as `others` has, each of them to be put in its place by [`PackedRows::place`]; until then anything stands
    /// there: what stood there before, or copies, which are quicker than the same value again and again.
    #[inline]
    pub(super) fn with_room_for(mut self, others: &PackedRows) -> PackedRows {
        self.dense.truncate(others.len());
        let rest = others.dense.get(self.dense.len()..).unwrap_or_default();
        self.dense.extend_from_slice(rest);
        self.expires.clear();
        self.source.clear();
        self.time.clear();
        self
    }

    /// Puts what every record has at place `at`.
    #[inline]
    pub(super) fn place(&mut self, at: usize, row: &PackedRow) {
        if let Some(place) = self.dense.get_mut(at) {
            *place = *row;
        }
    }

    /// Puts what few records have at place `at`: that of record `from` of others.
    pub(super) fn place_sparse(&mut self, at: usize, others: &PackedRows, from: usize) {
        set_sparse(
            &mut self.expires,
            self.dense.len(),
            at,
            NO_EXPIRY,
            others.expires_at(from),
        );
        set_sparse(
            &mut self.source,
            self.dense.len(),
            at,
            NO_SOURCE,
            others.source_at(from),
        );
        set_sparse(
            &mut self.time,
            self.dense.len(),
            at,
            NO_TIME,
            others.time_at(from),
        );
    }

    /// Whether any record has an expiry, a time, or a source that its key does not name.
    #[inline]
    pub(super) fn has_sparse(&self) -> bool {
        !self.expires.is_empty() || !self.source.is_empty() || !self.time.is_empty()
    }

    /// Whether any record expires.
    #[inline]
    pub(super) fn any_expires(&self) -> bool {
        !self.expires.is_empty()
    }

    /// Where the records are that expire before `day`.
    pub(super) fn expired(&self, day: i32) -> impl Iterator<Item = usize> + '_ {
        let days = self.expires.iter().enumerate();
        days.filter(move |(_, expires)| **expires < day)
            .map(|(at, _)| at)
    }

    #[inline]
    pub(super) fn expires_at(&self, at: usize) -> i32 {
        self.expires.get(at).copied().unwrap_or(NO_EXPIRY)
    }

    #[inline]
    fn source_at(&self, at: usize) -> u32 {
        self.source.get(at).copied().unwrap_or(NO_SOURCE)
    }

    #[inline]
    fn time_at(&self, at: usize) -> u32 {
        self.time.get(at).copied().unwrap_or(NO_TIME)
    }

    /// Forgets all records; the memory stays.
    #[cfg(feature = "spill")]
    pub(super) fn clear(&mut self) {
        self.dense.clear();
        self.expires.clear();
        self.source.clear();
        self.time.clear();
    }

    /// Adds the records of others.
    #[cfg(feature = "spill")]
    pub(super) fn append(&mut self, others: &PackedRows) {
        let at = self.dense.len();
        self.dense.extend_from_slice(&others.dense);
        append_sparse(
            &mut self.expires,
            at,
            NO_EXPIRY,
            others.expires.iter().copied(),
        );
        append_sparse(
            &mut self.source,
            at,
            NO_SOURCE,
            others.source.iter().copied(),
        );
        append_sparse(&mut self.time, at, NO_TIME, others.time.iter().copied());
    }

    /// Bytes that every record takes where it is written.
    #[cfg(feature = "spill")]
    pub(super) const BYTES_OF_ROW: usize = 24;

    /// The bytes of this many records, with this many entries of expiry, source and time.
    #[cfg(feature = "spill")]
    pub(super) fn bytes(records: usize, sparse: [usize; 3]) -> usize {
        records * PackedRows::BYTES_OF_ROW + sparse.iter().sum::<usize>() * size_of::<u32>()
    }

    /// Adds all records to `bytes`; how many entries of expiry, source and time there are.
    #[cfg(feature = "spill")]
    pub(super) fn write(&self, bytes: &mut Vec<u8>) -> [usize; 3] {
        let at = bytes.len();
        bytes.resize(at + self.dense.len() * PackedRows::BYTES_OF_ROW, 0);
        let places = bytes.get_mut(at..).unwrap_or_default().as_chunks_mut().0;
        places
            .iter_mut()
            .zip(&self.dense)
            .for_each(|(place, row)| *place = row.to_bytes());
        bytes.extend(self.expires.iter().flat_map(|day| day.to_le_bytes()));
        bytes.extend(self.source.iter().flat_map(|source| source.to_le_bytes()));
        bytes.extend(self.time.iter().flat_map(|time| time.to_le_bytes()));
        [self.expires.len(), self.source.len(), self.time.len()]
    }

    /// Adds records that were written.
    #[cfg(feature = "spill")]
    pub(super) fn read(
        &mut self,
        bytes: &[u8],
        records: usize,
        [expires, source, time]: [usize; 3],
    ) {
        let at = self.dense.len();
        let (dense, rest) = bytes.split_at((records * PackedRows::BYTES_OF_ROW).min(bytes.len()));
        self.dense
            .extend(dense.as_chunks().0.iter().map(PackedRow::of_bytes));
        let words = rest.as_chunks().0;
        let days = words
            .iter()
            .take(expires)
            .map(|bytes| i32::from_le_bytes(*bytes));
        append_sparse(&mut self.expires, at, NO_EXPIRY, days);
        let sources = words
            .iter()
            .skip(expires)
            .take(source)
            .map(|bytes| u32::from_le_bytes(*bytes));
        append_sparse(&mut self.source, at, NO_SOURCE, sources);
        let times = words
            .iter()
            .skip(expires + source)
            .take(time)
            .map(|bytes| u32::from_le_bytes(*bytes));
        append_sparse(&mut self.time, at, NO_TIME, times);
    }

    /// The whole record at a place.
    #[inline]
    pub(super) fn expand(&self, at: usize, row: &PackedRow) -> Packed {
        let source = if row.kind & KEY_IS_SOURCE == 0 {
            self.source_at(at)
        } else {
            row.key & !DATED
        };
        Packed {
            value: row.value,
            day: row.day,
            time: self.time_at(at),
            expires: self.expires_at(at),
            objective: row.objective,
            key: row.key,
            source,
            weight_index: row.weight_index,
            kind: row.kind & !KEY_IS_SOURCE,
            level: row.level,
        }
    }

    /// Of the records of one slot (objective, key, and day where it belongs to the key) among those from `from` to `to`, the one that
    /// counts on `day`: the choice that [`LatestByKey`](super::LatestByKey) makes, for one slot.
    pub(super) fn winner(
        &self,
        (from, to): (usize, usize),
        slot: (u32, u32, i32),
        day: i32,
        outranks: impl Fn(&Packed, &Packed) -> bool,
        mut held: Option<Packed>,
    ) -> Option<Packed> {
        let (objective, key, day_of_key) = slot;
        for (at, row) in (from..).zip(self.dense.get(from..to).unwrap_or_default()) {
            let same = row.objective == objective
                && row.key == key
                && (key & DATED == 0 || row.day == day_of_key);
            if same && row.day <= day {
                let record = self.expand(at, row);
                if held.as_ref().is_none_or(|held| outranks(&record, held)) {
                    held = Some(record);
                }
            }
        }
        held
    }

    /// The whole records of a stretch of places.
    #[inline]
    pub(super) fn iter(&self, from: usize, to: usize) -> impl Iterator<Item = Packed> + Clone + '_ {
        let dense = self.dense.get(from..to).unwrap_or_default();
        (from..).zip(dense).map(|(at, row)| self.expand(at, row))
    }
}

#[inline]
fn split(record: &Packed) -> (PackedRow, u32) {
    let by_source = record.source == record.key & !DATED;
    let kind = if by_source {
        record.kind | KEY_IS_SOURCE
    } else {
        record.kind
    };
    let Packed {
        value,
        day,
        objective,
        key,
        weight_index: weight,
        level,
        ..
    } = *record;
    (
        PackedRow {
            value,
            day,
            objective,
            key,
            weight_index: weight,
            kind,
            level,
        },
        if by_source { NO_SOURCE } else { record.source },
    )
}

/// Fills a column only up to the last row that has something in it.
#[inline]
fn push_sparse<T: Copy + PartialEq>(column: &mut Vec<T>, at: usize, nothing: T, value: T) {
    if value != nothing {
        column.resize(at, nothing);
        column.push(value);
    }
}

fn set_sparse<T: Copy + PartialEq>(
    column: &mut Vec<T>,
    rows: usize,
    at: usize,
    nothing: T,
    value: T,
) {
    if value != nothing {
        column.resize(rows, nothing);
        if let Some(place) = column.get_mut(at) {
            *place = value;
        }
    }
}

/// Adds the entries of others, whose first record is at `at`.
#[cfg(feature = "spill")]
fn append_sparse<T: Copy>(
    column: &mut Vec<T>,
    at: usize,
    nothing: T,
    others: impl ExactSizeIterator<Item = T>,
) {
    if others.len() > 0 {
        column.resize(at, nothing);
        column.extend(others);
    }
}
