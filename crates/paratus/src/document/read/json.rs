//! JSON to the common tree: serde_json judges the syntax, a small scanner finds the places.

use super::collect_errors::ErrorCollector;
use super::spanned_value::{Span, SpannedValue, ValueBody};
use crate::Code;
use crate::finding::describe;
use crate::words::shorten;
use serde_json::Value;
use std::collections::btree_map::{BTreeMap, Entry};

/// Lists and tables within each other.
const MAX_DEPTH: u32 = 128;

/// The tree of a JSON text, or nothing and the syntax error in `notes`.
pub(super) fn parse(text: &str, file: u32, notes: &mut ErrorCollector<'_>) -> Option<SpannedValue> {
    let mut scanner = begin(text, file, notes)?;
    let value = scanner.value();
    if value.is_none() {
        scanner.fail();
    }
    value
}

/// Hands over the entries of a JSON list one by one, so that no more than one is in memory. Gives the place of what is no list, or
/// nothing and the syntax error alone in `notes`.
pub(super) fn parse_list(
    text: &str,
    notes: &mut ErrorCollector<'_>,
    take: &mut dyn FnMut(usize, SpannedValue, &mut ErrorCollector<'_>),
) -> Option<Option<Span>> {
    let mut scanner = begin(text, 0, notes)?;
    let mut at = 0;
    let odd = match scanner.peek() {
        Some(b'[') => scanner
            .entries(&mut |entry, notes| {
                take(at, entry, notes);
                at += 1;
            })
            .map(|()| None),
        _ => scanner.value().map(|value| value.place),
    };
    if odd.is_none() {
        // What was found in the entries before is of no interest.
        scanner.notes.forget();
        scanner.fail();
    }
    odd
}

/// A scanner of a text that is JSON, or nothing and the syntax error in `notes`.
fn begin<'t, 'n, 's>(
    text: &'t str,
    file: u32,
    notes: &'n mut ErrorCollector<'s>,
) -> Option<Scanner<'t, 'n, 's>> {
    if let Err(error) = check_syntax(text) {
        let start = byte_of(text, error.line(), error.column());
        let message = error.to_string();
        let detail = message.split(" at line ").next().unwrap_or_default();
        notes.note(
            describe!(Code::Unreadable, "", NotJson { detail: detail }),
            Some(Span::new(file, start)),
        );
        return None;
    }
    Some(Scanner {
        text,
        at: 0,
        depth: 0,
        file,
        notes,
    })
}

/// Whether a text is JSON. Nothing else of serde_json reads here: its numbers and texts are as large again as all of this.
fn check_syntax(text: &str) -> Result<(), serde_json::Error> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).map(drop)
}

/// The values of a table, each as it is written, with their keys.
///
/// # Errors
/// Why the text is no table, as part of a sentence.
pub(crate) fn fields(text: &str) -> Result<Vec<(String, &str)>, String> {
    check_syntax(text).map_err(|error| error.to_string())?;
    let mut notes = ErrorCollector::new(&[]);
    let mut scanner = Scanner {
        text,
        at: 0,
        depth: 0,
        file: 0,
        notes: &mut notes,
    };
    scanner
        .fields()
        .ok_or_else(|| "expected a table".to_owned())
}

/// The tree of a value that is no text: it has no places.
pub(super) fn from_value(value: Value) -> SpannedValue {
    SpannedValue::new(match value {
        Value::Null => ValueBody::Null,
        Value::Bool(value) => ValueBody::Bool(value),
        Value::Number(number) => from_number(&number),
        Value::String(text) => ValueBody::Text(text),
        Value::Array(list) => ValueBody::List(list.into_iter().map(from_value).collect()),
        Value::Object(table) => ValueBody::Table(
            table
                .into_iter()
                .map(|(key, value)| (key, from_value(value)))
                .collect(),
        ),
    })
}

