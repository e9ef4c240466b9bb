//! Entries added to a `paratus.toml` that a person wrote: everything there stays as it is.

use crate::{
    error::{ExchangeError, Problem},
    folder::inline_entry,
};
use toml::{
    Table, Value,
    de::{DeTable, DeValue},
};

/// The text with more entries in its lists: behind the last one of a list in brackets, else at the end of the text.
pub(super) fn append(root: &str, new: &Table) -> Result<String, ExchangeError> {
    let refused = || {
        let message = "entries cannot be added here without changing what is written";
        let help = "write lists as `[[sections]]`, `[[roles]]` and so on, or as lists in brackets at the top of the file";
        ExchangeError::Table(Problem::new("paratus.toml", message).help(Some(help.into())))
    };
    let mut text = root.to_owned();
    let mut rest = Table::new();
    for (key, value) in new {
        let Value::Array(entries) = value else {
            rest.insert(key.clone(), value.clone());
            continue;
        };
        match end_of_list(&text, key) {
            Some(end) => {
                let entries: Vec<String> = entries.iter().map(inline_entry).collect();
                let more = entries.join(",\n  ");
                let more = match end {
                    (_, true) => more,
                    (_, false) => format!(",\n  {more}"),
                };
                text.insert_str(end.0, &more);
            }
            None => {
                rest.insert(key.clone(), value.clone());
            }
        }
    }
    if !rest.is_empty() {
        let gap = if text.ends_with('\n') { "\n" } else { "\n\n" };
        text = format!("{text}{gap}{}", toml::to_string(&rest).unwrap_or_default());
    }
    // What a person wrote may have forms that nothing can be added to.
    let sound = text.strip_prefix('\u{feff}').unwrap_or(&text);
    DeTable::parse(sound).map_err(|_| refused())?;
    Ok(text)
}

/// Where the last entry of a list in brackets ends, and whether the list is empty; `None` where the text has no such list.
fn end_of_list(text: &str, key: &str) -> Option<(usize, bool)> {
    let mark = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let table = DeTable::parse(text.get(mark..)?).ok()?;
    let value = table.get_ref().get(key)?;
    let DeValue::Array(items) = value.get_ref() else {
        return None;
    };
    let start = value.span().start + mark;
    // Of `[[sections]]` the first bracket is that of the heading.
    let list = text.get(start..)?.strip_prefix('[')?;
    if list.starts_with('[') {
        return None;
    }
    match items.last() {
        None => Some((start + 1, true)),
        Some(last) => {
            let end = last.span().end + mark;
            text.get(..end)?.ends_with('}').then_some((end, false))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn appended(root: &str) -> String {
        let new: Table =
            toml::from_str("sections = [{ id = \"b\" }, { id = \"c\", parent = \"b\" }]").unwrap();
        append(root, &new).unwrap()
    }

    #[test]
    fn entries_follow_those_that_are_there() {
        for (root, expected) in [
            (
                "id = \"t\"",
                "id = \"t\"\n\n[[sections]]\nid = \"b\"\n\n[[sections]]\nid = \"c\"\nparent = \"b\"\n",
            ),
            (
                "[[sections]]\nid = \"a\"\n",
                "[[sections]]\nid = \"a\"\n\n[[sections]]\nid = \"b\"\n\n[[sections]]\nid = \"c\"\nparent = \"b\"\n",
            ),
            (
                "sections = [\n  { id = \"a\" }, # the first\n]\n",
                "sections = [\n  { id = \"a\" },\n  { id = \"b\" },\n  { id = \"c\", parent = \"b\" }, # the first\n]\n",
            ),
            (
                "\u{feff}sections = []\n[rules]\nthreshold = 0.5\n",
                "\u{feff}sections = [{ id = \"b\" },\n  { id = \"c\", parent = \"b\" }]\n[rules]\nthreshold = 0.5\n",
            ),
        ] {
            assert_eq!(appended(root), expected);
        }
    }

    #[test]
    fn what_cannot_take_more_is_refused() {
        let new: Table = toml::from_str("[scales.full]\nlevels = [\"low\", \"high\"]").unwrap();
        let error = append("scales = { skill = { levels = [\"a\", \"b\"] } }\n", &new).unwrap_err();
        assert!(
            error.to_string().contains("entries cannot be added here"),
            "{error}"
        );
    }
}
