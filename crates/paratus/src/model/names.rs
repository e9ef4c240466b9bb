//! Interned ids: each text once, in one piece of memory, found by hash.

use foldhash::quality::FixedState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// Distinct texts, numbered from 0 in the order in which they came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Names {
    text: String,
    ends: Vec<usize>,
    table: HashTable<u32>,
}

const HASHER: FixedState = FixedState::with_seed(0x5041_5241_5455_5331);

impl Names {
    /// The number of `name`, new or known, and whether it is new. `None` when 2^32 texts are held.
    #[inline]
    pub(crate) fn intern(&mut self, name: &str) -> Option<(u32, bool)> {
        let hash = HASHER.hash_one(name);
        let (text, ends) = (&self.text, &self.ends);
        if let Some(&found) = self.table.find(hash, |&at| slice(text, ends, at) == Some(name)) {
            return Some((found, false));
        }
        let number = u32::try_from(self.ends.len()).ok().filter(|&n| n < u32::MAX)?;
        self.text.push_str(name);
        self.ends.push(self.text.len());
        let (text, ends) = (&self.text, &self.ends);
        self.table.insert_unique(hash, number, |&at| HASHER.hash_one(slice(text, ends, at).unwrap_or_default()));
        Some((number, true))
    }

    /// The number of `name`, if it is held.
    #[inline]
    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.table.find(HASHER.hash_one(name), |&at| slice(&self.text, &self.ends, at) == Some(name)).copied()
    }

    /// The same as [`Names::get`], as an index.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.get(name).map(|number| number as usize)
    }

    /// The text of a number.
    pub(crate) fn name(&self, number: u32) -> &str {
        slice(&self.text, &self.ends, number).unwrap_or_default()
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

fn slice<'a>(text: &'a str, ends: &[usize], number: u32) -> Option<&'a str> {
    let at = number as usize;
    let start = if at == 0 { 0 } else { *ends.get(at - 1)? };
    text.get(start..*ends.get(at)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_once() {
        let mut names = Names::default();
        for (text, number, new) in [("a", 0, true), ("b", 1, true), ("a", 0, false), ("", 2, true), ("", 2, false)] {
            assert_eq!(names.intern(text), Some((number, new)));
        }
        for number in 0..10_000 {
            assert_eq!(names.intern(&format!("p-{number:07}")), Some((number + 3, true)));
        }
        assert_eq!(names.get("p-0004321"), Some(4324));
        assert_eq!(names.name(4324), "p-0004321");
        assert_eq!(names.get("p-4321"), None);
        assert_eq!(names.len(), 10_003);
    }
}