/// A number whose form is known to be right.
fn number(word: &str) -> ValueBody {
    match (word.parse::<i64>(), word.parse::<f64>()) {
        (Ok(0), _) if word.starts_with('-') => ValueBody::Number(-0.0),
        (Ok(whole), _) => ValueBody::Whole(whole),
        (Err(_), Ok(value)) if value.is_finite() => ValueBody::Number(value),
        _ => ValueBody::Bad(format!("the number `{}` is too large", shorten(word))),
    }
}

fn from_number(number: &serde_json::Number) -> ValueBody {
    match (number.as_i64(), number.as_f64()) {
        (Some(whole), _) => ValueBody::Whole(whole),
        (None, Some(value)) if value.is_finite() => ValueBody::Number(value),
        _ => ValueBody::Bad(format!(
            "the number `{}` is too large",
            shorten(&number.to_string())
        )),
    }
}

/// A text without its escapes; nothing where half of a surrogate pair is alone.
fn unescape(raw: &str) -> Option<String> {
    let mut parts = raw.split('\\');
    let mut text = parts.next()?.to_owned();
    while let Some(part) = parts.next() {
        let Some(&first) = part.as_bytes().first() else {
            // Two of them: what follows has no escape at its beginning.
            text.push('\\');
            text.push_str(parts.next()?);
            continue;
        };
        let (letter, length) = match first {
            b'b' => ('\u{8}', 1),
            b'f' => ('\u{c}', 1),
            b'n' => ('\n', 1),
            b'r' => ('\r', 1),
            b't' => ('\t', 1),
            b'u' => match unit(part)? {
                high @ 0xD800..0xDC00 if part.len() == 5 => {
                    let next = parts.next()?;
                    let low = unit(next).filter(|low| (0xDC00..0xE000).contains(low))?;
                    text.push(char::from_u32(
                        0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00),
                    )?);
                    text.push_str(next.get(5..)?);
                    continue;
                }
                unit => (char::from_u32(unit)?, 5),
            },
            other => (char::from(other), 1),
        };
        text.push(letter);
        text.push_str(part.get(length..)?);
    }
    Some(text)
}

/// The number of `u12ab`.
fn unit(part: &str) -> Option<u32> {
    u32::from_str_radix(part.get(1..5).filter(|_| part.starts_with('u'))?, 16).ok()
}

/// serde_json counts columns in bytes.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// Walks over a text that is known to be JSON.
struct Scanner<'t, 'n, 's> {
    text: &'t str,
    at: usize,
    depth: u32,
    file: u32,
    notes: &'n mut ErrorCollector<'s>,
}

