//! JSON to the common tree: serde_json judges the syntax, a small scanner finds the places.

use super::fault::shorten;
use super::node::{Body, Node, Place};
use super::peel::Notes;
use crate::{Code, Finding};
use serde_json::Value;
use std::collections::{BTreeMap, btree_map::Entry};

/// Lists and tables within each other.
const DEEPEST: u32 = 128;

/// The tree of a JSON text, or nothing and the syntax error in `notes`.
pub(super) fn parse(text: &str, file: u32, notes: &mut Notes<'_>) -> Option<Node> {
    if let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(text) {
        let start = byte_of(text, error.line(), error.column());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        notes.note(Finding::new(Code::Unreadable, "", message), Some(Place::new(file, start)));
        return None;
    }
    let mut scanner = Scanner { text, at: 0, depth: 0, file, notes };
    let node = scanner.value();
    if node.is_none() {
        let place = Some(Place::new(file, scanner.at));
        let message = if scanner.depth >= DEEPEST { "this is nested too deeply" } else { "this is not JSON" };
        scanner.notes.note(Finding::new(Code::Unreadable, "", message), place);
    }
    node
}

/// The tree of a value that is no text: it has no places.
pub(super) fn from_value(value: Value) -> Node {
    Node::new(match value {
        Value::Null => Body::Null,
        Value::Bool(value) => Body::Bool(value),
        Value::Number(number) => from_number(&number),
        Value::String(text) => Body::Text(text),
        Value::Array(list) => Body::List(list.into_iter().map(from_value).collect()),
        Value::Object(table) => Body::Table(table.into_iter().map(|(key, value)| (key, from_value(value))).collect()),
    })
}

/// A number whose form is known to be right.
fn number(word: &str) -> Body {
    match (word.parse::<i64>(), word.parse::<f64>()) {
        (Ok(0), _) if word.starts_with('-') => Body::Number(-0.0),
        (Ok(whole), _) => Body::Whole(whole),
        (Err(_), Ok(value)) if value.is_finite() => Body::Number(value),
        _ => Body::Bad(format!("the number `{}` is too large", shorten(word))),
    }
}

fn from_number(number: &serde_json::Number) -> Body {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => Body::Whole(whole),
        (None, Some(value)) if value.is_finite() => Body::Number(value),
        _ => Body::Bad(format!("the number `{}` is too large", shorten(&number.to_string()))),
    }
}

/// serde_json counts columns in bytes.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// Walks over a text that is known to be JSON.
struct Scanner<'t, 'n, 's> {
    text: &'t str,
    at: usize,
    depth: u32,
    file: u32,
    notes: &'n mut Notes<'s>,
}

impl<'t> Scanner<'t, '_, '_> {
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    fn value(&mut self) -> Option<Node> {
        let first = self.peek()?;
        let place = Place::new(self.file, self.at);
        let body = match first {
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth >= DEEPEST {
                    return None;
                }
                let body = if first == b'{' { self.table()? } else { self.list()? };
                self.depth -= 1;
                body
            }
            b'"' => Body::Text(self.string()?),
            _ => {
                let word = self.word();
                match word {
                    "null" => Body::Null,
                    "true" => Body::Bool(true),
                    "false" => Body::Bool(false),
                    word => number(word),
                }
            }
        };
        Some(Node::at(place, body))
    }

    fn list(&mut self) -> Option<Body> {
        let mut list = Vec::new();
        self.at += 1;
        loop {
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                _ => list.push(self.value()?),
            }
        }
        self.at += 1;
        Some(Body::List(list))
    }

    fn table(&mut self) -> Option<Body> {
        let mut table = BTreeMap::new();
        self.at += 1;
        loop {
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                _ => {
                    let key_place = Place::new(self.file, self.at);
                    let key = self.string()?;
                    self.peek()?;
                    self.at += 1;
                    let mut node = self.value()?;
                    node.key = Some(key_place);
                    match table.entry(key) {
                        Entry::Vacant(entry) => {
                            entry.insert(node);
                        }
                        Entry::Occupied(entry) => {
                            let message = format!("`{}` is given twice", shorten(entry.key()));
                            self.notes.note(Finding::new(Code::DuplicateKey, "", message), Some(key_place));
                        }
                    }
                }
            }
        }
        self.at += 1;
        Some(Body::Table(table))
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start + 1;
        loop {
            match bytes.get(end)? {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        self.at = end + 1;
        let raw = self.text.get(start + 1..end)?;
        if raw.contains('\\') { serde_json::from_str(self.text.get(start..=end)?).ok() } else { Some(raw.to_owned()) }
    }

    fn word(&mut self) -> &'t str {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest.find([',', ']', '}', ' ', '\t', '\r', '\n']).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}
