//! Sorting and gathering in little code.
//!
//! The sorts of the standard library, and the maps it collects, are compiled once for every type and every comparison: two to fourteen
//! kilobytes each, a fifth of the WebAssembly module. Here one sort of places is compiled, whatever is compared; what is made again for
//! each type only moves the values. For lists of a few thousand; where records are counted by the million the standard sort stays.

#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::unreachable
    )
)]

mod map;

pub use map::{Entries, Map, Set};

use std::cmp::Ordering;

/// Stable sorts: equal values keep their order.
pub trait Order<T> {
    /// Sorts by a comparison.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key, which is made again at each comparison.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> Order<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let places = places(self.len(), &mut |a, b| match (
            self.get(a as usize),
            self.get(b as usize),
        ) {
            (Some(a), Some(b)) => compare(a, b),
            _ => Ordering::Equal,
        });
        arrange(places, &mut |a, b| self.swap(a, b));
    }
}

/// The places of a list in the order of what stands there.
#[inline(never)]
fn places(count: usize, compare: &mut dyn FnMut(u32, u32) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0u32..).take(count).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}

/// Brings everything to its place, one cycle after the other: what stands at `places[at]` comes to `at`.
#[inline(never)]
fn arrange(mut places: Vec<u32>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..places.len() {
        let mut at = start;
        while let Some(place) = places.get_mut(at) {
            let from = std::mem::replace(place, at as u32) as usize;
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

/// The entries of a map; of those with one key the last counts.
pub fn map<K: Ord, V>(entries: impl IntoIterator<Item = (K, V)>) -> Map<K, V> {
    entries.into_iter().collect()
}

/// The members of a set.
pub fn set<T: Ord>(members: impl IntoIterator<Item = T>) -> Set<T> {
    members.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_library(list in proptest::collection::vec((0u8..9, any::<u16>()), 0..80)) {
            let (mut ours, mut theirs) = (list.clone(), list.clone());
            ours.order_by(|a, b| b.0.cmp(&a.0));
            theirs.sort_by_key(|pair| std::cmp::Reverse(pair.0));
            prop_assert_eq!(&ours, &theirs);
            ours.order();
            theirs.sort();
            prop_assert_eq!(&ours, &theirs);
            ours.order_by_key(|pair| pair.1);
            theirs.sort_by_key(|pair| pair.1);
            prop_assert_eq!(&ours, &theirs);
        }
    }
}
