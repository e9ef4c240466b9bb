//! The common tree of TOML and JSON: values with the place of each.

use super::source_text::SourceText;
use std::collections::BTreeMap;

/// Where a value, or a key, is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Index of the file.
    pub(super) file: u32,
    /// First byte.
    pub(super) start: u32,
}

impl Span {
    /// The place of the byte `start` of a file.
    pub(super) fn new(file: u32, start: usize) -> Span {
        Span {
            file,
            start: crate::formatting::saturating_count(start),
        }
    }

    /// File, line and column.
    pub(super) fn resolve(self, sources: &[SourceText]) -> Option<(&str, u32, u32)> {
        let source = sources.get(self.file as usize)?;
        let (line, column) = source.line_column(self.start as usize);
        Some((&source.name, line, column))
    }

    /// The line alone, for which no characters are counted.
    pub(super) fn line(self, sources: &[SourceText]) -> Option<u32> {
        let source = sources.get(self.file as usize)?;
        Some(crate::formatting::saturating_count(
            source.line_at(self.start as usize),
        ))
    }
}

/// A value with its place.
#[derive(Clone, Debug)]
pub(super) struct SpannedValue {
    /// Where the value begins, where known.
    pub(super) place: Option<Span>,
    /// Where the key that holds it begins.
    pub(super) key: Option<Span>,
    pub(super) body: ValueBody,
    pub(super) state: ReadState,
}

/// What became of a value while the document was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadState {
    /// It counts.
    Kept,
    /// An entry that lacks a required key: read to its end, then dropped.
    Incomplete,
    /// Refused; it is passed over.
    Dropped,
    /// Stands in for a required value that is missing; the number is of the next stand-in to try.
    StandIn(u8),
}

/// A value.
#[derive(Clone, Debug)]
pub(super) enum ValueBody {
    /// Nothing: JSON `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// A text.
    Text(String),
    /// A value that no key takes, with the reason.
    Bad(String),
    /// A list.
    List(Vec<SpannedValue>),
    /// A table.
    Table(BTreeMap<String, SpannedValue>),
}

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathStep {
    /// Into a table.
    Key(String),
    /// Into a list, among the entries that were not dropped.
    Index(usize),
}

impl SpannedValue {
    /// A value without a place.
    pub(super) fn new(body: ValueBody) -> SpannedValue {
        SpannedValue {
            place: None,
            key: None,
            body,
            state: ReadState::Kept,
        }
    }

    /// A value at a place.
    pub(super) fn at(place: Span, body: ValueBody) -> SpannedValue {
        SpannedValue {
            place: Some(place),
            ..SpannedValue::new(body)
        }
    }

    /// Whether the value was refused.
    pub(super) fn is_dropped(&self) -> bool {
        self.state == ReadState::Dropped
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&SpannedValue> {
        match &self.body {
            ValueBody::Table(table) => table.get(key),
            _ => None,
        }
    }

    /// Takes the value of a key out.
    pub(super) fn take(&mut self, key: &str) -> Option<SpannedValue> {
        match &mut self.body {
            ValueBody::Table(table) => table.remove(key),
            _ => None,
        }
    }

    /// Puts a value under a key.
    pub(super) fn insert(&mut self, key: &str, node: SpannedValue) {
        if let ValueBody::Table(table) = &mut self.body {
            table.insert(key.to_owned(), node);
        }
    }

    /// The value a step further, with the step as it was written: indices count dropped entries too.
    pub(super) fn step_mut(&mut self, step: &PathStep) -> Option<(&mut SpannedValue, PathStep)> {
        match (&mut self.body, step) {
            (ValueBody::Table(table), PathStep::Key(key)) => {
                table.get_mut(key).map(|node| (node, step.clone()))
            }
            (ValueBody::List(list), PathStep::Index(index)) => list
                .iter_mut()
                .enumerate()
                .filter(|(_, node)| !node.is_dropped())
                .nth(*index)
                .map(|(written, node)| (node, PathStep::Index(written))),
            _ => None,
        }
    }

    /// Removes what was refused for good, so that indices agree with those of the document.
    pub(super) fn compact(&mut self) {
        match &mut self.body {
            ValueBody::List(list) => {
                list.retain(|node| !node.is_dropped());
                list.iter_mut().for_each(SpannedValue::compact);
            }
            ValueBody::Table(table) => {
                table.retain(|_, node| !node.is_dropped());
                table.values_mut().for_each(SpannedValue::compact);
            }
            _ => {}
        }
    }

    /// The paths below `path` of values that stand in for others.
    pub(super) fn stand_ins(&self, path: &str, found: &mut Vec<String>) {
        let below = |step: PathStep| {
            let mut path = path.to_owned();
            write_step(&mut path, &step);
            path
        };
        match &self.body {
            _ if matches!(self.state, ReadState::StandIn(_)) => found.push(path.to_owned()),
            ValueBody::List(list) => {
                for (at, node) in list.iter().enumerate() {
                    node.stand_ins(&below(PathStep::Index(at)), found);
                }
            }
            ValueBody::Table(table) => {
                for (key, node) in table {
                    node.stand_ins(&below(PathStep::Key(key.clone())), found);
                }
            }
            _ => {}
        }
    }

    /// The place of the value at a path, or of the nearest one around it that has a place.
    pub(super) fn find(&self, path: &str) -> Option<Span> {
        let here = self.place.or(self.key);
        let further = match &self.body {
            ValueBody::List(list) => {
                index_of(path).and_then(|(index, rest)| list.get(index)?.find(rest))
            }
            ValueBody::Table(table) => {
                let path = path.strip_prefix('.').unwrap_or(path);
                // Keys may themselves hold dots: the longest that fits.
                let fits = |key: &&String| {
                    path.strip_prefix(key.as_str())
                        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                let key = table.keys().filter(fits).max_by_key(|key| key.len());
                key.and_then(|key| table.get(key)?.find(path.get(key.len()..)?))
            }
            _ => None,
        };
        further.or(here)
    }
}

/// The index at the beginning of a path such as `[2].objective`, and the rest.
pub(super) fn index_of(path: &str) -> Option<(usize, &str)> {
    let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, rest))
}

/// Adds a step to a path in writing: `roles[2].requires`.
pub(super) fn write_step(path: &mut String, step: &PathStep) {
    match step {
        PathStep::Key(key) => {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(key);
        }
        PathStep::Index(index) => {
            path.push('[');
            path.push_str(&index.to_string());
            path.push(']');
        }
    }
}
