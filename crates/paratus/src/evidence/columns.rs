//! The columns of the log.

use super::counting::{NEVER, NO_SOURCE, Packed};

/// One column per field; columns that most logs leave empty take no memory until they are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) person: Vec<u32>,
    objective: Vec<u32>,
    day: Vec<i32>,
    value: Vec<f64>,
    key: Vec<u32>,
    mass: Vec<u16>,
    kind: Vec<u8>,
    level: Vec<u8>,
    expires: Vec<i32>,
    source: Vec<u32>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.person.len()
    }

    /// Makes room for more rows in the columns that every row fills.
    #[inline]
    pub(super) fn reserve(&mut self, rows: usize) {
        self.person.reserve(rows);
        self.objective.reserve(rows);
        self.day.reserve(rows);
        self.value.reserve(rows);
        self.key.reserve(rows);
        self.mass.reserve(rows);
        self.kind.reserve(rows);
        self.level.reserve(rows);
    }

    #[inline]
    pub(super) fn push(&mut self, person: u32, record: Packed) {
        let rows = self.person.len();
        self.person.push(person);
        self.objective.push(record.objective);
        self.day.push(record.day);
        self.value.push(record.value);
        self.key.push(record.key);
        self.mass.push(record.mass);
        self.kind.push(record.kind);
        self.level.push(record.level);
        push_rare(&mut self.expires, rows, NEVER, record.expires);
        push_rare(&mut self.source, rows, NO_SOURCE, record.source);
    }

    /// The rows from `first` on.
    #[inline]
    pub(super) fn iter(&self, first: usize) -> impl Iterator<Item = (u32, Packed)> {
        let dense = tail(&self.person, first).zip(tail(&self.objective, first)).zip(tail(&self.day, first));
        let dense = dense.zip(tail(&self.value, first)).zip(tail(&self.key, first)).zip(tail(&self.mass, first));
        let dense = dense.zip(tail(&self.kind, first)).zip(tail(&self.level, first));
        (first..).zip(dense).map(|(at, (((((((person, objective), day), value), key), mass), kind), level))| {
            let record = Packed {
                value: *value,
                day: *day,
                expires: self.expires.get(at).copied().unwrap_or(NEVER),
                objective: *objective,
                key: *key,
                source: self.source.get(at).copied().unwrap_or(NO_SOURCE),
                mass: *mass,
                kind: *kind,
                level: *level,
            };
            (*person, record)
        })
    }
}

/// Fills a column only up to the last row that has something in it.
fn push_rare<T: Copy + PartialEq>(column: &mut Vec<T>, rows: usize, nothing: T, value: T) {
    if value != nothing {
        column.resize(rows, nothing);
        column.push(value);
    }
}

fn tail<T>(column: &[T], first: usize) -> std::slice::Iter<'_, T> {
    column.get(first..).unwrap_or_default().iter()
}
