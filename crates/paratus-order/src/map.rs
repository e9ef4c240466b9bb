//! Sorted maps and sets in little code.
//!
//! A `BTreeMap` of the standard library is compiled again for each pair of types, five kilobytes of WebAssembly each time. Here the entries
//! stand sorted in short pieces: where something stands is found by one search for all types, and what is made again for each type only
//! moves values. Looking up takes a logarithm of comparisons, adding moves one piece at most.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::{mem, slice, vec};

/// Entries of a piece at most; one that has more is halved.
const MOST: usize = 128;

/// A map whose entries are sorted by key.
#[derive(Clone, Debug)]
pub struct Map<K, V> {
    /// Pieces, none of them empty, each sorted, and before the next.
    pieces: Vec<Vec<(K, V)>>,
    len: usize,
}

/// A piece, and a place in it.
type Place = (usize, usize);

/// Where the one that is sought stands among `count`, or would stand; `compare` says how that at a place stands to it.
#[inline(never)]
fn seek(count: usize, compare: &mut dyn FnMut(usize) -> Ordering) -> Result<usize, usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        match compare(middle) {
            Ordering::Equal => return Ok(middle),
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
        }
    }
    Err(low)
}

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Map {
            pieces: Vec::new(),
            len: 0,
        }
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Without entries.
    pub fn new() -> Self {
        Map::default()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Where a key stands, or would stand.
    #[inline(never)]
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> Result<Place, Place>
    where
        K: Borrow<Q>,
    {
        let of = |entry: Option<&(K, V)>| {
            entry.map_or(Ordering::Less, |(found, _)| found.borrow().cmp(key))
        };
        let piece = match seek(self.pieces.len(), &mut |at| {
            of(self.pieces.get(at).and_then(|piece| piece.first()))
        }) {
            Ok(piece) => return Ok((piece, 0)),
            // In the piece before: the first that begins after the key is the next one.
            Err(piece) => piece.saturating_sub(1),
        };
        let Some(entries) = self.pieces.get(piece) else {
            return Err((0, 0));
        };
        let within = seek(entries.len(), &mut |at| of(entries.get(at)));
        within.map(|at| (piece, at)).map_err(|at| (piece, at))
    }

    /// Puts an entry where none stands yet; its place.
    #[inline(never)]
    fn put(&mut self, (piece, at): Place, key: K, value: V) -> Place {
        self.len += 1;
        let Some(entries) = self.pieces.get_mut(piece) else {
            self.pieces.push(vec![(key, value)]);
            return (self.pieces.len() - 1, 0);
        };
        entries.insert(at, (key, value));
        if entries.len() <= MOST {
            return (piece, at);
        }
        // Halved; anyone who adds in order leaves full pieces behind.
        let half = if at + 1 == entries.len() {
            at
        } else {
            entries.len() / 2
        };
        let rest = entries.split_off(half);
        self.pieces.insert(piece + 1, rest);
        if at < half {
            (piece, at)
        } else {
            (piece + 1, at - half)
        }
    }

    fn value_at(&mut self, (piece, at): Place) -> Option<&mut V> {
        self.pieces
            .get_mut(piece)?
            .get_mut(at)
            .map(|(_, value)| value)
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (piece, at) = self.find(key).ok()?;
        self.pieces.get(piece)?.get(at).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.find(key).ok()?;
        self.value_at(place)
    }

    /// Whether there is such a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.find(key).is_ok()
    }

    /// Sets the value of a key; the one it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(place) => self.value_at(place).map(|held| mem::replace(held, value)),
            Err(place) => {
                self.put(place, key, value);
                None
            }
        }
    }

    /// Takes an entry out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (piece, at) = self.find(key).ok()?;
        let entries = self.pieces.get_mut(piece)?;
        let (_, value) = entries.remove(at);
        if entries.is_empty() {
            self.pieces.remove(piece);
        }
        self.len -= 1;
        Some(value)
    }

    /// The entries from a key on.
    pub fn from<Q: Ord + ?Sized>(&self, key: &Q) -> Entries<'_, K, V>
    where
        K: Borrow<Q>,
    {
        let (Ok((piece, at)) | Err((piece, at))) = self.find(key);
        let mut pieces = self.pieces.get(piece..).unwrap_or_default().iter();
        let now = pieces
            .next()
            .and_then(|entries| entries.get(at..))
            .unwrap_or_default()
            .iter();
        Entries { pieces, now }
    }

    /// The last entry up to a key and including it.
    pub fn last_up_to<Q: Ord + ?Sized>(&self, key: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        // Only before the first entry of all does nothing stand before in the same piece.
        let (piece, at) = self
            .find(key)
            .or_else(|(piece, at)| at.checked_sub(1).map(|at| (piece, at)).ok_or(()))
            .ok()?;
        self.pieces
            .get(piece)?
            .get(at)
            .map(|(key, value)| (key, value))
    }

    /// The entry of a key, there or not.
    pub fn entry(&mut self, key: K) -> Entry<'_, K, V> {
        let place = self.find(&key);
        Entry {
            map: self,
            key,
            place,
        }
    }
}

