//! What is wrong with a text that is no TOML, in the words of those who wrote it: the parser names what it expected by TOML's grammar.

use crate::finding::describe;
use crate::formatting::shorten;
use crate::{Code, Finding};

/// What the parser says of the place `start` of a text, in plain words.
pub(super) fn finding(message: &str, text: &str, start: usize) -> Finding {
    let code = Code::Unreadable;
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    if let Some(value) = decimal_comma(text, start) {
        let help = format!("write a decimal point: `{}`", value.replace(',', "."));
        return describe!(code, "", ValueUnquoted { value: value }).help(help);
    }
    let (problem, _) = message.split_once(", expected").unwrap_or((message, ""));
    match problem.to_lowercase().as_str() {
        "duplicate key" => describe!(
            code,
            "",
            KeyGivenTwice {
                key: shorten(word(line, &['=', '.', ' ', ']']))
            }
        ),
        "invalid multi-line basic string" | "invalid multi-line literal string" => not_closed(),
        "unclosed array" => describe!(code, "", ListNotClosed),
        "unclosed inline table" => describe!(code, "", TableNotClosed),
        "unclosed table" | "unclosed array table" => describe!(code, "", HeadingNotClosed),
        "key with no value" => {
            let key = shorten(text.get(..start).map_or("", last_word));
            describe!(code, "", KeyWithoutValue { key: key })
        }
        "unexpected key or value" => describe!(
            code,
            "",
            LineGoesOn {
                rest: shorten(line)
            }
        )
        .help("put each key on a line of its own, and each text into one pair of quotation marks"),
        "invalid unquoted key" => {
            let from = text.get(..start).and_then(|before| before.rfind('\n'));
            let whole = text.get(from.map_or(0, |at| at + 1)..).unwrap_or_default();
            let key = shorten(word(whole.lines().next().unwrap_or_default(), &['=', ':']));
            describe!(code, "", KeyUnwritable { key: key })
                .help("write `key = value`; other keys are put in quotation marks")
        }
        "string values must be quoted"
        | "invalid boolean"
        | "invalid float"
        | "invalid mantissa"
        | "unexpected leading zero"
        | "invalid basic string"
        | "invalid literal string" => match value_at(text, start) {
            "" => {
                let before = text.get(..start).unwrap_or_default();
                let key = shorten(last_word(before.trim_end().trim_end_matches('=')));
                describe!(code, "", KeyWithoutValue { key: key })
            }
            value if value.starts_with(['"', '\'']) => not_closed(),
            value => {
                let shown = shorten(value);
                describe!(code, "", ValueUnquoted { value: shown }).help(value_help(value))
            }
        },
        problem if problem.starts_with("invalid date") || problem.starts_with("invalid time") => {
            let value = value_at(text, start);
            describe!(
                code,
                "",
                ValueUnquoted {
                    value: shorten(value)
                }
            )
            .help("dates are written as `YYYY-MM-DD`: 2027-03-04")
        }
        _ => describe!(
            code,
            "",
            NotToml {
                detail: lower(message)
            }
        ),
    }
}

fn not_closed() -> Finding {
    describe!(Code::Unreadable, "", TextNotClosed)
        .help("end it with the quotation mark that it begins with")
}

/// A number with a decimal comma, where one ends at a place of a text or before it on its line: `0,5`.
fn decimal_comma(text: &str, start: usize) -> Option<&str> {
    let number = |letter: char| letter.is_ascii_digit() || letter == ',';
    let from = text.get(..start)?.rfind(['=', '\n'])? + 1;
    let value = text.get(from..)?.trim_start();
    let end = value.find(|letter| !number(letter)).unwrap_or(value.len());
    let (whole, part) = value.get(..end)?.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (digits(whole) && digits(part)).then(|| value.get(..end))?
}

/// A line up to one of these characters.
fn word<'t>(line: &'t str, ends: &[char]) -> &'t str {
    line.trim_start_matches('[')
        .split(ends)
        .next()
        .unwrap_or_default()
        .trim()
}

fn last_word(text: &str) -> &str {
    let line = text.lines().last().unwrap_or_default();
    line.rsplit(['{', ',']).next().unwrap_or_default().trim()
}

/// The value around a place of a text: from its `=`, `[` or `,` to the next `,`, bracket, remark or end of the line.
fn value_at(text: &str, start: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let from = before.rfind(['=', '[', ',', '\n']).map_or(0, |at| at + 1);
    let rest = text.get(from..).unwrap_or_default();
    rest.split(['\n', '\r', ',', ']', '}', '#'])
        .next()
        .unwrap_or_default()
        .trim()
}

