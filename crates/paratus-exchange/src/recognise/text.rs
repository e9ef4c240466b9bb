//! Texts that are no tables: calendars, contacts, settings, documents, and bytes that are no text at all.

use crate::table::utf16;

/// Bytes that are looked at.
const HEAD: usize = 64 * 1024;

/// Lines that are looked at.
const LINES: usize = 50;

/// First bytes of texts that are no tables.
const BEGINNINGS: [(&str, &str); 3] = [
    ("BEGIN:VCALENDAR", "a calendar (iCalendar)"),
    ("BEGIN:VCARD", "contacts (vCard)"),
    ("%YAML", "settings or data, as YAML"),
];

/// What the settings of a programme are.
pub(super) const PROGRAMME: &str = "the programme itself (`paratus.toml`)";

/// What bytes are that are no table, and what shows it; `None` where they may be one.
pub(super) fn recognise(bytes: &[u8]) -> Option<(&'static str, String)> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    if utf16(head).is_none() && is_binary(head) {
        return Some((
            "a file that is no text",
            "it holds bytes that no text has".into(),
        ));
    }
    let text = String::from_utf8_lossy(head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head));
    let text = text.trim_start();
    let begins = |(start, _): &&(&str, &str)| {
        text.get(..start.len())
            .is_some_and(|own| own.eq_ignore_ascii_case(start))
    };
    if let Some((start, title)) = BEGINNINGS.iter().find(begins) {
        return Some((title, format!("it begins with `{start}`")));
    }
    let whole = bytes.len() <= HEAD;
    let settings = whole.then(|| text.parse::<toml::Table>().ok()).flatten();
    if let Some(settings) = settings.filter(|settings| !settings.is_empty()) {
        let has = |key: &str| settings.contains_key(key);
        let title = if has("format") && has("id") {
            PROGRAMME
        } else {
            "settings, as TOML"
        };
        let keys: Vec<String> = settings
            .keys()
            .take(5)
            .map(|key| format!("`{key}`"))
            .collect();
        return Some((title, format!("its keys are {}", keys.join(", "))));
    }
    let lines = || {
        text.lines()
            .filter(|line| !line.trim().is_empty())
            .take(LINES)
    };
    if lines().all(is_yaml_line) && lines().any(has_yaml_key) {
        return Some((
            "settings or data, as YAML",
            "its lines are keys with values".into(),
        ));
    }
    if lines().any(is_markdown_rule) {
        return Some((
            "a document in Markdown",
            "a line of dashes is below the heading of a table".into(),
        ));
    }
    None
}

/// Whether bytes hold what no text has: zeros that are none of UTF-16, or many control characters, which halves of its letters may be.
fn is_binary(head: &[u8]) -> bool {
    let zero_at = |parity: usize| head.iter().skip(parity).step_by(2).any(|&byte| byte == 0);
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 14..=25 | 27..=31 | 127);
    let controls = head.iter().filter(is_control).count();
    match (zero_at(0), zero_at(1)) {
        (true, true) => true,
        (false, false) => controls * 20 > head.len(),
        _ => false,
    }
}

/// Whether a line begins with a key: `name: value`.
fn has_yaml_key(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    line.split_once(':').is_some_and(|(key, rest)| {
        let is_letter =
            |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | '"');
        !key.is_empty() && key.chars().all(is_letter) && (rest.is_empty() || rest.starts_with(' '))
    })
}

fn is_yaml_line(line: &str) -> bool {
    let text = line.trim_start();
    has_yaml_key(line) || text.starts_with("- ") || text.starts_with('#') || line.starts_with("---")
}

/// Whether a line is the one below the heading of a table in Markdown: `|---|---|`.
fn is_markdown_rule(line: &str) -> bool {
    let line = line.trim();
    line.contains("--")
        && line.contains('|')
        && line
            .chars()
            .all(|letter| matches!(letter, '|' | '-' | ':' | ' '))
}

/// Whether the rows of a table of an unknown form are rather those of a text: most have a single cell, and those that have more are
/// no block of rows.
pub(super) fn is_prose(rows: &[Vec<String>]) -> bool {
    let is_wide = |row: &&Vec<String>| row.iter().filter(|cell| !cell.is_empty()).count() > 1;
    let wide = rows.iter().filter(is_wide).count();
    let block = rows.iter().skip_while(|row| !is_wide(row)).count();
    match wide {
        0 => true,
        1 => rows.len() > 1,
        _ => wide * 2 < rows.len() && wide * 3 < block * 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn title(text: &[u8]) -> Option<&'static str> {
        recognise(text).map(|(title, _)| title)
    }

    #[test]
    fn what_is_no_table_is_named() {
        for (text, wanted) in [
            (
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
                "a calendar (iCalendar)",
            ),
            ("begin:vcard\nFN:A\n", "contacts (vCard)"),
            (
                "format = 1\nid = \"x\"\n",
                "the programme itself (`paratus.toml`)",
            ),
            ("# map\nperson = { column = \"No\" }\n", "settings, as TOML"),
            ("---\na: 1\nb:\n  - c, d\n", "settings or data, as YAML"),
            (
                "# T\n\n|No|Unit|\n|--|--|\n|1|A|\n",
                "a document in Markdown",
            ),
        ] {
            assert_eq!(title(text.as_bytes()), Some(wanted), "{text}");
        }
        let bytes: Vec<u8> = (0..3000_u32).map(|at| (at * at / 7 % 256) as u8).collect();
        assert_eq!(title(&bytes), Some("a file that is no text"));
    }

    #[test]
    fn tables_are_tables() {
        let arabic: Vec<u8> = "الاسم,القسم 1\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(title(&arabic), None);
        for text in [
            "a,b\n1,2\n",
            "time: start;end\n10:22;11:00\n",
            "a|b\n1|2\n",
            "x = y,z\n1,2\n",
        ] {
            assert_eq!(title(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn prose_has_no_block_of_rows() {
        let rows = |text: &str| -> Vec<Vec<String>> {
            let cells = |line: &str| line.split(',').map(|cell| cell.trim().to_owned()).collect();
            text.lines().map(cells).collect()
        };
        assert!(is_prose(&rows(
            "Dear all,\nplease find the list attached.\nBest, A"
        )));
        assert!(is_prose(&rows("hello there\nthis is it")));
        assert!(!is_prose(&rows("a,b")));
        assert!(!is_prose(&rows(
            "Title\nof\nfive\nlines\nhere\na,b\n1,2\n3,4"
        )));
    }
}