impl<K, V> Map<K, V> {
    /// The entries, sorted.
    pub fn iter(&self) -> Entries<'_, K, V> {
        Entries {
            pieces: self.pieces.iter(),
            now: [].iter(),
        }
    }

    /// Keeps the entries of which this is true.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.pieces
            .iter_mut()
            .for_each(|piece| piece.retain(|(key, value)| keep(key, value)));
        self.pieces.retain(|piece| !piece.is_empty());
        self.len = self.pieces.iter().map(Vec::len).sum();
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// The values, in the order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.pieces.iter_mut().flatten().map(|(_, value)| value)
    }

    /// The entries, sorted, with values to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&K, &mut V)> {
        self.pieces
            .iter_mut()
            .flatten()
            .map(|(key, value)| (&*key, value))
    }

    /// The values, in the order of their keys, given away.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.into_iter().map(|(_, value)| value)
    }
}

// The pieces depend on how the entries came, the entries do not.
impl<K: PartialEq, V: PartialEq> PartialEq for Map<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for Map<K, V> {}

/// One entry, there or not.
pub struct Entry<'a, K, V> {
    map: &'a mut Map<K, V>,
    key: K,
    place: Result<Place, Place>,
}

impl<'a, K: Ord, V> Entry<'a, K, V> {
    /// Its value, made where there is none.
    #[expect(
        clippy::indexing_slicing,
        reason = "the place was found in this map, or made in it just now"
    )]
    pub fn or_insert_with(self, make: impl FnOnce() -> V) -> &'a mut V {
        let (piece, at) = match self.place {
            Ok(place) => place,
            Err(place) => self.map.put(place, self.key, make()),
        };
        &mut self.map.pieces[piece][at].1
    }

    /// Its value, or this one.
    pub fn or_insert(self, value: V) -> &'a mut V {
        self.or_insert_with(|| value)
    }

    /// Its value, or the default.
    pub fn or_default(self) -> &'a mut V
    where
        V: Default,
    {
        self.or_insert_with(V::default)
    }

    /// Changes the value, where there is one.
    pub fn and_modify(self, change: impl FnOnce(&mut V)) -> Self {
        if let Some(value) = self.place.ok().and_then(|place| self.map.value_at(place)) {
            change(value);
        }
        self
    }
}

/// The entries of a map, lent.
pub struct Entries<'a, K, V> {
    pieces: slice::Iter<'a, Vec<(K, V)>>,
    now: slice::Iter<'a, (K, V)>,
}

impl<K, V> Clone for Entries<'_, K, V> {
    fn clone(&self) -> Self {
        Entries {
            pieces: self.pieces.clone(),
            now: self.now.clone(),
        }
    }
}

impl<'a, K, V> Iterator for Entries<'a, K, V> {
    type Item = (&'a K, &'a V);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((key, value)) = self.now.next() {
                return Some((key, value));
            }
            self.now = self.pieces.next()?.iter();
        }
    }
}

/// The entries of a map, given away.
pub struct Given<K, V> {
    pieces: vec::IntoIter<Vec<(K, V)>>,
    now: vec::IntoIter<(K, V)>,
}

impl<K, V> Iterator for Given<K, V> {
    type Item = (K, V);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(entry) = self.now.next() {
                return Some(entry);
            }
            self.now = self.pieces.next()?.into_iter();
        }
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = Given<K, V>;

    fn into_iter(self) -> Self::IntoIter {
        Given {
            pieces: self.pieces.into_iter(),
            now: Vec::new().into_iter(),
        }
    }
}

impl<'a, K, V> IntoIterator for &'a Map<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Entries<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Map::new();
        map.extend(entries);
        map
    }
}

