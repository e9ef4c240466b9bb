//! Text that others wrote, made safe for outputs: no terminal, page, calendar or spreadsheet is steered by it.
//!
//! Titles, ids, references and cells come from the people who write a programme or fill in a table. Each form of output has its own
//! way to be misused; this module has one function for each, and every writer calls it.

mod template;

pub(crate) use template::are_slots;
pub use template::{Slot, fill, has_same_slots};

use std::borrow::Cow;

/// A text on one line that can be shown anywhere.
///
/// Tabs and line breaks become spaces, also the breaks of Unicode (U+0085, U+2028, U+2029). Characters that steer a terminal or change
/// the order of what follows become U+FFFD, so that they are seen: the control characters C0 and C1, the embeddings, overrides and
/// isolates of writing direction (U+202A to U+202E, U+2066 to U+2069; CVE-2021-42574), and the noncharacters that no page may hold.
///
/// ```
/// use paratus::text::printable;
///
/// assert_eq!(printable("Archive"), "Archive");
/// assert_eq!(printable("a\u{1b}[31m\nb\u{202e}c"), "a\u{fffd}[31m b\u{fffd}c");
/// ```
#[must_use]
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|letter| shown(letter) == letter) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(shown).collect())
    }
}

/// What is shown for a character.
fn shown(letter: char) -> char {
    match letter {
        ' '..='~' => letter,
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
        letter if letter.is_control() => '\u{fffd}',
        letter => letter,
    }
}

/// A cell of a CSV table that no spreadsheet takes for a formula: `'=1+1` for `=1+1`.
///
/// A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@` (also in their wide forms), or with a tab or line break before
/// them, and a formula can send out what the sheet holds (CWE-1236). As is usual, an apostrophe before it makes it text. Numbers are
/// left as they are. Readers of tables take the apostrophe off again: see [`unescape_formula`].
///
/// ```
/// use paratus::text::{escape_formula, unescape_formula};
///
/// assert_eq!(escape_formula("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
/// assert_eq!(escape_formula("-0.5"), "-0.5");
/// assert_eq!(unescape_formula("'=HYPERLINK(\"x\")"), "=HYPERLINK(\"x\")");
/// ```
#[must_use]
pub fn escape_formula(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A cell of a CSV table without the apostrophe that [`escape_formula`] puts before formulas.
///
/// ```
/// use paratus::text::unescape_formula;
///
/// assert_eq!(unescape_formula("'=1+1"), "=1+1");
/// assert_eq!(unescape_formula("'tis"), "'tis");
/// ```
#[must_use]
pub fn unescape_formula(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => cell,
    }
}

/// Whether a spreadsheet may take a cell for a formula. One with an apostrophe before it counts too, and is given another, so that
/// reading gives back what was written.
fn is_formula(cell: &str) -> bool {
    let begins = |letter: char| matches!(letter, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let before = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '\'';
    cell.trim_start_matches('\'')
        .starts_with(['\t', '\r', '\n'])
        || (cell.trim_start_matches(before).starts_with(begins) && !is_number(cell.trim()))
}

/// Whether a cell is a number in digits.
fn is_number(cell: &str) -> bool {
    cell.bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
        && cell.parse::<f64>().is_ok()
}

/// Words as Markdown that shows them as they are: no link, heading, table or HTML comes of them (CommonMark, and tables and links
/// as GitHub reads them). Words of others go through [`printable`] first, which keeps them on one line.
///
/// ```
/// use paratus::text::escape_markdown;
///
/// assert_eq!(escape_markdown("[here](https://x.example) | <b>"), "\\[here\\](https\\://x.example) \\| &lt;b&gt;");
/// ```
#[must_use]
pub fn escape_markdown(words: &str) -> String {
    let mut text = String::with_capacity(words.len() + words.len() / 8);
    let list = list_mark(words);
    for (at, letter) in words.char_indices() {
        let rest = words.get(at..).unwrap_or_default();
        match letter {
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '$' => {
                text.extend(['\\', letter]);
            }
            ':' if rest.starts_with("://") => text.push_str("\\:"),
            '.' if is_host(words.get(..at).unwrap_or_default()) => text.push_str("\\."),
            letter if list == Some(at) => text.extend(['\\', letter]),
            letter => text.push(letter),
        }
    }
    text
}

/// Where words have a mark at their beginning that makes them a list, a heading or a rule.
fn list_mark(words: &str) -> Option<usize> {
    let start = words.trim_start();
    let digits = start.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_mark = |text: &str, marks: [char; 2]| {
        text.strip_prefix(marks)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(char::is_whitespace))
    };
    let rule = start.trim_end();
    let is_rule = rule.len() > 1
        && (rule.chars().all(|letter| letter == '=') || rule.chars().all(|letter| letter == '-'));
    if is_rule || is_mark(start, ['-', '+']) {
        Some(words.len() - start.len())
    } else if digits.len() < start.len() && is_mark(digits, ['.', ')']) {
        Some(words.len() - digits.len())
    } else {
        None
    }
}

