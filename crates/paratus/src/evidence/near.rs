//! In place of records outside memory, where the feature `spill` is left out: there are none, and the compiler knows it.

use super::partition::Sorted;
use super::shelf::Shelf;
use std::ops::Deref;

#[derive(Clone, Debug)]
enum Never {}

/// Nowhere.
#[derive(Clone, Debug)]
pub(super) struct Away(Never);

/// Nothing.
pub(super) struct Nothing(Never);

impl Away {
    /// Whether there can be records outside memory.
    pub(super) const POSSIBLE: bool = false;

    pub(super) fn put(&mut self, _: &mut Shelf) -> bool {
        match self.0 {}
    }

    pub(super) fn whole(&self, _: &Shelf) -> Nothing {
        match self.0 {}
    }
}

/// No records of a shelf.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunks;

impl Chunks {
    /// None.
    #[inline]
    pub(super) fn records(&self) -> usize {
        0
    }
}

/// Something in memory.
#[derive(Debug)]
pub(super) enum Held<'a, T> {
    Here(&'a T),
}

impl<T> Held<'_, T> {
    pub(super) fn whole(got: Nothing) -> Self {
        match got.0 {}
    }
}

impl<T> Clone for Held<'_, T> {
    #[inline]
    fn clone(&self) -> Self {
        let Held::Here(here) = self;
        Held::Here(here)
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        let Held::Here(here) = self;
        here
    }
}

/// No shelves.
#[derive(Clone, Debug)]
pub(super) struct Far(Never);

impl Far {
    pub(super) fn new(away: Away, _: Vec<Shelf>, _: u32) -> Far {
        match away.0 {}
    }

    pub(super) fn shelves(&self) -> usize {
        match self.0 {}
    }

    pub(super) fn sorted(&self, _: usize) -> Held<'_, Sorted> {
        match self.0 {}
    }
}
