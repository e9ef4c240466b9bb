//! Entries that were refused, by their ids: what refers to one of them has no fault of its own.

use std::collections::{BTreeMap, BTreeSet};

/// Under this name the tracks of objectives, where some of them could not be read.
pub(crate) const TRACKS: &str = "tracks of objectives";

/// Under this name the hours of activities.
pub(crate) const HOURS: &str = "hours of activities";

/// Refused entries, by the list that they belong to: `objectives`, `people`, `scales`. Items of instruments are under
/// `items` as `instrument/item`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RefusedEntries {
    lists: BTreeMap<&'static str, RefusedIds>,
}

/// What was refused of one list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RefusedIds {
    ids: BTreeSet<String>,
    /// Whether its table could not be read at all, so that any id may have been in it.
    all: bool,
}

impl RefusedIds {
    /// Whether an entry was refused that had this id, or may have had it.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.all || self.ids.contains(id)
    }
}

impl RefusedEntries {
    /// Notes an entry.
    pub(crate) fn add(&mut self, list: &'static str, id: impl Into<String>) {
        self.lists.entry(list).or_default().ids.insert(id.into());
    }

    /// Takes an entry out again.
    pub(crate) fn remove(&mut self, list: &str, id: &str) {
        if let Some(refused) = self.lists.get_mut(list) {
            refused.ids.remove(id);
            if refused.ids.is_empty() && !refused.all {
                self.lists.remove(list);
            }
        }
    }

    /// Notes that the table of a list could not be read at all.
    pub(crate) fn add_all(&mut self, list: &'static str) {
        self.lists.entry(list).or_default().all = true;
    }

    /// Whether an entry of the list was refused that had this id, or may have had it.
    pub(crate) fn has(&self, list: &str, id: &str) -> bool {
        self.lists.get(list).is_some_and(|lost| lost.has(id))
    }

    /// What was refused of a list.
    pub(crate) fn ids_of(&self, list: &str) -> RefusedIds {
        self.lists.get(list).cloned().unwrap_or_default()
    }

    /// Whether nothing of a list was refused, as far as is known.
    pub(crate) fn is_whole(&self, list: &str) -> bool {
        !self.lists.contains_key(list)
    }

    /// Whether nothing was refused whose id is known.
    pub(crate) fn is_empty(&self) -> bool {
        self.lists.is_empty()
    }
}
