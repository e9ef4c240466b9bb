//! TOML as people write it: arrays of tables at the top, short tables inside on one line.

use paratus::{Date, document::Document};
use std::fmt::Write as _;
use toml::{Table, Value};

/// Keys whose texts are dates; TOML has a form of its own for those.
const DATES: [&str; 3] = ["as_of", "until", "holidays"];

const WIDTH: usize = 110;

/// The document as TOML.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    // All fields of a document have a form in TOML.
    let table = Table::try_from(document).unwrap_or_default();
    pairs(&table, true, &mut out);
    for (key, value) in &table {
        match value {
            Value::Table(inner) => section(&name(key), inner, &mut out),
            Value::Array(items) if is_tables(items) => {
                for item in items {
                    let _ = write!(out, "\n[[{}]]\n", name(key));
                    if let Value::Table(inner) = item {
                        for (key, value) in inner {
                            let _ = writeln!(
                                out,
                                "{} = {}",
                                name(key),
                                inline(key, value, key.len() + 3, false)
                            );
                        }
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// An entry of a list in brackets.
pub(crate) fn inline_entry(entry: &Value) -> String {
    inline("", entry, 2, true)
}

/// A table under its own heading, and those in it under theirs.
fn section(path: &str, table: &Table, out: &mut String) {
    if table.is_empty()
        || table
            .values()
            .any(|value| !matches!(value, Value::Table(_)))
    {
        let _ = write!(out, "\n[{path}]\n");
        pairs(table, false, out);
    }
    for (key, value) in table {
        if let Value::Table(inner) = value {
            section(&format!("{path}.{}", name(key)), inner, out);
        }
    }
}

/// The keys that are not tables; at the top arrays of tables have headings of their own too.
fn pairs(table: &Table, top: bool, out: &mut String) {
    for (key, value) in table {
        match value {
            Value::Table(_) => {}
            Value::Array(items) if top && is_tables(items) => {}
            _ => {
                let _ = writeln!(
                    out,
                    "{} = {}",
                    name(key),
                    inline(key, value, key.len() + 3, false)
                );
            }
        }
    }
}

fn is_tables(items: &[Value]) -> bool {
    !items.is_empty() && items.iter().all(|item| matches!(item, Value::Table(_)))
}

/// A value behind its key, which takes `before` columns. `nested` values stay on their line where TOML wants that.
fn inline(key: &str, value: &Value, before: usize, nested: bool) -> String {
    match value {
        Value::String(text) if DATES.contains(&key) && Date::parse(text).is_ok() => text.clone(),
        Value::String(text) => string(text, nested),
        Value::Array(items) => {
            let parts: Vec<String> = items
                .iter()
                .map(|item| inline(key, item, 2, true))
                .collect();
            let short = format!("[{}]", parts.join(", "));
            let table_list = items.len() > 1 && is_tables(items);
            if !table_list && before + short.chars().count() <= WIDTH {
                short
            } else {
                format!("[\n  {},\n]", parts.join(",\n  "))
            }
        }
        Value::Table(table) => {
            let parts: Vec<String> = table
                .iter()
                .map(|(key, value)| {
                    format!(
                        "{} = {}",
                        name(key),
                        inline(key, value, key.len() + 5, true)
                    )
                })
                .collect();
            format!("{{ {} }}", parts.join(", "))
        }
        other => other.to_string(),
    }
}

/// A text in quotes; one of several lines keeps them, but for those within tables that must stay on one line.
fn string(text: &str, nested: bool) -> String {
    let lines = !nested && text.contains('\n');
    let mut out = String::with_capacity(text.len() + 6);
    out.push_str(if lines { "\"\"\"\n" } else { "\"" });
    for letter in text.chars() {
        match letter {
            '\n' if lines => out.push('\n'),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push_str(if lines { "\"\"\"" } else { "\"" });
    out
}

fn name(key: &str) -> String {
    let bare = !key.is_empty()
        && key
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if bare {
        key.to_owned()
    } else {
        string(key, true)
    }
}
