//! Words, numbers and names as the command shows them.

use paratus::explain::State;
use paratus::figure::{self, Threshold};
use paratus::text::{escape_markdown, printable};
use paratus::{Range, Verdict};
use std::borrow::Cow;
use std::path::Path;
use unicode_width::UnicodeWidthStr;

/// A path as messages show it: `/` between parts, nothing that could steer a terminal.
pub(crate) fn path(path: &Path) -> String {
    clean(&path.to_string_lossy()).replace('\\', "/")
}

/// A text of others on one line: see [`paratus::text::printable`].
pub(crate) fn clean(text: &str) -> String {
    printable(text).into_owned()
}

/// The same in Markdown: see [`paratus::text::escape_markdown`].
pub(crate) fn markdown(text: &str) -> String {
    escape_markdown(&printable(text))
}

/// The same for a text of several lines.
pub(crate) fn clean_lines(text: &str) -> String {
    text.split_terminator('\n')
        .map(|line| clean(line) + "\n")
        .collect()
}

/// `1 person`, `2 people`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        thousands(number as u64),
        if number == 1 { one } else { many }
    )
}

/// `1,234,567`: as the library writes numbers in its sentences.
pub(crate) use paratus::unstable::thousands;

/// `1,316` or `2.5`.
pub(crate) fn number(number: f64) -> String {
    let whole = number.trunc();
    match number.to_string().split_once('.') {
        Some((_, fraction)) => format!("{}.{fraction}", thousands(whole as u64)),
        None => thousands(whole as u64),
    }
}

/// `1 hour`, `2.5 hours`.
pub(crate) fn hours(hours: f64) -> String {
    format!(
        "{} {}",
        number(hours),
        if hours == 1.0 { "hour" } else { "hours" }
    )
}

/// A fraction as a whole percentage. Only all is 100% and only nothing is 0%.
pub(crate) fn percent(fraction: f64) -> String {
    figure::percent(fraction, None).to_string()
}

/// A figure with two digits, never `-0.00`.
pub(crate) fn two_decimals(value: f64) -> String {
    figure::decimal(value, 2)
}

/// `0.38..0.74`, rounded outwards.
pub(crate) fn range(range: Range) -> String {
    range.to_string()
}

/// The same beside a threshold that it is held against: on the side where it is.
pub(crate) fn range_beside(range: Range, threshold: f64) -> String {
    figure::bounds(range, Some(Threshold::AtLeast(threshold)), 2).to_string()
}

/// A threshold with two digits, or as many as it was written with.
pub(crate) fn threshold(number: f64) -> String {
    figure::authored_number(number, 2)
}

/// Two digits, downwards.
pub(crate) fn round_down(value: f64) -> f64 {
    figure::round_down(value, 2)
}

/// The sign of a verdict; never the only sign: a word is always beside it.
pub(crate) const fn glyph(verdict: Verdict, ascii: bool) -> &'static str {
    match (verdict, ascii) {
        (Verdict::Ready, false) => "✓",
        (Verdict::NotReady, false) => "✗",
        (Verdict::CannotTell, _) => "?",
        (Verdict::Ready, true) => "+",
        (Verdict::NotReady, true) => "-",
    }
}

/// The verdict that a state belongs to, for its colour.
pub(crate) const fn verdict_of(state: State) -> Option<Verdict> {
    match state {
        State::Ready | State::Expiring => Some(Verdict::Ready),
        State::NotReady => Some(Verdict::NotReady),
        State::Unknown | State::CannotTell | State::Stale => Some(Verdict::CannotTell),
        _ => None,
    }
}

/// The text with a capital at its start.
pub(crate) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// The candidate closest to `given`, if one is close enough to be a slip of the pen.
pub(crate) fn closest<'a>(
    given: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let given = given.to_lowercase();
    candidates
        .into_iter()
        .map(|name| {
            (
                strsim::damerau_levenshtein(&given, &name.to_lowercase()),
                name,
            )
        })
        .filter(|(distance, name)| {
            *distance * 3 <= name.chars().count().max(given.chars().count())
                || (given.len() > 3 && name.to_lowercase().starts_with(&given))
        })
        .min()
        .map(|(_, name)| name)
}

/// JSON in which no character of a text can steer a terminal or turn the words around it: what JSON lets pass unescaped is written as
/// `\u202e`. Readers get the same texts.
pub(crate) fn escape_controls(json: &str) -> Cow<'_, str> {
    let is_shown = |letter: char| {
        letter == '\n' || printable(letter.encode_utf8(&mut [0; 4])).starts_with(letter)
    };
    if json.chars().all(is_shown) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len() + 16);
    for letter in json.chars() {
        if is_shown(letter) {
            text.push(letter);
        } else {
            letter
                .encode_utf16(&mut [0; 2])
                .iter()
                .for_each(|unit| text.push_str(&format!("\\u{unit:04x}")));
        }
    }
    Cow::Owned(text)
}

/// Lines of at most `width` columns, broken at spaces but not before `%`; a longer word gets a line of its own. What is
/// broken already stays so.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    text.split('\n')
        .flat_map(|line| wrap_line(line, width))
        .collect()
}

fn wrap_line(text: &str, width: usize) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match words.last_mut() {
            Some(number) if word.starts_with('%') => *number = format!("{number} {word}"),
            _ => words.push(word.to_owned()),
        }
    }
    let mut lines = vec![String::new()];
    for word in words {
        let Some(line) = lines.last_mut() else { break };
        if line.is_empty() {
            line.push_str(&word);
        } else if line.width() + 1 + word.width() <= width {
            line.push(' ');
            line.push_str(&word);
        } else {
            lines.push(word);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_for_people() {
        assert_eq!(number(11760.0), "11,760");
        assert_eq!(number(1316.25), "1,316.25");
        assert_eq!(hours(1.0), "1 hour");
        assert_eq!(hours(2.5), "2.5 hours");
        assert_eq!(count(1, "person", "people"), "1 person");
        assert_eq!(count(1000, "person", "people"), "1,000 people");
        assert_eq!(percent(0.999), ">99%");
        assert_eq!(percent(0.001), "<1%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }

    #[test]
    fn ranges_are_rounded_outwards() {
        assert_eq!(
            range(Range {
                low: 0.499,
                high: 0.501
            }),
            "0.49..0.51"
        );
        assert_eq!(
            range(Range {
                low: 0.29,
                high: 0.57
            }),
            "0.29..0.57"
        );
        assert_eq!(
            range(Range {
                low: 0.0,
                high: 1.0
            }),
            "0.00..1.00"
        );
    }

    #[test]
    fn texts_cannot_steer_the_terminal() {
        assert_eq!(
            clean("a\u{1b}[31mb\tc\u{202e}\nd"),
            "a\u{fffd}[31mb c\u{fffd} d"
        );
        assert_eq!(clean_lines("a\u{9b}b\nc"), "a\u{fffd}b\nc\n");
    }

    #[test]
    fn a_number_and_its_percent_sign_stay_together() {
        assert_eq!(
            wrap("a share from 62% to 91%", 15),
            ["a share from", "62% to 91%"]
        );
        assert_eq!(wrap("% alone", 4), ["%", "alone"]);
    }

    #[test]
    fn what_is_broken_stays_broken() {
        assert_eq!(
            wrap("two more weeks\n--what-if weeks=4", 17),
            ["two more weeks", "--what-if weeks=4"]
        );
    }
}