/// What to write in place of what is no value.
fn value_help(value: &str) -> String {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = |text: &str| text.split(['.', ',']).all(digits);
    let percent = value.strip_suffix('%').map(str::trim_end);
    let parts: Vec<&str> = value.split(['/', '.', '-']).collect();
    match value {
        _ if value.contains('=') => {
            format!("put a table in curly brackets: `{{ {} }}`", shorten(value))
        }
        _ if value.starts_with(['“', '”', '„', '«', '‘', '’']) => {
            "use straight quotation marks: `\"`".to_owned()
        }
        _ if parts.len() == 3 && parts.iter().all(|part| digits(part)) => {
            "dates are written as `YYYY-MM-DD`".to_owned()
        }
        _ if percent.is_some_and(is_number) => "write a fraction: 0.5 for 50%".to_owned(),
        _ if value.strip_prefix('.').is_some_and(digits) => {
            format!("write a digit before the point: `0{value}`")
        }
        _ if digits(value) => "write the number without zeros before it".to_owned(),
        _ => match value.to_lowercase().as_str() {
            "true" | "yes" | "oui" | "ja" | "نعم" => {
                format!("write `true`, or `\"{value}\"` if it is a text")
            }
            "false" | "no" | "non" | "nein" | "لا" => {
                format!("write `false`, or `\"{value}\"` if it is a text")
            }
            "none" | "null" | "nil" => "leave the key out".to_owned(),
            _ => format!("put texts in quotation marks: `\"{}\"`", shorten(value)),
        },
    }
}

fn lower(message: &str) -> String {
    let mut message = message.to_owned();
    message
        .get_mut(..1)
        .into_iter()
        .for_each(str::make_ascii_lowercase);
    message
}

#[cfg(test)]
mod tests {
    use crate::Programme;

    /// The first finding on a line of `paratus.toml`, with its help.
    fn first_finding(line: &str) -> String {
        let text = format!("format = 1\n{line}\n");
        let error = Programme::from_toml(&text).unwrap_err();
        let first = error.findings()[0].clone();
        match first.help {
            Some(help) => format!("{} | {help}", first.message),
            None => first.message,
        }
    }

    #[test]
    fn a_slip_is_named_in_the_words_of_who_made_it() {
        for (line, expected) in [
            (
                "title = Office",
                "`Office` is not a value of TOML | put texts in quotation marks: `\"Office\"`",
            ),
            (
                "title = “Office”",
                "`“Office”` is not a value of TOML | use straight quotation marks: `\"`",
            ),
            (
                "title = 'it's'",
                "`s'` is too much on this line | put each key on a line of its own, and each text into one pair of quotation marks",
            ),
            (
                "title = \"a",
                "the text that begins here is not closed | end it with the quotation mark that it begins with",
            ),
            (
                "title = \"\"\"a",
                "the text that begins here is not closed | end it with the quotation mark that it begins with",
            ),
            (
                "title =",
                "`title` has no value: write `=` and a value behind it",
            ),
            (
                "title \"Office\"",
                "`title` has no value: write `=` and a value behind it",
            ),
            (
                "title: \"Office\"",
                "`title` cannot be a key: keys have letters, digits, `-` and `_` | write `key = value`; other keys are put in quotation marks",
            ),
            (
                "as_of = 14/03/2027",
                "`14/03/2027` is not a value of TOML | dates are written as `YYYY-MM-DD`",
            ),
            (
                "as_of = 2027-3-14",
                "`2027-3-14` is not a value of TOML | dates are written as `YYYY-MM-DD`: 2027-03-04",
            ),
            (
                "rules = { threshold = 0,5 }",
                "`0,5` is not a value of TOML | write a decimal point: `0.5`",
            ),
            (
                "rules = { threshold = .5 }",
                "`.5` is not a value of TOML | write a digit before the point: `0.5`",
            ),
            (
                "rules = { threshold = 50% }",
                "`50%` is not a value of TOML | write a fraction: 0.5 for 50%",
            ),
            (
                "planning = { weeks = 04 }",
                "`04` is not a value of TOML | write the number without zeros before it",
            ),
            (
                "planning = { weeks = None }",
                "`None` is not a value of TOML | leave the key out",
            ),
            (
                "people = [{ leader = True }]",
                "`True` is not a value of TOML | write `true`, or `\"True\"` if it is a text",
            ),
            (
                "sections = [{ id = \"a\" }",
                "this list is not closed: `]` is missing",
            ),
            ("[[sections]", "this heading is not closed: `]` is missing"),
            ("format = 1", "`format` is given twice"),
        ] {
            assert!(
                first_finding(line).starts_with(expected),
                "{line}: {}",
                first_finding(line)
            );
        }
    }
}
