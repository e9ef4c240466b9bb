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
        .with_help(format!("this version reads `format = {FORMAT}`"));
        notes.note(finding, node.place);
        return Err(ReadFailure::Format);
    }
    let mut drafts = Drafts::default();
    let tools = list(root, "tools", &mut drafts.tools, &mut drafts.written, notes);
    let objectives = list(
        root,
        "objectives",
        &mut drafts.objectives,
        &mut drafts.written,
        notes,
    );
    let sections = list(
        root,
        "sections",
        &mut drafts.sections,
        &mut drafts.written,
        notes,
    );
    let roles = list(root, "roles", &mut drafts.roles, &mut drafts.written, notes);
    let activities = list(
        root,
        "activities",
        &mut drafts.activities,
        &mut drafts.written,
        notes,
    );
    let phases = list(
        root,
        "phases",
        &mut drafts.phases,
        &mut drafts.written,
        notes,
    );
    let instruments = list(
        root,
        "instruments",
        &mut drafts.instruments,
        &mut drafts.written,
        notes,
    );
    let people = list(root, "people", &mut Vec::new(), &mut Vec::new(), notes);
    let feature_use = list(root, "feature_use", &mut Vec::new(), &mut Vec::new(), notes);
    let acts = list(root, "acts", &mut Vec::new(), &mut Vec::new(), notes);
    let sessions = list(root, "sessions", &mut Vec::new(), &mut Vec::new(), notes);
    let absences = list(root, "absences", &mut Vec::new(), &mut Vec::new(), notes);
    let rooms = list(root, "rooms", &mut drafts.rooms, &mut drafts.written, notes);
    let trainers = list(
        root,
        "trainers",
        &mut drafts.trainers,
        &mut drafts.written,
        notes,
    );
    let scales = table(root, "scales", notes);

    let held = [
        tools.1,
        objectives.1,
        sections.1,
        roles.1,
        activities.1,
        phases.1,
        instruments.1,
        people.1,
        feature_use.1,
        acts.1,
        sessions.1,
        absences.1,
        rooms.1,
        trainers.1,
        scales.1,
    ];
    let document = collect_errors::<Document>(
        root,
        EntryContext {
            key: "",
            part: EntryKey::Whole,
        },
        notes,
    );
    for (key, node) in held.into_iter().flatten() {
        root.insert(key, node);
    }
    root.compact();
    let document = document.ok_or(ReadFailure::Shape)?;
    let document = Document {
        tools: tools.0,
        objectives: objectives.0,
        sections: sections.0,
        roles: roles.0,
        activities: activities.0,
        phases: phases.0,
        instruments: instruments.0,
        people: people.0,
        feature_use: feature_use.0,
        acts: acts.0,
        sessions: sessions.0,
        absences: absences.0,
        rooms: rooms.0,
        trainers: trainers.0,
        scales: scales.0,
        ..document
    };
    Ok((document, drafts))
}

type HeldBackFindings = Option<(&'static str, SpannedValue)>;

/// The entries of a list of the document; the list itself is held back while the rest is read.
fn list<T: DeserializeOwned>(
    root: &mut SpannedValue,
    key: &'static str,
    drafts: &mut Vec<T>,
    written: &mut Vec<DraftEntry>,
    notes: &mut ErrorCollector<'_>,
) -> (Vec<T>, HeldBackFindings) {
    if !matches!(
        root.get(key),
        Some(SpannedValue {
            body: ValueBody::List(_),
            ..
        })
    ) {
        return (Vec::new(), None);
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
    (entries, node.map(|node| (key, node)))
}

/// The entries of a table of the document, likewise.
fn table<T: DeserializeOwned>(
    root: &mut SpannedValue,
    key: &'static str,
    notes: &mut ErrorCollector<'_>,
) -> (BTreeMap<String, T>, HeldBackFindings) {
    if !matches!(
        root.get(key),
        Some(SpannedValue {
            body: ValueBody::Table(_),
            ..
        })
    ) {
        return (BTreeMap::new(), None);
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
    (entries, node.map(|node| (key, node)))
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
