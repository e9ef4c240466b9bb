//! From the tree to the document: entry by entry, so that one bad entry costs no other.

use super::collect_errors::{
    EntryContext, EntryKey, ErrorCollector, ReadEntry, collect_errors, read_entry,
};
use super::drafts::{DraftEntry, Drafts};
use super::spanned_value::{ReadState, SpannedValue, ValueBody};
use crate::Code;
use crate::document::{Document, FORMAT};
use crate::finding::describe;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Why no document came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadFailure {
    /// The format is another one.
    Format,
    /// The document itself cannot be completed.
    Shape,
}

/// Reads a whole document. What is refused is taken out of the tree, so that indices agree with the document's.
pub(super) fn assemble(
    root: &mut SpannedValue,
    notes: &mut ErrorCollector<'_>,
) -> Result<(Document, Drafts), ReadFailure> {
    if let Some(node) = root.get("format")
        && let ValueBody::Whole(format) = node.body
        && format != i64::from(FORMAT)
    {
        let finding = describe!(
            Code::UnsupportedFormat,
            "format",
            FormatUnknown {
                format: format.to_string()
            }
        )
        .help(format!("this version reads `format = {FORMAT}`"));
        notes.note(finding, node.place);
        return Err(ReadFailure::Format);
    }
    let (mut drafts, mut held) = (Drafts::default(), Vec::new());
    // What is read entry by entry, by key. Of refused entries of `drafted` lists what could be read is examined too.
    macro_rules! entry_by_entry {
        (drafted: $($drafted:ident),+; listed: $($listed:ident),+; by_name: $($by_name:ident),+) => {{
            $(let $drafted =
                list(root, stringify!($drafted), &mut drafts.$drafted, &mut drafts.written, notes, &mut held);)+
            $(let $listed =
                list(root, stringify!($listed), &mut Vec::new(), &mut Vec::new(), notes, &mut held);)+
            $(let $by_name = table(root, stringify!($by_name), notes, &mut held);)+
            let whole = EntryContext {
                key: "",
                part: EntryKey::Whole,
            };
            let document = collect_errors::<Document>(root, whole, notes);
            for (key, node) in held {
                root.insert(key, node);
            }
            root.compact();
            document.map(|document| Document {
                $($drafted,)+
                $($listed,)+
                $($by_name,)+
                ..document
            })
        }};
    }
    let document = entry_by_entry! {
        drafted: tools, objectives, sections, roles, activities, phases, instruments, rooms, trainers;
        listed: people, feature_use, acts, sessions, absences;
        by_name: scales
    };
    Ok((document.ok_or(ReadFailure::Shape)?, drafts))
}

/// Lists and tables that are held back while the rest is read.
type HeldBack = Vec<(&'static str, SpannedValue)>;

/// The entries of a list of the document; the list itself is held back while the rest is read.
fn list<T: DeserializeOwned>(
    root: &mut SpannedValue,
    key: &'static str,
    drafts: &mut Vec<T>,
    written: &mut Vec<DraftEntry>,
    notes: &mut ErrorCollector<'_>,
    held: &mut HeldBack,
) -> Vec<T> {
    if !matches!(
        root.get(key),
        Some(SpannedValue {
            body: ValueBody::List(_),
            ..
        })
    ) {
        return Vec::new();
    }
    let mut node = root.take(key);
    let mut entries = Vec::new();
    if let Some(SpannedValue {
        body: ValueBody::List(list),
        ..
    }) = &mut node
    {
        entries.reserve_exact(list.len());
        for (index, entry) in list.iter_mut().enumerate() {
            let context = EntryContext {
                key,
                part: EntryKey::Index(index),
            };
            let read = read_entry(entry, context, notes);
            let draft = match read {
                Some(ReadEntry::Whole(value)) => {
                    entries.push(value);
                    refused_items(entry, key, notes);
                    continue;
                }
                Some(ReadEntry::Draft(draft)) => Some(draft),
                None => None,
            };
            let id = id_of(entry);
            // Without an id nothing can be said of it.
            if let (Some(draft), Some(id)) = (draft, &id) {
                let mut tree = entry.clone();
                tree.compact();
                drafts.push(draft);
                written.push(DraftEntry {
                    key,
                    at: index,
                    id: id.clone(),
                    tree,
                });
            }
            entry.state = ReadState::Dropped;
            id.into_iter().for_each(|id| notes.refused.add(key, id));
            refused_items(entry, key, notes);
        }
    }
    held.extend(node.map(|node| (key, node)));
    entries
}

/// The entries of a table of the document, likewise.
fn table<T: DeserializeOwned>(
    root: &mut SpannedValue,
    key: &'static str,
    notes: &mut ErrorCollector<'_>,
    held: &mut HeldBack,
) -> BTreeMap<String, T> {
    if !matches!(
        root.get(key),
        Some(SpannedValue {
            body: ValueBody::Table(_),
            ..
        })
    ) {
        return BTreeMap::new();
    }
    let mut node = root.take(key);
    let mut entries = BTreeMap::new();
    if let Some(SpannedValue {
        body: ValueBody::Table(table),
        ..
    }) = &mut node
    {
        for (name, entry) in table.iter_mut() {
            if let Some(value) = collect_errors(
                entry,
                EntryContext {
                    key,
                    part: EntryKey::Name(name),
                },
                notes,
            ) {
                entries.insert(name.clone(), value);
            } else {
                entry.state = ReadState::Dropped;
                notes.refused.add(key, name.as_str());
            }
        }
    }
    held.extend(node.map(|node| (key, node)));
    entries
}

/// The id of an entry, whatever else is wrong in it.
fn id_of(entry: &SpannedValue) -> Option<String> {
    match entry.get("id") {
        Some(SpannedValue {
            body: ValueBody::Text(id),
            state: ReadState::Kept,
            ..
        }) if !id.is_empty() => Some(id.clone()),
        _ => None,
    }
}

/// Notes the items of an instrument that were refused.
fn refused_items(entry: &SpannedValue, key: &str, notes: &mut ErrorCollector<'_>) {
    let ("instruments", Some(instrument)) = (key, id_of(entry)) else {
        return;
    };
    let Some(SpannedValue {
        body: ValueBody::List(items),
        ..
    }) = entry.get("items")
    else {
        return;
    };
    for id in items
        .iter()
        .filter(|item| item.is_dropped())
        .filter_map(id_of)
    {
        notes.refused.add("items", format!("{instrument}/{id}"));
    }
}
