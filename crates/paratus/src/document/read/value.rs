//! Reads lists and tables other than a document from JSON text: as strictly, and with every problem in one run.

use super::collect_errors::{EntryContext, EntryKey, ErrorCollector, collect_errors};
use super::json;
use super::source_text::SourceText;
use super::spanned_value::{SpannedValue, ValueBody};
use crate::{Code, Error, ErrorKind, Finding};
use serde::de::DeserializeOwned;

/// Reads the entries of a JSON list that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or no list, or an entry cannot be read; with the findings of all entries.
pub(crate) fn read_list<T: DeserializeOwned>(key: &str, text: &str) -> Result<Vec<T>, Error> {
    let mut entries = Vec::new();
    read(key, text, &mut |root, notes| {
        let ValueBody::List(list) = &mut root.body else {
            notes.note(
                Finding::new(Code::WrongType, key, "expected a list"),
                root.place,
            );
            return;
        };
        let read = |(index, entry)| {
            collect_errors(
                entry,
                EntryContext {
                    key,
                    part: EntryKey::Index(index),
                },
                notes,
            )
        };
        entries = list.iter_mut().enumerate().filter_map(read).collect();
    })?;
    Ok(entries)
}

/// Reads a JSON table that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or cannot be read as `T`; with all findings.
pub(crate) fn read_table<T: DeserializeOwned>(key: &str, text: &str) -> Result<T, Error> {
    let mut table = None;
    read(key, text, &mut |root, notes| {
        table = collect_errors(
            root,
            EntryContext {
                key,
                part: EntryKey::Whole,
            },
            notes,
        )
    })?;
    // Without a finding it was read to its end.
    table.ok_or_else(|| Error::new(ErrorKind::Shape, Vec::new()))
}

/// Reads a JSON text by what takes its value apart; the same code for all types.
fn read(
    key: &str,
    text: &str,
    take: &mut dyn FnMut(&mut SpannedValue, &mut ErrorCollector<'_>),
) -> Result<(), Error> {
    let sources = [SourceText::new(key, text.as_bytes().to_vec())];
    let mut notes = ErrorCollector::new(&sources);
    let Some(mut root) = json::parse(text.strip_prefix('\u{feff}').unwrap_or(text), 0, &mut notes)
    else {
        return Err(Error::new(ErrorKind::Syntax, notes.findings));
    };
    take(&mut root, &mut notes);
    if notes.findings.is_empty() {
        Ok(())
    } else {
        Err(Error::new(ErrorKind::Shape, notes.findings))
    }
}