impl<K: Ord + Borrow<Q>, Q: Ord + ?Sized, V> std::ops::Index<&Q> for Map<K, V> {
    type Output = V;

    #[expect(
        clippy::expect_used,
        reason = "anyone who indexes knows that the key is there, as with the maps of the standard library"
    )]
    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("a key that is there")
    }
}

/// A set whose members are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T>(Map<T, ()>);

impl<T: Ord> PartialOrd for Set<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord> Ord for Set<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Set(Map::default())
    }
}

impl<T: Ord> Set<T> {
    /// Without members.
    pub fn new() -> Self {
        Set::default()
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is a member.
    pub fn contains<Q: Ord + ?Sized>(&self, member: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.0.contains_key(member)
    }

    /// Whether all members are members of the other.
    pub fn is_subset(&self, other: &Set<T>) -> bool {
        self.iter().all(|member| other.contains(member))
    }

    /// Adds a member; whether it was none.
    pub fn insert(&mut self, member: T) -> bool {
        self.0.insert(member, ()).is_none()
    }
}

impl<T> Set<T> {
    /// The members, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.keys()
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::iter::Map<Given<T, ()>, fn((T, ())) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(member, ())| member)
    }
}

impl<'a, T> IntoIterator for &'a Set<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Map<Entries<'a, T, ()>, fn((&'a T, &'a ())) -> &'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(member, ())| member)
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, members: I) {
        for member in members {
            self.insert(member);
        }
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(members: I) -> Self {
        let mut set = Set::new();
        set.extend(members);
        set
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn it_is_the_map_of_the_standard_library(steps in proptest::collection::vec((0u8..4, 0u16..900, any::<u8>()), 0..2_000)) {
            let (mut ours, mut theirs) = (Map::new(), BTreeMap::new());
            for (what, key, value) in steps {
                match what {
                    0 => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                    1 => *ours.entry(key).or_insert(0u64) += *theirs.entry(key).and_modify(|sum| *sum += 1).or_insert(1u64),
                    2 => prop_assert_eq!(ours.get_mut(&key).map(|held| { *held += 1; *held }), theirs.get_mut(&key).map(|held| { *held += 1; *held })),
                    _ => prop_assert_eq!(ours.insert(key, u64::from(value)), theirs.insert(key, u64::from(value))),
                }
                if what == 1 {
                    let now = ours.get(&key).copied().unwrap_or_default();
                    theirs.insert(key, now);
                }
                prop_assert_eq!(ours.len(), theirs.len());
            }
            prop_assert!(ours.pieces.iter().all(|piece| (1..=MOST).contains(&piece.len())));
            prop_assert_eq!(ours.iter().collect::<Vec<_>>(), theirs.iter().collect::<Vec<_>>());
            for key in 0..900 {
                prop_assert_eq!(ours.last_up_to(&key), theirs.range(..=key).next_back());
                prop_assert_eq!(ours.from(&key).next(), theirs.range(key..).next());
                prop_assert_eq!(ours.from(&key).count(), theirs.range(key..).count());
            }
            let mut odd = ours.clone();
            odd.retain(|key, _| key % 2 == 1);
            prop_assert_eq!(odd.len(), odd.iter().count());
            prop_assert_eq!(odd.iter().collect::<Vec<_>>(), theirs.iter().filter(|(key, _)| *key % 2 == 1).collect::<Vec<_>>());
            // In another order, the pieces are others.
            let again: Map<_, _> = theirs.iter().rev().map(|(key, value)| (*key, *value)).collect();
            prop_assert_eq!(&ours, &again);
            prop_assert_eq!(ours.into_iter().collect::<Vec<_>>(), theirs.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn it_is_the_set_of_the_standard_library(members in proptest::collection::vec(0u16..400, 0..900)) {
            let (ours, theirs) = (members.iter().copied().collect::<Set<_>>(), members.iter().copied().collect::<BTreeSet<_>>());
            prop_assert!((0..400u16).all(|member| ours.contains(&member) == theirs.contains(&member)));
            prop_assert_eq!(ours.iter().collect::<Vec<_>>(), theirs.iter().collect::<Vec<_>>());
            prop_assert_eq!(ours.into_iter().collect::<Vec<_>>(), theirs.into_iter().collect::<Vec<_>>());
        }
    }
}
