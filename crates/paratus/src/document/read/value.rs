//! Reads lists and tables other than a document from JSON text: as strictly, and with every problem in one run.

use super::json;
use super::node::{Body, Node};
use super::peel::{Base, Notes, Part, peel};
use super::source::Source;
use crate::{Code, Error, ErrorKind, Finding};
use serde::de::DeserializeOwned;

/// Reads the entries of a JSON list that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or no list, or an entry cannot be read; with the findings of all entries.
pub(crate) fn read_list<T: DeserializeOwned>(key: &str, text: &str) -> Result<Vec<T>, Error> {
    read(key, text, |root, notes| {
        let Body::List(list) = &mut root.body else {
            notes.note(Finding::new(Code::WrongType, key, "expected a list"), root.place);
            return None;
        };
        let read = |(index, entry)| peel(entry, Base { key, part: Part::Index(index) }, notes);
        Some(list.iter_mut().enumerate().filter_map(read).collect())
    })
}

/// Reads a JSON table that findings call `key`.
///
/// # Errors
/// Where the text is not JSON or cannot be read as `T`; with all findings.
pub(crate) fn read_table<T: DeserializeOwned>(key: &str, text: &str) -> Result<T, Error> {
    read(key, text, |root, notes| peel(root, Base { key, part: Part::Whole }, notes))
}

fn read<T>(key: &str, text: &str, take: impl FnOnce(&mut Node, &mut Notes<'_>) -> Option<T>) -> Result<T, Error> {
    let sources = [Source::new(key, text.as_bytes().to_vec())];
    let mut notes = Notes::new(&sources);
    let Some(mut root) = json::parse(text.strip_prefix('\u{feff}').unwrap_or(text), 0, &mut notes) else {
        return Err(Error::new(ErrorKind::Syntax, notes.findings));
    };
    match take(&mut root, &mut notes) {
        Some(value) if notes.findings.is_empty() => Ok(value),
        _ => Err(Error::new(ErrorKind::Shape, notes.findings)),
    }
}