/// Whether words end in `www`, which before a point begins a link.
fn is_host(words: &str) -> bool {
    words.len() >= 3
        && words
            .get(words.len() - 3..)
            .is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_steers_becomes_visible_and_the_rest_stays() {
        assert_eq!(
            printable("a\tb\r\nc\u{85}d\u{2028}e\u{2029}f"),
            "a b  c d e f"
        );
        for letter in ('\u{202a}'..='\u{202e}')
            .chain('\u{2066}'..='\u{2069}')
            .chain(['\u{0}', '\u{7f}', '\u{9b}', '\u{ffff}'])
        {
            assert_eq!(printable(&letter.to_string()), "\u{fffd}", "{letter:?}");
        }
        for whole in [
            "",
            "Ärchiv",
            "مكتب\u{200f}",
            "漢字",
            "👩\u{200d}💻",
            "a\u{a0}b",
        ] {
            assert!(
                matches!(printable(whole), Cow::Borrowed(text) if text == whole),
                "{whole}"
            );
        }
    }

    #[test]
    fn formulas_become_text_and_numbers_stay() {
        for cell in [
            "=1+1",
            "+1+2",
            "-2+3|cmd",
            "@SUM(A1)",
            "\t=1",
            "\rx",
            "\tx",
            " =1",
            "＝1+1",
            "-x",
            "+4930123 4",
            "-inf",
            "\u{a0}=1",
        ] {
            assert_eq!(escape_formula(cell), format!("'{cell}"), "{cell:?}");
        }
        for cell in [
            "",
            "a=b",
            "1-2",
            "-0.5",
            "+1",
            "-1e-7",
            "2027-03-14",
            "'tis",
            "it's",
            "'",
            "p-0117",
        ] {
            assert_eq!(escape_formula(cell), cell);
            assert_eq!(unescape_formula(cell), cell);
        }
        assert_eq!(unescape_formula(&escape_formula("'=1")), "'=1");
    }

    #[test]
    fn markdown_shows_what_is_written() {
        for (words, text) in [
            ("# a", "\\# a"),
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("1) a", "1\\) a"),
            ("2027 plan", "2027 plan"),
            ("=== ", "\\=== "),
            ("---", "\\---"),
            ("-", "\\-"),
            ("0.98", "0.98"),
            ("-0.5", "-0.5"),
            ("=1+1", "=1+1"),
            ("a | b # c", "a \\| b \\# c"),
            ("![x](javascript:y)", "!\\[x\\](javascript:y)"),
            ("www.x.example", "www\\.x.example"),
            ("p-0117", "p-0117"),
            ("a-b. c", "a-b. c"),
        ] {
            assert_eq!(escape_markdown(words), text);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_steers_is_left(text in "[\\x00-\\u{2100}\\PC]{0,20}") {
            let shown = printable(&text).into_owned();
            prop_assert_eq!(text.chars().count(), shown.chars().count());
            let steers = |letter: char| letter.is_control() || ('\u{2028}'..='\u{202e}').contains(&letter);
            prop_assert!(!shown.chars().any(steers));
            prop_assert_eq!(printable(&shown), shown.as_str());
        }

        #[test]
        fn cells_come_back_as_they_were(cell in "['=+@\\-\t\r\n 0-9a.＝]{0,8}|\\PC{0,8}") {
            let written = escape_formula(&cell).into_owned();
            prop_assert_eq!(unescape_formula(&written), cell.as_str());
            let first = written.trim_start().chars().next();
            prop_assert!(!matches!(first, Some('=' | '@')));
        }
    }
}
