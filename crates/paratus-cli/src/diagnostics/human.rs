//! A finding with the line it is in, and a mark under the place.

use super::{Excerpts, word};
use crate::console::{BOLD, Look, of_severity};
use crate::formatting::{self, wrap};
use crate::table::paragraph;
use paratus::Finding;
use std::path::{Path, PathBuf};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The path of a finding's file, seen from here.
pub(super) fn place_of(folder: Option<&Path>, file: &str) -> PathBuf {
    match folder {
        Some(folder) if folder.as_os_str() != "." => folder.join(file),
        _ => PathBuf::from(file),
    }
}

/// One finding.
pub(super) fn finding(
    finding: &Finding,
    folder: Option<&Path>,
    excerpts: &Excerpts,
    look: &Look,
) -> String {
    let style = of_severity(finding.severity);
    let head = look.paint(
        style,
        &format!("{}[{}]", word(finding.severity), finding.code),
    );
    // The message begins behind code and severity, and goes on below them.
    let first = format!("{}[{}]: ", word(finding.severity), finding.code);
    let message = format!("{first}{}", formatting::clean(&finding.message));
    let mut lines = wrap(
        &message,
        look.narrow().map_or(usize::MAX, |width| width - 2),
    )
    .into_iter();
    let begun = lines.next().unwrap_or_default();
    let begun = begun.strip_prefix(&first).unwrap_or_default();
    let mut text = format!("{head}: {}\n", look.paint(BOLD, begun));
    lines.for_each(|line| text.push_str(&format!("  {}\n", look.paint(BOLD, &line))));
    let line = finding.file.as_deref().zip(finding.line);
    let margin = line.map_or(1, |(_, line)| line.to_string().len());
    let indent = " ".repeat(margin);
    if let Some(file) = &finding.file {
        let mut place = formatting::path(&place_of(folder, file));
        for number in [finding.line, finding.column].into_iter().flatten() {
            place.push_str(&format!(":{number}"));
        }
        text.push_str(&format!("{indent}{} {place}\n", look.faint("-->")));
    } else if !finding.path.is_empty() {
        text.push_str(&format!(
            "{indent}{} {}\n",
            look.faint("-->"),
            formatting::clean(&finding.path)
        ));
    }
    if let Some((number, line)) =
        line.and_then(|(file, number)| Some((number, excerpts.line(file, number)?)))
    {
        let bar = look.faint("|");
        let cut = Cut::new(
            line,
            finding.column,
            look.width().saturating_sub(margin + 3),
        );
        text.push_str(&format!(
            "{indent} {bar}\n{} {bar} {}\n",
            look.faint(&number.to_string()),
            cut.line
        ));
        match cut.mark {
            Some((before, length)) => {
                let mark = look.paint(style, &"^".repeat(length));
                text.push_str(&format!("{indent} {bar} {}{mark}\n", " ".repeat(before)));
            }
            None => text.push_str(&format!("{indent} {bar}\n")),
        }
    }
    if let Some(help) = &finding.help {
        let wrapped = paragraph(
            &formatting::clean(help),
            &format!("{indent}         "),
            look.width(),
        );
        let wrapped = wrapped.trim_start();
        text.push_str(&format!("{indent} = {} {wrapped}", look.title("help:")));
    }
    text
}

/// The part of a line that fits on the page, and columns before and under the mark.
struct Cut {
    line: String,
    mark: Option<(usize, usize)>,
}

impl Cut {
    fn new(line: &str, column: Option<u32>, width: usize) -> Cut {
        let characters: Vec<char> = formatting::clean(line).chars().collect();
        let at = column.map(|column| (column as usize).saturating_sub(1).min(characters.len()));
        let end = at.map_or(0, |at| end_of_token(&characters, at));
        // A line that is too long begins a third of a page before the mark.
        let begin = if characters.len() <= width {
            0
        } else {
            at.unwrap_or(0).saturating_sub(width / 3)
        };
        let mut shown = String::from(if begin > 0 { "…" } else { "" });
        let mut before = 0;
        let mut stop = characters.len();
        for (index, &c) in characters.iter().enumerate().skip(begin) {
            if shown.width() + c.width().unwrap_or(0) >= width.max(20)
                && index + 1 < characters.len()
            {
                shown.push('…');
                stop = index;
                break;
            }
            if Some(index) == at {
                before = shown.width();
            }
            shown.push(c);
        }
        if at == Some(characters.len()) {
            before = shown.width();
        }
        let mark = at.map(|at| {
            let token = characters.get(at..end.min(stop)).unwrap_or_default();
            (
                before,
                token
                    .iter()
                    .map(|c| c.width().unwrap_or(0))
                    .sum::<usize>()
                    .max(1),
            )
        });
        Cut {
            line: shown.trim_end().to_owned(),
            mark,
        }
    }
}

/// Where the word, number or quoted text that begins at `at` ends.
fn end_of_token(line: &[char], at: usize) -> usize {
    let Some(&first) = line.get(at) else {
        return at;
    };
    let rest = line.get(at + 1..).unwrap_or_default();
    let length = match first {
        '"' | '\'' => rest
            .iter()
            .position(|&c| c == first)
            .map_or(rest.len(), |close| close + 1),
        '[' | '{' | '(' => rest
            .iter()
            .position(|c| matches!(c, ']' | '}' | ')'))
            .map_or(rest.len(), |close| close + 1),
        first if ends_word(first) => 0,
        _ => rest
            .iter()
            .position(|&c| ends_word(c))
            .unwrap_or(rest.len()),
    };
    at + 1 + length
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | '=' | ']' | '}' | ')' | '|' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(line: &str, column: u32, width: usize) -> (String, String) {
        let cut = Cut::new(line, Some(column), width);
        let (before, length) = cut.mark.unwrap();
        (
            cut.line,
            format!("{}{}", " ".repeat(before), "^".repeat(length)),
        )
    }

    #[test]
    fn the_mark_stands_under_the_token() {
        assert_eq!(marked("p-1,archive,clrk,", 13, 80).1, "            ^^^^");
        assert_eq!(marked("id = \"a b\" # x", 6, 80).1, "     ^^^^^");
        assert_eq!(marked("p-1,,x", 5, 80).1, "    ^");
        assert_eq!(marked("漢字,x", 4, 80).1, "     ^");
        assert_eq!(marked("short", 99, 80).1, "     ^");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let line = format!("{},wrong,{}", "a".repeat(500), "b".repeat(500));
        let (shown, mark) = marked(&line, 502, 60);
        assert!(
            shown.starts_with('…') && shown.ends_with('…') && shown.width() <= 61,
            "{shown}"
        );
        let column = mark.find('^').unwrap();
        assert_eq!(
            shown
                .chars()
                .skip(column)
                .take(mark.len() - column)
                .collect::<String>(),
            "wrong"
        );
    }
}
