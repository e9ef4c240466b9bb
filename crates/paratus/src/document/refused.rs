//! Entries that were refused, by their ids: what refers to one of them has no fault of its own.

use std::collections::{BTreeMap, BTreeSet};

/// Ids of refused entries, by the list that they belong to: `objectives`, `people`, `scales`. Items of instruments stand
/// under `items` as `instrument/item`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refused {
    ids: BTreeMap<&'static str, BTreeSet<String>>,
}

impl Refused {
    /// Notes an entry.
    pub(crate) fn add(&mut self, list: &'static str, id: impl Into<String>) {
        self.ids.entry(list).or_default().insert(id.into());
    }

    /// Whether an entry of the list was refused that had this id.
    pub(crate) fn has(&self, list: &str, id: &str) -> bool {
        self.ids.get(list).is_some_and(|ids| ids.contains(id))
    }

    /// The ids of the refused entries of a list.
    pub(crate) fn of(&self, list: &str) -> BTreeSet<String> {
        self.ids.get(list).cloned().unwrap_or_default()
    }

    /// Whether nothing was refused whose id is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}
