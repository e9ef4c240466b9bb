//! Interned ids: each text once, in one piece of memory, found by hash.

use foldhash::quality::FixedState;
use std::hash::BuildHasher;

/// Distinct texts, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
    ends: Vec<usize>,
    /// Open addressing, at most two thirds full: the number and one in the lower half of an entry, the upper half of the hash in the
    /// upper; 0 where nothing is. The hash says where an entry belongs, so that a larger table is made without reading a text.
    table: Vec<u64>,
}

const HASHER: FixedState = FixedState::with_seed(0x5041_5241_5455_5331);

/// Names that are looked up together: many slow reads of memory at once instead of one after the other.
pub(crate) const TOGETHER: usize = 64;

/// What is found of names that are not held.
pub(crate) const NOT_HELD: u32 = u32::MAX;

/// The upper half of the hash.
#[inline]
fn mark_of(name: &[u8]) -> u32 {
    (HASHER.hash_one(name) >> 32) as u32
}

/// The place where a mark belongs in a table of this many entries.
#[inline]
fn home(mark: u32, entries: usize) -> usize {
    ((u64::from(mark) * entries as u64) >> 32) as usize
}

impl Names {
    /// The number of `name`, new or known, and whether it is new. `None` when 2^32 texts are held.
    #[inline]
    pub(crate) fn intern(&mut self, name: &str) -> Option<(u32, bool)> {
        let mark = mark_of(name.as_bytes());
        if let Some(found) = self.find(mark, name.as_bytes()) {
            return Some((found, false));
        }
        self.add(mark, name).map(|number| (number, true))
    }

    #[inline(never)]
    fn add(&mut self, mark: u32, name: &str) -> Option<u32> {
        let number = u32::try_from(self.ends.len())
            .ok()
            .filter(|&n| n < u32::MAX)?;
        self.text.push_str(name);
        self.ends.push(self.text.len());
        if self.ends.len() * 3 > self.table.len() * 2 {
            let larger = vec![0; (self.table.len() * 2).max(16)];
            for entry in std::mem::replace(&mut self.table, larger)
                .into_iter()
                .filter(|&entry| entry != 0)
            {
                self.insert_entry(entry);
            }
        }
        self.insert_entry(u64::from(mark) << 32 | u64::from(number + 1));
        Some(number)
    }

    /// Puts an entry at the first free place from where it belongs; there always is one.
    fn insert_entry(&mut self, entry: u64) {
        let home = home((entry >> 32) as u32, self.table.len());
        let (before, from) = self.table.split_at_mut(home);
        if let Some(place) = from.iter_mut().chain(before).find(|place| **place == 0) {
            *place = entry;
        }
    }

    #[inline]
    fn find(&self, mark: u32, name: &[u8]) -> Option<u32> {
        let mut at = home(mark, self.table.len());
        loop {
            let entry = *self.table.get(at)?;
            let number = (entry as u32).checked_sub(1)?;
            if (entry >> 32) as u32 == mark && self.bytes(number) == Some(name) {
                return Some(number);
            }
            at += 1;
            if at == self.table.len() {
                at = 0;
            }
        }
    }

    /// The number of `name`, if it is held.
    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.get_bytes(name.as_bytes())
    }

    /// The same of bytes that may be anything.
    #[inline]
    pub(crate) fn get_bytes(&self, name: &[u8]) -> Option<u32> {
        self.find(mark_of(name), name)
    }

    /// The numbers of several names, of which the first [`TOGETHER`] are looked up, or [`NOT_HELD`].
    pub(crate) fn get_each(&self, names: &[&[u8]]) -> [u32; TOGETHER] {
        // Each loop is short, so that the processor waits for the memory of many names at once.
        let (mut marks, mut entries) = ([0u32; TOGETHER], [0u64; TOGETHER]);
        let (mut spans, mut found) = ([(0, 0); TOGETHER], [NOT_HELD; TOGETHER]);
        for (mark, name) in marks.iter_mut().zip(names) {
            *mark = mark_of(name);
        }
        for ((entry, &mark), _) in entries.iter_mut().zip(&marks).zip(names) {
            *entry = self
                .table
                .get(home(mark, self.table.len()))
                .copied()
                .unwrap_or(0);
        }
        for ((span, &entry), _) in spans.iter_mut().zip(&entries).zip(names) {
            *span = self
                .span((entry as u32).wrapping_sub(1))
                .unwrap_or_default();
        }
        let sought = names.iter().zip(&marks).zip(&entries).zip(&spans);
        for (found, (((name, &mark), &entry), &(start, end))) in found.iter_mut().zip(sought) {
            let is =
                (entry >> 32) as u32 == mark && self.text.as_bytes().get(start..end) == Some(*name);
            // Where another is in its place, it may be further on.
            *found = if is {
                (entry as u32).wrapping_sub(1)
            } else {
                self.find(mark, name).unwrap_or(NOT_HELD)
            };
        }
        found
    }

    /// The same as [`Names::get`], as an index.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.get(name).map(|number| number as usize)
    }

    #[inline]
    fn span(&self, number: u32) -> Option<(usize, usize)> {
        let at = number as usize;
        let start = if at == 0 { 0 } else { *self.ends.get(at - 1)? };
        Some((start, *self.ends.get(at)?))
    }

    #[inline]
    fn bytes(&self, number: u32) -> Option<&[u8]> {
        let (start, end) = self.span(number)?;
        self.text.as_bytes().get(start..end)
    }

    /// The text of a number.
    pub(crate) fn name(&self, number: u32) -> &str {
        self.span(number)
            .and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }

    /// How many texts are held.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// All texts in the order of their numbers.
    pub(crate) fn iter(&self) -> impl ExactSizeIterator<Item = &str> + Clone {
        (0..self.ends.len() as u32).map(|number| self.name(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_once() {
        let mut names = Names::default();
        assert_eq!(names.get("a"), None);
        for (text, number, new) in [
            ("a", 0, true),
            ("b", 1, true),
            ("a", 0, false),
            ("", 2, true),
            ("", 2, false),
        ] {
            assert_eq!(names.intern(text), Some((number, new)));
        }
        for number in 0..10_000 {
            assert_eq!(
                names.intern(&format!("p-{number:07}")),
                Some((number + 3, true))
            );
        }
        assert_eq!(names.get("p-0004321"), Some(4324));
        assert_eq!(names.name(4324), "p-0004321");
        assert_eq!(names.get("p-4321"), None);
        assert_eq!(names.len(), 10_003);
    }

    #[test]
    fn several_are_found_as_one_by_one() {
        let mut names = Names::default();
        assert_eq!(names.get_each(&[&b"p"[..]]), [NOT_HELD; TOGETHER]);
        for number in 0..5_000 {
            names.intern(&format!("p-{number}"));
        }
        let texts: Vec<String> = (0..20_000)
            .map(|number| format!("p-{}", number * 7919 % 10_000))
            .collect();
        for some in texts.as_chunks::<TOGETHER>().0 {
            let found = names.get_each(&some.each_ref().map(|text| text.as_bytes()));
            let alone = some
                .each_ref()
                .map(|text| names.get(text).unwrap_or(NOT_HELD));
            assert_eq!(found, alone);
        }
        assert_eq!(
            texts
                .iter()
                .filter(|text| names.get(text).is_some())
                .count(),
            10_000
        );
    }
}