impl<'t> Scanner<'t, '_, '_> {
    /// Notes why it cannot go on.
    fn fail(&mut self) {
        // The syntax has been checked before, so the depth alone can be too much.
        let finding = describe!(Code::Unreadable, "", NestedTooDeeply);
        let place = Some(Span::new(self.file, self.at));
        self.notes.note(finding, place);
    }

    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at)? {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                byte => return Some(*byte),
            }
        }
    }

    fn value(&mut self) -> Option<SpannedValue> {
        let first = self.peek()?;
        let place = Span::new(self.file, self.at);
        let body = match first {
            b'{' | b'[' => {
                self.depth += 1;
                if self.depth >= MAX_DEPTH {
                    return None;
                }
                let body = if first == b'{' {
                    self.table()?
                } else {
                    self.list()?
                };
                self.depth -= 1;
                body
            }
            b'"' => ValueBody::Text(self.string()?),
            _ => {
                let word = self.word();
                match word {
                    "null" => ValueBody::Null,
                    "true" => ValueBody::Bool(true),
                    "false" => ValueBody::Bool(false),
                    word => number(word),
                }
            }
        };
        Some(SpannedValue::at(place, body))
    }

    fn list(&mut self) -> Option<ValueBody> {
        let mut list = Vec::new();
        self.entries(&mut |entry, _| list.push(entry))?;
        Some(ValueBody::List(list))
    }

    /// Hands over the entries of a list.
    fn entries(
        &mut self,
        take: &mut dyn FnMut(SpannedValue, &mut ErrorCollector<'_>),
    ) -> Option<()> {
        self.at += 1;
        loop {
            match self.peek()? {
                b']' => break,
                b',' => self.at += 1,
                _ => {
                    let entry = self.value()?;
                    take(entry, self.notes);
                }
            }
        }
        self.at += 1;
        Some(())
    }

    fn table(&mut self) -> Option<ValueBody> {
        let mut table = BTreeMap::new();
        self.at += 1;
        loop {
            match self.peek()? {
                b'}' => break,
                b',' => self.at += 1,
                _ => {
                    let key_place = Span::new(self.file, self.at);
                    let key = self.string()?;
                    self.peek()?;
                    self.at += 1;
                    let mut node = self.value()?;
                    node.key = Some(key_place);
                    match table.entry(key) {
                        Entry::Occupied(held) => {
                            let finding = describe!(
                                Code::DuplicateKey,
                                "",
                                KeyGivenTwice {
                                    key: shorten(held.key())
                                }
                            );
                            self.notes.note(finding, Some(key_place));
                        }
                        Entry::Vacant(free) => {
                            free.insert(node);
                        }
                    }
                }
            }
        }
        self.at += 1;
        Some(ValueBody::Table(table))
    }

    /// The values of a table in writing.
    fn fields(&mut self) -> Option<Vec<(String, &'t str)>> {
        let mut fields = Vec::new();
        if self.peek()? != b'{' {
            return None;
        }
        self.at += 1;
        loop {
            match self.peek()? {
                b'}' => return Some(fields),
                b',' => self.at += 1,
                _ => {
                    let key = self.string()?;
                    self.peek()?;
                    self.at += 1;
                    self.peek()?;
                    let start = self.at;
                    self.value()?;
                    fields.push((key, self.text.get(start..self.at)?));
                }
            }
        }
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
        if raw.contains('\\') {
            unescape(raw)
        } else {
            Some(raw.to_owned())
        }
    }

    fn word(&mut self) -> &'t str {
        let start = self.at;
        let rest = self.text.get(start..).unwrap_or_default();
        let end = rest
            .find([',', ']', '}', ' ', '\t', '\r', '\n'])
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }
}

#[cfg(test)]
mod escapes {
    use super::unescape;
    use proptest::prelude::*;

    /// What serde_json makes of it.
    fn unescape_with_serde(raw: &str) -> Option<String> {
        serde_json::from_str(&format!("\"{raw}\"")).ok()
    }

    #[test]
    fn escapes_are_read_as_by_serde_json() {
        for raw in [
            r"\\",
            r"\\n",
            r"\\\n",
            r"a\\u0041",
            r"\u0041b",
            r"\ud83d\ude00x",
            r"\ud83d",
            r"\ud83dx",
            r"\ud83d\n",
            r"\ude00",
            r#"\"\/\b\f\n\r\t"#,
            r"\ud83d\ud83d\ude00",
            r"\\\\",
            r"\u00e9\u20ac",
            r"x\ud83d\u0041",
        ] {
            assert_eq!(unescape(raw), unescape_with_serde(raw), "{raw}");
        }
    }

    proptest! {
        #[test]
        fn any_text_survives(text in "\\PC{0,20}|[\\\\\"/\\x00-\\x20u0-9a-f]{0,12}") {
            let written = serde_json::to_string(&text).unwrap();
            let raw = &written[1..written.len() - 1];
            prop_assert_eq!(unescape(raw), Some(text));
        }

        #[test]
        fn any_escapes_are_read_alike(parts in proptest::collection::vec(prop_oneof![
            "\\\\[\"/bfnrt]|\\\\\\\\|[a-z]{1,2}", "\\\\u[0-9a-f]{4}", "\\\\ud8[0-9a-f]{2}", "\\\\ude[0-9a-f]{2}",
        ], 0..6)) {
            let raw = parts.concat();
            prop_assert_eq!(unescape(&raw), unescape_with_serde(&raw));
        }
    }
}
