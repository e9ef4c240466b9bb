//! What is known of the rows of a table by their keys. A table may have millions of rows, so those that are there already lie side by
//! side in order; only rows that come later are in a map.

use crate::periods::Key;
use std::collections::HashMap;

/// Values by key.
pub(crate) struct RowIndex<V> {
    /// In the order of the keys once [`RowIndex::sort`] was called.
    there: Vec<(Key, V)>,
    later: HashMap<Key, V>,
}

impl<V> Default for RowIndex<V> {
    fn default() -> RowIndex<V> {
        RowIndex {
            there: Vec::new(),
            later: HashMap::new(),
        }
    }
}

impl<V: Copy> RowIndex<V> {
    /// Makes room for rows that are there.
    pub(crate) fn reserve(&mut self, rows: usize) {
        self.there.reserve_exact(rows);
    }

    /// Takes a row that is there. It is found once all were sorted.
    pub(crate) fn push(&mut self, key: Key, value: V) {
        self.there.push((key, value));
    }

    /// Sorts the rows that are there; of those with one key `keep` makes one, the earlier first.
    pub(crate) fn sort(&mut self, keep: impl Fn(V, V) -> V) {
        self.there.sort_by_key(|(key, _)| *key);
        self.there.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 = keep(earlier.1, later.1);
            }
            same
        });
    }

    fn position(&self, key: &Key) -> Option<usize> {
        self.there
            .binary_search_by(|(there, _)| there.cmp(key))
            .ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.there.is_empty() && self.later.is_empty()
    }

    pub(crate) fn get(&self, key: &Key) -> Option<&V> {
        let at = self.position(key);
        let there = at.and_then(|at| self.there.get(at));
        there
            .map(|(_, value)| value)
            .or_else(|| self.later.get(key))
    }

    pub(crate) fn get_mut(&mut self, key: &Key) -> Option<&mut V> {
        match self.position(key) {
            Some(at) => self.there.get_mut(at).map(|(_, value)| value),
            None => self.later.get_mut(key),
        }
    }

    /// Takes a row that comes later; one that is there under this key stays.
    pub(crate) fn insert(&mut self, key: Key, value: V) {
        if self.position(&key).is_none() {
            self.later.entry(key).or_insert(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_found_wherever_they_are() {
        let mut index = RowIndex::default();
        assert!(index.is_empty());
        for (key, value) in [(3, 'a'), (1, 'b'), (3, 'c')] {
            index.push([key, 0], value);
        }
        index.sort(|_, later| later);
        index.insert([2, 0], 'd');
        index.insert([3, 0], 'e');
        let found = [1, 2, 3, 4].map(|key| index.get(&[key, 0]).copied());
        assert_eq!(found, [Some('b'), Some('d'), Some('c'), None]);
        if let Some(value) = index.get_mut(&[2, 0]) {
            *value = 'f';
        }
        assert_eq!(index.get(&[2, 0]), Some(&'f'));
    }
}
